//! Two outlines side by side: what is the same is paired first, then what is alike, and what
//! stays alone was added or removed.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Aspect, Change, Comparison, Effect, Kind, Leaning, Side, Thing};
use super::likeness;
use super::moved;
use super::names::Names;
use super::node::{Node, Piece};
use super::outline::nothing;
use super::pieces::{self, Difference};
use crate::text::{SourceMap, Span, Words};
use crate::words;

/// Compares two outlines.
pub(super) fn walk(old: &[Node], new: &[Node], names: &Names<'_>, sources: &SourceMap) -> Comparison {
    let mut walk = Walk {
        names,
        sources,
        found: Vec::new(),
        comparison: Comparison::default(),
        movable: Vec::new(),
        readers: Vec::new(),
        likely: BTreeSet::new(),
    };
    walk.lists(old, new, &Within::default());
    walk.finish()
}

/// Where the walk is.
#[derive(Clone, Debug, Default)]
struct Within {
    /// The declaration, and where it stands in both books.
    about: Option<(Thing, Span, Span)>,
    /// What leads from it to here.
    inside: Vec<Words>,
}

struct Walk<'a> {
    names: &'a Names<'a>,
    sources: &'a SourceMap,
    /// The changes so far, each with its place in the newer book (or the older one, where it is gone).
    found: Vec<Change>,
    comparison: Comparison,
    /// Of the changes so far those of clauses that may have moved to another declaration, with what each means there.
    movable: Vec<(usize, String)>,
    /// What of elsewhere differs in clauses that are the same by name: where it stands, if that is known, and what reads it.
    readers: Vec<(Option<Span>, Aspect)>,
    /// Values of choices and sequences that are perhaps renamed: the older name and the newer one.
    likely: BTreeSet<(String, String)>,
}

