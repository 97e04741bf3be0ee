//! The ledger of a subject: every point carried from others, and every entry of a register that moved an adjustment.
//!
//! It is read off the traces alone. Each entry says whose it is, what it came to before all caps, what the caps and
//! limits swallowed of it, and what is left: so the entries of a clause add up to the clause, to the last digit. What a
//! clause takes that comes from nobody (a constant, a rounding to whole steps) is an entry without a source, and so are
//! the points of a veto, an award or an exemption that took the place of all clauses of an adjustment.

use super::answered_trace::AnsweredTrace;
use super::change_trace::{ChangeGroupTrace, ChangeTrace, EntryCounted, TimesTrace};
use super::portions::{Portion, portions, reads_losses};
use super::report::{IndicatorScore, SubjectScore};
use super::sources::capped_for_each;
use super::trace::{MethodBody, Moved};
use crate::model::{Balance, Better, Direction, Function, IndicatorId, Origin, PartKind, Program, RegisterId};
use crate::text::Span;
use crate::value::Number;

/// An entry of the ledger.
#[derive(Clone, Debug)]
pub struct LedgerEntry {
    /// Its number, from 1.
    pub number: usize,
    /// The indicator it counts in.
    pub indicator: IndicatorId,
    /// The clause.
    pub clause: Span,
    /// Whether it adds or deducts.
    pub direction: Direction,
    /// Whose it is.
    pub source: LedgerSource,
    /// What it comes to before all caps.
    pub amount: Number,
    /// What the cap for each source swallowed of it.
    pub cap_for_each: Number,
    /// What the cap of the clause swallowed of it.
    pub cap: Number,
    /// What the joint cap swallowed of it.
    pub cap_in_all: Number,
    /// What the limits of the indicator swallowed of it.
    pub limits: Number,
    /// What is left of all that, where a veto or a ruling took its place.
    pub replaced: Number,
}

impl LedgerEntry {
    /// One of nothing yet, of which nothing was swallowed.
    fn unswallowed(indicator: IndicatorId, clause: Span) -> Self {
        Self {
            number: 0,
            indicator,
            clause,
            direction: Direction::Add,
            source: LedgerSource::Nobody,
            amount: Number::zero(),
            cap_for_each: Number::zero(),
            cap: Number::zero(),
            cap_in_all: Number::zero(),
            limits: Number::zero(),
            replaced: Number::zero(),
        }
    }

    /// What is left of it.
    #[must_use]
    pub fn charged(&self) -> Number {
        self.amount
            .subtract(&self.cap_for_each)
            .subtract(&self.cap)
            .subtract(&self.cap_in_all)
            .subtract(&self.limits)
            .subtract(&self.replaced)
    }
}

/// Whose an entry of the ledger is.
#[derive(Clone, Debug)]
pub enum LedgerSource {
    /// What another subject lost or gained on an indicator.
    Points(Box<PointsSource>),
    /// An entry of a register.
    Entry {
        /// The register.
        register: RegisterId,
        /// Its row.
        origin: Origin,
    },
    /// Nobody's: what a clause takes beside the shares of losses and gains.
    Nobody,
    /// What took the place of all clauses: its points, in an adjustment.
    Instead(Instead),
}

/// What takes the place of all clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// A veto.
    Veto,
    /// An award.
    Award,
    /// An exemption that gives points: no clause was computed.
    Exemption,
}

/// What another subject lost or gained on an indicator.
#[derive(Clone, Debug)]
pub struct PointsSource {
    /// The subject's place in the submission.
    pub subject: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The indicator it lost or gained on.
    pub indicator: IndicatorId,
    /// Lost or gained.
    pub balance: Balance,
    /// The points lost or gained.
    pub points: Number,
    /// The function over the subjects.
    pub function: Function,
    /// Over how many it went: of a highest those that are equal.
    pub over: usize,
    /// The share of whoever is named, 1 for the whole.
    pub share: Number,
    /// The factor behind the function.
    pub factor: Number,
    /// All factors together: points × this is the amount.
    pub whole_factor: Number,
}

