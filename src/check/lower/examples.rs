//! Examples: each becomes a submission of its own, and what it should come to.

mod ballots;
mod belonging;
mod rulings;
mod tables;

use std::collections::BTreeMap;

use super::reading::Slot;
use crate::check::checker::{Checker, Scope};
use crate::check::messages::{Thing, Wanted, examples as say, types};
use crate::diagnostics::{Code, catalogue::of_examples};
use crate::model::{Ballots, Content, Entry, Example, ExampleOf, Expectation, Expected, MethodKind, Question, Subject, Submission, Whose};
use crate::syntax::ast::{self, ExampleClause, ExampleValue, ExpectedResult, GivenValue, Name};
use crate::text::{Span, Spanned};
use crate::types::{LevelId, Type};
use crate::value::Value;
use crate::words;

/// An example that is being put together.
pub(super) struct Draft {
    of: ExampleOf,
    submission: Submission,
    expectations: Vec<Expectation>,
    /// Where it was said whom a subject belongs to, by its place.
    placed: BTreeMap<usize, Span>,
    /// A clause of it could not be read, which may have been of anybody.
    has_broken: bool,
}

impl<'a> Checker<'a> {
    pub(super) fn lower_examples(&mut self) {
        for (example, span) in self.declared.examples.clone() {
            self.start_work();
            let Some(of) = self.example_of(&example.of) else { continue };
            let mut draft = self.draft(of, span);
            if let Some(of_all) = self.subjects_of(example, &mut draft) {
                for clause in &example.body.statements {
                    self.example_clause(&clause.value, clause.span, of_all, &mut draft);
                }
            }
            let expects = example.body.statements.iter().any(|clause| matches!(clause.value, ExampleClause::Expect(_)));
            if !expects && !self.has_broken(span) {
                self.report(say::no_expectation(example.title.span));
            }
            self.keep(&example.title.value, draft, span);
        }
        for (examples, span) in self.declared.example_tables.clone() {
            self.start_work();
            self.example_table(examples, span);
        }
    }

    pub(super) fn keep(&mut self, title: &str, draft: Draft, span: Span) {
        if draft.expectations.is_empty() {
            return;
        }
        let Draft { of, submission, expectations, .. } = draft;
        self.program.examples.push(Example { title: title.to_owned(), of, submission, expectations, span });
    }

    /// What an example is about: an indicator, or else a kind of subject.
    pub(super) fn example_of(&mut self, name: &Name) -> Option<ExampleOf> {
        if let Some(id) = self.names.indicators.get(name.as_str()) {
            return Some(ExampleOf::Indicator(*id));
        }
        if let Some(level) = self.names.levels.get(name.as_str()) {
            return Some(ExampleOf::Level(*level));
        }
        let declared = self.declared.indicators.iter().any(|(indicator, _)| indicator.name.value == name.value);
        if !declared {
            self.unknown(Thing::Indicator, name);
        }
        None
    }

    /// An example in which every register is delivered, and empty.
    pub(super) fn draft(&self, of: ExampleOf, span: Span) -> Draft {
        let registers: BTreeMap<_, _> = self.program.registers.ids().map(|id| (id, Vec::new())).collect();
        let submission = Submission { registers, ballots: Some(Ballots::default()), ..Submission::default() };
        Draft { of, submission, expectations: Vec::new(), placed: BTreeMap::new(), has_broken: self.has_broken(span) }
    }

