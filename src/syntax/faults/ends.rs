//! The edges of bands in words and signs of other languages, and bands that have two: 满 5 不满 7, `over 5 and up to 7`,
//! `> 5 and <= 7`. It proposes the whole band, for half of it would say something else.

use super::Scene;
use super::rows::last_of_band;
use super::signs::comparison_meant;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::comparisons::{Meaning, before, behind};
use crate::syntax::keywords::{is_one_of, is_reserved, printed};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::Language;

/// What a sign says of the number behind it.
pub(super) fn of_sign(sign: &str) -> Option<Meaning> {
    match comparison_meant(sign).unwrap_or(sign) {
        "<" | "＜" => Some(Meaning::Below),
        ">" | "＞" => Some(Meaning::Above),
        "≤" => Some(Meaning::AtMost),
        "≥" => Some(Meaning::AtLeast),
        _ => None,
    }
}

/// What stands between two edges.
const JOINS: [&str; 19] =
    ["and", "but", "to", ",", "，", "、", "并且", "但是", "同时", "以及", "且", "并", "而", "但", "又", "及", "和", "到", "至"];

/// Whether a word or sign joins two edges.
pub(super) fn joins(word: &str) -> bool {
    JOINS.contains(&word)
}

/// Words that turn round what is said behind them.
pub(super) fn turns(word: &str) -> bool {
    matches!(word, "not" | "never" | "cannot" | "不" | "未" | "没" | "没有" | "并未" | "并不" | "并没有" | "不得" | "并非")
}

/// The comparison at the n-th token of a band, and of how many it consists.
pub(super) fn compared(scene: &Scene, n: usize, last: usize) -> Option<(usize, Meaning)> {
    let words = |n: usize| before((n..=last).map(|index| scene.word(index)));
    let is = usize::from(matches!(scene.word(n), "is" | "为"));
    let behind_is = || words(n + is).or_else(|| turned(scene, n + is, last)).map(|(length, meaning)| (length + is, meaning));
    let sign = || Some((1, sign_at(scene, n)?));
    words(n).or_else(|| joined(scene.word(n))).or_else(behind_is).or_else(sign)
}

/// 但不超过: a comparison that runs into what joins it to another.
fn joined(word: &str) -> Option<(usize, Meaning)> {
    JOINS.iter().filter(|join| !join.is_ascii()).find_map(|join| before(std::iter::once(word.strip_prefix(join)?)))
}

/// The same behind a word that turns it round: 没有 低于.
pub(super) fn turned(scene: &Scene, n: usize, last: usize) -> Option<(usize, Meaning)> {
    let behind = n + 1;
    let words = before((behind..=last).map(|index| scene.word(index)));
    let (length, meaning) = words.or_else(|| Some((1, sign_at(scene, behind)?))).filter(|_| turns(scene.word(n)))?;
    Some((length + 1, meaning.turned()))
}

fn sign_at(scene: &Scene, n: usize) -> Option<Meaning> {
    match scene.word(n) {
        "=" | "＝" | "==" | "is" | "为" => Some(Meaning::Equal),
        "≠" | "!=" | "<>" => Some(Meaning::NotEqual),
        sign => of_sign(sign),
    }
}

/// Whether these tokens of a band are one number or name, to which another edge can be added: 5 户, 50%, but not 5 或者.
/// Words that nobody knows may join two edges; only at the end may one be a unit without a declaration.
pub(super) fn is_number(scene: &Scene, first: usize, last: usize) -> bool {
    let begins = [Rule::kw_range_to, Rule::kw_line_to, Rule::kw_and, Rule::kw_or, Rule::kw_and_above, Rule::kw_and_below];
    let vocabulary = scene.reader.vocabulary();
    let unit = |word: &str| vocabulary.has_unit(word) || is_one_of(word, &[Rule::kw_points, Rule::kw_days_of, Rule::kw_pp_of]);
    let known = |index: usize| {
        let word = scene.word(index);
        let figure = index > first && scene.is(index - 1, TokenKind::Figure);
        !scene.is(index, TokenKind::Word)
            || index == first && !is_one_of(word, &begins)
            || vocabulary.is_name(word)
            || figure && (unit(word) || index == last && may_be_unit(scene, index))
    };
    first <= last && (first..=last).all(|index| known(index) && compared(scene, index, last).is_none())
}

/// 满 5 户不满 7 户: whether a word before the next edge or the end can only be a unit that nobody declared.
fn may_be_unit(scene: &Scene, index: usize) -> bool {
    let (word, next) = (scene.word(index), index + 1);
    let joining = joins(word) || turns(word) || is_reserved(word) || word.contains('或');
    let before_edge = !word.is_ascii() && compared(scene, next, scene.tokens.len()).is_some();
    !joining && (scene.word(next) == "=>" || before_edge)
}

