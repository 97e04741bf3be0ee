//! Linear conditions over unknown numbers: whether they can hold together, and how far they let a
//! quotient go. Exact, by elimination of one unknown after the other (Fourier and Motzkin).
//!
//! Knows nothing of rules: an unknown is a number here. Most systems that rules give are tiny, a handful of unknowns;
//! with many of them conditions multiply on the way, and one that grows past [`LIMIT`] is left to [`simplex`].

use std::collections::BTreeMap;

use super::few::Few;
use super::intervals::{End, Interval};
use super::simplex;
use crate::value::Number;

/// An unknown number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unknown(pub usize);

/// With more conditions than this in one step the elimination goes no further.
const LIMIT: usize = 120;

/// From so many on it is looked for those that another makes needless.
const MANY: usize = 40;

/// A sum of unknowns, each with its factor, and a constant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Linear {
    /// The factors, none zero.
    pub terms: Few<Unknown, Number>,
    /// The constant.
    pub constant: Number,
}

impl Linear {
    /// A constant.
    pub fn constant(number: Number) -> Self {
        Self { terms: Few::default(), constant: number }
    }

    /// An unknown by itself.
    pub fn unknown(unknown: Unknown) -> Self {
        Self { terms: Few::one(unknown, Number::one()), constant: Number::zero() }
    }

    /// What an unknown is above a number.
    pub fn above(unknown: Unknown, number: &Number) -> Self {
        Self { terms: Few::one(unknown, Number::one()), constant: number.negate() }
    }

    /// What is left from an unknown up to a number.
    pub fn up_to(unknown: Unknown, number: &Number) -> Self {
        Self { terms: Few::one(unknown, Number::from(-1)), constant: number.clone() }
    }

    /// The number it is, if no unknown is left in it.
    pub fn as_constant(&self) -> Option<&Number> {
        self.terms.is_empty().then_some(&self.constant)
    }

    /// The sum of `self` and `factor` times `other`.
    pub fn plus(&self, other: &Self, factor: &Number) -> Self {
        let mut sum = self.clone();
        if !other.constant.is_zero() {
            sum.constant = sum.constant.add(&other.constant.multiply(factor));
        }
        for (unknown, own) in other.terms.iter() {
            let own = own.multiply(factor);
            let left = sum.terms.get(unknown).map_or_else(|| own.clone(), |left| left.add(&own));
            if left.is_zero() {
                sum.terms.remove(unknown);
            } else {
                sum.terms.insert(*unknown, left);
            }
        }
        sum
    }

    /// The sum.
    pub fn add(&self, other: &Self) -> Self {
        self.plus(other, &Number::one())
    }

    /// The difference.
    pub fn subtract(&self, other: &Self) -> Self {
        self.plus(other, &Number::from(-1))
    }

    /// Every factor and the constant times `factor`.
    pub fn scale(&self, factor: &Number) -> Self {
        Self::constant(Number::zero()).plus(self, factor)
    }

    /// Whether its unknowns are those of the other turned round, the constant aside.
    fn is_turned(&self, other: &Self) -> bool {
        let opposite = |one: &Number, two: &Number| one.add(two).is_zero();
        self.terms.len() == other.terms.len()
            && self.terms.iter().zip(other.terms.iter()).all(|((one, factor), (two, turned))| one == two && opposite(factor, turned))
    }

    /// The product, if one of the two is a constant.
    pub fn product(&self, other: &Self) -> Option<Self> {
        match (self.as_constant(), other.as_constant()) {
            (Some(factor), _) => Some(other.scale(factor)),
            (None, Some(factor)) => Some(self.scale(factor)),
            (None, None) => None,
        }
    }

    /// How many times `other` it is, if it is a multiple of it.
    pub fn multiple_of(&self, other: &Self) -> Option<Number> {
        let (unknown, factor) = other.terms.iter().next()?;
        let times = self.terms.get(unknown)?.divide(factor)?;
        (other.scale(&times) == *self).then_some(times)
    }

