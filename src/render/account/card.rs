//! The account of a whole subject: total, grade, parts, then the indicators, largest losses first.

use super::indicator::rounded_line;
use super::{Context, Line};
use crate::eval::{
    ChildTrace, Derivation, GradeRowKind, GradeRowTrace, GradeScore, IndicatorScore, IndicatorState, Operation, PartScore, PartState,
    SubjectScore, SubjectState, TotalTrace, child_of,
};
use crate::model::{Child, Policy, rounding_words};
use crate::render::figures::{equals, exact, number, part_precision, points, printed, sum_of, told};
use crate::text::Words;
use crate::value::Number;
use crate::words;

/// Of so many pieces a sum is written out.
const TERMS: usize = 12;

/// The account of one subject; of one of its indicators alone where that is asked for.
#[must_use]
pub fn subject(context: &Context<'_>, score: &SubjectScore, indicator: Option<crate::model::IndicatorId>) -> Vec<Line> {
    let mut indicators: Vec<_> = score.indicators.iter().filter(|one| indicator.is_none_or(|wanted| wanted == one.indicator)).collect();
    // Invalid and pending ones come first: they are what can still be changed. Where nothing can be lost comes last.
    let rank = |score: &IndicatorScore| match score.state {
        IndicatorState::Invalid | IndicatorState::Pending => 0,
        IndicatorState::Scored => 1,
        IndicatorState::NotApplicable | IndicatorState::Waived => 2,
    };
    indicators.sort_by(|left, right| {
        rank(left)
            .cmp(&rank(right))
            .then_with(|| right.final_loss().cmp(&left.final_loss()))
            .then_with(|| left.indicator.cmp(&right.indicator))
    });
    let accounts = indicators.into_iter().map(|one| context.indicator(one, &score.parts));
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
        .map(|part| context.part(part, &score.parts))
        .collect();
    // Whoever is on no scorecard has neither.
    lines.extend(Some(parts).filter(|parts| !parts.children.is_empty()));
    lines.extend(context.rulings_about(score));
    let mut list = Line::new("indicators", words!("Indicators, largest losses first", "指标（失分多的在前）"));
    list.children = accounts.collect();
    lines.extend(Some(list).filter(|list| !list.children.is_empty()));
    lines.extend(context.ledger(&ledger));
    lines
}