    /// Takes in the subjects an example names, or the one it does not need to name. Answers whether they are named.
    fn subjects_of(&mut self, example: &'a ast::Example, draft: &mut Draft) -> Option<bool> {
        let own = self.level_of(draft.of);
        let parents = self.parents_of(example, own);
        let mut named: Vec<(&'a Name, LevelId)> = Vec::new();
        let mut take = |name: &'a Name, level: LevelId| {
            if !named.iter().any(|(known, _)| known.value == name.value) {
                let above = parents.iter().find(|(parent, _)| parent.value == name.value);
                named.push((name, above.map_or(level, |(_, level)| *level)));
            }
        };
        for clause in &example.body.statements {
            match &clause.value {
                ExampleClause::Given { subject: Some(name), values } => take(name, self.level_of_named(name, values, own)),
                ExampleClause::Entries { subject: Some(name), .. }
                | ExampleClause::Ballots { subject: Some(name), .. }
                | ExampleClause::Ruling { subject: Some(name), .. } => {
                    take(name, self.level_of_named(name, &[], own));
                }
                ExampleClause::Expect(expectations) => {
                    // Of a member nothing has to be given: what is expected of it may come from others alone.
                    let expected = expectations.iter().filter_map(|expectation| expectation.subject.as_ref());
                    for name in expected.filter(|name| self.is_member(name, own)) {
                        take(name, own);
                    }
                }
                ExampleClause::Given { .. }
                | ExampleClause::Entries { .. }
                | ExampleClause::Ballots { .. }
                | ExampleClause::Ruling { .. } => {}
            }
        }
        let are_named = !named.is_empty();
        if !are_named {
            self.only_subject(draft, example.of.span);
        }
        // Nothing need be given of a parent. Where members are declared, it is one of them.
        let stranger = |name: &Name, level: LevelId| !self.program.levels[level].members.is_empty() && !self.is_member(name, level);
        let parents: Vec<_> = parents.into_iter().filter(|(name, level)| !stranger(name, *level)).collect();
        for (name, level) in parents {
            if !named.iter().any(|(known, _)| known.value == name.value) {
                named.push((name, level));
            }
        }
        for (name, level) in named {
            self.add_subject(draft, level, &name.value, name.span);
        }
        Some(are_named)
    }

    fn is_member(&self, name: &Name, level: LevelId) -> bool {
        self.program.levels[level].members.iter().any(|member| member.name == name.value)
    }

    /// The kind of a subject that an example names: its own, or another whose member it is or whose indicator is given.
    fn level_of_named(&self, name: &Name, values: &'a [GivenValue], own: LevelId) -> LevelId {
        if self.is_member(name, own) {
            return own;
        }
        if let Some(level) = self.program.levels.ids().find(|level| self.is_member(name, *level)) {
            return level;
        }
        let given = values.iter().filter_map(|given| match given.path.names.as_slice() {
            [head, _] => self.names.indicators.get(head.as_str()),
            [] | [_] | [_, _, _, ..] => None,
        });
        let levels: Vec<LevelId> = given.map(|id| self.program.indicators[*id].whom.level).collect();
        match levels.as_slice() {
            [first, rest @ ..] if rest.iter().all(|level| level == first) => *first,
            [] | [_, ..] => own,
        }
    }

    /// The one subject of an example that names none.
    pub(super) fn only_subject(&mut self, draft: &mut Draft, span: Span) {
        let member = match draft.of {
            ExampleOf::Indicator(id) => self.program.indicators[id].whom.members.as_ref().and_then(|members| members.first().copied()),
            ExampleOf::Level(_) => None,
        };
        let id = member.and_then(|member| self.program.levels[member.level].members.get(member.place)).map(|member| member.name.clone());
        let level = self.level_of(draft.of);
        self.add_subject(draft, level, &id.unwrap_or_else(|| "example".to_owned()), span);
    }

    fn add_subject(&mut self, draft: &mut Draft, level: LevelId, id: &str, span: Span) {
        let title = self.program.levels[level].members.iter().find(|member| member.name == id).map(|member| member.shown().to_owned());
        draft.submission.subjects.push(Subject {
            level,
            id: id.to_owned(),
            name: title.unwrap_or_else(|| id.to_owned()),
            sequence: None,
            parent: None,
            answers: BTreeMap::new(),
            faults: Vec::new(),
            origin: self.origin(span, ""),
        });
    }

