//! Conditions as rule books on paper have them: 前三名, 名次末位, 总分在80分以上, `top 3`, `total 80 and above`. It reads the
//! letters, for the grammar makes one name of 总分80分以上; what is meant is written in the words of the language.

use super::Rule;
use super::bands::{end_behind_number, two_ends};
use super::comparisons::{Meaning, before, behind};
use super::keywords::{printed, spells};
use super::numerals::number_in_words;
use super::places::Places;
use crate::text::{Language, half_width};
use crate::value::Number;

/// So many bytes a condition on paper has at most.
const LONGEST: usize = 200;
/// Words for the place of a rank, the longer first.
const OF_RANK: [&str; 7] = ["考核排名", "名次", "排名", "位次", "排序", "排位", "排"];
/// What stands between it and the place.
const STANDS: [&str; 8] = ["位列", "位居", "处于", "在", "居", "列", "为", "是"];
/// The last one of all.
const LAST: [&str; 9] = ["末位", "末名", "最后一名", "最后一位", "倒数第一", "倒数第一名", "倒数第一位", "末尾", "垫底"];
/// The first one of all.
const FIRST: [&str; 5] = ["首位", "榜首", "头名", "首名", "第一"];
/// The last so many.
const FROM_BEHIND: [&str; 6] = ["倒数后", "倒数", "最后", "末尾", "后", "末"];
/// The same in English.
const WORDS_OF_RANK: [&str; 6] = ["place", "places", "rank", "ranks", "ranked", "ranking"];
const WORDS_BETWEEN: [&str; 8] = ["is", "in", "within", "at", "among", "the", "of", "are"];
const LAST_OF: [&str; 4] = ["last", "bottom", "lowest", "worst"];
const FIRST_OF: [&str; 4] = ["top", "first", "best", "highest"];
/// That no veto was cast.
const NO_VETO: [&str; 6] = ["无一票否决", "无否决", "未被一票否决", "未被否决", "没有一票否决", "无一票否决事项"];
/// Other words for the total of a card.
const TOTALS: [&str; 9] = ["考核总得分", "考核得分", "考核总分", "总得分", "总成绩", "得分", "分数", "成绩", "总分"];
const TOTALS_IN_ENGLISH: [&str; 5] = ["total score", "total points", "total", "score", "points"];
/// What may stand between a value and the edge of its band.
const AT: [&str; 5] = ["在", "为", "是", "处于", "的"];
/// Signs of comparison, the longer first.
const SIGNS: [(&str, Meaning); 8] = [
    (">=", Meaning::AtLeast),
    ("=>", Meaning::AtLeast),
    ("<=", Meaning::AtMost),
    ("=<", Meaning::AtMost),
    ("≥", Meaning::AtLeast),
    ("≤", Meaning::AtMost),
    (">", Meaning::Above),
    ("<", Meaning::Below),
];
/// What stands between the two ends of a range.
const UNTIL: [&str; 8] = [" to ", " - ", "–", "—", "-", "~", "至", "到"];
/// Units that need not be declared.
const UNITS: [&str; 4] = ["个百分点", "百分点", "天", "日"];

/// A condition as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPaper {
    /// What to write.
    pub written: String,
    /// What it asks for.
    pub asks: Asks,
}

/// What a condition on paper asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A value.
    Value,
    /// The place of the rank; `Some` where this place alone is meant.
    Place(Option<usize>),
    /// The place, among a share of all: how the share is rounded is not said.
    Share,
}

