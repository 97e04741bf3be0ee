//! Scorecards and their parts.

use super::expression::{expression, nth, plain_number, sum_of};
use super::words::{name, name_of, names_of, percent_of, rounding, text_of};
use crate::syntax::Rule;
use crate::syntax::ast::{Let, Part, PartClause, PartOption, Policy, Scorecard, Whom};
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};
use crate::text::Spanned;

pub(super) fn scorecard<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Scorecard> {
    let whom = whom(reader, node)?;
    let options = options(reader, node)?;
    Some(Scorecard { whom, options, body: reader.body(statement, Context::Scorecard, part_clause)? })
}

/// Whom the item is for whose head `node` is.
pub(super) fn whom(reader: &mut Reader, node: &Node) -> Option<Whom> {
    let whom = node.child(Rule::whom)?;
    let condition = match whom.child(Rule::filter) {
        Some(filter) => Some(nth(reader, &filter, Rule::condition, 0)?),
        None => None,
    };
    let members = whom.child(Rule::members).map(|members| names_of(&members)).unwrap_or_default();
    Some(Whom { level: name_of(&whom)?, members, condition })
}

fn options(reader: &mut Reader, node: &Node) -> Option<Vec<Spanned<PartOption>>> {
    let Some(list) = node.child(Rule::part_options) else { return Some(Vec::new()) };
    list.all(Rule::part_option).map(|child| Some(Spanned::new(option(reader, &child.first()?)?, child.span()))).collect()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are options of a part")]
fn option(reader: &mut Reader, node: &Node) -> Option<PartOption> {
    Some(match node.rule() {
        Rule::weight => PartOption::Weight(percent_of(node)?),
        Rule::out_of => PartOption::OutOf(sum_of(reader, node)?),
        Rule::scaled_to => PartOption::ScaledTo(sum_of(reader, node)?),
        Rule::bonus_part => PartOption::BonusAtMost(sum_of(reader, node)?),
        Rule::adjustment => PartOption::Adjustment(sum_of(reader, node)?, nth(reader, node, Rule::sum, 1)?),
        Rule::least_number if node.has(Rule::kw_indicators) => PartOption::AtLeastIndicators(plain_number(node)?),
        Rule::least_number => PartOption::AtLeastParts(plain_number(node)?),
        Rule::not_applicable if node.has(Rule::kw_redistribute) => PartOption::NotApplicable(Policy::Redistribute),
        Rule::not_applicable if node.has(Rule::kw_full_points) => PartOption::NotApplicable(Policy::FullPoints),
        Rule::not_applicable => PartOption::NotApplicable(Policy::Zero),
        Rule::times => PartOption::Times(sum_of(reader, node)?),
        Rule::rounded => PartOption::Rounded(rounding(node)?),
        Rule::open_to => {
            let each = match node.tagged("each") {
                Some(each) => Some(expression(reader, &each)?),
                None => None,
            };
            PartOption::OpenTo { by: names_of(node), at_most: sum_of(reader, node)?, each }
        }
        _ => return None,
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are clauses of a scorecard")]
pub(super) fn part_clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<PartClause> {
    let node = node.first()?;
    if node.rule() == Rule::part {
        let options = options(reader, &node)?;
        let body = reader.body_if_any(statement, Context::Scorecard, part_clause);
        return Some(PartClause::Part(Part { name: name_of(&node)?, title: text_of(&node), options, body }));
    }
    reader.no_body(statement);
    match node.rule() {
        Rule::let_clause => let_clause(reader, &node).map(PartClause::Let),
        Rule::total_at_least => {
            let unless = match node.child(Rule::expr) {
                Some(_) => Some(nth(reader, &node, Rule::expr, 0)?),
                None => None,
            };
            Some(PartClause::TotalAtLeast(sum_of(reader, &node)?, unless))
        }
        Rule::total_at_most => sum_of(reader, &node).map(PartClause::TotalAtMost),
        _ => None,
    }
}

/// `let NAME = EXPRESSION`
pub(super) fn let_clause(reader: &mut Reader, node: &Node) -> Option<Let> {
    Some(Let { name: name(&node.child(Rule::name)?), value: nth(reader, node, Rule::expr, 0)? })
}
