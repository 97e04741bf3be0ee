//! What the rules ask for, as columns; and the matching of a table's head with them.

use std::collections::{BTreeMap, BTreeSet};

use super::ahead::Ahead;
use super::other::{self, OtherNames};
use super::rulings::{self, RulingColumn};
use super::suggestions::Suggestions;
use super::table::{Cell, Shape, Table};
use super::unseen::{self, Unseen};
use super::{Holds, keys, messages};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{IndicatorId, InputId, Method, Program, Question, RegisterId, State, StatePoints};
use crate::text::{Language, Words};
use crate::types::{LevelId, Type};
use crate::words;

/// A column that is asked for.
#[derive(Clone, Debug)]
pub(super) struct Column<'p> {
    /// Its name in the head.
    pub name: String,
    /// The author's title of what is asked.
    pub title: Option<Words>,
    /// What its cells are about.
    pub meaning: Meaning,
    /// How its cells are read.
    pub reading: Reading<'p>,
    /// Whether a table without it is at fault.
    pub needed: bool,
}

impl Column<'_> {
    /// Its names in both languages, where all rulebooks share it.
    pub(super) fn names(&self) -> Option<[String; 2]> {
        let called = self.meaning.called()?;
        let last = [&called.english, &called.chinese];
        let owner = last.into_iter().find_map(|last| self.name.strip_suffix(last.as_str())).unwrap_or_default();
        Some(last.map(|last| format!("{owner}{last}")))
    }
}

/// What a column's cells are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The id of the row's subject.
    Id,
    /// Its name.
    Name,
    /// Its sequence.
    Sequence,
    /// The id of its parent.
    Parent,
    /// An answer.
    Answer(Question),
    /// The subject of a register's row.
    Subject,
    /// The n-th field of a register.
    Field(usize),
    /// The month a row is about.
    Month,
    /// The value of a month.
    Monthly(InputId),
    /// Something of a ruling.
    Ruling(RulingColumn),
    /// Something about ballots.
    Ballot(Ballot),
}

impl Meaning {
    /// Whether no rulebook decides about it: rulings and ballots have the same columns in all.
    pub(super) fn is_given(self) -> bool {
        match self {
            Self::Ruling(_) | Self::Ballot(_) => true,
            Self::Id
            | Self::Name
            | Self::Sequence
            | Self::Parent
            | Self::Answer(_)
            | Self::Subject
            | Self::Field(_)
            | Self::Month
            | Self::Monthly(_) => false,
        }
    }

    /// The indicator that asks for it; none where none does.
    pub(super) fn asked_by(self, program: &Program) -> Option<IndicatorId> {
        match self {
            Self::Answer(question) => question.asked_by(program),
            Self::Monthly(input) => Question::Input(input).asked_by(program),
            Self::Id
            | Self::Name
            | Self::Sequence
            | Self::Parent
            | Self::Subject
            | Self::Field(_)
            | Self::Month
            | Self::Ruling(_)
            | Self::Ballot(_) => None,
        }
    }

    /// What a column of this meaning is called in the head of every rulebook, in either language: of an answer what stands
    /// behind the name of its indicator. None where the rulebook names it.
    pub(super) fn called(self) -> Option<Words> {
        match self {
            Self::Id => Some(Words::new("id", "编号")),
            Self::Name => Some(Words::new("name", "名称")),
            Self::Sequence => Some(Words::new("sequence", "序列")),
            Self::Parent => Some(Words::new("parent", "所在单位")),
            Self::Subject => Some(Words::new("subject", "考核对象")),
            Self::Month => Some(Words::new("month", "月份")),
            Self::Ballot(ballot) => Some(ballot.called()),
            Self::Ruling(column) => Some(column.name()),
            Self::Answer(Question::Evidence(_)) => Some(Words::new("evidence", "佐证")),
            Self::Answer(Question::State(_)) => Some(Words::new("state", "描述")),
            Self::Answer(Question::Points(_)) => Some(Words::new("points", "得分")),
            Self::Answer(Question::Input(_) | Question::Month(..) | Question::Step(..)) | Self::Field(_) | Self::Monthly(_) => None,
        }
    }
}

