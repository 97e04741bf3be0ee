//! Who belongs to whom in an example: `given wang: parent = tax_service`.

use super::Draft;
use crate::check::checker::Checker;
use crate::check::infer::given;
use crate::check::messages::examples as say;
use crate::check::names::nearest;
use crate::syntax::ast::{self, ExampleClause, ExampleValue, ExprKind, GivenValue, Name};
use crate::types::LevelId;

/// The parent that a value names; none where it gives something else, or no parent at all.
pub(super) fn parent_named(value: &GivenValue) -> Option<&Name> {
    let (ExampleValue::Value(written), true) = (&value.value, is_parent(value)) else { return None };
    let ExprKind::Path(path) = &*written.kind else { return None };
    match path.names.as_slice() {
        [name] => Some(name),
        [] | [_, _, ..] => None,
    }
}

/// Whether a value says who somebody belongs to.
pub(super) fn is_parent(value: &GivenValue) -> bool {
    matches!(value.path.names.as_slice(), [name] if given(name) == "parent")
}

impl<'a> Checker<'a> {
    /// The subjects that an example names as parents, each with its kind: that whose member it is, or that of
    /// the indicators given of it, or the first that the kind below may belong to.
    pub(super) fn parents_of(&self, example: &'a ast::Example, own: LevelId) -> Vec<(&'a Name, LevelId)> {
        let mut found: Vec<(&'a Name, LevelId)> = Vec::new();
        let clauses = || {
            example.body.statements.iter().filter_map(|clause| match &clause.value {
                ExampleClause::Given { subject, values } => Some((subject.as_ref(), values.as_slice())),
                ExampleClause::Entries { .. } | ExampleClause::Ballots { .. } | ExampleClause::Ruling { .. } | ExampleClause::Expect(_) => {
                    None
                }
            })
        };
        // From below upwards: a parent may have a parent itself.
        for _ in self.program.levels.ids() {
            for (subject, values) in clauses() {
                let below = subject.and_then(|name| found.iter().find(|(known, _)| known.value == name.value).map(|(_, level)| *level));
                let below = below.unwrap_or_else(|| subject.map_or(own, |name| self.level_of_named(name, values, own)));
                let above = &self.program.levels[below].parents;
                for name in values.iter().filter_map(parent_named) {
                    // Nobody belongs to itself.
                    if subject.is_some_and(|subject| subject.value == name.value) {
                        continue;
                    }
                    if found.iter().any(|(known, _)| known.value == name.value) {
                        continue;
                    }
                    let of_its_own = clauses().filter(|(subject, _)| subject.is_some_and(|subject| subject.value == name.value));
                    let mut said = of_its_own.map(|(_, values)| self.level_of_named(name, values, below));
                    let member = above.iter().copied().find(|level| self.is_member(name, *level));
                    let level = member.or_else(|| said.find(|level| above.contains(level))).or_else(|| above.first().copied());
                    found.extend(level.map(|level| (name, level)));
                }
            }
        }
        found
    }

    /// Puts a subject below the parent that is named.
    pub(super) fn belongs(&mut self, value: &'a GivenValue, subject: usize, draft: &mut Draft) {
        let Some(level) = draft.submission.subjects.get(subject).map(|subject| subject.level) else { return };
        let parents = self.program.levels[level].parents.clone();
        let there = draft.submission.subjects.iter().enumerate().filter(|(_, one)| parents.contains(&one.level));
        let known: Vec<(usize, String)> = there.map(|(place, one)| (place, one.id.clone())).collect();
        match (&value.value, parent_named(value)) {
            (ExampleValue::Missing, _) => {}
            (_, Some(name)) => match known.iter().find(|(_, id)| *id == name.value) {
                Some((place, _)) => {
                    if let Some(first) = draft.placed.insert(subject, value.path.span) {
                        self.report(say::given_twice(value.path.span, first));
                    }
                    if let Some(subject) = draft.submission.subjects.get_mut(subject) {
                        subject.parent = Some(*place);
                    }
                }
                None => {
                    let members = parents.iter().flat_map(|level| &self.program.levels[*level].members);
                    let members: Vec<String> = members.map(|member| member.name.clone()).collect();
                    let meant = nearest(name, members.iter().map(String::as_str));
                    self.report(say::no_such_parent(name, meant, &members, parents.is_empty()));
                }
            },
            (ExampleValue::Value(written), None) => self.report(say::parent_is_a_name(written.span)),
            (ExampleValue::Invalid, None) => self.report(say::parent_is_a_name(value.path.span)),
        }
    }
}
