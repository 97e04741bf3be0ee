//! One indicator for one subject: the methods in their order, then everything after the chain.

use std::sync::Arc;

use super::ahead::judged;
use super::bands::{Verdict, clamp};
use super::card::{Busy, Card, Scope};
use super::found::{Troubles, add};
use super::lasting::{is_fixed, lasts};
use super::outlook::{After, Ends, Vetoes};
use super::quantify::points_of;
use super::report::{Because, Found, IndicatorScore, IndicatorState, PassedOver, Range, Reason, ReasonKind};
use super::steps::{put_right, unanswered, won};
use super::trace::{
    CeilingTrace, ClauseKind, Held, IndicatorTrace, MethodBody, MethodTrace, Moved, RoundedTrace, RowKind, RowTrace, VetoTrace,
};
use crate::model::{Expr, ExprKind, Indicator, IndicatorId, Method, MethodKind, PartId};
use crate::text::Span;
use crate::value::{Number, Value};

/// What the chain of an indicator came to, before everything that follows it. Other results may read this
/// much while the rest is still being computed.
#[derive(Clone)]
pub(super) struct ChainResult {
    pub(super) outcome: Outcome,
    passed_over: Vec<PassedOver>,
    method: Option<MethodTrace>,
    ceiling: Option<Held>,
    /// The first of its methods that read a register which may still receive entries.
    awaiting: Option<usize>,
}

impl ChainResult {
    fn without_method(outcome: Outcome) -> Self {
        Self { outcome, passed_over: Vec::new(), method: None, ceiling: None, awaiting: None }
    }

    /// The method used; none when the end of the chain decided.
    pub(super) fn method(&self) -> Option<MethodKind> {
        self.method.as_ref().and_then(|method| method.kind)
    }
}

/// What the chain came to.
#[derive(Clone)]
pub(super) enum Outcome {
    Points(Number),
    NotApplicable(Vec<Reason>),
    Pending(Vec<Reason>),
    Invalid(Vec<Reason>),
}

impl<'a> Card<'a> {
    /// The score of an indicator on the card, computed once; none when it is being computed right now.
    pub(super) fn score_of(&mut self, id: IndicatorId) -> Option<Arc<IndicatorScore>> {
        if let Some(known) = self.scores.get(&id) {
            let known = Arc::clone(known);
            // Outside any computation the state of the score says it all.
            let _ = self.uses(Busy::Indicator(id));
            return Some(known);
        }
        if !self.busy.insert(Busy::Indicator(id)) {
            return None;
        }
        let score = self.noting_apart(Busy::Indicator(id), |card| card.within(Some(id), |card| card.score_indicator(id)));
        let score = self.with_unassigned(id, score);
        let mut score = self.with_rulings(id, score);
        self.lose_what_is_sure(&mut score);
        let score = Arc::new(score);
        let _ = self.uses(Busy::Indicator(id));
        self.busy.remove(&Busy::Indicator(id));
        self.scores.insert(id, Arc::clone(&score));
        Some(score)
    }

    /// Nobody has more so far than can still come: what an indicator that waits loses whatever becomes of it is lost.
    fn lose_what_is_sure(&self, score: &mut IndicatorScore) {
        let waits = score.state == IndicatorState::Pending && score.score.is_none();
        let Some(most) = score.range.as_ref().filter(|_| waits).map(|range| range.high.clone()) else { return };
        let so_far = score.so_far.clone().unwrap_or_else(Number::zero);
        if so_far > most && (score.so_far.is_some() || !self.may_lapse(score)) {
            score.so_far = Some(most);
        }
    }

    /// What its chain came to, computed once; none when it is being computed right now.
    pub(super) fn chain_of(&mut self, id: IndicatorId) -> Option<Arc<ChainResult>> {
        if let Some(known) = self.chains.get(&id) {
            let known = Arc::clone(known);
            let _ = self.uses(Busy::Chain(id));
            return Some(known);
        }
        if !self.busy.insert(Busy::Chain(id)) {
            return None;
        }
        let result = match (self.exempted(id), self.unclear.get(&id)) {
            (Some(outcome), _) => ChainResult::without_method(outcome),
            (None, Some(found)) => {
                let reasons = found.reasons().to_vec();
                let pending = matches!(found, Found::Pending(_));
                ChainResult::without_method(if pending { Outcome::Pending(reasons) } else { Outcome::Invalid(reasons) })
            }
            (None, None) => self.noting(Busy::Chain(id), |card| card.within(Some(id), |card| card.chain(id))),
        };
        self.busy.remove(&Busy::Chain(id));
        let result = Arc::new(result);
        self.chains.insert(id, Arc::clone(&result));
        Some(result)
    }

