//! Faults of where lines end.

use super::{Scene, rows};
use crate::diagnostics::Diagnostic;
use crate::syntax::Rule;
use crate::syntax::grammar::read;
use crate::syntax::keywords::{ITEMS, METHODS, begins_clause, is_one_of, spells};
use crate::syntax::limits::calls_for;
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;

/// Marks of a list as a word processor sets them.
const BULLETS: [&str; 20] = ["-", "*", "•", "·", "–", "—", "●", "○", "■", "◆", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"];
const CHINESE_FIGURES: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// `1. plan => 3`, （1）方案 => 3, 一、不满 5 => 0, `• plan => 3`: clauses are not numbered.
pub(super) fn numbering(scene: &Scene) -> Vec<Diagnostic> {
    let counts = |index: usize| scene.is(index, TokenKind::Figure) || CHINESE_FIGURES.contains(&scene.word(index));
    // `a) deduct …`
    let listed = |index: usize| scene.word(index).len() == 1 && scene.is(index, TokenKind::Word);
    let last = if BULLETS.contains(&scene.word(0)) {
        0
    } else if listed(0) && matches!(scene.word(1), ")" | "）") || counts(0) && matches!(scene.word(1), "." | ")" | "、" | "．" | "）") {
        1
    } else if scene.is(0, TokenKind::OpenBracket) && (counts(1) || listed(1)) && scene.is(2, TokenKind::CloseBracket) {
        2
    } else {
        return Vec::new();
    };
    let Some(next) = scene.token(last + 1).map(|_| scene.span(last + 1, last + 1).at_start()) else { return Vec::new() };
    let span = scene.span(0, last);
    vec![messages::numbering(span, scene.reader.file.slice(span), span.to(next))]
}

/// A line that begins with an operator; a default that could be a chain.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let first = scene.word(0);
    let operator = matches!(
        first,
        "+" | "-" | "−" | "×" | "÷" | "*" | "/" | "＋" | "－" | "," | "，" | "=" | "<" | ">" | "≤" | "≥" | "and" | "or" | "且" | "或"
    );
    let comment = matches!((first, scene.word(1)), ("/", "/") | ("-", "-"));
    // A body may begin on the line of its head: `choice quality { > poor }`.
    let begins = scene.token(0).is_some_and(|token| token.first);
    if operator && begins && scene.place == 0 && !comment && !rows::begins_with_edge(scene) {
        found.push(messages::line_begins_with_operator(scene.span(0, 0), first));
    }
    let is_else = matches!(scene.word(scene.place), "else" | "否则");
    let chain = matches!(first, "quantify" | "量化") || matches!((first, scene.word(1)), ("else", "quantify") | ("否则", "量化"));
    if is_else && chain && scene.context == Context::Indicator && scene.place > 0 {
        let gap = scene.span(scene.place - 1, scene.place - 1).at_end().to(scene.span(scene.place, scene.place).at_start());
        found.push(messages::default_or_chain(scene.span(scene.place, scene.place), gap, scene.new_line()));
    }
    found
}

/// Two clauses on one line: both halves can be read for themselves, and the second begins with a keyword
/// or, where lines begin with names, has the sign that makes a name a line.
pub(super) fn two_clauses(scene: &Scene) -> Vec<Diagnostic> {
    // The grammar may have taken the keyword for a unit and its name for something else.
    (scene.place.saturating_sub(2)..=scene.place).rev().filter_map(|place| second_clause(scene, place)).collect()
}

fn second_clause(scene: &Scene, place: usize) -> Option<Diagnostic> {
    if place == 0 || !scene.is(place, TokenKind::Word) || !begins_line(scene, place) {
        return None;
    }
    let whole = scene.statement.head.range();
    let reads = |from: usize, to: usize| {
        let text = scene.reader.text.get(from..to).unwrap_or_default();
        !text.is_empty() && read(scene.context.rule(), text, calls_for(text.len())).is_ok()
    };
    let here = scene.span(place, place);
    let first_ends = scene.span(place - 1, place - 1).range().end;
    if !reads(whole.start, first_ends) || !reads(here.range().start, whole.end) {
        return None;
    }
    // A body belongs to the second half, which must be able to have one, and not be wanted by the first.
    if scene.statement.block.is_some() && (!opens_body(scene, place) || opens_body(scene, 0)) {
        return None;
    }
    let gap = scene.span(place - 1, place - 1).at_end().to(here.at_start());
    // `let b = a add 1` may well mean a sum; behind another addition or deduction a second one is meant.
    let changes = |index| spells(scene.word(index), Rule::kw_add) || spells(scene.word(index), Rule::kw_deduct);
    let sure = !changes(place) || changes(0);
    Some(messages::two_clauses(here, gap, scene.new_line(), sure))
}

fn begins_line(scene: &Scene, place: usize) -> bool {
    let word = scene.word(place);
    if begins_clause(word) || is_one_of(word, &ITEMS) {
        return true;
    }
    let rest = || (place..scene.tokens.len()).map(|index| scene.word(index));
    match scene.context {
        Context::Quantify | Context::Steps | Context::State | Context::Survey | Context::Compete | Context::Table => {
            rest().any(|word| matches!(word, "=>" | "＝＞" | "＝>" | "=＞"))
        }
        Context::Register => (place + 1..=place + 2).any(|index| matches!(scene.word(index), ":" | "：")),
        // A name alone can be read as a part or a value, so that any word would do.
        Context::Choice | Context::Scorecard | Context::Cases => false,
        Context::Item
        | Context::Rulebook
        | Context::Extension
        | Context::Subject
        | Context::Indicator
        | Context::Joint
        | Context::Grade
        | Context::Rank
        | Context::Consequence
        | Context::Example => true,
    }
}

/// Whether what begins at that token is followed by a body.
fn opens_body(scene: &Scene, place: usize) -> bool {
    let method = |index| is_one_of(scene.word(index), &METHODS);
    is_one_of(scene.word(place), &ITEMS) || method(place) || spells(scene.word(place), Rule::kw_else) && method(place + 1)
}
