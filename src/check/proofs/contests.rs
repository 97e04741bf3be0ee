//! Contests: what a missing value does must be said where a value can be missing.

use super::Prover;
use super::context::Context;
use super::facts::{Atom, Case, Outcome};
use super::messages::contests as say;
use super::space::Space;
use crate::model::{Better, Compete, CompeteForm, Contest, ContestResult, Expr, Function, MissingPolicy, SharedId, SharedValue};
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
            if contest.missing != MissingPolicy::Unsaid || self.errors.iter().any(|error| contest.span.contains(*error)) {
                continue;
            }
            let mut space = Space::new(program, self.sources);
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
            let lapses: Vec<Atom> = space.cases(value).into_iter().filter_map(|case| space.lapsing(case)).collect();
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
            if let Some(atom) = self.missing_atom(value) {
                return Some((key.span, self.name(&atom)));
            }
        }
        None
    }

    /// The result that is not applicable in a case.
    fn lapsing(&self, case: Case) -> Option<Atom> {
        match case.outcome {
            Outcome::Missing(atom @ (Atom::Result(..) | Atom::PartScore(_)), _) if !self.excluded(&case.facts) => Some(atom),
            Outcome::Missing(..)
            | Outcome::Number(_)
            | Outcome::Flag(_)
            | Outcome::Choice(_)
            | Outcome::Chosen(_)
            | Outcome::Other
            | Outcome::Zero(_) => None,
        }
    }

    fn missing_atom(&mut self, value: &Expr) -> Option<Atom> {
        let missing = self.cases(value).into_iter().find_map(|case| match case.outcome {
            Outcome::Missing(atom, _) => Some((atom, case.facts)),
            Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other | Outcome::Zero(_) => None,
        });
        let (atom, facts) = missing?;
        if self.excluded(&facts) {
            return None;
        }
        match atom {
            Atom::Result(..) | Atom::PartScore(_) | Atom::Total | Atom::Vetoed | Atom::Grade => None,
            Atom::Member
            | Atom::Sequence
            | Atom::ParentSequence
            | Atom::Input(_)
            | Atom::ParentAttribute(_)
            | Atom::Field(..)
            | Atom::Entries(_)
            | Atom::Across(..)
            | Atom::Opaque(_) => Some(atom),
        }
    }

    /// Whether a competition gives points whatever is missing.
    pub(super) fn competes_whatever_is_missing(&mut self, compete: &Compete) -> bool {
        let program = self.program;
        let contest = &program.contests[compete.contest];
        let lapses = contest.keys.iter().any(|key| match &program.shared[key.value].value {
            SharedValue::OnCard(value) => {
                self.cases(value).into_iter().any(|case| matches!(case.outcome, Outcome::Missing(..)) && !self.excluded(&case.facts))
            }
            SharedValue::Contests(_) => true,
        });
        let in_proportion = matches!(compete.form, CompeteForm::Proportion(_));
        !lapses && contest.at_least.is_none() && !in_proportion
    }

    /// Whether the rules let somebody have no place.
    pub(super) fn may_have_no_place(&self, shared: SharedId, result: ContestResult) -> bool {
        if self.followed.contains(&shared) {
            return true;
        }
        let contests = match &self.program.shared[shared].value {
            SharedValue::Contests(contests) => contests,
            SharedValue::OnCard(_) => return false,
        };
        contests.iter().any(|id| {
            let contest = &self.program.contests[*id];
            let chosen = contest.ranked().is_some_and(|whom| whom.members.is_some() || whom.condition.is_some());
            if chosen && contests.len() == 1 || result == ContestResult::Competitors {
                return chosen && contests.len() == 1;
            }
            if let ContestResult::Gathered { function: Function::Number, available: true } = result {
                return false;
            }
            let lapses = contest.keys.iter().any(|key| match &self.program.shared[key.value].value {
                SharedValue::OnCard(value) => self.may_lapse(value),
                SharedValue::Contests(_) => false,
            });
            let mut space = Space::new(self.program, self.sources);
            space.followed.clone_from(&self.followed);
            space.followed.push(shared);
            let leaves = contest.missing != MissingPolicy::LastPlace && space.key_that_can_miss(contest).is_some();
            contest.at_least.is_some() || lapses || leaves
        })
    }
}
