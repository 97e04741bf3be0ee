//! What the grammar expected, in words of the language.

use std::collections::BTreeSet;

use super::Rule;
use super::keywords::keyword;
use crate::text::{Language, Words};

/// What was expected, as a list of words: signs and keywords quoted, classes named.
pub(super) fn describe(rules: &[Rule], body_follows: bool) -> Words {
    let mut english = Vec::new();
    let mut chinese = Vec::new();
    let mut seen = BTreeSet::new();
    for words in rules.iter().filter_map(|rule| words_of(*rule, body_follows)) {
        if seen.insert(words.english.clone()) {
            english.push(words.english);
            chinese.push(words.chinese);
        }
    }
    Words::new(list(&english, " or ", ", "), list(&chinese, "或", "、"))
}

fn list(items: &[String], last: &str, glue: &str) -> String {
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{}{last}{end}", rest.join(glue)),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other rules are never tokens")]
fn words_of(rule: Rule, body_follows: bool) -> Option<Words> {
    if let Some(keyword) = keyword(rule) {
        let english = keyword.printed(Language::English).map(|spelling| format!("`{spelling}`"));
        let chinese = keyword.printed(Language::Chinese).map(|spelling| format!("“{spelling}”"));
        return match (english, chinese) {
            (Some(english), Some(chinese)) => Some(Words::new(english, chinese)),
            (Some(only), None) | (None, Some(only)) => Some(Words::same(only)),
            (None, None) => None,
        };
    }
    Some(match rule {
        Rule::EOI if body_follows => Words::new("`{`", "“{”"),
        Rule::EOI => Words::new("the end of the line", "行尾"),
        Rule::name | Rule::names | Rule::titled | Rule::unit_name => Words::new("a name", "名称"),
        Rule::text => Words::new("a text in quotes", "带引号的文字"),
        Rule::number | Rule::year_number => Words::new("a number", "数字"),
        Rule::percent => Words::new("a percent", "百分数"),
        Rule::day | Rule::due => Words::new("a day", "日期"),
        Rule::month => Words::new("a month", "月份"),
        Rule::arrow => Words::new("`=>`", "“=>”"),
        Rule::equal => Words::new("`=`", "“=”"),
        Rule::colon => Words::new("`:`", "“:”"),
        Rule::bar => Words::new("`|`", "“|”"),
        Rule::better => Words::new("`>`", "“>”"),
        Rule::close => Words::new("`)`", "“)”"),
        Rule::kind | Rule::inline_choice | Rule::plain_kind => Words::new("a type", "类型"),
        Rule::mode | Rule::rounding | Rule::rounded => Words::new("a rounding", "舍入方式"),
        Rule::arithmetic | Rule::plus | Rule::minus | Rule::multiply | Rule::divide => Words::new("an operator", "运算符"),
        Rule::comparison_tail
        | Rule::compare
        | Rule::is_equal
        | Rule::is_above
        | Rule::is_below
        | Rule::is_at_least
        | Rule::is_at_most
        | Rule::is_not => Words::new("a comparison", "比较"),
        Rule::logic => Words::new("`and`, `or`", "“且”、“或”"),
        Rule::expr
        | Rule::condition
        | Rule::negated
        | Rule::comparison
        | Rule::value
        | Rule::sum
        | Rule::operand
        | Rule::lookup
        | Rule::path => Words::new("a value", "数值或名称"),
        _ => return None,
    })
}
