//! What all printers share: the words of the chosen surface, and the comments still to be placed.
//!
//! Each comment is taken once, by whatever is printed where it stands: the statement it ends, the
//! statement it precedes, the list it interrupts. A comment inside a statement that no list takes
//! moves to a line of its own before the statement.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{CONTINUATION, Doc};
use super::lines::{Block, Line, OwnLine, Row};
use crate::syntax::{Parse, ast, keywords};
use crate::text::{Language, SourceFile, Span, Spanned};

/// Prints the pieces of one tree.
pub(super) struct Printer<'a> {
    source: &'a SourceFile,
    /// The surface to print.
    pub language: Language,
    comments: Vec<Waiting>,
    /// The given names that the file declares as its own.
    pub declared: BTreeSet<&'a str>,
    /// How many brackets are open around what is printed.
    brackets: usize,
    /// Operands behind which an operator stands.
    pub gone_on_behind: Vec<Span>,
}

/// A comment and whether it has found its place.
struct Waiting {
    start: usize,
    end: usize,
    text: String,
    /// Whether nothing stands before it on its line.
    own_line: bool,
    taken: bool,
}

/// A statement as printed.
pub(super) struct Printed {
    pub row: Row,
    pub body: Option<Block>,
    /// Whether a blank line should set it apart from its neighbours.
    pub set_apart: bool,
}

impl Printed {
    pub(super) fn row(row: Row) -> Self {
        Self { row, body: None, set_apart: false }
    }

    pub(super) fn alone(doc: Doc) -> Self {
        Self::row(Row::alone(doc))
    }

    pub(super) fn with(row: Row, body: Option<Block>) -> Self {
        Self { row, body, set_apart: false }
    }

    pub(super) fn set_apart(self) -> Self {
        Self { set_apart: true, ..self }
    }
}

impl<'a> Printer<'a> {
    pub(super) fn new(source: &'a SourceFile, language: Language, parse: &'a Parse) -> Self {
        let declared = parse.file.declared_names().into_iter().map(|name| name.as_str());
        let declared = declared.filter(|name| keywords::given_in_english(name).is_some()).collect();
        let comments = (parse.comments)
            .iter()
            .map(|comment| {
                let range = comment.span.range();
                let before = source.text().get(..range.start).unwrap_or("");
                let own_line = before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
                Waiting { start: range.start, end: range.end, text: tidy(source.slice(comment.span)), own_line, taken: false }
            })
            .collect();
        Self { source, language, comments, declared, brackets: 0, gone_on_behind: Vec::new() }
    }

