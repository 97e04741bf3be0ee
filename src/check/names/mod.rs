//! Names: what the files declare, which names are alike, what a wrong name may have meant.

mod collect;
mod likeness;
mod nearest;
mod spaces;
mod spelling;

pub use collect::Declared;
pub use likeness::looks;
pub use nearest::{Suggestion, given_unit, nearest, other_type, other_word};
