//! Places as people write them: 第一名, 前三名, 第2、3名, `top 3`, `2nd and 3rd`.

use super::numerals::number_in_words;
use crate::text::half_width;

/// Places that have a word of their own.
const NAMED: [(&str, usize); 8] =
    [("first", 1), ("second", 2), ("third", 3), ("winner", 1), ("冠军", 1), ("亚军", 2), ("季军", 3), ("首", 1)];
/// What stands before the number of a place, the longest first.
const BEFORE_PLACE: [&str; 6] = ["no. ", "no.", "place ", "rank ", "第", "排名"];
/// What stands behind it.
const BEHIND_PLACE: [&str; 7] = ["st", "nd", "rd", "th", "名次", "名", "位"];
/// The first so many.
const LEADING: [&str; 6] = ["the first ", "the top ", "first ", "top ", "前", "排名前"];
/// Between two places that are both meant, and all between them.
const UNTIL: [&str; 11] = [" to ", " - ", "–", "—", "-", "~", "～", "至", "到", " through ", " up to "];
/// Between two places beside each other.
const AND: [&str; 7] = [" and ", ", ", ",", "、", "和", "与", "及"];
/// All that come behind a place.
const ONWARD: [&str; 9] = [" and below", " and beyond", " onwards", " and after", "及以后", "及以下", "以后", "以下", "起"];

/// What the head of a row says of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    One(usize),
    Range(usize, usize),
    Leading(usize),
    Onward(usize),
}

impl Places {
    pub(super) fn of(typed: &str) -> Option<Self> {
        let text: String = typed.chars().map(half_width).collect::<String>().to_lowercase();
        let text = text.trim();
        if let Some(place) = place(text) {
            return Some(Self::One(place));
        }
        if let Some(before) = ONWARD.iter().find_map(|words| text.strip_suffix(words)) {
            return place(before.trim()).map(Self::Onward);
        }
        let ends = |between: &&str| {
            let (from, to) = text.split_once(*between)?;
            Some((place(from.trim())?, place(to.trim())?))
        };
        if let Some((from, to)) = UNTIL.iter().find_map(ends).filter(|(from, to)| from < to) {
            return Some(Self::Range(from, to));
        }
        // Of places apart from each other no row can say the points.
        if let Some((from, to)) = AND.iter().find_map(ends).filter(|(from, to)| from + 1 == *to) {
            return Some(Self::Range(from, to));
        }
        LEADING.iter().find_map(|words| text.strip_prefix(words)).and_then(|rest| place(rest.trim())).map(Self::Leading)
    }
}

/// 第一名, 第1, 1st place, 冠军
fn place(text: &str) -> Option<usize> {
    let text = BEFORE_PLACE.iter().find_map(|words| text.strip_prefix(words)).unwrap_or(text);
    // `first` has no ending: it is the word for the place.
    let named = |text: &str| NAMED.iter().find(|(word, _)| *word == text).map(|(_, place)| *place);
    if let Some(place) = named(text) {
        return Some(place);
    }
    // 2nd place has two.
    let text = text.strip_suffix(" place").unwrap_or(text).trim();
    if let Some(place) = named(text) {
        return Some(place);
    }
    let text = BEHIND_PLACE.iter().find_map(|words| text.strip_suffix(words)).unwrap_or(text).trim();
    if let Some(place) = named(text) {
        return Some(place);
    }
    let figures = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let number = if figures { text.to_owned() } else { number_in_words(text)? };
    number.parse().ok().filter(|place| (1..=999_999).contains(place))
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_are_read_as_people_write_them() {
        let known = [
            ("第一名", Places::One(1)),
            ("第１", Places::One(1)),
            ("3名", Places::One(3)),
            ("亚军", Places::One(2)),
            ("Second place", Places::One(2)),
            ("first", Places::One(1)),
            ("2nd place", Places::One(2)),
            ("前三名", Places::Leading(3)),
            ("top 3", Places::Leading(3)),
            ("第2-3名", Places::Range(2, 3)),
            ("第二至第三名", Places::Range(2, 3)),
            ("第2、3名", Places::Range(2, 3)),
            ("2nd and 3rd", Places::Range(2, 3)),
            ("第十一名及以后", Places::Onward(11)),
        ];
        for (typed, meant) in known {
            assert_eq!(Places::of(typed), Some(meant), "{typed}");
        }
        for typed in ["第零名", "末位", "第2、5名", "第3至2名", "后三名", "其余"] {
            assert_eq!(Places::of(typed), None, "{typed}");
        }
    }
}
