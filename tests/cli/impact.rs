//! The same submissions by two books: what is printed for programs, against figures worked by hand.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::fixtures;

/// A comparison as `moves.expected` writes it.
fn told(folder: &Path) -> String {
    let arguments = std::fs::read_to_string(folder.join("arguments")).unwrap_or_default();
    let output = Command::new(env!("CARGO_BIN_EXE_yardstick"))
        .current_dir(folder)
        .args(["diff", "old.yard", "new.yard", "--data", "data", "--format", "json"])
        .args(arguments.split_whitespace())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{}: {said}", folder.display());
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let data = &document["data"];
    let mut text = String::new();
    let later = |side: &str| data[side]["years_later"].as_i64().unwrap();
    writeln!(text, "year {}, old {:+}, new {:+}", data["year"], later("old"), later("new")).unwrap();
    for key in ["lacking", "unread"] {
        for side in ["old", "new"] {
            for gap in list(&data[side][key]) {
                let column = gap["column"].as_str().map(|column| format!(" {column}")).unwrap_or_default();
                writeln!(text, "{key} {side}: {}{column}", word(&gap["table"])).unwrap();
            }
        }
    }
    for side in ["old", "new"] {
        for name in list(&data[side]["set_aside"]) {
            writeln!(text, "set aside {side}: {}", word(name)).unwrap();
        }
    }
    for level in list(&data["levels"]) {
        let counts = ["places_changed", "grades_changed", "consequences_changed"].map(|key| level[key].as_u64().unwrap());
        let open = list(&level["moves"]).iter().any(|one| ["old", "new"].iter().any(|side| one[side]["open"].is_object()));
        if open || counts.iter().any(|count| *count > 0) {
            writeln!(text, "another place {}, grade {}, consequence {}", counts[0], counts[1], counts[2]).unwrap();
        }
        for one in list(&level["moves"]) {
            let (old, new) = (word(&one["old"]["total"]), word(&one["new"]["total"]));
            writeln!(text, "{}: {old} to {new}, {}{}", word(&one["id"]), word(&one["move"]), results(one)).unwrap();
            for line in list(&one["lines"]) {
                let name = line["name"].as_str().map(|name| format!(" {name}")).unwrap_or_default();
                writeln!(text, "  {}{name} {}", word(&line["cause"]), word(&line["points"])).unwrap();
            }
        }
        for one in list(&level["not_comparable"]) {
            let side = |side: &str| {
                let total = one[side]["total"].as_str().map(|total| format!(" {total}")).unwrap_or_default();
                format!("{}{total}", word(&one[side]["state"]))
            };
            let range = one["range"].as_object().map(|range| format!("; {} to {}", word(&range["low"]), word(&range["high"])));
            writeln!(text, "{} apart: {}, {}{}", word(&one["id"]), side("old"), side("new"), range.unwrap_or_default()).unwrap();
        }
    }
    text
}

/// What is another beside the total: place, grade, and what follows.
fn results(one: &Value) -> String {
    let mut text = String::new();
    for key in ["place", "grade"] {
        let side = |side: &str| if one[side]["open"][key] == true { "open" } else { one[side][key].as_str().unwrap_or("none") };
        let (old, new) = (side("old"), side("new"));
        if old != new {
            write!(text, "; {key} {old} to {new}").unwrap();
        }
    }
    for (told, here, there) in [("no longer", "old", "new"), ("now", "new", "old")] {
        let open = one[there]["open"]["consequences"].as_array().map_or(&[][..], Vec::as_slice);
        let elsewhere = list(&one[there]["consequences"]);
        for consequence in list(&one[here]["consequences"]).iter().filter(|one| !elsewhere.contains(one) && !open.contains(one)) {
            write!(text, "; {told} {}", word(consequence)).unwrap();
        }
    }
    text
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn moves_are_as_worked_by_hand() {
    let mut tried = 0;
    let mut faults = String::new();
    for path in fixtures::files("tests/fixtures/impact", "expected") {
        tried += 1;
        let folder = path.parent().unwrap();
        let expected: String =
            fixtures::read(&path).lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        let found = told(folder);
        if found != expected {
            writeln!(faults, "{}\n--- expected\n{expected}--- found\n{found}", folder.display()).unwrap();
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(tried > 3, "{tried} comparisons");
}
