//! Scoring: every subject on its own card; what cards read of each other is published first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use super::across::Published;
use super::card::{Card, Leftovers, Run, Standing};
use super::contest::hold_contests;
use super::messages;
use super::read::read;
use super::report::{Counts, Found, IndicatorState, Range, Reason, ReasonKind, RulingStatus, Scores, SubjectScore, SubjectState};
use super::total::Total;
use crate::diagnostics::Diagnostics;
use crate::model::{ExampleOf, IndicatorId, Program, RegisterId, SharedValue, Submission};
use crate::text::SourceMap;
use crate::threads;
use crate::value::Number;

/// So few cards are not worth another thread.
const FEW: usize = 32;

/// Scores everything submitted. The findings are those of bounds, of registers not delivered, and of
/// rules that give no result for somebody; what they concern is refused, never guessed.
#[must_use]
pub fn score(program: &Program, submission: &Submission, map: &SourceMap) -> (Scores, Diagnostics) {
    score_with(program, submission, map, None)
}

/// As [`score`], or only what an example is about: the cards of one kind of subject, or one
/// indicator, for every subject as if it were judged by it.
pub(super) fn score_with(program: &Program, submission: &Submission, map: &SourceMap, about: Option<ExampleOf>) -> (Scores, Diagnostics) {
    let (scores, _, diagnostics) = score_and(program, submission, map, about, |_| {});
    (scores, diagnostics)
}