    /// The place of a subject in its example.
    fn subject(&mut self, name: Option<&'a Name>, clause: Span, named: bool, draft: &Draft) -> Option<usize> {
        match name {
            None if !named => Some(0),
            None => {
                self.report(say::unknown_subject(clause, None, None));
                None
            }
            Some(name) => {
                let found = draft.submission.subjects.iter().position(|subject| subject.id == name.value);
                if found.is_none() && !draft.has_broken && !self.may_be_broken(name) {
                    let known: Vec<String> = draft.submission.subjects.iter().map(|subject| subject.id.clone()).collect();
                    let meant = crate::check::names::nearest(name, known.iter().map(String::as_str));
                    self.report(say::unknown_subject(name.span, Some(&name.value), meant));
                }
                found
            }
        }
    }

    fn example_clause(&mut self, clause: &'a ExampleClause, span: Span, named: bool, draft: &mut Draft) {
        match clause {
            ExampleClause::Given { subject, values } => {
                let Some(place) = self.subject(subject.as_ref(), span, named, draft) else { return };
                for given in values {
                    if belonging::is_parent(given) {
                        self.belongs(given, place, draft);
                        continue;
                    }
                    let GivenValue { path, months, value } = given;
                    let level = draft.submission.subjects.get(place).map_or_else(|| self.level_of(draft.of), |subject| subject.level);
                    let Some(slot) = self.slot(path, draft.of, level) else { continue };
                    let Some(slots) = self.slots_of_months(slot, path, months.as_ref()) else { continue };
                    let Some(slot) = slots.first().cloned() else { continue };
                    let content = match value {
                        ExampleValue::Value(written) => self.given_value_of(written, &slot).map(|content| (content, written.span)),
                        ExampleValue::Missing => Some((Content::Empty, path.span)),
                        ExampleValue::Invalid => Some((invalid_here(), path.span)),
                    };
                    if let Some((content, at)) = content {
                        let column = self.sources.slice(path.span).to_owned();
                        for slot in slots {
                            self.give(draft, place, slot, content.clone(), at, &column, Some(path.span));
                        }
                    }
                }
            }
            ExampleClause::Entries { subject, register, entries } => {
                let Some(place) = self.subject(subject.as_ref(), span, named, draft) else { return };
                self.example_entries(register, entries, place, draft);
            }
            ExampleClause::Ballots { subject, group, ballots } => {
                let Some(place) = self.subject(subject.as_ref(), span, named, draft) else { return };
                self.example_ballots(group, ballots, place, draft);
            }
            ExampleClause::Ruling { subject, award, indicator, points } => {
                let Some(place) = self.subject(subject.as_ref(), span, named, draft) else { return };
                self.example_ruling(*award, indicator.as_ref(), points.as_ref(), (place, span), draft);
            }
            ExampleClause::Expect(expectations) => {
                for expectation in expectations {
                    let at = expectation.result.span;
                    let Some(place) = self.subject(expectation.subject.as_ref(), at, named, draft) else { continue };
                    if self.is_of_others(expectation.subject.as_ref(), place, draft) {
                        continue;
                    }
                    let from = expectation.from.as_ref().map(|from| (method_kind(from.value), from.span));
                    if let (Some((_, from)), ExampleOf::Level(_)) = (from, draft.of) {
                        self.report(say::unfit_expectation(from, true));
                        continue;
                    }
                    if let Some(result) = self.expected(&expectation.result.value, at, draft.of) {
                        let from = from.map(|(kind, _)| kind);
                        draft.expectations.push(Expectation { subject: place, result, from, span: at });
                    }
                }
            }
        }
    }

    /// Reports an expectation of a subject that is not of the kind the example is about.
    fn is_of_others(&mut self, name: Option<&Name>, place: usize, draft: &Draft) -> bool {
        let own = self.level_of(draft.of);
        let (Some(name), Some(subject)) = (name, draft.submission.subjects.get(place)) else { return false };
        if subject.level == own {
            return false;
        }
        let (kind, wanted) = (self.program.levels[subject.level].name.clone(), self.program.levels[own].name.clone());
        self.report(crate::check::messages::answered::expects_of_others(name.span, &name.value, &kind, &wanted));
        true
    }

