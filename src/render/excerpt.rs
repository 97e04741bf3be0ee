//! What is shown of lines too long to read: the stretches around the labels, the rest cut out.
//!
//! A row of a submission may be thousands of letters long. Drawn whole it would bury the one cell a
//! finding is about, so of such lines only what stands beside the labels is quoted, each cut marked by
//! `…`, without the lines before and after. Line and column stay those of the file.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar as _;

use super::snippet::Snippet;

/// A line is cut when it takes more than so many lines of the terminal.
const LINES_TAKEN: usize = 2;
/// Columns shown on either side of a label.
const MARGIN: usize = 30;
/// The most columns shown of one label.
const LONGEST_LABEL: usize = 60;
/// What stands for a stretch that was cut out.
const CUT: char = '…';

/// The lines of some labels, cut down to what stands around them.
pub struct Excerpt {
    name: String,
    text: String,
    pieces: Vec<Piece>,
    lines: Vec<Line>,
}

/// A stretch of the file and where it stands in the excerpt.
struct Piece {
    original: Range<usize>,
    start: usize,
}

/// A line of the excerpt.
struct Line {
    /// Where it stands in the excerpt, its end included.
    range: Range<usize>,
    /// Its number in the file, from 0.
    number: usize,
}

impl Excerpt {
    /// The excerpt for `labels`; none if all their lines fit a terminal of so many columns.
    pub fn new(snippet: &Snippet<'_>, labels: &[Range<usize>], width: usize) -> Option<Self> {
        let mut lines: Vec<Range<usize>> = labels.iter().flat_map(|label| snippet.lines_of(label)).collect();
        lines.sort_by_key(|line| line.start);
        lines.dedup();
        let long = |line: &Range<usize>| bytes_within(snippet.slice(line).chars(), LINES_TAKEN * width) < line.len();
        if !lines.iter().any(long) {
            return None;
        }
        let mut excerpt = Self { name: snippet.name().to_owned(), text: String::new(), pieces: Vec::new(), lines: Vec::new() };
        for line in lines {
            let kept = if long(&line) { kept(snippet, &line, labels) } else { vec![line.clone()] };
            excerpt.take(snippet, &line, &kept);
        }
        Some(excerpt)
    }

    fn take(&mut self, snippet: &Snippet<'_>, line: &Range<usize>, kept: &[Range<usize>]) {
        let start = self.text.len();
        let mut at = line.start;
        for piece in kept {
            if piece.start > at {
                self.text.push(CUT);
            }
            self.pieces.push(Piece { original: piece.clone(), start: self.text.len() });
            self.text.push_str(snippet.slice(piece));
            at = piece.end;
        }
        if at < line.end {
            self.text.push(CUT);
        }
        self.text.push('\n');
        self.lines.push(Line { range: start..self.text.len(), number: snippet.position(line.start).0 });
    }

    /// Where a label of the file stands in the excerpt, shortened to what is shown of it.
    pub fn place(&self, label: &Range<usize>) -> Range<usize> {
        let start = self.pieces.iter().rev().find(|piece| piece.original.start <= label.start);
        let end = self.pieces.iter().rev().find(|piece| piece.original.start < label.end.max(label.start + 1));
        let at = |piece: &Piece, offset: usize| piece.start + offset.min(piece.original.end).saturating_sub(piece.original.start);
        let start = start.map_or(0, |piece| at(piece, label.start));
        start..end.map_or(start, |piece| at(piece, label.end)).max(start)
    }

    /// Where a place of the excerpt stands in the file.
    fn original(&self, offset: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|piece| piece.start <= offset);
        piece.map_or(0, |piece| (piece.original.start + offset - piece.start).min(piece.original.end))
    }
}

/// What is kept of a long line: the stretches around the labels on it.
fn kept(snippet: &Snippet<'_>, line: &Range<usize>, labels: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut on_line: Vec<Range<usize>> = labels
        .iter()
        .filter(|label| label.start <= line.end && label.end.max(label.start + 1) > line.start)
        .map(|label| label.start.max(line.start)..label.end.min(line.end).max(label.start.max(line.start)))
        .collect();
    on_line.sort_by_key(|label| (label.start, label.end));
    for label in on_line {
        let shown = label.start + bytes_within(snippet.slice(&label).chars(), LONGEST_LABEL);
        let from = label.start - bytes_within(snippet.slice(&(line.start..label.start)).chars().rev(), MARGIN);
        let to = if shown < label.end { shown } else { shown + bytes_within(snippet.slice(&(shown..line.end)).chars(), MARGIN) };
        match kept.last_mut() {
            Some(last) if from <= last.end => last.end = last.end.max(to),
            Some(_) | None => kept.push(from..to),
        }
    }
    kept
}

/// How many bytes the first of these letters take that are at most `most` columns wide together. No more of them are
/// looked at: a line may be as long as its file.
fn bytes_within(letters: impl Iterator<Item = char>, most: usize) -> usize {
    let (mut width, mut bytes) = (0, 0);
    for letter in letters {
        width += letter.width().unwrap_or(0);
        if width > most {
            break;
        }
        bytes += letter.len_utf8();
    }
    bytes
}

/// An excerpt and the file it is of: what miette reads.
pub struct Quoted<'a> {
    /// The excerpt.
    pub excerpt: Excerpt,
    /// The file.
    pub snippet: &'a Snippet<'a>,
}

impl SourceCode for Quoted<'_> {
    fn read_span<'a>(&'a self, span: &SourceSpan, before: usize, _: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let excerpt = &self.excerpt;
        let end = span.offset() + span.len();
        let touched = |line: &&Line| line.range.start < end.max(span.offset() + 1) && span.offset() < line.range.end;
        let (Some(first), Some(last)) = (excerpt.lines.iter().find(touched), excerpt.lines.iter().rfind(touched)) else {
            return Err(MietteError::OutOfBounds);
        };
        let (from, to) = (first.range.start, last.range.end);
        let shown = excerpt.text.get(from..to).unwrap_or("");
        let column = if before == 0 { self.snippet.position(excerpt.original(span.offset())).1 } else { 0 };
        let lines = shown.lines().count();
        let contents =
            MietteSpanContents::new_named(excerpt.name.clone(), shown.as_bytes(), (from, to - from).into(), first.number, column, lines);
        Ok(Box::new(contents))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_no_more_is_looked_at_than_could_be_shown() {
        let mut looked_at = 0;
        let bytes = bytes_within("税".repeat(100_000).chars().inspect(|_| looked_at += 1), 80);
        assert_eq!((bytes, looked_at), (120, 41));
    }
}
