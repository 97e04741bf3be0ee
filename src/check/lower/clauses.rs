//! The clauses of an indicator, in any order.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::{Phrase, meaning as say};
use crate::model::{ChangeGroup, CollectedBy, Collection, ConditionalCeiling, Gravity, IndicatorId, Veto, Warning};
use crate::syntax::ast::{self, IndicatorClause};
use crate::text::Span;

impl<'a> Checker<'a> {
    pub(super) fn lower_indicators(&mut self) {
        // What one indicator reads of others depends on whom they name.
        for id in self.program.indicators.ids() {
            self.poison_met = false;
            self.lower_parties(id);
            let poisoned = self.poison_met;
            if let Some(facts) = self.indicators.get_mut(id.index()) {
                facts.poisoned |= poisoned;
            }
        }
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
        let clauses = facts.clauses.clone();
        let (mut collected, mut basis, mut formerly) = (None, None, None);
        for (clause, span, scope) in clauses {
            match clause {
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
                | IndicatorClause::LedBy(_)
                | IndicatorClause::SupportedBy(_)
                | IndicatorClause::Input(_)
                | IndicatorClause::Let(_)
                | IndicatorClause::Chain(_) => {}
            }
        }
        let said = &mut self.program.indicators[id].said;
        (said.collected_by, said.basis) = (collected, basis);
    }

    fn ceiling_clause(&mut self, points: &'a ast::Expr, condition: &'a ast::Expr, span: Span, scope: &Scope<'a>) -> ConditionalCeiling {
        let points = self.points_here(points, scope);
        let condition = self.condition(condition, scope);
        ConditionalCeiling { points, condition, span }
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
