//! Appeals: the tables as they were read, with the corrected data of one subject put into them.
//!
//! A correction is laid over the tables cell by cell before anything is put together, so that it is read, checked
//! and reported like all other data, each finding at its own place.

use std::collections::BTreeSet;

use super::columns::{self, Column, Found, Meaning, Naming, Sheet};
use super::json::{self, List};
use super::messages::columns::repeated_column;
use super::messages::rulings::{Correction, correction_of_other};
use super::messages::{files, rows};
use super::months;
use super::subjects::cell;
use super::table::{Cell, Cells, Row, Shape, Table};
use super::{DataFile, Encoding, FileNote, Holds, Loaded, Loading, Part, split};
use crate::model::RegisterId;
use crate::text::{SourceMap, Span};
use crate::types::LevelId;
use crate::words;

/// The tables of a submission, not put together yet.
#[derive(Clone, Debug)]
pub struct Tables<'p> {
    pub(super) loading: Loading<'p>,
    pub(super) parts: Vec<Part>,
    /// Where lists that are missing are missed, in JSON.
    pub(super) json: Option<Span>,
    /// The whole could not be read.
    pub(super) broken: bool,
}

/// Whose data is corrected.
#[derive(Clone, Copy, Debug)]
struct Whom<'a> {
    level: LevelId,
    id: &'a str,
}

/// A table of corrections and the name it stands under.
struct Given {
    stem: String,
    stem_span: Span,
    file: String,
    table: Table,
}

