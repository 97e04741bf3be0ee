//! Places: competitions and ranks with their keys and clauses, what stands among peers, and quotas.

use super::indicator::comma_separated;
use super::layout::Doc;
use super::lines::Row;
use super::printer::{Printed, Printer};
use crate::syntax::ast::{
    Aggregate, AggregateFunction, Among, Better, Compete, CompeteForm, CompeteRow, ContestClause, ContestKey, Expr, MissingPolicy, Quota,
    Rank, Standing, StandingResult, Ties,
};
use crate::syntax::{Rule, ordinal};
use crate::text::Spanned;
use crate::value::RoundingMode;

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

    pub(super) fn compete(&mut self, before: Doc, compete: &Compete) -> Printed {
        let keys = self.keys(&compete.keys);
        let keys = self.around(Rule::kw_compete_on, keys, Rule::kw_per, Rule::kw_competes);
        let form = compete.form.as_ref().map_or(Doc::Nil, |form| self.compete_form(&form.value));
        let ceiling = compete.ceiling.as_ref().map_or(Doc::Nil, |most| self.prefixed(Rule::kw_at_most, most));
        let body = compete.body.as_ref().map(|body| self.body(body, Self::compete_row));
        Printed::with(Row::alone(comma_separated([Doc::words([before, keys]), form, ceiling])), body)
    }

    fn compete_form(&mut self, form: &CompeteForm) -> Doc {
        match form {
            CompeteForm::Line(first, last) => {
                let (first, last) = (self.prefixed(Rule::kw_first, first), self.prefixed(Rule::kw_last, last));
                comma_separated([first, last])
            }
            CompeteForm::Proportion(best) => {
                let (best, proportion) = (self.prefixed(Rule::kw_best, best), self.word(Rule::kw_in_proportion));
                if self.chinese() { comma_separated([best, proportion]) } else { Doc::words([best, proportion]) }
            }
            CompeteForm::Range(low, high) => {
                let (low, high) = (self.prefixed(Rule::kw_lowest, low), self.expr(high));
                if self.chinese() {
                    Doc::words([low, self.word(Rule::kw_to_highest), high])
                } else {
                    Doc::words([low, self.word(Rule::kw_range_to), self.word(Rule::kw_highest), high])
                }
            }
        }
    }

    fn compete_row(&mut self, row: &CompeteRow) -> Printed {
        let row_of = |place: Doc, points: Doc| Printed::row(Row::aligned("place", [place, Doc::words([Doc::text("=>"), points])]));
        match row {
            CompeteRow::Contest(clause) => Printed::alone(self.contest_clause(clause)),
            CompeteRow::Better(Better::Higher) => Printed::alone(self.word(Rule::kw_higher_is_better)),
            CompeteRow::Better(Better::Lower) => Printed::alone(self.word(Rule::kw_lower_is_better)),
            CompeteRow::Places { from, to, points } => {
                let to = to.as_ref().map_or(Doc::Nil, |to| Doc::words([self.word(Rule::kw_range_to), self.ordinal(to.value)]));
                let points = self.expr(points);
                row_of(Doc::words([self.ordinal(from.value), to]), points)
            }
            CompeteRow::EachBelow { less, at_least } => {
                let less = self.prefixed(Rule::kw_less_each_place, less);
                let at_least = at_least.as_ref().map_or(Doc::Nil, |least| self.prefixed(Rule::kw_at_least, least));
                row_of(self.word(Rule::kw_each_place_below), comma_separated([less, at_least]))
            }
            CompeteRow::Otherwise(points) => {
                let points = self.expr(points);
                row_of(self.word(Rule::kw_otherwise), points)
            }
        }
    }

    /// 1st, 第1名
    fn ordinal(&self, place: usize) -> Doc {
        Doc::text(ordinal(place, self.language))
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

    /// `place of rate within sequence`, 序列内 申报率 的名次
    pub(super) fn standing(&mut self, standing: &Standing) -> Doc {
        let available = if standing.available { self.word(Rule::kw_available) } else { Doc::Nil };
        let (value, better) = (self.expr(&standing.value), self.better(standing.better.as_ref()));
        let among = self.among(standing.among.value);
        if self.chinese() {
            let ending = match standing.result {
                StandingResult::Place => Rule::kw_place_of_them,
                StandingResult::ShareAbove => Rule::kw_share_above_them,
            };
            return Doc::words([among, available, value, better, self.word(ending)]);
        }
        let head = match standing.result {
            StandingResult::Place => Doc::words([self.word(Rule::kw_place), self.word(Rule::kw_of)]),
            StandingResult::ShareAbove => self.word(Rule::kw_share_above),
        };
        Doc::words([head, available, value, better, among])
    }

    /// `average of rate within sequence`, 序列内 申报率 的平均值
    pub(super) fn over_peers(&mut self, aggregate: &Aggregate, value: Option<&Expr>, among: Among) -> Doc {
        let available = if aggregate.available { self.word(Rule::kw_available) } else { Doc::Nil };
        let among = self.among(among);
        let (english, chinese) = match aggregate.function.value {
            AggregateFunction::Highest => (Rule::kw_highest, Rule::kw_highest_of_them),
            AggregateFunction::Lowest => (Rule::kw_lowest, Rule::kw_lowest_of_them),
            AggregateFunction::Average => (Rule::kw_average, Rule::kw_average_of_them),
            AggregateFunction::Sum => (Rule::kw_sum, Rule::kw_sum_of_them),
            AggregateFunction::Number => (Rule::kw_number_of, Rule::kw_number_of_them),
            AggregateFunction::Median => (Rule::kw_median, Rule::kw_median_of_them),
            // Of months alone: what stands here is refused by its own words in both languages.
            AggregateFunction::Latest => (Rule::kw_latest, Rule::kw_latest_of_them),
            AggregateFunction::LongestRun => (Rule::kw_longest_run, Rule::kw_longest_run),
        };
        match (value, self.chinese()) {
            (None, true) => Doc::words([among, self.word(Rule::kw_number_competing)]),
            (None, false) => Doc::words([self.word(english), self.word(Rule::kw_of), self.word(Rule::kw_number_competing), among]),
            (Some(value), true) => {
                let value = self.expr(value);
                Doc::words([among, available, value, self.word(chinese)])
            }
            (Some(value), false) => {
                let value = self.expr(value);
                Doc::words([self.word(english), available, self.word(Rule::kw_of), value, among])
            }
        }
    }

    /// `within the first 20%, rounded down`
    pub(super) fn quota(&self, quota: &Quota) -> Doc {
        let mode = quota.rounding.as_ref().map(|mode| match mode.value {
            RoundingMode::HalfUp => Rule::kw_half_up,
            RoundingMode::HalfEven => Rule::kw_half_even,
            RoundingMode::Up => Rule::kw_up,
            RoundingMode::Down => Rule::kw_down,
        });
        let (sign, comma) = (if quota.percent { "%" } else { "" }, if mode.is_some() { "," } else { "" });
        let number = Doc::text(format!("{}{sign}{comma}", quota.number.value.text));
        let rounded = if self.chinese() || mode.is_none() { Doc::Nil } else { self.word(Rule::kw_rounded) };
        Doc::words([self.word(Rule::kw_within_first), number, rounded, mode.map_or(Doc::Nil, |keyword| self.word(keyword))])
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
