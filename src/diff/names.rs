//! What the two books call the same: an indicator with another name, joined by `formerly`.

use std::collections::BTreeMap;

use super::canon::Canon;
use crate::model::{Indicator, Program};
use crate::text::SourceMap;

/// Which indicators of the two books are the same: by name, or by `formerly`.
#[derive(Debug, Default)]
pub(super) struct Names<'p> {
    old: Option<&'p Program>,
    new: Option<&'p Program>,
    /// From the older book's name to the newer one's.
    renamed: BTreeMap<&'p str, &'p str>,
}

impl<'p> Names<'p> {
    /// Joins the names of two books.
    pub fn new(old: &'p Program, new: &'p Program) -> Self {
        let has = |program: &Program, name: &str| program.indicators.values().any(|one| one.name == name);
        let formers = |later: &'p Program, earlier: &'p Program| -> Vec<(&'p str, &'p str)> {
            let former = |indicator: &'p Indicator| {
                let former = indicator.formerly.as_ref()?.value.as_str();
                (has(earlier, former) && !has(later, former) && !has(earlier, &indicator.name)).then_some((former, indicator.name.as_str()))
            };
            later.indicators.values().filter_map(former).collect()
        };
        let mut renamed: BTreeMap<&str, &str> = formers(new, old).into_iter().collect();
        // Turned around, the book of the later year is the first of the two, and says what its indicators were called.
        for (former, name) in formers(old, new) {
            if !renamed.contains_key(name) && !renamed.values().any(|known| *known == former) {
                renamed.insert(name, former);
            }
        }
        Self { old: Some(old), new: Some(new), renamed }
    }

    /// The older book, its renamed indicators called by their new names.
    pub fn older<'c>(&'c self, sources: &'c SourceMap) -> Canon<'c> {
        Canon {
            sources,
            program: self.old.expect("INVARIANT: names are made from two books"),
            renamed: Some(&self.renamed),
            home: None,
            full: None,
        }
    }

    /// The newer book.
    pub fn newer<'c>(&'c self, sources: &'c SourceMap) -> Canon<'c> {
        Canon { sources, program: self.new.expect("INVARIANT: names are made from two books"), renamed: None, home: None, full: None }
    }

    /// How the newer book calls an indicator of the older one.
    pub fn newer_name<'n>(&self, old: &'n str) -> &'n str
    where
        'p: 'n,
    {
        self.renamed.get(old).copied().unwrap_or(old)
    }

    /// The newer names by the older ones, where they differ.
    pub fn renamed(&self) -> BTreeMap<String, String> {
        self.renamed.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
    }

    /// Whether one of the books, the older or the newer, offers these values somewhere without a name for the choice.
    pub fn has_inline_choice(&self, older: bool, values: &str) -> bool {
        let program = if older { self.old } else { self.new };
        let mut choices = program.iter().flat_map(|program| program.choices.values());
        choices.any(|choice| choice.name.is_none() && Canon::offered(choice) == values)
    }

    /// The former name of an indicator, where it was renamed.
    pub fn former(&self, name: &str) -> Option<&'p str> {
        self.renamed.iter().find(|(_, new)| **new == name).map(|(old, _)| *old)
    }
}
