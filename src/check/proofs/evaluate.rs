//! Works an expression out for one concrete assignment: how a proof confirms the input it names.
//!
//! Not the engine that scores; it knows only what proofs ask, and says nothing (`None`) where it
//! does not know.

use std::collections::BTreeMap;

use super::cases::points_around;
use super::days;
use super::facts::{Assignment, Atom, Presence, is_long};
use super::space::Space;
use crate::model::{
    Aggregate, Arithmetic, Banded, Comparison, Edge, Expr, ExprKind, Function, LetId, Over, Points, RegisterId, RowOutcome,
};
use crate::text::Span;
use crate::value::{Number, Value};

/// A value, a missing value, or nothing known.
pub type Known = Option<Option<Value>>;

impl Space<'_> {
    /// What `expr` comes to: a value, missing, or nothing known.
    pub fn evaluate(&self, expr: &Expr, assignment: &Assignment) -> Known {
        self.evaluate_in(expr, assignment, self.register)
    }

    /// The same for an expression about an entry of a register.
    pub fn evaluate_in(&self, expr: &Expr, assignment: &Assignment, register: Option<RegisterId>) -> Known {
        Evaluator { register, ..Evaluator::new(self, assignment) }.value(expr)
    }

    /// Whether somebody with these inputs comes to a quotient whose divisor stands at `divisor` and is zero.
    pub fn divides_by_zero(&self, expr: &Expr, assignment: &Assignment, divisor: Span) -> bool {
        let mut evaluator = Evaluator::new(self, assignment);
        evaluator.value(expr);
        evaluator.zeros.contains(&divisor)
    }

    /// What a table measures, and the places of the rows that hold it; nothing when no row is asked
    /// or something is not known.
    pub fn rows_met(&self, banded: &Banded, assignment: &Assignment) -> Option<(Number, Vec<usize>)> {
        let mut evaluator = Evaluator::new(self, assignment);
        let value = evaluator.value_asked(banded)??;
        let mut met = Vec::new();
        for (place, row) in banded.rows.iter().enumerate() {
            let (low, high) = (evaluator.edge(row.low.as_ref())?, evaluator.edge(row.high.as_ref())?);
            let above = low.is_none_or(|(edge, inclusive)| value > edge || (inclusive && value == edge));
            let below = high.is_none_or(|(edge, inclusive)| value < edge || (inclusive && value == edge));
            if above && below {
                met.push(place);
            }
        }
        Some((value, met))
    }

    /// What a table measures while its rows are asked. Apart: nothing known, or no row asked because a `when` row comes first
    /// or what is measured is missing.
    #[expect(clippy::option_option, reason = "nothing known, and known that no row is asked")]
    pub fn value_asked(&self, banded: &Banded, assignment: &Assignment) -> Option<Option<Number>> {
        Evaluator::new(self, assignment).value_asked(banded)
    }

    /// Points of a row of a table, worked out while the table measures its value; inside, none where they are missing.
    #[expect(clippy::option_option, reason = "nothing known, and known to be missing")]
    pub fn points_in(&self, banded: &Banded, points: &Expr, assignment: &Assignment) -> Option<Option<Number>> {
        let mut evaluator = Evaluator::new(self, assignment);
        // Points that do not read what is measured are known without it.
        let measured = evaluator.value(&banded.value);
        evaluator.measured.push(measured);
        evaluator.value(points).map(|points| points.as_ref().and_then(number_of))
    }

    /// Whether a condition holds while `table` measures its value; inside, none where it is missing.
    #[expect(clippy::option_option, reason = "nothing known, and known to be missing")]
    pub fn holds_in(&self, condition: &Expr, table: Option<&Banded>, assignment: &Assignment) -> Option<Option<bool>> {
        let mut evaluator = Evaluator::new(self, assignment);
        if let Some(table) = table {
            let measured = evaluator.value(&table.value);
            evaluator.measured.push(measured);
        }
        evaluator.flag(condition)
    }

    /// Whether a condition holds; none when it is missing or not known.
    pub fn holds(&self, condition: &Expr, assignment: &Assignment) -> Option<bool> {
        match self.evaluate(condition, assignment)?? {
            Value::Flag(flag) => Some(flag),
            Value::Number(_) | Value::Day(_) | Value::Choice(_) | Value::Text(_) => None,
        }
    }
}

struct Evaluator<'a, 'b> {
    space: &'b Space<'a>,
    assignment: &'b Assignment,
    measured: Vec<Known>,
    register: Option<RegisterId>,
    /// What is held is held to them.
    points: Option<Points>,
    /// Named expressions that were worked out: one may be read by each of many others.
    lets: BTreeMap<LetId, Known>,
    /// The divisors that were zero, by their places.
    zeros: Vec<Span>,
}

