//! Indicators: where they count, for whom, with how many points, and who answers for them.

use super::super::canon::Canon;
use super::super::change::{Aspect, WrittenBy};
use super::super::node::{Meaning, Node};
use super::book::{listed, nothing, optional_text};
use super::{cards, clauses, extensions, methods, subjects};
use crate::model::{Author, Collection, Indicator, IndicatorId, Party, Whom};
use crate::text::{Span, Words};
use crate::value::Number;
use crate::words;

/// All indicators.
pub(super) fn indicators(canon: &Canon<'_>) -> Vec<Node> {
    canon.program.indicators.iter().map(|(id, indicator)| node(&canon.at(id), id, indicator)).collect()
}

/// Who leads or supports, with their shares.
fn parties(canon: &Canon<'_>, aspect: Aspect, parties: &[Party], span: Span) -> Node {
    let named = |party: &Party| match &party.share {
        Some(share) => format!("{} {}%", subjects::member(canon, party.member), decimal(&share.multiply(&Number::from(100)))),
        None => subjects::member(canon, party.member).to_owned(),
    };
    let names: Vec<String> = parties.iter().map(named).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    Node::fact(aspect, sorted.join(", "), listed(&names.join(", ")), span)
}

fn decimal(number: &Number) -> String {
    number.to_exact_decimal_text().unwrap_or_else(|| number.to_fraction_text())
}

fn node(canon: &Canon<'_>, id: IndicatorId, indicator: &Indicator) -> Node {
    let span = indicator.name_span;
    let mut node = Node::thing(Aspect::Indicator, canon.indicator(id), indicator.title.as_ref(), span);
    node.name.clone_from(&indicator.name);
    node.span = indicator.span;
    let (author, is_office) = (indicator.author, indicator.author == Author::Office);
    node.author = Some(WrittenBy { name: canon.program.author_name(author).to_owned(), is_office });
    let (said, at) = (indicator.said, |clause: Option<Span>| clause.unwrap_or(span));
    let place = indicator.parts.first().map_or("", |part| canon.program.parts[*part].path.as_str());
    node.with([
        Node::fact(Aspect::Place, place, listed(place), span),
        whom(canon, &indicator.whom),
        points(indicator),
        extensions::author(canon, id),
        parties(canon, Aspect::LedBy, &indicator.led_by, at(said.led_by)),
        parties(canon, Aspect::SupportedBy, &indicator.supported_by, at(said.supported_by)),
        collected(indicator, at(said.collected_by)),
        optional_text(Aspect::Basis, indicator.basis.as_ref(), at(said.basis)),
    ])
    // Where nothing is said of how its numbers are collected, there is no source either, and one word tells both.
    .with(indicator.collected_by.as_ref().map(|by| optional_text(Aspect::Source, by.source.as_ref(), at(said.collected_by))))
    .with(indicator.inputs.iter().map(|input| subjects::input(canon, *input)))
    .with(indicator.lets.iter().map(|id| cards::named(canon, *id)))
    .with(methods::chain(canon, indicator))
    .with(clauses::changes(canon, &indicator.changes))
    .with(clauses::ceilings(canon, &indicator.ceilings))
    .with(clauses::vetoes(canon, &indicator.vetoes))
    .with(clauses::warnings(canon, &indicator.warnings))
}

fn points(indicator: &Indicator) -> Node {
    let points = &indicator.points;
    let (low, full, high) = (Canon::number(&points.low), Canon::number(&points.full), Canon::number(&points.high));
    let words = if !points.low.is_zero() {
        words!("from {low} to {high}", "{low} 至 {high}", low = low, high = high)
    } else if points.high == points.full {
        Words::same(&full)
    } else {
        let bonus = Canon::number(&points.high.subtract(&points.full));
        words!("{full}, bonus at most {bonus}", "{full}, 加分不超过 {bonus}", full = full, bonus = bonus)
    };
    Node::fact(Aspect::Points, format!("{low} {full} {high}"), words, points.span)
}

fn collected(indicator: &Indicator, span: Span) -> Node {
    let words = indicator.collected_by.as_ref().map_or_else(nothing, |by| match by.way {
        Collection::System => words!("by system", "系统"),
        Collection::Inspection => words!("by inspection", "检查"),
        Collection::Assessment => words!("by assessment", "评定"),
    });
    Node::fact(Aspect::Collected, words.english.clone(), words, span)
}

/// Whom something is for.
pub(super) fn whom(canon: &Canon<'_>, whom: &Whom) -> Node {
    let meaning = canon.meaning(|canon, to| canon.whom(whom, to));
    Node::clause(Aspect::Whom, Meaning { pieces: Vec::new(), ..meaning }, whom.span).keyed(Aspect::Whom.word())
}
