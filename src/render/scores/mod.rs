//! Results of a run: a ranking to read ([`table()`]), and everything for other programs ([`json()`], [`sheet()`]).

mod consequences;
mod json;
mod ledger;
mod sheet;
mod table;
mod unfinished;

pub use json::{ExtensionView, extensions, json};
pub use sheet::{row, sheet, text_cell};
pub use table::table;

use super::figures;
use super::rulings::{self, Listed};
use crate::eval::{IndicatorState, Scores, SubjectScore, SubjectState};
use crate::model::{MethodKind, Part, Program, Subject, Submission};
use crate::text::SourceMap;
use crate::types::LevelId;

/// What is shown of a run: which subjects, by which program.
#[derive(Clone, Copy, Debug)]
pub struct Selection<'a> {
    /// What the rules mean.
    pub program: &'a Program,
    /// What was submitted.
    pub submission: &'a Submission,
    /// What it came to.
    pub scores: &'a Scores,
    /// Rules and data.
    pub sources: &'a SourceMap,
    /// Only this kind of subject.
    pub level: Option<LevelId>,
    /// Only the subject with this id.
    pub subject: Option<&'a str>,
}

impl<'a> Selection<'a> {
    /// The scores selected, kind by kind in the order of the rules, each in the order submitted.
    fn subjects(&self) -> impl Iterator<Item = (&'a Subject, &'a SubjectScore)> {
        let Self { submission, scores, level, subject, program, sources: _ } = *self;
        let levels = program.levels.ids().filter(move |id| level.is_none_or(|level| level == *id));
        levels.flat_map(move |level| {
            scores.subjects.iter().filter(move |score| score.level == level).filter_map(move |score| {
                let who = submission.subjects.get(score.subject)?;
                subject.is_none_or(|id| who.id == id).then_some((who, score))
            })
        })
    }
}

impl<'a> Selection<'a> {
    /// The rulings about the subjects selected, and those that may be about them.
    fn rulings(&self) -> Vec<Listed<'a>> {
        let mut list = rulings::listed(self.program, self.submission, self.scores);
        list.retain(|listed| {
            listed.subject.is_none_or(|who| self.level.is_none_or(|level| level == who.level) && self.subject.is_none_or(|id| who.id == id))
        });
        list
    }
}

/// The state of a subject, as machines read it.
pub(super) fn subject_state(state: SubjectState) -> &'static str {
    match state {
        SubjectState::Scored => "scored",
        SubjectState::Provisional => "provisional",
        SubjectState::Refused => "refused",
        SubjectState::NotJudged => "not_judged",
    }
}

/// The state of an indicator, as machines read it.
pub(super) fn indicator_state(state: IndicatorState) -> &'static str {
    match state {
        IndicatorState::Scored => "scored",
        IndicatorState::NotApplicable => "not_applicable",
        IndicatorState::Waived => "waived",
        IndicatorState::Pending => "pending",
        IndicatorState::Invalid => "invalid",
    }
}

/// A method, as machines read it.
#[must_use]
pub fn method(method: MethodKind) -> &'static str {
    match method {
        MethodKind::Quantify => "quantify",
        MethodKind::Steps => "steps",
        MethodKind::State => "state",
        MethodKind::Survey => "survey",
        MethodKind::Start => "start",
        MethodKind::Compete => "compete",
    }
}

/// The name of a subject's sequence.
fn sequence(program: &Program, subject: &Subject) -> Option<String> {
    let choice = program.levels[subject.level].sequences?;
    program.choices[choice].values.get(subject.sequence?).map(|value| value.name.clone())
}

/// The id of the subject above, where a subject is ranked among those below that one.
fn parent<'a>(selection: &Selection<'a>, subject: &Subject, score: &SubjectScore) -> Option<&'a str> {
    let parent = subject.parent.filter(|_| table::within_parent(selection.program, score))?;
    selection.submission.subjects.get(parent).map(|parent| parent.id.as_str())
}

/// What people see of a part.
fn part_title(part: &Part) -> &str {
    part.title.as_deref().unwrap_or(&part.name)
}

/// The total as the rules have it printed.
pub(super) fn total(program: &Program, score: &SubjectScore) -> Option<String> {
    score.total.as_ref().map(|total| figures::printed(total, &program.header.totals))
}

/// The grade's name and title.
pub(super) fn grade<'a>(program: &'a Program, score: &SubjectScore) -> Option<(usize, &'a crate::model::Grade, &'a crate::model::Titled)> {
    let given = score.grade.as_ref()?;
    let scheme = &program.grades[given.scheme];
    let place = given.grade?;
    Some((place, scheme, scheme.names.get(place)?))
}
