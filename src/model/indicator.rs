//! Indicators and what happens after the chain.

use super::{Answering, Chain, Direction, Expr, ForEvery, InputId, LetId, MemberId, PartId, RegisterId, SharedId};
use crate::text::{Span, Spanned};
use crate::types::LevelId;
use crate::value::Number;

crate::id! {
    /// An indicator.
    IndicatorId
}

/// An indicator.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its name.
    pub name: String,
    /// What people see.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// The part it counts in: one for each scorecard of its kind of subject that has that path.
    pub parts: Vec<PartId>,
    /// Whom it judges.
    pub whom: Whom,
    /// The points it can give.
    pub points: Points,
    /// Who leads it.
    pub led_by: Vec<Party>,
    /// Who supports it.
    pub supported_by: Vec<Party>,
    /// Where its numbers come from.
    pub collected_by: Option<CollectedBy>,
    /// The legal basis.
    pub basis: Option<String>,
    /// The name it had in an earlier year.
    pub formerly: Option<Spanned<String>>,
    /// Where it says what is for people.
    pub said: IndicatorClauses,
    /// Its inputs.
    pub inputs: Vec<InputId>,
    /// Its named expressions.
    pub lets: Vec<LetId>,
    /// Its methods.
    pub chain: Chain,
    /// Additions and deductions.
    pub changes: Vec<ChangeGroup>,
    /// Ceilings on what the method gave, each with its condition.
    pub ceilings: Vec<ConditionalCeiling>,
    /// Vetoes.
    pub vetoes: Vec<Veto>,
    /// Early warnings; they change no score.
    pub warnings: Vec<Warning>,
    /// Its name where it was declared.
    pub name_span: Span,
    /// What its score needs of other subjects, by whatever way.
    pub across: Vec<SharedId>,
    /// The whole clause.
    pub span: Span,
    /// In drafts of faulty rules: something in it was reported already, so proofs leave it alone.
    pub poisoned: bool,
    /// False in drafts of faulty rules: its points could not be read, and stand at 0.
    pub points_known: bool,
}

impl Indicator {
    /// Every expression in it on which its score hangs: whom it is for, its methods and their end, and all that comes
    /// after them. Its named expressions stand apart, and its warnings change nothing.
    #[must_use]
    pub fn deciding(&self) -> Vec<&Expr> {
        self.whom.condition.iter().chain(self.earning()).chain(self.changing()).collect()
    }

    /// Every expression in its methods and their end.
    #[must_use]
    pub fn earning(&self) -> Vec<&Expr> {
        let methods = self.chain.links.iter().flat_map(|link| link.method.expressions());
        methods.chain(self.chain.end.iter().flat_map(|end| end.outcome.points())).collect()
    }

    /// Every expression in what comes after its methods: additions and deductions, ceilings, vetoes.
    #[must_use]
    pub fn changing(&self) -> Vec<&Expr> {
        let ceilings = self.ceilings.iter().flat_map(|ceiling| [&ceiling.points, &ceiling.condition]);
        let vetoes = self.vetoes.iter().flat_map(|veto| [&veto.condition, &veto.points]);
        self.changes.iter().flat_map(ChangeGroup::expressions).chain(ceilings).chain(vetoes).collect()
    }

    /// Those who lead it, or those who support it.
    #[must_use]
    pub fn parties(&self, way: Answering) -> &[Party] {
        match way {
            Answering::Leads => &self.led_by,
            Answering::Supports => &self.supported_by,
        }
    }

    /// The share of a loss or gain that somebody answers for in that way: whoever leads does not answer once more
    /// for supporting.
    #[must_use]
    pub fn share_of(&self, member: MemberId, way: Answering) -> Option<Number> {
        let named = |way| self.parties(way).iter().find(|party| party.member == member);
        if way == Answering::Supports && named(Answering::Leads).is_some() {
            return None;
        }
        named(way).map(Party::whole_or_share)
    }
}

/// The clauses of an indicator about people and papers; none where it has none.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndicatorClauses {
    /// Who leads.
    pub led_by: Option<Span>,
    /// Who supports.
    pub supported_by: Option<Span>,
    /// How its numbers are collected.
    pub collected_by: Option<Span>,
    /// The legal basis.
    pub basis: Option<Span>,
}

/// Somebody who leads or supports an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub member: MemberId,
    /// The share of what is lost and gained that it answers for; none where everybody named answers for the whole.
    pub share: Option<Number>,
}

impl Party {
    /// The share it answers for, 1 for the whole.
    #[must_use]
    pub fn whole_or_share(&self) -> Number {
        self.share.clone().unwrap_or_else(Number::one)
    }
}

