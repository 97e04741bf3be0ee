//! Ranks: whom, among whom, on which keys, and their clauses.

use super::indicator::comma_separated;
use super::layout::Doc;
use super::lines::Row;
use super::printer::{Printed, Printer};
use crate::syntax::Rule;
use crate::syntax::ast::{Among, Better, ContestClause, ContestKey, MissingPolicy, Rank, Ties};
use crate::text::Spanned;

impl Printer<'_> {
    pub(super) fn rank(&mut self, rank: &Rank) -> Printed {
        let whom = self.whom(&rank.whom);
        let among = rank.among.as_ref().map_or(Doc::Nil, |among| self.among(among.value));
        let keys = self.keys(&rank.keys);
        let head = Doc::words([self.word(Rule::kw_rank), whom, among, self.word(Rule::kw_on), keys]);
        let body = rank.body.as_ref().map(|body| self.body(body, Self::rank_clause));
        Printed::with(Row::alone(head), body)
    }

    fn rank_clause(&mut self, clause: &ContestClause) -> Printed {
        Printed::alone(self.contest_clause(clause))
    }

    /// A clause that ranks and competitions share.
    pub(super) fn contest_clause(&mut self, clause: &ContestClause) -> Doc {
        match clause {
            ContestClause::Ties(ties) => self.word(ties_word(*ties)),
            ContestClause::Missing(MissingPolicy::LeaveCount) => self.word(Rule::kw_missing_leave),
            ContestClause::Missing(MissingPolicy::LastPlace) => self.word(Rule::kw_missing_last),
            ContestClause::AtLeast(number) => {
                let number = Doc::text(&number.text);
                if self.chinese() {
                    Doc::words([self.word(Rule::kw_no_fewer_compete), number, self.word(Rule::kw_pieces)])
                } else {
                    Doc::words([self.word(Rule::kw_at_least), number, self.word(Rule::kw_competitors)])
                }
            }
        }
    }

    /// Among whom somebody is measured.
    pub(super) fn among(&self, among: Among) -> Doc {
        self.word(match among {
            Among::Sequence => Rule::kw_within_sequence,
            Among::Parent => Rule::kw_within_parent,
            Among::All => Rule::kw_over_all,
        })
    }

    /// `total, then kpi.score, then vetoes lower is better`
    pub(super) fn keys(&mut self, keys: &[ContestKey]) -> Doc {
        let keys = keys.iter().enumerate().map(|(place, key)| {
            let then = if place == 0 { Doc::Nil } else { self.word(Rule::kw_then_on) };
            let value = self.expr(&key.value);
            Doc::words([then, value, self.better(key.better.as_ref())])
        });
        comma_separated(keys.collect::<Vec<_>>())
    }

    /// Which is better, where that is said.
    pub(super) fn better(&self, better: Option<&Spanned<Better>>) -> Doc {
        match better.map(|better| better.value) {
            None => Doc::Nil,
            Some(Better::Higher) => self.word(Rule::kw_higher_is_better),
            Some(Better::Lower) => self.word(Rule::kw_lower_is_better),
        }
    }
}

/// The words that say how a tie is shared.
pub(super) fn ties_word(ties: Ties) -> Rule {
    match ties {
        Ties::Better => Rule::kw_ties_better,
        Ties::Worse => Rule::kw_ties_worse,
        Ties::Average => Rule::kw_ties_average,
    }
}
