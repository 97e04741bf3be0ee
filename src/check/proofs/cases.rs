//! Follows an expression through its branches: every outcome it can have, with the facts that lead
//! to it. Sums and quotients stay exact; what is neither becomes an unknown of its own whose range
//! is known, so that "cannot be" stays true and "can be" has to be confirmed.

use super::days;
use super::facts::{Atom, Case, Facts, Fraction, Outcome, Presence};
use super::intervals::Interval;
use super::linear::{Constraint, Linear};
use super::space::Space;
use crate::model::{
    Arithmetic, Expr, ExprKind, IndicatorId, IndicatorResult, InputId, LetId, LetOwner, LookupKey, Points, Program, TableId,
};
use crate::text::Span;
use crate::types::Type;
use crate::value::{Number, Value};

/// An expression with more cases is not followed further.
pub(super) const LIMIT: usize = 240;

impl Space<'_> {
    /// Every outcome of `expr` with its facts. Cases may overlap only where they say the same.
    pub fn cases(&mut self, expr: &Expr) -> Vec<Case> {
        // Expressions live as long as the program, so their address names them; inside a table the
        // same expression means another thing for each value measured.
        let key = self.measured.is_empty().then_some((std::ptr::from_ref(&*expr.kind).addr(), self.register, self.cautious));
        if let Some((known, overflow)) = key.and_then(|key| self.known_cases.get(&key)) {
            self.overflow |= *overflow;
            return known.clone();
        }
        let (cases, overflow) = self.noting_overflow(|space| {
            let mut cases = space.follow(expr);
            for case in &mut cases {
                // Nothing could be done with it in any time.
                if let Outcome::Number(fraction) = &case.outcome
                    && fraction.is_long()
                {
                    case.outcome = Outcome::Number(Fraction::whole(space.opaque(&expr.ty, Interval::all())));
                }
            }
            if cases.len() > LIMIT { space.collapse(expr, cases) } else { cases }
        });
        if let Some(key) = key {
            self.known_cases.insert(key, (cases.clone(), overflow));
        }
        cases
    }

    fn follow(&mut self, expr: &Expr) -> Vec<Case> {
        if expr.ty.is_error() {
            return vec![Case::always(Outcome::Other)];
        }
        match &*expr.kind {
            ExprKind::Constant(value) => vec![Case::always(constant(value))],
            ExprKind::Input(id) => {
                let atom = Atom::Input(*id);
                let cases = self.input_cases(&atom, *id, expr);
                self.where_asked(&atom, expr.span, cases)
            }
            // Whether it is asked at all is told of all months.
            ExprKind::MonthValue(id) => self.input_cases(&Atom::Input(*id), *id, expr),
            ExprKind::ParentAttribute(id) => self.input_cases(&Atom::ParentAttribute(*id), *id, expr),
            ExprKind::Sequence => self.atom_cases(&Atom::Sequence, expr, Interval::all),
            ExprKind::ParentSequence => self.atom_cases(&Atom::ParentSequence, expr, Interval::all),
            ExprKind::Let(id) => self.let_cases(*id, expr),
            ExprKind::Field(place) => self.field_cases(*place, expr),
            ExprKind::MeasuredValue => self.measured.last().cloned().unwrap_or_else(|| vec![Case::always(Outcome::Other)]),
            ExprKind::ScoringDay => vec![Case::always(constant(&Value::Day(self.program.header.closes)))],
            ExprKind::Indicator(id, result) => {
                let (atom, range) = (Atom::Result(*id, *result), self.result_range(*id, *result));
                let cases = self.atom_cases(&atom, expr, || range);
                self.where_asked(&atom, expr.span, cases)
            }
            ExprKind::PartScore(part) => {
                let (atom, range) = (Atom::PartScore(*part), super::heights::score_range(self.program, *part));
                let cases = self.atom_cases(&atom, expr, || range);
                self.where_asked(&atom, expr.span, cases)
            }
            ExprKind::Total => {
                let range = self.total.clone();
                self.atom_cases(&Atom::Total, expr, || range)
            }
            ExprKind::Vetoes => {
                let whole = Interval::from(Number::zero()).on_grid(Some(&Number::one()));
                self.atom_cases(&Atom::Across(self.text(expr), Presence::Always), expr, || whole)
            }
            ExprKind::Vetoed => self.atom_cases(&Atom::Vetoed, expr, Interval::all),
            ExprKind::Grade => self.atom_cases(&Atom::Grade, expr, Interval::all),
            ExprKind::Across(across) => self.across(across, expr),
            ExprKind::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right, expr),
            ExprKind::Negate(inner) => self.mapped(inner, |space, outcome, _| vec![Case::always(space.scaled(outcome, &Number::from(-1)))]),
            ExprKind::Not(inner) => self.mapped(inner, |space, outcome, _| match outcome {
                Outcome::Flag(flag) => vec![Case::always(Outcome::Flag(!flag))],
                Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => space.either_way(),
                Outcome::Missing(..) | Outcome::Zero(_) => vec![Case::always(outcome.clone())],
            }),
            ExprKind::Both(left, right) => self.connective(left, right, false),
            ExprKind::Either(left, right) => self.connective(left, right, true),
            ExprKind::Compare(comparison, left, right) => {
                let (choice, comparison) = (left.ty.clone(), *comparison);
                self.combined(left, right, |space, left, right| space.compared(comparison, left, right, &choice))
            }
            ExprKind::IsMissing(inner) => self.presence_cases(inner, true),
            ExprKind::IsGiven(inner) => self.presence_cases(inner, false),
            ExprKind::Placed(inner, _) => {
                let atom = Atom::Across(self.text(expr), Presence::Expected);
                self.mapped(inner, |space, _, _| space.atom_cases(&atom, expr, Interval::all))
            }
            ExprKind::If(condition, yes, no) => {
                let conditions = self.cases(condition);
                let (yes, no) = (self.cases(yes), self.cases(no));
                let at_fault = [&yes, &no].map(|branch| faults(branch));
                let mut cases = Vec::new();
                for condition in conditions {
                    // Too many already: they are drawn together behind, but for what is at fault.
                    let [yes, no] = if cases.len() > LIMIT * 2 { at_fault.each_ref() } else { [&yes, &no] };
                    match condition.outcome {
                        Outcome::Flag(true) => extend(&mut cases, &condition.facts, yes),
                        Outcome::Flag(false) => extend(&mut cases, &condition.facts, no),
                        Outcome::Missing(..) | Outcome::Zero(_) => cases.push(condition),
                        Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {
                            extend(&mut cases, &condition.facts, yes);
                            extend(&mut cases, &condition.facts, no);
                        }
                    }
                }
                cases
            }
            ExprKind::Default(inner, fallback) => {
                let (inner, fallback) = (self.cases(inner), self.cases(fallback));
                let mut cases = Vec::new();
                for case in inner {
                    let many = cases.len() > LIMIT * 2;
                    match case.outcome {
                        Outcome::Missing(..) if many => extend(&mut cases, &case.facts, &faults(&fallback)),
                        Outcome::Missing(..) => extend(&mut cases, &case.facts, &fallback),
                        Outcome::Number(_)
                        | Outcome::Flag(_)
                        | Outcome::Choice(_)
                        | Outcome::Chosen(_)
                        | Outcome::Other
                        | Outcome::Zero(_) => {
                            cases.push(case);
                        }
                    }
                }
                cases
            }
            ExprKind::Rounded(inner, rounding) => self.mapped(inner, |space, outcome, facts| space.rounded(outcome, facts, rounding)),
            ExprKind::DaysFrom(from, to) => self.combined(from, to, |space, from, to| space.sum(to, from, &Number::from(-1))),
            ExprKind::MonthsFrom(from, to) => self.combined(from, to, |space, from, to| {
                let days = space.sum(to, from, &Number::from(-1));
                let whole = days.iter().all(|case| {
                    let Outcome::Number(days) = &case.outcome else { return false };
                    let range = space.extent_or_all(days, &case.facts);
                    range.and_then(|range| range.low).is_some_and(|low| !low.value.is_negative())
                });
                let range = if whole { Interval::from(Number::zero()) } else { Interval::all() };
                let form = space.opaque(&Type::Number, range.on_grid(Some(&Number::one())));
                vec![Case::always(Outcome::Number(Fraction::whole(form)))]
            }),
            ExprKind::Difference(left, right) => self.combined(left, right, |space, left, right| {
                let mut cases = Vec::new();
                for case in space.sum(left, right, &Number::from(-1)) {
                    let Outcome::Number(fraction) = case.outcome else {
                        cases.push(case);
                        continue;
                    };
                    let up = Constraint::not_negative(fraction.above.clone());
                    let down = Constraint::positive(fraction.above.scale(&Number::from(-1)));
                    let turned = Fraction { above: fraction.above.scale(&Number::from(-1)), below: fraction.below.clone() };
                    for (constraint, fraction) in [(up, fraction), (down, turned)] {
                        let facts = case.facts.and(&Facts::constraint(constraint));
                        cases.extend(facts.map(|facts| Case { facts, outcome: Outcome::Number(fraction) }));
                    }
                }
                cases
            }),
            ExprKind::Lookup(table, keys) => self.lookup(*table, keys, expr),
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate, expr),
            ExprKind::Banded(banded) => self.banded(banded, expr),
        }
    }

    /// A condition of which nothing is known.
    pub(super) fn either_way(&mut self) -> Vec<Case> {
        let atom = self.opaque_atom();
        let way = |flag: bool| Case { facts: Facts::pick(&atom, [usize::from(flag)]), outcome: Outcome::Flag(flag) };
        vec![way(true), way(false)]
    }

    fn input_cases(&mut self, atom: &Atom, id: InputId, expr: &Expr) -> Vec<Case> {
        // One of its bounds is faulty: what it can be is not known.
        if self.program.inputs[id].ty.is_error() {
            return self.with_presence(atom, expr.span, vec![Case::always(Outcome::Other)]);
        }
        if expr.ty.is_numeric() || expr.ty == Type::Day {
            let unknown = self.input(atom, id);
            return self.with_presence(atom, expr.span, vec![Case::always(Outcome::Number(Fraction::whole(Linear::unknown(unknown))))]);
        }
        self.atom_cases(atom, expr, Interval::all)
    }

    fn field_cases(&mut self, place: usize, expr: &Expr) -> Vec<Case> {
        let Some(register) = self.register else { return vec![Case::always(Outcome::Other)] };
        let atom = Atom::Field(register, place);
        let program = self.program;
        if (expr.ty.is_numeric() || expr.ty == Type::Day)
            && let Some(field) = program.registers[register].fields.get(place)
        {
            let unknown = self.bounded(&atom, &field.ty, &field.limits);
            return self.with_presence(&atom, expr.span, vec![Case::always(Outcome::Number(Fraction::whole(Linear::unknown(unknown))))]);
        }
        self.atom_cases(&atom, expr, Interval::all)
    }

    /// Where a result of an indicator can lie.
    pub(super) fn result_range(&self, id: IndicatorId, result: IndicatorResult) -> Interval {
        let points = self.program.indicators[id].points.clone();
        match result {
            IndicatorResult::Lost => Interval::closed(Number::zero(), points.full.subtract(&points.low)),
            IndicatorResult::Gained => Interval::closed(Number::zero(), points.high.subtract(&points.full)),
            IndicatorResult::Score | IndicatorResult::Earned | IndicatorResult::Method => Interval::closed(points.low, points.high),
        }
    }

    /// An atom by the type of the expression that reads it.
    pub(super) fn atom_cases(&mut self, atom: &Atom, expr: &Expr, range: impl FnOnce() -> Interval) -> Vec<Case> {
        let there = match &expr.ty {
            Type::Flag => {
                [true, false].map(|flag| Case { facts: Facts::pick(atom, [usize::from(flag)]), outcome: Outcome::Flag(flag) }).to_vec()
            }
            Type::Choice(choice) => {
                self.choices.insert(atom.clone(), *choice);
                vec![Case::always(Outcome::Chosen(atom.clone()))]
            }
            Type::Text | Type::Subject(_) | Type::Error => vec![Case::always(Outcome::Other)],
            Type::Number | Type::Ratio | Type::Percent | Type::PercentagePoints | Type::Count | Type::Quantity(..) | Type::Day => {
                let unknown = self.unknown(atom, &expr.ty, range);
                vec![Case::always(Outcome::Number(Fraction::whole(Linear::unknown(unknown))))]
            }
        };
        self.with_presence(atom, expr.span, there)
    }

    fn with_presence(&self, atom: &Atom, span: Span, there: Vec<Case>) -> Vec<Case> {
        let open = match self.presence_on_card(atom) {
            Presence::Always => false,
            Presence::Expected => self.cautious,
            Presence::Lapses | Presence::Open => true,
        };
        let given = Facts::presence(atom, true);
        let mut cases: Vec<Case> = Vec::new();
        extend(&mut cases, &given, &there);
        if open {
            cases.push(Case { facts: Facts::presence(atom, false), outcome: Outcome::Missing(atom.clone(), span) });
        }
        cases
    }

    fn let_cases(&mut self, id: LetId, expr: &Expr) -> Vec<Case> {
        let mut cases = if let Some((known, overflow)) = self.lets.get(&id) {
            self.overflow |= *overflow;
            known.clone()
        } else {
            let program = self.program;
            let around = std::mem::replace(&mut self.points, points_around(program, id));
            let (cases, overflow) = self.noting_overflow(|space| space.cases(&program.lets[id].value));
            self.points = around;
            self.lets.insert(id, (cases.clone(), overflow));
            cases
        };
        for case in &mut cases {
            match &mut case.outcome {
                Outcome::Missing(_, span) => *span = expr.span,
                Outcome::Zero(division) => division.reached = Some(expr.span),
                Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {}
            }
        }
        cases
    }

    /// Every case of `expr`, those with a value changed; `change` sees the facts of the case.
    pub(super) fn mapped(&mut self, expr: &Expr, mut change: impl FnMut(&mut Self, &Outcome, &Facts) -> Vec<Case>) -> Vec<Case> {
        let mut cases = Vec::new();
        for case in self.cases(expr) {
            match &case.outcome {
                Outcome::Missing(..) | Outcome::Zero(_) => cases.push(case),
                Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {
                    let changed = change(self, &case.outcome, &case.facts);
                    extend(&mut cases, &case.facts, &changed);
                }
            }
        }
        cases
    }

    /// Every pair of cases; a value of each is needed.
    fn combined(&mut self, left: &Expr, right: &Expr, mut combine: impl FnMut(&mut Self, &Outcome, &Outcome) -> Vec<Case>) -> Vec<Case> {
        let right_cases = self.cases(right);
        let left_cases = self.cases(left);
        // What is at fault on one side stands on its own, whatever the other is.
        let mut cases = faults(&left_cases);
        if left_cases.len() > cases.len() {
            cases.extend(faults(&right_cases));
        }
        for left in left_cases.iter().filter(|case| !is_fault(case)) {
            for right in right_cases.iter().filter(|case| !is_fault(case)) {
                if cases.len() > LIMIT * 2 {
                    return cases;
                }
                let Some(facts) = left.facts.and(&right.facts) else { continue };
                let results = combine(self, &left.outcome, &right.outcome);
                extend(&mut cases, &facts, &results);
            }
        }
        cases
    }

    /// `and`, `or`: one side may settle it (`settles`) although the other is missing.
    fn connective(&mut self, left: &Expr, right: &Expr, settles: bool) -> Vec<Case> {
        let left = self.known_flags(left);
        let right = self.known_flags(right);
        // Each with each they may be too many: then what settles it is not told apart by the other side.
        let many = left.len().saturating_mul(right.len()) > LIMIT && !right.iter().any(|case| matches!(case.outcome, Outcome::Zero(_)));
        let mut cases = Vec::new();
        for left in &left {
            if cases.len() > LIMIT * 2 {
                // Drawn together behind, but for what is at fault.
                cases.extend(is_fault(left).then(|| left.clone()));
                let settled = matches!(left.outcome, Outcome::Flag(flag) if flag == settles);
                let right = faults(&right).into_iter().filter(|case| !settled || matches!(case.outcome, Outcome::Zero(_)));
                extend(&mut cases, &left.facts, &right.collect::<Vec<_>>());
                continue;
            }
            if many && matches!(left.outcome, Outcome::Flag(flag) if flag == settles) {
                cases.push(left.clone());
                continue;
            }
            for right in &right {
                let Some(facts) = left.facts.and(&right.facts) else { continue };
                let outcome = match (&left.outcome, &right.outcome) {
                    (Outcome::Zero(_), _) => left.outcome.clone(),
                    (_, Outcome::Zero(_)) => right.outcome.clone(),
                    (Outcome::Flag(flag), _) | (_, Outcome::Flag(flag)) if *flag == settles => Outcome::Flag(settles),
                    (Outcome::Missing(..), _) => left.outcome.clone(),
                    (_, Outcome::Missing(..)) => right.outcome.clone(),
                    (
                        Outcome::Flag(_) | Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other,
                        Outcome::Flag(_) | Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other,
                    ) => Outcome::Flag(!settles),
                };
                cases.push(Case { facts, outcome });
            }
        }
        cases
    }

    /// The cases of a condition, with nothing in them but flags, missing values and divisions by zero.
    pub(super) fn known_flags(&mut self, condition: &Expr) -> Vec<Case> {
        self.mapped(condition, |space, outcome, _| match outcome {
            Outcome::Flag(_) | Outcome::Missing(..) | Outcome::Zero(_) => vec![Case::always(outcome.clone())],
            Outcome::Number(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => space.either_way(),
        })
    }

    fn presence_cases(&mut self, inner: &Expr, missing: bool) -> Vec<Case> {
        let mut cases = self.cases(inner);
        for case in &mut cases {
            match &case.outcome {
                Outcome::Missing(..) => case.outcome = Outcome::Flag(missing),
                Outcome::Zero(_) => {}
                Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {
                    case.outcome = Outcome::Flag(!missing);
                }
            }
        }
        cases
    }

    fn arithmetic(&mut self, operator: Arithmetic, left: &Expr, right: &Expr, expr: &Expr) -> Vec<Case> {
        let divisor = right.span;
        self.combined(left, right, |space, left, right| match operator {
            Arithmetic::Add => space.sum(left, right, &Number::one()),
            Arithmetic::Subtract => space.sum(left, right, &Number::from(-1)),
            Arithmetic::Multiply => {
                let (left, right) = (space.fraction(left), space.fraction(right));
                vec![Case::always(Outcome::Number(space.product(left, right, &expr.ty)))]
            }
            Arithmetic::Divide => space.divided(left, right, divisor, &expr.ty),
        })
    }

    /// The sum of the first and `factor` times the second.
    fn sum(&mut self, left: &Outcome, right: &Outcome, factor: &Number) -> Vec<Case> {
        let (left, right) = (self.fraction(left), self.fraction(right));
        let sum = left.plus(&right, factor).unwrap_or_else(|| {
            let (left, right) = (self.linear(&left), self.linear(&right));
            Fraction::whole(left.plus(&right, factor))
        });
        vec![Case::always(Outcome::Number(sum))]
    }

    fn scaled(&mut self, outcome: &Outcome, factor: &Number) -> Outcome {
        let fraction = self.fraction(outcome);
        Outcome::Number(Fraction { above: fraction.above.scale(factor), below: fraction.below })
    }

    /// The number of an outcome; an unknown one of which nothing is known, if it is not a number.
    pub(super) fn fraction(&mut self, outcome: &Outcome) -> Fraction {
        match outcome {
            Outcome::Number(fraction) => fraction.clone(),
            Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other | Outcome::Missing(..) | Outcome::Zero(_) => {
                Fraction::whole(self.opaque(&Type::Number, Interval::all()))
            }
        }
    }

    /// The fraction as a sum; a quotient becomes an unknown of its own.
    pub(super) fn linear(&mut self, fraction: &Fraction) -> Linear {
        fraction.as_linear().unwrap_or_else(|| {
            let range = self.range(fraction);
            self.quotient_of(fraction, range)
        })
    }

    /// Where a quotient can lie, its divisor being above zero, if all inputs it reads are given.
    pub(super) fn range(&self, fraction: &Fraction) -> Interval {
        let mut facts = Facts::constraint(Constraint::positive(fraction.below.clone()));
        for unknown in fraction.above.terms.keys().chain(fraction.below.terms.keys()) {
            if let Some(known) = self.facts_of(*unknown) {
                facts.given.insert(known.atom.clone(), true);
            }
        }
        self.extent_or_all(fraction, &facts).unwrap_or_else(Interval::all)
    }

    fn lookup(&mut self, table: TableId, keys: &[LookupKey], expr: &Expr) -> Vec<Case> {
        let program = self.program;
        let table = &program.tables[table];
        let mut places: Vec<(Facts, usize)> = vec![(Facts::default(), 0)];
        let mut apart: Vec<Case> = Vec::new();
        for (key, named) in keys.iter().zip(&table.keys) {
            let mut next: Vec<(Facts, usize)> = Vec::new();
            for case in self.cases(&key.value) {
                let values: Vec<(Facts, usize)> = match &case.outcome {
                    Outcome::Choice(value) => vec![(case.facts.clone(), *value)],
                    Outcome::Chosen(atom) => {
                        (0..key.places.len()).filter_map(|value| Some((case.facts.and(&Facts::pick(atom, [value]))?, value))).collect()
                    }
                    Outcome::Missing(..) | Outcome::Zero(_) => {
                        apart.push(case);
                        continue;
                    }
                    Outcome::Number(_) | Outcome::Flag(_) | Outcome::Other => {
                        (0..key.places.len()).map(|value| (case.facts.clone(), value)).collect()
                    }
                };
                for (facts, place) in &places {
                    for (more, value) in &values {
                        let (Some(facts), Some(column)) = (facts.and(more), key.places.get(*value)) else { continue };
                        next.push((facts, place * named.values.len() + column));
                    }
                }
            }
            places = next;
        }
        if places.len() > LIMIT / 4 {
            let cells = table.cells.iter().map(|cell| Interval::single(cell.clone())).reduce(|one, two| one.hull(&two));
            let form = self.opaque(&expr.ty, cells.unwrap_or_else(Interval::all));
            apart.push(Case::always(Outcome::Number(Fraction::whole(form))));
            return apart;
        }
        for (facts, place) in places {
            if let Some(cell) = table.cells.get(place) {
                apart.push(Case { facts, outcome: Outcome::Number(Fraction::constant(cell.clone())) });
            }
        }
        apart
    }
}

