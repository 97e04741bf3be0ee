//! Where a number can lie that is not known yet, and whether a condition comes out the same wherever it does.
//!
//! What is known counts as it is; what is asked for lies within its bounds, a cell within its table, what is computed
//! within what its pieces allow. Entries of a register that are read and stay are sure to count, those that cannot be read
//! may count; of entries still to come there may be any number. An end of which nothing is known is open.

use std::collections::{BTreeMap, BTreeSet};

use super::aggregate::whole;
use super::card::{Card, Scope};
use super::entry_trace::EntryUse;
use super::lasting::{is_fixed, never_negative};
use super::month_trace::{MonthState, MonthUse};
use super::outlook::Ends;
use super::read::written_bound;
use super::report::Found;
use super::trace::{Derivation, Operation};
use super::unassigned::Place;
use crate::model::{
    Aggregate, Arithmetic, Comparison, Expr, ExprKind, Function, IndicatorResult, LetId, Limit, LimitSide, Over, RegisterId,
};
use crate::types::Type;
use crate::value::Number;

/// Named expressions that were looked at, so that one which others read twice is looked at once.
pub(super) type Known = BTreeMap<LetId, Ends>;

impl<'a> Card<'a> {
    /// Between what a number can lie.
    pub(super) fn possible_number(&mut self, expr: &'a Expr, scope: Scope<'_>) -> Ends {
        self.number_within(expr, scope, &mut Known::new())
    }

    /// What a condition comes to wherever the numbers in it lie; none where that differs.
    pub(super) fn possible_flag(&mut self, condition: &'a Expr, scope: Scope<'_>) -> Option<bool> {
        let mut known = Known::new();
        self.flag_within(condition, scope, &mut known)
    }

    fn flag_within(&mut self, condition: &'a Expr, scope: Scope<'_>, known: &mut Known) -> Option<bool> {
        let (derivation, read) = self.and_what_it_reads(|card| card.evaluate(condition, scope));
        if let Some(holds) = derivation.found.as_flag().filter(|_| read.is_empty()) {
            return Some(holds);
        }
        if let ExprKind::Let(id) = &*condition.kind {
            return self.flag_within(&self.run.program.lets[*id].value, Scope::default(), known);
        }
        if let ExprKind::Not(inner) = &*condition.kind {
            return self.flag_within(inner, scope, known).map(|holds| !holds);
        }
        if let ExprKind::Both(left, right) | ExprKind::Either(left, right) = &*condition.kind {
            let deciding = matches!(&*condition.kind, ExprKind::Either(..));
            let sides = [left, right].map(|side| self.flag_within(side, scope, known));
            return of_sides(deciding, sides);
        }
        let ExprKind::Compare(comparison, left, right) = &*condition.kind else { return None };
        let (left, right) = (self.number_within(left, scope, known), self.number_within(right, scope, known));
        compared(*comparison, &left, &right)
    }

    /// The same, where some named expressions were looked at before.
    pub(super) fn number_within(&mut self, expr: &'a Expr, scope: Scope<'_>, known: &mut Known) -> Ends {
        let program = self.run.program;
        if let ExprKind::Let(id) = &*expr.kind {
            if let Some(ends) = known.get(id) {
                return ends.clone();
            }
            let ends = self.number_within(&program.lets[*id].value, Scope::default(), known);
            known.insert(*id, ends.clone());
            return ends;
        }
        let (derivation, read) = self.and_what_it_reads(|card| card.evaluate(expr, scope));
        if let Some(number) = derivation.found.as_number().filter(|_| read.is_empty()) {
            return Ends::single(number);
        }
        match &*expr.kind {
            ExprKind::Input(id) | ExprKind::ParentAttribute(id) | ExprKind::MonthValue(id) => {
                within_limits(&program.inputs[*id].ty, &program.inputs[*id].limits)
            }
            ExprKind::Field(place) => scope.entry.map_or_else(Ends::open, |(register, _)| self.field_within(register, *place)),
            ExprKind::Indicator(id, IndicatorResult::Score) => {
                let range = self.scores.get(id).and_then(|score| score.range.clone());
                range.map_or_else(Ends::open, |range| Ends::between(range.low, range.high))
            }
            ExprKind::Arithmetic(operation, left, right) => {
                let (left, right) = (self.number_within(left, scope, known), self.number_within(right, scope, known));
                match operation {
                    Arithmetic::Add => left.plus(&right),
                    Arithmetic::Subtract => left.plus(&right.negated()),
                    Arithmetic::Multiply => left.times(&right),
                    Arithmetic::Divide => right.reciprocal().map_or_else(Ends::open, |by| left.times(&by)),
                }
            }
            ExprKind::Negate(inner) => self.number_within(inner, scope, known).negated(),
            ExprKind::Rounded(inner, rounding) => self.number_within(inner, scope, known).each(|end| rounding.apply(end)),
            ExprKind::If(condition, yes, no) => match self.flag_within(condition, scope, known) {
                Some(holds) => self.number_within(if holds { yes } else { no }, scope, known),
                None => self.number_within(yes, scope, known).hull(self.number_within(no, scope, known)),
            },
            ExprKind::Default(value, instead) => self.number_within(value, scope, known).hull(self.number_within(instead, scope, known)),
            ExprKind::Lookup(table, _) => {
                program.tables[*table].cells.iter().map(Ends::single).reduce(Ends::hull).unwrap_or_else(Ends::open)
            }
            ExprKind::Banded(banded) => self.of_table(banded, scope, known).unwrap_or_else(Ends::open),
            ExprKind::Aggregate(aggregate) => self.aggregate_within(aggregate, (&derivation, &read), scope, known),
            ExprKind::Difference(..) => Ends::from_zero(),
            ExprKind::Constant(_)
            | ExprKind::Sequence
            | ExprKind::ParentSequence
            | ExprKind::Let(_)
            | ExprKind::MeasuredValue
            | ExprKind::ScoringDay
            | ExprKind::Indicator(_, IndicatorResult::Earned | IndicatorResult::Lost | IndicatorResult::Gained | IndicatorResult::Method)
            | ExprKind::PartScore(_)
            | ExprKind::Total
            | ExprKind::Vetoed
            | ExprKind::Vetoes
            | ExprKind::Grade
            | ExprKind::Across(_)
            | ExprKind::Not(_)
            | ExprKind::Both(..)
            | ExprKind::Either(..)
            | ExprKind::Compare(..)
            | ExprKind::IsMissing(_)
            | ExprKind::IsGiven(_)
            | ExprKind::Placed(..)
            | ExprKind::DaysFrom(..)
            | ExprKind::MonthsFrom(..) => Ends::open(),
        }
    }

