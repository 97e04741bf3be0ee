//! The chain of methods: each method with its rows, steps or states, and the end.

use super::super::canon::Canon;
use super::super::change::{Aspect, Leaning};
use super::super::node::{Form, Meaning, Node};
use super::super::words::partial_word;
use super::book::nothing;
use super::clauses::AT_MOST;
use super::{amount, constant, expression, subjects};
use crate::eval::method_words;
use crate::model::{
    BandRow, Banded, Compete, CompeteForm, Direction, Expr, Gain, Indicator, Late, Link, Method, MethodKind, Otherwise, Period,
    PlacesBelow, Points, Quantify, RowOutcome, State, StatePoints, StateRow, Step, StepMode, Steps, WhenRow, Worth,
};
use crate::text::{Span, Words, counted};
use crate::value::Number;
use crate::words;

/// The methods of an indicator and the end of its chain.
pub(super) fn chain(canon: &Canon<'_>, indicator: &Indicator) -> Vec<Node> {
    let mut nodes: Vec<Node> = indicator.chain.links.iter().map(|link| link_node(canon, link, &indicator.points)).collect();
    nodes.push(match &indicator.chain.end {
        None => Node::fact(Aspect::End, "", nothing(), indicator.name_span),
        Some(end) => {
            Node::clause(Aspect::End, canon.meaning(|canon, to| canon.outcome(&end.outcome, to)), end.span).keyed(Aspect::End.word())
        }
    });
    nodes
}

fn link_node(canon: &Canon<'_>, link: &Link, points: &Points) -> Node {
    let kind = kind_word(link.method.kind());
    let mut node = Node::clause(Aspect::Method, Meaning::plain(kind), link.span);
    node.ordered = true;
    node.hints = vec![kind.to_owned()];
    node.label = Some(method_words(link.method.kind()));
    node.children.push(match &link.ceiling {
        None => Node::fact(Aspect::Ceiling, "", nothing(), link.span),
        Some(ceiling) => Node::clause(Aspect::Ceiling, canon.fixed_points(&ceiling.points), ceiling.span)
            .keyed(Aspect::Ceiling.word())
            .sized(Some(&ceiling.points), Leaning::Looser),
    });
    node.with(match &link.method {
        Method::Quantify(quantify) => quantify_nodes(canon, quantify, points, link.span),
        Method::Steps(steps) => step_nodes(canon, steps, link.span),
        Method::State(state) => state_nodes(canon, state, link.span),
        Method::Compete(compete) => compete_nodes(canon, compete),
        Method::Survey(survey) => super::surveys::nodes(canon, survey, link.span),
        Method::Start(points) => vec![expression(canon, Aspect::Start, points).sized(constant(points), Leaning::Looser)],
    })
}

/// The word for a kind of method.
fn kind_word(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::Quantify => "quantify",
        MethodKind::Steps => "steps",
        MethodKind::State => "state",
        MethodKind::Survey => "survey",
        MethodKind::Start => "start",
        MethodKind::Compete => "compete",
    }
}

fn compete_nodes(canon: &Canon<'_>, compete: &Compete) -> Vec<Node> {
    let contest = &canon.program.contests[compete.contest];
    let mut nodes = Vec::new();
    let worth = |name: Words, worth: &Worth| {
        let points = Canon::number(&worth.points);
        let en = counted(&points, "point");
        let shown = words!("{e} {en}", "{z} {points} 分", e = name.english, z = name.chinese, en = en, points = points);
        let mut node = Node::clause(Aspect::PlacePoints, canon.fixed_points(&worth.points), worth.span).shown(shown);
        node.key.clone_from(&name.english);
        node.sized(Some(&worth.points), Leaning::Looser)
    };
    match &compete.form {
        CompeteForm::Places(places) => {
            for row in &places.rows {
                let name = if row.from == row.to { row.from.to_string() } else { format!("{}–{}", row.from, row.to) };
                let mut node = worth(words!("place {name}:", "第 {name} 名:", name = name), &row.worth);
                // A row that reaches further, or is split, is the one that begins or ends where it did.
                node.key.clear();
                node.meaning = of_places(&name, node.meaning);
                node.hints = vec![name.clone(), format!("from {}", row.from), format!("to {}", row.to)];
                node.rest = name;
                nodes.push(node);
            }
            let mut rest = match &places.rest {
                PlacesBelow::Otherwise(rest) => worth(words!("otherwise:", "其余:"), rest),
                PlacesBelow::Less { less, at_least, span } => {
                    let shown = words!(
                        "each place below {less} less, at least {least}",
                        "每低一名少 {less}, 不低于 {least}",
                        less = Canon::number(less),
                        least = Canon::number(&at_least.points)
                    );
                    let less = canon.fixed_points(less);
                    let least = canon.fixed_points(&at_least.points);
                    let forms = less.forms.iter().zip(&least.forms).map(|(less, least)| format!("{} to {}", less.whole, least.whole));
                    Node::clause(Aspect::PlacePoints, Meaning::of(forms.collect()), *span).keyed("below").shown(shown)
                }
            };
            // Whatever the places behind the rows get, it is one row.
            rest.meaning = of_places(&rest.key, rest.meaning);
            rest.rest.clone_from(&rest.key);
            nodes.push(rest.keyed("rest"));
        }
        CompeteForm::Line { first, last } => {
            nodes.push(worth(words!("first", "首名"), first));
            nodes.push(worth(words!("last", "末名"), last));
        }
        CompeteForm::Proportion(best) => nodes.push(worth(words!("best in proportion", "最优按比例"), best)),
        CompeteForm::Range { low, high } => {
            nodes.push(worth(words!("lowest", "最低"), low));
            nodes.push(worth(words!("highest", "最高"), high));
        }
    }
    let mut facts = super::cards::contest_facts(canon, contest);
    facts.push(form(compete, nodes, contest.span));
    facts
}

