//! The comparison at a terminal.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::impact::{self, Block, Table};
use super::{Shown, also, leaning, page, subject};
use crate::diff::{Change, Side};
use crate::render::signs::bracketed;
use crate::render::visible::on_one_line;
use crate::text::Language;
use crate::words;

/// The page for whoever signs, then all changes, kind by kind, old over new with their places.
#[must_use]
pub fn text(shown: &Shown<'_>, language: Language) -> String {
    let mut text = format!("{}\n→ {}\n\n{}\n", Shown::book(shown.old), Shown::book(shown.new), page::verdict(shown, language));
    let counts = page::counts(shown, language);
    let width = counts.iter().map(|(heading, _)| heading.width()).max().unwrap_or(0);
    for (heading, count) in &counts {
        let gap = " ".repeat(width - heading.width());
        // Memory does not refuse to be written to.
        let _ = writeln!(text, "  {heading}{gap}  {count}");
    }
    blocks(&mut text, &impact::page(shown, language));
    for (heading, lines) in page::leanings(shown, language).into_iter().chain(page::proposals(shown, language)) {
        list(&mut text, &heading, &lines);
    }
    for (kind, _) in shown.comparison.counts() {
        let _ = writeln!(text, "\n{}", kind.words().get(language).to_uppercase());
        for change in shown.comparison.changes.iter().filter(|change| change.kind() == kind) {
            one(&mut text, shown, change, language);
        }
    }
    blocks(&mut text, &impact::details(shown, language));
    text
}

fn blocks(text: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let _ = writeln!(text, "\n{}", heading);
            }
            Block::Lines(lines) => lines.iter().for_each(|line| {
                let _ = writeln!(text, "  {line}");
            }),
            Block::Table(table) => self::table(text, table),
        }
    }
}

fn table(text: &mut String, table: &Table) {
    let widths: Vec<usize> = (0..table.head.len())
        .map(|column| {
            let cells = table.rows.iter().map(|(cells, _)| cells).chain([&table.head]);
            cells.filter_map(|cells| cells.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    let row = |cells: &[String]| {
        let cells = cells.iter().zip(&widths).zip(&table.numbers).map(|((cell, width), number)| {
            let gap = " ".repeat(width - cell.width());
            if *number { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        });
        cells.collect::<Vec<String>>().join("  ").trim_end().to_owned()
    };
    let _ = writeln!(text, "  {}", row(&table.head));
    for (cells, under) in &table.rows {
        let _ = writeln!(text, "  {}", row(cells));
        if let Some(under) = under {
            let _ = writeln!(text, "      {under}");
        }
    }
}

fn list(text: &mut String, heading: &str, lines: &[String]) {
    let _ = writeln!(text, "\n{heading}");
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
}

fn one(text: &mut String, shown: &Shown<'_>, change: &Change, language: Language) {
    let leans = change.leans.map(|way| format!("  {}", bracketed(leaning(way).get(language), language))).unwrap_or_default();
    let _ = writeln!(text, "  {}{leans}", subject(change, language));
    let (old, new) = (words!("old", "旧"), words!("new", "新"));
    for (word, side) in [(old, &change.old), (new, &change.new)] {
        if let Some(Side { text: said, span }) = side {
            let _ = writeln!(text, "    {}  {}  [{}]", word.get(language), on_one_line(said.get(language)), shown.place(*span));
        }
    }
    if let Some(also) = also(change, language) {
        let _ = writeln!(text, "    {also}");
    }
}
