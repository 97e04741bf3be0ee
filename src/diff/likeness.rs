//! What was removed and what was added may be one thing under two names. This says how alike two
//! are; whether they are the same is for the author to say, with `formerly`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::change::{Aspect, Kind, Proposal, Thing};
use super::node::Node;
use crate::text::Spelling;

/// From here on two are alike enough to be asked about, of 100.
const ENOUGH: u32 = 60;

/// The pairs that may be one, the most alike first; each is named in one pair at most.
pub(super) fn proposals<'n>(old: &[&'n Node], new: &[&'n Node], owner: Option<&Thing>) -> Vec<Proposal> {
    let mut known = BTreeMap::new();
    let mut traits = |nodes: &[&'n Node]| nodes.iter().map(|node| Traits::of(node, &mut known)).collect::<Vec<Traits<'n>>>();
    let (olds_traits, news_traits) = (traits(old), traits(new));
    let only = old.len() == 1 && new.len() == 1;
    let mut pairs: BinaryHeap<Pair> = BinaryHeap::new();
    for (before, older) in olds_traits.iter().enumerate() {
        for (after, newer) in news_traits.iter().enumerate().filter(|(_, newer)| has_name(newer.node.aspect)) {
            let at_most = older.alike(newer, only, Spelling::likeness_at_most);
            if at_most >= ENOUGH {
                pairs.push(Pair { alike: at_most, at_most: true, before: Reverse(before), after: Reverse(after) });
            }
        }
    }
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    let mut proposals = Vec::new();
    while let Some(pair) = pairs.pop() {
        let Pair { alike, at_most, before: Reverse(before), after: Reverse(after) } = pair;
        if olds.contains(&before) || news.contains(&after) {
            continue;
        }
        if at_most {
            let two = olds_traits.get(before).zip(news_traits.get(after));
            let alike = two.map_or(0, |(older, newer)| older.alike(newer, only, Spelling::likeness));
            if alike >= ENOUGH {
                pairs.push(Pair { alike, at_most: false, ..pair });
            }
            continue;
        }
        let (Some(older), Some(newer)) = (old.get(before), new.get(after)) else { continue };
        olds.insert(before);
        news.insert(after);
        let thing = |node: &Node| {
            let (name, of) = match owner {
                // What follows is a sentence, and no name that could be read behind another.
                Some(owner) if node.aspect == Aspect::Follows => (format!("“{}”", node.name), Some(owner.name.clone())),
                Some(owner) if node.aspect != Aspect::Part => (format!("{}.{}", owner.name, node.name), node.of.clone()),
                Some(_) | None => (node.name.clone(), node.of.clone()),
            };
            Thing { aspect: node.aspect, name, title: node.title.clone(), of, author: node.author.clone() }
        };
        proposals.push(Proposal { old: thing(older), old_span: older.span, new: thing(newer), new_span: newer.span, likeness: alike });
    }
    proposals
}

/// Whether it is called something that may be another word next year: declarations, steps and what follows. States and
/// levels are called as the values of their choice, which is told there.
fn has_name(aspect: Aspect) -> bool {
    aspect.kind() == Kind::Thing || matches!(aspect, Aspect::Step | Aspect::Follows | Aspect::RaterGroup)
}

/// Two that may be one; the greatest is looked at first. What is not known exactly comes before what is, as it may
/// be the one whose place in the book is earlier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    /// How alike they are, of 100.
    alike: u32,
    /// That is what it is not above; few pairs are ever compared letter by letter.
    at_most: bool,
    before: Reverse<usize>,
    after: Reverse<usize>,
}

/// What something is held against others by, worked out once for each.
struct Traits<'n> {
    node: &'n Node,
    /// What it consists of: a number for each meaning.
    pieces: BTreeSet<usize>,
    name: Spelling<'n>,
    title: Option<Spelling<'n>>,
}

impl<'n> Traits<'n> {
    fn of(node: &'n Node, known: &mut BTreeMap<String, usize>) -> Self {
        let below = node.children.iter().filter(|child| child.aspect.kind() != Kind::Text);
        let own = Some(node.meaning.whole().to_owned()).filter(|own| !own.is_empty());
        let digests = below.map(|child| format!("{}={}", child.key, child.digest())).chain(own);
        let number = |digest| {
            let next = known.len();
            *known.entry(digest).or_insert(next)
        };
        Self { node, pieces: digests.map(number).collect(), name: Spelling::of(&node.key), title: node.title.as_deref().map(Spelling::of) }
    }

    /// How alike two are: in what they consist of above all, then in title and name. Of the only two of their kind, the
    /// one gone and the other new, it is enough that they consist of the same, or have one title.
    fn alike(&self, other: &Self, only: bool, spelt: impl Fn(&Spelling<'n>, &Spelling<'n>) -> u32) -> u32 {
        let shared = self.pieces.intersection(&other.pieces).count();
        let all = self.pieces.len() + other.pieces.len() - shared;
        let structure = (shared * 100).checked_div(all).and_then(|share| u32::try_from(share).ok()).unwrap_or(100);
        let name = spelt(&self.name, &other.name);
        let title = match (&self.title, &other.title) {
            (Some(one), Some(other)) => spelt(one, other),
            (None, _) | (_, None) => name,
        };
        let told = (structure * 5 + title * 3 + name * 2) / 10;
        let one_title = self.node.title.is_some() && self.node.title == other.node.title;
        // A value is a name and nothing more: the one that is new beside the others took the place of the one that is gone.
        let value = matches!(self.node.aspect, Aspect::Value | Aspect::Sequence) && self.node.title.is_none() && other.node.title.is_none();
        let the_same = (all > 0 && shared == all) || one_title || value;
        if only && the_same { told.max(ENOUGH) } else { told }
    }
}
