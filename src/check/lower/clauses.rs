//! The clauses of an indicator, in any order.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::{Phrase, meaning as say};
use crate::model::{ChangeGroup, CollectedBy, Collection, ConditionalCeiling, Gravity, IndicatorId, MemberId, Veto, Warning};
use crate::syntax::ast::{self, IndicatorClause, Name};
use crate::text::Span;

impl<'a> Checker<'a> {
    pub(super) fn lower_indicators(&mut self) {
        for id in self.program.indicators.ids() {
            self.poison_met = false;
            self.start_work();
            for named in self.program.indicators[id].lets.clone() {
                let span = self.program.lets[named].span;
                self.type_let(named, span);
                self.poison_met |= self.lets.get(named.index()).is_some_and(|facts| facts.poisoned);
            }
            self.lower_clauses(id);
            self.lower_chain(id);
            let poisoned = self.poison_met;
            if let Some(facts) = self.indicators.get_mut(id.index()) {
                facts.poisoned |= poisoned;
                self.program.indicators[id].poisoned = facts.poisoned;
            }
        }
    }

    fn lower_clauses(&mut self, id: IndicatorId) {
        let Some(facts) = self.indicators.get(id.index()) else { return };
        let (clauses, indicator) = (facts.clauses.clone(), facts.ast);
        let mut led_by = self.members(&indicator.led_by);
        let mut supported_by = Vec::new();
        let (mut led_span, mut supported) = (indicator.led_by.first().map(|name| name.span), None);
        let (mut collected, mut basis, mut formerly) = (None, None, None);
        for (clause, span, scope) in clauses {
            match clause {
                IndicatorClause::LedBy(names) => {
                    if self.first_time(&mut led_span, span, Phrase::LedBy) {
                        led_by = self.members(names);
                    }
                }
                IndicatorClause::SupportedBy(names) => {
                    if self.first_time(&mut supported, span, Phrase::SupportedBy) {
                        supported_by = self.members(names);
                    }
                }
                IndicatorClause::CollectedBy(way, source) => {
                    if self.first_time(&mut collected, span, Phrase::CollectedBy) {
                        let source = source.as_ref().map(|source| source.value.clone());
                        self.program.indicators[id].collected_by = Some(CollectedBy { way: collection_of(way.value), source });
                    }
                }
                IndicatorClause::Basis(text) => {
                    if self.first_time(&mut basis, span, Phrase::Basis) {
                        self.program.indicators[id].basis = Some(text.value.clone());
                    }
                }
                IndicatorClause::Formerly(name) => {
                    if self.first_time(&mut formerly, span, Phrase::Formerly) {
                        self.program.indicators[id].formerly = Some(name.clone());
                    }
                }
                IndicatorClause::Change(change) => {
                    if let Some(change) = self.change(change, span, &scope) {
                        self.program.indicators[id].changes.push(ChangeGroup::Single(change));
                    }
                }
                IndicatorClause::Joint(joint) => {
                    let group = self.joint(joint, span, &scope);
                    self.program.indicators[id].changes.push(group);
                }
                IndicatorClause::Ceiling(points, condition) => {
                    let ceiling = self.ceiling_clause(points, condition, span, &scope);
                    self.program.indicators[id].ceilings.push(ceiling);
                }
                IndicatorClause::Veto(condition, points) => {
                    let condition = self.condition(condition, &scope);
                    let points = self.points_here(points, &scope);
                    self.program.indicators[id].vetoes.push(Veto { condition, points, span });
                }
                IndicatorClause::Warn { gravity, title, condition } => {
                    let condition = self.condition(condition, &scope);
                    let known =
                        self.program.indicators[id].warnings.iter().find(|known| known.title == title.value).map(|known| known.span);
                    match known {
                        Some(first) => self.report(say::same_warning(title.span, first)),
                        None => {
                            let gravity = gravity.map_or(Gravity::Moderate, gravity_of);
                            self.program.indicators[id].warnings.push(Warning { gravity, title: title.value.clone(), condition, span });
                        }
                    }
                }
                IndicatorClause::Points { .. }
                | IndicatorClause::PointsFrom(..)
                | IndicatorClause::Input(_)
                | IndicatorClause::Let(_)
                | IndicatorClause::Chain(_) => {}
            }
        }
        self.program.indicators[id].led_by = led_by;
        self.program.indicators[id].supported_by = supported_by;
    }

    fn ceiling_clause(&mut self, points: &'a ast::Expr, condition: &'a ast::Expr, span: Span, scope: &Scope<'a>) -> ConditionalCeiling {
        let points = self.points_here(points, scope);
        let condition = self.condition(condition, scope);
        ConditionalCeiling { points, condition, span }
    }

    /// Members that lead or support, of whichever kind of subject has them.
    fn members(&mut self, names: &'a [Name]) -> Vec<MemberId> {
        let mut members = Vec::new();
        for name in names {
            if let Some(member) = self.member(name, None)
                && !members.contains(&member)
            {
                members.push(member);
            }
        }
        members
    }
}

pub(super) fn collection_of(way: ast::Collection) -> Collection {
    match way {
        ast::Collection::System => Collection::System,
        ast::Collection::Inspection => Collection::Inspection,
        ast::Collection::Assessment => Collection::Assessment,
    }
}

fn gravity_of(written: ast::Gravity) -> Gravity {
    match written {
        ast::Gravity::Serious => Gravity::Serious,
        ast::Gravity::Moderate => Gravity::Moderate,
        ast::Gravity::Minor => Gravity::Minor,
    }
}
