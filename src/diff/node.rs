//! One form for whatever a book declares, so that two books are compared by one walk.

use std::borrow::Cow;

use super::change::{Aspect, Leaning, WrittenBy};
use crate::text::{Span, Words};
use crate::value::Number;

/// A declaration, a clause or a property, with what lies below it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is.
    pub aspect: Aspect,
    /// What it is found again by in the other book; empty where likeness decides.
    pub key: String,
    /// Its name for people, where it has one.
    pub name: String,
    /// What it is called where it has no name of its own.
    pub label: Option<Words>,
    /// Its title.
    pub title: Option<String>,
    /// For a part: the kind of subject whose scorecard it lies in.
    pub of: Option<String>,
    /// For an indicator: who wrote it.
    pub author: Option<WrittenBy>,
    /// What it means, children aside.
    pub meaning: Meaning,
    /// Where it stands.
    pub span: Span,
    /// What is shown of it; none for the author's words at `span`.
    pub text: Option<Words>,
    /// Partial meanings by which two are paired that are not alike in all: strongest first.
    pub hints: Vec<String>,
    /// The numbers in it whose size alone decides which way a change leans.
    pub sizes: Vec<Size>,
    /// What stays when those numbers are left out.
    pub rest: String,
    /// Whether its place among its equals means something.
    pub ordered: bool,
    /// Whether it is told whole: what lies below is compared only where both are the same kind of thing.
    pub whole: bool,
    /// Whether nobody in its book reads it, so that it says nothing.
    pub unread: bool,
    /// What lies below.
    pub children: Vec<Node>,
    /// What would lie below if it stood here: it is told where it stands, but for a book in which it does stand here.
    pub elsewhere: Vec<Node>,
    /// Of a clause that may move: what it means whichever declaration it stands in.
    pub abroad: Option<String>,
}

/// A meaning in the ways it may be read. Two are the same when they agree in any of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// In absolute numbers, and as written: points as shares of the full points, quantities in their
    /// units. Where only the second is the same, what changed are the full points or the unit.
    pub forms: Vec<Form>,
    /// The pieces it is made of, in their order.
    pub pieces: Vec<Piece>,
}

/// A meaning in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// With named expressions written out.
    pub whole: String,
    /// With named expressions by their names. Where only this is the same, they changed.
    pub named: String,
}

/// A piece of an expression that has a place of its own; those that lie in it follow it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What it means.
    pub form: String,
    /// Where it stands.
    pub span: Span,
    /// What it is, where it is a row of a scale.
    pub aspect: Option<Aspect>,
    /// How many of the pieces behind it lie in it.
    pub below: usize,
}

/// A number whose size decides which way a change leans.
#[derive(Clone, Debug)]
pub(super) struct Size {
    /// The number.
    pub number: Number,
    /// What more of it is.
    pub more: Leaning,
}

impl Meaning {
    /// A meaning that can be read in one way only.
    pub fn plain(form: impl Into<String>) -> Self {
        Self::of(vec![form.into()])
    }

    /// A meaning without named expressions, in several ways.
    pub fn of(forms: Vec<String>) -> Self {
        let forms = forms.into_iter().map(|form| Form { named: form.clone(), whole: form });
        Self { forms: forms.collect(), pieces: Vec::new() }
    }

    /// Whether both say the same.
    pub fn same(&self, other: &Self) -> bool {
        self.forms.iter().zip(&other.forms).any(|(one, other)| one.whole == other.whole)
    }

    /// Whether both say the same but for named expressions, which are compared where they stand.
    pub fn same_by_name(&self, other: &Self) -> bool {
        self.forms.iter().zip(&other.forms).any(|(one, other)| one.named == other.named)
    }

    /// The first way it may be read.
    pub fn whole(&self) -> &str {
        self.forms.first().map_or("", |form| &form.whole)
    }
}

impl Node {
    /// Something with a name, found again by it.
    pub fn thing(aspect: Aspect, name: &str, title: Option<&String>, span: Span) -> Self {
        let mut node = Self::clause(aspect, Meaning::plain(""), span);
        node.key = name.to_owned();
        node.name = name.to_owned();
        node.title = title.cloned();
        node.children.push(Self::fact(
            Aspect::Title,
            title.cloned().unwrap_or_default(),
            title.map_or_else(|| Words::new("none", "无"), Words::same),
            span,
        ));
        node
    }

    /// A property that is always there, shown in words of our own.
    pub fn fact(aspect: Aspect, meaning: impl Into<String>, text: Words, span: Span) -> Self {
        let mut node = Self::clause(aspect, Meaning::plain(meaning), span);
        node.key = aspect.word().to_owned();
        node.text = Some(text);
        node
    }

    /// A clause, shown in the author's words, found again by its meaning.
    pub fn clause(aspect: Aspect, meaning: Meaning, span: Span) -> Self {
        Self {
            aspect,
            key: String::new(),
            name: String::new(),
            label: None,
            title: None,
            of: None,
            author: None,
            meaning,
            span,
            text: None,
            hints: Vec::new(),
            sizes: Vec::new(),
            rest: String::new(),
            ordered: false,
            whole: false,
            unread: false,
            children: Vec::new(),
            elsewhere: Vec::new(),
            abroad: None,
        }
    }

    /// The same, found again by a key.
    pub fn keyed(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// The same, shown in words of our own.
    pub fn shown(mut self, text: Words) -> Self {
        self.text = Some(text);
        self
    }

    /// The same with what lies below.
    pub fn with(mut self, children: impl IntoIterator<Item = Node>) -> Self {
        self.children.extend(children);
        self
    }

    /// The same with a number whose size tells which way a change leans.
    pub fn sized(mut self, number: Option<&Number>, more: Leaning) -> Self {
        self.sizes.extend(number.map(|number| Size { number: number.clone(), more }));
        self
    }

    /// The same, with what stands elsewhere below it where the other has something below.
    pub fn with_what_stands_elsewhere(&self, other: &Self) -> Cow<'_, Self> {
        if self.children.is_empty() && !self.elsewhere.is_empty() && !other.children.is_empty() {
            Cow::Owned(Self { children: self.elsewhere.clone(), ..self.clone() })
        } else {
            Cow::Borrowed(self)
        }
    }

    /// The whole meaning, words for people left out; equal for what means the same.
    pub fn digest(&self) -> String {
        let mut digest = format!("{}:{}{{", self.aspect.word(), self.meaning.whole());
        let mut below: Vec<String> = self
            .children
            .iter()
            .filter(|child| child.aspect.kind() != super::change::Kind::Text)
            .map(|child| format!("{}={}", child.key, child.digest()))
            .collect();
        below.sort();
        digest.push_str(&below.join(";"));
        digest.push('}');
        digest
    }
}
