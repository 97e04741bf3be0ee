//! By described states: the unit sends evidence, somebody judges.

use super::bands::Verdict;
use super::card::Card;
use super::messages;
use super::report::{Because, Found, Reason, ReasonKind};
use super::trace::{Asked, ClauseKind, MethodBody, Read, StateTrace};
use crate::model::{IndicatorId, MemberId, Question, RoleId, State, StatePoints};

impl<'a> Card<'a> {
    pub(super) fn state(&mut self, id: IndicatorId, state: &'a State) -> (MethodBody, Verdict) {
        let evidence = state.needs_evidence.then(|| self.asked(Question::Evidence(id)));
        let judged = self.asked(Question::State(id));
        let mut trace = StateTrace { evidence: evidence.clone(), state: judged.clone(), row: None, span: None, range: None };

        match evidence.as_ref().map(|evidence| &evidence.found) {
            Some(Found::Missing(reasons)) => {
                // A judgement that cannot be read is a fault even where it would not have counted.
                if let Found::Invalid(_) = judged.found {
                    return (MethodBody::State(trace), Verdict::Without(judged.found));
                }
                if let Some(fault) = self.points_without_state(id, &judged) {
                    return (MethodBody::State(trace), Verdict::Without(fault));
                }
                if let (Found::Given(_), Some(origin)) = (&judged.found, &judged.origin) {
                    let finding = messages::judged_without_evidence(self.run.program, self.this(), id, origin);
                    self.diagnostics.push(finding);
                }
                let verdict = Verdict::CannotApply(Because::NoEvidence, reasons.clone());
                return (MethodBody::State(trace), verdict);
            }
            Some(found @ (Found::Pending(_) | Found::Invalid(_))) => {
                let verdict = Verdict::Without(found.clone());
                return (MethodBody::State(trace), verdict);
            }
            Some(Found::Given(_)) | None => {}
        }

        if let Some(fault) = self.points_without_state(id, &judged) {
            return (MethodBody::State(trace), Verdict::Without(fault));
        }
        let judge = self.judge(state);
        if let Found::Missing(_) = judged.found {
            let awaits = Reason::from(ReasonKind::AwaitsJudgement(id, judge), judged.origin.clone());
            return (MethodBody::State(trace), Verdict::Without(Found::Pending(vec![awaits])));
        }
        if let Found::Pending(_) | Found::Invalid(_) = judged.found {
            return (MethodBody::State(trace), Verdict::Without(judged.found));
        }
        let row = judged.found.as_choice().and_then(|value| state.rows.iter().enumerate().find(|(_, row)| row.value == value));
        let Some((place, row)) = row else {
            let span = self.run.program.indicators[id].span;
            return (MethodBody::State(trace), Verdict::Without(Found::unfit(span)));
        };
        trace.row = Some(place);
        trace.span = Some(row.span);
        self.meet(row.span, ClauseKind::State);
        let verdict = match &row.points {
            StatePoints::Fixed(fixed) => {
                let points = self.asked(Question::Points(id));
                // Points of a judge where none are asked contradict the state.
                if let Found::Invalid(_) = points.found { Verdict::Without(points.found) } else { Verdict::Points(fixed.clone()) }
            }
            StatePoints::Between(low, high) => {
                let points = self.asked(Question::Points(id));
                trace.range = Some((low.clone(), high.clone(), points.clone()));
                match (&points.found, points.found.as_number()) {
                    (_, Some(number)) => Verdict::Points(number.clone()),
                    (Found::Missing(_), None) => {
                        let awaits = Reason::from(ReasonKind::AwaitsPoints(id, judge), points.origin.clone());
                        Verdict::Without(Found::Pending(vec![awaits]))
                    }
                    (Found::Given(_), None) => Verdict::Without(Found::unfit(row.span)),
                    (Found::Pending(_) | Found::Invalid(_), None) => Verdict::Without(points.found),
                }
            }
        };
        (MethodBody::State(trace), verdict)
    }

    /// Points of a judge who judged no state: what was handed in is at fault then, and nothing is awaited.
    fn points_without_state(&self, id: IndicatorId, judged: &Read) -> Option<Found> {
        let points = || self.asked(Question::Points(id)).found;
        matches!(judged.found, Found::Missing(_)).then(points).filter(|points| matches!(points, Found::Invalid(_)))
    }

    fn asked(&self, question: Question) -> Read {
        let reading = self.run.readings.answer(self.run.program, self.subject, question);
        Read { asked: Asked::Question(question), found: reading.found, origin: reading.origin, by_default: reading.by_default }
    }

    /// Who judges this subject: somebody else where the judge would be the judged.
    fn judge(&self, state: &State) -> Option<RoleId> {
        let program = self.run.program;
        let subject = self.this();
        let is_subject = |member: &MemberId| {
            let declared = program.levels[member.level].members.get(member.place);
            member.level == subject.level && declared.is_some_and(|declared| declared.name == subject.id)
        };
        let holds = |role: RoleId| program.roles[role].held_by.iter().any(is_subject);
        match (state.judge, state.self_judge) {
            (Some(judge), Some(other)) if holds(judge) => Some(other),
            (judge, _) => judge,
        }
    }
}
