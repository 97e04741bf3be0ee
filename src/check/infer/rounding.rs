//! Rounding: its grid has to fit what is rounded.

use crate::check::checker::{Checker, Scope, expr};
use crate::check::messages::{Wanted, types as say};
use crate::model::{Expr, ExprKind};
use crate::syntax::ast::{self, Grid, RoundingTo};
use crate::text::Span;
use crate::types::Type;
use crate::value::{Number, Rounding};

impl<'a> Checker<'a> {
    pub(super) fn rounded(&mut self, inner: &'a ast::Expr, to: &'a RoundingTo, scope: &Scope<'a>, span: Span) -> Expr {
        let inner = self.infer(inner, scope, None);
        let Some(rounding) = self.rounding(to) else { return self.poison(span) };
        if inner.ty.is_error() {
            return self.poison(span);
        }
        let ty = match (&to.grid.value, &inner.ty) {
            (Grid::Percent(_), Type::Percent | Type::Ratio) => Type::Percent,
            (Grid::Percent(_), Type::PercentagePoints) => Type::PercentagePoints,
            (Grid::Percent(_), ty) if ty.is_numeric() => {
                self.report(say::wrong_grid(to.grid.span, Some(inner.span), Some(&self.type_words(&inner.ty))));
                return self.poison(span);
            }
            (Grid::Decimals(_), Type::Percent | Type::PercentagePoints) => {
                self.report(say::wrong_grid(to.grid.span, Some(inner.span), None));
                return self.poison(span);
            }
            // What is rounded to decimals is a plain number from here on.
            (Grid::Decimals(_), Type::Ratio | Type::Number | Type::Count) => {
                self.decimal_grids.insert(span, to.grid.span);
                Type::Number
            }
            (Grid::Decimals(_), quantity @ Type::Quantity(..)) => quantity.clone(),
            (Grid::Decimals(_) | Grid::Percent(_), other) => {
                self.report(say::not_a_number(inner.span, &self.type_words(other)));
                return self.poison(span);
            }
        };
        // A quantity is kept in its base unit, and rounded in the unit it is measured in.
        let rounding = if let Type::Quantity(_, Some(unit)) = &inner.ty {
            Rounding { mode: rounding.mode, step: rounding.step.multiply(&self.program.units[*unit].factor) }
        } else {
            rounding
        };
        expr(ExprKind::Rounded(inner, rounding), ty, span)
    }

    /// The rounding that was written.
    pub fn rounding(&mut self, to: &RoundingTo) -> Option<Rounding> {
        match &to.grid.value {
            Grid::Decimals(digits) => {
                let digits = self.decimals(digits, to.grid.span)?;
                Some(Rounding::decimals(to.mode.value, digits))
            }
            Grid::Percent(step) => {
                if step.value.is_zero() || step.value.is_negative() {
                    self.report(say::number_out_of_place(to.grid.span, &Wanted::AboveZero));
                    return None;
                }
                Some(Rounding { mode: to.mode.value, step: step.value.multiply(&Number::ratio(1, 100)) })
            }
        }
    }

    /// A number of digits behind the point.
    pub fn decimals(&mut self, digits: &ast::NumberLiteral, span: Span) -> Option<u32> {
        let whole = digits.value.to_i64().and_then(|digits| u32::try_from(digits).ok()).filter(|digits| *digits <= 28);
        if whole.is_none() {
            self.report(say::number_out_of_place(span, &Wanted::Between("0", "28")));
        }
        whole
    }

    /// The grid of a quotient that is rounded to decimals, if `value` is one.
    pub(super) fn decimals_of_quotient(&self, value: &Expr) -> Option<Span> {
        if let ExprKind::Let(id) = &*value.kind {
            return self.decimals_of_quotient(&self.program.lets[*id].value);
        }
        let ExprKind::Rounded(inner, _) = &*value.kind else { return None };
        if inner.ty == Type::Ratio { self.decimal_grids.get(&value.span).copied() } else { None }
    }
}
