//! The project's own chores: `cargo xtask <chore>`, one file for each. Nothing of this reaches users.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "chores talk to the person who runs them")]

mod bless;
mod new_diagnostic;
mod repository;

use std::process::ExitCode;

use clap::Parser;

/// The project's own chores.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Chore {
    /// Accepts what the tests see now as their snapshots.
    Bless(bless::Arguments),
    /// Writes the first drafts for a new code: row, page, fixture.
    NewDiagnostic(new_diagnostic::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Chore::parse() {
        Chore::Bless(arguments) => bless::run(&arguments),
        Chore::NewDiagnostic(arguments) => new_diagnostic::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}
