//! All results as one JSON document, version 1: keys in a fixed order, numbers as exact text: a decimal
//! where it ends, else a fraction.

use serde::Serialize;

use super::Selection;
use super::ledger::{EntryView, entries};
use crate::eval::{
    Because, ConsequenceScore, GradeScore, IndicatorScore, IndicatorState, NotSeen, PartScore, PartState, Range, Reason, ReasonKind,
    SubjectScore, SubjectState, child_of, reason_words,
};
use crate::model::{Child, ConsequenceRow, Extension, Precision, Program, Question, Subject};
use crate::render::figures::{Figures, exact, stated, stated_total};
use crate::render::quotas;
use crate::render::rulings::{self, Listed, View};
use crate::text::Language;
use crate::value::Day;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    rulebook: &'a str,
    year: i64,
    /// The day of scoring; only where one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    /// The extensions in force.
    extensions: Vec<ExtensionView<'a>>,
    subjects: Vec<SubjectView<'a>>,
    /// The rulings; only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rulings: Vec<View<'a>>,
    counts: CountsView,
    /// What lies after the day of scoring; only where something does.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_seen: Option<NotSeenView>,
    /// Registers that may still receive entries which take points away, what no range foresees; only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unforeseen: Vec<&'a str>,
    /// The ballots of surveys; only where some were delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    ballots: Option<BallotsView>,
    /// Quotas that more are inside of than they have room for; only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    overfull_quotas: Vec<OverfullView<'a>>,
}

#[derive(Serialize)]
struct NotSeenView {
    entries: usize,
    answers: usize,
    months: usize,
    /// Those of extensions accepted later; only where there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    indicators: Option<usize>,
}

#[derive(Serialize)]
struct BallotsView {
    read: String,
    counted: String,
    refused: String,
    unreadable_rows: usize,
}

/// An extension in force.
#[derive(Serialize)]
pub struct ExtensionView<'a> {
    name: &'a str,
    title: &'a str,
    proposer: &'a str,
    proposed: String,
    reason: Option<&'a str>,
    accepted: Option<String>,
    accepted_by: Option<&'a str>,
    digest: String,
}

/// The extensions of a program that are in force on the day of scoring, in the order of acceptance.
pub(super) fn extensions_in_force(program: &Program, as_of: Option<Day>) -> impl Iterator<Item = &Extension> {
    let in_force = move |extension: &&Extension| extension.accepted.zip(as_of).is_none_or(|(accepted, day)| accepted <= day);
    program.extensions.iter().filter(in_force)
}

/// The same for programs.
pub fn extensions(program: &Program, as_of: Option<Day>) -> Vec<ExtensionView<'_>> {
    let views = extensions_in_force(program, as_of).map(|extension| ExtensionView {
        name: &extension.name,
        title: &extension.title,
        proposer: program.member_name(extension.proposer),
        proposed: extension.proposed.to_string(),
        reason: extension.reason.as_deref(),
        accepted: extension.accepted.map(|day| day.to_string()),
        accepted_by: extension.accepted_by.map(|role| program.roles[role].name.as_str()),
        digest: extension.digest.to_string(),
    });
    views.collect()
}

#[derive(Serialize)]
struct OverfullView<'a> {
    level: &'a str,
    /// The sequence or the parent within which is ranked.
    group: Option<String>,
    clause: String,
    allowed: usize,
    inside: usize,
    place: usize,
    sharing: usize,
}

#[derive(Serialize)]
struct SubjectView<'a> {
    level: &'a str,
    id: &'a str,
    name: &'a str,
    sequence: Option<String>,
    /// The id of the subject above it; only where it is ranked among those below that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    state: &'static str,
    /// None while it is not final.
    total: Option<String>,
    /// What it came to up to now; only while it is provisional.
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<String>,
    open: String,
    grade: Option<&'a str>,
    /// Its place in the rank of its kind; only where one is declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceView<'a>>,
    /// The grade hangs on something outstanding, such as places that can move; only then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    grade_open: bool,
    /// What follows; only where the rules have consequences for its kind. Of a refused subject nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    consequences: Option<Vec<ConsequenceView<'a>>>,
    /// What may follow yet, once more is known; only where there is something.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open_consequences: Vec<OpenView<'a>>,
    parts: Vec<PartView<'a>>,
    indicators: Vec<IndicatorView<'a>>,
    /// What was carried from others, and what moved an adjustment; only where there is something.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ledger: Vec<EntryView<'a>>,
    /// Where the total can still lie; only when it is not final.
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeView>,
    /// Why there is no final total; only then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
}

