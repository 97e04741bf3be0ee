//! What happens after the chain: additions and deductions, ceilings with a condition, vetoes.

use super::super::canon::{Canon, Reading, Writer};
use super::super::change::{Aspect, Leaning};
use super::super::node::Node;
use super::methods::direction;
use super::{amount, constant};
use crate::model::{Change, ChangeGroup, Comparison, ConditionalCeiling, Expr, ExprKind, ForEach, Gravity, Register, Times, Veto, Warning};
use crate::text::Words;
use crate::value::Value;

/// A cap on what a clause comes to.
pub(super) const AT_MOST: &str = " at most ";
/// A cap on what comes from each of those it is gathered from.
const AT_MOST_EACH: &str = " at most for each source ";

/// Additions and deductions.
pub(super) fn changes(canon: &Canon<'_>, groups: &[ChangeGroup]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for group in groups {
        match group {
            ChangeGroup::Single(change) => nodes.push(change_node(canon, change)),
            ChangeGroup::Joint { direction: way, at_most, changes, span } => {
                let (word, more) = direction(*way);
                let meaning = canon.meaning(|canon, to| {
                    to.put(word);
                    canon.expr(at_most, to);
                });
                let mut node = Node::clause(Aspect::JointCap, meaning, *span).sized(constant(at_most), more);
                let below: Vec<Node> = changes.iter().map(|change| change_node(canon, change)).collect();
                let digests: Vec<String> = below.iter().map(Node::digest).collect();
                node.rest = word.to_owned();
                node.hints = vec![digests.join(";"), word.to_owned()];
                let mut abroad: Vec<String> = below.iter().filter_map(|change| change.abroad.clone()).collect();
                abroad.sort();
                node.abroad = Some(format!("{}: {}", canon.abroad().text(|canon, to| canon.expr(at_most, to)), abroad.join("; ")));
                nodes.push(node.with(below));
            }
        }
    }
    nodes
}

fn change_node(canon: &Canon<'_>, change: &Change) -> Node {
    let (word, more) = direction(change.direction);
    let clause = |canon: &Canon<'_>, to: &mut Writer| {
        to.put(word);
        within(canon, &change.times, to, |canon, to| canon.expr(&change.amount, to));
        times(canon, &change.times, to);
        if let Some(cap) = &change.each_source {
            to.put(AT_MOST_EACH);
            canon.expr(cap, to);
        }
        if let Some(cap) = &change.at_most {
            to.put(AT_MOST);
            canon.expr(cap, to);
        }
    };
    let meaning = canon.meaning(clause);
    let often = canon.text(|canon, to| times(canon, &change.times, to));
    let mut node = Node::clause(Aspect::Change, meaning, change.span).sized(constant(&change.amount), more);
    // The amount per entry or step is told by its clause alone where it is no number.
    let each = match constant(&change.amount) {
        Some(_) => String::new(),
        None => canon.text(|canon, to| within(canon, &change.times, to, |canon, to| canon.expr(&change.amount, to))),
    };
    node.rest = format!("{word}{each}{often}");
    for (name, cap) in [(AT_MOST, &change.at_most), (AT_MOST_EACH, &change.each_source)] {
        node = cap.iter().fold(node, |node, cap| amount(canon, node, name, cap, more));
    }
    // Of two alike: first what is counted as it is, then roughly, then the same the other way, then the amount alone.
    let about = subject_of(canon, &change.times);
    let amount = canon.text(|canon, to| within(canon, &change.times, to, |canon, to| canon.expr(&change.amount, to)));
    node.hints = vec![
        format!("{word}{often}"),
        format!("{word}{about}"),
        format!("{word}{}", register_of(canon, &change.times).unwrap_or(&about)),
        format!("{amount}{often}"),
        format!("{word}{amount}"),
    ];
    node.abroad = Some(canon.abroad().text(clause));
    node
}

/// The register whose entries a change counts, whichever of them.
fn register_of<'a>(canon: &Canon<'a>, times: &Times) -> Option<&'a str> {
    match times {
        Times::ForEach(each) => Some(&canon.program.registers[each.register].name),
        Times::Once | Times::When(_) | Times::ForEvery(_) => None,
    }
}

/// What a change is about in a rough sense: what it takes from its register, or what it measures.
fn subject_of(canon: &Canon<'_>, times: &Times) -> String {
    match times {
        Times::Once | Times::When(_) => "once".to_owned(),
        Times::ForEach(each) => {
            let register = &canon.program.registers[each.register];
            format!("each {} {:?}", register.name, each.what.and_then(|(field, value)| value_name(canon, each, field, value)))
        }
        Times::ForEvery(every) => canon.text(|canon, to| canon.expr(&every.of, to)),
    }
}

fn within(canon: &Canon<'_>, times: &Times, to: &mut Writer, write: impl FnOnce(&Canon<'_>, &mut Writer)) {
    match times {
        Times::ForEach(each) => to.within(each.register, |to| write(canon, to)),
        Times::Once | Times::When(_) | Times::ForEvery(_) => write(canon, to),
    }
}

