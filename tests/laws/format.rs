//! Laws of the formatter.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use yardstick::diagnostics::Severity;
use yardstick::syntax::{self, Parse};
use yardstick::text::{Language, SourceMap};
use yardstick::threads;

use crate::fixtures;
use crate::layout::formatted;

/// A file of the repository.
struct File {
    name: String,
    /// As it stands there.
    text: String,
    /// As it is formatted in its own language.
    formatted: String,
}

/// All readable files, formatted once for all laws.
static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    threads::map(readable_files(), 2, |(name, text)| {
        let formatted = formatted(&name, &text, None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        File { name, text, formatted }
    })
});

/// The smaller ones, for laws that are tried many times.
fn small() -> Vec<&'static File> {
    let files: Vec<&File> = FILES.iter().filter(|file| file.text.len() < 5_000).collect();
    assert!(!files.is_empty(), "some small file can be read");
    files
}

#[test]
fn formatting_keeps_the_tree_and_the_comments() {
    for File { name, text, formatted } in FILES.iter() {
        let ((before, comments), (after, comments_after)) = (parsed(text), parsed(formatted));
        assert!(before.file == after.file, "{name}: another tree");
        assert_eq!(comments, comments_after, "{name}");
    }
}

#[test]
fn formatting_twice_is_formatting_once() {
    for file in FILES.iter() {
        assert_eq!(formatted(&file.name, &file.formatted, None).unwrap(), file.formatted, "{}", file.name);
    }
}

#[test]
fn a_file_turned_into_the_other_language_and_back_is_the_same() {
    for File { name, formatted: own, .. } in FILES.iter() {
        let turn = |text: &str, language| formatted(name, text, Some(language)).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let (english, chinese) = (turn(own, Language::English), turn(own, Language::Chinese));
        assert!(*own == english || *own == chinese, "{name}: a formatted file is written in one language");
        let back = if *own == english { turn(&chinese, Language::English) } else { turn(&english, Language::Chinese) };
        assert_eq!(back, *own, "{name}");
    }
}

/// Nothing but the ends of lines and blank lines of the author's layout is seen.
#[test]
fn indentation_and_gaps_make_no_difference() {
    let files = small();
    let numbers = prop::collection::vec(0_usize..4, 64);
    let mut runner = TestRunner::new_with_rng(Config { cases: 24, failure_persistence: None, ..Config::default() }, rng());
    let run = runner.run(&(0..files.len(), numbers), |(index, numbers)| {
        let File { name, formatted: text, .. } = files[index];
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
    let files = small();
    let mut runner = TestRunner::new_with_rng(Config { cases: 48, failure_persistence: None, ..Config::default() }, rng());
    let run = runner.run(&(0..files.len(), 0_usize..10_000, any::<bool>()), |(index, line, own)| {
        let File { name, formatted: text, .. } = files[index];
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

/// The text parsed, with its comments.
fn parsed(text: &str) -> (Parse, Vec<String>) {
    let mut sources = SourceMap::default();
    let id = sources.add("text", text);
    let file = sources.file(id);
    let parse = syntax::parse(file);
    let mut comments: Vec<String> =
        parse.comments.iter().map(|comment| file.slice(comment.span).trim_end().trim_start_matches(['#', '＃']).to_owned()).collect();
    comments.sort();
    (parse, comments)
}

/// All rule files of the repository without errors of syntax: name and text.
fn readable_files() -> Vec<(String, String)> {
    let paths = ["tests", "rules"].into_iter().flat_map(|folder| fixtures::files(folder, "yard"));
    paths
        .map(|path| (fixtures::name(&path), fixtures::read(&path)))
        .filter(|(_, text)| {
            let (parse, _) = parsed(text);
            parse.broken.is_empty() && parse.diagnostics.iter().all(|diagnostic| diagnostic.severity() != Severity::Error)
        })
        .collect()
}
