//! Signs that are typed for other ones.

use super::Scene;
use super::neighbours::{Upper, band_between, is_in_band, upper_end};
use super::rows::with_shared_percent;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::expectations::describe;
use crate::syntax::keywords::{is_one_of, keyword, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::{Language, half_width};

/// The sign that is meant by one of other languages and of keyboards, in letters of either width.
pub(super) fn comparison_meant(typed: &str) -> Option<&'static str> {
    match typed.chars().map(half_width).collect::<String>().as_str() {
        ">=" | "≧" => Some("≥"),
        "<=" | "≦" => Some("≤"),
        "==" => Some("="),
        "!=" | "<>" => Some("≠"),
        _ => None,
    }
}

/// Comparisons in words.
const WORDS_OF_COMPARISON: [Rule; 9] = [
    Rule::kw_is,
    Rule::kw_is_not,
    Rule::kw_is_below,
    Rule::kw_is_above,
    Rule::kw_is_at_most,
    Rule::kw_is_at_least,
    Rule::kw_is_from,
    Rule::kw_is_missing,
    Rule::kw_is_given,
];
pub(super) const DASHES: [&str; 8] = ["~", "～", "〜", "–", "—", "－", "…", "-"];
const QUOTES: [&str; 11] = ["'", "‘", "’", "`", "「", "」", "『", "』", "”", "«", "»"];

/// What an input may be.
const KINDS: [Rule; 9] = [
    Rule::kw_number,
    Rule::kw_percent,
    Rule::kw_pp,
    Rule::kw_count,
    Rule::kw_points,
    Rule::kw_date,
    Rule::kw_days,
    Rule::kw_flag,
    Rule::kw_text,
];

/// Findings about signs.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    at_place(scene, &mut found);
    found.extend(equal_in_example(scene));
    found.extend(colons_in_example(scene));
    found.extend(chained(scene));
    found.extend(chained_in_typed_signs(scene));
    for index in 0..=scene.place.min(scene.tokens.len().saturating_sub(1)) {
        if scene.is(index, TokenKind::Sign) {
            anywhere(scene, index, &mut found);
        }
    }
    found
}

/// `given x is 5`: in examples a value stands behind `=`.
fn equal_in_example(scene: &Scene) -> Option<Diagnostic> {
    let word = scene.word(scene.place);
    let other = matches!(word, "is" | "为" | "是") && scene.context == Context::Example && scene.expects(Rule::equal);
    let span = scene.span(scene.place, scene.place);
    let all = (scene.place..scene.tokens.len()).filter(|index| scene.word(*index) == word);
    let edits = || all.map(|index| Edit { span: scene.span(index, index), replacement: "=".to_owned() }).collect();
    other.then(|| messages::with_edits(messages::wrong_sign(span, "=", word), edits()))
}

/// `given x: 5, y: 7`: a colon stands behind the subject alone.
fn colons_in_example(scene: &Scene) -> Option<Diagnostic> {
    let value = |index: usize| {
        let flag = [Rule::kw_yes, Rule::kw_no].iter().any(|rule| spells(scene.word(index), *rule));
        flag || scene.is(index, TokenKind::Figure) || scene.is(index, TokenKind::Text)
    };
    let given = scene.context == Context::Example && spells(scene.word(0), Rule::kw_given);
    let colons = || (2..scene.tokens.len()).filter(|index| matches!(scene.word(*index), ":" | "：") && value(index + 1));
    let first = colons().next().filter(|_| given)?;
    let equal = |index: usize| {
        let before = if scene.touches_next(index - 1) { " " } else { "" };
        let behind = if scene.touches_next(index) { " " } else { "" };
        Edit { span: scene.span(index, index), replacement: format!("{before}={behind}") }
    };
    let found = messages::wrong_sign(scene.span(first, first), "=", scene.word(first));
    Some(messages::with_edits(found, colons().map(equal).collect()))
}