/// What a column of ballots is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ballot {
    /// The indicator that is judged.
    Indicator,
    /// The group that rates.
    Group,
    /// The level given.
    Level,
    /// How many gave it.
    Count,
    /// Who gave it.
    Rater,
    /// How many were handed out.
    Issued,
    /// How many came back.
    Returned,
    /// How many of them say nothing.
    Spoilt,
}

impl Ballot {
    fn called(self) -> Words {
        match self {
            Self::Indicator => Words::new("indicator", "指标"),
            Self::Group => Words::new("group", "测评组"),
            Self::Level => Words::new("level", "等级"),
            Self::Count => Words::new("count", "票数"),
            Self::Rater => Words::new("rater", "测评人"),
            Self::Issued => Words::new("issued", "发出票数"),
            Self::Returned => Words::new("returned", "收回票数"),
            Self::Spoilt => Words::new("invalid", "无效票数"),
        }
    }
}

/// How a cell is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading<'p> {
    /// An id or a name.
    Identity,
    /// A value of a type.
    Typed(&'p Type),
    /// The answer to a step; whether it has a day.
    Step(bool),
    /// What was sent to show a state.
    Evidence,
    /// The state judged.
    State(&'p State),
    /// The points a judge gave.
    Points,
    /// Nothing: what is asked is not asked yet.
    Nothing,
}

/// How a table names the columns that all rulebooks share: those of its head, and where it has none of them those of the
/// rulebook's language.
#[derive(Clone, Copy)]
pub(super) struct Naming<'t> {
    /// The head, as it was written; empty where there is none yet.
    pub head: &'t [Cell],
    /// The language of the rulebook.
    pub language: Language,
    /// The names of the rules the table was made for and the table's own, where it was made for others.
    pub other: Option<(&'t OtherNames, &'t str)>,
}

impl Naming<'_> {
    /// Names for a fresh table.
    pub(super) fn fresh(language: Language) -> Self {
        Self { head: &[], language, other: None }
    }

    /// Calls each column as the head does, unless that is what the rulebook calls another one.
    fn name(self, columns: &mut [Column<'_>]) {
        let written: BTreeSet<&str> = self.head.iter().map(|cell| cell.text.trim()).collect();
        let own = |column: &&Column<'_>| column.meaning.called().is_none();
        let taken: BTreeSet<String> = columns.iter().filter(own).map(|column| column.name.clone()).collect();
        for column in columns {
            let Some([english, chinese]) = column.names() else { continue };
            let usual = self.language == Language::Chinese && !written.contains(english.as_str());
            let theirs = self.other.is_some_and(|(other, table)| other.names_itself(table, &chinese));
            if (usual || written.contains(chinese.as_str())) && !taken.contains(&chinese) && !theirs {
                column.name = chinese;
            }
        }
    }
}

/// What a table is asked for, in the order of a fresh one.
pub(super) fn of<'p>(program: &'p Program, holds: Holds, naming: Naming<'_>) -> Vec<Column<'p>> {
    let mut columns = match holds {
        Holds::Subjects(level) => of_level(program, level),
        Holds::Months(level) => of_months(program, level),
        Holds::Entries(register) => of_register(program, register),
        Holds::Rulings(_) => rulings::columns(),
        Holds::Ballots => of_survey(),
        Holds::Statements => of_statements(),
    };
    naming.name(&mut columns);
    columns
}

/// A column that all rulebooks share.
pub(super) fn shared<'p>(meaning: Meaning, reading: Reading<'p>, needed: bool) -> Column<'p> {
    let name = meaning.called().unwrap_or_else(|| Words::same("")).english;
    Column { name, title: None, meaning, reading, needed }
}

