//! A start with gains and losses: whether what they come to leaves the points of the indicator.
//!
//! The sum is worked out exactly at single values of what is measured: at the ends of its domain, where
//! one gain or loss alone goes beyond the points, and at and between the first steps of each. Between two
//! steps a sum is constant or a straight line, so its extremes lie there. Where an amount, a step or a cap is not written out, nobody can say.

use std::collections::BTreeSet;

use super::Prover;
use super::context::Context;
use super::domain::{Image, Piece};
use super::facts::{Assignment, Outcome};
use super::intervals::{End, Interval};
use super::messages::tables::{self as say, Origin};
use super::payments::within;
use super::space::Space;
use crate::model::{Better, Direction, Expr, ExprKind, Gain, Indicator, Partial, Points};
use crate::text::Span;
use crate::value::Number;
use crate::words;

/// So many steps of each gain or loss are looked at one by one.
const STEPS: i64 = 40;

/// A gain or loss of which everything is written out.
struct Slope {
    direction: Direction,
    amount: Number,
    step: Number,
    partial: Partial,
    beyond: Option<(Better, Number)>,
    at_most: Option<Number>,
    span: Span,
}

impl Slope {
    fn read(space: &mut Space, gain: &Gain) -> Option<Self> {
        if !matches!(&*gain.every.of.kind, ExprKind::MeasuredValue) {
            return None;
        }
        let at_most = match &gain.at_most {
            Some(cap) => Some(space.constant_of(cap)?),
            None => None,
        };
        let beyond = match &gain.every.beyond {
            Some((side, from)) => Some((*side, space.constant_of(from)?)),
            None => None,
        };
        let step = space.constant_of(&gain.every.step).filter(|step| !step.is_zero() && !step.is_negative())?;
        let amount = space.constant_of(&gain.amount)?;
        Some(Self { direction: gain.direction, amount, step, partial: gain.every.partial, beyond, at_most, span: gain.span })
    }

    /// What it adds to the sum at a value; below 0 where it deducts.
    fn at(&self, value: &Number) -> Number {
        let distance = match &self.beyond {
            Some((Better::Lower, from)) => from.subtract(value),
            Some((Better::Higher, from)) => value.subtract(from),
            None => value.clone(),
        };
        let steps = distance.max(Number::zero()).divide(&self.step).unwrap_or_else(Number::zero);
        let steps = match self.partial {
            Partial::Full => steps.floor(),
            Partial::OrPart => steps.ceiling(),
            Partial::InProportion => steps,
        };
        let points = self.amount.multiply(&steps);
        let points = self.at_most.as_ref().map_or_else(|| points.clone(), |cap| points.clone().min(cap.clone()));
        match self.direction {
            Direction::Add => points,
            Direction::Deduct => points.negate(),
        }
    }

    /// The values at which its first steps are taken.
    fn jumps(&self) -> Vec<Number> {
        let (from, sign) = match &self.beyond {
            Some((Better::Lower, from)) => (from.clone(), -1),
            Some((Better::Higher, from)) => (from.clone(), 1),
            None => (Number::zero(), 1),
        };
        let taken = match self.partial {
            Partial::Full | Partial::OrPart => STEPS,
            Partial::InProportion => 0,
        };
        (0..=taken).map(|count| from.add(&self.step.multiply(&Number::from(sign * count)))).collect()
    }

    /// A value at which it alone comes to more than `room`.
    fn beyond(&self, room: &Number) -> Option<Number> {
        let way = self.step.multiply(&room.divide(&self.amount)?.floor().add(&Number::one()));
        Some(match &self.beyond {
            Some((Better::Lower, from)) => from.subtract(&way),
            Some((Better::Higher, from)) => from.add(&way),
            None => way,
        })
    }
}

