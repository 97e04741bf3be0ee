//! Comparisons.

use super::arithmetic::{adapt_to_each_other, is_bare_number};
use super::comparable;
use crate::check::checker::{Checker, Scope, expr};
use crate::check::messages::types::Respelt;
use crate::check::messages::{Deed, types as say};
use crate::diagnostics::Applicability;
use crate::model::{Arithmetic, Comparison, Expr, ExprKind};
use crate::syntax::{ast, day_in_slashes};
use crate::text::{Language, Span, counted};
use crate::types::Type;
use crate::value::{Number, Value};

impl<'a> Checker<'a> {
    pub(super) fn comparison(
        &mut self,
        left: &'a ast::Expr,
        comparison: (Comparison, Option<Span>),
        right: &'a ast::Expr,
        scope: &Scope<'a>,
        span: Span,
    ) -> Expr {
        let (written_left, written_right) = (left, right);
        // Beside a value of a choice a bare name is first a name of that choice, on either side.
        let (mut left, mut right) = if is_bare_name(left) && !is_bare_name(right) {
            let right = self.infer(right, scope, None);
            let left = self.infer_beside(left, &right, scope);
            (left, right)
        } else {
            let left = self.infer(left, scope, None);
            let right = if is_bare_name(right) { self.infer_beside(right, &left, scope) } else { self.infer(right, scope, Some(&left.ty)) };
            (left, right)
        };
        self.compare(comparison, (written_left, &mut left), (written_right, &mut right));
        expr(ExprKind::Compare(comparison.0, left, right), Type::Flag, span)
    }

    /// A bare name beside a value. Beside something faulty nobody knows of which choice it is a name.
    fn infer_beside(&mut self, name: &'a ast::Expr, other: &Expr, scope: &Scope<'a>) -> Expr {
        if other.ty.is_error() { self.poison(name.span) } else { self.infer(name, scope, Some(&other.ty)) }
    }

    /// Checks that two values may be compared; a bare number beside points becomes points.
    pub fn compare(&mut self, comparison: (Comparison, Option<Span>), left: (&'a ast::Expr, &mut Expr), right: (&'a ast::Expr, &mut Expr)) {
        let (written_left, left) = left;
        let (written_right, right) = right;
        adapt_to_each_other(left, right);
        if left.ty.is_error() || right.ty.is_error() {
            return;
        }
        if !comparable(&left.ty, &right.ty) && !self.is_difference_beside_pp(left, right) {
            self.mismatch(Deed::Compare, (written_left, left), (written_right, right));
            return;
        }
        self.fits(written_left, left);
        self.fits(written_right, right);
        let ordered = match comparison.0 {
            Comparison::Is | Comparison::IsNot => return,
            Comparison::Below | Comparison::Above | Comparison::AtMost | Comparison::AtLeast => match &left.ty {
                Type::Choice(choice) => self.program.choices[*choice].ordered,
                Type::Flag | Type::Text | Type::Subject(_) => false,
                Type::Number
                | Type::Ratio
                | Type::Percent
                | Type::PercentagePoints
                | Type::Count
                | Type::Quantity(..)
                | Type::Day
                | Type::Error => true,
            },
        };
        if !ordered {
            let choice = if let Type::Choice(choice) = &left.ty { Some(*choice) } else { None };
            let declared = choice.map(|choice| self.program.choices[choice].span);
            let grades = choice.is_some_and(|choice| self.program.levels.values().any(|level| level.grade_names == Some(choice)));
            let span = comparison.1.unwrap_or_else(|| left.span.to(right.span));
            self.report(say::unordered(span, &self.type_words(&left.ty), declared, grades));
        }
    }

    /// A quotient minus a quotient may be compared with percentage points.
    fn is_difference_beside_pp(&self, left: &Expr, right: &Expr) -> bool {
        match (&left.ty, &right.ty) {
            (Type::Ratio, Type::PercentagePoints) => self.is_difference(left),
            (Type::PercentagePoints, Type::Ratio) => self.is_difference(right),
            (_, _) => false,
        }
    }

    fn is_difference(&self, value: &Expr) -> bool {
        if let ExprKind::Arithmetic(Arithmetic::Subtract, left, right) | ExprKind::Difference(left, right) = &*value.kind {
            return left.ty == Type::Ratio && right.ty == Type::Ratio;
        }
        if let ExprKind::Negate(inner) | ExprKind::Rounded(inner, _) = &*value.kind {
            return self.is_difference(inner);
        }
        if let ExprKind::Let(id) = &*value.kind { self.is_difference(&self.program.lets[*id].value) } else { false }
    }

    /// Reports two values that do not go together, at the one that is more likely to be changed.
    pub fn mismatch(&mut self, deed: Deed, left: (&'a ast::Expr, &Expr), right: (&'a ast::Expr, &Expr)) {
        if left.1.ty.is_error() || right.1.ty.is_error() {
            return;
        }
        for (one, other) in [(left, right), (right, left)] {
            if other.1.ty == Type::Day && self.is_day_in_slashes(one.0) {
                return;
            }
        }
        let literal = |value: &Expr| is_literal(value) && !value.ty.is_points();
        let left_is_wrong = literal(left.1) && !literal(right.1) || right.1.ty.is_points() && !literal(right.1);
        let (wrong, other) = if left_is_wrong { (left, right) } else { (right, left) };
        if let Some(grid) = self.decimals_beside_percent(left.1, right.1).or_else(|| self.decimals_beside_percent(right.1, left.1)) {
            self.report(say::wrong_grid(grid, Some(other.1.span), None));
            return;
        }
        self.misfit(deed, wrong, &other.1.ty, Some(other.1.span));
    }

