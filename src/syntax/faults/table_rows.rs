//! Rows of tables as they stand on paper, without a sign between the band and what it gives: 95%以上得10分, 90%以下不得分,
//! `90% and above 10 points`; and with what it gives first: 10分 90%以上.

use super::Scene;
use super::parts;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::bands_on_paper::band_on_paper;
use crate::syntax::keywords::{is_one_of, printed, spells};
use crate::syntax::messages;
use crate::syntax::reader::Context;
use crate::text::{Language, half_width};

/// What has no points.
const NOTHING: [&str; 8] = ["不得分", "零分", "不计分", "不记分", "无分", "得零分", "no points", "nothing"];
/// What has all of them.
const ALL: [&str; 3] = ["满分", "full points", "full marks"];
/// What may stand before the points, the longer first.
const GETS: [&str; 9] = ["可得", "得", "计", "记", "为", "gets ", "gives ", "earns ", "scores "];
/// Behind a number of points.
const POINTS: [&str; 6] = ["分", "points", "point", "marks", "mark", "pts"];
/// All that no other row has.
const OTHERS: [&str; 9] = ["其余", "其他", "其它", "其余情况", "其他情况", "otherwise", "others", "other", "rest"];
/// Signs that may stand between the two.
const BETWEEN: [char; 7] = [':', ',', '，', '：', '的', '|', ' '];

/// So many bytes such a row has at most.
const LONGEST: usize = 200;

/// Findings about such rows.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let arrow = (0..scene.tokens.len()).any(|index| matches!(scene.word(index), "=>" | "＝>" | "=＞" | "＝＞"));
    let Some(last) = scene.tokens.len().checked_sub(1).filter(|_| scene.context == Context::Quantify && !arrow) else { return Vec::new() };
    let span = scene.span(0, last);
    let typed = scene.reader.file.slice(span);
    let Some(written) = row_on_paper(scene, typed) else { return Vec::new() };
    vec![messages::other_band(span, typed, &written, vec![Edit { span, replacement: written.clone() }])]
}

/// The row that is meant by a line of a table on paper.
fn row_on_paper(scene: &Scene, line: &str) -> Option<String> {
    if line.len() > LONGEST {
        return None;
    }
    let line: String = line.chars().map(half_width).collect();
    let line = line.trim().trim_end_matches(['。', ';', '；', ',', '，']);
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit() || letter == '.');
    let splits = || {
        let ends = line.char_indices().map(|(at, _)| at).skip(1);
        let cut = ends.filter_map(|at| line.split_at_checked(at));
        // 90%-9510分 cannot be told apart.
        cut.filter(|(left, right)| !(digit(left.chars().last()) && digit(right.chars().next())))
            .map(|(left, right)| (left.trim_end_matches(BETWEEN), right.trim_start_matches(BETWEEN)))
    };
    let row = |band: &str, result: &str| Some(format!("{} => {}", band_of(scene, band)?, result_of(result, scene.language())?));
    splits().find_map(|(band, result)| row(band, result)).or_else(|| {
        // Which of two numbers is the points is certain where it says so.
        let says_points = |text: &str| POINTS.iter().any(|word| text.ends_with(word)) || ALL.contains(&text) || NOTHING.contains(&text);
        splits().find_map(|(result, band)| row(band, result).filter(|_| says_points(result)))
    })
}

/// The row of two cells, whichever of them is the band.
pub(super) fn row_of_two(scene: &Scene, left: &str, right: &str) -> Option<String> {
    let row = |band: &str, result: &str| Some(format!("{} => {}", band_of(scene, band)?, result_of(result, scene.language())?));
    row(left, right).or_else(|| row(right, left))
}

/// The band of a row, or what has all others.
fn band_of(scene: &Scene, text: &str) -> Option<String> {
    let text = text.trim();
    if OTHERS.contains(&text) || is_one_of(text, &[Rule::kw_otherwise]) {
        return Some(printed(Rule::kw_otherwise, scene.language()).to_owned());
    }
    band_on_paper(text, scene.language(), &|unit| scene.reader.vocabulary().has_unit(unit))
}

/// What a row gives: 10分, 得10分, 满分, 不得分.
fn result_of(text: &str, language: Language) -> Option<String> {
    let text = text.trim();
    if NOTHING.contains(&text) {
        return Some("0".to_owned());
    }
    let bare = GETS.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim();
    if ALL.contains(&bare) || spells(bare, Rule::kw_full_points) {
        return Some(printed(Rule::kw_full_points, language).to_owned());
    }
    let number = POINTS.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare).trim_end();
    // The word for points stays where the language has it.
    let unit = bare.strip_prefix(number).unwrap_or_default();
    parts::number(number).then(|| if spells(unit.trim(), Rule::kw_points) { bare.to_owned() } else { number.to_owned() })
}
