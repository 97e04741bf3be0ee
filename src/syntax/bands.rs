//! Bands with two ends in Chinese whose words run into each other: 满 21 户不满 23 户, 5以上7以下. It reads the letters,
//! for the grammar makes names and units of what stands between the numbers.

use super::Rule;
use super::comparisons::{Meaning, before, behind};
use super::keywords::spells;
use crate::text::Language;

/// Letters that belong to comparisons: a unit has none of them.
const NOT_IN_UNITS: &str = "不未没无非勿或超过满足到达于等及以之至最起，,、。（）()";

/// What may stand between the two ends.
const JOINS: [&str; 12] = ["并且", "但是", "同时", "且", "并", "而", "但", "又", "，", ",", "、", "和"];

/// So many letters the longest comparison has.
const LONGEST: usize = 5;

/// So many bytes a band has at most that is looked at: what is longer is none.
const LONGEST_BAND: usize = 200;

/// One end of a band: how it compares, and its number with its unit.
struct End<'t> {
    meaning: Meaning,
    number: String,
    rest: &'t str,
}

/// The band that is meant by a text of two ends, if one is its lower end and the other its upper, or by one that has
/// no upper end.
#[must_use]
pub fn band_in_words(text: &str) -> Option<String> {
    // 从5户起
    let upwards = || {
        let (meaning, number, rest) = end_behind_number(text.strip_prefix('从')?.trim_start())?;
        meaning.as_band(&number, Language::Chinese).filter(|_| meaning == Meaning::AtLeast && rest.is_empty())
    };
    let both = || {
        let [(meaning, low), (next, high)] = two_ends(text)?;
        meaning.as_band_with(&low, (next, &high), Language::Chinese)
    };
    both().or_else(upwards)
}

/// How each of two ends compares, and with what.
pub(super) fn two_ends(text: &str) -> Option<[(Meaning, String); 2]> {
    let text = Some(text).filter(|text| text.len() <= LONGEST_BAND)?;
    let first = end(text).or_else(|| up_to_edge(text))?;
    let joined = first.rest.trim_start();
    let rest = JOINS.iter().find_map(|join| joined.strip_prefix(join)).unwrap_or(joined);
    let second = end(rest).filter(|second| second.rest.trim().is_empty())?;
    Some([(first.meaning, first.number), (second.meaning, second.number)])
}

/// What is meant behind a number by 以上7以下 or 户以上23户以下, which the grammar must take for the name of its unit.
#[must_use]
pub fn rest_of_band(unit: &str) -> Option<String> {
    // Any number will do that is below the other one.
    const LOW: &str = "0";
    let band = band_in_words(&format!("{LOW}{unit}"))?;
    band.strip_prefix(LOW).map(|rest| rest.trim_start().to_owned())
}

/// The unit that is meant behind a number by 户起 or 户以上, and what is meant with it: 户 及以上.
#[must_use]
pub fn open_end_of_unit(unit: &str) -> Option<(String, String)> {
    const NUMBER: &str = "0";
    let text = format!("{NUMBER}{unit}");
    let (meaning, number, _) = end_behind_number(&text).filter(|(_, _, rest)| rest.is_empty())?;
    let meant = meaning.as_band(&number, Language::Chinese)?;
    let behind = |text: &str| text.strip_prefix(NUMBER).map(|rest| rest.trim_start().to_owned());
    behind(&number).zip(behind(&meant))
}

/// Whether what a word has behind a unit can be part of a comparison, so that it is no slip of the pen.
#[must_use]
pub fn compares_behind(unit: &str, word: &str) -> bool {
    word.strip_prefix(unit).is_some_and(|rest| rest.contains(|letter| NOT_IN_UNITS.contains(letter)))
}

/// 0 户以上 at the beginning of a text: what kind of end it is, its number with its unit, and what is left.
pub(super) fn end_behind_number(text: &str) -> Option<(Meaning, String, &str)> {
    let end = end_behind(Some(text).filter(|text| text.len() <= LONGEST_BAND)?)?;
    Some((end.meaning, end.number, end.rest))
}

