//! Ballots that an example gives.

use super::Draft;
use crate::check::checker::Checker;
use crate::check::messages::{Thing, examples as say, names as say_name};
use crate::check::names::nearest;
use crate::model::{Answer, Content, ExampleOf, IndicatorId, Votes};
use crate::syntax::ast;
use crate::text::Span;
use crate::value::{Number, Value};

impl<'a> Checker<'a> {
    /// `given ballots by leaders: excellent 3 times`; in an example of a whole card the indicator stands before the group.
    pub(super) fn example_ballots(&mut self, group: &'a ast::Path, ballots: &'a [ast::BallotLiteral], subject: usize, draft: &mut Draft) {
        let Some((id, name)) = self.surveyed(group, draft.of) else { return };
        let Some(survey) = self.program.indicators[id].chain.survey() else {
            if !self.may_be_surveyed(id) {
                let indicator = self.program.indicators[id].name.clone();
                self.report(say::not_surveyed(group.span, &indicator));
            }
            return;
        };
        let Some(place) = survey.groups.iter().position(|group| group.name == name.value) else {
            let known: Vec<String> = survey.groups.iter().map(|group| group.name.clone()).collect();
            self.report(say_name::unknown_declaration(Thing::Group, name, nearest(name, known.iter().map(String::as_str)), &known));
            return;
        };
        let choice = survey.choice;
        for ballot in ballots {
            let values = &self.program.choices[choice].values;
            let Some(level) = values.iter().position(|value| value.name == ballot.level.value) else {
                let names: Vec<String> = values.iter().map(|value| value.name.clone()).collect();
                let declared = self.program.choices[choice].span;
                let meant = nearest(&ballot.level, names.iter().map(String::as_str));
                self.report(say_name::unknown_choice_value(&ballot.level, meant, &names, Some(declared)));
                continue;
            };
            let count = Value::Number(Number::from(self.times_over(ballot.times.as_ref())));
            let answer = self.answer(Content::Given(count), ballot.level.span, &name.value);
            self.give_ballots(draft, (subject, id), (place, level), answer, Some(ballot.level.span));
        }
    }

    /// Whether an indicator without a survey has one written, in which something was found, or may have.
    fn may_be_surveyed(&self, id: IndicatorId) -> bool {
        let is_survey = |clause: &ast::IndicatorClause| matches!(clause, ast::IndicatorClause::Chain(link) if matches!(link.method, ast::Method::Survey(_)));
        let facts = self.indicators.get(id.index());
        let written = facts.is_some_and(|facts| facts.clauses.iter().any(|(clause, _, _)| is_survey(clause)));
        written || self.has_broken(self.program.indicators[id].span)
    }

    /// Puts ballots into the submission of an example; no number is no ballots.
    pub(super) fn give_ballots(
        &mut self,
        draft: &mut Draft,
        of: (usize, IndicatorId),
        (group, level): (usize, usize),
        answer: Answer,
        name: Option<Span>,
    ) {
        let ballots = draft.submission.ballots.get_or_insert_default();
        let Answer { content, origin } = answer;
        let count = match content {
            Content::Given(Value::Number(count)) => count,
            Content::Given(Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_)) | Content::Empty => return,
            Content::Invalid(why) => {
                ballots.faults.entry(of).or_default().push((why, origin));
                return;
            }
        };
        let all = ballots.cast.entry(of).or_default();
        let first = all.iter().find(|votes| votes.group == group && votes.level == level).map(|votes| votes.origin.span);
        match (first, name) {
            (Some(first), Some(name)) => self.report(say::given_twice(name, first)),
            (_, _) => all.push(Votes { group, level, count, origin }),
        }
    }

    /// The indicator and the group that a path names.
    fn surveyed(&mut self, path: &'a ast::Path, of: ExampleOf) -> Option<(IndicatorId, &'a ast::Name)> {
        match (path.names.as_slice(), of) {
            ([group], ExampleOf::Indicator(id)) => Some((id, group)),
            ([indicator, group], _) => match self.names.indicators.get(indicator.as_str()) {
                Some(id) => Some((*id, group)),
                None => {
                    self.unknown(Thing::Indicator, indicator);
                    None
                }
            },
            (_, ExampleOf::Indicator(_) | ExampleOf::Level(_)) => {
                self.report(say::group_without_indicator(path.span));
                None
            }
        }
    }
}
