//! Grades: every row can be met, in an order that makes sense, and every total has a grade.

use super::Prover;
use super::context::Context;
use super::facts::Assignment;
use super::messages::{Why, grades as say};
use super::space::Space;
use crate::model::Grade;
use crate::words;

impl Prover<'_> {
    pub(super) fn grade(&mut self, space: &mut Space, grade: &Grade) {
        let rows = grade.at_once.iter().chain(&grade.rows).chain(&grade.at_most);
        for condition in rows.filter_map(|row| row.condition.as_ref()) {
            self.guarded(space, condition, &Context::open(), true);
        }
        let mut context = Context::open();
        let mut ended = false;
        for (place, row) in grade.rows.iter().enumerate() {
            let name = grade.names.get(row.grade).map_or("", |name| name.name.as_str());
            let Some(condition) = &row.condition else {
                ended = true;
                if !context.rough && context.is_dead(space) {
                    self.report(say::dead_row(row.span, name, None));
                }
                continue;
            };
            if condition.ty.is_error() {
                return;
            }
            let met = context.when(space, condition, true);
            if !met.rough && met.is_dead(space) && !context.is_dead(space) {
                let alone = Context::open().when(space, condition, true);
                let earlier = grade.rows.iter().take(place).find(|earlier| {
                    earlier.condition.as_ref().is_some_and(|earlier| {
                        let left = alone.when(space, earlier, false);
                        !left.rough && left.is_dead(space)
                    })
                });
                let text = space.sources.slice(condition.span).to_owned();
                let said = self.settled.iter().any(|span| condition.span.contains(*span));
                match earlier.filter(|_| !alone.is_dead(space)) {
                    Some(earlier) => {
                        let before = grade.names.get(earlier.grade).map_or("", |name| name.name.as_str());
                        self.report(say::reversed(condition.span, name, earlier.span, before));
                    }
                    None if said => {}
                    None => self.report(say::dead_row(condition.span, name, Some(&text))),
                }
            }
            context = context.when(space, condition, false);
        }
        if !ended && let Some(last) = grade.rows.last() {
            // Two spellings of one thing may be two unknowns, so that an input is named only if no row takes it.
            let left = |space: &Space, found: &Assignment| {
                grade.rows.iter().filter_map(|row| row.condition.as_ref()).all(|condition| space.holds(condition, found) == Some(false))
            };
            if let Some(found) = context.ways.iter().find_map(|way| space.witness(way, &[], &left)) {
                let inputs = space.inputs_words(&found);
                let name = grade.names.last().map_or("", |name| name.name.as_str());
                self.report(say::without_grade(last.span, &inputs, name));
            } else if context.rough || !context.ways.iter().all(|way| space.excluded(way) || space.falls_between(way)) {
                let words = words!("whether every total gets a grade", "每个总分是否都有等次");
                self.undecided(last.span, &words, if context.rough { Why::TooManyWays } else { space.why() });
            }
        }
    }
}
