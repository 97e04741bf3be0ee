//! Scales, and functions over several values.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::arithmetic::adapt_to_each_other;
use super::unified;
use crate::check::checker::{Argument, Checker, Measured, Scope, expr};
use crate::check::messages::{Deed, Thing, months, names as say_name, types as say};
use crate::model::{Aggregate, Banded, Expr, ExprKind, Function, Over, RegisterId};
use crate::syntax::ast::{self, Name};
use crate::text::{Span, Words};
use crate::types::Type;

impl<'a> Checker<'a> {
    pub(super) fn using(
        &mut self,
        value: &'a ast::Expr,
        scale: &'a Name,
        arguments: &'a [ast::Expr],
        scope: &Scope<'a>,
        span: Span,
    ) -> Expr {
        match self.apply_scale(value, scale, arguments, scope, span) {
            Some(banded) => expr(ExprKind::Banded(Box::new(banded)), Type::points(), span),
            None => self.poison(span),
        }
    }

    /// The table that a scale becomes for one use of it.
    pub fn apply_scale(
        &mut self,
        value: &'a ast::Expr,
        name: &'a Name,
        arguments: &'a [ast::Expr],
        scope: &Scope<'a>,
        span: Span,
    ) -> Option<Banded> {
        let value = self.infer(value, scope, None);
        // `value` in an argument is that of the table around, which another table will now stand between.
        let mut outside = scope.clone();
        if let Some(measured) = &mut outside.measured {
            measured.written_out = true;
        }
        let mut supplied = Vec::new();
        for argument in arguments {
            let before = self.work;
            let value = Box::new(self.infer(argument, &outside, None));
            supplied.push(Argument::Lowered { value, work: self.work - before });
        }
        let Some(place) = self.names.scales.get(name.as_str()).copied() else {
            self.unknown(Thing::Scale, name);
            return None;
        };
        self.used_scales.insert(place);
        let scale = self.declared.scales.get(place).map(|(scale, _)| *scale)?;
        if scale.parameters.len() != supplied.len() {
            self.report(say::wrong_number_of_arguments(
                name.span,
                &name.value,
                Thing::Scale,
                scale.parameters.len(),
                arguments.len(),
                scale.name.span,
            ));
            return None;
        }
        if scope.indicator.is_none() {
            self.report(say::no_full_points(span));
            return None;
        }
        if value.ty.is_error() {
            self.poison_met = true;
            return None;
        }
        if self.open_scales.contains(&place) {
            let names = [(Words::same(&name.value), name.span)];
            self.report(say_name::circle(name.span, &names));
            return None;
        }
        let bound = scale.parameters.iter().map(|name| name.as_str()).zip(supplied);
        let inside = Scope {
            indicator: scope.indicator,
            parameters: Some(Rc::new(bound.collect::<BTreeMap<_, _>>())),
            measured: Some(Measured { value: value.clone(), written_out: false }),
            scale_body: true,
            ..Scope::default()
        };
        if self.open_scales.is_empty() {
            self.scale_use = Some(name.span);
        }
        self.open_scales.push(place);
        self.scale_misfit = false;
        let mut banded = self.table_rows(value, &scale.body, &inside, scale.held, span);
        // A row that could not be read leaves a gap that is no fault of whoever uses the scale.
        self.poison_met |= self.has_broken(scale.body.open.to(scale.body.close));
        self.open_scales.pop();
        if self.open_scales.is_empty() {
            self.scale_use = None;
        }
        banded.scale = Some(crate::model::ScaleId::from(place));
        Some(banded)
    }

