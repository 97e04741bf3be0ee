//! An appeal: what a subject's score is as submitted and as corrected, beside each other, then both derivations.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;

use super::account::{Context, Line};
use super::figures::{exact, printed, stated, stated_total};
use super::scores;
use super::visible::on_one_line;
use super::why;
use crate::eval::{IndicatorScore, IndicatorState, Placing, Scores, SubjectScore, SubjectState};
use crate::model::{Among, IndicatorId, Program, Subject, Submission};
use crate::text::{Language, Words};
use crate::value::Number;
use crate::words;

/// One of the two.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// How figures are written, and the rulings.
    pub context: &'a Context<'a>,
    /// What was submitted.
    pub submission: &'a Submission,
    /// What it came to.
    pub scores: &'a Scores,
    /// The place of the subject.
    pub place: usize,
    /// The account of its score.
    pub lines: &'a [Line],
}

impl<'a> Side<'a> {
    fn program(&self) -> &'a Program {
        self.context.figures.program
    }

    fn subject(&self) -> Option<&'a Subject> {
        self.submission.subjects.get(self.place)
    }

    fn score(&self) -> Option<&'a SubjectScore> {
        self.scores.subjects.iter().find(|score| score.subject == self.place)
    }

    fn indicator(&self, id: IndicatorId) -> Option<&'a IndicatorScore> {
        self.score()?.indicators.iter().find(|one| one.indicator == id)
    }

    /// The place and how many are ranked: in the rank the rules declare, and where they declare none among the
    /// totals of its kind, equal totals sharing the better one.
    fn ranked(&self) -> Option<(Number, usize)> {
        let own = self.score()?;
        if self.program().levels[own.level].place.is_some() {
            let placing = own.place.as_ref()?;
            return Some((placing.own()?.place.clone(), placing.field.competitors.len()));
        }
        let total = own.total.as_ref()?;
        let totals = self.scores.subjects.iter().filter(|other| other.level == own.level).filter_map(|other| other.total.as_ref());
        let above = i64::try_from(totals.clone().filter(|other| *other > total).count()).ok()?;
        Some((Number::from(above).add(&Number::one()), totals.count()))
    }
}

/// Something of the score on both sides.
struct Pair<T> {
    before: T,
    after: T,
}

impl<T: PartialEq> Pair<T> {
    fn of<'a>(before: &Side<'a>, after: &Side<'a>, take: impl Fn(&Side<'a>) -> T) -> Self {
        Self { before: take(before), after: take(after) }
    }

    fn moves(&self) -> bool {
        self.before != self.after
    }
}

/// What an indicator came to, in words.
fn result(side: &Side<'_>, id: IndicatorId) -> Words {
    let program = side.program();
    let Some(score) = side.indicator(id) else { return Words::new("not on the card", "不在计分卡上") };
    match (score.state, score.score.as_ref().or(score.so_far.as_ref())) {
        (IndicatorState::Scored, Some(points)) => Words::same(printed(points, &program.header.scores)),
        (IndicatorState::Pending, Some(points)) => {
            words!("{points} so far", "目前 {points}", points = printed(points, &program.header.scores))
        }
        (IndicatorState::NotApplicable, _) => Words::new("not applicable", "不适用"),
        (IndicatorState::Waived, _) => Words::new("waived", "豁免"),
        (IndicatorState::Pending, None) => Words::new("pending", "未定"),
        (IndicatorState::Invalid | IndicatorState::Scored, _) => Words::new("invalid", "无效"),
    }
}

fn total(side: &Side<'_>) -> Words {
    let Some(score) = side.score() else { return Words::same("–") };
    let total = score.total.as_ref().map(|total| printed(total, &side.program().header.totals));
    match (score.state, total) {
        (SubjectState::Scored, Some(total)) => Words::same(total),
        (SubjectState::Provisional, Some(total)) => words!("{total} so far", "目前 {total}", total = total),
        (SubjectState::Scored, None) => Words::new("none", "无"),
        (SubjectState::Provisional, None) => Words::new("provisional", "暂定"),
        (SubjectState::Refused, _) => Words::new("refused", "退回"),
        (SubjectState::NotJudged, _) => Words::new("not judged", "不考核"),
    }
}

