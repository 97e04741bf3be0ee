//! What is read of other subjects: from what was published of them, and from nothing else.
//!
//! Everything that is read across cards is computed for every subject of its kind before anybody
//! reads it, in the order the checker found; so the order of subjects and rows never matters, and no
//! card ever looks at another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use super::across_trace::{AcrossRead, Counted};
use super::aggregate::combine;
use super::card::{Card, Scope, Standing};
use super::contest_trace::Placing;
use super::expression::Step;
use super::found::{Troubles, telling};
use super::group_figures::once;
use super::report::{Found, Reason, ReasonKind};
use super::trace::{Derivation, Operation};
use crate::model::{Across, Expr, Function, RegisterId, SharedId};
use crate::text::Words;
use crate::types::LevelId;

/// What was published of one subject.
#[derive(Clone, Debug)]
pub(super) struct Publication {
    /// What was found, and how.
    pub(super) derivation: Arc<Derivation>,
    /// It is missing because something is not applicable, so that functions over subjects leave it out.
    pub(super) lapsed: bool,
    /// The registers it was made of that may still receive entries.
    pub(super) to_come: BTreeSet<RegisterId>,
}

/// What was published so far, by what it is and by the place of its subject.
#[derive(Debug, Default)]
pub(super) struct Published {
    findings: BTreeMap<(SharedId, usize), Publication>,
    placings: BTreeMap<(SharedId, usize), Arc<Placing>>,
    /// Who lies in whom, by the kinds of those above and below; looked up once for all above.
    members: Mutex<BTreeMap<(LevelId, LevelId), Arc<Members>>>,
}

/// The subjects of a kind that lie in subjects of another.
#[derive(Debug, Default)]
struct Members {
    /// By whom they lie in, in the order of the submission.
    known: BTreeMap<usize, Vec<usize>>,
    /// Those of whom nobody knows, and why: they may lie in any.
    unknown: Vec<(usize, Found)>,
}

impl Published {
    /// Publishes a finding.
    pub(super) fn add(&mut self, shared: SharedId, subject: usize, publication: Publication) {
        self.findings.insert((shared, subject), publication);
    }

    /// What was published; none of a subject of another kind.
    pub(super) fn get(&self, shared: SharedId, subject: usize) -> Option<&Publication> {
        self.findings.get(&(shared, subject))
    }

    /// Publishes what a contest came to for a subject.
    pub(super) fn place(&mut self, shared: SharedId, subject: usize, placing: Arc<Placing>) {
        self.placings.insert((shared, subject), placing);
    }

    /// What a contest came to for a subject; none where it takes no part.
    pub(super) fn placing(&self, shared: SharedId, subject: usize) -> Option<Arc<Placing>> {
        self.placings.get(&(shared, subject)).cloned()
    }
}

impl<'a> Card<'a> {
    /// What others read of this subject.
    pub(super) fn publication(&mut self, value: &'a Expr) -> Publication {
        let (derivation, to_come) = self.with_entries_to_come(|card| card.evaluate(value, Scope::default()));
        let lapsed = has_lapsed(&derivation);
        Publication { derivation, lapsed, to_come }
    }

    /// Why no result of a subject can be read that has none.
    pub(super) fn refused(&self) -> Option<Found> {
        match &self.standing {
            Standing::Without(found) => Some(found.clone()),
            Standing::Unknown | Standing::NotJudged | Standing::Judged => None,
        }
    }

    pub(super) fn across(&mut self, expr: &Expr, across: &'a Across) -> Step {
        match across {
            Across::Contest { shared, result } => self.contest_result(*shared, *result),
            Across::Above { parent, always: _, shared } => self.above(*parent, shared),
            Across::Members { function, available, level, value, condition } => {
                self.members(expr, (*function, *available), *level, *value, *condition)
            }
            Across::Answered(answered) => self.answered(answered),
        }
    }

