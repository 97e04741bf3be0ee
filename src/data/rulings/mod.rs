//! Rulings from `exemptions.csv` and `awards.csv` (豁免.csv, 核定.csv): each row is checked against the
//! rules, against who there is and against the registers, and becomes a ruling in force or a refused one.
//!
//! What a ruling means for a score is no affair of this module, nor whether an indicator judges a subject by a
//! condition on its attributes: that is for `eval`.

mod clash;
mod effect;
mod struck;

use std::collections::BTreeSet;

use super::cells::{Ids, Reader, near};
use super::columns::{self, Column, Found, Meaning, Reading, Sheet};
use super::dates;
use super::messages::rulings as messages;
use super::messages::{rows, values};
use super::subjects::{cell, left_out};
use super::table::{Cell, Form, Row};
use super::{Holds, Lost};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{
    Approval, Approver, Content, IndicatorId, InputId, Intended, MemberId, Method, Origin, PartId, Program, Question, RefusedRuling,
    Ruling, RulingAbout, RulingKind, Submission,
};
use crate::text::{Span, Words};
use crate::types::LevelId;
use crate::value::{Day, Value};

pub(super) use clash::{Files, settle};
use effect::Said;

/// The names of the tables, in both languages; the checker lets nothing else have them.
pub(super) fn stems() -> impl Iterator<Item = (RulingKind, [&'static str; 2])> {
    RulingKind::ALL.into_iter().map(|kind| (kind, kind.tables()))
}

/// What a column of a ruling says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RulingColumn {
    /// The id of the subject.
    Subject,
    /// The indicator, one of its steps or inputs, or a part.
    Indicator,
    /// What is ruled.
    Effect,
    /// The points, where the effect does not say them.
    Points,
    /// The register of the entry struck.
    Register,
    /// Which of its entries.
    Entry,
    /// Who approved it.
    Approver,
    /// When.
    Date,
    /// Why.
    Reason,
}

impl RulingColumn {
    const ALL: [Self; 9] =
        [Self::Subject, Self::Indicator, Self::Effect, Self::Points, Self::Register, Self::Entry, Self::Approver, Self::Date, Self::Reason];

    /// Its name in the head.
    pub(super) fn name(self) -> Words {
        match self {
            Self::Subject => Words::new("subject", "考核对象"),
            Self::Indicator => Words::new("indicator", "指标"),
            Self::Effect => Words::new("effect", "处理"),
            Self::Points => Words::new("points", "分数"),
            Self::Register => Words::new("register", "台账"),
            Self::Entry => Words::new("entry", "记录"),
            Self::Approver => Words::new("approved by", "批准"),
            Self::Date => Words::new("date", "日期"),
            Self::Reason => Words::new("reason", "理由"),
        }
    }

    /// What it holds, in a sentence.
    pub(super) fn what(self) -> Words {
        match self {
            Self::Approver => Words::new("name of who approved it", "批准人"),
            Self::Effect => Words::new("effect", "处理方式"),
            Self::Subject | Self::Indicator | Self::Points | Self::Register | Self::Entry | Self::Date | Self::Reason => self.name(),
        }
    }

    fn needed(self) -> bool {
        match self {
            Self::Subject | Self::Indicator | Self::Effect | Self::Approver | Self::Date | Self::Reason => true,
            Self::Points | Self::Register | Self::Entry => false,
        }
    }
}

/// The columns of a table of rulings.
pub(super) fn columns<'p>() -> Vec<Column<'p>> {
    RulingColumn::ALL.into_iter().map(|column| columns::shared(Meaning::Ruling(column), Reading::Identity, column.needed())).collect()
}

/// A row as it was read.
#[derive(Debug)]
pub(super) enum Read {
    /// In force, unless another is about the same thing.
    InForce(Ruling),
    /// Not in force; what is wrong was reported.
    Refused(RefusedRuling),
}

/// What reading rulings needs to know.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub program: &'a Program,
    pub ids: &'a Ids,
    pub lost: &'a Lost,
    pub submission: &'a Submission,
}

