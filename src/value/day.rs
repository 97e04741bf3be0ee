//! Calendar days.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

/// The English names of the months in their order. The grammar spells them out once more, which a test holds.
pub const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A calendar day, without time or zone. The calendar library stays behind this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    /// Not of the form `2025-03-31`.
    Malformed,
    /// Of the form, but there is no such day.
    NoSuchDay,
}

impl Day {
    /// The day of that year, month and day of the month, if there is one.
    #[must_use]
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let year = i16::try_from(year).ok()?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Self)
    }

    /// Reads `2025-03-31`, and nothing else.
    ///
    /// # Errors
    /// [`DayFault`] when the form is another or the day does not exist.
    pub fn parse(text: &str) -> Result<Self, DayFault> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts.as_slice() else { return Err(DayFault::Malformed) };
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return Err(DayFault::Malformed);
        }
        let whole = |part: &str| part.parse::<i64>().map_err(|_| DayFault::Malformed);
        Self::new(whole(year)?, whole(month)?, whole(day)?).ok_or(DayFault::NoSuchDay)
    }

    /// The last day of a month, if there is such a month.
    #[must_use]
    pub fn last_of(year: i64, month: i64) -> Option<Self> {
        let first = Self::new(year, month, 1)?;
        Self::new(year, month, i64::from(first.0.days_in_month()))
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i64 {
        i64::from(self.0.year())
    }

    /// The month of its year, counted from one.
    #[must_use]
    pub fn month(self) -> i64 {
        i64::from(self.0.month())
    }

    /// The same day of another year, if that year has it.
    #[must_use]
    pub fn in_year(self, year: i64) -> Option<Self> {
        Self::new(year, self.month(), i64::from(self.0.day()))
    }

    /// The day so many days later (earlier, when negative); none beyond the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let days = Span::new().try_days(days).ok()?;
        self.0.checked_add(days).ok().map(Self)
    }

    /// Calendar days from `self` to `later`; negative when `later` comes first.
    #[must_use]
    pub fn days_to(self, later: Self) -> i64 {
        self.0.until(later.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// Full calendar months from `self` to `later`; negative when `later` comes first. A month is
    /// full on the same day of a later month, or on that month's last day where it has no such day.
    #[must_use]
    pub fn full_months_to(self, later: Self) -> i64 {
        if later < self {
            return -later.full_months_to(self);
        }
        let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
        let apart = months(later.0) - months(self.0);
        let not_yet = later.0.day() < self.0.day() && later.0.day() < later.0.days_in_month();
        if not_yet { apart - 1 } else { apart }
    }

    /// Months from `self` to `later`, each started month counted.
    #[must_use]
    pub fn started_months_to(self, later: Self) -> i64 {
        let full = self.full_months_to(later);
        let exact = i32::try_from(full)
            .ok()
            .and_then(|full| Span::new().try_months(full).ok())
            .and_then(|full| self.0.checked_add(full).ok())
            .is_some_and(|date| date == later.0);
        if exact || later <= self { full } else { full + 1 }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn months_are_full_or_started() {
        let due = day("2025-04-15");
        assert_eq!(due.started_months_to(day("2025-04-15")), 0);
        assert_eq!(due.started_months_to(day("2025-04-16")), 1);
        assert_eq!(due.started_months_to(day("2025-05-15")), 1);
        assert_eq!(due.started_months_to(day("2025-05-16")), 2);
        assert_eq!(due.started_months_to(day("2025-12-30")), 9);
        assert_eq!(due.full_months_to(day("2025-05-14")), 0);
        assert_eq!(day("2025-01-31").full_months_to(day("2025-02-28")), 1);
    }

    #[test]
    fn days_run_over_years_and_leap_days() {
        assert_eq!(day("2024-02-28").days_to(day("2024-03-01")), 2);
        assert_eq!(day("2025-03-01").days_to(day("2025-02-27")), -2);
        assert_eq!(Day::parse("2025-02-29"), Err(DayFault::NoSuchDay));
        assert_eq!(Day::parse("2025-2-9"), Err(DayFault::Malformed));
        assert_eq!(day("2025-12-31").plus_days(1), Some(day("2026-01-01")));
        for far in [8_000_000, i64::MAX, i64::MIN] {
            assert_eq!(day("2025-12-31").plus_days(far), None);
        }
    }
}
