//! A proposal as one JSON document, version 1: keys in a fixed order, numbers as exact text.

use serde::Serialize;
use serde_json::value::RawValue;

use super::{Shown, TrialTotal, Tried};
use crate::model::{Budget, Method};
use crate::render::figures::{exact, stated};
use crate::render::rulings::{Listed, View};
use crate::render::scores::{ExtensionView, extensions, indicator_state};
use crate::text::Language;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    rulebook: &'a str,
    year: i64,
    proposal: &'a str,
    extension: Option<HeadView<'a>>,
    in_force: Vec<ExtensionView<'a>>,
    indicators: Vec<IndicatorView<'a>>,
    declares: Vec<DeclaredView<'a>>,
    points: Vec<BudgetView<'a>>,
    clean: bool,
    findings: Box<RawValue>,
    trial: Option<TrialView<'a>>,
    /// Whether the rulebook accepts it already.
    accepted: bool,
    accept: Option<&'a str>,
}

#[derive(Serialize)]
struct HeadView<'a> {
    title: &'a str,
    proposer: &'a str,
    proposed: String,
    reason: Option<&'a str>,
    digest: String,
}

#[derive(Serialize)]
struct IndicatorView<'a> {
    id: &'a str,
    title: Option<&'a str>,
    author: &'a str,
    level: &'a str,
    path: &'a str,
    points: String,
    led_by: Vec<&'a str>,
    supported_by: Vec<&'a str>,
    inputs: Vec<InputView<'a>>,
    judged_by: Vec<&'a str>,
}

#[derive(Serialize)]
struct InputView<'a> {
    id: &'a str,
    title: Option<&'a str>,
    supplied_by: Option<&'a str>,
}

#[derive(Serialize)]
struct DeclaredView<'a> {
    kind: &'static str,
    names: Vec<&'a str>,
}

#[derive(Serialize)]
struct BudgetView<'a> {
    path: &'a str,
    open_to: Vec<&'a str>,
    at_most: String,
    each: Option<String>,
    before: Vec<ShareView<'a>>,
    left: String,
    after: Vec<ShareView<'a>>,
}

#[derive(Serialize)]
struct ShareView<'a> {
    by: &'a str,
    points: String,
}

#[derive(Serialize)]
struct TrialView<'a> {
    lacking: &'a [String],
    subjects: Vec<SubjectView<'a>>,
    /// The rulings of the data; only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rulings: Vec<View<'a>>,
}

#[derive(Serialize)]
struct SubjectView<'a> {
    level: &'a str,
    id: &'a str,
    name: &'a str,
    indicators: Vec<TriedView<'a>>,
    /// None where it is not final.
    total_before: Option<String>,
    total_after: Option<String>,
    /// What it came to so far, where it is not final.
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far_before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far_after: Option<String>,
}

#[derive(Serialize)]
struct TriedView<'a> {
    id: &'a str,
    state: &'static str,
    score: Option<String>,
}

