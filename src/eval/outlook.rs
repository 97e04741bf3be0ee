//! What an indicator without a score can still come to: the ends of what is left of its chain (`ahead`), carried
//! through everything after it. Where the rules leave open what a method comes to, an end is left open; the limits of
//! the indicator close it.

use super::bands::clamp;
use super::range::product;
use super::report::Range;
use crate::model::Points;
use crate::value::{Number, Rounding};

/// What the clauses after the chain do to points, all of them known.
#[derive(Clone, Debug)]
pub(super) struct After {
    /// The ceilings that hold, and those of which that cannot be told.
    pub(super) ceilings: Vec<Number>,
    /// Additions less deductions.
    pub(super) change: Number,
    /// The lowest of the vetoes that hold.
    pub(super) veto: Option<Number>,
    /// Whether something is still open that any of the vetoes hangs on: then another may hold that gives less.
    pub(super) vetoes: Vetoes,
    /// What vetoes give of which it is not known whether they hold.
    pub(super) may_veto: Vec<Number>,
    /// The lowest of the vetoes that hold whatever comes of what is not known in them.
    pub(super) sure_veto: Option<Number>,
    /// Whether it is not known what one of the ceilings or vetoes would do.
    pub(super) undecided: bool,
    /// What entries that registers still receive may make of them, and changes that are not known.
    pub(super) ahead: Ahead,
}

/// What entries still to come may make of the clauses after the chain, and changes of which something is pending or
/// invalid. What entries to come would take away is foreseen nowhere.
#[derive(Clone, Debug)]
pub(super) struct Ahead {
    /// The places of the ceilings that hold and that no entry lifts.
    pub(super) lasting: Vec<usize>,
    /// Whether no entry lifts the veto.
    pub(super) veto_lasts: bool,
    /// The most that a veto gives which entries may yet make hold.
    pub(super) veto_to_come: Option<Number>,
    /// By how much more the additions less the deductions may come to.
    pub(super) rise: Drift,
    /// By how much less, where an addition may be taken back.
    pub(super) fall: Drift,
}

/// How far something may move.
#[derive(Clone, Debug)]
pub(super) enum Drift {
    /// So far at most.
    UpTo(Number),
    /// Whatever the points leave.
    Any,
}

impl Drift {
    /// Not at all.
    pub(super) fn nothing() -> Self {
        Self::UpTo(Number::zero())
    }

    /// Whether it does not move.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::UpTo(drift) if drift.is_zero())
    }

    /// To a cap, from `points`.
    pub(super) fn to_cap(points: &Number, cap: Option<&Number>) -> Self {
        cap.map_or(Self::Any, |cap| Self::UpTo(cap.subtract(points).max(Number::zero())))
    }

    /// No further than that, where it is known.
    pub(super) fn within(self, most: Option<Number>) -> Self {
        match (self, most) {
            (Self::UpTo(drift), Some(most)) => Self::UpTo(drift.min(most)),
            (Self::Any, Some(most)) => Self::UpTo(most),
            (drift, None) => drift,
        }
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::UpTo(one), Self::UpTo(two)) => Self::UpTo(one.add(&two)),
            (Self::Any, _) | (_, Self::Any) => Self::Any,
        }
    }

    /// So far, as much as is known.
    fn known(&self) -> Number {
        if let Self::UpTo(drift) = self { drift.clone() } else { Number::zero() }
    }
}

/// How far the vetoes of an indicator are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vetoes {
    /// All are.
    Decided,
    /// Whether some hold cannot be said yet; those that hold, hold for good.
    SomeOpen,
    /// What was read of them may still move.
    MayMove,
}

impl After {
    /// No clause at all.
    pub(super) fn nothing() -> Self {
        let ahead = Ahead { lasting: Vec::new(), veto_lasts: true, veto_to_come: None, rise: Drift::nothing(), fall: Drift::nothing() };
        Self {
            ceilings: Vec::new(),
            change: Number::zero(),
            veto: None,
            vetoes: Vetoes::Decided,
            may_veto: Vec::new(),
            sure_veto: None,
            undecided: false,
            ahead,
        }
    }

    /// What points from the chain become.
    pub(super) fn apply(&self, start: &Number, points: &Points, rounding: Option<&Rounding>) -> Number {
        let limited = self.ceilings.iter().fold(start.clone(), |points, limit| clamp(&points, None, Some(limit)));
        let sum = self.veto.clone().unwrap_or_else(|| limited.add(&self.change));
        let held = clamp(&sum, Some(&points.low), Some(&points.high));
        rounding.map_or_else(|| held.clone(), |rounding| rounding.apply(&held))
    }

