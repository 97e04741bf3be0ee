//! Dates in cells: `2025-03-31` and nothing else, with a proposal for the forms people write instead.

use super::cells::Fault;
use super::choices;
use super::messages::numbers::full_width_digits;
use super::messages::values::{Meant, StepAnswer, no_such_day, other_date_form, wrong_step_answer};
use super::numbers::narrow;
use super::table::{Cell, Form};
use crate::text::{Language, Words};
use crate::value::{Day, DayFault, Value};

/// The day in a cell; `year` is the rulebook's, for days written without one.
pub(super) fn read(cell: &Cell, year: i64) -> Result<Day, Fault> {
    match Day::parse(&cell.text) {
        Ok(day) => Ok(day),
        Err(DayFault::NoSuchDay) => Err(Box::new(no_such_day(cell, last_of_month(&cell.text)))),
        Err(DayFault::Malformed) => Err(explain(cell, year)),
    }
}

/// The answer to a step that has a day: when it was done, or `no`.
pub(super) fn step(cell: &Cell, year: i64, language: Language) -> Result<Value, Fault> {
    if cell.text == "no" || cell.text == "否" || (cell.text == "false" && cell.form == Form::JsonFlag) {
        return Ok(Value::Flag(false));
    }
    let fault = match read(cell, year) {
        Ok(day) => return Ok(Value::Day(day)),
        Err(fault) => fault,
    };
    match choices::meant(&cell.text) {
        Some(true) => Err(Box::new(wrong_step_answer(cell, StepAnswer::NeedsDay))),
        Some(false) => Err(Box::new(wrong_step_answer(cell, StepAnswer::NotDone(choices::written(false, language))))),
        None if cell.text == "是" => Err(Box::new(wrong_step_answer(cell, StepAnswer::NeedsDay))),
        None => Err(fault),
    }
}

fn explain(cell: &Cell, year: i64) -> Fault {
    let narrow = narrow(&cell.text);
    if narrow != cell.text && Day::parse(&narrow).is_ok() {
        let wanted = Words::new("a date such as `2025-03-31`", "“2025-03-31”式的日期");
        return Box::new(full_width_digits(cell, Some(&narrow), &wanted));
    }
    Box::new(match parts(&narrow, year) {
        Some(Parts::Exists(meant)) => other_date_form(cell, meant),
        Some(Parts::NoSuchDay) => no_such_day(cell, None),
        None => other_date_form(cell, Meant::Unknown),
    })
}

/// The last day of the month of a well-formed date that does not exist.
fn last_of_month(text: &str) -> Option<Day> {
    let mut parts = text.split('-').map(str::parse::<i64>);
    let (year, month) = (parts.next()?.ok()?, parts.next()?.ok()?);
    (28..=31).rev().find_map(|day| Day::new(year, month, day))
}

/// What a date in another form comes to.
enum Parts {
    Exists(Meant),
    NoSuchDay,
}

fn of(day: Option<Day>, meant: impl Fn(Day) -> Meant) -> Parts {
    day.map_or(Parts::NoSuchDay, |day| Parts::Exists(meant(day)))
}

