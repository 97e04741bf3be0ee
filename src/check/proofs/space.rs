//! The space a proof runs over: the unknown numbers behind atoms with their domains, systems of
//! conditions built from facts, and concrete inputs that meet them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::asked::{Asked, Askings, Reader};
use super::derived::Derived;
use super::evaluate::number_of;
use super::facts::{Assignment, Atom, Case, Facts, Fraction, Outcome, Presence};
use super::imagined::{Asked as AskedFunctions, Imagined};
use super::intervals::Interval;
use super::linear::{Answer, Constraint, Linear, Unknown, consistent, extent};
use super::own::Placed;
use super::tallies::Tally;
use super::together::{Summed, Together};
use super::weighed::Mean;
use crate::model::{Expr, IndicatorResult, InputId, InputOwner, LetId, Limit, LimitSide, Points, Program, RegisterId, SharedId};
use crate::text::SourceMap;
use crate::types::{ChoiceId, Type};
use crate::value::Number;

/// An unknown number: what it stands for and where it can lie.
pub struct UnknownFacts {
    /// What it stands for.
    pub atom: Atom,
    /// The type of its values.
    pub ty: Type,
    /// Where it can lie, other unknowns left aside.
    pub interval: Interval,
}

/// So many conditions are asked in all, where they are asked anew for each way in which they can hold.
const CONDITIONS: usize = 1_500;

/// The cases of an expression, and whether some were drawn together.
type Followed = (Vec<Case>, bool);

/// What proofs about one indicator, scorecard or grade run over.
pub struct Space<'a> {
    /// The rules.
    pub program: &'a Program,
    /// Their texts.
    pub sources: &'a SourceMap,
    /// The register in whose entries expressions stand.
    pub register: Option<RegisterId>,
    /// What the tables around an expression measure, innermost last.
    pub measured: Vec<Vec<Case>>,
    /// The points of the indicator in which expressions stand: what is held is held to them.
    pub points: Option<Points>,
    /// On whose card expressions stand.
    pub reader: Reader<'a>,
    /// Where the total can lie.
    pub total: Interval,
    /// Whether the whole scorecard can turn out not applicable, where it is read for others.
    pub total_lapses: bool,
    /// Whether some of those meant may have no grade.
    pub grade_open: bool,
    /// Whether what is only expected to be there counts as possibly missing.
    pub cautious: bool,
    /// Whether an expression had too many cases to follow.
    pub overflow: bool,
    /// What of other subjects is being followed, outermost first.
    pub(super) followed: Vec<SharedId>,
    /// For whom what was read is there.
    pub(super) askings: BTreeMap<Asked, Askings>,
    /// Whether what others read can be missing, as far as that was asked.
    pub(super) presences: RefCell<BTreeMap<SharedId, Presence>>,
    pub(super) unknowns: Vec<UnknownFacts>,
    pub(super) choices: BTreeMap<Atom, ChoiceId>,
    /// The cases of named expressions.
    pub(super) lets: BTreeMap<LetId, Followed>,
    pub(super) opaque: usize,
    /// The same of expressions.
    pub(super) known_cases: BTreeMap<(usize, Option<RegisterId>, bool), Followed>,
    pub(super) by_atom: BTreeMap<Atom, Unknown>,
    pub(super) derived: Vec<(Derived, Linear)>,
    relations: BTreeMap<Unknown, Vec<(Facts, Constraint)>>,
    /// Functions over entries and months that the rules ask for.
    pub(super) written: BTreeSet<Atom>,
    /// Those over the same values.
    pub(super) together: BTreeMap<Atom, Together>,
    /// Of those some that run over fewer of the values than others.
    pub(super) narrower: Vec<(Atom, Atom)>,
    /// Sums and numbers over the same entries, months or subjects, by what they run over.
    pub(super) tallies: BTreeMap<String, Vec<Tally>>,
    /// Functions over entries and months, with what stands for each.
    pub(super) asked_functions: AskedFunctions,
    /// Entries and months thought up.
    pub(super) imagined: RefCell<Imagined>,
    /// Quotients of sums that may be averages of values.
    pub(super) means: Vec<Mean>,
    /// Sums, each with the number of what is added.
    pub(super) summed: Vec<Summed>,
    /// Pairs of which the first is never above the second.
    pub(super) at_most: Vec<(Fraction, Fraction)>,
    /// Places and numbers of competitors, by their group.
    pub(super) placed: BTreeMap<String, Placed>,
    /// What holds of some unknowns wherever all of them are spoken of: then all are there.
    pub(super) beside: Vec<(Vec<Unknown>, Constraint)>,
}