impl Walk<'_> {
    /// Two lists of siblings, kind by kind in the order in which the newer book has them.
    fn lists(&mut self, old: &[Node], new: &[Node], within: &Within) {
        let mut kinds: Vec<Aspect> = Vec::new();
        for node in new.iter().chain(old) {
            if !kinds.contains(&family(node.aspect)) {
                kinds.push(family(node.aspect));
            }
        }
        for kind in kinds {
            let of = |nodes: &[Node]| nodes.iter().filter(|node| family(node.aspect) == kind).cloned().collect::<Vec<Node>>();
            self.siblings(&of(old), &of(new), within);
        }
    }

    /// Siblings of one kind.
    fn siblings(&mut self, old: &[Node], new: &[Node], within: &Within) {
        let mut pairs = paired(old, new);
        pairs.extend(self.of_renamed_keys(old, new, &pairs));
        let partner = |place: usize| pairs.iter().find(|(_, new)| *new == place).map(|(old, _)| *old);
        let mut gone: Vec<usize> = (0..old.len()).filter(|place| !pairs.iter().any(|(old, _)| old == place)).collect();
        let fresh: Vec<&Node> = new.iter().enumerate().filter(|(place, _)| partner(*place).is_none()).map(|(_, node)| node).collect();
        let lost = gone.iter().filter_map(|place| old.get(*place));
        let (lost, fresh): (Vec<&Node>, Vec<&Node>) = (
            lost.filter(|node| !self.says_nothing(node, Effect::Removed)).collect(),
            fresh.into_iter().filter(|node| !self.says_nothing(node, Effect::Added)).collect(),
        );
        let proposals = likeness::proposals(&lost, &fresh, within.about.as_ref().map(|(thing, _, _)| thing));
        let name = |thing: &Thing| thing.name.rsplit('.').next().unwrap_or_default().to_owned();
        let values = proposals.iter().filter(|one| matches!(one.new.aspect, Aspect::Value | Aspect::Sequence));
        self.likely.extend(values.map(|one| (name(&one.old), name(&one.new))));
        self.comparison.proposals.extend(proposals);
        self.order(old, new, &pairs, within);
        for (place, node) in new.iter().enumerate() {
            match partner(place).and_then(|place| Some((place, old.get(place)?))) {
                Some((before, older)) => {
                    // What is gone is told where it stood.
                    while gone.first().is_some_and(|first| *first < before) {
                        let first = gone.remove(0);
                        self.alone(old.get(first), within, Effect::Removed);
                    }
                    self.pair(older, node, within);
                }
                None => self.alone(Some(node), within, Effect::Added),
            }
        }
        for place in gone {
            self.alone(old.get(place), within, Effect::Removed);
        }
    }

    /// Whether those in both books stand in another order, where that means something.
    fn order(&mut self, old: &[Node], new: &[Node], pairs: &[(usize, usize)], within: &Within) {
        let ordered: Vec<(usize, usize)> = pairs
            .iter()
            .copied()
            .filter(|(before, after)| old.get(*before).is_some_and(|node| node.ordered) && new.get(*after).is_some_and(|node| node.ordered))
            .collect();
        let mut sorted = ordered.clone();
        sorted.sort_by_key(|(_, after)| *after);
        let moved = sorted.windows(2).any(|two| matches!(two, [(first, _), (second, _)] if first > second));
        let mut by_old = ordered;
        by_old.sort_unstable();
        // It is told where the first stands that is another than before.
        let differs = by_old.iter().zip(&sorted).find(|(before, after)| before != after);
        let (Some(((first_old, _), (_, first_new))), true) = (differs, moved) else { return };
        let (Some(older), Some(node)) = (old.get(*first_old), new.get(*first_new)) else { return };
        let label = |node: &Node| match (&node.label, node.name.as_str()) {
            (Some(label), _) => label.clone(),
            (None, "") => Words::same(self.own_words(node)),
            (None, name) => Words::same(name),
        };
        let join = |labels: Vec<Words>| Words::join(&labels, " / ", " / ");
        let before: Vec<&Node> = by_old.iter().filter_map(|(place, _)| old.get(*place)).collect();
        let after: Vec<&Node> = sorted.iter().filter_map(|(_, place)| new.get(*place)).collect();
        // What all are called alike is told in the author's words.
        let list = |nodes: &[&Node]| join(nodes.iter().map(|node| label(node)).collect());
        let in_own_words = |nodes: &[&Node]| join(nodes.iter().map(|node| Words::same(self.own_words(node))).collect());
        let (mut texts, alike) = ((list(&before), list(&after)), list(&before) == list(&after));
        if alike {
            texts = (in_own_words(&before), in_own_words(&after));
        }
        let aspect = if node.aspect == Aspect::Method { Aspect::ChainOrder } else { node.aspect };
        self.found.push(Change {
            inside: within.inside.clone(),
            ..Change::new(
                Effect::Reordered,
                aspect,
                about(within, node),
                Some(Side { text: texts.0, span: older.span }),
                Some(Side { text: texts.1, span: node.span }),
            )
        });
    }

    /// Something that only one of the books has.
    fn alone(&mut self, node: Option<&Node>, within: &Within, effect: Effect) {
        let Some(node) = node.filter(|node| !self.says_nothing(node, effect)) else { return };
        // A method comes and goes with all that lies in it, and so does a joint cap; where some of what stood under that
        // stays, the rest is told one by one.
        let with_all = matches!(node.aspect, Aspect::JointCap | Aspect::Method) && node.text.is_none();
        let text = if with_all { Words::same(self.sources.on_one_line(node.span)) } else { self.text(node) };
        let side = Some(Side { text, span: node.span });
        let (old, new) = if effect == Effect::Added { (None, side) } else { (side, None) };
        let inside = if is_declaration(node.aspect) { Vec::new() } else { inside(within, node) };
        let about = if is_declaration(node.aspect) { thing(node) } else { about(within, node) };
        self.movable.extend(node.abroad.iter().map(|abroad| (self.found.len(), abroad.clone())));
        self.found.push(Change { inside, ..Change::new(effect, node.aspect, about, old, new) });
        if node.aspect == Aspect::JointCap && !with_all {
            node.children.iter().for_each(|clause| self.alone(Some(clause), within, effect));
        }
    }

    /// Whether what only one of the books has says nothing by itself.
    fn says_nothing(&self, node: &Node, effect: Effect) -> bool {
        // A named expression or a scale says something only where it is read, and there it is told as what it stands for;
        // the source of numbers comes and goes with how they are collected, which is told.
        node.unread
            || matches!(node.aspect, Aspect::Let | Aspect::Scale | Aspect::Source)
            // The title of a grade comes and goes with the grade, whose rows are told.
            || (node.aspect == Aspect::Title && !node.key.is_empty())
            // A choice with a name may stand in place of one written out where it is used.
            || (node.aspect == Aspect::Choice
                && node.hints.iter().any(|values| self.names.has_inline_choice(effect == Effect::Added, values)))
    }

    /// The cells of a table whose keys seem to have another name: what is perhaps renamed is asked about once, where
    /// it is declared, and not cell by cell.
    fn of_renamed_keys(&self, old: &[Node], new: &[Node], pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let cells = |nodes: &[Node], taken: &dyn Fn(usize) -> bool| -> Vec<(usize, Vec<String>)> {
            let cells = nodes.iter().enumerate().filter(|(place, node)| node.aspect == Aspect::Cell && !taken(*place));
            cells.map(|(place, node)| (place, node.hints.clone())).collect()
        };
        let olds = cells(old, &|place| pairs.iter().any(|(before, _)| *before == place));
        let news = cells(new, &|place| pairs.iter().any(|(_, after)| *after == place));
        let is_it = |old: &[String], new: &[String]| {
            let mut keys = old.iter().zip(new);
            old.len() == new.len() && keys.all(|(old, new)| old == new || self.likely.contains(&(old.clone(), new.clone())))
        };
        let partner = |(before, keys): &(usize, Vec<String>)| Some((*before, news.iter().find(|(_, new)| is_it(keys, new))?.0));
        olds.iter().filter_map(partner).collect()
    }

    /// Something that both books have.
    fn pair(&mut self, old: &Node, new: &Node, within: &Within) {
        if old.unread && new.unread {
            return;
        }
        let below = if is_declaration(new.aspect) {
            let name = if new.aspect == Aspect::Indicator { self.names.former(&new.name) } else { None };
            if let Some(former) = name {
                self.found.push(Change::new(
                    Effect::Renamed,
                    new.aspect,
                    thing(new),
                    Some(Side { text: Words::same(former), span: old.span }),
                    Some(Side { text: Words::same(&new.name), span: new.span }),
                ));
            }
            Within { about: Some((thing(new), old.span, new.span)), inside: Vec::new() }
        } else {
            Within { about: within.about.clone(), inside: inside(within, new) }
        };
        let differs = !old.meaning.same(&new.meaning);
        let changed = differs && !old.meaning.same_by_name(&new.meaning);
        if changed {
            self.changed(old, new, &below, within);
        } else if differs && new.aspect != Aspect::Let {
            let elsewhere = pieces::differences(&old.meaning.pieces, &new.meaning.pieces, self.sources);
            let places = elsewhere.iter().filter_map(|one| one.new.or(one.old)).map(|piece| Some(piece.span));
            let anywhere = elsewhere.is_empty().then_some(None);
            self.readers.extend(places.chain(anywhere).map(|span| (span, new.aspect)));
        }
        // What is offered in one book by a name and in the other on the spot is compared as well.
        let (old, new) = (old.with_what_stands_elsewhere(new), new.with_what_stands_elsewhere(old));
        if new.whole && (changed || old.children.is_empty() || new.children.is_empty()) {
            return;
        }
        let (olds, news) = self.without_rehoused(&old, &new, &below);
        self.lists(&olds, &news, &below);
    }

    /// What lies below both, but for additions and deductions that are the same and stand under a joint cap in one of the
    /// books alone: of these the cap is all that differs. A cap that is new or gone is told as such.
    fn without_rehoused(&mut self, old: &Node, new: &Node, below: &Within) -> (Vec<Node>, Vec<Node>) {
        let (mut olds, mut news) = (old.children.clone(), new.children.clone());
        let caps = |nodes: &[Node]| -> (Vec<usize>, Vec<Node>) {
            nodes.iter().enumerate().filter(|(_, node)| node.aspect == Aspect::JointCap).map(|(place, node)| (place, node.clone())).unzip()
        };
        let ((old_places, old_caps), (new_places, new_caps)) = (caps(&olds), caps(&news));
        let pairs: Vec<(usize, usize)> = (paired(&old_caps, &new_caps).into_iter())
            .filter_map(|(before, after)| Some((*old_places.get(before)?, *new_places.get(after)?)))
            .collect();
        let back: Vec<(usize, usize)> = pairs.iter().map(|(before, after)| (*after, *before)).collect();
        let freed_news = self.out_of_caps(&mut olds, &news, &pairs, true, below);
        let freed_olds = self.out_of_caps(&mut news, &olds, &back, false, below);
        let without = |nodes: Vec<Node>, freed: &BTreeSet<usize>| -> Vec<Node> {
            nodes.into_iter().enumerate().filter(|(place, _)| !freed.contains(place)).map(|(_, node)| node).collect()
        };
        (without(olds, &freed_olds), without(news, &freed_news))
    }

    /// Takes out of one list what stands under a cap there and free in the other, and gives the places of the same there.
    fn out_of_caps(
        &mut self,
        capped: &mut [Node],
        free: &[Node],
        pairs: &[(usize, usize)],
        before: bool,
        below: &Within,
    ) -> BTreeSet<usize> {
        let digests = |nodes: &[Node]| -> Vec<String> {
            nodes.iter().map(|node| if node.aspect == Aspect::Change { node.digest() } else { String::new() }).collect()
        };
        let (here, there) = (digests(capped), digests(free));
        let mut freed: BTreeSet<usize> = BTreeSet::new();
        for (place, cap) in capped.iter_mut().enumerate().filter(|(_, node)| node.aspect == Aspect::JointCap) {
            let other = pairs.iter().find(|(own, _)| *own == place).and_then(|(_, other)| free.get(*other));
            let stays = other.map(|other| digests(&other.children)).unwrap_or_default();
            let told = self.text(cap);
            for clause in std::mem::take(&mut cap.children) {
                let digest = clause.digest();
                let known = stays.contains(&digest) || here.contains(&digest);
                let at = (0..there.len()).find(|at| !known && !freed.contains(at) && there.get(*at) == Some(&digest));
                let Some((at, own)) = at.and_then(|at| Some((at, free.get(at)?))) else {
                    cap.children.push(clause);
                    continue;
                };
                freed.insert(at);
                // It is told by its head, for not all of it came or went.
                cap.text = Some(told.clone());
                if other.is_some() {
                    self.rehoused((&clause, &told), own, before, below);
                }
            }
        }
        freed
    }

    /// A clause that is the same but for the joint cap it stands under in one of the books.
    fn rehoused(&mut self, (clause, cap): (&Node, &Words), freed: &Node, before: bool, below: &Within) {
        let mut inside = below.inside.clone();
        inside.push(self.text(freed));
        let (under, free) = (Side { text: cap.clone(), span: clause.span }, Side { text: nothing(), span: freed.span });
        let (old, new) = if before { (under, free) } else { (free, under) };
        self.found.push(Change { inside, ..Change::new(Effect::Changed, Aspect::JointCap, about(below, freed), Some(old), Some(new)) });
    }

    fn changed(&mut self, old: &Node, new: &Node, below: &Within, within: &Within) {
        let leans = leaning(old, new);
        let (mut before, mut after) = (Side { text: self.text(old), span: old.span }, Side { text: self.text(new), span: new.span });
        if new.aspect == Aspect::Dating && self.own_words(old) != self.own_words(new) {
            // What a date says about its day goes by the words of its clause, if they are not the same as ever.
            (before.text, after.text) = (Words::same(self.own_words(old)), Words::same(self.own_words(new)));
        }
        if before.text == after.text {
            // The clause reads as it did: what differs is an argument, or a row of a scale.
            let differences = pieces::differences(&old.meaning.pieces, &new.meaning.pieces, self.sources);
            if !differences.is_empty() {
                differences.into_iter().for_each(|one| self.elsewhere(one, new, leans, below));
                return;
            }
            if let Some((_, old_span, new_span)) = &within.about {
                (before.span, after.span) = (*old_span, *new_span);
            }
        }
        self.found.push(Change {
            inside: below.inside.clone(),
            leans,
            ..Change::new(Effect::Changed, new.aspect, about(below, new), Some(before), Some(after))
        });
    }

    /// What differs in a clause that reads as it did.
    fn elsewhere(&mut self, one: Difference<'_>, clause: &Node, leans: Option<Leaning>, below: &Within) {
        let row = one.new.or(one.old).and_then(|piece| piece.aspect);
        let mut inside = below.inside.clone();
        if row.is_none() {
            // An argument, or a named expression of elsewhere: what it is good for is told by the clause that reads it.
            let clause = self.text(clause);
            inside.push(words!("what `{e}` reads", "“{z}”所用的值", e = clause.english, z = clause.chinese));
        }
        let side = |piece: &Piece| Side { text: Words::same(self.sources.on_one_line(piece.span)), span: piece.span };
        let effect = match (one.old, one.new) {
            (None, _) => Effect::Added,
            (_, None) => Effect::Removed,
            (Some(_), Some(_)) => Effect::Changed,
        };
        let (old, new) = (one.old.map(side), one.new.map(side));
        let (aspect, leans) = (row.unwrap_or(clause.aspect), leans.filter(|_| row.is_none()));
        self.found.push(Change { inside, leans, ..Change::new(effect, aspect, about(below, clause), old, new) });
    }

    /// What is shown of a node.
    fn text(&self, node: &Node) -> Words {
        node.text.clone().unwrap_or_else(|| Words::same(self.own_words(node)))
    }

    /// The author's words for a node, of a block its head.
    fn own_words(&self, node: &Node) -> String {
        let mut text = self.sources.on_one_line(node.span);
        let block = !node.children.is_empty();
        if let (true, Some(end)) = (block, text.find(['{', '｛'])) {
            text.truncate(end);
        }
        text.trim_end().to_owned()
    }

    /// The changes with those joined that one edit of a shared clause made.
    fn finish(mut self) -> Comparison {
        let readers = std::mem::take(&mut self.readers);
        for change in self.found.iter_mut().filter(|change| change.aspect == Aspect::Let) {
            let place = change.new.as_ref().or(change.old.as_ref()).map(|side| side.span);
            let lies_there = |span: Option<Span>| span.is_none_or(|span| place.is_some_and(|place| place.contains(span)));
            let mut read = readers.iter().filter(|(span, _)| lies_there(*span)).peekable();
            // What only warnings read changes no score.
            if read.peek().is_some() && read.all(|(_, aspect)| *aspect == Aspect::Warning) {
                change.aspect = Aspect::WarningLet;
            }
        }
        let mut changes: Vec<Change> = Vec::new();
        let mut first: BTreeMap<[Option<(Span, Words)>; 2], usize> = BTreeMap::new();
        for change in moved::joined(self.found, &self.movable) {
            // Where nothing was said there is no place of it.
            let said = |side: &&Side| side.text != nothing();
            let place = |side: &Option<Side>| side.as_ref().filter(said).map(|side| (side.span, side.text.clone()));
            let key = [place(&change.old), place(&change.new)];
            match first.get(&key).and_then(|place| changes.get_mut(*place)) {
                Some(known) if by_same_words(known, &change) => {
                    if known.about != change.about {
                        if !known.also.contains(&change.about) {
                            known.also.push(change.about);
                        }
                    } else {
                        if known.aspect != change.aspect && !known.with.contains(&change.aspect) {
                            known.with.push(change.aspect);
                        }
                        if holds_for_groups(change.aspect) {
                            // A clause for several groups of raters is told of the survey.
                            let common = known.inside.iter().zip(&change.inside).take_while(|(one, other)| one == other).count();
                            known.inside.truncate(common);
                        }
                    }
                }
                Some(_) => changes.push(change),
                None => {
                    first.insert(key, changes.len());
                    changes.push(change);
                }
            }
        }
        self.comparison.changes = changes;
        self.comparison
    }
}

