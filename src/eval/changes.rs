//! Additions and deductions, each on its own: entries × amount, then its cap, then the joint cap.

use std::collections::BTreeMap;

use super::card::{Card, Scope};
use super::change_trace::{ChangeGroupTrace, ChangeTrace, EntryChange, EntryCounted, TimesTrace};
use super::found::{Troubles, compare};
use super::lasting::{change_only_grows, never_negative};
use super::outlook::Drift;
use super::portions::portions;
use super::report::{Found, Reason, ReasonKind};
use super::sources::capped_amount;
use super::steps::part_of_step;
use super::trace::{ClauseKind, Derivation, Moved};
use super::unassigned::Place;
use crate::model::{Better, Change, ChangeGroup, Direction, Expr, ExprKind, ForEach, ForEvery, Origin, Times};
use crate::text::Span;
use crate::value::{Number, Value};

impl<'a> Card<'a> {
    /// A change or several under a joint cap, and the signed points they come to.
    pub(super) fn change_group(&mut self, group: &'a ChangeGroup, scope: Scope<'_>, troubles: &mut Troubles) -> (ChangeGroupTrace, Number) {
        match group {
            ChangeGroup::Single(change) => {
                let trace = self.change(change, scope, troubles);
                let points = super::quantify::signed(&Number::zero(), change.direction, &trace.moved.after);
                (ChangeGroupTrace::Single(trace), points)
            }
            ChangeGroup::Joint { direction, at_most, changes, span } => {
                let changes: Vec<_> = changes.iter().map(|change| self.change(change, scope, troubles)).collect();
                let before = changes.iter().fold(Number::zero(), |sum, change| sum.add(&change.moved.after));
                let at_most = self.evaluate(at_most, scope);
                let after = troubles.number(&at_most).map_or_else(|| before.clone(), |cap| before.clone().min(cap));
                if !after.is_zero() {
                    self.meet(*span, ClauseKind::Change);
                }
                let points = super::quantify::signed(&Number::zero(), *direction, &after);
                let moved = Moved { before, after };
                (ChangeGroupTrace::Joint { direction: *direction, changes, at_most, moved, span: *span }, points)
            }
        }
    }

    /// The same, and by how much more and less it may come to by entries that registers still receive, and by what is
    /// pending or invalid in it. What entries to come would take away is foreseen nowhere.
    pub(super) fn change_and_drift(
        &mut self,
        group: &'a ChangeGroup,
        scope: Scope<'_>,
        troubles: &mut Troubles,
    ) -> ((ChangeGroupTrace, Number), [Drift; 2]) {
        let ((trace, points), to_come) = self.but_for_entries_to_come(|card| card.change_group(group, scope, troubles));
        let open = troubles.strongest().is_some();
        if to_come.is_empty() && !open {
            return ((trace, points), [Drift::nothing(), Drift::nothing()]);
        }
        let (direction, cap, changes, moved): (_, _, &[ChangeTrace], _) = match &trace {
            ChangeGroupTrace::Single(change) => (change.direction, change.at_most.as_ref(), std::slice::from_ref(change), &change.moved),
            ChangeGroupTrace::Joint { direction, changes, at_most, moved, .. } => (*direction, Some(at_most), changes, moved),
        };
        let written: &[Change] = match group {
            ChangeGroup::Single(change) => std::slice::from_ref(change),
            ChangeGroup::Joint { changes, .. } => changes,
        };
        let joint_cap = if let ChangeGroup::Joint { at_most, .. } = group { Some(at_most) } else { None };
        let all_caps = written.iter().flat_map(|change| change.at_most.iter().chain(&change.each_source)).chain(joint_cap);
        let caps_turn = all_caps.into_iter().any(|cap| !never_negative(self.run.program, &[], cap));
        let turns_sign = caps_turn || written.iter().any(|change| !self.is_never_negative(change)) || moved.before.is_negative();
        // What it came to may be taken back as a whole where a part of it may.
        let stays = changes.iter().all(|change| (to_come.is_empty() || change_only_grows(change)) && !self.may_not_count(change));
        let mut caps = cap.map(AsRef::as_ref).into_iter().chain(changes.iter().flat_map(ChangeTrace::caps));
        let capped = caps.all(|cap: &Derivation| cap.found.as_number().is_some());
        drop(caps);
        let back = if stays && capped { Drift::nothing() } else { Drift::UpTo(moved.after.clone()) };
        let on = Drift::to_cap(&moved.after, cap.and_then(|cap| cap.found.as_number()).or(once(written).as_ref()));
        // With no entry to come, those that are there are all that it can still be moved by.
        let open_entries = |sum: Number, (change, trace)| Some(sum.add(&self.by_open_entries(change, trace)?));
        let by_entries = written.iter().zip(changes).try_fold(Number::zero(), open_entries);
        let on = on.within(by_entries.filter(|_| to_come.is_empty()));
        let [rise, fall] = match direction {
            _ if turns_sign => [Drift::Any, Drift::Any],
            Direction::Add => [on, back],
            Direction::Deduct if open => [back, on],
            Direction::Deduct => [back, Drift::nothing()],
        };
        if direction == Direction::Deduct || turns_sign {
            self.may_take(&to_come);
        }
        if !(rise.is_nothing() && fall.is_nothing()) {
            self.may_receive_any(&to_come);
        }
        ((trace, points), [rise, fall])
    }

