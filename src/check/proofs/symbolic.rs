//! Tables whose bands end at inputs or other expressions: rows meet where the same expression ends
//! one and begins the next, and everything else is a question to the conditions on the inputs.

use std::collections::BTreeMap;

use super::Prover;
use super::bands::{Table, plain_inputs};
use super::domain::{Image, Piece};
use super::facts::{Assignment, Atom, Facts, Fraction, Outcome};
use super::intervals::Interval;
use super::linear::{Constraint, Linear};
use super::messages::tables as say;
use super::shown;
use super::space::Space;
use crate::model::{BandRow, Edge, RowOutcome};
use crate::types::Type;
use crate::value::{Number, Value};

/// More ways for a value to miss all rows are not followed.
const LIMIT: usize = 256;

/// A row with its ends as quotients.
struct Row<'a> {
    row: &'a BandRow,
    low: Option<(Fraction, bool)>,
    high: Option<(Fraction, bool)>,
}

/// A piece of what is measured. A quotient counts as one quantity over its whole range, so that it
/// can be compared with ends that are inputs themselves.
struct Factored {
    /// The piece, its quotient replaced.
    measured: Piece,
    /// The piece as it was, and what stands for its quotient.
    quotient: Option<(Piece, Atom)>,
}

impl Factored {
    fn of(space: &mut Space, piece: &Piece, known: &Facts) -> Option<Self> {
        let whole = Piece { facts: piece.facts.and(known)?, ..piece.clone() };
        if piece.fraction.as_linear().is_some() {
            return Some(Self { measured: whole, quotient: None });
        }
        let atom = space.opaque_atom();
        let unknown = space.unknown(&atom, &Type::Number, || piece.interval.clone());
        space.is_a_mean(&piece.fraction, unknown);
        let facts = Facts { constraints: known.constraints.clone(), ..whole.facts.clone() };
        let measured = Piece { facts, fraction: Fraction::whole(Linear::unknown(unknown)), ..piece.clone() };
        Some(Self { measured, quotient: Some((whole, atom)) })
    }

    /// Inputs that meet `facts`, which speak of the quotient; those behind it are found for its value.
    fn witness(&self, space: &Space, facts: &Facts, confirm: &dyn Fn(&Space, &Assignment) -> bool) -> Option<Assignment> {
        let Some((piece, atom)) = &self.quotient else { return space.witness(facts, &[], confirm) };
        let ends = space.witness(facts, &[], &|_, _| true)?;
        let Some(Some(Value::Number(quotient))) = ends.get(atom) else { return None };
        let joined = |found: &Assignment| {
            let mut all = found.clone();
            all.extend(ends.iter().filter(|(atom, _)| !found.contains_key(*atom)).map(|(atom, value)| (atom.clone(), value.clone())));
            all
        };
        let found = space.witness_in(piece, &Interval::single(quotient.clone()), &|space, found| confirm(space, &joined(found)))?;
        Some(joined(&found))
    }
}

