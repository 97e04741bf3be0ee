//! What text from data holds that cannot be seen, and how it is shown in messages.

use crate::text::{Hidden, draws_nothing, hidden, normal_form};

/// What is wrong with a text whose letters are not what they seem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unseen {
    /// A character cannot be seen, or changes the order in which others are seen; byte offset and character.
    At(usize, char),
    /// A character only looks like a space; byte offset and character.
    Space(usize, char),
    /// A character is a second one for a letter that has a code of its own, as old character sets had; byte offset, character
    /// and letter.
    Compatibility(usize, char, String),
    /// Letters and their marks stand apart, where one letter is there for both.
    Apart,
    /// A character stands for a letter that an earlier conversion lost; byte offset.
    Lost(usize),
}

/// What is wrong with the letters of a value.
pub(super) fn in_value(text: &str) -> Option<Unseen> {
    find(text, draws_nothing).or_else(|| normal_form(text).map(|_| compatibility(text).unwrap_or(Unseen::Apart)))
}

/// The same of a name or an id, which has no other spaces than people type. In a number they have a meaning, and at
/// the ends of a value they are said to be spaces.
pub(super) fn in_name(text: &str) -> Option<Unseen> {
    let space = || text.char_indices().find(|(_, letter)| hidden(*letter) == Some(Hidden::Space));
    in_value(text).or_else(|| space().map(|(at, letter)| Unseen::Space(at, letter)))
}

/// The same for a text that people write freely: lines, tabs and joiners are its own affair.
pub(super) fn in_free_text(text: &str) -> Option<Unseen> {
    let acts = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    find(text, |letter| hidden(letter) == Some(Hidden::Direction) || acts(letter))
}

fn find(text: &str, unseen: impl Fn(char) -> bool) -> Option<Unseen> {
    text.char_indices().find_map(|(at, letter)| match letter {
        '\u{fffd}' => Some(Unseen::Lost(at)),
        _ if unseen(letter) => Some(Unseen::At(at, letter)),
        _ => None,
    })
}

/// The first letter that is another one in normal form, though no mark stands apart from it.
fn compatibility(text: &str) -> Option<Unseen> {
    text.char_indices().find_map(|(at, letter)| Some(Unseen::Compatibility(at, letter, normal_form(letter.encode_utf8(&mut [0; 4]))?)))
}

/// The text without what cannot be seen, with spaces as people type them, each letter in one piece.
pub(super) fn without(text: &str) -> String {
    // What begins a new line keeps two words apart.
    let space = |letter| if hidden(letter) == Some(Hidden::Space) { ' ' } else { letter };
    let clean: String = text.chars().map(space).filter(|letter| !draws_nothing(*letter)).collect();
    normal_form(&clean).unwrap_or(clean)
}

/// A text from data as messages show it: short, on one line, with nothing in it that acts on a terminal.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown = String::new();
    for letter in text.chars().take(LONGEST) {
        if draws_nothing(letter) {
            shown.push_str(&format!("<U+{:04X}>", u32::from(letter)));
        } else {
            shown.push(letter);
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_characters_are_found_and_shown() {
        assert_eq!(in_value("tax\u{200b}"), Some(Unseen::At(3, '\u{200b}')));
        assert_eq!(in_value("税\u{fffd}"), Some(Unseen::Lost(3)));
        assert_eq!(in_value("王 小明"), None);
        assert_eq!(in_value("e\u{301}"), Some(Unseen::Apart));
        assert_eq!(in_value("周\u{f90a}"), Some(Unseen::Compatibility(3, '\u{f90a}', "金".to_owned())));
        assert_eq!(in_free_text("line\nline"), None);
        assert_eq!(in_free_text("a\u{202e}b"), Some(Unseen::At(1, '\u{202e}')));
        assert_eq!(shown("a\u{1b}[31m"), "a<U+001B>[31m");
        assert_eq!(without("\u{feff}id"), "id");
        assert_eq!(in_value("N\u{fff9}orth"), Some(Unseen::At(1, '\u{fff9}')));
        assert_eq!(in_value("1\u{a0}234"), None);
        assert_eq!(in_name("Wang\u{a0}Fang"), Some(Unseen::Space(4, '\u{a0}')));
        assert_eq!(without("Wang\u{a0}Fang"), "Wang Fang");
        assert_eq!(in_name("cafe\u{301}"), Some(Unseen::Apart));
        assert_eq!(without("cafe\u{301}"), "caf\u{e9}");
    }
}
