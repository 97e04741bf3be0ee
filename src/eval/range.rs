//! Where a total can still lie while something on the card is pending or invalid.
//!
//! An indicator without a score may come to anything between its least and its most, or turn out not
//! applicable where one of its rows says so. Everything above it is monotone in that, so the ends of
//! each part follow from the ends of its children, and a factor that is not known lies within the bounds of
//! what it is made of. Where nothing holds it, or where a limit is not known, nothing is said.

use std::sync::Arc;

use super::bands::clamp;
use super::card::{Card, Scope};
use super::card_trace::in_measure;
use super::lasting::lasts;
use super::outlook::Ends;
use super::report::{IndicatorScore, IndicatorState, PartState, Range, Reason, ReasonKind};
use super::trace::{Derivation, Moved, Operation, VetoTrace};
use crate::model::{Child, Expr, IndicatorId, Method, PartId, PartKind, Policy, Quantify, RowOutcome, ScorecardId};
use crate::value::Number;

/// What a child or part may still come to.
#[derive(Clone)]
pub(super) struct Possible {
    /// Its points without bonus.
    base: Range,
    /// Its bonus.
    bonus: Range,
    /// Whether it may turn out not applicable.
    may_lapse: bool,
}

/// A child of a part and its share of A.
struct Share {
    measure: Number,
    low: Number,
    high: Number,
    optional: bool,
}

impl<'a> Card<'a> {
    /// Fills in the ranges of all parts and gives that of the total.
    pub(super) fn possible_total(&mut self, id: ScorecardId) -> Option<Range> {
        let program = self.run.program;
        let card = &program.scorecards[id];
        let root = self.possible_part(card.root);
        let mut sum = root.map(|root| add(&root.base, &root.bonus));
        for extra in self.extras(card.root) {
            if self.parts.get(&extra).is_some_and(|part| part.state == PartState::NotApplicable) {
                continue;
            }
            let extra = self.possible_part(extra);
            sum = sum.zip(extra).map(|(sum, extra)| {
                let mut range = add(&extra.base, &extra.bonus);
                if extra.may_lapse {
                    range = spread(&range, &Number::zero());
                }
                add(&sum, &range)
            });
        }
        let mut range = sum?;
        for limit in &card.at_most {
            let limit = self.evaluate(&limit.points, Scope::default());
            let limit = limit.found.as_number()?.clone();
            range = each(&range, |end| clamp(end, None, Some(&limit)));
        }
        for limit in &card.at_least {
            let unless = limit.unless.as_ref().map(|unless| self.evaluate(unless, Scope::default()));
            let lifted = unless.as_deref().map_or(Some(false), |unless| {
                // What holds may be taken back by what is still to come.
                unless.found.as_flag().filter(|holds| !*holds || self.goes_on_to_hold(unless))
            });
            let points = self.evaluate(&limit.points, Scope::default());
            let points = points.found.as_number()?.clone();
            let raised = each(&range, |end| clamp(end, Some(&points), None));
            range = match lifted {
                Some(false) => raised,
                Some(true) => range,
                None => Range { low: range.low, high: raised.high },
            };
        }
        range = each(&range, |end| clamp(end, Some(&Number::zero()), None));
        if let Some(rounding) = &program.header.totals.rounded {
            range = each(&range, |end| rounding.apply(end));
        }
        Some(range)
    }

    /// Whether a condition that holds for the card does so for good.
    fn goes_on_to_hold(&self, condition: &Derivation) -> bool {
        let lasting = |score: &Arc<IndicatorScore>| {
            let holds = |veto: &VetoTrace| veto.holds == Some(true) && lasts(&veto.condition);
            score.trace.vetoes.iter().any(holds) && !(score.state != IndicatorState::Scored && self.may_lapse(score))
        };
        let any_veto = || matches!(condition.operation, Operation::Vetoed) && self.scores.values().any(lasting);
        self.is_closed() || lasts(condition) || any_veto()
    }

