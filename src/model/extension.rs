//! Extensions in force, the places opened for them, and how much of these is used.

use std::collections::BTreeSet;

use super::{Child, IndicatorId, MemberId, Part, PartId, Program, RoleId};
use crate::text::{Digest, SourceId, Span};
use crate::types::LevelId;
use crate::value::{Day, Number};

/// An extension that the office has accepted.
#[derive(Clone, Debug)]
pub struct Extension {
    /// The name of its file, without folder and ending.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The member that proposed it.
    pub proposer: MemberId,
    /// The day it was proposed.
    pub proposed: Day,
    /// Why.
    pub reason: Option<String>,
    /// The day it was accepted; none for a proposal that is only tried.
    pub accepted: Option<Day>,
    /// Who accepted it.
    pub accepted_by: Option<RoleId>,
    /// Where the office says when it was accepted and by whom; none for a proposal that is only tried.
    pub acceptance: Option<(Span, Span)>,
    /// The digest of its file.
    pub digest: Digest,
    /// Its text.
    pub source: SourceId,
    /// Its head.
    pub span: Span,
}

/// A place that a part keeps open for indicators of others.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Kinds of subject all of whose members may propose.
    pub levels: Vec<LevelId>,
    /// Members who may propose.
    pub members: Vec<MemberId>,
    /// The points of all proposed indicators together.
    pub at_most: Number,
    /// The points of each.
    pub each: Option<Number>,
    /// The clause.
    pub span: Span,
}

impl Opening {
    /// Whether it is open to a member.
    #[must_use]
    pub fn admits(&self, member: MemberId) -> bool {
        self.members.contains(&member) || self.levels.contains(&member.level)
    }
}

/// What one opening holds and who uses it.
#[derive(Clone, Debug)]
pub struct Budget {
    /// The part.
    pub part: PartId,
    /// The place of the opening in [`Part::open`].
    pub opening: usize,
    /// Who uses how much: members in their order.
    pub used: Vec<(MemberId, Number)>,
}

impl Budget {
    /// What is used by all together.
    #[must_use]
    pub fn total(&self) -> Number {
        self.used.iter().fold(Number::zero(), |sum, (_, points)| sum.add(points))
    }
}

impl Part {
    /// The points kept open for extensions.
    #[must_use]
    pub fn opened(&self) -> Option<Number> {
        (!self.open.is_empty()).then(|| self.open.iter().fold(Number::zero(), |sum, opening| sum.add(&opening.at_most)))
    }

    /// The place of the opening that a member's indicators count in.
    #[must_use]
    pub fn opening_for(&self, member: MemberId) -> Option<usize> {
        self.open
            .iter()
            .position(|opening| opening.members.contains(&member))
            .or_else(|| self.open.iter().position(|opening| opening.admits(member)))
    }
}

impl Program {
    /// Whether an extension wrote an indicator.
    #[must_use]
    pub fn is_extension(&self, id: IndicatorId) -> bool {
        matches!(self.indicators[id].author, super::Author::Department(_))
    }

    /// The extension that brought an indicator; none for an indicator of the office.
    #[must_use]
    pub fn extension_of(&self, id: IndicatorId) -> Option<&Extension> {
        let source = self.indicators[id].span.source;
        self.extensions.iter().find(|extension| self.is_extension(id) && extension.source == source)
    }

    /// The indicators of extensions that were accepted after a day: as of that day nobody knows them.
    #[must_use]
    pub fn accepted_after(&self, day: Day) -> BTreeSet<IndicatorId> {
        let later = |id: &IndicatorId| self.extension_of(*id).is_some_and(|extension| extension.accepted.is_some_and(|on| on > day));
        if self.extensions.is_empty() { BTreeSet::new() } else { self.indicators.ids().filter(later).collect() }
    }

    /// Every opening, in the order of the rules, with what extensions use of it.
    #[must_use]
    pub fn budgets(&self) -> Vec<Budget> {
        let mut budgets = Vec::new();
        for (id, part) in self.parts.iter() {
            for opening in 0..part.open.len() {
                let mut used: Vec<(MemberId, Number)> = Vec::new();
                for child in &part.children {
                    let Child::Indicator(indicator) = child else { continue };
                    let indicator = &self.indicators[*indicator];
                    let super::Author::Department(member) = indicator.author else { continue };
                    if part.opening_for(member) != Some(opening) {
                        continue;
                    }
                    match used.iter_mut().find(|(known, _)| *known == member) {
                        Some((_, points)) => *points = points.add(&indicator.points.high),
                        None => used.push((member, indicator.points.high.clone())),
                    }
                }
                used.sort_by_key(|(member, _)| *member);
                budgets.push(Budget { part: id, opening, used });
            }
        }
        budgets
    }
}
