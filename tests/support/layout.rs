//! Formatting a text on its own, as the suites need it.

use yardstick::diagnostics::Diagnostic;
use yardstick::format::{self, Style};
use yardstick::syntax;
use yardstick::text::{Language, SourceMap};

/// The text in canonical layout, in the language asked for or in its own.
pub fn formatted(name: &str, text: &str, language: Option<Language>) -> Result<String, Box<Diagnostic>> {
    let mut sources = SourceMap::default();
    let id = sources.add(name, text);
    let file = sources.file(id);
    format::format(&syntax::parse(file), file, Style { language }).map_err(Box::new)
}
