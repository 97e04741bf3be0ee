//! The rulebook's header, and days that lean on its year.

use crate::check::checker::Checker;
use crate::check::messages::{Phrase, Wanted, meaning as say, types};
use crate::diagnostics::Diagnostic;
use crate::model::{HeaderSpans, Precision};
use crate::syntax::ast::{DayLiteral, Grid, RoundingClause, RoundingTo, RulebookClause};
use crate::text::{Span, Spanned};
use crate::value::{Day, Rounding};

impl<'a> Checker<'a> {
    pub(super) fn lower_header(&mut self) {
        let Some((rulebook, span)) = self.declared.rulebooks.first().copied() else {
            let first = self.parses.iter().find_map(|parse| parse.file.items.first()).map(|item| item.span.at_start());
            // Files without any item lack it at their very beginning.
            let place = first.or_else(|| self.parses.first().map(|parse| Span::new(parse.source, 0, 0)));
            let broken = self.parses.iter().any(|parse| !parse.broken.is_empty() || parse.diagnostics.has_errors());
            if let (Some(place), false) = (place, broken) {
                self.report(say::left_unsaid(place, &Phrase::Header));
            }
            return;
        };
        let others: Vec<Span> = self.declared.rulebooks.iter().skip(1).map(|(other, _)| other.title.span).collect();
        for other in others {
            self.report(say::said_twice(other, rulebook.title.span, &Phrase::Header));
        }
        self.program.header.title.clone_from(&rulebook.title.value);
        self.program.header.span = span;
        let mut said = HeaderSpans::default();
        // The year comes first, whatever the order: days lean on it.
        for clause in &rulebook.body.statements {
            if let RulebookClause::Year(year) = &clause.value
                && self.first_time(&mut said.year, clause.span, Phrase::Year)
            {
                match year.value.value.to_i64().filter(|year| (1900..=2999).contains(year)) {
                    Some(year) => {
                        self.program.header.year = self.judged.unwrap_or(year);
                        self.years_later = self.program.header.year - year;
                    }
                    None => self.report(types::number_out_of_place(year.span, &Wanted::Between("1900", "2999"))),
                }
            }
        }
        self.year_of_closing(&rulebook.body.statements);
        for clause in &rulebook.body.statements {
            self.header_clause(clause, &mut said);
        }
        self.program.header.said = said;
        if self.has_broken(span) {
            return;
        }
        let at = rulebook.title.span;
        for (place, phrase) in [(said.year, Phrase::Year), (said.closes, Phrase::Closes)] {
            if place.is_none() {
                self.report(say::left_unsaid(at, &phrase));
            }
        }
        // Of the two lines on rounding the one that stands shows what is meant; one that could not be read rounds nothing.
        let (scores, totals) = (self.program.header.scores.clone(), self.program.header.totals.clone());
        for (place, phrase, sister) in [(said.scores, Phrase::Scores, totals), (said.totals, Phrase::Totals, scores)] {
            if place.is_none() {
                let says = sister.rounded.is_some() || sister.shown.is_some();
                self.report(if says { say::rounding_unsaid(at, &phrase, &sister) } else { say::left_unsaid(at, &phrase) });
            }
        }
    }

    /// Where no year can be read, the closing day tells it to all that leans on it: a year closes at its end or in
    /// the first half of the next. That it is not said is an error in any case.
    fn year_of_closing(&mut self, clauses: &[Spanned<RulebookClause>]) {
        if self.program.header.year != 0 {
            return;
        }
        for clause in clauses {
            if let RulebookClause::Closes(day) = &clause.value
                && let DayLiteral::Full { year, month, .. } = &day.value
            {
                let year = if *month <= 6 { year - 1 } else { *year };
                self.program.header.year = self.judged.unwrap_or(year);
            }
        }
    }

