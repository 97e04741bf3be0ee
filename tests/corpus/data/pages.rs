//! The pages of the codes of data: what they show fails as they say, and what puts it right does.
//!
//! A page holds a small rulebook; the files below it, each fenced with `file=NAME`, are the submission. The
//! last one of the failing section names the code.

use yardstick::data::DataFile;
use yardstick::diagnostics::pages::PAGES;
use yardstick::text::SourceMap;

/// A fenced block: what stands behind the fence, and the text.
struct Block<'p> {
    fence: &'p str,
    text: String,
}

/// The blocks of a section of a page.
fn blocks<'p>(page: &'p str, heading: &str) -> Vec<Block<'p>> {
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
    let mut blocks: Vec<Block<'p>> = Vec::new();
    let mut open = false;
    for line in section.lines() {
        match line.strip_prefix("```") {
            Some(fence) if !open => {
                blocks.push(Block { fence, text: String::new() });
                open = true;
            }
            Some(_) => open = false,
            None if open => {
                *blocks.last_mut().unwrap() = Block { text: format!("{}{line}\n", blocks.last().unwrap().text), ..*blocks.last().unwrap() }
            }
            None => {}
        }
    }
    blocks
}

/// The files among the blocks.
fn files(blocks: &[Block<'_>]) -> Vec<DataFile> {
    let name = |block: &Block<'_>| block.fence.split(' ').find_map(|word| word.strip_prefix("file=")).map(str::to_owned);
    blocks.iter().filter_map(|block| Some(DataFile { name: name(block)?, bytes: block.text.clone().into_bytes() })).collect()
}

#[test]
fn pages_fail_and_are_put_right_as_they_say() {
    let mut report = String::new();
    for (code, page) in PAGES.iter().filter(|(code, _)| ("Y0601".."Y0650").contains(code)) {
        let shown = blocks(page, "A program that shows it");
        let right = blocks(page, "How to put it right");
        let book = &shown.iter().find(|block| block.fence == "yardstick").unwrap().text;
        for (blocks, expected) in [(&shown, vec![(*code).to_owned()]), (&right, Vec::new())] {
            let mut sources = SourceMap::default();
            let program = super::program(book, &mut sources);
            let files = files(blocks);
            assert!(!files.is_empty(), "{code}: no data");
            let found = super::load(&program, files, &mut sources).diagnostics.into_sorted();
            let codes: Vec<String> = found.iter().map(|one| one.code.to_string()).collect();
            if codes != expected {
                let found: Vec<String> = found.iter().map(|one| super::line(one, &sources)).collect();
                report += &format!("{code}: expected {expected:?}, found\n  {}\n", found.join("\n  "));
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}
