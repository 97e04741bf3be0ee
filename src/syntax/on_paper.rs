//! Conditions as rule books on paper have them: 前三名, 名次末位, 总分在80分以上, `top 3`, `total 80 and above`. It reads the
//! letters, for the grammar makes one name of 总分80分以上; what is meant is written in the words of the language.

use super::Rule;
use super::bands_on_paper::{compared, plain, total_on_paper};
use super::keywords::{printed, spells};
use super::messages;
use super::numerals::number_in_words;
use super::places::Places;
use crate::diagnostics::Diagnostic;
use crate::text::{Language, Span};

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
/// Behind the last of the places meant.
const WITHIN: [&str; 3] = ["以内", "之内", "以前"];
/// The same in English.
const WORDS_OF_RANK: [&str; 6] = ["place", "places", "rank", "ranks", "ranked", "ranking"];
const WORDS_BETWEEN: [&str; 8] = ["is", "in", "within", "at", "among", "the", "of", "are"];
const LAST_OF: [&str; 4] = ["last", "bottom", "lowest", "worst"];
const FIRST_OF: [&str; 4] = ["top", "first", "best", "highest"];
/// That no veto was cast.
const NO_VETO: [&str; 6] = ["无一票否决", "无否决", "未被一票否决", "未被否决", "没有一票否决", "无一票否决事项"];
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

/// What those who look for conditions on paper know of the rules.
pub struct Known<'k> {
    /// Whether a name can be compared, or is that of a unit.
    pub name: &'k dyn Fn(&str) -> bool,
    /// A condition that stands beside one on paper and is none itself, in words of the language: 造假, 等次为优秀.
    pub condition: &'k dyn Fn(&str) -> Option<String>,
    /// Whether a band that names nothing is about the total.
    pub total: bool,
}

/// What is meant by a condition on paper about the names that are known; nothing where it is none.
#[must_use]
pub fn condition_on_paper(text: &str, language: Language, known: &Known<'_>) -> Option<OnPaper> {
    let text = plain(text, language)?;
    // `last` may be what something is called.
    if (known.name)(&text) {
        return None;
    }
    let one = |text: &str| {
        let value = || {
            let written = compared(text, language, known.name)?.condition(language);
            Some(OnPaper { written, asks: Asks::Value })
        };
        let veto = || {
            let written = printed(Rule::kw_no_veto, language).to_owned();
            NO_VETO.contains(&text).then_some(OnPaper { written, asks: Asks::Value })
        };
        let total = || {
            let written = total_on_paper(text, language).filter(|_| known.total)?;
            Some(OnPaper { written, asks: Asks::Value })
        };
        rounded_standing(text, language).or_else(|| standing(text, language)).or_else(veto).or_else(value).or_else(total)
    };
    // 总分90分以上且前三名, 人数10人以上或造假: of both in one text nobody says which binds tighter.
    let joined = |words: &[&str], rule: Rule| {
        let word = words.iter().find(|word| text.contains(**word))?;
        let mut on_paper = 0;
        let pieces: Option<Vec<OnPaper>> = (text.split(word))
            .map(|piece| {
                let found = one(piece);
                on_paper += usize::from(found.is_some());
                found.or_else(|| Some(OnPaper { written: (known.condition)(piece)?, asks: Asks::Value }))
            })
            .collect();
        let mut pieces = pieces.filter(|pieces| on_paper > 0 && pieces.len() > 1)?;
        // How a share is rounded stands behind it, at the end.
        pieces.sort_by_key(|piece| piece.asks == Asks::Share);
        let shares = pieces.iter().filter(|piece| piece.asks == Asks::Share).count();
        let asks = pieces.iter().rev().map(|piece| piece.asks).find(|asks| *asks != Asks::Value).unwrap_or(Asks::Value);
        let and = printed(Rule::kw_and, language);
        let either = rule == Rule::kw_or;
        let bracketed = |written: &str| either && written.split(' ').any(|word| word == and);
        let texts =
            pieces.iter().map(|piece| if bracketed(&piece.written) { format!("({})", piece.written) } else { piece.written.clone() });
        let written = texts.collect::<Vec<String>>().join(&format!(" {} ", printed(rule, language)));
        (shares < 2).then_some(OnPaper { written, asks })
    };
    let both = || joined(&["并且", "同时", "且"], Rule::kw_and);
    let either = || joined(&["或者", "或"], Rule::kw_or);
    one(&text).or_else(|| if language == Language::Chinese { both().or_else(either) } else { None })
}

/// What is said of a condition on paper that the grammar reads as something else.
#[must_use]
pub fn condition_in_other_words(span: Span, typed: &str, meant: &str) -> Diagnostic {
    messages::other_words(span, typed, meant)
}

/// 名次在前20%（四舍五入）, `top 20% (rounded up)`: a share of places with what is said in brackets of its rounding.
fn rounded_standing(text: &str, language: Language) -> Option<OnPaper> {
    let (share, remark) = text.strip_suffix(')')?.split_once('(')?;
    let modes = [Rule::kw_half_up, Rule::kw_half_even, Rule::kw_down, Rule::kw_up];
    let said = remark.strip_prefix("rounded ").unwrap_or(remark);
    let way = modes.iter().find(|way| spells(said, **way))?;
    let found = standing(share.trim_end(), language).filter(|found| found.asks == Asks::Share)?;
    Some(OnPaper { written: format!("{}{}", found.written, rounding(*way, language)), asks: Asks::Place(None) })
}

/// One way to round, as it stands behind a share.
pub(super) fn rounding(way: Rule, language: Language) -> String {
    match language {
        Language::English => format!(", {} {}", printed(Rule::kw_rounded, language), printed(way, language)),
        Language::Chinese => format!(", {}", printed(way, language)),
    }
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
        // 名次3以内, 前3名以内
        if let Some(within) = WITHIN.iter().find_map(|word| rest.strip_suffix(word)) {
            let bare = within.trim_start_matches(['第', '前']);
            let places = || counted(bare).map(|to| Self::Places(Places::Leading(to)));
            let begins = named.is_some() || within.ends_with(['名', '位', '%']);
            return share(bare).map(Self::LeadingShare).or_else(places).filter(|_| begins);
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

#[cfg(test)]
mod tests {
    use super::{Known, condition_on_paper};
    use crate::text::Language;

    #[test]
    fn conditions_are_read_as_people_write_them() {
        let known = Known {
            name: &|name: &str| matches!(name, "户数" | "rate" | "率"),
            condition: &|text: &str| (text == "造假").then(|| text.to_owned()),
            total: false,
        };
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
            ("户数10户以上且造假", "户数 不低于 10 且 造假"),
            ("造假或者户数10户以上20户以下", "造假 或 (户数 不低于 10 且 户数 不超过 20)"),
            ("户数≥10户且总分≥90分", "户数 不低于 10 且 总分 不低于 90"),
            ("名次3以内", "名次 在前 3"),
            ("前20%以内", "名次 在前 20%"),
            ("名次在前20%（去尾）", "名次 在前 20%, 去尾"),
            ("前20%（四舍五入）且造假", "名次 在前 20%, 四舍五入 且 造假"),
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
        for typed in
            ["造假且户数", "户数10户以上或造假且率", "3以内", "前三", "优秀", "户数", "第", "后来", "名次", "未报", "末", "总分", "前名"]
        {
            assert_eq!(condition_on_paper(typed, Language::Chinese, &known), None, "{typed}");
        }
        for typed in ["place", "rate", "3", "ten", "excellent", "total is good", "last year", "within the 3"] {
            assert_eq!(condition_on_paper(typed, Language::English, &known), None, "{typed}");
        }
    }
}
