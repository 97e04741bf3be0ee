//! Exact numbers: fractions of 64-bit integers, of longer ones where those do not suffice.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZero;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::Ratio;
use num_traits::{CheckedAdd as _, CheckedDiv as _, CheckedMul as _, CheckedSub as _, Signed as _, ToPrimitive as _};
use rust_decimal::Decimal;

/// An exact fraction. Arithmetic cannot overflow and loses nothing; only division can fail, by zero.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// INVARIANT: a fraction is reduced and has the first form that it fits, so equal numbers have equal forms.
///
/// Nearly all numbers of a rulebook are short, and there are very many: since the others are boxed, each takes 16 bytes.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Short(Short),
    Long(Box<Long>),
}

/// A fraction of two 64-bit integers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Short {
    numerator: i64,
    /// At most `i64::MAX`, so that the sum of two products of a numerator and a denominator fits 128 bits.
    denominator: NonZero<u64>,
}

/// A fraction that 64 bits do not suffice for.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Long {
    Wide(Ratio<i128>),
    Big(Ratio<BigInt>),
}

/// The length at which numbers are no longer worked with. Reducing a fraction takes time by the square of its length.
const MOST_BITS: u64 = 65_536;

/// Why a text is not a number in the one strict form `-?digits[.digits]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Not of the form at all: signs, separators, exponents, full-width digits, words.
    Malformed,
    /// Of the form, but with more digits than are kept exactly (28 in all).
    TooLong,
}

impl Number {
    /// The fraction `numerator` ÷ `denominator`.
    ///
    /// # Panics
    /// When `denominator` is zero: for constants in code, not for input.
    #[must_use]
    pub fn ratio(numerator: i64, denominator: i64) -> Self {
        assert!(denominator != 0, "INVARIANT: constant fractions have a denominator");
        Self::quotient(numerator.into(), denominator.into())
    }

    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// One.
    #[must_use]
    pub fn one() -> Self {
        Self::from(1)
    }

    /// Ten to the power of `exponent`.
    #[must_use]
    pub fn power_of_ten(exponent: u32) -> Self {
        10_i128.checked_pow(exponent).map_or_else(
            || Self::from_big(Ratio::from_integer(BigInt::from(10).pow(exponent))),
            |power| Self::from_wide(Ratio::from_integer(power)),
        )
    }

