//! Whether a piece of a file that was read can be written otherwise. Who offers other words must know that they can be
//! typed there; the statement is read again with them, by the rule of whatever it may be.

use super::grammar::read;
use super::limits::calls_for;
use super::reader::Context;
use crate::text::{SourceFile, Span};

/// A line longer than this, in bytes, is not read again.
const LONGEST: usize = 2_000;

/// Whether the statement on the line of `span` can be read with other words there. What goes on over several lines is not
/// looked at: there it is taken to be readable.
#[must_use]
pub fn reads_with(file: &SourceFile, span: Span, meant: &str) -> bool {
    let (text, range) = (file.text(), span.range());
    let (Some(before), Some(behind)) = (text.get(..range.start), text.get(range.end..)) else { return false };
    // What stands on one line with its braces is a statement of its own.
    let begin = before.rfind(['\n', '{', ';', '；']).map_or(before, |at| before.get(at..).unwrap_or_default());
    let end = behind.find(['\n', '{', '}', ';', '；', '#']).map_or(behind, |at| behind.get(..at).unwrap_or_default());
    let begin = begin.trim_start_matches(['\n', '{', ';', '；']);
    let reads = |middle: &str, context: &Context| {
        let statement = format!("{begin}{middle}{end}");
        let statement = statement.trim();
        statement.len() <= LONGEST && read(context.rule(), statement, calls_for(statement.len())).is_ok()
    };
    // What cannot be read as it stands is a piece of more, of which nobody knows the rest here.
    let written = text.get(range).unwrap_or_default();
    let mut read_now = Context::WITH_EXPRESSIONS.iter().filter(|context| reads(written, context)).peekable();
    read_now.peek().is_none() || read_now.any(|context| reads(meant, context))
}