    /// The text whose tree is printed.
    pub(super) fn source(&self) -> &'a SourceFile {
        self.source
    }

    /// Prints what stands between brackets, where lines may end anywhere.
    pub(super) fn inside(&mut self, print: impl FnOnce(&mut Self) -> Doc) -> Doc {
        self.brackets += 1;
        let doc = print(self);
        self.brackets -= 1;
        doc
    }

    /// Whether lines may end anywhere.
    pub(super) fn between_brackets(&self) -> bool {
        self.brackets > 0
    }

    /// The statements between two braces.
    pub(super) fn body<T>(&mut self, body: &ast::Body<T>, print: impl FnMut(&mut Self, &T) -> Printed) -> Block {
        self.block(body.open.range().end, body.close.range().start, true, &body.statements, print)
    }

    /// Statements between two places of the text.
    pub(super) fn block<T>(
        &mut self,
        open: usize,
        close: usize,
        braced: bool,
        statements: &[Spanned<T>],
        mut print: impl FnMut(&mut Self, &T) -> Printed,
    ) -> Block {
        let mut block = Block::default();
        let mut place = open;
        if braced {
            let first = statements.first().map_or(close, |statement| statement.span.range().start);
            if let Some((text, end)) = self.take_on_line(place, first) {
                block.head_comment = Some(text);
                place = end;
            }
        }
        let mut begun = false;
        let mut apart = false;
        for (index, statement) in statements.iter().enumerate() {
            let range = statement.span.range();
            let mut leading = self.take_own_lines(&mut place, range.start, &mut begun);
            let mut blank_before = begun && self.blank_between(place, range.start);
            let printed = print(self, &statement.value);
            for (_, text) in self.take_within(range.start, range.end) {
                leading.push(OwnLine { blank_before: std::mem::take(&mut blank_before), text });
            }
            if begun && (apart || printed.set_apart) {
                match leading.first_mut() {
                    Some(first) => first.blank_before = true,
                    None => blank_before = true,
                }
            }
            apart = printed.set_apart;
            begun = true;
            place = range.end;
            let next = statements.get(index + 1).map_or(close, |next| next.span.range().start);
            let trailing = self.take_on_line(place, next).map(|(text, end)| {
                place = end;
                text
            });
            block.lines.push(Line { leading, blank_before, row: printed.row, body: printed.body, trailing });
        }
        block.last = self.take_own_lines(&mut place, close, &mut begun);
        block
    }

    /// Pieces joined by separators (`,` or an operator), with the comments that stand between them.
    /// Each piece names what joins it to the piece before.
    pub(super) fn joined(&mut self, pieces: Vec<Piece>) -> Doc {
        self.join(pieces, true)
    }

    /// The same, but where it does not fit each piece goes on a line of its own.
    pub(super) fn joined_one_to_a_line(&mut self, pieces: Vec<Piece>) -> Doc {
        self.join(pieces, false)
    }

    fn join(&mut self, pieces: Vec<Piece>, fill: bool) -> Doc {
        let step = if fill && !self.between_brackets() { CONTINUATION } else { 0 };
        let mut parts = Vec::new();
        let mut place = None;
        for piece in pieces {
            let range = piece.span.range();
            let Some(end) = place.replace(range.end) else {
                parts.push(piece.doc);
                continue;
            };
            parts.push(Doc::text(piece.separator));
            let comments = self.take_within(end, range.start);
            if comments.is_empty() {
                let next = Doc::Concat(vec![Doc::Line, piece.doc]);
                parts.push(if fill { next.group().indent(step) } else { next });
                continue;
            }
            let mut begins_line = false;
            let mut next = Vec::new();
            for (own_line, text) in comments {
                if own_line && !begins_line {
                    next.push(Doc::Line);
                }
                next.extend([Doc::Comment(text), Doc::Line]);
                begins_line = true;
            }
            next.push(piece.doc);
            parts.push(Doc::Concat(next).indent(step));
        }
        Doc::Concat(parts)
    }

    /// Whether a line end stands between two places of the text.
    pub(super) fn line_between(&self, from: Span, to: Span) -> bool {
        self.source.text().get(from.range().end..to.range().start).is_some_and(|text| text.contains('\n'))
    }

    /// Whether a comment that is not placed yet stands between two pieces.
    pub(super) fn has_comments(&self, from: Span, to: Span) -> bool {
        self.comments.get(self.comments_between(from.range().end, to.range().start)).is_some_and(|some| some.iter().any(|one| !one.taken))
    }

    /// The comments that begin at or behind `from` and before `until`, as indices.
    fn comments_between(&self, from: usize, until: usize) -> Range<usize> {
        let start = self.comments.partition_point(|comment| comment.start < from);
        start..self.comments.partition_point(|comment| comment.start < until).max(start)
    }

    fn waiting_between(&mut self, from: usize, until: usize) -> impl Iterator<Item = &mut Waiting> {
        let range = self.comments_between(from, until);
        self.comments.get_mut(range).unwrap_or_default().iter_mut().filter(|comment| !comment.taken)
    }

    fn blank_between(&self, from: usize, to: usize) -> bool {
        self.source.text().get(from..to).is_some_and(|text| text.matches('\n').count() > 1)
    }

    fn take_on_line(&mut self, from: usize, until: usize) -> Option<(String, usize)> {
        let text = self.source.text();
        let comment = self.waiting_between(from, until).next()?;
        let near = text.get(from..comment.start).is_some_and(|between| !between.contains('\n'));
        near.then(|| {
            comment.taken = true;
            (comment.text.clone(), comment.end)
        })
    }

    fn take_own_lines(&mut self, place: &mut usize, until: usize, begun: &mut bool) -> Vec<OwnLine> {
        let taken: Vec<(usize, usize, String)> = self
            .waiting_between(*place, until)
            .map(|comment| {
                comment.taken = true;
                (comment.start, comment.end, comment.text.clone())
            })
            .collect();
        let mut out = Vec::new();
        for (start, end, text) in taken {
            let blank_before = std::mem::replace(begun, true) && self.blank_between(*place, start);
            out.push(OwnLine { blank_before, text });
            *place = end;
        }
        out
    }

    fn take_within(&mut self, from: usize, until: usize) -> Vec<(bool, String)> {
        self.waiting_between(from, until)
            .map(|comment| {
                comment.taken = true;
                (comment.own_line, comment.text.clone())
            })
            .collect()
    }
}

/// One of several joined pieces.
pub(super) struct Piece {
    pub span: Span,
    pub doc: Doc,
    /// What joins it to the piece before it.
    pub separator: String,
}

/// A comment as printed: no blanks at its end, `#` for the sign an input method types.
pub(super) fn tidy(comment: &str) -> String {
    let comment = comment.trim_end();
    comment.strip_prefix('＃').map_or_else(|| comment.to_owned(), |rest| format!("#{rest}"))
}
