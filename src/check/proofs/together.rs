//! Functions over the same values, of the entries of a register or of months: how they stand to each other.
//!
//! The lowest is at most the average and the median, and these at most the highest. A sum lies between as many times
//! the lowest and as many times the highest that a value can be; and as one of the values is what such a function
//! gives, or lies between two, the sum is that and as many times the lowest or the highest as there are others.
//! Of one value all are the same, and of several either they are all the same or each function that weighs them lies
//! between its ends and never on one: what can hold together is asked for each of these by itself. That a sum is the
//! average times their number no sum of unknowns says, unless the number is fixed: so inputs are looked for with a few
//! numbers, and those that are named have to be `realized`. Over fewer of the entries the lowest is no lower and the
//! highest no higher, and what is added over more of them is one of these and the others; where there is but one entry,
//! all functions over its value are the same, whichever conditions it meets.

use std::collections::{BTreeMap, BTreeSet};

use super::evaluate::number_of;
use super::facts::{Assignment, Atom};
use super::intervals::{End, Interval};
use super::linear::{Constraint, Linear, Unknown};
use super::realized::are_realized;
use super::space::Space;
use super::tallies::Taken;
use super::weighed::Values;
use crate::model::Function;
use crate::value::Number;

/// Functions over the same values, with how many these are and where each lies.
#[derive(Clone, Debug)]
pub struct Together {
    /// How many values there are, where that is an unknown of its own.
    pub count: Option<Unknown>,
    /// How many there are to take them from, where that is one.
    pub out_of: Option<Unknown>,
    /// No more than so many values, where that is known.
    pub most: Option<i64>,
    /// Where each value lies.
    pub range: Interval,
    /// Of which values these are those that a condition leaves.
    pub among: Among,
    /// Each value, where it is known.
    pub each: Option<Values>,
    /// The functions that were met.
    pub functions: BTreeMap<Place, Unknown>,
}

/// Of which values some are taken.
#[derive(Clone, Debug)]
pub struct Among {
    /// Whose values they are: of which entries, months or subjects.
    pub of: String,
    /// What each value is and whose.
    pub all: String,
    /// Of which of them it is taken, as a number of one or none; all of them where there is no condition.
    pub taken: Option<Taken>,
    /// Whether there is a condition.
    pub asked: bool,
}

/// The place of a function among those over the same values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The lowest.
    Lowest,
    /// The average.
    Average,
    /// The median.
    Median,
    /// The latest.
    Latest,
    /// An average with weights, of which there may be several: of some of them that are not all without weight.
    Weighted(Unknown),
    /// The highest.
    Highest,
    /// The sum.
    Sum,
}

impl Place {
    fn of(function: Function) -> Option<Self> {
        match function {
            Function::Lowest => Some(Self::Lowest),
            Function::Average => Some(Self::Average),
            Function::Median => Some(Self::Median),
            Function::Latest => Some(Self::Latest),
            Function::Highest => Some(Self::Highest),
            Function::Sum => Some(Self::Sum),
            Function::Number | Function::LongestRun => None,
        }
    }
}

/// A sum and the number of what is added.
#[derive(Clone, Copy, Debug)]
pub(super) struct Summed {
    sum: Unknown,
    count: Unknown,
    /// Whether each is above zero.
    above: bool,
}

impl Summed {
    /// The number of what is added, where this is such a sum of values above zero: it is zero where there are none.
    pub(super) fn above_zero(&self, sum: Unknown) -> Option<Unknown> {
        (self.above && self.sum == sum).then_some(self.count)
    }
}

/// So many values are tried for a number of them that is not known.
const MANY: i64 = 60;

/// The numbers of values with which inputs are looked for.
const NUMBERS: [i64; 5] = [1, 2, 3, 5, 10];

/// So many ways to lie together are asked one by one.
const WAYS: usize = 27;