    pub(super) fn score_indicator(&mut self, id: IndicatorId) -> IndicatorScore {
        let program = self.run.program;
        let indicator = &program.indicators[id];
        let scope = Scope { points: Some(&indicator.points), ..Scope::default() };
        let circle = |card: &Self| Outcome::Invalid(card.circle(indicator.name_span).reasons().to_vec());
        let chain = self.chain_of(id).unwrap_or_else(|| Arc::new(ChainResult::without_method(circle(self))));
        let method = chain.method();
        // What was read of the chain stays; its trace is told with the score.
        let ChainResult { outcome, passed_over, method: method_trace, ceiling, awaiting } = Arc::unwrap_or_clone(chain);
        let mut score = IndicatorScore {
            indicator: id,
            part: self.part_for(indicator),
            state: IndicatorState::NotApplicable,
            method,
            passed_over,
            earned: None,
            score: None,
            so_far: None,
            points: indicator.points.full.clone(),
            lost: None,
            range: None,
            reasons: Vec::new(),
            ruling: None,
            computed: None,
            trace: IndicatorTrace { method: method_trace, ceiling, ..IndicatorTrace::default() },
        };
        if let Some((place, _)) = self.exemption(id) {
            return self.exempt(place, outcome, score);
        }
        let mut troubles = Troubles::default();
        let earned = match outcome {
            Outcome::NotApplicable(reasons) => {
                score.reasons = reasons;
                return score;
            }
            Outcome::Points(points) => Some(points),
            Outcome::Pending(reasons) => {
                add(&mut troubles.pending, &reasons);
                None
            }
            Outcome::Invalid(reasons) => {
                add(&mut troubles.invalid, &reasons);
                None
            }
        };
        let won = score.trace.method.as_ref().filter(|_| earned.is_none() && troubles.invalid.is_empty()).and_then(won);
        let mut after = Troubles::default();
        let ceiling = indicator.chain.links.get(score.passed_over.len()).and_then(|link| link.ceiling.as_ref());
        let start = earned.clone().or_else(|| won.as_ref().map(|(won, _)| clamp(won, None, ceiling.map(|ceiling| &ceiling.points))));
        let (result, clauses) = self.after_the_chain(id, (start, earned.is_some()), scope, &mut score.trace, &mut after);
        if result.is_too_long() {
            after.note(&self.too_long(indicator.name_span));
        }
        troubles.append(&after);
        let is_open = self.has_noted() || !troubles.pending.is_empty();
        if is_open && troubles.invalid.is_empty() && clauses.settled(&indicator.points) && self.vetoes_stay(&score.trace.vetoes) {
            score.reasons.clone_from(&troubles.pending);
            // What may turn out not applicable is not vetoed then.
            score.trace.by_veto_alone = !self.may_lapse(&score);
            score.reasons.clear();
        }
        if score.trace.by_veto_alone {
            // What it replaces cannot be told yet, and need not be.
            (score.trace.changed, score.trace.vetoed) = (None, None);
        }
        // What the methods can pay that read registers which may still receive entries.
        let still = awaiting.and_then(|first| self.among(&indicator.chain, (first, score.passed_over.len()), &indicator.points));
        match troubles.strongest().filter(|_| !score.trace.by_veto_alone) {
            None => {
                score.state = IndicatorState::Scored;
                score.lost = Some(indicator.points.full.subtract(&result).max(Number::zero()));
                let points = &indicator.points;
                let ends = earned.as_ref().map(Ends::single).map(|ends| still.into_iter().fold(ends, Ends::hull));
                let range = ends.map(|ends| clauses.range(&ends, points, self.run.program.header.scores.rounded.as_ref()));
                score.earned = earned;
                score.range = range.or_else(|| Some(Range { low: result.clone(), high: result.clone() }));
                score.score = Some(result);
            }
            Some(found) => {
                score.state = match found {
                    Found::Pending(_) => IndicatorState::Pending,
                    Found::Given(_) | Found::Missing(_) | Found::Invalid(_) => IndicatorState::Invalid,
                };
                score.reasons = found.reasons().to_vec();
                let points = &indicator.points;
                let has_won = won.is_some();
                let ahead = match (&earned, won) {
                    (_, Some((_, ends))) if score.state == IndicatorState::Pending => {
                        Some(ends.below(ceiling.map(|ceiling| &ceiling.points)))
                    }
                    (Some(earned), _) => Some(Ends::single(earned)),
                    (None, _) => self.method_ahead(indicator, &score),
                };
                // What waits has neither won nor lost its points, but for what steps and months have brought and entries have taken.
                let counts = has_won || result.is_negative() && !self.may_lapse(&score);
                score.so_far = Some(result).filter(|_| counts && score.state == IndicatorState::Pending);
                let rounding = program.header.scores.rounded.as_ref();
                let ahead = ahead.map(|ends| still.into_iter().fold(ends, Ends::hull));
                score.range = Some(match ahead {
                    Some(ends) if !clauses.undecided => clauses.range(&ends, points, rounding),
                    Some(_) | None => Range { low: points.low.clone(), high: points.high.clone() },
                });
            }
        }
        score
    }

