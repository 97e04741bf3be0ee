//! What all extensions in force use of each opening, together.

use super::Candidate;
use crate::check::messages::extensions as say;
use crate::diagnostics::Diagnostics;
use crate::model::{Author, Child, Program};
use crate::text::{Span, Words};
use crate::value::Number;

/// So many others are named beside one that is too much.
const SHOWN: usize = 6;

/// Reports the indicator with which an opening is overdrawn: of several the one accepted last.
pub(super) fn judge(program: &Program, in_force: &[Candidate], found: &mut Diagnostics) {
    let mut said = Vec::new();
    for part in program.parts.values() {
        for (place, opening) in part.open.iter().enumerate() {
            let mut used = Number::zero();
            let mut list = Vec::new();
            for candidate in in_force {
                for child in &part.children {
                    let Child::Indicator(id) = child else { continue };
                    let indicator = &program.indicators[*id];
                    let Author::Department(member) = indicator.author else { continue };
                    let own = indicator.span.source == candidate.proposal.source;
                    if !own || part.opening_for(member) != Some(place) {
                        continue;
                    }
                    let left = opening.at_most.subtract(&used);
                    used = used.add(&indicator.points.high);
                    list.push((indicator, candidate));
                    if used <= opening.at_most || said.contains(id) {
                        continue;
                    }
                    said.push(*id);
                    let inside = indicator.points.span.source == candidate.proposal.source;
                    let span = if inside { indicator.points.span } else { indicator.name_span };
                    // Of one that has too many points for itself only what stays too much when it takes as many as
                    // each may have.
                    let enough = opening.each.as_ref().is_none_or(|each| *each <= left);
                    if enough && found.iter().any(|finding| say::is_beyond(finding, indicator.span)) {
                        continue;
                    }
                    let shares: Vec<(Words, String, Span)> = list
                        .iter()
                        .take(list.len() - 1)
                        .take(SHOWN)
                        .map(|(indicator, candidate)| {
                            let proposer = program.member_name(candidate.extension.proposer);
                            (
                                Words::new(format!("{} ({proposer})", indicator.name), format!("{}（{proposer}）", indicator.name)),
                                indicator.points.high.to_string(),
                                indicator.name_span,
                            )
                        })
                        .collect();
                    let more = list.len() - 1 - shares.len();
                    let shares = (shares.as_slice(), more);
                    found.push(say::beyond_all(span, &used, &opening.at_most, &left, (&part.path, opening.span), shares));
                }
            }
        }
    }
}
