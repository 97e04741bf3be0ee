//! Competitions said in another manner: 竞赛 得票 {, `compete by votes {`, and their rows: 第一名, 前三名, 第2、3名, `top 3`,
//! `first place gets 10 points`; and how the equal share their places: 并列取最好名次, `ties share the best place`.

use super::neighbours::words_before;
use super::phrases::direction;
use super::rows::last_of_band;
use super::{Outcome, Scene};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{printed, spells};
use crate::syntax::messages;
use crate::syntax::numerals::ordinal;
use crate::syntax::places::Places;
use crate::syntax::reader::Context;
use crate::text::{Language, half_width};

/// Words for a competition among peers; a declaration of places is none.
const CONTESTS: [&str; 14] =
    ["compete", "competes", "competition", "contest", "rank", "ranked", "竞赛", "竞争", "竞比", "比赛", "评比", "排名", "排序", "排位"];
/// What may stand between such a word and what decides.
const BY: [&str; 8] = ["on", "by", "in", "over", "按", "依", "按照", "依据"];
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

/// What stands between a place and its points.
const GIVES: [&str; 14] = ["gets", "get", "scores", "score", "receives", "earns", "wins", "is", ":", "=", "得", "计", "给", "记"];
/// All other places.
const OTHERS: [&str; 8] = ["the others", "others", "other places", "the rest", "其余名次", "其他名次", "其余", "其他"];
/// Those who are equal.
const EQUAL: [&str; 8] = ["ties", "tied", "tie", "equals", "equal places", "并列", "同分", "相同"];
/// What decides between them.
const BROKEN_BY: [&str; 8] = ["broken", "decided", " by ", "比较", "依", "看", "优先", "以"];
/// Words for the place that they get.
const BETTER: [&str; 13] = ["better", "best", "higher", "highest", "upper", "top", "same", "优", "最好", "较好", "靠前", "高", "相同"];
const WORSE: [&str; 9] = ["worse", "worst", "lower", "lowest", "bottom", "劣", "差", "靠后", "低"];
const AVERAGE: [&str; 3] = ["average", "mean", "平均"];

/// Whether a word stands for the method, whose rows are places.
pub(in super::super) fn is_contest(word: &str) -> bool {
    CONTESTS.contains(&word)
}

/// Findings about competitions.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let found = match scene.context {
        Context::Indicator => vec![method(scene)],
        Context::Compete => vec![each_below(scene), places(scene), place_and_points(scene), ties(scene)],
        Context::Rank => vec![ties(scene), direction_alone(scene)],
        Context::Rulebook => vec![ties(scene)],
        Context::Item
        | Context::Extension
        | Context::Choice
        | Context::Subject
        | Context::Register
        | Context::Table
        | Context::Scorecard
        | Context::Joint
        | Context::Quantify
        | Context::Steps
        | Context::State
        | Context::Survey
        | Context::Grade
        | Context::Consequence
        | Context::Example
        | Context::Cases => Vec::new(),
    };
    found.into_iter().flatten().collect()
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
    let written = head_of_row(scene, Places::of(typed)?)?;
    let edit = Edit { span, replacement: written.clone() };
    (written != typed).then(|| messages::other_band(span, typed, &written, vec![edit]))
}

/// Places as the head of a row has them.
fn head_of_row(scene: &Scene, places: Places) -> Option<String> {
    let language = scene.language();
    let until = |from: usize, to: usize| {
        let (from_place, to_place) = (ordinal(from, language), ordinal(to, language));
        if from == to { from_place } else { format!("{from_place} {} {to_place}", printed(Rule::kw_range_to, language)) }
    };
    match places {
        Places::One(place) => Some(until(place, place)),
        Places::Range(from, to) => Some(until(from, to)),
        // The rows above have taken the first ones.
        Places::Leading(to) => next_place(scene).filter(|next| *next <= to).map(|next| until(next, to)),
        Places::Onward(from) if next_place(scene) == Some(from) => Some(printed(Rule::kw_otherwise, language).to_owned()),
        Places::Onward(_) => None,
    }
}

/// 第一名得10分, `first place gets 10 points`, `others 5`: a row without its arrow.
fn place_and_points(scene: &Scene) -> Option<Diagnostic> {
    let span = scene.span(0, scene.tokens.len().checked_sub(1)?);
    let typed = scene.reader.file.slice(span);
    let (places, points) = place_with_points(typed)?;
    let head = match places {
        Some(places) => head_of_row(scene, places)?,
        None => printed(Rule::kw_otherwise, scene.language()).to_owned(),
    };
    let written = format!("{head} => {points}");
    let edits = vec![Edit { span, replacement: written.clone() }];
    scene.whole_with(&edits).then(|| messages::other_band(span, typed, &written, edits))
}

