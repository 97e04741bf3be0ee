//! What of a line is a text, what a comment: a `#` between quotation marks begins none.

/// What a letter of a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What is meant, the quotation marks of texts among it.
    Code,
    /// Between quotation marks.
    Text,
    /// From its sign to the end of the line.
    Comment,
}

/// The letters of a line with their places and what they belong to.
pub(crate) fn parts(line: &str) -> impl Iterator<Item = (usize, char, Part)> {
    let mut comment = false;
    // What ends the text at hand.
    let mut closing: Option<[char; 2]> = None;
    line.char_indices().map(move |(place, letter)| {
        comment |= closing.is_none() && matches!(letter, '#' | '＃');
        let part = match (closing, letter) {
            _ if comment => Part::Comment,
            (Some(closed_by), _) if closed_by.contains(&letter) => {
                closing = None;
                Part::Code
            }
            (Some(_), _) => Part::Text,
            (None, '"' | '＂') => {
                closing = Some(['"', '＂']);
                Part::Code
            }
            (None, '“') => {
                closing = Some(['”'; 2]);
                Part::Code
            }
            (None, _) => Part::Code,
        };
        (place, letter, part)
    })
}

/// A line without the comment at its end.
pub(super) fn without_comment(line: &str) -> &str {
    let end = parts(line).find(|(_, _, part)| *part == Part::Comment).map_or(line.len(), |(place, _, _)| place);
    line.get(..end).unwrap_or(line)
}
