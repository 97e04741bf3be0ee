//! The rulings of a run, as every output lists them: which, about whom and what, approved by whom, and what
//! became of it.

use serde::Serialize;

use super::figures::{Figures, exact};
use crate::eval::{RulingStatus, Scores, approval_words, approver_title, effect_words, ruling_words};
use crate::model::{
    Approver, Effect, IndicatorId, Method, Origin, Program, Question, Ruling, RulingAbout, RulingKind, Subject, Submission,
};
use crate::text::{Language, SourceMap, Words};
use crate::value::Number;
use crate::words;

/// A ruling and what became of it.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// Which kind.
    pub kind: RulingKind,
    /// The place in the submission of whom it is about, where that is known.
    pub place: Option<usize>,
    /// Whom it is about, where that is known.
    pub subject: Option<&'a Subject>,
    /// The ruling; none of one that could not be read in full.
    pub ruling: Option<&'a Ruling>,
    /// What it is about, as it is written in the data.
    pub about: String,
    /// The entry it strikes.
    pub entry: Option<&'a Origin>,
    /// What the rules alone come to, where an award stands in its place.
    pub computed: Option<Number>,
    /// What became of it.
    pub status: RulingStatus,
    /// Its row.
    pub origin: &'a Origin,
}

/// How many rulings were read, are in force, are refused and came later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// All.
    pub read: usize,
    /// In force.
    pub applied: usize,
    /// Not in force, since something about them is wrong.
    pub refused: usize,
    /// Not in force yet: made after the day of scoring.
    pub later: usize,
}

/// All rulings of a run: those that could be read in the order of the submission, then the others.
#[must_use]
pub fn listed<'a>(program: &Program, submission: &'a Submission, scores: &Scores) -> Vec<Listed<'a>> {
    let read = submission.rulings.iter().enumerate().map(|(place, ruling)| Listed {
        kind: ruling.kind,
        place: Some(ruling.subject),
        subject: submission.subjects.get(ruling.subject),
        ruling: Some(ruling),
        about: about(program, ruling),
        entry: struck(submission, &ruling.effect),
        computed: computed(scores, place, ruling),
        status: scores.rulings.get(place).cloned().unwrap_or(RulingStatus::Applied),
        origin: &ruling.origin,
    });
    let names = |indicators: &std::collections::BTreeSet<IndicatorId>| {
        let names: Vec<&str> = indicators.iter().map(|id| program.indicators[*id].name.as_str()).collect();
        names.join(", ")
    };
    let refused = submission.refused_rulings.iter().map(|refused| Listed {
        kind: refused.kind,
        place: refused.subject,
        subject: refused.subject.and_then(|place| submission.subjects.get(place)),
        ruling: None,
        about: names(&refused.indicators),
        entry: None,
        computed: None,
        status: RulingStatus::Refused(refused.why.clone()),
        origin: &refused.origin,
    });
    read.chain(refused).collect()
}

/// What an indicator came to before the award at that place among the rulings.
fn computed(scores: &Scores, place: usize, ruling: &Ruling) -> Option<Number> {
    let score = scores.subjects.iter().find(|score| score.subject == ruling.subject)?;
    let awarded = score.indicators.iter().find(|one| one.ruling == Some(place))?;
    awarded.computed.as_ref()?.score.clone()
}

/// The row of the entry that an effect strikes.
fn struck<'a>(submission: &'a Submission, effect: &Effect) -> Option<&'a Origin> {
    match effect {
        Effect::EntryStruck(register, entry) => Some(&submission.registers.get(register)?.get(*entry)?.origin),
        Effect::NotApplicable | Effect::FullPoints | Effect::Points(_) | Effect::Due(_) => None,
    }
}

/// The count of a list.
#[must_use]
pub fn count(list: &[Listed<'_>]) -> Counted {
    let refused = list.iter().filter(|one| matches!(one.status, RulingStatus::Refused(_))).count();
    let later = list.iter().filter(|one| one.status == RulingStatus::NotSeen).count();
    Counted { read: list.len(), applied: list.len() - refused - later, refused, later }
}

/// The count in words.
#[must_use]
pub fn count_words(counted: Counted) -> Words {
    let read = crate::text::counted(counted.read, "ruling");
    let later = match counted.later {
        0 => Words::same(""),
        later => words!(", {later} of a later day", "，日后作出 {later}", later = later),
    };
    words!(
        "{read} read: {applied} in force, {refused} refused{later_en}",
        "读入 {number} 项处理意见：采用 {applied}，未采用 {refused}{later_zh}",
        later_en = later.english,
        later_zh = later.chinese,
        read = read,
        number = counted.read,
        applied = counted.applied,
        refused = counted.refused
    )
}

/// A list in words: how many there are, and each with its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// How many were read, are in force, are refused.
    pub count: Words,
    /// Each with what became of it.
    pub lines: Vec<Words>,
}

