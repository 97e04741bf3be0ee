//! The ways in which the rules can come to a place: facts gathered from `when` rows and `if`s.

use std::sync::Arc;

use super::facts::{Assignment, Facts, Outcome};
use super::space::Space;
use crate::model::{Banded, Expr};

/// More ways than this are not told apart.
const LIMIT: usize = 48;

/// The ways to a place.
#[derive(Clone, Debug)]
pub struct Context {
    /// For each way what holds on it. They may overlap.
    pub ways: Vec<Facts>,
    /// Whether conditions on the way were left aside, so that some of it may be impossible.
    pub rough: bool,
    /// The conditions on the way, each with how it comes out: an input that is named has to meet them when they are
    /// worked out, whatever the facts could not follow of them.
    pub guards: Vec<(Arc<Expr>, bool)>,
}

impl Context {
    /// A place that is always reached.
    pub fn open() -> Self {
        Self { ways: vec![Facts::default()], rough: false, guards: Vec::new() }
    }

    /// The ways on which `condition` comes out as `flag`.
    pub fn when(&self, space: &mut Space, condition: &Expr, flag: bool) -> Self {
        let mut guards = self.guards.clone();
        guards.push((Arc::new(condition.clone()), flag));
        let mut ways: Vec<Facts> = Vec::new();
        for case in space.known_flags(condition) {
            let meets = match case.outcome {
                Outcome::Flag(met) => met == flag,
                Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => true,
                Outcome::Missing(..) | Outcome::Zero(_) => false,
            };
            if !meets {
                continue;
            }
            for way in &self.ways {
                if let Some(facts) = way.and(&case.facts)
                    && !space.excluded(&facts)
                {
                    ways.push(facts);
                }
            }
        }
        if ways.len() > LIMIT {
            return Self { ways: self.ways.clone(), rough: true, guards };
        }
        Self { ways, rough: self.rough, guards }
    }

    /// The ways that are among those of another context too; as they are, where these cannot be told apart.
    pub fn within(&self, other: &Self) -> Self {
        if other.rough || self.ways.len().saturating_mul(other.ways.len()) > LIMIT {
            return self.clone();
        }
        let ways = self.ways.iter().flat_map(|way| other.ways.iter().filter_map(|facts| way.and(facts)));
        let guards = self.guards.iter().chain(&other.guards).cloned().collect();
        Self { ways: ways.collect(), rough: self.rough, guards }
    }

    /// The ways with more facts; those that contradict them are gone.
    pub fn and(&self, facts: &Facts) -> Self {
        Self { ways: self.ways.iter().filter_map(|way| way.and(facts)).collect(), ..self.clone() }
    }

    /// The ways on which `from` holds, told apart by the conditions that were left aside, and whether these are all.
    pub fn some_ways(&self, space: &mut Space, from: Vec<Facts>) -> (Vec<Facts>, bool) {
        let (mut ways, mut all) = (from, true);
        for (condition, flag) in self.guards.iter().filter(|_| self.rough) {
            let met = space.known_flags(condition).into_iter().filter(|case| matches!(case.outcome, Outcome::Flag(met) if met == *flag));
            let met: Vec<Facts> = met.map(|case| case.facts).collect();
            let both = ways.iter().flat_map(|way| met.iter().filter_map(|facts| way.and(facts)));
            let mut left = both.filter(|facts| !space.excluded(facts));
            let some: Vec<Facts> = left.by_ref().take(LIMIT).collect();
            all &= left.next().is_none();
            ways = some;
        }
        (ways, all)
    }

    /// Whether every condition on the way comes out as it has to, worked out.
    pub fn is_met(&self, space: &Space, found: &Assignment) -> bool {
        self.guards.iter().all(|(condition, flag)| space.holds(condition, found) == Some(*flag))
    }

    /// Whether an input that meets `facts` comes this way: no condition comes out otherwise, and where one cannot be
    /// worked out the facts say all there is to say; none where they do not. `table` is the one whose value the
    /// conditions may read.
    pub fn passes(&self, space: &Space, table: Option<&Banded>, facts: &Facts, found: &Assignment) -> Option<bool> {
        let mut known = true;
        for (condition, flag) in &self.guards {
            match space.holds_in(condition, table, found) {
                Some(held) if held == Some(*flag) => {}
                Some(_) => return Some(false),
                None => known &= !space.beyond_sums(facts),
            }
        }
        known.then_some(true)
    }

    /// Whether it is known that an input that meets `facts` comes this way.
    pub fn lets_pass(&self, space: &Space, table: Option<&Banded>, facts: &Facts, found: &Assignment) -> bool {
        self.passes(space, table, facts, found) == Some(true)
    }

    /// Whether it is proved that the place is never reached.
    pub fn is_dead(&self, space: &Space) -> bool {
        self.ways.iter().all(|way| space.excluded(way))
    }
}