impl Context<'_> {
    fn head(&self, score: &SubjectScore) -> Line {
        let program = self.figures.program;
        let full = score.parts.first().map(|root| exact(&root.full)).unwrap_or_default();
        let words = match (score.state, &score.total) {
            (SubjectState::Scored, Some(total)) => {
                words!("Total {total} of {full}", "总分 {total}，满分 {full}", total = printed(total, &program.header.totals), full = full)
            }
            (SubjectState::Scored, None) => words!("No total", "没有总分"),
            (SubjectState::Provisional, Some(total)) => {
                let (total, open) = (printed(total, &program.header.totals), points(&score.open));
                words!(
                    "Provisional total {total} of {full}, {open} open",
                    "暂定总分 {total}，满分 {full}，尚有 {chinese_open}未定",
                    total = total,
                    full = full,
                    open = open.english,
                    chinese_open = open.chinese
                )
            }
            (SubjectState::Provisional, None) => words!("Provisional, no total yet", "暂定，尚无总分"),
            (SubjectState::Refused, _) => words!("Refused: no total", "退回：不出总分"),
            (SubjectState::NotJudged, _) => {
                let level = &program.levels[score.level];
                let title = level.title.as_deref().unwrap_or(&level.name);
                words!("Not judged: the rules have no scorecard for `{title}`", "不考核：规则中没有“{title}”的计分卡", title = title)
            }
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
        // Without a total there is no sum that anything could be counted into.
        let derivation = score.derivation.iter().filter(|_| score.total.is_some());
        line.children.extend(derivation.flat_map(|trace| self.total(trace, score)));
        line.children.extend(score.place.iter().map(|placing| self.place(placing)));
        line.children.extend(score.grade.iter().filter_map(|grade| self.grade(grade)));
        line
    }

    fn total(&self, trace: &TotalTrace, score: &SubjectScore) -> Vec<Line> {
        let mut lines: Vec<Line> =
            score.parts.first().filter(|_| trace.parts.is_some()).into_iter().flat_map(|root| self.root(root)).collect();
        for (part, moved) in &trace.extras {
            let part = &self.figures.program.parts[*part];
            let title = part.title.as_deref().unwrap_or(&part.name);
            let (before, after) = (number(&moved.before), number(&moved.after));
            let words = words!(
                "with {title}: {before} → {after}",
                "计入{title}：{before} → {after}",
                title = title,
                before = before,
                after = after
            );
            lines.push(Line::new("extra", words).clause(part.name_span).moved(&moved.before, &moved.after));
        }
        for limit in &trace.limits {
            if limit.points.is_none()
                && let Some(unless) = limit.unless.as_ref().filter(|unless| unless.found.as_flag() == Some(true))
            {
                let source = self.figures.source(limit.span);
                let words = words!("`{source}` does not apply", "“{source}”不生效", source = source);
                let why = self.named("unless", &words!("unless", "除外情形"), unless);
                lines.push(Line::new("limit", words).clause(limit.span).children(vec![why]));
                continue;
            }
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
                Line::new("limit", words!("never below 0: {before} → 0", "不低于 0：{before} → 0", before = before))
                    .moved(&moved.before, &moved.after),
            );
        }
        if let Some(rounded) = trace.rounded.as_ref().filter(|rounded| rounded.moved.before != rounded.moved.after) {
            lines.push(rounded_line(&rounded.moved.before, &rounded.moved.after, &rounding_words(&rounded.rounding)));
        }
        let print = self.figures.program.header.totals.shown.as_ref();
        if let Some((print, total)) = print.zip(score.total.as_ref()).filter(|(print, total)| !print.holds(total)) {
            let (how, before, after) = (rounding_words(print), number(total), number(&print.apply(total)));
            let words = words!(
                "shown {e}: {before} → {after}",
                "显示时{z}：{before} → {after}",
                e = how.english,
                z = how.chinese,
                before = before,
                after = after
            );
            lines.push(Line::new("shown", words));
        }
        lines
    }

    /// The ordinary parts together.
    fn root(&self, root: &PartScore) -> Vec<Line> {
        let mut lines = Vec::new();
        if let (Some(of), Some(base)) = (&root.of, &root.trace.base) {
            let whole = if *of == root.full { Words::same(earned(root)) } else { Words::same(share_of(root, of)) };
            let sum = number(base);
            let equation = if whole.english == sum { sum } else { equation(&whole.english, sum) };
            let line = Line::new("sum", words!("parts together: {equation}", "各部分合计：{equation}", equation = equation));
            lines.push(line.children(self.policies(root)));
        }
        lines.extend(self.part_steps(root));
        lines
    }

    fn grade(&self, score: &GradeScore) -> Option<Line> {
        let scheme = &self.figures.program.grades[score.scheme];
        let shown = |place: usize| scheme.names.get(place).map_or_else(String::new, |name| name.shown().to_owned());
        let open = score.is_open();
        let Some(grade) = score.grade else {
            let head = if open { words!("grade cannot be told yet", "等次尚不能确定") } else { words!("no grade", "没有等次") };
            let line = Line::new("grade", head).clause(scheme.span);
            return Some(line.children(score.reasons.iter().map(|reason| self.reason(reason)).collect()));
        };
        let mut line = Line::new("grade", words!("grade: {name}", "等次：{name}", name = shown(grade))).clause(scheme.span);
        let undecided = |row: &&GradeRowTrace| row.holds.is_none();
        let told = |row: &&GradeRowTrace| row.holds != Some(false) || row.condition.as_ref().is_some_and(|one| asks_place(one));
        for row in score.rows.iter().filter(told) {
            let source = self.figures.source(row.span);
            // Of a quota those who are not inside want to see by how much.
            let unmet = row.holds == Some(false);
            let words = match row.kind {
                GradeRowKind::AtOnce | GradeRowKind::Row | GradeRowKind::AtMost if undecided(&row) => {
                    words!("cannot be told yet: `{source}`", "尚不能确定：“{source}”", source = source)
                }
                GradeRowKind::AtOnce | GradeRowKind::Row | GradeRowKind::AtMost if unmet => {
                    words!("not met: `{source}`", "不符：“{source}”", source = source)
                }
                GradeRowKind::AtOnce => words!("at once: `{source}`", "直接定等：“{source}”", source = source),
                GradeRowKind::Row => words!("row met: `{source}`", "适用：“{source}”", source = source),
                GradeRowKind::AtMost => words!("ceiling: `{source}`", "最高限制：“{source}”", source = source),
            };
            let mut met = Line::new("grade row", words).clause(row.span);
            // What is not known of a row matters no more where the grade is certain.
            let steps = row.condition.iter().filter(|condition| condition.found.given().is_some());
            met.children.extend(steps.map(|condition| self.named("condition", &words!("condition", "条件"), condition)));
            line.children.push(met);
        }
        if score.rows.iter().any(|row| undecided(&row)) {
            line.children.push(Line::new("certain", words!("the same whatever is still open", "无论未定事项结果如何，等次不变")));
        }
        if let Some(before) = score.before_ceilings.filter(|before| *before != grade) {
            line.children.push(Line::new("ceiling", words!("lowered from {name}", "由{name}下调", name = shown(before))));
        }
        Some(line)
    }

    fn part(&self, score: &PartScore, parts: &[PartScore]) -> Line {
        let program = self.figures.program;
        let part = &program.parts[score.part];
        let title = part.title.as_deref().unwrap_or(&part.name);
        let full = number(&score.full);
        let precision = part_precision(part, &program.header);
        let result = match (score.state, &score.score) {
            (PartState::Scored, Some(points)) => {
                words!("{points} of {full}", "{points} 分，满分 {full}", points = told(points, &precision), full = full)
            }
            (PartState::SoFar, Some(points)) => {
                let points = told(points, &precision);
                words!("{points} of {full} so far", "目前 {points} 分，满分 {full}", points = points, full = full)
            }
            (PartState::NotApplicable, _) => words!("not applicable", "不适用"),
            (PartState::SoFar, None) => words!("pending", "未定"),
            (PartState::Invalid | PartState::Scored, _) => words!("withheld", "不出分"),
        };
        let words =
            words!("{path} {title}: {e}", "{path} {title}：{z}", path = part.path, title = title, e = result.english, z = result.chinese);
        let mut line = Line::new("part", words).clause(part.name_span);
        line.children.extend(self.weight(score.weight.as_ref(), score.weight_after.as_ref()).map(|words| Line::new("weight", words)));
        line.children.extend(self.share(score));
        line.children.extend(self.policies(score));
        line.children.extend(self.part_steps(score));
        line.children.extend(self.contribution(score, parts));
        line.children.extend(score.reasons.iter().map(|reason| self.reason(reason)));
        line
    }

    /// `(21.5 + 16) ÷ 40 × 70 = 65.625`
    fn share(&self, score: &PartScore) -> Option<Line> {
        let (of, base) = (score.of.as_ref()?, number(score.trace.base.as_ref()?));
        let words = if score.share.is_some() {
            Words::same(equation(&share_of(score, of), base))
        } else {
            let earned = earned(score);
            let sum = if earned == base { base } else { equation(&earned, base) };
            words!("sum of its indicators: {sum}", "所属指标合计：{sum}", sum = sum)
        };
        Some(Line::new("share", words))
    }

    /// What a part brings to the one above, where that is not its score: `counts in the total: 32 ÷ 40 × 25 = 20`
    fn contribution(&self, score: &PartScore, parts: &[PartScore]) -> Option<Line> {
        let (parent, child) = child_of(parts, Child::Part(score.part)).filter(|(_, child)| child.counted)?;
        let own = child.score.as_ref()?;
        if score.score.as_ref() == Some(own) && child.measure == child.full {
            return None;
        }
        let path = &self.figures.program.parts[parent.part].path;
        let above = if path.is_empty() { words!("the total", "总分") } else { Words::quoted(path) };
        let equation = if child.measure == child.full {
            number(own)
        } else {
            let share = format!("{} ÷ {} × {}", number(own), number(&child.full), number(&child.measure));
            equation(&share, number(&child.contribution()))
        };
        let bonus = if child.bonus.is_zero() {
            Words::same("")
        } else {
            words!(", and {bonus} as bonus", "，另加分 {bonus}", bonus = number(&child.bonus))
        };
        Some(Line::new(
            "contribution",
            words!(
                "counts in {above}: {equation}{bonus}",
                "计入{chinese_above}：{equation}{chinese_bonus}",
                above = above.english,
                chinese_above = above.chinese,
                equation = equation,
                bonus = bonus.english,
                chinese_bonus = bonus.chinese
            ),
        ))
    }

    fn policies(&self, score: &PartScore) -> Vec<Line> {
        let program = self.figures.program;
        let mut lines = Vec::new();
        // A part that is not applicable itself counts nothing in place of what lies below it.
        let counts = score.state != PartState::NotApplicable;
        for applied in score.policies.iter().filter(|_| counts) {
            let name = match applied.child {
                Child::Part(part) => &program.parts[part].path,
                Child::Indicator(indicator) => &program.indicators[indicator].name,
            };
            let what = match applied.policy {
                Policy::Redistribute => words!("not applicable, left out; the rest is scored over what remains", "不适用，由其余分摊"),
                Policy::FullPoints => words!("not applicable, counted with full points", "不适用，按满分计"),
                Policy::Zero => words!("not applicable, counted with 0", "不适用，按零分计"),
            };
            lines.push(Line::new("policy", words!("{name}: {e}", "{name}：{z}", name = name, e = what.english, z = what.chinese)));
        }
        if let Some((points, given)) = score.trace.unused.as_ref().filter(|_| counts) {
            let points = self::points(points);
            let what = match given {
                None => words!("left out; the rest is scored over what remains", "由其余分摊"),
                Some(given) if given.is_zero() => words!("counted with 0", "按零分计"),
                Some(_) => words!("counted with full points", "按满分计"),
            };
            let words = words!(
                "{points} open to extension and used by none: {e}",
                "允许扩展而无人使用的 {chinese_points}：{z}",
                points = points.english,
                chinese_points = points.chinese,
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
                "至少需要 {needed} 个，适用的只有 {there} 个",
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
                "{z}：{before} → {after}",
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
            let multiplied = match trace.factor_at_most.as_ref().map(number) {
                Some(most) => words!("multiplied by the most it can come to, {most}", "按其最高可能值 {most} 相乘", most = most),
                None => words!("multiplied", "相乘"),
            };
            lines.extend(moved.iter().map(|moved| step(multiplied.clone(), moved)));
        }
        if let Some(rounded) = trace.rounded.as_ref().filter(|rounded| rounded.moved.before != rounded.moved.after) {
            lines.push(rounded_line(&rounded.moved.before, &rounded.moved.after, &rounding_words(&rounded.rounding)));
        }
        lines.extend(trace.held.iter().filter_map(|held| self.held(held)));
        let most = || words!("the most that can come of what is open", "按未定事项的最高结果");
        lines.extend(trace.at_most.iter().map(|moved| step(most(), moved)));
        lines
    }
}

