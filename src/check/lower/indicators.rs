//! Indicators, as far as they can be known without reading their expressions.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::check::checker::{Argument, Checker, IndicatorFacts, Scope};
use crate::check::messages::{Phrase, Thing, Wanted, meaning as say, names as say_name, types};
use crate::check::names::{Suggestion, nearest};
use crate::model::{Author, Chain, Child, Indicator, IndicatorClauses, IndicatorId, InputOwner, LetOwner, PartId, PartKind, Points};
use crate::syntax::{
    Rule,
    ast::{self, IndicatorClause, Name, Named, named_by, names_of_steps},
    keywords,
};
use crate::text::Span;
use crate::types::Type;
use crate::value::Number;

impl<'a> Checker<'a> {
    /// Scales get the ids of their places; patterns are looked up by theirs.
    pub(super) fn name_shared_bodies(&mut self) {
        for (place, (scale, span)) in self.declared.scales.clone().into_iter().enumerate() {
            self.names.scales.insert(scale.name.value.clone(), place);
            let title = scale.title.as_ref().map(|title| title.value.clone());
            self.program.scales.push(crate::model::Scale { name: scale.name.value.clone(), title, span });
            let names: Vec<&'a Name> = scale.parameters.iter().collect();
            self.check_scope(Thing::Parameter, &names);
        }
        for (place, (pattern, _)) in self.declared.patterns.clone().into_iter().enumerate() {
            self.names.patterns.insert(pattern.name.value.clone(), place);
            let names: Vec<&'a Name> = pattern.parameters.iter().collect();
            self.check_scope(Thing::Parameter, &names);
        }
    }

    pub(super) fn declare_indicators(&mut self) {
        for (indicator, span) in self.declared.indicators.clone() {
            self.poison_met = false;
            self.start_work();
            let Some(whom) = self.whom(&indicator.whom) else { continue };
            let level = whom.level;
            let parts = self.parts_of(&indicator.part, level);
            let adjusts = parts.iter().any(|part| self.adjusts(*part));
            let nothing = Points { low: Number::zero(), full: Number::zero(), high: Number::zero(), span: indicator.name.span };
            let id = self.program.indicators.push(Indicator {
                name: indicator.name.value.clone(),
                title: indicator.title.as_ref().map(|title| title.value.clone()),
                author: self.author(span),
                parts: parts.clone(),
                whom,
                points: nothing,
                led_by: Vec::new(),
                supported_by: Vec::new(),
                collected_by: None,
                basis: None,
                formerly: None,
                said: IndicatorClauses::default(),
                inputs: Vec::new(),
                lets: Vec::new(),
                chain: Chain { links: Vec::new(), end: None },
                changes: Vec::new(),
                ceilings: Vec::new(),
                vetoes: Vec::new(),
                warnings: Vec::new(),
                name_span: indicator.name.span,
                across: Vec::new(),
                span,
                poisoned: false,
                points_known: true,
            });
            for part in parts {
                self.program.parts[part].children.push(Child::Indicator(id));
            }
            self.names.indicators.insert(indicator.name.value.clone(), id);
            let clauses = self.clauses(indicator, id, level);
            self.indicators.push(IndicatorFacts {
                clauses,
                ast: indicator,
                inputs: BTreeMap::new(),
                lets: BTreeMap::new(),
                written_inputs: Vec::new(),
                adjusts,
                poisoned: false,
                points_unknown: false,
            });
            let points = self.points_clause(id, span);
            self.declare_names(id);
            let poisoned = self.poison_met || self.has_broken(span);
            if let Some(facts) = self.indicators.get_mut(id.index()) {
                facts.poisoned |= poisoned;
                facts.points_unknown = points.is_none();
            }
            match points {
                Some(points) => self.program.indicators[id].points = points,
                None => self.program.indicators[id].points_known = false,
            }
        }
    }

