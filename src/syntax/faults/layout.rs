//! Faults of where lines end.

use super::Scene;
use crate::diagnostics::Diagnostic;
use crate::syntax::grammar::read;
use crate::syntax::limits::calls_for;
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;

/// A line that begins with an operator; a default that could be a chain.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let first = scene.word(0);
    let operator = matches!(
        first,
        "+" | "-" | "−" | "×" | "÷" | "*" | "/" | "＋" | "－" | "," | "，" | "=" | "<" | ">" | "≤" | "≥" | "and" | "or" | "且" | "或"
    );
    let comment = matches!((first, scene.word(1)), ("/", "/") | ("-", "-"));
    if operator && scene.place == 0 && !comment {
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

/// Two clauses on one line: both halves can be read for themselves.
pub(super) fn two_clauses(scene: &Scene) -> Vec<Diagnostic> {
    let place = scene.place;
    if place == 0 || !scene.is(place, TokenKind::Word) {
        return Vec::new();
    }
    let named = !matches!(
        scene.context,
        Context::Item | Context::Rulebook | Context::Extension | Context::Subject | Context::Indicator | Context::Joint | Context::Example
    );
    if named && place + 1 == scene.tokens.len() {
        // One word alone is no clause of its own, though it could be a name.
        return Vec::new();
    }
    let whole = scene.statement.head.range();
    let reads = |from: usize, to: usize| {
        let text = scene.reader.text.get(from..to).unwrap_or_default();
        !text.is_empty() && read(scene.context.rule(), text, calls_for(text.len())).is_ok()
    };
    let here = scene.span(place, place);
    let first_ends = scene.span(place - 1, place - 1).range().end;
    if !reads(whole.start, first_ends) || !reads(here.range().start, whole.end) {
        return Vec::new();
    }
    let gap = scene.span(place - 1, place - 1).at_end().to(here.at_start());
    vec![messages::two_clauses(here, gap, scene.new_line())]
}
