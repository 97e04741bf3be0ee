//! `for every`: the step, what is measured, and from where.

use crate::check::checker::{Checker, Scope, expr};
use crate::check::infer::comparable;
use crate::check::messages::{Deed, Wanted, meaning as say, types};
use crate::model::{Arithmetic, Better, Expr, ExprKind, ForEvery, Partial};
use crate::syntax::ast;
use crate::text::{Language, Span};
use crate::types::Type;

impl<'a> Checker<'a> {
    /// The steps of a quantity; `measured` is that of the table it stands in.
    pub(super) fn every(&mut self, every: &'a ast::ForEvery, measured: Option<Expr>, scope: &Scope<'a>) -> Option<ForEvery> {
        let partial = self.partial(every.partial.value, every.step.span);
        let of = match (&every.of, measured) {
            (Some(written), _) => self.infer(written, scope, None),
            (None, Some(measured)) => measured,
            (None, None) => {
                self.report(say::step_of_nothing(every.step.span, false));
                return None;
            }
        };
        if of.ty.is_error() {
            self.poison_met = true;
            return None;
        }
        if !of.ty.is_numeric() {
            self.report(types::not_a_number(of.span, &self.type_words(&of.ty)));
            return None;
        }
        let beyond = match &every.beyond {
            None => None,
            Some((side, written)) => {
                let mut reference = self.infer(written, scope, Some(&of.ty));
                if reference.ty.is_error() {
                    return None;
                }
                self.fit_literal(&mut reference, &of.ty);
                if !comparable(&of.ty, &reference.ty) {
                    self.misfit(Deed::Compare, (written, &reference), &of.ty, Some(of.span));
                    return None;
                }
                let side = match side.value {
                    ast::Side::Above => Better::Higher,
                    ast::Side::Below => Better::Lower,
                };
                Some((side, reference))
            }
        };
        let step = self.step(&every.step, &of, beyond.as_ref().map(|(_, reference)| reference), scope)?;
        Some(ForEvery { step, partial: partial?, of, beyond })
    }

    /// What a started step counts; the author has to say.
    pub(super) fn partial(&mut self, partial: ast::Partial, step: Span) -> Option<Partial> {
        match partial {
            ast::Partial::Full => Some(Partial::Full),
            ast::Partial::OrPart => Some(Partial::OrPart),
            ast::Partial::InProportion => Some(Partial::InProportion),
            ast::Partial::Unsaid => {
                let text = self.sources.slice(step).to_owned();
                self.report(say::started_step_unsaid(step, Some(&text)));
                None
            }
        }
    }

    /// The step in what is measured: a percent is of the value it is measured from.
    fn step(&mut self, written: &'a ast::Expr, of: &Expr, reference: Option<&Expr>, scope: &Scope<'a>) -> Option<Expr> {
        let mut step = self.infer(written, scope, None);
        if step.ty.is_error() {
            return None;
        }
        if self.constant_number(&step).is_some_and(|number| number.is_zero() || number.is_negative()) {
            self.report(types::number_out_of_place(written.span, &Wanted::AboveZero));
            return None;
        }
        let share_like = |ty: &Type| matches!(ty, Type::Percent | Type::Ratio | Type::PercentagePoints);
        let of_percents = share_like(&of.ty);
        match (&step.ty, reference) {
            (Type::Percent, Some(reference)) if of_percents || reference.ty == Type::Percent => {
                let right = self.percentage_points(written);
                self.report(types::percent_of_percent(written.span, reference.span, &right));
                return None;
            }
            (Type::Percent, None) if of_percents => {
                let right = self.percentage_points(written);
                self.report(types::percent_of_percent(written.span, of.span, &right));
                return None;
            }
            (Type::Percent, None) => {
                self.report(say::step_of_nothing(written.span, true));
                return None;
            }
            (Type::Percent, Some(reference)) => {
                let (ty, span) = (of.ty.clone(), step.span);
                return Some(expr(ExprKind::Arithmetic(Arithmetic::Multiply, step, reference.clone()), ty, span));
            }
            (Type::PercentagePoints, _) if of_percents => return Some(step),
            (_, _) => {}
        }
        self.fit_literal(&mut step, &of.ty);
        if !comparable(&of.ty, &step.ty) {
            self.misfit(Deed::Compare, (written, &step), &of.ty, Some(of.span));
            return None;
        }
        Some(step)
    }

    /// A percent written as percentage points.
    fn percentage_points(&self, written: &ast::Expr) -> String {
        let number = self.sources.slice(written.span).trim_end_matches(['%', '％']).trim().to_owned();
        match self.language(written.span) {
            Language::English => format!("{number} pp"),
            Language::Chinese => format!("{number}个百分点"),
        }
    }
}
