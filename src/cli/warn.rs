//! `yardstick warn`: early warnings, and what is overdue or falls due soon.

use super::arguments::{Warn, WarnFormat};
use super::submission;
use super::{Outcome, Stop, Terminal};
use crate::eval;
use crate::model::IndicatorId;
use crate::render::account::Context;
use crate::render::figures::Figures;
use crate::render::rulings;
use crate::render::warnings::{self, Report};

/// Lists what there is to warn of.
pub fn run(options: &Warn, terminal: &Terminal) -> Result<Outcome, Stop> {
    let Some(scored) = submission::score(&options.rules, &options.data, options.as_of, terminal)? else { return Ok(Outcome::Findings) };
    let level = scored.level(options.level.as_deref())?;
    if let Some(id) = &options.subject {
        scored.subject(id, level)?;
    }
    let leader = options.led_by.as_deref().map(|name| scored.member(name)).transpose()?;
    let (mut found, _) = eval::warn(&scored.program, &scored.submission, &scored.sources);
    let indicators = &scored.program.indicators;
    let is_led = |id: IndicatorId| leader.is_none_or(|leader| indicators[id].led_by.iter().any(|party| party.member == leader));
    let is_asked_for = |place: usize| {
        let subject = scored.submission.subjects.get(place);
        subject.is_some_and(|one| level.is_none_or(|level| one.level == level) && options.subject.as_ref().is_none_or(|id| one.id == *id))
    };
    found.keep(|subject, indicator| is_asked_for(subject) && is_led(indicator));
    let mut listed = rulings::listed(&scored.program, &scored.submission, &scored.scores);
    listed.retain(|ruling| ruling.place.is_none_or(is_asked_for));
    let context = Context { figures: Figures { program: &scored.program, sources: &scored.sources }, rulings: &listed };
    let report = Report { context, submission: &scored.submission, warnings: &found, within: i64::from(options.within) };
    let language = terminal.language().unwrap_or(scored.language);
    let text = match options.format {
        WarnFormat::Text => warnings::text(&report, language),
        WarnFormat::Json => warnings::json(&report, language),
        WarnFormat::Csv => warnings::sheet(&report, language),
    };
    terminal.data(&text)?;
    let counts = report.counts();
    Ok(Outcome::findings(!scored.findings.is_empty() || counts.raised + counts.overdue > 0))
}