    /// The sum with another sum in the place of an unknown.
    pub fn substitute(&self, unknown: Unknown, replacement: &Self) -> Self {
        let Some(factor) = self.terms.get(&unknown) else { return self.clone() };
        let mut rest = self.clone();
        rest.terms.remove(&unknown);
        rest.plus(replacement, factor)
    }

    /// Its value, where every unknown has one.
    pub fn value(&self, values: &BTreeMap<Unknown, Number>) -> Option<Number> {
        self.terms.iter().try_fold(self.constant.clone(), |sum, (unknown, factor)| Some(sum.add(&factor.multiply(values.get(unknown)?))))
    }
}

/// How a sum stands to zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// It is zero.
    Zero,
    /// It is above zero.
    Positive,
    /// It is zero or above.
    NotNegative,
}

/// A condition on unknowns.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Constraint {
    /// The sum.
    pub form: Linear,
    /// How it stands to zero.
    pub relation: Relation,
}

impl Constraint {
    /// `form` is zero.
    pub fn zero(form: Linear) -> Self {
        Self { form, relation: Relation::Zero }
    }

    /// `form` is above zero.
    pub fn positive(form: Linear) -> Self {
        Self { form, relation: Relation::Positive }
    }

    /// `form` is zero or above.
    pub fn not_negative(form: Linear) -> Self {
        Self { form, relation: Relation::NotNegative }
    }

    /// `form` is above zero, or zero too where `inclusive`.
    pub fn from_zero(form: Linear, inclusive: bool) -> Self {
        if inclusive { Self::not_negative(form) } else { Self::positive(form) }
    }

    /// Whether it holds, where no unknown is left in it.
    pub fn decided(&self) -> Option<bool> {
        let constant = self.form.as_constant()?;
        Some(match self.relation {
            Relation::Zero => constant.is_zero(),
            Relation::Positive => *constant > Number::zero(),
            Relation::NotNegative => !constant.is_negative(),
        })
    }

    /// Whether at sight the two cannot hold together: they speak of one sum, or of one and the same turned round.
    pub fn denies(&self, other: &Self) -> bool {
        let (one, two) = (&self.form, &other.form);
        // What is left of the two together is a number, and so is the condition on it.
        let left = if one.is_turned(two) {
            one.constant.add(&two.constant)
        } else if self.relation == Relation::Zero && one.terms == two.terms {
            two.constant.subtract(&one.constant)
        } else if other.relation == Relation::Zero && one.terms == two.terms {
            one.constant.subtract(&two.constant)
        } else {
            return false;
        };
        match (self.relation, other.relation) {
            (Relation::Zero, Relation::Zero) => !left.is_zero(),
            (Relation::Positive, _) | (_, Relation::Positive) => left <= Number::zero(),
            (Relation::NotNegative, _) | (_, Relation::NotNegative) => left.is_negative(),
        }
    }

    fn substitute(&self, unknown: Unknown, replacement: &Linear) -> Self {
        Self { form: self.form.substitute(unknown, replacement), relation: self.relation }
    }

    /// The same condition with its first factor one or minus one, so that equal ones look equal.
    fn normal(self) -> Self {
        let Some((_, factor)) = self.form.terms.iter().next() else { return self };
        if factor.absolute() == Number::one() {
            return self;
        }
        let inverse = Number::one().divide(&factor.absolute());
        Self { form: inverse.map_or_else(|| self.form.clone(), |inverse| self.form.scale(&inverse)), relation: self.relation }
    }
}

/// How an unknown was eliminated, for finding its value again.
enum Elimination {
    /// It is that sum.
    Equal(Unknown, Linear),
    /// It lies between sums: not below (above) the first, not above (below) the second.
    Between(Unknown, Vec<(Linear, bool)>, Vec<(Linear, bool)>),
}

