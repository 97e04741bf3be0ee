//! Rounding, always as a rule names it; there is no default mode.

use super::Number;

/// How a number between two steps of the grid is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RoundingMode {
    /// To the nearest step, the middle away from zero (四舍五入).
    HalfUp,
    /// To the nearest step, the middle to the even step (四舍六入五成双).
    HalfEven,
    /// Away from zero (进一).
    Up,
    /// Towards zero (去尾).
    Down,
}

/// A rounding: a mode and the step of the grid, 1/100 for two decimals or whole percents.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rounding {
    /// How the middle and the rest are settled.
    pub mode: RoundingMode,
    /// Distance between two numbers of the grid; above zero.
    pub step: Number,
}

impl Rounding {
    /// Rounding to `decimals` digits behind the point.
    #[must_use]
    pub fn decimals(mode: RoundingMode, decimals: u32) -> Self {
        Self { mode, step: Number::ratio(1, 1).divide(&Number::power_of_ten(decimals)).unwrap_or_else(|| Number::from(1)) }
    }

    /// `number` on the grid.
    #[must_use]
    pub fn apply(&self, number: &Number) -> Number {
        let Some(scaled) = number.divide(&self.step) else { return number.clone() };
        let whole = match self.mode {
            RoundingMode::HalfUp => scaled.round_half_away(),
            RoundingMode::HalfEven => scaled.round_half_even(),
            RoundingMode::Up => scaled.round_away(),
            RoundingMode::Down => scaled.truncate(),
        };
        whole.multiply(&self.step)
    }

    /// Whether `number` already lies on the grid.
    #[must_use]
    pub fn holds(&self, number: &Number) -> bool {
        number.divide(&self.step).is_none_or(|scaled| scaled.is_whole())
    }

    /// Digits behind the point of the step, for printing numbers of the grid; 0 for whole steps.
    #[must_use]
    pub fn digits(&self) -> u32 {
        let ten = Number::from(10);
        let mut scaled = self.step.clone();
        for digits in 0..28 {
            if scaled.is_whole() {
                return digits;
            }
            scaled = scaled.multiply(&ten);
        }
        28
    }
}