    /// What a part may still come to, which its range tells; worked out once.
    pub(super) fn possible_part(&mut self, id: PartId) -> Option<Possible> {
        if let Some(possible) = self.possible.get(&id) {
            return possible.clone();
        }
        let possible = self.possible_part_anew(id);
        if let (Some(possible), Some(score)) = (&possible, self.parts.get_mut(&id))
            && score.state != PartState::NotApplicable
        {
            let score = Arc::make_mut(score);
            let range = add(&possible.base, &possible.bonus);
            if let (PartState::SoFar, Some(points)) = (score.state, &score.score) {
                // Nobody has more so far than can still come.
                let so_far = points.clone().min(range.high.clone());
                score.open = range.high.subtract(&so_far);
                score.trace.at_most = (so_far != *points).then(|| Moved { before: points.clone(), after: so_far.clone() });
                score.score = Some(so_far);
            }
            score.range = Some(range);
        }
        self.possible.insert(id, possible.clone());
        possible
    }

    fn possible_part_anew(&mut self, id: PartId) -> Option<Possible> {
        let program = self.run.program;
        let part = &program.parts[id];
        let score = Arc::clone(self.parts.get(&id)?);
        if let (PartState::Scored, Some(points)) = (score.state, &score.score) {
            let base = points.subtract(&score.bonus);
            return Some(Possible { base: Range::single(&base), bonus: Range::single(&score.bonus), may_lapse: false });
        }
        let extra = self.is_extra(id);
        let (mut shares, mut bonus) = (Vec::new(), Range::single(&Number::zero()));
        let unused = score.trace.unused.as_ref();
        let open = unused.map_or_else(Number::zero, |(points, _)| points.clone());
        let all = score.trace.children.iter().fold(open, |sum, child| sum.add(&child.measure));
        if let Some((points, Some(given))) = unused {
            let ratio = given.divide(points).unwrap_or_else(Number::zero);
            shares.push(Share { measure: points.clone(), low: ratio.clone(), high: ratio, optional: false });
        }
        let worth = |all: &Number| if extra { Number::one() } else { score.full.divide(all).unwrap_or_else(Number::one) };
        // What turns out not to be on the card at all makes a bonus beside it worth more.
        let may_be_off = score.trace.children.iter().filter(|child| self.may_be_off(child.child));
        let units = (worth(&all), worth(&may_be_off.fold(all.clone(), |all, child| all.subtract(&child.measure))));
        let (mut sure, mut any) = (0, false);
        for child in &score.trace.children {
            let applicable = self.is_applicable(child.child);
            let possible = match child.child {
                Child::Indicator(id) if applicable => self.possible_indicator(id),
                Child::Part(id) if applicable => self.possible_part(id)?,
                Child::Indicator(_) | Child::Part(_) => {
                    // What the part's policy counts a child with that is not applicable.
                    if child.counted {
                        let ratio = child.score.as_ref()?.divide(&child.full).unwrap_or_else(Number::zero);
                        let (low, high) = (ratio.clone(), ratio);
                        shares.push(Share { measure: child.measure.clone(), low, high, optional: false });
                    }
                    continue;
                }
            };
            any = true;
            let is_asked_for = part.at_least.as_ref().is_none_or(|at_least| match child.child {
                Child::Part(_) => at_least.parts,
                Child::Indicator(id) => !at_least.parts && !program.is_extension(id),
            });
            sure += usize::from(!possible.may_lapse && is_asked_for);
            // An adjustment from -3 to 0 has no full points that anything could be a share of: it counts by its points.
            let one = Number::one();
            let (measure, full) = if extra && child.full.is_zero() { (&one, &one) } else { (&child.measure, &child.full) };
            let share = share(measure, full, &possible, part.policy);
            // What may not be on the card at all leaves it whatever becomes of what is waived.
            let optional = share.optional || self.may_be_off(child.child);
            shares.push(Share { optional, ..share });
            let bonus_worth = |points: &Number, unit: &Number| in_measure(points, &child.measure, &child.full).multiply(unit);
            let bonus_worth = Range { low: bonus_worth(&possible.bonus.low, &units.0), high: bonus_worth(&possible.bonus.high, &units.1) };
            let possible = Possible { bonus: bonus_worth, ..possible };
            let child_bonus = if possible.may_lapse { spread(&possible.bonus, &Number::zero()) } else { possible.bonus };
            bonus = add(&bonus, &child_bonus);
        }
        if !any {
            return None;
        }
        let needed = part.at_least.as_ref().map_or(1, |at_least| at_least.number);
        // Where nothing is left that surely has points, a bonus alone does not make the part applicable.
        let may_lapse = sure < needed || !(extra || shares.iter().any(|share| !share.optional && !share.measure.is_zero()));
        let mut base = if extra { sum_of(&shares) } else { each(&average_of(shares)?, |share| share.multiply(&score.full)) };
        if let Some(times) = &part.times {
            let factor = self.possible_factor(times)?;
            base = product(&base, &factor);
            bonus = product(&bonus, &factor);
        }
        let mut whole = add(&base, &bonus);
        if let Some(rounding) = &part.rounded {
            whole = each(&whole, |end| rounding.apply(end));
            let base = each(&base, |end| rounding.apply(end));
            bonus = Range { low: whole.low.subtract(&base.low), high: whole.high.subtract(&base.high) };
        }
        whole = match &part.kind {
            PartKind::Ordinary { .. } => whole,
            PartKind::Bonus { at_most } => each(&whole, |end| clamp(end, None, Some(at_most))),
            PartKind::Adjustment { low, high } => each(&whole, |end| clamp(end, Some(low), Some(high))),
        };
        // Limits are said of the whole, so the base takes what they changed.
        base = Range { low: whole.low.subtract(&bonus.low), high: whole.high.subtract(&bonus.high) };
        Some(Possible { base, bonus, may_lapse })
    }