    /// The nearest subject above of a kind.
    fn above_of(&self, subject: usize, level: LevelId) -> Above {
        let subjects = &self.run.submission.subjects;
        let mut at = subject;
        // Kinds lie in each other without a circle, so no way up is longer than there are kinds.
        for _ in 0..self.run.program.levels.len() {
            let Some(parent) = subjects.get(at).and_then(|subject| subject.parent) else {
                return self.at_fault(at).filter(|_| self.lies_in(at, level)).map_or(Above::Nobody, Above::Unknown);
            };
            at = parent;
            if subjects.get(at).is_some_and(|above| above.level == level) {
                return Above::At(at);
            }
        }
        Above::Nobody
    }

    /// All subjects of a kind by whom of another kind they lie in.
    fn members_by_above(&self, own: LevelId, level: LevelId) -> Members {
        let mut members = Members::default();
        let of_level = self.run.submission.subjects.iter().enumerate().filter(|(_, member)| member.level == level);
        for (subject, _) in of_level {
            match self.above_of(subject, own) {
                Above::At(above) => members.known.entry(above).or_default().push(subject),
                Above::Nobody => {}
                Above::Unknown(fault) => members.unknown.push((subject, fault)),
            }
        }
        members
    }

    /// Whether subjects of the kind of one can lie in subjects of another kind.
    fn lies_in(&self, subject: usize, level: LevelId) -> bool {
        let levels = &self.run.program.levels;
        let Some(subject) = self.run.submission.subjects.get(subject) else { return false };
        let mut above = levels[subject.level].parents.clone();
        let mut known = Vec::new();
        while let Some(kind) = above.pop() {
            if kind == level {
                return true;
            }
            if !known.contains(&kind) {
                known.push(kind);
                above.extend(levels[kind].parents.iter().copied());
            }
        }
        false
    }

    /// Why nothing that a row leaves open can be read of it: it is at fault. None where the row is in order.
    pub(super) fn at_fault(&self, subject: usize) -> Option<Found> {
        let subject = self.run.submission.subjects.get(subject)?;
        let reason = |fault: &Words| Reason::from(ReasonKind::BadRow(fault.clone()), Some(subject.origin.clone()));
        (!subject.faults.is_empty()).then(|| Found::Invalid(subject.faults.iter().map(reason).collect()))
    }

    fn above(&mut self, parent: bool, shared: &[SharedId]) -> Step {
        let levels = &self.run.program.shared;
        let direct = self.this().parent;
        let mut unknown = None;
        let found = shared.iter().find_map(|shared| {
            let level = levels[*shared].level;
            let above = if parent {
                direct.filter(|above| self.run.submission.subjects.get(*above).is_some_and(|above| above.level == level))
            } else {
                match self.above_of(self.subject, level) {
                    Above::At(above) => Some(above),
                    Above::Nobody => None,
                    Above::Unknown(fault) => {
                        unknown = Some(fault);
                        None
                    }
                }
            };
            Some((above?, *shared))
        });
        if parent && direct.is_none() {
            unknown = self.at_fault(self.subject);
        }
        if let (None, Some(fault)) = (found, unknown) {
            return Step::of(Operation::Across { function: None, available: false, reads: Vec::new() }, fault, Vec::new());
        }
        let Some((subject, shared)) = found else {
            let level = if parent { None } else { shared.first().map(|shared| levels[*shared].level) };
            let found = Found::missing(Reason::new(level.map_or(ReasonKind::NoParent, ReasonKind::NobodyAbove)));
            return Step::of(Operation::Across { function: None, available: false, reads: Vec::new() }, found, Vec::new());
        };
        let Some(derivation) = self.published(shared, subject).map(|publication| publication.derivation) else {
            let found = Found::invalid(Reason::new(ReasonKind::Circle));
            return Step::of(Operation::Across { function: None, available: false, reads: Vec::new() }, found, Vec::new());
        };
        let found = derivation.found.clone();
        let read = self.read_of(subject, Some(derivation), None, Counted::Yes);
        let reads = read.into_iter().collect();
        Step::of(Operation::Across { function: None, available: false, reads }, found, Vec::new())
    }

