//! What the grammar expected, in words of the language.

use super::Rule;
use super::keywords::keyword;
use super::reader::Context;
use crate::text::{Language, Words};

/// So many things are listed one by one.
const LISTED: usize = 6;

/// What was expected, as a list of words: signs and keywords quoted, classes named. Of many
/// the first are listed; where there is nothing to list, the kind of statement is named instead.
pub(super) fn describe(rules: &[Rule], context: Context, body_follows: bool) -> Words {
    let mut rules: Vec<Rule> = rules.to_vec();
    // A name right behind a number is that of a unit, which is missed by nobody where something else could stand.
    if rules.contains(&Rule::kw_pp_of) && rules.len() > 1 {
        rules.retain(|rule| *rule != Rule::name);
    }
    rules.sort_by_key(|rule| (class(*rule), *rule == Rule::EOI));
    // Where a value might go on, but something else was awaited as well, the latter is the news.
    if rules.iter().any(|rule| class(*rule) == Class::Sign || class(*rule) == Class::Keyword) {
        rules.retain(|rule| class(*rule) != Class::Continuation);
    }
    let english = in_one(&rules, Language::English, body_follows);
    let chinese = in_one(&rules, Language::Chinese, body_follows);
    if english.is_empty() {
        return statement(context);
    }
    Words::new(joined(&english, " or ", ", "), joined(&chinese, "或", "、"))
}

/// The list in one language. A keyword that only the other surface has is named where nothing else is.
fn in_one(rules: &[Rule], language: Language, body_follows: bool) -> Vec<String> {
    let foreign = |rule: &Rule| keyword(*rule).is_some_and(|keyword| keyword.printed(language).is_none());
    let native: Vec<Rule> = rules.iter().copied().filter(|rule| !foreign(rule)).collect();
    let rules = if native.is_empty() { rules } else { &native };
    let mut list: Vec<String> = Vec::new();
    for words in rules.iter().filter_map(|rule| words_of(*rule, body_follows)) {
        let words = words.get(language).to_owned();
        if !list.contains(&words) {
            list.push(words);
        }
    }
    if list.len() > LISTED {
        let end = list.pop().filter(|_| rules.contains(&Rule::EOI));
        list.truncate(LISTED - 1);
        list.extend(end);
    }
    list
}

fn joined(items: &[String], last: &str, glue: &str) -> String {
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{}{last}{end}", rest.join(glue)),
    }
}