/// How places or values become points, told whole where that is done in another way.
fn form(compete: &Compete, points: Vec<Node>, span: Span) -> Node {
    let word = match &compete.form {
        CompeteForm::Places(_) => "places",
        CompeteForm::Line { .. } => "line over the places",
        CompeteForm::Proportion(_) => "in proportion",
        CompeteForm::Range { .. } => "line over the values",
    };
    let all: Vec<Words> = points.iter().filter_map(|node| node.text.clone()).collect();
    let span = points.iter().map(|node| node.span).reduce(Span::to).unwrap_or(span);
    let mut node = Node::fact(Aspect::PlacePoints, word, Words::join(&all, ", ", ", "), span);
    node.whole = true;
    node.with(points)
}

/// What these places get.
fn of_places(places: &str, points: Meaning) -> Meaning {
    Meaning::of(points.forms.iter().map(|form| format!("{places} {}", form.whole)).collect())
}

fn quantify_nodes(canon: &Canon<'_>, quantify: &Quantify, points: &Points, span: Span) -> Vec<Node> {
    match quantify {
        Quantify::Table(banded) => table(canon, banded, points, span),
        Quantify::Points { whens, value, held, .. } => {
            let mut nodes = when_rows(canon, whens);
            nodes.push(way(canon, Meaning::plain("formula"), vec![expression(canon, Aspect::Formula, value)], span));
            nodes.push(held_node(*held, *held, span));
            nodes
        }
        Quantify::Target { whens, value, start, gains, held } => {
            let mut nodes = when_rows(canon, whens);
            let mut around = vec![
                expression(canon, Aspect::Measured, value),
                expression(canon, Aspect::Start, start).sized(constant(start), Leaning::Looser),
            ];
            around.extend(gains.iter().map(|one| gain(canon, one)));
            nodes.push(way(canon, Meaning::plain("target"), around, span));
            nodes.push(held_node(*held, *held, span));
            nodes
        }
    }
}

/// The way from a value to points, told whole, as the clause that says it, where it is another.
fn way(canon: &Canon<'_>, meaning: Meaning, below: Vec<Node>, span: Span) -> Node {
    let shown = Words::same(canon.sources.on_one_line(span));
    let mut node = Node::clause(Aspect::Formula, meaning, span).keyed("way").shown(shown);
    node.whole = true;
    node.with(below)
}

/// Whether it is held, as that is written and as it takes effect.
fn held_node(held: bool, takes_effect: bool, span: Span) -> Node {
    let words = if held { words!("held", "限于分值内") } else { words!("not held", "不限") };
    let meaning = Meaning::of(vec![takes_effect.to_string(), held.to_string()]);
    Node::clause(Aspect::Held, meaning, span).keyed(Aspect::Held.word()).shown(words)
}

/// Whether no row of a table can give points beyond the least and the full ones, so that `held` takes nothing away.
fn never_beyond(banded: &Banded, points: &Points) -> bool {
    let within = |points_of: &Expr| constant(points_of).is_some_and(|number| *number >= points.low && *number <= points.full);
    let inside = |outcome: &RowOutcome| match outcome {
        RowOutcome::Points(points) => within(points),
        // A value that is in the band lies on the line between its ends.
        RowOutcome::Line(from, until) => within(from) && within(until),
        RowOutcome::NotApplicable | RowOutcome::Invalid => true,
    };
    let rows = banded.rows.iter().map(|row| &row.outcome).chain(banded.otherwise.iter().map(|row| &row.outcome));
    rows.chain(banded.whens.iter().map(|row| &row.outcome)).all(inside)
}

