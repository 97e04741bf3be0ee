//! Two rulebooks compared by what they mean, not by how they are written.
//!
//! [`compare()`] writes both checked programs down as outlines of one form (`outline`, with
//! expressions in a `canon` that knows no layout, no order without meaning and no sugar), walks the
//! two side by side (`walk`), and returns a [`Comparison`]: what was added, removed, renamed or
//! changed, old beside new, each with its two places. What looks like a renaming is proposed
//! (`likeness`), never assumed. It neither scores nor prints; how changes look is the business of `render`.

mod change;

mod node;

mod called;
mod canon;
mod contests;
mod names;
mod outline;
mod pieces;
mod values;

mod likeness;
mod moved;
mod walk;
mod words;

mod impact;

pub use change::*;
pub use impact::*;

use crate::model::Program;
use crate::text::SourceMap;

/// What the newer of two books says differently. Both are of the same map of sources.
#[must_use]
pub fn compare(old: &Program, new: &Program, sources: &SourceMap) -> Comparison {
    let names = names::Names::new(old, new);
    let outlines = (outline::outline(old, &names.older(sources)), outline::outline(new, &names.newer(sources)));
    walk::walk(&outlines.0, &outlines.1, &names, sources)
}
