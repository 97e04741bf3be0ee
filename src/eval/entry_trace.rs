//! The trace of entries of registers: which were looked at, which counted, which were struck.

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

/// What an entry changed.
#[derive(Clone, Debug)]
pub struct EntryChange {
    /// Its place in the register as submitted.
    pub entry: usize,
    /// Its row.
    pub origin: Origin,
    /// Its condition, where there is one beyond the kind of entry.
    pub condition: Option<Arc<Derivation>>,
    /// Whether it counts.
    pub counted: EntryCounted,
    /// The points, where the condition holds.
    pub amount: Option<Arc<Derivation>>,
}

/// Whether an entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryCounted {
    /// It does.
    Yes,
    /// It is of another kind.
    OtherKind,
    /// Its condition does not hold.
    ConditionFails,
    /// Another entry alike is worth as much or more: the place of that entry.
    Duplicate(usize),
    /// A ruling struck it: the place of the ruling in the submission.
    Struck(usize),
}
