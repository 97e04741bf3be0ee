//! Words and phrases for which the language has another one.

use super::Scene;
use super::neighbours::{Upper, is_in_band, upper_end};
use super::rows::last_of_band;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{printed, spells};
use crate::syntax::messages;
use crate::syntax::reader::Context;
use crate::syntax::synonyms;
use crate::text::{Language, Span};

/// Other ways to say what the language says with one word only.
const PHRASES: &[(&str, &str)] = &[
    ("until", "to"),
    ("till", "to"),
    ("til", "to"),
    ("up to", "to"),
    ("up to below", "to below"),
    ("up until", "to"),
    ("through", "to"),
    (". .", "to"),
    (". . .", "to"),
    ("max", "highest of"),
    ("min", "lowest of"),
    ("maximum", "highest of"),
    ("minimum", "lowest of"),
    ("maximum of", "highest of"),
    ("minimum of", "lowest of"),
    ("largest of", "highest of"),
    ("greatest of", "highest of"),
    ("smallest of", "lowest of"),
    ("least of", "lowest of"),
    ("最大", "最高"),
    ("最小", "最低"),
    ("最大值", "最高"),
    ("最小值", "最低"),
    ("最高值", "最高"),
    ("最低值", "最低"),
    ("平均值", "平均"),
    ("smaller is better", "lower is better"),
    ("less is better", "lower is better"),
    ("fewer is better", "lower is better"),
    ("the lower the better", "lower is better"),
    ("the less the better", "lower is better"),
    ("bigger is better", "higher is better"),
    ("larger is better", "higher is better"),
    ("greater is better", "higher is better"),
    ("more is better", "higher is better"),
    ("the higher the better", "higher is better"),
    ("the more the better", "higher is better"),
    ("better : smaller", "lower is better"),
    ("better : lower", "lower is better"),
    ("better : less", "lower is better"),
    ("better : fewer", "lower is better"),
    ("better : low", "lower is better"),
    ("better : bigger", "higher is better"),
    ("better : larger", "higher is better"),
    ("better : higher", "higher is better"),
    ("better : more", "higher is better"),
    ("better : high", "higher is better"),
    ("direction : lower", "lower is better"),
    ("direction : down", "lower is better"),
    ("direction : higher", "higher is better"),
    ("direction : up", "higher is better"),
    ("better smaller", "lower is better"),
    ("better lower", "lower is better"),
    ("better higher", "higher is better"),
    ("better larger", "higher is better"),
    ("in ascending order", "lower is better"),
    ("from low to high", "lower is better"),
    ("from lowest to highest", "lower is better"),
    ("from the lowest to the highest", "lower is better"),
    ("low to high", "lower is better"),
    ("lowest first", "lower is better"),
    ("smallest first", "lower is better"),
    ("ascending", "lower is better"),
    ("asc", "lower is better"),
    ("in descending order", "higher is better"),
    ("from high to low", "higher is better"),
    ("from highest to lowest", "higher is better"),
    ("from the highest to the lowest", "higher is better"),
    ("high to low", "higher is better"),
    ("highest first", "higher is better"),
    ("largest first", "higher is better"),
    ("descending", "higher is better"),
    ("desc", "higher is better"),
    ("由低到高", "越低越好"),
    ("从低到高", "越低越好"),
    ("由小到大", "越低越好"),
    ("从小到大", "越低越好"),
    ("由少到多", "越低越好"),
    ("从少到多", "越低越好"),
    ("升序", "越低越好"),
    ("递增", "越低越好"),
    ("由高到低", "越高越好"),
    ("从高到低", "越高越好"),
    ("由大到小", "越高越好"),
    ("从大到小", "越高越好"),
    ("由多到少", "越高越好"),
    ("从多到少", "越高越好"),
    ("降序", "越高越好"),
    ("递减", "越高越好"),
    ("points lost", "lost"),
    ("lost points", "lost"),
    ("points gained", "gained"),
    ("方向 越低越好", "越低越好"),
    ("方向 越高越好", "越高越好"),
    ("方向 ： 越低越好", "越低越好"),
    ("方向 ： 越高越好", "越高越好"),
    ("越小越优", "越低越好"),
    ("越低越优", "越低越好"),
    ("越少越优", "越低越好"),
    ("越大越优", "越高越好"),
    ("越高越优", "越高越好"),
    ("越多越优", "越高越好"),
    ("逆向指标", "越低越好"),
    ("反向指标", "越低越好"),
    ("正向指标", "越高越好"),
    ("zhibiao", "指标"),
    ("fenzhi", "分值"),
    ("lianghua", "量化"),
    ("liang hua", "量化"),
    ("buzhou", "步骤"),
    ("fouze", "否则"),
    ("qiantou", "牵头"),
    ("shujuxiang", "数据项"),
    ("越小越好", "越低越好"),
    ("越少越好", "越低越好"),
    ("越底越好", "越低越好"),
    ("越大越好", "越高越好"),
    ("越多越好", "越高越好"),
    ("for every", "for each"),
    ("avg", "average of"),
    ("mean", "average of"),
    ("before", "due"),
    ("by", "due"),
    ("due by", "due"),
    ("due on", "due"),
    ("if", "when"),
    ("yes / no", "flag"),
    ("yes or no", "flag"),
    ("true / false", "flag"),
    ("true or false", "flag"),
    ("是 / 否", "是否"),
    ("per", "for each"),
    ("unless", "when not"),
    ("N / A", "not applicable"),
    ("n / a", "not applicable"),
    ("is empty", "is missing"),
    ("by", "judged by"),
    ("未报", "缺报"),
    ("未填", "缺报"),
    ("未填报", "缺报"),
    ("为空", "缺报"),
    ("已填", "已报"),
    ("已填报", "已报"),
    ("较轻", "一般"),
    ("占", "权重"),
    ("其他", "其余"),
    ("其它", "其余"),
    ("不然", "否则"),
    ("每次", "每有一次"),
    ("一票否决", "否决"),
    ("如果", "当"),
    ("如", "当"),
    ("考核办法", "考核规则"),
    ("满分", "分值"),
    ("总分", "满分"),
    ("截止日期", "截止"),
    ("隶属于", "属于"),
];

