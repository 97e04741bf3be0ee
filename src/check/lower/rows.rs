//! Rows of tables: bands over a quantity, and names of a choice.

use crate::check::checker::{Checker, Scope, expr, points};
use crate::check::infer::{Pay, comparable};
use crate::check::messages::{Deed, Thing, meaning as say, names as say_name, types};
use crate::check::proofs::dead_otherwise;
use crate::model::{BandRow, Banded, Comparison, Edge, Expr, ExprKind, Otherwise, Quantify, RowOutcome, WhenRow};
use crate::syntax::ast::{self, Band, Body, QuantifyRow, RowResult};
use crate::text::{Span, Spanned};
use crate::types::Type;
use crate::value::{Number, Value};

impl<'a> Checker<'a> {
    /// A table over a quantity: `when` rows, bands, `otherwise`.
    pub fn table_rows(&mut self, value: Expr, body: &'a Body<QuantifyRow>, scope: &Scope<'a>, held: bool, span: Span) -> Banded {
        let mut banded = Banded { value, whens: Vec::new(), rows: Vec::new(), otherwise: None, held, scale: None, short: false, span };
        let measurable = banded.value.ty.is_numeric() || banded.value.ty == Type::Day;
        if !measurable && !banded.value.ty.is_error() {
            self.report(types::not_a_number(banded.value.span, &self.type_words(&banded.value.ty)));
        }
        let mut pays = Vec::new();
        let told = self.told();
        let mut lacks_rows = self.lacks_percent_signs(&banded.value, body, scope);
        let silent = lacks_rows;
        for row in &body.statements {
            if let Some(last) = &banded.otherwise
                && matches!(row.value, QuantifyRow::Band(..) | QuantifyRow::Otherwise(_))
            {
                self.report(say::never_reached(row.span, last.span));
                continue;
            }
            match &row.value {
                QuantifyRow::When(condition, result) => {
                    let condition = self.condition(condition, scope);
                    let (outcome, pay) = self.plain_outcome(result, scope);
                    pays.extend(pay);
                    if let Some(outcome) = outcome {
                        banded.whens.push(WhenRow { condition, outcome, span: row.span });
                    }
                }
                QuantifyRow::Band(..) if silent => {}
                QuantifyRow::Band(band, result) => {
                    let value = banded.value.clone();
                    match self.band_row(&value, band, result, row.span, scope, &mut pays) {
                        Some(row) => banded.rows.push(row),
                        None => lacks_rows = true,
                    }
                }
                QuantifyRow::Otherwise(result) => {
                    let (outcome, pay) = self.plain_outcome(result, scope);
                    pays.extend(pay);
                    if let Some(outcome) = outcome {
                        banded.otherwise = Some(Otherwise { outcome, span: row.span });
                    }
                }
                QuantifyRow::StartAt(_) | QuantifyRow::Gain { .. } => {
                    self.report(say::mixed_rows(row.span, body.open, false));
                }
            }
        }
        self.speak_once(told);
        self.refuse_mixed_pay(&pays);
        if lacks_rows {
            // What the other rows leave out says nothing then.
            banded.value = self.poison(banded.value.span);
        }
        banded
    }

    /// `below 90%` above `90 to below 98`: one figure with its sign and without it. Of a quotient a bare number is read too,
    /// so it would only be found that nothing comes so high.
    fn lacks_percent_signs(&mut self, value: &Expr, body: &'a Body<QuantifyRow>, scope: &Scope<'a>) -> bool {
        if value.ty != Type::Ratio {
            return false;
        }
        let (mut percents, mut bare) = (Vec::new(), Vec::new());
        for row in &body.statements {
            let QuantifyRow::Band(band, _) = &row.value else { continue };
            // Of a band with both it is told that it holds nothing.
            if let Band::Between { low, high, .. } = &band.value
                && matches!(&*low.kind, ast::ExprKind::Percent(_)) != matches!(&*high.kind, ast::ExprKind::Percent(_))
            {
                return false;
            }
            for edge in edges(band) {
                if let ast::ExprKind::Percent(number) = &*edge.kind {
                    percents.push(&number.value);
                } else if let ast::ExprKind::Number(number) = &*edge.kind
                    && number.value > Number::one()
                {
                    bare.push((edge, &number.value));
                }
            }
        }
        if !bare.iter().any(|(_, number)| percents.contains(number)) {
            return false;
        }
        for (written, _) in bare {
            let edge = self.infer(written, scope, None);
            self.misfit(Deed::Compare, (written, &edge), &Type::Percent, Some(value.span));
        }
        true
    }

