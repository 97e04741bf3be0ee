//! Words by which authors compare, with what they mean: fewer than, 少于, no less than, 或以上.
//!
//! A word of this table is never taken for a slip of the pen: of 少于 and 高于 only one letter differs.

use super::Rule;
use super::keywords::{keyword, printed};
use super::limited::comparison_in;
use crate::text::{Language, distance};
use crate::value::Number;

/// What a comparison says of the value before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Below,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    Above,
}

impl Meaning {
    /// The keyword of a condition.
    pub(super) fn in_condition(self) -> Rule {
        match self {
            Self::Below => Rule::kw_is_below,
            Self::AtMost => Rule::kw_is_at_most,
            Self::Equal => Rule::kw_is,
            Self::NotEqual => Rule::kw_is_not,
            Self::AtLeast => Rule::kw_is_at_least,
            Self::Above => Rule::kw_is_above,
        }
    }

    /// The keyword of a bound of an input or of a limit.
    pub(super) fn in_bound(self) -> Option<Rule> {
        match self {
            Self::Below => Some(Rule::kw_below),
            Self::AtMost => Some(Rule::kw_at_most),
            Self::AtLeast => Some(Rule::kw_at_least),
            Self::Above => Some(Rule::kw_above),
            Self::Equal | Self::NotEqual => None,
        }
    }

    /// What is said with a word before it that turns it round: 没有 低于.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Below => Self::AtLeast,
            Self::AtMost => Self::Above,
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::AtLeast => Self::Below,
            Self::Above => Self::AtMost,
        }
    }

    /// What is said of the right side where this is said of the left: `5 < x`.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::AtMost => Self::AtLeast,
            Self::Equal => Self::Equal,
            Self::NotEqual => Self::NotEqual,
            Self::AtLeast => Self::AtMost,
            Self::Above => Self::Below,
        }
    }

    /// A band between the number of this comparison and that of another, if one is its lower end and the other its upper.
    /// 低于 5，高于 10 are two bands.
    pub(super) fn as_band_with(self, number: &str, (other, end): (Self, &str), language: Language) -> Option<String> {
        let (to, below, above) = (Rule::kw_range_to, Rule::kw_below, Rule::kw_above);
        let [to, below, above, up_to_below] = [to, below, above, Rule::kw_up_to_below].map(|rule| printed(rule, language));
        let out = match language {
            Language::English => format!("{to} {below}"),
            Language::Chinese => below.to_owned(),
        };
        let ordered = figure(number).zip(figure(end)).is_none_or(|(low, high)| low < high);
        match (self, other) {
            (Self::AtLeast | Self::Above, Self::Below | Self::AtMost) if !ordered => None,
            (Self::AtLeast, Self::AtMost) => Some(format!("{number} {to} {end}")),
            (Self::AtLeast, Self::Below) => Some(match language {
                Language::English => format!("{number} {out} {end}"),
                Language::Chinese => format!("{number} {up_to_below} {end}"),
            }),
            (Self::Above, Self::AtMost) => Some(format!("{above} {number} {to} {end}")),
            (Self::Above, Self::Below) => Some(format!("{above} {number} {out} {end}")),
            (Self::Below | Self::AtMost, Self::AtLeast | Self::Above) => other.as_band_with(end, (self, number), language),
            (Self::Equal | Self::NotEqual, _)
            | (_, Self::Equal | Self::NotEqual)
            | (Self::Below | Self::AtMost, Self::Below | Self::AtMost)
            | (Self::AtLeast | Self::Above, Self::AtLeast | Self::Above) => None,
        }
    }

    /// A band with one number; what is not equal to it is two bands.
    pub(super) fn as_band(self, number: &str, language: Language) -> Option<String> {
        let edge = |rule| printed(rule, language);
        match self {
            Self::Below => Some(format!("{} {number}", edge(Rule::kw_below))),
            Self::Above => Some(format!("{} {number}", edge(Rule::kw_above))),
            Self::AtMost => Some(format!("{number} {}", edge(Rule::kw_and_below))),
            Self::AtLeast => Some(format!("{number} {}", edge(Rule::kw_and_above))),
            Self::Equal => Some(number.to_owned()),
            Self::NotEqual => None,
        }
    }
}

