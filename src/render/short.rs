//! One line for each finding, for editors and `grep`.

use super::visible::on_one_line;
use super::{language_for, severity_word};
use crate::diagnostics::Diagnostic;
use crate::text::{Language, SourceMap};

/// `file:line:column: error[Y0301]: message`, columns in characters. The word for the severity is
/// English whatever the language, so that tools can look for it.
#[must_use]
pub fn short(diagnostics: &[Diagnostic], sources: &SourceMap, language: Option<Language>) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let span = diagnostic.primary.span;
        let file = sources.file(span.source);
        let place = file.position(span.start);
        let name = on_one_line(file.name());
        let severity = severity_word(diagnostic.severity());
        let message = on_one_line(diagnostic.message.get(language_for(diagnostic, sources, language)));
        text.push_str(&format!("{name}:{}:{}: {severity}[{}]: {message}\n", place.line, place.column, diagnostic.code));
    }
    text
}