impl<'a> Space<'a> {
    /// An empty space.
    pub fn new(program: &'a Program, sources: &'a SourceMap) -> Self {
        Self {
            program,
            sources,
            register: None,
            measured: Vec::new(),
            points: None,
            reader: Reader::default(),
            total: Interval::from(Number::zero()),
            total_lapses: false,
            grade_open: false,
            cautious: false,
            overflow: false,
            followed: Vec::new(),
            askings: BTreeMap::new(),
            presences: RefCell::default(),
            unknowns: Vec::new(),
            choices: BTreeMap::new(),
            lets: BTreeMap::new(),
            opaque: 0,
            known_cases: BTreeMap::new(),
            by_atom: BTreeMap::new(),
            derived: Vec::new(),
            relations: BTreeMap::new(),
            written: BTreeSet::new(),
            together: BTreeMap::new(),
            narrower: Vec::new(),
            tallies: BTreeMap::new(),
            asked_functions: AskedFunctions::new(),
            imagined: RefCell::default(),
            means: Vec::new(),
            summed: Vec::new(),
            at_most: Vec::new(),
            placed: BTreeMap::new(),
            beside: Vec::new(),
        }
    }

    /// What is known of an unknown.
    pub fn facts_of(&self, unknown: Unknown) -> Option<&UnknownFacts> {
        self.unknowns.get(unknown.0)
    }

    /// The unknown behind an atom; `interval` says where it can lie and is asked only once.
    pub fn unknown(&mut self, atom: &Atom, ty: &Type, interval: impl FnOnce() -> Interval) -> Unknown {
        if let Some(known) = self.by_atom.get(atom) {
            return *known;
        }
        let unknown = Unknown(self.unknowns.len());
        self.unknowns.push(UnknownFacts { atom: atom.clone(), ty: ty.clone(), interval: interval() });
        self.by_atom.insert(atom.clone(), unknown);
        unknown
    }

    /// A new unknown that is not followed further.
    pub fn opaque(&mut self, ty: &Type, interval: Interval) -> Linear {
        let atom = self.opaque_atom();
        Linear::unknown(self.unknown(&atom, ty, || interval))
    }

    /// A new atom that is not followed further.
    pub fn opaque_atom(&mut self) -> Atom {
        self.opaque += 1;
        Atom::Opaque(self.opaque)
    }

    /// The unknown behind an input or field with its type and limits.
    pub fn bounded(&mut self, atom: &Atom, ty: &Type, limits: &[Limit]) -> Unknown {
        if let Some(known) = self.by_atom.get(atom) {
            return *known;
        }
        let unknown = self.unknown(atom, ty, || natural(ty));
        let mut interval = natural(ty);
        let mut relations = Vec::new();
        for limit in limits {
            for case in self.cases(&limit.value) {
                let Outcome::Number(edge) = case.outcome else { continue };
                if let Some(value) = edge.as_constant() {
                    let end = Some(super::intervals::End { value, inclusive: limit.inclusive });
                    let side = match limit.side {
                        LimitSide::Lower => Interval { low: end, high: None, grid: None },
                        LimitSide::Upper => Interval { low: None, high: end, grid: None },
                    };
                    interval = interval.intersect(&side);
                } else if let Some(form) = edge.minus(&Fraction::whole(Linear::unknown(unknown))) {
                    let form = match limit.side {
                        LimitSide::Lower => form.scale(&Number::from(-1)),
                        LimitSide::Upper => form,
                    };
                    relations.push((case.facts.clone(), Constraint::from_zero(form, limit.inclusive)));
                }
            }
        }
        if let Some(facts) = self.unknowns.get_mut(unknown.0) {
            facts.interval = interval;
        }
        self.relations.insert(unknown, relations);
        unknown
    }

