//! Declarations: header, units, choices, subjects, roles, registers, tables, scorecards, grades, consequences, examples.

use super::{Body, DayLiteral, Expr, Let, Name, NumberLiteral, QuantifyRow, RoundingTo, Text, Whom};
use crate::syntax::ast::IndicatorClause;
use crate::text::Spanned;

/// `rulebook "Title" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Rulebook {
    /// Its title.
    pub title: Text,
    /// Header clauses.
    pub body: Body<RulebookClause>,
}

/// A line of the rulebook's header.
#[derive(Clone, Debug, PartialEq)]
pub enum RulebookClause {
    /// `year 2025`
    Year(Spanned<NumberLiteral>),
    /// `basis "…"`
    Basis(Text),
    /// `closes 2026-01-20`
    Closes(Spanned<DayLiteral>),
    /// `scores rounded …`
    Scores(RoundingClause),
    /// `totals rounded …`
    Totals(RoundingClause),
    /// `ties share the better place`
    Ties(super::Ties),
    /// `missing written "", "—"`
    MissingWritten(Vec<Text>),
}

/// `rounded half up to 2 decimals, shown to 1 decimal` or `not rounded, shown half up to 2 decimals`.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundingClause {
    /// None for `not rounded`.
    pub rounded: Option<RoundingTo>,
    /// How it is printed, where that differs.
    pub shown: Option<Shown>,
}

/// `shown to 2 decimals`, `shown half up to 2 decimals`
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The mode, where named.
    pub mode: Option<Spanned<crate::value::RoundingMode>>,
    /// Digits behind the point.
    pub decimals: Spanned<NumberLiteral>,
}

/// `unit wan "万元" = 10_000 yuan`
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its name.
    pub name: Name,
    /// How it is shown.
    pub title: Option<Text>,
    /// So many of another unit.
    pub equals: Option<(Spanned<NumberLiteral>, Name)>,
}

/// `choice quality "…" { excellent "优秀" > good "良好" }`
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its values; the list is one statement, over as many lines as it likes.
    pub body: Body<ChoiceValues>,
}

/// The values of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceValues {
    /// `>` between the names (best first) rather than `|`.
    pub ordered: bool,
    /// The values.
    pub values: Vec<Titled>,
}

/// A name with a title.
#[derive(Clone, Debug, PartialEq)]
pub struct Titled {
    /// The name.
    pub name: Name,
    /// The title.
    pub title: Option<Text>,
}

/// `subject person "…" in department or bureau { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The kind.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// The kinds a parent may be of.
    pub parents: Vec<Name>,
    /// Sequences, members, attributes.
    pub body: Option<Body<SubjectClause>>,
}

/// A line about a kind of subject.
#[derive(Clone, Debug, PartialEq)]
pub enum SubjectClause {
    /// `sequence urban "City districts" | rural "Counties"`
    Sequence(Vec<Titled>),
    /// `members tax_service "Tax service", collection "Collection"`
    Members(Vec<Titled>),
    /// `input post "Post" : auditor | clerk`
    Attribute(Input),
}

/// `role performance_office "…" held by office`
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// The members who hold it; none for outsiders.
    pub held_by: Vec<Name>,
}

/// `NAME "Title" : TYPE options`: an input, an attribute or a field of a register.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its name.
    pub name: Name,
    /// What people see.
    pub title: Option<Text>,
    /// Its type.
    pub ty: Spanned<TypeName>,
    /// Bounds, due day and the rest, as written.
    pub options: Vec<Spanned<InputOption>>,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeName {
    /// `number`
    Number,
    /// `percent`
    Percent,
    /// `pp`
    PercentagePoints,
    /// `count`
    Count,
    /// `points`
    Points,
    /// `days`
    Days,
    /// `date`
    Date,
    /// `flag`
    Flag,
    /// `text`
    Text,
    /// A declared unit, choice or kind of subject.
    Named(Name),
    /// `a | b | c`, `a > b > c`
    Inline(ChoiceValues),
}

/// What may follow the type of an input.
#[derive(Clone, Debug, PartialEq)]
pub enum InputOption {
    /// `at most expected`
    AtMost(Expr),
    /// `at least 0`
    AtLeast(Expr),
    /// `above 0`
    Above(Expr),
    /// `below 200%`
    Below(Expr),
    /// `from 0% to 100%`, `from 0% to below 200%`, `from above 0 to 5`
    From {
        /// The lower end.
        low: Expr,
        /// `from above`
        low_out: bool,
        /// The upper end.
        high: Expr,
        /// `to below`
        high_out: bool,
    },
    /// `due 31 March`
    Due(Spanned<DayLiteral>),
    /// `supplied by ROLE`
    SuppliedBy(Name),
    /// `higher is better`
    HigherIsBetter,
    /// `lower is better`
    LowerIsBetter,
    /// `empty means no`
    EmptyMeans(Expr),
    /// `monthly`
    Monthly,
    /// `due day 10 of the next month`
    DueEachMonth(Spanned<MonthDay>),
    /// `or empty`
    OrEmpty,
    /// `when it happened`
    Happened,
    /// `planned`
    Planned,
}

