//! What a rule computes with: exact numbers, days, and values with their state.
//!
//! Knows nothing of rules or files. No floating point: text becomes a number through
//! [`Number::parse`], a number becomes text through [`Number::to_decimal_text`].

mod day;
mod number;
mod rounding;
mod state;

pub use day::{Day, DayFault, MONTHS};
pub use number::{Number, NumberFault};
pub use rounding::{Rounding, RoundingMode};
pub use state::{State, Value};
