//! Declarations that lack their name or have it misspelt: what reads it finds nothing, and that is their fault alone.
//!
//! Of the names that nobody declares one may be that of a `register "Notices" of office`. Findings about such names are
//! kept back until all are known; of each declaration the name that is missed most is taken for its own, and what was
//! said of it is dropped. Where several places miss one name, and what comes nearest to it is declared and read nowhere,
//! the fault is in the declaration, and is said there once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::checker::Checker;
use super::messages::{Thing, names as say};
use crate::diagnostics::Diagnostic;
use crate::syntax::Declares;
use crate::text::Span;

/// A finding about a name that nobody declares.
pub struct Missed {
    name: String,
    /// By their places among the declarations without a name, those that may have declared it.
    may_be: Vec<usize>,
    finding: Diagnostic,
}

/// A declaration whose name is misspelt.
struct Misspelt {
    place: Span,
    /// What is missed.
    name: String,
    /// How often it stands in the book.
    times: usize,
    /// Where that was found.
    uses: Vec<Span>,
}

impl Missed {
    /// What is missed and what it was told to be; of a path the one name that differs.
    fn told(&self) -> Option<(String, String)> {
        let [edit] = self.finding.fix.as_ref()?.edits.as_slice() else { return None };
        if self.name.split('.').count() != edit.replacement.split('.').count() {
            return None;
        }
        let mut differing = self.name.split('.').zip(edit.replacement.split('.')).filter(|(one, other)| one != other);
        match (differing.next(), differing.next()) {
            (Some((name, meant)), None) => Some((name.to_owned(), meant.to_owned())),
            (_, _) => None,
        }
    }
}

impl Checker<'_> {
    /// Reports a name of nothing that is declared, unless it may be that of a declaration which lacks its name.
    pub fn report_missed(&mut self, thing: Thing, name: &str, finding: Diagnostic) {
        let fits = |(declares, place): &(Declares, Span)| {
            declared_by(thing).contains(declares) && (inside_book(*declares) || self.is_around(*place, finding.primary.span))
        };
        let may_be: Vec<usize> = (0..).zip(&self.nameless).filter(|(_, nameless)| fits(nameless)).map(|(index, _)| index).collect();
        self.poison_met = true;
        self.missed.push(Missed { name: name.to_owned(), may_be, finding });
    }

    /// Whether the declaration at `place` can be read at `read`: both belong to one indicator or pattern, or the reader is
    /// no indicator.
    fn is_around(&self, place: Span, read: Span) -> bool {
        let indicators = self.declared.indicators.iter().map(|(_, span)| *span);
        let mut items = indicators.chain(self.declared.patterns.iter().map(|(_, span)| *span));
        items.find(|item| item.contains(read)).is_none_or(|item| item.contains(place))
    }

    /// Reports the names that no declaration lacks.
    pub(super) fn settle_missed(&mut self) {
        let mut left = std::mem::take(&mut self.missed);
        for index in 0..self.nameless.len() {
            let mut times: BTreeMap<&str, usize> = BTreeMap::new();
            for missed in left.iter().filter(|missed| missed.may_be.contains(&index)) {
                *times.entry(&missed.name).or_default() += 1;
            }
            let most = times.into_iter().max_by_key(|(name, times)| (*times, Reverse(*name))).map(|(name, _)| name.to_owned());
            left.retain(|missed| !missed.may_be.contains(&index) || most.as_ref() != Some(&missed.name));
        }
        for Misspelt { place, name, times, uses } in self.misspelt_declarations(&left) {
            left.retain(|missed| !uses.contains(&missed.finding.primary.span));
            self.report(say::misspelt_declaration(place, self.sources.slice(place), (&name, times), &uses));
        }
        for missed in left {
            self.report(missed.finding);
        }
    }

    /// Names that several places miss, where what they were told to write is declared and read nowhere; with its place.
    fn misspelt_declarations(&self, left: &[Missed]) -> Vec<Misspelt> {
        let mut told: BTreeMap<(String, String), Vec<Span>> = BTreeMap::new();
        for missed in left {
            if let Some(pair) = missed.told() {
                told.entry(pair).or_default().push(missed.finding.primary.span);
            }
        }
        let mut found = Vec::new();
        for ((name, meant), mut uses) in told {
            let times = self.places_of(&name).len();
            let without = left.iter().filter(|missed| missed.name == name && missed.told().is_none());
            uses.extend(without.map(|missed| missed.finding.primary.span));
            uses.sort_unstable();
            uses.dedup();
            // An indicator that reads it is given up, so that its examples do not come to miss it.
            if (uses.len() > 1 || times > 1)
                && let Some(place) = self.only_place(&meant)
            {
                found.push(Misspelt { place, name, times: times.max(uses.len()), uses });
            }
        }
        found
    }

    /// The place of a name that stands in all files once, comments and texts left out.
    fn only_place(&self, name: &str) -> Option<Span> {
        match self.places_of(name).as_slice() {
            [only] => Some(*only),
            [] | [_, _, ..] => None,
        }
    }

    /// Where a name stands in all files, comments and texts left out.
    fn places_of(&self, name: &str) -> Vec<Span> {
        let named = |letter: char| letter.is_alphanumeric() || letter == '_';
        let mut found = Vec::new();
        for file in self.sources.files() {
            for (start, _) in file.text().match_indices(name) {
                let end = start + name.len();
                let (Some(before), Some(behind)) = (file.text().get(..start), file.text().get(end..)) else { continue };
                let line = before.rsplit('\n').next().unwrap_or_default();
                let quoted = line.matches(['"', '＂', '“', '”']).count() % 2 == 1 || line.contains(['#', '＃']);
                if !quoted && !before.ends_with(named) && !behind.starts_with(named) {
                    found.push(Span::new(file.id(), start, end));
                }
            }
        }
        found
    }
}

/// Whether such a name can be read in the whole book.
fn inside_book(declares: Declares) -> bool {
    match declares {
        Declares::Unit
        | Declares::Choice
        | Declares::Subject
        | Declares::Role
        | Declares::Register
        | Declares::Table
        | Declares::Scale
        | Declares::Pattern
        | Declares::Indicator
        | Declares::Part
        | Declares::Field
        | Declares::Member
        | Declares::ChoiceValue
        | Declares::Grade => true,
        Declares::Value | Declares::Step => false,
    }
}

/// What declares such a thing.
fn declared_by(thing: Thing) -> &'static [Declares] {
    match thing {
        Thing::Unit => &[Declares::Unit],
        Thing::Choice => &[Declares::Choice],
        // What stands behind `sum of` may be an input as well.
        Thing::Level => &[Declares::Subject, Declares::Value],
        Thing::Role => &[Declares::Role],
        Thing::Register => &[Declares::Register],
        Thing::Table => &[Declares::Table],
        Thing::Scale => &[Declares::Scale],
        Thing::Pattern => &[Declares::Pattern],
        Thing::Indicator => &[Declares::Indicator],
        Thing::Part => &[Declares::Part],
        Thing::Attribute => &[Declares::Value],
        Thing::Field => &[Declares::Field],
        Thing::Type => &[Declares::Unit, Declares::Choice, Declares::Subject],
        // What is read by one name alone may be any of these.
        Thing::Input | Thing::Let => &[Declares::Value, Declares::Step, Declares::Field, Declares::Indicator, Declares::Part],
        Thing::Member => &[Declares::Member],
        Thing::Value => &[Declares::ChoiceValue, Declares::Grade],
        Thing::Grade => &[Declares::Grade],
        Thing::Parameter | Thing::Group => &[],
    }
}
