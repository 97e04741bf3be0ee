//! Who leads and who supports an indicator, and how they share what is lost and gained on it.

use std::collections::BTreeSet;

use crate::check::checker::{Checker, Scope};
use crate::check::messages::{Phrase, Thing, answered as say};
use crate::model::{Across, Arithmetic, Expr, ExprKind, IndicatorId, LetId, Party, Times};
use crate::syntax::ast::{self, IndicatorClause, Name};
use crate::text::Span;
use crate::value::Number;

impl<'a> Checker<'a> {
    /// The clauses `led by` and `supported by` of an indicator.
    pub(super) fn lower_parties(&mut self, id: IndicatorId) {
        let Some(facts) = self.indicators.get(id.index()) else { return };
        let (clauses, head) = (facts.clauses.clone(), facts.ast);
        let (mut led, mut supported): (&'a [ast::Party], &'a [ast::Party]) = (&head.led_by, &[]);
        let (mut led_span, mut supported_span) = (head.led_by.first().map(|party| party.name.span), None);
        for (clause, span, _) in clauses {
            match clause {
                IndicatorClause::LedBy(parties) => {
                    if self.first_time(&mut led_span, span, Phrase::LedBy) {
                        led = parties;
                    }
                }
                IndicatorClause::SupportedBy(parties) => {
                    if self.first_time(&mut supported_span, span, Phrase::SupportedBy) {
                        supported = parties;
                    }
                }
                IndicatorClause::Points { .. }
                | IndicatorClause::PointsFrom(..)
                | IndicatorClause::CollectedBy(..)
                | IndicatorClause::Basis(_)
                | IndicatorClause::Formerly(_)
                | IndicatorClause::Input(_)
                | IndicatorClause::Let(_)
                | IndicatorClause::Chain(_)
                | IndicatorClause::Change(_)
                | IndicatorClause::Joint(_)
                | IndicatorClause::Ceiling(..)
                | IndicatorClause::Veto(..)
                | IndicatorClause::Warn { .. } => {}
            }
        }
        let (led_by, supported_by) = (self.parties(led), self.parties(supported));
        // A clause that could not be read may bear the rest.
        if !self.has_broken(self.program.indicators[id].span) {
            self.refuse_uneven_shares(led, supported);
        }
        let said = &mut self.program.indicators[id].said;
        (said.led_by, said.supported_by) = (led_span, supported_span);
        self.program.indicators[id].led_by = led_by;
        self.program.indicators[id].supported_by = supported_by;
    }

    /// Members that lead or support, of whichever kind of subject has them, each once.
    fn parties(&mut self, written: &'a [ast::Party]) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        let shared = written.iter().any(|party| party.share.is_some());
        for (place, party) in written.iter().enumerate() {
            let share = party.share.as_ref().map(|share| hundredth(&share.value));
            match self.member(&party.name, None) {
                Some(member) if !parties.iter().any(|known| known.member == member) => parties.push(Party { member, share }),
                // Two shares of one are told with the shares.
                Some(_) if shared => {}
                Some(_) => {
                    if let Some(first) = written.iter().take(place).find(|first| first.name.value == party.name.value) {
                        self.report(say::party_twice(party.name.span, &party.name.value, first.name.span));
                    }
                }
                None => {}
            }
        }
        parties
    }

    /// Shares are written for everybody or for nobody, once for each, and come to the whole.
    fn refuse_uneven_shares(&mut self, led: &'a [ast::Party], supported: &'a [ast::Party]) {
        let all: Vec<&ast::Party> = led.iter().chain(supported).collect();
        let shares: Vec<_> = all.iter().filter_map(|party| party.share.as_ref()).collect();
        let Some(last) = shares.last() else { return };
        let sum = shares.iter().fold(Number::zero(), |sum, share| sum.add(&share.value.value));
        let whole = Number::from(100);
        let without: Vec<&&ast::Party> = all.iter().filter(|party| party.share.is_none()).collect();
        if let Some(first) = without.first() {
            let rest = (without.len() == 1 && sum < whole).then(|| percent(&whole.subtract(&sum)));
            self.report(say::share_left_out(first.name.span, &first.name.value, rest));
            return;
        }
        for (place, party) in all.iter().enumerate() {
            if let Some(first) = all.iter().take(place).find(|other| other.name.value == party.name.value) {
                self.report(say::share_twice(party.name.span, &party.name.value, first.name.span));
                return;
            }
        }
        if sum != whole {
            // What the last named would have to bear, where it can.
            let rest = whole.subtract(&sum.subtract(&last.value.value));
            let fix = (!rest.is_negative() && !rest.is_zero()).then(|| (last.span, percent(&rest)));
            let shown = say::shown(&sum);
            self.report(say::shares_not_whole(last.span, &shown, fix));
        }
    }

    /// `at most 1 for each bureau`: what a clause takes from each of a kind, where its amount is a share of what they lost.
    pub(super) fn each_source(
        &mut self,
        cap: &'a ast::Expr,
        kind: &'a Name,
        amount: (&Expr, Span),
        times: &Times,
        scope: &Scope<'a>,
    ) -> Option<Expr> {
        let cap = self.magnitude(cap, scope);
        let Some(level) = self.names.levels.get(kind.as_str()).copied() else {
            self.unknown(Thing::Level, kind);
            return None;
        };
        let (amount, span) = amount;
        if amount.ty.is_error() || cap.ty.is_error() {
            return None;
        }
        let once = match times {
            Times::Once | Times::When(_) => true,
            Times::ForEach(_) | Times::ForEvery(_) => false,
        };
        let of = if once { self.share_of_losses(amount) } else { None };
        if of != Some(level) {
            self.report(say::not_a_share(span, &kind.value));
            return None;
        }
        Some(cap)
    }

    /// The kind of subject of whose losses or gains an amount is a share: one function over them, times and divided by
    /// what does not read them.
    fn share_of_losses(&self, amount: &Expr) -> Option<crate::types::LevelId> {
        if let ExprKind::Across(Across::Answered(answered)) = &*amount.kind {
            return Some(answered.level);
        }
        if let ExprKind::Let(id) = &*amount.kind {
            return self.share_of_losses(&self.program.lets[*id].value);
        }
        let ExprKind::Arithmetic(operation, left, right) = &*amount.kind else { return None };
        match (operation, self.reads_losses(left), self.reads_losses(right)) {
            (Arithmetic::Multiply | Arithmetic::Divide, true, false) => self.share_of_losses(left),
            (Arithmetic::Multiply, false, true) => self.share_of_losses(right),
            (Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply | Arithmetic::Divide, _, _) => None,
        }
    }

    fn reads_losses(&self, value: &Expr) -> bool {
        self.reads_losses_beside(value, &mut BTreeSet::new())
    }

    /// The same, where those named expressions read none that were looked through before.
    fn reads_losses_beside(&self, value: &Expr, seen: &mut BTreeSet<LetId>) -> bool {
        if let ExprKind::Let(id) = &*value.kind {
            return seen.insert(*id) && self.reads_losses_beside(&self.program.lets[*id].value, seen);
        }
        let here = matches!(&*value.kind, ExprKind::Across(Across::Answered(_)));
        here || value.expressions().into_iter().any(|piece| self.reads_losses_beside(piece, seen))
    }
}

fn hundredth(number: &ast::NumberLiteral) -> Number {
    number.value.multiply(&Number::ratio(1, 100))
}

fn percent(number: &Number) -> String {
    format!("{}%", say::shown(number))
}
