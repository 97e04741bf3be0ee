//! The space a proof runs over: the unknown numbers behind atoms with their domains, systems of
//! conditions built from facts, and concrete inputs that meet them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::days;
use super::evaluate::number_of;
use super::facts::{Assignment, Atom, Case, Facts, Fraction, Outcome, Presence};
use super::intervals::Interval;
use super::linear::{Answer, Constraint, Linear, Unknown, consistent, extent, point};
use crate::model::{Expr, InputId, LetId, Limit, LimitSide, Points, Program, RegisterId, SharedId};
use crate::text::SourceMap;
use crate::types::{ChoiceId, Type};
use crate::value::{Number, Value};

/// An unknown number: what it stands for and where it can lie.
pub struct UnknownFacts {
    /// What it stands for.
    pub atom: Atom,
    /// The type of its values.
    pub ty: Type,
    /// Where it can lie, other unknowns left aside.
    pub interval: Interval,
}

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
    /// Whether what others read can be missing, as far as that was asked.
    pub(super) presences: RefCell<BTreeMap<SharedId, Presence>>,
    pub(super) unknowns: Vec<UnknownFacts>,
    pub(super) choices: BTreeMap<Atom, ChoiceId>,
    /// The cases of named expressions.
    pub(super) lets: BTreeMap<LetId, Followed>,
    pub(super) opaque: usize,
    /// The same of expressions.
    pub(super) known_cases: BTreeMap<(usize, Option<RegisterId>, bool), Followed>,
    by_atom: BTreeMap<Atom, Unknown>,
    relations: BTreeMap<Unknown, Vec<(Facts, Constraint)>>,
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
            total: Interval::from(Number::zero()),
            total_lapses: false,
            grade_open: false,
            cautious: false,
            overflow: false,
            followed: Vec::new(),
            presences: RefCell::default(),
            unknowns: Vec::new(),
            choices: BTreeMap::new(),
            lets: BTreeMap::new(),
            opaque: 0,
            known_cases: BTreeMap::new(),
            by_atom: BTreeMap::new(),
            relations: BTreeMap::new(),
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
        let relations = self.relations.entry(unknown).or_default();
        if !relations.iter().any(|(_, known)| *known == constraint) {
            relations.push((Facts::default(), constraint));
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
        let mut system: Vec<Constraint> = facts.constraints.iter().chain(more).cloned().collect();
        let mut waiting: Vec<Unknown> = system.iter().flat_map(|one| one.form.terms.keys().copied()).collect();
        let mut seen = BTreeSet::new();
        while let Some(unknown) = waiting.pop() {
            if !seen.insert(unknown) {
                continue;
            }
            let Some(known) = self.unknowns.get(unknown.0) else { continue };
            let sum = Linear::unknown(unknown);
            if let Some(low) = &known.interval.low {
                system.push(Constraint::from_zero(sum.subtract(&Linear::constant(low.value.clone())), low.inclusive));
            }
            if let Some(high) = &known.interval.high {
                system.push(Constraint::from_zero(Linear::constant(high.value.clone()).subtract(&sum), high.inclusive));
            }
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
        system
    }

    /// Whether the facts can hold together.
    pub fn possible(&self, facts: &Facts) -> Answer<()> {
        consistent(&self.system(facts, &[]))
    }

    /// Whether it is proved that the facts cannot hold together.
    pub fn excluded(&self, facts: &Facts) -> bool {
        matches!(self.possible(facts), Answer::Impossible)
    }

    /// The values a quotient takes while the facts hold.
    pub fn extent(&self, fraction: &Fraction, facts: &Facts) -> Answer<Interval> {
        let more = self.domains_of(fraction, facts);
        let grid = self.grid(fraction);
        match extent(&fraction.above, &fraction.below, &self.system(facts, &more)) {
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

    /// Inputs that meet the facts and more conditions, and that `confirm` agrees with when it
    /// works the rules out for them.
    pub fn witness(&self, facts: &Facts, more: &[Constraint], confirm: &dyn Fn(&Self, &Assignment) -> bool) -> Option<Assignment> {
        let system = self.system(facts, more);
        let number = |whole: i64| Number::from(whole);
        let likings = [
            vec![number(100), number(10), number(1), number(0)],
            vec![number(1000), number(100), number(10), number(1), number(0)],
            vec![number(1), number(2), number(3), number(0)],
            vec![number(10_000), number(0)],
            whole_multiples(&system),
            vec![number(0), number(1)],
            vec![number(1_000_000), number(0)],
        ];
        if let Some(found) = self.scaled_witness(facts, &system)
            && confirm(self, &found)
        {
            return Some(found);
        }
        for liked in likings {
            let mut choose = |unknown: Unknown, interval: &Interval| {
                let grid = self.unknowns.get(unknown.0).and_then(|known| known.interval.grid.clone());
                let day = self.unknowns.get(unknown.0).is_some_and(|known| known.ty == Type::Day);
                let near = [days::number(self.program.header.closes)];
                interval.clone().on_grid(grid.as_ref()).nice(if day { &near } else { &liked })
            };
            let Some(values) = point(&system, &mut choose) else { continue };
            let assignment = self.assignment(facts, &values);
            if confirm(self, &assignment) {
                return Some(assignment);
            }
            // What has no say in the sums may have one in what else is asked.
            let fuller = self.ways_to_fill(facts, assignment.clone()).into_iter().filter(|fuller| fuller.len() > assignment.len());
            if let Some(found) = fuller.into_iter().find(|fuller| confirm(self, fuller)) {
                return Some(found);
            }
        }
        self.witness_around(facts, &system, confirm)
    }

    /// Where something not followed further has a say: a point of the rest, and a few values for
    /// each input behind what is not followed.
    fn witness_around(&self, facts: &Facts, system: &[Constraint], confirm: &dyn Fn(&Self, &Assignment) -> bool) -> Option<Assignment> {
        let opaque = |unknown: &Unknown| self.facts_of(*unknown).is_some_and(|known| matches!(known.atom, Atom::Opaque(_)));
        if !system.iter().flat_map(|one| one.form.terms.keys()).any(opaque) {
            return None;
        }
        let values = point(system, &mut |unknown, interval| {
            let grid = self.facts_of(unknown).and_then(|known| known.interval.grid.clone());
            interval.clone().on_grid(grid.as_ref()).nice(&[])
        })?;
        let fixed = self.assignment(facts, &values);
        let joined = |mut sample: Assignment| {
            sample.extend(fixed.iter().map(|(atom, value)| (atom.clone(), value.clone())));
            sample
        };
        self.samples(facts).into_iter().map(joined).find(|sample| confirm(self, sample))
    }

    /// A point of the system without a thought for whole numbers, then blown up until they are whole:
    /// quotients stay what they are.
    fn scaled_witness(&self, facts: &Facts, system: &[Constraint]) -> Option<Assignment> {
        let whole = |unknown: &Unknown| self.unknowns.get(unknown.0).and_then(|known| known.interval.grid.clone());
        // Days are not measured from zero, so that they cannot be blown up.
        let day = |unknown: &Unknown| self.unknowns.get(unknown.0).is_some_and(|known| known.ty == Type::Day);
        if system.iter().flat_map(|one| one.form.terms.keys()).any(day) {
            return None;
        }
        let liked = [Number::one(), Number::from(100)];
        let values = point(system, &mut |_, interval| interval.nice(&liked))?;
        let fits = |times: &i64| {
            let times = Number::from(*times);
            values.iter().all(|(unknown, value)| {
                whole(unknown).is_none_or(|grid| value.multiply(&times).divide(&grid).is_some_and(|steps| steps.is_whole()))
            })
        };
        let times = Number::from((1..=2000).find(fits)?);
        let values: BTreeMap<Unknown, Number> = values.into_iter().map(|(unknown, value)| (unknown, value.multiply(&times))).collect();
        let holds = |one: &Constraint| {
            let form = one.form.value(&values).map(Linear::constant);
            form.and_then(|form| Constraint { form, relation: one.relation }.decided()) == Some(true)
        };
        system.iter().all(holds).then(|| self.assignment(facts, &values))
    }

    /// Assignments that try a few values of every input given under `facts`, for what is not a
    /// question of sums and quotients.
    pub fn samples(&self, facts: &Facts) -> Vec<Assignment> {
        let mut all = self.ways_to_fill(facts, self.assignment(facts, &BTreeMap::new()));
        for known in self.given_unknowns(facts).into_iter().filter_map(|unknown| self.facts_of(unknown)) {
            let mut values: Vec<Number> =
                [&known.interval.low, &known.interval.high].into_iter().flatten().map(|end| end.value.clone()).collect();
            if known.ty == Type::Day {
                // Some in each month of the year before the closing day.
                let closes = days::number(self.program.header.closes);
                values.extend((0..=13).map(|months| closes.subtract(&Number::from(months * 30))));
            } else {
                values.extend(known.interval.nice(&[]));
                values.extend([0, 1, 10].map(Number::from));
            }
            values.retain(|value| known.interval.holds(value));
            values.sort();
            values.dedup();
            if values.is_empty() || all.len() * values.len() > 2000 {
                continue;
            }
            all = all
                .iter()
                .flat_map(|taken| {
                    values.iter().map(|value| {
                        let mut taken = taken.clone();
                        taken.insert(known.atom.clone(), self.value_of(known, value));
                        taken
                    })
                })
                .collect();
        }
        all
    }

    /// Whether something that is not followed further stands in the facts.
    pub(super) fn beyond_sums(&self, facts: &Facts) -> bool {
        facts.picks.keys().any(|atom| matches!(atom, Atom::Opaque(_))) || self.mentions_opaque_number(facts)
    }

    /// Whether a number that is not followed further does.
    pub(super) fn mentions_opaque_number(&self, facts: &Facts) -> bool {
        let opaque = |unknown: &Unknown| self.facts_of(*unknown).is_some_and(|known| matches!(known.atom, Atom::Opaque(_)));
        facts.constraints.iter().flat_map(|one| one.form.terms.keys()).any(opaque)
    }

    /// The inputs of number and day that are given under `facts`.
    pub(super) fn given_unknowns(&self, facts: &Facts) -> Vec<Unknown> {
        let given = |known: &UnknownFacts| facts.given.get(&known.atom) == Some(&true) && !matches!(known.atom, Atom::Opaque(_));
        self.unknowns.iter().enumerate().filter(|(_, known)| given(known)).map(|(place, _)| Unknown(place)).collect()
    }

    fn value_of(&self, known: &UnknownFacts, number: &Number) -> Option<Value> {
        if known.ty == Type::Day { days::day(number).map(Value::Day) } else { Some(Value::Number(number.clone())) }
    }

    /// The assignment with a value for whatever else is given under `facts`: once the first of each, and once so that
    /// no two of a kind are the same.
    pub(super) fn ways_to_fill(&self, facts: &Facts, assignment: Assignment) -> Vec<Assignment> {
        let open: Vec<&Atom> = (facts.given.iter())
            .filter(|(atom, given)| **given && !matches!(atom, Atom::Opaque(_)) && !assignment.contains_key(*atom))
            .map(|(atom, _)| atom)
            .collect();
        let filled = |apart: bool| {
            let mut filled = assignment.clone();
            for (place, atom) in open.iter().enumerate() {
                let place = if apart { place } else { 0 };
                filled.extend(self.filler(atom, place).map(|value| ((*atom).clone(), Some(value))));
            }
            filled
        };
        let first = filled(false);
        let second = (open.len() > 1).then(|| filled(true)).filter(|second| *second != first);
        std::iter::once(first).chain(second).collect()
    }

    /// A value an atom can have; another one for another `place`.
    fn filler(&self, atom: &Atom, place: usize) -> Option<Value> {
        if let Some(choice) = self.choices.get(atom) {
            let values = self.program.choices[*choice].values.len();
            return place.checked_rem(values).map(Value::Choice);
        }
        if let Some(known) = self.by_atom.get(atom).and_then(|unknown| self.facts_of(*unknown)) {
            let near = if known.ty == Type::Day { days::number(self.program.header.closes) } else { Number::zero() };
            return self.value_of(known, &known.interval.nice(&[near])?);
        }
        match self.type_of(atom) {
            Type::Flag => Some(Value::Flag(place % 2 == 1)),
            Type::Text => Some(Value::Text("…".to_owned())),
            Type::Number
            | Type::Ratio
            | Type::Percent
            | Type::PercentagePoints
            | Type::Count
            | Type::Quantity(..)
            | Type::Day
            | Type::Choice(_)
            | Type::Subject(_)
            | Type::Error => None,
        }
    }

    /// The facts with one value for each choice and flag that is given under them, in every way; none where these are
    /// more than `most`.
    pub(super) fn each_pick(&self, facts: &Facts, most: usize) -> Option<Vec<Facts>> {
        let mut open = facts.picks.clone();
        for (atom, _) in facts.given.iter().filter(|(_, given)| **given) {
            if let Some(choice) = self.choices.get(atom) {
                open.entry(atom.clone()).or_insert_with(|| (0..self.program.choices[*choice].values.len()).collect());
            } else if self.is_flag(atom) {
                open.entry(atom.clone()).or_insert_with(|| BTreeSet::from([0, 1]));
            }
        }
        let mut all = vec![facts.clone()];
        for (atom, values) in open.iter().filter(|(atom, _)| !matches!(atom, Atom::Opaque(_))) {
            if all.len().saturating_mul(values.len()) > most {
                return None;
            }
            all = all.iter().flat_map(|facts| values.iter().filter_map(|value| facts.and(&Facts::pick(atom, [*value])))).collect();
        }
        Some(all)
    }

    fn is_flag(&self, atom: &Atom) -> bool {
        matches!(self.type_of(atom), Type::Flag)
    }

    pub(super) fn assignment(&self, facts: &Facts, values: &BTreeMap<Unknown, Number>) -> Assignment {
        let mut assignment = Assignment::new();
        for (atom, picks) in &facts.picks {
            if let Some(pick) = picks.first() {
                let value = if self.choices.contains_key(atom) { Value::Choice(*pick) } else { Value::Flag(*pick == 1) };
                assignment.insert(atom.clone(), Some(value));
            }
        }
        for (unknown, number) in values {
            let Some(known) = self.unknowns.get(unknown.0) else { continue };
            if let Some(value) = self.value_of(known, number) {
                assignment.insert(known.atom.clone(), Some(value));
            }
        }
        for (atom, given) in &facts.given {
            if !given {
                assignment.insert(atom.clone(), None);
            }
        }
        assignment
    }

    /// Whether an input or attribute can be missing.
    pub fn presence(&self, atom: &Atom) -> Presence {
        use crate::model::InputOwner;
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
            Atom::Input(id) | Atom::ParentAttribute(id) => attribute(id),
            Atom::Field(register, place) => {
                let field = self.program.registers[*register].fields.get(*place);
                field.map_or(Presence::Always, |field| match &field.empty_means {
                    Some(_) => Presence::Always,
                    None if field.or_empty => Presence::Open,
                    None => Presence::Expected,
                })
            }
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
            | Atom::Opaque(_) => Presence::Always,
        }
    }

    /// Whether all limits of the inputs in an assignment hold.
    pub fn within_limits(&self, assignment: &Assignment) -> bool {
        assignment.iter().all(|(atom, value)| {
            let (Atom::Input(id) | Atom::ParentAttribute(id), Some(value)) = (atom, value) else { return true };
            let Some(number) = number_of(value) else { return true };
            self.program.inputs[*id].limits.iter().all(|limit| self.limit_holds(limit, &number, assignment))
        })
    }

    fn limit_holds(&self, limit: &Limit, number: &Number, assignment: &Assignment) -> bool {
        let Some(edge) = self.evaluate(&limit.value, assignment).flatten().as_ref().and_then(number_of) else { return true };
        match limit.side {
            LimitSide::Lower => *number > edge || (limit.inclusive && *number == edge),
            LimitSide::Upper => *number < edge || (limit.inclusive && *number == edge),
        }
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

/// Numbers that turn the fractions in a system into whole numbers, for inputs that are counts.
fn whole_multiples(system: &[Constraint]) -> Vec<Number> {
    let factors: Vec<&Number> = system.iter().flat_map(|one| one.form.terms.values()).collect();
    let suits = |times: &i64| factors.iter().all(|factor| factor.multiply(&Number::from(*times)).is_whole());
    let least = (1..=2000).find(suits).unwrap_or(1);
    [least, least * 10, least * 100].into_iter().map(Number::from).collect()
}
