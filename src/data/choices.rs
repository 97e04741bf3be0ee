//! Flags, choices and states in cells.

use super::cells::{Fault, near};
use super::messages::values;
use super::messages::values::StepAnswer;
use super::table::{Cell, Form};
use crate::model::{Program, State};
use crate::text::Language;
use crate::types::ChoiceId;
use crate::value::{Day, Value};

/// Yes or no; in JSON also `true` and `false`.
pub(super) fn flag(cell: &Cell, language: Language) -> Result<bool, Fault> {
    match cell.text.as_str() {
        "yes" | "是" => Ok(true),
        "no" | "否" => Ok(false),
        "true" if cell.form == Form::JsonFlag => Ok(true),
        "false" if cell.form == Form::JsonFlag => Ok(false),
        other => Err(Box::new(values::not_yes_or_no(cell, meant(other).map(|yes| written(yes, language))))),
    }
}

/// Yes or no, as it is written.
pub(super) fn written(yes: bool, language: Language) -> &'static str {
    match (language, yes) {
        (Language::English, true) => "yes",
        (Language::English, false) => "no",
        (Language::Chinese, true) => "是",
        (Language::Chinese, false) => "否",
    }
}

/// Which of the two another word means.
pub(super) fn meant(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "t" | "1" | "x" | "√" | "✓" | "✔" | "done" | "ok" => Some(true),
        "no" | "n" | "false" | "f" | "0" | "×" | "not done" | "not yet" => Some(false),
        "有" | "对" | "已" | "已完成" | "完成" | "真" => Some(true),
        "没有" | "未" | "未完成" | "没完成" | "不是" | "错" | "假" => Some(false),
        _ => None,
    }
}

/// The answer to a step without a day.
pub(super) fn undated_step(cell: &Cell, language: Language) -> Result<Value, Fault> {
    if Day::parse(&cell.text).is_ok() {
        return Err(Box::new(values::wrong_step_answer(cell, StepAnswer::TakesNoDay(written(true, language)))));
    }
    flag(cell, language).map(Value::Flag)
}

/// A value of a choice, by its name.
pub(super) fn choice(cell: &Cell, program: &Program, choice: ChoiceId) -> Result<Value, Fault> {
    let values = &program.choices[choice].values;
    if let Some(place) = values.iter().position(|value| value.name == cell.text) {
        return Ok(Value::Choice(place));
    }
    let names: Vec<(&str, Option<&str>)> = values.iter().map(|value| (value.name.as_str(), value.title.as_deref())).collect();
    Err(unknown(cell, &names))
}

/// The state judged: a value of its choice that has a row.
pub(super) fn state(cell: &Cell, program: &Program, state: &State) -> Result<Value, Fault> {
    let values = &program.choices[state.choice].values;
    let rows = state.rows.iter().filter_map(|row| values.get(row.value).map(|value| (row.value, value)));
    if let Some((place, _)) = rows.clone().find(|(_, value)| value.name == cell.text) {
        return Ok(Value::Choice(place));
    }
    let names: Vec<(&str, Option<&str>)> = rows.map(|(_, value)| (value.name.as_str(), value.title.as_deref())).collect();
    Err(unknown(cell, &names))
}

fn unknown(cell: &Cell, names: &[(&str, Option<&str>)]) -> Fault {
    let list: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    Box::new(values::unknown_choice(cell, &list, near(&cell.text, names)))
}
