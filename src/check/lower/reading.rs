//! What an example gives: the question a name stands for, and its value.

use crate::check::checker::{Checker, Scope};
use crate::check::infer::comparable;
use crate::check::messages::{Deed, Thing, Wanted, examples as say, types};
use crate::check::names::nearest;
use crate::model::{Answer, Content, ExampleOf, IndicatorId, InputId, Method, Origin, Question};
use crate::syntax::{
    ast::{self, Name},
    keywords,
};
use crate::text::Span;
use crate::types::{LevelId, Type};
use crate::value::Value;

/// What a name in an example stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Slot {
    /// A question with answers of a type.
    Question(Question, Type),
    /// A step that has a day: the day it was done, or `no`.
    DatedStep(IndicatorId, usize),
    /// The subject's sequence.
    Sequence(Type),
    /// An attribute of the subject's parent.
    Parent(InputId, Type),
    /// The day of scoring.
    ScoringDay,
    /// How many in a group of an indicator's survey gave a level.
    Ballots(IndicatorId, usize, usize),
}

impl<'a> Checker<'a> {
    /// What the names before `=`, or in the head of a table of cases, stand for.
    pub(super) fn slot(&mut self, path: &'a ast::Path, of: ExampleOf, level: LevelId) -> Option<Slot> {
        let own = level == self.level_of(of);
        if let Some(slot) = self.slot_of_survey(path, of) {
            return Some(slot);
        }
        match (path.names.as_slice(), of) {
            ([name], _) if crate::check::infer::given(name) == "scoring_day" => Some(Slot::ScoringDay),
            ([name], ExampleOf::Indicator(id)) if own => match self.slot_of_indicator(id, name).or_else(|| self.slot_of_level(level, name))
            {
                Some(slot) => Some(slot),
                None => self.unknown_slot(name, Some(id), level),
            },
            ([name], ExampleOf::Level(_) | ExampleOf::Indicator(_)) => match self.slot_of_level(level, name) {
                Some(slot) => Some(slot),
                None => self.unknown_slot(name, None, level),
            },
            ([head, name], _) if crate::check::infer::given(head) == "parent" => {
                let parents = self.program.levels[level].parents.clone();
                match parents.iter().find_map(|parent| self.attribute(*parent, name)) {
                    Some(id) => Some(Slot::Parent(id, self.program.inputs[id].ty.clone())),
                    None => self.unknown_slot(name, None, level),
                }
            }
            ([head, name], _) => match self.names.indicators.get(head.as_str()).copied() {
                None => {
                    self.unknown(Thing::Indicator, head);
                    None
                }
                Some(id) => match self.slot_of_indicator(id, name) {
                    Some(slot) => Some(slot),
                    None => self.unknown_slot(name, Some(id), level),
                },
            },
            (names, _) => {
                let last = names.last()?;
                self.unknown_slot(last, None, level)
            }
        }
    }

    pub(super) fn level_of(&self, of: ExampleOf) -> LevelId {
        match of {
            ExampleOf::Indicator(id) => self.program.indicators[id].whom.level,
            ExampleOf::Level(level) => level,
        }
    }

    /// `leaders.excellent`, behind its indicator where that is not said: a group of a survey and a level.
    fn slot_of_survey(&self, path: &ast::Path, of: ExampleOf) -> Option<Slot> {
        let (id, group, level) = match (path.names.as_slice(), of) {
            ([group, level], ExampleOf::Indicator(id)) => (id, group, level),
            ([indicator, group, level], _) => (*self.names.indicators.get(indicator.as_str())?, group, level),
            (_, ExampleOf::Indicator(_) | ExampleOf::Level(_)) => return None,
        };
        let survey = self.program.indicators[id].chain.survey()?;
        let group = survey.groups.iter().position(|one| keywords::is_read_as(&one.name, group))?;
        let level = self.program.choices[survey.choice].values.iter().position(|value| keywords::is_read_as(&value.name, level))?;
        Some(Slot::Ballots(id, group, level))
    }

    fn slot_of_level(&self, level: LevelId, name: &Name) -> Option<Slot> {
        if let Some(id) = self.attribute(level, name) {
            return Some(Slot::Question(Question::Input(id), self.program.inputs[id].ty.clone()));
        }
        let choice = self.program.levels[level].sequences?;
        (crate::check::infer::given(name) == "sequence").then_some(Slot::Sequence(Type::Choice(choice)))
    }

