//! What is said about data: one function per code.
//!
//! Messages about a cell are written without its place; [`located`] puts row, column and title in
//! front when the message is reported, and the bare message is the reason kept with the answer.

pub(super) mod ballots;
pub(super) mod columns;
pub(super) mod files;
pub(super) mod months;
pub(super) mod numbers;
pub(super) mod rows;
pub(super) mod rulings;
pub(super) mod struck;
pub(super) mod values;

use super::table::{Cell, Form};
use super::unseen;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::text::Words;
use crate::words;

/// Row, column and title of a cell, as messages name them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: &'a str,
    /// The author's title of what is asked there.
    pub title: Option<&'a Words>,
}

/// The finding with the place of its cell in front of the message.
pub(super) fn located(mut diagnostic: Diagnostic, place: Place<'_>) -> Diagnostic {
    let row = words!("row {row}", "第 {row} 行", row = place.row);
    // A title that only repeats the name says nothing more.
    let last = place.column.rsplit('.').next().unwrap_or(place.column);
    let title = place.title.filter(|title| title.english != last && title.chinese != last).map_or_else(
        || Words::same(""),
        |title| words!(" ({english})", "（{chinese}）", english = unseen::shown(&title.english), chinese = unseen::shown(&title.chinese)),
    );
    let column = unseen::shown(place.column);
    diagnostic.message = Words::new(
        format!("{}, `{column}`{}: {}", row.english, title.english, diagnostic.message.english),
        format!("{}“{column}”{}：{}", row.chinese, title.chinese, diagnostic.message.chinese),
    );
    diagnostic
}

/// Names in a row, each in its quotation marks; no more than `most`.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>, most: usize) -> Words {
    let names: Vec<&str> = names.into_iter().collect();
    let some = names.iter().take(most).map(|name| unseen::shown(name));
    let words: Vec<Words> = some.map(|name| words!("`{name}`", "“{name}”", name = name)).collect();
    let list = Words::join(&words, ", ", "、");
    match names.len().checked_sub(most) {
        None | Some(0) => list,
        Some(more) => words!(
            "{english} and {more} more",
            "{chinese}等 {all} 个",
            english = list.english,
            chinese = list.chinese,
            more = more,
            all = names.len()
        ),
    }
}

/// With the fix that writes `text` into the cell, surely meant.
pub(super) fn sure(diagnostic: Diagnostic, cell: &Cell, text: &str) -> Diagnostic {
    diagnostic.fix(write(cell, text), cell.span, cell.written(text), Applicability::Safe)
}

/// With the fix that writes `text` into the cell, a good guess.
pub(super) fn guess(diagnostic: Diagnostic, cell: &Cell, text: &str) -> Diagnostic {
    diagnostic.fix(write(cell, text), cell.span, cell.written(text), Applicability::MaybeIncorrect)
}

fn write(cell: &Cell, text: &str) -> Words {
    if text.is_empty() {
        return words!("leave the cell empty", "请将单元格留空");
    }
    words!("write `{text}`", "写成“{text}”", text = unseen::shown(&typed(cell, text)))
}

/// What to type for a text in a cell: in JSON the quotation marks may be all that changes.
pub(super) fn typed(cell: &Cell, text: &str) -> String {
    match cell.form {
        Form::Bare | Form::Quoted => text.to_owned(),
        Form::JsonEscaped | Form::JsonNumber | Form::JsonFlag | Form::JsonNested | Form::JsonTwice | Form::JsonDoubtful => {
            cell.written(text)
        }
    }
}
