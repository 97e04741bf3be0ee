//! By procedural steps: done by its day a step earns its points, late what its row says.

use super::bands::Verdict;
use super::card::Card;
use super::found::{Troubles, add};
use super::outlook::Ends;
use super::report::{Because, Found};
use super::step_trace::{Done, LateEach, LateTrace, StepTrace};
use super::trace::{Asked, ClauseKind, MethodBody, MethodTrace, Read};
use crate::model::{IndicatorId, Late, Partial, Period, Question, Step, StepMode, Steps};
use crate::value::{Day, Number, Value};

impl<'a> Card<'a> {
    pub(super) fn steps(&mut self, id: IndicatorId, steps: &'a Steps) -> (MethodBody, Verdict) {
        let mut troubles = Troubles::default();
        let mut unanswered = Vec::new();
        let mut traces = Vec::new();
        let mut broken_off = false;
        for (place, step) in steps.steps.iter().enumerate() {
            let question = Question::Step(id, place);
            let reading = self.run.readings.answer(self.run.program, self.subject, question);
            let read =
                Read { asked: Asked::Question(question), found: reading.found, origin: reading.origin, by_default: reading.by_default };
            match &read.found {
                Found::Missing(reasons) => add(&mut unanswered, reasons),
                // Behind a step that was answered with no nothing counts any more, whatever is still to come. One that is
                // not reported may still be done late, and opens those behind it.
                Found::Pending(_) if broken_off => {}
                Found::Given(_) | Found::Pending(_) | Found::Invalid(_) => troubles.note(&read.found),
            }
            broken_off |= steps.mode == StepMode::InOrder && matches!(read.found, Found::Given(Value::Flag(false)));
            let done = match done(step, &read.found) {
                Some(done) => done,
                None => {
                    troubles.note(&Found::unfit(step.span));
                    Done::No
                }
            };
            let (due, put_off) = self.step_due(id, question, step.due);
            let (late, earned) = earned(step, due, &done);
            // Done, it counts by its new day; not done, it is still open only because of it.
            if let Some((ruling, own)) = put_off
                && match done {
                    Done::Yes(_) => true,
                    Done::No | Done::NotReported => kept_open(&read.found, own, self.run.submission.scoring_day(self.run.program)),
                }
            {
                self.used_rulings.insert(ruling);
            }
            let worth = step.points.clone();
            let most = match &read.found {
                // Still to come, or put right, it may be done on any day.
                Found::Pending(_) | Found::Invalid(_) => best(step),
                Found::Missing(_) => self.still_earned(step, due),
                Found::Given(_) => earned.clone(),
            };
            traces.push(StepTrace { step: place, read, done, due, put_off, worth, late, earned, most, counted: true, span: step.span });
        }
        let answered = is_answered(&traces);
        count(steps.mode, &mut traces);
        for trace in &traces {
            if trace.counted && matches!(trace.done, Done::Yes(_)) {
                self.meet(trace.span, ClauseKind::Step);
            }
        }
        let points = counted_points(&traces);
        let verdict = match troubles.strongest() {
            Some(found) => Verdict::Without(found),
            None if answered => Verdict::Points(points),
            None => Verdict::CannotApply(Because::EveryAnswerEmpty, unanswered),
        };
        (MethodBody::Steps { mode: steps.mode, steps: traces }, verdict)
    }

    /// What a step that is not reported earns if it is done on the day after the day of scoring; nothing after the
    /// year is closed.
    fn still_earned(&self, step: &Step, due: Option<Day>) -> Number {
        let today = self.run.submission.scoring_day(self.run.program);
        let tomorrow = today.plus_days(1).filter(|_| today < self.run.program.header.closes);
        tomorrow.map_or_else(Number::zero, |day| earned(step, due, &Done::Yes(Some(day))).1)
    }
}

/// Whether a step is pending though its own day has passed.
fn kept_open(found: &Found, own: Day, scoring: Day) -> bool {
    matches!(found, Found::Pending(_)) && own <= scoring
}

/// The points of the steps that count.
pub(super) fn counted_points(steps: &[StepTrace]) -> Number {
    steps.iter().filter(|step| step.counted).fold(Number::zero(), |sum, step| sum.add(&step.earned))
}