    /// Who wrote what stands at a place.
    fn author(&self, span: Span) -> Author {
        let extension = self.program.extensions.iter().find(|extension| extension.source == span.source);
        extension.map_or(Author::Office, |extension| Author::Department(extension.proposer))
    }

    /// The parts an indicator counts in: one on each scorecard of its kind of subject that has the path.
    fn parts_of(&mut self, path: &'a ast::Path, level: crate::types::LevelId) -> Vec<PartId> {
        let names: Vec<&str> = path.names.iter().map(|name| name.value.as_str()).collect();
        let wanted = names.join(".");
        let cards = self.program.levels[level].scorecards.clone();
        let on_cards: Vec<(PartId, &crate::model::Part)> =
            (self.program.parts.iter()).filter(|(_, part)| cards.contains(&part.scorecard) && !part.path.is_empty()).collect();
        let found: Vec<PartId> =
            on_cards.iter().filter(|(_, part)| keywords::is_path_read_as(&part.path, &path.names)).map(|(id, _)| *id).collect();
        if !found.is_empty() {
            return found;
        }
        self.poison_met = true;
        let known: Vec<String> = on_cards.iter().map(|(_, part)| part.path.clone()).collect();
        if path.names.iter().any(|name| self.may_be_broken(name)) {
            return found;
        }
        if known.is_empty() {
            let level_name = self.program.levels[level].name.clone();
            let written = self.declared.scorecards.iter().any(|(card, _)| card.whom.level.value == level_name);
            let broken = self.parses.iter().any(|parse| !parse.broken.is_empty());
            // A scorecard for what is no kind of subject may be the one.
            if self.declared.scorecards.iter().any(|(card, _)| !self.names.levels.contains_key(card.whom.level.as_str())) {
                return found;
            }
            if !written && !broken {
                self.report(say::left_unsaid(path.span, &Phrase::Scorecard(level_name)));
                return found;
            }
        }
        let last = names.last().copied().unwrap_or_default();
        let ending: Vec<&String> = known.iter().filter(|path| path.rsplit('.').next() == Some(last)).collect();
        let suggestion = match ending.as_slice() {
            [only] => Some(Suggestion::new((*only).clone())),
            [] | [_, ..] => nearest(&wanted, known.iter().map(String::as_str)),
        };
        let name = Name::new(self.sources.slice(path.span).to_owned(), path.span);
        self.report_missed(Thing::Part, &name, say_name::unknown_declaration(Thing::Part, &name, suggestion, &known));
        found
    }

    fn adjusts(&self, part: PartId) -> bool {
        let part = &self.program.parts[part];
        matches!(part.kind, PartKind::Adjustment { .. }) || part.parent.is_some_and(|parent| self.adjusts(parent))
    }

    /// The clauses of an indicator, those of its pattern first, each with the scope of its names.
    fn clauses(
        &mut self,
        indicator: &'a ast::Indicator,
        id: IndicatorId,
        level: crate::types::LevelId,
    ) -> Vec<(&'a IndicatorClause, Span, Scope<'a>)> {
        let own = Scope { level: Some(level), indicator: Some(id), ..Scope::default() };
        let mut clauses = Vec::new();
        if let Some((name, arguments)) = &indicator.follows {
            let place = self.names.patterns.get(name.as_str()).copied();
            self.used_patterns.extend(place);
            match place.and_then(|place| self.declared.patterns.get(place).copied()) {
                None => self.unknown(Thing::Pattern, name),
                Some((pattern, _)) if pattern.parameters.len() != arguments.len() => {
                    self.report(types::wrong_number_of_arguments(
                        name.span,
                        &name.value,
                        Thing::Pattern,
                        pattern.parameters.len(),
                        arguments.len(),
                        pattern.name.span,
                    ));
                }
                Some((pattern, span)) => {
                    let bound = (pattern.parameters.iter().zip(arguments))
                        .map(|(name, written)| (name.as_str(), Argument::Written(written, Box::new(own.clone()))));
                    let scope = Scope { parameters: Some(Rc::new(bound.collect())), ..own.clone() };
                    self.poison_met |= self.has_broken(span);
                    clauses.extend(pattern.body.statements.iter().map(|clause| (&clause.value, clause.span, scope.clone())));
                }
            }
        }
        for clause in indicator.body.iter().flat_map(|body| &body.statements) {
            clauses.push((&clause.value, clause.span, own.clone()));
        }
        clauses
    }

