//! Inputs that show a finding: a point of the conditions it rests on, and a value for whatever else is given there.

use std::collections::{BTreeMap, BTreeSet};

use super::days;
use super::facts::{Assignment, Atom, Facts};
use super::groups::member_at;
use super::intervals::Interval;
use super::linear::{Constraint, Linear, Unknown, point};
use super::space::{Space, UnknownFacts};
use crate::types::Type;
use crate::value::{Number, Value};

impl Space<'_> {
    /// Inputs that meet the facts and more conditions, and that `confirm` agrees with when it
    /// works the rules out for them.
    pub fn witness(&self, facts: &Facts, more: &[Constraint], confirm: &dyn Fn(&Self, &Assignment) -> bool) -> Option<Assignment> {
        let (system, seen) = self.spoken_of(facts, more);
        if let Some(found) = self.witness_of(facts, &system, confirm) {
            return Some(found);
        }
        // What functions over the same values come to together may be no question of sums before their number is fixed.
        let mut ways = self.ways_left(&system, &seen);
        ways.retain(|way| !way.is_empty());
        let ways = self.ways_by_number(&seen).into_iter().chain(ways);
        ways.map(|way| system.iter().cloned().chain(way).collect::<Vec<_>>()).find_map(|system| self.witness_among(facts, &system, confirm))
    }

    /// The same for the conditions on numbers that `facts` bring.
    fn witness_of(&self, facts: &Facts, system: &[Constraint], confirm: &dyn Fn(&Self, &Assignment) -> bool) -> Option<Assignment> {
        self.witness_among(facts, system, confirm).or_else(|| self.witness_around(facts, system, confirm))
    }

    /// The same among the points of the system alone.
    fn witness_among(&self, facts: &Facts, system: &[Constraint], confirm: &dyn Fn(&Self, &Assignment) -> bool) -> Option<Assignment> {
        let number = |whole: i64| Number::from(whole);
        let likings = [
            vec![number(100), number(10), number(1), number(0)],
            vec![number(1000), number(100), number(10), number(1), number(0)],
            vec![number(1), number(2), number(3), number(0)],
            vec![number(10_000), number(0)],
            whole_multiples(system),
            vec![number(0), number(1)],
            vec![number(1_000_000), number(0)],
        ];
        if let Some(found) = self.scaled_witness(facts, system)
            && confirm(self, &found)
        {
            return Some(found);
        }
        for liked in likings {
            let mut choose = |unknown: Unknown, interval: &Interval| {
                let grid = self.unknowns.get(unknown.0).and_then(|known| known.interval.grid.clone());
                let day = self.unknowns.get(unknown.0).is_some_and(|known| known.ty == Type::Day);
                let near = [days::number(self.program.header.closes)];
                interval.clone().on_grid(grid.as_ref()).nice(if day { &near } else { &liked })
            };
            let Some(values) = point(system, &mut choose) else { continue };
            let assignment = self.assignment(facts, &values);
            if confirm(self, &assignment) {
                return Some(assignment);
            }
            // What has no say in the sums may have one in what else is asked.
            let fuller = self.ways_to_fill(facts, assignment.clone()).into_iter().filter(|fuller| fuller.len() > assignment.len());
            if let Some(found) = fuller.into_iter().find(|fuller| confirm(self, fuller)) {
                return Some(found);
            }
        }
        None
    }

    /// Where something not followed further has a say: a point of the rest, and a few values for
    /// each input behind what is not followed.
    fn witness_around(&self, facts: &Facts, system: &[Constraint], confirm: &dyn Fn(&Self, &Assignment) -> bool) -> Option<Assignment> {
        let opaque = |unknown: &Unknown| self.facts_of(*unknown).is_some_and(|known| matches!(known.atom, Atom::Opaque(_)));
        // Functions over entries are not what any few numbers are: for them there is what is thought up.
        let of_entries = facts.given.iter().any(|(atom, given)| *given && matches!(atom, Atom::Entries(_)));
        if of_entries || !system.iter().flat_map(|one| one.form.terms.keys()).any(opaque) {
            return None;
        }
        let values = point(system, &mut |unknown, interval| {
            let grid = self.facts_of(unknown).and_then(|known| known.interval.grid.clone());
            interval.clone().on_grid(grid.as_ref()).nice(&[])
        })?;
        let fixed = self.assignment(facts, &values);
        let joined = |mut sample: Assignment| {
            sample.extend(fixed.iter().map(|(atom, value)| (atom.clone(), value.clone())));
            sample
        };
        self.samples(facts).into_iter().map(joined).find(|sample| confirm(self, sample))
    }

    /// A point of the system without a thought for whole numbers, then blown up until they are whole:
    /// quotients stay what they are.
    fn scaled_witness(&self, facts: &Facts, system: &[Constraint]) -> Option<Assignment> {
        let whole = |unknown: &Unknown| self.unknowns.get(unknown.0).and_then(|known| known.interval.grid.clone());
        // Days are not measured from zero, so that they cannot be blown up.
        let day = |unknown: &Unknown| self.unknowns.get(unknown.0).is_some_and(|known| known.ty == Type::Day);
        if system.iter().flat_map(|one| one.form.terms.keys()).any(day) {
            return None;
        }
        let liked = [Number::one(), Number::from(100)];
        let values = point(system, &mut |_, interval| interval.nice(&liked))?;
        let fits = |times: &i64| {
            let times = Number::from(*times);
            values.iter().all(|(unknown, value)| {
                whole(unknown).is_none_or(|grid| value.multiply(&times).divide(&grid).is_some_and(|steps| steps.is_whole()))
            })
        };
        let times = Number::from((1..=2000).find(fits)?);
        let values: BTreeMap<Unknown, Number> = values.into_iter().map(|(unknown, value)| (unknown, value.multiply(&times))).collect();
        let holds = |one: &Constraint| {
            let form = one.form.value(&values).map(Linear::constant);
            form.and_then(|form| Constraint { form, relation: one.relation }.decided()) == Some(true)
        };
        system.iter().all(holds).then(|| self.assignment(facts, &values))
    }

    /// Assignments that try a few values of every input given under `facts`, for what is not a
    /// question of sums and quotients.
    pub fn samples(&self, facts: &Facts) -> Vec<Assignment> {
        let mut all = self.ways_to_fill(facts, self.assignment(facts, &BTreeMap::new()));
        for known in self.given_unknowns(facts).into_iter().filter_map(|unknown| self.facts_of(unknown)) {
            let mut values: Vec<Number> =
                [&known.interval.low, &known.interval.high].into_iter().flatten().map(|end| end.value.clone()).collect();
            if known.ty == Type::Day {
                // Some in each month of the year before the closing day.
                let closes = days::number(self.program.header.closes);
                values.extend((0..=13).map(|months| closes.subtract(&Number::from(months * 30))));
            } else {
                values.extend(known.interval.nice(&[]));
                values.extend([0, 1, 10].map(Number::from));
            }
            values.retain(|value| known.interval.holds(value));
            values.sort();
            values.dedup();
            if values.is_empty() || all.len() * values.len() > 2000 {
                continue;
            }
            all = all
                .iter()
                .flat_map(|taken| {
                    values.iter().map(|value| {
                        let mut taken = taken.clone();
                        taken.insert(known.atom.clone(), self.value_of(known, value));
                        taken
                    })
                })
                .collect();
        }
        all
    }

    /// Whether something that is not followed further stands in the facts.
    pub(super) fn beyond_sums(&self, facts: &Facts) -> bool {
        facts.picks.keys().any(|atom| matches!(atom, Atom::Opaque(_))) || self.mentions_opaque_number(facts)
    }

    /// Whether a number that is not followed further does.
    pub(super) fn mentions_opaque_number(&self, facts: &Facts) -> bool {
        let opaque = |unknown: &Unknown| self.facts_of(*unknown).is_some_and(|known| matches!(known.atom, Atom::Opaque(_)));
        facts.constraints.iter().flat_map(|one| one.form.terms.keys()).any(opaque)
    }

    /// The inputs of number and day that are given under `facts`.
    pub(super) fn given_unknowns(&self, facts: &Facts) -> Vec<Unknown> {
        let given = |known: &UnknownFacts| facts.given.get(&known.atom) == Some(&true) && !matches!(known.atom, Atom::Opaque(_));
        self.unknowns.iter().enumerate().filter(|(_, known)| given(known)).map(|(place, _)| Unknown(place)).collect()
    }

    /// Everything met so far that is a number, a day or a choice, all at their lowest, all at their highest, and all
    /// near a few simple numbers: for what is not a question of sums and quotients.
    pub(super) fn plain_inputs(&self) -> Vec<Assignment> {
        let open = |known: &&UnknownFacts| !matches!(known.atom, Atom::Opaque(_));
        let numbers: Vec<&UnknownFacts> = self.unknowns.iter().filter(open).collect();
        let filled = |near: &dyn Fn(&UnknownFacts) -> Option<Number>| {
            let value = |known: &UnknownFacts| self.value_of(known, &known.interval.nice(&[near(known)?])?);
            let mut all: Assignment = numbers.iter().filter_map(|known| Some((known.atom.clone(), Some(value(known)?)))).collect();
            all.extend(self.choices.keys().map(|atom| (atom.clone(), Some(Value::Choice(0)))));
            all
        };
        let low = filled(&|known| known.interval.low.as_ref().map(|end| end.value.clone()).or_else(|| Some(Number::zero())));
        let high = filled(&|known| known.interval.high.as_ref().map(|end| end.value.clone()).or_else(|| Some(Number::from(100))));
        let near = [0, 1, 10].map(|number| filled(&|_| Some(Number::from(number))));
        [low, high].into_iter().chain(near).collect()
    }

    pub(super) fn value_of(&self, known: &UnknownFacts, number: &Number) -> Option<Value> {
        if known.ty == Type::Day { days::day(number).map(Value::Day) } else { Some(Value::Number(number.clone())) }
    }

    /// The assignment with a value for whatever else is given under `facts`: once the first of each, and once so that
    /// no two of a kind are the same.
    pub(super) fn ways_to_fill(&self, facts: &Facts, assignment: Assignment) -> Vec<Assignment> {
        let open: Vec<&Atom> = (facts.given.iter())
            .filter(|(atom, given)| **given && !matches!(atom, Atom::Opaque(_)) && !assignment.contains_key(*atom))
            .map(|(atom, _)| atom)
            .collect();
        let filled = |apart: bool| {
            let mut filled = assignment.clone();
            for (place, atom) in open.iter().enumerate() {
                let place = if apart { place } else { 0 };
                filled.extend(self.filler(atom, place).map(|value| ((*atom).clone(), Some(value))));
            }
            filled
        };
        let first = filled(false);
        let second = (open.len() > 1).then(|| filled(true)).filter(|second| *second != first);
        std::iter::once(first).chain(second).collect()
    }

    /// A value an atom can have; another one for another `place`.
    fn filler(&self, atom: &Atom, place: usize) -> Option<Value> {
        let number = self.by_atom.get(atom).filter(|_| !self.choices.contains_key(atom));
        if let Some(known) = number.and_then(|unknown| self.facts_of(*unknown)) {
            let near = if known.ty == Type::Day { days::number(self.program.header.closes) } else { Number::zero() };
            return self.value_of(known, &known.interval.nice(&[near])?);
        }
        let kinds = self.kinds_of(atom);
        place.checked_rem(kinds.len()).and_then(|place| kinds.get(place)).cloned()
    }

    /// Every value of a choice or flag, and a text in place of all; none of what is a number.
    pub(super) fn kinds_of(&self, atom: &Atom) -> Vec<Value> {
        if let Some(choice) = self.choices.get(atom) {
            return (0..self.program.choices[*choice].values.len()).map(Value::Choice).collect();
        }
        match self.type_of(atom) {
            Type::Flag => [false, true].map(Value::Flag).to_vec(),
            Type::Text => vec![Value::Text("…".to_owned())],
            Type::Number
            | Type::Ratio
            | Type::Percent
            | Type::PercentagePoints
            | Type::Count
            | Type::Quantity(..)
            | Type::Day
            | Type::Choice(_)
            | Type::Subject(_)
            | Type::Error => Vec::new(),
        }
    }

    /// The facts with one value for each choice and flag that is given under them, in every way; none where these are
    /// more than `most`.
    pub(super) fn each_pick(&self, facts: &Facts, most: usize) -> Option<Vec<Facts>> {
        let mut open: BTreeMap<Atom, BTreeSet<usize>> = facts.picks.iter().map(|(atom, picks)| (atom.clone(), picks.clone())).collect();
        for (atom, _) in facts.given.iter().filter(|(_, given)| **given) {
            if let Some(choice) = self.choices.get(atom) {
                open.entry(atom.clone()).or_insert_with(|| (0..self.program.choices[*choice].values.len()).collect());
            } else if self.is_flag(atom) {
                open.entry(atom.clone()).or_insert_with(|| BTreeSet::from([0, 1]));
            }
        }
        let mut all = vec![facts.clone()];
        for (atom, values) in open.iter().filter(|(atom, _)| !matches!(atom, Atom::Opaque(_))) {
            if all.len().saturating_mul(values.len()) > most {
                return None;
            }
            all = all.iter().flat_map(|facts| values.iter().filter_map(|value| facts.and(&Facts::pick(atom, [*value])))).collect();
        }
        Some(all)
    }

    fn is_flag(&self, atom: &Atom) -> bool {
        matches!(self.type_of(atom), Type::Flag)
    }

    pub(super) fn assignment(&self, facts: &Facts, values: &BTreeMap<Unknown, Number>) -> Assignment {
        let mut assignment = Assignment::new();
        for (atom, picks) in facts.picks.iter() {
            if let Some(pick) = picks.first() {
                let value = if *atom == Atom::Member {
                    member_at(*pick)
                } else if self.choices.contains_key(atom) {
                    Value::Choice(*pick)
                } else {
                    Value::Flag(*pick == 1)
                };
                assignment.insert(atom.clone(), Some(value));
            }
        }
        for (unknown, number) in values {
            let Some(known) = self.unknowns.get(unknown.0) else { continue };
            if let Some(value) = self.value_of(known, number) {
                assignment.insert(known.atom.clone(), Some(value));
            }
        }
        for (atom, given) in facts.given.iter() {
            if !given && !matches!(atom, Atom::Complete(_)) {
                assignment.insert(atom.clone(), None);
            }
        }
        assignment
    }
}

/// An input that shows something, without what it is shown without.
pub(super) fn told_by(mut found: Assignment, shown: &dyn Fn(&Assignment) -> bool) -> Assignment {
    for atom in found.keys().cloned().collect::<Vec<_>>() {
        if let Some(value) = found.remove(&atom)
            && !shown(&found)
        {
            found.insert(atom, value);
        }
    }
    found
}

/// Numbers that turn the fractions in a system into whole numbers, for inputs that are counts.
fn whole_multiples(system: &[Constraint]) -> Vec<Number> {
    let factors: Vec<&Number> = system.iter().flat_map(|one| one.form.terms.values()).collect();
    let suits = |times: &i64| factors.iter().all(|factor| factor.multiply(&Number::from(*times)).is_whole());
    let least = (1..=2000).find(suits).unwrap_or(1);
    [least, least * 10, least * 100].into_iter().map(Number::from).collect()
}
