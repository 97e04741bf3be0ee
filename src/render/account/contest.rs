//! What a subject came to among others: its place, who comes next, and by how much.

use super::{Cell, Context, Line};
use crate::eval::{CompeteTrace, Competitor, Derivation, Found, Left, Placing, ReasonKind, Working};
use crate::model::{Among, Contest, ContestResult, Key, SharedValue, Ties};
use crate::render::figures::{equals, number};
use crate::text::{Words, counted};
use crate::types::Type;
use crate::value::Value;
use crate::words;

/// So many others of one sort are named; of the rest their number.
const NAMED: usize = 8;

impl Context<'_> {
    /// The place of a subject in a rank, with those around it.
    pub(super) fn place(&self, placing: &Placing) -> Line {
        let contest = &self.figures.program.contests[placing.field.contest];
        let mut line = Line::new("place", place_words(contest, placing)).clause(contest.span);
        line.children = self.around(placing);
        line
    }

    /// What was read of a contest: the place with those around it, or what a function ran over.
    pub(super) fn among(&self, result: ContestResult, placing: &Placing, derivation: &Derivation) -> Line {
        match result {
            ContestResult::Place | ContestResult::ShareAbove => self.place(placing),
            ContestResult::Competitors => {
                let list = names(&placing.field.competitors.iter().map(|other| other.name.as_str()).collect::<Vec<_>>());
                Line::new("peers", words!("those who compete: {e}", "参评：{z}", e = list.english, z = list.chinese))
                    .clause(derivation.span)
            }
            ContestResult::Gathered { .. } => {
                let each = placing.field.competitors.iter().take(NAMED).filter_map(|other| {
                    let value = self.figures.value(other.keys.as_ref()?.first()?, &derivation.ty);
                    Some(words!("{name} {e}", "{name} {z}", name = other.name, e = value.english, z = value.chinese))
                });
                let mut each: Vec<Words> = each.collect();
                if let Some(more) = placing.field.competitors.len().checked_sub(NAMED).filter(|more| *more > 0) {
                    each.push(words!("{more} more", "另 {more} 个", more = more));
                }
                let list = Words::join(&each, ", ", "、");
                let words = words!("of these: {e}", "其中：{z}", e = list.english, z = list.chinese);
                let cells = placing.field.competitors.iter().take(NAMED).flat_map(|other| self.cells_of_other(other)).collect();
                Line::new("peers", words).clause(derivation.span).cells(cells)
            }
        }
    }

    /// The cells that what a function runs over came from, each with the name of whoever it is of.
    fn cells_of_other(&self, other: &Competitor) -> Vec<Cell> {
        let cells = other.measured.first().map(|measured| self.cells_of(measured)).unwrap_or_default();
        let named = |cell: Cell| {
            let title = words!("{name}, {e}", "{name}，{z}", name = other.name, e = cell.title.english, z = cell.title.chinese);
            Cell { title, ..cell }
        };
        cells.into_iter().map(named).collect()
    }

    /// What decides, how a tie is shared, who comes next above and below, who left, what is open.
    pub(super) fn around(&self, placing: &Placing) -> Vec<Line> {
        let contest = &self.figures.program.contests[placing.field.contest];
        let mut lines = Vec::new();
        for (key, derivation) in contest.keys.iter().zip(&placing.keys) {
            let source = self.figures.source(key.span);
            let value = match Without::of(&derivation.found) {
                Some(without) => without.words(),
                None => self.found(&derivation.found, &derivation.ty),
            };
            let value = equals(&value);
            let words = words!("on `{source}` {e}", "依“{source}” {z}", source = source, e = value.english, z = value.chinese);
            lines.push(Line::new("key", words).clause(key.span).cells(self.cells_of(derivation)));
        }
        if let Some(own) = placing.own() {
            lines.extend(tie_line(contest, own, &placing.tied()));
            lines.extend(self.neighbour("above", contest, own, &placing.above()));
            lines.extend(self.neighbour("below", contest, own, &placing.below()));
        }
        // Why it left itself is told by its reasons.
        let others = || placing.field.left.iter().filter(|left| left.subject != placing.subject);
        for kind in [None, Some(Without::NotApplicable), Some(Without::Exempt)] {
            let of_kind = |left: &&Left| left.lapsed.then(|| Without::of(&left.found).unwrap_or(Without::NotApplicable)) == kind;
            let list: Vec<&str> = others().filter(of_kind).map(|left| left.name.as_str()).collect();
            if list.is_empty() {
                continue;
            }
            let list = names(&list);
            let words = match kind {
                None => words!("without a value, so not counted: {e}", "缺报不计入：{z}", e = list.english, z = list.chinese),
                Some(Without::NotApplicable) => {
                    words!("not applicable, so not counted: {e}", "不适用不计入：{z}", e = list.english, z = list.chinese)
                }
                Some(Without::Exempt) => words!("exempt, so not counted: {e}", "获豁免不计入：{z}", e = list.english, z = list.chinese),
            };
            lines.push(Line::new("left", words));
        }
        let open: Vec<&str> = placing.field.unsettled.iter().map(|open| open.name.as_str()).collect();
        if !open.is_empty() {
            let list = names(&open);
            let words = words!(
                "provisional: what is outstanding or at fault with {e} can still move the places",
                "暂定：{z} 的数据未定或有误，名次仍可能变动",
                e = list.english,
                z = list.chinese
            );
            lines.push(Line::new("provisional", words));
        }
        if let (None, Found::Missing(_) | Found::Pending(_) | Found::Invalid(_)) = (placing.own(), &placing.found) {
            lines.extend(placing.found.reasons().iter().map(|reason| self.reason(reason)));
        }
        lines
    }

    /// A competition: the place, those around it, and how its points were worked out.
    pub(super) fn compete(&self, trace: &CompeteTrace) -> Vec<Line> {
        let mut lines: Vec<Line> = trace.placing.iter().map(|placing| self.place(placing)).collect();
        let working = match &trace.working {
            Working::None => return lines,
            Working::Places(places) => match &**places {
                [(place, points)] => {
                    words!("place {place} is worth {points}", "第 {place} 名得 {points}", place = place, points = number(points))
                }
                places => {
                    let sum = Words::same(places.iter().map(|(_, points)| number(points)).collect::<Vec<_>>().join(" + "));
                    words!(
                        "the mean of the places shared: ({sum}) ÷ {count}",
                        "并列名次的平均：({sum}) ÷ {count}",
                        sum = sum.english,
                        count = places.len()
                    )
                }
            },
            Working::Line { first, last, place, competitors } => {
                let (first, last, place) = (number(first), number(last), number(place));
                let steps = competitors.saturating_sub(1);
                if steps == 0 {
                    words!("alone, so {first} as the first", "仅此一个，按首名得 {first}", first = first)
                } else {
                    words!(
                        "{first} − ({first} − {last}) × ({place} − 1) ÷ {steps}",
                        "{first} − ({first} − {last}) × ({place} − 1) ÷ {steps}",
                        first = first,
                        last = last,
                        place = place,
                        steps = steps
                    )
                }
            }
            Working::Proportion { part: None, .. } => words!("without a value: 0", "缺报：0"),
            Working::Proportion { points, part: Some(part), whole } => {
                Words::same(format!("{} × {} ÷ {}", number(points), number(part), number(whole)))
            }
            Working::Range { low, own: None, .. } => words!("without a value: {low}", "缺报：{low}", low = number(low)),
            Working::Range { high, worst, best, .. } if worst == best => {
                let with_value = |placing: &Placing| placing.field.competitors.iter().filter(|other| other.keys.is_some()).count();
                let (high, alone) = (number(high), trace.placing.as_ref().is_some_and(|placing| with_value(placing) == 1));
                if alone {
                    words!("the only value, so it is the best: {high}", "仅此一个参评值，按最优计：{high}", high = high)
                } else {
                    words!("all values are equal: {high}", "各参评值相同：{high}", high = high)
                }
            }
            Working::Range { low, high, worst, best, own: Some(own) } => {
                let (low, high) = (number(low), number(high));
                let text = format!(
                    "{low} + ({high} − {low}) × ({own} − {worst}) ÷ ({best} − {worst})",
                    own = number(own),
                    worst = number(worst),
                    best = number(best)
                );
                Words::same(text)
            }
        };
        lines.push(Line::new("working", working));
        lines
    }

    /// Those next above or below, and how far away they are.
    fn neighbour(&self, kind: &'static str, contest: &Contest, own: &Competitor, others: &[&Competitor]) -> Option<Line> {
        let first = others.first()?;
        let list = names(&others.iter().map(|other| other.name.as_str()).collect::<Vec<_>>());
        let place = number(&first.place);
        let gap = self.gap(contest, own, first).map_or_else(|| Words::same(""), |(key, gap)| self.apart(contest, key, &gap));
        let (english, chinese) = if kind == "above" { ("next above", "前一名") } else { ("next below", "后一名") };
        let words = words!(
            "{kind}: {e} on place {place}{gap}",
            "{chinese_kind}：{z}，第 {place} 名{chinese_gap}",
            kind = english,
            chinese_kind = chinese,
            e = list.english,
            z = list.chinese,
            place = place,
            gap = gap.english,
            chinese_gap = gap.chinese
        );
        Some(Line::new(kind, words))
    }

    /// Of several keys it is said which one keeps them apart.
    fn apart(&self, contest: &Contest, key: &Key, gap: &Words) -> Words {
        if contest.keys.len() < 2 {
            return words!(", {e} apart", "，相差 {z}", e = gap.english, z = gap.chinese);
        }
        let source = self.figures.source(key.span);
        words!(", {e} apart on `{source}`", "，依“{source}”相差 {z}", e = gap.english, z = gap.chinese, source = source)
    }

    /// How far two competitors lie apart on the first key on which they differ.
    fn gap<'c>(&self, contest: &'c Contest, own: &Competitor, other: &Competitor) -> Option<(&'c Key, Words)> {
        let pairs = own.keys.as_ref()?.iter().zip(other.keys.as_ref()?);
        let (key, (own, other)) = contest.keys.iter().zip(pairs).find(|(_, (own, other))| own != other)?;
        let ty = match &self.figures.program.shared[key.value].value {
            SharedValue::OnCard(value) => value.ty.clone(),
            SharedValue::Contests(_) => return None,
        };
        match (own, other) {
            (Value::Number(own), Value::Number(other)) => {
                let apart = Value::Number(own.subtract(other).max(other.subtract(own)));
                let ty = if ty == Type::Percent { Type::PercentagePoints } else { ty };
                Some((key, self.figures.value(&apart, &ty)))
            }
            (Value::Day(own), Value::Day(other)) => {
                let days = own.days_to(*other).abs();
                Some((key, words!("{counted}", "{days} 天", counted = counted(days, "day"), days = days)))
            }
            (Value::Number(_) | Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_), _) => None,
        }
    }
}

