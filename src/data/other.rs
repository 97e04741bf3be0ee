//! Data that was made for other rules: what they call otherwise is found by that name, what they do
//! not ask for is passed over, what they do not have is named. Nothing of it is an error here.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{self, Column, Meaning};
use super::table::Table;
use super::{Holds, Loading, Part, surveyed, unseen};
use crate::model::{IndicatorId, InputOwner, Program, Question};

/// How the rules for which the data was made call what these rules call otherwise.
#[derive(Clone, Debug, Default)]
pub struct OtherNames {
    /// Indicators: our name by theirs.
    pub indicators: BTreeMap<String, String>,
}

impl OtherNames {
    /// Our name of a column they call so, where that is another.
    pub(super) fn own(&self, column: &str) -> Option<String> {
        let (indicator, rest) = column.split_once('.')?;
        self.indicators.get(indicator).map(|own| format!("{own}.{rest}"))
    }
}

/// What the rules ask for and the data do not have, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Apart {
    /// The table: a kind of subject or a register.
    pub table: String,
    /// The column; none for the whole table.
    pub column: Option<String>,
    /// What the rules ask there, in the author's words.
    pub title: Option<String>,
    /// The indicator that asks for it.
    pub indicator: Option<IndicatorId>,
}

impl Apart {
    /// A whole table.
    pub(super) fn table(name: &str, title: Option<&String>) -> Self {
        Self { table: name.to_owned(), column: None, title: title.cloned(), indicator: None }
    }
}

impl Loading<'_> {
    /// Of data made for other rules, what they lack and what is not read of them.
    pub(super) fn tell_apart(&mut self, parts: &mut [Part]) {
        let Some(other) = self.other else { return };
        for part in &mut *parts {
            let (Some(holds), Some(table)) = (part.note.holds, &mut part.table) else { continue };
            if matches!(holds, Holds::Ballots | Holds::Statements) {
                self.loaded.unread.extend(ballots(self.program, &part.stem, table, other));
            }
            if let Holds::Rulings(_) = holds {
                self.loaded.unread.extend(rulings(self.program, &part.stem, table, other));
            }
            let (lacking, unread) = apart(self.program, holds, &part.stem, table, other);
            self.loaded.lacking.extend(lacking);
            self.loaded.unread.extend(unread);
        }
        if surveyed(self.program) && !parts.iter().any(|part| part.note.holds == Some(Holds::Ballots)) {
            self.loaded.lacking.push(Apart::table("survey", None));
        }
        for (id, register) in self.program.registers.iter() {
            if !parts.iter().any(|part| part.note.holds == Some(Holds::Entries(id))) {
                self.loaded.lacking.push(Apart::table(&register.name, register.title.as_ref()));
            }
        }
    }
}

