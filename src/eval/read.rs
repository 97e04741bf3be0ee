//! Reading: what was submitted becomes given, missing, pending or invalid.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::card::{Card, Run};
use super::found::compare;
use super::messages;
use super::report::{Found, Reason, ReasonKind};
use super::words::outside_range_words;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{
    Answer, Content, Expr, ExprKind, IndicatorId, InputId, LetId, Limit, LimitSide, Method, Origin, Program, Question, RegisterId,
    StatePoints, Submission,
};
use crate::text::{SourceMap, Words};
use crate::value::Value;

/// What was found in one cell.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) found: Found,
    pub(super) origin: Option<Origin>,
    /// Left empty, and `empty means` answered.
    pub(super) by_default: bool,
}

/// The states of everything submitted.
#[derive(Clone, Debug, Default)]
pub(super) struct Readings {
    /// For each subject, its answers; a question that is not there was not answered.
    pub(super) subjects: Vec<BTreeMap<Question, Reading>>,
    /// For each delivered register and entry, its fields.
    pub(super) registers: BTreeMap<RegisterId, Vec<Vec<Reading>>>,
}

impl Readings {
    /// What the subject answered.
    pub(super) fn answer(&self, program: &Program, subject: usize, question: Question) -> Reading {
        if let Some(reading) = self.subjects.get(subject).and_then(|answers| answers.get(&question)) {
            return reading.clone();
        }
        unanswered(program, question)
    }

    /// A field of an entry of a delivered register.
    pub(super) fn field(&self, register: RegisterId, entry: usize, field: usize) -> Option<&Reading> {
        self.registers.get(&register)?.get(entry)?.get(field)
    }
}

/// A question of which the submission has no cell at all.
fn unanswered(program: &Program, question: Question) -> Reading {
    empty(program, question, None)
}

/// An empty answer: `empty means` or missing. The day of scoring is the closing day, so whatever
/// the subject owes has fallen due.
fn empty(program: &Program, question: Question, origin: Option<Origin>) -> Reading {
    let default = match question {
        Question::Input(id) => program.inputs[id].empty_means.clone(),
        Question::Step(..) | Question::Evidence(_) | Question::State(_) | Question::Points(_) => None,
    };
    match default {
        Some(value) => Reading { found: Found::Given(value), origin, by_default: true },
        None => {
            Reading { found: Found::missing(Reason::from(ReasonKind::Unanswered(question), origin.clone())), origin, by_default: false }
        }
    }
}

/// The states of all answers, their bounds aside.
pub(super) fn states(program: &Program, submission: &Submission) -> Readings {
    let subjects = submission
        .subjects
        .iter()
        .map(|subject| subject.answers.iter().map(|(question, answer)| (*question, answer_state(program, *question, answer))).collect())
        .collect();
    let registers = submission
        .registers
        .iter()
        .map(|(id, entries)| {
            let fields =
                |fields: &[Answer]| fields.iter().enumerate().map(|(place, answer)| field_state(program, *id, place, answer)).collect();
            (*id, entries.iter().map(|entry| fields(&entry.fields)).collect())
        })
        .collect();
    Readings { subjects, registers }
}

fn answer_state(program: &Program, question: Question, answer: &Answer) -> Reading {
    let origin = Some(answer.origin.clone());
    match &answer.content {
        Content::Given(value) => Reading { found: Found::Given(value.clone()), origin, by_default: false },
        Content::Empty => empty(program, question, origin),
        Content::Invalid(words) => {
            let reason = Reason::from(ReasonKind::BadAnswer(question, words.clone()), origin.clone());
            Reading { found: Found::invalid(reason), origin, by_default: false }
        }
    }
}

fn field_state(program: &Program, register: RegisterId, place: usize, answer: &Answer) -> Reading {
    let origin = Some(answer.origin.clone());
    let field = program.registers[register].fields.get(place);
    match &answer.content {
        Content::Given(value) => Reading { found: Found::Given(value.clone()), origin, by_default: false },
        Content::Empty => match field.and_then(|field| field.empty_means.clone()) {
            Some(value) => Reading { found: Found::Given(value), origin, by_default: true },
            None => {
                let reason = Reason::from(ReasonKind::EmptyField(register, place), origin.clone());
                Reading { found: Found::missing(reason), origin, by_default: false }
            }
        },
        Content::Invalid(words) => {
            let reason = Reason::from(ReasonKind::BadField(register, place, words.clone()), origin.clone());
            Reading { found: Found::invalid(reason), origin, by_default: false }
        }
    }
}

