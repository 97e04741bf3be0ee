//! Early warnings, to read and for other programs: by gravity, then by due day.

use std::fmt::Write as _;

use serde::Serialize;

use super::account::{Context, condition};
use super::rulings::{self, View};
use super::scores::{row, text_cell};
use super::signs::{behind, colon, comma};
use super::visible::on_one_line;
use crate::eval::{Owed, Warned, Warnings, indicator_title, question_words};
use crate::model::{Author, Gravity, IndicatorId, MemberId, Program, Submission, Warning};
use crate::text::{Language, Words, counted};
use crate::value::Day;
use crate::words;

/// So many subjects are named that have one thing undecided.
const NAMED: usize = 3;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// How things are written, and what was ruled: a day put off, an exemption, an award stand behind what is listed.
    pub context: Context<'a>,
    /// What was submitted.
    pub submission: &'a Submission,
    /// What there is to warn of.
    pub warnings: &'a Warnings,
    /// So many days ahead were looked.
    pub within: i64,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Warnings raised.
    pub raised: usize,
    /// Warnings that cannot be told yet.
    pub undecided: usize,
    /// What is overdue.
    pub overdue: usize,
    /// What falls due soon.
    pub coming: usize,
}

impl<'a> Report<'a> {
    fn program(&self) -> &'a Program {
        self.context.figures.program
    }

    /// Whose an indicator is, where it is not the office's.
    fn author(&self, id: IndicatorId) -> Option<&'a str> {
        let author = self.program().indicators[id].author;
        matches!(author, Author::Department(_)).then(|| self.program().author_name(author))
    }

    /// How many there are.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let warnings = &self.warnings.warnings;
        let overdue = self.overdue().count();
        Counts {
            raised: warnings.iter().filter(|warned| warned.raised == Some(true)).count(),
            undecided: warnings.iter().filter(|warned| warned.raised.is_none()).count(),
            overdue,
            coming: self.coming().count(),
        }
    }

    fn overdue(&self) -> impl Iterator<Item = &Owed> {
        self.warnings.owed.iter().filter(|owed| owed.days_left < 0)
    }

    /// What falls due soon, the day itself included.
    fn coming(&self) -> impl Iterator<Item = &Owed> {
        self.warnings.owed.iter().filter(|owed| (0..=self.within).contains(&owed.days_left))
    }

    fn day(&self) -> Day {
        self.submission.scoring_day(self.program())
    }

    /// The warnings whose condition came to this, in the order they were looked at.
    fn that_are(&self, raised: Option<bool>) -> Vec<(&Warned, &Warning)> {
        let looked_at = self.warnings.warnings.iter().filter(|warned| warned.raised == raised);
        let declared = |warned: &Warned| self.program().indicators[warned.indicator].warnings.get(warned.warning);
        looked_at.filter_map(|warned| Some((warned, declared(warned)?))).collect()
    }

    /// The warnings that cannot be told yet.
    fn undecided(&self) -> Vec<(&Warned, &Warning)> {
        self.that_are(None)
    }

    /// The warnings that are raised, the gravest first, then by the day on which something is due.
    fn raised(&self) -> Vec<(&Warned, &Warning)> {
        let mut list = self.that_are(Some(true));
        list.sort_by_key(|(warned, warning)| (warning.gravity, self.next_due(warned), warned.subject, warned.indicator, warned.warning));
        list
    }

    /// When a warned subject next owes something of the indicator; else the closing day.
    fn next_due(&self, warned: &Warned) -> Day {
        let same = |owed: &&Owed| owed.subject == warned.subject && owed.indicator == warned.indicator && owed.days_left >= 0;
        self.warnings.owed.iter().find(same).map_or(self.program().header.closes, |owed| owed.due)
    }

    fn subject(&self, place: usize) -> (&str, &str, &str) {
        self.submission.subjects.get(place).map_or(("", "", ""), |subject| {
            (self.program().levels[subject.level].name.as_str(), subject.id.as_str(), subject.name.as_str())
        })
    }

    /// Who leads an indicator, by title.
    fn led_by(&self, id: IndicatorId) -> String {
        let members = self.program().indicators[id].led_by.iter().map(|party| party.member);
        let title =
            |member: MemberId| self.program().levels[member.level].members.get(member.place).map(|member| member.shown().to_owned());
        members.filter_map(title).collect::<Vec<_>>().join(", ")
    }
}

