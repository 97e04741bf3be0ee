//! Tables pasted from a word processor or a page: rows whose cells stand between bars or around a colon, with any number of
//! columns, a head and a ruled line under it.

use super::contests::row_of_places;
use super::ends::of_sign;
use super::standings::row_of_grade;
use super::table_rows::row_of_two;
use super::{Outcome, Scene};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::bands::band_in_words;
use crate::syntax::comparisons::{Meaning, before};
use crate::syntax::keywords::{is_one_of, printed};
use crate::syntax::messages;
use crate::syntax::reader::Context;

/// Where rows stand.
const ROWS: [Context; 7] =
    [Context::Quantify, Context::Steps, Context::State, Context::Survey, Context::Compete, Context::Grade, Context::Consequence];

/// The first and the last token of a cell.
type Cell = (usize, usize);

/// Findings about rows of such a table.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    row(scene).into_iter().collect()
}

/// `| below 90% | 0 |`, `≥ 98%: 10 points`, `| 1 | 98%以上 | 10 | 优 |`
fn row(scene: &Scene) -> Option<Diagnostic> {
    let arrow = |index: &usize| matches!(scene.word(*index), "=>" | "＝>" | "=＞" | "＝＞");
    let last = scene.tokens.len().checked_sub(1)?;
    if !ROWS.contains(&scene.context) || (0..=last).any(|index| arrow(&index)) {
        return None;
    }
    let bars = (0..=last).any(|index| is_bar(scene, index));
    if !bars && matches!(scene.context, Context::Grade | Context::Consequence) {
        return None;
    }
    // A line that ends in a bar goes on, so a whole table may stand here.
    let starts: Vec<usize> = (0..=last).filter(|index| *index == 0 || scene.token(*index).is_some_and(|token| token.first)).collect();
    let ends = starts.iter().skip(1).copied().chain([last + 1]);
    let lines: Vec<Vec<Cell>> = starts.iter().copied().zip(ends).map(|(first, end)| cells(scene, first, end)).collect();
    let ruled = lines.iter().position(|cells| is_ruled(scene, cells));
    // What stands above the ruled line is the head; without one, the first row is none that says a number.
    let says_number = |cells: &Vec<Cell>| {
        let text = |cell: &Cell| slice(scene, *cell);
        cells.iter().any(|cell| text(cell).contains(|letter: char| letter.is_ascii_digit()))
    };
    let titled = lines.len() > 1 && scene.context != Context::Consequence;
    let head = ruled.map_or_else(|| usize::from(titled && lines.first().is_some_and(|row| !says_number(row))), |ruled| ruled + 1);
    let rows: Vec<&Vec<Cell>> = lines.iter().skip(head).filter(|cells| !cells.is_empty()).collect();
    let span = scene.span(0, last);
    let Some(first) = rows.first() else {
        // A head or a ruled line alone, for a line that does not end in a bar does not go on.
        return bars.then(|| messages::head_pasted(span, scene.reader.file.slice(span)));
    };
    let written = row_of_cells(scene, columns(scene, &rows, first))?;
    match lines.as_slice() {
        [only] => {
            let typed = scene.reader.file.slice(span);
            let edits = vec![Edit { span, replacement: written.clone() }];
            let whole = scene.outcome(&edits) == Outcome::Whole;
            // What more there is than a band and its result would be lost.
            match only.as_slice() {
                [_, _] => whole.then(|| messages::other_band(span, typed, &written, edits)),
                _ if bars => Some(messages::table_pasted(scene.span(0, 0), &[written], Vec::new())),
                _ => None,
            }
        }
        _ if bars => {
            let written = rows_of_cells(scene, &rows).unwrap_or_else(|| vec![written]);
            let edits = if written.len() == rows.len() { instead(scene, &written) } else { Vec::new() };
            Some(messages::table_pasted(scene.span(0, 0), &written, edits))
        }
        _ => None,
    }
}

/// All rows in the words of the language, where each has a band and a result alone and can be read.
fn rows_of_cells(scene: &Scene, rows: &[&Vec<Cell>]) -> Option<Vec<String>> {
    let span = scene.span(0, scene.tokens.len().checked_sub(1)?);
    let reads = |row: &String| scene.whole_with(&[Edit { span, replacement: row.clone() }]);
    rows.iter().map(|cells| row_of_cells(scene, cells.to_vec()).filter(reads)).collect()
}

