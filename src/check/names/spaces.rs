//! Names that are words run together: 低于5, x已报, 监督台账中的退回. The grammar must take each for one
//! name, for names may begin and end with keywords; only who knows what is declared can tell.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::likeness::everything;
use super::nearest::Suggestion;
use crate::check::checker::Checker;
use crate::syntax::{Rule, keywords};

/// The Chinese words that may stand beside a name. Of those of one letter only the reserved ones: any other
/// is more often the end of a name, as 分 in 平均分.
static WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let spellings = keywords::all().flat_map(|(_, keyword)| &keyword.chinese).map(String::as_str);
    spellings.filter(|word| !word.is_ascii() && (word.chars().count() > 1 || keywords::is_reserved(word))).collect()
});

/// What a stretch of a name is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Word,
    Name,
    Number,
}

impl<'a> Checker<'a> {
    /// The words that `name` is, with their spaces: where all of it is words of the language, declared names
    /// and numbers, and at least one of each sort.
    pub fn spaced(&self, name: &str) -> Option<Suggestion> {
        self.apart(name, &[])
    }

    /// The same for a name behind a number, which may begin with a measure of the language: 分以上.
    pub fn spaced_unit(&self, name: &str) -> Option<Suggestion> {
        self.apart(name, &[Rule::kw_points, Rule::kw_days_of, Rule::kw_pp_of])
    }

    fn apart(&self, name: &str, measures: &[Rule]) -> Option<Suggestion> {
        if name.is_ascii() || name.chars().count() > 64 {
            return None;
        }
        let known = self.every_name.get_or_init(|| everything(&self.declared).map(|name| name.value.as_str()).collect());
        let piece = |text: &str| match text {
            _ if WORDS.contains(text) => Some(Piece::Word),
            _ if text.chars().all(|letter| letter.is_ascii_digit()) => Some(Piece::Number),
            _ if keywords::is_one_of(text, measures) => Some(Piece::Name),
            _ => known.contains(text).then_some(Piece::Name),
        };
        let ends: Vec<usize> = name.char_indices().map(|(start, _)| start).chain([name.len()]).collect();
        // For each place the fewest pieces that lead up to it.
        let mut best: Vec<Option<Vec<(&str, Piece)>>> = vec![None; ends.len()];
        if let Some(first) = best.first_mut() {
            *first = Some(Vec::new());
        }
        for (to, end) in ends.iter().enumerate() {
            for (from, start) in ends.iter().enumerate().take(to) {
                let Some(before) = best.get(from).and_then(Option::as_ref) else { continue };
                let Some((text, piece)) = name.get(*start..*end).and_then(|text| Some((text, piece(text)?))) else { continue };
                if best.get(to).and_then(Option::as_ref).is_none_or(|known| known.len() > before.len() + 1) {
                    let pieces = before.iter().copied().chain([(text, piece)]).collect();
                    if let Some(place) = best.get_mut(to) {
                        *place = Some(pieces);
                    }
                }
            }
        }
        let pieces = best.pop().flatten()?;
        let word = pieces.iter().any(|(_, piece)| *piece == Piece::Word);
        let other = pieces.iter().any(|(_, piece)| *piece != Piece::Word);
        let texts: Vec<&str> = pieces.iter().map(|(text, _)| *text).collect();
        (word && other).then(|| Suggestion::new(texts.join(" ")))
    }
}
