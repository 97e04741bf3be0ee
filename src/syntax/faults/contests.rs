//! Competitions said in another manner: 竞赛 得票 {, `compete by votes {`, and their rows: 第一名, 前三名, 第2、3名, `top 3`.

use super::neighbours::words_before;
use super::rows::last_of_band;
use super::{Outcome, Scene};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{printed, spells};
use crate::syntax::messages;
use crate::syntax::numerals::{number_in_words, ordinal};
use crate::syntax::reader::Context;
use crate::text::{Language, half_width};

/// Words for a competition among peers; a declaration of places is none.
const CONTESTS: [&str; 14] =
    ["compete", "competes", "competition", "contest", "rank", "ranked", "竞赛", "竞争", "竞比", "比赛", "评比", "排名", "排序", "排位"];
/// What may stand between such a word and what decides.
const BY: [&str; 8] = ["on", "by", "in", "over", "按", "依", "按照", "依据"];
/// Places that have a word of their own.
const NAMED: [(&str, usize); 8] =
    [("first", 1), ("second", 2), ("third", 3), ("winner", 1), ("冠军", 1), ("亚军", 2), ("季军", 3), ("首", 1)];
/// What stands before the number of a place, the longest first.
const BEFORE_PLACE: [&str; 6] = ["no. ", "no.", "place ", "rank ", "第", "排名"];
/// What stands behind it.
const BEHIND_PLACE: [&str; 8] = [" place", "st", "nd", "rd", "th", "名次", "名", "位"];
/// The first so many.
const LEADING: [&str; 6] = ["the first ", "the top ", "first ", "top ", "前", "排名前"];
/// Between two places that are both meant, and all between them.
const UNTIL: [&str; 11] = [" to ", " - ", "–", "—", "-", "~", "～", "至", "到", " through ", " up to "];
/// Between two places beside each other.
const AND: [&str; 7] = [" and ", ", ", ",", "、", "和", "与", "及"];
/// All that come behind a place.
const ONWARD: [&str; 9] = [" and below", " and beyond", " onwards", " and after", "及以后", "及以下", "以后", "以下", "起"];
/// Each place further down.
const EACH_BELOW: [&str; 15] = [
    "every place below",
    "each next place",
    "each further place",
    "each place after",
    "each following place",
    "每降一名",
    "每退一名",
    "每后一名",
    "每差一名",
    "每下降一名",
    "每往后一名",
    "每降低一名",
    "每低1名",
    "每降1名",
    "其后每名",
];
/// Less for each of them.
const LESS: [&str; 9] = ["deduct", "minus", "-", "less", "扣", "减少", "减", "递减", "少"];

/// Whether a word stands for the method, whose rows are places.
pub(in super::super) fn is_contest(word: &str) -> bool {
    CONTESTS.contains(&word)
}

/// Findings about competitions.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let found = if scene.context == Context::Indicator {
        method(scene)
    } else if scene.context == Context::Compete {
        each_below(scene).or_else(|| places(scene))
    } else {
        None
    };
    found.into_iter().collect()
}

/// 竞赛 得票 {, 按 得票 竞赛 {, `compete by votes {`
fn method(scene: &Scene) -> Option<Diagnostic> {
    let first = usize::from(spells(scene.word(0), Rule::kw_else));
    let last = scene.tokens.len().checked_sub(1).filter(|last| *last > first)?;
    let (keys, ahead) = if is_contest(scene.word(first)) {
        let by = usize::from(BY.contains(&scene.word(first + 1)));
        ((first + 1 + by, last), true)
    } else {
        let by = usize::from(BY.contains(&scene.word(first)));
        let word = (first + by + 1..=last).find(|index| is_contest(scene.word(*index)))?;
        ((first + by, word - 1), false)
    };
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    // What follows a competition, as in 按 得票 竞赛, 第1名 10, stays.
    let ends = if ahead { last } else { keys.1 + 1 };
    if keys.0 > keys.1 {
        return None;
    }
    let keys = slice(keys.0, keys.1);
    let written = match scene.language() {
        Language::English => format!("{} {keys}", printed(Rule::kw_compete_on, Language::English)),
        Language::Chinese => {
            format!("{} {keys} {}", printed(Rule::kw_per, Language::Chinese), printed(Rule::kw_competes, Language::Chinese))
        }
    };
    let edit = Edit { span: scene.span(first, ends), replacement: written.clone() };
    let sound = scene.outcome(std::slice::from_ref(&edit)) == Outcome::Whole;
    sound.then(|| messages::other_band(edit.span, slice(first, ends), &written, vec![edit.clone()]))
}

