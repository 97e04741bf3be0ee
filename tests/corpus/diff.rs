//! Two books compared: one pair for each kind of change, and what is no change at all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use yardstick::check;
use yardstick::diff::{Aspect, Comparison, Kind, Side, compare};
use yardstick::model::Program;
use yardstick::render::changes::{Shown, json, markdown, text};
use yardstick::syntax;
use yardstick::text::{Language, SourceMap};

use super::support::layout::formatted;
use super::support::{fixtures, shipped};

/// The program of some texts, if they have no errors.
pub fn program(files: &[(String, String)], sources: &mut SourceMap) -> Option<Program> {
    let mut parses = Vec::new();
    for (name, text) in files {
        let id = sources.add(name.as_str(), text.as_str());
        parses.push(syntax::parse(sources.file(id)));
    }
    let errors = parses.iter().any(|parse| parse.diagnostics.has_errors());
    check::check(&parses, sources).program.filter(|_| !errors)
}

/// The rule files below a folder, without proposals.
pub fn book(folder: &str) -> Vec<(String, String)> {
    shipped::own_rules(folder).iter().map(|path| (fixtures::name(path), fixtures::read(path))).collect()
}

fn snapshot(folder: &Path, what: &str, text: &str) {
    insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("new.{what}"), text);
    });
}

fn pairs() -> Vec<PathBuf> {
    let files = fixtures::files("tests/fixtures/diff", "yard");
    let folders: BTreeSet<PathBuf> = files.iter().filter_map(|path| path.parent().map(Path::to_owned)).collect();
    folders.into_iter().collect()
}

fn one(path: &Path) -> Vec<(String, String)> {
    vec![(fixtures::name(path), fixtures::read(path))]
}

#[test]
fn each_kind_of_change_is_found_and_no_other() {
    let mut met = BTreeSet::new();
    for folder in pairs() {
        let mut sources = SourceMap::default();
        let read = |name: &str, sources: &mut SourceMap| {
            program(&one(&folder.join(name)), sources).unwrap_or_else(|| panic!("{}/{name} has errors", folder.display()))
        };
        let (old, new) = (read("old.yard", &mut sources), read("new.yard", &mut sources));
        let comparison = compare(&old, &new, &sources);
        let shown = Shown { old: &old, new: &new, sources: &sources, comparison: &comparison, on_data: None };
        snapshot(&folder, "changes", &text(&shown, Language::English));
        let kinds: BTreeSet<Kind> = comparison.changes.iter().map(yardstick::diff::Change::kind).collect();
        let wanted = folder.file_name().unwrap().to_string_lossy().into_owned();
        let kind = Kind::ALL.iter().find(|kind| wanted == kind.word() || wanted.starts_with(&format!("{}_", kind.word())));
        match kind {
            Some(kind) => {
                assert!(kinds.contains(kind), "{wanted}: {kinds:?}");
                assert!(kinds.iter().all(|found| found == kind), "{wanted}: {kinds:?}");
                met.insert(*kind);
            }
            None => assert!(wanted.starts_with("same"), "{wanted} names a kind of change"),
        }
        if wanted.starts_with("same") {
            assert!(comparison.changes.is_empty(), "{wanted}: {}", text(&shown, Language::English));
        }
        assert!(compare(&new, &new, &sources).changes.is_empty());
    }
    let unmet: Vec<_> = Kind::ALL.iter().filter(|kind| !met.contains(kind) && **kind != Kind::Thing).collect();
    assert!(unmet.is_empty(), "kinds without a pair under tests/fixtures/diff: {unmet:?}");
}

#[test]
fn a_likely_renaming_is_asked_about_and_never_assumed() {
    let folder = fixtures::root().join("tests/fixtures/diff/renamed_formerly");
    let mut sources = SourceMap::default();
    let old = program(&one(&folder.join("old.yard")), &mut sources).unwrap();
    let unsaid = fixtures::read(&folder.join("new.yard")).replace("  formerly refunds\n", "");
    let new = program(&[("new.yard".to_owned(), unsaid)], &mut sources).unwrap();
    let comparison = compare(&old, &new, &sources);
    let kinds: Vec<Kind> = comparison.changes.iter().map(yardstick::diff::Change::kind).collect();
    assert_eq!(kinds, [Kind::Added, Kind::Removed]);
    let [proposal] = comparison.proposals.as_slice() else { panic!("{:?}", comparison.proposals) };
    assert_eq!((proposal.old.name.as_str(), proposal.new.name.as_str()), ("refunds", "repayments"));
    let shown = Shown { old: &old, new: &new, sources: &sources, comparison: &comparison, on_data: None };
    assert!(text(&shown, Language::English).contains("write `formerly refunds` in `repayments`"));
}

