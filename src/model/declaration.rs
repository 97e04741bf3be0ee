//! What the rulebook declares: header, units, choices, subjects, roles, registers, tables, inputs, lets.

use std::cmp::Ordering;

use super::{ConsequenceId, Expr, GradeId, IndicatorId, ScorecardId, SharedId, Ties};
use crate::text::{Span, Words, counted};
use crate::types::{ChoiceId, Dimension, LevelId, Type};
use crate::value::{Day, Number, Rounding, RoundingMode, Value};
use crate::words;

crate::id! {
    /// A role.
    RoleId
}
crate::id! {
    /// A register.
    RegisterId
}
crate::id! {
    /// A table for lookups.
    TableId
}
crate::id! {
    /// A scale.
    ScaleId
}
crate::id! {
    /// An input of an indicator or attribute of a subject.
    InputId
}
crate::id! {
    /// A named expression.
    LetId
}

/// The rulebook's header.
#[derive(Clone, Debug)]
pub struct Header {
    /// Title of the book.
    pub title: String,
    /// The year judged.
    pub year: i64,
    /// The measure it rests on.
    pub basis: Option<String>,
    /// The day by which everything is due that names no day of its own; the day of scoring.
    pub closes: Day,
    /// Scores of indicators.
    pub scores: Precision,
    /// Totals.
    pub totals: Precision,
    /// How ties are shared wherever nothing else is said; none where it is not said at all.
    pub ties: Option<Ties>,
    /// What an empty answer looks like in the data, besides an empty cell.
    pub missing_written: Vec<String>,
    /// Where the header stands.
    pub span: Span,
    /// Where its clauses stand.
    pub said: HeaderSpans,
}

/// Where each clause of the header was said; none for one that was not.
#[derive(Clone, Copy, Debug, Default)]
pub struct HeaderSpans {
    /// `year`
    pub year: Option<Span>,
    /// `basis`
    pub basis: Option<Span>,
    /// `closes`
    pub closes: Option<Span>,
    /// `scores`
    pub scores: Option<Span>,
    /// `totals`
    pub totals: Option<Span>,
    /// `missing is written`
    pub missing: Option<Span>,
    /// `ties`
    pub ties: Option<Span>,
}

/// How numbers of a kind are rounded and shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precision {
    /// Rounding that changes the number for everything after it; none for `not rounded`.
    pub rounded: Option<Rounding>,
    /// Rounding of print alone; none prints the number as it is.
    pub shown: Option<Rounding>,
}

/// A way of rounding as rules say it: "half up".
#[must_use]
pub fn mode_words(mode: RoundingMode) -> Words {
    match mode {
        RoundingMode::HalfUp => words!("half up", "四舍五入"),
        RoundingMode::HalfEven => words!("half even", "四舍六入五成双"),
        RoundingMode::Up => words!("up", "进一"),
        RoundingMode::Down => words!("down", "去尾"),
    }
}

/// A rounding to decimals as rules say it: "half up to 2 decimals".
#[must_use]
pub fn rounding_words(rounding: &Rounding) -> Words {
    let (mode, digits) = (mode_words(rounding.mode), rounding.digits());
    words!(
        "{mode} to {decimals}",
        "{mode_zh}保留 {digits} 位小数",
        mode = mode.english,
        decimals = counted(digits, "decimal"),
        mode_zh = mode.chinese,
        digits = digits
    )
}

/// A unit of measure.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// How it is shown.
    pub title: Option<String>,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units one of it is; 1 for a base unit.
    pub factor: Number,
    /// Its declaration.
    pub span: Span,
}

/// A choice between names.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name; none for inline choices.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Whether its values are ordered, best first.
    pub ordered: bool,
    /// Its values.
    pub values: Vec<Titled>,
    /// Where it was written.
    pub span: Span,
}

/// A name with a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// The name.
    pub name: String,
    /// The title.
    pub title: Option<String>,
    /// Where it was written.
    pub span: Span,
}

impl Titled {
    /// What people see: the title, else the name.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }
}

/// A kind of subject.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// The kinds a parent may be of.
    pub parents: Vec<LevelId>,
    /// Its sequences, as a choice.
    pub sequences: Option<ChoiceId>,
    /// Its declared members; empty when any id may come.
    pub members: Vec<Titled>,
    /// What is known of each subject; columns of the data by their bare name.
    pub attributes: Vec<InputId>,
    /// Its scorecards.
    pub scorecards: Vec<ScorecardId>,
    /// Its grades.
    pub grades: Vec<GradeId>,
    /// The place of each subject, where ranks are declared.
    pub place: Option<SharedId>,
    /// The names of its grades as a choice, best first; none when it has no grades.
    pub grade_names: Option<ChoiceId>,
    /// What follows from its results.
    pub consequences: Vec<ConsequenceId>,
    /// Its declaration.
    pub span: Span,
}

/// A member of a kind of subject, by its place in [`Level::members`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemberId {
    /// The kind.
    pub level: LevelId,
    /// Its place in the list.
    pub place: usize,
}

/// People who judge or supply.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// The members who hold it; empty for outsiders.
    pub held_by: Vec<MemberId>,
    /// Its declaration.
    pub span: Span,
}

/// A register: a list of entries about subjects of a kind.
#[derive(Clone, Debug)]
pub struct Register {
    /// Its name; also that of its file.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// The kind of subject its entries are about.
    pub of: LevelId,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Its declaration.
    pub span: Span,
}