impl Tables<'_> {
    /// Puts them together: who there is, what they answered, what the registers say.
    #[must_use]
    pub fn loaded(self) -> Loaded {
        if self.broken { self.loading.loaded } else { self.loading.assemble(self.parts, self.json) }
    }

    /// The same with corrected data of one subject: CSV of the form of its table with only the columns that change,
    /// all its entries of a register, or JSON with lists of these.
    #[must_use]
    pub fn corrected(&self, level: LevelId, id: &str, given: Vec<DataFile>, sources: &mut SourceMap) -> Loaded {
        let mut tables = self.clone();
        let whom = Whom { level, id };
        let given: Vec<Given> = given.into_iter().flat_map(|file| tables.read(file, sources)).collect();
        let clashing = tables.clashing(whom, &given);
        for (_, one) in given.iter().enumerate().filter(|(place, _)| !clashing.contains(place)) {
            tables.correct(whom, one);
        }
        tables.loaded()
    }

    /// The places of tables that correct the same as another one: no table wins over another, so neither corrects anything.
    fn clashing(&mut self, whom: Whom<'_>, given: &[Given]) -> BTreeSet<usize> {
        let mut clashing = BTreeSet::new();
        for (later, second) in given.iter().enumerate() {
            let holds = self.holds(whom, second);
            for (earlier, first) in given.iter().enumerate().take(later) {
                let Some((found, again)) =
                    holds.filter(|_| self.holds(whom, first) == holds).and_then(|holds| self.corrects_again(holds, whom, first, second))
                else {
                    continue;
                };
                self.refuse(again.at, &again.what, &Correction::Again { first: found.at, file: &first.file });
                clashing.extend([earlier, later]);
                break;
            }
        }
        clashing
    }

    /// The tables of a file of corrections; what is wrong with its form is reported.
    fn read(&mut self, file: DataFile, sources: &mut SourceMap) -> Vec<Given> {
        let (stem, ending) = split(&file.name);
        let stem = stem.to_owned();
        let known = self.loading.loaded.files.len();
        let decoded = self.loading.decode(&file, None, sources);
        // What is noted of files is noted of those submitted.
        self.loading.loaded.files.truncate(known);
        let Some((source, _)) = decoded else { return Vec::new() };
        let text = sources.file(source);
        if ending != "json" {
            // The reader of tables speaks up only where it knows what they hold; here something is surely meant.
            let holds = self.loading.holds(&stem).or(self.loading.program.levels.ids().next().map(Holds::Subjects));
            let lost = self.loading.lost.clone();
            let table = self.loading.csv(text, &file.name, holds);
            self.loading.lost = lost;
            return table.map(|table| Given { stem, stem_span: text.span().at_start(), file: file.name, table }).into_iter().collect();
        }
        match json::read_json(text) {
            Ok(lists) => {
                for (key, first) in lists.iter().flat_map(|list| &list.repeated) {
                    self.loading.loaded.diagnostics.push(repeated_column(key, *first));
                }
                let given =
                    |list: List| Given { stem_span: list.stem.span, stem: list.stem.text, file: file.name.clone(), table: list.table };
                lists.into_iter().map(given).collect()
            }
            Err(fault) => {
                self.loading.loaded.diagnostics.push(files::broken_json(&fault, self.loading.program));
                Vec::new()
            }
        }
    }

    fn correct(&mut self, whom: Whom<'_>, given: &Given) {
        let program = self.loading.program;
        let wanted = program.levels[whom.level].name.as_str();
        let holds = self.holds(whom, given);
        // Without a row a register says that the subject has no entries; any other table says nothing.
        let needs_row = match holds {
            Some(Holds::Subjects(level) | Holds::Months(level)) => level == whom.level,
            Some(Holds::Rulings(_)) => true,
            Some(Holds::Entries(_) | Holds::Ballots | Holds::Statements) | None => false,
        };
        if needs_row && given.table.rows.is_empty() {
            self.refuse(given.table.head_span, &given.stem, &Correction::NoRow(whom.id));
        }
        match holds {
            Some(Holds::Subjects(level)) if level == whom.level => self.correct_answers(whom, given),
            Some(Holds::Months(level)) if level == whom.level => self.correct_months(whom, given),
            Some(Holds::Entries(register)) if program.registers[register].of == whom.level => {
                self.correct_entries(whom, given, register);
            }
            Some(Holds::Rulings(kind)) => self.add_rulings(whom, given, Holds::Rulings(kind)),
            Some(Holds::Ballots | Holds::Statements) => self.refuse(given.stem_span, &given.stem, &Correction::Ballots),
            Some(Holds::Subjects(level) | Holds::Months(level)) => {
                let is = program.levels[level].name.as_str();
                self.refuse(given.stem_span, &given.stem, &Correction::OtherKind { is, wanted });
            }
            Some(Holds::Entries(register)) => {
                let is = program.levels[program.registers[register].of].name.as_str();
                self.refuse(given.stem_span, &given.stem, &Correction::OtherKind { is, wanted });
            }
            None => {
                let columns = columns::of(program, Holds::Subjects(whom.level), Naming::fresh(self.loading.language));
                let id = columns.iter().find(|column| column.meaning == Meaning::Id).map_or("", |column| column.name.as_str());
                self.refuse(given.stem_span, &given.stem, &Correction::UnknownTable { level: wanted, id });
            }
        }
    }

    /// What two tables of the same both correct, in the first and in the second; nothing where each corrects something else.
    fn corrects_again(&self, holds: Holds, whom: Whom<'_>, first: &Given, second: &Given) -> Option<(Corrected, Corrected)> {
        let of = |cell: &Cell| Corrected { at: cell.span, what: cell.text.trim().to_owned() };
        let whole = |given: &Given| Corrected { at: given.table.head_span, what: given.stem.clone() };
        match holds {
            // A table of entries says what all of them are.
            Holds::Entries(_) => return Some((whole(first), whole(second))),
            // Of rulings two may be about the same, which is told where they are put together.
            Holds::Rulings(_) | Holds::Ballots | Holds::Statements => return None,
            Holds::Subjects(_) | Holds::Months(_) => {}
        }
        // What each column is, whatever either table calls it.
        let columns = |given: &Given| columns::of(self.loading.program, holds, self.sheet(given).naming());
        let at = |given: &Given, column: &Column<'_>| given.table.head.iter().position(|cell| cell.text.trim() == column.name);
        let is_key = |column: &&Column<'_>| matches!(column.meaning, Meaning::Id | Meaning::Month);
        let rows = |given: &Given| -> BTreeSet<Vec<String>> {
            let places: Vec<Option<usize>> = columns(given).iter().filter(is_key).map(|column| at(given, column)).collect();
            let text = |row: &Row, place: &Option<usize>| row.cells.get((*place)?).map(|cell| cell.text.trim().to_owned());
            let keys = |row: &Row| places.iter().map(|place| text(row, place)).collect::<Option<Vec<_>>>();
            given.table.rows.iter().filter_map(keys).filter(|keys| keys.first().is_some_and(|id| id == whom.id)).collect()
        };
        if rows(first).is_disjoint(&rows(second)) {
            return None;
        }
        let (ours, theirs) = (columns(second), columns(first));
        let pairs = ours.iter().zip(&theirs).filter(|(column, _)| !is_key(column));
        let both = pairs.filter_map(|(ours, theirs)| {
            let place = at(second, ours)?;
            Some((place, first.table.head.get(at(first, theirs)?)?, second.table.head.get(place)?))
        });
        // The first of them in the second table.
        both.min_by_key(|(place, ..)| *place).map(|(_, before, again)| (of(before), of(again)))
    }

    fn refuse(&mut self, span: Span, found: &str, correction: &Correction<'_>) {
        self.loading.loaded.diagnostics.push(correction_of_other(span, found, correction));
    }

    /// What a table corrects: by its name, else by its columns.
    fn holds(&self, whom: Whom<'_>, given: &Given) -> Option<Holds> {
        let program = self.loading.program;
        let head: Vec<&str> = given.table.head.iter().map(|cell| cell.text.trim()).collect();
        let columns = |holds| columns::of(program, holds, self.sheet(given).naming());
        let has = |column: &Column<'_>, meaning| column.meaning == meaning && head.contains(&column.name.as_str());
        let by_columns = || {
            let months = columns(Holds::Months(whom.level));
            let monthly = [Meaning::Id, Meaning::Month].into_iter().all(|meaning| months.iter().any(|column| has(column, meaning)));
            let subjects = columns(Holds::Subjects(whom.level));
            let is_month = |column: &Column<'_>| months.iter().any(|month| month.meaning == Meaning::Month && month.name == column.name);
            if monthly && !months::asked_of(program, whom.level).is_empty() && !subjects.iter().any(is_month) {
                return Some(Holds::Months(whom.level));
            }
            if subjects.iter().any(|column| has(column, Meaning::Id)) {
                return Some(Holds::Subjects(whom.level));
            }
            let fits = |register: &RegisterId| {
                let columns = columns(Holds::Entries(*register));
                let known = |name: &&str| columns.iter().any(|column| column.name == **name);
                columns.iter().any(|column| has(column, Meaning::Subject)) && head.iter().all(known)
            };
            let of_kind = program.registers.iter().filter(|(_, register)| register.of == whom.level).map(|(id, _)| id);
            let mut fitting = of_kind.filter(fits).map(Holds::Entries);
            fitting.next().filter(|_| fitting.next().is_none())
        };
        self.loading.holds(&given.stem).or_else(by_columns)
    }

    /// The columns of a table of corrections, each by the name that the table it corrects has for it; none when they cannot
    /// all be read. Of answers only those are asked that the correction has.
    fn columns(&mut self, given: &Given, holds: Holds) -> Option<Vec<(String, Found)>> {
        let program = self.loading.program;
        let mut columns = columns::of(program, holds, self.sheet(given).naming());
        let answers = matches!(holds, Holds::Subjects(_) | Holds::Months(_));
        for column in columns.iter_mut().filter(|_| answers) {
            column.needed = matches!(column.meaning, Meaning::Id | Meaning::Month);
        }
        let submitted = self.parts.iter().filter(|part| part.note.holds == Some(holds) && !part.beside);
        let corrected = submitted.filter_map(|part| part.table.as_ref()).map(|table| table.head.as_slice()).next();
        let head = corrected.unwrap_or(&given.table.head);
        let names = columns::of(program, holds, Naming { head, language: self.loading.language, other: None });
        let sheet = Sheet {
            stem: &given.stem,
            file: &given.file,
            table: &given.table,
            language: self.loading.language,
            other: None,
            ahead: &self.loading.ahead,
        };
        let found = columns::matched(program, sheet, &columns, &mut self.loading.loaded.diagnostics)?;
        let absent = found.iter().any(|found| matches!(found, Found::Absent(_)));
        (!absent).then(|| names.into_iter().map(|column| column.name).zip(found).collect())
    }

    /// What a table of corrections calls a column that all rulebooks share.
    fn name_of(&self, given: &Given, holds: Holds, meaning: Meaning) -> String {
        let columns = columns::of(self.loading.program, holds, self.sheet(given).naming());
        columns.into_iter().find(|column| column.meaning == meaning).map_or_else(String::new, |column| column.name)
    }

    /// The rows of a table of corrections that are about the subject; others are reported.
    fn own_rows<'t>(&mut self, whom: Whom<'_>, given: &'t Given, key: &Found) -> Vec<&'t Row> {
        let mut own = Vec::new();
        for row in &given.table.rows {
            if !given.table.is_even(row) {
                let ragged = rows::ragged_row(row.span, row.number, row.width, given.table.head.len());
                self.loading.loaded.diagnostics.push(ragged);
                continue;
            }
            let id = cell(row, Some(key));
            if id.is_some_and(|cell| cell.text.trim() == whom.id) {
                own.push(row);
                continue;
            }
            let (span, text) = id.map_or((row.span, ""), |cell| (cell.span, cell.text.as_str()));
            self.refuse(span, text, &Correction::OtherSubject(whom.id));
        }
        own
    }

    /// Lays the cells of the subject's row over those submitted.
    fn correct_answers(&mut self, whom: Whom<'_>, given: &Given) {
        let holds = Holds::Subjects(whom.level);
        let Some(found) = self.columns(given, holds) else { return };
        let Some((id, key)) = found.first() else { return };
        let own = self.own_rows(whom, given, key);
        if own.len() > 1 {
            let cells: Vec<Cell> = own.iter().filter_map(|row| cell(row, Some(key)).cloned()).collect();
            if let Some(finding) = rows::repeated_id(&cells) {
                self.loading.loaded.diagnostics.push(finding);
            }
            return;
        }
        let Some(row) = own.first() else { return };
        if let [only] = given.table.head.as_slice() {
            let only = only.text.trim();
            self.refuse(given.table.head_span, &given.stem, &Correction::NoColumn(&words!("`{only}`", "“{only}”", only = only)));
        }
        let part = self.parts.iter_mut().find(|part| part.note.holds == Some(holds));
        let Some(table) = part.and_then(|part| part.table.as_mut()) else { return };
        let Some(place) = table.rows.iter().position(|other| stands(other, &table.head, id, whom.id)) else { return };
        lay_over(table, place, row, found.get(1..).unwrap_or_default());
    }

    /// Adds rulings to those submitted. They are read by their own head: a table of rulings has the columns that its own
    /// effects need, by names of either language.
    fn add_rulings(&mut self, whom: Whom<'_>, given: &Given, holds: Holds) {
        let Some(found) = self.columns(given, holds) else { return };
        let Some((_, key)) = found.first() else { return };
        let own: Vec<Row> = self.own_rows(whom, given, key).into_iter().cloned().collect();
        self.parts.push(new_part(given, holds, own));
    }

    /// Lays the cells of each row over the submitted row of the same month. What the correction leaves out stays; a month
    /// without a row gets one.
    fn correct_months(&mut self, whom: Whom<'_>, given: &Given) {
        let holds = Holds::Months(whom.level);
        let Some(found) = self.columns(given, holds) else { return };
        let [(id, key), (month_name, month), values @ ..] = found.as_slice() else { return };
        let own = self.own_rows(whom, given, key);
        if !own.is_empty() && !values.iter().any(|(_, found)| matches!(found, Found::At(_))) {
            let named = |meaning| self.name_of(given, holds, meaning);
            let (id, month) = (named(Meaning::Id), named(Meaning::Month));
            let keys = words!("`{id}` and `{month}`", "“{id}”和“{month}”", id = id, month = month);
            self.refuse(given.table.head_span, &given.stem, &Correction::NoColumn(&keys));
            return;
        }
        let Some(table) = self.submitted(given, holds, &given.stem) else { return };
        let mut corrected: BTreeSet<&str> = BTreeSet::new();
        for row in own {
            let text = cell(row, Some(month)).map_or("", |cell| cell.text.trim());
            let is_same = |other: &Row, head: &[Cell]| stands(other, head, id, whom.id) && stands(other, head, month_name, text);
            // A month that is corrected twice has two rows, which is reported as of any data.
            let first = !text.is_empty() && corrected.insert(text);
            let head = table.head.clone();
            match table.rows.iter().position(|other| is_same(other, &head)).filter(|_| first) {
                // Whoever says all of a month needs nothing of what was submitted, whatever is wrong with that.
                Some(place) if found.iter().any(|(_, found)| cell(row, Some(found)).is_none()) => lay_over(table, place, row, &found),
                there => {
                    if there.is_some() {
                        table.rows.retain(|other| !is_same(other, &head));
                    }
                    push(table, row, &found);
                }
            }
        }
    }

    /// Puts the subject's entries in the place of those submitted.
    fn correct_entries(&mut self, whom: Whom<'_>, given: &Given, register: RegisterId) {
        let program = self.loading.program;
        let Some(found) = self.columns(given, Holds::Entries(register)) else { return };
        let Some((subject, key)) = found.first() else { return };
        let own = self.own_rows(whom, given, key);
        if !is_whole(given, &own) {
            return;
        }
        let Some(table) = self.submitted(given, Holds::Entries(register), &program.registers[register].name) else { return };
        let head = table.head.clone();
        table.rows.retain(|row| !stands(row, &head, subject, whom.id));
        for row in own {
            push(table, row, &found);
        }
    }

    /// The table of what was submitted; that there is none is reported.
    fn submitted(&mut self, given: &Given, holds: Holds, name: &str) -> Option<&mut Table> {
        let Some(place) = self.parts.iter().position(|part| part.note.holds == Some(holds)) else {
            self.refuse(given.stem_span, &given.stem, &Correction::NotDelivered(name));
            return None;
        };
        self.parts.get_mut(place)?.table.as_mut()
    }

    fn sheet<'t>(&'t self, given: &'t Given) -> Sheet<'t> {
        Sheet {
            stem: &given.stem,
            file: &given.file,
            table: &given.table,
            language: self.loading.language,
            other: None,
            ahead: &self.loading.ahead,
        }
    }
}

