//! Questions about a place: `place within the first 20%, rounded down`, `place is last`.

use crate::check::checker::{Checker, Scope, expr};
use crate::check::messages::{Wanted, quotas as say, types};
use crate::model::{Across, ContestResult, Expr, ExprKind, PlaceTest};
use crate::syntax::ast::{self, Quota};
use crate::text::Span;
use crate::types::Type;
use crate::value::Number;

/// A quota of more places than this is not told from a slip of the pen.
const MOST_PLACES: i64 = 100_000;

impl<'a> Checker<'a> {
    pub(super) fn within_first(&mut self, written: &'a ast::Expr, quota: &'a Quota, scope: &Scope<'a>, span: Span) -> Expr {
        let place = self.place_asked(written, scope);
        let test = self.quota(quota);
        match (place, test) {
            (Some(place), Some(test)) => expr(ExprKind::Placed(place, test), Type::Flag, span),
            (_, _) => self.poison(span),
        }
    }

    pub(super) fn is_last(&mut self, written: &'a ast::Expr, scope: &Scope<'a>, span: Span) -> Expr {
        match self.place_asked(written, scope) {
            Some(place) => expr(ExprKind::Placed(place, PlaceTest::Last), Type::Flag, span),
            None => self.poison(span),
        }
    }

    /// The place that is asked about: the subject's own, for only with its whole group can it be answered.
    fn place_asked(&mut self, written: &'a ast::Expr, scope: &Scope<'a>) -> Option<Expr> {
        let value = self.infer(written, scope, None);
        let place = matches!(&*value.kind, ExprKind::Across(Across::Contest { result: ContestResult::Place, .. }));
        if !place && !value.ty.is_error() {
            let other = matches!(&*value.kind, ExprKind::Across(Across::Above { .. } | Across::Members { .. }));
            self.report(say::not_a_place(written.span, self.sources.slice(written.span), other, scope.results));
        }
        place.then_some(value)
    }

    fn quota(&mut self, quota: &Quota) -> Option<PlaceTest> {
        let (number, span) = (&quota.number.value.value, quota.number.span);
        if !quota.percent {
            let places =
                number.to_i64().filter(|places| (1..=MOST_PLACES).contains(places)).and_then(|places| usize::try_from(places).ok());
            if places.is_none() {
                self.report(types::number_out_of_place(span, &Wanted::Between("1", "100000")));
            }
            return places.map(PlaceTest::First);
        }
        let sound = *number > Number::zero() && *number < Number::from(100);
        if !sound {
            self.report(types::number_out_of_place(span, &Wanted::ShareOfAll));
        }
        let Some(mode) = &quota.rounding else {
            self.report(say::rounding_unsaid(span, self.sources.slice(span), self.language(span)));
            return None;
        };
        sound.then(|| PlaceTest::Share(number.multiply(&Number::ratio(1, 100)), mode.value))
    }
}
