//! Clauses whose pieces are each of the language, but do not go together.

use super::Scene;
use super::neighbours::words_before;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::keywords::{METHOD_NAMES, keyword, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::syntax::synonyms;
use crate::text::{Language, Span, did_you_mean};

/// Clauses that take one thing or the other and were given both.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(joint_cap_in_another(scene));
    found.extend(line_or_room(scene));
    found.extend(condition_behind_times(scene));
    found.extend(otherwise_in_state(scene));
    found.extend(otherwise_ends_chain(scene));
    found.extend(points_behind_quantify(scene));
    found.extend(definition(scene));
    found.extend(let_left_out(scene));
    found.extend(clause_of_another(scene));
    found.extend(steps_two_ways(scene));
    found.extend(method_of_expectation(scene));
    found
}

/// `deduct at most 3 in all { … }` within another one.
fn joint_cap_in_another(scene: &Scene) -> Option<Diagnostic> {
    let capped = changes(scene) && (says(scene, 1, Rule::kw_at_most) || says(scene, 1, Rule::kw_in_all));
    (scene.context == Context::Joint && capped).then(|| messages::joint_cap_in_another(whole(scene)))
}

/// `5 to 6`, `between 5 and 6` where one number of points stands.
fn line_or_room(scene: &Scene) -> Option<Diagnostic> {
    let place = scene.place;
    let begins = if scene.context == Context::Steps || scene.context == Context::Survey {
        after_arrow(scene)
    } else if says(scene, 0, Rule::kw_start_at) {
        Some(width(scene, 0, Rule::kw_start_at))
    } else if says(scene, 0, Rule::kw_else) && says(scene, 1, Rule::kw_start_at) {
        Some(1 + width(scene, 1, Rule::kw_start_at))
    } else {
        None
    }?;
    let ends = (place..scene.tokens.len()).find(|index| matches!(scene.word(*index), "," | "，")).unwrap_or(scene.tokens.len());
    let span = scene.span(begins, ends.checked_sub(1)?);
    let line = says(scene, place, Rule::kw_line_to) || says(scene, place, Rule::kw_range_to);
    let room = begins == place && says(scene, place, Rule::kw_between) || says(scene, place, Rule::kw_with);
    if line && begins < place {
        Some(messages::line_without_band(span))
    } else if room {
        Some(messages::room_without_judge(span))
    } else {
        None
    }
}

/// The token behind the last `=>` before the place.
fn after_arrow(scene: &Scene) -> Option<usize> {
    (0..scene.place).rev().find(|index| matches!(scene.word(*index), "=>" | "＝>" | "=＞" | "＝＞")).map(|arrow| arrow + 1)
}

/// `when` behind `for every` or `for each`: a clause of points takes one of them.
fn condition_behind_times(scene: &Scene) -> Option<Diagnostic> {
    if !matches!(scene.context, Context::Indicator | Context::Joint) || !says(scene, scene.place, Rule::kw_when) {
        return None;
    }
    let at = scene.span(scene.place, scene.place);
    let changing = (0..scene.place).any(|index| says(scene, index, Rule::kw_add) || says(scene, index, Rule::kw_deduct));
    // In Chinese what is measured comes first: 按 天数 每满 10 扣 1.
    let times = [Rule::kw_for_each, Rule::kw_each_time, Rule::kw_for_every, Rule::kw_every_full, Rule::kw_every];
    let (first, rule) = (0..scene.place).find_map(|index| Some((index, times.into_iter().find(|rule| says(scene, index, *rule))?)))?;
    let written = scene.reader.file.slice(scene.span(first, first + width(scene, first, rule) - 1));
    let entries = matches!(rule, Rule::kw_for_each | Rule::kw_each_time);
    changing.then(|| messages::condition_behind_times(at, scene.word(scene.place), written, entries))
}

/// `otherwise => 0` in a state, whose rows are the values of its choice.
fn otherwise_in_state(scene: &Scene) -> Option<Diagnostic> {
    let rest = scene.context == Context::State && scene.place == 0 && says(scene, 0, Rule::kw_otherwise);
    rest.then(|| messages::otherwise_in_state(scene.span(0, 0), scene.word(0)))
}

/// `otherwise 0`, `otherwise => 0` behind the methods of an indicator.
fn otherwise_ends_chain(scene: &Scene) -> Option<Diagnostic> {
    if scene.context != Context::Indicator || scene.place != 0 || !says(scene, 0, Rule::kw_otherwise) {
        return None;
    }
    let arrow = usize::from(matches!(scene.word(1), "=>" | "＝>" | "=＞" | "＝＞"));
    let last = scene.tokens.len().checked_sub(1).filter(|last| *last > arrow)?;
    let end = printed(Rule::kw_else, scene.language());
    let written = format!("{end} {}", scene.reader.file.slice(scene.span(1 + arrow, last)));
    let edit = Edit { span: scene.span(0, arrow), replacement: end.to_owned() };
    Some(messages::otherwise_ends_chain(scene.span(0, 0), scene.word(0), &written, edit))
}

