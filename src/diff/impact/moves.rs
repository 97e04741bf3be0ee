//! One subject's move from one total to the other, line by line.

use std::collections::{BTreeMap, BTreeSet};

use super::contributions::{Brought, Pieces};
use super::{Cause, Line};
use crate::value::Number;

/// The lines of a move, the greatest first; together they are the newer total less the older one.
pub(super) fn lines(old: &Pieces, new: &Pieces) -> Vec<Line> {
    let level = mean(&old.share(), &new.share());
    let mut sums: BTreeMap<Cause, Number> = BTreeMap::new();
    let mut add = |cause: Cause, points: &Number| {
        let sum = sums.entry(cause).or_insert_with(Number::zero);
        *sum = sum.add(points);
    };
    let names: BTreeSet<&String> = old.indicators.keys().chain(new.indicators.keys()).collect();
    for name in names {
        let (before, after) = (old.indicators.get(name), new.indicators.get(name));
        let growth = weighed(after).subtract(&weighed(before));
        let usual = growth.multiply(&level);
        add(Cause::Whole, &usual);
        match (before, after) {
            (Some(before), Some(after)) if before.extra == after.extra => {
                let (own, weight) = apportioned(before, after);
                add(Cause::Indicator(name.clone()), &own);
                // Of two parts neither may have it alone: turned around, it would be the other one's.
                let stays = before.part == after.part;
                let cause = if stays { Cause::Weights(after.part.clone()) } else { Cause::Elsewhere(name.clone()) };
                add(cause, &weight.subtract(&usual));
            }
            // In one book only, or weighed in one and added at the end in the other.
            (before, after) => {
                let points = |one: Option<&Brought>| one.map_or_else(Number::zero, Brought::points);
                add(Cause::Indicator(name.clone()), &points(after).subtract(&points(before)).subtract(&usual));
            }
        }
    }
    for (cause, points) in &new.others {
        add(cause.clone(), points);
    }
    for (cause, points) in &old.others {
        add(cause.clone(), &points.negate());
    }
    let mut lines: Vec<Line> =
        sums.into_iter().filter(|(_, points)| !points.is_zero()).map(|(cause, points)| Line { cause, points }).collect();
    lines.sort_by(|one, other| other.points.absolute().cmp(&one.points.absolute()).then_with(|| one.cause.cmp(&other.cause)));
    lines
}

/// What an indicator is worth among those that are weighed.
fn weighed(brought: Option<&Brought>) -> Number {
    brought.filter(|brought| !brought.extra).map_or_else(Number::zero, |brought| brought.worth.clone())
}

/// What the change of the result did, and what the change of its worth did.
fn apportioned(old: &Brought, new: &Brought) -> (Number, Number) {
    let (own, weight) = product(&old.earned, &old.worth, &new.earned, &new.worth);
    // Without points above the full ones nothing is known of their worth, and nothing rests on it.
    let worth = |one: &Brought, other: &Brought| one.bonus_worth.clone().or_else(|| other.bonus_worth.clone()).unwrap_or_else(Number::zero);
    let (bonus, bonus_weight) = product(&old.bonus, &worth(old, new), &new.bonus, &worth(new, old));
    (own.add(&bonus), weight.add(&bonus_weight))
}

fn mean(one: &Number, other: &Number) -> Number {
    one.add(other).multiply(&Number::ratio(1, 2))
}

/// The change of a product by each of its factors, each weighed by the mean of the other.
fn product(old: &Number, old_worth: &Number, new: &Number, new_worth: &Number) -> (Number, Number) {
    (new.subtract(old).multiply(&mean(old_worth, new_worth)), new_worth.subtract(old_worth).multiply(&mean(old, new)))
}
