//! Rows of tables whose band is written in another manner: `< 5 => 0`, 小于等于 5 => 0, `between 5 and 6 => 1`,
//! and rows with a comma behind them.

use super::Scene;
use super::conditions::lacks_is;
use super::signs::{COMPARISONS, DASHES, comparison_at};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::printed;
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;

/// What an edge may begin with, and the keyword that is meant before the number or behind it.
const EDGES: [(&[&str], Rule, bool); 4] = [
    (&["<", "＜"], Rule::kw_below, false),
    (&[">", "＞"], Rule::kw_above, false),
    (
        &[
            "<=",
            "≤",
            "at most",
            "no more than",
            "not more than",
            "less than or equal to",
            "up to",
            "小于等于",
            "不超过",
            "不大于",
            "不高于",
        ],
        Rule::kw_and_below,
        true,
    ),
    (
        &[
            ">=",
            "≥",
            "at least",
            "no less than",
            "not less than",
            "greater than or equal to",
            "more than or equal to",
            "大于等于",
            "不低于",
            "不小于",
            "不少于",
        ],
        Rule::kw_and_above,
        true,
    ),
];

/// Comparisons in other words than those of the language.
const SAID: [(&str, &str); 9] = [
    ("小于", "不满"),
    ("少于", "不满"),
    ("大于", "超过"),
    ("多于", "超过"),
    ("小于等于", "不超过"),
    ("不大于", "不超过"),
    ("大于等于", "不低于"),
    ("不小于", "不低于"),
    ("等于", "为"),
];

/// Findings about the band of a row.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if scene.context == Context::Quantify {
        found.extend(edge(scene));
        found.extend(between(scene));
        found.extend(from(scene));
        found.extend(conditional(scene));
        found.extend(named(scene));
        found.extend(said(scene));
    }
    found.extend(ruled_line(scene));
    found.extend(range_in_state(scene));
    found.extend(comma_behind(scene));
    found
}

/// Whether the row begins with a sign of comparison, which is no operator that the line above lacks.
pub(super) fn begins_with_edge(scene: &Scene) -> bool {
    scene.context == Context::Quantify && EDGES.iter().any(|(typed, ..)| typed.contains(&scene.word(0)))
}

/// The token before the `=>`.
fn last_of_band(scene: &Scene) -> Option<usize> {
    let arrow = (0..scene.tokens.len()).find(|index| matches!(scene.word(*index), "=>" | "＝>" | "=＞" | "＝＞"))?;
    arrow.checked_sub(1)
}

fn edge(scene: &Scene) -> Option<Diagnostic> {
    let starts = |typed: &&str| typed.split(' ').zip(0..).all(|(word, index)| scene.word(index) == word);
    let (typed, rule, behind) =
        EDGES.iter().find_map(|(typed, rule, behind)| Some((typed.iter().copied().find(starts)?, *rule, *behind)))?;
    let width = typed.split(' ').count();
    let (first, last) = (scene.span(0, width - 1), last_of_band(scene).filter(|last| *last >= width)?);
    let meant = printed(rule, scene.language());
    let number = scene.reader.file.slice(scene.span(width, last));
    let (written, edits) = if behind {
        let begin = scene.span(0, 0).at_start().to(scene.span(width, width).at_start());
        let end = scene.span(last, last).at_end();
        let edits = vec![Edit { span: begin, replacement: String::new() }, Edit { span: end, replacement: format!(" {meant}") }];
        (format!("{number} {meant}"), edits)
    } else {
        let gap = if scene.touches_next(0) { " " } else { "" };
        (format!("{meant} {number}"), vec![Edit { span: first, replacement: format!("{meant}{gap}") }])
    };
    Some(messages::other_band(scene.span(0, last), scene.reader.file.slice(scene.span(0, last)), &written, edits))
}

/// `between 60 and 80 => 5`, `between 60 to 80 => 5`, 60 与 80 之间 => 5, 介于 60 至 80 => 5
fn between(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene)?;
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    let begins = usize::from(matches!(scene.word(0), "between" | "介于" | "在"));
    let ends = if scene.word(last) == "之间" { last.checked_sub(1)? } else { last };
    let and = (begins + 1..ends).find(|index| matches!(scene.word(*index), "and" | "to" | "与" | "和" | "到" | "至"))?;
    if begins == 0 && ends == last {
        return None;
    }
    let to = printed(Rule::kw_range_to, scene.language());
    let written = format!("{} {to} {}", slice(begins, and - 1), slice(and + 1, ends));
    let edits = vec![Edit { span: scene.span(0, last), replacement: written.clone() }];
    Some(messages::other_band(scene.span(0, last), slice(0, last), &written, edits))
}

/// `from 60 to below 80 => 5`
fn from(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene).filter(|last| *last > 0 && matches!(scene.word(0), "from" | "从"))?;
    let begin = scene.span(0, 0).at_start().to(scene.span(1, 1).at_start());
    let edits = vec![Edit { span: begin, replacement: String::new() }];
    let slice = |from| scene.reader.file.slice(scene.span(from, last));
    Some(messages::other_band(scene.span(0, last), slice(0), slice(1), edits))
}

