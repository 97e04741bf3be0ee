//! Ranks and what they share with contests: keys, ties, what a missing value does.

use super::expression::nth;
use super::scorecard::whom;
use super::words::number_of;
use crate::syntax::Rule;
use crate::syntax::ast::{Among, Better, ContestClause, ContestKey, MissingPolicy, Rank, Ties};
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};
use crate::text::Spanned;

pub(super) fn rank<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Rank> {
    let (whom, keys) = (whom(reader, node)?, keys(reader, node)?);
    let body = reader.body_if_any(statement, Context::Rank, rank_clause);
    Some(Rank { whom, among: among(node), keys, body })
}

pub(super) fn rank_clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<ContestClause> {
    reader.no_body(statement);
    contest_clause(&node.first()?)
}

/// A clause that ranks and competitions share.
pub(super) fn contest_clause(node: &Node) -> Option<ContestClause> {
    if node.rule() == Rule::ties {
        ties(node).map(ContestClause::Ties)
    } else if node.rule() == Rule::missing_policy {
        let last = node.has(Rule::kw_missing_last);
        Some(ContestClause::Missing(if last { MissingPolicy::LastPlace } else { MissingPolicy::LeaveCount }))
    } else if node.rule() == Rule::competitors_at_least {
        number_of(node).map(ContestClause::AtLeast)
    } else {
        None
    }
}

/// How ties are shared.
pub(super) fn ties(node: &Node) -> Option<Ties> {
    if node.has(Rule::kw_ties_better) {
        Some(Ties::Better)
    } else if node.has(Rule::kw_ties_worse) {
        Some(Ties::Worse)
    } else {
        node.has(Rule::kw_ties_average).then_some(Ties::Average)
    }
}

/// Among whom, where `node` says so.
pub(super) fn among(node: &Node) -> Option<Spanned<Among>> {
    let written = node.child(Rule::among)?;
    let among = if written.has(Rule::kw_within_sequence) {
        Among::Sequence
    } else if written.has(Rule::kw_within_parent) {
        Among::Parent
    } else {
        Among::All
    };
    Some(Spanned::new(among, written.span()))
}

/// The keys in `node`, in their order.
pub(super) fn keys(reader: &mut Reader, node: &Node) -> Option<Vec<ContestKey>> {
    node.child(Rule::contest_keys)?.all(Rule::contest_key).map(|written| key(reader, &written)).collect()
}

fn key(reader: &mut Reader, node: &Node) -> Option<ContestKey> {
    Some(ContestKey { value: nth(reader, node, Rule::value, 0)?, better: better(node) })
}

/// Which is better, where `node` says so.
pub(super) fn better(node: &Node) -> Option<Spanned<Better>> {
    let of = |rule, better| node.child(rule).map(|written| Spanned::new(better, written.span()));
    of(Rule::kw_lower_is_better, Better::Lower).or_else(|| of(Rule::kw_higher_is_better, Better::Higher))
}