/// Whether of two changes at one place, told in the same words, the second is told with the first: it is about another,
/// or about another aspect of the same that is counted under the same kind.
fn by_same_words(known: &Change, change: &Change) -> bool {
    let (one, other) = (known.aspect.kind(), change.aspect.kind());
    let counted = if known.about == change.about { one == other } else { (one == Kind::Text) == (other == Kind::Text) };
    known.effect == change.effect && counted
}

/// What is said of groups of raters, of all of them or of some.
fn holds_for_groups(aspect: Aspect) -> bool {
    matches!(aspect, Aspect::DropExtremes | Aspect::LeastRaters)
}

/// What is compared as one list: a grade given in its turn may be given at once next year, and what was a veto be a ceiling.
fn family(aspect: Aspect) -> Aspect {
    if matches!(aspect, Aspect::AtOnce | Aspect::AtMost) {
        Aspect::GradeRow
    } else if aspect == Aspect::ConditionalCeiling {
        Aspect::Veto
    } else {
        aspect
    }
}

/// A node with its place among its siblings.
type Placed<'n> = (usize, &'n Node);

/// Which of the older list is which of the newer: by key, else the same, else the most alike.
fn paired(old: &[Node], new: &[Node]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut olds, mut news): (BTreeSet<usize>, BTreeSet<usize>) = ((0..old.len()).collect(), (0..new.len()).collect());
    let mut pass = |olds: &mut BTreeSet<usize>, news: &mut BTreeSet<usize>, same: &dyn Fn(Placed<'_>, Placed<'_>) -> bool| {
        for after in news.clone() {
            let Some(node) = new.get(after) else { continue };
            let is_it = |before: usize| old.get(before).is_some_and(|older| same((before, older), (after, node)));
            let found = olds.iter().copied().find(|before| is_it(*before));
            if let Some(before) = found {
                olds.remove(&before);
                news.remove(&after);
                pairs.push((before, after));
            }
        }
    };
    pass(&mut olds, &mut news, &|(_, older), (_, newer)| !newer.key.is_empty() && older.key == newer.key);
    let open = |olds: &BTreeSet<usize>| olds.iter().any(|place| old.get(*place).is_some_and(|node| node.key.is_empty()));
    if !open(&olds) {
        return pairs;
    }
    let (old_digests, new_digests) = (old.iter().map(Node::digest).collect::<Vec<_>>(), new.iter().map(Node::digest).collect::<Vec<_>>());
    pass(&mut olds, &mut news, &|(before, older), (after, newer)| {
        newer.key.is_empty() && older.key.is_empty() && old_digests.get(before) == new_digests.get(after)
    });
    pass(&mut olds, &mut news, &|(_, older), (_, newer)| {
        newer.key.is_empty() && older.key.is_empty() && older.meaning.same(&newer.meaning) && older.hints.first() == newer.hints.first()
    });
    let most = old.iter().chain(new).map(|node| node.hints.len()).max().unwrap_or(0);
    for hint in 0..most {
        pass(&mut olds, &mut news, &|(_, older), (_, newer)| {
            let hints = (older.hints.get(hint), newer.hints.get(hint));
            older.key.is_empty() && newer.key.is_empty() && hints.0.is_some() && hints.0 == hints.1
        });
    }
    // Rows are shown old beside new, as far as there are as many.
    pass(&mut olds, &mut news, &|(_, older), (_, newer)| {
        older.key.is_empty() && newer.key.is_empty() && matches!(newer.aspect.kind(), Kind::Rows | Kind::Grades | Kind::Consequences)
    });
    pairs
}