/// All is empty for a subject without a place.
#[derive(Serialize)]
struct PlaceView<'a> {
    place: Option<String>,
    of: Option<usize>,
    shared_with: Vec<&'a str>,
    provisional: bool,
}

#[derive(Serialize)]
struct ConsequenceView<'a> {
    text: &'a str,
    clause: String,
    /// The results it rests on, with their values.
    because: String,
    provisional: bool,
}

#[derive(Serialize)]
struct OpenView<'a> {
    text: &'a str,
    clause: String,
}

#[derive(Serialize)]
struct RangeView {
    low: String,
    high: String,
}

#[derive(Serialize)]
struct PartView<'a> {
    path: &'a str,
    /// None while something below it is open.
    score: Option<String>,
    /// What it came to up to now; only then.
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<String>,
    out_of: String,
    weight: Option<String>,
    /// Its share of the part above after others beside it turned out not applicable; only where that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    weight_after: Option<String>,
    /// What it brings to the part above or the total, in the points it counts for there, its bonus aside; none while
    /// its score is not final.
    contribution: Option<String>,
    /// What it brought up to now; only then.
    #[serde(skip_serializing_if = "Option::is_none")]
    contribution_so_far: Option<String>,
    /// What its bonus adds to the part above or the total, in the points of that; only where there is some.
    #[serde(skip_serializing_if = "Option::is_none")]
    contribution_bonus: Option<String>,
    /// What it added up to now; only then.
    #[serde(skip_serializing_if = "Option::is_none")]
    contribution_bonus_so_far: Option<String>,
    /// What is still open below it, and where its score can still lie; only while something is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeView>,
}

#[derive(Serialize)]
struct IndicatorView<'a> {
    id: &'a str,
    path: &'a str,
    author: &'a str,
    /// The extension that brought it, by its name in `extensions`; none where the office wrote it.
    extension: Option<&'a str>,
    state: &'static str,
    /// The method used; `none` where the end of the chain decided or none came to anything, where the rules find it missing.
    method: &'static str,
    score: Option<String>,
    points: String,
    lost: Option<String>,
    passed_over: Vec<PassedOverView<'a>>,
    /// What it came to up to now while it is pending, where that can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<String>,
    /// Where the score can still lie; only while it is pending.
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeView>,
    /// What it waits for; only then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
    /// What an award replaced; only then. None where no score was computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<Option<String>>,
    /// The state it was in before an award.
    #[serde(skip_serializing_if = "Option::is_none")]
    computed_state: Option<&'static str>,
    /// The ruling that decided it; only then.
    #[serde(skip_serializing_if = "Option::is_none")]
    ruling: Option<View<'a>>,
}

#[derive(Serialize)]
struct PassedOverView<'a> {
    method: &'static str,
    because: &'static str,
    inputs: Vec<&'a str>,
}

#[derive(Serialize)]
struct CountsView {
    read: usize,
    scored: usize,
    provisional: usize,
    refused: usize,
    /// Of kinds that have no scorecard.
    not_judged: usize,
    /// Of the rulings; only where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    rulings: Option<RulingCountsView>,
}

#[derive(Serialize)]
struct RulingCountsView {
    read: usize,
    applied: usize,
    refused: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<usize>,
}

