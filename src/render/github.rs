//! Findings as GitHub workflow commands, shown beside the lines of a pull request.

use super::visible::visible;
use super::{language_for, severity_word};
use crate::diagnostics::Diagnostic;
use crate::text::{Language, SourceMap};

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`, one line for each finding;
/// help follows the message. `endColumn` is left out where a finding spans lines, as GitHub asks.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &SourceMap, language: Option<Language>) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let language = language_for(diagnostic, sources, language);
        let span = diagnostic.primary.span;
        let file = sources.file(span.source);
        let (start, end) = (file.position(span.start), file.position(span.end));
        let severity = severity_word(diagnostic.severity());
        let name = property(file.name());
        let title = property(&format!("{} {}", diagnostic.code, diagnostic.code.row().slug));
        let mut message = visible(diagnostic.message.get(language)).into_owned();
        if let Some(help) = &diagnostic.help {
            message.push('\n');
            message.push_str(&visible(help.get(language)));
        }
        let column = if start.line == end.line { format!(",endColumn={}", end.column) } else { String::new() };
        text.push_str(&format!(
            "::{severity} file={name},line={},col={},endLine={}{column},title={title}::{}\n",
            start.line,
            start.column,
            end.line,
            escaped(&message)
        ));
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Properties end at a comma and commands at a colon, so these are escaped too.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
