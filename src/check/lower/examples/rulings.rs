//! Rulings in examples: who is exempt, which score is awarded. Nobody has to approve what is only an example.

use std::collections::BTreeSet;

use super::Draft;
use crate::check::checker::{Checker, Scope};
use crate::check::messages::{Thing, examples as say};
use crate::model::{Effect, ExampleOf, Ruling, RulingAbout, RulingKind};
use crate::syntax::ast::{self, Name};
use crate::text::Span;

impl<'a> Checker<'a> {
    /// Puts a ruling into the submission of an example; `at` is the place of its subject, and of the clause.
    pub(super) fn example_ruling(
        &mut self,
        award: bool,
        indicator: Option<&'a Name>,
        points: Option<&'a ast::Expr>,
        (subject, span): (usize, Span),
        draft: &mut Draft,
    ) {
        let id = match (indicator, draft.of) {
            (None, ExampleOf::Indicator(id)) => id,
            (None, ExampleOf::Level(_)) => return self.report(say::unfit_ruling(span, None)),
            (Some(name), ExampleOf::Indicator(_) | ExampleOf::Level(_)) => match self.names.indicators.get(name.as_str()).copied() {
                Some(id) => id,
                None => return self.unknown(Thing::Indicator, name),
            },
        };
        let effect = match points {
            None => Effect::NotApplicable,
            Some(written) => {
                let scope = Scope { indicator: Some(id), scale_body: true, ..Scope::default() };
                let Some((points, _)) = self.fixed_points(written, &scope) else { return };
                let limits = &self.program.indicators[id].points;
                if points < limits.low || points > limits.high {
                    let limits = (limits.low.clone(), limits.high.clone());
                    return self.report(say::unfit_ruling(written.span, Some((&limits.0, &limits.1))));
                }
                Effect::Points(points)
            }
        };
        let before = draft.submission.rulings.iter().find(|other| other.subject == subject && other.holds_for(id));
        if let Some(before) = before {
            let first = before.origin.span;
            return self.report(say::given_twice(span, first));
        }
        let kind = if award { RulingKind::Award } else { RulingKind::Exemption };
        draft.submission.rulings.push(Ruling {
            kind,
            subject,
            about: RulingAbout::Indicator(id),
            indicators: BTreeSet::from([id]),
            effect,
            approval: None,
            ahead: false,
            origin: self.origin(span, ""),
        });
    }
}
