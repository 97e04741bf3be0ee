//! Contests: what a missing value does must be said where a value can be missing.

use super::Prover;
use super::asked::Reader;
use super::context::Context;
use super::facts::{Atom, Case, Outcome, Presence};
use super::messages::contests as say;
use super::space::Space;
use crate::model::{
    Better, Compete, CompeteForm, Contest, ContestResult, Expr, Function, InputOwner, MissingPolicy, SharedId, SharedValue,
};
use crate::text::Span;
use crate::value::Number;

impl Prover<'_> {
    /// Every contest in which a value can be missing and nothing says what that does.
    pub(super) fn contests(&mut self) {
        let program = self.program;
        for contest in program.contests.values() {
            let members = program.levels[contest.level].members.len();
            if let Some(needed) = contest.at_least.filter(|needed| members > 0 && *needed > members) {
                self.report(say::never_enough(contest.span, needed, members));
            }
            if let Some(whom) = contest.ranked() {
                self.look_at_whom(&mut Space::new(program, self.sources), whom);
            }
            if contest.missing != MissingPolicy::LeaveCount {
                self.later_keys(contest);
            }
            // Its body may have said it in a clause that could not be read.
            let item = program.indicators.values().map(|indicator| indicator.span).find(|item| item.contains(contest.span));
            let around = item.unwrap_or(contest.span);
            if contest.missing != MissingPolicy::Unsaid || self.errors.iter().any(|error| around.contains(*error)) {
                continue;
            }
            let mut space = Space::new(program, self.sources);
            space.reader = Reader::in_contest(program, contest);
            if let Some((span, name)) = space.key_that_can_miss(contest) {
                self.report(say::missing_competitor(span, &name));
            }
        }
    }
}

impl Prover<'_> {
    /// A key behind the first only settles ties, but who has no value of it has no place at all: what is
    /// not applicable leaves the contest, whatever is said of missing values.
    fn later_keys(&mut self, contest: &Contest) {
        let program = self.program;
        let mut known: Vec<Atom> = Vec::new();
        for (place, key) in contest.keys.iter().enumerate() {
            let SharedValue::OnCard(value) = &program.shared[key.value].value else { continue };
            let mut space = Space::new(program, self.sources);
            space.reader = Reader::in_contest(program, contest);
            let lapses = space.lapsing_in(value);
            if let Some(atom) = lapses.iter().find(|atom| place > 0 && !known.contains(atom)) {
                self.report(say::key_that_lapses(key.span, &space.name_words(atom)));
            }
            known.extend(lapses);
        }
    }

    /// No share of a best value is negative.
    pub(super) fn in_proportion(&mut self, space: &mut Space, compete: &Compete) {
        let CompeteForm::Proportion(best) = &compete.form else { return };
        let program = self.program;
        let contest = &program.contests[compete.contest];
        for key in &contest.keys {
            let SharedValue::OnCard(value) = &program.shared[key.value].value else { continue };
            let image = space.image(value, &Context::open());
            if image.unknown {
                continue;
            }
            let low = image.pieces.iter().filter_map(|piece| piece.interval.low.as_ref()).map(|end| &end.value).min();
            let endless = image.pieces.iter().any(|piece| piece.interval.low.is_none());
            if let Some(low) = low.filter(|low| low.is_negative()) {
                self.report(say::proportion_of_negative(key.span, best.span, low));
            } else if endless {
                self.report(say::proportion_of_negative(key.span, best.span, &Number::from(-1)));
            } else if key.better == Better::Lower && image.pieces.iter().any(|piece| piece.interval.holds(&Number::zero())) {
                self.report(say::best_of_zero(key.span, best.span));
            }
        }
    }
}

impl Space<'_> {
    /// The first key whose value can be missing, and what is missing then. What is not applicable is not missing.
    fn key_that_can_miss(&mut self, contest: &Contest) -> Option<(Span, String)> {
        let program = self.program;
        for key in &contest.keys {
            let value = match &program.shared[key.value].value {
                SharedValue::OnCard(value) => value,
                SharedValue::Contests(_) => continue,
            };
            if let Some(atom) = self.missing_in(value).into_iter().find(|atom| self.presence(atom) == Presence::Open) {
                return Some((key.span, self.name(&atom)));
            }
        }
        None
    }

    /// What can be missing in an expression.
    fn missing_in(&mut self, value: &Expr) -> Vec<Atom> {
        let cases = self.cases(value);
        let missing = |case: Case| {
            let Outcome::Missing(atom, _) = case.outcome else { return None };
            (!self.excluded(&case.facts)).then_some(atom)
        };
        cases.into_iter().filter_map(missing).collect()
    }

    /// What of it can be not applicable.
    fn lapsing_in(&mut self, value: &Expr) -> Vec<Atom> {
        self.missing_in(value).into_iter().filter(|atom| self.presence(atom) == Presence::Lapses).collect()
    }

    /// Whether a competition gives points whatever is missing.
    pub(super) fn competes_whatever_is_missing(&mut self, compete: &Compete) -> bool {
        let program = self.program;
        let contest = &program.contests[compete.contest];
        let is_attribute = |atom: &Atom| matches!(atom, Atom::Input(id) if matches!(program.inputs[*id].owner, InputOwner::Level(_)));
        let lapses = contest.keys.iter().any(|key| match &program.shared[key.value].value {
            // An attribute is expected of everybody, and goes on to the next method all the same where it is missing.
            SharedValue::OnCard(value) => {
                !self.missing_in(value).is_empty() || self.cautiously(|space| space.missing_in(value)).iter().any(is_attribute)
            }
            SharedValue::Contests(_) => true,
        });
        let in_proportion = matches!(compete.form, CompeteForm::Proportion(_));
        !lapses && contest.at_least.is_none() && !in_proportion
    }

    /// Whether the rules let somebody have no place.
    pub(super) fn presence_in_contest(&self, shared: SharedId, result: ContestResult) -> Presence {
        if self.followed.contains(&shared) {
            return Presence::Open;
        }
        let SharedValue::Contests(contests) = &self.program.shared[shared].value else { return Presence::Always };
        let alone = contests.len() == 1;
        let in_one = contests.iter().map(|id| {
            let contest = &self.program.contests[*id];
            let chosen = contest.ranked().is_some_and(|whom| !whom.is_everybody());
            let chosen = if chosen && alone { Presence::Lapses } else { Presence::Always };
            if chosen.can_be_missing() || result == ContestResult::Competitors {
                return chosen;
            }
            if let ContestResult::Gathered { function: Function::Number, available: true } = result {
                return Presence::Always;
            }
            let mut space = Space::new(self.program, self.sources);
            space.followed.clone_from(&self.followed);
            space.followed.push(shared);
            space.presences.clone_from(&self.presences);
            // The keys stand on the card that the place is read on.
            space.reader = self.reader.clone();
            space.total_lapses = self.total_lapses;
            // Where nobody has a value there is no place to be last of.
            if contest.at_least.is_some() || space.key_that_can_miss(contest).is_some() {
                return Presence::Open;
            }
            let lapses = contest.keys.iter().any(|key| match &self.program.shared[key.value].value {
                SharedValue::OnCard(value) => !space.lapsing_in(value).is_empty(),
                SharedValue::Contests(_) => false,
            });
            if lapses { Presence::Lapses } else { Presence::Always }
        });
        in_one.fold(Presence::Always, Presence::or)
    }
}
