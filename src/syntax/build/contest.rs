//! Ranks and what they share with contests: keys, ties, what a missing value does.

use super::expression::{make, nth, sum_of};
use super::input::limit;
use super::scorecard::whom;
use super::words::{fold, number_of};
use crate::syntax::Rule;
use crate::syntax::ast::{
    Aggregate, AggregateFunction, AggregateOver, Among, Better, Compete, CompeteForm, CompeteRow, ContestClause, ContestKey, Expr,
    ExprKind, MissingPolicy, Rank, Standing, StandingResult, Ties,
};
use crate::syntax::keywords::printed;
use crate::syntax::messages;
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};
use crate::text::Spanned;

pub(super) fn rank<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Rank> {
    let (whom, keys) = (whom(reader, node)?, keys(reader, node)?);
    let (among, body) = (among(node), reader.body_if_any(statement, Context::Rank, rank_clause));
    // 排名 县区局 序列中: the word is taken for a member.
    if let (None, [word]) = (&among, whom.members.as_slice())
        && !reader.vocabulary().is_name(word.as_str())
        && let Some((_, meant)) = GROUPS.iter().find(|(typed, _)| *typed == word.as_str())
    {
        let meant = printed(*meant, reader.file.language());
        reader.refuse(messages::other_words(word.span, word.as_str(), meant));
    }
    Some(Rank { whom, among, keys, body })
}

/// Words for a group to be ranked in, with the keyword that is meant.
const GROUPS: [(&str, Rule); 11] = [
    ("序列中", Rule::kw_within_sequence),
    ("序列里", Rule::kw_within_sequence),
    ("同序列", Rule::kw_within_sequence),
    ("同一序列", Rule::kw_within_sequence),
    ("各序列", Rule::kw_within_sequence),
    ("按序列", Rule::kw_within_sequence),
    ("单位内", Rule::kw_within_parent),
    ("本单位内", Rule::kw_within_parent),
    ("所在单位中", Rule::kw_within_parent),
    ("全部", Rule::kw_over_all),
    ("所有", Rule::kw_over_all),
];

pub(super) fn rank_clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<ContestClause> {
    reader.no_body(statement);
    contest_clause(&node.first()?)
}

pub(super) fn compete<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Compete> {
    let keys = keys(reader, node)?;
    let form = match node.child(Rule::compete_form) {
        Some(written) => Some(Spanned::new(form(reader, &written)?, written.span())),
        None => None,
    };
    let ceiling = limit(reader, node, Rule::at_most_of)?;
    let body = reader.body_if_any(statement, Context::Compete, compete_row);
    Some(Compete { keys, form, ceiling, body })
}

fn form(reader: &mut Reader, node: &Node) -> Option<CompeteForm> {
    let first = sum_of(reader, node)?;
    if node.has(Rule::kw_best) {
        return Some(CompeteForm::Proportion(first));
    }
    let second = nth(reader, node, Rule::sum, 1)?;
    Some(if node.has(Rule::kw_first) { CompeteForm::Line(first, second) } else { CompeteForm::Range(first, second) })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other rows are clauses that ranks have too")]
pub(super) fn compete_row<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<CompeteRow> {
    reader.no_body(statement);
    let node = node.first()?;
    Some(match node.rule() {
        Rule::kw_lower_is_better => CompeteRow::Better(Better::Lower),
        Rule::kw_higher_is_better => CompeteRow::Better(Better::Higher),
        Rule::each_place_below => CompeteRow::EachBelow { less: sum_of(reader, &node)?, at_least: limit(reader, &node, Rule::at_least)? },
        Rule::places_otherwise => CompeteRow::Otherwise(sum_of(reader, &node)?),
        Rule::place_points => {
            let mut ordinals = node.all(Rule::ordinal).map(|written| place(&written));
            CompeteRow::Places { from: ordinals.next()??, to: ordinals.next().flatten(), points: sum_of(reader, &node)? }
        }
        _ => CompeteRow::Contest(contest_clause(&node)?),
    })
}

fn place(node: &Node) -> Option<Spanned<usize>> {
    let digits: String = node.child(Rule::place_number)?.text().chars().map(fold).collect();
    Some(Spanned::new(digits.parse().ok()?, node.span()))
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

/// `rate within sequence`, `competitors over all`
pub(super) fn over_peers(reader: &mut Reader, node: &Node) -> Option<AggregateOver> {
    let value = if node.has(Rule::kw_number_competing) { None } else { Some(sum_of(reader, node)?) };
    Some(AggregateOver::Peers { value, among: among(node)? })
}

/// `place of rate within sequence`, `share of peers above in rate within sequence`
pub(super) fn standing(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let result = if node.has(Rule::kw_share_above) { StandingResult::ShareAbove } else { StandingResult::Place };
    standing_of(reader, node, result)
}

fn standing_of(reader: &mut Reader, node: &Node, result: StandingResult) -> Option<Expr> {
    let standing = Standing {
        result,
        available: node.has(Rule::kw_available),
        value: sum_of(reader, node)?,
        better: better(node),
        among: among(node)?,
    };
    Some(make(ExprKind::Standing(Box::new(standing)), node.span()))
}

/// 序列内 申报率 的最高值, 序列内 用时 越低越好 的名次, 序列内 参评数
pub(super) fn among_peers(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let among = among(node)?;
    let available = node.has(Rule::kw_available);
    if node.has(Rule::kw_number_competing) {
        let function = Spanned::new(AggregateFunction::Number, node.span());
        let over = AggregateOver::Peers { value: None, among };
        return Some(make(ExprKind::Aggregate(Aggregate { function, available, over }), node.span()));
    }
    let ending = node.child(Rule::of_them).or_else(|| node.child(Rule::standing_of_them))?;
    let standing = [(Rule::kw_place_of_them, StandingResult::Place), (Rule::kw_share_above_them, StandingResult::ShareAbove)];
    if let Some((_, result)) = standing.into_iter().find(|(rule, _)| ending.has(*rule)) {
        return standing_of(reader, node, result);
    }
    let function = [
        (Rule::kw_highest_of_them, AggregateFunction::Highest),
        (Rule::kw_lowest_of_them, AggregateFunction::Lowest),
        (Rule::kw_average_of_them, AggregateFunction::Average),
        (Rule::kw_sum_of_them, AggregateFunction::Sum),
        (Rule::kw_number_of_them, AggregateFunction::Number),
        (Rule::kw_median_of_them, AggregateFunction::Median),
        (Rule::kw_latest_of_them, AggregateFunction::Latest),
    ];
    let (_, function) = function.into_iter().find(|(rule, _)| ending.has(*rule))?;
    let over = AggregateOver::Peers { value: Some(sum_of(reader, node)?), among };
    let function = Spanned::new(function, ending.span());
    Some(make(ExprKind::Aggregate(Aggregate { function, available, over }), node.span()))
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
