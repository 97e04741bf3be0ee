//! A name in an expression, looked for from the inside out.

use std::collections::BTreeMap;

use super::Depth;
use crate::check::checker::{Argument, Checker, Scope, constant, expr, points};
use crate::check::messages::{
    Thing, across,
    meaning::{Entangled, too_entangled},
    names::{self as say, Unreached},
};
use crate::model::{Across, ContestResult, Expr, ExprKind, InputId, LetId};
use crate::syntax::ast::{Name, Path};
use crate::syntax::keywords;
use crate::text::{Language, Span, Words};
use crate::types::{LevelId, Type};
use crate::value::Value;

/// The English spelling of a word that the language gives.
pub fn given(name: &str) -> &str {
    match name {
        "一票否决" => "veto",
        "结果运用" => "consequence",
        other => keywords::given_in_english(other).unwrap_or(other),
    }
}

impl<'a> Checker<'a> {
    pub(super) fn path(&mut self, path: &'a Path, scope: &Scope<'a>, expected: Option<&Type>) -> Expr {
        match path.names.as_slice() {
            [name] => self.bare_name(name, scope, expected),
            [_, ..] => self.dotted(&path.names, path.span, scope),
            [] => self.poison(path.span),
        }
    }

    pub(super) fn bare_name(&mut self, name: &'a Name, scope: &Scope<'a>, expected: Option<&Type>) -> Expr {
        match self.known_name(name, scope, expected) {
            Some(value) => value,
            None => self.unknown_name(name, scope, expected),
        }
    }

    /// What a bare name stands for; nothing, and nothing said, where it has no value here.
    pub(super) fn known_name(&mut self, name: &'a Name, scope: &Scope<'a>, expected: Option<&Type>) -> Option<Expr> {
        let span = name.span;
        if let Some(value) = expected.and_then(|ty| self.value_named(name, ty)) {
            return Some(value);
        }
        if let Some(field) = self.field_named(name, scope) {
            self.warn_of_outer_name(name, scope);
            return Some(field);
        }
        if let Some(argument) = scope.parameters.as_ref().and_then(|parameters| parameters.get(name.as_str()).cloned()) {
            return Some(self.argument(argument, expected, span));
        }
        if let (Some(id), false) = (scope.indicator, scope.scale_body) {
            if let Some(input) = self.indicators.get(id.index()).and_then(|facts| read_of(&facts.inputs, name, true)) {
                return Some(self.read_input(input, scope, span));
            }
            if let Some(named) = self.indicators.get(id.index()).and_then(|facts| read_of(&facts.lets, name, true)) {
                return Some(self.read_let(named, span));
            }
        }
        if let Some(named) = self.scorecard_let(name, scope) {
            return Some(named);
        }
        if let Some(attribute) = scope.level.and_then(|level| self.attribute(level, name)) {
            return Some(self.read_attribute(attribute, span));
        }
        self.given_value(name, scope)
    }

    /// A value of a choice, or a member of a kind of subject, by its name.
    pub fn value_named(&mut self, name: &Name, ty: &Type) -> Option<Expr> {
        match ty {
            Type::Choice(choice) => {
                let wanted = if *choice == self.program.methods { method_name(name) } else { name.as_str() };
                let place = self.program.choices[*choice].values.iter().position(|value| keywords::is_read_as(&value.name, wanted))?;
                Some(constant(Value::Choice(place), ty.clone(), name.span))
            }
            Type::Subject(level) => {
                let members = &self.program.levels[*level].members;
                let member = members.iter().find(|member| keywords::is_read_as(&member.name, name))?.name.clone();
                Some(constant(Value::Text(member), ty.clone(), name.span))
            }
            Type::Number
            | Type::Ratio
            | Type::Percent
            | Type::PercentagePoints
            | Type::Count
            | Type::Quantity(..)
            | Type::Day
            | Type::Flag
            | Type::Text
            | Type::Error => None,
        }
    }

    fn field_named(&mut self, name: &Name, scope: &Scope<'a>) -> Option<Expr> {
        let fields = &self.program.registers[scope.entry?].fields;
        let refused = keywords::is_given_name(name);
        let read = |field: &str| field == name.value || refused && keywords::is_read_as(field, name);
        let (place, field) = fields.iter().enumerate().find(|(_, field)| read(&field.name))?;
        let ty = field.ty.clone();
        if ty.is_error() {
            return Some(self.poison(name.span));
        }
        Some(expr(ExprKind::Field(place), ty, name.span))
    }

    /// Reports a bare name of a field that could also be meant as something of the subject.
    fn warn_of_outer_name(&mut self, name: &Name, scope: &Scope<'a>) {
        let facts = scope.indicator.and_then(|id| self.indicators.get(id.index()));
        let input = facts.and_then(|facts| facts.inputs.get(name.as_str()));
        let named = facts.and_then(|facts| facts.lets.get(name.as_str()));
        let attribute = scope.level.and_then(|level| self.attribute(level, name));
        let hidden = match (input, named, attribute) {
            (Some(input), _, _) => Some((Thing::Input, self.program.inputs[*input].span)),
            (None, Some(named), _) => Some((Thing::Let, self.program.lets[*named].span)),
            (None, None, Some(attribute)) => Some((Thing::Attribute, self.program.inputs[attribute].span)),
            (None, None, None) => None,
        };
        if let Some((thing, span)) = hidden {
            let entry = match self.language(name.span) {
                Language::English => format!("entry.{}", name.value),
                Language::Chinese => format!("记录.{}", name.value),
            };
            self.report(say::hides(name.span, name, thing, span, Some(&entry)));
        }
    }

