//! What two books make of the same submissions, for programs: complete, in a fixed order, numbers as
//! exact text. The lines of a move add up to it.

use serde::Serialize;

use super::{OnData, Shown};
use crate::diff::{Cause, Gap, LevelImpact, Line, Move, NotCompared, Open, Placed, Reading, Run, Standing, Standstill};
use crate::eval::{Range, SubjectState};
use crate::model::Precision;
use crate::render::figures::{exact, stated};
use crate::render::rulings::{Listed, View};
use crate::text::Language;
use crate::value::Number;

#[derive(Serialize)]
pub(super) struct DataView<'a> {
    year: i64,
    old: ReadingView<'a>,
    new: ReadingView<'a>,
    counts: CountsView,
    levels: Vec<LevelView<'a>>,
}

#[derive(Serialize)]
struct ReadingView<'a> {
    years_later: i64,
    lacking: Vec<GapView<'a>>,
    unread: Vec<GapView<'a>>,
    set_aside: Vec<&'a str>,
    /// The rulings of the data, as this book takes them; only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rulings: Vec<View<'a>>,
}

#[derive(Serialize)]
struct GapView<'a> {
    table: &'a str,
    column: Option<&'a str>,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct CountsView {
    read: usize,
    compared: usize,
    not_comparable: usize,
    not_judged: usize,
}

#[derive(Serialize)]
struct LevelView<'a> {
    level: &'a str,
    title: Option<&'a str>,
    counts: CountsView,
    up: usize,
    down: usize,
    same: usize,
    places_changed: usize,
    grades_changed: usize,
    consequences_changed: usize,
    causes: Vec<CauseView<'a>>,
    moves: Vec<MoveView<'a>>,
    not_comparable: Vec<ApartView<'a>>,
}

#[derive(Serialize)]
struct CauseView<'a> {
    cause: &'static str,
    name: Option<&'a str>,
    title: Option<&'a str>,
    up: usize,
    down: usize,
    average: String,
    lowest: String,
    highest: String,
}

#[derive(Serialize)]
struct MoveView<'a> {
    id: &'a str,
    name: &'a str,
    old: PlacedView<'a>,
    new: PlacedView<'a>,
    #[serde(rename = "move")]
    points: String,
    lines: Vec<LineView<'a>>,
}

#[derive(Serialize)]
struct PlacedView<'a> {
    total: String,
    place: Option<String>,
    grade: Option<&'a str>,
    consequences: Vec<&'a str>,
    /// What cannot be told, since it hangs on others who have no result by this book; only where there is such.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<OpenView<'a>>,
}

#[derive(Serialize)]
struct OpenView<'a> {
    place: bool,
    grade: bool,
    consequences: &'a [String],
}

#[derive(Serialize)]
struct LineView<'a> {
    cause: &'static str,
    name: Option<&'a str>,
    points: String,
}

#[derive(Serialize)]
struct ApartView<'a> {
    id: &'a str,
    name: &'a str,
    old: StandingView<'a>,
    new: StandingView<'a>,
    range: Option<RangeView>,
}

#[derive(Serialize)]
struct StandingView<'a> {
    state: &'static str,
    total: Option<String>,
    reasons: Vec<&'a str>,
}

#[derive(Serialize)]
struct RangeView {
    low: String,
    high: String,
}

pub(super) fn data<'a>(shown: &Shown<'a>, on_data: OnData<'a>, [old, new]: &'a [Vec<Listed<'a>>; 2], language: Language) -> DataView<'a> {
    let impact = on_data.impact;
    let views = |list: &'a [Listed<'a>], run: Run<'a>| list.iter().map(|one| one.view(run.program, shown.sources, language)).collect();
    let sum = |of: &dyn Fn(&LevelImpact) -> usize| impact.levels.iter().map(of).sum::<usize>();
    DataView {
        year: impact.readings.year,
        old: reading(&impact.readings.old, views(old, on_data.old), language),
        new: reading(&impact.readings.new, views(new, on_data.new), language),
        counts: CountsView {
            read: sum(&|level| level.read),
            compared: sum(&|level| level.moves.len()),
            not_comparable: sum(&|level| level.apart.len()),
            not_judged: sum(&|level| level.unjudged),
        },
        levels: impact.levels.iter().map(|one| level(shown, one, language)).collect(),
    }
}

