//! Days as numbers, for proofs over them.

use crate::value::{Day, Number};

/// The day that is number 0.
fn epoch() -> Day {
    Day::new(2000, 1, 1).expect("INVARIANT: the first day of 2000 exists")
}

/// The number of a day.
pub fn number(day: Day) -> Number {
    Number::from(epoch().days_to(day))
}

/// The day of a number, if the calendar reaches so far.
pub fn day(number: &Number) -> Option<Day> {
    epoch().plus_days(number.to_i64()?)
}
