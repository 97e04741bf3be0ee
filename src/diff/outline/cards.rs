//! Scorecards with their parts, and grades.

use super::super::canon::{Canon, Reading};
use super::super::change::{Aspect, Leaning};
use super::super::node::{Meaning, Node};
use super::book::{nothing, rounding_words};
use super::indicators::whom;
use super::{constant, expression, extensions, meaning};
use crate::model::{
    Among, AtLeast, Child, Contest, Grade, GradeRow, MissingPolicy, Part, PartId, PartKind, Policy, Scorecard, Size, Ties, Whom,
};
use crate::text::{Span, Words, counted};
use crate::value::Number;
use crate::words;

/// The two limits that a total may have, and what they have in common.
const AT_LEAST: &str = "at least ";
const AT_MOST: &str = "at most ";
const LIMIT: &str = "limit";

/// Ranks.
pub(super) fn ranks(canon: &Canon<'_>) -> Vec<Node> {
    let ranks = canon.program.contests.values().filter_map(|contest| Some((contest, contest.ranked()?)));
    ranks.map(|(contest, ranked)| rank(canon, contest, ranked)).collect()
}

fn rank(canon: &Canon<'_>, contest: &Contest, ranked: &Whom) -> Node {
    let whom_node = whom(canon, ranked);
    let mut node = Node::thing(Aspect::Rank, &canon.program.levels[contest.level].name, None, contest.span);
    node.hints = vec![format!("{} {}", node.key, whom_node.meaning.whole()), node.key.clone()];
    node.key.clear();
    node.children.push(whom_node);
    node.children.extend(contest_facts(canon, contest));
    node
}

/// What is said of a contest: among whom, on what, and its clauses.
pub(super) fn contest_facts(canon: &Canon<'_>, contest: &Contest) -> Vec<Node> {
    let (said, at) = (&contest.said, |clause: Option<Span>| clause.unwrap_or(contest.span));
    let among = match contest.among {
        Among::Sequence => words!("within sequence", "序列内"),
        Among::Parent => words!("within parent", "所在单位内"),
        Among::All => words!("over all", "全体"),
    };
    let missing = match contest.missing {
        MissingPolicy::LeaveCount => words!("missing leave the count", "缺报不计入"),
        MissingPolicy::LastPlace => words!("missing take the last place", "缺报列末位"),
        MissingPolicy::Spoils | MissingPolicy::Unsaid => nothing(),
    };
    let at_least = contest.at_least.map_or_else(nothing, |number| {
        words!("at least {e}", "参评不少于 {number} 个", e = counted(number, "competitor"), number = number)
    });
    let mut ties = Node::fact(Aspect::SharedPlaces, "", ties_words(contest.ties), at(said.ties));
    ties.meaning = Meaning::of(Reading::ALL.map(|reading| canon.ties(contest, reading).to_owned()).to_vec());
    vec![
        Node::fact(Aspect::Among, among.english.clone(), among, at(said.among)),
        keys(canon, contest),
        ties,
        Node::fact(Aspect::MissingCompetitor, missing.english.clone(), missing, at(said.missing)),
        Node::fact(Aspect::Competitors, at_least.english.clone(), at_least, at(said.at_least)),
    ]
}

/// What decides: from the first key to the last, with which is better, wherever that is said.
fn keys(canon: &Canon<'_>, contest: &Contest) -> Node {
    let meaning = canon.meaning(|canon, to| canon.keys(contest, to));
    let (Some(first), Some(last)) = (contest.keys.first(), contest.keys.last()) else {
        return Node::clause(Aspect::Keys, meaning, contest.span).keyed(Aspect::Keys.word());
    };
    let span = first.span.to(last.span);
    let behind = |said: &Span| {
        let between = Span { start: last.span.end, end: said.start, ..last.span };
        said.start >= last.span.end
            && canon.sources.slice(between).chars().all(|letter| letter.is_whitespace() || matches!(letter, ',' | '，' | '、'))
    };
    match last.better_said {
        Some(said) if behind(&said) => Node::clause(Aspect::Keys, meaning, span.to(said)),
        // A clause of its own, for all keys.
        Some(said) if said.start >= last.span.end => {
            let words = format!("{}, {}", canon.sources.on_one_line(span), canon.sources.on_one_line(said));
            Node::clause(Aspect::Keys, meaning, said).shown(Words::same(words))
        }
        Some(_) | None => Node::clause(Aspect::Keys, meaning, span),
    }
    .keyed(Aspect::Keys.word())
}

/// How ties are shared.
pub(super) fn ties_words(ties: Ties) -> Words {
    match ties {
        Ties::Better => words!("ties share the better place", "并列取优"),
        Ties::Worse => words!("ties share the worse place", "并列取劣"),
        Ties::Average => words!("ties share the average", "并列取平均"),
    }
}

/// Scorecards.
pub(super) fn scorecards(canon: &Canon<'_>) -> Vec<Node> {
    canon.program.scorecards.values().map(|card| scorecard(canon, card)).collect()
}

