//! What others lost and gained, told source by source.

use super::{Cell, Context, Line};
use crate::eval::{AnsweredTrace, Counted, PointsRead, SourceRead};
use crate::model::Balance;
use crate::render::figures::{number, percent};
use crate::text::Words;
use crate::words;

impl Context<'_> {
    /// A line for each subject that counts, with what it lost on each indicator.
    pub(super) fn answered(&self, answered: &AnsweredTrace) -> Vec<Line> {
        let lines: Vec<Line> = answered.sources.iter().filter_map(|source| self.source(source, answered.balance)).collect();
        if lines.is_empty() {
            return vec![Line::new("source", words!("nobody lost or gained anything it answers for", "无由其负责的失分或加分"))];
        }
        lines
    }

    fn source(&self, source: &SourceRead, balance: Balance) -> Option<Line> {
        let name = &source.name;
        let words = match source.counted {
            Counted::ConditionFails => return None,
            Counted::NotApplicable => {
                words!("`{name}`: none of the indicators applies, left out", "“{name}”：无适用指标，不计入", name = name)
            }
            Counted::Yes => {
                let sum = number(&source.sum());
                match balance {
                    Balance::Lost => words!("`{name}` lost {sum}", "“{name}”失分 {sum}", name = name, sum = sum),
                    Balance::Gained => words!("`{name}` gained {sum}", "“{name}”加分 {sum}", name = name, sum = sum),
                }
            }
        };
        let mut line = Line::new("source", words);
        line.cells.push(Cell { title: Words::same(""), value: Words::same(""), origin: Some(source.origin.clone()) });
        let told = source.points.iter().filter(|read| read.value.found.as_number().is_none_or(|points| !points.is_zero()));
        Some(line.children(told.map(|read| self.points_read(read)).collect()))
    }

    fn points_read(&self, read: &PointsRead) -> Line {
        let indicator = &self.figures.program.indicators[read.indicator];
        let title = indicator.title.as_deref().unwrap_or(&indicator.name);
        let points = self.found(&read.value.found, &read.value.ty);
        let whole = read.share == crate::value::Number::one();
        let words = if whole {
            words!("{title}: {e}", "{title}：{z}", title = title, e = points.english, z = points.chinese)
        } else {
            let share = percent(&read.share);
            words!(
                "{title}: {share} of {e}",
                "{title}：{z} 的 {share}",
                title = title,
                share = share,
                e = points.english,
                z = points.chinese
            )
        };
        Line::new("points", words).clause(indicator.name_span)
    }
}
