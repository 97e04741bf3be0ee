//! Long lists of reasons that were told before: at half-year nearly everything rests on the same things that are not due yet.

use std::collections::BTreeSet;
use std::mem;

use super::{Cell, Line};
use crate::text::{Span, Words};
use crate::words;

/// So many reasons that were told above are not told again one by one. Fewer are sooner read than looked up.
const MANY: usize = 4;

/// What makes a reason the same as another: its words, the clause and the cells.
type Told = BTreeSet<(Words, Option<Span>, Vec<Cell>)>;

/// The lines with long lists of reasons told once, where they are met first. Each indicator is read by itself, so that its
/// own reasons stand there whatever was told above.
#[must_use]
pub fn once(lines: &[Line]) -> Vec<Line> {
    shortened(lines, &mut Told::new())
}

fn shortened(lines: &[Line], told: &mut Told) -> Vec<Line> {
    let mut short = Vec::new();
    let mut reasons: Vec<&Line> = Vec::new();
    for line in lines {
        if line.kind == "reason" {
            reasons.push(line);
            continue;
        }
        short.extend(of_run(&mem::take(&mut reasons), told));
        let children = if line.indicator.is_some() { shortened(&line.children, &mut Told::new()) } else { shortened(&line.children, told) };
        short.push(Line { children, ..line.clone() });
    }
    short.extend(of_run(&reasons, told));
    short
}

/// Reasons one after the other: those that are new, and how many are not.
fn of_run(reasons: &[&Line], told: &mut Told) -> Vec<Line> {
    let key = |line: &Line| (line.words.clone(), line.clause, line.cells.clone());
    let (again, mut new): (Vec<&Line>, Vec<&Line>) = reasons.iter().partition(|line| told.contains(&key(line)));
    if again.len() < MANY {
        new = reasons.to_vec();
    }
    told.extend(reasons.iter().map(|line| key(line)));
    let mut lines: Vec<Line> = new.iter().map(|line| (*line).clone()).collect();
    if again.len() >= MANY {
        let number = again.len();
        let words = if new.is_empty() {
            words!("for the {number} reasons that are told above", "原因共 {number} 项，见上文", number = number)
        } else {
            words!("and for {number} more that are told above", "另有 {number} 项原因，见上文", number = number)
        };
        lines.push(Line::new("reason", words));
    }
    lines
}
