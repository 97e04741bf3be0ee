//! What is the same for all of a group: worked out for whoever asks first, and looked up by everybody after.
//!
//! A group of thousands is asked by each of its thousands; only so does the time to score them grow as they do.
//! Whoever asks first, what comes out is the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::report::{Found, Reason};
use crate::model::Function;
use crate::text::Span;
use crate::value::Number;

/// The figures of one group of a contest.
#[derive(Debug, Default)]
pub(super) struct GroupFigures {
    /// Whose value is missing, where anybody's is to whom what is measured applies.
    pub(super) missing: Option<Vec<Reason>>,
    /// Whose value is still open, where anybody's is.
    pub(super) open: Option<Vec<Reason>>,
    /// The functions over the values of all.
    gathered: Mutex<BTreeMap<Function, Option<Found>>>,
    /// What those get who share a place, by the best of the places they share.
    shared: Mutex<BTreeMap<usize, SharedPlaces>>,
}

/// What each of those gets who share places.
#[derive(Clone, Debug)]
pub(super) struct SharedPlaces {
    /// The places that count with what each is worth.
    pub(super) places: Arc<[(usize, Number)]>,
    /// The rows that say so.
    pub(super) rows: Arc<[Span]>,
    /// What comes out.
    pub(super) points: Option<Number>,
}

impl GroupFigures {
    /// A function over the values of all, worked out once; none of none.
    pub(super) fn gathered(&self, function: Function, work: impl FnOnce() -> Option<Found>) -> Option<Found> {
        once(&self.gathered, function, work)
    }

    /// What those get who share a place, worked out once. A contest that gives points belongs to one method.
    pub(super) fn shared(&self, first: usize, work: impl FnOnce() -> SharedPlaces) -> SharedPlaces {
        once(&self.shared, first, work)
    }
}

/// Others who ask for the same wait for it rather than work it out as well.
pub(super) fn once<K: Ord, V: Clone>(known: &Mutex<BTreeMap<K, V>>, key: K, work: impl FnOnce() -> V) -> V {
    known.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert_with(work).clone()
}

#[cfg(test)]
mod tests {
    use super::GroupFigures;
    use crate::eval::report::Found;
    use crate::model::Function;
    use crate::threads;
    use crate::value::Number;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_function_over_a_group_is_worked_out_once_however_many_ask() {
        let (figures, worked) = (GroupFigures::default(), AtomicUsize::new(0));
        let ask = |asker: usize| {
            let function = if asker.is_multiple_of(2) { Function::Median } else { Function::Sum };
            figures.gathered(function, || {
                worked.fetch_add(1, Ordering::Relaxed);
                Some(Found::number(Number::from(if function == Function::Median { 7 } else { 70 })))
            })
        };
        let asked = threads::map(0..1000, 2, ask);
        assert_eq!(worked.into_inner(), 2);
        for (asker, found) in asked.into_iter().enumerate() {
            assert_eq!(found.and_then(|found| found.as_number()?.to_i64()), Some(if asker.is_multiple_of(2) { 7 } else { 70 }));
        }
    }
}
