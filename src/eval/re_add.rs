//! Adding up again: every score computed anew from its trace alone.
//!
//! Only what people see in an explanation is used: values, counts, amounts, caps, limits. So an
//! explanation whose numbers do not lead to the score cannot be printed unnoticed.

use super::bands::{clamp, on_line};
use super::change_trace::{ChangeGroupTrace, ChangeTrace, EntryCounted, TimesTrace};
use super::parts::unused_counted;
use super::portions::portions;
use super::quantify::signed;
use super::report::{IndicatorScore, PartScore, SubjectScore};
use super::sources::capped_amount;
use super::step_trace::StepTrace;
use super::steps::counted_points;
use super::trace::{Held, IndicatorTrace, MethodBody, RowResult, RowTrace, TableTrace};
use crate::value::Number;

/// The score of a scored indicator, added up again from its trace; none when the trace is incomplete.
#[must_use]
pub fn re_add(score: &IndicatorScore) -> Option<Number> {
    let Some(ruling) = &score.trace.ruling else { return computed(&score.trace) };
    // What a ruling replaced has to add up as well.
    match &ruling.computed {
        Some(before) if computed(&score.trace).as_ref() != Some(before) => None,
        Some(_) | None => ruling.points.clone(),
    }
}

/// What the rules alone come to.
fn computed(trace: &IndicatorTrace) -> Option<Number> {
    let vetoes = || trace.vetoes.iter().filter_map(|veto| veto.points.as_ref()).map(|points| points.found.as_number());
    let mut points = if trace.by_veto_alone {
        // What it replaces may be open, and so may other vetoes.
        vetoes().flatten().min()?.clone()
    } else {
        let before = before_vetoes(trace)?;
        vetoes().collect::<Option<Vec<&Number>>>()?.into_iter().min().cloned().unwrap_or(before)
    };
    points = held(&points, trace.held.as_ref()?);
    Some(trace.rounded.as_ref().map_or_else(|| points.clone(), |rounded| rounded.rounding.apply(&points)))
}

/// What the method comes to with its ceilings, additions and deductions.
fn before_vetoes(trace: &IndicatorTrace) -> Option<Number> {
    let mut points = method(trace)?;
    if let Some(ceiling) = &trace.ceiling {
        points = held(&points, ceiling);
    }
    for ceiling in &trace.ceilings {
        if let Some(limit) = &ceiling.points {
            points = clamp(&points, None, Some(limit.found.as_number()?));
        }
    }
    for group in &trace.changes {
        points = match group {
            ChangeGroupTrace::Single(trace) => signed(&points, trace.direction, &change(trace)?),
            ChangeGroupTrace::Joint { direction, changes, at_most, .. } => {
                let mut sum = Number::zero();
                for trace in changes {
                    sum = sum.add(&change(trace)?);
                }
                signed(&points, *direction, &sum.min(at_most.found.as_number()?.clone()))
            }
        };
    }
    Some(points)
}

/// The score of a part, added up again from what its children brought; none when it has no score.
#[must_use]
pub fn re_add_part(score: &PartScore) -> Option<Number> {
    score.score.as_ref()?;
    let counted = || score.trace.children.iter().filter(|child| child.counted);
    let (given, counting) = unused_counted(&score.trace);
    let earned = counted().fold(given, |sum, child| sum.add(&child.contribution()));
    let of = counted().fold(counting, |sum, child| sum.add(&child.measure));
    let mut points = if score.share.is_some() { earned.divide(&of)?.multiply(&score.full) } else { earned };
    points = counted().fold(points, |sum, child| sum.add(&child.bonus));
    if let Some((factor, _)) = &score.trace.times {
        points = points.multiply(factor.found.as_number().or(score.trace.factor_at_most.as_ref())?);
    }
    if let Some(rounded) = &score.trace.rounded {
        points = rounded.rounding.apply(&points);
    }
    let points = maybe_held(points, score.trace.held.as_ref());
    Some(score.trace.at_most.as_ref().map_or(points, |moved| moved.after.clone()))
}

