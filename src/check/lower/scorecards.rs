//! Scorecards: their trees of parts first, their expressions when everything has a type.

use std::collections::BTreeMap;

use crate::check::checker::{Checker, LetFacts, Scope, ScorecardFacts, constant};
use crate::check::infer::{Depth, Factors};
use crate::check::messages::{Phrase, Thing, Wanted, meaning as say, types};
use crate::model::{
    AtLeast, Child, Let, LetId, LetOwner, Opening, Part, PartId, PartKind, Policy, Scorecard, ScorecardId, Size, TotalAtLeast, TotalAtMost,
};
use crate::syntax::ast::{self, Name, PartClause, PartOption};
use crate::text::{Span, Spanned};
use crate::types::Type;
use crate::value::{Number, Rounding, Value};

/// What the options of a part come to.
struct Options<'a> {
    kind: PartKind,
    at_least: Option<AtLeast>,
    policy: (Policy, Option<Span>),
    times: Option<&'a ast::Expr>,
    open: Vec<Opening>,
    rounded: Option<Rounding>,
}

impl<'a> Checker<'a> {
    pub(super) fn lower_scorecards(&mut self) {
        for (scorecard, span) in self.declared.scorecards.clone() {
            let Some(whom) = self.whom(&scorecard.whom) else { continue };
            let level = whom.level;
            let id = ScorecardId::from(self.program.scorecards.len());
            let head = scorecard.whom.level.span;
            let options = self.part_options(&scorecard.options, true);
            if let PartKind::Ordinary { size: Size::Unsaid, .. } = options.kind
                && !self.has_broken(span)
                && !scorecard.options.iter().any(|option| matches!(option.value, PartOption::OutOf(_) | PartOption::ScaledTo(_)))
            {
                self.report(say::left_unsaid(head, &Phrase::OutOf));
            }
            let root = self.program.parts.push(Part {
                name: String::new(),
                title: None,
                path: String::new(),
                scorecard: id,
                parent: None,
                children: Vec::new(),
                kind: options.kind,
                at_least: options.at_least,
                policy: options.policy.0,
                policy_span: options.policy.1,
                times: None,
                open: options.open,
                rounded: options.rounded,
                name_span: head,
                span,
            });
            self.program.scorecards.push(Scorecard { whom, root, lets: Vec::new(), at_least: Vec::new(), at_most: Vec::new(), span });
            self.scorecards.push(ScorecardFacts { ast: scorecard, lets: BTreeMap::new(), factors: Vec::new(), limits: Vec::new() });
            if let Some(times) = options.times {
                self.note_factor(id, root, times);
            }
            self.program.levels[level].scorecards.push(id);
            self.part_body(id, root, &scorecard.body);
        }
    }

    fn note_factor(&mut self, card: ScorecardId, part: PartId, times: &'a ast::Expr) {
        if let Some(facts) = self.scorecards.get_mut(card.index()) {
            facts.factors.push((part, times));
        }
    }

    fn part_body(&mut self, card: ScorecardId, parent: PartId, body: &'a ast::Body<PartClause>) {
        let names: Vec<&'a Name> = body.statements.iter().filter_map(|clause| part_name(&clause.value)).collect();
        let keep = self.check_scope(Thing::Part, &names);
        let mut keep = keep.into_iter();
        for clause in &body.statements {
            match &clause.value {
                PartClause::Part(part) => {
                    if keep.next().unwrap_or(true) {
                        self.part(card, parent, part, clause.span);
                    }
                }
                PartClause::Let(written) => self.scorecard_let_declared(card, written, clause.span),
                PartClause::TotalAtLeast(..) | PartClause::TotalAtMost(_) => {
                    if self.program.parts[parent].parent.is_some() {
                        self.report(say::misplaced_in_part(clause.span, None));
                    } else if let Some(facts) = self.scorecards.get_mut(card.index()) {
                        facts.limits.push((&clause.value, clause.span));
                    }
                }
            }
        }
    }