fn times(canon: &Canon<'_>, times: &Times, to: &mut Writer) {
    match times {
        Times::Once => {}
        Times::When(condition) => {
            to.put(" when ");
            canon.expr(condition, to);
        }
        Times::ForEach(each) => for_each(canon, each, to),
        Times::ForEvery(every) => canon.for_every(every, to),
    }
}

fn for_each(canon: &Canon<'_>, each: &ForEach, to: &mut Writer) {
    let register = &canon.program.registers[each.register];
    let field = |place: usize| register.fields.get(place).map_or("", |field| field.name.as_str());
    to.put(format!(" for each in {}", register.name));
    // `each late in notices` is short for `each entry in notices where kind is late`.
    let split = each.condition.as_ref().filter(|_| each.what.is_none()).and_then(|condition| kind_asked(register, condition));
    let (what, condition) = match split {
        Some((what, rest)) => (Some(what), rest),
        None => (each.what, each.condition.clone()),
    };
    if let Some((place, value)) = what {
        to.put(format!(" {} is {}", field(place), value_name(canon, each, place, value).unwrap_or_default()));
    }
    if let Some(place) = each.as_field {
        to.put(format!(" as {}", field(place)));
    }
    if let Some(condition) = &condition {
        to.put(" where ");
        to.within(each.register, |to| canon.expr(condition, to));
    }
    if let Some(place) = each.once_per {
        to.put(format!(" once per {}", field(place)));
    }
}

/// The first choice of which a condition on entries asks for one value, and the rest of the condition.
fn kind_asked(register: &Register, condition: &Expr) -> Option<((usize, usize), Option<Expr>)> {
    if let ExprKind::Compare(Comparison::Is, field, value) = &*condition.kind
        && let (ExprKind::Field(place), ExprKind::Constant(Value::Choice(value))) = (&*field.kind, &*value.kind)
    {
        // Of one that may be left empty it is asked in another order.
        return register.fields.get(*place).filter(|field| !field.or_empty).map(|_| ((*place, *value), None));
    }
    let ExprKind::Both(left, right) = &*condition.kind else { return None };
    let both = |one: &Expr, other: &Expr| Expr { kind: Box::new(ExprKind::Both(one.clone(), other.clone())), ..condition.clone() };
    if let Some((what, rest)) = kind_asked(register, left) {
        return Some((what, Some(rest.map_or_else(|| right.clone(), |rest| both(&rest, right)))));
    }
    let (what, rest) = kind_asked(register, right)?;
    Some((what, Some(rest.map_or_else(|| left.clone(), |rest| both(left, &rest)))))
}

/// The name of a value of the choice that a field of the register takes.
fn value_name(canon: &Canon<'_>, each: &ForEach, field: usize, value: usize) -> Option<String> {
    let field = canon.program.registers[each.register].fields.get(field)?;
    Some(canon.value(&Value::Choice(value), &field.ty, Reading::Absolute))
}

/// Ceilings with a condition.
pub(super) fn ceilings(canon: &Canon<'_>, ceilings: &[ConditionalCeiling]) -> Vec<Node> {
    ceilings.iter().map(|one| conditional(canon, Aspect::ConditionalCeiling, (&one.points, &one.condition), one.span)).collect()
}

/// Vetoes.
pub(super) fn vetoes(canon: &Canon<'_>, vetoes: &[Veto]) -> Vec<Node> {
    vetoes.iter().map(|one| conditional(canon, Aspect::Veto, (&one.points, &one.condition), one.span)).collect()
}

/// Early warnings.
pub(super) fn warnings(canon: &Canon<'_>, warnings: &[Warning]) -> Vec<Node> {
    let one = |warning: &Warning| {
        let gravity = match warning.gravity {
            Gravity::Serious => "serious",
            Gravity::Moderate => "moderate",
            Gravity::Minor => "minor",
        };
        let meaning = canon.meaning(|canon, to| {
            to.put(format!("{gravity} when "));
            canon.expr(&warning.condition, to);
        });
        let title = Node::fact(Aspect::Title, warning.title.clone(), Words::same(&warning.title), warning.span);
        let condition = canon.text(|canon, to| canon.expr(&warning.condition, to));
        let clause = Node::clause(Aspect::Warning, meaning, warning.span);
        Node { label: Some(Words::same(format!("“{}”", warning.title))), hints: vec![warning.title.clone(), condition], ..clause }
            .with([title])
    };
    warnings.iter().map(one).collect()
}

fn conditional(canon: &Canon<'_>, aspect: Aspect, (points, condition): (&Expr, &Expr), span: crate::text::Span) -> Node {
    let clause = |canon: &Canon<'_>, to: &mut Writer| {
        to.put(format!("{} ", aspect.word()));
        canon.expr(points, to);
        to.put(" when ");
        canon.expr(condition, to);
    };
    let when = canon.text(|canon, to| canon.expr(condition, to));
    let mut node = Node::clause(aspect, canon.meaning(clause), span).sized(constant(points), Leaning::Looser);
    node.rest = format!("{} {when}", aspect.word());
    // First of two of one sort, then what was a veto and is a ceiling.
    node.hints = vec![node.rest.clone(), format!("{} {}", aspect.word(), canon.text(|canon, to| canon.expr(points, to))), when];
    node.abroad = Some(canon.abroad().text(clause));
    node
}
