//! The examples in the rules: each is scored and held against what it expects.

use std::collections::BTreeSet;

use super::coverage::Coverage;
use super::example_messages as messages;
use super::report::{IndicatorScore, IndicatorState, Scores, SubjectScore, SubjectState};
use super::score::score_with;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Example, Expectation, Expected, Program};
use crate::text::SourceMap;
use crate::value::{Day, Number};

/// The outcome of all examples.
#[derive(Clone, Debug, Default)]
pub struct ExampleRun {
    /// One for each example, in the order of [`Program::examples`].
    pub examples: Vec<ExampleResult>,
    /// Which clauses of the rulebook the examples met.
    pub coverage: Coverage,
    /// What is wrong with them, all together.
    pub diagnostics: Diagnostics,
}

/// The outcome of one example.
#[derive(Clone, Debug)]
pub struct ExampleResult {
    /// Its place in [`Program::examples`].
    pub example: usize,
    /// Whether everything came out as expected.
    pub passed: bool,
    /// What did not.
    pub diagnostics: Vec<Diagnostic>,
    /// The scores it was held against.
    pub scores: Scores,
}

/// What came out for one subject of an example.
pub(super) enum Actual {
    /// Points of the indicator, or a total.
    Number(Number),
    NotApplicable,
    Waived,
    /// Pending, with what it came to so far on a day of the year, where that can be told.
    Pending(Option<Number>),
    Invalid,
}

/// Scores every example and compares.
#[must_use]
pub fn run_examples(program: &Program, map: &SourceMap) -> ExampleRun {
    let mut run = ExampleRun::default();
    let mut met = BTreeSet::new();
    for (place, example) in program.examples.iter().enumerate() {
        let (scores, raised) = score_with(program, &example.submission, map, Some(example.of));
        met.extend(scores.met.iter().copied());
        let faults = scores.answer_faults.iter().map(|fault| fault.code());
        let raised: BTreeSet<Code> = raised.iter().map(|diagnostic| diagnostic.code).chain(faults).collect();
        let diagnostics = compare(program, map, example, &scores, &raised);
        for diagnostic in &diagnostics {
            run.diagnostics.push(diagnostic.clone());
        }
        run.examples.push(ExampleResult { example: place, passed: diagnostics.is_empty(), diagnostics, scores });
    }
    run.coverage = Coverage::of(program, &met);
    run
}

fn compare(program: &Program, map: &SourceMap, example: &Example, scores: &Scores, raised: &BTreeSet<Code>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for expectation in &example.expectations {
        let Some(score) = scores.subjects.get(expectation.subject) else { continue };
        findings.extend(result((program, map), example, expectation, (score, scores.as_of), raised));
        findings.extend(method(program, map, example, expectation, score));
    }
    findings
}

/// The indicator's score, in examples of one indicator.
fn indicator(score: &SubjectScore) -> Option<&IndicatorScore> {
    if score.derivation.is_some() { None } else { score.indicators.first() }
}

/// What came out, as far as points or a total go.
pub(super) fn actual(score: &SubjectScore, as_of: Option<Day>) -> Actual {
    // What is pending when the year is closed has no result; on a day of the year it has one so far.
    let pending = |so_far: Option<&Number>| Actual::Pending(so_far.filter(|_| as_of.is_some()).cloned());
    if let Some(indicator) = indicator(score) {
        return match (indicator.state, &indicator.score) {
            (IndicatorState::Scored, Some(points)) => Actual::Number(points.clone()),
            (IndicatorState::NotApplicable, _) => Actual::NotApplicable,
            (IndicatorState::Waived, _) => Actual::Waived,
            (IndicatorState::Pending, _) => pending(indicator.up_to_now()),
            (IndicatorState::Scored | IndicatorState::Invalid, _) => Actual::Invalid,
        };
    }
    match (score.state, &score.total) {
        (SubjectState::Scored, Some(total)) => Actual::Number(total.clone()),
        (SubjectState::Scored, None) | (SubjectState::NotJudged, _) => Actual::NotApplicable,
        (SubjectState::Provisional, total) => pending(total.as_ref()),
        (SubjectState::Refused, _) => Actual::Invalid,
    }
}

fn result(
    (program, map): (&Program, &SourceMap),
    example: &Example,
    expectation: &Expectation,
    (score, as_of): (&SubjectScore, Option<Day>),
    raised: &BTreeSet<Code>,
) -> Option<Diagnostic> {
    let actual = actual(score, as_of);
    let as_expected = match (&expectation.result, &actual) {
        (Expected::Points(expected) | Expected::Total(expected), Actual::Number(number) | Actual::Pending(Some(number))) => {
            expected == number
        }
        (Expected::NotApplicable, Actual::NotApplicable)
        | (Expected::Waived, Actual::Waived)
        | (Expected::Pending, Actual::Pending(_))
        | (Expected::Invalid, Actual::Invalid) => true,
        (Expected::Grade(expected), _) => {
            let found = grade_name(program, score);
            if found.as_ref() == Some(expected) {
                return None;
            }
            return Some(messages::other_grade(program, map, example, expectation, score, expected, found));
        }
        (Expected::Place(expected), _) => {
            if score.place.as_ref().and_then(|placing| placing.found.as_number()) == Some(expected) {
                return None;
            }
            return Some(messages::other_place(program, example, expectation, score));
        }
        (Expected::Consequence(text), _) => {
            let following = following(program, score);
            return (!following.contains(&text.as_str()))
                .then(|| messages::other_consequences(program, map, example, expectation, score, Some(text), &following));
        }
        (Expected::NoConsequence, _) => {
            let following = following(program, score);
            let open = score.consequences.iter().any(|consequence| consequence.follows.is_none());
            return (open || !following.is_empty())
                .then(|| messages::other_consequences(program, map, example, expectation, score, None, &following));
        }
        (Expected::Error(code), _) => {
            if raised.iter().any(|raised| raised.to_string() == *code) {
                return None;
            }
            return Some(messages::without_error(program, example, expectation, code, raised, score));
        }
        (
            Expected::Points(_) | Expected::Total(_) | Expected::NotApplicable | Expected::Waived | Expected::Pending | Expected::Invalid,
            Actual::Number(_) | Actual::NotApplicable | Actual::Waived | Actual::Pending(_) | Actual::Invalid,
        ) => false,
    };
    (!as_expected).then(|| messages::other_result(program, map, example, expectation, score, &actual))
}

/// What follows for a subject, in the author's words.
fn following<'p>(program: &'p Program, score: &SubjectScore) -> Vec<&'p str> {
    let rows = score.consequences.iter().filter(|consequence| consequence.follows == Some(true));
    rows.filter_map(|one| program.consequences[one.of].rows.get(one.row)).map(|row| row.text.as_str()).collect()
}

/// The name of the grade given.
fn grade_name(program: &Program, score: &SubjectScore) -> Option<String> {
    let grade = score.grade.as_ref()?;
    program.grades[grade.scheme].names.get(grade.grade?).map(|name| name.name.clone())
}

fn method(program: &Program, map: &SourceMap, example: &Example, expectation: &Expectation, score: &SubjectScore) -> Option<Diagnostic> {
    let expected = expectation.from?;
    let indicator = indicator(score)?;
    (indicator.method != Some(expected)).then(|| messages::other_method(program, map, example, expectation, expected, indicator))
}
