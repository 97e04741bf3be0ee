//! Surveys: ratings by groups, and the ballots that were cast in them.

use std::collections::BTreeMap;

use super::{IndicatorId, Origin};
use crate::text::{Span, Words};
use crate::types::ChoiceId;
use crate::value::{Day, Number};

/// Ratings by several groups, each with its weight.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The choice whose values are the levels.
    pub choice: ChoiceId,
    /// The groups, in their order; their weights add up to 1.
    pub groups: Vec<SurveyGroup>,
    /// The levels, in the order of the choice.
    pub levels: Vec<SurveyLevel>,
    /// The day from which its ballots count; the closing day, where none is said.
    pub due: Option<Day>,
    /// The clause that says so.
    pub due_span: Option<Span>,
    /// What becomes of the weight of a group that does not count.
    pub empty_group: EmptyGroup,
    /// The clause that says so; none where one group has nobody to share with.
    pub empty_group_span: Option<Span>,
}

impl Survey {
    /// The names of the table in which ballots are delivered, in English and in Chinese.
    pub const BALLOTS: [&str; 2] = ["survey", "测评"];
    /// The names of the table that says how many were issued and returned.
    pub const STATEMENTS: [&str; 2] = ["ballots", "票数"];
}

/// A group that rates.
#[derive(Clone, Debug)]
pub struct SurveyGroup {
    /// Its name.
    pub name: String,
    /// What people see.
    pub title: Option<String>,
    /// Its share of the result, a part of 1.
    pub weight: Number,
    /// Which ballots are left out.
    pub drop: Option<Drop>,
    /// It counts from so many raters on; at least 1.
    pub at_least: Number,
    /// The clause that says so, where one does.
    pub at_least_span: Option<Span>,
    /// Where it was written.
    pub span: Span,
}

impl SurveyGroup {
    /// What people call it: its title, else its name.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }
}

/// Ballots left out: the extremes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drop {
    /// So many that are worth most.
    pub highest: Number,
    /// So many that are worth least.
    pub lowest: Number,
    /// From so many raters on.
    pub from: Number,
    /// The clause.
    pub span: Span,
}

/// A level and what it is worth.
#[derive(Clone, Debug)]
pub struct SurveyLevel {
    /// The value of the choice.
    pub value: usize,
    /// Its description.
    pub title: Option<String>,
    /// What it is worth, in points.
    pub points: Number,
    /// The row.
    pub span: Span,
}

/// What becomes of the weight of a group that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EmptyGroup {
    /// The others share it in proportion to their own.
    Redistribute,
    /// The survey cannot be applied.
    CannotBeApplied,
}

/// The ballots of all surveys, as they were delivered.
#[derive(Clone, Debug, Default)]
pub struct Ballots {
    /// Of each subject (by its place in the submission) and indicator.
    pub cast: BTreeMap<(usize, IndicatorId), Vec<Votes>>,
    /// What was stated about the ballots of a group.
    pub stated: BTreeMap<(usize, IndicatorId, usize), Statement>,
    /// Why the ballots of a subject for an indicator cannot be counted.
    pub faults: BTreeMap<(usize, IndicatorId), Vec<(Words, Origin)>>,
    /// Rows of which it is not known whom or what they are about.
    pub unclear: Vec<UnclearBallots>,
    /// How many ballots there are in all.
    pub count: BallotCount,
}

/// How many ballots were read. `read = counted + refused`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotCount {
    /// All whose rows say how many they are.
    pub read: Number,
    /// Those in rows that are in order.
    pub counted: Number,
    /// Those in rows at fault; each was reported.
    pub refused: Number,
    /// Rows that do not say how many ballots they stand for.
    pub unreadable: usize,
}

impl Default for BallotCount {
    fn default() -> Self {
        Self { read: Number::zero(), counted: Number::zero(), refused: Number::zero(), unreadable: 0 }
    }
}

/// Ballots alike, from one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Votes {
    /// The place of the group in the survey.
    pub group: usize,
    /// The value of the choice.
    pub level: usize,
    /// How many.
    pub count: Number,
    /// The row.
    pub origin: Origin,
}

/// What was stated about the ballots of a group for one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Ballots handed out.
    pub issued: Number,
    /// Ballots that came back; none while they are still out.
    pub returned: Option<Number>,
    /// Ballots among them that say nothing.
    pub spoilt: Number,
    /// The row.
    pub origin: Origin,
}

/// A row of ballots of which it is not known whom or what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnclearBallots {
    /// The subject, where that is known.
    pub subject: Option<usize>,
    /// The indicator, where that is known.
    pub indicator: Option<IndicatorId>,
    /// The row.
    pub origin: Origin,
}

impl UnclearBallots {
    /// Whether the row may be about this.
    #[must_use]
    pub fn may_be(&self, subject: usize, indicator: IndicatorId) -> bool {
        self.subject.is_none_or(|own| own == subject) && self.indicator.is_none_or(|own| own == indicator)
    }
}
