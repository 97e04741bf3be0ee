//! How a proposal looks that was held to the rules: [`text()`] at a terminal, [`markdown()`] for the
//! minutes of a meeting, [`json()`] for other programs. First what it adds, then what it takes of the
//! points that are open, the rules it breaks, what it would come to with data, and the clause by
//! which it is accepted.

mod json;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::figures::{exact, printed};
use super::rulings::{self, Listed};
use super::visible::on_one_line;
use crate::diagnostics::Diagnostic;
use crate::eval::{IndicatorState, Scores, SubjectScore, SubjectState, method_words};
use crate::model::{Budget, Extension, Indicator, IndicatorId, Input, Link, MemberId, Method, Opening, Party, Program, Submission};
use crate::text::{Language, SourceMap, Words};
use crate::types::LevelId;
use crate::value::Number;
use crate::words;

/// What is shown of a proposal.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The name of its file.
    pub name: &'a str,
    /// What it says of itself, as far as that could be read.
    pub extension: Option<&'a Extension>,
    /// The book as it stands.
    pub before: &'a Program,
    /// The book with the proposal, as far as that could be understood.
    pub with: Option<&'a Program>,
    /// The texts of both.
    pub sources: &'a SourceMap,
    /// The rules it breaks.
    pub findings: &'a [Diagnostic],
    /// The clause that accepts it; none where it breaks a rule.
    pub accept: Option<&'a str>,
    /// Whether the book accepts it already.
    pub in_force: bool,
    /// What it would come to, where data was given.
    pub trial: Option<&'a Trial>,
}

/// Data scored with the proposal.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What was submitted, as the book with the proposal reads it.
    pub submission: Submission,
    /// What that comes to.
    pub scores: Scores,
    /// Columns and registers that the proposal asks for and the data lack, by their names.
    pub lacking: Vec<String>,
    /// One for each subject whose card it adds to.
    pub rows: Vec<TrialRow>,
}

/// One subject of a trial.
#[derive(Clone, Debug)]
pub struct TrialRow {
    /// Its kind.
    pub level: LevelId,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What each indicator of the proposal gives.
    pub indicators: Vec<(IndicatorId, Tried)>,
    /// The total without the proposal.
    pub before: TrialTotal,
    /// The total with it; none while the data lack what it asks for.
    pub after: TrialTotal,
}

/// A total of a trial.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrialTotal {
    /// What it came to; none where nothing is known of it.
    pub points: Option<Number>,
    /// Whether it is that so far, and can still move.
    pub so_far: bool,
}

impl TrialTotal {
    /// The total of a subject.
    #[must_use]
    pub fn of(score: &SubjectScore) -> Self {
        Self { points: score.total.clone(), so_far: score.state == SubjectState::Provisional }
    }
}

/// What one indicator gives in a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// The data lack what it asks for, so nothing is said.
    Lacking,
    /// Its state, and its score where it has one.
    Known(IndicatorState, Option<Number>),
}

/// The kinds of declarations a proposal brings, beside its indicators.
pub(super) struct Brought<'a> {
    /// The kind, as machines read it.
    pub key: &'static str,
    /// The kind in words.
    pub words: Words,
    /// Their names.
    pub names: Vec<&'a str>,
}

