//! Extensions: proposals with their findings, and that nothing lying under `extensions/` changes what
//! the office's rules give.

use std::path::Path;

use yardstick::check::{Checked, Proposal, Proposed, check_with, propose};
use yardstick::data::{self, DataFile};
use yardstick::diagnostics::Diagnostic;
use yardstick::diff::{Aspect, Effect, compare};
use yardstick::eval;
use yardstick::model::{Author, Program};
use yardstick::render::scores::{self, Selection};
use yardstick::syntax::{Parse, parse};
use yardstick::text::{Digest, Language, SourceId, SourceMap};
use yardstick::value::Day;

use super::support::{carets, fixtures};

const FOLDER: &str = "tests/fixtures/extensions";

/// A book and a proposal, read.
struct Scene {
    sources: SourceMap,
    book: Vec<Parse>,
    proposal: Proposal,
}

fn is_chinese(name: &str) -> bool {
    name.contains("/zh_")
}

fn book_of(name: &str) -> &'static str {
    if is_chinese(name) { "book_zh" } else { "book" }
}

fn proposal(sources: &mut SourceMap, path: &Path, text: &str) -> Proposal {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let source = sources.add(fixtures::name(path), text);
    Proposal { name, source, parse: parse(sources.file(source)), digest: Digest::of(text.as_bytes()), leads_outside: false }
}

fn book(sources: &mut SourceMap, folder: &str) -> Vec<Parse> {
    let files = fixtures::files(&format!("{FOLDER}/{folder}"), "yard");
    assert!(!files.is_empty(), "no book in {folder}");
    let ids: Vec<SourceId> = files.iter().map(|path| sources.add(fixtures::name(path), fixtures::read(path))).collect();
    ids.into_iter().map(|id| parse(sources.file(id))).collect()
}

fn scene(path: &Path, text: &str) -> Scene {
    let mut sources = SourceMap::default();
    let proposal = proposal(&mut sources, path, text);
    let book = book(&mut sources, book_of(&fixtures::name(path)));
    Scene { sources, book, proposal }
}

fn proposed(scene: &Scene) -> Proposed {
    propose(&scene.book, &[], &scene.proposal, &scene.sources)
}

fn findings(path: &Path, text: &str) -> (SourceMap, Vec<Diagnostic>) {
    let scene = scene(path, text);
    let proposed = proposed(&scene);
    assert!(proposed.book.is_empty(), "the book itself is clean: {:?}", proposed.book);
    assert_eq!(proposed.after.is_some(), !proposed.found.has_errors());
    let mut found = proposed.found;
    if let Some(program) = &proposed.after {
        found.append(eval::run_examples(program, &scene.sources).diagnostics);
    }
    (scene.sources, found.into_sorted())
}