/// Who wrote an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Author {
    /// The office that keeps the rulebook.
    Office,
    /// A department, by an extension.
    Department(MemberId),
}

/// The points an indicator can give: between `low` and `high`, the part counting `full`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// The least: 0, or below it in an adjustment part.
    pub low: Number,
    /// The full points; in an adjustment part its upper end.
    pub full: Number,
    /// The most: full points and bonus.
    pub high: Number,
    /// Where they were written.
    pub span: Span,
}

/// Whom something is for.
#[derive(Clone, Debug)]
pub struct Whom {
    /// The kind of subject.
    pub level: LevelId,
    /// Named members; none for all.
    pub members: Option<Vec<MemberId>>,
    /// A condition on attributes and sequence.
    pub condition: Option<Expr>,
    /// Where it was written.
    pub span: Span,
}

impl Whom {
    /// Whether it is for all subjects of its kind.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        self.members.is_none() && self.condition.is_none()
    }
}

/// Where an indicator's numbers come from.
#[derive(Clone, Debug)]
pub struct CollectedBy {
    /// The way.
    pub way: Collection,
    /// The system, list or report.
    pub source: Option<String>,
}

/// Ways to collect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Collection {
    /// Taken from a system.
    System,
    /// Found at an inspection.
    Inspection,
    /// Assessed by people.
    Assessment,
}

/// One change, or several under a joint cap.
#[derive(Clone, Debug)]
pub enum ChangeGroup {
    /// On its own.
    Single(Change),
    /// `deduct at most 5 in all { … }`
    Joint {
        /// Of all inside.
        direction: Direction,
        /// The cap over all of them.
        at_most: Expr,
        /// The changes.
        changes: Vec<Change>,
        /// The clause.
        span: Span,
    },
}

impl ChangeGroup {
    /// Every expression in it.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expr> {
        match self {
            Self::Single(change) => change.expressions(),
            Self::Joint { at_most, changes, .. } => [at_most].into_iter().chain(changes.iter().flat_map(Change::expressions)).collect(),
        }
    }
}

/// An addition or deduction.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which.
    pub direction: Direction,
    /// Points each time; may read fields of the entry.
    pub amount: Expr,
    /// How often.
    pub times: Times,
    /// The most it comes to.
    pub at_most: Option<Expr>,
    /// The most that what came from any one subject comes to; then the amount is a share of what a kind of subject
    /// lost or gained.
    pub each_source: Option<Expr>,
    /// The clause.
    pub span: Span,
}

impl Change {
    /// Every expression in it.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expr> {
        let mut found: Vec<&Expr> = [&self.amount].into_iter().chain(&self.at_most).chain(&self.each_source).collect();
        match &self.times {
            Times::Once => {}
            Times::When(condition) => found.push(condition),
            Times::ForEach(each) => found.extend(&each.condition),
            Times::ForEvery(every) => found.extend(every.expressions()),
        }
        found
    }
}

/// How often a change happens.
#[derive(Clone, Debug)]
pub enum Times {
    /// Once.
    Once,
    /// Once, when the condition holds.
    When(Expr),
    /// For each entry of the subject in a register.
    ForEach(ForEach),
    /// For every step of a quantity.
    ForEvery(ForEvery),
}

/// Which entries of a register count.
#[derive(Clone, Debug)]
pub struct ForEach {
    /// The register.
    pub register: RegisterId,
    /// `each complaint`: the field of the choice and the value it must have; none for every entry.
    pub what: Option<(usize, usize)>,
    /// `as responsible`: entries whose field names this subject, rather than entries about it.
    pub as_field: Option<usize>,
    /// `where …`
    pub condition: Option<Expr>,
    /// `once per matter`: of entries alike in this field the one worth most.
    pub once_per: Option<usize>,
}

/// A ceiling on what the method gave, when a condition holds.
#[derive(Clone, Debug)]
pub struct ConditionalCeiling {
    /// The ceiling, in points.
    pub points: Expr,
    /// The condition.
    pub condition: Expr,
    /// The clause.
    pub span: Span,
}

/// A veto: when it holds, its result replaces everything before.
#[derive(Clone, Debug)]
pub struct Veto {
    /// The condition.
    pub condition: Expr,
    /// The result, in points.
    pub points: Expr,
    /// The clause.
    pub span: Span,
}

/// An early warning: raised when its condition holds.
#[derive(Clone, Debug)]
pub struct Warning {
    /// How grave it is.
    pub gravity: Gravity,
    /// What it says.
    pub title: String,
    /// The condition.
    pub condition: Expr,
    /// The clause.
    pub span: Span,
}

/// How grave a warning is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gravity {
    /// `serious`
    Serious,
    /// `moderate`, and where nothing is said
    Moderate,
    /// `minor`
    Minor,
}
