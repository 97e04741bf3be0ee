//! The trace of what was read of other subjects.

use std::sync::Arc;

use super::trace::Derivation;
use crate::model::Origin;

/// A subject that was looked at for another.
#[derive(Clone, Debug)]
pub struct AcrossRead {
    /// Its place in [`crate::model::Submission::subjects`].
    pub subject: usize,
    /// Its name.
    pub name: String,
    /// Its row.
    pub origin: Origin,
    /// What was taken of it; none where members are counted.
    pub value: Option<Arc<Derivation>>,
    /// The condition on it, where there is one.
    pub condition: Option<Arc<Derivation>>,
    /// Whether it counts.
    pub counted: Counted,
}

/// Whether a member counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Counted {
    /// It does.
    Yes,
    /// Its condition does not hold.
    ConditionFails,
    /// What is taken of it is not applicable.
    NotApplicable,
}
