//! Scorecards add up: weights to 100 %, points to what the part is out of, for every group of subjects.

use std::collections::BTreeMap;

use super::Prover;
use super::facts::Assignment;
use super::groups::{Groups, fits, words_of};
use super::heights::most_share;
use super::intervals::Interval;
use super::messages::{Why, weights as say};
use super::space::Space;
use crate::model::{Child, ExprKind, IndicatorId, Part, PartId, PartKind, Policy, Program, Scorecard, Size, Whom};
use crate::types::LevelId;
use crate::value::{Number, Value};
use crate::words;

impl Prover<'_> {
    /// One scorecard, part by part.
    pub(super) fn scorecard(&mut self, space: &mut Space, card: &Scorecard) {
        self.part(space, card, card.root);
    }

    fn part(&mut self, space: &mut Space, card: &Scorecard, id: PartId) {
        let program = self.program;
        let part = &program.parts[id];
        for child in &part.children {
            if let Child::Part(child) = child {
                self.part(space, card, *child);
            }
        }
        // A part that is open waits for what others add.
        if part.children.is_empty() && part.open.is_empty() {
            if self.trusted {
                self.report(say::empty_part(part.name_span, &shown_name(part), Vec::new()));
            }
            return;
        }
        let weighted: Vec<(&Part, &Number)> = ordinary(program, part).filter_map(|(child, weight, _)| Some((child, weight?))).collect();
        // Weights are those of the parts, whatever is the matter with the indicators below.
        if !weighted.is_empty() && (self.trusted || !self.errors.iter().any(|error| card.span.contains(*error))) {
            self.weights(part, &weighted);
        }
        if !self.trusted || indicators_below(program, id).iter().any(|indicator| program.indicators[*indicator].poisoned) {
            return;
        }
        if let Some(at_least) = &part.at_least {
            let kinds = part.children.iter().filter(|child| matches!(child, Child::Part(_)) == at_least.parts).count();
            if kinds < at_least.number {
                let counts = (kinds, part.children.len() - kinds);
                self.report(say::too_few_children(at_least.span, &shown_name(part), at_least.number, counts, at_least.parts));
            }
        }
        if let (Some(span), [_], true) = (part.policy_span, part.children.as_slice(), part.open.is_empty())
            && part.policy != Policy::Redistribute
        {
            self.report(say::policy_of_one(span, &shown_name(part)));
        }
        if weighted.is_empty() {
            self.sums(space, card, id);
        } else {
            self.empty_for_some(space, card, id);
        }
    }

    fn weights(&mut self, part: &Part, weighted: &[(&Part, &Number)]) {
        let program = self.program;
        let mut mixed = false;
        for (child, weight, _) in ordinary(program, part) {
            if weight.is_none() {
                mixed = true;
                self.report(say::part_without_weight(child.name_span, &child.name, &shown_name(part)));
            }
        }
        for child in &part.children {
            if let Child::Indicator(indicator) = child {
                mixed = true;
                let indicator = &program.indicators[*indicator];
                let head = self.head(indicator.span);
                let span = if part.path.is_empty() { indicator.name_span } else { self.word_after(head, indicator.name_span, &part.path) };
                self.report(say::indicator_among_parts(span, &indicator.name, &shown_name(part)));
            }
        }
        let sum = weighted.iter().fold(Number::zero(), |sum, (_, weight)| sum.add(weight));
        if mixed || sum == Number::one() {
            return;
        }
        if let Some((last, weight)) = weighted.last() {
            let hundred = Number::from(100);
            let span = self.word_in(self.head(last.span), &format!("{}%", weight.multiply(&hundred)));
            let right = weight.add(&Number::one().subtract(&sum));
            let right = (right > Number::zero() && span != self.head(last.span)).then(|| right.multiply(&hundred));
            let others = weighted.iter().map(|(child, weight)| (child.name_span, weight.multiply(&hundred))).collect();
            self.report(say::weights_not_whole(span, &shown_name(part), &sum.multiply(&hundred), others, right));
        }
    }

    /// The points below a part that says what it is out of, for every group.
    fn sums(&mut self, space: &mut Space, card: &Scorecard, id: PartId) {
        let program = self.program;
        let part = &program.parts[id];
        let PartKind::Ordinary { size: Size::OutOf(out_of), .. } = &part.kind else {
            return self.empty_for_some(space, card, id);
        };
        let Some(groups) = self.groups(space, card, id) else { return };
        let level = card.whom.level;
        let key = |space: &Space, group: &Assignment| {
            fits(space, &card.whom, group)
                .then(|| size_below(space, id, group))
                .filter(|size| size.as_ref().is_none_or(|size| size != out_of))
        };
        let mut said: Vec<Option<Number>> = Vec::new();
        if !groups.complete && !groups.all.iter().any(|group| key(space, group).is_some()) {
            self.unknown_sums(part);
        }
        for group in &groups.all {
            let Some(size) = key(space, group) else { continue };
            if said.contains(&size) {
                continue;
            }
            said.push(size.clone());
            let telling = groups.telling(group, |group| key(space, group));
            let words = (!telling.is_empty()).then(|| words_of(space, level, &telling));
            match size {
                Some(size) => {
                    let head = self.head(part.span);
                    let span = self.number_after(head, part.name_span, out_of);
                    let below = self.addends(space, id, group);
                    self.report(say::points_not_as_said(span, &shown_name(part), out_of, &size, words, below));
                }
                None => {
                    if let (Some(words), false) = (words, part.children.iter().any(|child| matches!(child, Child::Part(_)))) {
                        self.report(say::empty_for_some(part.name_span, &shown_name(part), &words, Vec::new()));
                    }
                }
            }
        }
    }

    /// What the points of a part are made of, for the message.
    fn addends(&self, space: &Space, id: PartId, group: &Assignment) -> Vec<(crate::text::Span, Number)> {
        let program = self.program;
        let mut found: Vec<_> = program.parts[id].open.iter().map(|opening| (opening.span, opening.at_most.clone())).collect();
        for child in &program.parts[id].children {
            match child {
                Child::Part(child) => {
                    if let Some(size) = part_size(space, *child, group) {
                        found.push((program.parts[*child].name_span, size));
                    }
                }
                Child::Indicator(indicator) if program.is_extension(*indicator) => {}
                Child::Indicator(indicator) => {
                    let indicator = &program.indicators[*indicator];
                    if fits(space, &indicator.whom, group) {
                        found.push((indicator.points.span, indicator.points.full.clone()));
                    }
                }
            }
        }
        found
    }

    fn empty_for_some(&mut self, space: &mut Space, card: &Scorecard, id: PartId) {
        // Added parts are nobody's due, and a part made of parts is empty only where those are.
        let part = &self.program.parts[id];
        if !matches!(part.kind, PartKind::Ordinary { .. })
            || !part.open.is_empty()
            || part.children.iter().any(|child| matches!(child, Child::Part(_)))
        {
            return;
        }
        let Some(groups) = self.groups(space, card, id) else { return };
        let size = |space: &Space, group: &Assignment| fits(space, &card.whom, group).then(|| size_below(space, id, group));
        let empty = |space: &Space, group: &Assignment| size(space, group) == Some(None);
        let bonuses = |space: &Space, group: &Assignment| size(space, group).flatten().is_some_and(|size| size.is_zero());
        let name = shown_name(part);
        if let Some(group) = groups.all.iter().find(|group| empty(space, group)) {
            let telling = groups.telling(group, |group| empty(space, group));
            // For everybody: then a part below was found empty already.
            if !telling.is_empty() {
                let words = words_of(space, card.whom.level, &telling);
                self.report(say::empty_for_some(part.name_span, &name, &words, Vec::new()));
            }
        }
        if let Some(group) = groups.all.iter().find(|group| bonuses(space, group)) {
            let telling = groups.telling(group, |group| bonuses(space, group));
            let below = self.addends(space, id, group);
            self.report(if telling.is_empty() {
                say::empty_part(part.name_span, &name, below)
            } else {
                say::empty_for_some(part.name_span, &name, &words_of(space, card.whom.level, &telling), below)
            });
        }
    }

    /// Says that it is not known whether a part is right for everybody, unless that was said of a part below.
    fn unknown_sums(&mut self, part: &Part) {
        if !self.said.iter().any(|(_, span)| part.span.contains(*span)) {
            let name = shown_name(part);
            let what = words!("whether `{name}` adds up for everybody", "“{name}”对每个对象是否都合计无误", name = name);
            self.undecided(part.name_span, &what, Why::BeyondSums);
        }
    }

    fn groups(&mut self, space: &mut Space, card: &Scorecard, id: PartId) -> Option<Groups> {
        let program = self.program;
        let below = indicators_below(program, id);
        let mut whoms: Vec<&Whom> = vec![&card.whom];
        whoms.extend(below.iter().map(|indicator| &program.indicators[*indicator].whom));
        let groups = Groups::of(space, card.whom.level, &whoms);
        if groups.is_none() {
            self.unknown_sums(&program.parts[id]);
        }
        groups
    }
}

