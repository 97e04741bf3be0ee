//! What is wrong with a statement that cannot be read.
//!
//! The grammar says how far it came and what it expected there. Before that is passed on, the
//! mistakes that real authors make are tried: each of the `search` functions proposes findings with
//! a fix, and a finding is taken when its fix lets the grammar come further. So nothing is said of a
//! statement that does not help it.

mod bars;
mod clauses;
mod comparisons;
mod conditions;
mod contests;
mod counts;
mod documents;
mod ends;
mod formulas;
mod idioms;
mod inputs;
mod lacking;
mod layout;
mod limited;
mod lists;
mod neighbours;
mod numbers;
mod parts;
mod pasted;
mod phrases;
mod reread;
mod rows;
mod signs;
mod standings;
mod table_rows;
mod traditional;
mod unspaced;
mod words;

pub(super) use contests::is_contest;
pub(super) use neighbours::hyphen_in_band;
pub use numbers::day_in_slashes;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::expectations::describe;
use super::grammar::read;
use super::keywords::{given_in_english, is_a_word_of_keywords, is_one_of, is_reserved, keyword, spells};
use super::limits::calls_for;
use super::outline::{Statement, Token, TokenKind};
use super::reader::{Context, Reader};
use super::{Rule, messages};
use crate::diagnostics::{Applicability, Diagnostic, Edit, Fix};
use crate::text::{Language, Span};
use crate::words;

/// Statements longer than this, in bytes, are not tried with fixes.
const LONGEST: usize = 4096;
/// So many fixes are tried for one statement.
const TRIES: usize = 80;

/// A statement and how far the grammar came.
pub(super) struct Scene<'r, 't> {
    pub(super) reader: &'r Reader<'t>,
    pub(super) statement: &'r Statement,
    pub(super) context: Context,
    /// The tokens of the statement.
    pub(super) tokens: &'t [Token],
    /// The token that could not be read; one past the last at the end.
    pub(super) place: usize,
    /// What was expected there.
    pub(super) expected: &'r [Rule],
}

impl<'t> Scene<'_, 't> {
    /// The n-th token.
    pub(super) fn token(&self, n: usize) -> Option<&'t Token> {
        self.tokens.get(n)
    }

    /// What the n-th token says; nothing past the ends.
    pub(super) fn word(&self, n: usize) -> &'t str {
        self.token(n).map_or("", |token| self.reader.word(token))
    }

    /// The place of the tokens from `first` to `last`, both in.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        let start = self.token(first).map_or(self.statement.head.range().end, |token| token.start);
        let end = self.token(last).map_or(self.statement.head.range().end, |token| token.end);
        Span::new(self.reader.file.id(), start, end)
    }

    /// Whether the n-th token is of this kind.
    pub(super) fn is(&self, n: usize, kind: TokenKind) -> bool {
        self.token(n).is_some_and(|token| token.kind == kind)
    }

    /// Whether nothing stands between the n-th token and the next.
    pub(super) fn touches_next(&self, n: usize) -> bool {
        self.token(n).zip(self.token(n + 1)).is_some_and(|(token, next)| token.end == next.start)
    }

    /// Whether a bracket is open before the n-th token.
    fn opened_before(&self, n: usize) -> bool {
        let count = |kind| (0..n).filter(|index| self.is(*index, kind)).count();
        count(TokenKind::OpenBracket) > count(TokenKind::CloseBracket)
    }

    /// Whether `rule` was expected.
    pub(super) fn expects(&self, rule: Rule) -> bool {
        self.expected.contains(&rule)
    }

    /// Whether a value was expected.
    pub(super) fn expects_value(&self) -> bool {
        [Rule::sum, Rule::value, Rule::expr, Rule::condition, Rule::operand, Rule::lookup, Rule::literal, Rule::comparison, Rule::negated]
            .iter()
            .any(|rule| self.expects(*rule))
    }

    /// Whether a value could end where it was expected to go on, as behind `5`: then a name there is that of a unit.
    pub(super) fn could_end(&self) -> bool {
        [Rule::arithmetic, Rule::plus, Rule::kw_pp_of, Rule::unit_name].iter().any(|rule| self.expects(*rule))
    }

    /// White space that begins a new line like that of the statement.
    pub(super) fn new_line(&self) -> String {
        format!("\n{}", " ".repeat(self.token(0).map_or(0, |token| token.indent)))
    }

    /// The language its author works in.
    pub(super) fn language(&self) -> Language {
        self.reader.file.language()
    }

    /// Whether the statement can be read with these edits.
    pub(super) fn whole_with(&self, edits: &[Edit]) -> bool {
        self.outcome(edits) == Outcome::Whole
    }

    /// How far the statement can be read with these edits.
    fn outcome(&self, edits: &[Edit]) -> Outcome {
        let range = self.statement.head.range();
        let mut sorted: Vec<&Edit> = edits.iter().collect();
        sorted.sort_by_key(|edit| edit.span.start);
        let reread::Edited { text, cut, .. } = self.edited(edits);
        if cut && text.trim().is_empty() {
            return Outcome::Whole;
        }
        let Err(error) = read(self.context.rule(), &text, calls_for(text.len())) else { return Outcome::Whole };
        let (InputLocation::Pos(reached) | InputLocation::Span((reached, _))) = error.location;
        let further = self.token(self.place).is_some_and(|token| before_edits(range.start, &sorted, reached) >= token.end);
        if further && !cut { Outcome::Further } else { Outcome::Nothing }
    }
}