/// As [`score_with`], and looks at each card before its results are taken from it: with what was seen
/// there, one for each subject.
pub(super) fn score_and<L: Send>(
    program: &Program,
    submission: &Submission,
    map: &SourceMap,
    about: Option<ExampleOf>,
    look: impl Fn(&mut Card<'_>) -> L + Sync,
) -> (Scores, Vec<L>, Diagnostics) {
    let later = submission.as_of.map(|day| program.accepted_after(day)).unwrap_or_default();
    if later.is_empty() {
        return score_all(program, submission, map, about, look);
    }
    // What is accepted later is on nobody's card yet, and what was answered to it lies ahead as well.
    let mut submission = submission.clone();
    for subject in &mut submission.subjects {
        subject.answers.retain(|question, _| question.asked_by(program).is_none_or(|id| !later.contains(&id)));
    }
    let (mut scores, looked, diagnostics) = score_all(&program.clone().without(&later), &submission, map, about, look);
    scores.not_seen.indicators = later.len();
    (scores, looked, diagnostics)
}

/// The same, with every indicator of the program.
fn score_all<L: Send>(
    program: &Program,
    submission: &Submission,
    map: &SourceMap,
    about: Option<ExampleOf>,
    look: impl Fn(&mut Card<'_>) -> L + Sync,
) -> (Scores, Vec<L>, Diagnostics) {
    let (alone, level) = match about {
        None => (None, None),
        Some(ExampleOf::Indicator(id)) => (Some(id), Some(program.indicators[id].whom.level)),
        Some(ExampleOf::Level(level)) => (None, Some(level)),
    };
    let mut diagnostics = Diagnostics::default();
    let readings = read(program, submission, map, alone, &mut diagnostics);
    let published = RwLock::new(Published::default());
    let run = Run::new(program, submission, &readings, &published);
    let mut cards: Vec<Card<'_>> = (0..submission.subjects.len()).map(|subject| Card::new(run, subject)).collect();
    cards.iter_mut().for_each(|card| card.prepare(alone));
    publish(&mut cards, run, alone);
    let mut scores =
        Scores { as_of: submission.as_of, not_seen: readings.not_seen(), answer_faults: readings.faults.clone(), ..Scores::default() };
    let mut overfull = BTreeMap::new();
    let mut undelivered: BTreeMap<RegisterId, BTreeSet<usize>> = BTreeMap::new();
    let mut statuses = BTreeMap::new();
    let mut without_ballots: BTreeSet<usize> = BTreeSet::new();
    let done = threads::map(cards, FEW, |mut card| {
        let seen = look(&mut card);
        let judged = level.is_none_or(|level| card.this().level == level);
        let score = if judged { card.score_subject(alone) } else { card.blank() };
        let statuses = if judged { card.ruling_statuses(&score) } else { Vec::new() };
        (seen, score, statuses, card.leftovers())
    });
    let mut looked = Vec::with_capacity(done.len());
    for (subject, (seen, score, told, mut left)) in done.into_iter().enumerate() {
        looked.push(seen);
        scores.counts.add(score.state);
        statuses.extend(told);
        scores.subjects.push(score);
        scores.met.append(&mut left.met);
        if left.ballots_undelivered {
            without_ballots.insert(subject);
        }
        overfull.append(&mut left.overfull);
        scores.unforeseen.append(&mut left.unforeseen);
        for register in left.undelivered {
            undelivered.entry(register).or_default().insert(subject);
        }
        diagnostics.append(left.diagnostics);
    }
    let later = submission.rulings.iter().enumerate().filter(|(_, ruling)| !submission.sees(ruling));
    statuses.extend(later.map(|(place, _)| (place, RulingStatus::NotSeen)));
    scores.overfull = overfull.into_values().collect();
    scores.rulings = statuses.into_values().collect();
    // What was delivered and cannot be read was said where it lies.
    for (register, subjects) in undelivered.iter().filter(|(register, _)| !submission.unread.contains(register)) {
        diagnostics.push(messages::register_not_delivered(program, *register, subjects));
    }
    if !without_ballots.is_empty() {
        diagnostics.push(messages::ballots_not_delivered(program, without_ballots.len()));
    }
    (scores, looked, diagnostics)
}

/// Publishes everything that is read across cards, each for all subjects of its kind before the next;
/// what reads it comes later in the order of the checker. An example of one indicator needs only what
/// that indicator reads.
fn publish<'a>(cards: &mut [Card<'a>], run: Run<'a>, alone: Option<IndicatorId>) {
    let needed = alone.map(|alone| &run.program.indicators[alone].across);
    for id in &run.program.across {
        if needed.is_some_and(|needed| !needed.contains(id)) {
            continue;
        }
        let shared = &run.program.shared[*id];
        let value = match &shared.value {
            SharedValue::OnCard(value) => value,
            SharedValue::Contests(contests) => {
                hold_contests(cards, run, *id, contests);
                continue;
            }
        };
        let publish = |card: &mut Card<'a>| (card.this().level == shared.level).then(|| (card.subject, card.publication(value)));
        let publications = threads::map(cards.iter_mut(), FEW, publish);
        let mut published = run.publish();
        publications.into_iter().flatten().for_each(|(subject, publication)| published.add(*id, subject, publication));
    }
}

impl Counts {
    fn add(&mut self, state: SubjectState) {
        self.read += 1;
        match state {
            SubjectState::Scored => self.scored += 1,
            SubjectState::Provisional => self.provisional += 1,
            SubjectState::Refused => self.refused += 1,
            SubjectState::NotJudged => self.not_judged += 1,
        }
    }
}

