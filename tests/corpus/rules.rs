//! The shipped rule books and the published cases: they check without a finding, their examples hold, their data score.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use yardstick::check::{self, Proposal};
use yardstick::data::{self, DataFile, Loaded};
use yardstick::diagnostics::{Diagnostic, Severity};
use yardstick::eval::{self, Scores, SubjectState};
use yardstick::model::{Method, MethodKind, Program};
use yardstick::render;
use yardstick::syntax;
use yardstick::text::{Digest, SourceMap};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The `.yard` files below a folder, in the order of their paths.
fn rule_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rule_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "yard") {
            files.push(path);
        }
    }
    files.sort();
    files
}

struct Book {
    map: SourceMap,
    program: Option<Program>,
    findings: Vec<Diagnostic>,
}

fn read(folder: &str) -> Book {
    let mut map = SourceMap::default();
    let (mut parses, mut proposals) = (Vec::new(), Vec::new());
    for path in rule_files(&root().join(folder)) {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let bytes = fs::read(&path).unwrap();
        let id = map.add(name, String::from_utf8(bytes.clone()).unwrap());
        let parse = syntax::parse(map.file(id));
        if path.parent().is_some_and(|parent| parent.ends_with("extensions")) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            proposals.push(Proposal { name, source: id, parse, digest: Digest::of(&bytes), leads_outside: false });
        } else {
            parses.push(parse);
        }
    }
    assert!(!parses.is_empty(), "{folder} has no rules");
    let checked = check::check_with(&parses, &proposals, &map);
    Book { program: checked.program, findings: checked.diagnostics.into_sorted(), map }
}

fn submit(program: &Program, map: &mut SourceMap, folder: &str) -> Loaded {
    let mut files: Vec<DataFile> = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push(DataFile { name, bytes: fs::read(&path).unwrap() });
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    data::load_folder(program, files, map)
}

/// A book without any finding.
fn clean(folder: &str) -> (Program, SourceMap) {
    let book = read(folder);
    assert!(book.findings.is_empty(), "{folder}:\n{}", render::short(&book.findings, &book.map, None));
    (book.program.expect("a book without findings has a program"), book.map)
}

/// A book whose examples all hold.
fn proven(folder: &str) -> (Program, SourceMap) {
    let (program, map) = clean(folder);
    let run = eval::run_examples(&program, &map);
    assert!(!run.examples.is_empty(), "{folder} has no examples");
    let findings = run.diagnostics.into_sorted();
    assert!(findings.is_empty(), "{folder}:\n{}", render::short(&findings, &map, None));
    (program, map)
}

/// The scores of a data set that is without fault; every one of them is what its derivation adds up to.
fn scored(rules: &str, data: &str) -> (Program, Loaded, Scores) {
    let (program, _, loaded, scores) = scored_with_sources(rules, data);
    (program, loaded, scores)
}

/// The same with the texts of rules and data.
pub fn scored_with_sources(rules: &str, data: &str) -> (Program, SourceMap, Loaded, Scores) {
    let (program, mut map) = clean(rules);
    let loaded = submit(&program, &mut map, data);
    let mut findings = loaded.diagnostics.clone().into_sorted();
    let (scores, raised) = eval::score(&program, &loaded.submission, &map);
    findings.extend(raised.into_sorted());
    assert!(findings.is_empty(), "{data}:\n{}", render::short(&findings, &map, None));
    let mut report = String::new();
    super::score::adds_up(&scores, &mut report, data);
    assert!(report.is_empty(), "{report}");
    (program, map, loaded, scores)
}

#[test]
fn rules_of_2025_hold() {
    let (program, _) = proven("rules/2025");
    assert!(program.indicators.len() >= 80, "{} indicators", program.indicators.len());
    for indicator in program.indicators.values() {
        let name = &indicator.name;
        assert!(indicator.title.is_some(), "{name} has no title");
        assert!(indicator.basis.is_some(), "{name} has no basis");
        assert!(!indicator.led_by.is_empty(), "nobody leads {name}");
        assert!(indicator.collected_by.as_ref().is_some_and(|by| by.source.is_some()), "{name} has no source");
    }
}

#[test]
fn rules_of_2024_hold() {
    proven("rules/2024");
}

#[test]
fn chinese_rules_of_2025_hold() {
    proven("rules/zh-2025");
}

#[test]
fn every_indicator_of_the_shipped_books_has_an_example() {
    for folder in ["rules/2024", "rules/2025", "rules/zh-2025"] {
        let (program, _) = clean(folder);
        let shown: BTreeSet<_> = program
            .examples
            .iter()
            .filter_map(|example| match example.of {
                yardstick::model::ExampleOf::Indicator(id) => Some(id),
                yardstick::model::ExampleOf::Level(_) => None,
            })
            .collect();
        for (id, indicator) in program.indicators.iter() {
            assert!(shown.contains(&id), "{folder}: {} has no example", indicator.name);
        }
    }
}

#[test]
fn examples_of_the_shipped_books_meet_every_clause() {
    for folder in ["rules/2024", "rules/2025", "rules/zh-2025"] {
        let (program, map) = clean(folder);
        let coverage = eval::run_examples(&program, &map).coverage;
        let unmet: Vec<&str> = coverage.unmet().map(|clause| map.slice(clause.span)).collect();
        assert!(unmet.is_empty(), "{folder}: no example meets {unmet:?}");
    }
}

