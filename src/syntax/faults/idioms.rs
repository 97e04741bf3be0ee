//! What stands in every rule book on paper, as it stands there: 四舍五入保留两位小数, 去掉一个最高分和一个最低分,
//! 嘉奖每次加2分, `rounded to 2 decimals`.

use super::Scene;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{TYPES, is_a_word_of_keywords, is_one_of, printed, spells};
use crate::syntax::messages;
use crate::syntax::numerals::number_in_words;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::{Language, half_width};

/// The ways to round a half.
const MODES: [Rule; 4] = [Rule::kw_half_up, Rule::kw_half_even, Rule::kw_up, Rule::kw_down];
/// The same in other words.
const SPOKEN_MODES: [(&str, Rule); 6] = [
    ("只舍不入", Rule::kw_down),
    ("舍去", Rule::kw_down),
    ("截断", Rule::kw_down),
    ("截尾", Rule::kw_down),
    ("只入不舍", Rule::kw_up),
    ("进位", Rule::kw_up),
];
/// Words for what a survey does, behind its groups.
const RATES: [&str; 8] = ["打分", "评分", "测评", "评议", "投票", "评价", "评定", "评"];
/// Functions over a group, as they are called in front of what they are taken of.
const FUNCTIONS: [(&str, Rule); 5] = [
    ("最高", Rule::kw_highest_of_them),
    ("最低", Rule::kw_lowest_of_them),
    ("平均", Rule::kw_average_of_them),
    ("中位", Rule::kw_median_of_them),
    ("合计", Rule::kw_sum_of_them),
];

/// Findings about such phrases.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let found = [rounding(scene), dropped(scene), rated(scene), of_group(scene)];
    found.into_iter().flatten().collect()
}

/// Lines of the table on paper that are for readers alone.
const LABELS: [&str; 33] = [
    "考核周期",
    "考核频次",
    "考核频率",
    "报送周期",
    "统计口径",
    "数据口径",
    "评分标准",
    "评分办法",
    "评分细则",
    "计分办法",
    "计分方法",
    "扣分标准",
    "加分标准",
    "考核方式",
    "考核内容",
    "考核要求",
    "工作要求",
    "指标说明",
    "指标解释",
    "指标含义",
    "备注",
    "说明",
    "注",
    "计算公式",
    "评分说明",
    "Remarks",
    "remarks",
    "remark",
    "Note",
    "note",
    "notes",
    "comment",
    "description",
];
/// What is aimed at, as a line of its own.
const TARGETS: [&str; 10] = ["目标值", "目标", "基准值", "基数", "计划数", "计划值", "满分标准", "target", "baseline", "goal"];

/// 考核方式：查阅资料, and 目标值 95%.
pub(super) fn label(scene: &Scene) -> Vec<Diagnostic> {
    if scene.context != Context::Indicator || scene.place > 1 {
        return Vec::new();
    }
    let word = scene.word(0);
    let colon = matches!(scene.word(1), ":" | "：" | "=" | "＝");
    // `notes : count` lacks the keyword of an input.
    if colon && LABELS.contains(&word) && !is_one_of(scene.word(2), &TYPES) {
        return vec![messages::label(scene.span(0, 0), word)];
    }
    let first = 1 + usize::from(colon);
    let last = first + usize::from(matches!(scene.word(first + 1), "%" | "％"));
    if !TARGETS.contains(&word) || !scene.is(first, TokenKind::Figure) || last + 1 != scene.tokens.len() {
        return Vec::new();
    }
    let number = scene.reader.file.slice(scene.span(first, last));
    let written = format!("{} {word} = {number}", printed(Rule::kw_let, scene.language()));
    let span = scene.span(0, last);
    vec![messages::other_band(span, scene.reader.file.slice(span), &written, vec![Edit { span, replacement: written.clone() }])]
}

