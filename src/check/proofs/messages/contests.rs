//! What a missing value does to the places of others.

use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::{Span, Words};
use crate::value::Number;
use crate::words;

/// A value can be missing, and nothing says what that does.
pub fn missing_competitor(span: Span, name: &str) -> Diagnostic {
    let message = words!(
        "`{name}` can be missing, and it is not said what that does to the places of the others",
        "“{name}”可能缺报，未写明对其他对象名次的影响",
        name = name
    );
    Diagnostic::new(catalogue::MISSING_COMPETITOR, span, message)
        .label(words!("this decides the places", "名次由此决定"))
        .note(words!(
            "left out, it makes the group smaller; put last, it lifts everybody else",
            "不计入则参评数减少；列末位则其他对象名次不受影响而其居后"
        ))
        .help(words!(
            "write `missing leave the count` or `missing take the last place` in braces",
            "请在花括号内写“缺报不计入”或“缺报列末位”"
        ))
}

/// A value that can be negative where points are in proportion to the best.
pub fn proportion_of_negative(span: Span, form: Span, low: &Number) -> Diagnostic {
    let message = words!("this can be {low}, and no share of the best is below 0", "此值可达 {low}，而占最优值的比例不能小于 0", low = low);
    Diagnostic::new(catalogue::PROPORTION_OF_NEGATIVE, span, message)
        .related(form, words!("points are in proportion to it", "按其比例计分"))
        .help(words!(
            "bound the input, such as `at least 0`, or use `lowest … to highest …`",
            "请限定数据项的取值范围，如“不低于 0”，或改用“最低 … 至最高 …”"
        ))
}

/// A best value that can be 0 where less is better.
pub fn best_of_zero(span: Span, form: Span) -> Diagnostic {
    let message = words!(
        "this can be 0, which would be the best value, and nothing is in proportion to 0",
        "此值可为 0，即成为最优值，而对 0 无从按比例计分"
    );
    Diagnostic::new(catalogue::BEST_OF_ZERO, span, message)
        .related(form, words!("points are in proportion to the best", "按与最优值的比例计分"))
        .note(words!(
            "as soon as one reaches 0 the whole group goes on to the next method, the best with it: a better result can score less",
            "只要有一个对象为 0，全组都将改用下一种评价方式，最优者也在内：结果更好反而可能得分更低"
        ))
        .help(words!("bound the input by `above 0`, or use `lowest … to highest …`", "请将数据项限定为“超过 0”，或改用“最低 … 至最高 …”"))
}

/// A later key of a contest that can be not applicable.
pub fn key_that_lapses(span: Span, name: &Words) -> Diagnostic {
    let message = words!(
        "who has no `{e}`, because it is not applicable, has no place at all, whatever the keys before it say",
        "“{z}”不适用的对象将完全没有名次，无论前面各项如何",
        e = name.english,
        z = name.chinese
    );
    Diagnostic::new(catalogue::KEY_THAT_LAPSES, span, message).label(words!("meant to settle ties", "本用于区分并列")).help(words!(
        "give it a value then: `({e} else 0)`, or write `missing leave the count` in braces if that is meant",
        "写明此时按多少计：“({z} 否则 0)”；若本意如此，请在花括号内写“缺报不计入”",
        e = name.english,
        z = name.chinese
    ))
}

/// More must compete than the kind has members.
pub fn never_enough(span: Span, needed: usize, there: usize) -> Diagnostic {
    let message = words!(
        "{needed} must compete, and there are only {there}",
        "要求参评 {needed} 个，而成员只有 {there} 个",
        needed = needed,
        there = there
    );
    Diagnostic::new(catalogue::NEVER_ENOUGH_COMPETITORS, span, message)
        .label(words!("so nobody ever has a place", "因此永远没有名次"))
        .help(words!("ask for {there} at most", "所求参评数请不多于 {there}", there = there))
}
