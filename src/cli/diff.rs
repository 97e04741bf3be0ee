//! `yardstick diff`: two rule books by what they mean.

use super::arguments::{ChangeFormat, Diff};
use super::book::{self, Book, leave};
use super::compared::{Both, Compared};
use super::files::RuleFiles;
use super::{Outcome, Stop, Terminal, files};
use crate::diff;
use crate::model::Program;
use crate::render::changes::{self, Shown};
use crate::words;

/// Compares two books and prints what the newer one says differently.
pub fn run(options: &Diff, terminal: &Terminal) -> Result<Outcome, Stop> {
    let mut files = files::books(&[&options.old, &options.new])?;
    book::greet(&files, terminal);
    let mut programs: Vec<Option<Program>> = Vec::new();
    for place in 0..files.books.len() {
        let book = Book::new(&mut files, place)?;
        book::tell(&book.findings, &files.sources, terminal);
        programs.push(book.program);
    }
    let Ok([Some(old), Some(new)]) = <[Option<Program>; 2]>::try_from(programs) else {
        terminal.say(&words!(
            "The rules have errors, so they were not compared. `yardstick explain CODE` says more about each.",
            "规则有错误，未作比较。“yardstick explain 编号”有详细说明。"
        ));
        return Ok(Outcome::Findings);
    };
    let language = terminal.language().unwrap_or_else(|| files.language());
    let comparison = diff::compare(&old, &new, &files.sources);
    let RuleFiles { books, mut sources, .. } = files;
    let mut outcome = Outcome::findings(options.exit_code && comparison.means_something_else());
    let mut compared = None;
    if let Some(data) = &options.data {
        let both = Both { old: &old, new: &new, books: &books };
        let Some(found) = both.impact(data, options, &mut sources, terminal)? else { return Ok(Outcome::Findings) };
        if found.findings {
            outcome = Outcome::Findings;
        }
        compared = Some(found);
    }
    let on_data = compared.as_ref().map(Compared::shown);
    let shown = Shown { old: &old, new: &new, sources: &sources, comparison: &comparison, on_data };
    let text = match options.format {
        ChangeFormat::Text => changes::text(&shown, language),
        ChangeFormat::Markdown => changes::markdown(&shown, language),
        ChangeFormat::Json => changes::json(&shown, language),
    };
    leave(compared);
    terminal.data(&text)?;
    Ok(outcome)
}
