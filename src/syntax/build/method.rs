//! The methods of a chain and the rows in their bodies.

use super::expression::{nth, sum_of};
use super::indicator::{beyond, direction, every, for_every, refuse_two_choices, when};
use super::input::{is_word, limit, upper_end};
use super::survey::{choice, survey};
use super::words::{day_of, name_of, text_of};
use crate::syntax::Rule;
use crate::syntax::ast::{
    ArithmeticOperator, Band, ChainLink, Expr, ExprKind, Late, Method, Partial, Period, Quantify, QuantifyRow, RowResult, ShortForm, Start,
    State, StateRow, Step, StepMode, Steps,
};
use crate::syntax::faults::hyphen_in_band;
use crate::syntax::keywords::{METHODS, printed};
use crate::syntax::messages;
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};
use crate::text::{Language, Span, Spanned, did_you_mean};

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are methods")]
pub(super) fn chain<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<ChainLink> {
    let written = node.children().find(|child| child.rule() != Rule::kw_else)?;
    let method = match written.rule() {
        Rule::quantify => Method::Quantify(quantify(reader, &written, statement)?),
        Rule::steps => Method::Steps(steps(reader, &written, statement)?),
        Rule::state => Method::State(state(reader, &written, statement)?),
        Rule::survey => Method::Survey(survey(reader, &written, statement)?),
        Rule::start => {
            reader.no_body(statement);
            Method::Start(start(reader, &written)?)
        }
        Rule::compete => Method::Compete(super::contest::compete(reader, &written, statement)?),
        Rule::end => {
            if statement.block.is_some() {
                let meant = did_you_mean(
                    written.text(),
                    METHODS.iter().flat_map(|rule| [Language::English, Language::Chinese].map(|language| printed(*rule, language))),
                );
                reader.refuse(messages::unknown_method(written.span(), written.text(), meant));
                return None;
            }
            Method::End(end(reader, &written)?)
        }
        _ => return None,
    };
    Some(ChainLink { after_else: node.has(Rule::kw_else), method })
}

fn quantify<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Quantify> {
    let value = nth(reader, node, Rule::value, 0)?;
    let short = if let Some(line) = node.child(Rule::straight_line) {
        Some(ShortForm::Line(sum_of(reader, &line)?, nth(reader, &line, Rule::sum, 1)?))
    } else if let Some(proportion) = node.child(Rule::proportion) {
        let lower_is_better = proportion.has(Rule::kw_lower_is_better);
        Some(ShortForm::Proportion { target: sum_of(reader, &proportion)?, lower_is_better })
    } else {
        None
    };
    let ceiling = limit(reader, node, Rule::at_most_of)?;
    let body = reader.body_if_any(statement, Context::Quantify, quantify_row);
    if short.is_none() && body.is_none() {
        refuse_time_for_name(reader, &value);
    }
    Some(Quantify { value, short, held: node.has(Rule::kw_held), ceiling, body })
}

/// `quantify days from 30 to 10` with an input `days`: reports that it would count the days between two days.
fn refuse_time_for_name(reader: &mut Reader, value: &Expr) {
    let (ExprKind::DaysFrom(from, to) | ExprKind::MonthsFrom(from, to)) = &*value.kind else { return };
    let word = reader.file.slice(value.span).split_whitespace().next().unwrap_or_default();
    if is_plain(from) && is_plain(to) && reader.vocabulary().is_name(word) {
        let start = value.span.range().start;
        let name = Span::new(value.span.source, start, start + word.len());
        reader.refuse(messages::name_for_time(name, word));
    }
}