/// What is meant by a condition on paper about the names that are `known`; nothing where it is none.
#[must_use]
pub fn condition_on_paper(text: &str, language: Language, known: &dyn Fn(&str) -> bool) -> Option<OnPaper> {
    let text = plain(text, language)?;
    // `last` may be what something is called.
    if known(&text) {
        return None;
    }
    let one = |text: &str| {
        let value = || {
            let written = compared(text, language, known)?.condition(language);
            Some(OnPaper { written, asks: Asks::Value })
        };
        let veto = || {
            let written = printed(Rule::kw_no_veto, language).to_owned();
            NO_VETO.contains(&text).then_some(OnPaper { written, asks: Asks::Value })
        };
        standing(text, language).or_else(veto).or_else(value)
    };
    // 总分90分以上且前三名
    let joined = || {
        let (first, rest) = text.split_once("并且").or_else(|| text.split_once('且'))?;
        let (first, rest) = (one(first)?, condition_on_paper(rest, language, known)?);
        // How a share is rounded stands behind it, at the end.
        let (first, rest) = if first.asks == Asks::Share { (rest, first) } else { (first, rest) };
        let asks = if rest.asks == Asks::Value { first.asks } else { rest.asks };
        Some(OnPaper { written: format!("{} {} {}", first.written, printed(Rule::kw_and, language), rest.written), asks })
    };
    one(&text).or_else(|| if language == Language::Chinese { joined() } else { None })
}

/// The band of totals that a row of grades on paper says.
#[derive(Debug)]
pub(super) struct BandOfTotal {
    /// The condition, of which the upper end is left to the row above.
    pub(super) condition: String,
    /// Whether it has two ends.
    pub(super) between: bool,
}

/// 90分以上, 总分80-89分, `80 and above`, `90+`: what a row of grades says of the total.
pub(super) fn band_of_total(text: &str, language: Language) -> Option<BandOfTotal> {
    let text = plain(text, language)?;
    let total = printed(Rule::kw_total, language);
    let words: &[&str] = match language {
        Language::English => &TOTALS_IN_ENGLISH,
        Language::Chinese => &TOTALS,
    };
    // 60≤总分<90
    let mirrored = || {
        let (before, behind) = words.iter().find_map(|word| text.split_once(word))?;
        let (before, behind) = (before.trim_end(), behind.trim_start());
        let (sign, meaning) = SIGNS.iter().find(|(sign, _)| before.ends_with(sign))?;
        let first = (meaning.mirrored(), figure(before.strip_suffix(sign)?.trim())?);
        let second = || {
            let (sign, meaning) = SIGNS.iter().find(|(sign, _)| behind.starts_with(sign))?;
            Some((*meaning, figure(behind.strip_prefix(sign)?.trim())?))
        };
        let ends = if behind.is_empty() { Ends::One(first.0, first.1) } else { Ends::Two([first, second()?]) };
        let between = !behind.is_empty();
        Some(BandOfTotal { condition: Compared { left: total.to_owned(), ends: ends.lower() }.condition(language), between })
    };
    if let Some(band) = mirrored() {
        return Some(band);
    }
    let rest = words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    // ≥90: in a condition a sign is told as a sign.
    let of_sign = || {
        let (sign, meaning) = SIGNS.iter().find(|(sign, _)| rest.trim_start().starts_with(sign))?;
        let number = amount(rest.trim_start().strip_prefix(sign)?.trim(), &|_| false).filter(|number| !number.contains('%'))?;
        let condition = Compared { left: total.to_owned(), ends: Ends::One(*meaning, number) }.condition(language);
        Some(BandOfTotal { condition, between: false })
    };
    if let Some(band) = of_sign() {
        return Some(band);
    }
    // A total is no share of anything.
    let ends = ends(rest, language, &|_| false).filter(|_| !rest.contains('%'))?;
    let between = !matches!(ends, Ends::One(..));
    let condition = Compared { left: total.to_owned(), ends: ends.lower() }.condition(language);
    Some(BandOfTotal { condition, between })
}

/// The text with half-width signs, and in Chinese without its spaces.
fn plain(text: &str, language: Language) -> Option<String> {
    let half = text.chars().map(half_width);
    let plain: String = match language {
        Language::English => half.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "),
        Language::Chinese => half.filter(|letter| !letter.is_whitespace()).collect(),
    };
    (!plain.is_empty() && plain.len() <= LONGEST).then_some(plain)
}

