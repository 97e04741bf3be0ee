//! How high the score of a part can come: parts are rounded in their own points, after weighting, which may lead past
//! what they are out of.

use super::intervals::Interval;
use super::payments::{is_for_everybody, part_can_drop_out};
use crate::model::{Child, Part, PartId, PartKind, Program, Size};
use crate::value::{Number, Rounding, RoundingMode};

/// Where the score of a part can lie.
pub fn score_range(program: &Program, id: PartId) -> Interval {
    let part = &program.parts[id];
    match &part.kind {
        PartKind::Bonus { at_most } => Interval::closed(Number::zero(), at_most.clone()),
        PartKind::Adjustment { low, high } => Interval::closed(low.clone(), high.clone()),
        PartKind::Ordinary { .. } => {
            let Some(share) = share_before_rounding(program, id) else { return Interval::from(Number::zero()) };
            let range = Interval::closed(Number::zero(), most_full(program, id).multiply(&share));
            part.rounded.as_ref().map_or_else(|| range.clone(), |rounding| range.rounded(rounding))
        }
    }
}

/// What the full points of an ordinary part are at most, whomever they are for.
fn most_full(program: &Program, id: PartId) -> Number {
    let part = &program.parts[id];
    match (&part.kind, part.parent) {
        (PartKind::Ordinary { size: Size::OutOf(points) | Size::ScaledTo(points), .. }, _) => points.clone(),
        (PartKind::Ordinary { size: Size::Unsaid, weight: Some(weight) }, Some(parent)) => weight.multiply(&most_full(program, parent)),
        (PartKind::Ordinary { size: Size::Unsaid, .. }, _) => most_below(program, id),
        (PartKind::Bonus { .. } | PartKind::Adjustment { .. }, _) => Number::zero(),
    }
}

/// What lies below a part adds up to for whom everything is.
fn most_below(program: &Program, id: PartId) -> Number {
    let part = &program.parts[id];
    let below = part.children.iter().map(|child| match child {
        Child::Indicator(id) if program.is_extension(*id) => Number::zero(),
        Child::Indicator(id) => program.indicators[*id].points.full.clone(),
        Child::Part(id) => match &program.parts[*id].kind {
            PartKind::Ordinary { size: Size::OutOf(points) | Size::ScaledTo(points), .. } => points.clone(),
            PartKind::Ordinary { size: Size::Unsaid, .. } => most_below(program, *id),
            PartKind::Bonus { .. } | PartKind::Adjustment { .. } => Number::zero(),
        },
    });
    below.fold(part.opened().unwrap_or_else(Number::zero), |sum, points| sum.add(&points))
}

/// The greatest share of its full points that a part can come to; none where nothing limits it or it is not known.
pub fn most_share(program: &Program, id: PartId) -> Option<Number> {
    let share = share_before_rounding(program, id)?;
    let part = &program.parts[id];
    let Some(rounding) = part.rounded.as_ref().filter(|_| matches!(part.kind, PartKind::Ordinary { .. })) else { return Some(share) };
    if let Some(full) = full_of(program, id).filter(|full| !full.is_zero()) {
        return rounding.apply(&full.multiply(&share)).divide(&full);
    }
    // Whatever of it is for somebody, full points stay full points.
    let whole = rounding.mode == RoundingMode::Down || below_on_grid(program, part, rounding);
    (share == Number::one() && whole).then_some(share)
}

fn share_before_rounding(program: &Program, id: PartId) -> Option<Number> {
    let part = &program.parts[id];
    if part.times.is_some() {
        return None;
    }
    let mut shares: Vec<(Option<Number>, Number)> = Vec::new();
    for child in &part.children {
        match child {
            Child::Part(child) => {
                let share = most_share(program, *child)?;
                if let PartKind::Ordinary { weight, .. } = &program.parts[*child].kind {
                    shares.push((weight.clone().or_else(|| full_of(program, *child)), share));
                }
            }
            Child::Indicator(indicator) => {
                let points = &program.indicators[*indicator].points;
                if points.high != points.full {
                    return None;
                }
                shares.push((None, Number::one()));
            }
        }
    }
    let highest = shares.iter().map(|(_, share)| share.clone()).max().unwrap_or_else(Number::one);
    // What others lose by not being applicable, the highest may gain.
    if highest <= Number::one() || part.children.iter().any(|child| may_leave(program, child)) {
        return Some(highest.max(Number::one()));
    }
    let (mut sum, mut all) = (Number::zero(), Number::zero());
    for (weight, share) in &shares {
        let Some(weight) = weight else { return Some(highest) };
        sum = sum.add(&weight.multiply(share));
        all = all.add(weight);
    }
    sum.divide(&all).or(Some(highest))
}

/// Whether a child is not for everybody, or can turn out not applicable.
fn may_leave(program: &Program, child: &Child) -> bool {
    match child {
        Child::Part(id) => part_can_drop_out(program, *id) || !is_for_everybody(program, child),
        Child::Indicator(_) => true,
    }
}

/// The full points of a part in its own points; none where they are not the same for everybody.
fn full_of(program: &Program, id: PartId) -> Option<Number> {
    let part = &program.parts[id];
    match &part.kind {
        PartKind::Bonus { .. } | PartKind::Adjustment { .. } => None,
        PartKind::Ordinary { size: Size::OutOf(points) | Size::ScaledTo(points), .. } => Some(points.clone()),
        PartKind::Ordinary { size: Size::Unsaid, weight } => Some(weight.as_ref()?.multiply(&full_of(program, part.parent?)?)),
    }
}

/// Whether everything that a part adds up of lies on the steps of a rounding.
fn below_on_grid(program: &Program, part: &Part, rounding: &Rounding) -> bool {
    let children = part.children.iter().all(|child| match child {
        Child::Part(child) => {
            let child = &program.parts[*child];
            match &child.kind {
                PartKind::Ordinary { size: Size::OutOf(points) | Size::ScaledTo(points), weight: None } => rounding.holds(points),
                PartKind::Ordinary { size: Size::Unsaid, weight: None } => below_on_grid(program, child, rounding),
                PartKind::Ordinary { weight: Some(_), .. } => false,
                PartKind::Bonus { .. } | PartKind::Adjustment { .. } => true,
            }
        }
        Child::Indicator(indicator) => rounding.holds(&program.indicators[*indicator].points.full),
    });
    // A weight of what differs from one to another is not followed.
    let weighted = matches!(part.kind, PartKind::Ordinary { weight: Some(_), .. });
    children && !weighted && part.opened().is_none_or(|points| rounding.holds(&points))
}
