//! Whether there are so many values that functions over them come to what they are said to.
//!
//! The values are thought of in their order: the lowest stands first, the highest last, the median in the middle and
//! the latest anywhere. What is said fixes some of them, the others lie between their neighbours; so their sum lies
//! between two ends, and every number between these is the sum of some values.

use std::collections::BTreeMap;

use super::intervals::{End, Interval};
use super::together::Place;
use crate::value::Number;

/// Whether `count` values that lie in a range come to what is given of each function.
pub(super) fn are_realized(given: &BTreeMap<Place, Number>, count: &Number, range: &Interval) -> bool {
    let Some(count) = count.to_i64().filter(|count| *count >= 0) else { return false };
    let times = |value: &Number| value.multiply(&Number::from(count));
    let mut sums = given.get(&Place::Sum).cloned().into_iter().chain(given.get(&Place::Average).map(times));
    let sum = sums.next();
    if sums.any(|other| sum.as_ref() != Some(&other)) {
        return false;
    }
    if count == 0 {
        return given.keys().all(|place| *place == Place::Sum) && sum.is_none_or(|sum| sum.is_zero());
    }
    let on_grid = |sum: &Number| range.grid.as_ref().is_none_or(|grid| sum.divide(grid).is_some_and(|steps| steps.is_whole()));
    if sum.as_ref().is_some_and(|sum| !on_grid(sum)) {
        return false;
    }
    let Some(known) = known_places(given, count, range) else { return false };
    let latest = given.get(&Place::Latest);
    // Wherever the latest stands among the others: their sums are the lowest where it is as near as can be to those
    // above it and the highest where it is as near to those below, and lie close together between.
    let mut places: Vec<i64> = [1, count].into_iter().chain(known.keys().flat_map(|place| [place - 1, *place, place + 1])).collect();
    places.retain(|place| (1..=count).contains(place));
    let ways = places.into_iter().take(if latest.is_some() { usize::MAX } else { 1 }).filter_map(|place| {
        let mut known = known.clone();
        match latest {
            Some(latest) if known.insert(place, latest.clone()).is_some_and(|before| before != *latest) => None,
            Some(_) | None => sum_between(&known, count, range),
        }
    });
    let Some(between) = ways.reduce(|one, two| one.hull(&two)) else { return false };
    sum.is_none_or(|sum| between.holds(&sum))
}

/// The values in their order of which it is said what they are, by their place from one; none where they clash.
fn known_places(given: &BTreeMap<Place, Number>, count: i64, range: &Interval) -> Option<BTreeMap<i64, Number>> {
    let mut known = BTreeMap::new();
    let mut fix = |place: i64, value: Number| known.insert(place, value.clone()).is_none_or(|before| before == value).then_some(());
    if let Some(lowest) = given.get(&Place::Lowest) {
        fix(1, lowest.clone())?;
    }
    if let Some(highest) = given.get(&Place::Highest) {
        fix(count, highest.clone())?;
    }
    if count == 1 {
        let weighted = given.iter().filter(|(place, _)| matches!(place, Place::Weighted(_)));
        weighted.map(|(_, value)| value.clone()).try_for_each(|value| fix(1, value))?;
    }
    let Some(median) = given.get(&Place::Median) else { return Some(known) };
    let half = count / 2;
    if count % 2 == 1 {
        fix(half + 1, median.clone())?;
        return Some(known);
    }
    // Of two in the middle it is the mean: the nearer they are to each other the more is left to the rest.
    let both = median.add(median);
    let (below, above) = match (known.get(&half), known.get(&(half + 1))) {
        (Some(below), _) => (below.clone(), both.subtract(below)),
        (None, Some(above)) => (both.subtract(above), above.clone()),
        (None, None) => {
            let above = Interval::from(median.clone()).on_grid(range.grid.as_ref()).low.map_or_else(|| median.clone(), |low| low.value);
            (both.subtract(&above), above)
        }
    };
    known.insert(half, below);
    known.insert(half + 1, above).is_none_or(|before| known.get(&(half + 1)) == Some(&before)).then_some(known)
}

/// Where the sum of values lies of which some are known; none where these are out of order or of range.
fn sum_between(known: &BTreeMap<i64, Number>, count: i64, range: &Interval) -> Option<Interval> {
    let ordered = known.values().zip(known.values().skip(1)).all(|(one, two)| one <= two);
    if !ordered || !known.values().all(|value| range.holds(value)) {
        return None;
    }
    let mut sum = Interval::single(Number::zero());
    let (mut before, mut low) = (0, range.low.clone());
    let last = [(count + 1, None)];
    for (place, value) in known.iter().map(|(place, value)| (*place, Some(value))).chain(last) {
        let end = value.map(|value| End { value: value.clone(), inclusive: true });
        let others = Interval { low, high: end.clone().or_else(|| range.high.clone()), grid: None };
        let between = place - before - 1;
        if between > 0 {
            sum = added(&sum, &others.scale(&Number::from(between)));
        }
        if let Some(value) = value {
            sum = added(&sum, &Interval::single(value.clone()));
        }
        (before, low) = (place, end);
    }
    Some(sum)
}

/// The sums of a number out of each of two intervals.
fn added(one: &Interval, two: &Interval) -> Interval {
    let both = |one: &Option<End>, two: &Option<End>| {
        let (one, two) = (one.as_ref()?, two.as_ref()?);
        Some(End { value: one.value.add(&two.value), inclusive: one.inclusive && two.inclusive })
    };
    Interval { low: both(&one.low, &two.low), high: both(&one.high, &two.high), grid: None }
}
