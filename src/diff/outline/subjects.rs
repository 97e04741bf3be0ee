//! Kinds of subject, roles, registers and what is asked of them.

use super::super::canon::{Canon, Reading};
use super::super::change::Aspect;
use super::super::node::{Meaning, Node};
use super::book::{self, listed, nothing};
use crate::model::{Better, Dating, Field, InputId, InputOwner, Level, MemberId, MonthDue, Register, RoleId};
use crate::text::{Span, Words};
use crate::types::Type;
use crate::value::Value;
use crate::words;

/// Kinds of subject.
pub(super) fn levels(canon: &Canon<'_>) -> Vec<Node> {
    let nodes = canon.program.levels.values().map(|level| {
        let mut parents: Vec<&str> = level.parents.iter().map(|id| canon.program.levels[*id].name.as_str()).collect();
        parents.sort_unstable();
        let parents = parents.join(", ");
        let belongs = Node::fact(Aspect::Parents, parents.clone(), listed(&parents), level.span);
        let attributes = level.attributes.iter().map(|id| input(canon, *id));
        Node::thing(Aspect::Subject, &level.name, level.title.as_ref(), level.span)
            .with([belongs])
            .with(sequences(canon, level))
            .with(level.members.iter().map(|one| Node::thing(Aspect::Member, &one.name, one.title.as_ref(), one.span)))
            .with(attributes)
    });
    nodes.collect()
}

fn sequences(canon: &Canon<'_>, level: &Level) -> Vec<Node> {
    let values = level.sequences.map(|choice| &canon.program.choices[choice].values);
    values.into_iter().flatten().map(|one| Node::thing(Aspect::Sequence, &one.name, one.title.as_ref(), one.span)).collect()
}

/// People who judge and supply.
pub(super) fn roles(canon: &Canon<'_>) -> Vec<Node> {
    let nodes = canon.program.roles.values().map(|role| {
        let held_by = members(canon, Aspect::HeldBy, &role.held_by, role.span);
        Node::thing(Aspect::Role, &role.name, role.title.as_ref(), role.span).with([held_by])
    });
    nodes.collect()
}

/// Who has a part in something.
pub(super) fn members(canon: &Canon<'_>, aspect: Aspect, members: &[MemberId], span: Span) -> Node {
    let names: Vec<&str> = members.iter().map(|id| member(canon, *id)).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    Node::fact(aspect, sorted.join(", "), listed(&names.join(", ")), span)
}

/// The name of a member.
pub(super) fn member<'a>(canon: &Canon<'a>, id: MemberId) -> &'a str {
    canon.program.member_name(id)
}

/// The name of a role that may be absent.
pub(super) fn role(canon: &Canon<'_>, aspect: Aspect, id: Option<RoleId>, span: Span) -> Node {
    let name = id.map(|id| canon.program.roles[id].name.as_str()).unwrap_or_default();
    Node::fact(aspect, name, listed(name), span)
}

/// Registers with their fields.
pub(super) fn registers(canon: &Canon<'_>) -> Vec<Node> {
    let nodes = canon.program.registers.values().map(|register| {
        let of = &canon.program.levels[register.of].name;
        Node::thing(Aspect::Register, &register.name, register.title.as_ref(), register.span)
            .with([Node::fact(Aspect::Of, of.as_str(), Words::same(of), register.span)])
            .with(register.fields.iter().map(|one| field(canon, register, one)))
    });
    nodes.collect()
}

fn field(canon: &Canon<'_>, register: &Register, field: &Field) -> Node {
    let span = field.span;
    Node::thing(Aspect::Field, &field.name, field.title.as_ref(), span).with([
        type_of(canon, &field.ty, span),
        Node::clause(Aspect::Bounds, canon.meaning(|canon, to| canon.limits(&field.limits, to)), span).keyed(Aspect::Bounds.word()),
        empty_means(canon, field.empty_means.as_ref(), field.or_empty, &field.ty, span),
        dating(register.happened(field), span),
    ])
}

/// A type; below it what a choice offers that stands in its place and has no name.
fn type_of(canon: &Canon<'_>, ty: &Type, span: Span) -> Node {
    let mut node = Node::clause(Aspect::Type, canon.type_as_said(ty), span).keyed(Aspect::Type.word());
    node.whole = true;
    if let Type::Choice(choice) = ty
        && let choice = &canon.program.choices[*choice]
    {
        if choice.name.is_none() {
            return node.with(book::values(choice));
        }
        node.elsewhere = book::values(choice);
    }
    node
}

/// An input of an indicator or an attribute of a subject.
pub(super) fn input(canon: &Canon<'_>, id: InputId) -> Node {
    let input = &canon.program.inputs[id];
    let span = input.span;
    let aspect = match input.owner {
        InputOwner::Indicator(_) => Aspect::Input,
        InputOwner::Level(_) => Aspect::Attribute,
    };
    let better = input.better.map_or_else(nothing, |better| match better {
        Better::Higher => words!("higher is better", "越高越好"),
        Better::Lower => words!("lower is better", "越低越好"),
    });
    // What is due on the closing day moves with it.
    let closing = input.due == canon.program.header.closes;
    let due = canon.day(input.due);
    let forms = vec![due.clone(), if closing { "closing day".to_owned() } else { due }, canon.day_in_words(input.due, span)];
    let due = Meaning::of(forms);
    let due = Node::clause(Aspect::Due, due, span).keyed(Aspect::Due.word()).shown(Words::same(input.due.to_string()));
    let monthly = input.monthly.map_or_else(nothing, month_due);
    Node::thing(aspect, &input.name, input.title.as_ref(), span).with([
        type_of(canon, &input.ty, span),
        Node::clause(Aspect::Bounds, canon.meaning(|canon, to| canon.limits(&input.limits, to)), span).keyed(Aspect::Bounds.word()),
        due,
        role(canon, Aspect::SuppliedBy, input.supplied_by, span),
        Node::fact(Aspect::Better, better.english.clone(), better, span),
        empty_means(canon, input.empty_means.as_ref(), input.or_empty, &input.ty, span),
        Node::fact(Aspect::Monthly, monthly.english.clone(), monthly, span),
        dating(input.dating == Some(Dating::Happened), span),
    ])
}

/// When the value of a month is due.
fn month_due(due: MonthDue) -> Words {
    match due {
        MonthDue::Once => words!("monthly", "按月"),
        MonthDue::Each { day: Some(day), next: true } => {
            words!("monthly, due day {day} of the next month", "按月, 次月{day}日前", day = day)
        }
        MonthDue::Each { day: Some(day), next: false } => words!("monthly, due day {day} of the month", "按月, 当月{day}日前", day = day),
        MonthDue::Each { day: None, next: true } => words!("monthly, due the last day of the next month", "按月, 次月最后一日前"),
        MonthDue::Each { day: None, next: false } => words!("monthly, due the last day of the month", "按月, 当月最后一日前"),
    }
}

/// Whether a date is that on which something happened; a plan is a date like any other.
fn dating(happened: bool, span: Span) -> Node {
    let words = if happened { words!("the day it happened", "实际发生日") } else { nothing() };
    Node::fact(Aspect::Dating, words.english.clone(), words, span)
}

fn empty_means(canon: &Canon<'_>, value: Option<&Value>, or_empty: bool, ty: &Type, span: Span) -> Node {
    let form = value.map(|value| canon.value(value, ty, Reading::Absolute)).unwrap_or_default();
    let form = if or_empty { format!("{form} or empty") } else { form };
    Node::clause(Aspect::EmptyMeans, Meaning::plain(form), span).keyed(Aspect::EmptyMeans.word())
}