    /// Puts an answer into the submission of an example.
    #[expect(clippy::too_many_arguments, reason = "an answer is all of these, and used at two places")]
    pub(super) fn give(
        &mut self,
        draft: &mut Draft,
        subject: usize,
        slot: Slot,
        content: Content,
        at: Span,
        column: &str,
        name: Option<Span>,
    ) {
        let answer = self.answer(content, at, column);
        let question = match slot {
            // In a table of cases a value of a monthly input is that of each month.
            Slot::Question(Question::Input(id), ty) if self.program.inputs[id].monthly.is_some() => {
                for month in 1..=12 {
                    let slot = Slot::Question(Question::Month(id, month), ty.clone());
                    self.give(draft, subject, slot, answer.content.clone(), at, column, name);
                }
                return;
            }
            Slot::Question(question, _) => question,
            Slot::DatedStep(id, place) => Question::Step(id, place),
            Slot::ScoringDay => {
                if let Content::Given(Value::Day(day)) = answer.content
                    && draft.submission.as_of.replace(day).is_some()
                    && let Some(name) = name
                {
                    self.report(say::given_twice(name, at));
                }
                return;
            }
            Slot::Sequence(_) => {
                if let (Content::Given(Value::Choice(place)), Some(subject)) = (answer.content, draft.submission.subjects.get_mut(subject))
                {
                    subject.sequence = Some(place);
                }
                return;
            }
            Slot::Ballots(id, group, level) => return self.give_ballots(draft, (subject, id), (group, level), answer, name),
            Slot::Parent(input, _) => {
                let parent = self.parent_in(draft, subject, input);
                if let Some(parent) = parent.and_then(|parent| draft.submission.subjects.get_mut(parent)) {
                    parent.answers.insert(Question::Input(input), answer);
                }
                return;
            }
        };
        let Some(subject) = draft.submission.subjects.get_mut(subject) else { return };
        match (subject.answers.get(&question), name) {
            (Some(first), Some(name)) => {
                let first = first.origin.span;
                self.report(say::given_twice(name, first));
            }
            (_, _) => drop(subject.answers.insert(question, answer)),
        }
    }

    /// The parent of a subject in an example; it is there once something is given of it.
    fn parent_in(&mut self, draft: &mut Draft, subject: usize, input: crate::model::InputId) -> Option<usize> {
        let crate::model::InputOwner::Level(level) = self.program.inputs[input].owner else { return None };
        if let Some(parent) = draft.submission.subjects.get(subject)?.parent {
            return Some(parent);
        }
        let parent = draft.submission.subjects.len();
        let origin = draft.submission.subjects.get(subject)?.origin.clone();
        draft.submission.subjects.push(Subject {
            level,
            id: "parent".to_owned(),
            name: "parent".to_owned(),
            sequence: None,
            parent: None,
            answers: BTreeMap::new(),
            faults: Vec::new(),
            origin,
        });
        draft.submission.subjects.get_mut(subject)?.parent = Some(parent);
        Some(parent)
    }

    fn example_entries(&mut self, register: &'a Name, entries: &'a [ast::EntryLiteral], subject: usize, draft: &mut Draft) {
        let Some(id) = self.names.registers.get(register.as_str()).copied() else {
            self.unknown(Thing::Register, register);
            return;
        };
        let fields = self.program.registers[id].fields.clone();
        for entry in entries {
            let mut cells: Vec<_> = fields.iter().map(|field| self.answer(Content::Empty, register.span, &field.name)).collect();
            let mut given: BTreeMap<usize, Span> = BTreeMap::new();
            for (name, written) in &entry.fields {
                let Some(place) = self.field(id, name) else { continue };
                if let Some(first) = given.get(&place) {
                    self.report(say::given_twice(name.span, *first));
                    continue;
                }
                given.insert(place, name.span);
                let ty = fields.get(place).map_or(Type::Error, |field| field.ty.clone());
                if let (Some(value), Some(cell)) = (self.example_value(written, &ty), cells.get_mut(place)) {
                    *cell = self.answer(Content::Given(value), written.span, &name.value);
                }
            }
            let times = self.times_over(entry.times.as_ref());
            let span = entry.fields.first().map_or(register.span, |(name, _)| name.span);
            let origin = self.origin(span, &register.value);
            for _ in 0..times {
                let entry = Entry { subject: Whose::Subject(subject), fields: cells.clone(), origin: origin.clone() };
                draft.submission.registers.entry(id).or_default().push(entry);
            }
        }
    }

