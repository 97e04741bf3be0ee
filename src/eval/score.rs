//! Scoring: every subject on its own card.

use std::collections::{BTreeMap, BTreeSet};

use super::card::{Card, Run};
use super::messages;
use super::read::read;
use super::report::{Counts, Found, IndicatorState, Range, Reason, ReasonKind, Scores, SubjectScore, SubjectState};
use super::total::Total;
use crate::diagnostics::Diagnostics;
use crate::model::{ExampleOf, IndicatorId, LetId, Program, Question, RegisterId, Submission};
use crate::text::SourceMap;
use crate::value::Number;

/// Scores everything submitted. The findings are those of bounds, of registers not delivered, and of
/// rules that give no result for somebody; what they concern is refused, never guessed.
#[must_use]
pub fn score(program: &Program, submission: &Submission, map: &SourceMap) -> (Scores, Diagnostics) {
    score_with(program, submission, map, None)
}

/// As [`score`], or only what an example is about: the cards of one kind of subject, or one
/// indicator, for every subject as if it were judged by it.
pub(super) fn score_with(program: &Program, submission: &Submission, map: &SourceMap, about: Option<ExampleOf>) -> (Scores, Diagnostics) {
    let (alone, level) = match about {
        None => (None, None),
        Some(ExampleOf::Indicator(id)) => (Some(id), Some(program.indicators[id].whom.level)),
        Some(ExampleOf::Level(level)) => (None, Some(level)),
    };
    let mut diagnostics = Diagnostics::default();
    let let_owners = let_owners(program);
    let readings = read(program, submission, map, &let_owners, alone, &mut diagnostics);
    let run = Run { program, submission, readings: &readings, let_owners: &let_owners };
    let mut scores = Scores::default();
    let mut undelivered: BTreeMap<RegisterId, BTreeSet<usize>> = BTreeMap::new();
    for subject in 0..submission.subjects.len() {
        let mut card = Card::new(run, subject);
        let judged = level.is_none_or(|level| card.this().level == level);
        let score = if judged { card.score_subject(alone) } else { card.blank() };
        scores.counts.add(score.state);
        scores.subjects.push(score);
        scores.met.append(&mut card.met);
        for register in card.undelivered {
            undelivered.entry(register).or_default().insert(subject);
        }
        diagnostics.append(card.diagnostics);
    }
    for (register, subjects) in &undelivered {
        diagnostics.push(messages::register_not_delivered(program, *register, subjects));
    }
    (scores, diagnostics)
}

/// The indicator that asks a question; none for an attribute.
pub(super) fn asked_by(program: &Program, question: Question) -> Option<IndicatorId> {
    use crate::model::InputOwner;
    match question {
        Question::Input(id) => match program.inputs[id].owner {
            InputOwner::Indicator(id) => Some(id),
            InputOwner::Level(_) => None,
        },
        Question::Step(id, _) | Question::Evidence(id) | Question::State(id) | Question::Points(id) => Some(id),
    }
}

fn let_owners(program: &Program) -> BTreeMap<LetId, IndicatorId> {
    program.indicators.iter().flat_map(|(id, indicator)| indicator.lets.iter().map(move |named| (*named, id))).collect()
}

impl Counts {
    fn add(&mut self, state: SubjectState) {
        self.read += 1;
        match state {
            SubjectState::Scored => self.scored += 1,
            SubjectState::Provisional => self.provisional += 1,
            SubjectState::Refused => self.refused += 1,
        }
    }
}

impl Card<'_> {
    /// A subject of which nothing is asked.
    fn blank(&self) -> SubjectScore {
        SubjectScore {
            subject: self.subject,
            level: self.this().level,
            scorecard: None,
            state: SubjectState::Scored,
            total: None,
            range: None,
            open: Number::zero(),
            grade: None,
            parts: Vec::new(),
            indicators: Vec::new(),
            derivation: None,
            reasons: Vec::new(),
        }
    }

    fn score_subject(&mut self, alone: Option<IndicatorId>) -> SubjectScore {
        let subject = self.this();
        let mut score = self.blank();
        if !subject.faults.is_empty() {
            let origin = Some(subject.origin.clone());
            score.reasons = subject.faults.iter().map(|fault| Reason::from(ReasonKind::BadRow(fault.clone()), origin.clone())).collect();
            score.state = SubjectState::Refused;
            return score;
        }
        if let Some(alone) = alone {
            self.take_alone(alone);
            if let Some(indicator) = self.score_of(alone) {
                score.state = match indicator.state {
                    IndicatorState::Scored | IndicatorState::NotApplicable => SubjectState::Scored,
                    IndicatorState::Pending => SubjectState::Provisional,
                    IndicatorState::Invalid => SubjectState::Refused,
                };
                score.reasons.clone_from(&indicator.reasons);
                score.indicators.push(indicator);
            }
            score.scorecard = self.scorecard;
            return score;
        }
        // A kind of subject without scorecards is known, and not judged.
        if self.run.program.levels[subject.level].scorecards.is_empty() {
            return score;
        }
        if let Err(reasons) = self.find_scorecard() {
            score.state = SubjectState::Refused;
            score.reasons = reasons;
            return score;
        }
        self.find_indicators();
        self.score_card(&mut score);
        score
    }

    fn score_card(&mut self, score: &mut SubjectScore) {
        let Some(id) = self.scorecard else { return };
        score.scorecard = Some(id);
        let Total { number, troubles, without, open, trace } = self.add_total(id);
        score.derivation = Some(trace);
        let troubled = troubles.strongest();
        match &troubled {
            Some(Found::Invalid(reasons)) => {
                score.state = SubjectState::Refused;
                score.reasons.clone_from(reasons);
                self.total = Some(Found::Invalid(because_of_total(reasons)));
            }
            Some(Found::Pending(reasons) | Found::Missing(reasons)) => {
                score.state = SubjectState::Provisional;
                score.total = number;
                score.open = open;
                score.reasons.clone_from(reasons);
                self.total = Some(Found::Pending(because_of_total(reasons)));
            }
            Some(Found::Given(_)) | None => {
                self.total = Some(number.clone().map_or_else(|| Found::Missing(without.clone()), Found::number));
                score.range = number.as_ref().map(|total| Range { low: total.clone(), high: total.clone() });
                score.total = number;
                score.reasons = without;
            }
        }
        match score.state {
            SubjectState::Scored => score.grade = self.grade(),
            SubjectState::Provisional => {
                score.range = self.possible_total(id);
                score.grade = self.grade();
            }
            SubjectState::Refused => score.range = self.possible_total(id),
        }
        let root = self.run.program.scorecards[id].root;
        score.parts = self.tree(root).into_iter().filter_map(|part| self.parts.get(&part).cloned()).collect();
        score.indicators = self.placed().into_iter().filter_map(|(_, id)| self.scores.get(&id).cloned()).collect();
    }
}

fn because_of_total(reasons: &[Reason]) -> Vec<Reason> {
    let mut list = vec![Reason::new(ReasonKind::Total)];
    list.extend(reasons.iter().cloned());
    list
}
