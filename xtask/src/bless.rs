//! `cargo xtask bless`: what the tests see now becomes what they expect.

use std::process::Command;

use crate::repository::root;

/// What to accept.
#[derive(clap::Args)]
pub struct Arguments {
    /// Words that select tests, as `cargo test` takes them; all without.
    tests: Vec<String>,
}

/// Runs the tests with snapshots accepted, and once more to see that they hold.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    test(arguments, "always")?;
    test(arguments, "no")?;
    println!("\nAccepted. Now read `git diff` as a user would: each caret on the token to change, each word plain,");
    println!("nothing changed that your change does not explain. A line in CHANGELOG.md, if users will notice.");
    Ok(())
}

fn test(arguments: &Arguments, update: &str) -> Result<(), String> {
    let mut command = Command::new("cargo");
    command.current_dir(root()).args(["test", "--no-fail-fast"]).env("INSTA_UPDATE", update);
    command.args(&arguments.tests);
    // The first run may fail where a snapshot was new; the second says what is really wrong.
    let status = command.status().map_err(|error| format!("cargo does not start: {error}"))?;
    if status.success() || update == "always" { Ok(()) } else { Err("some tests still fail; snapshots do not explain it".to_owned()) }
}