    /// Reads the one strict form: an optional `-`, digits, optionally a point and digits.
    ///
    /// # Errors
    /// [`NumberFault`] when the text is anything else, or longer than is kept exactly.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || fraction.is_some_and(|fraction| !all_digits(fraction)) {
            return Err(NumberFault::Malformed);
        }
        let decimal = Decimal::from_str_exact(text).map_err(|_| NumberFault::TooLong)?;
        Ok(Self::from_decimal(decimal))
    }

    /// The exact value of a decimal.
    #[must_use]
    pub fn from_decimal(decimal: Decimal) -> Self {
        let whole = Self::from_wide(Ratio::from_integer(decimal.mantissa()));
        whole.divide(&Self::power_of_ten(decimal.scale())).unwrap_or(whole)
    }

    /// The quotient of two integers, the second not zero, neither the least there is.
    fn quotient(numerator: i128, denominator: i128) -> Self {
        let (numerator, denominator) = if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(numerator), Ok(1)) => Self::from(numerator),
            // Most of the time of a calculation goes into this divisor, and 64 bits take a fraction of what 128 do.
            (Ok(numerator), Ok(denominator)) => {
                let divisor = numerator.gcd(&denominator);
                Self::short(numerator / divisor, denominator / divisor)
            }
            (Ok(_) | Err(_), Ok(_) | Err(_)) => Self::from_wide(Ratio::new(numerator, denominator)),
        }
    }

    /// A reduced fraction, its denominator above zero.
    fn short(numerator: i64, denominator: i64) -> Self {
        let denominator = NonZero::new(denominator.unsigned_abs()).expect("INVARIANT: a denominator is above zero");
        Self(Repr::Short(Short { numerator, denominator }))
    }

    fn from_wide(wide: Ratio<i128>) -> Self {
        match (i64::try_from(*wide.numer()), i64::try_from(*wide.denom())) {
            (Ok(numerator), Ok(denominator)) => Self::short(numerator, denominator),
            (Ok(_) | Err(_), Ok(_) | Err(_)) => Self(Repr::Long(Box::new(Long::Wide(wide)))),
        }
    }

    fn from_big(big: Ratio<BigInt>) -> Self {
        match (big.numer().to_i128(), big.denom().to_i128()) {
            (Some(numerator), Some(denominator)) if numerator != i128::MIN => Self::from_wide(Ratio::new_raw(numerator, denominator)),
            _ => Self(Repr::Long(Box::new(Long::Big(big)))),
        }
    }

    /// The same in 128 bits, where those suffice.
    fn to_wide(&self) -> Option<Ratio<i128>> {
        match &self.0 {
            Repr::Short(short) => Some(Ratio::new_raw(short.numerator(), short.denominator())),
            Repr::Long(long) => match &**long {
                Long::Wide(wide) => Some(*wide),
                Long::Big(_) => None,
            },
        }
    }

    fn to_big(&self) -> Ratio<BigInt> {
        match &self.0 {
            Repr::Short(short) => Ratio::new_raw(BigInt::from(short.numerator), BigInt::from(short.denominator.get())),
            Repr::Long(long) => match &**long {
                Long::Wide(wide) => Ratio::new_raw(BigInt::from(*wide.numer()), BigInt::from(*wide.denom())),
                Long::Big(big) => big.clone(),
            },
        }
    }

    /// Uses `short` when both are, `wide` when both fit and it does not overflow, `big` else.
    fn combine(
        &self,
        other: &Self,
        short: impl Fn(Short, Short) -> Self,
        wide: impl Fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: impl Fn(Ratio<BigInt>, Ratio<BigInt>) -> Ratio<BigInt>,
    ) -> Self {
        if let (Repr::Short(left), Repr::Short(right)) = (&self.0, &other.0) {
            return short(*left, *right);
        }
        if let (Some(left), Some(right)) = (self.to_wide(), other.to_wide())
            && let Some(result) = wide(&left, &right)
            && *result.numer() != i128::MIN
        {
            return Self::from_wide(result);
        }
        Self::from_big(big(self.to_big(), other.to_big()))
    }

    /// The sum.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        self.combine(other, |left, right| left.plus(right, 1), |left, right| left.checked_add(right), |left, right| left + right)
    }

    /// The difference.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Self {
        self.combine(other, |left, right| left.plus(right, -1), |left, right| left.checked_sub(right), |left, right| left - right)
    }

    /// The product.
    #[must_use]
    pub fn multiply(&self, other: &Self) -> Self {
        self.combine(
            other,
            |left, right| Self::quotient(left.numerator() * right.numerator(), left.denominator() * right.denominator()),
            |left, right| left.checked_mul(right),
            |left, right| left * right,
        )
    }

    /// The quotient; none when `other` is zero.
    #[must_use]
    pub fn divide(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        Some(self.combine(
            other,
            |left, right| Self::quotient(left.numerator() * right.denominator(), left.denominator() * right.numerator()),
            |left, right| left.checked_div(right),
            |left, right| left / right,
        ))
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negate(&self) -> Self {
        Self::zero().subtract(self)
    }

    /// Its distance from zero.
    #[must_use]
    pub fn absolute(&self) -> Self {
        if self.is_negative() { self.negate() } else { self.clone() }
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Short(short) => short.numerator == 0,
            Repr::Long(_) => false,
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Short(short) => short.numerator < 0,
            Repr::Long(long) => match &**long {
                Long::Wide(wide) => wide.is_negative(),
                Long::Big(big) => big.is_negative(),
            },
        }
    }

    /// Whether it is so long that nobody could go on working with it: beyond some twenty thousand digits.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.bits() > MOST_BITS
    }

    /// How many bits the longer side of its fraction has; at most so many where they are few.
    #[must_use]
    pub fn bits(&self) -> u64 {
        match self.as_big() {
            Some(big) => big.numer().bits().max(big.denom().bits()),
            None => 128,
        }
    }

    fn as_big(&self) -> Option<&Ratio<BigInt>> {
        match &self.0 {
            Repr::Short(_) => None,
            Repr::Long(long) => match &**long {
                Long::Wide(_) => None,
                Long::Big(big) => Some(big),
            },
        }
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Short(short) => short.denominator() == 1,
            Repr::Long(long) => match &**long {
                Long::Wide(wide) => wide.is_integer(),
                Long::Big(big) => big.is_integer(),
            },
        }
    }

    /// The whole part, towards zero.
    #[must_use]
    pub fn truncate(&self) -> Self {
        match &self.0 {
            Repr::Short(short) => Self::quotient(short.numerator() / short.denominator(), 1),
            Repr::Long(long) => match &**long {
                Long::Wide(wide) => Self::from_wide(wide.trunc()),
                Long::Big(big) => Self::from_big(big.trunc()),
            },
        }
    }

    /// The greatest whole number not above it.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Repr::Short(short) => Self::quotient(short.numerator().div_euclid(short.denominator()), 1),
            Repr::Long(long) => match &**long {
                Long::Wide(wide) => Self::from_wide(Ratio::from_integer(wide.numer().div_floor(wide.denom()))),
                Long::Big(big) => Self::from_big(big.floor()),
            },
        }
    }

    /// The least whole number not below it.
    #[must_use]
    pub fn ceiling(&self) -> Self {
        self.negate().floor().negate()
    }

    pub(super) fn round_away(&self) -> Self {
        if self.is_negative() { self.floor() } else { self.ceiling() }
    }

    pub(super) fn round_half_away(&self) -> Self {
        let half = Self::ratio(1, 2);
        if self.is_negative() { self.subtract(&half).ceiling() } else { self.add(&half).floor() }
    }

    pub(super) fn round_half_even(&self) -> Self {
        let half = Self::ratio(1, 2);
        let nearest = self.add(&half).floor();
        let tie = nearest.subtract(self) == half;
        let odd = !nearest.multiply(&half).is_whole();
        if tie && odd { nearest.subtract(&Self::one()) } else { nearest }
    }

    /// The whole number it is, if it is one that fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Short(short) if short.denominator() == 1 => Some(short.numerator),
            Repr::Short(_) | Repr::Long(_) => None,
        }
    }

    /// The decimal text, if the fraction ends within 28 digits; without trailing zeros, never `-0`.
    #[must_use]
    pub fn to_exact_decimal_text(&self) -> Option<String> {
        let mut scaled = self.clone();
        let ten = Self::from(10);
        for digits in 0..=28 {
            if scaled.is_whole() {
                return Some(scaled.fixed_text(digits));
            }
            scaled = scaled.multiply(&ten);
        }
        None
    }

    /// The decimal text with exactly `digits` digits behind the point, after rounding with `mode`.
    #[must_use]
    pub fn to_decimal_text(&self, mode: super::RoundingMode, digits: u32) -> String {
        super::Rounding::decimals(mode, digits).apply(self).multiply(&Self::power_of_ten(digits)).fixed_text(digits)
    }

    /// `self` must be whole: its text with the point `digits` places from the right.
    fn fixed_text(&self, digits: u32) -> String {
        let whole = match &self.0 {
            Repr::Short(short) => short.numerator.to_string(),
            Repr::Long(_) => self.to_big().to_integer().to_string(),
        };
        let (sign, magnitude) = whole.strip_prefix('-').map_or(("", whole.as_str()), |magnitude| ("-", magnitude));
        let digits = digits as usize;
        if digits == 0 {
            return format!("{sign}{magnitude}");
        }
        let padded = format!("{magnitude:0>width$}", width = digits + 1);
        let (before, after) = padded.split_at(padded.len() - digits);
        format!("{sign}{before}.{after}")
    }

    /// Numerator and denominator as text, `55/3`; the number alone when it is whole.
    #[must_use]
    pub fn to_fraction_text(&self) -> String {
        self.to_big().to_string()
    }
}