    /// How often something is given; once if not said.
    fn times_over(&mut self, times: Option<&Spanned<ast::NumberLiteral>>) -> i64 {
        let Some(times) = times else { return 1 };
        times.value.value.to_i64().filter(|times| (1..=1000).contains(times)).unwrap_or_else(|| {
            self.report(types::number_out_of_place(times.span, &Wanted::Between("1", "1000")));
            1
        })
    }

    fn expected(&mut self, result: &'a ExpectedResult, span: Span, of: ExampleOf) -> Option<Expected> {
        let whole_card = matches!(of, ExampleOf::Level(_));
        match result {
            ExpectedResult::Points(_) if whole_card => {
                self.report(say::unfit_expectation(span, true));
                None
            }
            ExpectedResult::Total(_)
            | ExpectedResult::Place(_)
            | ExpectedResult::Grade(_)
            | ExpectedResult::Consequence(_)
            | ExpectedResult::NoConsequence
                if !whole_card =>
            {
                self.report(say::unfit_expectation(span, false));
                None
            }
            ExpectedResult::Points(written) => self.expected_points(written, of).map(Expected::Points),
            ExpectedResult::Total(written) => self.expected_points(written, of).map(Expected::Total),
            ExpectedResult::Place(written) => self.expected_points(written, of).map(Expected::Place),
            ExpectedResult::Grade(name) => self.expected_grade(name, of),
            ExpectedResult::Consequence(text) => self.expected_consequence(text, of),
            ExpectedResult::NoConsequence => Some(Expected::NoConsequence),
            ExpectedResult::NotApplicable => Some(Expected::NotApplicable),
            ExpectedResult::Waived => Some(Expected::Waived),
            ExpectedResult::Pending => Some(Expected::Pending),
            ExpectedResult::Invalid => Some(Expected::Invalid),
            ExpectedResult::Error(code) => self.expected_error(code, span),
        }
    }

    pub(super) fn expected_points(&mut self, written: &'a ast::Expr, of: ExampleOf) -> Option<crate::value::Number> {
        let indicator = match of {
            ExampleOf::Indicator(id) => Some(id),
            ExampleOf::Level(_) => None,
        };
        let scope = Scope { indicator, scale_body: true, ..Scope::default() };
        self.fixed_points(written, &scope).map(|(number, _)| number)
    }

    pub(super) fn expected_grade(&mut self, name: &Name, of: ExampleOf) -> Option<Expected> {
        let level = self.level_of(of);
        let grades: Vec<_> = self.program.levels[level].grades.clone();
        let known: Vec<_> = grades.iter().flat_map(|id| self.program.grades[*id].names.clone()).collect();
        if known.iter().any(|grade| grade.name == name.value) {
            return Some(Expected::Grade(name.value.clone()));
        }
        self.unknown_grade(name, &known);
        None
    }

    pub(super) fn expected_error(&mut self, code: &str, span: Span) -> Option<Expected> {
        let known = Code::find(code);
        match known.filter(|known| of_examples().any(|code| code == *known)) {
            // A code may be written in small letters, too.
            Some(code) => Some(Expected::Error(code.to_string())),
            None => {
                self.report(say::unmet_code(span, code, known));
                None
            }
        }
    }
}

/// What stands for an answer that an example calls invalid.
pub(super) fn invalid_here() -> Content {
    Content::Invalid(words!("the example says that it is invalid", "示例写明为无效"))
}

pub(super) fn method_kind(method: ast::MethodName) -> MethodKind {
    match method {
        ast::MethodName::Quantify => MethodKind::Quantify,
        ast::MethodName::Steps => MethodKind::Steps,
        ast::MethodName::State => MethodKind::State,
        ast::MethodName::Start => MethodKind::Start,
        ast::MethodName::Compete => MethodKind::Compete,
        ast::MethodName::Survey => MethodKind::Survey,
    }
}
