//! How numbers, values and places are written in results: exactly where they end, with `…` where they do not.

use crate::eval::{SubjectScore, SubjectState, show_number, show_value};
use crate::model::{Header, Origin, Part, Precision, Program};
use crate::text::{SourceMap, Span, Words, counted};
use crate::types::Type;
use crate::value::{Number, Rounding, RoundingMode, Value};
use crate::words;

/// Writes figures of one program.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// What the rules mean.
    pub program: &'a Program,
    /// Rules and data.
    pub sources: &'a SourceMap,
}

/// A number in full, or `≈` and its first digits when it is long or has no end.
#[must_use]
pub fn number(number: &Number) -> String {
    with_minus(&show_number(number))
}

/// The text of a number with the minus sign that stands between numbers in an account: `5 − 6 = −1`. For people alone, for
/// programs take no sign but the hyphen.
#[must_use]
pub fn with_minus(number: &str) -> String {
    match (number.strip_prefix('-'), number.strip_prefix("≈-")) {
        (Some(size), _) => format!("−{size}"),
        (None, Some(size)) => format!("≈−{size}"),
        (None, None) => number.to_owned(),
    }
}

/// What something comes to, behind the sign that says whether that is all of it: `= 5`, `≈ 57.3083`.
#[must_use]
pub fn equals(value: &Words) -> Words {
    let signed = |text: &str| text.strip_prefix('≈').map_or_else(|| format!("= {text}"), |digits| format!("≈ {digits}"));
    Words::new(signed(&value.english), signed(&value.chinese))
}

/// A number of points: "1 point", "2.5 points".
#[must_use]
pub fn points(points: &Number) -> Words {
    let text = number(points);
    words!("{counted}", "{text} 分", counted = counted(&text, "point"), text = text)
}

/// A number for people, as the rules have it printed: rounded or shown as they say; where they say
/// nothing like [`number`].
#[must_use]
pub fn printed(number: &Number, precision: &Precision) -> String {
    match precision.shown.as_ref().or(precision.rounded.as_ref()) {
        Some(rounding) => with_minus(&number.to_decimal_text(rounding.mode, rounding.digits())),
        None => self::number(number),
    }
}

/// A number in an account, where each line adds up to the next: [`printed`] where that loses nothing, else
/// like [`number`].
#[must_use]
pub fn told(number: &Number, precision: &Precision) -> String {
    lossless(number, precision).map_or_else(|| self::number(number), |text| with_minus(&text))
}

/// The score of a part in a table for people: as the rules have it printed; where they let nobody round in print, with
/// every digit that counts.
#[must_use]
pub fn part_score(score: &Number, part: &Part, header: &Header) -> String {
    let precision = part_precision(part, header);
    if precision.shown.is_some() { printed(score, &precision) } else { told(score, &precision) }
}

/// How the score of a part is printed: with the decimals the part is rounded to, else with those of scores or of totals,
/// whichever has more.
#[must_use]
pub fn part_precision(part: &Part, header: &Header) -> Precision {
    if let Some(rounding) = &part.rounded {
        return Precision { rounded: Some(rounding.clone()), shown: None };
    }
    let digits = |precision: &Precision| precision.shown.as_ref().or(precision.rounded.as_ref()).map(Rounding::digits);
    let finer = if digits(&header.scores) > digits(&header.totals) { &header.scores } else { &header.totals };
    finer.clone()
}

/// A number for programs: [`printed`] where that loses nothing, so that 21.5 is `21.50` beside the others;
/// else [`exact`].
#[must_use]
pub fn stated(number: &Number, precision: &Precision) -> String {
    lossless(number, precision).unwrap_or_else(|| exact(number))
}

/// The total of a subject in that state, for programs: what a subject comes to so far is no total.
#[must_use]
pub fn stated_total(program: &Program, score: &SubjectScore, state: SubjectState) -> Option<String> {
    score.total.as_ref().filter(|_| score.state == state).map(|total| stated(total, &program.header.totals))
}

/// A number for spreadsheets, which know no fractions: exact where it ends, else to twelve decimals.
#[must_use]
pub fn tabled(number: &Number, precision: &Precision) -> String {
    let ends = || number.to_exact_decimal_text();
    lossless(number, precision).or_else(ends).unwrap_or_else(|| number.to_decimal_text(RoundingMode::HalfUp, 12))
}

/// As the rules have it printed, where that is the number itself.
fn lossless(number: &Number, precision: &Precision) -> Option<String> {
    let rounding = precision.shown.as_ref().or(precision.rounded.as_ref())?;
    rounding.holds(number).then(|| number.to_decimal_text(rounding.mode, rounding.digits()))
}

/// Numbers added up: `3 + 2 − 1`.
#[must_use]
pub fn sum_of<'a>(terms: impl IntoIterator<Item = &'a Number>) -> String {
    let mut text = String::new();
    for term in terms {
        if text.is_empty() {
            text = number(term);
        } else {
            text.push_str(if term.is_negative() { " − " } else { " + " });
            text.push_str(&number(&term.absolute()));
        }
    }
    text
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

impl Figures<'_> {
    /// A value of a type; points and plain numbers without a word behind them, quotients also as a percentage.
    #[must_use]
    pub fn value(&self, value: &Value, ty: &Type) -> Words {
        match value {
            Value::Number(value) if ty.is_points() => Words::same(number(value)),
            Value::Number(value) if *ty == Type::Ratio => Words::same(format!("{} ({})", number(value), percent(value))),
            Value::Text(text) => Words::same(format!("\"{}\"", super::visible::visible(text))),
            Value::Number(_) => {
                let Words { english, chinese } = show_value(self.program, ty, value);
                Words::new(with_minus(&english), with_minus(&chinese))
            }
            Value::Day(_) | Value::Flag(_) | Value::Choice(_) => show_value(self.program, ty, value),
        }
    }

    /// A place in the rules: `rules/2025/bureau.yard:12`.
    #[must_use]
    pub fn clause(&self, span: Span) -> String {
        self.sources.place(span)
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
        self.sources.on_one_line(span)
    }

    /// The title of the n-th step of an indicator.
    #[must_use]
    pub fn step_title(&self, indicator: crate::model::IndicatorId, step: usize) -> String {
        let chain = &self.program.indicators[indicator].chain;
        let steps = chain.links.iter().find_map(|link| match &link.method {
            crate::model::Method::Steps(steps) => steps.steps.get(step),
            crate::model::Method::Quantify(_)
            | crate::model::Method::State(_)
            | crate::model::Method::Survey(_)
            | crate::model::Method::Start(_)
            | crate::model::Method::Compete(_) => None,
        });
        steps.map_or_else(|| step.to_string(), |step| step.title.clone().unwrap_or_else(|| step.name.clone()))
    }
}
