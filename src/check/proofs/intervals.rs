//! Stretches of numbers, with or without their ends, on a grid where the numbers lie on one.

use std::cmp::Ordering;
use std::fmt;

use crate::value::{Number, Rounding, RoundingMode};

/// An end of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Where.
    pub value: Number,
    /// Whether it belongs to the stretch.
    pub inclusive: bool,
}

/// All numbers between two ends; without an end they go on. With a grid only its multiples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Option<End>,
    /// The upper end.
    pub high: Option<End>,
    /// The distance of the numbers that count; none when all do.
    pub grid: Option<Number>,
}

impl Interval {
    /// All numbers.
    pub fn all() -> Self {
        Self { low: None, high: None, grid: None }
    }

    /// One number.
    pub fn single(value: Number) -> Self {
        let end = Some(End { value, inclusive: true });
        Self { low: end.clone(), high: end, grid: None }
    }

    /// Both ends in.
    pub fn closed(low: Number, high: Number) -> Self {
        Self { low: Some(End { value: low, inclusive: true }), high: Some(End { value: high, inclusive: true }), grid: None }
    }

    /// From `low` on.
    pub fn from(low: Number) -> Self {
        Self { low: Some(End { value: low, inclusive: true }), high: None, grid: None }
    }

    /// The same stretch on a grid, its ends drawn in to the grid.
    pub fn on_grid(mut self, grid: Option<&Number>) -> Self {
        let Some(grid) = grid.or(self.grid.as_ref()).cloned() else { return self };
        let up = |end: &End| {
            let point = multiple(&end.value, &grid, Number::ceiling);
            if point == end.value && !end.inclusive { point.add(&grid) } else { point }
        };
        let down = |end: &End| {
            let point = multiple(&end.value, &grid, Number::floor);
            if point == end.value && !end.inclusive { point.subtract(&grid) } else { point }
        };
        self.low = self.low.as_ref().map(|end| End { value: up(end), inclusive: true });
        self.high = self.high.as_ref().map(|end| End { value: down(end), inclusive: true });
        self.grid = Some(grid);
        self
    }

