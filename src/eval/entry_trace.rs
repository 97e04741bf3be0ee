//! The trace of entries of registers that functions run over: which counted, which were struck.

use std::sync::Arc;

use super::trace::Derivation;
use crate::model::Origin;

/// An entry of a register that was looked at.
#[derive(Clone, Debug)]
pub struct EntryUse {
    /// Its place in the register as submitted.
    pub entry: usize,
    /// Its row.
    pub origin: Origin,
    /// Its condition, where there is one.
    pub condition: Option<Arc<Derivation>>,
    /// Whether it counts.
    pub counted: bool,
    /// The ruling that struck it, by its place in the submission.
    pub struck: Option<usize>,
}
