//! The card of one subject while it is scored: what applies to it, and what was computed already.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::across::Published;
use super::chain::ChainResult;
use super::contest_trace::Overfull;
use super::found::Troubles;
use super::messages;
use super::range::Possible;
use super::read::Readings;
use super::report::{Found, GradeScore, IndicatorScore, PartScore, Reason, ReasonKind};
use super::total::Total;
use super::trace::{Clause, ClauseKind, Derivation};
use super::unassigned::Unassigned;
use crate::diagnostics::Diagnostics;
use crate::model::{Child, IndicatorId, LetId, PartId, Points, Program, RegisterId, Ruling, ScorecardId, Subject, Submission, Whom};
use crate::text::Span;

/// What does not change while everything is scored.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) program: &'a Program,
    pub(super) submission: &'a Submission,
    pub(super) readings: &'a Readings,
    /// What was published of subjects for others.
    published: &'a RwLock<Published>,
}

impl<'a> Run<'a> {
    /// With nothing computed yet.
    pub(super) fn new(program: &'a Program, submission: &'a Submission, readings: &'a Readings, published: &'a RwLock<Published>) -> Self {
        Self { program, submission, readings, published }
    }

    /// What was published so far. Nobody publishes while cards are computed, so no card waits for another.
    pub(super) fn published(&self) -> RwLockReadGuard<'a, Published> {
        self.published.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same, to publish something.
    pub(super) fn publish(&self) -> RwLockWriteGuard<'a, Published> {
        self.published.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One subject's card.
pub(super) struct Card<'a> {
    pub(super) run: Run<'a>,
    /// The subject's place in the submission.
    pub(super) subject: usize,
    /// Whether it is known by which card the subject is judged.
    pub(super) standing: Standing,
    /// The scorecard that fits.
    pub(super) scorecard: Option<ScorecardId>,
    /// The indicators that judge the subject.
    pub(super) indicators: BTreeSet<IndicatorId>,
    /// Indicators of the scorecard of which it cannot be said whether they judge the subject.
    pub(super) unclear: BTreeMap<IndicatorId, Found>,
    pub(super) chains: BTreeMap<IndicatorId, Arc<ChainResult>>,
    pub(super) scores: BTreeMap<IndicatorId, Arc<IndicatorScore>>,
    pub(super) parts: BTreeMap<PartId, Arc<PartScore>>,
    /// What parts may still come to, of those that were looked at.
    pub(super) possible: BTreeMap<PartId, Option<Possible>>,
    pub(super) lets: BTreeMap<LetId, Arc<Derivation>>,
    /// What is being computed: a checked program never comes back to it.
    pub(super) busy: BTreeSet<Busy>,
    /// The total, once it is known; in its limits the total before them.
    pub(super) total: Option<Found>,
    /// How the total came about, once it is known.
    pub(super) sum: Option<Total>,
    /// The grade, once it was looked for, and what others read of it.
    pub(super) graded: Option<(Option<GradeScore>, Found)>,
    /// What was read of entries that may be the subject's.
    pub(super) unassigned: Unassigned,
    /// The rulings about the subject, with their places in the submission.
    pub(super) rulings: Vec<(usize, &'a Ruling)>,
    /// Those that decided something.
    pub(super) used_rulings: BTreeSet<usize>,
    /// The indicator that is being computed.
    pub(super) current: Option<IndicatorId>,
    /// Registers that were read and not delivered.
    pub(super) undelivered: BTreeSet<RegisterId>,
    /// Registers that may still receive entries which take points away.
    pub(super) unforeseen: BTreeSet<RegisterId>,
    /// From which indicators.
    pub(super) taking: BTreeMap<IndicatorId, BTreeSet<RegisterId>>,
    /// Ballots of surveys were asked for and not delivered.
    pub(super) ballots_undelivered: bool,
    pub(super) met: BTreeSet<Clause>,
    /// Quotas that more are inside of than they have room for, by their clause and the best of the group.
    pub(super) overfull: BTreeMap<(Span, usize), Overfull>,
    pub(super) diagnostics: Diagnostics,
    /// Empty cells that were reported, so that each speaks once however many clauses need it.
    reported: Vec<Reason>,
}

/// What a card tells of the whole, beside the results of its subject.
pub(super) struct Leftovers {
    pub(super) met: BTreeSet<Clause>,
    pub(super) overfull: BTreeMap<(Span, usize), Overfull>,
    pub(super) undelivered: BTreeSet<RegisterId>,
    pub(super) unforeseen: BTreeSet<RegisterId>,
    pub(super) ballots_undelivered: bool,
    pub(super) diagnostics: Diagnostics,
}

/// Whether it is known by which card a subject is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Not yet.
    Unknown,
    /// Subjects of its kind have no scorecard.
    NotJudged,
    /// By the scorecard and the indicators of its card.
    Judged,
    /// It has no results: its row is at fault or not exactly one scorecard fits, which is invalid; or what says which one
    /// fits is not due yet, which is pending and nobody's fault.
    Without(Found),
}

