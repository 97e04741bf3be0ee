//! Scorecards, parts and grades.

use super::{Expr, IndicatorId, LetId, Opening, Titled, Whom};
use crate::text::Span;
use crate::types::LevelId;
use crate::value::{Number, Rounding};

crate::id! {
    /// A scorecard.
    ScorecardId
}
crate::id! {
    /// A part of a scorecard.
    PartId
}
crate::id! {
    /// A grade scheme.
    GradeId
}

/// A scorecard: whom it is for, its tree of parts, limits of the total.
#[derive(Clone, Debug)]
pub struct Scorecard {
    /// Whom it is for; exactly one scorecard must fit each subject.
    pub whom: Whom,
    /// The part that holds all others.
    pub root: PartId,
    /// Named expressions.
    pub lets: Vec<LetId>,
    /// `total at least … unless …`
    pub at_least: Vec<TotalAtLeast>,
    /// `total at most …`
    pub at_most: Vec<TotalAtMost>,
    /// The clause.
    pub span: Span,
}

/// A floor under the total.
#[derive(Clone, Debug)]
pub struct TotalAtLeast {
    /// The floor.
    pub points: Expr,
    /// When it does not hold.
    pub unless: Option<Expr>,
    /// The clause.
    pub span: Span,
}

/// A ceiling on the total.
#[derive(Clone, Debug)]
pub struct TotalAtMost {
    /// The ceiling.
    pub points: Expr,
    /// The clause.
    pub span: Span,
}

/// A part of a scorecard.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name; empty for the root.
    pub name: String,
    /// What people see.
    pub title: Option<String>,
    /// Its names from the outermost part down, joined by points; empty for the root.
    pub path: String,
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The part it lies in; none for the root.
    pub parent: Option<PartId>,
    /// What counts in it, in the order written: its parts, then its indicators.
    pub children: Vec<Child>,
    /// How its points go into the whole.
    pub kind: PartKind,
    /// `at least N …`: with fewer applicable children it is not applicable itself.
    pub at_least: Option<AtLeast>,
    /// What a child does that is not applicable.
    pub policy: Policy,
    /// Where that is written; none where it is not, and its points are shared out.
    pub policy_span: Option<Span>,
    /// A factor on its score.
    pub times: Option<Expr>,
    /// Places kept open for extensions.
    pub open: Vec<Opening>,
    /// Rounding of its score, last of all.
    pub rounded: Option<Rounding>,
    /// Its name where it was declared.
    pub name_span: Span,
    /// The clause.
    pub span: Span,
}

/// What counts in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Child {
    /// A part.
    Part(PartId),
    /// An indicator.
    Indicator(IndicatorId),
}

/// How a part's points go into the whole.
#[derive(Clone, Debug)]
pub enum PartKind {
    /// A share of its parent.
    Ordinary {
        /// Its weight in the parent, 0.7 for 70 %, where it was written.
        weight: Option<Number>,
        /// Its own points, where they were written.
        size: Size,
    },
    /// Added at the end in the scorecard's points, at most so many.
    Bonus {
        /// The cap.
        at_most: Number,
    },
    /// Added at the end in the scorecard's points, held between the two.
    Adjustment {
        /// The lower end.
        low: Number,
        /// The upper end.
        high: Number,
    },
}

impl PartKind {
    /// Whether it is added at the end rather than a share of its parent.
    #[must_use]
    pub fn is_extra(&self) -> bool {
        match self {
            Self::Ordinary { .. } => false,
            Self::Bonus { .. } | Self::Adjustment { .. } => true,
        }
    }
}

/// The full points of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Size {
    /// `out of 20`: what lies below adds up to it.
    OutOf(Number),
    /// `scaled to 20`: whatever lies below is scaled to it.
    ScaledTo(Number),
    /// Not said: the weight's share of the parent, else what lies below adds up to.
    Unsaid,
}

/// How many applicable children a part needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtLeast {
    /// So many.
    pub number: usize,
    /// Parts rather than indicators.
    pub parts: bool,
    /// Where it was written.
    pub span: Span,
}

/// What a child that is not applicable does to its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Policy {
    /// The rest is scored over what remains.
    Redistribute,
    /// It counts as fully earned.
    FullPoints,
    /// It counts as lost.
    Zero,
}

/// Grades by score.
#[derive(Clone, Debug)]
pub struct Grade {
    /// Whom it is for.
    pub whom: Whom,
    /// The kind of subject.
    pub level: LevelId,
    /// The grades, best first: in the order of their first rows.
    pub names: Vec<Titled>,
    /// The rows in order; the first that holds gives the grade.
    pub rows: Vec<GradeRow>,
    /// `at once when`: before all rows; of several the lowest.
    pub at_once: Vec<GradeRow>,
    /// `at most … when`: after all rows.
    pub at_most: Vec<GradeRow>,
    /// The clause.
    pub span: Span,
}

/// A row of a grade.
#[derive(Clone, Debug)]
pub struct GradeRow {
    /// The place of its grade in [`Grade::names`].
    pub grade: usize,
    /// Its condition; none for `otherwise`.
    pub condition: Option<Expr>,
    /// The row.
    pub span: Span,
}