fn hold(kind: &str, least: usize) {
    let files = fixtures::files(&format!("{FOLDER}/{kind}"), "yard");
    assert!(files.len() >= least, "{} files of kind {kind}", files.len());
    let mut faults = Vec::new();
    for path in &files {
        let (sources, found) = findings(path, &fixtures::read(path));
        let source = sources.files().next().unwrap();
        if let Err(fault) = carets::compare(source, &found, |changed| findings(path, changed).1) {
            faults.push(fault);
        }
    }
    assert!(faults.is_empty(), "{} of the proposals:\n\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn good_proposals_have_no_findings() {
    hold("good", 4);
}

#[test]
fn bad_proposals_have_the_findings_marked() {
    hold("bad", 60);
}

/// A book whose acceptances stand in a file of their own, beside all good proposals.
fn accepting(path: &Path, text: &str) -> (SourceMap, Checked) {
    let mut sources = SourceMap::default();
    let id = sources.add(fixtures::name(path), text);
    let own = parse(sources.file(id));
    let mut book = book(&mut sources, book_of(&fixtures::name(path)));
    book.push(own);
    let good = good(&mut sources, is_chinese(&fixtures::name(path)));
    let checked = check_with(&book, &good, &sources);
    let mut diagnostics = book.pop().unwrap().diagnostics;
    diagnostics.append(checked.diagnostics);
    (sources, Checked { diagnostics, ..checked })
}

/// The good proposals of one language.
fn good(sources: &mut SourceMap, chinese: bool) -> Vec<Proposal> {
    let files = fixtures::files(&format!("{FOLDER}/good"), "yard");
    let files = files.iter().filter(|path| is_chinese(&fixtures::name(path)) == chinese);
    files.map(|path| proposal(sources, path, &fixtures::read(path))).collect()
}

#[test]
fn acceptances_have_the_findings_marked() {
    let mut faults = Vec::new();
    for path in fixtures::files(&format!("{FOLDER}/accept"), "yard") {
        let (sources, checked) = accepting(&path, &fixtures::read(&path));
        assert_eq!(checked.program.is_some(), !checked.diagnostics.has_errors(), "{}", fixtures::name(&path));
        let found = checked.diagnostics.into_sorted();
        let again = |changed: &str| accepting(&path, changed).1.diagnostics.into_sorted();
        if let Err(fault) = carets::compare(sources.files().next().unwrap(), &found, again) {
            faults.push(fault);
        }
    }
    assert!(faults.is_empty(), "{} of the acceptances:\n\n{}", faults.len(), faults.join("\n"));
}

/// A proposal beside one that is accepted.
fn beside(path: &Path, text: &str) -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let candidate = proposal(&mut sources, path, text);
    let mut book = book(&mut sources, "book");
    let first = fixtures::root().join(format!("{FOLDER}/clash/first.yard"));
    let first = proposal(&mut sources, &first, &fixtures::read(&first));
    let clause = format!("accept \"first\" digest \"{}\" on 2025-02-20 by performance_office\n", first.digest);
    let clause = sources.add("accept.yard", clause);
    book.push(parse(sources.file(clause)));
    let proposed = propose(&book, &[first], &candidate, &sources);
    assert!(proposed.book.is_empty() && proposed.before.is_some(), "{:?}", proposed.book);
    (sources, proposed.found.into_sorted())
}

#[test]
fn two_extensions_may_clash() {
    let files = fixtures::files(&format!("{FOLDER}/clash"), "yard");
    let mut faults = Vec::new();
    for path in files.iter().filter(|path| !path.ends_with("first.yard")) {
        let (sources, found) = beside(path, &fixtures::read(path));
        assert!(!found.is_empty(), "{}", fixtures::name(path));
        if let Err(fault) = carets::compare(sources.files().next().unwrap(), &found, |changed| beside(path, changed).1) {
            faults.push(fault);
        }
    }
    assert!(faults.is_empty(), "{} of the proposals:\n\n{}", faults.len(), faults.join("\n"));
}

/// What the office's rules give for the data of the fixtures, as JSON; extensions added nothing to it.
fn results(program: &Program, sources: &mut SourceMap, data: &str) -> String {
    let files = fixtures::files(&format!("{FOLDER}/{data}"), "csv");
    let files = files.iter().map(|path| DataFile { name: fixtures::name(path), bytes: fixtures::read(path).into_bytes() }).collect();
    let loaded = data::load_folder(program, files, sources);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    let (scores, found) = eval::score(program, &loaded.submission, sources);
    assert!(found.is_empty(), "{found:?}");
    let (submission, sources) = (&loaded.submission, &*sources);
    let selection = Selection { program, sources, submission, scores: &scores, level: None, subject: None };
    scores::json(&selection, Language::English)
}

