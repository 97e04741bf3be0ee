//! Expressions with their values filled in.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Cell, Context, Line};
use crate::eval::{AcrossRead, Counted, Derivation, EntryUse, MonthState, MonthUse, Operation, PlacedTrace, Read, asked_words};
use crate::model::{Arithmetic, Comparison, Function, IndicatorResult, LetId, PlaceTest, TableId, mode_words, rounding_words};
use crate::render::figures::{self, equals, number};
use crate::text::Words;
use crate::types::Type;
use crate::words;

/// The named expressions that an account has explained: wherever else they are read, their line says what they came to.
pub(super) type Told = BTreeSet<LetId>;

impl Context<'_> {
    /// `rate = on_time ÷ expected = 940 ÷ 1000 = 94%`, and under it what needs a line of its own.
    pub(super) fn expression(&self, kind: &'static str, derivation: &Derivation) -> Line {
        self.line(kind, self.equation(derivation), derivation, &mut Told::new())
    }

    /// The same under a name of our own: "measured".
    pub(super) fn named(&self, kind: &'static str, name: &Words, derivation: &Derivation) -> Line {
        self.named_among(kind, name, (derivation, &derivation.ty), &mut Told::new())
    }

    /// The same within an account, its value shown as one of some type.
    pub(super) fn named_among(&self, kind: &'static str, name: &Words, (derivation, ty): (&Derivation, &Type), told: &mut Told) -> Line {
        let source = self.figures.source(derivation.span);
        let head = words!("{e} `{source}`", "{z}“{source}”", e = name.english, z = name.chinese, source = source);
        self.line(kind, self.equation_of(head, derivation, ty), derivation, told)
    }

    /// An expression as it is written, with its values, and what it came to.
    fn equation(&self, derivation: &Derivation) -> Words {
        self.equation_of(Words::quoted(self.figures.source(derivation.span)), derivation, &derivation.ty)
    }

    fn equation_of(&self, head: Words, derivation: &Derivation, ty: &Type) -> Words {
        let value = self.found(&derivation.found, ty);
        let (inner, _) = inside(derivation);
        let filled = self.filled(inner, Binding::Loosest);
        let mut pieces = Vec::new();
        if !std::ptr::eq(inner, derivation) {
            pieces.push(Words::quoted(self.figures.source(inner.span)));
        }
        if filled != value && !matches!(inner.operation, Operation::Constant | Operation::Read) {
            pieces.push(filled);
        }
        // A number as written needs no saying twice; `full points` does.
        let spelled_out = matches!(derivation.operation, Operation::Constant)
            && figures::with_minus(&self.figures.source(derivation.span)) == value.english;
        if !spelled_out {
            pieces.push(value);
        }
        let sides: Vec<Words> = std::iter::once(head).chain(pieces.iter().map(equals)).collect();
        Words::join(&sides, " ", " ")
    }

    /// A line that says how an expression came about, with what explains it, but for what was told before.
    fn line(&self, kind: &'static str, words: Words, derivation: &Derivation, told: &mut Told) -> Line {
        let (inner, name) = inside(derivation);
        let mut line = Line::new(kind, words).clause(derivation.span);
        line.cells = self.cells_of(derivation);
        if name.is_none_or(|name| told.insert(name)) {
            self.details(inner, &mut line.children, told);
        }
        for reason in derivation.found.reasons() {
            line.children.push(self.reason(reason));
        }
        line
    }

    /// The expression with values in place of names.
    fn filled(&self, derivation: &Derivation, around: Binding) -> Words {
        let own = Binding::of(&derivation.operation);
        let children: Vec<&Arc<Derivation>> = derivation.children.iter().collect();
        let words = match (&derivation.operation, children.as_slice()) {
            (Operation::Arithmetic(operator), [left, right]) => {
                let sign = match operator {
                    Arithmetic::Add => " + ",
                    Arithmetic::Subtract => " − ",
                    Arithmetic::Multiply => " × ",
                    Arithmetic::Divide => " ÷ ",
                };
                let behind = if matches!(operator, Arithmetic::Subtract | Arithmetic::Divide) { own.tighter() } else { own };
                Words::join(&[self.filled(left, own), self.filled(right, behind)], sign, sign)
            }
            (Operation::Compare(comparison), [left, right]) => {
                let (english, chinese) = comparison_words(*comparison);
                let (left, right) = (self.filled(left, own.tighter()), self.filled(right, own.tighter()));
                Words::join(&[left, right], english, chinese)
            }
            (Operation::Both, [left, right]) => Words::join(&[self.filled(left, own), self.filled(right, own)], " and ", " 且 "),
            (Operation::Either, [left, right]) => Words::join(&[self.filled(left, own), self.filled(right, own)], " or ", " 或 "),
            (Operation::Not, [inner]) => {
                let inner = self.filled(inner, own);
                words!("not {e}", "非 {z}", e = inner.english, z = inner.chinese)
            }
            (Operation::Negate, [inner]) => {
                let inner = self.filled(inner, own);
                words!("−{e}", "−{z}", e = inner.english, z = inner.chinese)
            }
            (Operation::Rounded(rounding), [inner]) => {
                let (inner, how) = (self.filled(inner, Binding::Tightest), rounding_words(rounding));
                words!(
                    "{e} rounded {how}",
                    "{z} {chinese_how}",
                    e = inner.english,
                    z = inner.chinese,
                    how = how.english,
                    chinese_how = how.chinese
                )
            }
            (Operation::DaysFrom, [from, to]) => {
                let (from, to) = (self.filled(from, own), self.filled(to, own));
                words!("days from {a} to {b}", "{c} 至 {d} 的天数", a = from.english, b = to.english, c = from.chinese, d = to.chinese)
            }
            (Operation::MonthsFrom, [from, to]) => {
                let (from, to) = (self.filled(from, own), self.filled(to, own));
                words!("months from {a} to {b}", "{c} 至 {d} 的月数", a = from.english, b = to.english, c = from.chinese, d = to.chinese)
            }
            (Operation::Difference, [from, to]) => {
                let (from, to) = (self.filled(from, own), self.filled(to, own));
                words!(
                    "difference between {a} and {b}",
                    "{c} 与 {d} 之差",
                    a = from.english,
                    b = to.english,
                    c = from.chinese,
                    d = to.chinese
                )
            }
            (Operation::IsMissing, [inner]) => {
                let inner = self.filled(inner, own.tighter());
                words!("{e} is missing", "{z} 缺报", e = inner.english, z = inner.chinese)
            }
            (Operation::Placed(Some(placed)), [inner]) => {
                let (inner, test) = (self.filled(inner, own), placed_words(placed));
                words!("{e} {t}", "{z} {u}", e = inner.english, t = test.english, z = inner.chinese, u = test.chinese)
            }
            // Which branch it is tells the line of its condition.
            (Operation::If, [_, branch]) => return self.filled(branch, around),
            (Operation::IsGiven, [inner]) => {
                let inner = self.filled(inner, own.tighter());
                words!("{e} is given", "{z} 已报", e = inner.english, z = inner.chinese)
            }
            (Operation::Aggregate { function, .. }, children) if !children.is_empty() => {
                let values: Vec<Words> = children.iter().map(|child| self.found(&child.found, &child.ty)).collect();
                let list = Words::join(&values, ", ", "、");
                let name = function_words(*function);
                words!("{a} of ({e})", "{b}({z})", a = name.english, b = name.chinese, e = list.english, z = list.chinese)
            }
            (Operation::Across { function: Some(function), reads, .. }, _) if reads.iter().any(|read| read.value.is_some()) => {
                let counted = reads.iter().filter(|read| read.counted == Counted::Yes).filter_map(|read| read.value.as_ref());
                let values: Vec<Words> = counted.map(|value| self.found(&value.found, &value.ty)).collect();
                let list = Words::join(&values, ", ", "、");
                let name = function_words(*function);
                words!("{a} of ({e})", "{b}({z})", a = name.english, b = name.chinese, e = list.english, z = list.chinese)
            }
            (Operation::Answered(answered), _) if !answered.sources.is_empty() => {
                let counted = answered.sources.iter().filter(|source| source.counted == Counted::Yes);
                let list = counted.map(|source| number(&source.sum())).collect::<Vec<_>>();
                let name = function_words(answered.function);
                let (e, z) = (list.join(", "), list.join("、"));
                words!("{a} of ({e})", "{b}({z})", a = name.english, b = name.chinese, e = e, z = z)
            }
            _ => return self.found(&derivation.found, &derivation.ty),
        };
        if own < around { words!("({e})", "({z})", e = words.english, z = words.chinese) } else { words }
    }

    /// Lines for the pieces that a formula with numbers does not explain.
    fn details(&self, derivation: &Derivation, lines: &mut Vec<Line>, told: &mut Told) {
        if let (Operation::If, [condition, branch]) = (&derivation.operation, derivation.children.as_slice()) {
            let mut line = self.named_among("condition", &words!("condition", "条件"), (condition, &condition.ty), told);
            // What both read is explained once, so it stands beside them.
            let pieces = std::mem::take(&mut line.children);
            once(lines, line);
            pieces.into_iter().for_each(|piece| once(lines, piece));
            self.piece(branch, lines, told);
            return;
        }
        match &derivation.operation {
            Operation::Aggregate { entries, months, .. } => {
                lines.extend(self.entries(entries));
                lines.extend(months.iter().map(|month| self.month(month)));
            }
            Operation::Contest { placing, result } => {
                lines.extend(placing.iter().map(|placing| self.among(*result, placing, derivation)));
            }
            Operation::Across { reads, .. } => lines.extend(reads.iter().filter_map(|read| self.other(read))),
            Operation::Answered(answered) => lines.extend(self.answered(answered)),
            Operation::Banded(table) => lines.extend(self.table(table, told)),
            Operation::Placed(Some(placed)) => lines.extend(quota_line(placed)),
            Operation::Lookup(table) if derivation.found.given().is_some() => lines.push(self.looked_up(*table, derivation)),
            Operation::Indicator(indicator, result) => {
                let indicator = &self.figures.program.indicators[*indicator];
                let value = self.found(&derivation.found, &derivation.ty);
                let what = result_words(*result);
                let words = words!(
                    "{what} of `{name}` is {e}",
                    "“{name}”的{was}为 {z}",
                    what = what.english,
                    was = what.chinese,
                    name = indicator.name,
                    e = value.english,
                    z = value.chinese,
                );
                lines.push(Line::new("reference", words).clause(indicator.name_span));
                return;
            }
            Operation::Constant
            | Operation::Read
            | Operation::Let(_)
            | Operation::MeasuredValue
            | Operation::ScoringDay
            | Operation::Part(_)
            | Operation::Total
            | Operation::Vetoed
            | Operation::Vetoes
            | Operation::Grade
            | Operation::Arithmetic(_)
            | Operation::Negate
            | Operation::Not
            | Operation::Both
            | Operation::Either
            | Operation::Compare(_)
            | Operation::IsMissing
            | Operation::IsGiven
            | Operation::Placed(None)
            | Operation::If
            | Operation::Default
            | Operation::Rounded(_)
            | Operation::DaysFrom
            | Operation::MonthsFrom
            | Operation::Difference
            | Operation::Lookup(_) => {}
        }
        for child in &derivation.children {
            self.piece(child, lines, told);
        }
    }

    /// A cell of a table, by its keys: `Rank points` for national: 3
    fn looked_up(&self, table: TableId, derivation: &Derivation) -> Line {
        let table = &self.figures.program.tables[table];
        let keys: Vec<Words> = derivation.children.iter().map(|key| self.found(&key.found, &key.ty)).collect();
        let (keys, value) = (Words::join(&keys, ", ", "、"), self.found(&derivation.found, &derivation.ty));
        let words = words!(
            "table `{title}` for {e}: {value}",
            "表“{title}”中 {z}：{chinese_value}",
            title = table.title.as_deref().unwrap_or(&table.name),
            e = keys.english,
            z = keys.chinese,
            value = value.english,
            chinese_value = value.chinese
        );
        Line::new("lookup", words).clause(table.span)
    }

    /// A piece of an expression: on a line of its own where a number in a formula does not explain it.
    fn piece(&self, child: &Derivation, lines: &mut Vec<Line>, told: &mut Told) {
        match &child.operation {
            Operation::Let(_)
            | Operation::If
            | Operation::Default
            | Operation::Lookup(_)
            | Operation::Aggregate { .. }
            | Operation::Contest { .. }
            | Operation::Across { function: Some(_), .. }
            | Operation::Answered(_)
            | Operation::Banded(_) => {
                let words = self.equation(child);
                if !is_told(lines, &words) {
                    lines.push(self.line("expression", words, child, told));
                }
            }
            Operation::Constant
            | Operation::Read
            | Operation::MeasuredValue
            | Operation::ScoringDay
            | Operation::Indicator(..)
            | Operation::Part(_)
            | Operation::Total
            | Operation::Vetoed
            | Operation::Vetoes
            | Operation::Grade
            | Operation::Arithmetic(_)
            | Operation::Negate
            | Operation::Not
            | Operation::Both
            | Operation::Either
            | Operation::Compare(_)
            | Operation::IsMissing
            | Operation::IsGiven
            | Operation::Placed(_)
            | Operation::Rounded(_)
            | Operation::DaysFrom
            | Operation::MonthsFrom
            | Operation::Across { function: None, .. }
            | Operation::Difference => self.details(child, lines, told),
        }
    }

    /// A subject that was looked at for this one; nothing of those whose condition does not hold.
    fn other(&self, read: &AcrossRead) -> Option<Line> {
        let name = &read.name;
        let words = match (read.counted, &read.value) {
            (Counted::ConditionFails, _) => return None,
            (Counted::NotApplicable, _) => words!("`{name}`: not applicable, left out", "“{name}”：不适用，不计入", name = name),
            (Counted::Yes, Some(value)) => {
                let value = self.found(&value.found, &value.ty);
                words!("`{name}`: {e}", "“{name}”：{z}", name = name, e = value.english, z = value.chinese)
            }
            (Counted::Yes, None) => words!("`{name}` counts", "计入“{name}”", name = name),
        };
        let mut line = Line::new("other_subject", words);
        // Its number stands in a cell of its own; what was worked out for it stands in its account.
        line.cells = read.value.iter().flat_map(|value| self.cells_of(value)).collect();
        if line.cells.is_empty() {
            line.cells.push(Cell { title: Words::same(""), value: Words::same(""), origin: Some(read.origin.clone()) });
        }
        Some(line)
    }

    fn entries(&self, entries: &[EntryUse]) -> Vec<Line> {
        entries
            .iter()
            .filter(|entry| entry.counted || entry.struck.is_some())
            .map(|entry| {
                if let Some(ruling) = entry.struck {
                    return self.struck(ruling, &entry.origin);
                }
                let mut line = Line::new("entry", words!("entry counted", "计入的记录"));
                line.cells.push(Cell { title: Words::same(""), value: Words::same(""), origin: Some(entry.origin.clone()) });
                line
            })
            .collect()
    }

    /// A month: what was taken of it and whether it counts, with its cells.
    fn month(&self, used: &MonthUse) -> Line {
        let value = used.value.as_ref().map(|value| self.found(&value.found, &value.ty));
        let what = match (used.state, &value) {
            (MonthState::Counts, Some(value)) => value.clone(),
            (MonthState::Counts, None) => words!("counts", "计入"),
            (MonthState::ConditionFails, _) => words!("does not count", "不计入"),
            (MonthState::Undecided, _) => words!("cannot be told", "无法判断"),
            (MonthState::LeftOut, _) => words!("missing, left out", "缺报，不计入"),
            (MonthState::ToCome, _) => words!("not due yet", "尚未到期"),
        };
        let (year, month) = (self.figures.program.header.year, used.month);
        let words =
            words!("{year}-{month:02}: {e}", "{year}-{month:02}：{z}", year = year, month = month, e = what.english, z = what.chinese);
        let mut line = Line::new("month", words);
        for derivation in used.condition.iter().chain(&used.value) {
            line.cells.extend(self.cells_of(derivation));
        }
        line
    }

    /// All cells an expression read, each once, in the order read.
    pub(super) fn cells_of(&self, derivation: &Derivation) -> Vec<Cell> {
        let mut cells = Vec::new();
        derivation.look_through(&mut |piece| {
            for read in &piece.reads {
                let cell = self.cell(read, &piece.ty);
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
            // Months show their own cells.
            !matches!(&piece.operation, Operation::Aggregate { months, .. } if !months.is_empty())
        });
        cells
    }

    /// A cell that was read, with what it says.
    pub(super) fn cell(&self, read: &Read, ty: &Type) -> Cell {
        let value = self.found(&read.found, ty);
        let value =
            if read.by_default { words!("{e} (left empty)", "{z}（空白）", e = value.english, z = value.chinese) } else { value };
        Cell { title: asked_words(self.figures.program, read.asked), value, origin: read.origin.clone() }
    }
}

