//! Those without a final total: why, and where it can still lie.

use std::fmt::Write as _;

use super::Selection;
use super::table::Row;
use crate::eval::{Reason, ReasonKind, SubjectState, reason_words};
use crate::render::figures::printed;
use crate::render::visible::on_one_line;
use crate::text::{Language, Words, counted};
use crate::value::Day;
use crate::words;

/// So many reasons are told of each in a list of several; one more would be sooner read than asked for.
const SHOWN: usize = 3;

/// Lists them, each with what is soonest due. Of one alone everything is told.
pub(super) fn list(text: &mut String, selection: &Selection<'_>, rows: &[Row<'_>], language: Language) {
    let program = selection.program;
    for (subject, score) in rows {
        let head = match score.state {
            SubjectState::Scored | SubjectState::NotJudged => continue,
            SubjectState::Provisional => words!("provisional", "暂定"),
            SubjectState::Refused => words!("refused", "退回"),
        };
        let range = score.range.as_ref().map(|range| {
            let (low, high) = (printed(&range.low, &program.header.totals), printed(&range.high, &program.header.totals));
            words!(", total between {low} and {high}", "，总分在 {low} 与 {high} 之间", low = low, high = high)
        });
        let open = printed(&score.open, &program.header.totals);
        let open = words!(", {points} open", "，尚有 {open} 分未定", points = counted(&open, "point"), open = open);
        let open = if score.open.is_zero() { Words::same("") } else { open };
        let range = range.unwrap_or_else(|| Words::same(""));
        let (id, name) = (on_one_line(&subject.id), on_one_line(&subject.name));
        // Memory does not refuse to be written to.
        let _ = writeln!(text, "{} {id} {name}{}{}", head.get(language), range.get(language), open.get(language));
        let mut reasons: Vec<&Reason> = score.reasons.iter().collect();
        reasons.sort_by_key(|reason| day_of(reason));
        // Several clauses may have one reason.
        let mut told: Vec<Words> = Vec::new();
        for words in reasons.into_iter().map(|reason| reason_words(program, reason)) {
            if !told.contains(&words) {
                told.push(words);
            }
        }
        let all = selection.subject.is_some() || told.len() <= SHOWN + 1;
        let shown = if all { told.len() } else { SHOWN };
        for words in told.iter().take(shown) {
            let _ = writeln!(text, "  - {}", words.get(language));
        }
        if !all {
            let more = words!(
                "and {number} more, which `--subject {id}` lists",
                "另有 {number} 项，用 --subject {id} 可全部列出",
                number = told.len() - shown,
                id = id
            );
            let _ = writeln!(text, "  - {}", more.get(language));
        }
    }
}

/// When something settles it: what no day settles first, registers that stay open to the end last.
fn day_of(reason: &Reason) -> (bool, Option<Day>) {
    let kind = reason.kind.itself();
    if let ReasonKind::NotDue { due, .. } | ReasonKind::BallotsNotDue(due) = kind {
        return (false, Some(*due));
    }
    (matches!(kind, ReasonKind::EntriesToCome(_)), None)
}
