//! A proposal at a terminal.

use std::fmt::Write as _;

use comfy_table::{ContentArrangement, Table, presets};

use super::Shown;
use crate::render::signs::{colon, comma, semicolon};
use crate::render::visible::on_one_line;
use crate::render::{Options, human};
use crate::text::{Language, Words};
use crate::words;

/// The whole page.
#[must_use]
pub fn text(shown: &Shown<'_>, options: &Options) -> String {
    let language = options.language.unwrap_or_default();
    // Memory does not refuse to be written to.
    let mut text = format!("{}\n", shown.heading().get(language));
    if let Some(reason) = shown.extension.and_then(|extension| extension.reason.as_ref()) {
        let reason = on_one_line(reason);
        let _ = writeln!(text, "  {}", words!("reason: {reason}", "理由：{reason}", reason = reason).get(language));
    }
    adds(&mut text, shown, language);
    budgets(&mut text, shown, language);
    let _ = writeln!(text, "\n{}", shown.verdict(language));
    if !shown.findings.is_empty() {
        let _ = writeln!(text, "\n{}", human(shown.findings, shown.sources, options).trim_end());
    }
    trial(&mut text, shown, language);
    if shown.in_force && shown.accept.is_some() {
        let _ = writeln!(text, "\n{}", Shown::accepted().get(language));
    } else if let Some(accept) = shown.accept {
        let words = words!(
            "To accept it, write in the rulebook, with the day and the role of the decision:",
            "如予采纳，请在考核规则中写入（日期和角色按实际决定填写）："
        );
        let _ = writeln!(text, "\n{}\n  {accept}", words.get(language));
    }
    text
}

fn adds(text: &mut String, shown: &Shown<'_>, language: Language) {
    let indicators = shown.indicators();
    let brought = shown.brought();
    if indicators.is_empty() && brought.iter().all(|brought| brought.names.is_empty()) {
        return;
    }
    let _ = writeln!(text, "\n{}", words!("Adds", "增加").get(language));
    for indicator in indicators {
        let _ = writeln!(text, "  {}", shown.added(indicator).get(language));
        for input in indicator.inputs.iter().filter_map(|id| shown.with.map(|program| &program.inputs[*id])) {
            let _ = writeln!(text, "    {}", shown.asked(input).get(language));
        }
    }
    for brought in brought.iter().filter(|brought| !brought.names.is_empty()) {
        let _ = writeln!(text, "  {} {}", brought.words.get(language), brought.names.join(comma(language)));
    }
}

fn budgets(text: &mut String, shown: &Shown<'_>, language: Language) {
    let budgets = shown.budgets();
    if budgets.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", words!("Points that are open", "允许扩展的分值").get(language));
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled).force_no_tty();
    table.set_header(columns().map(|words| words.get(language).to_owned()));
    for (before, after) in &budgets {
        let Some((part, opening)) = shown.opening(before) else { continue };
        let each = opening.each.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
        let open_to = shown.open_to(opening).join(comma(language));
        let left = Shown::left(opening, before).to_string();
        let used = |budget| shown.used(budget).get(language).to_owned();
        table.add_row([part.to_owned(), open_to, opening.at_most.to_string(), each, used(before), left, used(after)]);
    }
    for line in table.lines() {
        let _ = writeln!(text, " {}", line.trim_end());
    }
}

/// The heads of the columns of points.
pub(super) fn columns() -> [Words; 7] {
    [
        words!("Part", "部分"),
        words!("Open to", "提出单位"),
        words!("At most", "总额"),
        words!("Each", "每个指标"),
        words!("Used before", "原已使用"),
        words!("Left", "剩余"),
        words!("Used with it", "连同本提案"),
    ]
}

fn trial(text: &mut String, shown: &Shown<'_>, language: Language) {
    let Some(trial) = shown.trial else { return };
    let _ = writeln!(text, "\n{}", words!("With the data", "按数据试算").get(language));
    for name in &trial.lacking {
        let _ = writeln!(text, "  {}", words!("the data lack {name}", "数据中没有 {name}", name = on_one_line(name)).get(language));
    }
    let Some(program) = shown.with else { return };
    for row in &trial.rows {
        let given: Vec<String> = row
            .indicators
            .iter()
            .map(|(id, tried)| format!("{} {}", program.indicators[*id].name, shown.tried(tried).get(language)))
            .collect();
        let (before, after) = (shown.total(&row.before, language), shown.total(&row.after, language));
        let total = words!("total {before} → {after}", "总分 {before} → {after}", before = before, after = after);
        let (id, name) = (on_one_line(&row.id), on_one_line(&row.name));
        let _ =
            writeln!(text, "  {id} {name}{}{}{}{}", colon(language), given.join(comma(language)), semicolon(language), total.get(language));
    }
    if let Some(rulings) = shown.ruling_lines() {
        let _ = writeln!(text, "  {}", rulings.count.get(language));
        for line in &rulings.lines {
            let _ = writeln!(text, "    - {}", on_one_line(line.get(language)));
        }
    }
}
