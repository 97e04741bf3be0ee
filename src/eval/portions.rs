//! What of a result came from whom: the losses and gains of others that an expression leads back to.
//!
//! An expression is followed as long as each loss enters it in proportion: through names, sums, factors and the branch
//! taken. What is beyond that, a constant beside them, a rounding, a table, comes from nobody, and is left over.

use std::collections::BTreeMap;

use super::answered_trace::{AnsweredTrace, PointsRead, SourceRead};
use super::trace::{Derivation, Operation};
use crate::model::{Arithmetic, Function};
use crate::value::Number;

/// What one loss or gain brought to a result.
#[derive(Clone, Debug)]
pub(super) struct Portion<'t> {
    /// The function it went through.
    pub(super) through: &'t AnsweredTrace,
    /// Whose it is.
    pub(super) source: &'t SourceRead,
    /// The loss or gain.
    pub(super) read: &'t PointsRead,
    /// The points lost or gained.
    pub(super) points: Number,
    /// The factor behind the function, such as 0.2 of `20% of (…)`.
    pub(super) factor: Number,
    /// The factor inside the function, such as one eleventh of a mean.
    pub(super) weight: Number,
    /// What it brought: points × share of whoever answers × weight × factor.
    pub(super) amount: Number,
}

/// The portions of a result, in the order in which they stand in it. What is read twice, through names, is one portion.
pub(super) fn portions(derivation: &Derivation) -> Vec<Portion<'_>> {
    let factors = Following::default().of(derivation);
    factors.iter().flat_map(|(trace, factor)| of_function(trace, factor)).collect()
}

/// Whether an expression reads losses or gains of others, by whatever way.
pub(super) fn reads_losses(derivation: &Derivation) -> bool {
    derivation.has(|piece| matches!(piece.operation, Operation::Answered(_)))
}

/// The functions over losses and gains that something is made of, each with its factor.
type Factors<'t> = Vec<(&'t AnsweredTrace, Number)>;

/// An expression being followed; what several read of it is followed once.
#[derive(Default)]
struct Following<'t> {
    known: BTreeMap<*const Derivation, Factors<'t>>,
}

impl<'t> Following<'t> {
    fn of(&mut self, derivation: &'t Derivation) -> Factors<'t> {
        let place = std::ptr::from_ref(derivation);
        if let Some(known) = self.known.get(&place) {
            return known.clone();
        }
        let factors = self.of_operation(derivation);
        self.known.insert(place, factors.clone());
        factors
    }

    fn of_operation(&mut self, derivation: &'t Derivation) -> Factors<'t> {
        let children = derivation.children.as_slice();
        match &derivation.operation {
            Operation::Answered(trace) => vec![(trace, Number::one())],
            // Of a condition and a branch, of a value and its default, the last is what came out.
            Operation::Let(_) | Operation::If | Operation::Default | Operation::Rounded(_) => {
                children.last().map(|last| self.of(last)).unwrap_or_default()
            }
            Operation::Negate => children.last().map(|inner| negated(self.of(inner))).unwrap_or_default(),
            Operation::Arithmetic(operation) => match children {
                [left, right] => self.of_arithmetic(*operation, left, right),
                [] | [_] | [_, _, _, ..] => Vec::new(),
            },
            Operation::Aggregate { function, entries, .. } if entries.is_empty() => self.of_list(*function, derivation),
            Operation::Aggregate { .. }
            | Operation::Constant
            | Operation::Read
            | Operation::MeasuredValue
            | Operation::ScoringDay
            | Operation::Indicator(..)
            | Operation::Part(_)
            | Operation::Total
            | Operation::Vetoed
            | Operation::Vetoes
            | Operation::Placed(_)
            | Operation::Contest { .. }
            | Operation::Grade
            | Operation::Not
            | Operation::Both
            | Operation::Either
            | Operation::Compare(_)
            | Operation::IsMissing
            | Operation::IsGiven
            | Operation::DaysFrom
            | Operation::MonthsFrom
            | Operation::Difference
            | Operation::Lookup(_)
            | Operation::Banded(_)
            | Operation::Across { .. } => Vec::new(),
        }
    }

    fn of_arithmetic(&mut self, operation: Arithmetic, left: &'t Derivation, right: &'t Derivation) -> Factors<'t> {
        match operation {
            Arithmetic::Add => together(self.of(left), self.of(right)),
            Arithmetic::Subtract => together(self.of(left), negated(self.of(right))),
            Arithmetic::Multiply => match (reads_losses(left), reads_losses(right)) {
                (true, false) => times(self.of(left), right.found.as_number()),
                (false, true) => times(self.of(right), left.found.as_number()),
                // A product of two losses comes from both at once.
                (true, true) | (false, false) => Vec::new(),
            },
            Arithmetic::Divide if reads_losses(right) => Vec::new(),
            Arithmetic::Divide => {
                let inverse = right.found.as_number().and_then(|by| Number::one().divide(by));
                times(self.of(left), inverse.as_ref())
            }
        }
    }

    /// Of a function over listed values.
    fn of_list(&mut self, function: Function, derivation: &'t Derivation) -> Factors<'t> {
        let given: Vec<&'t Derivation> =
            derivation.children.iter().map(AsRef::as_ref).filter(|child| child.found.given().is_some()).collect();
        match function {
            Function::Sum => self.of_all(&given),
            Function::Average => {
                let count = i64::try_from(given.len()).map(Number::from).ok();
                let share = count.and_then(|count| Number::one().divide(&count));
                times(self.of_all(&given), share.as_ref())
            }
            Function::Highest | Function::Lowest => {
                let chosen = given.iter().find(|child| child.found.given() == derivation.found.given());
                chosen.map(|chosen| self.of(chosen)).unwrap_or_default()
            }
            Function::Latest | Function::LongestRun | Function::Number | Function::Median => Vec::new(),
        }
    }

    fn of_all(&mut self, list: &[&'t Derivation]) -> Factors<'t> {
        list.iter().fold(Vec::new(), |sum, one| together(sum, self.of(one)))
    }
}

/// Both, what stands in both with the sum of its factors.
fn together<'t>(mut factors: Factors<'t>, others: Factors<'t>) -> Factors<'t> {
    for (trace, factor) in others {
        match factors.iter_mut().find(|(known, _)| std::ptr::eq(*known, trace)) {
            Some((_, known)) => *known = known.add(&factor),
            None => factors.push((trace, factor)),
        }
    }
    factors
}

/// All times a number; nothing where that is not known.
fn times<'t>(factors: Factors<'t>, by: Option<&Number>) -> Factors<'t> {
    let Some(by) = by else { return Vec::new() };
    factors.into_iter().map(|(trace, factor)| (trace, factor.multiply(by))).collect()
}

fn negated(factors: Factors<'_>) -> Factors<'_> {
    factors.into_iter().map(|(trace, factor)| (trace, factor.negate())).collect()
}

fn of_function<'t>(trace: &'t AnsweredTrace, factor: &Number) -> Vec<Portion<'t>> {
    let mut portions = Vec::new();
    for (source, weight) in trace.weighted() {
        for read in &source.points {
            let Some(points) = read.value.found.as_number().filter(|points| !points.is_zero()) else { continue };
            let amount = points.multiply(&read.share).multiply(&weight).multiply(factor);
            let (points, factor, weight) = (points.clone(), factor.clone(), weight.clone());
            portions.push(Portion { through: trace, source, read, points, factor, weight, amount });
        }
    }
    portions
}
