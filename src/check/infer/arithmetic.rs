//! Sums, products, signs, distances, and the literals in them.

use super::operation_of;
use super::shape::{operated, unified};
use crate::check::checker::{Checker, Scope, constant, expr};
use crate::check::messages::{Deed, meaning, types as say};
use crate::model::{Arithmetic, Expr, ExprKind};
use crate::syntax::ast;
use crate::text::{Span, Spanned};
use crate::types::Type;
use crate::value::Value;

impl<'a> Checker<'a> {
    pub(super) fn quantity(&mut self, number: &ast::NumberLiteral, unit: &ast::Name, span: Span) -> Expr {
        let Some(id) = self.unit(unit) else { return self.poison(span) };
        let unit = &self.program.units[id];
        let value = number.value.multiply(&unit.factor);
        let ty = Type::Quantity(unit.dimension.clone(), Some(id));
        constant(Value::Number(value), ty, span)
    }

    pub(super) fn negate(&mut self, inner: &'a ast::Expr, scope: &Scope<'a>, span: Span) -> Expr {
        let inner = self.infer(inner, scope, None);
        if inner.ty.is_error() {
            return self.poison(span);
        }
        if !inner.ty.is_numeric() {
            self.report(say::not_a_number(inner.span, &self.type_words(&inner.ty)));
            return self.poison(span);
        }
        let ty = if inner.ty == Type::Count { Type::Number } else { inner.ty.clone() };
        if let ExprKind::Constant(Value::Number(number)) = &*inner.kind {
            return constant(Value::Number(number.negate()), ty, span);
        }
        expr(ExprKind::Negate(inner), ty, span)
    }

    pub(super) fn arithmetic(
        &mut self,
        left: &'a ast::Expr,
        operator: &Spanned<ast::ArithmeticOperator>,
        right: &'a ast::Expr,
        scope: &Scope<'a>,
        span: Span,
    ) -> Expr {
        let operation = operation_of(operator.value);
        let (written_left, written_right) = (left, right);
        let mut left = self.infer(left, scope, None);
        let mut right = self.infer(right, scope, None);
        for side in [&left, &right] {
            let days = matches!(operation, Arithmetic::Add | Arithmetic::Subtract) && side.ty == Type::Day;
            if !side.ty.is_numeric() && !side.ty.is_error() && !days {
                self.report(say::not_a_number(side.span, &self.type_words(&side.ty)));
                return self.poison(span);
            }
        }
        let deed = match operation {
            Arithmetic::Add => Some(Deed::Add),
            Arithmetic::Subtract => Some(Deed::Subtract),
            Arithmetic::Multiply | Arithmetic::Divide => None,
        };
        if deed.is_some() {
            adapt_to_each_other(&mut left, &mut right);
        }
        match operated(operation, &left.ty, &right.ty) {
            Some(Type::Error) => self.poison(span),
            Some(Type::Quantity(dimension, _)) if dimension.too_high().is_some() => {
                self.report(meaning::too_entangled(span, meaning::Entangled::Powers));
                self.poison(span)
            }
            Some(ty) => expr(ExprKind::Arithmetic(operation, left, right), ty, span),
            None => {
                self.mismatch(deed.unwrap_or(Deed::Multiply), (written_left, &left), (written_right, &right));
                self.poison(span)
            }
        }
    }

    pub(super) fn difference(&mut self, left: &'a ast::Expr, right: &'a ast::Expr, scope: &Scope<'a>, span: Span) -> Expr {
        let (written_left, written_right) = (left, right);
        let mut left = self.infer(left, scope, None);
        let mut right = self.infer(right, scope, None);
        adapt_to_each_other(&mut left, &mut right);
        for side in [&left, &right] {
            if !side.ty.is_numeric() && !side.ty.is_error() {
                self.report(say::not_a_number(side.span, &self.type_words(&side.ty)));
                return self.poison(span);
            }
        }
        match operated(Arithmetic::Subtract, &left.ty, &right.ty) {
            Some(Type::Error) => self.poison(span),
            Some(ty) => expr(ExprKind::Difference(left, right), ty, span),
            None => {
                self.mismatch(Deed::Subtract, (written_left, &left), (written_right, &right));
                self.poison(span)
            }
        }
    }

    /// Two expressions of which either may be the result.
    pub(super) fn same_type(
        &mut self,
        left: &'a ast::Expr,
        right: &'a ast::Expr,
        scope: &Scope<'a>,
        expected: Option<&Type>,
    ) -> (Expr, Expr, Type) {
        let (written_left, written_right) = (left, right);
        let mut left = self.infer(left, scope, expected);
        let left_type = left.ty.clone();
        let mut right = self.infer(right, scope, Some(expected.unwrap_or(&left_type)));
        adapt_to_each_other(&mut left, &mut right);
        match unified(&left.ty, &right.ty) {
            Some(ty) => (left, right, ty),
            None => {
                self.mismatch(Deed::Choose, (written_left, &left), (written_right, &right));
                (left, right, Type::Error)
            }
        }
    }
}

/// A bare number beside points is points.
pub fn adapt_to_each_other(left: &mut Expr, right: &mut Expr) {
    if left.ty.is_points() {
        adapt_to_points(right);
    }
    if right.ty.is_points() {
        adapt_to_points(left);
    }
}

fn adapt_to_points(side: &mut Expr) {
    if is_bare_number(side) {
        side.ty = Type::points();
    }
}

/// Whether it is a number written without anything behind it.
pub fn is_bare_number(side: &Expr) -> bool {
    side.ty == Type::Number && matches!(&*side.kind, ExprKind::Constant(Value::Number(_)))
}
