//! Inputs, attributes and fields of registers: they are written alike.

use super::declaration::choice_values;
use super::expression::{expression, nth, sum_of};
use super::words::{day_of, name, name_of, text_of, whole};
use crate::syntax::Rule;
use crate::syntax::ast::{Expr, ExprKind, Input, InputOption, MonthDay, TypeName};
use crate::syntax::keywords::printed;
use crate::syntax::messages;
use crate::syntax::node::Node;
use crate::syntax::reader::Reader;
use crate::text::{Language, Spanned};

/// `NAME "Title" : TYPE options`
pub(super) fn field(reader: &mut Reader, node: &Node) -> Option<Input> {
    let kind = node.child(Rule::kind)?;
    let ty = Spanned::new(type_name(&kind)?, kind.span());
    let options = node
        .all(Rule::option)
        .map(|child| option(reader, &child.first()?).map(|option| Spanned::new(option, child.span())))
        .collect::<Option<Vec<_>>>()?;
    Some(Input { name: name_of(node)?, title: text_of(node), ty, options })
}

fn type_name(node: &Node) -> Option<TypeName> {
    if let Some(inline) = node.child(Rule::inline_choice) {
        return choice_values(&inline).map(TypeName::Inline);
    }
    if let Some(named) = node.child(Rule::name) {
        return Some(TypeName::Named(name(&named)));
    }
    let plain = node.child(Rule::plain_kind)?;
    [
        (Rule::kw_number, TypeName::Number),
        (Rule::kw_percent, TypeName::Percent),
        (Rule::kw_pp, TypeName::PercentagePoints),
        (Rule::kw_count, TypeName::Count),
        (Rule::kw_points, TypeName::Points),
        (Rule::kw_days, TypeName::Days),
        (Rule::kw_date, TypeName::Date),
        (Rule::kw_flag, TypeName::Flag),
        (Rule::kw_text, TypeName::Text),
    ]
    .into_iter()
    .find(|(rule, _)| plain.has(*rule))
    .map(|(_, ty)| ty)
}

/// The upper end of a band or bound, and whether it is left out.
pub(super) fn upper_end(reader: &mut Reader, node: &Node) -> Option<(Expr, bool)> {
    let end = node.children().find(|child| matches!(child.rule(), Rule::upper_end | Rule::upper_end_out | Rule::upper_end_below))?;
    let out = end.rule() != Rule::upper_end || end.has(Rule::kw_below);
    Some((sum_of(reader, &end)?, out))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the grammar's rules only these are options of an input")]
fn option(reader: &mut Reader, node: &Node) -> Option<InputOption> {
    Some(match node.rule() {
        Rule::at_most => InputOption::AtMost(sum_of(reader, node)?),
        Rule::at_least => InputOption::AtLeast(sum_of(reader, node)?),
        Rule::bound_below => InputOption::Below(sum_of(reader, node)?),
        Rule::bound_above | Rule::bound_from | Rule::bound_range => {
            let low = sum_of(reader, node)?;
            let low_out = node.rule() == Rule::bound_above || node.has(Rule::kw_above);
            match upper_end(reader, node) {
                Some((high, high_out)) if is_word(reader, &low, "up") => {
                    let end = node.child(Rule::upper_end);
                    let last = end.and_then(|end| end.child(Rule::kw_below).or_else(|| end.child(Rule::kw_range_to)));
                    let typed = last.map_or(low.span, |last| low.span.to(last.span()));
                    let meant = printed(if high_out { Rule::kw_below } else { Rule::kw_at_most }, Language::English);
                    reader.refuse(messages::other_words(typed, reader.file.slice(typed), meant));
                    if high_out { InputOption::Below(high) } else { InputOption::AtMost(high) }
                }
                Some((high, high_out)) => InputOption::From { low, low_out, high, high_out },
                None => InputOption::Above(low),
            }
        }
        Rule::due => InputOption::Due(day_of(reader, node)?),
        Rule::supplied_by => InputOption::SuppliedBy(name_of(node)?),
        Rule::kw_higher_is_better => InputOption::HigherIsBetter,
        Rule::kw_lower_is_better => InputOption::LowerIsBetter,
        Rule::empty_means => InputOption::EmptyMeans(nth(reader, node, Rule::sum, 0)?),
        Rule::kw_monthly => InputOption::Monthly,
        Rule::due_each_month => InputOption::DueEachMonth(month_day(&node.child(Rule::month_day)?)?),
        Rule::kw_or_empty => InputOption::OrEmpty,
        Rule::kw_when_it_happened => InputOption::Happened,
        Rule::kw_planned => InputOption::Planned,
        _ => return None,
    })
}

/// Whether an end is `word` alone, as in `up to 5`, and no name that is declared.
pub(super) fn is_word(reader: &Reader, end: &Expr, word: &str) -> bool {
    let ExprKind::Path(path) = &*end.kind else { return false };
    matches!(path.names.as_slice(), [name] if name.value == word) && !reader.vocabulary().is_name(word)
}

/// A day of each month.
fn month_day(node: &Node) -> Option<Spanned<MonthDay>> {
    let form = node.first()?;
    let last = form.has(Rule::kw_last_day) || form.has(Rule::last_of_month);
    let day = if last { None } else { Some(whole(&form.child(Rule::day_number)?)) };
    let next = form.has(Rule::kw_of_the_next_month) || form.has(Rule::next_month);
    Some(Spanned::new(MonthDay { day, next }, node.span()))
}

/// The named value of an option of some other clause: `at most E`.
pub(super) fn limit(reader: &mut Reader, node: &Node, rule: Rule) -> Option<Option<Expr>> {
    match node.child(rule) {
        Some(child) => expression(reader, &child.child(Rule::sum)?).map(Some),
        None => Some(None),
    }
}