/// A field of a register.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What people see.
    pub title: Option<String>,
    /// Its type.
    pub ty: Type,
    /// The numbers it may take.
    pub limits: Vec<Limit>,
    /// What an empty cell counts as.
    pub empty_means: Option<Value>,
    /// Whether it may be left empty.
    pub or_empty: bool,
    /// What a date says about the day it names, where that was said.
    pub dating: Option<Dating>,
    /// Its declaration.
    pub span: Span,
}

/// What a date says about the day it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dating {
    /// `when it happened`: before that day nobody could know of it.
    Happened,
    /// `planned`: it may name a day to come.
    Planned,
}

impl Register {
    /// Whether a date says which entries are there on a day, or is said to name a day to come.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.fields.iter().any(|field| field.dating.is_some() || self.happened(field))
    }

    /// Whether a field says when something came about: it was declared so, or it is the only date of
    /// the register, always filled, and nothing else was said of it. Before that day an entry is not
    /// there; a field that may be empty is still empty.
    #[must_use]
    pub fn happened(&self, field: &Field) -> bool {
        match field.dating {
            Some(dating) => dating == Dating::Happened,
            None => {
                let only = self.fields.iter().filter(|field| field.ty == Type::Day).count() == 1;
                only && field.ty == Type::Day && !field.or_empty && field.empty_means.is_none()
            }
        }
    }
}

/// An input of an indicator, or an attribute of a kind of subject.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// What people see.
    pub title: Option<String>,
    /// Whose it is.
    pub owner: InputOwner,
    /// Its type.
    pub ty: Type,
    /// The values it may take, beyond its type.
    pub limits: Vec<Limit>,
    /// The day by which it is due.
    pub due: Day,
    /// Who supplies it; the subject itself, if nobody is named.
    pub supplied_by: Option<RoleId>,
    /// Which way is better, where that was said.
    pub better: Option<Better>,
    /// What an empty cell counts as.
    pub empty_means: Option<Value>,
    /// Whether leaving it empty is in order.
    pub or_empty: bool,
    /// What a date says about the day it names, where that was said.
    pub dating: Option<Dating>,
    /// Whether it asks for a value of each month, and when that is due.
    pub monthly: Option<MonthDue>,
    /// Its declaration.
    pub span: Span,
}

/// When the value of a month is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthDue {
    /// All on the day by which the input is due.
    Once,
    /// Each month on a day of its own.
    Each {
        /// The day of the month; none for its last one.
        day: Option<i64>,
        /// Of the month after it.
        next: bool,
    },
}

impl Input {
    /// Whether subjects of this kind are asked for it as one of their attributes.
    #[must_use]
    pub fn is_attribute_of(&self, level: LevelId) -> bool {
        self.owner == InputOwner::Level(level)
    }

    /// The day on which the value of a month (1 to 12) of a year is due.
    #[must_use]
    pub fn due_for(&self, year: i64, month: usize) -> Day {
        let (Some(MonthDue::Each { day, next }), Ok(month)) = (self.monthly, i64::try_from(month)) else { return self.due };
        let month = month + i64::from(next);
        let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
        let found = match day {
            Some(day) => Day::new(year, month, day),
            None => Day::last_of(year, month),
        };
        found.unwrap_or(self.due)
    }
}

/// Whose an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputOwner {
    /// An input of an indicator: column `indicator.input`.
    Indicator(IndicatorId),
    /// An attribute of a kind of subject: column by its bare name.
    Level(LevelId),
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// `higher is better`
    Higher,
    /// `lower is better`
    Lower,
}

/// One edge of what an input may take.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Whether values lie above or below it.
    pub side: LimitSide,
    /// Whether the edge itself is in.
    pub inclusive: bool,
    /// The edge: a constant, or another input, in which case it holds when that is given.
    pub value: Expr,
    /// Where it was written.
    pub span: Span,
}

impl Limit {
    /// Whether it lets in what stands so to its edge.
    #[must_use]
    pub fn lets_in(&self, to_edge: Ordering) -> bool {
        match self.side {
            LimitSide::Lower => to_edge.is_gt() || self.inclusive && to_edge.is_eq(),
            LimitSide::Upper => to_edge.is_lt() || self.inclusive && to_edge.is_eq(),
        }
    }
}

/// On which side of its edge a limit lets values lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitSide {
    /// Not below the edge.
    Lower,
    /// Not above the edge.
    Upper,
}

/// A table for lookups, with one key or two; every cell is filled.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// The names of the values of each key, as the table writes them: one list or two.
    pub keys: Vec<TableKey>,
    /// The cells, row by row.
    pub cells: Vec<Number>,
    /// The type of the cells.
    pub ty: Type,
    /// Its declaration.
    pub span: Span,
}

/// A key of a table.
#[derive(Clone, Debug)]
pub struct TableKey {
    /// What the key is called.
    pub name: String,
    /// The values it lists.
    pub values: Vec<Titled>,
}

/// A scale, by name.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Its declaration.
    pub span: Span,
}

/// A named expression; evaluated where it is used.
#[derive(Clone, Debug)]
pub struct Let {
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub owner: LetOwner,
    /// What it stands for.
    pub value: Expr,
    /// Its declaration.
    pub span: Span,
}

/// Whose a named expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetOwner {
    /// An indicator: others read it as `indicator.name`, and points inside it are those of this indicator.
    Indicator(IndicatorId),
    /// A scorecard: all that stands on it reads it by its bare name.
    Scorecard(ScorecardId),
}
