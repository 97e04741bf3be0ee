//! Subjects from the tables of their kinds: first who there is, then what each answered.
//!
//! Every row becomes a subject, also one that is at fault: it is kept with the reasons why it is
//! refused, so that nobody disappears from the results.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{self, Ids, Reader, near};
use super::columns::{self, Column, Found, Meaning, Sheet};
use super::messages::{rows, values};
use super::months;
use super::table::{Cell, Form, Row};
use super::{Holds, Lost};
use crate::diagnostics::Diagnostics;
use crate::model::{Answer, Content, IndicatorId, Method, Origin, Program, Question, State, StatePoints, Subject, Submission};
use crate::text::{Span, Words};
use crate::types::LevelId;
use crate::value::Value;

/// The rows of a kind of subject, each with the place of its subject in the submission.
pub(super) struct Table<'t, 'p> {
    level: LevelId,
    sheet: Sheet<'t>,
    columns: Vec<Column<'p>>,
    found: Vec<Found>,
    rows: Vec<(usize, &'t Row)>,
}

impl<'t> Table<'t, '_> {
    /// The cells of a row by the columns that are asked for.
    fn cell(&self, row: &'t Row, number: usize) -> Option<&'t Cell> {
        cell(row, self.found.get(number))
    }

    /// Whether the row has a cell for each column, so that we know which is which.
    fn even(&self, row: &Row) -> bool {
        self.sheet.table.is_even(row)
    }

    fn asked(&self, meaning: Meaning) -> Option<(usize, &Column<'_>)> {
        self.columns.iter().enumerate().find(|(_, column)| column.meaning == meaning)
    }
}

/// The cell of a row in a column that was found.
pub(super) fn cell<'t>(row: &'t Row, found: Option<&Found>) -> Option<&'t Cell> {
    match found {
        Some(Found::At(place)) => row.cells.get(*place),
        Some(Found::Absent(_) | Found::NotNeeded) | None => None,
    }
}

/// The cell that a JSON row left out, where it must be filled: an empty one at the row's beginning.
pub(super) fn left_out(row: &Row) -> Cell {
    let start = row.span.start as usize;
    Cell { text: String::new(), span: Span::new(row.span.source, start, start + 1), form: Form::JsonNested, row: row.number }
}

