//! Reads one cell by what its column asks for. What cannot be read is a finding, never a guess.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{Ballot, Column, Meaning, Reading};
use super::messages::{self, Place};
use super::table::{Cell, Form};
use super::unseen::{self, Unseen};
use super::{choices, dates, numbers};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Answer, Content, Origin, Program};
use crate::text::{Language, Words, did_you_mean};
use crate::types::{LevelId, Type};
use crate::value::Value;
use crate::words;

/// The ids of the subjects of each kind, with their places in the submission; of an id that stands
/// twice the first.
pub(super) type Ids = BTreeMap<LevelId, BTreeMap<String, usize>>;

/// What reading a cell needs to know.
#[derive(Clone, Copy)]
pub(super) struct Reader<'p> {
    /// The rules.
    pub program: &'p Program,
    /// Who there is.
    pub ids: &'p Ids,
    /// The language of the rulebook, for proposals.
    pub language: Language,
}

/// Why a cell cannot be read. In a box, since it is large and rare.
pub(super) type Fault = Box<Diagnostic>;

/// Where a cell stands, as the submission keeps it.
pub(super) fn origin(cell: &Cell, column: &Column<'_>) -> Origin {
    Origin { span: cell.span, row: cell.row, column: Arc::from(column.name.as_str()) }
}

