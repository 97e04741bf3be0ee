//! What an expression can come to, and under which facts.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use super::few::Few;
use super::linear::{Constraint, Linear};
use crate::model::{IndicatorId, IndicatorResult, InputId, PartId, RegisterId};
use crate::text::Span;
use crate::value::{Number, Value};

/// Whether an atom can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Presence {
    /// It is always there.
    Always,
    /// The data should have it; whether it may be empty is not for the rules to say.
    Expected,
    /// It is missing where it is not applicable, and never else.
    Lapses,
    /// It can be missing.
    Open,
}

impl Presence {
    /// Of two that stand together: missing where one is.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether the rules let it be missing.
    pub fn can_be_missing(self) -> bool {
        matches!(self, Self::Lapses | Self::Open)
    }
}

/// Longer numbers are not worked with in proofs, which do so thousands of times.
const MOST_BITS: u64 = 8_192;

/// Whether a number is too long for proofs.
pub fn is_long(number: &Number) -> bool {
    number.bits() > MOST_BITS
}

/// Something that a subject, a judge or the tool itself settles: what proofs run over.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Atom {
    /// Which member the subject is.
    Member,
    /// The sequence of the subject.
    Sequence,
    /// The sequence of its parent.
    ParentSequence,
    /// An input or attribute.
    Input(InputId),
    /// An attribute of its parent.
    ParentAttribute(InputId),
    /// A field of a register's entry.
    Field(RegisterId, usize),
    /// A function over the entries of a register, or over the months.
    Entries(Gathered),
    /// Whether all that a function over entries or months runs over is there, by what it runs over. Nobody answers it.
    Complete(String),
    /// A result of another indicator.
    Result(IndicatorId, IndicatorResult),
    /// The score of a part.
    PartScore(PartId),
    /// The total.
    Total,
    /// Whether a veto holds.
    Vetoed,
    /// The grade.
    Grade,
    /// What other subjects came to, or a scale that can be not applicable, by its text, and whether it can be missing.
    Across(String, Presence),
    /// Something that is not followed further.
    Opaque(usize),
}

/// A function over entries or months, known by what it computes.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// What it computes.
    pub shape: String,
    /// How people call it: as it was written where it was met.
    pub text: String,
}

impl PartialEq for Gathered {
    fn eq(&self, other: &Self) -> bool {
        self.shape == other.shape
    }
}

impl Eq for Gathered {}

impl Hash for Gathered {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.shape.hash(state);
    }
}

impl PartialOrd for Gathered {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Gathered {
    fn cmp(&self, other: &Self) -> Ordering {
        self.shape.cmp(&other.shape)
    }
}

/// A value for each of some atoms; none where it is missing.
pub type Assignment = BTreeMap<Atom, Option<Value>>;

/// A quotient of sums; what stands below is above zero wherever the facts hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// What stands above.
    pub above: Linear,
    /// What stands below.
    pub below: Linear,
}

impl Fraction {
    /// A sum by itself.
    pub fn whole(above: Linear) -> Self {
        Self { above, below: Linear::constant(Number::one()) }
    }

    /// A constant.
    pub fn constant(number: Number) -> Self {
        Self::whole(Linear::constant(number))
    }

    /// The number it is, if no unknown is left in it.
    pub fn as_constant(&self) -> Option<Number> {
        self.above.as_constant()?.divide(self.below.as_constant()?)
    }

    /// The sum it is, if nothing unknown stands below.
    pub fn as_linear(&self) -> Option<Linear> {
        Some(self.above.scale(&Number::one().divide(self.below.as_constant()?)?))
    }

    /// Whether a number in it is too long for proofs.
    pub fn is_long(&self) -> bool {
        let long = |sum: &Linear| sum.terms.values().chain([&sum.constant]).any(is_long);
        long(&self.above) || long(&self.below)
    }

    /// Whether nothing at all is known to stand in it but one sum over another, the same twice.
    fn same_below(&self, other: &Self) -> bool {
        self.below == other.below
    }

    /// A sum with the sign of the difference of the two, where there is one.
    pub fn minus(&self, other: &Self) -> Option<Linear> {
        if self.same_below(other) {
            return Some(self.above.subtract(&other.above));
        }
        Some(self.above.product(&other.below)?.subtract(&other.above.product(&self.below)?))
    }