impl Short {
    fn numerator(self) -> i128 {
        self.numerator.into()
    }

    fn denominator(self) -> i128 {
        self.denominator.get().into()
    }

    /// The sum of it and `times` the other, which is 1 or -1.
    fn plus(self, other: Self, times: i128) -> Number {
        if self.denominator == other.denominator {
            return Number::quotient(self.numerator() + times * other.numerator(), self.denominator());
        }
        let sum = self.numerator() * other.denominator() + times * other.numerator() * self.denominator();
        Number::quotient(sum, self.denominator() * other.denominator())
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self(Repr::Short(Short { numerator: whole, denominator: NonZero::<u64>::MIN }))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Short(left), Repr::Short(right)) if left.denominator == right.denominator => left.numerator.cmp(&right.numerator),
            (Repr::Short(left), Repr::Short(right)) => {
                (left.numerator() * right.denominator()).cmp(&(right.numerator() * left.denominator()))
            }
            (Repr::Short(_) | Repr::Long(_), Repr::Short(_) | Repr::Long(_)) => match (self.to_wide(), other.to_wide()) {
                // `Ratio` compares by continued fractions, so this cannot overflow.
                (Some(left), Some(right)) => left.cmp(&right),
                (Some(_) | None, Some(_) | None) => self.to_big().cmp(&other.to_big()),
            },
        }
    }
}

