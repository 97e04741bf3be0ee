//! Two rulings about the same thing: neither wins, both are refused. Then the order of what is left.

use std::collections::BTreeMap;

use super::Read;
use super::effect::due_questions;
use crate::data::messages::rulings as messages;
use crate::diagnostics::Diagnostics;
use crate::model::{Effect, Program, Question, RefusedRuling, Ruling, RulingAbout, RulingKind, Submission};
use crate::text::Words;

/// Refuses what is ruled twice and puts the rest into the submission, in an order that does not hang on
/// that of the rows. Returns how many of each kind are in force.
pub(in crate::data) fn settle(
    program: &Program,
    read: Vec<Read>,
    submission: &mut Submission,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<RulingKind, usize> {
    let mut rulings = Vec::new();
    let mut refused = Vec::new();
    for one in read {
        match one {
            Read::InForce(ruling) => rulings.push(ruling),
            Read::Refused(one) => refused.push(one),
        }
    }
    let mut twice: BTreeMap<usize, Words> = BTreeMap::new();
    for (later, second) in rulings.iter().enumerate() {
        let Some((earlier, first)) = rulings.iter().enumerate().take(later).find(|(_, first)| clash(program, first, second)) else {
            continue;
        };
        let finding = messages::ruled_twice(program, first, second);
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
    let counts = kept.iter().fold(BTreeMap::new(), |mut counts, ruling: &Ruling| {
        *counts.entry(ruling.kind).or_default() += 1;
        counts
    });
    submission.rulings = kept;
    submission.refused_rulings.append(&mut refused);
    counts
}

/// Whether two rulings say something of the same thing.
fn clash(program: &Program, first: &Ruling, second: &Ruling) -> bool {
    if first.subject != second.subject {
        return false;
    }
    let shared = first.indicators.is_empty() || second.indicators.is_empty() || !first.indicators.is_disjoint(&second.indicators);
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
