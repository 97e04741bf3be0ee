//! What other subjects came to: of subjects above, and functions over the members below.
//!
//! What stands behind the kind of subject is read on the card of that other subject: bare names are
//! its own. `this` stays the subject being scored; of it only attributes and sequence can be read there.

use std::collections::BTreeSet;

use super::path::given;
use crate::check::checker::{Checker, Scope, expr};
use crate::check::messages::{Thing, across as say, names as say_name};
use crate::model::{Across, Expr, ExprKind, Function, Shared, SharedId, SharedValue};
use crate::syntax::ast::{self, Name};
use crate::text::Span;
use crate::types::{LevelId, Type};

impl<'a> Checker<'a> {
    /// A path whose head is a kind of subject: `department.total`, `department.key.score`.
    pub(super) fn of_kind(&mut self, level: LevelId, names: &'a [Name], span: Span, scope: &Scope<'a>) -> Expr {
        let (Some((head, rest)), Some(own)) = (names.split_first(), scope.level) else { return self.of_nobody(span, scope) };
        if scope.attributes_only {
            self.report(say_name::only_attributes(span, self.sources.slice(span)));
            return self.poison(span);
        }
        if !self.is_above(level, own) {
            let own = self.program.levels[own].name.clone();
            self.report(say::not_above(head.span, head, &own));
            return self.poison(span);
        }
        let value = self.on_other_card(rest, span, level, own);
        if value.ty.is_error() {
            return value;
        }
        let ty = value.ty.clone();
        let shared = vec![self.publish(level, value, span)];
        let always = self.is_always_above(level, own);
        expr(ExprKind::Across(Across::Above { parent: false, always, shared }), ty, span)
    }

    /// A result of the parent, whichever kind it is of; none where no kind of parent has it.
    pub(super) fn of_any_parent(&mut self, names: &'a [Name], span: Span, scope: &Scope<'a>) -> Option<Expr> {
        let own = scope.level?;
        let parents: Vec<LevelId> =
            self.program.levels[own].parents.iter().copied().filter(|parent| self.has_result(*parent, names)).collect();
        let (mut shared, mut ty): (Vec<SharedId>, Option<Type>) = (Vec::new(), None);
        for parent in parents {
            let value = self.on_other_card(names, span, parent, own);
            if value.ty.is_error() {
                return Some(value);
            }
            if ty.as_ref().is_some_and(|ty| *ty != value.ty) {
                let places: Vec<Span> = self.program.levels[own].parents.iter().map(|parent| self.program.levels[*parent].span).collect();
                let name = names.last()?;
                self.report(say_name::ambiguous(name, places.get(..2)?));
                return Some(self.poison(span));
            }
            ty = Some(value.ty.clone());
            shared.push(self.publish(parent, value, span));
        }
        let always = shared.len() == self.program.levels[own].parents.len();
        Some(expr(ExprKind::Across(Across::Above { parent: true, always, shared }), ty?, span))
    }

    /// Whether cards of that kind have something of that name to read.
    fn has_result(&self, level: LevelId, names: &[Name]) -> bool {
        let Some((head, rest)) = names.split_first() else { return false };
        let scope = Scope { level: Some(level), ..Scope::default() };
        let result = matches!(given(head), "total" | "grade" | "veto" | "vetoes" | "place" | "competitors") && rest.is_empty();
        let indicator = self.names.indicators.get(head.as_str()).is_some_and(|id| self.program.indicators[*id].whom.level == level);
        result || !rest.is_empty() && indicator || !self.parts_named(names, &scope).is_empty()
    }

    /// What names mean on the card of another subject, read for a subject of kind `reader`.
    fn on_other_card(&mut self, names: &'a [Name], span: Span, level: LevelId, reader: LevelId) -> Expr {
        let scope = Scope { level: Some(level), results: true, reader: Some(reader), ..Scope::default() };
        match names {
            [name] => self.bare_name(name, &scope, None),
            [] | [_, ..] => self.dotted(names, span, &scope),
        }
    }

    /// An attribute or the sequence of the subject being scored, read on the card of a member below it.
    pub(super) fn of_reader(&mut self, reader: LevelId, name: &'a Name) -> Expr {
        let scope = Scope { level: Some(reader), ..Scope::default() };
        let value = self.of_this(name, &scope);
        if value.ty.is_error() {
            return value;
        }
        let ty = value.ty.clone();
        let shared = vec![self.publish(reader, value, name.span)];
        // It is read of those alone who lie below the reader.
        expr(ExprKind::Across(Across::Above { parent: false, always: true, shared }), ty, name.span)
    }

