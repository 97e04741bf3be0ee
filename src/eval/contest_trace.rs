//! The trace of a contest: who competed, who left it and why, whose value is still open.

use std::sync::Arc;

use super::group_figures::GroupFigures;
use super::report::Found;
use super::trace::Derivation;
use crate::model::{ContestId, PlaceTest};
use crate::text::Span;
use crate::value::{Number, Value};

/// One group of a contest: those who are measured against each other.
#[derive(Debug)]
pub struct Field {
    /// The contest.
    pub contest: ContestId,
    /// Those who have a place, best first; equal ones by their ids.
    pub competitors: Vec<Competitor>,
    /// Those who take no part in it, by their ids.
    pub left: Vec<Left>,
    /// Those whose value is pending or invalid, by their ids: while there are any, every place can move.
    pub unsettled: Vec<Unsettled>,
    /// What is the same for all in it.
    pub(super) figures: GroupFigures,
}

/// Somebody who has a place.
#[derive(Clone, Debug)]
pub struct Competitor {
    /// Its place in [`crate::model::Submission::subjects`].
    pub subject: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is measured by; none where a value is missing and that takes the last place.
    pub keys: Option<Vec<Value>>,
    /// How each of these came about.
    pub measured: Vec<Arc<Derivation>>,
    /// The best of the places it shares with those who are equal; its own where nobody is.
    pub first: usize,
    /// The worst of them.
    pub last: usize,
    /// The place it has, shared as the rules say.
    pub place: Number,
}

/// Somebody who left a contest.
#[derive(Clone, Debug)]
pub struct Left {
    /// Its place in [`crate::model::Submission::subjects`].
    pub subject: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is measured is not applicable, rather than missing.
    pub lapsed: bool,
    /// What was found, or why nothing was.
    pub found: Found,
}

/// Somebody whose value is pending or invalid.
#[derive(Clone, Debug)]
pub struct Unsettled {
    /// Its place in [`crate::model::Submission::subjects`].
    pub subject: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What was found.
    pub found: Found,
}

/// Points by place or by distance.
#[derive(Clone, Debug)]
pub struct CompeteTrace {
    /// What the contest came to; none where the subject is in none.
    pub placing: Option<Arc<Placing>>,
    /// How the points were worked out.
    pub working: Working,
}

/// How the points of a competition were worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Working {
    /// Not at all: there is no place.
    None,
    /// The points of the place; of a tie shared by its average those of all its places, whose mean counts.
    /// They are one list for all who share them.
    Places(Arc<[(usize, Number)]>),
    /// A straight line over the places.
    Line {
        /// The points of the first place.
        first: Number,
        /// The points of the last.
        last: Number,
        /// The own place.
        place: Number,
        /// So many compete.
        competitors: usize,
    },
    /// The share of the best value.
    Proportion {
        /// The points of the best value.
        points: Number,
        /// The smaller of own and best value; none for one that is missing and gets nothing.
        part: Option<Number>,
        /// The larger of them.
        whole: Number,
    },
    /// A straight line from the worst value to the best.
    Range {
        /// The points of the worst value.
        low: Number,
        /// The points of the best.
        high: Number,
        /// The worst value.
        worst: Number,
        /// The best.
        best: Number,
        /// The own value; none for one that is missing and gets the points of the worst.
        own: Option<Number>,
    },
}

/// What a contest came to for one subject.
#[derive(Clone, Debug)]
pub struct Placing {
    /// The subject.
    pub subject: usize,
    /// The group it is in.
    pub field: Arc<Field>,
    /// Its place among [`Field::competitors`]; none when it has no place.
    pub at: Option<usize>,
    /// What it is measured by, and how that came about.
    pub keys: Vec<Arc<Derivation>>,
    /// It left, as what is measured is not applicable to it.
    pub lapsed: bool,
    /// Why the place cannot be read, or not yet; otherwise the place.
    pub found: Found,
}

/// How a question about a place came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedTrace {
    /// The question.
    pub test: PlaceTest,
    /// How many are ranked.
    pub ranked: usize,
    /// What the percent of them comes to, before it is rounded.
    pub share: Option<Number>,
    /// For how many there is room; of `is last` the last place.
    pub allowed: usize,
    /// How many are inside.
    pub inside: usize,
    /// Those who share the last place inside, where that makes more than there is room for: the best of
    /// the places they share, and how many they are.
    pub edge: Option<(usize, usize)>,
}

/// A quota that more are inside of than it has room for, because the last of them share a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overfull {
    /// The condition.
    pub span: Span,
    /// The contest.
    pub contest: ContestId,
    /// The best of the group, by its place in [`crate::model::Submission::subjects`].
    pub best: usize,
    /// For how many there is room.
    pub allowed: usize,
    /// How many are inside.
    pub inside: usize,
    /// The best of the places they share.
    pub place: usize,
    /// How many share it.
    pub sharing: usize,
}

impl Field {
    /// Those who have a value, best first: whose value is missing stands behind them.
    pub fn with_value(&self) -> std::iter::Take<std::slice::Iter<'_, Competitor>> {
        self.competitors.iter().take(self.competitors.partition_point(|one| one.keys.is_some()))
    }

    /// Those who share the place of the one at a place of the list: as places are numbered, nobody else stands between.
    fn sharing(&self, at: usize) -> impl Iterator<Item = &Competitor> {
        let (before, last) = self.competitors.get(at).map_or((0, 0), |one| (one.first.saturating_sub(1), one.last));
        self.competitors.iter().take(last).skip(before)
    }
}

impl Placing {
    /// The subject among those who have a place.
    #[must_use]
    pub fn own(&self) -> Option<&Competitor> {
        self.field.competitors.get(self.at?)
    }

    /// Whether the place can still move.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        !self.field.unsettled.is_empty()
    }

    /// Those who share its place, itself left out.
    #[must_use]
    pub fn tied(&self) -> Vec<&Competitor> {
        let Some(own) = self.own() else { return Vec::new() };
        self.field.sharing(own.first.saturating_sub(1)).filter(|other| other.subject != own.subject).collect()
    }

    /// Those who come next before it, all on one place; nobody before the best.
    #[must_use]
    pub fn above(&self) -> Vec<&Competitor> {
        let Some(own) = self.own() else { return Vec::new() };
        own.first.checked_sub(2).map(|at| self.field.sharing(at).collect()).unwrap_or_default()
    }

    /// Those who come next behind it, all on one place; nobody behind the last.
    #[must_use]
    pub fn below(&self) -> Vec<&Competitor> {
        let Some(own) = self.own() else { return Vec::new() };
        self.field.sharing(own.last).collect()
    }
}
