//! The values a table can meet: the image of what it measures over the domains of its inputs.

use std::collections::BTreeMap;

use super::context::Context;
use super::facts::{Assignment, Atom, Facts, Fraction, Outcome};
use super::intervals::{Interval, preimage};
use super::linear::Answer;
use super::linear::{Constraint, Linear, Unknown, extent};
use super::space::Space;
use crate::model::{Expr, ExprKind};
use crate::value::{Number, Rounding};

/// Values that what is measured takes, with how it comes to them.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What holds then.
    pub facts: Facts,
    /// What is computed.
    pub fraction: Fraction,
    /// The rounding of what is computed, if it is rounded before the bands.
    pub rounding: Option<Rounding>,
    /// All its values, at worst more.
    pub interval: Interval,
}

/// The values a table can meet.
#[derive(Clone, Debug)]
pub struct Image {
    /// In pieces.
    pub pieces: Vec<Piece>,
    /// Whether something could not be followed, so that there may be other values.
    pub unknown: bool,
    /// Whether `when` rows before the table take all there would be.
    pub taken: bool,
}

impl Image {
    /// Whether it is known that there is no value.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty() && !self.unknown
    }

    /// Whether a value that was followed may lie in `region`.
    pub fn reaches(&self, space: &Space, region: &Interval) -> bool {
        self.pieces.iter().any(|piece| space.reaches(piece, region))
    }

    /// From the lowest to the highest of all values; none where there may be others, or where all are the same.
    pub fn range(&self) -> Option<Interval> {
        let range = self.pieces.iter().map(|piece| piece.interval.clone()).reduce(|one, two| one.hull(&two))?;
        let varies = range.low.as_ref().zip(range.high.as_ref()).is_none_or(|(low, high)| low.value != high.value);
        (varies && !self.unknown).then_some(range)
    }
}

