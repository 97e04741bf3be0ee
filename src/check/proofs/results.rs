//! Results in points: whether a row or a method can give more than the full points, or less than nothing.

use super::Prover;
use super::aggregates::is_fixed;
use super::context::Context;
use super::domain::{Image, Piece, Tried};
use super::evaluate::number_of;
use super::facts::{Assignment, Facts, Outcome};
use super::intervals::{End, Interval};
use super::linear::Constraint;
use super::messages::tables::{self as say, Origin, Worse};
use super::space::Space;
use crate::model::{Banded, Expr, Indicator, Late, Link, Method, StatePoints, StepMode};
use crate::value::Number;
use crate::words;

impl Prover<'_> {
    /// The results of a table that is not held to the points.
    pub(super) fn results_of_table(&mut self, space: &mut Space, indicator: &Indicator, table: &Banded, after: &Context, image: &Image) {
        if table.held {
            return;
        }
        let open = Context::open();
        let measured = space.cases(&table.value);
        space.measuring(measured, |space| {
            let mut before = open.clone();
            for row in &table.whens {
                let met = before.when(space, &row.condition, true);
                for points in row.outcome.points() {
                    self.result(space, indicator, points, &met, (Some(table), Origin::Holdable));
                }
                before = before.when(space, &row.condition, false);
            }
            for row in &table.rows {
                if is_fixed(&row.outcome) {
                    row.outcome.points().for_each(|points| self.result(space, indicator, points, &open, (Some(table), Origin::Holdable)));
                    continue;
                }
                let band = super::bands::band(space, row).unwrap_or_else(Interval::all);
                let ways: Vec<Facts> = image.pieces.iter().filter_map(|piece| space.narrowed(piece, &band)).collect();
                let inside = Context { ways, rough: after.rough || image.unknown, ..after.clone() };
                for points in row.outcome.points() {
                    self.result(space, indicator, points, &inside, (Some(table), Origin::Holdable));
                }
            }
            for points in table.otherwise.iter().flat_map(|row| row.outcome.points()) {
                self.result(space, indicator, points, after, (Some(table), Origin::Holdable));
            }
        });
    }

    /// One result; `table` is the table it stands in, for working it out. `origin` says what would help.
    pub(super) fn result(
        &mut self,
        space: &mut Space,
        indicator: &Indicator,
        points: &Expr,
        context: &Context,
        (table, origin): (Option<&Banded>, Origin),
    ) {
        if points.ty.is_error() {
            return;
        }
        let limits = &indicator.points;
        let span =
            if table.is_some_and(|table| table.scale.is_some()) { table.map_or(points.span, |table| table.span) } else { points.span };
        let (low, high) = (limits.low.clone(), limits.high.clone());
        let inside = Interval::closed(low.clone(), high.clone());
        let outside = [
            Interval { low: None, high: Some(End { value: low, inclusive: false }), grid: None },
            Interval { low: Some(End { value: high, inclusive: false }), high: None, grid: None },
        ];
        let mut open = false;
        for case in space.cases(points) {
            let fraction = match &case.outcome {
                Outcome::Number(fraction) => fraction,
                Outcome::Missing(..) | Outcome::Zero(_) => continue,
                Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {
                    open = true;
                    continue;
                }
            };
            if let Some(constant) = fraction.as_constant() {
                if !inside.holds(&constant) {
                    return self.report(say::result_beyond(span, space.sources.slice(points.span), &constant, limits, None, origin));
                }
                continue;
            }
            for way in &context.ways {
                let Some(facts) = way.and(&case.facts) else { continue };
                let Some(range) = space.extent_or_all(fraction, &facts) else { continue };
                for side in &outside {
                    if range.intersect(side).is_empty() {
                        continue;
                    }
                    let given = |space: &Space, found: &Assignment| match table {
                        Some(table) => space.points_in(table, points, found),
                        None => space.evaluate(points, found).map(|value| value.as_ref().and_then(number_of)),
                    };
                    let judge = |space: &Space, found: &Assignment| match given(space, found) {
                        _ if !space.within_limits(found) => Some(false),
                        Some(Some(number)) if side.holds(&number) => context.passes(space, table, &facts, found),
                        Some(_) => Some(false),
                        None => None,
                    };
                    let confirm = |space: &Space, found: &Assignment| judge(space, found) == Some(true);
                    let edge = side.low.as_ref().or(side.high.as_ref()).map_or_else(Number::zero, |end| end.value.clone());
                    let beyond = fraction.above.plus(&fraction.below, &edge.negate());
                    let beyond = if side.low.is_some() { beyond } else { beyond.scale(&Number::from(-1)) };
                    let piece = Piece { facts: facts.clone(), fraction: fraction.clone(), rounding: None, interval: range.clone() };
                    let found = match space.witness(&facts, &[Constraint::positive(beyond)], &confirm) {
                        Some(found) => Some(found),
                        None => match space.try_all(&piece, side, &judge) {
                            Tried::Shown(found) => Some(found),
                            Tried::None => None,
                            Tried::Unknown => {
                                open = true;
                                None
                            }
                        },
                    };
                    if let Some(found) = found
                        && let Some(Some(number)) = given(space, &found)
                    {
                        let inputs = space.inputs_words(&found);
                        return self.report(say::result_beyond(
                            span,
                            space.sources.slice(points.span),
                            &number,
                            limits,
                            Some(&inputs),
                            origin,
                        ));
                    }
                }
            }
        }
        if open {
            let text = space.text(points);
            let what = words!(
                "whether `{text}` stays within the {low} to {high} points of the indicator",
                "“{text}”是否不超出该指标的 {low} 至 {high} 分",
                text = text,
                low = limits.low,
                high = limits.high
            );
            self.undecided(span, &what, space.why());
        }
    }

    /// Methods that are not tables: steps that add up to too much, states above the points.
    pub(super) fn fixed_results(&mut self, space: &Space, indicator: &Indicator) {
        for link in &indicator.chain.links {
            match &link.method {
                Method::Steps(steps) => {
                    let most = super::payments::most_of_steps(steps);
                    if most > indicator.points.high && link.ceiling.is_none() {
                        let head = self.head(link.span);
                        self.report(say::steps_beyond(head, &most, &indicator.points));
                    }
                    for step in &steps.steps {
                        if step.points.is_negative() {
                            self.constant_points(space, indicator, &step.points, step.span);
                        }
                        if let Some(Late::Points(late)) = &step.late
                            && *late > step.points
                        {
                            self.report(say::worse_pays_more(step.span, &Worse::Late(late, &step.points)));
                        }
                    }
                    if steps.mode == StepMode::Reached {
                        for (before, after) in steps.steps.iter().zip(steps.steps.iter().skip(1)) {
                            if after.points < before.points {
                                let worse = Worse::Further(&after.name, &before.name, before.span);
                                self.report(say::worse_pays_more(self.after_arrow(after.span), &worse));
                            }
                        }
                    }
                }
                Method::State(state) => {
                    let choice = &self.program.choices[state.choice];
                    // The values of an ordered choice stand best first, and the rows in their order.
                    for (better, worse) in state.rows.iter().zip(state.rows.iter().skip(1)).filter(|_| choice.ordered) {
                        if super::payments::most_of_state(worse) > super::payments::most_of_state(better) {
                            let [one, two] =
                                [better, worse].map(|row| choice.values.get(row.value).map_or("", |value| value.name.as_str()));
                            self.report(say::worse_pays_more(self.after_arrow(worse.span), &Worse::State(two, one, better.span)));
                        }
                    }
                    for row in &state.rows {
                        let ends = match &row.points {
                            StatePoints::Fixed(points) => [points, points],
                            StatePoints::Between(low, high) => [low, high],
                        };
                        if let Some(beyond) = ends.into_iter().find(|points| leaves(indicator, link, points)) {
                            let span = self.after_arrow(row.span);
                            self.constant_points(space, indicator, beyond, span);
                        }
                    }
                }
                Method::Compete(compete) => {
                    for worth in compete.form.worths().into_iter().filter(|worth| leaves(indicator, link, &worth.points)) {
                        self.constant_points(space, indicator, &worth.points, worth.span);
                    }
                }
                Method::Survey(survey) => {
                    for level in &survey.levels {
                        if leaves(indicator, link, &level.points) {
                            let span = self.after_arrow(level.span);
                            self.constant_points(space, indicator, &level.points, span);
                        }
                    }
                }
                Method::Quantify(_) | Method::Start(_) => {}
            }
        }
    }
}

/// Whether points lie outside what the indicator gives; a ceiling in the head cuts off what is too much, and gives
/// nothing to what is below nothing.
fn leaves(indicator: &Indicator, link: &Link, points: &Number) -> bool {
    *points < indicator.points.low || (*points > indicator.points.high && link.ceiling.is_none())
}