/// No file under `extensions/` changes a result while nobody accepts it; one that breaks a rule is
/// never in force, even if somebody does.
#[test]
fn hostile_files_change_nothing() {
    let mut sources = SourceMap::default();
    let office = book(&mut sources, "book");
    let program = check_with(&office, &[], &sources).program.unwrap();
    let plain = results(&program, &mut sources, "data");
    let bad = fixtures::files(&format!("{FOLDER}/bad"), "yard");
    let (chinese, bad): (Vec<_>, Vec<_>) = bad.iter().partition(|path| is_chinese(&fixtures::name(path)));
    assert!(bad.len() >= 60 && chinese.len() >= 15, "{} and {}", bad.len(), chinese.len());
    for path in chinese {
        let Scene { sources, book, proposal } = scene(path, &fixtures::read(path));
        let alone = check_with(&book, &[], &sources).program.unwrap();
        let lying = check_with(&book, &[proposal], &sources).program.unwrap();
        assert_eq!(format!("{alone:?}"), format!("{lying:?}"), "{}", fixtures::name(path));
    }
    for path in bad {
        let mut sources = SourceMap::default();
        let mut book = book(&mut sources, "book");
        let hostile = proposal(&mut sources, path, &fixtures::read(path));
        let lying = check_with(&book, std::slice::from_ref(&hostile), &sources).program.unwrap();
        assert_eq!(results(&lying, &mut sources, "data"), plain, "{}", fixtures::name(path));
        let clause = format!("accept \"{}\" digest \"{}\" on 2025-12-20 by performance_office\n", hostile.name, hostile.digest);
        let clause = sources.add("accept.yard", clause);
        book.push(parse(sources.file(clause)));
        let accepted = check_with(&book, &[hostile], &sources);
        assert_eq!(accepted.program.is_some(), !accepted.diagnostics.has_errors(), "{}", fixtures::name(path));
        if let Some(program) = accepted.program {
            assert_eq!(program.indicators.len(), lying.indicators.len(), "{} adds nothing", fixtures::name(path));
        }
    }
}

/// As of a day before it was accepted, an extension is on nobody's card, and what was left out is counted.
#[test]
fn what_is_accepted_later_is_not_seen() {
    let mut sources = SourceMap::default();
    let mut book = book(&mut sources, "book");
    let office = check_with(&book, &[], &sources).program.unwrap();
    let path = fixtures::root().join(format!("{FOLDER}/good/e_channel.yard"));
    let extension = proposal(&mut sources, &path, &fixtures::read(&path));
    let clause = format!("accept \"e_channel\" digest \"{}\" on 2025-08-20 by performance_office\n", extension.digest);
    let clause = sources.add("accept.yard", clause);
    book.push(parse(sources.file(clause)));
    let with = check_with(&book, &[extension], &sources).program.unwrap();
    let added = with.indicators.len() - office.indicators.len();
    assert!(added > 0);
    let scored = |program: &Program, day: &str| {
        let mut sources = sources.clone();
        let files = fixtures::files(&format!("{FOLDER}/data"), "csv");
        let files = files.iter().map(|path| DataFile { name: fixtures::name(path), bytes: fixtures::read(path).into_bytes() }).collect();
        let mut submission = data::load_folder(program, files, &mut sources).submission;
        submission.as_of = Some(Day::parse(day).unwrap());
        eval::score(program, &submission, &sources).0
    };
    let totals = |scores: &eval::Scores| -> Vec<String> {
        scores.subjects.iter().map(|one| format!("{:?} {:?} {}", one.total, one.open, one.indicators.len())).collect()
    };
    let before = scored(&with, "2025-08-19");
    assert_eq!(totals(&before), totals(&scored(&office, "2025-08-19")));
    assert_eq!(before.not_seen.indicators, added);
    let after = scored(&with, "2025-08-20");
    assert_ne!(totals(&after), totals(&scored(&office, "2025-08-20")));
    assert_eq!(after.not_seen.indicators, 0);
}

/// What an extension changes of a book is told as additions alone; the indicators have its author.
#[test]
fn what_is_accepted_only_adds() {
    for path in fixtures::files(&format!("{FOLDER}/good"), "yard") {
        let scene = scene(&path, &fixtures::read(&path));
        let Proposed { before, after, extension, .. } = proposed(&scene);
        let (before, after, extension) = (before.unwrap(), after.unwrap(), extension.unwrap());
        let comparison = compare(&before, &after, &scene.sources);
        assert!(comparison.changes.iter().all(|change| change.effect == Effect::Added), "{:?}", comparison.changes);
        let added = |aspect: Aspect| comparison.changes.iter().filter(|change| change.about.aspect == aspect).count();
        assert_eq!(added(Aspect::Extension), 1);
        assert_eq!(added(Aspect::Indicator), after.indicators.len() - before.indicators.len());
        for (id, indicator) in after.indicators.iter() {
            let author = if id.index() < before.indicators.len() { Author::Office } else { Author::Department(extension.proposer) };
            assert_eq!(indicator.author, author, "{}", indicator.name);
        }
    }
}