    fn field_within(&self, register: RegisterId, place: usize) -> Ends {
        let field = self.run.program.registers[register].fields.get(place);
        field.map_or_else(Ends::open, |field| within_limits(&field.ty, &field.limits))
    }

    fn aggregate_within(
        &mut self,
        aggregate: &'a Aggregate,
        (derivation, read): (&Derivation, &BTreeSet<Place>),
        scope: Scope<'_>,
        known: &mut Known,
    ) -> Ends {
        let Operation::Aggregate { entries, months, .. } = &derivation.operation else { return Ends::open() };
        let function = aggregate.function;
        match &aggregate.over {
            Over::List(list) => {
                let list: Vec<Ends> = list.iter().map(|element| self.number_within(element, scope, known)).collect();
                over_list(function, aggregate.available, list)
            }
            Over::Entries { register, value: None, .. } => self.entries_within(*register, entries, read),
            Over::Months { value: None, .. } => months_within(function, months),
            Over::Entries { register, value: Some(value), .. } => {
                let fields = &self.run.program.registers[*register].fields;
                let of_one = if let ExprKind::Field(place) = &*value.kind { self.field_within(*register, *place) } else { Ends::open() };
                over_many(function, of_one, never_negative(self.run.program, fields, value))
            }
            Over::Months { value: Some(value), .. } => {
                let never = never_negative(self.run.program, &[], value);
                let of_one = if let ExprKind::MonthValue(id) = &*value.kind {
                    within_limits(&self.run.program.inputs[*id].ty, &self.run.program.inputs[*id].limits)
                } else {
                    Ends::open()
                };
                over_many(function, of_one, never)
            }
        }
    }

    /// How many entries can count: those that are there and stay, and besides those that may be.
    fn entries_within(&mut self, register: RegisterId, entries: &[EntryUse], read: &BTreeSet<Place>) -> Ends {
        if !self.run.submission.registers.contains_key(&register) {
            return Ends::from_zero();
        }
        let program = self.run.program;
        let may_be_struck = !entries.is_empty() && self.strike_in_doubt(register).is_some();
        let lasts = |entry: &&EntryUse| {
            let datable = self.run.readings.undatable(program, register, entry.entry).is_none();
            datable && entry.condition.as_deref().is_none_or(is_fixed)
        };
        let counted = entries.iter().filter(|entry| entry.counted);
        let sure = if may_be_struck { 0 } else { counted.clone().filter(lasts).count() };
        let undecided = |entry: &&EntryUse| {
            let open = entry.condition.as_ref().is_some_and(|condition| condition.found.as_flag().is_none());
            entry.struck.is_none() && !entry.counted && open
        };
        // Entries that name nobody who is in the data may be the subject's, too; of those still to come there may be any number.
        let may_be_own = |place: &Place| matches!(place, Place::Entry(of, _, None) if *of == register);
        let most = counted.count() + entries.iter().filter(undecided).count() + read.len();
        Ends::from_to(Some(whole(sure)), read.iter().all(may_be_own).then(|| whole(most)))
    }
}

