//! The account of one indicator, step after step, so that it adds up to the score.

use super::{Context, Line};
use crate::eval::{Because, IndicatorScore, IndicatorState, PartScore, PassedOver, Range, child_of, method_words};
use crate::model::{Author, Child, Indicator, Party, rounding_words};
use crate::render::figures::{number, percent, points, printed};
use crate::text::Words;
use crate::value::Number;
use crate::words;

impl Context<'_> {
    /// Everything about an indicator for one subject.
    pub(super) fn indicator(&self, score: &IndicatorScore, parts: &[PartScore]) -> Line {
        let program = self.figures.program;
        let indicator = &program.indicators[score.indicator];
        let title = indicator.title.as_deref().unwrap_or(&indicator.name);
        let path = &program.parts[score.part].path;
        let Words { english: of, chinese: chinese_of } = self.out_of(score);
        let result = match (score.state, score.score.as_ref().or(score.so_far.as_ref())) {
            (IndicatorState::Scored, Some(points)) => {
                let points = printed(points, &program.header.scores);
                match score.lost.as_ref().filter(|lost| !lost.is_zero()) {
                    Some(lost) => {
                        let lost = printed(lost, &program.header.scores);
                        words!(
                            "{points} {of}, {lost} lost",
                            "{points} 分，{chinese_of}，失 {lost}",
                            points = points,
                            of = of,
                            chinese_of = chinese_of,
                            lost = lost
                        )
                    }
                    None => words!("{points} {of}", "{points} 分，{chinese_of}", points = points, of = of, chinese_of = chinese_of),
                }
            }
            (IndicatorState::NotApplicable, _) => words!("not applicable", "不适用"),
            (IndicatorState::Waived, _) => words!("waived", "豁免"),
            (IndicatorState::Pending, Some(points)) => {
                let points = printed(points, &program.header.scores);
                let Words { english, chinese } = score.range.as_ref().map_or_else(|| Words::same(""), |range| self.between(range));
                words!(
                    "{points} {of} so far{english}",
                    "目前 {points} 分，{chinese_of}{chinese}",
                    points = points,
                    of = of,
                    chinese_of = chinese_of
                )
            }
            (IndicatorState::Pending, None) => {
                // Of what may come to anything its points allow only these are told.
                let range = score.range.as_ref().filter(|range| !range.low.is_zero() || range.high != score.points);
                let open = points(&range.map_or_else(|| score.points.clone(), |range| range.high.clone().max(Number::zero())));
                let between = range.map_or_else(|| Words::same(""), |range| self.between(range));
                words!(
                    "pending, {e} open{english}",
                    "未定，尚有 {z}{chinese}",
                    e = open.english,
                    z = open.chinese,
                    english = between.english,
                    chinese = between.chinese
                )
            }
            (IndicatorState::Invalid | IndicatorState::Scored, _) => words!("invalid", "无效"),
        };
        let computed = self.computed(score);
        let words = words!(
            "{title} ({name}) in {path}: {e}{by}",
            "{title}（{name}）属于 {path}：{z}{chinese_by}",
            title = title,
            name = indicator.name,
            path = path,
            e = result.english,
            z = result.chinese,
            by = computed.english,
            chinese_by = computed.chinese
        );
        let mut line = Line::new("indicator", words).clause(indicator.name_span);
        line.indicator = Some(score.indicator);
        line.children.extend(self.about(indicator));
        line.children.extend(self.reweighed(score, parts));
        // What a ruling decided is told by the ruling.
        if score.state != IndicatorState::Waived {
            line.children.extend(score.reasons.iter().map(|reason| self.reason(reason)));
        }
        for passed in &score.passed_over {
            line.children.push(self.passed_over(passed));
        }
        line.children.extend(self.steps(score));
        line.children.extend(self.ruled(score));
        line
    }

    /// Of how many points: the full ones, and where there are none, as of a bonus alone, what it can come to.
    fn out_of(&self, score: &IndicatorScore) -> Words {
        let points = &self.figures.program.indicators[score.indicator].points;
        if !score.points.is_zero() {
            return words!("of {full}", "满分 {full}", full = number(&score.points));
        }
        let (low, high) = (number(&points.low), number(&points.high));
        if points.low.is_negative() {
            words!("between {low} and {high}", "可在 {low} 至 {high} 之间", low = low, high = high)
        } else {
            words!("of a bonus of at most {high}", "加分最多 {high}", high = high)
        }
    }

    /// Where the result still lies.
    fn between(&self, range: &Range) -> Words {
        let scores = &self.figures.program.header.scores;
        let (low, high) = (printed(&range.low, scores), printed(&range.high, scores));
        words!(", between {low} and {high}", "，在 {low} 与 {high} 之间", low = low, high = high)
    }

    /// Its share of its part before and after others beside it turned out not applicable; only where that differs.
    fn reweighed(&self, score: &IndicatorScore, parts: &[PartScore]) -> Option<Line> {
        let (part, child) =
            child_of(parts, Child::Indicator(score.indicator)).filter(|(part, child)| child.counted && part.share.is_some())?;
        let (before, after) = (child.measure.divide(&part.measure())?, child.measure.divide(part.of.as_ref()?)?);
        let words = self.weight(Some(&before), Some(&after)).filter(|_| before != after)?;
        Some(Line::new("weight", words))
    }

    /// Legal basis and who answers for it.
    fn about(&self, indicator: &Indicator) -> Vec<Line> {
        let mut lines = Vec::new();
        if let Author::Department(member) = indicator.author {
            let program = self.figures.program;
            let extension = program.extensions.iter().find(|extension| extension.source == indicator.span.source);
            let (name, by) = (extension.map_or("", |extension| extension.title.as_str()), program.member_name(member));
            let words = words!("added by the extension `{name}` of {by}", "由 {by} 的扩展“{name}”增加", name = name, by = by);
            let line = Line::new("author", words);
            lines.push(extension.map_or(line.clone(), |extension| line.clause(extension.span)));
        }
        if let Some(basis) = &indicator.basis {
            lines.push(Line::new("basis", words!("basis: {basis}", "依据：{basis}", basis = basis)));
        }
        let names = |parties: &[Party]| {
            let named = |party: &Party| {
                let member = self.figures.program.levels[party.member.level].members.get(party.member.place)?;
                Some(match &party.share {
                    Some(share) => format!("{} {}", member.shown(), percent(share)),
                    None => member.shown().to_owned(),
                })
            };
            let names: Vec<Words> = parties.iter().filter_map(named).map(Words::same).collect();
            Words::join(&names, ", ", "、")
        };
        if !indicator.led_by.is_empty() {
            let names = names(&indicator.led_by);
            lines.push(Line::new("led by", words!("led by {e}", "牵头：{z}", e = names.english, z = names.chinese)));
        }
        if !indicator.supported_by.is_empty() {
            let names = names(&indicator.supported_by);
            lines.push(Line::new("supported by", words!("supported by {e}", "协办：{z}", e = names.english, z = names.chinese)));
        }
        if let Some(source) = indicator.collected_by.as_ref().and_then(|collected| collected.source.as_ref()) {
            lines.push(Line::new("collected by", words!("data from: {source}", "数据来源：{source}", source = source)));
        }
        lines
    }

    fn passed_over(&self, passed: &PassedOver) -> Line {
        let name = method_words(passed.method);
        let because = match passed.because {
            Because::Missing => words!("a value it needs is missing", "所需数据缺报"),
            Because::EveryAnswerEmpty => words!("no step was reported", "各步均未填报"),
            Because::NoEvidence => words!("no evidence was sent", "未报送佐证"),
            Because::TooFewCompetitors => words!("too few compete", "参评数不足"),
            Because::NothingToMeasureBy => words!("the best value is not above 0", "最优值不大于 0"),
            Because::TooFewRaters => words!("too few rated", "测评人不足"),
        };
        let words = words!(
            "{e} could not be applied: {why}",
            "“{z}”不能适用：{chinese_why}",
            e = name.english,
            z = name.chinese,
            why = because.english,
            chinese_why = because.chinese
        );
        Line::new("passed over", words).clause(passed.span).children(passed.reasons.iter().map(|reason| self.reason(reason)).collect())
    }

    fn steps(&self, score: &IndicatorScore) -> Vec<Line> {
        let trace = &score.trace;
        let mut lines = Vec::new();
        lines.extend(trace.method.iter().map(|method| self.method(score.indicator, method)));
        lines.extend(trace.ceiling.iter().filter_map(|held| self.held(held)));
        lines.extend(trace.ceilings.iter().filter_map(|ceiling| self.conditional_ceiling(ceiling)));
        lines.extend(trace.changes.iter().map(|group| self.change_group(group)));
        // Nothing follows from points that cannot be told.
        let told = score.computed.as_ref().map_or(score.score.is_some(), |computed| computed.score.is_some());
        if let Some(moved) = trace.changed.as_ref().filter(|_| told && !trace.changes.is_empty()) {
            let (before, after) = (number(&moved.before), number(&moved.after));
            let words =
                words!("with additions and deductions: {before} → {after}", "加减分后：{before} → {after}", before = before, after = after);
            lines.push(Line::new("changed", words).moved(&moved.before, &moved.after));
        }
        lines.extend(trace.vetoes.iter().filter_map(|veto| self.veto(veto)));
        if let Some(moved) = trace.vetoed.as_ref().filter(|_| told) {
            let (before, after) = (number(&moved.before), number(&moved.after));
            let words =
                words!("the veto puts {after} in place of {before}", "因否决由 {before} 改为 {after}", before = before, after = after);
            lines.push(Line::new("vetoed", words).moved(&moved.before, &moved.after));
        }
        if trace.by_veto_alone {
            lines.push(Line::new("vetoed", words!("nothing still to come can undo the veto", "未定事项不会改变否决")));
        }
        lines.extend(trace.held.iter().filter(|_| told).filter_map(|held| self.held(held)));
        if let Some(rounded) = trace.rounded.as_ref().filter(|rounded| told && rounded.moved.before != rounded.moved.after) {
            lines.push(rounded_line(&rounded.moved.before, &rounded.moved.after, &rounding_words(&rounded.rounding)));
        }
        lines
    }
}

/// A rounding that changed a number.
pub(super) fn rounded_line(before: &Number, after: &Number, how: &Words) -> Line {
    let words = words!(
        "rounded {e}: {before} → {after}",
        "{z}：{before} → {after}",
        e = how.english,
        z = how.chinese,
        before = number(before),
        after = number(after)
    );
    Line::new("rounded", words).moved(before, after)
}
