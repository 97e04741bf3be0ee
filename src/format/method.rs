//! The methods of a chain.

use super::indicator::{Often, comma_separated};
use super::layout::Doc;
use super::lines::Row;
use super::printer::{Printed, Printer};
use crate::syntax::Rule;
use crate::syntax::ast::{
    Band, ChainLink, DayLiteral, Direction, Expr, ForEvery, Late, Method, Partial, Period, Quantify, QuantifyRow, RowResult, ShortForm,
    Start, State, StateChoice, StateRow, Step, StepMode, Steps,
};
use crate::text::Language;

impl Printer<'_> {
    pub(super) fn chain_link(&mut self, link: &ChainLink) -> Printed {
        let before = if link.after_else { self.word(Rule::kw_else) } else { Doc::Nil };
        match &link.method {
            Method::Quantify(quantify) => self.quantify(before, quantify),
            Method::Steps(steps) => self.steps(before, steps),
            Method::State(state) => self.state(before, state),
            Method::Survey(survey) => self.survey(before, survey),
            Method::Start(start) => {
                let start = self.start(start);
                Printed::alone(Doc::words([before, start]))
            }
            Method::Compete(compete) => self.compete(before, compete),
            Method::End(result) => {
                let result = self.result(result);
                Printed::alone(Doc::words([before, result]))
            }
        }
    }

    fn quantify(&mut self, before: Doc, quantify: &Quantify) -> Printed {
        let value = self.expr(&quantify.value);
        let (short, lower_is_better) = match &quantify.short {
            None => (Doc::Nil, false),
            Some(ShortForm::Line(from, to)) => {
                let (from, to) = (self.expr(from), self.expr(to));
                (Doc::words([self.word(Rule::kw_from), from, self.word(Rule::kw_line_to), to]), false)
            }
            Some(ShortForm::Proportion { target, lower_is_better }) => (self.prefixed(Rule::kw_in_proportion_to, target), *lower_is_better),
        };
        let head = Doc::words([before, self.word(Rule::kw_quantify), value, short]);
        let lower = if lower_is_better { self.word(Rule::kw_lower_is_better) } else { Doc::Nil };
        let held = if quantify.held { self.word(Rule::kw_held) } else { Doc::Nil };
        let ceiling = self.ceiling(quantify.ceiling.as_ref());
        let body = quantify.body.as_ref().map(|body| self.body(body, Self::quantify_row));
        Printed::with(Row::alone(comma_separated([head, lower, held, ceiling])), body)
    }

    pub(super) fn quantify_row(&mut self, row: &QuantifyRow) -> Printed {
        match row {
            QuantifyRow::When(condition, result) => {
                let condition = self.condition(Rule::kw_when, Some(condition));
                self.row(condition, result)
            }
            QuantifyRow::Band(band, result) => {
                let band = self.band(band);
                self.row(band, result)
            }
            QuantifyRow::Otherwise(result) => {
                let otherwise = self.word(Rule::kw_otherwise);
                self.row(otherwise, result)
            }
            QuantifyRow::StartAt(start) => Printed::alone(self.start(start)),
            QuantifyRow::Gain { direction, amount, every, at_most } => self.gain(direction.value, amount, every, at_most.as_ref()),
        }
    }

    fn row(&mut self, left: Doc, result: &RowResult) -> Printed {
        let result = self.result(result);
        Printed::row(Row::aligned("row", [left, Doc::words([Doc::text("=>"), result])]))
    }

    fn gain(&mut self, direction: Direction, amount: &Expr, every: &ForEvery, at_most: Option<&Expr>) -> Printed {
        let amount = self.expr(amount);
        let often = match (self.language, &every.of) {
            (Language::Chinese, None) => {
                let beyond = self.beyond(every);
                Often::First(Doc::words([beyond, self.every(every)]))
            }
            (Language::Chinese | Language::English, _) => Often::Last(self.for_every(every)),
        };
        let at_most = at_most.map_or(Doc::Nil, |most| self.prefixed(Rule::kw_at_most, most));
        self.change_row(direction, amount, often, [at_most, Doc::Nil])
    }

    fn band(&mut self, band: &Band) -> Doc {
        match band {
            Band::Below(edge) => self.prefixed(Rule::kw_below, edge),
            Band::Above(edge) => self.prefixed(Rule::kw_above, edge),
            Band::AndAbove(edge) => {
                let edge = self.expr(edge);
                Doc::words([edge, self.word(Rule::kw_and_above)])
            }
            Band::AndBelow(edge) => {
                let edge = self.expr(edge);
                Doc::words([edge, self.word(Rule::kw_and_below)])
            }
            Band::Between { low, low_out, high, high_out } => self.range(low, *low_out, high, *high_out),
            Band::Single(value) => self.expr(value),
        }
    }

    fn result(&mut self, result: &RowResult) -> Doc {
        match result {
            RowResult::Value(value) => self.expr(value),
            RowResult::Line(from, to) => {
                let (from, to) = (self.expr(from), self.expr(to));
                Doc::words([from, self.word(Rule::kw_line_to), to])
            }
            RowResult::Between(low, high) => {
                let (low, high) = (self.expr(low), self.expr(high));
                match self.language {
                    Language::English => Doc::words([self.word(Rule::kw_between), low, self.word(Rule::kw_and), high]),
                    Language::Chinese => Doc::words([low, self.word(Rule::kw_with), high, self.word(Rule::kw_in_between)]),
                }
            }
            RowResult::NotApplicable => self.word(Rule::kw_not_applicable),
            RowResult::Invalid => self.word(Rule::kw_invalid),
        }
    }

    fn start(&mut self, start: &Start) -> Doc {
        self.prefixed(Rule::kw_start_at, &start.points)
    }

    fn steps(&mut self, before: Doc, steps: &Steps) -> Printed {
        let mode = match steps.mode {
            StepMode::AddUp => Doc::Nil,
            StepMode::InOrder => self.word(Rule::kw_in_order),
            StepMode::Reached => self.word(Rule::kw_reached),
        };
        let head = Doc::words([before, self.word(Rule::kw_steps), mode]);
        let ceiling = self.ceiling(steps.ceiling.as_ref());
        let body = self.body(&steps.body, Self::step);
        Printed::with(Row::alone(comma_separated([head, ceiling])), Some(body))
    }

    fn step(&mut self, step: &Step) -> Printed {
        let due = step.due.as_ref().map_or(Doc::Nil, |day| self.due_step(day));
        let points = self.expr(&step.points);
        let late = match step.late.as_ref().map(|late| &late.value) {
            None => Doc::Nil,
            Some(Late::Points(points)) => {
                let points = self.expr(points);
                Doc::words([self.word(Rule::kw_late), Doc::text("=>"), points])
            }
            Some(Late::LessEach { amount, period, partial }) => {
                let amount = self.expr(amount);
                self.late_each(amount, *period, partial.value)
            }
        };
        let result = Doc::words([Doc::text("=>"), comma_separated([points, late])]);
        Printed::row(Row::aligned("step", [self.name(&step.name), self.title(step.title.as_ref()), due, result]))
    }

    fn state(&mut self, before: Doc, state: &State) -> Printed {
        let states = self.method_choice(&state.states);
        let judge =
            state.judge.as_ref().map_or(Doc::Nil, |judge| self.around(Rule::kw_judged_by, self.name(judge), Rule::kw_by, Rule::kw_judges));
        let head = Doc::words([before, self.word(Rule::kw_state), states, judge]);
        let self_judge = state
            .self_judge
            .as_ref()
            .map_or(Doc::Nil, |judge| self.around(Rule::kw_for_itself_by, self.name(judge), Rule::kw_itself_by, Rule::kw_judges));
        let ceiling = self.ceiling(state.ceiling.as_ref());
        let body = self.body(&state.body, Self::state_row);
        Printed::with(Row::alone(comma_separated([head, self_judge, ceiling])), Some(body))
    }

    /// The choice a state or survey goes by.
    pub(super) fn method_choice(&mut self, choice: &StateChoice) -> Doc {
        match choice {
            StateChoice::Named(choice) => self.name(choice),
            StateChoice::Inline(values) => {
                let values = self.choice_list(values, false);
                super::expression::bracketed("(", values, ")")
            }
        }
    }

    fn state_row(&mut self, row: &StateRow) -> Printed {
        let result = self.result(&row.result);
        let result = Doc::words([Doc::text("=>"), result]);
        Printed::row(Row::aligned("state", [self.name(&row.name), self.title(row.title.as_ref()), result]))
    }

    pub(super) fn ceiling(&mut self, ceiling: Option<&Expr>) -> Doc {
        ceiling.map_or(Doc::Nil, |most| self.prefixed(Rule::kw_at_most, most))
    }

    /// `due 31 March`, 3月31日前
    pub(super) fn due_step(&self, day: &DayLiteral) -> Doc {
        let text = self.day(day);
        match self.language {
            Language::English => Doc::words([self.word(Rule::kw_due), Doc::text(text)]),
            Language::Chinese => Doc::text(format!("{text}{}", self.spelling(Rule::kw_before))),
        }
    }

    /// `less 0.1 for each day late`, 每迟一日少 0.1
    fn late_each(&self, amount: Doc, period: Period, partial: Partial) -> Doc {
        let full = partial == Partial::Full && period != Period::Day;
        let or_part = partial == Partial::OrPart;
        match self.language {
            Language::English => {
                let full = if full { self.word(Rule::kw_full) } else { Doc::Nil };
                let or_part = if or_part { self.word(Rule::kw_or_part) } else { Doc::Nil };
                let period = self.word(match period {
                    Period::Day => Rule::kw_day,
                    Period::Week => Rule::kw_week,
                    Period::Month => Rule::kw_month,
                });
                Doc::words([
                    self.word(Rule::kw_less),
                    amount,
                    self.word(Rule::kw_for_each),
                    full,
                    period,
                    self.word(Rule::kw_late),
                    or_part,
                ])
            }
            Language::Chinese => {
                let each = self.word(match (period, full) {
                    (Period::Day, _) => Rule::kw_less_each_day_late,
                    (Period::Week, false) => Rule::kw_less_each_week_late,
                    (Period::Week, true) => Rule::kw_less_each_full_week_late,
                    (Period::Month, false) => Rule::kw_less_each_month_late,
                    (Period::Month, true) => Rule::kw_less_each_full_month_late,
                });
                let or_part = if or_part { self.part_as_whole() } else { Doc::Nil };
                Doc::Concat(vec![Doc::words([each, amount]), or_part])
            }
        }
    }
}
