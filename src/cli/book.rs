//! A rule book from its files to its findings: what every command begins with.

use std::path::PathBuf;

use super::files::{self, RuleFiles};
use super::{Stop, Terminal};
use crate::check;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Program;
use crate::render;
use crate::syntax::{self, Parse};
use crate::text::{SourceId, SourceMap};
use crate::words;

/// A rule book, parsed and checked.
#[derive(Debug)]
pub struct Book {
    /// What it means; none when it has errors.
    pub program: Option<Program>,
    /// Everything found in it, by place.
    pub findings: Vec<Diagnostic>,
}

impl Book {
    /// Parses and checks the files of a book.
    pub fn new(files: &[SourceId], sources: &SourceMap) -> Self {
        Self::for_year(files, sources, None)
    }

    /// The same as if it judged another year.
    pub fn for_year(files: &[SourceId], sources: &SourceMap, year: Option<i64>) -> Self {
        let parses: Vec<Parse> = syntax::parse_all(files.iter().map(|id| sources.file(*id)));
        let checked = check::check_for(&parses, sources, year);
        let mut all = Diagnostics::default();
        for parse in parses {
            all.append(parse.diagnostics);
            leave(parse.file);
        }
        all.append(checked.diagnostics);
        let program = checked.program.filter(|_| !all.has_errors());
        Self { program, findings: all.into_sorted() }
    }
}

/// Leaves something large to the end of the program: the system takes all memory back at once,
/// sooner than a tree is taken apart.
pub fn leave<T>(large: T) {
    std::mem::forget(large);
}

/// The one book at a path, with its files. Its findings are told on standard error; without a
/// program they say why nothing can be done with it.
pub fn load(path: PathBuf, terminal: &Terminal) -> Result<(Option<Program>, RuleFiles), Stop> {
    let files = files::rules(&[path])?;
    greet(&files, terminal);
    let ids: Vec<SourceId> = files.books.iter().flatten().copied().collect();
    let book = Book::new(&ids, &files.sources);
    tell(&book.findings, &files.sources, terminal);
    if book.program.is_none() {
        terminal.say(&words!(
            "The rules have errors, so nothing was done with them. `yardstick explain CODE` says more about each.",
            "规则有错误, 未作处理。“yardstick explain 编号”有详细说明。"
        ));
    }
    Ok((book.program, files))
}

/// Meets the files of rules: talk goes on in their language, and begins with which were not UTF-8.
pub fn greet(files: &RuleFiles, terminal: &Terminal) {
    terminal.speak_of_rules_in(files.language());
    for (name, encoding) in &files.encodings {
        let encoding = encoding.words();
        terminal.say(&words!("{name}: read as {e}", "{name}: 按 {z} 读取", name = name, e = encoding.english, z = encoding.chinese));
    }
}

/// Tells findings on standard error, for people.
pub fn tell(findings: &[Diagnostic], sources: &SourceMap, terminal: &Terminal) {
    if !findings.is_empty() {
        let options = render::Options { language: terminal.language(), color: terminal.talk_color(), width: terminal.width() };
        terminal.talk(&render::human(findings, sources, &options));
    }
}
