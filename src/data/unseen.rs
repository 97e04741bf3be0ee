//! Characters that cannot be seen, and how text from data is shown in messages.

/// What is wrong with a character of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unseen {
    /// It cannot be seen, or changes the order in which others are seen; byte offset and character.
    At(usize, char),
    /// It stands for a letter that an earlier conversion lost; byte offset.
    Lost(usize),
}

/// The first such character of a value, a name or an id.
pub(super) fn in_value(text: &str) -> Option<Unseen> {
    find(text, |letter| letter.is_control() || reorders(letter) || invisible(letter))
}

/// The same for a text that people write freely: lines, tabs and joiners are its own affair.
pub(super) fn in_free_text(text: &str) -> Option<Unseen> {
    find(text, |letter| reorders(letter) || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')))
}

fn find(text: &str, unseen: impl Fn(char) -> bool) -> Option<Unseen> {
    text.char_indices().find_map(|(at, letter)| match letter {
        '\u{fffd}' => Some(Unseen::Lost(at)),
        _ if unseen(letter) => Some(Unseen::At(at, letter)),
        _ => None,
    })
}

/// Bidirectional controls: they make a text look like another one.
fn reorders(letter: char) -> bool {
    matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{00ad}'
            | '\u{034f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{2060}'..='\u{2064}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e01ef}'
    )
}

/// The text without what cannot be seen.
pub(super) fn without(text: &str) -> String {
    text.chars().filter(|letter| !(letter.is_control() || reorders(*letter) || invisible(*letter))).collect()
}

/// A text from data as messages show it: short, on one line, with nothing in it that acts on a terminal.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown = String::new();
    for letter in text.chars().take(LONGEST) {
        if letter.is_control() || reorders(letter) || invisible(letter) {
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
        assert_eq!(in_free_text("line\nline"), None);
        assert_eq!(in_free_text("a\u{202e}b"), Some(Unseen::At(1, '\u{202e}')));
        assert_eq!(shown("a\u{1b}[31m"), "a<U+001B>[31m");
        assert_eq!(without("\u{feff}id"), "id");
    }
}