/// The number that an edge begins with.
fn figure(edge: &str) -> Option<Number> {
    let end = edge.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(edge.len());
    edge.get(..end).and_then(|figure| Number::parse(figure).ok())
}

/// What stands before the number.
const BEFORE: [(Meaning, &[&str]); 16] = [
    (Meaning::Below, &["below", "less than", "lower than", "fewer than", "smaller than", "under", "short of"]),
    (
        Meaning::Below,
        &[
            "不满",
            "低于",
            "小于",
            "少于",
            "不足",
            "不足于",
            "未满",
            "不到",
            "未到",
            "未达",
            "未达到",
            "没有达到",
            "没达到",
            "达不到",
            "不及",
            "少过",
            "低过",
            "小过",
            "底于",
            "抵于",
        ],
    ),
    (
        Meaning::AtMost,
        &[
            "at most",
            "no more than",
            "not more than",
            "no greater than",
            "not greater than",
            "no higher than",
            "not higher than",
            "not above",
            "not over",
            "not exceeding",
            "does not exceed",
            "less than or equal to",
            "lower than or equal to",
            "fewer than or equal to",
            "equal to or less than",
            "equal to or lower than",
            "equal to or fewer than",
            "equal to or below",
            "less or equal",
            "at or below",
            "below or equal to",
            "below or equal",
            "up to",
            "maximum",
            "maximal",
            "max",
            "max .",
            "a maximum of",
            "with a maximum of",
            "to a maximum of",
            "up to a maximum of",
            "capped at",
            "limited to",
        ],
    ),
    (
        Meaning::AtMost,
        &[
            "不超过",
            "不大于",
            "不多于",
            "不高于",
            "小于等于",
            "低于等于",
            "少于等于",
            "小于或等于",
            "低于或等于",
            "少于或等于",
            "小于或者等于",
            "低于或者等于",
            "少于或者等于",
            "等于或小于",
            "等于或低于",
            "等于或少于",
            "等于或者小于",
            "等于或者低于",
            "等于或者少于",
            "不超",
            "不超出",
            "未超",
            "未超过",
            "未超出",
            "没有超过",
            "没超过",
            "不得超过",
            "不得高于",
            "不得多于",
            "不得大于",
            "不得超出",
            "不能超过",
            "不能高于",
            "不可超过",
            "最高不超过",
            "最多不超过",
            "最高不得超过",
            "最多不得超过",
            "最高不高于",
            "最高不得高于",
            "不晚于",
            "不迟于",
            "至多",
            "最多",
            "最高",
            "最大",
            "上限",
            "上限为",
            "累计不超过",
            "累计不得超过",
            "累计最高不超过",
            "合计不超过",
        ],
    ),
    (Meaning::Equal, &["equal to", "equals", "exactly"]),
    (Meaning::Equal, &["等于", "恰为", "正好为", "是"]),
    (Meaning::NotEqual, &["not equal to", "does not equal", "different from", "unequal to"]),
    (Meaning::NotEqual, &["不等于", "不是"]),
    (
        Meaning::AtLeast,
        &[
            "at least",
            "no less than",
            "not less than",
            "no fewer than",
            "not fewer than",
            "no lower than",
            "not lower than",
            "not below",
            "not under",
            "greater than or equal to",
            "more than or equal to",
            "higher than or equal to",
            "equal to or greater than",
            "equal to or more than",
            "equal to or higher than",
            "equal to or above",
            "equals or exceeds",
            "is or exceeds",
            "meets or exceeds",
            "reaches or exceeds",
            "greater or equal",
            "at or above",
            "above or equal to",
            "above or equal",
            "minimum",
            "min",
            "min .",
        ],
    ),
    (
        Meaning::AtLeast,
        &[
            "不低于",
            "不少于",
            "不小于",
            "大于等于",
            "高于等于",
            "多于等于",
            "大于或等于",
            "高于或等于",
            "多于或等于",
            "超过或等于",
            "大于或者等于",
            "高于或者等于",
            "多于或者等于",
            "超过或者等于",
            "等于或大于",
            "等于或高于",
            "等于或多于",
            "等于或超过",
            "等于或者大于",
            "等于或者高于",
            "等于或者多于",
            "等于或者超过",
            "达到或超过",
            "达到或者超过",
            "未低于",
            "未少于",
            "不得低于",
            "不得少于",
            "不得小于",
            "最低不低于",
            "最少不少于",
            "最低不得低于",
            "最少不得少于",
            "不早于",
            "达到",
            "达",
            "满",
            "至少",
            "最少",
            "最低",
            "最小",
            "起码",
            "不底于",
            "不抵于",
        ],
    ),
    (
        Meaning::Above,
        &[
            "above",
            "more than",
            "greater than",
            "higher than",
            "larger than",
            "bigger than",
            "over",
            "exceeds",
            "exceeding",
            "in excess of",
            "beyond",
        ],
    ),
    (Meaning::Above, &["超过", "高于", "大于", "多于", "超出", "多过", "高过", "大过", "超", "逾", "突破", "晚于", "迟于"]),
    (Meaning::Below, &["is before", "is earlier than", "早于", "先于"]),
    // Of days: without `is` it may be the day itself that is due.
    (Meaning::AtMost, &["is no later than", "is not later than", "is not after", "is on or before"]),
    (Meaning::Above, &["is after", "is later than"]),
    (Meaning::AtLeast, &["is no earlier than", "is not earlier than", "is not before", "is on or after"]),
];

