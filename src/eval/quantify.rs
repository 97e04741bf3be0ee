//! By numbers: a table, an expression that is points, or a start with gains and losses.

use std::sync::Arc;

use super::bands::{Verdict, hold, hold_from};
use super::card::{Card, Scope};
use super::change_trace::ChangeTrace;
use super::found::Troubles;
use super::report::Found;
use super::trace::{ClauseKind, Derivation, MethodBody};
use crate::model::{Direction, Expr, Gain, Quantify, WhenRow};
use crate::text::Span;
use crate::value::Number;

impl<'a> Card<'a> {
    pub(super) fn quantify(&mut self, quantify: &'a Quantify, span: Span, scope: Scope<'_>) -> (MethodBody, Verdict) {
        match quantify {
            Quantify::Table(banded) => {
                let (trace, verdict) = self.table(banded, scope);
                (MethodBody::Table(trace), verdict)
            }
            Quantify::Points { whens, value, held, short } => self.points(whens, value, (*held, *short), span, scope),
            Quantify::Target { whens, value, start, gains, held } => self.target(whens, [value, start], gains, *held, span, scope),
        }
    }

    fn points(
        &mut self,
        whens: &'a [WhenRow],
        value: &'a Expr,
        (held, short): (bool, bool),
        span: Span,
        scope: Scope<'_>,
    ) -> (MethodBody, Verdict) {
        let (whens, _) = self.when_rows(whens, None, scope);
        if let Some((row, verdict)) = whens.met {
            let (held, verdict) = hold(verdict, held, scope, span);
            return (MethodBody::Points { whens: whens.tried, row, value: None, held }, verdict);
        }
        let value = self.evaluate(value, scope);
        let verdict = whens.undecided.or(&value.found).map_or_else(|| points_of(&value), Verdict::Without);
        let low = scope.points.filter(|_| !short).map_or_else(Number::zero, |points| points.low.clone());
        let (held, verdict) = hold_from(low, verdict, held, scope, span);
        (MethodBody::Points { whens: whens.tried, row: None, value: Some(value), held }, verdict)
    }

    /// A start, and gains and losses for every step of the value away from a reference.
    fn target(
        &mut self,
        whens: &'a [WhenRow],
        [value, start]: [&'a Expr; 2],
        gains: &'a [Gain],
        held: bool,
        span: Span,
        scope: Scope<'_>,
    ) -> (MethodBody, Verdict) {
        let (whens, early) = self.when_rows(whens, Some(value), scope);
        if let Some((row, verdict)) = whens.met {
            let (held, verdict) = hold(verdict, held, scope, span);
            let body = MethodBody::Target { whens: whens.tried, row, value: early, start: None, gains: Vec::new(), held };
            return (body, verdict);
        }
        let value = early.unwrap_or_else(|| self.evaluate(value, scope));
        let inner = Scope { measured: Some(&value), ..scope };
        let start = self.evaluate(start, inner);
        let mut troubles = whens.undecided;
        troubles.note(&value.found);
        let begin = troubles.number(&start);
        let mut sum = begin.unwrap_or_else(Number::zero);
        let mut traces = Vec::new();
        for gain in gains {
            let mut own = Troubles::default();
            let (times, before) = self.for_every(&gain.every, &gain.amount, inner, &mut own);
            let change = self.capped(gain.direction, times, before, gain.at_most.as_ref(), gain.span, inner, &mut own);
            troubles.append(&own);
            let change = ChangeTrace { open: own.strongest(), ..change };
            if !change.moved.after.is_zero() {
                self.meet(gain.span, ClauseKind::Gain);
            }
            sum = signed(&sum, gain.direction, &change.moved.after);
            traces.push(change);
        }
        let verdict = troubles.strongest().map_or(Verdict::Points(sum), Verdict::Without);
        let (held, verdict) = hold(verdict, held, scope, span);
        let body = MethodBody::Target { whens: whens.tried, row: None, value: Some(value), start: Some(start), gains: traces, held };
        (body, verdict)
    }
}

/// The points of an expression, or its state.
pub(super) fn points_of(value: &Arc<Derivation>) -> Verdict {
    let mut troubles = Troubles::default();
    match troubles.number(value) {
        Some(points) => Verdict::Points(points),
        None => Verdict::Without(troubles.strongest().unwrap_or_else(|| Found::unfit(value.span))),
    }
}

/// `sum` with a change added or deducted.
pub(super) fn signed(sum: &Number, direction: Direction, change: &Number) -> Number {
    match direction {
        Direction::Add => sum.add(change),
        Direction::Deduct => sum.subtract(change),
    }
}
