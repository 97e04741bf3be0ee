//! Limits that keep hostile or garbled files from costing more than their length.

use std::num::NonZeroUsize;

use super::Rule;
use super::grammar::read;
use super::keywords::spells;
use super::messages;
use super::outline::{Token, TokenKind, outline, tokens};
use super::parse::blank_comments;
use super::reader::Context;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::text::{SourceFile, Span};

/// The largest file that is read, in bytes.
pub const FILE_BYTES: usize = 4 * 1024 * 1024;
/// How deep brackets, braces, `if` and signs may be nested.
pub const NESTING: usize = 64;
/// How many operators may follow one another in one expression.
pub const OPERATORS: usize = 128;
/// Digits of a number.
pub const DIGITS: usize = 28;

/// The most calls of the parser that a text of so many bytes may take. Lengths are rounded up, so
/// that nearly all statements share one limit and can be read at the same time.
pub(super) fn calls_for(bytes: usize) -> NonZeroUsize {
    NonZeroUsize::MIN.saturating_add(4_000 + bytes.next_power_of_two().max(256).saturating_mul(400))
}

/// What stands before an open bracket in its own list.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// `if`, whose branches reach far to the right.
    far: usize,
    /// `not`, a sign, `of`, which reach to the next operator.
    near: usize,
    /// Operators, each of which takes what stands left of it.
    operators: usize,
}

/// Where a statement is nested too deep, or strings together too many operators.
pub(super) fn too_deep(file: &SourceFile, tokens: &[Token]) -> Option<Diagnostic> {
    if tokens.len() <= NESTING {
        return None;
    }
    let mut open: Vec<Counts> = Vec::new();
    let mut here = Counts::default();
    let (mut outer_nesting, mut outer_operators) = (0_usize, 0_usize);
    let mut after_operand = false;
    for token in tokens {
        let text = file.text().get(token.start..token.end).unwrap_or_default();
        let is = |rules: &[Rule]| rules.iter().any(|rule| spells(text, *rule));
        let operand_before = after_operand;
        after_operand = matches!(token.kind, TokenKind::Text | TokenKind::Figure | TokenKind::CloseBracket) || matches!(text, "%" | "％");
        match token.kind {
            TokenKind::OpenBracket => {
                outer_nesting += here.far + here.near + 1;
                outer_operators += here.operators;
                open.push(here);
                here = Counts::default();
            }
            TokenKind::CloseBracket => {
                here = open.pop().unwrap_or_default();
                outer_nesting = outer_nesting.saturating_sub(here.far + here.near + 1);
                outer_operators = outer_operators.saturating_sub(here.operators);
            }
            TokenKind::Sign if matches!(text, "," | "，" | "、" | "=>" | "|" | "｜" | ":" | "：") => here = Counts::default(),
            TokenKind::Sign if matches!(text, "-" | "−" | "－") && !operand_before => here.near += 1,
            TokenKind::Sign if matches!(text, "%" | "％" | "." | "．") => {}
            TokenKind::Word if is(&[Rule::kw_if]) => here.far += 1,
            TokenKind::Word if is(&[Rule::kw_not, Rule::kw_of, Rule::kw_among]) => here.near += 1,
            TokenKind::Word if is(&[Rule::kw_and, Rule::kw_or, Rule::kw_else, Rule::kw_using, Rule::kw_rounded, Rule::kw_per]) => {
                here.operators += 1;
                here.near = 0;
            }
            TokenKind::Sign => {
                here.operators += 1;
                here.near = 0;
            }
            TokenKind::Word => after_operand = true,
            TokenKind::Text
            | TokenKind::OpenText
            | TokenKind::OpenBrace
            | TokenKind::CloseBrace
            | TokenKind::Semicolon
            | TokenKind::Figure => {}
        }
        let place = Span::new(file.id(), token.start, token.end);
        if outer_nesting + here.far + here.near > NESTING {
            return Some(messages::too_deep(place));
        }
        if outer_operators + here.operators > OPERATORS {
            return Some(messages::too_long(place, messages::TooLong::Operators));
        }
    }
    None
}

/// Nested deeper than this, a file is read with a stack of its own.
const SHALLOW: usize = 8;
/// That stack, in bytes: enough for [`NESTING`] in builds without optimisation.
pub(super) const DEEP_STACK: usize = 64 * 1024 * 1024;

/// Whether a file may be nested so deep that the stack at hand may not do. Rather too often than never.
pub(super) fn is_deep(file: &SourceFile, tokens: &[Token]) -> bool {
    let (mut depth, mut words) = (0_usize, 0_usize);
    tokens.iter().any(|token| {
        match token.kind {
            TokenKind::OpenBrace | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseBrace | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
            TokenKind::Word => {
                let text = file.text().get(token.start..token.end).unwrap_or_default();
                words += usize::from(matches!(text, "if" | "若" | "如果" | "of" | "中的" | "中"));
            }
            TokenKind::Text | TokenKind::OpenText | TokenKind::Semicolon | TokenKind::Figure | TokenKind::Sign => {}
        }
        words = if token.kind == TokenKind::OpenBrace { 0 } else { words };
        depth + words > SHALLOW
    })
}

/// Where braces are nested too deep.
pub(super) fn braces_too_deep(file: &SourceFile, tokens: &[Token]) -> Option<Span> {
    let mut depth = 0_usize;
    for token in tokens {
        depth = match token.kind {
            TokenKind::OpenBrace => depth + 1,
            TokenKind::CloseBrace => depth.saturating_sub(1),
            TokenKind::Text
            | TokenKind::OpenText
            | TokenKind::OpenBracket
            | TokenKind::CloseBracket
            | TokenKind::Semicolon
            | TokenKind::Figure
            | TokenKind::Word
            | TokenKind::Sign => depth,
        };
        if depth > NESTING {
            return Some(Span::new(file.id(), token.start, token.end));
        }
    }
    None
}

/// How many calls of the parser the statements of a file take, each found by bisection of the
/// smallest limit that suffices: for measuring that they grow in proportion to the text.
#[must_use]
pub fn parser_calls(file: &SourceFile) -> usize {
    let tokens = tokens(file);
    let text = blank_comments(file.text(), &tokens.comments);
    let outline = outline(file, &tokens, &mut Diagnostics::default());
    let lines: usize = file.text().split_inclusive('\n').map(|line| calls_of(Rule::line, line)).sum();
    let mut waiting: Vec<(&super::outline::Statement, Context)> = outline.statements.iter().map(|one| (one, Context::Item)).collect();
    let mut calls = lines;
    while let Some((statement, context)) = waiting.pop() {
        calls += text.get(statement.head.range()).map_or(0, |head| calls_of(context.rule(), head));
        let leading = tokens.list.get(statement.tokens.start).and_then(|token| text.get(token.start..token.end)).unwrap_or_default();
        let inside = if spells(leading, Rule::kw_indicator) { Context::Indicator } else { Context::Quantify };
        waiting.extend(statement.block.iter().flat_map(|block| &block.statements).map(|inner| (inner, inside)));
    }
    calls
}

fn calls_of(rule: Rule, text: &str) -> usize {
    let stopped = |calls: usize| match read(rule, text, NonZeroUsize::MIN.saturating_add(calls)) {
        Ok(_) => false,
        Err(error) => matches!(error.variant, pest::error::ErrorVariant::CustomError { .. }),
    };
    let (mut low, mut high) = (0, calls_for(text.len()).get());
    while low < high {
        let middle = usize::midpoint(low, high);
        if stopped(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
