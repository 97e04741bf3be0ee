//! Numbers in cells: one strict form, and what people write instead.
//!
//! A number is read by [`Number::parse`] or not at all. When it cannot be, what was written is put
//! right step by step (full-width characters, separators, words, signs): the first step that changes
//! anything names the fault, and if a number comes out in the end it is offered as the fix.

use super::cells::Fault;
use super::messages::numbers as messages;
use super::table::{Cell, Form};
use crate::model::{Program, Unit};
use crate::text::{Words, half_width};
use crate::types::Type;
use crate::value::{Number, NumberFault};
use crate::words;

/// The number in a cell, in the base unit of its type; a percent is its share.
pub(super) fn read(cell: &Cell, ty: &Type, program: &Program) -> Result<Number, Fault> {
    let kind = Kind { ty, program };
    match kind.parse(&cell.text) {
        Ok(number) => Ok(number),
        Err(Refusal::TooLong) => Err(Box::new(messages::number_too_long(cell))),
        Err(Refusal::Negative) => Err(Box::new(messages::count_not_whole(cell, true))),
        Err(Refusal::Fraction) => Err(Box::new(messages::count_not_whole(cell, false))),
        Err(Refusal::NoSign(number)) => Err(Box::new(no_sign(cell, &number, *ty == Type::PercentagePoints))),
        Err(Refusal::Malformed) => Err(kind.explain(cell)),
    }
}

/// What a numeric column asks for, in words.
pub(super) fn wanted(ty: &Type, program: &Program) -> Words {
    match ty {
        Type::Count => Words::new("a whole number, such as `12`", "整数（如“12”）"),
        Type::Percent => Words::new("a percent, such as `98%`", "百分数（如“98%”）"),
        Type::PercentagePoints => Words::new("percentage points, such as `1.5 pp`", "百分点（如“1.5个百分点”）"),
        Type::Quantity(_, Some(unit)) => {
            let unit = unit_title(&program.units[*unit]);
            words!("a number of {unit}, such as `12.5`", "以{unit}为单位的数字（如“12.5”）", unit = unit)
        }
        Type::Quantity(_, None) if ty.is_points() => Words::new("points, such as `7.5`", "分数（如“7.5”）"),
        Type::Number
        | Type::Ratio
        | Type::Quantity(_, None)
        | Type::Day
        | Type::Flag
        | Type::Choice(_)
        | Type::Text
        | Type::Subject(_)
        | Type::Error => Words::new("a number, such as `12.5`", "数字（如“12.5”）"),
    }
}

/// Whether a spreadsheet shortened a long number: `1.23E+17`.
pub(super) fn shortened(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let exponent = exponent.trim_start_matches(['+', '-']);
    Number::parse(number).is_ok() && !exponent.is_empty() && exponent.bytes().all(|byte| byte.is_ascii_digit())
}

fn unit_title(unit: &Unit) -> &str {
    unit.title.as_deref().unwrap_or(&unit.name)
}

/// Why a text is not a number of its type.
enum Refusal {
    Malformed,
    TooLong,
    Negative,
    Fraction,
    NoSign(Number),
}

/// The type of a numeric column.
#[derive(Clone, Copy)]
struct Kind<'p> {
    ty: &'p Type,
    program: &'p Program,
}

