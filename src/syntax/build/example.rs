//! Grades, consequences and examples.

use super::contest::among;
use super::expression::{expression, nth, sum_of};
use super::indicator::when;
use super::scorecard::whom;
use super::words::{month_of_year, name, name_of, number_of, path, text, text_of, titled};
use crate::syntax::Rule;
use crate::syntax::ast::{
    BallotLiteral, Consequence, ConsequenceRow, EntryLiteral, Example, ExampleCell, ExampleClause, ExampleValue, Examples, Expectation,
    ExpectedResult, ExprKind, GivenMonths, GivenValue, Grade, GradeRow, MethodName, Name,
};
use crate::syntax::keywords::{printed, spells};
use crate::syntax::messages;
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};
use crate::text::{Language, Spanned, half_width};

pub(super) fn grade<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Grade> {
    Some(Grade { whom: whom(reader, node)?, among: among(node), body: reader.body(statement, Context::Grade, grade_row)? })
}

pub(super) fn grade_row<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<GradeRow> {
    reader.no_body(statement);
    if node.has(Rule::kw_grade_at_most) {
        return Some(GradeRow::AtMost(name_of(node)?, when(reader, node)?));
    }
    let grade = titled(&node.child(Rule::titled)?)?;
    Some(if node.has(Rule::kw_otherwise) {
        GradeRow::Otherwise(grade)
    } else if node.has(Rule::kw_at_once) {
        GradeRow::AtOnce(grade, when(reader, node)?)
    } else {
        GradeRow::When(grade, when(reader, node)?)
    })
}

pub(super) fn consequence<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Consequence> {
    Some(Consequence { whom: whom(reader, node)?, body: reader.body(statement, Context::Consequence, consequence_row)? })
}

pub(super) fn consequence_row<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<ConsequenceRow> {
    reader.no_body(statement);
    Some(ConsequenceRow { text: text_of(node)?, condition: when(reader, node)? })
}

pub(super) fn example<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Example> {
    Some(Example { title: text_of(node)?, of: name_of(node)?, body: reader.body(statement, Context::Example, clause)? })
}

pub(super) fn clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<ExampleClause> {
    reader.no_body(statement);
    let node = node.first()?;
    let subject = node.child(Rule::of_subject).and_then(|subject| name_of(&subject));
    if node.rule() == Rule::given_entries {
        let entries = node.all(Rule::entry).map(|child| entry(reader, &child)).collect::<Option<Vec<_>>>()?;
        return Some(ExampleClause::Entries { subject, register: name_of(&node)?, entries });
    }
    if node.rule() == Rule::given_ballots {
        let ballots = node.all(Rule::ballot).map(|child| Some(BallotLiteral { level: name_of(&child)?, times: number_of(&child) }));
        let group = path(&node.child(Rule::path)?);
        return Some(ExampleClause::Ballots { subject, group, ballots: ballots.collect::<Option<Vec<_>>>()? });
    }
    if node.rule() == Rule::given_ruling {
        let indicator = node.child(Rule::of_indicator).and_then(|indicator| name_of(&indicator));
        let points = if node.has(Rule::kw_not_applicable) { None } else { Some(sum_of(reader, &node)?) };
        return Some(ExampleClause::Ruling { subject, award: node.has(Rule::kw_award), indicator, points });
    }
    if node.rule() == Rule::given_values {
        let values = node
            .all(Rule::given_value)
            .map(|child| {
                let months = child.child(Rule::of_months).map(|months| Some(Spanned::new(given_months(&months)?, months.span())));
                let months = months.map_or(Some(None), |months| months.map(Some))?;
                Some(GivenValue { path: path(&child.child(Rule::path)?), months, value: given_value(reader, &child)? })
            })
            .collect::<Option<Vec<_>>>()?;
        return Some(ExampleClause::Given { subject, values });
    }
    node.all(Rule::expectation).map(|child| expectation(reader, &child)).collect::<Option<Vec<_>>>().map(ExampleClause::Expect)
}

fn given_months(node: &Node) -> Option<GivenMonths> {
    if node.has(Rule::kw_each_month) {
        return Some(GivenMonths::Each);
    }
    let mut months = node.all(Rule::month_of_year).map(|month| month_of_year(&month));
    Some(GivenMonths::From { first: months.next()??, last: months.next().flatten() })
}

fn given_value(reader: &mut Reader, node: &Node) -> Option<ExampleValue> {
    if node.has(Rule::kw_missing) {
        Some(ExampleValue::Missing)
    } else if node.has(Rule::kw_invalid) {
        Some(ExampleValue::Invalid)
    } else {
        nth(reader, node, Rule::expr, 0).map(ExampleValue::Value)
    }
}

