//! By ballots of several groups: in each the extremes left out, the mean, and the weights of the groups that count.

use super::bands::Verdict;
use super::card::Card;
use super::report::{Because, Found, Reason, ReasonKind};
use super::survey_trace::{GroupTrace, SurveyTrace, Tally};
use super::trace::{ClauseKind, MethodBody};
use crate::model::{Ballots, Drop, EmptyGroup, IndicatorId, Survey, SurveyGroup};
use crate::value::Number;

impl<'a> Card<'a> {
    pub(super) fn survey(&mut self, id: IndicatorId, survey: &'a Survey) -> (MethodBody, Verdict) {
        let submission = self.run.submission;
        let (span, nothing) =
            (self.run.program.indicators[id].name_span, SurveyTrace { groups: Vec::new(), empty_group: survey.empty_group });
        if let Some(due) = submission.ballots_ahead(self.run.program, survey) {
            let reason = Reason::at(ReasonKind::BallotsNotDue(due), span);
            return (MethodBody::Survey(nothing), Verdict::Without(Found::Pending(vec![reason])));
        }
        let Some(ballots) = &submission.ballots else {
            self.ballots_undelivered = true;
            let reason = Reason::at(ReasonKind::BallotsNotDelivered, span);
            return (MethodBody::Survey(nothing), Verdict::Without(Found::invalid(reason)));
        };
        let mut trace = SurveyTrace {
            groups: survey.groups.iter().enumerate().map(|(place, group)| self.group(id, survey, place, group, ballots)).collect(),
            empty_group: survey.empty_group,
        };
        if let Some(found) = self.uncountable(id, survey, ballots) {
            return (MethodBody::Survey(trace), Verdict::Without(found));
        }
        let counting = trace.groups.iter().filter(|group| group.mean.is_some());
        let all = counting.clone().fold(Number::zero(), |sum, group| sum.add(&group.weight));
        let someone_missing = counting.count() < trace.groups.len();
        if all.is_zero() || someone_missing && survey.empty_group == EmptyGroup::CannotBeApplied {
            let too_few = trace.groups.iter().filter(|group| group.mean.is_none());
            let reasons = too_few
                .map(|group| {
                    let (raters, needed) = (group.ballots.clone(), group.at_least.clone());
                    let span = survey.groups.get(group.group).map(|declared| declared.span);
                    Reason { kind: ReasonKind::TooFewRaters { indicator: id, group: group.group, raters, needed }, origin: None, span }
                })
                .collect();
            return (MethodBody::Survey(trace), Verdict::CannotApply(Because::TooFewRaters, reasons));
        }
        for group in &mut trace.groups {
            let Some(mean) = &group.mean else { continue };
            let weight = group.weight.divide(&all).unwrap_or_else(Number::zero);
            group.contribution = Some(mean.multiply(&weight));
            group.weight_after = Some(weight);
        }
        self.meet_survey(survey, &trace);
        let points = result(&trace);
        (MethodBody::Survey(trace), Verdict::Points(points))
    }

    /// Why the ballots of the subject cannot be counted (yet): faults in their rows, rows that may be about it, ballots still out.
    fn uncountable(&self, id: IndicatorId, survey: &Survey, ballots: &Ballots) -> Option<Found> {
        let faults = ballots.faults.get(&(self.subject, id)).map_or(&[][..], Vec::as_slice);
        if !faults.is_empty() {
            let bad = |(words, origin): &(crate::text::Words, crate::model::Origin)| {
                Reason::from(ReasonKind::BadBallot(id, words.clone()), Some(origin.clone()))
            };
            return Some(Found::Invalid(faults.iter().map(bad).collect()));
        }
        let unclear = ballots.unclear.iter().filter(|row| row.may_be(self.subject, id));
        let mut pending: Vec<Reason> = unclear.map(|row| Reason::from(ReasonKind::UnclearBallots, Some(row.origin.clone()))).collect();
        for group in 0..survey.groups.len() {
            let out = ballots.stated.get(&(self.subject, id, group)).filter(|stated| stated.returned.is_none());
            pending.extend(out.map(|stated| Reason::from(ReasonKind::BallotsOut(id, group), Some(stated.origin.clone()))));
        }
        (!pending.is_empty()).then_some(Found::Pending(pending))
    }

