//! Exact numbers: fractions of 128-bit integers, of big integers where those do not suffice.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::Ratio;
use num_traits::{CheckedAdd as _, CheckedDiv as _, CheckedMul as _, CheckedSub as _, Signed as _, ToPrimitive as _, Zero as _};
use rust_decimal::Decimal;

/// An exact fraction. Arithmetic cannot overflow and loses nothing; only division can fail, by zero.
#[derive(Clone)]
pub struct Number(Repr);

/// INVARIANT: `Big` holds only fractions that do not fit `Small`, so equal numbers have equal forms.
#[derive(Clone)]
enum Repr {
    Small(Ratio<i128>),
    Big(Box<Ratio<BigInt>>),
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
        Self(Repr::Small(Ratio::new(i128::from(numerator), i128::from(denominator))))
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
            |power| Self(Repr::Small(Ratio::from_integer(power))),
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
        let whole = Self(Repr::Small(Ratio::from_integer(decimal.mantissa())));
        whole.divide(&Self::power_of_ten(decimal.scale())).unwrap_or(whole)
    }

    fn from_big(big: Ratio<BigInt>) -> Self {
        match (big.numer().to_i128(), big.denom().to_i128()) {
            (Some(numerator), Some(denominator)) if numerator != i128::MIN => Self(Repr::Small(Ratio::new_raw(numerator, denominator))),
            _ => Self(Repr::Big(Box::new(big))),
        }
    }

    fn to_big(&self) -> Ratio<BigInt> {
        match &self.0 {
            Repr::Small(small) => Ratio::new_raw(BigInt::from(*small.numer()), BigInt::from(*small.denom())),
            Repr::Big(big) => (**big).clone(),
        }
    }

    /// Uses `small` when both fit and it does not overflow, `big` else.
    fn combine(
        &self,
        other: &Self,
        small: impl Fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: impl Fn(Ratio<BigInt>, Ratio<BigInt>) -> Ratio<BigInt>,
    ) -> Self {
        if let (Repr::Small(left), Repr::Small(right)) = (&self.0, &other.0)
            && let Some(result) = small(left, right)
            && *result.numer() != i128::MIN
        {
            return Self(Repr::Small(result));
        }
        Self::from_big(big(self.to_big(), other.to_big()))
    }

    /// The sum.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        self.combine(
            other,
            |left, right| whole(left, right, i128::checked_add).or_else(|| left.checked_add(right)),
            |left, right| left + right,
        )
    }

    /// The difference.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Self {
        self.combine(
            other,
            |left, right| whole(left, right, i128::checked_sub).or_else(|| left.checked_sub(right)),
            |left, right| left - right,
        )
    }

    /// The product.
    #[must_use]
    pub fn multiply(&self, other: &Self) -> Self {
        self.combine(
            other,
            |left, right| whole(left, right, i128::checked_mul).or_else(|| left.checked_mul(right)),
            |left, right| left * right,
        )
    }

    /// The quotient; none when `other` is zero.
    #[must_use]
    pub fn divide(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        Some(self.combine(other, |left, right| left.checked_div(right), |left, right| left / right))
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
            Repr::Small(small) => small.is_zero(),
            Repr::Big(big) => big.is_zero(),
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_negative(),
            Repr::Big(big) => big.is_negative(),
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
        match &self.0 {
            Repr::Small(_) => 128,
            Repr::Big(big) => big.numer().bits().max(big.denom().bits()),
        }
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_integer(),
            Repr::Big(big) => big.is_integer(),
        }
    }

    /// The whole part, towards zero.
    #[must_use]
    pub fn truncate(&self) -> Self {
        match &self.0 {
            Repr::Small(small) => Self(Repr::Small(small.trunc())),
            Repr::Big(big) => Self::from_big(big.trunc()),
        }
    }

    /// The greatest whole number not above it.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Repr::Small(small) => Self(Repr::Small(Ratio::from_integer(small.numer().div_floor(small.denom())))),
            Repr::Big(big) => Self::from_big(big.floor()),
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
            Repr::Small(small) if small.is_integer() => small.to_integer().to_i64(),
            Repr::Small(_) | Repr::Big(_) => None,
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
            Repr::Small(small) => small.to_integer().to_string(),
            Repr::Big(big) => big.to_integer().to_string(),
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
        match &self.0 {
            Repr::Small(small) => small.to_string(),
            Repr::Big(big) => big.to_string(),
        }
    }
}

/// The operation on two whole numbers, which needs no common denominator.
fn whole(left: &Ratio<i128>, right: &Ratio<i128>, operation: fn(i128, i128) -> Option<i128>) -> Option<Ratio<i128>> {
    let both = *left.denom() == 1 && *right.denom() == 1;
    both.then(|| operation(*left.numer(), *right.numer())).flatten().map(Ratio::from_integer)
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self(Repr::Small(Ratio::from_integer(i128::from(whole))))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            // `Ratio` compares by continued fractions, so this cannot overflow.
            (Repr::Small(left), Repr::Small(right)) => left.cmp(right),
            (Repr::Small(_) | Repr::Big(_), Repr::Small(_) | Repr::Big(_)) => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        match &self.0 {
            Repr::Small(small) => small.hash(hasher),
            Repr::Big(big) => big.hash(hasher),
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
        assert!(matches!(square.0, Repr::Big(_)));
        let back = square.divide(&huge).unwrap();
        assert!(matches!(back.0, Repr::Small(_)));
        assert_eq!(back, huge);
        assert!(square > huge);
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
