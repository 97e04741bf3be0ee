//! The audit of codes: each has a row, a page, one function that makes it, and a fixture that
//! shows it. There is no list of exemptions.

use std::collections::{BTreeMap, BTreeSet};

use yardstick::diagnostics::catalogue::{OF_SCORING, REGISTER_NOT_DELIVERED};
use yardstick::diagnostics::pages::{CHINESE, PAGES};
use yardstick::diagnostics::{Code, Row, Severity, Status};

use super::repository::{code_lines, files, names, read, report, root, rust};

/// The headings of every page.
pub const HEADINGS: [&str; 4] = ["## What it means", "## A program that shows it", "## How to put it right", "## Why we ask"];

/// The headings of what a page says in Chinese; the second where its program cannot be turned into Chinese keywords.
pub const CHINESE_HEADINGS: [&str; 4] = ["## 含义", "## 会出现它的例子", "## 怎样改正", "## 为什么这样规定"];

fn active() -> impl Iterator<Item = &'static Row> {
    Code::rows().filter(|row| row.status == Status::Active)
}

#[test]
fn rows_stand_in_order_and_no_name_is_used_twice() {
    let mut faults = Vec::new();
    let mut slugs = BTreeSet::new();
    let mut last = None;
    for row in Code::rows() {
        if last.is_some_and(|last| last >= row.code) {
            faults.push(format!("{}: stands behind a higher or equal number; a number is used once, in the file of its band", row.code));
        }
        last = Some(row.code);
        if !slugs.insert(row.slug) {
            faults.push(format!("{}: the name `{}` is taken", row.code, row.slug));
        }
        if !row.slug.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-') {
            faults.push(format!("{}: a name is written `like-this`, not `{}`", row.code, row.slug));
        }
    }
    report(&faults);
}

#[test]
fn every_row_speaks_both_languages() {
    let mut faults = Vec::new();
    for row in Code::rows() {
        if row.english.is_empty() || row.english.ends_with('.') {
            faults.push(format!("{}: one line of English without a full stop", row.code));
        }
        let han = row.chinese.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        if !han || row.chinese.ends_with('。') {
            faults.push(format!("{}: one line of Chinese without a full stop", row.code));
        }
    }
    report(&faults);
}

#[test]
fn every_row_has_a_page_and_every_page_a_row() {
    let pages: BTreeMap<&str, &str> = PAGES.iter().copied().collect();
    let in_chinese: BTreeMap<&str, &str> = CHINESE.iter().copied().collect();
    let mut faults = Vec::new();
    for row in Code::rows() {
        let name = row.code.to_string();
        let Some(page) = pages.get(name.as_str()) else {
            faults.push(format!("src/diagnostics/pages/{name}.md is missing"));
            continue;
        };
        let title = format!("# {name}: {}", row.slug);
        let expected: Vec<&str> = std::iter::once(title.as_str()).chain(HEADINGS).collect();
        if headings(page) != expected {
            faults.push(format!("src/diagnostics/pages/{name}.md: the headings are exactly {}", expected.join(" · ")));
        }
        let Some(chinese) = in_chinese.get(name.as_str()) else {
            faults.push(format!(
                "src/diagnostics/pages/zh/{name}.md: is missing; it says in Chinese what the page says, without its programs"
            ));
            continue;
        };
        let expected: Vec<&str> =
            CHINESE_HEADINGS.into_iter().filter(|heading| *heading != CHINESE_HEADINGS[1] || chinese.contains("```")).collect();
        if headings(chinese) != expected || chinese.matches("```").count() > 2 {
            faults.push(format!(
                "src/diagnostics/pages/zh/{name}.md: the headings are exactly {}, and one program at most stands there",
                expected.join(" · ")
            ));
        }
        for section in chinese.split("## ").skip(1) {
            if section.chars().filter(|letter| matches!(letter, '\u{4E00}'..='\u{9FFF}')).count() < 4 {
                faults.push(format!("src/diagnostics/pages/zh/{name}.md: says nothing under one of its headings"));
            }
        }
    }
    for name in in_chinese.keys().filter(|name| !pages.contains_key(*name)) {
        faults.push(format!("src/diagnostics/pages/zh/{name}.md: there is no such page"));
    }
    for name in pages.keys() {
        if !Code::rows().any(|row| row.code.to_string() == *name) {
            faults.push(format!("src/diagnostics/pages/{name}.md: no row of the catalogue has this code"));
        }
    }
    report(&faults);
}

