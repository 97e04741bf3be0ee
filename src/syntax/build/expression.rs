//! Expressions.

use super::words::{day, mode_of, name, name_of, number, number_of, path, percent_of, rounding, text};
use crate::syntax::Rule;
use crate::syntax::ast::{
    Aggregate, AggregateFunction, AggregateOver, Answered, Answering, Answers, ArithmeticOperator, Balance, Comparison, Expr, ExprKind,
    LogicOperator, Name, NumberLiteral, Quota,
};
use crate::syntax::keywords::{METHOD_NAMES, printed, spells};
use crate::syntax::node::Node;
use crate::syntax::reader::Reader;
use crate::text::{Language, Span, Spanned};

pub(super) fn make(kind: ExprKind, span: Span) -> Expr {
    Expr { kind: Box::new(kind), span }
}

/// The n-th expression among the direct pieces of `node` that `rule` read, from 0.
pub(super) fn nth(reader: &mut Reader, node: &Node, rule: Rule, n: usize) -> Option<Expr> {
    let child = node.nth(rule, n)?;
    expression(reader, &child)
}

/// The first piece of arithmetic in `node`.
pub(super) fn sum_of(reader: &mut Reader, node: &Node) -> Option<Expr> {
    nth(reader, node, Rule::sum, 0)
}

/// Any piece that is an expression.
#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are expressions")]
pub(super) fn expression(reader: &mut Reader, node: &Node) -> Option<Expr> {
    match node.rule() {
        Rule::expr => default(reader, node),
        Rule::condition => condition(reader, node),
        Rule::negated => negated(reader, node),
        Rule::comparison => comparison(reader, node),
        Rule::value => value(reader, node),
        Rule::sum => sum(reader, node),
        Rule::operand => operand(reader, node),
        Rule::group => group(reader, node),
        Rule::literal => literal(reader, node),
        Rule::kw_no_veto => Some(make(ExprKind::NoVeto, node.span())),
        Rule::kw_full_points => Some(make(ExprKind::FullPoints, node.span())),
        Rule::flag => Some(make(ExprKind::Flag(node.has(Rule::kw_yes)), node.span())),
        Rule::if_then_else => {
            let mut branch = |n| nth(reader, node, Rule::condition, n);
            Some(make(ExprKind::If(branch(0)?, branch(1)?, branch(2)?), node.span()))
        }
        Rule::days_between => {
            let (from, to) = (sum_of(reader, node)?, nth(reader, node, Rule::sum, 1)?);
            let kind = if node.has(Rule::kw_months_or_part_from) || node.has(Rule::kw_part_as_whole) {
                ExprKind::MonthsOrPartFrom(from, to)
            } else if node.has(Rule::kw_months_from) || node.has(Rule::kw_number_of_months) {
                ExprKind::MonthsFrom(from, to)
            } else {
                ExprKind::DaysFrom(from, to)
            };
            Some(make(kind, node.span()))
        }
        Rule::difference => Some(make(ExprKind::Difference(sum_of(reader, node)?, nth(reader, node, Rule::sum, 1)?), node.span())),
        Rule::longest_run => longest_run(reader, node),
        Rule::aggregate => aggregate(reader, node),
        Rule::standing => super::contest::standing(reader, node),
        Rule::among_peers => super::contest::among_peers(reader, node),
        Rule::bare_answered => Some(make(ExprKind::Bare(answered(reader, node, name_of(node)?)?), node.span())),
        Rule::lookup => lookup(reader, node),
        _ => None,
    }
}

fn all(reader: &mut Reader, node: &Node, rule: Rule) -> Option<Vec<Expr>> {
    node.all(rule).map(|child| expression(reader, &child)).collect()
}

fn default(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let mut parts = all(reader, node, Rule::condition)?.into_iter().rev();
    let last = parts.next()?;
    Some(parts.fold(last, |right, left| {
        let span = left.span.to(right.span);
        make(ExprKind::Default(left, right), span)
    }))
}

fn condition(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let join = |left: Option<Expr>, operator: Option<Spanned<LogicOperator>>, right: Expr| match (left, operator) {
        (Some(left), Some(operator)) => {
            let span = left.span.to(right.span);
            make(ExprKind::Logic(left, operator, right), span)
        }
        _ => right,
    };
    // `and` binds tighter: a run of it is gathered before an `or` takes it.
    let (mut done, mut or, mut run, mut and) = (None, None, None, None);
    for child in node.children() {
        if child.rule() == Rule::logic {
            if child.has(Rule::kw_and) {
                and = Some(Spanned::new(LogicOperator::And, child.span()));
            } else {
                done = run.take().map(|run| join(done.take(), or.take(), run));
                or = Some(Spanned::new(LogicOperator::Or, child.span()));
            }
        } else {
            let next = expression(reader, &child)?;
            run = Some(join(run.take(), and.take(), next));
        }
    }
    run.map(|run| join(done, or, run))
}