/// What two sides of `or` (where yes is deciding) or `and` (where no is) come to.
pub(super) fn of_sides(deciding: bool, sides: [Option<bool>; 2]) -> Option<bool> {
    let decided = sides.contains(&Some(deciding)) || sides.iter().all(Option::is_some);
    decided.then(|| sides.contains(&Some(deciding)) == deciding)
}

/// What a comparison comes to wherever between their ends both sides lie; none where that differs.
pub(super) fn compared(comparison: Comparison, left: &Ends, right: &Ends) -> Option<bool> {
    // Whether the one side lies below the other, and not even touches it.
    let is_below = |one: &Ends, two: &Ends| one.high().zip(two.low()).is_some_and(|(high, low)| high < low);
    let is_at_most = |one: &Ends, two: &Ends| one.high().zip(two.low()).is_some_and(|(high, low)| high <= low);
    let either = |yes: bool, no: bool| (yes || no).then_some(yes);
    let equal = || either(left.is_single() && left == right, is_below(left, right) || is_below(right, left));
    match comparison {
        Comparison::Is => equal(),
        Comparison::IsNot => equal().map(|equal| !equal),
        Comparison::Below => either(is_below(left, right), is_at_most(right, left)),
        Comparison::Above => either(is_below(right, left), is_at_most(left, right)),
        Comparison::AtMost => either(is_at_most(left, right), is_below(right, left)),
        Comparison::AtLeast => either(is_at_most(right, left), is_below(left, right)),
    }
}

/// Between its bounds, as far as they are written as numbers; a count is never below 0.
fn within_limits(ty: &Type, limits: &[Limit]) -> Ends {
    let end = |side| {
        let written = limits.iter().filter(|limit| limit.side == side).filter_map(|limit| written_bound(&limit.value));
        written.filter_map(|bound| Found::Given(bound).as_number().cloned()).next()
    };
    let low = end(LimitSide::Lower).or_else(|| (*ty == Type::Count).then(Number::zero));
    Ends::from_to(low, end(LimitSide::Upper))
}

/// A function of as many numbers as are listed; those that are missing may be left out.
fn over_list(function: Function, available: bool, list: Vec<Ends>) -> Ends {
    let (lows, highs): (Vec<Option<Number>>, Vec<Option<Number>>) =
        list.iter().map(|one| (one.low().cloned(), one.high().cloned())).unzip();
    let all = |ends: Vec<Option<Number>>| ends.into_iter().collect::<Option<Vec<Number>>>();
    let hull = || list.iter().cloned().reduce(Ends::hull).unwrap_or_else(Ends::open);
    match function {
        Function::Number | Function::LongestRun => Ends::between(Number::zero(), whole(list.len())),
        Function::Sum if available => {
            list.iter().fold(Ends::single(&Number::zero()), |sum, one| sum.plus(&one.clone().hull(Ends::single(&Number::zero()))))
        }
        Function::Sum => list.iter().fold(Ends::single(&Number::zero()), |sum, one| sum.plus(one)),
        Function::Highest if !available => {
            Ends::from_to(lows.into_iter().flatten().max(), all(highs).and_then(|all| all.into_iter().max()))
        }
        Function::Lowest if !available => Ends::from_to(all(lows).and_then(|all| all.into_iter().min()), highs.into_iter().flatten().min()),
        Function::Highest | Function::Lowest | Function::Average | Function::Median | Function::Latest => hull(),
    }
}

/// A function of any number of numbers, each of which lies between these ends.
fn over_many(function: Function, of_one: Ends, never_negative: bool) -> Ends {
    match function {
        Function::Highest | Function::Lowest | Function::Average | Function::Median | Function::Latest => of_one,
        Function::Sum if never_negative => Ends::from_zero(),
        Function::Number | Function::LongestRun => Ends::from_zero(),
        Function::Sum => Ends::open(),
    }
}

/// How many months can count.
fn months_within(function: Function, months: &[MonthUse]) -> Ends {
    let fixed = |month: &&MonthUse| month.condition.as_deref().is_none_or(is_fixed);
    let sure = months.iter().filter(|month| month.state == MonthState::Counts).filter(fixed).count();
    let open = |month: &&MonthUse| match month.state {
        MonthState::Counts | MonthState::Undecided | MonthState::ToCome => true,
        MonthState::ConditionFails => !fixed(month),
        MonthState::LeftOut => false,
    };
    let most = whole(months.iter().filter(open).count());
    match function {
        Function::Number => Ends::between(whole(sure), most),
        Function::LongestRun => Ends::between(Number::zero(), most),
        Function::Highest | Function::Lowest | Function::Average | Function::Sum | Function::Median | Function::Latest => Ends::open(),
    }
}
