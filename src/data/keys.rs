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
    let unknown: Vec<(&str, usize)> = places.iter().filter(|(name, _)| !known.contains(*name)).map(|(name, at)| (*name, *at)).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let suggestions = Suggestions::new(program, sheet, columns, &places.keys().copied().collect());
    let lacking = |row: &Row, (name, key): (&str, usize)| -> Vec<(&'c str, usize)> {
        let suggestions = suggestions.within(&names_of(table, row));
        let suggestion = suggestions.of(name);
        let meant: BTreeSet<usize> = suggestion.column.into_iter().chain(suggestions.may_be(&suggestion)).collect();
        let meant = meant.into_iter().filter_map(|number| columns.get(number));
        let answers = meant.filter(|column| !matches!(column.reading, Reading::Identity | Reading::Nothing));
        answers.map(|column| (column.name.as_str(), key)).collect()
    };
    // Rows that have the same keys lack the same.
    let mut by_keys: BTreeMap<Vec<bool>, Vec<(&'c str, usize)>> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        let there = |(_, at): &&(&str, usize)| matches!(row.cells.get(*at), Some(Some(_)));
        if !unknown.iter().any(|one| there(&one)) {
            continue;
        }
        let keys: Vec<bool> = row.cells.iter().map(Option::is_some).collect();
        let pairs = by_keys.entry(keys).or_insert_with(|| unknown.iter().filter(there).flat_map(|one| lacking(row, *one)).collect());
        for (column, key) in pairs.iter() {
            if let (Some(Some(value)), Some(name)) = (row.cells.get(*key), table.head.get(*key)) {
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
    let written = |cell: &Option<Cell>| cell.as_ref().is_some_and(|cell| cell.form != Form::JsonDoubtful);
    table.head.iter().zip(&row.cells).filter(|(_, cell)| written(cell)).map(|(key, _)| key.text.trim()).collect()
}
