//! Conditions on totals and places as rule books on paper have them, where the grammar cannot read them: `when top 3`,
//! 当 名次在前20%, 扣 1 当 申报率80%以上; and rows of grades: 优秀 90分以上, `excellent: 90-100`, `80–89 good`.

use super::{Outcome, Scene};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::bands_on_paper::{band_of_nothing, band_of_total};
use crate::syntax::keywords::{is_one_of, printed, spells};
use crate::syntax::messages;
use crate::syntax::on_paper::{Asks, Known, OnPaper, condition_on_paper, rounding};
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::{Language, half_width};

/// What a condition stands behind.
const BEFORE_CONDITIONS: [Rule; 5] = [Rule::kw_when, Rule::kw_unless, Rule::kw_where, Rule::kw_if, Rule::kw_not];
/// What joins two of them.
const JOINS: [Rule; 2] = [Rule::kw_and, Rule::kw_or];
/// What makes `and` and `or` a piece of a band: `80 and above`.
const OF_BANDS: [&str; 13] =
    ["above", "below", "more", "less", "higher", "lower", "over", "under", "up", "greater", "fewer", "beyond", "upwards"];
/// The ways in which a share of places is rounded.
const WAYS: [Rule; 4] = [Rule::kw_down, Rule::kw_up, Rule::kw_half_up, Rule::kw_half_even];
/// What stands between a grade and its band on paper, on either side.
const BETWEEN: [&str; 12] = [":", "：", "=>", "＝>", "=", "＝", "->", "→", "–", "—", "(", "（"];
/// The same in words behind a band in Chinese, the longer first.
const MAKES: [&str; 12] = ["的评定为", "的确定为", "的评为", "的定为", "的为", "评定为", "确定为", "等次为", "评为", "定为", "记为", "为"];
/// Words before the share of those who may have a grade.
const OF_QUOTAS: [&str; 16] = [
    "占比",
    "比例",
    "名额",
    "占",
    "为",
    "不超过",
    "不得超过",
    "控制在",
    "最多",
    "的",
    "前",
    "at most",
    "no more than",
    "up to",
    "the top",
    "top",
];
/// All that no other row has.
const OTHERS: [&str; 7] = ["otherwise", "others", "other", "rest", "其余", "其他", "其它"];

/// Conditions of which more than their spaces is wanting: on a share of places, and on what is not known where they stand.
pub(super) fn unsaid(scene: &Scene) -> Vec<Diagnostic> {
    on_paper(scene, true)
}

/// Findings about conditions behind the keyword that they stand behind.
pub(super) fn conditions(scene: &Scene) -> Vec<Diagnostic> {
    on_paper(scene, false)
}