    /// Between what the method can come that waits or was refused, or one that follows it.
    fn method_ahead(&mut self, indicator: &'a Indicator, score: &IndicatorScore) -> Option<Ends> {
        let (chain, points, place) = (&indicator.chain, &indicator.points, score.passed_over.len());
        let link = chain.links.get(place);
        let ceiling = link.and_then(|link| link.ceiling.as_ref()).map(|ceiling| &ceiling.points);
        let traced = score.trace.method.as_ref();
        if let Some(ends) = traced.zip(link).and_then(|(method, link)| judged(method, link)) {
            return Some(ends.below(ceiling));
        }
        let pending = score.state == IndicatorState::Pending;
        if let Some(ends) = traced.filter(|_| pending).and_then(unanswered) {
            return Some(self.or_ahead(ends.below(ceiling), chain, place + 1, points));
        }
        if let Some(ends) = traced.filter(|_| !pending).and_then(put_right) {
            return Some(ends.below(ceiling));
        }
        self.ahead(chain, place, points)
    }

    /// The methods in their order. Only one that cannot be applied goes on to the next.
    fn chain(&mut self, id: IndicatorId) -> ChainResult {
        let program = self.run.program;
        let indicator = &program.indicators[id];
        let scope = Scope { points: Some(&indicator.points), ..Scope::default() };
        let mut passed_over = Vec::new();
        let mut awaiting = None;
        for (place, link) in indicator.chain.links.iter().enumerate() {
            let kind = method_kind(&link.method);
            let (body, verdict) = self.method(id, &link.method, link.span, scope);
            awaiting = awaiting.or_else(|| self.is_awaiting_entries().then_some(place));
            let mut pass = |because, reasons| {
                passed_over.push(PassedOver { link: place, method: kind, because, reasons, span: link.span });
            };
            let outcome = match verdict {
                Verdict::CannotApply(because, reasons) => {
                    pass(because, reasons);
                    continue;
                }
                Verdict::Without(Found::Missing(reasons)) => {
                    pass(Because::Missing, reasons);
                    continue;
                }
                Verdict::Points(points) => Outcome::Points(points),
                Verdict::NotApplicable(reasons) => self.not_applicable_yet(reasons),
                Verdict::Without(Found::Pending(reasons)) => Outcome::Pending(reasons),
                Verdict::Without(Found::Invalid(reasons)) => Outcome::Invalid(reasons),
                Verdict::Without(Found::Given(_)) => Outcome::Invalid(Found::unfit(link.span).reasons().to_vec()),
            };
            // What came to no result has shown nothing of its method.
            if !matches!(outcome, Outcome::Invalid(_)) {
                self.meet(link.span, ClauseKind::Method);
            }
            let points = match &outcome {
                Outcome::Points(points) => Some(points.clone()),
                Outcome::NotApplicable(_) | Outcome::Pending(_) | Outcome::Invalid(_) => None,
            };
            let method = Some(MethodTrace { kind: Some(kind), span: link.span, body, points: points.clone() });
            let (Some(ceiling), Some(before)) = (&link.ceiling, points) else {
                return ChainResult { outcome, passed_over, method, ceiling: None, awaiting };
            };
            let after = clamp(&before, None, Some(&ceiling.points));
            let moved = Moved { before, after: after.clone() };
            let ceiling = Some(Held { low: None, high: Some(ceiling.points.clone()), moved, span: ceiling.span });
            return ChainResult { outcome: Outcome::Points(after), passed_over, method, ceiling, awaiting };
        }
        let (outcome, method) = self.end(indicator, passed_over.last(), scope);
        let awaiting = awaiting.or_else(|| self.is_awaiting_entries().then_some(passed_over.len()));
        ChainResult { outcome, passed_over, method, ceiling: None, awaiting }
    }

