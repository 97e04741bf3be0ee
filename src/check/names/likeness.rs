//! Names that look like one from further out: an input like an attribute, a field like an input, any
//! name like a word of the language. What is declared side by side is compared by `spelling`.
//!
//! Each name is looked up once by what it looks like, so this takes time in proportion to the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_security::skeleton;

use super::Declared;
use crate::check::messages::names::{self as say, Alike};
use crate::diagnostics::Diagnostic;
use crate::syntax::ast::{self, Name, SubjectClause, names_in_card, names_in_indicator, names_of_attributes, values_written_inline};
use crate::syntax::keywords;

/// What a name looks like: the same for two names that the eye cannot tell apart.
pub fn looks(name: &str) -> String {
    let plain: Option<String> = name.bytes().map(|byte| PLAIN.get(usize::from(byte)).and_then(Option::as_deref)).collect();
    plain.unwrap_or_else(|| skeleton(name).collect())
}

/// What each ASCII letter looks like, where that is ASCII again. In a name of such letters, as nearly all are, each stands
/// for itself: no marks come together with the letter before them.
static PLAIN: LazyLock<[Option<String>; 128]> = LazyLock::new(|| {
    std::array::from_fn(|code| {
        let letter = u8::try_from(code).map(char::from).unwrap_or_default();
        Some(skeleton(letter.encode_utf8(&mut [0; 4])).collect()).filter(|looks: &String| looks.is_ascii())
    })
});

/// The words of the language by what they look like.
static WORDS: LazyLock<BTreeMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let spellings = keywords::all().flat_map(|(_, keyword)| keyword.english.iter().chain(&keyword.chinese));
    let words = spellings.flat_map(|spelling| spelling.split(' '));
    let mut known: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for word in words {
        let alike = known.entry(looks(word)).or_default();
        if !alike.contains(&word) {
            alike.push(word);
        }
    }
    known
});

/// The names of one place, by what they look like; of those written with the same letters the first.
#[derive(Default)]
struct Place<'a> {
    names: BTreeMap<String, Vec<&'a Name>>,
}

impl<'a> Place<'a> {
    fn of(names: impl IntoIterator<Item = &'a Name>) -> Self {
        let mut place = Self::default();
        place.take(names);
        place
    }

    fn take(&mut self, names: impl IntoIterator<Item = &'a Name>) {
        for name in names {
            let alike = self.names.entry(looks(name)).or_default();
            if alike.iter().all(|known| known.value != name.value) {
                alike.push(name);
            }
        }
    }

    /// The name of this place that `name` can be taken for.
    fn taken_for(&self, name: &Name, looks: &str) -> Option<&'a Name> {
        self.names.get(looks)?.iter().find(|known| known.value != name.value).copied()
    }
}

/// What the names of one kind of subject are read beside.
#[derive(Default)]
struct Kind<'a> {
    /// Attributes, lets and parts of its scorecards.
    own: Place<'a>,
    /// Inputs, lets and steps of the indicators about it.
    asked: Place<'a>,
}

/// The word of the language that `name` can be taken for. In a name of plain letters and digits a 1 for an l is
/// told apart well enough from `all` or `else`, but not from a name that is read just as it is.
fn word_like(name: &Name, looks: &str) -> Option<&'static str> {
    let words = WORDS.get(looks).filter(|words| !words.contains(&name.as_str()))?;
    words.iter().find(|word| !name.is_ascii() || keywords::is_given_name(word)).copied()
}