/// The whole document: what is said of rulings in `language`, findings in that of their file unless one is `asked` for.
#[must_use]
pub fn json(shown: &Shown<'_>, language: Language, asked: Option<Language>) -> String {
    let before = shown.before;
    let rulings = shown.rulings();
    let findings = crate::render::json(shown.findings, shown.sources, asked);
    let document = Document {
        schema_version: 1,
        rulebook: &before.header.title,
        year: before.header.year,
        proposal: shown.name,
        extension: shown.extension.map(|extension| HeadView {
            title: &extension.title,
            proposer: before.member_name(extension.proposer),
            proposed: extension.proposed.to_string(),
            reason: extension.reason.as_deref(),
            digest: extension.digest.to_string(),
        }),
        in_force: extensions(before, None),
        indicators: indicators(shown),
        declares: shown.brought().into_iter().map(|brought| DeclaredView { kind: brought.key, names: brought.names }).collect(),
        points: budgets(shown),
        clean: shown.accept.is_some(),
        findings: RawValue::from_string(findings.trim_end().to_owned()).expect("INVARIANT: findings are printed as one JSON document"),
        trial: trial(shown, &rulings, language),
        accepted: shown.in_force,
        accept: shown.accept.filter(|_| !shown.in_force),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("INVARIANT: the document has only text keys and writes to memory");
    text.push('\n');
    text
}

fn indicators<'a>(shown: &Shown<'a>) -> Vec<IndicatorView<'a>> {
    let Some(program) = shown.with else { return Vec::new() };
    let view = |indicator: &'a crate::model::Indicator| IndicatorView {
        id: &indicator.name,
        title: indicator.title.as_deref(),
        author: program.author_name(indicator.author),
        level: &program.levels[indicator.whom.level].name,
        path: indicator.parts.first().map_or("", |part| &program.parts[*part].path),
        points: exact(&indicator.points.full),
        led_by: indicator.led_by.iter().map(|party| program.member_name(party.member)).collect(),
        supported_by: indicator.supported_by.iter().map(|party| program.member_name(party.member)).collect(),
        inputs: indicator
            .inputs
            .iter()
            .map(|id| &program.inputs[*id])
            .map(|input| InputView {
                id: &input.name,
                title: input.title.as_deref(),
                supplied_by: input.supplied_by.map(|role| program.roles[role].name.as_str()),
            })
            .collect(),
        judged_by: indicator
            .chain
            .links
            .iter()
            .filter_map(|link| match &link.method {
                Method::State(state) => state.judge.map(|judge| program.roles[judge].name.as_str()),
                Method::Quantify(_) | Method::Steps(_) | Method::Survey(_) | Method::Compete(_) | Method::Start(_) => None,
            })
            .collect(),
    };
    shown.indicators().into_iter().map(view).collect()
}

fn budgets<'a>(shown: &Shown<'a>) -> Vec<BudgetView<'a>> {
    let shares = |budget: &Budget| {
        let views = budget.used.iter().map(|(member, points)| ShareView { by: shown.before.member_name(*member), points: exact(points) });
        views.collect()
    };
    let views = shown.budgets().into_iter().filter_map(|(before, after)| {
        let (path, opening) = shown.opening(&before)?;
        Some(BudgetView {
            path,
            open_to: shown.open_to(opening),
            at_most: exact(&opening.at_most),
            each: opening.each.as_ref().map(exact),
            before: shares(&before),
            left: exact(&Shown::left(opening, &before)),
            after: shares(&after),
        })
    });
    views.collect()
}

fn trial<'a>(shown: &Shown<'a>, rulings: &'a [Listed<'a>], language: Language) -> Option<TrialView<'a>> {
    let (trial, program) = (shown.trial?, shown.with?);
    let total = |total: &TrialTotal, so_far: bool| {
        let points = total.points.as_ref().filter(|_| total.so_far == so_far);
        points.map(|points| stated(points, &program.header.totals))
    };
    let tried = |tried: &Tried| match tried {
        Tried::Lacking => ("lacking", None),
        Tried::Known(state, score) => (indicator_state(*state), score.as_ref().map(|score| stated(score, &program.header.scores))),
    };
    let subjects = trial.rows.iter().map(|row| SubjectView {
        level: &program.levels[row.level].name,
        id: &row.id,
        name: &row.name,
        indicators: row
            .indicators
            .iter()
            .map(|(id, given)| {
                let (state, score) = tried(given);
                TriedView { id: &program.indicators[*id].name, state, score }
            })
            .collect(),
        total_before: total(&row.before, false),
        total_after: total(&row.after, false),
        so_far_before: total(&row.before, true),
        so_far_after: total(&row.after, true),
    });
    let rulings = rulings.iter().map(|one| one.view(program, shown.sources, language)).collect();
    Some(TrialView { lacking: &trial.lacking, subjects: subjects.collect(), rulings })
}
