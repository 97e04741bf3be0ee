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
    /// `not`, a sign, `of`, `days from`, which reach to the next operator at least.
    near: usize,
    /// The same without an end at operators: `highest of a + highest of b in list` nests, and only the parser can tell.
    open: usize,
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
    let (mut outer_nesting, mut outer_operators, mut outer_open) = (0_usize, 0_usize, 0_usize);
    let mut after_operand = false;
    let mut before = None;
    for token in tokens {
        let text = file.text().get(token.start..token.end).unwrap_or_default();
        let operand_before = after_operand;
        let before = before.replace(token);
        after_operand = matches!(token.kind, TokenKind::Text | TokenKind::Figure | TokenKind::CloseBracket) || matches!(text, "%" | "％");
        match token.kind {
            TokenKind::OpenBracket => {
                outer_nesting += here.far + here.near + 1;
                outer_operators += here.operators;
                outer_open += here.open;
                open.push(here);
                here = Counts::default();
            }
            TokenKind::CloseBracket => {
                here = open.pop().unwrap_or_default();
                outer_nesting = outer_nesting.saturating_sub(here.far + here.near + 1);
                outer_operators = outer_operators.saturating_sub(here.operators);
                outer_open = outer_open.saturating_sub(here.open);
            }
            TokenKind::Sign if matches!(text, "," | "，" | "、" | "=>" | "|" | "｜" | ":" | "：") => here = Counts::default(),
            TokenKind::Sign if matches!(text, "-" | "−" | "－") && !operand_before => {
                here.near += 1;
                here.open += 1;
            }
            TokenKind::Sign if matches!(text, "%" | "％" | "." | "．") => {}
            TokenKind::Word if token.is_one_of(&[Rule::kw_if]) => here.far += 1,
            TokenKind::Word if takes_operand(file, before, token, operand_before) => {
                here.near += 1;
                here.open += 1;
            }
            TokenKind::Word if token.is_one_of(&JOINING) => {
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
        if outer_nesting + here.far + here.near > NESTING || outer_open + here.open > OPERATORS + NESTING {
            return Some(messages::too_deep(place));
        }
        if outer_operators + here.operators > OPERATORS {
            return Some(messages::too_long(place, messages::TooLong::Operators));
        }
    }
    None
}

/// Words between two operands, or behind one.
const JOINING: [Rule; 6] = [Rule::kw_and, Rule::kw_or, Rule::kw_else, Rule::kw_using, Rule::kw_rounded, Rule::kw_per];
/// Words behind which an operand begins that may begin with such a word in turn.
const PREFIXES: [Rule; 6] = [Rule::kw_not, Rule::kw_of, Rule::kw_among, Rule::kw_available, Rule::kw_since, Rule::kw_difference];
/// In front of an operand it is told among whom; behind one the same words end it.
const PEERS: [Rule; 3] = [Rule::kw_within_sequence, Rule::kw_within_parent, Rule::kw_over_all];
/// 合计 合计 a: without `of`, too, a function takes an operand.
const FUNCTIONS: [Rule; 7] =
    [Rule::kw_highest, Rule::kw_lowest, Rule::kw_latest, Rule::kw_average, Rule::kw_sum, Rule::kw_number_of, Rule::kw_median];

/// Whether `word`, behind the token `before`, is the last word of a keyword that takes an operand.
fn takes_operand(file: &SourceFile, before: Option<&Token>, word: &Token, operand_before: bool) -> bool {
    let text = |token: &Token| file.text().get(token.start..token.end).unwrap_or_default();
    let two_words = || match text(word) {
        "from" => matches!(before.map(text), Some("days" | "months" | "part")),
        "between" => before.map(text) == Some("difference"),
        _ => false,
    };
    word.is_one_of(&PREFIXES)
        || !operand_before && word.is_one_of(&PEERS)
        || word.is_one_of(&FUNCTIONS) && before.is_some_and(|before| before.is_one_of(&FUNCTIONS))
        || two_words()
}

/// Nested deeper than this, a file is read with a stack of its own.
const SHALLOW: usize = 8;
/// That stack, in bytes: enough for [`NESTING`] in builds without optimisation.
pub(super) const DEEP_STACK: usize = 64 * 1024 * 1024;

/// Whether a file may be nested so deep that the stack at hand may not do. Rather too often than never.
pub(super) fn is_deep(file: &SourceFile, tokens: &[Token]) -> bool {
    let (mut depth, mut words) = (0_usize, 0_usize);
    let mut before = None;
    tokens.iter().any(|token| {
        match token.kind {
            TokenKind::OpenBrace | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseBrace | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
            TokenKind::Word => {
                words += usize::from(takes_operand(file, before, token, false) || token.is_one_of(&[Rule::kw_if]));
                before = Some(token);
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
/// smallest limit that suffices: for measuring that they grow in proportion to the text. It is for a test
/// of this package, which has a process of its own, and no part of what others may call.
#[doc(hidden)]
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