/// The data of a kind of subject.
fn of_level(program: &Program, level: LevelId) -> Vec<Column<'_>> {
    let kind = &program.levels[level];
    let mut columns = vec![
        shared(Meaning::Id, Reading::Identity, true),
        shared(Meaning::Name, Reading::Identity, true),
        shared(Meaning::Sequence, Reading::Identity, kind.sequences.is_some()),
        shared(Meaning::Parent, Reading::Identity, !kind.parents.is_empty()),
    ];
    for input in &kind.attributes {
        columns.push(input_column(program, *input, None));
    }
    for (id, _) in program.indicators.iter().filter(|(_, indicator)| indicator.whom.level == level) {
        columns.extend(of_indicator(program, id));
    }
    columns
}

fn input_column<'p>(program: &'p Program, id: InputId, indicator: Option<&str>) -> Column<'p> {
    let input = &program.inputs[id];
    Column {
        name: indicator.map_or_else(|| input.name.clone(), |indicator| format!("{indicator}.{}", input.name)),
        title: input.title.as_deref().map(Words::same),
        meaning: Meaning::Answer(Question::Input(id)),
        reading: Reading::Typed(&input.ty),
        needed: true,
    }
}

/// What an indicator asks for.
fn of_indicator(program: &Program, id: IndicatorId) -> Vec<Column<'_>> {
    let indicator = &program.indicators[id];
    let name = &indicator.name;
    let title = indicator.title.as_deref().unwrap_or(name);
    let yearly = indicator.inputs.iter().filter(|input| program.inputs[**input].monthly.is_none());
    let mut columns: Vec<Column<'_>> = yearly.map(|input| input_column(program, *input, Some(name))).collect();
    for link in &indicator.chain.links {
        match &link.method {
            Method::Steps(steps) => columns.extend(steps.steps.iter().enumerate().map(|(place, step)| Column {
                name: format!("{name}.{}", step.name),
                title: step.title.as_deref().map(Words::same),
                meaning: Meaning::Answer(Question::Step(id, place)),
                reading: Reading::Step(step.due.is_some()),
                needed: true,
            })),
            Method::State(state) => {
                let mut push = |words, question, reading| {
                    let column = shared(Meaning::Answer(question), reading, true);
                    columns.push(Column { name: format!("{name}.{}", column.name), title: Some(words), ..column });
                };
                if state.needs_evidence {
                    let words = words!("{title}: evidence", "{title}：佐证", title = title);
                    push(words, Question::Evidence(id), Reading::Evidence);
                }
                let words = words!("{title}: state judged", "{title}：评定状态", title = title);
                push(words, Question::State(id), Reading::State(state));
                if state.rows.iter().any(|row| matches!(row.points, StatePoints::Between(..))) {
                    let words = words!("{title}: points judged", "{title}：评定分数", title = title);
                    push(words, Question::Points(id), Reading::Points);
                }
            }
            Method::Quantify(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => {}
        }
    }
    columns
}

/// The columns in which an indicator asks something of a subject, by their names in a fresh table, each with what is asked
/// in it. Ballots come in a table of their own.
#[must_use]
pub fn asked(program: &Program, id: IndicatorId, language: Language) -> Vec<(String, Vec<Question>)> {
    let indicator = &program.indicators[id];
    let monthly = indicator.inputs.iter().filter(|input| program.inputs[**input].monthly.is_some());
    let monthly = monthly.map(|input| {
        let questions = (1..=12).map(|month| Question::Month(*input, month)).collect();
        (input_column(program, *input, Some(&indicator.name)).name, questions)
    });
    let mut columns = of_indicator(program, id);
    Naming::fresh(language).name(&mut columns);
    let yearly = columns.into_iter().filter_map(|column| match column.meaning {
        Meaning::Answer(question) => Some((column.name, vec![question])),
        Meaning::Id
        | Meaning::Name
        | Meaning::Sequence
        | Meaning::Parent
        | Meaning::Subject
        | Meaning::Field(_)
        | Meaning::Month
        | Meaning::Monthly(_)
        | Meaning::Ruling(_)
        | Meaning::Ballot(_) => None,
    });
    monthly.chain(yearly).collect()
}

