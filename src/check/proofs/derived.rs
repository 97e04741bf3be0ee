//! Numbers that no sum of unknowns says: products, quotients and roundings of them. Each becomes an unknown of its
//! own, the same one wherever the same is asked again, so that what a condition says of it holds behind it.

use super::facts::{Case, Division, Facts, Fraction, Outcome};
use super::intervals::{End, Interval};
use super::linear::{Constraint, Linear, Unknown};
use super::space::Space;
use crate::text::Span;
use crate::types::Type;
use crate::value::{Number, Rounding, RoundingMode};

/// What an unknown was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derived {
    /// A product.
    Product(Fraction, Fraction),
    /// A quotient; what stands below is above zero.
    Quotient(Fraction, Fraction),
    /// A number rounded where these facts hold, which say how far it goes.
    Rounded(Fraction, Rounding, Facts),
}

impl Space<'_> {
    /// The product of two numbers.
    pub(super) fn product(&mut self, left: Fraction, right: Fraction, ty: &Type) -> Fraction {
        left.times(&right).unwrap_or_else(|| {
            let (first, second) = (self.range(&left), self.range(&right));
            let sums = left.as_linear().zip(right.as_linear());
            // Of whole numbers a product is whole.
            let grid = first.grid.as_ref().zip(second.grid.as_ref()).map(|(one, two)| one.multiply(two));
            let product = self.derive(Derived::Product(left, right), ty, first.times(&second).on_grid(grid.as_ref()));
            if let (Some((left, right)), Some(unknown)) = (sums, product.terms.keys().next().copied()) {
                self.hold_product(unknown, (&left, &first), (&right, &second));
            }
            Fraction::whole(product)
        })
    }

    /// A product with something that is not below zero lies between so many times it as the other is at least, and so
    /// many as the other is at most: of a share of a count no more comes than the count. With something that is not above
    /// zero it is the other way round.
    fn hold_product(&mut self, product: Unknown, left: (&Linear, &Interval), right: (&Linear, &Interval)) {
        let product_of = Linear::unknown(product);
        for ((_, range), (other, bounds)) in [(left, right), (right, left)] {
            let rising = bounds.low.as_ref().is_some_and(|low| !low.value.is_negative());
            let falling = bounds.high.as_ref().is_some_and(|high| high.value <= Number::zero());
            let sign = match (rising, falling) {
                (true, _) => Number::one(),
                (false, true) => Number::from(-1),
                (false, false) => continue,
            };
            if let Some(low) = range.low.as_ref().filter(|low| !low.value.is_zero()) {
                self.relate(product, Constraint::not_negative(product_of.subtract(&other.scale(&low.value)).scale(&sign)));
            }
            if let Some(high) = &range.high {
                self.relate(product, Constraint::not_negative(other.scale(&high.value).subtract(&product_of).scale(&sign)));
            }
        }
    }

    /// The cases of a quotient: by a divisor above zero, below zero, and zero.
    pub(super) fn divided(&mut self, left: &Outcome, right: &Outcome, divisor: Span, ty: &Type) -> Vec<Case> {
        let (left, right) = (self.fraction(left), self.fraction(right));
        let minus = Number::from(-1);
        let turned = Fraction { above: right.above.scale(&minus), below: right.below.clone() };
        let zeros = self.zeros(&right.above);
        let mut cases = Vec::new();
        for (right, sign) in [(right, Number::one()), (turned, minus)] {
            let beside = self.drawn_in(Constraint::positive(right.above.clone()));
            let Some(facts) = beside.and_then(|beside| Facts::default().and(&Facts::constraint(beside))) else { continue };
            let quotient = left.over(&right).unwrap_or_else(|| {
                let mut range = self.range(&left).over(&self.range(&right));
                if self.is_a_share(&left, &right) {
                    range = range.intersect(&Interval { high: Some(End { value: Number::one(), inclusive: true }), ..Interval::all() });
                }
                Fraction::whole(self.derive(Derived::Quotient(left.clone(), right), ty, range))
            });
            let quotient = Fraction { above: quotient.above.scale(&sign), below: quotient.below };
            cases.push(Case { facts, outcome: Outcome::Number(quotient) });
        }
        cases.extend(zeros.into_iter().map(|facts| Case { facts, outcome: Outcome::Zero(Division { divisor, reached: None }) }));
        // Values on a side that the domain rules out would only cost time later.
        cases.retain(|case| case.facts.constraints.is_empty() || !self.excluded(&case.facts));
        cases
    }

    /// The ways in which a sum is zero: where it is a product, those in which one of the two is.
    fn zeros(&self, sum: &Linear) -> Vec<Facts> {
        let Some(zero) = Facts::default().and(&Facts::constraint(Constraint::zero(sum.clone()))) else { return Vec::new() };
        let mut terms = sum.terms.keys();
        let product = match (terms.next(), terms.next()) {
            (Some(unknown), None) if sum.constant.is_zero() => self.factors(*unknown),
            (Some(_) | None, _) => None,
        };
        let count = sum.terms.keys().next().and_then(|unknown| self.summed.iter().find_map(|summed| summed.above_zero(*unknown)));
        if let Some(count) = count.filter(|_| sum.terms.len() == 1 && sum.constant.is_zero()) {
            let none = Facts::constraint(Constraint::zero(Linear::unknown(count)));
            return zero.and(&none).into_iter().collect();
        }
        let Some(factors) = product else { return vec![zero] };
        let ways = factors.into_iter().flat_map(|factor| self.zeros(&factor.above));
        ways.filter_map(|way| zero.and(&way)).collect()
    }

    fn factors(&self, unknown: Unknown) -> Option<[Fraction; 2]> {
        self.derived.iter().find_map(|(derived, own)| match derived {
            Derived::Product(left, right) if own.terms.contains_key(&unknown) => Some([left.clone(), right.clone()]),
            Derived::Product(..) | Derived::Quotient(..) | Derived::Rounded(..) => None,
        })
    }

    /// What stands for a quotient that is followed no further, the same for the same.
    pub(super) fn quotient_of(&mut self, fraction: &Fraction, range: Interval) -> Linear {
        let parts = Derived::Quotient(Fraction::whole(fraction.above.clone()), Fraction::whole(fraction.below.clone()));
        let form = self.derive(parts, &Type::Number, range);
        if let Some(unknown) = form.terms.keys().next().copied() {
            self.is_a_mean(fraction, unknown);
        }
        form
    }

    /// A number rounded, where `facts` hold.
    pub(super) fn rounded(&mut self, outcome: &Outcome, facts: &Facts, rounding: &Rounding) -> Vec<Case> {
        let inner = self.fraction(outcome);
        if let Some(constant) = inner.as_constant() {
            return vec![Case::always(Outcome::Number(Fraction::constant(rounding.apply(&constant))))];
        }
        let Some(range) = self.extent_or_all(&inner, facts) else { return Vec::new() };
        let derived = Derived::Rounded(inner.clone(), rounding.clone(), facts.clone());
        let result = self.derive(derived, &Type::Number, range.rounded(rounding));
        let mut linked = Facts::default();
        if let Some(sum) = inner.as_linear() {
            linked.constraints = apart(rounding, &range, &result.subtract(&sum));
        }
        vec![Case { facts: linked, outcome: Outcome::Number(Fraction::whole(result)) }]
    }

    /// What stands for a number rounded where `facts` hold, if it was asked for.
    pub(super) fn known_rounded(&self, inner: &Fraction, rounding: &Rounding, facts: &Facts) -> Option<Linear> {
        self.derived.iter().find_map(|(derived, own)| match derived {
            Derived::Rounded(number, how, under) if number == inner && how == rounding && under == facts => Some(own.clone()),
            Derived::Product(..) | Derived::Quotient(..) | Derived::Rounded(..) => None,
        })
    }

    /// The unknown for something derived, `range` saying where it lies.
    fn derive(&mut self, derived: Derived, ty: &Type, range: Interval) -> Linear {
        let turned = match &derived {
            Derived::Product(left, right) => Some(Derived::Product(right.clone(), left.clone())),
            Derived::Quotient(..) | Derived::Rounded(..) => None,
        };
        if let Some((_, known)) = self.derived.iter().find(|(known, _)| *known == derived || turned.as_ref() == Some(known)) {
            return known.clone();
        }
        let form = self.opaque(ty, range);
        self.derived.push((derived, form.clone()));
        form
    }
}

