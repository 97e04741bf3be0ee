//! Worked examples: what is given, and what is expected of it.

use super::{Body, Expr, Name, NumberLiteral, Path, Text};
use crate::text::Spanned;

/// `example "half way" of on_time_filing { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it shows.
    pub title: Text,
    /// An indicator, or a kind of subject for a whole scorecard.
    pub of: Name,
    /// What is given and expected.
    pub body: Body<ExampleClause>,
}

/// A line of an example.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleClause {
    /// `given [north:] expected = 1000, on_time = 940`
    Given {
        /// The subject, where there are several.
        subject: Option<Name>,
        /// What it submitted.
        values: Vec<GivenValue>,
    },
    /// `given [north:] entries in supervision: (kind notified) 4 times, (…)`
    Entries {
        /// The subject, where there are several.
        subject: Option<Name>,
        /// The register.
        register: Name,
        /// The entries.
        entries: Vec<EntryLiteral>,
    },
    /// `given [north:] ballots by leaders: excellent 3 times, good 2 times`
    Ballots {
        /// The subject, where there are several.
        subject: Option<Name>,
        /// The group, behind its indicator where the example is of a whole card.
        group: Path,
        /// The ballots.
        ballots: Vec<BallotLiteral>,
    },
    /// `given [north:] exemption of replies not applicable`, `given award 4 points`
    Ruling {
        /// The subject, where there are several.
        subject: Option<Name>,
        /// Whether it is an award rather than an exemption.
        award: bool,
        /// The indicator, where the example is of a whole card.
        indicator: Option<Name>,
        /// The points; none for `not applicable`.
        points: Option<Expr>,
    },
    /// `expect 5 points from quantify`, `expect north 10 points, south 9.5 points`
    Expect(Vec<Expectation>),
}

/// `collected in January to June = 5`
#[derive(Clone, Debug, PartialEq)]
pub struct GivenValue {
    /// What is given.
    pub path: Path,
    /// For which months, where that is said.
    pub months: Option<Spanned<GivenMonths>>,
    /// The value.
    pub value: ExampleValue,
}

/// For which months a value is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenMonths {
    /// `in each month`
    Each,
    /// `in March`, `in January to June`
    From {
        /// The first.
        first: MonthLiteral,
        /// The last; none where it is the first.
        last: Option<MonthLiteral>,
    },
}

/// A month as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthLiteral {
    /// The year, where it is written.
    pub year: Option<i64>,
    /// 1 to 12, unless it is written wrong.
    pub month: i64,
}

/// What an example gives for an input.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleValue {
    /// A value.
    Value(Expr),
    /// `missing`: the cell is empty.
    Missing,
    /// `invalid`: the cell cannot be read.
    Invalid,
}

/// `excellent 3 times`
#[derive(Clone, Debug, PartialEq)]
pub struct BallotLiteral {
    /// The level.
    pub level: Name,
    /// How often; once if not said.
    pub times: Option<Spanned<NumberLiteral>>,
}

/// `(kind notified, upheld yes) 4 times`
#[derive(Clone, Debug, PartialEq)]
pub struct EntryLiteral {
    /// Fields and their values.
    pub fields: Vec<(Name, Expr)>,
    /// How often; once if not said.
    pub times: Option<Spanned<NumberLiteral>>,
}

/// What one subject should get.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The subject, where there are several.
    pub subject: Option<Name>,
    /// The result.
    pub result: Spanned<ExpectedResult>,
    /// `from quantify`
    pub from: Option<Spanned<MethodName>>,
}

/// An expected result.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpectedResult {
    /// `5 points`
    Points(Expr),
    /// `total 83.27`
    Total(Expr),
    /// `place 2`
    Place(Expr),
    /// `grade good`
    Grade(Name),
    /// `consequence "Written report"`
    Consequence(Text),
    /// `no consequence`
    NoConsequence,
    /// `not applicable`
    NotApplicable,
    /// `waived`
    Waived,
    /// `pending`
    Pending,
    /// `invalid`
    Invalid,
    /// `error Y0603`
    Error(String),
}

/// The methods by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MethodName {
    /// `quantify`
    Quantify,
    /// `steps`
    Steps,
    /// `state`
    State,
    /// `survey`
    Survey,
    /// `start`
    Start,
    /// `compete`
    Compete,
}

/// `examples "edges" of on_time_filing { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Examples {
    /// What they show.
    pub title: Text,
    /// An indicator, or a kind of subject.
    pub of: Name,
    /// The first line names the columns, each other line is a case.
    pub body: Body<Vec<Spanned<ExampleCell>>>,
}

/// A cell of a table of cases.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleCell {
    /// An expression: in the head a path (or `points`, `total`, `grade`, `method`), below a value.
    Value(Expr),
    /// `error Y0603`
    Error(String),
    /// `no consequence`
    NoConsequence,
    /// `not applicable`
    NotApplicable,
    /// `pending`
    Pending,
    /// `invalid`
    Invalid,
    /// `missing`, or nothing between two bars
    Missing,
}
