//! The canonical layout: messy files and what becomes of them.

use std::path::Path;

use yardstick::format;
use yardstick::text::{Language, SourceMap};

use crate::support::fixtures;
use crate::support::layout::formatted;

fn snapshot(path: &Path, what: &str, text: &str) {
    let name = format!("{}.{what}", path.file_stem().unwrap().to_string_lossy());
    insta::with_settings!({ snapshot_path => path.parent().unwrap(), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

fn messy() -> Vec<std::path::PathBuf> {
    fixtures::files("tests/fixtures/format", "yard").into_iter().filter(|path| !path.to_string_lossy().contains("refused")).collect()
}

#[test]
fn messy_files_come_out_in_one_layout() {
    for path in messy() {
        let name = fixtures::name(&path);
        let text = formatted(&name, &fixtures::read(&path), None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        snapshot(&path, "formatted", &text);
    }
}

#[test]
fn a_method_that_is_compared_has_its_word_in_the_other_language() {
    for (english, chinese) in
        [("quantify", "量化"), ("steps", "步骤"), ("state", "描述"), ("survey", "测评"), ("start", "起评分"), ("compete", "评比")]
    {
        let text = |method: &str| format!("indicator b in work for bureau {{\n  deduct 1 when a.method is {method}\n}}\n");
        for method in [english, chinese] {
            let written = formatted("method", &text(method), Some(Language::Chinese)).unwrap();
            assert!(written.contains(&format!("评价方式 为 {chinese} ")), "{written}");
            let written = formatted("method", &text(method), Some(Language::English)).unwrap();
            assert!(written.contains(&format!("a.method is {english}\n")), "{written}");
        }
    }
}

/// What the language gives has its word in the other language; what the file declares under such a name has not.
#[test]
fn names_that_a_file_declares_are_left_alone() {
    let english = "register r of bureau {\n  lost : points\n}\nindicator a in work for bureau {\n  points 10\n  \
                   deduct 1 for each entry in r where entry.lost is above 1 point and b.earned is 1 point\n}\n";
    let chinese = formatted("names", english, Some(Language::Chinese)).unwrap();
    assert!(chinese.contains("记录.lost 超过 1 分 且 b.评定分 为 1 分"), "{chinese}");
    let again = formatted("names", &chinese, Some(Language::English)).unwrap();
    assert!(again.contains("entry.lost is above 1 point and b.earned is 1 point"), "{again}");
    let chinese = chinese.replace("lost", "失分");
    let again = formatted("names", &chinese, Some(Language::English)).unwrap();
    assert!(again.contains("  失分 : points\n") && again.contains("entry.失分 is above 1 point and b.earned"), "{again}");
    let again = formatted("names", &again, Some(Language::Chinese)).unwrap();
    assert!(again.contains("记录.失分 超过 1 分 且 b.评定分"), "{again}");
}

#[test]
fn one_entry_is_there_one_time() {
    let text = |times: &str| format!("example \"e\" of a {{\n  given entries in r: (kind late) {times}\n  expect 9 points\n}}\n");
    for (written, meant, chinese) in [("1 time", "1 time", "1 次"), ("1 times", "1 time", "1 次"), ("2 time", "2 times", "2 次")] {
        assert_eq!(formatted("times", &text(written), None).unwrap(), text(meant));
        let other = formatted("times", &text(written), Some(Language::Chinese)).unwrap();
        assert!(other.contains(&format!("late) {chinese}\n")), "{other}");
        assert_eq!(formatted("times", &other, Some(Language::English)).unwrap(), text(meant));
    }
}

#[test]
fn every_construct_has_its_words_in_the_other_language() {
    let path = fixtures::root().join("tests/fixtures/format/constructs.yard");
    let text = formatted("constructs", &fixtures::read(&path), Some(Language::Chinese)).unwrap();
    snapshot(&path, "chinese", &text);
    let path = fixtures::root().join("tests/fixtures/format/messy_chinese.yard");
    let text = formatted("messy", &fixtures::read(&path), Some(Language::English)).unwrap();
    snapshot(&path, "english", &text);
}

#[test]
fn a_file_with_errors_of_syntax_is_refused() {
    for path in fixtures::files("tests/fixtures/format/refused", "yard") {
        let text = fixtures::read(&path);
        let finding = formatted("refused", &text, None).expect_err("a refusal");
        assert_eq!(finding.code.to_string(), "Y0901");
        let marked: Vec<usize> = text.lines().enumerate().filter(|(_, line)| line.contains("^ Y0901")).map(|(index, _)| index).collect();
        let mut sources = SourceMap::default();
        let id = sources.add("refused", text.as_str());
        let line = sources.file(id).position(finding.primary.span.start).line;
        assert_eq!(marked, [line], "{}", fixtures::name(&path));
    }
}

#[test]
fn what_check_finds_is_the_first_line_that_would_change() {
    let mut sources = SourceMap::default();
    let id = sources.add("untidy", "# fine\nunit  yuan \"元\"\nunit wan \"万元\" = 10 yuan\n");
    let file = sources.file(id);
    let text = formatted("untidy", file.text(), None).unwrap();
    let finding = format::unformatted(file, &text).expect("a finding");
    assert_eq!(finding.code.to_string(), "Y0902");
    assert_eq!(file.slice(finding.primary.span), "unit  yuan \"元\"");
    let id = sources.add("tidy", text.as_str());
    assert_eq!(format::unformatted(sources.file(id), &text), None);
}

#[test]
fn a_diff_names_the_file_and_shows_both_sides() {
    let diff = format::diff("a\nb\n", "a\nc\n", "rules/a.yard");
    assert_eq!(diff, "--- rules/a.yard\n+++ rules/a.yard\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
    assert_eq!(format::diff("a\n", "a\n", "rules/a.yard"), "");
}
