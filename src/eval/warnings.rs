//! Early warnings as of the day of scoring: conditions that hold, and what is overdue or falls due soon.
//!
//! A warning changes no score. One whose condition rests on something missing, pending or invalid is not
//! raised and not dropped: it is kept as undecided. Over months a condition is judged by those that have
//! fallen due. What a subject owes is told only where it may still matter: not of an indicator that is not
//! applicable, nor of methods behind the one that gave the points.

use std::sync::Arc;

use super::card::{Busy, Card, Scope, Standing};
use super::days::asked_by_input;
use super::report::{Found, IndicatorScore, IndicatorState};
use super::score::score_and;
use super::trace::Derivation;
use crate::diagnostics::Diagnostics;
use crate::model::{IndicatorId, InputId, Method, Program, Question, Submission};
use crate::text::SourceMap;
use crate::value::{Day, Value};

/// Everything there is to warn of.
#[derive(Clone, Debug, Default)]
pub struct Warnings {
    /// The warnings that were looked at, in the order of the submission and the rules.
    pub warnings: Vec<Warned>,
    /// What is owed and not there, overdue or still to come, in the order of the due days.
    pub owed: Vec<Owed>,
}

/// A warning that was looked at.
#[derive(Clone, Debug)]
pub struct Warned {
    /// The subject's place in the submission.
    pub subject: usize,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The place of the warning in [`crate::model::Indicator::warnings`].
    pub warning: usize,
    /// Whether it is raised; none when that cannot be told.
    pub raised: Option<bool>,
    /// Its condition, step by step.
    pub condition: Arc<Derivation>,
}

/// Something a subject has not delivered or done.
#[derive(Clone, Debug)]
pub struct Owed {
    /// The subject's place in the submission.
    pub subject: usize,
    /// The indicator.
    pub indicator: IndicatorId,
    /// What is owed.
    pub question: Question,
    /// By when.
    pub due: Day,
    /// Days from the day of scoring to that day; negative when it has passed.
    pub days_left: i64,
}

impl Warnings {
    /// Keeps what is about some subjects, by their places in the submission, and some indicators.
    pub fn keep(&mut self, asked_for: impl Fn(usize, IndicatorId) -> bool) {
        self.warnings.retain(|warned| asked_for(warned.subject, warned.indicator));
        self.owed.retain(|owed| asked_for(owed.subject, owed.indicator));
    }
}

/// What there is to warn of, and what is owed and not there.
#[must_use]
pub fn warn(program: &Program, submission: &Submission, map: &SourceMap) -> (Warnings, Diagnostics) {
    let mut found = Warnings::default();
    let (_, seen, diagnostics) = score_and(program, submission, map, None, |card| (card.warnings(), card.owed()));
    for (warnings, owed) in seen {
        found.warnings.extend(warnings);
        found.owed.extend(owed);
    }
    found.owed.sort_by_key(|owed| (owed.due, owed.subject, owed.indicator, owed.question));
    (found, diagnostics)
}

impl Card<'_> {
    fn warnings(&mut self) -> Vec<Warned> {
        let mut list = Vec::new();
        if self.standing != Standing::Judged {
            return list;
        }
        let program = self.run.program;
        for (_, id) in self.placed() {
            // Whom a ruling exempts is neither warned of what it is exempt from, nor owes it.
            if self.exemption(id).is_some() {
                continue;
            }
            let indicator = &program.indicators[id];
            for (place, warning) in indicator.warnings.iter().enumerate() {
                let scope = Scope { points: Some(&indicator.points), ..Scope::default() };
                let evaluate = |card: &mut Self| card.evaluate(&warning.condition, scope);
                let condition = self.noting(Busy::Warning(id, place), |card| card.within(Some(id), evaluate));
                let raised = condition.found.as_flag();
                let again = |card: &mut Self| card.evaluate(&warning.condition, scope).found.as_flag();
                let raised = raised.filter(|_| self.holds_whatever((Busy::Warning(id, place), id), raised, again));
                list.push(Warned { subject: self.subject, indicator: id, warning: place, raised, condition });
            }
        }
        list
    }

    fn owed(&mut self) -> Vec<Owed> {
        let mut list = Vec::new();
        if self.standing != Standing::Judged {
            return list;
        }
        let program = self.run.program;
        let day = self.run.submission.scoring_day(program);
        for (_, id) in self.placed() {
            let Some(score) = self.score_of(id) else { continue };
            if score.state == IndicatorState::NotApplicable || self.exemption(id).is_some() {
                continue;
            }
            for question in asked(program, id, &score) {
                let reading = self.run.readings.answer(program, self.subject, question);
                let not_done = matches!(question, Question::Step(..)) && reading.found == Found::Given(Value::Flag(false));
                let open = not_done || matches!(reading.found, Found::Missing(_) | Found::Pending(_));
                let Some(due) = self.run.readings.due(program, self.subject, question).filter(|_| open) else { continue };
                list.push(Owed { subject: self.subject, indicator: id, question, due, days_left: day.days_to(due) });
            }
        }
        list
    }
}

/// What an indicator asks of a subject that may still matter.
fn asked(program: &Program, id: IndicatorId, score: &IndicatorScore) -> Vec<Question> {
    let indicator = &program.indicators[id];
    let owed = |input: &InputId| !program.inputs[*input].or_empty && program.inputs[*input].empty_means.is_none();
    let mut list = Vec::new();
    for input in indicator.inputs.iter().copied().filter(owed) {
        list.extend(asked_by_input(program, input));
    }
    // The method that gave the points, be it those so far: those behind it matter no more.
    let gave = score.trace.method.as_ref().is_some_and(|method| method.points.is_some());
    let settled = (score.state != IndicatorState::Pending || gave).then_some(score.passed_over.len());
    for (place, link) in indicator.chain.links.iter().enumerate() {
        if settled.is_some_and(|settled| place > settled) {
            break;
        }
        match &link.method {
            Method::Steps(steps) => list.extend((0..steps.steps.len()).map(|step| Question::Step(id, step))),
            Method::State(state) if state.needs_evidence => list.push(Question::Evidence(id)),
            Method::State(_) | Method::Quantify(_) | Method::Survey(_) | Method::Compete(_) | Method::Start(_) => {}
        }
    }
    list
}