fn on_paper(scene: &Scene, early: bool) -> Vec<Diagnostic> {
    let known = |name: &str| scene.reader.vocabulary().is_name(name) || scene.reader.vocabulary().has_unit(name);
    let of_results = matches!(scene.context, Context::Grade | Context::Consequence);
    let language = scene.language();
    let condition = |text: &str| {
        let [grade, is] = [Rule::kw_grade, Rule::kw_is].map(|rule| printed(rule, language));
        let of_grade = text.strip_prefix(grade).and_then(|rest| rest.strip_prefix(is)).filter(|name| !name.is_empty());
        let named = scene.reader.vocabulary().is_name(text).then(|| text.to_owned());
        named.or_else(|| Some(format!("{grade} {is} {}", of_grade?)))
    };
    let known = Known { name: &known, condition: &condition, total: of_results };
    let is_result = |word: &&str| {
        let word = word.trim_start_matches('(');
        !of_results && is_one_of(word, &[Rule::kw_total, Rule::kw_no_veto])
            || scene.context != Context::Consequence && is_one_of(word, &[Rule::kw_grade])
    };
    let mut edits: Vec<Edit> = Vec::new();
    // The place of the edit that writes a share without saying how it is rounded.
    let (mut place, mut result, mut between, mut share) = (false, false, false, None);
    for (first, last) in segments(scene) {
        let span = scene.span(first, last);
        let typed = scene.reader.file.slice(span);
        // `when 80 and above`: a grade rests on the total, and leaves the upper end to the row above.
        let mut of_total = || {
            let bare = scene.context == Context::Grade && !typed.starts_with(printed(Rule::kw_total, language));
            let band = band_of_total(typed, language).filter(|_| bare)?;
            between |= band.between;
            Some(OnPaper { written: band.condition, asks: Asks::Value })
        };
        // A sign is told as a sign.
        let sign = typed.contains(['<', '>', '=', '＜', '＞', '＝']);
        let on_paper = || condition_on_paper(typed, language, &known).filter(|found| !sign || found.asks != Asks::Value);
        let Some(found) = of_total().or_else(on_paper) else {
            if early {
                continue;
            }
            if let Some(found) = compares_nothing(scene, (first, last), known.name) {
                return vec![found];
            }
            continue;
        };
        if found.written == typed {
            continue;
        }
        place |= found.asks != Asks::Value;
        result |= found.written.split(' ').any(|word| is_result(&word));
        if found.asks == Asks::Share && !rounded(scene, last + 1) {
            share = Some(edits.len());
        }
        edits.push(Edit { span, replacement: found.written });
    }
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return Vec::new() };
    let span = first.span.to(last.span);
    let typed = scene.reader.file.slice(span);
    let whole = |edits: &[Edit]| with(typed, span.range().start, edits);
    let mut all = edits.clone();
    all.extend(line_behind_plus(scene));
    if scene.outcome(&all) == Outcome::Nothing || early && share.is_none() && !place && !result {
        return Vec::new();
    }
    if place && !of_results {
        return vec![messages::place_not_known_yet(span, typed)];
    }
    if result && !matches!(scene.context, Context::Scorecard | Context::Rank) {
        return vec![messages::result_not_known_yet(span, typed)];
    }
    if let Some(share) = share {
        // Whether a started place counts is for the rule to say; all ways are told, and none is chosen.
        let ways = WAYS.map(|way| {
            let mut edits = edits.clone();
            edits.iter_mut().skip(share).take(1).for_each(|edit| edit.replacement.push_str(&rounding(way, language)));
            whole(&edits)
        });
        return vec![messages::share_unrounded(span, typed, &ways)];
    }
    let written = whole(&edits);
    if between {
        return vec![messages::grade_otherwise(span, typed, &written, true)];
    }
    vec![messages::other_band(span, typed, &written, all)]
}

/// 扣 1 当 10 人 以上: a band where a condition stands, which names nothing that it compares.
fn compares_nothing(scene: &Scene, (first, last): (usize, usize), known: &dyn Fn(&str) -> bool) -> Option<Diagnostic> {
    let span = scene.span(first, last);
    let typed = scene.reader.file.slice(span);
    let meant = band_of_nothing(typed, scene.language(), known)?;
    // With any condition in its place the clause is read.
    let mut edits = vec![Edit { span, replacement: printed(Rule::kw_yes, scene.language()).to_owned() }];
    edits.extend(line_behind_plus(scene));
    let reads = scene.context != Context::Quantify && scene.whole_with(&edits);
    reads.then(|| messages::band_of_nothing(span, typed, &meant))
}

/// The token of a plus that ends a line behind a number, `90+`, where the next line would go on with the sum.
fn plus_at_end(scene: &Scene) -> Option<usize> {
    (1..scene.tokens.len()).find(|index| {
        let ends = scene.token(index + 1).is_none_or(|next| next.first);
        ends && matches!(scene.word(*index), "+" | "＋") && scene.is(index - 1, TokenKind::Figure)
    })
}

/// What makes a line of its own of what follows such a plus.
fn line_behind_plus(scene: &Scene) -> Option<Edit> {
    let plus = plus_at_end(scene).filter(|plus| plus + 1 < scene.tokens.len())?;
    let gap = scene.span(plus, plus).at_end().to(scene.span(plus + 1, plus + 1).at_start());
    Some(Edit { span: gap, replacement: scene.new_line() })
}

/// How many tokens of the statement stand before the line that follows such a plus.
fn length(scene: &Scene) -> usize {
    plus_at_end(scene).map_or(scene.tokens.len(), |plus| plus + 1)
}