    /// What was published of another subject, each of its reasons with its name.
    pub(super) fn published(&mut self, shared: SharedId, subject: usize) -> Option<Publication> {
        let publication = self.run.published().get(shared, subject).cloned()?;
        publication.to_come.iter().for_each(|register| self.may_receive(*register));
        let other = self.run.submission.subjects.get(subject)?;
        let row = || Some(other.origin.clone());
        let led = |reasons: &[Reason]| {
            telling(reasons).map(|reason| Reason { origin: reason.origin.clone().or_else(row), ..reason.of(&other.name) }).collect()
        };
        let found = match &publication.derivation.found {
            Found::Given(_) => return Some(publication),
            Found::Missing(reasons) => Found::Missing(led(reasons)),
            Found::Pending(reasons) => Found::Pending(led(reasons)),
            Found::Invalid(reasons) => Found::Invalid(led(reasons)),
        };
        let derivation = Derivation { found, ..(*publication.derivation).clone() };
        Some(Publication { derivation: Arc::new(derivation), ..publication })
    }

    fn read_of(
        &self,
        subject: usize,
        value: Option<Arc<Derivation>>,
        condition: Option<Arc<Derivation>>,
        counted: Counted,
    ) -> Option<AcrossRead> {
        let other = self.run.submission.subjects.get(subject)?;
        Some(AcrossRead { subject, name: other.name.clone(), origin: other.origin.clone(), value, condition, counted })
    }

    fn members(
        &mut self,
        expr: &Expr,
        function: (Function, bool),
        level: LevelId,
        value: Option<SharedId>,
        condition: Option<SharedId>,
    ) -> Step {
        let own = self.this().level;
        let mut troubles = Troubles::default();
        let (mut reads, mut values) = (Vec::new(), Vec::new());
        let subjects = &self.run.submission.subjects;
        let members = once(&self.run.published().members, (own, level), || Arc::new(self.members_by_above(own, level)));
        let known = members.known.get(&self.subject).into_iter().flatten().map(|subject| (*subject, None));
        let unknown = members.unknown.iter().map(|(subject, fault)| (*subject, Some(fault)));
        let mut below: Vec<_> =
            known.chain(unknown).filter_map(|(subject, fault)| Some((subject, subjects.get(subject)?, fault))).collect();
        // What is told of them comes by their ids, in whatever order the rows stand.
        below.sort_by(|(place, one, _), (other_place, other, _)| one.id.cmp(&other.id).then(place.cmp(other_place)));
        for (subject, member, unknown) in below {
            let condition = condition.and_then(|condition| self.published(condition, subject));
            // A row whose parent nobody knows may belong here, unless what is asked of it says no in any case.
            if let Some(fault) = unknown {
                if condition.as_ref().is_none_or(|condition| condition.derivation.found.as_flag() != Some(false)) {
                    let reasons = fault.reasons().iter().map(|reason| reason.of(&member.name)).collect();
                    troubles.note(&Found::Pending(reasons));
                }
                continue;
            }
            let value = value.and_then(|value| self.published(value, subject));
            let counted = match &condition {
                Some(condition) if condition.lapsed => Counted::NotApplicable,
                Some(condition) if troubles.flag(&condition.derivation) != Some(true) => Counted::ConditionFails,
                Some(_) | None if value.as_ref().is_some_and(|value| value.lapsed) => Counted::NotApplicable,
                Some(_) | None => Counted::Yes,
            };
            let value = value.map(|value| value.derivation);
            if counted == Counted::Yes {
                values.extend(value.clone());
            }
            reads.extend(self.read_of(subject, value, condition.map(|condition| condition.derivation), counted));
        }
        let (function, available) = function;
        let counted = reads.iter().filter(|read| read.counted == Counted::Yes).count();
        let nobody = counted == 0 && function != Function::Number && troubles.strongest().is_none();
        let found = if nobody {
            Found::missing(Reason::at(ReasonKind::NobodyBelow(level), expr.span))
        } else {
            combine(expr, (function, available), Some(value.is_some()), counted, &values, troubles)
        };
        Step::of(Operation::Across { function: Some(function), available, reads }, found, Vec::new())
    }
}