fn grade(side: &Side<'_>) -> Words {
    let score = side.score();
    let name = score.and_then(|score| scores::grade(side.program(), score)).map(|(_, _, name)| name.shown().to_owned());
    name.map_or_else(|| Words::same("–"), Words::same)
}

fn place(side: &Side<'_>) -> Words {
    let words = |(place, of)| words!("{place} of {of}", "{of} 个中第 {place}", place = exact(&place), of = of);
    side.ranked().map_or_else(|| Words::same("–"), words)
}

/// What follows, in the order of the rules; what cannot be said yet is left out.
fn consequences<'a>(side: &Side<'a>) -> Vec<&'a str> {
    let program = side.program();
    let follows = side.score().into_iter().flat_map(|score| &score.consequences).filter(|one| one.follows == Some(true));
    follows.filter_map(|one| program.consequences[one.of].rows.get(one.row)).map(|row| row.text.as_str()).collect()
}

/// The same as a list.
fn consequence_list(side: &Side<'_>) -> Words {
    match consequences(side).as_slice() {
        [] => Words::same("–"),
        list => Words::new(list.join("; "), list.join("；")),
    }
}

/// What the place is one of.
fn place_title(before: &Side<'_>, after: &Side<'_>) -> Words {
    let program = before.program();
    if before.score().is_none_or(|score| program.levels[score.level].place.is_none()) {
        return Words::new("Place by total", "总分名次");
    }
    let among = |placing: &Placing| program.contests[placing.field.contest].among;
    let placing = [before, after].into_iter().filter_map(Side::score).find_map(|score| score.place.as_deref());
    match placing.map(among) {
        None | Some(Among::All) => Words::new("Place", "名次"),
        Some(Among::Sequence) => Words::new("Place within its sequence", "序列内名次"),
        Some(Among::Parent) => Words::new("Place within its parent", "所在单位内名次"),
    }
}

/// The indicators that come to something else, or by another way, in the order of the card.
fn moved(before: &Side<'_>, after: &Side<'_>, only: Option<IndicatorId>) -> Vec<IndicatorId> {
    let mut ids: Vec<IndicatorId> = Vec::new();
    for side in [before, after] {
        for one in side.score().into_iter().flat_map(|score| &score.indicators) {
            if !ids.contains(&one.indicator) {
                ids.push(one.indicator);
            }
        }
    }
    let outcome = |side: &Side<'_>, id: IndicatorId| side.indicator(id).map(|one| (one.state, one.score.clone(), one.method));
    ids.retain(|id| only.is_none_or(|only| only == *id) && outcome(before, *id) != outcome(after, *id));
    ids
}

/// Other subjects whose total, grade, place or consequences move as well.
fn others<'a>(before: &Side<'a>, after: &Side<'a>) -> Vec<(Side<'a>, Side<'a>)> {
    let outcome = |side: &Side<'a>| {
        let score = side.score()?;
        let grade = scores::grade(side.program(), score).map(|it| it.0);
        Some((score.state, score.total.clone(), grade, side.ranked(), consequences(side)))
    };
    let places = 0..before.submission.subjects.len();
    places
        .filter(|place| *place != before.place)
        .map(|place| (Side { place, ..*before }, Side { place, ..*after }))
        .filter(|(before, after)| outcome(before) != outcome(after))
        .collect()
}

