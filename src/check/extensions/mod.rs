//! Extensions: files of others that become part of the book when the office accepts them.
//!
//! A proposal is read in three steps, none of which stops at a fault: `head` and `tree` look at what
//! the file says of itself and which names it takes, `meaning` at what its indicators do once the
//! file is checked as if it were part of the book, and `points` at what all extensions use together.
//! `acceptance` finds the file that an `accept` clause pins. What a proposal declares is its own: it
//! is checked beside the office's files alone, so it can read nothing of another proposal.

mod acceptance;
mod head;
mod meaning;
mod points;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use super::{Checked, check_beside, check_office, check_together};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::{Extension, Program};
use crate::syntax::Parse;
use crate::syntax::ast::{Accept, Item};
use crate::text::{Digest, SourceId, SourceMap, Span};
use crate::threads;

/// A file under `extensions/`, read.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its name under `extensions/`, without the ending.
    pub name: String,
    /// Its text.
    pub source: SourceId,
    /// Its tree.
    pub parse: Parse,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Whether it is a link that leads out of the rulebook's folder, so that nothing was read.
    pub leads_outside: bool,
}

/// What a proposal comes to.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The book as it stands, the accepted extensions in it; none when it has errors.
    pub before: Option<Program>,
    /// The book with the proposal; none when either breaks a rule.
    pub after: Option<Program>,
    /// The same as far as it could be understood, where a rule is broken.
    pub draft: Option<Program>,
    /// What the proposal says of itself, as far as it could be understood.
    pub extension: Option<Extension>,
    /// What is wrong with the book.
    pub book: Diagnostics,
    /// What is wrong with the proposal.
    pub found: Diagnostics,
}

/// A proposal that is held to the rules: what it says of itself, and what of its tree may be read on.
struct Candidate<'p> {
    proposal: &'p Proposal,
    extension: Extension,
    /// Without the items that were refused.
    parse: Parse,
}

/// Checks the files of one rulebook together, with the extensions it accepts. Proposals that nobody
/// accepts are left aside.
#[must_use]
pub fn check_with(parses: &[Parse], proposals: &[Proposal], sources: &SourceMap) -> Checked {
    let office = check_office(parses, sources, &indicators_of(proposals));
    let accepts = accepts(parses);
    let Some(program) = office.program.as_ref().filter(|_| !accepts.is_empty()) else { return office };
    let mut found = Diagnostics::default();
    let accepted = acceptance::matched(program, &accepts, proposals, &mut found);
    let (in_force, checked) = candidates(program, parses, &accepted, sources, &mut found);
    let together = together(program, &in_force, checked, &office.diagnostics, &mut found);
    let Together { program, said } = together;
    let faulty = found.has_errors() || in_force.len() < accepts.len() || program.is_none();
    // What only an extension uses is not unused.
    office
        .diagnostics
        .iter()
        .filter(|finding| faulty || said.contains(&(finding.primary.span, finding.code)))
        .cloned()
        .for_each(|finding| found.push(finding));
    let (program, draft) = if faulty { (None, program) } else { (program, None) };
    Checked { program, draft, diagnostics: found }
}

/// The names of the indicators that proposals bring, each with the name of its file.
fn indicators_of(proposals: &[Proposal]) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for proposal in proposals {
        for item in &proposal.parse.file.items {
            if let Item::Indicator(indicator) = &item.value {
                names.insert(indicator.name.value.clone(), proposal.name.clone());
            }
        }
    }
    names
}

/// Holds a proposal to the rules of the book, beside the extensions the book accepts.
#[must_use]
pub fn propose(parses: &[Parse], proposals: &[Proposal], candidate: &Proposal, sources: &SourceMap) -> Proposed {
    // A proposal that is accepted already is looked at anew: as if it were not.
    let accepted = || accepts(parses).into_iter().filter(|(accept, _)| accept.name.value != candidate.name);
    let others: Vec<(&Accept, Span)> = accepted().collect();
    let office = check_together(parses, &[], sources);
    let mut book = Diagnostics::default();
    let Some(program) = office.program.clone() else {
        return Proposed {
            before: None,
            after: None,
            draft: None,
            extension: None,
            book: office.diagnostics,
            found: Diagnostics::default(),
        };
    };
    let matched = acceptance::matched(&program, &others, proposals, &mut book);
    let (mut in_force, checked) = candidates(&program, parses, &matched, sources, &mut book);
    let before = together(&program, &in_force, checked, &office.diagnostics, &mut book);
    let before = before.program.filter(|_| !book.has_errors() && in_force.len() == others.len());
    let (mut found, own) = read(&program, parses, candidate, None, &in_force, sources);
    if let Some(own) = &own {
        found.append(alone(own, parses, sources));
    }
    let extension = own.as_ref().map(|own| own.extension.clone());
    let mut office_findings = office.diagnostics.clone();
    office_findings.append(book.clone());
    let (mut after, mut draft) = (None, None);
    if let Some(own) = own {
        in_force.push(own);
        let checked = checked_together(&in_force, parses, sources);
        let together = together(&program, &in_force, Some(checked), &office_findings, &mut found);
        if found.has_errors() || before.is_none() {
            draft = together.program;
        } else {
            after = together.program;
        }
    }
    Proposed { before, after, draft, extension, book: office_findings, found }
}

/// Whether a clause of the book accepts a proposal as it is now, to the last byte.
#[must_use]
pub fn is_accepted(parses: &[Parse], proposal: &Proposal) -> bool {
    accepts(parses).into_iter().any(|(accept, _)| {
        let digest = accept.digest.as_ref().and_then(|written| Digest::read(&written.value));
        accept.name.value == proposal.name && digest == Some(proposal.digest)
    })
}

