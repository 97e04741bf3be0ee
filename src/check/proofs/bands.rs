//! Tables: every value of the domain meets exactly one row, and every row can be met.
//!
//! With ends that are constants this is arithmetic on stretches of numbers; ends that are inputs
//! are the work of [`super::symbolic`].

use std::collections::BTreeMap;

use super::context::Context;
use super::domain::{Image, Piece, Tried};
use super::facts::{Assignment, Fraction, Outcome};
use super::intervals::{End, Interval};
use super::messages::Why;
use super::messages::tables::{self as say, Dead, Place};
use super::space::Space;
use super::{Prover, shown};
use crate::model::{BandRow, Banded, Edge, Expr, ExprKind, RowOutcome};
use crate::text::{Span, Words};
use crate::types::Type;
use crate::value::Number;

/// What a message about a table needs of it.
pub struct Table<'a> {
    /// The table.
    pub banded: &'a Banded,
    /// The type its values are shown in.
    pub ty: Type,
    /// What is measured, as written.
    pub measured: String,
}

impl Prover<'_> {
    /// Checks a table in the context it stands in.
    pub fn table(&mut self, space: &mut Space, banded: &Banded, context: &Context) {
        if banded.value.ty.is_error() || banded.rows.iter().any(faulty) {
            return;
        }
        let measured = space.cases(&banded.value);
        let past = space.measuring(measured, |space| self.whens_inside(space, &banded.whens, context));
        let image = self.image_behind(space, &banded.value, context, &past);
        self.table_over(space, banded, &image, context);
    }

    /// The same over values that are known; `before` leads to its `when` rows.
    pub fn table_over(&mut self, space: &mut Space, banded: &Banded, image: &Image, before: &Context) {
        if banded.value.ty.is_error() || banded.rows.iter().any(faulty) {
            return;
        }
        // A quotient shows itself as the ends it is compared with do.
        let edge = banded.rows.iter().flat_map(|row| row.low.iter().chain(&row.high)).next();
        let ty =
            if banded.value.ty == Type::Ratio { edge.map_or(Type::Ratio, |edge| edge.value.ty.clone()) } else { banded.value.ty.clone() };
        let table = Table { banded, ty, measured: space.text(&banded.value) };
        if image.taken {
            return self.rows_taken(space, &table);
        }
        let bands: Option<Vec<Interval>> = banded.rows.iter().map(|row| band(space, row)).collect();
        match bands {
            Some(bands) => self.constant_table(space, &table, &bands, image, before),
            None => self.symbolic_table(space, &table, image),
        }
    }

    fn constant_table(&mut self, space: &mut Space, table: &Table, bands: &[Interval], image: &Image, before: &Context) {
        let rows = &table.banded.rows;
        let mut sound = true;
        for (row, band) in rows.iter().zip(bands) {
            if band.is_empty() {
                sound = false;
                self.report(reversed(space, table, row, band));
            } else if let (RowOutcome::Line(..), Some(_)) = (&row.outcome, band.as_single()) {
                sound = false;
                self.report(say::line_without_width(row.band, space.sources.slice(row.band)));
            }
        }
        if !sound {
            return;
        }
        let mut undecided = false;
        for (later, rivals) in rivals(bands) {
            let (Some(row), Some(band)) = (rows.get(later), bands.get(later)) else { continue };
            let mut shown = 0;
            for earlier in rivals {
                let (Some(other), Some(rival)) = (rows.get(earlier), bands.get(earlier)) else { continue };
                match self.meets(space, table, image, &band.intersect(rival)) {
                    Met::Shown(value, inputs) => {
                        shown += 1;
                        let mut place = overlap_at(space, table, (other, rival), (row, band));
                        if table.banded.scale.is_some() && !self.in_scale(table, [Some(row), Some(other)]) {
                            place.primary = table.banded.span;
                        }
                        self.report(say::overlap(place, &table.measured, &value, &inputs));
                    }
                    Met::Never => {}
                    Met::Undecided => undecided = true,
                }
                if shown == RIVALS {
                    break;
                }
            }
        }
        let between = between(bands);
        let met = |piece: &Piece, gap: &&Interval| space.reaches(piece, gap);
        let left = |piece: &Piece| between.iter().filter(|gap| met(piece, gap)).map(|gap| piece.interval.intersect(gap)).collect();
        let rest: Vec<(&Piece, Interval)> = (image.pieces.iter())
            .flat_map(|piece| {
                let left: Vec<Interval> = left(piece);
                left.into_iter().map(move |left| (piece, left))
            })
            .collect();
        if let Some(otherwise) = &table.banded.otherwise {
            let dead = rest.is_empty() && !image.unknown && !image.pieces.is_empty() && !rows.is_empty();
            self.note_row(table.banded.scale.is_some(), otherwise.span, !dead, || say::dead_otherwise(otherwise.span, &table.measured));
        } else {
            let mut regions: Vec<Interval> = Vec::new();
            for (piece, region) in &rest {
                if regions.contains(region) {
                    continue;
                }
                let single = Image { pieces: vec![(*piece).clone()], unknown: image.unknown, taken: false };
                match self.meets(space, table, &single, region) {
                    Met::Shown(value, inputs) => {
                        regions.push(region.clone());
                        self.gap(space, table, bands, region, &value, &inputs);
                    }
                    Met::Never => {}
                    Met::Undecided => undecided = true,
                }
            }
        }
        if !table.banded.short {
            let range = image.pieces.iter().map(|piece| piece.interval.clone()).reduce(|one, two| one.hull(&two));
            for (row, band) in rows.iter().zip(bands) {
                let alive = image.unknown || image.pieces.is_empty() || image.reaches(space, band);
                let text = space.sources.slice(row.band).to_owned();
                // What a `when` row takes is a value of the input all the same.
                let taken = !alive && !table.banded.whens.is_empty() && space.image(&table.banded.value, before).reaches(space, band);
                self.note_row(table.banded.scale.is_some(), row.band, alive, || {
                    let range = range.as_ref().map(|range| range_words(space, range, &table.ty));
                    say::dead_row(row.band, &text, &table.measured, if taken { Dead::Taken } else { Dead::Beyond(range) })
                });
            }
        }
        self.ends_beyond(space, table, bands);
        if undecided || (image.unknown && table.banded.otherwise.is_none() && !covers_all(bands)) {
            self.undecided_table(table);
        }
    }

    /// Ends of rows that what is measured never comes to: a line to such an end never gives what it promises.
    /// Rows that nothing meets were reported as such, and the rows of a scale serve other uses too.
    /// What an earlier `when` row takes is not told apart: it is a value of the input all the same.
    fn ends_beyond(&mut self, space: &mut Space, table: &Table, bands: &[Interval]) {
        if table.banded.scale.is_some() {
            return;
        }
        let Some(range) = space.image(&table.banded.value, &Context::open()).range() else { return };
        let dead: Vec<&Interval> = bands.iter().filter(|band| range.intersect(band).is_empty()).collect();
        for (row, band) in table.banded.rows.iter().zip(bands) {
            if range.intersect(band).is_empty() {
                continue;
            }
            for (edge, end) in row.low.iter().zip(&band.low).chain(row.high.iter().zip(&band.high)) {
                let reported = !table.banded.short
                    && dead.iter().any(|dead| [&dead.low, &dead.high].into_iter().flatten().any(|edge| edge.value == end.value));
                let is_written = matches!(&*edge.value.kind, ExprKind::Constant(_)) && table.banded.span.contains(edge.value.span);
                if is_written && !reported {
                    self.beyond_bounds(space, &table.measured, &edge.value.ty, (edge.value.span, &end.value), &range);
                }
            }
        }
    }

    /// Says that a table could not be decided, once.
    pub fn undecided_table(&mut self, table: &Table) {
        let what = &table.measured;
        let words = crate::words!("whether every `{what}` meets exactly one row", "每个“{what}”是否恰好落入一行", what = what);
        self.undecided(table.banded.value.span, &words, Why::BeyondSums);
    }

    /// A row is alive or dead here; one of a scale or pattern is dead only if no use of it can meet the row.
    pub(super) fn note_row(&mut self, scale: bool, row: Span, alive: bool, finding: impl FnOnce() -> crate::diagnostics::Diagnostic) {
        match (scale || self.is_elsewhere(row), alive) {
            (false, true) => {}
            (false, false) => self.report(finding()),
            (true, true) => {
                self.live_rows.insert(row);
            }
            (true, false) => {
                self.dead_rows.entry(row).or_insert_with(finding);
            }
        }
    }

    /// Whether a value of the image lies in `region` while rows are asked, with the input that shows it.
    fn meets(&self, space: &Space, table: &Table, image: &Image, region: &Interval) -> Met {
        let mut undecided = false;
        for piece in &image.pieces {
            let common = piece.interval.intersect(region);
            if !space.reaches(piece, region) {
                continue;
            }
            let judge = |space: &Space, assignment: &Assignment| {
                if !space.within_limits(assignment) {
                    return Some(false);
                }
                let asked = space.value_asked(table.banded, assignment)?;
                Some(asked.is_some_and(|value| region.holds(&value)))
            };
            let confirm = |space: &Space, assignment: &Assignment| judge(space, assignment) == Some(true);
            let shown = match space.witness_in(piece, &common, &confirm) {
                Some(assignment) => Some(assignment),
                None => match space.try_all(piece, &common, &judge) {
                    Tried::Shown(assignment) => Some(assignment),
                    Tried::None => None,
                    Tried::Unknown => {
                        undecided = true;
                        None
                    }
                },
            };
            if let Some(assignment) = shown
                && let Some(Some(value)) = space.value_asked(table.banded, &assignment)
            {
                return Met::Shown(shown::number(self.program, &value, &table.ty), plain_inputs(space, table, &assignment));
            }
        }
        // Where there may be values that were not followed, nothing is shown by those that were.
        if undecided || image.unknown { Met::Undecided } else { Met::Never }
    }

    fn gap(&mut self, space: &Space, table: &Table, bands: &[Interval], region: &Interval, value: &Words, inputs: &Words) {
        let rows = &table.banded.rows;
        let touches = |one: &Option<End>, two: &Option<End>| match (one, two) {
            (Some(one), Some(two)) => {
                one.value == two.value || region.grid.as_ref().is_some_and(|grid| one.value.subtract(&two.value).absolute() <= *grid)
            }
            (Some(_) | None, _) => false,
        };
        let below = rows.iter().zip(bands).filter(|(_, band)| touches(&band.high, &region.low)).map(|(row, _)| row).next();
        let above = rows.iter().zip(bands).filter(|(_, band)| touches(&band.low, &region.high)).map(|(row, _)| row).next();
        let last = || rows.iter().zip(bands).max_by(|(_, one), (_, two)| order(&one.high, &two.high)).map(|(row, _)| row);
        let first = || rows.iter().zip(bands).min_by(|(_, one), (_, two)| order(&one.low, &two.low)).map(|(row, _)| row);
        let (primary, other) = match (below, above) {
            (Some(below), above) => (below, above),
            (None, Some(above)) => (above, None),
            (None, None) => match last().or_else(first) {
                Some(row) => (row, None),
                None => {
                    let place = Place { primary: table.banded.span, other: None, scale: false };
                    return self.report(say::gap(place, &table.measured, value, inputs, None, None));
                }
            },
        };
        let mut fix = None;
        if let (Some(below), Some(above)) = (below, above)
            && table.banded.scale.is_none()
            && let (Some(low), Some(next)) = (&below.low, &above.low)
        {
            let from = space.sources.slice(low.value.span);
            let to = space.sources.slice(next.value.span);
            let band = band_words(Some((from, low.inclusive)), (to, !next.inclusive));
            fix = Some((band, space.sources.file(below.band.source).language()));
        }
        if table.banded.scale.is_some() && !self.in_scale(table, [Some(primary), other]) {
            let place = Place { primary: table.banded.span, other: Some(primary.band), scale: true };
            return self.report(say::gap(place, &table.measured, value, inputs, None, None));
        }
        let end = match (below.is_some(), above.is_some()) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            (true, true) | (false, false) => None,
        };
        let place = Place { primary: primary.band, other: other.map(|row| row.band), scale: false };
        self.report(say::gap(place, &table.measured, value, inputs, fix, end));
    }

    /// Whether the ends of a scale's row were written in the scale itself, not supplied by its use.
    fn in_scale(&self, table: &Table, rows: [Option<&BandRow>; 2]) -> bool {
        let Some(scale) = table.banded.scale.map(|scale| self.program.scales[scale].span) else { return false };
        let mut edges = rows.into_iter().flatten().flat_map(|row| row.low.iter().chain(&row.high));
        edges.all(|edge| scale.contains(edge.value.span))
    }
}