impl Prover<'_> {
    /// Whether a start with gains and losses that is not held stays within the points.
    pub(super) fn target(
        &mut self,
        space: &mut Space,
        indicator: &Indicator,
        (value, start, gains): (&Expr, &Expr, &[Gain]),
        context: &Context,
    ) {
        let points = &indicator.points;
        let image = space.image(value, context);
        let start = space.constant_of(start);
        if start.as_ref().is_some_and(|start| capped_within(space, start, gains, points)) {
            return;
        }
        let slopes: Option<Vec<Slope>> = gains.iter().map(|gain| Slope::read(space, gain)).collect();
        let (Some(start), Some(slopes)) = (start, slopes.filter(|_| !image.unknown && !context.rough)) else {
            let text = space.text(value);
            let what = words!(
                "whether the points for `{text}` stay within those of the indicator",
                "“{text}”的得分是否不超出该指标的分值",
                text = text
            );
            return self.undecided(value.span, &what, space.why());
        };
        // What the start alone comes to was looked at.
        if !within(indicator, &start) {
            return;
        }
        for (value_there, piece) in places(&image, &start, &slopes, points) {
            let sum = slopes.iter().fold(start.clone(), |sum, slope| sum.add(&slope.at(&value_there)));
            if within(indicator, &sum) {
                continue;
            }
            let confirm = |space: &Space, found: &Assignment| space.within_limits(found);
            let Some(found) = space.witness_in(piece, &Interval::single(value_there.clone()), &confirm) else { continue };
            let up = sum > points.high;
            let cause = slopes.iter().max_by_key(|slope| if up { slope.at(&value_there) } else { slope.at(&value_there).negate() });
            let span = cause.map_or(value.span, |slope| slope.span);
            let inputs = space.inputs_words(&found);
            self.report(say::result_beyond(span, "", &sum, points, Some(&inputs), Origin::Sum));
        }
    }
}

/// Whether the caps alone keep the sum within the points.
fn capped_within(space: &mut Space, start: &Number, gains: &[Gain], points: &Points) -> bool {
    let (mut low, mut high) = (start.clone(), start.clone());
    for gain in gains {
        let Some(most) = gain.at_most.as_ref().and_then(|cap| space.highest(cap)) else { return false };
        match gain.direction {
            Direction::Add => high = high.add(&most),
            Direction::Deduct => low = low.subtract(&most),
        }
    }
    low >= points.low && high <= points.high
}

impl Space<'_> {
    /// The most an expression comes to, at worst more; none where it has no upper end.
    pub(super) fn highest(&mut self, expr: &Expr) -> Option<Number> {
        let mut most: Option<Number> = None;
        for case in self.cases(expr) {
            let Outcome::Number(fraction) = &case.outcome else { continue };
            let constant = fraction.as_constant().map(Interval::single);
            let Some(range) = constant.or_else(|| self.extent_or_all(fraction, &case.facts)) else { continue };
            let high = range.high?.value;
            most = most.into_iter().chain([high]).max();
        }
        most
    }
}

/// Values of what is measured at which the sum is looked at, with the piece of the domain they lie in.
fn places<'i>(image: &'i Image, start: &Number, slopes: &[Slope], points: &Points) -> Vec<(Number, &'i Piece)> {
    let far = slopes.iter().filter_map(|slope| match slope.direction {
        Direction::Add => slope.beyond(&points.high.subtract(start)),
        Direction::Deduct => slope.beyond(&start.subtract(&points.low)),
    });
    let mut far: Vec<Number> = far.collect();
    let jumps: BTreeSet<Number> = slopes.iter().flat_map(Slope::jumps).collect();
    for (low, high) in jumps.iter().zip(jumps.iter().skip(1)) {
        let gap = high.subtract(low);
        // Just behind the one, half way, just before the other.
        far.extend([(1, 1000), (1, 2), (999, 1000)].map(|(part, of)| low.add(&gap.multiply(&Number::ratio(part, of)))));
    }
    far.extend(jumps);
    let mut places = Vec::new();
    for piece in &image.pieces {
        let ends = [&piece.interval.low, &piece.interval.high].into_iter().flatten().map(|end: &End| &end.value);
        let inside = |value: &&Number| !piece.interval.intersect(&Interval::single((*value).clone())).is_empty();
        places.extend(ends.chain(&far).filter(inside).map(|value| (value.clone(), piece)));
    }
    places
}
