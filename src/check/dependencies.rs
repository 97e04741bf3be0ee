//! What reads what, on one card and across cards: circles between results are refused, and shown
//! whole; what is read across cards is put into the order in which it can be computed.
//!
//! Named expressions are typed when they are first read, so a circle of lets alone was met there.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::check::checker::Checker;
use crate::check::messages::{extensions as say_extension, names as say};
use crate::model::{
    Child, Expr, ExprKind, Indicator, IndicatorId, IndicatorResult, LetId, Method, PartId, ScorecardId, SharedId, SharedValue,
};
use crate::text::{Span, Words};
use crate::types::LevelId;
use crate::words;

/// Something whose value may lean on others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Node {
    /// What the method of an indicator gave, and which it was.
    Earned(IndicatorId),
    /// The score of an indicator.
    Score(IndicatorId),
    Let(LetId),
    Part(PartId),
    /// The total of a scorecard.
    Total(ScorecardId),
    /// Whether any veto holds on a scorecard.
    Vetoed(ScorecardId),
    /// The grade of a kind of subject.
    Grade(LevelId),
    /// What is read of one subject for another.
    Shared(SharedId),
}

impl Checker<'_> {
    /// Refuses every circle between results.
    pub fn refuse_circles(&mut self) {
        let edges = self.edges();
        self.order_across(&edges);
        self.refuse_read_openings(&edges);
        let nodes: BTreeSet<Node> = edges.iter().flat_map(|(from, reads)| reads.keys().chain([from])).copied().collect();
        let mut graph: DiGraph<Node, ()> = DiGraph::new();
        let places: BTreeMap<Node, NodeIndex> = nodes.into_iter().map(|node| (node, graph.add_node(node))).collect();
        for (from, reads) in &edges {
            for to in reads.keys() {
                if let (Some(from), Some(to)) = (places.get(from), places.get(to)) {
                    graph.add_edge(*from, *to, ());
                }
            }
        }
        let mut components: Vec<Vec<Node>> = (kosaraju_scc(&graph).into_iter())
            .map(|component| component.into_iter().filter_map(|place| graph.node_weight(place).copied()).collect())
            .collect();
        components.iter_mut().for_each(|component| component.sort());
        components.sort();
        for component in components {
            let circular =
                component.len() > 1 || component.first().is_some_and(|node| edges.get(node).is_some_and(|reads| reads.contains_key(node)));
            if circular && let Some(circle) = shortest_circle(&component, &edges) {
                self.report_circle(&circle, &edges);
            }
        }
    }

    /// No indicator of the office may read, by whatever way, a part that extensions add to.
    fn refuse_read_openings(&mut self, edges: &Edges) {
        let open: Vec<PartId> = self.program.parts.iter().filter(|(_, part)| !part.open.is_empty()).map(|(id, _)| id).collect();
        if open.is_empty() {
            return;
        }
        let office = self.program.indicators.ids().filter(|id| !self.program.is_extension(*id));
        let reads: Vec<(IndicatorId, BTreeSet<Node>)> = office.map(|id| (id, reached(Node::Score(id), edges))).collect();
        for part in open {
            let Some((reader, _)) = reads.iter().find(|(_, reached)| reached.contains(&Node::Part(part))) else { continue };
            let (part, indicator) = (&self.program.parts[part], &self.program.indicators[*reader]);
            if let Some(opening) = part.open.first() {
                self.report(say_extension::open_part_is_read(opening.span, &part.path, &indicator.name, indicator.name_span));
            }
        }
    }

    /// Puts what is read across cards in order, what something reads before it, and tells each
    /// indicator what its score needs. Where there is a circle there is no order, and no program.
    fn order_across(&mut self, edges: &Edges) {
        let mut done: BTreeSet<Node> = BTreeSet::new();
        let mut order = Vec::new();
        for shared in self.program.shared.ids() {
            visit(Node::Shared(shared), edges, &mut done, &mut order);
        }
        let indicators: Vec<IndicatorId> = self.program.indicators.ids().collect();
        for id in indicators {
            let mut needed = Vec::new();
            visit(Node::Score(id), edges, &mut BTreeSet::new(), &mut needed);
            self.program.indicators[id].across = needed;
        }
        self.program.across = order;
    }

    fn report_circle(&mut self, circle: &[Node], edges: &Edges) {
        let reads = |from: &Node, to: &Node| edges.get(from).and_then(|reads| reads.get(to)).copied();
        let several = circle.iter().any(|node| matches!(node, Node::Shared(_)));
        let mut places = Vec::new();
        for (place, from) in circle.iter().enumerate() {
            let to = circle.get((place + 1) % circle.len()).unwrap_or(from);
            if let (Some(span), false) = (reads(from, to), self.is_named_by_its_reader(*from)) {
                let name = self.node_name(*from);
                let name = match self.level_of_node(*from) {
                    Some(level) if several => {
                        words!("{level}.{e}", "{level}.{z}", level = self.program.levels[level].name, e = name.english, z = name.chinese)
                    }
                    Some(_) | None => name,
                };
                // The total of a card and that of its whole are one to whoever reads of them.
                if places.last().is_none_or(|(before, _)| *before != name) {
                    places.push((name, span));
                }
            }
        }
        if let Some((_, first)) = places.first().cloned() {
            self.report(say::circle(first, &places));
        }
    }

    fn node_name(&self, node: Node) -> Words {
        let program = &self.program;
        match node {
            Node::Earned(id) => words!("{name}.earned", "{name}.评定分", name = program.indicators[id].name),
            Node::Score(id) => words!("{name}.score", "{name}.得分", name = program.indicators[id].name),
            Node::Let(id) => Words::same(&program.lets[id].name),
            Node::Part(id) if program.parts[id].path.is_empty() => words!("total", "总分"),
            Node::Part(id) => words!("{name}.score", "{name}.得分", name = program.parts[id].path),
            Node::Total(_) => words!("total", "总分"),
            Node::Vetoed(_) => words!("veto", "否决"),
            Node::Grade(_) => words!("grade", "等次"),
            Node::Shared(id) => match &program.shared[id].value {
                SharedValue::OnCard(_) => Words::same(self.sources.slice(program.shared[id].span)),
                SharedValue::Contests(_) => words!("place", "名次"),
            },
        }
    }

    /// What is shared is named by the result it shares; a place is one by itself.
    fn is_named_by_its_reader(&self, node: Node) -> bool {
        match node {
            Node::Shared(id) => match &self.program.shared[id].value {
                SharedValue::OnCard(_) => true,
                SharedValue::Contests(contests) => contests.iter().all(|contest| self.program.contests[*contest].ranked().is_none()),
            },
            Node::Earned(_) | Node::Score(_) | Node::Let(_) | Node::Part(_) | Node::Total(_) | Node::Vetoed(_) | Node::Grade(_) => false,
        }
    }

    /// On whose cards a node lies; none where its name says so already.
    fn level_of_node(&self, node: Node) -> Option<LevelId> {
        let program = &self.program;
        match node {
            Node::Part(id) => Some(program.scorecards[program.parts[id].scorecard].whom.level),
            Node::Total(id) | Node::Vetoed(id) => Some(program.scorecards[id].whom.level),
            Node::Grade(level) => Some(level),
            Node::Shared(id) => Some(program.shared[id].level),
            Node::Earned(_) | Node::Score(_) | Node::Let(_) => None,
        }
    }

    fn edges(&self) -> Edges {
        let program = &self.program;
        let mut edges: Edges = BTreeMap::new();
        for (id, named) in program.lets.iter() {
            Reader { edges: &mut edges, from: Node::Let(id), cards: Vec::new(), level: None }.expr(&named.value);
        }
        for (id, indicator) in program.indicators.iter() {
            let mut reader = Reader { edges: &mut edges, from: Node::Earned(id), cards: Vec::new(), level: None };
            reader.earned(indicator);
            reader.from = Node::Score(id);
            reader.read(Node::Earned(id), indicator.name_span);
            reader.all(indicator.changing());
        }
        for (id, part) in program.parts.iter() {
            let mut reader = Reader { edges: &mut edges, from: Node::Part(id), cards: vec![part.scorecard], level: None };
            for child in &part.children {
                match child {
                    Child::Part(child) => reader.read(Node::Part(*child), program.parts[*child].name_span),
                    Child::Indicator(child) => reader.read(Node::Score(*child), program.indicators[*child].name_span),
                }
            }
            reader.all(&part.times);
        }
        for (id, card) in program.scorecards.iter() {
            let mut reader = Reader { edges: &mut edges, from: Node::Total(id), cards: vec![id], level: None };
            reader.read(Node::Part(card.root), card.whom.span);
            for limit in &card.at_least {
                reader.all([&limit.points].into_iter().chain(&limit.unless));
            }
            for limit in &card.at_most {
                reader.expr(&limit.points);
            }
            reader.from = Node::Vetoed(id);
            for (of_veto, indicator) in program.indicators.iter() {
                if indicator.parts.iter().any(|part| program.parts[*part].scorecard == id) {
                    // Whether a veto holds is known with the score it decides.
                    if let Some(veto) = indicator.vetoes.first() {
                        reader.read(Node::Score(of_veto), veto.span);
                    }
                }
            }
        }
        for (_, grade) in program.grades.iter() {
            let cards = program.levels[grade.level].scorecards.clone();
            let mut reader = Reader { edges: &mut edges, from: Node::Grade(grade.level), cards, level: Some(grade.level) };
            let rows = grade.at_once.iter().chain(&grade.rows).chain(&grade.at_most);
            reader.all(rows.flat_map(|row| &row.condition));
        }
        for (id, shared) in program.shared.iter() {
            let cards = program.levels[shared.level].scorecards.clone();
            let mut reader = Reader { edges: &mut edges, from: Node::Shared(id), cards, level: Some(shared.level) };
            match &shared.value {
                SharedValue::OnCard(value) => reader.expr(value),
                SharedValue::Contests(contests) => {
                    let keys = contests.iter().flat_map(|contest| &program.contests[*contest].keys);
                    keys.for_each(|key| reader.read(Node::Shared(key.value), key.span));
                }
            }
        }
        edges
    }
}

