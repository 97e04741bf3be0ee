//! The findings about examples: one function for each code, and the short derivation they carry.

use std::collections::BTreeSet;

use super::examples::Actual;
use super::report::{Because, Found, IndicatorScore, SubjectScore};
use super::trace::Moved;
use super::words::{method_words, reason_words, show_number, show_value};
use crate::diagnostics::catalogue as codes;
use crate::diagnostics::{Applicability, Code, Diagnostic};
use crate::model::{Example, Expectation, Expected, MethodKind, Program};
use crate::text::{SourceMap, Span, Words, counted};
use crate::value::Number;
use crate::words;

/// An example expects another result than the rules give.
pub(super) fn other_result(
    program: &Program,
    map: &SourceMap,
    example: &Example,
    expectation: &Expectation,
    score: &SubjectScore,
    actual: &Actual,
) -> Diagnostic {
    let (expected, found) = (expected_words(&expectation.result), actual_words(&expectation.result, actual));
    let mut finding = failing(program, example, expectation, score, &expected, &found);
    if let (Expected::Points(_) | Expected::Total(_), Actual::Number(number) | Actual::Pending(Some(number))) =
        (&expectation.result, actual)
        && let Some(text) = number.to_exact_decimal_text()
        && let Some(span) = number_in(map, expectation.span)
    {
        let title = words!("if the rules are right, write `{text}`", "如规则无误，改写为“{text}”", text = text);
        finding = finding.fix(title, span, text, Applicability::MaybeIncorrect);
    }
    finding
}

/// An example expects another place than the rules give.
pub(super) fn other_place(program: &Program, example: &Example, expectation: &Expectation, score: &SubjectScore) -> Diagnostic {
    let found = match score.place.as_ref().map(|placing| &placing.found) {
        Some(Found::Given(value)) => show_value(program, &crate::types::Type::Number, value),
        Some(Found::Pending(_)) => Words::new("a place that can still move", "暂定名次"),
        Some(Found::Missing(_) | Found::Invalid(_)) | None => Words::new("no place", "没有名次"),
    };
    failing(program, example, expectation, score, &expected_words(&expectation.result), &found)
}

/// An example expects another grade than the rules give.
pub(super) fn other_grade(
    program: &Program,
    map: &SourceMap,
    example: &Example,
    expectation: &Expectation,
    score: &SubjectScore,
    expected: &str,
    found: Option<String>,
) -> Diagnostic {
    let expected_words = words!("grade `{expected}`", "等次“{expected}”", expected = expected);
    let found_words =
        found.as_ref().map_or_else(|| Words::new("no grade", "没有等次"), |found| words!("`{found}`", "“{found}”", found = found));
    let mut finding = failing(program, example, expectation, score, &expected_words, &found_words);
    if let (Some(found), Some(span)) = (found, text_in(map, expectation.span, expected)) {
        let title = words!("if the rules are right, write `{found}`", "如规则无误，改写为“{found}”", found = found);
        finding = finding.fix(title, span, found, Applicability::MaybeIncorrect);
    }
    finding
}

/// An example expects a consequence that does not follow, or that nothing follows where something does.
pub(super) fn other_consequences(
    program: &Program,
    map: &SourceMap,
    example: &Example,
    expectation: &Expectation,
    score: &SubjectScore,
    expected: Option<&str>,
    following: &[&str],
) -> Diagnostic {
    let found: Vec<Words> = following.iter().map(|text| words!("`{text}`", "“{text}”", text = text)).collect();
    let open = score.consequences.iter().any(|consequence| consequence.follows.is_none());
    let found_words = match found.as_slice() {
        [] if open => Words::new("none that can be told yet", "尚不能确定"),
        [] => expected_words(&Expected::NoConsequence),
        [_, ..] => Words::join(&found, ", ", "、"),
    };
    let mut finding = failing(program, example, expectation, score, &expected_words(&expectation.result), &found_words);
    if let (Some(expected), [only]) = (expected, following)
        && let Some(span) = text_in(map, expectation.span, expected)
    {
        let title = words!("if the rules are right, write `{only}`", "如规则无误，改写为“{only}”", only = only);
        finding = finding.fix(title, span, (*only).to_owned(), Applicability::MaybeIncorrect);
    }
    finding
}

fn failing(
    program: &Program,
    example: &Example,
    expectation: &Expectation,
    score: &SubjectScore,
    expected: &Words,
    found: &Words,
) -> Diagnostic {
    let message = words!(
        "example `{title}` expects {expected_en}, got {found_en}",
        "示例“{title}”预期{expected_zh}，实得{found_zh}",
        title = example.title,
        expected_en = expected.english,
        expected_zh = expected.chinese,
        found_en = found.english,
        found_zh = found.chinese
    );
    let label = words!("the rules give {en}", "按规则得{zh}", en = found.english, zh = found.chinese);
    let mut finding = Diagnostic::new(codes::FAILING_EXAMPLE, expectation.span, message).label(label);
    for note in derivation(program, score) {
        finding = finding.note(note);
    }
    finding
}

