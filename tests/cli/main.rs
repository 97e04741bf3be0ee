//! The program as people use it: one transcript for each subcommand, run as written.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/console.rs"]
mod console;
#[path = "../support/fixtures.rs"]
mod fixtures;

mod impact;

#[test]
fn transcripts() {
    let results: Vec<_> =
        fixtures::files("tests/cli", "md").iter().map(|path| console::check(path, env!("CARGO_BIN_EXE_yardstick"))).collect();
    let faults: Vec<String> = results.iter().filter_map(|result| result.clone().err()).collect();
    assert!(results.len() > 5, "there are transcripts");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