    fn band_row(
        &mut self,
        value: &Expr,
        band: &'a Spanned<Band>,
        result: &'a Spanned<RowResult>,
        span: Span,
        scope: &Scope<'a>,
        pays: &mut Vec<(Pay, Span)>,
    ) -> Option<BandRow> {
        let (low, high) = match &band.value {
            Band::Below(high) => (None, Some((high, false))),
            Band::AndBelow(high) => (None, Some((high, true))),
            Band::Above(low) => (Some((low, false)), None),
            Band::AndAbove(low) => (Some((low, true)), None),
            Band::Between { low, low_out, high, high_out } => (Some((low, !low_out)), Some((high, !high_out))),
            Band::Single(only) => (Some((only, true)), Some((only, true))),
        };
        let low = low.map(|(written, inclusive)| self.edge(written, inclusive, value, scope));
        let high = match (&band.value, &low) {
            (Band::Single(_), Some(edge)) => Some(edge.clone()),
            (_, _) => high.map(|(written, inclusive)| self.edge(written, inclusive, value, scope)),
        };
        let outcome = match &result.value {
            RowResult::Line(first, second) => {
                if !matches!(&band.value, Band::Between { .. }) {
                    self.poison_met = true;
                    return None;
                }
                let mut ends = Vec::new();
                for written in [first, second] {
                    let points = Type::points();
                    let end = self.infer(written, scope, Some(&points));
                    let (end, pay) = self.as_points(end, scope);
                    pays.push((pay, written.span));
                    ends.push(end);
                }
                let mut ends = ends.into_iter();
                RowOutcome::Line(ends.next()?, ends.next()?)
            }
            RowResult::Value(_) | RowResult::Between(..) | RowResult::NotApplicable | RowResult::Invalid => {
                let (outcome, pay) = self.plain_outcome(result, scope);
                pays.extend(pay);
                outcome?
            }
        };
        // An end that was reported already makes the whole row silent.
        let (low, high) = (low.transpose_edge()?, high.transpose_edge()?);
        Some(BandRow { low, high, outcome, band: band.span, span })
    }

    fn edge(&mut self, written: &'a ast::Expr, inclusive: bool, value: &Expr, scope: &Scope<'a>) -> Option<Edge> {
        if self.is_named_band(written, scope) {
            return None;
        }
        let mut edge = self.infer(written, scope, Some(&value.ty));
        if edge.ty.is_error() || value.ty.is_error() {
            return None;
        }
        self.fit_literal(&mut edge, &value.ty);
        if !comparable(&value.ty, &edge.ty) {
            // A value of the wrong kind fits none of the edges of a scale; saying so once is enough.
            if scope.scale_body && std::mem::replace(&mut self.scale_misfit, true) {
                return None;
            }
            if let Some(grid) = self.decimals_beside_percent(value, &edge) {
                self.report(types::wrong_grid(grid, Some(edge.span), None));
            } else {
                self.misfit(Deed::Compare, (written, &edge), &value.ty, Some(value.span));
            }
            return None;
        }
        self.fits(written, &edge);
        Some(Edge { value: edge, inclusive })
    }

    /// Points and percents of the full points are not mixed in one table.
    pub(super) fn refuse_mixed_pay(&mut self, pays: &[(Pay, Span)]) {
        let known = || pays.iter().filter(|(pay, _)| *pay != Pay::Unknown);
        // Nothing is nothing in both, so it does not show which of them the table is written in.
        let telling = |kind: Pay| known().filter(|(pay, span)| *pay == kind && !types::is_nothing(self.sources.slice(*span))).count();
        let Some(mut written) = known().next().map(|(pay, _)| *pay) else { return };
        if telling(Pay::Percent) != telling(Pay::Points) {
            written = if telling(Pay::Percent) > telling(Pay::Points) { Pay::Percent } else { Pay::Points };
        }
        let Some((first, first_span)) = known().find(|(pay, _)| *pay == written) else { return };
        let others: Vec<(Span, String)> = (pays.iter())
            .filter(|(pay, _)| pay != first && *pay != Pay::Unknown)
            .map(|(_, span)| (*span, self.sources.slice(*span).to_owned()))
            .collect();
        if !others.is_empty() {
            self.report(types::mixed_pay(*first_span, *first == Pay::Percent, &others));
        }
    }