/// A sign where the grammar stopped.
fn at_place(scene: &Scene, found: &mut Vec<Diagnostic>) {
    let (place, sign) = (scene.place, scene.word(scene.place));
    if !scene.is(place, TokenKind::Sign) {
        return;
    }
    let span = scene.span(place, place);
    let is_assignment = matches!(sign, "=" | "＝" | ":" | "：" | ":=" | "=>" | "＝＞" | "->" | "→" | "⇒" | "==" | "-");
    let last = if sign == "=" && scene.word(place + 1) == ">" || sign == "-" && scene.word(place + 1) == ">" { place + 1 } else { place };
    let whole = scene.span(place, last);
    if is_assignment {
        for (rule, meant) in [(Rule::arrow, "=>"), (Rule::equal, "="), (Rule::colon, ":")] {
            if scene.expects(rule) {
                let found_sign = messages::wrong_sign(whole, meant, scene.reader.file.slice(whole));
                let glued = meant == "=>" && place > 0 && scene.touches_next(place - 1);
                found.push(if glued { messages::with_space_before(found_sign) } else { found_sign });
            }
        }
        if matches!(sign, ":" | "：" | "=" | "＝") && place > 0 {
            let glued = scene.touches_next(place) && scene.touches_next(place - 1);
            found.push(messages::needless_sign(span, sign, if glued { " " } else { "" }));
        }
    }
    // A sentence ends in a full stop, a clause does not.
    if place + 1 == scene.tokens.len() && place > 0 && matches!(sign, "." | "。" | "．") {
        found.push(messages::full_stop(span, sign));
    }
    for (signs, rule, behind) in [(["&&", "&"], Rule::kw_and, ""), (["||", "||"], Rule::kw_or, ""), (["!", "！"], Rule::kw_not, " ")] {
        if signs.contains(&sign) {
            found.push(messages::logic_sign(span, sign, &format!("{}{behind}", printed(rule, scene.language()))));
        }
    }
    let bars = scene.context == Context::Cases || scene.context == Context::Subject && spells(scene.word(0), Rule::kw_sequence);
    if is_comma(sign) && scene.context == Context::Choice {
        found.push(messages::commas_in_choice(span, sign, bars_for_commas(scene)));
    } else if is_comma(sign) && bars {
        found.push(messages::bars_for_commas(span, sign, bars_for_commas(scene)));
    }
}

fn is_comma(sign: &str) -> bool {
    matches!(sign, "," | "，" | "、")
}

/// A bar in place of each comma from where the grammar stopped, with a space on both sides.
fn bars_for_commas(scene: &Scene) -> Vec<Edit> {
    bars_at(scene, (scene.place..scene.tokens.len()).filter(|index| is_comma(scene.word(*index))))
}

fn bars_at(scene: &Scene, commas: impl Iterator<Item = usize>) -> Vec<Edit> {
    let bar = |index: usize| {
        let before = if index > 0 && scene.touches_next(index - 1) { " " } else { "" };
        let behind = if scene.touches_next(index) { " " } else { "" };
        Edit { span: scene.span(index, index), replacement: format!("{before}|{behind}") }
    };
    commas.map(bar).collect()
}

/// A list of bare names with a sign missing between two of them: `good fair > poor`.
pub(super) fn missing_in_list(scene: &Scene) -> Vec<Diagnostic> {
    let bare = !scene.tokens.iter().any(|token| matches!(token.kind, TokenKind::Text | TokenKind::OpenText));
    let lists = scene.expects(Rule::better) || scene.expects(Rule::bar);
    if !bare || !lists || !scene.is(scene.place, TokenKind::Word) {
        return Vec::new();
    }
    let expected = describe(&[Rule::better, Rule::bar], scene.context, false);
    let place = scene.span(scene.place, scene.place);
    let missing = |sign: &str| {
        let found = messages::unexpected(place, &expected, Some(scene.word(scene.place)));
        messages::with_missing_word(found, place.at_start(), sign, format!("{sign} "))
    };
    [">", "|"].map(missing).to_vec()
}

/// `kind : late, wrong`, `late / wrong`, `late or wrong`: the values that an input or field names itself.
pub(super) fn commas_in_kind(scene: &Scene) -> Vec<Diagnostic> {
    let colon = (1..scene.tokens.len()).find(|index| matches!(scene.word(*index), ":" | "："));
    let Some(first) = colon.map(|colon| colon + 1).filter(|_| scene.context != Context::Example) else { return Vec::new() };
    let comma = first + 1;
    let names = (first..scene.tokens.len()).step_by(2).all(|index| scene.is(index, TokenKind::Word));
    let commas = || (comma..scene.tokens.len()).step_by(2);
    let list = scene.tokens.len() > comma + 1 && scene.tokens.len() % 2 == comma % 2;
    // Behind a kind such as `count` stand its options.
    let parts = |sign: &str| is_comma(sign) || matches!(sign, "/" | "／") || spells(sign, Rule::kw_or);
    if !names || !list || !commas().all(|index| parts(scene.word(index))) || is_one_of(scene.word(first), &KINDS) {
        return Vec::new();
    }
    vec![messages::commas_in_choice(scene.span(comma, comma), scene.word(comma), bars_at(scene, commas()))]
}

