//! Walks through expressions without evaluating them.

use crate::model::{Banded, Expr, ExprKind};

/// Whether an expression speaks of what the table around it measures. In a table inside it that
/// word means what the inner table measures.
pub(super) fn mentions_measured(expr: &Expr) -> bool {
    if let ExprKind::Banded(banded) = &*expr.kind {
        return mentions_measured(&banded.value);
    }
    matches!(*expr.kind, ExprKind::MeasuredValue) || expr.expressions().into_iter().any(mentions_measured)
}

/// Calls `visit` with every table of an expression, inner ones included.
pub(super) fn each_table<'e>(expr: &'e Expr, visit: &mut impl FnMut(&'e Banded)) {
    if let ExprKind::Banded(banded) = &*expr.kind {
        visit(banded);
    }
    for piece in expr.expressions() {
        each_table(piece, visit);
    }
}