/// Who there is: makes a subject of each row. None when the rows do not say who they are about.
pub(super) fn identify<'t, 'p>(
    program: &'p Program,
    level: LevelId,
    sheet: Sheet<'t>,
    lost: &mut Lost,
    submission: &mut Submission,
    diagnostics: &mut Diagnostics,
) -> Option<Table<'t, 'p>> {
    let mut columns = columns::of(program, Holds::Subjects(level), sheet.naming());
    sheet.ahead.set_aside(program, &mut columns);
    let found = columns::matched(program, sheet, &columns, diagnostics)?;
    let mut table = Table { level, sheet, columns, found, rows: Vec::new() };
    let (id_place, id_column) = table.asked(Meaning::Id)?;
    let (name_place, name_column) = table.asked(Meaning::Name)?;
    if matches!(table.found.get(id_place), Some(Found::Absent(_))) {
        return None;
    }
    let nobody = Ids::new();
    let reader = Reader { program, ids: &nobody, language: sheet.language };
    let mut places = Vec::new();
    let mut named: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
    for row in &sheet.table.rows {
        let mut faults = Vec::new();
        let id_cell = table.cell(row, id_place).cloned().unwrap_or_else(|| left_out(row));
        let (mut id, mut name) = (id_cell.text.trim().to_owned(), String::new());
        if let Some(total) = total_row(&table, row) {
            // It is about nobody, so nothing else is missing from it.
            let finding = rows::total_row(total, row.number);
            faults.push(rows::refused_with(&finding.message));
            diagnostics.push(finding);
            let origin = Origin { span: row.span, row: row.number, column: id_column.name.as_str().into() };
            name.clone_from(&total.text);
            submission.subjects.push(Subject { level, id, name, sequence: None, parent: None, answers: BTreeMap::new(), faults, origin });
            continue;
        }
        if table.even(row) {
            id = reader.identity(&id_cell, id_column, &mut faults, diagnostics);
            match table.found.get(name_place) {
                Some(Found::Absent(why)) => faults.push(rows::refused_with(why)),
                Some(Found::At(_) | Found::NotNeeded) | None => {
                    let cell = table.cell(row, name_place).cloned().unwrap_or_else(|| left_out(row));
                    name = reader.identity(&cell, name_column, &mut faults, diagnostics);
                }
            }
        } else {
            let ragged = rows::ragged_row(row.span, row.number, row.width, sheet.table.head.len());
            faults.push(ragged.message.clone());
            diagnostics.push(ragged);
        }
        let fault = row.fault.as_ref().map(rows::refused_with);
        faults.extend(fault.filter(|fault| !faults.contains(fault)));
        if let (Form::JsonTwice, Some(Found::At(place))) = (id_cell.form, table.found.get(id_place)) {
            // It is one of them; what names either is not reported again.
            let values = row.twice.iter().filter(|(column, _)| column == place);
            lost.members.extend(values.map(|(_, id)| (level, id.trim().to_owned())));
        }
        if id_cell.form == Form::JsonDoubtful {
            // It is what stands under the key that may be meant.
            let at = sheet.table.head.iter().position(|key| key.text == id_cell.text);
            let meant = at.and_then(|at| row.cells.get(at));
            lost.members.extend(meant.map(|cell| (level, cell.text.trim().to_owned())));
        }
        if id.is_empty() && table.even(row) {
            // The member whose title stands beside it is meant; else anybody of the kind may be.
            let titled = |title: &Option<String>| title.as_deref() == Some(name.as_str());
            match program.levels[level].members.iter().find(|member| member.name == name || titled(&member.title)) {
                Some(member) => drop(lost.members.insert((level, member.name.clone()))),
                None => drop(lost.unnamed.insert(level)),
            }
        }
        if !id.is_empty() {
            named.entry(id.clone()).or_default().push(id_cell.clone());
        }
        if name.is_empty() {
            name.clone_from(&id);
        }
        let origin = Origin { span: row.span, row: row.number, column: id_column.name.as_str().into() };
        places.push((submission.subjects.len(), row));
        submission.subjects.push(Subject { level, id, name, sequence: None, parent: None, answers: BTreeMap::new(), faults, origin });
    }
    table.rows = places;
    repeated(&table, &named, &reader, submission, diagnostics);
    members(&table, &named, &reader, lost, submission, diagnostics);
    Some(table)
}

/// What a spreadsheet writes beside the sums below its rows.
const TOTALS: [&str; 12] =
    ["total", "totals", "grand total", "subtotal", "sum", "average", "合计", "总计", "小计", "共计", "平均", "平均值"];

/// The cell that says that a row is one of totals: it stands for the id or the name, and the other one is empty.
fn total_row<'t>(table: &Table<'t, '_>, row: &'t Row) -> Option<&'t Cell> {
    let asked = |meaning| table.asked(meaning).and_then(|(place, _)| table.cell(row, place));
    let (id, name) = (asked(Meaning::Id)?, asked(Meaning::Name)?);
    let (total, other) = if id.text.trim().is_empty() { (name, id) } else { (id, name) };
    let known = TOTALS.contains(&total.text.trim().trim_end_matches([':', '：']).to_lowercase().as_str());
    (table.even(row) && known && other.text.trim().is_empty()).then_some(total)
}

/// Reports ids of several rows, and refuses all of these.
fn repeated(
    table: &Table<'_, '_>,
    named: &BTreeMap<String, Vec<Cell>>,
    reader: &Reader<'_>,
    submission: &mut Submission,
    diagnostics: &mut Diagnostics,
) {
    let Some((_, column)) = table.asked(Meaning::Id) else { return };
    for (id, cells) in named {
        let (Some(finding), Some(second)) = (rows::repeated_id(cells), cells.get(1)) else { continue };
        let reason = reader.report(finding, second, column, diagnostics);
        for (place, _) in &table.rows {
            if let Some(subject) = submission.subjects.get_mut(*place).filter(|subject| subject.id == *id) {
                subject.faults.push(rows::refused_with(&reason));
            }
        }
    }
}

