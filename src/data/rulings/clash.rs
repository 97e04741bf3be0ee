//! Two rulings about the same thing: neither wins, both are refused. Then the order of what is left.
//!
//! Entries that stand in a register several times, word for word, are told apart by nothing: as many rulings may
//! strike one of them as there are.

use std::collections::BTreeMap;

use super::Read;
use super::effect::due_questions;
use crate::data::messages::rulings as messages;
use crate::diagnostics::Diagnostics;
use crate::model::{Effect, Entry, Intended, Program, Question, RefusedRuling, RegisterId, Ruling, RulingAbout, RulingKind, Submission};
use crate::text::{SourceId, Words};

/// Where rulings stand.
pub(in crate::data) struct Files<'a> {
    /// The file of a source.
    pub name: &'a dyn Fn(SourceId) -> &'a str,
    /// Whether it was given with an appeal.
    pub corrects: &'a dyn Fn(SourceId) -> bool,
}

/// Refuses what is ruled twice and puts the rest into the submission, in an order that does not hang on
/// that of the rows. A ruling of an appeal takes the place of a submitted one about the same thing; gives those replaced.
pub(in crate::data) fn settle(
    program: &Program,
    read: Vec<Read>,
    files: &Files<'_>,
    submission: &mut Submission,
    diagnostics: &mut Diagnostics,
) -> Vec<Ruling> {
    let mut rulings: Vec<Ruling> = Vec::new();
    let mut refused = Vec::new();
    for one in read {
        match one {
            Read::InForce(ruling) => rulings.push(ruling),
            Read::Refused(one) => refused.push(one),
        }
    }
    let (corrections, submitted): (Vec<Ruling>, Vec<Ruling>) =
        rulings.into_iter().partition(|one| (files.corrects)(one.origin.span.source));
    let is_replaced = |old: &Ruling| {
        let replaces = |new: &Ruling| new.subject == old.subject && new.about == old.about && clash(program, old, new);
        corrections.iter().any(replaces)
    };
    let (replaced, mut rulings): (Vec<Ruling>, Vec<Ruling>) = submitted.into_iter().partition(is_replaced);
    rulings.extend(corrections);
    spread(&mut rulings, &submission.registers);
    let mut twice: BTreeMap<usize, Words> = BTreeMap::new();
    let mut about: BTreeMap<usize, Vec<(usize, &Ruling)>> = BTreeMap::new();
    for (later, second) in rulings.iter().enumerate() {
        let before = about.entry(second.subject).or_default();
        let found = before.iter().find(|(_, first)| clash(program, first, second)).copied();
        before.push((later, second));
        let Some((earlier, first)) = found else { continue };
        let finding = messages::ruled_twice(program, [first, second].map(|one| (one, (files.name)(one.origin.span.source))));
        twice.entry(earlier).or_insert_with(|| finding.message.clone());
        twice.insert(later, finding.message.clone());
        diagnostics.push(finding);
    }
    let mut kept = Vec::new();
    for (place, ruling) in rulings.into_iter().enumerate() {
        match twice.remove(&place) {
            None => kept.push(ruling),
            Some(why) => refused.push(RefusedRuling {
                kind: ruling.kind,
                subject: Some(ruling.subject),
                indicators: ruling.indicators,
                intended: Intended::from(&ruling.effect),
                why,
                origin: ruling.origin,
            }),
        }
    }
    let who = |place: usize| submission.subjects.get(place).map(|subject| (subject.level, subject.id.clone()));
    let rank = |effect: &Effect| match effect {
        Effect::EntryStruck(register, entry) => (0, Some(*register), *entry, None),
        Effect::Due(day) => (1, None, 0, Some(*day)),
        Effect::NotApplicable => (2, None, 0, None),
        Effect::FullPoints => (3, None, 0, None),
        Effect::Points(_) => (4, None, 0, None),
    };
    kept.sort_by_cached_key(|ruling: &Ruling| {
        (who(ruling.subject), ruling.kind, ruling.indicators.first().copied(), ruling.about.clone(), rank(&ruling.effect))
    });
    submission.rulings = kept;
    submission.refused_rulings.append(&mut refused);
    replaced
}

