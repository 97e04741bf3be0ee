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
        let counted = self.counted(every, measured, scope);
        let percents = counted.as_ref().is_some_and(|(of, beyond)| steps_in_percents(of, beyond.as_ref().map(|(_, from)| from)));
        // A percent of percents is refused below, so it is not offered here either.
        let step_text = if percents && matches!(&*every.step.kind, ast::ExprKind::Percent(_)) {
            self.percentage_points(&every.step)
        } else {
            self.sources.slice(every.step.span).to_owned()
        };
        let partial = self.partial(every.partial.value, every.step.span, &step_text);
        let (of, beyond) = counted?;
        let step = self.step(&every.step, &of, beyond.as_ref().map(|(_, reference)| reference), scope)?;
        Some(ForEvery { step, partial: partial?, of, beyond })
    }

    /// What the steps are counted of, and from where.
    fn counted(&mut self, every: &'a ast::ForEvery, measured: Option<Expr>, scope: &Scope<'a>) -> Option<(Expr, Option<(Better, Expr)>)> {
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
        let Some((side, written)) = &every.beyond else { return Some((of, None)) };
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
        Some((of, Some((side, reference))))
    }

    /// What a started step counts; the author has to say.
    pub(super) fn partial(&mut self, partial: ast::Partial, step: Span, text: &str) -> Option<Partial> {
        match partial {
            ast::Partial::Full => Some(Partial::Full),
            ast::Partial::OrPart => Some(Partial::OrPart),
            ast::Partial::InProportion => Some(Partial::InProportion),
            ast::Partial::Unsaid => {
                self.report(say::started_step_unsaid(step, text));
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
        let of_percents = is_share(&of.ty);
        match (&step.ty, reference) {
            (Type::Percent, Some(reference)) if steps_in_percents(of, Some(reference)) => {
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
            let steps = if of_percents { &Type::PercentagePoints } else { &of.ty };
            let meant = self.literal_in((written, &step), steps);
            let (found, wanted) = (self.type_words(&step.ty), self.type_words(&of.ty));
            self.report(types::mixed_types(Deed::Compare, (step.span, &found), (Some(of.span), &wanted), meant));
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

/// Whether what is counted, or where it is counted from, is in percents: then so many steps are percentage points.
fn steps_in_percents(of: &Expr, from: Option<&Expr>) -> bool {
    is_share(&of.ty) || from.is_some_and(|from| from.ty == Type::Percent)
}

fn is_share(ty: &Type) -> bool {
    matches!(ty, Type::Percent | Type::Ratio | Type::PercentagePoints)
}
