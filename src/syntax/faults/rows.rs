//! Rows of tables whose band is written in another manner: `< 5 => 0`, 小于等于 5 => 0, `between 5 and 6 => 1`,
//! and rows with a comma behind them.

use super::Scene;
use super::comparisons::runs_into_number;
use super::conditions::lacks_is;
use super::ends::{between_two, compared, is_number, joins, of_sign, row_of_two, turned, turns};
use super::neighbours::{band_between, quantified, upper_end};
use super::signs::{DASHES, comparison_meant};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::bands::{band_in_words, end_behind_number, two_ends};
use crate::syntax::comparisons::{Meaning, before, behind};
use crate::syntax::keywords::{is_reserved, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::{Span, did_you_mean};

/// Findings about the band of a row.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if scene.context == Context::Quantify {
        found.extend(between_two(scene));
        found.extend(around(scene));
        found.extend(run_together(scene));
        found.extend(edge(scene));
        found.extend(between(scene));
        found.extend(from(scene));
        found.extend(from_in_result(scene));
        found.extend(conditional(scene));
        found.extend(named(scene));
        found.extend(joined_to_name(scene));
        found.extend(said(scene));
    }
    found.extend(ruled_line(scene));
    found.extend(range_in_state(scene));
    found.extend(comma_behind(scene));
    found
}

/// Whether the row begins with a sign of comparison, which is no operator that the line above lacks.
pub(super) fn begins_with_edge(scene: &Scene) -> bool {
    scene.context == Context::Quantify && of_sign(scene.word(0)).is_some()
}

/// The token before the `=>`.
pub(super) fn last_of_band(scene: &Scene) -> Option<usize> {
    let arrow = (0..scene.tokens.len()).find(|index| matches!(scene.word(*index), "=>" | "＝>" | "=＞" | "＝＞"))?;
    arrow.checked_sub(1)
}

/// `< 60 => 0`, `no more than 60 => 0`, 少于 60 => 0, 等于60 => 5
fn edge(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene)?;
    let words = before((0..=last).map(|index| scene.word(index))).or_else(|| turned(scene, 0, last));
    let (first, typed, meaning, number) = if let Some((typed, meaning)) = runs_into_number(scene, 0) {
        (1, typed, meaning, typed.at_end())
    } else {
        let sign = of_sign(scene.word(0)).map(|meaning| (1, meaning));
        let (length, meaning) = words.or(sign).filter(|(length, _)| last >= *length)?;
        (length, scene.span(0, length - 1), meaning, scene.span(length, length))
    };
    // What has a second edge is no number to write the first one behind.
    if first <= last && !is_number(scene, first, last) {
        return None;
    }
    let band = scene.span(0, last);
    let (number, slice) = (number.to(band.at_end()), |span| scene.reader.file.slice(span));
    let written = meaning.as_band(slice(number), scene.language())?;
    let before_number = band.at_start().to(number.at_start());
    let edit = |span, replacement: String| Edit { span, replacement };
    match meaning {
        Meaning::Below | Meaning::Above => {
            let meant = printed(if meaning == Meaning::Below { Rule::kw_below } else { Rule::kw_above }, scene.language());
            let edits = vec![edit(before_number, format!("{meant} "))];
            // A sign is nothing without its number.
            if of_sign(scene.word(0)).is_some() {
                return Some(messages::other_band(band, slice(band), &written, edits));
            }
            (slice(typed) != meant).then(|| messages::other_band(typed, slice(typed), meant, edits))
        }
        Meaning::AtMost | Meaning::AtLeast | Meaning::Equal => {
            let behind = written.strip_prefix(slice(number)).unwrap_or_default().to_owned();
            let edits = vec![edit(before_number, String::new()), edit(number.at_end(), behind)];
            Some(messages::other_band(band, slice(band), &written, edits))
        }
        Meaning::NotEqual => None,
    }
}

/// `5 < x < 7 => 3`: a row that names what is compared between its two ends.
fn around(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene).filter(|last| scene.place <= *last)?;
    let (at, (length, meaning)) = (1..last).find_map(|index| Some((index, compared(scene, index, last)?)))?;
    let begins = at + length;
    let (second, (width, next)) = (begins + 1..last).find_map(|index| Some((index, compared(scene, index, last)?)))?;
    let name = (begins..second).all(|index| scene.is(index, TokenKind::Word) || scene.word(index) == ".");
    if !scene.is(0, TokenKind::Figure) || !name || !is_number(scene, 0, at - 1) || !is_number(scene, second + width, last) {
        return None;
    }
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    let (low, high) = (slice(0, at - 1), slice(second + width, last));
    let (meaning, named) = (meaning.mirrored(), slice(begins, second - 1));
    let band = meaning.as_band_with(low, (next, high), scene.language())?;
    let row = row_of_two((meaning, low), (next, high), named, scene.language());
    let edits = vec![Edit { span: scene.span(0, last), replacement: band.clone() }];
    Some(messages::row_with_name(scene.span(begins, second - 1), named, &band, &row, edits))
}