/// An example expects another method than the one used.
pub(super) fn other_method(
    program: &Program,
    map: &SourceMap,
    example: &Example,
    expectation: &Expectation,
    expected: MethodKind,
    indicator: &IndicatorScore,
) -> Diagnostic {
    let expected = method_words(expected);
    let found = indicator.method.map_or_else(|| Words::new("no method", "没有评价方式"), method_words);
    let message = words!(
        "example `{title}` expects the points from `{expected_en}`, they came from `{found_en}`",
        "示例“{title}”预期由“{expected_zh}”得分，实际由“{found_zh}”得分",
        title = example.title,
        expected_en = expected.english,
        expected_zh = expected.chinese,
        found_en = found.english,
        found_zh = found.chinese
    );
    let mut finding = Diagnostic::new(codes::EXAMPLE_BY_OTHER_METHOD, expectation.span, message).label(words!(
        "`{en}` was used",
        "使用的是“{zh}”",
        en = found.english,
        zh = found.chinese
    ));
    for note in passed_over(program, indicator) {
        finding = finding.note(note);
    }
    let written = [(&expected.english, &found.english), (&expected.chinese, &found.chinese)];
    let place = written.into_iter().find_map(|(expected, found)| Some((text_in(map, expectation.span, expected)?, found)));
    if let (Some((span, found)), Some(_)) = (place, indicator.method) {
        let title = words!("if the rules are right, write `{found}`", "如规则无误，改写为“{found}”", found = found);
        finding = finding.fix(title, span, found.clone(), Applicability::MaybeIncorrect);
    }
    finding
}

/// An example expects a finding that does not come.
pub(super) fn without_error(
    program: &Program,
    example: &Example,
    expectation: &Expectation,
    code: &str,
    raised: &BTreeSet<Code>,
    score: &SubjectScore,
) -> Diagnostic {
    let message = words!(
        "example `{title}` expects the error {code}, which does not come",
        "示例“{title}”预期出现错误 {code}，但没有出现",
        title = example.title,
        code = code
    );
    let mut finding =
        Diagnostic::new(codes::EXAMPLE_WITHOUT_EXPECTED_ERROR, expectation.span, message).label(Words::new("not found", "未出现"));
    if !raised.is_empty() {
        let list = raised.iter().map(Code::to_string).collect::<Vec<_>>().join(", ");
        finding = finding.note(words!("found instead: {list}", "实际出现：{list}", list = list));
    }
    for note in derivation(program, score) {
        finding = finding.note(note);
    }
    finding
}

fn expected_words(expected: &Expected) -> Words {
    match expected {
        Expected::Points(points) => points_words(points),
        Expected::Total(total) => words!("a total of {total}", "总分 {total}", total = show_number(total)),
        Expected::Place(place) => words!("place {place}", "第 {place} 名", place = show_number(place)),
        Expected::Grade(grade) => words!("grade `{grade}`", "等次“{grade}”", grade = grade),
        Expected::Consequence(text) => words!("the consequence `{text}`", "结果运用“{text}”", text = text),
        Expected::NoConsequence => Words::new("no consequence", "无结果运用"),
        Expected::NotApplicable => Words::new("not applicable", "不适用"),
        Expected::Waived => Words::new("waived", "豁免"),
        Expected::Pending => Words::new("pending", "未到期"),
        Expected::Invalid => Words::new("invalid", "无效"),
        Expected::Error(code) => words!("the error {code}", "错误 {code}", code = code),
    }
}

fn actual_words(expected: &Expected, actual: &Actual) -> Words {
    match (actual, expected) {
        (Actual::Number(total), Expected::Total(_)) => Words::same(show_number(total)),
        (Actual::Number(points), _) => points_words(points),
        (Actual::NotApplicable, _) => Words::new("not applicable", "不适用"),
        (Actual::Waived, _) => Words::new("waived", "豁免"),
        (Actual::Pending(Some(so_far)), Expected::Total(_)) => {
            words!("pending, {total} so far", "未到期，目前 {total}", total = show_number(so_far))
        }
        (Actual::Pending(Some(so_far)), _) => {
            let Words { english, chinese } = points_words(so_far);
            words!("pending, {e} so far", "未到期，目前 {z}", e = english, z = chinese)
        }
        (Actual::Pending(None), _) => Words::new("pending", "未到期"),
        (Actual::Invalid, _) => Words::new("invalid", "无效"),
    }
}

fn points_words(points: &Number) -> Words {
    let points = show_number(points);
    words!("{counted}", "{points} 分", counted = counted(&points, "point"), points = points)
}