/// Where members are declared: each row is one of them, and each of them has a row.
fn members(
    table: &Table<'_, '_>,
    named: &BTreeMap<String, Vec<Cell>>,
    reader: &Reader<'_>,
    lost: &mut Lost,
    submission: &mut Submission,
    diagnostics: &mut Diagnostics,
) {
    let program = reader.program;
    let kind = &program.levels[table.level];
    let Some((_, column)) = table.asked(Meaning::Id) else { return };
    if kind.members.is_empty() {
        return;
    }
    let names: Vec<(&str, Option<&str>)> = kind.members.iter().map(|member| (member.name.as_str(), member.title.as_deref())).collect();
    let list: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    let declared = kind.members.iter().map(|member| member.span).reduce(Span::to).unwrap_or(kind.span);
    let mut guessed: BTreeSet<&str> = BTreeSet::new();
    for (place, _) in &table.rows {
        let Some(subject) = submission.subjects.get_mut(*place) else { continue };
        if subject.id.is_empty() || list.contains(&subject.id.as_str()) {
            continue;
        }
        let Some(cell) = named.get(&subject.id).and_then(|cells| cells.iter().find(|cell| cell.row == subject.origin.row)) else {
            continue;
        };
        let free: Vec<(&str, Option<&str>)> = names.iter().filter(|(name, _)| !named.contains_key(*name)).copied().collect();
        let near = near(&subject.id, &free);
        guessed.extend(near.map(|(name, _)| name));
        let reason = reader.report(rows::undeclared_member(cell, &kind.name, &list, near, declared), cell, column, diagnostics);
        subject.faults.push(rows::refused_with(&reason));
    }
    let scored = |place: usize| {
        kind.scorecards.iter().map(|card| &program.scorecards[*card].whom).any(|whom| match &whom.members {
            Some(members) => members.iter().any(|member| member.level == table.level && member.place == place),
            None => whom.condition.is_none(),
        })
    };
    let absent: Vec<(&str, Option<&str>, Span)> = kind
        .members
        .iter()
        .enumerate()
        .filter(|(place, member)| !named.contains_key(&member.name) && !guessed.contains(member.name.as_str()) && scored(*place))
        .filter(|(_, member)| !lost.holds(table.level, &member.name))
        .map(|(_, member)| (member.name.as_str(), member.title.as_deref(), member.span))
        .collect();
    lost.members.extend(guessed.into_iter().map(|name| (table.level, name.to_owned())));
    if !absent.is_empty() {
        diagnostics.push(rows::absent_members(table.sheet.table.head_span, table.sheet.file, &absent));
    }
}

/// What each answered: fills in the subjects made by [`identify`]. Kinds of subject whose table is
/// `lost` were reported, so a parent among them is not reported again.
pub(super) fn answer(
    table: &Table<'_, '_>,
    program: &Program,
    ids: &Ids,
    lost: &Lost,
    submission: &mut Submission,
    diagnostics: &mut Diagnostics,
) {
    let reader = Reader { program, ids, language: table.sheet.language };
    for (place, row) in table.rows.iter().filter(|(_, row)| table.even(row)) {
        let mut answers = BTreeMap::new();
        let mut faults = Vec::new();
        let (mut sequence, mut parent) = (None, None);
        for ((number, column), found) in table.columns.iter().enumerate().zip(&table.found) {
            let cell = table.cell(row, number);
            match (column.meaning, found) {
                (Meaning::Answer(question), Found::Absent(why)) => {
                    let origin = Origin { span: table.sheet.table.head_span, row: row.number, column: column.name.as_str().into() };
                    answers.insert(question, Answer { content: Content::Invalid(why.clone()), origin });
                }
                (Meaning::Answer(question), Found::At(_) | Found::NotNeeded) => {
                    if let Some(cell) = cell {
                        answers.insert(question, reader.answer(cell, column, diagnostics));
                    }
                }
                (Meaning::Sequence | Meaning::Parent, Found::Absent(why)) => faults.push(rows::refused_with(why)),
                (Meaning::Sequence, Found::At(_) | Found::NotNeeded) => {
                    sequence = self::sequence(&reader, table, row, cell, column, &mut faults, diagnostics);
                }
                (Meaning::Parent, Found::At(_) | Found::NotNeeded) => {
                    let context = Parents { reader: &reader, kind: table.level, lost, submission };
                    parent = context.find(row, cell, column, &mut faults, diagnostics);
                }
                (
                    Meaning::Id
                    | Meaning::Name
                    | Meaning::Subject
                    | Meaning::Field(_)
                    | Meaning::Month
                    | Meaning::Monthly(_)
                    | Meaning::Ruling(_)
                    | Meaning::Ballot(_),
                    Found::At(_) | Found::Absent(_) | Found::NotNeeded,
                ) => {}
            }
        }
        points(&reader, table, row, &mut answers, diagnostics);
        if let Some(subject) = submission.subjects.get_mut(*place) {
            (subject.sequence, subject.parent, subject.answers) = (sequence, parent, answers);
            faults.retain(|fault| !subject.faults.contains(fault));
            subject.faults.append(&mut faults);
        }
    }
    in_doubt(table, program, submission);
}

