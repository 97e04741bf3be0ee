//! Means: a quotient of two functions over the same values that is the average of these, or lies between the lowest and
//! the highest because each is taken with a weight that is not below zero.

use super::facts::{Atom, Case, Facts, Fraction, Outcome};
use super::linear::{Answer, Constraint, Linear, Unknown};
use super::space::Space;
use super::tallies::Taken;
use super::together::{Place, Together};
use crate::model::Function;
use crate::types::Type;
use crate::value::Number;

/// The value of each of those that functions run over; none of those that a condition leaves out.
pub(super) type Values = Vec<(Facts, Option<Fraction>)>;

/// A quotient that is a number of times a sum over a number of times another.
#[derive(Clone, Debug)]
pub(super) struct Mean {
    unknown: Unknown,
    sum: (Unknown, Number),
    count: (Unknown, Number),
}

/// So many ways in which one is taken are compared with each other.
const WAYS: usize = 64;

impl Space<'_> {
    /// A quotient that is followed no further: how it stands to functions over the same values.
    pub(super) fn is_a_mean(&mut self, quotient: &Fraction, unknown: Unknown) {
        let (Some(sum), Some(count)) = (alone(&quotient.above), alone(&quotient.below)) else { return };
        if sum.1.is_negative() || count.1.is_negative() || self.means.iter().any(|mean| mean.unknown == unknown) {
            return;
        }
        let mean = Mean { unknown, sum, count };
        self.means.push(mean.clone());
        let groups: Vec<_> = self.together.iter().map(|(over, known)| (over.clone(), known.clone())).collect();
        groups.iter().for_each(|(over, known)| self.is_a_mean_of(&mean, over, known));
    }

    /// How the quotients that were met stand to functions over these values.
    pub(super) fn means_of(&mut self, over: &Atom, known: &Together) {
        let means = self.means.clone();
        means.iter().for_each(|mean| self.is_a_mean_of(mean, over, known));
    }

    fn is_a_mean_of(&mut self, mean: &Mean, over: &Atom, known: &Together) {
        let Mean { unknown, sum: (sum, above), count: (count, below) } = mean;
        let own = Linear::unknown(*unknown).scale(below);
        if known.count == Some(*count) && known.functions.get(&Place::Sum) == Some(sum) {
            match known.functions.get(&Place::Average).filter(|average| *average != unknown) {
                Some(average) => {
                    let average = Linear::unknown(*average).scale(above);
                    self.relate(*unknown, Constraint::zero(own.subtract(&average)));
                }
                None if above == below => self.stand_together(over, known.clone(), Function::Average, *unknown),
                None => {}
            }
            return;
        }
        if !known.each.as_ref().is_some_and(|each| self.are_weighed(each, *sum, *count)) {
            return;
        }
        if above == below {
            return self.stand_at(over, known.clone(), Place::Weighted(*unknown), *unknown);
        }
        for (place, sign) in [(Place::Lowest, -1), (Place::Highest, 1)] {
            let Some(edge) = known.functions.get(&place) else { continue };
            let apart = Linear::unknown(*edge).scale(above).subtract(&own).scale(&Number::from(sign));
            self.beside.push((vec![*unknown, *edge], Constraint::not_negative(apart)));
        }
    }

    /// Whether a sum takes each of some values as many times as another sum adds for it, and nothing else.
    fn are_weighed(&mut self, each: &Values, sum: Unknown, weights: Unknown) -> bool {
        let Some((sum, weights)) = self.taken_by_both(sum, weights) else { return false };
        if each.len().saturating_mul(sum.len()).saturating_mul(weights.len()) > WAYS {
            return false;
        }
        for (facts, weight) in &weights {
            for (own, value) in each {
                let Some(facts) = facts.and(own) else { continue };
                for (more, taken) in &sum {
                    let Some(facts) = facts.and(more).filter(|facts| !self.excluded(facts)) else { continue };
                    let Some(value) = value else {
                        // Of whom no value is asked there must be no weight.
                        if [weight, taken].iter().all(|one| one.as_constant().is_some_and(|number| number.is_zero())) {
                            continue;
                        }
                        return false;
                    };
                    let Answer::Possible(range) = self.extent(weight, &facts) else { return false };
                    let not_below = range.low.is_some_and(|low| !low.value.is_negative());
                    if !not_below || self.product(weight.clone(), value.clone(), &Type::Number) != *taken {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// What two sums over the same entries take of each.
    fn taken_by_both(&self, one: Unknown, two: Unknown) -> Option<(Taken, Taken)> {
        self.tallies.values().find_map(|known| {
            let taken = |unknown| known.iter().find_map(|tally| tally.taken_here(unknown));
            Some((taken(one)?.clone(), taken(two)?.clone()))
        })
    }
}

/// The unknown that a sum is so many times.
fn alone(sum: &Linear) -> Option<(Unknown, Number)> {
    let (unknown, factor) = sum.terms.iter().next().filter(|_| sum.constant.is_zero() && sum.terms.len() == 1)?;
    Some((*unknown, factor.clone()))
}

/// The value of each, by the cases of it and of the condition; none where it is not known. Where something is missing
/// the functions are too, unless one of which a value or a condition is missing is left out.
pub(super) fn values_of_each(
    values: &[Case],
    conditions: Option<&[Case]>,
    [without_value, without_condition]: [bool; 2],
) -> Option<Values> {
    let always = [Case::always(Outcome::Flag(true))];
    let mut each = Values::new();
    for condition in conditions.unwrap_or(&always) {
        match &condition.outcome {
            Outcome::Flag(true) => {}
            Outcome::Flag(false) => {
                each.push((condition.facts.clone(), None));
                continue;
            }
            Outcome::Missing(..) if without_condition => {
                each.push((condition.facts.clone(), None));
                continue;
            }
            Outcome::Missing(..) | Outcome::Zero(_) => continue,
            Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => return None,
        }
        for value in values {
            let Some(facts) = condition.facts.and(&value.facts) else { continue };
            match &value.outcome {
                Outcome::Number(number) => each.push((facts, Some(number.clone()))),
                Outcome::Missing(..) if without_value => each.push((facts, None)),
                Outcome::Missing(..) | Outcome::Zero(_) => {}
                Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => return None,
            }
        }
    }
    Some(each)
}