    /// Between what the factor of a part can lie; none where nothing holds it. What entries still to come would take away by
    /// it nobody foresees, as nowhere: where nothing holds it below, it stands as it is.
    pub(super) fn possible_factor(&mut self, times: &'a Expr) -> Option<Range> {
        let (derivation, to_come) = self.with_entries_to_come(|card| card.evaluate(times, Scope::default()));
        let known = derivation.found.as_number().cloned();
        if let Some(number) = known.as_ref().filter(|_| to_come.is_empty()) {
            return Some(Range::single(number));
        }
        let ends = self.possible_number(times, Scope::default());
        if let (None, Some(number)) = (ends.low(), &known) {
            self.may_take(&to_come);
            return Ends::from_to(Some(number.clone()), ends.high().cloned()).closed();
        }
        ends.closed()
    }

    fn is_applicable(&self, child: Child) -> bool {
        match child {
            Child::Indicator(id) => self.scores.get(&id).is_some_and(|score| match score.state {
                IndicatorState::NotApplicable | IndicatorState::Waived => false,
                IndicatorState::Scored | IndicatorState::Pending | IndicatorState::Invalid => true,
            }),
            Child::Part(id) => self.parts.get(&id).is_some_and(|part| part.state != PartState::NotApplicable),
        }
    }

    fn possible_indicator(&self, id: IndicatorId) -> Possible {
        let points = &self.run.program.indicators[id].points;
        let score = self.scores.get(&id);
        let range = score.and_then(|score| score.range.clone()).unwrap_or(Range { low: points.low.clone(), high: points.high.clone() });
        let base = each(&range, |end| clamp(end, None, Some(&points.full)));
        let bonus = each(&range, |end| end.subtract(&points.full).max(Number::zero()));
        let may_lapse = score.is_some_and(|score| score.state != IndicatorState::Scored && self.may_lapse(score));
        Possible { base, bonus, may_lapse }
    }

    /// Whether it cannot be said that a child judges the subject.
    fn may_be_off(&self, child: Child) -> bool {
        match child {
            Child::Indicator(id) => self.unclear.contains_key(&id),
            Child::Part(_) => false,
        }
    }