/// What came of looking for a value.
enum Met {
    /// There is one: the value, and inputs that give it where it is not an input itself.
    Shown(Words, Words),
    /// There is none.
    Never,
    /// Nobody knows.
    Undecided,
}

/// So many rows that overlap one are told of each: what is said of the first mends the others as a rule.
const RIVALS: usize = 8;

/// Of each band the ones before it that have a number in common with it, in their order.
fn rivals(bands: &[Interval]) -> BTreeMap<usize, Vec<usize>> {
    let mut by_low: Vec<(usize, &Interval)> = bands.iter().enumerate().collect();
    by_low.sort_by(|(_, one), (_, two)| order(&one.low, &two.low));
    let mut rivals: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut open: Vec<(usize, &Interval)> = Vec::new();
    for (place, band) in by_low {
        open.retain(|(_, other)| !other.lies_below(band));
        for (other, _) in open.iter().filter(|(_, other)| !other.intersect(band).is_empty()) {
            rivals.entry(place.max(*other)).or_default().push(place.min(*other));
        }
        open.push((place, band));
    }
    rivals.values_mut().for_each(|earlier| earlier.sort_unstable());
    rivals
}

/// What no band holds, from below upwards.
fn between(bands: &[Interval]) -> Vec<Interval> {
    let mut by_low: Vec<&Interval> = bands.iter().collect();
    let begins_later = |band: &Interval| band.low.as_ref().is_some_and(|low| !low.inclusive);
    by_low.sort_by(|one, two| order(&one.low, &two.low).then_with(|| begins_later(one).cmp(&begins_later(two))));
    let mut found = Vec::new();
    let mut rest = Some(Interval::all());
    for band in by_low {
        // What lies below a band lies below all that come after it.
        let Some(left) = rest.take() else { break };
        for side in left.without(band) {
            if side.high == left.high {
                rest = Some(side);
            } else {
                found.push(side);
            }
        }
    }
    found.extend(rest);
    found
}

