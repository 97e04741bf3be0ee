//! Which entry of a register is struck: the register, and what its fields say.

use super::super::cells::near;
use super::super::choices;
use super::super::columns::Reading;
use super::super::messages::struck::{self as messages, StruckFault};
use super::super::table::{Cell, Form};
use super::{RowReading, RulingColumn, Rulings};
use crate::model::{Answer, Content, Effect, Entry, Program, Register, RegisterId, Whose};
use crate::text::{Language, Span};
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

/// A field and what an entry may say in it; nothing, where it may be empty.
type Wanted = (usize, Vec<Option<Value>>);

/// What stands between two fields of an entry.
const BETWEEN: [char; 5] = [',', '，', ';', '；', '、'];
/// What stands between the name of a field and its value.
const BEHIND_NAME: [char; 6] = [' ', ':', '：', '=', '＝', '　'];
/// Quotation marks, each with the one that closes it.
const MARKS: [(char, char); 3] = [('"', '"'), ('“', '”'), ('＂', '＂')];

impl Rulings<'_> {
    /// The one entry that fits the columns `register` and `entry`.
    pub(super) fn struck(&self, reading: &mut RowReading<'_, '_>, subject: usize) -> Option<Effect> {
        let (id, register) = self.register(reading)?;
        let cell = self.cell(reading.row, RulingColumn::Entry);
        let wanted = if self.is_filled(&cell) { self.wanted(reading, &cell, register)? } else { Vec::new() };
        let entries = self.context.submission.registers.get(&id).map(Vec::as_slice).unwrap_or_default();
        let fitting: Vec<(usize, &Entry)> = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| self.concerns(entry, register, subject))
            .filter(|(_, entry)| {
                wanted.iter().all(|(field, values)| values.iter().any(|value| says(entry.fields.get(*field), value.as_ref())))
            })
            .collect();
        let [(place, first), others @ ..] = fitting.as_slice() else {
            let own = entries.iter().filter(|entry| self.concerns(entry, register, subject)).count();
            let finding = messages::no_such_entry(&cell, &StruckFault::NoneFits { register: &register.name, own });
            self.say(reading, finding, &cell, RulingColumn::Entry);
            return None;
        };
        // Of an entry that stands twice, word for word, either one may be meant.
        if others.iter().all(|(_, other)| first.is_like(other)) {
            return Some(Effect::EntryStruck(id, *place));
        }
        let rows: Vec<(usize, Span)> = fitting.iter().map(|(_, entry)| (entry.origin.row, entry.origin.span)).collect();
        let apart = register.fields.iter().enumerate().find(|(place, _)| {
            let says = |entry: &Entry| entry.fields.get(*place).map(|answer| answer.content.clone());
            others.iter().any(|(_, other)| says(other) != says(first))
        });
        let apart = apart.map(|(place, field)| (field.name.as_str(), fitting.iter().any(|(_, entry)| says(entry.fields.get(place), None))));
        let finding = messages::several_entries(&cell, &register.name, &rows, apart);
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

    /// The fields that are named and their values: `date 2025-05-06, kind notified, note "late, again"`.
    fn wanted(&self, reading: &mut RowReading<'_, '_>, cell: &Cell, register: &Register) -> Option<Vec<Wanted>> {
        let mut wanted = Vec::new();
        let before = reading.faults.len();
        let mut from = 0;
        // Where the last field began, if it is one of text without quotation marks.
        let mut open: Option<usize> = None;
        while from < cell.text.len() {
            let rest = cell.text.get(from..).unwrap_or_default();
            let text = rest.get(..end_of_field(rest)).unwrap_or_default();
            let start = from;
            from += text.len();
            from += cell.text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let trimmed = text.trim();
            if trimmed.is_empty() {
                continue;
            }
            let start = start + (text.len() - text.trim_start().len());
            let piece = part(cell, start, trimmed);
            let torn = open.and_then(|open| cell.text.get(open..start + trimmed.len())).map(|text| self.in_marks(text));
            match self.one_wanted(&piece, register, torn.as_deref()) {
                Ok(one) => {
                    let of_text = register.fields.get(one.0).is_some_and(|field| field.ty == Type::Text);
                    open = Some(start).filter(|_| of_text && opened(name_and_rest(trimmed).1).is_none());
                    wanted.push(one);
                }
                Err(finding) => self.say(reading, *finding, &piece, RulingColumn::Entry),
            }
        }
        (reading.faults.len() == before).then_some(wanted)
    }

    /// A field with its value in quotation marks.
    fn in_marks(&self, text: &str) -> String {
        let (name, value) = name_and_rest(text);
        match self.sheet.language {
            Language::English => format!("{name} \"{value}\""),
            Language::Chinese => format!("{name} “{value}”"),
        }
    }

    /// One field and its value; `torn` is the field before it with this piece, as one value.
    fn one_wanted(&self, piece: &Cell, register: &Register, torn: Option<&str>) -> Result<Wanted, Box<crate::diagnostics::Diagnostic>> {
        let (name, rest) = name_and_rest(&piece.text);
        let names: Vec<(&str, Option<&str>)> = register.fields.iter().map(|field| (field.name.as_str(), field.title.as_deref())).collect();
        let Some((place, field)) = register.fields.iter().enumerate().find(|(_, field)| field.name == name) else {
            let cell = part(piece, 0, name);
            let list: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            let fault = StruckFault::NoField { register: &register.name, names: &list, near: near(name, &names), torn };
            return Err(Box::new(messages::no_such_entry(&cell, &fault)));
        };
        let refused = |fault| Err(Box::new(messages::no_such_entry(piece, &fault)));
        let start = piece.text.len() - rest.len();
        let value = match opened(rest) {
            Some((open, closes)) => {
                let inside = rest.get(open..).unwrap_or_default();
                let Some(inside) = inside.strip_suffix(closes) else { return refused(StruckFault::OpenQuote) };
                part(piece, start + open, inside)
            }
            None if rest.is_empty() => return refused(StruckFault::NoValue { field: &field.name }),
            None if EMPTY.contains(&rest) => {
                // A value of a choice may be called so: where entries say either, nobody knows which is meant.
                let named = if let Type::Choice(choice) = field.ty {
                    choices::choice(&part(piece, start, rest), self.context.program, choice).ok()
                } else {
                    None
                };
                return Ok((place, std::iter::once(None).chain(named.map(Some)).collect()));
            }
            None => part(piece, start, rest),
        };
        match self.reader().content(&value, Reading::Typed(&field.ty))? {
            Content::Given(value) => Ok((place, vec![Some(value)])),
            // What the rules take for an empty cell stands for one here as well.
            Content::Empty => Ok((place, vec![None])),
            Content::Invalid(_) => refused(StruckFault::NoValue { field: &field.name }),
        }
    }
}

