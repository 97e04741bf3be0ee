//! Expressions with more cases than are followed: what is kept of them.

use super::facts::{Case, Facts, Outcome};
use super::messages::Why;
use super::space::Space;
use crate::model::Expr;
use crate::types::Type;

/// So many ways to a division by zero are told apart: without what leads to it, it could not be told from one that an
/// `if` rules out.
const WAYS_TO_ZERO: usize = 8;

/// So many ways to something that is missing.
const WAYS_TO_MISSING: usize = 2;

/// So many are asked whether they are possible at all.
const LOOKS: usize = 64;

impl Space<'_> {
    /// What `run` gives, and whether it met an expression with too many cases.
    pub(super) fn noting_overflow<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let before = std::mem::replace(&mut self.overflow, false);
        let result = run(self);
        let overflow = self.overflow;
        self.overflow |= before;
        (result, overflow)
    }

    /// Why something is not decided.
    pub(super) fn why(&self) -> Why {
        if self.overflow { Why::TooManyWays } else { Why::BeyondSums }
    }

    /// One case for all numbers, and those that are missing or a division by zero: some ways to each, and where there
    /// are more, one that leaves aside what else leads to it.
    pub(super) fn collapse(&mut self, expr: &Expr, cases: Vec<Case>) -> Vec<Case> {
        self.overflow = true;
        let mut faults: Vec<Fault> = Vec::new();
        for case in cases {
            if !matches!(case.outcome, Outcome::Missing(..) | Outcome::Zero(_)) {
                continue;
            }
            let place = faults.iter().position(|fault| same_fault(&fault.outcome, &case.outcome)).unwrap_or_else(|| {
                faults.push(Fault { outcome: case.outcome.clone(), ways: Vec::new(), looked_at: 0, more: false });
                faults.len() - 1
            });
            let Some(fault) = faults.get_mut(place) else { continue };
            if fault.more || fault.ways.contains(&case.facts) {
                continue;
            }
            fault.looked_at += 1;
            if fault.ways.len() >= fault.most() || fault.looked_at > LOOKS {
                fault.more = true;
            } else if !self.excluded(&case.facts) {
                fault.ways.push(case.facts);
            }
        }
        // Facts that say nothing show nothing: whoever names an input has to work out that it leads there.
        let unknown = Facts::pick(&self.opaque_atom(), [1]);
        let mut kept: Vec<Case> = faults.into_iter().flat_map(|fault| fault.cases(&unknown)).collect();
        if expr.ty == Type::Flag {
            kept.extend(self.either_way());
        } else {
            kept.push(Case::always(Outcome::Other));
        }
        kept
    }
}

/// Something at fault, and the ways to it.
struct Fault {
    outcome: Outcome,
    ways: Vec<Facts>,
    looked_at: usize,
    /// Whether there are more ways than are told apart.
    more: bool,
}

impl Fault {
    /// So many ways to it are told apart.
    fn most(&self) -> usize {
        if let Outcome::Zero(_) = self.outcome { WAYS_TO_ZERO } else { WAYS_TO_MISSING }
    }

    fn cases(self, unknown: &Facts) -> Vec<Case> {
        let bare = match &self.outcome {
            Outcome::Missing(atom, _) if self.ways.iter().all(|facts| facts.given.get(atom) == Some(&false)) => {
                Facts::presence(atom, false)
            }
            Outcome::Zero(_) => unknown.clone(),
            Outcome::Missing(..) | Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {
                Facts::default()
            }
        };
        let more = self.more.then_some(bare);
        self.ways.into_iter().chain(more).map(|facts| Case { facts, outcome: self.outcome.clone() }).collect()
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
