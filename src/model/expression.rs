//! Typed expressions.

use super::{Across, Banded, IndicatorId, InputId, LetId, PartId, PlaceTest, RegisterId, TableId};
use crate::text::Span;
use crate::types::Type;
use crate::value::{Rounding, Value};

/// A typed expression and where the author wrote it.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it computes.
    pub kind: Box<ExprKind>,
    /// The type of its value; [`Type::Error`] in drafts of faulty rules only.
    pub ty: Type,
    /// Where it was written.
    pub span: Span,
}

impl Expr {
    /// The expressions directly inside it. Of a name that is what it names no part.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Self> {
        match &*self.kind {
            ExprKind::Constant(_)
            | ExprKind::Input(_)
            | ExprKind::MonthValue(_)
            | ExprKind::ParentAttribute(_)
            | ExprKind::Sequence
            | ExprKind::ParentSequence
            | ExprKind::Let(_)
            | ExprKind::Field(_)
            | ExprKind::MeasuredValue
            | ExprKind::ScoringDay
            | ExprKind::Indicator(..)
            | ExprKind::PartScore(_)
            | ExprKind::Total
            | ExprKind::Vetoed
            | ExprKind::Vetoes
            | ExprKind::Grade
            | ExprKind::Across(_) => Vec::new(),
            ExprKind::Arithmetic(_, left, right)
            | ExprKind::Both(left, right)
            | ExprKind::Either(left, right)
            | ExprKind::Compare(_, left, right)
            | ExprKind::Default(left, right)
            | ExprKind::DaysFrom(left, right)
            | ExprKind::MonthsFrom(left, right)
            | ExprKind::Difference(left, right) => vec![left, right],
            ExprKind::Negate(inner)
            | ExprKind::Not(inner)
            | ExprKind::IsMissing(inner)
            | ExprKind::IsGiven(inner)
            | ExprKind::Placed(inner, _)
            | ExprKind::Rounded(inner, _) => vec![inner],
            ExprKind::If(condition, yes, no) => vec![condition, yes, no],
            ExprKind::Lookup(_, keys) => keys.iter().map(|key| &key.value).collect(),
            ExprKind::Aggregate(aggregate) => match &aggregate.over {
                Over::List(list) => list.iter().collect(),
                Over::Entries { value, condition, .. } | Over::Months { value, condition } => value.iter().chain(condition).collect(),
            },
            ExprKind::Banded(banded) => banded.expressions(),
        }
    }
}

/// The forms of a typed expression. A missing value makes what is computed from it missing, but
/// for [`If`](ExprKind::If), [`Both`](ExprKind::Both), [`Either`](ExprKind::Either),
/// [`Default`](ExprKind::Default) and the two questions for state.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A constant, in the base unit of its type.
    Constant(Value),
    /// An input of the subject, of any of its indicators, or an attribute of it.
    Input(InputId),
    /// Of a monthly input, the value of the month at hand.
    MonthValue(InputId),
    /// An attribute of the subject's parent.
    ParentAttribute(InputId),
    /// The subject's sequence.
    Sequence,
    /// The parent's sequence.
    ParentSequence,
    /// A named expression.
    Let(LetId),
    /// The n-th field of the entry in whose clause it stands.
    Field(usize),
    /// `value`: what the innermost table around it measures.
    MeasuredValue,
    /// The day of scoring.
    ScoringDay,
    /// A result of another indicator on the same card.
    Indicator(IndicatorId, IndicatorResult),
    /// The score of a part of the same card.
    PartScore(PartId),
    /// The subject's total, in grades and in limits of the total.
    Total,
    /// Whether any veto holds on the subject's card.
    Vetoed,
    /// How many vetoes hold on the subject's card.
    Vetoes,
    /// The subject's grade, a value of [`super::Level::grade_names`].
    Grade,
    /// What other subjects came to.
    Across(Across),
    /// A sum, difference, product or quotient; also a day and a number of days.
    Arithmetic(Arithmetic, Expr, Expr),
    /// The number with the other sign.
    Negate(Expr),
    /// No for yes.
    Not(Expr),
    /// `and`
    Both(Expr, Expr),
    /// `or`
    Either(Expr, Expr),
    /// A comparison of two values of one type.
    Compare(Comparison, Expr, Expr),
    /// `is missing`
    IsMissing(Expr),
    /// `is given`
    IsGiven(Expr),
    /// A question about a place: where its subject stands among those ranked.
    Placed(Expr, PlaceTest),
    /// Condition, value if it holds, value if not.
    If(Expr, Expr, Expr),
    /// The second when the first is missing.
    Default(Expr, Expr),
    /// Rounded.
    Rounded(Expr, Rounding),
    /// Calendar days from the first to the second.
    DaysFrom(Expr, Expr),
    /// Full calendar months from the first to the second.
    MonthsFrom(Expr, Expr),
    /// The distance between two numbers.
    Difference(Expr, Expr),
    /// A cell of a table.
    Lookup(TableId, Vec<LookupKey>),
    /// A function over several values.
    Aggregate(Aggregate),
    /// The points that a scale gives.
    Banded(Box<Banded>),
}

/// The four operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `−`
    Subtract,
    /// `×`
    Multiply,
    /// `÷`
    Divide,
}

/// Comparisons. Of an ordered choice the value that is declared first is the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Equal.
    Is,
    /// Not equal.
    IsNot,
    /// Less.
    Below,
    /// Greater.
    Above,
    /// Not greater.
    AtMost,
    /// Not less.
    AtLeast,
}

/// What may be read of another indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IndicatorResult {
    /// Its final score.
    Score,
    /// What its method gave, after the method's own ceiling.
    Earned,
    /// Points minus score, not below 0.
    Lost,
    /// Score minus points, not below 0: what was earned beyond the full points.
    Gained,
    /// The method used, a value of [`super::Program::methods`].
    Method,
}

/// A key of a lookup.
#[derive(Clone, Debug)]
pub struct LookupKey {
    /// The value looked up, of a choice.
    pub value: Expr,
    /// For each value of that choice, its place in the table's key.
    pub places: Vec<usize>,
}

/// A function over several values.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// Which.
    pub function: Function,
    /// Missing values are left out.
    pub available: bool,
    /// Over what.
    pub over: Over,
}

/// The functions over several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Function {
    /// The highest.
    Highest,
    /// The lowest.
    Lowest,
    /// The mean.
    Average,
    /// The sum; 0 over none.
    Sum,
    /// How many; 0 over none.
    Number,
    /// The middle one; of an even number the mean of the two in the middle.
    Median,
    /// Of the months the last one.
    Latest,
    /// How many months in a row, at most.
    LongestRun,
}

/// What a function runs over.
#[derive(Clone, Debug)]
pub enum Over {
    /// Listed expressions.
    List(Vec<Expr>),
    /// The months of the year.
    Months {
        /// What is taken of each month; none when months are counted.
        value: Option<Expr>,
        /// Which months count.
        condition: Option<Expr>,
    },
    /// The subject's entries in a register.
    Entries {
        /// The register.
        register: RegisterId,
        /// What is taken of each entry; none when entries are counted.
        value: Option<Expr>,
        /// Which entries count.
        condition: Option<Expr>,
    },
}