    pub(super) fn aggregate(&mut self, aggregate: &'a ast::Aggregate, scope: &Scope<'a>, span: Span) -> Expr {
        let function = function_of(aggregate.function.value);
        // Of others nobody is the latest: that would hang on the order of their rows.
        let over_others = match &aggregate.over {
            ast::AggregateOver::Members { level, value, .. } => !self.names_months(level, value.as_ref(), scope),
            ast::AggregateOver::Peers { .. } => true,
            ast::AggregateOver::List(_)
            | ast::AggregateOver::Months { .. }
            | ast::AggregateOver::Entries { .. }
            | ast::AggregateOver::Answered(_) => false,
        };
        if let (Function::Latest, true, ast::AggregateOver::Members { level, .. }) = (function, over_others, &aggregate.over)
            && self.declared_as(level).is_none()
            && !self.means_value(level, scope)
        {
            // An input that could not be read, or that nobody declared.
            self.unknown(Thing::Level, level);
            return self.poison(span);
        }
        if function == Function::Latest && over_others {
            self.report(months::only_over_months(aggregate.function.span));
            return self.poison(span);
        }
        let (over, ty) = match &aggregate.over {
            ast::AggregateOver::List(written) if written.len() == 1 && !scope.months => {
                let inside = Scope { months: true, ..scope.clone() };
                let (values, ty) = self.list(written, &inside);
                match values.as_slice() {
                    [value] if reads_months(value) => (Over::Months { value: Some(value.clone()), condition: None }, ty),
                    [] | [_, ..] => (Over::List(values), ty),
                }
            }
            ast::AggregateOver::Months { condition } => {
                let inside = Scope { months: true, ..scope.clone() };
                let outer = std::mem::take(&mut self.poison_met);
                let lowered = self.condition(condition, &inside);
                let poisoned = std::mem::replace(&mut self.poison_met, outer);
                if poisoned || lowered.ty.is_error() {
                    return self.poison(span);
                }
                if !reads_months(&lowered) {
                    self.report(months::no_month_in_condition(condition.span));
                    return self.poison(span);
                }
                (Over::Months { value: None, condition: Some(lowered) }, Type::Count)
            }
            ast::AggregateOver::Members { level, value: of, condition } if self.names_months(level, of.as_ref(), scope) => {
                let inside = Scope { months: true, ..scope.clone() };
                let value = match of.as_ref().and_then(of_another) {
                    Some((name, span)) => self.of_result_of(level, name, level.span.to(span), &inside),
                    None => self.bare_name(level, &inside, None),
                };
                let condition = condition.as_ref().map(|condition| self.condition(condition, &inside));
                if value.ty.is_error() || condition.as_ref().is_some_and(|condition| condition.ty.is_error()) {
                    return self.poison(span);
                }
                if !reads_months(&value) {
                    let at = of.as_ref().map_or(level.span, |of| level.span.to(of.span));
                    let declared = Some(value.span).filter(|span| *span != at);
                    self.report(months::not_monthly(at, self.sources.slice(at), declared));
                    return self.poison(span);
                }
                let ty = value.ty.clone();
                (Over::Months { value: Some(value), condition }, ty)
            }
            ast::AggregateOver::List(written) => {
                let (values, ty) = self.list(written, scope);
                (Over::List(values), ty)
            }
            ast::AggregateOver::Entries { value, register, condition } => {
                let Some(id) = self.register_of_subject(register, scope) else { return self.poison(span) };
                let inside = Scope { entry: Some(id), ..scope.clone() };
                let value = value.as_ref().map(|value| self.infer(value, &inside, None));
                let condition = condition.as_ref().map(|condition| self.condition(condition, &inside));
                let ty = value.as_ref().map_or(Type::Count, |value| value.ty.clone());
                (Over::Entries { register: id, value, condition }, ty)
            }
            ast::AggregateOver::Peers { value, among } => {
                let function = (function, aggregate.function.span);
                return self.over_peers(function, aggregate.available, (value.as_ref(), among), scope, span);
            }
            ast::AggregateOver::Answered(answered) => return self.answered(aggregate, answered, scope, span),
            ast::AggregateOver::Members { level, value, condition } => {
                let function = (function, aggregate.function.span);
                return self.over_members(function, aggregate.available, (level, value.as_ref(), condition.as_ref()), scope, span);
            }
        };
        if ty.is_error() {
            return self.poison(span);
        }
        if function == Function::Latest && !matches!(&over, Over::Months { .. }) {
            self.report(months::only_over_months(aggregate.function.span));
            return self.poison(span);
        }
        let counts_entries = matches!(&over, Over::Entries { value: None, .. } | Over::Months { value: None, .. });
        let Some(ty) = self.gathered(function, aggregate.function.span, ty, counts_entries) else { return self.poison(span) };
        expr(ExprKind::Aggregate(Aggregate { function, available: aggregate.available, over }), ty, span)
    }

    /// Whether what stands behind a function names an input, of the indicator at hand or of another, rather than subjects.
    fn names_months(&self, level: &Name, of: Option<&ast::Expr>, scope: &Scope<'a>) -> bool {
        let other = || self.names.indicators.contains_key(level.as_str()) && !self.names.levels.contains_key(level.as_str());
        match of {
            Some(of) => of_another(of).is_some() && other(),
            None => self.names_input(level, scope),
        }
    }

