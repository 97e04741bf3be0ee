//! Parts, from the leaves up: what the applicable children earned of what they could.

use std::sync::Arc;

use super::bands::clamp;
use super::card::{Busy, Card, Scope};
use super::card_trace::{ChildTrace, PartTrace, in_measure};
use super::found::{Troubles, add};
use super::report::{IndicatorState, PartScore, PartState, PolicyApplied, Range, Reason, ReasonKind};
use super::trace::{Held, Moved, RoundedTrace};
use super::unassigned::still_open;
use crate::model::{Child, Part, PartId, PartKind, Policy, Size};
use crate::value::Number;

/// What a child brings.
struct Brought {
    state: PartState,
    /// Its score without bonus, that so far when pending.
    score: Number,
    full: Number,
    measure: Number,
    bonus: Number,
    open: Number,
    reasons: Vec<Reason>,
}

impl<'a> Card<'a> {
    /// The score of a part of the card, computed once; none when it is being computed right now.
    pub(super) fn part_of(&mut self, id: PartId) -> Option<Arc<PartScore>> {
        if let Some(known) = self.parts.get(&id) {
            return Some(Arc::clone(known));
        }
        if !self.busy.insert(Busy::Part(id)) {
            return None;
        }
        let score = Arc::new(self.within(None, |card| card.score_part(id)));
        self.busy.remove(&Busy::Part(id));
        self.parts.insert(id, Arc::clone(&score));
        self.weigh_children(&score);
        if score.state == PartState::SoFar {
            // What it has so far lies where it can come to.
            let _ = self.possible_part(id);
            return self.parts.get(&id).map(Arc::clone);
        }
        Some(score)
    }

    fn score_part(&mut self, id: PartId) -> PartScore {
        let part = &self.run.program.parts[id];
        let full = self.full_of(id);
        let mut score = PartScore {
            part: id,
            state: PartState::Scored,
            earned: None,
            of: None,
            share: None,
            full: full.clone(),
            score: None,
            weight: None,
            weight_after: None,
            bonus: Number::zero(),
            open: Number::zero(),
            range: None,
            policies: Vec::new(),
            at_least_missed: None,
            trace: PartTrace::default(),
            reasons: Vec::new(),
        };
        let brought = self.brought(part, &full);
        let mut troubles = Troubles::default();
        let mut lapsed = Vec::new();
        for (_, child) in &brought {
            match child.state {
                PartState::Scored => {}
                PartState::NotApplicable => add(&mut lapsed, &child.reasons),
                PartState::SoFar => add(&mut troubles.pending, &child.reasons),
                PartState::Invalid => add(&mut troubles.invalid, &child.reasons),
            }
        }
        let policy = part.policy;
        score.trace.unused = self.unused(part).map(|points| {
            let given = match policy {
                Policy::Redistribute => None,
                Policy::FullPoints => Some(points.clone()),
                Policy::Zero => Some(Number::zero()),
            };
            (points, given)
        });
        let unit = self.unit(id, &full, &brought, score.trace.unused.as_ref().map(|(points, _)| points));
        for (child, brought) in &brought {
            score.trace.children.push(child_trace(*child, brought, policy, &unit));
            if brought.state == PartState::NotApplicable {
                let points = match policy {
                    Policy::Redistribute => None,
                    Policy::FullPoints => Some(brought.full.clone()),
                    Policy::Zero => Some(Number::zero()),
                };
                score.policies.push(PolicyApplied { child: *child, policy, points });
            }
        }

        if troubles.invalid.is_empty()
            && let Some(reason) = self.not_applicable(part, &brought, &mut score)
        {
            score.state = PartState::NotApplicable;
            score.reasons = vec![reason];
            add(&mut score.reasons, &lapsed);
            return score;
        }
        if troubles.invalid.is_empty() {
            self.add_up(part, &brought, &mut score, &mut troubles);
        }
        if !troubles.missing.is_empty() {
            let reasons = self.missing_decides(part.span, &troubles.missing);
            troubles.missing.clear();
            add(&mut troubles.invalid, &reasons);
        }
        if !troubles.invalid.is_empty() {
            score.state = PartState::Invalid;
            score.score = None;
            score.reasons = troubles.invalid;
        } else if !troubles.pending.is_empty() {
            score.state = PartState::SoFar;
            score.reasons = troubles.pending;
        } else if let Some(number) = &score.score {
            score.range = Some(Range { low: number.clone(), high: number.clone() });
        }
        score
    }

