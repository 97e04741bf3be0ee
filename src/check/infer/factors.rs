//! How long the numbers can become that expressions give.
//!
//! Numbers are exact: a product has as many digits as its factors together, and so has the denominator of a sum of
//! fractions. A named expression that multiplies one by itself doubles them, and thirty such names in a row would come
//! to a number that no memory holds. So factors are counted as they would be written out.

use std::collections::BTreeMap;

use crate::check::checker::Checker;
use crate::model::{Aggregate, Arithmetic, Banded, Expr, ExprKind, LetId, Over, RowOutcome};
use crate::text::Span;

/// The most factors that a number may be made of: with 28 digits each, fourteen thousand digits.
pub const MOST_FACTORS: usize = 500;

/// Of how many factors the two sides of a fraction are made.
#[derive(Clone)]
pub struct Factors {
    above: usize,
    /// What was divided by, by its place: how often, and of how many factors it is made itself. Fractions over the same
    /// divisor are added over it, not over its square.
    below: BTreeMap<Span, (usize, usize)>,
}

impl Factors {
    /// A number that is written, answered or comes from elsewhere.
    fn one() -> Self {
        Self { above: 1, below: BTreeMap::new() }
    }

    /// What is no number.
    fn none() -> Self {
        Self { above: 0, below: BTreeMap::new() }
    }

    fn length_below(&self) -> usize {
        self.below.values().fold(0, |sum, (times, each)| sum.saturating_add(times.saturating_mul(*each)))
    }

    /// Both divisors, each as often as `join` says of how often it stands in the two.
    fn divisors(&self, other: &Self, join: fn(usize, usize) -> usize) -> BTreeMap<Span, (usize, usize)> {
        let mut below = self.below.clone();
        for (place, (times, each)) in &other.below {
            let known = below.entry(*place).or_insert((0, *each));
            known.0 = join(known.0, *times);
        }
        below
    }

    fn plus(self, other: Self) -> Self {
        let common = Self { above: 0, below: self.divisors(&other, usize::max) };
        let length = common.length_below();
        let widened = |one: &Self| one.above.saturating_add(length.saturating_sub(one.length_below()));
        Self { above: widened(&self).max(widened(&other)), below: common.below }
    }

    fn times(self, other: Self) -> Self {
        Self { above: self.above.saturating_add(other.above), below: self.divisors(&other, usize::saturating_add) }
    }

    fn over(self, other: &Self, place: Span) -> Self {
        let divisor = Self { above: other.length_below(), below: BTreeMap::from([(place, (1, other.above))]) };
        self.times(divisor)
    }

    fn or(self, other: Self) -> Self {
        Self { above: self.above.max(other.above), below: self.divisors(&other, usize::max) }
    }

    /// Whether it is more than a number may be made of.
    pub fn is_too_great(&self) -> bool {
        self.above.max(self.length_below()) > MOST_FACTORS
    }
}

impl Default for Factors {
    fn default() -> Self {
        Self::one()
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
            | ExprKind::Across(_) => Factors::one(),
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
            | ExprKind::Placed(..) => Factors::none(),
            ExprKind::Let(id) => self.factors_of_let(*id),
            ExprKind::Arithmetic(Arithmetic::Add | Arithmetic::Subtract, one, two) | ExprKind::Difference(one, two) => {
                self.factors(one).plus(self.factors(two))
            }
            ExprKind::Arithmetic(Arithmetic::Multiply, one, two) => self.factors(one).times(self.factors(two)),
            ExprKind::Arithmetic(Arithmetic::Divide, one, two) => self.factors(one).over(&self.factors(two), two.span),
            ExprKind::Negate(inner) | ExprKind::Rounded(inner, _) => self.factors(inner),
            ExprKind::If(_, one, two) | ExprKind::Default(one, two) => self.factors(one).or(self.factors(two)),
            ExprKind::Aggregate(aggregate) => self.factors_of_aggregate(aggregate),
            ExprKind::Banded(banded) => self.factors_of_scale(banded),
        }
    }

    fn factors_of_let(&self, id: LetId) -> Factors {
        self.lets.get(id.index()).map(|facts| facts.factors.clone()).unwrap_or_default()
    }

    fn factors_of_aggregate(&self, aggregate: &Aggregate) -> Factors {
        match &aggregate.over {
            Over::List(values) => values.iter().map(|value| self.factors(value)).reduce(Factors::plus).unwrap_or_default(),
            // How many months and entries there are is no matter of names.
            Over::Months { value, .. } | Over::Entries { value, .. } => value.as_ref().map_or(Factors::one(), |value| self.factors(value)),
        }
    }

    /// What a row gives; a line multiplies it by how far along the row the value lies.
    fn factors_of_scale(&self, banded: &Banded) -> Factors {
        let widest = |list: Vec<&Expr>| list.into_iter().map(|expr| self.factors(expr)).reduce(Factors::or).unwrap_or_default();
        let whens = banded.whens.iter().flat_map(|row| row.outcome.points());
        let rows = banded.rows.iter().map(|row| &row.outcome).chain(banded.otherwise.iter().map(|row| &row.outcome));
        let points = widest(whens.chain(rows.clone().flat_map(RowOutcome::points)).collect());
        if !rows.clone().any(|outcome| matches!(outcome, RowOutcome::Line(..))) {
            return points;
        }
        let ends: Vec<&Expr> = banded.rows.iter().flat_map(|row| row.low.iter().chain(&row.high)).map(|edge| &edge.value).collect();
        let ends = widest(ends);
        self.factors(&banded.value).or(ends.clone()).times(points).over(&ends, banded.span)
    }
}
