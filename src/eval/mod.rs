//! The reference interpreter: slow, obvious, traced. It is the definition of what a rulebook means.
//!
//! It follows the order of evaluation line by line: what was submitted is read into states, the
//! methods of each indicator are tried in their order, changes, vetoes and limits follow, parts are
//! added up from the leaves, and the total gets its grade. Every step leaves a trace from which the
//! score can be added up again. It knows nothing of files, of how findings look, or of clocks.

mod report;
mod trace;

pub use report::*;
pub use trace::*;
