//! Rulings in the account: what one decided, put off or struck, and all about the subject in a list.

use super::{Cell, Context, Line};
use crate::eval::{IndicatorScore, IndicatorState, RulingTrace, StepTrace, SubjectScore};
use crate::model::RulingKind;
use crate::render::figures::number;
use crate::render::rulings::Listed;
use crate::text::Words;
use crate::words;

impl Context<'_> {
    /// The ruling at a place in the submission.
    fn ruling_at(&self, place: usize) -> Option<&Listed<'_>> {
        self.rulings.get(place)
    }

    /// The ruling that decided an indicator: what it put in place of what, by whom, when and why.
    pub(super) fn ruled(&self, score: &IndicatorScore) -> Vec<Line> {
        let Some(RulingTrace { ruling, computed, points }) = &score.trace.ruling else { return Vec::new() };
        let Some(listed) = self.ruling_at(*ruling) else { return Vec::new() };
        let said = self.said(listed);
        let words = match (listed.kind, computed, points) {
            (RulingKind::Award, Some(before), Some(after)) => words!(
                "award: {before} → {after}, {e}",
                "核定：{before} → {after}，{z}",
                before = number(before),
                after = number(after),
                e = said.english,
                z = said.chinese
            ),
            (RulingKind::Award, None, Some(after)) => words!(
                "award: {after}, where no score was computed, {e}",
                "核定：{after}，原未得出得分，{z}",
                after = number(after),
                e = said.english,
                z = said.chinese
            ),
            (RulingKind::Exemption, _, Some(after)) => {
                words!("exemption: {after}, {e}", "豁免：{after}，{z}", after = number(after), e = said.english, z = said.chinese)
            }
            (RulingKind::Exemption | RulingKind::Award, _, None) => {
                words!("exemption: not applicable, {e}", "豁免：不适用，{z}", e = said.english, z = said.chinese)
            }
        };
        let mut line = Line::new("ruling", words).cells(vec![row_of(listed)]);
        if let (Some(before), Some(after)) = (computed, points) {
            line = line.moved(before, after);
        }
        if let Some(computed) = &score.computed {
            line.children.extend(computed.reasons.iter().map(|reason| self.reason(reason)));
        }
        vec![line]
    }

    /// What was computed before an award, behind the final score.
    pub(super) fn computed(&self, score: &IndicatorScore) -> Words {
        let Some(computed) = &score.computed else { return Words::same("") };
        let shown = match (computed.state, &computed.score) {
            (IndicatorState::Scored, Some(points)) => Words::same(number(points)),
            (IndicatorState::Pending, Some(points)) => words!("{points} so far", "目前 {points}", points = number(points)),
            (IndicatorState::Pending, None) => words!("pending", "未定"),
            (IndicatorState::NotApplicable | IndicatorState::Waived, _) => words!("not applicable", "不适用"),
            (IndicatorState::Invalid | IndicatorState::Scored, _) => words!("invalid", "无效"),
        };
        words!(" (award; computed {e})", "（核定；原计 {z}）", e = shown.english, z = shown.chinese)
    }

    /// A day that was put off.
    pub(super) fn put_off(&self, step: &StepTrace) -> Option<Line> {
        let (ruling, own) = step.put_off?;
        let due = step.due?;
        let listed = self.ruling_at(ruling)?;
        let said = self.said(listed);
        let words = words!(
            "put off from {own} to {due}, {e}",
            "期限由 {own} 延至 {due}，{z}",
            own = own,
            due = due,
            e = said.english,
            z = said.chinese
        );
        Some(Line::new("put off", words).cells(vec![row_of(listed)]))
    }

    /// An entry that was struck.
    pub(super) fn struck(&self, ruling: usize, origin: &crate::model::Origin) -> Line {
        let said = self.ruling_at(ruling).map_or_else(|| Words::same(""), |listed| self.said(listed));
        let words = words!("entry struck, {e}", "记录已剔除，{z}", e = said.english, z = said.chinese);
        let own = Cell { title: Words::same(""), value: Words::same(""), origin: Some(origin.clone()) };
        Line::new("entry", words).cells([Some(own), self.ruling_at(ruling).map(row_of)].into_iter().flatten().collect())
    }

    /// Who approved, when and why.
    fn said(&self, listed: &Listed<'_>) -> Words {
        let approval = listed.ruling.and_then(|ruling| ruling.approval.as_ref());
        approval.map_or_else(
            || words!("as the example has it", "按示例"),
            |approval| crate::eval::approval_words(self.figures.program, approval),
        )
    }

    /// All rulings about a subject, and those that may be about it.
    pub(super) fn rulings_about(&self, score: &SubjectScore) -> Option<Line> {
        let about = |listed: &&Listed<'_>| match listed.ruling {
            Some(ruling) => ruling.subject == score.subject,
            None => listed.place.is_none_or(|place| place == score.subject),
        };
        let lines: Vec<Line> = self
            .rulings
            .iter()
            .filter(about)
            .map(|listed| Line::new("ruling", listed.words(self.figures.program)).cells(vec![row_of(listed)]))
            .collect();
        (!lines.is_empty()).then(|| Line::new("rulings", words!("Rulings", "处理意见")).children(lines))
    }
}

fn row_of(listed: &Listed<'_>) -> Cell {
    Cell { title: Words::same(""), value: Words::same(""), origin: Some(listed.origin.clone()) }
}