impl<'a> Shown<'a> {
    /// The indicators it adds.
    pub(super) fn indicators(&self) -> Vec<&'a Indicator> {
        let (Some(program), Some(extension)) = (self.with, self.extension) else { return Vec::new() };
        program.indicators.values().filter(|indicator| indicator.span.source == extension.source).collect()
    }

    /// What else it declares.
    pub(super) fn brought(&self) -> Vec<Brought<'a>> {
        let (Some(program), Some(extension)) = (self.with, self.extension) else { return Vec::new() };
        let own = |span: crate::text::Span| span.source == extension.source;
        let named = |name: &'a Option<String>| name.as_deref();
        vec![
            Brought {
                key: "units",
                words: words!("unit", "计量单位"),
                names: program.units.values().filter(|unit| own(unit.span)).map(|unit| unit.name.as_str()).collect(),
            },
            Brought {
                key: "choices",
                words: words!("choice", "选项"),
                names: program.choices.values().filter(|choice| own(choice.span)).filter_map(|choice| named(&choice.name)).collect(),
            },
            Brought {
                key: "registers",
                words: words!("register", "台账"),
                names: program.registers.values().filter(|register| own(register.span)).map(|register| register.name.as_str()).collect(),
            },
            Brought {
                key: "tables",
                words: words!("table", "对照表"),
                names: program.tables.values().filter(|table| own(table.span)).map(|table| table.name.as_str()).collect(),
            },
            Brought {
                key: "scales",
                words: words!("scale", "标准"),
                names: program.scales.values().filter(|scale| own(scale.span)).map(|scale| scale.name.as_str()).collect(),
            },
        ]
    }

    /// Each opening with what was used of it before, and what is with the proposal.
    pub(super) fn budgets(&self) -> Vec<(Budget, Budget)> {
        let before = self.before.budgets();
        let after = self.with.map_or_else(|| before.clone(), Program::budgets);
        before.into_iter().zip(after).collect()
    }

    /// The part of an opening and the opening itself.
    pub(super) fn opening(&self, budget: &Budget) -> Option<(&'a str, &'a Opening)> {
        let part = &self.before.parts[budget.part];
        part.open.get(budget.opening).map(|opening| (part.path.as_str(), opening))
    }

    /// To whom it is open.
    pub(super) fn open_to(&self, opening: &Opening) -> Vec<&'a str> {
        let levels = opening.levels.iter().map(|level| self.before.levels[*level].name.as_str());
        levels.chain(opening.members.iter().map(|member| self.before.member_name(*member))).collect()
    }

    /// Who uses how much, in words.
    pub(super) fn used(&self, budget: &Budget) -> Words {
        let one = |(member, points): &(MemberId, Number)| Words::same(format!("{} {}", self.before.member_name(*member), exact(points)));
        let list: Vec<Words> = budget.used.iter().map(one).collect();
        if list.is_empty() { Words::same("0") } else { Words::join(&list, ", ", "、") }
    }

    /// What may still be taken of an opening, as long as the proposal is not accepted.
    pub(super) fn left(opening: &Opening, before: &Budget) -> Number {
        opening.at_most.subtract(&before.total()).max(Number::zero())
    }

    /// What is said in place of the clause that accepts it.
    pub(super) fn accepted() -> Words {
        words!("It is in force: the rulebook accepts it as it is.", "已采纳并生效，文本与采纳时一致。")
    }

    /// Its title and name, who proposes it and when.
    pub(super) fn heading(&self) -> Words {
        match self.extension {
            Some(extension) => {
                let (title, by) = (on_one_line(&extension.title), self.before.member_name(extension.proposer));
                words!(
                    "{title} ({name}), proposed by {by} on {day}",
                    "{title}（{name}），由 {by} 于 {day} 提出",
                    title = title,
                    name = self.name,
                    by = by,
                    day = extension.proposed
                )
            }
            None => Words::same(self.name),
        }
    }

    /// An indicator it adds: where it counts, for how much, how it is judged, who supplies.
    pub(super) fn added(&self, indicator: &Indicator) -> Words {
        let Some(program) = self.with else { return Words::same(&indicator.name) };
        let title = indicator.title.as_deref().map_or_else(String::new, |title| format!(" “{}”", on_one_line(title)));
        let part = indicator.parts.first().map_or("", |part| program.parts[*part].path.as_str());
        let methods: Vec<Words> = indicator.chain.links.iter().map(|link| method(program, link)).collect();
        let methods = Words::join(&methods, ", else ", "，否则");
        let answers = self.answers(indicator);
        // A method that is broken is told where it stands.
        let glue = if methods.english.is_empty() { Words::same("") } else { Words::new(": ", "：") };
        words!(
            "indicator {name}{title} in {part} for {whom}, points {points}{answers_e}{glue}{e}",
            "指标 {name}{title} 属于 {part} 适用 {whom}，分值 {points}{answers_z}{glue_z}{z}",
            name = indicator.name,
            title = title,
            part = part,
            whom = on_one_line(self.sources.slice(indicator.whom.span)),
            points = exact(&indicator.points.full),
            answers_e = answers.english,
            answers_z = answers.chinese,
            glue = glue.english,
            glue_z = glue.chinese,
            e = methods.english,
            z = methods.chinese
        )
    }

    /// Who would lead and support an indicator it adds; a department that did not propose it is marked as such.
    fn answers(&self, indicator: &Indicator) -> Words {
        let named = |parties: &[Party]| {
            let one = |party: &Party| {
                let name = self.before.member_name(party.member);
                if self.extension.is_some_and(|extension| extension.proposer == party.member) {
                    Words::same(name)
                } else {
                    words!("{name} (not the proposer)", "{name}（非提出单位）", name = name)
                }
            };
            Words::join(&parties.iter().map(one).collect::<Vec<Words>>(), ", ", "、")
        };
        let mut answers = Words::same("");
        for (parties, by) in [(&indicator.led_by, ("led by", "牵头")), (&indicator.supported_by, ("supported by", "协办"))] {
            if !parties.is_empty() {
                let names = named(parties);
                answers.english.push_str(&format!(", {} {}", by.0, names.english));
                answers.chinese.push_str(&format!("，{} {}", by.1, names.chinese));
            }
        }
        answers
    }

    /// An input of an indicator it adds, and who supplies it.
    pub(super) fn asked(&self, input: &Input) -> Words {
        let Some(program) = self.with else { return Words::same(&input.name) };
        let title = input.title.as_deref().map_or_else(String::new, |title| format!(" “{}”", on_one_line(title)));
        match input.supplied_by {
            Some(role) => words!(
                "asks {role} for {name}{title}",
                "数据项 {name}{title}，由 {role} 报送",
                role = program.roles[role].name,
                name = input.name,
                title = title
            ),
            None => {
                words!("asks the subject for {name}{title}", "数据项 {name}{title}，由被考核单位报送", name = input.name, title = title)
            }
        }
    }

    /// The rulings of the data, as the book with the proposal takes them.
    pub(super) fn rulings(&self) -> Vec<Listed<'a>> {
        let (Some(trial), Some(program)) = (self.trial, self.with) else { return Vec::new() };
        rulings::listed(program, &trial.submission, &trial.scores)
    }

    /// The same in words.
    pub(super) fn ruling_lines(&self) -> Option<rulings::Lines> {
        rulings::lines(&self.rulings(), self.with?, self.sources)
    }

    /// How a trial cell reads.
    pub(super) fn tried(&self, tried: &Tried) -> Words {
        match tried {
            Tried::Lacking => words!("not known", "不详"),
            Tried::Known(_, Some(points)) => Words::same(printed(points, &self.before.header.scores)),
            Tried::Known(IndicatorState::NotApplicable, None) => words!("not applicable", "不适用"),
            Tried::Known(IndicatorState::Waived, None) => words!("waived", "豁免"),
            Tried::Known(IndicatorState::Pending, None) => words!("pending", "未到期"),
            Tried::Known(IndicatorState::Invalid | IndicatorState::Scored, None) => words!("invalid", "无效"),
        }
    }

    /// A total, or a dash.
    pub(super) fn total(&self, total: &TrialTotal, language: Language) -> String {
        let Some(points) = &total.points else { return "–".to_owned() };
        let points = printed(points, &self.before.header.totals);
        if total.so_far { words!("{points} so far", "目前 {points}", points = points).get(language).to_owned() } else { points }
    }

    /// How many rules it breaks.
    pub(super) fn verdict(&self, language: Language) -> String {
        let errors = self.findings.iter().filter(|finding| finding.severity() == crate::diagnostics::Severity::Error).count();
        let words = match errors {
            0 => words!("It breaks no rule.", "符合全部规定。"),
            1 => words!("It breaks one rule.", "违反一项规定。"),
            _ => words!("It breaks {errors} rules.", "违反 {errors} 项规定。", errors = errors),
        };
        words.get(language).to_owned()
    }
}

/// A method and who judges by it.
fn method(program: &Program, link: &Link) -> Words {
    let words = method_words(link.method.kind());
    match &link.method {
        Method::State(state) => match state.judge {
            Some(judge) => {
                let judge = &program.roles[judge].name;
                words!("{e} judged by {judge}", "{z}（由 {judge} 评定）", e = words.english, z = words.chinese, judge = judge)
            }
            None => words,
        },
        Method::Quantify(_) | Method::Steps(_) | Method::Survey(_) | Method::Compete(_) | Method::Start(_) => words,
    }
}
