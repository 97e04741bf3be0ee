//! Chinese clauses without their spaces: 每有一次投诉扣0.5分, 分值10分, 最高扣3分.
//!
//! The run of tokens without a space is cut into keywords, declared names and numbers. It is cut only where all of it is
//! known, so a name that begins with a keyword is never cut in two.

use super::traditional::simplified;
use super::{Outcome, Scene};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{all, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::Language;

/// Runs longer than this, in bytes, are not cut.
const LONGEST: usize = 240;
/// So many ways to cut a run are tried.
const WAYS: usize = 6;
/// So many pieces are looked at for one run.
const PIECES: usize = 400;

/// Words for a keyword that are common in speech, as they stand in a run.
const SPOKEN: [(&str, Rule); 16] = [
    ("每次", Rule::kw_each_time),
    ("每发生一次", Rule::kw_each_time),
    ("每出现一次", Rule::kw_each_time),
    ("每发现一次", Rule::kw_each_time),
    ("扣减", Rule::kw_deduct),
    ("扣除", Rule::kw_deduct),
    ("扣分", Rule::kw_deduct),
    ("加分", Rule::kw_add),
    ("最多", Rule::kw_at_most),
    ("最高", Rule::kw_at_most),
    ("至多", Rule::kw_at_most),
    ("累计不超过", Rule::kw_at_most),
    ("最多不超过", Rule::kw_at_most),
    ("最高不超过", Rule::kw_at_most),
    ("不得超过", Rule::kw_at_most),
    ("上限", Rule::kw_at_most),
];

/// Words for a limit that name what is limited once more; with the direction that the clause must have.
const LIMITS: [(&str, Rule); 8] = [
    ("最高扣", Rule::kw_deduct),
    ("最多扣", Rule::kw_deduct),
    ("累计扣分不超过", Rule::kw_deduct),
    ("扣分不超过", Rule::kw_deduct),
    ("最高加", Rule::kw_add),
    ("最多加", Rule::kw_add),
    ("累计加分不超过", Rule::kw_add),
    ("加分不超过", Rule::kw_add),
];

/// Findings about the run that the grammar stopped in, and about the first of the statement.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    if scene.language() != Language::Chinese {
        return Vec::new();
    }
    let mut runs = vec![run_around(scene, scene.place)];
    runs.extend(scene.place.checked_sub(1).map(|before| run_around(scene, before)));
    runs.dedup();
    runs.into_iter().flatten().filter_map(|run| cut(scene, run)).collect()
}

/// The first and the last token of what stands without a space around the n-th.
fn run_around(scene: &Scene, n: usize) -> Option<(usize, usize)> {
    let belongs = |index: usize| {
        scene.is(index, TokenKind::Word) || scene.is(index, TokenKind::Figure) || matches!(scene.word(index), "%" | "％" | "." | "．")
    };
    if !belongs(n) {
        return None;
    }
    let first = (0..n).rev().take_while(|index| belongs(*index) && scene.touches_next(*index)).last().unwrap_or(n);
    let last = (n..scene.tokens.len()).find(|index| !scene.touches_next(*index) || !belongs(index + 1))?;
    Some((first, last))
}

/// The run with spaces between its words, if the statement can be read then.
fn cut(scene: &Scene, (first, last): (usize, usize)) -> Option<Diagnostic> {
    let span = scene.span(first, last);
    let text = scene.reader.file.slice(span);
    if text.is_ascii() || text.len() > LONGEST {
        return None;
    }
    let mut cutter = Cutter { scene, ways: Vec::new(), left: PIECES };
    cutter.go_on(text, &mut Vec::new());
    // 每發生一次
    if let Some(simplified) = simplified(text).filter(|_| cutter.ways.is_empty()) {
        cutter.go_on(&simplified, &mut Vec::new());
    }
    cutter.ways.iter_mut().for_each(|pieces| name_register(scene, pieces));
    let typed_spaces = text.chars().filter(|letter| letter.is_whitespace()).count();
    cutter.ways.iter().find_map(|pieces| {
        let written = pieces.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let edits = vec![Edit { span, replacement: written.clone() }];
        let several = pieces.len() > 2 || pieces.concat() != text;
        (several && typed_spaces == 0 && scene.outcome(&edits) == Outcome::Whole).then(|| {
            if pieces.concat() == text {
                messages::missing_spaces(span, &written)
            } else {
                messages::other_band(span, text, &written, edits)
            }
        })
    })
}

