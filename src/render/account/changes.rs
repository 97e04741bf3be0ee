//! Additions, deductions, ceilings, vetoes: what happened after the chain.

use std::sync::Arc;

use super::{Cell, Context, Line};
use crate::eval::{
    CeilingTrace, ChangeGroupTrace, ChangeTrace, Derivation, EntryChange, EntryCounted, Found, Operation, TimesTrace, VetoTrace,
};
use crate::model::{Better, Direction, Partial};
use crate::render::figures::{self, number};
use crate::text::{Words, counted};
use crate::value::{Number, Value};
use crate::words;

impl Context<'_> {
    /// One change, or several under a joint cap.
    pub(super) fn change_group(&self, group: &ChangeGroupTrace) -> Line {
        match group {
            ChangeGroupTrace::Single(change) => self.change(change),
            ChangeGroupTrace::Joint { direction, changes, at_most, moved, span } => {
                let open = changes.iter().filter_map(|change| change.open.as_ref()).max_by_key(|found| strength(found));
                let head = match open {
                    Some(open) => open_words(open, "together", "合计"),
                    None => signed(*direction, &moved.after, "together", "合计"),
                };
                let line = Line::new("joint", head);
                let mut children: Vec<Line> = changes.iter().map(|change| self.change(change)).collect();
                let cap = self.found(&at_most.found, &at_most.ty);
                if open.is_some() {
                    return line.clause(*span).children(children);
                }
                children.extend(capped(&moved.before, &moved.after, &cap));
                line.clause(*span).moved(&moved.before, &moved.after).children(children)
            }
        }
    }

    /// An addition or deduction with its count and cap.
    pub(super) fn change(&self, change: &ChangeTrace) -> Line {
        let source = self.figures.source(change.span);
        // What cannot be told is not nothing.
        let head = match &change.open {
            Some(open) => open_words(open, "", ""),
            None => signed(change.direction, &change.moved.after, "", ""),
        };
        let words = words!("{e}: `{source}`", "{z}：“{source}”", e = head.english, z = head.chinese, source = source);
        let mut line = Line::new("change", words).clause(change.span);
        if change.open.is_none() {
            line = line.moved(&change.moved.before, &change.moved.after);
        }
        match &change.times {
            TimesTrace::Once { amount } => line.children.push(self.named("amount", &words!("points", "分数"), amount)),
            TimesTrace::When { condition, amount } => {
                line.children.push(self.named("condition", &words!("condition", "条件"), condition));
                line.children.extend(amount.iter().map(|amount| self.named("amount", &words!("points", "分数"), amount)));
            }
            TimesTrace::ForEach { entries, .. } => line.children.extend(self.entry_changes(entries, change.open.as_ref())),
            TimesTrace::ForEvery { measured, from, step, partial, beyond, count, amount } => {
                line.children.push(self.named("measured", &words!("measured", "计量"), measured));
                if let Some((side, from)) = from {
                    let name = match side {
                        Better::Higher => words!("above", "超过"),
                        Better::Lower => words!("below", "不满"),
                    };
                    line.children.push(self.named("from", &name, from));
                }
                let how = match partial {
                    Partial::Full => words!("full steps only", "只计整步"),
                    Partial::OrPart => words!("a started step counts", "不足按整计"),
                    Partial::InProportion => words!("in proportion", "按比例"),
                };
                let (far, size) = (self.figures.value(&Value::Number(beyond.clone()), &step.ty), self.found(&step.found, &step.ty));
                let steps = figures::equals(&Words::new(counted(number(count), "step"), number(count)));
                line.children.push(Line::new(
                    "count",
                    words!(
                        "{a} ÷ {b} {steps} ({how})",
                        "{c} ÷ {d} {count} 步（{chinese_how}）",
                        a = far.english,
                        b = size.english,
                        c = far.chinese,
                        d = size.chinese,
                        count = steps.chinese,
                        steps = steps.english,
                        how = how.english,
                        chinese_how = how.chinese
                    ),
                ));
                line.children.extend(amount.iter().map(|amount| self.named("amount", &words!("points for each step", "每步分数"), amount)));
            }
        }
        if let Some((cap, moved)) = &change.each_source {
            let swallowed = moved.swallowed();
            if !swallowed.is_zero() {
                let (cap, before, lost) = (self.found(&cap.found, &cap.ty), number(&moved.before), number(&swallowed));
                let words = words!(
                    "of {before}, {lost} swallowed by the cap of {e} for each",
                    "{before} 中按来源各封顶于 {z}，吞没 {lost}",
                    before = before,
                    lost = lost,
                    e = cap.english,
                    z = cap.chinese
                );
                line.children.push(Line::new("cap_for_each", words).moved(&moved.before, &moved.after));
            }
        }
        if let Some(cap) = &change.at_most {
            let cap = self.found(&cap.found, &cap.ty);
            line.children.extend(capped(&change.moved.before, &change.moved.after, &cap));
        }
        line
    }

    fn entry_changes(&self, entries: &[EntryChange], open: Option<&Found>) -> Vec<Line> {
        let mut lines = Vec::new();
        for entry in entries {
            let words = match entry.counted {
                EntryCounted::OtherKind | EntryCounted::ConditionFails => continue,
                EntryCounted::Struck(ruling) => {
                    lines.push(self.struck(ruling, &entry.origin));
                    continue;
                }
                EntryCounted::Duplicate(_) => {
                    words!("entry not counted: another of the same matter is worth as much or more", "同一事项已计，本条不计")
                }
                EntryCounted::Yes => {
                    let amount = entry.amount.as_ref().map_or_else(|| figures::points(&Number::zero()), |amount| self.worth(amount));
                    words!("entry: {e}", "记录：{z}", e = amount.english, z = amount.chinese)
                }
            };
            let mut line = Line::new("entry", words);
            line.cells.push(Cell { title: Words::same(""), value: Words::same(""), origin: Some(entry.origin.clone()) });
            // An amount that the clause does not state itself comes from cells of the entry.
            let stated = |amount: &&Arc<Derivation>| matches!(amount.operation, Operation::Constant);
            line.children.extend(
                entry.amount.iter().filter(|amount| !stated(amount)).map(|amount| self.named("amount", &words!("points", "分数"), amount)),
            );
            lines.push(line);
        }
        match open {
            Some(open) if lines.is_empty() => lines.extend(open.reasons().iter().map(|reason| self.reason(reason))),
            None if lines.is_empty() => lines.push(Line::new("entry", words!("no entry", "没有记录"))),
            Some(_) | None => {}
        }
        lines
    }

    /// A ceiling with a condition, where it did something or its condition is worth knowing.
    pub(super) fn conditional_ceiling(&self, ceiling: &CeilingTrace) -> Option<Line> {
        let moved = ceiling.moved.as_ref()?;
        let lost = number(&moved.swallowed());
        let source = self.figures.source(ceiling.span);
        let (before, after) = (number(&moved.before), number(&moved.after));
        let words = words!(
            "`{source}`: {before} → {after}, {lost} swallowed",
            "“{source}”：{before} → {after}，吞没 {lost}",
            source = source,
            before = before,
            after = after,
            lost = lost
        );
        let line = Line::new("ceiling", words).clause(ceiling.span).moved(&moved.before, &moved.after);
        Some(line.children(vec![self.named("condition", &words!("condition", "条件"), &ceiling.condition)]))
    }

    /// A veto that holds, or of which that cannot be told.
    pub(super) fn veto(&self, veto: &VetoTrace) -> Option<Line> {
        if veto.holds == Some(false) {
            return None;
        }
        let source = self.figures.source(veto.span);
        let words = match veto.holds {
            Some(_) => words!("veto: `{source}`", "否决：“{source}”", source = source),
            None => words!("whether it is a veto cannot be told: `{source}`", "是否否决尚不能确定：“{source}”", source = source),
        };
        let line = Line::new("veto", words).clause(veto.span);
        Some(line.children(vec![self.named("condition", &words!("condition", "条件"), &veto.condition)]))
    }
}

