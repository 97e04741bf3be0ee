//! Kinds of subject: parents, sequences, members, attributes; and the roles that members hold.

use crate::check::checker::Checker;
use crate::check::messages::{Phrase, Thing, meaning as say, names as say_name};
use crate::model::{InputOwner, Level, MemberId, Role};
use crate::syntax::ast::{Name, SubjectClause};
use crate::text::Span;
use crate::types::LevelId;

impl<'a> Checker<'a> {
    pub(super) fn lower_subjects(&mut self) {
        for (subject, span) in self.declared.subjects.clone() {
            let id = self.program.levels.push(Level {
                name: subject.name.value.clone(),
                title: subject.title.as_ref().map(|title| title.value.clone()),
                parents: Vec::new(),
                sequences: None,
                members: Vec::new(),
                attributes: Vec::new(),
                scorecards: Vec::new(),
                grades: Vec::new(),
                place: None,
                grade_names: None,
                consequences: Vec::new(),
                span,
            });
            self.names.levels.insert(subject.name.value.clone(), id);
        }
        for (subject, _) in self.declared.subjects.clone() {
            let Some(id) = self.names.levels.get(subject.name.as_str()).copied() else { continue };
            for parent in &subject.parents {
                match self.level(parent) {
                    Some(parent) if !self.program.levels[id].parents.contains(&parent) => self.program.levels[id].parents.push(parent),
                    Some(_) | None => {}
                }
            }
            let (mut sequences, mut members) = (None, None);
            for clause in subject.body.iter().flat_map(|body| &body.statements) {
                match &clause.value {
                    SubjectClause::Sequence(values) => {
                        if self.first_time(&mut sequences, clause.span, Phrase::Sequence) {
                            let written: Vec<_> = values.iter().collect();
                            let name = format!("{}.sequence", subject.name.value);
                            let choice = self.add_choice(Some(name), None, false, &written, clause.span);
                            self.program.levels[id].sequences = Some(choice);
                        }
                    }
                    SubjectClause::Members(values) => {
                        if self.first_time(&mut members, clause.span, Phrase::Members) {
                            let written: Vec<_> = values.iter().collect();
                            let members = self.titled(Thing::Member, &written);
                            for (place, member) in members.iter().enumerate() {
                                self.names.members.entry(member.name.clone()).or_default().push(MemberId { level: id, place });
                            }
                            self.program.levels[id].members = members;
                        }
                    }
                    SubjectClause::Attribute(_) => {}
                }
            }
        }
        self.refuse_circular_parents();
    }

    /// A kind of subject that is above itself has no top.
    fn refuse_circular_parents(&mut self) {
        for (subject, _) in self.declared.subjects.clone() {
            let Some(id) = self.names.levels.get(subject.name.as_str()).copied() else { continue };
            let mut above = self.program.levels[id].parents.clone();
            let mut seen: Vec<LevelId> = Vec::new();
            while let Some(next) = above.pop() {
                if next == id {
                    let span = subject.parents.first().map_or(subject.name.span, |parent| parent.span);
                    self.report(say::made_of_itself(span, std::slice::from_ref(&subject.name.value), say::Made::Subject));
                    self.program.levels[id].parents.clear();
                    break;
                }
                if !seen.contains(&next) {
                    seen.push(next);
                    above.extend(self.program.levels[next].parents.iter().copied());
                }
            }
        }
    }

    pub(super) fn lower_attributes(&mut self) {
        for (subject, _) in self.declared.subjects.clone() {
            let Some(id) = self.names.levels.get(subject.name.as_str()).copied() else { continue };
            let mut written = Vec::new();
            for clause in subject.body.iter().flat_map(|body| &body.statements) {
                if let SubjectClause::Attribute(input) = &clause.value {
                    written.push((input, clause.span));
                }
            }
            let names: Vec<&'a Name> = written.iter().map(|(input, _)| &input.name).collect();
            let keep = self.check_scope(Thing::Attribute, &names);
            for ((input, span), keep) in written.into_iter().zip(keep) {
                self.refuse_column(&input.name, &["id", "name", "sequence", "parent"]);
                if keep {
                    let attribute = self.declare_input(input, span, InputOwner::Level(id));
                    self.program.levels[id].attributes.push(attribute);
                }
            }
        }
    }

    /// Reports a name that the data uses for a column of its own.
    pub(super) fn refuse_column(&mut self, name: &Name, taken: &[&str]) {
        if taken.contains(&name.as_str()) {
            self.report(say_name::taken_column(name));
        }
    }

    pub(super) fn lower_roles(&mut self) {
        for (role, span) in self.declared.roles.clone() {
            let held_by = role.held_by.iter().filter_map(|name| self.member(name, None)).collect();
            let id = self.program.roles.push(Role {
                name: role.name.value.clone(),
                title: role.title.as_ref().map(|title| title.value.clone()),
                held_by,
                span,
            });
            self.names.roles.insert(role.name.value.clone(), id);
        }
    }

    /// The kind of subject of that name.
    pub fn level(&mut self, name: &Name) -> Option<LevelId> {
        let found = self.names.levels.get(name.as_str()).copied();
        if found.is_none() {
            self.unknown(Thing::Level, name);
        }
        found
    }

    /// The member of that name, of one kind of subject or of whichever has it.
    pub fn member(&mut self, name: &Name, level: Option<LevelId>) -> Option<MemberId> {
        let all = self.names.members.get(name.as_str()).cloned().unwrap_or_default();
        let found: Vec<MemberId> = all.into_iter().filter(|member| level.is_none_or(|level| member.level == level)).collect();
        match found.as_slice() {
            [only] => Some(*only),
            [] => {
                self.unknown_member(name, level);
                None
            }
            [first, second, ..] => {
                let span_of = |member: &MemberId| -> Span {
                    let level = &self.program.levels[member.level];
                    level.members.get(member.place).map_or(level.span, |member| member.span)
                };
                let places = [span_of(first), span_of(second)];
                self.report(say_name::ambiguous(name, &places));
                None
            }
        }
    }

    fn unknown_member(&mut self, name: &Name, level: Option<LevelId>) {
        self.poison_met = true;
        if self.may_be_broken(name) {
            return;
        }
        if let Some(role) = self.names.roles.get(name.as_str()) {
            let span = self.program.roles[*role].span;
            self.report(say_name::role_for_member(name, span));
            return;
        }
        let known: Vec<String> = match level {
            Some(level) => self.program.levels[level].members.iter().map(|member| member.name.clone()).collect(),
            None => self.names.members.keys().cloned().collect(),
        };
        let nearest = || crate::check::names::nearest(name, known.iter().map(String::as_str));
        let suggestion = self.spaced(name).or_else(nearest);
        self.report_missed(Thing::Member, name, say_name::unknown_declaration(Thing::Member, name, suggestion, &known));
    }
}
