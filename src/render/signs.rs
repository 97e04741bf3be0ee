//! The signs between pieces of text, as each language sets them: Chinese has its own, as wide as its letters.

use crate::text::{Language, Words};

/// Between things that stand side by side.
pub(super) fn comma(language: Language) -> &'static str {
    match language {
        Language::English => ", ",
        Language::Chinese => "、",
    }
}

/// Between what is more than a word.
pub(super) fn semicolon(language: Language) -> &'static str {
    match language {
        Language::English => "; ",
        Language::Chinese => "；",
    }
}

/// Between what something is and what it comes to.
pub(super) fn colon(language: Language) -> &'static str {
    match language {
        Language::English => ": ",
        Language::Chinese => "：",
    }
}

/// In brackets.
pub(super) fn bracketed(text: &str, language: Language) -> String {
    let (opening, closing) = match language {
        Language::English => ("(", ")"),
        Language::Chinese => ("（", "）"),
    };
    format!("{opening}{text}{closing}")
}

/// In brackets behind something: wide ones want no blank.
pub(super) fn behind(text: &str, language: Language) -> String {
    let gap = Words::new(" ", "");
    format!("{}{}", gap.get(language), bracketed(text, language))
}
