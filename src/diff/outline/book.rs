//! The header, units, choices, tables and scales.

use super::super::canon::{Canon, Reading};
use super::super::change::Aspect;
use super::super::node::{Meaning, Node};
use crate::model::{Choice, Header, Precision, Table, mode_words};
use crate::text::{Span, Words};
use crate::types::Dimension;
use crate::value::Rounding;
use crate::words;

/// The rulebook's header.
pub(super) fn header(canon: &Canon<'_>, header: &Header) -> Node {
    let span = header.span;
    let mut node = Node::thing(Aspect::Rulebook, "", Some(&header.title), span);
    let (said, at) = (&header.said, |clause: Option<Span>| clause.unwrap_or(span));
    node.children.push(Node::fact(Aspect::Year, header.year.to_string(), Words::same(header.year.to_string()), at(said.year)));
    node.children.push(optional_text(Aspect::Basis, header.basis.as_ref(), at(said.basis)));
    let closes = at(said.closes);
    node.children.push(
        Node::clause(Aspect::Closes, canon.day_as_said(header.closes, closes), closes)
            .keyed(Aspect::Closes.word())
            .shown(Words::same(header.closes.to_string())),
    );
    for (aspect, precision, clause) in [(Aspect::Scores, &header.scores, said.scores), (Aspect::Totals, &header.totals, said.totals)] {
        node.children.push(Node::fact(aspect, precision_form(precision), precision_words(precision), at(clause)));
    }
    let mut written = header.missing_written.clone();
    written.sort();
    let shown = written.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(", ");
    let ties = header.ties.map_or_else(nothing, super::cards::ties_words);
    node.children.push(Node::fact(Aspect::Ties, ties.english.clone(), ties, at(said.ties)));
    node.children.push(Node::fact(Aspect::MissingWritten, format!("{written:?}"), listed(&shown), at(said.missing)));
    node
}

/// A text for people that may be absent.
pub(super) fn optional_text(aspect: Aspect, text: Option<&String>, span: Span) -> Node {
    let shown = text.map_or_else(nothing, Words::same);
    Node::fact(aspect, text.cloned().unwrap_or_default(), shown, span)
}

/// Names in a list; in words where there is none.
pub(super) fn listed(names: &str) -> Words {
    if names.is_empty() { nothing() } else { Words::same(names) }
}

/// The word for what is not there.
pub(in crate::diff) fn nothing() -> Words {
    words!("none", "无")
}

fn precision_form(precision: &Precision) -> String {
    let form = |rounding: Option<&Rounding>| rounding.map_or_else(String::new, Canon::rounding);
    format!("{};{}", form(precision.rounded.as_ref()), form(precision.shown.as_ref()))
}

fn precision_words(precision: &Precision) -> Words {
    let rounded = precision.rounded.as_ref().map_or_else(|| words!("not rounded", "不作舍入"), rounding_words);
    match &precision.shown {
        None => rounded,
        // A rounding is shown as it rounds, unless the book says otherwise.
        Some(shown) if precision.rounded.as_ref() == Some(shown) => rounded,
        Some(shown) => {
            let shown = rounding_words(shown);
            words!("{re}, shown {se}", "{rz}, 显示{sz}", re = rounded.english, se = shown.english, rz = rounded.chinese, sz = shown.chinese)
        }
    }
}

/// A rounding in words.
pub(super) fn rounding_words(rounding: &Rounding) -> Words {
    let Words { english, chinese } = mode_words(rounding.mode);
    let step = Canon::number(&rounding.step);
    words!("rounded {english} to {step}", "{chinese}到 {step}", english = english, chinese = chinese, step = step)
}

/// Units of measure.
pub(super) fn units(canon: &Canon<'_>) -> Vec<Node> {
    let units = canon.program.units.values().map(|unit| {
        let base = unit.dimension == Dimension::none();
        let form = if base { String::new() } else { format!("{} of {}", Canon::number(&unit.factor), canon.dimension(&unit.dimension)) };
        let size = Node::clause(Aspect::UnitSize, Meaning::plain(form), unit.span).keyed(Aspect::UnitSize.word());
        Node::thing(Aspect::Unit, &unit.name, unit.title.as_ref(), unit.span).with([size])
    });
    units.collect()
}

