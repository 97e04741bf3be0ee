//! The page for whoever signs: the same sentences at a terminal and in a memo.

use super::{Shown, leaning, subject, thing};
use crate::diff::{Kind, Leaning, Proposal};
use crate::text::Language;
use crate::words;

/// The sentence that says it all.
pub(super) fn verdict(shown: &Shown<'_>, language: Language) -> String {
    let changes = &shown.comparison.changes;
    let words_only = changes.iter().filter(|change| change.kind() == Kind::Text).count();
    let meaning = changes.len() - words_only;
    let places = if meaning == 1 { "place" } else { "places" };
    let words = match (meaning, words_only) {
        (0, 0) => words!("Both books mean the same.", "两本规则含义相同。"),
        (0, _) => words!(
            "Both books mean the same; in words they differ in {words}.",
            "两本规则含义相同，仅有 {words} 处文字不同。",
            words = words_only
        ),
        (_, 0) => words!(
            "The newer book means something else in {meaning} {places}.",
            "新规则有 {meaning} 处含义变化。",
            meaning = meaning,
            places = places
        ),
        (_, _) => words!(
            "The newer book means something else in {meaning} {places}, and differs in words only in {words} more.",
            "新规则有 {meaning} 处含义变化，另有 {words} 处仅文字变化。",
            meaning = meaning,
            places = places,
            words = words_only
        ),
    };
    words.get(language).to_owned()
}

/// How many changes there are of each kind.
pub(super) fn counts(shown: &Shown<'_>, language: Language) -> Vec<(String, usize)> {
    shown.comparison.counts().into_iter().map(|(kind, count)| (kind.words().get(language).to_owned(), count)).collect()
}

/// What became stricter or looser in plain sight, each with its heading.
pub(super) fn leanings(shown: &Shown<'_>, language: Language) -> Vec<(String, Vec<String>)> {
    let mut lists = Vec::new();
    for way in [Leaning::Stricter, Leaning::Looser] {
        let mut lines: Vec<String> = Vec::new();
        for change in shown.comparison.changes.iter().filter(|change| change.leans == Some(way)) {
            let line = subject(change, language);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        if !lines.is_empty() {
            let way = leaning(way);
            let number = lines.len();
            let heading = words!("Plainly {e}: {number}", "明显{z}：{number} 处", e = way.english, z = way.chinese, number = number);
            lists.push((heading.get(language).to_owned(), lines));
        }
    }
    lists
}

/// The heading over what may have been renamed, and one sentence for each.
pub(super) fn proposals(shown: &Shown<'_>, language: Language) -> Option<(String, Vec<String>)> {
    let proposals = &shown.comparison.proposals;
    if proposals.is_empty() {
        return None;
    }
    let heading = words!("Perhaps renamed; taken as removed and added", "可能是更名，现按取消和新增处理");
    Some((heading.get(language).to_owned(), proposals.iter().map(|one| proposal(shown, one, language)).collect()))
}

fn proposal(shown: &Shown<'_>, proposal: &Proposal, language: Language) -> String {
    let (old, new) = (thing(&proposal.old, language), thing(&proposal.new, language));
    let likeness = proposal.likeness;
    let (old_place, new_place) = (shown.place(proposal.old_span), shown.place(proposal.new_span));
    let is = words!(
        "{old} ({old_place}) and {new} ({new_place}), {likeness} of 100 alike",
        "{old}（{old_place}）与 {new}（{new_place}），相似度 {likeness}/100",
        old = old,
        new = new,
        old_place = old_place,
        new_place = new_place,
        likeness = likeness
    );
    let mut text = is.get(language).to_owned();
    if proposal.new.aspect == crate::diff::Aspect::Indicator {
        let hint = words!(
            ": if so, write `formerly {old}` in `{new}`",
            "：如确为更名，请在“{new}”中写“曾用名 {old}”",
            old = proposal.old.name,
            new = proposal.new.name
        );
        text.push_str(hint.get(language));
    }
    text
}
