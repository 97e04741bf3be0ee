//! Surveys: their groups, and the lines of their bodies.

use super::declaration::choice_values;
use super::expression::sum_of;
use super::input::limit;
use super::words::{day_of, name_of, names_of, number, number_of, text_of};
use crate::syntax::Rule;
use crate::syntax::ast::{EmptyGroup, NumberLiteral, StateChoice, Survey, SurveyClause, SurveyGroup};
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};
use crate::text::Spanned;

pub(super) fn survey<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Survey> {
    let levels = choice(node)?;
    let groups = node.all(Rule::survey_group).map(|child| group(&child)).collect::<Option<Vec<_>>>()?;
    let ceiling = limit(reader, node, Rule::at_most_of)?;
    Some(Survey { levels, groups, ceiling, body: reader.body(statement, Context::Survey, clause)? })
}

/// A declared choice, or the values of one between brackets, directly in `node`.
pub(super) fn choice(node: &Node) -> Option<Spanned<StateChoice>> {
    Some(match node.child(Rule::choice_values) {
        Some(inline) => Spanned::new(StateChoice::Inline(choice_values(&inline)?), inline.span()),
        None => {
            let name = name_of(node)?;
            let span = name.span;
            Spanned::new(StateChoice::Named(name), span)
        }
    })
}

fn group(node: &Node) -> Option<SurveyGroup> {
    let percent = node.child(Rule::weight)?.child(Rule::percent)?;
    let weight = Spanned::new(number(&percent.child(Rule::number)?), percent.span());
    Some(SurveyGroup { name: name_of(node)?, title: text_of(node), weight })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are lines of a survey")]
pub(super) fn clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<SurveyClause> {
    reader.no_body(statement);
    let node = node.first()?;
    match node.rule() {
        Rule::level_value => Some(SurveyClause::Level { name: name_of(&node)?, title: text_of(&node), points: sum_of(reader, &node)? }),
        Rule::due => Some(SurveyClause::Due(day_of(reader, &node)?)),
        Rule::least_raters => Some(SurveyClause::AtLeast { raters: number_of(&node)?, groups: groups(&node) }),
        Rule::drop_extremes => {
            let ends = node.child(Rule::drop_ends)?;
            let from = match node.child(Rule::with_raters) {
                Some(written) => Some(number_of(&written)?),
                None => None,
            };
            let (highest, lowest) = (end(&ends, "highest"), end(&ends, "lowest"));
            Some(SurveyClause::Drop { highest, lowest, from, groups: groups(&node) })
        }
        Rule::empty_group => {
            let (rule, written) = if node.has(Rule::kw_redistribute) {
                (Rule::kw_redistribute, EmptyGroup::Redistribute)
            } else {
                (Rule::kw_cannot_be_applied, EmptyGroup::CannotBeApplied)
            };
            Some(SurveyClause::EmptyGroup(Spanned::new(written, node.child(rule)?.span())))
        }
        _ => None,
    }
}

/// The groups a clause names: behind it in English, before it in Chinese.
fn groups(node: &Node) -> Vec<crate::syntax::ast::Name> {
    match node.child(Rule::among_groups) {
        Some(among) => names_of(&among),
        None => names_of(node),
    }
}

fn end(ends: &Node, tag: &str) -> Option<Spanned<NumberLiteral>> {
    ends.tagged(tag).map(|child| Spanned::new(number(&child), child.span()))
}
