//! Entries and months thought up, and what the functions over them come to: inputs that show something where the numbers
//! behind it are no question of sums, such as averages with weights. What comes of entries can come.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::evaluate::{Known, number_of, of_numbers};
use super::facts::{Assignment, Atom, Facts, Presence};
use super::linear::{Constraint, Linear};
use super::shapes::standing_in;
use super::space::Space;
use super::witness::told_by;
use crate::model::{Aggregate, Expr, ExprKind, Function, Limit, Over, RegisterId};
use crate::value::{Number, Value};

/// Functions that the rules ask for, each with what stands for it.
pub(super) type Asked = Vec<(Atom, Aggregate)>;

/// What was thought up last, and for how many functions.
pub(super) type Imagined = Option<(usize, Rc<Vec<Assignment>>)>;

/// So many ways to fill in the choices and flags of an entry are told apart.
const KINDS: usize = 24;

/// So many different numbers are put in for each.
const LEVELS: usize = 9;

/// So many entries or months there are at most.
const ITEMS: usize = 12;

/// So many sets of entries are thought up, beside those that are all alike.
const DRAWN: usize = 200;

impl Space<'_> {
    /// Takes in a function over entries or months that the rules ask for.
    pub(super) fn ask(&mut self, atom: &Atom, aggregate: &Aggregate) {
        if !self.asked_functions.iter().any(|(known, _)| known == atom) {
            self.asked_functions.push((atom.clone(), aggregate.clone()));
        }
    }

    /// What functions over entries or months come to together that meets the facts, and that `confirm` agrees with.
    pub(super) fn imagine(&self, facts: &Facts, confirm: &dyn Fn(&Self, &Assignment) -> bool) -> Option<Assignment> {
        if self.asked_functions.is_empty() {
            return None;
        }
        let beside =
            self.assignment(&Facts { given: facts.given.clone(), picks: facts.picks.clone(), ..Facts::default() }, &BTreeMap::new());
        for imagined in self.all_imagined().iter().filter(|imagined| self.meets_facts(facts, imagined)) {
            let mut joined = beside.clone();
            joined.extend(imagined.iter().map(|(atom, value)| (atom.clone(), value.clone())));
            if let Some(found) = self.ways_to_fill(facts, joined).into_iter().find(|filled| confirm(self, filled)) {
                return Some(told_by(found, &|left| confirm(self, left)));
            }
        }
        None
    }

    /// Whether what is known of an assignment meets the facts.
    fn meets_facts(&self, facts: &Facts, imagined: &Assignment) -> bool {
        let given = facts.given.iter().all(|(atom, given)| imagined.get(atom).is_none_or(|value| value.is_some() == *given));
        let value = |constraint: &Constraint| {
            constraint.form.terms.iter().try_fold(constraint.form.constant.clone(), |sum, (unknown, factor)| {
                let number = imagined.get(&self.facts_of(*unknown)?.atom)?.as_ref().and_then(number_of)?;
                Some(sum.add(&number.multiply(factor)))
            })
        };
        let holds = |constraint: &Constraint| {
            let form = value(constraint).map(Linear::constant);
            form.and_then(|form| Constraint { form, relation: constraint.relation }.decided()) != Some(false)
        };
        given && facts.constraints.iter().all(holds)
    }

    fn all_imagined(&self) -> Rc<Vec<Assignment>> {
        let asked = self.asked_functions.len();
        if let Some((_, known)) = self.imagined.borrow().as_ref().filter(|(of, _)| *of == asked) {
            return known.clone();
        }
        let mut over: BTreeMap<Option<RegisterId>, Vec<&(Atom, Aggregate)>> = BTreeMap::new();
        for one in &self.asked_functions {
            match &one.1.over {
                Over::Entries { register, .. } => over.entry(Some(*register)).or_default().push(one),
                Over::Months { .. } => over.entry(None).or_default().push(one),
                Over::List(_) => {}
            }
        }
        let mut all: Vec<Assignment> = Vec::new();
        for (register, asked) in over {
            let own: Vec<Assignment> = self.sets(register, &asked).iter().map(|set| self.come_to(register, &asked, set)).collect();
            all.resize(all.len().max(own.len()), Assignment::new());
            for (place, all) in all.iter_mut().enumerate() {
                let set = place.checked_rem(own.len()).and_then(|place| own.get(place));
                all.extend(set.into_iter().flatten().map(|(atom, value)| (atom.clone(), value.clone())));
            }
        }
        let all = Rc::new(all);
        *self.imagined.borrow_mut() = Some((asked, all.clone()));
        all
    }

    /// Sets of entries, or of months.
    fn sets(&self, register: Option<RegisterId>, asked: &[&(Atom, Aggregate)]) -> Vec<Vec<Assignment>> {
        let read: BTreeSet<Atom> = asked.iter().flat_map(|(_, aggregate)| self.read_of_each(register, aggregate)).collect();
        let (numbers, kinds): (Vec<&Atom>, Vec<&Atom>) = read.iter().partition(|atom| self.by_atom.contains_key(*atom));
        let mut alike = vec![Assignment::new()];
        for atom in kinds {
            let empty = self.may_be_empty(atom).then_some(None);
            let values: Vec<Option<Value>> = self.kinds_of(atom).into_iter().map(Some).chain(empty).collect();
            if alike.len().saturating_mul(values.len()) > KINDS {
                alike.iter_mut().for_each(|one| one.extend(values.first().map(|value| (atom.clone(), value.clone()))));
                continue;
            }
            let with = |one: &Assignment, value: &Option<Value>| {
                let mut one = one.clone();
                one.insert(atom.clone(), value.clone());
                one
            };
            alike = alike.iter().flat_map(|one| values.iter().map(|value| with(one, value)).collect::<Vec<_>>()).collect();
        }
        let pools: Vec<(&Atom, Vec<Option<Value>>)> = numbers.into_iter().map(|atom| (atom, self.levels_of(atom))).collect();
        let with = |kind: &Assignment, level_of: &mut dyn FnMut(usize) -> usize| {
            let mut item = kind.clone();
            for (place, (atom, pool)) in pools.iter().enumerate() {
                let value = level_of(place).checked_rem(pool.len()).and_then(|place| pool.get(place));
                item.extend(value.map(|value| ((*atom).clone(), value.clone())));
            }
            Some(item).filter(|item| self.fits(register, item))
        };
        // Once all numbers rise together, and twice they do not.
        let at = |kind: &Assignment, level: usize, apart: usize| with(kind, &mut |place| level + place * apart);
        let all_at = |level: usize| alike.iter().take(ITEMS).filter_map(|kind| at(kind, level, 0)).collect::<Vec<_>>();
        let mut sets: Vec<Vec<Assignment>> = vec![Vec::new()];
        for (apart, level) in [0, 1, 3].into_iter().flat_map(|apart| (0..LEVELS).map(move |level| (apart, level))) {
            sets.extend(alike.iter().filter_map(|kind| Some(vec![at(kind, level, apart)?])));
        }
        sets.extend((0..LEVELS).map(all_at));
        for level in 0..LEVELS {
            for other in 0..level {
                sets.push(all_at(level).into_iter().chain(all_at(other)).take(ITEMS).collect());
            }
        }
        // As if drawn by lot, but the same every time.
        let mut lot: usize = 7;
        let mut draw = |most: usize| {
            lot = (lot * 1_103 + 12_345) % 65_521;
            (lot / 8).checked_rem(most).unwrap_or(0)
        };
        for _ in 0..DRAWN {
            let count = 2 + draw(3);
            let drawn = (0..count).filter_map(|_| {
                let kind = alike.get(draw(alike.len()))?;
                with(kind, &mut |_| draw(LEVELS))
            });
            sets.push(drawn.collect());
        }
        // Some month has fallen due, but there need not be an entry.
        sets.retain(|set| register.is_some() || !set.is_empty());
        sets
    }

    /// Whether everything in an entry or month is within its limits, and known to be.
    fn fits(&self, register: Option<RegisterId>, item: &Assignment) -> bool {
        item.iter().all(|(atom, value)| {
            let Some(number) = value.as_ref().and_then(number_of) else { return true };
            let limits: &[Limit] = match atom {
                Atom::Input(id) => &self.program.inputs[*id].limits,
                Atom::Field(register, place) => {
                    self.program.registers[*register].fields.get(*place).map_or(&[], |field| field.limits.as_slice())
                }
                Atom::Member
                | Atom::Sequence
                | Atom::ParentSequence
                | Atom::ParentAttribute(_)
                | Atom::Entries(_)
                | Atom::Complete(_)
                | Atom::Result(..)
                | Atom::PartScore(_)
                | Atom::Total
                | Atom::Vetoed
                | Atom::Grade
                | Atom::Across(..)
                | Atom::Opaque(_) => &[],
            };
            limits.iter().all(|limit| {
                let edge = self.evaluate_in(&limit.value, item, register).flatten().as_ref().and_then(number_of);
                edge.is_some_and(|edge| limit.lets_in(number.cmp(&edge)))
            })
        })
    }

    /// What is read of each entry or month.
    fn read_of_each(&self, register: Option<RegisterId>, aggregate: &Aggregate) -> Vec<Atom> {
        let parts: Vec<&Expr> = match &aggregate.over {
            Over::Entries { value, condition, .. } | Over::Months { value, condition } => value.iter().chain(condition).collect(),
            Over::List(_) => Vec::new(),
        };
        let read = parts.into_iter().flat_map(|part| standing_in(self.program, part)).filter_map(|part| {
            if let ExprKind::Field(place) = &*part.kind {
                return register.map(|register| Atom::Field(register, *place));
            }
            if let ExprKind::MonthValue(id) = &*part.kind { Some(Atom::Input(*id)) } else { None }
        });
        read.collect()
    }

    /// Some numbers or days it can be.
    fn levels_of(&self, atom: &Atom) -> Vec<Option<Value>> {
        let Some(known) = self.by_atom.get(atom).and_then(|unknown| self.facts_of(*unknown)) else { return Vec::new() };
        let ends = [&known.interval.low, &known.interval.high];
        let mut numbers: Vec<Number> = ends.into_iter().flatten().map(|end| end.value.clone()).collect();
        numbers.extend(known.interval.nice(&[]));
        numbers.extend([1, 100, 0, 10, 51, -5].map(Number::from));
        numbers.retain(|number| known.interval.clone().on_grid(known.interval.grid.as_ref()).holds(number));
        let mut seen = BTreeSet::new();
        numbers.retain(|number| seen.insert(number.clone()));
        let mut values: Vec<Option<Value>> = numbers.iter().map(|number| self.value_of(known, number)).filter(Option::is_some).collect();
        values.extend(self.may_be_empty(atom).then_some(None));
        values
    }

    fn may_be_empty(&self, atom: &Atom) -> bool {
        self.presence_on_card(atom) == Presence::Open
    }

    /// What each function comes to over these entries; nothing of those of which that is not known.
    fn come_to(&self, register: Option<RegisterId>, asked: &[&(Atom, Aggregate)], set: &[Assignment]) -> Assignment {
        let known = |(atom, aggregate): &&(Atom, Aggregate)| Some((atom.clone(), self.function_over(register, aggregate, set)?));
        asked.iter().filter_map(known).collect()
    }

    fn function_over(&self, register: Option<RegisterId>, aggregate: &Aggregate, set: &[Assignment]) -> Known {
        let (Over::Entries { value, condition, .. } | Over::Months { value, condition }) = &aggregate.over else { return None };
        // Which is the latest, and which stand in a row, hangs on their order.
        if matches!(aggregate.function, Function::Latest | Function::LongestRun) {
            return None;
        }
        let (mut numbers, mut counted, mut left_out) = (Vec::new(), 0, false);
        for item in set {
            match condition.as_ref().map_or(Some(Some(Value::Flag(true))), |asked| self.evaluate_in(asked, item, register))? {
                Some(Value::Flag(true)) => {}
                Some(Value::Flag(false)) => continue,
                Some(Value::Number(_) | Value::Day(_) | Value::Choice(_) | Value::Text(_)) => return None,
                // Of months one that cannot be told is left out; entries are all to be told.
                None if aggregate.available && register.is_none() => continue,
                None => return Some(None),
            }
            counted += 1;
            let Some(value) = value else { continue };
            match self.evaluate_in(value, item, register)? {
                Some(Value::Number(number)) => numbers.push(number),
                Some(Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_)) => return None,
                None if aggregate.available => left_out = true,
                None => return Some(None),
            }
        }
        if value.is_none() {
            return Some(Some(Value::Number(Number::from(counted))));
        }
        if numbers.is_empty() && left_out {
            return Some(None);
        }
        Some(of_numbers(aggregate.function, numbers).map(Value::Number))
    }
}
