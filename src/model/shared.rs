//! What is read from one subject's card for another's: of subjects above, of members below.

use super::{ContestId, ContestResult, Expr, Function, IndicatorId};
use crate::text::Span;
use crate::types::LevelId;

crate::id! {
    /// Something that is shared.
    SharedId
}

/// Something of each subject of a kind that is read for other subjects. It is computed for every
/// subject of the kind, in the order of [`super::Program::across`], before anybody reads it.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The kind of subject it is of.
    pub level: LevelId,
    /// How it is computed.
    pub value: SharedValue,
    /// Where it is read first.
    pub span: Span,
}

/// How something shared is computed.
#[derive(Clone, Debug)]
pub enum SharedValue {
    /// By an expression, on the card of the subject itself.
    OnCard(Expr),
    /// By contests, over the cards of all who take part: the place in the one that the subject is in.
    Contests(Vec<ContestId>),
}

/// A reading of what others came to.
#[derive(Clone, Debug)]
pub enum Across {
    /// `place`, `competitors`: what the subject itself came to among others.
    Contest {
        /// The contest, or the ranks of its kind.
        shared: SharedId,
        /// What is read of it.
        result: ContestResult,
    },
    /// `parent.total`, `department.total`: of a subject above.
    Above {
        /// The direct parent, rather than the nearest subject above of the kind.
        parent: bool,
        /// Whether every subject of the reader's kind has such a subject above, by what kinds may lie in which.
        always: bool,
        /// What is read, one for each kind that the subject above may be of.
        shared: Vec<SharedId>,
    },
    /// `average of person.total where …`: over the members below, however deep.
    Members {
        /// The function.
        function: Function,
        /// Missing values are left out.
        available: bool,
        /// The kind of the members.
        level: LevelId,
        /// What is taken of each; none when they are counted.
        value: Option<SharedId>,
        /// Which of them count: a condition on the member's card.
        condition: Option<SharedId>,
    },
    /// `average of lost by bureau where led by this`: over all subjects of a kind, of each what it lost or gained on
    /// the indicators that the subject scored answers for.
    Answered(Answered),
}

/// What subjects of a kind lost or gained, as far as the subject scored answers for it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The sum, the mean or the highest over them.
    pub function: Function,
    /// Lost or gained.
    pub balance: Balance,
    /// Their kind.
    pub level: LevelId,
    /// As leader or in support.
    pub way: Answering,
    /// Every ordinary indicator of that kind on which somebody of the reader's kind is named so, with its loss or gain.
    pub indicators: Vec<(IndicatorId, SharedId)>,
    /// The path of the part they count in; none where any will do.
    pub part: Option<String>,
    /// Which of them count: a condition on their card.
    pub condition: Option<SharedId>,
}

/// What is taken of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Balance {
    /// The points below its full points.
    Lost,
    /// The points beyond its full points.
    Gained,
}

/// How somebody answers for an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answering {
    /// It leads it.
    Leads,
    /// It supports it, and does not lead it.
    Supports,
}

impl Across {
    /// Everything it reads.
    #[must_use]
    pub fn shared(&self) -> Vec<SharedId> {
        match self {
            Self::Contest { shared, .. } => vec![*shared],
            Self::Above { shared, .. } => shared.clone(),
            Self::Members { value, condition, .. } => value.iter().chain(condition).copied().collect(),
            Self::Answered(answered) => answered.indicators.iter().map(|(_, lost)| *lost).chain(answered.condition).collect(),
        }
    }
}
