//! Tables: `when` rows in their order, then the one band that holds the value.

use std::sync::Arc;

use super::card::{Card, Scope};
use super::found::{Troubles, compare};
use super::messages;
use super::report::{Because, Found, Reason, ReasonKind};
use super::trace::{ClauseKind, Derivation, Held, Moved, RowKind, RowResult, RowTrace, TableTrace};
use super::walk::mentions_measured;
use crate::model::{BandRow, Banded, Expr, RowOutcome, WhenRow};
use crate::text::Span;
use crate::types::Type;
use crate::value::{Day, Number, Value};

/// What a method or table comes to.
#[derive(Clone, Debug)]
pub(super) enum Verdict {
    /// Points.
    Points(Number),
    /// The indicator is not applicable.
    NotApplicable(Vec<Reason>),
    /// A value it needs is missing, pending or invalid.
    Without(Found),
    /// It cannot be applied for a reason of its own.
    CannotApply(Because, Vec<Reason>),
}

impl Verdict {
    /// The same as the value of an expression: what is not applicable reads as missing.
    pub(super) fn into_found(self) -> Found {
        match self {
            Self::Points(points) => Found::number(points),
            Self::NotApplicable(reasons) | Self::CannotApply(_, reasons) => Found::Missing(reasons),
            Self::Without(found) => found,
        }
    }
}

/// The `when` rows that were tried, and the one that was met, or why that cannot be said.
pub(super) struct Whens {
    pub(super) tried: Vec<Arc<Derivation>>,
    pub(super) met: Option<(Option<RowTrace>, Verdict)>,
    /// Conditions that could not be decided while none after them holds: the table gives nothing, and what
    /// it measures is looked at only for a stronger state, as an invalid answer must not pass for a missing one.
    pub(super) undecided: Troubles,
}

impl<'a> Card<'a> {
    /// Applies a table.
    pub(super) fn table(&mut self, banded: &'a Banded, scope: Scope<'_>) -> (TableTrace, Verdict) {
        let (whens, early) = self.when_rows(&banded.whens, Some(&banded.value), scope);
        let mut trace = TableTrace {
            whens: whens.tried,
            value: None,
            row: None,
            held: None,
            scale: banded.scale,
            short: banded.short,
            span: banded.span,
        };
        let verdict = match whens.met {
            Some((row, verdict)) => {
                trace.row = row;
                verdict
            }
            None => {
                let value = early.unwrap_or_else(|| self.evaluate(&banded.value, scope));
                trace.value = Some(Arc::clone(&value));
                let (row, verdict) = self.banded_value(banded, &value, whens.undecided, scope);
                trace.row = row;
                verdict
            }
        };
        let (held, verdict) = hold(verdict, banded.held, scope, banded.span);
        trace.held = held;
        (trace, verdict)
    }

    /// Tries `when` rows in their order. What a table measures is evaluated before them only where
    /// one of them speaks of it, and is handed back then.
    pub(super) fn when_rows(
        &mut self,
        rows: &'a [WhenRow],
        measured: Option<&'a Expr>,
        scope: Scope<'_>,
    ) -> (Whens, Option<Arc<Derivation>>) {
        let mut value: Option<Arc<Derivation>> = None;
        let mut tried = Vec::new();
        let mut undecided = Troubles::default();
        for row in rows {
            if value.is_none()
                && let Some(measured) = measured
                && (mentions_measured(&row.condition) || row.outcome.points().any(mentions_measured))
            {
                value = Some(self.evaluate(measured, scope));
            }
            let inner = Scope { measured: value.as_ref().or(scope.measured), ..scope };
            let condition = self.evaluate(&row.condition, inner);
            tried.push(Arc::clone(&condition));
            let holds = undecided.flag(&condition) == Some(true);
            if !holds {
                continue;
            }
            // After a row that could not be decided nobody can say whether it comes to this one.
            if let Some(found) = undecided.strongest() {
                let met = Some((None, Verdict::Without(found)));
                return (Whens { tried, met, undecided }, value);
            }
            self.meet(row.span, ClauseKind::Row);
            let (result, verdict) = self.outcome(&row.outcome, row.span, None, inner);
            let trace = RowTrace { span: row.span, kind: RowKind::When, result };
            return (Whens { tried, met: Some((Some(trace), verdict)), undecided }, value);
        }
        (Whens { tried, met: None, undecided }, value)
    }

