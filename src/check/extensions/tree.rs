//! What stands in a proposal, and which names it takes. What it may not bring is reported and left
//! out, as if it could not be read: nothing that rests on it is reported again.

use std::collections::BTreeMap;

use super::{Candidate, Proposal};
use crate::check::messages::{Thing, extensions as say};
use crate::check::names::looks;
use crate::diagnostics::Diagnostics;
use crate::model::Program;
use crate::syntax::ast::{Body, Indicator, Item, Name, Named, PartClause, SubjectClause, named_by, names_of_steps};
use crate::syntax::{Broken, Context, Parse};
use crate::text::Span;

/// A name that is taken: by the office, or by an extension before.
struct Taken {
    thing: Thing,
    name: String,
    span: Span,
    /// The member whose extension has it; none for the office.
    by: Option<String>,
}

/// The names that are taken, by what they look like.
#[derive(Default)]
struct Names {
    list: BTreeMap<String, Vec<Taken>>,
}

/// The tree of a proposal without what it may not bring.
pub(super) fn read(program: &Program, parses: &[Parse], proposal: &Proposal, others: &[Candidate], found: &mut Diagnostics) -> Parse {
    let mut names = Names::default();
    for parse in parses {
        names.of_file(parse, None);
    }
    for other in others {
        names.of_file(&other.parse, Some(program.member_name(other.extension.proposer)));
    }
    let own: Vec<&str> = proposal.parse.file.items.iter().filter_map(|item| declared(&item.value)).map(|(_, name)| name.as_str()).collect();
    let titles = titles(parses, others);
    let mut parse = proposal.parse.clone();
    let mut broken = Vec::new();
    parse.file.items.retain(|item| {
        let before = broken.len();
        let names_in = |item: &Item| declared(item).map(|(_, name)| name.value.clone()).into_iter().collect::<Vec<_>>();
        if let Some((place, what)) = of_the_office(&item.value, &own) {
            found.push(say::beyond_an_extension(place, &what));
            broken.push(Broken { span: item.span, context: Context::Item, names: names_in(&item.value), nameless: None });
        } else if let Some((thing, name)) = declared(&item.value)
            && names.refuse(thing, name, found)
        {
            broken.push(Broken { span: item.span, context: Context::Item, names: names_in(&item.value), nameless: None });
        }
        if let Item::Indicator(indicator) = &item.value {
            names.refuse_inside(indicator, found);
            if let Some(title) = &indicator.title
                && let Some((shown, span)) = titles.get(&looks_on_paper(&title.value))
            {
                found.push(say::same_title(title.span, &title.value, shown, *span));
            }
        }
        broken.len() == before
    });
    parse.broken.extend(broken);
    parse
}

/// What a title looks like on paper, where nobody counts spaces.
fn looks_on_paper(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    looks(&words.join(" "))
}

/// The titles of all indicators of the office and of the extensions before, by what they look like.
fn titles(parses: &[Parse], others: &[Candidate]) -> BTreeMap<String, (String, Span)> {
    let mut titles = BTreeMap::new();
    let items = parses.iter().chain(others.iter().map(|other| &other.parse)).flat_map(|parse| &parse.file.items);
    for item in items {
        if let Item::Indicator(indicator) = &item.value
            && let Some(title) = &indicator.title
        {
            titles.entry(looks_on_paper(&title.value)).or_insert((title.value.clone(), title.span));
        }
    }
    titles
}

/// What only the office may write, with the word to point at.
fn of_the_office(item: &Item, own: &[&str]) -> Option<(Span, say::Beyond)> {
    Some(match item {
        Item::Rulebook(rulebook) => (rulebook.title.span, say::Beyond::Rulebook),
        Item::Subject(subject) => (subject.name.span, say::Beyond::Subject),
        Item::Role(role) => (role.name.span, say::Beyond::Role),
        Item::Scorecard(card) => (card.whom.level.span, say::Beyond::Scorecard),
        Item::Grade(grade) => (grade.whom.level.span, say::Beyond::Grade),
        Item::Rank(rank) => (rank.whom.level.span, say::Beyond::Rank),
        Item::Consequence(consequence) => (consequence.whom.level.span, say::Beyond::Consequence),
        Item::Accept(accept) => (accept.name.span, say::Beyond::Accept),
        Item::Example(example) if !own.contains(&example.of.as_str()) => (example.of.span, say::Beyond::Example),
        Item::Examples(examples) if !own.contains(&examples.of.as_str()) => (examples.of.span, say::Beyond::Example),
        Item::Unit(_)
        | Item::Choice(_)
        | Item::Register(_)
        | Item::Table(_)
        | Item::Scale(_)
        | Item::Pattern(_)
        | Item::Indicator(_)
        | Item::Example(_)
        | Item::Examples(_)
        | Item::Extension(_) => return None,
    })
}

