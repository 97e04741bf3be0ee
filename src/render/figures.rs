//! How numbers, values and places are written in results: exactly where they end, with `…` where they do not.

use crate::model::{Origin, Precision, Program, Question};
use crate::text::{SourceMap, Span, Words};
use crate::types::Type;
use crate::value::{Number, Rounding, RoundingMode, Value};
use crate::words;

/// Digits behind the point of a fraction that does not end.
const DIGITS: u32 = 6;

/// Digits behind the point that are written in full before a number counts as endless for a reader.
const LONGEST: usize = 8;

/// Writes figures of one program.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// What the rules mean.
    pub program: &'a Program,
    /// Rules and data.
    pub sources: &'a SourceMap,
}

/// A number in full, or cut and followed by `…` when it goes on.
#[must_use]
pub fn number(number: &Number) -> String {
    match number.to_exact_decimal_text() {
        Some(text) if text.split_once('.').is_none_or(|(_, behind)| behind.len() <= LONGEST) => text,
        Some(_) | None => format!("{}…", number.to_decimal_text(RoundingMode::Down, DIGITS)),
    }
}

/// A number as the rules have it printed: rounded or shown as they say, else in full; a fraction
/// that does not end is written as one.
#[must_use]
pub fn printed(number: &Number, precision: &Precision) -> String {
    match precision.shown.as_ref().or(precision.rounded.as_ref()) {
        Some(rounding) => number.to_decimal_text(rounding.mode, rounding.digits()),
        None => exact(number),
    }
}

/// A number without loss: decimal where it ends, else a fraction.
#[must_use]
pub fn exact(number: &Number) -> String {
    number.to_exact_decimal_text().unwrap_or_else(|| number.to_fraction_text())
}

/// A share as a percentage.
#[must_use]
pub fn percent(share: &Number) -> String {
    format!("{}%", number(&share.multiply(&Number::from(100))))
}

/// A rounding in words: "half up to 2 decimals".
#[must_use]
pub fn rounding(rounding: &Rounding) -> Words {
    let (english, chinese) = match rounding.mode {
        RoundingMode::HalfUp => ("half up", "四舍五入"),
        RoundingMode::HalfEven => ("half even", "四舍六入五成双"),
        RoundingMode::Up => ("up", "进一"),
        RoundingMode::Down => ("down", "去尾"),
    };
    let digits = rounding.digits();
    words!("{english} to {digits} decimals", "{chinese}保留 {digits} 位小数", english = english, chinese = chinese, digits = digits)
}

impl Figures<'_> {
    /// A value of a type.
    #[must_use]
    pub fn value(&self, value: &Value, ty: &Type) -> Words {
        match value {
            Value::Number(value) => self.measure(value, ty),
            Value::Day(day) => Words::same(day.to_string()),
            Value::Flag(true) => words!("yes", "是"),
            Value::Flag(false) => words!("no", "否"),
            Value::Choice(place) => Words::same(self.choice(*place, ty)),
            Value::Text(text) => Words::same(format!("\"{}\"", super::visible::visible(text))),
        }
    }

    fn choice(&self, place: usize, ty: &Type) -> String {
        let Type::Choice(id) = ty else { return place.to_string() };
        self.program.choices[*id].values.get(place).map_or_else(|| place.to_string(), |value| value.shown().to_owned())
    }

    fn measure(&self, value: &Number, ty: &Type) -> Words {
        match ty {
            Type::Percent | Type::Ratio => Words::same(percent(value)),
            Type::PercentagePoints => {
                let text = number(&value.multiply(&Number::from(100)));
                words!("{text} pp", "{text} 个百分点", text = text)
            }
            Type::Quantity(_, Some(unit)) => {
                let unit = &self.program.units[*unit];
                let text = number(&value.divide(&unit.factor).unwrap_or_else(|| value.clone()));
                Words::same(format!("{text} {}", unit.title.as_deref().unwrap_or(&unit.name)))
            }
            Type::Number
            | Type::Count
            | Type::Quantity(_, None)
            | Type::Day
            | Type::Flag
            | Type::Choice(_)
            | Type::Text
            | Type::Subject(_)
            | Type::Error => Words::same(number(value)),
        }
    }

    /// A place in the rules: `rules/2025/bureau.yard:12`.
    #[must_use]
    pub fn clause(&self, span: Span) -> String {
        let file = self.sources.file(span.source);
        format!("{}:{}", file.name(), file.position(span.start).line)
    }

    /// A cell: `data/bureau.csv`, row 3, column `on_time_filing.filed`.
    #[must_use]
    pub fn cell(&self, origin: &Origin) -> Words {
        let file = self.sources.file(origin.span.source).name();
        let (row, column) = (origin.row, &origin.column);
        if column.is_empty() {
            return words!("{file}, row {row}", "{file} 第 {row} 行", file = file, row = row);
        }
        words!("{file}, row {row}, column `{column}`", "{file} 第 {row} 行“{column}”列", file = file, row = row, column = column)
    }

    /// What the author wrote at a place, on one line.
    #[must_use]
    pub fn source(&self, span: Span) -> String {
        let mut text = String::new();
        for line in self.sources.slice(span).lines() {
            let code = line.split(['#', '＃']).next().unwrap_or("");
            for word in code.split_whitespace() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
        text
    }

    /// The title of what was asked.
    #[must_use]
    pub fn question(&self, question: Question) -> Words {
        match question {
            Question::Input(input) => {
                let input = &self.program.inputs[input];
                Words::same(input.title.clone().unwrap_or_else(|| input.name.clone()))
            }
            Question::Step(indicator, step) => Words::same(self.step_title(indicator, step)),
            Question::Evidence(_) => words!("evidence", "佐证"),
            Question::State(_) => words!("state judged", "评定状态"),
            Question::Points(_) => words!("points given by the judge", "评定分值"),
        }
    }

    /// The title of the n-th step of an indicator.
    #[must_use]
    pub fn step_title(&self, indicator: crate::model::IndicatorId, step: usize) -> String {
        let chain = &self.program.indicators[indicator].chain;
        let steps = chain.links.iter().find_map(|link| match &link.method {
            crate::model::Method::Steps(steps) => steps.steps.get(step),
            crate::model::Method::Quantify(_) | crate::model::Method::State(_) | crate::model::Method::Start(_) => None,
        });
        steps.map_or_else(|| step.to_string(), |step| step.title.clone().unwrap_or_else(|| step.name.clone()))
    }
}
