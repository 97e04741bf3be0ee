//! The spellings of keywords, read from the grammar, where alone they are written down.
//!
//! A keyword is a rule `kw_…` of the grammar. Its first Latin and its first Chinese spelling are the
//! printed ones. A keyword that only one surface has, because the other puts its words in another
//! order, has spellings in that surface only.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::Rule;
use super::ast::Name;
use super::grammar::{TEXT, read};
use super::limits::calls_for;
use crate::text::Language;

/// How a keyword is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyword {
    /// English spellings, the printed one first.
    pub english: Vec<String>,
    /// Chinese spellings, the printed one first.
    pub chinese: Vec<String>,
}

impl Keyword {
    /// The printed spelling in `language`; none where that surface has no such word.
    #[must_use]
    pub fn printed(&self, language: Language) -> Option<&str> {
        self.spellings(language).first().map(String::as_str)
    }

    /// All spellings in `language`.
    #[must_use]
    pub fn spellings(&self, language: Language) -> &[String] {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }
}

static TABLE: LazyLock<BTreeMap<Rule, Keyword>> = LazyLock::new(|| {
    let rules: BTreeMap<String, Rule> = Rule::all_rules().iter().map(|rule| (format!("{rule:?}"), *rule)).collect();
    TEXT.lines()
        .filter_map(|line| {
            let (name, definition) = line.split_once(" = @{ (")?;
            Some((*rules.get(name).filter(|_| name.starts_with("kw_"))?, definition_of(definition)))
        })
        .collect()
});

/// The keywords that each spelling is one of; it is asked of every word of a file.
static SPELT: LazyLock<HashMap<&'static str, Vec<Rule>>> = LazyLock::new(|| {
    let mut spelt: HashMap<&str, Vec<Rule>> = HashMap::new();
    for (rule, keyword) in all() {
        for spelling in keyword.english.iter().chain(&keyword.chinese) {
            spelt.entry(spelling).or_default().push(rule);
        }
    }
    spelt
});

/// Reads `"half" ~ gap ~ "up" | "四舍五入") …` up to the closing bracket.
fn definition_of(text: &str) -> Keyword {
    let mut keyword = Keyword::default();
    for alternative in text.split(')').next().unwrap_or_default().split('|') {
        let spelling: String = alternative
            .split('~')
            .map(|piece| match piece.trim() {
                "gap" => " ",
                "glue" => "",
                word => word.trim_matches('"'),
            })
            .collect();
        let list = if spelling.is_ascii() { &mut keyword.english } else { &mut keyword.chinese };
        list.push(spelling);
    }
    keyword
}

/// The spellings of the keyword that `rule` reads; none where it does not read a keyword.
#[must_use]
pub fn keyword(rule: Rule) -> Option<&'static Keyword> {
    TABLE.get(&rule)
}

/// All keywords.
pub fn all() -> impl Iterator<Item = (Rule, &'static Keyword)> {
    TABLE.iter().map(|(rule, keyword)| (*rule, keyword))
}

/// The printed spelling of the keyword `rule` in `language`; where that surface has no such word,
/// that of the other; of a rule that is no keyword, nothing.
#[must_use]
pub fn printed(rule: Rule, language: Language) -> &'static str {
    let Some(keyword) = keyword(rule) else { return "" };
    keyword.printed(language).or_else(|| keyword.printed(Language::English)).or_else(|| keyword.printed(Language::Chinese)).unwrap_or("")
}

/// The keywords that are types.
pub const TYPES: [Rule; 9] = [
    Rule::kw_number,
    Rule::kw_percent,
    Rule::kw_pp,
    Rule::kw_count,
    Rule::kw_points,
    Rule::kw_days,
    Rule::kw_date,
    Rule::kw_flag,
    Rule::kw_text,
];

/// The keywords that begin an item.
pub const ITEMS: [Rule; 18] = [
    Rule::kw_rulebook,
    Rule::kw_unit,
    Rule::kw_choice,
    Rule::kw_subject,
    Rule::kw_role,
    Rule::kw_register,
    Rule::kw_table,
    Rule::kw_scale,
    Rule::kw_pattern,
    Rule::kw_scorecard,
    Rule::kw_indicator,
    Rule::kw_grade,
    Rule::kw_rank,
    Rule::kw_consequence,
    Rule::kw_examples,
    Rule::kw_example,
    Rule::kw_extension,
    Rule::kw_accept,
];

/// The keywords of methods with a body.
pub const METHODS: [Rule; 5] = [Rule::kw_quantify, Rule::kw_steps, Rule::kw_state, Rule::kw_survey, Rule::kw_compete];

/// The names of methods, as in `x.method is quantify` and `expect 5 from steps`.
pub const METHOD_NAMES: [Rule; 6] = [Rule::kw_quantify, Rule::kw_steps, Rule::kw_state, Rule::kw_survey, Rule::kw_start, Rule::kw_compete];

/// Keywords that begin a clause of some body, and no item.
pub const CLAUSES: [Rule; 40] = [
    Rule::kw_year,
    Rule::kw_basis,
    Rule::kw_formerly,
    Rule::kw_closes,
    Rule::kw_scores,
    Rule::kw_totals,
    Rule::kw_missing_written,
    Rule::kw_sequence,
    Rule::kw_members,
    Rule::kw_input,
    Rule::kw_points_clause,
    Rule::kw_led_by,
    Rule::kw_supported_by,
    Rule::kw_collected_by,
    Rule::kw_let,
    Rule::kw_else,
    Rule::kw_quantify,
    Rule::kw_steps,
    Rule::kw_state,
    Rule::kw_survey,
    Rule::kw_start_at,
    Rule::kw_add,
    Rule::kw_deduct,
    Rule::kw_each_time,
    Rule::kw_warn,
    Rule::kw_veto,
    Rule::kw_at_most,
    Rule::kw_when,
    Rule::kw_given,
    Rule::kw_expect,
    Rule::kw_ties_better,
    Rule::kw_ties_worse,
    Rule::kw_ties_average,
    Rule::kw_missing_leave,
    Rule::kw_missing_last,
    Rule::kw_no_fewer_compete,
    Rule::kw_compete_on,
    Rule::kw_each_place_below,
    Rule::kw_proposed,
    Rule::kw_reason,
];