/// A condition on a share with each way to round it.
fn in_all_ways(condition: &str, language: Language) -> [String; 4] {
    WAYS.map(|way| format!("{condition}{}", rounding(way, language)))
}

/// What a text that begins at `start` says with these edits.
pub(super) fn with(text: &str, start: usize, edits: &[Edit]) -> String {
    let (mut written, mut from) = (String::new(), 0);
    for edit in edits {
        let range = edit.span.range();
        written.push_str(text.get(from..range.start.saturating_sub(start)).unwrap_or_default());
        written.push_str(&edit.replacement);
        from = range.end.saturating_sub(start);
    }
    written.push_str(text.get(from..).unwrap_or_default());
    written
}

/// Whether a way of rounding stands at the n-th token, perhaps behind a comma.
fn rounded(scene: &Scene, n: usize) -> bool {
    let comma = usize::from(matches!(scene.word(n), "," | "，"));
    let word = n + comma + usize::from(spells(scene.word(n + comma), Rule::kw_rounded));
    let modes = WAYS.map(|way| printed(way, scene.language()));
    scene.word(word) == "half" || modes.contains(&scene.word(word))
}

/// The conditions of a statement, each without what joins them: the first and the last token.
fn segments(scene: &Scene) -> Vec<(usize, usize)> {
    let opens = |index: usize| is_one_of(scene.word(index), &BEFORE_CONDITIONS);
    let joins = |index: usize| is_one_of(scene.word(index), &JOINS) && !OF_BANDS.contains(&scene.word(index + 1));
    let Some(when) = (0..scene.tokens.len()).find(|index| opens(*index)) else { return Vec::new() };
    let mut found = Vec::new();
    let mut begins = when + 1;
    let length = length(scene);
    for index in when + 1..=length {
        let comma = matches!(scene.word(index), "," | "，");
        let ends = index == length || comma || joins(index) || opens(index);
        if ends && begins < index {
            found.push((begins, index - 1));
        }
        // Behind a comma stands a limit, or how a share is rounded.
        if comma {
            break;
        }
        if ends {
            begins = index + 1;
        }
    }
    found
}

/// Findings about rows of grades.
pub(super) fn rows(scene: &Scene) -> Vec<Diagnostic> {
    let said = (0..length(scene)).any(|index| is_one_of(scene.word(index), &[Rule::kw_when, Rule::kw_at_once]));
    if scene.context != Context::Grade || said || scene.tokens.is_empty() {
        return Vec::new();
    }
    name_first(scene).or_else(|| band_first(scene)).into_iter().collect()
}

/// 优秀 90分以上, `excellent: 90-100`, `good => 80 and above`
fn name_first(scene: &Scene) -> Option<Diagnostic> {
    let last = length(scene).checked_sub(1)?;
    let title = usize::from(scene.is(1, TokenKind::Text));
    let sign = usize::from(BETWEEN.contains(&scene.word(title + 1)));
    let (behind, begins) = (title + 1, title + 1 + sign);
    if !scene.is(0, TokenKind::Word) || begins > last {
        return None;
    }
    // 优秀 90分以上, 无否决: what is joined to the band is a condition of its own.
    let joined = |index: usize| {
        let and = is_one_of(scene.word(index), &JOINS) && !OF_BANDS.contains(&scene.word(index + 1));
        and || matches!(scene.word(index), "," | "，" | "、")
    };
    let ends = (begins..=last).take_while(|index| !joined(*index)).last()?;
    // 优秀（90分以上）
    let close = usize::from(scene.is(behind, TokenKind::OpenBracket) && scene.is(ends, TokenKind::CloseBracket) && begins < ends);
    let (ends, whole_end) = (ends - close, ends);
    let language = scene.language();
    let band = scene.reader.file.slice(scene.span(begins, ends));
    let (span, typed) = (scene.span(begins, ends), band);
    let meant = |written: &str| {
        let space = if sign > 0 && scene.touches_next(behind - 1) { " " } else { "" };
        let row = Edit { span: scene.span(behind, whole_end), replacement: format!("{space}{written}") };
        std::iter::once(row).chain(line_behind_plus(scene)).collect()
    };
    if sign > 0 && ends == last && OTHERS.contains(&band) {
        let written = printed(Rule::kw_otherwise, language);
        return Some(messages::other_band(
            scene.span(behind, ends),
            scene.reader.file.slice(scene.span(behind, ends)),
            written,
            meant(written),
        ));
    }
    let when = printed(Rule::kw_when, language);
    if let Some(share) = quota(band, language) {
        return Some(messages::share_unrounded(span, typed, &in_all_ways(&format!("{when} {share}"), language)));
    }
    let (condition, between) = condition_of_row(scene, band)?;
    let written = format!("{when} {condition}");
    let edits = meant(&written);
    // What follows may be at fault for itself; and the upper end is left to the rows above, where they say it.
    Some(match (between, scene.whole_with(&edits)) {
        (false, true) => messages::other_band(span, typed, &written, edits),
        (between, _) => messages::grade_otherwise(span, typed, &written, between),
    })
}

