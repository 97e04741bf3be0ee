//! What the parser makes of files: trees, equal in both surfaces, and findings with their carets.

use std::fmt::Write as _;

use yardstick::diagnostics::Diagnostic;
use yardstick::syntax::{Context, Parse, parse};
use yardstick::text::{Language, SourceId, SourceMap};

use super::support::carets::compare;
use super::support::fixtures::{files, name, read, root};

fn parsed(name: &str, text: &str) -> (SourceMap, SourceId, Parse) {
    let mut sources = SourceMap::default();
    let id = sources.add(name, text);
    let parse = parse(sources.file(id));
    (sources, id, parse)
}

fn findings(name: &str, text: &str) -> Vec<Diagnostic> {
    parsed(name, text).2.diagnostics.into_sorted()
}

/// The tree of a file without places, one statement to a line.
fn tree(parse: &Parse) -> String {
    parse.file.items.iter().fold(String::new(), |mut lines, item| {
        writeln!(lines, "{}", compact(&format!("{:?}", item.value))).expect("writes to memory");
        lines
    })
}

/// Leaves out places and the boxes around what has one.
fn compact(debug: &str) -> String {
    #[derive(PartialEq)]
    enum Open {
        Brace,
        Spanned,
        Statements,
    }
    let (mut text, mut open, mut rest, mut quoted) = (String::new(), Vec::new(), debug, false);
    while let Some(letter) = rest.chars().next() {
        let skip = |start: &str| rest.strip_prefix(start).and_then(|behind| behind.split_once('}')).map(|(_, behind)| behind);
        if !quoted && let Some(behind) = [", span: Span {", "open: Span {", ", close: Span {"].into_iter().find_map(skip) {
            rest = behind.strip_prefix(", ").filter(|_| rest.starts_with("open")).unwrap_or(behind);
            continue;
        }
        if !quoted && let Some(behind) = rest.strip_prefix("Spanned { value: ") {
            open.push(Open::Spanned);
            rest = behind;
            continue;
        }
        let depth = open.iter().filter(|open| **open == Open::Statements).count();
        if !quoted && let Some(behind) = rest.strip_prefix("statements: [") {
            open.push(Open::Statements);
            let _ = write!(text, "\n{}", "  ".repeat(depth + 1));
            rest = behind;
            continue;
        }
        quoted ^= letter == '"' && !text.ends_with('\\');
        let behind = &rest[letter.len_utf8()..];
        if !quoted && letter == ' ' && behind.starts_with('}') && open.last() == Some(&Open::Spanned) {
            open.pop();
            rest = &behind[1..];
            continue;
        }
        rest = behind;
        if quoted || !matches!(letter, '{' | '[' | '}' | ']' | ',') {
            text.push(letter);
            continue;
        }
        match letter {
            '{' | '[' => open.push(Open::Brace),
            ',' if open.last() == Some(&Open::Statements) => {
                let _ = write!(text, "\n{}", "  ".repeat(depth));
                rest = rest.trim_start();
                continue;
            }
            ',' => {}
            _ => {
                if open.pop() == Some(Open::Statements) {
                    continue;
                }
            }
        }
        text.push(letter);
    }
    text.replace("Number(Small(Ratio ", "(").replace(" }))", " })")
}

#[test]
fn trees_of_whole_books() {
    for path in files("tests/fixtures/syntax", "yard") {
        let (_, _, parse) = parsed(&name(&path), &read(&path));
        let faults: Vec<&str> = parse.diagnostics.iter().map(|one| one.message.get(Language::English)).collect();
        assert!(faults.is_empty() && parse.broken.is_empty(), "{}: {faults:?}", name(&path));
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !stem.contains('.') {
            insta::with_settings!({ snapshot_path => root().join("tests/fixtures/syntax"), prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(stem, tree(&parse));
            });
        }
    }
}

#[test]
fn both_surfaces_make_one_tree() {
    let mut pairs = 0;
    for chinese in files("tests/fixtures/syntax", "yard") {
        let Some(stem) = chinese.to_string_lossy().strip_suffix(".zh.yard").map(str::to_owned) else { continue };
        let english = std::path::PathBuf::from(format!("{stem}.yard"));
        let (_, _, one) = parsed(&name(&english), &read(&english));
        let (_, _, other) = parsed(&name(&chinese), &read(&chinese));
        for (left, right) in one.file.items.iter().zip(&other.file.items) {
            assert_eq!(compact(&format!("{left:?}")), compact(&format!("{right:?}")), "{}", name(&chinese));
        }
        assert!(one.file == other.file, "{} and {} differ", name(&english), name(&chinese));
        pairs += 1;
    }
    assert!(pairs > 0, "no book stands in both surfaces");
}

