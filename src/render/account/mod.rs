//! The account of a score: the whole derivation in plain words, as a tree of lines.
//!
//! Each [`Line`] says one thing that happened, with the numbers filled in, the clause of the rules it
//! rests on and the cells its numbers came from. [`subject`] makes the account of one subject from
//! the traces that scoring left; [`crate::render::why`] prints it as text or JSON.

mod again;
mod answered;
mod card;
mod changes;
mod consequences;
mod contest;
mod expression;
mod indicator;
mod ledger;
mod method;
mod ruling;
mod survey;

pub use again::once;
pub use card::subject;

use super::figures::{Figures, points};
use super::rulings::Listed;
use crate::eval::{Asked, Derivation, Found, Reason, ReasonKind, asked_words, question_words, reason_words};
use crate::model::{IndicatorId, Origin, Question};
use crate::text::{Span, Words};
use crate::value::Number;

/// What the builders of lines need.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// How figures are written.
    pub figures: Figures<'a>,
    /// The rulings of the run, in the order of the submission, the refused ones last.
    pub rulings: &'a [Listed<'a>],
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is, for machines.
    pub kind: &'static str,
    /// The same in plain words, with the numbers.
    pub words: Words,
    /// The number before and after, where it is a step that changes one.
    pub moved: Option<(Number, Number)>,
    /// The clause of the rules it rests on.
    pub clause: Option<Span>,
    /// The cells its numbers came from.
    pub cells: Vec<Cell>,
    /// What it is made of.
    pub children: Vec<Line>,
    /// The indicator it is the account of.
    pub indicator: Option<IndicatorId>,
}

/// A cell that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// What was asked.
    pub title: Words,
    /// What it says; empty where the line says it.
    pub value: Words,
    /// Where it stands; none when nothing was submitted.
    pub origin: Option<Origin>,
}

impl Line {
    /// A line of words alone.
    pub(super) fn new(kind: &'static str, words: Words) -> Self {
        Self { kind, words, moved: None, clause: None, cells: Vec::new(), children: Vec::new(), indicator: None }
    }

    /// With the clause it rests on.
    pub(super) fn clause(mut self, span: Span) -> Self {
        self.clause = Some(span);
        self
    }

    /// With the number before and after.
    pub(super) fn moved(mut self, before: &Number, after: &Number) -> Self {
        self.moved = Some((before.clone(), after.clone()));
        self
    }

    /// With what it is made of.
    pub(super) fn children(mut self, children: Vec<Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// With the cells its numbers came from.
    pub(super) fn cells(mut self, cells: Vec<Cell>) -> Self {
        self.cells = cells;
        self
    }
}

/// A condition with its values filled in.
#[must_use]
pub fn condition(context: &Context<'_>, derivation: &Derivation) -> Line {
    context.expression("condition", derivation)
}

impl Context<'_> {
    /// A reason as a line, with its clause and cell.
    fn reason(&self, reason: &Reason) -> Line {
        let mut line = Line::new("reason", reason_words(self.figures.program, reason));
        line.clause = reason.span;
        if let Some(origin) = &reason.origin {
            line.cells.push(Cell { title: self.asked_by(reason), value: Words::same(""), origin: Some(origin.clone()) });
        }
        line
    }

    /// What was asked in the cell of a reason; nothing where that is a whole row.
    fn asked_by(&self, reason: &Reason) -> Words {
        let program = self.figures.program;
        let field = |register, field| asked_words(program, Asked::Field { register, entry: 0, field });
        let kind = reason.kind.itself();
        if let ReasonKind::Unanswered(question)
        | ReasonKind::NotDue { question, .. }
        | ReasonKind::NotSeen(question, _)
        | ReasonKind::BadAnswer(question, _) = kind
        {
            question_words(program, *question)
        } else if let ReasonKind::EmptyField(register, place) | ReasonKind::BadField(register, place, _) = kind {
            field(*register, *place)
        } else if let ReasonKind::ParentUnanswered(id) = kind {
            asked_words(program, Asked::ParentAttribute(*id))
        } else if let ReasonKind::AwaitsJudgement(id, _) = kind {
            question_words(program, Question::State(*id))
        } else if let ReasonKind::AwaitsPoints(id, _) = kind {
            question_words(program, Question::Points(*id))
        } else {
            Words::same("")
        }
    }

    /// What something gives, in words: "1 point", "2.5 points".
    fn worth(&self, given: &Derivation) -> Words {
        given.found.as_number().map_or_else(|| self.found(&given.found, &given.ty), points)
    }

    /// What was found, in words.
    fn found(&self, found: &Found, ty: &crate::types::Type) -> Words {
        match found {
            Found::Given(value) => self.figures.value(value, ty),
            Found::Missing(_) => crate::words!("missing", "缺报"),
            Found::Pending(_) => crate::words!("pending", "未到期"),
            Found::Invalid(_) => crate::words!("invalid", "无效"),
        }
    }
}