/// What came of a question.
pub enum Answer<T> {
    /// The conditions cannot hold together.
    Impossible,
    /// They can.
    Possible(T),
    /// Too large to say.
    Undecided,
}

/// Eliminates all unknowns but `keep`. Gives what is left and how the others went.
fn eliminate(constraints: &[Constraint], keep: Option<Unknown>) -> Answer<(Vec<Constraint>, Vec<Elimination>)> {
    let mut left: Vec<Constraint> = Vec::new();
    for constraint in constraints {
        match constraint.decided() {
            Some(true) => {}
            Some(false) => return Answer::Impossible,
            None => left.push(constraint.clone().normal()),
        }
    }
    let mut steps = Vec::new();
    loop {
        left.sort();
        // Of those on one sum the first is the strictest; a few more do no harm.
        let many = left.len() > MANY;
        left.dedup_by(|later, first| {
            let both_one_sided = later.relation != Relation::Zero && first.relation != Relation::Zero;
            later == first || many && both_one_sided && later.form.terms == first.form.terms
        });
        if left.len() > LIMIT {
            return Answer::Undecided;
        }
        let Some(unknown) = next_unknown(&left, keep) else { return Answer::Possible((left, steps)) };
        let equation =
            left.iter().find_map(|constraint| (constraint.relation == Relation::Zero).then(|| solved(&constraint.form, unknown)).flatten());
        let mut next = Vec::new();
        if let Some(replacement) = equation {
            next.extend(left.iter().map(|constraint| constraint.substitute(unknown, &replacement)));
            steps.push(Elimination::Equal(unknown, replacement));
        } else {
            let (mut lows, mut highs) = (Vec::new(), Vec::new());
            for constraint in &left {
                match (solved(&constraint.form, unknown), constraint.form.terms.get(&unknown)) {
                    (Some(bound), Some(factor)) => {
                        let inclusive = constraint.relation == Relation::NotNegative;
                        if factor.is_negative() { highs.push((bound, inclusive)) } else { lows.push((bound, inclusive)) }
                    }
                    (Some(_) | None, _) => next.push(constraint.clone()),
                }
            }
            for (low, low_in) in &lows {
                for (high, high_in) in &highs {
                    next.push(Constraint::from_zero(high.subtract(low), *low_in && *high_in));
                }
            }
            steps.push(Elimination::Between(unknown, lows, highs));
        }
        left = Vec::new();
        for constraint in next {
            match constraint.decided() {
                Some(true) => {}
                Some(false) => return Answer::Impossible,
                None => left.push(constraint.normal()),
            }
        }
    }
}

/// The sum that `unknown` equals when `form` is zero.
fn solved(form: &Linear, unknown: Unknown) -> Option<Linear> {
    let factor = form.terms.get(&unknown)?;
    let mut rest = form.clone();
    rest.terms.remove(&unknown);
    Some(rest.scale(&Number::from(-1).divide(factor)?))
}

/// The unknown that is cheapest to eliminate: one that stands in an equation, else the one whose
/// bounds give the fewest new conditions.
fn next_unknown(constraints: &[Constraint], keep: Option<Unknown>) -> Option<Unknown> {
    let mut counts: BTreeMap<Unknown, (usize, usize, usize)> = BTreeMap::new();
    for constraint in constraints {
        for (unknown, factor) in constraint.form.terms.iter() {
            let count = counts.entry(*unknown).or_default();
            match constraint.relation {
                Relation::Zero => count.0 += 1,
                Relation::Positive | Relation::NotNegative if factor.is_negative() => count.1 += 1,
                Relation::Positive | Relation::NotNegative => count.2 += 1,
            }
        }
    }
    let cost = |(equal, low, high): (usize, usize, usize)| if equal > 0 { 0 } else { 1 + low * high };
    counts.into_iter().filter(|(unknown, _)| Some(*unknown) != keep).min_by_key(|(_, count)| cost(*count)).map(|(unknown, _)| unknown)
}

