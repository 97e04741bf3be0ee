//! Clauses that add or deduct for each of something, said in another manner: `deduct 1 per complaint`,
//! `deduct 1 for each complaint`, 扣 1 每次 投诉. What is counted is an entry of a register, or a number in
//! full steps; which of them is meant is seen from what the file declares.

use super::Scene;
use super::traditional::simplified;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{is_one_of, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::{Language, Span, distance, half_width};

/// Periods, which are measured and stand in no register.
const PERIODS: [&str; 10] = ["day", "days", "week", "weeks", "month", "months", "天", "日", "周", "月"];
/// Words for `for each` in Chinese, and how they may begin a word that says the thing itself: 每退回一次.
const EACH_TIME: [&str; 11] = ["每次", "每发生一次", "每出现一次", "每发现一次", "每有", "每起", "每件", "每例", "每个", "每项", "每"];
const ONCE: [&str; 8] = ["一次", "1次", "一起", "一件", "一例", "一项", "一个", "一条"];

/// Words behind 每 by which a number is measured.
const MEASURED: [&str; 17] =
    ["超过", "少", "多", "增加", "减少", "提高", "降低", "高", "低", "逾期", "迟", "晚", "超", "延迟", "延期", "拖延", "滞后"];

/// Findings about what is counted.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    if let Some(found) = step_in_table(scene) {
        return vec![found];
    }
    let clause = matches!(scene.context, Context::Indicator | Context::Joint);
    if !clause && scene.context != Context::Quantify {
        return Vec::new();
    }
    if let Some(found) = until_nothing_is_left(scene) {
        return vec![found];
    }
    let found = match clause {
        true if changes(scene.word(0)) => months(scene).or_else(|| english(scene)).or_else(|| behind(scene)),
        true => months(scene).or_else(|| named_first(scene)).or_else(|| ahead(scene)).or_else(|| each_time_behind(scene)),
        false => None,
    };
    found.into_iter().collect()
}

/// 扣完为止, on a line of its own or behind a change.
fn until_nothing_is_left(scene: &Scene) -> Option<Diagnostic> {
    let word = scene.word(scene.place);
    let said = simplified(word).unwrap_or_else(|| word.to_owned());
    if !said.starts_with("扣完") && !said.starts_with("扣光") || !said.ends_with("止") {
        return None;
    }
    let span = scene.span(scene.place, scene.place);
    // What a table gives is held by nothing, so that it is said there.
    if scene.context == Context::Quantify {
        let limit = [Rule::kw_at_most, Rule::kw_full_points].map(|rule| printed(rule, Language::Chinese)).join(" ");
        let found = messages::other_words(span, word, &limit);
        let fits = found.fix.as_ref().is_some_and(|fix| scene.whole_with(&fix.edits));
        return fits.then_some(found);
    }
    let comma = scene.place.checked_sub(1).filter(|before| matches!(scene.word(*before), "," | "，"));
    let removed = comma.map_or(span, |comma| scene.span(comma, scene.place));
    // Where the points go below zero, nothing says whether it means to zero or to their lower end.
    if points_below_zero(scene) {
        return Some(messages::until_which_end(span, word));
    }
    let found = messages::until_nothing_is_left(span, word);
    Some(if comma.is_some() { messages::with_edits(found, vec![Edit { span: removed, replacement: String::new() }]) } else { found })
}

/// Whether the points of the indicator at hand begin below zero: 分值 从 -5 至 5.
fn points_below_zero(scene: &Scene) -> bool {
    let words = |index: usize| scene.reader.tokens.get(index).map_or("", |token| scene.reader.word(token));
    let begins = |index: &usize| scene.reader.tokens.get(*index).is_some_and(|token| token.first);
    let clause = (0..scene.statement.tokens.start).rev().filter(begins).take_while(|index| !spells(words(*index), Rule::kw_indicator));
    let points = clause.into_iter().find(|index| spells(words(*index), Rule::kw_points_clause));
    points.is_some_and(|at| spells(words(at + 1), Rule::kw_from) && matches!(words(at + 2), "-" | "−" | "－"))
}