    /// What the vetoes alone make of the indicator, whatever is still open before them: none holds that can be lower.
    pub(super) fn settled(&self, points: &Points) -> bool {
        let least = self.veto.as_ref().is_some_and(|veto| *veto <= points.low);
        match self.vetoes {
            Vetoes::Decided => self.veto.is_some(),
            Vetoes::SomeOpen => least,
            Vetoes::MayMove => false,
        }
    }

    /// The same of points that lie anywhere between two ends, whatever entries still to come make of the clauses.
    pub(super) fn range(&self, ends: &Ends, points: &Points, rounding: Option<&Rounding>) -> Range {
        let lasting = self.veto.as_ref().filter(|_| self.ahead.veto_lasts);
        // No veto gives more than another that surely holds.
        let sure = self.sure_veto.iter().chain(lasting).min();
        let vetoed = |veto: &Number| {
            let veto = sure.map_or(veto, |sure| sure.min(veto));
            Range::single(&Self { veto: Some(veto.clone()), ..self.clone() }.apply(veto, points, rounding))
        };
        let without = if self.sure_veto.is_some() { sure.map(vetoed) } else { Some(self.range_but_for_doubts(ends, points, rounding)) };
        let lifted = self.veto.iter().filter(|_| self.sure_veto.is_some());
        let all = without.into_iter().chain(lifted.chain(&self.may_veto).map(vetoed));
        all.reduce(Range::hull).unwrap_or_else(|| Range { low: points.low.clone(), high: points.high.clone() })
    }

    fn range_but_for_doubts(&self, ends: &Ends, points: &Points, rounding: Option<&Rounding>) -> Range {
        if self.stays() {
            return self.range_as_it_stands(ends, points, rounding);
        }
        let Ahead { lasting, veto_lasts, veto_to_come, rise, fall } = &self.ahead;
        let veto = self.veto.clone().filter(|_| *veto_lasts);
        let ceilings = lasting.iter().filter_map(|place| self.ceilings.get(*place)).cloned().collect();
        let least = Self { change: self.change.subtract(&fall.known()), veto: veto.clone(), ..self.clone() };
        let most = Self { change: self.change.add(&rise.known()), veto: veto.clone(), ceilings, ..self.clone() };
        let [stands, least, most] = [self, &least, &most].map(|clauses| clauses.range_as_it_stands(ends, points, rounding));
        let mut range = stands.hull(least).hull(most);
        // A veto takes what is added, too.
        let whatever = |drift: &Drift| matches!(drift, Drift::Any) && veto.is_none();
        if whatever(fall) {
            range.low = points.low.clone();
        }
        if whatever(rise) {
            range.high = points.high.clone();
        }
        // Where there is less than that, a veto gives.
        let given = veto_to_come.as_ref().map(|veto| Self { veto: Some(veto.clone()), ..self.clone() }.apply(veto, points, rounding));
        range.high = given.into_iter().fold(range.high, Number::max);
        range
    }

    /// Whether nothing to come makes anything else of the clauses.
    fn stays(&self) -> bool {
        let Ahead { lasting, veto_lasts, veto_to_come, rise, fall } = &self.ahead;
        let ceilings_last = lasting.len() == self.ceilings.len();
        let veto_stays = (*veto_lasts || self.veto.is_none()) && veto_to_come.is_none();
        ceilings_last && veto_stays && rise.is_nothing() && fall.is_nothing()
    }

    fn range_as_it_stands(&self, ends: &Ends, points: &Points, rounding: Option<&Rounding>) -> Range {
        let low = ends.low.as_ref().map(|low| self.apply(low, points, rounding));
        let high = match ends.high.as_ref().or_else(|| self.ceilings.iter().min()) {
            // Of a single score both ends are worked out as one.
            high if high == ends.low.as_ref() => low.clone(),
            high => high.map(|high| self.apply(high, points, rounding)),
        };
        let open = self.veto.as_ref().map(|veto| self.apply(veto, points, rounding));
        Range {
            low: low.or_else(|| open.clone()).unwrap_or_else(|| points.low.clone()),
            high: high.or(open).unwrap_or_else(|| points.high.clone()),
        }
    }
}

