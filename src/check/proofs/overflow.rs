//! Expressions with more cases than are followed: what is kept of them.

use super::facts::{Case, Facts, Outcome};
use super::space::Space;
use crate::model::Expr;
use crate::types::Type;

impl Space<'_> {
    /// What `run` gives, and whether it met an expression with too many cases.
    pub(super) fn noting_overflow<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let before = std::mem::replace(&mut self.overflow, false);
        let result = run(self);
        let overflow = self.overflow;
        self.overflow |= before;
        (result, overflow)
    }

    /// One case for all numbers, and those that are missing or a division by zero.
    pub(super) fn collapse(&mut self, expr: &Expr, cases: Vec<Case>) -> Vec<Case> {
        self.overflow = true;
        let mut kept: Vec<Case> = Vec::new();
        // Of those that are too many the first of each kind stays, without what else leads to it.
        let mut rest: Vec<Case> = Vec::new();
        for case in cases {
            let bare = match &case.outcome {
                Outcome::Missing(..) | Outcome::Zero(_) if kept.len() < 16 => {
                    kept.push(case);
                    continue;
                }
                Outcome::Missing(atom, _) if case.facts.given.get(atom) == Some(&false) => Facts::presence(atom, false),
                Outcome::Missing(..) => Facts::default(),
                // Without what leads to it a division by zero could not be told from one that an `if` rules out.
                Outcome::Zero(_) => continue,
                Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => continue,
            };
            if !rest.iter().any(|known| same_fault(&known.outcome, &case.outcome)) {
                rest.push(Case { facts: bare, outcome: case.outcome });
            }
        }
        kept.extend(rest);
        if expr.ty == Type::Flag {
            kept.extend(self.either_way());
        } else {
            kept.push(Case::always(Outcome::Other));
        }
        kept
    }
}

/// Whether both are the same value that is missing, or the same division by zero.
fn same_fault(one: &Outcome, two: &Outcome) -> bool {
    match (one, two) {
        (Outcome::Missing(atom, span), Outcome::Missing(other, place)) => atom == other && span == place,
        (Outcome::Zero(one), Outcome::Zero(two)) => one == two,
        (
            Outcome::Number(_)
            | Outcome::Flag(_)
            | Outcome::Choice(_)
            | Outcome::Chosen(_)
            | Outcome::Other
            | Outcome::Missing(..)
            | Outcome::Zero(_),
            _,
        ) => false,
    }
}
