//! A checked program written down as one list of declarations, each with its clauses below it.
//!
//! Whoever adds something to the model adds it here: the matches are exhaustive, so the compiler
//! names the place. Examples are left out; they say nothing of their own.

mod book;
mod cards;
mod clauses;
mod consequences;
mod extensions;
mod indicators;
mod methods;
mod subjects;
mod surveys;

pub(super) use book::nothing;

use std::collections::BTreeSet;

use super::canon::{Canon, TABLE};
use super::change::{Aspect, Leaning};
use super::node::{Meaning, Node};
use crate::model::{Expr, ExprKind};
use crate::value::{Number, Value};

/// Everything a book declares.
pub(super) fn outline(program: &crate::model::Program, canon: &Canon<'_>) -> Vec<Node> {
    let mut nodes = vec![book::header(canon, &program.header)];
    nodes.extend(book::units(canon));
    nodes.extend(book::choices(canon));
    nodes.extend(subjects::levels(canon));
    nodes.extend(subjects::roles(canon));
    nodes.extend(subjects::registers(canon));
    nodes.extend(book::tables(canon));
    nodes.extend(book::scales(canon));
    nodes.extend(cards::scorecards(canon));
    nodes.extend(indicators::indicators(canon));
    nodes.extend(cards::ranks(canon));
    nodes.extend(cards::grades(canon));
    nodes.extend(extensions::in_force(canon));
    nodes.extend(consequences::consequences(canon));
    let mut read = BTreeSet::new();
    nodes.iter().for_each(|node| tables_read(node, &mut read));
    let unread: Vec<bool> = nodes.iter().map(|node| node.aspect == Aspect::Table && !read.contains(node.name.as_str())).collect();
    nodes.iter_mut().zip(unread).for_each(|(node, unread)| node.unread = unread);
    nodes
}

/// The names of the tables that are read somewhere below.
fn tables_read(node: &Node, read: &mut BTreeSet<String>) {
    // Named expressions stand for themselves below their owners, so nothing is hidden behind a name or a digest.
    let named = node.meaning.forms.first().map_or("", |form| &form.named);
    let names = named.split(TABLE).skip(1).filter_map(|behind| behind.split_once('(').map(|(name, _)| name));
    read.extend(names.map(str::to_owned));
    node.children.iter().for_each(|child| tables_read(child, read));
}

/// What an expression means.
fn meaning(canon: &Canon<'_>, expr: &Expr) -> Meaning {
    canon.meaning(|canon, to| canon.expr(expr, to))
}

/// An expression that says what something is.
fn expression(canon: &Canon<'_>, aspect: Aspect, expr: &Expr) -> Node {
    Node::clause(aspect, meaning(canon, expr), expr.span).keyed(aspect.word())
}

/// A node with one of the amounts that it speaks of. A number is a size, and only its name stays when it is left out,
/// so that sizes are compared with those of the same name; what is no number stays as it is.
fn amount(canon: &Canon<'_>, mut node: Node, name: &str, expr: &Expr, more: Leaning) -> Node {
    node.rest.push_str(name);
    let number = constant(expr);
    if number.is_none() {
        node.rest.push_str(&canon.text(|canon, to| canon.expr(expr, to)));
    }
    node.sized(number, more)
}

/// The number an expression is, where it is one.
fn constant(expr: &Expr) -> Option<&Number> {
    if let ExprKind::Constant(Value::Number(number)) = expr.kind.as_ref() { Some(number) } else { None }
}
