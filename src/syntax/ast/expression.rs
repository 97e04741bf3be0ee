//! Expressions.

use super::{Among, Better, Name, Path, RoundingTo};
use crate::text::{Span, Spanned};
use crate::value::Number;

/// A number as written, full-width digits already folded: `1_000`, `0.50`, `5万`.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberLiteral {
    /// The spelling, in ASCII but for 万 and 亿.
    pub text: String,
    /// Its value; of `98%` the 98.
    pub value: Number,
}

/// A day as written.
#[derive(Clone, Debug, PartialEq)]
pub enum DayLiteral {
    /// `2025-03-31`
    Full {
        /// Year.
        year: i64,
        /// Month from 1.
        month: i64,
        /// Day from 1.
        day: i64,
    },
    /// `31 March`, `3月31日`, `15 January next year`
    OfYear {
        /// Month from 1.
        month: i64,
        /// Day from 1.
        day: i64,
        /// Of the year after the rulebook's.
        next_year: bool,
    },
}

/// An expression and where it stands.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: Box<ExprKind>,
    /// Where.
    pub span: Span,
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// The forms of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `12`, `1_000`, `5万`
    Number(NumberLiteral),
    /// `98%`
    Percent(NumberLiteral),
    /// `1 pp`, `1个百分点`
    PercentagePoints(NumberLiteral),
    /// `8 points`, `8 分`
    Points(NumberLiteral),
    /// `5 days`, `5 天`
    Days(NumberLiteral),
    /// `120 yuan`: a number in a declared unit.
    Quantity(NumberLiteral, Name),
    /// A day.
    Day(DayLiteral),
    /// `"…"`
    Text(String),
    /// `yes`, `no`
    Flag(bool),
    /// `full points` where a points expression stands.
    FullPoints,
    /// A name or a path; the given names (`this`, `parent`, `value`, `total`, `points`, `veto`,
    /// `score`, …) are in it by their English spelling, whichever surface wrote them.
    Path(Path),
    /// `( … )`
    Group(Expr),
    /// `20% of ( … )`: the percent, and what stands between the brackets.
    Share(Expr, Expr),
    /// `-x`
    Negate(Expr),
    /// `not x`
    Not(Expr),
    /// `no veto`
    NoVeto,
    /// `a + b` and its like.
    Arithmetic(Expr, Spanned<ArithmeticOperator>, Expr),
    /// `a and b`, `a or b`
    Logic(Expr, Spanned<LogicOperator>, Expr),
    /// `a is below b` and its like.
    Compare(Expr, Spanned<Comparison>, Expr),
    /// `a is from b to c`: both ends in.
    IsFrom(Expr, Expr, Expr),
    /// `a is missing`
    IsMissing(Expr),
    /// `a is given`
    IsGiven(Expr),
    /// `if c then a else b`
    If(Expr, Expr, Expr),
    /// `a else b`: b when a is missing.
    Default(Expr, Expr),
    /// `e rounded half up to 2 decimals`
    Rounded(Expr, RoundingTo),
    /// `e using scale(…)`
    Using(Expr, Name, Vec<Expr>),
    /// `table[key, key]`
    Lookup(Name, Vec<Expr>),
    /// `days from a to b`
    DaysFrom(Expr, Expr),
    /// `months from a to b`
    MonthsFrom(Expr, Expr),
    /// `months or part from a to b`: a started month counts as a whole one.
    MonthsOrPartFrom(Expr, Expr),
    /// `difference between a and b`
    Difference(Expr, Expr),
    /// `highest of (a, b)`, `sum of x in register where …`
    Aggregate(Aggregate),
    /// `place of rate within sequence`
    Standing(Box<Standing>),
    /// `lost by bureau where led by this` without a function, which is an error of `check`.
    Bare(Answered),
}

/// The four operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArithmeticOperator {
    /// `+`
    Add,
    /// `−`
    Subtract,
    /// `×`
    Multiply,
    /// `÷`
    Divide,
}

/// `and`, `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogicOperator {
    /// Both.
    And,
    /// At least one.
    Or,
}

/// A comparison of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `is`, `=`
    Is,
    /// `is not`, `≠`
    IsNot,
    /// `is below`, `<`
    Below,
    /// `is above`, `>`
    Above,
    /// `is at most`, `≤`
    AtMost,
    /// `is at least`, `≥`
    AtLeast,
}

/// `place of rate within sequence`: what the subject itself comes to among others.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Which result.
    pub result: StandingResult,
    /// Missing values are left out.
    pub available: bool,
    /// What is compared.
    pub value: Expr,
    /// Which is better, where that is said.
    pub better: Option<Spanned<Better>>,
    /// Among whom.
    pub among: Spanned<Among>,
}

/// What a subject comes to among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingResult {
    /// `place of`
    Place,
    /// `share of peers above in`
    ShareAbove,
}

/// One function of the family over lists and entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregate {
    /// Which.
    pub function: Spanned<AggregateFunction>,
    /// `available`: missing values are left out.
    pub available: bool,
    /// Over what.
    pub over: AggregateOver,
}

/// The functions over several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AggregateFunction {
    /// `highest of`
    Highest,
    /// `lowest of`
    Lowest,
    /// `average of`
    Average,
    /// `sum of`
    Sum,
    /// `number of`
    Number,
    /// `median of`
    Median,
    /// `latest of`
    Latest,
    /// `longest run of`
    LongestRun,
}

/// What a function runs over.
#[derive(Clone, Debug, PartialEq)]
pub enum AggregateOver {
    /// `(a, b, c)`
    List(Vec<Expr>),
    /// `entries in register where …` or `expression in register where …`
    Entries {
        /// What is taken of each entry; none for `entries`.
        value: Option<Expr>,
        /// The register.
        register: Name,
        /// Which entries count.
        condition: Option<Expr>,
    },
    /// `months where …`
    Months {
        /// Which months count.
        condition: Expr,
    },
    /// `rate within sequence`, `competitors over all`: those the subject is measured against.
    Peers {
        /// What is taken of each; none for `competitors`.
        value: Option<Expr>,
        /// Among whom.
        among: Spanned<Among>,
    },
    /// `person.total where …`, `person.(a + b)`, `person where …`: the members below. `collected`: the months
    /// of a monthly input.
    Members {
        /// Their kind.
        level: Name,
        /// What is taken of each; none when they are counted.
        value: Option<Expr>,
        /// Which of them count.
        condition: Option<Expr>,
    },
    /// `lost by bureau where led by this`: over the subjects of a kind, of each what it lost.
    Answered(Answered),
}

/// What subjects of a kind lost or gained, as far as somebody answers for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Lost or gained.
    pub balance: Spanned<Balance>,
    /// The kind of subject.
    pub level: Name,
    /// Who answers for it; to leave it out is an error of `check`.
    pub answers: Option<Answers>,
}

/// `where led by this and in key.service and sequence is urban`
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// Leading or supporting.
    pub way: Spanned<Answering>,
    /// Who; only `this` makes sense.
    pub who: Name,
    /// `or supported by this`, which is an error of `check`.
    pub other: Option<(Spanned<Answering>, Name)>,
    /// `in key.service`: only indicators of that part.
    pub part: Option<Path>,
    /// Which of the subjects count.
    pub condition: Option<Expr>,
}

/// What is taken of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// `lost by`
    Lost,
    /// `gained by`
    Gained,
}

/// How somebody answers for an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// `led by`
    Leads,
    /// `supported by`
    Supports,
}
