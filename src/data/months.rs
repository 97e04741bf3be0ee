//! Values of each month: a row for each subject and month.
//!
//! Nothing is lost: a row whose month cannot be told may be about any month, so every month of its subject
//! that has no row of its own is invalid until it is put right; so is a month that stands in two rows. A row
//! that does not say whom it is about is kept as such: it may be about anybody who has no row for its month.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Ids, Reader, meant, near};
use super::columns::{self, Column, Found, Meaning, Sheet};
use super::messages::{listed, months as say, rows};
use super::subjects::{cell, left_out};
use super::table::{Cell, Form, Row};
use super::{Holds, Loading, Lost, Part};
use crate::diagnostics::Diagnostics;
use crate::model::{Answer, Content, InputId, Level, Origin, Program, Question, Submission, UnclearMonth};
use crate::text::{Span, Words};
use crate::types::LevelId;

/// Whom a row is about.
enum Whose<'t> {
    Of(Of<'t>),
    /// It may be anybody's of its kind.
    Unclear(UnclearMonth),
}

/// A row: the place of its subject, its month, and why its cells cannot be told apart, if they cannot.
struct Of<'t> {
    row: &'t Row,
    subject: usize,
    month: Option<(usize, Cell)>,
    spoiled: Option<Words>,
}

/// Reads the months of a kind of subject and gives the number of rows that became answers.
pub(super) fn read(
    program: &Program,
    ids: &Ids,
    lost: &Lost,
    level: LevelId,
    sheet: Sheet<'_>,
    submission: &mut Submission,
    diagnostics: &mut Diagnostics,
) -> usize {
    let mut columns = columns::of(program, Holds::Months(level), sheet.naming());
    sheet.ahead.set_aside(program, &mut columns);
    let Some(found) = columns::matched(program, sheet, &columns, diagnostics) else { return 0 };
    let table = Months { program, ids, lost, level, sheet, columns, found };
    let mut rows: Vec<Of<'_>> = Vec::new();
    for row in &sheet.table.rows {
        match table.of(row, submission, diagnostics) {
            Some(Whose::Of(of)) => rows.push(of),
            Some(Whose::Unclear(row)) => submission.unclear_months.push(row),
            None => {}
        }
    }
    let mut first: BTreeMap<(usize, usize), &Of<'_>> = BTreeMap::new();
    let mut repeated: BTreeMap<(usize, usize), Words> = BTreeMap::new();
    for of in &rows {
        let Some((month, cell)) = &of.month else { continue };
        match first.get(&(of.subject, *month)) {
            None => drop(first.insert((of.subject, *month), of)),
            Some(earlier) => {
                let earlier = earlier.month.as_ref().map_or(cell.span, |(_, cell)| cell.span);
                let finding = say::repeated_month(cell, earlier);
                let reason = finding.message.clone();
                table.report(finding, cell, diagnostics);
                repeated.insert((of.subject, *month), reason);
            }
        }
    }
    let month_column = table.asked(Meaning::Month).map_or("", |(column, _)| column.name.as_str());
    let mut unclear: BTreeMap<usize, (Words, Origin)> = BTreeMap::new();
    for of in &rows {
        match &of.month {
            Some((month, _)) => {
                let spoiled = repeated.get(&(of.subject, *month)).or(of.spoiled.as_ref());
                for (input, answer) in table.answers(of.row, spoiled, diagnostics) {
                    if let Some(subject) = submission.subjects.get_mut(of.subject) {
                        subject.answers.entry(Question::Month(input, *month)).or_insert(answer);
                    }
                }
            }
            None => {
                let why = of.spoiled.clone().unwrap_or_else(|| Words::same(""));
                let origin = Origin { span: of.row.span, row: of.row.number, column: month_column.into() };
                unclear.entry(of.subject).or_insert((why, origin));
            }
        }
    }
    let inputs: Vec<InputId> = table.inputs().collect();
    for (place, (why, origin)) in unclear {
        let Some(subject) = submission.subjects.get_mut(place) else { continue };
        for question in inputs.iter().flat_map(|input| (1..=12).map(|month| Question::Month(*input, month))) {
            subject.answers.entry(question).or_insert_with(|| Answer { content: Content::Invalid(why.clone()), origin: origin.clone() });
        }
    }
    rows.len()
}

/// What stands behind the name of a kind of subject in the name of its table of months, in English and in Chinese.
pub(super) const ENDINGS: [&str; 2] = [".monthly", ".按月"];