    /// The end of the chain, when no method could be applied.
    fn end(&mut self, indicator: &'a Indicator, last: Option<&PassedOver>, scope: Scope<'_>) -> (Outcome, Option<MethodTrace>) {
        let Some(end) = &indicator.chain.end else {
            // The rules see to it that their last method can be applied; a ruling may take away what it reads.
            let reasons = match last {
                Some(last) => self.missing_decides(last.span, &last.reasons),
                None => Found::unfit(indicator.span).reasons().to_vec(),
            };
            return (Outcome::Invalid(reasons), None);
        };
        self.meet(end.span, ClauseKind::End);
        let (result, verdict) = self.outcome(&end.outcome, end.span, None, scope);
        let row = RowTrace { span: end.span, kind: RowKind::End, result };
        let mut method = MethodTrace { kind: None, span: end.span, body: MethodBody::End(row), points: None };
        let outcome = match verdict {
            Verdict::Points(points) => {
                method.points = Some(points.clone());
                Outcome::Points(points)
            }
            Verdict::NotApplicable(reasons) => self.not_applicable_yet(reasons),
            Verdict::Without(Found::Pending(reasons)) => Outcome::Pending(reasons),
            Verdict::Without(Found::Invalid(reasons)) => Outcome::Invalid(reasons),
            Verdict::Without(Found::Missing(reasons)) | Verdict::CannotApply(_, reasons) => {
                Outcome::Invalid(self.missing_decides(end.span, &reasons))
            }
            Verdict::Without(Found::Given(_)) => Outcome::Invalid(Found::unfit(end.span).reasons().to_vec()),
        };
        (outcome, Some(method))
    }

    /// What is not applicable for what registers say so far may yet be applicable by entries to come.
    fn not_applicable_yet(&self, reasons: Vec<Reason>) -> Outcome {
        match self.entries_awaited() {
            awaited if awaited.is_empty() => Outcome::NotApplicable(reasons),
            awaited => Outcome::Pending(awaited),
        }
    }

    fn method(&mut self, id: IndicatorId, method: &'a Method, span: Span, scope: Scope<'_>) -> (MethodBody, Verdict) {
        match method {
            Method::Quantify(quantify) => self.quantify(quantify, span, scope),
            Method::Steps(steps) => self.steps(id, steps),
            Method::State(state) => self.state(id, state),
            Method::Compete(compete) => self.compete(compete),
            Method::Survey(survey) => self.survey(id, survey),
            Method::Start(start) => {
                let start = self.evaluate(start, scope);
                let verdict = points_of(&start);
                (MethodBody::Start(start), verdict)
            }
        }
    }