    /// A condition that holds of an unknown and others, whatever the facts.
    pub(super) fn relate(&mut self, unknown: Unknown, constraint: Constraint) {
        self.relate_where(unknown, Facts::default(), constraint);
    }

    /// The same where some inputs are given.
    pub(super) fn relate_where(&mut self, unknown: Unknown, given: Facts, constraint: Constraint) {
        let relations = self.relations.entry(unknown).or_default();
        if !relations.iter().any(|(_, known)| *known == constraint) {
            relations.push((given, constraint));
        }
    }

    /// The unknown behind an input of number or day.
    pub fn input(&mut self, atom: &Atom, id: InputId) -> Unknown {
        let program = self.program;
        let input = &program.inputs[id];
        self.bounded(atom, &input.ty, &input.limits)
    }

    /// All conditions on numbers that `facts` bring: their own, and the domains of what they speak of.
    pub fn system(&self, facts: &Facts, more: &[Constraint]) -> Vec<Constraint> {
        self.spoken_of(facts, more).0
    }

    /// The same with the unknowns it speaks of.
    pub(super) fn spoken_of(&self, facts: &Facts, more: &[Constraint]) -> (Vec<Constraint>, BTreeSet<Unknown>) {
        let mut system: Vec<Constraint> = facts.constraints.iter().chain(more).cloned().collect();
        let mut waiting: Vec<Unknown> = system.iter().flat_map(|one| one.form.terms.keys().copied()).collect();
        let mut seen = BTreeSet::new();
        while let Some(unknown) = waiting.pop() {
            if !seen.insert(unknown) {
                continue;
            }
            let Some(known) = self.unknowns.get(unknown.0) else { continue };
            system.extend(known.interval.low.as_ref().map(|low| Constraint::from_zero(Linear::above(unknown, &low.value), low.inclusive)));
            system.extend(
                known.interval.high.as_ref().map(|high| Constraint::from_zero(Linear::up_to(unknown, &high.value), high.inclusive)),
            );
            for (conditions, constraint) in self.relations.get(&unknown).into_iter().flatten() {
                // A bound that names another input holds when that one is given, as those are that cannot be missing.
                let given = |atom: &Atom| match facts.given.get(atom) {
                    Some(given) => *given,
                    None => !self.presence(atom).can_be_missing(),
                };
                let holds = conditions.given.iter().all(|(atom, wanted)| given(atom) == *wanted)
                    && conditions.picks.is_empty()
                    && conditions.constraints.is_empty();
                if holds {
                    waiting.extend(constraint.form.terms.keys().copied());
                    system.push(constraint.clone());
                }
            }
        }
        let both = self.beside.iter().filter(|(unknowns, _)| unknowns.iter().all(|unknown| seen.contains(unknown)));
        system.extend(both.map(|(_, constraint)| constraint.clone()));
        (system, seen)
    }

    /// The ways in which functions over the same values can stand to each other while the conditions of a system hold.
    pub(super) fn ways_left(&self, system: &[Constraint], seen: &BTreeSet<Unknown>) -> Vec<Vec<Constraint>> {
        let possible = |way: &[Constraint]| {
            let both: Vec<Constraint> = system.iter().chain(way).cloned().collect();
            !matches!(consistent(&both), Answer::Impossible)
        };
        // With many conditions each way takes long, and seldom says more.
        let most = CONDITIONS.checked_div(system.len()).unwrap_or(CONDITIONS);
        self.ways_together(seen, most, &possible)
    }

    /// What comes of asking a question of the conditions that facts bring, for each way in which functions over the same
    /// values can stand to each other.
    fn in_each_way<T>(&self, facts: &Facts, more: &[Constraint], ask: impl Fn(&[Constraint]) -> Answer<T>) -> Vec<Answer<T>> {
        let (system, seen) = self.spoken_of(facts, more);
        let whole = ask(&system);
        let ways = if let Answer::Possible(_) = whole { self.ways_left(&system, &seen) } else { Vec::new() };
        if ways.iter().all(Vec::is_empty) {
            return vec![whole];
        }
        let answers: Vec<Answer<T>> = ways.into_iter().map(|way| ask(&system.iter().cloned().chain(way).collect::<Vec<_>>())).collect();
        // What one way leaves undecided the whole may decide: it holds all of them.
        if answers.iter().any(|answer| matches!(answer, Answer::Undecided)) { vec![whole] } else { answers }
    }