/// Takes the shared nodes that `node` reads, by whatever way, into `order`, each behind what it reads.
fn visit(node: Node, edges: &Edges, done: &mut BTreeSet<Node>, order: &mut Vec<SharedId>) {
    // A node is met again once everything it reads was.
    let mut waiting = vec![(node, false)];
    while let Some((node, read)) = waiting.pop() {
        if read {
            if let Node::Shared(id) = node {
                order.push(id);
            }
            continue;
        }
        if !done.insert(node) {
            continue;
        }
        waiting.push((node, true));
        let reads = edges.get(&node).into_iter().flat_map(BTreeMap::keys);
        waiting.extend(reads.map(|read| (*read, false)));
    }
}

/// Everything that `node` reads, by whatever way.
fn reached(node: Node, edges: &Edges) -> BTreeSet<Node> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        for read in edges.get(&node).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(*read) {
                waiting.push(*read);
            }
        }
    }
    reached
}

/// For each node what it reads, and where.
type Edges = BTreeMap<Node, BTreeMap<Node, Span>>;

/// The shortest way from the first node of a component back to itself.
fn shortest_circle(component: &[Node], edges: &Edges) -> Option<Vec<Node>> {
    let inside: BTreeSet<Node> = component.iter().copied().collect();
    let start = *component.first()?;
    let mut came_from: BTreeMap<Node, Node> = BTreeMap::new();
    let mut frontier = vec![start];
    while !frontier.is_empty() {
        let mut next = Vec::new();
        for node in frontier {
            for to in edges.get(&node).into_iter().flat_map(BTreeMap::keys).filter(|to| inside.contains(to)) {
                if *to == start {
                    let mut circle = vec![node];
                    let mut at = node;
                    while at != start {
                        at = *came_from.get(&at)?;
                        circle.push(at);
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if !came_from.contains_key(to) {
                    came_from.insert(*to, node);
                    next.push(*to);
                }
            }
        }
        frontier = next;
    }
    None
}

/// Walks through what a node reads.
struct Reader<'e> {
    edges: &'e mut Edges,
    from: Node,
    /// The scorecards whose total and vetoes may be meant.
    cards: Vec<ScorecardId>,
    /// The kind of subject whose grade is meant.
    level: Option<LevelId>,
}

impl Reader<'_> {
    fn read(&mut self, to: Node, span: Span) {
        self.edges.entry(self.from).or_default().entry(to).or_insert(span);
    }

    fn all<'x>(&mut self, expressions: impl IntoIterator<Item = &'x Expr>) {
        expressions.into_iter().for_each(|value| self.expr(value));
    }

    fn earned(&mut self, indicator: &Indicator) {
        for link in &indicator.chain.links {
            if let Method::Compete(compete) = &link.method {
                self.read(Node::Shared(compete.shared), link.span);
            }
        }
        self.all(indicator.earning());
    }

    /// What an expression reads by itself, and then what lies in it.
    fn expr(&mut self, value: &Expr) {
        match &*value.kind {
            ExprKind::Let(id) => self.read(Node::Let(*id), value.span),
            ExprKind::Indicator(id, result) => match result {
                IndicatorResult::Score | IndicatorResult::Lost | IndicatorResult::Gained => self.read(Node::Score(*id), value.span),
                IndicatorResult::Earned | IndicatorResult::Method => self.read(Node::Earned(*id), value.span),
            },
            ExprKind::PartScore(id) => self.read(Node::Part(*id), value.span),
            // In the limits of a total it is the total before them.
            ExprKind::Total => {
                if !matches!(self.from, Node::Total(_)) {
                    self.cards.clone().into_iter().for_each(|card| self.read(Node::Total(card), value.span));
                }
            }
            ExprKind::Vetoed | ExprKind::Vetoes => {
                self.cards.clone().into_iter().for_each(|card| self.read(Node::Vetoed(card), value.span))
            }
            ExprKind::Grade => self.level.into_iter().for_each(|level| self.read(Node::Grade(level), value.span)),
            ExprKind::Across(across) => across.shared().into_iter().for_each(|shared| self.read(Node::Shared(shared), value.span)),
            ExprKind::Constant(_)
            | ExprKind::Input(_)
            | ExprKind::MonthValue(_)
            | ExprKind::ParentAttribute(_)
            | ExprKind::Sequence
            | ExprKind::ParentSequence
            | ExprKind::Field(_)
            | ExprKind::MeasuredValue
            | ExprKind::ScoringDay
            | ExprKind::Arithmetic(..)
            | ExprKind::Negate(_)
            | ExprKind::Not(_)
            | ExprKind::Both(..)
            | ExprKind::Either(..)
            | ExprKind::Compare(..)
            | ExprKind::IsMissing(_)
            | ExprKind::IsGiven(_)
            | ExprKind::Placed(..)
            | ExprKind::If(..)
            | ExprKind::Default(..)
            | ExprKind::Rounded(..)
            | ExprKind::DaysFrom(..)
            | ExprKind::MonthsFrom(..)
            | ExprKind::Difference(..)
            | ExprKind::Lookup(..)
            | ExprKind::Aggregate(_)
            | ExprKind::Banded(_) => {}
        }
        self.all(value.expressions());
    }
}