/// Something being computed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Busy {
    Chain(IndicatorId),
    Indicator(IndicatorId),
    Part(PartId),
    Let(LetId),
    Total,
    Grade,
    /// The n-th warning of an indicator.
    Warning(IndicatorId, usize),
    /// The vetoes of an indicator.
    Vetoes(IndicatorId),
}

/// Where an expression stands: what `value`, the fields of an entry and the limits of the points mean there.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope<'s> {
    pub(super) entry: Option<(RegisterId, usize)>,
    /// The month at hand: 1 to 12.
    pub(super) month: Option<usize>,
    pub(super) measured: Option<&'s Arc<Derivation>>,
    /// Where the points of the indicator lie that it stands in.
    pub(super) points: Option<&'s Points>,
}

impl<'a> Card<'a> {
    /// An empty card of the subject at `subject`.
    pub(super) fn new(run: Run<'a>, subject: usize) -> Self {
        Self {
            run,
            subject,
            standing: Standing::Unknown,
            scorecard: None,
            indicators: BTreeSet::new(),
            unclear: BTreeMap::new(),
            chains: BTreeMap::new(),
            scores: BTreeMap::new(),
            parts: BTreeMap::new(),
            possible: BTreeMap::new(),
            lets: BTreeMap::new(),
            busy: BTreeSet::new(),
            total: None,
            sum: None,
            graded: None,
            unassigned: Unassigned::default(),
            rulings: rulings_about(run, subject),
            used_rulings: BTreeSet::new(),
            current: None,
            undelivered: BTreeSet::new(),
            unforeseen: BTreeSet::new(),
            taking: BTreeMap::new(),
            ballots_undelivered: false,
            met: BTreeSet::new(),
            overfull: BTreeMap::new(),
            diagnostics: Diagnostics::default(),
            reported: Vec::new(),
        }
    }

    /// Finds what judges the subject; nothing is scored yet. With `alone` that is one indicator, as if
    /// it judged every subject of its kind.
    pub(super) fn prepare(&mut self, alone: Option<IndicatorId>) {
        let (program, subject) = (self.run.program, self.this());
        self.standing = if let Some(fault) = self.at_fault(self.subject) {
            Standing::Without(fault)
        } else if let Some(alone) = alone.filter(|alone| program.indicators[*alone].whom.level == subject.level) {
            self.take_alone(alone);
            Standing::Judged
        } else if program.levels[subject.level].scorecards.is_empty() {
            // A kind of subject without scorecards is known, and not judged.
            Standing::NotJudged
        } else {
            match self.find_scorecard() {
                Ok(()) => {
                    self.find_indicators();
                    Standing::Judged
                }
                Err(found) => Standing::Without(found),
            }
        };
    }