fn table(canon: &Canon<'_>, banded: &Banded, points: &Points, span: Span) -> Vec<Node> {
    let mut below = vec![expression(canon, Aspect::Measured, &banded.value)];
    below.extend(banded.rows.iter().map(|row| {
        let mut node = band_row(canon, banded, row);
        if banded.short {
            // Nobody wrote the row: it is told by the clause it comes from.
            node.span = banded.span;
        }
        node
    }));
    below.extend(banded.otherwise.iter().map(|row| otherwise(canon, row)));
    // The short form is its rows, and rows that say something else are another way.
    let rows = Banded { whens: Vec::new(), held: false, ..banded.clone() };
    let mut meaning = Meaning { pieces: Vec::new(), ..canon.meaning(|canon, to| canon.banded(&rows, to)) };
    let kind = if banded.short { "short table" } else { "table" }.to_owned();
    meaning.forms.push(Form { whole: kind.clone(), named: kind });
    let mut nodes = when_rows(canon, &banded.whens);
    nodes.push(way(canon, meaning, below, span));
    nodes.push(held_node(banded.held, banded.held && !never_beyond(banded, points), banded.span));
    nodes
}

fn when_rows(canon: &Canon<'_>, rows: &[WhenRow]) -> Vec<Node> {
    let rows = rows.iter().map(|row| {
        let meaning = canon.meaning(|canon, to| {
            canon.expr(&row.condition, to);
            canon.outcome(&row.outcome, to);
        });
        let condition = canon.text(|canon, to| canon.expr(&row.condition, to));
        let mut node = Node::clause(Aspect::When, meaning, row.span).sized(fixed(&row.outcome), Leaning::Looser);
        node.rest.clone_from(&condition);
        node.hints = vec![condition, canon.text(|canon, to| canon.outcome(&row.outcome, to))];
        node.ordered = true;
        node
    });
    rows.collect()
}

fn band_row(canon: &Canon<'_>, banded: &Banded, row: &BandRow) -> Node {
    let meaning = canon.meaning(|canon, to| canon.band(banded, row, to));
    let band = canon.text(|canon, to| canon.edges(row.low.as_ref(), row.high.as_ref(), to));
    let mut node = Node::clause(Aspect::Band, meaning, row.span).sized(fixed(&row.outcome), Leaning::Looser);
    node.rest.clone_from(&band);
    if let RowOutcome::Line(from, until) = &row.outcome {
        node = amount(canon, amount(canon, node, " from ", from, Leaning::Looser), " to ", until, Leaning::Looser);
    }
    node.hints = vec![band, canon.text(|canon, to| canon.outcome(&row.outcome, to))];
    node
}

fn otherwise(canon: &Canon<'_>, row: &Otherwise) -> Node {
    Node::clause(Aspect::Otherwise, canon.meaning(|canon, to| canon.outcome(&row.outcome, to)), row.span)
        .keyed(Aspect::Otherwise.word())
        .sized(fixed(&row.outcome), Leaning::Looser)
}

/// The points of an outcome, where they are fixed.
fn fixed(outcome: &RowOutcome) -> Option<&Number> {
    match outcome {
        RowOutcome::Points(points) => constant(points),
        RowOutcome::Line(..) | RowOutcome::NotApplicable | RowOutcome::Invalid => None,
    }
}

fn gain(canon: &Canon<'_>, gain: &Gain) -> Node {
    let (word, more) = direction(gain.direction);
    let meaning = canon.meaning(|canon, to| {
        to.put(word);
        canon.expr(&gain.amount, to);
        canon.for_every(&gain.every, to);
        if let Some(cap) = &gain.at_most {
            to.put(AT_MOST);
            canon.expr(cap, to);
        }
    });
    let every = canon.text(|canon, to| canon.for_every(&gain.every, to));
    let mut node = Node::clause(Aspect::Gain, meaning, gain.span);
    node.rest = format!("{word}{every}");
    node = amount(canon, node, "", &gain.amount, more);
    node = gain.at_most.iter().fold(node, |node, cap| amount(canon, node, AT_MOST, cap, more));
    node.hints = vec![format!("{word}{every}"), word.to_owned()];
    node
}

/// The word for a direction, and what more of it is.
pub(super) fn direction(direction: Direction) -> (&'static str, Leaning) {
    match direction {
        Direction::Add => ("add ", Leaning::Looser),
        Direction::Deduct => ("deduct ", Leaning::Stricter),
    }
}

