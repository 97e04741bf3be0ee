//! What a proposal says of itself: of which book it is, of which year, by whom, since when, and why.

use super::{Proposal, acceptance::Accepted};
use crate::check::lower::day_of;
use crate::check::messages::{Phrase, Thing, extensions as say, meaning as say_meaning, names as say_name};
use crate::check::names::nearest;
use crate::diagnostics::Diagnostics;
use crate::model::{Extension, MemberId, Program};
use crate::syntax::Parse;
use crate::syntax::ast::{self, ExtensionClause, Item, Name, RulebookClause};
use crate::text::{SourceMap, Span};
use crate::value::Day;

/// Reads the head; none when nobody can say whose proposal it is.
pub(super) fn read(
    program: &Program,
    parses: &[Parse],
    proposal: &Proposal,
    accepted: Option<&Accepted>,
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Option<Extension> {
    let items = proposal.parse.file.items.iter();
    let mut heads = items.filter_map(|item| if let Item::Extension(head) = &item.value { Some((head, item.span)) } else { None });
    let Some((head, span)) = heads.next() else {
        if proposal.parse.broken.is_empty() && !proposal.parse.diagnostics.has_errors() {
            let place = proposal.parse.file.items.first().map_or(sources.file(proposal.source).span().at_start(), |item| {
                let line = sources.slice(item.span).lines().next().map_or(0, str::len);
                let start = item.span.range().start;
                Span::new(item.span.source, start, start + line)
            });
            found.push(say::without_head(place, &program.header.title));
        }
        return None;
    };
    for (second, _) in heads {
        found.push(say_meaning::said_twice(second.title.span, head.title.span, &Phrase::ExtensionHead));
    }
    let book = Places::new(program, parses);
    if head.of.value != program.header.title {
        found.push(say::of_another_book(head.of.span, &program.header.title, book.title));
    }
    let clauses = Clauses::read(program, head, span, proposal, &book, found);
    let proposer = proposer(program, &head.by, found);
    if let (Some(proposer), Some(accepted)) = (proposer, accepted) {
        let role = &program.roles[accepted.by.0];
        if role.held_by.contains(&proposer) {
            found.push(say::accepted_by_proposer(accepted.by.1, &role.name, program.member_name(proposer), role.span, head.by.span));
        }
        if let Some((proposed, place)) = clauses.proposed
            && accepted.on.0 < proposed
        {
            found.push(say::accepted_before_proposed(accepted.on.1, place));
        }
        if accepted.on.0 > program.header.closes {
            let closes = program.header.said.closes.unwrap_or(program.header.span);
            found.push(say::accepted_after_closing(accepted.on.1, program.header.closes, closes));
        }
    }
    Some(Extension {
        name: proposal.name.clone(),
        title: head.title.value.clone(),
        proposer: proposer?,
        proposed: clauses.proposed.map_or(program.header.closes, |(day, _)| day),
        reason: clauses.reason,
        accepted: accepted.map(|accepted| accepted.on.0),
        accepted_by: accepted.map(|accepted| accepted.by.0),
        acceptance: accepted.map(|accepted| (accepted.on.1, accepted.by.1)),
        digest: proposal.digest,
        source: proposal.source,
        span,
    })
}

/// The member that proposes.
fn proposer(program: &Program, name: &Name, found: &mut Diagnostics) -> Option<MemberId> {
    let mut members = Vec::new();
    let mut known = Vec::new();
    for (level, kind) in program.levels.iter() {
        for (place, member) in kind.members.iter().enumerate() {
            known.push(member.name.clone());
            if member.name == name.value {
                members.push((MemberId { level, place }, member.span));
            }
        }
    }
    match members.as_slice() {
        [(only, _)] => Some(*only),
        [] => {
            let meant = nearest(name, known.iter().map(String::as_str));
            found.push(say_name::unknown_declaration(Thing::Member, name, meant, &known));
            None
        }
        [(_, first), (_, second), ..] => {
            found.push(say_name::ambiguous(name, &[*first, *second]));
            None
        }
    }
}

/// Where the book says what it is called and of which year it is.
struct Places {
    title: Span,
    year: Span,
}

impl Places {
    fn new(program: &Program, parses: &[Parse]) -> Self {
        let mut places = Self { title: program.header.span, year: program.header.span };
        for item in parses.iter().flat_map(|parse| &parse.file.items) {
            let Item::Rulebook(rulebook) = &item.value else { continue };
            places.title = rulebook.title.span;
            for clause in &rulebook.body.statements {
                if let RulebookClause::Year(year) = &clause.value {
                    places.year = year.span;
                }
            }
        }
        places
    }
}

/// The lines of the head.
#[derive(Default)]
struct Clauses {
    proposed: Option<(Day, Span)>,
    reason: Option<String>,
}

impl Clauses {
    fn read(program: &Program, head: &ast::Extension, span: Span, proposal: &Proposal, book: &Places, found: &mut Diagnostics) -> Self {
        let mut clauses = Self::default();
        let (mut year, mut proposed, mut reason) = (None, None, None);
        let once = |place: &mut Option<Span>, span: Span, phrase: Phrase, found: &mut Diagnostics| match *place {
            Some(first) => {
                found.push(say_meaning::said_twice(span, first, &phrase));
                false
            }
            None => {
                *place = Some(span);
                true
            }
        };
        for clause in &head.body.statements {
            match &clause.value {
                ExtensionClause::Year(written) => {
                    if once(&mut year, clause.span, Phrase::Year, found) && written.value.value.to_i64() != Some(program.header.year) {
                        found.push(say::of_another_year(written.span, program.header.year, book.year));
                    }
                }
                ExtensionClause::Proposed(written) => {
                    if !once(&mut proposed, clause.span, Phrase::Proposed, found) {
                        continue;
                    }
                    match day_of(program.header.year, 0, &written.value, written.span) {
                        Ok(day) => {
                            if day.year() != program.header.year {
                                found.push(say::proposed_outside(written.span, program.header.year));
                            }
                            clauses.proposed = Some((day, written.span));
                        }
                        Err(finding) => found.push(*finding),
                    }
                }
                ExtensionClause::Reason(written) => {
                    if once(&mut reason, clause.span, Phrase::Reason, found) {
                        clauses.reason = Some(written.value.clone());
                    }
                }
            }
        }
        let broken = proposal.parse.broken.iter().any(|broken| span.contains(broken.span));
        for (place, phrase) in [(year, Phrase::Year), (proposed, Phrase::Proposed), (reason, Phrase::Reason)] {
            if place.is_none() && !broken {
                found.push(say_meaning::left_unsaid(head.title.span, &phrase));
            }
        }
        clauses
    }
}
