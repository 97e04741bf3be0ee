//! Full-width letters.

/// A full-width letter, digit or sign of ASCII as the ordinary one; any other as it is.
#[must_use]
pub fn half_width(letter: char) -> char {
    match letter {
        '！'..='～' => u32::from(letter).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(letter),
        _ => letter,
    }
}
