//! The trace of additions and deductions.

use std::sync::Arc;

use super::report::Found;
use super::trace::{Derivation, Moved};
use crate::model::{Better, Direction, Origin, Partial, RegisterId};
use crate::text::Span;
use crate::value::Number;

/// One change, or several under a joint cap.
#[derive(Clone, Debug)]
pub enum ChangeGroupTrace {
    /// On its own.
    Single(ChangeTrace),
    /// Under a joint cap.
    Joint {
        /// Of all inside.
        direction: Direction,
        /// The changes.
        changes: Vec<ChangeTrace>,
        /// The cap.
        at_most: Arc<Derivation>,
        /// The sum of the changes, and what the cap left of it.
        moved: Moved,
        /// The clause.
        span: Span,
    },
}

/// An addition, a deduction, or a gain or loss around a target.
#[derive(Clone, Debug)]
pub struct ChangeTrace {
    /// Which.
    pub direction: Direction,
    /// How often, and how much each time.
    pub times: TimesTrace,
    /// The cap on what came from any one subject, and what it did; where there is one.
    pub each_source: Option<(Arc<Derivation>, Moved)>,
    /// The cap, where there is one.
    pub at_most: Option<Arc<Derivation>>,
    /// Points before and after the cap; not negative for a deduction that takes.
    pub moved: Moved,
    /// Why the points cannot be told, where something they rest on is missing, pending or invalid.
    pub open: Option<Found>,
    /// The clause.
    pub span: Span,
}

impl ChangeTrace {
    /// The caps of this change alone.
    pub(super) fn caps(&self) -> impl Iterator<Item = &Derivation> {
        self.at_most.iter().chain(self.each_source.iter().map(|(cap, _)| cap)).map(AsRef::as_ref)
    }
}

/// How often a change happened.
#[derive(Clone, Debug)]
pub enum TimesTrace {
    /// Once.
    Once {
        /// The points.
        amount: Arc<Derivation>,
    },
    /// When a condition holds.
    When {
        /// The condition.
        condition: Arc<Derivation>,
        /// The points, where it holds.
        amount: Option<Arc<Derivation>>,
    },
    /// For each entry.
    ForEach {
        /// The register.
        register: RegisterId,
        /// The entries that were looked at.
        entries: Vec<EntryChange>,
    },
    /// For every step of a quantity.
    ForEvery {
        /// What is measured.
        measured: Arc<Derivation>,
        /// From where, and on which side.
        from: Option<(Better, Arc<Derivation>)>,
        /// The step.
        step: Arc<Derivation>,
        /// How a started step counts.
        partial: Partial,
        /// How far the measured lies beyond, not below 0.
        beyond: Number,
        /// How many steps.
        count: Number,
        /// The points for each; none when there is no step.
        amount: Option<Arc<Derivation>>,
    },
}

impl TimesTrace {
    /// The amount of a change that happened once.
    pub(super) fn amount(&self) -> Option<&Derivation> {
        match self {
            Self::Once { amount } => Some(amount),
            Self::When { amount, .. } => amount.as_deref(),
            Self::ForEach { .. } | Self::ForEvery { .. } => None,
        }
    }
}

/// What an entry changed.
#[derive(Clone, Debug)]
pub struct EntryChange {
    /// Its place in the register as submitted.
    pub entry: usize,
    /// Its row, by the cell that makes it one of the subject's.
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
