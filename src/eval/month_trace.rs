//! What a function over months has looked at.

use std::sync::Arc;

use super::trace::Derivation;

/// A month that was looked at.
#[derive(Clone, Debug)]
pub struct MonthUse {
    /// 1 to 12.
    pub month: usize,
    /// What was taken of it, where something was.
    pub value: Option<Arc<Derivation>>,
    /// Its condition, where there is one and it has fallen due.
    pub condition: Option<Arc<Derivation>>,
    /// Whether it counts.
    pub state: MonthState,
}

/// Whether a month counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthState {
    /// It does.
    Counts,
    /// Its condition does not hold.
    ConditionFails,
    /// Its condition is missing, pending or invalid.
    Undecided,
    /// It is missing, and missing months are left out.
    LeftOut,
    /// It is due after the day of scoring.
    ToCome,
}