/// Why somebody has no value although nothing was left unanswered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Without {
    NotApplicable,
    Exempt,
}

impl Without {
    /// Of what is missing; none where it simply is.
    fn of(found: &Found) -> Option<Self> {
        let Found::Missing(reasons) = found else { return None };
        let has = |wanted: fn(&ReasonKind) -> bool| reasons.iter().any(|reason| wanted(reason.kind.itself()));
        if has(|kind| matches!(kind, ReasonKind::IndicatorWaived(_))) {
            return Some(Self::Exempt);
        }
        let lapsed =
            has(|kind| matches!(kind, ReasonKind::IndicatorNotApplicable(_) | ReasonKind::PartNotApplicable(_) | ReasonKind::NoTotal));
        lapsed.then_some(Self::NotApplicable)
    }

    fn words(self) -> Words {
        match self {
            Self::NotApplicable => words!("not applicable", "不适用"),
            Self::Exempt => words!("exempt", "豁免"),
        }
    }
}

fn place_words(contest: &Contest, placing: &Placing) -> Words {
    let among = match contest.among {
        Among::Sequence => words!(" within its sequence", "序列内"),
        Among::Parent => words!(" within its parent", "所在单位内"),
        Among::All => words!("", ""),
    };
    let competitors = placing.field.competitors.len();
    match placing.own() {
        None => words!("No place{e}", "{z}没有名次", e = among.english, z = among.chinese),
        Some(own) => {
            let open = if placing.is_provisional() { words!(", provisional", "，暂定") } else { words!("", "") };
            words!(
                "Place {place} of {all}{e}{oe}",
                "{z}第 {place} 名，参评 {all} 个{oz}",
                place = number(&own.place),
                all = competitors,
                e = among.english,
                z = among.chinese,
                oe = open.english,
                oz = open.chinese
            )
        }
    }
}

