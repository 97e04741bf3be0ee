//! Clauses that take one thing or another and were given both, or in another order.

use super::{does_not_belong, unclear_else};
use crate::diagnostics::{Applicability, Diagnostic, Edit, Fix};
use crate::text::Span;
use crate::words;

/// A joint cap within another.
pub(in super::super) fn joint_cap_in_another(span: Span) -> Diagnostic {
    does_not_belong(span, words!("a joint cap stands within another", "合计上限之内又有合计上限"))
        .note(words!("a joint cap holds for single clauses of `add` or `deduct`", "合计上限只管其花括号内的各条“加”或“扣”"))
        .help(words!("put it behind the `}}` of the one around it, or leave it out", "请移到外层“}}”之后，或删去"))
}

/// A straight line where one number of points stands.
pub(in super::super) fn line_without_band(span: Span) -> Diagnostic {
    super::line_outside_band(span, None).help(words!("write one number of points", "请只写一个分数"))
}

/// A judge's room where nobody judges.
pub(in super::super) fn room_without_judge(span: Span) -> Diagnostic {
    super::room_outside_state(span).help(words!("write one number of points", "请只写一个分数"))
}

/// A condition behind `for each` or `for every`, both in their written spelling.
pub(in super::super) fn condition_behind_times(span: Span, when: &str, times: &str, entries: bool) -> Diagnostic {
    let message =
        words!("a clause has `{times}` or `{when}`, not both", "同一条款中“{times}”与“{when}”只能有一个", times = times, when = when);
    let found = does_not_belong(span, message);
    if entries {
        found
            .help(words!("choose the entries with `where`: `for each … in … where …`", "用“其中”挑选记录：“每有一次 … 中的 … 其中 … 扣 …”"))
    } else {
        found.help(words!(
            "put the condition into the number: `deduct (if … then 1 else 0) for every …`",
            "把条件写进分数：“… 扣 (若 … 则 1 否则 0)”"
        ))
    }
}

/// `otherwise` among the rows of a state.
pub(in super::super) fn otherwise_in_state(span: Span, word: &str) -> Diagnostic {
    let message = words!("a state has no `{w}`", "“描述”中没有“{w}”", w = word);
    does_not_belong(span, message)
        .note(words!("the judge names one value of the choice, and each of them has its row", "评定人选定选项中的一个值，每个值各有一行"))
        .help(words!("write a row for each value that is left", "请为其余的每个值各写一行"))
}

/// `steps in order reached`
pub(in super::super) fn steps_two_ways(span: Span) -> Diagnostic {
    let message = words!("steps are counted `in order` or as far as `reached`, not both", "步骤或“依次”计分，或“按进度”计分，不能并用");
    does_not_belong(span, message).help(words!(
        "write `steps in order` to add up what is done without a gap, `steps reached` for the points of the furthest step",
        "逐步累加、中断即止的写“步骤 依次”，只取最远一步分数的写“步骤 按进度”"
    ))
}

/// Something else than a method behind the `from` of an expectation.
pub(in super::super) fn no_such_method(span: Span, written: &str) -> Diagnostic {
    let message = words!("expected a method, found `{w}`", "应为评价方式，却是“{w}”", w = written);
    does_not_belong(span, message).help(words!(
        "write `quantify`, `steps`, `state`, `survey`, `start` or `compete`; leave `from` out where none of them scores",
        "写“量化”、“步骤”、“描述”、“测评”、“起评分”或“评比”；得分不出自其中任何一种时，删去“来自”"
    ))
}

/// A field of an entry that is said to be missing.
pub(in super::super) fn missing_in_entry(span: Span, word: &str) -> Diagnostic {
    does_not_belong(span, words!("expected a value, found `{w}`", "应为数值或名称，却是“{w}”", w = word))
        .help(words!("leave out the fields of an entry that are empty", "记录中空着的栏目，请整个略去"))
}

/// Something looser than arithmetic without brackets, in the points of a clause; `value` is all that belongs between them.
pub(in super::super) fn needs_brackets(span: Span, word: &str, value: &str, default: bool, edits: Vec<Edit>) -> Diagnostic {
    let message = words!("a value with `{w}` stands in brackets here", "带“{w}”的值在此要加括号", w = word);
    let mut found = if default { unclear_else(span, message) } else { does_not_belong(span, message) };
    if default {
        found = found.note(words!("without them it could be the next method of the chain", "不加括号，就可能是下一种评价方式"));
    }
    let title = words!("write `({v})`", "写作“({v})”", v = value);
    found.help = Some(title.clone());
    found.fix = Some(Fix { title, edits, applicability: Applicability::MaybeIncorrect });
    found
}

/// 加 1 每有一次 表扬
pub(in super::super) fn counted_comes_first(span: Span, word: &str, meant: &str, edits: Vec<Edit>) -> Diagnostic {
    let mut found = does_not_belong(span, words!("`{w}` comes before what is added or deducted", "“{w}”应写在加分或扣分之前", w = word));
    let title = words!("write `{m}`", "写作“{m}”", m = meant);
    found.help = Some(title.clone());
    found.fix = Some(Fix { title, edits, applicability: Applicability::MaybeIncorrect });
    found
}
