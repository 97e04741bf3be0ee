//! Chains of methods: each can be reached, each pays no more than the one before it, and there is an end.

use super::Prover;
use super::facts::Outcome;
use super::messages::chains as say;
use super::payments::{kind, most};
use super::space::Space;
use crate::model::{Expr, Indicator, Link, Method, Quantify, RowOutcome};
use crate::text::Span;
use crate::value::Number;

impl Prover<'_> {
    pub(super) fn chain(&mut self, space: &mut Space, indicator: &Indicator) {
        let chain = &indicator.chain;
        let stop = chain.links.iter().position(|link| always_applies(space, link));
        if let Some(place) = stop
            && let Some(last) = chain.links.get(place)
        {
            let head = self.head(last.span);
            if let Some(next) = chain.links.get(place + 1) {
                let span = self.head(next.span);
                self.report(say::unreachable_method(span, head, &kind(&next.method), &reason(&last.method)));
            } else if let Some(end) = &chain.end {
                self.report(say::unreachable_end(end.span, head, &reason(&last.method)));
            }
        }
        if let (None, None, Some(last)) = (stop, &chain.end, chain.links.last()) {
            let head = self.head(last.span);
            self.report(say::without_end(head, last.span, &kind(&last.method)));
        }
        self.payments(space, indicator);
        self.grid(indicator);
    }

    /// Leaving out what an earlier method asks for must not pay.
    fn payments(&mut self, space: &mut Space, indicator: &Indicator) {
        let chain = &indicator.chain;
        let mut before: Option<(Number, Span, crate::text::Words)> = None;
        for link in &chain.links {
            let own = most(space, link, &indicator.points);
            if let Some((limit, span, name)) = &before
                && own.sure > *limit
            {
                let head = self.head(link.span);
                self.report(say::later_pays_more(head, Some(&kind(&link.method)), &own.sure, *span, name, limit));
            }
            before = Some((own.limit, self.head(link.span), kind(&link.method)));
        }
        let Some(end) = &chain.end else { return };
        let RowOutcome::Points(points) = &end.outcome else { return };
        for case in space.cases(points) {
            if let Outcome::Number(fraction) = &case.outcome
                && let Some(given) = fraction.as_constant()
                && let Some((limit, span, name)) = &before
                && given > *limit
            {
                self.report(say::later_pays_more(points.span, None, &given, *span, name, limit));
            }
        }
    }

    /// Full points must be a score that can be given.
    fn grid(&mut self, indicator: &Indicator) {
        let Some(rounding) = &self.program.header.scores.rounded else { return };
        let off =
            [&indicator.points.full, &indicator.points.high, &indicator.points.low].into_iter().find(|points| !rounding.holds(points));
        if let Some(points) = off {
            self.report(say::off_the_grid(indicator.points.span, points, &rounding.step, &rounding.apply(points)));
        }
    }
}

/// Whether a method can be applied whatever is missing.
fn always_applies(space: &mut Space, link: &Link) -> bool {
    match &link.method {
        Method::Start(_) => true,
        Method::Compete(compete) => space.competes_whatever_is_missing(compete),
        Method::Steps(_) | Method::Survey(_) => false,
        Method::State(state) => !state.needs_evidence,
        Method::Quantify(quantify) => {
            let (whens, value) = match quantify {
                Quantify::Table(table) => (&table.whens, &table.value),
                Quantify::Points { whens, value, .. } | Quantify::Target { whens, value, .. } => (whens, value),
            };
            let mut read = vec![value];
            read.extend(whens.iter().map(|row| &row.condition));
            match quantify {
                Quantify::Table(table) => {
                    let edges = table.rows.iter().flat_map(|row| row.low.iter().chain(&row.high)).map(|edge| &edge.value);
                    read.extend(edges);
                    read.extend(table.rows.iter().flat_map(|row| super::aggregates::points_of(&row.outcome)));
                    read.extend(table.otherwise.iter().flat_map(|row| super::aggregates::points_of(&row.outcome)));
                }
                Quantify::Points { .. } => {}
                Quantify::Target { start, gains, .. } => {
                    read.push(start);
                    for gain in gains {
                        read.extend([&gain.amount, &gain.every.step, &gain.every.of]);
                        read.extend(gain.at_most.iter().chain(gain.every.beyond.iter().map(|(_, from)| from)));
                    }
                }
            }
            let missing = |space: &mut Space, expr: &Expr| {
                let cases = space.cases(expr);
                cases.iter().any(|case| matches!(case.outcome, Outcome::Missing(..)) && !space.excluded(&case.facts))
            };
            if read.iter().any(|expr| missing(space, expr)) {
                return false;
            }
            space.cautious = true;
            let lets = std::mem::take(&mut space.lets);
            let there = !read.iter().any(|expr| missing(space, expr));
            let known = !read.iter().any(|expr| expr.ty.is_error()) && !space.overflow;
            space.cautious = false;
            space.lets = lets;
            there && known
        }
    }
}

fn reason(method: &Method) -> crate::text::Words {
    use crate::words;
    match method {
        Method::Start(_) => words!("`start at` needs nothing", "“起评分”不需要任何数据"),
        Method::State(_) => words!("this state needs no evidence from the unit", "该描述不需要单位报送佐证"),
        Method::Quantify(_) | Method::Steps(_) | Method::Survey(_) | Method::Compete(_) => {
            words!("nothing it needs can be missing", "它所需的数据都不会缺报")
        }
    }
}
