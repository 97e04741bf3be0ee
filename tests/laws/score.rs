//! Laws of scoring, over random submissions to one rulebook that holds a little of everything:
//! - each score, part and total is what its own trace adds up to;
//! - the order of rows, of register entries and of files changes nothing;
//! - nothing lies outside its limits;
//! - once what was at fault or outstanding is settled, the total and each indicator lie within the range given before.

use std::sync::LazyLock;

use proptest::prelude::*;
use yardstick::check::check;
use yardstick::data::{self, DataFile};
use yardstick::eval::{self, Found, IndicatorState, PartState, Scores, SubjectScore, SubjectState};
use yardstick::model::{Program, Submission};
use yardstick::syntax::parse;
use yardstick::text::SourceMap;
use yardstick::value::Number;

pub static BOOK: LazyLock<(Program, SourceMap)> = LazyLock::new(|| {
    let mut sources = SourceMap::default();
    let id = sources.add("everything.yard", include_str!("everything.yard"));
    let parsed = parse(sources.file(id));
    let checked = check(&[parsed], &sources);
    let program = checked.program.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics.into_sorted()));
    (program, sources)
});

/// A column with what may stand in it: good answers, then faults.
pub struct Column {
    pub name: &'static str,
    good: &'static [&'static str],
    bad: &'static [&'static str],
}

const fn column(name: &'static str, good: &'static [&'static str], bad: &'static [&'static str]) -> Column {
    Column { name, good, bad }
}

pub const COLUMNS: &[Column] = &[
    column("sequence", &["urban", "rural"], &[]),
    column("staff", &["120", "1", "2000", ""], &["0", "x"]),
    column("difficulty", &["", "0.8", "1.05", "1.2"], &["2"]),
    column("site", &["port", "inland"], &[""]),
    column("filing.expected", &["0", "100", "1000", ""], &["-1"]),
    // Of what was expected: nothing said, nothing, the half, nearly all, all; or more.
    column("filing.filed", &["", "0", "½", "~", "="], &["+"]),
    column("filing.listed", &["", "no", "2025-03-31", "2025-05-01"], &["2025-02-30"]),
    column("filing.visited", &["", "no", "2025-06-30", "2025-07-09", "2025-12-31"], &["soon"]),
    column("waiting.minutes", &["", "0", "5", "20", "55.5", "240"], &["300", "1e3"]),
    column("replies.rate", &["", "0%", "60%", "77.7%", "98%", "100%"], &["101%", "98"]),
    column("growth.rate", &["", "80%", "94.5%", "97%", "103%", "150%"], &["201%"]),
    column("reports.evidence", &["sent", ""], &[]),
    column("reports.state", &["excellent", "good", "poor"], &[""]),
    column("reports.points", &["6", "7.25", "8"], &[""]),
    column("discipline.falsified", &["", "no", "yes"], &["perhaps"]),
    column("discipline.overdue", &["", "no", "yes"], &["2"]),
    column("plan.drafted", &["", "no", "2025-03-01", "2025-04-01"], &["31.3."]),
    column("plan.agreed", &["", "no", "2025-06-30", "2025-07-01"], &["yes"]),
    column("plan.reported", &["", "no", "2025-09-30", "2025-10-01"], &["2025-9-1"]),
    column("load.handled", &["", "0", "60", "300"], &["1.5"]),
];

const FIELDS: &[Column] = &[
    column("kind", &["notified", "complaint"], &[]),
    column("matter", &["", "A", "B"], &[]),
    column("worth", &["", "0.5", "2.25", "4"], &["9"]),
];

/// A cell: which good answer, and which fault takes its place, if any.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub good: usize,
    pub fault: Option<usize>,
}

/// A submission: for each subject its cells, for each entry its subject and cells.
#[derive(Clone, Debug)]
pub struct Case {
    pub subjects: Vec<Vec<Cell>>,
    pub entries: Vec<(usize, Vec<Cell>)>,
}

fn cell(rare: u8) -> impl Strategy<Value = Cell> {
    (any::<prop::sample::Index>(), 0..rare, any::<prop::sample::Index>())
        .prop_map(|(good, fault, which)| Cell { good: good.index(60), fault: (fault == 0).then(|| which.index(60)) })
}

pub fn case() -> impl Strategy<Value = Case> {
    let subject = prop::collection::vec(cell(40), COLUMNS.len());
    let entry = (0..4_usize, prop::collection::vec(cell(60), FIELDS.len()));
    (prop::collection::vec(subject, 1..5), prop::collection::vec(entry, 0..12)).prop_map(|(subjects, entries)| Case { subjects, entries })
}

/// What a cell says; `settled` once every fault is put right.
fn said(column: &Column, cell: Cell, settled: bool) -> &'static str {
    match cell.fault {
        Some(fault) if !settled && !column.bad.is_empty() => column.bad[fault % column.bad.len()],
        Some(_) | None => column.good[cell.good % column.good.len()],
    }
}

