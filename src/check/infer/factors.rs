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

/// A divisor by all places it is made of: one place in a scale is another divisor wherever that is used with something else.
type Divisor = Vec<Span>;

/// Of how many factors the two sides of a fraction are made.
#[derive(Clone)]
pub struct Factors {
    above: usize,
    /// What was divided by: how often, and of how many factors it is made itself. Fractions over the same divisor are
    /// added over it, not over its square.
    below: BTreeMap<Divisor, (usize, usize)>,
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
    fn divisors(&self, other: &Self, join: fn(usize, usize) -> usize) -> BTreeMap<Divisor, (usize, usize)> {
        let mut below = self.below.clone();
        for (place, (times, each)) in &other.below {
            let known = below.entry(place.clone()).or_insert((0, *each));
            known.1 = known.1.max(*each);
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

    fn over(self, other: &Self, place: Divisor) -> Self {
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
        Count { checker: self, measured: Vec::new() }.factors(expr)
    }
}

/// Counts factors, inside of scales and tables too.
struct Count<'c, 'a> {
    checker: &'c Checker<'a>,
    /// What the scales and tables around measure, innermost last.
    measured: Vec<(Factors, Divisor)>,
}

impl Count<'_, '_> {
    fn factors(&mut self, expr: &Expr) -> Factors {
        match &*expr.kind {
            ExprKind::Constant(_)
            | ExprKind::Input(_)
            | ExprKind::MonthValue(_)
            | ExprKind::ParentAttribute(_)
            | ExprKind::Field(_)
            | ExprKind::Indicator(..)
            | ExprKind::PartScore(_)
            | ExprKind::Total
            | ExprKind::Vetoes
            | ExprKind::DaysFrom(..)
            | ExprKind::MonthsFrom(..)
            | ExprKind::Lookup(..)
            | ExprKind::Across(_) => Factors::one(),
            ExprKind::MeasuredValue => self.measured.last().map(|(factors, _)| factors.clone()).unwrap_or_default(),
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
                let (one, two) = (self.factors(one), self.factors(two));
                one.plus(two)
            }
            ExprKind::Arithmetic(Arithmetic::Multiply, one, two) => {
                let (one, two) = (self.factors(one), self.factors(two));
                one.times(two)
            }
            ExprKind::Arithmetic(Arithmetic::Divide, one, two) => {
                let (one, divisor) = (self.factors(one), self.factors(two));
                one.over(&divisor, self.divisor(two))
            }
            ExprKind::Negate(inner) | ExprKind::Rounded(inner, _) => self.factors(inner),
            ExprKind::If(_, one, two) | ExprKind::Default(one, two) => {
                let (one, two) = (self.factors(one), self.factors(two));
                one.or(two)
            }
            ExprKind::Aggregate(aggregate) => self.factors_of_aggregate(aggregate),
            ExprKind::Banded(banded) => self.factors_of_scale(banded),
        }
    }

    fn factors_of_let(&self, id: LetId) -> Factors {
        self.checker.lets.get(id.index()).map(|facts| facts.factors.clone()).unwrap_or_default()
    }

    fn factors_of_aggregate(&mut self, aggregate: &Aggregate) -> Factors {
        match &aggregate.over {
            Over::List(values) => values.iter().map(|value| self.factors(value)).reduce(Factors::plus).unwrap_or_default(),
            // How many months and entries there are is no matter of names.
            Over::Months { value, .. } | Over::Entries { value, .. } => value.as_ref().map_or(Factors::one(), |value| self.factors(value)),
        }
    }

    /// What a row gives; a line multiplies it by how far along the row the value lies.
    fn factors_of_scale(&mut self, banded: &Banded) -> Factors {
        let value = self.factors(&banded.value);
        let place = self.divisor(&banded.value);
        self.measured.push((value.clone(), place));
        let whens = banded.whens.iter().flat_map(|row| row.outcome.points());
        let rows = banded.rows.iter().map(|row| &row.outcome).chain(banded.otherwise.iter().map(|row| &row.outcome));
        let points = self.widest(whens.chain(rows.clone().flat_map(RowOutcome::points)));
        let line = rows.clone().any(|outcome| matches!(outcome, RowOutcome::Line(..)));
        let edges = || banded.rows.iter().flat_map(|row| row.low.iter().chain(&row.high)).map(|edge| &edge.value);
        let ends = self.widest(edges());
        let places: Divisor = edges().flat_map(|edge| self.divisor(edge)).collect();
        self.measured.pop();
        if !line {
            return points;
        }
        value.or(ends.clone()).times(points).over(&ends, places)
    }

    fn widest<'e>(&mut self, list: impl Iterator<Item = &'e Expr>) -> Factors {
        list.map(|expr| self.factors(expr)).reduce(Factors::or).unwrap_or_default()
    }

    /// All places that an expression is made of, those of what is measured around it among them.
    fn divisor(&self, expr: &Expr) -> Divisor {
        let mut places = Vec::new();
        let mut waiting = vec![expr];
        while let Some(expr) = waiting.pop() {
            places.push(expr.span);
            if matches!(&*expr.kind, ExprKind::MeasuredValue) {
                places.extend(self.measured.last().into_iter().flat_map(|(_, place)| place.iter().copied()));
            }
            waiting.extend(expr.expressions());
        }
        places
    }
}