/// The name an item declares for all to read.
fn declared(item: &Item) -> Option<(Thing, &Name)> {
    match item {
        Item::Unit(unit) => Some((Thing::Unit, &unit.name)),
        Item::Choice(choice) => Some((Thing::Choice, &choice.name)),
        Item::Subject(subject) => Some((Thing::Level, &subject.name)),
        Item::Role(role) => Some((Thing::Role, &role.name)),
        Item::Register(register) => Some((Thing::Register, &register.name)),
        Item::Table(table) => Some((Thing::Table, &table.name)),
        Item::Scale(scale) => Some((Thing::Scale, &scale.name)),
        Item::Pattern(pattern) => Some((Thing::Pattern, &pattern.name)),
        Item::Indicator(indicator) => Some((Thing::Indicator, &indicator.name)),
        Item::Rulebook(_)
        | Item::Scorecard(_)
        | Item::Grade(_)
        | Item::Rank(_)
        | Item::Consequence(_)
        | Item::Example(_)
        | Item::Examples(_)
        | Item::Extension(_)
        | Item::Accept(_) => None,
    }
}

impl Names {
    /// Takes in the names of a file.
    fn of_file(&mut self, parse: &Parse, by: Option<&str>) {
        for item in &parse.file.items {
            if let Some((thing, name)) = declared(&item.value) {
                self.take(thing, name, by);
            }
            if let Item::Scorecard(card) = &item.value {
                self.parts(&card.body, by);
            }
            let Item::Subject(subject) = &item.value else { continue };
            for clause in subject.body.iter().flat_map(|body| &body.statements) {
                match &clause.value {
                    SubjectClause::Members(members) => members.iter().for_each(|member| self.take(Thing::Member, &member.name, by)),
                    SubjectClause::Attribute(input) => self.take(Thing::Attribute, &input.name, by),
                    SubjectClause::Sequence(_) => {}
                }
            }
        }
    }

    fn parts(&mut self, body: &Body<PartClause>, by: Option<&str>) {
        for clause in &body.statements {
            match &clause.value {
                PartClause::Part(part) => {
                    self.take(Thing::Part, &part.name, by);
                    part.body.iter().for_each(|body| self.parts(body, by));
                }
                PartClause::Let(named) => self.take(Thing::Let, &named.name, by),
                PartClause::TotalAtLeast(..) | PartClause::TotalAtMost(_) => {}
            }
        }
    }

    fn take(&mut self, thing: Thing, name: &Name, by: Option<&str>) {
        let taken = Taken { thing, name: name.value.clone(), span: name.span, by: by.map(str::to_owned) };
        self.list.entry(looks(name)).or_default().push(taken);
    }

    fn meets(&self, name: &Name) -> Option<&Taken> {
        let alike = self.list.get(&looks(name))?;
        alike.iter().find(|taken| taken.name == name.value).or(alike.first())
    }

    /// Reports a declared name that is taken, or looks like one that is.
    fn refuse(&self, thing: Thing, name: &Name, found: &mut Diagnostics) -> bool {
        let Some(taken) = self.meets(name) else { return false };
        if taken.name == name.value {
            found.push(say::takes_a_name(name, thing, taken.thing, taken.span, taken.by.as_deref()));
        } else {
            found.push(say::looks_like(name, &taken.name, taken.thing, taken.span, taken.by.as_deref()));
        }
        true
    }

    /// Names inside an indicator hide those of the book where both could be meant.
    fn refuse_inside(&self, indicator: &Indicator, found: &mut Diagnostics) {
        for clause in indicator.body.iter().flat_map(|body| &body.statements) {
            match named_by(&clause.value) {
                Some(Named::Input(input)) => self.refuse_hiding(Thing::Input, &input.name, found),
                Some(Named::Let(named)) => self.refuse_hiding(Thing::Let, &named.name, found),
                Some(Named::Steps(steps)) => names_of_steps(steps).for_each(|name| self.refuse_hiding(Thing::Input, name, found)),
                None => {}
            }
        }
    }

    fn refuse_hiding(&self, thing: Thing, name: &Name, found: &mut Diagnostics) {
        let Some(taken) = self.meets(name) else { return };
        // Members, roles, kinds and units never stand where a value is read; attributes and lets of a
        // scorecard are told by the check of names.
        let read = matches!(taken.thing, Thing::Indicator | Thing::Part | Thing::Register | Thing::Table);
        if read && taken.name == name.value {
            found.push(say::takes_a_name(name, thing, taken.thing, taken.span, taken.by.as_deref()));
        } else if read {
            found.push(say::looks_like(name, &taken.name, taken.thing, taken.span, taken.by.as_deref()));
        }
    }
}