/// `5 or more but less than 7`: a band whose first edge stands behind its number.
fn behind_and_before(scene: &Scene, last: usize) -> Option<Diagnostic> {
    let words = |n: usize| (n..=last).map(|index| scene.word(index));
    let (first, (length, meaning)) = (1..last).find_map(|index| Some((index, behind(words(index))?)))?;
    let (second, (width, next)) = (first + length..last).find_map(|index| Some((index, compared(scene, index, last)?)))?;
    let joined = (first + length..second).all(|index| joins(scene.word(index)));
    if !joined || !is_number_or_unit(scene, first - 1) || !is_number(scene, second + width, last) {
        return None;
    }
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    let written = meaning.as_band_with(slice(0, first - 1), (next, slice(second + width, last)), scene.language())?;
    let span = scene.span(0, last);
    let edits = vec![Edit { span, replacement: written.clone() }];
    Some(messages::other_band(span, scene.reader.file.slice(span), &written, edits))
}

/// Whether a row begins with a number that ends here, perhaps with a unit that nobody declared.
fn is_number_or_unit(scene: &Scene, last: usize) -> bool {
    let unit = last == 1 && scene.is(0, TokenKind::Figure) && scene.is(1, TokenKind::Word) && !is_reserved(scene.word(1));
    unit || is_number(scene, 0, last)
}

/// Whether the band of a row compares twice: to say one of the two otherwise would be half of a repair.
pub(super) fn compares_twice(scene: &Scene) -> bool {
    let Some(last) = last_of_band(scene).filter(|_| scene.context == Context::Quantify) else { return false };
    if is_one_of(scene.word(0), &[Rule::kw_when, Rule::kw_if, Rule::kw_otherwise]) || scene.word(0) == "如果" {
        return false;
    }
    let words = |n: usize| (n..=last).map(|index| scene.word(index));
    let (mut index, mut found) = (0, 0);
    while index <= last {
        let here =
            compared(scene, index, last).or_else(|| behind(words(index)).filter(|_| index > 0)).or_else(|| ends_in_edge(scene, index));
        found += usize::from(here.is_some());
        index += here.map_or(1, |(length, _)| length.max(1));
    }
    found > 1
}

/// 户或者超过 10: a comparison at the end of a word before a number.
fn ends_in_edge(scene: &Scene, index: usize) -> Option<(usize, Meaning)> {
    let word = Some(scene.word(index)).filter(|word| !word.is_ascii() && scene.is(index + 1, TokenKind::Figure))?;
    let ends = word.char_indices().filter_map(|(start, _)| word.get(start..));
    ends.filter(|end| !end.is_ascii()).find_map(|end| before(std::iter::once(end)))
}

/// A band with two edges of which each has its comparison, perhaps with a name before them.
pub(super) fn between_two(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene).filter(|last| scene.place <= *last)?;
    if let Some(found) = behind_and_before(scene, last) {
        return Some(found);
    }
    let (first, (length, meaning)) = (0..last.min(4)).find_map(|index| Some((index, compared(scene, index, last)?)))?;
    let number = first + length;
    let (second, (next_length, next)) = (number + 1..last).find_map(|index| Some((index, compared(scene, index, last)?)))?;
    let end = second + next_length;
    let number_ends = (number..second).rev().find(|index| !joins(scene.word(*index)))?;
    if !is_number(scene, number, number_ends) || !is_number(scene, end, last) {
        return None;
    }
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    let (low, high) = (slice(number, number_ends), slice(end, last));
    let written = meaning.as_band_with(low, (next, high), scene.language())?;
    let span = scene.span(0, last);
    let edits = vec![Edit { span, replacement: written.clone() }];
    let Some(name_ends) = first.checked_sub(1) else {
        let typed = scene.reader.file.slice(span);
        return (typed != written).then(|| messages::other_band(span, typed, &written, edits));
    };
    if !scene.is(0, TokenKind::Word) || is_reserved(scene.word(0)) || (0..first).any(|index| scene.is(index, TokenKind::Figure)) {
        return None;
    }
    let name = slice(0, name_ends);
    let row = row_of_two((meaning, low), (next, high), name, scene.language());
    Some(messages::row_with_name(scene.span(0, name_ends), name, &written, &row, edits))
}

/// 当 户数 不低于 21 且 户数 不满 23: a row that names what it compares with two ends.
pub(super) fn row_of_two((meaning, low): (Meaning, &str), (next, high): (Meaning, &str), name: &str, language: Language) -> String {
    let [when, and, sign, next_sign] =
        [Rule::kw_when, Rule::kw_and, meaning.in_condition(), next.in_condition()].map(|rule| printed(rule, language));
    format!("{when} {name} {sign} {low} {and} {name} {next_sign} {high}")
}
