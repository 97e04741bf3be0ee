//! Functions over the months of the year.
//!
//! They run over the months that have fallen due by the day of scoring. While some are still to come the
//! result is that so far, and whatever reads it takes note that it may still move, as it does of entries
//! that may be the subject's.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::aggregate::{combine, whole};
use super::card::{Card, Scope};
use super::expression::Step;
use super::found::Troubles;
use super::month_trace::{MonthState, MonthUse};
use super::report::Found;
use super::trace::{Derivation, Operation};
use super::unassigned::Place;
use crate::model::{Expr, ExprKind, Function, IndicatorId, InputId, InputOwner, Question};

/// The months of a year.
const MONTHS: std::ops::RangeInclusive<usize> = 1..=12;

impl<'a> Card<'a> {
    pub(super) fn over_months(
        &mut self,
        expr: &'a Expr,
        (function, available): (Function, bool),
        value: Option<&'a Expr>,
        condition: Option<&'a Expr>,
        scope: Scope<'_>,
    ) -> Step {
        let mut inputs = BTreeSet::new();
        value.into_iter().chain(condition).for_each(|expr| read_monthly(expr, &mut inputs));
        // A month is looked at once everything is due that its indicator asks of it, so that plan and
        // result are always of the same months.
        let owners: BTreeSet<_> = inputs.iter().map(|input| self.run.program.inputs[*input].owner).filter_map(indicator_of).collect();
        let asked = owners.into_iter().flat_map(|owner| &self.run.program.indicators[owner].inputs).copied();
        inputs.extend(asked.filter(|input| self.run.program.inputs[*input].monthly.is_some()));
        let mut troubles = Troubles::default();
        let mut months: Vec<MonthUse> = Vec::new();
        let mut ahead = Vec::new();
        for month in MONTHS {
            let to_come = self.months_to_come(&inputs, month);
            if !to_come.is_empty() {
                ahead.extend(to_come);
                months.push(MonthUse { month, value: None, condition: None, state: MonthState::ToCome });
                continue;
            }
            let scope = Scope { month: Some(month), ..scope };
            months.push(self.month(month, available, (value, condition), scope, &mut troubles));
        }
        let seen = months.iter().any(|month| month.state != MonthState::ToCome);
        let noted = if ahead.is_empty() { None } else { self.may_concern(first_of_each(ahead.clone())) };
        let values = taken(function, available, &months);
        let counted = match function {
            Function::LongestRun => longest_run(&months),
            Function::Number
            | Function::Highest
            | Function::Lowest
            | Function::Average
            | Function::Sum
            | Function::Median
            | Function::Latest => months.iter().filter(|month| month.state == MonthState::Counts).count(),
        };
        let found = if !seen {
            Found::Pending(self.reasons_of(&first_of_each(ahead).into_iter().collect()))
        } else if function == Function::LongestRun {
            troubles.strongest().unwrap_or_else(|| Found::number(whole(counted)))
        } else {
            combine(expr, (function, available), Some(value.is_some()), counted, &values, troubles)
        };
        let found = found.while_open(noted);
        let operation = Operation::Aggregate { function, available, entries: Vec::new(), months };
        Step::of(operation, found, values)
    }

    /// One month that has fallen due.
    fn month(
        &mut self,
        month: usize,
        available: bool,
        (value, condition): (Option<&'a Expr>, Option<&'a Expr>),
        scope: Scope<'_>,
        troubles: &mut Troubles,
    ) -> MonthUse {
        let condition = condition.map(|condition| self.evaluate(condition, scope));
        let state = match &condition {
            None => MonthState::Counts,
            Some(condition) => match (&condition.found, condition.found.as_flag()) {
                (Found::Missing(_), _) if available => MonthState::LeftOut,
                (_, Some(true)) => MonthState::Counts,
                (_, Some(false)) => MonthState::ConditionFails,
                (_, None) => {
                    let _ = troubles.flag(condition);
                    MonthState::Undecided
                }
            },
        };
        let value = value.filter(|_| state == MonthState::Counts).map(|value| self.evaluate(value, scope));
        let left_out = available && value.as_ref().is_some_and(|value| matches!(value.found, Found::Missing(_)));
        MonthUse { month, value, condition, state: if left_out { MonthState::LeftOut } else { state } }
    }

    /// What of a month is due after the day of scoring.
    fn months_to_come(&self, inputs: &BTreeSet<InputId>, month: usize) -> Vec<Place> {
        let program = self.run.program;
        let question = |id: &InputId| Question::Month(*id, month);
        // Of what does not judge the subject no month is to come.
        let is_asked = |id: &&InputId| indicator_of(program.inputs[**id].owner).is_none_or(|owner| self.is_asked(owner));
        inputs
            .iter()
            .filter(is_asked)
            .map(question)
            .filter(|question| self.run.readings.not_due(program, self.subject, *question).is_some())
            .filter_map(|question| Some(Place::Month(question, self.run.readings.due(program, self.subject, question)?)))
            .collect()
    }
}

/// The values a function is taken of: of `latest` the last one alone.
fn taken(function: Function, available: bool, months: &[MonthUse]) -> Vec<Arc<Derivation>> {
    let counting = months.iter().filter(|month| matches!(month.state, MonthState::Counts | MonthState::LeftOut));
    match function {
        Function::Latest => {
            let given = |month: &&MonthUse| !available || month.state == MonthState::Counts;
            counting.filter(given).filter_map(|month| month.value.clone()).next_back().into_iter().collect()
        }
        Function::Number
        | Function::LongestRun
        | Function::Highest
        | Function::Lowest
        | Function::Average
        | Function::Sum
        | Function::Median => counting.filter_map(|month| month.value.clone()).collect(),
    }
}

/// The most months in a row that count; one that is left out or still to come ends a run.
fn longest_run(months: &[MonthUse]) -> usize {
    let (mut longest, mut run) = (0, 0);
    for month in months {
        run = if month.state == MonthState::Counts { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Of each input the first month that is still to come.
fn first_of_each(places: Vec<Place>) -> Vec<Place> {
    let mut first: Vec<Place> = Vec::new();
    for place in places {
        let same = |known: &Place| match (known, &place) {
            (Place::Month(Question::Month(known, _), _), Place::Month(Question::Month(input, _), _)) => known == input,
            (Place::Month(..) | Place::Entry(..) | Place::UnclearMonth(_) | Place::ToCome(_), _) => false,
        };
        if !first.iter().any(same) {
            first.push(place);
        }
    }
    first
}

/// The indicator that asks for an input.
fn indicator_of(owner: InputOwner) -> Option<IndicatorId> {
    match owner {
        InputOwner::Indicator(id) => Some(id),
        InputOwner::Level(_) => None,
    }
}

/// The monthly inputs an expression reads.
fn read_monthly(expr: &Expr, inputs: &mut BTreeSet<InputId>) {
    if let ExprKind::MonthValue(id) = *expr.kind {
        inputs.insert(id);
    }
    expr.expressions().into_iter().for_each(|piece| read_monthly(piece, inputs));
}
