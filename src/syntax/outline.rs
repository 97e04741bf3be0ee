//! The outline of a file: its statements and bodies, found from its tokens alone.
//!
//! A statement ends with its line or at `;`, unless it goes on: after an operator, after a comma,
//! inside brackets. `{` opens its body. Where braces do not pair, the indentation says which one is
//! missing or too many; in files whose braces pair it is never looked at.

mod blocks;
mod tokens;

pub(super) use blocks::{Block, Outline, Statement, outline};
pub(super) use tokens::{Token, TokenKind, Tokens, tokens};