/// 前三名, 名次在后20%, 末位, `top 3`, `place is first`
fn standing(text: &str, language: Language) -> Option<OnPaper> {
    let [place, competing, first, last, is, is_from, until, above] = [
        Rule::kw_place,
        Rule::kw_number_competing,
        Rule::kw_within_first,
        Rule::kw_is_last,
        Rule::kw_is,
        Rule::kw_is_from,
        Rule::kw_range_to,
        Rule::kw_is_above,
    ]
    .map(|rule| printed(rule, language));
    let on_paper = |written: String, asks| Some(OnPaper { written: format!("{place} {written}"), asks });
    match Standing::of(text, language)? {
        Standing::Places(Places::One(number)) => on_paper(format!("{is} {number}"), Asks::Place(Some(number))),
        Standing::Places(Places::Range(from, to)) => on_paper(format!("{is_from} {from} {until} {to}"), Asks::Place(None)),
        Standing::Places(Places::Leading(to)) => on_paper(format!("{first} {to}"), Asks::Place(None)),
        Standing::Places(Places::Onward(from)) => on_paper(format!("≥ {from}"), Asks::Place(None)),
        Standing::LeadingShare(share) => on_paper(format!("{first} {share}%"), Asks::Share),
        Standing::Last => on_paper(last.to_owned(), Asks::Place(None)),
        Standing::LastOf(number) => on_paper(format!("{above} {competing} - {number}"), Asks::Place(None)),
        // Which places these are needs no rounding: a place is behind the share or it is not.
        Standing::LastShare(share) => on_paper(format!("{above} {competing} × {}%", 100_u8.checked_sub(share)?), Asks::Place(None)),
    }
}

enum Standing {
    Places(Places),
    LeadingShare(u8),
    Last,
    LastOf(usize),
    LastShare(u8),
}

impl Standing {
    fn of(text: &str, language: Language) -> Option<Self> {
        match language {
            Language::English => Self::in_english(text),
            Language::Chinese => Self::in_chinese(text),
        }
    }

    fn in_chinese(text: &str) -> Option<Self> {
        let named = OF_RANK.iter().find_map(|word| text.strip_prefix(word));
        let rest = named.unwrap_or(text);
        let rest = STANDS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        if LAST.contains(&rest) {
            return Some(Self::Last);
        }
        if FIRST.contains(&rest) && (named.is_some() || rest != "第一") {
            return Some(Self::Places(Places::One(1)));
        }
        // 前三 alone is no place yet; 名次前三 is.
        if named.is_none() && !rest.ends_with(['名', '位', '%']) && !rest.ends_with("名次") {
            return None;
        }
        if let Some(behind) = FROM_BEHIND.iter().find_map(|word| rest.strip_prefix(word)) {
            return share(behind).map(Self::LastShare).or_else(|| counted(behind).map(Self::LastOf));
        }
        if let Some(behind) = rest.strip_prefix('前') {
            return share(behind).map(Self::LeadingShare).or_else(|| counted(behind).map(|to| Self::Places(Places::Leading(to))));
        }
        let begins = named.is_some() || rest.starts_with('第') || rest.starts_with(['冠', '亚', '季']);
        Places::of(rest).filter(|_| begins).map(Self::Places)
    }

    fn in_english(text: &str) -> Option<Self> {
        let small = text.to_lowercase();
        let mut words: Vec<&str> = small.split(' ').collect();
        let leading = words.iter().take_while(|word| WORDS_OF_RANK.contains(word) || WORDS_BETWEEN.contains(word)).count();
        words.drain(..leading);
        if words.len() > 1 && words.last().is_some_and(|last| matches!(*last, "place" | "places" | "position" | "positions" | "ranks")) {
            words.pop();
        }
        match words.as_slice() {
            [last] if LAST_OF.contains(last) => Some(Self::Last),
            [last, number] if LAST_OF.contains(last) => share(number).map(Self::LastShare).or_else(|| counted(number).map(Self::LastOf)),
            [first, number] if FIRST_OF.contains(first) => {
                share(number).map(Self::LeadingShare).or_else(|| counted(number).map(|to| Self::Places(Places::Leading(to))))
            }
            // A number alone is no place: `ten`.
            [number] if number.parse::<usize>().is_ok() || number_in_words(number).is_some() => None,
            [_] | [_, _] | [_, _, _] => Places::of(&words.join(" ")).map(Self::Places),
            [] | [_, _, _, ..] => None,
        }
    }
}

