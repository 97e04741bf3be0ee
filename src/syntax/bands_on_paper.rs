//! Bands as rule books on paper have them: 80分以上, 90%（含）至95%, ≥60且<80, `90+`, `80–89`. It reads the letters, and
//! hands on what is meant in the words of the language: as a band of a table, or as a condition on a value.

use super::Rule;
use super::bands::{compares_behind, end_behind_number, two_ends};
use super::comparisons::{Meaning, before, behind};
use super::keywords::{printed, spells};
use crate::text::{Language, half_width};
use crate::value::Number;

/// So many bytes a condition on paper has at most.
const LONGEST: usize = 200;
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

/// What a band says that stands where a condition is expected and names nothing that it compares: `… 不低于 10`.
#[must_use]
pub fn band_of_nothing(text: &str, language: Language, known: &dyn Fn(&str) -> bool) -> Option<String> {
    let text = plain(text, language)?;
    // Of several conditions the first that is such a band.
    let piece = |text: &str| {
        let ends = ends(text.trim_end_matches(['并', '者']), language, known)?;
        Some(Compared { left: "…".to_owned(), ends }.condition(language))
    };
    piece(&text).or_else(|| if language == Language::Chinese { text.split(['且', '或']).find_map(piece) } else { None })
}

/// 90分以上 where only the total can be meant: the condition, with both its ends.
pub(super) fn total_on_paper(text: &str, language: Language) -> Option<String> {
    Some(compared_total(&plain(text, language)?, language)?.condition(language))
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
    let Compared { left, ends } = compared_total(&plain(text, language)?, language)?;
    let between = !matches!(ends, Ends::One(..));
    Some(BandOfTotal { condition: Compared { left, ends: ends.lower() }.condition(language), between })
}

fn compared_total(text: &str, language: Language) -> Option<Compared> {
    let left = printed(Rule::kw_total, language).to_owned();
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
        Some(if behind.is_empty() { Ends::One(first.0, first.1) } else { Ends::Two([first, second()?]) })
    };
    let direct = || {
        let rest = words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        // A total is no share of anything, and counts nothing but points.
        let ends = ends(rest, language, &|unit| unit != "分").filter(|_| !rest.contains('%'))?;
        let plain = |number: &str| number.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
        let in_points = match &ends {
            Ends::One(_, number) => plain(number),
            Ends::Closed(from, to) => plain(from) && plain(to),
            Ends::Two([(_, number), (_, other)]) => plain(number) && plain(other),
        };
        in_points.then_some(ends)
    };
    Some(Compared { left, ends: mirrored().or_else(direct)? })
}

/// 90%以上, 80-90分, `below 90%`: a band as a table on paper has it, in the words of the language.
pub(super) fn band_on_paper(text: &str, language: Language, known: &dyn Fn(&str) -> bool) -> Option<String> {
    let text = plain(text, language)?;
    // 95%以上的, `at least 90%`
    let text = text.strip_suffix(['的', '者']).unwrap_or(&text);
    match ends(text, language, known)? {
        Ends::One(meaning, number) => meaning.as_band(&number, language),
        Ends::Closed(from, to) => Meaning::AtLeast.as_band_with(&from, (Meaning::AtMost, &to), language),
        Ends::Two([(meaning, number), (next, other)]) => meaning.as_band_with(&number, (next, &other), language),
    }
}

/// The text with half-width signs, and in Chinese without its spaces.
pub(super) fn plain(text: &str, language: Language) -> Option<String> {
    let half = text.chars().map(half_width);
    let plain: String = match language {
        Language::English => half.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "),
        Language::Chinese => half.filter(|letter| !letter.is_whitespace()).collect(),
    };
    (!plain.is_empty() && plain.len() <= LONGEST).then_some(plain)
}

