//! Results of the examples: text for people, JSON for programs, JUnit for build servers.

use std::fmt::Write as _;

use serde::Serialize;

use super::Options;
use super::figures::Figures;
use super::visible::visible;
use crate::eval::{ClauseKind, ExampleRun};
use crate::model::{Example, ExampleOf};
use crate::text::{Language, Words};
use crate::words;

/// The failing examples with their findings, the coverage where it is asked for, and the count.
#[must_use]
pub fn text(run: &ExampleRun, figures: &Figures<'_>, coverage: bool, options: &Options) -> String {
    let language = options.language.unwrap_or_default();
    let findings = run.diagnostics.clone().into_sorted();
    let mut text = if findings.is_empty() { String::new() } else { super::human(&findings, figures.sources, options) };
    if coverage {
        text.push_str(&unmet(run, figures, language));
    }
    let passed = run.examples.iter().filter(|result| result.passed).count();
    let counts = words!(
        "{passed} passed, {failed} failed",
        "{passed} 个示例相符，{failed} 个不符",
        passed = passed,
        failed = run.examples.len() - passed
    );
    text.push_str(counts.get(language));
    text.push('\n');
    text
}

fn unmet(run: &ExampleRun, figures: &Figures<'_>, language: Language) -> String {
    let (all, met) = run.coverage.counts();
    let mut text = String::new();
    for clause in run.coverage.unmet() {
        let kind = kind_words(clause.kind);
        let words = words!(
            "{place}: {e} `{source}`",
            "{place}：{z}“{source}”",
            place = figures.clause(clause.span),
            e = kind.english,
            z = kind.chinese,
            source = first_line(figures, clause.span)
        );
        // Memory does not refuse to be written to.
        let _ = writeln!(text, "{}", words.get(language));
    }
    let counts = words!("examples met {met} of {all} rows, methods and clauses", "示例涉及 {all} 处中的 {met} 处", met = met, all = all);
    text.push_str(counts.get(language));
    text.push('\n');
    text
}

/// The first line of a clause, without its body.
fn first_line(figures: &Figures<'_>, span: crate::text::Span) -> String {
    figures.sources.slice(span).lines().next().unwrap_or("").trim_end_matches(['{', '｛', ' ']).to_owned()
}

fn kind_words(kind: ClauseKind) -> Words {
    match kind {
        ClauseKind::Method => words!("no example uses the method", "没有示例用到评价方式"),
        ClauseKind::End => words!("no example reaches the end", "没有示例走到末尾"),
        ClauseKind::Row => words!("no example meets the row", "没有示例落入该行"),
        ClauseKind::Gain => words!("no example meets the gain or loss", "没有示例涉及该加减"),
        ClauseKind::Step => words!("no example earns the step", "没有示例完成该步骤"),
        ClauseKind::State => words!("no example is judged", "没有示例评为"),
        ClauseKind::Level => words!("no example has a ballot for", "没有示例投票给"),
        ClauseKind::Place => words!("no example takes the place", "没有示例取得该名次"),
        ClauseKind::Drop => words!("in no example this applies:", "没有示例适用"),
        ClauseKind::Change => words!("no example meets", "没有示例涉及"),
        ClauseKind::Ceiling => words!("no example meets the ceiling", "没有示例触及上限"),
        ClauseKind::Veto => words!("no example meets the veto", "没有示例触及否决"),
        ClauseKind::Consequence => words!("no example has the consequence", "没有示例适用该结果运用"),
        ClauseKind::Grade => words!("no example gets the grade", "没有示例得到等次"),
        ClauseKind::TotalLimit => words!("no example meets the limit", "没有示例触及总分限制"),
    }
}

fn kind_name(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Method => "method",
        ClauseKind::End => "end",
        ClauseKind::Row => "row",
        ClauseKind::Gain => "gain",
        ClauseKind::Step => "step",
        ClauseKind::State => "state",
        ClauseKind::Level => "survey_level",
        ClauseKind::Place => "place",
        ClauseKind::Drop => "survey_drop",
        ClauseKind::Change => "change",
        ClauseKind::Ceiling => "ceiling",
        ClauseKind::Veto => "veto",
        ClauseKind::Grade => "grade",
        ClauseKind::Consequence => "consequence",
        ClauseKind::TotalLimit => "total_limit",
    }
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    examples: Vec<ExampleView<'a>>,
    passed: usize,
    failed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<CoverageView>,
}