    /// The ballots of one group, without its share of the whole.
    fn group(&self, id: IndicatorId, survey: &Survey, place: usize, group: &SurveyGroup, ballots: &Ballots) -> GroupTrace {
        let cast = ballots.cast.get(&(self.subject, id)).map_or(&[][..], Vec::as_slice);
        let mut tallies: Vec<Tally> = Vec::new();
        for level in &survey.levels {
            let own = cast.iter().filter(|votes| votes.group == place && votes.level == level.value && !votes.count.is_zero());
            let count = own.clone().fold(Number::zero(), |sum, votes| sum.add(&votes.count));
            if !count.is_zero() {
                let origins = own.map(|votes| votes.origin.clone()).collect();
                tallies.push(Tally { level: level.value, points: level.points.clone(), count, dropped: Number::zero(), origins });
            }
        }
        let total = tallies.iter().fold(Number::zero(), |sum, tally| sum.add(&tally.count));
        let counts = total >= group.at_least;
        let drop = group.drop.as_ref().filter(|drop| counts && total >= drop.from);
        if let Some(drop) = drop {
            leave_out(&mut tallies, drop);
        }
        GroupTrace {
            group: place,
            mean: if counts { mean(&tallies) } else { None },
            tallies,
            ballots: total,
            at_least: group.at_least.clone(),
            dropped: drop.map(|drop| drop.span),
            weight: group.weight.clone(),
            weight_after: None,
            contribution: None,
            stated: ballots.stated.get(&(self.subject, id, place)).cloned(),
        }
    }

    fn meet_survey(&mut self, survey: &Survey, trace: &SurveyTrace) {
        let counting = || trace.groups.iter().filter(|group| group.contribution.is_some());
        for level in &survey.levels {
            if counting().any(|group| group.tallies.iter().any(|tally| tally.level == level.value)) {
                self.meet(level.span, ClauseKind::Level);
            }
        }
        let dropped: Vec<_> = counting().filter_map(|group| group.dropped).collect();
        dropped.into_iter().for_each(|span| self.meet(span, ClauseKind::Drop));
    }
}

/// Leaves out the ballots that are worth most and least. Of levels worth the same it does not matter which.
fn leave_out(tallies: &mut [Tally], drop: &Drop) {
    let mut order: Vec<usize> = (0..tallies.len()).collect();
    order.sort_by(|one, other| {
        let points = |place: usize| tallies.get(place).map(|tally| &tally.points);
        points(*other).cmp(&points(*one))
    });
    let mut take = |mut left: Number, order: &mut dyn Iterator<Item = usize>| {
        for place in order {
            let Some(tally) = tallies.get_mut(place) else { continue };
            let taken = left.clone().min(tally.count.subtract(&tally.dropped));
            tally.dropped = tally.dropped.add(&taken);
            left = left.subtract(&taken);
        }
    };
    take(drop.highest.clone(), &mut order.iter().copied());
    take(drop.lowest.clone(), &mut order.iter().rev().copied());
}

/// The mean of the ballots that are left, in points; none when none is.
pub(super) fn mean(tallies: &[Tally]) -> Option<Number> {
    let (mut sum, mut of) = (Number::zero(), Number::zero());
    for tally in tallies {
        let left = tally.count.subtract(&tally.dropped);
        sum = sum.add(&left.multiply(&tally.points));
        of = of.add(&left);
    }
    sum.divide(&of)
}

/// The contributions of all groups together.
fn result(trace: &SurveyTrace) -> Number {
    trace.groups.iter().filter_map(|group| group.contribution.as_ref()).fold(Number::zero(), |sum, part| sum.add(part))
}

/// The result once more, from ballots and weights alone.
pub(super) fn again(trace: &SurveyTrace) -> Option<Number> {
    let counting = || trace.groups.iter().filter(|group| group.weight_after.is_some());
    let all = counting().fold(Number::zero(), |sum, group| sum.add(&group.weight));
    let mut sum = Number::zero();
    for group in counting() {
        sum = sum.add(&mean(&group.tallies)?.multiply(&group.weight));
    }
    sum.divide(&all)
}