    /// The points of an indicator.
    fn points_clause(&mut self, id: IndicatorId, span: Span) -> Option<Points> {
        let facts = self.indicators.get(id.index())?;
        let (adjusts, name) = (facts.adjusts, facts.ast.name.span);
        let follows_unknown = facts.ast.follows.is_some() && self.poison_met;
        let written: Vec<_> = (facts.clauses.iter())
            .filter(|(clause, _, _)| matches!(clause, IndicatorClause::Points { .. } | IndicatorClause::PointsFrom(..)))
            .cloned()
            .collect();
        let Some((clause, place, scope)) = written.first().cloned() else {
            if !follows_unknown && !self.has_broken(span) {
                self.report(say::left_unsaid(name, &if adjusts { Phrase::PointsFrom } else { Phrase::Points }));
            }
            return None;
        };
        for (_, again, _) in written.iter().skip(1) {
            self.report(say::said_twice(*again, place, &Phrase::Points));
        }
        // The indicator's own points are not known yet, so a percent of them means nothing here.
        let scope = Scope { indicator: None, ..scope };
        let points = Type::points();
        // What a pattern was given is said, and put right, where it was given.
        let place_of = |written: &ast::Expr| argument_of(written, &scope).map_or(place, |argument| argument.span);
        let in_no_part = self.program.indicators[id].parts.is_empty();
        match clause {
            IndicatorClause::Points { full, bonus } => {
                if adjusts {
                    self.report(say::points_of_adjustment(place, true, self.sources.slice(full.span)));
                }
                let number = self.fixed_number(full, &scope, &points)?;
                if number.is_negative() {
                    self.report(types::number_out_of_place(full.span, &Wanted::NotNegative));
                    return None;
                }
                let bonus = match bonus {
                    Some(written) => {
                        let bonus = self.fixed_number(written, &scope, &points)?;
                        if bonus.is_negative() {
                            self.report(types::number_out_of_place(written.span, &Wanted::NotNegative));
                            return None;
                        }
                        bonus
                    }
                    // On a line of its own it could not be read, and how far the points go is not known.
                    None if keywords::keyword(Rule::kw_bonus_at_most).is_some_and(|bonus| self.has_broken_clause(span, bonus)) => {
                        return None;
                    }
                    None => Number::zero(),
                };
                Some(Points { low: Number::zero(), high: number.add(&bonus), full: number, span: place_of(full) })
            }
            IndicatorClause::PointsFrom(low, high) => {
                if !adjusts && !in_no_part {
                    self.report(say::points_of_adjustment(place, false, self.sources.slice(high.span)));
                }
                let low_number = self.fixed_number(low, &scope, &points)?;
                let high_number = self.fixed_number(high, &scope, &points)?;
                if low_number > high_number {
                    self.report(types::empty_range(high.span, low.span, false));
                    return None;
                }
                Some(Points { low: low_number, full: high_number.clone(), high: high_number, span: place_of(high) })
            }
            IndicatorClause::LedBy(_)
            | IndicatorClause::SupportedBy(_)
            | IndicatorClause::CollectedBy(..)
            | IndicatorClause::Basis(_)
            | IndicatorClause::Formerly(_)
            | IndicatorClause::Input(_)
            | IndicatorClause::Let(_)
            | IndicatorClause::Chain(_)
            | IndicatorClause::Change(_)
            | IndicatorClause::Joint(_)
            | IndicatorClause::Ceiling(..)
            | IndicatorClause::Veto(..)
            | IndicatorClause::Warn { .. } => None,
        }
    }

