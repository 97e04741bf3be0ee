//! Conditions that are said as in speech: `x below 5`, `x is above 3 and below 5`, `x between 3 and 5`.

use super::Scene;
use super::signs::{begins_another, comparison_at};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{printed, spells};
use crate::syntax::messages;
use crate::text::Language;

/// What stands behind `is`.
const BEHIND_IS: [&[&str]; 5] = [&["below"], &["above"], &["at", "least"], &["at", "most"], &["missing"]];

/// Findings about conditions.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    [without_is(scene), without_left_side(scene), between(scene)].into_iter().flatten().collect()
}

/// `when x below 5`
fn without_is(scene: &Scene) -> Option<Diagnostic> {
    let (words, edit) = lacks_is(scene, scene.place)?;
    let span = scene.span(scene.place, scene.place + words.len() - 1);
    let typed = words.join(" ");
    Some(messages::condition_otherwise(span, &typed, &format!("{}{typed}", edit.replacement), vec![edit]))
}

/// The words of a comparison at the n-th token that lack their `is`, and the edit that puts it there.
pub(super) fn lacks_is(scene: &Scene, n: usize) -> Option<(&'static [&'static str], Edit)> {
    let is = printed(Rule::kw_is, Language::English);
    let stands = |words: &&&[&str]| words.iter().zip(n..).all(|(word, index)| scene.word(index) == *word);
    let words = BEHIND_IS.iter().find(stands).filter(|_| n > 0 && scene.word(n - 1) != is)?;
    Some((*words, Edit { span: scene.span(n, n).at_start(), replacement: format!("{is} ") }))
}

/// `x > 3 and < 5`: each comparison names what it compares.
fn without_left_side(scene: &Scene) -> Option<Diagnostic> {
    let place = scene.place;
    let join = place.checked_sub(1)?;
    let joined = spells(scene.word(join), Rule::kw_and) || spells(scene.word(join), Rule::kw_or);
    let width = comparison_at(scene, place).filter(|_| joined)?;
    let begins = (0..join).rev().take_while(|index| !begins_another(scene.word(*index))).last()?;
    let compared = (begins + 1..join).find(|index| comparison_at(scene, *index).is_some())?;
    let left = scene.reader.file.slice(scene.span(begins, compared - 1));
    let at = scene.span(place, place + width - 1);
    let sign = scene.reader.file.slice(at);
    let percent = usize::from(matches!(scene.word(place + width + 1), "%" | "％"));
    let right = scene.token(place + width).map(|_| scene.span(place, place + width + percent)).unwrap_or(at);
    let edit = Edit { span: at.at_start(), replacement: format!("{left} ") };
    Some(messages::comparison_of_nothing(at, sign, &format!("{left} {}", scene.reader.file.slice(right)), edit))
}

/// `x between 3 and 5`, `x is between 3 and 5`, 户数 在 3 和 5 之间
fn between(scene: &Scene) -> Option<Diagnostic> {
    let from = (1..=scene.place).rev().find(|index| matches!(scene.word(*index), "between" | "在" | "介于"))?;
    let first = if spells(scene.word(from - 1), Rule::kw_is) { from - 1 } else { from };
    let to = (from + 2..scene.tokens.len()).find(|index| matches!(scene.word(*index), "and" | "to" | "和" | "与" | "到" | "至"))?;
    let behind = (to + 2..scene.tokens.len().min(to + 4)).find(|index| scene.word(*index) == "之间");
    let ends = match behind {
        Some(behind) => behind - 1,
        None if matches!(scene.word(to + 2), "%" | "％") => to + 2,
        None => to + 1,
    };
    let language = scene.language();
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    let (is_from, until) = (printed(Rule::kw_is_from, language), printed(Rule::kw_range_to, language));
    let written = format!("{is_from} {} {until} {}", slice(from + 1, to - 1), slice(to + 1, ends));
    let span = scene.span(first, behind.unwrap_or(ends));
    let edit = Edit { span, replacement: written.clone() };
    Some(messages::condition_otherwise(span, slice(first, behind.unwrap_or(ends)), &written, vec![edit]))
}