pub(super) fn quantify_row<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<QuantifyRow> {
    reader.no_body(statement);
    let node = node.first()?;
    if node.rule() == Rule::start {
        return start(reader, &node).map(QuantifyRow::StartAt);
    }
    if node.rule() == Rule::gain {
        return gain(reader, &node);
    }
    let result = result(reader, &node)?;
    let band = match node.child(Rule::band) {
        Some(written) => Some(Spanned::new(band(reader, &written)?, written.span())),
        None => None,
    };
    let two_ends = band.as_ref().is_some_and(|band| matches!(**band, Band::Between { .. }));
    if let Some(Band::Single(edge)) = band.as_deref()
        && let ExprKind::Arithmetic(low, operator, high) = &*edge.kind
        && **operator == ArithmeticOperator::Subtract
        && is_plain(low)
        && is_plain(high)
    {
        let found = hyphen_in_band(reader, statement, (low.span, high.span));
        reader.refuse(found);
    } else if matches!(*result, RowResult::Line(..)) && !two_ends {
        reader.refuse(messages::line_outside_band(result.span, band.as_ref().map(|band| band.span)));
    }
    if let RowResult::Between(..) = *result {
        reader.refuse(messages::room_outside_state(result.span));
    }
    match band {
        Some(band) => Some(QuantifyRow::Band(band, result)),
        None if node.rule() == Rule::when_row => Some(QuantifyRow::When(when(reader, &node)?, result)),
        None => Some(QuantifyRow::Otherwise(result)),
    }
}

/// Whether it is a number as such: `90%-98%` is a band with a dash, not a difference.
fn is_plain(expr: &Expr) -> bool {
    matches!(&*expr.kind, ExprKind::Number(_) | ExprKind::Percent(_) | ExprKind::Points(_) | ExprKind::Quantity(..))
}

fn gain(reader: &mut Reader, node: &Node) -> Option<QuantifyRow> {
    let amount = sum_of(reader, node)?;
    let every = if let Some(written) = node.child(Rule::for_every) {
        for_every(reader, &written)?
    } else {
        let mut every = every(reader, &node.child(Rule::every)?)?;
        every.beyond = beyond(reader, node)?;
        every
    };
    let at_most = limit(reader, &node.child(Rule::gain_limit)?, Rule::at_most)?;
    Some(QuantifyRow::Gain { direction: direction(node)?, amount, every, at_most })
}

fn band(reader: &mut Reader, node: &Node) -> Option<Band> {
    if let Some(below) = node.child(Rule::bound_below) {
        return sum_of(reader, &below).map(Band::Below);
    }
    let above = node.child(Rule::bound_above);
    let ends = above.as_ref().unwrap_or(node);
    let low = sum_of(reader, ends)?;
    if let Some((high, high_out)) = upper_end(reader, ends) {
        let (up, equal) = (is_word(reader, &low, "up"), is_word(reader, &low, "equal"));
        if up || equal {
            let (typed, number) = (reader.file.slice(node.span()), reader.file.slice(high.span));
            let edge = |rule| printed(rule, Language::English);
            let (meant, band) = if high_out {
                (format!("{} {number}", edge(Rule::kw_below)), Band::Below(high))
            } else if up {
                (format!("{number} {}", edge(Rule::kw_and_below)), Band::AndBelow(high))
            } else {
                (number.to_owned(), Band::Single(high))
            };
            reader.refuse(messages::other_words(node.span(), typed, &meant));
            return Some(band);
        }
        return Some(Band::Between { low, low_out: above.is_some(), high, high_out });
    }
    Some(if above.is_some() || node.has(Rule::kw_beyond) {
        Band::Above(low)
    } else if node.has(Rule::kw_and_above) {
        Band::AndAbove(low)
    } else if node.has(Rule::kw_and_below) {
        Band::AndBelow(low)
    } else {
        Band::Single(low)
    })
}

