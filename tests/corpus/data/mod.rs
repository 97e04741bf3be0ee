//! Submissions: each folder below `tests/fixtures/data/<book>/` is one, good or broken.
//!
//! A folder holds only the files that differ from `<book>/good`, or one `data.json` that holds all. Its
//! `expected` lists the findings, in the order of their places, as `file:line:first-last CODE words`: columns
//! in characters from 1, both ends in (the same for an empty place); the words are part of the
//! message, in the language of the file; ` [fix]` at the end says that a fix is offered, and applying it must remove
//! the finding and bring no other. A line `without FILE` takes a file of `good` away; `with FILE of LEVEL ID` makes
//! of a file the corrected data of an appeal.
//!
//! `cargo xtask bless` writes what was found; read the change before committing it.

mod values;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use yardstick::check;
use yardstick::data::{self, DataFile, Holds, Loaded};
use yardstick::diagnostics::{Code, Diagnostic, Severity};
use yardstick::model::Program;
use yardstick::render::{self, Options};
use yardstick::syntax;
use yardstick::text::SourceMap;

use crate::support::fixtures;

/// A rulebook of the fixtures.
pub struct Book {
    folder: String,
    good: Vec<DataFile>,
    program: Program,
    /// The rulebook's text alone; each submission is read into a copy.
    sources: SourceMap,
}

impl Book {
    /// All of them, each checked once in a run.
    fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Book>> =
            LazyLock::new(|| ["tax_bureau", "survey", "months", "按月", "zh", "survey_zh"].map(Book::read).into());
        &ALL
    }

    /// The one in this folder.
    fn named(name: &str) -> &'static Self {
        Self::all().iter().find(|book| book.folder.ends_with(&format!("/{name}"))).unwrap()
    }

    fn read(name: &str) -> Self {
        let folder = format!("tests/fixtures/data/{name}");
        let mut sources = SourceMap::default();
        let text = fixtures::read(&fixtures::root().join(&folder).join("book.yard"));
        Self { program: program(&text, &mut sources), sources, good: files(&format!("{folder}/good")), folder }
    }

    /// The submission of a folder.
    fn submission(&self, case: &str) -> Vec<DataFile> {
        let own = files(&format!("{}/{case}", self.folder));
        if own.iter().any(|file| file.name == "data.json") {
            return own;
        }
        let without = self.expected(case);
        let without = |name: &str| without.lines().any(|line| line.strip_prefix("without ") == Some(name));
        let mut all: BTreeMap<String, DataFile> = self.good.iter().map(|file| (file.name.clone(), file.clone())).collect();
        all.retain(|name, _| !without(name));
        all.extend(own.into_iter().map(|file| (file.name.clone(), file)));
        all.into_values().collect()
    }

    fn cases(&self) -> Vec<String> {
        let folder = fixtures::root().join(&self.folder);
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn expected(&self, case: &str) -> String {
        std::fs::read_to_string(fixtures::root().join(&self.folder).join(case).join("expected")).unwrap_or_default()
    }

    /// As `load`; with corrected data where `expected` says `with FILE of LEVEL ID`.
    fn load_case(&self, case: &str, mut files: Vec<DataFile>) -> (Loaded, SourceMap) {
        let expected = self.expected(case);
        let Some(with) = expected.lines().find_map(|line| line.strip_prefix("with ")) else { return self.load(files) };
        let [file, "of", level, id] = with.split(' ').collect::<Vec<_>>()[..] else { panic!("{case}: `with FILE of LEVEL ID`") };
        let corrections: Vec<DataFile> = files.extract_if(.., |one| one.name == file).collect();
        let mut sources = self.sources.clone();
        let level = self.program.levels.iter().find(|(_, one)| one.name == level).unwrap().0;
        let tables = match files.iter().position(|file| file.name == "data.json") {
            Some(place) => data::read_json(&self.program, files.remove(place), &mut sources),
            None => data::read_folder(&self.program, files, &mut sources),
        };
        let loaded = tables.corrected(level, id, corrections, &mut sources);
        (loaded, sources)
    }

    fn load(&self, files: Vec<DataFile>) -> (Loaded, SourceMap) {
        let mut sources = self.sources.clone();
        let loaded = load(&self.program, files, &mut sources);
        (loaded, sources)
    }
}

