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
    let (mut comment, mut closing) = (false, "");
    line.char_indices().map(move |(place, letter)| {
        comment |= closing.is_empty() && matches!(letter, '#' | '＃');
        let part = match letter {
            _ if comment => Part::Comment,
            _ if closing.contains(letter) => {
                closing = "";
                Part::Code
            }
            _ if !closing.is_empty() => Part::Text,
            '"' | '＂' => {
                closing = "\"＂";
                Part::Code
            }
            '“' => {
                closing = "”";
                Part::Code
            }
            _ => Part::Code,
        };
        (place, letter, part)
    })
}

/// A line without the comment at its end.
pub(super) fn without_comment(line: &str) -> &str {
    let end = parts(line).find(|(_, _, part)| *part == Part::Comment).map_or(line.len(), |(place, _, _)| place);
    line.get(..end).unwrap_or(line)
}
