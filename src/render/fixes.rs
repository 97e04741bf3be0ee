//! Carrying out the fixes that findings offer.

use std::collections::BTreeMap;

use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::text::{SourceId, SourceMap, Span};

/// The texts after all fixes at least as sure as `least`, with the number of fixes that touched each.
///
/// A fix is carried out as a whole or not at all: where two would change the same place, the one
/// whose finding comes first in the text wins and the other waits for the next round. Two findings
/// that offer the very same edits are both served by carrying them out once.
#[must_use]
pub fn apply(diagnostics: &[Diagnostic], sources: &SourceMap, least: Applicability) -> Vec<(SourceId, String, usize)> {
    let mut offered: Vec<&Diagnostic> =
        diagnostics.iter().filter(|diagnostic| diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability <= least)).collect();
    offered.sort_by_key(|diagnostic| (diagnostic.primary.span, diagnostic.code));

    let mut taken: BTreeMap<SourceId, (Vec<&Edit>, usize)> = BTreeMap::new();
    for edits in offered.into_iter().filter_map(|diagnostic| diagnostic.fix.as_ref()).map(|fix| &fix.edits) {
        let known = |edit: &Edit| taken.get(&edit.span.source).is_some_and(|(list, _)| list.contains(&edit));
        let free =
            |edit: &Edit| taken.get(&edit.span.source).is_none_or(|(list, _)| !list.iter().any(|other| clash(edit.span, other.span)));
        let new = edits.iter().all(free);
        if !new && !edits.iter().all(known) {
            continue;
        }
        let mut touched: Vec<SourceId> = edits.iter().map(|edit| edit.span.source).collect();
        touched.dedup();
        for source in touched {
            taken.entry(source).or_default().1 += 1;
        }
        for edit in edits.iter().filter(|_| new) {
            taken.entry(edit.span.source).or_default().0.push(edit);
        }
    }
    taken.into_iter().map(|(source, (edits, applied))| (source, rewritten(sources.file(source).text(), edits), applied)).collect()
}

/// Whether two edits cannot both be carried out with a sure result. Neighbours can, unless one of
/// them inserts just where the other begins.
fn clash(left: Span, right: Span) -> bool {
    left.start == right.start || (left.start < right.end && right.start < left.end)
}

fn rewritten(text: &str, mut edits: Vec<&Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        result.push_str(text.get(done..range.start).unwrap_or(""));
        result.push_str(&edit.replacement);
        done = range.end;
    }
    result.push_str(text.get(done..).unwrap_or(""));
    result
}
