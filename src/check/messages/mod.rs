//! What the checker says: one function per code, and the nouns they share.

pub mod across;
pub mod answered;
pub mod consequences;
pub mod contests;
pub mod examples;
pub mod extensions;
pub mod lookups;
pub mod meaning;
pub mod months;
pub mod names;
mod nouns;
pub mod quotas;
pub mod survey;
mod type_words;
pub mod types;

pub use examples::CaseFault;
pub use meaning::TableFault;
pub use nouns::{Deed, Phrase, Thing};
pub use types::Wanted;

use crate::check::names::Suggestion;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::text::{Span, Words};
use crate::words;

/// Offers the name that may have been meant. It is never put in unasked: `filed_2024` for an undeclared
/// `filed_2025` would be read without an error, and score something else.
fn offering(diagnostic: Diagnostic, span: Span, suggestion: Option<Suggestion>) -> Diagnostic {
    let Some(Suggestion { name, alike }) = suggestion else { return diagnostic };
    if alike {
        let note = words!("it looks like `{name}`, but not all of its letters are the same", "它看着像“{name}”，但有字母不同", name = name);
        let title = words!("write `{name}`", "写作“{name}”", name = name);
        return diagnostic.note(note).fix(title, span, name, Applicability::MaybeIncorrect);
    }
    let title = words!("did you mean `{name}`?", "是否应为“{name}”？", name = name);
    diagnostic.fix(title, span, name.clone(), Applicability::MaybeIncorrect)
}

/// Names in a row, each quoted; a long row is cut short.
fn listed(names: &[String]) -> Words {
    let shown = names.iter().take(8);
    let mut parts: Vec<Words> = shown.map(|name| words!("`{name}`", "“{name}”", name = name)).collect();
    if names.len() > 8 {
        parts.push(words!("…", "……"));
    }
    Words::join(&parts, ", ", "、")
}