/// The names of the proposals that no clause accepts, in their order.
#[must_use]
pub fn waiting<'n>(parses: &[Parse], names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let accepted: BTreeSet<&str> = accepts(parses).into_iter().map(|(accept, _)| accept.name.value.as_str()).collect();
    names.into_iter().filter(|name| !accepted.contains(name)).collect()
}

/// The clauses that accept, by place.
fn accepts(parses: &[Parse]) -> Vec<(&Accept, Span)> {
    let mut found = Vec::new();
    for item in parses.iter().flat_map(|parse| &parse.file.items) {
        if let Item::Accept(accept) = &item.value {
            found.push((accept, item.span));
        }
    }
    found.sort_by_key(|(_, span)| *span);
    found
}

/// Holds each accepted proposal to the rules, in the order of acceptance; those that can be read are handed on,
/// with what checking all of them as one book gives. What each does alone and what they do together is found out
/// side by side.
fn candidates<'p>(
    program: &Program,
    parses: &[Parse],
    accepted: &[acceptance::Accepted<'p>],
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> (Vec<Candidate<'p>>, Option<Checked>) {
    let mut list: Vec<Candidate<'p>> = Vec::new();
    let mut said: Vec<(Diagnostics, bool)> = Vec::new();
    for accepted in accepted {
        let (found, candidate) = read(program, parses, accepted.proposal, Some(accepted), &list, sources);
        said.push((found, candidate.is_some()));
        list.extend(candidate);
    }
    // The longest first: then the others are done beside it.
    let jobs = (!list.is_empty()).then_some(Job::Together).into_iter().chain(list.iter().map(Job::Alone));
    let done = threads::map(jobs, 2, |job| match job {
        Job::Alone(candidate) => Done::Alone(alone(candidate, parses, sources)),
        Job::Together => Done::Together(checked_together(&list, parses, sources)),
    });
    let (mut alone, mut together) = (Vec::new(), None);
    for done in done {
        match done {
            Done::Alone(found) => alone.push(found),
            Done::Together(checked) => together = Some(checked),
        }
    }
    let mut alone = alone.into_iter().peekable();
    for (own, is_read) in said {
        found.append(own);
        alone.next_if(|_| is_read).into_iter().for_each(|own| found.append(own));
    }
    (list, together)
}

/// What is found out about proposals side by side.
enum Job<'l, 'p> {
    Alone(&'l Candidate<'p>),
    Together,
}

/// What was found out.
enum Done {
    Alone(Diagnostics),
    Together(Checked),
}

/// What a proposal says of itself and which names it takes, beside those before it.
fn read<'p>(
    program: &Program,
    parses: &[Parse],
    proposal: &'p Proposal,
    accepted: Option<&acceptance::Accepted<'p>>,
    others: &[Candidate<'p>],
    sources: &SourceMap,
) -> (Diagnostics, Option<Candidate<'p>>) {
    let mut found = Diagnostics::default();
    found.append(proposal.parse.diagnostics.clone());
    let Some(extension) = head::read(program, parses, proposal, accepted, sources, &mut found) else { return (found, None) };
    let parse = tree::read(program, parses, proposal, others, &mut found);
    (found, Some(Candidate { proposal, extension, parse }))
}

/// What a proposal does as part of the book. The office's files were checked before; here only what the proposal
/// does is told.
fn alone(candidate: &Candidate, parses: &[Parse], sources: &SourceMap) -> Diagnostics {
    let Candidate { proposal, extension, parse } = candidate;
    let mut found = Diagnostics::default();
    let alone = check_beside(parses, &[(parse, extension.clone())], sources, proposal.source);
    let own = alone.diagnostics.iter().filter(|finding| finding.primary.span.source == proposal.source);
    own.cloned().for_each(|finding| found.push(finding));
    if let Some(program) = alone.program.as_ref().or(alone.draft.as_ref()) {
        meaning::judge(program, extension, parse, &mut found);
    }
    found
}

/// The office's files and all extensions in force, checked as one book.
fn checked_together(in_force: &[Candidate], parses: &[Parse], sources: &SourceMap) -> Checked {
    let extensions: Vec<(&Parse, Extension)> = in_force.iter().map(|one| (&one.parse, one.extension.clone())).collect();
    check_together(parses, &extensions, sources)
}

/// What the office's files and all extensions in force come to as one book, and whether their points fit together;
/// nothing was checked where none is in force.
fn together(office: &Program, in_force: &[Candidate], checked: Option<Checked>, said: &Diagnostics, found: &mut Diagnostics) -> Together {
    let Some(checked) = checked else { return Together { program: Some(office.clone()), said: places(said) } };
    let known: BTreeSet<(Span, Code)> = said.iter().chain(found.iter()).map(|finding| (finding.primary.span, finding.code)).collect();
    let new = |finding: &&Diagnostic| !known.contains(&(finding.primary.span, finding.code));
    let spoken = found.has_errors();
    for finding in checked.diagnostics.iter().filter(new) {
        // Where a rule is broken already, what follows from it is not told again.
        if !spoken || finding.severity() == Severity::Warning {
            found.push(finding.clone());
        }
    }
    let said = places(&checked.diagnostics);
    let program = checked.program.or(checked.draft);
    if let Some(program) = &program {
        points::judge(program, in_force, found);
    }
    Together { program, said }
}

/// The office's files and the extensions in force, checked together.
struct Together {
    program: Option<Program>,
    /// What is found in all of it.
    said: BTreeSet<(Span, Code)>,
}

fn places(found: &Diagnostics) -> BTreeSet<(Span, Code)> {
    found.iter().map(|finding| (finding.primary.span, finding.code)).collect()
}
