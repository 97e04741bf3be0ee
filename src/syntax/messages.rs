//! One function for each code of syntax.

mod clauses;
mod repairs;

pub(super) use clauses::*;
pub(super) use repairs::*;

use super::limits::{DIGITS, FILE_BYTES, NESTING, OPERATORS};
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic, Edit, Fix};
use crate::text::{Hidden, Span, Words};
use crate::words;

/// Something else was expected; nothing `found` is the end of the line.
pub(super) fn unexpected(span: Span, expected: &Words, found: Option<&str>) -> Diagnostic {
    let (e, z) = (&expected.english, &expected.chinese);
    let message = match found {
        Some(found) => words!("expected {e}, found `{f}`", "应为{z}，却是“{f}”", e = e, z = z, f = found),
        None => words!("expected {e}, found the end of the line", "应为{z}，却到了行尾", e = e, z = z),
    };
    does_not_belong(span, message)
}

/// What stands where the grammar has no place for it, in words of its own.
pub(super) fn does_not_belong(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::UNEXPECTED, span, message)
}

/// A text without its closing quotation mark, with places where it might end.
pub(super) fn unclosed_text(span: Span, end: Option<(Span, &str)>) -> Diagnostic {
    let found = Diagnostic::new(code::UNCLOSED_TEXT, span, words!("this text does not end on its line", "这段文字在本行没有右引号"))
        .note(words!("a text ends on the line where it begins", "文字必须在同一行内结束"));
    match end {
        Some((place, mark)) => {
            found.fix(words!("end it with `{mark}`", "补上右引号 {mark}", mark = mark), place, mark, Applicability::MaybeIncorrect)
        }
        None => found.help(words!("write the second quotation mark", "补上右引号")),
    }
}

/// An opening bracket without its partner.
pub(super) fn unclosed_bracket(span: Span, bracket: &str) -> Diagnostic {
    Diagnostic::new(code::UNCLOSED_BRACKET, span, words!("this `{bracket}` is never closed", "这个“{bracket}”没有闭合", bracket = bracket))
        .help(words!("close it on the same line, or take it out", "在同一行补上右括号，或者删去它"))
}

/// An opening brace without its partner.
pub(super) fn unclosed_brace(span: Span, next: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(code::UNCLOSED_BRACE, span, words!("this `{{` is never closed", "这个“{{”没有闭合"));
    match next {
        Some(next) => found.related(next.at_start(), words!("a `}}` is missing before this", "此处之前缺少“}}”")),
        None => found.help(words!("add a `}}` at the end of its body", "在内容末尾补上“}}”")),
    }
}

/// A closing brace too many.
pub(super) fn stray_brace(span: Span) -> Diagnostic {
    Diagnostic::new(code::STRAY_BRACE, span, words!("this `}}` closes nothing", "这个“}}”没有对应的“{{”")).fix(
        words!("take it out", "删去"),
        span,
        "",
        Applicability::MaybeIncorrect,
    )
}

/// A statement that needs a body.
pub(super) fn missing_body(head: Span) -> Diagnostic {
    Diagnostic::new(code::MISSING_BODY, head.at_end(), words!("expected `{{`, found the end of the line", "应为“{{”，却到了行尾"))
        .note(words!("its clauses stand between `{{` and `}}`", "条款写在“{{”和“}}”之间"))
}

/// A statement whose opening brace was forgotten: the lines of its body follow.
pub(super) fn missing_brace(head: Span) -> Diagnostic {
    missing_body(head).fix(words!("write ` {{` at the end of this line", "在本行末尾写上“{{”"), head.at_end(), " {", Applicability::Safe)
}