/// What applies to whom, and everything else the bounds need.
struct Bounds<'a> {
    program: &'a Program,
    map: &'a SourceMap,
    /// Values outside their bounds, why, and the finding about each; points outside the range of a
    /// state are found when data are read, so that only an example can still hold them.
    outside: Vec<(Place, Words, Option<Diagnostic>)>,
}

/// A cell.
#[derive(Clone, Copy)]
enum Place {
    Answer(usize, Question),
    Field(RegisterId, usize, usize),
}

/// Reads a submission: states, then the bounds of everything that applies. `alone` restricts what
/// applies to one indicator, for its examples.
pub(super) fn read(
    program: &Program,
    submission: &Submission,
    map: &SourceMap,
    let_owners: &BTreeMap<LetId, IndicatorId>,
    alone: Option<IndicatorId>,
    diagnostics: &mut Diagnostics,
) -> Readings {
    let mut readings = states(program, submission);
    let mut bounds = Bounds { program, map, outside: Vec::new() };

    // Attributes and entries first: whom a rule is for may depend on attributes.
    for (place, subject) in submission.subjects.iter().enumerate() {
        for input in &program.levels[subject.level].attributes {
            bounds.input(&readings, submission, place, *input);
        }
    }
    for (register, entries) in &submission.registers {
        for entry in 0..entries.len() {
            bounds.entry(&readings, *register, entry);
        }
    }
    bounds.settle(&mut readings, diagnostics);

    // Then what the subject's own card asks.
    let published = RefCell::default();
    for place in 0..submission.subjects.len() {
        let run = Run { program, submission, readings: &readings, let_owners, published: &published };
        let applicable = applicable(run, place, alone);
        let Some(applicable) = applicable else { continue };
        for id in &applicable {
            for input in &program.indicators[*id].inputs {
                bounds.input(&readings, submission, place, *input);
            }
            bounds.judged_points(&readings, place, *id);
        }
        if alone.is_none() {
            warn_of_others(program, submission, place, &applicable, diagnostics);
        }
    }
    bounds.settle(&mut readings, diagnostics);
    readings
}

/// The indicators that judge a subject; none when that cannot be said, which scoring reports.
fn applicable(run: Run<'_>, subject: usize, alone: Option<IndicatorId>) -> Option<BTreeSet<IndicatorId>> {
    let mut card = Card::new(run, subject);
    if let Some(alone) = alone.filter(|alone| run.program.indicators[*alone].whom.level == card.this().level) {
        card.take_alone(alone);
        return Some(card.indicators);
    }
    card.find_scorecard().ok()?;
    card.find_indicators();
    Some(card.indicators)
}

/// An answer to an indicator that does not judge the subject would be lost without a word.
fn warn_of_others(
    program: &Program,
    submission: &Submission,
    place: usize,
    applicable: &BTreeSet<IndicatorId>,
    diagnostics: &mut Diagnostics,
) {
    let Some(subject) = submission.subjects.get(place) else { return };
    let others = program.indicators.iter().filter(|(id, other)| other.chain.survey().is_some() && !applicable.contains(id));
    for (id, _) in others {
        let cast = submission.ballots.as_ref().and_then(|ballots| ballots.cast.get(&(place, id))?.first());
        if let Some(first) = cast {
            diagnostics.push(messages::ballots_for_other_indicator(program, subject, id, &first.origin));
        }
    }
    for (question, answer) in &subject.answers {
        let Some(indicator) = super::score::asked_by(program, *question) else { continue };
        if !applicable.contains(&indicator)
            && let Content::Given(_) = answer.content
        {
            diagnostics.push(messages::answer_to_other_indicator(program, subject, *question, indicator, answer));
        }
    }
}