impl Reader<'_> {
    /// Reports a finding about a cell, with its place in front, and gives the bare reason.
    pub(super) fn report(&self, fault: Diagnostic, cell: &Cell, column: &Column<'_>, diagnostics: &mut Diagnostics) -> Words {
        let reason = fault.message.clone();
        let place = Place { row: cell.row, column: &column.name, title: column.title.as_ref() };
        diagnostics.push(messages::located(fault, place));
        reason
    }

    /// The answer in a cell; one that cannot be read is reported and invalid.
    pub(super) fn answer(&self, cell: &Cell, column: &Column<'_>, diagnostics: &mut Diagnostics) -> Answer {
        let content = match self.content(cell, column.reading) {
            _ if cell.form == Form::JsonDoubtful => Content::Invalid(meant(cell, column)),
            Ok(content) => content,
            Err(fault) => Content::Invalid(self.report(*fault, cell, column, diagnostics)),
        };
        Answer { content, origin: origin(cell, column) }
    }

    /// What a cell says.
    pub(super) fn content(&self, cell: &Cell, reading: Reading<'_>) -> Result<Content, Fault> {
        if cell.form == Form::JsonTwice {
            return Ok(Content::Invalid(Words::new("it stands twice in the row", "该项在该行中出现了两次")));
        }
        let unasked = matches!(reading, Reading::Nothing);
        if unasked || cell.text.is_empty() || self.program.header.missing_written.contains(&cell.text) {
            return Ok(Content::Empty);
        }
        let free = matches!(reading, Reading::Evidence | Reading::Typed(Type::Text));
        if free {
            free_letters(cell)?;
        } else {
            letters(cell, unseen::in_value(&cell.text))?;
        }
        self.json_kind(cell, reading)?;
        if !free {
            spaces(cell)?;
        } else if cell.text.trim().is_empty() {
            return Err(Box::new(messages::rows::stray_space(cell, "")));
        }
        if SPREADSHEET_ERRORS.contains(&cell.text.trim()) || (cell.text.len() > 1 && cell.text.chars().all(|letter| letter == '#')) {
            return Err(Box::new(messages::values::spreadsheet_error(cell)));
        }
        let value = self.value(cell, reading);
        match value {
            Ok(value) if matches!(reading, Reading::Evidence) => nothing(cell).map_or(Ok(Content::Given(value)), Err),
            Ok(value) => Ok(Content::Given(value)),
            Err(fault) => Err(nothing(cell).unwrap_or(fault)),
        }
    }

    fn value(&self, cell: &Cell, reading: Reading<'_>) -> Result<Value, Fault> {
        match reading {
            Reading::Identity | Reading::Evidence | Reading::Nothing => Ok(Value::Text(cell.text.clone())),
            Reading::Step(true) => dates::step(cell, self.program.header.year, self.language),
            Reading::Step(false) => choices::undated_step(cell, self.language),
            Reading::State(state) => choices::state(cell, self.program, state),
            Reading::Points => numbers::read(cell, &Type::points(), self.program).map(Value::Number),
            Reading::Typed(ty) => self.typed(cell, ty),
        }
    }

    fn typed(&self, cell: &Cell, ty: &Type) -> Result<Value, Fault> {
        match ty {
            Type::Number | Type::Ratio | Type::Percent | Type::PercentagePoints | Type::Count | Type::Quantity(..) => {
                numbers::read(cell, ty, self.program).map(Value::Number)
            }
            Type::Day => dates::read(cell, self.program.header.year).map(Value::Day),
            Type::Flag => choices::flag(cell, self.language).map(Value::Flag),
            Type::Choice(choice) => choices::choice(cell, self.program, *choice),
            Type::Subject(level) => self.subject(cell, *level),
            Type::Text | Type::Error => Ok(Value::Text(cell.text.clone())),
        }
    }

    /// The id of a subject of that kind. Where neither rows nor members of it are known, any id will do.
    fn subject(&self, cell: &Cell, level: LevelId) -> Result<Value, Fault> {
        let kind = &self.program.levels[level];
        let there = self.ids.get(&level);
        if there.is_some_and(|ids| ids.contains_key(&cell.text)) {
            return Ok(Value::Text(cell.text.clone()));
        }
        let members = kind.members.iter().map(|member| (member.name.as_str(), member.title.as_deref()));
        let rows = there.into_iter().flatten().map(|(id, _)| (id.as_str(), None));
        let known: Vec<(&str, Option<&str>)> = members.chain(rows).collect();
        if known.is_empty() || known.iter().any(|(id, _)| *id == cell.text) {
            return Ok(Value::Text(cell.text.clone()));
        }
        let naming = messages::rows::Naming::Field;
        Err(Box::new(messages::rows::unknown_subject(cell, &kind.name, naming, near(&cell.text, &known))))
    }

    /// A JSON value of a kind that no reading of the column could take.
    fn json_kind(&self, cell: &Cell, reading: Reading<'_>) -> Result<(), Fault> {
        let text = matches!(reading, Reading::Identity | Reading::Evidence | Reading::Typed(Type::Text | Type::Subject(_)));
        match cell.form {
            Form::JsonNested => Err(Box::new(messages::values::wrong_json_value(cell, &self.wanted(reading)))),
            Form::JsonNumber | Form::JsonFlag if text => {
                let words = self.wanted(reading);
                Err(Box::new(messages::rows::id_as_number(cell, &words)))
            }
            Form::JsonFlag if !matches!(reading, Reading::Step(_) | Reading::Typed(Type::Flag)) => {
                Err(Box::new(messages::values::wrong_json_value(cell, &self.wanted(reading))))
            }
            Form::Bare | Form::Quoted | Form::JsonEscaped | Form::JsonNumber | Form::JsonFlag | Form::JsonTwice | Form::JsonDoubtful => {
                Ok(())
            }
        }
    }

    /// What a column asks for, in words.
    fn wanted(&self, reading: Reading<'_>) -> Words {
        match reading {
            Reading::Identity => Words::new("an id or name", "编号或名称"),
            Reading::Evidence | Reading::Nothing => Words::new("a text", "文字"),
            Reading::Step(true) => Words::new("a date such as `2025-03-31`", "“2025-03-31”式的日期"),
            Reading::Step(false) => Words::new("`yes` or `no`", "“是”或“否”"),
            Reading::State(_) => Words::new("the name of a state", "状态名称"),
            Reading::Points => numbers::wanted(&Type::points(), self.program),
            Reading::Typed(ty) => match ty {
                Type::Number | Type::Ratio | Type::Percent | Type::PercentagePoints | Type::Count | Type::Quantity(..) => {
                    numbers::wanted(ty, self.program)
                }
                Type::Day => Words::new("a date such as `2025-03-31`", "“2025-03-31”式的日期"),
                Type::Flag => Words::new("`yes` or `no`", "“是”或“否”"),
                Type::Choice(_) => Words::new("a name of the choice", "选项名称"),
                Type::Subject(_) => Words::new("an id", "编号"),
                Type::Text | Type::Error => Words::new("a text", "文字"),
            },
        }
    }

    /// An id or name; what is wrong with it is said, and its clean form used to go on.
    pub(super) fn identity(&self, cell: &Cell, column: &Column<'_>, faults: &mut Vec<Words>, diagnostics: &mut Diagnostics) -> String {
        if cell.form == Form::JsonTwice {
            // Which was reported where the row was read.
            faults.push(messages::rows::refused_with(&twice(&column.name)));
            return String::new();
        }
        if cell.form == Form::JsonDoubtful {
            // The key was reported.
            faults.push(messages::rows::refused_with(&meant(cell, column)));
            return String::new();
        }
        let clean = unseen::without(&cell.text).trim().to_owned();
        let fault = if cell.text.is_empty() || self.program.header.missing_written.contains(&cell.text) {
            Some(Box::new(messages::rows::empty_identity(cell, &identity_words(column))))
        } else {
            self.identity_fault(cell, column)
        };
        if let Some(fault) = fault {
            let reason = self.report(*fault, cell, column, diagnostics);
            faults.push(messages::rows::refused_with(&reason));
        }
        clean
    }

    fn identity_fault(&self, cell: &Cell, column: &Column<'_>) -> Option<Fault> {
        let checks = letters(cell, unseen::in_value(&cell.text))
            .and_then(|()| self.json_kind(cell, Reading::Identity))
            .and_then(|()| spaces(cell))
            .and_then(|()| letters(cell, unseen::in_name(&cell.text)));
        if let Err(fault) = checks {
            return Some(fault);
        }
        if SPREADSHEET_ERRORS.contains(&cell.text.as_str()) {
            return Some(Box::new(messages::values::spreadsheet_error(cell)));
        }
        let named = matches!(column.meaning, Meaning::Id | Meaning::Parent | Meaning::Subject | Meaning::Ballot(Ballot::Rater));
        (named && numbers::shortened(&cell.text)).then(|| Box::new(messages::rows::id_as_number(cell, &Words::new("the id", "编号"))))
    }
}

