//! When what is asked falls due, as of a day of scoring and with what rulings put off.

use std::collections::{BTreeMap, BTreeSet};

use super::report::ReasonKind;
use crate::model::{Effect, IndicatorId, InputId, InputOwner, Method, Program, Question, Submission};
use crate::value::Day;

/// When things are due, as of a day.
#[derive(Clone, Debug)]
pub(super) struct Days {
    /// The day of scoring.
    pub(super) scoring: Day,
    /// What a ruling put off for a subject, to when, and the place of the ruling.
    put_off: BTreeMap<(usize, Question), (Day, usize)>,
}

impl Days {
    pub(super) fn new(program: &Program, submission: &Submission) -> Self {
        let mut put_off = BTreeMap::new();
        let subjects: BTreeSet<usize> =
            submission.rulings.iter().filter(|ruling| matches!(ruling.effect, Effect::Due(_))).map(|ruling| ruling.subject).collect();
        for subject in subjects {
            let level = submission.subjects.get(subject).map(|subject| subject.level);
            for (id, indicator) in program.indicators.iter().filter(|(_, indicator)| Some(indicator.whom.level) == level) {
                for question in indicator.inputs.iter().flat_map(|input| asked_by_input(program, *input)).chain(asked_by_chain(program, id))
                {
                    let Some(own) = due_day(program, question) else { continue };
                    let (due, ruling) = submission.due(subject, id, question, own);
                    if let Some(ruling) = ruling {
                        put_off.insert((subject, question), (due, ruling));
                    }
                }
            }
        }
        Self { scoring: submission.scoring_day(program), put_off }
    }

    /// The day on which a question falls due, put off or not.
    pub(super) fn due(&self, program: &Program, subject: usize, question: Question) -> Option<Day> {
        let own = due_day(program, question)?;
        Some(self.put_off.get(&(subject, question)).map_or(own, |(due, _)| *due))
    }

    /// Why a question is still open: it falls due after the day of scoring. From the closing day on everything is due.
    pub(super) fn not_due(&self, program: &Program, subject: usize, question: Question) -> Option<ReasonKind> {
        let own = due_day(program, question)?;
        let put_off = self.put_off.get(&(subject, question));
        let due = put_off.map_or(own, |(due, _)| *due);
        let is_open = self.scoring < due && self.scoring < program.header.closes;
        is_open.then_some(ReasonKind::NotDue { question, due, put_off_from: put_off.map(|_| own) })
    }

    /// The place of the ruling that alone keeps a question open.
    pub(super) fn kept_open(&self, program: &Program, subject: usize, question: Question) -> Option<usize> {
        let own = due_day(program, question)?;
        let (due, ruling) = self.put_off.get(&(subject, question))?;
        (own <= self.scoring && self.scoring < *due && self.scoring < program.header.closes).then_some(*ruling)
    }
}

/// What an input asks: once, or for each month.
pub(super) fn asked_by_input(program: &Program, input: InputId) -> Vec<Question> {
    match program.inputs[input].monthly {
        None => vec![Question::Input(input)],
        Some(_) => (1..=12).map(|month| Question::Month(input, month)).collect(),
    }
}

/// What the methods of an indicator ask of the subject itself.
fn asked_by_chain(program: &Program, id: IndicatorId) -> Vec<Question> {
    let asked = |method: &Method| match method {
        Method::Steps(steps) => (0..steps.steps.len()).map(|step| Question::Step(id, step)).collect(),
        Method::State(state) if state.needs_evidence => vec![Question::Evidence(id)],
        Method::State(_) | Method::Quantify(_) | Method::Survey(_) | Method::Compete(_) | Method::Start(_) => Vec::new(),
    };
    program.indicators[id].chain.links.iter().flat_map(|link| asked(&link.method)).collect()
}

/// The day on which the rules have a question fall due; none for what is no debt of the subject. Who a
/// subject is must be known from the start, so an attribute without a day of its own is always due; so is
/// a judgement.
fn due_day(program: &Program, question: Question) -> Option<Day> {
    let closes = program.header.closes;
    Some(match question {
        Question::Input(id) => match (program.inputs[id].owner, program.inputs[id].due) {
            (InputOwner::Level(_), due) if due == closes => return None,
            (InputOwner::Level(_) | InputOwner::Indicator(_), due) => due,
        },
        // Who reports a month early is not seen before the others.
        Question::Month(id, month) => program.inputs[id].due_for(program.header.year, month),
        Question::Step(id, place) => step_due(program, id, place).unwrap_or(closes),
        Question::Evidence(_) => closes,
        Question::State(_) | Question::Points(_) => return None,
    })
}

fn step_due(program: &Program, id: IndicatorId, place: usize) -> Option<Day> {
    program.indicators[id].chain.links.iter().find_map(|link| match &link.method {
        Method::Steps(steps) => steps.steps.get(place)?.due,
        Method::Quantify(_) | Method::State(_) | Method::Survey(_) | Method::Compete(_) | Method::Start(_) => None,
    })
}
