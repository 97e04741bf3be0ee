//! What is open to extension, which extensions are in force, and who wrote an indicator.

use super::super::canon::Canon;
use super::super::change::{Aspect, Leaning};
use super::super::node::{Meaning, Node};
use super::book::{nothing, optional_text};
use super::subjects::{self, member};
use crate::model::{Extension, IndicatorId, Opening, Part};
use crate::text::Words;
use crate::words;

/// The extensions that a book accepts. What they add is told where it stands; the digest is of the
/// text alone, so another layout of the same rules is no change.
pub(super) fn in_force(canon: &Canon<'_>) -> Vec<Node> {
    canon.program.extensions.iter().map(|extension| node(canon, extension)).collect()
}

fn node(canon: &Canon<'_>, extension: &Extension) -> Node {
    let span = extension.span;
    let accepted = extension.accepted.map(|day| day.to_string());
    let shown = accepted.as_ref().map_or_else(nothing, Words::same);
    let proposer = member(canon, extension.proposer);
    let (day, role) = extension.acceptance.unwrap_or((span, span));
    Node::thing(Aspect::Extension, &extension.name, Some(&extension.title), span).with([
        Node::fact(Aspect::Proposer, proposer, Words::same(proposer), span),
        Node::fact(Aspect::Accepted, accepted.unwrap_or_default(), shown, day),
        subjects::role(canon, Aspect::AcceptedBy, extension.accepted_by, role),
        optional_text(Aspect::Reason, extension.reason.as_ref(), span),
    ])
}

/// Who wrote an indicator.
pub(super) fn author(canon: &Canon<'_>, id: IndicatorId) -> Node {
    let indicator = &canon.program.indicators[id];
    // A department may be called as the office is. The name of the file is no matter of the rules.
    let (form, words) = match canon.program.extension_of(id) {
        None => (String::new(), words!("the office", "主管部门")),
        Some(extension) => {
            let by = member(canon, extension.proposer);
            let words = words!("{by} (extension {name})", "{by}（扩展 {name}）", by = by, name = extension.name);
            (by.to_owned(), words)
        }
    };
    Node::fact(Aspect::Author, form, words, indicator.name_span)
}

/// To whom a part is open, and for how many points.
pub(super) fn openings(canon: &Canon<'_>, part: &Part) -> Vec<Node> {
    part.open.iter().map(|opening| node_of(canon, opening)).collect()
}

fn node_of(canon: &Canon<'_>, opening: &Opening) -> Node {
    let mut names: Vec<&str> = opening.levels.iter().map(|level| canon.program.levels[*level].name.as_str()).collect();
    names.extend(opening.members.iter().map(|id| member(canon, *id)));
    names.sort_unstable();
    let (names, at_most) = (names.join(", "), Canon::number(&opening.at_most));
    let each = opening.each.as_ref().map(Canon::number);
    let form = format!("{names} at most {at_most} each {}", each.as_deref().unwrap_or("any"));
    let mut node = Node::clause(Aspect::Opening, Meaning::plain(form), opening.span);
    // What was opened to the same before is the same opening with other points; of the rest of them,
    // one that is gone and one that is new are one opening to others.
    node.hints = vec![names.clone(), "opening".to_owned()];
    node.rest = names;
    node.sized(Some(&opening.at_most), Leaning::Looser).sized(opening.each.as_ref(), Leaning::Looser)
}
