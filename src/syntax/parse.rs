//! One file from text to tree.

use super::ast::File;
use super::limits::{FILE_BYTES, braces_too_deep, with_stack};
use super::outline::{Outline, Statement, outline, tokens};
use super::reader::{Broken, Context, Reader};
use super::{Comments, build, letters, messages};
use crate::diagnostics::Diagnostics;
use crate::text::SourceFile;

/// What was read of a file.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The tree of all statements that could be read.
    pub file: File,
    /// Every comment.
    pub comments: Comments,
    /// The statements that could not be read, with the names they would have declared.
    pub broken: Vec<Broken>,
    /// What is wrong with the text.
    pub diagnostics: Diagnostics,
}

/// Reads a file. What cannot be read is reported and left out of the tree.
#[must_use]
pub fn parse(file: &SourceFile) -> Parse {
    let mut diagnostics = Diagnostics::default();
    let nothing = |diagnostics| Parse { file: File { items: Vec::new() }, comments: Comments::default(), broken: Vec::new(), diagnostics };
    if file.text().len() > FILE_BYTES {
        diagnostics.push(messages::too_long(file.span().at_start(), messages::TooLong::File(file.text().len())));
        return nothing(diagnostics);
    }
    let mut faults = letters::refused(file, &mut diagnostics);
    let tokens = tokens(file);
    faults.extend(letters::in_tokens(file, &tokens.list, &mut diagnostics));
    if let Some(place) = braces_too_deep(file, &tokens.list) {
        diagnostics.push(messages::too_deep(place));
        return nothing(diagnostics);
    }
    let Outline { statements, faults: open } = outline(file, &tokens, &mut diagnostics);
    faults.extend(open);
    let text = blank_comments(file.text(), &tokens.comments);
    let reader = Reader::new(file, &text, &tokens.list, faults, diagnostics);
    let (items, reader) = with_stack(file, &tokens.list, || {
        let mut reader = reader;
        (items(&mut reader, &statements), reader)
    });
    let Reader { diagnostics, broken, .. } = reader;
    Parse { file: File { items }, comments: tokens.comments, broken, diagnostics }
}

/// The items of a file. Of clauses that stand one after another outside any body the first speaks for all.
fn items<'t>(reader: &mut Reader<'t>, statements: &[Statement]) -> Vec<crate::text::Spanned<super::ast::Item>> {
    let mut items = Vec::new();
    let mut outside = false;
    for statement in statements {
        let clause = build::stands_outside(reader, statement);
        if clause && outside {
            reader.give_up(statement, Context::Item);
            continue;
        }
        outside = clause;
        if clause {
            if let Some(first) = reader.tokens_of(statement).first() {
                let place = crate::text::Span::new(reader.file.id(), first.start, first.end);
                reader.diagnostics.push(messages::clause_outside(place, reader.word(first)));
            }
            reader.give_up(statement, Context::Item);
        } else {
            items.extend(build::item(reader, statement));
        }
    }
    items
}

/// The text with its comments blanked out, all bytes in their places.
pub(super) fn blank_comments(text: &str, comments: &Comments) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut from = 0;
    for comment in comments.iter() {
        let range = comment.span.range();
        blanked.push_str(text.get(from..range.start).unwrap_or_default());
        blanked.extend(std::iter::repeat_n(' ', range.len()));
        from = range.end;
    }
    blanked.push_str(text.get(from..).unwrap_or_default());
    blanked
}