/// Whether the conditions can hold together.
pub fn consistent(constraints: &[Constraint]) -> Answer<()> {
    // Mostly each condition is about one unknown, and the ends tell.
    if constraints.iter().all(|constraint| constraint.form.terms.len() <= 1) {
        return each_alone(constraints);
    }
    match eliminate(constraints, None) {
        Answer::Impossible => Answer::Impossible,
        Answer::Possible(_) => Answer::Possible(()),
        Answer::Undecided => simplex::consistent(constraints),
    }
}

/// The same where no condition is about more than one unknown.
fn each_alone(constraints: &[Constraint]) -> Answer<()> {
    let mut left: BTreeMap<Unknown, Interval> = BTreeMap::new();
    for constraint in constraints {
        let Some(unknown) = constraint.form.terms.keys().next() else {
            if constraint.decided() == Some(false) {
                return Answer::Impossible;
            }
            continue;
        };
        let own = bounded(constraint, *unknown);
        let interval = left.entry(*unknown).or_insert_with(Interval::all);
        *interval = interval.intersect(&own);
        if interval.is_empty() {
            return Answer::Impossible;
        }
    }
    Answer::Possible(())
}

/// The values that `above` ÷ `below` takes while the conditions hold and `below` is above zero.
/// All of them: what lies between two values of a quotient is a value too.
pub fn extent(above: &Linear, below: &Linear, constraints: &[Constraint]) -> Answer<Interval> {
    let highest =
        constraints.iter().flat_map(|constraint| constraint.form.terms.keys()).chain(above.terms.keys()).chain(below.terms.keys());
    let next = highest.map(|unknown| unknown.0 + 1).max().unwrap_or(0);
    let (quotient, inverse) = (Unknown(next), Unknown(next + 1));
    let mut system = Vec::new();
    if let Some(divisor) = below.as_constant() {
        let Some(value) = Number::one().divide(divisor) else { return Answer::Impossible };
        system.extend(constraints.iter().cloned());
        system.push(Constraint::zero(Linear::unknown(quotient).plus(above, &value.negate())));
    } else {
        // With every unknown divided by `below`, the quotient becomes a sum (Charnes and Cooper).
        let divided = |form: &Linear| {
            let mut sum = Linear { terms: form.terms.clone(), constant: Number::zero() };
            if !form.constant.is_zero() {
                sum.terms.insert(inverse, form.constant.clone());
            }
            sum
        };
        system.extend(constraints.iter().map(|one| Constraint { form: divided(&one.form), relation: one.relation }));
        system.push(Constraint::positive(Linear::unknown(inverse)));
        system.push(Constraint::zero(divided(below).subtract(&Linear::constant(Number::one()))));
        system.push(Constraint::zero(Linear::unknown(quotient).subtract(&divided(above))));
    }
    match eliminate(&system, Some(quotient)) {
        Answer::Impossible => Answer::Impossible,
        Answer::Undecided => simplex::extent(&Linear::unknown(quotient), &system),
        Answer::Possible((left, _)) => {
            let mut interval = Interval::all();
            for constraint in left {
                interval = interval.intersect(&bounded(&constraint, quotient));
            }
            if interval.is_empty() { Answer::Impossible } else { Answer::Possible(interval) }
        }
    }
}

/// The values of `unknown` that a condition on it alone leaves.
fn bounded(constraint: &Constraint, unknown: Unknown) -> Interval {
    let Some(factor) = constraint.form.terms.get(&unknown) else { return Interval::all() };
    let Some(bound) = constraint.form.constant.negate().divide(factor) else { return Interval::all() };
    let end = |inclusive| Some(End { value: bound.clone(), inclusive });
    match constraint.relation {
        Relation::Zero => Interval { low: end(true), high: end(true), grid: None },
        Relation::Positive if factor.is_negative() => Interval { low: None, high: end(false), grid: None },
        Relation::Positive => Interval { low: end(false), high: None, grid: None },
        Relation::NotNegative if factor.is_negative() => Interval { low: None, high: end(true), grid: None },
        Relation::NotNegative => Interval { low: end(true), high: None, grid: None },
    }
}