/// E over A of a part, brought to its full points: `(21.5 + 16) ÷ 40 × 70`.
fn share_of(score: &PartScore, of: &Number) -> String {
    let earned = earned(score);
    let earned = if earned.contains(' ') { format!("({earned})") } else { earned };
    format!("{earned} ÷ {} × {}", number(of), number(&score.full))
}

/// `16 ÷ 3 ≈ 5.3333`
fn equation(left: &str, right: String) -> String {
    format!("{left} {}", equals(&Words::same(right)).english)
}

/// What is below a part added up: `21.5 + 16`; of many pieces their sum alone.
fn earned(score: &PartScore) -> String {
    let brought = score.trace.children.iter().filter(|child| child.counted).map(ChildTrace::contribution);
    let unused = score.trace.unused.as_ref().and_then(|(_, given)| given.clone()).filter(|given| !given.is_zero());
    let terms: Vec<Number> = brought.chain(unused).collect();
    match &score.earned {
        Some(earned) if terms.len() > TERMS => number(earned),
        Some(_) | None => sum_of(&terms),
    }
}

/// Whether a condition asks how a place stands among those ranked.
fn asks_place(condition: &Derivation) -> bool {
    condition.has(|piece| matches!(piece.operation, Operation::Placed(Some(_))))
}