/// How much a number has fallen or grown, in the words of a row such as 每少1个百分点扣1分.
const FALLEN: [&str; 10] = ["每减少", "每降低", "每下降", "每低于", "每少于", "每不足", "每少", "每低", "每降", "每减"];
const GROWN: [&str; 10] = ["每增加", "每提高", "每增长", "每上升", "每高于", "每多于", "每超过", "每多", "每高", "每超"];

/// 每少1个百分点扣1分, 低于98%的，每低1个百分点扣1分: a row of a table that measures steps. Whether a started step counts is
/// for the rule to say, so nothing is put in its place.
fn step_in_table(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1).filter(|_| scene.context == Context::Quantify)?;
    let span = scene.span(0, last);
    let typed = scene.reader.file.slice(span);
    let text: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (at, edge, length) = [(&FALLEN, Rule::kw_below), (&GROWN, Rule::kw_above)].into_iter().find_map(|(words, edge)| {
        let word = words.iter().find(|word| text.contains(**word))?;
        Some((text.find(word)?, edge, word.len()))
    })?;
    let (before, behind) = (text.get(..at)?, text.get(at + length..)?);
    // 扣 1 每少1个百分点
    let change_first = before.starts_with(['扣', '减', '加']);
    let turned = if change_first { format!("{behind}{before}") } else { behind.to_owned() };
    let behind = turned.as_str();
    let (way, change_at) = ['扣', '减', '加'].into_iter().find_map(|way| Some((way, behind.find(way)?)))?;
    let (mut step, change) = (behind.get(..change_at)?, behind.get(change_at + way.len_utf8()..)?);
    let before = if change_first { "" } else { before };
    let amount = change.trim_end_matches('分');
    let number = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let begins = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    if !number(amount) || !begins(step) {
        return None;
    }
    // 每低于98%1个百分点: where counting begins stands before the step.
    let mut from = before.trim_start_matches(|letter: char| !letter.is_ascii_digit()).trim_end_matches(['，', ',', '的', '部']);
    if let Some((first, rest)) = step.split_once(['%', '％']).filter(|(first, rest)| number(first) && begins(rest)) {
        from = step.get(..first.len() + 1).filter(|_| step.is_char_boundary(first.len() + 1)).unwrap_or(first);
        step = rest;
    }
    let from = if begins(from) { from } else { "…" };
    let direction = printed(if way == '加' { Rule::kw_add } else { Rule::kw_deduct }, Language::Chinese);
    let pieces = (format!("{} {from}", printed(edge, Language::Chinese)), format!("{direction} {amount}"));
    Some(messages::step_of_table_unsaid(span, typed, (&pieces.0, step, &pieces.1)))
}

/// 每次扣2分, 督查 中的 投诉 每次扣0.5分: what is counted stands before 每次, or nowhere.
fn each_time_behind(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1)?;
    let span = scene.span(0, last);
    let typed = scene.reader.file.slice(span);
    let (at, each) = EACH_TIME.iter().filter(|each| **each != "每").find_map(|each| Some((typed.find(each)?, *each)))?;
    let change = typed.get(at + each.len()..)?.trim_start();
    let way = ['扣', '加'].into_iter().find(|way| change.starts_with(*way))?;
    let amount = change.get(way.len_utf8()..)?.trim_start();
    let thing = typed.get(..at)?.trim().trim_end_matches(['，', ',', '的']).trim_end();
    if !amount.starts_with(|letter: char| letter.is_ascii_digit()) || thing.starts_with(['扣', '加']) {
        return None;
    }
    let here = scene.span(scene.place, scene.place);
    if thing.is_empty() {
        return Some(messages::counted_nowhere(here, scene.reader.file.slice(here), "…", false));
    }
    let entries = match counted(scene, thing) {
        Counted::Entries(entries) => entries,
        // 督查 中的 投诉 says it already.
        Counted::Number(_) | Counted::Unknown => thing.to_owned(),
    };
    let [keyword, change] =
        [Rule::kw_each_time, if way == '加' { Rule::kw_add } else { Rule::kw_deduct }].map(|rule| printed(rule, Language::Chinese));
    // 每有一次 投诉 每次扣2分 says it twice.
    let begun = scene.word(0) == keyword;
    if thing.starts_with('每') && !begun {
        return None;
    }
    let written = if begun { format!("{thing} {change} {amount}") } else { format!("{keyword} {entries} {change} {amount}") };
    let edit = Edit { span, replacement: written.clone() };
    let whole = scene.outcome(std::slice::from_ref(&edit)) == super::Outcome::Whole;
    whole.then(|| messages::with_edits(messages::counted_otherwise(here, typed, &written), vec![edit]))
}

