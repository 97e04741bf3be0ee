//! How the comparison of two books looks: [`text()`] at a terminal, [`markdown()`] in a memo,
//! [`json()`] for other programs. Each begins with one page for whoever signs: how much of what kind,
//! what became stricter or looser in plain sight, what may have been renamed.

mod impact;
mod impact_json;
mod json;
mod markdown;
mod page;
mod text;

pub use json::json;
pub(super) use markdown::escaped;
pub use markdown::markdown;
pub use text::text;

use super::rulings::{self, Listed};
use super::visible::on_one_line;
use crate::diff::{Aspect, Change, Comparison, Effect, Impact, Leaning, Run, Thing};
use crate::model::Program;
use crate::text::{Language, SourceMap, Span, Words};
use crate::words;

/// What is shown of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The older book.
    pub old: &'a Program,
    /// The newer book.
    pub new: &'a Program,
    /// The texts of both.
    pub sources: &'a SourceMap,
    /// What the newer book says differently.
    pub comparison: &'a Comparison,
    /// What both make of the same submissions, where some were given.
    pub on_data: Option<OnData<'a>>,
}

/// The same submissions by both books.
#[derive(Clone, Copy, Debug)]
pub struct OnData<'a> {
    /// Both runs side by side.
    pub impact: &'a Impact,
    /// The older book's run.
    pub old: Run<'a>,
    /// The newer book's.
    pub new: Run<'a>,
}

impl<'a> OnData<'a> {
    /// The rulings of the data, as the older book takes them and as the newer one does.
    fn rulings(self) -> [Vec<Listed<'a>>; 2] {
        [self.old, self.new].map(|run| rulings::listed(run.program, run.submission, run.scores))
    }
}

impl Shown<'_> {
    /// A place: `rules/2025/bureau.yard:12`.
    fn place(&self, span: Span) -> String {
        self.sources.place(span)
    }

    /// How a book is called: its title and year.
    fn book(program: &Program) -> String {
        let title = on_one_line(&program.header.title);
        let year = program.header.year.to_string();
        if title.contains(&year) { title } else { format!("{title} ({year})") }
    }
}

/// A declaration by its kind, name and title: "indicator `refunds` (Refunds in time)".
fn thing(thing: &Thing, language: Language) -> String {
    let mut text = thing.aspect.words().get(language).to_owned();
    if !thing.name.is_empty() {
        text.push(' ');
        text.push_str(&on_one_line(&thing.name));
    }
    if let Some(title) = thing.title.as_ref().filter(|title| **title != thing.name) {
        text.push_str(&format!(" “{}”", on_one_line(title)));
    }
    if let Some(of) = &thing.of {
        text.push_str(words!(" of {of}", "（{of}）", of = of).get(language));
    }
    if let Some(by) = thing.author.as_ref().filter(|author| !author.is_office) {
        text.push_str(words!(" by {by}", "（{by} 制定）", by = by.name).get(language));
    }
    text
}

/// What a change is about: the declaration, what lies in it, and what of that.
fn subject(change: &Change, language: Language) -> String {
    let mut text = thing(&change.about, language);
    for inside in &change.inside {
        text.push_str(" · ");
        text.push_str(&on_one_line(inside.get(language)));
    }
    let itself = change.aspect == change.about.aspect && change.inside.is_empty();
    if !itself {
        text.push_str(" · ");
        let aspects: Vec<Words> = std::iter::once(&change.aspect).chain(&change.with).map(|aspect| aspect.words()).collect();
        text.push_str(Words::join(&aspects, ", ", "、").get(language));
    }
    let effect = match change.effect {
        Effect::Added => words!("added", "新增"),
        Effect::Removed => words!("removed", "取消"),
        Effect::Renamed => words!("renamed", "更名"),
        Effect::Reordered if change.aspect == Aspect::ChainOrder => return text,
        Effect::Reordered => words!("in another order", "次序变化"),
        Effect::Moved => {
            let from = change.from.as_ref().map(|from| thing(from, language)).unwrap_or_default();
            words!("moved here from {from}", "由{from}移至此处", from = from)
        }
        Effect::Changed => return text,
    };
    text.push_str(Words::new(", ", "，").get(language));
    text.push_str(effect.get(language));
    text
}

/// Who else changed by the same words.
fn also(change: &Change, language: Language) -> Option<String> {
    if change.also.is_empty() {
        return None;
    }
    let names: Vec<&str> = change.also.iter().map(|thing| thing.name.as_str()).collect();
    Some(words!("the same in {names}", "同样变化的还有 {names}", names = names.join(", ")).get(language).to_owned())
}

/// Which way a change leans.
fn leaning(leaning: Leaning) -> Words {
    match leaning {
        Leaning::Stricter => words!("stricter", "趋严"),
        Leaning::Looser => words!("looser", "趋宽"),
    }
}