/// Something that a table corrects.
struct Corrected {
    at: Span,
    what: String,
}

/// Whether a table says what all entries of the subject are. One without rows does, there are none then; one whose rows
/// were all refused says nothing of the subject, and where a row has other cells than the head, an entry is lost: nothing
/// is corrected by these, and the entries submitted stay.
fn is_whole(given: &Given, own: &[&Row]) -> bool {
    let rows = &given.table.rows;
    let ragged = rows.iter().any(|row| !given.table.is_even(row));
    !ragged && (rows.is_empty() || !own.is_empty())
}

/// Whether a row says this in the column of that name.
fn stands(row: &Row, head: &[Cell], name: &str, text: &str) -> bool {
    let at = head.iter().position(|cell| cell.text.trim() == name);
    at.and_then(|at| row.cells.get(at)).is_some_and(|cell| cell.text.trim() == text)
}

/// Lays the cells of a correction over a row of a table.
fn lay_over(table: &mut Table, place: usize, correction: &Row, found: &[(String, Found)]) {
    if let Some(row) = table.rows.get_mut(place).filter(|row| row.fault.is_none()) {
        row.fault.clone_from(&correction.fault);
    }
    for (name, found) in found {
        let Some(new) = cell(correction, Some(found)) else { continue };
        let Some(column) = place_of(table, name, new) else { continue };
        let shape = table.shape;
        if let Some(row) = table.rows.get_mut(place).filter(|row| shape == Shape::Json || column < row.width) {
            row.cells.set(column, new.clone());
        }
    }
}