/// Whether a keyword of the English surface stands at the n-th token.
fn stands(scene: &Scene, n: usize, rule: Rule) -> bool {
    let spelling = printed(rule, Language::English);
    spelling.split(' ').zip(n..).all(|(word, index)| scene.word(index) == word)
}

fn changes(word: &str) -> bool {
    spells(word, Rule::kw_add) || spells(word, Rule::kw_deduct)
}

/// What may be counted, as the file declares it.
enum Counted {
    /// Entries of a register, in words that can be typed.
    Entries(String),
    /// A number.
    Number(String),
    /// Nothing that is declared here.
    Unknown,
}

/// What `name` is in this file; in English it may stand in the plural.
fn counted(scene: &Scene, name: &str) -> Counted {
    let known = scene.reader.vocabulary();
    let singular = name.strip_suffix('s').unwrap_or(name);
    for name in [name, singular] {
        if let [register] = known.registers_of(name) {
            return Counted::Entries(in_register(scene, name, register));
        }
        if known.has_register(name) {
            let entry = if scene.language() == Language::English { "entry" } else { "记录" };
            return Counted::Entries(in_register(scene, entry, name));
        }
        if known.has_input(name) {
            return Counted::Number(name.to_owned());
        }
    }
    Counted::Unknown
}

fn in_register(scene: &Scene, name: &str, register: &str) -> String {
    match scene.language() {
        Language::English => format!("{name} in {register}"),
        Language::Chinese => format!("{register} 中的 {name}"),
    }
}

/// `deduct 1 per complaint`, `deduct 1 for each complaint`, `deduct 1 for each day late`
fn english(scene: &Scene) -> Option<Diagnostic> {
    let begins = (2..=scene.place).find(|index| matches!(scene.word(*index), "per" | "each" | "every" | "for"))?;
    // Behind a condition or a limit these words say something else.
    if (1..begins).any(|index| [Rule::kw_when, Rule::kw_at_most, Rule::kw_once_per].iter().any(|rule| stands(scene, index, *rule))) {
        return None;
    }
    let sound = scene.word(begins) == "for" && scene.word(begins + 1) == "each";
    let name = begins + if sound { 2 } else { 1 };
    // `deduct 1 per 5 of x`
    if scene.is(name, TokenKind::Figure) {
        let span = scene.span(begins, name - 1);
        let edit = Edit { span, replacement: "for every full".to_owned() };
        let found = messages::counted_otherwise(span, scene.reader.file.slice(span), &edit.replacement);
        return Some(messages::with_edits(found, vec![edit]));
    }
    // `for every complaint in notices`: entries are counted one by one.
    if scene.word(begins) == "for" && scene.word(name) == "every" && scene.word(name + 2) == "in" {
        let span = scene.span(begins, name);
        let edit = Edit { span, replacement: "for each".to_owned() };
        let found = messages::counted_otherwise(span, scene.reader.file.slice(span), &edit.replacement);
        return scene.whole_with(std::slice::from_ref(&edit)).then(|| messages::with_edits(found, vec![edit]));
    }
    // With a register behind it something else is wrong.
    // `deduct 1 each`
    if scene.token(name).is_none() && !sound {
        let here = scene.span(begins, begins);
        return Some(messages::counted_nowhere(here, scene.reader.file.slice(scene.span(begins, name - 1)), "…", false));
    }
    if !scene.is(name, TokenKind::Word) || scene.place > name + 1 || sound && scene.word(name + 1) == "in" {
        return None;
    }
    let typed = scene.reader.file.slice(scene.span(begins, name));
    // Behind `for each` the words are sound, save that the register is missing.
    let at = if sound { scene.span(begins, name) } else { scene.span(begins, begins) };
    let behind = match sound {
        true if scene.place == scene.tokens.len() => scene.statement.head.at_end(),
        true => scene.span(scene.place, scene.place),
        false => at,
    };
    let sure = |at: Span, written: String| {
        let edit = Edit { span: scene.span(begins, name), replacement: written.clone() };
        let found = messages::counted_otherwise(at, typed, &written);
        (scene.outcome(std::slice::from_ref(&edit)) == super::Outcome::Whole).then(|| messages::with_edits(found, vec![edit]))
    };
    let named = scene.word(name);
    if scene.word(name + 1) == "in" {
        return sure(at, format!("for each {named}"));
    }
    let meant = match counted(scene, named) {
        Counted::Entries(entries) => sure(behind, format!("for each {entries}")),
        Counted::Number(number) => sure(at, format!("for every full 1 of {number}")),
        Counted::Unknown => None,
    };
    Some(meant.unwrap_or_else(|| unsaid(at, typed, named)))
}

