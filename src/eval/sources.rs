//! The cap on what a clause takes from any one subject.

use std::collections::BTreeMap;

use super::portions::Portion;
use crate::value::Number;

/// What each subject may bring of an amount: its own points up to the cap.
pub(super) fn capped_for_each(portions: &[Portion<'_>], cap: &Number) -> BTreeMap<usize, (Number, Number)> {
    let mut brought: BTreeMap<usize, (Number, Number)> = BTreeMap::new();
    for portion in portions {
        let (before, _) = brought.entry(portion.source.subject).or_insert_with(|| (Number::zero(), Number::zero()));
        *before = before.add(&portion.amount);
    }
    for (before, after) in brought.values_mut() {
        *after = before.clone().min(cap.clone());
    }
    brought
}

/// An amount once each subject is held to the cap; what comes from nobody stays as it is.
pub(super) fn capped_amount(amount: &Number, portions: &[Portion<'_>], cap: &Number) -> Number {
    capped_for_each(portions, cap).values().fold(amount.clone(), |amount, (before, after)| amount.subtract(&before.subtract(after)))
}
