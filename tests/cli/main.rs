//! The program as people use it: one transcript for each subcommand, run as written.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/console.rs"]
mod console;
#[path = "../support/fixtures.rs"]
mod fixtures;

mod impact;

#[test]
fn transcripts() {
    let results = console::check_all(&fixtures::files("tests/cli", "md"), env!("CARGO_BIN_EXE_yardstick"));
    let faults: Vec<String> = results.iter().filter_map(|result| result.clone().err()).collect();
    assert!(results.len() > 5, "there are transcripts");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
