//! What expressions compute, so that the same is known for the same wherever it was written; and what stands in them.

use std::collections::BTreeSet;

use super::facts::{Atom, Gathered};
use super::space::Space;
use crate::model::{Aggregate, Expr, ExprKind, Function, LetId, Over, Program, RegisterId};
use crate::text::Language;

impl Space<'_> {
    /// What an expression computes, wherever it was written.
    pub(super) fn shape(&self, expr: &Expr) -> String {
        let parts: Vec<String> = expr.expressions().into_iter().map(|part| self.shape(part)).collect();
        let head = match &*expr.kind {
            ExprKind::Arithmetic(operator, _, _) => format!("{operator:?}"),
            ExprKind::Compare(comparison, _, _) => format!("{comparison:?}"),
            ExprKind::Rounded(_, rounding) => format!("{rounding:?}"),
            ExprKind::Lookup(table, _) => format!("{table:?}"),
            ExprKind::MonthValue(id) => format!("month of {id:?}"),
            ExprKind::Negate(_) => "negate".to_owned(),
            ExprKind::Not(_) => "not".to_owned(),
            ExprKind::Both(..) => "both".to_owned(),
            ExprKind::Either(..) => "either".to_owned(),
            ExprKind::IsMissing(_) => "missing".to_owned(),
            ExprKind::Placed(_, test) => format!("{test:?}"),
            ExprKind::IsGiven(_) => "given".to_owned(),
            ExprKind::If(..) => "if".to_owned(),
            ExprKind::Default(..) => "default".to_owned(),
            ExprKind::DaysFrom(..) => "days".to_owned(),
            ExprKind::MonthsFrom(..) => "months".to_owned(),
            ExprKind::Difference(..) => "difference".to_owned(),
            ExprKind::Aggregate(aggregate) => gathering(aggregate, &over(aggregate)),
            ExprKind::Banded(_) => format!("{:?}", expr.span),
            ExprKind::Across(_) => self.text(expr),
            ExprKind::Constant(_)
            | ExprKind::Input(_)
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
            | ExprKind::Grade => format!("{:?}", expr.kind),
        };
        format!("{head}({})", parts.join(","))
    }

    /// What a function over entries or months runs over, whichever function it is.
    pub(super) fn run_over(&self, aggregate: &Aggregate) -> String {
        let part = |part: Option<&Expr>| part.map_or_else(String::new, |part| self.shape(part));
        match &aggregate.over {
            Over::Entries { register, value, condition } => {
                format!("{register:?} of {} where {}", part(value.as_ref()), part(condition.as_ref()))
            }
            Over::Months { value, condition } => format!("months of {} where {}", part(value.as_ref()), part(condition.as_ref())),
            Over::List(_) => String::new(),
        }
    }

    /// The same of those of what it runs over that are there.
    pub(super) fn run_over_available(&self, aggregate: &Aggregate) -> String {
        format!("available {}", self.run_over(aggregate))
    }

    /// What stands for a function over the entries of a register, or over the months.
    pub(super) fn entries_atom(&self, aggregate: &Aggregate, expr: &Expr) -> Atom {
        match &aggregate.over {
            // Of the entries themselves none is missing, so that `available` leaves none out.
            Over::Entries { register, value: None, condition } if aggregate.function == Function::Number => {
                self.entries_where(*register, condition.as_ref(), expr)
            }
            Over::Entries { .. } | Over::Months { .. } | Over::List(_) => {
                let shape = gathering(aggregate, &self.run_over(aggregate));
                Atom::Entries(Gathered { shape, text: self.text(expr) })
            }
        }
    }

    /// The number of entries of a register, all of them or those of which a condition holds, however it is spelled.
    pub(super) fn entries_where(&self, register: RegisterId, condition: Option<&Expr>, near: &Expr) -> Atom {
        let name = &self.program.registers[register].name;
        let asked = condition.map(|condition| self.text(condition));
        let text = match (self.sources.file(near.span.source).language(), asked) {
            (Language::English, None) => format!("number of entries in {name}"),
            (Language::English, Some(asked)) => format!("number of entries in {name} where {asked}"),
            (Language::Chinese, None) => format!("个数 {name} 中的 记录"),
            (Language::Chinese, Some(asked)) => format!("个数 {name} 中的 记录 其中 {asked}"),
        };
        let shape = condition.map_or_else(String::new, |condition| self.shape(condition));
        Atom::Entries(Gathered { shape: format!("number of {register:?} where {shape}"), text })
    }
}

/// What stands in an expression and in what it names, each named one once.
pub(super) fn standing_in<'e>(program: &'e Program, expr: &'e Expr) -> Standing<'e, impl Fn(&Expr) -> bool + use<'e>> {
    standing_in_where(program, expr, |_| true)
}

/// The same without what stands in those of which `into` does not hold.
pub(super) fn standing_in_where<'e, F: Fn(&Expr) -> bool>(program: &'e Program, expr: &'e Expr, into: F) -> Standing<'e, F> {
    Standing { program, waiting: vec![expr], seen: BTreeSet::new(), into }
}

/// Goes through what stands in an expression.
pub(super) struct Standing<'e, F> {
    program: &'e Program,
    waiting: Vec<&'e Expr>,
    seen: BTreeSet<LetId>,
    into: F,
}

impl<'e, F: Fn(&Expr) -> bool> Iterator for Standing<'e, F> {
    type Item = &'e Expr;

    fn next(&mut self) -> Option<&'e Expr> {
        let expr = self.waiting.pop()?;
        if (self.into)(expr) {
            if let ExprKind::Let(id) = &*expr.kind
                && self.seen.insert(*id)
            {
                self.waiting.push(&self.program.lets[*id].value);
            }
            self.waiting.extend(expr.expressions());
        }
        Some(expr)
    }
}

/// A function and what it runs over.
pub(super) fn gathering(aggregate: &Aggregate, over: &str) -> String {
    format!("{:?} available {} of {over}", aggregate.function, aggregate.available)
}

/// What the parts of an expression are to a function over them.
fn over(aggregate: &Aggregate) -> String {
    match &aggregate.over {
        Over::Entries { register, value, condition } => format!("{register:?} {} {}", value.is_some(), condition.is_some()),
        Over::Months { value, condition } => format!("months {} {}", value.is_some(), condition.is_some()),
        Over::List(_) => "list".to_owned(),
    }
}
