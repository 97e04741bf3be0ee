//! Functions over the same entries, months or subjects: what share the one is of the other.
//!
//! What each of two takes of one entry is known, and so is the share of the one in the other. Where no entry gives
//! a share above 100 %, the whole gives none: so a ratio of two sums, and an average with weights, lie where they can.

use super::facts::{Atom, Case, Facts, Fraction, Outcome};
use super::intervals::Interval;
use super::linear::{Answer, Constraint, Linear, Unknown};
use super::space::Space;
use crate::model::{Across, ContestResult, Function, InputOwner, SharedId, SharedValue};
use crate::value::Number;

/// What is taken of one entry: in which ways, and how much.
pub(super) type Taken = Vec<(Facts, Fraction)>;

/// A sum or number, and what it takes of one of those it runs over.
pub(super) struct Tally {
    unknown: Unknown,
    taken: Each,
    /// Those that are known to be so much of it.
    parts: Vec<Unknown>,
}

impl Tally {
    /// What it takes of each entry, where it is this one.
    pub(super) fn taken_here(&self, unknown: Unknown) -> Option<&Taken> {
        match &self.taken {
            Each::Here(taken) if self.unknown == unknown => Some(taken),
            Each::Here(_) | Each::There(_) => None,
        }
    }
}

/// What is taken of each.
#[derive(Clone)]
enum Each {
    /// Of an entry or a month.
    Here(Taken),
    /// Of another subject, on whose card it is worked out.
    There(OfOthers),
}

/// A value of other subjects that is added up, of those alone of whom a condition holds.
#[derive(Clone, Copy)]
struct OfOthers {
    value: Option<SharedId>,
    condition: Option<SharedId>,
    available: bool,
}

impl OfOthers {
    fn read(self) -> impl Iterator<Item = SharedId> {
        self.value.into_iter().chain(self.condition)
    }
}

/// So many sums over the same entries are compared with each other, and so many pairs of ways.
const MANY: usize = 16;
const PAIRS: usize = 64;