/// The row of a subject.
fn row(place: usize, cells: &[Cell], settled: bool) -> String {
    let answers: Vec<&str> = COLUMNS.iter().zip(cells).map(|(column, cell)| said(column, *cell, settled)).collect();
    let answer = |name: &str| answers[COLUMNS.iter().position(|column| column.name == name).unwrap()];
    let expected: Option<i64> = answer("filing.expected").parse().ok().filter(|expected| *expected >= 0);
    let mut row = format!("b{place},Bureau {place}");
    for (column, answer_given) in COLUMNS.iter().zip(&answers) {
        let text = match (column.name, *answer_given) {
            ("filing.filed", "½") => (expected.unwrap_or(50) / 2).to_string(),
            ("filing.filed", "~") => (expected.unwrap_or(50) * 95 / 100).to_string(),
            ("filing.filed", "=") => expected.unwrap_or(50).to_string(),
            ("filing.filed", "+") => expected.map_or_else(|| "0".to_owned(), |expected| (expected + 1).to_string()),
            // Only a state that leaves room is given points.
            ("reports.points", _) if answer("reports.state") != "good" => String::new(),
            (_, text) => text.to_owned(),
        };
        row += &format!(",{text}");
    }
    row
}

/// The files of a submission, with rows in the order given.
pub fn files(case: &Case, subjects: &[usize], entries: &[usize], settled: bool) -> Vec<DataFile> {
    let mut bureaus = format!("id,name,{}\n", COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>().join(","));
    for place in subjects {
        bureaus += &(row(*place, &case.subjects[*place], settled) + "\n");
    }
    let mut register = "subject,kind,matter,worth\n".to_owned();
    for place in entries {
        let (subject, cells) = &case.entries[*place];
        let fields: Vec<&str> = FIELDS.iter().zip(cells).map(|(column, cell)| said(column, *cell, settled)).collect();
        register += &format!("b{},{}\n", subject % case.subjects.len(), fields.join(","));
    }
    let file = |name: &str, text: String| DataFile { name: name.to_owned(), bytes: text.into_bytes() };
    vec![file("bureau.csv", bureaus), file("supervision.csv", register)]
}

pub fn score(files: Vec<DataFile>) -> (Submission, Scores) {
    let (program, sources) = &*BOOK;
    let mut sources = sources.clone();
    let loaded = data::load_folder(program, files, &mut sources);
    let scores = eval::score(program, &loaded.submission, &sources).0;
    (loaded.submission, scores)
}

pub fn in_order(case: &Case, settled: bool) -> (Submission, Scores) {
    let subjects: Vec<usize> = (0..case.subjects.len()).collect();
    let entries: Vec<usize> = (0..case.entries.len()).collect();
    score(files(case, &subjects, &entries, settled))
}

/// The score of the subject with that id.
pub fn of<'s>((submission, scores): &'s (Submission, Scores), id: &str) -> Option<&'s SubjectScore> {
    let place = submission.subjects.iter().position(|subject| subject.id == id)?;
    scores.subjects.get(place)
}

/// Everything of a score that people see, as far as it does not name places in the data.
pub fn outcome(score: &SubjectScore) -> String {
    let indicators: Vec<_> = score
        .indicators
        .iter()
        .map(|one| (one.indicator, one.state, one.method, one.earned.clone(), one.score.clone(), one.passed_over.len()))
        .collect();
    let parts: Vec<_> =
        score.parts.iter().map(|one| (one.part, one.state, one.score.clone(), one.weight_after.clone(), one.range.clone())).collect();
    let grade = score.grade.as_ref().map(|grade| grade.grade);
    let follows: Vec<_> = score.consequences.iter().map(|one| (one.of, one.row, one.follows)).collect();
    format!("{:?} {:?} {:?} {:?} {grade:?} {follows:?} {indicators:?} {parts:?}", score.state, score.total, score.range, score.open)
}

