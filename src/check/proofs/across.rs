//! Follows readings of other subjects: what they can come to, and whether they can be missing.

use std::collections::BTreeMap;

use super::asked::Reader;
use super::context::Context;
use super::facts::{Atom, Case, Outcome, Presence};
use super::intervals::{End, Interval};
use super::space::Space;
use crate::model::{
    Across, Answered, Balance, ContestId, ContestResult, Expr, Function, InputId, InputOwner, MemberId, SharedId, SharedValue, Ties,
};
use crate::text::Span;
use crate::types::LevelId;
use crate::value::Number;

impl Space<'_> {
    /// The unknown that stands for a reading of other subjects.
    pub(super) fn across_atom(&self, across: &Across, expr: &Expr) -> Atom {
        Atom::Across(self.text(expr), self.presence_across(across))
    }

    pub(super) fn across(&mut self, across: &Across, expr: &Expr) -> Vec<Case> {
        let atom = self.across_atom(across, expr);
        let range = self.across_range(across);
        let cases = self.atom_cases(&atom, expr, || range);
        self.tally_of_others(across, &atom);
        self.own_among_peers(across, &atom);
        self.in_order(across, &atom);
        cases
    }

    /// Whether it can be missing, and whether the rules themselves let it: nobody may be below, not everybody has a
    /// subject of that kind above, and what is read may be missing there.
    fn presence_across(&self, across: &Across) -> Presence {
        match across {
            Across::Contest { shared, result } => match self.presence_in_contest(*shared, *result) {
                // How many compete is a number also where the subject itself has no value.
                presence if *result == ContestResult::Competitors => presence,
                presence => presence.or(Presence::Expected),
            },
            Across::Above { always: false, .. } => Presence::Open,
            // That nobody wrote down what stands above is for the data to say.
            Across::Above { shared, .. } => {
                let read = shared.iter().map(|shared| self.presence_of_shared(*shared));
                read.fold(Presence::Expected, Presence::or)
            }
            Across::Members { function: Function::Number, available, value, condition, .. } => {
                let value = value.filter(|_| !available).map_or(Presence::Always, |value| self.presence_among(value));
                let condition = condition.map_or(Presence::Always, |condition| self.presence_among(condition));
                value.or(condition)
            }
            Across::Members { .. } => Presence::Open,
            // Who answers for nothing has nothing to carry.
            Across::Answered(answered) => {
                let condition = answered.condition.map_or(Presence::Always, |condition| self.presence_among(condition));
                condition.or(Presence::Expected)
            }
        }
    }

    /// The same of what is read of each of several: whoever it is not applicable to is left out.
    fn presence_among(&self, id: SharedId) -> Presence {
        let presence = self.presence_of_shared(id);
        let SharedValue::OnCard(value) = &self.program.shared[id].value else { return presence };
        if presence == Presence::Open || presence == Presence::Always || self.followed.contains(&id) {
            return presence;
        }
        let mut space = self.on_card_of(id);
        space.cautious = true;
        let (cases, overflow) = space.noting_overflow(|space| space.cases(value));
        let stays = |case: &Case| matches!(&case.outcome, Outcome::Missing(atom, _) if !space.is_result(atom));
        let missing = overflow || cases.iter().any(|case| stays(case) && !space.excluded(&case.facts));
        if missing { Presence::Expected } else { Presence::Always }
    }

    /// Whether something is missing only where it is not applicable.
    fn is_result(&self, atom: &Atom) -> bool {
        matches!(atom, Atom::Result(..) | Atom::PartScore(_) | Atom::Total | Atom::Grade) || self.presence(atom) == Presence::Lapses
    }

    /// Whether the parent of some reader may be of a kind without this attribute: with two kinds that have it, its name
    /// would not say which is meant.
    pub(super) fn some_parent_lacks(&self, id: InputId) -> bool {
        let InputOwner::Level(owner) = self.program.inputs[id].owner else { return false };
        self.program.levels.values().any(|level| level.parents.len() > 1 && level.parents.contains(&owner))
    }

    /// The same of a kind without sequences.
    pub(super) fn some_parent_is_in_none(&self) -> bool {
        let in_some = |level: &LevelId| self.program.levels[*level].sequences.is_some();
        self.program.levels.values().any(|level| level.parents.len() > 1 && level.parents.iter().any(in_some))
    }

    /// Whether something that is read on another card can be missing there.
    fn presence_of_shared(&self, id: SharedId) -> Presence {
        if let Some(known) = self.presences.borrow().get(&id) {
            return *known;
        }
        let shared = &self.program.shared[id];
        // Rules with a circle are refused; their proofs must end nevertheless.
        let value = match &shared.value {
            SharedValue::OnCard(value) if !value.ty.is_error() && !self.followed.contains(&id) => value,
            SharedValue::OnCard(_) | SharedValue::Contests(_) => return Presence::Expected,
        };
        let mut space = self.on_card_of(id);
        let by_rules = space.presence_of(value);
        let presence = if by_rules.can_be_missing() {
            by_rules
        } else {
            let mut space = self.on_card_of(id);
            space.cautious = true;
            space.presence_of(value)
        };
        self.presences.borrow_mut().insert(id, presence);
        presence
    }

    /// Whether an expression can be missing: the strongest of its cases.
    fn presence_of(&mut self, value: &Expr) -> Presence {
        let (cases, overflow) = self.noting_overflow(|space| space.cases(value));
        let mut presence = if overflow { Presence::Expected } else { Presence::Always };
        for case in cases {
            if let Outcome::Missing(atom, _) = &case.outcome
                && !self.excluded(&case.facts)
            {
                presence = presence.or(self.presence(atom));
            }
        }
        presence
    }

    /// Where the rules let something be missing in what is read on another card.
    pub(super) fn open_in_shared(&self, id: SharedId) -> Option<Span> {
        let SharedValue::OnCard(value) = &self.program.shared[id].value else { return None };
        let mut space = self.on_card_of(id);
        space.cases(value).into_iter().find_map(|case| {
            let Outcome::Missing(atom, span) = case.outcome else { return None };
            (space.presence(&atom) == Presence::Open && !space.excluded(&case.facts)).then_some(span)
        })
    }

    /// A space for what is read on the card of another subject.
    pub(super) fn on_card_of(&self, id: SharedId) -> Self {
        let level = self.program.shared[id].level;
        let mut space = Space::new(self.program, self.sources);
        space.reader = Reader::of(level);
        space.total = super::weights::total_range(self.program, level);
        space.total_lapses = super::payments::card_can_drop_out(self.program, level);
        space.followed.clone_from(&self.followed);
        space.followed.push(id);
        space.presences.clone_from(&self.presences);
        space
    }

    fn across_range(&self, across: &Across) -> Interval {
        match across {
            Across::Contest { shared, result } => match result {
                ContestResult::Gathered { function, .. } => self.gathered_range(*function, self.measured_of(*shared)),
                ContestResult::Place => Interval::from(Number::one()).on_grid(Some(&self.between_places(*shared))),
                ContestResult::Competitors => Interval::from(Number::one()).on_grid(Some(&Number::one())),
                // Among those who compete is the subject itself, and nobody is above themselves.
                ContestResult::ShareAbove => {
                    Interval { high: Some(End { value: Number::one(), inclusive: false }), ..Interval::from(Number::zero()) }
                }
            },
            Across::Answered(answered) => self.answered_range(answered),
            Across::Above { shared, .. } => {
                let ranges = shared.iter().map(|shared| self.shared_range(*shared));
                ranges.reduce(|one, two| one.hull(&two)).unwrap_or_else(Interval::all)
            }
            Across::Members { function, value, .. } => self.gathered_range(*function, *value),
        }
    }

    /// How far places lie apart: those who share the mean of two places stand between them.
    fn between_places(&self, shared: SharedId) -> Number {
        let contests = match &self.program.shared[shared].value {
            SharedValue::Contests(contests) => contests.as_slice(),
            SharedValue::OnCard(_) => &[],
        };
        let is_mean = |contest: &ContestId| match self.program.contests[*contest].ties {
            Ties::Average => true,
            Ties::Better | Ties::Worse => false,
        };
        if contests.iter().any(is_mean) { Number::ratio(1, 2) } else { Number::one() }
    }

    /// What a contest over one value runs over.
    pub(super) fn measured_of(&self, shared: SharedId) -> Option<SharedId> {
        let contests = match &self.program.shared[shared].value {
            SharedValue::Contests(contests) => contests,
            SharedValue::OnCard(_) => return None,
        };
        contests.first().and_then(|contest| self.program.contests[*contest].keys.first()).map(|key| key.value)
    }

    pub(super) fn gathered_range(&self, function: Function, value: Option<SharedId>) -> Interval {
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
        let mut space = self.on_card_of(id);
        let image = space.image(value, &Context::open());
        if image.unknown {
            return Interval::all();
        }
        image.pieces.into_iter().map(|piece| piece.interval).reduce(|one, two| one.hull(&two)).unwrap_or_else(Interval::all)
    }
}
