//! The trace of procedural steps: what was answered, and what being late cost.

use super::trace::Read;
use crate::model::{Partial, Period};
use crate::text::Span;
use crate::value::{Day, Number};

/// A step.
#[derive(Clone, Debug)]
pub struct StepTrace {
    /// Its place among the steps.
    pub step: usize,
    /// What was answered.
    pub read: Read,
    /// What became of it.
    pub done: Done,
    /// Its day.
    pub due: Option<Day>,
    /// The ruling that put its day off, by its place in the submission, and the day it had before.
    pub put_off: Option<(usize, Day)>,
    /// What it is worth in time.
    pub worth: Number,
    /// What it lost by being late.
    pub late: Option<LateTrace>,
    /// What it earned by itself, in time or late.
    pub earned: Number,
    /// The most that it can still earn: one that is not due yet all of it, one that is overdue what it is worth
    /// late, one that cannot be read whatever it is worth.
    pub most: Number,
    /// Whether that counts: not after a step undone in `steps in order`, in `steps reached` only the one reached.
    pub counted: bool,
    /// Its row.
    pub span: Span,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Done, on that day where it has one.
    Yes(Option<Day>),
    /// Said not to be done.
    No,
    /// Not answered: not done.
    NotReported,
}

/// Lateness of a step.
#[derive(Clone, Debug)]
pub struct LateTrace {
    /// Calendar days after the due day.
    pub days: i64,
    /// How it is counted, where the row takes points for each period.
    pub each: Option<LateEach>,
}

/// Points taken for each period of lateness.
#[derive(Clone, Debug)]
pub struct LateEach {
    /// Points for each.
    pub amount: Number,
    /// The period.
    pub period: Period,
    /// How a started period counts.
    pub partial: Partial,
    /// How many periods.
    pub count: Number,
}