/// Gives each of several rulings about entries alike one of its own. Where there are more rulings than such entries,
/// all of them stay with the first one.
fn spread(rulings: &mut [Ruling], registers: &BTreeMap<RegisterId, Vec<Entry>>) {
    let mut about: BTreeMap<(usize, RegisterId, usize), Vec<usize>> = BTreeMap::new();
    for (place, ruling) in rulings.iter().enumerate() {
        if let Effect::EntryStruck(register, entry) = ruling.effect {
            about.entry((ruling.subject, register, entry)).or_default().push(place);
        }
    }
    for ((_, register, first), mut places) in about.into_iter().filter(|(_, places)| places.len() > 1) {
        let entries = registers.get(&register).map_or(&[][..], Vec::as_slice);
        let Some(struck) = entries.get(first) else { continue };
        let alike: Vec<usize> = entries.iter().enumerate().filter(|(_, other)| struck.is_like(other)).map(|(place, _)| place).collect();
        // Whether there is one for each must not hang on the order of the rows.
        places.sort_by(|one, other| rulings.get(*one).map(|one| &one.indicators).cmp(&rulings.get(*other).map(|other| &other.indicators)));
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for place in &places {
            let Some(ruling) = rulings.get(*place) else { continue };
            let is_taken = |entry: &usize| {
                taken.iter().any(|(other, its)| its == entry && rulings.get(*other).is_some_and(|other| share(other, ruling)))
            };
            taken.extend(alike.iter().find(|entry| !is_taken(entry)).map(|entry| (*place, *entry)));
        }
        if taken.len() < places.len() {
            continue;
        }
        for (place, entry) in taken {
            if let Some(ruling) = rulings.get_mut(place) {
                ruling.effect = Effect::EntryStruck(register, entry);
            }
        }
    }
}

/// Whether two rulings hold for an indicator both.
fn share(first: &Ruling, second: &Ruling) -> bool {
    first.indicators.is_empty() || second.indicators.is_empty() || !first.indicators.is_disjoint(&second.indicators)
}

/// Whether two rulings about one subject say something of the same thing.
fn clash(program: &Program, first: &Ruling, second: &Ruling) -> bool {
    let shared = share(first, second);
    let not_judged = |ruling: &Ruling| ruling.kind == RulingKind::Exemption && ruling.decides();
    match (&first.effect, &second.effect) {
        (Effect::EntryStruck(register, entry), Effect::EntryStruck(other, same)) => shared && register == other && entry == same,
        (Effect::EntryStruck(..), _) | (_, Effect::EntryStruck(..)) => false,
        (Effect::Due(_), Effect::Due(_)) => {
            let (first, second) = (questions(program, first), questions(program, second));
            first.iter().any(|question| second.contains(question))
        }
        // Whatever is due does not matter for what is not judged.
        (Effect::Due(_), Effect::NotApplicable | Effect::FullPoints | Effect::Points(_)) => shared && not_judged(second),
        (Effect::NotApplicable | Effect::FullPoints | Effect::Points(_), Effect::Due(_)) => shared && not_judged(first),
        (
            Effect::NotApplicable | Effect::FullPoints | Effect::Points(_),
            Effect::NotApplicable | Effect::FullPoints | Effect::Points(_),
        ) => shared,
    }
}

/// The questions a later day is given for.
fn questions(program: &Program, ruling: &Ruling) -> Vec<Question> {
    let only = match ruling.about {
        RulingAbout::Question(_, question) => Some(question),
        RulingAbout::Everything | RulingAbout::Part(_) | RulingAbout::Indicator(_) => None,
    };
    due_questions(program, &ruling.indicators, only).into_iter().map(|(question, _)| question).collect()
}
