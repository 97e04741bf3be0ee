//! Functions over several values that stand without their brackets: `lowest of coverage, effect`, 最低 覆盖, 效果.

use super::Scene;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{is_one_of, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;

/// Functions that take a list.
const FUNCTIONS: [Rule; 5] = [Rule::kw_highest, Rule::kw_lowest, Rule::kw_average, Rule::kw_sum, Rule::kw_median];

/// Findings about such lists. How far one goes is seen from what can be read then.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let function = (0..scene.place).rev().find(|index| is_one_of(scene.word(*index), &FUNCTIONS));
    let Some(function) = function else { return Vec::new() };
    let mut first = function + 1;
    for rule in [Rule::kw_of, Rule::kw_available] {
        first += usize::from(spells(scene.word(first), rule));
    }
    let comma = |index: usize| matches!(scene.word(index), "," | "，" | "、");
    if scene.is(first, TokenKind::OpenBracket) || !(first + 1..=scene.place).any(comma) {
        return Vec::new();
    }
    let (typed, begin) = (scene.reader.file.slice(scene.span(function, first - 1)), scene.span(first, first).at_start());
    (scene.place..scene.tokens.len())
        .filter(|last| !comma(*last))
        .map(|last| {
            let list = scene.span(first, last);
            let edits = vec![Edit { span: begin, replacement: "(".to_owned() }, Edit { span: list.at_end(), replacement: ")".to_owned() }];
            messages::list_without_brackets(list, typed, scene.reader.file.slice(list), edits)
        })
        .collect()
}