    /// The points of those entries of which it is not known whether they count; none where they cannot be told.
    fn by_open_entries(&mut self, change: &Change, trace: &ChangeTrace) -> Option<Number> {
        let (Times::ForEach(each), TimesTrace::ForEach { entries, .. }) = (&change.times, &trace.times) else { return None };
        let ExprKind::Constant(Value::Number(amount)) = &*change.amount.kind else { return None };
        if each.as_field.is_some() || self.own_entries(each.register).is_err() {
            return None;
        }
        let unread = |entry: &EntryChange, field: usize| {
            self.run.readings.field(each.register, entry.entry, field).is_none_or(|reading| reading.found.given().is_none())
        };
        let is_open = |entry: &&EntryChange| match entry.counted {
            // Without the field by which entries are alike it was left out.
            EntryCounted::Yes => each.once_per.is_some_and(|field| unread(entry, field)),
            EntryCounted::Struck(_) | EntryCounted::Duplicate(_) => false,
            EntryCounted::OtherKind => each.what.is_some_and(|(field, _)| unread(entry, field)),
            EntryCounted::ConditionFails => entry.condition.as_ref().is_none_or(|condition| condition.found.as_flag().is_none()),
        };
        let open = i64::try_from(entries.iter().filter(is_open).count()).ok()?;
        Some(amount.multiply(&Number::from(open)))
    }

    /// Whether of an entry that counts it cannot be told whether it had happened by the day of scoring, or is struck.
    fn may_not_count(&self, change: &ChangeTrace) -> bool {
        let TimesTrace::ForEach { register, entries } = &change.times else { return false };
        let later = |entry: &EntryChange| self.run.readings.undatable(self.run.program, *register, entry.entry).is_some();
        let struck = self.strike_in_doubt(*register).is_some();
        entries.iter().filter(|entry| entry.counted == EntryCounted::Yes).any(|entry| struck || later(entry))
    }

    /// Whether the points of a change are never below zero, whatever entries come.
    fn is_never_negative(&self, change: &Change) -> bool {
        let program = self.run.program;
        let fields = if let Times::ForEach(each) = &change.times { program.registers[each.register].fields.as_slice() } else { &[] };
        never_negative(program, fields, &change.amount)
    }

    fn change(&mut self, change: &'a Change, scope: Scope<'_>, troubles: &mut Troubles) -> ChangeTrace {
        let mut own = Troubles::default();
        let trace = self.change_alone(change, scope, &mut own);
        troubles.append(&own);
        ChangeTrace { open: own.strongest(), ..trace }
    }

    fn change_alone(&mut self, change: &'a Change, scope: Scope<'_>, troubles: &mut Troubles) -> ChangeTrace {
        let (times, before) = match &change.times {
            Times::Once => {
                let amount = self.evaluate(&change.amount, scope);
                let points = troubles.number(&amount).unwrap_or_else(Number::zero);
                (TimesTrace::Once { amount }, points)
            }
            Times::When(condition) => {
                let condition = self.evaluate(condition, scope);
                let holds = troubles.flag(&condition) == Some(true);
                let amount = holds.then(|| self.evaluate(&change.amount, scope));
                let points = amount.as_ref().and_then(|amount| troubles.number(amount)).unwrap_or_else(Number::zero);
                (TimesTrace::When { condition, amount }, points)
            }
            Times::ForEach(each) => self.for_each(each, &change.amount, scope, troubles),
            Times::ForEvery(every) => self.for_every(every, &change.amount, scope, troubles),
        };
        let happened = match &times {
            TimesTrace::Once { .. } => true,
            TimesTrace::When { amount, .. } => amount.is_some(),
            TimesTrace::ForEach { entries, .. } => entries.iter().any(|entry| entry.counted == EntryCounted::Yes),
            TimesTrace::ForEvery { count, .. } => !count.is_zero(),
        };
        if happened {
            self.meet(change.span, ClauseKind::Change);
        }
        let each_source = change.each_source.as_ref().map(|cap| self.evaluate(cap, scope));
        let cap = each_source.as_ref().and_then(|cap| troubles.number(cap));
        let held = match (cap, times.amount()) {
            (Some(cap), Some(amount)) => capped_amount(&before, &portions(amount), &cap),
            (_, _) => before.clone(),
        };
        let each_source = each_source.map(|cap| (cap, Moved { before, after: held.clone() }));
        let trace = self.capped(change.direction, times, held, change.at_most.as_ref(), change.span, scope, troubles);
        ChangeTrace { each_source, ..trace }
    }

