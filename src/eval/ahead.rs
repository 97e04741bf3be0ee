//! Between what the methods of a chain can come that are still ahead.
//!
//! Methods that were passed over stay so: what they lack is missing. The one that waits or was refused
//! may still come to anything it can pay, or be passed over in its turn; a state that was judged and awaits its
//! points can pay what lies in its range. A formula can come to what the bounds of what it asks for allow.

use super::card::{Card, Scope};
use super::outlook::Ends;
use super::possible::Known;
use super::report::Found;
use super::steps::best;
use super::trace::{MethodBody, MethodTrace};
use crate::model::{
    Banded, Chain, CompeteForm, Direction, Gain, Link, Method, Points, Quantify, RowOutcome, State, StatePoints, StepMode, Steps, WhenRow,
};
use crate::value::Number;

impl<'a> Card<'a> {
    /// What the chain can come to from its `place`-th method on; none where it can give no points at all.
    pub(super) fn ahead(&mut self, chain: &'a Chain, place: usize, points: &'a Points) -> Option<Ends> {
        self.among(chain, (place, chain.links.len()), points)
    }

    /// What the chain can come to by its methods from the `first` to the `last`, each counted from 0; behind the last
    /// method stands the end.
    pub(super) fn among(&mut self, chain: &'a Chain, (first, last): (usize, usize), points: &'a Points) -> Option<Ends> {
        // What is looked at here is not met by anybody.
        let met = std::mem::take(&mut self.met);
        let links: Vec<Ends> = chain.links.iter().take(last + 1).skip(first).filter_map(|link| self.of_link(link, points)).collect();
        let end = chain.end.iter().filter(|_| last >= chain.links.len());
        let scope = Scope { points: Some(points), ..Scope::default() };
        let end: Vec<Ends> = end.filter_map(|end| self.of_outcome(&end.outcome, scope, &mut Known::new())).collect();
        self.met = met;
        links.into_iter().chain(end).reduce(Ends::hull)
    }

    /// That, or what the chain comes to from its `place`-th method on.
    pub(super) fn or_ahead(&mut self, ends: Ends, chain: &'a Chain, place: usize, points: &'a Points) -> Ends {
        self.ahead(chain, place, points).into_iter().fold(ends, Ends::hull)
    }

    fn of_link(&mut self, link: &'a Link, points: &'a Points) -> Option<Ends> {
        let scope = Scope { points: Some(points), ..Scope::default() };
        let ends = match &link.method {
            Method::Quantify(quantify) => self.of_quantify(quantify, points, scope)?,
            Method::Steps(steps) => of_steps(steps),
            Method::State(state) => of_state(state)?,
            Method::Survey(survey) => survey.levels.iter().map(|level| Ends::single(&level.points)).reduce(Ends::hull)?,
            Method::Compete(compete) => match &compete.form {
                CompeteForm::Line { first, last } => Ends::single(&first.points).hull(Ends::single(&last.points)),
                CompeteForm::Range { low, high } => Ends::single(&low.points).hull(Ends::single(&high.points)),
                // Places further down and small shares of the best come to less than is written.
                CompeteForm::Places(_) | CompeteForm::Proportion(_) => {
                    Ends::from_to(None, compete.form.worths().into_iter().map(|worth| worth.points.clone()).max())
                }
            },
            Method::Start(start) => self.number_within(start, scope, &mut Known::new()),
        };
        Some(ends.below(link.ceiling.as_ref().map(|ceiling| &ceiling.points)))
    }

    fn of_quantify(&mut self, quantify: &'a Quantify, points: &Points, scope: Scope<'_>) -> Option<Ends> {
        let mut known = Known::new();
        let held_ends = |ends: Ends, held: bool, low: &Number| if held { ends.clamped(low, &points.full) } else { ends };
        match quantify {
            Quantify::Table(table) => self.of_table(table, scope, &mut known).map(|ends| held_ends(ends, table.held, &points.low)),
            Quantify::Points { whens, value, held, short } => {
                let own = self.number_within(value, scope, &mut known);
                let low = if *short { Number::zero() } else { points.low.clone() };
                let own = held_ends(own, *held, &low);
                let rows = self.of_whens(whens, scope, &mut known).map(|ends| held_ends(ends, *held, &points.low));
                rows.into_iter().chain([own]).reduce(Ends::hull)
            }
            Quantify::Target { whens, start, gains, held, value: _ } => {
                let mut own = self.number_within(start, scope, &mut known);
                for gain in gains {
                    own = own.plus(&self.of_gain(gain, scope, &mut known));
                }
                let rows = self.of_whens(whens, scope, &mut known);
                rows.into_iter().chain([own]).map(|ends| held_ends(ends, *held, &points.low)).reduce(Ends::hull)
            }
        }
    }