impl Space<'_> {
    /// Takes in a function over values of which others may have been met.
    pub(super) fn stand_together(&mut self, over: &Atom, new: Together, function: Function, unknown: Unknown) {
        if let Some(place) = Place::of(function) {
            self.stand_at(over, new, place, unknown);
        }
    }

    /// The same of what has a place among them.
    pub(super) fn stand_at(&mut self, over: &Atom, new: Together, place: Place, unknown: Unknown) {
        let first = !self.together.contains_key(over);
        let known = self.together.entry(over.clone()).or_insert(new);
        if let Some(before) = known.functions.insert(place, unknown) {
            // What stood for it was worked out.
            if before != unknown {
                self.beside.push((vec![before, unknown], same(before, unknown)));
            }
            return;
        }
        let known = known.clone();
        for (other, beside) in known.functions.iter().filter(|(other, _)| **other != place) {
            let (low, high) = if place < *other { ((place, unknown), (*other, *beside)) } else { ((*other, *beside), (place, unknown)) };
            let (found, asks) = match (low.0, high.0) {
                // What there is one of there is no sum of none, so that only this one asks for the sum.
                (_, Place::Sum) => (known.one_and_the_others(itself(low.1), high.1), vec![low.1]),
                (Place::Lowest, _) | (_, Place::Highest) => (vec![no_more(low.1, high.1)], vec![low.1, high.1]),
                (Place::Average | Place::Median | Place::Latest | Place::Weighted(_) | Place::Highest | Place::Sum, _) => continue,
            };
            // What has weights may be of fewer, so that who speaks of the others need not speak of it.
            let weighted = [low.0, high.0].iter().any(|place| matches!(place, Place::Weighted(_)));
            for constraint in found {
                if weighted {
                    self.beside.push((constraint.form.terms.keys().copied().collect(), constraint));
                } else {
                    asks.iter().for_each(|asks| self.relate(*asks, constraint.clone()));
                }
            }
        }
        self.among_others(over, &known, (place, unknown));
        self.stand_beside(over, &known, (place, unknown));
        if first {
            self.means_of(over, &known);
        }
    }

    /// Of fewer values nothing lies outside of what the lowest and the highest of all are.
    fn among_others(&mut self, over: &Atom, known: &Together, (place, unknown): (Place, Unknown)) {
        let (mut found, mut narrower) = (Vec::new(), Vec::new());
        for (atom, other) in self.together.iter().filter(|(atom, other)| *atom != over && other.among.all == known.among.all) {
            let (inside, around) = (self.lies_within(&known.among, &other.among), self.lies_within(&other.among, &known.among));
            narrower.extend(inside.then(|| (over.clone(), atom.clone())));
            narrower.extend(around.then(|| (atom.clone(), over.clone())));
            for (beside, standing) in &other.functions {
                let (one, two) = ((place, unknown), (*beside, *standing));
                let pairs = [(inside, one, two, other), (around, two, one, known)];
                // Over the same ones the same function is the same.
                found.extend((inside && around && place == *beside).then(|| same(unknown, *standing)));
                for (_, (narrow, few), (wide, all), of_all) in pairs.into_iter().filter(|(within, ..)| *within) {
                    match (narrow, wide) {
                        (Place::Sum, _) => {}
                        (_, Place::Lowest) => found.push(no_more(all, few)),
                        (_, Place::Highest) => found.push(no_more(few, all)),
                        (_, Place::Sum) => found.extend(of_all.one_and_the_others(itself(few), all)),
                        (_, Place::Average | Place::Median | Place::Latest | Place::Weighted(_)) => {}
                    }
                }
            }
        }
        self.beside.extend(found.into_iter().map(|constraint| (constraint.form.terms.keys().copied().collect(), constraint)));
        for pair in narrower {
            if !self.narrower.contains(&pair) {
                self.narrower.push(pair);
            }
        }
    }

    /// Whether whatever is taken by the one condition is taken by the other as well.
    fn lies_within(&self, few: &Among, all: &Among) -> bool {
        !all.asked || few.taken.as_ref().zip(all.taken.as_ref()).is_some_and(|(few, all)| self.takes_no_more(few, all))
    }

    /// A sum lies between as many times the lowest and as many times the highest of what is added; of less than all,
    /// where values may be left out.
    pub(super) fn sum_of_as_many(&mut self, sum: Unknown, count: Unknown, range: &Interval, all_there: bool) {
        let zero = Number::zero();
        let (sum_of, times) = (Linear::unknown(sum), Linear::unknown(count));
        if !self.summed.iter().any(|known| known.sum == sum) {
            // Where each is above zero, nothing but no value at all comes to zero.
            let above = all_there && range.low.as_ref().is_some_and(|low| low.value.is_zero() && !low.inclusive);
            self.summed.push(Summed { sum, count, above });
        }
        if let Some(low) = range.low.as_ref().filter(|low| all_there || low.value <= zero) {
            self.relate(sum, Constraint::not_negative(sum_of.subtract(&times.scale(&low.value))));
        }
        if let Some(high) = range.high.as_ref().filter(|high| all_there || high.value >= zero) {
            self.relate(sum, Constraint::not_negative(times.scale(&high.value).subtract(&sum_of)));
        }
    }

    /// In which ways what is known of these unknowns together can hold: each a set of conditions, one of which is met.
    /// They are no more than `most`, and those that are not `possible` are left out, unless none is.
    pub(super) fn ways_together(
        &self,
        seen: &BTreeSet<Unknown>,
        most: usize,
        possible: &dyn Fn(&[Constraint]) -> bool,
    ) -> Vec<Vec<Constraint>> {
        let most = most.min(WAYS);
        let mut ways = vec![Vec::new()];
        let own = self.together.values().map(|together| together.ways(seen)).chain(self.summed.iter().map(|summed| summed.ways(seen)));
        for own in self.ways_out_of(seen).into_iter().chain(own).filter(|own| !own.is_empty()) {
            if ways.len().saturating_mul(own.len()) > most {
                continue;
            }
            let all = ways.iter().flat_map(|way: &Vec<Constraint>| own.iter().map(|own| way.iter().chain(own).cloned().collect()));
            let all: Vec<Vec<Constraint>> = all.collect();
            let left: Vec<Vec<Constraint>> = all.iter().filter(|way| possible(way)).cloned().collect();
            ways = if left.is_empty() { all } else { left };
        }
        ways
    }

    /// The same of functions over one value under several conditions: of one entry it is one number.
    fn ways_out_of(&self, seen: &BTreeSet<Unknown>) -> Vec<Vec<Vec<Constraint>>> {
        let mut out_of: BTreeMap<(Unknown, &str), Vec<&Together>> = BTreeMap::new();
        for together in self.together.values() {
            if let Some(all) = together.out_of.filter(|all| seen.contains(all))
                && together.functions.values().any(|unknown| seen.contains(unknown))
            {
                out_of.entry((all, &together.among.all)).or_default().push(together);
            }
        }
        let several = out_of.into_iter().filter(|(_, together)| together.len() > 1);
        several.filter_map(|((all, _), together)| ways_of_one_or_more(all, &together, seen)).collect()
    }

    /// The same for a few numbers of values, with which the average says what the sum is.
    pub(super) fn ways_by_number(&self, seen: &BTreeSet<Unknown>) -> Vec<Vec<Constraint>> {
        let met: Vec<&Together> = self.together.values().filter(|together| !together.ways(seen).is_empty()).collect();
        if met.is_empty() {
            return Vec::new();
        }
        let of_so_many = |number: &i64| met.iter().flat_map(|together| together.of_so_many(*number, seen)).collect();
        NUMBERS.iter().map(of_so_many).collect()
    }

    /// Whether there are values that come to what functions over them are in an assignment.
    pub(super) fn can_stand_together(&self, assignment: &Assignment) -> bool {
        let number = |unknown: &Unknown| {
            let atom = &self.facts_of(*unknown)?.atom;
            assignment.get(atom)?.as_ref().and_then(number_of)
        };
        let beside = self.beside.iter().all(|(unknowns, constraint)| {
            let values = unknowns.iter().map(|unknown| Some((*unknown, number(unknown)?))).collect::<Option<BTreeMap<_, _>>>();
            let form = values.and_then(|values| constraint.form.value(&values)).map(Linear::constant);
            form.and_then(|form| Constraint { form, relation: constraint.relation }.decided()) != Some(false)
        });
        // Of no values the sum is zero, and so many values above zero come to more than that.
        let summed = self.summed.iter().all(|summed| {
            let (Some(sum), Some(count)) = (number(&summed.sum), number(&summed.count)) else { return true };
            if count.is_zero() { sum.is_zero() } else { !(summed.above && sum.is_zero()) }
        });
        let among = self.narrower.iter().all(|(few, all)| {
            let both = self.together.get(few).zip(self.together.get(all));
            both.is_none_or(|(few, all)| few.is_realized_among(all, &number))
        });
        let told = self.together.values().flat_map(|together| together.out_of.iter().chain(together.functions.values()));
        let told: BTreeMap<Unknown, Number> = told.filter_map(|unknown| Some((*unknown, number(unknown)?))).collect();
        let holds = |one: &Constraint| {
            let form = one.form.value(&told).map(Linear::constant);
            form.and_then(|form| Constraint { form, relation: one.relation }.decided()) != Some(false)
        };
        let out_of = self.ways_out_of(&told.keys().copied().collect());
        summed
            && beside
            && among
            && out_of.iter().all(|ways| ways.iter().any(|way| way.iter().all(holds)))
            && self.together.values().all(|together| {
                let given: BTreeMap<Place, Number> =
                    together.functions.iter().filter_map(|(place, unknown)| Some((*place, number(unknown)?))).collect();
                let fits = |count: &Number| are_realized(&given, count, &together.range);
                match together.count.as_ref().and_then(number) {
                    Some(count) if !given.is_empty() => fits(&count),
                    None if given.len() > 1 => {
                        let all = together.out_of.as_ref().and_then(number).and_then(|all| all.to_i64());
                        let most = together.most.into_iter().chain(all.filter(|all| *all <= MANY)).min();
                        let some = (1..=most.unwrap_or(MANY)).map(Number::from).any(|count| fits(&count));
                        some || most.is_none() && beyond_many(&given)
                    }
                    Some(_) | None => true,
                }
            })
    }
}

