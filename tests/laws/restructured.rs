//! Laws of comparison, continued: of an edit that takes something out, puts something in, renames,
//! moves or reorders, the comparison names just that edit, at the place where it was made.
//!
//! Every candidate is tried on the shipped rules; what the checker refuses is no edit of theirs. With
//! `YARDSTICK_EDITS=500` more of them are tried than a working day has patience for.

use std::collections::BTreeMap;

use yardstick::diff::{Comparison, Effect, Kind, Side, compare};
use yardstick::render::changes::{Shown, text};
use yardstick::text::{Language, SourceMap};

use crate::fixtures;

use super::diff::{Book, Chance, Edit, Sort, book, edited};

/// Edits that are tried of each sort, at least, if there are so many.
const OF_EACH_SORT: usize = 4;

/// So many candidates are looked at for each edit that is wanted: the checker refuses many.
const REFUSED: usize = 4;

/// A candidate: what is edited, and what should be told of it.
struct Candidate {
    edit: Edit,
    wanted: Effect,
    /// The kind it is told under, where that is clear beforehand.
    kind: Option<Kind>,
}

/// Everything that may be taken out, renamed, moved or turned around, one thing at a time.
fn candidates(book: &Book) -> Vec<Candidate> {
    let mut found = Vec::new();
    let parts = places(book);
    for (file, (_, lines)) in book.files.iter().enumerate() {
        for (line, text) in lines.iter().enumerate() {
            let mut add = |sort, until: usize, new: String, wanted, kind| {
                found.push(Candidate { edit: Edit { sort, file, line, until, new }, wanted, kind });
            };
            let indicator = text.strip_prefix("indicator ");
            if text.starts_with("  ")
                && text.trim_end().ends_with(|letter| letter != '{' && letter != ',')
                && !text.trim().starts_with(['#', '}'])
            {
                add(Sort::Gone, line + 1, String::new(), Effect::Removed, None);
            }
            if text.starts_with("  else ") && text.ends_with('{') {
                add(Sort::Gone, end(lines, line, "  }"), String::new(), Effect::Removed, Some(Kind::Chain));
            }
            if let Some(rest) = indicator {
                let name = rest.split(' ').next().unwrap_or_default();
                add(Sort::Gone, end(lines, line, "}"), String::new(), Effect::Removed, Some(Kind::Removed));
                if text.ends_with('{') {
                    let renamed = text.replacen(name, &format!("{name}_anew"), 1);
                    add(Sort::Renamed, line + 1, format!("{renamed}\n  formerly {name}"), Effect::Renamed, Some(Kind::Renamed));
                }
                let place = rest.split("\" in ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
                for other in parts.iter().filter(|other| *other != place && !place.is_empty()) {
                    let moved = text.replacen(&format!(" in {place} "), &format!(" in {other} "), 1);
                    add(Sort::Moved, line + 1, moved, Effect::Changed, Some(Kind::Moved));
                }
            }
            if let Some((until, turned)) = turned_around(lines, line) {
                add(Sort::Order, until, turned, Effect::Reordered, Some(Kind::Chain));
            }
        }
    }
    found
}

/// The line behind the block that begins at a line.
fn end(lines: &[String], line: usize, closing: &str) -> usize {
    let block = lines.iter().enumerate().skip(line);
    block.filter(|(_, text)| text.as_str() == closing).map(|(place, _)| place + 1).next().unwrap_or(line + 1)
}

/// The parts that indicators of the book count in.
fn places(book: &Book) -> Vec<String> {
    let lines = book.files.iter().flat_map(|(_, lines)| lines);
    let heads = lines.filter(|text| text.starts_with("indicator "));
    let mut places: Vec<String> = heads.filter_map(|text| text.split("\" in ").nth(1)?.split(' ').next().map(str::to_owned)).collect();
    places.sort();
    places.dedup();
    places
}

/// Two methods of a chain in the other order, if one begins at this line and another follows it.
fn turned_around(lines: &[String], line: usize) -> Option<(usize, String)> {
    let head = lines.get(line)?.strip_prefix("  ")?;
    let (before, first) = head.strip_prefix("else ").map_or(("", head), |first| ("else ", first));
    let begins = ["quantify ", "steps ", "state "].iter().any(|word| first.starts_with(word)) && first.ends_with('{');
    let middle = end(lines, line, "  }");
    let second = lines.get(middle).filter(|_| begins)?.strip_prefix("  else ").filter(|text| text.ends_with('{'))?;
    let until = end(lines, middle, "  }");
    let body = |from: usize, to: usize| lines[from + 1..to].join("\n");
    Some((until, format!("  {before}{second}\n{}\n  else {first}\n{}", body(middle, until), body(line, middle))))
}

/// Whether a change is told at the lines of an edit.
fn at(book: &Book, edit: &Edit, side: Option<&Side>, sources: &SourceMap) -> bool {
    let Some(side) = side else { return false };
    let file = sources.file(side.span.source);
    let (start, end) = (file.position(side.span.start).line - 1, file.position(side.span.end).line - 1);
    file.name() == book.files[edit.file].0 && start < edit.until && edit.line <= end.max(start + 24)
}

/// Whether just the edit is named, and no renaming is guessed.
fn named(book: &Book, candidate: &Candidate, comparison: &Comparison, back: &Comparison, sources: &SourceMap) -> bool {
    let [only] = comparison.changes.as_slice() else { return false };
    let edit = &candidate.edit;
    if candidate.wanted == Effect::Renamed {
        // Turned around, `formerly` is read as well.
        let [reverse] = back.changes.as_slice() else { return false };
        let both = only.effect == Effect::Renamed && reverse.effect == Effect::Renamed;
        let silent = comparison.proposals.is_empty() && back.proposals.is_empty();
        return both && silent && at(book, edit, only.new.as_ref(), sources) && is_asked_about(book, edit);
    }
    let [reverse] = back.changes.as_slice() else { return false };
    // A clause that is always there in the outline is told as changed to nothing.
    let effect = |wanted: Effect, found: Effect| found == wanted || (edit.sort == Sort::Gone && found == Effect::Changed);
    let opposite = match candidate.wanted {
        Effect::Added => Effect::Removed,
        Effect::Removed => Effect::Added,
        Effect::Renamed | Effect::Changed | Effect::Reordered | Effect::Moved => candidate.wanted,
    };
    effect(candidate.wanted, only.effect)
        && effect(opposite, reverse.effect)
        && candidate.kind.is_none_or(|kind| only.kind() == kind)
        && at(book, edit, only.old.as_ref(), sources)
        && comparison.proposals.is_empty()
        && back.proposals.is_empty()
}

/// Whether a renaming without `formerly` is asked about, and not assumed.
fn is_asked_about(book: &Book, edit: &Edit) -> bool {
    let new = edit.new.lines().filter(|line| !line.trim_start().starts_with("formerly ")).collect::<Vec<_>>().join("\n");
    let Some((comparison, ..)) = edited(book, &Edit { new, ..edit.clone() }) else { return false };
    comparison.proposals.len() == 1 && comparison.changes.len() == 2
}

#[test]
fn of_what_is_taken_out_renamed_moved_or_turned_just_that_is_named() {
    let wanted = std::env::var("YARDSTICK_EDITS").ok().and_then(|number| number.parse().ok()).unwrap_or(OF_EACH_SORT);
    let mut tried: BTreeMap<Sort, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    // In the shipped rules the points of a part leave no room to move anything; in the small book they do.
    let small = Book::of(&[fixtures::root().join("tests/fixtures/diff/reweighted_parts/old.yard")]);
    let books = [(book(), &[Sort::Gone, Sort::Renamed][..]), (small, &[Sort::Gone, Sort::Moved, Sort::Order][..])];
    for (book, sorts) in &books {
        try_on(book, sorts, wanted, &mut tried, &mut faults);
    }
    assert!(faults.is_empty(), "{} of {tried:?}:\n\n{}", faults.len(), faults.join("\n\n"));
    assert!(tried.len() == 4 && tried.values().all(|count| *count > 0), "{tried:?}");
}

/// Tries edits of these sorts, and says which were not named as they should.
fn try_on(book: &Book, sorts: &[Sort], wanted: usize, tried: &mut BTreeMap<Sort, usize>, faults: &mut Vec<String>) {
    let mut open: BTreeMap<Sort, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates(book) {
        open.entry(candidate.edit.sort).or_default().push(candidate);
    }
    let mut chance = Chance(14);
    for sort in sorts {
        let mut candidates = open.remove(sort).unwrap_or_default();
        let (mut count, mut attempts) = (0, wanted * REFUSED);
        while count < wanted && attempts > 0 && !candidates.is_empty() {
            attempts -= 1;
            let candidate = candidates.swap_remove(chance.below(candidates.len()));
            let Some((comparison, program, sources)) = edited(book, &candidate.edit) else { continue };
            let back = compare(&program, &book.program, &sources);
            count += 1;
            if !named(book, &candidate, &comparison, &back, &sources) {
                let told = |old, new, comparison| {
                    let shown = Shown { old, new, sources: &sources, comparison, on_data: None };
                    text(&shown, Language::English)
                };
                let there = told(&book.program, &program, &comparison);
                let back = told(&program, &book.program, &back);
                let (name, lines) = &book.files[candidate.edit.file];
                let old = lines[candidate.edit.line..candidate.edit.until].join("\n");
                let edit = format!("{name}:{} {sort:?}\n- {old}\n+ {}", candidate.edit.line + 1, candidate.edit.new);
                faults.push(format!("{edit}\n--- told\n{there}--- and back\n{back}"));
            }
        }
        *tried.entry(*sort).or_default() += count;
    }
}
