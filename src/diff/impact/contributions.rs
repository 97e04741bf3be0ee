//! A total taken apart: what each indicator brought to it, in the total's own points, and what no
//! indicator brought. The pieces add up to the total exactly.
//!
//! The tree is walked from the total down with what a point of the part at hand is worth in the
//! total. Where a part's score was moved by a factor, a rounding or a limit, the difference is a
//! piece of its own, so that what lies below is weighed as if that step were not there.

use std::collections::BTreeMap;

use super::{Cause, Run};
use crate::eval::{ChildTrace, Moved, PartScore, SubjectScore};
use crate::model::{Child, PartId};
use crate::value::Number;

/// What an indicator brought to a total.
#[derive(Clone, Debug)]
pub(super) struct Brought {
    /// The part it counts in, by its path.
    pub part: String,
    /// Whether its points are added at the end rather than weighed.
    pub extra: bool,
    /// What it earned: the share of its full points; in a bonus or adjustment part its points.
    pub earned: Number,
    /// What all of its points (there: one of them) are worth in the total.
    pub worth: Number,
    /// Its points above the full ones.
    pub bonus: Number,
    /// What one of these is worth in the total.
    pub bonus_worth: Option<Number>,
}

impl Brought {
    /// Its points of the total.
    pub fn points(&self) -> Number {
        let bonus = self.bonus_worth.as_ref().map_or_else(Number::zero, |worth| self.bonus.multiply(worth));
        self.earned.multiply(&self.worth).add(&bonus)
    }
}

/// A total in pieces.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    /// Indicators by name.
    pub indicators: BTreeMap<String, Brought>,
    /// Everything else.
    pub others: BTreeMap<Cause, Number>,
}

impl Pieces {
    /// What all pieces come to.
    pub fn sum(&self) -> Number {
        let indicators = self.indicators.values().fold(Number::zero(), |sum, one| sum.add(&one.points()));
        self.others.values().fold(indicators, |sum, points| sum.add(points))
    }

    /// The share that was earned of everything that is weighed.
    pub fn share(&self) -> Number {
        let weighed = || self.indicators.values().filter(|one| !one.extra);
        let worth = weighed().fold(Number::zero(), |sum, one| sum.add(&one.worth));
        let earned = weighed().fold(Number::zero(), |sum, one| sum.add(&one.earned.multiply(&one.worth)));
        earned.divide(&worth).unwrap_or_else(Number::zero)
    }

    fn add(&mut self, cause: Cause, points: &Number) {
        if !points.is_zero() {
            let sum = self.others.entry(cause).or_insert_with(Number::zero);
            *sum = sum.add(points);
        }
    }
}

/// Takes a total apart; none where there is no total. `name` says how an indicator is called.
pub(super) fn pieces(run: Run<'_>, score: &SubjectScore, name: &dyn Fn(&str) -> String) -> Option<Pieces> {
    let (total, trace) = (score.total.as_ref()?, score.derivation.as_ref()?);
    let mut walk = Walk { run, score, name, pieces: Pieces::default() };
    let one = Number::one();
    let root = score.parts.first()?;
    walk.part(root, &one, &one);
    for (part, _) in &trace.extras {
        if let Some(extra) = walk.part_score(*part) {
            walk.part(extra, &one, &one);
        }
    }
    let moved = |moved: &Moved| moved.after.subtract(&moved.before);
    for limit in trace.limits.iter().filter_map(|limit| limit.moved.as_ref()) {
        walk.pieces.add(Cause::TotalLimit, &moved(limit));
    }
    if let Some(floor) = &trace.floor {
        walk.pieces.add(Cause::TotalLimit, &moved(floor));
    }
    if let Some(rounded) = &trace.rounded {
        walk.pieces.add(Cause::TotalRounding, &moved(&rounded.moved));
    }
    let mut pieces = walk.pieces;
    // A step nobody told this walk about is shown as such rather than hidden.
    let rest = total.subtract(&pieces.sum());
    pieces.add(Cause::Other, &rest);
    Some(pieces)
}

struct Walk<'a> {
    run: Run<'a>,
    score: &'a SubjectScore,
    name: &'a dyn Fn(&str) -> String,
    pieces: Pieces,
}