fn gravity_word(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Serious => "serious",
        Gravity::Moderate => "moderate",
        Gravity::Minor => "minor",
    }
}

fn gravity_words(gravity: Gravity) -> Words {
    match gravity {
        Gravity::Serious => words!("Serious", "严重"),
        Gravity::Moderate => words!("Moderate", "较重"),
        Gravity::Minor => words!("Minor", "一般"),
    }
}

/// How long it is until a day, or how long it was due.
fn days_words(days: i64) -> Words {
    match days {
        0 => words!("today", "今日到期"),
        1 => words!("1 day left", "还有 1 天"),
        -1 => words!("1 day overdue", "逾期 1 天"),
        days if days < 0 => words!("{days} days overdue", "逾期 {days} 天", days = -days),
        days => words!("{days} days left", "还有 {days} 天", days = days),
    }
}

/// The warnings to read.
#[must_use]
pub fn text(report: &Report<'_>, language: Language) -> String {
    let counts = report.counts();
    let head = words!(
        "Early warnings as of {day}: {raised} raised, {undecided} undecided; {overdue} overdue, {coming} due within {days}",
        "截至 {day} 的预警：发出 {raised}，无法判断 {undecided}；逾期 {overdue}，{within} 天内到期 {coming}",
        day = report.day(),
        raised = counts.raised,
        undecided = counts.undecided,
        overdue = counts.overdue,
        coming = counts.coming,
        days = counted(report.within, "day"),
        within = report.within
    );
    let mut text = format!("{}\n", head.get(language));
    let mut last = None;
    for (warned, warning) in report.raised() {
        if last.replace(warning.gravity) != Some(warning.gravity) {
            let _ = write!(text, "\n{}\n", gravity_words(warning.gravity).get(language));
        }
        let due = report.next_due(warned);
        let line = who(report, warned.subject, warned.indicator, &Words::same(&warning.title), due, report.day().days_to(due));
        let clause = report.context.figures.clause(warning.span);
        let _ = writeln!(text, "  {}  [{clause}]", on_one_line(line.get(language)));
        let _ = writeln!(text, "    {}", on_one_line(condition(&report.context, &warned.condition).words.get(language)));
    }
    let (overdue, coming): (Vec<&Owed>, Vec<&Owed>) = (report.overdue().collect(), report.coming().collect());
    for (title, list) in [(words!("Overdue", "逾期未报"), overdue), (words!("Due soon", "即将到期"), coming)] {
        if list.is_empty() {
            continue;
        }
        let _ = write!(text, "\n{}\n", title.get(language));
        for owed in list {
            let what = question_words(report.program(), owed.question);
            let line = who(report, owed.subject, owed.indicator, &what, owed.due, owed.days_left);
            let _ = writeln!(text, "  {}", on_one_line(line.get(language)));
        }
    }
    let undecided = report.undecided();
    if !undecided.is_empty() {
        let _ = write!(text, "\n{}\n", words!("Undecided: the condition cannot be told yet", "无法判断：条件尚不能确定").get(language));
        // Most have one reason for all subjects: it is told once.
        let mut told: Vec<(String, Vec<String>)> = Vec::new();
        for (warned, warning) in undecided {
            let (_, id, name) = report.subject(warned.subject);
            let title = indicator_title(report.program(), warned.indicator);
            let reason = warned.condition.found.reasons().first().map(|reason| crate::eval::reason_words(report.program(), reason));
            let reason = reason.map_or_else(String::new, |reason| format!("{}{}", colon(language), reason.get(language)));
            let (head, who) = (format!("{title} · {}{reason}", warning.title), format!("{name}{}", behind(id, language)));
            match told.iter_mut().find(|(known, _)| *known == head) {
                Some((_, names)) => names.push(who),
                None => told.push((head, vec![who])),
            }
        }
        for (head, names) in told {
            let who = match names.get(..NAMED).filter(|_| names.len() > NAMED) {
                Some(first) => {
                    let (list, more) = (first.join(comma(language)), names.len() - NAMED);
                    words!("{list} and {more} more", "{list}等 {all} 个", list = list, more = more, all = names.len())
                }
                None => Words::same(names.join(comma(language))),
            };
            let _ = writeln!(text, "  {}", on_one_line(&format!("{} · {head}", who.get(language))));
        }
    }
    if let Some(lines) = rulings::lines(report.context.rulings, report.program(), report.context.figures.sources) {
        let _ = writeln!(text, "\n{}", lines.count.get(language));
        for line in &lines.lines {
            let _ = writeln!(text, "  - {}", on_one_line(line.get(language)));
        }
    }
    text
}