/// Which way a change leans, where only numbers differ and all differ to one side.
fn leaning(old: &Node, new: &Node) -> Option<Leaning> {
    if old.rest != new.rest || old.sizes.len() != new.sizes.len() {
        return None;
    }
    let mut leans = None;
    for (before, after) in old.sizes.iter().zip(&new.sizes) {
        let more = match after.number.cmp(&before.number) {
            std::cmp::Ordering::Equal => continue,
            std::cmp::Ordering::Greater => after.more,
            std::cmp::Ordering::Less => match after.more {
                Leaning::Stricter => Leaning::Looser,
                Leaning::Looser => Leaning::Stricter,
            },
        };
        if leans.is_some_and(|known| known != more) {
            return None;
        }
        leans = Some(more);
    }
    leans
}

/// Whether changes inside are told under its own name.
fn is_declaration(aspect: Aspect) -> bool {
    matches!(
        aspect,
        Aspect::Rulebook
            | Aspect::Unit
            | Aspect::Choice
            | Aspect::Subject
            | Aspect::Role
            | Aspect::Register
            | Aspect::Table
            | Aspect::Scale
            | Aspect::Scorecard
            | Aspect::Part
            | Aspect::Indicator
            | Aspect::Grade
            | Aspect::Rank
            | Aspect::Consequence
            | Aspect::Extension
    )
}

fn thing(node: &Node) -> Thing {
    let (name, title) = (node.name.clone(), node.title.clone());
    Thing { aspect: node.aspect, name, title, of: node.of.clone(), author: node.author.clone() }
}

fn about(within: &Within, node: &Node) -> Thing {
    within.about.as_ref().map_or_else(|| thing(node), |(thing, _, _)| thing.clone())
}

fn inside(within: &Within, node: &Node) -> Vec<Words> {
    let mut inside = within.inside.clone();
    let name = Some(&node.name).filter(|name| !name.is_empty()).map(Words::same);
    inside.extend(node.label.clone().or(name));
    inside
}
