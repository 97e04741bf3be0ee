//! Comparisons in other words than those of the language: `fewer than 5`, 不少于 80, `90% or more`.

use super::Scene;
use super::ends::compares_twice;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::comparisons::{Meaning, bare, before, behind};
use crate::syntax::keywords::printed;
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::{Language, Span};

/// Findings about comparisons that the table knows for sure, up to where the grammar stopped.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Half of a band would say something else.
    if compares_twice(scene) {
        return found;
    }
    for first in scene.place.saturating_sub(6)..=scene.place {
        if let Some((length, meaning)) = before(words(scene, first)) {
            instead(scene, first, length, meaning, &mut found);
        }
        found.extend(shortened(scene, first));
        found.extend(glued(scene, first));
        found.extend(behind_number(scene, first));
    }
    found
}

/// `total lower 80`: one word that means other things elsewhere.
pub(super) fn of_one_word(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for first in scene.place.saturating_sub(1)..=scene.place {
        if let Some((length, meaning)) = bare(words(scene, first)) {
            instead(scene, first, length, meaning, &mut found);
        }
    }
    found
}

/// `isn't above 5`, `doesn't exceed 5`: a shortened word that turns round what is said behind it.
fn shortened(scene: &Scene, first: usize) -> Vec<Diagnostic> {
    let is = matches!(scene.word(first), "isn" | "aren" | "wasn" | "weren");
    let does = matches!(scene.word(first), "doesn" | "don" | "didn");
    let mark = first + 1;
    let behind = mark + 2;
    if !(is || does) || !matches!(scene.word(mark), "'" | "’" | "‘" | "`" | "´") || scene.word(mark + 1) != "t" {
        return Vec::new();
    }
    let compared = match scene.word(behind) {
        "exceed" => Some((1, Meaning::Above)),
        _ => before(words(scene, behind)),
    };
    if let Some((length, meaning)) = compared {
        return meant(scene, scene.span(first, behind + length - 1), meaning.turned());
    }
    let span = scene.span(first, behind - 1);
    let not = printed(Rule::kw_is_not, Language::English);
    if is { vec![messages::other_words(span, scene.reader.file.slice(span), not)] } else { Vec::new() }
}

fn words<'s>(scene: &'s Scene, first: usize) -> impl Iterator<Item = &'s str> {
    (first..scene.tokens.len()).map(|index| scene.word(index))
}

/// A comparison of `length` tokens in words of the language, as a condition has it or as a bound.
fn instead(scene: &Scene, first: usize, length: usize, meaning: Meaning, found: &mut Vec<Diagnostic>) {
    if first + length < scene.place {
        return;
    }
    let is = first.checked_sub(1).filter(|before| matches!(scene.word(*before), "is" | "are" | "为" | "是"));
    let span = scene.span(is.unwrap_or(first), first + length - 1);
    found.extend(meant(scene, span, meaning));
}

/// What may stand in place of `span`.
fn meant(scene: &Scene, span: Span, meaning: Meaning) -> Vec<Diagnostic> {
    let typed = scene.reader.file.slice(span);
    let language = if typed.is_ascii() { Language::English } else { Language::Chinese };
    let mut spellings: Vec<&str> =
        [Some(meaning.in_condition()), meaning.in_bound()].into_iter().flatten().map(|rule| printed(rule, language)).collect();
    spellings.dedup();
    spellings.retain(|meant| *meant != typed);
    spellings.into_iter().map(|meant| messages::other_words(span, typed, meant)).collect()
}

/// 少于60: a number that runs into the comparison before it.
fn glued(scene: &Scene, n: usize) -> Vec<Diagnostic> {
    let Some((span, meaning)) = runs_into_number(scene, n) else { return Vec::new() };
    let mut found = meant(scene, span, meaning);
    for edit in found.iter_mut().filter_map(|found| found.fix.as_mut()).flat_map(|fix| &mut fix.edits) {
        edit.replacement.push(' ');
    }
    found
}

/// The comparison in the n-th token, where a number runs into it.
pub(super) fn runs_into_number(scene: &Scene, n: usize) -> Option<(Span, Meaning)> {
    let word = scene.word(n);
    let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if !scene.is(n, TokenKind::Word) || letters.len() == word.len() || letters.is_ascii() {
        return None;
    }
    let (_, meaning) = before(std::iter::once(letters))?;
    let whole = scene.span(n, n);
    Some((Span::new(whole.source, whole.range().start, whole.range().start + letters.len()), meaning))
}

/// `90% or more`, 95% 或以上
fn behind_number(scene: &Scene, first: usize) -> Option<Diagnostic> {
    let (length, meaning) = behind(words(scene, first)).filter(|_| scene.context == Context::Quantify && first > 0)?;
    if first + length < scene.place {
        return None;
    }
    let span = scene.span(first, first + length - 1);
    let typed = scene.reader.file.slice(span);
    let rule = if meaning == Meaning::AtMost { Rule::kw_and_below } else { Rule::kw_and_above };
    let meant = printed(rule, if typed.is_ascii() { Language::English } else { Language::Chinese });
    let gap = if scene.touches_next(first - 1) { " " } else { "" };
    let edit = Edit { span, replacement: format!("{gap}{meant}") };
    Some(messages::other_band(span, typed, meant, vec![edit]))
}