impl Kind<'_> {
    fn unit(&self) -> Option<&Unit> {
        match self.ty {
            Type::Quantity(_, unit) => unit.map(|unit| &self.program.units[unit]),
            Type::Number
            | Type::Ratio
            | Type::Percent
            | Type::PercentagePoints
            | Type::Count
            | Type::Day
            | Type::Flag
            | Type::Choice(_)
            | Type::Text
            | Type::Subject(_)
            | Type::Error => None,
        }
    }

    fn is_share(&self) -> bool {
        matches!(self.ty, Type::Percent | Type::PercentagePoints)
    }

    /// The strict forms.
    fn parse(&self, text: &str) -> Result<Number, Refusal> {
        let plain = |text: &str| {
            Number::parse(text).map_err(|fault| match fault {
                NumberFault::Malformed => Refusal::Malformed,
                NumberFault::TooLong => Refusal::TooLong,
            })
        };
        let hundredth = Number::ratio(1, 100);
        if self.is_share() {
            let without_sign = if *self.ty == Type::Percent {
                text.strip_suffix('%')
            } else {
                text.strip_suffix("pp").or_else(|| text.strip_suffix("个百分点")).map(|rest| rest.strip_suffix(' ').unwrap_or(rest))
            };
            return match without_sign {
                Some(number) => plain(number).map(|number| number.multiply(&hundredth)),
                None => Err(plain(text).map_or_else(|refusal| refusal, Refusal::NoSign)),
            };
        }
        let number = plain(text)?;
        if *self.ty == Type::Count {
            if number.is_negative() {
                return Err(Refusal::Negative);
            }
            if !number.is_whole() {
                return Err(Refusal::Fraction);
            }
        }
        Ok(self.unit().map_or_else(|| number.clone(), |unit| number.multiply(&unit.factor)))
    }

    /// Says what is wrong with a malformed text.
    fn explain(&self, cell: &Cell) -> Fault {
        let wanted = wanted(self.ty, self.program);
        let narrow = narrow(&cell.text);
        let joined = join_digits(&narrow);
        let (bare, words) = self.without_words(&joined);
        let repaired = repair(&bare);
        let good = self.parse(&repaired).is_ok();
        let better = good.then_some(repaired.as_str());
        let unsigned = narrow.strip_suffix('%').map(str::trim_end);
        Box::new(if narrow != cell.text {
            messages::full_width_digits(cell, better, &wanted)
        } else if !self.is_share() && unsigned.is_some_and(|number| Number::parse(&repair(&join_digits(number))).is_ok()) {
            messages::percent_in_plain_number(cell, &wanted)
        } else if *self.ty == Type::PercentagePoints
            && let Some(Ok(_)) = unsigned.map(Number::parse)
        {
            messages::percent_without_sign(cell, &[format!("{} pp", unsigned.unwrap_or_default())], true)
        } else if joined != narrow {
            messages::thousands_separator(cell, better, &wanted)
        } else if let Some(word) = words {
            messages::word_in_number(cell, &word, self.unit().map(unit_title), better, &wanted)
        } else {
            messages::malformed_number(cell, &wanted, better, cell.form == Form::Bare && shortened(&cell.text))
        })
    }

    /// The number without the words around it, and the word. A unit that can be converted is.
    fn without_words(&self, text: &str) -> (String, Option<String>) {
        let kept = (text.to_owned(), None);
        let is_word = |letter: char| letter.is_alphabetic() || matches!(letter, '¥' | '￥' | '$' | '€');
        let digits = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == '-';
        let (Some(start), Some(end)) = (text.find(digits), text.rfind(digits)) else { return kept };
        let (before, number, after) = (text.get(..start), text.get(start..=end), text.get(end + 1..));
        let (Some(before), Some(number), Some(after)) = (before.map(str::trim), number, after.map(str::trim)) else { return kept };
        let sign = if self.is_share() { after.strip_suffix('%').map_or("", |_| "%") } else { "" };
        let after = after.strip_suffix(sign).unwrap_or(after).trim();
        // Letters that look like digits are put right elsewhere.
        let looks_like_digits = |word: &str| !word.is_empty() && word.chars().all(|letter| "OolI".contains(letter));
        let wordy = |word: &str| !looks_like_digits(word) && word.chars().all(|letter| is_word(letter) || letter == ' ');
        if (before.is_empty() && after.is_empty()) || !wordy(before) || !wordy(after) {
            return kept;
        }
        let word = if after.is_empty() { before } else { after };
        let Ok(value) = Number::parse(number) else { return kept };
        let currency = matches!(before, "" | "¥" | "￥" | "RMB" | "人民币");
        let converted = if currency && !self.is_share() { self.convert(&value, after) } else { None };
        let bare = converted.and_then(|value| value.to_exact_decimal_text()).unwrap_or_else(|| text.to_owned());
        (bare, Some(word.to_owned()))
    }

    /// A number with a unit behind it, in the unit of the column; none when the word says something else.
    fn convert(&self, value: &Number, word: &str) -> Option<Number> {
        let mut units = self.program.units.values().filter(|unit| Some(unit.dimension.clone()) == self.ty.dimension());
        if let Some(unit) = units.find(|unit| unit.name == word || unit.title.as_deref() == Some(word)) {
            let own = self.unit().map_or_else(Number::one, |unit| unit.factor.clone());
            return value.multiply(&unit.factor).divide(&own);
        }
        let scale = match word.chars().next() {
            Some('万') => Number::from(10_000),
            Some('亿') => Number::from(100_000_000),
            Some(_) | None => Number::one(),
        };
        let rest = word.trim_start_matches(['万', '亿']);
        // 18万 in a column of 万元 may well be 18 of them: which is meant nobody can tell.
        if rest.is_empty() && scale != Number::one() && self.unit().is_some_and(|unit| unit.factor != Number::one()) {
            return None;
        }
        let fits = match self.unit() {
            Some(unit) => unit.name == rest || unit.title.as_deref() == Some(rest),
            None if self.ty.is_points() => matches!(rest, "分" | "points" | "point"),
            None if *self.ty == Type::days() => matches!(rest, "天" | "日" | "days" | "day" | "个工作日"),
            None => COUNTED.contains(&rest),
        };
        (rest.is_empty() || fits).then(|| value.multiply(&scale))
    }
}

