//! Competitions: what decides, and what each place or distance is worth.

use super::contests::ContestClauses;
use crate::check::checker::{Checker, Scope};
use crate::check::infer::Pay;
use crate::check::messages::{Phrase, contests as say};
use crate::model::{
    Among, Better, Compete, CompeteForm, Contest, ContestId, Entrants, IndicatorId, Key, PlacePoints, PlaceRow, PlacesBelow, Shared,
    SharedValue, Ties, Worth,
};
use crate::syntax::ast::{self, CompeteRow};
use crate::text::{Span, Spanned};
use crate::types::LevelId;
use crate::value::Number;

/// What the rows say of places.
#[derive(Default)]
struct Rows<'a> {
    places: Vec<(usize, usize, &'a ast::Expr, Span)>,
    below: Option<(&'a ast::Expr, Option<&'a ast::Expr>, Span)>,
    otherwise: Option<(&'a ast::Expr, Span)>,
}

impl<'a> Checker<'a> {
    pub(super) fn compete(&mut self, id: IndicatorId, compete: &'a ast::Compete, span: Span, scope: &Scope<'a>) -> Option<Compete> {
        let level = self.program.indicators[id].whom.level;
        let head = self.head_span(span, compete.body.as_ref().map(|body| body.open));
        let statements = || compete.body.iter().flat_map(|body| &body.statements);
        let better = self.better_of_all(compete);
        let keys = self.contest_keys(&compete.keys, scope, level, better);
        let clauses = statements().filter_map(|row| match &row.value {
            CompeteRow::Contest(clause) => Some((clause, row.span)),
            CompeteRow::Better(_) | CompeteRow::Places { .. } | CompeteRow::EachBelow { .. } | CompeteRow::Otherwise(_) => None,
        });
        let clauses = self.contest_clauses(clauses);
        let rows = self.rows_of(compete);
        let mut pays = Vec::new();
        let form = match &compete.form {
            Some(form) => {
                if let Some(row) = rows.places.first().map(|(_, _, _, span)| *span).or(rows.below.map(|(_, _, span)| span)) {
                    self.report(say::places_twice(row, form.span));
                }
                self.compete_form(form, &keys, scope, &mut pays)
            }
            None => self.places(&rows, head, span, scope, &mut pays).map(CompeteForm::Places),
        };
        self.refuse_mixed_pay(&pays);
        let by_place = matches!(&form, Some(CompeteForm::Places(_) | CompeteForm::Line { .. }));
        // By distance a tie has nothing to share.
        let ties = if by_place { self.ties_or_report(&clauses, head, span) } else { clauses.ties.unwrap_or(Ties::Better) };
        let form = form?;
        if keys.len() != compete.keys.len() {
            return None;
        }
        let among = if self.program.levels[level].sequences.is_some() { Among::Sequence } else { Among::All };
        let entrants = Entrants::JudgedBy(id);
        let ContestClauses { missing, at_least, said, .. } = clauses;
        let contest = Contest { level, entrants, among, keys, ties, missing, at_least, span: head, said };
        let contest = self.program.contests.push(contest);
        Some(self.published_contest(level, contest, form, head))
    }

    fn published_contest(&mut self, level: LevelId, contest: ContestId, form: CompeteForm, span: Span) -> Compete {
        let shared = self.program.shared.push(Shared { level, value: SharedValue::Contests(vec![contest]), span });
        Compete { contest, shared, form }
    }

    /// Which is better for every key that says nothing itself.
    fn better_of_all(&mut self, compete: &ast::Compete) -> Option<Spanned<Better>> {
        let (mut said, mut better) = (None, None);
        for row in compete.body.iter().flat_map(|body| &body.statements) {
            if let CompeteRow::Better(written) = &row.value
                && self.first_time(&mut said, row.span, Phrase::Better)
            {
                better = Some(Spanned { value: super::contests::better_of(*written), span: row.span });
            }
        }
        better
    }

    fn rows_of(&mut self, compete: &'a ast::Compete) -> Rows<'a> {
        let mut rows = Rows::default();
        for row in compete.body.iter().flat_map(|body| &body.statements) {
            let rest = rows.below.map(|(_, _, span)| span).or(rows.otherwise.map(|(_, span)| span));
            match &row.value {
                CompeteRow::Contest(_) | CompeteRow::Better(_) => {}
                CompeteRow::Places { from, to, points } => {
                    let last = to.as_ref().map_or(from.value, |to| to.value);
                    let written = to.as_ref().map_or(from.span, |to| from.span.to(to.span));
                    if from.value == 0 || last < from.value {
                        self.report(say::no_such_places(written));
                    } else {
                        rows.places.push((from.value, last, points, written));
                    }
                }
                CompeteRow::EachBelow { less, at_least } => match rest {
                    Some(rest) => self.report(say::places_twice(row.span, rest)),
                    None => rows.below = Some((less, at_least.as_ref(), row.span)),
                },
                CompeteRow::Otherwise(points) => match rest {
                    Some(rest) => self.report(say::places_twice(row.span, rest)),
                    None => rows.otherwise = Some((points, row.span)),
                },
            }
        }
        rows.places.sort_by_key(|(from, to, _, _)| (*from, *to));
        rows
    }

    /// The points place by place: from the first on, without a gap, never more for a worse one.
    fn places(&mut self, rows: &Rows<'a>, head: Span, whole: Span, scope: &Scope<'a>, pays: &mut Vec<(Pay, Span)>) -> Option<PlacePoints> {
        let broken = self.has_broken(whole);
        let mut next = 1;
        let mut before: Option<(usize, Span)> = None;
        let mut lowered: Vec<PlaceRow> = Vec::new();
        for (from, to, points, span) in &rows.places {
            if *from > next && !broken {
                self.report(say::place_without_points(*span, next, from.saturating_sub(1)));
            }
            if let Some((_, first)) = before.filter(|(last, _)| last >= from) {
                self.report(say::places_twice(*span, first));
            }
            (next, before) = (to + 1, Some((*to, *span)));
            let worth = self.worth(points, scope, pays)?;
            self.never_more(lowered.last().map(|row| &row.worth), &worth);
            lowered.push(PlaceRow { from: *from, to: *to, worth });
        }
        let rest = match (&rows.below, &rows.otherwise) {
            (Some((less, at_least, _)), _) => {
                let step = self.worth(less, scope, pays)?;
                if step.points <= Number::zero() {
                    self.report(say::no_less_below(step.span));
                }
                let at_least = match at_least {
                    Some(at_least) => self.worth(at_least, scope, pays)?,
                    None => Worth { points: Number::zero(), span: step.span },
                };
                self.never_more(lowered.last().map(|row| &row.worth), &at_least);
                let span = rows.below.map_or(step.span, |(_, _, span)| span);
                PlacesBelow::Less { less: step.points, at_least, span }
            }
            (None, Some((points, _))) => {
                let worth = self.worth(points, scope, pays)?;
                self.never_more(lowered.last().map(|row| &row.worth), &worth);
                PlacesBelow::Otherwise(worth)
            }
            (None, None) => {
                if !broken {
                    let at = before.map_or(head, |(_, span)| span);
                    self.report(say::places_without_end(at, next));
                }
                return None;
            }
        };
        if lowered.is_empty() && rows.otherwise.is_none() {
            if !broken {
                self.report(say::place_without_points(head, 1, 1));
            }
            return None;
        }
        Some(PlacePoints { rows: lowered, rest })
    }

    fn compete_form(
        &mut self,
        form: &'a Spanned<ast::CompeteForm>,
        keys: &[Key],
        scope: &Scope<'a>,
        pays: &mut Vec<(Pay, Span)>,
    ) -> Option<CompeteForm> {
        let lowered = match &form.value {
            ast::CompeteForm::Line(first, last) => {
                let (first, last) = (self.worth(first, scope, pays)?, self.worth(last, scope, pays)?);
                self.never_more(Some(&first), &last);
                return Some(CompeteForm::Line { first, last });
            }
            ast::CompeteForm::Proportion(best) => CompeteForm::Proportion(self.worth(best, scope, pays)?),
            ast::CompeteForm::Range(low, high) => {
                let (low, high) = (self.worth(low, scope, pays)?, self.worth(high, scope, pays)?);
                self.never_more(Some(&high), &low);
                CompeteForm::Range { low, high }
            }
        };
        // A distance is one of numbers, and there is one of them.
        let second = keys.get(1).map(|key| key.span);
        let unmeasured = keys.iter().find(|key| match &self.program.shared[key.value].value {
            SharedValue::OnCard(value) => !value.ty.is_numeric(),
            SharedValue::Contests(_) => true,
        });
        if let Some(span) = second.or(unmeasured.map(|key| key.span)) {
            self.report(say::no_distance(span, form.span));
            return None;
        }
        Some(lowered)
    }

    fn worth(&mut self, written: &'a ast::Expr, scope: &Scope<'a>, pays: &mut Vec<(Pay, Span)>) -> Option<Worth> {
        let (points, pay) = self.fixed_points(written, scope)?;
        pays.push((pay, written.span));
        Some(Worth { points, span: written.span })
    }

    /// A worse place never gets more.
    fn never_more(&mut self, better: Option<&Worth>, worse: &Worth) {
        if let Some(better) = better
            && worse.points > better.points
        {
            self.report(say::worse_place_pays_more(worse.span, better.span));
        }
    }
}
