//! Names in one scope: no two alike, none declared twice, none of the given names.

use std::collections::BTreeMap;

use super::likeness::{book, look_alikes, looks};
use crate::check::checker::Checker;
use crate::check::messages::{Thing, names as say};
use crate::syntax::ast::Name;
use crate::syntax::keywords;

impl<'a> Checker<'a> {
    /// Reports names of the rulebook's own scope that look alike, and names inside that look like one of those.
    pub(super) fn look_for_likeness(&mut self) {
        let names = book(&self.declared);
        self.refuse_likeness(&names);
        for finding in look_alikes(&self.declared) {
            self.report(finding);
        }
        let valued: Vec<&'a Name> = self.declared.indicators.iter().map(|(item, _)| &item.name).collect();
        for name in valued {
            self.refuse_given(name);
        }
    }

    /// Reports every name that looks like an earlier one without being the same.
    pub fn refuse_likeness(&mut self, names: &[&'a Name]) {
        let mut seen: BTreeMap<String, &Name> = BTreeMap::new();
        for name in names {
            let looks = looks(name);
            match seen.get(&looks) {
                Some(first) if first.value != name.value => self.report(say::look_alike(name, say::Alike::Name(first))),
                Some(_) => {}
                None => drop(seen.insert(looks, name)),
            }
        }
    }

    /// Reports a name that the language itself gives.
    pub fn refuse_given(&mut self, name: &Name) {
        if keywords::is_given_name(name) {
            self.report(say::given_name(name));
        }
    }

    /// Checks the names of one scope of values: none given, none alike, none twice. Answers which to keep.
    pub fn check_scope(&mut self, thing: Thing, names: &[&'a Name]) -> Vec<bool> {
        self.check_scope_of(&each(thing, names))
    }

    /// The same for names of several things in one scope.
    pub fn check_scope_of(&mut self, names: &[(Thing, &'a Name)]) -> Vec<bool> {
        for (_, name) in names {
            self.refuse_given(name);
        }
        self.unique_of(names)
    }

    /// Checks names beside each other: none alike, none twice. Answers which to keep.
    pub fn unique(&mut self, thing: Thing, names: &[&'a Name]) -> Vec<bool> {
        self.unique_of(&each(thing, names))
    }

    fn unique_of(&mut self, names: &[(Thing, &'a Name)]) -> Vec<bool> {
        let mut seen: BTreeMap<&str, &Name> = BTreeMap::new();
        let mut keep = Vec::new();
        let mut read: BTreeMap<&str, &Name> = BTreeMap::new();
        for (thing, name) in names {
            // `one.失分` is read as `one.lost`, whichever of the two was declared.
            if let Some(english) = keywords::given_in_english(name) {
                let first = *read.entry(english).or_insert(name);
                if first.value != name.value {
                    self.report(say::read_alike(*thing, name, first));
                }
            }
            match seen.get(name.as_str()) {
                Some(first) => {
                    self.report(say::duplicate(*thing, name, first.span));
                    keep.push(false);
                }
                None => {
                    seen.insert(name, name);
                    keep.push(true);
                }
            }
        }
        self.refuse_likeness(&names.iter().map(|(_, name)| *name).collect::<Vec<_>>());
        keep
    }
}

fn each<'a>(thing: Thing, names: &[&'a Name]) -> Vec<(Thing, &'a Name)> {
    names.iter().map(|name| (thing, *name)).collect()
}