    /// The subject.
    pub(super) fn this(&self) -> &'a Subject {
        self.run.submission.subjects.get(self.subject).expect("INVARIANT: a card is made for a subject of its submission")
    }

    /// Notes that a clause decided something.
    pub(super) fn meet(&mut self, span: Span, kind: ClauseKind) {
        self.met.insert(Clause { span, kind });
    }

    /// Whether `whom` holds for the subject, or why that cannot be said.
    pub(super) fn fits(&mut self, whom: &'a Whom) -> Result<bool, Found> {
        let subject = self.this();
        if whom.level != subject.level {
            return Ok(false);
        }
        if let Some(members) = &whom.members {
            let level = &self.run.program.levels[whom.level];
            let named = members.iter().any(|member| level.members.get(member.place).is_some_and(|declared| declared.name == subject.id));
            if !named {
                return Ok(false);
            }
        }
        let Some(condition) = &whom.condition else { return Ok(true) };
        let derivation = self.evaluate(condition, Scope::default());
        let mut troubles = Troubles::default();
        match troubles.flag(&derivation) {
            Some(holds) => Ok(holds),
            None => Err(troubles.strongest().unwrap_or_else(|| Found::unfit(whom.span))),
        }
    }

    /// Puts on the card one indicator as if it judged the subject, and whatever stands beside it.
    pub(super) fn take_alone(&mut self, id: IndicatorId) {
        let program = self.run.program;
        let parts = &program.indicators[id].parts;
        let mut fitting = Vec::new();
        for part in parts {
            let scorecard = program.parts[*part].scorecard;
            if self.fits(&program.scorecards[scorecard].whom) == Ok(true) {
                fitting.push(scorecard);
            }
        }
        let first = parts.first().map(|part| program.parts[*part].scorecard);
        self.scorecard = fitting.first().copied().or(first);
        if let Some(scorecard) = self.scorecard {
            for other in program.indicators_below(program.scorecards[scorecard].root) {
                if self.fits(&program.indicators[other].whom) == Ok(true) {
                    self.indicators.insert(other);
                }
            }
        }
        self.indicators.insert(id);
    }

    /// Reports what is missing where the rules do not say what that means. Once it was said of an empty
    /// cell, filling it in is all there is to do, so the other clauses that need it are silent.
    pub(super) fn report_missing(&mut self, span: Span, missing: &[Reason]) {
        let is_cell = |reason: &Reason| matches!(reason.kind, ReasonKind::Unanswered(_) | ReasonKind::EmptyField(..));
        if !missing.is_empty() && missing.iter().all(|reason| is_cell(reason) && self.reported.contains(reason)) {
            return;
        }
        self.reported.extend(missing.iter().cloned());
        self.diagnostics.push(messages::missing_decides(self.run.program, self.this(), span, missing));
    }

    /// Whom a rule is for cannot be said; a missing attribute is reported here, an invalid one was already. What is not
    /// due yet may still say so, and nobody is at fault.
    pub(super) fn unclear_whom(&mut self, span: Span, found: &Found) -> Found {
        if let Found::Missing(missing) = found {
            self.report_missing(span, missing);
        }
        let mut reasons = vec![Reason::at(ReasonKind::WhomUnknown, span)];
        reasons.extend(found.reasons().iter().cloned());
        match found {
            Found::Pending(_) => Found::Pending(reasons),
            Found::Missing(_) | Found::Invalid(_) | Found::Given(_) => Found::Invalid(reasons),
        }
    }

    /// Finds the one scorecard that fits, or says why there is none.
    pub(super) fn find_scorecard(&mut self) -> Result<(), Found> {
        let program = self.run.program;
        let subject = self.this();
        let mut fitting = Vec::new();
        let mut unclear = Troubles::default();
        for id in &program.levels[subject.level].scorecards {
            let whom = &program.scorecards[*id].whom;
            match self.fits(whom) {
                Ok(true) => fitting.push((*id, whom.span)),
                Ok(false) => {}
                Err(found) => unclear.note(&self.unclear_whom(whom.span, &found)),
            }
        }
        if let Some(found) = unclear.strongest() {
            return Err(found);
        }
        match fitting.as_slice() {
            [] => {
                self.diagnostics.push(messages::no_scorecard(program, subject));
                Err(Found::invalid(Reason::from(ReasonKind::NoScorecard, Some(subject.origin.clone()))))
            }
            [(only, _)] => {
                self.scorecard = Some(*only);
                Ok(())
            }
            [first, second, ..] => {
                self.diagnostics.push(messages::fits_twice(subject, first.1, second.1, messages::Twice::Scorecard));
                Err(Found::invalid(Reason::from(ReasonKind::SeveralScorecards, Some(subject.origin.clone()))))
            }
        }
    }

    /// Takes onto the card every indicator of the scorecard that judges the subject.
    pub(super) fn find_indicators(&mut self) {
        let Some(scorecard) = self.scorecard else { return };
        let program = self.run.program;
        for id in program.indicators_below(program.scorecards[scorecard].root) {
            match self.fits(&program.indicators[id].whom) {
                Ok(true) => {
                    self.indicators.insert(id);
                }
                Ok(false) => {}
                Err(found) => {
                    let unclear = self.unclear_whom(program.indicators[id].whom.span, &found);
                    self.indicators.insert(id);
                    self.unclear.insert(id, unclear);
                }
            }
        }
    }

    /// Takes a scorecard of which nothing is known but that it may be the subject's.
    pub(super) fn take_unclear(&mut self, scorecard: ScorecardId, reasons: &[Reason]) {
        self.standing = Standing::Judged;
        self.scorecard = Some(scorecard);
        for id in self.run.program.indicators_below(self.run.program.scorecards[scorecard].root) {
            let mut unclear = vec![Reason::at(ReasonKind::WhomUnknown, self.run.program.indicators[id].whom.span)];
            unclear.extend(reasons.iter().cloned());
            self.indicators.insert(id);
            self.unclear.insert(id, Found::Invalid(unclear));
        }
    }

    /// The parts of the scorecard in the order of the tree, the root first.
    pub(super) fn tree(&self, part: PartId) -> Vec<PartId> {
        let mut list = vec![part];
        for child in &self.run.program.parts[part].children {
            if let Child::Part(part) = child {
                list.extend(self.tree(*part));
            }
        }
        list
    }

    /// The indicators on the card with the part each counts in, in the order of the tree.
    pub(super) fn placed(&self) -> Vec<(PartId, IndicatorId)> {
        let Some(scorecard) = self.scorecard else { return Vec::new() };
        let parts = self.tree(self.run.program.scorecards[scorecard].root);
        let mut placed = Vec::new();
        for part in parts {
            for child in &self.run.program.parts[part].children {
                if let Child::Indicator(id) = child
                    && self.indicators.contains(id)
                {
                    placed.push((part, *id));
                }
            }
        }
        placed
    }

    /// Whether a part counts apart from the tree, in the scorecard's own points.
    pub(super) fn is_extra(&self, part: PartId) -> bool {
        self.run.program.parts[part].kind.is_extra()
    }
}

/// The rulings about a subject that had been made by the day of scoring, with their places.
fn rulings_about(run: Run<'_>, subject: usize) -> Vec<(usize, &Ruling)> {
    let of_subject = run.readings.rulings_about(subject).iter();
    of_subject
        .filter_map(|place| Some((*place, run.submission.rulings.get(*place)?)))
        .filter(|(_, ruling)| run.submission.sees(ruling))
        .collect()
}
