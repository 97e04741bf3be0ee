//! The trace of a ruling that decided an indicator.

use crate::value::Number;

/// A ruling that decided what an indicator comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingTrace {
    /// Its place in the submission.
    pub ruling: usize,
    /// The score computed before; none where nothing was.
    pub computed: Option<Number>,
    /// The points it gives; none where the subject is exempt.
    pub points: Option<Number>,
}
