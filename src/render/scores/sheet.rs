//! One row for each subject, for a spreadsheet. Text that a spreadsheet would take for a formula is
//! quoted with `'`; numbers are written as numbers.

use super::Selection;
use crate::render::figures::printed;

/// The results selected: what is the same for all, then a column for each outermost part.
#[must_use]
pub fn sheet(selection: &Selection<'_>) -> String {
    let program = selection.program;
    let mut columns: Vec<&str> = Vec::new();
    for (_, score) in selection.subjects() {
        for part in &score.parts {
            let path = program.parts[part.part].path.as_str();
            if !path.is_empty() && !path.contains('.') && !columns.contains(&path) {
                columns.push(path);
            }
        }
    }
    let consequences = selection.subjects().any(|(_, score)| !program.levels[score.level].consequences.is_empty());
    let mut text = String::new();
    let fixed = ["level", "id", "name", "sequence", "state", "total", "open", "grade"];
    row(&mut text, fixed.into_iter().chain(columns.iter().copied()).chain(consequences.then_some("consequences")).map(text_cell));
    for (subject, score) in selection.subjects() {
        let start = [
            text_cell(&program.levels[score.level].name),
            text_cell(&subject.id),
            text_cell(&subject.name),
            text_cell(&super::sequence(program, subject).unwrap_or_default()),
            text_cell(super::subject_state(score.state)),
            super::total(program, score).unwrap_or_default(),
            printed(&score.open, &program.header.totals),
            super::grade(program, score).map(|(_, _, name)| text_cell(&name.name)).unwrap_or_default(),
        ];
        let parts = columns.iter().map(|column| {
            let part = score.parts.iter().find(|part| program.parts[part.part].path == *column);
            part.and_then(|part| part.score.as_ref()).map(|number| printed(number, &program.header.totals)).unwrap_or_default()
        });
        let followed = || {
            let words = super::consequences::following(program, score).map(|(_, row)| row.text.as_str());
            text_cell(&words.collect::<Vec<_>>().join("; "))
        };
        row(&mut text, start.into_iter().chain(parts).chain(consequences.then(followed)));
    }
    text
}

/// A row of cells.
pub fn row(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    text.push_str(&cells.join(","));
    text.push('\n');
}

/// A text cell: safe in a spreadsheet, quoted where CSV asks for it.
pub fn text_cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}