/// What writes these rows for the whole table, each on a line of its own.
fn instead(scene: &Scene, rows: &[String]) -> Vec<Edit> {
    let Some((first, rest)) = rows.split_first() else { return Vec::new() };
    let last = scene.tokens.len().saturating_sub(1);
    let others: String = rest.iter().map(|row| format!("{}{row}", scene.new_line())).collect();
    let mut edits = vec![Edit { span: scene.span(0, 0), replacement: first.clone() }];
    edits.push(Edit { span: scene.span(0, 0).at_end().to(scene.span(last, last)), replacement: others });
    edits
}

fn is_bar(scene: &Scene, index: usize) -> bool {
    matches!(scene.word(index), "|" | "｜")
}

fn slice<'t>(scene: &Scene<'_, 't>, (first, last): Cell) -> &'t str {
    scene.reader.file.slice(scene.span(first, last))
}

/// The cells between these tokens, those that are empty left out.
fn cells(scene: &Scene, first: usize, end: usize) -> Vec<Cell> {
    let colon = |index: &usize| matches!(scene.word(*index), ":" | "：");
    let bars = (first..end).any(|index| is_bar(scene, index));
    let cuts: Vec<usize> = (first..end).filter(|index| if bars { is_bar(scene, *index) } else { colon(index) }).collect();
    let mut cells: Vec<Cell> = Vec::new();
    let mut begins = first;
    for cut in cuts.into_iter().chain([end]) {
        if begins < cut {
            cells.push((begins, cut - 1));
        }
        begins = cut + 1;
    }
    cells
}

/// `|---|:---:|`
fn is_ruled(scene: &Scene, cells: &[Cell]) -> bool {
    let sign = |letter: char| matches!(letter, '-' | '—' | '–' | '=' | ':' | '：') || letter.is_whitespace();
    !cells.is_empty() && cells.iter().all(|cell| slice(scene, *cell).chars().all(sign))
}

/// The cells of the row `at` that say what is asked and what follows: without the numbers of the rows before them, and without
/// remarks behind them.
fn columns(scene: &Scene, rows: &[&Vec<Cell>], at: &[Cell]) -> Vec<Cell> {
    let numbered = |(index, row): (usize, &&Vec<Cell>)| row.first().is_some_and(|cell| slice(scene, *cell) == (index + 1).to_string());
    let is_numbered = at.len() > 2 && rows.iter().enumerate().all(numbered);
    at.iter().skip(usize::from(is_numbered)).take(2).copied().collect()
}

/// The row that is meant by two cells.
fn row_of_cells(scene: &Scene, cells: Vec<Cell>) -> Option<String> {
    let [band, result] = cells.as_slice() else { return None };
    let (left, right) = (slice(scene, *band), slice(scene, *result));
    if scene.context == Context::Grade {
        return row_of_grade(scene, left, right).or_else(|| row_of_grade(scene, right, left));
    }
    if scene.context == Context::Consequence {
        let quoted = |text: &str| if text.starts_with(['"', '“', '＂']) { text.to_owned() } else { format!("\"{text}\"") };
        return Some(format!("{} {} …", quoted(right), printed(Rule::kw_when, scene.language())));
    }
    if scene.context == Context::Compete
        && let Some(row) = row_of_places(scene, left, right)
    {
        return Some(row);
    }
    // What is got may stand before what it is got for.
    let figures = |text: &str| text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let is_turned = figures(left) && said_otherwise(scene, *band).is_none();
    if let Some(turned) = said_otherwise(scene, *result).filter(|_| is_turned) {
        return Some(format!("{turned} => {left}"));
    }
    if scene.context == Context::Quantify
        && let Some(row) = row_of_two(scene, left, right)
    {
        return Some(row);
    }
    let otherwise = is_one_of(left, &[Rule::kw_otherwise]).then(|| left.to_owned());
    let band = otherwise.or_else(|| said_otherwise(scene, *band)).unwrap_or_else(|| left.to_owned());
    Some(format!("{band} => {}", right))
}

/// `≥ 98%`, less than 90%, 98%以上: a band in other words.
fn said_otherwise(scene: &Scene, (first, last): (usize, usize)) -> Option<String> {
    let (length, meaning) = of_sign(scene.word(first))
        .map(|meaning| (1, meaning))
        .or_else(|| before((first..=last).map(|index| scene.word(index))))
        .unwrap_or((0, Meaning::Equal));
    if length > 0 && first + length <= last {
        return meaning.as_band(scene.reader.file.slice(scene.span(first + length, last)), scene.language());
    }
    band_in_words(scene.reader.file.slice(scene.span(first, last)))
}