/// The ledger of a subject, in the order of its indicators and their clauses.
#[must_use]
pub fn ledger(program: &Program, score: &SubjectScore) -> Vec<LedgerEntry> {
    let mut entries = Vec::new();
    for indicator in &score.indicators {
        entries.extend(of_indicator(program, indicator));
    }
    for (place, entry) in entries.iter_mut().enumerate() {
        entry.number = place + 1;
    }
    entries
}

fn of_indicator(program: &Program, score: &IndicatorScore) -> Vec<LedgerEntry> {
    let trace = &score.trace;
    // Without a score nothing was charged yet.
    let Some(given) = &score.score else { return Vec::new() };
    let adjusts = adjusts(program, score);
    let mut entries = of_method(program, score, adjusts);
    let by_method = entries.len();
    // What a veto replaces while it is still open was never charged, nor what an award replaces that came to no score.
    let charged = !trace.by_veto_alone && score.computed.as_ref().is_none_or(|computed| computed.score.is_some());
    if !charged {
        entries.clear();
    }
    for group in trace.changes.iter().filter(|_| charged) {
        match group {
            ChangeGroupTrace::Single(change) => entries.extend(of_change(score.indicator, change, adjusts)),
            ChangeGroupTrace::Joint { changes, moved, .. } => {
                let mut inside: Vec<LedgerEntry> = changes.iter().flat_map(|change| of_change(score.indicator, change, adjusts)).collect();
                swallow(&mut inside, moved, |entry| &mut entry.cap_in_all);
                entries.extend(inside);
            }
        }
    }
    if let Some(instead) = instead(score) {
        // A veto replaces everything before it, and so does a ruling.
        for entry in &mut entries {
            entry.replaced = entry.charged();
        }
        // What an adjustment takes or gives is charged to somebody or something, whatever it comes from.
        entries.extend(Some(given).filter(|points| adjusts && !points.is_zero()).map(|points| LedgerEntry {
            direction: if points.is_negative() { Direction::Deduct } else { Direction::Add },
            source: LedgerSource::Instead(instead),
            amount: if points.is_negative() { points.negate() } else { points.clone() },
            ..LedgerEntry::unswallowed(score.indicator, program.indicators[score.indicator].points.span)
        }));
        return entries;
    }
    let Some(held) = &trace.held else { return Vec::new() };
    // The upper end takes of what gave points, the lower of what took them, whichever way it is written; of the method
    // only what the clauses leave to be taken, as they come after it.
    let swallowed = held.moved.swallowed();
    let changed: [(Direction, Number); 2] = [Direction::Add, Direction::Deduct].map(|way| (way, all(&trace.changes, way)));
    let gave = |way: Direction, sum: &Number| match way {
        Direction::Add => sum.clone(),
        Direction::Deduct => sum.negate(),
    };
    let bears = |points: &Number| points.is_negative() == swallowed.is_negative() && !points.is_zero();
    let bearing = changed.iter().map(|(way, sum)| gave(*way, sum)).filter(bears).fold(Number::zero(), |sum, points| sum.add(&points));
    let borne = nearer(&swallowed, &bearing);
    let at = by_method.min(entries.len());
    let (before, behind) = entries.split_at_mut(at);
    for (direction, sum) in changed.iter().filter(|(way, sum)| bears(&gave(*way, sum))) {
        let left = bearing.subtract(&borne).divide(&bearing).unwrap_or_else(Number::zero);
        let moved = Moved { before: sum.clone(), after: sum.multiply(&left) };
        let mut own: Vec<&mut LedgerEntry> = behind.iter_mut().filter(|entry| entry.direction == *direction).collect();
        swallow_of(&mut own, &moved, |entry| &mut entry.limits);
    }
    if let Some(earned) = score.earned.as_ref().filter(|earned| bears(earned)) {
        let moved = Moved { after: earned.subtract(&nearer(&swallowed.subtract(&borne), earned)), before: earned.clone() };
        swallow(before, &moved, |entry| &mut entry.limits);
    }
    entries
}

