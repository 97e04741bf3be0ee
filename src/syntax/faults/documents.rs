//! What evaluation documents say in phrases of their own: 造假的，一票否决; 每降一名扣0.5分; 加分不超过5分; 领导 占40%;
//! 百分比，月度，次月5日前; and sentences where the rows of a table stand.

use super::Scene;
use super::neighbours::words_before;
use super::parts::number;
use super::standings::with;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{is_one_of, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::{Language, half_width};

/// By when something is due, as a line of its own.
const DUES: [&str; 9] = ["完成时限", "时限", "报送时限", "截止时间", "完成时间", "报送时间", "完成期限", "办理时限", "deadline"];
/// A place further down, behind 每, the longer first.
const FURTHER: [&str; 9] = ["往后", "下降", "降低", "落后", "降", "低", "后", "差", "退"];
const ONE_PLACE: [&str; 7] = ["一个名次", "1个名次", "一个位次", "一名", "1名", "一位", "1位"];
/// Less for it, the longer first.
const LESS: [&str; 7] = ["少得", "扣减", "递减", "减少", "扣", "减", "少"];
/// How much a bonus is at most, behind 加分.
const AT_MOST: [&str; 6] = ["最高不超过", "不得超过", "不超过", "最高", "最多", "至多"];
/// Options of inputs in other words; those with nothing beside them need not be said.
const OPTIONS: [(&str, Option<Rule>); 14] = [
    ("月度", Some(Rule::kw_monthly)),
    ("每月", Some(Rule::kw_monthly)),
    ("逐月", Some(Rule::kw_monthly)),
    ("截止", Some(Rule::kw_due)),
    ("截至", Some(Rule::kw_due)),
    ("时限", Some(Rule::kw_due)),
    ("报送", None),
    ("填报", None),
    ("上报", None),
    ("提交", None),
    (",", None),
    ("，", None),
    ("、", None),
    ("reported", None),
];

/// Findings about such phrases.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let found = match scene.context {
        Context::Indicator => vec![due(scene), bonus(scene), veto(scene), shares(scene), unit(scene), options(scene)],
        Context::Subject | Context::Register => vec![unit(scene), options(scene)],
        Context::Compete => vec![each_place(scene)],
        Context::Item
        | Context::Rulebook
        | Context::Extension
        | Context::Choice
        | Context::Table
        | Context::Scorecard
        | Context::Joint
        | Context::Quantify
        | Context::Steps
        | Context::State
        | Context::Survey
        | Context::Grade
        | Context::Rank
        | Context::Consequence
        | Context::Example
        | Context::Cases => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// Sentences where something else stands; looked for last, when nothing else is known of them.
pub(super) fn sentences(scene: &Scene) -> Vec<Diagnostic> {
    let Some(last) = scene.tokens.len().checked_sub(1) else { return Vec::new() };
    let span = scene.span(0, last);
    let text = scene.reader.file.slice(span);
    let figure = text.chars().any(|letter| half_width(letter).is_ascii_digit());
    let result = ["得满分", "不得分", "full points", "no points"].iter().any(|words| text.contains(words));
    let gives = |words: [&str; 3]| figure && words.iter().any(|word| text.contains(word));
    let arrow = (0..=last).any(|index| matches!(scene.word(index), "=>" | "＝>"));
    match scene.context {
        Context::Quantify if !arrow && (result || gives(["得", "gets", "scores"])) => vec![messages::row_as_sentence(span, text)],
        Context::Indicator if spells(scene.word(0), Rule::kw_quantify) && (result || gives(["扣", "得", "deduct"])) => {
            vec![messages::table_as_sentence(span, text, scene.word(1))]
        }
        Context::Item
        | Context::Rulebook
        | Context::Extension
        | Context::Choice
        | Context::Subject
        | Context::Register
        | Context::Table
        | Context::Scorecard
        | Context::Indicator
        | Context::Joint
        | Context::Quantify
        | Context::Steps
        | Context::State
        | Context::Survey
        | Context::Grade
        | Context::Rank
        | Context::Compete
        | Context::Consequence
        | Context::Example
        | Context::Cases => Vec::new(),
    }
}

/// 完成时限：12月31日前
fn due(scene: &Scene) -> Option<Diagnostic> {
    let colon = matches!(scene.word(1), ":" | "：");
    (colon && scene.place <= 1 && DUES.contains(&scene.word(0))).then(|| messages::option_alone(scene.span(0, 0), scene.word(0)))
}

/// 加分不超过5分: a bonus as one word.
fn bonus(scene: &Scene) -> Option<Diagnostic> {
    let span = scene.span(0, scene.tokens.len().checked_sub(1)?);
    let text = scene.reader.file.slice(span);
    let rest = text.strip_prefix("加分")?.trim_start();
    let most = AT_MOST.iter().find_map(|word| rest.strip_prefix(word))?.trim().trim_end_matches('分').trim_end();
    let written = format!("{} {most}", printed(Rule::kw_bonus_at_most, Language::Chinese));
    let points = printed(Rule::kw_points_clause, Language::Chinese);
    let before = words_before(scene).filter(|words| words.first().is_some_and(|word| spells(word, Rule::kw_points_clause)));
    let before = before.map_or_else(|| format!("{points} …"), |words| words.join(" "));
    number(most).then(|| messages::bonus_alone(span, &written, &before))
}

/// 造假的，一票否决; and 否决 当 造假 without what is scored then.
fn veto(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1)?;
    let (span, language) = (scene.span(0, last), scene.language());
    let [veto, when] = [Rule::kw_veto, Rule::kw_when].map(|rule| printed(rule, language));
    if spells(scene.word(0), Rule::kw_veto) {
        let lacks_result = scene.place > last && scene.expects(Rule::arrow);
        return lacks_result.then(|| messages::veto_without_result(scene.statement.head.at_end(), scene.word(0)));
    }
    let text = scene.reader.file.slice(span);
    let condition = text.split_once("一票否决").filter(|(_, behind)| behind.trim_end_matches(['。', '；']).is_empty())?.0;
    let condition = condition.trim_end_matches(['，', ',', ' ', '的', '者', '实', '行']).trim();
    let bare = condition.strip_suffix("行为").unwrap_or(condition);
    let names = [condition, bare, bare.strip_prefix('有').unwrap_or(bare)];
    let name = names.into_iter().find(|name| scene.reader.vocabulary().is_name(name));
    let written = name.map(|name| format!("{veto} {when} {name} => 0"));
    let whole = written.map(|written| (vec![Edit { span, replacement: written.clone() }], written));
    match whole.filter(|(edits, _)| scene.whole_with(edits)) {
        Some((edits, written)) => Some(messages::other_band(span, text, &written, edits)),
        None => (!condition.is_empty()).then(|| messages::veto_as_sentence(span, text)),
    }
}