/// The results selected; the counts are those of the whole run. Reasons are told in `language`.
#[must_use]
pub fn json(selection: &Selection<'_>, language: Language) -> String {
    let (program, counts, not_seen) = (selection.program, selection.scores.counts, selection.scores.not_seen);
    let figures = Figures { program, sources: selection.sources };
    let all = rulings::listed(program, selection.submission, selection.scores);
    let listed = selection.rulings();
    let rulings = (!all.is_empty()).then(|| {
        let rulings::Counted { read, applied, refused, later } = rulings::count(&all);
        RulingCountsView { read, applied, refused, later: Some(later).filter(|later| *later > 0) }
    });
    let document = Document {
        schema_version: 1,
        rulebook: &program.header.title,
        year: program.header.year,
        as_of: selection.scores.as_of.map(|day| day.to_string()),
        extensions: extensions(program, selection.scores.as_of),
        subjects: selection.subjects().map(|(subject, score)| view(selection, &all, subject, score, language)).collect(),
        rulings: listed.iter().map(|one| one.view(program, selection.sources, language)).collect(),
        counts: CountsView {
            read: counts.read,
            scored: counts.scored,
            provisional: counts.provisional,
            refused: counts.refused,
            not_judged: counts.not_judged,
            rulings,
        },
        not_seen: (not_seen != NotSeen::default()).then_some(NotSeenView {
            entries: not_seen.entries,
            answers: not_seen.answers,
            months: not_seen.months,
            indicators: Some(not_seen.indicators).filter(|number| *number > 0),
        }),
        unforeseen: selection.scores.unforeseen.iter().map(|register| program.registers[*register].name.as_str()).collect(),
        ballots: selection.submission.ballots.as_ref().map(|ballots| BallotsView {
            read: exact(&ballots.count.read),
            counted: exact(&ballots.count.counted),
            refused: exact(&ballots.count.refused),
            unreadable_rows: ballots.count.unreadable,
        }),
        overfull_quotas: (selection.scores.overfull.iter())
            .map(|one| OverfullView {
                level: &program.levels[program.contests[one.contest].level].name,
                group: quotas::group(program, selection.submission, one).map(|group| group.name),
                clause: figures.clause(one.span),
                allowed: one.allowed,
                inside: one.inside,
                place: one.place,
                sharing: one.sharing,
            })
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("INVARIANT: the document has only text keys and writes to memory");
    text.push('\n');
    text
}

fn view<'a>(
    selection: &Selection<'a>,
    rulings: &'a [Listed<'a>],
    subject: &'a Subject,
    score: &'a SubjectScore,
    language: Language,
) -> SubjectView<'a> {
    let program = selection.program;
    let figures = Figures { program, sources: selection.sources };
    let with_results = !matches!(score.state, SubjectState::Refused | SubjectState::NotJudged);
    let declared = with_results && !program.levels[score.level].consequences.is_empty();
    let final_total = score.state == SubjectState::Scored;
    SubjectView {
        level: &program.levels[score.level].name,
        id: &subject.id,
        name: &subject.name,
        sequence: super::sequence(program, subject),
        parent: super::parent(selection, subject, score),
        state: super::subject_state(score.state),
        total: stated_total(program, score, SubjectState::Scored),
        so_far: stated_total(program, score, SubjectState::Provisional),
        open: if score.open.is_zero() { "0".to_owned() } else { stated(&score.open, &program.header.totals) },
        grade: super::grade(program, score).map(|(_, _, name)| name.name.as_str()),
        place: program.levels[score.level].place.is_some().then(|| place_view(score)),
        grade_open: score.grade.as_ref().is_some_and(GradeScore::is_open),
        consequences: declared.then(|| {
            let followed = super::consequences::following(program, score);
            let view = |(one, row): (&ConsequenceScore, &'a ConsequenceRow)| ConsequenceView {
                text: &row.text,
                clause: figures.clause(row.span),
                because: one.condition.as_ref().map_or_else(String::new, |one| figures.because(one).get(language).to_owned()),
                provisional: score.state == SubjectState::Provisional,
            };
            followed.map(view).collect()
        }),
        open_consequences: super::consequences::open(program, score)
            .map(|(_, row)| OpenView { text: &row.text, clause: figures.clause(row.span) })
            .collect(),
        parts: (score.parts.iter().filter(|part| !program.parts[part.part].path.is_empty()))
            .map(|part| part_view(program, part, &score.parts))
            .collect(),
        indicators: score.indicators.iter().map(|indicator| indicator_view(selection, rulings, indicator, language)).collect(),
        ledger: entries(program, &crate::eval::ledger(program, score), language),
        range: score.range.as_ref().filter(|_| !final_total).map(|range| range_view(range, &program.header.totals)),
        reasons: reasons_of(program, &score.reasons, language),
    }
}

fn reasons_of(program: &Program, reasons: &[Reason], language: Language) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for words in reasons.iter().map(|reason| reason_words(program, reason)) {
        let words = words.get(language);
        if !told.iter().any(|known| known == words) {
            told.push(words.to_owned());
        }
    }
    told
}