impl Space<'_> {
    /// Takes in a function over entries or months, by the cases of its value and of its condition. `over` is what
    /// it runs over whatever the condition, `asked` what the condition asks.
    pub(super) fn tally(
        &mut self,
        (over, asked): (String, &str),
        (function, unknown): (Function, Unknown),
        (values, conditions): (Option<&[Case]>, Option<&[Case]>),
        available: bool,
    ) {
        if !adds_up(function) {
            // Where one is at most so many times the other in each, so is the highest, the average and so on of the same.
            let hold = |case: &&Case| !matches!(case.outcome, Outcome::Flag(false));
            let conditions = conditions.map(|cases| cases.iter().filter(hold).cloned().collect::<Vec<_>>());
            let taken = taken_of_each(values, Function::Sum, conditions.as_deref(), &|_| None).filter(|_| !available);
            if let Some(taken) = taken.filter(|_| function != Function::LongestRun) {
                let over = format!("{function:?} {over} where {asked}");
                self.compare(over, unknown, Each::Here(taken), function == Function::Average);
            }
            return;
        }
        let values = values.filter(|_| function == Function::Sum || available);
        let left_out = |_: &Atom| available.then(Facts::default);
        if let Some(taken) = taken_of_each(values, function, conditions, &left_out) {
            self.compare(over, unknown, Each::Here(taken), true);
        }
    }

    /// The same of other subjects.
    pub(super) fn tally_of_others(&mut self, across: &Across, atom: &Atom) {
        let Some(unknown) = self.by_atom.get(atom).copied() else { return };
        let (over, function, others) = match across {
            Across::Members { function, available, level, value, condition } => {
                (format!("members {level:?}"), *function, OfOthers { value: *value, condition: *condition, available: *available })
            }
            Across::Contest { shared, result } => {
                let SharedValue::Contests(contests) = &self.program.shared[*shared].value else { return };
                let [contest] = contests.as_slice() else { return };
                let over = format!("peers {}", self.group_of(*shared));
                let value = self.program.contests[*contest].keys.first().map(|key| key.value);
                let (function, available) = match result {
                    ContestResult::Gathered { function, available } => (*function, *available),
                    ContestResult::Competitors if value.is_none() => (Function::Number, false),
                    ContestResult::Place | ContestResult::Competitors | ContestResult::ShareAbove => return,
                };
                (over, function, OfOthers { value, condition: None, available })
            }
            Across::Above { .. } | Across::Answered(_) => return,
        };
        // Of a number of values that are there each counts as one, whatever it is.
        let counts_values = function == Function::Number && others.value.is_some();
        if adds_up(function) && !counts_values && others.read().all(|id| !self.followed.contains(&id)) {
            self.compare(over, unknown, Each::There(others), true);
        }
    }

    /// Compares a sum with those that run over the same; `adds` where it is one, or their average.
    fn compare(&mut self, over: String, unknown: Unknown, taken: Each, adds: bool) {
        let known = self.tallies.entry(over.clone()).or_default();
        if known.len() >= MANY || known.iter().any(|tally| tally.unknown == unknown) {
            return;
        }
        let others: Vec<(Unknown, Each)> = known.iter().map(|tally| (tally.unknown, tally.taken.clone())).collect();
        known.push(Tally { unknown, taken: taken.clone(), parts: Vec::new() });
        for (other, beside) in others {
            // The highest of what is taken off is not what is taken off the highest.
            let signed = |share: &Interval| [&share.low, &share.high].into_iter().flatten().any(|end| end.value.is_negative());
            let fits = |share: &Interval| adds || !signed(share);
            let share = match (&taken, &beside) {
                (Each::Here(one), Each::Here(two)) => self.share_either_way(one, two, &fits),
                (Each::There(one), Each::There(two)) => self.share_there(*one, *two, &fits),
                (Each::Here(_) | Each::There(_), _) => None,
            };
            if let Some((share, turned)) = share {
                let (part, whole) = if turned { (other, unknown) } else { (unknown, other) };
                self.hold_to(&[part], whole, &share);
                if adds && share.high.is_some() {
                    self.hold_parts(&over, part, whole);
                }
            }
        }
    }

    /// The share that some sums together are of another, where all are there.
    fn hold_to(&mut self, parts: &[Unknown], whole: Unknown, share: &Interval) {
        let of_parts = parts.iter().fold(Linear::constant(Number::zero()), |sum, part| sum.add(&Linear::unknown(*part)));
        let of_whole = Linear::unknown(whole);
        let all: Vec<Unknown> = parts.iter().copied().chain([whole]).collect();
        if let Some(high) = &share.high {
            self.beside.push((all.clone(), Constraint::not_negative(of_whole.scale(&high.value).subtract(&of_parts))));
        }
        if let Some(low) = &share.low {
            self.beside.push((all, Constraint::not_negative(of_parts.subtract(&of_whole.scale(&low.value)))));
        }
    }

    /// Takes in a part of a whole beside others: where an entry that counts for the one does not count for the other,
    /// they are less of the whole together than each by itself would let them be.
    fn hold_parts(&mut self, over: &str, part: Unknown, whole: Unknown) {
        let Some(known) = self.tallies.get_mut(over) else { return };
        let Some(tally) = known.iter_mut().find(|tally| tally.unknown == whole) else { return };
        let before = tally.parts.clone();
        tally.parts.push(part);
        let here = |unknown: Unknown| known.iter().find_map(|tally| tally.taken_here(unknown).cloned());
        let (Some(whole_taken), Some(mut all)) = (here(whole), here(part)) else { return };
        let others: Vec<(Unknown, Taken)> = before.into_iter().filter_map(|other| Some((other, here(other)?))).collect();
        let most = |share: Option<&Interval>| share.and_then(|share| share.high.as_ref()).map(|high| high.value.clone());
        let (mut family, mut share) = (vec![part], self.share_of(&all, &whole_taken));
        for (other, taken) in others {
            let Some(both) = self.taken_together(&all, &taken) else { continue };
            let (own, joint) = (self.share_of(&taken, &whole_taken), self.share_of(&both, &whole_taken));
            let apart = most(share.as_ref()).zip(most(own.as_ref())).map(|(one, two)| one.add(&two));
            if most(joint.as_ref()).zip(apart).is_some_and(|(joint, apart)| joint < apart) {
                family.push(other);
                (all, share) = (both, joint);
            }
        }
        if let Some(share) = share.filter(|_| family.len() > 1) {
            self.hold_to(&family, whole, &share);
        }
    }

    /// What two sums together take of each.
    fn taken_together(&self, one: &Taken, two: &Taken) -> Option<Taken> {
        if one.len().saturating_mul(two.len()) > PAIRS {
            return None;
        }
        let mut both = Taken::new();
        for (facts, first) in one {
            for (more, second) in two {
                let Some(facts) = facts.and(more).filter(|facts| !self.excluded(facts)) else { continue };
                both.push((facts, first.plus(second, &Number::one())?));
            }
        }
        Some(both)
    }

    /// Whether of each the one takes no more than the other.
    pub(super) fn takes_no_more(&self, part: &Taken, whole: &Taken) -> bool {
        let high = self.share_of(part, whole).and_then(|share| share.high);
        high.is_some_and(|high| high.value <= Number::one())
    }

    /// The share of the first in the second, else of the second in the first; with it whether it is turned round.
    fn share_either_way(&self, one: &Taken, two: &Taken, fits: &dyn Fn(&Interval) -> bool) -> Option<(Interval, bool)> {
        let share = |part, whole| self.share_of(part, whole).filter(fits);
        share(one, two).map(|share| (share, false)).or_else(|| share(two, one).map(|share| (share, true)))
    }

    /// Where the share of one in the other lies in each entry, where the other is never below zero.
    fn share_of(&self, part: &Taken, whole: &Taken) -> Option<Interval> {
        if part.len().saturating_mul(whole.len()) > PAIRS {
            return None;
        }
        let zero = Number::zero();
        let mut share: Option<Interval> = None;
        // Where there is nothing of the whole there must be nothing of the part.
        let (mut below, mut above) = (false, false);
        for (facts, whole) in whole {
            for (more, part) in part {
                let Some(facts) = facts.and(more) else { continue };
                let range = match self.extent(whole, &facts) {
                    Answer::Possible(range) => range,
                    Answer::Impossible => continue,
                    Answer::Undecided => return None,
                };
                if range.low.as_ref().is_none_or(|low| low.value.is_negative()) {
                    return None;
                }
                let under = |constraint: Constraint| facts.and(&Facts::constraint(constraint));
                if let Some(some) = under(Constraint::positive(whole.above.clone())) {
                    match self.extent(&part.over(whole)?, &some) {
                        Answer::Possible(own) => share = Some(share.map_or_else(|| own.clone(), |share| share.hull(&own))),
                        Answer::Impossible => {}
                        Answer::Undecided => return None,
                    }
                }
                if let Some(none) = under(Constraint::zero(whole.above.clone())) {
                    match self.extent(part, &none) {
                        Answer::Possible(own) => {
                            below |= own.low.is_none_or(|low| low.value < zero);
                            above |= own.high.is_none_or(|high| high.value > zero);
                        }
                        Answer::Impossible => {}
                        Answer::Undecided => return None,
                    }
                }
            }
        }
        let Interval { low, high, .. } = share?;
        let share = Interval { low: low.filter(|_| !below), high: high.filter(|_| !above), grid: None };
        (share.low.is_some() || share.high.is_some()).then_some(share)
    }

    /// The same of two sums over other subjects, worked out on the card of one.
    fn share_there(&self, one: OfOthers, two: OfOthers, fits: &dyn Fn(&Interval) -> bool) -> Option<(Interval, bool)> {
        let read: Vec<SharedId> = one.read().chain(two.read()).collect();
        let mut space = self.on_card_of(*read.first()?);
        space.followed.extend(read.iter().skip(1));
        // What may be not applicable leaves the subject out: each value that may not be there has to be told apart.
        space.cautious = true;
        let (one, two) = (space.taken_there(one)?, space.taken_there(two)?);
        space.share_either_way(&one, &two, fits)
    }

    /// What a sum over other subjects takes of one, on whose card this is.
    fn taken_there(&mut self, others: OfOthers) -> Option<Taken> {
        let program = self.program;
        let on_card = |id: SharedId| match &program.shared[id].value {
            SharedValue::OnCard(value) if !value.ty.is_error() => Some(value),
            SharedValue::OnCard(_) | SharedValue::Contests(_) => None,
        };
        let values = match others.value {
            Some(value) => Some(self.cases(on_card(value)?)),
            None => None,
        };
        let conditions = match others.condition {
            Some(condition) => Some(self.known_flags(on_card(condition)?)),
            None => None,
        };
        let left_out = |atom: &Atom| self.left_out_for(atom, others.available);
        let function = if values.is_some() { Function::Sum } else { Function::Number };
        taken_of_each(values.as_deref(), function, conditions.as_deref(), &left_out)
    }

    /// Under which facts a subject is left out of whom something is missing; none where nothing is known of the whole
    /// then. Of what is not asked of a subject every answer is missing at once.
    fn left_out_for(&self, atom: &Atom, available: bool) -> Option<Facts> {
        if available {
            return Some(Facts::default());
        }
        let Atom::Input(id) = atom else {
            let whole = matches!(atom, Atom::Member | Atom::Sequence | Atom::ParentSequence | Atom::ParentAttribute(_));
            return (!whole).then(Facts::default);
        };
        let InputOwner::Indicator(owner) = self.program.inputs[*id].owner else { return None };
        let missing = self.program.indicators[owner].inputs.iter().map(|id| (Atom::Input(*id), false));
        let mut facts = Facts::default();
        facts.given.extend(missing);
        Some(facts)
    }
}

