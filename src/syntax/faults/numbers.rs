//! Numbers and days that are written in another manner.

use super::Scene;
use crate::diagnostics::Diagnostic;
use crate::syntax::Rule;
use crate::syntax::keywords::is_one_of;
use crate::syntax::messages;
use crate::syntax::numerals::number_in_words;
use crate::syntax::outline::TokenKind;
use crate::text::{Span, did_you_mean};
use crate::value::{Day, MONTHS};

/// Findings about numbers and days, up to where the grammar stopped.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for index in 0..scene.tokens.len().min(scene.place + 2) {
        if scene.is(index, TokenKind::Figure) {
            figure(scene, index, &mut found);
        }
        if matches!(scene.word(index), "%" | "％") && index > 0 && !scene.touches_next(index - 1) && scene.is(index - 1, TokenKind::Figure)
        {
            found.push(messages::space_before_percent(scene.span(index, index), gaps_before_percents(scene)));
        }
        if index > 0 && matches!(scene.word(index), "percent" | "pct") && scene.is(index - 1, TokenKind::Figure) {
            let gap = scene.span(index - 1, index - 1).at_end();
            found.push(messages::percent_in_words(scene.span(index, index), gap, scene.word(index)));
        }
        if scene.is(index, TokenKind::Word) {
            found.extend(in_words(scene, index));
            month(scene, index, &mut found);
        }
    }
    let named = scene.expects(Rule::name) && !scene.expects_value();
    if named && scene.is(scene.place, TokenKind::Figure) {
        found.push(messages::name_begins_with_digit(scene.span(scene.place, scene.place), scene.word(scene.place)));
    }
    found
}

/// The white space before every such sign: one mistake, made as often as its author writes it.
fn gaps_before_percents(scene: &Scene) -> Vec<Span> {
    let apart = |index: &usize| {
        matches!(scene.word(*index), "%" | "％") && scene.is(*index - 1, TokenKind::Figure) && !scene.touches_next(*index - 1)
    };
    let gap = |index: usize| scene.span(index - 1, index - 1).at_end().to(scene.span(index, index).at_start());
    (1..scene.tokens.len()).filter(apart).map(gap).collect()
}

/// `zero points`, 零 分: a number in words, where its unit shows that it is one.
fn in_words(scene: &Scene, index: usize) -> Option<Diagnostic> {
    let next = index + 1;
    let word = scene.word(index);
    let points = is_one_of(scene.word(next), &[Rule::kw_points, Rule::kw_days_of]);
    let wanted = index == scene.place && (scene.expects(Rule::number) || scene.expects(Rule::percent));
    let figure = number_in_words(word).filter(|_| (points || wanted) && !scene.reader.vocabulary().is_name(word))?;
    Some(messages::other_words(scene.span(index, index), word, &figure))
}

fn figure(scene: &Scene, index: usize, found: &mut Vec<Diagnostic>) {
    let text = scene.word(index);
    let sign = scene.word(index + 1);
    let joined = scene.touches_next(index) && scene.touches_next(index + 1) && scene.is(index + 2, TokenKind::Figure);
    if joined && matches!(sign, "," | "，") {
        let (whole, rest) = (text, scene.word(index + 2));
        let meant = if rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("{whole}_{rest}")
        } else {
            format!("{whole}.{rest}")
        };
        found.push(messages::comma_in_number(scene.span(index, index + 2), &meant));
    }
    if joined && sign == "/" && scene.word(index + 3) == "/" && scene.is(index + 4, TokenKind::Figure) {
        let parts = [text, scene.word(index + 2), scene.word(index + 4)];
        found.extend(day_form(scene.span(index, index + 4), parts));
    }
    if let [first, second, third] = text.split('.').collect::<Vec<_>>().as_slice() {
        found.extend(day_form(scene.span(index, index), [first, second, third]));
    }
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E'])
        && !mantissa.is_empty()
        && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && (exponent.is_empty() || exponent.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let last = if exponent.is_empty() && matches!(sign, "+" | "-") { index + 2 } else { index };
        let zeros: Option<usize> = exponent.parse().ok().filter(|zeros| *zeros <= 15 && !mantissa.contains('.'));
        found.push(messages::exponent(scene.span(index, last), zeros.map(|zeros| format!("{mantissa}{}", "0".repeat(zeros)))));
    }
    // `31st March`
    if let Some(day) = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending))
        && MONTHS.contains(&scene.word(index + 1))
    {
        found.push(messages::day_form(scene.span(index, index + 1), &format!("{day} {}", scene.word(index + 1))));
    }
}