/// The two beside each other, then both derivations.
#[must_use]
pub fn text(before: &Side<'_>, after: &Side<'_>, only: Option<IndicatorId>, language: Language) -> String {
    let program = before.program();
    let Some(subject) = before.subject() else { return String::new() };
    let level = &program.levels[subject.level];
    let (name, title) = (on_one_line(&subject.name), level.title.as_deref().unwrap_or(&level.name));
    let mut text = format!("{name} · {title} {}\n\n", on_one_line(&subject.id));
    let mut rows: Vec<(Words, Pair<Words>)> = vec![
        (Words::new("Total", "总分"), Pair::of(before, after, total)),
        (Words::new("Grade", "等次"), Pair::of(before, after, grade)),
        (place_title(before, after), Pair::of(before, after, place)),
    ];
    let follows = Pair::of(before, after, consequence_list);
    if [before, after].into_iter().any(|side| !consequences(side).is_empty()) {
        rows.push((Words::new("Consequences", "结果运用"), follows));
    }
    let moved = moved(before, after, only);
    for id in &moved {
        let indicator = &program.indicators[*id];
        let title = indicator.title.as_deref().unwrap_or(&indicator.name);
        rows.push((
            words!("{title} ({name})", "{title}（{name}）", title = title, name = indicator.name),
            Pair::of(before, after, |side| result(side, *id)),
        ));
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled).force_no_tty();
    let say = |words: &Words| words.get(language).to_owned();
    let head = [Words::same(""), Words::new("as submitted", "原报"), Words::new("as corrected", "更正后"), Words::same("")];
    table.set_header(head.iter().map(say));
    for (what, pair) in &rows {
        let sign = if pair.moves() { Words::new("moves", "有变动") } else { Words::same("") };
        let cells = [what, &pair.before, &pair.after, &sign];
        table.add_row(cells.map(|words| Cell::new(on_one_line(words.get(language)))));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
        if column.index == 1 || column.index == 2 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    // Memory does not refuse to be written to.
    if moved.is_empty() {
        let nothing = match only.map(|id| &program.indicators[id]) {
            None => Words::new("No indicator comes to anything else.", "没有指标因此变动。"),
            Some(one) => words!(
                "{title} comes to nothing else.",
                "“{title}”没有变动。",
                title = on_one_line(one.title.as_deref().unwrap_or(&one.name))
            ),
        };
        let _ = writeln!(text, "\n{}", nothing.get(language));
    }
    let not_asked: Vec<&str> = self::moved(before, after, None)
        .into_iter()
        .filter(|id| !moved.contains(id))
        .map(|id| program.indicators[id].name.as_str())
        .collect();
    if !not_asked.is_empty() {
        let names = not_asked.join(Words::new(", ", "、").get(language));
        let _ =
            writeln!(text, "\n{}", words!("Other indicators that move: {names}", "另有变动的指标：{names}", names = names).get(language));
    }
    let others = others(before, after);
    if !others.is_empty() {
        let _ = writeln!(text, "\n{}", Words::new("Others that move", "同时变动的其他对象").get(language));
        for (before, after) in &others {
            let Some(subject) = before.subject() else { continue };
            let mut pieces = vec![Pair::of(before, after, total), Pair::of(before, after, grade)];
            let may_move = [Pair::of(before, after, place), Pair::of(before, after, consequence_list)];
            pieces.extend(may_move.into_iter().filter(Pair::moves));
            let arrow = |pair: &Pair<Words>| format!("{} → {}", pair.before.get(language), pair.after.get(language));
            let list = pieces.iter().map(arrow).collect::<Vec<_>>().join(Words::new(", ", "，").get(language));
            let (name, id) = (on_one_line(&subject.name), on_one_line(&subject.id));
            let words = words!("{name} ({id}): {list}", "{name}（{id}）：{list}", name = name, id = id, list = on_one_line(&list));
            let _ = writeln!(text, "  {}", words.get(language));
        }
    }
    for (side, title) in [(before, Words::new("AS SUBMITTED", "原报")), (after, Words::new("AS CORRECTED", "更正后"))] {
        let Some(subject) = side.subject() else { continue };
        let _ = write!(
            text,
            "\n═══ {} ═══\n{}",
            title.get(language),
            why::text(side.context, subject, side.scores.as_of, side.lines, language)
        );
    }
    text
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    level: &'a str,
    id: &'a str,
    moved: MovedView<'a>,
    before: why::Document<'a>,
    after: why::Document<'a>,
}

#[derive(Serialize)]
struct MovedView<'a> {
    /// None where it is not final.
    total: Both<Option<String>>,
    /// What it came to up to now; only where one of the two is provisional.
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<Both<Option<String>>>,
    grade: Both<Option<&'a str>>,
    place: Both<Option<String>>,
    consequences: Both<Vec<&'a str>>,
    state: Both<&'static str>,
    indicators: Vec<IndicatorView<'a>>,
    others: Vec<OtherView<'a>>,
}

