//! Walks through expressions without evaluating them.

use crate::model::{Banded, Expr, ExprKind, Over};

use super::bands::outcome_exprs;

/// The expressions directly inside one.
pub(super) fn pieces(expr: &Expr) -> Vec<&Expr> {
    match &*expr.kind {
        ExprKind::Constant(_)
        | ExprKind::Input(_)
        | ExprKind::MonthValue(_)
        | ExprKind::ParentAttribute(_)
        | ExprKind::Sequence
        | ExprKind::ParentSequence
        | ExprKind::Let(_)
        | ExprKind::Field(_)
        | ExprKind::MeasuredValue
        | ExprKind::ScoringDay
        | ExprKind::Indicator(..)
        | ExprKind::PartScore(_)
        | ExprKind::Total
        | ExprKind::Vetoed
        | ExprKind::Vetoes
        | ExprKind::Grade
        | ExprKind::Across(_) => Vec::new(),
        ExprKind::Negate(inner)
        | ExprKind::Not(inner)
        | ExprKind::IsMissing(inner)
        | ExprKind::IsGiven(inner)
        | ExprKind::Rounded(inner, _) => vec![inner],
        ExprKind::Arithmetic(_, left, right)
        | ExprKind::Compare(_, left, right)
        | ExprKind::Both(left, right)
        | ExprKind::Either(left, right)
        | ExprKind::Default(left, right)
        | ExprKind::DaysFrom(left, right)
        | ExprKind::MonthsFrom(left, right)
        | ExprKind::Difference(left, right) => vec![left, right],
        ExprKind::If(condition, holds, fails) => vec![condition, holds, fails],
        ExprKind::Lookup(_, keys) => keys.iter().map(|key| &key.value).collect(),
        ExprKind::Aggregate(aggregate) => match &aggregate.over {
            Over::List(list) => list.iter().collect(),
            Over::Entries { value, condition, .. } | Over::Months { value, condition } => value.iter().chain(condition).collect(),
        },
        ExprKind::Banded(banded) => {
            let mut pieces = vec![&banded.value];
            pieces.extend(table_pieces(banded));
            pieces
        }
    }
}

/// The expressions of a table's rows.
pub(super) fn table_pieces(banded: &Banded) -> Vec<&Expr> {
    let mut pieces = Vec::new();
    for row in &banded.whens {
        pieces.push(&row.condition);
        pieces.extend(outcome_exprs(&row.outcome));
    }
    for row in &banded.rows {
        pieces.extend(row.low.iter().chain(&row.high).map(|edge| &edge.value));
        pieces.extend(outcome_exprs(&row.outcome));
    }
    pieces.extend(banded.otherwise.iter().flat_map(|otherwise| outcome_exprs(&otherwise.outcome)));
    pieces
}

/// Whether an expression speaks of what the table around it measures. In a table inside it that
/// word means what the inner table measures.
pub(super) fn mentions_measured(expr: &Expr) -> bool {
    if let ExprKind::Banded(banded) = &*expr.kind {
        return mentions_measured(&banded.value);
    }
    matches!(*expr.kind, ExprKind::MeasuredValue) || pieces(expr).into_iter().any(mentions_measured)
}

/// Calls `visit` with every table of an expression, inner ones included.
pub(super) fn each_table<'e>(expr: &'e Expr, visit: &mut impl FnMut(&'e Banded)) {
    if let ExprKind::Banded(banded) = &*expr.kind {
        visit(banded);
    }
    for piece in pieces(expr) {
        each_table(piece, visit);
    }
}
