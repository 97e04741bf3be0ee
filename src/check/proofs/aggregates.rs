//! Follows functions over several values, and scales: the forms of an expression with many parts.

use super::cases::{LIMIT, extend};
use super::facts::{Atom, Case, Facts, Fraction, Outcome, Presence};
use super::intervals::{End, Interval};
use super::linear::Constraint;
use super::space::Space;
use crate::model::{Aggregate, BandRow, Banded, Comparison, Expr, ExprKind, Function, Over, RowOutcome};
use crate::text::Span;
use crate::types::Type;
use crate::value::Number;

/// So many ways past the `when` rows of a scale are told apart.
const PAST_ROWS: usize = 48;

impl Space<'_> {
    pub(super) fn aggregate(&mut self, aggregate: &Aggregate, expr: &Expr) -> Vec<Case> {
        match &aggregate.over {
            Over::List(list) => self.listed(aggregate, list, expr),
            Over::Months { value, condition } => self.over_months(aggregate, value.as_ref(), condition.as_ref(), expr),
            Over::Entries { register, value, condition } => {
                self.over_entries(aggregate, *register, value.as_ref(), condition.as_ref(), expr)
            }
        }
    }

    /// Over listed values: every way in which they are given and missing, then the function.
    fn listed(&mut self, aggregate: &Aggregate, list: &[Expr], expr: &Expr) -> Vec<Case> {
        // What was taken so far is kept once for all ways that share it: each number with the place of the one before.
        let mut taken: Vec<(Fraction, Option<usize>)> = Vec::new();
        let mut ways: Vec<(Facts, Option<usize>)> = vec![(Facts::default(), None)];
        let mut apart = Vec::new();
        let mut missing: Option<Outcome> = None;
        // The ways in which nothing was given so far.
        let mut without = vec![Facts::default()];
        let mut range: Option<Interval> = None;
        let mut many = false;
        for element in list {
            let (mut next, mut lacks) = (Vec::new(), Vec::new());
            for case in self.cases(element) {
                match &case.outcome {
                    Outcome::Zero(_) => apart.push(case),
                    Outcome::Missing(..) if !aggregate.available => apart.push(case),
                    // It is not this one that is missed: all are, where none is there.
                    Outcome::Missing(atom, _) => {
                        missing.get_or_insert_with(|| Outcome::Missing(atom.clone(), expr.span));
                        lacks.push(case.facts);
                    }
                    Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {
                        let fraction = self.fraction(&case.outcome);
                        let own = self.extent_or_all(&fraction, &case.facts);
                        range = range
                            .map_or_else(|| own.clone(), |range| Some(own.as_ref().map_or_else(|| range.clone(), |own| range.hull(own))));
                        for (facts, last) in ways.iter().filter(|_| !many) {
                            if let Some(facts) = facts.and(&case.facts) {
                                next.push((facts, Some(taken.len())));
                                taken.push((fraction.clone(), *last));
                            }
                        }
                    }
                }
            }
            let both = |facts: &Facts| lacks.iter().filter_map(|lacks| facts.and(lacks)).collect::<Vec<_>>();
            next.extend(ways.iter().filter(|_| !many).flat_map(|(facts, last)| both(facts).into_iter().map(|facts| (facts, *last))));
            without = without.iter().flat_map(both).take(LIMIT).collect();
            ways = next;
            many |= ways.len() > 120;
        }
        if many {
            // Too many to tell apart: a number within the range of all, or none where all are missing.
            self.overflow = true;
            // Who has asked whether it is there has asked of all of them.
            let there = Atom::Complete(self.shape(expr));
            let absent = without.iter().filter_map(|facts| facts.and(&Facts::presence(&there, false)));
            apart.extend(absent.zip(missing.into_iter().cycle()).map(|(facts, outcome)| Case { facts, outcome }));
            let range = self.drawn_together(aggregate.function, range, list.len());
            let form = self.opaque(&expr.ty, range);
            apart.push(Case { facts: Facts::presence(&there, true), outcome: Outcome::Number(Fraction::whole(form)) });
            return apart;
        }
        for (facts, last) in ways {
            let before = |place: &usize| taken.get(*place).and_then(|(_, before)| *before);
            let places = std::iter::successors(last, before);
            let mut numbers: Vec<Fraction> = places.filter_map(|place| taken.get(place)).map(|(number, _)| number.clone()).collect();
            numbers.reverse();
            // `available` with nothing left is missing for every function, the sum too.
            let none_left = numbers.is_empty() && missing.is_some();
            let results = if none_left { Vec::new() } else { self.over_numbers(aggregate.function, &numbers, &expr.ty) };
            match (results.is_empty(), &missing) {
                (true, Some(missing)) => apart.push(Case { facts, outcome: missing.clone() }),
                (true, None) => {}
                (false, _) => extend(&mut apart, &facts, &results),
            }
        }
        apart
    }

    /// Where a function over some of several numbers lies that all lie in a range.
    fn drawn_together(&self, function: Function, range: Option<Interval>, count: usize) -> Interval {
        let range = Interval { grid: None, ..range.unwrap_or_else(Interval::all) };
        let count = Number::from(i64::try_from(count).unwrap_or(i64::MAX));
        match function {
            Function::Highest | Function::Lowest | Function::Latest | Function::Average | Function::Median => range,
            Function::Number | Function::LongestRun => Interval::closed(Number::zero(), count),
            Function::Sum => {
                // Those left out add nothing.
                let range = range.hull(&Interval::single(Number::zero()));
                range.times(&Interval::single(count))
            }
        }
    }

    /// The function over numbers that are there; nothing when it has no value over none.
    fn over_numbers(&mut self, function: Function, numbers: &[Fraction], ty: &Type) -> Vec<Case> {
        let count = Number::from(i64::try_from(numbers.len()).unwrap_or(i64::MAX));
        let sum = |space: &mut Self| {
            numbers.iter().fold(Fraction::constant(Number::zero()), |sum, number| {
                sum.plus(number, &Number::one()).unwrap_or_else(|| {
                    let (left, right) = (space.linear(&sum), space.linear(number));
                    Fraction::whole(left.add(&right))
                })
            })
        };
        match function {
            Function::Sum => vec![Case::always(Outcome::Number(sum(self)))],
            Function::Number | Function::LongestRun => vec![Case::always(Outcome::Number(Fraction::constant(count)))],
            Function::Average => {
                let Some(share) = Number::one().divide(&count) else { return Vec::new() };
                let sum = sum(self);
                vec![Case::always(Outcome::Number(Fraction { above: sum.above.scale(&share), below: sum.below }))]
            }
            Function::Highest => self.extreme(numbers, true),
            Function::Lowest => self.extreme(numbers, false),
            // Of a list nobody asks for the latest.
            Function::Latest => numbers.last().map(|number| Case::always(Outcome::Number(number.clone()))).into_iter().collect(),
            Function::Median if numbers.len() <= 1 => numbers.iter().map(|number| Case::always(Outcome::Number(number.clone()))).collect(),
            Function::Median => {
                let ranges: Vec<Interval> = numbers.iter().map(|number| self.range(number)).collect();
                let range = ranges.into_iter().reduce(|one, two| one.hull(&two)).unwrap_or_else(Interval::all);
                // Of an even number of values it is the mean of two, which need not be whole.
                let even = numbers.len().is_multiple_of(2);
                let range = if even { Interval { grid: range.grid.as_ref().and_then(half), ..range } } else { range };
                let form = self.opaque(ty, range);
                vec![Case::always(Outcome::Number(Fraction::whole(form)))]
            }
        }
    }

    /// Each number in turn as the highest (lowest), under the conditions that it is.
    fn extreme(&mut self, numbers: &[Fraction], highest: bool) -> Vec<Case> {
        if numbers.len() > LIMIT {
            // So many cases are given up anyway; comparing all with all would only take long.
            self.overflow = true;
            return vec![Case::always(Outcome::Other)];
        }
        let mut cases = Vec::new();
        for (place, number) in numbers.iter().enumerate() {
            let mut facts = Some(Facts::default());
            for (other, rival) in numbers.iter().enumerate() {
                if other == place {
                    continue;
                }
                let difference = if highest { number.minus(rival) } else { rival.minus(number) };
                // Of equal ones the first counts.
                if let Some(difference) = difference {
                    let constraint = Constraint::from_zero(difference, other > place);
                    facts = facts.and_then(|facts| facts.and(&Facts::constraint(constraint)));
                }
            }
            cases.extend(facts.map(|facts| Case { facts, outcome: Outcome::Number(number.clone()) }));
        }
        cases
    }

    /// The points of a scale: one unknown within the range of its rows, and what keeps it from having points.
    pub(super) fn banded(&mut self, banded: &Banded, expr: &Expr) -> Vec<Case> {
        let value = self.cases(&banded.value);
        let mut cases = Vec::new();
        // Where it is not applicable there are no points.
        let mut without: Vec<Facts> = Vec::new();
        let nothing = gives_nothing(banded).then(|| self.banded_atom(expr));
        self.measuring(value.clone(), |space| {
            let mut open = vec![Facts::default()];
            let mut outcomes: Vec<&RowOutcome> = Vec::new();
            for when in &banded.whens {
                let (mut next, conditions) = (Vec::new(), space.known_flags(&when.condition));
                for facts in &open {
                    for case in &conditions {
                        let Some(facts) = facts.and(&case.facts) else { continue };
                        match &case.outcome {
                            Outcome::Flag(false) => next.push(facts),
                            Outcome::Missing(..) | Outcome::Zero(_) => cases.push(Case { facts, outcome: case.outcome.clone() }),
                            Outcome::Flag(true) if matches!(when.outcome, RowOutcome::NotApplicable) => without.push(facts),
                            Outcome::Flag(true) | Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {}
                        }
                    }
                }
                if next.len() > PAST_ROWS {
                    // Row by row they would multiply: what leads past these rows is left aside.
                    space.overflow = true;
                    next = vec![Facts::default()];
                }
                open = next;
                outcomes.push(&when.outcome);
            }
            outcomes.extend(banded.rows.iter().map(|row| &row.outcome));
            outcomes.extend(banded.otherwise.iter().map(|row| &row.outcome));
            let mut range: Option<Interval> = None;
            for points in outcomes.into_iter().flat_map(RowOutcome::points) {
                let own = if points.ty.is_error() { Interval::all() } else { space.points_range(points, &mut cases) };
                range = Some(range.map_or_else(|| own.clone(), |range| range.hull(&own)));
            }
            let range = match (&space.points, banded.held) {
                (Some(points), true) => {
                    let range = range.unwrap_or_else(Interval::all);
                    let held = |end: Option<End>, open: &Number| {
                        end.map_or_else(|| open.clone(), |end| end.value.max(points.low.clone()).min(points.full.clone()))
                    };
                    Some(Interval::closed(held(range.low, &points.low), held(range.high, &points.full)))
                }
                (Some(_) | None, _) => range,
            };
            let form = space.opaque(&expr.ty, range.unwrap_or_else(Interval::all));
            let points = Outcome::Number(Fraction::whole(form));
            if nothing.is_some() {
                space.not_applicable(banded, &open, &value, &mut without);
            }
            let given = nothing.as_ref().map_or_else(Facts::default, |atom| Facts::presence(atom, true));
            for facts in open.iter().filter_map(|facts| facts.and(&given)) {
                for case in &value {
                    let Some(facts) = facts.and(&case.facts) else { continue };
                    let outcome = match &case.outcome {
                        Outcome::Missing(..) | Outcome::Zero(_) => case.outcome.clone(),
                        Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => points.clone(),
                    };
                    cases.push(Case { facts, outcome });
                }
            }
            if banded.whens.iter().any(|when| when.outcome.points().next().is_some()) {
                cases.push(Case { facts: given, outcome: points });
            }
        });
        if let Some(atom) = nothing {
            let missing = without.iter().filter_map(|facts| facts.and(&Facts::presence(&atom, false)));
            cases.extend(missing.map(|facts| Case { facts, outcome: Outcome::Missing(atom.clone(), expr.span) }));
        }
        cases
    }

    /// What stands for the points of a scale that can be not applicable: by its text, so that who asks whether it is
    /// given asks for the same; inside of a table the text means another thing for each value measured.
    pub(super) fn banded_atom(&mut self, expr: &Expr) -> Atom {
        if self.measured.is_empty() { Atom::Across(self.text(expr), Presence::Open) } else { self.opaque_atom() }
    }

    /// The ways to the bands, and to the rest, that are not applicable; `open` is what leads past the `when` rows.
    fn not_applicable(&mut self, banded: &Banded, open: &[Facts], value: &[Case], without: &mut Vec<Facts>) {
        for case in value {
            if matches!(case.outcome, Outcome::Missing(..) | Outcome::Zero(_)) {
                continue;
            }
            let mut rest: Vec<Facts> = open.iter().filter_map(|facts| facts.and(&case.facts)).collect();
            for row in &banded.rows {
                let (inside, outside) = self.split_by_band(&case.outcome, row, &rest);
                rest = outside;
                if matches!(row.outcome, RowOutcome::NotApplicable) {
                    without.extend(inside);
                }
            }
            if banded.otherwise.as_ref().is_some_and(|row| matches!(row.outcome, RowOutcome::NotApplicable)) {
                without.extend(rest);
            }
        }
    }

    /// The ways on which a value lies in the band of a row, and those on which it does not.
    fn split_by_band(&mut self, value: &Outcome, row: &BandRow, ways: &[Facts]) -> (Vec<Facts>, Vec<Facts>) {
        let (mut inside, mut outside) = (ways.to_vec(), Vec::new());
        let ends = [(&row.low, Comparison::AtLeast, Comparison::Above), (&row.high, Comparison::AtMost, Comparison::Below)];
        for (edge, closed, open) in ends {
            let Some(edge) = edge else { continue };
            let comparison = if edge.inclusive { closed } else { open };
            let mut within = Vec::new();
            for end in self.cases(&edge.value) {
                for case in self.compared(comparison, value, &end.outcome, &edge.value.ty) {
                    let Outcome::Flag(met) = case.outcome else { continue };
                    for way in &inside {
                        let Some(facts) = way.and(&end.facts).and_then(|facts| facts.and(&case.facts)) else { continue };
                        if !self.excluded(&facts) {
                            if met { within.push(facts) } else { outside.push(facts) }
                        }
                    }
                }
            }
            inside = within;
        }
        (inside, outside)
    }

    /// Where points can lie; divisions by zero in them go to `cases`.
    fn points_range(&mut self, points: &Expr, cases: &mut Vec<Case>) -> Interval {
        let mut range: Option<Interval> = None;
        for case in self.cases(points) {
            match &case.outcome {
                Outcome::Number(fraction) => {
                    if let Some(own) = self.extent_or_all(fraction, &case.facts) {
                        range = Some(range.map_or_else(|| own.clone(), |range| range.hull(&own)));
                    }
                }
                Outcome::Missing(..) | Outcome::Zero(_) => cases.push(case),
                Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => return Interval::all(),
            }
        }
        range.unwrap_or_else(Interval::all)
    }
}

/// Whether some row of a table is not applicable.
fn gives_nothing(banded: &Banded) -> bool {
    outcomes_of(banded).any(|(outcome, _)| matches!(outcome, RowOutcome::NotApplicable))
}

/// What the rows of a table give, and where they stand.
pub fn outcomes_of(banded: &Banded) -> impl Iterator<Item = (&RowOutcome, Span)> {
    let whens = banded.whens.iter().map(|row| (&row.outcome, row.span));
    let rows = banded.rows.iter().map(|row| (&row.outcome, row.span));
    whens.chain(rows).chain(banded.otherwise.iter().map(|row| (&row.outcome, row.span)))
}

/// Whether all points of a row are written out.
pub fn is_fixed(outcome: &RowOutcome) -> bool {
    outcome.points().all(is_constant)
}

/// Whether an expression is a constant.
pub fn is_constant(expr: &Expr) -> bool {
    matches!(&*expr.kind, ExprKind::Constant(_))
}

/// The mean of two numbers on a grid lies on this one.
pub(super) fn half(grid: &Number) -> Option<Number> {
    grid.divide(&Number::from(2))
}
