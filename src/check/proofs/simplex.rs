//! Linear conditions over many unknowns: whether they can hold together and how far they let a sum go, by walking along
//! the edges of what they leave (the simplex method, every unknown with ends of its own).
//!
//! Where [`super::linear`] eliminates one unknown after the other, conditions may multiply with each of them; here their
//! number stays what it is. All is exact: "above" is kept as "no less than a bit more", a bit that is smaller than any
//! number, so that an end that is not reached is told from one that is.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::is_long;
use super::few::Few;
use super::intervals::{End, Interval};
use super::linear::{Answer, Constraint, Linear, Relation, Unknown};
use crate::value::Number;

/// So many steps are taken before it is given up: with always the first unknown that helps they come to an end, but
/// nobody says when.
const STEPS: usize = 4_000;

/// A number and so many bits beside it that are smaller than any number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Near {
    number: Number,
    bits: Number,
}

impl Near {
    fn exactly(number: Number) -> Self {
        Self { number, bits: Number::zero() }
    }

    fn plus(&self, other: &Self, factor: &Number) -> Self {
        Self { number: self.number.add(&other.number.multiply(factor)), bits: self.bits.add(&other.bits.multiply(factor)) }
    }

    fn subtract(&self, other: &Self) -> Self {
        Self { number: self.number.subtract(&other.number), bits: self.bits.subtract(&other.bits) }
    }

    fn divide(&self, divisor: &Number) -> Option<Self> {
        Some(Self { number: self.number.divide(divisor)?, bits: self.bits.divide(divisor)? })
    }

    fn end(self) -> End {
        End { inclusive: self.bits.is_zero(), value: self.number }
    }
}

/// Where an unknown, or a sum that stands in conditions, may lie, and where it stands now.
#[derive(Clone, Debug)]
struct Column {
    low: Option<Near>,
    high: Option<Near>,
    at: Near,
}

impl Column {
    fn anywhere() -> Self {
        Self { low: None, high: None, at: Near::exactly(Number::zero()) }
    }

    fn can_go(&self, up: bool) -> bool {
        if up { self.high.as_ref().is_none_or(|high| self.at < *high) } else { self.low.as_ref().is_none_or(|low| self.at > *low) }
    }

    /// How far it is to the end on that side.
    fn room(&self, up: bool) -> Option<Near> {
        if up { self.high.as_ref().map(|high| high.subtract(&self.at)) } else { self.low.as_ref().map(|low| self.at.subtract(low)) }
    }
}

/// It was given up.
struct TooLong;

/// A point of what conditions leave, with what has to be known to go on to others.
pub struct Simplex {
    columns: BTreeMap<Unknown, Column>,
    /// Those that follow from the others, each as a sum of them.
    rows: BTreeMap<Unknown, Linear>,
    steps: usize,
}

impl Simplex {
    /// A point at which the conditions hold.
    pub fn new(constraints: &[Constraint]) -> Answer<Self> {
        let unknowns: BTreeSet<Unknown> = constraints.iter().flat_map(|one| one.form.terms.keys().copied()).collect();
        let mut next = unknowns.last().map_or(0, |last| last.0 + 1);
        let columns = unknowns.into_iter().map(|unknown| (unknown, Column::anywhere())).collect();
        let mut simplex = Self { columns, rows: BTreeMap::new(), steps: 0 };
        let mut sums: BTreeMap<Few<Unknown, Number>, Unknown> = BTreeMap::new();
        for constraint in constraints {
            let Some((first, factor)) = constraint.form.terms.iter().next() else {
                if constraint.decided() == Some(false) {
                    return Answer::Impossible;
                }
                continue;
            };
            let Some(inverse) = Number::one().divide(factor) else { continue };
            let scaled = constraint.form.scale(&inverse);
            let column = if scaled.terms.len() == 1 {
                *first
            } else {
                *sums.entry(scaled.terms.clone()).or_insert_with(|| {
                    let own = Unknown(next);
                    next += 1;
                    simplex.columns.insert(own, Column::anywhere());
                    simplex.rows.insert(own, Linear { terms: scaled.terms.clone(), constant: Number::zero() });
                    own
                })
            };
            if !simplex.bound(column, constraint.relation, &scaled.constant.negate(), factor.is_negative()) {
                return Answer::Impossible;
            }
        }
        // What follows from nothing stands between its ends from the start; the others follow.
        let free: Vec<Unknown> = simplex.columns.keys().filter(|unknown| !simplex.rows.contains_key(unknown)).copied().collect();
        for unknown in free {
            simplex.draw_in(unknown);
        }
        match simplex.hold() {
            Ok(true) => Answer::Possible(simplex),
            Ok(false) => Answer::Impossible,
            Err(TooLong) => Answer::Undecided,
        }
    }

