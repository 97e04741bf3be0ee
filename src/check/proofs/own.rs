//! The subject itself among its peers: its own value is one of those that a function over all runs over, and its place
//! is one of those that there are.

use std::collections::BTreeMap;

use super::facts::{Atom, Facts, Fraction, Outcome, Presence};
use super::linear::{Constraint, Linear, Unknown};
use super::space::Space;
use super::together::{Among, Place, Together};
use crate::model::{Across, ContestId, ContestResult, Expr, Function, SharedId, SharedValue};
use crate::value::Number;

/// Places and numbers of competitors that were met in the same group.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed {
    places: Vec<Unknown>,
    competitors: Vec<Unknown>,
}

impl Space<'_> {
    /// Takes in what is read of a contest.
    pub(super) fn own_among_peers(&mut self, across: &Across, atom: &Atom) {
        let Across::Contest { shared, result } = across else { return };
        let Some(unknown) = self.by_atom.get(atom).copied() else { return };
        match result {
            ContestResult::Gathered { function, available } => self.own_value(*shared, (*function, *available), unknown),
            ContestResult::Place | ContestResult::Competitors => self.own_place(*shared, *result == ContestResult::Place, unknown),
            ContestResult::ShareAbove => {}
        }
    }

    /// Functions over the same peers or members stand to each other as those over entries do.
    pub(super) fn in_order(&mut self, across: &Across, atom: &Atom) {
        let Some(unknown) = self.by_atom.get(atom).copied() else { return };
        let (function, value, all, asked) = match across {
            Across::Contest { shared, result: ContestResult::Gathered { function, available } } => {
                let value = self.measured_of(*shared);
                (*function, value, format!("{} {value:?} {available}", self.group_of(*shared)), None)
            }
            Across::Members { function, available, level, value, condition } => {
                (*function, *value, format!("members {level:?} {value:?} {available}"), *condition)
            }
            Across::Contest { .. } | Across::Above { .. } | Across::Answered(_) => return,
        };
        let over = Atom::Across(format!("{all} where {asked:?}"), Presence::Always);
        let among = Among { of: String::new(), all, taken: None, asked: asked.is_some() };
        let range = self.gathered_range(Function::Highest, value);
        let new = Together { count: None, out_of: None, most: None, range: range.clone(), among, each: None, functions: BTreeMap::new() };
        let known = self.together.entry(over.clone()).or_insert(new);
        if function == Function::Number {
            known.count.get_or_insert(unknown);
        }
        let known = known.clone();
        self.stand_together(&over, known, function, unknown);
        let Some(known) = self.together.get(&over) else { return };
        if let (Some(sum), Some(count)) = (known.functions.get(&Place::Sum).copied(), known.count) {
            self.sum_of_as_many(sum, count, &range, true);
        }
    }

    /// The contests behind what is read, in words that tell them apart.
    pub(super) fn group_of(&self, shared: SharedId) -> String {
        let SharedValue::Contests(contests) = &self.program.shared[shared].value else { return String::new() };
        let group = |id: &ContestId| {
            let contest = &self.program.contests[*id];
            format!("{:?} {:?} {:?}", contest.level, contest.entrants, contest.among)
        };
        contests.iter().map(group).collect::<Vec<String>>().join("; ")
    }

    /// What all come to is no less than the own value, where it is the highest or a sum, and no more where it is the lowest.
    fn own_value(&mut self, shared: SharedId, (function, available): (Function, bool), unknown: Unknown) {
        let Some((own, facts)) = self.measured_of(shared).and_then(|id| self.on_own_card(id)) else { return };
        let all = Fraction::whole(Linear::unknown(unknown));
        let (less, more) = match function {
            Function::Highest => (own, all),
            Function::Lowest => (all, own),
            Function::Sum if self.gives_nothing_below_zero(unknown) => (own, all),
            Function::Number => (Fraction::constant(Number::one()), all),
            Function::Sum | Function::Average | Function::Median | Function::Latest | Function::LongestRun => return,
        };
        // Where nothing is left out, a value that is missing makes the whole missing, the own one as well.
        let given = if available { Facts { given: facts.given, ..Facts::default() } } else { Facts::default() };
        if let (Some(less), Some(more), true) = (less.as_linear(), more.as_linear(), facts.constraints.is_empty()) {
            self.relate_where(unknown, given, Constraint::not_negative(more.subtract(&less)));
        }
        if !self.at_most.contains(&(less.clone(), more.clone())) {
            self.at_most.push((less, more));
        }
    }

    /// What is divided is known to be at most what it is divided by, which is above zero.
    pub(super) fn is_a_share(&self, left: &Fraction, right: &Fraction) -> bool {
        self.at_most.iter().any(|(less, more)| less == left && more == right)
    }

    /// What is measured, as it is on the card at hand, and what has to be given for it; nothing where that hangs on more.
    fn on_own_card(&mut self, id: SharedId) -> Option<(Fraction, Facts)> {
        let program = self.program;
        let value: &Expr = match &program.shared[id].value {
            SharedValue::OnCard(value) if !self.followed.contains(&id) => value,
            SharedValue::OnCard(_) | SharedValue::Contests(_) => return None,
        };
        self.followed.push(id);
        let (cases, overflow) = self.noting_overflow(|space| space.cases(value));
        self.followed.pop();
        let mut numbers = cases.into_iter().filter_map(|case| match case.outcome {
            Outcome::Number(number) => Some((number, case.facts)),
            Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other | Outcome::Missing(..) | Outcome::Zero(_) => None,
        });
        let (own, facts) = numbers.next().filter(|_| !overflow)?;
        let only = facts.picks.is_empty() && numbers.next().is_none();
        only.then_some((own, facts))
    }

    /// A sum of what is never negative.
    fn gives_nothing_below_zero(&self, unknown: Unknown) -> bool {
        let low = self.facts_of(unknown).and_then(|facts| facts.interval.low.as_ref());
        low.is_some_and(|low| !low.value.is_negative())
    }

    /// No place is beyond the number of those who compete.
    fn own_place(&mut self, shared: SharedId, is_place: bool, unknown: Unknown) {
        let group = self.group_of(shared);
        let known = self.placed.entry(group).or_default();
        let (own, others) = if is_place { (&mut known.places, &known.competitors) } else { (&mut known.competitors, &known.places) };
        if own.contains(&unknown) {
            return;
        }
        own.push(unknown);
        for other in others.clone() {
            let (place, competitors) = if is_place { (unknown, other) } else { (other, unknown) };
            let order = Constraint::not_negative(Linear::unknown(competitors).subtract(&Linear::unknown(place)));
            self.beside.push((vec![place, competitors], order));
        }
    }
}
