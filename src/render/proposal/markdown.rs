//! A proposal for the minutes of a meeting.

use std::fmt::Write as _;

use super::{Shown, text};
use crate::render::changes::escaped;
use crate::render::signs::comma;
use crate::render::visible::on_one_line;
use crate::render::{Options, human};
use crate::text::Language;
use crate::words;

/// The whole page as Markdown.
#[must_use]
pub fn markdown(shown: &Shown<'_>, language: Language) -> String {
    // Memory does not refuse to be written to.
    let mut page = format!("# {}\n", escaped(shown.heading().get(language)));
    if let Some(reason) = shown.extension.and_then(|extension| extension.reason.as_ref()) {
        let reason = escaped(&on_one_line(reason));
        let _ = writeln!(page, "\n{}", words!("Reason: {reason}", "理由：{reason}", reason = reason).get(language));
    }
    let indicators = shown.indicators();
    if !indicators.is_empty() {
        let _ = writeln!(page, "\n## {}\n", words!("Adds", "增加").get(language));
    }
    for indicator in indicators {
        let _ = writeln!(page, "- {}", escaped(shown.added(indicator).get(language)));
        for input in indicator.inputs.iter().filter_map(|id| shown.with.map(|program| &program.inputs[*id])) {
            let _ = writeln!(page, "  - {}", escaped(shown.asked(input).get(language)));
        }
    }
    for brought in shown.brought().iter().filter(|brought| !brought.names.is_empty()) {
        let _ = writeln!(page, "- {} {}", brought.words.get(language), escaped(&brought.names.join(comma(language))));
    }
    let budgets = shown.budgets();
    if !budgets.is_empty() {
        let heads = text::columns().map(|words| words.get(language).to_owned()).join(" | ");
        let title = words!("Points that are open", "允许扩展的分值");
        let _ = writeln!(page, "\n## {}\n\n| {heads} |\n|---|---|---:|---:|---|---:|---|", title.get(language));
    }
    for (before, after) in &budgets {
        let Some((part, opening)) = shown.opening(before) else { continue };
        let each = opening.each.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
        let open_to = shown.open_to(opening).join(comma(language));
        let (at_most, left) = (opening.at_most.to_string(), Shown::left(opening, before).to_string());
        let cells =
            [part, &open_to, &at_most, &each, shown.used(before).get(language), &left, shown.used(after).get(language)].map(escaped);
        let _ = writeln!(page, "| {} |", cells.join(" | "));
    }
    let _ = writeln!(page, "\n{}", shown.verdict(language));
    if !shown.findings.is_empty() {
        let options = Options { language: Some(language), color: false, width: 100 };
        let _ = writeln!(page, "\n````text\n{}\n````", human(shown.findings, shown.sources, &options).trim_end());
    }
    trial(&mut page, shown, language);
    if shown.in_force && shown.accept.is_some() {
        let _ = writeln!(page, "\n{}", Shown::accepted().get(language));
    } else if let Some(accept) = shown.accept {
        let title = words!("To accept it", "采纳条款");
        let _ = writeln!(page, "\n## {}\n\n    {accept}", title.get(language));
    }
    page
}

fn trial(page: &mut String, shown: &Shown<'_>, language: Language) {
    let (Some(trial), Some(program)) = (shown.trial, shown.with) else { return };
    let _ = writeln!(page, "\n## {}\n", words!("With the data", "按数据试算").get(language));
    for name in &trial.lacking {
        let name = escaped(&on_one_line(name));
        let _ = writeln!(page, "- {}", words!("the data lack {name}", "数据中没有 {name}", name = name).get(language));
    }
    let heads = words!("| Subject | Indicators | Before | After |", "| 对象 | 指标 | 原总分 | 新总分 |");
    if !trial.rows.is_empty() {
        let _ = writeln!(page, "\n{}\n|---|---|---:|---:|", heads.get(language));
    }
    for row in &trial.rows {
        let given: Vec<String> = row
            .indicators
            .iter()
            .map(|(id, tried)| format!("{} {}", program.indicators[*id].name, shown.tried(tried).get(language)))
            .collect();
        let subject = on_one_line(&format!("{} {}", row.id, row.name));
        let cells = [subject, given.join(comma(language)), shown.total(&row.before, language), shown.total(&row.after, language)];
        let _ = writeln!(page, "| {} |", cells.map(|cell| escaped(&cell)).join(" | "));
    }
    if let Some(rulings) = shown.ruling_lines() {
        let _ = writeln!(page, "\n{}\n", rulings.count.get(language));
        for line in &rulings.lines {
            let _ = writeln!(page, "- {}", escaped(&on_one_line(line.get(language))));
        }
    }
}