    /// Whether no number lies in it.
    pub fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => match low.value.cmp(&high.value) {
                Ordering::Less => false,
                Ordering::Equal => !(low.inclusive && high.inclusive),
                Ordering::Greater => true,
            },
            (Some(_) | None, _) => false,
        }
    }

    /// Whether `value` lies in it; the grid is not asked.
    pub fn holds(&self, value: &Number) -> bool {
        !self.intersect(&Self { grid: None, ..Self::single(value.clone()) }).is_empty()
    }

    /// Whether all its numbers lie below all those of `other`.
    pub fn lies_below(&self, other: &Self) -> bool {
        self.high.as_ref().zip(other.low.as_ref()).is_some_and(|(high, low)| high.value < low.value)
    }

    /// The one number it holds, if it is one.
    pub fn as_single(&self) -> Option<&Number> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.value == high.value && low.inclusive && high.inclusive => Some(&low.value),
            (Some(_) | None, _) => None,
        }
    }

    /// What both hold, on the grid of the first, else of the second.
    pub fn intersect(&self, other: &Self) -> Self {
        let low = pick(&self.low, &other.low, Ordering::Greater);
        let high = pick(&self.high, &other.high, Ordering::Less);
        let grid = self.grid.clone().or_else(|| other.grid.clone());
        Self { low, high, grid: None }.on_grid(grid.as_ref())
    }

    /// What it holds and `other` does not: below `other`, then above it. Empty stretches are left out.
    pub fn without(&self, other: &Self) -> Vec<Self> {
        if other.is_empty() {
            return vec![self.clone()];
        }
        let turned = |end: &End| Some(End { value: end.value.clone(), inclusive: !end.inclusive });
        let below = other.low.as_ref().map(|low| Self { low: None, high: turned(low), grid: None });
        let above = other.high.as_ref().map(|high| Self { low: turned(high), high: None, grid: None });
        below.into_iter().chain(above).map(|side| self.intersect(&side)).filter(|side| !side.is_empty()).collect()
    }

    /// The smallest stretch that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        let wide = |one: &Option<End>, two: &Option<End>, take: Ordering| match (one, two) {
            (Some(_), Some(_)) => {
                let narrow = pick(one, two, take.reverse());
                if narrow == *one { two.clone() } else { one.clone() }
            }
            (Some(_) | None, _) => None,
        };
        Self {
            low: wide(&self.low, &other.low, Ordering::Less),
            high: wide(&self.high, &other.high, Ordering::Greater),
            grid: if self.grid == other.grid { self.grid.clone() } else { None },
        }
    }

    /// All numbers times `factor`.
    pub fn scale(&self, factor: &Number) -> Self {
        if factor.is_zero() {
            return Self::single(Number::zero());
        }
        let times = |end: &Option<End>| end.as_ref().map(|end| End { value: end.value.multiply(factor), inclusive: end.inclusive });
        let (low, high) = (times(&self.low), times(&self.high));
        let grid = self.grid.as_ref().map(|grid| grid.multiply(&factor.absolute()));
        if factor.is_negative() { Self { low: high, high: low, grid } } else { Self { low, high, grid } }
    }

    /// The products of a number of each; at worst too wide.
    pub fn times(&self, other: &Self) -> Self {
        let [one, two] = [self, other].map(|interval| [Reach::of(interval.low.as_ref(), -1), Reach::of(interval.high.as_ref(), 1)]);
        let mut corners: Vec<Reach> = one.iter().flat_map(|one| two.iter().map(|two| one.times(two))).collect();
        corners.sort();
        // Where neither is zero the product is not.
        let never_zero = !(self.holds(&Number::zero()) || other.holds(&Number::zero()));
        let end = |reach: Option<&Reach>| {
            let value = reach.filter(|reach| reach.without_end == 0).map(|reach| reach.number.clone())?;
            Some(End { inclusive: !(never_zero && value.is_zero()), value })
        };
        Self { low: end(corners.first()), high: end(corners.last()), grid: None }
    }

    /// The quotients of a number of each, the second not zero; at worst too wide.
    pub fn over(&self, other: &Self) -> Self {
        let Some(low) = other.low.as_ref().filter(|low| !low.value.is_negative()) else { return Self::all() };
        let inverse = |end: &End| Some(End { value: Number::one().divide(&end.value)?, inclusive: true });
        // Divided by ever more it comes near nothing.
        let nothing = || Some(End { value: Number::zero(), inclusive: false });
        self.times(&Self { low: other.high.as_ref().map_or_else(nothing, inverse), high: inverse(low), grid: None })
    }

    /// The numbers that those of it become by rounding.
    pub fn rounded(&self, rounding: &Rounding) -> Self {
        let step = &rounding.step;
        // The point an end rounds to belongs only if some number of the stretch comes to it.
        let reached = |point: &Number| !self.intersect(&preimage(point, rounding)).is_empty();
        let low = self.low.as_ref().map(|end| {
            let point = rounding.apply(&end.value);
            End { value: if reached(&point) { point } else { point.add(step) }, inclusive: true }
        });
        let high = self.high.as_ref().map(|end| {
            let point = rounding.apply(&end.value);
            End { value: if reached(&point) { point } else { point.subtract(step) }, inclusive: true }
        });
        Self { low, high, grid: Some(step.clone()) }
    }

    /// A number of it that people like to read: one of `liked` if it lies in it, else the middle
    /// of it with as few digits as will do.
    pub fn nice(&self, liked: &[Number]) -> Option<Number> {
        if self.is_empty() {
            return None;
        }
        let on_grid = |value: &Number| self.grid.as_ref().is_none_or(|grid| value.divide(grid).is_some_and(|times| times.is_whole()));
        if let Some(found) = liked.iter().find(|value| self.holds(value) && on_grid(value)) {
            return Some(found.clone());
        }
        if let Some(single) = self.as_single() {
            return Some(single.clone());
        }
        let middle = match (&self.low, &self.high) {
            (Some(low), Some(high)) => low.value.add(&high.value).multiply(&Number::ratio(1, 2)),
            (Some(low), None) => low.value.add(&Number::one()),
            (None, Some(high)) => high.value.subtract(&Number::one()),
            (None, None) => Number::zero(),
        };
        if let Some(grid) = &self.grid {
            let point = multiple(&middle, grid, Number::floor);
            return [point.clone(), point.add(grid)].into_iter().find(|point| self.holds(point));
        }
        let round = |digits| Rounding::decimals(RoundingMode::HalfUp, digits).apply(&middle);
        (0..12).map(round).find(|value| self.holds(value)).or_else(|| self.holds(&middle).then_some(middle))
    }
}

/// The numbers that come to `point` by rounding.
pub fn preimage(point: &Number, rounding: &Rounding) -> Interval {
    let half = rounding.step.multiply(&Number::ratio(1, 2));
    let end = |value: Number, inclusive| Some(End { value, inclusive });
    let near = |away: &Number, inner: bool, outer: bool| {
        // The side towards zero and the side away from it have ends of their own.
        let (small, great) = (point.absolute().subtract(away), point.absolute().add(away));
        let around = Interval { low: end(small, inner), high: end(great, outer), grid: None };
        if point.is_zero() {
            let reach = around.high.clone();
            let low = reach.as_ref().map(|high| End { value: high.value.negate(), inclusive: high.inclusive });
            Interval { low, high: reach, grid: None }
        } else if point.is_negative() {
            around.scale(&Number::from(-1))
        } else {
            around
        }
    };
    match rounding.mode {
        RoundingMode::HalfUp => near(&half, true, false),
        RoundingMode::HalfEven => {
            let even = point.divide(&rounding.step.multiply(&Number::from(2))).is_some_and(|times| times.is_whole());
            near(&half, even, even)
        }
        RoundingMode::Up if point.is_zero() => Interval::single(Number::zero()),
        RoundingMode::Up => {
            let inner = point.absolute().subtract(&rounding.step);
            let side = Interval { low: end(inner, false), high: end(point.absolute(), true), grid: None };
            if point.is_negative() { side.scale(&Number::from(-1)) } else { side }
        }
        RoundingMode::Down if point.is_zero() => {
            Interval { low: end(rounding.step.negate(), false), high: end(rounding.step.clone(), false), grid: None }
        }
        RoundingMode::Down => {
            let outer = point.absolute().add(&rounding.step);
            let side = Interval { low: end(point.absolute(), true), high: end(outer, false), grid: None };
            if point.is_negative() { side.scale(&Number::from(-1)) } else { side }
        }
    }
}

