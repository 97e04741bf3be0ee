//! Findings as JSON of our own, version 1.
//!
//! Offsets count bytes of the file as it lies on disk from 0, lines and columns characters from 1; ends are exclusive.

use serde::{Deserialize, Serialize};

use super::{language_for, severity_word};
use crate::diagnostics::{Applicability, Diagnostic};
use crate::text::{Language, SourceMap, Span};

/// The version written; raised whenever a reader of the old form would be misled.
pub const SCHEMA_VERSION: u32 = 1;

/// All findings of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The findings in the order given.
    pub diagnostics: Vec<Entry>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// `Y0301`
    pub code: String,
    /// The name of the code.
    pub slug: String,
    /// `error` or `warning`
    pub severity: String,
    /// The language of the words below: `en` or `zh`.
    pub language: String,
    /// What is wrong.
    pub message: String,
    /// The places, the primary one first.
    pub labels: Vec<Place>,
    /// Why the rule exists, or facts that help to understand.
    pub notes: Vec<String>,
    /// What to type.
    pub help: Option<String>,
    /// The same as an edit.
    pub fix: Option<Repair>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The file's name as given.
    pub file: String,
    /// First byte, in the file as it lies on disk.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column one past the last character.
    pub end_column: usize,
}

/// A place and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Whether this is the piece to change.
    pub primary: bool,
    /// Where.
    #[serde(flatten)]
    pub range: Range,
    /// What this piece is; may be empty.
    pub label: String,
}

/// A change that would put things right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// What it does.
    pub title: String,
    /// `safe` or `maybe_incorrect`
    pub applicability: String,
    /// The replacements.
    pub edits: Vec<Replacement>,
}

/// One replacement of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// What is replaced.
    #[serde(flatten)]
    pub range: Range,
    /// What stands there afterwards.
    pub replacement: String,
}

/// The findings as JSON text, ending with a line end.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &SourceMap, language: Option<Language>) -> String {
    let entry = |diagnostic: &Diagnostic| entry(diagnostic, sources, language_for(diagnostic, sources, language));
    let report = Report { schema_version: SCHEMA_VERSION, diagnostics: diagnostics.iter().map(entry).collect() };
    let mut text = serde_json::to_string_pretty(&report).expect("INVARIANT: a report holds nothing but texts and whole numbers");
    text.push('\n');
    text
}

fn entry(diagnostic: &Diagnostic, sources: &SourceMap, language: Language) -> Entry {
    let labels = std::iter::once((true, &diagnostic.primary)).chain(diagnostic.related.iter().map(|label| (false, label)));
    Entry {
        code: diagnostic.code.to_string(),
        slug: diagnostic.code.row().slug.to_owned(),
        severity: severity_word(diagnostic.severity()).to_owned(),
        language: match language {
            Language::English => "en".to_owned(),
            Language::Chinese => "zh".to_owned(),
        },
        message: diagnostic.message.get(language).to_owned(),
        labels: labels
            .map(|(primary, label)| Place { primary, range: range(label.span, sources), label: label.words.get(language).to_owned() })
            .collect(),
        notes: diagnostic.notes.iter().map(|note| note.get(language).to_owned()).collect(),
        help: diagnostic.help.as_ref().map(|help| help.get(language).to_owned()),
        fix: diagnostic.fix.as_ref().map(|fix| Repair {
            title: fix.title.get(language).to_owned(),
            applicability: match fix.applicability {
                Applicability::Safe => "safe".to_owned(),
                Applicability::MaybeIncorrect => "maybe_incorrect".to_owned(),
            },
            edits: fix
                .edits
                .iter()
                .map(|edit| Replacement { range: range(edit.span, sources), replacement: edit.replacement.clone() })
                .collect(),
        }),
    }
}

fn range(span: Span, sources: &SourceMap) -> Range {
    let file = sources.file(span.source);
    let (from, to) = (file.position(span.start), file.position(span.end));
    Range {
        file: file.name().to_owned(),
        start: file.offset_on_disk(span.start),
        end: file.offset_on_disk(span.end),
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
    }
}