impl Together {
    /// A sum is one of the values, or what lies between two of them, and as many times the lowest or the highest as there
    /// are others. That one is given as what it is at least and what it is at most.
    pub(super) fn one_and_the_others(&self, [least, most]: [Option<Linear>; 2], sum: Unknown) -> Vec<Constraint> {
        let sum = Linear::unknown(sum);
        let others = self.count.map(|count| Linear::above(count, &Number::one()));
        let number = self.most.map(|most| Number::from(most - 1));
        // How much the others come to that are so much each; of as many as nobody knows none may be left.
        let come_to = |each: &Number, helps: bool| match &others {
            Some(others) => Some(others.scale(each)),
            None if helps || each.is_zero() => Some(Linear::constant(Number::zero())),
            None => number.as_ref().map(|number| Linear::constant(number.multiply(each))),
        };
        let low = self.range.low.as_ref().and_then(|low| come_to(&low.value, !low.value.is_negative()));
        let high = self.range.high.as_ref().and_then(|high| come_to(&high.value, high.value.is_negative()));
        let low = low.zip(least).map(|(low, one)| Constraint::not_negative(sum.subtract(&one).subtract(&low)));
        let high = high.zip(most).map(|(high, one)| Constraint::not_negative(high.add(&one).subtract(&sum)));
        low.into_iter().chain(high).collect()
    }