/// 三名, 3, `three`
fn counted(text: &str) -> Option<usize> {
    let text = text.strip_suffix(['名', '位']).unwrap_or(text);
    let figures = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let number = if figures { text.to_owned() } else { number_in_words(text)? };
    number.parse().ok().filter(|number| (1..=999_999).contains(number))
}

/// 20%
fn share(text: &str) -> Option<u8> {
    text.strip_suffix('%')?.parse().ok().filter(|share| (1..100).contains(share))
}

/// A value with the ends of its band.
struct Compared {
    left: String,
    ends: Ends,
}

enum Ends {
    One(Meaning, String),
    /// From one number to another, both in.
    Closed(String, String),
    Two([(Meaning, String); 2]),
}

impl Ends {
    /// The lower end alone, if there is one.
    fn lower(self) -> Self {
        match self {
            Self::One(meaning, number) => Self::One(meaning, number),
            Self::Closed(from, _) => Self::One(Meaning::AtLeast, from),
            Self::Two([first, second]) => {
                let lower = |meaning| matches!(meaning, Meaning::AtLeast | Meaning::Above);
                let (meaning, number) = if lower(second.0) { second } else { first };
                Self::One(meaning, number)
            }
        }
    }
}

impl Compared {
    fn condition(&self, language: Language) -> String {
        let one = |(meaning, number): (Meaning, &str)| format!("{} {} {number}", self.left, printed(meaning.in_condition(), language));
        match &self.ends {
            Ends::One(meaning, number) => one((*meaning, number)),
            Ends::Closed(from, to) => {
                let [is_from, until] = [Rule::kw_is_from, Rule::kw_range_to].map(|rule| printed(rule, language));
                format!("{} {is_from} {from} {until} {to}", self.left)
            }
            Ends::Two([(meaning, number), (next, other)]) => {
                format!("{} {} {}", one((*meaning, number)), printed(Rule::kw_and, language), one((*next, other)))
            }
        }
    }
}

/// 总分在80分以上, 户数10户以上, `total 80 and above`: a known name and the band that it is in.
fn compared(text: &str, language: Language, known: &dyn Fn(&str) -> bool) -> Option<Compared> {
    let named = |name: &str| known(name) || spells(name, Rule::kw_total);
    let ends_of_names: Vec<usize> = match language {
        Language::English => text.match_indices(' ').map(|(at, _)| at).take(1).collect(),
        Language::Chinese => text.char_indices().map(|(at, _)| at).skip(1).collect(),
    };
    ends_of_names.into_iter().rev().find_map(|at| {
        let (left, rest) = text.split_at_checked(at).filter(|(left, _)| named(left))?;
        Some(Compared { left: left.to_owned(), ends: ends(rest, language, known)? })
    })
}

/// The ends of a band as it stands behind a value.
fn ends(text: &str, language: Language, known: &dyn Fn(&str) -> bool) -> Option<Ends> {
    let amount = |number: &str| amount(number, known);
    let text = match language {
        Language::English => text.trim().strip_prefix("is ").unwrap_or(text.trim()),
        Language::Chinese => AT.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text),
    };
    match language {
        Language::English => in_english(text),
        Language::Chinese => in_chinese(text, &amount),
    }
    .or_else(|| {
        let text = text.strip_prefix("from ").or_else(|| text.strip_prefix("between ")).unwrap_or(text);
        let (from, to) = UNTIL.iter().find_map(|until| text.split_once(until)).or_else(|| text.split_once(" and "))?;
        let (from, to) = (amount(from.trim())?, amount(to.trim())?);
        // 100-90 is the same as 90-100.
        let size = |amount: &str| Number::parse(amount.trim_end_matches(|letter: char| !letter.is_ascii_digit()));
        let turned = size(&from).ok().zip(size(&to).ok()).is_some_and(|(from, to)| to < from);
        Some(if turned { Ends::Closed(to, from) } else { Ends::Closed(from, to) })
    })
}

