//! The words in which meanings are written down.

use crate::model::{Comparison, Function, IndicatorResult, Partial};
use crate::value::RoundingMode;

pub(super) fn mode_word(mode: RoundingMode) -> &'static str {
    match mode {
        RoundingMode::HalfUp => "half_up",
        RoundingMode::HalfEven => "half_even",
        RoundingMode::Up => "up",
        RoundingMode::Down => "down",
    }
}

/// What a started step counts.
pub(super) fn partial_word(partial: Partial) -> &'static str {
    match partial {
        Partial::Full => "full",
        Partial::OrPart => "or part",
        Partial::InProportion => "in proportion",
    }
}

pub(super) fn result_word(result: IndicatorResult) -> &'static str {
    match result {
        IndicatorResult::Score => "score",
        IndicatorResult::Earned => "earned",
        IndicatorResult::Lost => "lost",
        IndicatorResult::Gained => "gained",
        IndicatorResult::Method => "method",
    }
}

pub(super) fn comparison_word(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Is => "is",
        Comparison::IsNot => "is not",
        Comparison::Below => "below",
        Comparison::Above => "above",
        Comparison::AtMost => "at most",
        Comparison::AtLeast => "at least",
    }
}

pub(super) fn function_word(function: Function) -> &'static str {
    match function {
        Function::Highest => "highest",
        Function::Lowest => "lowest",
        Function::Average => "average",
        Function::Sum => "sum",
        Function::Number => "number",
        Function::Median => "median",
        Function::Latest => "latest",
        Function::LongestRun => "longest run",
    }
}
