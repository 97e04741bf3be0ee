//! What is read from one subject's card for another's: of subjects above, of members below.

use super::{ContestId, ContestResult, Expr, Function};
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
}

impl Across {
    /// Everything it reads.
    #[must_use]
    pub fn shared(&self) -> Vec<SharedId> {
        match self {
            Self::Contest { shared, .. } => vec![*shared],
            Self::Above { shared, .. } => shared.clone(),
            Self::Members { value, condition, .. } => value.iter().chain(condition).copied().collect(),
        }
    }
}
