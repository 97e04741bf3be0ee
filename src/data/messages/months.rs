//! Findings about months in data.

use super::{guess, sure};
use crate::data::table::Cell;
use crate::data::unseen::shown;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::{Span, Words};
use crate::words;

/// Why a cell is not a month of the year.
pub enum MonthFault {
    /// Not of the form `2025-03`; the month that is meant, where that can be told.
    Malformed(Option<usize>),
    /// There is no such month.
    NoSuchMonth,
    /// Of another year.
    OtherYear(usize),
}

/// Reads `2025-03`, and nothing else: the month, 1 to 12.
///
/// # Errors
/// [`MonthFault`] where it is not a month of the year.
pub fn month(text: &str, year: i64) -> Result<usize, MonthFault> {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((of_year, month)) = text.split_once('-').filter(|(first, second)| digits(first, 4) && digits(second, 2)) else {
        return Err(MonthFault::Malformed(meant(text, year)));
    };
    match (of_year.parse::<i64>(), month.parse::<usize>()) {
        (Ok(of_year), Ok(month @ 1..=12)) if of_year == year => Ok(month),
        (Ok(_), Ok(month @ 1..=12)) => Err(MonthFault::OtherYear(month)),
        (_, _) => Err(MonthFault::NoSuchMonth),
    }
}

/// The month of the year that another way of writing surely means: `2025/3`, `2025年3月`, `2025-3-31`, `3月`.
fn meant(text: &str, year: i64) -> Option<usize> {
    let numbers: Vec<i64> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let month = match numbers.as_slice() {
        [of_year, month] | [of_year, month, _] if *of_year == year => *month,
        [month] if text.trim().ends_with('月') => *month,
        _ => return None,
    };
    usize::try_from(month).ok().filter(|month| (1..=12).contains(month))
}

/// A cell that is no month of the year; `whose` says that the row says whom it is about.
pub fn bad_month(cell: &Cell, year: i64, fault: &MonthFault, whose: bool) -> Diagnostic {
    let diagnostic = no_month(cell, year, fault);
    if !whose {
        return diagnostic;
    }
    diagnostic.note(words!(
        "nobody can tell which month this row is about: until it is put right, the months without a row of their own are invalid",
        "无法判断此行属于哪个月：改正之前，没有数据行的月份均为无效"
    ))
}

fn no_month(cell: &Cell, year: i64, fault: &MonthFault) -> Diagnostic {
    match fault {
        MonthFault::Malformed(meant) => {
            let message = words!(
                "expected a month such as `{year}-03`, found `{text}`",
                "应为“{year}-03”式的月份，实为“{text}”",
                year = year,
                text = shown(&cell.text)
            );
            let finding = Diagnostic::new(catalogue::MALFORMED_MONTH, cell.span, message);
            match meant {
                Some(month) => sure(finding, cell, &format!("{year}-{month:02}")),
                None => finding.help(words!("write the year and the month: `{year}-03`", "请写年和月：“{year}-03”", year = year)),
            }
        }
        MonthFault::NoSuchMonth => Diagnostic::new(
            catalogue::MALFORMED_MONTH,
            cell.span,
            words!("there is no month `{text}`", "没有“{text}”这个月份", text = shown(&cell.text)),
        )
        .help(words!("write a month from `{year}-01` to `{year}-12`", "请写“{year}-01”至“{year}-12”中的月份", year = year)),
        MonthFault::OtherYear(month) => {
            let message = words!(
                "`{text}` is no month of {year}, the year that is judged",
                "“{text}”不在考核年度 {year} 年内",
                text = shown(&cell.text),
                year = year
            );
            let finding = Diagnostic::new(catalogue::MONTH_OF_OTHER_YEAR, cell.span, message)
                .help(words!("put the year right, or take the row out", "请更正年份，或删除此行"));
            guess(finding, cell, &format!("{year}-{month:02}"))
        }
    }
}

/// A subject has two rows for one month.
pub fn repeated_month(cell: &Cell, first: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::REPEATED_MONTH,
        cell.span,
        words!("this subject has a row for `{month}` already", "该对象已有“{month}”的数据行", month = shown(&cell.text)),
    )
    .related(first, words!("here first", "首次出现在这里"))
    .note(words!("no row wins over another: the month is invalid", "各行不分先后，该月无效"))
    .help(words!("keep one row for each subject and month", "每个对象每个月只保留一行"))
}

/// No table of months where some are asked for.
pub fn missing_months(span: Span, level: &str, json: bool, inputs: &Words) -> Diagnostic {
    let message = if json {
        words!("the data has no list `{level}.monthly`", "数据中没有列表“{level}.按月”", level = level)
    } else {
        words!("the data has no file `{level}.monthly.csv`", "数据中没有文件“{level}.按月.csv”", level = level)
    };
    Diagnostic::new(catalogue::MISSING_MONTHS, span, message)
        .note(words!("monthly inputs are asked for: {e}", "有按月报送的数据项：{z}", e = inputs.english, z = inputs.chinese))
        .help(words!(
            "add it, with the columns `id` and `month` and a row for each month, if there is none yet",
            "请补上，含“编号”和“月份”两列，每月一行；尚无数据也要有该文件"
        ))
}
