//! Functions over several values: over listed ones, and over the entries of a register.

use std::sync::Arc;

use super::card::{Card, Scope};
use super::entry_trace::EntryUse;
use super::expression::Step;
use super::found::{Troubles, compare};
use super::report::{Found, Reason, ReasonKind};
use super::trace::{Derivation, Operation};
use super::unassigned::Place;
use crate::model::{Aggregate, Expr, Function, Over, RegisterId};
use crate::value::{Number, Value};

impl<'a> Card<'a> {
    pub(super) fn aggregate(&mut self, expr: &'a Expr, aggregate: &'a Aggregate, scope: Scope<'_>) -> Step {
        let (entries, children, troubles) = match &aggregate.over {
            Over::Months { value, condition } => {
                return self.over_months(expr, (aggregate.function, aggregate.available), value.as_ref(), condition.as_ref(), scope);
            }
            Over::List(list) => {
                let children = list.iter().map(|element| self.evaluate(element, scope)).collect();
                (Vec::new(), children, Troubles::default())
            }
            Over::Entries { register, value, condition } => self.counted_entries(*register, value.as_ref(), condition.as_ref(), scope),
        };
        let over_entries = match &aggregate.over {
            Over::List(_) | Over::Months { .. } => None,
            Over::Entries { value, .. } => Some(value.is_some()),
        };
        let counted = entries.iter().filter(|entry| entry.counted).count();
        let found = combine(expr, (aggregate.function, aggregate.available), over_entries, counted, &children, troubles);
        let operation = Operation::Aggregate { function: aggregate.function, available: aggregate.available, entries, months: Vec::new() };
        Step::of(operation, found, children)
    }

    /// The subject's entries in a register, or why it cannot be read.
    pub(super) fn own_entries(&mut self, register: RegisterId) -> Result<Vec<usize>, Found> {
        if !self.run.submission.registers.contains_key(&register) {
            self.undelivered.insert(register);
            let span = self.run.program.registers[register].span;
            return Err(Found::invalid(Reason::at(ReasonKind::NotDelivered(register), span)));
        }
        let readings = self.run.readings;
        let assumed = readings.entries_of(register, None).iter().filter(|place| self.is_assumed(Place::Entry(register, **place, None)));
        let mut own: Vec<usize> = readings.entries_of(register, Some(self.subject)).iter().chain(assumed).copied().collect();
        own.sort_unstable();
        self.may_be_own(register).map_or(Ok(own), Err)
    }

    /// Each entry of the subject whose condition holds, with its value where one is asked for.
    fn counted_entries(
        &mut self,
        register: RegisterId,
        value: Option<&'a Expr>,
        condition: Option<&'a Expr>,
        scope: Scope<'_>,
    ) -> (Vec<EntryUse>, Vec<Arc<Derivation>>, Troubles) {
        let mut troubles = Troubles::default();
        let own = match self.own_entries(register) {
            Ok(own) => own,
            Err(found) => {
                troubles.note(&found);
                return (Vec::new(), Vec::new(), troubles);
            }
        };
        let (mut entries, mut values) = (Vec::new(), Vec::new());
        self.may_receive(register);
        if !own.is_empty() {
            self.strike_in_doubt(register).iter().for_each(|found| troubles.note(found));
        }
        for entry in own {
            if let Some(struck) = self.struck(register, entry) {
                let Some(origin) = self.origin_of(register, entry) else { continue };
                entries.push(EntryUse { entry, origin, condition: None, counted: false, struck: Some(struck) });
                continue;
            }
            let scope = Scope { entry: Some((register, entry)), ..scope };
            let condition = condition.map(|condition| self.evaluate(condition, scope));
            let holds = condition.as_ref().map_or(Some(true), |condition| troubles.flag(condition));
            if holds != Some(false) {
                self.run.readings.undatable(self.run.program, register, entry).iter().for_each(|found| troubles.note(found));
            }
            let counted = holds == Some(true);
            if counted && let Some(value) = value {
                values.push(self.evaluate(value, scope));
            }
            let Some(origin) = self.origin_of(register, entry) else { continue };
            entries.push(EntryUse { entry, origin, condition, counted, struck: None });
        }
        (entries, values, troubles)
    }

