//! The types of the language, and what may be added, compared, multiplied.
//!
//! Knows nothing of where a type was declared: choices, units and subjects are ids here, their
//! names live in the `model`. [`Type::Error`] is the poison type: it fits everywhere, so that one
//! fault speaks once.

mod dimension;

pub use dimension::{Base, Dimension, HIGHEST_POWER};

/// Declares a numbered id of an arena of the model.
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// Its place in its arena.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    };
}

crate::id! {
    /// A choice: declared, inline (`a | b`), or the sequences of a kind of subject.
    ChoiceId
}
crate::id! {
    /// A unit of measure.
    UnitId
}
crate::id! {
    /// A kind of subject, such as department.
    LevelId
}

/// What kind of value an expression has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A plain number.
    Number,
    /// A quotient of two quantities of one dimension. It may be compared with percents as well as
    /// with plain numbers.
    Ratio,
    /// A share that shows itself as `98%`.
    Percent,
    /// A difference of two percents.
    PercentagePoints,
    /// A whole number, not negative.
    Count,
    /// A quantity with a dimension: points, days, yuan, points per yuan. The unit it is shown in,
    /// if it was declared in one; the value is always kept in the base unit.
    Quantity(Dimension, Option<UnitId>),
    /// A calendar day.
    Day,
    /// Yes or no.
    Flag,
    /// One of the names of a choice.
    Choice(ChoiceId),
    /// A text; cannot score.
    Text,
    /// The id of a subject of that kind.
    Subject(LevelId),
    /// Poison: a fault was reported already.
    Error,
}

impl Type {
    /// The type of points.
    #[must_use]
    pub fn points() -> Self {
        Self::Quantity(Dimension::of(Base::Points), None)
    }

    /// The type of a number of days.
    #[must_use]
    pub fn days() -> Self {
        Self::Quantity(Dimension::of(Base::Days), None)
    }

    /// Whether it is poison.
    #[must_use]
    pub fn is_error(&self) -> bool {
        *self == Self::Error
    }

    /// Whether it counts points.
    #[must_use]
    pub fn is_points(&self) -> bool {
        matches!(self, Self::Quantity(dimension, _) if *dimension == Dimension::of(Base::Points))
    }

    /// Whether its values are numbers.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        match self {
            Self::Number | Self::Ratio | Self::Percent | Self::PercentagePoints | Self::Count | Self::Quantity(..) => true,
            Self::Day | Self::Flag | Self::Choice(_) | Self::Text | Self::Subject(_) | Self::Error => false,
        }
    }

    /// The dimension of its values; none when they are not numbers.
    #[must_use]
    pub fn dimension(&self) -> Option<Dimension> {
        match self {
            Self::Quantity(dimension, _) => Some(dimension.clone()),
            Self::Number | Self::Ratio | Self::Percent | Self::PercentagePoints | Self::Count => Some(Dimension::none()),
            Self::Day | Self::Flag | Self::Choice(_) | Self::Text | Self::Subject(_) | Self::Error => None,
        }
    }
}