/// What stands right of the `=>` in `node`.
fn result(reader: &mut Reader, node: &Node) -> Option<Spanned<RowResult>> {
    let written = node.child(Rule::result)?;
    let result = if written.has(Rule::kw_not_applicable) {
        RowResult::NotApplicable
    } else if written.has(Rule::kw_invalid) {
        RowResult::Invalid
    } else if written.has(Rule::kw_between) {
        RowResult::Between(sum_of(reader, &written)?, nth(reader, &written, Rule::sum, 1)?)
    } else {
        let first = nth(reader, &written, Rule::expr, 0)?;
        if written.has(Rule::kw_line_to) {
            RowResult::Line(first, nth(reader, &written, Rule::value, 0)?)
        } else if written.has(Rule::kw_in_between) {
            RowResult::Between(first, sum_of(reader, &written)?)
        } else if nearly_not_applicable(reader, &first) || nothing(reader, &first) {
            RowResult::NotApplicable
        } else {
            RowResult::Value(first)
        }
    };
    Some(Spanned::new(result, written.span()))
}

/// Names that stand for `not applicable` where a result is meant.
const FOR_NOT_APPLICABLE: [&str; 12] = [
    "na",
    "not_applicable",
    "notapplicable",
    "inapplicable",
    "不考核",
    "不予考核",
    "不参评",
    "不参与考核",
    "不纳入考核",
    "不评价",
    "不適用",
    "免考核",
];

/// `not aplicable`, which reads as the opposite of a name, and `n/a`, which reads as a quotient: reports it.
fn nearly_not_applicable(reader: &mut Reader, result: &Expr) -> bool {
    let bare = |expr: &Expr| {
        let ExprKind::Path(path) = &*expr.kind else { return None };
        let [name] = path.names.as_slice() else { return None };
        (!reader.vocabulary().is_name(name)).then(|| name.value.clone())
    };
    let meant = printed(Rule::kw_not_applicable, Language::English);
    let finding = if let ExprKind::Not(name) = &*result.kind {
        let typed = bare(name).map(|name| format!("not {name}"));
        typed.filter(|typed| did_you_mean(typed, [meant]).is_some()).map(|typed| messages::misspelt(result.span, &typed, meant))
    } else if let ExprKind::Arithmetic(left, operator, right) = &*result.kind
        && **operator == ArithmeticOperator::Divide
    {
        let letters = bare(left).zip(bare(right)).filter(|(n, a)| n.eq_ignore_ascii_case("n") && a.eq_ignore_ascii_case("a"));
        letters.map(|_| messages::other_words(result.span, reader.file.slice(result.span), meant))
    } else {
        // `not_applicable`, NA: the words as one name.
        let one_word = bare(result).filter(|typed| FOR_NOT_APPLICABLE.contains(&typed.to_lowercase().as_str()));
        one_word.map(|typed| messages::other_words(result.span, &typed, printed(Rule::kw_not_applicable, reader.file.language())))
    };
    finding.map(|finding| reader.refuse(finding)).is_some()
}

/// `else none`, 否则 无: whether that is no points, no indicator or no valid answer only its author knows.
fn nothing(reader: &mut Reader, result: &Expr) -> bool {
    const WORDS: [&str; 10] = ["none", "nothing", "nil", "null", "void", "无", "没有", "空", "无分", "空白"];
    let ExprKind::Path(path) = &*result.kind else { return false };
    let [name] = path.names.as_slice() else { return false };
    let stands = WORDS.contains(&name.value.to_lowercase().as_str()) && !reader.vocabulary().is_name(name);
    if stands {
        reader.refuse(messages::nothing_as_result(result.span, name));
    }
    stands
}

fn start(reader: &mut Reader, node: &Node) -> Option<Start> {
    Some(Start { points: sum_of(reader, node)? })
}

fn end(reader: &mut Reader, node: &Node) -> Option<RowResult> {
    if node.has(Rule::kw_not_applicable) {
        return Some(RowResult::NotApplicable);
    }
    if node.has(Rule::kw_invalid) {
        return Some(RowResult::Invalid);
    }
    let value = nth(reader, node, Rule::value, 0)?;
    Some(if nearly_not_applicable(reader, &value) || nothing(reader, &value) { RowResult::NotApplicable } else { RowResult::Value(value) })
}