fn range_view(range: &Range, precision: &Precision) -> RangeView {
    RangeView { low: stated(&range.low, precision), high: stated(&range.high, precision) }
}

fn place_view(score: &SubjectScore) -> PlaceView<'_> {
    let placed = score.place.as_ref().and_then(|placing| Some((placing, placing.own()?)));
    PlaceView {
        place: placed.map(|(_, own)| exact(&own.place)),
        of: placed.map(|(placing, _)| placing.field.competitors.len()),
        shared_with: placed.map(|(placing, _)| placing.tied().into_iter().map(|other| other.id.as_str()).collect()).unwrap_or_default(),
        provisional: placed.is_some_and(|(placing, _)| placing.is_provisional()),
    }
}

fn part_view<'a>(program: &'a Program, score: &PartScore, parts: &[PartScore]) -> PartView<'a> {
    let so_far = score.state == PartState::SoFar;
    let stated_score = || score.score.as_ref().map(|number| stated(number, &program.header.totals));
    // A part that is withheld contributes no number, not even 0.
    let counted = child_of(parts, Child::Part(score.part)).filter(|(_, child)| child.counted && score.state != PartState::Invalid);
    let contribution = || counted.map(|(_, child)| exact(&child.contribution()));
    let bonus = || counted.map(|(_, child)| &child.bonus).filter(|bonus| !bonus.is_zero()).map(exact);
    PartView {
        path: &program.parts[score.part].path,
        score: if so_far { None } else { stated_score() },
        so_far: if so_far { stated_score() } else { None },
        out_of: exact(&score.full),
        weight: score.weight.as_ref().map(exact),
        weight_after: score.weight_after.as_ref().filter(|after| Some(*after) != score.weight.as_ref()).map(exact),
        contribution: if so_far { None } else { contribution() },
        contribution_so_far: if so_far { contribution() } else { None },
        contribution_bonus: if so_far { None } else { bonus() },
        contribution_bonus_so_far: if so_far { bonus() } else { None },
        open: so_far.then(|| stated(&score.open, &program.header.totals)),
        range: score.range.as_ref().filter(|_| so_far).map(|range| range_view(range, &program.header.totals)),
    }
}

fn indicator_view<'a>(
    selection: &Selection<'a>,
    rulings: &'a [Listed<'a>],
    score: &'a IndicatorScore,
    language: Language,
) -> IndicatorView<'a> {
    let program = selection.program;
    let indicator = &program.indicators[score.indicator];
    let precision = &program.header.scores;
    let pending = score.state == IndicatorState::Pending;
    IndicatorView {
        id: &indicator.name,
        path: &program.parts[score.part].path,
        author: program.author_name(indicator.author),
        extension: program.extension_of(score.indicator).map(|extension| extension.name.as_str()),
        state: super::indicator_state(score.state),
        method: score.method.map_or("none", super::method),
        score: score.final_score().map(|number| stated(number, precision)),
        points: exact(&score.points),
        lost: score.final_loss().map(|number| stated(number, precision)),
        passed_over: score
            .passed_over
            .iter()
            .map(|passed| PassedOverView {
                method: super::method(passed.method),
                because: match passed.because {
                    Because::Missing => "missing",
                    Because::EveryAnswerEmpty => "every_answer_empty",
                    Because::NoEvidence => "no_evidence",
                    Because::TooFewCompetitors => "too_few_competitors",
                    Because::NothingToMeasureBy => "best_not_above_zero",
                    Because::TooFewRaters => "too_few_raters",
                },
                inputs: missing_inputs(program, passed),
            })
            .collect(),
        so_far: score.up_to_now().map(|number| stated(number, precision)),
        range: score.range.as_ref().filter(|_| pending).map(|range| range_view(range, precision)),
        reasons: if pending { reasons_of(program, &score.reasons, language) } else { Vec::new() },
        computed: score.computed.as_ref().map(|computed| computed.score.as_ref().map(|number| stated(number, precision))),
        computed_state: score.computed.as_ref().map(|computed| super::indicator_state(computed.state)),
        ruling: score.ruling.and_then(|place| rulings.get(place)).map(|one| one.view(program, selection.sources, language)),
    }
}

