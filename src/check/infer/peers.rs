//! What a subject comes to among its peers: `place of …`, `average of … within sequence`.

use crate::check::checker::{Checker, Scope, expr};
use crate::check::messages::{contests as say, names as say_name};
use crate::model::{
    Across, Better, Contest, ContestResult, ContestSpans, Entrants, Expr, ExprKind, Function, Key, MissingPolicy, Shared, SharedId,
    SharedValue, Ties,
};
use crate::syntax::ast::{self, Standing, StandingResult};
use crate::text::{Span, Spanned};
use crate::types::{LevelId, Type};

impl<'a> Checker<'a> {
    /// `place of rate within sequence`, `share of peers above in rate within sequence`
    pub(super) fn standing(&mut self, standing: &'a Standing, scope: &Scope<'a>, span: Span) -> Expr {
        let Some(level) = self.peers_of(scope, span) else { return self.poison(span) };
        let value = self.infer(&standing.value, &of_peers(scope), None);
        let better = standing.better.as_ref().map(|better| Spanned {
            value: match better.value {
                ast::Better::Higher => Better::Higher,
                ast::Better::Lower => Better::Lower,
            },
            span: better.span,
        });
        let Some(key) = self.key(value, better, level, standing.value.span) else { return self.poison(span) };
        let Some(ties) = self.program.header.ties else {
            self.report(say::ties_unsaid(span, true));
            return self.poison(span);
        };
        let (result, ty) = match standing.result {
            StandingResult::Place => (ContestResult::Place, Type::Number),
            StandingResult::ShareAbove => (ContestResult::ShareAbove, Type::Percent),
        };
        let missing = if standing.available { MissingPolicy::LeaveCount } else { MissingPolicy::Spoils };
        let shared = self.among_peers(level, &standing.among, vec![key], (ties, missing), scope, span);
        expr(ExprKind::Across(Across::Contest { shared, result }), ty, span)
    }

    /// `average of rate within sequence`, `number of competitors over all`
    pub(super) fn over_peers(
        &mut self,
        (function, at): (Function, Span),
        available: bool,
        (value, among): (Option<&'a ast::Expr>, &'a Spanned<ast::Among>),
        scope: &Scope<'a>,
        span: Span,
    ) -> Expr {
        let Some(level) = self.peers_of(scope, span) else { return self.poison(span) };
        let policy = (Ties::Better, MissingPolicy::LeaveCount);
        let Some(written) = value else {
            if self.gathered(function, at, Type::Count, true).is_none() {
                return self.poison(span);
            }
            let shared = self.among_peers(level, among, Vec::new(), policy, scope, span);
            return expr(ExprKind::Across(Across::Contest { shared, result: ContestResult::Competitors }), Type::Count, span);
        };
        let value = self.infer(written, &of_peers(scope), None);
        if value.ty.is_error() {
            return self.poison(span);
        }
        let Some(ty) = self.gathered(function, at, value.ty.clone(), false) else { return self.poison(span) };
        let Some(key) = self.key(value, None, level, written.span) else { return self.poison(span) };
        let shared = self.among_peers(level, among, vec![key], policy, scope, span);
        let result = ContestResult::Gathered { function, available };
        expr(ExprKind::Across(Across::Contest { shared, result }), ty, span)
    }

    /// The kind of subject whose peers are meant.
    fn peers_of(&mut self, scope: &Scope<'a>, span: Span) -> Option<LevelId> {
        if scope.attributes_only {
            self.report(say_name::only_attributes(span, self.sources.slice(span)));
            return None;
        }
        // A scale sees the kind of subject of whoever uses it.
        let level = scope.level.or_else(|| scope.indicator.map(|id| self.program.indicators[id].whom.level));
        if level.is_none() {
            self.of_nobody(span, scope);
        }
        level
    }

    fn among_peers(
        &mut self,
        level: LevelId,
        among: &Spanned<ast::Among>,
        keys: Vec<Key>,
        (ties, missing): (Ties, MissingPolicy),
        scope: &Scope<'a>,
        span: Span,
    ) -> SharedId {
        let among = self.among(Some(among), level);
        let entrants = scope.indicator.map_or(Entrants::Judged, Entrants::JudgedBy);
        let contest = self.program.contests.push(Contest {
            level,
            entrants,
            among,
            keys,
            ties,
            missing,
            at_least: None,
            span,
            said: ContestSpans::default(),
        });
        self.program.shared.push(Shared { level, value: SharedValue::Contests(vec![contest]), span })
    }
}

/// What is read of peers is read on the card of each: no entry, no measured value.
fn of_peers<'a>(scope: &Scope<'a>) -> Scope<'a> {
    Scope { entry: None, measured: None, ..scope.clone() }
}
