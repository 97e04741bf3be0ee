//! Functions over different values of the same entries or months: what a condition on the one says of the other.
//!
//! Where there is a highest of marks among the entries of 20 credits and more, there is an entry of 20 credits and more: the
//! highest of all credits is no less, and neither is their sum where none is below zero.

use super::facts::Atom;
use super::intervals::Interval;
use super::linear::{Answer, Constraint, Linear, Unknown};
use super::space::Space;
use super::together::{Place, Together};

/// So many groups of functions are looked at beside each other, and so many ways of an entry in two of them.
const GROUPS: usize = 16;
const WAYS: usize = 64;

impl Space<'_> {
    /// Takes in a function among those over other values of the same entries or months.
    pub(super) fn stand_beside(&mut self, over: &Atom, own: &Together, (place, unknown): (Place, Unknown)) {
        if self.together.len() > GROUPS {
            return;
        }
        let mut found = Vec::new();
        let other =
            |(atom, other): &(&Atom, &Together)| *atom != over && other.among.of == own.among.of && other.among.all != own.among.all;
        for (_, other) in self.together.iter().filter(other) {
            // That there is a sum does not say that something is added.
            if place != Place::Sum
                && let Some(range) = self.under_condition(own, other)
            {
                for (beside, standing) in &other.functions {
                    found.extend(other.holding_one(&range, *beside, *standing).into_iter().map(|constraint| (unknown, constraint)));
                }
            }
            if let Some(range) = self.under_condition(other, own) {
                let constraints = own.holding_one(&range, place, unknown);
                for (_, standing) in other.functions.iter().filter(|(beside, _)| **beside != Place::Sum) {
                    found.extend(constraints.iter().map(|constraint| (*standing, constraint.clone())));
                }
            }
        }
        for (shows, constraint) in found {
            let unknowns = constraint.form.terms.keys().copied().chain([shows]).collect();
            self.beside.push((unknowns, constraint));
        }
    }

    /// Where the values of some functions lie of what meets the condition of others, if those are among them.
    fn under_condition(&self, asking: &Together, of: &Together) -> Option<Interval> {
        let taken = asking.among.taken.as_ref().filter(|_| asking.among.asked)?;
        let each = of.each.as_ref()?;
        if taken.len().saturating_mul(each.len()) > WAYS {
            return None;
        }
        let mut range: Option<Interval> = None;
        let meets = taken.iter().filter(|(_, count)| count.as_constant().is_none_or(|count| !count.is_zero()));
        for (facts, _) in meets {
            for (more, value) in each {
                let Some(facts) = facts.and(more).filter(|facts| !self.excluded(facts)) else { continue };
                match self.extent(value.as_ref()?, &facts) {
                    Answer::Possible(own) => range = Some(range.map_or_else(|| own.clone(), |range| range.hull(&own))),
                    Answer::Impossible => {}
                    Answer::Undecided => return None,
                }
            }
        }
        range
    }
}

impl Together {
    /// What holds of a function where one of the values lies in a range.
    fn holding_one(&self, range: &Interval, place: Place, unknown: Unknown) -> Vec<Constraint> {
        let function = Linear::unknown(unknown);
        let [low, high] = [&range.low, &range.high].map(|end| end.as_ref().map(|end| (Linear::constant(end.value.clone()), end.inclusive)));
        match place {
            Place::Highest => low.map(|(low, inclusive)| Constraint::from_zero(function.subtract(&low), inclusive)).into_iter().collect(),
            Place::Lowest => high.map(|(high, inclusive)| Constraint::from_zero(high.subtract(&function), inclusive)).into_iter().collect(),
            Place::Sum => self.one_and_the_others([low.map(|(low, _)| low), high.map(|(high, _)| high)], unknown),
            Place::Average | Place::Median | Place::Latest | Place::Weighted(_) => Vec::new(),
        }
    }
}