/// Rows of which nobody knows which cell is which, or which of two rows of one id is meant: what others read of
/// them is invalid, whatever stands there, save what all rows of the id agree on.
fn in_doubt(table: &Table<'_, '_>, program: &Program, submission: &mut Submission) {
    let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, _) in &table.rows {
        if let Some(subject) = submission.subjects.get(*place).filter(|subject| !subject.id.is_empty()) {
            by_id.entry(subject.id.clone()).or_default().push(*place);
        }
    }
    for twins in by_id.values().filter(|twins| twins.len() > 1) {
        let rows: Vec<&Subject> = twins.iter().filter_map(|place| submission.subjects.get(*place)).collect();
        let agreed = |of: fn(&Subject) -> Option<usize>| {
            let first = rows.first().and_then(|first| of(first));
            first.filter(|_| rows.iter().all(|row| of(row) == first))
        };
        let (sequence, parent) = (agreed(|row| row.sequence), agreed(|row| row.parent));
        for place in twins {
            if let Some(subject) = submission.subjects.get_mut(*place) {
                (subject.sequence, subject.parent) = (sequence, parent);
            }
        }
    }
    for (place, row) in &table.rows {
        let Some(subject) = submission.subjects.get_mut(*place) else { continue };
        let repeated = by_id.get(&subject.id).is_some_and(|twins| twins.len() > 1);
        let Some(why) = subject.faults.first().filter(|_| repeated || row.fault.is_some() || !table.even(row)).cloned() else {
            continue;
        };
        for column in &table.columns {
            if let Meaning::Answer(question) = column.meaning {
                let origin = Origin { column: column.name.as_str().into(), ..subject.origin.clone() };
                subject.answers.insert(question, Answer { content: Content::Invalid(why.clone()), origin });
            }
        }
    }
    // Whoever cannot be named may have any row of months.
    let monthly = months::asked_of(program, table.level);
    for (place, _) in &table.rows {
        let Some(subject) = submission.subjects.get_mut(*place).filter(|subject| subject.id.is_empty()) else { continue };
        let Some(why) = subject.faults.first().cloned() else { continue };
        for question in monthly.iter().flat_map(|input| (1..=12).map(|month| Question::Month(*input, month))) {
            subject.answers.insert(question, Answer { content: Content::Invalid(why.clone()), origin: subject.origin.clone() });
        }
    }
}

fn sequence(
    reader: &Reader<'_>,
    table: &Table<'_, '_>,
    row: &Row,
    cell: Option<&Cell>,
    column: &Column<'_>,
    faults: &mut Vec<Words>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let choice = reader.program.levels[table.level].sequences.map(|choice| &reader.program.choices[choice]);
    if choice.is_none() && cell.is_none_or(|cell| cell.text.is_empty()) {
        return None;
    }
    let cell = cell.cloned().unwrap_or_else(|| left_out(row));
    let before = faults.len();
    let text = reader.identity(&cell, column, faults, diagnostics);
    let values = choice.map_or(&[][..], |choice| choice.values.as_slice());
    let place = values.iter().position(|value| value.name == text);
    if place.is_none() && faults.len() == before {
        let names: Vec<(&str, Option<&str>)> = values.iter().map(|value| (value.name.as_str(), value.title.as_deref())).collect();
        let list: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let reason = reader.report(rows::unknown_sequence(&cell, &list, near(&text, &names)), &cell, column, diagnostics);
        faults.push(rows::refused_with(&reason));
    }
    place
}

/// Finds parents.
struct Parents<'a> {
    reader: &'a Reader<'a>,
    kind: LevelId,
    lost: &'a Lost,
    submission: &'a Submission,
}