/// Why a row is refused in which a key stands twice.
pub(super) fn twice(key: &str) -> Words {
    words!("`{key}` stands twice in the row", "该行中“{key}”出现了两次", key = key)
}

/// Why an answer cannot be read that a row left out, while it has the key in the cell.
pub(super) fn meant(cell: &Cell, column: &Column<'_>) -> Words {
    let (key, name) = (&cell.text, &column.name);
    words!("key `{key}` of the row may be meant for `{name}`", "该行的键“{key}”可能指“{name}”", key = key, name = name)
}

/// What a column says about its row, in words.
fn identity_words(column: &Column<'_>) -> Words {
    match column.meaning {
        Meaning::Ruling(column) => column.what(),
        Meaning::Ballot(Ballot::Issued) => Words::new("number issued", "发出票数"),
        Meaning::Ballot(Ballot::Returned) => Words::new("number returned", "收回票数"),
        Meaning::Ballot(Ballot::Spoilt) => Words::new("number of invalid ballots", "无效票数"),
        Meaning::Answer(_) | Meaning::Field(_) | Meaning::Monthly(_) => Words::same(&column.name),
        meaning @ (Meaning::Id
        | Meaning::Name
        | Meaning::Sequence
        | Meaning::Parent
        | Meaning::Subject
        | Meaning::Month
        | Meaning::Ballot(Ballot::Indicator | Ballot::Group | Ballot::Level | Ballot::Count | Ballot::Rater)) => {
            meaning.called().unwrap_or_else(|| Words::same(&column.name))
        }
    }
}

/// The name nearest to a text, and whether it is surely meant: it is the title of that name, or the
/// same but for capital letters.
pub(super) fn near<'a>(text: &str, names: &[(&'a str, Option<&'a str>)]) -> Option<(&'a str, bool)> {
    let same = |name: &str| name.to_lowercase() == text.to_lowercase();
    if let Some((name, _)) = names.iter().find(|(name, title)| same(name) || title.is_some_and(same)) {
        return Some((name, true));
    }
    did_you_mean(text, names.iter().map(|(name, _)| *name)).map(|name| (name, false))
}

/// Errors of formulas, as spreadsheets write them.
const SPREADSHEET_ERRORS: [&str; 10] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"];

/// Ways to write "nothing" that a rulebook may declare.
const NOTHING: [&str; 27] = [
    "N/A", "n/a", "NA", "na", "n.a.", "none", "None", "NONE", "null", "NULL", "nil", "-", "--", "—", "——", "–", "－", "/", "\\", "?", "？",
    "无", "暂无", "空", "缺", "缺报", "待定",
];

/// "Not applicable", as people type it.
const NOT_APPLICABLE: [&str; 5] = ["not applicable", "不适用", "不涉及", "不考核", "inapplicable"];

/// A cell that says in a way of its own that there is nothing to say.
fn nothing(cell: &Cell) -> Option<Fault> {
    let text = cell.text.trim();
    if NOT_APPLICABLE.contains(&text.to_lowercase().as_str()) {
        return Some(Box::new(messages::values::not_applicable_typed(cell)));
    }
    NOTHING.contains(&text).then(|| Box::new(messages::values::undeclared_missing(cell)))
}

/// Characters that cannot be seen, are not what they seem, or were lost.
fn letters(cell: &Cell, unseen: Option<Unseen>) -> Result<(), Fault> {
    unseen.map_or(Ok(()), |unseen| Err(Box::new(messages::rows::unseen(cell, unseen, &unseen::without(&cell.text)))))
}

/// Those that are refused even in a text that people write freely; only they are taken out of it.
fn free_letters(cell: &Cell) -> Result<(), Fault> {
    let Some(unseen) = unseen::in_free_text(&cell.text) else { return Ok(()) };
    let clean = match unseen {
        Unseen::At(_, letter) => cell.text.replace(letter, ""),
        Unseen::Space(..) | Unseen::Compatibility(..) | Unseen::Apart | Unseen::Lost(_) => cell.text.clone(),
    };
    Err(Box::new(messages::rows::unseen(cell, unseen, &clean)))
}

/// Spaces before or behind a value.
fn spaces(cell: &Cell) -> Result<(), Fault> {
    let clean = cell.text.trim();
    if clean.len() == cell.text.len() { Ok(()) } else { Err(Box::new(messages::rows::stray_space(cell, clean))) }
}