/// Reads a table; none when it does not say whom its rows are about.
pub(super) fn read(context: Context<'_>, kind: RulingKind, sheet: Sheet<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<Read>> {
    let columns = columns::of(context.program, Holds::Rulings(kind), sheet.naming());
    let found = columns::matched(context.program, sheet, &columns, diagnostics)?;
    let table = Rulings { context, kind, sheet, columns, found };
    // A column that cannot be read was reported; whatever stands in the rows, none of them can be in force.
    let absent = table.found.iter().find_map(|found| match found {
        Found::Absent(why) => Some(why.clone()),
        Found::At(_) | Found::NotNeeded => None,
    });
    let read = |row| match &absent {
        Some(why) => Read::Refused(table.unread(row, why.clone())),
        None => table.row(row, diagnostics),
    };
    Some(sheet.table.rows.iter().map(read).collect())
}

/// A table of rulings that could not be read, which was reported.
pub(super) fn unread_table(kind: RulingKind, place: Span) -> RefusedRuling {
    unread(kind, place, Words::new("its table could not be read", "其表格无法读取"))
}

/// What may have ruled anything of anybody.
fn unread(kind: RulingKind, place: Span, why: Words) -> RefusedRuling {
    let origin = Origin { span: place, row: 1, column: "".into() };
    RefusedRuling { kind, subject: None, indicators: BTreeSet::new(), intended: Intended::Unknown, why, origin }
}

/// What the column `indicator` names.
#[derive(Clone, Debug)]
enum Target {
    Everything,
    Indicator(IndicatorId),
    Question(IndicatorId, Question),
    Part(String, Vec<PartId>),
}

struct Rulings<'a> {
    context: Context<'a>,
    kind: RulingKind,
    sheet: Sheet<'a>,
    columns: Vec<Column<'a>>,
    found: Vec<Found>,
}

/// A row while it is read.
struct RowReading<'r, 'd> {
    row: &'r Row,
    diagnostics: &'d mut Diagnostics,
    faults: Vec<Words>,
}