/// 满 21 户不满 23 户 => 3, 5 以上 7 以下 => 3: two ends in Chinese that run into their units or into each other.
fn run_together(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene).filter(|last| scene.place <= *last)?;
    let span = scene.span(0, last);
    let typed = scene.reader.file.slice(span);
    let of_whole = |written: String| vec![Edit { span, replacement: written }];
    if let Some(written) = band_in_words(typed) {
        return (written != typed).then(|| messages::other_band(span, typed, &written, of_whole(written.clone())));
    }
    // 户数 满 21 户不满 23 户
    let name = scene.word(0);
    let [(meaning, low), (next, high)] = two_ends(typed.strip_prefix(name)?).filter(|_| scene.reader.vocabulary().is_name(name))?;
    let band = meaning.as_band_with(&low, (next, &high), scene.language())?;
    let row = row_of_two((meaning, &low), (next, &high), name, scene.language());
    Some(messages::row_with_name(scene.span(0, 0), name, &band, &row, of_whole(band.clone())))
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
    let found = |written: &str| {
        let edits = vec![Edit { span: scene.span(0, last), replacement: written.to_owned() }];
        messages::other_band(scene.span(0, last), slice(0, last), written, edits)
    };
    let ends_of_band = with_shared_percent(slice(begins, and - 1), slice(and + 1, ends));
    band_between(scene, (&ends_of_band.0, &ends_of_band.1), upper_end(scene, and + 1, ends), found)
}

/// `90-98%`: the sign stands for both ends.
pub(super) fn with_shared_percent(low: &str, high: &str) -> (String, String) {
    let bare = |text: &str| text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let sign = |text: &str| text.chars().last().filter(|letter| matches!(letter, '%' | '％'));
    match (sign(low), sign(high)) {
        (None, Some(sign)) if bare(low) => (format!("{low}{sign}"), high.to_owned()),
        (Some(sign), None) if bare(high) => (low.to_owned(), format!("{high}{sign}")),
        (_, _) => (low.to_owned(), high.to_owned()),
    }
}

/// `90% to below 98% => from 0 to 6`, 从 0 到 6: points on a straight line have no such word.
fn from_in_result(scene: &Scene) -> Option<Diagnostic> {
    let from = last_of_band(scene)? + 2;
    let figure = scene.is(from + 1, TokenKind::Figure) && matches!(scene.word(from), "from" | "从" | "由");
    let span = scene.span(from, from);
    let removed = Edit { span: span.to(scene.span(from + 1, from + 1).at_start()), replacement: String::new() };
    figure.then(|| messages::needless_comma(span, scene.word(from), removed))
}

/// `from 60 to below 80 => 5`, `from 60 up => 5`, 从 60 起 => 5, 从 5 户起 => 3
fn from(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene).filter(|last| *last > 0 && matches!(scene.word(0), "from" | "从"))?;
    let begin = scene.span(0, 0).at_start().to(scene.span(1, 1).at_start());
    let edits = vec![Edit { span: begin, replacement: String::new() }];
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    let whole = |written: String| {
        let edits = vec![Edit { span: scene.span(0, last), replacement: written.clone() }];
        messages::other_band(scene.span(0, last), slice(0, last), &written, edits)
    };
    if let Some((Meaning::AtLeast, number, "")) = end_behind_number(slice(1, last)) {
        return Meaning::AtLeast.as_band(&number, scene.language()).map(whole);
    }
    if let Some(written) = from_and_to(scene, last) {
        return Some(whole(written));
    }
    let open = open_end(scene, last);
    if open.is_some() || (2..=last).all(|index| matches!(scene.word(index), "%" | "％")) {
        let number = slice(1, open.unwrap_or(last));
        return Meaning::AtLeast.as_band(number, scene.language()).map(whole);
    }
    let plain = messages::other_band(scene.span(0, last), slice(0, last), slice(1, last), edits);
    plain.fix.as_ref().is_some_and(|fix| scene.whole_with(&fix.edits)).then_some(plain)
}

/// `from 5 to under 7`: the end of the band in words of its own.
fn from_and_to(scene: &Scene, last: usize) -> Option<String> {
    let to = (2..last).find(|index| matches!(scene.word(*index), "to" | "到" | "至"))?;
    let (length, meaning) = before((to + 1..=last).map(|index| scene.word(index)))?;
    let high = to + 1 + length;
    if !is_number(scene, 1, to - 1) || !is_number(scene, high, last) {
        return None;
    }
    let slice = |from, to| scene.reader.file.slice(scene.span(from, to));
    Meaning::AtLeast.as_band_with(slice(1, to - 1), (meaning, slice(high, last)), scene.language())
}

