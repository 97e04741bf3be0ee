//! Messages about answers that are not numbers, and about what is no answer.

use super::{guess, listed, sure};
use crate::data::table::Cell;
use crate::data::unseen::shown;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::{Span, Words};
use crate::value::{Day, Number};
use crate::words;

/// The error of a formula.
pub fn spreadsheet_error(cell: &Cell) -> Diagnostic {
    let text = shown(&cell.text);
    let new = |message| Diagnostic::new(catalogue::SPREADSHEET_ERROR, cell.span, message);
    if cell.text.chars().all(|letter| letter == '#') {
        return new(words!(
            "`{text}` is what a spreadsheet shows when a column is too narrow",
            "“{text}”是电子表格列宽不够时的显示",
            text = text
        ))
        .help(words!("widen the column and save again", "请加宽该列后重新保存"));
    }
    new(words!("`{text}` is what a spreadsheet shows for a formula that failed", "“{text}”是电子表格公式出错时的显示", text = text))
        .help(words!("put the formula right and save again, or leave the cell empty", "请改正公式后重新保存，或将单元格留空"))
}

/// A day the calendar does not have.
pub fn no_such_day(cell: &Cell, last: Option<Day>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::DATA_NO_SUCH_DAY,
        cell.span,
        words!("there is no day `{text}`", "没有“{text}”这一天", text = shown(&cell.text)),
    );
    match last {
        Some(last) => diagnostic.help(words!("the last day of that month is `{last}`", "该月最后一天是“{last}”", last = last)),
        None => diagnostic.help(words!("write a day that exists, such as `2025-03-31`", "请填写存在的日期，如“2025-03-31”")),
    }
}

/// What a date in another form may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This day.
    Day(Day),
    /// This day of the rulebook's year, since no year was written.
    OfYear(Day),
    /// This day, if the number counts days as spreadsheets do.
    Serial(Day),
    /// One of these two, by the order of month and day.
    Either(Day, Day),
    /// A month without a day.
    NoDay,
    /// Nothing we know.
    Unknown,
}

/// A date in another form.
pub fn other_date_form(cell: &Cell, meant: Meant) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::OTHER_DATE_FORM,
        cell.span,
        words!("expected a date such as `2025-03-31`, found `{text}`", "应为“2025-03-31”式的日期，实为“{text}”", text = shown(&cell.text)),
    );
    match meant {
        Meant::Day(day) => sure(diagnostic, cell, &day.to_string()),
        Meant::OfYear(day) => guess(diagnostic.note(words!("no year is written", "没有写年份")), cell, &day.to_string()),
        Meant::Serial(day) => guess(
            diagnostic.note(words!(
                "a spreadsheet counts days like this when the column is not formatted as dates",
                "列未设为日期格式时，电子表格会这样以天数表示日期"
            )),
            cell,
            &day.to_string(),
        ),
        Meant::Either(first, second) => diagnostic.help(words!(
            "write `{first}` or `{second}`, whichever is meant",
            "请按实际写成“{first}”或“{second}”",
            first = first,
            second = second
        )),
        Meant::NoDay => diagnostic.help(words!("write the day as well: `2025-03-31`", "请写明具体日期：“2025-03-31”")),
        Meant::Unknown => diagnostic.help(words!("write year, month and day: `2025-03-31`", "请写年、月、日：“2025-03-31”")),
    }
}

/// A value that is none of the choice.
pub fn unknown_choice(cell: &Cell, names: &[&str], near: Option<(&str, bool)>) -> Diagnostic {
    let list = listed(names.iter().copied(), 8);
    let diagnostic = Diagnostic::new(
        catalogue::DATA_UNKNOWN_CHOICE,
        cell.span,
        words!(
            "expected one of {english}, found `{text}`",
            "应为{chinese}之一，实为“{text}”",
            english = list.english,
            chinese = list.chinese,
            text = shown(&cell.text)
        ),
    );
    match near {
        Some((name, true)) => sure(diagnostic, cell, name),
        Some((name, false)) => guess(diagnostic.help(words!("did you mean `{name}`?", "是否应为“{name}”？", name = name)), cell, name),
        None => diagnostic.help(words!("write one of these names", "请填写其中一个名称")),
    }
}

/// Neither yes nor no.
pub fn not_yes_or_no(cell: &Cell, meant: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::NOT_YES_OR_NO,
        cell.span,
        words!("expected `yes` or `no`, found `{text}`", "应为“是”或“否”，实为“{text}”", text = shown(&cell.text)),
    );
    match meant {
        Some(meant) => guess(diagnostic, cell, meant),
        None => diagnostic.help(words!("write `yes` or `no`", "请填写“是”或“否”")),
    }
}