/// Adds a row of a correction to a table.
fn push(table: &mut Table, correction: &Row, found: &[(String, Found)]) {
    table.rows.push(Row { cells: Cells::default(), width: table.head.len(), ..correction.clone() });
    lay_over(table, table.rows.len() - 1, correction, found);
}

/// The place of a column in the head of a table. A key that no row of a JSON list has is added; a column that a CSV
/// table lacks was reported, and stays absent.
fn place_of(table: &mut Table, name: &str, new: &Cell) -> Option<usize> {
    if let Some(place) = table.head.iter().position(|cell| cell.text.trim() == name) {
        return Some(place);
    }
    if table.shape == Shape::Csv {
        return None;
    }
    table.head.push(Cell { text: name.to_owned(), ..new.clone() });
    table.head.len().checked_sub(1)
}

fn new_part(given: &Given, holds: Holds, rows: Vec<Row>) -> Part {
    let source = given.stem_span.source;
    let note = FileNote {
        name: given.file.clone(),
        source,
        holds: Some(holds),
        encoding: Some(Encoding::Utf8),
        rows: 0,
        kept: 0,
        refused: 0,
        blank: 0,
    };
    let table = Some(Table { rows, ..given.table.clone() });
    Part { stem: given.stem.clone(), stem_span: given.stem_span, table, note, beside: true }
}
