//! One file from text to tree.

use std::mem::replace;

use super::ast::{File, Item};
use super::limits::{DEEP_STACK, FILE_BYTES, braces_too_deep, is_deep};
use super::outline::{Outline, Statement, Token, outline, tokens};
use super::reader::{Broken, Context, Reader};
use super::{Comments, build, letters, messages};
use crate::diagnostics::Diagnostics;
use crate::text::{SourceFile, SourceId, Span, Spanned};
use crate::threads;

/// What was read of a file.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The file that was read.
    pub source: SourceId,
    /// The tree of all statements that could be read.
    pub file: File,
    /// Every comment.
    pub comments: Comments,
    /// The statements that could not be read, with the names they would have declared.
    pub broken: Vec<Broken>,
    /// What is wrong with the text.
    pub diagnostics: Diagnostics,
}

/// A text shorter than this, in bytes, is read before another thread would be there.
const SHORT: usize = 48 * 1024;

/// Reads several files; they come back in their order.
#[must_use]
pub fn parse_all<'f>(files: impl IntoIterator<Item = &'f SourceFile>) -> Vec<Parse> {
    let files: Vec<&SourceFile> = files.into_iter().collect();
    if files.iter().map(|file| file.text().len()).sum::<usize>() < SHORT {
        return files.into_iter().map(parse).collect();
    }
    threads::map(files, 2, parse)
}

/// Reads a file. What cannot be read is reported and left out of the tree.
#[must_use]
pub fn parse(file: &SourceFile) -> Parse {
    let mut diagnostics = Diagnostics::default();
    let nothing = |diagnostics| Parse {
        source: file.id(),
        file: File { items: Vec::new() },
        comments: Comments::default(),
        broken: Vec::new(),
        diagnostics,
    };
    if file.text().len() > FILE_BYTES {
        diagnostics.push(messages::too_long(file.span().at_start(), messages::TooLong::File(file.text().len())));
        return nothing(diagnostics);
    }
    let hidden = letters::refused(file, &mut diagnostics);
    let tokens = tokens(file);
    let text = blank_hidden(&blank_comments(file.text(), &tokens.comments), &hidden, &tokens.list);
    let mut faults = hidden;
    faults.extend(letters::in_tokens(file, &tokens.list, &mut diagnostics));
    if let Some(place) = braces_too_deep(file, &tokens.list) {
        diagnostics.push(messages::too_deep(place));
        return nothing(diagnostics);
    }
    let Outline { statements, faults: open } = outline(file, &tokens, &mut diagnostics);
    faults.extend(open);
    faults.sort_unstable();
    let places = places(file, &text, &tokens.list, &statements);
    let read = |places: &[_]| {
        let mut reader = Reader::new(file, &text, &tokens.list, &faults);
        let items = items(&mut reader, places);
        let Reader { diagnostics, broken, .. } = reader;
        (items, diagnostics, broken)
    };
    let stretches = match (is_deep(file, &tokens.list), file.text().len() < SHORT) {
        (false, true) => vec![read(&places)],
        (true, true) => vec![threads::with_stack(DEEP_STACK, || read(&places))],
        (deep, false) => threads::map_stretches(&places, if deep { DEEP_STACK } else { threads::STACK }, read),
    };
    let (mut items, mut broken) = (Vec::new(), Vec::new());
    for (stretch, found, given_up) in stretches {
        items.extend(stretch);
        diagnostics.append(found);
        broken.extend(given_up);
    }
    Parse { source: file.id(), file: File { items }, comments: tokens.comments, broken, diagnostics }
}

/// Where a statement at the outermost level belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Here: it is an item.
    Here,
    /// Into some body.
    Inside,
    /// Into some body, as the one before it, which speaks for it.
    InsideToo,
}

/// Of clauses that stand one after another outside any body the first speaks for all.
fn places<'s>(file: &SourceFile, text: &str, tokens: &[Token], statements: &'s [Statement]) -> Vec<(&'s Statement, Place)> {
    let reader = Reader::new(file, text, tokens, &[]);
    let mut outside = false;
    let place = |statement| {
        let before = replace(&mut outside, build::stands_outside(&reader, statement));
        let place = match (outside, before) {
            (false, _) => Place::Here,
            (true, false) => Place::Inside,
            (true, true) => Place::InsideToo,
        };
        (statement, place)
    };
    statements.iter().map(place).collect()
}

/// The items of a file, or of a stretch of it.
fn items<'t>(reader: &mut Reader<'t>, statements: &[(&Statement, Place)]) -> Vec<Spanned<Item>> {
    let mut items = Vec::new();
    for (statement, place) in statements {
        match place {
            Place::Here => items.extend(build::item(reader, statement)),
            Place::Inside => {
                if let Some(first) = reader.tokens_of(statement).first() {
                    let place = Span::new(reader.file.id(), first.start, first.end);
                    reader.diagnostics.push(messages::clause_outside(place, reader.word(first)));
                }
                reader.give_up(statement, Context::Item);
            }
            Place::InsideToo => reader.give_up(statement, Context::Item),
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

/// The text with the hidden letters that stand in no token blanked out, all bytes in their places. They are reported for
/// themselves, and what their author sees can be read: so nothing that rests on the statement is without it. Within a day, a
/// percent or a decimal fraction a blank would make something else of it; there they stay, and the statement is given up.
fn blank_hidden(text: &str, hidden: &[usize], tokens: &[Token]) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut from = 0;
    let outside = |place: &&usize| {
        let before = tokens.get(..tokens.partition_point(|token| token.start <= **place)).unwrap_or_default();
        before.last().is_none_or(|token| token.end <= **place)
    };
    for place in hidden.iter().filter(outside).filter(|place| !letters::in_a_figure(text, **place)) {
        blanked.push_str(text.get(from..*place).unwrap_or_default());
        let length = text.get(*place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        blanked.extend(std::iter::repeat_n(' ', length));
        from = *place + length;
    }
    blanked.push_str(text.get(from..).unwrap_or_default());
    blanked
}