    /// The functions that are spoken of and have no value where there are none, in their order.
    fn met(&self, seen: &BTreeSet<Unknown>) -> Vec<(Place, Unknown)> {
        let met = self.functions.iter().filter(|(place, unknown)| **place != Place::Sum && seen.contains(unknown));
        met.map(|(place, unknown)| (*place, *unknown)).collect()
    }

    /// How the functions that are spoken of can stand to each other.
    fn ways(&self, seen: &BTreeSet<Unknown>) -> Vec<Vec<Constraint>> {
        let met = self.met(seen);
        let sum = self.functions.get(&Place::Sum).filter(|sum| seen.contains(sum));
        let count = self.count.filter(|count| seen.contains(count));
        if met.is_empty() || met.len() + sum.iter().len() + count.iter().len() < 2 {
            return Vec::new();
        }
        let several = count.map(|count| Constraint::not_negative(Linear::above(count, &Number::from(2))));
        let one = count.map(|count| Constraint::zero(Linear::above(count, &Number::one())));
        let all_same: Vec<Constraint> = all_same(&met).collect();
        let alone = sum.zip(met.first()).map(|(sum, (_, first))| same(*sum, *first));
        // Between a lowest and a highest that are not the same the average is neither.
        let mut apart: Vec<Constraint> = several.iter().cloned().collect();
        let find = |wanted: Place| met.iter().find(|(place, _)| *place == wanted).map(|(_, unknown)| Linear::unknown(*unknown));
        let edge = |end: &Option<End>| end.as_ref().map(|end| Linear::constant(end.value.clone()));
        let (least, most) = (edge(&self.range.low), edge(&self.range.high));
        let (lowest, highest) = (find(Place::Lowest), find(Place::Highest));
        let low = lowest.clone().or_else(|| least.clone());
        let high = highest.clone().or_else(|| most.clone());
        let (below, above) = match find(Place::Average) {
            Some(average) => (vec![(low, Some(average.clone()))], vec![(Some(average), high)]),
            None => (vec![(lowest, high)], vec![(low, highest)]),
        };
        for (low, high) in below.into_iter().chain(above) {
            if let (Some(low), Some(high)) = (low, high) {
                apart.push(Constraint::positive(high.subtract(&low)));
            }
        }
        vec![one.into_iter().chain(all_same.clone()).chain(alone).collect(), several.into_iter().chain(all_same).collect(), apart]
    }

