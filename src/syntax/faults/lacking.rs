//! Statements in which one word is missing, or two stand in the other order: `in for office`, `is least 80`,
//! `scorecard office out 100`, `in service office for`.

use super::Scene;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::expectations::describe;
use crate::syntax::keywords::{ITEMS, all, is_a_word_of_keywords, is_reserved, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;
use crate::syntax::reader::Context;
use crate::text::Language;
use crate::words;

/// A name that nobody has, to see whether one would do.
const SOME_NAME: &str = "_";
/// So many keywords are tried that lack one of their words.
const TRIED: usize = 12;

/// `in for office`, `given plan. = 5`, `scorecard out of 100`: a keyword or a sign where a name would make the
/// statement whole. Which one, only its author knows.
pub(super) fn name(scene: &Scene) -> Vec<Diagnostic> {
    let found =
        [Some(scene.place), scene.place.checked_sub(1), scene.place.checked_sub(2)].into_iter().flatten().find_map(|n| name_at(scene, n));
    found.into_iter().collect()
}

fn name_at(scene: &Scene, n: usize) -> Option<Diagnostic> {
    let word = scene.word(n);
    // 计分卡 满分 100: behind the keyword of an item the file seems to declare it.
    let declared = n > 1 && scene.reader.vocabulary().is_name(word);
    let keyword = scene.is(n, TokenKind::Word) && (is_reserved(word) || is_a_word_of_keywords(word)) && !declared;
    let here = n == scene.place;
    // Right behind `given` the colon may be one too many.
    let colon = matches!(word, ":" | "：")
        && n == 1
        && (spells(scene.word(0), Rule::kw_input) || spells(scene.word(0), Rule::kw_given) && !scene.touches_next(0));
    let point = |word: &str| matches!(word, "." | "．");
    let colon = colon || point(word) || n > 0 && point(scene.word(n - 1));
    let ends = here && (scene.token(n).is_none() || matches!(word, "=" | "＝") || colon);
    if n == 0
        || !(keyword || ends)
        || here && ![Rule::name, Rule::path, Rule::given_value].iter().any(|rule| scene.expects(*rule)) && !point(scene.word(n - 1))
    {
        return None;
    }
    let (place, replacement) = match scene.token(n) {
        Some(_) => (scene.span(n, n).at_start(), format!("{SOME_NAME} ")),
        None => (scene.statement.head.at_end(), format!(" {SOME_NAME}")),
    };
    let edits = [Edit { span: place, replacement }];
    if !scene.whole_with(&edits) || keyword && !scene.stays_keyword(&edits, n) {
        return None;
    }
    let expected = words!("a name", "名称");
    Some(match (scene.token(n), &scene.statement.block) {
        (Some(_), _) => messages::unexpected(scene.span(n, n), &expected, Some(word)),
        (None, Some(block)) => messages::unexpected(block.open, &expected, Some("{")),
        (None, None) => messages::unexpected(place, &expected, None),
    })
}

/// `higher better`, `ties share better place`: a keyword of which two words or more are there, and one is missing.
pub(super) fn word_of_long_keyword(scene: &Scene) -> Vec<Diagnostic> {
    lacking_one(scene, |words| words > 2)
}

/// `count most letters`, `out 100`: a keyword of two words of which one is there.
pub(super) fn word_of_keyword(scene: &Scene) -> Vec<Diagnostic> {
    lacking_one(scene, |words| words == 2)
}

fn lacking_one(scene: &Scene, of_length: impl Fn(usize) -> bool) -> Vec<Diagnostic> {
    let mut found: Vec<(usize, bool, usize, String, &'static str)> = Vec::new();
    for first in scene.place.saturating_sub(4)..=scene.place {
        for (rule, keyword) in all() {
            for spelling in keyword.english.iter().filter(|spelling| spelling.contains(' ')) {
                let words: Vec<&str> = spelling.split(' ').collect();
                if !of_length(words.len()) {
                    continue;
                }
                let lacking = (0..words.len()).find(|left_out| {
                    let rest = || words.iter().enumerate().filter(|(index, _)| index != left_out).map(|(_, word)| *word);
                    let stand = rest().zip(first..).all(|(word, index)| scene.word(index) == word);
                    // Not where the word is there after all.
                    let there = words.iter().zip(first..).all(|(word, index)| scene.word(index) == *word);
                    stand && !there
                });
                if lacking.is_some() && !found.iter().any(|(at, .., meant)| *at == first && *meant == spelling) {
                    // `by` alone may be the end of many.
                    let short = words.len() == 2 && scene.word(first).len() < 3;
                    if short && !scene.expects(rule) && !spells(spelling, Rule::kw_out_of) {
                        continue;
                    }
                    let typed = (first..first + words.len() - 1).map(|index| scene.word(index)).collect::<Vec<_>>().join(" ");
                    found.push((first, scene.expects(rule), words.len(), typed, spelling));
                }
            }
        }
    }
    // The longest first, and of these what was expected.
    found.sort_by_key(|(first, expected, length, ..)| (std::cmp::Reverse(*length), !expected, std::cmp::Reverse(*first)));
    found.truncate(TRIED);
    let misspelt = |(first, _, length, typed, meant): &(usize, bool, usize, String, &'static str)| {
        messages::misspelt(scene.span(*first, first + length - 2), typed, meant)
    };
    scene.without_names(found.iter().map(misspelt).collect())
}

/// `work in for bureau`, `deduct at most 3 all in`: two words that change places.
pub(super) fn order(scene: &Scene) -> Vec<Diagnostic> {
    let place = scene.place;
    let firsts = [place.checked_sub(1), Some(place), place.checked_sub(2), place.checked_sub(3)];
    let swapped = firsts.into_iter().flatten().filter_map(|first| {
        let (one, other) = (scene.word(first), scene.word(first + 1));
        let both = scene.is(first, TokenKind::Word) && scene.is(first + 1, TokenKind::Word) && one != other;
        // Two names in a row are as good in one order as in the other.
        let keyword = is_a_word_of_keywords;
        if !both || !(keyword(one) || keyword(other)) {
            return None;
        }
        let span = scene.span(first, first + 1);
        let gap = scene.reader.file.slice(scene.span(first, first).at_end().to(scene.span(first + 1, first + 1).at_start()));
        let found = messages::wrong_order(span, scene.reader.file.slice(span), &format!("{other}{gap}{one}"));
        let edits = found.fix.as_ref().map(|fix| fix.edits.as_slice()).unwrap_or_default();
        // A word behind them that nobody declared is the one at fault: 当 件数 低余5.
        let unknown = first + 1 < place && is_unknown(scene, place);
        (!unknown && scene.some_keyword(edits)).then_some(found)
    });
    swapped.chain(parted(scene)).take(1).collect()
}

/// Whether a token is a word that is neither declared nor of the language.
fn is_unknown(scene: &Scene, n: usize) -> bool {
    let word = scene.word(n);
    scene.is(n, TokenKind::Word) && !is_a_word_of_keywords(word) && !scene.reader.vocabulary().is_name(word)
}

/// `led office by`: a name within a keyword.
fn parted(scene: &Scene) -> Option<Diagnostic> {
    let place = scene.place;
    let firsts = [place.checked_sub(1), Some(place), place.checked_sub(2)];
    firsts.into_iter().flatten().find_map(|first| {
        let (begin, name, end) = (scene.word(first), scene.word(first + 1), scene.word(first + 2));
        let whole = format!("{begin} {end}");
        let keyword = all().any(|(_, keyword)| keyword.english.contains(&whole));
        if !keyword || !scene.is(first + 1, TokenKind::Word) {
            return None;
        }
        let span = scene.span(first, first + 2);
        let found = messages::wrong_order(span, scene.reader.file.slice(span), &format!("{whole} {name}"));
        let edits = found.fix.as_ref().map(|fix| fix.edits.as_slice()).unwrap_or_default();
        scene.some_keyword(edits).then_some(found)
    })
}

/// `scorecard office 100 {`, `service "Service" 70`: a number of which it is not said whether it is a size or a share.
pub(super) fn size(scene: &Scene) -> Vec<Diagnostic> {
    let card = scene.context == Context::Item && spells(scene.word(0), Rule::kw_scorecard);
    let Some(last) = scene.tokens.len().checked_sub(1).filter(|last| scene.place == last + 1 && scene.is(*last, TokenKind::Figure)) else {
        return Vec::new();
    };
    let (span, number) = (scene.span(last, last), scene.word(last));
    let size = format!("{} {number}", printed(Rule::kw_out_of, scene.language()));
    let expected = words!("a weight or size, such as `70%` or `out of 20`", "权重或满分，如“权重 70%”、“满分 20”");
    let found = messages::unexpected(span, &expected, Some(number));
    let edits = vec![Edit { span, replacement: size.clone() }];
    // What a card comes to is no share of anything.
    if card && scene.whole_with(&edits) {
        return vec![messages::with_edits(found.help(words!("write `{s}`", "写作“{s}”", s = size)), edits)];
    }
    let share = match scene.language() {
        Language::English => format!("{number}%"),
        Language::Chinese => format!("{} {number}%", printed(Rule::kw_weight, Language::Chinese)),
    };
    let part = scene.context == Context::Scorecard && last > 0 && scene.whole_with(&edits);
    let open = part && scene.whole_with(&[Edit { span, replacement: share.clone() }]);
    if open { vec![messages::one_of_several(span, number, &[share, size])] } else { Vec::new() }
}

/// `else` with nothing behind it.
pub(super) fn end_of_chain(scene: &Scene) -> Vec<Diagnostic> {
    if scene.context != Context::Indicator || scene.tokens.len() != 1 || !spells(scene.word(0), Rule::kw_else) {
        return Vec::new();
    }
    let expected = words!("a value or a method", "得分或评价方式");
    let found = messages::unexpected(scene.statement.head.at_end(), &expected, None);
    let title = match scene.statement.block {
        Some(_) => words!("write the method whose rows follow, as in `else steps {{`", "写明其下各行属于哪种评价方式，如“否则 步骤 {{”"),
        None => words!("write what is scored where nothing above applies, as in `else 0`", "写明以上均不适用时的得分，如“否则 0”"),
    };
    vec![found.help(title)]
}

/// `letters "Letters" : count`, `"a good plan" of plan {`, `B02: items = 30`: a statement without the keyword it begins with.
pub(super) fn first_keyword(scene: &Scene) -> Vec<Diagnostic> {
    let begins: &[Rule] = match scene.context {
        Context::Item => &ITEMS,
        Context::Indicator => &[Rule::kw_input, Rule::kw_let, Rule::kw_led_by, Rule::kw_supported_by, Rule::kw_basis],
        Context::Example => &[Rule::kw_given, Rule::kw_expect],
        Context::Rulebook => &[Rule::kw_year, Rule::kw_basis, Rule::kw_closes, Rule::kw_scores, Rule::kw_totals],
        Context::Extension
        | Context::Choice
        | Context::Subject
        | Context::Register
        | Context::Table
        | Context::Scorecard
        | Context::Joint
        | Context::Quantify
        | Context::Steps
        | Context::State
        | Context::Survey
        | Context::Grade
        | Context::Rank
        | Context::Compete
        | Context::Consequence
        | Context::Cases => &[],
    };
    // A keyword that is there already says what the statement is.
    if scene.place > 0 || is_a_word_of_keywords(scene.word(0)) {
        return Vec::new();
    }
    let (start, span) = (scene.span(0, 0).at_start(), scene.span(0, 0));
    // Who leads or supports is somebody that is declared.
    let known = scene.reader.vocabulary().is_name(scene.word(0));
    let fits = |rule: &&Rule| known || !matches!(rule, Rule::kw_led_by | Rule::kw_supported_by);
    let words = begins.iter().filter(fits).map(|rule| printed(*rule, scene.language()));
    let mut fitting: Vec<&str> =
        words.filter(|word| scene.whole_with_keywords(&[Edit { span: start, replacement: format!("{word} ") }])).collect();
    fitting.dedup();
    let expected = describe(scene.expected, scene.context, scene.statement.block.is_some());
    let found = || messages::unexpected(span, &expected, Some(scene.word(0)));
    match fitting.as_slice() {
        [] => Vec::new(),
        [one] => vec![messages::with_missing_word(found(), start, one, format!("{one} "))],
        // Of what has nothing but a name nearly every item could be meant.
        [..] if fitting.len() > FEW => Vec::new(),
        [..] => vec![messages::missing_one_of(found(), &fitting)],
    }
}

/// So many words are named where one of them is missing.
const FEW: usize = 4;
