//! Findings about examples.

use super::{listed, offering};
use crate::check::names::Suggestion;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast::Name;
use crate::text::{Span, Words, counted};
use crate::value::Number;
use crate::words;

/// An example that expects nothing.
pub fn no_expectation(title: Span) -> Diagnostic {
    Diagnostic::new(code::NO_EXPECTATION, title, words!("the example expects nothing", "示例没有写应得的结果"))
        .help(words!("add `expect 5 points`, or a column `points`", "请加上“应得 5 分”，或加一列“分值”"))
}

fn asks_for_nothing(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::UNKNOWN_QUESTION, span, message)
}

/// A name that no question has.
pub fn unknown_question(name: &Name, indicator: Option<&str>, suggestion: Option<Suggestion>, known: &[String]) -> Diagnostic {
    let message = match indicator {
        Some(indicator) => {
            words!("`{indicator}` does not ask for `{name}`", "“{indicator}”没有数据项“{name}”", indicator = indicator, name = name.value)
        }
        None => words!("nobody asks for `{name}`", "没有数据项“{name}”", name = name.value),
    };
    let mut diagnostic = asks_for_nothing(name.span, message);
    if suggestion.is_none() && !known.is_empty() {
        let Words { english, chinese } = listed(known);
        diagnostic = diagnostic.note(words!("it asks for {e}", "可用的有{z}", e = english, z = chinese));
    }
    offering(diagnostic, name.span, suggestion)
}

/// A subject that the example does not know, or does not name where it must.
pub fn unknown_subject(span: Span, name: Option<&str>, suggestion: Option<Suggestion>) -> Diagnostic {
    match name {
        Some(name) => {
            let message = words!("nothing is given of `{name}` in this example", "本示例没有“{name}”的已知数据", name = name);
            offering(unclear_subject(span, message), span, suggestion)
        }
        None => {
            let message = words!("the example has several subjects, and this does not say which", "示例有多个对象，此处未写明是哪一个");
            unclear_subject(span, message)
                .help(words!("put its name first: `given north: …`, `expect north …`", "请先写对象名称，如“已知 城北: …”、“应得 城北 …”"))
        }
    }
}

/// A parent that is no member of the kinds a subject may belong to; a subject of a kind `alone` has no parent.
pub fn no_such_parent(name: &Name, suggestion: Option<Suggestion>, members: &[String], alone: bool) -> Diagnostic {
    let message = words!("nobody can belong to `{name}` in this example", "本示例中没有可以隶属的“{name}”", name = name.value);
    let mut diagnostic = unclear_subject(name.span, message);
    if alone {
        diagnostic = diagnostic.note(words!("subjects of this kind belong to nobody", "这类对象没有所在单位"));
    } else if suggestion.is_none() && !members.is_empty() {
        let Words { english, chinese } = listed(members);
        diagnostic = diagnostic.note(words!("one can belong to {e}", "可以隶属于{z}", e = english, z = chinese));
    }
    offering(diagnostic, name.span, suggestion)
}

/// Something else than a name where the example says whom a subject belongs to.
pub fn parent_is_a_name(span: Span) -> Diagnostic {
    unclear_subject(span, words!("a parent is given by its name", "所在单位应写其名称"))
        .help(words!("write `given wang: parent = tax_service`", "请写“已知 王某: 所在单位 = 纳税服务处”"))
}

fn unclear_subject(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::UNKNOWN_SUBJECT, span, message)
}

