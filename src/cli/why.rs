//! `yardstick why`: the whole derivation of a score.

use super::arguments::{TextFormat, Why};
use super::submission::{self, Scored};
use super::{Outcome, Stop, Terminal, messages};
use crate::eval::SubjectScore;
use crate::model::IndicatorId;
use crate::render::account::{self, Context};
use crate::render::figures::Figures;
use crate::render::why;
use crate::text::did_you_mean;

/// Explains the score of one subject.
pub fn run(options: &Why, terminal: &Terminal) -> Result<Outcome, Stop> {
    let Some(scored) = submission::score(&options.rules, &options.data, options.as_of, terminal)? else { return Ok(Outcome::Findings) };
    let level = scored.level(options.level.as_deref())?;
    let place = scored.subject(&options.subject, level)?;
    let subjects = &scored.submission.subjects;
    let found = scored.scores.subjects.iter().find(|score| score.subject == place).zip(subjects.get(place));
    let Some((score, subject)) = found else { return Err(messages::no_such_subject(&options.subject, None)) };
    let indicator = options.indicator.as_deref().map(|name| indicator(&scored, score, name)).transpose()?;
    let context = Context { figures: Figures { program: &scored.program, sources: &scored.sources } };
    let lines = account::subject(&context, score, indicator);
    let language = terminal.language().unwrap_or(scored.language);
    let text = match options.format {
        TextFormat::Text => why::text(&context, subject, scored.scores.as_of, &lines, language),
        TextFormat::Json => why::json(&context, subject, scored.scores.as_of, score, &lines, language),
    };
    terminal.data(&text)?;
    Ok(Outcome::findings(!scored.findings.is_empty()))
}

/// The indicator of that name on the subject's card.
fn indicator(scored: &Scored, score: &SubjectScore, name: &str) -> Result<IndicatorId, Stop> {
    let on_card = || score.indicators.iter().map(|one| (one.indicator, scored.program.indicators[one.indicator].name.as_str()));
    match on_card().find(|(_, candidate)| *candidate == name) {
        Some((id, _)) => Ok(id),
        None => Err(messages::no_such_indicator(name, did_you_mean(name, on_card().map(|(_, name)| name)))),
    }
}
