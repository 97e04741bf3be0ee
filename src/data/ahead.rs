//! What lies ahead on the day of scoring: the day on which an extension was accepted, and the first day on which
//! values of months are due. Nobody is at fault for what is not there yet, nor for what is there too early.

use std::collections::BTreeSet;

use super::Tables;
use super::columns::{Column, Reading};
use crate::model::{IndicatorId, InputId, Program, RegisterId, Submission};
use crate::value::Day;

/// What lies ahead; nothing where no day was named.
#[derive(Clone, Debug, Default)]
pub(super) struct Ahead {
    day: Option<Day>,
    /// The indicators of extensions that were accepted later.
    indicators: BTreeSet<IndicatorId>,
    /// Their registers.
    registers: BTreeSet<RegisterId>,
}

impl Tables<'_> {
    /// The same, to be read as of a day.
    #[must_use]
    pub fn as_of(mut self, day: Option<Day>) -> Self {
        self.loading.ahead = day.map(|day| Ahead::of(self.loading.program, day)).unwrap_or_default();
        self
    }
}

impl Ahead {
    fn of(program: &Program, day: Day) -> Self {
        let later = |extension: &&crate::model::Extension| extension.accepted.is_some_and(|accepted| accepted > day);
        let sources: BTreeSet<_> = program.extensions.iter().filter(later).map(|extension| extension.source).collect();
        let registers = program.registers.iter().filter(|(_, register)| sources.contains(&register.span.source));
        Self { day: Some(day), indicators: program.accepted_after(day), registers: registers.map(|(id, _)| id).collect() }
    }

    /// Whether a register came with an extension that is not in force yet: what stands in it is not read.
    pub(super) fn holds(&self, register: RegisterId) -> bool {
        self.registers.contains(&register)
    }

    /// Whether no month of any of these inputs is due yet.
    pub(super) fn holds_months(&self, program: &Program, inputs: &BTreeSet<InputId>) -> bool {
        let waits = |input: &InputId, day: Day| {
            let due = |month| program.inputs[*input].due_for(program.header.year, month);
            self.indicators.iter().any(|id| program.indicators[*id].inputs.contains(input)) || (1..=12).all(|month| due(month) > day)
        };
        self.day.is_some_and(|day| inputs.iter().all(|input| waits(input, day)))
    }

    /// Columns of indicators that are not in force yet may be there or not, and what stands in them is not read.
    pub(super) fn set_aside(&self, program: &Program, columns: &mut [Column<'_>]) {
        for column in columns {
            let asked = column.meaning.asked_by(program);
            if asked.is_some_and(|id| self.indicators.contains(&id)) {
                (column.needed, column.reading) = (false, Reading::Nothing);
            }
        }
    }

    /// Marks the rulings that are about nothing but indicators which are not in force yet.
    pub(super) fn mark(&self, submission: &mut Submission) {
        for ruling in &mut submission.rulings {
            ruling.ahead = !ruling.indicators.is_empty() && ruling.indicators.is_subset(&self.indicators);
        }
    }
}
