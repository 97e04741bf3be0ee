//! `yardstick score`: a submission by a rule book.

use std::path::Path;

use super::arguments::{Score, ScoreFormat};
use super::book::leave;
use super::{Outcome, Stop, Terminal, files, submission};
use crate::render;
use crate::render::scores::{self, Selection};
use crate::text::counted;
use crate::words;

/// Scores everything submitted and prints what was asked for.
pub fn run(options: &Score, terminal: &Terminal) -> Result<Outcome, Stop> {
    if let Some(path) = &options.output {
        files::spare_inputs(path, &options.rules, &options.data)?;
    }
    let Some(scored) = submission::score(&options.rules, &options.data, options.as_of, terminal)? else { return Ok(Outcome::Findings) };
    let level = scored.level(options.level.as_deref())?;
    if let Some(id) = &options.subject {
        scored.subject(id, level)?;
    }
    let selection = Selection {
        program: &scored.program,
        submission: &scored.submission,
        scores: &scored.scores,
        sources: &scored.sources,
        level,
        subject: options.subject.as_deref(),
    };
    let language = terminal.language().unwrap_or(scored.language);
    let output = options.output.as_deref().filter(|path| *path != Path::new("-"));
    let color = terminal.output_color() && output.is_none();
    let look = render::Options { language: Some(language), color, width: terminal.width() };
    let text = match options.format {
        ScoreFormat::Table => scores::table(&selection, &look),
        ScoreFormat::Json => scores::json(&selection, language),
        ScoreFormat::Csv => scores::sheet(&selection),
    };
    match output {
        // By this mark spreadsheets know that a file is UTF-8.
        Some(path) if options.format == ScoreFormat::Csv && !text.is_ascii() => files::write(path, &format!("\u{FEFF}{text}"))?,
        Some(path) => files::write(path, &text)?,
        None => terminal.data(&text)?,
    }
    for overfull in &scored.scores.overfull {
        terminal.say(&render::quotas::overfull(&scored.program, &scored.sources, &scored.submission, overfull));
    }
    let counts = scored.scores.counts;
    let summary = words!(
        "{subjects} read: {scored} scored, {provisional} provisional, {refused} refused{not_judged}",
        "读入 {read} 个考核对象：已计分 {scored}，暂定 {provisional}，退回 {refused}{not_judged_z}",
        subjects = counted(counts.read, "subject"),
        read = counts.read,
        scored = counts.scored,
        provisional = counts.provisional,
        refused = counts.refused,
        not_judged = if counts.not_judged == 0 { String::new() } else { format!(", {} not judged", counts.not_judged) },
        not_judged_z = if counts.not_judged == 0 { String::new() } else { format!("，不考核 {}", counts.not_judged) },
    );
    // Whoever has no final result is never passed over in silence.
    if counts.provisional + counts.refused + counts.not_judged > 0 {
        terminal.say(&summary)
    } else {
        terminal.remark(&summary)
    }
    let outcome = Outcome::findings(!scored.findings.is_empty() || counts.refused > 0);
    leave(scored);
    Ok(outcome)
}
