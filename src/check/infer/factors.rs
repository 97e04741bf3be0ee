//! How long the numbers can become that expressions give.
//!
//! Numbers are exact: a product has as many digits as its factors together, and so has the denominator of a sum of
//! fractions. A named expression that multiplies one by itself doubles them, and thirty such names in a row would come
//! to a number that no memory holds. So factors are counted as they would be written out.

use crate::check::checker::Checker;
use crate::model::{Aggregate, Arithmetic, Banded, Expr, ExprKind, LetId, Over};

/// The most factors that a number may be made of: with 28 digits each, fourteen thousand digits.
pub const MOST_FACTORS: usize = 500;

/// Of how many factors the two sides of a fraction are made.
#[derive(Clone, Copy)]
pub struct Factors {
    above: usize,
    below: usize,
}

impl Factors {
    /// A number that is written, answered or comes from elsewhere.
    const ONE: Self = Self { above: 1, below: 0 };
    /// What is no number.
    const NONE: Self = Self { above: 0, below: 0 };

    fn plus(self, other: Self) -> Self {
        let above = self.above.saturating_add(other.below).max(other.above.saturating_add(self.below));
        Self { above, below: self.below.saturating_add(other.below) }
    }

    fn times(self, other: Self) -> Self {
        Self { above: self.above.saturating_add(other.above), below: self.below.saturating_add(other.below) }
    }

    fn over(self, other: Self) -> Self {
        self.times(Self { above: other.below, below: other.above })
    }

    fn or(self, other: Self) -> Self {
        Self { above: self.above.max(other.above), below: self.below.max(other.below) }
    }

    /// Whether it is more than a number may be made of.
    pub fn is_too_great(self) -> bool {
        self.above.max(self.below) > MOST_FACTORS
    }
}

impl Default for Factors {
    fn default() -> Self {
        Self::ONE
    }
}

impl Checker<'_> {
    /// How long the numbers can become that an expression gives, its named expressions written out.
    pub(super) fn factors(&self, expr: &Expr) -> Factors {
        match &*expr.kind {
            ExprKind::Constant(_)
            | ExprKind::Input(_)
            | ExprKind::MonthValue(_)
            | ExprKind::ParentAttribute(_)
            | ExprKind::Field(_)
            | ExprKind::MeasuredValue
            | ExprKind::Indicator(..)
            | ExprKind::PartScore(_)
            | ExprKind::Total
            | ExprKind::Vetoes
            | ExprKind::DaysFrom(..)
            | ExprKind::MonthsFrom(..)
            | ExprKind::Lookup(..)
            | ExprKind::Across(_) => Factors::ONE,
            ExprKind::Sequence
            | ExprKind::ParentSequence
            | ExprKind::ScoringDay
            | ExprKind::Vetoed
            | ExprKind::Grade
            | ExprKind::Not(_)
            | ExprKind::Both(..)
            | ExprKind::Either(..)
            | ExprKind::Compare(..)
            | ExprKind::IsMissing(_)
            | ExprKind::IsGiven(_)
            | ExprKind::Placed(..) => Factors::NONE,
            ExprKind::Let(id) => self.factors_of_let(*id),
            ExprKind::Arithmetic(Arithmetic::Add | Arithmetic::Subtract, one, two) | ExprKind::Difference(one, two) => {
                self.factors(one).plus(self.factors(two))
            }
            ExprKind::Arithmetic(Arithmetic::Multiply, one, two) => self.factors(one).times(self.factors(two)),
            ExprKind::Arithmetic(Arithmetic::Divide, one, two) => self.factors(one).over(self.factors(two)),
            ExprKind::Negate(inner) | ExprKind::Rounded(inner, _) => self.factors(inner),
            ExprKind::If(_, one, two) | ExprKind::Default(one, two) => self.factors(one).or(self.factors(two)),
            ExprKind::Aggregate(aggregate) => self.factors_of_aggregate(aggregate),
            ExprKind::Banded(banded) => self.factors_of_scale(banded),
        }
    }

    fn factors_of_let(&self, id: LetId) -> Factors {
        self.lets.get(id.index()).map(|facts| facts.factors).unwrap_or_default()
    }

    fn factors_of_aggregate(&self, aggregate: &Aggregate) -> Factors {
        match &aggregate.over {
            Over::List(values) => values.iter().map(|value| self.factors(value)).reduce(Factors::plus).unwrap_or_default(),
            // How many months and entries there are is no matter of names.
            Over::Months { value, .. } | Over::Entries { value, .. } => value.as_ref().map_or(Factors::ONE, |value| self.factors(value)),
        }
    }

    /// A line through two points of a row multiplies and divides what is measured and the ends of the row.
    fn factors_of_scale(&self, banded: &Banded) -> Factors {
        let rows = banded.expressions().into_iter().map(|expr| self.factors(expr)).reduce(Factors::or).unwrap_or_default();
        rows.times(rows).over(rows)
    }
}
