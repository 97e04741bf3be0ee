//! The comparison as one JSON document, version 1: keys and lists in a fixed order, numbers as text.

use serde::Serialize;

use super::{OnData, Shown};
use crate::diff::{Change, Effect, Leaning, Side, Thing};
use crate::model::Program;
use crate::text::{Language, Span};

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    old: BookView<'a>,
    new: BookView<'a>,
    means_something_else: bool,
    counts: Vec<CountView>,
    changes: Vec<ChangeView<'a>>,
    proposals: Vec<ProposalView<'a>>,
    /// What both books make of the same submissions; only where some were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<super::impact_json::DataView<'a>>,
}

#[derive(Serialize)]
struct BookView<'a> {
    rulebook: &'a str,
    year: i64,
}

#[derive(Serialize)]
struct CountView {
    kind: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    kind: &'static str,
    aspect: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    with: Vec<&'static str>,
    effect: &'static str,
    about: ThingView<'a>,
    /// Where it stood, if it moved here from another declaration.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<ThingView<'a>>,
    also: Vec<ThingView<'a>>,
    inside: Vec<&'a str>,
    old: Option<SideView<'a>>,
    new: Option<SideView<'a>>,
    leans: Option<&'static str>,
}

#[derive(Serialize)]
struct ThingView<'a> {
    kind: &'static str,
    name: &'a str,
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
}

#[derive(Serialize)]
struct SideView<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: PlaceView<'a>,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct ProposalView<'a> {
    old: ThingView<'a>,
    old_place: PlaceView<'a>,
    new: ThingView<'a>,
    new_place: PlaceView<'a>,
    likeness: u32,
}

/// Everything found; what is said in words of our own is said in `language`.
#[must_use]
pub fn json(shown: &Shown<'_>, language: Language) -> String {
    let comparison = shown.comparison;
    let rulings = shown.on_data.map(OnData::rulings);
    let on_data = shown.on_data.zip(rulings.as_ref());
    let document = Document {
        schema_version: 1,
        old: book(shown.old),
        new: book(shown.new),
        means_something_else: comparison.means_something_else(),
        counts: comparison.counts().into_iter().map(|(kind, count)| CountView { kind: kind.word(), count }).collect(),
        changes: comparison.changes.iter().map(|change| change_view(shown, change, language)).collect(),
        proposals: comparison
            .proposals
            .iter()
            .map(|one| ProposalView {
                old: thing(&one.old),
                old_place: place(shown, one.old_span),
                new: thing(&one.new),
                new_place: place(shown, one.new_span),
                likeness: one.likeness,
            })
            .collect(),
        data: on_data.map(|(on_data, rulings)| super::impact_json::data(shown, on_data, rulings, language)),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("INVARIANT: the document has only text keys and writes to memory");
    text.push('\n');
    text
}

fn book(program: &Program) -> BookView<'_> {
    BookView { rulebook: &program.header.title, year: program.header.year }
}

fn thing(thing: &Thing) -> ThingView<'_> {
    let (title, of, author) = (thing.title.as_deref(), thing.of.as_deref(), thing.author.as_ref().map(|author| author.name.as_str()));
    ThingView { kind: thing.aspect.word(), name: &thing.name, title, of, author }
}

fn place<'a>(shown: &Shown<'a>, span: Span) -> PlaceView<'a> {
    let file = shown.sources.file(span.source);
    let position = file.position(span.start);
    PlaceView { file: file.name(), line: position.line, column: position.column }
}

fn change_view<'a>(shown: &Shown<'a>, change: &'a Change, language: Language) -> ChangeView<'a> {
    let side =
        |side: &'a Option<Side>| side.as_ref().map(|side| SideView { text: side.text.get(language), place: place(shown, side.span) });
    ChangeView {
        kind: change.kind().word(),
        aspect: change.aspect.word(),
        with: change.with.iter().map(|aspect| aspect.word()).collect(),
        effect: match change.effect {
            Effect::Added => "added",
            Effect::Removed => "removed",
            Effect::Renamed => "renamed",
            Effect::Changed => "changed",
            Effect::Reordered => "reordered",
            Effect::Moved => "moved",
        },
        about: thing(&change.about),
        from: change.from.as_ref().map(thing),
        also: change.also.iter().map(thing).collect(),
        inside: change.inside.iter().map(|words| words.english.as_str()).collect(),
        old: side(&change.old),
        new: side(&change.new),
        leans: change.leans.map(|way| match way {
            Leaning::Stricter => "stricter",
            Leaning::Looser => "looser",
        }),
    }
}
