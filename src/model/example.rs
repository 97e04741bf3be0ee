//! Examples: a submission and what it should come to.

use super::{IndicatorId, Submission};
use crate::text::Span;
use crate::types::LevelId;
use crate::value::Number;

/// An example, or one line of a table of them.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub title: String,
    /// What it is about.
    pub of: ExampleOf,
    /// What is given. Each subject of the example is one; there is at least one.
    pub submission: Submission,
    /// What is expected; at least one, or the example is an error.
    pub expectations: Vec<Expectation>,
    /// The example, or the line of the table.
    pub span: Span,
}

/// What an example is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleOf {
    /// One indicator, scored for each subject as if all subjects were judged by it.
    Indicator(IndicatorId),
    /// Whole scorecards of subjects of a kind.
    Level(LevelId),
}

/// What one subject should get.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The place of the subject in the example's submission.
    pub subject: usize,
    /// The result.
    pub result: Expected,
    /// The method that should have been used.
    pub from: Option<MethodKind>,
    /// Where it was written.
    pub span: Span,
}

/// An expected result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The indicator's score.
    Points(Number),
    /// The scorecard's total.
    Total(Number),
    /// The place.
    Place(Number),
    /// The grade, by its name.
    Grade(String),
    /// A consequence, by its words; others may follow beside it.
    Consequence(String),
    /// That nothing follows.
    NoConsequence,
    /// Not applicable.
    NotApplicable,
    /// Exempt.
    Waived,
    /// Pending.
    Pending,
    /// Invalid, for whatever reason.
    Invalid,
    /// A finding with this code, such as `Y0604`.
    Error(String),
}

/// The methods by name, in the order of [`super::Program::methods`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MethodKind {
    /// `quantify`
    Quantify,
    /// `steps`
    Steps,
    /// `state`
    State,
    /// `start at`
    Start,
    /// `compete on`
    Compete,
    /// `survey`
    Survey,
}
