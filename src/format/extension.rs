//! The head of an extension, the clause that accepts one, and the part option that opens a place for it.

use super::layout::Doc;
use super::lines::Row;
use super::printer::{Printed, Printer};
use crate::syntax::Rule;
use crate::syntax::ast::{Accept, Expr, Extension, ExtensionClause, Name};

impl Printer<'_> {
    pub(super) fn extension(&mut self, extension: &Extension) -> Printed {
        let by = self.name(&extension.by);
        let by = self.around(Rule::kw_proposed_by, by, Rule::kw_by, Rule::kw_proposes);
        let head =
            Doc::words([self.word(Rule::kw_extension), self.text(&extension.title), self.word(Rule::kw_of), self.text(&extension.of), by]);
        let body = self.body(&extension.body, Self::extension_clause);
        Printed::with(Row::alone(head), Some(body)).set_apart()
    }

    fn extension_clause(&mut self, clause: &ExtensionClause) -> Printed {
        let (keyword, value) = match clause {
            ExtensionClause::Year(year) => (Rule::kw_year, Doc::text(&year.text)),
            ExtensionClause::Proposed(day) => (Rule::kw_proposed, Doc::text(self.day(day))),
            ExtensionClause::Reason(reason) => (Rule::kw_reason, self.text(reason)),
        };
        Printed::row(Row::aligned("header", [self.word(keyword), value]))
    }

    pub(super) fn accept(&mut self, accept: &Accept) -> Printed {
        let digest = match &accept.digest {
            Some(digest) => Doc::words([self.word(Rule::kw_digest), self.text(digest)]),
            None => Doc::Nil,
        };
        let by = self.name(&accept.by);
        let by = self.around(Rule::kw_proposed_by, by, Rule::kw_by, Rule::kw_decides);
        let on = Doc::words([self.word(Rule::kw_on_day), Doc::text(self.day(&accept.on))]);
        Printed::row(Row::aligned("accept", [Doc::words([self.word(Rule::kw_accept), self.text(&accept.name)]), digest, on, by]))
    }

    /// `open to extension by department at most 5 points, 2 for each indicator`
    pub(super) fn open_to(&mut self, by: &[Name], at_most: &Expr, each: Option<&Expr>) -> Doc {
        let names = self.names(by, ",");
        let by = self.around(Rule::kw_proposed_by, names, Rule::kw_by, Rule::kw_proposes);
        let most = self.prefixed(Rule::kw_at_most, at_most);
        let open = Doc::words([self.word(Rule::kw_open_to_extension), by, most]);
        let Some(each) = each else { return open };
        let each = if self.chinese() {
            self.prefixed(Rule::kw_each_indicator, each)
        } else {
            let each = self.expr(each);
            Doc::words([each, self.word(Rule::kw_for_each), self.word(Rule::kw_indicator)])
        };
        Doc::Concat(vec![open, Doc::text(", "), each])
    }
}
