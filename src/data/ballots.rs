//! Ballots of surveys: how many of each level, or who gave which.
//!
//! A row at fault is reported and kept as the reason why the ballots of its subject for its indicator
//! cannot be counted; one that does not say whom or what it is about may be about anybody.

use std::collections::BTreeMap;

use super::cells::{Ids, Reader, near};
use super::columns::{self, Ballot, Column, Found, Meaning, Sheet};
use super::messages::{ballots as say, columns as say_column, rows, values};
use super::subjects::{cell, left_out};
use super::table::{Cell, Form, Row};
use super::{Holds, Lost};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Ballots, Content, IndicatorId, Origin, Program, Submission, Survey, UnclearBallots, Votes};
use crate::text::{Span, Words, half_width};
use crate::types::LevelId;
use crate::value::{Number, Value};

/// A table of ballots or of statements about them.
pub(super) struct BallotTable<'a> {
    pub program: &'a Program,
    pub ids: &'a Ids,
    pub lost: &'a Lost,
    pub sheet: Sheet<'a>,
    pub submission: &'a Submission,
    columns: Vec<Column<'a>>,
    found: Vec<Found>,
}

/// What a row of ballots is about.
pub(super) struct About<'a> {
    /// The subject, where it is known.
    pub subject: Option<usize>,
    /// The indicator, where it is known.
    pub indicator: Option<(IndicatorId, &'a Survey)>,
    /// The group, where it is known.
    pub group: Option<usize>,
    /// The subject is a declared member without a row: nobody who is scored.
    pub absent: bool,
    /// What is wrong with the row so far.
    pub faults: Vec<Words>,
}

/// How the ballots of a group are given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Counted,
    Single,
}

/// What was seen of the ballots of one group for one subject.
#[derive(Default)]
struct Seen {
    /// How the first of them was given, and where.
    way: Option<(Way, Span)>,
    /// The levels counted.
    levels: BTreeMap<usize, Span>,
    /// Those who rated.
    raters: BTreeMap<String, (String, Span)>,
}

/// Reads the ballots; none when the rows do not say whom and what they are about, so that they count as not delivered.
pub(super) fn read(
    program: &Program,
    ids: &Ids,
    lost: &Lost,
    sheet: Sheet<'_>,
    submission: &Submission,
    diagnostics: &mut Diagnostics,
) -> Option<Ballots> {
    let table = BallotTable::of(program, ids, lost, sheet, submission, Holds::Ballots, diagnostics)?;
    let there = |ballot| matches!(table.found_of(ballot), Some(Found::At(_)));
    if sheet.table.shape == super::table::Shape::Csv && !there(Ballot::Count) && !there(Ballot::Rater) {
        diagnostics.push(say_column::missing_columns(sheet.table.head_span, sheet.file, &[(table.name_of(Ballot::Count), None)], false));
        return None;
    }
    let mut ballots = Ballots::default();
    let mut seen: BTreeMap<(usize, IndicatorId, usize), Seen> = BTreeMap::new();
    for row in &sheet.table.rows {
        let mut about = table.about(row, diagnostics);
        let level = table.level(row, &mut about, diagnostics);
        let number = table.number(row, &mut about, &mut seen, level, diagnostics);
        let origin = Origin { span: row.span, row: row.number, column: table.name_of(Ballot::Level).into() };
        let (read, way) = match number {
            Some((number, _)) => (Some(number.clone()), Some(number)),
            None => (table.readable(row), None),
        };
        match &read {
            Some(read) => ballots.count.read = ballots.count.read.add(read),
            None => ballots.count.unreadable += 1,
        }
        let key = about.subject.zip(about.indicator.map(|(id, _)| id));
        match (key, about.group, level, way) {
            (Some(key), Some(group), Some(level), Some(number)) if about.faults.is_empty() => {
                ballots.count.counted = ballots.count.counted.add(&number);
                ballots.cast.entry(key).or_default().push(Votes { group, level, count: number, origin });
                continue;
            }
            (_, _, _, _) => {}
        }
        if let Some(read) = read {
            ballots.count.refused = ballots.count.refused.add(&read);
        }
        table.refuse(&mut ballots, about, origin);
    }
    Some(ballots)
}

impl<'a> BallotTable<'a> {
    /// The table with its columns found; none when it does not say whom and what its rows are about.
    pub(super) fn of(
        program: &'a Program,
        ids: &'a Ids,
        lost: &'a Lost,
        sheet: Sheet<'a>,
        submission: &'a Submission,
        holds: Holds,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let columns = columns::of(program, holds, sheet.naming());
        let found = columns::matched(program, sheet, &columns, diagnostics)?;
        // A column that may be left out and is there under another name was reported: the rows say nothing without it.
        let absent = found.iter().any(|found| matches!(found, Found::Absent(_)));
        (!absent).then_some(Self { program, ids, lost, sheet, submission, columns, found })
    }

