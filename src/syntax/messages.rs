//! One function for each code of syntax.

use super::letters::Hidden;
use super::limits::{DIGITS, FILE_BYTES, NESTING};
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::text::{Span, Words};
use crate::words;

/// Something else was expected; nothing `found` is the end of the line.
pub(super) fn unexpected(span: Span, expected: &Words, found: Option<&str>) -> Diagnostic {
    let (e, z) = (&expected.english, &expected.chinese);
    let message = match found {
        Some(found) => words!("expected {e}, found `{f}`", "应为{z}，却是“{f}”", e = e, z = z, f = found),
        None => words!("expected {e}, found the end of the line", "应为{z}，却到了行尾", e = e, z = z),
    };
    Diagnostic::new(code::UNEXPECTED, span, message)
}

/// A text without its closing quotation mark.
pub(super) fn unclosed_text(span: Span, text: &str) -> Diagnostic {
    let mark = if text.starts_with('“') { "”" } else { "\"" };
    Diagnostic::new(code::UNCLOSED_TEXT, span, words!("this text has no closing {mark}", "这段文字缺少右引号 {mark}", mark = mark)).fix(
        words!("close the text with {mark}", "补上 {mark}", mark = mark),
        span.at_end(),
        mark,
        Applicability::MaybeIncorrect,
    )
}

/// An opening bracket without its partner.
pub(super) fn unclosed_bracket(span: Span, bracket: &str) -> Diagnostic {
    Diagnostic::new(code::UNCLOSED_BRACKET, span, words!("this `{bracket}` is never closed", "这个“{bracket}”没有闭合", bracket = bracket))
}

/// An opening brace without its partner.
pub(super) fn unclosed_brace(span: Span, next: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(code::UNCLOSED_BRACE, span, words!("this `{{` is never closed", "这个“{{”没有闭合"));
    match next {
        Some(next) => found.related(next.at_start(), words!("a `}}` is missing before this", "此处之前缺少“}}”")),
        None => found,
    }
}

/// A closing brace too many.
pub(super) fn stray_brace(span: Span) -> Diagnostic {
    Diagnostic::new(code::STRAY_BRACE, span, words!("this `}}` closes nothing", "这个“}}”没有对应的“{{”"))
}

/// A statement that needs a body.
pub(super) fn missing_body(head: Span) -> Diagnostic {
    Diagnostic::new(code::MISSING_BODY, head.at_end(), words!("expected `{{` and what belongs to it", "应有“{{”及其内容"))
}

/// A body where none belongs.
pub(super) fn unexpected_body(open: Span) -> Diagnostic {
    Diagnostic::new(code::UNEXPECTED_BODY, open, words!("no `{{` belongs here", "此处不应有“{{”"))
}

/// Braces with nothing before them.
pub(super) fn body_without_head(open: Span) -> Diagnostic {
    Diagnostic::new(code::BODY_WITHOUT_HEAD, open, words!("nothing stands before this `{{`", "这个“{{”之前没有内容"))
}

/// A clause at the outermost level.
pub(super) fn clause_outside(span: Span) -> Diagnostic {
    Diagnostic::new(code::CLAUSE_OUTSIDE, span, words!("this clause stands outside any body", "这一条款不在任何花括号之内"))
}

/// A refused character.
pub(super) fn hidden_letter(span: Span, letter: char, kind: Hidden) -> Diagnostic {
    let number = format!("U+{:04X}", u32::from(letter));
    let message = match kind {
        Hidden::Direction => words!("a character that turns the direction of the text ({n})", "改变文字方向的字符（{n}）", n = number),
        Hidden::Invisible => words!("a character that cannot be seen ({n})", "不可见的字符（{n}）", n = number),
        Hidden::Space => words!("a character that only looks like a space ({n})", "形似空格的字符（{n}）", n = number),
    };
    let replacement = if kind == Hidden::Space { " " } else { "" };
    Diagnostic::new(code::HIDDEN_LETTER, span, message).fix(words!("take it out", "删去"), span, replacement, Applicability::Safe)
}

