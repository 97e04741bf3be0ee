//! The parser that is made of the grammar, and the one door to it.

#![allow(missing_docs, reason = "the rules are described in the grammar")]

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use pest::Parser as _;
use pest::error::Error;
use pest::iterators::Pairs;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/yardstick.pest"]
struct Grammar;

/// The grammar as text: the table of keywords is read from it.
pub(super) const TEXT: &str = include_str!("../../grammar/yardstick.pest");

/// The limit of calls is one setting for the whole process, so it is set and used under one lock.
static LIMIT: Mutex<()> = Mutex::new(());

/// Reads `text` by `rule` with at most so many calls of the parser.
pub(super) fn read(rule: Rule, text: &str, calls: NonZeroUsize) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
    let _held = LIMIT.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_call_limit(Some(calls));
    Grammar::parse(rule, text).map_err(Box::new)
}