/// The ends of what can come; an end that is not known is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    low: Option<Number>,
    high: Option<Number>,
}

impl Ends {
    /// Anything.
    pub(super) fn open() -> Self {
        Self { low: None, high: None }
    }

    /// Nothing below zero.
    pub(super) fn from_zero() -> Self {
        Self { low: Some(Number::zero()), high: None }
    }

    /// From one end to the other, as far as they are known.
    pub(super) fn from_to(low: Option<Number>, high: Option<Number>) -> Self {
        Self { low, high }
    }

    /// The lower end.
    pub(super) fn low(&self) -> Option<&Number> {
        self.low.as_ref()
    }

    /// The upper end.
    pub(super) fn high(&self) -> Option<&Number> {
        self.high.as_ref()
    }

    /// Both ends, where they are known.
    pub(super) fn closed(self) -> Option<Range> {
        Some(Range { low: self.low?, high: self.high? })
    }

    /// Whether nothing is left open.
    pub(super) fn is_single(&self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    /// What becomes of both ends by something that turns none of them around.
    pub(super) fn each(&self, change: impl Fn(&Number) -> Number) -> Self {
        Self { low: self.low.as_ref().map(&change), high: self.high.as_ref().map(&change) }
    }

    /// The sum.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let sum = |one: &Option<Number>, two: &Option<Number>| Some(one.as_ref()?.add(two.as_ref()?));
        Self { low: sum(&self.low, &other.low), high: sum(&self.high, &other.high) }
    }

    /// With the other sign.
    pub(super) fn negated(&self) -> Self {
        Self { low: self.high.as_ref().map(Number::negate), high: self.low.as_ref().map(Number::negate) }
    }

    /// The product. Of two that are open, no more is said than that two of one sign give nothing below zero.
    pub(super) fn times(&self, other: &Self) -> Self {
        if let Some((one, two)) = self.clone().closed().zip(other.clone().closed()) {
            let product = product(&one, &two);
            return Self::between(product.low, product.high);
        }
        for (one, two) in [(self, other), (other, self)] {
            if let Some(factor) = one.low.as_ref().filter(|_| one.is_single()) {
                let scaled = two.each(|end| end.multiply(factor));
                return if factor.is_negative() { Self { low: scaled.high, high: scaled.low } } else { scaled };
            }
        }
        let not_below_zero = |ends: &Self| ends.low.clone().filter(|low| !low.is_negative());
        let low = not_below_zero(self).zip(not_below_zero(other)).map(|(one, two)| one.multiply(&two));
        Self { low, high: None }
    }

    /// One divided by it, where it lies on one side of zero.
    pub(super) fn reciprocal(&self) -> Option<Self> {
        let one = |end: &Number| Number::one().divide(end);
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if !low.is_zero() && !high.is_zero() && low.is_negative() == high.is_negative() => {
                Some(Self { low: one(high), high: one(low) })
            }
            (Some(low), None) if *low > Number::zero() => Some(Self { low: Some(Number::zero()), high: one(low) }),
            (Some(_) | None, Some(_) | None) => None,
        }
    }

    /// From `low` to `high`.
    pub(super) fn between(low: Number, high: Number) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// This and nothing else.
    pub(super) fn single(number: &Number) -> Self {
        Self::between(number.clone(), number.clone())
    }

    /// Both.
    pub(super) fn hull(self, other: Self) -> Self {
        let both = |one: Option<Number>, two: Option<Number>| one.zip(two);
        Self {
            low: both(self.low, other.low).map(|(one, two)| one.min(two)),
            high: both(self.high, other.high).map(|(one, two)| one.max(two)),
        }
    }

    /// Not above a ceiling.
    pub(super) fn below(self, ceiling: Option<&Number>) -> Self {
        let Some(ceiling) = ceiling else { return self };
        let limit = |end: Number| clamp(&end, None, Some(ceiling));
        Self { low: self.low.map(limit), high: Some(self.high.map_or_else(|| ceiling.clone(), limit)) }
    }

    /// Held between two numbers, with which open ends are closed.
    pub(super) fn clamped(self, low: &Number, high: &Number) -> Self {
        let end = |end: Option<Number>, open: &Number| end.map_or_else(|| open.clone(), |end| clamp(&end, Some(low), Some(high)));
        Self::between(end(self.low, low), end(self.high, high))
    }
}