    /// The one band that holds the value. Its ends are looked at even where the value is missing: one of
    /// them may be invalid.
    fn banded_value(
        &mut self,
        banded: &'a Banded,
        value: &Arc<Derivation>,
        mut troubles: Troubles,
        scope: Scope<'_>,
    ) -> (Option<RowTrace>, Verdict) {
        let inner = Scope { measured: Some(value), ..scope };
        troubles.note(&value.found);
        let measured = value.found.given();
        let mut holding = Vec::new();
        for row in &banded.rows {
            let low = row.low.as_ref().map(|edge| (self.evaluate(&edge.value, inner), edge.inclusive));
            let high = row.high.as_ref().map(|edge| (self.evaluate(&edge.value, inner), edge.inclusive));
            for (edge, _) in low.iter().chain(&high) {
                troubles.note(&edge.found);
            }
            if measured.is_some_and(|measured| within(measured, low.as_ref(), high.as_ref())) {
                holding.push((row, low, high));
            }
        }
        let measured = match (troubles.strongest(), measured) {
            (None, Some(measured)) => measured,
            (Some(found), _) => return (None, Verdict::Without(found)),
            (None, None) => return (None, Verdict::Without(Found::unfit(banded.span))),
        };
        if holding.len() > 1 {
            let spans: Vec<Span> = holding.iter().map(|(row, _, _)| row.band).collect();
            return (None, Verdict::Without(self.without_result(ReasonKind::TwoRows, measured, value, &spans)));
        }
        let Some((row, low, high)) = holding.pop() else {
            let Some(otherwise) = &banded.otherwise else {
                return (None, Verdict::Without(self.without_result(ReasonKind::NoRow, measured, value, &[banded.span])));
            };
            self.meet(otherwise.span, ClauseKind::Row);
            let (result, verdict) = self.outcome(&otherwise.outcome, otherwise.span, None, inner);
            return (Some(RowTrace { span: otherwise.span, kind: RowKind::Otherwise, result }), verdict);
        };
        self.meet(row.span, ClauseKind::Row);
        let ends = line_ends(row, measured, low.as_ref(), high.as_ref());
        let (result, verdict) = self.outcome(&row.outcome, row.span, ends, inner);
        (Some(RowTrace { span: row.span, kind: RowKind::Band { span: row.band, low, high }, result }), verdict)
    }

    /// What a row gives; `ends` are left end, right end and value where the row is a band.
    pub(super) fn outcome(
        &mut self,
        outcome: &'a RowOutcome,
        span: Span,
        ends: Option<[Number; 3]>,
        scope: Scope<'_>,
    ) -> (RowResult, Verdict) {
        match outcome {
            RowOutcome::Points(expr) => {
                let points = self.evaluate(expr, scope);
                let mut troubles = Troubles::default();
                let verdict = match troubles.number(&points) {
                    Some(points) => Verdict::Points(points),
                    None => Verdict::Without(troubles.strongest().unwrap_or_else(|| Found::unfit(span))),
                };
                (RowResult::Points(points), verdict)
            }
            RowOutcome::Line(first, second) => self.line([first, second], span, ends, scope),
            RowOutcome::NotApplicable => {
                (RowResult::NotApplicable, Verdict::NotApplicable(vec![Reason::at(ReasonKind::DeclaredNotApplicable, span)]))
            }
            RowOutcome::Invalid => {
                self.diagnostics.push(messages::declared_invalid(self.this(), span));
                let found = Found::invalid(Reason::at(ReasonKind::DeclaredInvalid, span));
                (RowResult::Invalid, Verdict::Without(found))
            }
        }
    }