    /// Whether the sum of these can be one of some among others, by what the lowest and the highest of all are.
    fn is_realized_among(&self, all: &Self, number: &dyn Fn(&Unknown) -> Option<Number>) -> bool {
        let Some(sum) = self.functions.get(&Place::Sum).and_then(number) else { return true };
        let counted = |together: &Self| together.count.as_ref().and_then(number);
        let (own, most) = (counted(self), counted(all).and_then(|count| count.to_i64()));
        // Of one value every function is that value.
        let only = all.functions.values().find_map(number).filter(|_| most == Some(1));
        let edge = |place: Place, end: &Option<End>| {
            let told = only.clone().or_else(|| all.functions.get(&place).and_then(number));
            told.or_else(|| end.as_ref().map(|end| end.value.clone()))
        };
        let (low, high) = (edge(Place::Lowest, &all.range.low), edge(Place::Highest, &all.range.high));
        let fits = |count: &Number| {
            low.as_ref().is_none_or(|low| low.multiply(count) <= sum) && high.as_ref().is_none_or(|high| sum <= high.multiply(count))
        };
        match (own, most.filter(|most| *most <= MANY)) {
            (Some(own), _) => fits(&own),
            (None, Some(most)) => (0..=most).map(Number::from).any(|count| fits(&count)),
            (None, None) => true,
        }
    }

