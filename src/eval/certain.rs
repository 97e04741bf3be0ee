//! Grades that are certain although something is still open: the same at every total that is still possible, and
//! whatever becomes of each condition that cannot be decided yet.
//!
//! A condition on the total is decided where it comes out the same at both ends of the range of the total. What is
//! looked at here leaves no trace: nothing is reported, and no clause counts as met.
//!
//! Before the closing day registers still grow and steps are still done late, which moves a total beyond its range: there
//! the range decides nothing where the rules have either, and a veto stays only where it rests on neither.

use std::mem;

use super::card::{Card, Scope};
use super::card_trace::{GradeRowKind, GradeRowTrace};
use super::lasting::vetoes_last;
use super::outlook::Ends;
use super::possible::{compared, of_sides};
use super::report::{Found, GradeScore, Range};
use super::trace::VetoTrace;
use crate::model::{Expr, ExprKind, Grade, GradeRow, Method};

/// Rows with what is known of each; none where that cannot be said yet.
type Known<'g> = Vec<(&'g GradeRow, Option<bool>)>;

impl<'a> Card<'a> {
    /// Whether everything is due, so that nothing comes but what is awaited.
    pub(super) fn is_closed(&self) -> bool {
        let program = self.run.program;
        self.run.submission.scoring_day(program) >= program.header.closes
    }

    /// Whether no total can come to lie outside its range.
    fn range_holds(&self) -> bool {
        let program = self.run.program;
        let mut links = program.indicators.values().flat_map(|indicator| &indicator.chain.links);
        self.is_closed() || (program.registers.is_empty() && !links.any(|link| matches!(link.method, Method::Steps(_))))
    }

    /// Whether the vetoes that hold stay, whatever comes.
    pub(super) fn vetoes_stay(&self, vetoes: &[VetoTrace]) -> bool {
        self.is_closed() || vetoes_last(vetoes)
    }

    /// The grade that comes out whatever is still open, with what was looked at; none where it hangs on that.
    pub(super) fn certain_grade(&mut self, grade: &'a Grade, score: &GradeScore) -> Option<GradeScore> {
        let kept = (mem::take(&mut self.diagnostics), self.met.clone(), self.lets.clone());
        let range = if self.range_holds() { self.scorecard.and_then(|card| self.possible_total(card)) } else { None };
        let certain = self.grade_at(grade, score, range.as_ref());
        (self.diagnostics, self.met, self.lets) = kept;
        certain
    }

    fn grade_at(&mut self, grade: &'a Grade, score: &GradeScore, range: Option<&Range>) -> Option<GradeScore> {
        let mut score = GradeScore { rows: Vec::new(), reasons: Vec::new(), ..score.clone() };
        let at_once = self.known(&grade.at_once, GradeRowKind::AtOnce, range, &mut score)?;
        let sure = |rows: &Known<'a>| rows.iter().filter(|(_, holds)| *holds == Some(true)).map(|(row, _)| row.grade).max();
        let may = |rows: &Known<'a>| -> Vec<usize> { rows.iter().filter(|(_, holds)| holds.is_none()).map(|(row, _)| row.grade).collect() };
        let mut given: Vec<usize> = may(&at_once);
        if let Some(worst) = sure(&at_once) {
            given.retain(|place| *place > worst);
            given.push(worst);
        } else {
            let rows = self.known(&grade.rows, GradeRowKind::Row, range, &mut score)?;
            given.extend(may(&rows));
            // Where no row holds for sure there may be no grade at all.
            given.push(sure(&rows)?);
        }
        let in_order = |place: &usize| grade.rows.iter().any(|row| row.grade == *place);
        let at_most = self.known(&grade.at_most, GradeRowKind::AtMost, range, &mut score)?;
        let at_most: Known<'a> = at_most.into_iter().filter(|(row, _)| in_order(&row.grade)).collect();
        let ceilings: Vec<Option<usize>> =
            may(&at_most).into_iter().map(Some).chain([None]).map(|place| place.max(sure(&at_most))).collect();
        let lowered = |given: usize, ceiling: Option<usize>| ceiling.filter(|_| in_order(&given)).map_or(given, |lowest| given.max(lowest));
        let mut all = given.iter().flat_map(|given| ceilings.iter().map(|ceiling| lowered(*given, *ceiling)));
        let first = all.next()?;
        if all.any(|other| other != first) {
            return None;
        }
        score.grade = Some(first);
        score.before_ceilings = if let [only] = given.as_slice() { Some(*only) } else { None };
        Some(score)
    }

    /// What is known of rows in their order, up to the first that is sure to give the grade; none where one of them is at
    /// fault.
    fn known(&mut self, rows: &'a [GradeRow], kind: GradeRowKind, range: Option<&Range>, score: &mut GradeScore) -> Option<Known<'a>> {
        let mut known = Vec::new();
        for row in rows {
            let condition = row.condition.as_ref().map(|condition| self.evaluate(condition, Scope::default()));
            if let Some(Found::Missing(_) | Found::Invalid(_)) = condition.as_ref().map(|condition| &condition.found) {
                return None;
            }
            let holds = row.condition.as_ref().map_or(Some(true), |condition| self.at_every_total(condition, range));
            score.rows.push(GradeRowTrace { kind, grade: row.grade, condition, holds, span: row.span });
            known.push((row, holds));
            if kind == GradeRowKind::Row && holds == Some(true) {
                break;
            }
        }
        Some(known)
    }

    /// Whether a condition holds at every total of a range; none where that is not all it hangs on.
    fn at_every_total(&mut self, condition: &'a Expr, range: Option<&Range>) -> Option<bool> {
        if let Some(holds) = self.evaluate(condition, Scope::default()).found.as_flag() {
            return Some(holds);
        }
        if let ExprKind::Not(inner) = &*condition.kind {
            return self.at_every_total(inner, range).map(|holds| !holds);
        }
        if let ExprKind::Both(left, right) | ExprKind::Either(left, right) = &*condition.kind {
            let deciding = matches!(&*condition.kind, ExprKind::Either(..));
            return of_sides(deciding, [left, right].map(|side| self.at_every_total(side, range)));
        }
        let ExprKind::Compare(comparison, left, right) = &*condition.kind else { return None };
        let (left, right) = (self.known_or_total(left, range)?, self.known_or_total(right, range)?);
        compared(*comparison, &left, &right)
    }

    /// Where a side of a comparison lies: a number that is known, or the total.
    fn known_or_total(&mut self, side: &'a Expr, total: Option<&Range>) -> Option<Ends> {
        if let Some(number) = self.evaluate(side, Scope::default()).found.as_number() {
            return Some(Ends::single(number));
        }
        let total = total.filter(|_| matches!(&*side.kind, ExprKind::Total))?;
        Some(Ends::between(total.low.clone(), total.high.clone()))
    }
}
