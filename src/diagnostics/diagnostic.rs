//! One finding, and the sink that collects them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Severity};
use crate::text::{Span, Words};
use crate::words;

/// A place and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What this piece is: "a ratio". May be empty for a place that speaks for itself.
    pub words: Words,
}

/// How sure a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// Keeps what the author meant; `check --fix` applies it.
    Safe,
    /// A good guess that a person should look at.
    MaybeIncorrect,
}

/// One replacement of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// A change that would put things right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does: "write `points`".
    pub title: Words,
    /// The replacements, none overlapping another.
    pub edits: Vec<Edit>,
    /// How sure it is.
    pub applicability: Applicability,
}

/// One finding about rules or data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code; the severity is that of the code's row.
    pub code: Code,
    /// What is wrong: lower case, no full stop, true on its own.
    pub message: Words,
    /// The piece of text to change.
    pub primary: Label,
    /// Other places that have to do with it, in any file.
    pub related: Vec<Label>,
    /// Why the rule exists, or facts that help to understand.
    pub notes: Vec<Words>,
    /// What to type.
    pub help: Option<Words>,
    /// The same as an edit, where we can.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding with nothing but its message and place.
    #[must_use]
    pub fn new(code: Code, span: Span, message: Words) -> Self {
        Self {
            code,
            message,
            primary: Label { span, words: Words::same("") },
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// With what the primary piece is.
    #[must_use]
    pub fn label(mut self, words: Words) -> Self {
        self.primary.words = words;
        self
    }

    /// With another place that has to do with it.
    #[must_use]
    pub fn related(mut self, span: Span, words: Words) -> Self {
        self.related.push(Label { span, words });
        self
    }

    /// With a note.
    #[must_use]
    pub fn note(mut self, words: Words) -> Self {
        self.notes.push(words);
        self
    }

    /// With what to type.
    #[must_use]
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }

    /// With one replacement that puts it right; the title doubles as help where there is none.
    #[must_use]
    pub fn fix(mut self, title: Words, span: Span, replacement: impl Into<String>, applicability: Applicability) -> Self {
        self.help.get_or_insert_with(|| title.clone());
        self.fix = Some(Fix { title, edits: vec![Edit { span, replacement: replacement.into() }], applicability });
        self
    }

    /// Says what another finding says as well: its place is one more, and its edits are made with those of this one.
    fn take_in(&mut self, other: Self) {
        if self.related.len() < PLACES {
            self.related.push(Label { span: other.primary.span, words: words!("likewise", "此处同样") });
        }
        let Some((fix, more)) = self.fix.as_mut().zip(other.fix) else { return };
        if fix.edits.len() == 1 {
            let Words { english, chinese } = &fix.title;
            fix.title = words!("{e}, and so with the others", "{z}，其余同样改写", e = english, z = chinese);
            self.help = Some(fix.title.clone());
        }
        fix.applicability = fix.applicability.max(more.applicability);
        fix.edits.extend(more.edits);
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.row().severity
    }
}

/// So many other places a finding shows that speaks for others as well.
const PLACES: usize = 40;

/// Collects findings; no pass stops at the first.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes in a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes in all findings of another sink.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Of the findings from the n-th on those at `places` that say what an earlier one of them says, beside the same other
    /// place, are one fault: the first says it for all, with their places and what is to be typed there.
    pub fn speak_once(&mut self, n: usize, places: &BTreeSet<usize>) {
        let mut kept: Vec<Diagnostic> = Vec::new();
        let mut said: BTreeMap<(Code, Words, Span), usize> = BTreeMap::new();
        for (place, found) in (n..).zip(self.list.split_off(n.min(self.list.len()))) {
            let key =
                found.related.first().filter(|_| places.contains(&place)).map(|other| (found.code, found.message.clone(), other.span));
            match key.as_ref().and_then(|key| kept.get_mut(*said.get(key)?)) {
                Some(first) => first.take_in(found),
                None => {
                    said.extend(key.map(|key| (key, kept.len())));
                    kept.push(found);
                }
            }
        }
        self.list.append(&mut kept);
    }

    /// Whether any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// Whether there is no finding at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings as they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The findings by place, each once.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|left, right| {
            let key = |diagnostic: &Diagnostic| (diagnostic.primary.span, diagnostic.code);
            key(left).cmp(&key(right)).then_with(|| left.message.cmp(&right.message))
        });
        self.list.dedup();
        self.list
    }
}