fn negated(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let inner = nth(reader, node, Rule::comparison, 0)?;
    let signs: Vec<Span> = node.all(Rule::kw_not).map(|sign| sign.span()).collect();
    Some(signs.into_iter().rev().fold(inner, |inner, sign| {
        let span = sign.to(inner.span);
        make(ExprKind::Not(inner), span)
    }))
}

fn comparison(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let left = nth(reader, node, Rule::value, 0)?;
    let Some(tail) = node.child(Rule::comparison_tail) else { return Some(left) };
    let span = node.span();
    if tail.has(Rule::kw_is_missing) {
        return Some(make(ExprKind::IsMissing(left), span));
    }
    if tail.has(Rule::kw_is_given) {
        return Some(make(ExprKind::IsGiven(left), span));
    }
    if tail.has(Rule::kw_is_last) {
        return Some(make(ExprKind::IsLast(left), span));
    }
    if tail.has(Rule::kw_is_not_last) {
        let last = make(ExprKind::IsLast(left), span);
        return Some(make(ExprKind::Not(last), span));
    }
    if let Some(first) = tail.child(Rule::within_first) {
        return Some(make(ExprKind::WithinFirst(left, quota(&first)?), span));
    }
    if tail.has(Rule::kw_is_from) {
        return Some(make(ExprKind::IsFrom(left, sum_of(reader, &tail)?, nth(reader, &tail, Rule::sum, 1)?), span));
    }
    let sign = tail.child(Rule::compare)?;
    let operator = [
        (Rule::is_at_most, Comparison::AtMost),
        (Rule::is_at_least, Comparison::AtLeast),
        (Rule::is_below, Comparison::Below),
        (Rule::is_above, Comparison::Above),
        (Rule::is_not, Comparison::IsNot),
        (Rule::is_equal, Comparison::Is),
    ]
    .into_iter()
    .find(|(rule, _)| sign.has(*rule))?
    .1;
    let mut right = nth(reader, &tail, Rule::value, 0)?;
    name_method(&left, &mut right);
    Some(make(ExprKind::Compare(left, Spanned::new(operator, sign.span()), right), span))
}

fn quota(node: &Node) -> Option<Quota> {
    match node.child(Rule::percent) {
        Some(written) => {
            let number = Spanned::new(percent_of(node)?, written.span());
            Some(Quota { number, percent: true, rounding: mode_of(node) })
        }
        None => Some(Quota { number: number_of(node)?, percent: false, rounding: None }),
    }
}

/// `x.method is 量化`: the method is meant, by whichever of its names.
fn name_method(left: &Expr, right: &mut Expr) {
    let ExprKind::Path(of) = &*left.kind else { return };
    if of.names.last().is_none_or(|last| last.value != "method") {
        return;
    }
    if let ExprKind::Path(path) = &mut *right.kind
        && let [method] = path.names.as_mut_slice()
        && let Some(rule) = METHOD_NAMES.into_iter().find(|rule| spells(&method.value, *rule))
    {
        printed(rule, Language::English).clone_into(&mut method.value);
    }
}

fn value(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let mut result = nth(reader, node, Rule::sum, 0)?;
    for child in node.children() {
        let span = result.span.to(child.span());
        if child.rule() == Rule::using {
            let arguments = child.child(Rule::arguments).map_or(Some(Vec::new()), |list| all(reader, &list, Rule::expr))?;
            result = make(ExprKind::Using(result, name_of(&child)?, arguments), span);
        } else if child.rule() == Rule::rounded {
            result = make(ExprKind::Rounded(result, rounding(&child)?), span);
        }
    }
    Some(result)
}

fn sum(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let join = |left: Option<Expr>, operator: Option<Spanned<ArithmeticOperator>>, right: Expr| match (left, operator) {
        (Some(left), Some(operator)) => {
            let span = left.span.to(right.span);
            make(ExprKind::Arithmetic(left, operator, right), span)
        }
        _ => right,
    };
    // A product is gathered before a plus or minus takes it.
    let (mut done, mut plus, mut product, mut times) = (None, None, None, None);
    for child in node.children() {
        if child.rule() == Rule::arithmetic {
            let operator = Spanned::new(operator(&child)?, child.span());
            match *operator {
                ArithmeticOperator::Multiply | ArithmeticOperator::Divide => times = Some(operator),
                ArithmeticOperator::Add | ArithmeticOperator::Subtract => {
                    done = product.take().map(|product| join(done.take(), plus.take(), product));
                    plus = Some(operator);
                }
            }
        } else {
            let next = expression(reader, &child)?;
            product = Some(join(product.take(), times.take(), next));
        }
    }
    product.map(|product| join(done, plus, product))
}