/// Where in the text before the edits, which are in order, lies what is `reached` bytes behind `start` with them. Within
/// what an edit writes, nothing is gained.
fn before_edits(start: usize, edits: &[&Edit], reached: usize) -> usize {
    let (mut old, mut new) = (start, 0);
    for edit in edits {
        let range = edit.span.range();
        let kept = range.start.saturating_sub(old);
        if reached < new + kept {
            break;
        }
        (old, new) = (range.start, new + kept);
        if reached < new + edit.replacement.len() {
            return old;
        }
        (old, new) = (range.end, new + edit.replacement.len());
    }
    old + reached.saturating_sub(new)
}

/// What a fix does for a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It can be read.
    Whole,
    /// It can be read beyond the place where the grammar stopped; there is another fault behind.
    Further,
    /// It does not help.
    Nothing,
}

/// Says what is wrong with a statement, if that was not said elsewhere.
pub(super) fn diagnose(reader: &Reader, statement: &Statement, context: Context, error: &Error<Rule>) -> Option<Diagnostic> {
    let (InputLocation::Pos(offset) | InputLocation::Span((offset, _))) = error.location;
    let at = statement.head.range().start + offset;
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return Some(messages::too_long(statement.head, messages::TooLong::Clause));
    };
    let tokens = reader.tokens_of(statement);
    let place = tokens.iter().position(|token| token.end > at).unwrap_or(tokens.len());
    let scene = Scene { reader, statement, context, tokens, place, expected: positives };
    if reads_a_refused_name(&scene) || reads_a_name_apart(&scene) {
        return None;
    }
    Some(repaired(&scene).unwrap_or_else(|| plain(&scene)))
}

/// Whether nothing is wrong but that a word of the language is read as a name: it was declared as one, and refused there.
fn reads_a_refused_name(scene: &Scene) -> bool {
    let word = scene.word(scene.place);
    let declares = scene.place == 1 && is_one_of(scene.word(0), &[Rule::kw_input, Rule::kw_let]) || scene.context == Context::Item;
    if declares || !is_reserved(word) || !scene.reader.vocabulary().is_name(word) {
        return false;
    }
    let read = (scene.place..scene.tokens.len()).filter(|index| scene.word(*index) == word);
    let edits: Vec<Edit> = read.map(|index| Edit { span: scene.span(index, index), replacement: format!("{word}_1") }).collect();
    scene.statement.head.range().len() <= LONGEST && scene.whole_with(&edits)
}

/// Whether nothing is wrong but that a name stands as two words, as it was declared: there it is told.
fn reads_a_name_apart(scene: &Scene) -> bool {
    let known = scene.reader.vocabulary();
    let declares = is_one_of(scene.word(0), &[Rule::kw_input, Rule::kw_let]);
    let pairs = (usize::from(declares) * 2..scene.tokens.len().saturating_sub(1)).filter_map(|index| {
        let joined = known.declared_apart((scene.word(index), scene.word(index + 1)))?;
        Some(Edit { span: scene.span(index, index + 1), replacement: joined.to_owned() })
    });
    let edits: Vec<Edit> = pairs.collect();
    !edits.is_empty() && scene.statement.head.range().len() <= LONGEST && scene.whole_with(&edits)
}

/// Proposes findings about a statement.
type Search = fn(&Scene) -> Vec<Diagnostic>;