/// What is wrong with `2025/3/31` where it can be read, as a quotient, and a day is asked for; nothing where it is no day.
#[must_use]
pub fn day_in_slashes(text: &str, span: Span) -> Option<Diagnostic> {
    let parts: Vec<&str> = text.split(['/', '／']).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    day_form(span, [first, second, third])
}

/// `2025/3/31`, `31.3.2025`
fn day_form(span: Span, parts: [&str; 3]) -> Option<Diagnostic> {
    let [first, second, third] = parts;
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    let whole = |part: &str| part.parse::<i64>().ok().filter(|_| year.len() == 4);
    let (month, number) = (whole(second)?, whole(day)?);
    let meant = Day::new(whole(year)?, month, number)?.to_string();
    // 3/4/2025 is in March to some, in April to others.
    let sure = first.len() == 4 || month == number || number > 12;
    Some(if sure { messages::day_form(span, &meant) } else { messages::day_or_month_first(span, &meant) })
}

/// `31 March 2025`, `March 31, 2025`: with its year a day is written in figures.
fn with_year(scene: &Scene, index: usize, month: i64, found: &mut Vec<Diagnostic>) {
    let figure = |index: usize, most: usize| {
        let text = scene.word(index);
        let whole = scene.is(index, TokenKind::Figure) && text.len() <= most;
        let digits = text.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        digits.parse::<i64>().ok().filter(|_| whole)
    };
    let comma = |index: usize| usize::from(matches!(scene.word(index), "," | "，"));
    let day_first = index.checked_sub(1).and_then(|first| Some((first, figure(first, 4)?, index + 1)));
    let month_first = || Some((index, figure(index + 1, 4)?, index + 2));
    let Some((first, day, behind)) = day_first.or_else(month_first) else { return };
    let last = behind + comma(behind);
    let year = figure(last, 4).filter(|_| scene.word(last).len() == 4);
    if let Some(day) = year.and_then(|year| Day::new(year, month, day)) {
        found.push(messages::day_form(scene.span(first, last), &day.to_string()));
    }
}

/// A month behind or before its day.
fn month(scene: &Scene, index: usize, found: &mut Vec<Diagnostic>) {
    let word = scene.word(index);
    if let Some(number) = (1..).zip(MONTHS).find_map(|(number, month)| (month == word).then_some(number)) {
        with_year(scene, index, number, found);
    }
    if MONTHS.contains(&word) && scene.is(index + 1, TokenKind::Figure) && scene.word(index + 1).len() <= 2 {
        found.push(messages::day_form(scene.span(index, index + 1), &format!("{} {word}", scene.word(index + 1))));
    }
    let behind_day = index > 0 && scene.is(index - 1, TokenKind::Figure) && scene.word(index - 1).len() <= 2;
    if !behind_day || MONTHS.contains(&word) || word.len() < 3 || !word.is_ascii() {
        return;
    }
    let lower = word.to_ascii_lowercase();
    let short = MONTHS.iter().find(|month| month.to_ascii_lowercase().starts_with(&lower)).copied();
    let Some(meant) = short.or_else(|| did_you_mean(word, MONTHS)) else { return };
    let span = scene.span(index, index);
    // `31 Mar.`
    let span = if scene.word(index + 1) == "." { span.to(scene.span(index + 1, index + 1)) } else { span };
    found.push(messages::month(span, word, meant));
}
