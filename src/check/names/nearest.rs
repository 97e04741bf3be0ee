//! What a wrong name may have meant.

use super::likeness::looks;
use crate::syntax::{band_in_one_word, band_in_words, number_in_words};
use crate::text::did_you_mean;

/// A name that may have been meant. However near it comes, it stays a guess: the name that was written
/// may be that of something nobody has declared yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name to write.
    pub name: String,
    /// Whether the eye cannot tell the two apart: one has a letter of another alphabet, or a digit for a letter.
    pub alike: bool,
}

impl Suggestion {
    /// A name that is meant for another reason than its looks.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), alike: false }
    }
}

/// Words that are taken for a name and meant for another word of the language: `is empty`, 其他 => 0.
const TAKEN_FOR_NAMES: [(&str, &str); 12] = [
    ("empty", "missing"),
    ("blank", "missing"),
    ("other", "otherwise"),
    ("others", "otherwise"),
    ("rest", "otherwise"),
    ("NA", "not applicable"),
    ("na", "not applicable"),
    ("其他", "其余"),
    ("其它", "其余"),
    ("不得分", "0"),
    ("不计分", "0"),
    ("得满分", "满分"),
];

/// The words of the language for which `typed` stands elsewhere.
pub fn other_word(typed: &str) -> Option<Suggestion> {
    let word = TAKEN_FOR_NAMES.iter().find(|(word, _)| *word == typed).map(|(_, meant)| Suggestion::new(*meant));
    let number = || number_in_words(typed).map(Suggestion::new);
    word.or_else(number).or_else(|| band_in_one_word(typed).or_else(|| band_in_words(typed)).map(Suggestion::new))
}

/// Words for the types of inputs in spreadsheets and databases, with the type that is meant.
const TYPES: [(&str, &str); 29] = [
    ("integer", "count"),
    ("int", "count"),
    ("whole", "count"),
    ("decimal", "number"),
    ("numeric", "number"),
    ("amount", "number"),
    ("money", "number"),
    ("currency", "number"),
    ("ratio", "percent"),
    ("rate", "percent"),
    ("string", "text"),
    ("boolean", "flag"),
    ("bool", "flag"),
    ("checkbox", "flag"),
    ("datetime", "date"),
    ("数字", "数值"),
    ("数量", "数值"),
    ("金额", "数值"),
    ("小数", "数值"),
    ("个数", "整数"),
    ("整型", "整数"),
    ("文本", "文字"),
    ("字符", "文字"),
    ("字符串", "文字"),
    ("比例", "百分比"),
    ("百分数", "百分比"),
    ("百分率", "百分比"),
    ("布尔", "是否"),
    ("是或否", "是否"),
];

/// Words for points behind a number, where they would be units.
const POINTS: [(&str, &str); 7] =
    [("marks", "points"), ("mark", "point"), ("pts", "points"), ("pt", "point"), ("score", "points"), ("份", "分"), ("分数", "分")];

/// The unit of the language that is meant by a word behind a number: `marks`, `poitns`, `dyas`.
pub fn given_unit(typed: &str) -> Option<Suggestion> {
    let known = POINTS.iter().find(|(word, _)| *word == typed).map(|(_, meant)| Suggestion::new(*meant));
    let near = || did_you_mean(typed, ["points", "point", "days", "day"]).filter(|_| typed.len() > 2).map(Suggestion::new);
    known.or_else(near)
}

/// The type for which `typed` stands elsewhere.
pub fn other_type(typed: &str) -> Option<Suggestion> {
    TYPES.iter().find(|(word, _)| *word == typed).map(|(_, meant)| Suggestion::new(*meant))
}

/// Whether `name` is that of the full points and `typed` says some other number of them: 半分, 几分.
fn another_number(typed: &str, name: &str) -> bool {
    name == "满分" && typed.ends_with('分') && !typed.contains('满')
}

/// The candidate that looks the same as `typed`; else the nearest to it, if one is near enough.
pub fn nearest<'n>(typed: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<Suggestion> {
    let mut candidates: Vec<&str> = candidates.into_iter().filter(|name| !another_number(typed, name)).collect();
    candidates.sort_unstable();
    let shape = looks(typed);
    match candidates.iter().find(|name| **name != typed && looks(name) == shape) {
        Some(name) => Some(Suggestion { name: (*name).to_owned(), alike: true }),
        None => did_you_mean(typed, candidates).map(Suggestion::new),
    }
}
