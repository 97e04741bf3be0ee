//! Surveys: their groups, what their levels are worth, and how ballots are counted.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::{Phrase, Thing, Wanted, meaning as say, names as say_name, survey as say_survey, types};
use crate::check::names::nearest;
use crate::model::{Drop, EmptyGroup, Survey, SurveyGroup, SurveyLevel};
use crate::syntax::ast::{self, Name, NumberLiteral, SurveyClause};
use crate::text::{Language, Span, Spanned, Words};
use crate::types::ChoiceId;
use crate::value::{Day, Number};

/// What was said for each group, by its place, with the clause that said it.
struct Settings {
    drop: Vec<Option<(Drop, Option<Span>)>>,
    at_least: Vec<Option<(Number, Span)>>,
}

impl<'a> Checker<'a> {
    pub(super) fn survey(&mut self, survey: &'a ast::Survey, scope: &Scope<'a>) -> Option<Survey> {
        self.refuse_names_of_files(
            |name| Survey::BALLOTS.contains(&name) || Survey::STATEMENTS.contains(&name),
            &Words::new("the ballots of surveys", "测评票"),
        );
        let choice = self.method_choice(&survey.levels)?;
        let names: Vec<&'a Name> = survey.groups.iter().map(|group| &group.name).collect();
        let keep = self.unique(Thing::Group, &names);
        let mut groups: Vec<SurveyGroup> =
            (survey.groups.iter().zip(&keep)).filter(|(_, keep)| **keep).map(|(group, _)| declared(group)).collect();
        if keep.iter().all(|keep| *keep) {
            self.check_weights(survey);
        }
        let written = self.survey_levels(survey, choice, scope);
        self.check_order(choice, &written);
        let levels = written.into_iter().map(|(level, _)| level).collect();
        let settings = self.settings(survey, &groups);
        for ((group, drop), least) in groups.iter_mut().zip(&settings.drop).zip(&settings.at_least) {
            group.drop = drop.as_ref().map(|(drop, _)| drop.clone());
            group.at_least = least.as_ref().map_or_else(Number::one, |(least, _)| least.clone());
            group.at_least_span = least.as_ref().map(|(_, span)| *span);
        }
        self.check_drops(&groups, &settings);
        let (empty_group, empty_group_span) = self.empty_group(survey)?;
        let (due, due_span) = self.survey_due(survey).unzip();
        Some(Survey { choice, groups, levels, due, due_span, empty_group, empty_group_span })
    }

    /// The day from which ballots count, where the survey says one.
    fn survey_due(&mut self, survey: &'a ast::Survey) -> Option<(Day, Span)> {
        let mut first: Option<(Option<Day>, Span)> = None;
        for clause in &survey.body.statements {
            let SurveyClause::Due(day) = &clause.value else { continue };
            match first {
                Some((_, place)) => self.report(say::said_twice(clause.span, place, &Phrase::Due)),
                None => first = Some((self.day(&day.value, day.span), clause.span)),
            }
        }
        first.and_then(|(day, span)| Some((day?, span)))
    }

    fn check_weights(&mut self, survey: &'a ast::Survey) {
        let mut sum = Number::zero();
        for group in &survey.groups {
            if group.weight.value.value.is_zero() {
                self.report(types::number_out_of_place(group.weight.span, &Wanted::AboveZero));
                return;
            }
            sum = sum.add(&group.weight.value.value);
        }
        let hundred = Number::from(100);
        let Some((last, others)) = survey.groups.split_last() else { return };
        if sum == hundred {
            return;
        }
        let right = last.weight.value.value.add(&hundred.subtract(&sum));
        let right = Some(right).filter(|right| !right.is_zero() && !right.is_negative());
        let others = others.iter().map(|group| (group.weight.span, group.weight.value.value.clone())).collect();
        self.report(say_survey::weights_of_groups(last.weight.span, &sum, others, right.as_ref()));
    }

