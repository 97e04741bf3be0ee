//! Where points are expected: a bare number is points, a percent is a share of the full points.

use crate::check::checker::{Checker, Scope, expr, points};
use crate::check::messages::types as say;
use crate::model::{Arithmetic, Expr, ExprKind};
use crate::text::Span;
use crate::types::Type;
use crate::value::{Number, Value};

/// How points were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pay {
    /// As a number of points.
    Points,
    /// As a percent of the full points.
    Percent,
    /// Not to be told, because it is faulty.
    Unknown,
}

impl<'a> Checker<'a> {
    /// The value as points, and how it was written.
    pub fn as_points(&mut self, value: Expr, scope: &Scope<'a>) -> (Expr, Pay) {
        let span = value.span;
        match &value.ty {
            Type::Error => (value, Pay::Unknown),
            Type::Number | Type::Count => (Expr { ty: Type::points(), ..value }, Pay::Points),
            Type::Percent => {
                let Some(full) = self.full_points(scope) else {
                    if scope.scale_body {
                        // A scale that nobody uses has no indicator around it.
                        return (self.poison(span), Pay::Percent);
                    }
                    self.report(say::no_full_points(span));
                    return (self.poison(span), Pay::Unknown);
                };
                if let Some(id) = scope.indicator
                    && self.indicators.get(id.index()).is_some_and(|facts| facts.points_unknown)
                {
                    return (self.poison(span), Pay::Percent);
                }
                (share(value, &full), Pay::Percent)
            }
            ty if ty.is_points() => (value, Pay::Points),
            Type::Ratio
            | Type::PercentagePoints
            | Type::Quantity(..)
            | Type::Day
            | Type::Flag
            | Type::Choice(_)
            | Type::Text
            | Type::Subject(_) => {
                self.report(say::not_points(span, &self.type_words(&value.ty), value.ty == Type::Ratio));
                (self.poison(span), Pay::Unknown)
            }
        }
    }

    pub(super) fn full_points_here(&mut self, scope: &Scope<'a>, span: Span) -> Expr {
        let unknown = scope.indicator.and_then(|id| self.indicators.get(id.index())).is_some_and(|facts| facts.points_unknown);
        match self.full_points(scope) {
            Some(_) if unknown => self.poison(span),
            Some(full) => points(full, span),
            None if scope.scale_body => self.poison(span),
            None => {
                self.report(say::no_full_points(span));
                self.poison(span)
            }
        }
    }
}

/// A share of the full points, in points.
fn share(value: Expr, full: &Number) -> Expr {
    let span = value.span;
    if let ExprKind::Constant(Value::Number(share)) = &*value.kind {
        return points(share.multiply(full), span);
    }
    expr(ExprKind::Arithmetic(Arithmetic::Multiply, value, points(full.clone(), span)), Type::points(), span)
}
