//! One row for each subject, for a spreadsheet. A total that can still move stands in a column of its
//! own. Text that a spreadsheet would take for a formula is quoted with `'`; numbers are written as
//! numbers.

use super::Selection;
use super::json::extensions_in_force;
use crate::eval::{SubjectScore, SubjectState};
use crate::model::Extension;
use crate::render::figures::{exact, tabled};
use crate::value::Number;

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
    let ranked = selection.subjects().any(|(_, score)| program.levels[score.level].place.is_some());
    // Where places are among those below one parent, it is said which.
    let parents = selection.subjects().any(|(subject, score)| super::parent(selection, subject, score).is_some());
    let mut places: Vec<&str> = if parents { vec!["parent"] } else { Vec::new() };
    places.extend(if ranked { ["place", "place_of", "place_shared_by", "place_provisional"].as_slice() } else { &[] });
    let consequences = selection.subjects().any(|(_, score)| !program.levels[score.level].consequences.is_empty());
    let grades = selection.subjects().any(|(_, score)| !program.levels[score.level].grades.is_empty());
    let mut text = String::new();
    // One column more for each extension in force on the day of scoring: what its indicators gave.
    let extensions: Vec<&Extension> = extensions_in_force(program, selection.scores.as_of).collect();
    let headings = extensions.iter().map(|extension| format!("extension.{}", extension.name));
    let fixed = ["level", "id", "name", "sequence", "state", "total", "so_far", "open", "grade"];
    // Beside each grade whether it hangs on something outstanding, and beside what follows what may follow yet.
    let graded = grades.then_some("grade_open");
    let rulings = selection.rulings();
    // Where there are rulings, a column lists those about the subject.
    let last = (!rulings.is_empty()).then_some("rulings");
    let follows = if consequences { ["consequences", "open_consequences"].as_slice() } else { &[] };
    let more = follows.iter().copied().chain(last);
    let head = fixed.into_iter().chain(graded).chain(places).chain(columns.iter().copied());
    row(&mut text, head.chain(more).map(text_cell).chain(headings.map(|heading| text_cell(&heading))));
    for (subject, score) in selection.subjects() {
        let total = |state: SubjectState| {
            let total = score.total.as_ref().filter(|_| score.state == state);
            total.map(|total| tabled(total, &program.header.totals)).unwrap_or_default()
        };
        let start = [
            text_cell(&program.levels[score.level].name),
            text_cell(&subject.id),
            text_cell(&subject.name),
            text_cell(&super::sequence(program, subject).unwrap_or_default()),
            text_cell(super::subject_state(score.state)),
            total(SubjectState::Scored),
            total(SubjectState::Provisional),
            tabled(&score.open, &program.header.totals),
            super::grade(program, score).map(|(_, _, name)| text_cell(&name.name)).unwrap_or_default(),
        ];
        let parts = columns.iter().map(|column| {
            let part = score.parts.iter().find(|part| program.parts[part.part].path == *column);
            part.and_then(|part| part.score.as_ref()).map(|number| tabled(number, &program.header.totals)).unwrap_or_default()
        });
        let parent = parents.then(|| text_cell(super::parent(selection, subject, score).unwrap_or_default()));
        let place = parent.into_iter().chain(if ranked { place_cells(score) } else { Vec::new() });
        let grade_open = grades.then(|| score.grade.as_ref().map_or("", |grade| yes_or_no(grade.is_open())).to_owned());
        let listed = |rows: Vec<&str>| text_cell(&rows.join("; "));
        let followed = consequences.then(|| {
            let following = super::consequences::following(program, score).map(|(_, row)| row.text.as_str());
            let open = super::consequences::open(program, score).map(|(_, row)| row.text.as_str());
            [listed(following.collect()), listed(open.collect())]
        });
        let own = last.map(|_| {
            let own = rulings.iter().filter(|listed| listed.place == Some(score.subject));
            let words: Vec<String> = own.map(|listed| listed.short(program)).collect();
            text_cell(&words.join("; "))
        });
        let added = extensions.iter().map(|extension| {
            let by_it = |indicator: &&crate::eval::IndicatorScore| program.indicators[indicator.indicator].span.source == extension.source;
            let mut scores = score
                .indicators
                .iter()
                .filter(by_it)
                .filter_map(|indicator| indicator.score.as_ref().or(indicator.so_far.as_ref()))
                .peekable();
            scores.peek()?;
            Some(tabled(&scores.fold(Number::zero(), |sum, points| sum.add(points)), &program.header.scores))
        });
        let shown = start.into_iter().chain(grade_open).chain(place).chain(parts).chain(followed.into_iter().flatten()).chain(own);
        row(&mut text, shown.chain(added.map(Option::unwrap_or_default)));
    }
    text
}

/// The place, of how many, how many share it, and whether it can still move.
fn place_cells(score: &SubjectScore) -> Vec<String> {
    let Some((placing, own)) = score.place.as_ref().and_then(|placing| Some((placing, placing.own()?))) else {
        return vec![String::new(); 4];
    };
    let provisional = yes_or_no(placing.is_provisional());
    let shared_by = own.last.saturating_sub(own.first) + 1;
    vec![exact(&own.place), placing.field.competitors.len().to_string(), shared_by.to_string(), provisional.to_owned()]
}

fn yes_or_no(so: bool) -> &'static str {
    if so { "yes" } else { "no" }
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
