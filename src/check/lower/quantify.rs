//! `quantify`: every form becomes a table, a number of points, or a target with gains and losses.

use crate::check::checker::{Checker, Measured, Scope, expr, points};
use crate::check::infer::comparable;
use crate::check::messages::{Deed, Phrase, meaning as say, types};
use crate::model::{Arithmetic, BandRow, Banded, Edge, Expr, ExprKind, Gain, Quantify, RowOutcome, WhenRow};
use crate::syntax::ast::{self, QuantifyRow, ShortForm};
use crate::text::Span;
use crate::types::Type;
use crate::value::Number;

impl<'a> Checker<'a> {
    pub(super) fn quantify(&mut self, quantify: &'a ast::Quantify, span: Span, scope: &Scope<'a>) -> Option<Quantify> {
        let rows = quantify.body.as_ref().map(|body| body.statements.as_slice()).unwrap_or_default();
        let table = rows.iter().find(|row| matches!(row.value, QuantifyRow::Band(..) | QuantifyRow::Otherwise(_)));
        let target = rows.iter().find(|row| matches!(row.value, QuantifyRow::StartAt(_) | QuantifyRow::Gain { .. }));
        if let (Some(table), Some(target)) = (table, target) {
            self.report(say::mixed_rows(target.span, table.span, false));
            return None;
        }
        let scale = scale_of(&quantify.value);
        if let Some(row) = table.or(target)
            && (quantify.short.is_some() || scale.is_some())
        {
            self.report(say::mixed_rows(row.span, quantify.value.span, true));
            return None;
        }
        if let Some(short) = &quantify.short {
            return self.short_form(quantify, short, span, scope);
        }
        if let Some((value, name, arguments)) = scale {
            let mut banded = self.apply_scale(value, name, arguments, scope, quantify.value.span)?;
            let whens = self.when_rows(quantify, scope);
            banded.whens.splice(0..0, whens);
            banded.held |= quantify.held;
            return Some(Quantify::Table(banded));
        }
        if target.is_some() {
            return self.target(quantify, scope);
        }
        if let (Some(_), Some(body)) = (table, &quantify.body) {
            let value = self.infer(&quantify.value, scope, None);
            if matches!(value.ty, Type::Choice(_) | Type::Flag) {
                return self.table_of_names(value, quantify, scope);
            }
            let inside = Scope { measured: Some(Measured { value: value.clone(), written_out: false }), ..scope.clone() };
            return Some(Quantify::Table(self.table_rows(value, body, &inside, quantify.held, span)));
        }
        let value = self.infer(&quantify.value, scope, None);
        if !value.ty.is_points() && !value.ty.is_error() {
            let broken = quantify.body.as_ref().is_some_and(|body| self.has_broken(body.open.to(body.close)));
            if !broken {
                self.report(say::quantified_without_table(value.span, &self.type_words(&value.ty), value.ty.dimension().as_ref()));
            }
            self.poison_met = true;
            return None;
        }
        let whens = self.when_rows(quantify, scope);
        Some(Quantify::Points { whens, value, held: quantify.held, short: false })
    }

    fn when_rows(&mut self, quantify: &'a ast::Quantify, scope: &Scope<'a>) -> Vec<WhenRow> {
        let mut whens = Vec::new();
        for row in quantify.body.iter().flat_map(|body| &body.statements) {
            if let QuantifyRow::When(condition, result) = &row.value {
                let condition = self.condition(condition, scope);
                if let (Some(outcome), _) = self.plain_outcome(result, scope) {
                    whens.push(WhenRow { condition, outcome, span: row.span });
                }
            }
        }
        whens
    }

    fn short_form(&mut self, quantify: &'a ast::Quantify, short: &'a ShortForm, span: Span, scope: &Scope<'a>) -> Option<Quantify> {
        let value = self.infer(&quantify.value, scope, None);
        let whens = self.when_rows(quantify, scope);
        let full = self.full_points(scope)?;
        match short {
            ShortForm::Line(from, to) => {
                let from = self.end_of_line(from, (&quantify.value, &value), scope)?;
                let to = self.end_of_line(to, (&quantify.value, &value), scope)?;
                match (self.constant_number(&from), self.constant_number(&to)) {
                    (Some(low), Some(high)) if low == high => {
                        self.report(types::empty_range(to.span, from.span, true));
                        None
                    }
                    (Some(low), Some(high)) => {
                        let rows = line_rows(from, to, low < high, &full);
                        Some(Quantify::Table(Banded { value, whens, rows, otherwise: None, held: true, scale: None, short: true, span }))
                    }
                    (_, _) => Some(Quantify::Points { whens, value: held_line(value, from, to, full, span), held: true, short: true }),
                }
            }
            ShortForm::Proportion { target, lower_is_better } => {
                let target = self.end_of_line(target, (&quantify.value, &value), scope)?;
                let (above, below) = if *lower_is_better { (target, value) } else { (value, target) };
                let scaled = expr(ExprKind::Arithmetic(Arithmetic::Multiply, points(full, span), above), Type::points(), span);
                let value = expr(ExprKind::Arithmetic(Arithmetic::Divide, scaled, below), Type::points(), span);
                Some(Quantify::Points { whens, value, held: true, short: true })
            }
        }
    }

