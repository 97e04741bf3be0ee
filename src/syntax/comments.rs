//! The comments of a file, every one of them, for the formatter.

use crate::text::Span;

/// A comment, from its `#` to the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands; the white space before the line end is in it.
    pub span: Span,
    /// Whether nothing but white space stands before it on its line.
    pub own_line: bool,
    /// Whether the line above it is blank.
    pub blank_before: bool,
}

/// The comments of a file in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    list: Vec<Comment>,
}

impl Comments {
    /// Takes in the next comment.
    pub(super) fn push(&mut self, comment: Comment) {
        self.list.push(comment);
    }

    /// All comments in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Comment> {
        self.list.iter()
    }

    /// The comments that begin at or after byte `start` and before byte `end`, in their order.
    #[must_use]
    pub fn between(&self, start: u32, end: u32) -> &[Comment] {
        let from = self.list.partition_point(|comment| comment.span.start < start);
        let to = self.list.partition_point(|comment| comment.span.start < end).max(from);
        self.list.get(from..to).unwrap_or_default()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