/// A comparison of what was compared already, in signs or in words: `1 < x < 3`, `1 is below x is below 3`.
fn chained(scene: &Scene) -> Vec<Diagnostic> {
    let Some(length) = comparison_at(scene, scene.place) else { return Vec::new() };
    let awaited = scene.expects(Rule::comparison_tail) || scene.expects_value();
    if awaited || !earlier_comparison(scene) {
        return Vec::new();
    }
    let at = scene.span(scene.place, scene.place + length - 1);
    let apart = two_comparisons(scene, scene.place, length).filter(|(_, edit)| scene.whole_with(std::slice::from_ref(edit)));
    vec![messages::chained_comparison(at, apart.map(|(both, edit)| (both, vec![edit])))]
}

/// The same where the first sign stops the grammar, for it is one of another language: `5 <= x <= 7`.
fn chained_in_typed_signs(scene: &Scene) -> Option<Diagnostic> {
    let meant = |index: usize| comparison_meant(scene.word(index));
    let first = meant(scene.place)?;
    let rest = (scene.place + 1..scene.tokens.len()).take_while(|index| !begins_another(scene.word(*index)));
    let (second, length) = rest.filter_map(|index| Some((index, comparison_at(scene, index)?))).next()?;
    let (both, apart) = two_comparisons(scene, second, length)?;
    let mut both = both.replacen(scene.word(scene.place), first, 1);
    let mut edits = vec![Edit { span: scene.span(scene.place, scene.place), replacement: first.to_owned() }];
    edits.push(match meant(second) {
        Some(sign) => {
            both = both.replacen(scene.word(second), sign, 1);
            Edit { span: scene.span(second, second), replacement: format!("{}{sign}", apart.replacement) }
        }
        None => apart,
    });
    let whole = scene.whole_with(&edits);
    whole.then(|| messages::chained_comparison(scene.span(second, second + length - 1), Some((both, edits))))
}

/// `5 < x < 7` as `5 < x and x < 7`: what both are to say, and the edit of the place between them.
fn two_comparisons(scene: &Scene, second: usize, length: usize) -> Option<(String, Edit)> {
    let mut begins = (0..second).rev().take_while(|index| !begins_another(scene.word(*index))).last()?;
    let (mut first, mut from) = (None, begins);
    // The last one before it; what stands before that is the sign of a `let`.
    while from < second {
        let width = comparison_at(scene, from);
        if let Some(width) = width {
            begins = first.map_or(begins, |(index, width): (usize, usize)| index + width);
            first = Some((from, width));
        }
        from += width.unwrap_or(1);
    }
    let (index, width) = first?;
    let ends = (second + length..scene.tokens.len())
        .take_while(|index| !begins_another(scene.word(*index)) && !matches!(scene.word(*index), "=>" | "＝>" | "=＞" | "＝＞"))
        .last()?;
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    let middle = slice(index + width, second.checked_sub(1).filter(|last| *last >= index + width)?);
    let and = printed(Rule::kw_and, scene.language());
    let glued = if scene.touches_next(second - 1) { " " } else { "" };
    let edit = Edit { span: scene.span(second, second).at_start(), replacement: format!("{glued}{and} {middle} ") };
    Some((format!("{} {and} {middle} {}", slice(begins, second - 1), slice(second, ends)), edit))
}

/// Of how many tokens the comparison consists that begins at `place`.
pub(super) fn comparison_at(scene: &Scene, place: usize) -> Option<usize> {
    let word = scene.word(place);
    if matches!(word, "<" | ">" | "≤" | "≥" | "=" | "≠" | "＜" | "＞" | "＝") || comparison_meant(word).is_some() {
        return Some(1);
    }
    let spellings =
        WORDS_OF_COMPARISON.iter().filter_map(|rule| keyword(*rule)).flat_map(|keyword| keyword.english.iter().chain(&keyword.chinese));
    let lengths = spellings.filter(|spelling| spelling.split(' ').zip(place..).all(|(word, index)| scene.word(index) == word));
    lengths.map(|spelling| spelling.split(' ').count()).max()
}

/// Whether a comparison stands before the place, with nothing between that begins another one.
fn earlier_comparison(scene: &Scene) -> bool {
    (0..scene.place).rev().take_while(|index| !begins_another(scene.word(*index))).any(|index| comparison_at(scene, index).is_some())
}

