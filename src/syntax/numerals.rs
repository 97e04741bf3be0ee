//! Numbers that are written in words: 零分, 十五分, `zero`, which the grammar takes for names; and places: `2nd`, 第2名.

use crate::text::Language;

const ENGLISH: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const CHINESE: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// Other words for nothing.
const NOTHING: [&str; 4] = ["nil", "nought", "naught", "〇"];

/// The figure for which a word stands; in Chinese the word for points may run on behind it.
#[must_use]
pub fn number_in_words(word: &str) -> Option<String> {
    let english = || ENGLISH.iter().position(|known| *known == word);
    let nothing = || NOTHING.contains(&word).then_some(0);
    let bare = word.strip_suffix('分').unwrap_or(word);
    let whole = || english().or_else(nothing).or_else(|| below_hundred(bare)).map(|number| number.to_string());
    let percent = || word.strip_prefix("百分之").and_then(figures_of).map(|figures| format!("{figures}%"));
    whole().or_else(percent).or_else(|| with_point(bare))
}

/// 九十八点五, 百: what stands behind 百分之.
fn figures_of(word: &str) -> Option<String> {
    if word == "百" || word == "一百" {
        return Some("100".to_owned());
    }
    below_hundred(word).map(|number| number.to_string()).or_else(|| with_point(word))
}

/// 零点五, 九十八点二五
fn with_point(word: &str) -> Option<String> {
    let (whole, decimals) = word.split_once('点')?;
    let (whole, decimals) = (below_hundred(whole)?, decimals.chars().map(|letter| CHINESE.iter().position(|known| *known == letter)));
    let decimals: Option<String> = decimals.map(|decimal| decimal.map(|decimal| decimal.to_string())).collect();
    decimals.filter(|decimals| !decimals.is_empty()).map(|decimals| format!("{whole}.{decimals}"))
}

/// A place as rows of places are written: 1st, 第1名.
#[must_use]
pub fn ordinal(place: usize, language: Language) -> String {
    let ending = match (language, place % 10, place % 100) {
        (Language::Chinese, ..) => return format!("第{place}名"),
        (Language::English, _, 11..=13) => "th",
        (Language::English, 1, _) => "st",
        (Language::English, 2, _) => "nd",
        (Language::English, 3, _) => "rd",
        (Language::English, ..) => "th",
    };
    format!("{place}{ending}")
}

/// 零, 七, 十, 十五, 二十, 二十五
fn below_hundred(word: &str) -> Option<usize> {
    let Some((tens, ones)) = word.split_once('十') else { return digit(word) };
    let tens = if tens.is_empty() { 1 } else { digit(tens).filter(|tens| *tens > 0)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones).filter(|ones| *ones > 0)? };
    Some(tens * 10 + ones)
}

fn digit(word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let (letter, rest) = (letters.next()?, letters.next());
    let known = if letter == '两' { Some(2) } else { CHINESE.iter().position(|known| *known == letter) };
    known.filter(|_| rest.is_none())
}

#[cfg(test)]
mod tests {
    use super::number_in_words;

    #[test]
    fn words_for_numbers_are_known_and_others_are_not() {
        let known = [
            ("零", "0"),
            ("零分", "0"),
            ("一分", "1"),
            ("两分", "2"),
            ("十分", "10"),
            ("十五分", "15"),
            ("二十", "20"),
            ("zero", "0"),
            ("零点五", "0.5"),
            ("一点二五分", "1.25"),
            ("百分之九十", "90%"),
            ("百分之百", "100%"),
            ("百分之九十八点五", "98.5%"),
        ];
        for (word, figure) in known {
            assert_eq!(number_in_words(word).as_deref(), Some(figure), "{word}");
        }
        for word in ["满分", "分", "几分", "none", "十十", "零十", "一二", "百分之", "零点", "百分点"] {
            assert_eq!(number_in_words(word), None, "{word}");
        }
    }
}
