//! What of a result came from whom: the losses and gains of others that an expression leads back to.
//!
//! An expression is followed as long as each loss enters it in proportion: through names, sums, factors and the branch
//! taken. What is beyond that, a constant beside them, a rounding, a table, comes from nobody, and is left over.

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

/// The portions of a result, in the order in which they stand in it.
pub(super) fn portions(derivation: &Derivation) -> Vec<Portion<'_>> {
    let mut portions = Vec::new();
    follow(derivation, &Number::one(), &mut portions);
    portions
}

/// Whether an expression reads losses or gains of others, by whatever way.
pub(super) fn reads_losses(derivation: &Derivation) -> bool {
    derivation.has(|piece| matches!(piece.operation, Operation::Answered(_)))
}

fn follow<'t>(derivation: &'t Derivation, factor: &Number, portions: &mut Vec<Portion<'t>>) {
    let children = derivation.children.as_slice();
    match &derivation.operation {
        Operation::Answered(trace) => portions.extend(of_function(trace, factor)),
        Operation::Let(_) | Operation::If | Operation::Default | Operation::Rounded(_) => {
            // Of a condition and a branch, of a value and its default, the last is what came out.
            if let Some(last) = children.last() {
                follow(last, factor, portions);
            }
        }
        Operation::Negate => children.iter().for_each(|child| follow(child, &factor.negate(), portions)),
        Operation::Arithmetic(operation) => {
            if let [left, right] = children {
                of_arithmetic(*operation, left, right, factor, portions);
            }
        }
        Operation::Aggregate { function, entries, .. } if entries.is_empty() => of_list(*function, derivation, factor, portions),
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
        | Operation::Across { .. } => {}
    }
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

fn of_arithmetic<'t>(operation: Arithmetic, left: &'t Derivation, right: &'t Derivation, factor: &Number, portions: &mut Vec<Portion<'t>>) {
    let times = |by: &Derivation| by.found.as_number().map(|by| factor.multiply(by));
    match operation {
        Arithmetic::Add => {
            follow(left, factor, portions);
            follow(right, factor, portions);
        }
        Arithmetic::Subtract => {
            follow(left, factor, portions);
            follow(right, &factor.negate(), portions);
        }
        Arithmetic::Multiply => match (reads_losses(left), reads_losses(right)) {
            (true, false) => times(right).iter().for_each(|factor| follow(left, factor, portions)),
            (false, true) => times(left).iter().for_each(|factor| follow(right, factor, portions)),
            // A product of two losses comes from both at once.
            (true, true) | (false, false) => {}
        },
        Arithmetic::Divide => {
            let divided = right.found.as_number().and_then(|by| factor.divide(by));
            if let (Some(factor), false) = (divided, reads_losses(right)) {
                follow(left, &factor, portions);
            }
        }
    }
}

/// Of a function over listed values.
fn of_list<'t>(function: Function, derivation: &'t Derivation, factor: &Number, portions: &mut Vec<Portion<'t>>) {
    let given: Vec<&'t Derivation> = derivation.children.iter().map(AsRef::as_ref).filter(|child| child.found.given().is_some()).collect();
    match function {
        Function::Sum => given.iter().for_each(|child| follow(child, factor, portions)),
        Function::Average => {
            let count = i64::try_from(given.len()).map(Number::from).ok();
            if let Some(factor) = count.and_then(|count| factor.divide(&count)) {
                given.iter().for_each(|child| follow(child, &factor, portions));
            }
        }
        Function::Highest | Function::Lowest => {
            if let Some(chosen) = given.iter().find(|child| child.found.given() == derivation.found.given()) {
                follow(chosen, factor, portions);
            }
        }
        Function::Latest | Function::LongestRun | Function::Number | Function::Median => {}
    }
}