/// The direction that a phrase of several places says: 由低到高, `from high to low`.
pub(super) fn direction(phrase: &str) -> Option<&'static str> {
    let known = |(typed, meant): &&(&str, &str)| {
        *typed == phrase && matches!(meant, &("lower is better" | "higher is better" | "越低越好" | "越高越好"))
    };
    PHRASES.iter().find(known).map(|(_, meant)| *meant)
}

/// `metric a "A" …`, `minus 1 when …`: another word for the keyword of an item or of a clause of an indicator.
pub(super) fn opening(scene: &Scene) -> Vec<Diagnostic> {
    let word = scene.word(0);
    let other = |rule| messages::other_words(scene.span(0, 0), word, printed(rule, scene.language()));
    match scene.context {
        // A unit has no body: 单位 万元.
        Context::Item => {
            let body = scene.statement.block.is_some();
            // `task indicator "Tasks" …`: the keyword itself stands behind it.
            let meant = synonyms::of_item(word).filter(|rule| !spells(scene.word(1), *rule));
            meant.filter(|rule| !body || *rule != Rule::kw_unit).map(other).collect()
        }
        Context::Indicator | Context::Joint => {
            // 责任部门：绩效办: no colon stands behind the keyword.
            let colon = usize::from(matches!(scene.word(1), ":" | "："));
            let behind = if scene.touches_next(colon) { " " } else { "" };
            // A percent is the weight of a part of the scorecard.
            let percent = matches!(scene.word(2), "%" | "％");
            let meant = synonyms::of_clause(word).filter(|rule| !percent || *rule != Rule::kw_points_clause);
            let edit = |rule| Edit {
                span: scene.span(0, colon),
                replacement: format!("{}{}", printed(rule, scene.language()), if colon > 0 { behind } else { "" }),
            };
            meant.map(|rule| messages::with_edits(other(rule), vec![edit(rule)])).collect()
        }
        Context::Rulebook
        | Context::Extension
        | Context::Choice
        | Context::Subject
        | Context::Register
        | Context::Table
        | Context::Scorecard
        | Context::Quantify
        | Context::Steps
        | Context::State
        | Context::Survey
        | Context::Grade
        | Context::Rank
        | Context::Compete
        | Context::Consequence
        | Context::Cases => Vec::new(),
        Context::Example => synonyms::of_example(word).map(other).collect(),
    }
}