impl Space<'_> {
    /// The values of `value` in a context.
    pub fn image(&mut self, value: &Expr, context: &Context) -> Image {
        let program = self.program;
        let mut inner = value;
        while let ExprKind::Let(id) = &*inner.kind {
            inner = &program.lets[*id].value;
        }
        let mut rounding = None;
        if let ExprKind::Rounded(rounded, how) = &*inner.kind {
            (inner, rounding) = (rounded, Some(how.clone()));
        }
        let mut image = Image { pieces: Vec::new(), unknown: context.rough, taken: false };
        for case in self.cases(inner) {
            let fraction = match &case.outcome {
                Outcome::Number(fraction) => fraction.clone(),
                Outcome::Missing(..) | Outcome::Zero(_) => continue,
                Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other => {
                    image.unknown = true;
                    continue;
                }
            };
            for way in &context.ways {
                let Some(facts) = way.and(&case.facts) else { continue };
                let interval = match self.extent(&fraction, &facts) {
                    Answer::Impossible => continue,
                    Answer::Undecided => {
                        image.unknown = true;
                        Interval::all()
                    }
                    Answer::Possible(interval) => interval,
                };
                let interval = match &rounding {
                    Some(rounding) => match self.rounded_extent(&interval, &fraction, &case.facts, &facts, rounding) {
                        Some(interval) => interval,
                        None => continue,
                    },
                    None => interval,
                };
                image.pieces.push(Piece { facts, fraction: fraction.clone(), rounding: rounding.clone(), interval });
            }
        }
        image
    }

    /// Where a rounded number lies whose own value lies in `inner`. `own` are the facts it was worked out under, `facts`
    /// all that hold: conditions may speak of the rounded number itself, an unknown that lies on the grid.
    fn rounded_extent(&mut self, inner: &Interval, number: &Fraction, own: &Facts, facts: &Facts, rounding: &Rounding) -> Option<Interval> {
        let interval = inner.rounded(rounding);
        let Some(result) = self.known_rounded(number, rounding, own) else { return Some(interval) };
        let spoken_of = result.terms.keys().any(|unknown| facts.constraints.iter().any(|one| one.form.terms.contains_key(unknown)));
        if !spoken_of {
            return Some(interval);
        }
        let both = interval.intersect(&self.extent_or_all(&Fraction::whole(result), facts)?);
        (!both.is_empty()).then_some(both)
    }

    /// Inputs with which a piece takes a value out of `region`; `confirm` has to agree.
    pub fn witness_in(&self, piece: &Piece, region: &Interval, confirm: &dyn Fn(&Self, &Assignment) -> bool) -> Option<Assignment> {
        let opaque = self.mentions_opaque(&piece.fraction);
        // Where there is much to think of, what is thought up comes sooner to an end.
        let at_first = opaque || piece.facts.given.iter().filter(|(atom, _)| matches!(atom, Atom::Entries(_))).count() > FUNCTIONS;
        if at_first && let Some(found) = self.imagine(&piece.facts, confirm) {
            return Some(found);
        }
        let near: Vec<Number> = [0, 1, 10, 50, 100].into_iter().map(Number::from).collect();
        let mut values: Vec<Number> = Vec::new();
        values.extend(region.nice(&[]));
        values.extend(region.nice(&near));
        for end in [&region.low, &region.high].into_iter().flatten() {
            let beside = [-1_i64, 0, 1].map(|side| end.value.add(&Number::ratio(side, 100)));
            values.extend(beside.into_iter().filter(|value| region.holds(value)));
        }
        values.dedup();
        for value in values {
            let target = match &piece.rounding {
                None => vec![Constraint::zero(self.apart(piece, &value))],
                Some(rounding) => self.around(piece, &preimage(&value, rounding)),
            };
            if let Some(found) = self.witness(&piece.facts, &target, confirm) {
                return Some(found);
            }
        }
        let inside = if piece.rounding.is_none() { self.around(piece, region) } else { Vec::new() };
        if let Some(found) = self.witness(&piece.facts, &inside, confirm) {
            return Some(found);
        }
        if !at_first && let Some(found) = self.imagine(&piece.facts, confirm) {
            return Some(found);
        }
        opaque.then(|| self.samples(&piece.facts).into_iter().find(|sample| confirm(self, sample))).flatten()
    }

    /// How far what is computed lies from `value`, as a sum.
    fn apart(&self, piece: &Piece, value: &Number) -> Linear {
        piece.fraction.above.plus(&piece.fraction.below, &value.negate())
    }

    /// That what is computed lies in `region`.
    fn around(&self, piece: &Piece, region: &Interval) -> Vec<Constraint> {
        let low = region.low.as_ref().map(|end| Constraint::from_zero(self.apart(piece, &end.value), end.inclusive));
        let high =
            region.high.as_ref().map(|end| Constraint::from_zero(self.apart(piece, &end.value).scale(&Number::from(-1)), end.inclusive));
        low.into_iter().chain(high).collect()
    }

    /// The piece with its values held to `region`.
    pub fn narrowed(&self, piece: &Piece, region: &Interval) -> Option<Facts> {
        let target = match &piece.rounding {
            None => self.around(piece, region),
            Some(_) => Vec::new(),
        };
        let mut facts = piece.facts.clone();
        for constraint in target {
            facts = facts.and(&Facts::constraint(constraint))?;
        }
        Some(facts)
    }

    /// Tries all inputs with which a piece lies in `region`, where they are few whole numbers with
    /// ends; `judge` says which of them count, or that it does not know.
    pub fn try_all(&self, piece: &Piece, region: &Interval, judge: &dyn Fn(&Self, &Assignment) -> Option<bool>) -> Tried {
        // What is rounded may lie outside of the region before it is.
        let mut inside = if piece.rounding.is_none() { self.around(piece, region) } else { Vec::new() };
        inside.extend(self.domains_of(&piece.fraction, &piece.facts));
        let mut system = self.system(&piece.facts, &inside);
        let mut unknowns: Vec<Unknown> = system.iter().flat_map(|one| one.form.terms.keys().copied()).collect();
        unknowns.extend(piece.fraction.above.terms.keys().chain(piece.fraction.below.terms.keys()));
        // What is not followed further is settled by the inputs behind it, whichever these are.
        let opaque = |unknown: &Unknown| self.facts_of(*unknown).is_some_and(|known| matches!(known.atom, Atom::Opaque(_)));
        let beyond = unknowns.iter().any(opaque) || self.beyond_sums(&piece.facts);
        if beyond {
            let behind = self.given_unknowns(&piece.facts);
            system.extend(self.domains(&behind, &piece.facts));
            unknowns.extend(behind);
            unknowns.retain(|unknown| !opaque(unknown));
        }
        unknowns.sort();
        unknowns.dedup();
        let mut all: Vec<BTreeMap<Unknown, Number>> = vec![BTreeMap::new()];
        for unknown in unknowns {
            let Some(grid) = self.facts_of(unknown).and_then(|known| known.interval.grid.clone()) else { return Tried::Unknown };
            let range = match extent(&Linear::unknown(unknown), &Linear::constant(Number::one()), &system) {
                Answer::Possible(range) => range,
                Answer::Impossible => return Tried::None,
                Answer::Undecided => return Tried::Unknown,
            };
            let range = range.on_grid(Some(&grid));
            let (Some(low), Some(high)) = (&range.low, &range.high) else { return Tried::Unknown };
            let Some(steps) = high.value.subtract(&low.value).divide(&grid).and_then(|steps| steps.to_i64()) else { return Tried::Unknown };
            let points = usize::try_from(steps.saturating_add(1)).unwrap_or(0);
            if all.len().saturating_mul(points) > LIMIT {
                return Tried::Unknown;
            }
            all = all
                .iter()
                .flat_map(|taken| {
                    (0..=steps).map(|step| {
                        let mut taken = taken.clone();
                        taken.insert(unknown, low.value.add(&grid.multiply(&Number::from(step))));
                        taken
                    })
                })
                .collect();
        }
        let holds = |values: &BTreeMap<Unknown, Number>| {
            system.iter().all(|one| {
                let form = one.form.value(values).map(Linear::constant);
                form.and_then(|form| Constraint { form, relation: one.relation }.decided()) != Some(false)
            })
        };
        // Sums say the same of every value that is left to a choice; what goes beyond them may tell these apart.
        let (picked, mut unknown) = if beyond {
            let most = LIMIT.checked_div(all.len()).unwrap_or(LIMIT);
            self.each_pick(&piece.facts, most).map_or_else(|| (vec![piece.facts.clone()], true), |picked| (picked, false))
        } else {
            (vec![piece.facts.clone()], false)
        };
        for values in all.iter().filter(|values| holds(values)) {
            for facts in &picked {
                let plain = self.assignment(facts, values);
                for assignment in self.ways_to_fill(facts, plain.clone()) {
                    // What was put in beside is one of many values: it settles nothing where it has a say or cannot be.
                    let added = assignment.len() > plain.len();
                    match judge(self, &assignment) {
                        Some(true) => return Tried::Shown(assignment),
                        Some(false) if added && (beyond || !self.within_limits(&assignment)) => unknown = true,
                        Some(false) => {}
                        None => unknown = true,
                    }
                }
            }
        }
        if unknown { Tried::Unknown } else { Tried::None }
    }
}

/// More inputs than this are not tried one by one.
const LIMIT: usize = 4_000;

/// With more functions over entries or months than this the conditions on them are many.
const FUNCTIONS: usize = 6;

/// What came of trying all inputs.
pub enum Tried {
    /// One that counts.
    Shown(Assignment),
    /// None counts.
    None,
    /// There are too many, or something about one of them is not known.
    Unknown,
}