fn reading<'a>(reading: &'a Reading, rulings: Vec<View<'a>>, language: Language) -> ReadingView<'a> {
    ReadingView {
        years_later: reading.years_later,
        lacking: reading.lacking.iter().map(|one| gap(one, language)).collect(),
        unread: reading.unread.iter().map(|one| gap(one, language)).collect(),
        set_aside: reading.set_aside.iter().map(|(name, _)| name.as_str()).collect(),
        rulings,
    }
}

fn gap(gap: &Gap, language: Language) -> GapView<'_> {
    GapView { table: &gap.table, column: gap.column.as_deref(), title: gap.title.as_ref().map(|title| title.get(language)) }
}

fn level<'a>(shown: &Shown<'a>, level: &'a LevelImpact, language: Language) -> LevelView<'a> {
    let (up, down, same) = level.directions();
    LevelView {
        level: &level.name,
        title: level.title.as_deref(),
        counts: CountsView { read: level.read, compared: level.moves.len(), not_comparable: level.apart.len(), not_judged: level.unjudged },
        up,
        down,
        same,
        places_changed: level.places(),
        grades_changed: level.grades(),
        consequences_changed: level.consequences(),
        causes: level
            .causes
            .iter()
            .map(|one| CauseView {
                cause: one.cause.word(),
                name: one.cause.name(),
                title: one.title.as_deref(),
                up: one.up,
                down: one.down,
                average: exact(&one.average),
                lowest: exact(&one.lowest),
                highest: exact(&one.highest),
            })
            .collect(),
        moves: level.moves.iter().map(|one| moved(shown, one)).collect(),
        not_comparable: level.apart.iter().map(|one| apart(shown, one, language)).collect(),
    }
}

fn moved<'a>(shown: &Shown<'a>, one: &'a Move) -> MoveView<'a> {
    let line = |line: &'a Line| {
        let (cause, name): (&Cause, Option<&str>) = (&line.cause, line.cause.name());
        LineView { cause: cause.word(), name, points: exact(&line.points) }
    };
    MoveView {
        id: &one.id,
        name: &one.name,
        old: placed(&shown.old.header.totals, &one.old),
        new: placed(&shown.new.header.totals, &one.new),
        points: exact(&one.points),
        lines: one.lines.iter().map(line).collect(),
    }
}

fn placed<'a>(precision: &Precision, placed: &'a Placed) -> PlacedView<'a> {
    PlacedView {
        total: stated(&placed.total, precision),
        place: placed.place.as_ref().map(exact),
        grade: placed.grade.as_ref().map(|(name, _)| name.as_str()),
        consequences: placed.consequences.iter().map(String::as_str).collect(),
        open: (placed.open != Open::default()).then_some(OpenView {
            place: placed.open.place,
            grade: placed.open.grade,
            consequences: &placed.open.consequences,
        }),
    }
}

fn apart<'a>(shown: &Shown<'a>, one: &'a NotCompared, language: Language) -> ApartView<'a> {
    let range = |range: &Range| RangeView { low: exact(&range.low), high: exact(&range.high) };
    ApartView {
        id: &one.id,
        name: &one.name,
        old: standing(&shown.old.header.totals, &one.old, language),
        new: standing(&shown.new.header.totals, &one.new, language),
        range: one.range.as_ref().map(range),
    }
}

fn standing<'a>(precision: &Precision, standing: &'a Standing, language: Language) -> StandingView<'a> {
    let total = |total: &Number| stated(total, precision);
    StandingView {
        state: match standing.state {
            Standstill::State(SubjectState::Scored) if standing.total.is_none() => "no_total",
            Standstill::State(SubjectState::Scored) => "scored",
            Standstill::State(SubjectState::Provisional) => "provisional",
            Standstill::State(SubjectState::Refused) => "refused",
            Standstill::State(SubjectState::NotJudged) => "not_judged",
            Standstill::Unknown => "not_known",
        },
        total: standing.total.as_ref().map(total),
        reasons: standing.reasons.iter().map(|words| words.get(language)).collect(),
    }
}
