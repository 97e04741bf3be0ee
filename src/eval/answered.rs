//! What others lost and gained, as far as the subject scored answers for it.
//!
//! Each loss was published by the card it was made on; here it is only looked up, weighed by the share of whoever is
//! named, and gathered. A subject to which none of the indicators applies is left out. Who answers for nothing carries 0.

use super::across_trace::Counted;
use super::answered_trace::{AnsweredTrace, PointsRead, SourceRead};
use super::card::Card;
use super::expression::Step;
use super::found::Troubles;
use super::report::{Found, Reason, ReasonKind};
use super::trace::Operation;
use crate::model::{Answered, IndicatorId, MemberId, SharedId};
use crate::value::Number;

impl<'a> Card<'a> {
    pub(super) fn answered(&mut self, answered: &'a Answered) -> Step {
        let program = self.run.program;
        let own = self.member();
        let mine: Vec<(IndicatorId, SharedId, Number)> = (answered.indicators.iter())
            .filter_map(|(id, shared)| Some((*id, *shared, program.indicators[*id].share_of(own?, answered.way)?)))
            .collect();
        let mut troubles = Troubles::default();
        let mut sources = Vec::new();
        let submission = self.run.submission;
        let of_level = submission.subjects.iter().enumerate().filter(|(_, other)| other.level == answered.level && !mine.is_empty());
        let mut others: Vec<_> = of_level.collect();
        // The order of rows must not be seen in what comes out.
        others.sort_by(|(_, one), (_, other)| one.id.cmp(&other.id));
        for (subject, other) in others {
            let condition = answered.condition.and_then(|condition| self.published(condition, subject));
            let mut counted = match &condition {
                Some(condition) if condition.lapsed => Counted::NotApplicable,
                Some(condition) if troubles.flag(&condition.derivation) != Some(true) => Counted::ConditionFails,
                Some(_) | None => Counted::Yes,
            };
            let mut points = Vec::new();
            if counted == Counted::Yes {
                for (indicator, shared, share) in &mine {
                    match self.published(*shared, subject) {
                        Some(lost) if lost.lapsed => {}
                        Some(lost) => {
                            troubles.number(&lost.derivation);
                            points.push(PointsRead { indicator: *indicator, share: share.clone(), value: lost.derivation });
                        }
                        None => troubles.note(&Found::invalid(Reason::new(ReasonKind::Circle))),
                    }
                }
                if points.is_empty() {
                    counted = Counted::NotApplicable;
                }
            }
            let (id, name, origin) = (other.id.clone(), other.name.clone(), other.origin.clone());
            let condition = condition.map(|condition| condition.derivation);
            sources.push(SourceRead { subject, id, name, origin, condition, counted, points });
        }
        let Answered { function, balance, way, level, .. } = *answered;
        let trace = AnsweredTrace { function, balance, way, level, sources };
        let found = troubles.strongest().unwrap_or_else(|| Found::number(trace.result()));
        Step::of(Operation::Answered(trace), found, Vec::new())
    }

    /// The subject as a declared member of its kind, which alone can be named.
    fn member(&self) -> Option<MemberId> {
        let this = self.this();
        let place = self.run.program.levels[this.level].members.iter().position(|member| member.name == this.id)?;
        Some(MemberId { level: this.level, place })
    }
}
