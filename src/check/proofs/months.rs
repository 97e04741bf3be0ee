//! Functions over the months of the year: one unknown for the whole function, with what is known of its range.
//!
//! Inside them a monthly input stands for its value of any month. At least one month has fallen due, at most twelve.

use std::collections::{BTreeMap, BTreeSet};

use super::aggregates::half;
use super::facts::{Atom, Case, Facts, Fraction, Gathered, Outcome};
use super::intervals::{End, Interval};
use super::linear::{Constraint, Linear};
use super::shapes::{gathering, standing_in};
use super::space::Space;
use super::tallies::counted_of_each;
use super::together::{Among, Together};
use super::weighed::values_of_each;
use crate::model::{Aggregate, Expr, ExprKind, Function, InputId, InputOwner, Over};
use crate::types::Type;
use crate::value::Number;

impl Space<'_> {
    pub(super) fn over_months(&mut self, aggregate: &Aggregate, value: Option<&Expr>, condition: Option<&Expr>, expr: &Expr) -> Vec<Case> {
        let atom = self.entries_atom(aggregate, expr);
        self.ask(&atom, aggregate);
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
        let holds = self.ways_it_holds(condition.is_some().then_some(conditions.as_slice()));
        for facts in &holds.ways {
            for case in &values {
                let Some(facts) = facts.and(&case.facts) else { continue };
                match &case.outcome {
                    Outcome::Number(fraction) => {
                        if let Some(own) = self.extent_or_all(fraction, &facts) {
                            range = Some(range.map_or_else(|| own.clone(), |range| range.hull(&own)));
                        }
                    }
                    Outcome::Missing(..) | Outcome::Zero(_) => {}
                    Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => range = Some(Interval::all()),
                }
            }
        }
        let range = range.unwrap_or_else(Interval::all);
        // A month that is left out is none in which the condition fails.
        let may_be_none = holds.may_fail || (aggregate.available && missing);
        let least = if may_be_none { 0 } else { 1 };
        let most = if holds.ways.is_empty() { 0 } else { 12 };
        let counts = || Interval::closed(Number::from(least), Number::from(most)).on_grid(Some(&Number::one()));
        let (interval, over_none) = match aggregate.function {
            Function::Number | Function::LongestRun => (counts(), false),
            Function::Sum if holds.ways.is_empty() => (Interval::single(Number::zero()), false),
            Function::Sum => (sum_of_months(&range, may_be_none), false),
            Function::Highest | Function::Lowest | Function::Latest => (range.clone(), true),
            Function::Average => (Interval { grid: None, ..range.clone() }, true),
            Function::Median => (Interval { grid: range.grid.as_ref().and_then(half), ..range.clone() }, true),
        };
        let unknown = self.asked_unknown(&atom, &expr.ty, || interval);
        // What is left out is of other months than those that are counted.
        let complete = Atom::Complete(self.run_over(aggregate));
        let tied = !(aggregate.available && missing);
        let counted = condition.filter(|condition| tied && self.same_months(value, condition)).map(|condition| {
            let (shape, over) = self.months_where(condition);
            (self.unknown(&Atom::Entries(Gathered { shape, text: self.text(condition) }), &Type::Count, counts), Atom::Complete(over))
        });
        if value.is_some() {
            let count = counted.as_ref().map(|(count, _)| *count);
            let looked_at = self.months_looked_at(value.into_iter().chain(condition));
            let all = format!("{looked_at} of {}", value.map_or_else(String::new, |value| self.shape(value)));
            let among = Among {
                of: looked_at,
                all,
                taken: counted_of_each(condition.map(|_| conditions.as_slice()), aggregate.available),
                asked: condition.is_some(),
            };
            let each = values_of_each(&values, condition.map(|_| conditions.as_slice()), [!tied; 2]);
            let over = if tied { complete.clone() } else { Atom::Complete(self.run_over_available(aggregate)) };
            let (range, functions) = (range.clone(), BTreeMap::new());
            let new = Together { count, out_of: None, most: Some(12), range, among, each, functions };
            self.stand_together(&over, new, aggregate.function, unknown);
        }
        let over = self.months_looked_at(value.into_iter().chain(condition));
        let taken = (value.is_some().then_some(values.as_slice()), condition.is_some().then_some(conditions.as_slice()));
        let asked = condition.map_or_else(String::new, |condition| self.shape(condition));
        self.tally((over, &asked), (aggregate.function, unknown), taken, aggregate.available);
        if let (Function::Sum, Some((counted, _))) = (aggregate.function, &counted) {
            self.sum_of_as_many(unknown, *counted, &range, true);
        }
        // No run is longer than the months that are in it.
        if let (Function::LongestRun, Some((counted, _))) = (aggregate.function, &counted) {
            let order = Constraint::not_negative(Linear::unknown(*counted).subtract(&Linear::unknown(unknown)));
            self.relate(unknown, order);
        }
        let state = |given: bool, whole: bool| {
            let mut facts = Facts::presence(&atom, given);
            facts.given.extend(tied.then(|| (complete.clone(), whole)));
            facts.given.extend(counted.as_ref().filter(|_| whole).map(|(_, decided)| (decided.clone(), true)));
            facts
        };
        let span = expr.span;
        // Of whom a month is not asked, no function over the months has a value.
        for id in inputs_of_months(value.into_iter().chain(condition)) {
            let unasked = self.ways_unasked(id);
            let unasked = unasked.iter().filter_map(|way| way.and(&state(false, false)));
            cases.extend(unasked.map(|facts| Case { facts, outcome: Outcome::Missing(atom.clone(), span) }));
        }
        if missing {
            cases.push(Case { facts: state(false, false), outcome: Outcome::Missing(atom.clone(), span) });
        }
        let there = state(true, true);
        let number = |facts| Case { facts, outcome: Outcome::Number(Fraction::whole(Linear::unknown(unknown))) };
        if !(over_none && holds.may_fail) {
            cases.push(number(there));
            return cases;
        }
        let (mut none, mut some) = (Some(state(false, true)), Some(there));
        if let Some((counted, _)) = counted {
            let counted = Linear::unknown(counted);
            let one = counted.subtract(&Linear::constant(Number::one()));
            none = none.and_then(|facts| facts.and(&Facts::constraint(Constraint::zero(counted))));
            some = some.and_then(|facts| facts.and(&Facts::constraint(Constraint::not_negative(one))));
        }
        cases.extend(none.map(|facts| Case { facts, outcome: Outcome::Missing(atom.clone(), span) }));
        cases.extend(some.map(number));
        cases
    }

    /// Which months are looked at: those of which everything is due that the indicators ask for whose inputs are read.
    fn months_looked_at<'e>(&self, parts: impl Iterator<Item = &'e Expr>) -> String {
        format!("months {:?}", self.asked_together(parts))
    }

    /// Whose answers are waited for where these inputs are read.
    fn asked_together<'e>(&self, parts: impl Iterator<Item = &'e Expr>) -> BTreeSet<String> {
        let read = inputs_of_months(parts).into_iter();
        read.map(|id| match self.program.inputs[id].owner {
            InputOwner::Indicator(owner) => format!("{owner:?}"),
            InputOwner::Level(_) => format!("{id:?}"),
        })
        .collect()
    }

    /// Whether a function over the values of months looks at the months that its condition alone would be asked of.
    fn same_months(&self, value: Option<&Expr>, condition: &Expr) -> bool {
        // What is named may read others.
        let named = |expr: &Expr| standing_in(self.program, expr).any(|part| matches!(&*part.kind, ExprKind::Let(_)));
        let asked = |expr| self.asked_together(std::iter::once(expr));
        value.is_none_or(|value| !named(value) && !named(condition) && asked(value).is_subset(&asked(condition)))
    }

    /// The number of months in which a condition holds: what it computes, and what it runs over.
    fn months_where(&self, condition: &Expr) -> (String, String) {
        let over = Over::Months { value: None, condition: Some(condition.clone()) };
        let number = Aggregate { function: Function::Number, available: false, over };
        let over = self.run_over(&number);
        (gathering(&number, &over), over)
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
        waiting.extend(expr.expressions());
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
