//! Inputs that ask for a value of each month.

use super::reading::Slot;
use crate::check::checker::Checker;
use crate::check::messages::meaning::{self as say, Misplaced};
use crate::check::messages::months as say_months;
use crate::model::{InputOwner, MonthDue, Question};
use crate::syntax::ast::{self, GivenMonths, InputOption, MonthDay, MonthLiteral};
use crate::text::{Span, Spanned};

impl<'a> Checker<'a> {
    /// Whether an input asks for a value of each month, and when that is due.
    pub(super) fn monthly(&mut self, input: &'a ast::Input, owner: InputOwner) -> Option<MonthDue> {
        let said = input.options.iter().find(|option| option.value == InputOption::Monthly).map(|option| option.span);
        let each = input.options.iter().find_map(|option| match &option.value {
            InputOption::DueEachMonth(day) => Some((option.span, day)),
            InputOption::AtMost(_)
            | InputOption::AtLeast(_)
            | InputOption::Above(_)
            | InputOption::Below(_)
            | InputOption::From { .. }
            | InputOption::Due(_)
            | InputOption::Monthly
            | InputOption::SuppliedBy(_)
            | InputOption::HigherIsBetter
            | InputOption::LowerIsBetter
            | InputOption::EmptyMeans(_)
            | InputOption::OrEmpty
            | InputOption::Happened
            | InputOption::Planned => None,
        });
        match (said, each) {
            (None, None) => None,
            (None, Some((span, _))) => {
                self.report(say_months::day_without_monthly(span));
                None
            }
            (Some(span), _) if matches!(owner, InputOwner::Level(_)) => {
                self.report(say::option_out_of_place(span, &Misplaced::MonthlyAttribute));
                None
            }
            (Some(_), None) => Some(MonthDue::Once),
            (Some(_), Some((_, day))) => Some(self.month_due(day)),
        }
    }

    /// A day that every month has: later in the month its last day is meant.
    fn month_due(&mut self, day: &Spanned<MonthDay>) -> MonthDue {
        let MonthDay { day: number, next } = day.value;
        if let Some(number) = number.filter(|number| !(1..=28).contains(number)) {
            self.report(say_months::no_day_of_every_month(day.span, number));
            return MonthDue::Once;
        }
        MonthDue::Each { day: number, next }
    }

    /// A monthly input outside the functions over months.
    pub fn bare_monthly(&mut self, name: &str, span: Span) {
        self.report(say_months::without_function(span, name));
    }

    /// The questions an example gives values for: of a monthly input one for each month that is named.
    pub(super) fn slots_of_months(&mut self, slot: Slot, path: &ast::Path, months: Option<&Spanned<GivenMonths>>) -> Option<Vec<Slot>> {
        let name = path.names.last().map(|name| name.value.clone()).unwrap_or_default();
        let monthly = match &slot {
            Slot::Question(Question::Input(id), ty) if self.program.inputs[*id].monthly.is_some() => Some((*id, ty.clone())),
            Slot::Question(..) | Slot::DatedStep(..) | Slot::Sequence(_) | Slot::Parent(..) | Slot::Ballots(..) | Slot::ScoringDay => None,
        };
        match (monthly, months) {
            (None, None) => Some(vec![slot]),
            (None, Some(months)) => {
                self.report(say_months::month_of_example(months.span, &name, false));
                None
            }
            (Some(_), None) => {
                self.report(say_months::month_of_example(path.span, &name, true));
                None
            }
            (Some((id, ty)), Some(months)) => {
                let range = self.months_named(months)?;
                Some(range.map(|month| Slot::Question(Question::Month(id, month), ty.clone())).collect())
            }
        }
    }

    /// The months of the year that are named, in their order.
    fn months_named(&mut self, months: &Spanned<GivenMonths>) -> Option<std::ops::RangeInclusive<usize>> {
        let year = self.program.header.year;
        let number = |month: MonthLiteral| {
            let of_year = month.year.is_none_or(|written| written == year || year == 0);
            usize::try_from(month.month).ok().filter(|number| of_year && (1..=12).contains(number))
        };
        let range = match months.value {
            GivenMonths::Each => Some(1..=12),
            GivenMonths::From { first, last } => {
                let (first, last) = (number(first), last.map_or_else(|| number(first), number));
                first.zip(last).filter(|(first, last)| first <= last).map(|(first, last)| first..=last)
            }
        };
        if range.is_none() {
            self.report(say_months::no_such_month(months.span, year));
        }
        range
    }
}
