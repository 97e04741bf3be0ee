//! Expressions, exactly.

use std::sync::Arc;

use super::card::{Busy, Card, Scope};
use super::chain::{Outcome, method_place};
use super::found::{Troubles, compare};
use super::messages;
use super::read::Reading;
use super::report::{Found, IndicatorState, PartState, Reason, ReasonKind};
use super::trace::{Asked, Derivation, Operation, Read};
use crate::model::{
    Arithmetic, Comparison, Expr, ExprKind, IndicatorId, IndicatorResult, InputId, InputOwner, Let, LetId, LetOwner, LookupKey, PartId,
    Question, TableId,
};
use crate::text::Span;
use crate::value::{Day, Number, Value};

/// What evaluating an expression's form gave.
pub(super) struct Step {
    pub(super) operation: Operation,
    pub(super) found: Found,
    pub(super) reads: Vec<Read>,
    pub(super) children: Vec<Arc<Derivation>>,
}

impl Step {
    fn leaf(operation: Operation, found: Found) -> Self {
        Self { operation, found, reads: Vec::new(), children: Vec::new() }
    }

    fn read(asked: Asked, reading: Reading) -> Self {
        let Reading { found, origin, by_default } = reading;
        let read = Read { asked, found: found.clone(), origin, by_default };
        Self { operation: Operation::Read, found, reads: vec![read], children: Vec::new() }
    }

    pub(super) fn of(operation: Operation, found: Found, children: Vec<Arc<Derivation>>) -> Self {
        Self { operation, found, reads: Vec::new(), children }
    }
}

impl<'a> Card<'a> {
    /// Evaluates an expression, with a trace of every piece.
    pub(super) fn evaluate(&mut self, expr: &'a Expr, scope: Scope<'_>) -> Arc<Derivation> {
        let Step { operation, found, reads, children } = self.step(expr, scope);
        Arc::new(Derivation { span: expr.span, ty: expr.ty.clone(), operation, found, reads, children })
    }