impl<'a, 'b> Evaluator<'a, 'b> {
    fn new(space: &'b Space<'a>, assignment: &'b Assignment) -> Self {
        Self {
            space,
            assignment,
            measured: Vec::new(),
            register: space.register,
            points: space.points.clone(),
            lets: BTreeMap::new(),
            zeros: Vec::new(),
        }
    }

    #[expect(clippy::option_option, reason = "nothing known, and known that no row is asked")]
    fn value_asked(&mut self, banded: &Banded) -> Option<Option<Number>> {
        let measured = self.value(&banded.value)?;
        self.measured.push(Some(measured.clone()));
        for when in &banded.whens {
            if self.flag(&when.condition)? != Some(false) {
                return Some(None);
            }
        }
        let Some(measured) = measured else { return Some(None) };
        Some(Some(number_of(&measured)?))
    }

    fn atom(&self, atom: &Atom) -> Known {
        self.assignment.get(atom).cloned()
    }

    /// What an expression comes to; nothing is known of a number that is too long to go on with.
    fn value(&mut self, expr: &Expr) -> Known {
        let long = |value: &Value| matches!(value, Value::Number(number) if is_long(number));
        self.value_of_any_length(expr).filter(|known| !known.as_ref().is_some_and(long))
    }

    fn value_of_any_length(&mut self, expr: &Expr) -> Known {
        match &*expr.kind {
            ExprKind::Constant(value) => Some(Some(value.clone())),
            ExprKind::Input(id) | ExprKind::MonthValue(id) => self.atom(&Atom::Input(*id)),
            ExprKind::ParentAttribute(id) => self.atom(&Atom::ParentAttribute(*id)),
            ExprKind::Sequence => self.atom(&Atom::Sequence),
            ExprKind::ParentSequence => self.atom(&Atom::ParentSequence),
            ExprKind::Let(id) => {
                if let Some(known) = self.lets.get(id) {
                    return known.clone();
                }
                let around = std::mem::replace(&mut self.points, points_around(self.space.program, *id));
                let value = self.value(&self.space.program.lets[*id].value);
                self.points = around;
                self.lets.insert(*id, value.clone());
                value
            }
            ExprKind::Field(place) => self.atom(&Atom::Field(self.register?, *place)),
            ExprKind::MeasuredValue => self.measured.last().cloned().flatten(),
            ExprKind::ScoringDay => Some(Some(Value::Day(self.space.program.header.closes))),
            ExprKind::Indicator(id, result) => self.atom(&Atom::Result(*id, *result)),
            ExprKind::PartScore(part) => self.atom(&Atom::PartScore(*part)),
            ExprKind::Total => self.atom(&Atom::Total),
            ExprKind::Vetoes => self.atom(&Atom::Across(self.space.text(expr), Presence::Always)),
            ExprKind::Vetoed => self.atom(&Atom::Vetoed),
            ExprKind::Grade => self.atom(&Atom::Grade),
            ExprKind::Across(across) => self.atom(&self.space.across_atom(across, expr)),
            ExprKind::Arithmetic(operator, left, right) => {
                let (above, below) = (self.value(left)?, self.value(right)?);
                if let (Arithmetic::Divide, Some(_), Some(Value::Number(number))) = (*operator, &above, &below)
                    && number.is_zero()
                {
                    self.zeros.push(right.span);
                }
                arithmetic(*operator, above, below)
            }
            ExprKind::Negate(inner) => self.number(inner, |number| Some(number.negate())),
            ExprKind::Rounded(inner, rounding) => self.number(inner, |number| Some(rounding.apply(&number))),
            ExprKind::Not(inner) => Some(self.flag(inner)?.map(|flag| Value::Flag(!flag))),
            ExprKind::Both(left, right) => {
                let both = [self.flag(left)?, self.flag(right)?];
                let value =
                    if both.contains(&Some(false)) { Some(false) } else { both.iter().copied().collect::<Option<Vec<_>>>().map(|_| true) };
                Some(value.map(Value::Flag))
            }
            ExprKind::Either(left, right) => {
                let both = [self.flag(left)?, self.flag(right)?];
                let value =
                    if both.contains(&Some(true)) { Some(true) } else { both.iter().copied().collect::<Option<Vec<_>>>().map(|_| false) };
                Some(value.map(Value::Flag))
            }
            ExprKind::Compare(comparison, left, right) => {
                let (Some(left), Some(right)) = (self.value(left)?, self.value(right)?) else { return Some(None) };
                Some(Some(Value::Flag(compare(*comparison, &left, &right)?)))
            }
            ExprKind::IsMissing(inner) => Some(Some(Value::Flag(self.value(inner)?.is_none()))),
            ExprKind::IsGiven(inner) => Some(Some(Value::Flag(self.value(inner)?.is_some()))),
            ExprKind::Placed(inner, _) => match self.value(inner)? {
                Some(_) => self.atom(&Atom::Across(self.space.text(expr), Presence::Expected)),
                None => Some(None),
            },
            ExprKind::If(condition, yes, no) => match self.flag(condition)? {
                Some(true) => self.value(yes),
                Some(false) => self.value(no),
                None => Some(None),
            },
            ExprKind::Default(inner, fallback) => match self.value(inner)? {
                Some(value) => Some(Some(value)),
                None => self.value(fallback),
            },
            ExprKind::DaysFrom(from, to) => self.days(from, to, |from, to| from.days_to(to)),
            ExprKind::MonthsFrom(from, to) => self.days(from, to, |from, to| from.full_months_to(to)),
            ExprKind::Difference(left, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                let difference = arithmetic(Arithmetic::Subtract, left, right)?;
                Some(difference.map(|value| match value {
                    Value::Number(number) => Value::Number(number.absolute()),
                    Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_) => value,
                }))
            }
            ExprKind::Lookup(table, keys) => {
                let table = &self.space.program.tables[*table];
                let mut place = 0;
                for (key, named) in keys.iter().zip(&table.keys) {
                    let Some(Value::Choice(choice)) = self.value(&key.value)? else { return Some(None) };
                    place = place * named.values.len() + key.places.get(choice)?;
                }
                Some(table.cells.get(place).cloned().map(Value::Number))
            }
            ExprKind::Aggregate(aggregate) => self.aggregate(expr, aggregate),
            ExprKind::Banded(banded) => self.banded(banded),
        }
    }

    fn number(&mut self, expr: &Expr, change: impl FnOnce(Number) -> Option<Number>) -> Known {
        match self.value(expr)? {
            Some(Value::Number(number)) => Some(change(number).map(Value::Number)),
            Some(Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_)) => None,
            None => Some(None),
        }
    }

    fn flag(&mut self, expr: &Expr) -> Option<Option<bool>> {
        match self.value(expr)? {
            Some(Value::Flag(flag)) => Some(Some(flag)),
            Some(Value::Number(_) | Value::Day(_) | Value::Choice(_) | Value::Text(_)) => None,
            None => Some(None),
        }
    }

    fn days(&mut self, from: &Expr, to: &Expr, count: impl Fn(crate::value::Day, crate::value::Day) -> i64) -> Known {
        match (self.value(from)?, self.value(to)?) {
            (Some(Value::Day(from)), Some(Value::Day(to))) => Some(Some(Value::Number(Number::from(count(from, to))))),
            (None, _) | (_, None) => Some(None),
            (Some(_), Some(_)) => None,
        }
    }

    fn aggregate(&mut self, expr: &Expr, aggregate: &Aggregate) -> Known {
        let list = match &aggregate.over {
            Over::Entries { .. } | Over::Months { .. } => return self.atom(&self.space.entries_atom(aggregate, expr)),
            Over::List(list) => list,
        };
        let mut numbers = Vec::new();
        for element in list {
            match self.value(element)? {
                Some(Value::Number(number)) => numbers.push(number),
                Some(Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_)) => return None,
                None if aggregate.available => {}
                None => return Some(None),
            }
        }
        if numbers.is_empty() && !list.is_empty() {
            return Some(None);
        }
        Some(of_numbers(aggregate.function, numbers).map(Value::Number))
    }

    fn banded(&mut self, banded: &Banded) -> Known {
        let measured = self.value(&banded.value)?;
        self.measured.push(Some(measured.clone()));
        let result = self.row(banded, measured.as_ref());
        self.measured.pop();
        match (result?, self.points.as_ref().filter(|_| banded.held)) {
            (Some(Value::Number(number)), Some(points)) => {
                Some(Some(Value::Number(number.max(points.low.clone()).min(points.full.clone()))))
            }
            (result, _) => Some(result),
        }
    }

    fn row(&mut self, banded: &Banded, measured: Option<&Value>) -> Known {
        for when in &banded.whens {
            match self.flag(&when.condition)? {
                Some(true) => return self.outcome(&when.outcome, None),
                Some(false) => {}
                None => return Some(None),
            }
        }
        let Some(measured) = measured else { return Some(None) };
        let value = &number_of(measured)?;
        for row in &banded.rows {
            let (low, high) = (self.edge(row.low.as_ref())?, self.edge(row.high.as_ref())?);
            let above = low.as_ref().is_none_or(|(edge, inclusive)| value > edge || (*inclusive && value == edge));
            let below = high.as_ref().is_none_or(|(edge, inclusive)| value < edge || (*inclusive && value == edge));
            if above && below {
                let ends = low.zip(high).map(|((low, _), (high, _))| (value.clone(), low, high));
                return self.outcome(&row.outcome, ends);
            }
        }
        self.outcome(&banded.otherwise.as_ref()?.outcome, None)
    }

    #[expect(clippy::option_option, reason = "an edge that is not there, and an edge of which nothing is known")]
    fn edge(&mut self, edge: Option<&Edge>) -> Option<Option<(Number, bool)>> {
        let Some(edge) = edge else { return Some(None) };
        match self.value(&edge.value)? {
            Some(Value::Number(number)) => Some(Some((number, edge.inclusive))),
            Some(Value::Day(day)) => Some(Some((days::number(day), edge.inclusive))),
            Some(Value::Flag(_) | Value::Choice(_) | Value::Text(_)) | None => None,
        }
    }

    fn outcome(&mut self, outcome: &RowOutcome, ends: Option<(Number, Number, Number)>) -> Known {
        match outcome {
            RowOutcome::Points(points) => self.value(points),
            RowOutcome::Line(first, second) => {
                let (value, low, high) = ends?;
                let (Some(Value::Number(first)), Some(Value::Number(second))) = (self.value(first)?, self.value(second)?) else {
                    return None;
                };
                let share = value.subtract(&low).divide(&high.subtract(&low))?;
                Some(Some(Value::Number(first.add(&second.subtract(&first).multiply(&share)))))
            }
            RowOutcome::NotApplicable => Some(None),
            RowOutcome::Invalid => None,
        }
    }
}

