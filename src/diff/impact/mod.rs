//! Two runs side by side: the same submissions scored by both books. Who moves, how far, and by what.
//!
//! [`impact()`] receives both runs; it scores nothing. The move of a total is laid out in pieces that
//! add up to it exactly ([`Line`]). Of an indicator that both books count, the change of what it
//! earned, at the mean of its worth in both, is its own doing. The change of its worth is that of
//! points and weights: it moves a total as far as the result there lies above or below what the
//! subject earns on the whole, for what one part gains another loses. The same holds of what is new
//! or gone, and of what counts in another part. Turned around, every line changes its sign and
//! nothing else.

mod contributions;
mod level;
mod moves;

use std::collections::BTreeMap;

use super::names::Names;
use crate::eval::{Range, Scores, SubjectState};
use crate::model::{Program, Submission};
use crate::text::Words;
use crate::value::Number;

/// One book, what was submitted as it reads it, and what that comes to.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// What the rules mean.
    pub program: &'a Program,
    /// What was submitted.
    pub submission: &'a Submission,
    /// What it comes to.
    pub scores: &'a Scores,
}

/// What two books make of the same submissions.
#[derive(Clone, Debug, Default)]
pub struct Impact {
    /// How the data were read.
    pub readings: Readings,
    /// Kind by kind, in the order of the newer book; what only the older one knows stands last.
    pub levels: Vec<LevelImpact>,
}

/// How each of the books read the data.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// The year of the data: both books are scored as if they judged it.
    pub year: i64,
    /// The older book's.
    pub old: Reading,
    /// The newer book's.
    pub new: Reading,
}

/// How a book read the data.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// By so many years its days were moved to the year of the data.
    pub years_later: i64,
    /// What it asks for and the data do not have.
    pub lacking: Vec<Gap>,
    /// What the data have and it does not ask for.
    pub unread: Vec<Gap>,
    /// Indicators left out because the data lack what they ask for: names and what people see.
    pub set_aside: Vec<(String, Option<String>)>,
}

/// A column or table that only one side has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The table: a kind of subject or a register.
    pub table: String,
    /// The column; none for the whole table.
    pub column: Option<String>,
    /// What people see of it.
    pub title: Option<Words>,
}

/// What becomes of the subjects of a kind.
#[derive(Clone, Debug)]
pub struct LevelImpact {
    /// Its name.
    pub name: String,
    /// What people see.
    pub title: Option<String>,
    /// How many were read; that many are in `moves`, `apart` and `unjudged` together.
    pub read: usize,
    /// Those with a final total in both, the greatest move first, equal ones by their ids.
    pub moves: Vec<Move>,
    /// Those that cannot be compared, by their ids.
    pub apart: Vec<NotCompared>,
    /// How many neither book judges.
    pub unjudged: usize,
    /// What each cause did to all of them, the greatest sum of moves first.
    pub causes: Vec<CauseImpact>,
}

/// A subject in both books.
#[derive(Clone, Debug)]
pub struct Move {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// By the older book.
    pub old: Placed,
    /// By the newer book.
    pub new: Placed,
    /// The total by the newer book less that by the older.
    pub points: Number,
    /// What it is made of, the greatest first; the lines add up to it.
    pub lines: Vec<Line>,
}

/// Where a subject came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The total.
    pub total: Number,
    /// Its place in the rank of its kind; none where it has none, or where it cannot be told.
    pub place: Option<Number>,
    /// The grade by its name and what people see.
    pub grade: Option<(String, String)>,
    /// What follows, in the order of the rules.
    pub consequences: Vec<String>,
    /// What cannot be told, since it hangs on others who have no result by this book.
    pub open: Open,
}

/// What cannot be told of a subject that has a total. It is not held against the other book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Its place.
    pub place: bool,
    /// Its grade.
    pub grade: bool,
    /// What may follow or not.
    pub consequences: Vec<String>,
}

/// A piece of a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What moved it.
    pub cause: Cause,
    /// By so many points of the total.
    pub points: Number,
}

/// What moves a total.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// What an indicator gives for the same work; where only one book counts it, what it brings
    /// above or below what the subject earns on the whole. By its name in the newer book.
    Indicator(String),
    /// What the same results in the part of this path are worth: its points and weights, those of
    /// the parts above it, and what others that are not applicable leave to it.
    Weights(String),
    /// That the same result of this indicator is worth more or less in another part than before.
    Elsewhere(String),
    /// That all results together are worth more or less than before.
    Whole,
    /// The factor of a part.
    Factor(String),
    /// The rounding of a part.
    Rounding(String),
    /// The limit of a bonus or adjustment part.
    Limit(String),
    /// A part that is not applicable and counts all the same.
    Counted(String),
    /// The limits of the total.
    TotalLimit,
    /// The rounding of the total.
    TotalRounding,
    /// A step of the total that is none of these.
    Other,
}

/// What a cause did to the subjects of a kind.
#[derive(Clone, Debug)]
pub struct CauseImpact {
    /// The cause.
    pub cause: Cause,
    /// What people see of an indicator or part.
    pub title: Option<String>,
    /// How many it raises.
    pub up: usize,
    /// How many it lowers.
    pub down: usize,
    /// The mean over all that were compared.
    pub average: Number,
    /// What it does to whom it harms most, or raises least.
    pub lowest: Number,
    /// What it does to whom it raises most, or harms least.
    pub highest: Number,
}

