//! Which types may be added, compared and multiplied, and what comes of it.

use crate::model::Arithmetic;
use crate::types::Type;

/// Whether values of the two types may be compared; poison fits everything.
pub fn comparable(left: &Type, right: &Type) -> bool {
    unified(left, right).is_some()
}

/// The type of something that is either of the two; none when they have nothing to do with each other.
pub fn unified(left: &Type, right: &Type) -> Option<Type> {
    use Type::{Count, Error, Number, Percent, Quantity, Ratio};
    match (left, right) {
        (Error, _) | (_, Error) => Some(Error),
        (Quantity(one, unit), Quantity(other, other_unit)) if one == other => Some(Quantity(one.clone(), unit.or(*other_unit))),
        (one, other) if one == other => Some(one.clone()),
        (Number, Count) | (Count, Number) => Some(Number),
        (Ratio, Number | Count | Percent) | (Number | Count | Percent, Ratio) => Some(Ratio),
        (_, _) => None,
    }
}

/// The type of what an operation gives; none when the operation makes no sense.
pub fn operated(operation: Arithmetic, left: &Type, right: &Type) -> Option<Type> {
    if left.is_error() || right.is_error() {
        return Some(Type::Error);
    }
    match operation {
        Arithmetic::Add => added(left, right),
        Arithmetic::Subtract => subtracted(left, right),
        Arithmetic::Multiply => multiplied(left, right),
        Arithmetic::Divide => divided(left, right),
    }
}

fn added(left: &Type, right: &Type) -> Option<Type> {
    use Type::{Count, Day, Number, Percent, PercentagePoints, Ratio};
    match (left, right) {
        (Day, days) | (days, Day) => (*days == Type::days()).then_some(Day),
        (Percent, PercentagePoints | Ratio) | (PercentagePoints | Ratio, Percent) => Some(Percent),
        (Ratio, PercentagePoints) | (PercentagePoints, Ratio) => Some(Ratio),
        (Count, Count) => Some(Count),
        (Number, Count) | (Count, Number) => Some(Number),
        (one, other) if one.is_numeric() && other.is_numeric() => unified(one, other),
        (_, _) => None,
    }
}

fn subtracted(left: &Type, right: &Type) -> Option<Type> {
    use Type::{Count, Day, Number, Percent, PercentagePoints, Ratio};
    match (left, right) {
        (Day, days) => (*days == Type::days()).then_some(Day),
        (Percent, Percent | Ratio) | (Ratio, Percent) => Some(PercentagePoints),
        (Percent, PercentagePoints) => Some(Percent),
        (Ratio, PercentagePoints) => Some(Ratio),
        (Count, Count) => Some(Number),
        (one, other) if one.is_numeric() && other.is_numeric() => unified(one, other),
        (_, _) => None,
    }
}

fn multiplied(left: &Type, right: &Type) -> Option<Type> {
    use Type::{Count, Number, Percent, PercentagePoints, Quantity, Ratio};
    match (left, right) {
        (Quantity(one, _), Quantity(other, _)) => {
            let product = one.times(other);
            Some(if product.is_none() { Number } else { Quantity(product, None) })
        }
        (Quantity(dimension, unit), other) | (other, Quantity(dimension, unit)) => {
            other.is_numeric().then(|| Quantity(dimension.clone(), *unit))
        }
        (Count, Count) => Some(Count),
        (Number | Count, Number | Count) => Some(Number),
        (Percent, Percent) => Some(Percent),
        (PercentagePoints, other) | (other, PercentagePoints) => other.is_numeric().then_some(PercentagePoints),
        (one, other) => (one.is_numeric() && other.is_numeric()).then_some(Ratio),
    }
}

fn divided(left: &Type, right: &Type) -> Option<Type> {
    use Type::{Count, Number, Percent, PercentagePoints, Quantity, Ratio};
    match (left, right) {
        (Quantity(one, _), Quantity(other, _)) => {
            let quotient = one.per(other);
            Some(if quotient.is_none() { Ratio } else { Quantity(quotient, None) })
        }
        (Quantity(dimension, unit), other) => other.is_numeric().then(|| Quantity(dimension.clone(), *unit)),
        (other, Quantity(dimension, _)) => other.is_numeric().then(|| Quantity(crate::types::Dimension::none().per(dimension), None)),
        (Percent, Number | Count) => Some(Percent),
        (PercentagePoints, Number | Count) => Some(PercentagePoints),
        (one, other) => (one.is_numeric() && other.is_numeric()).then_some(Ratio),
    }
}