/// The columns of a head that are asked for, each with its place: by their names, else by those of
/// the other rules.
pub(super) fn place_of(columns: &[Column<'_>], head: &[String], name: &str, other: Option<&OtherNames>) -> Option<usize> {
    let known = |name: &str| columns.iter().position(|column| column.name == name);
    known(name).or_else(|| {
        let own = other?.own(name)?;
        if head.contains(&own) { None } else { known(&own) }
    })
}

/// What a table does not have, and what it has beyond that.
pub(super) fn apart(program: &Program, holds: Holds, stem: &str, table: &Table, other: &OtherNames) -> (Vec<Apart>, Vec<Apart>) {
    let columns = match holds {
        Holds::Subjects(level) => columns::of_level(program, level),
        Holds::Months(level) => columns::of_months(program, level),
        Holds::Entries(register) => columns::of_register(program, register),
        Holds::Rulings(_) => {
            super::rulings::columns_of(columns::Sheet { stem, file: stem, table, language: crate::text::Language::English, other: None })
        }
        Holds::Ballots => columns::of_survey(),
        Holds::Statements => columns::of_statements(),
    };
    let head: Vec<String> = table.head.iter().map(|cell| unseen::without(&cell.text).trim().to_owned()).collect();
    let places: Vec<Option<usize>> = head.iter().map(|name| place_of(&columns, &head, name, Some(other))).collect();
    let there: BTreeSet<usize> = places.iter().flatten().copied().collect();
    let lacking = columns.iter().enumerate().filter(|(place, column)| column.needed && !there.contains(place)).map(|(_, column)| Apart {
        table: stem.to_owned(),
        column: Some(column.name.clone()),
        title: column.title.as_ref().map(|title| title.english.clone()),
        indicator: asked_by(program, column.meaning),
    });
    let unread = head.iter().zip(&places).filter(|(name, place)| place.is_none() && !name.is_empty()).map(|(name, _)| Apart {
        table: stem.to_owned(),
        column: Some(name.clone()),
        title: None,
        indicator: None,
    });
    (lacking.collect(), unread.collect())
}

/// Rows about ballots, of the indicators that these rules survey and by our names for them; and the
/// names of the others, whose rows are not read.
pub(super) fn ballots(program: &Program, stem: &str, table: &mut Table, other: &OtherNames) -> Vec<Apart> {
    let Some(place) = table.head.iter().position(|cell| cell.text.trim() == "indicator") else { return Vec::new() };
    let surveyed = |name: &str| program.indicators.values().any(|one| one.name == name && one.chain.survey().is_some());
    let mut unread = BTreeSet::new();
    table.rows.retain_mut(|row| {
        let Some(Some(cell)) = row.cells.get_mut(place) else { return true };
        if let Some(own) = other.indicators.get(&cell.text).filter(|own| surveyed(own)) {
            cell.text.clone_from(own);
        }
        let known = cell.text.is_empty() || surveyed(&cell.text);
        if !known {
            unread.insert(cell.text.clone());
        }
        known
    });
    let apart = |name| Apart { table: stem.to_owned(), column: Some(name), title: None, indicator: None };
    unread.into_iter().map(apart).collect()
}

/// Rulings about indicators by our names for them; and the names of the indicators of the others, whose rulings are
/// not read.
pub(super) fn rulings(program: &Program, stem: &str, table: &mut Table, other: &OtherNames) -> Vec<Apart> {
    let Some(place) = table.head.iter().position(|cell| matches!(cell.text.trim(), "indicator" | "指标")) else { return Vec::new() };
    let known = |name: &str| {
        let first = name.split('.').next().unwrap_or(name);
        let parts = || program.parts.values().any(|part| part.path == name);
        name.is_empty() || program.indicators.values().any(|one| one.name == first) || parts()
    };
    let mut unread = BTreeSet::new();
    table.rows.retain_mut(|row| {
        let Some(Some(cell)) = row.cells.get_mut(place) else { return true };
        if let Some(own) = other.indicators.get(cell.text.trim()) {
            cell.text.clone_from(own);
        }
        let is_known = known(cell.text.trim());
        if !is_known {
            unread.insert(cell.text.clone());
        }
        is_known
    });
    let apart = |name| Apart { table: stem.to_owned(), column: Some(name), title: None, indicator: None };
    unread.into_iter().map(apart).collect()
}

fn asked_by(program: &Program, meaning: Meaning) -> Option<IndicatorId> {
    match meaning {
        Meaning::Answer(Question::Input(id) | Question::Month(id, _)) | Meaning::Monthly(id) => match program.inputs[id].owner {
            InputOwner::Indicator(id) => Some(id),
            InputOwner::Level(_) => None,
        },
        Meaning::Answer(Question::Step(id, _) | Question::Evidence(id) | Question::State(id) | Question::Points(id)) => Some(id),
        Meaning::Id
        | Meaning::Month
        | Meaning::Name
        | Meaning::Sequence
        | Meaning::Parent
        | Meaning::Subject
        | Meaning::Field(_)
        | Meaning::Ruling(_)
        | Meaning::Ballot(_) => None,
    }
}
