//! What types are called.

use crate::check::checker::Checker;
use crate::text::Words;
use crate::types::{Base, Dimension, Type};
use crate::words;

impl Checker<'_> {
    /// A type in words, with its article.
    pub fn type_words(&self, ty: &Type) -> Words {
        match ty {
            Type::Number => words!("a number", "数值"),
            Type::Ratio => words!("a quotient", "比值"),
            Type::Percent => words!("a percent", "百分比"),
            Type::PercentagePoints => words!("percentage points", "百分点"),
            Type::Count => words!("a count", "整数"),
            Type::Day => words!("a date", "日期"),
            Type::Flag => words!("yes or no", "是否"),
            Type::Text => words!("a text", "文字"),
            Type::Error => words!("something faulty", "有误的内容"),
            Type::Quantity(_, Some(unit)) => {
                let unit = &self.program.units[*unit];
                let title = unit.title.clone().unwrap_or_else(|| unit.name.clone());
                words!("an amount in {name}", "以{title}计的量", name = unit.name, title = title)
            }
            Type::Quantity(dimension, None) if *dimension == Dimension::of(Base::Points) => words!("points", "分"),
            Type::Quantity(dimension, None) if *dimension == Dimension::of(Base::Days) => words!("days", "天数"),
            Type::Quantity(dimension, None) => self.dimension_words(dimension),
            Type::Choice(choice) => {
                let choice = &self.program.choices[*choice];
                match &choice.name {
                    Some(name) => words!("a value of `{name}`", "“{name}”的值", name = name),
                    None => {
                        let names: Vec<&str> = choice.values.iter().map(|value| value.name.as_str()).collect();
                        let names = names.join(" | ");
                        words!("one of `{names}`", "“{names}”之一", names = names)
                    }
                }
            }
            Type::Subject(level) => {
                let level = &self.program.levels[*level];
                words!("the id of a `{name}`", "一个“{name}”", name = level.name)
            }
        }
    }

    /// `an amount in points per yuan`, `an amount in yuan × days`
    fn dimension_words(&self, dimension: &Dimension) -> Words {
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for (base, power) in dimension.powers() {
            let name = match base {
                Base::Points => words!("points", "分"),
                Base::Days => words!("days", "天"),
                Base::Unit(unit) => {
                    let unit = &self.program.units[unit];
                    Words::new(unit.name.clone(), unit.title.clone().unwrap_or_else(|| unit.name.clone()))
                }
            };
            let side = if power > 0 { &mut above } else { &mut below };
            match power.unsigned_abs() {
                1 => side.push(name),
                2 => side.extend([name.clone(), name]),
                power => side.push(words!("{e}^{power}", "{z}^{power}", e = name.english, z = name.chinese, power = power)),
            }
        }
        let joined = |parts: &[Words]| Words::join(parts, " × ", "×");
        let (over, under) = (joined(&above), joined(&below));
        let plain = Words::new("a number", "数值");
        match (above.is_empty(), below.is_empty()) {
            (true, true) => plain,
            (false, true) => words!("an amount in {e}", "以{z}计的量", e = over.english, z = over.chinese),
            (true, false) => words!("an amount per {e}", "每{z}的量", e = under.english, z = under.chinese),
            (false, false) => {
                let english = format!("an amount in {} per {}", over.english, under.english);
                let chinese = format!("以每{}{}计的量", under.chinese, over.chinese);
                Words::new(english, chinese)
            }
        }
    }
}
