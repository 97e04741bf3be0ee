//! What can be computed before any data exists.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::types as say;
use crate::model::{Arithmetic, Expr, ExprKind};
use crate::syntax::ast;
use crate::types::Type;
use crate::value::{Number, Value};

impl<'a> Checker<'a> {
    /// The value of an expression that reads nothing; none if it reads something.
    pub fn constant_value(&self, value: &Expr) -> Option<Value> {
        if let ExprKind::Constant(constant) = &*value.kind {
            return Some(constant.clone());
        }
        if let ExprKind::Let(id) = &*value.kind {
            return self.lets.get(id.index())?.constant.clone();
        }
        if let ExprKind::Negate(inner) = &*value.kind {
            return Some(Value::Number(self.constant_number(inner)?.negate()));
        }
        if let ExprKind::Rounded(inner, rounding) = &*value.kind {
            return Some(Value::Number(rounding.apply(&self.constant_number(inner)?)));
        }
        let ExprKind::Arithmetic(operation, left, right) = &*value.kind else { return None };
        let (left, right) = (self.constant_number(left)?, self.constant_number(right)?);
        Some(Value::Number(match operation {
            Arithmetic::Add => left.add(&right),
            Arithmetic::Subtract => left.subtract(&right),
            Arithmetic::Multiply => left.multiply(&right),
            Arithmetic::Divide => left.divide(&right)?,
        }))
    }

    /// The same, for numbers.
    pub fn constant_number(&self, value: &Expr) -> Option<Number> {
        match self.constant_value(value)? {
            Value::Number(number) => Some(number),
            Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_) => None,
        }
    }

    /// A number of points that has to be fixed when the rules are read; a percent is of the full points.
    pub fn fixed_points(&mut self, written: &'a ast::Expr, scope: &Scope<'a>) -> Option<(Number, super::Pay)> {
        let value = self.infer(written, scope, None);
        let (value, pay) = self.as_points(value, scope);
        if value.ty.is_error() {
            return None;
        }
        let number = self.constant_number(&value);
        if number.is_none() {
            self.report(say::not_fixed(written.span, false));
        }
        number.map(|number| (number, pay))
    }

    /// A number that has to be fixed when the rules are read, of a type that can be compared with `ty`.
    pub fn fixed_number(&mut self, written: &'a ast::Expr, scope: &Scope<'a>, ty: &Type) -> Option<Number> {
        let value = self.infer(written, scope, Some(ty));
        if value.ty.is_error() {
            return None;
        }
        let fits = super::comparable(&value.ty, ty) || ty.is_points() && super::arithmetic::is_bare_number(&value);
        if !fits {
            self.report(say::unexpected_type(value.span, &self.type_words(ty), &self.type_words(&value.ty), None));
            return None;
        }
        let number = self.constant_number(&value);
        if number.is_none() {
            self.report(say::not_fixed(written.span, false));
        }
        number
    }
}
