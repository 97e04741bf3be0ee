//! Values and the states they can be in.

use super::{Day, Number};

/// A value that is there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Any number: counts, percents (0.98 for 98 %), points, days, quantities in their base unit.
    Number(Number),
    /// A calendar day.
    Day(Day),
    /// Yes or no.
    Flag(bool),
    /// The n-th value of a choice, in the order of its declaration.
    Choice(usize),
    /// A text.
    Text(String),
}

/// A value, or why there is none. `Why` says more about a missing one: who owed it, or that the
/// indicator it stands for is not applicable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State<T, Why = ()> {
    /// There.
    Given(T),
    /// Owed and not answered.
    Missing(Why),
    /// Not due yet, or a judgement outstanding.
    Pending,
    /// Unreadable, or outside its type or bounds.
    Invalid,
}
