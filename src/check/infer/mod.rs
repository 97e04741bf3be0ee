//! Types an expression and resolves its names.

mod across;
mod answered;
mod arithmetic;
mod calls;
mod constants;
mod depth;
mod factors;
mod logic;
mod lookup;
mod on_paper;
mod path;
mod peers;
mod places;
mod points;
mod reach;
mod rounding;
mod shape;

pub use depth::Depth;
pub use factors::{Factors, MOST_FACTORS};
pub use path::{given, method_name, read_of};
pub use points::Pay;
pub use shape::{comparable, unified};

use crate::check::checker::{Checker, Scope, constant, expr, points};
use crate::check::messages::types as say;
use crate::model::{Arithmetic, Comparison, Expr, ExprKind};
use crate::syntax::ast;
use crate::text::Span;
use crate::types::Type;
use crate::value::{Number, Value};

impl<'a> Checker<'a> {
    /// The typed expression; `expected` helps to read the names of choices, and is not enforced.
    pub fn infer(&mut self, written: &'a ast::Expr, scope: &Scope<'a>, expected: Option<&Type>) -> Expr {
        self.deeper(|checker| checker.inferred(written, scope, expected))
    }

    fn inferred(&mut self, written: &'a ast::Expr, scope: &Scope<'a>, expected: Option<&Type>) -> Expr {
        let span = written.span;
        if !self.count_work(1, span) {
            return self.poison(span);
        }
        match &*written.kind {
            ast::ExprKind::Number(number) => constant(Value::Number(number.value.clone()), Type::Number, span),
            ast::ExprKind::Percent(number) => constant(Value::Number(hundredth(number)), Type::Percent, span),
            ast::ExprKind::PercentagePoints(number) => constant(Value::Number(hundredth(number)), Type::PercentagePoints, span),
            ast::ExprKind::Points(number) => points(number.value.clone(), span),
            ast::ExprKind::Days(number) => constant(Value::Number(number.value.clone()), Type::days(), span),
            ast::ExprKind::Quantity(number, unit) => self.quantity(number, unit, span),
            ast::ExprKind::Day(day) => match self.day(day, span) {
                Some(day) => constant(Value::Day(day), Type::Day, span),
                None => self.poison(span),
            },
            ast::ExprKind::Text(text) => constant(Value::Text(text.clone()), Type::Text, span),
            ast::ExprKind::Flag(flag) => constant(Value::Flag(*flag), Type::Flag, span),
            ast::ExprKind::FullPoints => self.full_points_here(scope, span),
            ast::ExprKind::Path(path) => self.path(path, scope, expected),
            ast::ExprKind::Group(inner) => self.infer(inner, scope, expected),
            ast::ExprKind::Bare(_) => {
                let written = self.sources.slice(span);
                self.report(crate::check::messages::answered::without_function(span, Some(written)));
                self.poison(span)
            }
            ast::ExprKind::Share(share, of) => {
                let (share, of) = (self.infer(share, scope, None), self.infer(of, scope, None));
                if of.ty.is_error() {
                    return self.poison(span);
                }
                match shape::operated(Arithmetic::Multiply, &share.ty, &of.ty) {
                    Some(ty) => expr(ExprKind::Arithmetic(Arithmetic::Multiply, share, of), ty, span),
                    None => {
                        self.report(say::not_a_number(of.span, &self.type_words(&of.ty)));
                        self.poison(span)
                    }
                }
            }
            ast::ExprKind::Negate(inner) => self.negate(inner, scope, span),
            ast::ExprKind::Not(inner) => {
                let inner = self.condition(inner, scope);
                expr(ExprKind::Not(inner), Type::Flag, span)
            }
            ast::ExprKind::NoVeto => {
                let vetoed = self.vetoed(scope, span);
                expr(ExprKind::Not(vetoed), Type::Flag, span)
            }
            ast::ExprKind::Arithmetic(left, operator, right) => self.arithmetic(left, operator, right, scope, span),
            ast::ExprKind::Logic(left, operator, right) => {
                let left = self.condition(left, scope);
                let right = self.condition(right, scope);
                let kind = match operator.value {
                    ast::LogicOperator::And => ExprKind::Both(left, right),
                    ast::LogicOperator::Or => ExprKind::Either(left, right),
                };
                expr(kind, Type::Flag, span)
            }
            ast::ExprKind::Compare(left, comparison, right) => {
                let comparison = (comparison_of(comparison.value), Some(comparison.span));
                self.comparison(left, comparison, right, scope, span)
            }
            ast::ExprKind::IsFrom(value, low, high) => {
                let above = self.comparison(value, (Comparison::AtLeast, None), low, scope, span);
                let below = self.comparison(value, (Comparison::AtMost, None), high, scope, span);
                expr(ExprKind::Both(above, below), Type::Flag, span)
            }
            ast::ExprKind::IsMissing(inner) => {
                let inner = self.infer(inner, scope, None);
                expr(ExprKind::IsMissing(inner), Type::Flag, span)
            }
            ast::ExprKind::IsGiven(inner) => {
                let inner = self.infer(inner, scope, None);
                expr(ExprKind::IsGiven(inner), Type::Flag, span)
            }
            ast::ExprKind::WithinFirst(place, quota) => self.within_first(place, quota, scope, span),
            ast::ExprKind::IsLast(place) => self.is_last(place, scope, span),
            ast::ExprKind::If(condition, yes, no) => {
                let condition = self.condition(condition, scope);
                let (yes, no, ty) = self.same_type(yes, no, scope, expected);
                expr(ExprKind::If(condition, yes, no), ty, span)
            }
            ast::ExprKind::Default(value, otherwise) => {
                let (value, otherwise, ty) = self.same_type(value, otherwise, scope, expected);
                expr(ExprKind::Default(value, otherwise), ty, span)
            }
            ast::ExprKind::Rounded(inner, to) => self.rounded(inner, to, scope, span),
            ast::ExprKind::Using(value, scale, arguments) => self.using(value, scale, arguments, scope, span),
            ast::ExprKind::Lookup(table, keys) => self.lookup(table, keys, scope, span),
            ast::ExprKind::DaysFrom(from, to) => {
                let (from, to) = (self.day_valued(from, scope), self.day_valued(to, scope));
                expr(ExprKind::DaysFrom(from, to), Type::days(), span)
            }
            ast::ExprKind::MonthsFrom(from, to) => {
                let (from, to) = (self.day_valued(from, scope), self.day_valued(to, scope));
                expr(ExprKind::MonthsFrom(from, to), Type::Number, span)
            }
            ast::ExprKind::MonthsOrPartFrom(from, to) => {
                let (from, to) = (self.day_valued(from, scope), self.day_valued(to, scope));
                started_months(from, to, span)
            }
            ast::ExprKind::Difference(left, right) => self.difference(left, right, scope, span),
            ast::ExprKind::Standing(standing) => self.standing(standing, scope, span),
            ast::ExprKind::Aggregate(aggregate) => self.aggregate(aggregate, scope, span),
        }
    }