fn steps<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Steps> {
    let mode = if node.has(Rule::kw_in_order) {
        StepMode::InOrder
    } else if node.has(Rule::kw_reached) {
        StepMode::Reached
    } else {
        StepMode::AddUp
    };
    let ceiling = limit(reader, node, Rule::at_most_of)?;
    Some(Steps { mode, ceiling, body: reader.body(statement, Context::Steps, step)? })
}

pub(super) fn step<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Step> {
    reader.no_body(statement);
    let due = match node.child(Rule::due) {
        Some(due) => Some(day_of(reader, &due)?),
        None => None,
    };
    let late = match node.child(Rule::late) {
        Some(written) => Some(Spanned::new(late(reader, &written)?, written.span())),
        None => None,
    };
    Some(Step { name: name_of(node)?, title: text_of(node), due, points: sum_of(reader, node)?, late })
}

fn late(reader: &mut Reader, node: &Node) -> Option<Late> {
    let amount = sum_of(reader, node)?;
    let (period, full) = if node.has(Rule::kw_day) || node.has(Rule::kw_less_each_day_late) {
        (Period::Day, true)
    } else if node.has(Rule::kw_week) || node.has(Rule::kw_less_each_week_late) {
        (Period::Week, node.has(Rule::kw_full))
    } else if node.has(Rule::kw_month) || node.has(Rule::kw_less_each_month_late) {
        (Period::Month, node.has(Rule::kw_full))
    } else if node.has(Rule::kw_less_each_full_week_late) {
        (Period::Week, true)
    } else if node.has(Rule::kw_less_each_full_month_late) {
        (Period::Month, true)
    } else {
        return Some(Late::Points(amount));
    };
    let or_part = node.has(Rule::kw_or_part) || node.has(Rule::kw_part_as_whole);
    let said_full = [Rule::kw_full, Rule::kw_less_each_full_week_late, Rule::kw_less_each_full_month_late];
    refuse_two_choices(reader, node, &said_full, &[Rule::kw_or_part, Rule::kw_part_as_whole]);
    let partial = match (or_part, full) {
        (true, _) if period != Period::Day => Partial::OrPart,
        (_, true) => Partial::Full,
        _ => Partial::Unsaid,
    };
    Some(Late::LessEach { amount, period, partial: Spanned::new(partial, node.span()) })
}

fn state<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<State> {
    let states = choice(node)?;
    let judge = |rule| node.child(rule).and_then(|child| name_of(&child));
    let (judge, self_judge) = (judge(Rule::judged_by), judge(Rule::for_itself_by));
    let ceiling = limit(reader, node, Rule::at_most_of)?;
    Some(State { states, judge, self_judge, ceiling, body: reader.body(statement, Context::State, state_row)? })
}

pub(super) fn state_row<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<StateRow> {
    reader.no_body(statement);
    let result = result(reader, node)?;
    let two = match &*result {
        RowResult::Line(low, high) => Some((low, high)),
        // `5-7` would be two points less than nothing.
        RowResult::Value(value) => falling(value),
        RowResult::Between(..) | RowResult::NotApplicable | RowResult::Invalid => None,
    };
    if let Some((low, high)) = two {
        let slice = |expr: &Expr| reader.file.slice(expr.span);
        let (low, high) = (slice(low), slice(high));
        reader.refuse(messages::line_in_state(result.span, low, high, reader.file.language()));
    }
    Some(StateRow { name: name_of(node)?, title: text_of(node), result })
}

/// The two numbers of a difference that is less than nothing.
fn falling(expr: &Expr) -> Option<(&Expr, &Expr)> {
    let ExprKind::Arithmetic(low, operator, high) = &*expr.kind else { return None };
    let numbers = match (&*low.kind, &*high.kind) {
        (ExprKind::Number(low), ExprKind::Number(high)) | (ExprKind::Percent(low), ExprKind::Percent(high)) => Some((low, high)),
        (_, _) => None,
    };
    let falls = numbers.is_some_and(|(low, high)| low.value < high.value);
    (falls && **operator == ArithmeticOperator::Subtract).then_some((low, high))
}
