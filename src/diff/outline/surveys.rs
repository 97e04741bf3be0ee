//! Surveys: their groups, what their levels are worth, and how ballots are counted.

use super::super::canon::Canon;
use super::super::change::{Aspect, Leaning};
use super::super::node::{Meaning, Node};
use crate::model::{EmptyGroup, Survey, SurveyGroup, SurveyLevel};
use crate::text::{Span, Words};
use crate::value::Number;
use crate::words;

pub(super) fn nodes(canon: &Canon<'_>, survey: &Survey, span: Span) -> Vec<Node> {
    let mut nodes: Vec<Node> = survey.groups.iter().map(|one| group(one, span)).collect();
    nodes.extend(survey.levels.iter().map(|row| level(canon, survey, row)));
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

/// A group with what holds for it: a clause for all groups holds for each of them, and is told once where it changed.
fn group(group: &SurveyGroup, span: Span) -> Node {
    let percent = group.weight.multiply(&Number::from(100));
    let shown = Words::same(format!("{}%", Canon::number(&percent)));
    let dropped = group.drop.as_ref().map_or_else(
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
    );
    let drop_span = group.drop.as_ref().map_or(span, |drop| drop.span);
    let least = Words::same(group.at_least.to_string());
    Node::thing(Aspect::RaterGroup, &group.name, group.title.as_ref(), group.span).with([
        Node::fact(Aspect::GroupWeight, Canon::number(&group.weight), shown, group.span),
        Node::fact(Aspect::DropExtremes, dropped.english.clone(), dropped, drop_span),
        Node::fact(Aspect::LeastRaters, least.english.clone(), least, group.at_least_span.unwrap_or(span)),
    ])
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
