//! What follows from results.

use super::super::canon::Canon;
use super::super::change::{Aspect, Leaning};
use super::super::node::Node;
use super::super::words::comparison_word;
use super::indicators::whom;
use super::{constant, meaning};
use crate::model::{Across, Comparison, Consequence, ContestResult, Expr, ExprKind, PlaceTest};
use crate::value::Number;

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

/// A condition that numbers decide: the more points it asks for, the stricter it is, whether something
/// good is earned from there or something bad avoided; the more places it leaves room for, the looser.
pub(super) fn threshold(canon: &Canon<'_>, mut node: Node, condition: &Expr) -> Node {
    let mut sides = vec![condition];
    let mut deciders = Vec::new();
    while let Some(side) = sides.pop() {
        if let ExprKind::Both(left, right) = side.kind.as_ref() {
            sides.extend([left, right]);
            continue;
        }
        deciders.push(match decider(canon, side) {
            (Some(number), Some(more), rest) => (rest, Some((number, more))),
            (_, _, _) => (canon.text(|canon, to| canon.expr(side, to)), None),
        });
    }
    // What is joined by `and` may stand in any order.
    deciders.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (rest, size) in deciders {
        node.rest = format!("{} and {rest}", node.rest);
        if let Some((number, more)) = size {
            node = node.sized(Some(&number), more);
        }
    }
    node
}

/// The number that decides a condition, what more of it means, and what stays when it is left out.
fn decider(canon: &Canon<'_>, condition: &Expr) -> (Option<Number>, Option<Leaning>, String) {
    let text = |expr: &Expr| canon.text(|canon, to| canon.expr(expr, to));
    if let ExprKind::Compare(comparison, left, right) = condition.kind.as_ref() {
        let sided = match comparison {
            Comparison::Is | Comparison::IsNot => false,
            Comparison::Below | Comparison::Above | Comparison::AtMost | Comparison::AtLeast => true,
        };
        let place = matches!(left.kind.as_ref(), ExprKind::Across(Across::Contest { result: ContestResult::Place, .. }));
        let points = matches!(left.kind.as_ref(), ExprKind::Total | ExprKind::PartScore(_));
        let more = if place { Leaning::Looser } else { Leaning::Stricter };
        let rest = format!("{} {}", comparison_word(*comparison), text(left));
        return (constant(right).cloned(), (sided && (place || points)).then_some(more), rest);
    }
    let ExprKind::Placed(place, test) = condition.kind.as_ref() else { return (None, None, String::new()) };
    match test {
        PlaceTest::First(number) => {
            (i64::try_from(*number).ok().map(Number::from), Some(Leaning::Looser), format!("first of {}", text(place)))
        }
        PlaceTest::Share(share, mode) => (Some(share.clone()), Some(Leaning::Looser), format!("{mode:?} share of {}", text(place))),
        PlaceTest::Last => (None, None, String::new()),
    }
}
