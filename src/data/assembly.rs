//! Putting the tables together that were read, once all of them are there.

use std::collections::{BTreeMap, BTreeSet};

use super::ahead::Ahead;
use super::cells::{Ids, near};
use super::columns::Sheet;
use super::messages::files;
use super::table::{Cell, Shape};
use super::{
    Apart, FileNote, Holds, Loaded, Loading, Part, ballots, columns, keys, months, registers, rulings, statements, subjects, surveyed,
};
use crate::model::{Program, Survey};
use crate::text::{Language, Span};

impl Loading<'_> {
    /// Puts the tables together: who there is, what they answered, what the registers say.
    pub(super) fn assemble(mut self, mut parts: Vec<Part>, json: Option<Span>) -> Loaded {
        self.check_names(&mut parts);
        self.check_missing(&parts, json);
        self.tell_apart(&mut parts);
        let Self { program, other, language, mut loaded, mut lost, ahead, .. } = self;
        let ahead = &ahead;
        for part in parts.iter_mut().filter(|_| other.is_none()) {
            mark_doubtful(program, part, language, ahead);
        }
        let diagnostics = &mut loaded.diagnostics;
        let mut tables = Vec::new();
        for part in &parts {
            let (Some(Holds::Subjects(level)), Some(table)) = (part.note.holds, &part.table) else { continue };
            let sheet = Sheet { stem: &part.stem, file: &part.note.name, table, language, other, ahead };
            match subjects::identify(program, level, sheet, &mut lost, &mut loaded.submission, diagnostics) {
                Some(table) => tables.push(table),
                None => drop(lost.levels.insert(level)),
            }
        }
        let mut ids = Ids::new();
        for (place, subject) in loaded.submission.subjects.iter().enumerate().filter(|(_, subject)| !subject.id.is_empty()) {
            ids.entry(subject.level).or_default().entry(subject.id.clone()).or_insert(place);
        }
        for table in &tables {
            subjects::answer(table, program, &ids, &lost, &mut loaded.submission, diagnostics);
        }
        let mut kept: BTreeMap<Holds, usize> = BTreeMap::new();
        for subject in &loaded.submission.subjects {
            *kept.entry(Holds::Subjects(subject.level)).or_default() += 1;
        }
        for part in &parts {
            let (Some(Holds::Months(level)), Some(table)) = (part.note.holds, &part.table) else { continue };
            let sheet = Sheet { stem: &part.stem, file: &part.note.name, table, language, other, ahead };
            let rows = months::read(program, &ids, &lost, level, sheet, &mut loaded.submission, diagnostics);
            kept.insert(Holds::Months(level), rows);
        }
        months::absent(program, &lost, &mut loaded.submission);
        for part in &parts {
            let Some(Holds::Entries(register)) = part.note.holds else { continue };
            let Some(table) = &part.table else {
                loaded.submission.unread.insert(register);
                continue;
            };
            if ahead.holds(register) {
                kept.insert(Holds::Entries(register), table.rows.len());
                continue;
            }
            let sheet = Sheet { stem: &part.stem, file: &part.note.name, table, language, other, ahead };
            if let Some(read) = registers::read(program, &ids, &lost, register, sheet, &loaded.submission, diagnostics) {
                kept.insert(Holds::Entries(register), read.entries.len() - read.unattributed.len());
                loaded.submission.registers.insert(register, read.entries);
                loaded.unattributed.extend(read.unattributed);
            } else {
                loaded.submission.unread.insert(register);
            }
        }
        let mut read = Vec::new();
        for part in &parts {
            let Some(Holds::Rulings(kind)) = part.note.holds else { continue };
            let context = rulings::Context { program, ids: &ids, lost: &lost, submission: &loaded.submission };
            let rows = part.table.as_ref().and_then(|table| {
                let sheet = Sheet { stem: &part.stem, file: &part.note.name, table, language, other, ahead };
                rulings::read(context, kind, sheet, diagnostics)
            });
            read.extend(rows.unwrap_or_else(|| vec![rulings::Read::Refused(rulings::unread_table(kind, part.stem_span))]));
        }
        let beside = |source| parts.iter().any(|part| part.beside && part.note.source == source);
        let name = |source| parts.iter().find(|part| part.note.source == source).map_or("", |part| part.note.name.as_str());
        let files = rulings::Files { name: &name, corrects: &beside };
        let replaced = rulings::settle(program, read, &files, &mut loaded.submission, diagnostics);
        let in_force = loaded.submission.rulings.iter().filter(|ruling| !beside(ruling.origin.span.source));
        for ruling in in_force.chain(&replaced) {
            *kept.entry(Holds::Rulings(ruling.kind)).or_default() += 1;
        }
        ahead.mark(&mut loaded.submission);
        let sheets = |wanted: Holds| parts.iter().filter(move |part| part.note.holds == Some(wanted));
        for part in sheets(Holds::Ballots) {
            let Some(table) = &part.table else { continue };
            let sheet = Sheet { stem: &part.stem, file: &part.note.name, table, language, other, ahead };
            if let Some(ballots) = ballots::read(program, &ids, &lost, sheet, &loaded.submission, diagnostics) {
                kept.insert(Holds::Ballots, ballots.cast.values().map(Vec::len).sum());
                loaded.submission.ballots = Some(ballots);
            }
        }
        for part in sheets(Holds::Statements) {
            let (Some(table), Some(mut ballots)) = (&part.table, loaded.submission.ballots.take()) else { continue };
            let sheet = Sheet { stem: &part.stem, file: &part.note.name, table, language, other, ahead };
            let rows = statements::read(program, &ids, &lost, sheet, &loaded.submission, &mut ballots, diagnostics);
            kept.insert(Holds::Statements, rows);
            loaded.submission.ballots = Some(ballots);
        }
        loaded.files.extend(parts.into_iter().filter(|part| !part.beside).map(|part| {
            let (rows, blank) = part.table.as_ref().map_or((0, 0), |table| (table.rows.len(), table.blank));
            let kept = part.note.holds.filter(|_| part.table.is_some()).and_then(|holds| kept.get(&holds)).copied().unwrap_or(0);
            FileNote { rows, kept, refused: rows - kept, blank, ..part.note }
        }));
        loaded
    }

    /// Reports names nobody knows and names that stand twice; these tables are not read.
    fn check_names(&mut self, parts: &mut [Part]) {
        let mut first: BTreeMap<Holds, usize> = BTreeMap::new();
        let mut repeated: BTreeSet<usize> = BTreeSet::new();
        for (place, part) in parts.iter().enumerate().filter(|(_, part)| !part.beside) {
            let Some(holds) = part.note.holds else {
                if self.other.is_some() {
                    self.loaded.unread.push(Apart::table(&part.stem, None));
                    continue;
                }
                let levels = self.program.levels.values().map(|level| (level.name.as_str(), level.title.as_deref()));
                let registers = self.program.registers.values().map(|register| (register.name.as_str(), register.title.as_deref()));
                let ballots = [Survey::BALLOTS, Survey::STATEMENTS].into_iter().filter(|_| surveyed(self.program));
                let given: Vec<[&str; 2]> = ballots.chain(rulings::stems().map(|(_, stems)| stems)).collect();
                let shared = given.iter().flatten().map(|name| (*name, None));
                let known: Vec<(&str, Option<&str>)> = levels.chain(registers).chain(shared).collect();
                let free: Vec<(&str, Option<&str>)> =
                    known.iter().filter(|(name, _)| !parts.iter().any(|part| part.stem == *name)).copied().collect();
                let near = near(&part.stem, &free).map(|(name, _)| name);
                // The file that this one is meant to be is not reported as missing as well.
                let holds = near.and_then(|name| self.holds(name));
                self.lose(holds);
                if let Some(Holds::Rulings(kind)) = holds {
                    self.loaded.submission.refused_rulings.push(rulings::unread_table(kind, part.stem_span));
                }
                let other = |name: &&str| {
                    given.iter().any(|[english, chinese]| match self.language {
                        Language::English => name == chinese,
                        Language::Chinese => name == english,
                    })
                };
                let known: Vec<&str> = known.iter().map(|(name, _)| *name).filter(|name| !other(name)).collect();
                self.loaded.diagnostics.push(files::unknown_data_file(part.stem_span, &part.stem, near, &known));
                continue;
            };
            match first.get(&holds).and_then(|first| parts.get(*first).map(|part| (*first, part.stem_span))) {
                Some((first, span)) => {
                    self.loaded.diagnostics.push(files::repeated_data_file(part.stem_span, &part.stem, span));
                    self.lose(Some(holds));
                    repeated.extend([first, place]);
                }
                None => drop(first.insert(holds, place)),
            }
        }
        for place in repeated {
            if let Some(part) = parts.get_mut(place) {
                part.table = None;
            }
        }
    }

    /// Reports kinds of subject that are scored and of which there is nothing.
    fn check_missing(&mut self, parts: &[Part], json: Option<Span>) {
        for (id, level) in self.program.levels.iter() {
            self.check_missing_months(id, level, parts, json);
            let there = parts.iter().any(|part| part.note.holds == Some(Holds::Subjects(id)));
            if there || level.scorecards.is_empty() || !self.lost.levels.insert(id) {
                continue;
            }
            if self.other.is_some() {
                self.loaded.lacking.push(Apart::table(&level.name, level.title.as_ref()));
                continue;
            }
            let title = level.title.as_deref();
            let place = json.or_else(|| self.heads.get(&id).copied()).unwrap_or(level.span);
            self.loaded.diagnostics.push(files::missing_data_file(place, &level.name, title, json.is_some()));
        }
    }
}