/// What became of a step; none where the answer fits no step of its kind.
fn done(step: &Step, found: &Found) -> Option<Done> {
    match found {
        Found::Given(Value::Day(day)) => Some(Done::Yes(Some(*day))),
        Found::Given(Value::Flag(false)) => Some(Done::No),
        Found::Given(Value::Flag(true)) => step.due.is_none().then_some(Done::Yes(None)),
        Found::Given(Value::Number(_) | Value::Choice(_) | Value::Text(_)) => None,
        Found::Missing(_) | Found::Pending(_) => Some(Done::NotReported),
        // Noted already; what it would have earned does not matter any more.
        Found::Invalid(_) => Some(Done::No),
    }
}

/// What a step earns by itself when it is due on that day; the day itself is in time.
fn earned(step: &Step, due: Option<Day>, done: &Done) -> (Option<LateTrace>, Number) {
    let day = match done {
        Done::Yes(day) => *day,
        Done::No | Done::NotReported => return (None, Number::zero()),
    };
    let (Some(due), Some(day)) = (due, day) else { return (None, step.points.clone()) };
    let days = due.days_to(day);
    if days <= 0 {
        return (None, step.points.clone());
    }
    match &step.late {
        None => (Some(LateTrace { days, each: None }), Number::zero()),
        Some(Late::Points(points)) => (Some(LateTrace { days, each: None }), points.clone()),
        Some(Late::LessEach { amount, period, partial }) => {
            let count = periods(due, day, *period, *partial);
            let left = step.points.subtract(&amount.multiply(&count)).max(Number::zero());
            let each = LateEach { amount: amount.clone(), period: *period, partial: *partial, count };
            (Some(LateTrace { days, each: Some(each) }), left)
        }
    }
}

/// How many periods lie between the due day and a later day.
fn periods(due: Day, day: Day, period: Period, partial: Partial) -> Number {
    let days = Number::from(due.days_to(day));
    match period {
        Period::Day => days,
        Period::Week => part_of_step(&days, &Number::from(7), partial).unwrap_or(days),
        Period::Month => match partial {
            Partial::Full => Number::from(due.full_months_to(day)),
            Partial::OrPart => Number::from(due.started_months_to(day)),
            Partial::InProportion => months_in_proportion(due, day),
        },
    }
}

/// How many steps `beyond` is, a started one counted as `partial` says; none when the step is not above zero.
pub(super) fn part_of_step(beyond: &Number, step: &Number, partial: Partial) -> Option<Number> {
    if step.is_negative() {
        return None;
    }
    let steps = beyond.divide(step)?;
    Some(match partial {
        Partial::Full => steps.floor(),
        Partial::OrPart => steps.ceiling(),
        Partial::InProportion => steps,
    })
}

/// Full months, and of the month begun the share of its days.
fn months_in_proportion(due: Day, day: Day) -> Number {
    let full = due.full_months_to(day);
    let begin = if full == 0 { due } else { month_day(due, full, day) };
    let end = month_day(due, full + 1, day);
    let (gone, length) = (Number::from(begin.days_to(day)), Number::from(begin.days_to(end)));
    let share = gone.divide(&length).unwrap_or_else(Number::zero);
    Number::from(full).add(&share)
}

/// The first day on which so many months after `due` are full, sought around `near`.
fn month_day(due: Day, months: i64, near: Day) -> Day {
    let mut day = near;
    while due.full_months_to(day) >= months
        && let Some(before) = day.plus_days(-1)
        && due.full_months_to(before) >= months
    {
        day = before;
    }
    while due.full_months_to(day) < months
        && let Some(after) = day.plus_days(1)
    {
        day = after;
    }
    day
}

/// The furthest step done; where it was done so late that a step before it earned more, that step: going on
/// never costs what was earned.
fn reached(steps: &[StepTrace]) -> Option<usize> {
    let mut done = steps.iter().enumerate().rev().filter(|(_, step)| matches!(step.done, Done::Yes(_)));
    let (mut counts, mut step) = done.next()?;
    for (place, earlier) in done {
        if step.late.is_some() && earlier.earned > step.earned {
            (counts, step) = (place, earlier);
        }
    }
    Some(counts)
}

