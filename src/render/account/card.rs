//! The account of a whole subject: total, grade, parts, then the indicators, largest losses first.

use super::indicator::rounded_line;
use super::{Context, Line};
use crate::eval::{GradeRowKind, GradeScore, PartScore, PartState, SubjectScore, SubjectState, TotalTrace};
use crate::model::{Child, Policy};
use crate::render::figures::{exact, number, printed, rounding};
use crate::text::Words;
use crate::words;

/// The account of one subject; of one of its indicators alone where that is asked for.
#[must_use]
pub fn subject(context: &Context<'_>, score: &SubjectScore, indicator: Option<crate::model::IndicatorId>) -> Vec<Line> {
    let mut indicators: Vec<_> = score.indicators.iter().filter(|one| indicator.is_none_or(|wanted| wanted == one.indicator)).collect();
    // Invalid and pending ones have no loss yet and come first: they are what can still be changed.
    indicators.sort_by(|left, right| {
        let open = |score: &&&crate::eval::IndicatorScore| score.lost.is_some();
        open(&left).cmp(&open(&right)).then_with(|| right.lost.cmp(&left.lost)).then_with(|| left.indicator.cmp(&right.indicator))
    });
    let accounts = indicators.into_iter().map(|score| context.indicator(score));
    let mut ledger = crate::eval::ledger(context.figures.program, score);
    if let Some(wanted) = indicator {
        ledger.retain(|entry| entry.indicator == wanted);
        return accounts.chain(context.ledger(&ledger)).collect();
    }
    let mut lines = vec![context.head(score)];
    lines.extend(context.consequences(score));
    let mut parts = Line::new("parts", words!("Parts", "各部分"));
    parts.children = score
        .parts
        .iter()
        .filter(|part| !context.figures.program.parts[part.part].path.is_empty())
        .map(|part| context.part(part))
        .collect();
    lines.push(parts);
    lines.extend(context.rulings_about(score));
    let mut list = Line::new("indicators", words!("Indicators, largest losses first", "指标(失分多的在前)"));
    list.children = accounts.collect();
    lines.push(list);
    lines.extend(context.ledger(&ledger));
    lines
}

