//! What follows from results: declarations of consequences.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::{
    Phrase, consequences as say,
    meaning::{Inside, left_unsaid},
};
use crate::check::names::nearest;
use crate::model::{Consequence, ConsequenceRow, ExampleOf, Expected};
use crate::syntax::ast::{ConsequenceRow as Written, Text};
use crate::text::Span;

impl<'a> Checker<'a> {
    pub(super) fn lower_consequences(&mut self) {
        for (consequence, span) in self.declared.consequences.clone() {
            self.start_work();
            let Some(whom) = self.whom(&consequence.whom) else { continue };
            let level = whom.level;
            let scope = Scope { level: Some(level), results: true, grades: true, ..Scope::default() };
            self.expect_inside(&consequence.body, Inside::Consequences);
            let mut rows: Vec<ConsequenceRow> = Vec::new();
            for row in &consequence.body.statements {
                let condition = self.condition(&row.value.condition, &scope);
                if let Some(row) = self.consequence_row(&row.value, condition, row.span, &rows) {
                    rows.push(row);
                }
            }
            let id = self.program.consequences.push(Consequence { whom, level, rows, span });
            self.program.levels[level].consequences.push(id);
        }
    }

    /// A row, unless it says nothing or says it again.
    fn consequence_row(
        &mut self,
        written: &'a Written,
        condition: crate::model::Expr,
        span: Span,
        known: &[ConsequenceRow],
    ) -> Option<ConsequenceRow> {
        let text = &written.text;
        if text.value.trim().is_empty() {
            self.report(left_unsaid(text.span, &Phrase::Consequence));
            return None;
        }
        if let Some(first) = known.iter().find(|row| row.text == text.value) {
            self.report(say::written_twice(text.span, &text.value, first.text_span, None));
            return None;
        }
        Some(ConsequenceRow { text: text.value.clone(), condition, text_span: text.span, span })
    }

    /// A consequence that an example expects, by its words.
    pub(super) fn expected_consequence(&mut self, text: &Text, of: ExampleOf) -> Option<Expected> {
        let level = self.level_of(of);
        let declared = &self.program.levels[level].consequences;
        let known: Vec<String> = declared.iter().flat_map(|id| &self.program.consequences[*id].rows).map(|row| row.text.clone()).collect();
        if known.contains(&text.value) {
            return Some(Expected::Consequence(text.value.clone()));
        }
        // What could not be read may have said it.
        let broken = self
            .declared
            .consequences
            .iter()
            .any(|(consequence, span)| consequence.whom.level.value == self.program.levels[level].name && self.has_broken(*span));
        let all_broken = known.is_empty() && self.has_broken_declaration();
        if !broken && !all_broken {
            let meant = nearest(&text.value, known.iter().map(String::as_str));
            let name = self.program.levels[level].name.clone();
            self.report(say::unknown(text.span, &text.value, &name, meant, &known));
        }
        None
    }
}
