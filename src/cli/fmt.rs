//! `yardstick fmt`: the one canonical layout.

use std::path::{Path, PathBuf};

use super::arguments::Fmt;
use super::files::RuleFiles;
use super::{Outcome, Stop, Terminal, book, files};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::format::{self, Style};
use crate::syntax;
use crate::text::{SourceFile, SourceId};
use crate::words;

/// Lays out each file; one that cannot be laid out is reported and left as it is.
pub fn run(options: &Fmt, terminal: &Terminal) -> Result<Outcome, Stop> {
    let paths: Vec<PathBuf> = if options.paths.is_empty() { vec![PathBuf::from(".")] } else { options.paths.clone() };
    let files = files::rules(&paths)?;
    book::meet(&files, terminal);
    let ids: Vec<SourceId> = files.books.iter().flatten().copied().filter(|id| !files.is_extension(*id)).collect();
    let mut findings = Diagnostics::default();
    let (mut changed, mut kept) = (0_usize, 0_usize);
    for id in ids {
        let file = files.sources.file(id);
        let Some(text) = formatted(file, terminal, &mut findings) else { continue };
        let same = text == file.text() && !files.encodings.iter().any(|(name, _)| name == file.name());
        if same {
            kept += 1
        } else {
            changed += 1
        }
        if options.diff && !same {
            terminal.data(&format::diff(file.text(), &text, file.name()))?;
        }
        if options.check && !same && !options.diff {
            terminal.data(&format!("{}\n", file.name()))?;
        }
        if !(options.check || options.diff) {
            write(files.path(id), &text, same, terminal)?;
        }
    }
    let findings = findings.into_sorted();
    book::tell(&findings, &files.sources, terminal);
    tell_pinned(&files, terminal);
    let watched = options.check || options.diff;
    terminal.remark(&if watched {
        words!(
            "{changed} to be laid out, {kept} as they should be",
            "{changed} 个文件需要整理，{kept} 个无需整理",
            changed = changed,
            kept = kept
        )
    } else {
        words!("{changed} laid out, {kept} left as they were", "已整理 {changed} 个文件，{kept} 个无需整理", changed = changed, kept = kept)
    });
    Ok(Outcome::findings(!findings.is_empty() || (watched && changed > 0)))
}

/// Names what lies under `extensions/` and is left alone: of the folder given, of one further down, or where the folder
/// given is that of a book.
fn tell_pinned(files: &RuleFiles, terminal: &Terminal) {
    let of_book = (0..files.books.len()).flat_map(|book| files.extensions(book)).map(|file| file.path.as_path());
    let read = files.books.iter().flatten().filter(|id| files.is_extension(**id)).filter_map(|id| files.path(*id));
    let below = files.misplaced().iter().map(PathBuf::as_path);
    let names: Vec<String> = of_book.chain(read).chain(below).map(files::shown).collect();
    if !names.is_empty() {
        terminal.remark(&words!(
            "left alone, since an acceptance pins an extension to the byte: {names}",
            "扩展文件采纳后逐字节核对，未作整理：{list}",
            names = names.join(", "),
            list = names.join("、")
        ));
    }
}

fn formatted(file: &SourceFile, terminal: &Terminal, findings: &mut Diagnostics) -> Option<String> {
    let parse = syntax::parse(file);
    if parse.diagnostics.has_errors() {
        findings.append(parse.diagnostics);
        return None;
    }
    let result: Result<String, Diagnostic> = format::format(&parse, file, Style { language: terminal.language() });
    result.map_err(|finding| findings.push(finding)).ok()
}

fn write(path: Option<&Path>, text: &str, same: bool, terminal: &Terminal) -> Result<(), Stop> {
    match path {
        None => terminal.data(text),
        Some(_) if same => Ok(()),
        Some(path) => files::write(path, text),
    }
}
