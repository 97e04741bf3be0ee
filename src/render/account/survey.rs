//! A survey: for each group its ballots, what was left out, the mean, and its share of the whole.

use super::{Cell, Context, Line};
use crate::eval::{GroupTrace, SurveyTrace, Tally};
use crate::model::{EmptyGroup, IndicatorId, Statement, Survey};
use crate::render::figures::{equals, number, percent, points};
use crate::text::{Words, counted};
use crate::words;

impl Context<'_> {
    pub(super) fn survey(&self, indicator: IndicatorId, trace: &SurveyTrace) -> Vec<Line> {
        let Some(survey) = self.figures.program.indicators[indicator].chain.survey() else { return Vec::new() };
        let mut lines: Vec<Line> = trace.groups.iter().map(|group| self.group(survey, group)).collect();
        let counting: Vec<&GroupTrace> = trace.groups.iter().filter(|group| group.contribution.is_some()).collect();
        if counting.len() > 1 {
            let pieces: Vec<String> = counting
                .iter()
                .filter_map(|group| Some(format!("{} × {}", number(group.mean.as_ref()?), percent(group.weight_after.as_ref()?))))
                .collect();
            let sum = counting
                .iter()
                .filter_map(|group| group.contribution.as_ref())
                .fold(crate::value::Number::zero(), |sum, part| sum.add(part));
            let sum = equals(&points(&sum));
            lines.push(Line::new(
                "mean",
                words!("together: {pieces} {e}", "合计：{pieces} {z}", pieces = pieces.join(" + "), e = sum.english, z = sum.chinese),
            ));
        }
        if counting.len() < trace.groups.len() && !counting.is_empty() && trace.empty_group == EmptyGroup::Redistribute {
            lines.push(Line::new(
                "note",
                words!("the weight of a group that does not count is shared by the others", "不计的测评组，其权重由其他组分摊"),
            ));
        }
        lines
    }

    fn group(&self, survey: &Survey, trace: &GroupTrace) -> Line {
        let declared = survey.groups.get(trace.group);
        let name = declared.map_or("", |group| group.shown());
        let weight = self.weight(Some(&trace.weight), trace.weight_after.as_ref()).unwrap_or_else(|| Words::same(""));
        let cast = counted(&trace.ballots, "ballot");
        let words = match (&trace.mean, &trace.contribution) {
            (Some(mean), Some(part)) => words!(
                "{name}: {cast}, mean {points_en}, {e}: {part_en}",
                "{name}：{ballots} 票，平均 {points_zh}，{z}：计 {part_zh}",
                name = name,
                ballots = trace.ballots,
                cast = cast,
                points_en = points(mean).english,
                points_zh = points(mean).chinese,
                e = weight.english,
                z = weight.chinese,
                part_en = points(part).english,
                part_zh = points(part).chinese
            ),
            (Some(mean), None) => words!(
                "{name}: {cast}, mean {points_en}",
                "{name}：{ballots} 票，平均 {points_zh}",
                name = name,
                ballots = trace.ballots,
                cast = cast,
                points_en = points(mean).english,
                points_zh = points(mean).chinese
            ),
            (None, _) => words!(
                "{name}: {cast} where at least {least} must rate, so it does not count (weight {weight})",
                "{name}：{ballots} 票，至少需 {least} 票，不计（权重 {weight}）",
                name = name,
                ballots = trace.ballots,
                cast = cast,
                least = trace.at_least,
                weight = percent(&trace.weight)
            ),
        };
        let mut line = Line::new("group", words);
        line.clause = declared.map(|group| group.span);
        line.children.extend(trace.tallies.iter().map(|tally| self.tally(survey, tally)));
        if let Some(span) = trace.dropped {
            let source = self.figures.source(span);
            line.children.push(Line::new("dropped", words!("left out by `{source}`", "按“{source}”不计", source = source)).clause(span));
        }
        line.children.extend(trace.stated.iter().map(statement));
        line
    }

    fn tally(&self, survey: &Survey, tally: &Tally) -> Line {
        let values = &self.figures.program.choices[survey.choice].values;
        let name = values.get(tally.level).map_or("", |value| value.shown());
        let row = survey.levels.iter().find(|level| level.value == tally.level);
        let worth = points(&tally.points);
        let words = if tally.dropped.is_zero() {
            words!(
                "{name}: {count} × {e}",
                "{name}：{count} 票 × {z}",
                name = name,
                count = tally.count,
                e = worth.english,
                z = worth.chinese
            )
        } else {
            words!(
                "{name}: {count} − {dropped} left out = {left} × {e}",
                "{name}：{count} 票 − 去掉 {dropped} 票 = {left} 票 × {z}",
                name = name,
                count = tally.count,
                dropped = tally.dropped,
                left = tally.count.subtract(&tally.dropped),
                e = worth.english,
                z = worth.chinese
            )
        };
        let mut line = Line::new("level", words);
        line.clause = row.map(|row| row.span);
        // Of single ratings each has a row of its own, and their numbers are all there is to say.
        match tally.origins.as_slice() {
            [origin] => {
                let value = Words::same(tally.count.to_string());
                line.cells.push(Cell { title: Words::same(name), value, origin: Some(origin.clone()) });
            }
            origins => {
                let rows = ranges(origins.iter().map(|origin| origin.row).collect());
                line.children.push(Line::new("rows", words!("rows {rows} of the ballots", "测评票第 {rows} 行", rows = rows)));
            }
        }
        line
    }
}

/// Numbers of rows, those that follow one another as a range: `2–5, 9`.
fn ranges(mut rows: Vec<usize>) -> String {
    rows.sort_unstable();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            Some(_) | None => ranges.push((row, row)),
        }
    }
    let shown = ranges.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") });
    shown.collect::<Vec<_>>().join(", ")
}

/// What was stated about the ballots of a group.
fn statement(stated: &Statement) -> Line {
    let words = match &stated.returned {
        Some(returned) => words!(
            "stated: {issued} issued, {returned} returned, {spoilt} of them invalid",
            "发出 {issued} 张，收回 {returned} 张，其中无效 {spoilt} 张",
            issued = stated.issued,
            returned = returned,
            spoilt = stated.spoilt
        ),
        None => words!("stated: {issued} issued, not back yet", "发出 {issued} 张，尚未收回", issued = stated.issued),
    };
    let cell = Cell { title: Words::same(""), value: Words::same(""), origin: Some(stated.origin.clone()) };
    Line::new("ballots", words).cells(vec![cell])
}