fn tie_line(contest: &Contest, own: &Competitor, tied: &[&Competitor]) -> Option<Line> {
    if tied.is_empty() {
        return None;
    }
    let list = names(&tied.iter().map(|other| other.name.as_str()).collect::<Vec<_>>());
    let how = match contest.ties {
        Ties::Better => words!("the better place counts", "取优"),
        Ties::Worse => words!("the worse place counts", "取劣"),
        Ties::Average => words!("their average counts", "取平均"),
    };
    let words = words!(
        "equal with {e}: places {first} to {last} are shared, {how}",
        "与 {z} 并列第 {first} 至 {last} 名，{chinese_how}",
        e = list.english,
        z = list.chinese,
        first = own.first,
        last = own.last,
        how = how.english,
        chinese_how = how.chinese
    );
    Some(Line::new("tie", words).clause(contest.span))
}

/// Names in a row; of many the first ones and how many more there are.
fn names(list: &[&str]) -> Words {
    let mut parts: Vec<Words> = list.iter().take(NAMED).map(|name| Words::same(*name)).collect();
    if let Some(more) = list.len().checked_sub(NAMED).filter(|more| *more > 0) {
        parts.push(words!("{more} more", "另 {more} 个", more = more));
    }
    Words::join(&parts, ", ", "、")
}