/// The last token of the number in a band that ends in words for whatever is higher: `60 up`, 60 起.
fn open_end(scene: &Scene, last: usize) -> Option<usize> {
    let upwards = matches!(scene.word(last), "up" | "upward" | "upwards" | "on" | "onward" | "onwards" | "起" | "开始");
    let of_words = (2..=last).find(|index| {
        let words = (*index..=last).map(|index| scene.word(index));
        behind(words).is_some_and(|(length, meaning)| meaning == Meaning::AtLeast && index + length == last + 1)
    });
    of_words.or((upwards && last > 1).then_some(last)).map(|first| first - 1)
}

/// `x < 5 => 0`: a row that names what is compared.
fn named(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene)?;
    // 没 低于 60%: what stands before may turn the comparison round.
    if !scene.is(0, TokenKind::Word) || is_reserved(scene.word(0)) || turns(scene.word(0)) || compared(scene, 0, last).is_some() {
        return None;
    }
    // `whn letters is 0`: the keyword of the row, misspelt.
    let begins = [Rule::kw_when, Rule::kw_otherwise].map(|rule| printed(rule, scene.language()));
    let misspelt = did_you_mean(scene.word(0), begins).is_some() && !scene.reader.vocabulary().is_name(scene.word(0));
    let when = (1..=last).any(|index| spells(scene.word(index), Rule::kw_when));
    // 挡 来信 为 0: what stands before a name that is declared is none itself.
    let known = |word: &str| scene.reader.vocabulary().is_name(word);
    let before_name = known(scene.word(1)) && !known(scene.word(0));
    if misspelt || when || before_name || scene.word(0) == "如" {
        return None;
    }
    // hardly below 5
    if may_turn(scene.word(0)) && !scene.reader.vocabulary().is_name(scene.word(0)) {
        return None;
    }
    let (at, (length, meaning)) = (1..last.min(4)).find_map(|index| Some((index, compared(scene, index, last)?)))?;
    let refused = |index: usize| scene.is(index, TokenKind::Figure) || may_turn(scene.word(index));
    // 户数不 低于 5
    let runs_in = !scene.reader.vocabulary().is_name(scene.word(at - 1)) && scene.word(at - 1).ends_with(['不', '未', '没', '非']);
    if scene.place > at + length || (1..at).any(refused) || runs_in || !is_number(scene, at + length, last) {
        return None;
    }
    let slice = |span| scene.reader.file.slice(span);
    let (name, number) = (scene.span(0, at - 1), slice(scene.span(at + length, last)));
    let when = printed(Rule::kw_when, scene.language());
    // A sign stays as it is where the language has it too.
    let typed = slice(scene.span(at, at + length - 1));
    let of_programs = comparison_meant(typed);
    let worded = scene.is(at, TokenKind::Word).then(|| printed(meaning.in_condition(), scene.language()));
    let sign = of_programs.or(worded).unwrap_or(typed);
    let row = format!("{when} {} {sign} {number}", slice(name));
    let whole = |replacement: &str| vec![Edit { span: scene.span(0, last), replacement: replacement.to_owned() }];
    // Of another name than that of what is quantified no band is meant.
    if quantified(scene).is_some_and(|quantified| quantified != slice(name)) {
        return Some(messages::row_of_another(name, slice(name), &row, whole(&row)));
    }
    let band = meaning.as_band(number, scene.language()).unwrap_or_else(|| row.clone());
    Some(messages::row_with_name(name, slice(name), &band, &row, whole(&band)))
}

/// Whether a word between a name and a comparison may turn it round: 从来没, 绝不, `hardly`.
fn may_turn(word: &str) -> bool {
    turns(word) || joins(word) || matches!(word, "no" | "hardly" | "without" | "t") || word.contains(['不', '未', '没', '非', '无', '勿'])
}

/// 件数低于 5 => 3: the name of what is quantified runs into the comparison.
fn joined_to_name(scene: &Scene) -> Option<Diagnostic> {
    let last = last_of_band(scene).filter(|last| *last > 0 && scene.place <= *last && scene.is(0, TokenKind::Word))?;
    let word = scene.word(0);
    let (name, meaning) = word.char_indices().skip(1).find_map(|(end, _)| {
        let (name, rest) = word.split_at_checked(end)?;
        let (_, meaning) = before(std::iter::once(rest)).filter(|_| scene.reader.vocabulary().is_name(name))?;
        Some((name, meaning))
    })?;
    if !is_number(scene, 1, last) {
        return None;
    }
    let number = scene.reader.file.slice(scene.span(1, last));
    let [when, sign] = [Rule::kw_when, meaning.in_condition()].map(|rule| printed(rule, scene.language()));
    let row = format!("{when} {name} {sign} {number}");
    let band = meaning.as_band(number, scene.language()).unwrap_or_else(|| row.clone());
    let edits = vec![Edit { span: scene.span(0, last), replacement: band.clone() }];
    let whole = scene.span(0, 0);
    let span = Span::new(whole.source, whole.range().start, whole.range().start + name.len());
    Some(messages::row_with_name(span, name, &band, &row, edits))
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
