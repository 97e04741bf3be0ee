//! The total: parts, then bonus and adjustment parts, then its limits, then rounding.

use super::bands::clamp;
use super::card::{Busy, Card, Scope};
use super::card_trace::{TotalLimitTrace, TotalTrace};
use super::found::{Troubles, add};
use super::report::{Found, PartState, Reason, ReasonKind};
use super::trace::{ClauseKind, Moved, RoundedTrace};
use crate::model::{Expr, PartId, ScorecardId};
use crate::text::Span;
use crate::value::Number;

/// What the total came to.
#[derive(Clone)]
pub(super) struct Total {
    /// The total, that so far when pending; none when invalid or when nothing is applicable.
    pub(super) number: Option<Number>,
    /// What stands in its way.
    pub(super) troubles: Troubles,
    /// Why there is none although nothing is at fault.
    pub(super) without: Vec<Reason>,
    pub(super) open: Number,
    pub(super) trace: TotalTrace,
}

impl<'a> Card<'a> {
    /// The total as others read it, computed once.
    pub(super) fn total_result(&mut self, span: Span) -> Found {
        if self.total.is_none()
            && let (None, Some(id)) = (self.refused(), self.scorecard)
        {
            if !self.busy.insert(Busy::Total) {
                return self.circle(span);
            }
            self.within(None, |card| card.settle_total(id));
            self.busy.remove(&Busy::Total);
        }
        let refused = self.refused();
        refused.or_else(|| self.total.clone()).unwrap_or_else(|| Found::missing(Reason::new(ReasonKind::NoTotal)))
    }

    fn settle_total(&mut self, id: ScorecardId) {
        let sum = self.add_total(id);
        self.total = Some(match sum.troubles.strongest() {
            Some(Found::Invalid(reasons)) => Found::Invalid(because_of_total(&reasons)),
            Some(Found::Pending(reasons) | Found::Missing(reasons)) => Found::Pending(because_of_total(&reasons)),
            Some(Found::Given(_)) | None => sum.number.clone().map_or_else(|| Found::Missing(sum.without.clone()), Found::number),
        });
        self.sum = Some(sum);
    }

    fn add_total(&mut self, id: ScorecardId) -> Total {
        let program = self.run.program;
        let card = &program.scorecards[id];
        let mut total =
            Total { number: None, troubles: Troubles::default(), without: Vec::new(), open: Number::zero(), trace: TotalTrace::default() };

        let Some(root) = self.part_of(card.root) else { return total };
        total.open = root.open.clone();
        match root.state {
            PartState::Scored => {}
            PartState::NotApplicable => {
                total.without.push(Reason::at(ReasonKind::NoTotal, card.span));
                add(&mut total.without, &root.reasons);
            }
            PartState::SoFar => add(&mut total.troubles.pending, &root.reasons),
            PartState::Invalid => add(&mut total.troubles.invalid, &root.reasons),
        }
        total.trace.parts = root.score.clone();
        let mut points = root.score.clone().unwrap_or_else(Number::zero);

        for extra in self.extras(card.root) {
            let Some(score) = self.part_of(extra) else { continue };
            match score.state {
                PartState::Scored => {}
                PartState::NotApplicable => continue,
                PartState::SoFar => add(&mut total.troubles.pending, &score.reasons),
                PartState::Invalid => add(&mut total.troubles.invalid, &score.reasons),
            }
            total.open = total.open.add(&score.open);
            let Some(part_points) = &score.score else { continue };
            let after = points.add(part_points);
            total.trace.extras.push((extra, Moved { before: points, after: after.clone() }));
            points = after;
        }
        if !total.without.is_empty() || !total.troubles.invalid.is_empty() {
            return total;
        }

        self.total = Some(Found::number(points.clone()));
        for limit in &card.at_most {
            points = self.limit(false, &limit.points, None, limit.span, points, &mut total);
        }
        for limit in &card.at_least {
            points = self.limit(true, &limit.points, limit.unless.as_ref(), limit.span, points, &mut total);
        }
        if points.is_negative() {
            total.trace.floor = Some(Moved { before: points, after: Number::zero() });
            points = Number::zero();
        }
        if let Some(rounding) = &program.header.totals.rounded {
            let after = rounding.apply(&points);
            let moved = Moved { before: points, after: after.clone() };
            total.trace.rounded = Some(RoundedTrace { rounding: rounding.clone(), moved });
            points = after;
        }
        if total.troubles.invalid.is_empty() {
            total.number = Some(points);
        }
        total
    }

    /// The bonus and adjustment parts of a scorecard, in the order of the tree.
    pub(super) fn extras(&self, root: PartId) -> Vec<PartId> {
        self.tree(root).into_iter().filter(|part| self.is_extra(*part)).collect()
    }

    fn limit(&mut self, floor: bool, limit: &'a Expr, unless: Option<&'a Expr>, span: Span, before: Number, total: &mut Total) -> Number {
        let mut own = Troubles::default();
        let unless = unless.map(|unless| self.evaluate(unless, Scope::default()));
        let holds = unless.as_ref().is_none_or(|unless| own.flag(unless) == Some(false));
        let limit = holds.then(|| self.evaluate(limit, Scope::default()));
        let number = limit.as_ref().and_then(|limit| own.number(limit));
        let moved = number.map(|number| {
            let after = if floor { clamp(&before, Some(&number), None) } else { clamp(&before, None, Some(&number)) };
            Moved { before: before.clone(), after }
        });
        if moved.as_ref().is_some_and(|moved| moved.before != moved.after) {
            self.meet(span, ClauseKind::TotalLimit);
        }
        let after = moved.as_ref().map_or(before, |moved| moved.after.clone());
        if !own.missing.is_empty() {
            let reasons = self.missing_decides(span, &own.missing);
            add(&mut total.troubles.invalid, &reasons);
        }
        own.missing.clear();
        total.troubles.append(&own);
        total.trace.limits.push(TotalLimitTrace { floor, unless, points: limit, moved, span });
        after
    }
}

fn because_of_total(reasons: &[Reason]) -> Vec<Reason> {
    let mut list = vec![Reason::new(ReasonKind::Total)];
    list.extend(reasons.iter().cloned());
    list
}