    fn reader(&self) -> Reader<'_> {
        Reader { program: self.program, ids: self.ids, language: self.sheet.language }
    }

    fn column(&self, meaning: Meaning) -> Option<(&Column<'a>, &Found)> {
        self.columns.iter().zip(&self.found).find(|(column, _)| column.meaning == meaning)
    }

    /// What its head calls a column.
    pub(super) fn name_of(&self, ballot: Ballot) -> &str {
        self.column(Meaning::Ballot(ballot)).map_or("", |(column, _)| column.name.as_str())
    }

    fn found_of(&self, ballot: Ballot) -> Option<&Found> {
        self.column(Meaning::Ballot(ballot)).map(|(_, found)| found)
    }

    /// Reports a fault of a cell and keeps it as the reason.
    pub(super) fn fault(&self, finding: Diagnostic, cell: &Cell, ballot: Meaning, about: &mut About<'_>, diagnostics: &mut Diagnostics) {
        let Some((column, _)) = self.column(ballot) else { return };
        about.faults.push(self.reader().report(finding, cell, column, diagnostics));
    }

    /// The cell of a row in a column; one that JSON left out is empty.
    pub(super) fn cell(&self, row: &Row, meaning: Meaning) -> Option<Cell> {
        let (_, found) = self.column(meaning)?;
        cell(row, Some(found)).cloned()
    }

    /// The text in a column that must be filled; nothing when it is at fault, which was reported.
    fn text(&self, row: &Row, meaning: Meaning, about: &mut About<'_>, diagnostics: &mut Diagnostics) -> Option<(String, Cell)> {
        let (column, found) = self.column(meaning)?;
        let cell = cell(row, Some(found)).cloned().unwrap_or_else(|| left_out(row));
        let before = about.faults.len();
        let text = self.reader().identity(&cell, column, &mut about.faults, diagnostics);
        (about.faults.len() == before).then_some((text, cell))
    }

    /// Whom, what and which group a row is about.
    pub(super) fn about(&self, row: &Row, diagnostics: &mut Diagnostics) -> About<'a> {
        let mut about = About { subject: None, indicator: None, group: None, absent: false, faults: Vec::new() };
        if !self.sheet.table.is_even(row) {
            let ragged = rows::ragged_row(row.span, row.number, row.width, self.sheet.table.head.len());
            about.faults.push(ragged.message.clone());
            diagnostics.push(ragged);
            return about;
        }
        about.faults.extend(row.fault.clone());
        let indicator = Meaning::Ballot(Ballot::Indicator);
        if let Some((text, cell)) = self.text(row, indicator, &mut about, diagnostics) {
            self.indicator(&text, &cell, &mut about, diagnostics);
        }
        if let Some((text, cell)) = self.text(row, Meaning::Subject, &mut about, diagnostics) {
            self.subject(&text, &cell, &mut about, diagnostics);
        }
        let group = Meaning::Ballot(Ballot::Group);
        if let (Some((text, cell)), Some((_, survey))) = (self.text(row, group, &mut about, diagnostics), about.indicator) {
            about.group = survey.groups.iter().position(|group| group.name == text);
            if about.group.is_none() {
                let known: Vec<(&str, Option<&str>)> =
                    survey.groups.iter().map(|group| (group.name.as_str(), group.title.as_deref())).collect();
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                self.fault(say::unknown_group(&cell, &names, near(&text, &known)), &cell, group, &mut about, diagnostics);
            }
        }
        about
    }

    fn indicator(&self, text: &str, cell: &Cell, about: &mut About<'a>, diagnostics: &mut Diagnostics) {
        let named = self.program.indicators.iter().find(|(_, indicator)| indicator.name == text);
        about.indicator = named.and_then(|(id, indicator)| Some((id, indicator.chain.survey()?)));
        if about.indicator.is_some() {
            return;
        }
        let surveyed = self.program.indicators.values().filter(|indicator| indicator.chain.survey().is_some());
        let known: Vec<(&str, Option<&str>)> = surveyed.map(|indicator| (indicator.name.as_str(), indicator.title.as_deref())).collect();
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let finding = say::unknown_indicator(cell, named.is_some(), &names, near(text, &known));
        self.fault(finding, cell, Meaning::Ballot(Ballot::Indicator), about, diagnostics);
    }

    /// The kinds of subject a row may be about: that of its indicator, else all that are surveyed.
    fn kinds(&self, about: &About<'_>) -> Vec<LevelId> {
        if let Some((id, _)) = about.indicator {
            return vec![self.program.indicators[id].whom.level];
        }
        let mut kinds: Vec<LevelId> = Vec::new();
        for indicator in self.program.indicators.values().filter(|indicator| indicator.chain.survey().is_some()) {
            if !kinds.contains(&indicator.whom.level) {
                kinds.push(indicator.whom.level);
            }
        }
        kinds
    }

    fn subject(&self, text: &str, cell: &Cell, about: &mut About<'a>, diagnostics: &mut Diagnostics) {
        let kinds = self.kinds(about);
        let places: Vec<usize> = kinds.iter().filter_map(|kind| self.ids.get(kind)?.get(text).copied()).collect();
        if let [place] = places.as_slice() {
            about.subject = Some(*place);
            return;
        }
        // Without its indicator a row is at fault already, and the id may be that of two kinds.
        let ([kind], Some(_)) = (kinds.as_slice(), about.indicator) else { return };
        let level = &self.program.levels[*kind];
        about.absent = level.members.iter().any(|member| member.name == text);
        if self.lost.holds(*kind, text) {
            about.faults.push(Words::new("its subject could not be read", "其对象的数据无法读取"));
            return;
        }
        let ids = self.ids.get(kind).into_iter().flatten();
        let known: Vec<(&str, Option<&str>)> =
            ids.map(|(id, place)| (id.as_str(), self.submission.subjects.get(*place).map(|subject| subject.name.as_str()))).collect();
        let naming = if about.absent { rows::Naming::AbsentEntry } else { rows::Naming::Entry };
        self.fault(rows::unknown_subject(cell, &level.name, naming, near(text, &known)), cell, Meaning::Subject, about, diagnostics);
    }

    fn level(&self, row: &Row, about: &mut About<'a>, diagnostics: &mut Diagnostics) -> Option<usize> {
        if !self.sheet.table.is_even(row) {
            return None;
        }
        let meaning = Meaning::Ballot(Ballot::Level);
        let (text, cell) = self.text(row, meaning, about, diagnostics)?;
        let (_, survey) = about.indicator?;
        let values = &self.program.choices[survey.choice].values;
        let found = values.iter().position(|value| value.name == text);
        if found.is_none() {
            let known: Vec<(&str, Option<&str>)> = values.iter().map(|value| (value.name.as_str(), value.title.as_deref())).collect();
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            self.fault(values::unknown_choice(&cell, &names, near(&text, &known)), &cell, meaning, about, diagnostics);
        }
        found
    }

    /// The number in a column; an empty cell is none.
    pub(super) fn count(&self, row: &Row, ballot: Ballot, about: &mut About<'_>, diagnostics: &mut Diagnostics) -> Option<Number> {
        let (column, _) = self.column(Meaning::Ballot(ballot))?;
        let cell = self.cell(row, column.meaning)?;
        match self.reader().answer(&cell, column, diagnostics).content {
            Content::Given(Value::Number(number)) => Some(number),
            Content::Given(Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_)) | Content::Empty => None,
            Content::Invalid(why) => {
                about.faults.push(why);
                None
            }
        }
    }

    /// How many ballots a row stands for, once everything else about it was checked.
    fn number(
        &self,
        row: &Row,
        about: &mut About<'a>,
        seen: &mut BTreeMap<(usize, IndicatorId, usize), Seen>,
        level: Option<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Number, Way)> {
        if !self.sheet.table.is_even(row) {
            return None;
        }
        let before = about.faults.len();
        let counted = self.count(row, Ballot::Count, about, diagnostics);
        let rater = match self.cell(row, Meaning::Ballot(Ballot::Rater)).filter(|cell| !self.blank(cell)) {
            Some(_) => self.text(row, Meaning::Ballot(Ballot::Rater), about, diagnostics),
            None => None,
        };
        let twice = self.cell(row, Meaning::Ballot(Ballot::Rater)).is_some_and(|cell| cell.form == Form::JsonTwice);
        if about.faults.len() > before || twice {
            return None;
        }
        let (number, way) = match (counted, &rater) {
            (Some(number), None) => (number, Way::Counted),
            (None, Some(_)) => (Number::one(), Way::Single),
            (Some(_), Some((_, cell))) => {
                self.fault(say::count_and_rater(cell), cell, Meaning::Ballot(Ballot::Rater), about, diagnostics);
                return None;
            }
            (None, None) => {
                let finding =
                    say::neither_count_nor_rater(row.span, row.number, [self.name_of(Ballot::Count), self.name_of(Ballot::Rater)]);
                about.faults.push(finding.message.clone());
                diagnostics.push(finding);
                return None;
            }
        };
        if let (Some(subject), Some((id, _)), Some(group)) = (about.subject, about.indicator, about.group) {
            let seen = seen.entry((subject, id, group)).or_default();
            self.compare(row, about, seen, level, way, rater, diagnostics);
        }
        Some((number, way))
    }

    /// Holds a row against those before it: one way of giving ballots in a group, every level and rater once, nobody itself.
    #[expect(clippy::too_many_arguments, reason = "a row, what is known of it, and what came before")]
    fn compare(
        &self,
        row: &Row,
        about: &mut About<'a>,
        seen: &mut Seen,
        level: Option<usize>,
        way: Way,
        rater: Option<(String, Cell)>,
        diagnostics: &mut Diagnostics,
    ) {
        let place = self.cell(row, Meaning::Ballot(Ballot::Level)).unwrap_or_else(|| left_out(row));
        match seen.way {
            Some((first, span)) if first != way => {
                let finding = say::mixed_ballots(row.span, row.number, way == Way::Counted, span);
                about.faults.push(finding.message.clone());
                diagnostics.push(finding);
                return;
            }
            Some(_) => {}
            None => seen.way = Some((way, row.span)),
        }
        match (rater, level) {
            (Some((rater, cell)), _) => {
                let meaning = Meaning::Ballot(Ballot::Rater);
                if self.is_subject(&rater, about) {
                    self.fault(say::rates_itself(&cell), &cell, meaning, about, diagnostics);
                    return;
                }
                // ｄ2 is d2, typed in another width.
                let typed: String = rater.chars().map(half_width).collect();
                match seen.raters.get(&typed) {
                    Some((first, span)) => self.fault(say::rates_twice(&cell, first, *span), &cell, meaning, about, diagnostics),
                    None => drop(seen.raters.insert(typed, (rater, cell.span))),
                }
            }
            (None, Some(level)) => match seen.levels.get(&level) {
                Some(first) => {
                    self.fault(say::counted_twice(&place, *first), &place, Meaning::Ballot(Ballot::Level), about, diagnostics);
                }
                None => drop(seen.levels.insert(level, place.span)),
            },
            (None, None) => {}
        }
    }

    /// Whether a rater is the subject rated: by its id or its name, or by the name or the title of a role that it holds.
    fn is_subject(&self, rater: &str, about: &About<'_>) -> bool {
        let Some(subject) = about.subject.and_then(|place| self.submission.subjects.get(place)) else { return false };
        let holds = |role: &crate::model::Role| {
            role.held_by.iter().any(|member| member.level == subject.level && self.program.member_name(*member) == subject.id)
        };
        let is_called = |role: &crate::model::Role| role.name == rater || role.title.as_deref() == Some(rater);
        rater == subject.id || rater == subject.name || self.program.roles.values().any(|role| is_called(role) && holds(role))
    }

    fn blank(&self, cell: &Cell) -> bool {
        cell.text.is_empty() || self.program.header.missing_written.contains(&cell.text)
    }

    /// How many ballots a row at fault stands for, as far as it says so.
    fn readable(&self, row: &Row) -> Option<Number> {
        if !self.sheet.table.is_even(row) {
            return None;
        }
        let counted = self.cell(row, Meaning::Ballot(Ballot::Count)).filter(|cell| !self.blank(cell));
        let Some(cell) = counted else { return self.cell(row, Meaning::Ballot(Ballot::Rater)).map(|_| Number::one()) };
        match self.reader().content(&cell, self.column(Meaning::Ballot(Ballot::Count))?.0.reading) {
            Ok(Content::Given(Value::Number(number))) => Some(number),
            Ok(
                Content::Given(Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_)) | Content::Empty | Content::Invalid(_),
            )
            | Err(_) => None,
        }
    }

    /// Keeps a row at fault where it tells: with its subject and indicator, or with whatever it may be about.
    pub(super) fn refuse(&self, ballots: &mut Ballots, about: About<'_>, origin: Origin) {
        if about.absent {
            return;
        }
        match about.subject.zip(about.indicator.map(|(id, _)| id)) {
            Some(key) => {
                let faults = ballots.faults.entry(key).or_default();
                faults.extend(about.faults.into_iter().map(|why| (why, origin.clone())));
            }
            None => {
                let indicator = about.indicator.map(|(id, _)| id);
                ballots.unclear.push(UnclearBallots { subject: about.subject, indicator, origin });
            }
        }
    }
}
