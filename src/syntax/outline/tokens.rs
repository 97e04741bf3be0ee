//! The tokens of a file, cut line by line by the grammar.

use std::collections::HashMap;

use pest::iterators::Pair;

use super::super::grammar::read;
use super::super::keywords::spelt;
use super::super::limits::calls_for;
use super::super::{Comment, Comments, Rule};
use crate::text::{SourceFile, Span, hidden};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum TokenKind {
    Text,
    OpenText,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Semicolon,
    Figure,
    Word,
    Sign,
}

/// A token and its place.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Token {
    pub(in super::super) kind: TokenKind,
    /// First byte.
    pub(in super::super) start: usize,
    /// One past the last byte.
    pub(in super::super) end: usize,
    /// Whether it is the first of its line.
    pub(in super::super) first: bool,
    /// How many characters its line is indented.
    pub(in super::super) indent: usize,
    /// The keywords that it spells, if it is a word.
    pub(in super::super) keywords: &'static [Rule],
}

impl Token {
    /// Whether it spells one of these keywords.
    pub(in super::super) fn is_one_of(&self, rules: &[Rule]) -> bool {
        rules.iter().any(|rule| self.keywords.contains(rule))
    }
}

/// The tokens and comments of a file.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Tokens {
    pub(in super::super) list: Vec<Token>,
    pub(in super::super) comments: Comments,
}

/// Cuts a file into tokens.
pub(in super::super) fn tokens(file: &SourceFile) -> Tokens {
    let mut found = Tokens::default();
    // A line that comes again is cut as it was the first time.
    let mut known: HashMap<&str, Vec<Piece>> = HashMap::new();
    let (mut start, mut blank_above) = (0, false);
    for line in file.text().split_inclusive('\n') {
        let pieces = known.entry(line).or_insert_with(|| cut(line));
        place(file, line, pieces, start, blank_above, &mut found);
        blank_above = line.trim().is_empty();
        start += line.len();
    }
    found
}

/// A token of a line, or a comment, which has no kind; counted from the beginning of the line.
struct Piece {
    kind: Option<TokenKind>,
    start: usize,
    end: usize,
    keywords: &'static [Rule],
}

fn cut(line: &str) -> Vec<Piece> {
    let pairs = read(Rule::line, line, calls_for(line.len())).into_iter().flatten();
    pairs.flat_map(Pair::into_inner).filter(|pair| pair.as_rule() != Rule::EOI).filter_map(|pair| piece(&pair)).collect()
}

/// A token without the hidden letters at its ends, which are reported for themselves; nothing where it is made of them alone.
fn piece(pair: &Pair<Rule>) -> Option<Piece> {
    let kind = kind_of(pair.as_rule());
    let (start, end) = (pair.as_span().start(), pair.as_span().end());
    if !matches!(kind, Some(TokenKind::Word | TokenKind::Sign)) {
        return Some(Piece { kind, start, end, keywords: &[] });
    }
    let is_hidden = |letter: char| hidden(letter).is_some();
    let text = pair.as_str().trim_start_matches(is_hidden);
    let start = end - text.len();
    let text = text.trim_end_matches(is_hidden);
    let keywords = if kind == Some(TokenKind::Word) { spelt(text) } else { &[] };
    (!text.is_empty()).then_some(Piece { kind, start, end: start + text.len(), keywords })
}

fn place(file: &SourceFile, line: &str, pieces: &[Piece], start: usize, blank_above: bool, found: &mut Tokens) {
    let indent = line.chars().take_while(|letter| letter.is_whitespace()).count();
    let mut first = true;
    for piece in pieces {
        let (from, to) = (start + piece.start, start + piece.end);
        let Some(kind) = piece.kind else {
            found.comments.push(Comment { span: Span::new(file.id(), from, to), own_line: first, blank_before: blank_above });
            continue;
        };
        // An open text has swallowed the rest of its line; a brace at its end surely opened a body.
        let text = line.get(piece.start..piece.end).unwrap_or_default().trim_end();
        let body_opens = if kind == TokenKind::OpenText { text.strip_suffix(['{', '｛']).map(str::len) } else { None };
        let end = body_opens.map_or(to, |length| from + length);
        found.list.push(Token { kind, start: from, end, first, indent, keywords: piece.keywords });
        if body_opens.is_some() {
            let kind = TokenKind::OpenBrace;
            found.list.push(Token { kind, start: end, end: from + text.len(), first: false, indent, keywords: &[] });
        }
        first = false;
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are tokens")]
fn kind_of(rule: Rule) -> Option<TokenKind> {
    match rule {
        Rule::text => Some(TokenKind::Text),
        Rule::open_text => Some(TokenKind::OpenText),
        Rule::open_brace => Some(TokenKind::OpenBrace),
        Rule::close_brace => Some(TokenKind::CloseBrace),
        Rule::open_bracket => Some(TokenKind::OpenBracket),
        Rule::close_bracket => Some(TokenKind::CloseBracket),
        Rule::semicolon => Some(TokenKind::Semicolon),
        Rule::figure => Some(TokenKind::Figure),
        Rule::word => Some(TokenKind::Word),
        Rule::sign => Some(TokenKind::Sign),
        _ => None,
    }
}
