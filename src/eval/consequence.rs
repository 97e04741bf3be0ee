//! Consequences: what follows from the results of a subject. They read results and change none.

use super::card::{Card, Scope};
use super::found::Troubles;
use super::report::{ConsequenceScore, Found};
use super::trace::ClauseKind;
use crate::model::{ConsequenceId, ConsequenceRow};

impl<'a> Card<'a> {
    /// What follows and what does not, in the order of the rules; nothing for a subject without a total.
    pub(super) fn consequences(&mut self) -> Vec<ConsequenceScore> {
        let program = self.run.program;
        if let Some(Found::Missing(_) | Found::Invalid(_)) | None = self.total {
            return Vec::new();
        }
        let mut list = Vec::new();
        for id in &program.levels[self.this().level].consequences {
            let consequence = &program.consequences[*id];
            let fits = self.fits(&consequence.whom);
            match fits {
                Ok(true) => list.extend(consequence.rows.iter().enumerate().map(|(place, row)| self.follows(*id, place, row))),
                Ok(false) => {}
                Err(found) => {
                    let reasons = self.unclear_whom(consequence.whom.span, &found).reasons().to_vec();
                    let open = |row| ConsequenceScore { of: *id, row, condition: None, follows: None, reasons: reasons.clone() };
                    list.extend((0..consequence.rows.len()).map(open));
                }
            }
        }
        list
    }

    fn follows(&mut self, of: ConsequenceId, place: usize, row: &'a ConsequenceRow) -> ConsequenceScore {
        let mut troubles = Troubles::default();
        let condition = self.evaluate(&row.condition, Scope::default());
        let follows = troubles.flag(&condition);
        if follows == Some(true) {
            self.meet(row.span, ClauseKind::Consequence);
        }
        let reasons = match (follows, troubles.strongest()) {
            (Some(_), _) => Vec::new(),
            (None, Some(Found::Missing(missing))) => self.missing_decides(row.span, &missing),
            (None, Some(found)) => found.reasons().to_vec(),
            (None, None) => Found::unfit(row.span).reasons().to_vec(),
        };
        ConsequenceScore { of, row: place, condition: Some(condition), follows, reasons }
    }
}
