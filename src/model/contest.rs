//! Subjects of one kind measured against each other, by one key or several.

use super::{Better, IndicatorId, SharedId, Whom};
use crate::text::Span;
use crate::types::LevelId;

crate::id! {
    /// A contest.
    ContestId
}

/// A contest: who takes part, what decides, and how ties are shared.
#[derive(Clone, Debug)]
pub struct Contest {
    /// The kind of subject.
    pub level: LevelId,
    /// Who takes part.
    pub entrants: Entrants,
    /// Against whom each of them is measured.
    pub among: Among,
    /// What decides, in its order: the second only where the first is equal.
    pub keys: Vec<Key>,
    /// How a tie is shared.
    pub ties: Ties,
    /// What happens to somebody whose value is missing.
    pub missing: MissingPolicy,
    /// So many must be there, or nobody has a place.
    pub at_least: Option<usize>,
    /// Where it is declared.
    pub span: Span,
}

impl Contest {
    /// Whom it ranks, where it is a rank.
    #[must_use]
    pub fn ranked(&self) -> Option<&Whom> {
        match &self.entrants {
            Entrants::Ranked(whom) => Some(whom),
            Entrants::JudgedBy(_) | Entrants::Judged => None,
        }
    }
}

/// Who takes part in a contest.
#[derive(Clone, Debug)]
pub enum Entrants {
    /// Whom a rank is for.
    Ranked(Whom),
    /// Whom an indicator judges.
    JudgedBy(IndicatorId),
    /// Everybody of the kind who is judged.
    Judged,
}

/// Against whom somebody is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Among {
    /// Those of the same sequence.
    Sequence,
    /// Those of the same parent.
    Parent,
    /// All of the kind.
    All,
}

/// What decides in a contest.
#[derive(Clone, Debug)]
pub struct Key {
    /// What is compared, read of each competitor.
    pub value: SharedId,
    /// Which is better.
    pub better: Better,
    /// Where it is written.
    pub span: Span,
}

/// How a tie is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ties {
    /// Everybody gets the best of the shared places.
    Better,
    /// Everybody gets the worst of them.
    Worse,
    /// Everybody gets their mean.
    Average,
}

/// What happens to somebody whose value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MissingPolicy {
    /// It does not compete, and the others compete without it.
    LeaveCount,
    /// It competes and comes last; several of them share the last places.
    LastPlace,
    /// Nothing is said, for nothing can be missing: should something be, nobody has a place.
    Unsaid,
}

/// What may be read of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContestResult {
    /// The place.
    Place,
    /// How many have a place.
    Competitors,
    /// The share of them that is strictly better.
    ShareAbove,
}
