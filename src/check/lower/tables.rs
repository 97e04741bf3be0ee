//! Tables for lookups: every cell filled, every line a value of a choice.

use std::collections::BTreeSet;

use crate::check::checker::{Checker, Scope};
use crate::check::infer::unified;
use crate::check::messages::meaning::Inside;
use crate::check::messages::{Deed, TableFault, Thing, meaning as say};
use crate::check::names::nearest;
use crate::model::{Expr, Table, TableKey, Titled};
use crate::syntax::ast::{self, Name, TableLine};
use crate::types::{ChoiceId, Type};
use crate::value::Number;

impl<'a> Checker<'a> {
    pub(super) fn lower_tables(&mut self) {
        for (table, span) in self.declared.tables.clone() {
            self.start_work();
            let met = std::mem::take(&mut self.poison_met);
            self.expect_inside(&table.body, Inside::Lines);
            let (rows, columns, cells) = match table.keys.as_slice() {
                [_] => self.list_of_entries(table),
                [_, _] => self.grid(table),
                [] | [_, _, _, ..] => {
                    let third = table.keys.get(2).map_or(table.name.span, |key| key.span);
                    self.report(say::malformed_table(third, &TableFault::Keys));
                    (Vec::new(), Vec::new(), Vec::new())
                }
            };
            let malformed = std::mem::replace(&mut self.poison_met, met) || self.has_broken(span);
            let (cells, ty) = self.cells(&cells);
            // What was said about the lines is not said again about their names.
            let (cells, ty) = if malformed { (Vec::new(), Type::Error) } else { (cells, ty) };
            let listed = if malformed { [Vec::new(), Vec::new()] } else { [rows, columns] };
            let keys = (table.keys.iter().zip(listed))
                .map(|(key, names)| TableKey {
                    name: key.value.clone(),
                    values: names.iter().map(|name| Titled { name: name.value.clone(), title: None, span: name.span }).collect(),
                })
                .collect();
            let id = self.program.tables.push(Table {
                name: table.name.value.clone(),
                title: table.title.as_ref().map(|title| title.value.clone()),
                keys,
                cells,
                ty,
                span,
            });
            self.names.tables.insert(table.name.value.clone(), id);
        }
    }

