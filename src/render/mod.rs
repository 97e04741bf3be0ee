//! How findings look: for people at a terminal, for editors and for machines.
//!
//! Everything here turns plain data into text and does nothing else: it neither prints nor opens
//! files. Nobody else knows how a [`Diagnostic`] looks. Each renderer is one file; the words are
//! those of the file a finding is about, unless a language is asked for ([`language_for`]).

pub mod account;
pub mod appeal;
mod because;
pub mod changes;
pub mod duties;
mod excerpt;
mod explain;
pub mod figures;
mod fixes;
mod github;
mod human;
pub mod json;
mod ledger;
mod markdown;
pub mod proposal;
pub mod quotas;
pub mod rulings;
mod sarif;
pub mod scores;
mod short;
mod signs;
mod snippet;
mod summary;
pub mod trials;
mod visible;
pub mod warnings;
pub mod why;
mod wrap;

pub use explain::{list, page};
pub use fixes::apply;
pub use github::github;
pub use human::human;
pub use json::json;
pub use sarif::sarif;
pub use short::short;
pub use summary::summary;

use crate::diagnostics::{Diagnostic, Severity};
use crate::text::{Language, SourceMap};

/// How findings are shown to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The language of all words; without one, each finding speaks that of the file it is about.
    pub language: Option<Language>,
    /// Whether colours are used.
    pub color: bool,
    /// Columns at most, where lines can be broken.
    pub width: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { language: None, color: false, width: 100 }
    }
}

/// The language a finding is shown in: the one asked for, else that of the file it is about.
#[must_use]
pub fn language_for(diagnostic: &Diagnostic, sources: &SourceMap, asked: Option<Language>) -> Language {
    asked.unwrap_or_else(|| sources.file(diagnostic.primary.span.source).language())
}

/// The word machines read for a severity, the same in every language.
fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
