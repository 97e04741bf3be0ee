//! Characters that are refused wherever they stand: those that cannot be seen or that turn the order
//! of what is seen. Also names that are not in normal form, and numbers that are too long.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::is_nfc;

use super::limits::DIGITS;
use super::messages;
use super::outline::{Token, TokenKind};
use crate::diagnostics::Diagnostics;
use crate::text::{SourceFile, Span};

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hidden {
    /// Turns the direction of writing.
    Direction,
    /// Cannot be seen.
    Invisible,
    /// Looks like a space and is none.
    Space,
}

pub(super) fn hidden(letter: char) -> Option<Hidden> {
    match letter {
        // First what nearly every letter is.
        ' '..='~' | '\t' | '\n' | '\r' => None,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some(Hidden::Direction),
        '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{85}'
        | '\u{0B}'
        | '\u{0C}' => Some(Hidden::Space),
        '\u{AD}'
        | '\u{034F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => Some(Hidden::Invisible),
        _ if letter.is_control() => Some(Hidden::Invisible),
        _ => None,
    }
}

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
        if token.kind == TokenKind::Word && !is_nfc(text) {
            diagnostics.push(messages::not_normal(place, text, &text.nfc().collect::<String>()));
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
