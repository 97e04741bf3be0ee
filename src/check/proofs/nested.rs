//! Looks into expressions: for tables in them, with the guards of the `if`s around each, and for
//! comparisons that come out the same every time.

use super::Prover;
use super::aggregates::inner;
use super::bands::range_words;
use super::context::Context;
use super::facts::Outcome;
use super::intervals::Interval;
use super::messages::{Why, conditions as say};
use super::space::Space;
use crate::model::{Expr, ExprKind, LetId, Over};
use crate::value::Value;
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
        matches!(&*expr.kind, ExprKind::Banded(_)) || inner(expr).into_iter().any(|part| self.holds_table(part))
    }

    fn tables_in(&mut self, space: &mut Space, expr: &Expr, context: &Context) {
        if !self.holds_table(expr) {
            return;
        }
        self.visits += 1;
        if self.visits > LIMIT {
            let text = space.text(expr);
            let what = words!("whether the tables in `{text}` are complete", "“{text}”中的各表是否完整", text = text);
            return self.undecided(expr.span, &what, Why::BeyondSums);
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
        inner(expr).into_iter().for_each(|part| self.tables_in(space, part, context));
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
        match &*expr.kind {
            ExprKind::Let(id) => {
                if self.read_lets.insert(*id) {
                    self.comparisons_in(space, &program.lets[*id].value);
                }
                return;
            }
            ExprKind::Compare(_, left, right) => self.compared(space, expr, left, right),
            ExprKind::Aggregate(aggregate) => {
                if let Over::Entries { register, .. } = &aggregate.over {
                    return space.inside(*register, |space| {
                        inner(expr).into_iter().for_each(|part| self.comparisons_in(space, part));
                    });
                }
            }
            ExprKind::Constant(_)
            | ExprKind::Input(_)
            | ExprKind::MonthValue(_)
            | ExprKind::ParentAttribute(_)
            | ExprKind::Sequence
            | ExprKind::ParentSequence
            | ExprKind::Field(_)
            | ExprKind::MeasuredValue
            | ExprKind::ScoringDay
            | ExprKind::Indicator(..)
            | ExprKind::PartScore(_)
            | ExprKind::Total
            | ExprKind::Vetoed
            | ExprKind::Vetoes
            | ExprKind::Grade
            | ExprKind::Across(_)
            | ExprKind::Arithmetic(..)
            | ExprKind::Negate(_)
            | ExprKind::Not(_)
            | ExprKind::Both(..)
            | ExprKind::Either(..)
            | ExprKind::IsMissing(_)
            | ExprKind::IsGiven(_)
            | ExprKind::If(..)
            | ExprKind::Default(..)
            | ExprKind::Rounded(..)
            | ExprKind::DaysFrom(..)
            | ExprKind::MonthsFrom(..)
            | ExprKind::Difference(..)
            | ExprKind::Lookup(..)
            | ExprKind::Banded(_) => {}
        }
        inner(expr).into_iter().for_each(|part| self.comparisons_in(space, part));
    }

    /// A comparison of an input with a number outside its bounds comes out the same every time.
    fn compared(&mut self, space: &mut Space, expr: &Expr, left: &Expr, right: &Expr) {
        let literal =
            |side: &Expr| matches!(&*side.kind, ExprKind::Constant(Value::Number(_) | Value::Day(_))) && expr.span.contains(side.span);
        let input = |side: &Expr| matches!(&*side.kind, ExprKind::Input(_) | ExprKind::Field(_) | ExprKind::ParentAttribute(_));
        let (read, written) = if input(left) && literal(right) {
            (left, right)
        } else if literal(left) && input(right) {
            (right, left)
        } else {
            return;
        };
        let cases: Vec<_> = space.cases(expr).into_iter().filter(|case| !space.excluded(&case.facts)).collect();
        let comes_out = |flag: bool| cases.iter().any(|case| matches!(case.outcome, Outcome::Flag(own) if own == flag));
        let always = match (comes_out(true), comes_out(false)) {
            (true, false) => true,
            (false, true) => false,
            (true, true) | (false, false) => return,
        };
        let range = space.image(read, &Context::open()).pieces.into_iter().map(|piece| piece.interval).reduce(|one, two| one.hull(&two));
        let range = range.unwrap_or_else(Interval::all);
        let words = range_words(space, &range, &read.ty);
        self.settled.insert(expr.span);
        self.report(say::settled(written.span, &space.text(read), &space.text(expr), &words, always));
    }
}