    /// A table over the names of a choice, or over yes and no: one row for each name.
    pub(super) fn table_of_names(&mut self, value: Expr, quantify: &'a ast::Quantify, scope: &Scope<'a>) -> Option<Quantify> {
        let (mut whens, mut pays, mut rest) = (Vec::new(), Vec::new(), None);
        let mut met: Vec<(Value, Span)> = Vec::new();
        let body = quantify.body.as_ref()?;
        let mut misfit = false;
        let told = self.told();
        let mut last: Option<Span> = None;
        for row in &body.statements {
            if let Some(last) = last
                && matches!(row.value, QuantifyRow::Band(..) | QuantifyRow::Otherwise(_))
            {
                self.report(say::never_reached(row.span, last));
                continue;
            }
            match &row.value {
                QuantifyRow::When(condition, result) => {
                    let condition = self.condition(condition, scope);
                    let (outcome, pay) = self.plain_outcome(result, scope);
                    pays.extend(pay);
                    whens.extend(outcome.map(|outcome| WhenRow { condition, outcome, span: row.span }));
                }
                QuantifyRow::Band(band, result) => {
                    let Band::Single(written) = &band.value else {
                        self.report(types::unordered(band.span, &self.type_words(&value.ty), None, false));
                        continue;
                    };
                    let name = self.infer(written, scope, Some(&value.ty));
                    let (outcome, pay) = self.plain_outcome(result, scope);
                    pays.extend(pay);
                    if name.ty.is_error() {
                        continue;
                    }
                    if !comparable(&name.ty, &value.ty) {
                        self.misfit(Deed::Compare, (written, &name), &value.ty, Some(value.span));
                        misfit = true;
                        continue;
                    }
                    if let Some(constant) = self.constant_value(&name) {
                        if let Some((_, first)) = met.iter().find(|(known, _)| *known == constant) {
                            let shown = self.sources.slice(written.span).to_owned();
                            let name = ast::Name::new(shown, written.span);
                            self.report(say_name::duplicate(Thing::Value, &name, *first));
                            continue;
                        }
                        met.push((constant, written.span));
                    }
                    let condition = expr(ExprKind::Compare(Comparison::Is, value.clone(), name), Type::Flag, band.span);
                    whens.extend(outcome.map(|outcome| WhenRow { condition, outcome, span: row.span }));
                }
                QuantifyRow::Otherwise(result) => {
                    let (outcome, pay) = self.plain_outcome(result, scope);
                    pays.extend(pay);
                    rest = outcome.map(|outcome| (outcome, row.span));
                    last = Some(row.span);
                }
                QuantifyRow::StartAt(_) | QuantifyRow::Gain { .. } => {}
            }
        }
        self.speak_once(told);
        self.refuse_mixed_pay(&pays);
        let absent = self.names_without_row(&value, &met);
        match last {
            // Of a choice that could not be read in full there may be other values.
            Some(last) if absent.is_empty() && !self.choice_is_broken(&value) => {
                let measured = self.sources.slice(value.span).to_owned();
                self.report(dead_otherwise(last, &measured));
            }
            Some(_) => {}
            // What stands in place of a name was reported.
            None if misfit || absent.is_empty() || self.has_broken(body.open.to(body.close)) => {}
            None => self.report(say::names_without_row(value.span, &absent)),
        }
        // Every name has a row, so what stands behind the rows is met by `otherwise` alone.
        let fallback = match rest {
            Some((RowOutcome::Points(points), _)) => points,
            Some((outcome, span)) => {
                let always = expr(ExprKind::IsGiven(value.clone()), Type::Flag, span);
                whens.push(WhenRow { condition: always, outcome, span });
                points(Number::zero(), span)
            }
            None => points(Number::zero(), value.span),
        };
        Some(Quantify::Points { whens, value: fallback, held: quantify.held, short: false })
    }

    fn choice_is_broken(&self, value: &Expr) -> bool {
        matches!(value.ty, Type::Choice(choice) if self.has_broken(self.program.choices[choice].span))
    }

    /// The names of a choice, or of yes and no, that no row is for.
    fn names_without_row(&self, value: &Expr, met: &[(Value, Span)]) -> Vec<String> {
        let all: Vec<(Value, String)> = if let Type::Choice(choice) = &value.ty {
            let values = self.program.choices[*choice].values.iter().enumerate();
            values.map(|(place, value)| (Value::Choice(place), value.name.clone())).collect()
        } else {
            vec![(Value::Flag(true), "yes".to_owned()), (Value::Flag(false), "no".to_owned())]
        };
        all.into_iter().filter(|(value, _)| !met.iter().any(|(known, _)| known == value)).map(|(_, name)| name).collect()
    }
}

/// Makes a faulty end silence its row while an open end stays open.
trait TransposeEdge {
    fn transpose_edge(self) -> Option<Option<Edge>>;
}

impl TransposeEdge for Option<Option<Edge>> {
    fn transpose_edge(self) -> Option<Option<Edge>> {
        match self {
            Some(Some(edge)) => Some(Some(edge)),
            Some(None) => None,
            None => Some(None),
        }
    }
}

/// The ends of a band as they are written.
fn edges(band: &Band) -> Vec<&ast::Expr> {
    match band {
        Band::Below(end) | Band::AndBelow(end) | Band::Above(end) | Band::AndAbove(end) | Band::Single(end) => vec![end],
        Band::Between { low, high, .. } => vec![low, high],
    }
}
