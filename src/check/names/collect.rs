//! Collects what all files declare, by name; a name declared twice keeps its first meaning.

use std::collections::BTreeMap;

use crate::check::checker::Checker;
use crate::check::messages::{Thing, extensions as say_extension, names as say};
use crate::model::RulingKind;
use crate::syntax::ast::{self, Item, Name};
use crate::text::{Span, Words};

/// The items of all files by kind, each with its whole extent.
#[derive(Default)]
pub struct Declared<'a> {
    pub rulebooks: Vec<(&'a ast::Rulebook, Span)>,
    pub units: Vec<(&'a ast::Unit, Span)>,
    pub choices: Vec<(&'a ast::Choice, Span)>,
    pub subjects: Vec<(&'a ast::Subject, Span)>,
    pub roles: Vec<(&'a ast::Role, Span)>,
    pub registers: Vec<(&'a ast::Register, Span)>,
    pub tables: Vec<(&'a ast::Table, Span)>,
    pub scales: Vec<(&'a ast::Scale, Span)>,
    pub patterns: Vec<(&'a ast::Pattern, Span)>,
    pub scorecards: Vec<(&'a ast::Scorecard, Span)>,
    pub indicators: Vec<(&'a ast::Indicator, Span)>,
    pub grades: Vec<(&'a ast::Grade, Span)>,
    pub ranks: Vec<(&'a ast::Rank, Span)>,
    pub consequences: Vec<(&'a ast::Consequence, Span)>,
    pub examples: Vec<(&'a ast::Example, Span)>,
    pub example_tables: Vec<(&'a ast::Examples, Span)>,
    pub accepts: Vec<(&'a ast::Accept, Span)>,
}

impl<'a> Checker<'a> {
    /// Collects all items; of two with one name the second is reported and left out.
    pub fn collect(&mut self) {
        let mut declared = Declared::default();
        for parse in self.parses.clone() {
            for item in &parse.file.items {
                let span = item.span;
                match &item.value {
                    Item::Rulebook(rulebook) => declared.rulebooks.push((rulebook, span)),
                    Item::Unit(unit) => declared.units.push((unit, span)),
                    Item::Choice(choice) => declared.choices.push((choice, span)),
                    Item::Subject(subject) => declared.subjects.push((subject, span)),
                    Item::Role(role) => declared.roles.push((role, span)),
                    Item::Register(register) => declared.registers.push((register, span)),
                    Item::Table(table) => declared.tables.push((table, span)),
                    Item::Scale(scale) => declared.scales.push((scale, span)),
                    Item::Pattern(pattern) => declared.patterns.push((pattern, span)),
                    Item::Scorecard(scorecard) => declared.scorecards.push((scorecard, span)),
                    Item::Indicator(indicator) => declared.indicators.push((indicator, span)),
                    Item::Grade(grade) => declared.grades.push((grade, span)),
                    Item::Rank(rank) => declared.ranks.push((rank, span)),
                    Item::Consequence(consequence) => declared.consequences.push((consequence, span)),
                    Item::Example(example) => declared.examples.push((example, span)),
                    Item::Examples(examples) => declared.example_tables.push((examples, span)),
                    Item::Accept(accept) => declared.accepts.push((accept, span)),
                    Item::Extension(extension) => {
                        if !self.program.extensions.iter().any(|known| known.source == span.source) {
                            self.report(say_extension::head_in_rulebook(extension));
                        }
                    }
                }
            }
        }
        // What stands where a type stands shares one set of names; so do registers and kinds of
        // subject, whose names are those of the files of the data.
        let mut types = BTreeMap::new();
        self.keep_first(Thing::Unit, &mut types, &mut declared.units, |unit| &unit.name);
        self.keep_first(Thing::Choice, &mut types, &mut declared.choices, |choice| &choice.name);
        self.keep_first(Thing::Level, &mut types, &mut declared.subjects, |subject| &subject.name);
        self.keep_first(Thing::Register, &mut types, &mut declared.registers, |register| &register.name);
        self.keep_first(Thing::Role, &mut BTreeMap::new(), &mut declared.roles, |role| &role.name);
        self.keep_first(Thing::Table, &mut BTreeMap::new(), &mut declared.tables, |table| &table.name);
        self.keep_first(Thing::Scale, &mut BTreeMap::new(), &mut declared.scales, |scale| &scale.name);
        self.keep_first(Thing::Pattern, &mut BTreeMap::new(), &mut declared.patterns, |pattern| &pattern.name);
        self.keep_first(Thing::Indicator, &mut BTreeMap::new(), &mut declared.indicators, |indicator| &indicator.name);
        for (scale, _) in &declared.scales {
            self.share(scale.body.open.to(scale.body.close));
        }
        for (pattern, _) in &declared.patterns {
            self.share(pattern.body.open.to(pattern.body.close));
        }
        self.declared = declared;
        for kind in RulingKind::ALL {
            let rulings = match kind {
                RulingKind::Exemption => Words::new("exemptions", "豁免"),
                RulingKind::Award => Words::new("awards", "核定"),
            };
            self.refuse_names_of_files(|name| kind.tables().contains(&name), &rulings);
        }
        self.look_for_likeness();
    }

    /// Some files of the data hold something else; neither a kind of subject nor a register may have their names.
    pub(in crate::check) fn refuse_names_of_files(&mut self, taken: impl Fn(&str) -> bool, holds: &Words) {
        let subjects = self.declared.subjects.iter().map(|(subject, _)| &subject.name);
        let registers = self.declared.registers.iter().map(|(register, _)| &register.name);
        let names: Vec<&'a Name> = subjects.chain(registers).filter(|name| taken(name.as_str())).collect();
        for name in names {
            self.report(say::reserved_data_name(name, holds));
        }
    }

    fn keep_first<T>(
        &mut self,
        thing: Thing,
        seen: &mut BTreeMap<&'a str, Span>,
        items: &mut Vec<(&'a T, Span)>,
        name_of: impl Fn(&'a T) -> &'a Name,
    ) {
        items.retain(|(item, _)| {
            let name = name_of(item);
            if let Some(first) = seen.get(name.as_str()) {
                self.report(say::duplicate(thing, name, *first));
                return false;
            }
            seen.insert(name, name.span);
            true
        });
    }
}