    fn slot_of_indicator(&self, id: IndicatorId, name: &Name) -> Option<Slot> {
        let facts = self.indicators.get(id.index())?;
        if let Some(input) = crate::check::infer::read_of(&facts.inputs, name, false) {
            return Some(Slot::Question(Question::Input(input), self.program.inputs[input].ty.clone()));
        }
        for link in &self.program.indicators[id].chain.links {
            match &link.method {
                Method::Steps(steps) => {
                    let step = steps.steps.iter().enumerate().find(|(_, step)| keywords::is_read_as(&step.name, name));
                    if let Some((place, step)) = step {
                        return Some(match step.due {
                            Some(_) => Slot::DatedStep(id, place),
                            None => Slot::Question(Question::Step(id, place), Type::Flag),
                        });
                    }
                }
                Method::State(state) => match name.as_str() {
                    "evidence" | "佐证" => return Some(Slot::Question(Question::Evidence(id), Type::Text)),
                    "state" | "描述" => return Some(Slot::Question(Question::State(id), Type::Choice(state.choice))),
                    "points" | "分值" | "得分" => return Some(Slot::Question(Question::Points(id), Type::points())),
                    _ => {}
                },
                Method::Quantify(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => {}
            }
        }
        None
    }

    fn unknown_slot(&mut self, name: &Name, id: Option<IndicatorId>, level: LevelId) -> Option<Slot> {
        let poisoned = id.is_some_and(|id| self.indicators.get(id.index()).is_some_and(|facts| facts.poisoned));
        if poisoned || self.may_be_broken(name) {
            return None;
        }
        let mut known: Vec<String> = self.program.levels[level].attributes.iter().map(|id| self.program.inputs[*id].name.clone()).collect();
        if let Some(id) = id {
            known.extend(self.indicators.get(id.index()).into_iter().flat_map(|facts| facts.inputs.keys().cloned()));
            for link in &self.program.indicators[id].chain.links {
                match &link.method {
                    Method::Steps(steps) => known.extend(steps.steps.iter().map(|step| step.name.clone())),
                    Method::State(_) => known.extend(["evidence", "state"].map(str::to_owned)),
                    Method::Quantify(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => {}
                }
            }
        }
        let suggestion = nearest(name, known.iter().map(String::as_str));
        let indicator = id.map(|id| self.program.indicators[id].name.clone());
        let finding = say::unknown_question(name, indicator.as_deref(), suggestion, &known);
        self.report_missed(Thing::Input, name, finding);
        None
    }

    /// The value given, read as what its question asks for.
    pub(super) fn given_value_of(&mut self, written: &'a ast::Expr, slot: &Slot) -> Option<Content> {
        match slot {
            Slot::Question(_, ty) | Slot::Sequence(ty) | Slot::Parent(_, ty) => self.example_value(written, ty).map(Content::Given),
            Slot::ScoringDay => self.example_value(written, &Type::Day).map(Content::Given),
            Slot::Ballots(..) => match self.example_value(written, &Type::Count)? {
                Value::Number(number) if number.is_whole() && !number.is_negative() => Some(Content::Given(Value::Number(number))),
                Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_) => {
                    self.report(types::number_out_of_place(written.span, &Wanted::Count));
                    None
                }
            },
            Slot::DatedStep(..) => {
                let value = self.infer(written, &Scope::default(), Some(&Type::Day));
                match (&value.ty, self.constant_value(&value)) {
                    (Type::Error, _) => None,
                    (Type::Day, Some(day)) => Some(Content::Given(day)),
                    (Type::Flag, Some(Value::Flag(false))) => Some(Content::Given(Value::Flag(false))),
                    (_, _) if self.is_day_in_slashes(written) => None,
                    (ty, _) => {
                        let (wanted, found) = (self.type_words(&Type::Day), self.type_words(ty));
                        self.report(types::unexpected_type(written.span, &wanted, &found, None));
                        None
                    }
                }
            }
        }
    }

    /// A fixed value of a type in an example; unlike elsewhere it may lie outside all bounds.
    pub(super) fn example_value(&mut self, written: &'a ast::Expr, ty: &Type) -> Option<Value> {
        if let (Type::Subject(_), ast::ExprKind::Path(path)) = (ty, &*written.kind)
            && let [name] = path.names.as_slice()
        {
            return Some(Value::Text(name.value.clone()));
        }
        let mut value = self.infer(written, &Scope::default(), Some(ty));
        if value.ty.is_error() || ty.is_error() {
            return None;
        }
        self.fit_literal(&mut value, ty);
        let id = matches!(ty, Type::Subject(_)) && value.ty == Type::Text;
        if !comparable(&value.ty, ty) && !id {
            self.misfit(Deed::Stand, (written, &value), ty, None);
            return None;
        }
        let constant = self.constant_value(&value);
        if constant.is_none() {
            self.report(types::not_fixed(written.span, false));
        }
        constant
    }

    /// An answer that stands in an example.
    pub(super) fn answer(&self, content: Content, span: Span, column: &str) -> Answer {
        Answer { content, origin: self.origin(span, column) }
    }

    pub(super) fn origin(&self, span: Span, column: &str) -> Origin {
        let row = self.sources.file(span.source).line_of(span.start);
        Origin { span, row, column: column.into() }
    }
}