/// Words that compare where no `than` follows, and mean other things elsewhere.
const BARE: [(Meaning, &[&str]); 2] =
    [(Meaning::Below, &["less", "lower", "fewer", "smaller"]), (Meaning::Above, &["more", "higher", "greater", "larger"])];

/// What stands behind the number of a band, which belongs to it.
const BEHIND: [(Meaning, &[&str]); 4] = [
    (
        Meaning::AtLeast,
        &[
            "or more",
            "and more",
            "or above",
            "or over",
            "and over",
            "or higher",
            "and higher",
            "or greater",
            "and greater",
            "or up",
            "and up",
            "upwards",
            "and upwards",
            "and beyond",
            "above or equal",
        ],
    ),
    (
        Meaning::AtLeast,
        &[
            "或以上",
            "及其以上",
            "含以上",
            "或更高",
            "及更高",
            "或更多",
            "及更多",
            "起",
            "往上",
            "开始",
            "（ 含 ） 以上",
            "以上 （ 含 ）",
            "( 含 ) 以上",
            "以上 ( 含 )",
        ],
    ),
    (Meaning::AtMost, &["or less", "and less", "or below", "or lower", "and lower", "or under", "and under", "or fewer", "and fewer"]),
    (
        Meaning::AtMost,
        &[
            "或以下",
            "及其以下",
            "含以下",
            "或更低",
            "及更低",
            "或更少",
            "及更少",
            "之内",
            "（ 含 ） 以下",
            "以下 （ 含 ）",
            "( 含 ) 以下",
            "以下 ( 含 )",
        ],
    ),
];

/// Letters of which comparisons are made: what is written with them alone says something of its own.
const LETTERS: &str = "高低大小多少上下内外前后不未没无非勿有得超过满足到达于等及以之至最或含为是";

type Table = [(Meaning, &'static [&'static str])];

/// The longest comparison that stands before a number, from the first of these words on, and how many of them it takes.
pub(super) fn before<'w>(words: impl Iterator<Item = &'w str>) -> Option<(usize, Meaning)> {
    longest(&BEFORE, words)
}

