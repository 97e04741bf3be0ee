//! Parsing never fails, whatever it is given, and its findings and fixes lie inside the text.

use proptest::prelude::*;
use yardstick::syntax::parse;
use yardstick::text::{SourceMap, Span};

use super::fixtures::{files, read};

/// Parses a text and looks at what must always hold.
fn holds(text: &str) {
    let mut sources = SourceMap::default();
    let id = sources.add("any", text);
    let file = sources.file(id);
    let parse = parse(file);
    let inside = |span: Span| span.start <= span.end && text.get(span.range()).is_some();
    for finding in parse.diagnostics.iter() {
        assert!(inside(finding.primary.span), "{finding:?}");
        assert!(finding.related.iter().all(|label| inside(label.span)), "{finding:?}");
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        assert!(edits.clone().all(|edit| inside(edit.span)), "{finding:?}");
        let said = [&finding.message.english, &finding.message.chinese];
        assert!(said.iter().all(|words| !words.is_empty() && !words.contains("expected ,") && !words.contains("应为，")), "{finding:?}");
    }
    assert!(parse.broken.iter().all(|broken| inside(broken.span)));
    assert!(parse.comments.iter().all(|comment| inside(comment.span)));
    // What is not in the tree was reported.
    assert!(parse.broken.is_empty() || parse.diagnostics.has_errors(), "{:?}", parse.broken);
    let again = yardstick::syntax::parse(file);
    assert_eq!(format!("{:?}", parse.diagnostics), format!("{:?}", again.diagnostics));
}

/// The tokens of all fixtures: pieces that mean something, put together in any way.
fn pieces() -> Vec<String> {
    let mut pieces: Vec<String> =
        vec!["\n".into(), "{".into(), "}".into(), "\"".into(), "“".into(), "\u{200b}".into(), "\u{feff}".into(), "\r".into()];
    for path in files("tests/fixtures/syntax", "yard") {
        pieces.extend(read(&path).split_inclusive([' ', '\n']).map(str::to_owned));
    }
    pieces.sort();
    pieces.dedup();
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_parsed(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_text_is_parsed(text in "\\PC{0,200}") {
        holds(&text);
    }

    #[test]
    fn any_row_of_words_is_parsed(words in prop::collection::vec(prop::sample::select(pieces()), 0..60)) {
        holds(&words.concat());
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn books_with_pieces_cut_out_are_parsed(from in 0_usize..1000, length in 1_usize..40, insert in prop::sample::select(pieces())) {
        for path in files("tests/fixtures/syntax", "yard") {
            let text = read(&path);
            let letters: Vec<char> = text.chars().collect();
            let start = letters.len() * from / 1000;
            let end = (start + length).min(letters.len());
            let changed: String = letters[..start].iter().copied().chain(insert.chars()).chain(letters[end..].iter().copied()).collect();
            holds(&changed);
        }
    }
}
