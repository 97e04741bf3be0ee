//! What a missing value does to the places of others.

use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::Span;
use crate::words;

/// A value can be missing, and nothing says what that does.
pub fn missing_competitor(span: Span, name: &str) -> Diagnostic {
    let message = words!(
        "{name} can be missing, and it is not said what that does to the places of the others",
        "{name}可能缺报，未写明对其他对象名次的影响",
        name = name
    );
    Diagnostic::new(catalogue::MISSING_COMPETITOR, span, message)
        .label(words!("this decides the places", "名次由此决定"))
        .note(words!(
            "left out, it makes the group smaller; put last, it lifts everybody else",
            "不计入则参评数减少；列末位则其他对象名次不受影响而其居后"
        ))
        .help(words!(
            "write `missing leave the count` or `missing take the last place` in braces",
            "请在花括号内写“缺报不计入”或“缺报列末位”"
        ))
}