/// The ordinary parts directly below, with weight and size.
fn ordinary<'p>(program: &'p Program, part: &'p Part) -> impl Iterator<Item = (&'p Part, Option<&'p Number>, &'p Size)> {
    part.children.iter().filter_map(|child| match child {
        Child::Part(child) => match &program.parts[*child].kind {
            PartKind::Ordinary { weight, size } => Some((&program.parts[*child], weight.as_ref(), size)),
            PartKind::Bonus { .. } | PartKind::Adjustment { .. } => None,
        },
        Child::Indicator(_) => None,
    })
}

/// All indicators in a part and the parts below it.
pub fn indicators_below(program: &Program, id: PartId) -> Vec<IndicatorId> {
    let mut found = Vec::new();
    for child in &program.parts[id].children {
        match child {
            Child::Part(child) => found.extend(indicators_below(program, *child)),
            Child::Indicator(indicator) => found.push(*indicator),
        }
    }
    found
}

/// The points below a part for a group; none when nothing counts in it.
pub fn size_below(space: &Space, id: PartId, group: &Assignment) -> Option<Number> {
    let program = space.program;
    let mut sum: Option<Number> = program.parts[id].opened();
    for child in &program.parts[id].children {
        let own = match child {
            Child::Part(child) => part_size(space, *child, group),
            // What extensions use lies within what is kept open for them.
            Child::Indicator(indicator) if program.is_extension(*indicator) => None,
            Child::Indicator(indicator) => {
                let indicator = &program.indicators[*indicator];
                fits(space, &indicator.whom, group).then(|| indicator.points.full.clone())
            }
        };
        if let Some(own) = own {
            sum = Some(sum.unwrap_or_else(Number::zero).add(&own));
        }
    }
    sum
}

