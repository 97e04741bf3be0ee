//! What rules come to, worked by hand.
//!
//! `tests/fixtures/score/*.yard` carry their expectations as examples, with the working in comments. The
//! folders beside them hold a rulebook and submissions for it: `book.yard`, and in each case's own folder the
//! tables and what is `expected` of them: first the findings of scoring, in the order of their places, as
//! `file:line:first-last CODE words`, then the results as `= level id state total …`, with the range of a
//! total that is not final and the points still open; `follows` and `perhaps` name consequences. A case whose
//! folder is named after a day is scored as of it.

use std::fmt::Write as _;

use yardstick::check::check;
use yardstick::data::{self, DataFile};
use yardstick::diagnostics::{Diagnostic, Severity};
use yardstick::eval::{self, Scores, SubjectState};
use yardstick::model::{Program, Submission};
use yardstick::syntax::parse;
use yardstick::text::SourceMap;
use yardstick::value::{Day, Number};

use super::support::fixtures;

const FOLDER: &str = "tests/fixtures/score";

/// A rulebook without errors.
pub fn program(name: &str, text: &str, sources: &mut SourceMap) -> Program {
    let id = sources.add(name, text);
    let parsed = parse(sources.file(id));
    let mut diagnostics = parsed.diagnostics.clone();
    let checked = check(&[parsed], sources);
    diagnostics.append(checked.diagnostics);
    let list = diagnostics.into_sorted();
    checked.program.unwrap_or_else(|| panic!("{}", list.iter().map(|one| line(one, sources)).collect::<Vec<_>>().join("\n")))
}

/// A finding in one line.
fn line(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let span = diagnostic.primary.span;
    let file = sources.file(span.source);
    let (from, to) = (file.position(span.start), file.position(span.end));
    let last = if to.line == from.line { to.column.saturating_sub(1).max(from.column) } else { file.line(from.line).chars().count() };
    let message = diagnostic.message.get(file.language());
    format!("{}:{}:{}-{last} {} {message}", file.name(), from.line, from.column, diagnostic.code)
}

