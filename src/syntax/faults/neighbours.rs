//! The rows beside a band. Two bands meet in one number, and it is the row beside it that says to which of them the number
//! belongs: before `98% and above` a band ends below 98%, before `above 98%` it holds 98%.

use std::ops::Range;

use super::Scene;
use super::rows::{last_of_band, with_shared_percent};
use crate::diagnostics::Diagnostic;
use crate::syntax::Rule;
use crate::syntax::comparisons::Meaning;
use crate::syntax::keywords::{is_one_of, spells};
use crate::syntax::messages;
use crate::syntax::outline::{Statement, Token, TokenKind};
use crate::syntax::reader::{Context, Reader};
use crate::text::{Language, Span};

/// What the rows beside a band say of its upper end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Upper {
    /// It belongs to the band.
    In,
    /// It belongs to the row beside it.
    Out,
    /// Neither is said.
    Unsaid,
}

/// Whether the number between these tokens, the upper end of the band at hand, belongs to it. The sign of a percent may
/// have been left out.
pub(super) fn upper_end(scene: &Scene, first: usize, last: usize) -> Upper {
    let end: Vec<&str> = (first..=last).map(|index| scene.word(index)).collect();
    upper_end_of(scene.reader, scene.statement.tokens.clone(), &end)
}

/// The same for a row of these tokens whose band ends in `end`.
fn upper_end_of(reader: &Reader, row: Range<usize>, end: &[&str]) -> Upper {
    let end: Vec<&str> = end.iter().copied().filter(|word| !is_percent(word)).collect();
    let (before, behind) = (before(reader, row.start), behind(reader, row.end));
    let last_row = behind.is_none();
    let rows: Vec<Vec<&str>> = [before, behind].into_iter().flatten().map(|row| words_of(reader, row)).collect();
    let downwards = |rest: &[&str]| match rest {
        ["and", "below", ..] => true,
        [word, ..] => spells(word, Rule::kw_and_below),
        [] => false,
    };
    if rows.iter().any(|row| row.strip_prefix(end.as_slice()).is_some_and(|rest| !downwards(rest))) {
        return Upper::Out;
    }
    let leaves_out = |row: &Vec<&str>| match row.split_first() {
        Some((word, rest)) => is_one_of(word, &[Rule::kw_above, Rule::kw_is_above]) && rest.starts_with(&end),
        None => false,
    };
    let apart = |row: &Vec<&str>| row.first().is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    if last_row || rows.iter().any(leaves_out) || rows.iter().any(apart) { Upper::In } else { Upper::Unsaid }
}

/// The words of a row without the signs of percents.
fn words_of<'t>(reader: &Reader<'t>, row: &[Token]) -> Vec<&'t str> {
    row.iter().map(|token| reader.word(token)).filter(|word| !is_percent(word)).collect()
}

fn is_percent(word: &str) -> bool {
    matches!(word, "%" | "％")
}

/// The row behind one that ends at this token, if one follows in its table.
fn behind<'t>(reader: &Reader<'t>, end: usize) -> Option<&'t [Token]> {
    let rest = reader.tokens.get(end..)?;
    let first = rest.first().filter(|first| first.kind != TokenKind::CloseBrace && first.first)?;
    let ends = rest.iter().skip(1).position(|token| token.first || token.kind == TokenKind::CloseBrace);
    let row = rest.get(..ends.map_or(rest.len(), |ends| ends + 1))?;
    (first.kind != TokenKind::OpenBrace).then_some(row)
}

/// The row before one that begins at this token.
fn before<'t>(reader: &Reader<'t>, start: usize) -> Option<&'t [Token]> {
    let rows = reader.tokens.get(..start)?;
    let begins = rows.iter().rposition(|token| token.first)?;
    let row = rows.get(begins..)?;
    row.iter().all(|token| token.kind != TokenKind::OpenBrace).then_some(row)
}

