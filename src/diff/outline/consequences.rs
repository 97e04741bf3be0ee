//! What follows from results.

use super::super::canon::{Canon, comparison_word};
use super::super::change::{Aspect, Leaning};
use super::super::node::Node;
use super::indicators::whom;
use super::{constant, meaning};
use crate::model::{Comparison, Consequence, Expr, ExprKind};

/// Declarations of consequences.
pub(super) fn consequences(canon: &Canon<'_>) -> Vec<Node> {
    canon.program.consequences.values().map(|consequence| consequence_node(canon, consequence)).collect()
}

fn consequence_node(canon: &Canon<'_>, consequence: &Consequence) -> Node {
    let whom_node = whom(canon, &consequence.whom);
    let mut node = Node::thing(Aspect::Consequence, &canon.program.levels[consequence.level].name, None, consequence.whom.span);
    // Of one kind of subject there may be several: those for the same are paired first.
    node.hints = vec![format!("{} {}", node.key, whom_node.meaning.whole()), node.key.clone()];
    node.key.clear();
    node.children.push(whom_node);
    node.with(consequence.rows.iter().map(|row| {
        let mut clause = Node::clause(Aspect::Follows, meaning(canon, &row.condition), row.span).keyed(&row.text);
        clause.name.clone_from(&row.text);
        threshold(canon, clause, &row.condition)
    }))
}

/// A condition that one number of points decides: the more of them it asks for, the stricter it is,
/// whether something good is earned from there or something bad avoided.
pub(super) fn threshold(canon: &Canon<'_>, mut node: Node, condition: &Expr) -> Node {
    let ExprKind::Compare(comparison, left, right) = condition.kind.as_ref() else { return node };
    let results = matches!(left.kind.as_ref(), ExprKind::Total | ExprKind::PartScore(_));
    let sided = match comparison {
        Comparison::Below | Comparison::Above | Comparison::AtMost | Comparison::AtLeast => true,
        Comparison::Is | Comparison::IsNot => false,
    };
    if !results || !sided {
        return node;
    }
    node.rest = canon.text(|canon, to| {
        to.put(comparison_word(*comparison));
        canon.expr(left, to);
    });
    node.sized(constant(right), Leaning::Stricter)
}