    /// Whether an indicator without a score could turn out not applicable.
    pub(super) fn may_lapse(&self, score: &IndicatorScore) -> bool {
        let unknown = |reason: &Reason| matches!(reason.kind.itself(), ReasonKind::WhomUnknown);
        if score.reasons.iter().any(unknown) || !self.refused_about(score.indicator).is_empty() {
            return true;
        }
        let chain = &self.run.program.indicators[score.indicator].chain;
        let lapses = |outcome: &RowOutcome| matches!(outcome, RowOutcome::NotApplicable);
        chain.end.iter().any(|end| lapses(&end.outcome))
            // Methods that were passed over stay so.
            || chain.links.iter().skip(score.passed_over.len()).any(|link| match &link.method {
                Method::Quantify(Quantify::Table(banded)) => {
                    banded.whens.iter().any(|row| lapses(&row.outcome))
                        || banded.rows.iter().any(|row| lapses(&row.outcome))
                        || banded.otherwise.iter().any(|row| lapses(&row.outcome))
                }
                Method::Quantify(Quantify::Points { whens, .. } | Quantify::Target { whens, .. }) => {
                    whens.iter().any(|row| lapses(&row.outcome))
                }
                Method::Steps(_) | Method::State(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => false,
            })
    }
}

fn share(measure: &Number, full: &Number, possible: &Possible, policy: Policy) -> Share {
    let ratio = |points: &Number| points.divide(full).unwrap_or_else(Number::zero);
    let (low, high) = (ratio(&possible.base.low), ratio(&possible.base.high));
    let measure = measure.clone();
    match policy {
        Policy::Redistribute => Share { measure, low, high, optional: possible.may_lapse },
        Policy::FullPoints if possible.may_lapse => {
            Share { measure, low: low.min(Number::one()), high: high.max(Number::one()), optional: false }
        }
        Policy::Zero if possible.may_lapse => {
            Share { measure, low: low.min(Number::zero()), high: high.max(Number::zero()), optional: false }
        }
        Policy::FullPoints | Policy::Zero => Share { measure, low, high, optional: false },
    }
}

/// The sum of all; what may lapse may bring nothing.
fn sum_of(shares: &[Share]) -> Range {
    shares.iter().fold(Range::single(&Number::zero()), |sum, share| {
        let range = Range { low: share.low.multiply(&share.measure), high: share.high.multiply(&share.measure) };
        let range = if share.optional { spread(&range, &Number::zero()) } else { range };
        add(&sum, &range)
    })
}

/// The least and the greatest mean, over every choice of the optional ones: one more is worth taking
/// in as long as it lies beyond the mean of the others, so the most extreme come first.
fn average_of(shares: Vec<Share>) -> Option<Range> {
    let extreme = |ratio: fn(&Share) -> &Number, lowest: bool| -> Option<Number> {
        let (mut optional, sure): (Vec<&Share>, Vec<&Share>) = shares.iter().partition(|share| share.optional);
        optional.sort_by(|left, right| if lowest { ratio(left).cmp(ratio(right)) } else { ratio(right).cmp(ratio(left)) });
        let weigh =
            |(earned, of): (Number, Number), share: &Share| (earned.add(&ratio(share).multiply(&share.measure)), of.add(&share.measure));
        let mut state = sure.into_iter().fold((Number::zero(), Number::zero()), weigh);
        for share in optional {
            let better = state.0.divide(&state.1).is_none_or(|mean| if lowest { *ratio(share) < mean } else { *ratio(share) > mean });
            if better {
                state = weigh(state, share);
            }
        }
        state.0.divide(&state.1)
    };
    Some(Range { low: extreme(|share| &share.low, true)?, high: extreme(|share| &share.high, false)? })
}

fn add(left: &Range, right: &Range) -> Range {
    Range { low: left.low.add(&right.low), high: left.high.add(&right.high) }
}

fn each(range: &Range, change: impl Fn(&Number) -> Number) -> Range {
    Range { low: change(&range.low), high: change(&range.high) }
}

/// Between what the product of two numbers lies that lie between these ends.
pub(super) fn product(one: &Range, two: &Range) -> Range {
    let (low, high) = (each(one, |end| end.multiply(&two.low)), each(one, |end| end.multiply(&two.high)));
    let (low, high) = (ordered(low), ordered(high));
    spread(&spread(&low, &high.low), &high.high)
}

/// A negative factor turns the ends around.
fn ordered(range: Range) -> Range {
    if range.low <= range.high { range } else { Range { low: range.high, high: range.low } }
}

fn spread(range: &Range, number: &Number) -> Range {
    Range { low: range.low.clone().min(number.clone()), high: range.high.clone().max(number.clone()) }
}
