//! What happens after the chain: additions and deductions.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::meaning::Inside;
use crate::check::messages::{Thing, Wanted, meaning as say, names as say_name, types};
use crate::check::names::nearest;
use crate::model::{Change, ChangeGroup, Direction, Expr, ForEach, RegisterId, Times};
use crate::syntax::ast::{self, Name};
use crate::text::Span;
use crate::types::Type;

impl<'a> Checker<'a> {
    pub(super) fn change(&mut self, change: &'a ast::Change, span: Span, scope: &Scope<'a>) -> Option<Change> {
        let direction = direction_of(change.direction.value);
        let at_most = change.at_most.as_ref().map(|at_most| self.magnitude(at_most, scope));
        let (times, inside) = match &change.times {
            ast::Times::Once => (Some(Times::Once), scope.clone()),
            ast::Times::When(condition) => (Some(Times::When(self.condition(condition, scope))), scope.clone()),
            ast::Times::ForEvery(every) => (self.every(every, None, scope).map(Times::ForEvery), scope.clone()),
            ast::Times::ForEach { what, every_entry, register, as_field, condition } => {
                let kind = if *every_entry { None } else { Some(what) };
                // 每有一次 退回: one name alone is that of a register, not of a value in it.
                if what.span == register.span && self.value_without_register(register) {
                    return None;
                }
                match self.register_for(register, as_field.as_ref(), scope) {
                    None => (None, Scope { parameters: None, ..scope.clone() }),
                    Some((id, as_field)) => {
                        let inside = Scope { entry: Some(id), ..scope.clone() };
                        let what = kind.and_then(|what| self.value_of_one_field(id, what));
                        let known = kind.is_none() || what.is_some();
                        let condition = condition.as_ref().map(|condition| self.condition(condition, &inside));
                        let once_per = change.once_per.as_ref().and_then(|name| self.field(id, name));
                        let each = ForEach { register: id, what, as_field, condition, once_per };
                        (known.then_some(Times::ForEach(each)), inside)
                    }
                }
            }
        };
        if let (Some(field), false) = (&change.once_per, matches!(&change.times, ast::Times::ForEach { .. })) {
            self.report(say::option_out_of_place(field.span, &say::Misplaced::OncePer));
        }
        // Without its register the amount may speak of fields that nobody knows.
        let times = times?;
        let amount = self.magnitude(&change.amount, &inside);
        let each_source = match &change.each_source {
            Some((cap, kind)) => self.each_source(cap, kind, (&amount, change.amount.span), &times, &inside),
            None => None,
        };
        Some(Change { direction, amount, times, at_most, each_source, span })
    }

    pub(super) fn joint(&mut self, joint: &'a ast::Joint, span: Span, scope: &Scope<'a>) -> ChangeGroup {
        let direction = direction_of(joint.direction.value);
        let at_most = self.magnitude(&joint.at_most, scope);
        self.expect_inside(&joint.body, Inside::Changes);
        let mut changes = Vec::new();
        for change in &joint.body.statements {
            if change.value.direction.value != joint.direction.value {
                self.report(say::other_direction(change.value.direction.span, joint.direction.span));
                continue;
            }
            changes.extend(self.change(&change.value, change.span, scope));
        }
        ChangeGroup::Joint { direction, at_most, changes, span }
    }

    /// Reports the name of a value where that of a register stands alone, if one register alone has such a value.
    fn value_without_register(&mut self, name: &Name) -> bool {
        if self.names.registers.contains_key(name.as_str()) {
            return false;
        }
        let choices = &self.program.choices;
        let has_value =
            |ty: &Type| matches!(ty, Type::Choice(choice) if choices[*choice].values.iter().any(|value| value.name == name.value));
        let holders: Vec<String> = (self.program.registers.values())
            .filter(|register| register.fields.iter().any(|field| has_value(&field.ty)))
            .map(|register| register.name.clone())
            .collect();
        let [holder] = holders.as_slice() else { return false };
        self.poison_met = true;
        self.report(say_name::value_for_register(name, holder));
        true
    }

    /// Points that are added or deducted, or a cap of them: whether up or down is said by the word before
    /// them, so a sign of their own would turn a loss into a gain.
    pub(super) fn magnitude(&mut self, written: &'a ast::Expr, scope: &Scope<'a>) -> Expr {
        let points = self.points_here(written, scope);
        if self.constant_number(&points).is_some_and(|number| number.is_negative()) {
            self.report(types::number_out_of_place(written.span, &Wanted::NotNegative));
        }
        points
    }

    /// The register, and the field that must name the subject where `as` says so.
    fn register_for(&mut self, name: &'a Name, as_field: Option<&'a Name>, scope: &Scope<'a>) -> Option<(RegisterId, Option<usize>)> {
        let Some(as_field) = as_field else {
            return self.register_of_subject(name, scope).map(|id| (id, None));
        };
        let Some(id) = self.names.registers.get(name.as_str()).copied() else {
            self.unknown(Thing::Register, name);
            return None;
        };
        let place = self.field(id, as_field)?;
        let ty = self.program.registers[id].fields.get(place)?.ty.clone();
        match (&ty, scope.level) {
            (Type::Subject(named), Some(level)) if *named == level => Some((id, Some(place))),
            (Type::Error, _) | (_, None) => None,
            (_, Some(level)) => {
                let (wanted, found) = (self.type_words(&Type::Subject(level)), self.type_words(&ty));
                let declared = self.program.registers[id].fields.get(place).map(|field| field.span);
                // Another clause that says `as` of it has no fault of its own.
                if declared.is_some_and(|declared| self.nameless_fields.insert(declared)) {
                    self.report(types::unexpected_type(as_field.span, &wanted, &found, declared));
                }
                self.poison_met = true;
                None
            }
        }
    }

    /// The one field that has a name among its choices, and the place of that value.
    fn value_of_one_field(&mut self, id: RegisterId, what: &'a Name) -> Option<(usize, usize)> {
        let (mut found, mut known, mut unsure) = (Vec::new(), Vec::new(), false);
        for (field, declared) in self.program.registers[id].fields.iter().enumerate() {
            unsure |= declared.ty.is_error();
            if let Type::Choice(choice) = &declared.ty {
                let values = &self.program.choices[*choice].values;
                known.extend(values.iter().map(|value| value.name.clone()));
                if let Some(value) = values.iter().position(|value| value.name == what.value) {
                    found.push((field, value, declared.span));
                }
            }
        }
        match found.as_slice() {
            [(field, value, _)] => Some((*field, *value)),
            [] => {
                self.poison_met = true;
                let register_span = self.program.registers[id].span;
                if !unsure && !self.may_be_broken(what) && !self.has_broken(register_span) {
                    let register = &self.program.registers[id];
                    let flag = register.fields.iter().find(|field| field.name == what.value && field.ty == Type::Flag);
                    let found = match flag {
                        Some(flag) => say_name::flag_for_value(what, &register.name, flag.span),
                        None => {
                            let meant = nearest(what, known.iter().map(String::as_str).chain(["entry"]));
                            say_name::unknown_choice_value(what, meant, &known, Some(register_span))
                        }
                    };
                    self.report_missed(Thing::Value, what, found);
                }
                None
            }
            [(_, _, first), (_, _, second), ..] => {
                let places = [*first, *second];
                self.report(say_name::ambiguous(what, &places));
                None
            }
        }
    }
}

/// The direction of the model.
pub(super) fn direction_of(direction: ast::Direction) -> Direction {
    match direction {
        ast::Direction::Add => Direction::Add,
        ast::Direction::Deduct => Direction::Deduct,
    }
}