fn step_nodes(canon: &Canon<'_>, steps: &Steps, span: Span) -> Vec<Node> {
    let (form, words) = match steps.mode {
        StepMode::AddUp => ("add up", words!("added up", "累计")),
        StepMode::InOrder => ("in order", words!("in order", "依次")),
        StepMode::Reached => ("reached", words!("the furthest reached", "按进度")),
    };
    let ordered = match steps.mode {
        StepMode::AddUp => false,
        StepMode::InOrder | StepMode::Reached => true,
    };
    let mut nodes = vec![Node::fact(Aspect::StepMode, form, words, span)];
    nodes.extend(steps.steps.iter().map(|one| step(canon, one, ordered)));
    nodes
}

fn step(canon: &Canon<'_>, step: &Step, ordered: bool) -> Node {
    let due = step.due.map_or_else(|| Meaning::plain(""), |due| canon.day_as_said(due, step.span));
    let due_words = step.due.map_or_else(nothing, |due| Words::same(due.to_string()));
    let due = Node::clause(Aspect::StepDue, due, step.span).keyed(Aspect::StepDue.word()).shown(due_words);
    let late = Node::clause(Aspect::StepLate, late(step), step.span).keyed(Aspect::StepLate.word());
    let points = Node::clause(Aspect::StepPoints, canon.fixed_points(&step.points), step.span)
        .keyed(Aspect::StepPoints.word())
        .shown(Words::same(Canon::number(&step.points)))
        .sized(Some(&step.points), Leaning::Looser);
    let mut node = Node::thing(Aspect::Step, &step.name, step.title.as_ref(), step.span).with([due, points, late]);
    node.ordered = ordered;
    node
}

/// What a late step earns, in points and in shares of the step's own points.
fn late(step: &Step) -> Meaning {
    let share = |points: &Number| match points.divide(&step.points) {
        Some(share) => format!("{} of the step", Canon::number(&share)),
        None => Canon::number(points),
    };
    let form = |points: &dyn Fn(&Number) -> String| match &step.late {
        None => "nothing".to_owned(),
        Some(Late::Points(late)) => points(late),
        Some(Late::LessEach { amount, period, partial }) => {
            format!("less {} for each {} {}", points(amount), period_word(*period), partial_word(*partial))
        }
    };
    Meaning::of(vec![form(&Canon::number), form(&share)])
}

fn period_word(period: Period) -> &'static str {
    match period {
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
    }
}

fn state_nodes(canon: &Canon<'_>, state: &State, span: Span) -> Vec<Node> {
    let choice = &canon.program.choices[state.choice];
    let evidence =
        if state.needs_evidence { words!("with evidence", "报送佐证") } else { words!("without evidence", "不报送佐证") };
    let mut nodes = vec![
        subjects::role(canon, Aspect::Judge, state.judge, span),
        subjects::role(canon, Aspect::SelfJudge, state.self_judge, span),
        Node::fact(Aspect::Evidence, state.needs_evidence.to_string(), evidence, span),
    ];
    // What a choice without a name offers is told by its rows; whether the one is better than the other is told here.
    let ordered = choice.ordered && choice.name.is_none();
    let mut order = super::book::order_of(choice);
    let as_named = choice.name.as_ref().map_or_else(|| order.meaning.whole().to_owned(), |_| "as the choice says".to_owned());
    order.meaning = Meaning::of(vec![order.meaning.whole().to_owned(), as_named]);
    nodes.push(order);
    let mut rows: Vec<&StateRow> = state.rows.iter().collect();
    if ordered {
        rows.sort_by_key(|row| row.value);
    }
    nodes.extend(rows.into_iter().map(|row| {
        let value = choice.values.get(row.value).map_or("", |value| value.name.as_str());
        let meaning = canon.meaning(|canon, to| {
            match &row.points {
                StatePoints::Fixed(points) => canon.put_points(points, to),
                StatePoints::Between(low, high) => {
                    canon.put_points(low, to);
                    to.put(" to ");
                    canon.put_points(high, to);
                }
            }
            // What is described is the standard the judge goes by.
            to.put(format!(" for {:?}", row.title));
        });
        let mut node = Node::clause(Aspect::State, meaning, row.span).keyed(value);
        node.name = value.to_owned();
        node.ordered = ordered;
        node.rest = format!("{:?}", row.title);
        match &row.points {
            StatePoints::Fixed(points) => node.sized(Some(points), Leaning::Looser),
            StatePoints::Between(low, high) => node.sized(Some(low), Leaning::Looser).sized(Some(high), Leaning::Looser),
        }
    }));
    nodes
}
