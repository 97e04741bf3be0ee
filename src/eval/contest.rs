//! Contests: from the keys of those who take part to their places.
//!
//! Everybody's keys were published before. Who takes no part leaves: whose keys are not applicable, and,
//! where the rules say so, whose keys are missing. Whose keys are pending or invalid leaves too, and with
//! it every place of its group becomes one that can still move. Equal on all keys is a tie, shared as the
//! rules say, never broken by name or row.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::aggregate::reduced;
use super::card::{Card, Run, Standing};
use super::contest_trace::{Competitor, Field, Left, Placing, Unsettled};
use super::expression::Step;
use super::found::{Troubles, compare, telling};
use super::group_figures::GroupFigures;
use super::messages;
use super::report::{Found, Reason, ReasonKind};
use super::trace::{Derivation, Operation};
use crate::model::{Among, Better, Contest, ContestId, ContestResult, Entrants, Function, MissingPolicy, SharedId, Ties};
use crate::value::{Number, Value};

/// So many of those whose values are open are named in a reason.
const NAMED: usize = 3;

/// Somebody who takes part, before there are places.
struct Entrant {
    subject: usize,
    /// Whether it takes part for certain: whom the contest is for may be open.
    certain: bool,
    keys: Vec<Arc<Derivation>>,
    state: Entry,
}

/// What is known of somebody who takes part.
enum Entry {
    /// Everything it is measured by.
    Keys(Vec<Value>),
    /// Something is missing.
    Missing(Vec<Reason>),
    /// Something is not applicable.
    Lapsed(Vec<Reason>),
    /// Something is pending or invalid.
    Open(Found),
}

/// Against whom somebody is measured: the sequence or the parent, where that is what counts.
type Group = Option<usize>;

/// Computes contests for all who take part, and publishes what each came to. Nobody may be in two: who is has a place
/// in neither, and leaves those of the others open in both. Who may be in a second one has an open place in the first.
pub(super) fn hold_contests<'a>(cards: &mut [Card<'a>], run: Run<'a>, shared: SharedId, contests: &'a [ContestId]) {
    let mut fields: Vec<(ContestId, Vec<Entrant>)> = Vec::new();
    let mut taking_part: BTreeMap<usize, Vec<ContestId>> = BTreeMap::new();
    let mut in_doubt: BTreeMap<usize, Found> = BTreeMap::new();
    for id in contests {
        let contest = &run.program.contests[*id];
        let mut entrants: Vec<Entrant> = Vec::new();
        for card in cards.iter_mut().filter(|card| card.this().level == contest.level) {
            let Some(entry) = card.entry(contest) else { continue };
            if entry.certain {
                let others = taking_part.entry(card.subject).or_default();
                if let [first] = others.as_slice() {
                    let spans = (run.program.contests[*first].span, contest.span);
                    card.diagnostics.push(messages::fits_twice(card.this(), spans.0, spans.1, messages::Twice::Rank));
                }
                others.push(*id);
            } else if let Entry::Open(found) = &entry.state {
                in_doubt.entry(card.subject).or_insert_with(|| found.clone());
            }
            entrants.push(entry);
        }
        fields.push((*id, entrants));
    }
    let in_several = |subject: usize| taking_part.get(&subject).is_some_and(|contests| contests.len() > 1);
    for (id, mut entrants) in fields {
        for entrant in entrants.iter_mut().filter(|entrant| in_several(entrant.subject)) {
            entrant.state = Entry::Open(Found::invalid(Reason::at(ReasonKind::SeveralRanks, run.program.contests[id].span)));
        }
        for entrant in entrants.iter_mut().filter(|entrant| entrant.certain && !in_several(entrant.subject)) {
            if let Some(found) = in_doubt.get(&entrant.subject) {
                entrant.state = Entry::Open(found.clone());
                entrant.certain = false;
            }
        }
        // Its place in doubt is told of the contest that it surely takes part in.
        let elsewhere = |subject: usize| taking_part.get(&subject).is_some_and(|sure| !sure.contains(&id));
        let published = |subject: usize| !in_several(subject) && !elsewhere(subject);
        for (subject, placing) in placings(run, id, entrants).into_iter().filter(|(subject, _)| published(*subject)) {
            run.publish().place(shared, subject, Arc::new(placing));
        }
    }
}