fn scorecard(canon: &Canon<'_>, card: &Scorecard) -> Node {
    let whom_node = whom(canon, &card.whom);
    let mut node = Node::thing(Aspect::Scorecard, &canon.program.levels[card.whom.level].name, None, card.whom.span);
    // Of one kind of subject there may be several: those for the same are paired first.
    node.hints = vec![format!("{} {}", node.key, whom_node.meaning.whole()), node.key.clone()];
    node.key.clear();
    node.children.push(whom_node);
    let root = &canon.program.parts[card.root];
    node.children.extend(facts(canon, root).into_iter().filter(|fact| fact.aspect != Aspect::Weight));
    for limit in &card.at_least {
        let meaning = canon.meaning(|canon, to| {
            to.put(AT_LEAST);
            canon.expr(&limit.points, to);
            if let Some(unless) = &limit.unless {
                to.put(" unless ");
                canon.expr(unless, to);
            }
        });
        let mut limit_node = Node::clause(Aspect::TotalLimit, meaning, limit.span);
        limit_node.hints = vec![AT_LEAST.to_owned(), LIMIT.to_owned()];
        AT_LEAST.clone_into(&mut limit_node.rest);
        if let Some(unless) = &limit.unless {
            limit_node.rest.push_str(&canon.text(|canon, to| canon.expr(unless, to)));
        }
        node.children.push(limit_node.sized(constant(&limit.points), Leaning::Looser));
    }
    for limit in &card.at_most {
        let meaning = canon.meaning(|canon, to| {
            to.put(AT_MOST);
            canon.expr(&limit.points, to);
        });
        let mut limit_node = Node::clause(Aspect::TotalLimit, meaning, limit.span);
        limit_node.hints = vec![AT_MOST.to_owned(), LIMIT.to_owned()];
        AT_MOST.clone_into(&mut limit_node.rest);
        node.children.push(limit_node.sized(constant(&limit.points), Leaning::Looser));
    }
    node.children.extend(card.lets.iter().map(|id| named(canon, *id)));
    node.children.extend(parts_below(canon, root));
    node
}

/// A named expression.
pub(super) fn named(canon: &Canon<'_>, id: crate::model::LetId) -> Node {
    let named = &canon.program.lets[id];
    let mut node = Node::clause(Aspect::Let, meaning(canon, &named.value), named.span).keyed(&named.name);
    node.name.clone_from(&named.name);
    node
}

fn parts_below(canon: &Canon<'_>, part: &Part) -> Vec<Node> {
    let parts = part.children.iter().filter_map(|child| match child {
        Child::Part(id) => Some(*id),
        Child::Indicator(_) => None,
    });
    parts.map(|id| part_node(canon, id)).collect()
}

fn part_node(canon: &Canon<'_>, id: PartId) -> Node {
    let part = &canon.program.parts[id];
    let mut node = Node::thing(Aspect::Part, &part.name, part.title.as_ref(), part.span);
    node.name.clone_from(&part.path);
    node.of = Some(canon.program.levels[canon.program.scorecards[part.scorecard].whom.level].name.clone());
    node.with(facts(canon, part)).with(parts_below(canon, part))
}

/// What is said of a part. Its clause holds all that lies in it, so each is shown in words of our own.
fn facts(canon: &Canon<'_>, part: &Part) -> Vec<Node> {
    let span = part.name_span;
    let mut facts = Vec::new();
    let (nature, low, high, weight, size) = match &part.kind {
        PartKind::Ordinary { weight, size } => (words!("ordinary", "普通"), None, None, weight.as_ref(), Some(size)),
        PartKind::Bonus { at_most } => (words!("bonus", "加分项"), None, Some(at_most), None, None),
        PartKind::Adjustment { low, high } => (words!("adjustment", "加减分项"), Some(low), Some(high), None, None),
    };
    facts.push(Node::fact(Aspect::Nature, nature.english.clone(), nature, span));
    let percent = |number: &Number| Words::same(format!("{}%", Canon::number(&number.multiply(&Number::from(100)))));
    let written = weight.map(Canon::number).unwrap_or_default();
    let share = share_of_parent(canon, part).as_ref().map_or_else(|| written.clone(), Canon::number);
    let mut weight_node = Node::fact(Aspect::Weight, "", weight.map_or_else(nothing, percent), span);
    weight_node.meaning = Meaning::of(vec![share, written]);
    facts.push(weight_node);
    let size_words = match size {
        None | Some(Size::Unsaid) => nothing(),
        Some(Size::OutOf(points)) => words!("out of {points}", "满分 {points}", points = Canon::number(points)),
        Some(Size::ScaledTo(points)) => words!("scaled to {points}", "折算为 {points}", points = Canon::number(points)),
    };
    facts.push(Node::fact(Aspect::Size, size_words.english.clone(), size_words, span));
    if low.is_some() || high.is_some() {
        let (low_text, high_text) = (low.map(Canon::number).unwrap_or_default(), high.map(Canon::number).unwrap_or_default());
        let words = if low.is_some() {
            words!("from {low} to {high}", "{low} 至 {high}", low = low_text, high = high_text)
        } else {
            words!("at most {high}", "不超过 {high}", high = high_text)
        };
        let limit = Node::fact(Aspect::PartLimit, words.english.clone(), words, span);
        facts.push(limit.sized(low, Leaning::Looser).sized(high, Leaning::Looser));
    }
    let at_least = part.at_least.as_ref().map_or_else(nothing, at_least_words);
    facts.push(Node::fact(Aspect::AtLeast, at_least.english.clone(), at_least, span));
    let policy = match part.policy {
        Policy::Redistribute => words!("redistribute", "分摊"),
        Policy::FullPoints => words!("full points", "满分"),
        Policy::Zero => words!("zero", "零分"),
    };
    facts.push(Node::fact(Aspect::Policy, policy.english.clone(), policy, span));
    facts.push(match &part.times {
        Some(times) => expression(canon, Aspect::Factor, times),
        None => Node::fact(Aspect::Factor, "", nothing(), span),
    });
    facts.extend(extensions::openings(canon, part));
    let rounded = part.rounded.as_ref();
    facts.push(Node::fact(
        Aspect::Rounded,
        rounded.map(Canon::rounding).unwrap_or_default(),
        rounded.map_or_else(nothing, rounding_words),
        span,
    ));
    facts
}

