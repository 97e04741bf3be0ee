//! Steps and states.

use crate::check::checker::{Checker, Scope};
use crate::check::infer::Pay;
use crate::check::messages::meaning::Inside;
use crate::check::messages::{Phrase, Thing, Wanted, meaning as say, names as say_name, types};
use crate::check::names::nearest;
use crate::model::{Collection, IndicatorId, Late, Partial, Period, State, StatePoints, StateRow, Step, StepMode, Steps};
use crate::syntax::ast::{self, IndicatorClause, Name, RowResult, StateChoice};
use crate::text::{Span, Spanned};
use crate::types::ChoiceId;
use crate::value::Number;

impl<'a> Checker<'a> {
    pub(super) fn steps(&mut self, steps: &'a ast::Steps, scope: &Scope<'a>) -> Steps {
        self.expect_inside(&steps.body, Inside::Steps);
        let mut lowered = Vec::new();
        let mut pays = Vec::new();
        for step in &steps.body.statements {
            let written = &step.value;
            let due = written.due.as_ref().and_then(|day| self.day(&day.value, day.span));
            let points = self.fixed_points(&written.points, scope);
            pays.extend(points.as_ref().map(|(_, pay)| (*pay, written.points.span)));
            let late = written.late.as_ref().and_then(|late| {
                if written.due.is_none() {
                    self.report(say::late_without_day(late.span, written.name.span));
                    return None;
                }
                self.late(late, points.as_ref().map(|(number, _)| number), scope, &mut pays)
            });
            let Some((points, _)) = points else { continue };
            lowered.push(Step {
                name: written.name.value.clone(),
                title: written.title.as_ref().map(|title| title.value.clone()),
                due,
                points,
                late,
                span: step.span,
            });
        }
        self.refuse_mixed_pay(&pays);
        let mode = match steps.mode {
            ast::StepMode::AddUp => StepMode::AddUp,
            ast::StepMode::InOrder => StepMode::InOrder,
            ast::StepMode::Reached => StepMode::Reached,
        };
        Steps { mode, steps: lowered }
    }

    fn late(
        &mut self,
        late: &'a Spanned<ast::Late>,
        points: Option<&Number>,
        scope: &Scope<'a>,
        pays: &mut Vec<(Pay, Span)>,
    ) -> Option<Late> {
        match &late.value {
            ast::Late::Points(written) => {
                let (number, pay) = self.fixed_points(written, scope)?;
                pays.push((pay, written.span));
                Some(Late::Points(number))
            }
            ast::Late::LessEach { amount: written, period, partial } => {
                let period = match period {
                    ast::Period::Day => Period::Day,
                    ast::Period::Week => Period::Week,
                    ast::Period::Month => Period::Month,
                };
                // A day is never started, so that there is nothing to say about it.
                let partial = match (period, partial.value) {
                    (Period::Day, _) | (Period::Week | Period::Month, ast::Partial::Full) => Partial::Full,
                    (Period::Week | Period::Month, ast::Partial::OrPart) => Partial::OrPart,
                    (Period::Week | Period::Month, ast::Partial::InProportion) => Partial::InProportion,
                    (Period::Week | Period::Month, ast::Partial::Unsaid) => {
                        self.report(say::started_period_unsaid(partial.span, period == Period::Week));
                        return None;
                    }
                };
                let amount = self.infer(written, scope, None);
                if amount.ty == crate::types::Type::Percent {
                    // A percent here is of the step's points, not of the indicator's.
                    let share = self.constant_number(&amount);
                    if share.is_none() {
                        self.report(types::not_fixed(written.span, false));
                    }
                    let amount = self.not_below_zero(share?, written.span)?.multiply(points?);
                    return Some(Late::LessEach { amount, period, partial });
                }
                let (amount, _) = self.as_points(amount, scope);
                if amount.ty.is_error() {
                    return None;
                }
                let number = self.constant_number(&amount);
                if number.is_none() {
                    self.report(types::not_fixed(written.span, false));
                }
                Some(Late::LessEach { amount: self.not_below_zero(number?, written.span)?, period, partial })
            }
        }
    }

    /// Less of what is below zero would be more: being late would pay.
    fn not_below_zero(&mut self, number: Number, span: Span) -> Option<Number> {
        if number.is_negative() {
            self.report(types::number_out_of_place(span, &Wanted::NotNegative));
            return None;
        }
        Some(number)
    }

