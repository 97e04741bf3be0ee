//! What the indicators of a proposal do: where they count, for how many points, who judges, who supplies.

use crate::check::messages::extensions as say;
use crate::check::proofs::outcomes_of;
use crate::diagnostics::Diagnostics;
use crate::model::{Banded, ExprKind, Extension, Indicator, Method, Program, Quantify, RoleId, RowOutcome};
use crate::syntax::Parse;
use crate::syntax::ast::{self, IndicatorClause, InputOption, Item};
use crate::text::Span;

/// Holds each indicator that the proposal adds to what the office allows.
pub(super) fn judge(program: &Program, extension: &Extension, parse: &Parse, found: &mut Diagnostics) {
    let (mut any, mut head) = (false, extension.span);
    for item in &parse.file.items {
        if let Item::Extension(extension) = &item.value {
            head = extension.title.span;
        }
        let Item::Indicator(written) = &item.value else { continue };
        any = true;
        let own = program.indicators.values().find(|indicator| indicator.name_span == written.name.span);
        if let Some(indicator) = own {
            Look { program, extension, written, indicator, found: &mut *found }.all();
        }
    }
    if !any && parse.broken.is_empty() {
        found.push(say::adds_nothing(head));
    }
}

/// One indicator, as written and as understood.
struct Look<'l> {
    program: &'l Program,
    extension: &'l Extension,
    written: &'l ast::Indicator,
    indicator: &'l Indicator,
    found: &'l mut Diagnostics,
}

