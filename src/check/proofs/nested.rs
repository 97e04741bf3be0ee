//! Looks into expressions: for tables in them, with the guards of the `if`s around each, and for
//! comparisons that come out the same every time.

use super::Prover;
use super::aggregates::is_constant;
use super::bands::range_words;
use super::context::Context;
use super::facts::{Case, Outcome};
use super::intervals::Interval;
use super::messages::Why;
use super::messages::conditions::{self as say, Settled};
use super::shapes::{standing_in, standing_in_where};
use super::space::Space;
use crate::model::{Expr, ExprKind, LetId, Over};
use crate::text::Span;
use crate::types::Type;
use crate::value::{Number, Value};
use crate::words;

/// More places than this inside the expressions of one indicator are not looked into for tables.
const LIMIT: usize = 2_000;

impl Prover<'_> {
    /// Looks into an expression for tables and comparisons.
    pub fn inside_of(&mut self, space: &mut Space, expr: &Expr, context: &Context) {
        self.comparisons_in(space, expr);
        if self.holds_table(expr) {
            self.tables_in(space, expr, context);
        }
    }

    /// Whether a table stands in an expression or in what it names.
    fn holds_table(&mut self, expr: &Expr) -> bool {
        if let ExprKind::Let(id) = &*expr.kind {
            if let Some(known) = self.lets_with_tables.get(id) {
                return *known;
            }
            // While it is looked into, so that a circle ends here.
            self.lets_with_tables.insert(*id, false);
            let program = self.program;
            let holds = self.holds_table(&program.lets[*id].value);
            self.lets_with_tables.insert(*id, holds);
            return holds;
        }
        matches!(&*expr.kind, ExprKind::Banded(_)) || expr.expressions().into_iter().any(|part| self.holds_table(part))
    }

    fn tables_in(&mut self, space: &mut Space, expr: &Expr, context: &Context) {
        if !self.holds_table(expr) {
            return;
        }
        self.visits += 1;
        if self.visits > LIMIT {
            let text = space.text(expr);
            let what = words!("whether the tables in `{text}` are complete", "“{text}”中的各表是否完整", text = text);
            return self.undecided(expr.span, &what, Why::TooManyWays);
        }
        if let ExprKind::Let(id) = &*expr.kind {
            return self.tables_in_let(space, *id, context);
        }
        if let ExprKind::If(condition, yes, no) = &*expr.kind {
            self.tables_in(space, condition, context);
            for (branch, flag) in [(yes, true), (no, false)] {
                if self.holds_table(branch) {
                    let met = context.when(space, condition, flag);
                    self.tables_in(space, branch, &met);
                }
            }
            return;
        }
        if let ExprKind::Aggregate(aggregate) = &*expr.kind
            && let Over::Entries { register, value, condition } = &aggregate.over
        {
            return space.inside(*register, |space| {
                let mut context = context.clone();
                if let Some(condition) = condition {
                    self.tables_in(space, condition, &context);
                    context = context.when(space, condition, true);
                }
                value.iter().for_each(|value| self.tables_in(space, value, &context));
            });
        }
        if let ExprKind::Banded(banded) = &*expr.kind {
            self.tables_in(space, &banded.value, context);
            return self.table(space, banded, context);
        }
        expr.expressions().into_iter().for_each(|part| self.tables_in(space, part, context));
    }

    fn tables_in_let(&mut self, space: &mut Space, id: LetId, context: &Context) {
        if self.open_lets.contains(&id) {
            return;
        }
        self.open_lets.push(id);
        let program = self.program;
        self.tables_in(space, &program.lets[id].value, context);
        self.open_lets.pop();
    }

    /// Every comparison in an expression and in what it names, each named one once.
    fn comparisons_in(&mut self, space: &mut Space, expr: &Expr) {
        let program = self.program;
        if let ExprKind::Let(id) = &*expr.kind {
            if self.read_lets.insert(*id) {
                self.comparisons_in(space, &program.lets[*id].value);
            }
            return;
        }
        if let ExprKind::Compare(_, left, right) = &*expr.kind {
            self.compared(space, expr, left, right);
        }
        if let ExprKind::IsMissing(read) = &*expr.kind {
            self.asked_for_missing(space, expr, read);
        }
        // `is from A to B` is two comparisons of one place: only the pair can be said to hold or not.
        if let ExprKind::Both(above, below) = &*expr.kind
            && above.span == expr.span
            && below.span == expr.span
        {
            self.compared_with_range(space, expr, above, below);
            return above.expressions().into_iter().chain(below.expressions()).for_each(|part| self.comparisons_in(space, part));
        }
        if let ExprKind::Aggregate(aggregate) = &*expr.kind
            && let Over::Entries { register, .. } = &aggregate.over
        {
            return space.inside(*register, |space| {
                expr.expressions().into_iter().for_each(|part| self.comparisons_in(space, part));
            });
        }
        expr.expressions().into_iter().for_each(|part| self.comparisons_in(space, part));
    }

    /// A comparison of an input with a number outside its bounds comes out the same every time.
    fn compared(&mut self, space: &mut Space, expr: &Expr, left: &Expr, right: &Expr) {
        let (read, written) = if self.is_made_of_answers(left) && is_number(right) {
            (left, right)
        } else if is_number(left) && self.is_made_of_answers(right) {
            (right, left)
        } else {
            return;
        };
        // A pattern may have been given the number: then it stands elsewhere.
        let place = if is_written(expr, written) { written.span } else { expr.span };
        self.settle(space, expr, read, place);
    }

    /// Says of a condition that it comes out the same every time; of one that stands in a scale or pattern only where
    /// it does so in every use.
    fn settle(&mut self, space: &mut Space, expr: &Expr, read: &Expr, place: Span) {
        let always = comes_out(space, expr);
        let elsewhere = self.is_elsewhere(place);
        if elsewhere {
            self.comes_out.extend([true, false].into_iter().filter(|flag| always != Some(!flag)).map(|flag| (place, flag)));
        }
        let Some(always) = always else { return };
        self.settled.insert(expr.span);
        let range = domain(space, read);
        let words = range_words(space, &range, &read.ty);
        let finding = say::settled(place, &space.text(read), &space.text(expr), &Settled::ByBounds(&words, always));
        if elsewhere {
            self.dead_rows.entry(place).or_insert(finding);
        } else {
            self.report(finding);
        }
    }

    /// Whether a value is made of answers and fixed numbers alone.
    fn is_made_of_answers(&self, side: &Expr) -> bool {
        let composed =
            |part: &Expr| matches!(&*part.kind, ExprKind::Let(_) | ExprKind::Negate(_) | ExprKind::Rounded(..) | ExprKind::Arithmetic(..));
        let answer = |part: &Expr| {
            let gathered = matches!(&*part.kind, ExprKind::Aggregate(aggregate) if !matches!(aggregate.over, Over::List(_)));
            gathered || is_read(part) || matches!(&*part.kind, ExprKind::MonthValue(_))
        };
        let mut leaves = standing_in_where(self.program, side, composed).filter(|part| !composed(part) && !is_number(part)).peekable();
        leaves.peek().is_some() && leaves.all(answer)
    }

    /// A condition that never holds of all that can be answered, where it is all that something waits for and nothing
    /// was said of any part of it: what stands behind it is dead.
    pub(super) fn never_holds(&mut self, space: &mut Space, condition: &Expr, context: &Context) {
        let place = condition.span;
        if self.settled.contains(&place) {
            return;
        }
        // Scores are asked for before the closing day as well: what reads the day of scoring may hold by then.
        let awaits = |part: &Expr| self.settled.contains(&part.span) || matches!(&*part.kind, ExprKind::ScoringDay);
        let said = standing_in(self.program, condition).any(awaits);
        let reported = self.errors.iter().any(|error| place.contains(*error));
        let elsewhere = self.is_elsewhere(place);
        if said || reported || condition.ty.is_error() || context.rough || is_constant(condition) {
            // What is not looked into here may hold here.
            self.comes_out.extend(elsewhere.then_some((place, true)));
            return;
        }
        let (cases, overflow) = space.noting_overflow(|space| space.cases(condition));
        let can_be = |case: &&Case| {
            let ways = context.ways.iter().filter_map(|way| way.and(&case.facts));
            ways.into_iter().any(|facts| !space.excluded(&facts))
        };
        let (mut fails, mut holds) = (false, overflow);
        for case in cases.iter().filter(can_be) {
            match case.outcome {
                Outcome::Flag(false) => fails = true,
                Outcome::Missing(..) | Outcome::Zero(_) => {}
                Outcome::Flag(true) | Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => holds = true,
            }
        }
        self.comes_out.extend((elsewhere && (holds || fails)).then_some((place, holds)));
        if holds || !fails {
            return;
        }
        self.settled.insert(place);
        let text = space.text(condition);
        let finding = say::settled(place, &text, &text, &Settled::Never);
        if elsewhere {
            self.dead_rows.entry(place).or_insert(finding);
        } else {
            self.report(finding);
        }
    }

    /// The same of a value and a range: what is said is said of both ends together. An end beyond the
    /// bounds of the input settles nothing by itself, but it is not what was meant either.
    fn compared_with_range(&mut self, space: &mut Space, expr: &Expr, above: &Expr, below: &Expr) {
        let (ExprKind::Compare(_, read, low), ExprKind::Compare(_, _, high)) = (&*above.kind, &*below.kind) else { return };
        let ends = [low, high].map(|end| is_written(expr, end).then(|| space.constant_of(end)).flatten());
        if !self.is_made_of_answers(read) || ends.iter().all(Option::is_none) {
            return;
        }
        let range = domain(space, read);
        let [over, under] = ends.clone().map(|end| end.map(Interval::single));
        let over = over.is_some_and(|low| range.lies_below(&low));
        let under = under.is_some_and(|high| high.lies_below(&range));
        let elsewhere = self.is_elsewhere(expr.span);
        let span = match (over, under) {
            _ if elsewhere => expr.span,
            (true, false) => low.span,
            (false, true) => high.span,
            (true, true) | (false, false) => low.span.to(high.span),
        };
        self.settle(space, expr, read, span);
        if elsewhere || !is_read(read) || self.settled.contains(&expr.span) {
            return;
        }
        for (end, value) in [low, high].into_iter().zip(ends) {
            if let Some(value) = value {
                self.beyond_bounds(space, &space.text(read), &read.ty, (end.span, &value), &range);
            }
        }
    }

    /// Asking whether an answer is missing where something else answers for an empty one. That a thing is
    /// given may be asked in vain: it changes nothing.
    fn asked_for_missing(&mut self, space: &mut Space, expr: &Expr, read: &Expr) {
        if is_read(read) && comes_out(space, expr) == Some(false) && self.answers_when_empty(space, read) {
            self.settled.insert(expr.span);
            self.report(say::settled(expr.span, &space.text(read), &space.text(expr), &Settled::ByDefault));
        }
    }

    /// Whether `empty means` answers for an empty cell.
    fn answers_when_empty(&self, space: &Space, read: &Expr) -> bool {
        if let ExprKind::Input(id) | ExprKind::ParentAttribute(id) = &*read.kind {
            return self.program.inputs[*id].empty_means.is_some();
        }
        let fields = space.register.map(|register| &self.program.registers[register].fields);
        let field = if let ExprKind::Field(place) = &*read.kind { fields.and_then(|fields| fields.get(*place)) } else { None };
        field.is_some_and(|field| field.empty_means.is_some())
    }

    /// A number that what it stands beside can never reach.
    pub(super) fn beyond_bounds(&mut self, space: &Space, read: &str, ty: &Type, (place, number): (Span, &Number), range: &Interval) {
        let there = Interval::single(number.clone());
        // Bounds that could not be read may have been wider.
        if !self.errors.is_empty() {
            return;
        }
        if range.lies_below(&there) || there.lies_below(range) {
            let words = range_words(space, range, ty);
            self.report(say::beyond_bounds(place, space.sources.slice(place), read, &words));
        }
    }
}