/// Whether a function adds up what it takes of each.
fn adds_up(function: Function) -> bool {
    match function {
        Function::Sum | Function::Number => true,
        Function::Highest | Function::Lowest | Function::Latest | Function::Average | Function::Median | Function::LongestRun => false,
    }
}

/// Of which ones a condition holds, as a number of one or none; none where that is not known. Where something of it is
/// missing, one may be left out.
pub(super) fn counted_of_each(conditions: Option<&[Case]>, left_out: bool) -> Option<Taken> {
    taken_of_each(None, Function::Number, conditions, &|_| left_out.then(Facts::default))
}

/// What is taken of one, in every way; none where it is not known. `left_out` says under which facts one is left out
/// where something is missing: elsewhere the whole is missing then.
fn taken_of_each(
    values: Option<&[Case]>,
    function: Function,
    conditions: Option<&[Case]>,
    left_out: &dyn Fn(&Atom) -> Option<Facts>,
) -> Option<Taken> {
    let (nothing, one) = (Fraction::constant(Number::zero()), Fraction::constant(Number::one()));
    let (always, counted) = ([Case::always(Outcome::Flag(true))], [Case::always(Outcome::Number(one.clone()))]);
    let mut taken = Taken::new();
    for condition in conditions.unwrap_or(&always) {
        match &condition.outcome {
            Outcome::Flag(true) => {}
            Outcome::Flag(false) => {
                taken.push((condition.facts.clone(), nothing.clone()));
                continue;
            }
            Outcome::Missing(atom, _) => {
                let facts = left_out(atom).and_then(|facts| facts.and(&condition.facts));
                taken.extend(facts.map(|facts| (facts, nothing.clone())));
                continue;
            }
            Outcome::Zero(_) => continue,
            Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => return None,
        }
        for value in values.unwrap_or(&counted) {
            let Some(facts) = condition.facts.and(&value.facts) else { continue };
            match &value.outcome {
                Outcome::Number(_) if function == Function::Number => taken.push((facts, one.clone())),
                Outcome::Number(number) => taken.push((facts, number.clone())),
                Outcome::Missing(atom, _) => {
                    let facts = left_out(atom).and_then(|left| left.and(&facts));
                    taken.extend(facts.map(|facts| (facts, nothing.clone())));
                }
                Outcome::Zero(_) => {}
                Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => return None,
            }
        }
    }
    Some(taken)
}