    /// Lines and cells of a table with one key.
    fn list_of_entries(&mut self, table: &'a ast::Table) -> (Vec<&'a Name>, Vec<&'a Name>, Vec<&'a ast::Expr>) {
        let mut entries = Vec::new();
        for line in &table.body.statements {
            match &line.value {
                TableLine::Entries(list) => entries.extend(list.iter()),
                TableLine::Columns(_) | TableLine::Row(..) => {
                    self.report(say::malformed_table(line.span, &TableFault::Line { grid: false }))
                }
            }
        }
        let names: Vec<&'a Name> = entries.iter().map(|(name, _)| name).collect();
        let keep = self.unique(Thing::Value, &names);
        let kept: Vec<_> = entries.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(entry, _)| entry).collect();
        (kept.iter().map(|(name, _)| name).collect(), Vec::new(), kept.iter().map(|(_, cell)| cell).collect())
    }

    /// Rows, columns and cells of a grid.
    fn grid(&mut self, table: &'a ast::Table) -> (Vec<&'a Name>, Vec<&'a Name>, Vec<&'a ast::Expr>) {
        let (mut head, mut rows) = (None, Vec::new());
        for line in &table.body.statements {
            match &line.value {
                TableLine::Columns(names) if head.is_none() && rows.is_empty() => head = Some(names),
                TableLine::Row(name, cells) => rows.push((name, cells, line.span)),
                TableLine::Columns(_) | TableLine::Entries(_) => {
                    self.report(say::malformed_table(line.span, &TableFault::Line { grid: true }))
                }
            }
        }
        let columns: Vec<&'a Name> = head.into_iter().flatten().collect();
        if columns.is_empty() && !rows.is_empty() {
            // What could not be read may have been its head.
            if self.has_broken(table.body.open.to(table.body.close)) {
                self.poison_met = true;
                return (Vec::new(), Vec::new(), Vec::new());
            }
            self.report(say::malformed_table(table.name.span, &TableFault::Head));
            return (Vec::new(), Vec::new(), Vec::new());
        }
        self.unique(Thing::Value, &columns);
        let names: Vec<&'a Name> = rows.iter().map(|(name, _, _)| *name).collect();
        let keep = self.unique(Thing::Value, &names);
        let (mut kept, mut cells) = (Vec::new(), Vec::new());
        for ((name, row, span), keep) in rows.into_iter().zip(keep) {
            if row.len() != columns.len() {
                self.report(say::malformed_table(span, &TableFault::Cells { found: row.len(), wanted: columns.len() }));
                continue;
            }
            if keep {
                kept.push(name);
                cells.extend(row.iter());
            }
        }
        (kept, columns, cells)
    }

    /// The numbers in the cells, and their type.
    fn cells(&mut self, written: &[&'a ast::Expr]) -> (Vec<Number>, Type) {
        let (mut numbers, mut ty): (Vec<Number>, Option<Type>) = (Vec::new(), None);
        let mut first: Option<(&'a ast::Expr, Expr)> = None;
        for cell in written {
            let value = self.infer(cell, &Scope::default(), None);
            match self.constant_number(&value) {
                Some(number) => numbers.push(number),
                None => {
                    if !value.ty.is_error() {
                        self.report(crate::check::messages::types::not_fixed(cell.span, false));
                    }
                    ty = Some(Type::Error);
                    continue;
                }
            }
            ty = match (&ty, &first) {
                (Some(so_far), Some((first_written, first_value))) => match unified(so_far, &value.ty) {
                    Some(both) => Some(both),
                    None => {
                        self.mismatch(Deed::List, (first_written, first_value), (cell, &value));
                        Some(Type::Error)
                    }
                },
                (_, _) => {
                    first = Some((cell, value.clone()));
                    Some(value.ty)
                }
            };
        }
        (numbers, ty.unwrap_or(Type::Error))
    }

    /// Checks that the lines of each key are the values of a choice, all of them.
    pub(super) fn check_table_keys(&mut self) {
        for table in self.program.tables.ids() {
            for place in 0..self.program.tables[table].keys.len() {
                let Some(key) = self.program.tables[table].keys.get(place).cloned() else { continue };
                if key.values.is_empty() {
                    continue;
                }
                let Some(choice) = self.choice_for(&key) else {
                    if let Some(first) = key.values.first()
                        && !key.values.iter().any(|value| self.may_be_broken(&value.name))
                    {
                        self.report(say::key_of_no_choice(first.span, &key.name));
                    }
                    continue;
                };
                self.check_key(table, &key, choice);
            }
        }
    }

    /// Whether the lines of a key are values of no choice, which is said of the table itself.
    pub(in crate::check) fn is_of_no_choice(&self, table: crate::model::TableId, place: usize) -> bool {
        let key = self.program.tables[table].keys.get(place);
        key.is_some_and(|key| !key.values.is_empty() && self.choice_for(key).is_none())
    }

    fn check_key(&mut self, table: crate::model::TableId, key: &TableKey, choice: ChoiceId) {
        let values: Vec<String> = self.program.choices[choice].values.iter().map(|value| value.name.clone()).collect();
        let declared = self.program.choices[choice].span;
        let listed: BTreeSet<&str> = key.values.iter().map(|value| value.name.as_str()).collect();
        let absent: Vec<String> = values.iter().filter(|value| !listed.contains(value.as_str())).cloned().collect();
        let mut strange = false;
        for value in &key.values {
            if !values.contains(&value.name) && !self.may_be_broken(&value.name) {
                strange = true;
                let meant = nearest(&value.name, absent.iter().map(String::as_str));
                let name = Name::new(value.name.clone(), value.span);
                self.report(crate::check::messages::names::unknown_choice_value(&name, meant, &values, Some(declared)));
            }
        }
        if !strange && !absent.is_empty() {
            let (name, span) = self
                .declared
                .tables
                .get(table.index())
                .map_or_else(|| (String::new(), self.program.tables[table].span), |(table, _)| (table.name.value.clone(), table.name.span));
            self.report(say::table_not_full(span, &name, &absent, declared));
        }
        let place = self.program.tables[table].keys.iter().position(|other| other.name == key.name);
        let titles: Vec<(String, Option<String>)> =
            self.program.choices[choice].values.iter().map(|value| (value.name.clone(), value.title.clone())).collect();
        let Some(key) = place.and_then(|place| self.program.tables[table].keys.get_mut(place)) else { return };
        if strange || !absent.is_empty() {
            // What was said about the table is not said again at each lookup.
            key.values.clear();
        }
        for value in &mut key.values {
            value.title = titles.iter().find(|(name, _)| *name == value.name).and_then(|(_, title)| title.clone());
        }
    }

    /// The choice whose values a key lists: the one that is called so, or shares most names with it.
    fn choice_for(&self, key: &TableKey) -> Option<ChoiceId> {
        let named: Vec<ChoiceId> = self.choices_called(&key.name);
        let listed: BTreeSet<&str> = key.values.iter().map(|value| value.name.as_str()).collect();
        let candidates: Vec<ChoiceId> = if named.is_empty() { self.program.choices.ids().collect() } else { named };
        let mut best: Option<(usize, usize, ChoiceId)> = None;
        for id in candidates {
            let values = &self.program.choices[id].values;
            let shared = values.iter().filter(|value| listed.contains(value.name.as_str())).count();
            let apart = listed.len() + values.len() - 2 * shared;
            if shared > 0 && best.is_none_or(|(most, least, _)| shared > most || shared == most && apart < least) {
                best = Some((shared, apart, id));
            }
        }
        best.map(|(_, _, id)| id)
    }

    /// The choices that go by a name: declared under it, sequences, or types of what is called so.
    fn choices_called(&self, name: &str) -> Vec<ChoiceId> {
        let mut found: Vec<ChoiceId> = self.names.choices.get(name).copied().into_iter().collect();
        if matches!(name, "sequence" | "序列") {
            found.extend(self.program.levels.values().filter_map(|level| level.sequences));
        }
        let inputs = self.program.inputs.values().map(|input| (&input.name, &input.ty));
        let fields = self.program.registers.values().flat_map(|register| &register.fields).map(|field| (&field.name, &field.ty));
        for (called, ty) in inputs.chain(fields) {
            if let Type::Choice(choice) = ty
                && called == name
                && !found.contains(choice)
            {
                found.push(*choice);
            }
        }
        found
    }
}