/// Whether behind `word` stands a comparison of its own.
pub(super) fn begins_another(word: &str) -> bool {
    let joins = [Rule::kw_and, Rule::kw_or, Rule::kw_then, Rule::kw_else, Rule::kw_when, Rule::kw_where];
    matches!(word, "," | "，" | "、") || joins.iter().any(|rule| spells(word, *rule))
}

/// A sign up to where the grammar stopped.
fn anywhere(scene: &Scene, index: usize, found: &mut Vec<Diagnostic>) {
    let (sign, span) = (scene.word(index), scene.span(index, index));
    if let Some(meant) = comparison_meant(sign) {
        found.push(messages::comparison_sign(span, sign, meant));
    }
    let between_numbers = scene.is(index + 1, TokenKind::Figure) && index > 0;
    if DASHES.contains(&sign) && between_numbers {
        let (low, high) = (edge_before(scene, index), edge_after(scene, index));
        if let (Some(first), Some(last)) = (low, high) {
            let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
            let (low, high) = with_shared_percent(slice(first, index - 1), slice(index + 1, last));
            found.extend(dash(scene, (first, index + 1, last), (&low, &high)));
        }
    }
    if QUOTES.contains(&sign)
        && let Some(last) = (index + 1..scene.tokens.len()).find(|next| QUOTES.contains(&scene.word(*next)))
    {
        let (open, close) = (scene.span(index, index), scene.span(last, last));
        found.push(messages::quotation_marks(open.to(close), open, close));
    }
    // `|---|` below the head of a table of examples is no comment.
    if scene.context == Context::Cases {
        return;
    }
    let slashes = sign == "/" && scene.word(index + 1) == "/" && scene.touches_next(index);
    let dashes = sign == "-" && scene.word(index + 1) == "-" && scene.touches_next(index);
    if slashes || dashes {
        found.push(messages::comment_sign(scene.span(index, index + 1), is_comment(scene, index)));
    }
}

/// `90%-98%` between the tokens of its two ends: a band as the rows beside it have it, a bound or a line with both ends.
fn dash(scene: &Scene, (first, second, last): (usize, usize, usize), (low, high): (&str, &str)) -> Vec<Diagnostic> {
    let span = scene.span(first, last);
    if is_in_band(scene, second) {
        let upper = upper_end(scene, second, last);
        let band = |written: &str| match upper {
            Upper::Out => messages::dash_band(span, written),
            Upper::In | Upper::Unsaid => messages::dash_range(span, written),
        };
        return band_between(scene, (low, high), upper, band).into_iter().collect();
    }
    let word = |rule| printed(rule, scene.language());
    // A bound of an input begins with `from`; Chinese has none there.
    let bound = scene.language() == Language::English && (1..first).any(|index| matches!(scene.word(index), ":" | "："));
    let begins = bound && !spells(scene.word(first - 1), Rule::kw_from);
    let from = if begins { format!("{} ", word(Rule::kw_from)) } else { String::new() };
    let written = [Rule::kw_range_to, Rule::kw_line_to].map(|rule| format!("{from}{low} {} {high}", word(rule)));
    written.iter().map(|written| messages::dash_range(span, written)).collect()
}

/// Whether the two signs at `index` can begin nothing but a comment: they stand first on their line, or no operand
/// follows. A divisor must not become a comment by itself.
fn is_comment(scene: &Scene, index: usize) -> bool {
    let next = index + 2;
    let operand = scene.is(next, TokenKind::Figure)
        || scene.is(next, TokenKind::OpenBracket)
        || scene.reader.vocabulary().is_name(scene.word(next))
        || scene.whole_with(&[Edit { span: scene.span(index, index), replacement: String::new() }]);
    scene.token(index).is_some_and(|token| token.first) || !operand
}

/// The first token of the number that ends before the sign at `index`.
fn edge_before(scene: &Scene, index: usize) -> Option<usize> {
    let last = index.checked_sub(1)?;
    let figure = if matches!(scene.word(last), "%" | "％") { last.checked_sub(1)? } else { last };
    scene.is(figure, TokenKind::Figure).then_some(figure)
}

/// The last token of the number that begins behind the sign at `index`.
fn edge_after(scene: &Scene, index: usize) -> Option<usize> {
    let first = index + 1;
    scene.is(first, TokenKind::Figure).then(|| if matches!(scene.word(first + 1), "%" | "％") { first + 1 } else { first })
}