/// `quantify x points`, `quantify x 10 points`, 量化 户数 10 分
fn points_behind_quantify(scene: &Scene) -> Option<Diagnostic> {
    let chained = usize::from(says(scene, 0, Rule::kw_else));
    let last = scene.tokens.len().checked_sub(1)?;
    let number = scene.is(scene.place, TokenKind::Figure);
    let points = says(scene, last, Rule::kw_points) && scene.place == last - usize::from(number);
    let quantify = says(scene, chained, Rule::kw_quantify) && scene.place > chained + 1;
    let typed = || scene.reader.file.slice(scene.span(scene.place, last));
    (quantify && points).then(|| messages::points_behind_quantify(scene.span(scene.place, last), typed()))
}

/// `share = a ÷ b`
fn let_left_out(scene: &Scene) -> Option<Diagnostic> {
    let bare = scene.place == 0 && scene.is(0, TokenKind::Word) && matches!(scene.word(1), "=" | "＝");
    let points = matches!(scene.word(0), "score" | "points" | "result" | "得分" | "分值" | "分数");
    let found = || messages::let_left_out(scene.span(0, 0), scene.word(0), points);
    (bare && matches!(scene.context, Context::Indicator | Context::Scorecard)).then(found)
}

/// `if x > 5 then 10 else 0`, `due 31 March`: what belongs into a clause stands as one of its own.
fn clause_of_another(scene: &Scene) -> Option<Diagnostic> {
    if scene.context != Context::Indicator || scene.place > 0 && !says(scene, 0, Rule::kw_if) {
        return None;
    }
    let options = [Rule::kw_due, Rule::kw_supplied_by, Rule::kw_empty_means, Rule::kw_higher_is_better, Rule::kw_lower_is_better];
    // 如果 … 扣 1 is a condition with its change behind it, in other words.
    let changing = (1..scene.tokens.len()).any(|index| says(scene, index, Rule::kw_add) || says(scene, index, Rule::kw_deduct));
    if says(scene, 0, Rule::kw_if) && changing && scene.language() == Language::Chinese {
        return None;
    }
    if says(scene, 0, Rule::kw_if) {
        return Some(messages::condition_alone(scene.span(0, 0), scene.word(0)));
    }
    if says(scene, 0, Rule::kw_bonus_at_most) {
        let typed = whole(scene);
        let points = printed(Rule::kw_points_clause, scene.language());
        let before = words_before(scene).filter(|words| words.first().is_some_and(|word| spells(word, Rule::kw_points_clause)));
        let before = before.map_or_else(|| format!("{points} …"), |words| words.join(" "));
        return Some(messages::bonus_alone(typed, scene.reader.file.slice(typed), &before));
    }
    let belonging = options.into_iter().find(|rule| says(scene, 0, *rule))?;
    let span = scene.span(0, width(scene, 0, belonging) - 1);
    Some(messages::option_alone(span, scene.reader.file.slice(span)))
}

/// Words that stand for the `=` of a `let`.
const FOR_EQUAL: [&str; 7] = ["is", "be", "as", "为", "是", "等于", "定为"];

/// `let rate is a ÷ b`, `set rate to a ÷ b`, 让 设 率 为 …
fn definition(scene: &Scene) -> Option<Diagnostic> {
    let defines =
        |index: usize| says(scene, index, Rule::kw_let) || synonyms::of_clause(scene.word(index)).any(|rule| rule == Rule::kw_let);
    if !matches!(scene.context, Context::Indicator | Context::Scorecard) || !defines(0) {
        return None;
    }
    let name = if defines(1) { 2 } else { 1 };
    let sign = name + 1;
    let (word, equal) = (scene.word(sign), matches!(scene.word(sign), "=" | "＝"));
    let set_to = matches!((scene.word(0), word), ("set", "to"));
    if !scene.is(name, TokenKind::Word) || !(FOR_EQUAL.contains(&word) || set_to || equal) {
        return None;
    }
    // `let let rate = …` is a keyword written twice.
    let twice = name == 2 && says(scene, 0, Rule::kw_let) && equal;
    if twice || says(scene, 0, Rule::kw_let) && name == 1 {
        return (!equal).then(|| messages::wrong_sign(scene.span(sign, sign), "=", word));
    }
    let written = format!("{} {} =", printed(Rule::kw_let, scene.language()), scene.word(name));
    let (span, typed) = (scene.span(0, sign), scene.reader.file.slice(scene.span(0, sign)));
    Some(messages::definition(span, typed, &written, vec![Edit { span, replacement: written.clone() }]))
}

/// `steps in order reached`
fn steps_two_ways(scene: &Scene) -> Option<Diagnostic> {
    let ways = [Rule::kw_in_order, Rule::kw_reached];
    let method = (0..scene.place).find(|index| says(scene, *index, Rule::kw_steps))? + 1;
    let first = ways.into_iter().find(|way| says(scene, method, *way))?;
    let second = method + width(scene, method, first);
    let other = ways.into_iter().find(|way| says(scene, second, *way))?;
    let last = second + width(scene, second, other) - 1;
    (second == scene.place).then(|| messages::steps_two_ways(scene.span(method, last)))
}

