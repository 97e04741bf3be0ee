//! Inputs, attributes and fields: types first, bounds when everything has a type.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::{Phrase, Thing, meaning as say, names as say_name, types};
use crate::check::names::nearest;
use crate::model::{Field, Input, InputId, InputOwner, RegisterId};
use crate::syntax::{
    ast::{self, InputOption, Name, TypeName},
    keywords,
};
use crate::text::{Span, Spanned};
use crate::types::{Type, UnitId};
use crate::value::Day;

impl<'a> Checker<'a> {
    /// The type that was written.
    pub(super) fn type_named(&mut self, ty: &'a Spanned<TypeName>) -> Type {
        match &ty.value {
            TypeName::Number => Type::Number,
            TypeName::Percent => Type::Percent,
            TypeName::PercentagePoints => Type::PercentagePoints,
            TypeName::Count => Type::Count,
            TypeName::Points => Type::points(),
            TypeName::Days => Type::days(),
            TypeName::Date => Type::Day,
            TypeName::Flag => Type::Flag,
            TypeName::Text => Type::Text,
            TypeName::Inline(values) => Type::Choice(self.inline_choice(values, ty.span)),
            TypeName::Named(name) => {
                if let Some(choice) = self.names.choices.get(name.as_str()) {
                    Type::Choice(*choice)
                } else if let Some(level) = self.names.levels.get(name.as_str()) {
                    Type::Subject(*level)
                } else if let Some(unit) = self.names.units.get(name.as_str()).copied() {
                    self.measured_in(unit)
                } else {
                    self.unknown(Thing::Type, name);
                    Type::Error
                }
            }
        }
    }

    fn measured_in(&self, unit: UnitId) -> Type {
        Type::Quantity(self.program.units[unit].dimension.clone(), Some(unit))
    }

    /// Takes in an input or attribute with its type; its bounds are read later.
    pub(super) fn declare_input(&mut self, input: &'a ast::Input, span: Span, owner: InputOwner) -> InputId {
        let ty = self.type_named(&input.ty);
        let due = self.due_day(input).unwrap_or(self.program.header.closes);
        let monthly = self.monthly(input, owner);
        // Whether a value of each month is meant is open where `monthly` is missing beside a day of each month: what reads the
        // input is silent.
        let of_months = input.options.iter().any(|option| matches!(option.value, InputOption::DueEachMonth(_)));
        let ty = if of_months && monthly.is_none() { Type::Error } else { ty };
        self.program.inputs.push(Input {
            name: input.name.value.clone(),
            title: input.title.as_ref().map(|title| title.value.clone()),
            owner,
            ty,
            limits: Vec::new(),
            due,
            supplied_by: None,
            better: None,
            empty_means: None,
            or_empty: false,
            dating: None,
            monthly,
            span,
        })
    }

    fn due_day(&mut self, input: &'a ast::Input) -> Option<Day> {
        input
            .options
            .iter()
            .find_map(|option| match &option.value {
                InputOption::Due(day) => Some(day),
                InputOption::AtMost(_)
                | InputOption::AtLeast(_)
                | InputOption::Above(_)
                | InputOption::Below(_)
                | InputOption::From { .. }
                | InputOption::SuppliedBy(_)
                | InputOption::HigherIsBetter
                | InputOption::LowerIsBetter
                | InputOption::EmptyMeans(_)
                | InputOption::OrEmpty
                | InputOption::Monthly
                | InputOption::DueEachMonth(_)
                | InputOption::Happened
                | InputOption::Planned => None,
            })
            .and_then(|day| self.day(&day.value, day.span))
    }

    /// Takes in a field of a register with its type.
    pub(super) fn declare_field(&mut self, register: RegisterId, input: &'a ast::Input, span: Span) {
        let ty = self.type_named(&input.ty);
        self.program.registers[register].fields.push(Field {
            name: input.name.value.clone(),
            title: input.title.as_ref().map(|title| title.value.clone()),
            ty,
            limits: Vec::new(),
            empty_means: None,
            or_empty: false,
            dating: None,
            span,
        });
    }

    /// Reads the bounds and other options of all inputs, attributes and fields.
    pub(super) fn lower_bounds(&mut self) {
        for level in self.program.levels.ids() {
            self.start_work();
            let Some((subject, _)) = self.declared.subjects.get(level.index()).copied() else { continue };
            for clause in subject.body.iter().flat_map(|body| &body.statements) {
                if let ast::SubjectClause::Attribute(input) = &clause.value
                    && let Some(id) = self.attribute(level, &input.name).filter(|id| self.program.inputs[*id].span == clause.span)
                {
                    let scope = Scope { level: Some(level), attributes_only: true, ..Scope::default() };
                    self.input_options(id, input, &scope);
                }
            }
        }
        for register in self.program.registers.ids() {
            self.start_work();
            let Some((written, _)) = self.declared.registers.get(register.index()).copied() else { continue };
            for clause in &written.body.statements {
                let fields = &self.program.registers[register].fields;
                if let Some(place) = fields.iter().position(|field| field.span == clause.span) {
                    self.field_options(register, place, &clause.value);
                }
            }
        }
        let written: Vec<_> = self.indicators.iter().flat_map(|facts| facts.written_inputs.iter().cloned()).collect();
        for (id, input, scope) in written {
            self.start_work();
            let outer = std::mem::take(&mut self.poison_met);
            self.input_options(id, input, &scope);
            if self.poison_met
                && let InputOwner::Indicator(owner) = self.program.inputs[id].owner
                && let Some(facts) = self.indicators.get_mut(owner.index())
            {
                facts.poisoned = true;
            }
            self.poison_met |= outer;
        }
    }

    /// The field of that name; unknown ones are reported.
    pub fn field(&mut self, register: RegisterId, name: &Name) -> Option<usize> {
        let fields = &self.program.registers[register].fields;
        let found = fields.iter().position(|field| keywords::is_read_as(&field.name, name));
        if found.is_none() {
            self.poison_met = true;
            if !self.may_be_broken(name) {
                let known: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
                let suggestion = nearest(name, known.iter().map(String::as_str));
                self.report_missed(Thing::Field, name, say_name::unknown_declaration(Thing::Field, name, suggestion, &known));
            }
        }
        found
    }

    /// Reports bounds on something that has no order.
    pub(super) fn bounds_make_sense(&mut self, ty: &Type, span: Span) -> bool {
        if ty.is_numeric() || *ty == Type::Day {
            return true;
        }
        if !ty.is_error() {
            self.report(types::unordered(span, &self.type_words(ty), None, false));
        }
        false
    }

    /// Reports an option that was written twice.
    pub(super) fn option_once(&mut self, seen: &mut Vec<(Phrase, Span)>, phrase: Phrase, span: Span) -> bool {
        if let Some((_, first)) = seen.iter().find(|(said, _)| *said == phrase) {
            self.report(say::said_twice(span, *first, &phrase));
            return false;
        }
        seen.push((phrase, span));
        true
    }
}
