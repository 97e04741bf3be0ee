//! A source text as miette wants to read it.
//!
//! Ours differs from miette's own in three ways: columns count characters, lines are found without
//! reading the text from its start, and nothing in it can disturb a terminal.

use std::borrow::Cow;
use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::visible::{on_one_line, visible};
use crate::text::{SourceFile, Span};

/// Spans of more lines than this are shown by their first line.
const LINES_SHOWN: usize = 6;
/// A line of more bytes than this is not shown for the sake of the one beside it.
const LONGEST_NEIGHBOUR: usize = 500;

/// One file, ready to be quoted.
pub struct Snippet<'a> {
    file: &'a SourceFile,
    name: String,
    text: Cow<'a, str>,
}

impl<'a> Snippet<'a> {
    pub fn new(file: &'a SourceFile) -> Self {
        Self { file, name: on_one_line(file.name()), text: visible(file.text()) }
    }

    /// The bytes to underline for `span`: inside the text, not too many lines, and not behind the
    /// last line end, where there is no line to draw on.
    pub fn underlined(&self, span: Span) -> Range<usize> {
        let length = self.text.len();
        let mut range = span.range();
        range.end = range.end.min(length);
        range.start = range.start.min(range.end);
        let quoted = self.text.get(range.clone()).unwrap_or("");
        if quoted.lines().count() > LINES_SHOWN {
            range.end = range.start + quoted.lines().next().map_or(0, str::len);
        }
        if range.start == length && self.text.ends_with('\n') {
            let last = self.text.trim_end_matches(['\n', '\r']).len();
            range = last..last;
        }
        range
    }

    /// What the file is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of a range of bytes.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// The lines that a range of bytes touches, each without its line end.
    pub fn lines_of(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut line = self.file.line_around(range.start);
        loop {
            let text = self.slice(&line);
            lines.push(line.start..line.start + text.trim_end_matches(['\n', '\r']).len());
            if line.end >= range.end || line.end >= self.text.len() {
                return lines;
            }
            line = self.file.line_around(line.end);
        }
    }

    /// Line and column of a byte, both from 0.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let place = self.file.position(u32::try_from(offset).unwrap_or(u32::MAX));
        (place.line - 1, place.column - 1)
    }

    fn read(&self, range: Range<usize>, before: usize, after: usize) -> MietteSpanContents<'_> {
        let place = self.file.position(u32::try_from(range.start).unwrap_or(u32::MAX));
        let mut from = self.line_start(range.start);
        let mut first_line = place.line - 1;
        for _ in 0..before {
            let line = self.line_start(from.saturating_sub(1));
            if from > 0 && from - line <= LONGEST_NEIGHBOUR {
                from = line;
                first_line -= 1;
            }
        }
        let mut to = self.line_end(range.end.saturating_sub(1).max(range.start));
        for _ in 0..after {
            let line = self.line_end(to);
            if line - to <= LONGEST_NEIGHBOUR {
                to = line;
            }
        }
        let shown = self.text.get(from..to).unwrap_or("");
        let column = if before == 0 { place.column - 1 } else { 0 };
        let lines = shown.lines().count();
        MietteSpanContents::new_named(self.name.clone(), shown.as_bytes(), (from, to - from).into(), first_line, column, lines)
    }

    /// Where the line that holds byte `offset` begins. What is shown has its lines where the file has them.
    fn line_start(&self, offset: usize) -> usize {
        self.file.line_around(offset).start
    }

    /// Where the line after the one that holds byte `offset` begins.
    fn line_end(&self, offset: usize) -> usize {
        self.file.line_around(offset).end
    }
}

impl SourceCode for Snippet<'_> {
    fn read_span<'a>(&'a self, span: &SourceSpan, before: usize, after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        if end > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        Ok(Box::new(self.read(span.offset()..end, before, after)))
    }
}