/// `expect 8 points from else`: what follows is a method.
fn method_of_expectation(scene: &Scene) -> Option<Diagnostic> {
    let place = scene.place;
    let expectation = scene.context == Context::Example && says(scene, 0, Rule::kw_expect);
    let from = expectation && place > 0 && says(scene, place - 1, Rule::kw_from_method);
    (from && place < scene.tokens.len()).then(|| {
        // The method may be named in several words, such as `no method`.
        let ends = (place..scene.tokens.len()).find(|index| matches!(scene.word(*index), "," | "，")).unwrap_or(scene.tokens.len());
        let written = scene.reader.file.slice(scene.span(place, ends - 1));
        let meant = did_you_mean(written, METHOD_NAMES.map(|rule| printed(rule, scene.language())));
        messages::no_such_method(scene.span(place, ends - 1), written, meant)
    })
}

/// `add x using scale`, `add x else 0`: what is looser than arithmetic stands in brackets there.
pub(super) fn brackets(scene: &Scene) -> Vec<Diagnostic> {
    let place = scene.place;
    let loose = [Rule::kw_else, Rule::kw_using, Rule::kw_rounded, Rule::kw_per].into_iter().any(|rule| says(scene, place, rule));
    // A Chinese rounding begins with its mode, which may run on: 四舍五入保留 2 位小数.
    let rounds = [Rule::kw_half_up, Rule::kw_half_even, Rule::kw_up, Rule::kw_down].into_iter().filter_map(keyword);
    let rounds = rounds.flat_map(|mode| &mode.chinese).any(|mode| scene.word(place).starts_with(mode.as_str()));
    if !matches!(scene.context, Context::Indicator | Context::Joint) || !(loose || rounds) {
        return Vec::new();
    }
    let Some(direction) = (0..place).rev().find(|index| says(scene, *index, Rule::kw_add) || says(scene, *index, Rule::kw_deduct)) else {
        return Vec::new();
    };
    if direction + 1 == place {
        return Vec::new();
    }
    let default = says(scene, place, Rule::kw_else);
    // What is put between brackets has its own in pairs.
    let paired = |last: &usize| {
        let count = |kind| (direction + 1..=*last).filter(|index| scene.is(*index, kind)).count();
        count(TokenKind::OpenBracket) == count(TokenKind::CloseBracket)
    };
    (place + 1..scene.tokens.len())
        .filter(paired)
        .map(|last| {
            let edits = vec![
                Edit { span: scene.span(direction + 1, direction + 1).at_start(), replacement: "(".to_owned() },
                Edit { span: scene.span(last, last).at_end(), replacement: ")".to_owned() },
            ];
            let value = scene.reader.file.slice(scene.span(direction + 1, last));
            messages::needs_brackets(scene.span(place, place), scene.word(place), value, default, edits)
        })
        .collect()
}

/// 加 1 每有一次 表扬: in Chinese what is counted comes first.
pub(super) fn order(scene: &Scene) -> Vec<Diagnostic> {
    let place = scene.place;
    if place < 2 || !changes(scene) || !says(scene, place, Rule::kw_each_time) {
        return Vec::new();
    }
    let change = scene.reader.file.slice(scene.span(0, place - 1));
    let moved = scene.span(0, place - 1).to(scene.span(place, place).at_start());
    let ends = (place + 1..scene.tokens.len()).filter(|last| {
        last + 1 == scene.tokens.len() || matches!(scene.word(last + 1), "," | "，" | "、") || says(scene, last + 1, Rule::kw_at_most)
    });
    ends.map(|last| {
        let edits = vec![
            Edit { span: moved, replacement: String::new() },
            Edit { span: scene.span(last, last).at_end(), replacement: format!(" {change}") },
        ];
        let counted = scene.reader.file.slice(scene.span(place, last));
        messages::counted_comes_first(scene.span(place, place), scene.word(place), &format!("{counted} {change}"), edits)
    })
    .collect()
}

/// Whether the statement adds or deducts at its beginning.
fn changes(scene: &Scene) -> bool {
    says(scene, 0, Rule::kw_add) || says(scene, 0, Rule::kw_deduct)
}

/// Whether a keyword stands at the n-th token, in any of its spellings.
fn says(scene: &Scene, n: usize, rule: Rule) -> bool {
    width(scene, n, rule) > 0
}

/// How many tokens a keyword takes at the n-th; none where it does not stand there.
fn width(scene: &Scene, n: usize, rule: Rule) -> usize {
    let Some(keyword) = keyword(rule) else { return 0 };
    let stands = |spelling: &&String| spelling.split(' ').zip(n..).all(|(word, index)| scene.word(index) == word);
    keyword.english.iter().chain(&keyword.chinese).find(stands).map_or(0, |spelling| spelling.split(' ').count())
}

/// The head of the statement without white space around it.
fn whole(scene: &Scene) -> Span {
    scene.span(0, scene.tokens.len().saturating_sub(1))
}
