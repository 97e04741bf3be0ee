//! Units of measure: base units first, then those made of others.

use std::collections::BTreeMap;

use crate::check::checker::Checker;
use crate::check::messages::{Thing, Wanted, meaning, names as say_name, types as say};
use crate::check::names::{Suggestion, given_unit, nearest, other_type};
use crate::model::Unit;
use crate::syntax::{
    ast::{self, Name},
    compares_behind, keywords, open_end_of_unit, rest_of_band,
};
use crate::text::Span;
use crate::types::{Base, Dimension, UnitId};
use crate::value::Number;

impl<'a> Checker<'a> {
    pub(super) fn lower_units(&mut self) {
        let units = self.declared.units.clone();
        for (unit, span) in &units {
            let id = self.program.units.push(Unit {
                name: unit.name.value.clone(),
                title: unit.title.as_ref().map(|title| title.value.clone()),
                dimension: Dimension::none(),
                factor: Number::one(),
                span: *span,
            });
            self.program.units[id].dimension = Dimension::of(Base::Unit(id));
            self.names.units.insert(unit.name.value.clone(), id);
        }
        let written: BTreeMap<UnitId, &'a ast::Unit> =
            units.iter().filter_map(|(unit, _)| Some((*self.names.units.get(unit.name.as_str())?, *unit))).collect();
        let mut reported = Vec::new();
        for (id, unit) in &written {
            let Some((dimension, factor)) = self.measure(*id, &written, &mut Vec::new(), &mut reported) else { continue };
            if factor.is_zero() || factor.is_negative() {
                let span = unit.equals.as_ref().map_or(unit.name.span, |(number, _)| number.span);
                self.report(say::number_out_of_place(span, &Wanted::AboveZero));
                continue;
            }
            self.program.units[*id].dimension = dimension;
            self.program.units[*id].factor = factor;
        }
    }

    fn measure(
        &mut self,
        id: UnitId,
        written: &BTreeMap<UnitId, &'a ast::Unit>,
        open: &mut Vec<(UnitId, Span)>,
        reported: &mut Vec<UnitId>,
    ) -> Option<(Dimension, Number)> {
        let unit = written.get(&id)?;
        let Some((number, other)) = &unit.equals else { return Some((Dimension::of(Base::Unit(id)), Number::one())) };
        if let Some(first) = open.iter().position(|(open, _)| *open == id) {
            let circle: Vec<String> = (open.iter().skip(first)).map(|(open, _)| self.program.units[*open].name.clone()).collect();
            if !reported.contains(&id) {
                reported.extend(open.iter().skip(first).map(|(open, _)| *open));
                self.report(meaning::made_of_itself(other.span, &circle, meaning::Made::Unit));
            }
            return None;
        }
        let Some(next) = self.names.units.get(other.as_str()).copied() else {
            if open.is_empty() {
                self.unknown(Thing::Unit, other);
            }
            return None;
        };
        open.push((id, unit.name.span));
        let measured = self.measure(next, written, open, reported);
        open.pop();
        measured.map(|(dimension, factor)| (dimension, factor.multiply(&number.value.value)))
    }

    /// The unit of that name.
    pub fn unit(&mut self, name: &Name) -> Option<UnitId> {
        let found = self.names.units.get(name.as_str()).copied();
        if found.is_none() {
            self.unknown(Thing::Unit, name);
        }
        found
    }

    /// Reports a name of something that is not declared, with the one that may have been meant.
    pub fn unknown(&mut self, thing: Thing, name: &Name) {
        self.poison_met = true;
        if self.may_be_broken(name) {
            return;
        }
        // What is for a kind of subject that does not exist is left out, and was reported there.
        if thing == Thing::Indicator && self.declared.indicators.iter().any(|(indicator, _)| indicator.name.value == name.value) {
            return;
        }
        let language = self.language(name.span);
        let names = &self.names;
        let known: Vec<String> = match thing {
            Thing::Unit => names.units.keys().cloned().collect(),
            Thing::Choice => names.choices.keys().cloned().collect(),
            Thing::Level => names.levels.keys().cloned().collect(),
            Thing::Role => names.roles.keys().cloned().collect(),
            Thing::Register => names.registers.keys().cloned().collect(),
            Thing::Table => names.tables.keys().cloned().collect(),
            Thing::Scale => names.scales.keys().cloned().collect(),
            Thing::Pattern => names.patterns.keys().cloned().collect(),
            Thing::Indicator => names.indicators.keys().cloned().collect(),
            Thing::Member => names.members.keys().cloned().collect(),
            Thing::Type => (names.units.keys().chain(names.choices.keys()).chain(names.levels.keys()).cloned())
                .chain(keywords::TYPES.map(|keyword| keywords::printed(keyword, language).to_owned()))
                .collect(),
            Thing::Part => self.program.parts.values().filter(|part| !part.path.is_empty()).map(|part| part.path.clone()).collect(),
            Thing::Attribute | Thing::Field | Thing::Value | Thing::Input | Thing::Let | Thing::Grade | Thing::Parameter | Thing::Group => {
                Vec::new()
            }
        };
        if let (Thing::Indicator, Some(file)) = (thing, self.proposed.get(name.as_str())) {
            return self.report(say_name::declared_by_a_proposal(name, file));
        }
        let of_type = || other_type(name).filter(|_| thing == Thing::Type);
        let open_end = || open_end_of_unit(name).filter(|(unit, _)| names.units.contains_key(unit)).map(|(_, meant)| meant);
        let of_band = || rest_of_band(name).filter(|_| thing == Thing::Unit).map(Suggestion::new);
        let slip = |known: &&str| thing != Thing::Unit || !compares_behind(known, name);
        let spaced = if thing == Thing::Unit {
            of_band().or_else(|| self.spaced_unit(name)).or_else(|| open_end().map(Suggestion::new))
        } else {
            self.spaced(name)
        };
        let spaced = spaced.filter(|spaced| self.reads_with(name.span, &spaced.name));
        let given = || given_unit(name).filter(|_| thing == Thing::Unit);
        let declared = || nearest(name, known.iter().map(String::as_str).filter(slip));
        let suggestion = spaced.or_else(of_type).or_else(declared).or_else(given);
        self.report_missed(thing, name, say_name::unknown_declaration(thing, name, suggestion, &known));
    }
}