    /// A change after its own cap.
    #[expect(clippy::too_many_arguments, reason = "the pieces of one clause")]
    pub(super) fn capped(
        &mut self,
        direction: Direction,
        times: TimesTrace,
        before: Number,
        at_most: Option<&'a Expr>,
        span: Span,
        scope: Scope<'_>,
        troubles: &mut Troubles,
    ) -> ChangeTrace {
        let at_most = at_most.map(|cap| self.evaluate(cap, scope));
        let cap = at_most.as_ref().and_then(|cap| troubles.number(cap));
        let after = cap.map_or_else(|| before.clone(), |cap| before.clone().min(cap));
        ChangeTrace { direction, times, each_source: None, at_most, moved: Moved { before, after }, open: None, span }
    }

    /// So many points for every step that a quantity lies beyond its reference.
    pub(super) fn for_every(
        &mut self,
        every: &'a ForEvery,
        amount: &'a Expr,
        scope: Scope<'_>,
        troubles: &mut Troubles,
    ) -> (TimesTrace, Number) {
        let measured = self.evaluate(&every.of, scope);
        let from = every.beyond.as_ref().map(|(side, from)| (*side, self.evaluate(from, scope)));
        let step = self.evaluate(&every.step, scope);
        let value = troubles.number(&measured);
        let reference = match &from {
            Some((_, from)) => troubles.number(from),
            None => Some(Number::zero()),
        };
        let width = troubles.number(&step);
        let (mut beyond, mut count) = (Number::zero(), Number::zero());
        if let (Some(value), Some(reference), Some(width)) = (value, reference, width) {
            let distance = match from {
                Some((Better::Lower, _)) => reference.subtract(&value),
                Some((Better::Higher, _)) | None => value.subtract(&reference),
            };
            beyond = distance.max(Number::zero());
            if !beyond.is_zero() {
                match part_of_step(&beyond, &width, every.partial) {
                    Some(steps) => count = steps,
                    None => troubles.note(&self.division_by_zero(every.step.span)),
                }
            }
        }
        let amount = (!count.is_zero()).then(|| self.evaluate(amount, scope));
        let points = amount.as_ref().and_then(|amount| troubles.number(amount)).map_or_else(Number::zero, |each| each.multiply(&count));
        let partial = every.partial;
        (TimesTrace::ForEvery { measured, from, step, partial, beyond, count, amount }, points)
    }

    /// The entries of a register that count, each with its points.
    fn for_each(&mut self, each: &'a ForEach, amount: &'a Expr, scope: Scope<'_>, troubles: &mut Troubles) -> (TimesTrace, Number) {
        let mut entries = Vec::new();
        let places = match self.entries_for(each, troubles) {
            Ok(places) => places,
            Err(found) => {
                troubles.note(&found);
                Vec::new()
            }
        };
        self.may_receive(each.register);
        if places.iter().any(|entry| self.would_count(each, *entry)) {
            self.strike_in_doubt(each.register).iter().for_each(|found| troubles.note(found));
        }
        // The value of `once per` and the points of each entry that counts, by its place in the list.
        let mut worth: Vec<(usize, Option<Value>, Number)> = Vec::new();
        for entry in places {
            let Some(origin) = self.cell_of_whom(each, entry) else { continue };
            let mut change = EntryChange { entry, origin, condition: None, counted: EntryCounted::OtherKind, amount: None };
            if self.would_count(each, entry)
                && let Some(struck) = self.struck(each.register, entry)
            {
                change.counted = EntryCounted::Struck(struck);
                entries.push(change);
                continue;
            }
            if self.is_kind(each, entry, troubles) {
                let inner = Scope { entry: Some((each.register, entry)), ..scope };
                change.condition = each.condition.as_ref().map(|condition| self.evaluate(condition, inner));
                change.counted = EntryCounted::ConditionFails;
                let holds = change.condition.as_ref().map_or(Some(true), |condition| troubles.flag(condition));
                if holds != Some(false) {
                    self.run.readings.undatable(self.run.program, each.register, entry).iter().for_each(|found| troubles.note(found));
                }
                if holds == Some(true) {
                    change.counted = EntryCounted::Yes;
                    let amount = self.evaluate(amount, inner);
                    let points = troubles.number(&amount).unwrap_or_else(Number::zero);
                    change.amount = Some(amount);
                    let key = each.once_per.and_then(|field| self.field_value(each, entry, field, troubles));
                    worth.push((entries.len(), key, points));
                }
            }
            entries.push(change);
        }
        let points = keep_best(each, &mut entries, &worth);
        (TimesTrace::ForEach { register: each.register, entries }, points)
    }