/// Of two numbers that do not lie on two sides of 0 the one nearer to it.
fn nearer(one: &Number, other: &Number) -> Number {
    if one.is_negative() || other.is_negative() { one.clone().max(other.clone()) } else { one.clone().min(other.clone()) }
}

/// The entries of a method that reads losses or gains: it gives some and takes others. What its own limits and its
/// ceiling leave of it is left of each.
fn of_method(program: &Program, score: &IndicatorScore, adjusts: bool) -> Vec<LedgerEntry> {
    let Some(method) = &score.trace.method else { return Vec::new() };
    let value = match &method.body {
        MethodBody::Points { value: Some(value), .. } | MethodBody::Start(value) => value,
        MethodBody::Points { value: None, .. }
        | MethodBody::Table(_)
        | MethodBody::Target { .. }
        | MethodBody::Steps { .. }
        | MethodBody::State(_)
        | MethodBody::Survey(_)
        | MethodBody::Compete(_)
        | MethodBody::End(_) => return Vec::new(),
    };
    let (Some(before), Some(after)) = (value.found.as_number(), &score.earned) else { return Vec::new() };
    if !adjusts || !reads_losses(value) {
        return Vec::new();
    }
    let signed = |source, amount: Number| LedgerEntry {
        direction: if amount.is_negative() { Direction::Deduct } else { Direction::Add },
        source,
        amount: if amount.is_negative() { amount.negate() } else { amount },
        ..LedgerEntry::unswallowed(score.indicator, program.indicators[score.indicator].points.span)
    };
    let shares = portions(value);
    let of_all = shares.iter().fold(Number::zero(), |sum, share| sum.add(&share.amount));
    // What is taken is told as taken: 20% of what was lost, not -20%.
    let upright = |share: &Portion<'_>| {
        let turned = if share.amount.is_negative() { Number::from(-1) } else { Number::one() };
        LedgerSource::Points(Box::new(source_of(&scaled(share.clone(), &turned))))
    };
    let mut entries: Vec<LedgerEntry> = shares.iter().map(|share| signed(upright(share), share.amount.clone())).collect();
    let rest = before.subtract(&of_all);
    if !rest.is_zero() {
        entries.push(signed(LedgerSource::Nobody, rest));
    }
    for entry in &mut entries {
        entry.clause = method.span;
    }
    swallow(&mut entries, &Moved { before: before.clone(), after: after.clone() }, |entry| &mut entry.cap);
    entries
}

/// What took the place of all clauses of an indicator. A ruling comes last; of an exemption nothing was computed.
fn instead(score: &IndicatorScore) -> Option<Instead> {
    match (score.ruling, &score.computed) {
        (Some(_), Some(_)) => Some(Instead::Award),
        (Some(_), None) => Some(Instead::Exemption),
        (None, _) => (score.trace.vetoed.is_some() || score.trace.by_veto_alone).then_some(Instead::Veto),
    }
}

/// What all clauses of one direction come to after their caps.
fn all(groups: &[ChangeGroupTrace], way: Direction) -> Number {
    groups.iter().fold(Number::zero(), |sum, group| match group {
        ChangeGroupTrace::Single(change) if change.direction == way => sum.add(&change.moved.after),
        ChangeGroupTrace::Joint { direction, moved, .. } if *direction == way => sum.add(&moved.after),
        ChangeGroupTrace::Single(_) | ChangeGroupTrace::Joint { .. } => sum,
    })
}

fn adjusts(program: &Program, score: &IndicatorScore) -> bool {
    let mut at = Some(score.part);
    while let Some(part) = at {
        let part = &program.parts[part];
        match part.kind {
            PartKind::Adjustment { .. } => return true,
            PartKind::Ordinary { .. } | PartKind::Bonus { .. } => at = part.parent,
        }
    }
    false
}