    /// Reports a value that is not of the type that `other` has.
    pub fn misfit(&mut self, deed: Deed, wrong: (&'a ast::Expr, &Expr), wanted: &Type, other: Option<Span>) {
        if *wanted == Type::Day && self.is_day_in_slashes(wrong.0) {
            return;
        }
        let fix = self.literal_in(wrong, wanted);
        let (found, wanted) = (self.type_words(&wrong.1.ty), self.type_words(wanted));
        let told = self.told();
        self.report(say::mixed_types(deed, (wrong.1.span, &found), (other, &wanted), fix));
        // What was said before is not said again.
        self.misfits.extend((self.told() > told).then_some(told));
    }

    /// Whether `2025/3/31` stands where a day is asked for, which is read as a quotient; how a day is written is said then.
    pub fn is_day_in_slashes(&mut self, written: &ast::Expr) -> bool {
        let divides =
            matches!(&*written.kind, ast::ExprKind::Arithmetic(_, operator, _) if operator.value == ast::ArithmeticOperator::Divide);
        let found = if divides { day_in_slashes(self.sources.slice(written.span), written.span) } else { None };
        let is_one = found.is_some();
        found.into_iter().for_each(|found| self.report(found));
        is_one
    }

    /// The grid of a quotient that is rounded to decimals and then stands beside a percent.
    pub fn decimals_beside_percent(&self, rounded: &Expr, percent: &Expr) -> Option<Span> {
        if percent.ty == Type::Percent && rounded.ty == Type::Number { self.decimals_of_quotient(rounded) } else { None }
    }

    /// The spelling that gives a literal the type wanted. What a parameter stands for is put right where it was supplied.
    pub fn literal_in(&self, literal: (&ast::Expr, &Expr), wanted: &Type) -> Option<Respelt> {
        let (written, value) = literal;
        if is_bare_number(value) {
            let ExprKind::Constant(Value::Number(number)) = &*value.kind else { return None };
            return self.number_in(number, value.span, wanted);
        }
        let chinese = self.language(written.span) == Language::Chinese;
        let offer = |text: String, applicability| Some(Respelt { span: written.span, text, rather: None, applicability });
        match (&*written.kind, wanted) {
            (ast::ExprKind::Percent(number), Type::PercentagePoints) => {
                offer(percentage_points(&number.text, chinese), Applicability::Safe)
            }
            (ast::ExprKind::PercentagePoints(number), Type::Percent) => offer(format!("{}%", number.text), Applicability::MaybeIncorrect),
            (ast::ExprKind::Percent(number) | ast::ExprKind::Quantity(number, _), Type::Number | Type::Count) => {
                offer(number.text.clone(), Applicability::MaybeIncorrect)
            }
            (_, _) => None,
        }
    }

    /// The spelling that gives a bare number the type wanted.
    fn number_in(&self, number: &Number, span: Span, wanted: &Type) -> Option<Respelt> {
        let text = self.sources.slice(span);
        if !spells_number(text) {
            return None;
        }
        let chinese = self.language(span) == Language::Chinese;
        let offer = |text: String, applicability| Some(Respelt { span, text, rather: None, applicability });
        match wanted {
            Type::Percent if text.contains(['万', '亿']) => None,
            // 98 was surely meant as 98%; 0.6 and 1.05 may be shares of one, as Excel shows them, or percents.
            Type::Percent if is_surely_percent(number) => offer(format!("{text}%"), Applicability::Safe),
            Type::Percent => {
                let hundredfold = number.multiply(&Number::from(100)).to_exact_decimal_text()?;
                Some(Respelt {
                    span,
                    text: format!("{hundredfold}%"),
                    rather: Some(format!("{text}%")),
                    applicability: Applicability::MaybeIncorrect,
                })
            }
            Type::PercentagePoints => offer(percentage_points(text, chinese), Applicability::MaybeIncorrect),
            days if *days == Type::days() => offer(if chinese { format!("{text} 天") } else { counted(text, "day") }, Applicability::Safe),
            Type::Quantity(_, Some(unit)) => offer(format!("{text} {}", self.program.units[*unit].name), Applicability::MaybeIncorrect),
            Type::Number
            | Type::Ratio
            | Type::Count
            | Type::Quantity(_, None)
            | Type::Day
            | Type::Flag
            | Type::Choice(_)
            | Type::Text
            | Type::Subject(_)
            | Type::Error => None,
        }
    }
}

/// Whether this is the text of a number and of nothing else, so that a sign or unit may be put behind it.
fn spells_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '−', '－']).unwrap_or(text);
    digits.starts_with(|letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter))
        && digits
            .chars()
            .all(|letter| letter.is_ascii_digit() || ('０'..='９').contains(&letter) || matches!(letter, '.' | '．' | '_' | '万' | '亿'))
}

fn percentage_points(number: &str, chinese: bool) -> String {
    if chinese { format!("{number}个百分点") } else { format!("{number} pp") }
}

fn is_bare_name(written: &ast::Expr) -> bool {
    matches!(&*written.kind, ast::ExprKind::Path(path) if path.names.len() == 1)
}

fn is_literal(value: &Expr) -> bool {
    matches!(&*value.kind, ExprKind::Constant(_))
}

/// Whether a number beside percents can only be meant as a percent: ten or more, or a whole one above 1. What lies
/// between may be a share of one.
fn is_surely_percent(number: &Number) -> bool {
    let size = number.absolute();
    number.is_zero() || size >= Number::from(10) || (number.is_whole() && size > Number::one())
}