/// Whether a row holds something that was reported already.
fn faulty(row: &BandRow) -> bool {
    let edges = row.low.iter().chain(&row.high).any(|edge| edge.value.ty.is_error());
    edges || row.outcome.points().any(|points| points.ty.is_error())
}

fn covers_all(bands: &[Interval]) -> bool {
    let mut rest = vec![Interval::all()];
    for band in bands {
        rest = rest.into_iter().flat_map(|left| left.without(band)).collect();
    }
    rest.is_empty()
}

/// The stretch a row holds, if its ends are constants.
pub fn band(space: &mut Space, row: &BandRow) -> Option<Interval> {
    let mut end = |edge: &Option<Edge>| -> Option<Option<End>> {
        let Some(edge) = edge else { return Some(None) };
        let value = space.constant_of(&edge.value)?;
        Some(Some(End { value, inclusive: edge.inclusive }))
    };
    Some(Interval { low: end(&row.low)?, high: end(&row.high)?, grid: None })
}

impl Space<'_> {
    /// The number an expression always is, whatever is answered; a day as the number it is counted by.
    pub(super) fn constant_of(&mut self, expr: &Expr) -> Option<Number> {
        let cases = self.cases(expr);
        let [only] = cases.as_slice() else { return None };
        match &only.outcome {
            Outcome::Number(fraction) => Fraction::as_constant(fraction),
            Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other | Outcome::Missing(..) | Outcome::Zero(_) => None,
        }
    }
}