/// A row of places whose head and points stand apart, as in the cells of a table.
pub(super) fn row_of_places(scene: &Scene, head: &str, points: &str) -> Option<String> {
    let (places, points) = place_with_points(&format!("{head} {points}"))?;
    let head = match places {
        Some(places) => head_of_row(scene, places)?,
        None => printed(Rule::kw_otherwise, scene.language()).to_owned(),
    };
    Some(format!("{head} => {points}"))
}

/// The places of such a row, none where all others are meant, and their points.
fn place_with_points(typed: &str) -> Option<(Option<Places>, String)> {
    let text: String = typed.chars().map(half_width).collect::<String>().to_lowercase().replace(':', " : ");
    let cuts = text.char_indices().map(|(at, _)| at).skip(1);
    cuts.into_iter().find_map(|at| {
        let (head, rest) = text.split_at_checked(at)?;
        let rest = rest.trim_start();
        let given = GIVES.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest).trim_start();
        let points = ["points", "point", "pts", "分"].iter().find_map(|word| given.strip_suffix(word)).unwrap_or(given).trim_end();
        let figures = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
        let number = points.split_once('.').map_or_else(|| figures(points), |(whole, decimals)| figures(whole) && figures(decimals));
        // 第1 before 名10, or 1 before 0: the head ends before a space, or its last letter is none of a number.
        let ends = head.ends_with(char::is_whitespace) || !head.ends_with(|letter: char| letter.is_ascii_digit());
        if !number || !ends {
            return None;
        }
        let head = head.trim();
        let places = if OTHERS.contains(&head) { None } else { Some(Places::of(head)?) };
        Some((places, points.to_owned()))
    })
}

/// `ties share the best place`, 并列取最好名次, 并列
fn ties(scene: &Scene) -> Option<Diagnostic> {
    let span = scene.span(0, scene.tokens.len().checked_sub(1)?);
    let typed = scene.reader.file.slice(span);
    let text = typed.to_lowercase();
    let behind = |word: &&str| match scene.language() {
        Language::English => text.strip_prefix(*word),
        Language::Chinese => text.split_once(*word).map(|(_, rest)| rest),
    };
    let rest = EQUAL.iter().find_map(behind)?;
    if BROKEN_BY.iter().any(|word| rest.contains(word)) {
        let [on, then] = [Rule::kw_on, Rule::kw_then_on].map(|rule| printed(rule, scene.language()));
        return Some(messages::tie_broken_by(span, typed, on, then));
    }
    if rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let ways = [(&BETTER[..], Rule::kw_ties_better), (&WORSE[..], Rule::kw_ties_worse), (&AVERAGE[..], Rule::kw_ties_average)];
    let says = |words: &[&str]| match scene.language() {
        Language::English => rest.split_whitespace().any(|word| words.contains(&word)),
        Language::Chinese => words.iter().any(|word| rest.contains(word)),
    };
    let said: Vec<Rule> = ways.iter().filter(|(words, _)| says(words)).map(|(_, rule)| *rule).collect();
    if let [way] = said.as_slice() {
        let written = printed(*way, scene.language());
        let edits = vec![Edit { span, replacement: written.to_owned() }];
        return scene.whole_with(&edits).then(|| messages::other_band(span, typed, written, edits));
    }
    let all = ways.map(|(_, rule)| printed(rule, scene.language()).to_owned());
    let sound = scene.whole_with(&[Edit { span, replacement: printed(Rule::kw_ties_better, scene.language()).to_owned() }]);
    // A phrase that nearly is one of the three is that one, misspelt.
    let short = rest.split_whitespace().count() < 3;
    (sound && short).then(|| messages::ties_unclear(span, typed, &all))
}

/// 由低到高 as a clause of a rank: it stands behind what the places rest on.
fn direction_alone(scene: &Scene) -> Option<Diagnostic> {
    let span = scene.span(0, scene.tokens.len().checked_sub(1)?);
    let typed = scene.reader.file.slice(span);
    let phrase: Vec<&str> = (0..scene.tokens.len()).map(|index| scene.word(index)).collect();
    let phrase = phrase.join(" ");
    let direct = [Rule::kw_lower_is_better, Rule::kw_higher_is_better].map(|rule| printed(rule, scene.language()));
    let meant = direction(&phrase).or_else(|| direct.into_iter().find(|known| *known == phrase))?;
    Some(messages::direction_alone(span, typed, printed(Rule::kw_on, scene.language()), meant))
}

/// The first place that the rows above leave; none where it is not known.
fn next_place(scene: &Scene) -> Option<usize> {
    let Some(row) = words_before(scene) else { return Some(1) };
    let ends = row.iter().position(|word| matches!(*word, "=>" | "＝>" | "=＞" | "＝＞"));
    let places = match ends {
        Some(ends) => Places::of(&row.get(..ends)?.join(" ")),
        None => place_with_points(&row.join(" ")).and_then(|(places, _)| places),
    };
    match places? {
        Places::One(to) | Places::Range(_, to) | Places::Leading(to) => Some(to + 1),
        Places::Onward(_) => None,
    }
}
