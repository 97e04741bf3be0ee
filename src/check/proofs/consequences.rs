//! Consequences: each can follow for somebody, by the grade that its rows ask for too, and is written once for the same subjects.

use std::collections::BTreeMap;

use super::Prover;
use super::context::Context;
use super::facts::{Atom, Facts};
use super::groups::{Groups, fits, words_of};
use super::messages::consequences as say;
use super::space::Space;
use crate::check::messages::consequences as say_twice;
use crate::model::{Consequence, Program, Whom};
use crate::types::LevelId;

impl Prover<'_> {
    pub(super) fn consequence(&mut self, space: &mut Space, consequence: &Consequence) {
        space.grade_open = self.may_lack_grade(space, &consequence.whom);
        let open = match &consequence.whom.condition {
            Some(condition) => Context::open().when(space, condition, true),
            None => Context::open(),
        };
        let grades = ways_to_grades(self.program, space, consequence.whom.level);
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
            if graded(space, &met, grades.as_ref()).is_dead(space) {
                self.report(say::never_follows(row.condition.span, &row.text, &text));
                continue;
            }
            let unmet = open.when(space, &row.condition, false);
            if !unmet.rough && graded(space, &unmet, grades.as_ref()).is_dead(space) {
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

/// What leads to each grade, by its name: a row of its own that holds where none before it does, a row that gives it
/// at once, a ceiling. At worst more than that; none where the ways are too many to tell apart.
fn ways_to_grades<'p>(program: &'p Program, space: &mut Space, level: LevelId) -> Option<BTreeMap<&'p str, Vec<Facts>>> {
    let mut ways: BTreeMap<&str, Vec<Facts>> = BTreeMap::new();
    for grade in program.levels[level].grades.iter().map(|grade| &program.grades[*grade]) {
        let everybody = Context::open();
        let start = grade.whom.condition.as_ref().map_or(everybody.clone(), |whom| everybody.when(space, whom, true));
        let mut before = start.clone();
        for (row, in_order) in
            (grade.rows.iter().map(|row| (row, true))).chain(grade.at_once.iter().chain(&grade.at_most).map(|row| (row, false)))
        {
            let from = if in_order { &before } else { &start };
            let met = row.condition.as_ref().map_or_else(|| from.clone(), |condition| from.when(space, condition, true));
            let behind = row.condition.as_ref().filter(|_| in_order).map(|condition| before.when(space, condition, false));
            if met.rough || row.condition.as_ref().is_some_and(|condition| condition.ty.is_error()) {
                return None;
            }
            ways.entry(grade.names.get(row.grade)?.name.as_str()).or_default().extend(met.ways);
            before = behind.unwrap_or(before);
        }
    }
    Some(ways)
}

/// The ways on which the grade that is asked for is given.
fn graded(space: &Space, context: &Context, grades: Option<&BTreeMap<&str, Vec<Facts>>>) -> Context {
    let (Some(grades), Some(choice)) = (grades, space.choices.get(&Atom::Grade)) else { return context.clone() };
    let names = &space.program.choices[*choice].values;
    let is_given = |way: &Facts, place: usize| {
        let leads = names.get(place).and_then(|name| grades.get(name.name.as_str()));
        leads.is_none_or(|leads| leads.iter().any(|facts| way.and(facts).is_some_and(|both| !space.excluded(&both))))
    };
    let possible = |way: &&Facts| way.picks.get(&Atom::Grade).is_none_or(|places| places.iter().any(|place| is_given(way, *place)));
    Context { ways: context.ways.iter().filter(possible).cloned().collect(), ..context.clone() }
}