/// The names of the inputs and steps that were not answered, each once.
fn missing_inputs<'a>(program: &'a Program, passed: &crate::eval::PassedOver) -> Vec<&'a str> {
    let mut names = Vec::new();
    for reason in &passed.reasons {
        let name = match reason.kind.itself() {
            ReasonKind::Unanswered(Question::Input(input) | Question::Month(input, _))
            | ReasonKind::NotSeen(Question::Input(input) | Question::Month(input, _), _)
            | ReasonKind::ParentUnanswered(input) => &program.inputs[*input].name,
            ReasonKind::Unanswered(Question::Step(indicator, step)) | ReasonKind::NotSeen(Question::Step(indicator, step), _) => {
                match step_name(program, *indicator, *step) {
                    Some(name) => name,
                    None => continue,
                }
            }
            ReasonKind::IndicatorNotApplicable(indicator)
            | ReasonKind::IndicatorWaived(indicator)
            | ReasonKind::IndicatorNotOnCard(indicator)
            | ReasonKind::NoMethodUsed(indicator) => &program.indicators[*indicator].name,
            ReasonKind::Unanswered(Question::Evidence(_) | Question::State(_) | Question::Points(_))
            | ReasonKind::NotSeen(Question::Evidence(_) | Question::State(_) | Question::Points(_), _)
            | ReasonKind::NotDue { .. }
            | ReasonKind::BallotsNotDue(_)
            | ReasonKind::Waived(_)
            | ReasonKind::RulingRefused(_)
            | ReasonKind::NoParent
            | ReasonKind::NobodyAbove(_)
            | ReasonKind::NobodyBelow(_)
            | ReasonKind::OfSubject(..)
            | ReasonKind::NotCompeting
            | ReasonKind::CompetitorMissing
            | ReasonKind::TooFewCompetitors { .. }
            | ReasonKind::PlacesOpen
            | ReasonKind::BestNotAboveZero
            | ReasonKind::NoGrade
            | ReasonKind::NoSequence
            | ReasonKind::EmptyField(..)
            | ReasonKind::NothingLeft
            | ReasonKind::PartNotApplicable(_)
            | ReasonKind::PartNotOnCard(_)
            | ReasonKind::NoTotal
            | ReasonKind::AwaitsJudgement(..)
            | ReasonKind::AwaitsPoints(..)
            | ReasonKind::Unassigned(_)
            | ReasonKind::EntriesToCome(_)
            | ReasonKind::TooFewRaters { .. }
            | ReasonKind::BallotsOut(..)
            | ReasonKind::UnclearBallots
            | ReasonKind::UnclearMonth(_)
            | ReasonKind::BallotsNotDelivered
            | ReasonKind::BadBallot(..)
            | ReasonKind::Indicator(_)
            | ReasonKind::Part(_)
            | ReasonKind::Total
            | ReasonKind::BadAnswer(..)
            | ReasonKind::BadField(..)
            | ReasonKind::NotDelivered(_)
            | ReasonKind::DeclaredInvalid
            | ReasonKind::DivisionByZero
            | ReasonKind::NoRow(..)
            | ReasonKind::TwoRows(..)
            | ReasonKind::MissingDecides
            | ReasonKind::BeyondCalendar
            | ReasonKind::TooLong
            | ReasonKind::Circle
            | ReasonKind::WrongType
            | ReasonKind::WhomUnknown
            | ReasonKind::DeclaredNotApplicable
            | ReasonKind::NothingApplicable
            | ReasonKind::BonusesAlone
            | ReasonKind::TooFew
            | ReasonKind::BadRow(_)
            | ReasonKind::NoScorecard
            | ReasonKind::SeveralScorecards
            | ReasonKind::SeveralGrades
            | ReasonKind::SeveralRanks
            | ReasonKind::NoGradeRow => continue,
        };
        if !names.contains(&name.as_str()) {
            names.push(name.as_str());
        }
    }
    names
}

fn step_name(program: &Program, indicator: crate::model::IndicatorId, step: usize) -> Option<&String> {
    program.indicators[indicator].chain.links.iter().find_map(|link| match &link.method {
        crate::model::Method::Steps(steps) => steps.steps.get(step).map(|step| &step.name),
        crate::model::Method::Quantify(_)
        | crate::model::Method::State(_)
        | crate::model::Method::Survey(_)
        | crate::model::Method::Start(_)
        | crate::model::Method::Compete(_) => None,
    })
}