/// Reports every name that can be taken for one from further out.
pub(super) fn look_alikes<'a>(declared: &Declared<'a>) -> Vec<Diagnostic> {
    let book = book(declared);
    let outer = Place::of(book.iter().copied());
    let values = Place::of(values(declared));
    let mut found = Vec::new();
    let mut compare = |names: &[&'a Name], places: &[&Place<'a>]| {
        for name in names {
            let looks = looks(name);
            if let Some(word) = word_like(name, &looks) {
                found.push(say::look_alike(name, Alike::Word(word)));
            } else if let Some(other) = places.iter().find_map(|place| place.taken_for(name, &looks)) {
                found.push(say::look_alike(name, Alike::Name(other)));
            }
        }
    };
    compare(&book, &[]);
    let mut kinds: BTreeMap<&str, Kind<'a>> = BTreeMap::new();
    for (subject, _) in &declared.subjects {
        let names = names_of_attributes(subject);
        compare(&names, &[&outer, &values]);
        kinds.entry(&subject.name).or_default().own.take(names);
    }
    for (card, _) in &declared.scorecards {
        let mut names = Vec::new();
        names_in_card(&card.body, &mut names);
        let own = &mut kinds.entry(&card.whom.level).or_default().own;
        compare(&names, &[&outer, &values, own]);
        own.take(names);
    }
    for (indicator, _) in &declared.indicators {
        let names = names_in_indicator(indicator.body.as_ref());
        let kind = kinds.entry(&indicator.whom.level).or_default();
        compare(&names, &[&outer, &values, &kind.own]);
        kind.asked.take(names);
    }
    for (pattern, _) in &declared.patterns {
        let mut names = names_in_indicator(Some(&pattern.body));
        names.extend(&pattern.parameters);
        compare(&names, &[&outer, &values]);
    }
    for (scale, _) in &declared.scales {
        compare(&scale.parameters.iter().collect::<Vec<_>>(), &[&outer, &values]);
    }
    let nobody = Kind::default();
    for (register, _) in &declared.registers {
        let names: Vec<&Name> = register.body.statements.iter().map(|field| &field.name).collect();
        let kind = kinds.get(register.of.as_str()).unwrap_or(&nobody);
        compare(&names, &[&outer, &values, &kind.own, &kind.asked]);
    }
    compare(&self::values(declared).collect::<Vec<_>>(), &[]);
    found
}

/// The names of the rulebook's own scope.
pub(super) fn book<'a>(declared: &Declared<'a>) -> Vec<&'a Name> {
    (declared.units.iter().map(|(item, _)| &item.name))
        .chain(declared.choices.iter().map(|(item, _)| &item.name))
        .chain(declared.subjects.iter().map(|(item, _)| &item.name))
        .chain(declared.roles.iter().map(|(item, _)| &item.name))
        .chain(declared.registers.iter().map(|(item, _)| &item.name))
        .chain(declared.tables.iter().map(|(item, _)| &item.name))
        .chain(declared.scales.iter().map(|(item, _)| &item.name))
        .chain(declared.patterns.iter().map(|(item, _)| &item.name))
        .chain(declared.indicators.iter().map(|(item, _)| &item.name))
        .collect()
}

/// Every name that is declared anywhere.
pub(super) fn everything<'a>(declared: &Declared<'a>) -> impl Iterator<Item = &'a Name> {
    let mut names = book(declared);
    names.extend(values(declared));
    names.extend(declared.subjects.iter().flat_map(|(subject, _)| names_of_attributes(subject)));
    names.extend(declared.indicators.iter().flat_map(|(indicator, _)| names_in_indicator(indicator.body.as_ref())));
    names.extend(
        declared.patterns.iter().flat_map(|(pattern, _)| names_in_indicator(Some(&pattern.body)).into_iter().chain(&pattern.parameters)),
    );
    names.extend(declared.scales.iter().flat_map(|(scale, _)| &scale.parameters));
    names.extend(declared.registers.iter().flat_map(|(register, _)| &register.body.statements).map(|field| &field.value.name));
    for (card, _) in &declared.scorecards {
        names_in_card(&card.body, &mut names);
    }
    names.into_iter()
}

/// What stands where a value of a choice or a member is expected.
fn values<'a>(declared: &Declared<'a>) -> impl Iterator<Item = &'a Name> {
    let titled = |list: &'a [ast::Titled]| list.iter().map(|value| &value.name);
    let subjects = declared.subjects.iter().flat_map(|(subject, _)| subject.body.iter().flat_map(|body| &body.statements));
    let of_subjects = subjects.flat_map(move |clause| match &clause.value {
        SubjectClause::Sequence(list) | SubjectClause::Members(list) => titled(list),
        SubjectClause::Attribute(input) => titled(values_written_inline(input)),
    });
    let fields = declared.registers.iter().flat_map(|(register, _)| &register.body.statements);
    let choices = declared.choices.iter().flat_map(|(choice, _)| &choice.body.statements);
    (choices.flat_map(move |list| titled(&list.value.values)))
        .chain(of_subjects)
        .chain(fields.flat_map(move |field| titled(values_written_inline(&field.value))))
}
