//! Quotas that more are inside of than they have room for, because the last of them share a place.

use super::figures::Figures;
use crate::eval::Overfull;
use crate::model::{Among, Program, Submission};
use crate::text::{SourceMap, Words};
use crate::words;

/// The group of a contest.
pub struct Group {
    /// What machines read.
    pub name: String,
    /// What people see.
    pub title: String,
}

/// `4 share place 3, so 6 instead of 5 are inside`
#[must_use]
pub fn edge_words(place: usize, sharing: usize, inside: usize, allowed: usize) -> Words {
    words!(
        "{sharing} share place {place}, so {inside} instead of {allowed} are inside",
        "{sharing} 个并列第 {place} 名，因此入围 {inside} 个而非 {allowed} 个",
        sharing = sharing,
        place = place,
        inside = inside,
        allowed = allowed
    )
}

/// Within which sequence or below which parent is ranked; none where it is over all.
#[must_use]
pub fn group(program: &Program, submission: &Submission, overfull: &Overfull) -> Option<Group> {
    let contest = &program.contests[overfull.contest];
    let best = submission.subjects.get(overfull.best)?;
    match contest.among {
        Among::All => None,
        Among::Sequence => {
            let value = program.choices[program.levels[contest.level].sequences?].values.get(best.sequence?)?;
            Some(Group { name: value.name.clone(), title: value.shown().to_owned() })
        }
        Among::Parent => {
            let parent = submission.subjects.get(best.parent?)?;
            Some(Group { name: parent.id.clone(), title: parent.name.clone() })
        }
    }
}

/// The same for people: which quota, of whom, and what follows.
#[must_use]
pub fn overfull(program: &Program, sources: &SourceMap, submission: &Submission, overfull: &Overfull) -> Words {
    let figures = Figures { program, sources };
    let level = &program.levels[program.contests[overfull.contest].level];
    let kind = level.title.as_deref().unwrap_or(&level.name);
    let of = group(program, submission, overfull)
        .map_or_else(|| Words::same(kind), |group| words!("{kind}, {group}", "{kind}，{group}", kind = kind, group = group.title));
    let edge = edge_words(overfull.place, overfull.sharing, overfull.inside, overfull.allowed);
    let (clause, source) = (figures.clause(overfull.span), figures.source(overfull.span));
    words!(
        "{of}: {e}: `{source}` ({clause})",
        "{of_z}：{z}：“{source}”（{clause}）",
        of = of.english,
        of_z = of.chinese,
        e = edge.english,
        z = edge.chinese,
        source = source,
        clause = clause
    )
}
