//! Chains of methods: each can be reached, each pays no more than the one before it, and there is an end.

use super::Prover;
use super::context::Context;
use super::facts::{Atom, Outcome};
use super::messages::{Why, chains as say};
use super::payments::{kind, most};
use super::space::Space;
use crate::model::{Expr, Indicator, Link, Method, Quantify, RowOutcome};
use crate::text::{Span, counted};
use crate::types::Type;
use crate::value::Number;
use crate::words;

impl Prover<'_> {
    pub(super) fn chain(&mut self, space: &mut Space, indicator: &Indicator) {
        let chain = &indicator.chain;
        let lacks: Vec<Option<Lack>> = chain.links.iter().map(|link| lack(space, link)).collect();
        let stop = lacks.iter().position(Option::is_none);
        if let Some(place) = stop
            && let Some(last) = chain.links.get(place)
        {
            let head = self.head(last.span);
            if let Some(next) = chain.links.get(place + 1) {
                let span = self.head(next.span);
                self.report(say::unreachable_method(span, head, &kind(&next.method), &reason(&last.method)));
            } else if let Some(end) = &chain.end {
                self.report(say::unreachable_end(end.span, head, &reason(&last.method)));
            }
        }
        if let (None, None, Some((last, Some(lack)))) = (stop, &chain.end, chain.links.last().zip(lacks.last())) {
            let head = self.head(last.span);
            let missing = match lack {
                Lack::Value(atom) => Some(Some(space.name_words(atom))),
                Lack::Other => Some(None),
                Lack::Refused => None,
            };
            if let Some(missing) = missing {
                self.report(say::without_end(head, last.span, &kind(&last.method), missing.as_ref()));
            }
        }
        self.payments(space, indicator);
        self.grid(indicator);
    }

    /// Leaving out what an earlier method asks for must not pay.
    fn payments(&mut self, space: &mut Space, indicator: &Indicator) {
        let chain = &indicator.chain;
        // The method before it that gives least: one of which nothing is known would let anything pass.
        let mut before: Option<(Number, Span, crate::text::Words)> = None;
        for link in &chain.links {
            let (own, head, method) = (most(space, link, &indicator.points), self.head(link.span), kind(&link.method));
            match &before {
                Some((limit, span, name)) if own.sure > *limit => {
                    self.report(say::later_pays_more(head, Some(&method), &own.sure, *span, name, limit));
                }
                Some((limit, _, name)) if own.limit > *limit => {
                    let what = words!(
                        "whether `{e}` gives no more than the {points} of `{f}` before it",
                        "“{z}”是否不多于其前“{y}”的 {limit} 分",
                        e = method.english,
                        z = method.chinese,
                        f = name.english,
                        y = name.chinese,
                        points = counted(limit, "point"),
                        limit = limit
                    );
                    self.undecided(head, &what, Why::BeyondSums);
                }
                Some(_) | None => {}
            }
            if before.as_ref().is_none_or(|(limit, _, _)| own.limit < *limit) {
                before = Some((own.limit, head, method));
            }
        }
        let Some(end) = &chain.end else { return };
        let RowOutcome::Points(points) = &end.outcome else { return };
        for case in space.cases(points) {
            if let Outcome::Number(fraction) = &case.outcome
                && let Some(given) = fraction.as_constant()
                && let Some((limit, span, name)) = &before
                && given > *limit
            {
                self.report(say::later_pays_more(points.span, None, &given, *span, name, limit));
            }
        }
    }

    /// Full points must be a score that can be given.
    fn grid(&mut self, indicator: &Indicator) {
        let Some(rounding) = &self.program.header.scores.rounded else { return };
        let off =
            [&indicator.points.full, &indicator.points.high, &indicator.points.low].into_iter().find(|points| !rounding.holds(points));
        if let Some(points) = off {
            self.report(say::off_the_grid(indicator.points.span, points, &rounding.step, &rounding.apply(points)));
        }
    }
}

