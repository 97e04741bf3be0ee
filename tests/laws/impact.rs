//! Laws of two years over the same data: the lines of a move add up to it without rest, turned
//! around they change their signs and nothing else, and everybody read is told of once.

use std::collections::BTreeMap;

use yardstick::check;
use yardstick::data::{DataFile, OtherNames, load_folder_of_other};
use yardstick::diff::{Cause, Impact, Readings, Run, impact, renamed};
use yardstick::eval;
use yardstick::model::Program;
use yardstick::syntax;
use yardstick::text::SourceMap;
use yardstick::value::Number;

use super::diff::{Chance, Sort, book, edited, edits};
use crate::{fixtures, shipped};

/// Edits of the shipped rules that are scored beside them.
const EDITS: usize = 5;

fn submitted() -> Vec<DataFile> {
    let files = fixtures::files("rules/2025/data", "csv");
    files.iter().map(|path| DataFile { name: fixtures::name(path), bytes: fixtures::read(path).into_bytes() }).collect()
}

/// Both books over the shipped data, in both directions.
fn both(old: &Program, new: &Program, sources: &SourceMap) -> (Impact, Impact) {
    let newer = renamed(old, new);
    let older = newer.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
    let (back, forward) = (OtherNames::new(new, older), OtherNames::new(old, newer));
    let mut sources = sources.clone();
    let loads = [(old, back), (new, forward)].map(|(program, names)| load_folder_of_other(program, submitted(), &mut sources, &names));
    let [first, second] = &loads;
    let scores = (eval::score(old, &first.submission, &sources).0, eval::score(new, &second.submission, &sources).0);
    let before = Run { program: old, submission: &first.submission, scores: &scores.0 };
    let after = Run { program: new, submission: &second.submission, scores: &scores.1 };
    (impact(before, after, Readings::default()), impact(after, before, Readings::default()))
}

fn holds(impact: &Impact) -> usize {
    let mut moved = 0;
    for level in &impact.levels {
        assert_eq!(level.read, level.moves.len() + level.apart.len() + level.unjudged, "{}", level.name);
        for one in &level.moves {
            let sum = one.lines.iter().fold(Number::zero(), |sum, line| sum.add(&line.points));
            assert_eq!(sum, one.points, "{} {}", level.name, one.id);
            assert_eq!(one.new.total.subtract(&one.old.total), one.points);
            assert!(one.lines.iter().all(|line| line.cause != Cause::Other), "{} {}: {:?}", level.name, one.id, one.lines);
            moved += usize::from(!one.points.is_zero());
        }
    }
    moved
}

/// The same lines with other signs; `newer` says what the newer book calls the indicators of the older one.
fn turned_around(one: &Impact, other: &Impact, newer: &BTreeMap<String, String>) {
    let called = |name: &String| newer.get(name).unwrap_or(name).clone();
    let in_newer = |cause: &Cause| match cause {
        Cause::Indicator(name) => Cause::Indicator(called(name)),
        Cause::Elsewhere(name) => Cause::Elsewhere(called(name)),
        Cause::Weights(_)
        | Cause::Whole
        | Cause::Factor(_)
        | Cause::Rounding(_)
        | Cause::Limit(_)
        | Cause::Counted(_)
        | Cause::TotalLimit
        | Cause::TotalRounding
        | Cause::Other => cause.clone(),
    };
    for (one, other) in one.levels.iter().zip(&other.levels) {
        for (there, back) in one.moves.iter().zip(&other.moves) {
            assert_eq!((&there.id, there.points.negate()), (&back.id, back.points.clone()));
            let there: BTreeMap<Cause, Number> = there.lines.iter().map(|line| (line.cause.clone(), line.points.negate())).collect();
            let back: BTreeMap<Cause, Number> = back.lines.iter().map(|line| (in_newer(&line.cause), line.points.clone())).collect();
            assert_eq!(there, back);
        }
    }
}

#[test]
fn moves_add_up_whatever_is_edited() {
    let book = book();
    let edits: Vec<_> = edits(&book).into_iter().filter(|edit| edit.sort == Sort::Number).collect();
    let mut chance = Chance(7);
    let (mut tried, mut moved) = (0, 0);
    while tried < EDITS {
        let edit = &edits[chance.below(edits.len())];
        let Some((_, program, sources)) = edited(&book, edit) else { continue };
        let (there, back) = both(&book.program, &program, &sources);
        moved += holds(&there);
        turned_around(&there, &back, &renamed(&book.program, &program));
        tried += 1;
    }
    assert!(moved > 10, "{moved} moved");
}

#[test]
fn moves_of_the_shipped_years_add_up() {
    let mut sources = SourceMap::default();
    let mut programs = Vec::new();
    for folder in ["rules/2024", "rules/2025"] {
        let parses: Vec<_> = shipped::own_rules(folder)
            .iter()
            .map(|path| {
                let id = sources.add(fixtures::name(path), fixtures::read(path));
                syntax::parse(sources.file(id))
            })
            .collect();
        programs.push(check::check_for(&parses, &[], &sources, 2025).program.expect("the shipped rules have no errors"));
    }
    let [old, new] = &programs[..] else { panic!("two books") };
    // Whichever book comes first, `formerly` joins the same indicators.
    let turned: BTreeMap<String, String> = renamed(new, old).into_iter().map(|(new, old)| (old, new)).collect();
    assert_eq!(renamed(old, new), turned);
    assert!(!turned.is_empty(), "some indicator was renamed");
    // What the data cannot answer is set aside, as `--set-aside` does.
    let lacking = load_folder_of_other(old, submitted(), &mut sources.clone(), &OtherNames::default()).lacking;
    let aside = lacking.iter().filter_map(|apart| apart.indicator).filter(|id| !renamed(old, new).contains_key(&old.indicators[*id].name));
    let old = old.clone().without(&aside.collect());
    let (there, back) = both(&old, new, &sources);
    assert!(holds(&there) > 20);
    holds(&back);
    turned_around(&there, &back, &renamed(&old, new));
    let moved_elsewhere = there.levels.iter().flat_map(|level| &level.causes).filter(|one| matches!(one.cause, Cause::Elsewhere(_)));
    assert!(moved_elsewhere.count() > 0, "some indicator counts in another part");
    let everybody: usize = there.levels.iter().map(|level| level.read).sum();
    assert_eq!(everybody, there.levels.iter().map(|level| level.moves.len()).sum::<usize>(), "all are compared");
}