/// A name that is not in normal form.
pub(super) fn not_normal(span: Span, written: &str, normal: &str) -> Diagnostic {
    Diagnostic::new(
        code::NOT_NORMAL,
        span,
        words!("the name `{w}` is not in Unicode normal form", "名称“{w}”不是规范的 Unicode 形式", w = written),
    )
    .fix(words!("write `{n}` in normal form", "改写为规范形式的“{n}”", n = normal), span, normal, Applicability::Safe)
}

/// A number with too many digits.
pub(super) fn number_too_long(span: Span) -> Diagnostic {
    Diagnostic::new(code::NUMBER_TOO_LONG, span, words!("a number has at most {d} digits", "数字最多 {d} 位", d = DIGITS))
}

/// Nested too deep.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(code::TOO_DEEP, span, words!("nested deeper than {n} levels", "嵌套超过 {n} 层", n = NESTING))
}

/// A file that is too large.
pub(super) fn file_too_large(span: Span, bytes: usize) -> Diagnostic {
    let message = words!("a rule file has at most {m} bytes, found {b}", "规则文件最多 {m} 字节，却有 {b} 字节", m = FILE_BYTES, b = bytes);
    Diagnostic::new(code::FILE_TOO_LARGE, span, message)
}

/// The parser gave up.
pub(super) fn too_complicated(span: Span) -> Diagnostic {
    Diagnostic::new(code::TOO_COMPLICATED, span, words!("this is too complicated to be read", "此句过于复杂，无法读取"))
}

/// A day that does not exist.
pub(super) fn no_such_day(span: Span, day: &str) -> Diagnostic {
    Diagnostic::new(code::NO_SUCH_DAY, span, words!("there is no {d}", "没有“{d}”这一天", d = day))
}

/// A straight line without a band of two ends.
pub(super) fn line_outside_band(span: Span, band: Option<Span>) -> Diagnostic {
    let found =
        Diagnostic::new(code::LINE_OUTSIDE_BAND, span, words!("a straight line needs a band with two ends", "直线得分需要有两端的区间"));
    match band {
        Some(band) => found.related(band, words!("this band has no two ends", "这个区间没有两端")),
        None => found,
    }
}

/// A judge's room outside a state.
pub(super) fn room_outside_state(span: Span) -> Diagnostic {
    Diagnostic::new(
        code::ROOM_OUTSIDE_STATE,
        span,
        words!("only a judge of a state has room between two numbers", "只有描述法的评定人才有评分幅度"),
    )
}

/// A method that does not exist.
pub(super) fn unknown_method(span: Span, written: &str, open: Span) -> Diagnostic {
    let message = words!(
        "expected `quantify`, `steps`, `state` or `start at`, found `{w}`",
        "应为“量化”、“步骤”、“描述”或“起评分”，却是“{w}”",
        w = written
    );
    Diagnostic::new(code::UNKNOWN_METHOD, span, message).related(open, words!("a method begins here", "此处应是一种评价方式"))
}

/// An option that is given twice.
pub(super) fn said_twice(span: Span) -> Diagnostic {
    Diagnostic::new(code::SAID_TWICE, span, words!("this is said twice", "重复"))
}

/// A list before `in REGISTER`.
pub(super) fn list_in_register(span: Span) -> Diagnostic {
    Diagnostic::new(
        code::LIST_IN_REGISTER,
        span,
        words!("expected one value of each entry, found a list", "应为每条记录的一个值，却是一组值"),
    )
}

/// A table that is looked up by a path.
pub(super) fn table_is_a_name(span: Span) -> Diagnostic {
    Diagnostic::new(code::TABLE_IS_A_NAME, span, words!("a table is looked up by its name alone", "对照表应直接写名称"))
}