/// 扣 1 每次 投诉
fn behind(scene: &Scene) -> Option<Diagnostic> {
    let each = (2..=scene.place).find(|index| EACH_TIME.contains(&scene.word(*index)))?;
    let name = each + 1;
    // 扣 1 每 5 户
    if scene.is(name, TokenKind::Figure) {
        let span = scene.span(each, name);
        return Some(messages::steps_of_nothing(span, scene.reader.file.slice(span), scene.word(name)));
    }
    if !scene.is(name, TokenKind::Word) || scene.place > name + 1 {
        return None;
    }
    let change = scene.reader.file.slice(scene.span(0, each - 1));
    let typed = scene.reader.file.slice(scene.span(0, name));
    let at = scene.span(each, each);
    let Counted::Entries(entries) = counted(scene, scene.word(name)) else { return Some(unsaid(at, typed, scene.word(name))) };
    let written = format!("每有一次 {entries} {change}");
    let edit = Edit { span: scene.span(0, name), replacement: written.clone() };
    Some(messages::with_edits(messages::counted_otherwise(at, typed, &written), vec![edit]))
}

/// 每有一个月 完成 低于 计划 扣 2, `deduct 2 for each month where actual is below plan`
fn months(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1)?;
    let (first, condition) = match scene.language() {
        Language::Chinese => {
            let rest = scene.word(0).strip_prefix('每')?.trim_start_matches(['有', '出', '现']);
            let change = (2..=last).find(|index| changes(scene.word(*index)))?;
            matches!(rest, "一个月" | "1个月" | "个月" | "月").then_some((0, (1, change - 1)))?
        }
        Language::English => {
            let month =
                (2..=scene.place + 1).find(|index| scene.word(*index) == "month" && matches!(scene.word(index - 1), "each" | "every"))?;
            let for_each = month - if scene.word(month - 2) == "for" { 2 } else { 1 };
            let joined = if scene.word(month + 1) == "in" && scene.word(month + 2) == "which" { 2 } else { 1 };
            matches!(scene.word(month + joined), "where" | "when" | "which" | "that").then_some((for_each, (month + joined + 1, last)))?
        }
    };
    let (from, to) = condition;
    // What else is said of the change begins with a comma; a list has its own between brackets.
    let depth = |index: usize| {
        let count = |kind| (from..index).filter(|before| scene.is(*before, kind)).count();
        count(TokenKind::OpenBracket).saturating_sub(count(TokenKind::CloseBracket))
    };
    let comma = (from + 1..=to).find(|index| matches!(scene.word(*index), "," | "，") && depth(*index) == 0);
    let to = comma.map_or(to, |comma| comma - 1);
    let condition = asked_first(scene, (from, to));
    let written = match scene.language() {
        Language::English => format!("for every full 1 of number of months where {condition}"),
        Language::Chinese => format!("按 个数 月份 其中 {condition} 每满 1"),
    };
    let edit = Edit { span: scene.span(first, to), replacement: written.clone() };
    let found = messages::counted_otherwise(scene.span(first, from - 1), scene.reader.file.slice(edit.span), &written);
    scene.whole_with(std::slice::from_ref(&edit)).then(|| messages::with_edits(found, vec![edit]))
}

