//! States of values: *invalid* beats *pending* beats *missing*.

use std::cmp::Ordering;

use super::report::{Found, Reason, ReasonKind};
use super::trace::Derivation;
use crate::model::Origin;
use crate::text::Span;
use crate::value::{Number, Value};

impl Found {
    /// The reasons, if it is not given.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Given(_) => &[],
            Self::Missing(reasons) | Self::Pending(reasons) | Self::Invalid(reasons) => reasons,
        }
    }

    /// A number that is there.
    pub(super) fn number(number: Number) -> Self {
        Self::Given(Value::Number(number))
    }

    /// Yes or no.
    pub(super) fn flag(flag: bool) -> Self {
        Self::Given(Value::Flag(flag))
    }

    /// Missing for one reason.
    pub(super) fn missing(reason: Reason) -> Self {
        Self::Missing(vec![reason])
    }

    /// Invalid for one reason.
    pub(super) fn invalid(reason: Reason) -> Self {
        Self::Invalid(vec![reason])
    }

    /// A checked program computes only with values that fit; should one not, it is invalid, never guessed.
    pub(super) fn unfit(span: Span) -> Self {
        Self::invalid(Reason::at(ReasonKind::WrongType, span))
    }

    /// The value, if it is given.
    #[must_use]
    pub fn given(&self) -> Option<&Value> {
        match self {
            Self::Given(value) => Some(value),
            Self::Missing(_) | Self::Pending(_) | Self::Invalid(_) => None,
        }
    }

    /// The number, if it is given and one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self.given()? {
            Value::Number(number) => Some(number),
            Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_) => None,
        }
    }

    /// The flag, if it is given and one.
    #[must_use]
    pub fn as_flag(&self) -> Option<bool> {
        match self.given()? {
            Value::Flag(flag) => Some(*flag),
            Value::Number(_) | Value::Day(_) | Value::Choice(_) | Value::Text(_) => None,
        }
    }

    /// The place of the value in its choice, if it is given and of one.
    pub(super) fn as_choice(&self) -> Option<usize> {
        match self.given()? {
            Value::Choice(place) => Some(*place),
            Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Text(_) => None,
        }
    }
}

impl Found {
    /// The same, where something may still move what it was made of: pending then, unless it is at fault already.
    pub(super) fn while_open(self, open: Option<Self>) -> Self {
        match (self, open) {
            (found, None) | (found @ Self::Invalid(_), Some(_)) => found,
            (Self::Given(_) | Self::Missing(_) | Self::Pending(_), Some(open)) => open,
        }
    }
}

impl Reason {
    /// A reason without a place.
    pub(super) fn new(kind: ReasonKind) -> Self {
        Self { kind, origin: None, span: None }
    }

    /// A reason in the rules.
    pub(super) fn at(kind: ReasonKind, span: Span) -> Self {
        Self { kind, origin: None, span: Some(span) }
    }

    /// The same about another subject, of this name.
    pub(super) fn of(&self, name: &str) -> Self {
        let kind = ReasonKind::OfSubject(name.to_owned(), Box::new(self.kind.clone()));
        Self { kind, origin: self.origin.clone(), span: self.span }
    }

    /// A reason in the submission.
    pub(super) fn from(kind: ReasonKind, origin: Option<Origin>) -> Self {
        Self { kind, origin, span: None }
    }
}

/// What stands in the way of a result, by strength.
#[derive(Clone, Debug, Default)]
pub(super) struct Troubles {
    pub(super) missing: Vec<Reason>,
    pub(super) pending: Vec<Reason>,
    pub(super) invalid: Vec<Reason>,
}

impl Troubles {
    /// Takes note of a value that is not there.
    pub(super) fn note(&mut self, found: &Found) {
        match found {
            Found::Given(_) => {}
            Found::Missing(reasons) => add(&mut self.missing, reasons),
            Found::Pending(reasons) => add(&mut self.pending, reasons),
            Found::Invalid(reasons) => add(&mut self.invalid, reasons),
        }
    }

    /// The number of a derivation, or a note of why there is none.
    pub(super) fn number(&mut self, derivation: &Derivation) -> Option<Number> {
        self.note(&derivation.found);
        let number = derivation.found.as_number().cloned();
        if number.is_none() && derivation.found.given().is_some() {
            self.note(&Found::unfit(derivation.span));
        }
        number
    }

    /// The flag of a derivation, or a note of why there is none.
    pub(super) fn flag(&mut self, derivation: &Derivation) -> Option<bool> {
        self.note(&derivation.found);
        let flag = derivation.found.as_flag();
        if flag.is_none() && derivation.found.given().is_some() {
            self.note(&Found::unfit(derivation.span));
        }
        flag
    }

    /// Takes in the troubles of another.
    pub(super) fn append(&mut self, other: &Self) {
        add(&mut self.missing, &other.missing);
        add(&mut self.pending, &other.pending);
        add(&mut self.invalid, &other.invalid);
    }

    /// The strongest of them as a state; none when nothing stands in the way.
    pub(super) fn strongest(&self) -> Option<Found> {
        if !self.invalid.is_empty() {
            return Some(Found::Invalid(self.invalid.clone()));
        }
        if !self.pending.is_empty() {
            return Some(Found::Pending(self.pending.clone()));
        }
        (!self.missing.is_empty()).then(|| Found::Missing(self.missing.clone()))
    }

    /// The strongest of them and of one more value; none where there are no troubles before it.
    pub(super) fn or(mut self, found: &Found) -> Option<Found> {
        self.strongest()?;
        self.note(found);
        self.strongest()
    }

    /// The strongest state among `found`; none when all are given.
    pub(super) fn among<'f>(found: impl IntoIterator<Item = &'f Found>) -> Option<Found> {
        let mut troubles = Self::default();
        found.into_iter().for_each(|found| troubles.note(found));
        troubles.strongest()
    }
}

/// The reasons that say more than that some result is not there yet; all of them where none does.
pub(super) fn telling(reasons: &[Reason]) -> impl Iterator<Item = &Reason> {
    let tells = |reason: &Reason| !matches!(reason.kind.itself(), ReasonKind::Indicator(_) | ReasonKind::Part(_) | ReasonKind::Total);
    let any = reasons.iter().any(tells);
    reasons.iter().filter(move |reason| !any || tells(reason))
}

/// Adds reasons that are not there yet.
pub(super) fn add(list: &mut Vec<Reason>, more: &[Reason]) {
    for reason in more {
        if !list.contains(reason) {
            list.push(reason.clone());
        }
    }
}

/// How two values of one type compare; of a choice the value declared first is the highest.
pub(super) fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
        (Value::Day(left), Value::Day(right)) => Some(left.cmp(right)),
        (Value::Flag(left), Value::Flag(right)) => Some(left.cmp(right)),
        (Value::Choice(left), Value::Choice(right)) => Some(right.cmp(left)),
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        (Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_), _) => None,
    }
}
