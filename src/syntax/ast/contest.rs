//! Subjects measured against each other: ranks, keys, ties.

use super::{Body, Expr, NumberLiteral, Whom};
use crate::text::Spanned;

/// `rank department within sequence on total, then kpi.score { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    /// Who is ranked.
    pub whom: Whom,
    /// Among whom; all of the kind if nothing is said.
    pub among: Option<Spanned<Among>>,
    /// What decides, in its order.
    pub keys: Vec<ContestKey>,
    /// Its clauses.
    pub body: Option<Body<ContestClause>>,
}

/// Among whom somebody is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// `within sequence`
    Sequence,
    /// `within parent`
    Parent,
    /// `over all`
    All,
}

/// `vetoes lower is better`
#[derive(Clone, Debug, PartialEq)]
pub struct ContestKey {
    /// What is compared.
    pub value: Expr,
    /// Which is better, where that is said.
    pub better: Option<Spanned<Better>>,
}

/// Which of two values is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// `higher is better`
    Higher,
    /// `lower is better`
    Lower,
}

/// A clause of a contest.
#[derive(Clone, Debug, PartialEq)]
pub enum ContestClause {
    /// `ties share the better place`
    Ties(Ties),
    /// `missing leave the count`
    Missing(MissingPolicy),
    /// `at least 3 competitors`
    AtLeast(Spanned<NumberLiteral>),
}

/// How a tie is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// Everybody gets the best of the shared places.
    Better,
    /// Everybody gets the worst of them.
    Worse,
    /// Everybody gets their mean.
    Average,
}

/// What happens to somebody whose value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingPolicy {
    /// `missing leave the count`
    LeaveCount,
    /// `missing take the last place`
    LastPlace,
}
