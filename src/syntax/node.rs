//! A piece that the grammar has read, with its place in the file.
//!
//! What pest gives back is copied once into a flat list of pieces, each before those it is made of.
//! A statement that stands in a file word for word a second time is not read again: the same list
//! serves, counted from another beginning.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::rc::Rc;

use pest::Token;
use pest::error::Error;
use pest::iterators::Pairs;

use super::Rule;
use super::grammar::read;
use crate::text::{SourceId, Span};

/// A piece in the list of its statement.
#[derive(Debug)]
struct Piece {
    rule: Rule,
    /// The tag that the grammar gives it.
    tag: Option<Box<str>>,
    /// First byte, from the beginning of the statement.
    start: usize,
    /// One past the last byte, white space left out.
    end: usize,
    /// The place behind the last piece it is made of.
    next: usize,
}

/// Everything read of one statement.
type Pieces = Rc<[Piece]>;

/// Statements that were read, by the rule that read them and their text.
#[derive(Debug, Default)]
pub(super) struct Known<'t> {
    read: HashMap<(Rule, &'t str), Pieces>,
}

impl<'t> Known<'t> {
    /// Reads `text`, which begins at byte `base` of its file, by `rule` with at most so many calls of the parser.
    pub(super) fn read(
        &mut self,
        rule: Rule,
        text: &'t str,
        calls: NonZeroUsize,
        (source, base): (SourceId, usize),
    ) -> Result<Node<'t>, Box<Error<Rule>>> {
        let pieces = match self.read.get(&(rule, text)) {
            Some(pieces) => Rc::clone(pieces),
            None => {
                let pieces: Pieces = flat(read(rule, text, calls)?).into();
                self.read.insert((rule, text), Rc::clone(&pieces));
                pieces
            }
        };
        Ok(Node { pieces, place: 0, text, source, base })
    }
}

/// Everything read, each piece before those it is made of, the end of the text left out. What pest gives
/// back is gone through once, in its own order: asking each pair for its inner pairs counts them anew.
fn flat(pairs: Pairs<'_, Rule>) -> Vec<Piece> {
    let mut list: Vec<Piece> = Vec::new();
    let mut open = Vec::new();
    let mut each = pairs.clone().flatten();
    for token in pairs.tokens() {
        match token {
            Token::Start { rule, .. } => {
                open.push((rule != Rule::EOI).then_some(list.len()));
                let Some(pair) = each.next().filter(|_| rule != Rule::EOI) else { continue };
                let (span, tag) = (pair.as_span(), pair.as_node_tag().map(Box::from));
                let end = span.start() + span.as_str().trim_end().len();
                list.push(Piece { rule, tag, start: span.start(), end, next: list.len() });
            }
            Token::End { .. } => {
                let next = list.len();
                if let Some(piece) = open.pop().flatten().and_then(|place| list.get_mut(place)) {
                    piece.next = next;
                }
            }
        }
    }
    list
}

/// A piece that the grammar has read.
#[derive(Clone, Debug)]
pub(super) struct Node<'t> {
    pieces: Pieces,
    place: usize,
    text: &'t str,
    source: SourceId,
    base: usize,
}

impl<'t> Node<'t> {
    fn piece(&self) -> &Piece {
        self.pieces.get(self.place).expect("INVARIANT: a node is made for a piece of its statement")
    }

    /// The rule that read it.
    pub(super) fn rule(&self) -> Rule {
        self.piece().rule
    }

    /// What was read, without the white space behind it.
    pub(super) fn text(&self) -> &'t str {
        let piece = self.piece();
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }

    /// Where it stands in its file.
    pub(super) fn span(&self) -> Span {
        let piece = self.piece();
        Span::new(self.source, self.base + piece.start, self.base + piece.end)
    }

    /// The places of the pieces it is made of.
    fn places(&self) -> impl Iterator<Item = (usize, &Piece)> {
        let end = self.piece().next;
        let mut at = self.place + 1;
        std::iter::from_fn(move || {
            let piece = self.pieces.get(at).filter(|_| at < end)?;
            let place = std::mem::replace(&mut at, piece.next);
            Some((place, piece))
        })
    }

    fn at(&self, place: usize) -> Self {
        Self { pieces: Rc::clone(&self.pieces), place, ..*self }
    }

    /// The first piece of which `holds` is true.
    fn find(&self, holds: impl Fn(&Piece) -> bool) -> Option<Self> {
        self.places().find(|(_, piece)| holds(piece)).map(|(place, _)| self.at(place))
    }

    /// The pieces it is made of.
    pub(super) fn children(&self) -> impl Iterator<Item = Self> + use<'t> {
        let node = self.clone();
        let end = self.piece().next;
        let mut at = self.place + 1;
        std::iter::from_fn(move || {
            let piece = node.pieces.get(at).filter(|_| at < end)?;
            Some(node.at(std::mem::replace(&mut at, piece.next)))
        })
    }

    /// The first piece.
    pub(super) fn first(&self) -> Option<Self> {
        self.find(|_| true)
    }

    /// The first piece that `rule` read.
    pub(super) fn child(&self, rule: Rule) -> Option<Self> {
        self.find(|piece| piece.rule == rule)
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
        self.places().any(|(_, piece)| piece.rule == rule)
    }

    /// The piece that the grammar gives this tag.
    pub(super) fn tagged(&self, tag: &str) -> Option<Self> {
        self.find(|piece| piece.tag.as_deref() == Some(tag))
    }

    /// The first piece without a tag that `rule` read.
    pub(super) fn untagged(&self, rule: Rule) -> Option<Self> {
        self.find(|piece| piece.rule == rule && piece.tag.is_none())
    }
}