/// How the result came about, in a few lines.
fn derivation(program: &Program, score: &SubjectScore) -> Vec<Words> {
    let mut lines = Vec::new();
    if let (None, Some(indicator)) = (&score.derivation, score.indicators.first()) {
        lines.extend(passed_over(program, indicator));
        lines.extend(indicator_lines(indicator));
    } else if let Some(total) = &score.derivation {
        if let Some(parts) = &total.parts {
            lines.push(words!("the parts come to {parts}", "各部分合计 {parts}", parts = show_number(parts)));
        }
        for (part, moved) in &total.extras {
            lines.push(step(&Words::quoted(&program.parts[*part].path), moved));
        }
        for limit in total.limits.iter().filter_map(|limit| limit.moved.as_ref()).filter(|moved| moved.before != moved.after) {
            lines.push(step(&Words::new("a limit of the total", "总分限额"), limit));
        }
        if let Some(rounded) = &total.rounded {
            lines.push(step(&Words::new("rounded", "舍入"), &rounded.moved));
        }
    }
    lines.extend(score.reasons.iter().take(4).map(|reason| reason_words(program, reason)));
    lines
}

fn passed_over(program: &Program, indicator: &IndicatorScore) -> Vec<Words> {
    let because = |because: Because, missing: &Words| match because {
        Because::Missing => missing.clone(),
        Because::EveryAnswerEmpty => Words::new("every answer is empty", "各步骤均未填报"),
        Because::TooFewRaters => Words::new("too few rated", "测评人不足"),
        Because::NoEvidence => Words::new("no evidence was sent", "没有提交佐证"),
        Because::TooFewCompetitors | Because::NothingToMeasureBy => missing.clone(),
    };
    let line = |passed: &super::report::PassedOver| {
        let method = method_words(passed.method);
        let missing: Vec<Words> = passed.reasons.iter().take(3).map(|reason| reason_words(program, reason)).collect();
        let why = because(passed.because, &Words::join(&missing, ", ", "，"));
        words!(
            "`{method_en}` could not be applied: {why_en}",
            "“{method_zh}”不能适用：{why_zh}",
            method_en = method.english,
            method_zh = method.chinese,
            why_en = why.english,
            why_zh = why.chinese
        )
    };
    indicator.passed_over.iter().map(line).collect()
}

fn indicator_lines(indicator: &IndicatorScore) -> Vec<Words> {
    let trace = &indicator.trace;
    let mut lines = Vec::new();
    if let Some((kind, points)) = trace.method.as_ref().and_then(|method| Some((method.kind, method.points.as_ref()?))) {
        let method = kind.map_or_else(|| Words::new("the end of the chain", "评价方式的末项"), method_words);
        lines.push(words!(
            "{method_en} gave {points}",
            "{method_zh}得 {points}",
            method_en = method.english,
            method_zh = method.chinese,
            points = show_number(points)
        ));
    }
    let mut steps: Vec<(Words, &Moved)> = Vec::new();
    if let Some(ceiling) = &trace.ceiling {
        steps.push((Words::new("the ceiling of the method", "该方式的上限"), &ceiling.moved));
    }
    for moved in trace.ceilings.iter().filter_map(|ceiling| ceiling.moved.as_ref()) {
        steps.push((Words::new("a ceiling", "上限"), moved));
    }
    steps.extend(trace.changed.iter().map(|moved| (Words::new("additions and deductions", "加分与扣分"), moved)));
    steps.extend(trace.vetoed.iter().map(|moved| (Words::new("a veto", "否决"), moved)));
    steps.extend(trace.held.iter().map(|held| (Words::new("held between its limits", "限于分值之内"), &held.moved)));
    steps.extend(trace.rounded.iter().map(|rounded| (Words::new("rounded", "舍入"), &rounded.moved)));
    lines.extend(steps.iter().filter(|(_, moved)| moved.before != moved.after).map(|(words, moved)| step(words, moved)));
    lines
}

fn step(words: &Words, moved: &Moved) -> Words {
    words!(
        "{en}: {before} becomes {after}",
        "{zh}：{before} 变为 {after}",
        en = words.english,
        zh = words.chinese,
        before = show_number(&moved.before),
        after = show_number(&moved.after)
    )
}

/// The place of the one number in a clause; digits inside a name are none.
fn number_in(map: &SourceMap, span: Span) -> Option<Span> {
    let text = map.slice(span);
    let is_digit = |letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter);
    let mut before: Option<char> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let begins = is_digit(letter) || letter == '-' && letters.peek().is_some_and(|(_, next)| is_digit(*next));
        if begins && before.is_none_or(|before| !before.is_alphanumeric() && before != '_') {
            let mut end = start + letter.len_utf8();
            while let Some((place, next)) = letters.peek()
                && (is_digit(*next) || matches!(next, '.' | '_' | '．'))
            {
                end = place + next.len_utf8();
                letters.next();
            }
            let base = span.start as usize;
            return Some(Span::new(span.source, base + start, base + end));
        }
        before = Some(letter);
    }
    None
}

/// The place of a word in a clause.
fn text_in(map: &SourceMap, span: Span, word: &str) -> Option<Span> {
    let start = map.slice(span).rfind(word)? + span.start as usize;
    Some(Span::new(span.source, start, start + word.len()))
}