struct Months<'a> {
    program: &'a Program,
    ids: &'a Ids,
    lost: &'a Lost,
    level: LevelId,
    sheet: Sheet<'a>,
    columns: Vec<Column<'a>>,
    found: Vec<Found>,
}

impl<'a> Months<'a> {
    fn reader(&self) -> Reader<'_> {
        Reader { program: self.program, ids: self.ids, language: self.sheet.language }
    }

    /// Says where a finding about a month stands.
    fn report(&self, finding: crate::diagnostics::Diagnostic, cell: &Cell, diagnostics: &mut Diagnostics) {
        if let Some(column) = self.columns.iter().find(|column| column.meaning == Meaning::Month) {
            self.reader().report(finding, cell, column, diagnostics);
        }
    }

    fn asked(&self, meaning: Meaning) -> Option<(&Column<'a>, &Found)> {
        self.columns.iter().zip(&self.found).find(|(column, _)| column.meaning == meaning)
    }

    fn inputs(&self) -> impl Iterator<Item = InputId> {
        self.columns.iter().filter_map(|column| match column.meaning {
            Meaning::Monthly(input) => Some(input),
            Meaning::Id
            | Meaning::Month
            | Meaning::Name
            | Meaning::Sequence
            | Meaning::Parent
            | Meaning::Answer(_)
            | Meaning::Subject
            | Meaning::Ruling(_)
            | Meaning::Ballot(_)
            | Meaning::Field(_) => None,
        })
    }

    /// Whom and which month a row is about; none where it is about somebody who is known to be absent.
    fn of<'t>(&self, row: &'t Row, submission: &Submission, diagnostics: &mut Diagnostics) -> Option<Whose<'t>> {
        let (id_column, id_found) = self.asked(Meaning::Id)?;
        let (month_column, month_found) = self.asked(Meaning::Month)?;
        let id_cell = cell(row, Some(id_found)).cloned().unwrap_or_else(|| left_out(row));
        let month_cell = cell(row, Some(month_found)).cloned().unwrap_or_else(|| left_out(row));
        let year = self.program.header.year;
        if !self.sheet.table.is_even(row) {
            let ragged = rows::ragged_row(row.span, row.number, row.width, self.sheet.table.head.len());
            let reason = ragged.message.clone();
            diagnostics.push(ragged);
            // Only the first cells of a ragged row are surely those they seem to be.
            let month = matches!((id_found, month_found), (_, Found::At(0)) | (Found::At(0), Found::At(1)));
            let month = month.then(|| say::month(&month_cell.text, year).ok()).flatten();
            let id = if matches!(id_found, Found::At(0)) { id_cell.text.trim() } else { "" };
            return match self.subject(id) {
                Some(subject) => Some(Whose::Of(Of { row, subject, month: month.map(|month| (month, month_cell)), spoiled: Some(reason) })),
                None => self.unclear(row, id, month),
            };
        }
        let mut faults = Vec::new();
        let id = self.reader().identity(&id_cell, id_column, &mut faults, diagnostics);
        // Which key of two is read, or which is meant, was reported.
        let untold = match month_cell.form {
            Form::JsonTwice => Some(row.fault.clone()),
            Form::JsonDoubtful => Some(Some(meant(&month_cell, month_column))),
            Form::Bare | Form::Quoted | Form::JsonEscaped | Form::JsonNumber | Form::JsonFlag | Form::JsonNested => None,
        };
        let month = if untold.is_some() { None } else { Some(say::month(&month_cell.text, year)) };
        let Some(subject) = self.subject(&id) else {
            if faults.is_empty() && !self.lost.holds(self.level, &id) {
                self.report_unknown(&id, &id_cell, id_column, submission, diagnostics);
            }
            if let Some(Err(fault)) = &month {
                self.report(say::bad_month(&month_cell, year, fault, false), &month_cell, diagnostics);
            }
            // What else is wrong with it is said as of any row.
            let _ = self.answers(row, None, diagnostics);
            return self.unclear(row, &id, month.and_then(Result::ok));
        };
        Some(Whose::Of(match month {
            Some(Ok(month)) => Of { row, subject, month: Some((month, month_cell)), spoiled: row.fault.clone() },
            None => Of { row, subject, month: None, spoiled: untold.flatten() },
            Some(Err(fault)) => {
                let finding = say::bad_month(&month_cell, year, &fault, true);
                let reason = finding.message.clone();
                self.report(finding, &month_cell, diagnostics);
                Of { row, subject, month: None, spoiled: Some(reason) }
            }
        }))
    }

    fn subject(&self, id: &str) -> Option<usize> {
        self.ids.get(&self.level)?.get(id).copied()
    }

    /// Whether an id is that of a declared member.
    fn is_declared(&self, id: &str) -> bool {
        self.program.levels[self.level].members.iter().any(|member| member.name == id)
    }

    /// A row of nobody who is there. That of a declared member without a row is somebody's, and of nobody who is scored.
    fn unclear<'t>(&self, row: &Row, id: &str, month: Option<usize>) -> Option<Whose<'t>> {
        let absent = self.is_declared(id) || self.lost.holds(self.level, id);
        let origin = Origin { span: row.span, row: row.number, column: "id".into() };
        (!absent).then_some(Whose::Unclear(UnclearMonth { level: self.level, month, origin }))
    }

    fn report_unknown(&self, id: &str, cell: &Cell, column: &Column<'_>, submission: &Submission, diagnostics: &mut Diagnostics) {
        let known: Vec<(&str, Option<&str>)> = (self.ids.get(&self.level).into_iter().flatten())
            .map(|(id, place)| (id.as_str(), submission.subjects.get(*place).map(|subject| subject.name.as_str())))
            .collect();
        let name = &self.program.levels[self.level].name;
        let naming = if self.is_declared(id) { rows::Naming::AbsentEntry } else { rows::Naming::Entry };
        self.reader().report(rows::unknown_subject(cell, name, naming, near(id, &known)), cell, column, diagnostics);
    }

    /// What a row answers; all of it invalid where the row is `spoiled`.
    fn answers(&self, row: &Row, spoiled: Option<&Words>, diagnostics: &mut Diagnostics) -> Vec<(InputId, Answer)> {
        let mut answers = Vec::new();
        for (column, found) in self.columns.iter().zip(&self.found) {
            let Meaning::Monthly(input) = column.meaning else { continue };
            let whole_row = || Origin { span: row.span, row: row.number, column: column.name.as_str().into() };
            let absent = match found {
                Found::Absent(why) => Some(why),
                Found::At(_) | Found::NotNeeded => None,
            };
            let answer = match (spoiled.or(absent), cell(row, Some(found))) {
                (Some(why), _) => Answer { content: Content::Invalid(why.clone()), origin: whole_row() },
                (None, Some(cell)) => self.reader().answer(cell, column, diagnostics),
                (None, None) => Answer { content: Content::Empty, origin: whole_row() },
            };
            answers.push((input, answer));
        }
        answers
    }
}

