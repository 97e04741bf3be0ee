//! Findings for people at a terminal: miette draws, the words and columns are ours.
//!
//! miette speaks English only, so nothing it would word itself is handed to it: severity and code
//! go in as its "code", notes and help are written here, and labels in other files are drawn as
//! findings of their own below the first.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};

use super::excerpt::{Excerpt, Quoted};
use super::snippet::Snippet;
use super::visible::visible;
use super::wrap::wrapping;
use super::{Options, language_for};
use crate::diagnostics::{Diagnostic, Label, Severity};
use crate::text::{Language, SourceId, SourceMap};

/// Narrower than this nothing can be read, whatever the terminal says.
const LEAST_WIDTH: usize = 40;
/// Columns that line numbers and the frame take.
const GUTTER: usize = 8;

/// The findings as blocks of text with the lines they are about, each followed by an empty line.
#[must_use]
pub fn human(diagnostics: &[Diagnostic], sources: &SourceMap, options: &Options) -> String {
    let options = Options { width: options.width.max(LEAST_WIDTH), ..*options };
    let mut snippets: BTreeMap<SourceId, Snippet<'_>> = BTreeMap::new();
    for diagnostic in diagnostics {
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.related) {
            let source = label.span.source;
            snippets.entry(source).or_insert_with(|| Snippet::new(sources.file(source)));
        }
    }
    let mut text = String::new();
    for diagnostic in diagnostics {
        block(&mut text, diagnostic, &snippets, language_for(diagnostic, sources, options.language), &options);
    }
    text
}

fn block(text: &mut String, diagnostic: &Diagnostic, snippets: &BTreeMap<SourceId, Snippet<'_>>, language: Language, options: &Options) {
    let home = diagnostic.primary.span.source;
    let here = diagnostic.related.iter().filter(|label| label.span.source == home);
    let snippet = |source| snippets.get(&source).expect("INVARIANT: every file with a label has its snippet");
    let heading = heading(diagnostic, language);
    let message = diagnostic.message.get(language);
    let labels = std::iter::once(&diagnostic.primary).chain(here);
    picture(text, View::new(snippet(home), labels, language, diagnostic.severity().into(), Some(heading), message, options.width), options);

    let mut elsewhere: BTreeMap<SourceId, Vec<&Label>> = BTreeMap::new();
    for label in diagnostic.related.iter().filter(|label| label.span.source != home) {
        elsewhere.entry(label.span.source).or_default().push(label);
    }
    for (source, labels) in elsewhere {
        let about = match language {
            Language::English => "has to do with this",
            Language::Chinese => "与此处有关",
        };
        picture(
            text,
            View::new(snippet(source), labels.into_iter(), language, miette::Severity::Advice, None, about, options.width),
            options,
        );
    }
    let (note, help) = match language {
        Language::English => ("note: ", "help: "),
        Language::Chinese => ("说明：", "建议："),
    };
    for words in &diagnostic.notes {
        remark(text, note, words.get(language), options);
    }
    if let Some(words) = &diagnostic.help {
        remark(text, help, words.get(language), options);
    }
    text.push('\n');
}

/// The heading, such as `error[Y0203] unknown-name`.
fn heading(diagnostic: &Diagnostic, language: Language) -> String {
    let word = match (diagnostic.severity(), language) {
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Warning, Language::Chinese) => "警告",
    };
    format!("{word}[{}] {}", diagnostic.code, diagnostic.code.row().slug)
}

/// "  note: …", wrapped with the following lines under the first word.
fn remark(text: &mut String, word: &str, what: &str, options: &Options) {
    let style = if options.color { AnsiColor::Cyan.on_default() } else { Style::new() };
    let first = format!("  {style}{word}{style:#}");
    let rest = " ".repeat(textwrap::core::display_width(&first));
    let wrapping = wrapping(options.width).initial_indent(&first).subsequent_indent(&rest);
    text.push_str(&textwrap::fill(&visible(what), wrapping));
    text.push('\n');
}

fn picture(text: &mut String, view: View<'_>, options: &Options) {
    let styles = if options.color { colors(&view) } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(options.width);
    handler.render_report(text, &view).expect("INVARIANT: writing to a String succeeds and all spans are within their texts");
}

/// The primary place in the colour of its severity, all others blue: miette deals colours out by
/// the order of the labels in the text.
fn colors(view: &View<'_>) -> ThemeStyles {
    let ThemeStyles { error, warning, advice, help, link, linum, .. } = ThemeStyles::ansi();
    let mark = match view.severity {
        miette::Severity::Error => error,
        miette::Severity::Warning => warning,
        miette::Severity::Advice => advice,
    };
    let highlights = view.labels.iter().map(|label| if label.primary() { mark } else { help }).collect();
    ThemeStyles { error, warning, advice, help, link, linum, highlights }
}

/// What miette sees: one file, its labels in the order of the text.
struct View<'a> {
    snippet: &'a Snippet<'a>,
    /// What is quoted instead where lines are too long to read.
    quoted: Option<Quoted<'a>>,
    severity: miette::Severity,
    heading: Option<String>,
    message: String,
    labels: Vec<LabeledSpan>,
}

impl<'a> View<'a> {
    fn new<'l>(
        snippet: &'a Snippet<'a>,
        labels: impl Iterator<Item = &'l Label>,
        language: Language,
        severity: miette::Severity,
        heading: Option<String>,
        message: &str,
        width: usize,
    ) -> Self {
        let labels: Vec<&Label> = labels.collect();
        let places: Vec<Range<usize>> = labels.iter().map(|label| snippet.underlined(label.span)).collect();
        let excerpt = Excerpt::new(snippet, &places, width.saturating_sub(GUTTER));
        let place = |place: Range<usize>| excerpt.as_ref().map_or(place.clone(), |excerpt| excerpt.place(&place));
        let mut labels: Vec<LabeledSpan> = labels
            .into_iter()
            .zip(places)
            .enumerate()
            .map(|(index, (label, range))| {
                let words = visible(label.words.get(language)).into_owned();
                let words = Some(words).filter(|words| !words.is_empty());
                let range = place(range);
                if index == 0 { LabeledSpan::new_primary_with_span(words, range) } else { LabeledSpan::new_with_span(words, range) }
            })
            .collect();
        labels.sort_by_key(|label| (label.offset(), label.len()));
        let quoted = excerpt.map(|excerpt| Quoted { excerpt, snippet });
        Self { snippet, quoted, severity, heading, message: visible(message).into_owned(), labels }
    }
}

impl From<Severity> for miette::Severity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
        }
    }
}

impl miette::Diagnostic for View<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.heading.as_ref().map(|heading| Box::new(heading) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(match &self.quoted {
            Some(quoted) => quoted,
            None => self.snippet,
        })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl fmt::Display for View<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for View<'_> {}