    /// Ceilings, changes, vetoes, limits, rounding. All clauses are looked at even when the chain gave
    /// no points: a fault in one of them is stronger than a judgement outstanding.
    fn after_the_chain(
        &mut self,
        id: IndicatorId,
        (start, is_earned): (Option<Number>, bool),
        scope: Scope<'_>,
        trace: &mut IndicatorTrace,
        troubles: &mut Troubles,
    ) -> (Number, After) {
        let indicator = &self.run.program.indicators[id];
        let mut points = start.unwrap_or_else(Number::zero);
        let mut clauses = After::nothing();
        for ceiling in &indicator.ceilings {
            let mut own = Troubles::default();
            let ((condition, limit), to_come) = self.as_it_stands(|card| {
                let condition = card.evaluate(&ceiling.condition, scope);
                let limit = (own.flag(&condition) == Some(true)).then(|| card.evaluate(&ceiling.points, scope));
                (condition, limit)
            });
            let mut moved = None;
            if let Some(limit) = &limit {
                self.meet(ceiling.span, ClauseKind::Ceiling);
                let stays = to_come.is_empty() || (lasts(&condition) && is_fixed(limit));
                if !stays {
                    self.may_receive_any(&to_come);
                }
                if let Some(limit) = own.number(limit) {
                    clauses.ahead.lasting.extend(stays.then_some(clauses.ceilings.len()));
                    clauses.ceilings.push(limit.clone());
                    let after = clamp(&points, None, Some(&limit));
                    moved = is_earned.then(|| Moved { before: points, after: after.clone() });
                    points = after;
                }
            }
            // What may hold takes at most what lies above it.
            match constant(&ceiling.points).filter(|_| limit.is_none() && own.strongest().is_some()) {
                Some(limit) => clauses.ceilings.push(limit.clone()),
                None => clauses.undecided |= own.strongest().is_some(),
            }
            trace.ceilings.push(CeilingTrace { condition, points: limit, moved, span: ceiling.span });
            self.settle(own, ceiling.span, troubles);
        }

        let before = points.clone();
        for group in &indicator.changes {
            let mut own = Troubles::default();
            let ((group_trace, change), [rise, fall]) = self.change_and_drift(group, scope, &mut own);
            clauses.ahead.rise = clauses.ahead.rise.and(rise);
            clauses.ahead.fall = clauses.ahead.fall.and(fall);
            points = points.add(&change);
            clauses.change = clauses.change.add(&change);
            let span = match &group_trace {
                super::change_trace::ChangeGroupTrace::Single(change) => change.span,
                super::change_trace::ChangeGroupTrace::Joint { span, .. } => *span,
            };
            trace.changes.push(group_trace);
            self.settle(own, span, troubles);
        }
        if !indicator.changes.is_empty() && is_earned {
            trace.changed = Some(Moved { before, after: points.clone() });
        }

        let (lowest, vetoes, to_come) =
            self.noting(Busy::Vetoes(id), |card| card.vetoes(indicator, scope, trace, (troubles, &mut clauses)));
        clauses.vetoes = if vetoes == Vetoes::Decided && self.may_move(Busy::Vetoes(id)) { Vetoes::SomeOpen } else { vetoes };
        clauses.ahead.veto_lasts = lowest.is_none() || !self.awaits_entries(Busy::Vetoes(id));
        clauses.ahead.veto_to_come = to_come;
        if let Some(lowest) = lowest {
            if is_earned {
                trace.vetoed = Some(Moved { before: points, after: lowest.clone() });
            }
            points = lowest.clone();
            clauses.veto = Some(lowest);
        }

        let limits = &indicator.points;
        let held = clamp(&points, Some(&limits.low), Some(&limits.high));
        let is_told = is_earned || clauses.settled(limits);
        if is_told {
            let moved = Moved { before: points, after: held.clone() };
            trace.held = Some(Held { low: Some(limits.low.clone()), high: Some(limits.high.clone()), moved, span: limits.span });
        }
        let Some(rounding) = &self.run.program.header.scores.rounded else { return (held, clauses) };
        let rounded = rounding.apply(&held);
        if is_told {
            let moved = Moved { before: held, after: rounded.clone() };
            trace.rounded = Some(RoundedTrace { rounding: rounding.clone(), moved });
        }
        (rounded, clauses)
    }