/// Words for things that are counted; beside a plain number they say nothing more.
const COUNTED: [&str; 22] = [
    "个", "户", "户次", "件", "次", "人", "人次", "项", "份", "起", "条", "宗", "篇", "家", "名", "笔", "场", "期", "cases", "times",
    "items", "people",
];

/// A share without its sign: `98` is `98%`; `0.98` is 0.98 % to some and 98 % to a spreadsheet, and nobody
/// can tell which.
fn no_sign(cell: &Cell, number: &Number, points: bool) -> crate::diagnostics::Diagnostic {
    if points {
        return messages::percent_without_sign(cell, &[format!("{} pp", cell.text)], true);
    }
    let as_percent = format!("{}%", cell.text);
    let as_share = number.multiply(&Number::from(100)).to_exact_decimal_text().map(|text| format!("{text}%"));
    let candidates: Vec<String> = if number.is_zero() || number.absolute() > Number::one() {
        vec![as_percent]
    } else {
        std::iter::once(as_percent).chain(as_share).collect()
    };
    messages::percent_without_sign(cell, &candidates, false)
}

/// Full-width digits and signs as what they stand for.
pub(super) fn narrow(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '。' => '.',
            '〇' => '0',
            '−' => '-',
            other => half_width(other),
        })
        .collect()
}

/// Digits without separators between thousands, if they are grouped by one throughout.
fn join_digits(text: &str) -> String {
    let separators = [',', '，', '\'', '’', ' ', '\u{a0}', '\u{202f}', '_'];
    let number = |letter: char| letter.is_ascii_digit() || letter == '.' || separators.contains(&letter);
    let end = text.rfind(|letter: char| letter.is_ascii_digit()).map_or(0, |end| end + 1);
    let start = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
    let (Some(before), Some(digits), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
        return text.to_owned();
    };
    let whole = digits.split('.').next().unwrap_or(digits);
    let groups: Vec<&str> = whole.split(separators).collect();
    let [first, rest @ ..] = groups.as_slice() else { return text.to_owned() };
    let grouped =
        digits.chars().all(number) && !rest.is_empty() && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    let by_four =
        digits.chars().all(number) && !rest.is_empty() && (1..=4).contains(&first.len()) && rest.iter().all(|group| group.len() == 4);
    if grouped || by_four { format!("{before}{}{after}", digits.replace(separators, "")) } else { text.to_owned() }
}

/// A number with its sign and point as they should be: `+5`, `5.`, `.5`, `98 %`, `(5)`, `1O0`, `3,5`.
fn repair(text: &str) -> String {
    let mut number = text.trim().replace(" %", "%").replace("− ", "-").replace("- ", "-");
    if let Some(inside) = number.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        number = format!("-{inside}");
    }
    if let Some(rest) = number.strip_prefix('+') {
        number = rest.to_owned();
    }
    if number.chars().any(|letter| letter.is_ascii_digit())
        && number.chars().all(|letter| letter.is_ascii_digit() || "OolI.%-".contains(letter))
    {
        number = number.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    }
    let commas = number.matches(',').count();
    if commas == 1 && !number.contains('.') {
        number = number.replace(',', ".");
    }
    let (body, sign) = number.strip_suffix('%').map_or((number.as_str(), ""), |body| (body, "%"));
    let body = body.strip_suffix('.').unwrap_or(body);
    let body = match body.strip_prefix('.') {
        Some(rest) => format!("0.{rest}"),
        None => body.to_owned(),
    };
    format!("{body}{sign}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_taken_out_only_between_groups() {
        assert_eq!(join_digits("1,234,567.5"), "1234567.5");
        assert_eq!(join_digits("-1 234%"), "-1234%");
        assert_eq!(join_digits("12,5"), "12,5");
        assert_eq!(join_digits("1,2345"), "12345");
        assert_eq!(join_digits("2025-03-31"), "2025-03-31");
    }

    #[test]
    fn signs_and_points_are_put_right() {
        let cases =
            [("+5", "5"), ("5.", "5"), (".5", "0.5"), ("98 %", "98%"), ("(12)", "-12"), ("1O0", "100"), ("3,5", "3.5"), ("NaN", "NaN")];
        for (text, expected) in cases {
            assert_eq!(repair(text), expected);
        }
    }

    #[test]
    fn shortened_numbers_are_known() {
        assert!(shortened("1.23457E+17"));
        assert!(shortened("1e400"));
        assert!(!shortened("E12"));
        assert!(!shortened("office"));
    }
}
