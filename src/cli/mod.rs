//! The program as people meet it: one file per subcommand.
//!
//! The only place that opens files, prints and exits. Data goes to standard output, talk to
//! standard error; status 0 means clean, 1 findings, 2 wrong use.

mod arguments;
mod book;
mod check;
mod compared;
mod completions;
mod diff;
mod explain;
mod files;
mod fmt;
mod help;
mod help_words;
mod init;
mod messages;
mod progress;
mod propose;
mod score;
mod stop;
mod submission;
mod template;
mod terminal;
mod test;
mod warn;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use progress::Progress;
use stop::Stop;
use terminal::Terminal;

use crate::text::Language;

/// How a command ended, when it could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to report.
    Clean,
    /// Something was found in rules or data.
    Findings,
}

impl Outcome {
    fn findings(any: bool) -> Self {
        if any { Self::Findings } else { Self::Clean }
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    run_with(std::env::args_os())
}

fn run_with(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) => {
            if help::language(&typed) == Language::Chinese {
                return help::answer(&error, &typed);
            }
            // clap prints help to standard output and faults to standard error, with their status.
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            return match error.print() {
                Ok(()) => ExitCode::from(status),
                Err(_) => ExitCode::from(2),
            };
        }
    };
    let terminal = Terminal::new(arguments.language, arguments.color, arguments.quiet);
    let outcome = match arguments.command {
        Command::Check(options) => check::run(&options, &terminal),
        Command::Score(options) => score::run(&options, &terminal),
        Command::Warn(options) => warn::run(&options, &terminal),
        Command::Why(options) => why::run(&options, &terminal),
        Command::Diff(options) => diff::run(&options, &terminal),
        Command::Propose(options) => propose::run(&options, &terminal),
        Command::Test(options) => test::run(&options, &terminal),
        Command::Fmt(options) => fmt::run(&options, &terminal),
        Command::Explain(options) => explain::run(&options, &terminal),
        Command::Init(options) => init::run(&options, &terminal),
        Command::Template(options) => template::run(&options, &terminal),
        Command::Completions(options) => completions::completions(&options, &terminal),
        Command::Man => completions::manual(&terminal),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(stop) => {
            terminal.talk(&stop.text(terminal.spoken()));
            ExitCode::from(2)
        }
    }
}
