//! Former names of indicators: each once, and none that is still in use.

use std::collections::BTreeMap;

use crate::check::checker::Checker;
use crate::check::messages::names as say;
use crate::text::Span;

impl Checker<'_> {
    /// Reports former names that would join the wrong indicators of two years.
    pub(super) fn check_former_names(&mut self) {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for id in self.program.indicators.ids() {
            let Some(former) = self.program.indicators[id].formerly.clone() else { continue };
            let used = self.names.indicators.get(&former.value).map(|used| self.program.indicators[*used].name_span);
            match used.or_else(|| first.get(&former.value).copied()) {
                Some(other) => self.report(say::former_name_in_use(&former, other, used.is_some())),
                None => drop(first.insert(former.value, former.span)),
            }
        }
    }
}
