//! Keys of single JSON rows that nobody asks for.
//!
//! A row of JSON may leave a key out, and then its answer is missing. Where it has another key instead that may be meant
//! for the one it lacks, the answer cannot be read: it is invalid, never missing. In other rows it is what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Column, Reading, Sheet};
use super::suggestions::{Suggestion, Suggestions};
use super::table::{Cell, Form, Row, Shape, Table};
use crate::model::Program;

/// What a key may stand for in the first row that has it, where other rows have keys that this one lacks.
pub(super) fn in_its_row<'p>(suggestions: &Suggestions<'_, 'p>, table: &Table, key: &Cell, name: &str) -> Option<Suggestion<'p>> {
    let row = table.rows.iter().find(|row| row.number == key.row).filter(|_| table.shape == Shape::Json)?;
    let suggestion = suggestions.within(&names_of(table, row)).of(name);
    suggestion.column.is_some().then_some(suggestion)
}

/// The answers of single rows that a key of the row may be meant for: each with the place of its row, the name of its column
/// and the cell that stands for it.
pub(super) fn doubtful<'c>(program: &Program, columns: &'c [Column<'_>], sheet: Sheet<'_>) -> Vec<(usize, &'c str, Cell)> {
    let table = sheet.table;
    let places: BTreeMap<&str, usize> = table.head.iter().map(|cell| cell.text.trim()).zip(0..).collect();
    let known: BTreeSet<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let unknown: BTreeMap<usize, &str> = places.iter().filter(|(name, _)| !known.contains(*name)).map(|(name, at)| (*at, *name)).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let suggestions = Suggestions::new(program, sheet, columns, &places.keys().copied().collect());
    let lacking = |row: &Row, name: &str, key: usize| -> Vec<(&'c str, usize)> {
        let suggestions = suggestions.within(&names_of(table, row));
        let suggested = suggestions.of(name).column;
        let meant = suggested.map_or_else(|| suggestions.may_be(name), |column| vec![column]);
        let in_doubt = |column: &&Column<'_>| match column.reading {
            // Who a row is about is asked for in every row. A name that no row has is lost for all of them together.
            Reading::Identity => column.needed && suggested.is_some() && places.contains_key(column.name.as_str()),
            Reading::Nothing => false,
            Reading::Evidence | Reading::Step(_) | Reading::State(_) | Reading::Points | Reading::Typed(_) => true,
        };
        meant.into_iter().filter_map(|number| columns.get(number)).filter(in_doubt).map(|column| (column.name.as_str(), key)).collect()
    };
    // Rows that have the same keys lack the same.
    let mut by_keys: BTreeMap<Vec<usize>, Vec<(&'c str, usize)>> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        let mut own: Vec<(&str, usize)> = row.cells.placed().filter_map(|(at, _)| Some((*unknown.get(&at)?, at))).collect();
        if own.is_empty() {
            continue;
        }
        // Whatever their order in the file.
        own.sort_unstable();
        let keys: Vec<usize> = row.cells.placed().map(|(at, _)| at).collect();
        let pairs = by_keys.entry(keys).or_insert_with(|| own.iter().flat_map(|(name, at)| lacking(row, name, *at)).collect());
        for (column, key) in pairs.iter() {
            if let (Some(value), Some(name)) = (row.cells.get(*key), table.head.get(*key)) {
                found.push((
                    number,
                    *column,
                    Cell { text: name.text.clone(), span: value.span, form: Form::JsonDoubtful, row: row.number },
                ));
            }
        }
    }
    found
}

/// The names of the keys of a row, as it was written.
fn names_of<'t>(table: &'t Table, row: &Row) -> BTreeSet<&'t str> {
    let written = row.cells.placed().filter(|(_, cell)| cell.form != Form::JsonDoubtful);
    written.filter_map(|(at, _)| table.head.get(at)).map(|key| key.text.trim()).collect()
}