/// Adds a line that is not there yet: what is read twice is explained once.
fn once(lines: &mut Vec<Line>, line: Line) {
    if !is_told(lines, &line.words) {
        lines.push(line);
    }
}

fn is_told(lines: &[Line], words: &Words) -> bool {
    lines.iter().any(|known| known.words == *words)
}

/// Through names to the expression they stand for, with the last of them.
fn inside(derivation: &Derivation) -> (&Derivation, Option<LetId>) {
    let (mut inner, mut name) = (derivation, None);
    while let (Operation::Let(id), Some(child)) = (&inner.operation, inner.children.first()) {
        (inner, name) = (child, Some(*id));
    }
    (inner, name)
}

/// How tightly an operation binds, for brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Loosest,
    Or,
    And,
    Not,
    Comparison,
    Rounding,
    Sum,
    Product,
    Tightest,
}

impl Binding {
    fn of(operation: &Operation) -> Self {
        match operation {
            Operation::Arithmetic(Arithmetic::Add | Arithmetic::Subtract) => Self::Sum,
            Operation::Arithmetic(Arithmetic::Multiply | Arithmetic::Divide) => Self::Product,
            Operation::Compare(_) | Operation::IsMissing | Operation::IsGiven | Operation::Placed(_) => Self::Comparison,
            Operation::Rounded(_) => Self::Rounding,
            Operation::Not => Self::Not,
            Operation::Both => Self::And,
            Operation::Either => Self::Or,
            Operation::Constant
            | Operation::Read
            | Operation::Let(_)
            | Operation::MeasuredValue
            | Operation::ScoringDay
            | Operation::Indicator(..)
            | Operation::Part(_)
            | Operation::Total
            | Operation::Vetoed
            | Operation::Vetoes
            | Operation::Grade
            | Operation::Negate
            | Operation::If
            | Operation::Default
            | Operation::DaysFrom
            | Operation::MonthsFrom
            | Operation::Difference
            | Operation::Lookup(_)
            | Operation::Aggregate { .. }
            | Operation::Contest { .. }
            | Operation::Across { .. }
            | Operation::Answered(_)
            | Operation::Banded(_) => Self::Tightest,
        }
    }

