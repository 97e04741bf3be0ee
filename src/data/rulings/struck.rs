//! Which entry of a register is struck: the register, and what its fields say.

use super::super::cells::near;
use super::super::columns::Reading;
use super::super::messages::rulings::{self as messages, StruckFault};
use super::super::table::{Cell, Form};
use super::{RowReading, RulingColumn, Rulings, Target};
use crate::model::{Answer, Content, Effect, Entry, Program, Register, RegisterId, Whose};
use crate::text::Span;
use crate::types::{LevelId, Type};
use crate::value::Value;

/// The kinds of subject that entries of a register are about or name; all kinds, if there is no such register.
pub(super) fn levels(program: &Program, name: &str) -> Vec<LevelId> {
    let Some(register) = program.registers.values().find(|register| register.name == name.trim()) else {
        return program.levels.ids().collect();
    };
    let named = register.fields.iter().filter_map(|field| match &field.ty {
        Type::Subject(level) => Some(*level),
        Type::Number
        | Type::Ratio
        | Type::Percent
        | Type::PercentagePoints
        | Type::Count
        | Type::Quantity(..)
        | Type::Day
        | Type::Flag
        | Type::Choice(_)
        | Type::Text
        | Type::Error => None,
    });
    std::iter::once(register.of).chain(named).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// A field and the value an entry must have in it.
type Wanted = (usize, Value);

impl Rulings<'_> {
    /// The one entry that fits the columns `register` and `entry`.
    pub(super) fn struck(&self, reading: &mut RowReading<'_, '_>, _target: &Target, subject: usize) -> Option<Effect> {
        let (id, register) = self.register(reading)?;
        let cell = self.cell(reading.row, RulingColumn::Entry);
        let wanted = if self.is_filled(&cell) { self.wanted(reading, &cell, register)? } else { Vec::new() };
        let entries = self.context.submission.registers.get(&id).map(Vec::as_slice).unwrap_or_default();
        let fitting: Vec<(usize, &Entry)> = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| self.concerns(entry, register, subject))
            .filter(|(_, entry)| wanted.iter().all(|(field, value)| says(entry.fields.get(*field), value)))
            .collect();
        let [(place, first), others @ ..] = fitting.as_slice() else {
            let own = entries.iter().filter(|entry| self.concerns(entry, register, subject)).count();
            let finding = messages::no_such_entry(&cell, &StruckFault::NoneFits { register: &register.name, own });
            self.say(reading, finding, &cell, RulingColumn::Entry);
            return None;
        };
        let alike = |other: &Entry| {
            first.subject == other.subject && first.fields.iter().zip(&other.fields).all(|(left, right)| left.content == right.content)
        };
        // Of an entry that stands twice, word for word, either one may be meant.
        if others.iter().all(|(_, other)| alike(other)) {
            return Some(Effect::EntryStruck(id, *place));
        }
        let rows: Vec<(usize, Span)> = fitting.iter().map(|(_, entry)| (entry.origin.row, entry.origin.span)).collect();
        let apart = register.fields.iter().enumerate().find(|(place, _)| {
            let says = |entry: &Entry| entry.fields.get(*place).map(|answer| answer.content.clone());
            others.iter().any(|(_, other)| says(other) != says(first))
        });
        let finding = messages::several_entries(&cell, &register.name, &rows, apart.map(|(_, field)| field.name.as_str()));
        self.say(reading, finding, &cell, RulingColumn::Entry);
        None
    }

    fn register(&self, reading: &mut RowReading<'_, '_>) -> Option<(RegisterId, &Register)> {
        let cell = self.cell(reading.row, RulingColumn::Register);
        let program = self.context.program;
        if let Some(found) = program.registers.iter().find(|(_, register)| register.name == cell.text) {
            return Some(found);
        }
        let known: Vec<(&str, Option<&str>)> =
            program.registers.values().map(|register| (register.name.as_str(), register.title.as_deref())).collect();
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let finding = messages::no_such_entry(&cell, &StruckFault::NoRegister { names: &names, near: near(&cell.text, &known) });
        self.say(reading, finding, &cell, RulingColumn::Register);
        None
    }

    /// Whether an entry is about a subject or names it.
    fn concerns(&self, entry: &Entry, register: &Register, subject: usize) -> bool {
        if entry.subject == Whose::Subject(subject) {
            return true;
        }
        let Some(who) = self.context.submission.subjects.get(subject) else { return false };
        let names = |(field, answer): (&crate::model::Field, &Answer)| {
            field.ty == Type::Subject(who.level) && answer.content == Content::Given(Value::Text(who.id.clone()))
        };
        register.fields.iter().zip(&entry.fields).any(names)
    }

    /// The fields that are named and their values: `date 2025-05-06, kind notified`.
    fn wanted(&self, reading: &mut RowReading<'_, '_>, cell: &Cell, register: &Register) -> Option<Vec<Wanted>> {
        let mut wanted = Vec::new();
        let before = reading.faults.len();
        let mut from = 0;
        for text in cell.text.split([',', '，', ';', '；', '、']) {
            let start = from;
            from += text.len();
            from += cell.text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let trimmed = text.trim();
            if trimmed.is_empty() {
                continue;
            }
            let piece = part(cell, start + (text.len() - text.trim_start().len()), trimmed);
            match self.one_wanted(&piece, register) {
                Ok(one) => wanted.push(one),
                Err(finding) => self.say(reading, *finding, &piece, RulingColumn::Entry),
            }
        }
        (reading.faults.len() == before).then_some(wanted)
    }

    fn one_wanted(&self, piece: &Cell, register: &Register) -> Result<Wanted, Box<crate::diagnostics::Diagnostic>> {
        let end = piece.text.find([' ', ':', '：', '=', '　']).unwrap_or(piece.text.len());
        let name = piece.text.get(..end).unwrap_or("");
        let rest = piece.text.get(end..).unwrap_or("").trim_start_matches([' ', ':', '：', '=', '　']);
        let names: Vec<(&str, Option<&str>)> = register.fields.iter().map(|field| (field.name.as_str(), field.title.as_deref())).collect();
        let Some((place, field)) = register.fields.iter().enumerate().find(|(_, field)| field.name == name) else {
            let cell = part(piece, 0, name);
            let list: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            let fault = StruckFault::NoField { register: &register.name, names: &list, near: near(name, &names) };
            return Err(Box::new(messages::no_such_entry(&cell, &fault)));
        };
        let value = part(piece, piece.text.len() - rest.len(), rest);
        match self.reader().content(&value, Reading::Typed(&field.ty))? {
            Content::Given(value) => Ok((place, value)),
            Content::Empty | Content::Invalid(_) => {
                Err(Box::new(messages::no_such_entry(piece, &StruckFault::NoValue { field: &field.name })))
            }
        }
    }
}

/// Whether a field of an entry says this; what `empty means` would answer is not what it says.
fn says(answer: Option<&Answer>, value: &Value) -> bool {
    answer.is_some_and(|answer| answer.content == Content::Given(value.clone()))
}

/// A piece of a cell that begins so many bytes in.
fn part(cell: &Cell, start: usize, text: &str) -> Cell {
    let span = match cell.form {
        Form::Bare | Form::Quoted => {
            let start = cell.span.start as usize + start;
            Span::new(cell.span.source, start, start + text.len())
        }
        Form::JsonEscaped | Form::JsonNumber | Form::JsonFlag | Form::JsonNested => cell.span,
    };
    Cell { text: text.to_owned(), span, form: cell.form, row: cell.row }
}