/// Marks what single rows of JSON lack while they have a key that may be meant for it.
fn mark_doubtful(program: &Program, part: &mut Part, language: Language, ahead: &Ahead) {
    let Some(table) = part.table.as_mut().filter(|table| table.shape == Shape::Json) else { return };
    let holds = match part.note.holds {
        Some(holds @ (Holds::Subjects(_) | Holds::Months(_) | Holds::Entries(_))) => holds,
        Some(Holds::Rulings(_) | Holds::Ballots | Holds::Statements) | None => return,
    };
    let sheet = Sheet { stem: &part.stem, file: &part.note.name, table, language, other: None, ahead };
    let mut columns = columns::of(program, holds, sheet.naming());
    ahead.set_aside(program, &mut columns);
    let doubtful = keys::doubtful(program, &columns, sheet);
    let mut places: BTreeMap<String, usize> = table.head.iter().map(|cell| cell.text.trim().to_owned()).zip(0..).collect();
    for (row, column, cell) in doubtful {
        let place = *places.entry(column.to_owned()).or_insert_with(|| {
            table.head.push(Cell { text: column.to_owned(), ..cell.clone() });
            table.head.len() - 1
        });
        let Some(row) = table.rows.get_mut(row) else { continue };
        if row.cells.get(place).is_none() {
            row.cells.set(place, cell);
        }
    }
}