/// The first finding that is sure without a fix or whose fix makes the statement whole; else the first
/// whose fix helps a little.
fn repaired(scene: &Scene) -> Option<Diagnostic> {
    if scene.statement.head.range().len() > LONGEST {
        return None;
    }
    // Where words are quoted by guess, a little help is no proof.
    let searches: [(Search, bool); 59] = [
        (lacking::name, false),
        (lacking::end_of_chain, false),
        (layout::numbering, false),
        (formulas::search, false),
        (layout::search, true),
        (traditional::search, true),
        (bars::search, false),
        (idioms::label, false),
        (idioms::consequence, false),
        (pasted::search, false),
        (parts::search, false),
        (rows::search, true),
        (table_rows::search, false),
        (contests::search, false),
        (idioms::search, true),
        (standings::rows, false),
        (standings::unsaid, false),
        (documents::search, false),
        (unspaced::search, false),
        (clauses::search, true),
        (inputs::search, true),
        (clauses::brackets, false),
        (clauses::order, false),
        (counts::search, true),
        (conditions::search, false),
        (lacking::word_of_long_keyword, false),
        (limited::search, false),
        (lists::search, false),
        (comparisons::search, true),
        (comparisons::of_one_word, false),
        (standings::conditions, true),
        (lacking::order, false),
        (words::open_text, false),
        (words::case, true),
        (words::method, true),
        (phrases::opening, false),
        (signs::search, true),
        (numbers::search, true),
        (words::twice, true),
        (words::space, true),
        (words::comma_before, false),
        (words::half, false),
        (phrases::search, true),
        (words::apart, false),
        (words::hyphen, true),
        (words::misspelt, true),
        (phrases::within, false),
        (lacking::word_of_keyword, false),
        (words::of_another_place, false),
        (words::misspelt_before, false),
        (lacking::size, false),
        (words::reserved, true),
        (layout::two_clauses, true),
        (signs::missing_in_list, false),
        (signs::commas_in_kind, false),
        (words::quotes, false),
        (idioms::sentence, false),
        (documents::sentences, false),
        (lacking::first_keyword, false),
    ];
    let mut tries = TRIES;
    let mut helpful = None;
    for (search, a_little_helps) in searches {
        for found in search(scene) {
            let Some(fix) = &found.fix else { return helpful.or(Some(found)) };
            if tries == 0 {
                return helpful;
            }
            tries -= 1;
            match scene.outcome(&fix.edits) {
                Outcome::Whole => return Some(if takes_data(scene, fix) { as_a_guess(found) } else { found }),
                Outcome::Further if a_little_helps => helpful = helpful.or_else(|| Some(as_a_guess(found))),
                Outcome::Further | Outcome::Nothing => {}
            }
        }
    }
    helpful
}

/// Whether a fix takes something out of an example, or cuts it in two. What stands there was worked by hand: a
/// word written twice may be a cell whose bar is missing.
fn takes_data(scene: &Scene, fix: &Fix) -> bool {
    let written = |edit: &Edit| !scene.reader.file.slice(edit.span).trim().is_empty();
    let takes = |edit: &Edit| edit.replacement.trim().is_empty() && written(edit) || edit.replacement.starts_with(['#', '\n']);
    matches!(scene.context, Context::Example | Context::Cases) && fix.edits.iter().any(takes)
}

/// The same finding with a fix that somebody has to look at: the statement is not whole with it, so it
/// may be another fix that is wanted.
fn as_a_guess(mut found: Diagnostic) -> Diagnostic {
    if let Some(fix) = &mut found.fix {
        fix.applicability = Applicability::MaybeIncorrect;
    }
    found
}