/// What a book of the fixtures has not: a rank and consequences.
const MORE: &str = r#"
rank office on total {
  ties share the better place
}

consequence office {
  "Commendation" when grade is good
  "Interview" when total is below 60
}
"#;

/// Each kind of declaration with a name of its own, renamed wherever it stands.
#[test]
fn a_likely_renaming_of_anything_is_asked_about() {
    let folder = fixtures::root().join("tests/fixtures/diff/rebanded_argument");
    let older = format!("{}{MORE}", fixtures::read(&folder.join("old.yard")));
    let asked = |edits: &[(&str, &str)]| {
        let mut sources = SourceMap::default();
        let newer = edits.iter().fold(older.clone(), |text, (old, new)| text.replace(old, new));
        let old = program(&[("old.yard".to_owned(), older.clone())], &mut sources).unwrap();
        let new = program(&[("new.yard".to_owned(), newer)], &mut sources).unwrap_or_else(|| panic!("{edits:?}: errors"));
        let comparison = compare(&old, &new, &sources);
        assert!(comparison.changes.iter().all(|change| change.kind() != Kind::Renamed), "{edits:?}: assumed");
        let name = |one: &yardstick::diff::Proposal| format!("{} {} {}", one.new.aspect.word(), one.old.name, one.new.name);
        comparison.proposals.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(asked(&[("daily", "routine")]), "part daily routine");
    assert_eq!(
        asked(&[("input asked    \"Questions\"", "input put \"Questions put\""), ("asked", "put")]),
        "input replies.asked replies.put"
    );
    assert_eq!(asked(&[("listed  ", "late_list")]), "step filing.listed filing.late_list");
    assert_eq!(asked(&[("worth ", "value_of "), ("worth[", "value_of[")]), "table worth value_of");
    assert_eq!(asked(&[("notices", "remarks")]), "register notices remarks");
    assert_eq!(asked(&[("upheld", "confirmed")]), "field notices.upheld notices.confirmed");
    assert_eq!(asked(&[("judges \"", "jury \""), ("by judges", "by jury")]), "role judges jury");
    assert_eq!(asked(&[("quality", "standard")]), "choice quality standard");
    assert_eq!(asked(&[("yuan", "rmb")]), "unit yuan rmb");
    // A scale is read as what it stands for, so its name is no matter, as that of a named expression.
    assert_eq!(asked(&[("attainment", "reaching")]), "");
    assert_eq!(asked(&[("audit", "auditing")]), "member department.audit department.auditing");
    assert_eq!(asked(&[("size", "staff")]), "attribute office.size office.staff");
    assert_eq!(asked(&[("\"Commendation\"", "\"Public commendation\"")]), "follows “Commendation” “Public commendation”");
    let of_kind = "subject office bureau, scorecard office bureau, rank office bureau, grade office bureau, consequence office bureau";
    assert_eq!(asked(&[("office", "bureau")]), of_kind);
    // What is another thing is not asked about.
    assert_eq!(asked(&[("  target and above      => 100%", "  target and above => 90%")]), "");
}

/// A key that is perhaps renamed is asked about where it is declared, and what a table gives for it is told only where it
/// is something else.
#[test]
fn the_cells_of_a_renamed_key_are_not_told() {
    let older = fixtures::read(&fixtures::root().join("tests/fixtures/diff/same_only_part/old.yard"));
    let told = |edits: &[(&str, &str)]| {
        let mut sources = SourceMap::default();
        let newer = edits.iter().fold(older.clone(), |text, (old, new)| text.replace(old, new));
        let old = program(&[("old.yard".to_owned(), older.clone())], &mut sources).unwrap();
        let new = program(&[("new.yard".to_owned(), newer)], &mut sources).unwrap_or_else(|| panic!("{edits:?}: errors"));
        let comparison = compare(&old, &new, &sources);
        assert_eq!(comparison.proposals.len(), 1, "{edits:?}: {:?}", comparison.proposals);
        let told = comparison.changes.iter().map(|change| {
            let side = |side: &Option<Side>| side.as_ref().map_or("", |side| side.text.english.as_str()).to_owned();
            format!("{} {} > {}", change.aspect.word(), side(&change.old), side(&change.new))
        });
        told.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(told(&[("urban", "downtown")]), "sequence  > downtown, sequence urban > ");
    assert_eq!(told(&[("urban => 1,", "urban => 1.1,"), ("urban", "downtown")]), "sequence  > downtown, sequence urban > , cell 1 > 1.1");
    assert_eq!(told(&[("port", "harbour"), ("1     | 3", "1     | 5")]), "value  > harbour, value port > , cell 3 > 5");
}

#[test]
fn the_memo_and_the_document_say_the_same() {
    let folder = fixtures::root().join("tests/fixtures/diff/rebanded_rows");
    let mut sources = SourceMap::default();
    let old = program(&one(&folder.join("old.yard")), &mut sources).unwrap();
    let new = program(&one(&folder.join("new.yard")), &mut sources).unwrap();
    let comparison = compare(&old, &new, &sources);
    let shown = Shown { old: &old, new: &new, sources: &sources, comparison: &comparison, on_data: None };
    snapshot(&folder, "memo", &markdown(&shown, Language::English));
    snapshot(&folder, "memo_zh", &markdown(&shown, Language::Chinese));
    snapshot(&folder, "document", &json(&shown, Language::English));
}

#[test]
fn all_that_changed_by_the_same_words_is_named() {
    let folder = fixtures::root().join("tests/fixtures/diff/measure_input_in_all");
    let mut sources = SourceMap::default();
    let old = program(&one(&folder.join("old.yard")), &mut sources).unwrap();
    let new = program(&one(&folder.join("new.yard")), &mut sources).unwrap();
    let comparison = compare(&old, &new, &sources);
    let [change] = comparison.changes.as_slice() else { panic!("{:?}", comparison.changes) };
    assert_eq!((change.aspect, change.with.as_slice()), (Aspect::Type, [Aspect::Bounds, Aspect::EmptyMeans].as_slice()));
    let shown = Shown { old: &old, new: &new, sources: &sources, comparison: &comparison, on_data: None };
    assert!(json(&shown, Language::English).replace(char::is_whitespace, "").contains(r#""with":["bounds","empty_means"]"#));
    assert!(text(&shown, Language::Chinese).contains("类型、取值范围、空值含义"));
}

/// Whether a book and a copy of it mean the same, as far as the comparison can tell.
fn same(name: &str, old: &Program, copy: &[(String, String)], sources: &SourceMap) {
    let mut sources = sources.clone();
    let new = program(copy, &mut sources).unwrap_or_else(|| panic!("{name}: the copy has errors"));
    let comparison: Comparison = compare(old, &new, &sources);
    let shown = Shown { old, new: &new, sources: &sources, comparison: &comparison, on_data: None };
    assert!(comparison.changes.is_empty() && comparison.proposals.is_empty(), "{name}:\n{}", text(&shown, Language::English));
}

fn laid_out(files: &[(String, String)], language: Option<Language>) -> Vec<(String, String)> {
    let turned = files.iter().map(|(name, text)| (name.clone(), formatted(name, text, language).unwrap()));
    turned.collect()
}

/// A book and itself, laid out anew, in either language, with its files in another order.
#[test]
fn layout_language_and_files_are_no_change() {
    let mut books: Vec<Vec<(String, String)>> = ["rules/2024", "rules/2025", "rules/zh-2025"].map(book).into();
    let fixtures = ["tests/fixtures/check", "tests/fixtures/score", "tests/fixtures/diff"];
    for path in fixtures.iter().flat_map(|folder| fixtures::files(folder, "yard")) {
        if !fixtures::name(&path).contains("/bad/") {
            books.push(one(&path));
        }
    }
    let mut compared = 0;
    for files in books {
        let name = files[0].0.clone();
        let mut sources = SourceMap::default();
        let Some(old) = program(&files, &mut sources) else { continue };
        compared += 1;
        same(&name, &old, &files, &sources);
        same(&name, &old, &laid_out(&files, None).into_iter().rev().collect::<Vec<_>>(), &sources);
        same(&name, &old, &laid_out(&files, Some(Language::English)), &sources);
        same(&name, &old, &laid_out(&files, Some(Language::Chinese)), &sources);
    }
    assert!(compared > 60, "{compared} books");
}
