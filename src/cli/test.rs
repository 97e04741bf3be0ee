//! `yardstick test`: the examples written in the rules.

use super::arguments::{Test, TestFormat};
use super::{Outcome, Progress, Stop, Terminal, book};
use crate::eval;
use crate::render::figures::Figures;
use crate::render::{self, trials};
use crate::words;

/// Runs all examples of a book.
pub fn run(options: &Test, terminal: &Terminal) -> Result<Outcome, Stop> {
    let progress = Progress::start(&words!("running the examples", "正在运行示例"), terminal);
    let (program, files) = book::load(options.rules.clone(), None, terminal)?;
    let Some(program) = program else { return Ok(Outcome::Findings) };
    let run = eval::run_examples(&program, &files.sources);
    drop(progress);
    let figures = Figures { program: &program, sources: &files.sources };
    let language = terminal.language();
    let text = match options.format {
        TestFormat::Text => {
            let spoken = Some(language.unwrap_or_else(|| files.language()));
            let look = render::Options { language: spoken, color: terminal.output_color(), width: terminal.width() };
            trials::text(&run, &figures, options.coverage, &look)
        }
        TestFormat::Json => trials::json(&run, &figures, options.coverage, language),
        TestFormat::Junit => trials::junit(&run, &figures, language),
    };
    terminal.data(&text)?;
    Ok(Outcome::findings(!run.diagnostics.is_empty()))
}
