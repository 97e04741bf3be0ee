//! The ranking to read: one table for each kind of subject, best first, equal totals side by side.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, Table, presets};

use super::Selection;
use crate::eval::{GradeScore, SubjectScore, SubjectState};
use crate::model::{Among, Program, Subject};
use crate::render::Options;
use crate::render::figures::{exact, part_score, printed};
use crate::render::rulings;
use crate::render::visible::on_one_line;
use crate::text::{Language, Words};
use crate::types::LevelId;
use crate::value::{Day, Number};
use crate::words;

/// The rankings of the results selected, and what could not be ranked, with the reason.
#[must_use]
pub fn table(selection: &Selection<'_>, options: &Options) -> String {
    let language = options.language.unwrap_or_default();
    let mut text = String::new();
    for (level, _) in selection.program.levels.iter() {
        let rows: Vec<_> = selection.subjects().filter(|(_, score)| score.level == level).collect();
        // A kind of subject without a scorecard has nothing to rank.
        if rows.is_empty() || selection.program.levels[level].scorecards.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        heading(&mut text, selection.program, level, selection.scores.as_of, &rows, language);
        ranking(&mut text, selection, &rows, options, language);
        open_places(&mut text, &rows, language);
        super::unfinished::list(&mut text, selection, &rows, language);
        super::consequences::list(&mut text, selection, level, &rows, language);
    }
    list_rulings(&mut text, selection, language);
    text
}

/// The rulings, each on a line: what the ranking rests on beside the rules and the data.
fn list_rulings(text: &mut String, selection: &Selection<'_>, language: Language) {
    let Some(rulings) = rulings::lines(&selection.rulings(), selection.program, selection.sources) else { return };
    // Memory does not refuse to be written to.
    let _ = writeln!(text, "\n{}", rulings.count.get(language));
    for line in &rulings.lines {
        let _ = writeln!(text, "  - {}", on_one_line(line.get(language)));
    }
}

/// A subject and its score.
pub(super) type Row<'a> = (&'a Subject, &'a SubjectScore);

fn heading(text: &mut String, program: &Program, level: LevelId, as_of: Option<Day>, rows: &[Row<'_>], language: Language) {
    let declared = &program.levels[level];
    let count = |state| rows.iter().filter(|(_, score)| score.state == state).count();
    let as_of = as_of.map_or_else(|| Words::same(""), |day| words!(" as of {day}", "（截至 {day}）", day = day));
    let words = words!(
        "{title}{as_of_en}: {all} read, {scored} scored, {provisional} provisional, {refused} refused",
        "{title}{as_of_zh}：读入 {all}，已计分 {scored}，暂定 {provisional}，退回 {refused}",
        as_of_en = as_of.english,
        as_of_zh = as_of.chinese,
        title = declared.title.as_deref().unwrap_or(&declared.name),
        all = rows.len(),
        scored = count(SubjectState::Scored),
        provisional = count(SubjectState::Provisional),
        refused = count(SubjectState::Refused),
    );
    text.push_str(words.get(language));
    text.push('\n');
}

fn ranking(text: &mut String, selection: &Selection<'_>, rows: &[Row<'_>], options: &Options, language: Language) {
    let program = selection.program;
    let by_rank = rows.first().is_some_and(|(_, score)| program.levels[score.level].place.is_some());
    let mut ranked = ranked(rows);
    if by_rank {
        ranked.sort_by(|left, right| by_place(selection, left, right));
    }
    let places = rows.first().map_or_else(BTreeMap::new, |(_, score)| places(selection, score.level));
    let mut columns: Vec<(&str, &str)> = Vec::new();
    for (_, score) in rows {
        for part in &score.parts {
            let part = &program.parts[part.part];
            if !part.path.is_empty() && !part.path.contains('.') && !columns.iter().any(|(path, _)| *path == part.path) {
                columns.push((&part.path, super::part_title(part)));
            }
        }
    }
    let sequences = rows.iter().any(|(subject, _)| subject.sequence.is_some());
    let parents = rows.iter().any(|(_, score)| within_parent(program, score));
    let mut head: Vec<String> = vec!["#".into(), say(language, "Id", "编号"), say(language, "Name", "名称")];
    if parents {
        head.push(say(language, "Unit", "所在单位"));
    }
    if sequences {
        head.push(say(language, "Sequence", "序列"));
    }
    head.extend(columns.iter().map(|(_, title)| (*title).to_owned()));
    // No total is final while its subject is provisional; what is still open is worth a column of its own where anything is.
    let provisional = rows.iter().any(|(_, score)| score.state == SubjectState::Provisional);
    let open = rows.iter().any(|(_, score)| !score.open.is_zero());
    head.push(if provisional { say(language, "So far", "至今得分") } else { say(language, "Total", "总分") });
    head.extend(open.then(|| say(language, "Still possible", "尚可得")));
    head.extend([say(language, "Grade", "等次"), String::new()]);
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled).set_header(head);
    if options.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    for (subject, score) in &ranked {
        let place = if by_rank { declared_place(score) } else { place_of(&places, score) };
        let parent = parents.then(|| parent_name(selection, subject));
        table.add_row(cells(program, subject, score, (place, parent), &columns, (sequences, open), language));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
        let first_part = 3 + usize::from(parents) + usize::from(sequences);
        let number = column.index == 0 || (first_part..=first_part + columns.len() + usize::from(open)).contains(&column.index);
        if number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// The rows in the order of the ranking.
pub(super) fn ranked<'a>(rows: &[Row<'a>]) -> Vec<Row<'a>> {
    let mut ranked = rows.to_vec();
    ranked.sort_by(|(left_who, left), (right_who, right)| by_total(left, right).then_with(|| left_who.id.cmp(&right_who.id)));
    ranked
}