/// `x < 5 => 0`: a row that names what is compared.
fn named(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene)?;
    let said = |index: usize| SAID.iter().find(|(said, _)| *said == scene.word(index)).map(|(_, meant)| *meant);
    let compared = (1..last).find(|index| comparison_at(scene, *index).is_some() || said(*index).is_some())?;
    if !scene.is(0, TokenKind::Word) || compared > 3 || scene.place > compared {
        return None;
    }
    // The sign may be that of programs, or another word.
    let (at, behind) = (scene.span(compared, compared), scene.span(compared, last));
    let typed = scene.word(compared);
    let of_programs = COMPARISONS.iter().find(|(program, _)| *program == typed).map(|(_, meant)| *meant);
    let sign = said(compared).or(of_programs).unwrap_or(typed);
    let when = printed(Rule::kw_when, scene.language());
    let slice = |span| scene.reader.file.slice(span);
    let (name, number) = (scene.span(0, compared - 1), slice(at.at_end().to(behind.at_end())).trim());
    let row = format!("{when} {}{sign}{}", slice(name.to(at.at_start())), slice(at.at_end().to(behind.at_end())));
    let edge = |rule| printed(rule, scene.language());
    let band = match sign {
        "<" | "＜" | "不满" => format!("{} {number}", edge(Rule::kw_below)),
        ">" | "＞" | "超过" => format!("{} {number}", edge(Rule::kw_above)),
        "≤" | "不超过" => format!("{number} {}", edge(Rule::kw_and_below)),
        "≥" | "不低于" => format!("{number} {}", edge(Rule::kw_and_above)),
        "=" | "＝" | "为" => number.to_owned(),
        _ => row.clone(),
    };
    let edits = vec![Edit { span: scene.span(0, last), replacement: band.clone() }];
    Some(messages::row_with_name(name, slice(name), &band, &row, edits))
}

/// `if x below 5 => 0`, `else => 0`
fn conditional(scene: &Scene) -> Option<Diagnostic> {
    let meant = match scene.word(0) {
        "if" | "若" | "如果" => Rule::kw_when,
        "else" | "否则" => Rule::kw_otherwise,
        _ => return None,
    };
    let meant = printed(meant, scene.language());
    let mut edits = vec![Edit { span: scene.span(0, 0), replacement: meant.to_owned() }];
    edits.extend((1..=scene.place).filter_map(|index| lacks_is(scene, index)).map(|(_, edit)| edit));
    Some(messages::other_band(scene.span(0, 0), scene.word(0), meant, edits))
}

/// 不满 5，得 0 分: the sign before the points said in words.
fn said(scene: &Scene) -> Option<Diagnostic> {
    let first = scene.place;
    let comma = usize::from(matches!(scene.word(first), "," | "，"));
    let last = first + comma;
    let word = matches!(scene.word(last), "得" | "得分" | "计" | "gets" | "gives");
    let span = scene.span(first, last);
    let gap = if scene.touches_next(last) { " " } else { "" };
    let before = if first > 0 && scene.touches_next(first - 1) { " " } else { "" };
    let edits = vec![Edit { span, replacement: format!("{before}=>{gap}") }];
    word.then(|| messages::other_band(span, scene.reader.file.slice(span), "=>", edits))
}

/// `|---|---|` below the head of a table of examples.
fn ruled_line(scene: &Scene) -> Option<Diagnostic> {
    let ruled = |index: usize| matches!(scene.word(index), "|" | "||" | "｜" | "-" | "–" | "—" | ":" | "+" | "=");
    let dashes = (0..scene.tokens.len()).any(|index| matches!(scene.word(index), "-" | "–" | "—"));
    let last = scene.tokens.len().checked_sub(1)?;
    let span = scene.span(0, last);
    let line = scene.context == Context::Cases && dashes && (0..=last).all(ruled);
    line.then(|| messages::numbering(span, scene.reader.file.slice(span), span))
}

/// 良好 => 5 至 7, `good => 5~7`: in a state two numbers are the room of its judge.
fn range_in_state(scene: &Scene) -> Option<Diagnostic> {
    let to = scene.place;
    if scene.context != Context::State || !(scene.word(to) == "至" || DASHES.contains(&scene.word(to))) {
        return None;
    }
    let begins = last_of_band(scene)? + 2;
    let last = scene.tokens.len().checked_sub(1).filter(|last| begins < to && to < *last)?;
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    Some(messages::line_in_state(scene.span(begins, last), slice(begins, to - 1), slice(to + 1, last), scene.language()))
}

/// `below 5 => 0,`: the comma makes the next line part of this one.
fn comma_behind(scene: &Scene) -> Option<Diagnostic> {
    let place = (scene.place.checked_sub(1)?..=scene.place).find(|place| matches!(scene.word(*place), "," | "，"))?;
    let rows = matches!(
        scene.context,
        Context::Quantify | Context::Steps | Context::State | Context::Survey | Context::Compete | Context::Grade | Context::Consequence
    );
    let next = scene.token(place + 1);
    if !rows || !next.is_none_or(|next| next.first) {
        return None;
    }
    let comma = scene.span(place, place);
    let (span, instead) = match next {
        Some(_) => (comma.to(scene.span(place + 1, place + 1).at_start()), scene.new_line()),
        None => (comma, String::new()),
    };
    Some(messages::needless_comma(comma, scene.word(place), Edit { span, replacement: instead }))
}