#[test]
fn findings_stand_where_the_carets_are() {
    let mut faults = Vec::new();
    for path in files("tests/fixtures/check/syntax", "yard") {
        let text = read(&path);
        let (sources, id, parse) = parsed(&name(&path), &text);
        faults.extend(compare(sources.file(id), &parse.diagnostics.into_sorted(), |text| findings("fixed", text)).err());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn ten_broken_clauses_are_ten_findings_and_nothing_else() {
    let path = root().join("tests/fixtures/check/syntax/bad/ten_broken_clauses.yard");
    let (_, _, parse) = parsed("ten", &read(&path));
    assert_eq!(parse.diagnostics.iter().count(), 10);
    assert_eq!(parse.broken.len(), 10);
    // What is not broken is all there: five items, and the sound clauses of the indicator.
    assert_eq!(parse.file.items.len(), 6);
    let names: Vec<&str> = parse.broken.iter().flat_map(|broken| &broken.names).map(String::as_str).collect();
    assert!(names.contains(&"expected") && names.contains(&"filed"), "{names:?}");
}

#[test]
fn a_broken_head_does_not_silence_its_body() {
    let text = "indicater one \"One\" in key for bureau {\n  pionts 10\n  input rate : percent\n}\n";
    let (_, _, parse) = parsed("head", text);
    assert_eq!(parse.diagnostics.iter().count(), 2);
    let head = parse.broken.iter().find(|broken| broken.context == Context::Item).unwrap();
    assert!(head.names.contains(&"one".to_owned()) && head.names.contains(&"rate".to_owned()), "{:?}", head.names);
}

#[test]
fn every_comment_is_kept() {
    let text = "# one\n\n  # two\nunit yuan \"元 # no\" # three\n\n＃ 四\r\n";
    let (sources, id, parse) = parsed("comments", text);
    let comments: Vec<(&str, bool, bool)> =
        parse.comments.iter().map(|one| (sources.file(id).slice(one.span), one.own_line, one.blank_before)).collect();
    assert_eq!(comments, [("# one", true, false), ("# two", true, true), ("# three", false, false), ("＃ 四", true, true)]);
    assert_eq!(parse.comments.between(8, 20).len(), 1);
}

#[test]
fn files_whose_braces_pair_may_be_indented_in_any_way() {
    let text = "scorecard bureau out of 100 {\nkey \"Key\" 100% {\n    a out of 60\n  b out of 40\n}\n      }\nunit yuan\n";
    assert_eq!(findings("indentation", text), []);
    let text = "indicator a in key for bureau\n  {\n points 10 }\n";
    assert_eq!(findings("brace", text).len(), 1, "a `{{` stands on the line of its head");
}

#[test]
fn limits_hold() {
    let deep =
        |open: &str, close: &str, count: usize| format!("pattern p {{\n  let x = {}1{}\n}}\n", open.repeat(count), close.repeat(count));
    for (open, close) in
        [("(", ")"), ("not ", ""), ("if a then ", " else 1"), ("-", ""), ("lowest of (1, ", ")"), ("t[", "]"), ("1 + (", ")")]
    {
        let fitting = if open == "lowest of (1, " { 30 } else { 60 };
        assert_eq!(findings("fits", &deep(open, close, fitting)), [], "{open}");
        let found = findings("deep", &deep(open, close, 5_000));
        assert_eq!(found.len(), 1, "{open}: {found:?}");
    }
    assert_eq!(findings("open", &deep("(", "", 5_000)).len(), 1, "what is never closed is not nested");
    assert_eq!(findings("braces", &"a {\n".repeat(100_000)).len(), 1);
    assert_eq!(findings("operators", &format!("pattern p {{\n  let x = 1{}\n}}\n", " + 1".repeat(100_000))).len(), 1);
    assert_eq!(findings("sums", &format!("pattern p {{\n  let x = {}1 in r\n}}\n", "sum of ".repeat(100_000))).len(), 1);
    assert_eq!(findings("large", &"# a comment\n".repeat(400_000)).len(), 1);
    assert_eq!(findings("digits", &format!("unit a = {} b\n", "9".repeat(28))), []);
    assert_eq!(findings("digits", &format!("unit a = {} b\n", "9".repeat(29))).len(), 1);
}