/// Best first; without a total last.
fn by_total(left: &SubjectScore, right: &SubjectScore) -> Ordering {
    right.total.cmp(&left.total)
}

/// As the rules rank them: those measured against each other together, best first; without a place last.
fn by_place(selection: &Selection<'_>, left: &Row<'_>, right: &Row<'_>) -> Ordering {
    let key = |(subject, score): &Row<'_>| {
        let own = score.place.as_ref().and_then(|placing| placing.own());
        let among = score.place.as_ref().map(|placing| selection.program.contests[placing.field.contest].among);
        let (sequence, parent) = match among {
            Some(Among::Sequence) => (subject.sequence, None),
            Some(Among::Parent) => (None, subject.parent.and_then(|parent| selection.submission.subjects.get(parent))),
            Some(Among::All) | None => (None, None),
        };
        (sequence, parent.map(|parent| parent.id.as_str()), own.is_none(), own.map(|own| own.first))
    };
    key(left).cmp(&key(right))
}

/// Whether somebody's place is one among those of its parent, so that each parent has a first.
pub(super) fn within_parent(program: &Program, score: &SubjectScore) -> bool {
    score.place.as_ref().is_some_and(|placing| program.contests[placing.field.contest].among == Among::Parent)
}

fn parent_name(selection: &Selection<'_>, subject: &Subject) -> String {
    let parent = subject.parent.and_then(|parent| selection.submission.subjects.get(parent));
    parent.map_or_else(String::new, |parent| on_one_line(&parent.name).to_string())
}

/// The place as the rules give it: `=2` for one that is shared, `2…` for one that can still move.
fn declared_place(score: &SubjectScore) -> String {
    let Some((placing, own)) = score.place.as_ref().and_then(|placing| Some((placing, placing.own()?))) else { return "–".to_owned() };
    let shared = if own.first == own.last { "" } else { "=" };
    let open = if placing.is_provisional() { "…" } else { "" };
    format!("{shared}{}{open}", exact(&own.place))
}

/// Whose values keep places from being final.
fn open_places(text: &mut String, rows: &[Row<'_>], language: Language) {
    let mut names: Vec<String> = Vec::new();
    // Those of a group share its field.
    let (mut fields, mut told) = (BTreeSet::new(), BTreeSet::new());
    let placings = rows.iter().filter_map(|(_, score)| score.place.as_ref());
    for placing in placings.filter(|placing| fields.insert(Arc::as_ptr(&placing.field))) {
        let open = placing.field.unsettled.iter().filter(|open| told.insert(open.subject));
        names.extend(open.map(|open| on_one_line(&open.name).to_string()));
    }
    let marked = |score: &SubjectScore| score.place.as_ref().is_some_and(|placing| placing.own().is_some() && placing.is_provisional());
    if names.is_empty() || !rows.iter().any(|(_, score)| marked(score)) {
        return;
    }
    let words = words!(
        "places marked … are provisional: values of {names} are outstanding or at fault",
        "标有 … 的名次为暂定：{names} 的数据未定或有误",
        names = names.join(Words::new(", ", "、").get(language))
    );
    // Memory does not refuse to be written to.
    let _ = writeln!(text, "{}", words.get(language));
}

/// The place of each total among all of its kind, whoever is shown, equal totals sharing the better one.
fn places<'a>(selection: &Selection<'a>, level: LevelId) -> BTreeMap<&'a Number, usize> {
    let all = selection.scores.subjects.iter().filter(|other| other.level == level);
    let mut totals: Vec<&Number> = all.filter_map(|other| other.total.as_ref()).collect();
    totals.sort_by(|left, right| right.cmp(left));
    let mut places = BTreeMap::new();
    for (total, place) in totals.into_iter().zip(1..) {
        let _ = places.entry(total).or_insert(place);
    }
    places
}