    /// Whether the facts can hold together.
    pub fn possible(&self, facts: &Facts) -> Answer<()> {
        any_of(self.in_each_way(facts, &[], consistent), |(), ()| ())
    }

    /// Whether the facts can hold together with the bounds of all that is given under them, whether or not anything is asked
    /// of it: `good` above 0 and at most `all` leaves `all` no zero.
    pub(super) fn possible_with_given(&self, facts: &Facts) -> Answer<()> {
        any_of(self.in_each_way(facts, &self.domains(&self.given_unknowns(facts), facts), consistent), |(), ()| ())
    }

    /// Whether it is proved that the facts cannot hold together.
    pub fn excluded(&self, facts: &Facts) -> bool {
        matches!(self.possible(facts), Answer::Impossible)
    }

    /// The values a quotient takes while the facts hold.
    pub fn extent(&self, fraction: &Fraction, facts: &Facts) -> Answer<Interval> {
        let more = self.domains_of(fraction, facts);
        let grid = self.grid(fraction);
        let ways = self.in_each_way(facts, &more, |system| extent(&fraction.above, &fraction.below, system));
        match any_of(ways, |one, two| one.hull(&two)) {
            Answer::Possible(interval) => {
                let interval = interval.on_grid(grid.as_ref());
                if interval.is_empty() { Answer::Impossible } else { Answer::Possible(interval) }
            }
            Answer::Impossible => Answer::Impossible,
            Answer::Undecided => Answer::Undecided,
        }
    }

    /// The domains of all unknowns in a quotient, so that a system speaks of each.
    pub(super) fn domains_of(&self, fraction: &Fraction, facts: &Facts) -> Vec<Constraint> {
        let unknowns: Vec<Unknown> = fraction.above.terms.keys().chain(fraction.below.terms.keys()).copied().collect();
        self.domains(&unknowns, facts)
    }

    /// The domains of these unknowns.
    pub(super) fn domains(&self, unknowns: &[Unknown], facts: &Facts) -> Vec<Constraint> {
        let mut domains = Vec::new();
        for unknown in unknowns {
            let alone = Facts::constraint(Constraint::not_negative(Linear::unknown(*unknown)));
            let mut system = self.system(&Facts { given: facts.given.clone(), ..alone }, &[]);
            // The first only mentions it.
            system.remove(0);
            domains.append(&mut system);
        }
        domains
    }

    /// The same, with all numbers where it is not known.
    pub fn extent_or_all(&self, fraction: &Fraction, facts: &Facts) -> Option<Interval> {
        match self.extent(fraction, facts) {
            Answer::Possible(interval) => Some(interval),
            Answer::Undecided => Some(Interval::all()),
            Answer::Impossible => None,
        }
    }

    /// The grid all values of a sum lie on, if there is one.
    fn grid(&self, fraction: &Fraction) -> Option<Number> {
        let sum = fraction.as_linear()?;
        self.step(&sum).filter(|grid| sum.constant.divide(grid).is_some_and(|times| times.is_whole()))
    }