/// The program of a rulebook without errors; some of its clauses are there to be read from data alone.
fn program(text: &str, sources: &mut SourceMap) -> Program {
    let id = sources.add("book.yard", text);
    let parse = syntax::parse(sources.file(id));
    let mut diagnostics = parse.diagnostics.clone();
    let checked = check::check(&[parse], sources);
    diagnostics.append(checked.diagnostics);
    let errors = diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    let found: Vec<String> = errors.map(|one| line(one, sources)).collect();
    assert!(found.is_empty(), "{text}\n{}", found.join("\n"));
    checked.program.unwrap()
}

fn load(program: &Program, mut files: Vec<DataFile>, sources: &mut SourceMap) -> Loaded {
    if let Some(place) = files.iter().position(|file| file.name == "data.json") {
        return data::load_json(program, files.remove(place), sources);
    }
    data::load_folder(program, files, sources)
}

/// The files of a folder, but for what is expected of it.
fn files(folder: &str) -> Vec<DataFile> {
    let Ok(entries) = std::fs::read_dir(fixtures::root().join(folder)) else { return Vec::new() };
    let mut files: Vec<DataFile> = entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_name() != "expected")
        .map(|entry| DataFile { name: entry.file_name().to_string_lossy().into_owned(), bytes: std::fs::read(entry.path()).unwrap() })
        .collect();
    files.sort_by(|left, right| left.name.cmp(&right.name));
    files
}

/// A finding as `expected` writes it.
fn line(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let span = diagnostic.primary.span;
    let file = sources.file(span.source);
    let (from, to) = (file.position(span.start), file.position(span.end));
    let last = if to.line == from.line { to.column.saturating_sub(1).max(from.column) } else { file.line(from.line).chars().count() };
    let fix = if diagnostic.fix.is_some() { " [fix]" } else { "" };
    format!("{}:{}:{}-{last} {} {}{fix}", file.name(), from.line, from.column, diagnostic.code, diagnostic.message.get(file.language()))
}

/// Whether a line of `expected` tells of this finding: its words are part of the message.
fn meets(expected: &str, found: &str) -> bool {
    let parts = |line: &str| -> Option<(String, String, String, bool)> {
        let (line, fix) = line.strip_suffix(" [fix]").map_or((line, false), |line| (line, true));
        let mut parts = line.splitn(3, ' ').map(str::to_owned);
        Some((parts.next()?, parts.next()?, parts.next()?, fix))
    };
    let (Some(expected), Some(found)) = (parts(expected), parts(found)) else { return false };
    expected.0 == found.0 && expected.1 == found.1 && found.2.contains(&expected.2) && expected.3 == found.3
}

/// The text with the fix of a finding applied.
fn fixed(diagnostic: &Diagnostic, sources: &SourceMap, files: &[DataFile]) -> Option<Vec<DataFile>> {
    let fix = diagnostic.fix.as_ref()?;
    let source = sources.file(diagnostic.primary.span.source);
    let mut text = source.text().to_owned();
    for edit in fix.edits.iter().rev() {
        assert_eq!(edit.span.source, source.id(), "a fix of data stays in its file");
        text.replace_range(edit.span.range(), &edit.replacement);
    }
    let change = |file: &DataFile| DataFile {
        name: file.name.clone(),
        bytes: if file.name == source.name() { text.clone().into_bytes() } else { file.bytes.clone() },
    };
    Some(files.iter().map(change).collect())
}