/// Whether points were added, and how many: a deduction of less than nothing adds.
pub(super) fn effect(direction: Direction, points: &Number) -> (bool, Number) {
    let turned = points.is_negative();
    ((direction == Direction::Add) != turned, if turned { points.negate() } else { points.clone() })
}

fn signed(direction: Direction, points: &Number, english: &str, chinese: &str) -> Words {
    let (adds, points) = effect(direction, points);
    let points = figures::points(&points);
    let (before, chinese_before) =
        if english.is_empty() { (String::new(), String::new()) } else { (format!("{english} "), chinese.to_owned()) };
    if adds {
        words!(
            "{before}+{e}",
            "{chinese_before}加 {z}",
            before = before,
            chinese_before = chinese_before,
            e = points.english,
            z = points.chinese
        )
    } else {
        words!(
            "{before}−{e}",
            "{chinese_before}扣 {z}",
            before = before,
            chinese_before = chinese_before,
            e = points.english,
            z = points.chinese
        )
    }
}

/// How far something keeps a result from being told.
fn strength(found: &Found) -> u8 {
    match found {
        Found::Given(_) => 0,
        Found::Missing(_) => 1,
        Found::Pending(_) => 2,
        Found::Invalid(_) => 3,
    }
}

/// Of what cannot be told its state; a value missing here is one that no rule provides for.
fn open_words(open: &Found, english: &str, chinese: &str) -> Words {
    let state = match open {
        Found::Pending(_) => words!("pending", "未定"),
        Found::Given(_) | Found::Missing(_) | Found::Invalid(_) => words!("invalid", "无效"),
    };
    let before = if english.is_empty() { String::new() } else { format!("{english} ") };
    words!("{before}{e}", "{chinese}{z}", before = before, chinese = chinese, e = state.english, z = state.chinese)
}

fn capped(before: &Number, after: &Number, cap: &Words) -> Option<Line> {
    let swallowed = before.subtract(after);
    (!swallowed.is_zero()).then(|| {
        let words = words!(
            "{before} capped at {e}: {lost} swallowed",
            "{before} 封顶于 {z}，吞没 {lost}",
            before = number(before),
            e = cap.english,
            z = cap.chinese,
            lost = number(&swallowed)
        );
        Line::new("cap", words).moved(before, after)
    })
}