/// Whether a value is missing, or something is divided by zero.
fn is_fault(case: &Case) -> bool {
    matches!(case.outcome, Outcome::Missing(..) | Outcome::Zero(_))
}

/// The cases in which a value is missing or something is divided by zero.
fn faults(cases: &[Case]) -> Vec<Case> {
    cases.iter().filter(|case| is_fault(case)).cloned().collect()
}

/// `facts` and each of `more`.
pub(super) fn extend(cases: &mut Vec<Case>, facts: &Facts, more: &[Case]) {
    for case in more {
        if let Some(facts) = facts.and(&case.facts) {
            cases.push(Case { facts, outcome: case.outcome.clone() });
        }
    }
}

fn constant(value: &Value) -> Outcome {
    match value {
        Value::Number(number) => Outcome::Number(Fraction::constant(number.clone())),
        Value::Day(day) => Outcome::Number(Fraction::constant(days::number(*day))),
        Value::Flag(flag) => Outcome::Flag(*flag),
        Value::Choice(choice) => Outcome::Choice(*choice),
        Value::Text(_) => Outcome::Other,
    }
}

/// The points of the indicator that a named expression belongs to; none of a scorecard's.
pub(super) fn points_around(program: &Program, named: LetId) -> Option<Points> {
    match program.lets[named].owner {
        LetOwner::Indicator(owner) => Some(program.indicators[owner].points.clone()),
        LetOwner::Scorecard(_) => None,
    }
}
