//! What a file declares, as far as its tokens tell: units, registers with the words in them, inputs.
//!
//! A broken clause is told apart by it: a word that is no unit behind a number, a thing that some register
//! lists. Names of other files of the book are not seen, so what is not found here may still be declared.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::keywords::{ITEMS, is_one_of, is_reserved, spells};
use super::outline::{Token, TokenKind};

/// The keywords of clauses that declare a name.
const NAMING: [Rule; 2] = [Rule::kw_input, Rule::kw_let];

/// The names of one file.
#[derive(Debug, Default)]
pub(super) struct Vocabulary<'t> {
    units: BTreeSet<&'t str>,
    /// What stands behind a keyword that declares something, and the parameters of scales and patterns.
    names: BTreeSet<&'t str>,
    inputs: BTreeSet<&'t str>,
    /// Names that were declared as two words, with the words joined.
    apart: BTreeMap<(&'t str, &'t str), String>,
    registers: BTreeSet<&'t str>,
    /// The registers that have a word among the values of their fields.
    listed: BTreeMap<&'t str, Vec<&'t str>>,
}

impl<'t> Vocabulary<'t> {
    /// Reads the tokens of `text` once.
    pub(super) fn of(text: &'t str, tokens: &[Token]) -> Self {
        let word = |token: &Token| text.get(token.start..token.end).unwrap_or_default();
        let mut found = Self::default();
        let mut register: Option<&'t str> = None;
        let mut before = "";
        let mut parameters = false;
        for (token, next) in tokens.iter().zip(tokens.iter().skip(1)) {
            let before = std::mem::replace(&mut before, word(token));
            if token.kind == TokenKind::CloseBrace {
                register = None;
            }
            if token.first {
                parameters = is_one_of(word(token), &[Rule::kw_scale, Rule::kw_pattern]);
            }
            if token.kind == TokenKind::CloseBracket {
                parameters = false;
            }
            if token.kind != TokenKind::Word {
                continue;
            }
            if parameters && matches!(before, "(" | "（" | "," | "，" | "、") {
                found.names.insert(word(token));
            }
            if token.first && next.kind == TokenKind::Word && (is_one_of(word(token), &ITEMS) || is_one_of(word(token), &NAMING)) {
                found.names.insert(word(next));
            }
            // `input returns filed : count`: further on it is meant by its words joined.
            if is_one_of(before, &NAMING) && next.kind == TokenKind::Word && !next.first && !is_reserved(word(next)) {
                let glue = if word(token).is_ascii() { "_" } else { "" };
                found.apart.insert((word(token), word(next)), format!("{}{glue}{}", word(token), word(next)));
            }
            let begins = |rule| token.first && next.kind == TokenKind::Word && spells(word(token), rule);
            if begins(Rule::kw_unit) {
                found.units.insert(word(next));
            } else if begins(Rule::kw_input) {
                found.inputs.insert(word(next));
            } else if begins(Rule::kw_register) {
                register = Some(word(next));
                found.registers.insert(word(next));
            } else if let Some(register) = register.filter(|_| matches!(before, ":" | "：" | "|" | "｜" | ">" | "＞")) {
                let holders = found.listed.entry(word(token)).or_default();
                if holders.last() != Some(&register) {
                    holders.push(register);
                }
            }
        }
        found
    }

    /// Whether something of that name is declared.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    /// The name that is meant where these two words declare one.
    pub(super) fn declared_apart(&self, words: (&'t str, &'t str)) -> Option<&str> {
        self.apart.get(&words).map(String::as_str)
    }

    /// Whether something of that name is declared, or listed among the values of a register.
    pub(super) fn is_known(&self, word: &str) -> bool {
        self.is_name(word) || self.listed.contains_key(word)
    }

    /// Whether `word` begins with the name of something that is declared.
    pub(super) fn begins_name(&self, word: &str) -> bool {
        word.char_indices().any(|(end, letter)| word.get(..end + letter.len_utf8()).is_some_and(|begin| self.names.contains(begin)))
    }

    /// Whether a unit of that name is declared.
    pub(super) fn has_unit(&self, name: &str) -> bool {
        self.units.contains(name)
    }

    /// Whether an input of that name is declared.
    pub(super) fn has_input(&self, name: &str) -> bool {
        self.inputs.contains(name)
    }

    /// Whether a register of that name is declared.
    pub(super) fn has_register(&self, name: &str) -> bool {
        self.registers.contains(name)
    }

    /// The registers that list `name`.
    pub(super) fn registers_of(&self, name: &str) -> &[&'t str] {
        self.listed.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}