fn kind_of(method: &Method) -> MethodKind {
    match method {
        Method::Quantify(_) => MethodKind::Quantify,
        Method::Steps(_) => MethodKind::Steps,
        Method::State(_) => MethodKind::State,
        Method::Start(_) => MethodKind::Start,
        Method::Compete(_) => MethodKind::Compete,
        Method::Survey(_) => MethodKind::Survey,
    }
}

#[test]
fn the_three_ways_to_judge_are_used_in_earnest() {
    let (program, _) = clean("rules/2025");
    let first = program.indicators.values().filter_map(|indicator| indicator.chain.links.first()).map(|link| kind_of(&link.method));
    let mut ways: BTreeMap<MethodKind, usize> = BTreeMap::new();
    for kind in first {
        *ways.entry(kind).or_default() += 1;
    }
    let all = program.indicators.len();
    assert!(ways[&MethodKind::Quantify] * 10 >= all * 4, "{ways:?}");
    assert!(ways[&MethodKind::Steps] * 10 >= all * 3, "{ways:?}");
    assert!(ways[&MethodKind::State] + ways[&MethodKind::Start] > 10, "{ways:?}");
}

#[test]
fn data_of_2025_score_without_a_finding() {
    let (program, loaded, scores) = scored("rules/2025", "rules/2025/data");
    assert!(scores.subjects.iter().all(|subject| subject.state == SubjectState::Scored && subject.total.is_some()));
    let mut of_level: BTreeMap<&str, usize> = BTreeMap::new();
    for subject in &loaded.submission.subjects {
        *of_level.entry(program.levels[subject.level].name.as_str()).or_default() += 1;
    }
    assert!(of_level["bureau"] >= 10 && of_level["department"] >= 12 && of_level["person"] >= 120, "{of_level:?}");
}

#[test]
fn both_books_of_2025_give_the_same_scores() {
    let names: BTreeMap<String, String> = fs::read_to_string(root().join("rules/zh-2025/names.csv"))
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').map(|(english, chinese)| (english.to_owned(), chinese.to_owned())).unwrap())
        .collect();
    let account = |rules: &str, data: &str, names: Option<&BTreeMap<String, String>>| {
        let (program, loaded, scores) = scored(rules, data);
        let named = |name: &str| names.and_then(|names| names.get(name)).cloned().unwrap_or_else(|| name.to_owned());
        let mut account = BTreeMap::new();
        for score in &scores.subjects {
            let subject = &loaded.submission.subjects[score.subject];
            let who = (named(&program.levels[subject.level].name), named(&subject.id));
            let grade = score
                .grade
                .as_ref()
                .and_then(|grade| grade.grade.map(|place| (program.grades[grade.scheme].names[place].name.clone(), place)));
            let indicators: BTreeMap<_, _> = score
                .indicators
                .iter()
                .map(|one| (named(&program.indicators[one.indicator].name), (one.state, one.method, one.score.clone())))
                .collect();
            account.insert(who, (score.total.clone(), grade.map(|(name, place)| (named(&name), place)), indicators));
        }
        account
    };
    let english = account("rules/2025", "rules/2025/data", Some(&names));
    let chinese = account("rules/zh-2025", "rules/zh-2025/data", None);
    assert_eq!(english, chinese);
}

/// What is wrong with the faulty data, in the order of the list in its README: the file and words of the finding.
const FAULTS: [(&str, &str); 19] = [
    ("bureau.csv", "`42,541`"),
    ("bureau.csv", "`84.34`"),
    ("bureau.csv", "`１２`"),
    ("bureau.csv", "`9999`"),
    ("bureau.csv", "`2025-04-31`"),
    ("bureau.csv", "`1e400`"),
    ("bureau.csv", "`great`"),
    ("bureau.csv", "`suburban`"),
    ("bureau.csv", "`B07` is the id of rows"),
    ("bureau.csv", "`refund_time.day_taken`"),
    ("department.csv", "`-3`"),
    ("department.csv", "`95%`"),
    ("department.csv", "`not applicable`"),
    ("person.csv", "`55`"),
    ("person.csv", "`policy`"),
    ("assignments.csv", "`P999`"),
    ("work_errors.csv", "`slight`"),
    ("matters.csv", "6 cells"),
    ("registers.yard", "`pilot_items`"),
];

#[test]
fn faults_of_the_faulty_data_are_all_found() {
    let (program, mut map) = clean("rules/2025");
    let loaded = submit(&program, &mut map, "tests/data/faulty-2025");
    let (scores, raised) = eval::score(&program, &loaded.submission, &map);
    let mut findings = loaded.diagnostics.into_sorted();
    findings.extend(raised.into_sorted());
    findings.retain(|finding| finding.severity() == Severity::Error);
    let mut lines: Vec<String> = findings.iter().map(|finding| render::short(std::slice::from_ref(finding), &map, None)).collect();
    for (file, words) in FAULTS {
        let place = lines.iter().position(|line| line.split(':').next().is_some_and(|name| name.ends_with(file)) && line.contains(words));
        let place = place.unwrap_or_else(|| panic!("{file}: {words} was not found among\n{}", lines.concat()));
        lines.remove(place);
    }
    assert!(lines.is_empty(), "found beyond what the README lists:\n{}", lines.concat());
    assert!(scores.counts.refused > 0);
}

#[test]
fn published_cases_come_out_as_printed() {
    for entry in fs::read_dir(root().join("tests/published")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            proven(path.strip_prefix(root()).unwrap().to_str().unwrap());
        }
    }
}