/// Whom something is about, what it is, who answers for it and by when.
fn who(report: &Report<'_>, subject: usize, indicator: IndicatorId, what: &Words, due: Day, days: i64) -> Words {
    let (_, id, name) = report.subject(subject);
    let (title, led_by, days) = (indicator_title(report.program(), indicator), report.led_by(indicator), days_words(days));
    let (mut english, mut chinese) =
        if led_by.is_empty() { (String::new(), String::new()) } else { (format!(", led by {led_by}"), format!("，牵头 {led_by}")) };
    if let Some(author) = report.author(indicator) {
        english.push_str(&format!(", an indicator of {author}"));
        chinese.push_str(&format!("，由 {author} 制定"));
    }
    words!(
        "{name} ({id}) · {title} · {we}: due {due}, {de}{english}",
        "{name}（{id}） · {title} · {wz}：{due} 到期，{dz}{chinese}",
        name = name,
        id = id,
        title = title,
        we = what.english,
        wz = what.chinese,
        due = due,
        de = days.english,
        dz = days.chinese,
        english = english,
        chinese = chinese
    )
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    rulebook: &'a str,
    as_of: String,
    within_days: i64,
    warnings: Vec<WarningView<'a>>,
    overdue: Vec<OwedView<'a>>,
    due_soon: Vec<OwedView<'a>>,
    undecided: Vec<UndecidedView<'a>>,
    rulings: Vec<View<'a>>,
}

#[derive(Serialize)]
struct WarningView<'a> {
    severity: &'static str,
    title: &'a str,
    level: &'a str,
    id: &'a str,
    name: &'a str,
    indicator: &'a str,
    author: &'a str,
    led_by: String,
    due: String,
    days_left: i64,
    clause: String,
    condition: String,
}

#[derive(Serialize)]
struct OwedView<'a> {
    level: &'a str,
    id: &'a str,
    name: &'a str,
    indicator: &'a str,
    author: &'a str,
    what: String,
    led_by: String,
    due: String,
    days_left: i64,
}

#[derive(Serialize)]
struct UndecidedView<'a> {
    severity: &'static str,
    title: &'a str,
    level: &'a str,
    id: &'a str,
    name: &'a str,
    indicator: &'a str,
    author: &'a str,
    led_by: String,
    due: String,
    days_left: i64,
    reasons: Vec<String>,
}