    /// Share × full, then the bonuses of the children, then the factor, then rounding.
    fn add_up(&mut self, part: &'a Part, brought: &[(Child, Brought)], score: &mut PartScore, troubles: &mut Troubles) {
        let counted: Vec<&ChildTrace> = score.trace.children.iter().filter(|child| child.counted).collect();
        let (given, _) = unused_counted(&score.trace);
        let of = measure_counted(&score.trace);
        let earned = counted.iter().fold(given, |sum, child| sum.add(&child.contribution()));
        let open_below =
            brought.iter().fold(Number::zero(), |sum, (_, child)| sum.add(&in_measure(&child.open, &child.measure, &child.full)));
        let extra = part.kind.is_extra();
        let (base, open) = if extra {
            (earned.clone(), open_below)
        } else {
            let Some(share) = earned.divide(&of) else { return };
            let open = open_below.divide(&of).unwrap_or_else(Number::zero).multiply(&score.full);
            let base = share.multiply(&score.full);
            score.share = Some(share);
            (base, open)
        };
        let mut bonus = counted.iter().fold(Number::zero(), |sum, child| sum.add(&child.bonus));
        score.earned = Some(earned);
        score.of = Some(of);
        score.open = open;
        score.trace.base = Some(base.clone());
        let mut points = base.add(&bonus);
        if !bonus.is_zero() {
            score.trace.with_bonus = Some(Moved { before: base, after: points.clone() });
        }
        if let Some(times) = &part.times {
            let (factor, to_come) = self.with_entries_to_come(|card| card.evaluate(times, Scope::default()));
            let possible = self.possible_factor(times);
            if !to_come.is_empty() && !self.possible_number(times, Scope::default()).is_single() {
                add(&mut troubles.pending, &self.awaiting(&to_come));
            }
            // A factor that is not known yet takes and gives nothing, but for what it takes for sure.
            let known = troubles.number(&factor);
            let most = possible.map(|factor| factor.high).filter(|most| known.is_none() && *most < Number::one());
            let moved = known.as_ref().or(most.as_ref()).map(|number| {
                let after = points.multiply(number);
                bonus = bonus.multiply(number);
                score.open = score.open.multiply(number);
                Moved { before: points.clone(), after }
            });
            score.trace.factor_at_most = most;
            if let Some(moved) = &moved {
                points = moved.after.clone();
            }
            score.trace.times = Some((factor, moved));
        }
        if let Some(rounding) = &part.rounded {
            let after = rounding.apply(&points);
            // The bonus takes what the points without it are not rounded to, so that more bonus never leaves less to be scaled above.
            bonus = after.subtract(&rounding.apply(&points.subtract(&bonus)));
            let moved = Moved { before: points, after: after.clone() };
            score.trace.rounded = Some(RoundedTrace { rounding: rounding.clone(), moved });
            points = after;
        }
        let limits = match &part.kind {
            PartKind::Ordinary { .. } => None,
            PartKind::Bonus { at_most } => Some((None, at_most)),
            PartKind::Adjustment { low, high } => Some((Some(low), high)),
        };
        if let Some((low, high)) = limits {
            let after = clamp(&points, low, Some(high));
            score.open = score.open.clone().min(high.subtract(&after));
            let moved = Moved { before: points, after: after.clone() };
            score.trace.held = Some(Held { low: low.cloned(), high: Some(high.clone()), moved, span: part.span });
            points = after;
        }
        score.bonus = bonus;
        score.score = Some(points);
    }

    /// What a point of the children's measure is worth in the part's own points while everything
    /// applies. Bonuses go by it, so that what is not applicable never makes them grow.
    fn unit(&self, id: PartId, full: &Number, brought: &[(Child, Brought)], unused: Option<&Number>) -> Number {
        if self.is_extra(id) {
            return Number::one();
        }
        let unused = unused.cloned().unwrap_or_else(Number::zero);
        let all = brought.iter().fold(unused, |sum, (_, child)| sum.add(&child.measure));
        full.divide(&all).unwrap_or_else(Number::one)
    }

    /// What is kept open for extensions in a part and used by none on this card. What a bonus part
    /// keeps open is nobody's due.
    fn unused(&self, part: &Part) -> Option<Number> {
        let program = self.run.program;
        let opened = part.opened().filter(|_| matches!(part.kind, PartKind::Ordinary { .. }))?;
        let mut unused = opened;
        for child in &part.children {
            if let Child::Indicator(id) = child
                && self.indicators.contains(id)
                && program.is_extension(*id)
            {
                unused = unused.subtract(&program.indicators[*id].points.full);
            }
        }
        (unused > Number::zero()).then_some(unused)
    }

