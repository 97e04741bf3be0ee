//! `yardstick explain`: what a code means, with a program that shows it and one that is right.

use super::arguments::Explain;
use super::{Outcome, Stop, Terminal};
use crate::render;

/// Prints the page of a code, or the list of all.
pub fn run(options: &Explain, terminal: &Terminal) -> Result<Outcome, Stop> {
    let look = render::Options { language: Some(terminal.spoken()), color: terminal.output_color(), width: terminal.width() };
    let text = match &options.code {
        Some(code) => render::page(code, &look).map_err(Stop::new)?,
        None => render::list(&look),
    };
    terminal.data(&text).map(|()| Outcome::Clean)
}
