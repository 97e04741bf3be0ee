//! What subjects of a kind lost and gained, as far as the subject scored answers for it.

use super::path::given;
use crate::check::checker::{Checker, Scope, expr};
use crate::check::messages::answered::{self as say, Unanswered};
use crate::check::messages::{Thing, names as say_name};
use crate::model::{Across, Answered, Answering, Balance, Expr, ExprKind, Function, IndicatorId, IndicatorResult, PartKind, SharedId};
use crate::syntax::{
    ast::{self, AggregateFunction, Path},
    keywords,
};
use crate::text::Span;
use crate::types::{LevelId, Type};

impl<'a> Checker<'a> {
    /// `average of lost by bureau where led by this and in key.service and sequence is urban`
    pub(super) fn answered(&mut self, aggregate: &'a ast::Aggregate, answered: &'a ast::Answered, scope: &Scope<'a>, span: Span) -> Expr {
        let Some(level) = self.names.levels.get(answered.level.as_str()).copied() else {
            self.unknown(Thing::Level, &answered.level);
            return self.poison(span);
        };
        let Some(own) = self.carrier(scope, span) else { return self.poison(span) };
        let Some(function) = self.gathering(aggregate) else { return self.poison(span) };
        let balance = balance_of(answered.balance.value);
        let Some(answers) = &answered.answers else {
            self.report(say::nobody_answers(answered.level.span, Unanswered::Unsaid));
            return self.poison(span);
        };
        if given(&answers.who) != "this" {
            let language = self.language(span);
            self.report(say::nobody_answers(answers.who.span, Unanswered::Another(answers.way.value, language)));
            return self.poison(span);
        }
        if let Some((way, who)) = &answers.other {
            self.report(say::nobody_answers(way.span.to(who.span), Unanswered::Both));
            return self.poison(span);
        }
        let inside = Scope { level: Some(level), results: true, reader: Some(own), ..Scope::default() };
        let condition = answers.condition.as_ref().map(|condition| self.condition(condition, &inside));
        if condition.as_ref().is_some_and(|condition| condition.ty.is_error()) {
            return self.poison(span);
        }
        let part = match &answers.part {
            Some(part) => match self.part_of_kind(part, level) {
                Some(path) => Some(path),
                None => return self.poison(span),
            },
            None => None,
        };
        let way = way_of(answers.way.value);
        let named = self.answered_for(level, own, way, part.as_deref());
        if named.is_empty() {
            self.nobody_named(answers, level, own, part.as_deref());
            return self.poison(span);
        }
        if balance == Balance::Gained && !named.iter().any(|id| self.gains(*id)) {
            let level = self.program.levels[level].name.clone();
            self.report(say::nothing_to_gain(answered.balance.span, &level));
        }
        let result = match balance {
            Balance::Lost => IndicatorResult::Lost,
            Balance::Gained => IndicatorResult::Gained,
        };
        let indicators: Vec<(IndicatorId, SharedId)> = (named.into_iter())
            .map(|id| (id, self.publish(level, expr(ExprKind::Indicator(id, result), Type::points(), span), span)))
            .collect();
        let condition = condition.map(|condition| self.publish(level, condition, span));
        let answered = Answered { function, balance, level, way, indicators, part, condition };
        expr(ExprKind::Across(Across::Answered(answered)), Type::points(), span)
    }

    /// The kind of subject that carries what others lost; it does so in a bonus or adjustment part alone, whose points
    /// nobody reads as lost in turn.
    fn carrier(&mut self, scope: &Scope<'a>, span: Span) -> Option<LevelId> {
        let Some(id) = scope.indicator else {
            self.report(say::out_of_place(span, false));
            return None;
        };
        let parts = self.program.indicators[id].parts.clone();
        if parts.iter().any(|part| self.is_ordinary(*part)) {
            self.report(say::out_of_place(span, true));
            return None;
        }
        // Without a part its place could not be read, which was reported there.
        if parts.is_empty() { None } else { scope.level }
    }