impl<'a> Card<'a> {
    /// What the subject brings into a contest; nothing when it takes no part.
    fn entry(&mut self, contest: &'a Contest) -> Option<Entrant> {
        let refused = match &self.standing {
            Standing::NotJudged | Standing::Unknown => return None,
            Standing::Without(found) => Some(found.clone()),
            Standing::Judged => None,
        };
        let whom = match &contest.entrants {
            Entrants::Ranked(whom) => Some(whom),
            Entrants::JudgedBy(id) => refused.is_some().then_some(&self.run.program.indicators[*id].whom),
            Entrants::Judged => None,
        };
        let fits = whom.map_or(Ok(true), |whom| self.fits(whom));
        if fits == Ok(false) {
            return None;
        }
        let certain = fits == Ok(true);
        let mut open = match (refused, fits) {
            (Some(found), _) => Some(found),
            (None, Err(found @ Found::Pending(_))) => Some(found),
            (None, Err(found)) => Some(Found::Invalid(found.reasons().to_vec())),
            (None, Ok(_)) => None,
        };
        if let (Entrants::JudgedBy(id), None) = (&contest.entrants, &open) {
            if !self.indicators.contains(id) {
                return None;
            }
            open = self.unclear.get(id).cloned().or_else(|| self.exemption_in_doubt(*id));
            // Whom a ruling exempts from the indicator does not compete in it.
            if let Some((_, ruling)) = self.exemption(*id) {
                let reason = Reason::from(ReasonKind::IndicatorWaived(*id), Some(ruling.origin.clone()));
                return Some(Entrant { subject: self.subject, certain, keys: Vec::new(), state: Entry::Lapsed(vec![reason]) });
            }
        }
        let keys: Vec<_> = {
            let published = self.run.published();
            contest.keys.iter().filter_map(|key| published.get(key.value, self.subject).cloned()).collect()
        };
        let derivations = keys.iter().map(|key| key.derivation.clone()).collect();
        if let Some(open) = open {
            return Some(Entrant { subject: self.subject, certain, keys: derivations, state: Entry::Open(open) });
        }
        let mut troubles = Troubles::default();
        keys.iter().for_each(|key| troubles.note(&key.derivation.found));
        let to_come: BTreeSet<_> = keys.iter().flat_map(|key| &key.to_come).copied().collect();
        if !to_come.is_empty() {
            let reason = |register| Reason::new(ReasonKind::EntriesToCome(register));
            troubles.note(&Found::Pending(to_come.into_iter().map(reason).collect()));
        }
        let lapsed = keys.iter().find(|key| key.lapsed);
        let state = match troubles.strongest() {
            Some(found @ (Found::Invalid(_) | Found::Pending(_))) => Entry::Open(found),
            Some(Found::Missing(reasons)) => match lapsed {
                Some(lapsed) => Entry::Lapsed(lapsed.derivation.found.reasons().to_vec()),
                None => Entry::Missing(reasons),
            },
            Some(Found::Given(_)) | None => Entry::Keys(keys.iter().filter_map(|key| key.derivation.found.given().cloned()).collect()),
        };
        Some(Entrant { subject: self.subject, certain, keys: derivations, state })
    }

    /// What the subject itself came to in a contest.
    pub(super) fn contest_result(&self, shared: SharedId, result: ContestResult) -> Step {
        let placing = self.run.published().placing(shared, self.subject);
        let found = match (self.refused(), &placing) {
            (Some(refused), _) => refused,
            (None, None) => Found::missing(Reason::new(ReasonKind::NotCompeting)),
            (None, Some(placing)) => placing.read(result),
        };
        Step::of(Operation::Contest { result, placing }, found, Vec::new())
    }
}

impl Placing {
    /// What is read of it.
    fn read(&self, result: ContestResult) -> Found {
        let competitors = || whole(self.field.competitors.len());
        match (result, &self.found) {
            // How many compete is known to those as well who do not.
            (ContestResult::Competitors, Found::Missing(_)) if self.is_provisional() => {
                Found::Pending(vec![Reason::new(ReasonKind::PlacesOpen)])
            }
            (ContestResult::Competitors, Found::Given(_) | Found::Missing(_)) => Found::number(competitors()),
            (ContestResult::ShareAbove, Found::Given(_)) => {
                let above = self.own().map_or(0, |own| own.first.saturating_sub(1));
                whole(above).divide(&competitors()).map_or_else(|| self.found.clone(), Found::number)
            }
            (ContestResult::Gathered { function, available }, found) => self.gathered(function, available, found),
            (ContestResult::Place | ContestResult::Competitors | ContestResult::ShareAbove, found) => found.clone(),
        }
    }
}

