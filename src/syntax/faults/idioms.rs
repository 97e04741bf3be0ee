//! What stands in every rule book on paper, as it stands there: 四舍五入保留两位小数, 去掉一个最高分和一个最低分,
//! 总分90分以上, 嘉奖每次加2分, `rounded to 2 decimals`.

use super::Scene;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{is_a_word_of_keywords, printed, spells};
use crate::syntax::messages;
use crate::syntax::numerals::number_in_words;
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
    let found = [rounding(scene), dropped(scene), rated(scene), grade(scene), among_the_first(scene), of_group(scene)];
    found.into_iter().flatten().collect()
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
    if number && changes { vec![found()] } else { Vec::new() }
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

/// 优秀 总分90分以上, 称职 60分以上
fn grade(scene: &Scene) -> Option<Diagnostic> {
    if scene.context != Context::Grade || scene.place == 0 || scene.language() != Language::Chinese {
        return None;
    }
    let begins = scene.place;
    let joined = |index: usize| matches!(scene.word(index), "且" | "并且" | "," | "，" | "、" | "当");
    let ends = (begins..scene.tokens.len()).take_while(|index| !joined(*index)).last()?;
    let typed = scene.reader.file.slice(scene.span(begins, ends));
    let text: String = typed.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect();
    let rest = ["总分", "得分", "考核得分", "总得分", "为", "在"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    let rest = rest.strip_prefix("在").unwrap_or(rest);
    let above = ["超过", "大于", "高于"].iter().find_map(|word| rest.strip_prefix(word));
    let least_said = ["不低于", "不少于", "达到", "满"].iter().find_map(|word| rest.strip_prefix(word));
    let rest = above.or(least_said).unwrap_or(rest);
    let least: String = rest.chars().take_while(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    let behind = rest.get(least.len()..)?;
    let behind = behind.strip_prefix('分').unwrap_or(behind);
    let onward =
        ["以上", "及以上", "(含)以上", "(含)及以上"].contains(&behind) || behind.is_empty() && (above.is_some() || least_said.is_some());
    let out = above.is_some() || text.contains("不含");
    let between = ["至", "到", "-", "~", "以上不满", "及以上不满", "以上至", "以上"].iter().any(|word| behind.starts_with(word));
    if least.is_empty() || !onward && !between {
        return None;
    }
    let [when, total, at_least] = [Rule::kw_when, Rule::kw_total, if out { Rule::kw_is_above } else { Rule::kw_is_at_least }]
        .map(|rule| printed(rule, Language::Chinese));
    let written = format!("{when} {total} {at_least} {least}");
    let edits = vec![Edit { span: scene.span(begins, ends), replacement: written.clone() }];
    let span = scene.span(begins, ends);
    // What follows may be at fault for itself; and the upper end is left to the rows above, where they say it.
    Some(match onward {
        true if scene.whole_with(&edits) => messages::other_band(span, typed, &written, edits),
        true => messages::grade_otherwise(span, typed, &written, false),
        false => messages::grade_otherwise(span, typed, &written, true),
    })
}

/// 名次在前20%, 排名前3名, 排在前三
fn among_the_first(scene: &Scene) -> Option<Diagnostic> {
    if !matches!(scene.context, Context::Grade | Context::Consequence) || scene.language() != Language::Chinese {
        return None;
    }
    let words = ["名次", "排名", "排"];
    let (begins, rest) = (0..=scene.place).rev().find_map(|index| {
        let rest = words.iter().find_map(|word| scene.word(index).strip_prefix(word))?;
        // The number may run into the word, or stand behind it.
        Some((index, rest.strip_prefix("位列").or_else(|| rest.strip_prefix(['在', '居', '列', '为'])).unwrap_or(rest)))
    })?;
    let whole = rest.is_empty();
    let next = scene.word(begins + 1);
    let rest = if whole { next.strip_prefix(['在', '居']).unwrap_or(next) } else { rest };
    let number = rest.strip_prefix('前')?;
    let last = begins + usize::from(whole);
    let number = number.strip_suffix(['名', '位']).unwrap_or(number);
    let number = number_in_words(number).unwrap_or_else(|| number.chars().map(half_width).collect());
    if number.is_empty() || !number.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let percent = matches!(scene.word(last + 1), "%" | "％");
    let named = !percent && matches!(scene.word(last + 1), "名" | "位");
    let span = scene.span(begins, last + usize::from(percent || named));
    let [place, within] = [Rule::kw_place, Rule::kw_within_first].map(|rule| printed(rule, Language::Chinese));
    let written = format!("{place} {within} {number}{}", if percent { "%" } else { "" });
    let edits = vec![Edit { span, replacement: written.clone() }];
    let typed = scene.reader.file.slice(span);
    (typed != written && scene.whole_with(&edits)).then(|| messages::other_band(span, typed, &written, edits))
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
