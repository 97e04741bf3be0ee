//! `when` rows: what each takes before the bands are asked, and whether anything is left for those behind it.

use super::Prover;
use super::aggregates::is_constant;
use super::bands::Table;
use super::context::Context;
use super::domain::Image;
use super::messages::tables::{self as say, Dead};
use super::space::Space;
use crate::model::{Banded, Expr, WhenRow};

/// The place behind some `when` rows.
pub(super) struct Past {
    /// The ways that lead there.
    pub context: Context,
    /// Whether a row that takes everything rests on a comparison that was reported already: what is dead behind
    /// it is dead for that one reason.
    said: bool,
}

impl Prover<'_> {
    /// `when` rows in their order, with what stands in them; gives the place behind them.
    pub(super) fn whens(&mut self, space: &mut Space, whens: &[WhenRow], context: &Context) -> Past {
        self.past(space, whens, context, |prover, space, row, before, met| {
            prover.look_for_zero(space, &row.condition, before, Some(row.span));
            prover.inside_of(space, &row.condition, before);
            row.outcome.points().for_each(|points| prover.expression(space, points, met));
        })
    }

    /// The same of a table inside an expression, whose parts are looked into with the expression.
    pub(super) fn whens_inside(&mut self, space: &mut Space, whens: &[WhenRow], context: &Context) -> Past {
        self.past(space, whens, context, |_, _, _, _, _| {})
    }

    fn past(
        &mut self,
        space: &mut Space,
        whens: &[WhenRow],
        start: &Context,
        look: impl Fn(&mut Self, &mut Space, &WhenRow, &Context, &Context),
    ) -> Past {
        let mut past = Past { context: start.clone(), said: false };
        for row in whens {
            let met = past.context.when(space, &row.condition, true);
            look(self, space, row, &past.context, &met);
            let said = self.settled.iter().any(|span| row.condition.span.contains(*span));
            let told = !said && !past.said;
            let scale = self.program.scales.values().any(|scale| scale.span.contains(row.span));
            let dead = told && !met.rough && met.is_dead(space) && !start.is_dead(space);
            // A row of a scale may guard against what comes elsewhere: it is dead where rows before it take its place.
            let dead = dead && !(scale && start.when(space, &row.condition, true).is_dead(space));
            self.note_row(scale, row.span, !dead, || say::dead_when(row.span, space.sources.slice(row.condition.span)));
            let behind = past.context.when(space, &row.condition, false);
            past = Past { said: past.said || said && behind.is_dead(space), context: behind };
        }
        past
    }

    /// The values that are left for the bands of a table.
    pub(super) fn image_behind(&self, space: &mut Space, value: &Expr, before: &Context, past: &Past) -> Image {
        let mut image = space.image(value, &past.context);
        let taken = image.is_empty() && !past.said && !space.image(value, before).is_empty();
        image.taken = taken;
        image
    }

    /// Says of what a short form measures that `when` rows take all of it. Points that are written out stand behind
    /// the rows of a table of names, where each name has its row and is looked at by itself.
    pub(super) fn whole_of_it_taken(&mut self, space: &mut Space, value: &Expr, before: &Context, past: &Past) {
        let reported = self.errors.iter().any(|error| error.contains(value.span));
        if !is_constant(value) && !reported && self.image_behind(space, value, before, past).taken {
            let text = space.text(value);
            self.report(say::dead_row(value.span, &text, &text, Dead::AllTaken));
        }
    }

    /// The rows of a table for which `when` rows leave nothing.
    pub(super) fn rows_taken(&mut self, space: &Space, table: &Table) {
        let Banded { rows, otherwise, scale, short, .. } = table.banded;
        if *short {
            return self.report(say::dead_row(table.banded.value.span, &table.measured, &table.measured, Dead::AllTaken));
        }
        for row in rows {
            let text = space.sources.slice(row.band).to_owned();
            self.note_row(scale.is_some(), row.band, false, || say::dead_row(row.band, &text, &table.measured, Dead::Taken));
        }
        if let Some(row) = otherwise {
            self.note_row(scale.is_some(), row.span, false, || say::dead_otherwise(row.span, &table.measured));
        }
    }
}
