//! Surveys, and the ballots that examples give.

use super::indicator::comma_separated;
use super::layout::Doc;
use super::lines::Row;
use super::printer::{Piece, Printed, Printer};
use super::scorecard::subject_of;
use crate::syntax::Rule;
use crate::syntax::ast::{BallotLiteral, EmptyGroup, Name, NumberLiteral, Path, Survey, SurveyClause, SurveyGroup};
use crate::text::Spanned;

impl Printer<'_> {
    pub(super) fn survey(&mut self, before: Doc, survey: &Survey) -> Printed {
        let levels = self.method_choice(&survey.levels);
        let groups = survey.groups.iter().map(|group| self.survey_group(group)).collect();
        let groups = self.joined(groups).group();
        let head = Doc::words([before, self.word(Rule::kw_survey), levels, self.word(Rule::kw_survey_by), groups]);
        let ceiling = self.ceiling(survey.ceiling.as_ref());
        let body = self.body(&survey.body, Self::survey_clause);
        Printed::with(Row::alone(comma_separated([head, ceiling])), Some(body))
    }

    fn survey_group(&self, group: &SurveyGroup) -> Piece {
        let weight = Doc::text(format!("{}%", group.weight.text));
        let doc = Doc::words([self.name(&group.name), self.title(group.title.as_ref()), weight]);
        Piece { span: group.name.span.to(group.weight.span), doc, separator: ",".to_owned() }
    }

    fn survey_clause(&mut self, clause: &SurveyClause) -> Printed {
        match clause {
            SurveyClause::Level { name, title, points } => {
                let points = self.expr(points);
                let points = Doc::words([Doc::text("=>"), points]);
                Printed::row(Row::aligned("level", [self.name(name), self.title(title.as_ref()), points]))
            }
            SurveyClause::Drop { highest, lowest, from, groups } => {
                let drop = self.word(Rule::kw_drop);
                let ends = self.ends(highest.as_ref(), lowest.as_ref());
                let from = from.as_ref().map_or(Doc::Nil, |from| {
                    let number = Doc::text(&from.text);
                    Doc::words([self.word(Rule::kw_with_raters), number, self.word(Rule::kw_raters_or_more)])
                });
                let of = self.among_groups(groups);
                Printed::alone(if self.chinese() {
                    let from = if from.is_nil() { Doc::Nil } else { Doc::Concat(vec![from, Doc::text(",")]) };
                    Doc::words([of, from, drop, ends])
                } else {
                    Doc::words([drop, ends, from, of])
                })
            }
            SurveyClause::AtLeast { raters, groups } => {
                let number = Doc::text(&raters.text);
                let of = self.among_groups(groups);
                Printed::alone(if self.chinese() {
                    Doc::words([of, self.word(Rule::kw_raters_at_least), number, self.word(Rule::kw_persons)])
                } else {
                    Doc::words([self.word(Rule::kw_at_least), number, self.counted(&raters.text, Rule::kw_raters), of])
                })
            }
            SurveyClause::Due(day) => Printed::alone(self.due_step(day)),
            SurveyClause::EmptyGroup(what) => {
                let what = self.word(match what.value {
                    EmptyGroup::Redistribute => Rule::kw_redistribute,
                    EmptyGroup::CannotBeApplied => Rule::kw_cannot_be_applied,
                });
                Printed::alone(Doc::words([self.word(Rule::kw_empty_group), Doc::text("=>"), what]))
            }
        }
    }

    /// `the highest 1 and the lowest 1`, 最高 1 个和最低 1 个
    fn ends(&self, highest: Option<&Spanned<NumberLiteral>>, lowest: Option<&Spanned<NumberLiteral>>) -> Doc {
        let number = |literal: &Spanned<NumberLiteral>| Doc::text(&literal.text);
        let pieces = if self.chinese() { self.word(Rule::kw_pieces) } else { Doc::Nil };
        match (highest, lowest) {
            (Some(high), Some(low)) => {
                Doc::words([self.word(Rule::kw_drop_highest), number(high), self.word(Rule::kw_and_lowest), number(low), pieces])
            }
            (Some(high), None) => Doc::words([self.word(Rule::kw_drop_highest), number(high), pieces]),
            (None, Some(low)) => Doc::words([self.word(Rule::kw_drop_lowest), number(low), pieces]),
            (None, None) => Doc::Nil,
        }
    }

    /// The groups a clause is about: `among leaders, peers`; in Chinese before it and without a word.
    fn among_groups(&mut self, groups: &[Name]) -> Doc {
        if groups.is_empty() {
            return Doc::Nil;
        }
        let names = self.names(groups, ",");
        if self.chinese() { names } else { Doc::words([self.word(Rule::kw_among_groups), names]) }
    }

    pub(super) fn example_ballots(&mut self, subject: Option<&Name>, group: &Path, ballots: &[BallotLiteral]) -> Printed {
        let pieces = ballots
            .iter()
            .map(|ballot| {
                let times = ballot
                    .times
                    .as_ref()
                    .map_or(Doc::Nil, |times| Doc::words([Doc::text(&times.text), self.counted(&times.text, Rule::kw_ballot_times)]));
                Piece { span: ballot.level.span, doc: Doc::words([self.name(&ballot.level), times]), separator: ",".to_owned() }
            })
            .collect();
        let list = self.joined(pieces).group();
        let group = Doc::text(self.path(group));
        let of = if self.chinese() {
            Doc::words([group, self.word(Rule::kw_ballots)])
        } else {
            Doc::words([self.word(Rule::kw_ballots_by), group])
        };
        let of = Doc::Concat(vec![of, Doc::text(":")]);
        Printed::alone(Doc::words([self.word(Rule::kw_given), subject_of(subject), of, list]))
    }
}