/// Who stands above a subject.
enum Above {
    /// The subject at this place.
    At(usize),
    /// Nobody of that kind.
    Nobody,
    /// Nobody knows: a row on the way up is at fault.
    Unknown(Found),
}

/// Whether an answer is missing only because its indicator asks nothing of the subject: it does not judge it, or a
/// ruling exempts the subject from it.
fn not_asked(found: &Found) -> bool {
    let is_so = |reason: &Reason| matches!(reason.kind.itself(), ReasonKind::IndicatorWaived(_) | ReasonKind::IndicatorNotOnCard(_));
    !found.reasons().is_empty() && found.reasons().iter().all(is_so)
}

/// Whether something is missing only because what it reads is not applicable.
fn has_lapsed(derivation: &Derivation) -> bool {
    lapsed(derivation, &mut BTreeMap::new())
}

/// The same with what is known of the pieces that were looked at: what has a name may be reached by very many ways.
fn lapsed(derivation: &Derivation, known: &mut BTreeMap<*const Derivation, bool>) -> bool {
    if !matches!(derivation.found, Found::Missing(_)) {
        return false;
    }
    if let Some(known) = known.get(&std::ptr::from_ref(derivation)) {
        return *known;
    }
    let own = match &derivation.operation {
        Operation::Indicator(..) | Operation::Part(_) | Operation::Total | Operation::Grade => Some(true),
        // Without a place it is when what decides is not applicable, or when it takes no part at all.
        Operation::Contest { placing, .. } => Some(placing.as_ref().is_none_or(|placing| placing.lapsed)),
        // Of whoever stands above, it is that alone.
        Operation::Across { function: None, reads, .. } => {
            Some(reads.iter().filter_map(|read| read.value.as_deref()).any(|value| lapsed(value, known)))
        }
        // Over members who were all left out; one whose answer is missing is not.
        Operation::Across { function: Some(_), reads, .. } => {
            Some(reads.iter().all(|read| read.counted != Counted::Yes) && reads.iter().any(|read| read.counted == Counted::NotApplicable))
        }
        // What is not asked of the subject leaves with everything that was answered to it.
        Operation::Read => not_asked(&derivation.found).then_some(true),
        Operation::Aggregate { months, .. } if !months.is_empty() => not_asked(&derivation.found).then_some(true),
        Operation::Constant
        | Operation::Let(_)
        | Operation::MeasuredValue
        | Operation::ScoringDay
        | Operation::Vetoed
        | Operation::Vetoes
        | Operation::Arithmetic(_)
        | Operation::Negate
        | Operation::Not
        | Operation::Both
        | Operation::Either
        | Operation::Compare(_)
        | Operation::IsMissing
        | Operation::IsGiven
        | Operation::Placed(_)
        | Operation::If
        | Operation::Default
        | Operation::Rounded(_)
        | Operation::DaysFrom
        | Operation::MonthsFrom
        | Operation::Difference
        | Operation::Lookup(_)
        | Operation::Aggregate { .. }
        | Operation::Answered(_)
        | Operation::Banded(_) => None,
    };
    let result = own.unwrap_or_else(|| {
        let missing: Vec<_> = derivation.children.iter().filter(|child| matches!(child.found, Found::Missing(_))).collect();
        !missing.is_empty() && missing.into_iter().all(|child| lapsed(child, known))
    });
    known.insert(std::ptr::from_ref(derivation), result);
    result
}
