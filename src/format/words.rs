//! The words of the surface that is printed, as the grammar spells them.

use super::layout::Doc;
use super::printer::Printer;
use crate::syntax::{Rule, keywords};
use crate::text::{Language, Span};

impl Printer<'_> {
    /// Whether the Chinese surface is printed, with its word order.
    pub(super) fn chinese(&self) -> bool {
        match self.language {
            Language::English => false,
            Language::Chinese => true,
        }
    }

    /// A keyword.
    pub(super) fn word(&self, keyword: Rule) -> Doc {
        Doc::text(self.spelling(keyword))
    }

    /// The spelling of a keyword.
    pub(super) fn spelling(&self, keyword: Rule) -> &'static str {
        keywords::printed(keyword, self.language)
    }

    /// A keyword in English, for clauses that the Chinese order has no place for.
    pub(super) fn english(&self, keyword: Rule) -> Doc {
        Doc::text(keywords::printed(keyword, Language::English))
    }

    /// A keyword before something, or in Chinese one keyword before and one behind it.
    pub(super) fn around(&self, english: Rule, inner: Doc, before: Rule, behind: Rule) -> Doc {
        match self.language {
            Language::English => Doc::words([self.word(english), inner]),
            Language::Chinese => Doc::words([self.word(before), inner, self.word(behind)]),
        }
    }

    /// The word for things counted: `decimal` behind a 1, `decimals` behind others.
    pub(super) fn counted(&self, number: &str, keyword: Rule) -> Doc {
        let singular = keywords::keyword(keyword).and_then(|keyword| keyword.english.get(1)).filter(|_| number == "1" && !self.chinese());
        singular.map_or_else(|| self.word(keyword), Doc::text)
    }

    /// A number and its measure: `8 points`, `1 day`, `1 pp`; 个百分点 stands close to its number.
    pub(super) fn measured(&self, number: &str, measure: Rule) -> Doc {
        let word = if measure == Rule::kw_pp_of { self.word(measure) } else { self.counted(number, measure) };
        if measure == Rule::kw_pp_of && self.chinese() {
            return Doc::Concat(vec![Doc::text(number), word]);
        }
        Doc::words([Doc::text(number), word])
    }

    /// `at least 2 indicators`
    pub(super) fn at_least_of(&self, number: &str, things: Rule) -> Doc {
        Doc::words([self.word(Rule::kw_no_fewer_than), Doc::text(number), self.counted(number, things)])
    }

    /// A name of a path: the given names by their spelling in the language that is printed. Where the file itself
    /// declares something by one of the spellings, that one stands, because it may be meant.
    pub(super) fn given<'n>(&self, name: &'n str, head: bool) -> &'n str {
        let Some(chinese) = keywords::given_in_chinese(name, head) else { return name };
        let declared = |spelling: &str| self.declared.contains(spelling);
        match self.language {
            Language::English if declared(chinese) && !declared(name) => chinese,
            Language::Chinese if declared(name) && !declared(chinese) => name,
            Language::English => name,
            Language::Chinese => chinese,
        }
    }

    /// The place of something that has none of its own.
    pub(super) fn nowhere(&self) -> Span {
        self.source().span().at_start()
    }
}
