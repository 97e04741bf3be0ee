//! Functions over the same values, of the entries of a register or of months: how they stand to each other.
//!
//! The lowest is at most the average and the median, and these at most the highest. A sum lies between as many times
//! the lowest and as many times the highest that a value can be; and as one of the values is what such a function
//! gives, or lies between two, the sum is that and as many times the lowest or the highest as there are others.
//! That a sum is the average times their number no sum of unknowns says: an input that is named has to keep to it.

use std::collections::BTreeMap;

use super::evaluate::number_of;
use super::facts::{Assignment, Atom};
use super::intervals::Interval;
use super::linear::{Constraint, Linear, Unknown};
use super::space::Space;
use crate::model::Function;
use crate::value::Number;

/// Functions over the same values, with how many these are and where each lies.
#[derive(Clone, Debug)]
pub struct Together {
    /// How many values there are, where that is an unknown of its own.
    pub count: Option<Unknown>,
    /// Where each value lies.
    pub range: Interval,
    /// The functions that were met.
    pub functions: BTreeMap<Place, Unknown>,
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

/// So many values are tried for a number of them that is not known.
const MANY: i64 = 60;

impl Space<'_> {
    /// Takes in a function over values of which others may have been met.
    pub(super) fn stand_together(&mut self, over: &Atom, new: Together, function: Function, unknown: Unknown) {
        let Some(place) = Place::of(function) else { return };
        let known = self.together.entry(over.clone()).or_insert(new);
        if known.functions.insert(place, unknown).is_some() {
            return;
        }
        let known = known.clone();
        for (other, beside) in known.functions.iter().filter(|(other, _)| **other != place) {
            let (low, high) = if place < *other { ((place, unknown), (*other, *beside)) } else { ((*other, *beside), (place, unknown)) };
            match (low.0, high.0) {
                // What there is one of there is no sum of none, so that only this one asks for the sum.
                (_, Place::Sum) => self.one_and_the_others(low.1, high.1, &known),
                (Place::Lowest, _) | (_, Place::Highest) => {
                    let order = Constraint::not_negative(Linear::unknown(high.1).subtract(&Linear::unknown(low.1)));
                    self.relate(low.1, order.clone());
                    self.relate(high.1, order);
                }
                (Place::Average | Place::Median | Place::Latest | Place::Highest | Place::Sum, _) => {}
            }
        }
    }

    /// A sum lies between as many times the lowest and as many times the highest of what is added; of less than all,
    /// where values may be left out.
    pub(super) fn sum_of_as_many(&mut self, sum: Unknown, count: Unknown, range: &Interval, all_there: bool) {
        let zero = Number::zero();
        let (sum_of, times) = (Linear::unknown(sum), Linear::unknown(count));
        // Where each is above zero, nothing but no value at all comes to zero.
        if all_there && range.low.as_ref().is_some_and(|low| low.value.is_zero() && !low.inclusive) {
            self.sums_above_zero.push((sum, count));
        }
        if let Some(low) = range.low.as_ref().filter(|low| all_there || low.value <= zero) {
            self.relate(sum, Constraint::not_negative(sum_of.subtract(&times.scale(&low.value))));
        }
        if let Some(high) = range.high.as_ref().filter(|high| all_there || high.value >= zero) {
            self.relate(sum, Constraint::not_negative(times.scale(&high.value).subtract(&sum_of)));
        }
    }

    /// A sum is one of the values, and as many times the lowest or the highest as there are others.
    fn one_and_the_others(&mut self, one: Unknown, sum: Unknown, known: &Together) {
        let rest = Linear::unknown(sum).subtract(&Linear::unknown(one));
        let Some(count) = known.count else { return };
        let others = Linear::unknown(count).subtract(&Linear::constant(Number::one()));
        if let Some(low) = &known.range.low {
            self.relate(one, Constraint::not_negative(rest.subtract(&others.scale(&low.value))));
        }
        if let Some(high) = &known.range.high {
            self.relate(one, Constraint::not_negative(others.scale(&high.value).subtract(&rest)));
        }
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
        // So many values above zero come to more than that.
        let above = self
            .sums_above_zero
            .iter()
            .all(|(sum, count)| number(sum).is_none_or(|sum| !sum.is_zero()) || number(count).is_none_or(|count| count.is_zero()));
        above
            && beside
            && self.together.values().all(|together| {
                let given: BTreeMap<Place, Number> =
                    together.functions.iter().filter_map(|(place, unknown)| Some((*place, number(unknown)?))).collect();
                let Some(sum) = given.get(&Place::Sum).filter(|_| given.len() > 1) else { return true };
                let fits = |count: &Number| {
                    let (times, others) = (|value: &Number| value.multiply(count), count.subtract(&Number::one()));
                    let average = given.get(&Place::Average).is_none_or(|average| times(average) == *sum);
                    let lowest = given.get(&Place::Lowest).is_none_or(|lowest| {
                        let most = together.range.high.as_ref().map(|high| lowest.add(&others.multiply(&high.value)));
                        times(lowest) <= *sum && most.is_none_or(|most| *sum <= most)
                    });
                    let highest = given.get(&Place::Highest).is_none_or(|highest| {
                        let least = together.range.low.as_ref().map(|low| highest.add(&others.multiply(&low.value)));
                        *sum <= times(highest) && least.is_none_or(|least| least <= *sum)
                    });
                    average && lowest && highest
                };
                match together.count.as_ref().and_then(number) {
                    Some(count) => fits(&count),
                    None => (1..=MANY).map(Number::from).any(|count| fits(&count)) || self.beyond_many(sum, &given),
                }
            })
    }

    /// Whether a sum may be of more values than are tried.
    fn beyond_many(&self, sum: &Number, given: &BTreeMap<Place, Number>) -> bool {
        let many = Number::from(MANY);
        given.iter().filter(|(place, _)| **place != Place::Sum).all(|(_, one)| one.absolute().multiply(&many) < sum.absolute())
            && given.iter().all(|(_, one)| !one.is_zero())
    }
}