/// 满 21 户, 21 户以上
fn end(text: &str) -> Option<End<'_>> {
    let text = text.trim_start();
    let figure = text.find(|letter: char| letter.is_ascii_digit())?;
    let (word, rest) = text.split_at_checked(figure)?;
    if word.is_empty() {
        return end_behind(rest);
    }
    let (_, meaning) = before(std::iter::once(word.trim_end())).filter(|_| !word.is_ascii())?;
    let (figure, rest) = number(rest)?;
    let (unit, rest) = unit(rest, |rest| rest.trim().is_empty() || begins_end(rest))?;
    Some(End { meaning, number: with_unit(figure, unit), rest })
}

/// 5 户到 before 不足 7 户
fn up_to_edge(text: &str) -> Option<End<'_>> {
    let edge = |text: &str| text.trim_start().strip_prefix(['到', '至']).is_some_and(begins_end);
    let (figure, rest) = number(text.trim_start())?;
    let (unit, rest) = unit(rest, edge)?;
    let rest = rest.trim_start().strip_prefix(['到', '至'])?;
    Some(End { meaning: Meaning::AtLeast, number: with_unit(figure, unit), rest })
}

/// 21 户以上
fn end_behind(text: &str) -> Option<End<'_>> {
    let (figure, rest) = number(text)?;
    // 10起以上: of incidents 起 is the unit, and by itself it is an end: 从10起.
    if let Some((meaning, rest)) = rest.trim_start().strip_prefix('起').and_then(word_behind) {
        return Some(End { meaning, number: with_unit(figure, "起"), rest });
    }
    let (unit, rest) = unit(rest, |rest| word_behind(rest).is_some())?;
    let (meaning, rest) = word_behind(rest)?;
    Some(End { meaning, number: with_unit(figure, unit), rest })
}

/// The number that a text begins with, and what is left.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let percent = text.get(end..).and_then(|rest| rest.chars().next()).filter(|letter| matches!(letter, '%' | '％'));
    text.split_at_checked(end + percent.map_or(0, char::len_utf8)).filter(|(number, _)| !number.is_empty())
}

/// The shortest unit before something that `fits`, and what is left.
fn unit(text: &str, fits: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let ends = text.char_indices().map(|(start, _)| start).chain([text.len()]);
    let found = ends.filter_map(|end| text.split_at_checked(end)).find(|(_, rest)| fits(rest))?;
    let known = |letter: char| letter.is_whitespace() || letter.is_alphabetic() && !NOT_IN_UNITS.contains(letter);
    Some(found).filter(|(unit, _)| unit.chars().all(known))
}

/// Whether another end of a band begins here, perhaps behind a word that joins the two.
fn begins_end(text: &str) -> bool {
    let text = text.trim_start();
    JOINS.iter().any(|join| text.starts_with(join)) || {
        let word = text.split(|letter: char| letter.is_ascii_digit()).next().unwrap_or_default();
        word.len() < text.len() && before(std::iter::once(word.trim_end())).is_some() && !word.is_ascii()
    }
}

/// 以上, 以下 and their like at the beginning of a text, and what is left.
fn word_behind(text: &str) -> Option<(Meaning, &str)> {
    let text = text.trim_start();
    let ends = text.char_indices().map(|(start, letter)| start + letter.len_utf8()).take(LONGEST);
    let words: Vec<(&str, &str)> = ends.filter_map(|end| text.split_at_checked(end)).collect();
    words.into_iter().rev().find_map(|(word, rest)| {
        let of_language = match word {
            _ if word.is_ascii() => return None,
            _ if spells(word, Rule::kw_and_above) => Some(Meaning::AtLeast),
            _ if spells(word, Rule::kw_and_below) => Some(Meaning::AtMost),
            _ => None,
        };
        let meaning = of_language.or_else(|| behind(std::iter::once(word)).map(|(_, meaning)| meaning))?;
        Some((meaning, rest))
    })
}

fn with_unit(number: &str, unit: &str) -> String {
    let unit = unit.trim();
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}
