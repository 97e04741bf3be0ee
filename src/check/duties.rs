//! The table of duties: who supplies, who judges, and how much nobody has to judge.

use std::collections::BTreeSet;

use crate::check::proofs;
use crate::model::{Chain, Duties, Duty, IndicatorId, Method, Program, Quantify, Rater, RoleId, Scoring, State, Supplier, SurveyGroup};
use crate::text::SourceMap;

/// The duties a rulebook hands out.
#[must_use]
pub fn duties(program: &Program, sources: &SourceMap) -> Duties {
    let rows = program.indicators.ids().map(|id| duty(program, id)).collect();
    Duties { rows, shares: proofs::machine_shares(program, sources) }
}

fn duty(program: &Program, id: IndicatorId) -> Duty {
    let indicator = &program.indicators[id];
    let mut suppliers: BTreeSet<Supplier> = BTreeSet::new();
    for input in &indicator.inputs {
        suppliers.insert(program.inputs[*input].supplied_by.map_or(Supplier::Itself, Supplier::Role));
    }
    for link in &indicator.chain.links {
        match &link.method {
            // Steps are answered and evidence is sent by the subject itself.
            Method::Steps(_) => drop(suppliers.insert(Supplier::Itself)),
            Method::State(State { needs_evidence, .. }) => {
                if *needs_evidence {
                    suppliers.insert(Supplier::Itself);
                }
            }
            Method::Quantify(Quantify::Table(_) | Quantify::Points { .. } | Quantify::Target { .. })
            | Method::Survey(_)
            | Method::Start(_)
            | Method::Compete(_) => {}
        }
    }
    suppliers.extend(proofs::registers_read(program, id).into_iter().map(Supplier::Register));
    let states = || states(&indicator.chain);
    Duty {
        indicator: id,
        suppliers: suppliers.into_iter().collect(),
        judges: once(states().filter_map(|state| state.judge)),
        raters: indicator.chain.survey().map_or_else(Vec::new, |survey| survey.groups.iter().map(rater).collect()),
        stand_ins: once(states().filter_map(|state| state.self_judge)),
        scoring: scoring(&indicator.chain),
    }
}

fn states(chain: &Chain) -> impl Iterator<Item = &State> {
    chain.links.iter().filter_map(|link| match &link.method {
        Method::State(state) => Some(state),
        Method::Quantify(_) | Method::Steps(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => None,
    })
}

fn rater(group: &SurveyGroup) -> Rater {
    Rater { name: group.name.clone(), title: group.title.clone(), weight: group.weight.clone() }
}

fn once(roles: impl Iterator<Item = RoleId>) -> Vec<RoleId> {
    let mut list = Vec::new();
    for role in roles {
        if !list.contains(&role) {
            list.push(role);
        }
    }
    list
}

/// Whether anybody has to judge: by the methods of the chain.
pub fn scoring(chain: &Chain) -> Scoring {
    let judged = |link: &crate::model::Link| matches!(link.method, Method::State(_) | Method::Survey(_));
    match (chain.links.first().is_some_and(judged), chain.links.iter().any(judged)) {
        (true, _) => Scoring::Judged,
        (false, true) => Scoring::MachineFirst,
        (false, false) => Scoring::Machine,
    }
}