/// The same as one JSON document, version 1.
#[must_use]
pub fn json(report: &Report<'_>, language: Language) -> String {
    let program = report.program();
    let owed = |owed: &Owed| {
        let (level, id, name) = report.subject(owed.subject);
        OwedView {
            level,
            id,
            name,
            indicator: &program.indicators[owed.indicator].name,
            author: program.author_name(program.indicators[owed.indicator].author),
            what: question_words(program, owed.question).get(language).to_owned(),
            led_by: report.led_by(owed.indicator),
            due: owed.due.to_string(),
            days_left: owed.days_left,
        }
    };
    let raised = report.raised().into_iter().map(|(warned, warning)| {
        let (level, id, name) = report.subject(warned.subject);
        let due = report.next_due(warned);
        WarningView {
            severity: gravity_word(warning.gravity),
            title: &warning.title,
            level,
            id,
            name,
            indicator: &program.indicators[warned.indicator].name,
            author: program.author_name(program.indicators[warned.indicator].author),
            led_by: report.led_by(warned.indicator),
            due: due.to_string(),
            days_left: report.day().days_to(due),
            clause: report.context.figures.clause(warning.span),
            condition: condition(&report.context, &warned.condition).words.get(language).to_owned(),
        }
    });
    let undecided = report.undecided().into_iter().map(|(warned, warning)| {
        let (level, id, name) = report.subject(warned.subject);
        let indicator = &program.indicators[warned.indicator];
        let reasons =
            warned.condition.found.reasons().iter().map(|reason| crate::eval::reason_words(program, reason).get(language).to_owned());
        let due = report.next_due(warned);
        UndecidedView {
            severity: gravity_word(warning.gravity),
            title: &warning.title,
            level,
            id,
            name,
            indicator: &indicator.name,
            author: program.author_name(indicator.author),
            led_by: report.led_by(warned.indicator),
            due: due.to_string(),
            days_left: report.day().days_to(due),
            reasons: reasons.collect(),
        }
    });
    let document = Document {
        schema_version: 1,
        rulebook: &program.header.title,
        as_of: report.day().to_string(),
        within_days: report.within,
        warnings: raised.collect(),
        overdue: report.overdue().map(owed).collect(),
        due_soon: report.coming().map(owed).collect(),
        undecided: undecided.collect(),
        rulings: report.context.rulings.iter().map(|one| one.view(program, report.context.figures.sources, language)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("INVARIANT: the document has only text keys and writes to memory");
    text.push('\n');
    text
}

/// One row for each warning, raised or undecided, for each debt and for each ruling.
#[must_use]
pub fn sheet(report: &Report<'_>, language: Language) -> String {
    let mut text = String::new();
    let head = ["kind", "level", "id", "name", "indicator", "what", "led_by", "due", "days_left", "severity", "author"];
    row(&mut text, head.into_iter().map(text_cell));
    let mut write = |kind: &str, subject: usize, indicator: IndicatorId, what: &str, due: Day, severity: Option<Gravity>| {
        let (level, id, name) = report.subject(subject);
        let indicator_name = &report.program().indicators[indicator].name;
        let led_by = report.led_by(indicator);
        let cells = [kind, level, id, name, indicator_name, what, &led_by].map(text_cell);
        let days = report.day().days_to(due).to_string();
        let severity = text_cell(severity.map_or("", gravity_word));
        let author = text_cell(report.program().author_name(report.program().indicators[indicator].author));
        row(&mut text, cells.into_iter().chain([due.to_string(), days, severity, author]));
    };
    for (warned, warning) in report.raised() {
        let due = report.next_due(warned);
        write(gravity_word(warning.gravity), warned.subject, warned.indicator, &warning.title, due, Some(warning.gravity));
    }
    for owed in report.overdue().chain(report.coming()) {
        let kind = if owed.days_left < 0 { "overdue" } else { "due_soon" };
        let what = question_words(report.program(), owed.question);
        write(kind, owed.subject, owed.indicator, what.get(language), owed.due, None);
    }
    for (warned, warning) in report.undecided() {
        let due = report.next_due(warned);
        write("undecided", warned.subject, warned.indicator, &warning.title, due, Some(warning.gravity));
    }
    for listed in report.context.rulings {
        let (level, id, name) = listed.place.map_or(("", "", ""), |place| report.subject(place));
        let said = listed.words(report.program());
        let cells = ["ruling", level, id, name, &listed.about, said.get(language), "", "", "", "", ""];
        row(&mut text, cells.into_iter().map(text_cell));
    }
    text
}