impl Look<'_> {
    fn all(&mut self) {
        self.place();
        self.reserved();
        self.judges();
        self.suppliers();
    }

    /// A place in the proposal: what a pattern of the office brings is said where the pattern is followed.
    fn here(&self, span: Span) -> Span {
        if span.source == self.extension.source {
            return span;
        }
        self.written.follows.as_ref().map_or(self.written.name.span, |(pattern, _)| pattern.span)
    }

    /// Each part must be open to the proposer, for as many points.
    fn place(&mut self) {
        for part in &self.indicator.parts {
            let part = &self.program.parts[*part];
            let Some(opening) = part.opening_for(self.extension.proposer).and_then(|place| part.open.get(place)) else {
                let proposer = self.program.member_name(self.extension.proposer);
                let others = part.open.first().map(|opening| opening.span);
                self.found.push(say::part_not_open(self.written.part.span, &part.path, proposer, part.name_span, others));
                return;
            };
            if let Some(each) = opening.each.as_ref().filter(|each| self.indicator.points.high > **each) {
                let (span, high) = (self.here(self.indicator.points.span), self.indicator.points.high.to_string());
                self.found.push(say::beyond_each(span, &high, &each.to_string(), &part.path, opening.span));
                return;
            }
        }
    }

    /// A veto outweighs all points, and so does `invalid`, which takes the total away; a bonus goes beyond them.
    fn reserved(&mut self) {
        for veto in &self.indicator.vetoes {
            let span = self.here(veto.span);
            self.found.push(say::reserved_veto(span));
        }
        for span in self.refusals() {
            let span = self.here(span);
            self.found.push(say::reserved_refusal(span));
        }
        if self.indicator.points.high > self.indicator.points.full {
            let span = self.here(self.indicator.points.span);
            self.found.push(say::reserved_bonus(span));
        }
    }

    /// Where the indicator gives `invalid`: rows of its methods, the end of its chain, and scales that its
    /// expressions apply, wherever they stand: also in the points of a row and in additions and deductions.
    fn refusals(&self) -> Vec<Span> {
        let (chain, refuses) = (&self.indicator.chain, |outcome: &RowOutcome| matches!(outcome, RowOutcome::Invalid));
        let mut spans = Vec::new();
        for link in &chain.links {
            let Method::Quantify(quantify) = &link.method else { continue };
            match quantify {
                Quantify::Table(table) => spans.extend(refusing_rows(table)),
                Quantify::Points { whens, .. } | Quantify::Target { whens, .. } => {
                    spans.extend(whens.iter().filter(|row| refuses(&row.outcome)).map(|row| row.span));
                }
            }
        }
        spans.extend(chain.end.iter().filter(|end| refuses(&end.outcome)).map(|end| end.span));
        let mut read = self.indicator.deciding();
        read.extend(self.indicator.lets.iter().map(|id| &self.program.lets[*id].value));
        while let Some(expr) = read.pop() {
            if let ExprKind::Banded(banded) = &*expr.kind
                && !refusing_rows(banded).is_empty()
            {
                spans.push(banded.span);
            }
            read.extend(expr.expressions());
        }
        spans
    }

    /// Who proposes does not judge.
    fn judges(&mut self) {
        for link in &self.indicator.chain.links {
            if let Method::Survey(survey) = &link.method {
                for group in &survey.groups {
                    self.rater(&group.name, group.span);
                }
            }
            let Method::State(state) = &link.method else { continue };
            let roles: Vec<RoleId> = state.judge.into_iter().chain(state.self_judge).collect();
            for id in roles {
                let role = &self.program.roles[id];
                if role.held_by.contains(&self.extension.proposer) {
                    let place = self.word_of_judge(&role.name).unwrap_or(self.here(link.span));
                    let proposer = self.program.member_name(self.extension.proposer);
                    self.found.push(say::judges_itself(place, &role.name, proposer, role.span));
                }
            }
        }
    }

    /// A group of raters that is the proposer by its name, or by the role of that name.
    fn rater(&mut self, group: &str, span: Span) {
        let proposer = self.program.member_name(self.extension.proposer);
        let role = self.program.roles.values().find(|role| role.name == group && role.held_by.contains(&self.extension.proposer));
        if group == proposer || role.is_some() {
            // The weight behind the name is not what is wrong.
            let name = Span::new(span.source, span.range().start, span.range().start + group.len());
            let place = self.here(name);
            self.found.push(match role {
                Some(role) => say::judges_itself(place, group, proposer, role.span),
                None => say::rates_itself(place, proposer, self.extension.span),
            });
        }
    }

    fn word_of_judge(&self, role: &str) -> Option<Span> {
        self.written.body.iter().flat_map(|body| &body.statements).find_map(|clause| {
            let IndicatorClause::Chain(ast::ChainLink { method: ast::Method::State(state), .. }) = &clause.value else { return None };
            state.judge.iter().chain(&state.self_judge).find(|name| name.value == role).map(|name| name.span)
        })
    }

    /// Whoever is named as supplier must be somebody: outsiders hand in nothing.
    fn suppliers(&mut self) {
        for id in &self.indicator.inputs {
            let input = &self.program.inputs[*id];
            let Some(role) = input.supplied_by.map(|role| &self.program.roles[role]).filter(|role| role.held_by.is_empty()) else {
                continue;
            };
            let place = self.word_of_supplier(&input.name).unwrap_or(self.here(input.span));
            self.found.push(say::nobody_supplies(place, &input.name, &role.name, role.span));
        }
    }

    fn word_of_supplier(&self, input: &str) -> Option<Span> {
        let clauses = self.written.body.iter().flat_map(|body| &body.statements);
        let inputs = clauses.filter_map(|clause| if let IndicatorClause::Input(input) = &clause.value { Some(input) } else { None });
        inputs
            .filter(|written| written.name.value == input)
            .flat_map(|written| &written.options)
            .find_map(|option| if let InputOption::SuppliedBy(role) = &option.value { Some(role.span) } else { None })
    }
}

/// The rows of a table that refuse the answer; of a scale the place that applies it.
fn refusing_rows(table: &Banded) -> Vec<Span> {
    let refusing = outcomes_of(table).filter(|(outcome, _)| matches!(outcome, RowOutcome::Invalid));
    refusing.map(|(_, span)| if table.scale.is_some() { table.span } else { span }).collect()
}
