//! The parser takes time in proportion to the length of a file. Its calls are counted, by bisection of
//! the smallest limit that suffices; the limit is one for the whole process, hence a test of its own.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use yardstick::syntax::parser_calls;
use yardstick::text::SourceMap;

fn calls(text: &str) -> usize {
    let mut sources = SourceMap::default();
    let id = sources.add("text", text);
    parser_calls(sources.file(id))
}

/// Twice the text takes at most little more than twice the calls.
fn doubles(what: &str, text: impl Fn(usize) -> String, size: usize) {
    let (once, twice) = (calls(&text(size)), calls(&text(2 * size)));
    assert!(once > 0 && twice * 10 <= once * 22, "{what}: {once} calls for {size}, {twice} for {}", 2 * size);
}

#[test]
fn calls_grow_in_proportion_to_the_text() {
    let nested = |open: &'static str, close: &'static str| {
        move |count: usize| format!("indicator a in b for c {{\n  let x = {}1{}\n}}\n", open.repeat(count), close.repeat(count))
    };
    doubles("brackets", nested("(", ")"), 30);
    doubles("conditions", nested("if a is 1 then ", " else 1"), 30);
    doubles("lists", nested("highest of (1, ", ")"), 15);
    doubles("registers", nested("sum of (", ") in r"), 15);
    doubles("registers in Chinese", nested("合计 r 中的 (", ")"), 15);
    doubles("broken registers", nested("sum of ", ""), 30);
    doubles("functions that are names", nested("sum - ", ""), 60);
    doubles("signs", nested("- ", ""), 30);
    doubles("lookups", nested("t[", "]"), 30);
    doubles("scales", nested("(1 using s(", "))"), 15);
    doubles("open brackets", nested("(", ""), 30);
    doubles("sums", nested("a + ", ""), 60);
    doubles("names", nested("a ", ""), 60);
    let book = std::fs::read_to_string("tests/fixtures/syntax/book.yard").unwrap();
    doubles("books", |count| book.repeat(count), 1);
    let book = std::fs::read_to_string("tests/fixtures/syntax/book.zh.yard").unwrap();
    doubles("books in Chinese", |count| book.repeat(count), 1);
}