/// Choices that have a name.
pub(super) fn choices(canon: &Canon<'_>) -> Vec<Node> {
    // Sequences and grades are told with the kind of subject they belong to.
    let told = |id| canon.program.levels.values().any(|level| level.sequences == Some(id) || level.grade_names == Some(id));
    let own = canon.program.choices.iter().filter(|(id, _)| *id != canon.program.methods && !told(*id));
    let named = own.filter_map(|(_, choice)| choice.name.as_ref().map(|name| (name, choice)));
    let node = |(name, choice): (&String, &Choice)| {
        let mut node = Node::thing(Aspect::Choice, name, choice.title.as_ref(), choice.span).with(values(choice));
        node.hints = vec![Canon::offered(choice)];
        node
    };
    named.map(node).collect()
}

/// What a choice offers.
pub(super) fn values(choice: &Choice) -> Vec<Node> {
    let mut nodes = vec![order_of(choice)];
    nodes.extend(choice.values.iter().map(|value| {
        let mut node = Node::thing(Aspect::Value, &value.name, value.title.as_ref(), value.span);
        node.ordered = choice.ordered;
        node
    }));
    nodes
}

/// Whether what a choice offers goes from the best to the worst.
pub(super) fn order_of(choice: &Choice) -> Node {
    let words = if choice.ordered { words!("ordered", "有高低次序") } else { words!("not ordered", "无高低次序") };
    Node::fact(Aspect::Ordered, choice.ordered.to_string(), words, choice.span)
}

/// Tables for lookups, cell by cell.
pub(super) fn tables(canon: &Canon<'_>) -> Vec<Node> {
    let tables = canon.program.tables.values();
    let tables = tables.map(|table| {
        // What the keys are called is for the reader alone.
        let keys = table.keys.iter().map(|key| key.name.as_str()).collect::<Vec<_>>().join(", ");
        let keys = Node::fact(Aspect::KeyNames, keys.clone(), Words::same(&keys), table.span);
        Node::thing(Aspect::Table, &table.name, table.title.as_ref(), table.span).with([keys]).with(cells(canon, table))
    });
    tables.collect()
}

fn cells(canon: &Canon<'_>, table: &Table) -> Vec<Node> {
    let names = |place: usize| table.keys.get(place).map(|key| key.values.iter().map(|value| (value.name.as_str(), value.span)).collect());
    let rows: Vec<(&str, Span)> = names(0).unwrap_or_default();
    let columns: Vec<(&str, Span)> = names(1).unwrap_or_default();
    let width = columns.len().max(1);
    let cells = table.cells.iter().enumerate().map(|(place, cell)| {
        let row = rows.get(place / width);
        let column = columns.get(place % width).map(|(name, _)| *name).filter(|_| !columns.is_empty());
        let (name, span) = row.copied().unwrap_or(("", table.span));
        let name = column.map_or_else(|| name.to_owned(), |column| format!("{name}, {column}"));
        let value = crate::value::Value::Number(cell.clone());
        let forms = [Reading::Absolute, Reading::Shares].map(|reading| canon.value(&value, &table.ty, reading)).to_vec();
        let shown = Words::same(canon.shown(cell, &table.ty));
        let mut node = Node::clause(Aspect::Cell, Meaning::of(forms), span).keyed(name.clone()).shown(shown);
        node.name = name;
        node.hints = row.iter().map(|(name, _)| (*name).to_owned()).chain(column.map(str::to_owned)).collect();
        node
    });
    cells.collect()
}

/// Scales by their names: their rows are compared where they are used.
pub(super) fn scales(canon: &Canon<'_>) -> Vec<Node> {
    canon.program.scales.values().map(|scale| Node::thing(Aspect::Scale, &scale.name, scale.title.as_ref(), scale.span)).collect()
}