/// A subject that has no final total in one of the books.
#[derive(Clone, Debug)]
pub struct NotCompared {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the older book makes of it.
    pub old: Standing,
    /// What the newer book makes of it.
    pub new: Standing,
    /// Between which the move lies, where both books say where the total can lie.
    pub range: Option<Range>,
}

/// What a book makes of a subject.
#[derive(Clone, Debug)]
pub struct Standing {
    /// How far it got.
    pub state: Standstill,
    /// The total, where it is final.
    pub total: Option<Number>,
    /// Why there is none.
    pub reasons: Vec<Words>,
}

/// How far a book got with a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// It was scored, is provisional or refused, or the book does not judge it.
    State(SubjectState),
    /// The book knows nobody of that kind.
    Unknown,
}

/// Both runs side by side.
#[must_use]
pub fn impact(old: Run<'_>, new: Run<'_>, readings: Readings) -> Impact {
    let names = Names::new(old.program, new.program);
    let mut levels: Vec<&str> = new.program.levels.values().map(|level| level.name.as_str()).collect();
    for level in old.program.levels.values() {
        if !levels.contains(&level.name.as_str()) {
            levels.push(&level.name);
        }
    }
    let levels = levels.into_iter().map(|name| level::level(old, new, name, &names)).filter(|level| level.read > 0);
    Impact { readings, levels: levels.collect() }
}

/// Which indicators the two books call otherwise: the newer name by the older one.
#[must_use]
pub fn renamed(old: &Program, new: &Program) -> BTreeMap<String, String> {
    Names::new(old, new).renamed()
}

impl LevelImpact {
    /// How many go up, go down and stay.
    #[must_use]
    pub fn directions(&self) -> (usize, usize, usize) {
        let count = |wanted: std::cmp::Ordering| self.moves.iter().filter(|one| one.points.cmp(&Number::zero()) == wanted).count();
        (count(std::cmp::Ordering::Greater), count(std::cmp::Ordering::Less), count(std::cmp::Ordering::Equal))
    }

    /// Whoever gains most.
    #[must_use]
    pub fn gain(&self) -> Option<&Move> {
        self.moves.iter().find(|one| !one.points.is_negative() && !one.points.is_zero())
    }

    /// Whoever loses most.
    #[must_use]
    pub fn loss(&self) -> Option<&Move> {
        self.moves.iter().find(|one| one.points.is_negative())
    }

    /// For how many something else follows.
    #[must_use]
    pub fn consequences(&self) -> usize {
        self.moves.iter().filter(|one| one.consequences_change()).count()
    }

    /// How many have another place.
    #[must_use]
    pub fn places(&self) -> usize {
        self.moves.iter().filter(|one| one.place_changes()).count()
    }

    /// How many have another grade.
    #[must_use]
    pub fn grades(&self) -> usize {
        self.moves.iter().filter(|one| one.grade_changes()).count()
    }
}

impl Move {
    /// Whether anything at all is another.
    #[must_use]
    pub fn changes(&self) -> bool {
        !self.points.is_zero() || self.place_changes() || self.grade_changes() || self.consequences_change()
    }

    /// Whether the place is another.
    #[must_use]
    pub fn place_changes(&self) -> bool {
        !self.old.open.place && !self.new.open.place && self.old.place != self.new.place
    }

    /// Whether something else follows, in whatever order the books name it.
    #[must_use]
    pub fn consequences_change(&self) -> bool {
        let (lapsed, arising) = self.consequences();
        !lapsed.is_empty() || !arising.is_empty()
    }

    /// What follows by the older book alone, and by the newer book alone.
    #[must_use]
    pub fn consequences(&self) -> (Vec<&str>, Vec<&str>) {
        (only(&self.old, &self.new), only(&self.new, &self.old))
    }

    /// Whether the grade is another: by its name, for the books may order them differently.
    #[must_use]
    pub fn grade_changes(&self) -> bool {
        let name = |placed: &Placed| placed.grade.as_ref().map(|(name, _)| name.clone());
        !self.old.open.grade && !self.new.open.grade && name(&self.old) != name(&self.new)
    }
}

/// What follows on one side and certainly not on the other.
fn only<'a>(one: &'a Placed, other: &Placed) -> Vec<&'a str> {
    let not = |text: &&String| !other.consequences.contains(text) && !other.open.consequences.contains(text);
    one.consequences.iter().filter(not).map(String::as_str).collect()
}

impl Cause {
    /// The word machines read.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Indicator(_) => "indicator",
            Self::Weights(_) => "weights",
            Self::Elsewhere(_) => "elsewhere",
            Self::Whole => "whole",
            Self::Factor(_) => "factor",
            Self::Rounding(_) => "rounding",
            Self::Limit(_) => "limit",
            Self::Counted(_) => "counted",
            Self::TotalLimit => "total_limit",
            Self::TotalRounding => "total_rounding",
            Self::Other => "other",
        }
    }

    /// The indicator or the path of the part.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Indicator(name)
            | Self::Weights(name)
            | Self::Elsewhere(name)
            | Self::Factor(name)
            | Self::Rounding(name)
            | Self::Limit(name)
            | Self::Counted(name) => Some(name),
            Self::Whole | Self::TotalLimit | Self::TotalRounding | Self::Other => None,
        }
    }
}
