//! Findings about values of each month.

use super::Phrase;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as code;
use crate::text::{Span, Words};
use crate::words;

/// The functions that make one value of those of all months.
fn functions(name: &str) -> Words {
    words!(
        "say what is meant: `sum of {name}`, `latest of {name}`, `average of {name}`, `highest of {name}`, `lowest of {name}`, or count: `number of months where {name} …`",
        "请写明取值方式：“合计 {name}”、“最近 {name}”、“平均 {name}”、“最高 {name}”、“最低 {name}”，或计月数：“个数 月份 其中 {name} …”",
        name = name
    )
}

/// A monthly input where one value is wanted.
pub fn without_function(span: Span, name: &str) -> Diagnostic {
    let message =
        words!("`{name}` has a value for each month, and one value is wanted here", "“{name}”每月一个值，此处应为单个值", name = name);
    Diagnostic::new(code::MONTHLY_WITHOUT_FUNCTION, span, message).label(words!("twelve values", "十二个值")).help(functions(name))
}

/// A function over months of what is not monthly.
pub fn not_monthly(span: Span, name: &str, declared: Option<Span>) -> Diagnostic {
    let message = words!("`{name}` is not monthly, so it has no months to go through", "“{name}”不是按月报送的数据项", name = name);
    let finding = Diagnostic::new(code::NOT_MONTHLY, span, message).help(words!(
        "name a monthly input, declare this one `monthly`, or list values in brackets: `highest of (a, b)`",
        "请写按月的数据项，或把它声明为“按月”，或用括号列出各值：“最高 (甲, 乙)”"
    ));
    match declared {
        Some(declared) => finding.related(declared, words!("declared here", "声明在此")),
        None => finding,
    }
}

/// A function for months alone, over something else.
pub fn only_over_months(span: Span) -> Diagnostic {
    Diagnostic::new(code::ONLY_OVER_MONTHS, span, words!("`latest` is for the months of an input alone", "“最近”只用于按月的数据项"))
        .help(words!("write `highest of` or name a monthly input", "请写“最高”，或写按月的数据项"))
}

/// A condition on months that reads nothing monthly.
pub fn no_month_in_condition(span: Span) -> Diagnostic {
    Diagnostic::new(
        code::NO_MONTH_IN_CONDITION,
        span,
        words!("this condition reads no monthly input, so it is the same for all months", "该条件未用到按月的数据项，各月结果相同"),
    )
    .help(words!("compare a monthly input: `months where collected is below planned`", "请比较按月的数据项：“月份 其中 入库 不满 计划”"))
}

/// A day of each month for an input that is not monthly.
pub fn day_without_monthly(span: Span) -> Diagnostic {
    let Words { english, chinese } = Phrase::Monthly.words();
    Diagnostic::new(
        code::DAY_WITHOUT_MONTHLY,
        span,
        words!("a day of each month is for an input that is {e}", "每月的期限只用于{z}报送的数据项", e = english, z = chinese),
    )
    .help(words!("write `monthly` before it, or name a day such as `due 31 March`", "请在前面写“按月”，或写具体日期，如“3月31日前”"))
}

/// A day that not every month has.
pub fn no_day_of_every_month(span: Span, day: i64) -> Diagnostic {
    Diagnostic::new(code::NO_DAY_OF_EVERY_MONTH, span, words!("not every month has a day {day}", "并非每个月都有 {day} 日", day = day))
        .help(words!("name a day from 1 to 28, or `the last day of the month`", "请写 1 至 28 日，或“当月最后一日前”"))
}

/// A value of one month given to what is not monthly, or the other way round.
pub fn month_of_example(span: Span, name: &str, monthly: bool) -> Diagnostic {
    if monthly {
        Diagnostic::new(
            code::MONTH_OF_EXAMPLE,
            span,
            words!("`{name}` is monthly: say for which months it is given", "“{name}”按月报送：请写明是哪个月的值", name = name),
        )
        .help(words!(
            "write `{name} in March = …`, `{name} in January to June = …` or `{name} in each month = …`",
            "请写“{name} 于 3月 = …”、“{name} 于 1月 至 6月 = …”或“{name} 于 每月 = …”",
            name = name
        ))
    } else {
        Diagnostic::new(
            code::MONTH_OF_EXAMPLE,
            span,
            words!("`{name}` is not monthly, so it has one value for the year", "“{name}”不是按月报送，全年只有一个值", name = name),
        )
        .help(words!("leave the month out", "请删去月份"))
    }
}

/// A month of another year, or one that comes after the month up to which values are given.
pub fn no_such_month(span: Span, year: i64) -> Diagnostic {
    Diagnostic::new(
        code::NO_SUCH_MONTHS,
        span,
        words!("these are not months of {year} in their order", "这不是 {year} 年内依次的月份", year = year),
    )
    .help(words!("write `in January to June`, or a month such as `{year}-03`", "请写“1月 至 6月”，或“{year}-03”式的月份", year = year))
}