    /// One row for each value of the choice, in the order of the choice, with the place of its points.
    fn survey_levels(&mut self, survey: &'a ast::Survey, choice: ChoiceId, scope: &Scope<'a>) -> Vec<(SurveyLevel, Span)> {
        let values: Vec<String> = self.program.choices[choice].values.iter().map(|value| value.name.clone()).collect();
        let declared = self.program.choices[choice].span;
        let written: Vec<(&'a Name, Option<&'a ast::Text>, &'a ast::Expr, Span)> = (survey.body.statements.iter())
            .filter_map(|clause| match &clause.value {
                SurveyClause::Level { name, title, points } => Some((name, title.as_ref(), points, clause.span)),
                SurveyClause::Drop { .. } | SurveyClause::AtLeast { .. } | SurveyClause::Due(_) | SurveyClause::EmptyGroup(_) => None,
            })
            .collect();
        let names: Vec<&'a Name> = written.iter().map(|(name, ..)| *name).collect();
        let keep = self.unique(Thing::Value, &names);
        let (mut levels, mut pays, mut named) = (Vec::new(), Vec::new(), Vec::new());
        let mut strange = false;
        for ((name, title, points, span), keep) in written.into_iter().zip(keep) {
            let Some(value) = values.iter().position(|value| *value == name.value) else {
                strange = true;
                if !self.may_be_broken(name) {
                    let meant = nearest(name, values.iter().map(String::as_str));
                    self.report(say_name::unknown_choice_value(name, meant, &values, Some(declared)));
                }
                continue;
            };
            named.push(value);
            let Some((number, pay)) = self.fixed_points(points, scope) else { continue };
            pays.push((pay, points.span));
            if keep {
                let level = SurveyLevel { value, title: title.map(|title| title.value.clone()), points: number, span };
                levels.push((level, points.span));
            }
        }
        self.refuse_mixed_pay(&pays);
        let absent: Vec<String> =
            values.iter().enumerate().filter(|(place, _)| !named.contains(place)).map(|(_, value)| value.clone()).collect();
        let body = survey.body.open.to(survey.body.close);
        if !absent.is_empty() && !strange && !self.has_broken(body) {
            self.report(say::names_without_row(survey.levels.span, &absent));
        }
        levels.sort_by_key(|(level, _)| level.value);
        levels
    }

    /// Where the choice is ordered, a better level is never worth less.
    fn check_order(&mut self, choice: ChoiceId, levels: &[(SurveyLevel, Span)]) {
        if !self.program.choices[choice].ordered {
            return;
        }
        for ((better, place), (worse, other)) in levels.iter().zip(levels.iter().skip(1)) {
            if worse.points <= better.points {
                continue;
            }
            let name = |level: &SurveyLevel| {
                self.program.choices[choice].values.get(level.value).map(|value| value.name.clone()).unwrap_or_default()
            };
            let (above, below) = (name(better), name(worse));
            let finding = say_survey::better_level_pays_less(*place, &above, &better.points, (&below, &worse.points, *other));
            self.report(finding);
        }
    }

    /// `drop` and `at least`, for every group: its own clause, else the one for all.
    fn settings(&mut self, survey: &'a ast::Survey, groups: &[SurveyGroup]) -> Settings {
        let (mut all_drop, mut all_least) = (None, None);
        let mut own = Settings { drop: vec![None; groups.len()], at_least: vec![None; groups.len()] };
        for clause in &survey.body.statements {
            match &clause.value {
                SurveyClause::Level { .. } | SurveyClause::Due(_) | SurveyClause::EmptyGroup(_) => {}
                SurveyClause::AtLeast { raters, groups: named } => {
                    let Some(number) = self.raters(raters) else { continue };
                    let said = (number, clause.span);
                    self.settle(said, named, groups, &mut all_least, &mut own.at_least, |(_, span)| *span, &Phrase::LeastRaters);
                }
                SurveyClause::Drop { highest, lowest, from, groups: named } => {
                    let end = |checker: &mut Self, written: &'a Option<Spanned<NumberLiteral>>| match written {
                        Some(written) => checker.raters(written),
                        None => Some(Number::zero()),
                    };
                    let (highest, lowest) = (end(self, highest), end(self, lowest));
                    let least = match from {
                        Some(from) => self.raters(from),
                        None => Some(Number::one()),
                    };
                    let (Some(highest), Some(lowest), Some(least)) = (highest, lowest, least) else { continue };
                    let drop = Drop { highest, lowest, from: least, span: clause.span };
                    let said = (drop, from.as_ref().map(|from| from.span));
                    self.settle(said, named, groups, &mut all_drop, &mut own.drop, |(drop, _)| drop.span, &Phrase::DropExtremes);
                }
            }
        }
        own.drop.iter_mut().filter(|drop| drop.is_none()).for_each(|drop| drop.clone_from(&all_drop));
        own.at_least.iter_mut().filter(|least| least.is_none()).for_each(|least| least.clone_from(&all_least));
        own
    }

