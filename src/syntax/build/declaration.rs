//! The rulebook's header, units, choices, subjects, roles, registers, tables, scales, patterns.

use super::expression::{expression, sum_of};
use super::words::{day_of, mode_of, name, name_of, names_of, number_of, rounding, text, text_of, titled};
use super::{contest, indicator, input, method};
use crate::syntax::Rule;
use crate::syntax::ast::{
    Choice, ChoiceValues, Input, Name, Pattern, Register, Role, RoundingClause, Rulebook, RulebookClause, Scale, Shown, Subject,
    SubjectClause, Table, TableLine, Unit,
};
use crate::syntax::keywords::is_clause_word;
use crate::syntax::messages;
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};

pub(super) fn rulebook<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Rulebook> {
    Some(Rulebook { title: text_of(node)?, body: reader.body(statement, Context::Rulebook, rulebook_clause)? })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are clauses of the header")]
pub(super) fn rulebook_clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<RulebookClause> {
    reader.no_body(statement);
    let node = node.first()?;
    match node.rule() {
        Rule::year => number_of(&node).map(RulebookClause::Year),
        Rule::basis => text_of(&node).map(RulebookClause::Basis),
        Rule::closes => day_of(reader, &node).map(RulebookClause::Closes),
        Rule::scores => rounding_clause(&node).map(RulebookClause::Scores),
        Rule::totals => rounding_clause(&node).map(RulebookClause::Totals),
        Rule::ties => contest::ties(&node).map(RulebookClause::Ties),
        Rule::missing_written => Some(RulebookClause::MissingWritten(node.all(Rule::text).map(|child| text(&child)).collect())),
        _ => None,
    }
}

fn rounding_clause(node: &Node) -> Option<RoundingClause> {
    let clause = node.child(Rule::rounding_clause)?;
    let rounded = match clause.child(Rule::rounded) {
        Some(rounded) => Some(rounding(&rounded)?),
        None => None,
    };
    let shown = match clause.child(Rule::shown) {
        Some(shown) => Some(Shown { mode: mode_of(&shown), decimals: number_of(&shown)? }),
        None => None,
    };
    Some(RoundingClause { rounded, shown })
}

pub(super) fn unit<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Unit> {
    reader.no_body(statement);
    let called = name_of(node)?;
    // Behind a number such a word goes on with the clause, and the unit could never be written.
    if is_clause_word(&called) {
        reader.refuse(messages::reserved_name(called.span, &called));
    }
    let equals = number_of(node).zip(node.nth(Rule::name, 1).map(|base| name(&base)));
    Some(Unit { name: called, title: text_of(node), equals })
}

pub(super) fn choice<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Choice> {
    Some(Choice { name: name_of(node)?, title: text_of(node), body: reader.body(statement, Context::Choice, choice_list)? })
}

pub(super) fn choice_list<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<ChoiceValues> {
    reader.no_body(statement);
    choice_values(&node.child(Rule::choice_values)?)
}

/// Values of a choice, from a piece that lists them.
pub(super) fn choice_values(node: &Node) -> Option<ChoiceValues> {
    let values = node.all(Rule::titled).map(|child| titled(&child)).collect::<Option<Vec<_>>>()?;
    Some(ChoiceValues { ordered: node.has(Rule::better), values })
}

pub(super) fn subject<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Subject> {
    let parents: Vec<Name> = node.all(Rule::name).skip(1).map(|parent| name(&parent)).collect();
    let body = reader.body_if_any(statement, Context::Subject, subject_clause);
    Some(Subject { name: name_of(node)?, title: text_of(node), parents, body })
}

pub(super) fn subject_clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<SubjectClause> {
    reader.no_body(statement);
    let node = node.first()?;
    let list = || node.all(Rule::titled).map(|child| titled(&child)).collect::<Option<Vec<_>>>();
    if node.rule() == Rule::sequence {
        list().map(SubjectClause::Sequence)
    } else if node.rule() == Rule::member_list {
        list().map(SubjectClause::Members)
    } else {
        input::field(reader, &node.child(Rule::field)?).map(SubjectClause::Attribute)
    }
}

pub(super) fn role<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Role> {
    reader.no_body(statement);
    Some(Role { name: name_of(node)?, title: text_of(node), held_by: names_of(node) })
}

pub(super) fn register<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Register> {
    let of = name(&node.tagged("of")?);
    Some(Register { name: name_of(node)?, title: text_of(node), of, body: reader.body(statement, Context::Register, register_field)? })
}

pub(super) fn register_field<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Input> {
    reader.no_body(statement);
    input::field(reader, &node.child(Rule::field)?)
}

pub(super) fn table<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Table> {
    let body = reader.body(statement, Context::Table, table_line)?;
    Some(Table { name: name_of(node)?, title: text_of(node), keys: names_of(node), body })
}

pub(super) fn table_line<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<TableLine> {
    reader.no_body(statement);
    let node = node.first()?;
    if node.rule() == Rule::table_columns {
        return Some(TableLine::Columns(node.all(Rule::name).map(|child| name(&child)).collect()));
    }
    if node.rule() == Rule::table_row {
        let cells = node.all(Rule::sum).map(|cell| expression(reader, &cell)).collect::<Option<Vec<_>>>()?;
        return Some(TableLine::Row(name_of(&node)?, cells));
    }
    let entries = node.all(Rule::table_entry).map(|entry| Some((name_of(&entry)?, sum_of(reader, &entry)?))).collect::<Option<Vec<_>>>()?;
    Some(TableLine::Entries(entries))
}

fn parameters(node: &Node) -> Vec<Name> {
    node.child(Rule::parameters).iter().flat_map(|list| list.all(Rule::name)).map(|child| name(&child)).collect()
}

pub(super) fn scale<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Scale> {
    Some(Scale {
        name: name_of(node)?,
        title: text_of(node),
        parameters: parameters(node),
        held: node.has(Rule::kw_held),
        body: reader.body(statement, Context::Quantify, method::quantify_row)?,
    })
}

pub(super) fn pattern<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Pattern> {
    Some(Pattern {
        name: name_of(node)?,
        title: text_of(node),
        parameters: parameters(node),
        body: reader.body(statement, Context::Indicator, indicator::clause)?,
    })
}
