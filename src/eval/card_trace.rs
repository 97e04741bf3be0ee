//! How the numbers of a card came about: parts, totals, grades.

use std::sync::Arc;

use super::report::PartScore;
use super::trace::{Derivation, Held, Moved, RoundedTrace};
use crate::model::{Child, PartId};
use crate::text::Span;
use crate::value::Number;

/// How a part's score came about.
#[derive(Clone, Debug, Default)]
pub struct PartTrace {
    /// What each child brought, in their order.
    pub children: Vec<ChildTrace>,
    /// Points kept open for extensions that nobody uses, and what the part's policy gives for them;
    /// none given where they are left out.
    pub unused: Option<(Number, Option<Number>)>,
    /// Share × full, or the sum of the children of a bonus or adjustment part.
    pub base: Option<Number>,
    /// With the bonuses of the children.
    pub with_bonus: Option<Moved>,
    /// The factor, where there is one, and what it did.
    pub times: Option<(Arc<Derivation>, Option<Moved>)>,
    /// The most that a factor can come to which is not known yet, where that is less than 1: with that it counts so far.
    pub factor_at_most: Option<Number>,
    /// Rounded, where it is.
    pub rounded: Option<RoundedTrace>,
    /// Held at the cap of a bonus part or between the ends of an adjustment part.
    pub held: Option<Held>,
    /// While something is open below it: brought down to the most it can still come to.
    pub at_most: Option<Moved>,
}

/// What a child brought to its part.
#[derive(Clone, Debug)]
pub struct ChildTrace {
    /// The child.
    pub child: Child,
    /// Whether it counts in A and E.
    pub counted: bool,
    /// Its final score without bonus, out of `full`; none when it has none.
    pub score: Option<Number>,
    /// Its full points.
    pub full: Number,
    /// Its part of A: its weight where it has one, else its full points.
    pub measure: Number,
    /// Its bonus, in the part's own points: what a bonus point is worth while everything applies.
    pub bonus: Number,
}

impl ChildTrace {
    /// What it brings into E, in its parent's measure; nothing where it does not count.
    #[must_use]
    pub fn contribution(&self) -> Number {
        let score = self.score.clone().filter(|_| self.counted).unwrap_or_else(Number::zero);
        in_measure(&score, &self.measure, &self.full)
    }
}

/// Points of a child of `full` points in the measure of its parent. Where the two are one they are the same, full points
/// of 0 included: what gives nothing but a bonus brings it as it is.
pub(super) fn in_measure(points: &Number, measure: &Number, full: &Number) -> Number {
    if measure == full {
        return points.clone();
    }
    points.multiply(measure).divide(full).unwrap_or_else(Number::zero)
}

/// The part that something counts in, and what it brought there; none of what is added at the end.
#[must_use]
pub fn child_of(parts: &[PartScore], child: Child) -> Option<(&PartScore, &ChildTrace)> {
    parts.iter().find_map(|part| Some((part, part.trace.children.iter().find(|one| one.child == child)?)))
}

/// How a total came about.
#[derive(Clone, Debug, Default)]
pub struct TotalTrace {
    /// The score of all ordinary parts together.
    pub parts: Option<Number>,
    /// Each bonus and adjustment part that counts, with the sum before and after it.
    pub extras: Vec<(PartId, Moved)>,
    /// The limits of the total that were looked at, in the order they work: ceilings, floors.
    pub limits: Vec<TotalLimitTrace>,
    /// Not below 0.
    pub floor: Option<Moved>,
    /// Rounded, where totals are.
    pub rounded: Option<RoundedTrace>,
}

/// A limit of the total.
#[derive(Clone, Debug)]
pub struct TotalLimitTrace {
    /// Whether it is a floor rather than a ceiling.
    pub floor: bool,
    /// What it holds unless.
    pub unless: Option<Arc<Derivation>>,
    /// The limit; none where it does not hold.
    pub points: Option<Arc<Derivation>>,
    /// What it did; none where it does not hold.
    pub moved: Option<Moved>,
    /// The clause.
    pub span: Span,
}

/// A row of a grade that was looked at.
#[derive(Clone, Debug)]
pub struct GradeRowTrace {
    /// Which kind of row.
    pub kind: GradeRowKind,
    /// Its grade.
    pub grade: usize,
    /// Its condition; none for `otherwise`.
    pub condition: Option<Arc<Derivation>>,
    /// Whether it holds; none when that cannot be said.
    pub holds: Option<bool>,
    /// The row.
    pub span: Span,
}

/// The kinds of rows of a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GradeRowKind {
    /// `at once when`
    AtOnce,
    /// A row.
    Row,
    /// `at most … when`
    AtMost,
}
