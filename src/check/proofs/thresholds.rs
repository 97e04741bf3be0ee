//! Numbers that something is measured from or against, and that it never comes to: the target of `in proportion to`,
//! the reference of `for every … above`.
//!
//! Only what is surely a slip is named: a number above all that is measured is never reached, and one below it
//! either is always reached or never undercut. A gain counted upwards from a number that all values exceed is in order:
//! so one counts what goes beyond a base.

use super::Prover;
use super::context::Context;
use super::intervals::Interval;
use super::space::Space;
use crate::model::{Arithmetic, Better, Expr, ExprKind, ForEvery};

impl Prover<'_> {
    /// The target of `in proportion to`, in the expression that it stands for.
    pub(super) fn proportion_beyond(&mut self, space: &mut Space, points: &Expr, context: &Context) {
        let ExprKind::Arithmetic(Arithmetic::Divide, scaled, below) = &*points.kind else { return };
        let ExprKind::Arithmetic(Arithmetic::Multiply, _, above) = &*scaled.kind else { return };
        self.threshold(space, above, below, context, true);
        self.threshold(space, below, above, context, true);
    }

    /// From where the steps of a gain or loss are counted.
    pub(super) fn reference_beyond(&mut self, space: &mut Space, every: &ForEvery, context: &Context) {
        if let Some((side, from)) = &every.beyond {
            self.threshold(space, &every.of, from, context, *side == Better::Lower);
        }
    }

    /// Whether a number lies beyond all that is measured; below it only if that is a slip as well.
    fn threshold(&mut self, space: &mut Space, measured: &Expr, written: &Expr, context: &Context, below_too: bool) {
        let is_number = |expr: &Expr| matches!(&*expr.kind, ExprKind::Constant(_));
        if !is_number(written) || is_number(measured) {
            return;
        }
        let (Some(number), image) = (space.constant_of(written), space.image(measured, context)) else { return };
        let Some(range) = image.range().filter(|_| !context.rough) else { return };
        if below_too || range.lies_below(&Interval::single(number.clone())) {
            self.beyond_bounds(space, &space.text(measured), &written.ty, (written.span, &number), &range);
        }
    }
}
