//! Keywords that say of one thing what a comparison says of a number: 总分不超过, `bonus at most`, 测评人不少于. What is said
//! of it in other words is known from `comparisons`, so that a keyword is never taken for its opposite.

use super::Rule;
use super::comparisons::{Meaning, before};
use super::keywords::printed;
use super::reader::Context;
use crate::text::Language;

/// What can be limited, and by which keywords.
pub(super) struct Limited {
    /// Its word in English, where the keyword has one there.
    english: Option<&'static str>,
    /// Its word in Chinese, which the comparison runs on behind.
    chinese: &'static str,
    /// Where it is limited.
    pub(super) contexts: &'static [Context],
    /// The keywords, by what they say.
    keywords: &'static [(Meaning, Rule)],
}

const LIMITED: [Limited; 4] = [
    Limited {
        english: Some("total"),
        chinese: "总分",
        contexts: &[Context::Scorecard],
        keywords: &[(Meaning::AtLeast, Rule::kw_total_at_least), (Meaning::AtMost, Rule::kw_total_at_most)],
    },
    Limited {
        english: Some("bonus"),
        chinese: "加分",
        contexts: &[Context::Indicator],
        keywords: &[(Meaning::AtMost, Rule::kw_bonus_at_most)],
    },
    Limited {
        english: None, chinese: "测评人", contexts: &[Context::Survey], keywords: &[(Meaning::AtLeast, Rule::kw_raters_at_least)]
    },
    Limited {
        english: None,
        chinese: "参评",
        contexts: &[Context::Compete, Context::Rank],
        keywords: &[(Meaning::AtLeast, Rule::kw_no_fewer_compete)],
    },
];

impl Limited {
    /// The words that say this of it, without its own word; nothing where it cannot be said.
    pub(super) fn said(&self, meaning: Meaning, language: Language) -> Option<&'static str> {
        self.ways(language).find(|(known, _)| *known == meaning).map(|(_, words)| words)
    }

    /// All that can be said of it.
    pub(super) fn ways(&self, language: Language) -> impl Iterator<Item = (Meaning, &'static str)> {
        let head = match language {
            Language::English => self.english.unwrap_or_default(),
            Language::Chinese => self.chinese,
        };
        let words = move |rule: Rule| printed(rule, language).strip_prefix(head).unwrap_or_default().trim_start();
        self.keywords.iter().map(move |(meaning, rule)| (*meaning, words(*rule)))
    }
}

/// What is limited by the word itself: `total`, 总分.
pub(super) fn of_word(word: &str) -> Option<&'static Limited> {
    LIMITED.iter().find(|limited| limited.chinese == word || limited.english == Some(word))
}

/// What is limited in one Chinese word, and how: 总分不高于. With it the rest of the word, which is the comparison.
pub(super) fn of_one_word(word: &str) -> Option<(&'static Limited, &str, Meaning)> {
    LIMITED.iter().find_map(|limited| {
        let rest = word.strip_prefix(limited.chinese)?;
        before(std::iter::once(rest)).map(|(_, meaning)| (limited, rest, meaning))
    })
}

/// The word without what it limits: of 总分不超国 only the end says how.
pub(super) fn comparison_in(word: &str) -> &str {
    let heads = LIMITED.iter().flat_map(|limited| [Some(limited.chinese), limited.english]).flatten();
    let mut rests = heads.filter_map(|head| word.strip_prefix(head)).map(str::trim_start);
    rests.find(|rest| !rest.is_empty()).unwrap_or(word)
}
