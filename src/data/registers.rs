//! Entries of registers. Every row is kept, with invalid fields where its cells are at fault; one
//! about nobody we know is reported and listed as well, for it may be about anybody.

use super::cells::{self, Ids, Reader, near};
use super::columns::{self, Column, Found, Meaning, Sheet};
use super::messages::{rows, values};
use super::subjects::{cell, left_out};
use super::table::{Cell, Row};
use super::{Holds, Lost, Unattributed};
use crate::diagnostics::Diagnostics;
use crate::model::{Answer, Content, Entry, Field, Origin, Program, RegisterId, Submission, Whose};
use crate::text::Words;
use crate::types::Type;

/// What came of a register.
pub(super) struct Entries {
    /// The entries, in their order.
    pub entries: Vec<Entry>,
    /// Rows that belong to nobody we know.
    pub unattributed: Vec<Unattributed>,
}

/// Reads a register; none when its rows do not say whom they are about, so that it counts as not
/// delivered.
pub(super) fn read(
    program: &Program,
    ids: &Ids,
    lost: &Lost,
    id: RegisterId,
    sheet: Sheet<'_>,
    submission: &Submission,
    diagnostics: &mut Diagnostics,
) -> Option<Entries> {
    let columns = columns::of(program, Holds::Entries(id), sheet.naming());
    let found = columns::matched(program, sheet, &columns, diagnostics)?;
    if matches!(found.first(), Some(Found::Absent(_)) | None) {
        return None;
    }
    let register = Register { program, ids, lost, id, sheet, submission, columns, found };
    let subject_column = register.columns.first().map_or("", |column| column.name.as_str());
    let mut entries = Entries { entries: Vec::new(), unattributed: Vec::new() };
    for row in &sheet.table.rows {
        let origin = Origin { span: row.span, row: row.number, column: subject_column.into() };
        let (subject, spoiled) = register.subject(row, diagnostics);
        match subject {
            Whose::Subject(_) => {}
            Whose::Absent | Whose::Unknown => {
                entries.unattributed.push(Unattributed { register: id, whose: subject, origin: origin.clone() })
            }
        }
        entries.entries.push(Entry { subject, fields: register.fields(row, spoiled.as_ref(), diagnostics), origin });
    }
    Some(entries)
}

struct Register<'a> {
    program: &'a Program,
    ids: &'a Ids,
    lost: &'a Lost,
    id: RegisterId,
    sheet: Sheet<'a>,
    submission: &'a Submission,
    columns: Vec<Column<'a>>,
    found: Vec<Found>,
}

impl Register<'_> {
    fn reader(&self) -> Reader<'_> {
        Reader { program: self.program, ids: self.ids, language: self.sheet.language }
    }

    /// Whom a row is about, and why its other cells cannot be told apart, if they cannot.
    fn subject(&self, row: &Row, diagnostics: &mut Diagnostics) -> (Whose, Option<Words>) {
        let level = self.program.registers[self.id].of;
        let known = self.ids.get(&level);
        let cell = cell(row, self.found.first()).cloned().unwrap_or_else(|| left_out(row));
        if !self.sheet.table.is_even(row) {
            let ragged = rows::ragged_row(row.span, row.number, row.width, self.sheet.table.head.len());
            let reason = ragged.message.clone();
            diagnostics.push(ragged);
            // Only the first cell of a ragged row is surely the one it seems to be.
            let first = matches!(self.found.first(), Some(Found::At(0)));
            let subject = if first { self.whose(cell.text.trim()) } else { Whose::Unknown };
            return (subject, Some(reason));
        }
        let Some(column) = self.columns.first() else { return (Whose::Unknown, None) };
        let mut faults = Vec::new();
        let id = self.reader().identity(&cell, column, &mut faults, diagnostics);
        let subject = self.whose(&id);
        if !matches!(subject, Whose::Subject(_)) && faults.is_empty() && !self.lost.holds(level, &id) {
            let known: Vec<(&str, Option<&str>)> = known
                .into_iter()
                .flatten()
                .map(|(id, place)| (id.as_str(), self.submission.subjects.get(*place).map(|subject| subject.name.as_str())))
                .collect();
            let name = &self.program.levels[level].name;
            let naming = if subject == Whose::Absent { rows::Naming::AbsentEntry } else { rows::Naming::Entry };
            let finding = rows::unknown_subject(&cell, name, naming, near(&id, &known));
            self.reader().report(finding, &cell, column, diagnostics);
        }
        (subject, row.fault.clone())
    }

    /// Whose the entries of an id are. A declared member without a row is somebody, and nobody who is scored.
    fn whose(&self, id: &str) -> Whose {
        let level = self.program.registers[self.id].of;
        if let Some(place) = self.ids.get(&level).and_then(|ids| ids.get(id)) {
            return Whose::Subject(*place);
        }
        let declared = self.program.levels[level].members.iter().any(|member| member.name == id);
        // It is somebody's, too, whose row gives another id beside this one.
        let lost = self.lost.members.contains(&(level, id.to_owned()));
        if declared || lost { Whose::Absent } else { Whose::Unknown }
    }

    /// One answer for each field; all of them invalid where the row is `spoiled`.
    fn fields(&self, row: &Row, spoiled: Option<&Words>, diagnostics: &mut Diagnostics) -> Vec<Answer> {
        let fields = &self.program.registers[self.id].fields;
        let asked = self.columns.iter().zip(&self.found).filter(|(column, _)| matches!(column.meaning, Meaning::Field(_)));
        asked.zip(fields).map(|((column, found), field)| self.field(row, column, found, field, spoiled, diagnostics)).collect()
    }

    fn field(
        &self,
        row: &Row,
        column: &Column<'_>,
        found: &Found,
        field: &Field,
        spoiled: Option<&Words>,
        diagnostics: &mut Diagnostics,
    ) -> Answer {
        let whole_row = || Origin { span: row.span, row: row.number, column: column.name.as_str().into() };
        let absent = match found {
            Found::Absent(why) => Some(why),
            Found::At(_) | Found::NotNeeded => None,
        };
        if let Some(why) = spoiled.or(absent) {
            return Answer { content: Content::Invalid(why.clone()), origin: whole_row() };
        }
        let cell: Option<&Cell> = cell(row, Some(found));
        let answer = match cell {
            Some(cell) => self.reader().answer(cell, column, diagnostics),
            None => Answer { content: Content::Empty, origin: whole_row() },
        };
        let may_be_empty = field.or_empty || field.empty_means.is_some() || field.ty == Type::Text;
        if answer.content != Content::Empty || may_be_empty {
            return answer;
        }
        let cell = cell.cloned().unwrap_or_else(|| left_out(row));
        let reason = self.reader().report(values::empty_field(&cell, field.span), &cell, column, diagnostics);
        Answer { content: Content::Invalid(reason), origin: cells::origin(&cell, column) }
    }
}