/// Values for all unknowns with which the conditions hold. `choose` picks one out of an interval
/// for an unknown, and may find none; so no point does not mean that there is none.
pub fn point(
    constraints: &[Constraint],
    choose: &mut dyn FnMut(Unknown, &Interval) -> Option<Number>,
) -> Option<BTreeMap<Unknown, Number>> {
    let steps = match eliminate(constraints, None) {
        Answer::Possible((_, steps)) => steps,
        Answer::Impossible => return None,
        Answer::Undecided => return simplex::point(constraints, choose),
    };
    let mut values: BTreeMap<Unknown, Number> = BTreeMap::new();
    // An unknown that fell out of every condition on the way is free.
    let mentioned = constraints.iter().flat_map(|constraint| constraint.form.terms.keys().copied());
    let eliminated = |unknown: &Unknown| {
        steps.iter().any(|step| match step {
            Elimination::Equal(other, _) | Elimination::Between(other, _, _) => other == unknown,
        })
    };
    for unknown in mentioned {
        if !eliminated(&unknown) && !values.contains_key(&unknown) {
            values.insert(unknown, choose(unknown, &Interval::all())?);
        }
    }
    for step in steps.iter().rev() {
        let (unknown, interval) = match step {
            Elimination::Equal(unknown, sum) => {
                let value = sum.value(&values)?;
                (*unknown, Interval::single(value))
            }
            Elimination::Between(unknown, lows, highs) => {
                let mut interval = Interval::all();
                for (low, inclusive) in lows {
                    let low = Some(End { value: low.value(&values)?, inclusive: *inclusive });
                    interval = interval.intersect(&Interval { low, high: None, grid: None });
                }
                for (high, inclusive) in highs {
                    let high = Some(End { value: high.value(&values)?, inclusive: *inclusive });
                    interval = interval.intersect(&Interval { low: None, high, grid: None });
                }
                (*unknown, interval)
            }
        };
        values.insert(unknown, choose(unknown, &interval)?);
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn x(index: usize) -> Linear {
        Linear::unknown(Unknown(index))
    }

    fn number(whole: i64) -> Linear {
        Linear::constant(Number::from(whole))
    }

    fn shown(answer: &Answer<Interval>) -> String {
        match answer {
            Answer::Impossible => "impossible".into(),
            Answer::Undecided => "undecided".into(),
            Answer::Possible(interval) => format!("{interval}"),
        }
    }

    #[test]
    fn a_share_lies_between_zero_and_one() {
        let domain = [Constraint::not_negative(x(0)), Constraint::not_negative(x(1).subtract(&x(0))), Constraint::positive(x(1))];
        assert_eq!(shown(&extent(&x(0), &x(1), &domain)), "[0, 1]");
        let rest = x(1).subtract(&x(0));
        assert_eq!(shown(&extent(&rest, &x(1), &domain)), "[0, 1]");
    }

    #[test]
    fn open_ends_stay_open() {
        let domain = [Constraint::positive(x(0)), Constraint::positive(number(240).subtract(&x(0)))];
        assert_eq!(shown(&extent(&x(0), &number(2), &domain)), "(0, 120)");
        let both = [domain[0].clone(), Constraint::not_negative(x(0).scale(&Number::from(-1)))];
        assert!(matches!(consistent(&both), Answer::Impossible));
    }

    #[test]
    fn a_point_satisfies_all() {
        let domain = [
            Constraint::positive(x(1)),
            Constraint::zero(x(0).subtract(&x(1).scale(&Number::ratio(179, 200)))),
            Constraint::not_negative(x(1).subtract(&x(0))),
        ];
        let values = point(&domain, &mut |_, interval| interval.nice(&[Number::from(200)])).unwrap();
        assert_eq!(values[&Unknown(0)], Number::from(179));
    }
}