    /// Declares the inputs and lets of an indicator, and checks all its names together.
    fn declare_names(&mut self, id: IndicatorId) {
        let Some(facts) = self.indicators.get(id.index()) else { return };
        let clauses = facts.clauses.clone();
        let (mut names, mut steps) = (Vec::new(), Vec::new());
        let mut judged = false;
        for (clause, _, _) in &clauses {
            match named_by(clause) {
                Some(Named::Input(input)) => names.push((Thing::Input, &input.name)),
                Some(Named::Let(named)) => names.push((Thing::Let, &named.name)),
                Some(Named::Steps(written)) => steps.extend(names_of_steps(written).map(|name| (Thing::Input, name))),
                None => {}
            }
            judged |= matches!(clause, IndicatorClause::Chain(ast::ChainLink { method: ast::Method::State(_), .. }));
        }
        // Steps and inputs are columns of the data beside each other.
        let things: Vec<(Thing, &'a Name)> = names.iter().copied().chain(steps).collect();
        let columns: Vec<&'a Name> = things.iter().map(|(_, name)| *name).collect();
        let mut keep = self.check_scope_of(&things).into_iter();
        if judged {
            for column in &columns {
                self.refuse_column(column, &["evidence", "state"]);
            }
        }
        for (clause, span, scope) in clauses {
            match named_by(clause) {
                Some(Named::Input(input)) if keep.next().unwrap_or(true) => {
                    let input_id = self.declare_input(input, span, InputOwner::Indicator(id));
                    self.program.indicators[id].inputs.push(input_id);
                    if let Some(facts) = self.indicators.get_mut(id.index()) {
                        facts.inputs.insert(input.name.value.clone(), input_id);
                        facts.written_inputs.push((input_id, input, scope));
                    }
                }
                Some(Named::Let(named)) if keep.next().unwrap_or(true) => {
                    let named_id = self.declare_let(named, span, LetOwner::Indicator(id), scope);
                    self.program.indicators[id].lets.push(named_id);
                    if let Some(facts) = self.indicators.get_mut(id.index()) {
                        facts.lets.insert(named.name.value.clone(), named_id);
                    }
                }
                Some(Named::Input(_) | Named::Let(_) | Named::Steps(_)) | None => {}
            }
        }
        self.warn_of_hidden(id, columns.get(..names.len()).unwrap_or_default());
    }

    /// An input or let must not hide an attribute, a let of the scorecard or an indicator without a word.
    fn warn_of_hidden(&mut self, id: IndicatorId, names: &[&'a Name]) {
        let level = self.program.indicators[id].whom.level;
        for name in names {
            let card_let = (self.program.levels[level].scorecards.iter())
                .find_map(|card| self.scorecards.get(card.index()).and_then(|facts| facts.lets.get(name.as_str())));
            let hidden = if let Some(named) = card_let {
                Some((Thing::Let, self.program.lets[*named].span))
            } else if let Some(attribute) = self.attribute(level, name) {
                Some((Thing::Attribute, self.program.inputs[attribute].span))
            } else {
                None
            };
            if let Some((thing, span)) = hidden {
                self.report(say_name::hides(name.span, name, thing, span, None));
            }
        }
    }
}

/// What a pattern was given for the parameter that `written` is, if it is one.
fn argument_of<'a>(written: &ast::Expr, scope: &Scope<'a>) -> Option<&'a ast::Expr> {
    let ast::ExprKind::Path(path) = &*written.kind else { return None };
    let [name] = path.names.as_slice() else { return None };
    match scope.parameters.as_ref()?.get(name.as_str())? {
        Argument::Written(argument, _) => Some(argument),
        Argument::Lowered { .. } | Argument::Unknown => None,
    }
}