fn order(one: &Option<End>, two: &Option<End>) -> std::cmp::Ordering {
    one.as_ref().map(|end| &end.value).cmp(&two.as_ref().map(|end| &end.value))
}

fn reversed(space: &Space, table: &Table, row: &BandRow, band: &Interval) -> crate::diagnostics::Diagnostic {
    let edges = row.low.iter().chain(&row.high);
    let in_use = table.banded.scale.is_some_and(|scale| {
        let scale = space.program.scales[scale].span;
        edges.into_iter().any(|edge| !scale.contains(edge.value.span))
    });
    let swapped = band.low.as_ref().zip(band.high.as_ref()).is_some_and(|(low, high)| low.value > high.value);
    let slice = |edge: &Edge| (space.sources.slice(edge.value.span).to_owned(), edge.value.span);
    let ends = row.low.as_ref().zip(row.high.as_ref()).filter(|_| swapped);
    let text = space.sources.slice(row.band);
    if let Some((low, high)) = ends.filter(|_| !in_use)
        && lacks_percent(space, low, high)
    {
        return say::percent_left_out(low.value.span, space.sources.slice(low.value.span), text);
    }
    let ends = ends.map(|(low, high)| (slice(low), slice(high)));
    if let Some((low, high)) = ends.clone().filter(|((_, low), (_, high))| in_use && low.source == high.source) {
        let both = if low.1.start <= high.1.start { low.1.to(high.1) } else { high.1.to(low.1) };
        let used = Some(table.banded.span).filter(|used| !used.contains(both));
        return say::swapped_in_use(&say::SwappedInUse { ends: both, row: row.band, used }, text, (low, high));
    }
    say::reversed(if in_use { table.banded.span } else { row.band }, text, ends)
}