/// The list in words; none where there are no rulings.
pub(super) fn lines(list: &[Listed<'_>], program: &Program, sources: &SourceMap) -> Option<Lines> {
    let figures = Figures { program, sources };
    let line = |listed: &Listed<'_>| {
        let (said, row) = (listed.words(program), figures.cell(listed.origin));
        words!("{e} [{row}]", "{z} [{row_z}]", e = said.english, z = said.chinese, row = row.english, row_z = row.chinese)
    };
    (!list.is_empty()).then(|| Lines { count: count_words(count(list)), lines: list.iter().map(line).collect() })
}

/// What a ruling names, as it is written in the data; for an entry that is struck everywhere its register.
#[must_use]
pub fn about(program: &Program, ruling: &Ruling) -> String {
    match &ruling.about {
        RulingAbout::Indicator(id) => program.indicators[*id].name.clone(),
        RulingAbout::Part(path) => path.clone(),
        RulingAbout::Question(id, question) => format!("{}.{}", program.indicators[*id].name, question_name(program, *question)),
        RulingAbout::Everything => match &ruling.effect {
            Effect::EntryStruck(register, _) => program.registers[*register].name.clone(),
            Effect::NotApplicable | Effect::FullPoints | Effect::Points(_) | Effect::Due(_) => String::new(),
        },
    }
}

fn question_name(program: &Program, question: Question) -> &str {
    match question {
        Question::Input(id) | Question::Month(id, _) => &program.inputs[id].name,
        Question::Step(id, place) => program.indicators[id]
            .chain
            .links
            .iter()
            .find_map(|link| match &link.method {
                Method::Steps(steps) => steps.steps.get(place).map(|step| step.name.as_str()),
                Method::Quantify(_) | Method::State(_) | Method::Compete(_) | Method::Survey(_) | Method::Start(_) => None,
            })
            .unwrap_or(""),
        Question::Evidence(_) => "evidence",
        Question::State(_) => "state",
        Question::Points(_) => "points",
    }
}