/// What a part is of its parent, where that follows from what is written: a part whose weight is not written counts by its
/// points, and the only one is the whole whatever they are.
fn share_of_parent(canon: &Canon<'_>, part: &Part) -> Option<Number> {
    let (PartKind::Ordinary { weight, size: Size::OutOf(points) | Size::ScaledTo(points) }, Some(parent)) = (&part.kind, part.parent)
    else {
        return None;
    };
    if weight.is_some() {
        return weight.clone();
    }
    let above = &canon.program.parts[parent];
    let counts = |child: &&Child| match child {
        Child::Part(id) => !canon.program.parts[*id].kind.is_extra(),
        Child::Indicator(_) => true,
    };
    if above.children.iter().filter(counts).count() == 1 && above.open.is_empty() {
        return Some(Number::one());
    }
    points.divide(&points_said(canon, parent)?)
}

/// The points of a part, where they are said or follow from those of its parent.
fn points_said(canon: &Canon<'_>, id: PartId) -> Option<Number> {
    let part = &canon.program.parts[id];
    match &part.kind {
        PartKind::Ordinary { size: Size::OutOf(points) | Size::ScaledTo(points), .. } => Some(points.clone()),
        PartKind::Ordinary { size: Size::Unsaid, weight } => Some(weight.as_ref()?.multiply(&points_said(canon, part.parent?)?)),
        PartKind::Bonus { .. } | PartKind::Adjustment { .. } => None,
    }
}

fn at_least_words(at_least: &AtLeast) -> Words {
    let number = at_least.number;
    if at_least.parts {
        words!("at least {e}", "不少于 {number} 个部分", e = counted(number, "part"), number = number)
    } else {
        words!("at least {e}", "不少于 {number} 个指标", e = counted(number, "indicator"), number = number)
    }
}

/// Grades.
pub(super) fn grades(canon: &Canon<'_>) -> Vec<Node> {
    canon.program.grades.values().map(|grade| grade_node(canon, grade)).collect()
}

fn grade_node(canon: &Canon<'_>, grade: &Grade) -> Node {
    let whom_node = whom(canon, &grade.whom);
    let mut node = Node::thing(Aspect::Grade, &canon.program.levels[grade.level].name, None, grade.whom.span);
    node.hints = vec![format!("{} {}", node.key, whom_node.meaning.whole()), node.key.clone()];
    node.key.clear();
    node.children.push(whom_node);
    let title = |grade_name: &crate::model::Titled| {
        let mut node = Node::fact(
            Aspect::Title,
            grade_name.title.clone().unwrap_or_default(),
            grade_name.title.as_ref().map_or_else(nothing, Words::same),
            grade_name.span,
        );
        node.key.clone_from(&grade_name.name);
        node.name.clone_from(&grade_name.name);
        node
    };
    node.children.extend(grade.names.iter().map(title));
    let rows = |rows: &[GradeRow], aspect: Aspect, ordered: bool| {
        let nodes = rows.iter().map(|row| {
            let name = grade.names.get(row.grade).map_or("", |name| name.name.as_str());
            let meaning = canon.meaning(|canon, to| {
                // What it does with the grade is part of it: to give it in its turn, at once, or as the highest there is.
                to.put(format!("{} {name} when ", aspect.word()));
                match &row.condition {
                    Some(condition) => canon.expr(condition, to),
                    None => to.put("otherwise"),
                }
            });
            let mut node = Node::clause(aspect, meaning, row.span);
            node.rest = format!("{} {name}", aspect.word());
            node.hints = vec![node.rest.clone(), name.to_owned()];
            node.ordered = ordered;
            match &row.condition {
                Some(condition) => super::consequences::threshold(canon, node, condition),
                None => node,
            }
        });
        nodes.collect::<Vec<Node>>()
    };
    node.children.extend(rows(&grade.rows, Aspect::GradeRow, true));
    node.children.extend(rows(&grade.at_once, Aspect::AtOnce, false));
    node.children.extend(rows(&grade.at_most, Aspect::AtMost, false));
    node
}