/// `90 to below 98%`: a lower end without the sign that the upper one has, which with it would lie below that one.
fn lacks_percent(space: &Space, low: &Edge, high: &Edge) -> bool {
    let text = space.sources.slice(low.value.span);
    let bare = text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let percent = |text: &str| text.strip_suffix(['%', '％']).and_then(|figure| Number::parse(figure).ok());
    let (low, high) = (Number::parse(text).ok(), percent(space.sources.slice(high.value.span)));
    bare && low.zip(high).is_some_and(|(low, high)| low < high)
}

/// Where two rows overlap, and what to write: the lower one ends where the higher begins. One that ends in the number with
/// which the other begins is wrong in that number alone.
fn overlap_at(space: &Space, table: &Table, one: (&BandRow, &Interval), two: (&BandRow, &Interval)) -> say::Overlap {
    // Without an end a band goes higher than any other.
    let ends_first = match (&one.1.high, &two.1.high) {
        (Some(one), Some(two)) => one.value <= two.value,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let (lower, upper) = if ends_first { (one, two) } else { (two, one) };
    let meet = lower.1.high.as_ref().zip(upper.1.low.as_ref()).filter(|_| order(&lower.1.low, &upper.1.low).is_lt());
    let at_one_number = meet.is_some_and(|(high, low)| high.value == low.value);
    let open_above = upper.1.high.is_none();
    let touch = meet.is_some_and(|(high, low)| high.value >= low.value) && (at_one_number || !open_above);
    let (Some(low), true, None) = (upper.0.low.as_ref(), touch, table.banded.scale) else {
        return say::Overlap { primary: two.0.band, second: one.0.band, fix: None };
    };
    let begins = lower.0.low.as_ref().map(|edge| (space.sources.slice(edge.value.span), edge.inclusive));
    let band = band_words(begins, (space.sources.slice(low.value.span), !low.inclusive));
    let language = space.sources.file(lower.0.band.source).language();
    let end = lower.0.high.as_ref().filter(|_| at_one_number && begins.is_some()).map(|edge| edge.value.span);
    say::Overlap { primary: end.unwrap_or(lower.0.band), second: upper.0.band, fix: Some((lower.0.band, band, language)) }
}

/// A band in words of the language: from the first (and whether it is in) up to the second.
fn band_words(low: Option<(&str, bool)>, (high, high_in): (&str, bool)) -> Words {
    use crate::words;
    match (low, high_in) {
        (None, false) => words!("below {high}", "不满 {high}", high = high),
        (None, true) => words!("{high} and below", "{high} 及以下", high = high),
        (Some((low, true)), false) => words!("{low} to below {high}", "{low} 及以上不满 {high}", low = low, high = high),
        (Some((low, true)), true) => words!("{low} to {high}", "{low} 至 {high}", low = low, high = high),
        (Some((low, false)), false) => words!("above {low} to below {high}", "超过 {low} 不满 {high}", low = low, high = high),
        (Some((low, false)), true) => words!("above {low} to {high}", "超过 {low} 至 {high}", low = low, high = high),
    }
}

/// From where to where a stretch goes.
pub fn range_words(space: &Space, range: &Interval, ty: &Type) -> Words {
    use crate::words;
    let number = |end: &End| shown::number(space.program, &end.value, ty);
    match (&range.low, &range.high) {
        (Some(low), Some(high)) if low.value == high.value => {
            let only = number(low);
            words!("is always {e}", "总是 {z}", e = only.english, z = only.chinese)
        }
        (Some(low), Some(high)) => {
            let (low, high) = (number(low), number(high));
            words!("lies between {a} and {b}", "在 {c} 与 {d} 之间", a = low.english, b = high.english, c = low.chinese, d = high.chinese)
        }
        (Some(low), None) if low.inclusive => {
            let low = number(low);
            words!("is never below {e}", "不会低于 {z}", e = low.english, z = low.chinese)
        }
        (Some(low), None) => {
            let low = number(low);
            words!("is always above {e}", "总是高于 {z}", e = low.english, z = low.chinese)
        }
        (None, Some(high)) => {
            let high = number(high);
            words!("is never above {e}", "不会高于 {z}", e = high.english, z = high.chinese)
        }
        (None, None) => words!("can be any number", "可以是任何数"),
    }
}

/// The inputs behind a value; nothing where the value is the one input itself.
pub fn plain_inputs(space: &Space, table: &Table, assignment: &Assignment) -> Words {
    let itself = |atom| space.name(atom) == table.measured;
    if assignment.len() == 1 && assignment.keys().all(itself) {
        return Words::same("");
    }
    space.inputs_words(assignment)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every band with ends at 0, 1 or 2, in or out, and without.
    fn every_band() -> Vec<Interval> {
        let values = (0..3).flat_map(|value| [true, false].map(|inclusive| End { value: Number::from(value), inclusive }));
        let ends: Vec<Option<End>> = values.map(Some).chain([None]).collect();
        let bands = ends.iter().flat_map(|low| ends.iter().map(move |high| (low.clone(), high.clone())));
        bands.map(|(low, high)| Interval { low, high, grid: None }).filter(|band| !band.is_empty()).collect()
    }

    #[test]
    fn rivals_and_gaps_are_those_of_looking_at_each_with_each() {
        let every = &every_band();
        let pairs = every.iter().flat_map(|one| every.iter().map(move |two| (one, two)));
        let triples = pairs.flat_map(|(one, two)| every.iter().map(move |three| [one, two, three]));
        for triple in triples {
            let bands = triple.map(Clone::clone).to_vec();
            let mut each: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (later, band) in bands.iter().enumerate() {
                let met = bands.iter().take(later).enumerate().filter(|(_, other)| !other.intersect(band).is_empty());
                let met: Vec<usize> = met.map(|(place, _)| place).collect();
                if !met.is_empty() {
                    each.insert(later, met);
                }
            }
            assert_eq!(rivals(&bands), each, "{bands:?}");
            let rest = bands.iter().fold(vec![Interval::all()], |rest, band| rest.iter().flat_map(|left| left.without(band)).collect());
            assert_eq!(between(&bands), rest, "{bands:?}");
        }
    }
}
