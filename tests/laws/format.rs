//! Laws of the formatter.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use yardstick::text::Language;

use crate::support::layout::{formatted, parsed, readable_files};

/// The text of each readable file, formatted.
fn formatted_files() -> Vec<(String, String)> {
    let files = readable_files();
    assert!(!files.is_empty(), "some file can be read");
    files
        .into_iter()
        .map(|(name, text)| {
            let formatted = formatted(&name, &text, None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            (name, formatted)
        })
        .collect()
}

#[test]
fn formatting_keeps_the_tree_and_the_comments() {
    for (name, text) in readable_files() {
        for language in [None, Some(Language::English), Some(Language::Chinese)] {
            let formatted = formatted(&name, &text, language).unwrap_or_else(|error| panic!("{name}, {language:?}: {error:?}"));
            let ((before, comments), (after, comments_after)) = (parsed(&text), parsed(&formatted));
            assert!(before.file == after.file, "{name}, {language:?}: another tree");
            assert_eq!(comments, comments_after, "{name}, {language:?}");
        }
    }
}

#[test]
fn formatting_twice_is_formatting_once() {
    for (name, text) in formatted_files() {
        assert_eq!(formatted(&name, &text, None).unwrap(), text, "{name}");
    }
}

#[test]
fn a_file_turned_into_the_other_language_and_back_is_the_same() {
    for (name, text) in readable_files() {
        for (there, back) in [(Language::Chinese, Language::English), (Language::English, Language::Chinese)] {
            let start = formatted(&name, &text, Some(back)).unwrap();
            let turned = formatted(&name, &start, Some(there)).unwrap();
            assert_eq!(formatted(&name, &turned, Some(back)).unwrap(), start, "{name}");
        }
    }
}

/// Nothing but the ends of lines and blank lines of the author's layout is seen.
#[test]
fn indentation_and_gaps_make_no_difference() {
    let files = formatted_files();
    let numbers = prop::collection::vec(0_usize..4, 64);
    let mut runner = TestRunner::new_with_rng(Config { cases: 60, failure_persistence: None, ..Config::default() }, rng());
    let run = runner.run(&(0..files.len(), numbers), |(index, numbers)| {
        let (name, text) = &files[index];
        let shaken = shaken(text, &numbers);
        let again = formatted(name, &shaken, None).map_err(|error| TestCaseError::fail(format!("{name}: {error:?}\n{shaken}")))?;
        prop_assert_eq!(&again, text, "{}", name);
        Ok(())
    });
    run.unwrap();
}

/// Wherever a line ends, a comment may stand; it is kept, and what stands around it too.
#[test]
fn a_comment_may_stand_at_any_end_of_a_line() {
    let files = formatted_files();
    let mut runner = TestRunner::new_with_rng(Config { cases: 200, failure_persistence: None, ..Config::default() }, rng());
    let run = runner.run(&(0..files.len(), 0_usize..10_000, any::<bool>()), |(index, line, own)| {
        let (name, text) = &files[index];
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let line = line % lines.len();
        lines[line].push_str(if own { "\n# 新的 comment" } else { " # 新的 comment" });
        let commented = lines.join("\n");
        let again = formatted(name, &commented, None).map_err(|error| TestCaseError::fail(format!("{name}: {error:?}\n{commented}")))?;
        prop_assert_eq!(parsed(&commented).1, parsed(&again).1, "{}", name);
        Ok(())
    });
    run.unwrap();
}

fn rng() -> proptest::test_runner::TestRng {
    proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha)
}

/// The text with other indentation and wider gaps between its words; texts and comments left alone.
fn shaken(text: &str, numbers: &[usize]) -> String {
    let mut numbers = numbers.iter().copied().cycle();
    let mut out = String::new();
    for line in text.lines() {
        let words = line.trim_start();
        // An item keeps its column, where a missing brace would be noticed; the rest may stand anywhere.
        if words.len() < line.len() {
            out.push_str(&"  ".repeat(1 + numbers.next().unwrap()));
        }
        let (mut quoted, mut comment) = (None, false);
        for letter in words.chars() {
            match (letter, quoted) {
                ('"', None) => quoted = Some('"'),
                ('“', None) => quoted = Some('”'),
                ('#', None) => comment = true,
                (closing, Some(expected)) if closing == expected => quoted = None,
                _ => {}
            }
            out.push(letter);
            if letter == ' ' && quoted.is_none() && !comment {
                out.push_str(["", " ", "\u{3000}", "\t"][numbers.next().unwrap()]);
            }
        }
        out.push('\n');
    }
    out
}
