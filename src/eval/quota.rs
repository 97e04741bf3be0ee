//! Questions about a place: within the first so many, within a share of those ranked, last.
//!
//! Whoever shares the last place inside a quota is inside; a tie is never split, and that it makes more
//! inside than there is room for is noted.

use std::sync::Arc;

use super::card::{Card, Scope};
use super::contest::whole;
use super::contest_trace::{Field, Overfull, PlacedTrace, Placing};
use super::expression::Step;
use super::report::Found;
use super::trace::{Derivation, Operation};
use crate::model::{Expr, PlaceTest};
use crate::value::{Number, Rounding};

impl<'a> Card<'a> {
    pub(super) fn place_test(&mut self, expr: &Expr, place: &'a Expr, test: &PlaceTest, scope: Scope<'_>) -> Step {
        let child = self.evaluate(place, scope);
        let Found::Given(_) = child.found else {
            return Step::of(Operation::Placed(None), child.found.clone(), vec![child]);
        };
        let Some((placing, own)) = placing_of(&child).and_then(|placing| Some((placing, placing.own()?))) else {
            return Step::of(Operation::Placed(None), Found::unfit(expr.span), vec![child]);
        };
        let trace = placed_trace(test, &placing.field);
        let holds = match test {
            PlaceTest::First(_) | PlaceTest::Share(..) => own.first <= trace.allowed,
            PlaceTest::Last => own.last == trace.ranked && own.first > 1,
        };
        if let (Some((place, sharing)), Some(best)) = (trace.edge, placing.field.competitors.first()) {
            let overfull = Overfull {
                span: expr.span,
                contest: placing.field.contest,
                best: best.subject,
                allowed: trace.allowed,
                inside: trace.inside,
                place,
                sharing,
            };
            self.overfull.insert((expr.span, best.subject), overfull);
        }
        Step::of(Operation::Placed(Some(Box::new(trace))), Found::flag(holds), vec![child])
    }
}

fn placing_of(place: &Derivation) -> Option<&Arc<Placing>> {
    if let Operation::Contest { placing, .. } = &place.operation { placing.as_ref() } else { None }
}

/// What a question comes to in a group, the same for all in it.
fn placed_trace(test: &PlaceTest, field: &Field) -> PlacedTrace {
    let ranked = field.competitors.len();
    let (share, allowed) = match test {
        PlaceTest::First(number) => (None, *number),
        PlaceTest::Share(share, mode) => {
            let share = share.multiply(&whole(ranked));
            let rounded = Rounding { mode: *mode, step: Number::one() }.apply(&share);
            (Some(share), rounded.to_i64().and_then(|places| usize::try_from(places).ok()).unwrap_or(0))
        }
        PlaceTest::Last => (None, ranked),
    };
    // Best first, so whoever is inside stands on one side of an edge.
    let (inside, edge) = match test {
        PlaceTest::First(_) | PlaceTest::Share(..) => {
            let inside = field.competitors.partition_point(|one| one.first <= allowed);
            let last = inside.checked_sub(1).and_then(|last| field.competitors.get(last));
            (inside, last.filter(|one| one.last > allowed).map(|one| (one.first, one.last - one.first + 1)))
        }
        PlaceTest::Last => {
            let before = field.competitors.partition_point(|one| one.last < ranked);
            // Where all share the first place, nobody is last.
            (if before == 0 { 0 } else { ranked - before }, None)
        }
    };
    PlacedTrace { test: test.clone(), ranked, share, allowed, inside, edge }
}