#[test]
fn every_code_is_made_in_one_function() {
    let constants = constants();
    let known: BTreeSet<&str> = constants.values().map(String::as_str).collect();
    let mut faults = Vec::new();
    let mut makers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in rust("src").iter().filter(|file| !file.path.contains("/catalogue/")) {
        let mut function = "";
        for (number, line) in outside_imports(&file.text) {
            function = declared_function(line).unwrap_or(function);
            for constant in names(line).map(|(_, word)| word).filter(|word| known.contains(word)) {
                if !file.path.contains("messages") {
                    faults.push(format!("{}:{number}: `{constant}` belongs in a `messages` file alone", file.path));
                }
                makers.entry(constant.to_owned()).or_default().insert(format!("{}: fn {function}", file.path));
            }
        }
    }
    for row in active() {
        let Some(constant) = constants.get(row.slug) else {
            faults.push(format!(
                "{}: its row is not written `NAME = {}, \"{}\", …` on one line",
                row.code,
                &row.code.to_string()[1..],
                row.slug
            ));
            continue;
        };
        let makers: Vec<String> = makers.remove(constant).unwrap_or_default().into_iter().collect();
        if makers.len() != 1 {
            let found = if makers.is_empty() { "none".to_owned() } else { makers.join(", ") };
            faults.push(format!("{} `{constant}`: exactly one function makes it, found: {found}", row.code));
        }
    }
    report(&faults);
}

/// An example is scored and nothing else: it comes to what scoring can find, and to all of it but what is
/// wrong with a delivery, since in an example everything is delivered.
#[test]
fn examples_come_to_every_code_of_scoring() {
    let constants = constants();
    let text = read("src/eval/messages.rs");
    let made: BTreeSet<&str> = code_lines(&text).flat_map(|(_, line)| names(line).map(|(_, word)| word)).collect();
    let made = active().filter(|row| constants.get(row.slug).is_some_and(|constant| made.contains(constant.as_str())));
    let made: BTreeSet<Code> = made.map(|row| row.code).filter(|code| *code != REGISTER_NOT_DELIVERED).collect();
    assert_eq!(made, BTreeSet::from(OF_SCORING), "`OF_SCORING` in src/diagnostics/catalogue/mod.rs");
}

#[test]
fn every_code_is_shown_by_a_fixture() {
    let fixtures = files("tests/fixtures");
    let shown: BTreeSet<&str> = fixtures.iter().flat_map(|file| names(&file.text).map(|(_, word)| word)).collect();
    let hidden = active().filter(|row| !shown.contains(row.code.to_string().as_str()));
    report(&hidden.map(|row| format!("{} {}: no fixture under tests/fixtures shows it", row.code, row.slug)).collect::<Vec<_>>());
}

/// `docs/codes.md` is written from the catalogue; `cargo xtask bless` writes it anew.
#[test]
fn the_index_of_codes_is_up_to_date() {
    let mut index = String::from(
        "# Codes\n\nEvery finding has a code; `yardstick explain CODE` shows its page. This index is written by `cargo xtask bless`.\n\n\
         | code | name | severity | what it is about | 含义 |\n|---|---|---|---|---|\n",
    );
    for row in Code::rows() {
        let Row { code, slug, english, chinese, .. } = row;
        let severity = match (row.status, row.severity) {
            (Status::Retired, _) => "retired",
            (Status::Active, Severity::Error) => "error",
            (Status::Active, Severity::Warning) => "warning",
        };
        let line = format!("| [{code}](../src/diagnostics/pages/{code}.md) | `{slug}` | {severity} | {english} | {chinese} |\n");
        index.push_str(&line);
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(root().join("docs/codes.md"), &index).unwrap();
    }
    assert!(read("docs/codes.md") == index, "docs/codes.md is out of date: `cargo xtask bless`");
}

/// The headings of a page outside its programs.
fn headings(page: &str) -> Vec<&str> {
    let mut fenced = false;
    page.lines()
        .filter(|line| {
            fenced ^= line.starts_with("```");
            !fenced && line.starts_with('#')
        })
        .collect()
}

/// The constant of each slug, read from the catalogue's files.
fn constants() -> BTreeMap<String, String> {
    let mut constants = BTreeMap::new();
    for file in rust("src/diagnostics/catalogue") {
        for (_, line) in code_lines(&file.text) {
            let Some((name, rest)) = line.trim().split_once(" = ") else { continue };
            if let Some(slug) = rest.split('"').nth(1).filter(|_| rest.starts_with(|letter: char| letter.is_ascii_digit())) {
                constants.insert(slug.to_owned(), name.to_owned());
            }
        }
    }
    constants
}

/// Lines of code that are not part of a `use`.
fn outside_imports(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut importing = false;
    code_lines(text).filter(move |(_, line)| {
        let import = importing || line.trim_start().starts_with("use ");
        importing = import && !line.trim_end().ends_with(';');
        !import
    })
}

/// The name of the function a line declares.
fn declared_function(line: &str) -> Option<&str> {
    let mut words = names(line).map(|(_, word)| word);
    words.by_ref().take_while(|word| matches!(*word, "pub" | "crate" | "super" | "in" | "const" | "fn")).find(|word| *word == "fn")?;
    words.next()
}
