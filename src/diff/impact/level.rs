//! The subjects of one kind: each found in both runs, compared where both have a final total.

use std::collections::BTreeMap;

use super::contributions::pieces;
use super::{Cause, CauseImpact, LevelImpact, Move, NotCompared, Open, Placed, Run, Standing, Standstill, moves};
use crate::diff::names::Names;
use crate::eval::{GradeScore, Placing, Range, Reason, ReasonKind, SubjectScore, SubjectState, reason_words};
use crate::model::{Part, Subject};
use crate::text::Words;
use crate::types::LevelId;
use crate::value::Number;
use crate::words;

/// A subject as one run has it.
#[derive(Clone, Copy)]
struct Seen<'a> {
    subject: &'a Subject,
    score: &'a SubjectScore,
}

/// What becomes of the subjects of the kind called so.
pub(super) fn level(old: Run<'_>, new: Run<'_>, name: &str, names: &Names<'_>) -> LevelImpact {
    let (before, after) = (seen(old, name), seen(new, name));
    let declared = level_of(new, name).map(|id| &new.program.levels[id]);
    let declared = declared.or_else(|| level_of(old, name).map(|id| &old.program.levels[id]));
    let mut level = LevelImpact {
        name: name.to_owned(),
        title: declared.and_then(|level| level.title.clone()),
        read: 0,
        moves: Vec::new(),
        apart: Vec::new(),
        unjudged: 0,
        causes: Vec::new(),
    };
    let keys: std::collections::BTreeSet<&(String, usize)> = before.keys().chain(after.keys()).collect();
    for key in keys {
        level.read += 1;
        let both = (before.get(key).copied(), after.get(key).copied());
        let (was, is) = (standing(old, both.0), standing(new, both.1));
        let judged = |state: &Standstill| match state {
            Standstill::State(state) => *state != SubjectState::NotJudged,
            Standstill::Unknown => false,
        };
        if ![was.state, is.state].iter().any(judged) {
            level.unjudged += 1;
            continue;
        }
        match both {
            (Some(one), Some(other)) if was.total.is_some() && is.total.is_some() => {
                level.moves.extend(moved(old, one, new, other, names));
            }
            (one, other) => {
                let who = other.or(one).map(|seen| (seen.subject.id.clone(), seen.subject.name.clone()));
                let Some((id, name)) = who else { continue };
                let range = one.zip(other).and_then(|(one, other)| range(one.score, other.score));
                level.apart.push(NotCompared { id, name, old: was, new: is, range });
            }
        }
    }
    level.moves.sort_by(|one, other| other.points.absolute().cmp(&one.points.absolute()).then_with(|| one.id.cmp(&other.id)));
    level.causes = causes([new, old], name, &level.moves);
    level
}

fn level_of(run: Run<'_>, name: &str) -> Option<LevelId> {
    run.program.levels.iter().find(|(_, level)| level.name == name).map(|(id, _)| id)
}

/// The subjects of a kind by their ids; where an id stands twice, in the order of the rows.
fn seen<'a>(run: Run<'a>, name: &str) -> BTreeMap<(String, usize), Seen<'a>> {
    let mut found = BTreeMap::new();
    let Some(level) = level_of(run, name) else { return found };
    for score in run.scores.subjects.iter().filter(|score| score.level == level) {
        let Some(subject) = run.submission.subjects.get(score.subject) else { continue };
        let again = found.keys().filter(|(id, _): &&(String, usize)| *id == subject.id).count();
        found.insert((subject.id.clone(), again), Seen { subject, score });
    }
    found
}

fn standing(run: Run<'_>, seen: Option<Seen<'_>>) -> Standing {
    let Some(Seen { score, .. }) = seen else { return Standing { state: Standstill::Unknown, total: None, reasons: Vec::new() } };
    let total = score.total.clone().filter(|_| score.state == SubjectState::Scored);
    Standing { state: Standstill::State(score.state), total, reasons: reasons(run, &score.reasons) }
}

/// Each reason once, with the subjects it comes from.
fn reasons(run: Run<'_>, given: &[Reason]) -> Vec<Words> {
    let mut found: Vec<(Words, Vec<&str>)> = Vec::new();
    for reason in given {
        let owner = if let ReasonKind::OfSubject(owner, _) = &reason.kind { Some(owner.as_str()) } else { None };
        let kind = reason.kind.itself();
        let words = reason_words(run.program, &Reason { kind: kind.clone(), ..reason.clone() });
        let place = found.iter().position(|(known, _)| *known == words).unwrap_or_else(|| {
            found.push((words, Vec::new()));
            found.len() - 1
        });
        if let (Some((_, owners)), Some(owner)) = (found.get_mut(place), owner)
            && !owners.contains(&owner)
        {
            owners.push(owner);
        }
    }
    found.into_iter().map(|(words, owners)| of_subjects(words, &owners)).collect()
}

