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

/// `compete on rate { … }` and its forms on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Compete {
    /// What decides, in its order.
    pub keys: Vec<ContestKey>,
    /// What each gets, where that is not said place by place.
    pub form: Option<Spanned<CompeteForm>>,
    /// `, at most 80%`: the most this method can give.
    pub ceiling: Option<Expr>,
    /// Its rows and clauses.
    pub body: Option<Body<CompeteRow>>,
}

/// What each competitor gets.
#[derive(Clone, Debug, PartialEq)]
pub enum CompeteForm {
    /// `first 10, last 6`: a straight line over the places.
    Line(Expr, Expr),
    /// `best 10 in proportion`: the share of the best value.
    Proportion(Expr),
    /// `lowest 6 to highest 10`: a straight line from the worst value to the best.
    Range(Expr, Expr),
}

/// A row or clause of `compete`.
#[derive(Clone, Debug, PartialEq)]
pub enum CompeteRow {
    /// A clause that ranks have too.
    Contest(ContestClause),
    /// `lower is better`
    Better(Better),
    /// `1st => 10`, `4th to 6th => 7`
    Places {
        /// The first place.
        from: Spanned<usize>,
        /// The last, where there are several.
        to: Option<Spanned<usize>>,
        /// Its points.
        points: Expr,
    },
    /// `each place below => less 0.5, at least 6`
    EachBelow {
        /// So much less than the place before.
        less: Expr,
        /// And no less than this.
        at_least: Option<Expr>,
    },
    /// `otherwise => 5`: every place that has no row.
    Otherwise(Expr),
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