#[test]
fn examples_come_to_what_was_worked_by_hand() {
    let mut report = String::new();
    let (mut files, mut examples) = (0, 0);
    for path in fixtures::files(FOLDER, "yard").into_iter().filter(|path| !path.ends_with("book.yard")) {
        let mut sources = SourceMap::default();
        let program = program(&fixtures::name(&path), &fixtures::read(&path), &mut sources);
        let run = eval::run_examples(&program, &sources);
        files += 1;
        examples += run.examples.len();
        assert!(!run.examples.is_empty(), "{}: no examples", path.display());
        for finding in run.diagnostics.into_sorted() {
            let notes: Vec<&str> = finding.notes.iter().map(|note| note.english.as_str()).collect();
            writeln!(report, "{} ({})", line(&finding, &sources), notes.join("; ")).unwrap();
        }
        for example in &run.examples {
            adds_up(&example.scores, &mut report, &fixtures::name(&path));
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(files >= 25 && examples >= 60, "{files} files, {examples} examples");
}

/// Every score is led to by its own trace.
pub fn adds_up(scores: &Scores, report: &mut String, name: &str) {
    for subject in &scores.subjects {
        for indicator in subject.indicators.iter().filter(|indicator| indicator.score.is_some()) {
            let again = eval::re_add(indicator);
            if again != indicator.score {
                writeln!(report, "{name}: {:?} is {:?}, its trace adds up to {again:?}", indicator.indicator, indicator.score).unwrap();
            }
        }
        for part in subject.parts.iter().filter(|part| part.score.is_some()) {
            let again = eval::re_add_part(part);
            if again != part.score {
                writeln!(report, "{name}: {:?} is {:?}, its trace adds up to {again:?}", part.part, part.score).unwrap();
            }
        }
        if subject.total.is_some() && eval::re_add_total(subject) != subject.total {
            writeln!(report, "{name}: the total is {:?}, its trace adds up to {:?}", subject.total, eval::re_add_total(subject)).unwrap();
        }
    }
}

/// The results in the order of the submission.
fn results(program: &Program, submission: &Submission, scores: &Scores) -> Vec<String> {
    let shown = |number: &Option<Number>| number.as_ref().map_or_else(|| "none".to_owned(), Number::to_string);
    let one = |score: &eval::SubjectScore| {
        let subject = &submission.subjects[score.subject];
        let state = match score.state {
            SubjectState::Scored => "scored",
            SubjectState::Provisional => "provisional",
            SubjectState::Refused => "refused",
            SubjectState::NotJudged => "not judged",
        };
        let mut text = format!("= {} {} {state} {}", program.levels[subject.level].name, subject.id, shown(&score.total));
        if let Some(grade) = score.grade.as_ref().and_then(|grade| Some((grade.scheme, grade.grade?))) {
            write!(text, " {}", program.grades[grade.0].names[grade.1].name).unwrap();
        }
        if let Some((placing, own)) = score.place.as_ref().and_then(|placing| Some((placing, placing.own()?))) {
            let shared = if own.first == own.last { String::new() } else { format!(" ({} to {})", own.first, own.last) };
            let open = if placing.is_provisional() { " so far" } else { "" };
            write!(text, " place {}{shared} of {}{open}", own.place, placing.field.competitors.len()).unwrap();
        }
        for (sign, follows) in [("follows", Some(true)), ("perhaps", None)] {
            let of_state = score.consequences.iter().filter(|one| one.follows == follows);
            let texts: Vec<String> = of_state.map(|one| format!("{:?}", program.consequences[one.of].rows[one.row].text)).collect();
            if !texts.is_empty() {
                write!(text, " {sign} {}", texts.join(", ")).unwrap();
            }
        }
        if let (Some(range), false) = (&score.range, score.state == SubjectState::Scored) {
            write!(text, " within {} to {}", range.low, range.high).unwrap();
        }
        if !score.open.is_zero() {
            write!(text, " open {}", score.open).unwrap();
        }
        text
    };
    scores.subjects.iter().map(one).collect()
}

/// The tables of a folder.
fn files(folder: &std::path::Path) -> Vec<DataFile> {
    let mut files: Vec<DataFile> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_name() != "expected")
        .map(|entry| DataFile { name: entry.file_name().to_string_lossy().into_owned(), bytes: std::fs::read(entry.path()).unwrap() })
        .collect();
    files.sort_by(|left, right| left.name.cmp(&right.name));
    files
}

#[test]
fn submissions_come_to_what_was_worked_by_hand() {
    let bless = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let mut report = String::new();
    let mut cases = 0;
    for path in fixtures::files(FOLDER, "yard").into_iter().filter(|path| path.ends_with("book.yard")) {
        let folder = path.parent().unwrap();
        let mut names: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
        names.sort();
        for case in names {
            cases += 1;
            let name = fixtures::name(&case);
            let mut sources = SourceMap::default();
            let program = program("book.yard", &fixtures::read(&path), &mut sources);
            let mut loaded = data::load_folder(&program, files(&case), &mut sources);
            loaded.submission.as_of = case.file_name().and_then(|name| Day::parse(name.to_str()?).ok());
            let (scores, found) = eval::score(&program, &loaded.submission, &sources);
            adds_up(&scores, &mut report, &name);
            let mut diagnostics = loaded.diagnostics;
            diagnostics.append(found);
            let mut lines: Vec<String> = diagnostics.into_sorted().iter().map(|one| line(one, &sources)).collect();
            lines.extend(results(&program, &loaded.submission, &scores));
            let expected = case.join("expected");
            // A first draft to work through by hand; what was worked by hand is never written over.
            if bless && !expected.exists() {
                std::fs::write(&expected, lines.join("\n") + "\n").unwrap();
                continue;
            }
            let text = std::fs::read_to_string(&expected).unwrap_or_default();
            let wanted: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
            if wanted != lines {
                writeln!(report, "{name}: expected\n  {}\nfound\n  {}", wanted.join("\n  "), lines.join("\n  ")).unwrap();
            }
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(cases >= 12, "{cases} cases");
}

/// An example that fails says what came out, how, and offers the figure.
#[test]
fn failing_examples_offer_the_figure() {
    for path in fixtures::files("tests/fixtures/check/examples", "yard") {
        let name = fixtures::name(&path);
        let mut sources = SourceMap::default();
        let text = fixtures::read(&path);
        let id = sources.add(name.as_str(), text.as_str());
        let parsed = parse(sources.file(id));
        let Some(program) = check(&[parsed], &sources).program else { continue };
        for finding in eval::run_examples(&program, &sources).diagnostics.into_sorted() {
            assert_eq!(finding.severity(), Severity::Error);
            let Some(fix) = &finding.fix else { continue };
            let mut fixed = text.clone();
            for edit in &fix.edits {
                fixed.replace_range(edit.span.range(), &edit.replacement);
            }
            let mut sources = SourceMap::default();
            let program = super::score::program(&name, &fixed, &mut sources);
            let left = eval::run_examples(&program, &sources).diagnostics;
            assert!(left.iter().all(|other| other.message != finding.message), "{name}: {}", finding.message.english);
        }
    }
}