/// 年度考核优秀的，予以通报表扬, and "通报表扬" 优秀.
pub(super) fn consequence(scene: &Scene) -> Vec<Diagnostic> {
    let says_when = (0..scene.tokens.len()).any(|index| spells(scene.word(index), Rule::kw_when));
    let Some(last) = scene.tokens.len().checked_sub(1).filter(|_| scene.context == Context::Consequence && !says_when) else {
        return Vec::new();
    };
    if !scene.is(0, TokenKind::Text) {
        let span = scene.span(0, last);
        let sentence = !scene.is(0, TokenKind::OpenText) && last > 0 && scene.is(0, TokenKind::Word);
        return if sentence { vec![messages::consequence_as_sentence(span, scene.reader.file.slice(span))] } else { Vec::new() };
    }
    if last != 1 || !scene.is(1, TokenKind::Word) || is_a_word_of_keywords(scene.word(1)) {
        return Vec::new();
    }
    let [when, grade, is] = [Rule::kw_when, Rule::kw_grade, Rule::kw_is].map(|rule| printed(rule, scene.language()));
    let (span, grade_name) = (scene.span(1, 1), scene.word(1));
    let written = format!("{when} {grade} {is} {grade_name}");
    vec![messages::other_band(span, grade_name, &written, vec![Edit { span, replacement: written.clone() }])]
}

/// A sentence where a clause stands; looked for last, when nothing else is known of it.
pub(super) fn sentence(scene: &Scene) -> Vec<Diagnostic> {
    if scene.context != Context::Indicator || scene.place != 0 || is_a_word_of_keywords(scene.word(0)) {
        return Vec::new();
    }
    let Some(last) = scene.tokens.len().checked_sub(1) else { return Vec::new() };
    let text = scene.reader.file.slice(scene.span(0, last));
    let number = text.chars().any(|letter| half_width(letter).is_ascii_digit());
    let changes = match scene.language() {
        Language::English => text.contains(" point"),
        Language::Chinese => text.contains(['扣', '加', '减']),
    };
    let found = || messages::sentence(scene.span(0, last), text);
    let scores = ["得满分", "不得分", "得零分", "full points", "no points"].iter().any(|words| text.contains(words));
    if number && changes || scores { vec![found()] } else { Vec::new() }
}

/// The number of digits that a phrase keeps.
fn digits(text: &str) -> Option<String> {
    if text.contains("整数") || text.contains("whole") {
        return Some("0".to_owned());
    }
    let figures: String = text.chars().map(half_width).filter(char::is_ascii_digit).collect();
    if !figures.is_empty() {
        return Some(figures);
    }
    let word = |word: &str| number_in_words(word).filter(|number| number.len() == 1);
    match text.split_once('位') {
        Some((before, _)) => before.chars().last().and_then(|letter| word(&letter.to_string())),
        None => text.split_whitespace().find_map(word),
    }
}

/// 四舍五入保留两位小数; 保留2位小数 and `rounded to 2 decimals`, which do not say which way a half goes.
fn rounding(scene: &Scene) -> Option<Diagnostic> {
    let begins = (0..=scene.place).find(|index| {
        let word = scene.word(*index);
        let opens = matches!(word, "rounded" | "round" | "to" | "half" | "up" | "down");
        word.contains("小数") || word.contains("保留") || *index > 0 && opens
    })?;
    let ends =
        (begins..scene.tokens.len()).take_while(|index| *index == begins || !matches!(scene.word(*index), "," | "，" | "、")).last()?;
    let span = scene.span(begins, ends);
    let typed = scene.reader.file.slice(span);
    let kept = ["小数", "整数", "decimal", "whole"].iter().any(|word| typed.contains(word));
    let kept = digits(typed).filter(|_| kept)?;
    let language = scene.language();
    let said = |mode: &&str| match language {
        Language::English => format!(" {typed} ").contains(&format!(" {mode} ")),
        Language::Chinese => typed.contains(*mode),
    };
    let spoken = SPOKEN_MODES.iter().find(|(word, _)| typed.contains(word)).map(|(_, way)| printed(*way, language));
    let mode = MODES.map(|way| printed(way, language)).into_iter().find(said).or(spoken);
    // Half of a mode is a fault of its own, and so is one that the language does not have.
    if typed.contains("half") && !mode.is_some_and(|mode| mode.contains("half")) {
        return None;
    }
    let rounded = |mode: &str| match language {
        Language::English => format!("rounded {mode} to {kept} decimals"),
        Language::Chinese => format!("{mode}保留 {kept} 位小数"),
    };
    let written = |mode: &str| vec![Edit { span, replacement: rounded(mode) }];
    match mode {
        Some(mode) => Some(messages::other_band(span, typed, &rounded(mode), written(mode))),
        // Behind its mode it would be read, so that the mode is all that it lacks.
        None => {
            let ways = MODES.map(|way| rounded(printed(way, language)));
            let lacks = scene.whole_with(&written(printed(Rule::kw_half_up, language)));
            lacks.then(|| messages::mode_unsaid(span, typed, &ways))
        }
    }
}

