//! Consequences: what follows from results. Nothing reads them, and they change nothing.

use super::{Expr, Whom};
use crate::text::Span;
use crate::types::LevelId;

crate::id! {
    /// A declaration of consequences.
    ConsequenceId
}

/// What follows for subjects of a kind.
#[derive(Clone, Debug)]
pub struct Consequence {
    /// Whom it is for; several declarations may fit one subject.
    pub whom: Whom,
    /// The kind of subject.
    pub level: LevelId,
    /// What follows, each on its own, in the order written.
    pub rows: Vec<ConsequenceRow>,
    /// The clause.
    pub span: Span,
}

/// Something that follows when a condition holds.
#[derive(Clone, Debug)]
pub struct ConsequenceRow {
    /// What follows, in the author's words.
    pub text: String,
    /// When.
    pub condition: Expr,
    /// Where the words stand.
    pub text_span: Span,
    /// The row.
    pub span: Span,
}
