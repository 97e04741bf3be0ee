//! Scorecards for groups: where it can be seen from sequences and members alone, exactly one fits each subject.

use crate::check::checker::Checker;
use crate::check::messages::meaning as say;
use crate::model::{Comparison, Expr, ExprKind, ScorecardId};
use crate::types::LevelId;
use crate::value::Value;

impl Checker<'_> {
    pub(super) fn check_groups(&mut self) {
        for level in self.program.levels.ids() {
            let cards = self.program.levels[level].scorecards.clone();
            if cards.len() > 1 {
                self.refuse_overlaps(&cards);
            }
            self.refuse_leftovers(level, &cards);
        }
    }

    /// Two scorecards that surely fit one subject both.
    fn refuse_overlaps(&mut self, cards: &[ScorecardId]) {
        for (place, card) in cards.iter().enumerate() {
            for other in cards.iter().take(place) {
                let (first, second) = (&self.program.scorecards[*other].whom, &self.program.scorecards[*card].whom);
                let members_apart = match (&first.members, &second.members) {
                    (Some(first), Some(second)) => !first.iter().any(|member| second.contains(member)),
                    (None, _) | (_, None) => false,
                };
                let (first_sequences, second_sequences) = (
                    first.condition.as_ref().map_or(Some(None), |condition| sequences_of(condition).map(Some)),
                    second.condition.as_ref().map_or(Some(None), |condition| sequences_of(condition).map(Some)),
                );
                let sequences_meet = match (first_sequences, second_sequences) {
                    (Some(Some(first)), Some(Some(second))) => first.iter().any(|sequence| second.contains(sequence)),
                    (Some(_), Some(_)) => true,
                    // A condition on anything else is beyond what can be seen here.
                    (_, _) => false,
                };
                if !members_apart && sequences_meet {
                    let (first, second) = (first.span, second.span);
                    self.report(say::scorecards_do_not_fit(second, first, None));
                    return;
                }
            }
        }
    }

    /// Sequences that no scorecard is for.
    fn refuse_leftovers(&mut self, level: LevelId, cards: &[ScorecardId]) {
        let Some(choice) = self.program.levels[level].sequences else { return };
        let mut met: Vec<usize> = Vec::new();
        for card in cards {
            let whom = &self.program.scorecards[*card].whom;
            match (&whom.members, &whom.condition) {
                (None, Some(condition)) => match sequences_of(condition) {
                    Some(sequences) => met.extend(sequences),
                    None => return,
                },
                (Some(_), _) | (None, None) => return,
            }
        }
        let absent: Vec<String> = (self.program.choices[choice].values.iter().enumerate())
            .filter(|(place, _)| !met.contains(place))
            .map(|(_, value)| value.name.clone())
            .collect();
        if let (Some(first), false) = (cards.first(), absent.is_empty()) {
            let span = self.program.scorecards[*first].whom.span;
            let declared = self.program.choices[choice].span;
            self.report(say::scorecards_do_not_fit(span, declared, Some(&absent)));
        }
    }
}

/// The sequences for which a condition holds, if it is about nothing else.
fn sequences_of(condition: &Expr) -> Option<Vec<usize>> {
    if let ExprKind::Either(left, right) = &*condition.kind {
        let mut both = sequences_of(left)?;
        both.extend(sequences_of(right)?);
        return Some(both);
    }
    let ExprKind::Compare(Comparison::Is, left, right) = &*condition.kind else { return None };
    match (&*left.kind, &*right.kind) {
        (ExprKind::Sequence, ExprKind::Constant(Value::Choice(place))) | (ExprKind::Constant(Value::Choice(place)), ExprKind::Sequence) => {
            Some(vec![*place])
        }
        (_, _) => None,
    }
}
