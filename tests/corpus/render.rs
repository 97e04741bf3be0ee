//! One rich finding in each renderer and both languages; the forms for machines are read back.

use yardstick::diagnostics::{Applicability, Code, Diagnostic, Severity};
use yardstick::render::{self, Options};
use yardstick::text::{Language, SourceId, SourceMap, Span};
use yardstick::words;

const RULES: &str = r#"# 按时申报
indicator on_time "按时申报率" in key for bureau {
	let 按时率 = on_tme ÷ expected  # a tab, and wide characters before the caret
  points 10
}
"#;

const DATA: &str = "id,name\r\n甲,“东\u{202e}区”\u{1b}[31m\r\n";

/// Two texts and what was found in them.
struct Case {
    sources: SourceMap,
    diagnostics: Vec<Diagnostic>,
}

fn place(sources: &SourceMap, source: SourceId, piece: &str) -> Span {
    let start = sources.file(source).text().find(piece).unwrap();
    Span::new(source, start, start + piece.len())
}

/// The first code of a severity: which one does not matter, and [`without_code`] takes it out again.
fn code(severity: Severity) -> Code {
    Code::rows().find(|row| row.severity == severity).unwrap().code
}

fn case() -> Case {
    let mut sources = SourceMap::default();
    let rules = sources.add("rules/税务 局.yard", RULES);
    let data = sources.add("data/县,局:1.csv", DATA);
    let at = |source, piece| place(&sources, source, piece);
    let rich = Diagnostic::new(
        code(Severity::Error),
        at(rules, "on_tme"),
        words!("no input or let is named `on_tme`", "没有名为“on_tme”的数据项或中间值"),
    )
    .label(words!("not declared", "没有声明"))
    .related(at(rules, "按时率"), words!("needed here", "此处要用"))
    .related(at(data, "“东\u{202e}区”"), words!("the cell 100% meant", "所指的 100% 单元格"))
    .note(words!(
        "a name is looked for among the inputs and lets of the indicator, then among those of the pattern it follows, then in the book",
        "先在本指标的数据项和中间值里找，再在所用模板里找，最后在整个规则书里找；到处都没有，就无法知道要用哪个数，也就算不出得分"
    ))
    .fix(words!("write `on_time`", "写“on_time”"), at(rules, "on_tme"), "on_time", Applicability::Safe);
    let end = sources.file(rules).span().at_end();
    let bare = Diagnostic::new(code(Severity::Warning), end, words!("the file ends\nearly", "文件过早\n结束"));
    Case { diagnostics: vec![rich, bare], sources }
}

/// Snapshots do not depend on which codes there are.
fn without_code(text: &str) -> String {
    let mut text = text.to_owned();
    for (severity, number, slug) in [(Severity::Error, "Y0000", "some-fault"), (Severity::Warning, "Y9999", "some-doubt")] {
        let code = code(severity);
        text = text.replace(&code.to_string(), number).replace(code.row().slug, slug);
    }
    text
}

fn human(language: Language, color: bool) -> String {
    let Case { sources, diagnostics } = case();
    let options = Options { language: Some(language), color, width: 72 };
    let summary = render::summary(&diagnostics, &sources, Some(language), false);
    without_code(&format!("{}{summary}\n", render::human(&diagnostics, &sources, &options)))
}

#[test]
fn human_english() {
    insta::assert_snapshot!("human_english", human(Language::English, false));
}

#[test]
fn human_chinese() {
    insta::assert_snapshot!("human_chinese", human(Language::Chinese, false));
}

#[test]
fn human_colored() {
    insta::assert_snapshot!("human_colored", human(Language::English, true).replace('\u{1b}', "␛"));
}

#[test]
fn human_keeps_control_characters_out_of_the_terminal() {
    for language in [Language::English, Language::Chinese] {
        let shown = human(language, false);
        assert!(!shown.chars().any(|letter| letter == '\u{1b}' || letter == '\u{202e}'), "{shown}");
    }
}

#[test]
fn a_row_too_long_to_read_is_cut_around_what_it_is_about() {
    let mut sources = SourceMap::default();
    let cells = |from: usize| (from..from + 60).map(|number| format!("数{number}")).collect::<Vec<_>>().join(",");
    let data = sources.add("data/bureau.csv", format!("id,{}\nB01,{},NaN,{}\n", cells(0), cells(100), cells(200)));
    let finding = |piece, more| {
        let span = place(&sources, data, piece);
        let found = Diagnostic::new(code(Severity::Error), span, words!("expected a number, found `NaN`", "此处应为数字"));
        found.label(words!("this cell", "此格")).related(place(&sources, data, more), words!("its column", "所属列"))
    };
    let row = sources.file(data).text().lines().nth(1).unwrap();
    let options = Options { language: Some(Language::English), color: false, width: 80 };
    let found = [finding("NaN", "数30"), finding("NaN", "数101"), finding(row, "id")];
    insta::assert_snapshot!("cut_rows", without_code(&render::human(&found, &sources, &options)));
}