/// A statement of which both braces were forgotten; its body ends at `end` and is set deeper than `indent`.
pub(super) fn missing_braces(head: Span, end: Span, indent: usize) -> Diagnostic {
    let title =
        words!("write ` {{` at the end of this line and `}}` below its last clause", "在本行末尾写上“{{”，在其最后一条之后另起一行写“}}”");
    let edit = |span, replacement| Edit { span, replacement };
    let edits = vec![edit(head.at_end(), " {".to_owned()), edit(end, format!("\n{}}}", " ".repeat(indent)))];
    with_edits(missing_body(head).help(title), edits)
}

/// A body where none belongs.
pub(super) fn unexpected_body(open: Span) -> Diagnostic {
    Diagnostic::new(code::UNEXPECTED_BODY, open, words!("expected the end of the line, found `{{`", "应为行尾，却是“{{”"))
        .note(words!("this kind of line has no body", "这类条款没有花括号内容"))
}

/// Braces with nothing before them.
pub(super) fn body_without_head(open: Span) -> Diagnostic {
    Diagnostic::new(code::BODY_WITHOUT_HEAD, open, words!("nothing stands before this `{{`", "这个“{{”之前没有内容"))
        .note(words!("a `{{` stands on the line of what it belongs to", "“{{”应与它所属的条款写在同一行"))
}

/// A brace on the line below the one it belongs to; nothing but `blank` stands between them, or a comment.
pub(super) fn body_on_next_line(open: Span, blank: Option<Span>, head: Span) -> Diagnostic {
    let edit = |span, replacement: &str| Edit { span, replacement: replacement.to_owned() };
    let edits = match blank {
        Some(blank) => vec![edit(blank, " ")],
        None => vec![edit(head, " {"), edit(open, "")],
    };
    let title = words!("put it at the end of the line above", "移到上一行末尾");
    let mut found = body_without_head(open);
    found.fix = Some(Fix { title, edits, applicability: Applicability::Safe });
    found
}

/// A clause at the outermost level.
pub(super) fn clause_outside(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code::CLAUSE_OUTSIDE, span, words!("`{w}` stands outside any body", "“{w}”不在任何花括号之内", w = word)).note(words!(
        "a clause belongs between the `{{` and `}}` of an item, such as an indicator",
        "条款应写在条目（如指标）的“{{”和“}}”之间"
    ))
}

/// A refused character.
pub(super) fn hidden_letter(span: Span, letter: char, kind: Hidden) -> Diagnostic {
    let number = format!("U+{:04X}", u32::from(letter));
    let message = match kind {
        Hidden::Direction => words!("a character that turns the direction of the text ({n})", "改变文字方向的字符（{n}）", n = number),
        Hidden::Invisible => words!("a character that cannot be seen ({n})", "不可见的字符（{n}）", n = number),
        Hidden::Space => words!("a character that only looks like a space ({n})", "形似空格的字符（{n}）", n = number),
    };
    let (replacement, title) = match kind {
        Hidden::Space => (" ", words!("write a space", "改为空格")),
        Hidden::Direction | Hidden::Invisible => ("", words!("take it out", "删去")),
    };
    Diagnostic::new(code::HIDDEN_LETTER, span, message)
        .note(words!("what is signed has to be what is read", "签字的内容必须与读到的内容一致"))
        .fix(title, span, replacement, Applicability::Safe)
}

/// A name that is not in normal form.
pub(super) fn not_normal(span: Span, written: &str, normal: &str) -> Diagnostic {
    let message = words!("the name `{w}` is not in Unicode normal form", "名称“{w}”不是规范的 Unicode 形式", w = written);
    Diagnostic::new(code::NOT_NORMAL, span, message).fix(
        words!("write `{n}` in normal form", "改写为规范形式的“{n}”", n = normal),
        span,
        normal,
        Applicability::Safe,
    )
}

/// A number with too many digits.
pub(super) fn number_too_long(span: Span) -> Diagnostic {
    Diagnostic::new(code::NUMBER_TOO_LONG, span, words!("a number has at most {d} digits", "数字最多 {d} 位", d = DIGITS))
}