    /// The children on the card, parts that are added at the end aside.
    fn brought(&mut self, part: &'a Part, full: &Number) -> Vec<(Child, Brought)> {
        let mut list = Vec::new();
        for child in &part.children {
            let brought = match child {
                Child::Part(id) if self.is_extra(*id) => continue,
                Child::Part(id) => self.brought_by_part(*id, full),
                Child::Indicator(id) if !self.indicators.contains(id) => continue,
                Child::Indicator(id) => self.brought_by_indicator(*id),
            };
            list.push((*child, brought));
        }
        list
    }

    fn brought_by_part(&mut self, id: PartId, parent_full: &Number) -> Brought {
        let measure = self.measure_of(id, parent_full);
        let Some(score) = self.part_of(id) else {
            let reasons = vec![Reason::at(ReasonKind::Circle, self.run.program.parts[id].name_span)];
            let (score, full, bonus, open) = (Number::zero(), self.full_of(id), Number::zero(), Number::zero());
            return Brought { state: PartState::Invalid, score, full, measure, bonus, open, reasons };
        };
        let base = score.score.as_ref().map_or_else(Number::zero, |points| points.subtract(&score.bonus));
        Brought {
            state: score.state,
            score: base,
            full: score.full.clone(),
            measure,
            bonus: score.bonus.clone(),
            open: score.open.clone(),
            reasons: score.reasons.clone(),
        }
    }

    fn brought_by_indicator(&mut self, id: crate::model::IndicatorId) -> Brought {
        let indicator = &self.run.program.indicators[id];
        let full = indicator.points.full.clone();
        let nothing = Number::zero;
        let Some(score) = self.score_of(id) else {
            let reasons = vec![Reason::at(ReasonKind::Circle, indicator.name_span)];
            let measure = full.clone();
            return Brought { state: PartState::Invalid, score: nothing(), full, measure, bonus: nothing(), open: nothing(), reasons };
        };
        let (state, open) = match score.state {
            IndicatorState::Scored => (PartState::Scored, nothing()),
            IndicatorState::NotApplicable | IndicatorState::Waived => (PartState::NotApplicable, nothing()),
            // Where it may turn out not applicable, its points may be shared out.
            IndicatorState::Pending if score.score.as_ref().or(score.so_far.as_ref()).is_none() && self.may_lapse(&score) => {
                (PartState::SoFar, full.clone())
            }
            IndicatorState::Pending => (PartState::SoFar, still_open(&score).unwrap_or_else(|| full.clone())),
            IndicatorState::Invalid => (PartState::Invalid, nothing()),
        };
        let points = score.score.as_ref().or(score.so_far.as_ref()).cloned().unwrap_or_else(nothing);
        let bonus = points.subtract(&full).max(nothing());
        let base = points.subtract(&bonus);
        Brought { state, score: base, measure: full.clone(), full, bonus, open, reasons: score.reasons.clone() }
    }

    /// Nothing applicable, nothing but bonuses, or fewer children than `at least` asks for.
    fn not_applicable(&self, part: &Part, brought: &[(Child, Brought)], score: &mut PartScore) -> Option<Reason> {
        let applicable = |child: &&(Child, Brought)| child.1.state != PartState::NotApplicable;
        if !brought.iter().any(|child| applicable(&child)) {
            return Some(Reason::at(ReasonKind::NothingApplicable, part.span));
        }
        if matches!(part.kind, PartKind::Ordinary { .. }) && measure_counted(&score.trace).is_zero() {
            // Of no points nothing can be a share, and a bonus is worth what the points beside it are.
            return Some(Reason::at(ReasonKind::BonusesAlone, part.span));
        }
        let at_least = part.at_least.as_ref()?;
        // What departments add does not make up for what the office asks for.
        let of_kind = |child: &&(Child, Brought)| match child.0 {
            Child::Part(_) => at_least.parts,
            Child::Indicator(id) => !at_least.parts && !self.run.program.is_extension(id),
        };
        let found = brought.iter().filter(applicable).filter(of_kind).count();
        (found < at_least.number).then(|| {
            score.at_least_missed = Some((at_least.number, found));
            Reason::at(ReasonKind::TooFew, at_least.span)
        })
    }

