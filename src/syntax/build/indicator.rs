//! Indicators, and what happens after the chain of methods.

use super::expression::{arguments, expression, nth, sum_of};
use super::input::{field, limit};
use super::method;
use super::scorecard::{let_clause, whom};
use super::words::{name, name_of, number_of, path, text_of};
use crate::syntax::Rule;
use crate::syntax::ast::{
    Change, Collection, Direction, Expr, ForEvery, Gravity, Indicator, IndicatorClause, Joint, Partial, Party, Side, Times,
};
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};
use crate::text::Spanned;

pub(super) fn indicator<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Indicator> {
    let whom = whom(reader, node)?;
    let follows = match node.child(Rule::follows) {
        Some(follows) => Some((name_of(&follows)?, arguments(reader, &follows)?)),
        None => None,
    };
    let body = if follows.is_some() {
        reader.body_if_any(statement, Context::Indicator, clause)
    } else {
        Some(reader.body(statement, Context::Indicator, clause)?)
    };
    let part = path(&node.child(Rule::path)?);
    Some(Indicator { name: name_of(node)?, title: text_of(node), part, whom, led_by: parties(node), follows, body })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are clauses of an indicator")]
pub(super) fn clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<IndicatorClause> {
    let node = node.first()?;
    match node.rule() {
        Rule::chain => return method::chain(reader, &node, statement).map(IndicatorClause::Chain),
        Rule::joint => {
            let (direction, at_most) = (direction(&node)?, sum_of(reader, &node)?);
            let body = reader.body(statement, Context::Joint, joint_change)?;
            return Some(IndicatorClause::Joint(Joint { direction, at_most, body }));
        }
        _ => reader.no_body(statement),
    }
    Some(match node.rule() {
        Rule::points => points(reader, &node)?,
        Rule::led_by => IndicatorClause::LedBy(parties(&node)),
        Rule::supported_by => IndicatorClause::SupportedBy(parties(&node)),
        Rule::collected_by => {
            let (rule, collection) = [
                (Rule::kw_system, Collection::System),
                (Rule::kw_inspection, Collection::Inspection),
                (Rule::kw_assessment, Collection::Assessment),
            ]
            .into_iter()
            .find(|(rule, _)| node.has(*rule))?;
            IndicatorClause::CollectedBy(Spanned::new(collection, node.child(rule)?.span()), text_of(&node))
        }
        Rule::basis => IndicatorClause::Basis(text_of(&node)?),
        Rule::formerly => IndicatorClause::Formerly(name_of(&node)?),
        Rule::input => IndicatorClause::Input(field(reader, &node.child(Rule::field)?)?),
        Rule::let_clause => IndicatorClause::Let(let_clause(reader, &node)?),
        Rule::change => IndicatorClause::Change(change(reader, &node)?),
        Rule::ceiling => IndicatorClause::Ceiling(sum_of(reader, &node)?, when(reader, &node)?),
        Rule::veto => IndicatorClause::Veto(when(reader, &node)?, nth(reader, &node, Rule::value, 0)?),
        Rule::warn => {
            let gravity = [(Rule::kw_serious, Gravity::Serious), (Rule::kw_moderate, Gravity::Moderate), (Rule::kw_minor, Gravity::Minor)]
                .into_iter()
                .find(|(rule, _)| node.has(*rule))
                .map(|(_, gravity)| gravity);
            IndicatorClause::Warn { gravity, title: text_of(&node)?, condition: when(reader, &node)? }
        }
        _ => return None,
    })
}

/// Those who lead or support; none where there is no list.
fn parties(node: &Node) -> Vec<Party> {
    let party = |node: Node| {
        let share =
            node.child(Rule::percent).and_then(|percent| number_of(&percent).map(|number| Spanned::new(number.value, percent.span())));
        Some(Party { name: name_of(&node)?, share })
    };
    node.child(Rule::parties).iter().flat_map(|list| list.all(Rule::party)).filter_map(party).collect()
}

fn points(reader: &mut Reader, node: &Node) -> Option<IndicatorClause> {
    let first = sum_of(reader, node)?;
    if node.has(Rule::kw_range_to) {
        return Some(IndicatorClause::PointsFrom(first, nth(reader, node, Rule::sum, 1)?));
    }
    Some(IndicatorClause::Points { full: first, bonus: limit(reader, node, Rule::bonus)? })
}

/// The condition of the `when` in `node`.
pub(super) fn when(reader: &mut Reader, node: &Node) -> Option<Expr> {
    nth(reader, &node.child(Rule::when)?, Rule::expr, 0)
}

/// `add` or `deduct` in `node`.
pub(super) fn direction(node: &Node) -> Option<Spanned<Direction>> {
    let written = node.child(Rule::direction)?;
    let direction = if written.has(Rule::kw_add) { Direction::Add } else { Direction::Deduct };
    Some(Spanned::new(direction, written.span()))
}

pub(super) fn joint_change<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Change> {
    reader.no_body(statement);
    change(reader, &node.child(Rule::change)?)
}

fn change(reader: &mut Reader, node: &Node) -> Option<Change> {
    let amount = expression(reader, &node.untagged(Rule::sum)?)?;
    let times = if node.has(Rule::when) {
        Times::When(when(reader, node)?)
    } else if let Some(each) = node.child(Rule::for_each).or_else(|| node.child(Rule::each_time)) {
        for_each(reader, &each)?
    } else if let Some(every) = node.child(Rule::for_every) {
        Times::ForEvery(for_every(reader, &every)?)
    } else if let Some(written) = node.child(Rule::every) {
        let mut every = every(reader, &written)?;
        every.of = Some(expression(reader, &node.tagged("measured")?)?);
        every.beyond = beyond(reader, node)?;
        Times::ForEvery(every)
    } else {
        Times::Once
    };
    let options = node.child(Rule::change_options)?;
    let once_per = match options.child(Rule::once_per) {
        Some(once) => Some(name_of(&once)?),
        None => None,
    };
    let (each, whole): (Vec<Node>, Vec<Node>) = options.all(Rule::change_limit).partition(|limit| limit.has(Rule::name));
    for extra in whole.iter().skip(1).chain(each.iter().skip(1)) {
        reader.refuse(crate::syntax::messages::said_twice(extra.span()));
    }
    for extra in options.all(Rule::once_per).skip(1) {
        reader.refuse(crate::syntax::messages::said_twice(extra.span()));
    }
    let at_most = match whole.first() {
        Some(limit) => Some(sum_of(reader, limit)?),
        None => None,
    };
    let each_source = match each.first() {
        Some(limit) => Some((sum_of(reader, limit)?, name_of(limit)?)),
        None => None,
    };
    Some(Change { direction: direction(node)?, amount, times, once_per, at_most, each_source })
}

fn for_each(reader: &mut Reader, node: &Node) -> Option<Times> {
    let entry = node.child(Rule::kw_entry);
    let named = node.untagged(Rule::name);
    let what = name(entry.as_ref().or(named.as_ref())?);
    let tagged = node.tagged("register").map(|register| name(&register));
    // 每有一次 退回: where no register is named, the name is that of the register.
    let every_entry = entry.is_some() || tagged.is_none();
    let register = tagged.unwrap_or_else(|| what.clone());
    let what = if every_entry { what.map(|_| "entry".to_owned()) } else { what };
    let as_field = match node.child(Rule::as_field) {
        Some(field) => Some(name_of(&field)?),
        None => None,
    };
    let condition = match node.child(Rule::filter) {
        Some(filter) => Some(nth(reader, &filter, Rule::condition, 0)?),
        None => None,
    };
    Some(Times::ForEach { what, every_entry, register, as_field, condition })
}

fn partial(node: &Node) -> Spanned<Partial> {
    [
        (Rule::kw_full, Partial::Full),
        (Rule::kw_every_full, Partial::Full),
        (Rule::kw_or_part, Partial::OrPart),
        (Rule::kw_part_as_whole, Partial::OrPart),
        (Rule::kw_in_proportion, Partial::InProportion),
    ]
    .into_iter()
    .find_map(|(rule, partial)| node.child(rule).map(|written| Spanned::new(partial, written.span())))
    .unwrap_or_else(|| Spanned::new(Partial::Unsaid, node.span()))
}

/// Reports one of `first` and one of `second` in the same clause: `full … or part` says two things of a part.
pub(super) fn refuse_two_choices(reader: &mut Reader, node: &Node, first: &[Rule], second: &[Rule]) {
    let written = |rules: &[Rule]| rules.iter().find_map(|rule| node.child(*rule));
    if let (Some(first), Some(second)) = (written(first), written(second)) {
        reader.refuse(crate::syntax::messages::two_choices(second.span(), second.text(), first.text(), first.span()));
    }
}

/// `for every full 1 pp above 98%`
pub(super) fn for_every(reader: &mut Reader, node: &Node) -> Option<ForEvery> {
    let step = match node.child(Rule::percent) {
        Some(percent) => super::expression::percent(&percent)?,
        None => expression(reader, &node.untagged(Rule::sum)?)?,
    };
    let of = match node.tagged("measured") {
        Some(measured) => Some(expression(reader, &measured)?),
        None => None,
    };
    refuse_two_choices(reader, node, &[Rule::kw_full], &[Rule::kw_or_part, Rule::kw_in_proportion]);
    Some(ForEvery { step, partial: partial(node), of, beyond: beyond(reader, node)? })
}

/// 每满 1个百分点
pub(super) fn every(reader: &mut Reader, node: &Node) -> Option<ForEvery> {
    Some(ForEvery { step: sum_of(reader, node)?, partial: partial(node), of: None, beyond: None })
}

/// `above 98%` in `node`, if it is there.
pub(super) fn beyond(reader: &mut Reader, node: &Node) -> Option<Option<(Spanned<Side>, Expr)>> {
    let Some(beyond) = node.child(Rule::beyond) else { return Some(None) };
    let (written, side) = match beyond.child(Rule::kw_above) {
        Some(written) => (written, Side::Above),
        None => (beyond.child(Rule::kw_below)?, Side::Below),
    };
    Some(Some((Spanned::new(side, written.span()), sum_of(reader, &beyond)?)))
}