/// 每有一次投诉: what is counted is a value of one register, which stands before it.
fn name_register(scene: &Scene, pieces: &mut [String]) {
    let counted = pieces.iter().position(|piece| spells(piece, Rule::kw_each_time)).map(|each| each + 1);
    let known = scene.reader.vocabulary();
    if let Some(piece) = counted.and_then(|counted| pieces.get_mut(counted))
        && !known.has_register(piece)
        && let [register] = known.registers_of(piece)
    {
        *piece = format!("{register} {} {piece}", printed(Rule::kw_among, Language::Chinese));
    }
}

/// Cuts a run into pieces that are known.
struct Cutter<'s, 'r, 't> {
    scene: &'s Scene<'r, 't>,
    ways: Vec<Vec<String>>,
    left: usize,
}

impl Cutter<'_, '_, '_> {
    fn go_on(&mut self, rest: &str, pieces: &mut Vec<String>) {
        if rest.is_empty() {
            self.ways.push(pieces.clone());
            return;
        }
        for (length, written) in self.next(rest) {
            if self.left == 0 || self.ways.len() == WAYS {
                return;
            }
            self.left -= 1;
            pieces.push(written);
            self.go_on(rest.get(length..).unwrap_or_default(), pieces);
            pieces.pop();
        }
    }

    /// What the text may begin with, the longest first: its length, and how it is written.
    fn next(&self, rest: &str) -> Vec<(usize, String)> {
        if let Some(number) = number(rest) {
            return vec![(number.len(), number.to_owned())];
        }
        let mut found: Vec<(usize, String)> = Vec::new();
        for (_, keyword) in all() {
            found.extend(keyword.chinese.iter().filter(|word| rest.starts_with(word.as_str())).map(|word| (word.len(), word.clone())));
        }
        let said = |rule| printed(rule, Language::Chinese).to_owned();
        found.extend(SPOKEN.iter().filter(|(word, _)| rest.starts_with(word)).map(|(word, rule)| (word.len(), said(*rule))));
        // 98%以上得10分 in a row of a table.
        if matches!(self.scene.context, Context::Quantify | Context::Steps | Context::State | Context::Compete) {
            let arrow = ["得", "计", "给", "记"].into_iter().filter(|word| rest.starts_with(word));
            found.extend(arrow.map(|word| (word.len(), "=>".to_owned())));
        }
        let direction = (0..self.scene.tokens.len()).map(|index| self.scene.word(index));
        let limits = LIMITS.iter().filter(|(word, way)| rest.starts_with(word) && direction.clone().any(|typed| begins(typed, *way)));
        found.extend(limits.map(|(word, _)| (word.len(), said(Rule::kw_at_most))));
        let known = self.scene.reader.vocabulary();
        let names = rest.char_indices().map(|(start, letter)| start + letter.len_utf8());
        let names = names.filter_map(|end| rest.get(..end)).filter(|name| known.is_known(name));
        found.extend(names.map(|name| (name.len(), name.to_owned())));
        found.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        found.dedup();
        found
    }
}

/// Whether a word of the statement is this way, or runs on from it: 扣0.
fn begins(typed: &str, way: Rule) -> bool {
    spells(typed, way)
        || typed.strip_prefix(printed(way, Language::Chinese)).is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// The number at the beginning of a text, with its sign of percent and the words that are measured with.
fn number(text: &str) -> Option<&str> {
    let mut end = 0;
    for (start, letter) in text.char_indices() {
        let figure = letter.is_ascii_digit() || ('０'..='９').contains(&letter);
        let point = start > 0 && matches!(letter, '.' | '．');
        if !figure && !point {
            break;
        }
        end = start + letter.len_utf8();
    }
    let behind = text.get(end..)?;
    let unit = ["%", "％", "万", "亿", "个百分点", "分", "户", "元", "天", "日"].into_iter().find(|unit| {
        // 分摊, 日期: the beginning of another word.
        behind.strip_prefix(unit).is_some_and(|rest| {
            !all()
                .flat_map(|(_, keyword)| &keyword.chinese)
                .any(|word| word.starts_with(unit) && word.len() > unit.len() && behind.starts_with(word.as_str()) && !rest.is_empty())
        })
    });
    (end > 0).then(|| text.get(..end + unit.map_or(0, str::len))).flatten()
}