/// The words of the row before the one at hand, if there is one in its table.
pub(super) fn words_before<'t>(scene: &Scene<'_, 't>) -> Option<Vec<&'t str>> {
    let row = before(scene.reader, scene.statement.tokens.start)?;
    Some(row.iter().map(|token| scene.reader.word(token)).collect())
}

/// A band between two numbers of which nobody said whether the upper one is in: as the rows beside it have it. Where they
/// say nothing, both ways are told, and none is chosen.
pub(super) fn band_between(scene: &Scene, ends: (&str, &str), upper: Upper, found: impl Fn(&str) -> Diagnostic) -> Option<Diagnostic> {
    let mut band = band_of(scene.language(), ends, upper, found)?;
    if upper == Upper::Unsaid {
        let fix = band.found.fix.take()?;
        scene.whole_with(&fix.edits).then(|| unsure(scene.reader, band))
    } else {
        Some(band.found)
    }
}

/// `90%-98%` with a plain hyphen, which the grammar must take for a difference.
pub(in crate::syntax) fn hyphen_in_band(reader: &Reader, row: &Statement, (low, high): (Span, Span)) -> Diagnostic {
    let in_end = |token: &&Token| high.range().start <= token.start && token.end <= high.range().end;
    let end: Vec<&str> = reader.tokens_of(row).iter().filter(in_end).map(|token| reader.word(token)).collect();
    let upper = upper_end_of(reader, row.tokens.clone(), &end);
    let (low_text, high_text) = with_shared_percent(reader.file.slice(low), reader.file.slice(high));
    let span = low.to(high);
    let found = |written: &str| match upper {
        Upper::Out => messages::dash_band(span, written),
        Upper::In | Upper::Unsaid => messages::dash_range(span, written),
    };
    match band_of(reader.file.language(), (&low_text, &high_text), upper, found) {
        Some(band) if upper == Upper::Unsaid => unsure(reader, band),
        Some(band) => band.found,
        // Its ends stand the wrong way round, or are no plain numbers.
        None => messages::dash_alone(span),
    }
}

/// A finding about a band, with both ways to end it.
struct Ended {
    found: Diagnostic,
    closed: String,
    open: String,
}

fn band_of(language: Language, (low, high): (&str, &str), upper: Upper, found: impl Fn(&str) -> Diagnostic) -> Option<Ended> {
    let closed = Meaning::AtLeast.as_band_with(low, (Meaning::AtMost, high), language)?;
    let open = Meaning::AtLeast.as_band_with(low, (Meaning::Below, high), language)?;
    let found = found(if upper == Upper::Out { &open } else { &closed });
    Some(Ended { found, closed, open })
}

/// The same where nothing says which of the two is meant.
fn unsure(reader: &Reader, band: Ended) -> Diagnostic {
    let Ended { mut found, closed, open } = band;
    found.fix = None;
    found.message = messages::upper_end_unsaid(reader.file.slice(found.primary.span));
    found.notes.clear();
    found.help(messages::both_upper_ends(&closed, &open))
}

/// Whether the statement is a row of a table, and the token stands in its band.
pub(super) fn is_in_band(scene: &Scene, n: usize) -> bool {
    scene.context == Context::Quantify && last_of_band(scene).is_some_and(|last| n <= last)
}

/// What is quantified by the table of the row at hand, as it is written.
pub(super) fn quantified<'t>(scene: &Scene<'_, 't>) -> Option<&'t str> {
    let before = scene.reader.tokens.get(..scene.statement.tokens.start)?;
    let open = before.iter().rposition(|token| token.kind == TokenKind::OpenBrace)?;
    let head = before.get(before.get(..=open)?.iter().rposition(|token| token.first)?..open)?;
    let keyword = head.iter().position(|token| spells(scene.reader.word(token), Rule::kw_quantify))?;
    let value = head.get(keyword + 1..)?.split(|token| matches!(scene.reader.word(token), "," | "，" | "、")).next()?;
    let (first, last) = value.first().zip(value.last())?;
    scene.reader.text.get(first.start..last.end)
}
