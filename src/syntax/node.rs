//! A piece that the grammar has read, with its place in the file.

use pest::iterators::Pair;

use super::Rule;
use crate::text::{SourceId, Span};

/// A piece that the grammar has read.
#[derive(Clone, Debug)]
pub(super) struct Node<'t> {
    pair: Pair<'t, Rule>,
    source: SourceId,
    base: usize,
}

impl<'t> Node<'t> {
    /// `pair`, read from a text that begins at byte `base` of its file.
    pub(super) fn new(pair: Pair<'t, Rule>, source: SourceId, base: usize) -> Self {
        Self { pair, source, base }
    }

    /// The rule that read it.
    pub(super) fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// What was read, without the white space behind it.
    pub(super) fn text(&self) -> &'t str {
        self.pair.as_str().trim_end()
    }

    /// Where it stands in its file.
    pub(super) fn span(&self) -> Span {
        let start = self.base + self.pair.as_span().start();
        Span::new(self.source, start, start + self.text().len())
    }

    /// The pieces it is made of, the end of the text left out.
    pub(super) fn children(&self) -> impl Iterator<Item = Self> + use<'t> {
        let (source, base) = (self.source, self.base);
        self.pair.clone().into_inner().filter(|pair| pair.as_rule() != Rule::EOI).map(move |pair| Self { pair, source, base })
    }

    /// The first piece.
    pub(super) fn first(&self) -> Option<Self> {
        self.children().next()
    }

    /// The first piece that `rule` read.
    pub(super) fn child(&self, rule: Rule) -> Option<Self> {
        self.children().find(|child| child.rule() == rule)
    }

    /// All pieces that `rule` read.
    pub(super) fn all(&self, rule: Rule) -> impl Iterator<Item = Self> + use<'t> {
        self.children().filter(move |child| child.rule() == rule)
    }

    /// The n-th piece that `rule` read, from 0.
    pub(super) fn nth(&self, rule: Rule, n: usize) -> Option<Self> {
        self.all(rule).nth(n)
    }

    /// Whether a piece was read by `rule`.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.child(rule).is_some()
    }

    /// The piece that the grammar gives this tag.
    pub(super) fn tagged(&self, tag: &str) -> Option<Self> {
        self.children().find(|child| child.pair.as_node_tag() == Some(tag))
    }

    /// The pieces without a tag that `rule` read.
    pub(super) fn untagged(&self, rule: Rule) -> Option<Self> {
        self.all(rule).find(|child| child.pair.as_node_tag().is_none())
    }
}
