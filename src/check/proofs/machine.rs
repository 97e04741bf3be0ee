//! Which share of the points of a scorecard is worked out without anybody's judgement.

use super::facts::Assignment;
use super::groups::{Groups, fits};
use super::space::Space;
use super::weights::{indicators_below, part_size, size_below};
use crate::check::duties::scoring;
use crate::model::{Child, IndicatorId, MachineShare, PartId, PartKind, Program, Scorecard, ScorecardId, Scoring, Whom};
use crate::text::SourceMap;
use crate::value::Number;

/// The shares of each scorecard whose groups of subjects can be told apart.
#[must_use]
pub fn machine_shares(program: &Program, sources: &SourceMap) -> Vec<MachineShare> {
    program.scorecards.iter().filter_map(|(id, card)| share(program, sources, id, card)).collect()
}

fn share(program: &Program, sources: &SourceMap, id: ScorecardId, card: &Scorecard) -> Option<MachineShare> {
    let space = &mut Space::new(program, sources);
    let mut whoms: Vec<&Whom> = vec![&card.whom];
    let below = indicators_below(program, card.root);
    whoms.extend(below.iter().map(|indicator| &program.indicators[*indicator].whom));
    let groups = Groups::of(space, card.whom.level, &whoms)?;
    let of_group = |group: &Assignment, counts: &dyn Fn(Scoring) -> bool| {
        let machine = |id: IndicatorId| counts(scoring(&program.indicators[id].chain));
        share_of(space, card.root, group, &machine)
    };
    let range = |counts: &dyn Fn(Scoring) -> bool| {
        let shares = || groups.all.iter().filter(|group| fits(space, &card.whom, group)).filter_map(|group| of_group(group, counts));
        Some((shares().min()?, shares().max()?))
    };
    let always = range(&|scoring| scoring == Scoring::Machine)?;
    let at_best = range(&|scoring| scoring != Scoring::Judged)?;
    Some(MachineShare { scorecard: id, always, at_best })
}

/// The share of a part's points that `machine` indicators hold; none where nothing counts in it.
fn share_of(space: &Space, id: PartId, group: &Assignment, machine: &dyn Fn(IndicatorId) -> bool) -> Option<Number> {
    let program = space.program;
    let (mut all, mut held) = (Number::zero(), Number::zero());
    for child in &program.parts[id].children {
        let (measure, share) = match child {
            Child::Indicator(id) => {
                let indicator = &program.indicators[*id];
                if !fits(space, &indicator.whom, group) {
                    continue;
                }
                let share = if machine(*id) { Number::one() } else { Number::zero() };
                (indicator.points.full.clone(), share)
            }
            Child::Part(id) => {
                let measure = match &program.parts[*id].kind {
                    // Weights stand beside weights alone.
                    PartKind::Ordinary { weight: Some(weight), .. } => Some(weight.clone()),
                    PartKind::Ordinary { weight: None, .. } => part_size(space, *id, group).or_else(|| size_below(space, *id, group)),
                    PartKind::Bonus { .. } | PartKind::Adjustment { .. } => None,
                };
                let (Some(measure), Some(share)) = (measure, share_of(space, *id, group, machine)) else { continue };
                (measure, share)
            }
        };
        all = all.add(&measure);
        held = held.add(&measure.multiply(&share));
    }
    held.divide(&all)
}