    /// The full points of a part, in its own points.
    pub(super) fn full_of(&self, id: PartId) -> Number {
        let part = &self.run.program.parts[id];
        match &part.kind {
            PartKind::Bonus { at_most } => at_most.clone(),
            PartKind::Adjustment { high, .. } => high.clone(),
            PartKind::Ordinary { weight, size } => match (size, weight, part.parent) {
                (Size::OutOf(points) | Size::ScaledTo(points), _, _) => points.clone(),
                (Size::Unsaid, Some(weight), Some(parent)) => weight.multiply(&self.full_of(parent)),
                (Size::Unsaid, _, _) => self.below(id),
            },
        }
    }

    /// What lies below a part adds up to.
    fn below(&self, id: PartId) -> Number {
        let program = self.run.program;
        // What extensions use lies within what is kept open for them.
        let mut sum = program.parts[id].opened().unwrap_or_else(Number::zero);
        for child in &program.parts[id].children {
            match child {
                Child::Indicator(id) if program.is_extension(*id) => {}
                Child::Indicator(id) if self.indicators.contains(id) => sum = sum.add(&program.indicators[*id].points.full),
                Child::Indicator(_) => {}
                Child::Part(id) => match &program.parts[*id].kind {
                    PartKind::Ordinary { size: Size::OutOf(points) | Size::ScaledTo(points), .. } => sum = sum.add(points),
                    PartKind::Ordinary { size: Size::Unsaid, .. } => sum = sum.add(&self.below(*id)),
                    PartKind::Bonus { .. } | PartKind::Adjustment { .. } => {}
                },
            }
        }
        sum
    }

    /// A part's share of A in its parent, in the parent's points.
    pub(super) fn measure_of(&self, id: PartId, parent_full: &Number) -> Number {
        match &self.run.program.parts[id].kind {
            PartKind::Ordinary { weight: Some(weight), .. } => weight.multiply(parent_full),
            PartKind::Ordinary { weight: None, .. } | PartKind::Bonus { .. } | PartKind::Adjustment { .. } => self.full_of(id),
        }
    }

    /// Says of each child its weight before and after others turned out not applicable.
    fn weigh_children(&mut self, parent: &PartScore) {
        let all = parent.measure();
        for child in &parent.trace.children {
            let Child::Part(id) = child.child else { continue };
            let declared = match &self.run.program.parts[id].kind {
                PartKind::Ordinary { weight, .. } => weight.clone(),
                PartKind::Bonus { .. } | PartKind::Adjustment { .. } => continue,
            };
            let Some(score) = self.parts.get_mut(&id) else { continue };
            let score = Arc::make_mut(score);
            score.weight = declared.or_else(|| child.measure.divide(&all));
            let counts = child.counted && score.state != PartState::NotApplicable;
            score.weight_after = parent.of.as_ref().filter(|_| counts).and_then(|of| child.measure.divide(of));
        }
    }
}

impl PartScore {
    /// A while everything below it applies.
    #[must_use]
    pub fn measure(&self) -> Number {
        let unused = self.trace.unused.as_ref().map_or_else(Number::zero, |(points, _)| points.clone());
        self.trace.children.iter().fold(unused, |sum, child| sum.add(&child.measure))
    }
}

/// What points kept open and used by nobody add to E and to A.
pub(super) fn unused_counted(trace: &PartTrace) -> (Number, Number) {
    match &trace.unused {
        Some((points, Some(given))) => (given.clone(), points.clone()),
        Some((_, None)) | None => (Number::zero(), Number::zero()),
    }
}

/// A: the shares of all that counts.
fn measure_counted(trace: &PartTrace) -> Number {
    let (_, counting) = unused_counted(trace);
    trace.children.iter().filter(|child| child.counted).fold(counting, |sum, child| sum.add(&child.measure))
}

fn child_trace(child: Child, brought: &Brought, policy: Policy, unit: &Number) -> ChildTrace {
    let (counted, score) = match (brought.state, policy) {
        (PartState::NotApplicable, Policy::Redistribute) => (false, None),
        (PartState::NotApplicable, Policy::FullPoints) => (true, Some(brought.full.clone())),
        (PartState::NotApplicable, Policy::Zero) => (true, Some(Number::zero())),
        (PartState::Invalid, _) => (true, None),
        (PartState::Scored | PartState::SoFar, _) => (true, Some(brought.score.clone())),
    };
    let bonus = if counted { in_measure(&brought.bonus, &brought.measure, &brought.full).multiply(unit) } else { Number::zero() };
    ChildTrace { child, counted, score, full: brought.full.clone(), measure: brought.measure.clone(), bonus }
}
