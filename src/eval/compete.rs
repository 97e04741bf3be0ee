//! Points among peers: by place, or by how near a value comes to the best.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::bands::Verdict;
use super::card::Card;
use super::contest::whole;
use super::contest_trace::{CompeteTrace, Competitor, Field, Placing, Working};
use super::group_figures::SharedPlaces;
use super::report::{Because, Found, Reason, ReasonKind};
use super::trace::{ClauseKind, MethodBody};
use crate::model::{Better, Compete, CompeteForm, PlacePoints, Ties};
use crate::text::Span;
use crate::value::{Number, Value};

impl Card<'_> {
    pub(super) fn compete(&mut self, compete: &Compete) -> (MethodBody, Verdict) {
        let placing = self.run.published().placing(compete.shared, self.subject);
        let trace = |working| MethodBody::Compete(CompeteTrace { placing: placing.clone(), working });
        let found = match &placing {
            Some(placing) => placing.found.clone(),
            None => Found::missing(Reason::new(ReasonKind::NotCompeting)),
        };
        let (Found::Given(_), Some(own_placing)) = (&found, &placing) else {
            let too_few = found.reasons().iter().any(|reason| matches!(reason.kind, ReasonKind::TooFewCompetitors { .. }));
            let verdict =
                if too_few { Verdict::CannotApply(Because::TooFewCompetitors, found.reasons().to_vec()) } else { Verdict::Without(found) };
            return (trace(Working::None), verdict);
        };
        let Some((working, points)) = self.working(compete, own_placing) else {
            let span = self.run.program.contests[compete.contest].span;
            let reasons = vec![Reason::at(ReasonKind::BestNotAboveZero, span)];
            return (trace(Working::None), Verdict::CannotApply(Because::NothingToMeasureBy, reasons));
        };
        let verdict = match points {
            Some(points) => Verdict::Points(points),
            None => Verdict::Without(Found::unfit(self.run.program.contests[compete.contest].span)),
        };
        (trace(working), verdict)
    }

    /// How the points come about, and what they are if they are numbers; nothing where nothing can be in proportion to
    /// the best value.
    fn working(&mut self, compete: &Compete, placing: &Placing) -> Option<(Working, Option<Number>)> {
        let contest = &self.run.program.contests[compete.contest];
        let own = placing.own()?;
        let values = || Some((value(placing.field.competitors.first()?)?, worst(&placing.field)?));
        let working = match &compete.form {
            CompeteForm::Places(places) => {
                let counted = match contest.ties {
                    Ties::Better => own.first..=own.first,
                    Ties::Worse => own.last..=own.last,
                    Ties::Average => own.first..=own.last,
                };
                let shared = placing.field.figures.shared(own.first, || SharedPlaces::of(places, counted));
                shared.rows.iter().for_each(|row| self.meet(*row, ClauseKind::Place));
                return Some((Working::Places(shared.places), shared.points));
            }
            CompeteForm::Line { first, last } => Working::Line {
                first: first.points.clone(),
                last: last.points.clone(),
                place: own.place.clone(),
                competitors: placing.field.competitors.len(),
            },
            CompeteForm::Proportion(points) => {
                let (best, _) = values()?;
                if best <= Number::zero() {
                    return None;
                }
                let better = contest.keys.first()?.better;
                let (part, all) = match (value(own), better) {
                    (None, _) => (None, best),
                    (Some(own), Better::Higher) => (Some(own), best),
                    (Some(own), Better::Lower) => (Some(best), own),
                };
                Working::Proportion { points: points.points.clone(), part, whole: all }
            }
            CompeteForm::Range { low, high } => {
                let (best, worst) = values()?;
                Working::Range { low: low.points.clone(), high: high.points.clone(), worst, best, own: value(own) }
            }
        };
        let points = worked(&working);
        Some((working, points))
    }
}

impl SharedPlaces {
    /// What places are worth to each of those who share them.
    fn of(places: &PlacePoints, counted: RangeInclusive<usize>) -> Self {
        let rows: BTreeSet<Span> = counted.clone().map(|place| places.span_of(place)).collect();
        let places: Arc<[(usize, Number)]> = counted.map(|place| (place, places.of(place))).collect();
        Self { points: mean(&places), rows: rows.into_iter().collect(), places }
    }
}

/// What each of those who share places gets: the mean of what these are worth.
fn mean(places: &[(usize, Number)]) -> Option<Number> {
    let sum = places.iter().fold(Number::zero(), |sum, (_, points)| sum.add(points));
    sum.divide(&whole(places.len()))
}

/// The value that a competitor is measured by, where there is one and it is a number.
fn value(competitor: &Competitor) -> Option<Number> {
    match competitor.keys.as_ref()?.first()? {
        Value::Number(number) => Some(number.clone()),
        Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_) => None,
    }
}

/// The worst value that is there.
fn worst(field: &Field) -> Option<Number> {
    field.with_value().rev().find_map(value)
}

/// The points, worked out from what is shown alone.
pub(super) fn worked(working: &Working) -> Option<Number> {
    match working {
        Working::None => None,
        Working::Places(places) => mean(places),
        Working::Line { first, last, place, competitors } => {
            let steps = whole(competitors.saturating_sub(1));
            let down = place.subtract(&Number::one());
            // Who competes alone is the first.
            Some(down.divide(&steps).map_or_else(|| first.clone(), |share| first.add(&last.subtract(first).multiply(&share))))
        }
        Working::Proportion { points, part, whole } => match part {
            None => Some(Number::zero()),
            Some(part) => part.divide(whole).map(|share| points.multiply(&share)),
        },
        Working::Range { low, high, worst, best, own } => match own {
            None => Some(low.clone()),
            // Where all are equal, everybody is as good as the best.
            Some(own) => {
                let share = own.subtract(worst).divide(&best.subtract(worst));
                Some(share.map_or_else(|| high.clone(), |share| low.add(&high.subtract(low).multiply(&share))))
            }
        },
    }
}
