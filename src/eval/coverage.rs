//! Which rows, methods and clauses of a rulebook its examples have met.

use std::collections::BTreeSet;

use super::trace::{Clause, ClauseKind};
use super::walk::each_table;
use crate::model::{Banded, Change, ChangeGroup, CompeteForm, Expr, Indicator, Method, Program, Quantify, Times, WhenRow};
use crate::text::Span;

/// The clauses of a rulebook, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// All of them.
    pub clauses: Vec<Covered>,
}

/// A clause and whether an example met it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Where it is written.
    pub span: Span,
    /// What it is.
    pub kind: ClauseKind,
    /// Whether any example met it.
    pub met: bool,
}

impl Coverage {
    /// Says of every clause of the rulebook whether it is among those met.
    #[must_use]
    pub fn of(program: &Program, met: &BTreeSet<Clause>) -> Self {
        let clauses = clauses(program);
        Self {
            clauses: clauses
                .into_iter()
                .map(|clause| Covered { span: clause.span, kind: clause.kind, met: met.contains(&clause) })
                .collect(),
        }
    }

    /// How many clauses there are, and how many of them were met.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.clauses.len(), self.clauses.iter().filter(|clause| clause.met).count())
    }

    /// The clauses that no example met.
    pub fn unmet(&self) -> impl Iterator<Item = &Covered> {
        self.clauses.iter().filter(|clause| !clause.met)
    }
}

/// Every clause that an example can meet.
fn clauses(program: &Program) -> BTreeSet<Clause> {
    let mut all = Found::default();
    for indicator in program.indicators.values() {
        all.indicator(indicator);
    }
    for named in program.lets.values() {
        all.tables_in(&named.value);
    }
    for part in program.parts.values() {
        part.times.iter().for_each(|times| all.tables_in(times));
    }
    for scorecard in program.scorecards.values() {
        for limit in &scorecard.at_least {
            all.add(limit.span, ClauseKind::TotalLimit);
        }
        for limit in &scorecard.at_most {
            all.add(limit.span, ClauseKind::TotalLimit);
        }
    }
    for grade in program.grades.values() {
        for row in grade.rows.iter().chain(&grade.at_once).chain(&grade.at_most) {
            all.add(row.span, ClauseKind::Grade);
        }
    }
    for row in program.consequences.values().flat_map(|consequence| &consequence.rows) {
        all.add(row.span, ClauseKind::Consequence);
        all.tables_in(&row.condition);
    }
    all.0
}

#[derive(Default)]
struct Found(BTreeSet<Clause>);

impl Found {
    fn add(&mut self, span: Span, kind: ClauseKind) {
        self.0.insert(Clause { span, kind });
    }

    fn indicator(&mut self, indicator: &Indicator) {
        for link in &indicator.chain.links {
            self.add(link.span, ClauseKind::Method);
            self.method(&link.method);
        }
        if let Some(end) = &indicator.chain.end {
            self.add(end.span, ClauseKind::End);
        }
        for group in &indicator.changes {
            match group {
                ChangeGroup::Single(change) => self.change(change),
                ChangeGroup::Joint { changes, span, .. } => {
                    self.add(*span, ClauseKind::Change);
                    changes.iter().for_each(|change| self.change(change));
                }
            }
        }
        for ceiling in &indicator.ceilings {
            self.add(ceiling.span, ClauseKind::Ceiling);
            self.tables_in(&ceiling.condition);
            self.tables_in(&ceiling.points);
        }
        for veto in &indicator.vetoes {
            self.add(veto.span, ClauseKind::Veto);
            self.tables_in(&veto.condition);
            self.tables_in(&veto.points);
        }
    }

    fn method(&mut self, method: &Method) {
        match method {
            Method::Quantify(Quantify::Table(banded)) => {
                self.rows(banded);
                banded.expressions().into_iter().for_each(|piece| self.tables_in(piece));
            }
            Method::Quantify(Quantify::Points { whens, value, .. }) => {
                self.whens(whens);
                self.tables_in(value);
            }
            Method::Quantify(Quantify::Target { whens, value, start, gains, .. }) => {
                self.whens(whens);
                self.tables_in(value);
                self.tables_in(start);
                for gain in gains {
                    self.add(gain.span, ClauseKind::Gain);
                    self.tables_in(&gain.amount);
                }
            }
            Method::Steps(steps) => steps.steps.iter().for_each(|step| self.add(step.span, ClauseKind::Step)),
            Method::State(state) => state.rows.iter().for_each(|row| self.add(row.span, ClauseKind::State)),
            Method::Compete(compete) => {
                if let CompeteForm::Places(places) = &compete.form {
                    places.spans().into_iter().for_each(|span| self.add(span, ClauseKind::Place));
                }
            }
            Method::Survey(survey) => {
                survey.levels.iter().for_each(|level| self.add(level.span, ClauseKind::Level));
                let drops = survey.groups.iter().filter_map(|group| group.drop.as_ref());
                drops.for_each(|drop| self.add(drop.span, ClauseKind::Drop));
            }
            Method::Start(start) => self.tables_in(start),
        }
    }

    fn change(&mut self, change: &Change) {
        self.add(change.span, ClauseKind::Change);
        self.tables_in(&change.amount);
        match &change.times {
            Times::Once => {}
            Times::When(condition) => self.tables_in(condition),
            Times::ForEach(each) => each.condition.iter().for_each(|condition| self.tables_in(condition)),
            Times::ForEvery(every) => self.tables_in(&every.of),
        }
    }

    fn whens(&mut self, rows: &[WhenRow]) {
        for row in rows {
            self.add(row.span, ClauseKind::Row);
            self.tables_in(&row.condition);
            row.outcome.points().for_each(|points| self.tables_in(points));
        }
    }

    /// The rows of a table. Those that a short form stands for have one place together: the clause.
    fn rows(&mut self, banded: &Banded) {
        for span in banded.whens.iter().map(|row| row.span).chain(banded.rows.iter().map(|row| row.span)) {
            self.add(span, ClauseKind::Row);
        }
        if let Some(otherwise) = &banded.otherwise {
            self.add(otherwise.span, ClauseKind::Row);
        }
    }

    fn tables_in(&mut self, expr: &Expr) {
        let mut tables = Vec::new();
        each_table(expr, &mut |banded| tables.push(banded));
        tables.into_iter().for_each(|banded| self.rows(banded));
    }
}
