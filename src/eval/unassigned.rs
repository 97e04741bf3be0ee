//! What may still move a result: months that are not due yet, entries that a register may still receive before
//! the closing day, and entries of registers that name nobody who is in the data. Each of these may belong to any
//! subject of the register's kind, so whatever reads the register may still move. So may what reads whom a column
//! names, where its cell cannot be read, and a month without a row where one says not whom it is about.
//!
//! Entries still to come keep open what they may earn, in a method or an addition, and what a deduction, a ceiling or
//! a veto takes now that they may give back. What they would take away nobody foresees: that stands as it is as of the day.
//!
//! What is computed takes note of such entries. An indicator that has read some is tried with each choice
//! of them as the subject's own: where nothing changes it is scored, else it is pending, with the score it
//! has without them and the range it may come to. A value that stands outside every indicator (a factor, a
//! limit, a grade) is pending as such.

use std::collections::{BTreeMap, BTreeSet};

use super::card::{Busy, Card};
use super::found::add;
use super::report::{Found, IndicatorScore, IndicatorState, Range, Reason, ReasonKind};
use crate::model::{IndicatorId, InputId, Question, RegisterId};
use crate::value::{Day, Number};

/// Something that may still move what has read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// An entry by its register and its place there, and the field in which it may name the subject; none
    /// where it may be about it.
    Entry(RegisterId, usize, Option<usize>),
    /// The value of a month that is due on a day after that of scoring.
    Month(Question, Day),
    /// A row of months, by its place in [`Submission::unclear_months`](crate::model::Submission::unclear_months).
    UnclearMonth(usize),
    /// What a register may still receive after the day of scoring.
    ToCome(RegisterId),
}

impl Place {
    fn is_to_come(&self) -> bool {
        matches!(self, Self::ToCome(_))
    }
}

/// Of so many entries each choice is tried; of more, the indicator may come to anything.
const TRIED: usize = 4;

/// What a card has read of entries that may be its subject's.
#[derive(Default)]
pub(super) struct Unassigned {
    /// The entries taken to be the subject's, while it is tried what they change.
    assumed: Option<BTreeSet<Place>>,
    /// What the computations under way have read, the innermost last.
    under_way: Vec<BTreeSet<Place>>,
    /// What finished computations have read.
    read: BTreeMap<Busy, BTreeSet<Place>>,
    /// The registers with entries still to come that were read outside any computation.
    outside: BTreeSet<RegisterId>,
    /// How many clauses after the chain are being computed, one inside the other.
    clauses: usize,
}

impl Unassigned {
    /// The registers with entries still to come that a grade, a limit or a consequence has read.
    pub(super) fn read_outside(self) -> BTreeSet<RegisterId> {
        self.outside
    }

    /// An indicator was decided whatever its computation has read.
    pub(super) fn decided(&mut self, id: IndicatorId) {
        self.read.remove(&Busy::Indicator(id));
    }
}