/// What can keep a method from being applied.
enum Lack {
    /// A value that can be missing.
    Value(Atom),
    /// A field that must be filled: an entry without it is refused when it is read, so that no end is asked
    /// for; one that stands there does no harm.
    Refused,
    /// Something else: no answer to any step, no evidence, too few competitors or raters, or nobody knows.
    Other,
}

/// What can keep a method from being applied; nothing where it can be applied whatever is missing.
fn lack(space: &mut Space, link: &Link) -> Option<Lack> {
    match &link.method {
        Method::Start(_) => None,
        Method::Compete(compete) => (!space.competes_whatever_is_missing(compete)).then_some(Lack::Other),
        Method::Steps(_) | Method::Survey(_) => Some(Lack::Other),
        Method::State(state) => state.needs_evidence.then_some(Lack::Other),
        Method::Quantify(quantify) => {
            let (whens, value) = match quantify {
                Quantify::Table(table) => (&table.whens, &table.value),
                Quantify::Points { whens, value, .. } | Quantify::Target { whens, value, .. } => (whens, value),
            };
            // What a `when` row is for is looked at no further: `when x is missing => 0`.
            let mut read: Vec<(&Expr, Context)> = Vec::new();
            let mut behind = Context::open();
            for row in whens {
                read.push((&row.condition, behind.clone()));
                let met = behind.when(space, &row.condition, true);
                read.extend(row.outcome.points().map(|points| (points, met.clone())));
                behind = behind.when(space, &row.condition, false);
            }
            let mut rest = vec![value];
            match quantify {
                Quantify::Table(table) => {
                    let edges = table.rows.iter().flat_map(|row| row.low.iter().chain(&row.high)).map(|edge| &edge.value);
                    rest.extend(edges);
                    rest.extend(table.rows.iter().flat_map(|row| row.outcome.points()));
                    rest.extend(table.otherwise.iter().flat_map(|row| row.outcome.points()));
                }
                Quantify::Points { .. } => {}
                Quantify::Target { start, gains, .. } => {
                    rest.push(start);
                    for gain in gains {
                        rest.extend([&gain.amount, &gain.every.step, &gain.every.of]);
                        rest.extend(gain.at_most.iter().chain(gain.every.beyond.iter().map(|(_, from)| from)));
                    }
                }
            }
            read.extend(rest.into_iter().map(|expr| (expr, behind.clone())));
            let missing = |space: &mut Space| {
                let mut atoms = Vec::new();
                for (expr, context) in &read {
                    for case in space.cases(expr) {
                        if let Outcome::Missing(atom, _) = case.outcome
                            && !context.and(&case.facts).is_dead(space)
                        {
                            atoms.push(atom);
                        }
                    }
                }
                atoms
            };
            if let Some(atom) = missing(space).into_iter().next() {
                return Some(Lack::Value(atom));
            }
            let expected = space.cautiously(missing);
            let refused = |atom: &Atom| space.must_be_filled(atom);
            let lack = match expected.iter().find(|atom| !refused(atom)) {
                Some(atom) => Some(Lack::Value(atom.clone())),
                None => expected.first().map(|_| Lack::Refused),
            };
            let known = !read.iter().any(|(expr, _)| expr.ty.is_error()) && !space.overflow;
            lack.or_else(|| (!known).then_some(Lack::Other))
        }
    }
}

impl Space<'_> {
    /// Whether an entry of a register is refused where this is empty. A text may always be.
    fn must_be_filled(&self, atom: &Atom) -> bool {
        let Atom::Field(register, place) = atom else { return false };
        let field = self.program.registers[*register].fields.get(*place);
        field.is_some_and(|field| field.ty != Type::Text && !field.or_empty && field.empty_means.is_none())
    }
}

fn reason(method: &Method) -> crate::text::Words {
    match method {
        Method::Start(_) => words!("`start at` needs nothing", "“起评分”不需要任何数据"),
        Method::State(_) => words!("this state needs no evidence from the unit", "该描述不需要单位报送佐证"),
        Method::Quantify(_) | Method::Steps(_) | Method::Survey(_) | Method::Compete(_) => {
            words!("nothing it needs can be missing", "它所需的数据都不会缺报")
        }
    }
}