fn statement(context: Context) -> Words {
    match context {
        Context::Item => Words::new("an item, such as `indicator`, `scorecard` or `register`", "条目，如“指标”、“计分卡”、“台账”"),
        Context::Rulebook => Words::new("a line of the header, such as `year`, `closes` or `scores`", "抬头条款，如“年度”、“截止”、“得分”"),
        Context::Extension => Words::new("`year`, `proposed` or `reason`", "“年度”、“提出日期”或“理由”"),
        Context::Subject => Words::new("`sequence`, `members` or `input`", "“序列”、“成员”或“数据项”"),
        Context::Indicator => Words::new(
            "a clause of an indicator, such as `points`, `input`, `quantify` or `deduct`",
            "指标条款，如“分值”、“数据项”、“量化”、“扣”",
        ),
        Context::Quantify => {
            Words::new("a row, such as `90% to below 98% => 5` or `otherwise => 0`", "一行，如“90% 及以上不满 98% => 5”或“其余 => 0”")
        }
        Context::Joint => Words::new("`add` or `deduct`", "“加”或“扣”"),
        Context::Compete => Words::new(
            "a row or clause, such as `1st => 10`, `each place below => less 0.5` or `missing leave the count`",
            "一行，如“第1名 => 10”、“每低一名 => 少 0.5”、“缺报不计入”",
        ),
        Context::Rank => Words::new(
            "a clause of a rank, such as `ties share the better place` or `missing leave the count`",
            "排名条款，如“并列取优”、“缺报不计入”",
        ),
        Context::Example => Words::new("`given` or `expect`", "“已知”或“应得”"),
        Context::Grade => Words::new("a row, such as `good when total is at least 80`", "一行，如“良好 当 总分 不低于 80”"),
        Context::Survey => Words::new(
            "a line of a survey, such as `good => 80%`, `at least 5 raters` or `empty group => redistribute`",
            "测评的一行，如“良好 => 80%”、“测评人不少于 5 人”、“空缺组 => 分摊”",
        ),
        Context::Consequence => Words::new("a line, such as `\"Interview\" when total is below 60`", "一行，如““约谈” 当 总分 不满 60”"),
        Context::Choice | Context::Register | Context::Table | Context::Scorecard | Context::Steps | Context::State | Context::Cases => {
            Words::new("a name", "名称")
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Sign,
    Value,
    Keyword,
    Continuation,
    End,
}

#[expect(clippy::wildcard_enum_match_arm, reason = "all other rules are keywords or pieces of statements")]
fn class(rule: Rule) -> Class {
    match rule {
        Rule::EOI => Class::End,
        Rule::arrow | Rule::equal | Rule::colon | Rule::bar | Rule::better | Rule::close => Class::Sign,
        Rule::arithmetic
        | Rule::plus
        | Rule::minus
        | Rule::multiply
        | Rule::divide
        | Rule::comparison_tail
        | Rule::compare
        | Rule::is_equal
        | Rule::is_above
        | Rule::is_below
        | Rule::is_at_least
        | Rule::is_at_most
        | Rule::is_not
        | Rule::logic
        | Rule::using
        | Rule::rounded
        | Rule::rounding
        | Rule::mode
        | Rule::kw_using
        | Rule::kw_rounded
        | Rule::kw_and
        | Rule::kw_or
        | Rule::kw_else
        | Rule::kw_per
        | Rule::kw_is
        | Rule::kw_is_from
        | Rule::kw_is_missing
        | Rule::kw_is_given
        | Rule::kw_pp_of
        | Rule::kw_points
        | Rule::kw_days_of
        | Rule::unit_name
        | Rule::clause_word
        | Rule::in_register
        | Rule::kw_share_of
        | Rule::kw_share_taken
        | Rule::kw_losses
        | Rule::kw_gains
        | Rule::kw_in
        | Rule::filter
        | Rule::kw_where => Class::Continuation,
        _ if keyword(rule).is_some() => Class::Keyword,
        _ => Class::Value,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other rules are never expected by themselves")]
fn words_of(rule: Rule, body_follows: bool) -> Option<Words> {
    Some(match rule {
        Rule::EOI if body_follows => Words::new("`{`", "“{”"),
        Rule::EOI => Words::new("the end of the line", "行尾"),
        Rule::name | Rule::names | Rule::parties | Rule::party | Rule::name_or_given | Rule::titled | Rule::of_subject => {
            Words::new("a name", "名称")
        }
        Rule::text => Words::new("a text in quotation marks", "带引号的文字"),
        Rule::number | Rule::year_number | Rule::day_number => Words::new("a number", "数字"),
        Rule::group | Rule::aggregate | Rule::function => Words::new("`(`", "“(”"),
        Rule::percent_sign => Words::new("`%`", "“%”"),
        Rule::percent => Words::new("a percent", "百分数"),
        Rule::day | Rule::due | Rule::full_day | Rule::english_day | Rule::chinese_day => {
            Words::new("a day, such as `31 March`", "日期，如“3月31日”")
        }
        Rule::month => Words::new("a month", "月份"),
        Rule::arrow => Words::new("`=>`", "“=>”"),
        Rule::equal => Words::new("`=`", "“=”"),
        Rule::colon => Words::new("`:`", "“:”"),
        Rule::bar => Words::new("`|`", "“|”"),
        Rule::better => Words::new("`>`", "“>”"),
        Rule::close => Words::new("`)`", "“)”"),
        Rule::kind | Rule::inline_choice | Rule::plain_kind => {
            Words::new("a type, such as `number`, `percent` or `flag`", "类型，如“数值”、“百分比”、“是否”")
        }
        Rule::mode | Rule::rounding | Rule::rounded => {
            Words::new("a rounding, such as `rounded half up to 2 decimals`", "舍入方式，如“四舍五入保留 2 位小数”")
        }
        Rule::grid => Words::new("`to 2 decimals` or `to 1%`", "“保留 2 位小数”或“到 1%”"),
        Rule::arithmetic | Rule::plus | Rule::minus | Rule::multiply | Rule::divide => Words::new("an operator", "运算符"),
        Rule::comparison_tail
        | Rule::compare
        | Rule::is_equal
        | Rule::is_above
        | Rule::is_below
        | Rule::is_at_least
        | Rule::is_at_most
        | Rule::is_not
        | Rule::kw_is
        | Rule::kw_is_from
        | Rule::kw_is_missing
        | Rule::kw_is_given => Words::new("a comparison", "比较"),
        Rule::logic | Rule::kw_and | Rule::kw_or => Words::new("`and`, `or`", "“且”、“或”"),
        Rule::expr
        | Rule::condition
        | Rule::negated
        | Rule::comparison
        | Rule::value
        | Rule::sum
        | Rule::operand
        | Rule::literal
        | Rule::quantity
        | Rule::lookup
        | Rule::path
        | Rule::bound_range
        | Rule::expected
        | Rule::case_cell => Words::new("a value", "数值或名称"),
        Rule::step | Rule::state_row | Rule::field | Rule::part | Rule::table_entry => Words::new("a name", "名称"),
        Rule::band | Rule::band_row => Words::new("a band", "区间"),
        Rule::result => Words::new("a result", "得分"),
        Rule::entry => Words::new("`(`", "“(”"),
        Rule::direction => Words::new("`add`, `deduct`", "“加”、“扣”"),
        Rule::code => Words::new("a code, such as `Y0603`", "代码，如“Y0603”"),
        Rule::part_options | Rule::part_option => {
            Words::new("a weight or size, such as `70%` or `out of 20`", "权重或满分，如“权重 70%”、“满分 20”")
        }
        Rule::option => Words::new("a bound or `due`, `supplied by`, `empty means`", "取值范围或“期限”、“由 … 报送”、“空视为”"),
        Rule::change_options | Rule::change_limit | Rule::at_most_of | Rule::gain_limit | Rule::at_most => {
            Words::new("`at most`", "“不超过”")
        }
        Rule::when => Words::new("`when`", "“当”"),
        Rule::judged_by => Words::new("`judged by`", "“由 … 评定”"),
        Rule::follows => Words::new("`follows`", "“按 … 模板”"),
        _ => {
            let keyword = keyword(rule)?;
            let native = |language| keyword.printed(language);
            let english = native(Language::English).or(native(Language::Chinese))?;
            let chinese = native(Language::Chinese).or(native(Language::English))?;
            Words::new(format!("`{english}`"), format!("“{chinese}”"))
        }
    })
}
