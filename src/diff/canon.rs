//! Expressions written down so that equal meaning gives equal text, whatever the layout, the
//! language, the names of values given on the way, or the order of what may stand in any order.

use std::collections::BTreeMap;

use super::change::Aspect;
use super::contests::contest_word;
use super::node::{Form, Meaning, Piece};
use super::words::{comparison_word, function_word, mode_word, partial_word, result_word};
use crate::model::{
    Across, Aggregate, Answering, Arithmetic, Balance, BandRow, Banded, Better, Edge, Expr, ExprKind, ForEvery, IndicatorId, LetId, Limit,
    LimitSide, Over, PlaceTest, Program, RegisterId, RowOutcome, SharedId, SharedValue,
};
use crate::text::{Digest, SourceMap, Span};
use crate::value::{Number, Value};

/// Writes meanings of one book.
#[derive(Clone, Copy, Debug)]
pub(super) struct Canon<'a> {
    pub program: &'a Program,
    /// Where the author's words stand.
    pub(super) sources: &'a SourceMap,
    pub(super) renamed: Option<&'a BTreeMap<&'a str, &'a str>>,
    /// The indicator whose own inputs are called without its name.
    pub(super) home: Option<IndicatorId>,
    /// Its full points.
    pub(super) full: Option<&'a Number>,
}

/// How numbers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// In base units.
    Absolute,
    /// All points as shares of the full points, quantities in their units.
    Shares,
    /// Points as shares where that is how they are written, quantities in their units.
    AsWritten,
}

impl Reading {
    /// All of them: two meanings are the same that agree in any.
    pub const ALL: [Self; 3] = [Self::Absolute, Self::Shares, Self::AsWritten];

    /// Whether what stands elsewhere is left out: the full points, the size of a unit, what the header says.
    pub fn by_words(self) -> bool {
        match self {
            Self::Absolute => false,
            Self::Shares | Self::AsWritten => true,
        }
    }
}

/// A meaning being written.
pub(super) struct Writer {
    out: String,
    /// Named expressions are written out.
    whole: bool,
    pub(super) reading: Reading,
    pieces: Vec<Piece>,
    /// The register whose entry is spoken of.
    register: Option<RegisterId>,
    /// Named expressions as they were written out, each for the indicator that was at home.
    lets: BTreeMap<(LetId, Option<IndicatorId>), String>,
}

/// What stands between a row and what it gives.
pub(super) const OUTCOME: &str = " => ";

/// What stands before the name of a table that is read.
pub(super) const TABLE: &str = "table ";

/// A meaning of more bytes stands for itself by its digest.
const LONG: usize = 512;

impl Writer {
    pub fn put(&mut self, text: impl AsRef<str>) {
        self.out.push_str(text.as_ref());
    }

    /// What is written is about the entries of a register.
    pub fn within<R>(&mut self, register: RegisterId, write: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.register.replace(register);
        let result = write(self);
        self.register = before;
        result
    }

    /// What `write` writes, apart.
    pub fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, before)
    }

    /// What `write` writes is a piece of its own, which stands before the pieces in it.
    pub(super) fn piece(&mut self, span: Span, aspect: Option<Aspect>, write: impl FnOnce(&mut Self)) {
        let (start, place) = (self.out.len(), self.pieces.len());
        write(self);
        let form = self.out.get(start..).unwrap_or_default().to_owned();
        let below = self.pieces.len() - place;
        self.pieces.insert(place, Piece { form, span, aspect, below });
    }
}

impl<'a> Canon<'a> {
    /// The same, speaking from within an indicator.
    pub fn at(self, indicator: IndicatorId) -> Self {
        let full = &self.program.indicators[indicator].points.full;
        Self { home: Some(indicator), full: Some(full).filter(|full| !full.is_zero()), ..self }
    }

    /// The same, speaking from nowhere: whatever an indicator has of its own is called with its name.
    pub fn abroad(self) -> Self {
        Self { home: None, full: None, ..self }
    }

    /// A meaning in all the ways it may be read.
    pub fn meaning(&self, write: impl Fn(&Self, &mut Writer)) -> Meaning {
        let mut pieces = Vec::new();
        let forms = Reading::ALL.into_iter().map(|reading| {
            let whole = self.run(true, reading, &write);
            if reading == Reading::Absolute {
                pieces = whole.pieces;
            }
            Form { whole: whole.out, named: self.run(false, reading, &write).out }
        });
        let forms = forms.collect();
        Meaning { forms, pieces }
    }

