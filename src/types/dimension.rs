//! Dimensions: what a quantity is measured in, as powers of base units.

use std::collections::BTreeMap;

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
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Dimension(BTreeMap<Base, i32>);

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
        Self(BTreeMap::from([(base, 1)]))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
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
        self.0.iter().map(|(base, power)| (*base, *power))
    }

    /// The first base unit whose power is beyond [`HIGHEST_POWER`].
    #[must_use]
    pub fn too_high(&self) -> Option<Base> {
        self.powers().find(|(_, power)| power.abs() > HIGHEST_POWER).map(|(base, _)| base)
    }

    fn combine(&self, other: &Self, sign: i32) -> Self {
        let mut powers = self.0.clone();
        for (base, power) in &other.0 {
            let entry: &mut i32 = powers.entry(*base).or_default();
            *entry = entry.saturating_add(power.saturating_mul(sign));
        }
        powers.retain(|_, power| *power != 0);
        Self(powers)
    }
}
