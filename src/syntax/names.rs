//! The names that a broken statement would have declared, as far as its tokens tell.

use super::Rule;
use super::keywords::{ITEMS, METHODS, is_one_of, printed, spells};
use super::outline::{Statement, Token, TokenKind};
use super::reader::{Context, Reader};
use super::synonyms;
use crate::text::{Language, did_you_mean, hidden};

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

/// The names that `statement` would have declared, and those of the statements in its body.
pub(super) fn declared(reader: &Reader, statement: &Statement, context: Context) -> Vec<String> {
    let mut names = Vec::new();
    collect(reader, statement, context, &mut names);
    names.sort();
    names.dedup();
    names
}

fn collect(reader: &Reader, statement: &Statement, context: Context, names: &mut Vec<String>) {
    let tokens = reader.tokens_of(statement);
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let add = |token: Option<&Token>, names: &mut Vec<String>| names.extend(token.map(|token| seen(reader.word(token))));
    match context {
        // The word behind the keyword; the keyword itself may be misspelt, left out or written twice.
        Context::Item => {
            let keywords = words().take_while(|token| is_one_of(reader.word(token), &ITEMS)).count();
            let named = words().skip(keywords.min(1)).take(if keywords == 0 { 2 } else { keywords });
            named.for_each(|token| add(Some(token), names));
            let parameters = tokens.iter().skip_while(|token| token.kind != TokenKind::OpenBracket);
            parameters
                .take_while(|token| token.kind != TokenKind::CloseBracket)
                .filter(|token| token.kind == TokenKind::Word)
                .for_each(|token| add(Some(token), names));
        }
        Context::Indicator => {
            let leading = words().next().map(|token| reader.word(token)).unwrap_or_default();
            let quiet = [Rule::kw_add, Rule::kw_deduct, Rule::kw_quantify, Rule::kw_else, Rule::kw_led_by, Rule::kw_supported_by];
            if !quiet.iter().any(|rule| spells(leading, *rule)) {
                add(words().nth(1), names);
            }
            // `share = a ÷ b` lacks its keyword.
            if tokens.get(1).is_some_and(|token| matches!(reader.word(token), "=" | "＝")) {
                add(tokens.first().filter(|token| token.kind == TokenKind::Word), names);
            }
            // The keyword may be there twice, or a second clause may stand on the line.
            for (keyword, named) in words().zip(words().skip(1)) {
                if is_one_of(reader.word(keyword), &[Rule::kw_input, Rule::kw_let]) {
                    add(Some(named), names);
                }
            }
        }
        Context::Subject => {
            // What reads the sequence calls it by its keyword.
            let spellings = LANGUAGES.map(|language| printed(Rule::kw_sequence, language));
            let leading = words().next().map(|token| reader.word(token)).unwrap_or_default();
            if did_you_mean(leading, spellings).is_some() || spells(leading, Rule::kw_sequence) {
                names.extend(spellings.map(str::to_owned));
            }
            words().skip(1).for_each(|token| add(Some(token), names));
        }
        Context::Choice | Context::Table | Context::Cases => words().for_each(|token| add(Some(token), names)),
        Context::Register | Context::Steps | Context::State | Context::Survey => add(words().next(), names),
        Context::Scorecard => {
            add(words().next(), names);
            add(words().nth(1), names);
        }
        Context::Grade => add(words().next(), names),
        Context::Rulebook
        | Context::Extension
        | Context::Joint
        | Context::Quantify
        | Context::Rank
        | Context::Compete
        | Context::Consequence
        | Context::Example => {}
    }
    for inner in statement.block.iter().flat_map(|block| &block.statements) {
        collect(reader, inner, inside(reader, statement, context), names);
    }
}

/// A name without the letters that cannot be seen: they were reported for themselves.
fn seen(word: &str) -> String {
    word.chars().filter(|letter| hidden(*letter).is_none()).collect()
}

/// The context of the statements in the body of `statement`, guessed from the words of its head.
pub(super) fn inside(reader: &Reader, statement: &Statement, context: Context) -> Context {
    let tokens = reader.tokens_of(statement);
    if tokens.is_empty() && context != Context::Item {
        // A body without a head is most likely a brace written twice.
        return context;
    }
    let words: Vec<&str> = tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| reader.word(token)).take(4).collect();
    match context {
        Context::Item => {
            let word = words.first().copied().unwrap_or_default();
            let bodies = || ITEMS.iter().zip(BODIES);
            let meant = synonyms::of_item(word).find(|rule| *rule != Rule::kw_unit);
            let known = bodies().find(|(rule, _)| spells(word, **rule) || meant == Some(**rule)).or_else(|| {
                let spellings = || bodies().flat_map(|(rule, body)| LANGUAGES.map(|language| (printed(*rule, language), (rule, body))));
                let lower = word.to_lowercase();
                let meant = did_you_mean(&lower, spellings().map(|(spelling, _)| spelling)).unwrap_or(&lower);
                spellings().find(|(spelling, _)| *spelling == meant).map(|(_, found)| found)
            });
            known.map_or(Context::Item, |(_, body)| body)
        }
        Context::Indicator => {
            // A method by its own keyword tells most: what stands before it may be anything for `else`.
            let leading = words.first().copied().unwrap_or_default();
            let joint = spells(leading, Rule::kw_add) || spells(leading, Rule::kw_deduct);
            let method = words.iter().find(|word| !joint && is_one_of(word, &METHODS));
            let word = method.or_else(|| words.iter().find(|word| !spells(word, Rule::kw_else))).copied().unwrap_or_default();
            let near =
                |rule| spells(word, rule) || LANGUAGES.iter().any(|language| did_you_mean(word, [printed(rule, *language)]).is_some());
            if near(Rule::kw_compete) || words.iter().any(|word| spells(word, Rule::kw_competes)) {
                Context::Compete
            } else if near(Rule::kw_steps) {
                Context::Steps
            } else if near(Rule::kw_state) {
                Context::State
            } else if near(Rule::kw_survey) {
                Context::Survey
            } else if joint {
                Context::Joint
            } else {
                Context::Quantify
            }
        }
        Context::Scorecard => Context::Scorecard,
        Context::Rulebook
        | Context::Extension
        | Context::Choice
        | Context::Subject
        | Context::Register
        | Context::Table
        | Context::Joint
        | Context::Quantify
        | Context::Steps
        | Context::State
        | Context::Survey
        | Context::Grade
        | Context::Rank
        | Context::Compete
        | Context::Consequence
        | Context::Example
        | Context::Cases => context,
    }
}

/// What stands in the bodies of [`ITEMS`], in the same order.
const BODIES: [Context; 18] = [
    Context::Rulebook,
    Context::Item,
    Context::Choice,
    Context::Subject,
    Context::Item,
    Context::Register,
    Context::Table,
    Context::Quantify,
    Context::Indicator,
    Context::Scorecard,
    Context::Indicator,
    Context::Grade,
    Context::Rank,
    Context::Consequence,
    Context::Cases,
    Context::Example,
    Context::Extension,
    Context::Item,
];