    fn tighter(self) -> Self {
        match self {
            Self::Loosest => Self::Or,
            Self::Or => Self::And,
            Self::And => Self::Not,
            Self::Not => Self::Comparison,
            Self::Comparison => Self::Rounding,
            Self::Rounding => Self::Sum,
            Self::Sum => Self::Product,
            Self::Product | Self::Tightest => Self::Tightest,
        }
    }
}

/// `within the first 2 of 10`, `last of 10`
fn placed_words(placed: &PlacedTrace) -> Words {
    match placed.test {
        PlaceTest::First(_) | PlaceTest::Share(..) => {
            words!("within the first {n} of {all}", "在 {all} 个的前 {n} 名", n = placed.allowed, all = placed.ranked)
        }
        PlaceTest::Last => words!("is last of {all}", "为 {all} 个的末位", all = placed.ranked),
    }
}

/// What a quota comes to, and who is inside for sharing a place.
fn quota_line(placed: &PlacedTrace) -> Option<Line> {
    let mut pieces = Vec::new();
    if let (PlaceTest::Share(share, mode), Some(exact)) = (&placed.test, &placed.share) {
        let (mode, percent, exact) = (mode_words(*mode), figures::percent(share), equals(&Words::same(number(exact))));
        pieces.push(words!(
            "{percent} of {all} ranked {exact}, rounded {e}: {n}",
            "{all} 个的 {percent} {exact}，{z}：{n}",
            percent = percent,
            all = placed.ranked,
            exact = exact.english,
            e = mode.english,
            z = mode.chinese,
            n = placed.allowed
        ));
    }
    if let Some((place, sharing)) = placed.edge {
        pieces.push(super::super::quotas::edge_words(place, sharing, placed.inside, placed.allowed));
    }
    (!pieces.is_empty()).then(|| Line::new("quota", Words::join(&pieces, "; ", "；")))
}

