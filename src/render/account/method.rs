//! The method that decided: its table, steps, state or start.

use std::sync::Arc;

use super::expression::Told;
use super::{Context, Line};
use crate::eval::{
    Derivation, Done, Found, Held, LateTrace, MethodBody, MethodTrace, Reason, RowKind, RowResult, RowTrace, StateTrace, StepTrace,
    TableTrace, method_words, reason_words,
};
use crate::model::{IndicatorId, Method, Partial, Period, StepMode};
use crate::render::figures::{equals, number, percent, points};
use crate::text::{Words, counted};
use crate::types::Type;
use crate::words;

impl Context<'_> {
    /// The method used and what happened in it.
    pub(super) fn method(&self, indicator: IndicatorId, trace: &MethodTrace) -> Line {
        let name = trace.kind.map_or_else(|| words!("end of the chain", "评价方式用尽"), method_words);
        let words = match &trace.points {
            Some(given) => {
                let given = points(given);
                words!("judged by {e}: {p}", "按“{z}”评定：{f}", e = name.english, z = name.chinese, p = given.english, f = given.chinese)
            }
            None => words!("judged by {e}", "按“{z}”评定", e = name.english, z = name.chinese),
        };
        Line::new("method", words).clause(trace.span).children(self.method_body(indicator, &trace.body))
    }

    fn method_body(&self, indicator: IndicatorId, body: &MethodBody) -> Vec<Line> {
        let told = &mut Told::new();
        match body {
            MethodBody::Table(table) => self.table(table, told),
            MethodBody::Points { whens, row, value, held } => {
                let mut lines = self.whens(whens, row.as_ref(), told);
                lines.extend(row.iter().map(|row| self.row(row, told)));
                lines.extend(value.iter().map(|value| self.named("formula", &words!("points", "分数"), value)));
                lines.extend(held.iter().filter_map(|held| self.held(held)));
                lines
            }
            MethodBody::Target { whens, row, value, start, gains, held } => {
                let mut lines = self.whens(whens, row.as_ref(), told);
                lines.extend(row.iter().map(|row| self.row(row, told)));
                lines.extend(value.iter().map(|value| self.named("measured", &words!("measured", "计量"), value)));
                lines.extend(start.iter().map(|start| self.named("start", &words!("start at", "起评分"), start)));
                lines.extend(gains.iter().map(|gain| self.change(gain)));
                lines.extend(held.iter().filter_map(|held| self.held(held)));
                lines
            }
            MethodBody::Steps { mode, steps } => {
                let mut lines: Vec<Line> = steps.iter().map(|step| self.step(indicator, step)).collect();
                match mode {
                    StepMode::AddUp => {}
                    StepMode::InOrder => lines.insert(
                        0,
                        Line::new("note", words!("a step counts only when all before it are done", "前面各步都完成，本步才计分")),
                    ),
                    StepMode::Reached => {
                        let furthest = steps.iter().rev().find(|step| matches!(step.done, Done::Yes(_)));
                        let note = if furthest.is_none_or(|step| step.counted) {
                            words!("the furthest completed step alone counts", "只计完成的最远一步")
                        } else {
                            words!(
                                "one step alone counts: the furthest was late, and one before it earned more",
                                "只计一步：最远一步逾期，其前一步得分更高，故计前一步"
                            )
                        };
                        lines.insert(0, Line::new("note", note));
                    }
                }
                lines
            }
            MethodBody::State(state) => self.state(indicator, state),
            MethodBody::Survey(survey) => self.survey(indicator, survey),
            MethodBody::Start(points) => vec![self.named("start", &words!("start at", "起评分"), points)],
            MethodBody::Compete(compete) => self.compete(compete),
            MethodBody::End(row) => vec![self.row(row, told)],
        }
    }

    /// A table applied to a value.
    pub(super) fn table(&self, table: &TableTrace, told: &mut Told) -> Vec<Line> {
        let mut lines = self.whens(&table.whens, table.row.as_ref(), told);
        lines.extend(table.value.iter().map(|value| {
            let ty = measured_type(table, value);
            self.named_among("measured", &words!("measured", "计量"), (value, &ty), told)
        }));
        lines.extend(table.row.iter().map(|row| self.row(row, told)));
        lines.extend(table.held.iter().filter_map(|held| self.held(held)));
        lines
    }

    /// The `when` rows tried before: worth telling only where one was met.
    fn whens(&self, whens: &[Arc<Derivation>], row: Option<&RowTrace>, told: &mut Told) -> Vec<Line> {
        let met = row.is_some_and(|row| matches!(row.kind, RowKind::When));
        let shown = if met { whens.last() } else { None };
        let line =
            |condition: &Arc<Derivation>| self.named_among("condition", &words!("condition", "条件"), (condition, &condition.ty), told);
        shown.map(line).into_iter().collect()
    }

    fn row(&self, row: &RowTrace, told: &mut Told) -> Line {
        let source = self.figures.source(row.span);
        let line = match &row.result {
            RowResult::Points(given) => {
                let value = self.worth(given);
                let words = words!("row `{source}`: {e}", "适用“{source}”：{z}", source = source, e = value.english, z = value.chinese);
                let constant = matches!(given.operation, crate::eval::Operation::Constant);
                let mut line = Line::new("row", words);
                if !constant {
                    line.children.push(self.named_among("formula", &words!("points", "分数"), (given, &given.ty), told));
                }
                line
            }
            RowResult::Line { first, second, left, right, value, points } => {
                let line = Line::new("row", words!("row `{source}`: a straight line", "适用“{source}”：按直线计分", source = source));
                let (p, q) = (self.found(&first.found, &first.ty), self.found(&second.found, &second.ty));
                match points.as_ref().map(|points| equals(&self::points(points))) {
                    Some(come_to) => line.children(vec![Line::new(
                        "line",
                        words!(
                            "{p} + ({value} − {left}) ÷ ({right} − {left}) × ({q} − {p}) {e}",
                            "{p} + ({value} − {left}) ÷ ({right} − {left}) × ({q} − {p}) {z}",
                            p = p.english,
                            q = q.english,
                            value = number(value),
                            left = number(left),
                            right = number(right),
                            e = come_to.english,
                            z = come_to.chinese,
                        ),
                    )]),
                    None => line,
                }
            }
            RowResult::NotApplicable => Line::new("row", words!("`{source}`: not applicable", "适用“{source}”：不适用", source = source)),
            RowResult::Invalid => Line::new("row", words!("`{source}`: invalid", "适用“{source}”：无效", source = source)),
        };
        line.clause(row.span)
    }

    /// What a pair of limits did; nothing when they left the number alone.
    pub(super) fn held(&self, held: &Held) -> Option<Line> {
        let swallowed = held.moved.swallowed();
        if swallowed.is_zero() {
            return None;
        }
        let (before, after) = (number(&held.moved.before), number(&held.moved.after));
        let words = if swallowed.is_negative() {
            words!("{before} is lifted to {after}, the least possible", "{before} 提到下限 {after}", before = before, after = after)
        } else {
            words!(
                "{before} is cut to {after}, the most possible: {lost} swallowed",
                "{before} 压到上限 {after}，吞没 {lost}",
                before = before,
                after = after,
                lost = number(&swallowed)
            )
        };
        Some(Line::new("held", words).clause(held.span).moved(&held.moved.before, &held.moved.after))
    }

    fn step(&self, indicator: IndicatorId, step: &StepTrace) -> Line {
        let title = self.figures.step_title(indicator, step.step);
        let day = |day: Option<crate::value::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let done = match (&step.done, &step.late) {
            (Done::NotReported, _) if matches!(step.read.found, Found::Pending(_)) => {
                words!("not due yet", "尚未到期")
            }
            (Done::Yes(on), Some(late)) => {
                let (on, due, days, late) = (day(*on), day(step.due), late.days, counted(late.days, "day"));
                words!("done {on}, {late} after {due}", "{on} 完成，迟于 {due} {days} 天", on = on, late = late, days = days, due = due)
            }
            (Done::Yes(Some(on)), None) => match step.due {
                Some(due) => words!("done {on}, in time for {due}", "{on} 完成，未超过期限 {due}", on = on, due = due),
                None => words!("done {on}", "{on} 完成", on = on),
            },
            (Done::Yes(None), None) => words!("done", "已完成"),
            (Done::No, _) => words!("not done", "未完成"),
            (Done::NotReported, _) => words!("not reported, so not done", "未填报，视为未完成"),
        };
        let words = words!(
            "step “{title}”: {e}: {earned} of {of}",
            "步骤“{title}”：{z}：{earned} 分，满分 {worth} 分",
            title = title,
            e = done.english,
            z = done.chinese,
            earned = number(&step.earned),
            of = points(&step.worth).english,
            worth = number(&step.worth),
        );
        let mut line = Line::new("step", words).clause(step.span).cells(vec![self.cell(&step.read, &Type::Day)]);
        line.children.extend(self.put_off(step));
        if let Some(each) = step.late.as_ref().and_then(|late| self.lateness(late)) {
            line.children.push(each);
        }
        if !step.counted && !step.earned.is_zero() {
            line.children.push(Line::new("note", words!("does not count", "不计分")));
        }
        line
    }

    fn lateness(&self, late: &LateTrace) -> Option<Line> {
        let each = late.each.as_ref()?;
        let (english, chinese) = match each.period {
            Period::Day => ("day", "日"),
            Period::Week => ("week", "周"),
            Period::Month => ("month", "月"),
        };
        let how = match each.partial {
            Partial::Full => words!("", ""),
            Partial::OrPart => words!(" (a started one counts)", "（不足按整计）"),
            Partial::InProportion => words!(" (in proportion)", "（按比例）"),
        };
        let less = points(&each.amount.multiply(&each.count));
        let less = equals(&words!("{e} less", "少 {z}", e = less.english, z = less.chinese));
        Some(Line::new(
            "late",
            words!(
                "{periods} late{how} × {amount} {less}",
                "迟 {count} {chinese_period}{chinese_how} × {amount} {chinese_less}",
                count = number(&each.count),
                periods = counted(number(&each.count), english),
                chinese_period = chinese,
                how = how.english,
                chinese_how = how.chinese,
                amount = number(&each.amount),
                less = less.english,
                chinese_less = less.chinese,
            ),
        ))
    }

    fn state(&self, indicator: IndicatorId, state: &StateTrace) -> Vec<Line> {
        let declared = self.figures.program.indicators[indicator].chain.links.iter().find_map(|link| match &link.method {
            Method::State(state) => Some(state),
            Method::Quantify(_) | Method::Steps(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => None,
        });
        let ty = declared.map_or(Type::Text, |declared| Type::Choice(declared.choice));
        let mut lines = Vec::new();
        if let Some(evidence) = &state.evidence {
            let words = match &evidence.found {
                Found::Given(_) => words!("evidence was sent", "已报送佐证"),
                Found::Missing(_) => words!("no evidence was sent", "未报送佐证"),
                Found::Pending(reasons) | Found::Invalid(reasons) => self.first_of(reasons),
            };
            lines.push(Line::new("evidence", words).cells(vec![self.cell(evidence, &Type::Text)]));
            // Nobody judges what has not been sent.
            if let (Found::Missing(_) | Found::Pending(_), Found::Missing(_)) = (&evidence.found, &state.state.found) {
                return lines;
            }
        }
        let words = match &state.state.found {
            Found::Given(_) => {
                let judged = self.found(&state.state.found, &ty);
                words!("judged {e}", "评定为“{z}”", e = judged.english, z = judged.chinese)
            }
            Found::Missing(_) => words!("not judged yet", "尚未评定"),
            Found::Pending(reasons) | Found::Invalid(reasons) => self.first_of(reasons),
        };
        let mut line = Line::new("state", words);
        line.cells.push(self.cell(&state.state, &ty));
        line.clause = state.span;
        if let Some(span) = state.span {
            let source = self.figures.source(span);
            line.children.push(Line::new("row", words!("row `{source}`", "适用“{source}”", source = source)).clause(span));
        }
        if let Some((low, high, read)) = &state.range {
            let (low, high) = (number(low), number(high));
            let words = match &read.found {
                Found::Given(_) => {
                    let given = self.found(&read.found, &Type::points());
                    words!(
                        "between {low} and {high} the judge gave {e}",
                        "在 {low} 与 {high} 之间，评定人给 {z} 分",
                        low = low,
                        high = high,
                        e = given.english,
                        z = given.chinese
                    )
                }
                Found::Missing(_) => {
                    words!(
                        "the judge has not given the points between {low} and {high} yet",
                        "评定人尚未在 {low} 与 {high} 之间给分",
                        low = low,
                        high = high
                    )
                }
                Found::Pending(reasons) | Found::Invalid(reasons) => self.first_of(reasons),
            };
            line.children.push(Line::new("points", words).cells(vec![self.cell(read, &Type::points())]));
        }
        lines.push(line);
        lines
    }

    /// The reason that comes first, in words.
    fn first_of(&self, reasons: &[Reason]) -> Words {
        reasons.first().map_or_else(|| words!("invalid", "无效"), |reason| reason_words(self.figures.program, reason))
    }

    /// A weight in words: `70%`, or `70%, 87.5% after redistribution`.
    pub(super) fn weight(&self, before: Option<&crate::value::Number>, after: Option<&crate::value::Number>) -> Option<Words> {
        let before = before?;
        Some(match after {
            Some(after) if after != before => words!(
                "weight {before}, {after} after redistribution",
                "权重 {before}，分摊后 {after}",
                before = percent(before),
                after = percent(after)
            ),
            Some(_) | None => words!("weight {before}", "权重 {before}", before = percent(before)),
        })
    }
}

/// How what a table measures is shown: a quotient that meets a band of plain numbers is no percentage.
fn measured_type(table: &TableTrace, value: &Derivation) -> Type {
    let ends = match table.row.as_ref().map(|row| &row.kind) {
        Some(RowKind::Band { low, high, .. }) => [low.as_ref(), high.as_ref()],
        Some(RowKind::When | RowKind::Otherwise | RowKind::End) | None => [None, None],
    };
    let mut ends = ends.into_iter().flatten().peekable();
    let plain = value.ty == Type::Ratio && ends.peek().is_some() && ends.all(|(end, _)| matches!(end.ty, Type::Number | Type::Count));
    if plain { Type::Number } else { value.ty.clone() }
}