    /// Every veto; the lowest result of those that hold, how far they are known, and the most that one gives which entries
    /// still to come may make hold. What those of them do that are not known is noted among the clauses.
    fn vetoes(
        &mut self,
        indicator: &'a Indicator,
        scope: Scope<'_>,
        trace: &mut IndicatorTrace,
        (troubles, clauses): (&mut Troubles, &mut After),
    ) -> (Option<Number>, Vetoes, Option<Number>) {
        let (mut lowest, mut known): (Option<Number>, Vetoes) = (None, Vetoes::Decided);
        let mut ahead: Option<Number> = None;
        let mut turns = false;
        for veto in &indicator.vetoes {
            let mut own = Troubles::default();
            let (((condition, holds, points), to_come), read) = self.and_what_it_reads(|card| {
                card.as_it_stands(|card| {
                    let condition = card.evaluate(&veto.condition, scope);
                    let holds = own.flag(&condition);
                    let points = (holds == Some(true)).then(|| card.evaluate(&veto.points, scope));
                    (condition, holds, points)
                })
            });
            // Of what may still come of it nothing turns a veto that lasts.
            let stays = points.as_deref().is_some_and(|points| lasts(&condition) && is_fixed(points));
            if !stays {
                self.reads(&read);
                turns |= holds == Some(true) && !read.is_empty();
            }
            if let (None, false, Some(given)) = (&points, to_come.is_empty(), constant(&veto.points))
                && *given > indicator.points.low
            {
                self.may_receive_any(&to_come);
                ahead = Some(ahead.map_or_else(|| given.clone(), |most| most.max(given.clone())));
            }
            if let Some(points) = &points {
                if !stays {
                    self.may_receive_any(&to_come);
                }
                self.meet(veto.span, ClauseKind::Veto);
                if let Some(number) = own.number(points) {
                    lowest = Some(lowest.map_or_else(|| number.clone(), |lowest| lowest.min(number.clone())));
                }
            }
            trace.vetoes.push(VetoTrace { condition, holds, points, span: veto.span });
            if own.strongest().is_some() {
                known = Vetoes::SomeOpen;
                let holds = if holds.is_none() { self.possible_flag(&veto.condition, scope) } else { holds };
                match (holds, constant(&veto.points)) {
                    (Some(false), _) => {}
                    (Some(true), Some(given)) => clauses.sure_veto = clauses.sure_veto.iter().chain([given]).min().cloned(),
                    (None, Some(given)) => clauses.may_veto.push(given.clone()),
                    (Some(true) | None, None) => clauses.undecided = true,
                }
            }
            self.settle(own, veto.span, troubles);
        }
        (lowest, if turns { Vetoes::MayMove } else { known }, ahead)
    }

    /// After the chain there is no other method to go on to: a missing value makes the result invalid.
    fn settle(&mut self, own: Troubles, span: Span, troubles: &mut Troubles) {
        if !own.missing.is_empty() {
            let reasons = self.missing_decides(span, &own.missing);
            add(&mut troubles.invalid, &reasons);
        }
        add(&mut troubles.pending, &own.pending);
        add(&mut troubles.invalid, &own.invalid);
    }

    /// Reports a missing value where the rules do not say what it means, and gives the reasons.
    pub(super) fn missing_decides(&mut self, span: Span, missing: &[Reason]) -> Vec<Reason> {
        self.report_missing(span, missing);
        let mut reasons = vec![Reason::at(ReasonKind::MissingDecides, span)];
        reasons.extend(missing.iter().cloned());
        reasons
    }

    /// The part of the subject's scorecard that the indicator counts in.
    fn part_for(&self, indicator: &Indicator) -> PartId {
        let program = self.run.program;
        let own = indicator.parts.iter().find(|part| Some(program.parts[**part].scorecard) == self.scorecard);
        own.or(indicator.parts.first()).copied().expect("INVARIANT: a checked indicator counts in a part")
    }
}

/// The number that points always are; none of what is computed.
fn constant(points: &Expr) -> Option<&Number> {
    if let ExprKind::Constant(Value::Number(number)) = &*points.kind { Some(number) } else { None }
}

/// Which method it is.
pub(super) fn method_kind(method: &Method) -> MethodKind {
    match method {
        Method::Quantify(_) => MethodKind::Quantify,
        Method::Steps(_) => MethodKind::Steps,
        Method::State(_) => MethodKind::State,
        Method::Start(_) => MethodKind::Start,
        Method::Compete(_) => MethodKind::Compete,
        Method::Survey(_) => MethodKind::Survey,
    }
}

/// The place of a method in the choice of methods.
pub(super) fn method_place(kind: MethodKind) -> usize {
    match kind {
        MethodKind::Quantify => 0,
        MethodKind::Steps => 1,
        MethodKind::State => 2,
        MethodKind::Start => 3,
        MethodKind::Survey => 4,
        MethodKind::Compete => 5,
    }
}