impl Placing {
    /// A function over what the group is measured by.
    fn gathered(&self, function: Function, available: bool, own: &Found) -> Found {
        let field = &self.field;
        match (own, &field.figures.open) {
            (Found::Pending(_) | Found::Invalid(_), _) => return own.clone(),
            (Found::Given(_) | Found::Missing(_), Some(open)) => return Found::Pending(open.clone()),
            (Found::Given(_) | Found::Missing(_), None) => {}
        }
        if let (false, Some(missing)) = (available, &field.figures.missing) {
            return Found::Missing(missing.clone());
        }
        let of_group = field.figures.gathered(function, || {
            let values: Vec<&Value> = field.competitors.iter().filter_map(|other| other.keys.as_ref()?.first()).collect();
            reduced(function, &values)
        });
        of_group.unwrap_or_else(|| Found::missing(Reason::new(ReasonKind::NothingLeft)))
    }
}

/// A reason, and behind it the first of those it is about, each with the first of its own reasons. Their own
/// accounts tell all of them.
fn led<'f>(kind: ReasonKind, others: impl Iterator<Item = (&'f str, &'f Found)>) -> Vec<Reason> {
    let of_one = |(name, found): (&str, &Found)| telling(found.reasons()).next().map(|reason| reason.of(name));
    std::iter::once(Reason::new(kind)).chain(others.take(NAMED).filter_map(of_one)).collect()
}

/// The place of each who takes part, group by group.
fn placings(run: Run<'_>, id: ContestId, entrants: Vec<Entrant>) -> Vec<(usize, Placing)> {
    let contest = &run.program.contests[id];
    let subjects = &run.submission.subjects;
    let group_of = |subject: usize| -> Group {
        let subject = subjects.get(subject)?;
        match contest.among {
            Among::Sequence => subject.sequence,
            Among::Parent => subject.parent,
            Among::All => None,
        }
    };
    let mut groups: BTreeMap<Group, Vec<Entrant>> = BTreeMap::new();
    // Of a refused row it may not be known where it belongs; then it may belong anywhere.
    let mut anywhere: Vec<Unsettled> = Vec::new();
    for entrant in entrants {
        let group = group_of(entrant.subject);
        if let (Entry::Open(found), None) = (&entrant.state, group)
            && contest.among != Among::All
            && let Some(subject) = subjects.get(entrant.subject)
        {
            let (id, name) = (subject.id.clone(), subject.name.clone());
            anywhere.push(Unsettled { subject: entrant.subject, id, name, found: found.clone() });
        }
        groups.entry(group).or_default().push(entrant);
    }
    let mut placings = Vec::new();
    for (_, members) in groups {
        let field = Arc::new(field(run, id, &members, &anywhere));
        let places: BTreeMap<usize, usize> = field.competitors.iter().enumerate().map(|(at, other)| (other.subject, at)).collect();
        for Entrant { subject, keys, state, .. } in members {
            let mut at = places.get(&subject).copied();
            let lapsed = matches!(state, Entry::Lapsed(_));
            let found = match (state, at.and_then(|at| field.competitors.get(at))) {
                (Entry::Open(found), _) => found,
                (Entry::Lapsed(reasons) | Entry::Missing(reasons), None) => Found::Missing(reasons),
                // Where nobody has a value, or can still come to one, there is no place to be last of.
                (Entry::Missing(reasons), Some(_)) if field.unsettled.is_empty() && field.with_value().len() == 0 => {
                    Found::Missing(reasons)
                }
                (Entry::Keys(_) | Entry::Lapsed(_) | Entry::Missing(_), own) => settled(contest, &field, own),
            };
            if let Found::Missing(_) | Found::Invalid(_) = found {
                at = None;
            }
            placings.push((subject, Placing { subject, field: field.clone(), at, keys, lapsed, found }));
        }
    }
    placings
}