    /// Draws the ends of a column in; says whether something is left between them.
    fn bound(&mut self, unknown: Unknown, relation: Relation, edge: &Number, turned: bool) -> bool {
        let Some(column) = self.columns.get_mut(&unknown) else { return true };
        let bits = match relation {
            Relation::Zero | Relation::NotNegative => Number::zero(),
            Relation::Positive if turned => Number::from(-1),
            Relation::Positive => Number::one(),
        };
        let edge = Near { number: edge.clone(), bits };
        if (turned || relation == Relation::Zero) && column.high.as_ref().is_none_or(|high| edge < *high) {
            column.high = Some(edge.clone());
        }
        if (!turned || relation == Relation::Zero) && column.low.as_ref().is_none_or(|low| edge > *low) {
            column.low = Some(edge);
        }
        column.low.as_ref().zip(column.high.as_ref()).is_none_or(|(low, high)| low <= high)
    }

    /// Moves what follows from nothing between its ends.
    fn draw_in(&mut self, unknown: Unknown) {
        let Some(column) = self.columns.get(&unknown) else { return };
        let below = column.low.as_ref().filter(|low| column.at < **low);
        let end = below.or_else(|| column.high.as_ref().filter(|high| column.at > **high));
        if let Some(way) = end.map(|end| end.subtract(&column.at)) {
            self.go(unknown, &way);
        }
    }

    /// Moves what follows from nothing, and all that follows from it.
    fn go(&mut self, unknown: Unknown, way: &Near) {
        if let Some(column) = self.columns.get_mut(&unknown) {
            column.at = column.at.plus(way, &Number::one());
        }
        for (follower, row) in &self.rows {
            if let (Some(factor), Some(column)) = (row.terms.get(&unknown), self.columns.get_mut(follower)) {
                column.at = column.at.plus(way, factor);
            }
        }
    }

    /// Brings everything between its ends; says whether that can be.
    fn hold(&mut self) -> Result<bool, TooLong> {
        loop {
            let outside = self.rows.iter().find_map(|(unknown, row)| {
                let column = self.columns.get(unknown)?;
                let low = column.low.as_ref().filter(|low| column.at < **low).map(|low| (true, low.clone()));
                let end = low.or_else(|| column.high.as_ref().filter(|high| column.at > **high).map(|high| (false, high.clone())));
                end.map(|(up, end)| (*unknown, row, up, end))
            });
            let Some((leaving, row, up, end)) = outside else { return Ok(true) };
            let Some(entering) = self.first_to_go(row, up) else { return Ok(false) };
            self.exchange(leaving, entering, &end)?;
        }
    }

    /// The first of those in a sum that can still be moved so that the sum goes up (down).
    fn first_to_go(&self, sum: &Linear, up: bool) -> Option<Unknown> {
        let can_go =
            |unknown: &Unknown, factor: &Number| self.columns.get(unknown).is_some_and(|column| column.can_go(up != factor.is_negative()));
        sum.terms.iter().find(|(unknown, factor)| can_go(unknown, factor)).map(|(unknown, _)| *unknown)
    }

