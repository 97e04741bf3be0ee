//! Formatting a text on its own, as the suites need it.

use yardstick::diagnostics::{Diagnostic, Severity};
use yardstick::format::{self, Style};
use yardstick::syntax::{self, Parse};
use yardstick::text::{Language, SourceMap};

use super::fixtures;

/// The text in canonical layout, in the language asked for or in its own.
pub fn formatted(name: &str, text: &str, language: Option<Language>) -> Result<String, Box<Diagnostic>> {
    let mut sources = SourceMap::default();
    let id = sources.add(name, text);
    let file = sources.file(id);
    format::format(&syntax::parse(file), file, Style { language }).map_err(Box::new)
}

/// The text parsed, with its comments.
pub fn parsed(text: &str) -> (Parse, Vec<String>) {
    let mut sources = SourceMap::default();
    let id = sources.add("text", text);
    let file = sources.file(id);
    let parse = syntax::parse(file);
    let mut comments: Vec<String> = parse
        .comments
        .iter()
        .map(|comment| file.slice(comment.span).trim_end().trim_start_matches(['#', '＃']).to_owned())
        .collect();
    comments.sort();
    (parse, comments)
}

/// All rule files of the repository without errors of syntax: name and text.
pub fn readable_files() -> Vec<(String, String)> {
    let paths = ["tests", "rules"].into_iter().flat_map(|folder| fixtures::files(folder, "yard"));
    paths
        .map(|path| (fixtures::name(&path), fixtures::read(&path)))
        .filter(|(_, text)| {
            let (parse, _) = parsed(text);
            parse.broken.is_empty() && parse.diagnostics.iter().all(|diagnostic| diagnostic.severity() != Severity::Error)
        })
        .collect()
}
