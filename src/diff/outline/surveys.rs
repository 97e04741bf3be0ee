//! Surveys: their groups, what their levels are worth, and how ballots are counted.

use super::super::canon::Canon;
use super::super::change::{Aspect, Leaning};
use super::super::node::{Meaning, Node, Spot};
use crate::model::{EmptyGroup, Survey, SurveyGroup, SurveyLevel};
use crate::text::{Span, Words};
use crate::value::Number;
use crate::words;

pub(super) fn nodes(canon: &Canon<'_>, survey: &Survey, span: Span) -> Vec<Node> {
    let mut nodes: Vec<Node> = survey.groups.iter().map(group).collect();
    nodes.extend(survey.levels.iter().map(|row| level(canon, survey, row)));
    let dropped = |group: &SurveyGroup| group.drop.as_ref().map(|drop| drop.span);
    nodes.push(setting(Aspect::DropExtremes, survey, span, dropped, |group| {
        group.drop.as_ref().map_or_else(
            || words!("none", "无"),
            |drop| {
                words!(
                    "the highest {highest} and the lowest {lowest} from {from} raters on",
                    "测评人 {from} 人起, 最高 {highest} 个和最低 {lowest} 个",
                    highest = drop.highest,
                    lowest = drop.lowest,
                    from = drop.from
                )
            },
        )
    }));
    nodes.push(setting(Aspect::LeastRaters, survey, span, |group| group.at_least_span, |group| Words::same(group.at_least.to_string())));
    let due_span = survey.due_span.unwrap_or(span);
    let due = survey.due.map_or_else(|| Meaning::plain(""), |due| canon.day_as_said(due, due_span));
    let due_words = survey.due.map_or_else(|| words!("the closing day", "截止日"), |due| Words::same(due.to_string()));
    nodes.push(Node::clause(Aspect::SurveyDue, due, due_span).keyed(Aspect::SurveyDue.word()).shown(due_words));
    let (word, words) = match survey.empty_group {
        EmptyGroup::Redistribute => ("redistribute", words!("its weight is redistributed", "权重分摊")),
        EmptyGroup::CannotBeApplied => ("cannot be applied", words!("the survey cannot be applied", "测评无法适用")),
    };
    nodes.push(Node::fact(Aspect::EmptyGroup, word, words, survey.empty_group_span.unwrap_or(span)));
    nodes
}

fn group(group: &SurveyGroup) -> Node {
    let percent = group.weight.multiply(&Number::from(100));
    let shown = Words::same(format!("{}%", Canon::number(&percent)));
    Node::thing(Aspect::RaterGroup, &group.name, group.title.as_ref(), group.span).with([Node::fact(
        Aspect::GroupWeight,
        Canon::number(&group.weight),
        shown,
        group.span,
    )])
}

fn level(canon: &Canon<'_>, survey: &Survey, level: &SurveyLevel) -> Node {
    let value = canon.program.choices[survey.choice].values.get(level.value).map_or("", |value| value.name.as_str());
    let meaning = canon.meaning(|canon, to| {
        canon.put_points(&level.points, to);
        // What is described is what raters go by.
        to.put(format!(" for {:?}", level.title));
    });
    let mut node = Node::clause(Aspect::Level, meaning, level.span).keyed(value).sized(Some(&level.points), Leaning::Looser);
    node.name = value.to_owned();
    node.rest = format!("{:?}", level.title);
    node
}

/// What holds for all groups is told once, and else for each by its name.
fn setting(
    aspect: Aspect,
    survey: &Survey,
    span: Span,
    said: impl Fn(&SurveyGroup) -> Option<Span>,
    of: impl Fn(&SurveyGroup) -> Words,
) -> Node {
    let first = survey.groups.iter().filter_map(&said).min().unwrap_or(span);
    let settings: Vec<Words> = survey.groups.iter().map(of).collect();
    let words = match settings.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other.english == first.english) => first.clone(),
        Some(_) | None => {
            let each = survey.groups.iter().zip(&settings);
            let each: Vec<Words> = each
                .map(|(group, setting)| words!("{name}: {e}", "{name}: {z}", name = group.name, e = setting.english, z = setting.chinese))
                .collect();
            Words::join(&each, "; ", "; ")
        }
    };
    let mut node = Node::fact(aspect, words.english.clone(), words, first);
    let spots = survey.groups.iter().zip(&settings);
    node.spots = spots.map(|(group, setting)| Spot { form: setting.english.clone(), span: said(group).unwrap_or(first) }).collect();
    node
}
