//! Whom a scorecard, an indicator or a grade is for.

use crate::check::checker::{Checker, Scope};
use crate::model::Whom;
use crate::syntax::ast;

impl<'a> Checker<'a> {
    /// Whom it is for; none when the kind of subject is unknown.
    pub(super) fn whom(&mut self, whom: &'a ast::Whom) -> Option<Whom> {
        let level = self.level(&whom.level)?;
        let members = if whom.members.is_empty() {
            None
        } else {
            Some(whom.members.iter().filter_map(|name| self.member(name, Some(level))).collect())
        };
        let scope = Scope { level: Some(level), attributes_only: true, ..Scope::default() };
        let condition = whom.condition.as_ref().map(|condition| self.condition(condition, &scope));
        let mut span = whom.level.span;
        if let Some(last) = whom.members.last() {
            span = span.to(last.span);
        }
        if let Some(condition) = &whom.condition {
            span = span.to(condition.span);
        }
        Some(Whom { level, members, condition, span })
    }
}
