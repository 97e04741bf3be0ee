//! What is offered for a comparison in other words says the same as these words, or nothing is offered.

use yardstick::syntax::parse;
use yardstick::text::SourceMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Below,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    Above,
}

/// Words before a number, and what they say of the value before them.
const WORDS: [(Says, &[&str]); 6] = [
    (
        Says::Below,
        &[
            "less than",
            "lower than",
            "fewer than",
            "smaller than",
            "under",
            "short of",
            "lower",
            "fewer",
            "belw",
            "bellow",
            "小于",
            "少于",
            "不足",
            "未满",
            "不到",
            "未达到",
            "不及",
            "少於",
            "低於",
            "不滿",
            "低余",
            "底于",
            "抵于",
        ],
    ),
    (
        Says::AtMost,
        &[
            "no more than",
            "not more than",
            "not above",
            "not over",
            "not exceeding",
            "does not exceed",
            "no higher than",
            "up to",
            "maximum",
            "max",
            "at or below",
            "less than or equal to",
            "at mots",
            "atmost",
            "不多于",
            "不大于",
            "不高于",
            "小于等于",
            "低于等于",
            "不超",
            "未超过",
            "没有超过",
            "不得超过",
            "不得高于",
            "至多",
            "不 高于",
            "no above",
            "最多",
            "最高",
            "不超国",
        ],
    ),
    (Says::Equal, &["equal to", "equals", "exactly", "等于", "等於", "恰为"]),
    (Says::NotEqual, &["not equal to", "does not equal", "不等于", "不是"]),
    (
        Says::AtLeast,
        &[
            "not less than",
            "no less than",
            "no fewer than",
            "not fewer than",
            "no lower than",
            "not below",
            "not under",
            "minimum",
            "min",
            "at or above",
            "greater than or equal to",
            "at lest",
            "at leest",
            "atleast",
            "不少于",
            "不小于",
            "大于等于",
            "高于等于",
            "未低于",
            "不得低于",
            "达到",
            "至少",
            "不 少于",
            "没 低于",
            "no below",
            "最少",
            "最低",
            "起码",
            "不底于",
            "不抵于",
        ],
    ),
    (
        Says::Above,
        &[
            "more than",
            "greater than",
            "higher than",
            "larger than",
            "bigger than",
            "over",
            "beyond",
            "exceeds",
            "in excess of",
            "higher",
            "more",
            "abov",
            "大于",
            "多于",
            "超出",
            "多过",
            "高於",
            "超過",
            "高余",
            "逾",
        ],
    ),
];

/// Slips of one letter are told where only that letter is wrong, and not in each of these places.
const SLIPS: [&str; 16] = [
    "不 高于",
    "不 少于",
    "没 低于",
    "no above",
    "no below",
    "belw",
    "bellow",
    "at mots",
    "atmost",
    "at lest",
    "at leest",
    "atleast",
    "abov",
    "低余",
    "高余",
    "不超国",
];

/// Words of which nobody knows what they say before a number, and slips that could mean one thing or its opposite.
const OF_NOTHING: [&str; 7] = ["以内", "以下", "以上", "及以下", "之上", "之下", "乌于"];

/// What may be written in a condition, before a number as a bound, and of a band, with 5 as the number.
fn sound(says: Says) -> [&'static [&'static str]; 3] {
    match says {
        Says::Below => [&["is below 5", "不满 5", "低于 5"], &["below 5", "不满 5", "低于 5"], &["below 5", "不满 5", "低于 5"]],
        Says::AtMost => [&["is at most 5", "不超过 5"], &["at most 5", "不超过 5"], &["5 and below", "5 及以下"]],
        Says::Equal => [&["is 5", "为 5"], &[], &["5"]],
        Says::NotEqual => [&["is not 5", "不为 5"], &[], &[]],
        Says::AtLeast => [&["is at least 5", "不低于 5"], &["at least 5", "不低于 5"], &["5 and above", "5 及以上"]],
        Says::Above => [&["is above 5", "超过 5", "高于 5"], &["above 5", "超过 5", "高于 5"], &["above 5", "超过 5", "高于 5"]],
    }
}

/// The text around a comparison: in a condition, as a bound, as the band of a row, and as a cap, of which only 不超过 may be one.
fn around(chinese: bool) -> [(&'static str, &'static str); 4] {
    if chinese {
        [
            ("指标 甲 属于 乙 适用 丙 {\n  数据项 件数 : 整数\n  扣 1 当 件数 ", "\n}\n"),
            ("指标 甲 属于 乙 适用 丙 {\n  数据项 件数 : 整数 ", "\n}\n"),
            ("指标 甲 属于 乙 适用 丙 {\n  量化 件数 {\n    ", " => 1\n  }\n}\n"),
            ("指标 甲 属于 乙 适用 丙 {\n  扣 1 当 件数 为 3, ", "\n}\n"),
        ]
    } else {
        [
            ("indicator a in b for c {\n  input cases : count\n  deduct 1 when cases ", "\n}\n"),
            ("indicator a in b for c {\n  input cases : count ", "\n}\n"),
            ("indicator a in b for c {\n  quantify cases {\n    ", " => 1\n  }\n}\n"),
            ("indicator a in b for c {\n  deduct 1 when cases is 3, ", "\n}\n"),
        ]
    }
}

/// What stands between `before` and `behind` when what is offered is written; each offer for itself.
fn offers(before: &str, comparison: &str, behind: &str) -> Vec<String> {
    let text = format!("{before}{comparison}{behind}");
    let mut sources = SourceMap::default();
    let id = sources.add("any", text.clone());
    let parse = parse(sources.file(id));
    let fixes = parse.diagnostics.iter().filter_map(|finding| finding.fix.as_ref());
    let written = fixes.map(|fix| {
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        let mut text = text.clone();
        for edit in edits {
            text.replace_range(edit.span.range(), &edit.replacement);
        }
        let inner = text.strip_prefix(before).and_then(|text| text.strip_suffix(behind));
        inner.unwrap_or(&text).trim().to_owned()
    });
    written.collect()
}

#[test]
fn what_is_offered_for_a_comparison_says_the_same() {
    let mut faults = Vec::new();
    let mut helped = 0;
    for (says, words) in WORDS {
        let [condition, bound, band] = sound(says);
        let cap: &[&str] = if says == Says::AtMost { &["at most 5", "不超过 5"] } else { &[] };
        for word in words {
            for ((before, behind), sound) in around(!word.is_ascii()).into_iter().zip([condition, bound, band, cap]) {
                for gap in if word.is_ascii() { [" "].as_slice() } else { [" ", ""].as_slice() } {
                    let is = if SLIPS.contains(word) && before.ends_with("cases ") { "is " } else { "" };
                    let offers = offers(before, &format!("{is}{word}{gap}5"), behind);
                    helped += offers.len();
                    faults.extend(offers.into_iter().filter(|offer| !sound.contains(&offer.as_str())).map(|offer| (says, *word, offer)));
                }
            }
            // In a condition each of them is told.
            let (before, behind) = around(!word.is_ascii())[0];
            if !SLIPS.contains(word) && offers(before, &format!("{word} 5"), behind).is_empty() {
                faults.push((says, word, "nothing".to_owned()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(helped > 300, "{helped}");
}

#[test]
fn of_words_that_could_say_two_things_none_is_offered() {
    for word in OF_NOTHING {
        let (before, behind) = around(!word.is_ascii())[0];
        assert_eq!(offers(before, &format!("{word} 5"), behind), Vec::<String>::new(), "{word}");
    }
}
