//! What follows from the results, consequence by consequence: whom it is for, and on which results it rests.

use std::fmt::Write as _;

use super::Selection;
use super::table::{Row, ranked};
use crate::eval::{ConsequenceScore, SubjectScore, SubjectState};
use crate::model::{ConsequenceRow, Program, Subject};
use crate::render::figures::Figures;
use crate::render::signs::behind;
use crate::render::visible::on_one_line;
use crate::text::{Language, Words};
use crate::types::LevelId;
use crate::words;

/// So many are named of those for whom something cannot be told yet.
const NAMED: usize = 3;

/// The consequences that follow for a subject, in the order of the rules.
pub(super) fn following<'a>(
    program: &'a Program,
    score: &'a SubjectScore,
) -> impl Iterator<Item = (&'a ConsequenceScore, &'a ConsequenceRow)> {
    of_state(program, score, Some(true))
}

/// Those of which it cannot be told yet whether they follow.
pub(super) fn open<'a>(program: &'a Program, score: &'a SubjectScore) -> impl Iterator<Item = (&'a ConsequenceScore, &'a ConsequenceRow)> {
    of_state(program, score, None)
}

fn of_state<'a>(
    program: &'a Program,
    score: &'a SubjectScore,
    follows: Option<bool>,
) -> impl Iterator<Item = (&'a ConsequenceScore, &'a ConsequenceRow)> {
    let rows = score.consequences.iter().filter(move |one| one.follows == follows);
    rows.filter_map(|one| Some((one, program.consequences[one.of].rows.get(one.row)?)))
}

/// For whom something cannot be told yet: the first of them by id, of more their number. JSON has all of them.
fn cannot_be_told(untold: &[&Subject]) -> Words {
    let ids: Vec<String> = untold.iter().take(NAMED).map(|subject| on_one_line(&subject.id).to_string()).collect();
    let mut list = Words::new(ids.join(", "), ids.join("、"));
    if let Some(more) = untold.len().checked_sub(NAMED).filter(|more| *more > 0) {
        list = words!("{e} and {more} more", "{z}等 {all} 个", e = list.english, z = list.chinese, more = more, all = untold.len());
    }
    words!("cannot be told yet: {e}", "尚不能确定：{z}", e = list.english, z = list.chinese)
}

/// The list below a ranking: each consequence, in the order of the rules, with those it follows for, best first.
pub(super) fn list(text: &mut String, selection: &Selection<'_>, level: LevelId, rows: &[Row<'_>], language: Language) {
    let program = selection.program;
    let figures = Figures { program, sources: selection.sources };
    let declared: Vec<&ConsequenceRow> = program.levels[level].consequences.iter().flat_map(|id| &program.consequences[*id].rows).collect();
    if declared.is_empty() {
        return;
    }
    let ranked = ranked(rows);
    let mut list = String::new();
    let mut told: Vec<&str> = Vec::new();
    // Memory does not refuse to be written to.
    for row in declared {
        if told.contains(&row.text.as_str()) {
            continue;
        }
        told.push(&row.text);
        let mut own = String::new();
        let mut untold: Vec<&Subject> = Vec::new();
        for (subject, score) in &ranked {
            for (one, _) in following(program, score).filter(|(_, known)| known.text == row.text) {
                let state = match score.state {
                    SubjectState::Provisional => words!(", provisional", "，暂定"),
                    SubjectState::Scored | SubjectState::Refused | SubjectState::NotJudged => Words::same(""),
                };
                let because = one.condition.as_ref().map(|condition| figures.because(condition));
                let because = because.filter(|words| !words.english.is_empty()).map(|words| behind(words.get(language), language));
                let (id, name) = (on_one_line(&subject.id), on_one_line(&subject.name));
                let _ = writeln!(own, "    {id} {name}{}{}", because.unwrap_or_default(), state.get(language));
            }
            if open(program, score).any(|(_, known)| known.text == row.text) {
                untold.push(subject);
            }
        }
        if !untold.is_empty() {
            let _ = writeln!(own, "    {}", cannot_be_told(&untold).get(language));
        }
        if !own.is_empty() {
            let _ = write!(list, "  {}\n{own}", on_one_line(&row.text));
        }
    }
    let refused = rows.iter().filter(|(_, score)| score.state == SubjectState::Refused).count();
    let head = if list.is_empty() { words!("Consequences: none", "结果运用：无") } else { words!("Consequences", "结果运用") };
    text.push_str(head.get(language));
    text.push('\n');
    text.push_str(&list);
    if refused > 0 {
        let words = words!(
            "  not told of those refused ({refused}): they have no result",
            "  退回的 {refused} 个没有结果，不列",
            refused = refused
        );
        text.push_str(words.get(language));
        text.push('\n');
    }
}
