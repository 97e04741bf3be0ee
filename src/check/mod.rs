//! From trees to a checked program: names, units, types, and what each clause means.
//!
//! [`check`] walks through these steps, none of which stops at a fault:
//! 1. `names` collects what all files declare; the order of files never matters.
//! 2. `lower` turns declarations into the model: header, units, choices, subjects, registers,
//!    scorecards, then indicators with their inputs and points, then every expression.
//! 3. `infer` types an expression and resolves its names from the inside out. Named expressions
//!    are typed when they are first read, so their order does not matter either.
//! 4. `dependencies` refuses circles between results.
//!
//! 5. [`proofs`] shows what holds for every input: tables without gaps, weights that add up, no
//!    division by zero. It leaves alone what was reported before.
//!
//! Extensions are proposals of others. `extensions` holds them to the rules the office has set, and
//! checks each as if it were part of the book; only those that the book accepts are.
//!
//! What was reported once is poison ([`crate::types::Type::Error`]) and stays silent afterwards.

mod checker;
mod dependencies;
mod duties;
mod extensions;
mod infer;
mod lower;
mod messages;
mod nameless;
mod names;
pub mod proofs;

pub use duties::duties;
pub use extensions::{Proposal, Proposed, check_with, is_accepted, propose, waiting};

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostics, Severity};
use crate::model::{Extension, Program};
use crate::syntax::Parse;
use crate::text::{SourceId, SourceMap, Span};

/// What checking gives.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The program, if neither the trees nor the rules have an error.
    pub program: Option<Program>,
    /// What could be understood of rules that have errors; none where there is a program.
    pub draft: Option<Program>,
    /// What was found here; the findings of parsing stay with their [`Parse`].
    pub diagnostics: Diagnostics,
}

/// Checks the files of one rulebook together, one without extensions.
#[must_use]
pub fn check(parses: &[Parse], sources: &SourceMap) -> Checked {
    check_with(parses, &[], sources)
}

/// The rules with the extensions in force, for another year than the one written: every day near that
/// year moves along, so that what was submitted for one year can be scored by the rules of another.
#[must_use]
pub fn check_for(parses: &[Parse], extensions: &[(&Parse, Extension)], sources: &SourceMap, year: i64) -> Checked {
    check_judging(parses, extensions, sources, Asked { year: Some(year), ..Asked::default() })
}

/// Checks the office's files, and those of extensions as if they were part of the book.
fn check_together(parses: &[Parse], extensions: &[(&Parse, Extension)], sources: &SourceMap) -> Checked {
    check_judging(parses, extensions, sources, Asked::default())
}

/// The office's files alone, which know nothing of what `proposed` brings.
fn check_office(parses: &[Parse], sources: &SourceMap, proposed: &BTreeMap<String, String>) -> Checked {
    check_judging(parses, &[], sources, Asked { proposed: Some(proposed), ..Asked::default() })
}

/// The same, where only what is found in one of the files is wanted: of the others nothing is proved.
fn check_beside(parses: &[Parse], extensions: &[(&Parse, Extension)], sources: &SourceMap, wanted: SourceId) -> Checked {
    check_judging(parses, extensions, sources, Asked { wanted: Some(wanted), ..Asked::default() })
}

/// How a book is checked, where that is not as it stands.
#[derive(Clone, Copy, Default)]
struct Asked<'p> {
    /// The indicators that proposals bring, each with the name of its file.
    proposed: Option<&'p BTreeMap<String, String>>,
    /// Every day near the year written moves to this one.
    year: Option<i64>,
    /// The one file whose indicators are proved.
    wanted: Option<SourceId>,
}

fn check_judging(parses: &[Parse], extensions: &[(&Parse, Extension)], sources: &SourceMap, asked: Asked<'_>) -> Checked {
    let mut checker = checker::Checker::new(parses, extensions, sources);
    checker.judged = asked.year;
    checker.proposed = asked.proposed.cloned().unwrap_or_default();
    checker.collect();
    checker.lower();
    checker.refuse_circles();
    checker.settle_missed();
    checker.refuse_silence();
    let (program, mut diagnostics) = checker.finish();
    let all = || parses.iter().chain(extensions.iter().map(|(parse, _)| *parse));
    if program.header.year != 0 {
        let found = all().flat_map(|parse| parse.diagnostics.iter()).chain(diagnostics.iter());
        let errors: Vec<Span> = found.filter(|found| found.severity() == Severity::Error).map(|found| found.primary.span).collect();
        proofs::prove_beside(&program, sources, (&errors, asked.wanted), &mut diagnostics);
    }
    let faulty = diagnostics.has_errors() || all().any(|parse| parse.diagnostics.has_errors());
    if faulty || program.header.year == 0 {
        Checked { program: None, draft: Some(program), diagnostics }
    } else {
        Checked { program: Some(program), draft: None, diagnostics }
    }
}