/// A group with its places.
fn field(run: Run<'_>, id: ContestId, members: &[Entrant], anywhere: &[Unsettled]) -> Field {
    let contest = &run.program.contests[id];
    let mut field =
        Field { contest: id, competitors: Vec::new(), left: Vec::new(), unsettled: Vec::new(), figures: GroupFigures::default() };
    for member in members {
        let Some(subject) = run.submission.subjects.get(member.subject) else { continue };
        let (id, name) = (subject.id.clone(), subject.name.clone());
        let competitor = |keys, id, name| Competitor {
            subject: member.subject,
            id,
            name,
            keys,
            measured: member.keys.clone(),
            first: 0,
            last: 0,
            place: Number::zero(),
        };
        let left = |found, lapsed, id, name| Left { subject: member.subject, id, name, lapsed, found };
        match &member.state {
            Entry::Keys(keys) => field.competitors.push(competitor(Some(keys.clone()), id, name)),
            Entry::Missing(reasons) => match contest.missing {
                MissingPolicy::LastPlace => field.competitors.push(competitor(None, id, name)),
                MissingPolicy::LeaveCount | MissingPolicy::Spoils | MissingPolicy::Unsaid => {
                    field.left.push(left(Found::Missing(reasons.clone()), false, id, name));
                }
            },
            Entry::Lapsed(reasons) => field.left.push(left(Found::Missing(reasons.clone()), true, id, name)),
            Entry::Open(found) => field.unsettled.push(Unsettled { subject: member.subject, id, name, found: found.clone() }),
        }
    }
    let known: BTreeSet<usize> = field.unsettled.iter().map(|open| open.subject).collect();
    field.unsettled.extend(anywhere.iter().filter(|open| !known.contains(&open.subject)).cloned());
    field.competitors.sort_by(|one, other| by_keys(contest, one, other).then_with(|| one.id.cmp(&other.id)));
    field.left.sort_by(|one, other| one.id.cmp(&other.id));
    field.unsettled.sort_by(|one, other| one.id.cmp(&other.id));
    share_places(contest, &mut field.competitors);
    let mut missing = field.left.iter().filter(|left| !left.lapsed).map(|left| (left.name.as_str(), &left.found)).peekable();
    field.figures.missing = missing.peek().is_some().then(|| led(ReasonKind::CompetitorMissing, missing));
    let open = || led(ReasonKind::PlacesOpen, field.unsettled.iter().map(|open| (open.name.as_str(), &open.found)));
    field.figures.open = (!field.unsettled.is_empty()).then(open);
    field
}

/// Gives everybody its place; those who are equal share theirs.
fn share_places(contest: &Contest, competitors: &mut [Competitor]) {
    let mut before = 0;
    for tied in competitors.chunk_by_mut(|one, other| by_keys(contest, one, other) == Ordering::Equal) {
        let (first, last) = (before + 1, before + tied.len());
        before = last;
        let place = match contest.ties {
            Ties::Better => whole(first),
            Ties::Worse => whole(last),
            Ties::Average => whole(first + last).divide(&Number::from(2)).unwrap_or_else(|| whole(first)),
        };
        for competitor in tied {
            (competitor.first, competitor.last, competitor.place) = (first, last, place.clone());
        }
    }
}

/// Better comes first: the second key only where the first is equal. A missing value comes last.
fn by_keys(contest: &Contest, one: &Competitor, other: &Competitor) -> Ordering {
    let (Some(one), Some(other)) = (&one.keys, &other.keys) else { return one.keys.is_none().cmp(&other.keys.is_none()) };
    for (key, (one, other)) in contest.keys.iter().zip(one.iter().zip(other)) {
        // Keys of one contest have one type, so they can be compared.
        let order = compare(one, other).unwrap_or(Ordering::Equal);
        let order = match key.better {
            Better::Higher => order.reverse(),
            Better::Lower => order,
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// The place of somebody in its group, or why there is none or can still be another.
fn settled(contest: &Contest, field: &Field, own: Option<&Competitor>) -> Found {
    if let (MissingPolicy::Unsaid | MissingPolicy::Spoils, Some(missing)) = (contest.missing, &field.figures.missing) {
        return Found::Missing(missing.clone());
    }
    let (there, open) = (field.competitors.len(), field.unsettled.len());
    if let Some(needed) = contest.at_least.filter(|needed| there + open < *needed) {
        return Found::missing(Reason::at(ReasonKind::TooFewCompetitors { there, needed }, contest.span));
    }
    if let Some(open) = &field.figures.open {
        return Found::Pending(open.clone());
    }
    own.map_or_else(|| Found::missing(Reason::new(ReasonKind::NotCompeting)), |own| Found::number(own.place.clone()))
}

pub(super) fn whole(count: usize) -> Number {
    i64::try_from(count).map_or_else(|_| Number::zero(), Number::from)
}