/// A condition on months, behind the question whether its inputs are given where nothing is said of those that are not:
/// of a month that nobody reported no condition comes out.
fn asked_first(scene: &Scene, (from, to): (usize, usize)) -> String {
    let condition = scene.reader.file.slice(scene.span(from, to));
    let asks = |index: &usize| is_one_of(scene.word(*index), &[Rule::kw_is_given, Rule::kw_is_missing, Rule::kw_missing, Rule::kw_given]);
    if (from..=to).any(|index| asks(&index)) {
        return condition.to_owned();
    }
    let mut names: Vec<&str> = (from..=to).map(|index| scene.word(index)).filter(|name| can_be_empty(scene, name)).collect();
    names.dedup();
    let [given, and] = [Rule::kw_is_given, Rule::kw_and].map(|rule| printed(rule, scene.language()));
    let either = (from..=to).any(|index| spells(scene.word(index), Rule::kw_or));
    let condition = if either && !names.is_empty() { format!("({condition})") } else { condition.to_owned() };
    let asked = names.iter().map(|name| format!("{name} {given} {and} "));
    asked.chain([condition]).collect()
}

/// Whether an input of this name is declared, and nothing says what counts where it is empty.
fn can_be_empty(scene: &Scene, name: &str) -> bool {
    let tokens = scene.reader.tokens;
    let word = |index: usize| tokens.get(index).map_or("", |token| scene.reader.word(token));
    let declared = (0..tokens.len()).find(|index| spells(word(*index), Rule::kw_input) && word(index + 1) == name);
    declared.is_some_and(|at| {
        let begins = |index: &usize| tokens.get(*index).is_some_and(|token| token.first || token.kind == TokenKind::CloseBrace);
        let ends = (at + 1..tokens.len()).find(begins).unwrap_or(tokens.len());
        let says = |index: usize| spells(word(index), Rule::kw_empty_means) || (word(index), word(index + 1)) == ("empty", "means");
        !(at..ends).any(says)
    })
}

/// 投诉 每次 扣 1, 投诉每次扣1分
fn named_first(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1).filter(|_| scene.language() == Language::Chinese)?;
    let text = scene.reader.file.slice(scene.span(0, last));
    let (at, each) = EACH_TIME.iter().filter(|each| **each != "每").find_map(|each| Some((text.find(each)?, each.len())))?;
    let (name, change) = (text.get(..at)?.trim(), text.get(at + each..)?.trim());
    let Counted::Entries(entries) = counted(scene, name) else { return None };
    let amount = ["扣", "加"].iter().find_map(|word| Some((*word, change.strip_prefix(*word)?.trim())));
    let written = amount.map(|(word, amount)| format!("每有一次 {entries} {word} {amount}"))?;
    let edit = Edit { span: scene.span(0, last), replacement: written.clone() };
    let found = messages::counted_otherwise(edit.span, text, &written);
    scene.whole_with(std::slice::from_ref(&edit)).then(|| messages::with_edits(found, vec![edit]))
}

