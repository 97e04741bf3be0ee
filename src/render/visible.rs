//! Characters that would change how a terminal shows everything around them.

use std::borrow::Cow;

use crate::text::draws_nothing;

/// `text` with each control, direction or invisible character replaced by something that can be
/// seen. The result has the same length in bytes, so that spans into `text` hold for it as well.
/// Line ends and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| hides(letter) || letter == '\r') {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let line_end = letter == '\r' && letters.peek() == Some(&'\n');
        if line_end || !(hides(letter) || letter == '\r') {
            shown.push(letter);
        } else {
            shown.push_str(match letter.len_utf8() {
                1 => "?",
                2 => "\u{b7}",
                3 => "\u{fffd}",
                _ => "\u{b7}\u{b7}",
            });
        }
    }
    Cow::Owned(shown)
}

/// The same on one line: line ends and tabs become spaces.
pub fn on_one_line(text: &str) -> String {
    visible(text).replace("\r\n", " ").replace(['\n', '\t'], " ")
}

fn hides(letter: char) -> bool {
    draws_nothing(letter) && !matches!(letter, '\n' | '\t' | '\r')
}

#[cfg(test)]
mod tests {
    use super::{on_one_line, visible};

    #[test]
    fn keeps_the_length_in_bytes() {
        for text in ["plain", "a\u{1b}[31mred", "税\u{202e}收", "\u{85}", "\u{e0041}x", "a\r\nb\rc"] {
            assert_eq!(visible(text).len(), text.len(), "{text:?}");
        }
        assert_eq!(visible("a\u{1b}[31m\r\n\tb\rc"), "a?[31m\r\n\tb?c");
        assert_eq!(on_one_line("a\r\nb\tc"), "a b c");
        for letter in ['\u{2800}', '\u{180e}', '\u{34f}', '\u{115f}', '\u{3164}', '\u{fe0f}', '\u{fff9}', '\u{1d173}'] {
            let shown = visible(&letter.to_string()).into_owned();
            assert!(shown.len() == letter.len_utf8() && !shown.contains(letter), "{letter:?}");
        }
    }
}
