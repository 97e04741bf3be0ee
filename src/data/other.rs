//! Data that was made for other rules: what they call otherwise is found by that name, what they do
//! not ask for is passed over, what they do not have is named. Nothing of it is an error here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::columns::{self, Column, Naming};
use super::table::Table;
use super::{Holds, Loading, Part, months, surveyed, unseen};
use crate::model::{IndicatorId, Program, Survey};
use crate::text::{Language, Words};

/// How the rules for which the data was made call what these rules call otherwise.
#[derive(Clone, Debug, Default)]
pub struct OtherNames {
    /// Indicators: our name by theirs.
    indicators: BTreeMap<String, String>,
    /// The columns of their tables that their author named, by the name of the table.
    named: BTreeMap<String, BTreeSet<String>>,
}

impl OtherNames {
    /// The names of some rules, with our name for each of their indicators that has another here.
    #[must_use]
    pub fn new(rules: &Program, indicators: BTreeMap<String, String>) -> Self {
        let mut named = BTreeMap::new();
        let mut add = |name: String, holds| {
            let columns = columns::of(rules, holds, Naming::fresh(Language::English)).into_iter();
            named.insert(name, columns.filter(|column| column.meaning.called().is_none()).map(|column| column.name).collect());
        };
        for (level, kind) in rules.levels.iter() {
            add(kind.name.clone(), Holds::Subjects(level));
            months::ENDINGS.iter().for_each(|ending| add(format!("{}{ending}", kind.name), Holds::Months(level)));
        }
        rules.registers.iter().for_each(|(id, register)| add(register.name.clone(), Holds::Entries(id)));
        Self { indicators, named }
    }

    /// Whether a column of this name is one that their author named, in a table.
    pub(super) fn names_itself(&self, table: &str, column: &str) -> bool {
        self.named.get(table).is_some_and(|columns| columns.contains(column))
    }

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
    pub title: Option<Words>,
    /// The indicator that asks for it.
    pub indicator: Option<IndicatorId>,
}

impl Apart {
    /// A whole table.
    pub(super) fn table(name: &str, title: Option<&String>) -> Self {
        Self { table: name.to_owned(), column: None, title: title.map(Words::same), indicator: None }
    }
}

/// The columns that are asked for, by their names: those that all rulebooks share by those of both languages.
pub(super) struct Asked<'a>(BTreeMap<Cow<'a, str>, (usize, bool)>);

impl<'a> Asked<'a> {
    pub(super) fn new(columns: &'a [Column<'_>]) -> Self {
        let is_shared = |column: &Column<'_>| column.meaning.called().is_some();
        let named = columns.iter().enumerate().map(|(place, column)| (Cow::Borrowed(column.name.as_str()), (place, is_shared(column))));
        let mut places: BTreeMap<Cow<'a, str>, (usize, bool)> = named.collect();
        for (place, column) in columns.iter().enumerate() {
            for name in column.names().into_iter().flatten() {
                places.entry(Cow::Owned(name)).or_insert((place, true));
            }
        }
        Self(places)
    }

    /// The column that a name of a head stands for: by its own name, else by that of the other rules. What the author of
    /// either has named so is never what all rulebooks share.
    pub(super) fn place_of(&self, head: &BTreeSet<&str>, name: &str, (other, table): (Option<&OtherNames>, &str)) -> Option<usize> {
        let theirs = other.is_some_and(|other| other.names_itself(table, name));
        let known = |name: &str| self.0.get(name).filter(|(_, shared)| !(theirs && *shared)).map(|(place, _)| *place);
        known(name).or_else(|| {
            let own = other?.own(name)?;
            if head.contains(own.as_str()) { None } else { known(&own) }
        })
    }
}