    fn header_clause(&mut self, clause: &'a Spanned<RulebookClause>, said: &mut HeaderSpans) {
        let span = clause.span;
        match &clause.value {
            RulebookClause::Year(_) => {}
            RulebookClause::Basis(basis) => {
                if self.first_time(&mut said.basis, span, Phrase::Basis) {
                    self.program.header.basis = Some(basis.value.clone());
                }
            }
            RulebookClause::Closes(day) => {
                if self.first_time(&mut said.closes, span, Phrase::Closes)
                    && let Some(day) = self.day(&day.value, day.span)
                {
                    self.program.header.closes = day;
                    self.closes_known = true;
                }
            }
            RulebookClause::Scores(precision) => {
                if self.first_time(&mut said.scores, span, Phrase::Scores)
                    && let Some(precision) = self.precision(precision)
                {
                    self.program.header.scores = precision;
                }
            }
            RulebookClause::Totals(precision) => {
                if self.first_time(&mut said.totals, span, Phrase::Totals)
                    && let Some(precision) = self.precision(precision)
                {
                    self.program.header.totals = precision;
                }
            }
            RulebookClause::Ties(ties) => {
                if self.first_time(&mut said.ties, span, Phrase::Ties) {
                    self.program.header.ties = Some(super::contests::ties_of(*ties));
                }
            }
            RulebookClause::MissingWritten(tokens) => {
                if self.first_time(&mut said.missing, span, Phrase::MissingWritten) {
                    self.program.header.missing_written = tokens.iter().map(|token| token.value.clone()).collect();
                }
            }
        }
    }

    /// Notes where a clause was said; of a second one it reports that the first stands already.
    pub(super) fn first_time(&mut self, place: &mut Option<Span>, span: Span, phrase: Phrase) -> bool {
        match place {
            Some(first) => {
                self.report(say::said_twice(span, *first, &phrase));
                false
            }
            None => {
                *place = Some(span);
                true
            }
        }
    }

    /// How points are rounded, which have no percents.
    pub(super) fn rounding_of_points(&mut self, to: &RoundingTo) -> Option<Rounding> {
        if let Grid::Percent(_) = to.grid.value {
            let found = self.type_words(&crate::types::Type::points());
            self.report(types::wrong_grid(to.grid.span, Some(to.grid.span), Some(&found)));
            return None;
        }
        self.rounding(to)
    }

    fn precision(&mut self, clause: &RoundingClause) -> Option<Precision> {
        let rounded = match &clause.rounded {
            None => None,
            Some(to) => Some(self.rounding_of_points(to)?),
        };
        let shown = match &clause.shown {
            None => rounded.clone(),
            Some(shown) => {
                let digits = self.decimals(&shown.decimals, shown.decimals.span)?;
                let mode = shown.mode.as_ref().map(|mode| mode.value).or(rounded.as_ref().map(|rounding| rounding.mode));
                let Some(mode) = mode else {
                    self.report(say::left_unsaid(shown.decimals.span, &Phrase::ShownMode(digits)));
                    return None;
                };
                Some(Rounding::decimals(mode, digits))
            }
        };
        Some(Precision { rounded, shown })
    }

    /// The day that was written; without a year it is in the rulebook's.
    pub fn day(&mut self, day: &DayLiteral, span: Span) -> Option<Day> {
        // Without a readable year, any leap year serves: the missing year was reported already.
        let year = if self.program.header.year == 0 { 2000 } else { self.program.header.year };
        match day_of(year, self.years_later, day, span) {
            Ok(day) => Some(day),
            Err(finding) => {
                self.report(*finding);
                None
            }
        }
    }
}

/// The day that was written, in a book of that year. Where the book judges another year than the one
/// written, a day near that year moves along; a day far from it is one of history.
pub fn day_of(year: i64, years_later: i64, day: &DayLiteral, span: Span) -> Result<Day, Box<Diagnostic>> {
    let (year, month, number) = match day {
        DayLiteral::Full { year: written, month, day } => {
            let near = (written + years_later - year).abs() <= 1;
            (written + if near { years_later } else { 0 }, *month, *day)
        }
        DayLiteral::OfYear { month, day, next_year } => (year + i64::from(*next_year), *month, *day),
    };
    let leap_day_moved = years_later != 0 && (month, number) == (2, 29);
    let found = Day::new(year, month, number).or_else(|| Day::new(year, month, 28).filter(|_| leap_day_moved));
    found.ok_or_else(|| Box::new(types::impossible_day(span, year, month, number)))
}