/// 每降一名 => 减 0.5
fn each_below(scene: &Scene) -> Option<Diagnostic> {
    let band = last_of_band(scene)?;
    let last = scene.tokens.len().checked_sub(1).filter(|last| *last > band + 1)?;
    let (below, less) = (printed(Rule::kw_each_place_below, scene.language()), printed(Rule::kw_less_each_place, scene.language()));
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    let (head, result) = (slice(0, band), band + 2);
    let sound = head == below;
    if !sound && !EACH_BELOW.contains(&head) || sound && scene.word(result) == less {
        return None;
    }
    let said = slice(result, last);
    let amount = LESS.iter().find_map(|word| said.strip_prefix(word)).unwrap_or(said);
    let written = format!("{below} => {less} {}", amount.trim_start());
    let at = if sound { (result, result) } else { (0, band) };
    let edit = Edit { span: scene.span(0, last), replacement: written.clone() };
    Some(messages::other_band(scene.span(at.0, at.1), slice(at.0, at.1), &written, vec![edit]))
}

/// 第一名 => 10, 前三名 => 8, 第2、3名 => 6, `top 3 => 8`
fn places(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene)?;
    let span = scene.span(0, last);
    let typed = scene.reader.file.slice(span);
    let language = scene.language();
    let until = |from: usize, to: usize| {
        let (from_place, to_place) = (ordinal(from, language), ordinal(to, language));
        if from == to { from_place } else { format!("{from_place} {} {to_place}", printed(Rule::kw_range_to, language)) }
    };
    let written = match Places::of(typed)? {
        Places::One(place) => until(place, place),
        Places::Range(from, to) => until(from, to),
        // The rows above have taken the first ones.
        Places::Leading(to) => until(next_place(scene)?, to),
        Places::Onward(from) if next_place(scene) == Some(from) => printed(Rule::kw_otherwise, language).to_owned(),
        Places::Onward(_) => return None,
    };
    let edit = Edit { span, replacement: written.clone() };
    (written != typed).then(|| messages::other_band(span, typed, &written, vec![edit]))
}

/// The first place that the rows above leave; none where it is not known.
fn next_place(scene: &Scene) -> Option<usize> {
    let Some(row) = words_before(scene) else { return Some(1) };
    let ends = row.iter().position(|word| matches!(*word, "=>" | "＝>" | "=＞" | "＝＞"))?;
    match Places::of(&row.get(..ends)?.join(" "))? {
        Places::One(to) | Places::Range(_, to) | Places::Leading(to) => Some(to + 1),
        Places::Onward(_) => None,
    }
}

/// What the head of a row says of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Places {
    One(usize),
    Range(usize, usize),
    Leading(usize),
    Onward(usize),
}

impl Places {
    fn of(typed: &str) -> Option<Self> {
        let text: String = typed.chars().map(half_width).collect::<String>().to_lowercase();
        let text = text.trim();
        if let Some(place) = place(text) {
            return Some(Self::One(place));
        }
        if let Some(before) = ONWARD.iter().find_map(|words| text.strip_suffix(words)) {
            return place(before.trim()).map(Self::Onward);
        }
        let ends = |between: &&str| {
            let (from, to) = text.split_once(*between)?;
            Some((place(from.trim())?, place(to.trim())?))
        };
        if let Some((from, to)) = UNTIL.iter().find_map(ends).filter(|(from, to)| from < to) {
            return Some(Self::Range(from, to));
        }
        // Of places apart from each other no row can say the points.
        if let Some((from, to)) = AND.iter().find_map(ends).filter(|(from, to)| from + 1 == *to) {
            return Some(Self::Range(from, to));
        }
        LEADING.iter().find_map(|words| text.strip_prefix(words)).and_then(|rest| place(rest.trim())).map(Self::Leading)
    }
}

/// 第一名, 第1, 1st place, 冠军
fn place(text: &str) -> Option<usize> {
    let text = BEFORE_PLACE.iter().find_map(|words| text.strip_prefix(words)).unwrap_or(text);
    let text = BEHIND_PLACE.iter().find_map(|words| text.strip_suffix(words)).unwrap_or(text).trim();
    if let Some((_, place)) = NAMED.iter().find(|(word, _)| *word == text) {
        return Some(*place);
    }
    let figures = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let number = if figures { text.to_owned() } else { number_in_words(text)? };
    number.parse().ok().filter(|place| (1..=999_999).contains(place))
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_are_read_as_people_write_them() {
        let known = [
            ("第一名", Places::One(1)),
            ("第１", Places::One(1)),
            ("3名", Places::One(3)),
            ("亚军", Places::One(2)),
            ("Second place", Places::One(2)),
            ("前三名", Places::Leading(3)),
            ("top 3", Places::Leading(3)),
            ("第2-3名", Places::Range(2, 3)),
            ("第二至第三名", Places::Range(2, 3)),
            ("第2、3名", Places::Range(2, 3)),
            ("2nd and 3rd", Places::Range(2, 3)),
            ("第十一名及以后", Places::Onward(11)),
        ];
        for (typed, meant) in known {
            assert_eq!(Places::of(typed), Some(meant), "{typed}");
        }
        for typed in ["第零名", "末位", "第2、5名", "第3至2名", "后三名", "其余"] {
            assert_eq!(Places::of(typed), None, "{typed}");
        }
    }
}
