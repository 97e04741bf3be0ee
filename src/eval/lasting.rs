//! What entries of a register and months that are still to come cannot take back.
//!
//! An entry that is there stays, and so does a month that was answered. So what counts them only grows, as long as none of
//! them can turn: no field of it that is still empty, no result and no day decides whether it counts. What only grows keeps a
//! condition that holds from a number upwards. Of everything else nothing is said: it may turn.

use super::change_trace::{ChangeTrace, TimesTrace};
use super::month_trace::{MonthState, MonthUse};
use super::trace::{Derivation, Operation, VetoTrace};
use crate::model::{Arithmetic, Better, Comparison, Expr, ExprKind, Field, Function, Limit, LimitSide, Over, Program};
use crate::types::Type;
use crate::value::{Number, Value};

/// Whether something comes out the same whatever is still to come: it rests on answers that are there, and on nothing else.
pub(super) fn is_fixed(derivation: &Derivation) -> bool {
    !derivation.has(|piece| {
        let counts = matches!(piece.operation, Operation::Aggregate { .. } | Operation::Answered(_) | Operation::Across { .. });
        let result = matches!(piece.operation, Operation::Indicator(..) | Operation::Part(_) | Operation::Total | Operation::Grade);
        let place = matches!(piece.operation, Operation::Contest { .. } | Operation::Placed(_));
        let vetoes = matches!(piece.operation, Operation::Vetoed | Operation::Vetoes);
        let absent = matches!(piece.operation, Operation::IsMissing | Operation::IsGiven | Operation::Default | Operation::ScoringDay);
        counts || result || place || vetoes || absent || piece.reads.iter().any(|read| read.by_default || read.found.given().is_none())
    })
}

/// Whether a number can only become greater.
fn only_grows(derivation: &Derivation) -> bool {
    if is_fixed(derivation) {
        return true;
    }
    if let Operation::Aggregate { function: Function::Number, entries, months, .. } = &derivation.operation {
        let lasts = |condition: &Option<_>| condition.as_deref().is_none_or(is_fixed);
        let counts = |month: &&MonthUse| month.state == MonthState::Counts;
        return months.iter().filter(counts).all(|month| lasts(&month.condition))
            && entries.iter().filter(|entry| entry.counted).all(|entry| lasts(&entry.condition));
    }
    let passes_on = matches!(derivation.operation, Operation::Let(_) | Operation::Rounded(_) | Operation::Arithmetic(Arithmetic::Add));
    let not_below_zero = |child: &Derivation| child.found.as_number().is_some_and(|number| !number.is_negative());
    let multiplies = matches!(derivation.operation, Operation::Arithmetic(Arithmetic::Multiply));
    let through = passes_on || multiplies && derivation.children.iter().all(|child| not_below_zero(child));
    through && derivation.children.iter().all(|child| only_grows(child))
}

/// Whether a condition that holds goes on to hold.
pub(super) fn lasts(condition: &Derivation) -> bool {
    if is_fixed(condition) {
        return true;
    }
    let mut children = condition.children.iter();
    if let (Operation::Compare(comparison), Some(left), Some(right)) = (&condition.operation, children.next(), children.next()) {
        return match comparison {
            Comparison::AtLeast | Comparison::Above => only_grows(left) && is_fixed(right),
            Comparison::AtMost | Comparison::Below => is_fixed(left) && only_grows(right),
            Comparison::Is | Comparison::IsNot => false,
        };
    }
    let mut lasting = condition.children.iter().map(|child| child.found.as_flag() == Some(true) && lasts(child));
    if matches!(condition.operation, Operation::Either) {
        return lasting.any(|lasts| lasts);
    }
    matches!(condition.operation, Operation::Both | Operation::Let(_)) && lasting.all(|lasts| lasts)
}

/// Whether the vetoes that hold go on to hold.
pub(super) fn vetoes_last(vetoes: &[VetoTrace]) -> bool {
    vetoes.iter().filter(|veto| veto.holds == Some(true)).all(|veto| lasts(&veto.condition))
}

/// Whether what a change came to can only become more.
pub(super) fn change_only_grows(change: &ChangeTrace) -> bool {
    match &change.times {
        TimesTrace::Once { amount } => only_grows(amount),
        TimesTrace::When { condition, amount } => amount.as_deref().is_none_or(|amount| lasts(condition) && only_grows(amount)),
        TimesTrace::ForEach { entries, .. } => entries.iter().filter(|entry| entry.amount.is_some()).all(|entry| {
            let (condition, amount) = (entry.condition.as_deref(), entry.amount.as_deref());
            condition.is_none_or(is_fixed) && amount.is_none_or(is_fixed)
        }),
        TimesTrace::ForEvery { measured, from, step, amount, .. } => {
            let upwards = from.as_ref().is_none_or(|(side, from)| *side == Better::Higher && is_fixed(from));
            upwards && only_grows(measured) && is_fixed(step) && amount.as_deref().is_none_or(is_fixed)
        }
    }
}

/// Whether an amount is never below zero, whatever entry it is of.
pub(super) fn never_negative(program: &Program, fields: &[Field], amount: &Expr) -> bool {
    let not_below_zero = |number: &Number| !number.is_negative();
    if let ExprKind::Constant(Value::Number(number)) = &*amount.kind {
        return not_below_zero(number);
    }
    if let ExprKind::Lookup(table, _) = &*amount.kind {
        return program.tables[*table].cells.iter().all(not_below_zero);
    }
    let never = |expr: &Expr| never_negative(program, fields, expr);
    if let ExprKind::Let(id) = &*amount.kind {
        return never(&program.lets[*id].value);
    }
    if let ExprKind::Arithmetic(Arithmetic::Add | Arithmetic::Multiply | Arithmetic::Divide, left, right)
    | ExprKind::Default(left, right)
    | ExprKind::If(_, left, right) = &*amount.kind
    {
        return never(left) && never(right);
    }
    if let ExprKind::Rounded(inner, _) = &*amount.kind {
        return never(inner);
    }
    if let ExprKind::Aggregate(aggregate) = &*amount.kind {
        return match &aggregate.over {
            Over::Entries { register, value, .. } => {
                let fields = &program.registers[*register].fields;
                aggregate.function == Function::Number || value.as_ref().is_some_and(|value| never_negative(program, fields, value))
            }
            Over::List(list) => list.iter().all(never),
            Over::Months { value, .. } => value.as_ref().is_none_or(never),
        };
    }
    let (ty, limits) = if let ExprKind::Input(id) | ExprKind::MonthValue(id) = *amount.kind {
        (&program.inputs[id].ty, &program.inputs[id].limits)
    } else {
        let ExprKind::Field(place) = *amount.kind else { return false };
        let Some(field) = fields.get(place) else { return false };
        (&field.ty, &field.limits)
    };
    let bounded = |limit: &Limit| {
        let ExprKind::Constant(Value::Number(number)) = &*limit.value.kind else { return false };
        limit.side == LimitSide::Lower && not_below_zero(number)
    };
    *ty == Type::Count || limits.iter().any(bounded)
}
