//! The names that a broken statement would have declared, as far as its tokens tell.

use super::Rule;
use super::faults;
use super::keywords::{CLAUSES, ITEMS, METHODS, is_one_of, is_reserved, printed, spells};
use super::outline::{Statement, Token, TokenKind};
use super::reader::{Context, Declares, Reader};
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

/// What `statement` would have declared, where the name is missing: `register "Notices" of office`, `input : count`.
pub(super) fn left_out(reader: &Reader, statement: &Statement, context: Context) -> Option<Declares> {
    let tokens = reader.tokens_of(statement);
    let names = |n: usize| tokens.get(n).is_some_and(|token| token.kind == TokenKind::Word && !is_reserved(reader.word(token)));
    let first = tokens.first()?;
    let (word, text) = (reader.word(first), first.kind == TokenKind::Text);
    match context {
        Context::Item => DECLARING.iter().find(|(rule, _)| spells(word, *rule) && !names(1)).map(|(_, declares)| *declares),
        Context::Subject if spells(word, Rule::kw_members) => Some(Declares::Member),
        Context::Indicator | Context::Subject => (is_one_of(word, &[Rule::kw_input, Rule::kw_let]) && !names(1)).then_some(Declares::Value),
        Context::Scorecard => text.then_some(Declares::Part),
        Context::Register => (text || matches!(word, ":" | "：")).then_some(Declares::Field),
        Context::Steps => text.then_some(Declares::Step),
        Context::Choice => Some(Declares::ChoiceValue),
        Context::Grade => (text || spells(word, Rule::kw_when)).then_some(Declares::Grade),
        Context::Rulebook
        | Context::Extension
        | Context::Table
        | Context::Joint
        | Context::Quantify
        | Context::State
        | Context::Survey
        | Context::Rank
        | Context::Compete
        | Context::Consequence
        | Context::Example
        | Context::Cases => None,
    }
}

/// The keywords of items that declare a name, and what it is the name of.
const DECLARING: [(Rule, Declares); 9] = [
    (Rule::kw_unit, Declares::Unit),
    (Rule::kw_choice, Declares::Choice),
    (Rule::kw_subject, Declares::Subject),
    (Rule::kw_role, Declares::Role),
    (Rule::kw_register, Declares::Register),
    (Rule::kw_table, Declares::Table),
    (Rule::kw_scale, Declares::Scale),
    (Rule::kw_pattern, Declares::Pattern),
    (Rule::kw_indicator, Declares::Indicator),
];

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
            // 目标值 95% is a value with a name.
            let figure = tokens.get(1).is_some_and(|token| token.kind == TokenKind::Figure);
            if figure && !is_one_of(leading, &CLAUSES) {
                add(tokens.first().filter(|token| token.kind == TokenKind::Word), names);
            }
            // `letters "Letters received" : count` lacks it as well.
            let titled = tokens.get(1).is_some_and(|token| token.kind == TokenKind::Text || matches!(reader.word(token), ":" | "："));
            if titled && !is_one_of(leading, &CLAUSES) {
                add(tokens.first().filter(|token| token.kind == TokenKind::Word), names);
            }
            // The keyword may be there twice, or a second clause may stand on the line.
            for (keyword, named) in words().zip(words().skip(1)) {
                if is_one_of(reader.word(keyword), &[Rule::kw_input, Rule::kw_let]) {
                    add(Some(named), names);
                }
                // `letters input : count`: its two words in the other order.
                if is_one_of(reader.word(named), &[Rule::kw_input, Rule::kw_let]) {
                    add(Some(keyword), names);
                }
            }
            // The values of a choice that is declared with its input.
            if is_one_of(leading, &[Rule::kw_input]) {
                words().skip(2).for_each(|token| add(Some(token), names));
            }
        }
        Context::Subject => {
            // What reads the sequence calls it by its keyword.
            let spellings = LANGUAGES.map(|language| printed(Rule::kw_sequence, language));
            let leading = words().next().map(|token| reader.word(token)).unwrap_or_default();
            if did_you_mean(leading, spellings).is_some() || spells(leading, Rule::kw_sequence) {
                names.extend(spellings.map(str::to_owned));
            }
            words().for_each(|token| add(Some(token), names));
        }
        // A field may list the values of its choice.
        Context::Choice | Context::Table | Context::Cases | Context::Register => words().for_each(|token| add(Some(token), names)),
        Context::Steps | Context::State | Context::Survey => add(words().next(), names),
        Context::Scorecard => {
            add(words().next(), names);
            add(words().nth(1), names);
        }
        // On paper the band may come first, and one word hold both: 90分以上为优秀, 优秀90分以上.
        Context::Grade => words().for_each(|token| {
            let word = reader.word(token);
            add(Some(token), names);
            names.extend(word.rsplit_once('为').map(|(_, name)| name.to_owned()));
            names.extend(word.find(|letter: char| letter.is_ascii_digit()).and_then(|at| word.get(..at)).map(str::to_owned));
        }),
        Context::Rulebook
        | Context::Extension
        | Context::Joint
        | Context::Quantify
        | Context::Rank
        | Context::Compete
        | Context::Consequence
        | Context::Example => {}
    }
    let body = inside(reader, statement, context);
    for inner in statement.block.iter().flat_map(|block| &block.statements) {
        // Of a body of which nobody knows what it is any word may be the name of something.
        if body == Context::Item && context == Context::Item {
            let tokens = reader.tokens_of(inner).iter();
            tokens.filter(|token| token.kind == TokenKind::Word).for_each(|token| add(Some(token), names));
        }
        collect(reader, inner, body, names);
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
        // A body without a head is most likely a brace written twice, or a method of which nothing is left.
        return by_rows(reader, statement).filter(|_| context == Context::Indicator).unwrap_or(context);
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
            let contest = |word: &&str| spells(word, Rule::kw_competes) || method.is_none() && faults::is_contest(word);
            if near(Rule::kw_compete) || words.iter().any(contest) {
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
                by_rows(reader, statement).filter(|_| !near(Rule::kw_quantify)).unwrap_or(Context::Quantify)
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

/// Rows of a method whose keyword is not known, by how its first row looks: `listed "Letters listed" due 30 June => 3` is
/// a step, `below 60% => 0` the row of a table.
fn by_rows(reader: &Reader, statement: &Statement) -> Option<Context> {
    let first = statement.block.as_ref()?.statements.first()?;
    let tokens = reader.tokens_of(first);
    let arrow = tokens.iter().any(|token| matches!(reader.word(token), "=>" | "＝>" | "=＞" | "＝＞"));
    let text = tokens.get(1).is_some_and(|token| token.kind == TokenKind::Text);
    arrow.then_some(if text { Context::Steps } else { Context::Quantify })
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