/// How far a rounded number lies from what it was: `apart` is the first less the second, which lies in `range`.
/// Up leads away from zero and down towards it, so that both need a sign to say on which side.
fn apart(rounding: &Rounding, range: &Interval, apart: &Linear) -> Vec<Constraint> {
    let step = Linear::constant(rounding.step.clone());
    let half = step.scale(&Number::ratio(1, 2));
    let turned = apart.scale(&Number::from(-1));
    let positive = range.low.as_ref().is_some_and(|low| !low.value.is_negative());
    let negative = range.high.as_ref().is_some_and(|high| high.value <= Number::zero());
    // What is added lies between nothing and a step.
    let added = |apart: &Linear| vec![Constraint::not_negative(apart.clone()), Constraint::positive(step.subtract(apart))];
    match (rounding.mode, positive, negative) {
        (RoundingMode::HalfUp | RoundingMode::HalfEven, _, _) => {
            vec![Constraint::not_negative(half.subtract(apart)), Constraint::not_negative(half.subtract(&turned))]
        }
        (RoundingMode::Up, true, _) | (RoundingMode::Down, false, true) => added(apart),
        (RoundingMode::Up, false, true) | (RoundingMode::Down, true, _) => added(&turned),
        (RoundingMode::Up | RoundingMode::Down, false, false) => {
            vec![Constraint::positive(step.subtract(apart)), Constraint::positive(step.subtract(&turned))]
        }
    }
}
