//! The comparison as Markdown, to paste into a memo.

use std::fmt::Write as _;

use super::impact::{self, Block, Table};
use super::{Shown, also, leaning, page, subject};
use crate::diff::{Change, Side};
use crate::render::signs::bracketed;
use crate::render::visible::on_one_line;
use crate::text::Language;
use crate::words;

/// The page for whoever signs, then a table for each kind of change.
#[must_use]
pub fn markdown(shown: &Shown<'_>, language: Language) -> String {
    let (old, new) = (escaped(&Shown::book(shown.old)), escaped(&Shown::book(shown.new)));
    let mut text = format!("# {old} → {new}\n\n{}\n", page::verdict(shown, language));
    let counts = page::counts(shown, language);
    if !counts.is_empty() {
        let head = words!("| kind of change | number |", "| 变化种类 | 处数 |");
        // Memory does not refuse to be written to.
        let _ = writeln!(text, "\n{}\n|---|---:|", head.get(language));
        for (heading, count) in counts {
            let _ = writeln!(text, "| {} | {count} |", escaped(&heading));
        }
    }
    blocks(&mut text, &impact::page(shown, language), language);
    for (heading, lines) in page::leanings(shown, language).into_iter().chain(page::proposals(shown, language)) {
        let _ = writeln!(text, "\n## {}\n", escaped(&heading));
        for line in lines {
            let _ = writeln!(text, "- {}", escaped(&line));
        }
    }
    for (kind, _) in shown.comparison.counts() {
        let head = words!("| what | old | new |", "| 内容 | 旧 | 新 |");
        let heading = kind.words();
        let _ = writeln!(text, "\n## {}\n\n{}\n|---|---|---|", escaped(&sentence(heading.get(language))), head.get(language));
        for change in shown.comparison.changes.iter().filter(|change| change.kind() == kind) {
            let _ = writeln!(text, "{}", row(shown, change, language));
        }
    }
    blocks(&mut text, &impact::details(shown, language), language);
    text
}

fn blocks(text: &mut String, blocks: &[Block], language: Language) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let _ = writeln!(text, "\n## {}", escaped(heading));
            }
            Block::Lines(lines) => {
                text.push('\n');
                for line in lines {
                    let depth = line.len() - line.trim_start().len();
                    let _ = writeln!(text, "{}- {}", " ".repeat(depth), escaped(line.trim_start()));
                }
            }
            Block::Table(table) => self::table(text, table, language),
        }
    }
}

fn table(text: &mut String, table: &Table, language: Language) {
    let under = table.rows.iter().any(|(_, under)| under.is_some());
    let because = words!("because", "原因");
    let row = |cells: &[String], under: Option<&str>| {
        let cells = cells.iter().map(String::as_str).chain(under).map(|cell| format!(" {} |", escaped(cell)));
        format!("|{}", cells.collect::<String>())
    };
    let _ = writeln!(text, "\n{}", row(&table.head, under.then(|| because.get(language))));
    let rule = table.numbers.iter().map(|number| if *number { "---:|" } else { "---|" }).chain(under.then_some("---|"));
    let _ = writeln!(text, "|{}", rule.collect::<String>());
    for (cells, said) in &table.rows {
        let _ = writeln!(text, "{}", row(cells, under.then(|| said.as_deref().unwrap_or_default())));
    }
}

fn row(shown: &Shown<'_>, change: &Change, language: Language) -> String {
    let mut what = subject(change, language);
    if let Some(way) = change.leans {
        let _ = write!(what, " {}", bracketed(leaning(way).get(language), language));
    }
    if let Some(also) = also(change, language) {
        let _ = write!(what, "; {also}");
    }
    let side = |side: &Option<Side>| {
        side.as_ref().map_or_else(String::new, |side| {
            format!("{}<br>{}", escaped(&on_one_line(side.text.get(language))), escaped(&shown.place(side.span)))
        })
    };
    format!("| {} | {} | {} |", escaped(&what), side(&change.old), side(&change.new))
}

/// A heading begins with a large letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Text that Markdown shows as it is.
pub(in crate::render) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