/// What happened to subjects: the first by name, the others by their number.
fn of_subjects(words: Words, owners: &[&str]) -> Words {
    let Words { english: e, chinese: z } = words;
    match owners {
        [] => Words { english: e, chinese: z },
        [one] => words!("from `{one}`: {e}", "来自“{one}”：{z}", one = one, e = e, z = z),
        [first, others @ ..] => words!(
            "from `{first}` and {others} more: {e}",
            "来自“{first}”等 {all} 个：{z}",
            first = first,
            others = others.len(),
            all = owners.len(),
            e = e,
            z = z
        ),
    }
}

fn range(old: &SubjectScore, new: &SubjectScore) -> Option<Range> {
    let (old, new) = (old.range.as_ref()?, new.range.as_ref()?);
    Some(Range { low: new.low.subtract(&old.high), high: new.high.subtract(&old.low) })
}

fn moved(old: Run<'_>, before: Seen<'_>, new: Run<'_>, after: Seen<'_>, names: &Names<'_>) -> Option<Move> {
    let (was, is) = (placed(old, before.score)?, placed(new, after.score)?);
    let newer = |name: &str| names.newer_name(name).to_owned();
    let lines = moves::lines(&pieces(old, before.score, &newer)?, &pieces(new, after.score, &str::to_owned)?);
    let points = is.total.subtract(&was.total);
    Some(Move { id: after.subject.id.clone(), name: after.subject.name.clone(), old: was, new: is, points, lines })
}

fn placed(run: Run<'_>, score: &SubjectScore) -> Option<Placed> {
    let grade = score.grade.as_ref().and_then(|given| {
        let names = &run.program.grades[given.scheme].names;
        names.get(given.grade?).map(|grade| (grade.name.clone(), grade.shown().to_owned()))
    });
    let rows = |follows: Option<bool>| {
        let those = score.consequences.iter().filter(move |one| one.follows == follows);
        those.filter_map(|one| run.program.consequences[one.of].rows.get(one.row)).map(|row| row.text.clone()).collect()
    };
    let placing = score.place.as_deref();
    let unsettled = placing.is_some_and(Placing::is_provisional);
    let own = placing.filter(|_| !unsettled).and_then(Placing::own);
    let open = Open { place: unsettled, grade: score.grade.as_ref().is_some_and(GradeScore::is_open), consequences: rows(None) };
    let place = own.map(|own| own.place.clone());
    Some(Placed { total: score.total.clone()?, place, grade, consequences: rows(Some(true)), open })
}

/// What each cause did to all who were compared.
fn causes(runs: [Run<'_>; 2], level: &str, moves: &[Move]) -> Vec<CauseImpact> {
    let mut found: BTreeMap<&Cause, Vec<&Number>> = BTreeMap::new();
    for line in moves.iter().flat_map(|one| &one.lines) {
        found.entry(&line.cause).or_default().push(&line.points);
    }
    let all = i64::try_from(moves.len()).unwrap_or(i64::MAX);
    let mut causes: Vec<(Number, CauseImpact)> = Vec::new();
    for (cause, points) in found {
        let sum = points.iter().fold(Number::zero(), |sum, one| sum.add(one));
        let size = points.iter().fold(Number::zero(), |sum, one| sum.add(&one.absolute()));
        // Whom it leaves where they are, it moves by nothing.
        let nothing = Number::zero();
        let rest = if points.len() < moves.len() { Some(&nothing) } else { None };
        let lowest = points.iter().copied().chain(rest).min().cloned().unwrap_or_else(Number::zero);
        let highest = points.iter().copied().chain(rest).max().cloned().unwrap_or_else(Number::zero);
        let down = points.iter().filter(|one| one.is_negative()).count();
        let average = sum.divide(&Number::from(all)).unwrap_or_else(Number::zero);
        let title = runs.iter().find_map(|run| title(*run, level, cause));
        causes.push((size, CauseImpact { cause: cause.clone(), title, up: points.len() - down, down, average, lowest, highest }));
    }
    causes.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cause.cmp(&other.1.cause)));
    causes.into_iter().map(|(_, cause)| cause).collect()
}

fn title(run: Run<'_>, level: &str, cause: &Cause) -> Option<String> {
    let name = cause.name()?;
    let level = level_of(run, level)?;
    match cause {
        Cause::Indicator(_) | Cause::Elsewhere(_) => run.program.indicators.values().find(|one| one.name == name)?.title.clone(),
        Cause::Weights(_) | Cause::Factor(_) | Cause::Rounding(_) | Cause::Limit(_) | Cause::Counted(_) => {
            let own = |part: &Part| run.program.scorecards[part.scorecard].whom.level == level;
            run.program.parts.values().find(|part| part.path == name && own(part))?.title.clone()
        }
        Cause::Whole | Cause::TotalLimit | Cause::TotalRounding | Cause::Other => None,
    }
}
