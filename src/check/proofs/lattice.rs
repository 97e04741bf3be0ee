//! Sums of whole numbers: the values they can take lie a fixed distance apart.
//!
//! `2 × x + 1` of a count is 1, 3, 5 …: a row between 4 and 5 is met by none of them, however far `x` goes.
//! The values of a sum `c + a₁·x₁ + … + aₙ·xₙ` over whole numbers lie on `c + g·ℤ` with `g` the greatest common
//! divisor of the factors (Bézout); that is all that is used here, and it never says "none" wrongly.

use super::domain::Piece;
use super::intervals::{End, Interval, common_grid};
use super::linear::Linear;
use super::space::Space;
use crate::value::Number;

impl Space<'_> {
    /// Whether a value of `piece` may lie in `region`: false only where none can.
    pub fn reaches(&self, piece: &Piece, region: &Interval) -> bool {
        let common = piece.interval.intersect(region);
        if common.is_empty() {
            return false;
        }
        // What is rounded lies on the grid of its rounding, which its interval holds already.
        if piece.rounding.is_some() || !piece.fraction.below.terms.is_empty() {
            return true;
        }
        let Some(scale) = Number::one().divide(&piece.fraction.below.constant) else { return true };
        let sum = piece.fraction.above.scale(&scale);
        let Some(step) = self.step(&sum) else { return true };
        let moved = |end: &Option<End>| end.as_ref().map(|end| End { value: end.value.subtract(&sum.constant), inclusive: end.inclusive });
        let from_zero = Interval { low: moved(&common.low), high: moved(&common.high), grid: None };
        !from_zero.on_grid(Some(&step)).is_empty()
    }

    /// How far the values of a sum lie apart, where all that varies in it are whole numbers or multiples of one.
    fn step(&self, sum: &Linear) -> Option<Number> {
        let mut step: Option<Number> = None;
        for (unknown, factor) in &sum.terms {
            let grid = self.facts_of(*unknown)?.interval.grid.as_ref()?.multiply(factor).absolute();
            step = Some(match step {
                None => grid,
                Some(known) => common_grid(&known, &grid),
            });
        }
        step
    }
}
