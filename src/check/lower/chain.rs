//! The chain of methods: their order, their ceilings, the end.

use crate::check::checker::{Checker, Scope};
use crate::check::messages::{Phrase, meaning as say};
use crate::model::{Ceiling, Chain, End, IndicatorId, Link, Method, RowOutcome};
use crate::syntax::ast::{self, ChainLink, IndicatorClause, RowResult};
use crate::text::{Span, Spanned};

impl<'a> Checker<'a> {
    pub(super) fn lower_chain(&mut self, id: IndicatorId) {
        let Some(facts) = self.indicators.get(id.index()) else { return };
        let written: Vec<(&'a ChainLink, Span, Scope<'a>)> = (facts.clauses.iter())
            .filter_map(|(clause, span, scope)| {
                let IndicatorClause::Chain(link) = clause else { return None };
                Some((link, *span, scope.clone()))
            })
            .collect();
        let indicator = facts.ast;
        let span = self.program.indicators[id].span;
        // A statement that could not be read may have been a method, with an `else` of its own.
        let broken = self.has_broken(span) || (indicator.follows.is_some() && facts.poisoned);
        if written.is_empty() {
            if !broken {
                self.report(say::left_unsaid(indicator.name.span, &Phrase::Method));
            }
            return;
        }
        let mut chain = Chain { links: Vec::new(), end: None };
        let mut ended: Option<Span> = None;
        let (mut steps, mut states, mut surveys) = (None, None, None);
        for (place, (link, span, scope)) in written.iter().enumerate() {
            if !broken {
                self.check_else(place, link, *span);
            }
            if let Some(end) = ended {
                self.report(say::never_reached(*span, end));
                continue;
            }
            match &link.method {
                ast::Method::End(result) => {
                    ended = Some(*span);
                    if place == 0 && !broken {
                        self.report(say::left_unsaid(*span, &Phrase::Method));
                    }
                    let outcome = self.end_outcome(result, scope);
                    chain.end = outcome.map(|outcome| End { outcome, span: *span });
                }
                method @ (ast::Method::Quantify(_)
                | ast::Method::Steps(_)
                | ast::Method::State(_)
                | ast::Method::Survey(_)
                | ast::Method::Start(_)
                | ast::Method::Compete(_)) => {
                    // Its answers are columns of the data, of which an indicator has one set.
                    let first = match method {
                        ast::Method::Steps(_) => self.first_time(&mut steps, head_of(method, *span), Phrase::Steps),
                        ast::Method::State(_) => self.first_time(&mut states, head_of(method, *span), Phrase::State),
                        ast::Method::Survey(_) => self.first_time(&mut surveys, head_of(method, *span), Phrase::Survey),
                        ast::Method::Quantify(_) | ast::Method::Start(_) | ast::Method::Compete(_) | ast::Method::End(_) => true,
                    };
                    if !first {
                        continue;
                    }
                    if let Some(link) = self.link(id, method, *span, scope) {
                        chain.links.push(link);
                    }
                }
            }
        }
        self.program.indicators[id].chain = chain;
    }

    /// `else` stands before every method but the first.
    fn check_else(&mut self, place: usize, link: &ChainLink, span: Span) {
        if place == 0 && link.after_else && !matches!(link.method, ast::Method::End(_)) {
            self.report(say::misplaced_else(self.first_word(span), true, self.language(span)));
        }
        if place > 0 && !link.after_else {
            self.report(say::misplaced_else(self.first_word(span), false, self.language(span)));
        }
    }

    /// The first word of a clause.
    fn first_word(&self, span: Span) -> Span {
        let length = self.sources.slice(span).find(char::is_whitespace);
        length.map_or(span, |length| Span::new(span.source, span.start as usize, span.start as usize + length))
    }

    fn link(&mut self, id: IndicatorId, method: &'a ast::Method, span: Span, scope: &Scope<'a>) -> Option<Link> {
        let (method, ceiling) = match method {
            ast::Method::Quantify(quantify) => (Method::Quantify(self.quantify(quantify, span, scope)?), quantify.ceiling.as_ref()),
            ast::Method::Steps(steps) => (Method::Steps(self.steps(steps, scope)), steps.ceiling.as_ref()),
            ast::Method::State(state) => (Method::State(self.state(id, state, scope)?), state.ceiling.as_ref()),
            ast::Method::Survey(survey) => (Method::Survey(self.survey(survey, scope)?), survey.ceiling.as_ref()),
            ast::Method::Start(start) => (Method::Start(self.points_here(&start.points, scope)), None),
            ast::Method::Compete(compete) => (Method::Compete(self.compete(id, compete, span, scope)?), compete.ceiling.as_ref()),
            ast::Method::End(_) => return None,
        };
        let ceiling = ceiling.and_then(|written| {
            let (points, _) = self.fixed_points(written, scope)?;
            Some(Ceiling { points, span: written.span })
        });
        Some(Link { method, ceiling, span })
    }

    fn end_outcome(&mut self, result: &'a RowResult, scope: &Scope<'a>) -> Option<RowOutcome> {
        match result {
            RowResult::Value(value) => Some(RowOutcome::Points(self.points_here(value, scope))),
            RowResult::NotApplicable => Some(RowOutcome::NotApplicable),
            RowResult::Invalid => Some(RowOutcome::Invalid),
            // The parser refused these already, so that they come from no readable text.
            RowResult::Line(..) | RowResult::Between(..) => {
                self.poison_met = true;
                None
            }
        }
    }

    /// What a row gives that is neither a line nor a judge's room, with how its points are written.
    pub(super) fn plain_outcome(
        &mut self,
        result: &'a Spanned<RowResult>,
        scope: &Scope<'a>,
    ) -> (Option<RowOutcome>, Option<(crate::check::infer::Pay, Span)>) {
        if let RowResult::Value(written) = &result.value {
            let points = crate::types::Type::points();
            let value = self.infer(written, scope, Some(&points));
            let (value, pay) = self.as_points(value, scope);
            return (Some(RowOutcome::Points(value)), Some((pay, written.span)));
        }
        (self.end_outcome(&result.value, scope), None)
    }
}

/// The head of a method: its line up to the brace, for a caret that is not a whole block.
fn head_of(method: &ast::Method, span: Span) -> Span {
    let open = match method {
        ast::Method::Quantify(quantify) => quantify.body.as_ref().map(|body| body.open),
        ast::Method::Steps(steps) => Some(steps.body.open),
        ast::Method::State(state) => Some(state.body.open),
        ast::Method::Compete(compete) => compete.body.as_ref().map(|body| body.open),
        ast::Method::Survey(survey) => Some(survey.body.open),
        ast::Method::Start(_) | ast::Method::End(_) => None,
    };
    match open {
        Some(open) if open.start > span.start => Span { end: open.start, ..span },
        Some(_) | None => span,
    }
}
