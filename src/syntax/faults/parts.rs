//! Weights and points as a table in a word processor has them: `service "Services" weight 30%`, （权重30%）,
//! `max points 10`, 满分10分.

use super::Scene;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::Language;

/// Words that name a weight before its percent; the longer first.
const WEIGHT: [&str; 13] =
    ["weighting", "weighted", "weights", "weight", "share", "权重占比", "权重为", "权重占", "权重", "占比", "比重", "占", "w"];
/// Words that name the points of an indicator before or behind their number; the longer first.
const POINTS: [&str; 24] = [
    "本指标",
    "本项",
    "该项",
    "maximum",
    "weight",
    "权重",
    "marks",
    "points",
    "point",
    "total",
    "full",
    "max",
    "out of",
    "of",
    "标准分值",
    "标准分",
    "基准分",
    "满分值",
    "满分",
    "分值",
    "最高",
    "总分",
    "计",
    "分",
];

/// Findings about weights and points.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let found = if scene.context == Context::Scorecard {
        weight(scene)
    } else if scene.context == Context::Indicator {
        points(scene)
    } else {
        None
    };
    found.into_iter().collect()
}

/// `weight 30%`, `(30%)`, `weight: 30%`, （权重30%）: behind the title of a part.
fn weight(scene: &Scene) -> Option<Diagnostic> {
    let title = (0..scene.tokens.len().min(3)).find(|index| scene.is(*index, TokenKind::Text))?;
    let first = title + 1;
    // `20 points`, 20分: what the points below it add up to.
    let last = scene.tokens.len().checked_sub(1)?;
    let whole = scene.reader.file.slice(scene.span(first, last));
    let points = ["points", "point", "pts", "分"].iter().find_map(|word| whole.strip_suffix(word)).filter(|points| number(points));
    if let Some(points) = points {
        let written = format!("{} {}", printed(Rule::kw_out_of, scene.language()), points.trim());
        let edits = vec![Edit { span: scene.span(first, last), replacement: written.clone() }];
        return Some(messages::other_band(scene.span(first, last), whole, &written, edits));
    }
    let sign = (first..scene.tokens.len()).find(|index| matches!(scene.word(*index), "%" | "％"))?;
    let close = usize::from(scene.is(first, TokenKind::OpenBracket) && scene.is(sign + 1, TokenKind::CloseBracket));
    let span = scene.span(first, sign + close);
    let typed = scene.reader.file.slice(span);
    let bare = typed.trim_matches(|letter: char| matches!(letter, '(' | ')' | '（' | '）')).trim();
    let named = WEIGHT.iter().find_map(|word| bare.strip_prefix(word));
    let behind = named.unwrap_or(bare).trim_start_matches(|letter: char| letter.is_whitespace() || ":：=＝为".contains(letter));
    if !number(behind.trim_end_matches(['%', '％'])) {
        return None;
    }
    let written = match scene.language() {
        Language::English => behind.to_owned(),
        Language::Chinese => format!("{} {behind}", printed(Rule::kw_weight, Language::Chinese)),
    };
    // A space alone is told as such.
    let spaced = typed.replace(' ', "") == written.replace(' ', "") || scene.word(first) == "占";
    (!spaced).then(|| messages::other_band(span, typed, &written, vec![Edit { span, replacement: written.clone() }]))
}

/// `max points 10`, `10 points`, 满分10分 as a clause of its own.
fn points(scene: &Scene) -> Option<Diagnostic> {
    let span = scene.span(0, scene.tokens.len().checked_sub(1)?);
    let typed = scene.reader.file.slice(span);
    let mut rest = typed.trim();
    let mut number_found = None;
    let mut named = false;
    while !rest.is_empty() {
        let figures = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
        if figures > 0 {
            if number_found.is_some() {
                return None;
            }
            number_found = rest.get(..figures).filter(|figures| number(figures));
            rest = rest.get(figures..)?;
        } else if let Some(word) = POINTS.iter().find(|word| rest.starts_with(**word)) {
            named = true;
            rest = rest.get(word.len()..)?;
        } else if let Some(behind) = rest.strip_prefix([':', '：', '=', '＝', '为', '(', ')', '（', '）']) {
            rest = behind;
        } else {
            return None;
        }
        rest = rest.trim_start();
    }
    // A keyword with one sign or space too many or too few is told as such.
    let keyword = spells(scene.word(0), Rule::kw_points_clause) && !scene.is(1, TokenKind::Word);
    let amount = number_found.filter(|_| named && !keyword)?;
    let written = format!("{} {amount}", printed(Rule::kw_points_clause, scene.language()));
    // `point 10` is the keyword, misspelt.
    let misspelt = scene.tokens.len() == 2 && scene.word(0) == "point";
    let spaced = misspelt || typed.strip_prefix(printed(Rule::kw_points_clause, scene.language())).is_some_and(number);
    (!spaced).then(|| messages::other_band(span, typed, &written, vec![Edit { span, replacement: written.clone() }]))
}

/// Whether a text is a number in figures.
pub(super) fn number(text: &str) -> bool {
    let figures = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
    match text.trim().split_once('.') {
        Some((whole, decimals)) => figures(whole) && figures(decimals),
        None => figures(text.trim()),
    }
}