fn operator(node: &Node) -> Option<ArithmeticOperator> {
    [
        (Rule::plus, ArithmeticOperator::Add),
        (Rule::minus, ArithmeticOperator::Subtract),
        (Rule::multiply, ArithmeticOperator::Multiply),
        (Rule::divide, ArithmeticOperator::Divide),
    ]
    .into_iter()
    .find(|(rule, _)| node.has(*rule))
    .map(|(_, operator)| operator)
}

fn operand(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let inner = node.children().find(|child| child.rule() != Rule::minus)?;
    let inner = expression(reader, &inner)?;
    let signs: Vec<Span> = node.all(Rule::minus).map(|sign| sign.span()).collect();
    Some(signs.into_iter().rev().fold(inner, |inner, sign| {
        let span = sign.to(inner.span);
        make(ExprKind::Negate(inner), span)
    }))
}

/// `(…)`, and in Chinese (…) 的 20%
fn group(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let inside = nth(reader, node, Rule::expr, 0)?;
    Some(match node.child(Rule::percent) {
        Some(share) => make(ExprKind::Share(percent(&share)?, inside), node.span()),
        None => make(ExprKind::Group(inside), node.span()),
    })
}

/// `20%`
pub(super) fn percent(node: &Node) -> Option<Expr> {
    Some(make(ExprKind::Percent(number(&node.child(Rule::number)?)), node.span()))
}

fn literal(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let span = node.span();
    if let Some(written) = node.child(Rule::percent) {
        let share = percent(&written)?;
        let of = match (node.child(Rule::group), node.child(Rule::aggregate)) {
            (Some(group), _) => nth(reader, &group, Rule::expr, 0)?,
            (None, Some(function)) => expression(reader, &function)?,
            (None, None) => return Some(share),
        };
        return Some(make(ExprKind::Share(share, of), span));
    }
    if let Some(child) = node.child(Rule::text) {
        return Some(make(ExprKind::Text(text(&child).value), span));
    }
    if let Some(child) = node.child(Rule::day) {
        return Some(make(ExprKind::Day(day(reader, &child)?.value), span));
    }
    let quantity = node.child(Rule::quantity)?;
    let number: NumberLiteral = number(&quantity.child(Rule::number)?);
    let kind = if quantity.has(Rule::kw_pp_of) {
        ExprKind::PercentagePoints(number)
    } else if quantity.has(Rule::kw_points) {
        ExprKind::Points(number)
    } else if quantity.has(Rule::kw_days_of) {
        ExprKind::Days(number)
    } else if let Some(unit) = quantity.child(Rule::unit_name) {
        ExprKind::Quantity(number, name(&unit))
    } else {
        ExprKind::Number(number)
    };
    Some(make(kind, span))
}

fn lookup(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let path = path(&node.child(Rule::path)?);
    if node.has(Rule::responsibility) {
        let level = path.names.into_iter().next_back()?;
        return Some(make(ExprKind::Bare(answered(reader, node, level)?), node.span()));
    }
    if !node.has(Rule::expr) {
        return Some(make(ExprKind::Path(path), node.span()));
    }
    let [table] = path.names.as_slice() else {
        reader.refuse(crate::syntax::messages::table_is_a_name(path.span));
        return None;
    };
    let table: Name = table.clone();
    Some(make(ExprKind::Lookup(table, all(reader, node, Rule::expr)?), node.span()))
}

/// `longest run of months where …`
fn longest_run(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let function = Spanned::new(AggregateFunction::LongestRun, node.first()?.span());
    let condition = nth(reader, &node.child(Rule::filter)?, Rule::condition, 0)?;
    Some(make(ExprKind::Aggregate(Aggregate { function, available: false, over: AggregateOver::Months { condition } }), node.span()))
}

fn aggregate(reader: &mut Reader, node: &Node) -> Option<Expr> {
    let written = node.child(Rule::function)?;
    let function = [
        (Rule::kw_highest, AggregateFunction::Highest),
        (Rule::kw_lowest, AggregateFunction::Lowest),
        (Rule::kw_average, AggregateFunction::Average),
        (Rule::kw_sum, AggregateFunction::Sum),
        (Rule::kw_number_of, AggregateFunction::Number),
        (Rule::kw_median, AggregateFunction::Median),
        (Rule::kw_latest, AggregateFunction::Latest),
    ]
    .into_iter()
    .find(|(rule, _)| written.has(*rule))?
    .1;
    let over = over(reader, &node.child(Rule::over)?)?;
    let function = Spanned::new(function, written.span());
    Some(make(ExprKind::Aggregate(Aggregate { function, available: node.has(Rule::kw_available), over }), node.span()))
}

