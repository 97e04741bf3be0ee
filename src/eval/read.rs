//! Reading: what was submitted becomes given, missing, pending or invalid.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::RwLock;

use super::card::{Card, Run};
use super::days::Days;
use super::found::compare;
use super::messages;
use super::report::{Found, NotSeen, Reason, ReasonKind};
use super::words::{no_count_words, no_range_words, no_state_words, outside_range_words, question_words, register_title};
use crate::diagnostics::{Diagnostic, Diagnostics, catalogue::AnswerFault};
use crate::model::{
    Answer, Content, Dating, Expr, ExprKind, Field, IndicatorId, InputId, Limit, Method, Origin, Program, Question, RegisterId,
    StatePoints, Submission, Whose,
};
use crate::text::{SourceMap, Words};
use crate::types::Type;
use crate::value::{Day, Number, Value};
use crate::words;

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
    /// The entries of each subject that are seen, by register; under none those of nobody who is in the data.
    own: BTreeMap<(RegisterId, Option<usize>), Vec<usize>>,
    /// The places of the rulings about each subject.
    rulings: BTreeMap<usize, Vec<usize>>,
    /// Entries that came about after the day of scoring, each with the field that says so.
    ahead: BTreeMap<(RegisterId, usize), usize>,
    /// Answers that say that something was done after the day of scoring.
    later: Vec<(usize, Question, Day)>,
    /// How many values of months were reported before their day.
    months_early: usize,
    /// The day of scoring and when things are due; none before anything was read.
    days: Option<Days>,
    /// What is wrong with answers that are no data and so were not looked at before.
    pub(super) faults: BTreeSet<AnswerFault>,
}

impl Readings {
    /// What the subject answered.
    pub(super) fn answer(&self, program: &Program, subject: usize, question: Question) -> Reading {
        if let Some(reading) = self.subjects.get(subject).and_then(|answers| answers.get(&question)) {
            return reading.clone();
        }
        empty(program, self.days.as_ref(), subject, question, None)
    }

    /// Why a question is still open for a subject: it falls due after the day of scoring.
    pub(super) fn not_due(&self, program: &Program, subject: usize, question: Question) -> Option<ReasonKind> {
        self.days.as_ref()?.not_due(program, subject, question)
    }

    /// The place of the ruling that alone keeps a question open for a subject.
    pub(super) fn kept_open(&self, program: &Program, subject: usize, question: Question) -> Option<usize> {
        self.days.as_ref()?.kept_open(program, subject, question)
    }

    /// The day on which a question falls due for a subject, whenever that is; none for what it does not owe.
    pub(super) fn due(&self, program: &Program, subject: usize, question: Question) -> Option<Day> {
        self.days.as_ref()?.due(program, subject, question)
    }

    /// Whether an entry had come about by the day of scoring.
    pub(super) fn sees(&self, register: RegisterId, entry: usize) -> bool {
        !self.ahead.contains_key(&(register, entry))
    }

    /// The entries of a register that are a subject's, or nobody's who is in the data, and had come about.
    pub(super) fn entries_of(&self, register: RegisterId, subject: Option<usize>) -> &[usize] {
        self.own.get(&(register, subject)).map_or(&[], Vec::as_slice)
    }

