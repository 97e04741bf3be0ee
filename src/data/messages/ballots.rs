//! Messages about the ballots of surveys.

use super::{guess, listed, sure};
use crate::data::table::Cell;
use crate::data::unseen::shown;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::{self, Span, Words};
use crate::value::Number;
use crate::words;

/// An indicator nobody knows, or one without a survey.
pub fn unknown_indicator(cell: &Cell, other: bool, names: &[&str], near: Option<(&str, bool)>) -> Diagnostic {
    let text = shown(&cell.text);
    let message = if other {
        words!("`{text}` is not judged by a survey", "“{text}”不按测评评定", text = text)
    } else {
        words!("no indicator is called `{text}`", "没有名为“{text}”的指标", text = text)
    };
    let list = listed(names.iter().copied(), 8);
    let diagnostic = Diagnostic::new(catalogue::BALLOT_UNKNOWN_INDICATOR, cell.span, message).note(words!(
        "until it is put right, nobody can tell which results these ballots belong to",
        "改正之前，无法判断这些票属于哪些结果"
    ));
    match near.filter(|_| !other) {
        Some((name, true)) => sure(diagnostic, cell, name),
        Some((name, false)) => guess(diagnostic.help(words!("did you mean `{name}`?", "是否应为“{name}”？", name = name)), cell, name),
        None => diagnostic.help(words!(
            "write one that is judged by a survey: {e}",
            "请填写按测评评定的指标：{z}",
            e = list.english,
            z = list.chinese
        )),
    }
}