fn in_chinese(text: &str, amount: &dyn Fn(&str) -> Option<String>) -> Option<Ends> {
    let (open, closed) = (text.contains("不含"), text.replace("不含", "").contains('含'));
    let text = without_remark(text);
    let edge = |meaning| match meaning {
        Meaning::AtLeast if open => Meaning::Above,
        Meaning::AtMost if open => Meaning::Below,
        Meaning::Above if closed => Meaning::AtLeast,
        Meaning::Below if closed => Meaning::AtMost,
        Meaning::Below | Meaning::AtMost | Meaning::Equal | Meaning::NotEqual | Meaning::AtLeast | Meaning::Above => meaning,
    };
    // Of two ends the remark is about one, and nothing is said rather than the wrong one changed.
    if open && closed {
        return None;
    }
    if let Some([(meaning, low), (next, high)]) = two_ends(&text) {
        if open || closed {
            return None;
        }
        return Some(Ends::Two([(meaning, amount(&low)?), (next, amount(&high)?)]));
    }
    if let Some((meaning, number, "")) = end_behind_number(&text) {
        return Some(Ends::One(edge(meaning), amount(&number)?));
    }
    let (word, number) = text.split_at_checked(text.find(|letter: char| letter.is_ascii_digit())?)?;
    let (_, meaning) = before(std::iter::once(word))?;
    Some(Ends::One(edge(meaning), amount(number)?))
}

/// 80分以上(不含80分): what stands between brackets says whether the end is in, and is read for itself.
fn without_remark(text: &str) -> String {
    let remark = text.split_once('(').and_then(|(before, rest)| {
        let (remark, behind) = rest.split_once(')')?;
        (remark.starts_with('含') || remark.starts_with("不含")).then(|| format!("{before}{behind}"))
    });
    remark.unwrap_or_else(|| text.to_owned())
}

fn in_english(text: &str) -> Option<Ends> {
    let words: Vec<&str> = text.split(' ').collect();
    let points = |words: &[&str]| matches!(words, [] | ["points" | "point" | "pts" | "marks"]);
    if let Some((length, meaning)) = before(words.iter().copied()) {
        let (number, behind) = words.get(length..)?.split_first()?;
        return figure(number).filter(|_| points(behind)).map(|number| Ends::One(meaning, number));
    }
    let (number, rest) = words.split_first()?;
    if let Some(number) = number.strip_suffix('+') {
        return figure(number).filter(|_| points(rest)).map(|number| Ends::One(Meaning::AtLeast, number));
    }
    let rest = rest.strip_prefix(&["points"]).or_else(|| rest.strip_prefix(&["marks"])).unwrap_or(rest);
    let of_language = match rest {
        ["and", "above"] | ["above"] => Some(Meaning::AtLeast),
        ["and", "below"] => Some(Meaning::AtMost),
        _ => None,
    };
    let meaning =
        of_language.or_else(|| behind(rest.iter().copied()).filter(|(length, _)| *length == rest.len()).map(|(_, meaning)| meaning))?;
    Some(Ends::One(meaning, figure(number)?))
}

/// A number with the unit that it keeps: of points and of what nobody declared none is left. Nothing where the unit says
/// how many it is: 1万人, 5百人.
fn amount(text: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let unit = unit.trim();
    if unit.is_empty() || unit == "%" {
        return figure(&format!("{number}{unit}"));
    }
    if matches!(unit, "万" | "亿") {
        return figure(number).map(|number| format!("{number}{unit}"));
    }
    let plain = unit.chars().all(char::is_alphabetic) && !unit.contains(['十', '百', '千', '万', '亿']);
    let kept = UNITS.contains(&unit) || known(unit);
    figure(number).filter(|_| plain).map(|number| if kept { format!("{number} {unit}") } else { number })
}

