//! A table that is looked up by one key or two.

use crate::check::checker::{Checker, Scope, expr};
use crate::check::messages::lookups::{self as say, Ways};
use crate::check::messages::{Thing, types};
use crate::model::{Expr, ExprKind, LookupKey, TableId};
use crate::syntax::ast::{self, Name, TableLine};
use crate::text::{Language, Span};
use crate::types::Type;

impl<'a> Checker<'a> {
    pub(super) fn lookup(&mut self, table: &'a Name, keys: &'a [ast::Expr], scope: &Scope<'a>, span: Span) -> Expr {
        let id = self.names.tables.get(table.as_str()).copied();
        let keys: Vec<Expr> = keys.iter().enumerate().map(|(place, key)| self.key_written(id, place, key, scope)).collect();
        let Some(id) = id else {
            self.unknown(Thing::Table, table);
            return self.poison(span);
        };
        let declared = &self.program.tables[id];
        let (wanted, declared_at, ty) = (declared.keys.len(), declared.span, declared.ty.clone());
        if keys.len() != wanted {
            self.report(types::wrong_number_of_arguments(span, &table.value, Thing::Table, wanted, keys.len(), declared_at));
            return self.poison(span);
        }
        if let [first, second] = keys.as_slice()
            && self.keys_are_swapped(id, first, second)
        {
            let written = [self.sources.slice(first.span), self.sources.slice(second.span)];
            let names: Vec<String> = self.program.tables[id].keys.iter().map(|key| key.name.clone()).collect();
            self.report(say::swapped_keys([first.span, second.span], &table.value, &names, written));
            return self.poison(span);
        }
        let mut lowered = Vec::new();
        for (place, key) in keys.into_iter().enumerate() {
            match self.lookup_key(id, place, key, scope) {
                Some(key) => lowered.push(key),
                None => return self.poison(span),
            }
        }
        if ty.is_error() {
            return self.poison(span);
        }
        expr(ExprKind::Lookup(id, lowered), ty, span)
    }

    /// What stands between the brackets. A value of a choice has no value of its own: it names a line, and does not say whose
    /// line is looked up.
    fn key_written(&mut self, table: Option<TableId>, place: usize, written: &'a ast::Expr, scope: &Scope<'a>) -> Expr {
        if let (Some(table), ast::ExprKind::Path(path)) = (table, &*written.kind)
            && let [name] = path.names.as_slice()
        {
            if !self.count_work(1, written.span) {
                return self.poison(written.span);
            }
            if let Some(value) = self.known_name(name, scope, None) {
                return value;
            }
            if !self.may_be_broken(name) && self.declared_as(name) == Some(Thing::Value) {
                let lines = self.lines(table, place);
                // A table whose own lines were reported already is not reported again at each use.
                if !lines.is_empty() {
                    let ways = self.ways(table, lines, Some(name), scope, name.span);
                    let declared = &self.program.tables[table];
                    self.report(say::fixed_key(name, &declared.name.clone(), &ways, declared.span));
                }
                return self.poison(name.span);
            }
            return self.unknown_name(name, scope, None);
        }
        self.infer(written, scope, None)
    }

    /// What can be typed between the brackets instead.
    fn ways(&self, table: TableId, lines: Vec<String>, named: Option<&str>, scope: &Scope<'a>, span: Span) -> Ways {
        let cell = named.and_then(|name| self.cell_of(table, name));
        Ways { fitting: self.fitting(&lines, scope, span), cell, lines }
    }

    /// The lines of a table by one of its keys.
    fn lines(&self, table: TableId, place: usize) -> Vec<String> {
        let key = self.program.tables[table].keys.get(place);
        key.into_iter().flat_map(|key| &key.values).map(|line| line.name.clone()).collect()
    }

    /// The number of a line, as the table with one key writes it.
    fn cell_of(&self, table: TableId, line: &str) -> Option<String> {
        let (declared, _) = self.declared.tables.get(table.index())?;
        let entries = declared.body.statements.iter().flat_map(|line| match &line.value {
            TableLine::Entries(entries) => entries.as_slice(),
            TableLine::Columns(_) | TableLine::Row(..) => &[],
        });
        let (_, cell) = entries.into_iter().find(|(name, _)| name.value == line)?;
        Some(self.sources.slice(cell.span).to_owned())
    }

    /// What can be read here and has a line of the table whatever its value is.
    fn fitting(&self, lines: &[String], scope: &Scope<'a>, span: Span) -> Vec<String> {
        let fits = |ty: &Type| {
            let Type::Choice(choice) = ty else { return false };
            self.program.choices[*choice].values.iter().all(|value| lines.contains(&value.name))
        };
        let mut found = Vec::new();
        if let Some(register) = scope.entry {
            let fields = self.program.registers[register].fields.iter();
            found.extend(fields.filter(|field| fits(&field.ty)).map(|field| field.name.clone()));
        }
        let single = |id| Some(&self.program.inputs[id]).filter(|input| input.monthly.is_none() && fits(&input.ty));
        if let (Some(facts), false) = (scope.indicator.and_then(|id| self.indicators.get(id.index())), scope.scale_body) {
            found.extend(facts.inputs.values().filter_map(|id| single(*id)).map(|input| input.name.clone()));
            found.extend(
                facts.lets.values().map(|id| &self.program.lets[*id]).filter(|one| fits(&one.value.ty)).map(|one| one.name.clone()),
            );
        }
        if let Some(level) = scope.level.map(|level| &self.program.levels[level]) {
            found.extend(level.attributes.iter().filter_map(|id| single(*id)).map(|input| input.name.clone()));
            if level.sequences.is_some_and(|choice| fits(&Type::Choice(choice))) {
                let word = match self.language(span) {
                    Language::English => "sequence",
                    Language::Chinese => "序列",
                };
                found.push(word.to_owned());
            }
        }
        found
    }

    /// Whether two keys would fit the table in the other order, and in this one do not.
    fn keys_are_swapped(&self, table: TableId, first: &Expr, second: &Expr) -> bool {
        let fits = |key: &Expr, place: usize| {
            let Type::Choice(choice) = key.ty else { return false };
            let lines = self.program.tables[table].keys.get(place).map(|key| key.values.as_slice()).unwrap_or_default();
            self.program.choices[choice].values.iter().all(|value| lines.iter().any(|line| line.name == value.name))
        };
        !fits(first, 0) && !fits(second, 1) && fits(first, 1) && fits(second, 0)
    }

    fn lookup_key(&mut self, table: TableId, place: usize, key: Expr, scope: &Scope<'a>) -> Option<LookupKey> {
        let Type::Choice(choice) = key.ty else {
            if !key.ty.is_error() && !self.is_of_no_choice(table, place) {
                let ways = self.ways(table, self.lines(table, place), None, scope, key.span);
                self.report(say::no_key(key.span, &self.type_words(&key.ty), &ways));
            }
            return None;
        };
        let lines = &self.program.tables[table].keys.get(place)?.values;
        let (mut places, mut absent) = (Vec::new(), Vec::new());
        for value in &self.program.choices[choice].values {
            match lines.iter().position(|line| line.name == value.name) {
                Some(place) => places.push(place),
                None => absent.push(value.name.clone()),
            }
        }
        if absent.is_empty() {
            return Some(LookupKey { value: key, places });
        }
        let (name, declared) = (self.program.tables[table].name.clone(), self.program.tables[table].span);
        // A table whose own lines were reported already is not reported again at each use.
        if !lines.is_empty() {
            self.report(say::lines_missing(key.span, &name, &absent, declared));
        }
        None
    }
}
