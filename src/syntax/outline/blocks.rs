//! From tokens to statements and bodies.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Token, TokenKind, Tokens};
use crate::diagnostics::Diagnostics;
use crate::syntax::Rule;
use crate::syntax::grammar::read;
use crate::syntax::keywords::{ITEMS, METHODS, begins_clause};
use crate::syntax::limits::calls_for;
use crate::syntax::messages;
use crate::text::{SourceFile, Span};

/// A statement: its head, and its body if it has one.
#[derive(Clone, Debug)]
pub(in super::super) struct Statement {
    /// Its tokens, the body left out; empty where a body stands without a head.
    pub(in super::super) tokens: Range<usize>,
    /// The place of its head.
    pub(in super::super) head: Span,
    /// Its body.
    pub(in super::super) block: Option<Block>,
}

impl Statement {
    /// Its whole extent, the body included.
    pub(in super::super) fn span(&self) -> Span {
        self.block.as_ref().map_or(self.head, |block| self.head.to(block.close))
    }
}

/// What stands between two braces.
#[derive(Clone, Debug)]
pub(in super::super) struct Block {
    pub(in super::super) open: Span,
    pub(in super::super) statements: Vec<Statement>,
    /// Empty where the brace is missing.
    pub(in super::super) close: Span,
}

/// The outline of a file.
#[derive(Debug, Default)]
pub(in super::super) struct Outline {
    pub(in super::super) statements: Vec<Statement>,
    /// Where something was reported already, by byte.
    pub(in super::super) faults: Vec<usize>,
}

/// A body that is still open.
struct Frame {
    tokens: Range<usize>,
    head: Span,
    open: Span,
    indent: usize,
    statements: Vec<Statement>,
    /// Lines do not end statements here: the values of a choice are one list.
    list: bool,
    /// Cells may be empty, so a line may end in a bar.
    cells: bool,
    /// Both its braces were forgotten; it ends with the last line that is set deeper than its head.
    assumed: bool,
}

struct Builder<'a> {
    file: &'a SourceFile,
    tokens: &'a [Token],
    /// Whether the bracket at that token pairs.
    paired: Vec<bool>,
    /// Braces, and what ends statements between them, that stand inside brackets: no body begins or ends there.
    inside: BTreeSet<usize>,
    frames: Vec<Frame>,
    top: Vec<Statement>,
    /// The statement that is being gathered.
    current: Option<Range<usize>>,
    depth: usize,
    faults: Vec<usize>,
}

/// How many tokens a table inside brackets may have to be known as one: the search stays linear.
const LONGEST_INSIDE: usize = 1_000;

/// Finds the statements and bodies of a file.
pub(in super::super) fn outline(file: &SourceFile, tokens: &Tokens, diagnostics: &mut Diagnostics) -> Outline {
    let list = tokens.list.as_slice();
    let starts: Vec<usize> = (0..list.len()).filter(|index| begins_item(file, list, *index)).collect();
    let mut builder = Builder {
        file,
        tokens: list,
        paired: Vec::new(),
        inside: BTreeSet::new(),
        frames: Vec::new(),
        top: Vec::new(),
        current: None,
        depth: 0,
        faults: Vec::new(),
    };
    builder.pair_brackets(&starts, diagnostics);
    let mut from = 0;
    for to in starts.iter().copied().filter(|start| *start > 0).chain([list.len()]) {
        builder.region(from..to, diagnostics);
        from = to;
    }
    Outline { statements: builder.top, faults: builder.faults }
}

fn is_comma(text: &str) -> bool {
    matches!(text, "," | "，" | "、")
}

/// Whether an item surely begins here: its keyword in the first column, and a name or title behind it.
fn begins_item(file: &SourceFile, tokens: &[Token], index: usize) -> bool {
    let (Some(token), next, after) = (tokens.get(index), tokens.get(index + 1), tokens.get(index + 2)) else { return false };
    token.first
        && token.indent == 0
        && token.kind == TokenKind::Word
        && next.is_some_and(|next| matches!(next.kind, TokenKind::Word | TokenKind::Text | TokenKind::OpenText))
        && after.is_none_or(|after| !matches!(slice(file, after), ":" | "："))
        && token.is_one_of(&ITEMS)
}

fn slice<'a>(file: &'a SourceFile, token: &Token) -> &'a str {
    file.text().get(token.start..token.end).unwrap_or_default()
}