    /// A straight line through (left end, first) and (right end, second).
    fn line(&mut self, ends: [&'a Expr; 2], span: Span, band: Option<[Number; 3]>, scope: Scope<'_>) -> (RowResult, Verdict) {
        let [first, second] = ends.map(|end| self.evaluate(end, scope));
        let mut troubles = Troubles::default();
        let numbers = (troubles.number(&first), troubles.number(&second));
        let Some([left, right, value]) = band else {
            return (RowResult::Points(first), Verdict::Without(Found::unfit(span)));
        };
        let mut points = None;
        let verdict = match numbers {
            (Some(from), Some(to)) => match on_line(&left, &right, &value, &from, &to) {
                Some(there) => {
                    points = Some(there.clone());
                    Verdict::Points(there)
                }
                None => Verdict::Without(self.division_by_zero(span)),
            },
            (_, _) => Verdict::Without(troubles.strongest().unwrap_or_else(|| Found::unfit(span))),
        };
        (RowResult::Line { first, second, left, right, value, points }, verdict)
    }

    /// A table that has no row or two rows for a value.
    fn without_result(&mut self, reason: fn(Type, Value) -> ReasonKind, measured: &Value, value: &Derivation, spans: &[Span]) -> Found {
        self.diagnostics.push(messages::without_result(self.run.program, self.this(), measured, value, spans));
        let span = spans.first().copied().unwrap_or(value.span);
        Found::invalid(Reason::at(reason(value.ty.clone(), measured.clone()), span))
    }
}

/// Clamps between the least the indicator gives and its full points, where that was said.
pub(super) fn hold(verdict: Verdict, held: bool, scope: Scope<'_>, span: Span) -> (Option<Held>, Verdict) {
    hold_from(scope.points.map_or_else(Number::zero, |points| points.low.clone()), verdict, held, scope, span)
}

/// The same with a lower end of its own: a line and a proportion begin at 0, also where less can be given.
pub(super) fn hold_from(low: Number, verdict: Verdict, held: bool, scope: Scope<'_>, span: Span) -> (Option<Held>, Verdict) {
    let Verdict::Points(before) = &verdict else { return (None, verdict) };
    if !held {
        return (None, verdict);
    }
    let high = scope.points.map(|points| points.full.clone());
    let after = clamp(before, Some(&low), high.as_ref());
    let moved = Moved { before: before.clone(), after: after.clone() };
    (Some(Held { low: Some(low), high, moved, span }), Verdict::Points(after))
}

/// `number`, not below `low`, then not above `high`.
pub(super) fn clamp(number: &Number, low: Option<&Number>, high: Option<&Number>) -> Number {
    let lifted = low.map_or(number, |low| number.max(low));
    high.map_or(lifted, |high| lifted.min(high)).clone()
}

/// The point at `value` on the line through (left, from) and (right, to); none where the line has no
/// length and its ends differ.
pub(super) fn on_line(left: &Number, right: &Number, value: &Number, from: &Number, to: &Number) -> Option<Number> {
    if left == right && from == to {
        return Some(from.clone());
    }
    let way = value.subtract(left).divide(&right.subtract(left))?;
    Some(from.add(&way.multiply(&to.subtract(from))))
}

type End = (Arc<Derivation>, bool);

fn within(value: &Value, low: Option<&End>, high: Option<&End>) -> bool {
    let order = |(edge, inclusive): &End| {
        let order = edge.found.given().and_then(|edge| compare(value, edge));
        order.map(|order| (order, *inclusive))
    };
    let above = low.is_none_or(|low| order(low).is_some_and(|(order, inclusive)| order.is_gt() || inclusive && order.is_eq()));
    let below = high.is_none_or(|high| order(high).is_some_and(|(order, inclusive)| order.is_lt() || inclusive && order.is_eq()));
    above && below
}

/// Left end, right end and value as numbers; none for a band without two ends.
fn line_ends(row: &BandRow, value: &Value, low: Option<&End>, high: Option<&End>) -> Option<[Number; 3]> {
    row.low.as_ref().and(row.high.as_ref())?;
    Some([measure(low?.0.found.given()?)?, measure(high?.0.found.given()?)?, measure(value)?])
}

/// A value as a number; a day counts from a fixed one.
fn measure(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::Day(day) => Day::new(2000, 1, 1).map(|first| Number::from(first.days_to(*day))),
        Value::Flag(_) | Value::Choice(_) | Value::Text(_) => None,
    }
}
