//! Subjects of one kind measured against each other, by one key or several.

use super::{Better, Function, IndicatorId, SharedId, Whom};
use crate::text::Span;
use crate::types::LevelId;
use crate::value::{Number, RoundingMode};

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
    /// Where its clauses stand.
    pub said: ContestSpans,
}

/// Where the clauses of a contest stand; none for a clause that was not written. Ties that were not written are
/// shared as the header says.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContestSpans {
    /// `within sequence`
    pub among: Option<Span>,
    /// `ties share the better place`
    pub ties: Option<Span>,
    /// `missing leave the count`
    pub missing: Option<Span>,
    /// `at least 3 competitors`
    pub at_least: Option<Span>,
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
    /// Where that is said, if it is.
    pub better_said: Option<Span>,
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
    /// As long as somebody's is missing nobody has a place.
    Spoils,
    /// Nothing is said, for nothing can be missing: should something be, nobody has a place.
    Unsaid,
}

/// A method: points by place, or by distance, among those whom an indicator judges.
#[derive(Clone, Debug)]
pub struct Compete {
    /// The contest.
    pub contest: ContestId,
    /// What it came to, as it is published.
    pub shared: SharedId,
    /// What each competitor gets.
    pub form: CompeteForm,
}

/// What each competitor gets.
#[derive(Clone, Debug)]
pub enum CompeteForm {
    /// Place by place.
    Places(PlacePoints),
    /// A straight line over the places, from the points of the first to those of the last.
    Line {
        /// Of the first place.
        first: Worth,
        /// Of the last.
        last: Worth,
    },
    /// Own value ÷ best value, or best ÷ own where lower is better, of these points.
    Proportion(Worth),
    /// A straight line from the worst value to the best.
    Range {
        /// Of the worst value.
        low: Worth,
        /// Of the best.
        high: Worth,
    },
}

/// The points of the places.
#[derive(Clone, Debug)]
pub struct PlacePoints {
    /// The rows from the first place on, without a gap between them.
    pub rows: Vec<PlaceRow>,
    /// What the places behind them get.
    pub rest: PlacesBelow,
}

/// The points of a place, or of several in a row.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// The first of the places.
    pub from: usize,
    /// The last.
    pub to: usize,
    /// What each of them gets.
    pub worth: Worth,
}

/// What the places behind the rows get.
#[derive(Clone, Debug)]
pub enum PlacesBelow {
    /// Each so much less than the one before it, and no less than a least: 0, where nothing is said.
    Less {
        /// So much less.
        less: Number,
        /// The least.
        at_least: Worth,
        /// The row.
        span: Span,
    },
    /// All the same.
    Otherwise(Worth),
}

impl PlacesBelow {
    /// The row.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Less { span, .. } => *span,
            Self::Otherwise(worth) => worth.span,
        }
    }
}

/// Points and where they were written.
#[derive(Clone, Debug)]
pub struct Worth {
    /// The points.
    pub points: Number,
    /// Where.
    pub span: Span,
}

impl PlacePoints {
    /// The row of a place, as it is written.
    #[must_use]
    pub fn span_of(&self, place: usize) -> Span {
        let row = self.rows.iter().find(|row| row.from <= place && place <= row.to);
        row.map_or_else(|| self.rest.span(), |row| row.worth.span)
    }

    /// All rows, as they are written.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        self.rows.iter().map(|row| row.worth.span).chain([self.rest.span()]).collect()
    }

    /// The points of a place.
    #[must_use]
    pub fn of(&self, place: usize) -> Number {
        if let Some(row) = self.rows.iter().find(|row| row.from <= place && place <= row.to) {
            return row.worth.points.clone();
        }
        match (&self.rest, self.rows.last()) {
            (PlacesBelow::Otherwise(worth), _) => worth.points.clone(),
            (PlacesBelow::Less { less, at_least, .. }, Some(last)) => {
                let behind = i64::try_from(place.saturating_sub(last.to)).unwrap_or(i64::MAX);
                last.worth.points.subtract(&less.multiply(&Number::from(behind))).max(at_least.points.clone())
            }
            (PlacesBelow::Less { at_least, .. }, None) => at_least.points.clone(),
        }
    }
}

impl CompeteForm {
    /// Everything it gives, as written.
    #[must_use]
    pub fn worths(&self) -> Vec<&Worth> {
        match self {
            Self::Places(places) => {
                let rest = match &places.rest {
                    PlacesBelow::Otherwise(worth) => worth,
                    PlacesBelow::Less { at_least, .. } => at_least,
                };
                places.rows.iter().map(|row| &row.worth).chain([rest]).collect()
            }
            Self::Line { first, last } => vec![first, last],
            Self::Proportion(best) => vec![best],
            Self::Range { low, high } => vec![low, high],
        }
    }
}

/// A question about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceTest {
    /// `within the first 3`: fewer than so many are better.
    First(usize),
    /// `within the first 20%, rounded down`: the same with that share of those ranked, rounded to whole places.
    Share(Number, RoundingMode),
    /// `is last`: nobody is worse, and somebody is better.
    Last,
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
    /// A function over what they are measured by.
    Gathered {
        /// The function.
        function: Function,
        /// Missing values are left out.
        available: bool,
    },
}
