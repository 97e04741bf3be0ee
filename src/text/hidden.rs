//! Letters that do not show what stands there: those that cannot be seen, that turn the order of what is seen, or
//! that only look like a space; and texts that look the same and are not.
//!
//! The only list of them: who reads rules, who reads data and who shows either asks here. Only the grammar has its
//! own, for those that would cut a name in two; a test holds it to this one.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// Turns the direction of writing.
    Direction,
    /// Cannot be seen.
    Invisible,
    /// Looks like a space and is none.
    Space,
}

/// What is wrong with a character; none of one that anybody can see.
#[must_use]
pub fn hidden(letter: char) -> Option<Hidden> {
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

/// Whether nothing is drawn for a character, or something that acts on its surroundings: controls too, also those that
/// end a line.
#[must_use]
pub fn draws_nothing(letter: char) -> bool {
    match hidden(letter) {
        Some(Hidden::Direction | Hidden::Invisible) => true,
        Some(Hidden::Space) => letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'),
        None => letter.is_control(),
    }
}

/// The Unicode normal form of a text that is not in it: one letter for `e` and its accent, where there is one.
#[must_use]
pub fn normal_form(text: &str) -> Option<String> {
    // Plain letters and digits, as nearly all names have, are in it.
    (!text.is_ascii() && !is_nfc(text)).then(|| text.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::{draws_nothing, hidden, normal_form};

    #[test]
    fn what_can_be_seen_is_not_hidden() {
        for letter in "aé税　。\u{1f600}".chars() {
            assert_eq!(hidden(letter), None, "{letter:?}");
        }
        assert!(draws_nothing('\n') && draws_nothing('\u{2028}') && draws_nothing('\u{fff9}') && !draws_nothing('\u{a0}'));
    }

    #[test]
    fn letters_and_their_marks_become_one() {
        assert_eq!(normal_form("cafe\u{301}").as_deref(), Some("caf\u{e9}"));
        assert_eq!(normal_form("caf\u{e9}税"), None);
    }
}