/// A day on which something falls due for each month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthDay {
    /// The day of the month; none for its last one.
    pub day: Option<i64>,
    /// Of the month after the one it is about.
    pub next: bool,
}

/// `register supervision "…" of bureau { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// The kind of subject its entries are about.
    pub of: Name,
    /// Its fields.
    pub body: Body<Input>,
}

/// `table matter_points "…" per kind, difficulty { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// One key or two.
    pub keys: Vec<Name>,
    /// Its lines.
    pub body: Body<TableLine>,
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableLine {
    /// `leader => 1.2, officer => 1.0`: of a table with one key.
    Entries(Vec<(Name, Expr)>),
    /// `easy | normal | hard`: the head of a grid.
    Columns(Vec<Name>),
    /// `inspection 2 | 4 | 8`: a row of a grid.
    Row(Name, Vec<Expr>),
}

/// `scale attainment(floor, target) { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Names of what each use supplies.
    pub parameters: Vec<Name>,
    /// `held`: results are held between 0 and full points.
    pub held: bool,
    /// Its rows.
    pub body: Body<QuantifyRow>,
}

/// `pattern share_done(floor, target) { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Names of what each use supplies.
    pub parameters: Vec<Name>,
    /// The clauses of the indicators that follow it.
    pub body: Body<IndicatorClause>,
}

/// `scorecard person where … out of 100 { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// Whom it is for.
    pub whom: Whom,
    /// `out of`, `scaled to` and policies.
    pub options: Vec<Spanned<PartOption>>,
    /// Parts, lets, limits of the total.
    pub body: Body<PartClause>,
}

/// A line of a scorecard or part.
#[derive(Clone, Debug, PartialEq)]
pub enum PartClause {
    /// A part.
    Part(Part),
    /// `let …`
    Let(Let),
    /// `total at least 60 unless veto`
    TotalAtLeast(Expr, Option<Expr>),
    /// `total at most 105`
    TotalAtMost(Expr),
}

/// `service "Tax services" out of 25, rounded half up to 1 decimal { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Weight, size, policies, as written.
    pub options: Vec<Spanned<PartOption>>,
    /// Its own parts.
    pub body: Option<Body<PartClause>>,
}

/// What may follow the title of a part.
#[derive(Clone, Debug, PartialEq)]
pub enum PartOption {
    /// `60%`
    Weight(NumberLiteral),
    /// `out of 20`
    OutOf(Expr),
    /// `scaled to 20`
    ScaledTo(Expr),
    /// `bonus at most 3`
    BonusAtMost(Expr),
    /// `adjustment from -5 to 5`
    Adjustment(Expr, Expr),
    /// `at least 2 indicators`
    AtLeastIndicators(NumberLiteral),
    /// `at least 3 parts`
    AtLeastParts(NumberLiteral),
    /// `not applicable => …`
    NotApplicable(Policy),
    /// `times difficulty`
    Times(Expr),
    /// `rounded half up to 1 decimal`
    Rounded(RoundingTo),
    /// `open to extension by department at most 5 points, 2 for each indicator`
    OpenTo {
        /// Members, or a kind of subject for all its members.
        by: Vec<Name>,
        /// All indicators of all proposers together.
        at_most: Expr,
        /// Each indicator.
        each: Option<Expr>,
    },
}

/// What a child that is not applicable does to its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The rest is scored over what remains.
    Redistribute,
    /// It counts as fully earned.
    FullPoints,
    /// It counts as lost.
    Zero,
}

/// `grade bureau { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Grade {
    /// Whom it is for.
    pub whom: Whom,
    /// Among whom its quotas count, where it is said: as the rank says.
    pub among: Option<Spanned<super::Among>>,
    /// Its rows.
    pub body: Body<GradeRow>,
}

/// A row of a grade.
#[derive(Clone, Debug, PartialEq)]
pub enum GradeRow {
    /// `excellent "优秀" when total is at least 90`
    When(Titled, Expr),
    /// `unqualified otherwise`
    Otherwise(Titled),
    /// `unqualified at once when …`
    AtOnce(Titled, Expr),
    /// `at most good when …`
    AtMost(Name, Expr),
}

/// `consequence bureau { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Consequence {
    /// Whom it is for.
    pub whom: Whom,
    /// What follows, and when.
    pub body: Body<ConsequenceRow>,
}

/// `"Written report" when grade is unqualified`
#[derive(Clone, Debug, PartialEq)]
pub struct ConsequenceRow {
    /// What follows.
    pub text: Text,
    /// When.
    pub condition: Expr,
}
