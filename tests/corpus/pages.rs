//! The pages of `explain` are run: the failing block yields the code and no other error, the corrected
//! block no error and not the code, and both stand in the formatter's layout where they can be read.
//! Pages that need data are run beside what reads it: `data`, `score_pages`.

use yardstick::diagnostics::pages::PAGES;
use yardstick::diagnostics::{Diagnostic, Severity};
use yardstick::format::{self, Style};
use yardstick::text::SourceMap;
use yardstick::{check, eval, syntax};

/// The blocks of rules on a page: what stands behind the fence, and the text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(fence) = line.strip_prefix("```yardstick") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != "```").collect();
            blocks.push((fence.trim().to_owned(), format!("{}\n", body.join("\n"))));
        }
    }
    blocks
}

fn findings(text: &str) -> Vec<Diagnostic> {
    let mut sources = SourceMap::default();
    sources.add("page.yard", text);
    let parses: Vec<_> = sources.files().map(syntax::parse).collect();
    let checked = check::check(&parses, &sources);
    let mut found: Vec<Diagnostic> = parses.iter().flat_map(|parse| parse.diagnostics.iter().cloned()).collect();
    found.extend(checked.diagnostics.into_sorted());
    if let Some(program) = checked.program {
        found.extend(eval::run_examples(&program, &sources).diagnostics.into_sorted());
    }
    found
}

fn layout(text: &str) -> Option<String> {
    let mut sources = SourceMap::default();
    let id = sources.add("page.yard", text);
    let parse = syntax::parse(sources.file(id));
    if parse.diagnostics.has_errors() {
        return None;
    }
    format::format(&parse, sources.file(id), Style { language: None }).ok()
}

#[test]
fn every_block_of_rules_shows_what_it_says() {
    let mut faults = Vec::new();
    let mut run = 0;
    for (code, page) in PAGES {
        // Layout is no affair of `check`, and data pages carry data.
        if code.starts_with("Y09") || page.contains("```csv") {
            continue;
        }
        for (fence, text) in blocks(page) {
            run += 1;
            let found = findings(&text);
            let list: Vec<String> = found.iter().map(|one| format!("{} {}", one.code, one.message.english)).collect();
            let others = found.iter().any(|one| one.severity() == Severity::Error && one.code.to_string() != **code);
            let shown = found.iter().any(|one| one.code.to_string() == **code);
            let expected = fence.strip_prefix("fails=");
            if expected.is_some_and(|expected| expected != *code) || others || shown != expected.is_some() {
                faults.push(format!("{code} ({fence}): {list:?}"));
            }
        }
    }
    assert!(run > 200, "{run} blocks were run");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_block_of_rules_is_laid_out() {
    let mut faults = Vec::new();
    for (code, page) in PAGES.iter().filter(|(code, _)| !code.starts_with("Y09")) {
        for (_, text) in blocks(page) {
            if let Some(layout) = layout(&text)
                && layout != text
            {
                faults.push(format!("{code} should read\n{layout}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