/// 投诉 减 0.5, `for office owner tax_service`: the same within a clause or the head of an item.
pub(super) fn within(scene: &Scene) -> Vec<Diagnostic> {
    let places = [Some(scene.place), scene.place.checked_sub(1)].into_iter().flatten().filter(|place| *place > 0);
    let found = places.flat_map(|place| {
        let word = scene.word(place);
        synonyms::of_clause(word).map(move |rule| messages::other_words(scene.span(place, place), word, printed(rule, scene.language())))
    });
    found.filter(|found| found.fix.as_ref().is_some_and(|fix| scene.whole_with_keywords(&fix.edits))).collect()
}

/// Findings about phrases that stand at most five words before where the grammar stopped.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (typed, meant) in PHRASES.iter().copied() {
        let length = typed.split(' ').count();
        for first in scene.place.saturating_sub(5)..=scene.place {
            if typed.split(' ').zip(first..).all(|(word, index)| scene.word(index) == word) {
                let span = scene.span(first, first + length - 1);
                let written = scene.reader.file.slice(span);
                found.push(match meant {
                    "to" => to_in_band(scene, (first, first + length), messages::other_words(span, written, meant)),
                    meant => messages::other_words(span, written, meant),
                });
            }
        }
    }
    let (word, mixed) = (scene.word(scene.place), scene.span(scene.place, scene.place));
    if word == "到" && scene.expects(Rule::kw_range_to) {
        found.push(in_range(scene, mixed));
    }
    // In a state no straight line is meant.
    if word == "至" && scene.expects(Rule::kw_line_to) && scene.context != Context::State {
        found.push(messages::range_and_line(mixed, "到"));
    }
    found
}

/// `90% till 98%`: in a band the row beside it says whether its upper end is in.
fn to_in_band(scene: &Scene, (first, behind): (usize, usize), found: Diagnostic) -> Diagnostic {
    let end = last_of_band(scene).filter(|end| is_in_band(scene, first) && behind <= *end);
    let [closed, below] = [Rule::kw_range_to, Rule::kw_below].map(|rule| printed(rule, Language::English));
    let open = format!("{closed} {below}");
    match end.map(|end| upper_end(scene, behind, end)) {
        Some(Upper::Out) => {
            let span = found.primary.span;
            messages::other_words(span, scene.reader.file.slice(span), &open)
        }
        Some(Upper::Unsaid) if found.fix.as_ref().is_some_and(|fix| scene.whole_with(&fix.edits)) => {
            let mut unsure = found;
            unsure.fix = None;
            unsure.help = Some(messages::both_upper_ends(closed, &open));
            unsure
        }
        None | Some(Upper::In | Upper::Unsaid) => found,
    }
}

/// 90% 到 98%: in a band the row beside it says whether its upper end is in.
fn in_range(scene: &Scene, span: Span) -> Diagnostic {
    let end = last_of_band(scene).filter(|end| is_in_band(scene, scene.place) && scene.place < *end);
    let below = printed(Rule::kw_up_to_below, Language::Chinese);
    match end.map(|end| upper_end(scene, scene.place + 1, end)) {
        None | Some(Upper::In) => messages::range_and_line(span, "至"),
        Some(Upper::Out) => messages::line_for_band(span, below),
        Some(Upper::Unsaid) => {
            let mut unsure = messages::range_and_line(span, "至");
            let whole = unsure.fix.as_ref().is_some_and(|fix| scene.whole_with(&fix.edits));
            if whole {
                unsure.fix = None;
                unsure.help = Some(messages::both_upper_ends("至", below));
            }
            unsure
        }
    }
}
