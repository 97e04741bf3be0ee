//! Sums of whole numbers: the values they can take lie a fixed distance apart.
//!
//! `2 × x + 1` of a count is 1, 3, 5 …: a row between 4 and 5 is met by none of them, however far `x` goes.
//! The values of a sum `c + a₁·x₁ + … + aₙ·xₙ` over whole numbers lie on `c + g·ℤ` with `g` the greatest common
//! divisor of the factors (Bézout); that is all that is used here, and it never says "none" wrongly.

use std::collections::BTreeSet;

use super::domain::Piece;
use super::facts::{Facts, Fraction};
use super::intervals::{End, Interval, common_grid};
use super::linear::{Answer, Constraint, Linear, Relation, Unknown};
use super::space::Space;
use crate::value::Number;

impl Space<'_> {
    /// Whether a value of `piece` may lie in `region`: false only where none can.
    pub fn reaches(&self, piece: &Piece, region: &Interval) -> bool {
        let common = piece.interval.intersect(region);
        // From the lowest to the highest of its values there may be some that it never takes.
        let taken = || self.narrowed(piece, &common).is_some_and(|facts| !self.excluded(&facts));
        if common.is_empty() || !taken() {
            return false;
        }
        // What is rounded lies on the grid of its rounding, which its interval holds already.
        let Some(sum) = piece.fraction.as_linear().filter(|_| piece.rounding.is_none()) else { return true };
        let Some(step) = self.step(&sum) else { return true };
        let moved = |end: &Option<End>| end.as_ref().map(|end| End { value: end.value.subtract(&sum.constant), inclusive: end.inclusive });
        let from_zero = Interval { low: moved(&common.low), high: moved(&common.high), grid: None };
        !from_zero.on_grid(Some(&step)).is_empty()
    }

    /// A condition on a sum of whole numbers drawn in to the nearest value the sum can take; none where no value meets it.
    pub(super) fn drawn_in(&self, condition: Constraint) -> Option<Constraint> {
        let steps = self.step(&condition.form).and_then(|step| Some((condition.form.constant.divide(&step)?.negate(), step)));
        let Some((zero, step)) = steps else { return Some(condition) };
        let least = match condition.relation {
            Relation::Zero => return zero.is_whole().then_some(condition),
            Relation::Positive => zero.floor().add(&Number::one()),
            Relation::NotNegative => zero.ceiling(),
        };
        let constant = least.multiply(&step).negate();
        Some(Constraint::not_negative(Linear { constant, ..condition.form }))
    }

    /// Whether something that facts say is zero would lie between two of its values.
    pub fn misses_zero(&self, facts: &Facts) -> bool {
        let zeros = facts.constraints.iter().filter(|one| one.relation == Relation::Zero);
        zeros.map(|one| &one.form).any(|form| {
            let steps = self.step(form).and_then(|step| form.constant.divide(&step));
            steps.is_some_and(|steps| !steps.is_whole())
        })
    }

    /// Whether one of the unknowns that facts speak of would lie between two of its values.
    pub fn falls_between(&self, facts: &Facts) -> bool {
        let unknowns: BTreeSet<Unknown> = facts.constraints.iter().flat_map(|one| one.form.terms.keys().copied()).collect();
        unknowns.into_iter().any(|unknown| {
            let alone = Fraction::whole(Linear::unknown(unknown));
            matches!(self.extent(&alone, facts), Answer::Impossible)
        })
    }

    /// How far the values of a sum lie apart, where all that varies in it are whole numbers or multiples of one.
    pub(super) fn step(&self, sum: &Linear) -> Option<Number> {
        let mut step: Option<Number> = None;
        for (unknown, factor) in sum.terms.iter() {
            let grid = self.facts_of(*unknown)?.interval.grid.as_ref()?.multiply(factor).absolute();
            step = Some(match step {
                None => grid,
                Some(known) => common_grid(&known, &grid),
            });
        }
        step
    }
}
