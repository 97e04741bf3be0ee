//! Divisions: whether a divisor can be zero where it is used, and which input makes it so.

use super::Prover;
use super::aggregates::inner;
use super::context::Context;
use super::facts::{Assignment, Atom, Facts, Outcome};
use super::linear::Answer;
use super::messages::{Why, conditions as say};
use super::space::Space;
use crate::model::{Arithmetic, Expr, ExprKind, LetId, Over, RegisterId};
use crate::text::{Span, Words};
use crate::types::Type;
use crate::value::{Number, Value};
use crate::words;

impl Prover<'_> {
    /// Every division in `expr` by something that can be zero. `row` is a row of the table before
    /// which a `when` row could stand.
    pub(super) fn look_for_zero(&mut self, space: &mut Space, expr: &Expr, context: &Context, row: Option<Span>) {
        if expr.ty.is_error() {
            return;
        }
        for case in space.cases(expr) {
            if let Outcome::Zero(division) = &case.outcome {
                self.zero(space, expr, division.divisor, division.reached, &case.facts, context, row);
            }
        }
    }

    /// One divisor that is zero under `facts`.
    #[expect(clippy::too_many_arguments, reason = "a division is known by its place, its facts and its context")]
    pub(super) fn zero(
        &mut self,
        space: &Space,
        expr: &Expr,
        divisor: Span,
        reached: Option<Span>,
        facts: &Facts,
        context: &Context,
        row: Option<Span>,
    ) {
        let mut open = false;
        for way in &context.ways {
            let Some(facts) = way.and(facts) else { continue };
            if !matches!(space.possible(&facts), Answer::Possible(())) {
                open |= matches!(space.possible(&facts), Answer::Undecided);
                continue;
            }
            let place = find(space, expr, divisor, space.register);
            let opaque = facts
                .constraints
                .iter()
                .flat_map(|one| one.form.terms.keys())
                .any(|unknown| space.facts_of(*unknown).is_some_and(|known| matches!(known.atom, Atom::Opaque(_))));
            let confirm = |space: &Space, found: &Assignment| {
                let zero = place.as_ref().map(|(divisor, register)| space.evaluate_in(divisor, found, *register));
                match zero {
                    Some(Some(Some(Value::Number(number)))) => number.is_zero() && space.within_limits(found),
                    Some(_) | None => !opaque && space.within_limits(found),
                }
            };
            match space.witness(&facts, &[], &confirm) {
                Some(found) if !context.rough => {
                    let inputs = space.inputs_words(&found);
                    let (divisor, text) = named(space, divisor, place.as_ref().map(|(divisor, _)| *divisor));
                    let bound = self.bound_to_add(space, &found, place.as_ref().map(|(divisor, _)| *divisor));
                    // A row of the table cannot ask for the field of an entry.
                    let about_entry = found.keys().any(|atom| matches!(atom, Atom::Field(..)));
                    let row = row.filter(|_| !about_entry).map(|row| (row, space.sources.file(row.source).language()));
                    let zero = place.as_ref().map_or(Words::same("0"), |(divisor, _)| zero_of(space, &divisor.ty));
                    let known = say::Divisor { text: &text, zero, inputs, bound, joined: joined_to(expr, divisor) };
                    self.report(say::division(divisor, &known, reached, row));
                    return;
                }
                Some(_) | None => open = true,
            }
        }
        if open {
            let text = space.sources.slice(divisor);
            let words = words!("whether `{text}` can be 0", "“{text}”是否可能为 0", text = text);
            self.undecided(divisor, &words, Why::BeyondSums);
        }
    }

    /// The declaration of the one input or field that is the divisor, where a bound could keep it from zero.
    fn bound_to_add(&self, space: &Space, found: &Assignment, divisor: Option<&Expr>) -> Option<Span> {
        let zero = |atom: &Atom| found.get(atom).is_some_and(|value| *value == Some(Value::Number(Number::zero())));
        let text = space.sources.slice(divisor?.span);
        found.keys().filter(|atom| zero(atom) && space.name(atom) == text).find_map(|atom| match atom {
            Atom::Input(id) | Atom::ParentAttribute(id) => Some(self.program.inputs[*id].span),
            Atom::Field(register, place) => self.program.registers[*register].fields.get(*place).map(|field| field.span),
            Atom::Member
            | Atom::Sequence
            | Atom::ParentSequence
            | Atom::Entries(_)
            | Atom::Result(..)
            | Atom::PartScore(_)
            | Atom::Total
            | Atom::Vetoed
            | Atom::Grade
            | Atom::Across(..)
            | Atom::Opaque(_) => None,
        })
    }
}

/// Zero as the author writes it for a value of this type.
pub(super) fn zero_of(space: &Space, ty: &Type) -> Words {
    match ty {
        Type::Quantity(_, Some(unit)) => Words::same(format!("0 {}", space.program.units[*unit].name)),
        Type::Percent => Words::same("0%"),
        Type::PercentagePoints => words!("0 pp", "0个百分点"),
        days if *days == Type::days() => words!("0 days", "0 天"),
        Type::Number
        | Type::Ratio
        | Type::Count
        | Type::Quantity(_, None)
        | Type::Day
        | Type::Flag
        | Type::Choice(_)
        | Type::Text
        | Type::Subject(_)
        | Type::Error => Words::same("0"),
    }
}

/// Whether a condition stands before the divisor at `span`, joined to it by `and` or `or`.
fn joined_to(expr: &Expr, span: Span) -> bool {
    let joined = if let ExprKind::Both(_, second) | ExprKind::Either(_, second) = &*expr.kind { second.span.contains(span) } else { false };
    joined || inner(expr).into_iter().any(|part| joined_to(part, span))
}

/// The place and the text of a divisor; of a line `from A to B` those of its ends.
fn named(space: &Space, span: Span, divisor: Option<&Expr>) -> (Span, String) {
    if let Some(ExprKind::Arithmetic(Arithmetic::Subtract, to, from)) = divisor.map(|divisor| &*divisor.kind)
        && to.span.start > from.span.start
    {
        let text = format!("{} − {}", space.sources.slice(to.span), space.sources.slice(from.span));
        return (from.span.to(to.span), text);
    }
    (span, space.sources.slice(span).to_owned())
}

/// The divisor that stands at `span`, with the register it is about.
fn find<'e>(space: &Space<'e>, expr: &'e Expr, span: Span, register: Option<RegisterId>) -> Option<(&'e Expr, Option<RegisterId>)> {
    find_in(space.program, expr, span, register, &mut Vec::new())
}

fn find_in<'e>(
    program: &'e crate::model::Program,
    expr: &'e Expr,
    span: Span,
    register: Option<RegisterId>,
    seen: &mut Vec<LetId>,
) -> Option<(&'e Expr, Option<RegisterId>)> {
    if let ExprKind::Arithmetic(Arithmetic::Divide, _, divisor) = &*expr.kind
        && divisor.span == span
    {
        return Some((divisor, register));
    }
    if let ExprKind::Let(id) = &*expr.kind {
        if seen.contains(id) {
            return None;
        }
        seen.push(*id);
        return find_in(program, &program.lets[*id].value, span, register, seen);
    }
    let entries = if let ExprKind::Aggregate(aggregate) = &*expr.kind { Some(&aggregate.over) } else { None };
    let inside = match entries {
        Some(Over::Entries { register, .. }) => Some(*register),
        Some(Over::List(_) | Over::Months { .. }) | None => register,
    };
    inner(expr).into_iter().find_map(|part| find_in(program, part, span, inside, seen))
}
