//! What methods pay: the most each can give, and whether an indicator can drop out of its card.

use super::aggregates::{is_constant, is_fixed};
use super::context::Context;
use super::domain::Image;
use super::facts::{Atom, Fraction, Outcome};
use super::intervals::Interval;
use super::space::Space;
use super::weights::indicators_below;
use crate::model::{
    Chain, Child, Expr, Indicator, IndicatorId, Link, Method, PartId, Points, Program, Quantify, RowOutcome, StatePoints, StateRow,
    StepMode, Steps, WhenRow,
};
use crate::types::LevelId;
use crate::value::Number;

/// Whether something in an indicator's chain makes it not applicable.
pub fn can_drop_out(program: &Program, indicator: IndicatorId) -> bool {
    let chain = &program.indicators[indicator].chain;
    let end = chain.end.iter().map(|end| &end.outcome);
    outcomes(chain).into_iter().chain(end).any(|outcome| matches!(outcome, RowOutcome::NotApplicable))
}

/// Whether a part can turn out not applicable, whatever its policy: with nothing left in it, with nothing left but
/// bonuses, or with fewer than it asks for. Parts that are added at the end are no part of it.
pub fn part_can_drop_out(program: &Program, id: PartId) -> bool {
    let part = &program.parts[id];
    let children = || part.children.iter().filter(|child| !is_extra(program, child));
    let drops = |child: &Child| match child {
        Child::Part(part) => part_can_drop_out(program, *part),
        Child::Indicator(indicator) => can_drop_out(program, *indicator),
    };
    let stays = |child: &&Child| !drops(child) && is_for_everybody(program, child);
    let counts = |child: &Child| match child {
        Child::Part(_) => true,
        Child::Indicator(indicator) => !program.indicators[*indicator].points.full.is_zero(),
    };
    let too_few = part.at_least.as_ref().is_some_and(|at_least| {
        let of_kind = |child: &&Child| match child {
            Child::Part(_) => at_least.parts,
            Child::Indicator(indicator) => !at_least.parts && !program.is_extension(*indicator),
        };
        children().filter(stays).filter(of_kind).count() < at_least.number
    });
    // Where nothing drops out, whoever has nothing in it is told so elsewhere.
    too_few || children().any(drops) && !children().filter(stays).any(counts)
}

/// Whether the scorecard of some subject of a kind can turn out not applicable as a whole.
pub fn card_can_drop_out(program: &Program, level: LevelId) -> bool {
    program.levels[level].scorecards.iter().any(|card| part_can_drop_out(program, program.scorecards[*card].root))
}

fn is_extra(program: &Program, child: &Child) -> bool {
    if let Child::Part(part) = child { program.parts[*part].kind.is_extra() } else { false }
}

/// Whether a child is on the card of everybody whom the card is for, unless it drops out.
pub fn is_for_everybody(program: &Program, child: &Child) -> bool {
    match child {
        Child::Part(part) => indicators_below(program, *part).iter().any(|indicator| program.indicators[*indicator].whom.is_everybody()),
        Child::Indicator(indicator) => program.indicators[*indicator].whom.is_everybody(),
    }
}

