//! `yardstick why`: the whole derivation of a score, and of the score with the corrected data of an appeal.

use super::arguments::{TextFormat, Why};
use super::submission::{self, Appeal, Corrected, Scored};
use super::{Outcome, Stop, Terminal, messages};
use crate::eval::{Scores, SubjectScore};
use crate::model::{IndicatorId, Subject, Submission};
use crate::render::account::{self, Context};
use crate::render::appeal::{self, Side};
use crate::render::figures::Figures;
use crate::render::rulings;
use crate::render::why;
use crate::text::did_you_mean;

/// Explains the score of one subject.
pub fn run(options: &Why, terminal: &Terminal) -> Result<Outcome, Stop> {
    let asked = Appeal { subject: &options.subject, level: options.level.as_deref(), with: &options.with };
    let asked = (!options.with.is_empty()).then_some(asked);
    let Some((scored, corrected)) = submission::score_with(&options.rules, &options.data, options.as_of, asked, terminal)? else {
        return Ok(Outcome::Findings);
    };
    let level = scored.level(options.level.as_deref())?;
    let place = scored.subject(&options.subject, level)?;
    let Some((subject, score)) = of(&scored.submission, &scored.scores, place) else {
        return Err(messages::no_such_subject(&options.subject, None));
    };
    let indicator = options.indicator.as_deref().map(|name| indicator(&scored, corrected.as_ref(), place, name)).transpose()?;
    let listed = rulings::listed(&scored.program, &scored.submission, &scored.scores);
    let context = Context { figures: Figures { program: &scored.program, sources: &scored.sources }, rulings: &listed };
    let lines = account::subject(&context, score, indicator);
    let language = terminal.language().unwrap_or(scored.language);
    let Some(corrected) = &corrected else {
        let text = match options.format {
            TextFormat::Text => why::text(&context, subject, scored.scores.as_of, &lines, language),
            TextFormat::Json => why::json(&context, subject, scored.scores.as_of, score, &lines, language),
        };
        terminal.data(&text)?;
        return Ok(Outcome::findings(!scored.findings.is_empty()));
    };
    let Some((_, after)) = of(&corrected.submission, &corrected.scores, place) else {
        return Err(messages::no_such_subject(&options.subject, None));
    };
    let listed = rulings::listed(&scored.program, &corrected.submission, &corrected.scores);
    let other = Context { rulings: &listed, ..context };
    let after_lines = account::subject(&other, after, indicator);
    let before = Side { context: &context, submission: &scored.submission, scores: &scored.scores, place, lines: &lines };
    let after = Side { context: &other, submission: &corrected.submission, scores: &corrected.scores, place, lines: &after_lines };
    let text = match options.format {
        TextFormat::Text => appeal::text(&before, &after, indicator, language),
        TextFormat::Json => appeal::json(&before, &after, indicator, language),
    };
    terminal.data(&text)?;
    Ok(Outcome::findings(!scored.findings.is_empty() || !corrected.findings.is_empty()))
}

/// A subject and its score. Corrections change no subject's place.
fn of<'s>(submission: &'s Submission, scores: &'s Scores, place: usize) -> Option<(&'s Subject, &'s SubjectScore)> {
    let score = scores.subjects.iter().find(|score| score.subject == place)?;
    Some((submission.subjects.get(place)?, score))
}

/// The indicator of that name on the subject's card, as submitted or as corrected.
fn indicator(scored: &Scored, corrected: Option<&Corrected>, place: usize, name: &str) -> Result<IndicatorId, Stop> {
    let runs = std::iter::once(&scored.scores).chain(corrected.map(|corrected| &corrected.scores));
    let cards = runs.flat_map(|run| run.subjects.iter().filter(|score| score.subject == place));
    let on_card: Vec<IndicatorId> = cards.flat_map(|score| score.indicators.iter().map(|one| one.indicator)).collect();
    let named = |id: &IndicatorId| scored.program.indicators[*id].name.as_str();
    match on_card.iter().find(|id| named(id) == name) {
        Some(id) => Ok(*id),
        None => Err(messages::no_such_indicator(name, did_you_mean(name, on_card.iter().map(named)))),
    }
}
