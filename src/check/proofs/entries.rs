//! Functions over the entries of a register: one unknown for each, with what is known of its range.
//!
//! Where there are no entries there is no average, no highest and no lowest, and the sum is 0; a condition leaves no
//! more entries than there are. How functions over the same values stand to each other is said in `together`.

use std::collections::BTreeMap;

use super::aggregates::half;
use super::facts::{Atom, Case, Facts, Fraction, Outcome};
use super::intervals::Interval;
use super::linear::{Constraint, Linear, Unknown};
use super::space::Space;
use super::tallies::counted_of_each;
use super::together::{Among, Together};
use super::weighed::values_of_each;
use crate::model::{Aggregate, Expr, Function, RegisterId};
use crate::types::Type;
use crate::value::Number;

impl Space<'_> {
    /// Over the entries of a register: one unknown for the whole function, with what is known of its range.
    pub(super) fn over_entries(
        &mut self,
        aggregate: &Aggregate,
        register: RegisterId,
        value: Option<&Expr>,
        condition: Option<&Expr>,
        expr: &Expr,
    ) -> Vec<Case> {
        let atom = self.entries_atom(aggregate, expr);
        self.ask(&atom, aggregate);
        let (values, conditions) = self.inside(register, |space| {
            (value.map(|value| space.cases(value)).unwrap_or_default(), condition.map(|condition| space.known_flags(condition)))
        });
        let mut cases = Vec::new();
        let mut range: Option<Interval> = None;
        let holds = self.ways_it_holds(conditions.as_deref());
        let taken = (value.is_some().then(|| values.clone()), conditions.clone());
        let asked = condition.map_or_else(String::new, |condition| self.shape(condition));
        let (decided, complete) = (Atom::Complete(format!("{register:?} {asked}")), Atom::Complete(self.run_over(aggregate)));
        let absent = Facts::presence(&atom, false);
        let mut lacks_some = false;
        for case in conditions.unwrap_or_else(|| vec![Case::always(Outcome::Flag(true))]) {
            match case.outcome {
                // Then the whole is missing: who has asked whether it is given need not be told.
                Outcome::Missing(..) => {
                    let facts = case.facts.and(&absent).and_then(|facts| facts.and(&Facts::presence(&decided, false)));
                    cases.extend(facts.map(|facts| Case { facts, outcome: case.outcome }));
                }
                Outcome::Zero(_) => cases.push(case),
                Outcome::Flag(_) | Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {}
            }
        }
        for facts in &holds.ways {
            for case in &values {
                let Some(facts) = facts.and(&case.facts) else { continue };
                match &case.outcome {
                    // With `available` too: when it is missing in every entry, nothing is left.
                    Outcome::Missing(..) => {
                        let lacks = facts.and(&absent).and_then(|facts| facts.and(&Facts::presence(&complete, false)));
                        if let Some(facts) = lacks.filter(|facts| !self.excluded(facts)) {
                            lacks_some = true;
                            cases.push(Case { facts, outcome: case.outcome.clone() });
                        }
                    }
                    Outcome::Zero(_) => {
                        if !self.excluded(&facts) {
                            cases.push(Case { facts, outcome: case.outcome.clone() });
                        }
                    }
                    Outcome::Number(fraction) => {
                        if let Some(own) = self.extent_or_all(fraction, &facts) {
                            range = Some(range.map_or_else(|| own.clone(), |range| range.hull(&own)));
                        }
                    }
                    Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => range = Some(Interval::all()),
                }
            }
        }
        let of_none = || if holds.ways.is_empty() { Interval::single(Number::zero()) } else { Interval::all() };
        let range = range.unwrap_or_else(of_none);
        let unknown = self.asked_unknown(&atom, &expr.ty, || range_over(aggregate.function, &range));
        let (entries, all_entries) = self.counted(register, condition, (&holds, taken.1.as_deref()), expr);
        // What is left out where a value is missing is not counted with the entries.
        let all_there = !(aggregate.available && lacks_some);
        let there = Facts { given: [(atom.clone(), true), (decided.clone(), true)].into(), ..Facts::default() };
        let there = if all_there { there.and(&Facts::presence(&complete, true)) } else { Some(there) };
        let number = Outcome::Number(Fraction::whole(Linear::unknown(unknown)));
        if value.is_some() {
            let all = format!("{register:?} of {}", value.map_or_else(String::new, |value| self.shape(value)));
            let among =
                Among { of: format!("{register:?}"), all, taken: counted_of_each(taken.1.as_deref(), false), asked: condition.is_some() };
            let each = values_of_each(&values, taken.1.as_deref(), [!all_there, false]);
            let count = all_there.then_some(entries);
            let (out_of, range, functions) = (Some(all_entries), range.clone(), BTreeMap::new());
            let over = if all_there { complete.clone() } else { Atom::Complete(self.run_over_available(aggregate)) };
            let new = Together { count, out_of, most: None, range, among, each, functions };
            self.stand_together(&over, new, aggregate.function, unknown);
        }
        let taken = (taken.0.as_deref(), taken.1.as_deref());
        self.tally((format!("{register:?}"), &asked), (aggregate.function, unknown), taken, aggregate.available);
        match aggregate.function {
            Function::Number => {
                if value.is_some() {
                    let left = Linear::unknown(entries).subtract(&Linear::unknown(unknown));
                    self.relate(unknown, if all_there { Constraint::zero(left) } else { Constraint::not_negative(left) });
                }
                cases.extend(there.map(|facts| Case { facts, outcome: number }));
            }
            Function::LongestRun => cases.extend(there.map(|facts| Case { facts, outcome: number })),
            Function::Sum => {
                self.sum_of_as_many(unknown, entries, &range, all_there);
                cases.extend(there.map(|facts| Case { facts, outcome: number }));
            }
            Function::Highest | Function::Lowest | Function::Latest | Function::Average | Function::Median => {
                let (none, some) = (Linear::unknown(entries), Linear::unknown(entries).subtract(&Linear::constant(Number::one())));
                let none = if all_there {
                    let given = [(atom.clone(), false), (decided, true), (complete, true)].into();
                    Some(Facts { given, ..Facts::constraint(Constraint::zero(none)) })
                } else {
                    Some(absent)
                };
                cases.extend(none.map(|facts| Case { facts, outcome: Outcome::Missing(atom, expr.span) }));
                let some = there.and_then(|there| there.and(&Facts::constraint(Constraint::not_negative(some))));
                cases.extend(some.map(|facts| Case { facts, outcome: number }));
            }
        }
        cases
    }

    /// The unknown behind a function that the rules ask for, called as it is written there.
    pub(super) fn asked_unknown(&mut self, atom: &Atom, ty: &Type, interval: impl FnOnce() -> Interval) -> Unknown {
        let unknown = self.unknown(atom, ty, interval);
        if self.written.insert(atom.clone())
            && let Some(known) = self.unknowns.get_mut(unknown.0)
        {
            known.atom = atom.clone();
            known.ty = ty.clone();
        }
        unknown
    }

    /// How many entries there are or meet a condition, never more than there are, and how many there are.
    fn counted(
        &mut self,
        register: RegisterId,
        condition: Option<&Expr>,
        (holds, conditions): (&Holds, Option<&[Case]>),
        near: &Expr,
    ) -> (Unknown, Unknown) {
        let counts = || Interval::from(Number::zero()).on_grid(Some(&Number::one()));
        let all = self.entries_where(register, None, near);
        let all = self.unknown(&all, &Type::Count, counts);
        let over = format!("{register:?}");
        self.tally((over.clone(), ""), (Function::Number, all), (None, None), false);
        let Some(asked) = condition else { return (all, all) };
        let some = self.entries_where(register, condition, near);
        let some = self.unknown(&some, &Type::Count, counts);
        let asked = self.shape(asked);
        self.tally((over, &asked), (Function::Number, some), (None, conditions), false);
        let left = Linear::unknown(all).subtract(&Linear::unknown(some));
        self.relate(some, if holds.may_fail { Constraint::not_negative(left) } else { Constraint::zero(left) });
        if holds.ways.is_empty() {
            self.relate(some, Constraint::zero(Linear::unknown(some)));
        }
        (some, all)
    }

    /// When a condition holds of an entry or month, by its cases; without one always.
    pub(super) fn ways_it_holds(&self, cases: Option<&[Case]>) -> Holds {
        let Some(cases) = cases else { return Holds { ways: vec![Facts::default()], may_fail: false } };
        let possible = cases.iter().filter(|case| !self.excluded(&case.facts));
        let (mut ways, mut may_fail) = (Vec::new(), false);
        for case in possible {
            match case.outcome {
                Outcome::Flag(true) => ways.push(case.facts.clone()),
                Outcome::Flag(false) => may_fail = true,
                Outcome::Missing(..) | Outcome::Zero(_) => {}
                Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {
                    ways.push(case.facts.clone());
                    may_fail = true;
                }
            }
        }
        Holds { ways, may_fail }
    }
}

/// When a condition holds, and whether it may fail.
pub(super) struct Holds {
    /// The ways on which it holds.
    pub ways: Vec<Facts>,
    /// Whether there is one on which it does not.
    pub may_fail: bool,
}

/// Where a function over any number of values lies that all lie in a range.
fn range_over(function: Function, range: &Interval) -> Interval {
    let (range, zero) = (range.clone(), Number::zero());
    match function {
        Function::Number | Function::LongestRun => Interval::from(zero).on_grid(Some(&Number::one())),
        Function::Sum => {
            let rising = range.low.as_ref().is_some_and(|low| !low.value.is_negative());
            let falling = range.high.as_ref().is_some_and(|high| high.value <= zero);
            let whole = range.grid.clone();
            match (rising, falling) {
                (true, _) => Interval::from(zero).on_grid(whole.as_ref()),
                (false, true) => Interval { low: None, ..Interval::closed(zero.clone(), zero) },
                (false, false) => Interval::all(),
            }
        }
        Function::Highest | Function::Lowest | Function::Latest => range,
        Function::Median => Interval { grid: range.grid.as_ref().and_then(half), ..range },
        Function::Average => Interval { grid: None, ..range },
    }
}