impl Rulings<'_> {
    fn reader(&self) -> Reader<'_> {
        Reader { program: self.context.program, ids: self.context.ids, language: self.sheet.language }
    }

    fn column(&self, wanted: RulingColumn) -> Option<(usize, &Column<'_>)> {
        self.columns.iter().enumerate().find(|(_, column)| column.meaning == Meaning::Ruling(wanted))
    }

    /// The cell of a row; an empty one where JSON left it out.
    fn cell(&self, row: &Row, wanted: RulingColumn) -> Cell {
        let place = self.column(wanted).map(|(place, _)| place);
        let there = place.and_then(|place| cell(row, self.found.get(place))).cloned();
        there.unwrap_or_else(|| left_out(row))
    }

    /// Whether a column of the row is a key of JSON that stands twice.
    fn stands_twice(&self, row: &Row, wanted: RulingColumn) -> bool {
        self.cell(row, wanted).form == Form::JsonTwice
    }

    fn is_filled(&self, cell: &Cell) -> bool {
        !cell.text.is_empty() && !self.context.program.header.missing_written.contains(&cell.text)
    }

    fn origin(&self, row: &Row) -> Origin {
        Origin { span: row.span, row: row.number, column: "".into() }
    }

    /// A row that cannot be read but for whom it is about.
    fn unread(&self, row: &Row, why: Words) -> RefusedRuling {
        RefusedRuling { subject: self.anybody(row), origin: self.origin(row), ..unread(self.kind, row.span, why) }
    }

    /// What a row would have done.
    fn intended(&self, row: &Row, said: Option<&Said>) -> Intended {
        match said {
            None => Intended::Unknown,
            Some(Said::NotApplicable | Said::FullPoints | Said::Points(_)) => Intended::Decide,
            Some(Said::Due(_)) => Intended::PutOff,
            Some(Said::Struck) => {
                let name = self.cell(row, RulingColumn::Register).text;
                Intended::Strike(self.context.program.registers.iter().find(|(_, one)| one.name == name.trim()).map(|(id, _)| id))
            }
        }
    }

    /// The subject of a row whose other cells cannot be read, if only one has that id.
    fn anybody(&self, row: &Row) -> Option<usize> {
        let (place, _) = self.column(RulingColumn::Subject)?;
        let even = self.sheet.table.is_even(row);
        if !even && !matches!(self.found.get(place), Some(Found::At(0))) {
            return None;
        }
        let id = cell(row, self.found.get(place))?.text.trim();
        match self.having(id).as_slice() {
            [(_, place)] => Some(*place),
            _ => None,
        }
    }

    /// All subjects of an id.
    fn having(&self, id: &str) -> Vec<(LevelId, usize)> {
        self.context.ids.iter().filter_map(|(level, ids)| ids.get(id).map(|place| (*level, *place))).collect()
    }

    fn say(&self, reading: &mut RowReading<'_, '_>, finding: Diagnostic, cell: &Cell, column: RulingColumn) {
        if self.stands_twice(reading.row, column) {
            // Which was reported, and is why the row is refused.
            return;
        }
        let Some((_, column)) = self.column(column) else { return };
        let reason = self.reader().report(finding, cell, column, reading.diagnostics);
        reading.faults.push(reason);
    }

    /// The text of a cell that must be filled.
    fn text(&self, reading: &mut RowReading<'_, '_>, wanted: RulingColumn) -> Option<Cell> {
        let (_, column) = self.column(wanted)?;
        let cell = self.cell(reading.row, wanted);
        let mut faults = Vec::new();
        let text = self.reader().identity(&cell, column, &mut faults, reading.diagnostics);
        let sound = faults.is_empty();
        reading.faults.append(&mut faults);
        sound.then_some(Cell { text, ..cell })
    }

    fn row(&self, row: &Row, diagnostics: &mut Diagnostics) -> Read {
        if !self.sheet.table.is_even(row) {
            let ragged = rows::ragged_row(row.span, row.number, row.width, self.sheet.table.head.len());
            let why = ragged.message.clone();
            diagnostics.push(ragged);
            return Read::Refused(self.unread(row, why));
        }
        let mut reading = RowReading { row, diagnostics, faults: row.fault.iter().cloned().collect() };
        let said = self.said(&mut reading);
        let target = self.target(&mut reading, said.as_ref());
        let indicators = target.as_ref().map(|target| self.indicators(target)).unwrap_or_default();
        let subject = self.subject(&mut reading, target.as_ref());
        let effect = match (&said, &target) {
            (Some(said), Some(target)) => self.effect(&mut reading, said, target, subject),
            _ => None,
        };
        let approval = self.approval(&mut reading, subject);
        // Whoever is lost was reported before.
        let lost = || Words::new("its subject could not be read", "其考核对象的数据无法读取");
        let why = reading.faults.first().cloned();
        match (&why, subject, target, effect) {
            (None, Some(subject), Some(target), Some(effect)) => {
                let about = match target {
                    Target::Everything => RulingAbout::Everything,
                    Target::Indicator(id) => RulingAbout::Indicator(id),
                    Target::Question(id, question) => RulingAbout::Question(id, question),
                    Target::Part(path, _) => RulingAbout::Part(path),
                };
                Read::InForce(Ruling {
                    kind: self.kind,
                    subject,
                    about,
                    indicators,
                    effect,
                    approval,
                    ahead: false,
                    origin: self.origin(row),
                })
            }
            _ => {
                let (kind, intended, why) = (self.kind, self.intended(row, said.as_ref()), why.unwrap_or_else(lost));
                Read::Refused(RefusedRuling { kind, subject, indicators, intended, why, origin: self.origin(row) })
            }
        }
    }

    /// What the column `indicator` names; nothing where an entry is struck for all indicators.
    fn target(&self, reading: &mut RowReading<'_, '_>, said: Option<&Said>) -> Option<Target> {
        let cell = self.cell(reading.row, RulingColumn::Indicator);
        if !self.is_filled(&cell) && matches!(said, Some(Said::Struck) | None) {
            return said.map(|_| Target::Everything);
        }
        let cell = self.text(reading, RulingColumn::Indicator)?;
        let program = self.context.program;
        if let Some((id, _)) = program.indicators.iter().find(|(_, indicator)| indicator.name == cell.text) {
            return Some(Target::Indicator(id));
        }
        let parts: Vec<PartId> =
            program.parts.iter().filter(|(_, part)| !part.path.is_empty() && part.path == cell.text).map(|(id, _)| id).collect();
        if !parts.is_empty() {
            return Some(Target::Part(cell.text, parts));
        }
        let owner = cell
            .text
            .split_once('.')
            .and_then(|(owner, last)| program.indicators.iter().find(|(_, indicator)| indicator.name == owner).map(|(id, _)| (id, last)));
        if let Some((id, last)) = owner {
            let questions = questions(program, id);
            if let Some((_, question, _)) = questions.iter().find(|(name, ..)| *name == last) {
                return Some(Target::Question(id, *question));
            }
            let names: Vec<&str> = questions.iter().map(|(name, ..)| *name).collect();
            let indicator = &program.indicators[id];
            let monthly = |input: &InputId| program.inputs[*input].monthly.is_some() && program.inputs[*input].name == last;
            let finding = if indicator.inputs.iter().any(monthly) {
                messages::monthly_question(&cell, &indicator.name, last, &names)
            } else {
                messages::unknown_question(&cell, &indicator.name, last, &names, near(last, &titled(&names)))
            };
            self.say(reading, finding, &cell, RulingColumn::Indicator);
            return None;
        }
        let indicators = program.indicators.values().map(|one| (one.name.as_str(), one.title.as_deref()));
        let parts = program.parts.values().filter(|part| !part.path.is_empty()).map(|part| (part.path.as_str(), part.title.as_deref()));
        let known: Vec<(&str, Option<&str>)> = indicators.chain(parts).collect();
        let finding = messages::unknown_indicator(&cell, near(&cell.text, &known));
        self.say(reading, finding, &cell, RulingColumn::Indicator);
        None
    }

    /// The indicators a target holds for, whomever they judge.
    fn indicators(&self, target: &Target) -> BTreeSet<IndicatorId> {
        match target {
            Target::Everything => BTreeSet::new(),
            Target::Indicator(id) | Target::Question(id, _) => BTreeSet::from([*id]),
            Target::Part(_, parts) => parts.iter().flat_map(|part| self.context.program.indicators_below(*part)).collect(),
        }
    }

    /// The kinds of subject a target is about, in the order of the rules.
    fn levels(&self, reading: &RowReading<'_, '_>, target: Option<&Target>) -> Vec<LevelId> {
        let program = self.context.program;
        match target {
            Some(Target::Indicator(id) | Target::Question(id, _)) => vec![program.indicators[*id].whom.level],
            Some(Target::Part(_, parts)) => {
                let levels: BTreeSet<LevelId> =
                    parts.iter().map(|part| program.scorecards[program.parts[*part].scorecard].whom.level).collect();
                levels.into_iter().collect()
            }
            Some(Target::Everything) => struck::levels(program, &self.cell(reading.row, RulingColumn::Register).text),
            None => program.levels.ids().collect(),
        }
    }

    fn subject(&self, reading: &mut RowReading<'_, '_>, target: Option<&Target>) -> Option<usize> {
        let cell = self.text(reading, RulingColumn::Subject)?;
        let program = self.context.program;
        let levels = self.levels(reading, target);
        let having = self.having(&cell.text);
        let fitting: Vec<&(LevelId, usize)> = having.iter().filter(|(level, _)| levels.contains(level)).collect();
        let name = |level: LevelId| program.levels[level].name.as_str();
        let finding = match (fitting.as_slice(), having.as_slice()) {
            ([(_, place)], _) => return Some(*place),
            ([], [(level, place), ..]) => {
                let wanted: Vec<&str> = levels.iter().map(|level| name(*level)).collect();
                let asked = self.cell(reading.row, RulingColumn::Indicator);
                let of = self.context.submission.subjects.get(*place).map(|subject| subject.origin.span);
                messages::subject_of_other_kind(&cell, name(*level), &asked.text, &wanted, of)
            }
            ([], []) => {
                if levels.iter().any(|level| self.context.lost.holds(*level, &cell.text)) {
                    return None;
                }
                let subjects = levels.iter().filter_map(|level| self.context.ids.get(level)).flatten();
                let known: Vec<(&str, Option<&str>)> = subjects
                    .map(|(id, place)| (id.as_str(), self.context.submission.subjects.get(*place).map(|one| one.name.as_str())))
                    .collect();
                let names: Vec<&str> = levels.iter().map(|level| name(*level)).collect();
                rows::unknown_subject(&cell, &names.join("` / `"), rows::Naming::Ruling, near(&cell.text, &known))
            }
            (several, _) => {
                // Of an indicator that is not known the kind is not known either, which was reported.
                target?;
                let names: Vec<&str> = several.iter().map(|(level, _)| name(*level)).collect();
                messages::ambiguous_subject(&cell, &names)
            }
        };
        self.say(reading, finding, &cell, RulingColumn::Subject);
        None
    }

    fn approval(&self, reading: &mut RowReading<'_, '_>, subject: Option<usize>) -> Option<Approval> {
        let by = self.approver(reading, subject);
        let on = self.day(reading);
        let reason = self.reason(reading);
        Some(Approval { by: by?, on: on?, reason: reason? })
    }

    fn approver(&self, reading: &mut RowReading<'_, '_>, subject: Option<usize>) -> Option<Approver> {
        let cell = self.text(reading, RulingColumn::Approver)?;
        let program = self.context.program;
        let subject = subject.and_then(|place| self.context.submission.subjects.get(place));
        let is_subject = |member: &MemberId| {
            let name = program.member_name(*member);
            subject.is_some_and(|subject| subject.level == member.level && subject.id == name)
        };
        if let Some((id, role)) = program.roles.iter().find(|(_, role)| role.name == cell.text) {
            if role.held_by.iter().any(is_subject) {
                let finding = messages::approved_by_itself(&cell, Some(role.span));
                self.say(reading, finding, &cell, RulingColumn::Approver);
            }
            return Some(Approver::Role(id));
        }
        let members: Vec<_> = program
            .levels
            .iter()
            .flat_map(|(level, kind)| kind.members.iter().enumerate().map(move |(place, member)| (MemberId { level, place }, member)))
            .collect();
        let named: Vec<MemberId> = members.iter().filter(|(_, member)| member.name == cell.text).map(|(id, _)| *id).collect();
        if named.iter().any(is_subject) || subject.is_some_and(|subject| subject.id == cell.text) {
            self.say(reading, messages::approved_by_itself(&cell, None), &cell, RulingColumn::Approver);
            return None;
        }
        if let Some(member) = named.first() {
            return Some(Approver::Member(*member));
        }
        let roles = program.roles.values().map(|role| (role.name.as_str(), role.title.as_deref()));
        let known: Vec<(&str, Option<&str>)> =
            roles.chain(members.iter().map(|(_, member)| (member.name.as_str(), member.title.as_deref()))).collect();
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let finding = messages::unknown_approver(&cell, &names, near(&cell.text, &known));
        self.say(reading, finding, &cell, RulingColumn::Approver);
        None
    }

    fn day(&self, reading: &mut RowReading<'_, '_>) -> Option<Day> {
        let cell = self.text(reading, RulingColumn::Date)?;
        let header = &self.context.program.header;
        match dates::read(&cell, header.year) {
            Ok(day) if day.year() >= header.year && day <= header.closes => Some(day),
            Ok(day) => {
                let finding = messages::ruled_outside(&cell, day, header.year, header.closes);
                self.say(reading, finding, &cell, RulingColumn::Date);
                None
            }
            Err(fault) => {
                self.say(reading, *fault, &cell, RulingColumn::Date);
                None
            }
        }
    }

    fn reason(&self, reading: &mut RowReading<'_, '_>) -> Option<String> {
        let cell = self.cell(reading.row, RulingColumn::Reason);
        let finding = match self.reader().content(&cell, Reading::Evidence) {
            Ok(Content::Given(Value::Text(text))) => return Some(text),
            Ok(Content::Empty) => messages::without_reason(&cell),
            Ok(Content::Given(_) | Content::Invalid(_)) => values::wrong_json_value(&cell, &RulingColumn::Reason.name()),
            Err(fault) => *fault,
        };
        self.say(reading, finding, &cell, RulingColumn::Reason);
        None
    }
}

fn titled<'n>(names: &[&'n str]) -> Vec<(&'n str, Option<&'n str>)> {
    names.iter().map(|name| (*name, None)).collect()
}

/// The inputs and steps of an indicator by name, each with the day by which it is due, where it has one.
fn questions(program: &Program, id: IndicatorId) -> Vec<(&str, Question, Option<Day>)> {
    let indicator = &program.indicators[id];
    // What is asked every month has no single day that could be put off.
    let inputs = indicator.inputs.iter().filter(|input| program.inputs[**input].monthly.is_none()).map(|input| {
        let declared = &program.inputs[*input];
        (declared.name.as_str(), Question::Input(*input), Some(declared.due))
    });
    let mut list: Vec<_> = inputs.collect();
    for link in &indicator.chain.links {
        match &link.method {
            Method::Steps(steps) => {
                list.extend(steps.steps.iter().enumerate().map(|(place, step)| (step.name.as_str(), Question::Step(id, place), step.due)));
            }
            Method::Quantify(_) | Method::State(_) | Method::Compete(_) | Method::Survey(_) | Method::Start(_) => {}
        }
    }
    list
}