impl Card<'_> {
    /// Whether an entry is taken to be the subject's for the time being.
    pub(super) fn is_assumed(&self, place: Place) -> bool {
        self.unassigned.assumed.as_ref().is_some_and(|assumed| assumed.contains(&place))
    }

    /// Takes note of the entries of a register that may be the subject's; what reads them outside any
    /// computation is pending.
    pub(super) fn may_be_own(&mut self, register: RegisterId) -> Option<Found> {
        let about_its_kind = self.run.program.registers[register].of == self.this().level;
        if !about_its_kind {
            return None;
        }
        let unknown = self.run.readings.entries_of(register, None).iter();
        self.may_concern(unknown.map(|place| Place::Entry(register, *place, None)).collect())
    }

    /// Takes note that a register may still receive entries: until the closing day it does.
    pub(super) fn may_receive(&mut self, register: RegisterId) {
        if !self.is_closed() {
            let _ = self.may_concern(vec![Place::ToCome(register)]);
        }
    }

    /// The same of several.
    pub(super) fn may_receive_any(&mut self, registers: &BTreeSet<RegisterId>) {
        registers.iter().for_each(|register| self.may_receive(*register));
    }

    /// Whether the computation under way has read a register that may still receive entries.
    pub(super) fn is_awaiting_entries(&self) -> bool {
        self.unassigned.under_way.last().is_some_and(|read| read.iter().any(Place::is_to_come))
    }

    /// Whether something finished has.
    pub(super) fn awaits_entries(&self, work: Busy) -> bool {
        self.unassigned.read.get(&work).is_some_and(|read| read.iter().any(Place::is_to_come))
    }

    /// Which entries the computation under way waits for, in words.
    pub(super) fn entries_awaited(&self) -> Vec<Reason> {
        let read = self.unassigned.under_way.last().into_iter().flatten();
        self.reasons_of(&read.copied().filter(Place::is_to_come).collect())
    }

    /// Why what has read these registers waits.
    pub(super) fn awaiting(&self, registers: &BTreeSet<RegisterId>) -> Vec<Reason> {
        self.reasons_of(&registers.iter().copied().map(Place::ToCome).collect())
    }

    /// Computes something, and says which registers it has read that may still receive entries; whoever asked for it has
    /// read everything else that it has.
    pub(super) fn but_for_entries_to_come<T>(&mut self, compute: impl FnOnce(&mut Self) -> T) -> (T, BTreeSet<RegisterId>) {
        self.unassigned.under_way.push(BTreeSet::new());
        self.unassigned.clauses += 1;
        let result = compute(self);
        self.unassigned.clauses -= 1;
        let read = self.unassigned.under_way.pop().unwrap_or_default();
        let (to_come, others): (BTreeSet<Place>, BTreeSet<Place>) = read.into_iter().partition(Place::is_to_come);
        self.has_read(&others);
        (result, registers(&to_come))
    }

    /// Computes what takes points away, and says which registers it has read that may still receive entries. What these
    /// would take away is foreseen by no range, and told of the whole.
    pub(super) fn as_it_stands<T>(&mut self, compute: impl FnOnce(&mut Self) -> T) -> (T, BTreeSet<RegisterId>) {
        let (result, to_come) = self.but_for_entries_to_come(compute);
        self.may_take(&to_come);
        (result, to_come)
    }

    /// Takes note of registers that may still receive entries which take points away from the indicator at hand.
    pub(super) fn may_take(&mut self, registers: &BTreeSet<RegisterId>) {
        self.unforeseen.extend(registers);
        if let Some(indicator) = self.current.filter(|_| !registers.is_empty()) {
            self.taking.entry(indicator).or_default().extend(registers);
        }
    }

    /// A clause after the chain that reads what another indicator came to waits for the entries that may yet take points
    /// from that: what it takes now may be given back then. A method that reads it would only come to less.
    pub(super) fn may_be_taken_from(&mut self, indicator: IndicatorId) {
        if self.unassigned.clauses > 0 {
            let taking = self.taking.get(&indicator).cloned().unwrap_or_default();
            self.may_receive_any(&taking);
        }
    }

    /// Computes something, and says what it has read that may still move it; whoever asked for it has read none of that,
    /// and is to say so by [`Self::reads`].
    pub(super) fn and_what_it_reads<T>(&mut self, compute: impl FnOnce(&mut Self) -> T) -> (T, BTreeSet<Place>) {
        self.unassigned.under_way.push(BTreeSet::new());
        let result = compute(self);
        (result, self.unassigned.under_way.pop().unwrap_or_default())
    }

    /// The computation under way has read this.
    pub(super) fn reads(&mut self, places: &BTreeSet<Place>) {
        let _ = self.has_read(places);
    }

    /// Computes something outside of everything, and says which registers it has read that may still receive entries.
    pub(super) fn with_entries_to_come<T>(&mut self, compute: impl FnOnce(&mut Self) -> T) -> (T, BTreeSet<RegisterId>) {
        let before = std::mem::take(&mut self.unassigned.outside);
        let result = compute(self);
        (result, std::mem::replace(&mut self.unassigned.outside, before))
    }

    /// Takes note of entries that may concern the subject.
    pub(super) fn may_concern(&mut self, places: Vec<Place>) -> Option<Found> {
        // What is tried with entries as the subject's own still waits for others.
        let tried = self.unassigned.assumed.is_some();
        self.has_read(&places.into_iter().filter(|place| !tried || place.is_to_come()).collect())
    }

    /// Computes something and takes note of what it reads; whoever asked for it has read that, too.
    pub(super) fn noting<T>(&mut self, work: Busy, compute: impl FnOnce(&mut Self) -> T) -> T {
        let result = self.noting_apart(work, compute);
        let _ = self.uses(work);
        result
    }

    /// Computes something and takes note of what it reads. Whoever asked for it has read as much of that as still
    /// matters when all is decided, and is to say so by [`Self::uses`].
    pub(super) fn noting_apart<T>(&mut self, work: Busy, compute: impl FnOnce(&mut Self) -> T) -> T {
        self.unassigned.under_way.push(BTreeSet::new());
        // What is kept for all who ask is the same whoever asked first.
        let clauses = std::mem::take(&mut self.unassigned.clauses);
        let result = compute(self);
        self.unassigned.clauses = clauses;
        let read = self.unassigned.under_way.pop().unwrap_or_default();
        if read.is_empty() {
            self.unassigned.read.remove(&work);
        } else {
            self.unassigned.read.insert(work, read);
        }
        result
    }

    /// Whoever uses what was computed before has read what that has read.
    pub(super) fn uses(&mut self, work: Busy) -> Option<Found> {
        let mut read = self.unassigned.read.get(&work)?.clone();
        // The state of a score says what is to come of it.
        if matches!(work, Busy::Indicator(_)) && !self.is_noting() {
            read.retain(|place| !place.is_to_come());
        }
        self.has_read(&read)
    }

    /// Whoever asks whether vetoes hold asks what may still turn them. Entries to come that would bring one are foreseen
    /// by nothing, and told of the whole.
    pub(super) fn uses_vetoes(&mut self, of: IndicatorId) -> Option<Found> {
        let mut read = self.unassigned.read.get(&Busy::Vetoes(of))?.clone();
        read.retain(|place| !place.is_to_come());
        self.has_read(&read)
    }

    fn has_read(&mut self, places: &BTreeSet<Place>) -> Option<Found> {
        if places.is_empty() {
            return None;
        }
        if let Some(computation) = self.unassigned.under_way.last_mut() {
            computation.extend(places);
            return None;
        }
        self.unassigned.outside.extend(registers(places));
        let others: BTreeSet<Place> = places.iter().copied().filter(|place| !place.is_to_come()).collect();
        (!others.is_empty()).then(|| Found::Pending(self.reasons_of(&others)))
    }

    /// Whether the computation under way has read something that may still move it.
    pub(super) fn has_noted(&self) -> bool {
        self.unassigned.under_way.last().is_some_and(|read| !read.is_empty())
    }

    /// Whether what was computed has read something that may still move it.
    pub(super) fn may_move(&self, work: Busy) -> bool {
        self.unassigned.read.contains_key(&work)
    }

    /// Whether a computation is under way that can say what may still move it.
    pub(super) fn is_noting(&self) -> bool {
        !self.unassigned.under_way.is_empty()
    }

    pub(super) fn reasons_of(&self, places: &BTreeSet<Place>) -> Vec<Reason> {
        let reason = |place: &Place| match place {
            Place::Entry(register, entry, _) => Some(Reason::from(ReasonKind::Unassigned(*register), self.origin_of(*register, *entry))),
            Place::Month(question, due) => Some(Reason::new(ReasonKind::NotDue { question: *question, due: *due, put_off_from: None })),
            Place::UnclearMonth(row) => {
                let row = self.run.submission.unclear_months.get(*row)?;
                Some(Reason::from(ReasonKind::UnclearMonth(row.level), Some(row.origin.clone())))
            }
            Place::ToCome(register) => Some(Reason::new(ReasonKind::EntriesToCome(*register))),
        };
        places.iter().filter_map(reason).collect()
    }

    /// Takes note of rows of months that may be the subject's and about this month of which it has none.
    pub(super) fn months_may_be_own(&mut self, input: InputId, month: usize) -> Option<Found> {
        let rows = self.run.submission.unclear_months.iter().enumerate();
        let own = rows.filter(|(_, row)| row.may_be(self.this(), input, month));
        self.may_concern(own.map(|(place, _)| Place::UnclearMonth(place)).collect())
    }

    /// The score of an indicator that was computed without the entries that may be the subject's: pending
    /// where one of them would change it.
    pub(super) fn with_unassigned(&mut self, id: IndicatorId, mut score: IndicatorScore) -> IndicatorScore {
        let Some(places) = self.unassigned.read.get(&Busy::Indicator(id)).cloned() else { return score };
        if score.trace.by_veto_alone {
            // What it has read is what the veto replaces.
            self.unassigned.decided(id);
            return score;
        }
        let points = &self.run.program.indicators[id].points;
        let anything = Range { low: points.low.clone(), high: points.high.clone() };
        if score.state == IndicatorState::Invalid {
            score.range = Some(anything);
            return score;
        }
        // What an indicator may come to by entries to come, its methods and additions say.
        if places.iter().all(Place::is_to_come) {
            return self.with_entries_still_to_come(id, &places, score);
        }
        // What a month will bring cannot be tried; what a row of months brings moves a mean as a ballot does.
        let of_others: BTreeSet<Place> = places.iter().copied().filter(|place| !place.is_to_come()).collect();
        let can_try = of_others.len() <= TRIED && of_others.iter().all(|place| matches!(place, Place::Entry(..)));
        let compute = |card: &mut Self| {
            card.busy.insert(Busy::Indicator(id));
            // As it is computed: an award replaces that whatever it comes to.
            card.score_indicator(id)
        };
        let others = if can_try { self.tried(id, &of_others, compute) } else { Vec::new() };
        let same = |other: &IndicatorScore| {
            (other.state, &other.score, &other.so_far, &other.range) == (score.state, &score.score, &score.so_far, &score.range)
        };
        if can_try && others.iter().all(same) {
            // Whosever the entries are, those to come are all that is open.
            return self.with_entries_still_to_come(id, &places.into_iter().filter(Place::is_to_come).collect(), score);
        }
        let ranges = others.into_iter().filter_map(|other| other.range).chain(score.range.take());
        let range = if can_try { ranges.reduce(Range::hull) } else { ranges.chain([anything.clone()]).reduce(Range::hull) };
        score.range = Some(range.unwrap_or(anything));
        if score.state != IndicatorState::Pending {
            score.state = IndicatorState::Pending;
            score.reasons.clear();
        }
        let reasons = self.reasons_of(&places);
        add(&mut score.reasons, &reasons);
        score
    }

    /// The score of an indicator that reads registers which may still receive entries: final where nothing they bring
    /// would earn or cost anything.
    fn with_entries_still_to_come(&mut self, id: IndicatorId, places: &BTreeSet<Place>, mut score: IndicatorScore) -> IndicatorScore {
        let settled = score.range.as_ref().is_some_and(|range| range.low == range.high);
        match score.state {
            IndicatorState::Scored if settled => {
                self.unassigned.read.remove(&Busy::Indicator(id));
                return score;
            }
            IndicatorState::Scored => score.state = IndicatorState::Pending,
            IndicatorState::Pending => {}
            IndicatorState::NotApplicable | IndicatorState::Waived | IndicatorState::Invalid => return score,
        }
        add(&mut score.reasons, &self.reasons_of(places));
        score
    }

    /// Whether a condition that was computed comes out as `found` whatever of the entries it has read is the subject's
    /// own; months that are not due yet and entries still to come are no doubt about the condition of today.
    pub(super) fn holds_whatever(
        &self,
        (work, id): (Busy, IndicatorId),
        found: Option<bool>,
        compute: impl Fn(&mut Self) -> Option<bool>,
    ) -> bool {
        let Some(read) = self.unassigned.read.get(&work) else { return true };
        let of_today = |place: &Place| !matches!(place, Place::Month(..) | Place::ToCome(_));
        let places: BTreeSet<Place> = read.iter().copied().filter(of_today).collect();
        let can_try = places.len() <= TRIED && places.iter().all(|place| matches!(place, Place::Entry(..)));
        places.is_empty() || (can_try && self.tried(id, &places, compute).into_iter().all(|other| other == found))
    }

    /// What comes of an indicator with each choice of the entries as the subject's own.
    fn tried<T>(&self, id: IndicatorId, places: &BTreeSet<Place>, compute: impl Fn(&mut Self) -> T) -> Vec<T> {
        let mut choices: Vec<BTreeSet<Place>> = vec![BTreeSet::new()];
        for place in places {
            let with: Vec<BTreeSet<Place>> = choices.iter().map(|choice| choice.iter().copied().chain([*place]).collect()).collect();
            choices.extend(with);
        }
        choices
            .into_iter()
            .skip(1)
            .map(|choice| {
                let mut card = Card::new(self.run, self.subject);
                card.standing.clone_from(&self.standing);
                card.scorecard = self.scorecard;
                card.indicators.clone_from(&self.indicators);
                card.unclear.clone_from(&self.unclear);
                card.unassigned.assumed = Some(choice);
                card.within(Some(id), &compute)
            })
            .collect()
    }
}

/// What can still be won beyond a score so far, which counts as nothing where there is none.
pub(super) fn still_open(score: &IndicatorScore) -> Option<Number> {
    let high = &score.range.as_ref()?.high;
    let so_far = score.score.as_ref().or(score.so_far.as_ref());
    Some(so_far.map_or_else(|| high.clone(), |so_far| high.subtract(so_far)).max(Number::zero()))
}

/// The registers of which entries are to come.
fn registers(places: &BTreeSet<Place>) -> BTreeSet<RegisterId> {
    let register = |place: &Place| if let Place::ToCome(register) = place { Some(*register) } else { None };
    places.iter().filter_map(register).collect()
}