/// A group the survey does not have.
pub fn unknown_group(cell: &Cell, names: &[&str], near: Option<(&str, bool)>) -> Diagnostic {
    let list = listed(names.iter().copied(), 8);
    let diagnostic = Diagnostic::new(
        catalogue::BALLOT_UNKNOWN_GROUP,
        cell.span,
        words!(
            "expected one of the groups {english}, found `{text}`",
            "测评组应为{chinese}之一，实为“{text}”",
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

fn ballot_kind(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(catalogue::BALLOT_KIND, span, message)
}

fn one_of_two(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.note(words!("a row says how many gave a level, or who gave it", "一行要么写该等级的票数，要么写测评人"))
}

fn ballots_twice(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(catalogue::BALLOTS_TWICE, span, message)
}

fn do_not_add_up(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(catalogue::BALLOTS_DO_NOT_ADD_UP, span, message)
}

/// A row with a count and a rater.
pub fn count_and_rater(cell: &Cell) -> Diagnostic {
    one_of_two(ballot_kind(cell.span, words!("the row has a count and a rater as well", "该行既有票数又有测评人")))
        .help(words!("leave one of the two cells empty", "请将其中一个单元格留空"))
}

/// A row with neither.
pub fn neither_count_nor_rater(span: Span, row: usize, [count, rater]: [&str; 2]) -> Diagnostic {
    one_of_two(ballot_kind(span, words!("row {row} has neither a count nor a rater", "第 {row} 行既无票数也无测评人", row = row)))
        .help(words!("fill in `{count}` or `{rater}`", "请填写“{count}”或“{rater}”", count = count, rater = rater))
}

/// Counts and single ratings in one group of one subject.
pub fn mixed_ballots(span: Span, row: usize, counted: bool, first: Span) -> Diagnostic {
    let message = if counted {
        words!("row {row} gives a count where the group has single ratings", "第 {row} 行写票数，而该组为逐人测评", row = row)
    } else {
        words!("row {row} gives a single rating where the group has counts", "第 {row} 行为单人测评，而该组写的是票数", row = row)
    };
    ballot_kind(span, message)
        .related(first, words!("the first row of the group", "该组的第一行"))
        .note(words!("one vote could be counted twice, and nobody would notice", "同一票可能被计两次而无人察觉"))
        .help(words!("give all ballots of a group for one subject in one way", "同一对象同一测评组的票请用同一种方式填报"))
}

/// Somebody who rates itself.
pub fn rates_itself(cell: &Cell) -> Diagnostic {
    Diagnostic::new(
        catalogue::RATES_ITSELF,
        cell.span,
        words!("`{text}` is the one that is rated here", "“{text}”是此处的被测评对象", text = shown(&cell.text)),
    )
    .note(words!("nobody rates itself", "测评人不得测评自己"))
    .help(words!("take the row out, or name the one who rated", "请删去该行，或填写实际测评人"))
}

/// Somebody who rates twice in one group.
pub fn rates_twice(cell: &Cell, rater: &str, first: Span) -> Diagnostic {
    let found = Diagnostic::new(
        catalogue::RATES_TWICE,
        cell.span,
        words!("`{text}` rated here before", "“{text}”在此组已测评过", text = shown(&cell.text)),
    )
    .related(first, words!("the first rating", "首次测评"))
    .help(words!("leave one of the two rows", "请只保留其中一行"));
    if cell.text == rater {
        return found;
    }
    found.note(words!("`{rater}` is the same id, typed in another width", "“{rater}”是同一编号，只是全角半角不同", rater = shown(rater)))
}

/// A level counted twice.
pub fn counted_twice(cell: &Cell, first: Span) -> Diagnostic {
    ballots_twice(
        cell.span,
        words!(
            "`{text}` is counted twice for this subject, indicator and group",
            "同一对象、指标和测评组的“{text}”票数出现两次",
            text = shown(&cell.text)
        ),
    )
    .related(first, words!("counted here first", "首次在此"))
    .help(words!("leave one of the two rows, or put their sum into one", "请只保留一行，或将两行合为一行"))
}

/// Ballots of a group stated twice.
pub fn stated_twice(span: Span, row: usize, first: Span) -> Diagnostic {
    ballots_twice(span, words!("row {row} states the ballots of a group once more", "第 {row} 行重复登记同一测评组的票数", row = row))
        .related(first, words!("stated here first", "首次在此"))
        .help(words!("leave one of the two rows", "请只保留其中一行"))
}

/// Nothing is said of how many were handed out.
pub fn nothing_issued(cell: &Cell) -> Diagnostic {
    Diagnostic::new(catalogue::BALLOTS_UNSTATED, cell.span, words!("it is not said how many ballots were issued", "未填写发出票数"))
        .note(words!("`returned` may be empty while ballots are out; `issued` may not", "票尚未收回时“returned”可空，“issued”不可空"))
        .help(words!("fill in `issued`, or take the row out", "请填写“issued”，或删去该行"))
}

/// Ballots counted while none is said to be back.
pub fn counted_before_returned(cell: &Cell, counted: &Number, first: Option<Span>) -> Diagnostic {
    let message = words!(
        "{ballots} counted, and none is said to be back",
        "已计 {counted} 票，而收回票数未填",
        ballots = text::counted(counted, "ballot"),
        counted = counted
    );
    let mut diagnostic = do_not_add_up(cell.span, message);
    if let Some(first) = first {
        diagnostic = diagnostic.related(first, words!("the first of them", "其中第一行"));
    }
    diagnostic.help(words!("fill in `returned`", "请填写“returned”"))
}

/// Ballots that came back and are not those counted.
pub fn ballots_do_not_add_up(cell: &Cell, returned: &Number, counted: &Number, spoilt: &Number, first: Option<Span>) -> Diagnostic {
    let sum = counted.add(spoilt);
    let message = words!(
        "{ballots} came back, but {counted} counted and {spoilt} invalid make {sum}",
        "收回 {returned} 票，而计入 {counted} 票、无效 {spoilt} 票，合计 {sum} 票",
        ballots = text::counted(returned, "ballot"),
        returned = returned,
        counted = counted,
        spoilt = spoilt,
        sum = sum
    );
    let mut diagnostic = do_not_add_up(cell.span, message);
    if let Some(first) = first {
        diagnostic = diagnostic.related(first, words!("counted from here on", "计票自此行起"));
    }
    diagnostic
        .note(words!("until they agree nothing is scored from these ballots", "两数一致之前，不按这些票计分"))
        .help(words!("count again, and put right whichever number is wrong", "请重新清点，改正有误的数字"))
}

/// More ballots back than were handed out.
pub fn more_than_issued(cell: &Cell, returned: &Number, issued: &Number) -> Diagnostic {
    Diagnostic::new(
        catalogue::MORE_BALLOTS_THAN_ISSUED,
        cell.span,
        words!(
            "{ballots} came back where {issued} were issued",
            "发出 {issued} 票，收回 {returned} 票",
            ballots = text::counted(returned, "ballot"),
            returned = returned,
            issued = issued
        ),
    )
    .help(words!("count again, and put right whichever number is wrong", "请重新清点，改正有误的数字"))
}
