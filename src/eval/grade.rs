//! Grades: `at once` first, then the rows in their order, then every `at most`.

use super::card::{Busy, Card, Scope};
use super::card_trace::{GradeRowKind, GradeRowTrace};
use super::found::Troubles;
use super::messages;
use super::report::{Found, GradeScore, Reason, ReasonKind};
use super::trace::ClauseKind;
use crate::model::{Grade, GradeId, GradeRow};
use crate::text::Span;
use crate::value::Value;

impl<'a> Card<'a> {
    /// The grade of the subject, found once; none when none is declared for it.
    pub(super) fn grade(&mut self, span: Span) -> Option<GradeScore> {
        self.grade_result(span);
        self.graded.clone().and_then(|(score, _)| score)
    }

    /// The grade as others read it: a value of the grades of its kind of subject.
    pub(super) fn grade_result(&mut self, span: Span) -> Found {
        if let Some(refused) = self.refused() {
            return refused;
        }
        if self.graded.is_none() {
            if !self.busy.insert(Busy::Grade) {
                return self.circle(span);
            }
            self.total_result(span);
            let graded = self.within(None, Self::find_grade);
            self.busy.remove(&Busy::Grade);
            self.graded = Some(graded);
        }
        self.graded.as_ref().map_or_else(|| self.circle(span), |(_, found)| found.clone())
    }

    /// The grade among those of all declarations for its kind of subject.
    fn value_of(&self, score: &GradeScore) -> Found {
        let program = self.run.program;
        let grade = &program.grades[score.scheme];
        let name = score.grade.and_then(|place| grade.names.get(place)).map(|name| &name.name);
        let names = program.levels[grade.level].grade_names.map(|choice| &program.choices[choice].values);
        let place = names.into_iter().flatten().position(|known| Some(&known.name) == name);
        place.map_or_else(|| Found::Missing(score.reasons.clone()), |place| Found::Given(Value::Choice(place)))
    }

    /// The grade, or why there is none; where a declaration was found, with how far it was followed.
    fn find_grade(&mut self) -> (Option<GradeScore>, Found) {
        let program = self.run.program;
        let mut fitting = Vec::new();
        let mut unclear = Troubles::default();
        let mut first_unclear = None;
        for id in &program.levels[self.this().level].grades {
            let grade = &program.grades[*id];
            match self.fits(&grade.whom) {
                Ok(true) => fitting.push((*id, grade)),
                Ok(false) => {}
                Err(found) => {
                    unclear.note(&self.unclear_whom(grade.whom.span, &found));
                    first_unclear.get_or_insert(*id);
                }
            }
        }
        if let (Some(found), Some(id)) = (unclear.strongest(), first_unclear) {
            let score = GradeScore { is_unclear: true, ..without(id, found.reasons().to_vec()) };
            return (Some(score), found);
        }
        let Some((id, grade)) = fitting.first().copied() else {
            return (None, Found::missing(Reason::new(ReasonKind::NoGrade)));
        };
        if let Some((_, second)) = fitting.get(1) {
            self.diagnostics.push(messages::fits_twice(self.this(), grade.span, second.span, messages::Twice::Grade));
            let reasons = vec![Reason::at(ReasonKind::SeveralGrades, grade.span)];
            return (Some(without(id, reasons.clone())), Found::Invalid(reasons));
        }
        match &self.total {
            Some(Found::Missing(reasons)) => return (Some(without(id, reasons.clone())), Found::Missing(reasons.clone())),
            Some(Found::Invalid(reasons)) => return (None, Found::Invalid(reasons.clone())),
            Some(Found::Given(_) | Found::Pending(_)) | None => {}
        }
        let mut score = without(id, Vec::new());
        match self.grade_by_rows(grade, &mut score) {
            Ok(()) => {
                let found = self.value_of(&score);
                (Some(score), found)
            }
            Err(found) => {
                let certain = if let Found::Pending(_) = found { self.certain_grade(grade, &score) } else { None };
                if let Some(certain) = certain {
                    let found = self.value_of(&certain);
                    return (Some(certain), found);
                }
                score.reasons = found.reasons().to_vec();
                (Some(score), found)
            }
        }
    }

    fn grade_by_rows(&mut self, grade: &'a Grade, score: &mut GradeScore) -> Result<(), Found> {
        let at_once = self.holding(&grade.at_once, GradeRowKind::AtOnce, score)?;
        let mut given = at_once.into_iter().max();
        if given.is_none() {
            for row in &grade.rows {
                if self.row_holds(row, GradeRowKind::Row, score)? {
                    given = Some(row.grade);
                    break;
                }
            }
        }
        let Some(given) = given else {
            score.reasons.push(Reason::at(ReasonKind::NoGradeRow, grade.span));
            return Ok(());
        };
        let ceilings = self.holding(&grade.at_most, GradeRowKind::AtMost, score)?;
        // A grade that no row gives stands outside the order and is never lowered.
        let in_order = |place: usize| grade.rows.iter().any(|row| row.grade == place);
        let lowest = ceilings.into_iter().filter(|place| in_order(*place)).max();
        score.before_ceilings = Some(given);
        score.grade = Some(match lowest {
            Some(lowest) if in_order(given) => given.max(lowest),
            Some(_) | None => given,
        });
        Ok(())
    }

    /// The grades of all rows that hold.
    fn holding(&mut self, rows: &'a [GradeRow], kind: GradeRowKind, score: &mut GradeScore) -> Result<Vec<usize>, Found> {
        let mut grades = Vec::new();
        for row in rows {
            if self.row_holds(row, kind, score)? {
                grades.push(row.grade);
            }
        }
        Ok(grades)
    }

    fn row_holds(&mut self, row: &'a GradeRow, kind: GradeRowKind, score: &mut GradeScore) -> Result<bool, Found> {
        let mut troubles = Troubles::default();
        let condition = row.condition.as_ref().map(|condition| self.evaluate(condition, Scope::default()));
        let holds = condition.as_ref().map_or(Some(true), |condition| troubles.flag(condition));
        score.rows.push(GradeRowTrace { kind, grade: row.grade, condition, holds, span: row.span });
        match holds {
            Some(holds) => {
                if holds {
                    self.meet(row.span, ClauseKind::Grade);
                }
                Ok(holds)
            }
            None => Err(match troubles.strongest() {
                Some(Found::Missing(reasons)) => Found::Invalid(self.missing_decides(row.span, &reasons)),
                Some(found) => found,
                None => Found::unfit(row.span),
            }),
        }
    }
}

fn without(scheme: GradeId, reasons: Vec<Reason>) -> GradeScore {
    GradeScore { scheme, grade: None, before_ceilings: None, rows: Vec::new(), reasons, is_unclear: false }
}