    /// Looks at something with what is only expected to be there counted as possibly missing.
    pub(super) fn cautiously<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        // What is known of named expressions was found without.
        let before = (std::mem::replace(&mut self.cautious, true), std::mem::take(&mut self.lets));
        let found = look(self);
        (self.cautious, self.lets) = before;
        found
    }

    /// Whether something can be missing for those who read it.
    pub fn presence(&self, atom: &Atom) -> Presence {
        let lacking = self.asked_of(atom).is_some_and(|asked| self.is_lacking(asked));
        self.presence_on_card(atom).or(if lacking { Presence::Lapses } else { Presence::Always })
    }

    /// The same for those on whose card it is.
    pub(super) fn presence_on_card(&self, atom: &Atom) -> Presence {
        let attribute = |id: &InputId| {
            let input = &self.program.inputs[*id];
            match (input.owner, &input.empty_means) {
                (_, Some(_)) => Presence::Always,
                (InputOwner::Indicator(_), None) => Presence::Open,
                (InputOwner::Level(_), None) if input.or_empty => Presence::Open,
                (InputOwner::Level(_), None) => Presence::Expected,
            }
        };
        match atom {
            // A parent of another kind has none, whatever an empty one means.
            Atom::ParentAttribute(id) if self.some_parent_lacks(*id) => Presence::Open,
            Atom::Input(id) | Atom::ParentAttribute(id) => attribute(id),
            Atom::ParentSequence if self.some_parent_is_in_none() => Presence::Open,
            Atom::Field(register, place) => {
                let field = self.program.registers[*register].fields.get(*place);
                field.map_or(Presence::Always, |field| match &field.empty_means {
                    Some(_) => Presence::Always,
                    None if field.or_empty => Presence::Open,
                    None => Presence::Expected,
                })
            }
            // The end of a chain is no method.
            Atom::Result(indicator, IndicatorResult::Method) if self.program.indicators[*indicator].chain.end.is_some() => Presence::Lapses,
            Atom::Result(indicator, _) if super::payments::can_drop_out(self.program, *indicator) => Presence::Lapses,
            Atom::PartScore(part) if super::payments::part_can_drop_out(self.program, *part) => Presence::Lapses,
            Atom::Result(..) | Atom::PartScore(_) => Presence::Expected,
            Atom::Grade if self.grade_open => Presence::Open,
            Atom::Total | Atom::Grade if self.total_lapses => Presence::Lapses,
            Atom::Across(_, presence) => *presence,
            Atom::Member
            | Atom::Sequence
            | Atom::ParentSequence
            | Atom::Entries(_)
            | Atom::Total
            | Atom::Vetoed
            | Atom::Grade
            | Atom::Complete(_)
            | Atom::Opaque(_) => Presence::Always,
        }
    }

    /// Whether all limits of the inputs in an assignment hold, and functions over the same values come out together.
    pub fn within_limits(&self, assignment: &Assignment) -> bool {
        self.can_stand_together(assignment)
            && assignment.iter().all(|(atom, value)| {
                let (Atom::Input(id) | Atom::ParentAttribute(id), Some(value)) = (atom, value) else { return true };
                let Some(number) = number_of(value) else { return true };
                self.program.inputs[*id].limits.iter().all(|limit| self.limit_holds(limit, &number, assignment))
            })
    }

    fn limit_holds(&self, limit: &Limit, number: &Number, assignment: &Assignment) -> bool {
        let Some(edge) = self.evaluate(&limit.value, assignment).flatten().as_ref().and_then(number_of) else { return true };
        limit.lets_in(number.cmp(&edge))
    }

    /// Expressions in entries of `register`.
    pub fn inside<T>(&mut self, register: RegisterId, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.register.replace(register);
        let result = run(self);
        self.register = before;
        result
    }

    /// Expressions in a table that measures `value`.
    pub fn measuring<T>(&mut self, value: Vec<Case>, run: impl FnOnce(&mut Self) -> T) -> T {
        self.measured.push(value);
        let result = run(self);
        self.measured.pop();
        result
    }

    /// The text of an expression as the author wrote it, on one line.
    pub fn text(&self, expr: &Expr) -> String {
        self.sources.slice(expr.span).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The answers of several ways drawn together: none is possible only where each is not.
fn any_of<T>(ways: Vec<Answer<T>>, both: impl Fn(T, T) -> T) -> Answer<T> {
    let mut all = Answer::Impossible;
    for way in ways {
        all = match (all, way) {
            (Answer::Undecided, _) | (_, Answer::Undecided) => Answer::Undecided,
            (Answer::Possible(one), Answer::Possible(two)) => Answer::Possible(both(one, two)),
            (Answer::Impossible, other) | (other, Answer::Impossible) => other,
        };
    }
    all
}

/// Where values of a type lie before any bound.
pub fn natural(ty: &Type) -> Interval {
    match ty {
        Type::Count => Interval::from(Number::zero()).on_grid(Some(&Number::one())),
        Type::Day => Interval::all().on_grid(Some(&Number::one())),
        Type::Number
        | Type::Ratio
        | Type::Percent
        | Type::PercentagePoints
        | Type::Quantity(..)
        | Type::Flag
        | Type::Choice(_)
        | Type::Text
        | Type::Subject(_)
        | Type::Error => Interval::all(),
    }
}
