//! Limits in other words than those of their keywords: 总分不高于 102, 总分最多 102, and grades that are limited.

use super::Scene;
use super::comparisons::runs_into_number;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::comparisons::{Meaning, before};
use crate::syntax::keywords::{is_one_of, printed};
use crate::syntax::limited::{Limited, of_one_word, of_word};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::{Language, Span};

/// Findings about limits.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    if scene.context == Context::Grade {
        return grade(scene).into_iter().collect();
    }
    (0..=scene.place).find_map(|n| in_one_word(scene, n).or_else(|| apart(scene, n))).into_iter().collect()
}

/// 总分不高于 102, 总分最多102
fn in_one_word(scene: &Scene, n: usize) -> Option<Diagnostic> {
    let word = scene.word(n);
    let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let (limited, said, meaning) = of_one_word(letters).filter(|_| scene.is(n, TokenKind::Word))?;
    let whole = scene.span(n, n);
    let end = whole.range().start + letters.len();
    let span = Span::new(whole.source, end - said.len(), end);
    let gap = if letters.len() < word.len() { " " } else { "" };
    otherwise(scene, limited, (span, meaning), gap)
}

/// `total below 102`, 总分 不高于 102
fn apart(scene: &Scene, n: usize) -> Option<Diagnostic> {
    let limited = of_word(scene.word(n)).filter(|_| scene.is(n, TokenKind::Word))?;
    let next = n + 1;
    if let Some((span, meaning)) = runs_into_number(scene, next) {
        return otherwise(scene, limited, (span, meaning), " ");
    }
    let (length, meaning) = before((next..scene.tokens.len()).map(|index| scene.word(index)))?;
    let last = next + length - 1;
    scene.is(last + 1, TokenKind::Figure).then(|| otherwise(scene, limited, (scene.span(next, last), meaning), ""))?
}

fn otherwise(scene: &Scene, limited: &Limited, (span, meaning): (Span, Meaning), gap: &str) -> Option<Diagnostic> {
    if !limited.contexts.contains(&scene.context) {
        return None;
    }
    let typed = scene.reader.file.slice(span);
    let language = if typed.is_ascii() { Language::English } else { Language::Chinese };
    let Some(meant) = limited.said(meaning, language) else {
        // What is limited by less than a number has no number that it may come to.
        let ways: Vec<String> = limited.ways(language).map(|(_, words)| words.to_owned()).collect();
        return Some(messages::one_of_several(span, typed, &ways));
    };
    let edits = vec![Edit { span, replacement: format!("{meant}{gap}") }];
    (meant != typed).then(|| messages::other_band(span, typed, meant, edits))
}

/// Other words for the keyword that limits a grade, of which none can be made of a comparison.
const CEILINGS: [&str; 12] = [
    "最高是",
    "最高定为",
    "最高评为",
    "最高限为",
    "最高只能为",
    "最高只能评为",
    "最高不超过",
    "最多为",
    "至多为",
    "不得评为高于",
    "不得优于",
    "不优于",
];
/// Words for a lower limit, which no grade has.
const FLOORS: [&str; 6] = ["最低为", "最低是", "最低定为", "最低评为", "至少为", "不劣于"];

/// 最高不超过 良好 当 …, `no higher than good when …`
fn grade(scene: &Scene) -> Option<Diagnostic> {
    let word = scene.word(0);
    if scene.reader.vocabulary().is_name(word) && scene.place == 0 || is_one_of(word, &[Rule::kw_grade_at_most, Rule::kw_at_once]) {
        return None;
    }
    let of_table = || before((0..scene.tokens.len()).map(|index| scene.word(index)));
    let listed = |list: &[&str], meaning| list.contains(&word).then_some((1, meaning));
    let said = listed(&CEILINGS, Meaning::AtMost).or_else(|| listed(&FLOORS, Meaning::AtLeast)).or_else(of_table);
    let (length, meaning) = said?;
    let span = scene.span(0, length - 1);
    let typed = scene.reader.file.slice(span);
    match meaning {
        Meaning::AtMost => Some(messages::other_words(span, typed, printed(Rule::kw_grade_at_most, scene.language()))),
        Meaning::AtLeast | Meaning::Above => Some(messages::lowest_grade(span, typed)),
        Meaning::Below | Meaning::Equal | Meaning::NotEqual => None,
    }
}