    /// What an expression means, in absolute numbers.
    pub fn text(&self, write: impl Fn(&Self, &mut Writer)) -> String {
        self.run(true, Reading::Absolute, write).out
    }

    fn run(&self, whole: bool, reading: Reading, write: impl Fn(&Self, &mut Writer)) -> Writer {
        let mut writer = Writer { out: String::new(), whole, reading, pieces: Vec::new(), register: None, lets: BTreeMap::new() };
        write(self, &mut writer);
        writer
    }

    /// An expression. What named expressions make long is told by a digest, so that those read twice by one another do
    /// not grow twice as long with each; the same is done without a name, for a name is no meaning.
    pub fn expr(&self, expr: &Expr, to: &mut Writer) {
        let text = to.apart(|to| to.piece(expr.span, None, |to| self.in_full(expr, to)));
        to.put(if text.len() > LONG && to.whole { Digest::of(text.as_bytes()).to_string() } else { text });
    }

    fn in_full(&self, expr: &Expr, to: &mut Writer) {
        let leaf = |to: &mut Writer, text: &str| to.put(text);
        match expr.kind.as_ref() {
            ExprKind::Constant(value) => {
                let text = match value {
                    Value::Number(points) if expr.ty.is_points() && to.reading == Reading::AsWritten => {
                        self.points_in_words(points, expr.span)
                    }
                    Value::Day(day) if to.reading == Reading::AsWritten => self.day_in_words(*day, expr.span),
                    Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_) => {
                        self.value(value, &expr.ty, to.reading)
                    }
                };
                leaf(to, &text);
            }
            ExprKind::Input(id) | ExprKind::MonthValue(id) => leaf(to, &self.input(*id)),
            ExprKind::ParentAttribute(id) => leaf(to, &format!("parent.{}", self.input(*id))),
            ExprKind::Sequence => leaf(to, "sequence"),
            ExprKind::ParentSequence => leaf(to, "parent.sequence"),
            ExprKind::Let(id) => {
                let named = &self.program.lets[*id];
                if to.whole { self.written_out(*id, to) } else { leaf(to, &self.named(named)) }
            }
            ExprKind::Field(place) => {
                let field = to.register.and_then(|register| self.program.registers[register].fields.get(*place));
                let name = field.map_or_else(|| place.to_string(), |field| field.name.clone());
                leaf(to, &format!("entry.{name}"));
            }
            ExprKind::MeasuredValue => leaf(to, "value"),
            ExprKind::ScoringDay => leaf(to, "scoring_day"),
            ExprKind::Indicator(id, result) => leaf(to, &format!("{}.{}", self.indicator(*id), result_word(*result))),
            ExprKind::PartScore(id) => leaf(to, &format!("{}.score", self.program.parts[*id].path)),
            ExprKind::Total => leaf(to, "total"),
            ExprKind::Grade => leaf(to, "grade"),
            ExprKind::Across(across) => self.across(across, to),
            ExprKind::Vetoed => leaf(to, "veto"),
            ExprKind::Vetoes => leaf(to, "vetoes"),
            ExprKind::Arithmetic(operation, left, right) => match operation {
                Arithmetic::Add => self.unordered("+", &[left, right], to),
                Arithmetic::Multiply => self.unordered("*", &[left, right], to),
                Arithmetic::Subtract => self.call("-", &[left, right], to),
                Arithmetic::Divide => self.call("/", &[left, right], to),
            },
            ExprKind::Negate(inner) => self.call("negate", &[inner], to),
            ExprKind::Not(inner) => self.call("not", &[inner], to),
            ExprKind::Both(left, right) => self.unordered("and", &[left, right], to),
            ExprKind::Either(left, right) => self.unordered("or", &[left, right], to),
            ExprKind::Compare(comparison, left, right) => self.call(comparison_word(*comparison), &[left, right], to),
            ExprKind::IsMissing(inner) => self.call("missing", &[inner], to),
            ExprKind::IsGiven(inner) => self.call("given", &[inner], to),
            ExprKind::Placed(inner, test) => {
                let name = match test {
                    PlaceTest::First(number) => format!("within first {number}"),
                    PlaceTest::Share(share, mode) => format!("within first {} of all {}", Self::number(share), mode_word(*mode)),
                    PlaceTest::Last => "last".to_owned(),
                };
                self.call(&name, &[inner], to);
            }
            ExprKind::If(condition, then, other) => self.call("if", &[condition, then, other], to),
            ExprKind::Default(first, second) => self.call("else", &[first, second], to),
            ExprKind::Rounded(inner, rounding) => self.call(&format!("rounded {}", Self::rounding(rounding)), &[inner], to),
            ExprKind::DaysFrom(from, until) => self.call("days", &[from, until], to),
            ExprKind::MonthsFrom(from, until) => self.call("months", &[from, until], to),
            ExprKind::Difference(left, right) => self.unordered("difference", &[left, right], to),
            ExprKind::Lookup(table, keys) => {
                let keys: Vec<&Expr> = keys.iter().map(|key| &key.value).collect();
                self.call(&format!("{TABLE}{}", self.program.tables[*table].name), &keys, to);
            }
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate, to),
            ExprKind::Banded(banded) => self.banded(banded, to),
        }
    }

    /// What a named expression stands for; its pieces are those of where it is read first.
    fn written_out(&self, id: LetId, to: &mut Writer) {
        let place = (id, self.home);
        let known = to.lets.get(&place).cloned();
        let text = known.unwrap_or_else(|| to.apart(|to| self.expr(&self.program.lets[id].value, to)));
        to.put(&text);
        to.lets.insert(place, text);
    }

    fn call(&self, name: &str, inner: &[&Expr], to: &mut Writer) {
        to.put(name);
        to.put("(");
        for (place, expr) in inner.iter().enumerate() {
            to.put(if place == 0 { "" } else { ", " });
            self.expr(expr, to);
        }
        to.put(")");
    }

    fn unordered(&self, name: &str, inner: &[&Expr], to: &mut Writer) {
        let mut texts: Vec<String> = inner.iter().map(|expr| to.apart(|to| self.expr(expr, to))).collect();
        texts.sort();
        to.put(format!("{name}({})", texts.join(", ")));
    }

    fn aggregate(&self, aggregate: &Aggregate, to: &mut Writer) {
        let available = if aggregate.available { " available" } else { "" };
        let name = format!("{}{available}", function_word(aggregate.function));
        match &aggregate.over {
            Over::List(list) => self.unordered(&name, &list.iter().collect::<Vec<_>>(), to),
            Over::Months { value, condition } => {
                to.put(format!("{name} of months("));
                if let Some(value) = value {
                    self.expr(value, to);
                }
                if let Some(condition) = condition {
                    to.put(" where ");
                    self.expr(condition, to);
                }
                to.put(")");
            }
            Over::Entries { register, value, condition } => {
                to.put(format!("{name} in {}(", self.program.registers[*register].name));
                to.within(*register, |to| {
                    if let Some(value) = value {
                        self.expr(value, to);
                    }
                    if let Some(condition) = condition {
                        to.put(" where ");
                        self.expr(condition, to);
                    }
                });
                to.put(")");
            }
        }
    }

    fn across(&self, across: &Across, to: &mut Writer) {
        // What is read of others is said on their card, where no indicator is at home.
        let elsewhere = Self { home: None, full: None, ..*self };
        let shared = |id: SharedId, to: &mut Writer| {
            let shared = &self.program.shared[id];
            to.put(format!("{}.", self.program.levels[shared.level].name));
            match &shared.value {
                SharedValue::OnCard(expr) => elsewhere.expr(expr, to),
                SharedValue::Contests(contests) => elsewhere.contests(contests, to),
            }
        };
        match across {
            Across::Contest { shared: id, result } => {
                to.put(contest_word(*result));
                shared(*id, to);
            }
            Across::Above { parent, always: _, shared: read } => {
                to.put(if *parent { "parent(" } else { "above(" });
                let mut texts: Vec<String> = read.iter().map(|id| to.apart(|to| shared(*id, to))).collect();
                texts.sort();
                to.put(texts.join(", "));
            }
            Across::Members { function, available, level, value, condition } => {
                let available = if *available { " available" } else { "" };
                to.put(format!("{}{available} of {}(", function_word(*function), self.program.levels[*level].name));
                if let Some(value) = value {
                    shared(*value, to);
                }
                if let Some(condition) = condition {
                    to.put(" where ");
                    shared(*condition, to);
                }
            }
            Across::Answered(answered) => {
                let way = match answered.way {
                    Answering::Leads => "led",
                    Answering::Supports => "supported",
                };
                let balance = match answered.balance {
                    Balance::Lost => "lost",
                    Balance::Gained => "gained",
                };
                // Which indicators these are, and who is named there, is said of each indicator itself.
                let (function, level) = (function_word(answered.function), &self.program.levels[answered.level].name);
                to.put(format!("{function} of {balance} by {level} {way} by this("));
                if let Some(part) = &answered.part {
                    to.put(format!(" in {part}"));
                }
                if let Some(condition) = answered.condition {
                    to.put(" where ");
                    shared(condition, to);
                }
            }
        }
        to.put(")");
    }

    /// A table with its rows.
    pub(super) fn banded(&self, banded: &Banded, to: &mut Writer) {
        to.put(if banded.held { "held table(" } else { "table(" });
        self.expr(&banded.value, to);
        to.put(")[");
        for row in &banded.whens {
            to.piece(row.span, Some(Aspect::When), |to| {
                to.put("when ");
                self.expr(&row.condition, to);
                self.outcome(&row.outcome, to);
            });
        }
        let mut rows: Vec<String> = Vec::new();
        for row in &banded.rows {
            rows.push(to.apart(|to| {
                to.piece(row.span, Some(Aspect::Band), |to| {
                    self.band(banded, row, to);
                });
            }));
        }
        rows.sort();
        to.put(rows.join(""));
        if let Some(otherwise) = &banded.otherwise {
            to.piece(otherwise.span, Some(Aspect::Otherwise), |to| {
                to.put("otherwise");
                self.outcome(&otherwise.outcome, to);
            });
        }
        to.put("]");
    }

    /// A row of a table.
    pub fn band(&self, banded: &Banded, row: &BandRow, to: &mut Writer) {
        self.edges(row.low.as_ref(), row.high.as_ref(), to);
        let reading = to.reading;
        if banded.short && reading.by_words() {
            // Nobody wrote its points: they run from nothing to the full ones.
            to.reading = Reading::Shares;
        }
        self.outcome(&row.outcome, to);
        to.reading = reading;
    }

    /// The ends of a band.
    pub fn edges(&self, low: Option<&Edge>, high: Option<&Edge>, to: &mut Writer) {
        if let Some(low) = low {
            to.put(if low.inclusive { "from " } else { "above " });
            self.expr(&low.value, to);
        }
        if let Some(high) = high {
            to.put(if high.inclusive { " to " } else { " below " });
            self.expr(&high.value, to);
        }
    }

    /// What a row gives.
    pub fn outcome(&self, outcome: &RowOutcome, to: &mut Writer) {
        to.put(OUTCOME);
        match outcome {
            RowOutcome::Points(points) => self.expr(points, to),
            RowOutcome::Line(from, until) => {
                self.expr(from, to);
                to.put(" to ");
                self.expr(until, to);
            }
            RowOutcome::NotApplicable => to.put("not applicable"),
            RowOutcome::Invalid => to.put("invalid"),
        }
        to.put(";");
    }

    /// The steps of `for every`.
    pub fn for_every(&self, every: &ForEvery, to: &mut Writer) {
        to.put(" for every ");
        self.expr(&every.step, to);
        to.put(format!(" {} of ", partial_word(every.partial)));
        self.expr(&every.of, to);
        if let Some((side, reference)) = &every.beyond {
            to.put(match side {
                Better::Higher => " above ",
                Better::Lower => " below ",
            });
            self.expr(reference, to);
        }
    }

    /// The bounds of an input or field.
    pub fn limits(&self, limits: &[Limit], to: &mut Writer) {
        let mut texts: Vec<String> = limits
            .iter()
            .map(|limit| {
                to.apart(|to| {
                    to.put(match (limit.side, limit.inclusive) {
                        (LimitSide::Lower, true) => "at least ",
                        (LimitSide::Lower, false) => "above ",
                        (LimitSide::Upper, true) => "at most ",
                        (LimitSide::Upper, false) => "below ",
                    });
                    self.expr(&limit.value, to);
                })
            })
            .collect();
        texts.sort();
        to.put(texts.join(" and "));
    }
}
