//! Findings as SARIF 2.1.0, for code hosts and dashboards.

use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Location, Message, MultiformatMessageString, PhysicalLocation, Region,
    Replacement, ReportingConfiguration, ReportingDescriptor, Result, ResultColumnKind, ResultLevel, Run, SCHEMA_URL, Sarif, Tool,
    ToolComponent, Version,
};

use super::explain::section;
use super::language_for;
use super::markdown::plain;
use crate::diagnostics::pages;
use crate::diagnostics::{Code, Diagnostic, Edit, Label, Severity};
use crate::text::{Language, SourceMap, Span};

/// The findings as one SARIF run; its rules are the codes found, by number. Columns count
/// characters, which the run states.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &SourceMap, language: Option<Language>) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    // A code is told in the language of the first finding that has it.
    let spoken = |code: Code| {
        let first = diagnostics.iter().find(|diagnostic| diagnostic.code == code);
        first.map_or_else(|| language.unwrap_or_default(), |first| language_for(first, sources, language))
    };
    let results = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, &codes, sources, language_for(diagnostic, sources, language)))
        .collect::<Vec<_>>();
    let driver = ToolComponent::builder()
        .name("yardstick")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(codes.into_iter().map(|code| rule(code, spoken(code))).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(value(ResultColumnKind::UnicodeCodePoints))
        .results(results)
        .build();
    let log = Sarif::builder().schema(SCHEMA_URL).version(value(Version::V2_1_0)).runs(vec![run]).build();
    let mut text = serde_json::to_string_pretty(&log).expect("INVARIANT: a log holds nothing but texts and whole numbers");
    text.push('\n');
    text
}

fn rule(code: Code, language: Language) -> ReportingDescriptor {
    let row = code.row();
    let (line, page, heading) = match language {
        Language::English => (row.english, pages::page(code), "What it means"),
        Language::Chinese => (row.chinese, pages::chinese(code), "含义"),
    };
    let level = match row.severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
    };
    let page = page.unwrap_or(line);
    let meaning = Some(section(page, heading)).filter(|meaning| !meaning.is_empty()).unwrap_or(line);
    ReportingDescriptor::builder()
        .id(code.to_string())
        .name(row.slug)
        .short_description(MultiformatMessageString::builder().text(line).build())
        .full_description(MultiformatMessageString::builder().text(plain(meaning)).markdown(meaning.trim()).build())
        .help(MultiformatMessageString::builder().text(plain(page)).markdown(page).build())
        .default_configuration(ReportingConfiguration::builder().level(value(level)).build())
        .build()
}

fn result(diagnostic: &Diagnostic, codes: &[Code], sources: &SourceMap, language: Language) -> Result {
    let mut message = diagnostic.message.get(language).to_owned();
    for words in diagnostic.notes.iter().chain(&diagnostic.help) {
        message.push('\n');
        message.push_str(words.get(language));
    }
    let index = codes.binary_search(&diagnostic.code).ok().and_then(|index| i64::try_from(index).ok());
    let mut result = Result::builder()
        .rule_id(diagnostic.code.to_string())
        .rule_index(index.unwrap_or(-1))
        .level(match diagnostic.severity() {
            Severity::Error => ResultLevel::Error,
            Severity::Warning => ResultLevel::Warning,
        })
        .message(Message::builder().text(message).build())
        .locations(vec![location(&diagnostic.primary, None, sources, language)])
        .build();
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().zip(1..).map(|(label, id)| location(label, Some(id), sources, language));
        result.related_locations = Some(related.collect());
    }
    if let Some(fix) = &diagnostic.fix {
        let description = Message::builder().text(fix.title.get(language)).build();
        let changes = fix.edits.iter().map(|edit| change(edit, sources)).collect::<Vec<_>>();
        result.fixes = Some(vec![Fix::builder().description(description).artifact_changes(changes).build()]);
    }
    result
}

fn location(label: &Label, id: Option<i64>, sources: &SourceMap, language: Language) -> Location {
    let place = PhysicalLocation::builder().artifact_location(artifact(label.span, sources)).region(region(label.span, sources)).build();
    let mut location = Location::builder().physical_location(place).build();
    location.id = id;
    let words = label.words.get(language);
    if !words.is_empty() {
        location.message = Some(Message::builder().text(words).build());
    }
    location
}

fn change(edit: &Edit, sources: &SourceMap) -> ArtifactChange {
    let replacement = Replacement::builder()
        .deleted_region(region(edit.span, sources))
        .inserted_content(ArtifactContent::builder().text(edit.replacement.as_str()).build())
        .build();
    ArtifactChange::builder().artifact_location(artifact(edit.span, sources)).replacements(vec![replacement]).build()
}

fn artifact(span: Span, sources: &SourceMap) -> ArtifactLocation {
    ArtifactLocation::builder().uri(uri(sources.file(span.source).name())).build()
}

fn region(span: Span, sources: &SourceMap) -> Region {
    let file = sources.file(span.source);
    let (start, end) = (file.position(span.start), file.position(span.end));
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Region::builder()
        .start_line(number(start.line))
        .start_column(number(start.column))
        .end_line(number(end.line))
        .end_column(number(end.column))
        .build()
}

/// A file's name as a URI reference: backslashes become slashes, and whatever URIs do not allow is
/// written as percent codes.
fn uri(name: &str) -> String {
    let mut uri = String::new();
    let bytes = name.as_bytes();
    if matches!(bytes, [drive, b':', ..] if drive.is_ascii_alphabetic()) {
        uri.push_str("file:///");
    } else if name.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in bytes {
        match byte {
            b'\\' => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(*byte)),
            b':' if uri == format!("file:///{}", name.get(..1).unwrap_or("")) => uri.push(':'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The serde form of one of SARIF's words.
fn value(word: impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(word).expect("INVARIANT: SARIF's words are plain texts")
}