/// The band that is meant by 少于5, a comparison and its number in one word, which the grammar must take for a name.
#[must_use]
pub fn band_in_one_word(name: &str) -> Option<String> {
    let (meaning, rest) = edge_in_one_word(name)?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(end)?;
    // 满5不满7
    if let Some((next, high)) = edge_in_one_word(behind) {
        let plain = high.chars().all(|letter| letter.is_ascii_digit());
        return meaning.as_band_with(number, (next, high), Language::Chinese).filter(|_| plain);
    }
    // 少于5户, but not what goes on with another edge.
    (!behind.contains(|letter| LETTERS.contains(letter))).then(|| meaning.as_band(rest, Language::Chinese))?
}

/// A comparison at the beginning of a word, up to its number.
fn edge_in_one_word(text: &str) -> Option<(Meaning, &str)> {
    let (word, rest) = text.split_at_checked(text.find(|letter: char| letter.is_ascii_digit())?)?;
    let (_, meaning) = before(std::iter::once(word)).filter(|_| !word.is_ascii())?;
    Some((meaning, rest))
}

/// The same for one word that needs its number to be told from others.
pub(super) fn bare<'w>(words: impl Iterator<Item = &'w str>) -> Option<(usize, Meaning)> {
    longest(&BARE, words)
}

/// The same behind a number.
pub(super) fn behind<'w>(words: impl Iterator<Item = &'w str>) -> Option<(usize, Meaning)> {
    longest(&BEHIND, words)
}

fn longest<'w>(table: &'static Table, words: impl Iterator<Item = &'w str>) -> Option<(usize, Meaning)> {
    let words: Vec<String> = words.take(LONGEST).map(simplified).collect();
    let phrases = table.iter().flat_map(|(meaning, phrases)| phrases.iter().map(move |phrase| (*phrase, *meaning)));
    let fits = |phrase: &str| {
        let length = phrase.split(' ').count();
        (length <= words.len() && phrase.split(' ').zip(&words).all(|(one, other)| one == other)).then_some(length)
    };
    phrases.filter_map(|(phrase, meaning)| Some((fits(phrase)?, meaning))).max_by_key(|(length, _)| *length)
}

/// So many words the longest comparison has.
const LONGEST: usize = 5;

/// The word with the letters of the mainland for those of Taiwan and Hong Kong.
fn simplified(word: &str) -> String {
    const LETTERS: [(char, char); 7] = [('於', '于'), ('過', '过'), ('滿', '满'), ('達', '达'), ('內', '内'), ('為', '为'), ('後', '后')];
    word.chars().map(|letter| LETTERS.iter().find(|(other, _)| *other == letter).map_or(letter, |(_, own)| *own)).collect()
}

/// Keywords that stand against each other: who types nearly one of them means that one, or nobody knows which.
const OPPOSITES: [&[&[Rule]]; 10] = [
    &[&[Rule::kw_full_points, Rule::kw_out_of], &[Rule::kw_zero]],
    &[
        &[Rule::kw_below, Rule::kw_is_below],
        &[
            Rule::kw_at_most,
            Rule::kw_is_at_most,
            Rule::kw_and_below,
            Rule::kw_total_at_most,
            Rule::kw_grade_at_most,
            Rule::kw_bonus_at_most,
        ],
        &[
            Rule::kw_at_least,
            Rule::kw_is_at_least,
            Rule::kw_and_above,
            Rule::kw_total_at_least,
            Rule::kw_no_fewer_than,
            Rule::kw_raters_at_least,
            Rule::kw_raters_or_more,
            Rule::kw_no_fewer_compete,
        ],
        &[Rule::kw_above, Rule::kw_is_above, Rule::kw_beyond],
        &[Rule::kw_is],
        &[Rule::kw_is_from],
        &[Rule::kw_is_not],
    ],
    &[
        &[Rule::kw_highest, Rule::kw_drop_highest, Rule::kw_and_highest, Rule::kw_highest_of_them],
        &[Rule::kw_lowest, Rule::kw_drop_lowest, Rule::kw_and_lowest, Rule::kw_lowest_of_them],
    ],
    &[&[Rule::kw_higher_is_better], &[Rule::kw_lower_is_better]],
    &[&[Rule::kw_is_given], &[Rule::kw_is_missing, Rule::kw_missing]],
    &[&[Rule::kw_ties_better], &[Rule::kw_ties_worse], &[Rule::kw_ties_average]],
    &[&[Rule::kw_first], &[Rule::kw_last]],
    &[&[Rule::kw_losses, Rule::kw_lost, Rule::kw_lost_by], &[Rule::kw_gains, Rule::kw_gained_by]],
    &[&[Rule::kw_half_up], &[Rule::kw_half_even], &[Rule::kw_up], &[Rule::kw_down]],
    &[&[Rule::kw_serious], &[Rule::kw_moderate], &[Rule::kw_minor]],
];

