//! Scoring as of a day: the last day is the plain year, and nothing that lies after a day is seen on it.

use yardstick::data::{self, DataFile};
use yardstick::eval::{self, RulingStatus, Scores, SubjectState};
use yardstick::model::{Content, Effect, Program, Submission};
use yardstick::syntax::parse;
use yardstick::text::SourceMap;
use yardstick::value::{Day, Value};

use crate::{fixtures, shipped};

/// A shipped book without its extensions, and its data.
fn book(folder: &str) -> (Program, Submission, SourceMap) {
    let mut sources = SourceMap::default();
    let ids: Vec<_> = shipped::own_rules(folder).iter().map(|path| sources.add(fixtures::name(path), fixtures::read(path))).collect();
    let parses: Vec<_> = ids.iter().map(|id| parse(sources.file(*id))).collect();
    let program = yardstick::check::check(&parses, &sources).program.unwrap();
    let file = |path: &std::path::PathBuf| DataFile { name: fixtures::name(path), bytes: std::fs::read(path).unwrap() };
    let submitted = fixtures::files(&format!("{folder}/data"), "csv").iter().map(file).collect();
    let loaded = data::load_folder(&program, submitted, &mut sources);
    (program, loaded.submission, sources)
}

fn score(program: &Program, submission: &Submission, sources: &SourceMap, day: Option<&str>) -> Scores {
    let mut submission = submission.clone();
    submission.as_of = day.map(|day| Day::parse(day).unwrap());
    eval::score(program, &submission, sources).0
}

/// Everything of the results that people see.
fn outcome(scores: &Scores) -> Vec<String> {
    let one = |score: &eval::SubjectScore| {
        let indicators: Vec<_> = score
            .indicators
            .iter()
            .map(|one| (one.indicator, one.state, one.score.clone(), one.so_far.clone(), one.range.clone()))
            .collect();
        let place = score.place.as_ref().map(|placing| (placing.own().map(|own| own.place.clone()), placing.is_provisional()));
        let grade = score.grade.as_ref().map(|grade| grade.grade);
        let follows: Vec<_> = score.consequences.iter().map(|one| (one.of, one.row, one.follows)).collect();
        let all = (score.subject, score.state, &score.total, &score.range, &score.open);
        format!("{all:?} {place:?} {grade:?} {follows:?} {indicators:?}")
    };
    scores.subjects.iter().map(one).collect()
}

#[test]
fn as_of_the_last_day_is_the_plain_year() {
    for folder in ["rules/2025", "rules/zh-2025", "rules/monthly"] {
        let (program, submission, sources) = book(folder);
        let closes = program.header.closes.to_string();
        let plain = score(&program, &submission, &sources, None);
        assert!(plain.subjects.iter().any(|subject| subject.state == SubjectState::Scored), "{folder}");
        assert_eq!(outcome(&plain), outcome(&score(&program, &submission, &sources, Some(&closes))), "{folder}");
    }
}

/// Whatever months, steps, ballots and registers still bring, nobody comes to more than was still possible.
#[test]
fn nobody_ends_above_what_was_still_possible() {
    for folder in ["rules/2025", "rules/monthly"] {
        let (program, submission, sources) = book(folder);
        let year = score(&program, &submission, &sources, None);
        for day in ["2025-02-15", "2025-06-30", "2025-10-01"] {
            let then = score(&program, &submission, &sources, Some(day));
            let mut compared = 0;
            for (then, year) in then.subjects.iter().zip(&year.subjects) {
                let (Some(range), Some(total)) = (&then.range, &year.total) else { continue };
                let reachable = then.total.as_ref().is_none_or(|so_far| *so_far <= range.high);
                assert!(reachable, "{folder} {day}: {} has {:?} so far, told {range:?}", then.subject, then.total);
                assert!(*total <= range.high, "{folder} {day}: {} ends with {total}, told {}", then.subject, range.high);
                compared += 1;
            }
            assert!(compared > 2, "{folder} {day}");
        }
    }
}

