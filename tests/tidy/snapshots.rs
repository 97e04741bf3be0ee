//! Each accepted snapshot belongs to a test or to a fixture, and none is waiting to be accepted.

use super::repository::{files, report};

#[test]
fn no_snapshot_is_orphaned() {
    let all = files("tests");
    let mut faults = Vec::new();
    for file in all.iter().filter(|file| file.path.ends_with(".snap")) {
        let stem = file.path.strip_suffix(".snap").unwrap_or(&file.path);
        let sibling = all.iter().any(|other| other.path != file.path && belongs(stem, &other.path));
        if !sibling && !tested(stem, &file.text) {
            faults.push(format!("{}: no test asserts this snapshot any more; delete it", file.path));
        }
    }
    report(&faults);
}

#[test]
fn no_snapshot_waits() {
    let waiting = files("tests").into_iter().filter(|file| file.path.ends_with(".snap.new"));
    report(&waiting.map(|file| format!("{}: read it, then `cargo xtask bless`", file.path)).collect::<Vec<_>>());
}

/// A fixture `a/b.yard` owns `a/b.snap` and `a/b.<what>.snap`.
fn belongs(stem: &str, other: &str) -> bool {
    let Some((fixture, ending)) = other.rsplit_once('.') else { return false };
    ending != "snap" && (stem == fixture || stem.rsplit_once('.').is_some_and(|(front, _)| front == fixture))
}

/// A snapshot that names its test's file is met there by its name.
fn tested(stem: &str, text: &str) -> bool {
    let Some(source) = text.lines().find_map(|line| line.strip_prefix("source: ")) else { return false };
    let name = stem.rsplit("__").next().unwrap_or(stem);
    let name = name.rsplit_once('-').filter(|(_, count)| count.parse::<u32>().is_ok()).map_or(name, |(front, _)| front);
    let Ok(test) = std::fs::read_to_string(super::repository::root().join(source.trim_matches('"'))) else { return false };
    test.contains(&format!("\"{name}\"")) || test.contains(&format!("fn {name}("))
}