    /// Moves what follows to an end by moving one it follows from, which follows from it from now on.
    fn exchange(&mut self, leaving: Unknown, entering: Unknown, end: &Near) -> Result<(), TooLong> {
        self.steps += 1;
        let at = self.columns.get(&leaving).map(|column| column.at.clone());
        let (Some(row), Some(at)) = (self.rows.get(&leaving), at) else { return Err(TooLong) };
        let factor = row.terms.get(&entering).cloned().unwrap_or_else(Number::zero);
        let Some((way, inverse)) = end.subtract(&at).divide(&factor).zip(Number::one().divide(&factor)) else { return Err(TooLong) };
        if self.steps > STEPS || is_long(&way.number) || is_long(&inverse) {
            return Err(TooLong);
        }
        let mut rest = row.clone();
        rest.terms.remove(&entering);
        let mut turned = rest.scale(&inverse.negate());
        turned.terms.insert(leaving, inverse);
        self.go(entering, &way);
        self.rows.remove(&leaving);
        for row in self.rows.values_mut().filter(|row| row.terms.contains_key(&entering)) {
            *row = row.substitute(entering, &turned);
        }
        self.rows.insert(entering, turned);
        Ok(())
    }

    /// A sum by what follows from nothing.
    fn reduced(&self, sum: &Linear) -> Linear {
        let unknowns: Vec<Unknown> = sum.terms.keys().copied().collect();
        unknowns
            .into_iter()
            .fold(sum.clone(), |sum, unknown| self.rows.get(&unknown).map_or(sum.clone(), |row| sum.substitute(unknown, row)))
    }

    /// How far a sum can go up (down); none where it has no end.
    fn farthest(&mut self, sum: &Linear, up: bool) -> Result<Option<Near>, TooLong> {
        loop {
            let reduced = self.reduced(sum);
            let Some(entering) = self.first_to_go(&reduced, up) else {
                let of_all = |sum: Near, (unknown, factor): (&Unknown, &Number)| {
                    self.columns.get(unknown).map_or(sum.clone(), |column| sum.plus(&column.at, factor))
                };
                return Ok(Some(reduced.terms.iter().fold(Near::exactly(reduced.constant.clone()), of_all)));
            };
            let raised = reduced.terms.get(&entering).is_some_and(|factor| up != factor.is_negative());
            let own = self.columns.get(&entering).and_then(|column| column.room(raised));
            let mut nearest: Option<(Near, Unknown, bool)> = None;
            for (follower, row) in &self.rows {
                let (Some(factor), Some(column)) = (row.terms.get(&entering), self.columns.get(follower)) else { continue };
                let rises = raised != factor.is_negative();
                let Some(room) = column.room(rises).and_then(|room| room.divide(&factor.absolute())) else { continue };
                if nearest.as_ref().is_none_or(|(least, ..)| room < *least) {
                    nearest = Some((room, *follower, rises));
                }
            }
            match (own, nearest) {
                (None, None) => return Ok(None),
                (Some(own), nearest) if nearest.as_ref().is_none_or(|(room, ..)| own <= *room) => {
                    self.steps += 1;
                    let sign = Number::from(if raised { 1 } else { -1 });
                    self.go(entering, &Near::exactly(Number::zero()).plus(&own, &sign));
                }
                (_, Some((_, leaving, rises))) => {
                    let column = self.columns.get(&leaving);
                    let end = column.and_then(|column| if rises { column.high.clone() } else { column.low.clone() });
                    self.exchange(leaving, entering, &end.ok_or(TooLong)?)?;
                }
                (Some(_), None) => return Err(TooLong),
            }
            if self.steps > STEPS {
                return Err(TooLong);
            }
        }
    }

    /// Where a sum can lie.
    pub fn extent(&mut self, sum: &Linear) -> Option<Interval> {
        for unknown in sum.terms.keys() {
            self.columns.entry(*unknown).or_insert_with(Column::anywhere);
        }
        let low = self.farthest(sum, false).ok()?;
        let high = self.farthest(sum, true).ok()?;
        Some(Interval { low: low.map(Near::end), high: high.map(Near::end), grid: None })
    }

    /// Holds an unknown to a number out of its extent.
    fn fix(&mut self, unknown: Unknown, number: &Number) -> bool {
        let turned = [false, true];
        let holds = turned.into_iter().all(|turned| self.bound(unknown, Relation::NotNegative, number, turned));
        if holds && !self.rows.contains_key(&unknown) {
            self.draw_in(unknown);
        }
        holds && matches!(self.hold(), Ok(true))
    }
}