    pub(super) fn state(&mut self, id: IndicatorId, state: &'a ast::State, scope: &Scope<'a>) -> Option<State> {
        let choice = self.method_choice(&state.states)?;
        let judge = state.judge.as_ref().and_then(|name| self.role(name));
        let self_judge = state.self_judge.as_ref().and_then(|name| self.role(name));
        if state.judge.is_none() {
            self.report(say::left_unsaid(state.states.span, &Phrase::Judge));
        }
        let rows = self.state_rows(state, choice, scope);
        let way = self.indicators.get(id.index()).and_then(|facts| {
            facts.clauses.iter().find_map(|(clause, _, _)| match clause {
                IndicatorClause::CollectedBy(way, _) => Some(way.value),
                IndicatorClause::Points { .. }
                | IndicatorClause::PointsFrom(..)
                | IndicatorClause::LedBy(_)
                | IndicatorClause::SupportedBy(_)
                | IndicatorClause::Basis(_)
                | IndicatorClause::Formerly(_)
                | IndicatorClause::Input(_)
                | IndicatorClause::Let(_)
                | IndicatorClause::Chain(_)
                | IndicatorClause::Change(_)
                | IndicatorClause::Joint(_)
                | IndicatorClause::Ceiling(..)
                | IndicatorClause::Veto(..)
                | IndicatorClause::Warn { .. } => None,
            })
        });
        let collected = way.map(super::clauses::collection_of);
        let needs_evidence = !matches!(collected, Some(Collection::Inspection | Collection::Assessment));
        Some(State { choice, judge, self_judge, needs_evidence, rows })
    }

    /// The choice a state or survey goes by.
    pub(super) fn method_choice(&mut self, written: &'a Spanned<StateChoice>) -> Option<ChoiceId> {
        match &written.value {
            StateChoice::Inline(values) => Some(self.inline_choice(values, written.span)),
            StateChoice::Named(name) => {
                let found = self.names.choices.get(name.as_str()).copied();
                if found.is_none() {
                    self.unknown(Thing::Choice, name);
                }
                found
            }
        }
    }

    /// One row for each value of the choice, in the order of the choice.
    fn state_rows(&mut self, state: &'a ast::State, choice: ChoiceId, scope: &Scope<'a>) -> Vec<StateRow> {
        let values: Vec<String> = self.program.choices[choice].values.iter().map(|value| value.name.clone()).collect();
        let declared = self.program.choices[choice].span;
        let names: Vec<&'a Name> = state.body.statements.iter().map(|row| &row.value.name).collect();
        let keep = self.unique(Thing::Value, &names);
        let (mut rows, mut pays, mut named) = (Vec::new(), Vec::new(), Vec::new());
        let mut strange = false;
        for (row, keep) in state.body.statements.iter().zip(keep) {
            let name = &row.value.name;
            let Some(value) = values.iter().position(|value| *value == name.value) else {
                strange = true;
                if !self.may_be_broken(name) {
                    let meant = nearest(name, values.iter().map(String::as_str));
                    self.report_missed(Thing::Value, name, say_name::unknown_choice_value(name, meant, &values, Some(declared)));
                }
                continue;
            };
            named.push(value);
            let points = self.state_points(&row.value.result, scope, &mut pays);
            if let (Some(points), true) = (points, keep) {
                let title = row.value.title.as_ref().map(|title| title.value.clone());
                rows.push(StateRow { value, title, points, span: row.span });
            }
        }
        self.refuse_mixed_pay(&pays);
        let absent: Vec<String> =
            values.iter().enumerate().filter(|(place, _)| !named.contains(place)).map(|(_, value)| value.clone()).collect();
        let body = state.body.open.to(state.body.close);
        if !absent.is_empty() && !strange && !self.has_broken(body) {
            self.report(say::names_without_row(state.states.span, &absent));
        }
        rows.sort_by_key(|row| row.value);
        rows
    }

    /// Reports 8-10分, which is read as a difference below zero: the room of a judge is meant.
    fn is_range(&mut self, written: &ast::Expr) -> bool {
        let ast::ExprKind::Arithmetic(low, operator, high) = &*written.kind else { return false };
        let literal = |value: &ast::Expr| {
            let (ast::ExprKind::Number(number) | ast::ExprKind::Points(number)) = &*value.kind else { return None };
            Some(number.value.clone())
        };
        let rises = literal(low).zip(literal(high)).is_some_and(|(low, high)| low < high);
        let range = operator.value == ast::ArithmeticOperator::Subtract && rises;
        if range {
            let ends = [low, high].map(|end| self.sources.slice(end.span));
            self.report(say::range_as_difference(written.span, ends, self.language(written.span)));
            self.poison_met = true;
        }
        range
    }

    fn state_points(&mut self, result: &'a Spanned<RowResult>, scope: &Scope<'a>, pays: &mut Vec<(Pay, Span)>) -> Option<StatePoints> {
        match &result.value {
            RowResult::Value(written) => {
                if self.is_range(written) {
                    return None;
                }
                let (number, pay) = self.fixed_points(written, scope)?;
                pays.push((pay, written.span));
                Some(StatePoints::Fixed(number))
            }
            RowResult::Between(low, high) => {
                let (lower, low_pay) = self.fixed_points(low, scope)?;
                let (higher, high_pay) = self.fixed_points(high, scope)?;
                pays.push((low_pay, low.span));
                pays.push((high_pay, high.span));
                if lower > higher {
                    self.report(types::empty_range(high.span, low.span, false));
                    return None;
                }
                Some(StatePoints::Between(lower, higher))
            }
            RowResult::Line(..) => {
                self.poison_met = true;
                None
            }
            RowResult::NotApplicable | RowResult::Invalid => {
                self.report(say::state_without_points(result.span));
                None
            }
        }
    }
}
