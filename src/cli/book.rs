//! A rule book from its files to its findings: what every command begins with.

use std::path::PathBuf;

use super::files::{self, Filed, RuleFiles};
use super::{Stop, Terminal, messages};
use crate::check::{self, Proposal};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Program;
use crate::render;
use crate::syntax::{self, Parse};
use crate::text::{SourceId, SourceMap};
use crate::value::Day;
use crate::words;

/// A rule book, parsed and checked.
#[derive(Debug)]
pub struct Book {
    /// What it means; none when it has errors.
    pub program: Option<Program>,
    /// Everything found in it, by place.
    pub findings: Vec<Diagnostic>,
    /// The names of the files under `extensions/` that it does not accept.
    pub waiting: Vec<String>,
    /// Those of them that are links out of the book.
    pub leading_outside: Vec<String>,
}

impl Book {
    /// Parses and checks the files of a book, with the extensions it accepts.
    pub fn new(files: &mut RuleFiles, place: usize) -> Result<Self, Stop> {
        let ids = files.books.get(place).map(Vec::as_slice).unwrap_or_default();
        let parses: Vec<Parse> = syntax::parse_all(ids.iter().map(|id| files.sources.file(*id)));
        let names = files.extensions(place).iter().map(|file| file.name.as_str());
        let waiting: Vec<String> = check::waiting(&parses, names).into_iter().map(str::to_owned).collect();
        files.read_extensions(place, |name| !waiting.iter().any(|other| other == name))?;
        let leads = |name: &String| files.extensions(place).iter().any(|file| file.leads_outside && file.name == *name);
        let (leading_outside, waiting): (Vec<String>, Vec<String>) = waiting.into_iter().partition(leads);
        let checked = check::check_with(&parses, &proposals(files, place), &files.sources);
        let mut all = Diagnostics::default();
        for parse in parses {
            all.append(parse.diagnostics);
            leave(parse.file);
        }
        all.append(checked.diagnostics);
        let program = checked.program.filter(|_| !all.has_errors());
        Ok(Self { program, findings: all.into_sorted(), waiting, leading_outside })
    }
}

/// The files under `extensions/` of a book that were read.
pub fn proposals(files: &RuleFiles, place: usize) -> Vec<Proposal> {
    let read = files.extensions(place).iter().filter_map(|file| file.read.map(|(source, digest)| (file, source, digest)));
    let proposal = |(file, source, digest): (&Filed, SourceId, _)| Proposal {
        name: file.name.clone(),
        source,
        parse: syntax::parse(files.sources.file(source)),
        digest,
        leads_outside: file.leads_outside,
    };
    read.map(proposal).collect()
}

/// Says which extensions are in force on the day of scoring, and which proposals wait.
pub fn say_extensions(book: &Book, as_of: Option<Day>, terminal: &Terminal) {
    let in_force = book.program.iter().flat_map(|program| program.extensions.iter().map(move |extension| (program, extension)));
    for (program, extension) in in_force {
        if let Some((day, accepted)) = as_of.zip(extension.accepted).filter(|(day, accepted)| accepted > day) {
            terminal.remark(&words!(
                "extension not yet in force on {day}: {name}, accepted {accepted}",
                "{day} 尚未生效的扩展：{name}，{accepted} 采纳",
                day = day,
                name = extension.name,
                accepted = accepted
            ));
            continue;
        }
        terminal.remark(&words!(
            "extension in force: {name}, \"{title}\" by {by}, accepted {day}",
            "已采纳的扩展：{name}，“{title}”，由 {by} 提出，{day} 采纳",
            name = extension.name,
            title = extension.title,
            by = program.member_name(extension.proposer),
            day = extension.accepted.map(|day| day.to_string()).unwrap_or_default()
        ));
    }
    for name in &book.waiting {
        terminal.remark(&words!(
            "extensions/{name}.yard waits to be accepted; it counts for nothing until then",
            "extensions/{name}.yard 尚未采纳，在此之前不起作用",
            name = name
        ));
    }
    for name in &book.leading_outside {
        terminal.remark(&words!(
            "extensions/{name}.yard is a link that leads out of the rulebook; it is not read",
            "extensions/{name}.yard 是指向规则文件夹之外的链接，不予读取",
            name = name
        ));
    }
}

/// Leaves something large to the end of the program: the system takes all memory back at once,
/// sooner than a tree is taken apart.
pub fn leave<T>(large: T) {
    std::mem::forget(large);
}

/// The one book at a path, with its files. Its findings are told on standard error; without a
/// program they say why nothing can be done with it.
pub fn load(path: PathBuf, as_of: Option<Day>, terminal: &Terminal) -> Result<(Option<Program>, RuleFiles), Stop> {
    let mut files = files::rules(&[path])?;
    greet(&files, terminal);
    let book = Book::new(&mut files, 0)?;
    say_extensions(&book, as_of, terminal);
    tell(&book.findings, &files.sources, terminal);
    if book.program.is_none() {
        terminal.say(&words!(
            "The rules have errors, so nothing was done with them. `yardstick explain CODE` says more about each.",
            "规则有错误，未作处理。“yardstick explain 编号”有详细说明。"
        ));
    }
    Ok((book.program, files))
}

/// Meets the files of rules as [`meet`], and says which lie where they are not read.
pub fn greet(files: &RuleFiles, terminal: &Terminal) {
    meet(files, terminal);
    for path in files.misplaced() {
        terminal.say(&messages::misplaced_extension(path));
    }
}

/// Meets the files of rules: talk goes on in their language, and begins with which were not UTF-8.
pub fn meet(files: &RuleFiles, terminal: &Terminal) {
    terminal.speak_of_rules_in(files.language());
    for (name, encoding) in &files.encodings {
        let encoding = encoding.words();
        terminal.remark(&words!("{name}: read as {e}", "{name}：按 {z} 读取", name = name, e = encoding.english, z = encoding.chinese));
    }
}

/// Tells findings on standard error, for people.
pub fn tell(findings: &[Diagnostic], sources: &SourceMap, terminal: &Terminal) {
    if !findings.is_empty() {
        let options = render::Options { language: terminal.language(), color: terminal.talk_color(), width: terminal.talk_width() };
        terminal.talk(&render::human(findings, sources, &options));
    }
}
