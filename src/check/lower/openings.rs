//! Parts that are open to extension: to whom, and for how many points.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::extensions as say;
use crate::model::Opening;
use crate::syntax::ast::{self, Name, PartOption};
use crate::text::{Span, Spanned};
use crate::types::Type;

impl<'a> Checker<'a> {
    pub(super) fn opening(&mut self, by: &'a [Name], at_most: &'a ast::Expr, each: Option<&'a ast::Expr>, span: Span) -> Option<Opening> {
        let (mut levels, mut members) = (Vec::new(), Vec::new());
        for name in by {
            if let Some(level) = self.names.levels.get(name.as_str()) {
                levels.push(*level);
            } else {
                members.extend(self.member(name, None));
            }
        }
        let at_most_written = at_most;
        let at_most = self.positive_points(at_most);
        let each_written = each;
        let each = match each {
            Some(each) => Some(self.fixed_number(each, &Scope::default(), &Type::points())?),
            None => None,
        };
        let at_most = at_most?;
        if let (Some(each), Some(written)) = (&each, each_written)
            && *each > at_most
        {
            self.report(say::each_beyond_all(written.span, at_most_written.span));
        }
        Some(Opening { levels, members, at_most, each, span })
    }

    /// The roles that accept extensions; one that nobody knows is reported with the acceptance.
    pub(super) fn name_deciders(&mut self) {
        let named = self.declared.accepts.iter().filter_map(|(accept, _)| self.names.roles.get(accept.by.as_str()).copied());
        self.program.deciders = named.collect();
    }

    /// A whole scorecard and an adjustment part cannot be opened; nobody is named in two openings of one part.
    pub(super) fn refuse_openings(&mut self, written: &'a [Spanned<PartOption>], root: bool) {
        let adjustment = written.iter().find(|option| matches!(option.value, PartOption::Adjustment(..)));
        let mut named: Vec<&'a Name> = Vec::new();
        for option in written {
            let PartOption::OpenTo { by, .. } = &option.value else { continue };
            if root {
                self.report(say::open_scorecard(option.span));
            } else if let Some(adjustment) = adjustment {
                self.report(say::open_adjustment(option.span, adjustment.span));
            }
            for name in by {
                match named.iter().find(|known| known.value == name.value) {
                    Some(first) => self.report(say::opened_twice(name, first.span)),
                    None => named.push(name),
                }
            }
        }
    }
}
