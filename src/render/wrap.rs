//! How remarks are broken into lines: between words, but never within what is quoted. Whoever copies a command out of a
//! help has to get all of it; one that is longer than a line is left to the terminal, which joins it again.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};

/// The wrapping of remarks in lines so wide.
pub(super) fn wrapping<'a>(width: usize) -> Options<'a> {
    Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::Custom(words))
        // What is quoted may hold hyphens, and a date does.
        .word_splitter(WordSplitter::NoHyphenation)
}

/// The words of a line, what stands in quotation marks being one word.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let (mut start, mut end) = (0, 0);
    let mut found = Vec::new();
    for word in WordSeparator::new().find_words(line) {
        end += word.word.len() + word.whitespace.len();
        if end_of_quoted(line, start, end) <= end {
            found.push(Word::from(line.get(start..end).unwrap_or_default()));
            start = end;
        }
    }
    Box::new(found.into_iter())
}

/// Where what is quoted ends that is begun between two places and not closed there; the second of them, if nothing is.
fn end_of_quoted(line: &str, from: usize, to: usize) -> usize {
    let mut at = from;
    while let Some((open, mark)) = line.get(at..to).and_then(|text| text.char_indices().find(|(_, letter)| matches!(letter, '`' | '“'))) {
        let inside = at + open + mark.len_utf8();
        let closing = if mark == '`' { '`' } else { '”' };
        match line.get(inside..).and_then(|rest| rest.find(closing)) {
            Some(length) => at = inside + length + closing.len_utf8(),
            None => at = inside,
        }
        if at > to {
            return at;
        }
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(width: usize, text: &str) -> Vec<String> {
        textwrap::wrap(text, wrapping(width)).into_iter().map(std::borrow::Cow::into_owned).collect()
    }

    #[test]
    fn what_is_quoted_stays_on_one_line() {
        assert_eq!(lines(24, "run `yardstick fmt --check rules` first"), ["run", "`yardstick fmt --check rules`", "first"]);
        assert_eq!(lines(20, "write `less 0.5 on 2025-03-31`, or not"), ["write", "`less 0.5 on 2025-03-31`,", "or not"]);
        assert_eq!(lines(16, "请写“分值 10 分”或删去此行"), ["请", "写“分值 10 分”或", "删去此行"]);
    }

    #[test]
    fn a_mark_that_is_not_closed_holds_nothing_together() {
        assert_eq!(lines(10, "a ` alone stands here"), ["a ` alone", "stands", "here"]);
        assert_eq!(lines(10, "一“二三四五六七八"), ["一“二三四", "五六七八"]);
    }
}