    fn argument(&mut self, argument: Argument<'a>, expected: Option<&Type>, span: Span) -> Expr {
        match argument {
            Argument::Written(written, scope) => {
                // A pattern's argument may name what leads back to it only by way of the pattern.
                let Some(left) = self.depth_left.checked_sub(1) else {
                    self.report(too_entangled(span, Entangled::Lets));
                    return self.poison(span);
                };
                self.depth_left = left;
                let value = self.infer(written, &scope, expected);
                self.depth_left += 1;
                value
            }
            Argument::Lowered { value, work } => {
                if !self.count_work(work, span) {
                    return self.poison(span);
                }
                if value.ty.is_error() {
                    self.poison_met = true;
                }
                *value
            }
            Argument::Unknown => self.poison(span),
        }
    }

    pub(super) fn read_input(&mut self, input: InputId, scope: &Scope<'a>, span: Span) -> Expr {
        if scope.attributes_only {
            self.report(say::only_attributes(span, &self.program.inputs[input].name.clone()));
            return self.poison(span);
        }
        if self.program.inputs[input].monthly.is_some() {
            if scope.months {
                let ty = self.program.inputs[input].ty.clone();
                return if ty.is_error() { self.poison(span) } else { expr(ExprKind::MonthValue(input), ty, span) };
            }
            let name = self.sources.slice(span).to_owned();
            self.bare_monthly(&name, span);
            return self.poison(span);
        }
        self.read_attribute(input, span)
    }

    pub(super) fn read_attribute(&mut self, input: InputId, span: Span) -> Expr {
        let ty = self.program.inputs[input].ty.clone();
        if ty.is_error() {
            return self.poison(span);
        }
        expr(ExprKind::Input(input), ty, span)
    }

    /// The attribute of a kind of subject with that name.
    pub fn attribute(&self, level: LevelId, name: &str) -> Option<InputId> {
        self.program.levels[level].attributes.iter().copied().find(|id| keywords::is_read_as(&self.program.inputs[*id].name, name))
    }

    pub(super) fn read_let(&mut self, id: LetId, span: Span) -> Expr {
        self.type_let(id, span);
        let ty = self.program.lets[id].value.ty.clone();
        if self.lets.get(id.index()).is_none_or(|facts| facts.poisoned) {
            self.poison_met = true;
        }
        let depth = self.lets.get(id.index()).map(|facts| facts.depth).unwrap_or_default();
        if ty.is_error() || !self.may_read(depth, span) {
            return self.poison(span);
        }
        expr(ExprKind::Let(id), ty, span)
    }

    /// Types a let when it is first read; one that is read while it is being typed is a circle.
    pub fn type_let(&mut self, id: LetId, span: Span) {
        let Some(facts) = self.lets.get(id.index()) else { return };
        if facts.done {
            return;
        }
        if let Some(first) = self.open_lets.iter().position(|open| *open == id) {
            let circle: Vec<(Words, Span)> = (self.open_lets.iter().skip(first))
                .map(|open| (Words::same(&self.program.lets[*open].name), self.program.lets[*open].span))
                .collect();
            self.report(say::circle(span, &circle));
            return;
        }
        let (written, scope) = (facts.value, facts.scope.clone());
        if !self.may_read(Depth::OF_A_LET, span) {
            return;
        }
        let outer = std::mem::take(&mut self.poison_met);
        let (value, depth) = self.sounded(|checker| {
            checker.open_lets.push(id);
            let value = checker.infer(written, &scope, None);
            checker.open_lets.pop();
            value
        });
        let factors = self.factors(&value);
        let value = if factors.is_too_great() {
            self.report(too_entangled(value.span, Entangled::Factors));
            self.poison(value.span)
        } else {
            value
        };
        let constant = self.constant_value(&value);
        let poisoned = std::mem::replace(&mut self.poison_met, outer);
        self.poison_met |= poisoned;
        self.program.lets[id].value = value;
        if let Some(facts) = self.lets.get_mut(id.index()) {
            facts.done = true;
            facts.poisoned = poisoned;
            facts.depth = depth;
            facts.factors = factors;
            facts.constant = constant;
        }
    }

    fn scorecard_let(&mut self, name: &'a Name, scope: &Scope<'a>) -> Option<Expr> {
        if scope.attributes_only {
            return None;
        }
        let cards = match scope.scorecard {
            Some(card) => vec![card],
            None => self.program.levels[scope.level?].scorecards.clone(),
        };
        let found: Vec<LetId> = (cards.iter())
            .filter_map(|card| self.scorecards.get(card.index()).and_then(|facts| read_of(&facts.lets, name, true)))
            .collect();
        match found.as_slice() {
            [] => None,
            [only] => Some(self.read_let(*only, name.span)),
            [first, second, ..] => {
                let places = [self.program.lets[*first].span, self.program.lets[*second].span];
                self.report(say::ambiguous(name, &places));
                Some(self.poison(name.span))
            }
        }
    }

