//! Reads the findings expected in a fixture from its comments, and compares them with those found.
//!
//! Under the line it is about stands a marker line, its carets under the piece of text by display
//! columns (a wide character counts two), then the code and some words of the message:
//!
//! ```text
//!   points teen
//! #        ^^^^ Y0102 expected a number [fix]
//! ```
//!
//! `#@ 1-9 Y0102 expected a number` says the columns instead, counted in characters from 1, both in.
//! `[fix]` says that a fix is offered. Applying it must remove the finding and bring no other. Before it may stand some
//! words of the help, `[help: write]`; without them any help will do.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};
use yardstick::diagnostics::Diagnostic;
use yardstick::text::{SourceFile, Span};

/// A finding, as a marker line tells it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    /// Line, from 1.
    line: usize,
    /// Display column of the first caret, from 0.
    start: usize,
    /// How many carets; an empty place has one.
    width: usize,
    code: String,
    words: String,
    /// Some words of the help, where the fixture names them.
    help: Option<String>,
    fix: bool,
}

impl Mark {
    fn expected(text: &str) -> Vec<Self> {
        let mut marks = Vec::new();
        let (mut line, mut content) = (0, "");
        for (index, candidate) in text.lines().enumerate() {
            match Self::read(candidate, line, content) {
                Some(mark) => marks.push(mark),
                None => (line, content) = (index + 1, candidate),
            }
        }
        marks
    }

    fn read(marker: &str, line: usize, content: &str) -> Option<Self> {
        let comment = marker.trim_start();
        let (start, width, rest) = if let Some(rest) = comment.strip_prefix("#@ ") {
            let (columns, rest) = rest.split_once(' ')?;
            let (first, last) = columns.split_once('-')?;
            let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
            let before = display_width(content.chars().take(first - 1));
            let inside = display_width(content.chars().skip(first - 1).take(last + 1 - first));
            (before, inside.max(1), rest)
        } else {
            let carets = comment.strip_prefix('#')?.trim_start();
            let rest = carets.trim_start_matches('^');
            let width = carets.len() - rest.len();
            if width == 0 || !rest.starts_with(" Y") {
                return None;
            }
            (marker.get(..marker.len() - carets.len())?.width(), width, rest.trim_start())
        };
        let (code, words) = rest.split_once(' ').unwrap_or((rest, ""));
        let fix = words.trim_end().ends_with("[fix]");
        let words = words.trim_end().trim_end_matches("[fix]").trim_end();
        let (words, help) = match words.strip_suffix(']').and_then(|words| words.split_once("[help: ")) {
            Some((words, help)) => (words.trim_end(), Some(help.to_owned())),
            None => (words, None),
        };
        Some(Self { line, start, width, code: code.to_owned(), words: words.to_owned(), help, fix })
    }

    fn found(source: &SourceFile, diagnostic: &Diagnostic) -> Self {
        let Span { start, end, .. } = diagnostic.primary.span;
        let (from, to) = (source.position(start), source.position(end));
        let line = source.line(from.line);
        let before = display_width(line.chars().take(from.column - 1));
        let length = if to.line == from.line { to.column - from.column } else { line.chars().count() + 1 - from.column };
        let width = display_width(line.chars().skip(from.column - 1).take(length)).max(1);
        Self {
            line: from.line,
            start: before,
            width,
            code: diagnostic.code.to_string(),
            words: diagnostic.message.get(source.language()).to_owned(),
            help: diagnostic
                .fix
                .as_ref()
                .map(|fix| &fix.title)
                .or(diagnostic.help.as_ref())
                .map(|help| help.get(source.language()).to_owned()),
            fix: diagnostic.fix.is_some(),
        }
    }

    fn meets(&self, found: &Self) -> bool {
        (self.line, self.start, self.width, &self.code, self.fix) == (found.line, found.start, found.width, &found.code, found.fix)
            && found.words.contains(&self.words)
            && self.help.as_ref().is_none_or(|help| found.help.as_ref().is_some_and(|found| found.contains(help)))
    }

    fn written(&self) -> String {
        let fix = if self.fix { " [fix]" } else { "" };
        let Self { line, start, width, code, words, .. } = self;
        let help = self.help.as_ref().map_or(String::new(), |help| format!(" [help: {help}]"));
        match start.checked_sub(1) {
            Some(blanks) => format!("line {line}:\n#{}{} {code} {words}{help}{fix}", " ".repeat(blanks), "^".repeat(*width)),
            None => format!("line {line}: (columns in display width)\n#@ 1-{width} {code} {words}{help}{fix}"),
        }
    }
}

fn display_width(characters: impl Iterator<Item = char>) -> usize {
    characters.map(|character| character.width().unwrap_or(0)).sum()
}

/// Compares what was found in a fixture with its marks; the error says what is amiss on either side.
/// `again` finds the diagnostics of a changed text, for trying the fixes.
pub fn compare(source: &SourceFile, found: &[Diagnostic], again: impl Fn(&str) -> Vec<Diagnostic>) -> Result<(), String> {
    let mut marks = Mark::expected(source.text());
    let mut report = String::new();
    for diagnostic in found {
        let mark = Mark::found(source, diagnostic);
        match marks.iter().position(|expected| expected.meets(&mark)) {
            Some(place) => drop(marks.remove(place)),
            None => writeln!(report, "not marked, {}", mark.written()).expect("writes to memory"),
        }
        if let Some(fault) = fix_fault(source, diagnostic, found, &again) {
            writeln!(report, "{fault}").expect("writes to memory");
        }
    }
    for mark in marks {
        writeln!(report, "not found, {}", mark.written()).expect("writes to memory");
    }
    if report.is_empty() { Ok(()) } else { Err(format!("{}:\n{report}", source.name())) }
}

/// Applies the fix of `diagnostic`, if it has one, and says what is wrong with the outcome.
fn fix_fault(
    source: &SourceFile,
    diagnostic: &Diagnostic,
    found: &[Diagnostic],
    again: impl Fn(&str) -> Vec<Diagnostic>,
) -> Option<String> {
    let fix = diagnostic.fix.as_ref()?;
    let mut edits: Vec<_> = fix.edits.iter().filter(|edit| edit.span.source == source.id()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = source.text().to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.replacement);
    }
    let left = again(&text);
    if left.len() < found.len() {
        return None;
    }
    let list: Vec<String> = left.iter().map(|one| format!("{} {}", one.code, one.message.get(source.language()))).collect();
    Some(format!("the fix of {} leaves {} findings where there were {}: {list:?}\n{text}", diagnostic.code, left.len(), found.len()))
}
