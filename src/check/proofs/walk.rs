//! Walks through an indicator, with the guards that stand before each expression in hand, and
//! asks every question about what it meets: divisions, tables, results, conditions.

use super::Prover;
use super::aggregates::{is_constant, is_fixed};
use super::bands::range_words;
use super::context::Context;
use super::division::Zero;
use super::domain::Image;
use super::facts::{Atom, Facts, Outcome};
use super::intervals::Interval;
use super::linear::Constraint;
use super::messages::Asker;
use super::messages::tables::{self, Origin};
use super::space::Space;
use super::unused::{change_is_whole, method_is_whole};
use crate::check::messages::types::{Wanted, number_out_of_place};
use crate::model::{Banded, Change, ChangeGroup, Expr, ForEach, ForEvery, Gain, Indicator, Link, Method, Quantify, Times, WhenRow};
use crate::text::Span;
use crate::types::Type;
use crate::value::Number;

impl Prover<'_> {
    /// Everything in an indicator but its chain as a whole.
    pub fn indicator(&mut self, space: &mut Space, indicator: &Indicator) {
        self.whom = whom(space, indicator);
        for link in &indicator.chain.links {
            self.link(space, indicator, link);
        }
        if let Some(end) = &indicator.chain.end {
            for points in end.outcome.points() {
                self.expression(space, points, &Context::open());
            }
        }
        for group in &indicator.changes {
            match group {
                ChangeGroup::Single(change) => self.change(space, change),
                ChangeGroup::Joint { at_most, changes, .. } => {
                    self.guarded(space, at_most, &Context::open(), false);
                    changes.iter().for_each(|change| self.change(space, change));
                }
            }
        }
        for ceiling in &indicator.ceilings {
            self.guarded(space, &ceiling.condition, &Context::open(), true);
            self.never_holds(space, &ceiling.condition, &Context::open());
            let context = Context::open().when(space, &ceiling.condition, true);
            self.guarded(space, &ceiling.points, &context, false);
            // A ceiling that is worked out may well lie above the points for some; one that is written does nothing there.
            if let Some(points) = space.constant_of(&ceiling.points) {
                self.constant_points(space, indicator, &points, ceiling.points.span);
            }
        }
        // A warning that cannot be told is not raised, so nothing in it needs a guard.
        for warning in &indicator.warnings {
            self.expression(space, &warning.condition, &Context::open());
            self.never_holds(space, &warning.condition, &Context::open());
        }
        for veto in &indicator.vetoes {
            self.guarded(space, &veto.condition, &Context::open(), true);
            self.never_holds(space, &veto.condition, &Context::open());
            let context = Context::open().when(space, &veto.condition, true);
            self.guarded(space, &veto.points, &context, false);
            self.result(space, indicator, &veto.points, &context.within(&self.whom.clone()), (None, Origin::Fixed));
        }
    }

    /// What can be proved of an indicator in which something was reported: the methods, additions and
    /// deductions in which nothing faulty is read.
    pub fn whole_clauses(&mut self, space: &mut Space, indicator: &Indicator) {
        let (program, errors) = (self.program, self.errors);
        let hit = |span: Span| errors.iter().any(|error| span.contains(*error));
        // Where the points or an answer may mean something else, nothing is known of any clause.
        let inputs = indicator.inputs.iter().any(|id| hit(program.inputs[*id].span));
        if !indicator.points_known || inputs || !self.domains(space, indicator) {
            return;
        }
        self.whom = whom(space, indicator);
        for link in indicator.chain.links.iter().filter(|link| method_is_whole(program, link, errors)) {
            self.link(space, indicator, link);
        }
        for group in &indicator.changes {
            let changes = match group {
                ChangeGroup::Single(change) => std::slice::from_ref(change),
                ChangeGroup::Joint { changes, .. } => changes.as_slice(),
            };
            changes.iter().filter(|change| change_is_whole(program, change, errors)).for_each(|change| self.change(space, change));
        }
    }

    fn link(&mut self, space: &mut Space, indicator: &Indicator, link: &Link) {
        // Rows that some can never meet may be there for others who share them; what somebody gets is got by those it is for.
        let (open, for_them) = (Context::open(), self.whom.clone());
        if let Some(ceiling) = &link.ceiling {
            self.constant_points(space, indicator, &ceiling.points, ceiling.span);
        }
        match &link.method {
            Method::Quantify(Quantify::Table(table)) => {
                let (after, image) = self.expression_in_table(space, table, &open);
                self.results_of_table(space, indicator, table, &after, &image);
            }
            Method::Quantify(Quantify::Points { whens, value, held, short }) => {
                let past = self.whens(space, whens, &open);
                self.whole_of_it_taken(space, value, &open, &past);
                let context = past.context;
                self.expression(space, value, &context);
                if *short {
                    self.proportion_beyond(space, value, &context);
                }
                if !held {
                    self.results_of_whens(space, indicator, whens, &for_them);
                    self.result(space, indicator, value, &context.within(&for_them), (None, Origin::Holdable));
                }
            }
            Method::Quantify(Quantify::Target { whens, value, start, gains, held }) => {
                let past = self.whens(space, whens, &open);
                self.whole_of_it_taken(space, value, &open, &past);
                let context = past.context;
                self.expression(space, value, &context);
                self.expression(space, start, &context);
                self.result(space, indicator, start, &context.within(&for_them), (None, Origin::Holdable));
                let measured = space.cases(value);
                space.measuring(measured, |space| {
                    for Gain { amount, every, at_most, .. } in gains {
                        self.expression(space, amount, &context);
                        at_most.iter().for_each(|at_most| self.expression(space, at_most, &context));
                        self.every(space, every, &context);
                    }
                });
                if !held {
                    self.results_of_whens(space, indicator, whens, &for_them);
                    self.target(space, indicator, (value, start, gains), &context.within(&for_them));
                }
            }
            Method::Steps(_) | Method::State(_) | Method::Survey(_) => {}
            Method::Compete(compete) => self.in_proportion(space, compete),
            Method::Start(start) => {
                self.expression(space, start, &open);
                self.look_for_missing(space, start, &for_them, Asker::Start);
                self.result(space, indicator, start, &for_them, (None, Origin::Fixed));
            }
        }
    }

    /// What `when` rows give that are not held to the points, each to those who meet it and none before.
    fn results_of_whens(&mut self, space: &mut Space, indicator: &Indicator, whens: &[WhenRow], context: &Context) {
        let mut before = context.clone();
        for row in whens {
            let met = before.when(space, &row.condition, true);
            for points in row.outcome.points() {
                self.result(space, indicator, points, &met, (None, Origin::Holdable));
            }
            before = before.when(space, &row.condition, false);
        }
    }

    /// A table: its `when` rows, what it measures, its bands, and what its rows give.
    fn expression_in_table(&mut self, space: &mut Space, table: &Banded, context: &Context) -> (Context, Image) {
        let measured = space.cases(&table.value);
        let past = space.measuring(measured.clone(), |space| self.whens(space, &table.whens, context));
        let after = &past.context;
        self.look_for_zero(
            space,
            &table.value,
            after,
            table.rows.first().map(|row| row.span).filter(|_| table.scale.is_none() && !table.short),
        );
        self.inside_of(space, &table.value, after);
        let image = self.image_behind(space, &table.value, context, &past);
        self.table_over(space, table, &image, context);
        space.measuring(measured, |space| {
            for row in &table.rows {
                for edge in row.low.iter().chain(&row.high) {
                    self.expression(space, &edge.value, after);
                }
                if is_fixed(&row.outcome) {
                    continue;
                }
                let band = super::bands::band(space, row).unwrap_or_else(Interval::all);
                let ways: Vec<Facts> = image.pieces.iter().filter_map(|piece| space.narrowed(piece, &band)).collect();
                let inside = Context { ways, rough: after.rough || image.unknown, ..after.clone() };
                for points in row.outcome.points() {
                    self.expression(space, points, &inside);
                }
            }
            for points in table.otherwise.iter().flat_map(|row| row.outcome.points()) {
                self.expression(space, points, after);
            }
        });
        (past.context, image)
    }

    /// An expression that is worked out on its own: divisions in it, tables in it.
    pub fn expression(&mut self, space: &mut Space, expr: &Expr, context: &Context) {
        if is_constant(expr) {
            return;
        }
        self.look_for_zero(space, expr, context, None);
        self.inside_of(space, expr, context);
    }

    /// The same after the chain, where nothing may be missing.
    pub fn guarded(&mut self, space: &mut Space, expr: &Expr, context: &Context, condition: bool) {
        self.expression(space, expr, context);
        let for_them = context.within(&self.whom);
        self.look_for_missing(space, expr, &for_them, if condition { Asker::Condition } else { Asker::Amount });
    }

    fn change(&mut self, space: &mut Space, change: &Change) {
        let open = Context::open();
        if let Some(at_most) = &change.at_most {
            self.guarded(space, at_most, &open, false);
        }
        if let Some(each_source) = &change.each_source {
            self.guarded(space, each_source, &open, false);
        }
        match &change.times {
            Times::Once => self.amount(space, change, &open),
            Times::When(condition) => {
                self.guarded(space, condition, &open, true);
                self.never_holds(space, condition, &open);
                let context = open.when(space, condition, true);
                self.amount(space, change, &context);
            }
            Times::ForEach(each) => self.for_each(space, each, change),
            Times::ForEvery(every) => {
                self.amount(space, change, &open);
                self.every(space, every, &open);
                let read = [&every.step, &every.of].into_iter().chain(every.beyond.iter().map(|(_, from)| from));
                let for_them = self.whom.clone();
                read.for_each(|expr| self.look_for_missing(space, expr, &for_them, Asker::Amount));
            }
        }
    }

    fn for_each(&mut self, space: &mut Space, each: &ForEach, change: &Change) {
        let mut context = Context::open();
        if let Some((field, value)) = each.what {
            let atom = Atom::Field(each.register, field);
            let program = self.program;
            if let Some(Type::Choice(choice)) = program.registers[each.register].fields.get(field).map(|field| &field.ty) {
                space.choices.insert(atom.clone(), *choice);
            }
            context = context.and(&Facts::pick(&atom, [value])).and(&Facts::presence(&atom, true));
        }
        space.inside(each.register, |space| {
            if let Some(condition) = &each.condition {
                self.guarded(space, condition, &context, true);
                self.never_holds(space, condition, &context);
                context = context.when(space, condition, true);
            }
            self.look_for_empty_cells(space, change, each, &context);
            self.amount(space, change, &context);
        });
    }

    /// What is added or deducted: where it is never above zero, it does the contrary.
    fn amount(&mut self, space: &mut Space, change: &Change, context: &Context) {
        let amount = &change.amount;
        self.guarded(space, amount, context, false);
        if is_constant(amount) || amount.ty.is_error() {
            return;
        }
        let Some(range) = space.image(amount, context).range() else { return };
        if range.high.as_ref().is_some_and(|high| high.value <= Number::zero()) {
            let words = range_words(space, &range, &amount.ty);
            let text = space.text(amount);
            self.report(number_out_of_place(amount.span, &Wanted::Amount(&text, change.direction, &words)));
        }
    }

    /// A step of `for every` that can be zero is a division by zero.
    fn every(&mut self, space: &mut Space, every: &ForEvery, context: &Context) {
        self.expression(space, &every.of, context);
        self.expression(space, &every.step, context);
        if let Some((_, from)) = &every.beyond {
            self.expression(space, from, context);
        }
        self.reference_beyond(space, every, context);
        for case in space.cases(&every.step) {
            let Outcome::Number(step) = case.outcome else { continue };
            let Some(facts) = case.facts.and(&Facts::constraint(Constraint::zero(step.above.clone()))) else { continue };
            match self.zero(space, &every.step, every.step.span, None, &facts, context, None) {
                Zero::Unknown => self.undecided_divisor(space, every.step.span),
                Zero::Shown | Zero::Never => {}
            }
        }
    }

    /// Whether a number of points lies outside what an indicator can give, for what is written as a constant.
    pub fn constant_points(&mut self, space: &Space, indicator: &Indicator, number: &Number, span: Span) {
        if !super::payments::within(indicator, number) {
            self.report(tables::result_beyond(span, space.sources.slice(span), number, &indicator.points, None, Origin::Fixed));
        }
    }
}

/// The subjects an indicator is for: those of whom its condition holds.
fn whom(space: &mut Space, indicator: &Indicator) -> Context {
    indicator.whom.condition.as_ref().map_or_else(Context::open, |condition| Context::open().when(space, condition, true))
}
