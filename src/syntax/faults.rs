//! What is wrong with a statement that cannot be read.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::expectations::describe;
use super::outline::Statement;
use super::reader::{Context, Reader};
use super::{Rule, messages};
use crate::diagnostics::Diagnostic;
use crate::text::Span;

/// Says what is wrong with a statement.
pub(super) fn diagnose(reader: &Reader, statement: &Statement, _context: Context, error: &Error<Rule>) -> Diagnostic {
    let offset = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let at = statement.head.range().start + offset;
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else { return messages::too_complicated(statement.head) };
    let token = reader.tokens_of(statement).iter().find(|token| token.end > at);
    let (span, found) = match token {
        Some(token) => (Span::new(reader.file.id(), token.start, token.end), Some(reader.word(token))),
        None => (statement.head.at_end(), None),
    };
    messages::unexpected(span, &describe(positives, statement.block.is_some()), found)
}
