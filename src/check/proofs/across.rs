//! Follows readings of other subjects: what they can come to, and whether they can be missing.

use std::collections::BTreeMap;

use super::context::Context;
use super::facts::{Atom, Case, Outcome, Presence};
use super::intervals::Interval;
use super::space::Space;
use crate::model::{Across, Answered, Balance, ContestResult, Expr, ExprKind, Function, MemberId, SharedId, SharedValue};
use crate::value::Number;

impl Space<'_> {
    /// The unknown that stands for a reading of other subjects.
    pub(super) fn across_atom(&self, across: &Across, expr: &Expr) -> Atom {
        Atom::Across(self.text(expr), self.presence_across(across))
    }

    pub(super) fn across(&mut self, across: &Across, expr: &Expr) -> Vec<Case> {
        let atom = self.across_atom(across, expr);
        let range = self.across_range(across);
        self.atom_cases(&atom, expr, || range)
    }

    /// Whether it can be missing, and whether the rules themselves let it: nobody may be below, and not
    /// everybody has a subject of that kind above.
    fn presence_across(&self, across: &Across) -> Presence {
        let open = match across {
            Across::Contest { shared, result } => self.may_have_no_place(*shared, *result),
            Across::Above { shared, .. } => shared.iter().any(|shared| {
                let shared = &self.program.shared[*shared];
                match &shared.value {
                    SharedValue::OnCard(value) => self.may_lapse(value),
                    SharedValue::Contests(_) => false,
                }
            }),
            Across::Members { function, .. } => *function != Function::Number,
            // Who answers for nothing has nothing to carry.
            Across::Answered(_) => false,
        };
        match across {
            Across::Contest { .. } | Across::Above { .. } | Across::Members { .. } | Across::Answered(_) if open => Presence::Open,
            // How many compete is a number also where the subject itself has no value.
            Across::Contest { result: ContestResult::Competitors, .. } => Presence::Always,
            // Over nobody they are none.
            Across::Members { function: Function::Number, value: None, condition, .. }
                if condition.is_none_or(|condition| self.never_misses(condition)) =>
            {
                Presence::Always
            }
            Across::Contest { .. } | Across::Above { .. } | Across::Members { .. } | Across::Answered(_) => Presence::Expected,
        }
    }

    /// Whether something that is read on another card has a value whatever is missing there.
    fn never_misses(&self, id: SharedId) -> bool {
        let shared = &self.program.shared[id];
        let value = match &shared.value {
            SharedValue::OnCard(value) => value,
            SharedValue::Contests(_) => return false,
        };
        // Rules with a circle are refused; their proofs must end nevertheless.
        if value.ty.is_error() || self.followed.contains(&id) {
            return false;
        }
        let mut space = Space::new(self.program, self.sources);
        space.total = super::weights::total_range(self.program, shared.level);
        space.cautious = true;
        space.followed.clone_from(&self.followed);
        space.followed.push(id);
        let missing =
            space.cases(value).into_iter().any(|case| matches!(case.outcome, Outcome::Missing(..)) && !space.excluded(&case.facts));
        !missing && !space.overflow
    }

    /// Whether a single result of another card may be not applicable there.
    pub(super) fn may_lapse(&self, value: &Expr) -> bool {
        if let ExprKind::Indicator(id, _) = &*value.kind { super::payments::can_drop_out(self.program, *id) } else { false }
    }

    fn across_range(&self, across: &Across) -> Interval {
        match across {
            Across::Contest { shared, result } => match result {
                ContestResult::Gathered { function, .. } => self.gathered_range(*function, self.measured_of(*shared)),
                ContestResult::Place => Interval::from(Number::one()),
                ContestResult::Competitors => Interval::from(Number::one()).on_grid(Some(&Number::one())),
                ContestResult::ShareAbove => Interval::closed(Number::zero(), Number::one()),
            },
            Across::Answered(answered) => self.answered_range(answered),
            Across::Above { shared, .. } => {
                let ranges = shared.iter().map(|shared| self.shared_range(*shared));
                ranges.reduce(|one, two| one.hull(&two)).unwrap_or_else(Interval::all)
            }
            Across::Members { function, value, .. } => self.gathered_range(*function, *value),
        }
    }

    /// What a contest over one value runs over.
    fn measured_of(&self, shared: SharedId) -> Option<SharedId> {
        let contests = match &self.program.shared[shared].value {
            SharedValue::Contests(contests) => contests,
            SharedValue::OnCard(_) => return None,
        };
        contests.first().and_then(|contest| self.program.contests[*contest].keys.first()).map(|key| key.value)
    }

    fn gathered_range(&self, function: Function, value: Option<SharedId>) -> Interval {
        let own = value.map_or_else(Interval::all, |value| self.shared_range(value));
        match function {
            Function::Highest | Function::Lowest | Function::Latest | Function::Average | Function::Median => own,
            Function::Number | Function::LongestRun => Interval::from(Number::zero()).on_grid(Some(&Number::one())),
            Function::Sum if own.low.as_ref().is_some_and(|low| !low.value.is_negative()) => Interval::from(Number::zero()),
            Function::Sum => Interval::all(),
        }
    }

    /// What one subject can have lost or gained for which any one of those named answers.
    fn answered_range(&self, answered: &Answered) -> Interval {
        let mut most: BTreeMap<MemberId, Number> = BTreeMap::new();
        for (id, _) in &answered.indicators {
            let indicator = &self.program.indicators[*id];
            let range = match answered.balance {
                Balance::Lost => indicator.points.full.subtract(&indicator.points.low),
                Balance::Gained => indicator.points.high.subtract(&indicator.points.full),
            };
            for party in indicator.parties(answered.way) {
                if let Some(share) = indicator.share_of(party.member, answered.way) {
                    let own = most.entry(party.member).or_insert_with(Number::zero);
                    *own = own.add(&share.multiply(&range));
                }
            }
        }
        let most = most.into_values().max().unwrap_or_else(Number::zero);
        match answered.function {
            Function::Highest | Function::Average | Function::Lowest | Function::Latest | Function::Median => {
                Interval::closed(Number::zero(), most)
            }
            Function::Sum | Function::Number | Function::LongestRun if most.is_zero() => Interval::single(most),
            Function::Sum | Function::Number | Function::LongestRun => Interval::from(Number::zero()),
        }
    }

    /// Where something shared can lie, over the domains of the other card.
    fn shared_range(&self, id: SharedId) -> Interval {
        // Rules with a circle are refused; their proofs must end nevertheless.
        if self.followed.contains(&id) {
            return Interval::all();
        }
        let shared = &self.program.shared[id];
        let value = match &shared.value {
            SharedValue::OnCard(value) => value,
            SharedValue::Contests(_) => return Interval::all(),
        };
        if !value.ty.is_numeric() {
            return Interval::all();
        }
        let mut space = Space::new(self.program, self.sources);
        space.total = super::weights::total_range(self.program, shared.level);
        space.followed.clone_from(&self.followed);
        space.followed.push(id);
        let image = space.image(value, &Context::open());
        if image.unknown {
            return Interval::all();
        }
        image.pieces.into_iter().map(|piece| piece.interval).reduce(|one, two| one.hull(&two)).unwrap_or_else(Interval::all)
    }
}