impl<'a> Walk<'a> {
    fn part_score(&self, part: PartId) -> Option<&'a PartScore> {
        self.score.parts.iter().find(|score| score.part == part)
    }

    /// A part, a point of whose score is worth `worth`, and a point of whose bonus is worth `bonus_worth`.
    fn part(&mut self, score: &PartScore, worth: &Number, bonus_worth: &Number) {
        let part = &self.run.program.parts[score.part];
        let trace = &score.trace;
        let (Some(base), Some(_)) = (&trace.base, &score.score) else { return };
        let extra = part.kind.is_extra();
        let counted = || trace.children.iter().filter(|child| child.counted);
        let bonus = counted().fold(Number::zero(), |sum, child| sum.add(&child.bonus));
        let mut times = Number::one();
        if let Some((factor, Some(_))) = &trace.times
            && let Some(factor) = factor.found.as_number()
        {
            let whole = base.multiply(worth).add(&bonus.multiply(bonus_worth));
            self.pieces.add(Cause::Factor(part.path.clone()), &whole.multiply(&factor.subtract(&Number::one())));
            times = factor.clone();
        }
        if let Some(rounded) = &trace.rounded {
            // Part of what rounding changed is bonus.
            let of_bonus = score.bonus.subtract(&bonus.multiply(&times));
            let of_base = between(&rounded.moved).subtract(&of_bonus);
            let whole = of_base.multiply(worth).add(&of_bonus.multiply(bonus_worth));
            self.pieces.add(Cause::Rounding(part.path.clone()), &whole);
        }
        if let Some(held) = &trace.held {
            self.pieces.add(Cause::Limit(part.path.clone()), &between(&held.moved).multiply(worth));
        }
        // What a point of the children's measure is worth in the part.
        let unit = match &score.of {
            Some(of) if !extra => score.full.divide(of).unwrap_or_else(Number::zero),
            Some(_) | None => Number::one(),
        };
        for child in counted() {
            let worth = in_measure(child).multiply(&unit).multiply(worth);
            self.child(&part.path, extra, child, &worth, bonus_worth);
        }
    }

    /// A child, a point of whose score is worth `worth`; its bonus is written in its part's points.
    fn child(&mut self, path: &str, extra: bool, child: &ChildTrace, worth: &Number, bonus_worth: &Number) {
        let Some(earned) = &child.score else { return };
        match child.child {
            Child::Part(id) => match self.part_score(id) {
                Some(below) if below.score.is_some() => {
                    let each = child.bonus.divide(&below.bonus).unwrap_or_else(Number::zero);
                    self.part(below, worth, &each.multiply(bonus_worth));
                }
                // Not applicable, and counted all the same.
                Some(_) | None => {
                    let path = self.run.program.parts[id].path.clone();
                    self.pieces.add(Cause::Counted(path), &earned.multiply(worth));
                }
            },
            Child::Indicator(id) => {
                let indicator = &self.run.program.indicators[id];
                let score = self.score.indicators.iter().find(|score| score.indicator == id);
                let above = score.and_then(|score| score.score.as_ref()).map(|points| points.subtract(&child.full).max(Number::zero()));
                let bonus = above.unwrap_or_else(Number::zero);
                let each = child.bonus.divide(&bonus).map(|each| each.multiply(bonus_worth));
                let (earned, worth) = match earned.divide(&child.full) {
                    Some(share) if !extra => (share, worth.multiply(&child.full)),
                    Some(_) | None => (earned.clone(), worth.clone()),
                };
                let brought = Brought { part: path.to_owned(), extra, earned, worth, bonus, bonus_worth: each };
                self.pieces.indicators.insert((self.name)(&indicator.name), brought);
            }
        }
    }
}

fn between(moved: &Moved) -> Number {
    moved.after.subtract(&moved.before)
}

/// What a point of a child is in the measure of its part.
fn in_measure(child: &ChildTrace) -> Number {
    if child.measure == child.full {
        return Number::one();
    }
    child.measure.divide(&child.full).unwrap_or_else(Number::zero)
}