#[derive(Serialize)]
struct ExampleView<'a> {
    of: &'a str,
    title: &'a str,
    file: &'a str,
    line: usize,
    passed: bool,
    findings: Vec<FindingView>,
}

#[derive(Serialize)]
struct FindingView {
    code: String,
    message: String,
}

#[derive(Serialize)]
struct CoverageView {
    clauses: usize,
    met: usize,
    unmet: Vec<ClauseView>,
}

#[derive(Serialize)]
struct ClauseView {
    kind: &'static str,
    file: String,
    line: usize,
    /// The first line of what is written there.
    text: String,
}

/// All results as one JSON document, version 1.
#[must_use]
pub fn json(run: &ExampleRun, figures: &Figures<'_>, coverage: bool, language: Option<Language>) -> String {
    let passed = run.examples.iter().filter(|result| result.passed).count();
    let (clauses, met) = run.coverage.counts();
    let document = Document {
        schema_version: 1,
        examples: results(run, figures)
            .map(|(result, example)| {
                let file = figures.sources.file(example.span.source);
                ExampleView {
                    of: about(figures, example),
                    title: &example.title,
                    file: file.name(),
                    line: file.line_of(example.span.start),
                    passed: result.passed,
                    findings: result
                        .diagnostics
                        .iter()
                        .map(|finding| FindingView {
                            code: finding.code.to_string(),
                            message: finding.message.get(language.unwrap_or(file.language())).to_owned(),
                        })
                        .collect(),
                }
            })
            .collect(),
        passed,
        failed: run.examples.len() - passed,
        coverage: coverage.then(|| CoverageView {
            clauses,
            met,
            unmet: run
                .coverage
                .unmet()
                .map(|clause| {
                    let file = figures.sources.file(clause.span.source);
                    let line = file.line_of(clause.span.start);
                    let text = first_line(figures, clause.span);
                    ClauseView { kind: kind_name(clause.kind), file: file.name().to_owned(), line, text }
                })
                .collect(),
        }),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("INVARIANT: the document has only text keys and writes to memory");
    text.push('\n');
    text
}

/// All results as JUnit XML: an indicator is a class, an example a case.
#[must_use]
pub fn junit(run: &ExampleRun, figures: &Figures<'_>, language: Option<Language>) -> String {
    let failed = run.examples.iter().filter(|result| !result.passed).count();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let name = escaped(&figures.program.header.title);
    // Memory does not refuse to be written to.
    let _ = writeln!(text, "<testsuites tests=\"{}\" failures=\"{failed}\">", run.examples.len());
    let _ = writeln!(text, "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failed}\">", run.examples.len());
    for (result, example) in results(run, figures) {
        let file = figures.sources.file(example.span.source);
        let line = file.line_of(example.span.start);
        let (class, title, path) = (escaped(about(figures, example)), escaped(&example.title), escaped(file.name()));
        let _ = write!(text, "    <testcase classname=\"{class}\" name=\"{title}\" file=\"{path}\" line=\"{line}\"");
        if result.passed {
            text.push_str("/>\n");
            continue;
        }
        text.push_str(">\n");
        for finding in &result.diagnostics {
            let message = escaped(finding.message.get(language.unwrap_or(file.language())));
            let _ = writeln!(text, "      <failure type=\"{}\" message=\"{message}\"/>", finding.code);
        }
        text.push_str("    </testcase>\n");
    }
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

fn results<'a>(run: &'a ExampleRun, figures: &Figures<'a>) -> impl Iterator<Item = (&'a crate::eval::ExampleResult, &'a Example)> {
    let program = figures.program;
    run.examples.iter().filter_map(move |result| Some((result, program.examples.get(result.example)?)))
}

/// The name of what an example is about.
fn about<'a>(figures: &Figures<'a>, example: &Example) -> &'a str {
    match example.of {
        ExampleOf::Indicator(indicator) => &figures.program.indicators[indicator].name,
        ExampleOf::Level(level) => &figures.program.levels[level].name,
    }
}

fn escaped(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