/// The end that lies further in the direction of `take`; where both lie at one place the one left out.
fn pick(one: &Option<End>, two: &Option<End>, take: Ordering) -> Option<End> {
    match (one, two) {
        (None, end) | (end, None) => end.clone(),
        (Some(first), Some(second)) => Some(match first.value.cmp(&second.value) {
            Ordering::Equal => End { value: first.value.clone(), inclusive: first.inclusive && second.inclusive },
            order if order == take => first.clone(),
            Ordering::Less | Ordering::Greater => second.clone(),
        }),
    }
}

fn multiple(value: &Number, grid: &Number, whole: fn(&Number) -> Number) -> Number {
    value.divide(grid).map_or_else(|| value.clone(), |times| whole(&times).multiply(grid))
}

/// The greatest number of which both are multiples; both above zero.
pub fn common_grid(one: &Number, two: &Number) -> Number {
    let (mut great, mut small) = (one.clone(), two.clone());
    while !small.is_zero() {
        let times = great.divide(&small).map_or_else(Number::zero, |times| times.floor());
        (great, small) = (small.clone(), great.subtract(&small.multiply(&times)));
    }
    great
}

impl fmt::Display for Interval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.low {
            Some(End { value, inclusive }) => write!(formatter, "{}{value}", if *inclusive { '[' } else { '(' })?,
            None => write!(formatter, "(…")?,
        }
        match &self.high {
            Some(End { value, inclusive }) => write!(formatter, ", {value}{}", if *inclusive { ']' } else { ')' }),
            None => write!(formatter, ", …)"),
        }
    }
}

/// How far an interval goes on one side: to a number, or without end below (-1) or above (1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reach {
    without_end: i32,
    number: Number,
}

impl Reach {
    fn of(end: Option<&End>, side: i32) -> Self {
        end.map_or_else(|| Self { without_end: side, number: Number::zero() }, |end| Self { without_end: 0, number: end.value.clone() })
    }

    fn sign(&self) -> i32 {
        if self.without_end != 0 {
            self.without_end
        } else if self.number.is_negative() {
            -1
        } else {
            i32::from(!self.number.is_zero())
        }
    }

    /// Of ever so many times nothing there is nothing.
    fn times(&self, other: &Self) -> Self {
        if self.without_end == 0 && other.without_end == 0 {
            return Self { without_end: 0, number: self.number.multiply(&other.number) };
        }
        Self { without_end: self.sign() * other.sign(), number: Number::zero() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(low: i64, high: i64) -> Interval {
        Interval::closed(Number::from(low), Number::from(high))
    }

    #[test]
    fn whole_numbers_know_no_gap_between_two_and_three() {
        let counts = closed(0, 5).on_grid(Some(&Number::one()));
        let left: Vec<String> =
            counts.without(&closed(0, 2)).iter().flat_map(|rest| rest.without(&closed(3, 4))).map(|rest| rest.to_string()).collect();
        assert_eq!(left, ["[5, 5]"]);
        let all = closed(0, 5);
        let left: Vec<String> =
            all.without(&closed(0, 2)).iter().flat_map(|rest| rest.without(&closed(3, 5))).map(|rest| rest.to_string()).collect();
        assert_eq!(left, ["(2, 3)"]);
    }

    #[test]
    fn an_open_end_rounds_to_what_is_reached() {
        let rounding = Rounding::decimals(RoundingMode::HalfUp, 2);
        let below = Interval {
            high: Some(End { value: Number::ratio(995, 1000), inclusive: false }),
            ..Interval::closed(Number::zero(), Number::one())
        };
        assert_eq!(below.rounded(&rounding).to_string(), "[0, 99/100]".replace("99/100", "0.99"));
        let below = Interval { high: Some(End { value: Number::one(), inclusive: false }), ..below };
        assert_eq!(below.rounded(&rounding).to_string(), "[0, 1]");
    }

    #[test]
    fn nice_numbers_have_few_digits() {
        let open = |whole: i64| Some(End { value: Number::from(whole), inclusive: false });
        let gap = Interval { low: open(50), high: open(51), grid: None };
        assert_eq!(gap.nice(&[]).unwrap().to_string(), "50.5");
        let third = Interval { low: Some(End { value: Number::ratio(1, 3), inclusive: false }), high: None, grid: None };
        assert_eq!(third.nice(&[Number::from(100)]).unwrap().to_string(), "100");
    }
}
