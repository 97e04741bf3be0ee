//! Dimensions: what a quantity is measured in, as powers of base units.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::UnitId;

/// What all units of one kind go back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Base {
    /// Points of a score.
    Points,
    /// Calendar days.
    Days,
    /// A declared unit that is not defined by another.
    Unit(UnitId),
}

/// A product of powers of base units; empty for plain numbers.
///
/// Each piece of each derivation carries one in its type, and nearly all are points or days to the first power: only
/// what is made of several takes more than its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Dimension(Powers);

/// INVARIANT: no power is 0, and it has the first form that it fits, so equal dimensions have equal forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
enum Powers {
    #[default]
    None,
    One([(Base, i32); 1]),
    /// In the order of the base units.
    Several(Arc<[(Base, i32)]>),
}

/// The highest power that a rule may use: nobody works out more by hand.
pub const HIGHEST_POWER: i32 = 16;

impl Dimension {
    /// No dimension.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The dimension of one base unit.
    #[must_use]
    pub fn of(base: Base) -> Self {
        Self(Powers::One([(base, 1)]))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.list().is_empty()
    }

    /// The dimension of a product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, 1)
    }

    /// The dimension of a quotient.
    #[must_use]
    pub fn per(&self, other: &Self) -> Self {
        self.combine(other, -1)
    }

    /// The base units with their powers, in a fixed order.
    pub fn powers(&self) -> impl Iterator<Item = (Base, i32)> + '_ {
        self.list().iter().copied()
    }

    /// The first base unit whose power is beyond [`HIGHEST_POWER`].
    #[must_use]
    pub fn too_high(&self) -> Option<Base> {
        self.powers().find(|(_, power)| power.abs() > HIGHEST_POWER).map(|(base, _)| base)
    }

    fn combine(&self, other: &Self, sign: i32) -> Self {
        let mut powers: BTreeMap<Base, i32> = self.powers().collect();
        for (base, power) in other.powers() {
            let entry: &mut i32 = powers.entry(base).or_default();
            *entry = entry.saturating_add(power.saturating_mul(sign));
        }
        let powers: Vec<(Base, i32)> = powers.into_iter().filter(|(_, power)| *power != 0).collect();
        Self(match powers.as_slice() {
            [] => Powers::None,
            [one] => Powers::One([*one]),
            [_, _, ..] => Powers::Several(powers.into()),
        })
    }

    fn list(&self) -> &[(Base, i32)] {
        match &self.0 {
            Powers::None => &[],
            Powers::One(one) => one,
            Powers::Several(powers) => powers,
        }
    }
}

impl Ord for Dimension {
    fn cmp(&self, other: &Self) -> Ordering {
        self.list().cmp(other.list())
    }
}

impl PartialOrd for Dimension {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
