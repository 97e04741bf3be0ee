//! The one canonical layout, in either language.
//!
//! [`format()`] prints the tree of a file anew (`layout` breaks lines, `lines` aligns neighbouring
//! statements, `printer` places the comments, the other modules print one kind of clause each), then
//! reads its own text back: a tree that differs, a comment lost, or a text that would be formatted
//! once more into something else is reported instead of returned. It knows nothing of what names
//! mean, and no keyword: spellings come from the grammar ([`crate::syntax::keywords`]).

mod contest;
mod declaration;
mod expression;
mod extension;
mod indicator;
mod layout;
mod lines;
mod messages;
mod method;
mod printer;
mod scorecard;
mod survey;
mod words;

use printer::{Printer, tidy};

use crate::diagnostics::Diagnostic;
use crate::syntax::{self, Parse};
use crate::text::{Language, SourceFile, SourceMap, Span};

/// How a file is to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The language its keywords are written in; none to keep that of most of the file's items.
    pub language: Option<Language>,
}

/// The file in canonical layout. Names, texts and comments are left as they are.
///
/// # Errors
/// `Y0901` when the file has syntax errors, or when the text made from it would not read back as the
/// same file; nothing is returned then.
#[expect(clippy::result_large_err, reason = "made once for a file, and never on the way to a result")]
pub fn format(parse: &Parse, source: &SourceFile, style: Style) -> Result<String, Diagnostic> {
    let fault = parse.broken.first().map(|broken| broken.span);
    let error = parse.diagnostics.iter().find(|diagnostic| diagnostic.severity() == crate::diagnostics::Severity::Error);
    if let Some(span) = fault.or_else(|| error.map(|diagnostic| diagnostic.primary.span)) {
        return Err(messages::cannot_format(span, messages::Obstacle::SyntaxErrors));
    }
    let language = style.language.unwrap_or_else(|| written_in(parse, source));
    let text = print(parse, source, language);
    match difference(parse, source, &text, language) {
        None => Ok(text),
        Some(span) => Err(messages::cannot_format(span, messages::Obstacle::WouldChange)),
    }
}

/// The finding of `fmt --check`: none if `formatted`, what [`format()`] made of the file, is what stands there.
#[must_use]
pub fn unformatted(source: &SourceFile, formatted: &str) -> Option<Diagnostic> {
    if source.text() == formatted {
        return None;
    }
    let mut lines = source.text().split_inclusive('\n').scan(0, |start, line| {
        let place = *start;
        *start += line.len();
        Some((place, line))
    });
    let mut formatted = formatted.split_inclusive('\n');
    let (start, line) = lines.find(|(_, line)| formatted.next() != Some(line)).unwrap_or((source.text().len(), ""));
    Some(messages::not_formatted(Span::new(source.id(), start, start + line.trim_end().len())))
}

/// A unified diff from `old` to `new`, both shown under `name`; empty where they are equal.
#[must_use]
pub fn diff(old: &str, new: &str, name: &str) -> String {
    if old == new {
        return String::new();
    }
    similar::TextDiff::from_lines(old, new).unified_diff().context_radius(3).header(name, name).to_string()
}

/// The language most items begin with a keyword of. Names may be Chinese in a file of English
/// keywords, so only the words that open the items are counted.
fn written_in(parse: &Parse, source: &SourceFile) -> Language {
    let items = &parse.file.items;
    let english = items.iter().filter(|item| source.slice(item.span).starts_with(|first: char| first.is_ascii_alphabetic())).count();
    match (english * 2).cmp(&items.len()) {
        std::cmp::Ordering::Greater => Language::English,
        std::cmp::Ordering::Less => Language::Chinese,
        std::cmp::Ordering::Equal => source.language(),
    }
}

fn print(parse: &Parse, source: &SourceFile, language: Language) -> String {
    let mut printer = Printer::new(source, language, parse);
    let file = printer.file(&parse.file, source.text().len());
    lines::print(&file)
}

/// The item of the source from which `text` no longer says the same, or is not yet settled.
fn difference(parse: &Parse, source: &SourceFile, text: &str, language: Language) -> Option<Span> {
    let mut sources = SourceMap::default();
    let id = sources.add(source.name(), text);
    let copy = sources.file(id);
    let again = syntax::parse(copy);
    let end = source.span().at_end();
    if again.file != parse.file {
        let same = parse.file.items.iter().zip(&again.file.items).take_while(|(item, copy)| item == copy).count();
        return Some(parse.file.items.get(same).map_or(end, |item| item.span));
    }
    if again.diagnostics.has_errors() || comments(&again, copy) != comments(parse, source) {
        return Some(source.span().at_start());
    }
    (print(&again, copy, language) != text).then(|| source.span().at_start())
}

/// All comments, whatever their order: a list may be broken where a comment stood at its side.
fn comments(parse: &Parse, source: &SourceFile) -> Vec<String> {
    let mut comments: Vec<String> = parse.comments.iter().map(|comment| tidy(source.slice(comment.span))).collect();
    comments.sort();
    comments
}