    /// Puts down what a clause says: for the groups it names, or for all that have no clause of their own.
    #[expect(clippy::too_many_arguments, reason = "one clause, and the two places it may belong to")]
    fn settle<T: Clone>(
        &mut self,
        said: T,
        named: &'a [Name],
        groups: &[SurveyGroup],
        all: &mut Option<T>,
        own: &mut [Option<T>],
        place: impl Fn(&T) -> Span,
        phrase: &Phrase,
    ) {
        if named.is_empty() {
            match all {
                Some(first) => self.report(say::said_twice(place(&said), place(first), phrase)),
                None => *all = Some(said),
            }
            return;
        }
        for name in named {
            let Some(slot) = groups.iter().position(|group| group.name == name.value).and_then(|place| own.get_mut(place)) else {
                let known: Vec<String> = groups.iter().map(|group| group.name.clone()).collect();
                let meant = nearest(name, known.iter().map(String::as_str));
                self.report(say_name::unknown_declaration(Thing::Group, name, meant, &known));
                continue;
            };
            match slot {
                Some(first) => self.report(say::said_twice(name.span, place(first), phrase)),
                None => *slot = Some(said.clone()),
            }
        }
    }

    /// A number of raters or ballots: whole, and at least 1.
    fn raters(&mut self, written: &Spanned<NumberLiteral>) -> Option<Number> {
        let number = &written.value.value;
        let fits = number.to_i64().is_some_and(|number| (1..=100_000).contains(&number));
        if !fits {
            self.report(types::number_out_of_place(written.span, &Wanted::Between("1", "100000")));
        }
        fits.then(|| number.clone())
    }

    /// However few raters a group counts with, some rating is left when the extremes are dropped.
    fn check_drops(&mut self, groups: &[SurveyGroup], settings: &Settings) {
        for (group, said) in groups.iter().zip(&settings.drop) {
            let Some((drop, from)) = said else { continue };
            let dropped = drop.highest.add(&drop.lowest);
            let fewest = drop.from.clone().max(group.at_least.clone());
            if fewest <= dropped {
                let language = self.language(drop.span);
                // The number of raters stands behind what is dropped and before the names; in Chinese behind the names.
                let text = self.sources.slice(drop.span);
                let before = match language {
                    Language::English => text.find(" among ").unwrap_or(text.len()),
                    Language::Chinese => text.find("去掉").unwrap_or(0),
                };
                let place = Span::new(drop.span.source, drop.span.start as usize + before, drop.span.start as usize + before);
                self.report(say_survey::drop_leaves_nobody(drop.span, &group.name, &fewest, &dropped, (*from, place), language));
                return;
            }
        }
    }

    fn empty_group(&mut self, survey: &'a ast::Survey) -> Option<(EmptyGroup, Option<Span>)> {
        // As they are written: of two with one name each was meant to be a group.
        let groups = survey.groups.len();
        let mut said: Option<Spanned<ast::EmptyGroup>> = None;
        for clause in &survey.body.statements {
            let SurveyClause::EmptyGroup(written) = &clause.value else { continue };
            match &said {
                Some(first) => self.report(say::said_twice(written.span, first.span, &Phrase::EmptyGroup)),
                None => said = Some(*written),
            }
        }
        let body = survey.body.open.to(survey.body.close);
        match said.map(|said| (said.value, said.span)) {
            None if groups > 1 => {
                if !self.has_broken(body) {
                    let (first, last) = (survey.groups.first()?, survey.groups.last()?);
                    self.report(say::left_unsaid(first.name.span.to(last.weight.span), &Phrase::EmptyGroup));
                }
                self.poison_met = true;
                None
            }
            Some((ast::EmptyGroup::Redistribute, span)) if groups == 1 => {
                let language = self.language(span);
                self.report(say_survey::nobody_to_share(span, language));
                None
            }
            // Where there is one group alone, a survey in which nobody rates has no other way than on.
            None => Some((EmptyGroup::CannotBeApplied, None)),
            Some((ast::EmptyGroup::CannotBeApplied, span)) => Some((EmptyGroup::CannotBeApplied, Some(span))),
            Some((ast::EmptyGroup::Redistribute, span)) => Some((EmptyGroup::Redistribute, Some(span))),
        }
    }
}

fn declared(group: &ast::SurveyGroup) -> SurveyGroup {
    let weight = group.weight.value.value.divide(&Number::from(100)).unwrap_or_else(Number::zero);
    SurveyGroup {
        name: group.name.value.clone(),
        title: group.title.as_ref().map(|title| title.value.clone()),
        weight,
        drop: None,
        at_least: Number::one(),
        at_least_span: None,
        span: group.name.span.to(group.weight.span),
    }
}