fn limits(score: &SubjectScore) -> Result<(), TestCaseError> {
    let (program, _) = &*BOOK;
    for indicator in &score.indicators {
        let points = &program.indicators[indicator.indicator].points;
        prop_assert_eq!(indicator.score.is_some(), indicator.state == IndicatorState::Scored);
        if let Some(number) = &indicator.score {
            prop_assert!(&points.low <= number && number <= &points.high, "{:?}", indicator.indicator);
            prop_assert_eq!(eval::re_add(indicator), indicator.score.clone());
        }
        for veto in indicator.trace.vetoes.iter().filter(|veto| veto.holds.is_none()) {
            prop_assert!(!matches!(veto.condition.found, Found::Given(_)));
        }
    }
    for part in &score.parts {
        if part.score.is_some() {
            prop_assert_eq!(eval::re_add_part(part), part.score.clone());
        }
        if let (Some(range), Some(number)) = (&part.range, &part.score) {
            prop_assert!(range.low <= range.high);
            prop_assert!(number <= &range.high, "{:?} {:?} {:?}", part.part, number, range);
            prop_assert!(part.state == PartState::SoFar || &range.low <= number, "{:?} {:?} {:?}", part.part, number, range);
        }
    }
    // What is pending may have less so far than it comes to at least, and nothing has more than can still come.
    for indicator in &score.indicators {
        if let (Some(range), Some(number)) = (&indicator.range, indicator.up_to_now()) {
            prop_assert!(number <= &range.high, "{:?} {:?} {:?}", indicator.indicator, number, range);
        }
    }
    if let (Some(range), Some(total)) = (&score.range, &score.total) {
        prop_assert!(total <= &range.high, "{total:?} {range:?}");
    }
    if score.total.is_some() {
        prop_assert_eq!(eval::re_add_total(score), score.total.clone());
    }
    // What follows is what its condition says of the results, and of a refused subject nothing.
    prop_assert!(score.state != SubjectState::Refused || score.consequences.is_empty());
    if let (SubjectState::Scored, Some(total), [_, interview, _]) = (score.state, &score.total, score.consequences.as_slice()) {
        let vetoed = score.indicators.iter().flat_map(|one| &one.trace.vetoes).any(|veto| veto.holds == Some(true));
        prop_assert_eq!(interview.follows, Some(vetoed || *total < Number::from(30)));
    }
    prop_assert!(score.state != SubjectState::Refused || score.total.is_none());
    prop_assert!(score.open.is_zero() || score.state == SubjectState::Provisional);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn traces_add_up_and_scores_stay_within_their_limits(case in case()) {
        for score in &in_order(&case, false).1.subjects {
            limits(score)?;
        }
    }

    #[test]
    fn order_changes_nothing(
        (case, subjects, entries) in case().prop_flat_map(|case| {
            let subjects = Just((0..case.subjects.len()).collect::<Vec<_>>()).prop_shuffle();
            let entries = Just((0..case.entries.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just(case), subjects, entries)
        })
    ) {
        let first = in_order(&case, false);
        let mut shuffled = files(&case, &subjects, &entries, false);
        shuffled.reverse();
        let second = score(shuffled);
        for place in 0..case.subjects.len() {
            let id = format!("b{place}");
            prop_assert_eq!(of(&first, &id).map(outcome), of(&second, &id).map(outcome));
        }
    }

    #[test]
    fn what_is_settled_lies_within_the_range_given_before(case in case()) {
        let (before, after) = (in_order(&case, false), in_order(&case, true));
        for place in 0..case.subjects.len() {
            let id = format!("b{place}");
            let (Some(before), Some(after)) = (of(&before, &id), of(&after, &id)) else { continue };
            prop_assert_eq!(after.state, SubjectState::Scored);
            if let (Some(range), Some(total)) = (&before.range, &after.total) {
                prop_assert!(&range.low <= total && total <= &range.high, "{id}: {total:?} is not within {range:?}");
            }
            for (was, is) in before.indicators.iter().zip(&after.indicators).filter(|(was, is)| was.indicator == is.indicator) {
                if let (Some(range), Some(score)) = (&was.range, &is.score) {
                    prop_assert!(&range.low <= score && score <= &range.high, "{id}: {score:?} is not within {range:?}");
                }
            }
        }
    }
}