fn entry(reader: &mut Reader, node: &Node) -> Option<EntryLiteral> {
    let mut fields = Vec::new();
    for field in node.all(Rule::entry_field) {
        let value = sum_of(reader, &field)?;
        if let ExprKind::Path(path) = &*value.kind
            && let [word] = path.names.as_slice()
            && spells(&word.value, Rule::kw_missing)
        {
            reader.refuse(messages::missing_in_entry(word.span, &word.value));
        }
        fields.push((name_of(&field)?, value));
    }
    Some(EntryLiteral { fields, times: number_of(node) })
}

fn expectation(reader: &mut Reader, node: &Node) -> Option<Expectation> {
    let subject: Option<Name> = node.tagged("subject").map(|subject| name(&subject));
    let expected = node.child(Rule::expected)?;
    let result = if expected.has(Rule::kw_total) {
        ExpectedResult::Total(sum_of(reader, &expected)?)
    } else if expected.has(Rule::kw_place) {
        ExpectedResult::Place(sum_of(reader, &expected)?)
    } else if expected.has(Rule::kw_grade) {
        ExpectedResult::Grade(name_of(&expected)?)
    } else if expected.has(Rule::kw_consequence) {
        ExpectedResult::Consequence(text(&expected.child(Rule::text)?))
    } else if expected.has(Rule::kw_no_consequence) {
        ExpectedResult::NoConsequence
    } else if let Some(code) = expected.child(Rule::code) {
        ExpectedResult::Error(printed_code(code.text()))
    } else if expected.has(Rule::kw_not_applicable) {
        ExpectedResult::NotApplicable
    } else if expected.has(Rule::kw_waived) {
        ExpectedResult::Waived
    } else if expected.has(Rule::kw_pending) {
        ExpectedResult::Pending
    } else if expected.has(Rule::kw_invalid) {
        ExpectedResult::Invalid
    } else {
        ExpectedResult::Points(sum_of(reader, &expected)?)
    };
    let from = node.child(Rule::method_name).and_then(|written| {
        let method = [
            (Rule::kw_quantify, MethodName::Quantify),
            (Rule::kw_steps, MethodName::Steps),
            (Rule::kw_state, MethodName::State),
            (Rule::kw_survey, MethodName::Survey),
            (Rule::kw_start, MethodName::Start),
            (Rule::kw_compete, MethodName::Compete),
        ]
        .into_iter()
        .find(|(rule, _)| written.has(*rule))?
        .1;
        Some(Spanned::new(method, written.span()))
    });
    Some(Expectation { subject, result: Spanned::new(result, expected.span()), from })
}

pub(super) fn examples<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Examples> {
    let mut head = true;
    let body = reader.body(statement, Context::Cases, |reader, node, statement| {
        let is_head = std::mem::replace(&mut head, false);
        case(reader, node, statement, is_head)
    })?;
    Some(Examples { title: text_of(node)?, of: name_of(node)?, body })
}

/// A line of a table of examples; in its head 得分 is the column of points.
pub(super) fn case<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement, head: bool) -> Option<Vec<Spanned<ExampleCell>>> {
    reader.no_body(statement);
    node.all(Rule::case_cell)
        .map(|child| {
            let mut cell = cell(reader, &child)?;
            if head
                && let ExampleCell::Value(expr) = &mut cell
                && let ExprKind::Path(path) = &mut *expr.kind
                && let [name] = path.names.as_mut_slice()
                && let Some(rule) = [Rule::kw_points_name, Rule::kw_method, Rule::kw_consequence].into_iter().find(|rule| {
                    spells(&name.value, *rule)
                        || *rule == Rule::kw_points_name && spells(&name.value, Rule::kw_score) && name.value != "score"
                })
            {
                printed(rule, Language::English).clone_into(&mut name.value);
            }
            Some(Spanned::new(cell, child.span()))
        })
        .collect()
}

fn cell(reader: &mut Reader, node: &Node) -> Option<ExampleCell> {
    let Some(first) = node.first() else { return Some(ExampleCell::Missing) };
    if let Some(code) = node.child(Rule::code) {
        return Some(ExampleCell::Error(printed_code(code.text())));
    }
    [
        (Rule::kw_no_consequence, ExampleCell::NoConsequence),
        (Rule::kw_not_applicable, ExampleCell::NotApplicable),
        (Rule::kw_pending, ExampleCell::Pending),
        (Rule::kw_invalid, ExampleCell::Invalid),
        (Rule::kw_missing, ExampleCell::Missing),
    ]
    .into_iter()
    .find(|(rule, _)| first.rule() == *rule)
    .map(|(_, cell)| cell)
    .or_else(|| expression(reader, &first).map(ExampleCell::Value))
}

/// A code in the letters that are printed: Y０６５０ is Y0650.
fn printed_code(code: &str) -> String {
    code.chars().map(half_width).collect()
}
