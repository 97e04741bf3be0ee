//! The account of a subject as text for people, and as JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::account::{self, Cell, Context, Line};
use super::figures::stated_total;
use super::signs::{behind, colon};
use super::visible::on_one_line;
use crate::eval::{SubjectScore, SubjectState};
use crate::model::Subject;
use crate::text::Language;
use crate::value::Day;
use crate::words;

/// Two blanks for each level.
const INDENT: &str = "  ";

/// The account as indented lines: what happened, then where it is written, then the cells. Long lists of the same reasons
/// are told once.
#[must_use]
pub fn text(context: &Context<'_>, subject: &Subject, as_of: Option<Day>, lines: &[Line], language: Language) -> String {
    let level = &context.figures.program.levels[subject.level];
    let mut text =
        format!("{} · {} {}\n", on_one_line(&subject.name), level.title.as_deref().unwrap_or(&level.name), on_one_line(&subject.id));
    if let Some(day) = as_of {
        let _ = writeln!(text, "{}", words!("as of {day}", "截至 {day}", day = day).get(language));
    }
    for line in &account::once(lines) {
        text.push('\n');
        write_line(&mut text, context, line, &mut Shown::default(), language);
    }
    text
}

/// The cells that a reader still has before the eyes: those of the lines a line lies in, outermost first, and those of
/// the line before it.
#[derive(Default)]
struct Shown<'a> {
    around: Vec<&'a [Cell]>,
    before: &'a [Cell],
}

impl Shown<'_> {
    /// Whether a cell with the same value stands there. A cell that only says where it stands is all its line is for.
    fn has(&self, cell: &Cell) -> bool {
        let says = !cell.title.english.is_empty() && !cell.value.english.is_empty();
        says && (self.before.contains(cell) || self.around.iter().any(|cells| cells.contains(cell)))
    }
}

fn write_line<'a>(text: &mut String, context: &Context<'_>, line: &'a Line, shown: &mut Shown<'a>, language: Language) {
    let depth = shown.around.len();
    let indent = INDENT.repeat(depth);
    let place = line.clause.map(|span| format!("  [{}]", context.figures.clause(span))).unwrap_or_default();
    // Memory does not refuse to be written to.
    let _ = writeln!(text, "{indent}{}{place}", on_one_line(line.words.get(language)));
    for cell in line.cells.iter().filter(|cell| !shown.has(cell)) {
        let _ = writeln!(text, "{indent}{INDENT}{INDENT}{}", cell_text(context, cell, language));
    }
    shown.around.push(&line.cells);
    shown.before = &line.cells;
    for child in &line.children {
        write_line(text, context, child, shown, language);
    }
    shown.around.pop();
}

fn cell_text(context: &Context<'_>, cell: &Cell, language: Language) -> String {
    let mut text = String::new();
    let title = cell.title.get(language);
    // Of a cell whose reason stands above it the place is all that is left to tell.
    let told = title.is_empty() || cell.value.get(language).is_empty();
    if !told {
        let _ = write!(text, "{}{}{}", on_one_line(title), colon(language), on_one_line(cell.value.get(language)));
    }
    if let Some(origin) = &cell.origin {
        let place = context.figures.cell(origin);
        let place = place.get(language);
        if told {
            text.push_str(place);
        } else {
            let _ = write!(text, "{}", behind(place, language));
        }
    }
    text
}

/// The account of a subject as JSON.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema_version: u32,
    level: &'a str,
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    /// None while it is not final.
    total: Option<String>,
    /// What it came to up to now; only while it is provisional.
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<String>,
    account: Vec<LineView<'a>>,
}

#[derive(Serialize)]
struct LineView<'a> {
    kind: &'static str,
    text: &'a str,
    /// The name of the indicator of which this is the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    indicator: Option<&'a str>,
    /// Who wrote it: `office`, or the department whose extension it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<ClauseView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<CellView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<LineView<'a>>,
}

#[derive(Serialize)]
struct ClauseView<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct CellView<'a> {
    title: &'a str,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
}

/// The same as one JSON document, version 1; numbers as exact text.
#[must_use]
pub fn json(
    context: &Context<'_>,
    subject: &Subject,
    as_of: Option<Day>,
    score: &SubjectScore,
    lines: &[Line],
    language: Language,
) -> String {
    let document = document(context, subject, as_of, score, lines, language);
    let mut text = serde_json::to_string_pretty(&document).expect("INVARIANT: the document has only text keys and writes to memory");
    text.push('\n');
    text
}

pub(super) fn document<'a>(
    context: &Context<'a>,
    subject: &'a Subject,
    as_of: Option<Day>,
    score: &SubjectScore,
    lines: &'a [Line],
    language: Language,
) -> Document<'a> {
    let program = context.figures.program;
    Document {
        schema_version: 1,
        level: &program.levels[subject.level].name,
        id: &subject.id,
        name: &subject.name,
        as_of: as_of.map(|day| day.to_string()),
        total: stated_total(program, score, SubjectState::Scored),
        so_far: stated_total(program, score, SubjectState::Provisional),
        account: lines.iter().map(|line| view(context, line, language)).collect(),
    }
}

fn view<'a>(context: &Context<'a>, line: &'a Line, language: Language) -> LineView<'a> {
    let exact = |number| super::figures::exact(number);
    let program = context.figures.program;
    let indicator = line.indicator.map(|id| &program.indicators[id]);
    LineView {
        kind: line.kind,
        text: line.words.get(language),
        indicator: indicator.map(|indicator| indicator.name.as_str()),
        author: indicator.map(|indicator| program.author_name(indicator.author)),
        before: line.moved.as_ref().map(|(before, _)| exact(before)),
        after: line.moved.as_ref().map(|(_, after)| exact(after)),
        clause: line.clause.map(|span| {
            let file = context.figures.sources.file(span.source);
            let position = file.position(span.start);
            ClauseView { file: file.name(), line: position.line, column: position.column }
        }),
        cells: line
            .cells
            .iter()
            .map(|cell| CellView {
                title: cell.title.get(language),
                value: cell.value.get(language),
                file: cell.origin.as_ref().map(|origin| context.figures.sources.file(origin.span.source).name()),
                row: cell.origin.as_ref().map(|origin| origin.row),
                column: cell.origin.as_ref().map(|origin| &*origin.column),
            })
            .collect(),
        children: line.children.iter().map(|child| view(context, child, language)).collect(),
    }
}