/// What may be wrong with a table of cases.
pub enum CaseFault<'t> {
    /// A line with too few or too many cells: found and wanted.
    Cells(usize, usize),
    /// A cell of the head that is no name.
    Head,
    /// A column that stands there already.
    Twice(&'t str),
    /// A result in a column that gives something, or the other way round.
    Result(&'t str),
}

/// A table of cases that cannot be read.
pub fn malformed_case(span: Span, fault: &CaseFault<'_>) -> Diagnostic {
    let message = match fault {
        CaseFault::Cells(found, wanted) => {
            words!(
                "the line has {cells}, the head {wanted}",
                "此行有 {found} 格，表头有 {wanted} 格",
                cells = counted(found, "cell"),
                found = found,
                wanted = wanted
            )
        }
        CaseFault::Head => words!("the head of the table names inputs", "表头应写数据项名称"),
        CaseFault::Twice(column) => words!("the table has two columns `{column}`", "表中有两列“{column}”", column = column),
        CaseFault::Result(column) => words!("this cannot stand in the column `{column}`", "“{column}”一列不能这样写", column = column),
    };
    let diagnostic = Diagnostic::new(code::MALFORMED_CASE, span, message);
    match fault {
        CaseFault::Twice(_) => diagnostic.help(words!(
            "take one out; the points that a judge gives stand under `INDICATOR.points`",
            "请删去一列；评定人给出的分数写在“指标.分值”一列"
        )),
        CaseFault::Cells(..) | CaseFault::Head | CaseFault::Result(_) => diagnostic,
    }
}

/// A result that an example of this kind does not have.
pub fn unfit_expectation(span: Span, whole_card: bool) -> Diagnostic {
    if whole_card {
        Diagnostic::new(
            code::UNFIT_EXPECTATION,
            span,
            words!("an example of a whole scorecard expects a total or a grade", "整张计分卡的示例应写总分或等次"),
        )
    } else {
        Diagnostic::new(code::UNFIT_EXPECTATION, span, words!("an example of one indicator expects points", "单个指标的示例应写分数"))
    }
}

/// A code that does not exist, or that no example ever comes to.
pub fn unmet_code(span: Span, code_text: &str, known: Option<Code>) -> Diagnostic {
    let message = match known {
        None => words!("there is no code `{code_text}`", "没有代码“{code_text}”", code_text = code_text),
        Some(code) => words!("an example never comes to {code}", "示例不会出现 {code}", code = code),
    };
    let mut finding = Diagnostic::new(code::UNKNOWN_CODE, span, message);
    if let Some(code) = known {
        finding = finding.note(words!(
            "{code} ({english}) is found while rules or files of data are read, and an example has no files",
            "{code}（{chinese}）是在读取规则或数据文件时发现的，而示例没有数据文件",
            code = code,
            english = code.row().english,
            chinese = code.row().chinese
        ));
    }
    // Whatever is wrong with an answer makes the outcome invalid.
    finding.help(words!(
        "write `expect invalid`, or a code that scoring comes to: {codes}",
        "写成“应得 无效”，或填写计分时会出现的代码：{codes}",
        codes = code::of_examples().map(|code| code.to_string()).collect::<Vec<_>>().join(", ")
    ))
}

/// A ruling in an example that does not say about what, or gives points beyond these limits.
pub fn unfit_ruling(span: Span, limits: Option<(&Number, &Number)>) -> Diagnostic {
    let (message, help) = match limits {
        None => (
            words!("it does not say of which indicator", "没有写明是哪项指标"),
            words!("write `exemption of INDICATOR …` or `award of INDICATOR …`", "写成“豁免 对 指标 …”或“核定 对 指标 …”"),
        ),
        Some((low, high)) => (
            words!("the indicator gives from {low} to {high} points", "该指标的分数在 {low} 至 {high} 之间", low = low, high = high),
            words!("write points from {low} to {high}", "请填写 {low} 至 {high} 之间的分数", low = low, high = high),
        ),
    };
    Diagnostic::new(code::UNFIT_EXAMPLE_RULING, span, message).help(help)
}

/// One answer given twice.
pub fn given_twice(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(code::GIVEN_TWICE, span, words!("this is given twice", "重复给出"))
        .related(first, words!("given here first", "首次给出"))
}

/// Ballots for an indicator that has no survey.
pub fn not_surveyed(span: Span, indicator: &str) -> Diagnostic {
    let message = words!("`{indicator}` has no survey, so it takes no ballots", "“{indicator}”没有测评，不计票", indicator = indicator);
    asks_for_nothing(span, message).help(words!("name an indicator that is judged by a survey", "请写按测评评定的指标"))
}

/// Ballots of a group in an example of a whole card, which has many indicators.
pub fn group_without_indicator(span: Span) -> Diagnostic {
    let message = words!("this does not say for which indicator the ballots are", "此处未写明是哪个指标的票");
    asks_for_nothing(span, message)
        .help(words!("put its name first: `ballots by conduct.leaders: …`", "请先写指标名称，如“作风.领导 票数: …”"))
}
