//! `yardstick explain`: what a code means, with a program that shows it and one that is right.

use super::arguments::Explain;
use super::{Outcome, Stop, Terminal};
use crate::format::{self, Style};
use crate::render;
use crate::syntax;
use crate::text::{Language, SourceMap};

/// Prints the page of a code, or the list of all.
pub fn run(options: &Explain, terminal: &Terminal) -> Result<Outcome, Stop> {
    let look = render::Options { language: Some(terminal.spoken()), color: terminal.output_color(), width: terminal.width() };
    let text = match &options.code {
        Some(code) => render::page(code, &look, in_chinese).map_err(Stop::new)?,
        None => render::list(&look),
    };
    terminal.data(&text).map(|()| Outcome::Clean)
}

/// Rules with Chinese keywords; none where they cannot be read.
fn in_chinese(rules: &str) -> Option<String> {
    let mut sources = SourceMap::default();
    let id = sources.add("explain.yard", rules);
    let parse = syntax::parse(sources.file(id));
    format::format(&parse, sources.file(id), Style { language: Some(Language::Chinese) }).ok()
}
