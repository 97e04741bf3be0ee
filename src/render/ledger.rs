//! Entries of the ledger in words: whose they are, and by which share they count.

use super::figures::{exact, percent};
use crate::eval::PointsSource;
use crate::model::Function;
use crate::text::Words;
use crate::value::Number;
use crate::words;

/// By which share a loss or gain counts: "20% of the average over 11", "12% of 60%".
#[must_use]
pub fn share(source: &PointsSource) -> Words {
    let one = Number::one();
    let mut english: Vec<String> = [&source.factor, &source.share].into_iter().filter(|share| **share != one).map(shown).collect();
    let factors = english.join(" × ");
    let over = source.over;
    let through = match source.function {
        Function::Average => words!("the average over {over}", "平均（{over} 个）", over = over),
        Function::Highest if over > 1 => words!("the highest, shared by {over}", "最高（{over} 个并列，均摊）", over = over),
        Function::Highest => words!("the highest", "最高"),
        Function::Sum | Function::Lowest | Function::Latest | Function::LongestRun | Function::Number | Function::Median
            if english.is_empty() =>
        {
            words!("the whole", "全部")
        }
        Function::Sum | Function::Lowest | Function::Latest | Function::LongestRun | Function::Number | Function::Median => words!("", ""),
    };
    let of = if through.chinese.is_empty() || factors.is_empty() { "" } else { "的 " };
    let chinese = format!("{}{of}{factors}", through.chinese);
    if !through.english.is_empty() {
        english.push(through.english);
    }
    Words::new(english.join(" of "), chinese)
}

/// A share as a percentage where that ends, else as the fraction it is.
fn shown(share: &Number) -> String {
    let hundredfold = share.multiply(&Number::from(100));
    if hundredfold.to_exact_decimal_text().is_some() { percent(share) } else { exact(share) }
}