/// Whether an expression is an answer as it was given.
pub(super) fn is_read(side: &Expr) -> bool {
    matches!(&*side.kind, ExprKind::Input(_) | ExprKind::Field(_) | ExprKind::ParentAttribute(_))
}

/// Whether a side of a comparison is a fixed number or day.
fn is_number(side: &Expr) -> bool {
    matches!(&*side.kind, ExprKind::Constant(Value::Number(_) | Value::Day(_)))
}

/// Whether it was written there.
fn is_written(expr: &Expr, side: &Expr) -> bool {
    is_number(side) && expr.span.contains(side.span)
}

/// How a condition comes out, where it comes out the same for all that can be answered.
fn comes_out(space: &mut Space, condition: &Expr) -> Option<bool> {
    let cases: Vec<_> = space.cases(condition).into_iter().filter(|case| !space.excluded(&case.facts)).collect();
    let some = |flag: bool| cases.iter().any(|case| matches!(case.outcome, Outcome::Flag(own) if own == flag));
    match (some(true), some(false)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        (true, true) | (false, false) => None,
    }
}

/// All values of an answer.
fn domain(space: &mut Space, read: &Expr) -> Interval {
    let pieces = space.image(read, &Context::open()).pieces;
    pieces.into_iter().map(|piece| piece.interval).reduce(|one, two| one.hull(&two)).unwrap_or_else(Interval::all)
}
