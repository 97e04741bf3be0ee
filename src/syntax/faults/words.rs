//! Words that are misspelt, glued together, or said in another way.

use super::ends::{compared, turns};
use super::{Outcome, Scene};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::comparisons::{before, turned_round, without_opposites};
use crate::syntax::keywords::{Keyword, all, is_a_word_of_keywords, is_reserved, keyword, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::text::{Language, Span, Words, did_you_mean, distance, likeness};
use crate::words;

/// So many words that are near to a misspelt one are tried.
const NEIGHBOURS: usize = 8;
/// So many words the longest keyword has.
const LONGEST_KEYWORD: usize = 7;
/// Words that share so much, of 100, are alike; `wenn` and `when` share 50.
const ALIKE: u32 = 50;

/// The spellings of the expected keywords.
fn expected<'s>(scene: &'s Scene) -> impl Iterator<Item = &'static str> + use<'s> {
    scene.expected.iter().filter_map(|rule| keyword(*rule)).flat_map(spellings)
}

fn spellings(keyword: &'static Keyword) -> impl Iterator<Item = &'static str> {
    keyword.english.iter().chain(&keyword.chinese).map(String::as_str)
}

/// The places where a word may be wrong that the grammar took for a name: the last ones, and the first.
fn places(scene: &Scene) -> impl Iterator<Item = usize> + use<> {
    let place = scene.place;
    let before = place.checked_sub(1);
    let first = (place > 1).then_some(0);
    [Some(place), before, first].into_iter().flatten()
}

/// A text without its second quotation mark, closed behind each of its words in turn.
pub(super) fn open_text(scene: &Scene) -> Vec<Diagnostic> {
    let Some((index, token)) = (0..).zip(scene.tokens).find(|(_, token)| token.kind == TokenKind::OpenText) else { return Vec::new() };
    let (text, span) = (scene.word(index), scene.span(index, index));
    let mark = if text.starts_with('“') { "”" } else { "\"" };
    let mut found = Vec::new();
    for (offset, letter) in text.char_indices().skip(1) {
        let start = token.start + offset;
        if matches!(letter, '”' | '"' | '＂') {
            found.push(messages::unclosed_text(span, Some((Span::new(span.source, start, start + letter.len_utf8()), mark))));
        } else if (letter.is_whitespace() || matches!(letter, ':' | '：' | ',' | '，'))
            && !text.get(..offset).is_some_and(|before| before.ends_with(' '))
        {
            found.push(messages::unclosed_text(span, Some((Span::new(span.source, start, start), mark))));
        }
    }
    let end = token.start + text.trim_end().len();
    found.truncate(24);
    found.push(messages::unclosed_text(span, Some((Span::new(span.source, end, end), mark))));
    found.push(messages::unclosed_text(span, None));
    found
}

/// `Indicator`, `POINTS`: keywords are written in small letters.
pub(super) fn case(scene: &Scene) -> Vec<Diagnostic> {
    let places = [scene.place, 0, scene.place.saturating_sub(1)];
    places
        .into_iter()
        .filter(|place| scene.is(*place, TokenKind::Word))
        .filter_map(|place| {
            let word = scene.word(place);
            let lower = word.to_ascii_lowercase();
            (lower != word).then(|| messages::keyword_case(scene.span(place, place), word, &lower))
        })
        .collect()
}

/// `else if` in a chain, which is no chain of conditions; `elseif` and `elif` in a value.
pub(super) fn method(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let begins = (scene.word(0), scene.word(1));
    if matches!(begins, ("else", "if") | ("否则", "若" | "如果")) {
        found.push(messages::else_if_in_chain(scene.span(0, 1)));
    }
    for place in [scene.place, scene.place.saturating_sub(1)] {
        if matches!(scene.word(place), "elseif" | "elsif" | "elif") {
            found.push(messages::else_if_joined(scene.span(place, place), scene.word(place), scene.language()));
        }
    }
    found
}

/// `let let rate = …`: a keyword that is there twice.
pub(super) fn twice(scene: &Scene) -> Vec<Diagnostic> {
    let places = [scene.place, scene.place.saturating_sub(1)].into_iter().filter(|place| *place > 0);
    let twice = places.filter(|place| {
        let word = scene.word(*place);
        word == scene.word(*place - 1) && all().any(|(_, keyword)| spellings(keyword).any(|spelling| spelling == word))
    });
    twice.map(|place| messages::needless_sign(scene.span(place, place), scene.word(place), "")).collect()
}

/// `start full points`: a keyword of several words of which the first alone is there.
pub(super) fn half(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for place in places(scene).filter(|place| scene.is(*place, TokenKind::Word)) {
        let longer = all().flat_map(|(_, keyword)| spellings(keyword)).filter_map(|spelling| spelling.split_once(' '));
        let mut rests: Vec<&str> = longer.filter(|(first, _)| *first == scene.word(place)).map(|(_, rest)| rest).collect();
        rests.sort_by_key(|rest| (rest.len(), *rest));
        rests.dedup();
        rests.retain(|rest| rest.split(' ').next() != Some(scene.word(place + 1)));
        // `for itself by` reads on as names would.
        let behind = scene.span(place, place).at_end();
        rests.retain(|rest| scene.whole_as_rest_of(place, &[Edit { span: behind, replacement: format!(" {rest}") }]));
        rests.truncate(NEIGHBOURS);
        if let Some(several) = several_ways_on(scene, place, &rests) {
            return vec![several];
        }
        for rest in rests {
            let here = scene.token(place + 1).map_or_else(|| scene.span(place, place).at_end(), |_| scene.span(place + 1, place + 1));
            let next = Some(scene.word(place + 1)).filter(|word| !word.is_empty());
            let finding = messages::unexpected(here, &words!("`{w}`", "“{w}”", w = rest), next);
            found.push(messages::with_missing_word(finding, scene.span(place, place).at_end(), rest, format!(" {rest}")));
        }
    }
    found
}

/// `rounded half to 2 decimals`: a word that several keywords begin with of which each would do. Which one is meant
/// only its author knows, so all of them are named.
fn several_ways_on(scene: &Scene, place: usize, rests: &[&str]) -> Option<Diagnostic> {
    let (typed, span) = (scene.word(place), scene.span(place, place));
    let written = |rest: &&str| format!("{typed} {rest}");
    let whole = |meant: &str| scene.whole_with(&[Edit { span, replacement: meant.to_owned() }]);
    let mut ways: Vec<String> = rests.iter().map(written).filter(|meant| whole(meant)).collect();
    if ways.len() < 2 {
        return None;
    }
    // A rounding has ways without a half as well.
    if ways.iter().any(|way| spells(way, Rule::kw_half_up)) {
        ways = ROUNDING.iter().map(|rule| printed(*rule, Language::English).to_owned()).collect();
    }
    Some(messages::one_of_several(span, typed, &ways))
}

/// The ways of rounding, in the order in which they are named.
const ROUNDING: [Rule; 4] = [Rule::kw_half_up, Rule::kw_half_even, Rule::kw_up, Rule::kw_down];

/// `for each late in notices, where …`: a comma before what goes on without one.
pub(super) fn comma_before(scene: &Scene) -> Vec<Diagnostic> {
    let comma = scene.place.checked_sub(1).filter(|before| matches!(scene.word(*before), "," | "，"));
    let found = |comma: usize| messages::comma_before(scene.span(comma, comma), scene.word(comma));
    // Behind a number a word that is none of the language would be its unit.
    let unit = |comma: usize| scene.is(comma - 1, TokenKind::Figure) && !begins_keyword(scene.word(scene.place));
    comma.filter(|comma| *comma > 0 && scene.is(scene.place, TokenKind::Word) && !unit(*comma)).map(found).into_iter().collect()
}

fn begins_keyword(word: &str) -> bool {
    all().any(|(_, keyword)| spellings(keyword).any(|spelling| spelling.split(' ').next() == Some(word)))
}

/// 扣0.5: a keyword that runs into what follows it.
pub(super) fn space(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for place in places(scene).filter(|place| scene.is(*place, TokenKind::Word)) {
        let word = scene.word(place);
        let mut begins: Vec<&str> = all()
            .flat_map(|(_, keyword)| spellings(keyword))
            .filter(|spelling| {
                let rest = word.strip_prefix(spelling).unwrap_or_default();
                // A Latin keyword can only run into a number.
                !rest.is_empty() && (!spelling.is_ascii() || rest.starts_with(|letter: char| letter.is_ascii_digit()))
            })
            .collect();
        begins.sort_by_key(|spelling| (std::cmp::Reverse(spelling.len()), *spelling));
        begins.dedup();
        // 扣完为止 is no clause of which a space is missing.
        let known = |spelling: &&str| {
            let rest = word.get(spelling.len()..).unwrap_or_default();
            let short = spelling.chars().count() == 1 && rest.starts_with(char::is_alphabetic);
            !short || scene.reader.vocabulary().begins_name(rest)
        };
        found.extend(begins.into_iter().filter(known).map(|spelling| {
            let span = scene.span(place, place);
            let end = span.range().start + spelling.len();
            // The number may go on behind the word: 扣0.5.
            let last = (place..scene.tokens.len()).find(|index| !scene.touches_next(*index)).unwrap_or(place);
            let rest = word.get(spelling.len()..).unwrap_or_default();
            let sure = !rest.starts_with(char::is_alphabetic) || scene.reader.vocabulary().is_name(rest);
            messages::missing_space(scene.span(place, last), spelling, Span::new(span.source, end, end), sure)
        }));
    }
    found
}

/// `quantify in time`: a declared name whose words were written apart.
pub(super) fn apart(scene: &Scene) -> Vec<Diagnostic> {
    let glue = |first: usize| if scene.word(first).is_ascii() { "_" } else { "" };
    let joined = |first: usize| format!("{}{}{}", scene.word(first), glue(first), scene.word(first + 1));
    let known = (scene.place.saturating_sub(1)..=scene.place).filter(|first| scene.reader.vocabulary().is_name(&joined(*first)));
    let found = |first: usize| {
        let span = scene.span(first, first + 1);
        messages::other_words(span, scene.reader.file.slice(span), &joined(first))
    };
    known.map(found).collect()
}

/// `rounded half-up`: a hyphen between the words of a keyword.
pub(super) fn hyphen(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for first in scene.place.saturating_sub(2)..=scene.place {
        let joined = matches!(scene.word(first + 1), "-" | "–" | "—") && scene.touches_next(first) && scene.touches_next(first + 1);
        let meant = format!("{} {}", scene.word(first), scene.word(first + 2));
        if joined && all().any(|(_, keyword)| spellings(keyword).any(|spelling| spelling == meant)) {
            let span = scene.span(first, first + 2);
            found.push(messages::misspelt(span, scene.reader.file.slice(span), &meant));
        }
    }
    found
}

/// `point 10`, `score rounded …`: a keyword of another place, one letter from the one that belongs here.
pub(super) fn of_another_place(scene: &Scene) -> Vec<Diagnostic> {
    let typed = scene.word(scene.place);
    let is_keyword = all().any(|(_, keyword)| spellings(keyword).any(|spelling| spelling == typed));
    if !typed.is_ascii() || typed.len() < 4 || !is_keyword {
        return Vec::new();
    }
    let every: Vec<&str> = all().flat_map(|(_, keyword)| spellings(keyword)).collect();
    let near = without_opposites(typed, every.into_iter()).into_iter();
    let mut near: Vec<&str> = near.filter(|meant| *meant != typed && distance(typed, meant) == 1).collect();
    near.dedup();
    let span = scene.span(scene.place, scene.place);
    scene.without_names(near.into_iter().map(|meant| messages::misspelt(span, typed, meant)).collect())
}

/// 计分卡 科室 满份 100: a word further back, which could stand there as a name.
pub(super) fn misspelt_before(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let every: Vec<&str> = all().flat_map(|(_, keyword)| spellings(keyword)).collect();
    for place in (1..scene.place.saturating_sub(1)).rev().take(3) {
        near(scene, (place, false), &every, &mut found);
    }
    scene.without_names(found)
}

/// Keywords that are nearly right.
pub(super) fn misspelt(scene: &Scene) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let every: Vec<&str> = all().flat_map(|(_, keyword)| spellings(keyword)).collect();
    near(scene, (scene.place, true), &expected(scene).collect::<Vec<_>>(), &mut found);
    for place in places(scene) {
        near(scene, (place, false), &every, &mut found);
    }
    scene.without_names(found)
}