    /// Whether a part and all above it are shares of their parents.
    fn is_ordinary(&self, part: crate::model::PartId) -> bool {
        let part = &self.program.parts[part];
        match part.kind {
            PartKind::Ordinary { .. } => part.parent.is_none_or(|parent| self.is_ordinary(parent)),
            PartKind::Bonus { .. } | PartKind::Adjustment { .. } => false,
        }
    }

    fn gathering(&mut self, aggregate: &ast::Aggregate) -> Option<Function> {
        let function = match aggregate.function.value {
            AggregateFunction::Sum => Function::Sum,
            AggregateFunction::Average => Function::Average,
            AggregateFunction::Highest => Function::Highest,
            AggregateFunction::Lowest
            | AggregateFunction::Latest
            | AggregateFunction::LongestRun
            | AggregateFunction::Number
            | AggregateFunction::Median => {
                self.report(say::without_function(aggregate.function.span, None));
                return None;
            }
        };
        Some(function)
    }

    /// The ordinary indicators of a kind of subject on which somebody of kind `own` is named, in a part where one is said.
    fn answered_for(&self, level: LevelId, own: LevelId, way: Answering, part: Option<&str>) -> Vec<IndicatorId> {
        let program = &self.program;
        let inside = |path: &str, wanted: &str| path.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        // What an extension adds never moves what somebody answers for by the office's rules.
        (program.indicators.iter())
            .filter(|(id, _)| !program.is_extension(*id))
            .filter(|(_, indicator)| indicator.whom.level == level && !indicator.parts.is_empty())
            .filter(|(_, indicator)| indicator.parts.iter().all(|part| self.is_ordinary(*part)))
            .filter(|(_, indicator)| {
                part.is_none_or(|wanted| indicator.parts.iter().any(|part| inside(&program.parts[*part].path, wanted)))
            })
            .filter(|(_, indicator)| indicator.parties(way).iter().any(|party| party.member.level == own))
            .map(|(id, _)| id)
            .collect()
    }

    /// Whether an indicator can give more than its full points.
    fn gains(&self, id: IndicatorId) -> bool {
        let points = &self.program.indicators[id].points;
        points.high > points.full
    }

    fn nobody_named(&mut self, answers: &ast::Answers, level: LevelId, own: LevelId, part: Option<&str>) {
        // An indicator with a fault of its own may be the one that names somebody.
        let unsure = self.indicators.iter().any(|facts| facts.poisoned) || self.parses.iter().any(|parse| !parse.broken.is_empty());
        if unsure {
            self.poison_met = true;
            return;
        }
        let (level, own) = (self.program.levels[level].name.clone(), self.program.levels[own].name.clone());
        self.report(say::nobody_named(answers.way.span, answers.way.value, &level, &own, part));
    }

    /// The path of a part on the cards of a kind of subject.
    fn part_of_kind(&mut self, path: &'a Path, level: LevelId) -> Option<String> {
        let on_cards: Vec<String> = (self.program.parts.values())
            .filter(|part| self.program.scorecards[part.scorecard].whom.level == level && !part.path.is_empty())
            .map(|part| part.path.clone())
            .collect();
        if let Some(part) = on_cards.iter().find(|part| keywords::is_path_read_as(part, &path.names)) {
            return Some(part.clone());
        }
        let name = ast::Name::new(self.sources.slice(path.span).to_owned(), path.span);
        if !path.names.iter().any(|name| self.may_be_broken(name)) {
            let suggestion = crate::check::names::nearest(&name, on_cards.iter().map(String::as_str));
            self.report_missed(Thing::Part, &name, say_name::unknown_declaration(Thing::Part, &name, suggestion, &on_cards));
        }
        None
    }
}

fn balance_of(balance: ast::Balance) -> Balance {
    match balance {
        ast::Balance::Lost => Balance::Lost,
        ast::Balance::Gained => Balance::Gained,
    }
}

fn way_of(way: ast::Answering) -> Answering {
    match way {
        ast::Answering::Leads => Answering::Leads,
        ast::Answering::Supports => Answering::Supports,
    }
}