/// What was expected and what was found; where one missing word would do, with that as a fix.
fn plain(scene: &Scene) -> Diagnostic {
    let expected = describe(scene.expected, scene.context, scene.statement.block.is_some());
    let found = scene.token(scene.place).map(|_| scene.word(scene.place));
    let span = if found.is_some() { scene.span(scene.place, scene.place) } else { scene.statement.head.at_end() };
    let opens = found.is_none().then(|| scene.statement.block.as_ref().map(|block| block.open)).flatten();
    let diagnostic = messages::unexpected(opens.unwrap_or(span), &expected, found.or(opens.map(|_| "{")));
    if scene.statement.head.range().len() > LONGEST {
        return diagnostic;
    }
    if scene.is(scene.place, TokenKind::Text) && scene.expects(Rule::name) {
        return messages::name_before_title(diagnostic);
    }
    if let Some(found) = words::option(scene) {
        return found;
    }
    if scene.is(scene.place, TokenKind::CloseBracket) && !scene.opened_before(scene.place) {
        return messages::closes_nothing(span, scene.word(scene.place));
    }
    let signs = [(Rule::arrow, "=>"), (Rule::equal, "="), (Rule::colon, ":"), (Rule::percent_sign, "%")];
    let signs = signs.into_iter().filter(|(rule, _)| scene.expects(*rule)).map(|(_, sign)| sign);
    // These stand before an amount; before a name they would only make something else of the clause.
    let limits = [Rule::kw_at_most, Rule::kw_at_least, Rule::kw_once_per, Rule::kw_in_proportion_to];
    let named = scene.is(scene.place, TokenKind::Word);
    let fitting = scene.expected.iter().filter(|rule| !named || !limits.contains(rule));
    let keywords = fitting.filter_map(|rule| keyword(*rule)?.printed(scene.language()));
    if let Some(found) = words::for_unit(scene, &expected, keywords.clone()) {
        return found;
    }
    let written = |word: &str| match (word, found) {
        ("%", _) => "%".to_owned(),
        (_, Some(_)) => format!("{word} "),
        (_, None) => format!(" {word}"),
    };
    let place = if found.is_some() { span.at_start() } else { span.at_end() };
    // A range from or to a name that nobody declared is not what was meant: 未达到 至 60%.
    let unknown = |index: Option<usize>| {
        // Nor does a range begin or end with `no`.
        let other = |word: &str| !is_a_word_of_keywords(word) || matches!(word, "no" | "yes");
        let named = |word: &str| other(word) && !scene.reader.vocabulary().is_name(word);
        index.is_some_and(|index| scene.is(index, TokenKind::Word) && named(scene.word(index)))
    };
    let ranges = [Rule::kw_range_to, Rule::kw_line_to, Rule::kw_up_to_below, Rule::kw_and_above, Rule::kw_and_below];
    let range = |word: &&str| ranges.iter().any(|rule| spells(word, *rule));
    // In an example a range is one of months.
    let of_unknown = scene.context != Context::Example && (unknown(scene.place.checked_sub(1)) || unknown(Some(scene.place)));
    // A keyword that another one before it would make a name of stands in place of that one.
    let spelt = found.is_some_and(|word| is_a_word_of_keywords(word) && given_in_english(word).is_none());
    let replaces = |word: &str| {
        let unknown = named && name_follows(scene) && !scene.reader.vocabulary().is_name(scene.word(scene.place));
        unknown && scene.whole_with_keywords(&[Edit { span, replacement: word.to_owned() }])
    };
    // Nothing stands before a point but a name.
    let point = found.is_some_and(|word| matches!(word, "." | "．"));
    // 每次扣2分 is a clause that ran together, and no name that lacks its keyword.
    let ran_together = named && found.is_some_and(|word| !word.is_ascii() && word.contains(|letter: char| letter.is_ascii_digit()));
    let fits = |word: &&str| {
        if point || ran_together {
            return false;
        }
        let edits = [Edit { span: place, replacement: written(word) }];
        scene.whole_with_keywords(&edits) && (!spelt || scene.stays_keyword(&edits, scene.place))
    };
    let keywords_there = keywords.clone().filter(|word| !range(word) || !of_unknown).take(8);
    let mut missing: Vec<&str> = signs.chain(keywords_there).filter(|word| found != Some(*word)).filter(fits).collect();
    missing.dedup();
    match missing.as_slice() {
        [] => {}
        // `for` behind the part, where something else stands that is no name: `in service towards bureau`.
        [one] if replaces(one) => return messages::for_another(span, &expected, scene.word(scene.place), one, false),
        [one] => return messages::with_missing_word(diagnostic, place, one, written(one)),
        // Which of them is missing only its author knows.
        [..] => return messages::missing_one_of(diagnostic, &missing),
    }
    if let Some(found) = before_the_last(scene) {
        return found;
    }
    // A head that ends before one of its pieces.
    let only = keywords.clone().next().filter(|_| opens.is_some() && keywords.clone().count() == 1);
    if let Some(keyword) = only {
        return messages::piece_left_out(diagnostic, keyword);
    }
    words::for_another(scene, &expected, keywords).unwrap_or(diagnostic)
}

/// Whether a name follows the token at the place, so that this one is likely to stand for a keyword.
fn name_follows(scene: &Scene) -> bool {
    scene.is(scene.place + 1, TokenKind::Word) && !is_a_word_of_keywords(scene.word(scene.place + 1))
}

/// The keyword that a piece begins with.
fn begun_by(rule: Rule) -> Rule {
    if rule == Rule::follows { Rule::kw_follows } else { rule }
}

/// `for bureau general(5)`: a keyword that is missing before the word which the grammar took for something else.
fn before_the_last(scene: &Scene) -> Option<Diagnostic> {
    let name = |n: usize| scene.is(n, TokenKind::Word) && !is_a_word_of_keywords(scene.word(n));
    let n = scene.place.checked_sub(1).filter(|n| *n > 0 && name(*n))?;
    let (word, span) = (scene.word(n), scene.span(n, n));
    let mut keywords: Vec<&str> =
        scene.expected_before(n).into_iter().filter_map(|rule| keyword(begun_by(rule))?.printed(scene.language())).collect();
    keywords.dedup();
    keywords.retain(|meant| scene.whole_with_keywords(&[Edit { span: span.at_start(), replacement: format!("{meant} ") }]));
    let [meant] = keywords.as_slice() else { return None };
    let expected = words!("`{m}`", "“{m}”", m = meant);
    Some(messages::with_missing_word(messages::unexpected(span, &expected, Some(word)), span.at_start(), meant, format!("{meant} ")))
}