/// `lost by bureau where led by this`, 县区局 失分 其中 本单位 牵头
fn answered(reader: &mut Reader, node: &Node, level: Name) -> Option<Answered> {
    let (written, balance) = [
        (Rule::kw_lost_by, Balance::Lost),
        (Rule::kw_losses, Balance::Lost),
        (Rule::kw_gained_by, Balance::Gained),
        (Rule::kw_gains, Balance::Gained),
    ]
    .into_iter()
    .find_map(|(rule, balance)| Some((node.child(rule)?, balance)))?;
    let answers = match node.child(Rule::responsibility) {
        Some(answers) => Some(self::answers(reader, &answers)?),
        None => None,
    };
    Some(Answered { balance: Spanned::new(balance, written.span()), level, answers })
}

/// `where led by this and in key.service and sequence is urban`
fn answers(reader: &mut Reader, node: &Node) -> Option<Answers> {
    let (way, who) = responsible(&node.untagged(Rule::responsible)?)?;
    let other = match node.tagged("other") {
        Some(other) => Some(responsible(&other)?),
        None => None,
    };
    let mut condition: Option<Expr> = None;
    for child in node.all(Rule::negated) {
        let next = expression(reader, &child)?;
        condition = Some(match condition {
            Some(before) => {
                let span = before.span.to(next.span);
                let and = Spanned::new(LogicOperator::And, span);
                make(ExprKind::Logic(before, and, next), span)
            }
            None => next,
        });
    }
    for extra in node.all(Rule::path).skip(1) {
        reader.refuse(crate::syntax::messages::said_twice(extra.span()));
    }
    let part = node.child(Rule::path).map(|part| path(&part));
    Some(Answers { way, who, other, part, condition })
}

/// `led by this`, 本单位 牵头
fn responsible(node: &Node) -> Option<(Spanned<Answering>, Name)> {
    let (way, answering) = match node.child(Rule::kw_led_by) {
        Some(way) => (way, Answering::Leads),
        None => (node.child(Rule::kw_supported_by)?, Answering::Supports),
    };
    let who = path(&node.child(Rule::name_or_given)?).names.into_iter().next()?;
    Some((Spanned::new(answering, way.span()), who))
}

fn over(reader: &mut Reader, node: &Node) -> Option<AggregateOver> {
    if let Some(peers) = node.child(Rule::over_peers) {
        return super::contest::over_peers(reader, &peers);
    }
    if let Some(answered) = node.child(Rule::answered) {
        let level = name_of(&answered)?;
        return self::answered(reader, &answered, level).map(AggregateOver::Answered);
    }
    let mut condition = |of: &Node| match of.child(Rule::filter) {
        Some(filter) => nth(reader, &filter, Rule::condition, 0).map(Some),
        None => Some(None),
    };
    if let Some(among) = node.child(Rule::taken_among) {
        let condition = condition(node)?;
        let value = match node.child(Rule::operand) {
            Some(operand) => Some(expression(reader, &operand)?),
            None => None,
        };
        return Some(AggregateOver::Entries { value, register: name_of(&among)?, condition });
    }
    if let Some(months) = node.child(Rule::over_months) {
        return condition(&months)?.map(|condition| AggregateOver::Months { condition });
    }
    if let Some(members) = node.child(Rule::over_members) {
        let condition = condition(&members)?;
        let value = if members.has(Rule::expr) {
            let value = nth(reader, &members, Rule::expr, 0)?;
            let span = value.span;
            Some(make(ExprKind::Group(value), span))
        } else {
            members.child(Rule::path).map(|of| make(ExprKind::Path(path(&of)), of.span()))
        };
        return Some(AggregateOver::Members { level: name_of(&members)?, value, condition });
    }
    let Some(register) = node.child(Rule::in_register) else {
        return Some(AggregateOver::List(all(reader, &node.child(Rule::list)?, Rule::expr)?));
    };
    let condition = condition(&register)?;
    let value = if let Some(list) = node.child(Rule::list) {
        let mut values = all(reader, &list, Rule::expr)?;
        if values.len() > 1 {
            reader.refuse(crate::syntax::messages::list_in_register(list.span()));
        }
        Some(make(ExprKind::Group(values.pop()?), list.span()))
    } else if let Some(sum) = node.child(Rule::sum) {
        Some(expression(reader, &sum)?)
    } else {
        None
    };
    Some(AggregateOver::Entries { value, register: name_of(&register)?, condition })
}

/// Arguments between brackets; none where there are no brackets.
pub(super) fn arguments(reader: &mut Reader, node: &Node) -> Option<Vec<Expr>> {
    node.child(Rule::arguments).map_or(Some(Vec::new()), |list| all(reader, &list, Rule::expr))
}

/// The number of a clause, where no unit may follow.
pub(super) fn plain_number(node: &Node) -> Option<NumberLiteral> {
    number_of(node).map(|number| number.value)
}
