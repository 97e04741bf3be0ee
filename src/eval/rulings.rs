//! Rulings: who is exempt from what, what an award puts in place of a computed score, what is struck or put
//! off, and what stays open because a ruling was refused.

use super::card::{Card, Standing};
use super::chain::Outcome;
use super::found::add;
use super::messages;
use super::report::{Computed, Found, IndicatorScore, IndicatorState, Range, Reason, ReasonKind, RulingStatus, SubjectScore};
use super::ruling_trace::RulingTrace;
use crate::model::{Effect, IndicatorId, Intended, Question, RefusedRuling, RegisterId, Ruling, RulingKind};
use crate::text::Words;
use crate::value::{Day, Number};
use crate::words;

impl<'a> Card<'a> {
    /// Computes something inside an indicator, or outside all of them.
    pub(super) fn within<T>(&mut self, indicator: Option<IndicatorId>, compute: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.current, indicator);
        let result = compute(self);
        self.current = before;
        result
    }

    fn deciding(&self, id: IndicatorId, kind: RulingKind) -> Option<(usize, &'a Ruling)> {
        self.rulings.iter().find(|(_, ruling)| ruling.kind == kind && ruling.decides() && ruling.holds_for(id)).copied()
    }

    /// The exemption that takes the place of an indicator's methods.
    pub(super) fn exemption(&self, id: IndicatorId) -> Option<(usize, &'a Ruling)> {
        self.deciding(id, RulingKind::Exemption)
    }

    /// What an exemption comes to in place of the chain.
    pub(super) fn exempted(&self, id: IndicatorId) -> Option<Outcome> {
        let (_, ruling) = self.exemption(id)?;
        Some(match self.points_of(id, ruling) {
            Some(points) => Outcome::Points(points),
            None => {
                let origin = Some(ruling.origin.clone());
                Outcome::NotApplicable(vec![Reason::from(ReasonKind::Waived(ruling.approval.clone()), origin)])
            }
        })
    }

    /// The points a ruling gives; none if it takes the indicator out.
    fn points_of(&self, id: IndicatorId, ruling: &Ruling) -> Option<Number> {
        match &ruling.effect {
            Effect::FullPoints => Some(self.run.program.indicators[id].points.full.clone()),
            Effect::Points(points) => Some(points.clone()),
            Effect::NotApplicable | Effect::Due(_) | Effect::EntryStruck(..) => None,
        }
    }

    /// The score of an indicator that a subject is exempt from: nothing of it is computed.
    pub(super) fn exempt(&mut self, place: usize, outcome: Outcome, mut score: IndicatorScore) -> IndicatorScore {
        self.used_rulings.insert(place);
        score.ruling = Some(place);
        let points = match outcome {
            Outcome::Points(points) => Some(points),
            Outcome::NotApplicable(reasons) | Outcome::Pending(reasons) | Outcome::Invalid(reasons) => {
                score.reasons = reasons;
                None
            }
        };
        score.trace.ruling = Some(RulingTrace { ruling: place, computed: None, points: points.clone() });
        match points {
            Some(points) => settle(&mut score, points),
            None => score.state = IndicatorState::Waived,
        }
        score
    }

    /// The final score: what was computed, unless an award replaces it; open while a ruling is refused.
    pub(super) fn with_rulings(&mut self, id: IndicatorId, mut score: IndicatorScore) -> IndicatorScore {
        let there = match score.state {
            IndicatorState::Scored | IndicatorState::Pending | IndicatorState::Invalid => true,
            IndicatorState::NotApplicable | IndicatorState::Waived => false,
        };
        if let Some((place, ruling)) = self.deciding(id, RulingKind::Award).filter(|_| there)
            && let Some(points) = self.points_of(id, ruling)
        {
            self.used_rulings.insert(place);
            let computed = Computed { state: score.state, score: score.score.clone(), reasons: std::mem::take(&mut score.reasons) };
            score.ruling = Some(place);
            score.trace.ruling = Some(RulingTrace { ruling: place, computed: computed.score.clone(), points: Some(points.clone()) });
            score.computed = Some(computed);
            settle(&mut score, points);
            self.unassigned.decided(id);
        }
        let refused = self.refused_about(id);
        if !refused.is_empty() {
            // Whatever the ruling meant to give.
            let points = &self.run.program.indicators[id].points;
            score.range = Some(Range { low: points.low.clone(), high: points.high.clone() });
        }
        if !refused.is_empty() && score.state != IndicatorState::Invalid {
            score.state = IndicatorState::Pending;
            add(&mut score.reasons, &refused);
        }
        score
    }

    /// The refused rulings that may be about an indicator of the subject, as reasons. What would have struck an entry is
    /// told where entries are read.
    pub(super) fn refused_about(&self, id: IndicatorId) -> Vec<Reason> {
        self.refused_where(|one| !matches!(one.intended, Intended::Strike(_)) && may_be_about(one, id))
    }

    /// What others read of an indicator while it is not known whether a ruling takes it out for the subject.
    pub(super) fn exemption_in_doubt(&self, id: IndicatorId) -> Option<Found> {
        let exempts = |one: &RefusedRuling| matches!(one.intended, Intended::Unknown | Intended::Decide) && may_be_about(one, id);
        self.in_doubt(id, exempts)
    }

    /// The same of what is not there, while it is not known whether a ruling gives it more time.
    pub(super) fn delay_in_doubt(&self, id: IndicatorId) -> Option<Found> {
        let puts_off = |one: &RefusedRuling| matches!(one.intended, Intended::Unknown | Intended::PutOff) && may_be_about(one, id);
        self.in_doubt(id, puts_off)
    }

    /// The indicator itself is open as a whole, and shows what it comes to without the ruling.
    fn in_doubt(&self, id: IndicatorId, wanted: impl Fn(&RefusedRuling) -> bool) -> Option<Found> {
        if self.run.submission.refused_rulings.is_empty() || self.current == Some(id) {
            return None;
        }
        let reasons = self.refused_where(|one| one.kind == RulingKind::Exemption && wanted(one));
        (!reasons.is_empty()).then_some(Found::Pending(reasons))
    }

    /// What entries of a register come to while it is not known whether a ruling strikes some where they are read now.
    pub(super) fn strike_in_doubt(&self, register: RegisterId) -> Option<Found> {
        let here = |one: &RefusedRuling| one.indicators.is_empty() || self.current.is_some_and(|current| one.indicators.contains(&current));
        let strikes = |one: &RefusedRuling| match one.intended {
            Intended::Strike(of) => of.is_none_or(|of| of == register),
            Intended::Unknown => true,
            Intended::Decide | Intended::PutOff => false,
        };
        let reasons = self.refused_where(|one| one.kind == RulingKind::Exemption && strikes(one) && here(one));
        (!reasons.is_empty()).then_some(Found::Pending(reasons))
    }

    fn refused_where(&self, wanted: impl Fn(&RefusedRuling) -> bool) -> Vec<Reason> {
        let about = |subject: Option<usize>| subject.is_none_or(|subject| subject == self.subject);
        let refused = self.run.submission.refused_rulings.iter().filter(|one| about(one.subject) && wanted(one));
        refused.map(|one| Reason::from(ReasonKind::RulingRefused(one.why.clone()), Some(one.origin.clone()))).collect()
    }

    /// The ruling that strikes an entry where it is read now.
    pub(super) fn struck(&mut self, register: RegisterId, entry: usize) -> Option<usize> {
        let current = self.current;
        let strikes = |ruling: &Ruling| {
            ruling.effect == Effect::EntryStruck(register, entry)
                && (ruling.indicators.is_empty() || current.is_some_and(|current| ruling.indicators.contains(&current)))
        };
        let place = self.rulings.iter().find(|(_, ruling)| strikes(ruling)).map(|(place, _)| *place)?;
        self.used_rulings.insert(place);
        Some(place)
    }

    /// Whether an entry is struck for some indicators only, so that what is read of a register hangs on who reads it.
    pub(super) fn strikes_hang_on_the_reader(&self) -> bool {
        self.rulings.iter().any(|(_, ruling)| matches!(ruling.effect, Effect::EntryStruck(..)) && !ruling.indicators.is_empty())
    }

    /// The day of a step, and the ruling that put it off with the day it had before.
    pub(super) fn step_due(&self, id: IndicatorId, question: Question, own: Option<Day>) -> (Option<Day>, Option<(usize, Day)>) {
        let Some(own) = own else { return (None, None) };
        let (due, ruling) = self.run.submission.due(self.subject, id, question, own);
        (Some(due), ruling.map(|ruling| (ruling, own)))
    }

    /// What became of the rulings about the subject; those about indicators that do not judge it are reported.
    pub(super) fn ruling_statuses(&mut self, score: &SubjectScore) -> Vec<(usize, RulingStatus)> {
        let program = self.run.program;
        let mut statuses = Vec::new();
        for (place, ruling) in self.rulings.clone() {
            let on_card = ruling.indicators.is_empty() || !ruling.indicators.is_disjoint(&self.indicators);
            let status = if let Standing::Without(found) = &self.standing {
                let pending = matches!(found, Found::Pending(_));
                RulingStatus::WithoutEffect(if pending {
                    Words::new("which scorecard judges the subject is not known yet", "尚不能确定该对象适用的计分卡")
                } else {
                    Words::new("the subject is refused", "该对象已退回")
                })
            } else if !on_card {
                let finding = messages::ruling_off_card(program, self.this(), ruling);
                let why = finding.message.clone();
                self.diagnostics.push(finding);
                RulingStatus::Refused(why)
            } else if self.used_rulings.contains(&place) {
                RulingStatus::Applied
            } else {
                let lapsed =
                    score.indicators.iter().find(|one| ruling.kind == RulingKind::Award && ruling.indicators.contains(&one.indicator));
                if let Some(lapsed) = lapsed {
                    let finding = messages::ruling_without_object(program, self.this(), ruling, lapsed.indicator);
                    self.diagnostics.push(finding);
                }
                RulingStatus::WithoutEffect(without_effect(ruling))
            };
            statuses.push((place, status));
        }
        statuses
    }
}

fn may_be_about(ruling: &RefusedRuling, id: IndicatorId) -> bool {
    ruling.indicators.is_empty() || ruling.indicators.contains(&id)
}

/// Why a ruling in force changes nothing.
fn without_effect(ruling: &Ruling) -> Words {
    match ruling.effect {
        Effect::NotApplicable | Effect::FullPoints | Effect::Points(_) => words!("the indicator is not applicable", "该指标不适用"),
        Effect::Due(_) => {
            words!(
                "no step it is about was done and counted, and nothing is kept open by it",
                "所涉步骤没有完成或未用于计分，也没有数据项因此顺延"
            )
        }
        Effect::EntryStruck(..) => words!("no indicator of the subject reads the entry", "该对象没有指标用到这条记录"),
    }
}

fn settle(score: &mut IndicatorScore, points: Number) {
    score.state = IndicatorState::Scored;
    score.lost = Some(score.points.subtract(&points).max(Number::zero()));
    score.range = Some(Range { low: points.clone(), high: points.clone() });
    score.score = Some(points);
}
