//! Consequences: each can follow for somebody, and is written once for the same subjects.

use super::Prover;
use super::context::Context;
use super::groups::{Groups, fits, words_of};
use super::messages::consequences as say;
use super::space::Space;
use crate::check::messages::consequences as say_twice;
use crate::model::{Consequence, Whom};
use crate::types::LevelId;

impl Prover<'_> {
    pub(super) fn consequence(&mut self, space: &mut Space, consequence: &Consequence) {
        space.grade_open = self.may_lack_grade(space, &consequence.whom);
        let open = match &consequence.whom.condition {
            Some(condition) => Context::open().when(space, condition, true),
            None => Context::open(),
        };
        for row in &consequence.rows {
            if row.condition.ty.is_error() {
                continue;
            }
            self.guarded(space, &row.condition, &open, true);
            let met = open.when(space, &row.condition, true);
            let said = self.settled.iter().any(|span| row.condition.span.contains(*span));
            if met.rough || said || open.is_dead(space) {
                continue;
            }
            let text = space.sources.slice(row.condition.span).to_owned();
            if met.is_dead(space) {
                self.report(say::never_follows(row.condition.span, &row.text, &text));
                continue;
            }
            let unmet = open.when(space, &row.condition, false);
            if !unmet.rough && unmet.is_dead(space) {
                self.report(say::always_follows(row.condition.span, &row.text, &text));
            }
        }
    }

    /// Whether some of those meant have no grade declared for them.
    fn may_lack_grade(&self, space: &mut Space, whom: &Whom) -> bool {
        let program = self.program;
        let grades: Vec<&Whom> = program.levels[whom.level].grades.iter().map(|grade| &program.grades[*grade].whom).collect();
        if grades.iter().any(|grade| grade.is_everybody()) {
            return false;
        }
        let all: Vec<&Whom> = std::iter::once(whom).chain(grades.iter().copied()).collect();
        // Where the groups cannot be told apart, the grades are taken to be complete: they are read where they are declared.
        Groups::of(space, whom.level, &all).is_some_and(|groups| {
            groups.all.iter().any(|group| fits(space, whom, group) && !grades.iter().any(|grade| fits(space, grade, group)))
        })
    }

    /// Reports a consequence that two declarations give to the same subjects.
    pub(super) fn consequences_once(&mut self, space: &mut Space, level: LevelId) {
        let program = self.program;
        let declared: Vec<&Consequence> = program.levels[level].consequences.iter().map(|id| &program.consequences[*id]).collect();
        for (place, second) in declared.iter().enumerate() {
            for first in declared.iter().take(place) {
                let same = second.rows.iter().find_map(|row| Some((row, first.rows.iter().find(|known| known.text == row.text)?)));
                let Some((row, known)) = same else { continue };
                let Some(groups) = Groups::of(space, level, &[&first.whom, &second.whom]) else { continue };
                let both = |group: &super::facts::Assignment| fits(space, &first.whom, group) && fits(space, &second.whom, group);
                if let Some(group) = groups.all.iter().find(|group| both(group)) {
                    let words = words_of(space, level, &groups.telling(group, both));
                    self.report(say_twice::written_twice(row.text_span, &row.text, known.text_span, Some(&words)));
                }
            }
        }
    }
}