impl Card<'_> {
    /// What the card has to tell beside its results.
    fn leftovers(self) -> Leftovers {
        let Self { met, overfull, undelivered, mut unforeseen, unassigned, ballots_undelivered, diagnostics, .. } = self;
        unforeseen.extend(unassigned.read_outside());
        Leftovers { met, overfull, undelivered, unforeseen, ballots_undelivered, diagnostics }
    }

    /// A subject of which nothing is asked.
    fn blank(&self) -> SubjectScore {
        SubjectScore {
            subject: self.subject,
            level: self.this().level,
            scorecard: None,
            state: SubjectState::NotJudged,
            total: None,
            range: None,
            open: Number::zero(),
            grade: None,
            place: None,
            consequences: Vec::new(),
            parts: Vec::new(),
            indicators: Vec::new(),
            derivation: None,
            reasons: Vec::new(),
        }
    }

    fn score_subject(&mut self, alone: Option<IndicatorId>) -> SubjectScore {
        let mut score = self.blank();
        match &self.standing {
            Standing::Without(found) => {
                let pending = matches!(found, Found::Pending(_));
                score.state = if pending { SubjectState::Provisional } else { SubjectState::Refused };
                score.reasons = found.reasons().to_vec();
                score.range = self.whatever_it_is(found.reasons());
                // Nothing is won while nobody knows by what card, so all of it is open.
                score.open = score.range.as_ref().filter(|_| pending).map_or_else(Number::zero, |range| range.high.clone());
                return score;
            }
            Standing::NotJudged | Standing::Unknown => return score,
            Standing::Judged => score.state = SubjectState::Scored,
        }
        if let Some(alone) = alone {
            if let Some(indicator) = self.score_of(alone) {
                score.state = match indicator.state {
                    IndicatorState::Scored | IndicatorState::NotApplicable | IndicatorState::Waived => SubjectState::Scored,
                    IndicatorState::Pending => SubjectState::Provisional,
                    IndicatorState::Invalid => SubjectState::Refused,
                };
                score.reasons.clone_from(&indicator.reasons);
                score.indicators.push(Arc::unwrap_or_clone(indicator));
            }
            score.scorecard = self.scorecard;
            return score;
        }
        self.score_card(&mut score);
        score
    }

    /// Where the total of a subject without results can lie: on any scorecard of its kind, with any indicator of
    /// it, whatever each comes to. None when a factor or limit rests on something that is not known.
    fn whatever_it_is(&self, reasons: &[Reason]) -> Option<Range> {
        let program = self.run.program;
        if reasons.iter().any(|reason| reason.kind == ReasonKind::NoScorecard) {
            return None;
        }
        let mut range: Option<Range> = None;
        for id in &program.levels[self.this().level].scorecards {
            let mut card = Card::new(self.run, self.subject);
            card.take_unclear(*id, reasons);
            card.total_result(program.scorecards[*id].span);
            let possible = card.possible_total(*id)?;
            range = Some(
                range.map_or(possible.clone(), |range| Range { low: range.low.min(possible.low), high: range.high.max(possible.high) }),
            );
        }
        range
    }

    fn score_card(&mut self, score: &mut SubjectScore) {
        let Some(id) = self.scorecard else { return };
        score.scorecard = Some(id);
        let span = self.run.program.scorecards[id].span;
        self.total_result(span);
        let Some(Total { number, troubles, without, open, trace }) = self.sum.take() else { return };
        score.derivation = Some(trace);
        match troubles.strongest() {
            Some(Found::Invalid(reasons)) => {
                score.state = SubjectState::Refused;
                score.reasons = reasons;
            }
            Some(Found::Pending(reasons) | Found::Missing(reasons)) => {
                score.state = SubjectState::Provisional;
                score.total = number;
                score.open = open;
                score.reasons = reasons;
            }
            Some(Found::Given(_)) | None => {
                score.range = number.as_ref().map(|total| Range { low: total.clone(), high: total.clone() });
                score.total = number;
                score.reasons = without;
            }
        }
        match score.state {
            SubjectState::Scored => score.grade = self.grade(span),
            SubjectState::Provisional => {
                score.range = self.possible_total(id);
                // Limits and rounding of the total hold for what is still open, too.
                if let (Some(range), Some(total)) = (&score.range, &score.total) {
                    score.open = range.high.subtract(total).max(Number::zero());
                }
                score.grade = self.grade(span);
            }
            SubjectState::Refused | SubjectState::NotJudged => score.range = self.possible_total(id),
        }
        score.place =
            self.run.program.levels[self.this().level].place.and_then(|shared| self.run.published().placing(shared, self.subject));
        if score.state != SubjectState::Refused {
            score.consequences = self.consequences();
        }
        let root = self.run.program.scorecards[id].root;
        score.parts = self.tree(root).into_iter().filter_map(|part| self.parts.remove(&part)).map(Arc::unwrap_or_clone).collect();
        score.indicators = self.placed().into_iter().filter_map(|(_, id)| self.scores.remove(&id)).map(Arc::unwrap_or_clone).collect();
    }
}