    /// A condition: something that is yes or no.
    pub fn condition(&mut self, written: &'a ast::Expr, scope: &Scope<'a>) -> Expr {
        if let Some(told) = self.band_as_condition(written, scope) {
            return told;
        }
        let condition = self.infer(written, scope, Some(&Type::Flag));
        match condition.ty {
            Type::Flag | Type::Error => condition,
            Type::Number
            | Type::Ratio
            | Type::Percent
            | Type::PercentagePoints
            | Type::Count
            | Type::Quantity(..)
            | Type::Day
            | Type::Choice(_)
            | Type::Text
            | Type::Subject(_) => {
                self.report(say::not_a_condition(condition.span, &self.type_words(&condition.ty)));
                self.poison(condition.span)
            }
        }
    }

    fn day_valued(&mut self, written: &'a ast::Expr, scope: &Scope<'a>) -> Expr {
        let day = self.infer(written, scope, Some(&Type::Day));
        if day.ty.is_error() || day.ty == Type::Day {
            return day;
        }
        if !self.is_day_in_slashes(written) {
            self.report(say::unexpected_type(day.span, &self.type_words(&Type::Day), &self.type_words(&day.ty), None));
        }
        self.poison(day.span)
    }
}

fn hundredth(number: &ast::NumberLiteral) -> Number {
    number.value.multiply(&Number::ratio(1, 100))
}

fn comparison_of(comparison: ast::Comparison) -> Comparison {
    match comparison {
        ast::Comparison::Is => Comparison::Is,
        ast::Comparison::IsNot => Comparison::IsNot,
        ast::Comparison::Below => Comparison::Below,
        ast::Comparison::Above => Comparison::Above,
        ast::Comparison::AtMost => Comparison::AtMost,
        ast::Comparison::AtLeast => Comparison::AtLeast,
    }
}

/// The operation of the model.
fn operation_of(operator: ast::ArithmeticOperator) -> Arithmetic {
    match operator {
        ast::ArithmeticOperator::Add => Arithmetic::Add,
        ast::ArithmeticOperator::Subtract => Arithmetic::Subtract,
        ast::ArithmeticOperator::Multiply => Arithmetic::Multiply,
        ast::ArithmeticOperator::Divide => Arithmetic::Divide,
    }
}

/// A started month counts as a whole one: one more than the full months up to the day before, and none
/// when there is no day between.
fn started_months(from: Expr, to: Expr, span: Span) -> Expr {
    let number = |whole: i64, ty: Type| expr(ExprKind::Constant(Value::Number(Number::from(whole))), ty, span);
    let none = expr(ExprKind::Compare(Comparison::AtMost, to.clone(), from.clone()), Type::Flag, span);
    let day_before = expr(ExprKind::Arithmetic(Arithmetic::Subtract, to, number(1, Type::days())), Type::Day, span);
    let full = expr(ExprKind::MonthsFrom(from, day_before), Type::Number, span);
    let started = expr(ExprKind::Arithmetic(Arithmetic::Add, full, number(1, Type::Number)), Type::Number, span);
    expr(ExprKind::If(none, number(0, Type::Number), started), Type::Number, span)
}