    /// What steps away from the target bring or take: from nothing to the most they are given.
    fn of_gain(&mut self, gain: &'a Gain, scope: Scope<'_>, known: &mut Known) -> Ends {
        let most = gain.at_most.as_ref().map_or_else(Ends::open, |at_most| self.number_within(at_most, scope, known));
        let amount = self.number_within(&gain.amount, scope, known);
        // Of an amount that may turn the other way nothing is said.
        if amount.low().is_none_or(Number::is_negative) {
            return Ends::open();
        }
        let ends = Ends::from_to(Some(Number::zero()), most.high().map(|most| most.clone().max(Number::zero())));
        match gain.direction {
            Direction::Add => ends,
            Direction::Deduct => ends.negated(),
        }
    }

    /// What a table gives, before anything holds it.
    pub(super) fn of_table(&mut self, table: &'a Banded, scope: Scope<'_>, known: &mut Known) -> Option<Ends> {
        let rows = table.rows.iter().map(|row| &row.outcome).chain(table.otherwise.iter().map(|row| &row.outcome));
        let rows: Vec<Ends> = rows.filter_map(|outcome| self.of_outcome(outcome, scope, known)).collect();
        self.of_whens(&table.whens, scope, known).into_iter().chain(rows).reduce(Ends::hull)
    }

    fn of_whens(&mut self, whens: &'a [WhenRow], scope: Scope<'_>, known: &mut Known) -> Option<Ends> {
        let rows: Vec<Ends> = whens.iter().filter_map(|row| self.of_outcome(&row.outcome, scope, known)).collect();
        rows.into_iter().reduce(Ends::hull)
    }

    /// None for what gives no points.
    fn of_outcome(&mut self, outcome: &'a RowOutcome, scope: Scope<'_>, known: &mut Known) -> Option<Ends> {
        match outcome {
            RowOutcome::Points(points) => Some(self.number_within(points, scope, known)),
            RowOutcome::Line(first, second) => Some(self.number_within(first, scope, known).hull(self.number_within(second, scope, known))),
            RowOutcome::NotApplicable | RowOutcome::Invalid => None,
        }
    }
}

/// What a state can come to of which there is evidence, so that the method stays: the range of what was judged and awaits
/// its points, else any of its states; none of any other method.
pub(super) fn judged(method: &MethodTrace, link: &Link) -> Option<Ends> {
    let (MethodBody::State(trace), Method::State(state)) = (&method.body, &link.method) else { return None };
    if trace.evidence.as_ref().is_some_and(|evidence| evidence.found.given().is_none()) {
        return None;
    }
    match &trace.range {
        Some((low, high, points)) if matches!(points.found, Found::Missing(_) | Found::Pending(_)) => {
            Some(Ends::between(low.clone(), high.clone()))
        }
        Some(_) | None => of_state(state),
    }
}

fn of_steps(steps: &Steps) -> Ends {
    let best = steps.steps.iter().map(best);
    let most = match steps.mode {
        StepMode::AddUp | StepMode::InOrder => best.fold(Number::zero(), |sum, points| sum.add(&points)),
        StepMode::Reached => best.fold(Number::zero(), Number::max),
    };
    Ends::between(Number::zero(), most)
}

fn of_state(state: &State) -> Option<Ends> {
    let rows = state.rows.iter().map(|row| match &row.points {
        StatePoints::Fixed(points) => Ends::single(points),
        StatePoints::Between(low, high) => Ends::between(low.clone(), high.clone()),
    });
    rows.reduce(Ends::hull)
}
