//! Chains of methods.

use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::{Span, Words, counted};
use crate::value::Number;
use crate::words;

/// A method behind one that can always be applied.
pub fn unreachable_method(span: Span, before: Span, method: &Words, reason: &Words) -> Diagnostic {
    let message = words!(
        "`{e}` is never reached: the method before it can always be applied",
        "永远不会用到“{z}”：前一种评价方式总能适用",
        e = method.english,
        z = method.chinese
    );
    Diagnostic::new(catalogue::UNREACHABLE_METHOD, span, message)
        .related(before, words!("{e}", "{z}", e = reason.english, z = reason.chinese))
        .help(words!("put it before that method, or take it out", "移到该方式之前，或删去"))
}

/// An end behind a method that can always be applied.
pub fn unreachable_end(span: Span, before: Span, reason: &Words) -> Diagnostic {
    let message =
        words!("this end is never reached: the method before it can always be applied", "永远不会到达此处：前一种评价方式总能适用");
    Diagnostic::new(catalogue::UNREACHABLE_END, span, message)
        .related(before, words!("{e}", "{z}", e = reason.english, z = reason.chinese))
        .help(words!("take it out", "删去"))
}

/// A method that can give more than the one before it.
pub fn later_pays_more(span: Span, method: Option<&Words>, most: &Number, before: Span, other: &Words, limit: &Number) -> Diagnostic {
    let end = words!("else", "否则");
    let name = method.unwrap_or(&end);
    let message = words!(
        "`{e}` can give {points}, more than the {limit} of `{f}` before it",
        "“{z}”可得 {most} 分，多于其前“{y}”的 {limit} 分",
        e = name.english,
        z = name.chinese,
        f = other.english,
        y = other.chinese,
        points = counted(most, "point"),
        most = most,
        limit = limit
    );
    Diagnostic::new(catalogue::LATER_METHOD_PAYS_MORE, span, message)
        .related(before, words!("gives at most {limit}", "至多得 {limit} 分", limit = limit))
        .note(words!("leaving a number out must never pay", "缺报数据绝不应得到好处"))
        .help(if method.is_some() {
            words!("lower its points, or end its head in `at most {limit}`", "降低其分数，或在句首写明“不超过 {limit}”", limit = limit)
        } else {
            words!("write {limit} or less", "写 {limit} 或更少", limit = limit)
        })
}

/// Full points that no rounded score can be.
pub fn off_the_grid(span: Span, points: &Number, step: &Number, nearest: &Number) -> Diagnostic {
    let message = words!(
        "{counted} can never be scored: scores are rounded to {step}",
        "永远得不到 {points} 分：得分按 {step} 舍入",
        counted = counted(points, "point"),
        points = points,
        step = step
    );
    Diagnostic::new(catalogue::POINTS_OFF_THE_GRID, span, message)
        .note(words!("full points must be a score that somebody can get", "满分必须是能够得到的分数"))
        .help(words!("write {nearest}, or round scores to more decimals", "写作 {nearest}，或使得分保留更多位小数", nearest = nearest))
}

/// A chain that can come to its end without a result.
/// `missing` names a value that can be missing, where that is what keeps the method from being applied.
pub fn without_end(span: Span, link: Span, method: &Words, missing: Option<&Words>) -> Diagnostic {
    let stop = match missing {
        Some(missing) if !missing.english.is_empty() => words!(
            "the chain stops here, and `{e}` can be missing",
            "评价方式至此为止，而“{z}”可能缺报",
            e = missing.english,
            z = missing.chinese
        ),
        Some(_) | None => words!("the chain stops here", "评价方式至此为止"),
    };
    let message = words!(
        "nothing says what counts when `{e}` cannot be applied either",
        "未写明“{z}”也无法适用时如何计",
        e = method.english,
        z = method.chinese
    );
    Diagnostic::new(catalogue::CHAIN_WITHOUT_END, span, message)
        .related(link.at_end(), stop)
        .note(words!(
            "a method cannot be applied when a value it needs is missing; the chain must say what happens then",
            "所需数据缺报时评价方式无法适用，须写明此时如何计"
        ))
        .help(words!("end the chain: `else 0`, `else not applicable` or `else invalid`", "写明末项：“否则 0”、“否则 不适用”或“否则 无效”"))
}
