//! Findings about consequences.

use super::listed;
use crate::check::names::Suggestion;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::text::{Span, Words};
use crate::words;

/// One consequence written twice for the same subjects; `group` says for whom, where it stands in two declarations.
pub fn written_twice(span: Span, text: &str, first: Span, group: Option<&Words>) -> Diagnostic {
    let message = match group {
        None => words!("the consequence `{text}` is written twice", "结果运用“{text}”写了两次", text = text),
        Some(group) => words!(
            "the consequence `{text}` is written twice for {e}",
            "对{z}，结果运用“{text}”写了两次",
            text = text,
            e = group.english,
            z = group.chinese
        ),
    };
    Diagnostic::new(code::CONSEQUENCE_TWICE, span, message)
        .related(first, words!("written here first", "首次写在此处"))
        .note(words!("each consequence follows once, and its condition is read in one place", "每项结果运用只列一次，其条件写在一处"))
        .help(words!("join the two conditions: `when … or …`", "请把两个条件合写：“当 … 或 …”"))
}

/// An example expects a consequence that nobody has written.
pub fn unknown(span: Span, text: &str, level: &str, suggestion: Option<Suggestion>, known: &[String]) -> Diagnostic {
    let message = words!("no consequence of `{level}` says `{text}`", "“{level}”的结果运用中没有“{text}”", level = level, text = text);
    let diagnostic = Diagnostic::new(code::UNKNOWN_CONSEQUENCE, span, message);
    match suggestion {
        Some(Suggestion { name, .. }) => {
            let quoted = format!("\"{name}\"");
            let title = words!("write `{name}`", "改为“{name}”", name = name);
            diagnostic.fix(title, span, quoted, Applicability::MaybeIncorrect)
        }
        None if known.is_empty() => {
            diagnostic.help(words!("declare `consequence {level} {{ … }}`", "请声明“结果运用 {level} {{ … }}”", level = level))
        }
        None => {
            let Words { english, chinese } = listed(known);
            diagnostic.help(words!("write one of {e}", "请写{z}之一", e = english, z = chinese))
        }
    }
}