    /// The places of the rulings about a subject, whenever they were made.
    pub(super) fn rulings_about(&self, subject: usize) -> &[usize] {
        self.rulings.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// Why it is not known whether an entry had come about by the day of scoring: the date that decides it
    /// cannot be read. That is a fault of the entry, and not one that lets it count.
    pub(super) fn undatable(&self, program: &Program, register: RegisterId, entry: usize) -> Option<Found> {
        let declared = &program.registers[register];
        let decides = |field: &Field| declared.happened(field) && !field.or_empty && field.empty_means.is_none();
        let deciding = declared.fields.iter().enumerate().filter(|(_, field)| decides(field));
        let faulty = |reading: &&Reading| matches!(reading.found, Found::Invalid(_));
        let mut readings = deciding.filter_map(|(place, _)| self.field(register, entry, place));
        readings.find(faulty).map(|reading| reading.found.clone())
    }

    /// How much of what was submitted lies after the day of scoring.
    pub(super) fn not_seen(&self) -> NotSeen {
        NotSeen { entries: self.ahead.len(), answers: self.later.len(), months: self.months_early, indicators: 0 }
    }

    /// A field of an entry of a delivered register.
    pub(super) fn field(&self, register: RegisterId, entry: usize, field: usize) -> Option<&Reading> {
        self.registers.get(&register)?.get(entry)?.get(field)
    }
}

/// An empty answer: pending before its day, then `empty means` or missing.
fn empty(program: &Program, days: Option<&Days>, subject: usize, question: Question, origin: Option<Origin>) -> Reading {
    if let Some(not_due) = days.and_then(|days| days.not_due(program, subject, question)) {
        let reason = Reason::from(not_due, origin.clone());
        return Reading { found: Found::Pending(vec![reason]), origin, by_default: false };
    }
    let default = match question {
        Question::Input(id) | Question::Month(id, _) => program.inputs[id].empty_means.clone(),
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
    let days = Days::new(program, submission);
    let day = days.scoring;
    let (mut later, mut months_early) = (Vec::new(), 0);
    let mut subjects = Vec::with_capacity(submission.subjects.len());
    for (place, subject) in submission.subjects.iter().enumerate() {
        let mut states = BTreeMap::new();
        for (question, answer) in &subject.answers {
            let done = done_later(program, day, *question, answer);
            later.extend(done.map(|on| (place, *question, on)));
            let month = matches!(question, Question::Month(..)) && matches!(answer.content, Content::Given(_));
            months_early += usize::from(month && days.not_due(program, place, *question).is_some());
            states.insert(*question, answer_state(program, &days, place, *question, answer, done));
        }
        subjects.push(states);
    }
    let mut ahead = BTreeMap::new();
    let mut own: BTreeMap<(RegisterId, Option<usize>), Vec<usize>> = BTreeMap::new();
    let mut registers: BTreeMap<RegisterId, Vec<Vec<Reading>>> = BTreeMap::new();
    for (id, entries) in &submission.registers {
        let register = &program.registers[*id];
        let happened: Vec<bool> = register.fields.iter().map(|field| register.happened(field)).collect();
        let states = registers.entry(*id).or_default();
        for (place, entry) in entries.iter().enumerate() {
            let mut fields = Vec::with_capacity(entry.fields.len());
            for (field, answer) in entry.fields.iter().enumerate() {
                let later = happened.get(field) == Some(&true) && matches!(answer.content, Content::Given(Value::Day(on)) if on > day);
                let still_empty = later && register.fields.get(field).is_some_and(|field| field.or_empty || field.empty_means.is_some());
                if later && !still_empty {
                    ahead.entry((*id, place)).or_insert(field);
                }
                fields.push(if still_empty {
                    field_state(program, *id, field, &Answer { content: Content::Empty, origin: answer.origin.clone() })
                } else {
                    field_state(program, *id, field, answer)
                });
            }
            states.push(fields);
            let whose = match entry.subject {
                Whose::Subject(subject) => Some(subject),
                Whose::Unknown => None,
                Whose::Absent => continue,
            };
            if !ahead.contains_key(&(*id, place)) {
                own.entry((*id, whose)).or_default().push(place);
            }
        }
    }
    let mut rulings: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, ruling) in submission.rulings.iter().enumerate() {
        rulings.entry(ruling.subject).or_default().push(place);
    }
    Readings { subjects, registers, own, rulings, ahead, later, months_early, days: Some(days), faults: BTreeSet::new() }
}

/// Whether an answer says that something was done after the day of scoring, and when.
fn done_later(program: &Program, day: Day, question: Question, answer: &Answer) -> Option<Day> {
    let says_when = match question {
        Question::Step(..) => true,
        Question::Input(id) => program.inputs[id].dating == Some(Dating::Happened),
        Question::Month(..) | Question::Evidence(_) | Question::State(_) | Question::Points(_) => false,
    };
    match answer.content {
        Content::Given(Value::Day(on)) if says_when && on > day => Some(on),
        Content::Given(_) | Content::Empty | Content::Invalid(_) => None,
    }
}

fn answer_state(program: &Program, days: &Days, subject: usize, question: Question, answer: &Answer, done_later: Option<Day>) -> Reading {
    let origin = Some(answer.origin.clone());
    if let Some(on) = done_later {
        let mut reading = empty(program, Some(days), subject, question, origin.clone());
        if let Found::Missing(_) = reading.found {
            reading.found = Found::missing(Reason::from(ReasonKind::NotSeen(question, on), origin));
        }
        return reading;
    }
    if let (Question::Month(..), Some(not_due)) = (question, days.not_due(program, subject, question)) {
        let reason = Reason::from(not_due, origin.clone());
        return Reading { found: Found::Pending(vec![reason]), origin, by_default: false };
    }
    match &answer.content {
        Content::Given(value) => Reading { found: Found::Given(value.clone()), origin, by_default: false },
        Content::Empty => empty(program, Some(days), subject, question, origin),
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
    /// Values that cannot be, why, and what comes of each.
    outside: Vec<(Place, Words, Told)>,
}

/// How a value that cannot be is told of.
enum Told {
    /// By a finding.
    Finding(Box<Diagnostic>),
    /// When data are read, so that only an example can still hold it.
    Before(AnswerFault),
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
    alone: Option<IndicatorId>,
    diagnostics: &mut Diagnostics,
) -> Readings {
    let mut readings = states(program, submission);
    if submission.scoring_day(program) >= program.header.closes {
        report_later(program, submission, &readings, diagnostics);
    }
    let mut bounds = Bounds { program, map, outside: Vec::new() };

    // Attributes and entries first: whom a rule is for may depend on attributes.
    for (place, subject) in submission.subjects.iter().enumerate() {
        for input in &program.levels[subject.level].attributes {
            bounds.input(&readings, submission, place, Question::Input(*input));
        }
    }
    for (register, entries) in &submission.registers {
        for entry in (0..entries.len()).filter(|entry| readings.sees(*register, *entry)) {
            bounds.entry(&readings, *register, entry);
        }
    }
    bounds.settle(&mut readings, diagnostics);

    // Then what the subject's own card asks.
    let published = RwLock::default();
    for place in 0..submission.subjects.len() {
        let run = Run::new(program, submission, &readings, &published);
        let applicable = applicable(run, place, alone);
        let Some(applicable) = applicable else { continue };
        for id in &applicable {
            for input in &program.indicators[*id].inputs {
                match program.inputs[*input].monthly {
                    None => bounds.input(&readings, submission, place, Question::Input(*input)),
                    Some(_) => (1..=12).for_each(|month| bounds.input(&readings, submission, place, Question::Month(*input, month))),
                }
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

/// In a year that is over, what is dated after the day of scoring is more likely a slip than a wait.
fn report_later(program: &Program, submission: &Submission, readings: &Readings, diagnostics: &mut Diagnostics) {
    let day = submission.scoring_day(program);
    for (place, question, on) in &readings.later {
        let origin = submission.subjects.get(*place).and_then(|subject| subject.answers.get(question)).map(|answer| &answer.origin);
        if let Some(origin) = origin {
            diagnostics.push(messages::after_scoring_day(origin, &question_words(program, *question), *on, day));
        }
    }
    for ((register, entry), field) in &readings.ahead {
        let answer = submission.registers.get(register).and_then(|entries| entries.get(*entry)?.fields.get(*field));
        if let Some(Answer { content: Content::Given(Value::Day(on)), origin }) = answer {
            let title = register_title(program, *register);
            let what = words!("an entry of `{title}`", "“{title}”的一条记录", title = title);
            diagnostics.push(messages::after_scoring_day(origin, &what, *on, day));
        }
    }
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
        let Some(indicator) = question.asked_by(program) else { continue };
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
        for (place, words, told) in self.outside.drain(..) {
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
            match told {
                Told::Finding(finding) => diagnostics.push(*finding),
                Told::Before(fault) => {
                    readings.faults.insert(fault);
                }
            }
        }
    }

    /// The limits of an input or attribute.
    fn input(&mut self, readings: &Readings, submission: &Submission, place: usize, question: Question) {
        let id = match question {
            Question::Input(id) | Question::Month(id, _) => id,
            Question::Step(..) | Question::Evidence(_) | Question::State(_) | Question::Points(_) => return,
        };
        // A bound that names a monthly input means that of the same month.
        let asks = |other: InputId| match question {
            Question::Month(_, month) if self.program.inputs[other].monthly.is_some() => Question::Month(other, month),
            Question::Month(..)
            | Question::Input(_)
            | Question::Step(..)
            | Question::Evidence(_)
            | Question::State(_)
            | Question::Points(_) => Question::Input(other),
        };
        let Some(subject) = submission.subjects.get(place) else { return };
        let Some(reading) = readings.subjects.get(place).and_then(|answers| answers.get(&question)) else { return };
        let (Some(value), Some(origin)) = (reading.found.given(), &reading.origin) else { return };
        let input = &self.program.inputs[id];
        if let Some(number) = no_count(&input.ty, value) {
            self.outside.push((Place::Answer(place, question), no_count_words(number), Told::Before(AnswerFault::NoCount)));
            return;
        }
        for limit in &input.limits {
            let Some((edge, other)) = edge(&limit.value, |other| readings.answer(self.program, place, asks(other)).found) else {
                continue;
            };
            if !holds(limit, value, &edge) {
                let other = other.map(|other| (other, readings.answer(self.program, place, asks(other)).origin));
                let finding = messages::input_outside(self.program, self.map, subject, id, limit, value, &edge, origin, other);
                self.outside.push((Place::Answer(place, question), finding.message.clone(), Told::Finding(Box::new(finding))));
                return;
            }
        }
    }

    /// The limits of the fields of an entry.
    fn entry(&mut self, readings: &Readings, register: RegisterId, entry: usize) {
        for (place, field) in self.program.registers[register].fields.iter().enumerate() {
            let Some(reading) = readings.field(register, entry, place) else { continue };
            let (Some(value), Some(origin)) = (reading.found.given(), &reading.origin) else { continue };
            if let Some(number) = no_count(&field.ty, value) {
                self.outside.push((Place::Field(register, entry, place), no_count_words(number), Told::Before(AnswerFault::NoCount)));
                continue;
            }
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
                    self.outside.push((Place::Field(register, entry, place), finding.message.clone(), Told::Finding(Box::new(finding))));
                    break;
                }
            }
        }
    }

    /// The points a judge gave, inside the range of the state judged.
    fn judged_points(&mut self, readings: &Readings, place: usize, id: IndicatorId) {
        let answered = |question| readings.subjects.get(place).and_then(|answers| answers.get(&question));
        let question = Question::Points(id);
        let Some(reading) = answered(question) else { return };
        let Some(points) = reading.found.as_number() else { return };
        let judged = readings.answer(self.program, place, Question::State(id)).found;
        for link in &self.program.indicators[id].chain.links {
            let Method::State(state) = &link.method else { continue };
            if let Found::Missing(_) = judged {
                self.outside.push((Place::Answer(place, question), no_state_words(), Told::Before(AnswerFault::PointsNotAsked)));
            }
            let Some(judged) = judged.as_choice() else { continue };
            let Some(row) = state.rows.iter().find(|row| row.value == judged) else { continue };
            let (words, fault) = match &row.points {
                StatePoints::Between(low, high) if points < low || points > high => {
                    (outside_range_words(points, low, high), AnswerFault::PointsOutOfRange)
                }
                StatePoints::Between(..) => continue,
                StatePoints::Fixed(_) => (no_range_words(self.program, state, judged), AnswerFault::PointsNotAsked),
            };
            self.outside.push((Place::Answer(place, question), words, Told::Before(fault)));
        }
    }
}

/// A number where a count is asked for, that is none: in data that is told of the cell, in examples it stands as it
/// is written.
fn no_count<'v>(ty: &Type, value: &'v Value) -> Option<&'v Number> {
    let Value::Number(number) = value else { return None };
    (*ty == Type::Count && (number.is_negative() || !number.is_whole())).then_some(number)
}

/// A bound that is written as a value; none where it names another input.
pub(super) fn written_bound(limit: &Expr) -> Option<Value> {
    if let ExprKind::Constant(value) = &*limit.kind {
        return Some(value.clone());
    }
    let ExprKind::Negate(inner) = &*limit.kind else { return None };
    if let ExprKind::Constant(Value::Number(number)) = &*inner.kind { Some(Value::Number(number.negate())) } else { None }
}

/// The edge of a limit and the input it names; none when that input is not given.
fn edge(limit: &Expr, other: impl Fn(InputId) -> Found) -> Option<(Value, Option<InputId>)> {
    if let Some(value) = written_bound(limit) {
        return Some((value, None));
    }
    // The checker lets a limit be nothing else but another input.
    let (ExprKind::Input(id) | ExprKind::MonthValue(id)) = *limit.kind else { return None };
    other(id).given().map(|value| (value.clone(), Some(id)))
}

fn holds(limit: &Limit, value: &Value, edge: &Value) -> bool {
    compare(value, edge).is_none_or(|order| limit.lets_in(order))
}