/// 测评 评价 由 领导 占40%, 同级 占60%
fn shares(scene: &Scene) -> Option<Diagnostic> {
    let survey = (0..scene.tokens.len().min(2)).any(|index| spells(scene.word(index), Rule::kw_survey));
    let share = |index: &usize| {
        let figure = scene.word(*index).strip_prefix('占')?;
        let (span, next) = (scene.span(*index, *index), scene.is(index + 1, TokenKind::Figure));
        // Alone the word goes with the space behind it.
        let gap = if figure.is_empty() { span.to(scene.span(index + 1, index + 1).at_start()) } else { span };
        (number(figure) || figure.is_empty() && next).then(|| Edit { span: gap, replacement: figure.to_owned() })
    };
    let places: Vec<usize> = (0..scene.tokens.len()).filter(|index| survey && share(index).is_some()).collect();
    let edits: Vec<Edit> = places.iter().filter_map(share).collect();
    let sign = (*places.last()? + 1..scene.tokens.len()).find(|index| matches!(scene.word(*index), "%" | "％"))?;
    let span = edits.first()?.span.to(scene.span(sign, sign));
    let typed = scene.reader.file.slice(span);
    let written = with(typed, span.range().start, &edits);
    scene.whole_with(&edits).then(|| messages::other_band(span, typed, &written, edits))
}

/// The type of an input, behind its colon.
fn kind_of_input(scene: &Scene) -> Option<usize> {
    let colon = (1..scene.tokens.len().min(5)).find(|index| matches!(scene.word(*index), ":" | "："))?;
    Some(colon + 1)
}

/// 整数 单位 件, where nobody declared the unit.
fn unit(scene: &Scene) -> Option<Diagnostic> {
    let kind = kind_of_input(scene)?;
    let numeric = is_one_of(scene.word(kind), &[Rule::kw_number, Rule::kw_count]);
    let says_unit = matches!(scene.word(kind + 1), "单位" | "计量单位" | "unit");
    let name = scene.word(kind + 2);
    let unknown = scene.is(kind + 2, TokenKind::Word) && !scene.reader.vocabulary().has_unit(name);
    let span = scene.span(kind, kind + 2);
    (numeric && says_unit && unknown).then(|| messages::unit_not_declared(span, scene.reader.file.slice(span), name))
}

/// 百分比，月度，次月5日前; 百分比 每月 报送
fn options(scene: &Scene) -> Option<Diagnostic> {
    let first = kind_of_input(scene)? + 1;
    let last = scene.tokens.len().checked_sub(1).filter(|last| first <= *last)?;
    let other = |index: usize| {
        let (_, meant) = OPTIONS.iter().find(|(word, _)| *word == scene.word(index))?;
        let span = scene.span(index, index);
        let gap = if scene.touches_next(index - 1) { " " } else { "" };
        Some(match meant {
            Some(rule) => Edit { span, replacement: format!("{gap}{}", printed(*rule, scene.language())) },
            None => Edit { span, replacement: if scene.touches_next(index) { " ".to_owned() } else { String::new() } },
        })
    };
    let edits: Vec<Edit> = (first..=last).filter_map(other).collect();
    // A comma that stands too much is told as such.
    let words = (first..=last).any(|index| scene.is(index, TokenKind::Word) && other(index).is_some());
    let span = scene.span(first, last);
    let typed = scene.reader.file.slice(span);
    let written = with(typed, span.range().start, &edits);
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = vec![Edit { span, replacement: format!("{}{written}", if scene.touches_next(first - 1) { " " } else { "" }) }];
    (words && !typed.contains('"') && scene.whole_with(&whole)).then(|| messages::other_band(span, typed, &written, whole))
}

/// 每降一名扣0.5分, as a row of places.
fn each_place(scene: &Scene) -> Option<Diagnostic> {
    let span = scene.span(0, scene.tokens.len().checked_sub(1)?);
    let typed = scene.reader.file.slice(span);
    let text: String = typed.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect();
    let strip = |text: &'_ str, words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word).map(str::to_owned));
    let rest = strip(&strip(text.strip_prefix('每')?, &FURTHER)?, &ONE_PLACE)?;
    let points = strip(rest.trim_start_matches([',', '的']), &LESS)?;
    let points = points.trim_end_matches(['。', ';', '；']).trim_end_matches('分');
    let [below, less] = [Rule::kw_each_place_below, Rule::kw_less_each_place].map(|rule| printed(rule, Language::Chinese));
    let written = format!("{below} => {less} {points}");
    let edits = vec![Edit { span, replacement: written.clone() }];
    (number(points) && scene.whole_with(&edits)).then(|| messages::other_band(span, typed, &written, edits))
}