impl Prover<'_> {
    pub(super) fn symbolic_table(&mut self, space: &mut Space, table: &Table, image: &Image) {
        let mut known = Facts::default();
        let mut met: BTreeMap<String, Fraction> = BTreeMap::new();
        let rows: Option<Vec<Row>> = table
            .banded
            .rows
            .iter()
            .map(|row| {
                let low = end(space, row.low.as_ref(), &mut known, &mut met)?;
                let high = end(space, row.high.as_ref(), &mut known, &mut met)?;
                Some(Row { row, low, high })
            })
            .collect();
        let rounded = image.pieces.iter().any(|piece| piece.rounding.is_some());
        let Some(rows) = rows.filter(|_| !rounded && !image.unknown) else { return self.undecided_table(table) };
        let pieces: Vec<Factored> = image.pieces.iter().filter_map(|piece| Factored::of(space, piece, &known)).collect();
        let before = self.said.len();
        let mut undecided = self.symbolic_overlaps(space, table, &pieces, &rows);
        if table.banded.otherwise.is_none() {
            undecided |= self.symbolic_gaps(space, table, &pieces, &rows);
        }
        for row in &rows {
            self.symbolic_line(space, table, &pieces, row);
        }
        if undecided && self.said.len() == before {
            self.undecided_table(table);
        }
    }

    fn symbolic_overlaps(&mut self, space: &Space, table: &Table, pieces: &[Factored], rows: &[Row]) -> bool {
        let mut undecided = false;
        for (later, row) in rows.iter().enumerate() {
            for (earlier, other) in rows.iter().enumerate().take(later) {
                for piece in pieces {
                    let (Some(inside), Some(too)) = (within(&piece.measured, row), within(&piece.measured, other)) else {
                        undecided = true;
                        continue;
                    };
                    let Some(facts) = together(&piece.measured.facts, inside.iter().chain(&too)) else { continue };
                    if space.excluded(&facts) {
                        continue;
                    }
                    let wanted = [earlier, later];
                    let confirm = |space: &Space, assignment: &Assignment| {
                        space.within_limits(assignment)
                            && space.rows_met(table.banded, assignment).is_some_and(|(_, met)| wanted.iter().all(|row| met.contains(row)))
                    };
                    let Some(found) = piece.witness(space, &facts, &confirm) else {
                        undecided = true;
                        continue;
                    };
                    if let Some((value, _)) = space.rows_met(table.banded, &found) {
                        let value = shown::number(self.program, &value, &table.ty);
                        let inputs = plain_inputs(space, table, &found);
                        let (primary, second) =
                            if table.banded.scale.is_some() { (table.banded.span, row.row.band) } else { (row.row.band, other.row.band) };
                        self.report(say::overlap(say::Overlap { primary, second, fix: None }, &table.measured, &value, &inputs));
                        return false;
                    }
                }
            }
        }
        undecided
    }

    fn symbolic_gaps(&mut self, space: &Space, table: &Table, pieces: &[Factored], rows: &[Row]) -> bool {
        for piece in pieces {
            let mut open = vec![piece.measured.facts.clone()];
            for row in rows {
                let Some(outside) = outside(&piece.measured, row) else { return true };
                open = open
                    .iter()
                    .flat_map(|facts| outside.iter().filter_map(|one| together(facts, [one])))
                    .filter(|facts| !space.excluded(facts))
                    .collect();
                if open.len() > LIMIT {
                    return true;
                }
            }
            let confirm = |space: &Space, assignment: &Assignment| {
                space.within_limits(assignment) && space.rows_met(table.banded, assignment).is_some_and(|(_, met)| met.is_empty())
            };
            for facts in &open {
                if let Some(found) = piece.witness(space, facts, &confirm)
                    && let Some((value, _)) = space.rows_met(table.banded, &found)
                {
                    let value = shown::number(self.program, &value, &table.ty);
                    let inputs = plain_inputs(space, table, &found);
                    let primary = match (table.banded.scale, rows.last()) {
                        (None, Some(row)) => row.row.band,
                        (Some(_), _) | (None, None) => table.banded.span,
                    };
                    let place = say::Place { primary, other: None, scale: false };
                    self.report(say::gap(place, &table.measured, &value, &inputs, None, None));
                    return false;
                }
            }
            if !open.is_empty() {
                return true;
            }
        }
        false
    }

    /// A straight line over a band whose two ends can fall together has no slope.
    fn symbolic_line(&mut self, space: &Space, table: &Table, pieces: &[Factored], row: &Row) {
        let (RowOutcome::Line(..), Some((low, true)), Some((high, true))) = (&row.row.outcome, &row.low, &row.high) else { return };
        let Some(difference) = low.minus(high) else { return };
        for piece in pieces {
            let Some(inside) = within(&piece.measured, row) else { continue };
            let same = [Constraint::zero(difference.clone())];
            let Some(facts) = together(&piece.measured.facts, inside.iter().chain(&same)) else { continue };
            if !space.excluded(&facts) && piece.witness(space, &facts, &|space, found| space.within_limits(found)).is_some() {
                let text = space.sources.slice(row.row.band);
                let span = if table.banded.scale.is_some() { table.banded.span } else { row.row.band };
                return self.report(say::line_without_width(span, text));
            }
        }
    }
}

#[expect(clippy::option_option, reason = "an end that is not there, and an end that is not a quotient")]
fn end(
    space: &mut Space,
    edge: Option<&Edge>,
    known: &mut Facts,
    met: &mut BTreeMap<String, Fraction>,
) -> Option<Option<(Fraction, bool)>> {
    let Some(edge) = edge else { return Some(None) };
    // The same expression at two ends is the same number, also where it is not followed further.
    let shape = space.shape(&edge.value);
    if let Some(fraction) = met.get(&shape) {
        return Some(Some((fraction.clone(), edge.inclusive)));
    }
    let mut numbers = space.cases(&edge.value).into_iter().filter_map(|case| match case.outcome {
        Outcome::Number(fraction) => Some((case.facts, fraction)),
        Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other | Outcome::Missing(..) | Outcome::Zero(_) => None,
    });
    let (facts, fraction) = numbers.next()?;
    if numbers.next().is_some() {
        return None;
    }
    *known = known.and(&facts)?;
    met.insert(shape, fraction.clone());
    Some(Some((fraction, edge.inclusive)))
}

fn together<'c>(facts: &Facts, constraints: impl IntoIterator<Item = &'c Constraint>) -> Option<Facts> {
    constraints.into_iter().try_fold(facts.clone(), |facts, constraint| facts.and(&Facts::constraint(constraint.clone())))
}

/// How far what is measured lies above an end.
fn above(piece: &Piece, end: &Fraction) -> Option<Linear> {
    piece.fraction.minus(end)
}

fn within(piece: &Piece, row: &Row) -> Option<Vec<Constraint>> {
    let mut constraints = Vec::new();
    if let Some((low, inclusive)) = &row.low {
        constraints.push(Constraint::from_zero(above(piece, low)?, *inclusive));
    }
    if let Some((high, inclusive)) = &row.high {
        constraints.push(Constraint::from_zero(above(piece, high)?.scale(&Number::from(-1)), *inclusive));
    }
    Some(constraints)
}

fn outside(piece: &Piece, row: &Row) -> Option<Vec<Constraint>> {
    let mut constraints = Vec::new();
    if let Some((low, inclusive)) = &row.low {
        constraints.push(Constraint::from_zero(above(piece, low)?.scale(&Number::from(-1)), !inclusive));
    }
    if let Some((high, inclusive)) = &row.high {
        constraints.push(Constraint::from_zero(above(piece, high)?, !inclusive));
    }
    Some(constraints)
}
