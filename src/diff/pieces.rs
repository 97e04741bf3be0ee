//! Where two clauses that read alike mean something else: the outermost of their pieces that differ in
//! words as well.

use super::canon::OUTCOME;
use super::node::Piece;
use crate::text::SourceMap;

/// A piece beside the one that stands for it in the other book; none where there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference<'n> {
    pub old: Option<&'n Piece>,
    pub new: Option<&'n Piece>,
}

/// The outermost pieces that differ in meaning and in words.
pub(super) fn differences<'n>(old: &'n [Piece], new: &'n [Piece], sources: &SourceMap) -> Vec<Difference<'n>> {
    let mut found = Vec::new();
    compare(old, new, sources, &mut found);
    found
}

fn compare<'n>(old: &'n [Piece], new: &'n [Piece], sources: &SourceMap, found: &mut Vec<Difference<'n>>) {
    let (olds, news) = (side_by_side(old), side_by_side(new));
    if olds.len() == news.len() {
        olds.into_iter().zip(news).for_each(|(old, new)| pair(old, new, sources, found));
        return;
    }
    // Of the rows of a scale some came or went.
    let words = |one: &Whole<'_>| sources.on_one_line(one.0.span);
    let only = |these: &[Whole<'n>], others: &[Whole<'n>]| {
        let is_there = |one: &Whole<'_>| others.iter().any(|other| other.0.form == one.0.form || words(other) == words(one));
        these.iter().filter(|one| one.0.aspect.is_some() && !is_there(one)).map(|one| one.0).collect::<Vec<&Piece>>()
    };
    let mut rows = Vec::new();
    let (gone, fresh) = (only(&olds, &news), only(&news, &olds));
    let (mut gone, mut fresh) = paired_by_head(gone, fresh, &mut rows);
    loop {
        let difference = Difference { old: gone.next(), new: fresh.next() };
        if difference.old.is_none() && difference.new.is_none() {
            break;
        }
        rows.push(difference);
    }
    rows.sort_by_key(|row| row.new.or(row.old).map(|piece| piece.span.start));
    found.extend(rows);
    for old in olds {
        let same_words = news.iter().find(|new| words(new) == words(&old));
        same_words.into_iter().for_each(|new| pair(old, *new, sources, found));
    }
}

/// Rows of the same band or condition are one row with another outcome; returns those that stay alone.
fn paired_by_head<'n>(
    gone: Vec<&'n Piece>,
    fresh: Vec<&'n Piece>,
    found: &mut Vec<Difference<'n>>,
) -> (std::vec::IntoIter<&'n Piece>, std::vec::IntoIter<&'n Piece>) {
    let head = |piece: &'n Piece| piece.form.split_once(OUTCOME).map(|(head, _)| head);
    let (mut alone, mut rest) = (gone, Vec::new());
    for new in fresh {
        if let Some(place) = alone.iter().position(|old| head(old).is_some() && head(old) == head(new)) {
            found.push(Difference { old: Some(alone.remove(place)), new: Some(new) });
        } else {
            rest.push(new);
        }
    }
    (alone.into_iter(), rest.into_iter())
}

fn pair<'n>(old: Whole<'n>, new: Whole<'n>, sources: &SourceMap, found: &mut Vec<Difference<'n>>) {
    if old.0.form == new.0.form {
        // What lies in them may stand in another order.
        return;
    }
    if sources.on_one_line(old.0.span) == sources.on_one_line(new.0.span) {
        compare(old.1, new.1, sources, found);
    } else {
        found.push(Difference { old: Some(old.0), new: Some(new.0) });
    }
}

/// A piece, and the pieces that lie in it.
type Whole<'n> = (&'n Piece, &'n [Piece]);

/// The pieces that lie beside each other.
fn side_by_side(mut pieces: &[Piece]) -> Vec<Whole<'_>> {
    let mut wholes = Vec::new();
    while let [first, rest @ ..] = pieces {
        let (within, behind) = rest.split_at(first.below.min(rest.len()));
        wholes.push((first, within));
        pieces = behind;
    }
    wholes
}
