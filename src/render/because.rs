//! The results that a condition rests on, with their values: `grade = unqualified, total = 65.2`.

use super::figures::{Figures, printed};
use crate::eval::{Derivation, Found, Operation};
use crate::text::Words;
use crate::value::Value;
use crate::words;

impl Figures<'_> {
    /// What decided a condition: of `or` only the sides that hold, constants left out, each piece once.
    #[must_use]
    pub fn because(&self, condition: &Derivation) -> Words {
        let mut pieces: Vec<Words> = Vec::new();
        self.gather(condition, &mut pieces);
        Words::join(&pieces, ", ", "，")
    }

    fn gather(&self, derivation: &Derivation, pieces: &mut Vec<Words>) {
        let all = |pieces: &mut Vec<Words>| derivation.children.iter().for_each(|child| self.gather(child, pieces));
        match &derivation.operation {
            Operation::Constant | Operation::ScoringDay | Operation::MeasuredValue => {}
            Operation::Either => {
                let holding = |child: &Derivation| child.found == Found::Given(Value::Flag(true));
                let any = derivation.children.iter().any(|child| holding(child));
                derivation.children.iter().filter(|child| !any || holding(child)).for_each(|child| self.gather(child, pieces));
            }
            Operation::Both
            | Operation::Not
            | Operation::Negate
            | Operation::Compare(_)
            | Operation::IsMissing
            | Operation::IsGiven
            | Operation::Placed(_)
            | Operation::If
            | Operation::Default
            | Operation::Arithmetic(_)
            | Operation::Rounded(_)
            | Operation::Difference
            | Operation::DaysFrom
            | Operation::MonthsFrom => all(pieces),
            Operation::Total => self.piece(&words!("total", "总分"), derivation, pieces),
            Operation::Grade => self.piece(&words!("grade", "等次"), derivation, pieces),
            Operation::Vetoes => self.piece(&words!("vetoes", "否决数"), derivation, pieces),
            Operation::Vetoed => self.piece(&words!("veto", "否决"), derivation, pieces),
            Operation::Read
            | Operation::Let(_)
            | Operation::Indicator(..)
            | Operation::Part(_)
            | Operation::Lookup(_)
            | Operation::Aggregate { .. }
            | Operation::Contest { .. }
            | Operation::Across { .. }
            | Operation::Answered(_)
            | Operation::Banded(_) => self.piece(&Words::same(self.source(derivation.span)), derivation, pieces),
        }
    }

    fn piece(&self, name: &Words, derivation: &Derivation, pieces: &mut Vec<Words>) {
        let value = match (&derivation.found, &derivation.operation) {
            (Found::Given(Value::Number(total)), Operation::Total) => Words::same(printed(total, &self.program.header.totals)),
            (Found::Given(value), _) => self.value(value, &derivation.ty),
            (Found::Missing(_), _) => words!("missing", "缺报"),
            (Found::Pending(_), _) => words!("pending", "未到期"),
            (Found::Invalid(_), _) => words!("invalid", "无效"),
        };
        let piece = words!("{n} = {e}", "{m} = {z}", n = name.english, m = name.chinese, e = value.english, z = value.chinese);
        if !pieces.contains(&piece) {
            pieces.push(piece);
        }
    }
}