/// A function of numbers that are all there, in any order; none where it has no value of none.
pub(super) fn of_numbers(function: Function, mut numbers: Vec<Number>) -> Option<Number> {
    let count = Number::from(i64::try_from(numbers.len()).ok()?);
    let sum = |numbers: &[Number]| numbers.iter().fold(Number::zero(), |sum, number| sum.add(number));
    match function {
        Function::Highest | Function::Latest => numbers.into_iter().max(),
        Function::Lowest => numbers.into_iter().min(),
        Function::Sum => Some(sum(&numbers)),
        Function::Number | Function::LongestRun => Some(count),
        Function::Average => sum(&numbers).divide(&count),
        Function::Median => {
            numbers.sort();
            let middle = numbers.len() / 2;
            let upper = numbers.get(middle);
            let lower = if numbers.len() % 2 == 1 { upper } else { middle.checked_sub(1).and_then(|place| numbers.get(place)) };
            upper.zip(lower).map(|(one, two)| one.add(two).multiply(&Number::ratio(1, 2)))
        }
    }
}

/// A number, or the one that a day is counted by.
pub(super) fn number_of(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::Day(day) => Some(days::number(*day)),
        Value::Flag(_) | Value::Choice(_) | Value::Text(_) => None,
    }
}

fn arithmetic(operator: Arithmetic, left: Option<Value>, right: Option<Value>) -> Known {
    let (Some(left), Some(right)) = (left, right) else { return Some(None) };
    let value = match (operator, left, right) {
        (Arithmetic::Add, Value::Number(left), Value::Number(right)) => Value::Number(left.add(&right)),
        (Arithmetic::Subtract, Value::Number(left), Value::Number(right)) => Value::Number(left.subtract(&right)),
        (Arithmetic::Multiply, Value::Number(left), Value::Number(right)) => Value::Number(left.multiply(&right)),
        (Arithmetic::Divide, Value::Number(left), Value::Number(right)) => Value::Number(left.divide(&right)?),
        (Arithmetic::Add, Value::Day(day), Value::Number(number)) | (Arithmetic::Add, Value::Number(number), Value::Day(day)) => {
            Value::Day(day.plus_days(number.to_i64()?)?)
        }
        (Arithmetic::Subtract, Value::Day(day), Value::Number(number)) => Value::Day(day.plus_days(number.negate().to_i64()?)?),
        (Arithmetic::Subtract, Value::Day(left), Value::Day(right)) => Value::Number(Number::from(right.days_to(left))),
        (Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply | Arithmetic::Divide, _, _) => return None,
    };
    Some(Some(value))
}

fn compare(comparison: Comparison, left: &Value, right: &Value) -> Option<bool> {
    let order = match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Day(left), Value::Day(right)) => left.cmp(right),
        // Of an ordered choice the value that is declared first is the highest.
        (Value::Choice(left), Value::Choice(right)) => right.cmp(left),
        (Value::Flag(left), Value::Flag(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_), _) => return None,
    };
    Some(match comparison {
        Comparison::Is => order.is_eq(),
        Comparison::IsNot => order.is_ne(),
        Comparison::Below => order.is_lt(),
        Comparison::Above => order.is_gt(),
        Comparison::AtMost => order.is_le(),
        Comparison::AtLeast => order.is_ge(),
    })
}
