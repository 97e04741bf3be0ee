//! Laws of named expressions that read one another: chains as deep as the checker lets pass are followed to
//! their end on the stack of a test, and what is read twice costs no more than what is read once.

use std::fmt::Write as _;

use yardstick::check;
use yardstick::data::{DataFile, load_folder};
use yardstick::diff::compare;
use yardstick::eval;
use yardstick::model::Program;
use yardstick::render::account::{Context, Line, subject};
use yardstick::render::figures::Figures;
use yardstick::syntax;
use yardstick::text::SourceMap;

/// As many as may read one another.
const DEEPEST: usize = 32;

/// A book whose last name leads through as many as may be; `next` is what one makes of the one before.
fn book(next: impl Fn(&str) -> String) -> String {
    let mut text = "rulebook \"Rules\" {\n  year 2025\n  closes 2026-01-20\n  scores rounded half up to 2 decimals\n  \
                    totals rounded half up to 2 decimals\n}\nsubject office \"Office\"\n\
                    scorecard office out of 10 { service \"Service\" 100% }\n\
                    indicator a \"A\" in service for office {\n  points 10\n  input n0 : number from 0 to 10, empty means 0\n"
        .to_owned();
    for place in 1..=DEEPEST {
        writeln!(text, "  let n{place} = {}", next(&format!("n{}", place - 1))).unwrap();
    }
    writeln!(text, "  quantify n{DEEPEST} {{\n    below 2 => 0\n    2 and above => 10\n  }}").unwrap();
    writeln!(text, "  deduct 1 when n{DEEPEST} is above 4 or n{} is above 5\n}}", DEEPEST - 1).unwrap();
    text
}

fn program(text: &str, sources: &mut SourceMap) -> Program {
    let id = sources.add("rules.yard", text);
    let parse = syntax::parse(sources.file(id));
    assert!(!parse.diagnostics.has_errors());
    let checked = check::check(&[parse], sources);
    checked.program.unwrap_or_else(|| panic!("{:?}", checked.diagnostics.into_sorted()))
}

fn lines(list: &[Line]) -> usize {
    list.iter().map(|line| 1 + lines(&line.children)).sum()
}

/// How many lines the account of the only office has.
fn account(text: &str) -> usize {
    let mut sources = SourceMap::default();
    let program = program(text, &mut sources);
    let office = DataFile { name: "office.csv".to_owned(), bytes: b"id,name,a.n0\none,One,5\n".to_vec() };
    let loaded = load_folder(&program, vec![office], &mut sources);
    let (scores, _) = eval::score(&program, &loaded.submission, &sources);
    let context = Context { figures: Figures { program: &program, sources: &sources }, rulings: &[] };
    let told = subject(&context, &scores.subjects[0], None);
    assert!(scores.subjects[0].total.is_some());
    lines(&told)
}

/// What is changed in the first of a chain is told there, and nowhere else.
fn compared(text: &str, other: &str) -> usize {
    let mut sources = SourceMap::default();
    let (old, new) = (program(text, &mut sources), program(other, &mut sources));
    assert!(compare(&old, &old, &sources).changes.is_empty());
    compare(&old, &new, &sources).changes.len()
}

#[test]
fn a_name_that_is_read_twice_is_followed_once() {
    let twice: [fn(&str) -> String; 4] = [
        |one| format!("({one} + {one}) ÷ 2"),
        |one| format!("({one} + {one}) × 0.5"),
        |one| format!("if {one} is above 4.9 then {one} - 0.01 else {one}"),
        |one| format!("highest of ({one}, {one} - 1)"),
    ];
    for next in twice {
        let text = book(next);
        assert!(account(&text) < 20 * DEEPEST, "{}", account(&text));
        let other = text.replacen("n0 is above 4.9", "n0 is above 4.8", 1).replacen("(n0", "(1 + n0", 1);
        assert_eq!(compared(&text, &other), 1);
    }
}

/// Each reads the two before it.
#[test]
fn names_that_are_read_in_several_places_are_told_in_full_in_one() {
    let before = |name: &str| {
        let place: usize = name[1..].parse().unwrap();
        format!("highest of ({name}, n{} - 1)", place.saturating_sub(1))
    };
    let text = book(before);
    assert!(account(&text) < 20 * DEEPEST, "{}", account(&text));
    assert_eq!(compared(&text, &text.replacen("(n0", "(1 + n0", 1)), 1);
}

/// Nine levels in each of 27 and one in each of the rest are nearly as many as may be.
#[test]
fn the_deepest_chain_fits_the_stack_of_a_thread() {
    let next = |name: &str| {
        let place: usize = name[1..].parse().unwrap();
        format!("{name}{}", if place < 27 { " + 0".repeat(8) } else { String::new() })
    };
    let text = book(next);
    assert!(account(&text) > DEEPEST / 2);
    assert_eq!(compared(&text, &text.replacen("n0 + 0", "n0 + 1", 1)), 1);
}

/// What somebody lost is charged once to whoever answers for it, however often it is read on the way.
#[test]
fn a_loss_that_is_read_twice_is_one_charge() {
    let mut text = include_str!("liability.yard").to_owned();
    text.push_str("indicator chained in joint for department {\n  points from -1000 to 1000\n  start at 0\n");
    text.push_str("  let n0 = 0.5 × (sum of lost by bureau where led by this)\n  let m0 = n0\n  let q0 = 0.5\n");
    for place in 1..DEEPEST - 1 {
        let before = place - 1;
        writeln!(text, "  let q{place} = (q{before} + q{before}) × 0.5").unwrap();
        writeln!(text, "  let n{place} = (n{before} + n{before}) × 0.5").unwrap();
        writeln!(text, "  let m{place} = m{before} × (q{before} + q{before})").unwrap();
    }
    let last = DEEPEST - 2;
    write!(text, "  deduct n{last}\n  deduct m{last}, at most 5 for each bureau\n}}\n").unwrap();
    let mut sources = SourceMap::default();
    let program = program(&text, &mut sources);
    let file = |name: &str, text: &str| DataFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let files = vec![
        file("bureau.csv", "id,name,sequence,whole.share,shared.share,other.share,rural.share\nb0,B0,urban,50%,90%,80%,\n"),
        file("department.csv", "id,name\none,One\ntwo,Two\nthree,Three\n"),
        file("notices.csv", "subject,matter\n"),
    ];
    let loaded = load_folder(&program, files, &mut sources);
    let (scores, found) = eval::score(&program, &loaded.submission, &sources);
    assert!(!found.has_errors(), "{:#?}", found.into_sorted());
    let (id, _) = program.indicators.iter().find(|(_, indicator)| indicator.name == "chained").unwrap();
    let one = scores.subjects.iter().find(|score| loaded.submission.subjects[score.subject].id == "one").unwrap();
    let charges: Vec<_> = eval::ledger(&program, one).into_iter().filter(|entry| entry.indicator == id).collect();
    // Two clauses over the losses of 5 on `whole` and of 4 on `other`, each by half.
    let amounts: Vec<String> = charges.iter().map(|charge| charge.amount.to_fraction_text()).collect();
    assert_eq!(amounts, ["5/2", "2", "5/2", "2"]);
}
