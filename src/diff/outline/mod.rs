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

use super::canon::Canon;
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
    nodes
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
