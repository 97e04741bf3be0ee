//! Follows comparisons: when each comes out yes, and when no.

use super::facts::{Case, Facts, Outcome};
use super::linear::{Constraint, Linear};
use super::space::Space;
use crate::model::Comparison;
use crate::types::Type;
use crate::value::Number;

impl Space<'_> {
    /// Yes and no of a comparison of two values that are there.
    pub(super) fn compared(&mut self, comparison: Comparison, left: &Outcome, right: &Outcome, ty: &Type) -> Vec<Case> {
        match (left, right) {
            (Outcome::Number(left), Outcome::Number(right)) => {
                let difference = left.minus(right).unwrap_or_else(|| {
                    let (left, right) = (self.linear(left), self.linear(right));
                    left.subtract(&right)
                });
                let mut cases = self.sign_cases(comparison, &difference);
                // The side of an equality on which nothing lies would only be gone through with everything else.
                if cases.len() > 2 {
                    cases.retain(|case| !self.excluded(&case.facts));
                }
                cases
            }
            (Outcome::Flag(left), Outcome::Flag(right)) => {
                let equal = left == right;
                match comparison {
                    Comparison::Is => vec![Case::always(Outcome::Flag(equal))],
                    Comparison::IsNot => vec![Case::always(Outcome::Flag(!equal))],
                    Comparison::Below | Comparison::Above | Comparison::AtMost | Comparison::AtLeast => self.either_way(),
                }
            }
            (Outcome::Choice(_) | Outcome::Chosen(_), Outcome::Choice(_) | Outcome::Chosen(_)) => {
                self.choices_compared(comparison, left, right, ty)
            }
            (Outcome::Missing(..) | Outcome::Zero(_), _) => vec![Case::always(left.clone())],
            (_, Outcome::Missing(..) | Outcome::Zero(_)) => vec![Case::always(right.clone())],
            (
                Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other,
                Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other,
            ) => self.either_way(),
        }
    }

    fn choices_compared(&mut self, comparison: Comparison, left: &Outcome, right: &Outcome, ty: &Type) -> Vec<Case> {
        let Type::Choice(choice) = ty else { return self.either_way() };
        let all = self.program.choices[*choice].values.len();
        // Of an ordered choice the value that is declared first is the highest.
        let holds = |left: usize, right: usize| match comparison {
            Comparison::Is => left == right,
            Comparison::IsNot => left != right,
            Comparison::Below => left > right,
            Comparison::Above => left < right,
            Comparison::AtMost => left >= right,
            Comparison::AtLeast => left <= right,
        };
        let mut cases = Vec::new();
        match (left, right) {
            (Outcome::Choice(left), Outcome::Choice(right)) => cases.push(Case::always(Outcome::Flag(holds(*left, *right)))),
            (Outcome::Chosen(atom), Outcome::Choice(right)) => {
                for flag in [true, false] {
                    let values: Vec<usize> = (0..all).filter(|left| holds(*left, *right) == flag).collect();
                    if !values.is_empty() {
                        cases.push(Case { facts: Facts::pick(atom, values), outcome: Outcome::Flag(flag) });
                    }
                }
            }
            (Outcome::Choice(left), Outcome::Chosen(atom)) => {
                for flag in [true, false] {
                    let values: Vec<usize> = (0..all).filter(|right| holds(*left, *right) == flag).collect();
                    if !values.is_empty() {
                        cases.push(Case { facts: Facts::pick(atom, values), outcome: Outcome::Flag(flag) });
                    }
                }
            }
            (
                Outcome::Chosen(_)
                | Outcome::Choice(_)
                | Outcome::Number(_)
                | Outcome::Flag(_)
                | Outcome::Other
                | Outcome::Missing(..)
                | Outcome::Zero(_),
                _,
            ) => return self.either_way(),
        }
        cases
    }

    /// Yes and no of a comparison, by the sign of the difference of its sides.
    fn sign_cases(&self, comparison: Comparison, difference: &Linear) -> Vec<Case> {
        let turned = difference.scale(&Number::from(-1));
        let zero = Constraint::zero(difference.clone());
        let above = |inclusive| Constraint::from_zero(difference.clone(), inclusive);
        let below = |inclusive| Constraint::from_zero(turned.clone(), inclusive);
        let ways = match comparison {
            Comparison::Is => vec![(true, zero), (false, above(false)), (false, below(false))],
            Comparison::IsNot => vec![(false, zero), (true, above(false)), (true, below(false))],
            Comparison::Below => vec![(true, below(false)), (false, above(true))],
            Comparison::Above => vec![(true, above(false)), (false, below(true))],
            Comparison::AtMost => vec![(true, below(true)), (false, above(false))],
            Comparison::AtLeast => vec![(true, above(true)), (false, below(false))],
        };
        let case = |(flag, constraint)| {
            let facts = Facts::default().and(&Facts::constraint(self.drawn_in(constraint)?))?;
            Some(Case { facts, outcome: Outcome::Flag(flag) })
        };
        ways.into_iter().filter_map(case).collect()
    }
}