/// 每次 投诉 扣 1, 每投诉一次 扣 1
fn ahead(scene: &Scene) -> Option<Diagnostic> {
    let first = scene.word(0);
    if scene.language() == Language::English || !first.starts_with('每') || spells(first, Rule::kw_each_time) {
        return None;
    }
    // 每有一次次, 每有次: the keyword itself, misspelt.
    if distance(first, printed(Rule::kw_each_time, Language::Chinese)) == 1 {
        return None;
    }
    // 每退回一次扣0.5: a number runs on behind its first sign.
    let ends = (0..scene.tokens.len()).find(|index| !scene.touches_next(*index)).unwrap_or(0);
    let run = scene.reader.file.slice(scene.span(0, ends));
    let rest = run.strip_prefix('每')?;
    // 每超过 1 户, 每迟一天: how much a number has grown, and not which.
    let measured = || {
        let grown = MEASURED.iter().any(|word| rest.starts_with(word));
        grown.then(|| messages::steps_of_nothing(scene.span(0, ends), run, "1"))
    };
    let once = ONCE.iter().find_map(|once| rest.find(once).map(|at| (at, once.len())));
    let two_words = EACH_TIME.contains(&first);
    let (last, name, behind) = match once {
        _ if two_words => (1, scene.word(1), ""),
        Some((at, length)) => (ends, rest.get(..at)?, rest.get(at + length..)?),
        None => return measured(),
    };
    if let Some(found) = run_together(scene) {
        return Some(found);
    }
    // 每有一次投诉扣1分: the word before 一次 is none of what is counted.
    if matches!(name, "有" | "发生" | "出现" | "发现") {
        return measured();
    }
    if name.is_empty() || changes(name) || two_words && !scene.is(1, TokenKind::Word) {
        return None;
    }
    let (at, typed) = (scene.span(0, last), scene.reader.file.slice(scene.span(0, last)));
    let Counted::Entries(entries) = counted(scene, name) else {
        return measured().or_else(|| (!two_words).then(|| unsaid(at, typed, name)));
    };
    // The change may run into the word: 每投诉一次扣1分.
    let change: String = behind.chars().flat_map(|letter| [Some(letter), matches!(letter, '扣' | '加').then_some(' ')]).flatten().collect();
    let gap = if change.is_empty() { "" } else { " " };
    let written = format!("每有一次 {entries}{gap}{change}");
    let edit = Edit { span: at, replacement: written.clone() };
    let found = messages::counted_otherwise(at, typed, &written);
    let whole = scene.outcome(std::slice::from_ref(&edit)) == super::Outcome::Whole;
    whole.then(|| messages::with_edits(found, vec![edit]))
}

/// 每有一次投诉扣1分，最多扣4分: without its spaces, and with a limit behind it.
fn run_together(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1)?;
    let span = scene.span(0, last);
    let text = scene.reader.file.slice(span);
    let (run, limit) = text.split_once([',', '，']).unwrap_or((text, ""));
    let rest = ["每有一次", "每发生一次", "每出现一次", "每发现一次", "每次", "每起"].iter().find_map(|each| run.strip_prefix(each))?;
    let (at, word) = rest.char_indices().find(|(_, letter)| matches!(letter, '扣' | '加'))?;
    let Counted::Entries(entries) = counted(scene, rest.get(..at)?) else { return None };
    let amount = rest.get(at + word.len_utf8()..)?.trim();
    let figures = |text: &str| text.chars().map(half_width).filter(|letter| letter.is_ascii_digit() || *letter == '.').collect::<String>();
    let limit = limit.trim();
    let capped = ["最多", "最高", "不超过", "上限", "封顶", "累计"].iter().any(|word| limit.contains(word));
    let limit = match limit {
        "" | "扣完为止" => String::new(),
        limit if capped && !figures(limit).is_empty() => format!(", {} {}", printed(Rule::kw_at_most, Language::Chinese), figures(limit)),
        _ => return None,
    };
    let written = format!("每有一次 {entries} {word} {amount}{limit}");
    let edits = vec![Edit { span, replacement: written.clone() }];
    scene.whole_with(&edits).then(|| messages::with_edits(messages::counted_otherwise(span, text, &written), edits))
}

/// What is counted is nothing that this file declares: both ways to count are told.
fn unsaid(at: Span, typed: &str, name: &str) -> Diagnostic {
    messages::counted_nowhere(at, typed, name, PERIODS.contains(&name))
}
