//! The ways in which the rules can come to a place: facts gathered from `when` rows and `if`s.

use super::facts::{Facts, Outcome};
use super::space::Space;
use crate::model::Expr;

/// More ways than this are not told apart.
const LIMIT: usize = 48;

/// The ways to a place.
#[derive(Clone, Debug)]
pub struct Context {
    /// For each way what holds on it. They may overlap.
    pub ways: Vec<Facts>,
    /// Whether conditions on the way were left aside, so that some of it may be impossible.
    pub rough: bool,
}

impl Context {
    /// A place that is always reached.
    pub fn open() -> Self {
        Self { ways: vec![Facts::default()], rough: false }
    }

    /// The ways on which `condition` comes out as `flag`.
    pub fn when(&self, space: &mut Space, condition: &Expr, flag: bool) -> Self {
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
            return Self { ways: self.ways.clone(), rough: true };
        }
        Self { ways, rough: self.rough }
    }

    /// The ways that are among those of another context too; as they are, where these cannot be told apart.
    pub fn within(&self, other: &Self) -> Self {
        if other.rough || self.ways.len().saturating_mul(other.ways.len()) > LIMIT {
            return self.clone();
        }
        let ways = self.ways.iter().flat_map(|way| other.ways.iter().filter_map(|facts| way.and(facts)));
        Self { ways: ways.collect(), rough: self.rough }
    }

    /// The ways with more facts; those that contradict them are gone.
    pub fn and(&self, facts: &Facts) -> Self {
        Self { ways: self.ways.iter().filter_map(|way| way.and(facts)).collect(), rough: self.rough }
    }

    /// Whether it is proved that the place is never reached.
    pub fn is_dead(&self, space: &Space) -> bool {
        self.ways.iter().all(|way| space.excluded(way))
    }
}