    fn step(&mut self, expr: &'a Expr, scope: Scope<'_>) -> Step {
        match &*expr.kind {
            ExprKind::Constant(value) => Step::leaf(Operation::Constant, Found::Given(value.clone())),
            ExprKind::Input(id) => self.input(*id),
            ExprKind::MonthValue(id) => match scope.month {
                Some(month) => self.month_value(*id, month),
                None => Step::leaf(Operation::Read, Found::unfit(expr.span)),
            },
            ExprKind::ParentAttribute(id) => self.parent_attribute(*id),
            ExprKind::Sequence => Step::read(Asked::Sequence, self.sequence_of(self.subject)),
            ExprKind::ParentSequence => self.parent_sequence(),
            ExprKind::Let(id) => self.named(*id),
            ExprKind::Field(place) => self.field(expr, *place, scope),
            ExprKind::MeasuredValue => {
                let found = scope.measured.map_or_else(|| Found::unfit(expr.span), |measured| measured.found.clone());
                Step::leaf(Operation::MeasuredValue, found)
            }
            ExprKind::ScoringDay => {
                Step::leaf(Operation::ScoringDay, Found::Given(Value::Day(self.run.submission.scoring_day(self.run.program))))
            }
            ExprKind::Indicator(id, result) => {
                let found = self.indicator_result(*id, *result);
                Step::leaf(Operation::Indicator(*id, *result), found)
            }
            ExprKind::PartScore(id) => {
                let found = self.part_result(*id);
                Step::leaf(Operation::Part(*id), found)
            }
            ExprKind::Total => {
                let found = self.total_result(expr.span);
                Step::leaf(Operation::Total, found)
            }
            ExprKind::Vetoes => {
                let found = self.number_of_vetoes();
                Step::leaf(Operation::Vetoes, found)
            }
            ExprKind::Vetoed => {
                let found = self.any_veto();
                Step::leaf(Operation::Vetoed, found)
            }
            ExprKind::Grade => {
                let found = self.grade_result(expr.span);
                Step::leaf(Operation::Grade, found)
            }
            ExprKind::Across(across) => self.across(expr, across),
            ExprKind::Arithmetic(operation, left, right) => {
                let children = vec![self.evaluate(left, scope), self.evaluate(right, scope)];
                let found = self.both_given(expr, &children, |card, left, right| card.arithmetic(expr, *operation, left, right));
                Step::of(Operation::Arithmetic(*operation), found, children)
            }
            ExprKind::Negate(inner) => {
                let child = self.evaluate(inner, scope);
                let found = number_of(expr, &child, |number| Some(number.negate()));
                Step::of(Operation::Negate, found, vec![child])
            }
            ExprKind::Not(inner) => {
                let child = self.evaluate(inner, scope);
                let found = match (&child.found, child.found.as_flag()) {
                    (_, Some(flag)) => Found::flag(!flag),
                    (Found::Given(_), None) => Found::unfit(expr.span),
                    (other, None) => other.clone(),
                };
                Step::of(Operation::Not, found, vec![child])
            }
            ExprKind::Both(left, right) => self.logical(expr, [left, right], scope, false),
            ExprKind::Either(left, right) => self.logical(expr, [left, right], scope, true),
            ExprKind::Compare(comparison, left, right) => {
                let children = vec![self.evaluate(left, scope), self.evaluate(right, scope)];
                let found = self.both_given(expr, &children, |_, left, right| {
                    compare(left, right).map(|order| Found::flag(comparison_holds(*comparison, order)))
                });
                Step::of(Operation::Compare(*comparison), found, children)
            }
            ExprKind::IsMissing(inner) => self.presence(inner, scope, Operation::IsMissing, false),
            ExprKind::IsGiven(inner) => self.presence(inner, scope, Operation::IsGiven, true),
            ExprKind::Placed(place, test) => self.place_test(expr, place, test, scope),
            ExprKind::If(condition, holds, fails) => {
                let condition = self.evaluate(condition, scope);
                match (&condition.found, condition.found.as_flag()) {
                    (_, Some(flag)) => {
                        let branch = self.evaluate(if flag { holds } else { fails }, scope);
                        Step::of(Operation::If, branch.found.clone(), vec![condition, branch])
                    }
                    (Found::Given(_), None) => Step::of(Operation::If, Found::unfit(expr.span), vec![condition]),
                    (other, None) => Step::of(Operation::If, other.clone(), vec![condition]),
                }
            }
            ExprKind::Default(first, second) => {
                let first = self.evaluate(first, scope);
                if let Found::Missing(_) = first.found {
                    let second = self.evaluate(second, scope);
                    return Step::of(Operation::Default, second.found.clone(), vec![first, second]);
                }
                Step::of(Operation::Default, first.found.clone(), vec![first])
            }
            ExprKind::Rounded(inner, rounding) => {
                let child = self.evaluate(inner, scope);
                let found = number_of(expr, &child, |number| Some(rounding.apply(number)));
                Step::of(Operation::Rounded(rounding.clone()), found, vec![child])
            }
            ExprKind::DaysFrom(from, to) => self.between_days(expr, Operation::DaysFrom, [from, to], scope),
            ExprKind::MonthsFrom(from, to) => self.between_days(expr, Operation::MonthsFrom, [from, to], scope),
            ExprKind::Difference(left, right) => {
                let children = vec![self.evaluate(left, scope), self.evaluate(right, scope)];
                let found = self.both_given(expr, &children, |_, left, right| match (left, right) {
                    (Value::Number(left), Value::Number(right)) => Some(Found::number(left.subtract(right).absolute())),
                    (Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_), _) => None,
                });
                Step::of(Operation::Difference, found, children)
            }
            ExprKind::Lookup(table, keys) => self.lookup(expr, *table, keys, scope),
            ExprKind::Aggregate(aggregate) => self.aggregate(expr, aggregate, scope),
            ExprKind::Banded(banded) => {
                let (trace, verdict) = self.table(banded, scope);
                Step::leaf(Operation::Banded(Box::new(trace)), verdict.into_found())
            }
        }
    }

    /// An answer of the subject. Of an indicator that does not judge it nothing is asked.
    fn input(&mut self, id: InputId) -> Step {
        self.answer_to(id, Question::Input(id))
    }

    /// What a monthly input was answered with for a month.
    fn month_value(&mut self, id: InputId, month: usize) -> Step {
        self.answer_to(id, Question::Month(id, month))
    }

    fn answer_to(&mut self, id: InputId, question: Question) -> Step {
        let program = self.run.program;
        let reading = self.run.readings.answer(program, self.subject, question);
        let asked = Asked::Question(question);
        let InputOwner::Indicator(owner) = program.inputs[id].owner else { return Step::read(asked, reading) };
        let span = program.indicators[owner].name_span;
        let unread = |found| Step::read(asked, Reading { found, origin: None, by_default: false });
        if !self.indicators.contains(&owner) {
            // Of a refused row nobody knows what judges it.
            return unread(self.refused().unwrap_or_else(|| Found::missing(Reason::at(ReasonKind::IndicatorNotOnCard(owner), span))));
        }
        // What a ruling takes out for the subject says nothing to anybody.
        if let Some((_, ruling)) = self.exemption(owner) {
            let waived = Reason { origin: Some(ruling.origin.clone()), ..Reason::at(ReasonKind::IndicatorWaived(owner), span) };
            return unread(Found::missing(waived));
        }
        // What is open only because a ruling put it off is what that ruling does.
        if let (Found::Pending(_), Some(ruling)) = (&reading.found, self.run.readings.kept_open(program, self.subject, question)) {
            self.used_rulings.insert(ruling);
        }
        if let Question::Month(_, month) = question
            && let Some(pending) = self.months_may_be_own(id, month)
        {
            return unread(pending);
        }
        // Where nothing was answered, nothing is there to read whether or not the indicator judges the subject.
        let open = match &reading.found {
            Found::Given(_) | Found::Pending(_) => self.unclear.get(&owner).cloned().or_else(|| self.exemption_in_doubt(owner)),
            Found::Missing(_) => self.delay_in_doubt(owner),
            Found::Invalid(_) => None,
        };
        open.map_or_else(|| Step::read(asked, reading), unread)
    }

    /// Whether an indicator asks anything of the subject: it judges it, and no ruling takes it out.
    pub(super) fn is_asked(&self, id: IndicatorId) -> bool {
        self.indicators.contains(&id) && self.exemption(id).is_none()
    }

    fn parent_attribute(&mut self, id: InputId) -> Step {
        let asked = Asked::ParentAttribute(id);
        let Some(parent) = self.this().parent else { return Step::read(asked, self.orphan()) };
        let unanswered = || Found::missing(Reason::new(ReasonKind::ParentUnanswered(id)));
        let of_its_kind =
            self.run.submission.subjects.get(parent).is_none_or(|parent| self.run.program.inputs[id].is_attribute_of(parent.level));
        if !of_its_kind {
            // A parent of another kind is not asked, and so leaves nothing empty that means something.
            return Step::read(asked, Reading { found: unanswered(), origin: None, by_default: false });
        }
        let mut reading = self.run.readings.answer(self.run.program, parent, Question::Input(id));
        if let Found::Missing(reasons) = &mut reading.found {
            for reason in reasons {
                reason.kind = ReasonKind::ParentUnanswered(id);
            }
        }
        Step::read(asked, reading)
    }

    fn parent_sequence(&mut self) -> Step {
        let parent = self.this().parent;
        Step::read(Asked::ParentSequence, parent.map_or_else(|| self.orphan(), |parent| self.sequence_of(parent)))
    }

    /// The sequence of a subject; without one it has none, or its row is at fault.
    fn sequence_of(&self, subject: usize) -> Reading {
        let place = self.run.submission.subjects.get(subject).and_then(|subject| subject.sequence);
        let none = || self.at_fault(subject).unwrap_or_else(|| Found::missing(Reason::new(ReasonKind::NoSequence)));
        Reading { found: place.map_or_else(none, |place| Found::Given(Value::Choice(place))), origin: None, by_default: false }
    }

    /// What is read of the parent of a subject that has none, or whose row is at fault.
    fn orphan(&self) -> Reading {
        let found = self.at_fault(self.subject).unwrap_or_else(|| Found::missing(Reason::new(ReasonKind::NoParent)));
        Reading { found, origin: None, by_default: false }
    }

    fn named(&mut self, id: LetId) -> Step {
        let named = &self.run.program.lets[id];
        if let Some(known) = self.lets.get(&id).cloned() {
            let found = known.found.clone().while_open(self.uses(Busy::Let(id)));
            return Step::of(Operation::Let(id), self.unless_exempted(named, found), vec![known]);
        }
        if !self.busy.insert(Busy::Let(id)) {
            return Step::leaf(Operation::Let(id), self.circle(named.span));
        }
        let owner = match named.owner {
            LetOwner::Indicator(owner) => Some(owner),
            LetOwner::Scorecard(_) => None,
        };
        // Shares of full points inside it are those of its own indicator.
        let points = owner.map(|owner| &self.run.program.indicators[owner].points);
        // An indicator's own name means what it means there, whoever reads it.
        let reader = owner.or(self.current);
        let evaluate = |card: &mut Self| card.evaluate(&named.value, Scope { points, ..Scope::default() });
        let derivation = self.noting(Busy::Let(id), |card| card.within(reader, evaluate));
        self.busy.remove(&Busy::Let(id));
        // Where an entry is struck for one indicator only, what several share is read anew by each.
        if owner.is_some() || !self.strikes_hang_on_the_reader() {
            self.lets.insert(id, Arc::clone(&derivation));
        }
        let found = derivation.found.clone().while_open(self.uses(Busy::Let(id)));
        Step::of(Operation::Let(id), self.unless_exempted(named, found), vec![derivation])
    }

    /// What a named value is for whoever reads it: its own indicator reads it even where a ruling may take that out.
    fn unless_exempted(&self, named: &Let, found: Found) -> Found {
        match (named.owner, &found) {
            (LetOwner::Indicator(owner), Found::Given(_) | Found::Pending(_)) => found.while_open(self.exemption_in_doubt(owner)),
            (LetOwner::Indicator(_) | LetOwner::Scorecard(_), _) => found,
        }
    }

    fn field(&mut self, expr: &Expr, place: usize, scope: Scope<'_>) -> Step {
        let reading = scope.entry.and_then(|(register, entry)| {
            let reading = self.run.readings.field(register, entry, place)?;
            Some((Asked::Field { register, entry, field: place }, reading.clone()))
        });
        reading.map_or_else(|| Step::leaf(Operation::Read, Found::unfit(expr.span)), |(asked, reading)| Step::read(asked, reading))
    }

    /// What may be read of another indicator: given once it is scored, missing where it is not applicable.
    fn indicator_result(&mut self, id: IndicatorId, result: IndicatorResult) -> Found {
        let indicator = &self.run.program.indicators[id];
        if let Some(refused) = self.refused() {
            return refused;
        }
        if !self.indicators.contains(&id) {
            return Found::missing(Reason::at(ReasonKind::IndicatorNotOnCard(id), indicator.name_span));
        }
        match result {
            IndicatorResult::Earned | IndicatorResult::Method => self.chain_result(id, result),
            IndicatorResult::Score | IndicatorResult::Lost | IndicatorResult::Gained => self.final_result(id, result),
        }
    }

    /// What is known once the chain has been followed: it does not wait for what comes after.
    fn chain_result(&mut self, id: IndicatorId, result: IndicatorResult) -> Found {
        let indicator = &self.run.program.indicators[id];
        let Some(chain) = self.chain_of(id) else { return self.circle(indicator.name_span) };
        let mut open = self.refused_about(id);
        if let Some(Found::Pending(reasons)) = self.uses(Busy::Chain(id)) {
            open = reasons;
        }
        // What is at fault is so whatever becomes of what is open.
        let at_fault = matches!(chain.outcome, Outcome::Invalid(_));
        if !open.is_empty() && !at_fault {
            return Found::Pending(because(ReasonKind::Indicator(id), indicator.name_span, &open));
        }
        let waived = self.exemption(id).is_some();
        match &chain.outcome {
            Outcome::NotApplicable(reasons) => {
                let kind = if waived { ReasonKind::IndicatorWaived(id) } else { ReasonKind::IndicatorNotApplicable(id) };
                Found::Missing(because(kind, indicator.name_span, reasons))
            }
            Outcome::Pending(reasons) => Found::Pending(because(ReasonKind::Indicator(id), indicator.name_span, reasons)),
            Outcome::Invalid(reasons) => Found::Invalid(because(ReasonKind::Indicator(id), indicator.name_span, reasons)),
            Outcome::Points(earned) if result == IndicatorResult::Earned => Found::number(earned.clone()),
            Outcome::Points(_) => match chain.method() {
                Some(kind) => Found::Given(Value::Choice(method_place(kind))),
                None => Found::missing(Reason::at(ReasonKind::NoMethodUsed(id), indicator.name_span)),
            },
        }
    }

    /// What is known once the indicator has its score.
    fn final_result(&mut self, id: IndicatorId, result: IndicatorResult) -> Found {
        let indicator = &self.run.program.indicators[id];
        let Some(score) = self.score_of(id) else { return self.circle(indicator.name_span) };
        self.may_be_taken_from(id);
        let because = |kind| because(kind, indicator.name_span, &score.reasons);
        let number = match result {
            IndicatorResult::Lost => score.lost.clone(),
            IndicatorResult::Gained => score.score.as_ref().map(|score| score.subtract(&indicator.points.full).max(Number::zero())),
            IndicatorResult::Score | IndicatorResult::Earned | IndicatorResult::Method => score.score.clone(),
        };
        match score.state {
            IndicatorState::Pending if self.is_noting() && number.is_some() && self.refused_about(id).is_empty() => {
                number.map_or_else(|| Found::unfit(indicator.span), Found::number)
            }
            IndicatorState::NotApplicable => Found::Missing(because(ReasonKind::IndicatorNotApplicable(id))),
            IndicatorState::Waived => Found::Missing(because(ReasonKind::IndicatorWaived(id))),
            IndicatorState::Pending => Found::Pending(because(ReasonKind::Indicator(id))),
            IndicatorState::Invalid => Found::Invalid(because(ReasonKind::Indicator(id))),
            IndicatorState::Scored => number.map_or_else(|| Found::unfit(indicator.span), Found::number),
        }
    }

    /// The score of the part that stands under the same path on the subject's own scorecard.
    fn part_result(&mut self, id: PartId) -> Found {
        let program = self.run.program;
        let named = &program.parts[id];
        let own = program.parts.iter().find(|(_, part)| Some(part.scorecard) == self.scorecard && part.path == named.path);
        let Some((own, part)) = own else {
            return Found::missing(Reason::at(ReasonKind::PartNotOnCard(id), named.name_span));
        };
        let Some(score) = self.part_of(own) else { return self.circle(part.name_span) };
        let because = |kind| because(kind, part.name_span, &score.reasons);
        match score.state {
            PartState::Scored => score.score.clone().map_or_else(|| Found::unfit(part.span), Found::number),
            PartState::NotApplicable => Found::Missing(because(ReasonKind::PartNotApplicable(own))),
            PartState::SoFar => Found::Pending(because(ReasonKind::Part(own))),
            PartState::Invalid => Found::Invalid(because(ReasonKind::Part(own))),
        }
    }

    /// A reference that leads back to itself, which the checker refuses.
    pub(super) fn circle(&self, span: Span) -> Found {
        Found::invalid(Reason::at(ReasonKind::Circle, span))
    }

    /// `and` and `or`: one side alone decides, unless the other is invalid.
    fn logical(&mut self, expr: &Expr, sides: [&'a Expr; 2], scope: Scope<'_>, deciding: bool) -> Step {
        let children: Vec<_> = sides.into_iter().map(|side| self.evaluate(side, scope)).collect();
        let operation = if deciding { Operation::Either } else { Operation::Both };
        let strongest = Troubles::among(children.iter().map(|child| &child.found));
        let decided = children.iter().any(|child| child.found.as_flag() == Some(deciding));
        let found = match strongest {
            Some(Found::Invalid(reasons)) => Found::Invalid(reasons),
            Some(_) | None if decided => Found::flag(deciding),
            Some(other) => other,
            None if children.iter().all(|child| child.found.as_flag().is_some()) => Found::flag(!deciding),
            None => Found::unfit(expr.span),
        };
        Step::of(operation, found, children)
    }

    /// `is given`, `is missing`: yes or no for given and missing, otherwise the value's own state.
    fn presence(&mut self, inner: &'a Expr, scope: Scope<'_>, operation: Operation, when_given: bool) -> Step {
        let child = self.evaluate(inner, scope);
        let found = match &child.found {
            Found::Given(_) => Found::flag(when_given),
            Found::Missing(_) => Found::flag(!when_given),
            Found::Pending(_) | Found::Invalid(_) => child.found.clone(),
        };
        Step::of(operation, found, vec![child])
    }

    /// Combines two values that are both given; else the stronger state of the two.
    fn both_given(
        &mut self,
        expr: &Expr,
        children: &[Arc<Derivation>],
        combine: impl FnOnce(&mut Self, &Value, &Value) -> Option<Found>,
    ) -> Found {
        if let Some(found) = Troubles::among(children.iter().map(|child| &child.found)) {
            return found;
        }
        let mut values = children.iter().filter_map(|child| child.found.given());
        let (Some(left), Some(right)) = (values.next(), values.next()) else { return Found::unfit(expr.span) };
        combine(self, left, right).unwrap_or_else(|| Found::unfit(expr.span))
    }

    fn arithmetic(&mut self, expr: &Expr, operation: Arithmetic, left: &Value, right: &Value) -> Option<Found> {
        match (left, right) {
            (Value::Number(left), Value::Number(right)) => {
                let result = match operation {
                    Arithmetic::Add => left.add(right),
                    Arithmetic::Subtract => left.subtract(right),
                    Arithmetic::Multiply => left.multiply(right),
                    Arithmetic::Divide => match left.divide(right) {
                        Some(quotient) => quotient,
                        None => return Some(self.division_by_zero(expr.span)),
                    },
                };
                Some(if result.is_too_long() { self.too_long(expr.span) } else { Found::number(result) })
            }
            (Value::Day(day), Value::Number(days)) => self.shifted(expr, operation, *day, days),
            (Value::Number(days), Value::Day(day)) if operation == Arithmetic::Add => self.shifted(expr, operation, *day, days),
            (Value::Day(left), Value::Day(right)) if operation == Arithmetic::Subtract => {
                Some(Found::number(Number::from(right.days_to(*left))))
            }
            (Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_), _) => None,
        }
    }

    /// A day so many days later or earlier; a started day does not count.
    fn shifted(&mut self, expr: &Expr, operation: Arithmetic, day: Day, days: &Number) -> Option<Found> {
        let days = match operation {
            Arithmetic::Add => days.floor(),
            Arithmetic::Subtract => days.negate().floor(),
            Arithmetic::Multiply | Arithmetic::Divide => return None,
        };
        match days.to_i64().and_then(|days| day.plus_days(days)) {
            Some(day) => Some(Found::Given(Value::Day(day))),
            None => {
                self.diagnostics.push(messages::beyond_calendar(self.this(), expr.span));
                Some(Found::invalid(Reason::at(ReasonKind::BeyondCalendar, expr.span)))
            }
        }
    }

    /// A number that grew beyond what can be worked with: the checker counts factors within an indicator, but not
    /// those of unrounded scores that are multiplied by each other from one to the next.
    pub(super) fn too_long(&mut self, span: Span) -> Found {
        self.diagnostics.push(messages::too_long(self.this(), span));
        Found::invalid(Reason::at(ReasonKind::TooLong, span))
    }

    /// A divisor that turned out to be zero: invalid, never 0 and never full points.
    pub(super) fn division_by_zero(&mut self, span: Span) -> Found {
        self.diagnostics.push(messages::division_by_zero(self.this(), span));
        Found::invalid(Reason::at(ReasonKind::DivisionByZero, span))
    }

    fn between_days(&mut self, expr: &Expr, operation: Operation, ends: [&'a Expr; 2], scope: Scope<'_>) -> Step {
        let months = matches!(operation, Operation::MonthsFrom);
        let children: Vec<_> = ends.into_iter().map(|end| self.evaluate(end, scope)).collect();
        let found = self.both_given(expr, &children, |_, from, to| match (from, to) {
            (Value::Day(from), Value::Day(to)) => {
                Some(Found::number(Number::from(if months { from.full_months_to(*to) } else { from.days_to(*to) })))
            }
            (Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_), _) => None,
        });
        Step::of(operation, found, children)
    }

    /// A cell of a table: rows by the first key, columns by the second.
    fn lookup(&mut self, expr: &Expr, table: TableId, keys: &'a [LookupKey], scope: Scope<'_>) -> Step {
        let children: Vec<_> = keys.iter().map(|key| self.evaluate(&key.value, scope)).collect();
        let declared = &self.run.program.tables[table];
        let cell = || {
            let mut place = 0;
            for ((key, child), declared) in keys.iter().zip(&children).zip(&declared.keys) {
                place = place * declared.values.len() + key.places.get(child.found.as_choice()?)?;
            }
            declared.cells.get(place).cloned()
        };
        let found = Troubles::among(children.iter().map(|child| &child.found))
            .unwrap_or_else(|| cell().map_or_else(|| Found::unfit(expr.span), Found::number));
        Step::of(Operation::Lookup(table), found, children)
    }
}

/// What was read, and why it has no value.
fn because(kind: ReasonKind, span: Span, more: &[Reason]) -> Vec<Reason> {
    let mut reasons = vec![Reason::at(kind, span)];
    reasons.extend(more.iter().cloned());
    reasons
}

/// What an expression of one number gives; the state of the number where it is not given.
fn number_of(expr: &Expr, child: &Derivation, change: impl FnOnce(&Number) -> Option<Number>) -> Found {
    match &child.found {
        Found::Given(Value::Number(number)) => change(number).map_or_else(|| Found::unfit(expr.span), Found::number),
        Found::Given(Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_)) => Found::unfit(expr.span),
        Found::Missing(_) | Found::Pending(_) | Found::Invalid(_) => child.found.clone(),
    }
}

fn comparison_holds(comparison: Comparison, order: std::cmp::Ordering) -> bool {
    match comparison {
        Comparison::Is => order.is_eq(),
        Comparison::IsNot => order.is_ne(),
        Comparison::Below => order.is_lt(),
        Comparison::Above => order.is_gt(),
        Comparison::AtMost => order.is_le(),
        Comparison::AtLeast => order.is_ge(),
    }
}