    /// Whether a name is an input of the indicator at hand rather than a kind of subject.
    fn names_input(&self, name: &Name, scope: &Scope<'a>) -> bool {
        let facts = scope.indicator.filter(|_| !scope.scale_body).and_then(|id| self.indicators.get(id.index()));
        let known = facts.is_some_and(|facts| facts.inputs.contains_key(name.as_str()) || facts.lets.contains_key(name.as_str()));
        known && !self.names.levels.contains_key(name.as_str())
    }

    /// The type of a function over values of a type; `counted` where it runs over entries or members themselves.
    pub(super) fn gathered(&mut self, function: Function, at: Span, ty: Type, counted: bool) -> Option<Type> {
        let fits = match function {
            Function::Number | Function::Latest | Function::LongestRun => true,
            Function::Highest | Function::Lowest => ty.is_numeric() || ty == Type::Day,
            Function::Average | Function::Sum | Function::Median => ty.is_numeric(),
        };
        if !fits || counted && !matches!(function, Function::Number | Function::LongestRun) {
            let found = if counted { None } else { Some(self.type_words(&ty)) };
            self.report(say::cannot_gather(at, found));
            return None;
        }
        Some(match (function, ty) {
            (Function::Number | Function::LongestRun, _) => Type::Count,
            (Function::Average | Function::Median, Type::Count) => Type::Number,
            (_, ty) => ty,
        })
    }

    fn list(&mut self, written: &'a [ast::Expr], scope: &Scope<'a>) -> (Vec<Expr>, Type) {
        let mut values: Vec<(&'a ast::Expr, Expr)> = Vec::new();
        for one in written {
            let value = self.infer(one, scope, None);
            values.push((one, value));
        }
        if values.iter().any(|(_, value)| value.ty.is_points()) {
            for (_, value) in &mut values {
                adapt_to_each_other(&mut crate::check::checker::points(crate::value::Number::zero(), value.span), value);
            }
        }
        let mut ty: Option<Type> = None;
        let mut first: Option<(&'a ast::Expr, Expr)> = None;
        for (written, value) in &values {
            match &ty {
                None => (ty, first) = (Some(value.ty.clone()), Some((*written, value.clone()))),
                Some(so_far) => match (unified(so_far, &value.ty), &first) {
                    (Some(both), _) => ty = Some(both),
                    (None, Some((first_written, first_value))) => {
                        self.mismatch(Deed::List, (first_written, first_value), (written, value));
                        ty = Some(Type::Error);
                    }
                    (None, None) => {}
                },
            }
        }
        (values.into_iter().map(|(_, value)| value).collect(), ty.unwrap_or(Type::Error))
    }

    /// The register of that name, if its entries are about the subject in `scope`.
    pub fn register_of_subject(&mut self, name: &'a Name, scope: &Scope<'a>) -> Option<RegisterId> {
        let Some(id) = self.names.registers.get(name.as_str()).copied() else {
            self.unknown(Thing::Register, name);
            return None;
        };
        let Some(level) = scope.level else {
            self.of_nobody(name.span, scope);
            return None;
        };
        let of = self.program.registers[id].of;
        let declared = self.declared.registers.get(id.index()).map(|(register, _)| register.of.value.as_str());
        if declared != Some(self.program.levels[of].name.as_str()) {
            // Whom the register is about could not be read, which was reported there.
            self.poison_met = true;
            return None;
        }
        if of != level {
            let (of, level) = (self.program.levels[of].name.clone(), self.program.levels[level].name.clone());
            self.report(say_name::about_others(name, Thing::Register, &of, &level));
            return None;
        }
        if scope.attributes_only {
            self.report(say_name::only_attributes(name.span, name));
            return None;
        }
        Some(id)
    }
}

/// Whether an expression reads the value of the month at hand.
fn reads_months(expr: &Expr) -> bool {
    matches!(*expr.kind, ExprKind::MonthValue(_)) || expr.expressions().into_iter().any(reads_months)
}

/// The name behind the point, of `pace.act`.
fn of_another(of: &ast::Expr) -> Option<(&Name, Span)> {
    let ast::ExprKind::Path(path) = &*of.kind else { return None };
    if let [name] = path.names.as_slice() { Some((name, path.span)) } else { None }
}

fn function_of(function: ast::AggregateFunction) -> Function {
    match function {
        ast::AggregateFunction::Highest => Function::Highest,
        ast::AggregateFunction::Lowest => Function::Lowest,
        ast::AggregateFunction::Average => Function::Average,
        ast::AggregateFunction::Sum => Function::Sum,
        ast::AggregateFunction::Number => Function::Number,
        ast::AggregateFunction::Median => Function::Median,
        ast::AggregateFunction::Latest => Function::Latest,
        ast::AggregateFunction::LongestRun => Function::LongestRun,
    }
}