#[derive(Serialize)]
struct Both<T> {
    before: T,
    after: T,
}

#[derive(Serialize)]
struct IndicatorView<'a> {
    id: &'a str,
    state: Both<Option<&'static str>>,
    score: Both<Option<String>>,
    /// What it came to up to now; only where one of the two is pending.
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<Both<Option<String>>>,
    method: Both<Option<&'static str>>,
}

#[derive(Serialize)]
struct OtherView<'a> {
    level: &'a str,
    id: &'a str,
    total: Both<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<Both<Option<String>>>,
    grade: Both<Option<&'a str>>,
    place: Both<Option<String>>,
    consequences: Both<Vec<&'a str>>,
}

fn both<'a, T>(before: &Side<'a>, after: &Side<'a>, take: impl Fn(&Side<'a>) -> T) -> Both<T> {
    Both { before: take(before), after: take(after) }
}

fn exact_total(side: &Side<'_>) -> Option<String> {
    stated_total(side.program(), side.score()?, SubjectState::Scored)
}

fn exact_place(side: &Side<'_>) -> Option<String> {
    side.ranked().map(|(place, _)| exact(&place))
}

fn so_far(before: &Side<'_>, after: &Side<'_>) -> Option<Both<Option<String>>> {
    some(both(before, after, |side| stated_total(side.program(), side.score()?, SubjectState::Provisional)))
}

/// A pair of which at least one is there.
fn some<T>(pair: Both<Option<T>>) -> Option<Both<Option<T>>> {
    (pair.before.is_some() || pair.after.is_some()).then_some(pair)
}

fn grade_name<'a>(side: &Side<'a>) -> Option<&'a str> {
    scores::grade(side.program(), side.score()?).map(|(_, _, name)| name.name.as_str())
}

/// The same as one JSON document, version 1: what moves, then both accounts.
#[must_use]
pub fn json(before: &Side<'_>, after: &Side<'_>, only: Option<IndicatorId>, language: Language) -> String {
    let program = before.program();
    let (Some(subject), Some(score), Some(corrected), Some(score_after)) =
        (before.subject(), before.score(), after.subject(), after.score())
    else {
        return String::new();
    };
    let indicators = moved(before, after, only).into_iter().map(|id| IndicatorView {
        id: &program.indicators[id].name,
        state: both(before, after, |side| side.indicator(id).map(|one| scores::indicator_state(one.state))),
        score: both(before, after, |side| side.indicator(id)?.final_score().map(|number| stated(number, &program.header.scores))),
        so_far: some(both(before, after, |side| side.indicator(id)?.up_to_now().map(|number| stated(number, &program.header.scores)))),
        method: both(before, after, |side| side.indicator(id)?.method.map(scores::method)),
    });
    let pairs = others(before, after);
    let others = pairs.iter().filter_map(|(before, after)| {
        let subject = before.subject()?;
        let level = program.levels[subject.level].name.as_str();
        Some(OtherView {
            level,
            id: &subject.id,
            total: both(before, after, exact_total),
            so_far: so_far(before, after),
            grade: both(before, after, grade_name),
            place: both(before, after, exact_place),
            consequences: both(before, after, consequences),
        })
    });
    let document = Document {
        schema_version: 1,
        level: &program.levels[subject.level].name,
        id: &subject.id,
        moved: MovedView {
            total: both(before, after, exact_total),
            so_far: so_far(before, after),
            grade: both(before, after, grade_name),
            place: both(before, after, exact_place),
            consequences: both(before, after, consequences),
            state: both(before, after, |side| side.score().map_or("refused", |score| scores::subject_state(score.state))),
            indicators: indicators.collect(),
            others: others.collect(),
        },
        before: why::document(before.context, subject, before.scores.as_of, score, before.lines, language),
        after: why::document(after.context, corrected, after.scores.as_of, score_after, after.lines, language),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("INVARIANT: the document has only text keys and writes to memory");
    text.push('\n');
    text
}