    /// `average of person.total where …`
    pub(super) fn over_members(
        &mut self,
        function: (Function, Span),
        available: bool,
        over: (&'a Name, Option<&'a ast::Expr>, Option<&'a ast::Expr>),
        scope: &Scope<'a>,
        span: Span,
    ) -> Expr {
        let (kind, value, condition) = over;
        let Some(own) = scope.level else { return self.of_nobody(span, scope) };
        let Some(level) = self.names.levels.get(kind.as_str()).copied() else {
            self.unknown(Thing::Level, kind);
            return self.poison(span);
        };
        if scope.attributes_only {
            self.report(say_name::only_attributes(span, self.sources.slice(span)));
            return self.poison(span);
        }
        if !self.is_above(own, level) {
            let own = self.program.levels[own].name.clone();
            self.report(say::not_below(kind.span, kind, &own));
            return self.poison(span);
        }
        let inside = Scope { level: Some(level), results: true, reader: Some(own), ..Scope::default() };
        let value = value.map(|value| self.infer(value, &inside, None));
        let condition = condition.map(|condition| self.condition(condition, &inside));
        let (function, function_span) = function;
        let ty = value.as_ref().map_or(Type::Count, |value| value.ty.clone());
        if ty.is_error() || condition.as_ref().is_some_and(|condition| condition.ty.is_error()) {
            return self.poison(span);
        }
        let Some(ty) = self.gathered(function, function_span, ty, value.is_none()) else { return self.poison(span) };
        let value = value.map(|value| self.publish(level, value, span));
        let condition = condition.map(|condition| self.publish(level, condition, span));
        expr(ExprKind::Across(Across::Members { function, available, level, value, condition }), ty, span)
    }

    /// Whether subjects of kind `above` can have subjects of kind `below` under them, however deep.
    pub fn is_above(&self, above: LevelId, below: LevelId) -> bool {
        let mut seen: BTreeSet<LevelId> = BTreeSet::new();
        let mut waiting = vec![below];
        while let Some(level) = waiting.pop() {
            for parent in &self.program.levels[level].parents {
                if *parent == above {
                    return true;
                }
                if seen.insert(*parent) {
                    waiting.push(*parent);
                }
            }
        }
        false
    }

    /// Whether every subject of kind `below` has one of kind `above` over it: whichever kind its parent is of.
    fn is_always_above(&self, above: LevelId, below: LevelId) -> bool {
        let mut seen: BTreeSet<LevelId> = BTreeSet::new();
        let mut waiting = vec![below];
        while let Some(level) = waiting.pop() {
            let parents = &self.program.levels[level].parents;
            if parents.is_empty() {
                return false;
            }
            waiting.extend(parents.iter().copied().filter(|parent| *parent != above && seen.insert(*parent)));
        }
        true
    }

    /// Takes in something that others read; the same result twice is shared once.
    pub fn publish(&mut self, level: LevelId, value: Expr, span: Span) -> SharedId {
        let known = self.program.shared.iter().find(|(_, shared)| {
            let known = match &shared.value {
                SharedValue::OnCard(known) => known,
                SharedValue::Contests(_) => return false,
            };
            shared.level == level && same_result(known, &value)
        });
        match known {
            Some((id, _)) => id,
            None => self.program.shared.push(Shared { level, value: SharedValue::OnCard(value), span }),
        }
    }
}

/// Whether two expressions are the same single result of a card.
fn same_result(one: &Expr, two: &Expr) -> bool {
    match (&*one.kind, &*two.kind) {
        (ExprKind::Input(one), ExprKind::Input(two)) => one == two,
        (ExprKind::Let(one), ExprKind::Let(two)) => one == two,
        (ExprKind::Indicator(one, first), ExprKind::Indicator(two, second)) => one == two && first == second,
        (ExprKind::PartScore(one), ExprKind::PartScore(two)) => one == two,
        (ExprKind::Sequence, ExprKind::Sequence)
        | (ExprKind::Total, ExprKind::Total)
        | (ExprKind::Grade, ExprKind::Grade)
        | (ExprKind::Vetoed, ExprKind::Vetoed)
        | (ExprKind::Vetoes, ExprKind::Vetoes) => true,
        (
            ExprKind::Across(Across::Contest { shared: one, result: first }),
            ExprKind::Across(Across::Contest { shared: two, result: second }),
        ) => one == two && first == second,
        (_, _) => false,
    }
}
