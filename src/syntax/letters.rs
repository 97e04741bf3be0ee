//! Characters that are refused wherever they stand: those that cannot be seen or that turn the order
//! of what is seen. Also names that are not in normal form, and numbers that are too long.

use super::limits::DIGITS;
use super::messages;
use super::outline::{Token, TokenKind};
use crate::diagnostics::Diagnostics;
use crate::text::{Hidden, SourceFile, Span, hidden, normal_form};

/// Reports refused characters, those that stand together as one; gives their places.
pub(super) fn refused(file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<usize> {
    let mut places = Vec::new();
    let mut run: Option<(usize, usize, char, Hidden)> = None;
    for (offset, letter) in file.text().char_indices() {
        // A byte order mark at the very beginning is no part of the text.
        let Some(kind) = hidden(letter).filter(|_| (offset, letter) != (0, '\u{FEFF}')) else { continue };
        places.push(offset);
        run = match run {
            Some((start, end, first, same)) if end == offset && same == kind => Some((start, offset + letter.len_utf8(), first, kind)),
            before => {
                report(file, before, diagnostics);
                Some((offset, offset + letter.len_utf8(), letter, kind))
            }
        };
    }
    report(file, run, diagnostics);
    places
}

fn report(file: &SourceFile, run: Option<(usize, usize, char, Hidden)>, diagnostics: &mut Diagnostics) {
    if let Some((start, end, letter, kind)) = run {
        diagnostics.push(messages::hidden_letter(Span::new(file.id(), start, end), letter, kind));
    }
}

/// Whether a hidden letter stands within what is written without blanks: `2025-03-31`, `98%`, `0.5`, `=>`.
pub(super) fn in_a_figure(text: &str, place: usize) -> bool {
    let tight = |letter: &char| letter.is_numeric() || "-－−.．%％年月日号=＝>＞".contains(*letter);
    let seen = |letter: &char| hidden(*letter).is_none();
    let (before, behind) = text.split_at_checked(place).unwrap_or_default();
    before.chars().rev().find(seen).is_some_and(|letter| tight(&letter)) && behind.chars().find(seen).is_some_and(|letter| tight(&letter))
}

/// Reports names that are not in normal form and numbers with too many digits; gives their places.
pub(super) fn in_tokens(file: &SourceFile, tokens: &[Token], diagnostics: &mut Diagnostics) -> Vec<usize> {
    let mut places = Vec::new();
    for token in tokens {
        let text = file.text().get(token.start..token.end).unwrap_or_default();
        let place = Span::new(file.id(), token.start, token.end);
        if token.kind == TokenKind::Word
            && let Some(normal) = normal_form(text)
        {
            diagnostics.push(messages::not_normal(place, text, &normal));
            places.push(token.start);
        }
        let digits = || text.chars().filter(|letter| letter.is_ascii_digit() || ('０'..='９').contains(letter)).count();
        if token.kind == TokenKind::Figure && text.len() > DIGITS && digits() > DIGITS {
            diagnostics.push(messages::number_too_long(place));
            places.push(token.start);
        }
    }
    places
}
