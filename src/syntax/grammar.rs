//! The parser that is made of the grammar, and the one door to it.

#![allow(missing_docs, reason = "the rules are described in the grammar")]

use std::num::NonZeroUsize;
use std::sync::{PoisonError, RwLock};

use pest::Parser as _;
use pest::error::Error;
use pest::iterators::Pairs;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/yardstick.pest"]
struct Grammar;

/// The grammar as text: the table of keywords is read from it.
pub(super) const TEXT: &str = include_str!("../../grammar/yardstick.pest");

/// The limit of calls is one setting for the whole process: texts with the same limit are read at
/// the same time, one with another limit alone.
static LIMIT: RwLock<usize> = RwLock::new(0);

/// Reads `text` by `rule` with at most so many calls of the parser.
pub(super) fn read(rule: Rule, text: &str, calls: NonZeroUsize) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
    let parse = || {
        let pairs = Grammar::parse(rule, text).map_err(Box::new);
        #[cfg(test)]
        tests::note(pairs.as_ref().ok());
        pairs
    };
    let shared = LIMIT.read().unwrap_or_else(PoisonError::into_inner);
    if *shared == calls.get() {
        return parse();
    }
    drop(shared);
    let mut alone = LIMIT.write().unwrap_or_else(PoisonError::into_inner);
    *alone = calls.get();
    pest::set_call_limit(Some(calls));
    parse()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::Mutex;

    use pest::iterators::Pairs;

    use super::{Rule, TEXT};
    use crate::syntax::keywords::{GIVEN_NAMES, GIVEN_RESULTS};
    use crate::syntax::limits::calls_for;
    use crate::syntax::parse;
    use crate::text::{Hidden, SourceMap, hidden};
    use crate::value::MONTHS;

    /// The rules that have read something.
    static READ: Mutex<BTreeSet<Rule>> = Mutex::new(BTreeSet::new());

    pub(super) fn note(pairs: Option<&Pairs<'_, Rule>>) {
        let rules = pairs.into_iter().flat_map(|pairs| pairs.clone().flatten()).map(|pair| pair.as_rule());
        READ.lock().unwrap().extend(rules);
    }

    fn books(folder: &Path) -> Vec<PathBuf> {
        let entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.iter().flat_map(|path| if path.is_dir() { books(path) } else { vec![path.clone()] }).collect()
    }

    /// Rules that leave no piece behind: silent ones, and those that only look ahead.
    fn silent(rule: Rule) -> bool {
        matches!(rule, Rule::reserved | Rule::day_start | Rule::in_ahead | Rule::peers_ahead | Rule::competes_ahead | Rule::EOI)
            || TEXT.contains(&format!("\n{rule:?} = _{{"))
    }

    #[test]
    fn every_rule_of_the_grammar_reads_a_piece_of_some_fixture() {
        READ.lock().unwrap().clear();
        for path in books(Path::new("tests/fixtures")).iter().filter(|path| path.extension().is_some_and(|ending| ending == "yard")) {
            let mut sources = SourceMap::default();
            let id = sources.add(path.to_string_lossy(), fs::read_to_string(path).unwrap());
            drop(parse(sources.file(id)));
        }
        let read = READ.lock().unwrap();
        let unread: Vec<&Rule> = Rule::all_rules().iter().filter(|rule| !silent(**rule) && !read.contains(rule)).collect();
        assert!(unread.is_empty(), "no fixture is read by {unread:?}");
    }

    #[test]
    fn reserved_words_are_words_of_keywords() {
        let rule = TEXT.split("\nreserved = @{").nth(1).and_then(|rest| rest.split("~ !name_char").next()).unwrap();
        let words: Vec<&str> = rule.split('"').skip(1).step_by(2).collect();
        assert!(words.len() > 50, "{words:?}");
        let keywords: BTreeSet<&str> = crate::syntax::keywords::all()
            .flat_map(|(_, keyword)| keyword.english.iter().chain(&keyword.chinese))
            .flat_map(|spelling| spelling.split(' '))
            .collect();
        let strangers: Vec<&&str> = words.iter().filter(|word| !keywords.contains(**word)).collect();
        assert!(strangers.is_empty(), "no keyword has the words {strangers:?}");
    }

    #[test]
    fn months_have_the_names_of_the_calendar() {
        let rule = TEXT.split("\nmonth = @{").nth(1).and_then(|rest| rest.split("~ !name_char").next()).unwrap();
        assert_eq!(rule.split('"').skip(1).step_by(2).collect::<Vec<_>>(), MONTHS);
    }

    #[test]
    fn given_names_are_those_of_the_lists() {
        for (rule, list) in [("given_name", GIVEN_NAMES.as_slice()), ("given_result", GIVEN_RESULTS.as_slice())] {
            let definition = TEXT.split(&format!("\n{rule} = ")).nth(1).and_then(|rest| rest.split('}').next()).unwrap();
            let words = definition.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            let read: BTreeSet<String> = words.filter(|word| word.starts_with("kw_")).map(str::to_owned).collect();
            assert_eq!(read, list.iter().map(|rule| format!("{rule:?}")).collect(), "{rule}");
        }
    }

    #[test]
    fn every_word_that_is_an_operand_is_looked_for() {
        let rule = TEXT.split("\noperand_word = _{").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
        let begins: Vec<&str> = rule.split('"').skip(1).step_by(2).collect();
        let operands = [
            Rule::kw_no_veto,
            Rule::kw_yes,
            Rule::kw_no,
            Rule::kw_if,
            Rule::kw_days_from,
            Rule::kw_months_from,
            Rule::kw_since,
            Rule::kw_difference,
            Rule::kw_highest,
            Rule::kw_lowest,
            Rule::kw_average,
            Rule::kw_sum,
            Rule::kw_number_of,
            Rule::kw_median,
            Rule::kw_full_points,
        ];
        for keyword in operands.into_iter().filter_map(crate::syntax::keywords::keyword) {
            for spelling in keyword.english.iter().chain(&keyword.chinese) {
                assert!(begins.iter().any(|begin| spelling.starts_with(begin)), "`operand_word` does not look for {spelling}");
            }
        }
    }

    #[test]
    fn letters_that_cannot_be_seen_do_not_cut_a_name_in_two() {
        for letter in ('\0'..=char::MAX).filter(|letter| matches!(hidden(*letter), Some(Hidden::Invisible | Hidden::Direction))) {
            let name = format!("a{letter}b");
            let read = super::read(Rule::word, &name, calls_for(name.len())).ok().map(|pairs| pairs.as_str().to_owned());
            assert_eq!(read.as_deref(), Some(name.as_str()), "{letter:?}");
        }
    }

    #[test]
    fn every_keyword_has_a_spelling() {
        for rule in Rule::all_rules().iter().filter(|rule| format!("{rule:?}").starts_with("kw_")) {
            let keyword = crate::syntax::keywords::keyword(*rule);
            let spelled = keyword.is_some_and(|keyword| !keyword.english.is_empty() || !keyword.chinese.is_empty());
            assert!(spelled, "{rule:?} is not on one line of the form `kw_x = @{{ (\"…\" | \"…\") ~ …`");
        }
    }
}
