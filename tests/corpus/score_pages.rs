//! The pages of the codes of evaluation and of bounds: what they show fails as they say, and what puts it right
//! does. Where a page holds tables, its rulebook stands before them and they are the submission.

use yardstick::check::check;
use yardstick::data::{self, DataFile};
use yardstick::diagnostics::pages::PAGES;
use yardstick::diagnostics::{Diagnostics, Severity};
use yardstick::eval;
use yardstick::syntax::parse;
use yardstick::text::SourceMap;

/// The fenced blocks of a section: what stands behind the fence, and the text.
fn blocks(page: &str, heading: &str) -> Vec<(String, String)> {
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
    let mut blocks = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        if let Some(fence) = line.strip_prefix("```") {
            let text: String = lines.by_ref().take_while(|line| !line.starts_with("```")).map(|line| format!("{line}\n")).collect();
            blocks.push((fence.to_owned(), text));
        }
    }
    blocks
}

/// The codes of a rulebook, its examples, and its submission where there is one.
fn codes(blocks: &[(String, String)]) -> Vec<String> {
    let mut sources = SourceMap::default();
    let book = &blocks.iter().find(|(fence, _)| fence.starts_with("yardstick")).unwrap().1;
    let id = sources.add("book.yard", book.as_str());
    let parsed = parse(sources.file(id));
    let mut found: Diagnostics = parsed.diagnostics.clone();
    let checked = check(&[parsed], &sources);
    found.append(checked.diagnostics);
    if let Some(program) = checked.program {
        found.append(eval::run_examples(&program, &sources).diagnostics);
        let named = |fence: &str| fence.split(' ').find_map(|word| word.strip_prefix("file=")).map(str::to_owned);
        let files: Vec<DataFile> =
            blocks.iter().filter_map(|(fence, text)| Some(DataFile { name: named(fence)?, bytes: text.clone().into_bytes() })).collect();
        if !files.is_empty() {
            let loaded = data::load_folder(&program, files, &mut sources);
            found.append(loaded.diagnostics);
            found.append(eval::score(&program, &loaded.submission, &sources).1);
        }
    }
    // A warning may stand beside the error: what the check could not decide is what comes to pass.
    let list = found.into_sorted();
    let errors = list.iter().any(|one| one.severity() == Severity::Error);
    list.iter().filter(|one| !errors || one.severity() == Severity::Error).map(|one| one.code.to_string()).collect()
}

#[test]
fn pages_fail_and_are_put_right_as_they_say() {
    let mut report = String::new();
    for (code, page) in PAGES.iter().filter(|(code, _)| ("Y0520".."Y0600").contains(code) || ("Y0650".."Y0670").contains(code)) {
        let shown = blocks(page, "A program that shows it");
        assert!(shown.iter().any(|(fence, _)| fence.ends_with(&format!("fails={code}"))), "{code} is not said to fail");
        let found = codes(&shown);
        if found != [*code] {
            report += &format!("{code}: what shows it has {found:?}\n");
        }
        let found = codes(&blocks(page, "How to put it right"));
        if !found.is_empty() {
            report += &format!("{code}: what puts it right has {found:?}\n");
        }
    }
    assert!(report.is_empty(), "{report}");
}