impl Bounds<'_> {
    /// Marks as invalid what was found outside; until then all bounds see the same values, so that
    /// their order does not matter.
    fn settle(&mut self, readings: &mut Readings, diagnostics: &mut Diagnostics) {
        for (place, words, diagnostic) in self.outside.drain(..) {
            match place {
                Place::Answer(subject, question) => {
                    if let Some(reading) = readings.subjects.get_mut(subject).and_then(|answers| answers.get_mut(&question)) {
                        reading.found = Found::invalid(Reason::from(ReasonKind::BadAnswer(question, words), reading.origin.clone()));
                    }
                }
                Place::Field(register, entry, field) => {
                    let fields = readings.registers.get_mut(&register).and_then(|entries| entries.get_mut(entry));
                    if let Some(reading) = fields.and_then(|fields| fields.get_mut(field)) {
                        reading.found = Found::invalid(Reason::from(ReasonKind::BadField(register, field, words), reading.origin.clone()));
                    }
                }
            }
            if let Some(diagnostic) = diagnostic {
                diagnostics.push(diagnostic);
            }
        }
    }

    /// The limits of an input or attribute.
    fn input(&mut self, readings: &Readings, submission: &Submission, place: usize, id: InputId) {
        let question = Question::Input(id);
        let Some(subject) = submission.subjects.get(place) else { return };
        let Some(reading) = readings.subjects.get(place).and_then(|answers| answers.get(&question)) else { return };
        let (Some(value), Some(origin)) = (reading.found.given(), &reading.origin) else { return };
        let input = &self.program.inputs[id];
        for limit in &input.limits {
            let Some((edge, other)) = edge(&limit.value, |other| readings.answer(self.program, place, Question::Input(other)).found) else {
                continue;
            };
            if !holds(limit, value, &edge) {
                let other = other.map(|other| (other, readings.answer(self.program, place, Question::Input(other)).origin));
                let finding = messages::input_outside(self.program, self.map, subject, id, limit, value, &edge, origin, other);
                self.outside.push((Place::Answer(place, question), finding.message.clone(), Some(finding)));
                return;
            }
        }
    }

    /// The limits of the fields of an entry.
    fn entry(&mut self, readings: &Readings, register: RegisterId, entry: usize) {
        for (place, field) in self.program.registers[register].fields.iter().enumerate() {
            let Some(reading) = readings.field(register, entry, place) else { continue };
            let (Some(value), Some(origin)) = (reading.found.given(), &reading.origin) else { continue };
            for limit in &field.limits {
                let other_field = if let ExprKind::Field(other) = *limit.value.kind {
                    readings.field(register, entry, other).and_then(|other| other.found.given().cloned())
                } else {
                    None
                };
                // A bound of a field is a number or another field.
                let constant = || edge(&limit.value, |_| Found::missing(Reason::new(ReasonKind::NothingLeft)));
                let Some(edge) = other_field.or_else(|| constant().map(|(edge, _)| edge)) else { continue };
                if !holds(limit, value, &edge) {
                    let finding = messages::field_outside(self.program, self.map, register, place, limit, value, &edge, origin);
                    self.outside.push((Place::Field(register, entry, place), finding.message.clone(), Some(finding)));
                    break;
                }
            }
        }
    }

    /// The points a judge gave inside the range of a state.
    fn judged_points(&mut self, readings: &Readings, place: usize, id: IndicatorId) {
        let answered = |question| readings.subjects.get(place).and_then(|answers| answers.get(&question));
        let question = Question::Points(id);
        let Some(reading) = answered(question) else { return };
        let Some(points) = reading.found.as_number() else { return };
        let Some(judged) = answered(Question::State(id)).and_then(|state| state.found.as_choice()) else { return };
        for link in &self.program.indicators[id].chain.links {
            let Method::State(state) = &link.method else { continue };
            let Some(row) = state.rows.iter().find(|row| row.value == judged) else { continue };
            if let StatePoints::Between(low, high) = &row.points
                && (points < low || points > high)
            {
                self.outside.push((Place::Answer(place, question), outside_range_words(points, low, high), None));
            }
        }
    }
}

/// The edge of a limit and the input it names; none when that input is not given.
fn edge(limit: &Expr, other: impl Fn(InputId) -> Found) -> Option<(Value, Option<InputId>)> {
    if let ExprKind::Constant(value) = &*limit.kind {
        return Some((value.clone(), None));
    }
    if let ExprKind::Negate(inner) = &*limit.kind
        && let ExprKind::Constant(Value::Number(number)) = &*inner.kind
    {
        return Some((Value::Number(number.negate()), None));
    }
    // The checker lets a limit be nothing else but another input.
    let ExprKind::Input(id) = *limit.kind else { return None };
    other(id).given().map(|value| (value.clone(), Some(id)))
}

fn holds(limit: &Limit, value: &Value, edge: &Value) -> bool {
    let Some(order) = compare(value, edge) else { return true };
    match (limit.side, limit.inclusive) {
        (LimitSide::Lower, true) => order.is_ge(),
        (LimitSide::Lower, false) => order.is_gt(),
        (LimitSide::Upper, true) => order.is_le(),
        (LimitSide::Upper, false) => order.is_lt(),
    }
}