/// The months of a kind of subject.
fn of_months(program: &Program, level: LevelId) -> Vec<Column<'_>> {
    let mut columns = vec![shared(Meaning::Id, Reading::Identity, true), shared(Meaning::Month, Reading::Identity, true)];
    for (_, indicator) in program.indicators.iter().filter(|(_, indicator)| indicator.whom.level == level) {
        let monthly = indicator.inputs.iter().filter(|input| program.inputs[**input].monthly.is_some());
        columns.extend(
            monthly.map(|input| Column { meaning: Meaning::Monthly(*input), ..input_column(program, *input, Some(&indicator.name)) }),
        );
    }
    columns
}

fn of_register(program: &Program, register: RegisterId) -> Vec<Column<'_>> {
    let fields = program.registers[register].fields.iter().enumerate().map(|(place, field)| Column {
        name: field.name.clone(),
        title: field.title.as_deref().map(Words::same),
        meaning: Meaning::Field(place),
        reading: Reading::Typed(&field.ty),
        needed: true,
    });
    std::iter::once(shared(Meaning::Subject, Reading::Identity, true)).chain(fields).collect()
}

/// The type of numbers of ballots.
static COUNT: Type = Type::Count;

fn ballot_columns(last: &[(Ballot, bool)]) -> Vec<Column<'static>> {
    let first = [(Ballot::Indicator, true), (Ballot::Group, true)];
    let ballots = first.iter().chain(last).map(|(ballot, needed)| {
        let reading = match ballot {
            Ballot::Indicator | Ballot::Group | Ballot::Level | Ballot::Rater => Reading::Identity,
            Ballot::Count | Ballot::Issued | Ballot::Returned | Ballot::Spoilt => Reading::Typed(&COUNT),
        };
        shared(Meaning::Ballot(*ballot), reading, *needed)
    });
    std::iter::once(shared(Meaning::Subject, Reading::Identity, true)).chain(ballots).collect()
}

/// The ballots of surveys: `count` or `rater`, whichever is used.
fn of_survey() -> Vec<Column<'static>> {
    ballot_columns(&[(Ballot::Level, true), (Ballot::Count, false), (Ballot::Rater, false)])
}

/// A statement about ballots.
fn of_statements() -> Vec<Column<'static>> {
    ballot_columns(&[(Ballot::Issued, true), (Ballot::Returned, true), (Ballot::Spoilt, false)])
}

/// Where a column that is asked for stands in a table.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// At this place of every row.
    At(usize),
    /// Nowhere we can read, for a reason that was reported; its answers are invalid.
    Absent(Words),
    /// Nowhere, and that is in order.
    NotNeeded,
}

/// A table of the data with the name it goes by.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'t> {
    /// The kind of subject or register.
    pub stem: &'t str,
    /// The file, as it was given.
    pub file: &'t str,
    /// What stands in it.
    pub table: &'t Table,
    /// The language of the rulebook.
    pub language: Language,
    /// The names of the rules the table was made for, where it was made for others.
    pub other: Option<&'t OtherNames>,
    /// What lies ahead on the day of scoring.
    pub ahead: &'t Ahead,
}

impl<'t> Sheet<'t> {
    /// How the table names what all rulebooks share.
    pub(super) fn naming(self) -> Naming<'t> {
        Naming { head: &self.table.head, language: self.language, other: self.other.map(|other| (other, self.stem)) }
    }
}

