//! Who does what for each indicator: who supplies, who judges, who answers, and what nobody has to judge.

use super::{IndicatorId, RegisterId, RoleId, ScorecardId};
use crate::value::Number;

/// The duties of a whole rulebook.
#[derive(Clone, Debug)]
pub struct Duties {
    /// One row for each indicator, in the order of the rules.
    pub rows: Vec<Duty>,
    /// One for each scorecard whose groups of subjects can be told apart.
    pub shares: Vec<MachineShare>,
}

/// Who has to do with one indicator, beside those who lead and support it.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Who supplies what it is scored from, each once.
    pub suppliers: Vec<Supplier>,
    /// Who judges.
    pub judges: Vec<RoleId>,
    /// Who rates in a survey.
    pub raters: Vec<Rater>,
    /// Who judges where the judge would be the judged.
    pub stand_ins: Vec<RoleId>,
    /// Whether anybody has to judge.
    pub scoring: Scoring,
}

/// A group that rates in a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rater {
    /// Its name.
    pub name: String,
    /// What people see.
    pub title: Option<String>,
    /// Its share of the result, a part of 1.
    pub weight: Number,
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Supplier {
    /// The subject itself.
    Itself,
    /// A role.
    Role(RoleId),
    /// The entries of a register.
    Register(RegisterId),
}

/// Whether anybody has to judge before an indicator has a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scoring {
    /// Nobody: the rules work it out from what was supplied.
    Machine,
    /// Nobody, as long as the first method can be applied.
    MachineFirst,
    /// Somebody, always.
    Judged,
}

/// Which share of the points of a scorecard the rules work out by themselves; where its subjects
/// have different indicators, the least and the most of any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineShare {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// Where nobody ever judges.
    pub always: (Number, Number),
    /// Where nobody judges as long as the first method can be applied.
    pub at_best: (Number, Number),
}