    /// An end of a line or a target: of the same type as what is measured.
    fn end_of_line(&mut self, written: &'a ast::Expr, value: (&'a ast::Expr, &Expr), scope: &Scope<'a>) -> Option<Expr> {
        let mut end = self.infer(written, scope, None);
        if value.1.ty.is_error() || end.ty.is_error() {
            return None;
        }
        if !value.1.ty.is_numeric() {
            self.report(types::not_a_number(value.1.span, &self.type_words(&value.1.ty)));
            return None;
        }
        self.fit_literal(&mut end, &value.1.ty);
        if !comparable(&value.1.ty, &end.ty) {
            self.mismatch(Deed::Compare, value, (written, &end));
            return None;
        }
        Some(end)
    }

    fn target(&mut self, quantify: &'a ast::Quantify, scope: &Scope<'a>) -> Option<Quantify> {
        let value = self.infer(&quantify.value, scope, None);
        if value.ty.is_error() {
            return None;
        }
        if !value.ty.is_numeric() {
            self.report(types::not_a_number(value.span, &self.type_words(&value.ty)));
            return None;
        }
        let whens = self.when_rows(quantify, scope);
        let inside = Scope { measured: Some(Measured { value: value.clone(), written_out: false }), ..scope.clone() };
        let (mut start, mut start_span, mut gains) = (None, None, Vec::new());
        for row in quantify.body.iter().flat_map(|body| &body.statements) {
            match &row.value {
                QuantifyRow::StartAt(written) => {
                    if self.first_time(&mut start_span, row.span, Phrase::StartAt) {
                        start = Some(self.points_here(&written.points, &inside));
                    }
                }
                QuantifyRow::Gain { direction, amount, every, at_most } => {
                    let amount = self.magnitude(amount, &inside);
                    let at_most = at_most.as_ref().map(|at_most| self.magnitude(at_most, &inside));
                    let measured = expr(ExprKind::MeasuredValue, value.ty.clone(), value.span);
                    if let Some(every) = self.every(every, Some(measured), &inside) {
                        let direction = super::changes::direction_of(direction.value);
                        gains.push(Gain { direction, amount, every, at_most, span: row.span });
                    }
                }
                QuantifyRow::When(..) | QuantifyRow::Band(..) | QuantifyRow::Otherwise(_) => {}
            }
        }
        if start_span.is_none() && !quantify.body.as_ref().is_some_and(|body| self.has_broken(body.open.to(body.close))) {
            self.report(say::left_unsaid(quantify.value.span, &Phrase::StartAt));
        }
        Some(Quantify::Target { whens, value, start: start?, gains, held: quantify.held })
    }
}

/// The value, name and arguments of `value using scale(…)`, brackets left aside.
fn scale_of(value: &ast::Expr) -> Option<(&ast::Expr, &ast::Name, &[ast::Expr])> {
    if let ast::ExprKind::Group(inner) = &*value.kind {
        return scale_of(inner);
    }
    if let ast::ExprKind::Using(value, name, arguments) = &*value.kind { Some((value, name, arguments)) } else { None }
}

/// `from A to B` as a table: nothing below the lower end, a straight line, full points beyond.
fn line_rows(from: Expr, to: Expr, rising: bool, full: &Number) -> Vec<BandRow> {
    let span = from.span.to(to.span);
    let all = points(full.clone(), to.span);
    let nothing = points(Number::zero(), from.span);
    let row = |low: Option<Edge>, high: Option<Edge>, outcome| BandRow { low, high, outcome, band: span, span };
    let edge = |value: &Expr, inclusive| Some(Edge { value: value.clone(), inclusive });
    if rising {
        vec![
            row(None, edge(&from, false), RowOutcome::Points(nothing.clone())),
            row(edge(&from, true), edge(&to, false), RowOutcome::Line(nothing, all.clone())),
            row(edge(&to, true), None, RowOutcome::Points(all)),
        ]
    } else {
        vec![
            row(None, edge(&to, true), RowOutcome::Points(all.clone())),
            row(edge(&to, false), edge(&from, true), RowOutcome::Line(all, nothing.clone())),
            row(edge(&from, false), None, RowOutcome::Points(nothing)),
        ]
    }
}

/// The same line where its ends are not known before there is data: points × (value − A) ÷ (B − A), held.
fn held_line(value: Expr, from: Expr, to: Expr, full: Number, span: Span) -> Expr {
    let ty = value.ty.clone();
    let gone = expr(ExprKind::Arithmetic(Arithmetic::Subtract, value, from.clone()), ty.clone(), span);
    let whole = expr(ExprKind::Arithmetic(Arithmetic::Subtract, to, from), ty, span);
    let scaled = expr(ExprKind::Arithmetic(Arithmetic::Multiply, points(full, span), gone), Type::points(), span);
    expr(ExprKind::Arithmetic(Arithmetic::Divide, scaled, whole), Type::points(), span)
}