/// What a part counts in the one above it.
pub fn part_size(space: &Space, id: PartId, group: &Assignment) -> Option<Number> {
    match &space.program.parts[id].kind {
        PartKind::Ordinary { size: Size::OutOf(points) | Size::ScaledTo(points), .. } => Some(points.clone()),
        PartKind::Ordinary { size: Size::Unsaid, .. } => size_below(space, id, group),
        PartKind::Bonus { .. } | PartKind::Adjustment { .. } => None,
    }
}

/// The name of a part for a message; the root is the scorecard itself.
fn shown_name(part: &Part) -> String {
    part.path.clone()
}

/// Where the total of subjects of a kind can lie.
pub fn total_range(program: &Program, level: LevelId) -> Interval {
    let mut range: Option<Interval> = None;
    for card in &program.levels[level].scorecards {
        let card = &program.scorecards[*card];
        let root = &program.parts[card.root];
        let mut most = match &root.kind {
            PartKind::Ordinary { size: Size::OutOf(points) | Size::ScaledTo(points), .. } => {
                most_share(program, card.root).map(|share| points.multiply(&share))
            }
            PartKind::Ordinary { size: Size::Unsaid, .. } | PartKind::Bonus { .. } | PartKind::Adjustment { .. } => None,
        };
        for child in &root.children {
            let Child::Part(child) = child else { continue };
            most = match &program.parts[*child].kind {
                PartKind::Bonus { at_most } => most.map(|most| most.add(at_most)),
                PartKind::Adjustment { high, .. } => most.map(|most| most.add(high)),
                PartKind::Ordinary { .. } => most,
            };
        }
        let caps = card
            .at_most
            .iter()
            .filter_map(|cap| if let ExprKind::Constant(Value::Number(number)) = &*cap.points.kind { Some(number.clone()) } else { None });
        most = most.into_iter().chain(caps).min();
        let own = match most {
            Some(most) => Interval::closed(Number::zero(), most),
            None => Interval::from(Number::zero()),
        };
        range = Some(range.map_or_else(|| own.clone(), |range| range.hull(&own)));
    }
    let range = range.unwrap_or_else(|| Interval::from(Number::zero()));
    // Rounding comes last, and may lead past the full points.
    program.header.totals.rounded.as_ref().map_or_else(|| range.clone(), |rounding| range.rounded(rounding))
}

/// The members of each scorecard by part: which scorecards a part belongs to.
pub fn cards_of(program: &Program, indicator: IndicatorId) -> BTreeMap<crate::model::ScorecardId, PartId> {
    program.indicators[indicator].parts.iter().map(|part| (program.parts[*part].scorecard, *part)).collect()
}