/// 90分以上 优秀, 总分90分以上的为优秀, `80–89 good`, `otherwise => fair`
fn band_first(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1).filter(|last| scene.is(*last, TokenKind::Word))?;
    let language = scene.language();
    let span = scene.span(0, last);
    let typed = scene.reader.file.slice(span);
    let word = scene.word(last);
    let before = |name: &str| typed.strip_suffix(name).map(str::trim_end).filter(|band| !band.is_empty());
    // 90分以上为优秀: what is behind the figure is one word with the name.
    let glued = || {
        let (at, makes) = MAKES.iter().filter_map(|makes| Some((word.rfind(makes)?, *makes))).min_by_key(|(at, _)| *at)?;
        word.get(at + makes.len()..).filter(|name| !name.is_empty())
    };
    let name = if language == Language::Chinese { glued() } else { None }.unwrap_or(word);
    let mut band = before(name)?;
    for sign in BETWEEN.iter().chain(&["is", "means"]).chain(&MAKES) {
        band = band.strip_suffix(sign).unwrap_or(band).trim_end();
    }
    let band = band.trim_end_matches(['的', '者']);
    let written = if OTHERS.contains(&band) {
        format!("{name} {}", printed(Rule::kw_otherwise, language))
    } else {
        let (condition, between) = condition_of_row(scene, band)?;
        let written = format!("{name} {} {condition}", printed(Rule::kw_when, language));
        if between {
            return Some(messages::grade_otherwise(span, typed, &written, true));
        }
        written
    };
    let edits = vec![Edit { span, replacement: written.clone() }];
    scene.whole_with(&edits).then(|| messages::other_band(span, typed, &written, edits))
}

/// The row that gives a grade for a band on paper, or for all that no other row has.
pub(super) fn row_of_grade(scene: &Scene, name: &str, band: &str) -> Option<String> {
    if OTHERS.contains(&band) {
        return Some(format!("{name} {}", printed(Rule::kw_otherwise, scene.language())));
    }
    let (condition, _) = condition_of_row(scene, band)?;
    Some(format!("{name} {} {condition}", printed(Rule::kw_when, scene.language())))
}

/// 占比不超过20%, `at most 20%`: of a grade a share is a quota of places.
fn quota(band: &str, language: Language) -> Option<String> {
    let text: String = band.chars().map(half_width).collect::<String>().to_lowercase();
    let mut rest = text.trim();
    while let Some(shorter) = OF_QUOTAS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start();
    }
    let share = rest.strip_suffix('%')?;
    let figures = !share.is_empty() && share.chars().all(|letter| letter.is_ascii_digit());
    let [place, first] = [Rule::kw_place, Rule::kw_within_first].map(|rule| printed(rule, language));
    figures.then(|| format!("{place} {first} {share}%"))
}

/// The condition that a band on paper stands for, and whether it has two ends: of the total, or of the place.
fn condition_of_row(scene: &Scene, band: &str) -> Option<(String, bool)> {
    if let Some(found) = band_of_total(band, scene.language()) {
        return Some((found.condition, found.between));
    }
    let known = |name: &str| scene.reader.vocabulary().is_name(name);
    let known = Known { name: &known, condition: &|text| known(text).then(|| text.to_owned()), total: true };
    condition_on_paper(band, scene.language(), &known).filter(|found| found.asks != Asks::Share).map(|found| (found.written, false))
}
