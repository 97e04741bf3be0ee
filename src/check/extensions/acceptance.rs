//! Which file an `accept` clause means, and whether it is still the file that was accepted.

use super::Proposal;
use crate::check::lower::day_of;
use crate::check::messages::{Thing, extensions as say, names as say_name};
use crate::check::names::nearest;
use crate::diagnostics::Diagnostics;
use crate::model::{Program, RoleId};
use crate::syntax::ast::Accept;
use crate::text::{Digest, Span};
use crate::value::Day;

/// A proposal with the clause that accepts it.
pub(super) struct Accepted<'p> {
    pub proposal: &'p Proposal,
    /// When it was accepted, and where that is written.
    pub on: (Day, Span),
    /// Who accepted it, and where that is written.
    pub by: (RoleId, Span),
}

/// The files that the clauses pin, in the order of acceptance; a clause that pins none is reported.
pub(super) fn matched<'p>(
    program: &Program,
    accepts: &[(&Accept, Span)],
    proposals: &'p [Proposal],
    found: &mut Diagnostics,
) -> Vec<Accepted<'p>> {
    let mut list: Vec<Accepted<'p>> = Vec::new();
    let mut seen: Vec<&Accept> = Vec::new();
    for (accept, _) in accepts {
        if let Some(first) = seen.iter().find(|first| first.name.value == accept.name.value) {
            found.push(say::accepted_twice(&accept.name, first.name.span));
            continue;
        }
        seen.push(accept);
        let on = match day_of(program.header.year, 0, &accept.on.value, accept.on.span) {
            Ok(day) => Some(day),
            Err(finding) => {
                found.push(*finding);
                None
            }
        };
        let by = program.roles.iter().find(|(_, role)| role.name == accept.by.value).map(|(id, _)| id);
        if by.is_none() {
            let known: Vec<String> = program.roles.values().map(|role| role.name.clone()).collect();
            let meant = nearest(&accept.by, known.iter().map(String::as_str));
            found.push(say_name::unknown_declaration(Thing::Role, &accept.by, meant, &known));
        }
        let Some(proposal) = proposals.iter().find(|proposal| proposal.name == accept.name.value) else {
            let names: Vec<&str> = proposals.iter().map(|proposal| proposal.name.as_str()).collect();
            found.push(say::accepts_nothing(&accept.name, nearest(&accept.name, names.iter().copied())));
            continue;
        };
        if proposal.leads_outside {
            found.push(say::accepts_link(&accept.name));
        } else if pinned(accept, proposal, found)
            && let (Some(on), Some(by)) = (on, by)
        {
            list.push(Accepted { proposal, on: (on, accept.on.span), by: (by, accept.by.span) });
        }
    }
    list.sort_by(|left, right| (left.on.0, &left.proposal.name).cmp(&(right.on.0, &right.proposal.name)));
    list
}

/// Whether the file is the one that was accepted, to the last byte.
fn pinned(accept: &Accept, proposal: &Proposal, found: &mut Diagnostics) -> bool {
    let Some(written) = &accept.digest else {
        found.push(say::digest_unsaid(&accept.name, proposal.digest));
        return false;
    };
    match Digest::read(&written.value) {
        Some(digest) if digest == proposal.digest => true,
        Some(digest) => {
            found.push(say::changed_since(written.span, &accept.name.value, digest, proposal.digest));
            false
        }
        None => {
            found.push(say::no_digest(written.span, proposal.digest));
            false
        }
    }
}