/// A number in figures, perhaps with its sign of percent.
fn figure(text: &str) -> Option<String> {
    let bare = text.strip_suffix('%').unwrap_or(text);
    let figures = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
    let number = match bare.split_once('.') {
        Some((whole, decimals)) => figures(whole) && figures(decimals),
        None => figures(bare),
    };
    number.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{band_of_total, condition_on_paper};
    use crate::text::Language;

    #[test]
    fn conditions_are_read_as_people_write_them() {
        let known = |name: &str| matches!(name, "户数" | "rate" | "率");
        let chinese = [
            ("前三名", "名次 在前 3"),
            ("名次在前20%", "名次 在前 20%"),
            ("排名前3", "名次 在前 3"),
            ("第一名", "名次 为 1"),
            ("名次第一", "名次 为 1"),
            ("名次末位", "名次 为末位"),
            ("最后一名", "名次 为末位"),
            ("后三名", "名次 超过 参评数 - 3"),
            ("排名后10%", "名次 超过 参评数 × 90%"),
            ("第2、3名", "名次 介于 2 至 3"),
            ("总分80分以上", "总分 不低于 80"),
            ("总分在80分（不含）以上", "总分 超过 80"),
            ("总分80分以上(不含80分)", "总分 超过 80"),
            ("总分80-90分", "总分 介于 80 至 90"),
            ("总分90分以上且前三名", "总分 不低于 90 且 名次 在前 3"),
            ("前20%且无一票否决", "无否决 且 名次 在前 20%"),
            ("户数超过10户（含10户）", "户数 不低于 10"),
            ("户数不足10户（含10户）", "户数 不超过 10"),
            ("户数3万以上", "户数 不低于 3万"),
            ("总分90-80分", "总分 介于 80 至 90"),
            ("户数10户以下", "户数 不超过 10"),
            ("率在80%以上", "率 不低于 80%"),
        ];
        for (typed, meant) in chinese {
            let found = condition_on_paper(typed, Language::Chinese, &known);
            assert_eq!(found.map(|found| found.written).as_deref(), Some(meant), "{typed}");
        }
        let english = [
            ("top 3", "place within the first 3"),
            ("place is first", "place is 1"),
            ("in the top three", "place within the first 3"),
            ("within the last 3", "place is above competitors - 3"),
            ("ranked 2nd", "place is 2"),
            ("total 80 and above", "total is at least 80"),
            ("rate is 80% or more", "rate is at least 80%"),
            ("total 80-89", "total is from 80 to 89"),
        ];
        for (typed, meant) in english {
            let found = condition_on_paper(typed, Language::English, &known);
            assert_eq!(found.map(|found| found.written).as_deref(), Some(meant), "{typed}");
        }
        // What an end with a remark or a unit that counts would come to is not guessed.
        for typed in ["户数10户（不含）以上20户以下", "户数10户以上20户以下（不含20户）", "户数1万户以上", "户数5百户以上"]
        {
            assert_eq!(condition_on_paper(typed, Language::Chinese, &known), None, "{typed}");
        }
        for typed in ["前三", "优秀", "户数", "第", "后来", "名次", "未报", "末", "总分", "前名"] {
            assert_eq!(condition_on_paper(typed, Language::Chinese, &known), None, "{typed}");
        }
        for typed in ["place", "rate", "3", "ten", "excellent", "total is good", "last year", "within the 3"] {
            assert_eq!(condition_on_paper(typed, Language::English, &known), None, "{typed}");
        }
    }

    #[test]
    fn bands_of_totals_leave_their_upper_end_to_the_row_above() {
        let known = [
            (Language::English, "80 and above", "total is at least 80", false),
            (Language::English, "90+", "total is at least 90", false),
            (Language::English, "80–89", "total is at least 80", true),
            (Language::English, "below 60", "total is below 60", false),
            (Language::Chinese, "90分以上", "总分 不低于 90", false),
            (Language::Chinese, "80分以上90分以下", "总分 不低于 80", true),
            (Language::Chinese, "80-89分", "总分 不低于 80", true),
            (Language::Chinese, "60≤总分<90", "总分 不低于 60", true),
            (Language::Chinese, "100≥总分≥90", "总分 不低于 90", true),
            (Language::Chinese, "90>总分≥80", "总分 不低于 80", true),
            (Language::Chinese, "100-90分", "总分 不低于 90", true),
            (Language::English, "100 ≥ total ≥ 90", "total is at least 90", true),
        ];
        for (language, typed, meant, between) in known {
            let found = band_of_total(typed, language).map(|found| (found.condition, found.between));
            assert_eq!(found, Some((meant.to_owned(), between)), "{typed}");
        }
    }
}
