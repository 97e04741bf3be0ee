//! Numbers, days and types written down: in base units, as shares of the full points, or by the words
//! that give them.

use super::canon::{Canon, Reading, Writer};
use super::node::Meaning;
use super::words::mode_word;
use crate::model::Choice;
use crate::text::Span;
use crate::types::{Base, Dimension, Type, UnitId};
use crate::value::{Day, Number, Rounding, Value};

impl Canon<'_> {
    /// A number without loss.
    pub fn number(number: &Number) -> String {
        number.to_exact_decimal_text().unwrap_or_else(|| number.to_fraction_text())
    }

    /// A day by its distance from the year judged.
    pub fn day(&self, day: Day) -> String {
        let text = day.to_string();
        let rest = text.split_once('-').map_or("", |(_, rest)| rest);
        format!("year{:+}-{rest}", day.year() - self.program.header.year)
    }

    /// A day in an expression: of the year judged or one beside it by its distance, others as they are.
    fn named_day(&self, day: Day) -> String {
        if (day.year() - self.program.header.year).abs() <= 1 { self.day(day) } else { day.to_string() }
    }

    /// A day as it may be read: by its distance from the year judged, or as it is where its year is written down.
    pub fn day_as_said(&self, day: Day, span: Span) -> Meaning {
        Meaning::of(vec![self.day(day), self.day_in_words(day, span)])
    }

    /// A day by the words that name it: with its year, where they do.
    pub(super) fn day_in_words(&self, day: Day, span: Span) -> String {
        let words = self.sources.slice(span);
        // Wide figures are figures too.
        let figures: String = words
            .chars()
            .map(|letter| letter.to_digit(10).or(wide_digit(letter)).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(' '))
            .collect();
        if figures.split(' ').any(|figure| figure == day.year().to_string()) { day.to_string() } else { self.day(day) }
    }

    /// A rounding.
    pub fn rounding(rounding: &Rounding) -> String {
        format!("{}:{}", mode_word(rounding.mode), Self::number(&rounding.step))
    }

    /// A type as it may be read: a choice by what it offers, or by its name, where what it offers is told of the choice.
    pub fn type_as_said(&self, ty: &Type) -> Meaning {
        let by_name = self.ty(ty);
        let offered = if let Type::Choice(choice) = ty { Self::offered(&self.program.choices[*choice]) } else { by_name.clone() };
        Meaning::of(vec![offered, by_name])
    }

    /// What a choice offers; the order is part of it where it means something.
    pub fn offered(choice: &Choice) -> String {
        let mut names: Vec<&str> = choice.values.iter().map(|value| value.name.as_str()).collect();
        if !choice.ordered {
            names.sort_unstable();
        }
        format!("one of {}", names.join(if choice.ordered { " > " } else { " | " }))
    }

    /// A type.
    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Number => "number".to_owned(),
            Type::Ratio => "ratio".to_owned(),
            Type::Percent => "percent".to_owned(),
            Type::PercentagePoints => "pp".to_owned(),
            Type::Count => "count".to_owned(),
            Type::Quantity(dimension, unit) => {
                let unit = unit.map_or("", |unit| self.program.units[unit].name.as_str());
                format!("{} in {unit}", self.dimension(dimension))
            }
            Type::Day => "day".to_owned(),
            Type::Flag => "flag".to_owned(),
            Type::Choice(choice) => match &self.program.choices[*choice].name {
                Some(name) => format!("choice {name}"),
                // What an inline choice offers is compared value by value.
                None => "choice".to_owned(),
            },
            Type::Text => "text".to_owned(),
            Type::Subject(level) => format!("subject {}", self.program.levels[*level].name),
            Type::Error => "error".to_owned(),
        }
    }

    /// A dimension.
    pub fn dimension(&self, dimension: &Dimension) -> String {
        let mut powers: Vec<String> = dimension
            .powers()
            .map(|(base, power)| {
                let base = match base {
                    Base::Points => "points",
                    Base::Days => "days",
                    Base::Unit(unit) => &self.program.units[unit].name,
                };
                format!("{base}^{power}")
            })
            .collect();
        powers.sort();
        powers.join("*")
    }

    /// A value of a type.
    pub fn value(&self, value: &Value, ty: &Type, reading: Reading) -> String {
        match value {
            Value::Number(number) => self.quantity(number, ty, reading),
            Value::Day(day) => self.named_day(*day),
            Value::Flag(true) => "yes".to_owned(),
            Value::Flag(false) => "no".to_owned(),
            Value::Choice(place) => match ty {
                Type::Choice(choice) => {
                    let value = self.program.choices[*choice].values.get(*place);
                    value.map_or_else(|| place.to_string(), |value| format!("'{}", value.name))
                }
                Type::Number
                | Type::Ratio
                | Type::Percent
                | Type::PercentagePoints
                | Type::Count
                | Type::Quantity(..)
                | Type::Day
                | Type::Flag
                | Type::Text
                | Type::Subject(_)
                | Type::Error => place.to_string(),
            },
            Value::Text(text) => format!("{text:?}"),
        }
    }

    fn quantity(&self, number: &Number, ty: &Type, reading: Reading) -> String {
        if let (Type::Quantity(_, Some(unit)), true) = (ty, reading.by_words()) {
            let (count, unit) = self.in_unit(number, *unit);
            return format!("{count}{unit}");
        }
        if ty.is_points() { self.points(number, reading) } else { Self::number(number) }
    }

    /// A quantity counted in a unit, and the name of that.
    fn in_unit(&self, number: &Number, unit: UnitId) -> (String, &str) {
        let unit = &self.program.units[unit];
        let count = number.divide(&unit.factor).unwrap_or_else(|| number.clone());
        (Self::number(&count), &unit.name)
    }

    /// A number of a type, for people.
    pub fn shown(&self, number: &Number, ty: &Type) -> String {
        let hundred = || Self::number(&number.multiply(&Number::from(100)));
        match ty {
            Type::Percent => format!("{}%", hundred()),
            Type::PercentagePoints => format!("{} pp", hundred()),
            Type::Quantity(_, Some(unit)) => {
                let (count, unit) = self.in_unit(number, *unit);
                format!("{count} {unit}")
            }
            Type::Number
            | Type::Ratio
            | Type::Count
            | Type::Quantity(_, None)
            | Type::Day
            | Type::Flag
            | Type::Choice(_)
            | Type::Text
            | Type::Subject(_)
            | Type::Error => Self::number(number),
        }
    }

    /// Points: as they are, or as a share of the full points.
    pub fn points(&self, number: &Number, reading: Reading) -> String {
        match self.full.filter(|_| reading.by_words()).and_then(|full| number.divide(full)) {
            Some(share) => format!("{}of full", Self::number(&share)),
            None => Self::number(number),
        }
    }

    /// A fixed number of points.
    pub fn fixed_points(&self, number: &Number) -> Meaning {
        Meaning::of(vec![self.points(number, Reading::Absolute), self.points(number, Reading::Shares)])
    }

    /// Points of an expression, by the words that give them: those of another indicator stay theirs.
    pub(super) fn points_in_words(&self, number: &Number, span: Span) -> String {
        let words = self.sources.on_one_line(span);
        let is_sign = |letter: char| matches!(letter, '-' | '−' | '－' | ' ');
        let figure = |letter: char| letter.is_numeric() || matches!(letter, '.' | '．' | '_' | '万' | '亿');
        let unsigned = words.trim_start_matches(is_sign);
        let unit = unsigned.trim_start_matches(figure).trim_start();
        let is_number = unsigned.starts_with(char::is_numeric) && unit.chars().all(char::is_alphabetic);
        if is_number {
            Self::number(number)
        } else if self.full == Some(number) || !words.contains(['.', '．']) || words.ends_with(['%', '％']) {
            self.points(number, Reading::Shares)
        } else {
            words
        }
    }

    /// A fixed number of points into a text that is being written.
    pub fn put_points(&self, number: &Number, to: &mut Writer) {
        let text = self.points(number, to.reading);
        to.put(text);
    }
}

/// The value of a figure as wide as a Chinese character.
fn wide_digit(letter: char) -> Option<u32> {
    u32::from(letter).checked_sub(u32::from('０')).filter(|digit| *digit < 10)
}