#[test]
fn submissions_are_read_or_refused_at_the_cell() {
    let bless = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let mut report = String::new();
    for book in Book::all() {
        for case in book.cases() {
            let files = book.submission(&case);
            let (loaded, sources) = book.load_case(&case, files.clone());
            let found = loaded.diagnostics.into_sorted();
            let lines: Vec<String> = found.iter().map(|one| line(one, &sources)).collect();
            let expected = book.expected(&case);
            let path = fixtures::root().join(&book.folder).join(&case).join("expected");
            let (without, wanted): (Vec<&str>, Vec<&str>) = expected.lines().partition(|line| line.starts_with("with"));
            if bless && case != "good" {
                let blessed: Vec<String> = without.iter().map(|line| (*line).to_owned()).chain(lines.clone()).collect();
                if blessed.is_empty() {
                    let _ = std::fs::remove_file(path);
                } else {
                    std::fs::write(path, blessed.join("\n") + "\n").unwrap();
                }
            } else if wanted.len() != lines.len() || !wanted.iter().zip(&lines).all(|(expected, found)| meets(expected, found)) {
                report += &format!("{}/{case}: expected\n  {}\nfound\n  {}\n", book.folder, wanted.join("\n  "), lines.join("\n  "));
            }
            for one in &found {
                let Some(changed) = fixed(one, &sources, &files) else { continue };
                let (left, sources) = book.load_case(&case, changed);
                let left: Vec<String> = left.diagnostics.into_sorted().iter().map(|one| line(one, &sources)).collect();
                if left.len() >= lines.len() {
                    report += &format!("{}/{case}: the fix of {} leaves\n  {}\n", book.folder, one.code, left.join("\n  "));
                }
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// Rows are neither lost nor counted twice, whatever is wrong with them.
#[test]
fn every_row_is_accounted_for() {
    for book in Book::all() {
        for case in book.cases() {
            let (loaded, _) = book.load_case(&case, book.submission(&case));
            let errors = loaded.diagnostics.iter().any(|one| one.severity() == Severity::Error);
            let mut subjects = 0;
            for file in &loaded.files {
                assert_eq!(file.rows, file.kept + file.refused, "{case}: {}", file.name);
                assert!(file.refused == 0 || errors, "{case}: {} refuses rows without a word", file.name);
                subjects += if matches!(file.holds, Some(Holds::Subjects(_))) { file.kept } else { 0 };
            }
            assert_eq!(subjects, loaded.submission.subjects.len(), "{case}");
            let refused = loaded.submission.subjects.iter().any(|subject| !subject.faults.is_empty());
            assert!(!refused || errors, "{case}: a subject is refused without a word");
        }
    }
}

/// At least so many broken submissions stand in the corpus, about a quarter of them Chinese.
#[test]
fn the_corpus_is_broad() {
    let broken: Vec<(String, usize)> = Book::all()
        .iter()
        .map(|book| (book.folder.clone(), book.cases().iter().filter(|case| !case.starts_with("good")).count()))
        .collect();
    let all: usize = broken.iter().map(|(_, number)| number).sum();
    assert!(all >= 65, "{broken:?}");
    let chinese: usize = broken.iter().filter(|(folder, _)| folder.ends_with("zh")).map(|(_, number)| number).sum();
    assert!(chinese * 5 >= all, "{broken:?}");
}

/// Each code as people meet it: the first fixture that shows it, in the language of its rulebook.
#[test]
fn messages_of_data() {
    for (book, name) in Book::all().iter().zip([
        "messages_in_english",
        "messages_of_ballots",
        "messages_of_months",
        "messages_of_months_in_chinese",
        "messages_in_chinese",
        "messages_of_ballots_in_chinese",
    ]) {
        let mut shown: BTreeMap<Code, String> = BTreeMap::new();
        for case in book.cases() {
            let (loaded, sources) = book.load_case(&case, book.submission(&case));
            for one in loaded.diagnostics.into_sorted() {
                let look = Options { language: None, width: 120, color: false };
                shown.entry(one.code).or_insert_with(|| format!("{case}\n{}", render::human(std::slice::from_ref(&one), &sources, &look)));
            }
        }
        insta::assert_snapshot!(name, shown.into_values().collect::<Vec<_>>().join("\n"));
    }
}