/// What nobody could know on a day changes nothing on it: the data as they stood, with every later date
/// taken out, come to the same.
#[test]
fn what_lies_after_a_day_changes_nothing_on_it() {
    let (program, submission, sources) = book("rules/2025");
    for text in ["2025-03-31", "2025-06-30", "2025-10-10"] {
        let day = Day::parse(text).unwrap();
        let mut then = submission.clone();
        let mut taken = 0;
        for subject in &mut then.subjects {
            for (question, answer) in &mut subject.answers {
                let is_step = matches!(question, yardstick::model::Question::Step(..));
                if is_step && matches!(answer.content, Content::Given(Value::Day(on)) if on > day) {
                    answer.content = Content::Empty;
                    taken += 1;
                }
            }
        }
        for (register, entries) in &mut then.registers {
            let register = &program.registers[*register];
            for (place, field) in register.fields.iter().enumerate().filter(|(_, field)| register.happened(field)) {
                let later = |content: &Content| matches!(content, Content::Given(Value::Day(on)) if *on > day);
                if field.or_empty {
                    entries.iter_mut().filter(|entry| later(&entry.fields[place].content)).for_each(|entry| {
                        entry.fields[place].content = Content::Empty;
                    });
                } else {
                    entries.retain(|entry| !later(&entry.fields[place].content));
                }
            }
        }
        // Ballots come when the year is closed.
        then.ballots = None;
        let made = then.rulings.len();
        then.rulings.retain(|ruling| ruling.approval.as_ref().is_none_or(|approval| approval.on <= day));
        assert!(taken > 0 && then.rulings.len() < made, "{text}");
        let (seen, stood) = (score(&program, &submission, &sources, Some(text)), score(&program, &then, &sources, Some(text)));
        assert_eq!(outcome(&seen), outcome(&stood), "{text}");
        for (now, end) in seen.subjects.iter().zip(&score(&program, &submission, &sources, None).subjects) {
            // Only steps that are reported too late, entries still to come and judgements move a total beyond what was open.
            assert!(now.state != SubjectState::Scored || end.state != SubjectState::Provisional, "{text}");
        }
    }
}

/// Of all shipped registers one alone says nothing of when: goals stand as they are on the day they are read.
#[test]
fn registers_of_the_shipped_book_are_dated() {
    let (program, submission, _) = book("rules/2025");
    let undated: Vec<&str> = submission.undated(&program).map(|id| program.registers[id].name.as_str()).collect();
    assert_eq!(undated, ["own_goals"]);
}

/// A warning is only told: without any the scores are the same. Whatever is raised holds, and whatever is owed is dated.
#[test]
fn warnings_change_no_score() {
    let (mut program, mut submission, sources) = book("rules/monthly");
    let (mut raised, mut undecided) = (0, 0);
    for text in ["2025-01-31", "2025-04-30", "2025-06-20", "2025-09-10", "2026-01-20"] {
        let day = Day::parse(text).unwrap();
        submission.as_of = Some(day);
        let (found, _) = eval::warn(&program, &submission, &sources);
        for warned in &found.warnings {
            assert_eq!(warned.raised, warned.condition.found.given().map(|value| *value == Value::Flag(true)), "{text}");
            raised += usize::from(warned.raised == Some(true));
            undecided += usize::from(warned.raised.is_none());
        }
        assert!(found.owed.is_sorted_by_key(|owed| owed.due), "{text}");
        assert!(found.owed.iter().all(|owed| day.days_to(owed.due) == owed.days_left), "{text}");
    }
    assert!(raised > 0 && undecided > 0);
    let with = outcome(&score(&program, &submission, &sources, Some("2025-06-20")));
    for id in program.indicators.ids().collect::<Vec<_>>() {
        program.indicators[id].warnings.clear();
    }
    assert_eq!(with, outcome(&score(&program, &submission, &sources, Some("2025-06-20"))));
}

/// A step whose day was put off beyond the day of scoring is still open because of that: the ruling is in force
/// and decides something, though nothing was done yet.
#[test]
fn a_ruling_that_keeps_a_step_open_has_an_effect() {
    let root = fixtures::root().join("tests/fixtures/score/rulings");
    let mut sources = SourceMap::default();
    let text = fixtures::read(&root.join("book.yard"));
    let id = sources.add("book.yard", text);
    let program = yardstick::check::check(&[parse(sources.file(id))], &sources).program.unwrap();
    // The south has not reported yet whether its plan is adopted, and only that step is put off.
    let file = |path: &std::path::PathBuf| {
        let text = fixtures::read(path).replace("2025-03-31,no,3", "2025-03-31,,3").replace("south,plan,", "south,plan.adopted,");
        DataFile { name: fixtures::name(path), bytes: text.into_bytes() }
    };
    let submitted = fixtures::files("tests/fixtures/score/rulings/put_off", "csv").iter().map(file).collect();
    let loaded = data::load_folder(&program, submitted, &mut sources);
    // `plan.adopted` of the south, due on 30 June, was put off to 31 July.
    let place =
        loaded.submission.rulings.iter().position(|ruling| ruling.effect == Effect::Due(Day::parse("2025-07-31").unwrap())).unwrap();
    let status = |day: &str| score(&program, &loaded.submission, &sources, Some(day)).rulings[place].clone();
    assert!(matches!(status("2025-06-10"), RulingStatus::WithoutEffect(_)), "the step is open by the rules alone");
    assert_eq!(status("2025-07-15"), RulingStatus::Applied);
    assert_eq!(status("2025-05-31"), RulingStatus::NotSeen);
}