    /// The entries about the subject, or those whose field names it.
    fn entries_for(&mut self, each: &ForEach, troubles: &mut Troubles) -> Result<Vec<usize>, Found> {
        let own = self.own_entries(each.register)?;
        let Some(field) = each.as_field else { return Ok(own) };
        let number = self.run.submission.registers.get(&each.register).map_or(0, Vec::len);
        let id = Value::Text(self.this().id.clone());
        let (mut naming, mut unreadable) = (Vec::new(), Vec::new());
        for entry in (0..number).filter(|entry| self.run.readings.sees(each.register, *entry)) {
            let Some(reading) = self.run.readings.field(each.register, entry, field) else { continue };
            match &reading.found {
                Found::Given(value) if compare(value, &id).is_some_and(std::cmp::Ordering::is_eq) => naming.push(entry),
                // An empty cell names nobody.
                Found::Given(_) | Found::Missing(_) => {}
                // It might name anybody.
                Found::Invalid(_) if self.is_assumed(Place::Entry(each.register, entry, Some(field))) => naming.push(entry),
                Found::Invalid(_) => unreadable.push(Place::Entry(each.register, entry, Some(field))),
                Found::Pending(_) => troubles.note(&reading.found),
            }
        }
        self.may_concern(unreadable).map_or(Ok(naming), Err)
    }

    /// The cell that makes an entry one of the subject's.
    fn cell_of_whom(&self, each: &ForEach, entry: usize) -> Option<Origin> {
        let naming = each.as_field.and_then(|field| self.run.readings.field(each.register, entry, field)?.origin.clone());
        naming.or_else(|| self.origin_of(each.register, entry))
    }

    /// Whether an entry is not surely of another kind than is asked for. What a struck entry says does not
    /// matter, so nothing is noted about it.
    fn would_count(&mut self, each: &ForEach, entry: usize) -> bool {
        let mut ignored = Troubles::default();
        self.is_kind(each, entry, &mut ignored) || ignored.strongest().is_some()
    }

    /// Whether an entry is of the kind that is asked for.
    fn is_kind(&mut self, each: &ForEach, entry: usize, troubles: &mut Troubles) -> bool {
        let Some((field, value)) = each.what else { return true };
        self.field_value(each, entry, field, troubles) == Some(Value::Choice(value))
    }

    fn field_value(&mut self, each: &ForEach, entry: usize, field: usize, troubles: &mut Troubles) -> Option<Value> {
        let reading = self.run.readings.field(each.register, entry, field);
        let Some(reading) = reading else {
            troubles.note(&Found::invalid(Reason::new(ReasonKind::WrongType)));
            return None;
        };
        troubles.note(&reading.found);
        reading.found.given().cloned()
    }
}

/// The points of a change that comes once, if at all, where they are always the same.
fn once(changes: &[Change]) -> Option<Number> {
    let [Change { times: Times::Once | Times::When(_), amount, .. }] = changes else { return None };
    if let ExprKind::Constant(Value::Number(points)) = &*amount.kind { Some(points.clone()) } else { None }
}

/// Of entries alike the one worth most counts; of equal worth the first. Returns what all that
/// count come to.
fn keep_best(each: &ForEach, entries: &mut [EntryChange], worth: &[(usize, Option<Value>, Number)]) -> Number {
    let mut sum = Number::zero();
    if each.once_per.is_none() {
        return worth.iter().fold(sum, |sum, (_, _, points)| sum.add(points));
    }
    // Alike entries by their key, in the order of the first of each; values have no order of their own.
    let mut groups: Vec<(&Value, (usize, &Number))> = Vec::new();
    let mut beaten: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, key, points) in worth {
        let Some(key) = key else { continue };
        match groups.iter_mut().find(|(known, _)| *known == key) {
            None => groups.push((key, (*place, points))),
            Some((_, best)) if points > best.1 => {
                beaten.insert(best.0, *place);
                *best = (*place, points);
            }
            Some((_, best)) => {
                beaten.insert(*place, best.0);
            }
        }
    }
    for (_, (_, points)) in &groups {
        sum = sum.add(points);
    }
    let rows: Vec<usize> = entries.iter().map(|entry| entry.entry).collect();
    for (loser, winner) in &beaten {
        let mut winner = *winner;
        while let Some(better) = beaten.get(&winner) {
            winner = *better;
        }
        if let (Some(entry), Some(row)) = (entries.get_mut(*loser), rows.get(winner)) {
            entry.counted = EntryCounted::Duplicate(*row);
        }
    }
    sum
}
