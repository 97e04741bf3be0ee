//! The book and the papers: every block of rules holds what it shows, every command prints what it says.
//!
//! A block fenced as `yardstick` is checked without a finding; `yardstick fails=Y0301` yields that
//! code and no other error. A block without a `rulebook` of its own is read together with the first
//! block of its chapter that has one. Every block stands in the formatter's layout. Examples in the
//! blocks are run. What commands print is compared by `support::console`. There are no other blocks,
//! so that none escapes by the word behind its fence.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/console.rs"]
mod console_blocks;
#[path = "../support/fixtures.rs"]
mod fixtures;

use std::path::PathBuf;

use yardstick::diagnostics::{Diagnostic, Severity};
use yardstick::format::{self, Style};
use yardstick::text::SourceMap;
use yardstick::{check, eval, syntax};

/// A fenced block of rules.
struct Block {
    line: usize,
    fails: Option<String>,
    text: String,
}

fn papers() -> Vec<PathBuf> {
    let mut papers = fixtures::files("docs/book", "md");
    papers.push(fixtures::root().join("README.md"));
    papers
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(rest) = line.strip_prefix("```yardstick") else { continue };
        let fails = rest.trim().strip_prefix("fails=").map(str::to_owned);
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim_end() != "```").collect();
        blocks.push(Block { line: number + 2, fails, text: format!("{}\n", body.join("\n")) });
    }
    blocks
}

/// What is wrong with the fences of a text: each opens a block that is run, in the first column, and is closed.
fn faulty_fences(text: &str) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let mut open = None;
    for (number, line) in (1..).zip(text.lines()) {
        let bare = line.trim_start();
        if !bare.starts_with("```") && !bare.starts_with("~~~") {
            continue;
        }
        match open {
            None if is_known(line) => open = Some(number),
            None => {
                faults.push((number, format!("`{line}` opens a block that no test runs")));
                open = Some(number);
            }
            Some(_) if line.trim_end() == "```" => open = None,
            Some(_) => faults.push((number, format!("`{line}` stands inside a block"))),
        }
    }
    faults.extend(open.map(|number| (number, "this block is not closed".to_owned())));
    faults
}

/// Whether a line opens a block of a kind that the tests run.
fn is_known(line: &str) -> bool {
    let Some(kind) = line.trim_end().strip_prefix("```") else { return false };
    match kind.strip_prefix("yardstick fails=Y") {
        Some(number) => number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()),
        None => kind == "yardstick" || kind == "console",
    }
}

fn is_whole(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("rulebook ") || line.starts_with("考核规则 "))
}

/// What is found in the texts of a book, the examples run where it is sound.
fn findings(texts: &[&str]) -> Vec<Diagnostic> {
    let mut sources = SourceMap::default();
    for (place, text) in texts.iter().enumerate() {
        sources.add(format!("block {place}"), *text);
    }
    let parses: Vec<_> = sources.files().map(syntax::parse).collect();
    let checked = check::check(&parses, &sources);
    let mut found: Vec<Diagnostic> = parses.iter().flat_map(|parse| parse.diagnostics.iter().cloned()).collect();
    found.extend(checked.diagnostics.into_sorted());
    if let Some(program) = checked.program {
        found.extend(eval::run_examples(&program, &sources).diagnostics.into_sorted());
    }
    found
}

#[test]
fn every_fence_is_known() {
    let mut faults = Vec::new();
    for path in papers() {
        let name = fixtures::name(&path);
        faults.extend(faulty_fences(&fixtures::read(&path)).into_iter().map(|(line, fault)| format!("{name}:{line}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_block_of_rules_holds_what_it_shows() {
    let mut faults = Vec::new();
    let mut count = 0;
    for path in papers() {
        let text = fixtures::read(&path);
        let blocks = blocks(&text);
        let whole = blocks.iter().find(|block| is_whole(&block.text)).map(|block| block.text.clone());
        for block in &blocks {
            count += 1;
            let place = format!("{}:{}", fixtures::name(&path), block.line);
            let mut texts = vec![block.text.as_str()];
            if !is_whole(&block.text) {
                texts.extend(whole.as_deref());
            }
            let found = findings(&texts);
            let errors: Vec<String> =
                found.iter().filter(|one| one.severity() == Severity::Error).map(|one| one.code.to_string()).collect();
            let list: Vec<String> = found.iter().map(|one| format!("{} {}", one.code, one.message.english)).collect();
            match &block.fails {
                Some(code) if errors.iter().all(|error| error == code) && list.iter().any(|one| one.starts_with(code.as_str())) => {}
                Some(code) => faults.push(format!("{place}: {code} expected, found {list:?}")),
                None if found.is_empty() => {}
                // The shared first block may hold what only other blocks of the chapter use.
                None if !is_whole(&block.text) && errors.is_empty() => {}
                None => faults.push(format!("{place}: {list:?}")),
            }
        }
    }
    assert!(count > 0, "the book has blocks");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_block_of_rules_is_laid_out() {
    let mut faults = Vec::new();
    for path in papers() {
        for block in blocks(&fixtures::read(&path)) {
            let mut sources = SourceMap::default();
            let id = sources.add("block", block.text.as_str());
            let parse = syntax::parse(sources.file(id));
            if parse.diagnostics.has_errors() {
                continue;
            }
            let place = format!("{}:{}", fixtures::name(&path), block.line);
            match format::format(&parse, sources.file(id), Style { language: None }) {
                Ok(text) if text == block.text => {}
                Ok(text) => faults.push(format!("{place} should read\n{text}")),
                Err(finding) => faults.push(format!("{place}: {}", finding.message.english)),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_command_prints_what_is_written() {
    let results = console_blocks::check_all(&papers(), env!("CARGO_BIN_EXE_yardstick"));
    let faults: Vec<String> = results.iter().filter_map(|result| result.clone().err()).collect();
    assert!(results.iter().filter_map(|result| result.as_ref().ok()).sum::<usize>() > 0, "the papers show commands");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