/// A value with the ends of its band.
pub(super) struct Compared {
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
    pub(super) fn condition(&self, language: Language) -> String {
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
pub(super) fn compared(text: &str, language: Language, known: &dyn Fn(&str) -> bool) -> Option<Compared> {
    // Of a place 3以上 says whatever its author thinks is above.
    let of_sign = |rest: &str| SIGNS.iter().any(|(sign, _)| rest.trim_start().starts_with(sign));
    let named = |name: &str, rest: &str| known(name) || spells(name, Rule::kw_total) || spells(name, Rule::kw_place) && of_sign(rest);
    let ends_of_names: Vec<usize> = match language {
        Language::English => text.match_indices(' ').map(|(at, _)| at).take(1).collect(),
        Language::Chinese => text.char_indices().map(|(at, _)| at).skip(1).collect(),
    };
    ends_of_names.into_iter().rev().find_map(|at| {
        let (left, rest) = text.split_at_checked(at).filter(|(left, rest)| named(left, rest))?;
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
    .or_else(|| of_signs(text, &amount))
    .or_else(|| range(text, &amount))
}

/// ≥90分, ≥90%且<95%
fn of_signs(text: &str, amount: &dyn Fn(&str) -> Option<String>) -> Option<Ends> {
    let one = |text: &str| {
        let (sign, meaning) = SIGNS.iter().find(|(sign, _)| text.trim().starts_with(sign))?;
        Some((*meaning, amount(text.trim().strip_prefix(sign)?.trim())?))
    };
    match ["并且", "且", " and ", ","].iter().find_map(|join| text.split_once(join)) {
        Some((first, second)) => Some(Ends::Two([one(first)?, one(second)?])),
        None => one(text).map(|(meaning, number)| Ends::One(meaning, number)),
    }
}

/// 80-90分, 90%(含)至95%, `from 80 to 89`
fn range(text: &str, amount: &dyn Fn(&str) -> Option<String>) -> Option<Ends> {
    let text = text.strip_prefix("from ").or_else(|| text.strip_prefix("between ")).unwrap_or(text);
    let (from, to) = UNTIL.iter().find_map(|until| text.split_once(until)).or_else(|| text.split_once(" and "))?;
    let end = |text: &str| (text.contains("不含"), without_remark(text.trim()).trim().to_owned());
    let ((from_out, from), (to_out, to)) = (end(from), end(to));
    // 80-90%: what stands behind the second number is that of both.
    let figures = |letter: char| letter.is_ascii_digit() || letter == '.';
    let shared = to.trim_start_matches(figures);
    let from = if from.chars().all(figures) { format!("{from}{shared}") } else { from };
    let (from, to) = (amount(&from)?, amount(&to)?);
    // 100-90 is the same as 90-100.
    let size = |amount: &str| Number::parse(amount.trim_end_matches(|letter: char| !letter.is_ascii_digit()));
    let turned = size(&from).ok().zip(size(&to).ok()).is_some_and(|(from, to)| to < from);
    let [(low, low_out), (high, high_out)] = if turned { [(to, to_out), (from, from_out)] } else { [(from, from_out), (to, to_out)] };
    if !low_out && !high_out {
        return Some(Ends::Closed(low, high));
    }
    let lower = if low_out { Meaning::Above } else { Meaning::AtLeast };
    let upper = if high_out { Meaning::Below } else { Meaning::AtMost };
    Some(Ends::Two([(lower, low), (upper, high)]))
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
    // 10人且造假 is more than a number with its unit.
    let more = unit != "起" && compares_behind("", unit) || unit.contains('且');
    let plain = unit.chars().all(char::is_alphabetic) && !unit.contains(['十', '百', '千', '万', '亿']) && !more;
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
    use super::{band_of_total, band_on_paper};
    use crate::text::Language;

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

    #[test]
    fn bands_of_tables_on_paper_become_bands() {
        let known = [
            ("95%以上", "95% 及以上"),
            ("90%以下", "90% 及以下"),
            ("90%-95%", "90% 至 95%"),
            ("90-95%", "90% 至 95%"),
            ("90%（含）至95%（不含）", "90% 及以上不满 95%"),
            ("90%（含）至95%", "90% 至 95%"),
            ("≥90%且＜95%", "90% 及以上不满 95%"),
            ("＜90%", "不满 90%"),
            ("不低于95%的", "95% 及以上"),
            ("低于95%", "不满 95%"),
            ("20-30户", "20 户 至 30 户"),
        ];
        for (typed, meant) in known {
            assert_eq!(band_on_paper(typed, Language::Chinese, &|name| name == "户").as_deref(), Some(meant), "{typed}");
        }
        for typed in ["95%", "其余", "95%左右", "完成95%以上"] {
            assert_eq!(band_on_paper(typed, Language::Chinese, &|_| false), None, "{typed}");
        }
    }
}