/// How a step is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepAnswer<'a> {
    /// The step has a day, and `yes` does not say when it was done.
    NeedsDay,
    /// The step has a day; the word means that it was not done.
    NotDone(&'a str),
    /// The step has no day, and a date was given.
    TakesNoDay(&'a str),
}

/// A step answered in a way that does not fit it.
pub fn wrong_step_answer(cell: &Cell, answer: StepAnswer<'_>) -> Diagnostic {
    let text = shown(&cell.text);
    let new = |message| Diagnostic::new(catalogue::WRONG_STEP_ANSWER, cell.span, message);
    match answer {
        StepAnswer::NeedsDay => {
            new(words!("`{text}` does not say on which day the step was done", "“{text}”没有说明步骤完成的日期", text = text))
                .note(words!("the step has a day by which it is due", "该步骤有完成期限"))
                .help(words!("write the day it was done, such as `2025-03-31`", "请填写完成日期，如“2025-03-31”"))
        }
        StepAnswer::NotDone(no) => {
            guess(new(words!("expected a date or `no`, found `{text}`", "应为日期或“否”，实为“{text}”", text = text)), cell, no)
        }
        StepAnswer::TakesNoDay(yes) => guess(
            new(words!("`{text}` is a date, and this step has no day", "“{text}”是日期，而该步骤没有期限", text = text))
                .note(words!("a step without a day is answered with `yes` or `no`", "没有期限的步骤填“是”或“否”")),
            cell,
            yes,
        ),
    }
}

/// "Not applicable", typed by a submitter.
pub fn not_applicable_typed(cell: &Cell) -> Diagnostic {
    Diagnostic::new(
        catalogue::NOT_APPLICABLE_TYPED,
        cell.span,
        words!("`{text}` cannot be given as an answer", "不能填报“{text}”", text = shown(&cell.text)),
    )
    .note(words!(
        "only the rulebook says what is not applicable: by a row, or by whom an indicator is for",
        "是否不适用只由考核规则决定：由规则中的行或指标的适用范围确定"
    ))
    .help(words!("leave the cell empty, or answer what is asked", "请将单元格留空，或按要求填报"))
}

/// A word for "nothing" that the rulebook does not know.
pub fn undeclared_missing(cell: &Cell) -> Diagnostic {
    let text = shown(&cell.text);
    let diagnostic = Diagnostic::new(
        catalogue::UNDECLARED_MISSING,
        cell.span,
        words!("`{text}` is not declared to mean that there is nothing", "“{text}”没有声明为表示“无”的写法", text = text),
    )
    .help(words!(
        "leave the cell empty, or declare it in the rulebook: `missing written \"{text}\"`",
        "请将单元格留空，或在考核规则中声明：“缺报写作 \"{text}\"”",
        text = text
    ));
    guess(diagnostic, cell, "")
}

/// Points where the state judged leaves no range; `state` is its name, none when no state was given.
pub fn points_not_asked(cell: &Cell, state: Option<&str>) -> Diagnostic {
    let diagnostic = match state {
        Some(state) => Diagnostic::new(
            catalogue::POINTS_NOT_ASKED,
            cell.span,
            words!("points are given, and `{state}` leaves the judge no range", "填了分数，而“{state}”没有评分幅度", state = state),
        ),
        None => {
            Diagnostic::new(catalogue::POINTS_NOT_ASKED, cell.span, words!("points are given, and no state", "填了分数，却没有填评定状态"))
        }
    };
    match state {
        Some(_) => guess(diagnostic, cell, ""),
        None => diagnostic.help(words!("fill in the state that was judged", "请填写评定的状态")),
    }
}

/// Points outside the range of the state judged.
pub fn points_out_of_range(cell: &Cell, state: &str, low: &Number, high: &Number, declared: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::POINTS_OUT_OF_RANGE,
        cell.span,
        words!(
            "expected {low} to {high} points for `{state}`, found `{text}`",
            "“{state}”应为 {low} 至 {high} 分，实为“{text}”",
            low = low,
            high = high,
            state = state,
            text = shown(&cell.text)
        ),
    )
    .related(declared, words!("the range is set here", "评分幅度在这里规定"))
    .help(words!("write points inside the range, or another state", "请填写幅度以内的分数，或改评其他描述"))
}

/// An empty field that must be filled.
pub fn empty_field(cell: &Cell, declared: Span) -> Diagnostic {
    Diagnostic::new(catalogue::EMPTY_FIELD, cell.span, words!("the field is empty", "该字段为空"))
        .related(declared, words!("it is not declared `or empty`", "声明中没有“可空”"))
        .help(words!("fill it in, or declare the field `or empty` in the rulebook", "请填写，或在考核规则中将该字段声明为“可空”"))
}

/// A JSON value of a kind its column does not take.
pub fn wrong_json_value(cell: &Cell, wanted: &Words) -> Diagnostic {
    Diagnostic::new(
        catalogue::WRONG_JSON_VALUE,
        cell.span,
        words!(
            "expected {english}, found `{text}`",
            "应为{chinese}，实为“{text}”",
            english = wanted.english,
            chinese = wanted.chinese,
            text = shown(&cell.text)
        ),
    )
    .help(words!("write {english}", "请填写{chinese}", english = wanted.english, chinese = wanted.chinese))
}