impl Listed<'_> {
    /// One line: kind, what about, what it says, who approved it, and what became of it if that is anything else
    /// than being applied.
    #[must_use]
    pub fn words(&self, program: &Program) -> Words {
        let mut words = ruling_words(self.kind);
        let mut more = |glue: (&str, &str), next: &Words| {
            words.english.push_str(glue.0);
            words.english.push_str(&next.english);
            words.chinese.push_str(glue.1);
            words.chinese.push_str(&next.chinese);
        };
        if let Some(subject) = self.subject {
            more((" · ", " · "), &words!("{name} ({id})", "{name}（{id}）", name = subject.name, id = subject.id));
        }
        if !self.about.is_empty() {
            more((" · ", " · "), &Words::same(self.about.as_str()));
        }
        if let Some(ruling) = self.ruling {
            more((": ", "："), &effect_words(program, &ruling.effect));
            if let Some(computed) = &self.computed {
                more((" ", ""), &words!("(computed {points})", "（计算得分 {points}）", points = exact(computed)));
            }
            if let Some(entry) = self.entry {
                more((" ", ""), &words!("(row {row})", "（第 {row} 行）", row = entry.row));
            }
            if let Some(approval) = &ruling.approval {
                more((", ", "，"), &approval_words(program, approval));
            }
        }
        match &self.status {
            RulingStatus::Applied => {}
            RulingStatus::WithoutEffect(why) => {
                more((" — ", " — "), &words!("changes nothing: {e}", "不产生影响：{z}", e = why.english, z = why.chinese));
            }
            RulingStatus::Refused(why) => {
                more((" — ", " — "), &words!("refused: {e}", "未采用：{z}", e = why.english, z = why.chinese));
            }
            RulingStatus::NotSeen => {
                let early = self.ruling.is_some_and(|ruling| ruling.ahead);
                let why = if early {
                    words!("about what is not in force yet", "所涉指标尚未生效")
                } else {
                    words!("of a later day, and not in force yet", "日后作出，尚未生效")
                };
                more((" — ", " — "), &why);
            }
        }
        words
    }

    /// What it is, what about and what it says, for a cell of a table.
    #[must_use]
    pub fn short(&self, program: &Program) -> String {
        let effect = self.ruling.map_or_else(|| "refused".to_owned(), |ruling| effect_words(program, &ruling.effect).english);
        let status = if self.ruling.is_some() && self.status != RulingStatus::Applied { status(&self.status) } else { "" };
        let effect = match &self.computed {
            Some(computed) => format!("{effect} (computed {})", exact(computed)),
            None => effect,
        };
        format!("{} {}: {effect} {status}", kind(self.kind), self.about).trim_end().to_owned()
    }

    /// The same for machines.
    pub(super) fn view<'s>(&'s self, program: &'s Program, sources: &'s SourceMap, language: Language) -> View<'s> {
        let effect = self.ruling.map(|ruling| &ruling.effect);
        let approval = self.ruling.and_then(|ruling| ruling.approval.as_ref());
        let why = match &self.status {
            RulingStatus::Applied | RulingStatus::NotSeen => None,
            RulingStatus::WithoutEffect(why) | RulingStatus::Refused(why) => Some(why.get(language).to_owned()),
        };
        View {
            kind: kind(self.kind),
            level: self.subject.map(|subject| program.levels[subject.level].name.as_str()),
            subject: self.subject.map(|subject| subject.id.as_str()),
            indicator: self.indicator(),
            effect: effect.map(self::effect),
            points: effect.and_then(|effect| match effect {
                Effect::Points(points) => Some(exact(points)),
                Effect::NotApplicable | Effect::FullPoints | Effect::Due(_) | Effect::EntryStruck(..) => None,
            }),
            due: effect.and_then(|effect| match effect {
                Effect::Due(day) => Some(day.to_string()),
                Effect::NotApplicable | Effect::FullPoints | Effect::Points(_) | Effect::EntryStruck(..) => None,
            }),
            register: effect.and_then(|effect| match effect {
                Effect::EntryStruck(register, _) => Some(program.registers[*register].name.as_str()),
                Effect::NotApplicable | Effect::FullPoints | Effect::Points(_) | Effect::Due(_) => None,
            }),
            entry_row: self.entry.map(|entry| entry.row),
            approved_by: approval.map(|approval| approver_name(program, approval.by)),
            approved_by_title: approval.map(|approval| approver_title(program, approval.by)),
            date: approval.map(|approval| approval.on.to_string()),
            reason: approval.map(|approval| approval.reason.as_str()),
            state: status(&self.status),
            because: why,
            file: sources.file(self.origin.span.source).name(),
            row: self.origin.row,
        }
    }

    /// The indicator or part it names, unless it is about all of them.
    fn indicator(&self) -> Option<&str> {
        let everything = self.ruling.is_some_and(|ruling| ruling.about == RulingAbout::Everything);
        (!everything && !self.about.is_empty()).then_some(self.about.as_str())
    }
}

/// A ruling as JSON.
#[derive(Serialize)]
pub(super) struct View<'a> {
    kind: &'static str,
    level: Option<&'a str>,
    subject: Option<&'a str>,
    indicator: Option<&'a str>,
    effect: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    register: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry_row: Option<usize>,
    approved_by: Option<&'a str>,
    approved_by_title: Option<&'a str>,
    date: Option<String>,
    reason: Option<&'a str>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    file: &'a str,
    row: usize,
}

fn kind(kind: RulingKind) -> &'static str {
    match kind {
        RulingKind::Exemption => "exemption",
        RulingKind::Award => "award",
    }
}

fn effect(effect: &Effect) -> &'static str {
    match effect {
        Effect::NotApplicable => "not_applicable",
        Effect::FullPoints => "full_points",
        Effect::Points(_) => "points",
        Effect::Due(_) => "due",
        Effect::EntryStruck(..) => "entry_struck",
    }
}

fn status(status: &RulingStatus) -> &'static str {
    match status {
        RulingStatus::Applied => "applied",
        RulingStatus::WithoutEffect(_) => "without_effect",
        RulingStatus::Refused(_) => "refused",
        RulingStatus::NotSeen => "not_seen",
    }
}

/// The name of somebody who approves, as it is written in the data.
fn approver_name(program: &Program, approver: Approver) -> &str {
    match approver {
        Approver::Role(role) => &program.roles[role].name,
        Approver::Member(member) => program.member_name(member),
    }
}
