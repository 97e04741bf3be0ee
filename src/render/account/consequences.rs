//! What follows for a subject, each with the condition that led to it.

use super::{Context, Line};
use crate::eval::{ConsequenceScore, SubjectScore, SubjectState};
use crate::text::Words;
use crate::words;

impl Context<'_> {
    /// The consequences of a subject; nothing where the rules have none for its kind.
    pub(super) fn consequences(&self, score: &SubjectScore) -> Option<Line> {
        let program = self.figures.program;
        if program.levels[score.level].consequences.is_empty() {
            return None;
        }
        let mut line = Line::new("consequences", words!("Consequences", "结果运用"));
        if score.state == SubjectState::Refused {
            line.children.push(Line::new("no consequence", words!("none: there is no result to follow from", "无：不出总分，无结果可用")));
            return Some(line);
        }
        let provisional = score.state == SubjectState::Provisional;
        line.children.extend(score.consequences.iter().filter_map(|one| self.consequence(one, provisional)));
        if line.children.is_empty() {
            line.children.push(Line::new("no consequence", words!("none", "无")));
        }
        Some(line)
    }

    fn consequence(&self, score: &ConsequenceScore, provisional: bool) -> Option<Line> {
        let row = self.figures.program.consequences[score.of].rows.get(score.row)?;
        let (kind, words) = match score.follows {
            Some(false) => return None,
            Some(true) if provisional => ("consequence", words!("{text} (provisional)", "{text}（暂定）", text = row.text)),
            Some(true) => ("consequence", Words::same(&row.text)),
            None => ("open consequence", words!("{text}: cannot be told yet", "{text}：尚不能确定", text = row.text)),
        };
        let mut line = Line::new(kind, words).clause(row.span);
        line.children.extend(score.condition.iter().map(|condition| self.named("condition", &words!("condition", "条件"), condition)));
        if score.condition.is_none() {
            line.children.extend(score.reasons.iter().map(|reason| self.reason(reason)));
        }
        Some(line)
    }
}
