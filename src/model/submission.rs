//! What was submitted: subjects with their answers, and register entries, each with its origin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Ballots, IndicatorId, InputId, InputOwner, Program, RefusedRuling, RegisterId, Ruling, Survey};
use crate::text::{Span, Words};
use crate::types::LevelId;
use crate::value::{Day, Number, Value};

/// Everything submitted for a rulebook.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    /// The subjects, in the order read.
    pub subjects: Vec<Subject>,
    /// The registers that were delivered, if empty; one that is absent was not.
    pub registers: BTreeMap<RegisterId, Vec<Entry>>,
    /// The registers that were delivered and could not be read, which was said where they lie.
    pub unread: BTreeSet<RegisterId>,
    /// The rulings in force, in an order of their own: whatever the order of their rows.
    pub rulings: Vec<Ruling>,
    /// The rulings that are not in force because something about them is wrong.
    pub refused_rulings: Vec<RefusedRuling>,
    /// Rows of months of which it is not known whom they are about.
    pub unclear_months: Vec<UnclearMonth>,
    /// The ballots of surveys; none when they were not delivered.
    pub ballots: Option<Ballots>,
    /// The day as of which it is scored; the closing day, where none is named.
    pub as_of: Option<Day>,
}

impl Submission {
    /// The day of scoring: nothing that lies after it is seen.
    #[must_use]
    pub fn scoring_day(&self, program: &Program) -> Day {
        self.as_of.unwrap_or(program.header.closes)
    }

    /// The day from which the ballots of a survey count, where that lies after the day of scoring: a vote has
    /// no day of its own, and before that day nobody knows what is still to be cast. From the closing day on
    /// all count.
    #[must_use]
    pub fn ballots_ahead(&self, program: &Program, survey: &Survey) -> Option<Day> {
        let (day, closes) = (self.scoring_day(program), program.header.closes);
        Some(survey.due.unwrap_or(closes)).filter(|due| day < *due && day < closes)
    }

    /// The ballots, in rows, that do not count yet.
    #[must_use]
    pub fn ballots_not_due(&self, program: &Program) -> Number {
        let ahead =
            |id: IndicatorId| program.indicators[id].chain.survey().is_some_and(|survey| self.ballots_ahead(program, survey).is_some());
        let cast = self.ballots.iter().flat_map(|ballots| &ballots.cast).filter(|((_, id), _)| ahead(*id));
        cast.flat_map(|(_, votes)| votes).fold(Number::zero(), |sum, votes| sum.add(&votes.count))
    }

    /// The registers with entries of which nothing says when they came about: as of any day all of them count.
    pub fn undated<'p>(&'p self, program: &'p Program) -> impl Iterator<Item = RegisterId> + 'p {
        self.registers.iter().filter(|(id, entries)| !entries.is_empty() && !program.registers[**id].is_dated()).map(|(id, _)| *id)
    }
}

impl Submission {
    /// Every day that was given, in answers and in registers.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        let answers = self.subjects.iter().flat_map(|subject| subject.answers.values());
        let fields = self.registers.values().flatten().flat_map(|entry| &entry.fields);
        answers.chain(fields).filter_map(|answer| match &answer.content {
            Content::Given(Value::Day(day)) => Some(*day),
            Content::Given(Value::Number(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_))
            | Content::Empty
            | Content::Invalid(_) => None,
        })
    }
}

/// A subject and its answers.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its kind.
    pub level: LevelId,
    /// Its id, unique among its kind.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The place of its sequence among the sequences of its kind.
    pub sequence: Option<usize>,
    /// The place of its parent in [`Submission::subjects`].
    pub parent: Option<usize>,
    /// Its answers; a question that is not there was not answered.
    pub answers: BTreeMap<Question, Answer>,
    /// Faults of the row itself (an unknown parent or sequence): why it is refused, whatever it answered.
    pub faults: Vec<Words>,
    /// Its row.
    pub origin: Origin,
}

/// What a subject may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// An input or attribute.
    Input(InputId),
    /// A monthly input, and the month: 1 to 12.
    Month(InputId, usize),
    /// The n-th step of the indicator's steps: a day, a flag; `no` for a step with a day is a flag too.
    Step(IndicatorId, usize),
    /// The evidence for a state: a text.
    Evidence(IndicatorId),
    /// The state judged: a value of its choice.
    State(IndicatorId),
    /// The points the judge gave inside a range.
    Points(IndicatorId),
}

impl Question {
    /// The indicator that asks it; none for an attribute.
    #[must_use]
    pub fn asked_by(self, program: &Program) -> Option<IndicatorId> {
        match self {
            Self::Input(id) | Self::Month(id, _) => match program.inputs[id].owner {
                InputOwner::Indicator(id) => Some(id),
                InputOwner::Level(_) => None,
            },
            Self::Step(id, _) | Self::Evidence(id) | Self::State(id) | Self::Points(id) => Some(id),
        }
    }
}

/// An answer and the cell it stands in.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was answered.
    pub content: Content,
    /// The cell.
    pub origin: Origin,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A value, in the base unit of its type.
    Given(Value),
    /// Nothing, or a declared token for nothing.
    Empty,
    /// Unreadable, or outside its type or bounds, with the reason.
    Invalid(Words),
}

/// Where something submitted stands: in a cell of a table, a value of a JSON file, a clause of an example.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The text of the cell.
    pub span: Span,
    /// The row of its table, the first one of the file being 1; in JSON its place in the list, in examples the line.
    pub row: usize,
    /// The name of its column or key.
    pub column: Arc<str>,
}

/// A row of months of which it is not known whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnclearMonth {
    /// The kind of subject its table is about.
    pub level: LevelId,
    /// The month, 1 to 12; none where that is not known either.
    pub month: Option<usize>,
    /// The row.
    pub origin: Origin,
}

impl UnclearMonth {
    /// Whether the row may be about a subject of this kind in a month: one that has no row of its own for it.
    #[must_use]
    pub fn may_be(&self, subject: &Subject, input: InputId, month: usize) -> bool {
        let lacks = !subject.answers.contains_key(&Question::Month(input, month));
        lacks && self.level == subject.level && self.month.is_none_or(|own| own == month)
    }
}

/// Whose an entry of a register is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// That of the subject at this place in [`Submission::subjects`].
    Subject(usize),
    /// That of a declared member of whom there is no row, so of nobody who is scored.
    Absent,
    /// It names nobody we know: it may be any subject's of the register's kind.
    Unknown,
}

/// An entry of a register.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whose it is.
    pub subject: Whose,
    /// One answer for each field of the register.
    pub fields: Vec<Answer>,
    /// Its row.
    pub origin: Origin,
}

impl Entry {
    /// Whether another entry says the same, word for word, of the same subject.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.subject == other.subject && self.fields.iter().zip(&other.fields).all(|(own, its)| own.content == its.content)
    }
}