fn comparison_words(comparison: Comparison) -> (&'static str, &'static str) {
    match comparison {
        Comparison::Is => (" is ", " 为 "),
        Comparison::IsNot => (" is not ", " 不为 "),
        Comparison::Below => (" is below ", " 不满 "),
        Comparison::Above => (" is above ", " 超过 "),
        Comparison::AtMost => (" is at most ", " 不超过 "),
        Comparison::AtLeast => (" is at least ", " 不低于 "),
    }
}

pub(super) fn function_words(function: Function) -> Words {
    match function {
        Function::Highest => words!("highest", "最高"),
        Function::Lowest => words!("lowest", "最低"),
        Function::Average => words!("average", "平均"),
        Function::Sum => words!("sum", "合计"),
        Function::Number => words!("number", "个数"),
        Function::Median => words!("median", "中位"),
        Function::Latest => words!("latest", "最近"),
        Function::LongestRun => words!("longest run", "最长连续月数"),
    }
}

fn result_words(result: IndicatorResult) -> Words {
    match result {
        IndicatorResult::Score => words!("the score", "得分"),
        IndicatorResult::Earned => words!("what the method gave", "评定分"),
        IndicatorResult::Lost => words!("the points lost", "失分"),
        IndicatorResult::Gained => words!("the points gained", "加分"),
        IndicatorResult::Method => words!("the method", "评价方式"),
    }
}
