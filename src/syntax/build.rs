//! The tree of a statement from what the grammar has read of it: one file for each family.
//!
//! These functions follow the shapes of the grammar. Where a piece is not there that the grammar
//! promises, they give nothing, and the statement is listed as broken.

mod contest;
mod declaration;
mod example;
mod expression;
mod extension;
mod indicator;
mod input;
mod method;
mod scorecard;
mod survey;
mod words;

use super::Rule;
use super::ast::Item;
use super::keywords::{ITEMS, begins_clause, is_one_of};
use super::node::Node;
use super::outline::{Statement, TokenKind};
use super::reader::{Context, Reader};
use crate::text::Spanned;

/// An item of a file.
pub(super) fn item<'t>(reader: &mut Reader<'t>, statement: &Statement) -> Option<Spanned<Item>> {
    reader.statement(statement, Context::Item, head)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are items")]
fn head<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Item> {
    let node = node.first()?;
    Some(match node.rule() {
        Rule::rulebook => Item::Rulebook(declaration::rulebook(reader, &node, statement)?),
        Rule::unit => Item::Unit(declaration::unit(reader, &node, statement)?),
        Rule::choice => Item::Choice(declaration::choice(reader, &node, statement)?),
        Rule::subject => Item::Subject(declaration::subject(reader, &node, statement)?),
        Rule::role => Item::Role(declaration::role(reader, &node, statement)?),
        Rule::register => Item::Register(declaration::register(reader, &node, statement)?),
        Rule::table => Item::Table(declaration::table(reader, &node, statement)?),
        Rule::scale => Item::Scale(declaration::scale(reader, &node, statement)?),
        Rule::pattern => Item::Pattern(declaration::pattern(reader, &node, statement)?),
        Rule::scorecard => Item::Scorecard(scorecard::scorecard(reader, &node, statement)?),
        Rule::indicator => Item::Indicator(Box::new(indicator::indicator(reader, &node, statement)?)),
        Rule::grade => Item::Grade(example::grade(reader, &node, statement)?),
        Rule::rank => Item::Rank(contest::rank(reader, &node, statement)?),
        Rule::consequence => Item::Consequence(example::consequence(reader, &node, statement)?),
        Rule::example => Item::Example(example::example(reader, &node, statement)?),
        Rule::examples => Item::Examples(example::examples(reader, &node, statement)?),
        Rule::extension => Item::Extension(extension::extension(reader, &node, statement)?),
        Rule::accept => Item::Accept(extension::accept(reader, &node, statement)?),
        _ => return None,
    })
}

/// Reads the body of a statement whose head is broken, for the faults in it; its tree is dropped.
pub(super) fn dropped_body<'t>(reader: &mut Reader<'t>, statement: &Statement, context: Context) {
    let Some(block) = &statement.block else { return };
    let context = super::names::inside(reader, statement, context);
    match context {
        Context::Rulebook => drop(reader.block(block, context, declaration::rulebook_clause)),
        Context::Extension => drop(reader.block(block, context, extension::clause)),
        Context::Choice => drop(reader.block(block, context, declaration::choice_list)),
        Context::Subject => drop(reader.block(block, context, declaration::subject_clause)),
        Context::Register => drop(reader.block(block, context, declaration::register_field)),
        Context::Table => drop(reader.block(block, context, declaration::table_line)),
        Context::Scorecard => drop(reader.block(block, context, scorecard::part_clause)),
        Context::Indicator => drop(reader.block(block, context, indicator::clause)),
        Context::Joint => drop(reader.block(block, context, indicator::joint_change)),
        Context::Quantify => drop(reader.block(block, context, method::quantify_row)),
        Context::Steps => drop(reader.block(block, context, method::step)),
        Context::State => drop(reader.block(block, context, method::state_row)),
        Context::Survey => drop(reader.block(block, context, survey::clause)),
        Context::Grade => drop(reader.block(block, context, example::grade_row)),
        Context::Compete => drop(reader.block(block, context, contest::compete_row)),
        Context::Rank => drop(reader.block(block, context, contest::rank_clause)),
        Context::Consequence => drop(reader.block(block, context, example::consequence_row)),
        Context::Example => drop(reader.block(block, context, example::clause)),
        Context::Cases => drop(reader.block(block, context, |reader, node, statement| example::case(reader, node, statement, false))),
        // An item that is not known, or has no body of its own.
        Context::Item => {}
    }
}

/// Whether a statement at the outermost level is a clause that belongs into a body.
pub(super) fn stands_outside(reader: &Reader, statement: &Statement) -> bool {
    let Some(first) = reader.tokens_of(statement).first().filter(|token| token.kind == TokenKind::Word) else { return false };
    let word = reader.word(first);
    !is_one_of(word, &ITEMS) && begins_clause(word)
}