impl Parents<'_> {
    fn find(
        &self,
        row: &Row,
        cell: Option<&Cell>,
        column: &Column<'_>,
        faults: &mut Vec<Words>,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let program = self.reader.program;
        let kinds = &program.levels[self.kind].parents;
        if kinds.is_empty() && cell.is_none_or(|cell| cell.text.is_empty()) {
            return None;
        }
        let cell = cell.cloned().unwrap_or_else(|| left_out(row));
        let before = faults.len();
        let text = self.reader.identity(&cell, column, faults, diagnostics);
        let having = |kinds: &mut dyn Iterator<Item = LevelId>| -> Vec<(LevelId, usize)> {
            kinds.filter_map(|kind| self.reader.ids.get(&kind)?.get(&text).map(|place| (kind, *place))).collect()
        };
        let candidates = having(&mut kinds.iter().copied());
        if let [(_, place)] = candidates.as_slice() {
            return Some(*place);
        }
        if faults.len() > before {
            return None;
        }
        let names: Vec<&str> = kinds.iter().map(|kind| program.levels[*kind].name.as_str()).collect();
        let span = |place: usize| self.submission.subjects.get(place).map_or(cell.span, |subject| subject.origin.span);
        let finding = if candidates.len() > 1 {
            let spans: Vec<Span> = candidates.iter().map(|(_, place)| span(*place)).collect();
            rows::ambiguous_parent(&cell, &names, &spans)
        } else if let Some((kind, place)) = having(&mut program.levels.ids()).first().filter(|_| !kinds.is_empty()) {
            rows::parent_of_wrong_kind(&cell, &program.levels[*kind].name, span(*place), &names)
        } else if kinds.iter().any(|kind| self.lost.holds(*kind, &text)) {
            let lost = Words::new("its parent could not be read", "其所在单位的数据无法读取");
            faults.push(rows::refused_with(&lost));
            return None;
        } else {
            let subjects = kinds.iter().filter_map(|kind| self.reader.ids.get(kind)).flatten();
            let known: Vec<(&str, Option<&str>)> = subjects
                .map(|(id, place)| (id.as_str(), self.submission.subjects.get(*place).map(|subject| subject.name.as_str())))
                .collect();
            rows::unknown_parent(&cell, &names, near(&text, &known).map(|(id, _)| id))
        };
        let reason = self.reader.report(finding, &cell, column, diagnostics);
        faults.push(rows::refused_with(&reason));
        None
    }
}

/// Points of a judge stand beside a state that leaves a range, and lie in it.
fn points(reader: &Reader<'_>, table: &Table<'_, '_>, row: &Row, answers: &mut BTreeMap<Question, Answer>, diagnostics: &mut Diagnostics) {
    let given: Vec<(IndicatorId, crate::value::Number)> = answers
        .iter()
        .filter_map(|(question, answer)| match (question, &answer.content) {
            (Question::Points(indicator), Content::Given(Value::Number(points))) => Some((*indicator, points.clone())),
            _ => None,
        })
        .collect();
    for (indicator, points) in given {
        let question = Question::Points(indicator);
        let Some((number, column)) = table.asked(Meaning::Answer(question)) else { continue };
        let (Some(cell), Some(state)) = (table.cell(row, number), state_of(reader.program, indicator)) else { continue };
        let judged = answers.get(&Question::State(indicator)).map(|answer| &answer.content);
        let finding = match judged {
            Some(Content::Given(Value::Choice(value))) => {
                let name = reader.program.choices[state.choice].values.get(*value).map_or("", |value| value.name.as_str());
                match state.rows.iter().find(|row| row.value == *value).map(|row| (&row.points, row.span)) {
                    Some((StatePoints::Between(low, high), span)) if points < *low || points > *high => {
                        values::points_out_of_range(cell, name, low, high, span)
                    }
                    Some((StatePoints::Between(..), _)) | None => continue,
                    Some((StatePoints::Fixed(_), _)) => values::points_not_asked(cell, Some(name)),
                }
            }
            Some(Content::Empty) | None => values::points_not_asked(cell, None),
            Some(Content::Given(_) | Content::Invalid(_)) => continue,
        };
        let reason = reader.report(finding, cell, column, diagnostics);
        answers.insert(question, Answer { content: Content::Invalid(reason), origin: cells::origin(cell, column) });
    }
}

fn state_of(program: &Program, indicator: IndicatorId) -> Option<&State> {
    program.indicators[indicator].chain.links.iter().find_map(|link| match &link.method {
        Method::State(state) => Some(state),
        Method::Quantify(_) | Method::Steps(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => None,
    })
}