/// The entries of one clause after its own caps; none where it neither reads losses nor moves an adjustment by entries.
fn of_change(indicator: IndicatorId, change: &ChangeTrace, adjusts: bool) -> Vec<LedgerEntry> {
    let entry =
        |source, amount| LedgerEntry { direction: change.direction, source, amount, ..LedgerEntry::unswallowed(indicator, change.span) };
    let before = change.each_source.as_ref().map_or(&change.moved.before, |(_, moved)| &moved.before);
    let (shares, scale) = match &change.times {
        TimesTrace::Once { amount } if reads_losses(amount) => (portions(amount), Number::one()),
        TimesTrace::When { condition, amount: Some(amount) } if reads_losses(amount) || reads_losses(condition) => {
            (portions(amount), Number::one())
        }
        TimesTrace::ForEach { register, entries } => {
            let counted = entries.iter().filter(|one| one.counted == EntryCounted::Yes);
            let moved = counted.filter_map(|one| {
                let amount = one.amount.as_ref()?;
                let number = amount.found.as_number()?;
                (adjusts || reads_losses(amount)).then(|| {
                    let source = LedgerSource::Entry { register: *register, origin: one.origin.clone() };
                    entry(source, number.clone())
                })
            });
            let mut entries: Vec<LedgerEntry> = moved.collect();
            swallow(&mut entries, &change.moved, |entry| &mut entry.cap);
            return entries;
        }
        TimesTrace::ForEvery { measured, from, step, amount: Some(amount), .. } if reads_losses(measured) => {
            let each = amount.found.as_number().zip(step.found.as_number()).and_then(|(amount, step)| amount.divide(step));
            let each = each.unwrap_or_else(Number::zero);
            let below = matches!(from, Some((Better::Lower, _)));
            (portions(measured), if below { each.negate() } else { each })
        }
        TimesTrace::Once { .. } | TimesTrace::When { .. } | TimesTrace::ForEvery { .. } => return Vec::new(),
    };
    let shares: Vec<Portion<'_>> = shares.into_iter().map(|share| scaled(share, &scale)).collect();
    let of_all = shares.iter().fold(Number::zero(), |sum, share| sum.add(&share.amount));
    let mut entries: Vec<LedgerEntry> =
        shares.iter().map(|share| entry(LedgerSource::Points(Box::new(source_of(share))), share.amount.clone())).collect();
    if let Some((cap, _)) = &change.each_source
        && let Some(cap) = cap.found.as_number()
    {
        let caps = capped_for_each(&shares, cap);
        for (entry, share) in entries.iter_mut().zip(&shares) {
            let lost = caps.get(&share.source.subject).and_then(|(before, after)| before.subtract(after).divide(before));
            entry.cap_for_each = lost.map_or_else(Number::zero, |lost| entry.amount.multiply(&lost));
        }
    }
    let rest = before.subtract(&of_all);
    if !rest.is_zero() {
        entries.push(entry(LedgerSource::Nobody, rest));
    }
    swallow(&mut entries, &change.moved, |entry| &mut entry.cap);
    entries
}

fn scaled<'t>(share: Portion<'t>, by: &Number) -> Portion<'t> {
    Portion { factor: share.factor.multiply(by), amount: share.amount.multiply(by), ..share }
}

fn source_of(share: &Portion<'_>) -> PointsSource {
    let through: &AnsweredTrace = share.through;
    PointsSource {
        subject: share.source.subject,
        id: share.source.id.clone(),
        name: share.source.name.clone(),
        indicator: share.read.indicator,
        balance: through.balance,
        points: share.points.clone(),
        function: through.function,
        over: through.weighted().len(),
        share: share.read.share.clone(),
        factor: share.factor.clone(),
        whole_factor: share.factor.multiply(&share.weight).multiply(&share.read.share),
    }
}

/// What a cap swallowed, borne by the entries as they enter what it caps.
fn swallow(entries: &mut [LedgerEntry], moved: &Moved, field: impl Fn(&mut LedgerEntry) -> &mut Number) {
    swallow_of(&mut entries.iter_mut().collect::<Vec<_>>(), moved, field);
}

fn swallow_of(entries: &mut [&mut LedgerEntry], moved: &Moved, field: impl Fn(&mut LedgerEntry) -> &mut Number) {
    let Some(lost) = moved.swallowed().divide(&moved.before).filter(|lost| !lost.is_zero()) else { return };
    for entry in entries {
        let swallowed = entry.charged().multiply(&lost);
        *field(entry) = swallowed;
    }
}
