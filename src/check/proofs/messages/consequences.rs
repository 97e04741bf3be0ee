//! Consequences that follow for nobody, or for everybody.

use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::Span;
use crate::words;

/// A condition that cannot hold.
pub fn never_follows(span: Span, text: &str, condition: &str) -> Diagnostic {
    let message = words!(
        "`{text}` follows for nobody: `{condition}` cannot hold",
        "“{text}”不会适用于任何人：“{condition}”不可能成立",
        text = text,
        condition = condition
    );
    Diagnostic::new(catalogue::CONSEQUENCE_FOR_NOBODY, span, message)
        .help(words!("correct the condition, or take the row out", "更正条件，或删去该行"))
}

/// A condition that always holds.
pub fn always_follows(span: Span, text: &str, condition: &str) -> Diagnostic {
    let message = words!(
        "`{text}` follows for everybody: `{condition}` always holds",
        "“{text}”适用于所有人：“{condition}”总是成立",
        text = text,
        condition = condition
    );
    Diagnostic::new(catalogue::CONSEQUENCE_FOR_EVERYBODY, span, message)
        .help(words!("correct the condition, or say it elsewhere than among the consequences", "更正条件，或不在结果运用中写"))
}