/// Which steps count.
fn count(mode: StepMode, steps: &mut [StepTrace]) {
    let is_done = |step: &StepTrace| matches!(step.done, Done::Yes(_));
    match mode {
        StepMode::AddUp => {}
        StepMode::InOrder => {
            let mut open = false;
            for step in steps {
                open = open || !is_done(step);
                step.counted = !open;
            }
        }
        StepMode::Reached => {
            let counts = reached(steps);
            for (place, step) in steps.iter_mut().enumerate() {
                step.counted = Some(place) == counts;
            }
        }
    }
}

/// What the steps of a method that waits for some have won so far, and between what it can still come; none where
/// nothing was answered yet.
pub(super) fn won(method: &MethodTrace) -> Option<(Number, Ends)> {
    let MethodBody::Steps { mode, steps } = &method.body else { return None };
    is_answered(steps).then(|| (counted_points(steps), ends(*mode, steps)))
}

/// Between what the steps of a method can still come of which nothing was answered yet; none of any other method. Where
/// it stays so the next method applies.
pub(super) fn unanswered(method: &MethodTrace) -> Option<Ends> {
    let MethodBody::Steps { mode, steps } = &method.body else { return None };
    (!is_answered(steps)).then(|| ends(*mode, steps))
}

/// Between what the steps of a method can come once those of them are put right that cannot be read; none of any other
/// method, and where nothing else was answered, so that the next method may still apply.
pub(super) fn put_right(method: &MethodTrace) -> Option<Ends> {
    let MethodBody::Steps { mode, steps } = &method.body else { return None };
    steps.iter().any(|step| matches!(step.read.found, Found::Given(_))).then(|| ends(*mode, steps))
}

/// The most that a step is worth, in time or late.
pub(super) fn best(step: &Step) -> Number {
    match &step.late {
        Some(Late::Points(late)) => step.points.clone().max(late.clone()),
        Some(Late::LessEach { .. }) | None => step.points.clone(),
    }
}

fn is_answered(steps: &[StepTrace]) -> bool {
    steps.iter().any(|step| step.done != Done::NotReported)
}

fn ends(mode: StepMode, steps: &[StepTrace]) -> Ends {
    let waits = |step: &&StepTrace| matches!(step.read.found, Found::Pending(_) | Found::Invalid(_));
    let won = counted_points(steps);
    let most = |sum: Number, step: &StepTrace| sum.add(&step.most);
    match mode {
        StepMode::AddUp => Ends::between(won, steps.iter().fold(Number::zero(), most)),
        StepMode::InOrder => {
            let open = steps.iter().take_while(|step| !matches!(step.read.found, Found::Given(Value::Flag(false))));
            Ends::between(won, open.fold(Number::zero(), most))
        }
        StepMode::Reached => {
            // A further step in time counts in place of the one before it, though it be worth less. One that was done late
            // leaves that open to those before it.
            let in_time = |step: &&StepTrace| matches!(step.done, Done::Yes(_)) && step.late.is_none();
            let further = steps.iter().rev().take_while(|step| !in_time(step)).filter(waits).map(|step| step.worth.clone());
            Ends::between(further.fold(won.clone(), Number::min), steps.iter().map(|step| step.most.clone()).fold(won, Number::max))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn months_begun_count_by_their_own_length() {
        let due = day("2025-04-15");
        assert_eq!(months_in_proportion(due, day("2025-05-15")), Number::from(1));
        // From 15 May to 15 June are 31 days.
        assert_eq!(months_in_proportion(due, day("2025-05-16")), Number::ratio(32, 31));
        // From 15 April to 15 May are 30.
        assert_eq!(months_in_proportion(due, day("2025-04-30")), Number::ratio(1, 2));
        // From 31 January the month ends on 28 February.
        assert_eq!(months_in_proportion(day("2025-01-31"), day("2025-02-14")), Number::ratio(1, 2));
    }

    #[test]
    fn weeks_count_as_they_are_told() {
        let due = day("2025-03-31");
        let late = day("2025-04-10");
        assert_eq!(periods(due, late, Period::Week, Partial::Full), Number::from(1));
        assert_eq!(periods(due, late, Period::Week, Partial::OrPart), Number::from(2));
        assert_eq!(periods(due, late, Period::Week, Partial::InProportion), Number::ratio(10, 7));
    }
}
