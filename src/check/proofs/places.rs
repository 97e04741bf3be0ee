//! Places in the author's text that the model does not keep: heads of clauses, a word in a clause.

use super::Prover;
use crate::diagnostics::{Applicability, Edit, Fix};
use crate::text::{Hidden, Part, SourceMap, Span, hidden, parts};
use crate::value::Number;
use crate::words;

impl Prover<'_> {
    /// A clause up to its brace, or its first line.
    pub fn head(&self, span: Span) -> Span {
        head_of(self.sources, span)
    }

    /// The first place where `word` stands by itself in `span`; all of it, if nowhere.
    pub fn word_in(&self, span: Span, word: &str) -> Span {
        let text = &without_titles(self.sources.slice(span));
        let name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let alone = |place: usize| {
            let before = text.get(..place).and_then(|text| text.chars().next_back());
            let after = text.get(place + word.len()..).and_then(|text| text.chars().next());
            let (first, last) = (word.chars().next().is_some_and(name), word.chars().next_back().is_some_and(name));
            !(first && before.is_some_and(name) || last && after.is_some_and(name))
        };
        let found = text.match_indices(word).map(|(place, _)| place).find(|place| alone(*place));
        found.filter(|_| !word.is_empty()).map_or(span, |place| part_of(span, place, word.len()))
    }

    /// The same behind another place in it.
    pub fn word_after(&self, span: Span, after: Span, word: &str) -> Span {
        let rest = Span { start: after.end.min(span.end), ..span };
        let found = self.word_in(rest, word);
        if found == rest { after } else { found }
    }

    /// A number behind a place, as it was written.
    pub fn number_after(&self, span: Span, after: Span, number: &Number) -> Span {
        self.word_after(span, after, &number.to_string())
    }

    /// What stands behind the arrow of a row.
    pub fn after_arrow(&self, span: Span) -> Span {
        let text = self.sources.slice(span);
        let plain = without_titles(text);
        let arrows = ["=>", "＝＞", "＝>", "=＞"].into_iter().filter_map(|arrow| plain.find(arrow).map(|place| place + arrow.len()));
        let Some(behind) = arrows.min() else { return span };
        let rest = text.get(behind..).unwrap_or("");
        let lead = rest.len() - rest.trim_start().len();
        part_of(span, behind + lead, rest.trim().len())
    }

    /// The day in a clause with one: behind `due`, or the one that ends in 日.
    pub fn day_in(&self, span: Span) -> Span {
        let text = &without_titles(self.sources.slice(span));
        let behind = ["due ", "期限 "].into_iter().find_map(|word| text.find(word).map(|place| place + word.len()));
        if let Some(start) = behind {
            let rest = text.get(start..).unwrap_or("");
            let end = rest.find([',', '，', '=', '\n', '#']).unwrap_or(rest.len());
            let length = rest.get(..end).map_or(0, |day| day.trim_end().len());
            return part_of(span, start, length);
        }
        let Some(last) = text.find('日').map(|place| place + '日'.len_utf8()) else { return span };
        let before = text.get(..last).unwrap_or("");
        let day = |letter: char| letter.is_ascii_digit() || matches!(letter, '年' | '月' | '日' | '次' | '-');
        let start = before.char_indices().rev().take_while(|(_, letter)| day(*letter)).last().map_or(last, |(place, _)| place);
        part_of(span, start, last - start)
    }

    /// What stands in a clause behind its first word.
    pub fn behind_its_word(&self, span: Span) -> Span {
        let text = self.sources.slice(span);
        let word = text.find(char::is_whitespace).unwrap_or(0);
        let rest = text.get(word..).unwrap_or_default();
        let start = text.len() - rest.trim_start().len();
        let end = text.find(['#', '＃']).unwrap_or(text.len());
        part_of(span, start, text.get(start..end).map_or(0, |rest| rest.trim_end().len()))
    }

    /// Taking a whole clause out, if it stands on lines of its own.
    pub fn removal(&self, span: Span) -> Option<Fix> {
        let text = self.sources.file(span.source).text();
        let before = text.get(..span.start as usize)?;
        let line = before.rfind('\n').map_or(0, |place| place + 1);
        let behind = text.get(span.end as usize..)?;
        let end = behind.find('\n').map_or(behind.len(), |place| place + 1);
        if !before.get(line..)?.trim().is_empty() || !behind.get(..end)?.trim().is_empty() {
            return None;
        }
        let span = Span::new(span.source, line, span.end as usize + end);
        Some(Fix {
            title: words!("take it out", "删去"),
            edits: vec![Edit { span, replacement: String::new() }],
            applicability: Applicability::MaybeIncorrect,
        })
    }
}

/// A clause up to its brace, or its first line.
pub fn head_of(sources: &SourceMap, span: Span) -> Span {
    let line = sources.slice(span).split('\n').next().unwrap_or_default();
    let text = without_titles(line);
    let head = text.split(['{', '｛']).next().unwrap_or_default();
    let length = head.trim_end().len();
    if length == 0 { span } else { part_of(span, 0, length) }
}

/// What was written as it is read: without letters that nobody sees, which advice must not hand on.
pub fn without_hidden(text: &str) -> String {
    let seen = |letter: char| match hidden(letter) {
        None => Some(letter),
        Some(Hidden::Space) => Some(' '),
        Some(Hidden::Invisible | Hidden::Direction) => None,
    };
    text.chars().filter_map(seen).collect()
}

/// The text with blanks, byte for byte, where it is quoted or a comment: a word there is not the word looked for.
fn without_titles(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (_, letter, part) in text.split_inclusive('\n').flat_map(parts) {
        match part {
            Part::Code => plain.push(letter),
            Part::Text | Part::Comment if letter == '\n' => plain.push(letter),
            // Not blanks, which would be trimmed.
            Part::Text | Part::Comment => plain.extend(std::iter::repeat_n('\0', letter.len_utf8())),
        }
    }
    plain
}

fn part_of(span: Span, from: usize, length: usize) -> Span {
    let start = span.start as usize + from;
    Span::new(span.source, start, start + length)
}