/// The exact decimal text where there is one, the fraction else.
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_exact_decimal_text().unwrap_or_else(|| self.to_fraction_text()))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Rounding, RoundingMode};
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn thirds_come_back_whole() {
        let third = Number::one().divide(&Number::from(3)).unwrap();
        assert_eq!(third.multiply(&Number::from(3)), Number::one());
        assert_eq!(third.to_string(), "1/3");
    }

    #[test]
    fn arithmetic_beyond_128_bits_is_exact_and_comes_back_small() {
        let huge = Number::power_of_ten(30);
        let square = huge.multiply(&huge);
        assert!(square.as_big().is_some());
        let back = square.divide(&huge).unwrap();
        assert!(back.as_big().is_none() && back.to_wide().is_some());
        assert_eq!(back, huge);
        assert!(square > huge);
    }

    #[test]
    fn a_number_is_of_one_form_whatever_way_it_was_reached() {
        let is_short = |number: &Number| matches!(number.0, Repr::Short(_));
        let ends = [i64::MIN, i64::MIN + 1, -3, -1, 0, 1, 2, 100, i64::MAX - 1, i64::MAX];
        let numbers: Vec<Number> = ends
            .iter()
            .flat_map(|above| ends.iter().filter(|below| **below != 0).map(|below| Number::ratio(*above, *below)))
            .chain([Number::power_of_ten(20), Number::power_of_ten(37), Number::power_of_ten(60)])
            .collect();
        for one in &numbers {
            for two in &numbers {
                let (sum, product) = (one.add(two), one.multiply(two));
                assert_eq!(sum.to_big(), one.to_big() + two.to_big(), "{one} + {two}");
                assert_eq!(product.to_big(), one.to_big() * two.to_big(), "{one} × {two}");
                assert_eq!(sum.subtract(two), *one, "{one} + {two} − {two}");
                assert_eq!(one.cmp(two), one.to_big().cmp(&two.to_big()), "{one} and {two}");
                if let Some(quotient) = one.divide(two) {
                    assert_eq!(quotient.to_big(), one.to_big() / two.to_big(), "{one} ÷ {two}");
                    assert_eq!(quotient.multiply(two), *one, "{one} ÷ {two} × {two}");
                }
                for number in [sum, product] {
                    let big = number.to_big();
                    let fits = big.numer().to_i64().is_some() && big.denom().to_i64().is_some();
                    assert_eq!(is_short(&number), fits, "{number}");
                    assert_eq!(number.floor().to_big(), big.floor(), "{number}");
                    assert_eq!(number.truncate().to_big(), big.trunc(), "{number}");
                }
            }
        }
    }

    #[test]
    fn a_number_takes_little_room() {
        assert_eq!(size_of::<Number>(), 16);
    }

    #[test]
    fn only_the_strict_form_is_read() {
        for text in ["", "-", ".5", "5.", "+5", "1_000", "1,234", "1e3", "１２", "NaN", "12%", " 1", "--1"] {
            assert_eq!(Number::parse(text), Err(NumberFault::Malformed), "{text}");
        }
        assert_eq!(Number::parse("1234567890123456789012345678901"), Err(NumberFault::TooLong));
        assert_eq!(number("-0").to_string(), "0");
        assert_eq!(number("0010.50").to_string(), "10.5");
    }

    #[test]
    fn each_mode_settles_the_middle_its_own_way() {
        let round = |mode, text| Rounding::decimals(mode, 2).apply(&number(text)).to_string();
        let cases = [
            ("85.045", "85.05", "85.04", "85.05", "85.04"),
            ("85.055", "85.06", "85.06", "85.06", "85.05"),
            ("85.041", "85.04", "85.04", "85.05", "85.04"),
            ("-0.005", "-0.01", "0", "-0.01", "0"),
            ("-0.015", "-0.02", "-0.02", "-0.02", "-0.01"),
        ];
        for (text, half_up, half_even, up, down) in cases {
            assert_eq!(round(RoundingMode::HalfUp, text), half_up, "{text}");
            assert_eq!(round(RoundingMode::HalfEven, text), half_even, "{text}");
            assert_eq!(round(RoundingMode::Up, text), up, "{text}");
            assert_eq!(round(RoundingMode::Down, text), down, "{text}");
        }
    }

    #[test]
    fn text_has_the_digits_asked_for() {
        assert_eq!(Number::ratio(55, 3).to_decimal_text(RoundingMode::HalfUp, 2), "18.33");
        assert_eq!(number("9").to_decimal_text(RoundingMode::HalfUp, 2), "9.00");
        assert_eq!(number("-0.001").to_decimal_text(RoundingMode::HalfUp, 2), "0.00");
    }

    #[test]
    fn squaring_comes_to_an_end() {
        let mut square = Number::ratio(3, 7);
        let mut times = 0;
        while !square.is_too_long() {
            square = square.multiply(&square);
            times += 1;
        }
        // 7 to the power of 2^15 has 2.807 × 32 768 = 91 991 bits, of 2^14 half of them.
        assert_eq!(times, 15);
        assert!(!Number::power_of_ten(19_000).is_too_long());
        assert!(Number::power_of_ten(20_000).is_too_long());
    }
}