/// Whether `word` is the first word of a keyword that begins a clause of some body.
#[must_use]
pub fn begins_clause(word: &str) -> bool {
    CLAUSES.into_iter().filter_map(keyword).any(|keyword| {
        let spellings = keyword.english.iter().chain(&keyword.chinese);
        spellings.into_iter().any(|spelling| spelling.split(' ').next() == Some(word))
    })
}

/// Names that are given at the head of a path: this, parent, value and so on.
pub const GIVEN_NAMES: [Rule; 15] = [
    Rule::kw_this,
    Rule::kw_parent,
    Rule::kw_value,
    Rule::kw_total,
    Rule::kw_points_name,
    Rule::kw_scoring_day,
    Rule::kw_grade,
    Rule::kw_sequence,
    Rule::kw_entry,
    Rule::kw_veto,
    Rule::kw_evidence,
    Rule::kw_state,
    Rule::kw_place,
    Rule::kw_number_competing,
    Rule::kw_vetoes,
];

/// Names that are given behind the first point of a path: score, earned, lost and so on.
pub const GIVEN_RESULTS: [Rule; 13] = [
    Rule::kw_score,
    Rule::kw_earned,
    Rule::kw_lost,
    Rule::kw_points_name,
    Rule::kw_method,
    Rule::kw_total,
    Rule::kw_grade,
    Rule::kw_sequence,
    Rule::kw_evidence,
    Rule::kw_state,
    Rule::kw_place,
    Rule::kw_number_competing,
    Rule::kw_vetoes,
];

/// The given names by their spellings, with the English one.
static GIVEN: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut known = BTreeMap::new();
    for rule in GIVEN_NAMES.into_iter().chain(GIVEN_RESULTS) {
        let Some(keyword) = keyword(rule) else { continue };
        let Some(english) = keyword.printed(Language::English) else { continue };
        known.extend(keyword.english.iter().chain(&keyword.chinese).map(|spelling| (spelling.as_str(), english)));
    }
    known
});

/// The English spelling of `name` if the language gives it, at the head of a path or behind a point.
#[must_use]
pub fn given_in_english(name: &str) -> Option<&'static str> {
    GIVEN.get(name).copied()
}

/// Whether `name` is given at the head of a path, so that no value can be called so.
#[must_use]
pub fn is_given_name(name: &str) -> bool {
    is_one_of(name, &GIVEN_NAMES)
}

/// Whether a name that is declared is the one that a path reads. The tree has given names by their English spelling,
/// whoever wrote them, and a field may be called 得分 as well as `score`.
#[must_use]
pub fn is_read_as(declared: &str, read: &str) -> bool {
    declared == read || given_in_english(declared) == Some(read)
}

/// The same for the names of a part, which are joined by points, and those of a path.
#[must_use]
pub fn is_path_read_as(declared: &str, read: &[Name]) -> bool {
    let mut names = declared.split('.');
    read.iter().all(|read| names.next().is_some_and(|name| is_read_as(name, read))) && names.next().is_none()
}

/// The printed Chinese spellings of the given names by the English ones, behind a point and at the head of a path.
static GIVEN_IN_CHINESE: LazyLock<[HashMap<&'static str, &'static str>; 2]> = LazyLock::new(|| {
    [GIVEN_RESULTS.as_slice(), &GIVEN_NAMES].map(|rules| {
        let keywords = rules.iter().filter_map(|rule| keyword(*rule));
        keywords.filter_map(|keyword| Some((keyword.printed(Language::English)?, keyword.printed(Language::Chinese)?))).collect()
    })
});

/// The printed Chinese spelling of a name of the tree, if it is a given name at that place of a
/// path: `this` at its head is 本单位, `score` behind its first point 得分.
#[must_use]
pub fn given_in_chinese(name: &str, head: bool) -> Option<&'static str> {
    let [results, names] = &*GIVEN_IN_CHINESE;
    let known = if head { names } else { results };
    known.get(name).copied()
}

/// Whether `word` is one of expressions that nobody may take for a name.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    read(Rule::reserved, word, calls_for(word.len())).is_ok()
}

/// Whether `word` behind a number is the clause's own word, so that no unit can be called so.
#[must_use]
pub fn is_clause_word(word: &str) -> bool {
    read(Rule::clause_word, word, calls_for(word.len())).is_ok()
}

/// The keywords that `text` is a spelling of.
pub(super) fn spelt(text: &str) -> &'static [Rule] {
    SPELT.get(text).map(Vec::as_slice).unwrap_or_default()
}

/// Whether `text` is a spelling of one of `rules`.
#[must_use]
pub fn is_one_of(text: &str, rules: &[Rule]) -> bool {
    let spelt = spelt(text);
    rules.iter().any(|rule| spelt.contains(rule))
}

/// The words of which keywords consist.
static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| SPELT.keys().flat_map(|spelling| spelling.split(' ')).collect());

/// Whether `word` is one of those that keywords consist of: `least` of `at least`.
#[must_use]
pub fn is_a_word_of_keywords(word: &str) -> bool {
    WORDS.contains(word)
}

/// Whether `text` is a spelling of the keyword `rule`.
#[must_use]
pub fn spells(text: &str, rule: Rule) -> bool {
    is_one_of(text, &[rule])
}