    /// The sum of it and `factor` times `other`, where it stays a quotient of sums.
    pub fn plus(&self, other: &Self, factor: &Number) -> Option<Self> {
        if self.same_below(other) {
            return Some(Self { above: self.above.plus(&other.above, factor), below: self.below.clone() });
        }
        let above = self.above.product(&other.below)?.plus(&other.above.product(&self.below)?, factor);
        Some(Self { above, below: self.below.product(&other.below)? })
    }

    /// The product, where it stays a quotient of sums.
    pub fn times(&self, other: &Self) -> Option<Self> {
        if let Some(times) = other.above.multiple_of(&self.below) {
            return Some(Self { above: self.above.scale(&times), below: other.below.clone() });
        }
        if let Some(times) = self.above.multiple_of(&other.below) {
            return Some(Self { above: other.above.scale(&times), below: self.below.clone() });
        }
        Some(Self { above: self.above.product(&other.above)?, below: self.below.product(&other.below)? })
    }

    /// The quotient, where it stays a quotient of sums; `other` is above zero.
    pub fn over(&self, other: &Self) -> Option<Self> {
        if self.same_below(other) {
            return Some(Self { above: self.above.clone(), below: other.above.clone() });
        }
        Some(Self { above: self.above.product(&other.below)?, below: self.below.product(&other.above)? })
    }
}

/// What an expression comes to.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A number; a day is the number of days since the first of January 2000.
    Number(Fraction),
    /// Yes or no.
    Flag(bool),
    /// A value of a choice.
    Choice(usize),
    /// Any value of a choice that the facts leave to the atom.
    Chosen(Atom),
    /// Something that is there, of which nothing is known.
    Other,
    /// Missing: which atom, read where.
    Missing(Atom, Span),
    /// A division by zero.
    Zero(Division),
}

/// A quotient whose divisor is zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// The divisor.
    pub divisor: Span,
    /// The place that uses the quotient, where it stands in a named expression.
    pub reached: Option<Span>,
}

/// What must hold of atoms for an outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Conditions on numbers.
    pub constraints: Vec<Constraint>,
    /// Which atoms are given, and which missing.
    pub given: Few<Atom, bool>,
    /// The values left to flags (0 no, 1 yes) and choices.
    pub picks: Few<Atom, BTreeSet<usize>>,
}

impl Facts {
    /// One fact about a number.
    pub fn constraint(constraint: Constraint) -> Self {
        Self { constraints: vec![constraint], ..Self::default() }
    }

    /// That an atom is given, or missing.
    pub fn presence(atom: &Atom, given: bool) -> Self {
        Self { given: Few::one(atom.clone(), given), ..Self::default() }
    }

    /// That a flag or choice has one of these values.
    pub fn pick(atom: &Atom, values: impl IntoIterator<Item = usize>) -> Self {
        Self { picks: Few::one(atom.clone(), values.into_iter().collect()), ..Self::default() }
    }

    /// Both; none when they contradict each other at sight.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        for (atom, given) in other.given.iter() {
            if both.given.insert(atom.clone(), *given).is_some_and(|before| before != *given) {
                return None;
            }
        }
        for (atom, values) in other.picks.iter() {
            let left = both.picks.get(atom).map_or_else(|| values.clone(), |before| before & values);
            if left.is_empty() {
                return None;
            }
            both.picks.insert(atom.clone(), left);
        }
        for constraint in &other.constraints {
            match constraint.decided() {
                Some(true) => {}
                Some(false) => return None,
                None if both.constraints.contains(constraint) => {}
                None if both.constraints.iter().any(|known| known.denies(constraint)) => return None,
                None => both.constraints.push(constraint.clone()),
            }
        }
        Some(both)
    }
}

/// An outcome and the facts under which it comes.
#[derive(Clone, Debug)]
pub struct Case {
    /// The facts.
    pub facts: Facts,
    /// The outcome.
    pub outcome: Outcome,
}

impl Case {
    /// An outcome under all circumstances.
    pub fn always(outcome: Outcome) -> Self {
        Self { facts: Facts::default(), outcome }
    }
}