    /// The row of an entry.
    pub(super) fn origin_of(&self, register: RegisterId, entry: usize) -> Option<crate::model::Origin> {
        self.run.submission.registers.get(&register)?.get(entry).map(|entry| entry.origin.clone())
    }
}

/// The function and whether missing values are left out. `over_entries` says whether it runs over a
/// register or over members, and there over a value rather than the entries or members themselves.
pub(super) fn combine(
    expr: &Expr,
    (function, available): (Function, bool),
    over_entries: Option<bool>,
    counted: usize,
    children: &[Arc<Derivation>],
    mut troubles: Troubles,
) -> Found {
    let mut given = Vec::new();
    let mut left_out = Vec::new();
    for child in children {
        match &child.found {
            Found::Given(value) => given.push(value),
            Found::Missing(reasons) if available => left_out.extend(reasons.iter().cloned()),
            Found::Missing(_) | Found::Pending(_) | Found::Invalid(_) => troubles.note(&child.found),
        }
    }
    if let Some(found) = troubles.strongest() {
        return found;
    }
    if over_entries == Some(false) {
        return Found::number(whole(counted));
    }
    if given.is_empty() && !left_out.is_empty() {
        return Found::Missing(left_out);
    }
    reduced(function, &given).unwrap_or_else(|| match function {
        Function::Number | Function::LongestRun | Function::Sum => Found::unfit(expr.span),
        Function::Latest | Function::Average | Function::Highest | Function::Lowest | Function::Median => {
            Found::missing(Reason::at(ReasonKind::NothingLeft, expr.span))
        }
    })
}

/// The function of values that are all there; none of none, where it has no value of none.
pub(super) fn reduced(function: Function, given: &[&Value]) -> Option<Found> {
    let numbers = || -> Option<Vec<&Number>> {
        given
            .iter()
            .map(|value| match value {
                Value::Number(number) => Some(number),
                Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_) => None,
            })
            .collect()
    };
    let sum = |numbers: &[&Number]| numbers.iter().fold(Number::zero(), |sum, number| sum.add(number));
    match function {
        Function::Number | Function::LongestRun => Some(Found::number(whole(given.len()))),
        Function::Latest => given.last().map(|value| Found::Given((*value).clone())),
        Function::Sum => numbers().map(|numbers| Found::number(sum(&numbers))),
        Function::Average => numbers().and_then(|numbers| sum(&numbers).divide(&whole(numbers.len())).map(Found::number)),
        Function::Highest => extreme(given, std::cmp::Ordering::Greater).map(Found::Given),
        Function::Lowest => extreme(given, std::cmp::Ordering::Less).map(Found::Given),
        Function::Median => numbers().and_then(median).map(Found::number),
    }
}

pub(super) fn whole(count: usize) -> Number {
    i64::try_from(count).map_or_else(|_| Number::zero(), Number::from)
}

/// The first value that no other beats.
fn extreme(values: &[&Value], beats: std::cmp::Ordering) -> Option<Value> {
    let mut best: Option<&Value> = None;
    for value in values {
        if best.is_none_or(|best| compare(value, best) == Some(beats)) {
            best = Some(value);
        }
    }
    best.cloned()
}

/// The middle one; of an even number the mean of the two in the middle.
fn median(mut numbers: Vec<&Number>) -> Option<Number> {
    numbers.sort();
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    if numbers.len() % 2 == 1 {
        return Some(upper.clone());
    }
    let lower = *numbers.get(middle.checked_sub(1)?)?;
    lower.add(upper).divide(&Number::from(2))
}