/// Those of the `spellings` that may be meant by `typed` without a danger that they say the opposite.
pub(super) fn without_opposites<'s>(typed: &str, spellings: impl Iterator<Item = &'s str>) -> Vec<&'s str> {
    // 总分不高于: of what is limited nothing depends.
    let said = comparison_in(typed);
    let words = || said.split(' ');
    let known = [before(words()), bare(words()), behind(words())].into_iter().flatten().any(|(length, _)| length == words().count());
    let composed = said.chars().all(|letter| LETTERS.contains(letter));
    let mut refused: Vec<&str> = Vec::new();
    for group in OPPOSITES {
        let sides = || group.iter().map(|side| side.iter().flat_map(|rule| spelt(*rule)).collect::<Vec<&str>>());
        let far = |side: &Vec<&str>| side.iter().map(|one| distance(typed, one)).min().unwrap_or(usize::MAX);
        let nearest = sides().map(|side| far(&side)).min().unwrap_or(usize::MAX);
        let alone = sides().filter(|side| far(side) == nearest).count() == 1;
        let keeps = |side: &Vec<&str>| !known && !composed && alone && far(side) == nearest;
        refused.extend(sides().filter(|side| !keeps(side)).flatten());
    }
    spellings.filter(|spelling| !refused.contains(spelling) && !turned_round(typed, spelling)).collect()
}

/// What turns a word round where only one of two has it, and what only the one that was typed may not have.
const NEGATIONS: [char; 6] = ['不', '未', '非', '没', '无', '勿'];
const POLES: [char; 16] = ['前', '后', '首', '末', '高', '低', '好', '差', '坏', '优', '劣', '多', '少', '早', '晚', '先'];
const ENGLISH_POLES: [(&str, &str); 9] = [
    ("more", "less"),
    ("before", "after"),
    ("first", "last"),
    ("best", "worst"),
    ("better", "worse"),
    ("highest", "lowest"),
    ("higher", "lower"),
    ("top", "bottom"),
    ("above", "below"),
];

/// Whether a word says something else than one that is spelt nearly alike: 在后 and 在前, 缺报计入 and 缺报不计入.
pub(super) fn turned_round(typed: &str, meant: &str) -> bool {
    let only = |one: &str, other: &str, letters: &[char]| one.chars().any(|letter| letters.contains(&letter) && !other.contains(letter));
    let has = |text: &str, word: &str| text.split(' ').any(|own| own == word);
    let poles = |one: &str, other: &str| has(typed, one) && !has(typed, other) && has(meant, other) && !has(meant, one);
    only(typed, meant, &NEGATIONS)
        || only(typed, meant, &POLES)
        || only(meant, typed, &NEGATIONS)
        || typed.strip_prefix("un") == Some(meant)
        || ENGLISH_POLES.iter().any(|(one, other)| poles(one, other) || poles(other, one))
}

fn spelt(rule: Rule) -> impl Iterator<Item = &'static str> {
    keyword(rule)
        .into_iter()
        .flat_map(|keyword| keyword.spellings(Language::English).iter().chain(keyword.spellings(Language::Chinese)))
        .map(String::as_str)
}