fn near(scene: &Scene, (place, here): (usize, bool), spellings: &[&'static str], found: &mut Vec<Diagnostic>) {
    if !scene.is(place, TokenKind::Word) || scene.reader.vocabulary().is_name(scene.word(place)) {
        return;
    }
    // 每迟一天扣0: the number that runs into the word is none of its letters.
    let letters = scene.word(place).trim_end_matches(|letter: char| letter.is_ascii_digit());
    if letters.len() < scene.word(place).len() && !letters.is_ascii() {
        let whole = scene.span(place, place);
        let span = Span::new(whole.source, whole.range().start, whole.range().start + letters.len());
        let candidates = without_opposites(letters, spellings.iter().copied().filter(|spelling| !spelling.is_ascii()));
        found.extend(did_you_mean(letters, candidates).map(|meant| messages::misspelt_before_number(span, letters, meant)));
        return;
    }
    for length in (1..=LONGEST_KEYWORD.min(scene.tokens.len() - place)).rev() {
        let words: Vec<&str> = (place..place + length).map(|index| scene.word(index)).collect();
        let typed = words.join(" ");
        // A declared name behind a word is no part of it.
        let names = (place..place + length).any(|index| scene.reader.vocabulary().is_name(scene.word(index)));
        // Of two letters every one of the short words is near, save one that has the same and was expected.
        let short = typed.is_ascii() && typed.len() < 3 && !here;
        // `least` lacks the rest of `at least`, and is no misspelling of `last`.
        let whole_word = length == 1 && is_a_word_of_keywords(&typed);
        if names || short || whole_word || all().any(|(_, keyword)| self::spellings(keyword).any(|spelling| spelling == typed)) {
            continue;
        }
        let of_length = spellings.iter().copied().filter(|spelling| spelling.split(' ').count() == length);
        let mut candidates = without_opposites(&typed, of_length);
        // Two letters make `is not` of `is or`, and `is` of what is left of `isn't`: one says the opposite of the other.
        let says_whether = |meant: &str| [Rule::kw_is, Rule::kw_is_not, Rule::kw_not].iter().any(|rule| spells(meant, *rule));
        candidates.retain(|meant| !says_whether(meant) || same_letters(&typed, meant));
        // Of several words each is nearly one of the keyword; what is a word of keywords itself is meant so.
        let near_word = |one: &str, other: &str| one == other || !is_a_word_of_keywords(one) && did_you_mean(one, [other]).is_some();
        candidates.retain(|meant| length == 1 || words.iter().zip(meant.split(' ')).all(|(one, other)| near_word(one, other)));
        if typed.is_ascii() && typed.len() < 3 {
            candidates.retain(|meant| typed.chars().all(|letter| meant.contains(letter)));
        }
        // Short Chinese words have several neighbours; the one that fits is meant.
        for _ in 0..NEIGHBOURS {
            let Some(meant) = did_you_mean(&typed, candidates.iter().copied()) else { break };
            found.push(messages::misspelt(scene.span(place, place + length - 1), &typed, meant));
            candidates.retain(|candidate| *candidate != meant);
        }
    }
    // `ledby`, `not_applicable`: the space within a keyword is missing.
    let typed = scene.word(place);
    if let Some(meant) = spellings.iter().find(|spelling| spelling.contains(' ') && spelling.replace(' ', "") == typed.replace('_', "")) {
        found.push(messages::misspelt(scene.span(place, place), typed, meant));
    }
}

/// Whether one is the other with its letters in another order.
fn same_letters(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

/// `deduct 1 wenn x is given`: a word that was taken for the unit of the number before it, though no such unit is
/// declared here, and with one of the keywords in its place the statement is whole.
pub(super) fn for_unit(scene: &Scene, expected: &Words, keywords: impl Iterator<Item = &'static str>) -> Option<Diagnostic> {
    let place = scene.place.checked_sub(1)?;
    let behind_number = scene.is(place, TokenKind::Word) && place > 0 && scene.is(place - 1, TokenKind::Figure);
    let word = scene.word(place);
    let known = scene.reader.vocabulary().has_unit(word) || all().any(|(_, keyword)| spellings(keyword).any(|spelling| spelling == word));
    if !behind_number || known {
        return None;
    }
    let span = scene.span(place, place);
    let mut fitting = instead(scene, place, keywords);
    // A bare number is no condition, though the grammar would read it as one.
    if scene.is(scene.place, TokenKind::Figure) {
        fitting.retain(|meant| !spells(meant, Rule::kw_when));
    }
    // The first of those that come nearest to what was typed.
    fitting.sort_by_key(|meant| std::cmp::Reverse(likeness(word, meant)));
    let meant = fitting.first()?;
    Some(messages::for_unit(span, expected, word, meant, likeness(word, meant) >= ALIKE))
}

/// `deduct 1 point wenn x is given`: a word that nothing but one keyword can stand for.
pub(super) fn for_another(scene: &Scene, expected: &Words, keywords: impl Iterator<Item = &'static str>) -> Option<Diagnostic> {
    let place = scene.place;
    if !scene.is(place, TokenKind::Word) {
        return None;
    }
    let (word, span) = (scene.word(place), scene.span(place, place));
    // A comparison says something of its own, and so does what is declared.
    if is_reserved(word) || scene.reader.vocabulary().is_name(word) || turns(word) || compared(scene, place, scene.tokens.len()).is_some() {
        return None;
    }
    match instead(scene, place, keywords).as_slice() {
        [meant] => Some(messages::for_another(span, expected, word, meant, likeness(word, meant) >= ALIKE)),
        [] | [_, ..] => None,
    }
}

/// The keywords that make the statement whole in place of the n-th token.
fn instead(scene: &Scene, n: usize, keywords: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let (word, span) = (scene.word(n), scene.span(n, n));
    keywords
        .filter(|meant| !turned_round(word, meant))
        .filter(|meant| scene.whole_with_keywords(&[Edit { span, replacement: (*meant).to_owned() }]))
        .collect()
}

/// A word of expressions where a name was expected. Behind a number the name would be that of a unit, which nobody meant.
pub(super) fn reserved(scene: &Scene) -> Vec<Diagnostic> {
    let word = scene.word(scene.place);
    let named = scene.expects(Rule::name) && !scene.expects_value() && !scene.could_end() && scene.is(scene.place, TokenKind::Word);
    if named && is_reserved(word) { vec![messages::reserved_name(scene.span(scene.place, scene.place), word)] } else { Vec::new() }
}

/// A title without quotation marks: as few words as make it fit.
pub(super) fn quotes(scene: &Scene) -> Vec<Diagnostic> {
    let place = scene.place;
    let begins = scene.is(place, TokenKind::Word) || scene.word(place) == "《";
    let compares = before((place..scene.tokens.len()).map(|index| scene.word(index))).is_some();
    // `role judges held`: what was expected there, begun.
    let begun = expected(scene).any(|spelling| spelling.split(' ').next() == Some(scene.word(place)));
    if begun || !scene.expects(Rule::text) || scene.expects_value() || !begins || compares {
        return Vec::new();
    }
    (place..scene.tokens.len().min(place + 12))
        .map(|last| {
            let span = scene.span(place, last);
            let edits = vec![
                Edit { span: span.at_start(), replacement: "\"".to_owned() },
                Edit { span: span.at_end(), replacement: "\"".to_owned() },
            ];
            messages::missing_quotes(span, edits)
        })
        .collect()
}

/// Words that stand for an option of an input elsewhere, with the option: `default 0`, 默认 0.
const OPTIONS: [(&str, Rule); 4] =
    [("default", Rule::kw_empty_means), ("defaults", Rule::kw_empty_means), ("默认", Rule::kw_empty_means), ("缺省", Rule::kw_empty_means)];

/// A word among the options of an input that is none: the grammar read it as the first end of a range.
pub(super) fn option(scene: &Scene) -> Option<Diagnostic> {
    if let Some(found) = option_behind_a_bound(scene) {
        return Some(found);
    }
    let place = scene.place.checked_sub(1).filter(|_| scene.expects(Rule::kw_range_to))?;
    let option = |index: usize| matches!(scene.word(index), ":" | "：");
    // Behind a number the range has begun: `from 0 bis 10`.
    let begins = place.checked_sub(1).is_some_and(|before| !scene.is(before, TokenKind::Figure));
    let typed = begins && (1..place).any(option) && scene.is(place, TokenKind::Word) && scene.is(scene.place, TokenKind::Figure);
    if !typed || scene.reader.vocabulary().is_name(scene.word(place)) {
        return None;
    }
    Some(instead_of_option(scene, place))
}

/// `at most 20 default 0`: behind a number the word was taken for its unit.
fn option_behind_a_bound(scene: &Scene) -> Option<Diagnostic> {
    let kind = (1..scene.place).find(|index| matches!(scene.word(*index), ":" | "："))?;
    let known =
        |index: usize| scene.reader.vocabulary().has_unit(scene.word(index)) || scene.reader.vocabulary().is_name(scene.word(index));
    let place = (kind + 2..scene.place).find(|index| {
        OPTIONS.iter().any(|(typed, _)| *typed == scene.word(*index)) && scene.is(*index - 1, TokenKind::Figure) && !known(*index)
    })?;
    let found = instead_of_option(scene, place);
    let whole = found.fix.as_ref().is_some_and(|fix| scene.outcome(&fix.edits) == Outcome::Whole);
    whole.then_some(found)
}

fn instead_of_option(scene: &Scene, place: usize) -> Diagnostic {
    let (word, span) = (scene.word(place), scene.span(place, place));
    let expected = words!("a bound, a due day or another option of the input", "取值范围、截止日或数据项的其他选项");
    let meant = OPTIONS.iter().find(|(typed, _)| *typed == word).map(|(_, rule)| printed(*rule, scene.language()));
    match meant {
        Some(meant) => messages::for_another(span, &expected, word, meant, false),
        None => messages::unexpected(span, &expected, Some(word)),
    }
}