/// Finds the columns that are asked for in the head of a table, and reports what is amiss. None when
/// the first row names no column at all.
pub(super) fn matched(program: &Program, sheet: Sheet<'_>, columns: &[Column<'_>], diagnostics: &mut Diagnostics) -> Option<Vec<Found>> {
    let Sheet { stem, file, table, .. } = sheet;
    let head: Vec<String> = table.head.iter().map(|cell| clean_name(cell, sheet, diagnostics)).collect();
    let names: BTreeSet<&str> = head.iter().map(String::as_str).collect();
    let asked = other::Asked::new(columns);
    let known = |name: &str| asked.place_of(&names, name, (sheet.other, stem));
    let mut suggestions = None;
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found: Vec<Found> = columns.iter().map(|_| Found::NotNeeded).collect();
    let mut explained: Vec<usize> = Vec::new();
    let mut unknown: Vec<Diagnostic> = Vec::new();
    let mut guessed = false;
    for (place, (cell, name)) in table.head.iter().zip(&head).enumerate() {
        if name.is_empty() {
            let used = table.rows.iter().find(|row| row.cells.get(place).is_some_and(|cell| !cell.text.is_empty()));
            if let Some(row) = used {
                unknown.push(messages::columns::unnamed_column(cell, place + 1, row.number));
            }
            continue;
        }
        let Some(column) = known(name) else {
            if sheet.other.is_some() {
                continue;
            }
            let suggestions = suggestions.get_or_insert_with(|| Suggestions::new(program, sheet, columns, &names));
            let suggestion = suggestions.of(name);
            guessed |= suggestion.column.is_some();
            explained.extend(suggestion.column);
            unknown.push(keys::in_its_row(suggestions, table, cell, name).unwrap_or(suggestion).report(cell, stem));
            continue;
        };
        if let Some(first) = places.get(&column) {
            if let Some(first) = table.head.get(*first) {
                diagnostics.push(messages::columns::repeated_column(cell, first.span));
            }
            explained.push(column);
        } else {
            places.insert(column, place);
        }
    }
    if places.is_empty() && !guessed && table.shape == Shape::Csv {
        report_missing_head(sheet, columns, &known, diagnostics);
        return None;
    }
    unknown.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    let mut missing: Vec<usize> = Vec::new();
    for (number, (column, found)) in columns.iter().zip(found.iter_mut()).enumerate() {
        let absent =
            || words!("column `{name}` of `{file}` cannot be read", "“{file}”的“{name}”列无法读取", name = column.name, file = file);
        *found = match places.get(&number) {
            _ if explained.contains(&number) => Found::Absent(absent()),
            Some(place) => Found::At(*place),
            None if column.needed && (table.shape == Shape::Csv || sheet.other.is_some()) => {
                missing.push(number);
                Found::Absent(words!("`{file}` has no column `{name}`", "“{file}”没有“{name}”列", name = column.name, file = file))
            }
            None => Found::NotNeeded,
        };
    }
    let filled = missing.iter().filter_map(|number| columns.get(*number)).all(|column| column.meaning.is_given());
    let missing: Vec<(&str, Option<&Words>)> =
        missing.iter().filter_map(|number| columns.get(*number)).map(|column| (column.name.as_str(), column.title.as_ref())).collect();
    if !missing.is_empty() && sheet.other.is_none() {
        diagnostics.push(messages::columns::missing_columns(table.head_span, file, &missing, filled));
    }
    Some(found)
}

/// The name in the head without stray spaces and unseen characters, which are reported.
fn clean_name(cell: &Cell, sheet: Sheet<'_>, diagnostics: &mut Diagnostics) -> String {
    let clean = unseen::without(&cell.text).trim().to_owned();
    let spaced = sheet.table.shape == Shape::Csv && cell.text.trim() != cell.text;
    match unseen::in_name(&cell.text) {
        Some(Unseen::Space(..)) | None if spaced => diagnostics.push(messages::rows::stray_space(cell, &clean)),
        Some(unseen) => diagnostics.push(messages::rows::unseen(cell, unseen, &clean)),
        None => {}
    }
    clean
}

/// Says that the first row names no columns, and which row seems to.
fn report_missing_head(sheet: Sheet<'_>, columns: &[Column<'_>], known: &dyn Fn(&str) -> Option<usize>, diagnostics: &mut Diagnostics) {
    let names = |row: &&super::table::Row| row.cells.iter().filter(|cell| known(cell.text.trim()).is_some()).count() > 1;
    let later = sheet.table.rows.iter().find(names).map(|row| row.number);
    let wanted: Vec<&str> = columns.iter().filter(|column| column.needed).map(|column| column.name.as_str()).collect();
    diagnostics.push(messages::files::missing_head(sheet.table.head_span, sheet.file, &wanted, later));
}
