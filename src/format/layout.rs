//! Text that knows where it may break: the small algebra behind the layout, measured in display
//! columns (a Chinese character takes two).
//!
//! Our own instead of the `pretty` crate, because rows aligned over several statements and comments
//! that forbid joining lines are half of the work here, and neither exists there.

use unicode_width::UnicodeWidthStr as _;

/// The width lines are kept to where brackets, commas and operators allow it.
pub(super) const LINE_WIDTH: usize = 100;

/// What a line continued on the next one is set in by.
pub(super) const CONTINUATION: usize = 4;

/// A piece of text with the places where it may break.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Doc {
    /// Nothing.
    Nil,
    /// Words on one line.
    Text(String),
    /// A space, or a line end where the group around it does not fit.
    Line,
    /// Nothing, or a line end where the group around it does not fit.
    SoftLine,
    /// A comment; whatever follows begins on the next line, so a [`Doc::Line`] has to follow.
    Comment(String),
    /// One after another.
    Concat(Vec<Doc>),
    /// On one line if it fits, else broken at each of its own lines.
    Group(Box<Doc>),
    /// Set in by so many columns where it breaks.
    Indent(usize, Box<Doc>),
    /// Set in to the column where it begins.
    Hang(Box<Doc>),
}

impl Doc {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn group(self) -> Self {
        Self::Group(Box::new(self))
    }

    pub(super) fn indent(self, columns: usize) -> Self {
        Self::Indent(columns, Box::new(self))
    }

    pub(super) fn hang(self) -> Self {
        Self::Hang(Box::new(self))
    }

    /// Whether nothing would be printed.
    pub(super) fn is_nil(&self) -> bool {
        match self {
            Self::Nil => true,
            Self::Text(text) => text.is_empty(),
            Self::Concat(parts) => parts.iter().all(Self::is_nil),
            Self::Group(inner) | Self::Indent(_, inner) | Self::Hang(inner) => inner.is_nil(),
            Self::Line | Self::SoftLine | Self::Comment(_) => false,
        }
    }

    /// The pieces with single spaces between those that print anything.
    pub(super) fn words(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut words = Vec::new();
        for part in parts.into_iter().filter(|part| !part.is_nil()) {
            if !words.is_empty() {
                words.push(Self::text(" "));
            }
            words.push(part);
        }
        Self::Concat(words)
    }

    /// Its text on one line, or none if a comment inside forbids that.
    pub(super) fn flat(&self) -> Option<String> {
        let mut out = String::new();
        self.flat_into(&mut out).then_some(out)
    }

    fn flat_into(&self, out: &mut String) -> bool {
        match self {
            Self::Nil | Self::SoftLine => {}
            Self::Text(text) => out.push_str(text),
            Self::Line => out.push(' '),
            Self::Comment(_) => return false,
            Self::Concat(parts) => return parts.iter().all(|part| part.flat_into(out)),
            Self::Group(inner) | Self::Indent(_, inner) | Self::Hang(inner) => return inner.flat_into(out),
        }
        true
    }

    /// Its text, the first line beginning at `column`, later lines set in by `indent`.
    pub(super) fn render(&self, column: usize, indent: usize) -> String {
        let mut out = String::new();
        let mut column = column;
        let mut stack = vec![Frame { indent, flat: false, doc: self }];
        while let Some(frame) = stack.pop() {
            match frame.doc {
                Self::Nil => {}
                Self::Text(text) => {
                    out.push_str(text);
                    column += width(text);
                }
                Self::Comment(text) => {
                    if !out.trim_end_matches(' ').ends_with('\n') && !out.is_empty() {
                        out.push_str("  ");
                    }
                    out.push_str(text);
                    column = LINE_WIDTH;
                }
                Self::Line | Self::SoftLine if frame.flat => {
                    let space = if *frame.doc == Self::Line { " " } else { "" };
                    out.push_str(space);
                    column += space.len();
                }
                Self::Line | Self::SoftLine => {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push('\n');
                    out.push_str(&" ".repeat(frame.indent));
                    column = frame.indent;
                }
                Self::Concat(parts) => stack.extend(parts.iter().rev().map(|doc| Frame { doc, ..frame })),
                Self::Indent(columns, inner) => stack.push(Frame { indent: frame.indent + columns, doc: inner, ..frame }),
                Self::Hang(inner) => stack.push(Frame { indent: column, doc: inner, ..frame }),
                Self::Group(inner) => {
                    let group = Frame { flat: true, doc: inner, ..frame };
                    let fits = frame.flat || fits(LINE_WIDTH.saturating_sub(column), group, &stack);
                    stack.push(Frame { flat: fits, ..group });
                }
            }
        }
        out
    }
}

#[derive(Clone, Copy)]
struct Frame<'a> {
    indent: usize,
    flat: bool,
    doc: &'a Doc,
}

/// Whether `group` on one line, with what follows it up to the next line end, fits into `room`.
fn fits<'a>(mut room: usize, group: Frame<'a>, rest: &[Frame<'a>]) -> bool {
    let mut rest = rest.iter().rev();
    let mut stack = vec![group];
    loop {
        let Some(frame) = stack.pop().or_else(|| rest.next().copied()) else { return true };
        let needed = match frame.doc {
            Doc::Nil => 0,
            Doc::Text(text) => width(text),
            Doc::Comment(_) => return !frame.flat,
            Doc::Line | Doc::SoftLine if !frame.flat => return true,
            Doc::Line => 1,
            Doc::SoftLine => 0,
            Doc::Concat(parts) => {
                stack.extend(parts.iter().rev().map(|doc| Frame { doc, ..frame }));
                0
            }
            Doc::Group(inner) | Doc::Indent(_, inner) | Doc::Hang(inner) => {
                stack.push(Frame { doc: inner, ..frame });
                0
            }
        };
        let Some(left) = room.checked_sub(needed) else { return false };
        room = left;
    }
}

/// Display columns of a text without line ends.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[&str]) -> Doc {
        let mut parts = vec![Doc::text("("), Doc::SoftLine];
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                parts.extend([Doc::text(","), Doc::Line]);
            }
            parts.push(Doc::text(*word));
        }
        Doc::Concat(vec![Doc::Concat(parts).indent(2), Doc::SoftLine, Doc::text(")")]).group()
    }

    #[test]
    fn a_group_stays_on_one_line_while_it_fits() {
        assert_eq!(list(&["a", "b"]).render(0, 0), "(a, b)");
    }

    #[test]
    fn a_group_that_does_not_fit_breaks_at_each_of_its_lines() {
        let long = "x".repeat(60);
        assert_eq!(list(&[&long, &long]).render(0, 0), format!("(\n  {long},\n  {long}\n)"));
    }

    #[test]
    fn what_follows_a_group_counts() {
        let doc = Doc::Concat(vec![list(&["a", "b"]), Doc::text("y".repeat(97))]);
        assert!(doc.render(0, 0).starts_with("(\n"));
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let doc = list(&["申报率".repeat(9).as_str(), "申报率".repeat(9).as_str()]);
        assert!(doc.render(0, 0).contains('\n'));
    }

    #[test]
    fn a_comment_keeps_lines_apart() {
        let doc = Doc::Concat(vec![Doc::text("a"), Doc::Comment("# why".to_owned()), Doc::Line, Doc::text("b")]).group();
        assert_eq!(doc.render(0, 2), "a  # why\n  b");
    }
}