/// The total of a subject, added up again from its parts and limits; none when it has none.
#[must_use]
pub fn re_add_total(score: &SubjectScore) -> Option<Number> {
    score.total.as_ref()?;
    let trace = score.derivation.as_ref()?;
    let mut points = score.parts.first()?.score.clone()?;
    for (part, _) in &trace.extras {
        points = points.add(score.parts.iter().find(|score| score.part == *part)?.score.as_ref()?);
    }
    for limit in &trace.limits {
        let Some(number) = &limit.points else { continue };
        let number = number.found.as_number()?;
        points = if limit.floor { clamp(&points, Some(number), None) } else { clamp(&points, None, Some(number)) };
    }
    points = points.max(Number::zero());
    Some(trace.rounded.as_ref().map_or_else(|| points.clone(), |rounded| rounded.rounding.apply(&points)))
}

fn held(points: &Number, held: &Held) -> Number {
    clamp(points, held.low.as_ref(), held.high.as_ref())
}

fn maybe_held(points: Number, limits: Option<&Held>) -> Number {
    limits.map_or_else(|| points.clone(), |limits| held(&points, limits))
}

/// What the method gave, before its ceiling.
fn method(trace: &IndicatorTrace) -> Option<Number> {
    match &trace.method.as_ref()?.body {
        MethodBody::Table(table) => self::table(table),
        MethodBody::Points { row, value, held, .. } => {
            let points = match row {
                Some(found) => self::row(found)?,
                None => value.as_ref()?.found.as_number()?.clone(),
            };
            Some(maybe_held(points, held.as_ref()))
        }
        MethodBody::Target { row, start, gains, held, .. } => {
            let points = match row {
                Some(found) => self::row(found)?,
                None => {
                    let mut points = start.as_ref()?.found.as_number()?.clone();
                    for gain in gains {
                        points = signed(&points, gain.direction, &change(gain)?);
                    }
                    points
                }
            };
            Some(maybe_held(points, held.as_ref()))
        }
        MethodBody::Steps { steps, .. } => {
            let again: Vec<StepTrace> = steps.iter().map(|step| StepTrace { earned: self::step(step), ..step.clone() }).collect();
            Some(counted_points(&again))
        }
        MethodBody::State(state) => match &state.range {
            Some((_, _, given)) => given.found.as_number().cloned(),
            // The points of a fixed state stand in the row itself.
            None => trace.method.as_ref()?.points.clone(),
        },
        MethodBody::Compete(compete) => super::compete::worked(&compete.working),
        MethodBody::Survey(survey) => super::survey::again(survey),
        MethodBody::Start(start) => start.found.as_number().cloned(),
        MethodBody::End(row) => self::row(row),
    }
}

fn table(table: &TableTrace) -> Option<Number> {
    Some(maybe_held(row(table.row.as_ref()?)?, table.held.as_ref()))
}

fn row(row: &RowTrace) -> Option<Number> {
    match &row.result {
        RowResult::Points(points) => points.found.as_number().cloned(),
        RowResult::Line { first, second, left, right, value, .. } => {
            on_line(left, right, value, first.found.as_number()?, second.found.as_number()?)
        }
        RowResult::NotApplicable | RowResult::Invalid => None,
    }
}

/// What a step earns: its worth, less so much for each period it was late.
fn step(step: &StepTrace) -> Number {
    match step.late.as_ref().and_then(|late| late.each.as_ref()) {
        Some(each) => step.worth.subtract(&each.amount.multiply(&each.count)).max(Number::zero()),
        None => step.earned.clone(),
    }
}

/// What a change comes to after its own cap.
fn change(trace: &ChangeTrace) -> Option<Number> {
    let points = match &trace.times {
        TimesTrace::Once { amount } => amount.found.as_number()?.clone(),
        TimesTrace::When { amount, .. } => match amount {
            Some(amount) => amount.found.as_number()?.clone(),
            None => Number::zero(),
        },
        TimesTrace::ForEach { entries, .. } => {
            let mut sum = Number::zero();
            for entry in entries.iter().filter(|entry| entry.counted == EntryCounted::Yes) {
                sum = sum.add(entry.amount.as_ref()?.found.as_number()?);
            }
            sum
        }
        TimesTrace::ForEvery { count, amount, .. } => match amount {
            Some(amount) => amount.found.as_number()?.multiply(count),
            None => Number::zero(),
        },
    };
    let points = match (&trace.each_source, trace.times.amount()) {
        (Some((cap, _)), Some(amount)) => capped_amount(&points, &portions(amount), cap.found.as_number()?),
        (Some(_) | None, _) => points,
    };
    match &trace.at_most {
        Some(cap) => Some(points.min(cap.found.as_number()?.clone())),
        None => Some(points),
    }
}
