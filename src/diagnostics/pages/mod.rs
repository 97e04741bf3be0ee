//! The pages of `yardstick explain`: one Markdown file per code, carried by the binary.

use super::Code;

/// The page of a code, in Markdown.
#[must_use]
pub fn page(code: Code) -> Option<&'static str> {
    let name = code.to_string();
    PAGES.iter().find(|(number, _)| *number == name).map(|(_, text)| *text)
}

include!(concat!(env!("OUT_DIR"), "/pages.rs"));
