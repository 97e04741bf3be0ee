//! Functions over the months of the year: one unknown for the whole function, with what is known of its range.
//!
//! Inside them a monthly input stands for its value of any month. At least one month has fallen due, at most twelve.

use std::collections::BTreeSet;

use super::aggregates::inner;
use super::facts::{Case, Facts, Fraction, Outcome};
use super::intervals::{End, Interval};
use super::linear::Linear;
use super::space::Space;
use crate::model::{Aggregate, Expr, ExprKind, Function, InputId};
use crate::value::Number;

impl Space<'_> {
    pub(super) fn over_months(&mut self, aggregate: &Aggregate, value: Option<&Expr>, condition: Option<&Expr>, expr: &Expr) -> Vec<Case> {
        let atom = self.entries_atom(aggregate, expr);
        let values = value.map(|value| self.cases(value)).unwrap_or_default();
        let conditions = condition.map(|condition| self.known_flags(condition)).unwrap_or_default();
        let (mut cases, mut missing) = (Vec::new(), false);
        let mut range: Option<Interval> = None;
        for case in conditions.iter().chain(&values) {
            match &case.outcome {
                Outcome::Missing(..) => missing = true,
                Outcome::Zero(_) => cases.push(case.clone()),
                Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {}
            }
        }
        for case in &values {
            match &case.outcome {
                Outcome::Number(fraction) => {
                    if let Some(own) = self.extent_or_all(fraction, &case.facts) {
                        range = Some(range.map_or_else(|| own.clone(), |range| range.hull(&own)));
                    }
                }
                Outcome::Missing(..) | Outcome::Zero(_) => {}
                Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => range = Some(Interval::all()),
            }
        }
        let range = range.unwrap_or_else(Interval::all);
        let counts = || Interval::closed(Number::zero(), Number::from(12)).on_grid(Some(&Number::one()));
        let (interval, over_none) = match aggregate.function {
            Function::Number | Function::LongestRun => (counts(), false),
            Function::Sum => (sum_of_months(&range, condition.is_some()), false),
            Function::Highest | Function::Lowest | Function::Latest => (range, true),
            Function::Average | Function::Median => (Interval { grid: None, ..range }, true),
        };
        for id in inputs_of_months(value.into_iter().chain(condition)) {
            let unasked = self.ways_unasked(id);
            let unasked = unasked.iter().filter_map(|way| way.and(&Facts::presence(&atom, false)));
            cases.extend(unasked.map(|facts| Case { facts, outcome: Outcome::Missing(atom.clone(), expr.span) }));
        }
        if missing || over_none && condition.is_some() {
            cases.push(Case { facts: Facts::presence(&atom, false), outcome: Outcome::Missing(atom.clone(), expr.span) });
        }
        let unknown = self.unknown(&atom, &expr.ty, || interval);
        cases.push(Case { facts: Facts::presence(&atom, true), outcome: Outcome::Number(Fraction::whole(Linear::unknown(unknown))) });
        cases
    }
}

/// The monthly inputs that stand in what is gone through month by month.
fn inputs_of_months<'e>(parts: impl Iterator<Item = &'e Expr>) -> BTreeSet<InputId> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&Expr> = parts.collect();
    while let Some(expr) = waiting.pop() {
        if let ExprKind::MonthValue(id) = &*expr.kind {
            found.insert(*id);
        }
        waiting.extend(inner(expr));
    }
    found
}

/// Where the sum of one to twelve values can lie; of none, where a condition may leave none.
fn sum_of_months(range: &Interval, may_be_none: bool) -> Interval {
    let twelve = |edge: &End| End { value: edge.value.multiply(&Number::from(12)), ..edge.clone() };
    let zero = || End { value: Number::zero(), inclusive: true };
    let low = range.low.as_ref().map(|low| match (low.value.is_negative(), may_be_none) {
        (true, _) => twelve(low),
        (false, true) => zero(),
        (false, false) => low.clone(),
    });
    let high = range.high.as_ref().map(|high| match (high.value.is_negative(), may_be_none) {
        (false, _) => twelve(high),
        (true, true) => zero(),
        (true, false) => high.clone(),
    });
    Interval { low, high, grid: range.grid.clone() }
}
