//! The tokens of a file, cut line by line by the grammar.

use super::super::grammar::read;
use super::super::limits::calls_for;
use super::super::{Comment, Comments, Rule};
use crate::text::{SourceFile, Span};

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
    let (mut start, mut blank_above) = (0, false);
    for line in file.text().split_inclusive('\n') {
        cut_line(file, line, start, blank_above, &mut found);
        blank_above = line.trim().is_empty();
        start += line.len();
    }
    found
}

fn cut_line(file: &SourceFile, line: &str, start: usize, blank_above: bool, found: &mut Tokens) {
    let Ok(pairs) = read(Rule::line, line, calls_for(line.len())) else { return };
    let indent = line.chars().take_while(|letter| letter.is_whitespace()).count();
    let mut first = true;
    for pair in pairs.flat_map(pest::iterators::Pair::into_inner) {
        let (from, to) = (start + pair.as_span().start(), start + pair.as_span().end());
        let Some(kind) = kind_of(pair.as_rule()) else {
            if pair.as_rule() == Rule::note {
                found.comments.push(Comment { span: Span::new(file.id(), from, to), own_line: first, blank_before: blank_above });
            }
            continue;
        };
        let body_opens = if kind == TokenKind::OpenText { pair.as_str().trim_end().strip_suffix(['{', '｛']).map(str::len) } else { None };
        // An open text has swallowed the rest of its line; a brace at its end surely opened a body.
        let end = body_opens.map_or(to, |length| from + length);
        found.list.push(Token { kind, start: from, end, first, indent });
        if body_opens.is_some() {
            let to = from + pair.as_str().trim_end().len();
            found.list.push(Token { kind: TokenKind::OpenBrace, start: end, end: to, first: false, indent });
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