/// Values for all unknowns with which the conditions hold, each chosen where those before it leave it.
pub fn point(
    constraints: &[Constraint],
    choose: &mut dyn FnMut(Unknown, &Interval) -> Option<Number>,
) -> Option<BTreeMap<Unknown, Number>> {
    let Answer::Possible(mut simplex) = Simplex::new(constraints) else { return None };
    let mut values = BTreeMap::new();
    let unknowns: BTreeSet<Unknown> = constraints.iter().flat_map(|one| one.form.terms.keys().copied()).collect();
    for unknown in unknowns {
        let interval = simplex.extent(&Linear::unknown(unknown))?;
        let value = match interval.as_single() {
            Some(value) => value.clone(),
            None => choose(unknown, &interval)?,
        };
        if !simplex.fix(unknown, &value) {
            return None;
        }
        values.insert(unknown, value);
    }
    Some(values)
}

/// Whether the conditions can hold together.
pub fn consistent(constraints: &[Constraint]) -> Answer<()> {
    match Simplex::new(constraints) {
        Answer::Possible(_) => Answer::Possible(()),
        Answer::Impossible => Answer::Impossible,
        Answer::Undecided => Answer::Undecided,
    }
}

/// Where a sum can lie while the conditions hold.
pub fn extent(sum: &Linear, constraints: &[Constraint]) -> Answer<Interval> {
    match Simplex::new(constraints) {
        Answer::Possible(mut simplex) => simplex.extent(sum).map_or(Answer::Undecided, Answer::Possible),
        Answer::Impossible => Answer::Impossible,
        Answer::Undecided => Answer::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::super::linear;
    use super::*;

    fn shown(answer: &Answer<Interval>) -> String {
        match answer {
            Answer::Impossible => "impossible".into(),
            Answer::Undecided => "undecided".into(),
            Answer::Possible(interval) => format!("{interval}"),
        }
    }

    #[test]
    fn walking_along_the_edges_comes_to_what_eliminating_comes_to() {
        let mut lot: u64 = 1;
        let mut draw = |most: u64| {
            lot = lot.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (lot >> 33) % most
        };
        let mut number = |most: u64| Number::from(i64::try_from(draw(2 * most + 1)).unwrap() - i64::try_from(most).unwrap());
        let mut met = BTreeMap::<String, usize>::new();
        for _ in 0..3_000 {
            let mut form = || {
                let start = Linear::constant(number(4));
                (0..3).fold(start, |sum, place| sum.plus(&Linear::unknown(Unknown(place)), &number(2)))
            };
            let sum = Linear { constant: Number::zero(), ..form() };
            let mut conditions: Vec<Constraint> = (0..3).map(|_| Constraint::not_negative(form())).collect();
            conditions.extend([Constraint::positive(form()), Constraint::positive(form()), Constraint::zero(form())]);
            let eliminated = linear::extent(&sum, &Linear::constant(Number::one()), &conditions);
            let walked = extent(&sum, &conditions);
            assert_eq!(shown(&eliminated), shown(&walked), "{sum:?} where {conditions:?}");
            let point = point(&conditions, &mut |_, interval| interval.nice(&[]));
            assert_eq!(point.is_some(), matches!(walked, Answer::Possible(_)));
            let holds = |one: &Constraint| {
                let form = point.as_ref().and_then(|point| one.form.value(point)).map(Linear::constant);
                form.and_then(|form| Constraint { form, relation: one.relation }.decided()) == Some(true)
            };
            assert!(point.is_none() || conditions.iter().all(holds));
            let kind = match walked {
                Answer::Possible(Interval { low: Some(_), high: Some(_), .. }) => "both ends",
                Answer::Possible(_) => "without end",
                Answer::Impossible | Answer::Undecided => "impossible",
            };
            *met.entry(kind.to_owned()).or_default() += 1;
        }
        assert!(met.len() == 3 && met.values().all(|times| *times > 50), "{met:?}");
    }
}