/// Of kinds of subject whose table of months was not delivered no month is known: invalid, never missing.
pub(super) fn absent(program: &Program, lost: &Lost, submission: &mut Submission) {
    for (level, why) in &lost.months {
        let inputs = asked_of(program, *level);
        for subject in submission.subjects.iter_mut().filter(|subject| subject.level == *level) {
            let origin = subject.origin.clone();
            for question in inputs.iter().flat_map(|input| (1..=12).map(|month| Question::Month(*input, month))) {
                subject
                    .answers
                    .entry(question)
                    .or_insert_with(|| Answer { content: Content::Invalid(why.clone()), origin: origin.clone() });
            }
        }
    }
}

/// The months of a kind of subject whose data have no table of months.
pub(super) fn asked_of(program: &Program, level: LevelId) -> BTreeSet<InputId> {
    let indicators = program.indicators.values().filter(|indicator| indicator.whom.level == level);
    indicators.flat_map(|indicator| &indicator.inputs).copied().filter(|input| program.inputs[*input].monthly.is_some()).collect()
}

impl Loading<'_> {
    /// Reports that there is no table of months of a kind of subject of which some are asked: nobody knows what they are.
    pub(super) fn check_missing_months(&mut self, id: LevelId, level: &Level, parts: &[Part], json: Option<Span>) {
        let inputs = asked_of(self.program, id);
        let there = parts.iter().any(|part| part.note.holds == Some(Holds::Months(id)));
        let known = parts.iter().any(|part| part.note.holds == Some(Holds::Subjects(id)));
        if inputs.is_empty() || there || !known || self.ahead.holds_months(self.program, &inputs) {
            return;
        }
        let names: Vec<&str> = inputs.iter().map(|input| self.program.inputs[*input].name.as_str()).collect();
        let place = json.or_else(|| self.heads.get(&id).copied()).unwrap_or(level.span);
        let names = listed(names, 6);
        let finding = say::missing_months(place, &level.name, json.is_some(), &names);
        self.lost.months.insert(id, finding.message.clone());
        self.loaded.diagnostics.push(finding);
    }
}