/// 去掉一个最高分和一个最低分
fn dropped(scene: &Scene) -> Option<Diagnostic> {
    if scene.context != Context::Survey || scene.language() != Language::Chinese {
        return None;
    }
    let last = scene.tokens.len().checked_sub(1)?;
    let typed = scene.reader.file.slice(scene.span(0, last));
    let text: String = typed.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect();
    let rest = ["去掉", "去除", "剔除", "扣除", "除去"].iter().find_map(|word| text.strip_prefix(word))?;
    let figures = |number: &str| number_in_words(number).unwrap_or_else(|| number.to_owned());
    let number = |end: &str| {
        let (before, behind) = rest.split_once(end)?;
        let own = before.rsplit(['和', '、', ',', '与', '及']).next().unwrap_or_default();
        let counted = own.strip_suffix('个').map(figures);
        let each = || behind.split_once('各').and_then(|(_, each)| each.strip_suffix('个')).map(figures);
        let number = counted.or_else(each).unwrap_or_else(|| "1".to_owned());
        number.parse::<u32>().is_ok().then_some(number)
    };
    let [drop, highest, lowest, and_lowest, pieces] =
        [Rule::kw_drop, Rule::kw_drop_highest, Rule::kw_drop_lowest, Rule::kw_and_lowest, Rule::kw_pieces]
            .map(|rule| printed(rule, Language::Chinese));
    let written = match (number("最高"), number("最低")) {
        (Some(high), Some(low)) => format!("{drop} {highest} {high} {and_lowest} {low} {pieces}"),
        (Some(high), None) => format!("{drop} {highest} {high} {pieces}"),
        (None, Some(low)) => format!("{drop} {lowest} {low} {pieces}"),
        (None, None) => return None,
    };
    let span = scene.span(0, last);
    let edits = vec![Edit { span, replacement: written.clone() }];
    scene.whole_with(&edits).then(|| messages::other_band(span, typed, &written, edits))
}

/// 测评 评价 由 领导 40%, 同事 60% 打分 {
fn rated(scene: &Scene) -> Option<Diagnostic> {
    let first = usize::from(spells(scene.word(0), Rule::kw_else));
    let survey = scene.context == Context::Indicator && spells(scene.word(first), Rule::kw_survey);
    let word = scene.word(scene.place);
    let span = scene.span(scene.place, scene.place);
    (survey && scene.place > first + 1 && RATES.contains(&word)).then(|| messages::numbering(span, word, span))
}

/// 序列内最高(折算): the function stands behind what it is taken of.
fn of_group(scene: &Scene) -> Option<Diagnostic> {
    let groups = [Rule::kw_within_sequence, Rule::kw_within_parent, Rule::kw_over_all].map(|rule| printed(rule, Language::Chinese));
    (0..scene.tokens.len()).find_map(|index| {
        let word = scene.word(index);
        let group = groups.iter().find(|group| word.starts_with(**group))?;
        let function = word.get(group.len()..)?;
        let function = function.strip_suffix('值').unwrap_or(function);
        let (_, rule) = FUNCTIONS.iter().find(|(known, _)| *known == function)?;
        let name = index + 1;
        let bracket = matches!(scene.word(name), "(" | "（");
        let (from, to, last) = if bracket {
            let close = (name + 1..scene.tokens.len()).find(|at| matches!(scene.word(*at), ")" | "）"))?;
            (name + 1, close.checked_sub(1).filter(|to| *to > name)?, close)
        } else {
            (name, name, name)
        };
        let of = scene.reader.file.slice(scene.span(from, to));
        let of = if from < to { format!("({of})") } else { of.to_owned() };
        let written = format!("{group} {of} {}", printed(*rule, Language::Chinese));
        let span = scene.span(index, last);
        let edits = vec![Edit { span, replacement: written.clone() }];
        scene.whole_with(&edits).then(|| messages::other_band(span, scene.reader.file.slice(span), &written, edits))
    })
}