    /// What holds of so many values.
    fn of_so_many(&self, number: i64, seen: &BTreeSet<Unknown>) -> Vec<Constraint> {
        let (times, others) = (Number::from(number), Number::from(number - 1));
        let count = self.count.filter(|count| seen.contains(count));
        let mut all: Vec<Constraint> = count.iter().map(|count| Constraint::zero(Linear::above(*count, &times))).collect();
        let find = |place: Place| self.functions.get(&place).filter(|unknown| seen.contains(unknown)).copied();
        let sum =
            find(Place::Sum).map(Linear::unknown).or_else(|| find(Place::Average).map(|average| Linear::unknown(average).scale(&times)));
        if let (Some(sum), Some(average)) = (find(Place::Sum), find(Place::Average)) {
            all.push(Constraint::zero(Linear::unknown(sum).subtract(&Linear::unknown(average).scale(&times))));
        }
        if number == 1 {
            let met = self.functions.iter().filter(|(_, unknown)| seen.contains(unknown));
            let met: Vec<(Place, Unknown)> = met.map(|(place, unknown)| (*place, *unknown)).collect();
            all.extend(all_same(&met));
        }
        let Some(sum) = sum else { return all };
        let edge = |end: &Option<End>| end.as_ref().map(|end| Linear::constant(end.value.clone()));
        let lowest = find(Place::Lowest).map(Linear::unknown);
        let highest = find(Place::Highest).map(Linear::unknown);
        let low = lowest.clone().or_else(|| edge(&self.range.low));
        let high = highest.clone().or_else(|| edge(&self.range.high));
        // One is the highest and the others are no lower than the lowest; and turned round.
        if let (Some(low), Some(highest)) = (low, highest) {
            all.push(Constraint::not_negative(sum.subtract(&highest).subtract(&low.scale(&others))));
        }
        if let (Some(high), Some(lowest)) = (high, lowest) {
            all.push(Constraint::not_negative(high.scale(&others).add(&lowest).subtract(&sum)));
        }
        all
    }
}

impl Summed {
    /// Of none it is zero.
    fn ways(&self, seen: &BTreeSet<Unknown>) -> Vec<Vec<Constraint>> {
        if !(seen.contains(&self.sum) && seen.contains(&self.count)) {
            return Vec::new();
        }
        let some = Constraint::not_negative(Linear::above(self.count, &Number::one()));
        let above = self.above.then(|| Constraint::positive(Linear::unknown(self.sum)));
        vec![
            vec![Constraint::zero(Linear::unknown(self.count)), Constraint::zero(Linear::unknown(self.sum))],
            std::iter::once(some).chain(above).collect(),
        ]
    }
}

/// How functions over one value under several conditions can stand to each other, out of so many entries.
fn ways_of_one_or_more(all: Unknown, together: &[&Together], seen: &BTreeSet<Unknown>) -> Option<Vec<Vec<Constraint>>> {
    let met: Vec<(Place, Unknown)> = together.iter().flat_map(|together| together.met(seen)).collect();
    let (_, first) = *met.first()?;
    let mut one: Vec<Constraint> = vec![Constraint::zero(Linear::above(all, &Number::one()))];
    one.extend(all_same(&met));
    for together in together {
        let Some(sum) = together.functions.get(&Place::Sum).filter(|sum| seen.contains(sum)) else { continue };
        if !together.among.asked || !together.met(seen).is_empty() {
            one.push(same(*sum, first));
            continue;
        }
        // It is that number or nothing.
        let zero = Number::zero();
        one.extend(together.range.low.as_ref().filter(|low| low.value >= zero).map(|_| no_more(*sum, first)));
        one.extend(together.range.high.as_ref().filter(|high| high.value <= zero).map(|_| no_more(first, *sum)));
    }
    Some(vec![one, vec![Constraint::not_negative(Linear::above(all, &Number::from(2)))]])
}

/// What a value is at least and at most, where it is known by itself.
fn itself(one: Unknown) -> [Option<Linear>; 2] {
    [Some(Linear::unknown(one)), Some(Linear::unknown(one))]
}

/// The first is at most the second.
fn no_more(low: Unknown, high: Unknown) -> Constraint {
    Constraint::not_negative(Linear::unknown(high).subtract(&Linear::unknown(low)))
}

fn all_same(met: &[(Place, Unknown)]) -> impl Iterator<Item = Constraint> {
    met.iter().zip(met.iter().skip(1)).map(|((_, one), (_, two))| same(*one, *two))
}

fn same(one: Unknown, two: Unknown) -> Constraint {
    Constraint::zero(Linear::unknown(one).subtract(&Linear::unknown(two)))
}

/// Whether a sum may be of more values than are tried.
fn beyond_many(given: &BTreeMap<Place, Number>) -> bool {
    let Some(sum) = given.get(&Place::Sum) else { return false };
    let many = Number::from(MANY);
    given.iter().filter(|(place, _)| **place != Place::Sum).all(|(_, one)| one.absolute().multiply(&many) < sum.absolute())
        && given.values().all(|one| !one.is_zero())
}