/// Nested too deep.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(code::TOO_DEEP, span, words!("nested deeper than {n} levels", "嵌套超过 {n} 层", n = NESTING))
        .help(words!("give a piece of it a name with `let`", "用“设”为其中一部分起个名字"))
}

/// What is too long to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooLong {
    /// A file of so many bytes.
    File(usize),
    /// A clause with too many operators.
    Operators,
    /// A clause that takes the parser too many calls.
    Clause,
}

/// A file or clause that is too long.
pub(super) fn too_long(span: Span, what: TooLong) -> Diagnostic {
    let message = match what {
        TooLong::File(bytes) => {
            words!("a rule file has at most {m} bytes, found {b}", "规则文件最多 {m} 字节，却有 {b} 字节", m = FILE_BYTES, b = bytes)
        }
        TooLong::Operators => words!("more than {n} operators in one clause", "一个条款里的运算符超过 {n} 个", n = OPERATORS),
        TooLong::Clause => words!("this clause is too long to be read in one piece", "这一条款过长，无法一次读完"),
    };
    let help = match what {
        TooLong::File(_) => words!("cut it into several files", "请把它分成几个文件"),
        TooLong::Operators | TooLong::Clause => words!("give pieces of it names with `let`", "用“设”为各部分起名字"),
    };
    Diagnostic::new(code::TOO_LONG, span, message).help(help)
}

/// A day that does not exist.
pub(super) fn no_such_day(span: Span, day: &str) -> Diagnostic {
    Diagnostic::new(code::NO_SUCH_DAY, span, words!("there is no day `{d}`", "没有“{d}”这一天", d = day))
}

/// A straight line without a band of two ends.
pub(super) fn line_outside_band(span: Span, band: Option<Span>) -> Diagnostic {
    let message = words!("a straight line needs a band with two ends", "直线得分需要有两端的区间");
    let found = Diagnostic::new(code::LINE_OUTSIDE_BAND, span, message)
        .note(words!("between `a` and `b` the points go from `p` to `q`", "从区间的一端到另一端，得分由一个数变到另一个数"));
    match band {
        Some(band) => found.related(band, words!("no band with two ends", "这里没有两端")),
        None => found,
    }
}

/// A judge's room outside a state.
pub(super) fn room_outside_state(span: Span) -> Diagnostic {
    let message = words!("only the judge of a `state` has room between two numbers", "只有“描述”的评定人才有评分幅度");
    Diagnostic::new(code::ROOM_OUTSIDE_STATE, span, message).help(words!("for a straight line write `6 to 8`", "直线得分写作“6 到 8”"))
}

/// A method that does not exist.
pub(super) fn unknown_method(span: Span, written: &str, meant: Option<&str>) -> Diagnostic {
    let message = words!(
        "expected `quantify`, `steps`, `state`, `survey`, `compete on` or `start at`, found `{w}`",
        "应为“量化”、“步骤”、“描述”、“测评”、“按 … 评比”或“起评分”，却是“{w}”",
        w = written
    );
    let found = Diagnostic::new(code::UNKNOWN_METHOD, span, message);
    match meant {
        Some(meant) => found.fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant, Applicability::MaybeIncorrect),
        None => found,
    }
}

/// An option that is given twice.
pub(super) fn said_twice(span: Span) -> Diagnostic {
    twice(span, words!("this is said twice in one clause", "同一条款中重复"))
}

/// `full` and `or part` in one clause.
pub(super) fn two_choices(span: Span, word: &str, first: &str, first_span: Span) -> Diagnostic {
    twice(span, words!("`{f}` and `{w}` contradict each other", "“{f}”与“{w}”互相矛盾", f = first, w = word))
        .related(first_span, words!("said first here", "此处已写"))
        .help(words!("keep one of them: it says what becomes of a part that is begun", "只保留一个，写明不足一个单位时怎样计算"))
}

fn twice(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::SAID_TWICE, span, message)
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
