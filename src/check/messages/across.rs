//! Findings about what is read of other subjects.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as code;
use crate::syntax::ast::Name;
use crate::text::Span;
use crate::words;

/// A kind of subject that does not stand above the one being scored.
pub fn not_above(span: Span, kind: &Name, own: &str) -> Diagnostic {
    let message = words!("no `{own}` lies in a `{kind}`", "“{own}”不隶属于“{kind}”", own = own, kind = kind.value);
    Diagnostic::new(code::NOT_ABOVE, span, message)
        .label(words!("this kind is not above `{own}`", "此类对象不在“{own}”之上", own = own))
        .note(words!(
            "of another subject only one that the subject scored belongs to can be read by its kind",
            "按类别读取的只能是被考核对象所隶属的单位"
        ))
        .help(words!(
            "say `in {kind}` where subject `{own}` is declared, or take a function over members, such as `average of {kind}.total`",
            "请在声明考核对象“{own}”处写“隶属于 {kind}”，或对成员取值，如“平均 {kind}.总分”",
            kind = kind.value,
            own = own
        ))
}

/// A kind of subject whose members do not lie below the one being scored.
pub fn not_below(span: Span, kind: &Name, own: &str) -> Diagnostic {
    let message = words!("no `{kind}` lies in a `{own}`", "“{kind}”不隶属于“{own}”", own = own, kind = kind.value);
    Diagnostic::new(code::NOT_BELOW, span, message)
        .label(words!("this kind has no members below `{own}`", "“{own}”之下没有此类成员", own = own))
        .note(words!("a function over subjects runs over the members below the subject scored", "对成员的函数只计被考核对象之下的成员"))
        .help(words!(
            "say `in {own}` where subject `{kind}` is declared, or name a kind below `{own}`",
            "请在声明考核对象“{kind}”处写“隶属于 {own}”，或改写“{own}”之下的类别",
            kind = kind.value,
            own = own
        ))
}

/// A total, grade or veto of a kind of subject that has none.
pub fn has_no_result(span: Span, level: &str, result: &str) -> Diagnostic {
    let message = match result {
        "grade" => words!("`{level}` has no grades", "“{level}”没有等次", level = level),
        "place" | "competitors" => words!("`{level}` is not ranked", "“{level}”没有排名", level = level),
        _ => words!("`{level}` has no scorecard", "“{level}”没有计分卡", level = level),
    };
    let what = match result {
        "grade" => words!("so there is no grade to read", "因此无等次可读"),
        "place" | "competitors" => words!("so there is no place to read", "因此无名次可读"),
        _ => words!("so there is no result to read", "因此无结果可读"),
    };
    let help = match result {
        "place" | "competitors" => words!("declare `rank {level} on total`", "请声明“排名 {level} 依 总分”", level = level),
        "grade" => words!("declare `grade {level} {{ … }}`", "请声明“等次 {level} {{ … }}”", level = level),
        _ => words!("declare `scorecard {level} {{ … }}`", "请声明“计分卡 {level} {{ … }}”", level = level),
    };
    Diagnostic::new(code::WITHOUT_RESULT, span, message).label(what).help(help)
}