    fn part(&mut self, card: ScorecardId, parent: PartId, part: &'a ast::Part, span: Span) {
        let options = self.part_options(&part.options, false);
        let above = &self.program.parts[parent];
        let path = if above.path.is_empty() { part.name.value.clone() } else { format!("{}.{}", above.path, part.name.value) };
        let added = options.kind.is_extra();
        if added && above.parent.is_some() {
            self.report(say::misplaced_in_part(part.name.span, Some(&above.path.clone())));
        }
        let id = self.program.parts.push(Part {
            name: part.name.value.clone(),
            title: part.title.as_ref().map(|title| title.value.clone()),
            path,
            scorecard: card,
            parent: Some(parent),
            children: Vec::new(),
            kind: options.kind,
            at_least: options.at_least,
            policy: options.policy.0,
            policy_span: options.policy.1,
            times: None,
            open: options.open,
            rounded: options.rounded,
            name_span: part.name.span,
            span,
        });
        self.program.parts[parent].children.push(Child::Part(id));
        if let Some(times) = options.times {
            self.note_factor(card, id, times);
        }
        if let Some(body) = &part.body {
            self.part_body(card, id, body);
        }
    }

    fn part_options(&mut self, written: &'a [Spanned<PartOption>], root: bool) -> Options<'a> {
        let mut options = Options {
            kind: PartKind::Ordinary { weight: None, size: Size::Unsaid },
            at_least: None,
            policy: (Policy::Redistribute, None),
            times: None,
            open: Vec::new(),
            rounded: None,
        };
        let (mut weight, mut size, mut added) = (None, Size::Unsaid, None);
        let mut seen = Vec::new();
        let nowhere = Scope::default();
        for option in written {
            let span = option.span;
            // A part may be opened to several, each within points of its own.
            let several = matches!(option.value, PartOption::OpenTo { .. });
            if !several && !self.option_once(&mut seen, phrase_of(&option.value), span) {
                continue;
            }
            match &option.value {
                PartOption::Weight(percent) => {
                    if root {
                        self.report(say::contradicting_options(span, None, &phrase_of(&option.value)));
                    } else if percent.value.is_negative() || percent.value > Number::from(100) {
                        self.report(types::number_out_of_place(span, &Wanted::Within("0%", "100%")));
                    } else {
                        weight = Some(percent.value.multiply(&Number::ratio(1, 100)));
                    }
                }
                PartOption::OutOf(points) => {
                    size = self.positive_points(points).map_or(size, Size::OutOf);
                }
                PartOption::ScaledTo(points) => {
                    size = self.positive_points(points).map_or(size, Size::ScaledTo);
                }
                PartOption::BonusAtMost(points) => {
                    added = self.fixed_number(points, &nowhere, &Type::points()).map(|at_most| {
                        if at_most.is_negative() {
                            self.report(types::number_out_of_place(points.span, &Wanted::NotNegative));
                        }
                        PartKind::Bonus { at_most: at_most.max(Number::zero()) }
                    });
                }
                PartOption::Adjustment(low, high) => {
                    let low_number = self.fixed_number(low, &nowhere, &Type::points());
                    let high_number = self.fixed_number(high, &nowhere, &Type::points());
                    if let (Some(lower), Some(higher)) = (low_number, high_number) {
                        if lower > higher {
                            self.report(types::empty_range(high.span, low.span, false));
                        }
                        added = Some(PartKind::Adjustment { low: lower, high: higher });
                    }
                }
                PartOption::AtLeastIndicators(number) => options.at_least = self.at_least(number, false, span),
                PartOption::AtLeastParts(number) => options.at_least = self.at_least(number, true, span),
                PartOption::NotApplicable(policy) => options.policy = (policy_of(*policy), Some(span)),
                PartOption::Times(times) => options.times = Some(times),
                PartOption::Rounded(to) => options.rounded = self.rounding_of_points(to),
                PartOption::OpenTo { by, at_most, each } => {
                    let opening = self.opening(by, at_most, each.as_ref(), span);
                    options.open.extend(opening);
                }
            }
        }
        self.refuse_contradictions(written, root);
        self.refuse_openings(written, root);
        options.kind = added.unwrap_or(PartKind::Ordinary { weight, size });
        options
    }

    /// A bonus or adjustment has no weight and no size; a part is `out of` or `scaled to`, not both.
    fn refuse_contradictions(&mut self, written: &'a [Spanned<PartOption>], root: bool) {
        let added = written.iter().find(|option| matches!(option.value, PartOption::BonusAtMost(_) | PartOption::Adjustment(..)));
        let size = written.iter().find(|option| matches!(option.value, PartOption::OutOf(_) | PartOption::ScaledTo(_)));
        for option in written {
            let against = match &option.value {
                PartOption::Weight(_) | PartOption::OutOf(_) => added,
                PartOption::ScaledTo(_) => added.or(size.filter(|size| size.span != option.span)),
                PartOption::BonusAtMost(_) | PartOption::Adjustment(..) if root => Some(option),
                PartOption::BonusAtMost(_)
                | PartOption::Adjustment(..)
                | PartOption::AtLeastIndicators(_)
                | PartOption::AtLeastParts(_)
                | PartOption::NotApplicable(_)
                | PartOption::Times(_)
                | PartOption::Rounded(_)
                | PartOption::OpenTo { .. } => None,
            };
            if let Some(against) = against {
                let other = (against.span != option.span).then_some(against.span);
                self.report(say::contradicting_options(option.span, other, &phrase_of(&option.value)));
            }
        }
    }

    pub(super) fn positive_points(&mut self, written: &'a ast::Expr) -> Option<Number> {
        let number = self.fixed_number(written, &Scope::default(), &Type::points())?;
        if number.is_zero() || number.is_negative() {
            self.report(types::number_out_of_place(written.span, &Wanted::AboveZero));
            return None;
        }
        Some(number)
    }

    fn at_least(&mut self, number: &ast::NumberLiteral, parts: bool, span: Span) -> Option<AtLeast> {
        let whole = number.value.to_i64().and_then(|number| usize::try_from(number).ok()).filter(|number| *number > 0);
        if whole.is_none() {
            self.report(types::number_out_of_place(span, &Wanted::Between("1", "1000")));
        }
        whole.map(|number| AtLeast { number, parts, span })
    }

    fn scorecard_let_declared(&mut self, card: ScorecardId, written: &'a ast::Let, span: Span) {
        self.refuse_given(&written.name);
        let level = self.program.scorecards[card].whom.level;
        let scope = Scope { level: Some(level), scorecard: Some(card), ..Scope::default() };
        let known = self.scorecards.get(card.index()).and_then(|facts| facts.lets.get(written.name.as_str()).copied());
        if let Some(first) = known {
            let first = self.program.lets[first].span;
            self.report(crate::check::messages::names::duplicate(Thing::Let, &written.name, first));
            return;
        }
        let id = self.declare_let(written, span, LetOwner::Scorecard(card), scope);
        self.program.scorecards[card].lets.push(id);
        if let Some(facts) = self.scorecards.get_mut(card.index()) {
            facts.lets.insert(written.name.value.clone(), id);
        }
    }

    /// Takes in a let; it is typed when it is first read.
    pub(super) fn declare_let(&mut self, written: &'a ast::Let, span: Span, owner: LetOwner, scope: Scope<'a>) -> LetId {
        let value = constant(Value::Number(Number::zero()), Type::Error, written.value.span);
        let id = self.program.lets.push(Let { name: written.name.value.clone(), owner, value, span });
        self.lets.push(LetFacts {
            value: &written.value,
            scope,
            done: false,
            poisoned: false,
            depth: Depth::default(),
            factors: Factors::default(),
            constant: None,
        });
        id
    }

    pub(super) fn lower_scorecard_expressions(&mut self) {
        for card in self.program.scorecards.ids() {
            self.start_work();
            let Some(facts) = self.scorecards.get(card.index()) else { continue };
            let (factors, limits, lets) = (facts.factors.clone(), facts.limits.clone(), self.program.scorecards[card].lets.clone());
            let level = self.program.scorecards[card].whom.level;
            let scope = Scope { level: Some(level), scorecard: Some(card), ..Scope::default() };
            for id in lets {
                self.warn_if_hiding(id, &scope);
                self.type_let(id, self.program.lets[id].span);
            }
            for (part, written) in factors {
                let times = self.infer(written, &scope, None);
                let plain = times.ty.dimension().is_some_and(|dimension| dimension.is_none()) && times.ty != Type::PercentagePoints;
                if !plain && !times.ty.is_error() {
                    let (wanted, found) = (self.type_words(&Type::Number), self.type_words(&times.ty));
                    self.report(types::unexpected_type(times.span, &wanted, &found, None));
                }
                self.program.parts[part].times = Some(times);
            }
            let results = Scope { results: true, ..scope };
            for (limit, span) in limits {
                match limit {
                    PartClause::TotalAtLeast(points, unless) => {
                        let points = self.points_here(points, &results);
                        let unless = unless.as_ref().map(|unless| self.condition(unless, &results));
                        self.program.scorecards[card].at_least.push(TotalAtLeast { points, unless, span });
                    }
                    PartClause::TotalAtMost(points) => {
                        let points = self.points_here(points, &results);
                        self.program.scorecards[card].at_most.push(TotalAtMost { points, span });
                    }
                    PartClause::Part(_) | PartClause::Let(_) => {}
                }
            }
            self.total_limits(card);
        }
    }

    /// Of the limits of a total there is one of each kind, save those that some condition lifts; and the upper is not below
    /// the lower.
    fn total_limits(&mut self, card: ScorecardId) {
        let limits = &self.program.scorecards[card];
        let lower: Vec<Span> = limits.at_least.iter().filter(|limit| limit.unless.is_none()).map(|limit| limit.span).collect();
        let upper: Vec<Span> = limits.at_most.iter().map(|limit| limit.span).collect();
        for (places, phrase) in [(lower, Phrase::TotalAtLeast), (upper, Phrase::TotalAtMost)] {
            let Some((first, others)) = places.split_first() else { continue };
            for other in others {
                self.report(say::said_twice(*other, *first, &phrase));
            }
        }
        let limits = &self.program.scorecards[card];
        let Some(upper) = limits.at_most.first() else { return };
        let Some(most) = self.constant_number(&upper.points) else { return };
        let above = limits.at_least.iter().find(|lower| self.constant_number(&lower.points).is_some_and(|least| least > most));
        if let Some(lower) = above {
            let found = types::empty_range(upper.points.span, lower.points.span, false);
            self.report(found);
        }
    }

    /// A let must not hide an attribute without a word.
    fn warn_if_hiding(&mut self, id: LetId, scope: &Scope<'a>) {
        let name = self.program.lets[id].name.clone();
        if let Some(hidden) = scope.level.and_then(|level| self.attribute(level, &name)) {
            let hidden = self.program.inputs[hidden].span;
            let span = self.program.lets[id].span;
            self.report(crate::check::messages::names::hides(span, &name, Thing::Attribute, hidden, None));
        }
    }

    /// An expression that is points.
    pub(super) fn points_here(&mut self, written: &'a ast::Expr, scope: &Scope<'a>) -> crate::model::Expr {
        let points = Type::points();
        let value = self.infer(written, scope, Some(&points));
        self.as_points(value, scope).0
    }
}

fn part_name(clause: &PartClause) -> Option<&Name> {
    match clause {
        PartClause::Part(part) => Some(&part.name),
        PartClause::Let(_) | PartClause::TotalAtLeast(..) | PartClause::TotalAtMost(_) => None,
    }
}

fn policy_of(policy: ast::Policy) -> Policy {
    match policy {
        ast::Policy::Redistribute => Policy::Redistribute,
        ast::Policy::FullPoints => Policy::FullPoints,
        ast::Policy::Zero => Policy::Zero,
    }
}

fn phrase_of(option: &PartOption) -> Phrase {
    match option {
        PartOption::Weight(_) => Phrase::Weight,
        PartOption::OutOf(_) => Phrase::OutOf,
        PartOption::ScaledTo(_) => Phrase::ScaledTo,
        PartOption::BonusAtMost(_) => Phrase::Bonus,
        PartOption::Adjustment(..) => Phrase::Adjustment,
        PartOption::AtLeastIndicators(_) | PartOption::AtLeastParts(_) => Phrase::AtLeast,
        PartOption::NotApplicable(_) => Phrase::NotApplicable,
        PartOption::Times(_) => Phrase::Times,
        PartOption::Rounded(_) => Phrase::Rounded,
        PartOption::OpenTo { .. } => Phrase::OpenTo,
    }
}