impl Builder<'_> {
    fn place(&self, token: &Token) -> Span {
        Span::new(self.file.id(), token.start, token.end)
    }

    /// Pairs the round and square brackets; those that stay open are reported, and do not hold lines together.
    fn pair_brackets(&mut self, starts: &[usize], diagnostics: &mut Diagnostics) {
        self.paired = vec![false; self.tokens.len()];
        let mut open: Vec<usize> = Vec::new();
        let mut starts = starts.iter().copied().peekable();
        for (index, token) in self.tokens.iter().enumerate() {
            let barrier = starts.next_if_eq(&index).is_some();
            if !barrier && !open.is_empty() && token.kind == TokenKind::OpenBrace {
                self.keep_inside(index, starts.peek().copied().unwrap_or(self.tokens.len()));
            }
            if self.inside.contains(&index) {
                continue;
            }
            if barrier || matches!(token.kind, TokenKind::OpenBrace | TokenKind::CloseBrace | TokenKind::Semicolon) {
                self.leave_open(&mut open, diagnostics);
            }
            if token.kind == TokenKind::OpenBracket {
                open.push(index);
            } else if token.kind == TokenKind::CloseBracket
                && let Some(partner) = open.pop()
            {
                for place in [partner, index] {
                    if let Some(paired) = self.paired.get_mut(place) {
                        *paired = true;
                    }
                }
            }
        }
        self.leave_open(&mut open, diagnostics);
    }

    /// Somebody wrote a table inside brackets, `(x { … })`: where its braces pair and the bracket is closed on the line
    /// that ends it, the brackets hold, and the parser says of the one statement what cannot stand there.
    fn keep_inside(&mut self, brace: usize, barrier: usize) {
        let end = barrier.min(brace + LONGEST_INSIDE);
        let kinds = |from: usize| self.tokens.iter().enumerate().take(end).skip(from);
        let mut depth = 0_usize;
        let close = kinds(brace).find(|(_, token)| {
            match token.kind {
                TokenKind::OpenBrace => depth += 1,
                TokenKind::CloseBrace => depth -= 1,
                TokenKind::Text
                | TokenKind::OpenText
                | TokenKind::OpenBracket
                | TokenKind::CloseBracket
                | TokenKind::Semicolon
                | TokenKind::Figure
                | TokenKind::Word
                | TokenKind::Sign => {}
            }
            depth == 0
        });
        let Some((close, _)) = close else { return };
        let mut behind = kinds(close + 1).take_while(|(_, token)| {
            !token.first && !matches!(token.kind, TokenKind::OpenBrace | TokenKind::CloseBrace | TokenKind::Semicolon)
        });
        let mut open = 1_usize;
        let is_closed = behind.any(|(_, token)| {
            match token.kind {
                TokenKind::OpenBracket => open += 1,
                TokenKind::CloseBracket => open -= 1,
                TokenKind::Text
                | TokenKind::OpenText
                | TokenKind::OpenBrace
                | TokenKind::CloseBrace
                | TokenKind::Semicolon
                | TokenKind::Figure
                | TokenKind::Word
                | TokenKind::Sign => {}
            }
            open == 0
        });
        if is_closed {
            self.inside.extend(brace..=close);
        }
    }

    fn leave_open(&mut self, open: &mut Vec<usize>, diagnostics: &mut Diagnostics) {
        let mut previous = None;
        for token in open.drain(..).filter_map(|index| self.tokens.get(index)) {
            // Of several open brackets in one line the first speaks for all.
            let line = self.file.line_of(u32::try_from(token.start).unwrap_or(u32::MAX));
            if previous != Some(line) {
                diagnostics.push(messages::unclosed_bracket(Span::new(self.file.id(), token.start, token.end), slice(self.file, token)));
            }
            previous = Some(line);
            self.faults.push(token.start);
        }
    }

    /// One item, or what stands before the first.
    fn region(&mut self, tokens: Range<usize>, diagnostics: &mut Diagnostics) {
        let outside = |index: &usize| !self.inside.contains(index);
        let kinds = || tokens.clone().filter(outside).filter_map(|index| self.tokens.get(index)).map(|token| token.kind);
        let count = |wanted| kinds().filter(|kind| *kind == wanted).count();
        let (opened, closed) = (count(TokenKind::OpenBrace), count(TokenKind::CloseBrace));
        let (mut lacking, mut excess) = (opened.saturating_sub(closed), closed.saturating_sub(opened));
        for index in tokens.clone() {
            let Some(token) = self.tokens.get(index).copied() else { continue };
            if token.first && self.depth == 0 && (!self.goes_on() || self.forgot_the_rest(index)) {
                self.end_line(index, &token, &mut excess, diagnostics);
                while self.frames.last().is_some_and(|frame| frame.assumed && token.indent <= frame.indent) {
                    self.close_assumed(diagnostics);
                }
                // What stands in a body is set deeper than the line that opens it.
                let outside = |frame: &Frame| token.indent <= frame.indent;
                while lacking > 0 && token.kind != TokenKind::CloseBrace && self.frames.last().is_some_and(outside) {
                    lacking -= 1;
                    self.lacks_brace(Some(self.place(&token)), diagnostics);
                }
            }
            if self.inside.contains(&index) {
                self.take(index, &token);
                continue;
            }
            match token.kind {
                TokenKind::Semicolon if self.depth == 0 => self.finish(),
                TokenKind::OpenBrace => {
                    self.adopt_head(&token, diagnostics);
                    self.open_block(index, &token);
                }
                TokenKind::CloseBrace => {
                    self.finish();
                    let next = self.tokens.get(index + 1).filter(|_| index + 1 < tokens.end).copied();
                    self.close_block((&token, next), (&mut lacking, &mut excess), diagnostics);
                }
                TokenKind::Text
                | TokenKind::OpenText
                | TokenKind::OpenBracket
                | TokenKind::CloseBracket
                | TokenKind::Semicolon
                | TokenKind::Figure
                | TokenKind::Word
                | TokenKind::Sign => self.take(index, &token),
            }
        }
        self.finish();
        let next = self.tokens.get(tokens.end).map(|token| self.place(token));
        while let Some(frame) = self.frames.last() {
            if frame.assumed {
                self.close_assumed(diagnostics);
            } else {
                self.lacks_brace(next, diagnostics);
            }
        }
    }

    /// The statement at hand ends with its line. Where a closing brace is too many and the next line is
    /// set deeper, the opening brace was forgotten here.
    fn end_line(&mut self, index: usize, next: &Token, excess: &mut usize, diagnostics: &mut Diagnostics) {
        let tokens = self.current.as_ref().and_then(|range| self.tokens.get(range.clone())).unwrap_or_default();
        let deeper = tokens.first().is_some_and(|first| next.indent > first.indent);
        if *excess > 0
            && deeper
            && self.wants_body(tokens)
            && let Some(last) = tokens.last()
        {
            *excess -= 1;
            let place = Token { start: last.end, first: false, ..*last };
            diagnostics.push(messages::missing_brace(self.place(&place)));
            let index = self.current.as_ref().map_or(0, |range| range.end);
            self.open_block(index, &place);
            return;
        }
        if *excess == 0
            && deeper
            && self.wants_body(tokens)
            && self.is_of_a_body(tokens, index)
            && let Some(last) = tokens.last()
        {
            let place = Token { start: last.end, first: false, ..*last };
            let behind = self.current.as_ref().map_or(0, |range| range.end);
            self.open_block(behind, &place);
            if let Some(frame) = self.frames.last_mut() {
                frame.assumed = true;
            }
            return;
        }
        self.finish();
    }

    /// Whether the line that begins at token `next` can only stand in the body of the statement before it: a row
    /// behind a method, a clause behind an item.
    fn is_of_a_body(&self, head: &[Token], next: usize) -> bool {
        let Some(first) = self.tokens.get(next).filter(|first| first.kind != TokenKind::OpenBrace) else { return false };
        let line = || self.tokens.iter().skip(next + 1).take_while(|token| !token.first);
        let item = head.first().is_some_and(|first| first.is_one_of(&ITEMS));
        if item {
            let braces = line().any(|token| token.kind == TokenKind::OpenBrace);
            return self.frames.is_empty() && !first.is_one_of(&ITEMS) && (begins_clause(slice(self.file, first)) || !braces);
        }
        let arrow = line().any(|token| matches!(slice(self.file, token), "=>" | "＝>" | "=＞" | "＝＞"));
        arrow && !first.is_one_of(&[Rule::kw_veto])
    }

    /// A body without braces ends; that they are missing is said once, with both of them in the fix.
    fn close_assumed(&mut self, diagnostics: &mut Diagnostics) {
        let Some(frame) = self.frames.last() else { return };
        let end = frame.statements.last().map_or(frame.open, Statement::span).at_end();
        diagnostics.push(messages::missing_braces(frame.open, end, frame.indent));
        self.close(end);
    }

    /// Whether a statement of these tokens has a body: an item, or a clause with a method.
    fn wants_body(&self, tokens: &[Token]) -> bool {
        let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
        words().next().is_some_and(|word| word.is_one_of(&ITEMS)) || words().take(2).any(|word| word.is_one_of(&METHODS))
    }

    /// The statement just put, where it wants a body and has none: the brace at hand was meant to stand on its line.
    fn take_back_head(&mut self) -> Option<Statement> {
        let put = self.frames.last().map_or(&self.top, |frame| &frame.statements);
        let last = put.last().filter(|last| last.block.is_none())?;
        let tokens = self.tokens.get(last.tokens.clone()).unwrap_or_default();
        if !self.wants_body(tokens) {
            return None;
        }
        self.frames.last_mut().map_or(&mut self.top, |frame| &mut frame.statements).pop()
    }

    /// A token of the statement at hand.
    fn take(&mut self, index: usize, token: &Token) {
        if self.paired.get(index) == Some(&true) {
            self.depth = if token.kind == TokenKind::OpenBracket { self.depth + 1 } else { self.depth.saturating_sub(1) };
        }
        match &mut self.current {
            Some(range) => range.end = index + 1,
            None => self.current = Some(index..index + 1),
        }
    }

    /// Whether the line that begins at that token is a clause of its own, although the one before it
    /// ends in an operator or a comma: two words that cannot follow each other in an expression.
    fn forgot_the_rest(&self, index: usize) -> bool {
        let (Some(token), Some(next)) = (self.tokens.get(index), self.tokens.get(index + 1)) else { return false };
        let last = self.current.as_ref().and_then(|range| self.tokens.get(range.end.wrapping_sub(1)));
        let list = self.frames.last().is_some_and(|frame| frame.list);
        let operator = last.is_some_and(|last| last.kind == TokenKind::Sign && !is_comma(slice(self.file, last)));
        let comma = last.is_some_and(|last| is_comma(slice(self.file, last)));
        let follows = || match next.kind {
            TokenKind::Figure => operator,
            // In a list of members a name with its title may stand on a line of its own.
            TokenKind::Text | TokenKind::OpenText => operator,
            TokenKind::Word => read(Rule::name, slice(self.file, next), calls_for(0)).is_ok(),
            TokenKind::OpenBrace
            | TokenKind::CloseBrace
            | TokenKind::OpenBracket
            | TokenKind::CloseBracket
            | TokenKind::Semicolon
            | TokenKind::Sign => false,
        };
        let clause = || token.kind == TokenKind::Word && begins_clause(slice(self.file, token));
        !list && (operator || comma) && !next.first && clause() && follows()
    }

    /// Whether the statement at hand is a line of dashes, as some set below the head of a table.
    fn is_ruled(&self) -> bool {
        let tokens = self.current.as_ref().and_then(|range| self.tokens.get(range.clone())).unwrap_or_default();
        tokens.iter().all(|token| matches!(slice(self.file, token), "-" | "–" | "—" | "|" | "｜"))
    }

    /// Whether the statement at hand goes on with the next line.
    fn goes_on(&self) -> bool {
        let Some(last) = self.current.as_ref().and_then(|range| self.tokens.get(range.end.wrapping_sub(1))) else { return true };
        let frame = self.frames.last();
        if frame.is_some_and(|frame| frame.list) {
            return true;
        }
        if frame.is_some_and(|frame| frame.cells) && self.is_ruled() {
            return false;
        }
        let text = slice(self.file, last);
        match last.kind {
            TokenKind::Sign => {
                matches!(text, "|" | "｜") && !frame.is_some_and(|frame| frame.cells)
                    || matches!(
                        text,
                        "+" | "-"
                            | "−"
                            | "×"
                            | "÷"
                            | "*"
                            | "/"
                            | "="
                            | "≠"
                            | "<"
                            | ">"
                            | "≤"
                            | "≥"
                            | ","
                            | "，"
                            | "、"
                            | "＋"
                            | "－"
                            | "＊"
                            | "／"
                            | "＝"
                            | "＜"
                            | "＞"
                            | "&&"
                            | "||"
                    )
            }
            TokenKind::Word => last.is_one_of(&[Rule::kw_and, Rule::kw_or]),
            TokenKind::Text
            | TokenKind::OpenText
            | TokenKind::OpenBrace
            | TokenKind::CloseBrace
            | TokenKind::OpenBracket
            | TokenKind::CloseBracket
            | TokenKind::Semicolon
            | TokenKind::Figure => false,
        }
    }

    fn statement(&self, tokens: Range<usize>, block: Option<Block>, fallback: Span) -> Statement {
        let places = self.tokens.get(tokens.clone()).unwrap_or_default();
        let head = match (places.first(), places.last()) {
            (Some(first), Some(last)) => Span::new(self.file.id(), first.start, last.end),
            _ => fallback.at_start(),
        };
        Statement { tokens, head, block }
    }

    fn put(&mut self, statement: Statement) {
        match self.frames.last_mut() {
            Some(frame) => frame.statements.push(statement),
            None => self.top.push(statement),
        }
    }

    /// The statement at hand ends without a body.
    fn finish(&mut self) {
        self.depth = 0;
        if let Some(range) = self.current.take() {
            let statement = self.statement(range, None, self.file.span());
            self.put(statement);
        }
    }

    /// A brace at the beginning of a line opens the body of the line above, if that one wants it.
    fn adopt_head(&mut self, token: &Token, diagnostics: &mut Diagnostics) {
        if !token.first || self.current.is_some() {
            return;
        }
        if let Some(head) = self.take_back_head() {
            let open = self.place(token);
            let between = head.head.at_end().to(open.at_start());
            let blank = self.file.slice(between).trim().is_empty();
            diagnostics.push(messages::body_on_next_line(open, blank.then_some(between), head.head.at_end()));
            self.current = Some(head.tokens);
        }
    }

    fn open_block(&mut self, index: usize, token: &Token) {
        self.depth = 0;
        let tokens = self.current.take().unwrap_or(index..index);
        let leading = self.tokens.get(tokens.start).filter(|_| !tokens.is_empty() && self.frames.is_empty());
        let begins = |rules: &[Rule]| leading.is_some_and(|token| token.is_one_of(rules));
        let frame = Frame {
            head: self.statement(tokens.clone(), None, self.place(token)).head,
            tokens,
            open: self.place(token),
            indent: token.indent,
            statements: Vec::new(),
            list: begins(&[Rule::kw_choice]),
            cells: begins(&[Rule::kw_examples, Rule::kw_table]),
            assumed: false,
        };
        self.frames.push(frame);
    }

    fn close_block(
        &mut self,
        (token, next): (&Token, Option<Token>),
        (lacking, excess): (&mut usize, &mut usize),
        diagnostics: &mut Diagnostics,
    ) {
        while self.frames.last().is_some_and(|frame| frame.assumed) {
            self.close_assumed(diagnostics);
        }
        let place = self.place(token);
        let inner = self.frames.last().map(|frame| frame.indent);
        // `}}`: what follows is set as deep as what stands within, so the body goes on.
        let goes_on = |indent| next.is_some_and(|next| next.first && next.kind != TokenKind::CloseBrace && next.indent > indent);
        let deeper = |indent| token.first && token.indent > indent || !token.first && goes_on(indent);
        let stray = inner.is_none() || (*excess > 0 && inner.is_some_and(deeper));
        if stray {
            *excess = excess.saturating_sub(1);
            diagnostics.push(messages::stray_brace(place));
            return;
        }
        let outer = self.frames.iter().any(|frame| frame.indent == token.indent);
        while *lacking > 0 && outer && token.first && self.frames.last().is_some_and(|frame| frame.indent > token.indent) {
            *lacking -= 1;
            self.lacks_brace(Some(place), diagnostics);
        }
        self.close(place);
    }

    fn lacks_brace(&mut self, next: Option<Span>, diagnostics: &mut Diagnostics) {
        let Some(frame) = self.frames.last() else { return };
        diagnostics.push(messages::unclosed_brace(frame.open, next));
        self.faults.push(frame.open.range().start);
        let end = frame.statements.last().map_or(frame.open, Statement::span).at_end();
        self.close(end);
    }

    fn close(&mut self, place: Span) {
        if let Some(frame) = self.frames.pop() {
            let block = Block { open: frame.open, statements: frame.statements, close: place };
            self.put(Statement { tokens: frame.tokens, head: frame.head, block: Some(block) });
        }
    }
}