#[test]
fn a_line_too_long_to_read_is_not_shown_for_its_neighbour() {
    let mut sources = SourceMap::default();
    let long = "x".repeat(100_000);
    let text = sources.add("rules.yard", format!("{long}\nshort\nhere\n{long}\n"));
    let finding = Diagnostic::new(code(Severity::Error), place(&sources, text, "here"), words!("a fault", "有误"));
    let options = Options { language: Some(Language::English), color: false, width: 80 };
    let shown = render::human(&[finding], &sources, &options);
    assert!(shown.contains("short") && shown.len() < 1_000, "{}", shown.len());
}

#[test]
fn lines_for_editors_and_for_github() {
    let Case { sources, diagnostics } = case();
    let lines = [Language::English, Language::Chinese].map(|language| {
        let short = render::short(&diagnostics, &sources, Some(language));
        short + &render::github(&diagnostics, &sources, Some(language))
    });
    insta::assert_snapshot!("lines", without_code(&lines.join("\n")));
}

#[test]
fn json_is_read_back() {
    let Case { sources, diagnostics } = case();
    let text = render::json(&diagnostics, &sources, Some(Language::Chinese));
    insta::assert_snapshot!("json", without_code(&text));
    let report: render::json::Report = serde_json::from_str(&text).unwrap();
    assert_eq!(report.schema_version, 1);
    assert_eq!(report.diagnostics.len(), diagnostics.len());
    for (entry, diagnostic) in report.diagnostics.iter().zip(&diagnostics) {
        assert_eq!(entry.code, diagnostic.code.to_string());
        assert_eq!(entry.message, diagnostic.message.chinese);
        assert_eq!(entry.labels.iter().filter(|place| place.primary).count(), 1);
        let spans = std::iter::once(&diagnostic.primary).chain(&diagnostic.related).map(|label| (label.span.start, label.span.end));
        assert!(entry.labels.iter().map(|place| (place.range.start, place.range.end)).eq(spans));
    }
    let again = serde_json::to_string_pretty(&report).unwrap();
    assert_eq!(again + "\n", text);
}

#[test]
fn sarif_is_read_back() {
    let Case { sources, diagnostics } = case();
    let text = render::sarif(&diagnostics, &sources, Some(Language::English));
    let mut log: serde_sarif::sarif::Sarif = serde_json::from_str(&text).unwrap();
    let run = &mut log.runs[0];
    let rules = run.tool.driver.rules.take().unwrap();
    let results = run.results.as_ref().unwrap();
    for (result, diagnostic) in results.iter().zip(&diagnostics) {
        let rule = &rules[usize::try_from(result.rule_index.unwrap()).unwrap()];
        assert_eq!(Some(&rule.id), result.rule_id.as_ref());
        assert_eq!(rule.name.as_deref(), Some(diagnostic.code.row().slug));
        assert_eq!(rule.short_description.as_ref().unwrap().text, diagnostic.code.row().english);
        assert!(rule.full_description.is_some() && rule.help.is_some());
    }
    insta::assert_snapshot!("sarif", without_code(&serde_json::to_string_pretty(&log).unwrap()));
}

#[test]
fn fixes_are_carried_out_once_and_never_over_one_another() {
    let mut sources = SourceMap::default();
    let rules = sources.add("a.yard", "points teen\npoints ten\n");
    let finding = |piece, replacement, sure| {
        let span = place(&sources, rules, piece);
        Diagnostic::new(code(Severity::Error), span, words!("m", "信")).fix(words!("f", "改"), span, replacement, sure)
    };
    let safe = finding("teen", "10", Applicability::Safe);
    let overlapping = finding("teen\npoints", "none", Applicability::Safe);
    let guess = finding("points ten", "points 10", Applicability::MaybeIncorrect);
    let all = [guess, safe.clone(), overlapping, safe];
    assert_eq!(render::apply(&all, &sources, Applicability::Safe), [(rules, "points 10\npoints ten\n".to_owned(), 2)]);
    assert_eq!(render::apply(&all, &sources, Applicability::MaybeIncorrect), [(rules, "points 10\npoints 10\n".to_owned(), 3)]);
    assert_eq!(render::apply(&[], &sources, Applicability::Safe), []);
}

#[test]
fn silence_is_never_taken_for_success() {
    let Case { sources, .. } = case();
    assert_eq!(render::summary(&[], &sources, Some(Language::English), false), "no findings in 2 files");
    assert_eq!(render::summary(&[], &sources, Some(Language::Chinese), false), "已检查 2 个文件，没有发现问题");
}

#[test]
fn every_code_is_explained_and_a_wrong_one_is_answered() {
    let options = Options::default();
    for row in Code::rows() {
        let name = row.code.to_string();
        for asked in [name.as_str(), &name.to_lowercase(), &name[1..], row.slug] {
            let page = render::page(asked, &options, |_| None).unwrap();
            assert!(page.starts_with(&format!("{name}: {}", row.slug)), "{page}");
        }
        let chinese = render::page(&name, &Options { language: Some(Language::Chinese), ..options }, |rules| Some(rules.to_owned()));
        let chinese = chinese.unwrap();
        assert!(chinese.contains(row.chinese) && chinese.contains("怎样改正"), "{chinese}");
        assert!(render::list(&options).contains(row.english), "{name}");
    }
    let row = Code::rows().next().unwrap();
    let typed = format!("{}s", row.slug);
    assert!(render::page(&typed, &options, |_| None).unwrap_err().english.contains(row.slug));
    assert!(render::page("nothing like this", &options, |_| None).unwrap_err().chinese.contains("--list"));
}
