//! Formulas as a spreadsheet has them: `=IF(a>5,10,0)`, `AND(a, b)`, `ROUND(a, 2)`.

use super::Scene;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::printed;
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::Language;

/// Functions within functions are turned so deep.
const DEPTH: usize = 8;

/// Findings about formulas.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let call = (0..scene.tokens.len()).find_map(|index| Some((index, written(scene, index, 0)?)));
    let turned = call.map(|(index, (text, last))| {
        let span = scene.span(index, last);
        messages::formula(span, scene.reader.file.slice(span), &text, vec![Edit { span, replacement: text.clone() }])
    });
    // A whole line is no clause: neither the points nor the value of a name.
    let line = scene.context == Context::Indicator && scene.place == 0 && matches!(scene.word(0), "=" | "＝");
    match (turned, line) {
        (_, true) => vec![messages::formula_alone(scene.span(0, 0), scene.word(0))],
        (Some(found), false) => vec![found],
        (None, false) => Vec::new(),
    }
}

/// The function at the n-th token in words of the language, and its last token.
fn written(scene: &Scene, n: usize, depth: usize) -> Option<(String, usize)> {
    let name = scene.word(n).to_ascii_uppercase();
    if !scene.is(n, TokenKind::Word) || !scene.is(n + 1, TokenKind::OpenBracket) || !scene.touches_next(n) || depth > DEPTH {
        return None;
    }
    if !matches!(name.as_str(), "IF" | "AND" | "OR" | "ROUND") {
        return None;
    }
    let (arguments, last) = arguments(scene, n + 2, depth)?;
    let word = |rule| printed(rule, scene.language());
    let joined = |rule| format!("({})", arguments.join(&format!(" {} ", word(rule))));
    let text = match (name.as_str(), arguments.as_slice()) {
        ("IF", [condition, yes, no]) => {
            format!("({} {condition} {} {yes} {} {no})", word(Rule::kw_if), word(Rule::kw_then), word(Rule::kw_else))
        }
        ("AND", [_, _, ..]) => joined(Rule::kw_and),
        ("OR", [_, _, ..]) => joined(Rule::kw_or),
        ("ROUND", [value, places]) => match scene.language() {
            Language::English => format!("({value} rounded half up to {places} decimals)"),
            Language::Chinese => format!("({value} 四舍五入保留 {places} 位小数)"),
        },
        _ => return None,
    };
    Some((text, last))
}

/// The arguments from the n-th token on, each in words of the language, and the bracket behind them.
fn arguments(scene: &Scene, n: usize, depth: usize) -> Option<(Vec<String>, usize)> {
    let (mut list, mut text, mut open, mut index) = (Vec::new(), String::new(), 0_usize, n);
    while index < scene.tokens.len() {
        let ends = open == 0 && scene.is(index, TokenKind::CloseBracket);
        if ends || open == 0 && matches!(scene.word(index), "," | "，") {
            list.push(std::mem::take(&mut text).trim().to_owned());
            if ends {
                return Some((list, index));
            }
            index += 1;
            continue;
        }
        let (piece, last) = written(scene, index, depth + 1).unwrap_or_else(|| (comparison(scene, index), index));
        open = if scene.is(last, TokenKind::OpenBracket) { open + 1 } else { open };
        open = if index == last && scene.is(last, TokenKind::CloseBracket) { open.saturating_sub(1) } else { open };
        text.push_str(&piece);
        if !scene.touches_next(last) {
            text.push(' ');
        }
        index = last + 1;
    }
    None
}

/// A token as it is written, with the signs of comparison that a spreadsheet has turned.
fn comparison(scene: &Scene, index: usize) -> String {
    match scene.word(index) {
        ">=" => " ≥ ".to_owned(),
        "<=" => " ≤ ".to_owned(),
        "<>" => " ≠ ".to_owned(),
        sign @ (">" | "<" | "=") => format!(" {sign} "),
        word => word.to_owned(),
    }
}