/// The place of a total; none without one.
fn place_of(places: &BTreeMap<&Number, usize>, score: &SubjectScore) -> String {
    let place = score.total.as_ref().and_then(|total| places.get(total));
    place.map_or_else(|| "–".to_owned(), usize::to_string)
}

fn cells(
    program: &Program,
    subject: &Subject,
    score: &SubjectScore,
    (place, parent): (String, Option<String>),
    columns: &[(&str, &str)],
    (sequences, open): (bool, bool),
    language: Language,
) -> Vec<Cell> {
    let mut cells = vec![Cell::new(place), Cell::new(on_one_line(&subject.id)), Cell::new(on_one_line(&subject.name))];
    cells.extend(parent.map(Cell::new));
    if sequences {
        let declared = program.levels[subject.level].sequences.zip(subject.sequence);
        let title = declared.and_then(|(choice, value)| program.choices[choice].values.get(value).map(|value| value.shown().to_owned()));
        cells.push(Cell::new(title.unwrap_or_default()));
    }
    for (path, _) in columns {
        let part = score.parts.iter().find(|part| program.parts[part.part].path == *path);
        let shown = part.and_then(|part| Some(part_score(part.score.as_ref()?, &program.parts[part.part], &program.header)));
        cells.push(Cell::new(shown.unwrap_or_else(|| "–".to_owned())));
    }
    cells.push(Cell::new(super::total(program, score).unwrap_or_else(|| "–".to_owned())));
    if open {
        let open = score.total.as_ref().map_or_else(|| "–".to_owned(), |_| printed(&score.open, &program.header.totals));
        cells.push(Cell::new(open));
    }
    let grade = super::grade(program, score);
    let open = score.grade.as_ref().is_some_and(GradeScore::is_open);
    let none = || if open { "…".to_owned() } else { String::new() };
    cells.push(Cell::new(grade.map_or_else(none, |(_, _, name)| name.shown().to_owned())));
    cells.push(light(score, grade.map(|(place, scheme, _)| (place, scheme.names.len())), language));
    cells
}

/// The traffic light: a symbol and a word, so that it can be printed in black and white. The word is a
/// colour, for a second judgement beside the grade would read as another grade. It follows the rulebook's
/// own grades; without a grade it says only how far the result is final.
fn light(score: &SubjectScore, grade: Option<(usize, usize)>, language: Language) -> Cell {
    let (symbol, words, color) = match (score.state, grade) {
        (SubjectState::Refused, _) => ("✗", words!("refused", "退回"), Color::Red),
        (SubjectState::Provisional, _) => ("…", words!("provisional", "暂定"), Color::Cyan),
        (SubjectState::NotJudged, _) => ("–", words!("not judged", "不考核"), Color::White),
        (SubjectState::Scored, None) if score.grade.as_ref().is_some_and(GradeScore::is_open) => {
            ("…", words!("grade open", "等次未定"), Color::Cyan)
        }
        (SubjectState::Scored, None) if score.total.is_none() => ("–", words!("not applicable", "不适用"), Color::White),
        (SubjectState::Scored, None) => ("■", words!("scored", "已计分"), Color::White),
        (SubjectState::Scored, Some((0, _))) => ("●", words!("green", "绿"), Color::Green),
        (SubjectState::Scored, Some((place, count))) if place + 1 == count => ("○", words!("red", "红"), Color::Red),
        (SubjectState::Scored, Some((1, count))) if count > 3 => ("◕", words!("blue", "蓝"), Color::Blue),
        (SubjectState::Scored, Some(_)) => ("◑", words!("yellow", "黄"), Color::Yellow),
    };
    Cell::new(format!("{symbol} {}", words.get(language))).fg(color)
}

fn say(language: Language, english: &str, chinese: &str) -> String {
    Words::new(english, chinese).get(language).to_owned()
}
