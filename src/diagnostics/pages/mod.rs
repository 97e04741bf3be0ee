//! The pages of `yardstick explain`: one Markdown file per code, carried by the binary. What a page says
//! stands in Chinese beside it, in `zh`; its programs are there once.

use super::Code;

/// The page of a code, in Markdown.
#[must_use]
pub fn page(code: Code) -> Option<&'static str> {
    of(code, PAGES)
}

/// What the page of a code says in Chinese, in Markdown, without its programs.
#[must_use]
pub fn chinese(code: Code) -> Option<&'static str> {
    of(code, CHINESE)
}

fn of(code: Code, pages: &[(&str, &'static str)]) -> Option<&'static str> {
    let name = code.to_string();
    pages.iter().find(|(number, _)| *number == name).map(|(_, text)| *text)
}

include!(concat!(env!("OUT_DIR"), "/pages.rs"));