    /// What the language itself gives under a name.
    fn given_value(&mut self, name: &'a Name, scope: &Scope<'a>) -> Option<Expr> {
        let span = name.span;
        Some(match given(name) {
            "sequence" => {
                let choice = scope.level.and_then(|level| self.program.levels[level].sequences)?;
                expr(ExprKind::Sequence, Type::Choice(choice), span)
            }
            "value" => match &scope.measured {
                Some(measured) if measured.value.ty.is_error() => self.poison(span),
                Some(measured) if measured.written_out => measured.value.clone(),
                Some(measured) => expr(ExprKind::MeasuredValue, measured.value.ty.clone(), span),
                None => self.out_of_reach(name),
            },
            "points" => match scope.indicator {
                Some(id) if self.indicators.get(id.index()).is_some_and(|facts| facts.points_unknown) => self.poison(span),
                Some(id) => points(self.program.indicators[id].points.full.clone(), span),
                None => self.out_of_reach(name),
            },
            result @ ("place" | "competitors") if scope.results && self.lacks(result, scope) => self.poison_without(result, scope, span),
            "place" if scope.results => self.placing(scope, ContestResult::Place, span)?,
            "competitors" if scope.results => self.placing(scope, ContestResult::Competitors, span)?,
            result @ ("total" | "grade" | "veto" | "vetoes") if (scope.reader.is_some() || scope.grades) && self.lacks(result, scope) => {
                self.poison_without(result, scope, span)
            }
            "grade" if scope.reader.is_some() || scope.grades => {
                let choice = scope.level.and_then(|level| self.program.levels[level].grade_names)?;
                expr(ExprKind::Grade, Type::Choice(choice), span)
            }
            "total" if scope.results => expr(ExprKind::Total, Type::points(), span),
            "vetoes" if scope.results => expr(ExprKind::Vetoes, Type::Count, span),
            "veto" => self.vetoed(scope, span),
            // Without a closing day nobody knows when that is; that it is missing was reported already.
            "scoring_day" if !self.closes_known => self.poison(span),
            "scoring_day" => expr(ExprKind::ScoringDay, Type::Day, span),
            "total" | "grade" | "consequence" | "place" | "competitors" | "vetoes" | "this" | "parent" | "entry" => self.out_of_reach(name),
            _ => return None,
        })
    }

    /// Whether the kind of subject in `scope` has no total, veto or grade at all.
    pub(super) fn lacks(&self, result: &str, scope: &Scope<'a>) -> bool {
        scope.level.is_some_and(|level| match result {
            "grade" => self.program.levels[level].grade_names.is_none(),
            "place" | "competitors" => self.program.levels[level].place.is_none(),
            _ => self.program.levels[level].scorecards.is_empty(),
        })
    }

    pub(super) fn poison_without(&mut self, result: &str, scope: &Scope<'a>, span: Span) -> Expr {
        if let Some(level) = scope.level {
            let name = self.program.levels[level].name.clone();
            self.report_unless_broken(across::has_no_result(span, &name, result));
        }
        self.poison(span)
    }

    /// What the subject came to in the rank of its kind.
    fn placing(&self, scope: &Scope<'a>, result: ContestResult, span: Span) -> Option<Expr> {
        let shared = self.program.levels[scope.level?].place?;
        // The mean of two places need not be a whole number.
        let ty = if result == ContestResult::Place { Type::Number } else { Type::Count };
        Some(expr(ExprKind::Across(Across::Contest { shared, result }), ty, span))
    }

    fn out_of_reach(&mut self, name: &Name) -> Expr {
        self.report(say::out_of_reach(name.span, self.sources.slice(name.span), Unreached::Given(given(name))));
        self.poison(name.span)
    }

    pub(super) fn vetoed(&mut self, scope: &Scope<'a>, span: Span) -> Expr {
        if scope.results {
            return expr(ExprKind::Vetoed, Type::Flag, span);
        }
        self.report(say::out_of_reach(span, self.sources.slice(span), Unreached::Given("veto")));
        self.poison(span)
    }
}

/// What a path reads among `known`, at its head or behind a point. At the head this is a name that was refused where it
/// was declared, of which nothing more is to be said.
pub fn read_of<T: Copy>(known: &BTreeMap<String, T>, read: &str, head: bool) -> Option<T> {
    known.get(read).or_else(|| known.get(keywords::given_in_chinese(read, head)?)).copied()
}

/// The name of a method in English, whichever surface wrote it.
pub fn method_name(name: &str) -> &str {
    let rule = keywords::METHOD_NAMES.into_iter().find(|rule| keywords::spells(name, *rule));
    rule.map_or(name, |rule| keywords::printed(rule, Language::English))
}
