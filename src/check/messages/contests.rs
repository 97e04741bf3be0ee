//! Findings about ranks and competitions.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as code;
use crate::text::{Span, Words};
use crate::words;

/// Nobody says how a tie is shared.
pub fn ties_unsaid(span: Span) -> Diagnostic {
    Diagnostic::new(code::TIES_UNSAID, span, words!("it is not said how those who are equal share their places", "未写明并列时如何定名次"))
        .label(words!("two of them may be equal", "可能出现并列"))
        .note(words!(
            "of two on the 1st place both are 1st, both are 2nd, or both are 1.5th: that is for the rules to say",
            "两个对象并列第一时，可都计第 1 名、都计第 2 名或都计第 1.5 名，须由规则写明"
        ))
        .help(words!(
            "write `ties share the better place`, `ties share the worse place` or `ties share the average`, here in braces or once in the header",
            "请写“并列取优”、“并列取劣”或“并列取平均”，可写在此处的花括号内，或在规则抬头统一写明"
        ))
}

/// A group of the same sequence or parent where the kind has none.
pub fn group_of_none(span: Span, level: &str, sequence: bool) -> Diagnostic {
    let message = if sequence {
        words!("`{level}` has no sequences", "“{level}”没有划分序列", level = level)
    } else {
        words!("`{level}` lies in no other kind of subject", "“{level}”没有所在单位", level = level)
    };
    let help = if sequence {
        words!(
            "declare them with `sequence a | b` in subject `{level}`, or write `over all`",
            "请在考核对象“{level}”中写“序列 甲 | 乙”，或改写“全体”",
            level = level
        )
    } else {
        words!("declare `subject {level} in …`, or write `over all`", "请声明“考核对象 {level} 隶属于 …”，或改写“全体”", level = level)
    };
    Diagnostic::new(code::GROUP_OF_NONE, span, message).label(words!("so this is no group", "因此无法如此分组")).help(help)
}

/// A key by which nobody is better than anybody.
pub fn key_without_order(span: Span, found: &Words) -> Diagnostic {
    let message = words!("{e} does not say who is better", "{z}分不出优劣", e = found.english, z = found.chinese);
    Diagnostic::new(code::KEY_WITHOUT_ORDER, span, message)
        .label(words!("this decides the places", "名次由此决定"))
        .help(words!("take a number, a day or a choice whose values are ordered with `>`", "请用数值、日期，或以“>”排出高低的选项"))
}