/// Takes a date apart, whatever its form.
fn parts(text: &str, year: i64) -> Option<Parts> {
    let text = without_time(text.trim());
    if let Some(parts) = serial_or_solid(text) {
        return Some(parts);
    }
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() || matches!(letter, '年' | '月' | '日' | '号'))
        .filter(|word| !word.is_empty())
        .collect();
    let numbers: Vec<Option<i64>> = words.iter().map(|word| word.parse().ok()).collect();
    let long = |number: i64| number > 31;
    Some(match (numbers.as_slice(), words.as_slice()) {
        ([Some(first), Some(month), Some(day)], _) if long(*first) => of(Day::new(century(*first), *month, *day), Meant::Day),
        ([Some(first), Some(second), Some(last)], _) if long(*last) && text.contains('.') => {
            of(Day::new(century(*last), *second, *first), Meant::Day)
        }
        ([Some(first), Some(second), Some(last)], _) if long(*last) => {
            match (Day::new(century(*last), *first, *second), Day::new(century(*last), *second, *first)) {
                (Some(one), Some(other)) if one != other => Parts::Exists(Meant::Either(one, other)),
                (Some(day), _) | (None, Some(day)) => Parts::Exists(Meant::Day(day)),
                (None, None) => Parts::NoSuchDay,
            }
        }
        ([Some(_), None, Some(_)] | [None, Some(_), Some(_)], [first, second, last]) => {
            let (month, day) =
                if month(first).is_some() { (month(first)?, second.parse().ok()?) } else { (month(second)?, first.parse().ok()?) };
            of(Day::new(century(last.parse().ok()?), month, day), Meant::Day)
        }
        ([Some(day), None], [_, name]) | ([None, Some(day)], [name, _]) if !long(*day) => {
            of(Day::new(year, month(name)?, *day), Meant::OfYear)
        }
        ([Some(written), Some(_)], _) if long(*written) => Parts::Exists(Meant::NoDay),
        ([Some(month), Some(day)], _) if text.contains(['月', '/', '-', '.']) => of(Day::new(year, *month, *day), Meant::OfYear),
        ([Some(_)], _) if text.ends_with(['月', '年']) => Parts::Exists(Meant::NoDay),
        ([Some(_), None], [_, name]) if month(name).is_some() => Parts::Exists(Meant::NoDay),
        ([None, Some(_)], [name, _]) if month(name).is_some() => Parts::Exists(Meant::NoDay),
        ([None], [name]) if month(name).is_some() => Parts::Exists(Meant::NoDay),
        _ => return None,
    })
}

/// A day with a time of day behind it, as databases write it, without the time.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') && day.chars().next().is_some_and(|letter| letter.is_ascii_digit()) => day,
        Some(_) | None => text,
    }
}

/// A number: days since the start of 1900 as spreadsheets count them, or `20250331`.
fn serial_or_solid(text: &str) -> Option<Parts> {
    let number: i64 = text.parse().ok()?;
    if text.len() == 8 {
        return Some(of(Day::new(number / 10_000, number / 100 % 100, number % 100), Meant::Day));
    }
    // 20 000 is a day of 1954, 80 000 one of 2119.
    if (20_000..80_000).contains(&number) {
        return Some(of(Day::new(1899, 12, 30)?.plus_days(number), Meant::Serial));
    }
    None
}

fn century(year: i64) -> i64 {
    if year < 100 { 2000 + year } else { year }
}

fn month(name: &str) -> Option<i64> {
    let name = name.to_lowercase();
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let place = months.iter().position(|month| name.starts_with(month))?;
    i64::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Option<Meant> {
        match parts(text, 2025) {
            Some(Parts::Exists(meant)) => Some(meant),
            Some(Parts::NoSuchDay) | None => None,
        }
    }

    #[test]
    fn forms_people_write_are_understood() {
        let day = |text: &str| Day::parse(text).unwrap();
        let march = day("2025-03-31");
        for text in [
            "2025/3/31",
            "2025.03.31",
            "31.3.2025",
            "2025年3月31日",
            "20250331",
            "3/31/2025",
            "31 March 2025",
            "March 31, 2025",
            "2025-03-31 00:00:00",
            "31-Mar-25",
        ] {
            assert_eq!(meant(text), Some(Meant::Day(march)), "{text}");
        }
        assert_eq!(meant("3月31日"), Some(Meant::OfYear(march)));
        assert_eq!(meant("31 March"), Some(Meant::OfYear(march)));
        assert_eq!(meant("45747"), Some(Meant::Serial(march)));
        assert_eq!(meant("3/4/2025"), Some(Meant::Either(day("2025-03-04"), day("2025-04-03"))));
        assert_eq!(meant("2025年3月"), Some(Meant::NoDay));
        assert_eq!(meant("Mar 2025"), Some(Meant::NoDay));
        assert_eq!(meant("2025/2/30"), None);
        assert_eq!(meant("soon"), None);
    }
}
