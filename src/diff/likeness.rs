//! What was removed and what was added may be one thing under two names. This says how alike two
//! are; whether they are the same is for the author to say, with `formerly`.

use std::collections::BTreeSet;

use super::change::{Aspect, Kind, Proposal, Thing};
use super::node::Node;
use crate::text::likeness;

/// From here on two are alike enough to be asked about, of 100.
const ENOUGH: u32 = 60;

/// The pairs that may be one, the most alike first; each is named in one pair at most.
pub(super) fn proposals(old: &[&Node], new: &[&Node], owner: Option<&Thing>) -> Vec<Proposal> {
    let mut found: Vec<(u32, usize, usize)> = Vec::new();
    let only = old.len() == 1 && new.len() == 1;
    for (before, older) in old.iter().enumerate() {
        for (after, newer) in new.iter().enumerate() {
            let alike = if has_name(newer.aspect) { alike(older, newer, only) } else { 0 };
            if alike >= ENOUGH {
                found.push((alike, before, after));
            }
        }
    }
    found.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    let mut proposals = Vec::new();
    for (alike, before, after) in found {
        if olds.contains(&before) || news.contains(&after) {
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
    aspect.kind() == Kind::Thing || matches!(aspect, Aspect::Step | Aspect::Follows)
}

/// How alike two are: in what they consist of above all, then in title and name. Of the only two of their kind, the one
/// gone and the other new, it is enough that they consist of the same, or have one title.
fn alike(old: &Node, new: &Node, only: bool) -> u32 {
    let digests = |node: &Node| {
        let below = node.children.iter().filter(|child| child.aspect.kind() != Kind::Text);
        let own = Some(node.meaning.whole().to_owned()).filter(|own| !own.is_empty());
        below.map(|child| format!("{}={}", child.key, child.digest())).chain(own).collect::<BTreeSet<String>>()
    };
    let (before, after) = (digests(old), digests(new));
    let shared = before.intersection(&after).count();
    let all = before.union(&after).count();
    let structure = (shared * 100).checked_div(all).and_then(|share| u32::try_from(share).ok()).unwrap_or(100);
    let name = likeness(&old.key, &new.key);
    let title = match (&old.title, &new.title) {
        (Some(old), Some(new)) => likeness(old, new),
        (None, _) | (_, None) => name,
    };
    let told = (structure * 5 + title * 3 + name * 2) / 10;
    let the_same = (all > 0 && shared == all) || (old.title.is_some() && old.title == new.title);
    if only && the_same { told.max(ENOUGH) } else { told }
}