fn outcomes(chain: &Chain) -> Vec<&RowOutcome> {
    let mut found = Vec::new();
    for link in &chain.links {
        match &link.method {
            Method::Quantify(Quantify::Table(table)) => {
                found.extend(table.whens.iter().map(|row| &row.outcome));
                found.extend(table.rows.iter().map(|row| &row.outcome));
                found.extend(table.otherwise.iter().map(|row| &row.outcome));
            }
            Method::Quantify(Quantify::Points { whens, .. } | Quantify::Target { whens, .. }) => {
                found.extend(whens.iter().map(|row| &row.outcome));
            }
            Method::Steps(_) | Method::State(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => {}
        }
    }
    found
}

/// The most a method gives.
pub struct Most {
    /// It can give so much.
    pub sure: Number,
    /// It can give no more; equal to `sure` where the most is known.
    pub limit: Number,
}

impl Most {
    fn known(number: Number) -> Self {
        Self { sure: number.clone(), limit: number }
    }

    fn or(self, other: Self) -> Self {
        Self { sure: self.sure.max(other.sure), limit: self.limit.max(other.limit) }
    }
}

/// The most a link of the chain gives, its ceiling and the points of the indicator applied.
pub fn most(space: &mut Space, link: &Link, points: &Points) -> Most {
    let open = Context::open();
    let unknown = || Most { sure: points.low.clone(), limit: points.high.clone() };
    let most = match &link.method {
        Method::Quantify(Quantify::Table(table)) => {
            let value = space.cases(&table.value);
            let fixed = table.rows.iter().all(|row| is_fixed(&row.outcome));
            let (apart, after) = space.measuring(value.clone(), |space| best_of_whens(space, &table.whens, points));
            let image = if fixed { Image { pieces: Vec::new(), unknown: false, taken: false } } else { space.image(&table.value, &after) };
            space.measuring(value, |space| {
                let rest = best(space, table.otherwise.iter().flat_map(|row| row.outcome.points()), points, &after);
                let mut most = better(apart, rest);
                for row in &table.rows {
                    let context = if is_fixed(&row.outcome) {
                        open.clone()
                    } else {
                        let band = super::bands::band(space, row).unwrap_or_else(Interval::all);
                        let ways = image.pieces.iter().filter_map(|piece| space.narrowed(piece, &band)).collect();
                        Context { ways, rough: image.unknown, ..after.clone() }
                    };
                    let own = best(space, row.outcome.points(), points, &context);
                    most = better(most, own);
                }
                most
            })
        }
        Method::Quantify(Quantify::Points { whens, value, .. }) => {
            let (apart, after) = best_of_whens(space, whens, points);
            better(apart, best(space, [value].into_iter(), points, &after))
        }
        Method::Quantify(Quantify::Target { whens, start, gains, .. }) => {
            let (apart, after) = best_of_whens(space, whens, points);
            let start = better(apart, best(space, [start].into_iter(), points, &after)).unwrap_or_else(unknown);
            let added = gains.iter().filter(|gain| gain.direction == crate::model::Direction::Add);
            // What is added has no end but its caps.
            let mut caps = added.map(|gain| gain.at_most.as_ref().and_then(|cap| space.highest(cap)));
            let most = caps.try_fold(start.limit, |sum, cap| cap.map(|cap| sum.add(&cap)));
            Some(Most { sure: start.sure, limit: most.map_or_else(|| points.high.clone(), |most| most.min(points.high.clone())) })
        }
        Method::Steps(steps) => Some(Most::known(most_of_steps(steps))),
        Method::State(state) => Some(Most::known(state.rows.iter().map(most_of_state).max().unwrap_or_else(Number::zero))),
        Method::Compete(compete) => compete.form.worths().into_iter().map(|worth| worth.points.clone()).max().map(Most::known),
        Method::Survey(survey) => {
            Some(Most::known(survey.levels.iter().map(|level| level.points.clone()).max().unwrap_or_else(Number::zero)))
        }
        Method::Start(start) => best(space, [start].into_iter(), points, &open),
    };
    let most = most.unwrap_or_else(unknown);
    let most = if is_held(&link.method) {
        Most { sure: most.sure.min(points.full.clone()), limit: most.limit.min(points.full.clone()) }
    } else {
        most
    };
    let ceiling = link.ceiling.as_ref().map_or_else(|| points.high.clone(), |ceiling| ceiling.points.clone().min(points.high.clone()));
    Most { sure: most.sure.min(ceiling.clone()), limit: most.limit.min(ceiling) }
}

/// Whether what a method comes to is cut off at the full points, bonus or not.
fn is_held(method: &Method) -> bool {
    match method {
        Method::Quantify(Quantify::Table(table)) => table.held,
        Method::Quantify(Quantify::Points { held, .. } | Quantify::Target { held, .. }) => *held,
        Method::Steps(_) | Method::State(_) | Method::Survey(_) | Method::Compete(_) | Method::Start(_) => false,
    }
}

/// The most that `when` rows give, each to those who meet it and none before, and who is left behind them.
fn best_of_whens(space: &mut Space, whens: &[WhenRow], points: &Points) -> (Option<Most>, Context) {
    let (mut most, mut before) = (None, Context::open());
    for row in whens {
        let met = before.when(space, &row.condition, true);
        most = better(most, best(space, row.outcome.points(), points, &met));
        before = before.when(space, &row.condition, false);
    }
    (most, before)
}

fn better(one: Option<Most>, two: Option<Most>) -> Option<Most> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.or(two)),
        (one, two) => one.or(two),
    }
}

/// The most of several results in points.
fn best<'e>(space: &mut Space, results: impl Iterator<Item = &'e Expr>, points: &Points, context: &Context) -> Option<Most> {
    let mut most: Option<Most> = None;
    for result in results {
        for case in space.cases(result) {
            let Outcome::Number(fraction) = &case.outcome else { continue };
            for way in &context.ways {
                let Some(facts) = way.and(&case.facts) else { continue };
                let constant = fraction.as_constant().map(Interval::single);
                let Some(range) = constant.or_else(|| space.extent_or_all(fraction, &facts)) else { continue };
                let high = range.high.map_or_else(|| points.high.clone(), |end| end.value);
                // What cannot be told of the way may keep the highest from coming.
                let exact = is_constant(result) || !context.rough && !space.mentions_opaque(fraction) && !space.beyond_sums(&facts);
                let sure = if exact { high.clone() } else { points.low.clone() };
                let own = Most { sure, limit: high };
                most = Some(match most {
                    Some(most) => most.or(own),
                    None => own,
                });
            }
        }
    }
    most
}

/// The most that steps come to.
pub fn most_of_steps(steps: &Steps) -> Number {
    let points = steps.steps.iter().map(|step| step.points.clone());
    match steps.mode {
        StepMode::AddUp | StepMode::InOrder => points.fold(Number::zero(), |sum, points| sum.add(&points)),
        StepMode::Reached => points.max().unwrap_or_else(Number::zero),
    }
}

/// The most a described state gives.
pub fn most_of_state(row: &StateRow) -> Number {
    match &row.points {
        StatePoints::Fixed(points) => points.clone(),
        StatePoints::Between(_, high) => high.clone(),
    }
}

impl Space<'_> {
    /// Whether something not followed further stands in a quotient.
    pub fn mentions_opaque(&self, fraction: &Fraction) -> bool {
        let mut unknowns = fraction.above.terms.keys().chain(fraction.below.terms.keys());
        unknowns.any(|unknown| self.facts_of(*unknown).is_some_and(|known| matches!(known.atom, Atom::Opaque(_))))
    }
}

/// The name of a kind of method, in both languages.
pub fn kind(method: &Method) -> crate::text::Words {
    use crate::words;
    match method {
        Method::Quantify(_) => words!("quantify", "量化"),
        Method::Steps(_) => words!("steps", "步骤"),
        Method::State(_) => words!("state", "描述"),
        Method::Survey(_) => words!("survey", "测评"),
        Method::Start(_) => words!("start at", "起评分"),
        Method::Compete(_) => words!("compete", "评比"),
    }
}

/// The points an indicator's results must stay within.
pub fn within(indicator: &Indicator, number: &Number) -> bool {
    *number >= indicator.points.low && *number <= indicator.points.high
}
