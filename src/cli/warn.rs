//! `yardstick warn`: early warnings, and what is overdue or falls due soon.

use super::arguments::{Warn, WarnFormat};
use super::submission;
use super::{Outcome, Stop, Terminal};
use crate::eval;
use crate::render::account::Context;
use crate::render::figures::Figures;
use crate::render::warnings::{self, Report};

/// Lists what there is to warn of.
pub fn run(options: &Warn, terminal: &Terminal) -> Result<Outcome, Stop> {
    let Some(scored) = submission::score(&options.rules, &options.data, options.as_of, terminal)? else { return Ok(Outcome::Findings) };
    let (found, _) = eval::warn(&scored.program, &scored.submission, &scored.sources);
    let context = Context { figures: Figures { program: &scored.program, sources: &scored.sources }, rulings: &[] };
    let report =
        Report { context, submission: &scored.submission, warnings: &found, scores: &scored.scores, within: i64::from(options.within) };
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