impl Context<'_> {
    fn head(&self, score: &SubjectScore) -> Line {
        let program = self.figures.program;
        let full = score.parts.first().map(|root| exact(&root.full)).unwrap_or_default();
        let words = match (score.state, &score.total) {
            (SubjectState::Scored, Some(total)) => {
                words!("Total {total} of {full}", "总分 {total}, 满分 {full}", total = printed(total, &program.header.totals), full = full)
            }
            (SubjectState::Scored, None) => words!("No total", "没有总分"),
            (SubjectState::Provisional, Some(total)) => {
                let total = printed(total, &program.header.totals);
                words!(
                    "Provisional total {total} of {full}, {open} points open",
                    "暂定总分 {total}, 满分 {full}, 尚有 {open} 分未定",
                    total = total,
                    full = full,
                    open = number(&score.open)
                )
            }
            (SubjectState::Provisional, None) => words!("Provisional, no total yet", "暂定, 尚无总分"),
            (SubjectState::Refused, _) => words!("Refused: no total", "退回: 不出总分"),
        };
        let mut line = Line::new("total", words);
        if let Some(range) = score.range.as_ref().filter(|_| score.state != SubjectState::Scored) {
            let (low, high) = (printed(&range.low, &program.header.totals), printed(&range.high, &program.header.totals));
            line.children.push(Line::new(
                "range",
                words!("it can lie between {low} and {high}", "可能在 {low} 与 {high} 之间", low = low, high = high),
            ));
        }
        line.children.extend(score.reasons.iter().map(|reason| self.reason(reason)));
        line.children.extend(score.derivation.iter().flat_map(|trace| self.total(trace)));
        line.children.extend(score.place.iter().map(|placing| self.place(placing)));
        line.children.extend(score.grade.iter().filter_map(|grade| self.grade(grade)));
        line
    }

    fn total(&self, trace: &TotalTrace) -> Vec<Line> {
        let mut lines = Vec::new();
        if let Some(parts) = &trace.parts {
            lines.push(Line::new("sum", words!("parts together: {sum}", "各部分合计: {sum}", sum = number(parts))));
        }
        for (part, moved) in &trace.extras {
            let part = &self.figures.program.parts[*part];
            let title = part.title.as_deref().unwrap_or(&part.name);
            let (before, after) = (number(&moved.before), number(&moved.after));
            let words = words!(
                "with {title}: {before} → {after}",
                "计入{title}: {before} → {after}",
                title = title,
                before = before,
                after = after
            );
            lines.push(Line::new("extra", words).clause(part.name_span).moved(&moved.before, &moved.after));
        }
        for limit in &trace.limits {
            let Some(moved) = limit.moved.as_ref().filter(|moved| !moved.swallowed().is_zero()) else { continue };
            let (before, after) = (number(&moved.before), number(&moved.after));
            let words = if limit.floor {
                words!("lifted from {before} to {after}", "由 {before} 提到 {after}", before = before, after = after)
            } else {
                words!("cut from {before} to {after}", "由 {before} 压到 {after}", before = before, after = after)
            };
            lines.push(Line::new("limit", words).clause(limit.span).moved(&moved.before, &moved.after));
        }
        if let Some(moved) = trace.floor.as_ref().filter(|moved| !moved.swallowed().is_zero()) {
            let before = number(&moved.before);
            lines.push(
                Line::new("limit", words!("never below 0: {before} → 0", "不低于 0: {before} → 0", before = before))
                    .moved(&moved.before, &moved.after),
            );
        }
        if let Some(rounded) = trace.rounded.as_ref().filter(|rounded| rounded.moved.before != rounded.moved.after) {
            lines.push(rounded_line(&rounded.moved.before, &rounded.moved.after, &rounding(&rounded.rounding)));
        }
        lines
    }

    fn grade(&self, score: &GradeScore) -> Option<Line> {
        let scheme = &self.figures.program.grades[score.scheme];
        let shown = |place: usize| scheme.names.get(place).map_or_else(String::new, |name| name.shown().to_owned());
        let Some(grade) = score.grade else {
            let line = Line::new("grade", words!("no grade", "没有等次")).clause(scheme.span);
            return Some(line.children(score.reasons.iter().map(|reason| self.reason(reason)).collect()));
        };
        let mut line = Line::new("grade", words!("grade: {name}", "等次: {name}", name = shown(grade))).clause(scheme.span);
        for row in score.rows.iter().filter(|row| row.holds == Some(true)) {
            let source = self.figures.source(row.span);
            let words = match row.kind {
                GradeRowKind::AtOnce => words!("at once: `{source}`", "直接定等: “{source}”", source = source),
                GradeRowKind::Row => words!("row met: `{source}`", "适用: “{source}”", source = source),
                GradeRowKind::AtMost => words!("ceiling: `{source}`", "最高限制: “{source}”", source = source),
            };
            let mut met = Line::new("grade row", words).clause(row.span);
            met.children.extend(row.condition.iter().map(|condition| self.named("condition", &words!("condition", "条件"), condition)));
            line.children.push(met);
        }
        if let Some(before) = score.before_ceilings.filter(|before| *before != grade) {
            line.children.push(Line::new("ceiling", words!("lowered from {name}", "由{name}下调", name = shown(before))));
        }
        Some(line)
    }

    fn part(&self, score: &PartScore) -> Line {
        let program = self.figures.program;
        let part = &program.parts[score.part];
        let title = part.title.as_deref().unwrap_or(&part.name);
        let full = number(&score.full);
        let result = match (score.state, &score.score) {
            (PartState::Scored, Some(points)) => {
                words!("{points} of {full}", "{points} 分, 满分 {full}", points = printed(points, &program.header.totals), full = full)
            }
            (PartState::SoFar, Some(points)) => {
                let points = printed(points, &program.header.totals);
                words!("{points} of {full} so far", "目前 {points} 分, 满分 {full}", points = points, full = full)
            }
            (PartState::NotApplicable, _) => words!("not applicable", "不适用"),
            (PartState::SoFar, None) => words!("pending", "未定"),
            (PartState::Invalid | PartState::Scored, _) => words!("withheld", "不出分"),
        };
        let words =
            words!("{path} {title}: {e}", "{path} {title}: {z}", path = part.path, title = title, e = result.english, z = result.chinese);
        let mut line = Line::new("part", words).clause(part.name_span);
        line.children.extend(self.weight(score.weight.as_ref(), score.weight_after.as_ref()).map(|words| Line::new("weight", words)));
        line.children.extend(self.share(score));
        line.children.extend(self.policies(score));
        line.children.extend(self.part_steps(score));
        line.children.extend(score.reasons.iter().map(|reason| self.reason(reason)));
        line
    }

    /// `37.5 of 40 points = 93.75%, × 70 = 65.625`
    fn share(&self, score: &PartScore) -> Option<Line> {
        let (earned, of, base) = (score.earned.as_ref()?, score.of.as_ref()?, score.trace.base.as_ref()?);
        let (earned, of, base, full) = (number(earned), number(of), number(base), number(&score.full));
        let words = if score.share.is_some() {
            words!(
                "{earned} ÷ {of} × {full} = {base}",
                "{earned} ÷ {of} × {full} = {base}",
                earned = earned,
                of = of,
                full = full,
                base = base
            )
        } else {
            words!("sum of its indicators: {base}", "所属指标合计: {base}", base = base)
        };
        Some(Line::new("share", words))
    }

    fn policies(&self, score: &PartScore) -> Vec<Line> {
        let program = self.figures.program;
        let mut lines = Vec::new();
        for applied in &score.policies {
            let name = match applied.child {
                Child::Part(part) => &program.parts[part].path,
                Child::Indicator(indicator) => &program.indicators[indicator].name,
            };
            let what = match applied.policy {
                Policy::Redistribute => words!("not applicable, left out; the rest is scored over what remains", "不适用, 由其余分摊"),
                Policy::FullPoints => words!("not applicable, counted with full points", "不适用, 按满分计"),
                Policy::Zero => words!("not applicable, counted with 0", "不适用, 按零分计"),
            };
            lines.push(Line::new("policy", words!("{name}: {e}", "{name}: {z}", name = name, e = what.english, z = what.chinese)));
        }
        if let Some((points, given)) = &score.trace.unused {
            let points = number(points);
            let what = match given {
                None => words!("left out; the rest is scored over what remains", "由其余分摊"),
                Some(given) if given.is_zero() => words!("counted with 0", "按零分计"),
                Some(_) => words!("counted with full points", "按满分计"),
            };
            let words = words!(
                "{points} points open to extension and used by none: {e}",
                "允许扩展而无人使用的 {points} 分: {z}",
                points = points,
                e = what.english,
                z = what.chinese
            );
            let opening = program.parts[score.part].open.first().map(|opening| opening.span);
            let line = Line::new("unused", words);
            lines.push(match opening {
                Some(span) => line.clause(span),
                None => line,
            });
        }
        if let Some((needed, there)) = score.at_least_missed {
            let words = words!(
                "at least {needed} are needed, {there} are applicable",
                "至少需要 {needed} 个, 适用的只有 {there} 个",
                needed = needed,
                there = there
            );
            lines.push(Line::new("at least", words));
        }
        lines
    }

    fn part_steps(&self, score: &PartScore) -> Vec<Line> {
        let trace = &score.trace;
        let mut lines = Vec::new();
        let step = |name: Words, moved: &crate::eval::Moved| {
            let (before, after) = (number(&moved.before), number(&moved.after));
            let words = words!(
                "{e}: {before} → {after}",
                "{z}: {before} → {after}",
                e = name.english,
                z = name.chinese,
                before = before,
                after = after
            );
            Line::new("step", words).moved(&moved.before, &moved.after)
        };
        if let Some(moved) = trace.with_bonus.as_ref().filter(|moved| moved.before != moved.after) {
            lines.push(step(words!("with bonus points", "计入加分"), moved));
        }
        if let Some((factor, moved)) = &trace.times {
            lines.push(self.named("times", &words!("times", "乘以"), factor));
            lines.extend(moved.iter().map(|moved| step(words!("multiplied", "相乘"), moved)));
        }
        if let Some(rounded) = trace.rounded.as_ref().filter(|rounded| rounded.moved.before != rounded.moved.after) {
            lines.push(rounded_line(&rounded.moved.before, &rounded.moved.after, &rounding(&rounded.rounding)));
        }
        lines.extend(trace.held.iter().filter_map(|held| self.held(held)));
        lines
    }
}