/// The words for an empty field; a value that is called so stands in quotation marks.
const EMPTY: [&str; 2] = ["empty", "空"];

/// The name of a field, and what stands behind it.
fn name_and_rest(text: &str) -> (&str, &str) {
    let ends = |letter: char| BEHIND_NAME.contains(&letter) || MARKS.iter().any(|(open, _)| *open == letter);
    let (name, rest) = text.split_at(text.find(ends).unwrap_or(text.len()));
    (name, rest.trim_start_matches(BEHIND_NAME))
}

/// How long the quotation mark is with which a value begins, and the mark that closes it.
fn opened(value: &str) -> Option<(usize, char)> {
    MARKS.iter().find(|(open, _)| value.starts_with(*open)).map(|(open, closes)| (open.len_utf8(), *closes))
}

/// Where the first field in a text ends: at what stands between two fields, but not within quotation marks. What is never
/// closed ends with the text.
fn end_of_field(text: &str) -> usize {
    let plain = |from: usize| text.get(from..).and_then(|rest| rest.find(BETWEEN)).map_or(text.len(), |length| from + length);
    let (_, rest) = name_and_rest(text.trim_start());
    let start = text.len() - rest.len();
    // The value of another field may stand in marks where this one has none.
    match opened(rest).filter(|_| start < plain(0)) {
        Some((open, closes)) => closed(rest, open, closes).map_or(text.len(), |end| plain(start + end)),
        None => plain(0),
    }
}

/// Where a value that begins with a quotation mark so long is closed: “ and ” stand in pairs, a mark that opens and closes
/// does so where the field could end behind it and the marks that follow stand in pairs, or where only the first holds. So
/// marks within a value need no care.
fn closed(value: &str, open: usize, closes: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut ends = value.get(open..)?.char_indices().map(|(place, letter)| (open + place, letter)).filter_map(|(place, letter)| {
        let end = place + letter.len_utf8();
        if letter == '“' && closes == '”' {
            depth += 1;
        } else if letter == closes && depth > 0 {
            depth -= 1;
        } else if letter == closes {
            let behind = value.get(end..).unwrap_or_default().trim_start();
            return (closes == '”' || behind.is_empty() || behind.starts_with(BETWEEN)).then_some((end, behind));
        }
        None
    });
    let (first, behind) = ends.next()?;
    let paired = |behind: &str| closes == '”' || behind.matches(closes).count().is_multiple_of(2);
    if paired(behind) {
        return Some(first);
    }
    Some(ends.find(|(_, behind)| paired(behind)).map_or(first, |(end, _)| end))
}

/// Whether a field of an entry says this, or nothing; what `empty means` would answer is not what it says.
fn says(answer: Option<&Answer>, value: Option<&Value>) -> bool {
    answer.is_some_and(|answer| match value {
        Some(value) => answer.content == Content::Given(value.clone()),
        None => answer.content == Content::Empty,
    })
}

/// A piece of a cell that begins so many bytes in. In a table each quotation mark within a cell stands twice.
fn part(cell: &Cell, start: usize, text: &str) -> Cell {
    let doubled = |text: &str| if cell.span.range().len() > cell.text.len() { text.matches('"').count() } else { 0 };
    let span = match cell.form {
        Form::Bare | Form::Quoted => {
            let start = cell.span.start as usize + start + doubled(cell.text.get(..start).unwrap_or_default());
            Span::new(cell.span.source, start, start + text.len() + doubled(text))
        }
        Form::JsonEscaped | Form::JsonNumber | Form::JsonFlag | Form::JsonNested | Form::JsonTwice | Form::JsonDoubtful => cell.span,
    };
    Cell { text: text.to_owned(), span, form: cell.form, row: cell.row }
}
