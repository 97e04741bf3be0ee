//! Inputs whose type or bounds are said in another manner: `number yuan from 0 yuan`, `yuan from 0 yuan`, 数值 万元.

use super::Scene;
use super::ends::of_sign;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::bands::end_behind_number;
use crate::syntax::comparisons::{Meaning, behind};
use crate::syntax::keywords::{is_one_of, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::Span;

/// Findings about the type of an input and its bounds.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let fields = matches!(scene.context, Context::Indicator | Context::Subject | Context::Register);
    let colon = (1..scene.tokens.len().min(5)).find(|index| matches!(scene.word(*index), ":" | "："));
    let Some(kind) = colon.map(|colon| colon + 1).filter(|_| fields) else { return Vec::new() };
    [beside_its_unit(scene, kind), lower_end_alone(scene, kind), bound_as_band(scene, kind)].into_iter().flatten().collect()
}

/// `number yuan`, `number in yuan`, `number (yuan)`: the unit alone is the type.
fn beside_its_unit(scene: &Scene, kind: usize) -> Option<Diagnostic> {
    let next = kind + 1;
    let joined = matches!(scene.word(next), "in" | "of" | "(" | "（" | "," | "，" | "单位" | "计量单位" | "unit");
    let unit = next + usize::from(joined);
    let bracket = matches!(scene.word(next), "(" | "（") && matches!(scene.word(unit + 1), ")" | "）");
    let numeric = is_one_of(scene.word(kind), &[Rule::kw_number, Rule::kw_count]);
    let known = scene.reader.vocabulary().has_unit(scene.word(unit)) || is_one_of(scene.word(unit), &[Rule::kw_points, Rule::kw_days]);
    if !numeric || !known || scene.place < next {
        return None;
    }
    let last = unit + usize::from(bracket);
    let mut edit = Edit { span: scene.span(kind, last), replacement: scene.word(unit).to_owned() };
    // The bound behind it may be said in another manner as well.
    if !scene.whole_with(std::slice::from_ref(&edit))
        && let Some((from, at_least)) = from_alone(scene, last + 1).filter(|(from, _)| *from == last + 1)
    {
        let both = Edit { span: scene.span(kind, from), replacement: format!("{} {at_least}", scene.word(unit)) };
        if scene.whole_with(std::slice::from_ref(&both)) {
            edit = both;
        }
    }
    Some(messages::unit_beside_number(scene.reader.file.slice(edit.span), edit))
}

/// `yuan from 0 yuan`, 从 0 万元: a lower end without an upper one.
fn lower_end_alone(scene: &Scene, kind: usize) -> Option<Diagnostic> {
    let (from, meant) = from_alone(scene, kind + 1)?;
    let up = (from + 2..scene.tokens.len()).find(|index| matches!(scene.word(*index), "up" | "upwards" | "on" | "onwards" | "起"));
    let span = scene.span(from, from);
    let mut edits = vec![Edit { span, replacement: meant.to_owned() }];
    if let Some(up) = up {
        let gap = scene.span(up - 1, up - 1).at_end().to(scene.span(up, up));
        edits.push(Edit { span: gap, replacement: String::new() });
    }
    // Behind the number something else may stand for the other end: `from 0 bis 30`.
    if !scene.whole_with(&edits) {
        return None;
    }
    Some(messages::lower_end_alone(span, scene.word(from), meant, edits))
}

/// `yuan 0 and above`, `count >= 0`, 户 0 户以上: a bound in the manner of a band.
fn bound_as_band(scene: &Scene, kind: usize) -> Option<Diagnostic> {
    let first = (kind + 1..scene.tokens.len()).find(|index| scene.is(*index, TokenKind::Figure))?;
    let sign = first - 1;
    if let Some(meant) = of_sign(scene.word(sign)).and_then(|meaning| meaning.in_bound()).filter(|_| sign > kind) {
        let (span, meant) = (scene.span(sign, sign), printed(meant, scene.language()));
        let gap = if scene.touches_next(sign) { " " } else { "" };
        let edits = vec![Edit { span, replacement: format!("{meant}{gap}") }];
        return Some(messages::other_band(span, scene.word(sign), meant, edits));
    }
    let (meaning, number, span) = edge_behind(scene, first)?;
    let written = format!("{} {number}", printed(meaning.in_bound()?, scene.language()));
    let edits = vec![Edit { span, replacement: written.clone() }];
    Some(messages::other_band(span, scene.reader.file.slice(span), &written, edits))
}

/// The bound that begins with the number at `first` and says behind it what kind of end it is.
fn edge_behind(scene: &Scene, first: usize) -> Option<(Meaning, String, Span)> {
    let all = scene.span(first, scene.tokens.len().checked_sub(1)?);
    if let Some((meaning, number, rest)) = end_behind_number(scene.reader.file.slice(all)) {
        return Some((meaning, number, Span::new(all.source, all.range().start, all.range().end - rest.len())));
    }
    let of_language = |index: usize| match (scene.word(index), scene.word(index + 1)) {
        ("and", "above") => Some((2, Meaning::AtLeast)),
        ("and", "below") => Some((2, Meaning::AtMost)),
        (_, _) => behind((index..scene.tokens.len()).map(|index| scene.word(index))),
    };
    let (at, (length, meaning)) = (first + 1..first + 4).find_map(|index| Some((index, of_language(index)?)))?;
    Some((meaning, scene.reader.file.slice(scene.span(first, at - 1)).to_owned(), scene.span(first, at + length - 1)))
}

/// The `from` of a bound behind the type, where no other end follows, and the words for a lower end alone.
fn from_alone(scene: &Scene, first: usize) -> Option<(usize, &'static str)> {
    let from = (first..scene.tokens.len()).find(|index| spells(scene.word(*index), Rule::kw_from))?;
    let figure =
        scene.is(from + 1, TokenKind::Figure) || scene.is(from + 1, TokenKind::Word) && !spells(scene.word(from + 1), Rule::kw_above);
    let other_end = (from + 1..scene.tokens.len()).any(|index| spells(scene.word(index), Rule::kw_range_to));
    (figure && !other_end).then(|| (from, printed(Rule::kw_at_least, scene.language())))
}