/// What a table does not have, and what it has beyond that.
fn apart(
    program: &Program,
    language: Language,
    (holds, stem): (Holds, &str),
    table: &Table,
    other: &OtherNames,
) -> (Vec<Apart>, Vec<Apart>) {
    if matches!(holds, Holds::Rulings(_)) {
        return (Vec::new(), Vec::new());
    }
    let columns = columns::of(program, holds, Naming { head: &table.head, language, other: Some((other, stem)) });
    let head: Vec<String> = table.head.iter().map(|cell| unseen::without(&cell.text).trim().to_owned()).collect();
    let names: BTreeSet<&str> = head.iter().map(String::as_str).collect();
    let asked = Asked::new(&columns);
    let places: Vec<Option<usize>> = head.iter().map(|name| asked.place_of(&names, name, (Some(other), stem))).collect();
    let there: BTreeSet<usize> = places.iter().flatten().copied().collect();
    let lacking = columns.iter().enumerate().filter(|(place, column)| column.needed && !there.contains(place)).map(|(_, column)| Apart {
        table: stem.to_owned(),
        column: Some(column.name.clone()),
        title: column.title.clone(),
        indicator: column.meaning.asked_by(program),
    });
    let unread = head.iter().zip(&places).filter(|(name, place)| place.is_none() && !name.is_empty()).map(|(name, _)| Apart {
        table: stem.to_owned(),
        column: Some(name.clone()),
        title: None,
        indicator: None,
    });
    (lacking.collect(), unread.collect())
}

/// What a row that names an indicator may speak of: one that is surveyed, or anything that can be ruled about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaks {
    Surveys,
    Rulings,
}

impl Speaks {
    /// Whether the rules know what a row names.
    fn knows(self, program: &Program, name: &str) -> bool {
        let indicator = program.indicators.values().find(|one| one.name == name.split('.').next().unwrap_or(name));
        match self {
            Self::Surveys => indicator.is_some_and(|one| one.chain.survey().is_some()),
            Self::Rulings => indicator.is_some() || program.parts.values().any(|part| part.path == name),
        }
    }
}

/// Keeps the rows about indicators these rules have, by our names for them; the names of the others,
/// whose rows are not read, are handed on.
fn keep_rows(program: &Program, stem: &str, table: &mut Table, other: &OtherNames, speaks: Speaks) -> Vec<Apart> {
    let named = ["indicator", "指标"];
    let Some(place) = table.head.iter().position(|cell| named.contains(&cell.text.trim())) else { return Vec::new() };
    let mut unread = BTreeSet::new();
    table.rows.retain_mut(|row| {
        let Some(cell) = row.cells.get_mut(place) else { return true };
        let own = other.indicators.get(&cell.text).cloned().or_else(|| other.own(&cell.text));
        if let Some(own) = own.filter(|own| speaks.knows(program, own)) {
            cell.text = own;
        }
        let known = cell.text.is_empty() || speaks.knows(program, &cell.text);
        if !known {
            unread.insert(cell.text.clone());
        }
        known
    });
    let apart = |name| Apart { table: stem.to_owned(), column: Some(name), title: None, indicator: None };
    unread.into_iter().map(apart).collect()
}

impl Loading<'_> {
    /// Of data made for other rules, what they lack and what is not read of them.
    pub(super) fn tell_apart(&mut self, parts: &mut [Part]) {
        let Some(other) = self.other else { return };
        for part in &mut *parts {
            let (Some(holds), Some(table)) = (part.note.holds, &mut part.table) else { continue };
            let speaks = match holds {
                Holds::Ballots | Holds::Statements => Some(Speaks::Surveys),
                Holds::Rulings(_) => Some(Speaks::Rulings),
                Holds::Subjects(_) | Holds::Months(_) | Holds::Entries(_) => None,
            };
            if let Some(speaks) = speaks {
                self.loaded.unread.extend(keep_rows(self.program, &part.stem, table, other, speaks));
            }
            let (lacking, unread) = apart(self.program, self.language, (holds, &part.stem), table, other);
            self.loaded.lacking.extend(lacking);
            self.loaded.unread.extend(unread);
        }
        if surveyed(self.program) && !parts.iter().any(|part| part.note.holds == Some(Holds::Ballots)) {
            let [english, chinese] = Survey::BALLOTS;
            self.loaded.lacking.push(Apart::table(Words::new(english, chinese).get(self.language), None));
        }
        for (id, register) in self.program.registers.iter() {
            if !parts.iter().any(|part| part.note.holds == Some(Holds::Entries(id))) {
                self.loaded.lacking.push(Apart::table(&register.name, register.title.as_ref()));
            }
        }
    }
}
