//! Divisions: whether a divisor can be zero where it is used, and which input makes it so.

use super::Prover;
use super::context::Context;
use super::facts::{Assignment, Atom, Facts, Outcome};
use super::linear::Answer;
use super::messages::conditions as say;
use super::space::Space;
use super::witness::told_by;
use crate::model::{Arithmetic, Expr, ExprKind, LetId, Over, Program, RegisterId};
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
        let (mut open, mut shown): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
        for case in space.cases(expr) {
            let Outcome::Zero(division) = &case.outcome else { continue };
            match self.zero(space, expr, division.divisor, division.reached, &case.facts, context, row) {
                Zero::Shown => shown.push(division.divisor),
                Zero::Never => {}
                Zero::Unknown => open.push(division.divisor),
            }
        }
        open.into_iter().filter(|divisor| !shown.contains(divisor)).for_each(|divisor| self.undecided_divisor(space, divisor));
    }

    /// Says that it is not known whether a divisor can be zero.
    pub(super) fn undecided_divisor(&mut self, space: &Space, divisor: Span) {
        let text = space.sources.slice(divisor);
        let words = words!("whether `{text}` can be 0", "“{text}”是否可能为 0", text = text);
        self.undecided(divisor, &words, space.why());
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
    ) -> Zero {
        let mut open = false;
        let (places, all) = find(space, expr, divisor, space.register);
        let place = places.first();
        for way in &context.ways {
            let Some(facts) = way.and(facts).filter(|facts| !space.misses_zero(facts)) else { continue };
            match space.possible_with_given(&facts) {
                Answer::Possible(()) => {}
                Answer::Impossible => continue,
                Answer::Undecided => {
                    open = true;
                    continue;
                }
            }
            let opaque = space.beyond_sums(&facts);
            let zero = |space: &Space, place: &Place, found: &Assignment| {
                let zero = match space.evaluate_in(place.divisor, found, place.register) {
                    Some(Some(Value::Number(number))) => number.is_zero(),
                    Some(_) | None => !opaque,
                };
                // Whoever never comes to the quotient divides nothing.
                zero && place.guards.iter().all(|(condition, flag, register)| match space.evaluate_in(condition, found, *register) {
                    Some(Some(Value::Flag(held))) => held == *flag,
                    Some(_) => false,
                    None => !opaque,
                })
            };
            let shown = |found: &Assignment| {
                space.divides_by_zero(expr, found, divisor) && space.within_limits(found) && context.is_met(space, found)
            };
            let confirm = |space: &Space, found: &Assignment| {
                let by_places = || if places.is_empty() { !opaque } else { all && places.iter().any(|place| zero(space, place, found)) };
                let reached = space.divides_by_zero(expr, found, divisor) || by_places();
                reached && space.within_limits(found) && context.lets_pass(space, None, &facts, found)
            };
            let plain = || space.plain_inputs().into_iter().find(|found| opaque && shown(found)).map(|found| told_by(found, &shown));
            match space.witness(&facts, &[], &confirm).or_else(plain) {
                Some(found) if !context.rough => {
                    let inputs = space.inputs_words(&found);
                    let (divisor, text) = named(space, divisor, place.map(|place| place.divisor));
                    let bound = self.bound_to_add(space, &found, place.map(|place| place.divisor));
                    // A row of the table cannot ask for the field of an entry.
                    let about_entry = found.keys().any(|atom| matches!(atom, Atom::Field(..)));
                    let row = row.filter(|_| !about_entry).map(|row| (row, space.sources.file(row.source).language()));
                    let zero = place.map_or(Words::same("0"), |place| zero_of(space, &place.divisor.ty));
                    let known = say::Divisor { text: &text, zero, inputs, bound, joined: joined_to(expr, divisor) };
                    self.report(say::division(divisor, &known, reached, row));
                    return Zero::Shown;
                }
                Some(_) | None => open = true,
            }
        }
        if open { Zero::Unknown } else { Zero::Never }
    }

    /// The declaration of the one input or field that is the divisor, where a bound could keep it from zero.
    fn bound_to_add(&self, space: &Space, found: &Assignment, divisor: Option<&Expr>) -> Option<Span> {
        let zero = |atom: &Atom| found.get(atom).is_some_and(|value| *value == Some(Value::Number(Number::zero())));
        let text = space.sources.slice(divisor?.span);
        found.keys().filter(|atom| zero(atom) && space.name(atom) == text).find_map(|atom| space.declared(atom)).map(|(span, _)| span)
    }
}

/// Whether a divisor can be zero.
pub(super) enum Zero {
    /// It was shown and reported.
    Shown,
    /// It cannot.
    Never,
    /// Nobody knows.
    Unknown,
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
    joined || expr.expressions().into_iter().any(|part| joined_to(part, span))
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

/// A place where something is divided.
struct Place<'e> {
    divisor: &'e Expr,
    /// The register it is about.
    register: Option<RegisterId>,
    /// The conditions of the `if`s around it, with how they come out there and the register they are about.
    guards: Vec<(&'e Expr, bool, Option<RegisterId>)>,
}

/// More places are not gone through: named expressions that name others twice would soon be too many.
const LIMIT: usize = 2_000;

/// The places where the divisor at `span` is divided by, and whether these are all: a named one may be used behind
/// several conditions.
fn find<'e>(space: &Space<'e>, expr: &'e Expr, span: Span, register: Option<RegisterId>) -> (Vec<Place<'e>>, bool) {
    let mut search = Search { program: space.program, span, open: Vec::new(), guards: Vec::new(), visits: 0, found: Vec::new() };
    search.look(expr, register);
    let all = search.visits <= LIMIT;
    (search.found, all)
}

struct Search<'e> {
    program: &'e Program,
    span: Span,
    open: Vec<LetId>,
    guards: Vec<(&'e Expr, bool, Option<RegisterId>)>,
    visits: usize,
    found: Vec<Place<'e>>,
}

impl<'e> Search<'e> {
    fn look(&mut self, expr: &'e Expr, register: Option<RegisterId>) {
        self.visits += 1;
        if self.visits > LIMIT && !self.found.is_empty() || self.visits > LIMIT * 50 {
            return;
        }
        if let ExprKind::Arithmetic(Arithmetic::Divide, _, divisor) = &*expr.kind
            && divisor.span == self.span
        {
            self.found.push(Place { divisor, register, guards: self.guards.clone() });
        }
        if let ExprKind::Let(id) = &*expr.kind {
            if !self.open.contains(id) {
                self.open.push(*id);
                self.look(&self.program.lets[*id].value, register);
                self.open.pop();
            }
            return;
        }
        if let ExprKind::If(condition, yes, no) = &*expr.kind {
            self.look(condition, register);
            for (branch, flag) in [(yes, true), (no, false)] {
                self.guards.push((condition, flag, register));
                self.look(branch, register);
                self.guards.pop();
            }
            return;
        }
        let entries = if let ExprKind::Aggregate(aggregate) = &*expr.kind { Some(&aggregate.over) } else { None };
        let inside = match entries {
            Some(Over::Entries { register, .. }) => Some(*register),
            Some(Over::List(_) | Over::Months { .. }) | None => register,
        };
        expr.expressions().into_iter().for_each(|part| self.look(part, inside));
    }
}
