//! The trace of what others lost and gained, as far as the subject scored answers for it.

use std::sync::Arc;

use super::across_trace::Counted;
use super::trace::Derivation;
use crate::model::{Answering, Balance, Function, IndicatorId, Origin};
use crate::types::LevelId;
use crate::value::Number;

/// What was lost or gained by the subjects of a kind.
#[derive(Clone, Debug)]
pub struct AnsweredTrace {
    /// The sum, the mean or the highest over them.
    pub function: Function,
    /// Lost or gained.
    pub balance: Balance,
    /// As leader or in support.
    pub way: Answering,
    /// Their kind.
    pub level: LevelId,
    /// The subjects, in the order of their ids.
    pub sources: Vec<SourceRead>,
}

/// One of those subjects.
#[derive(Clone, Debug)]
pub struct SourceRead {
    /// Its place in [`crate::model::Submission::subjects`].
    pub subject: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its row.
    pub origin: Origin,
    /// The condition on it, where there is one.
    pub condition: Option<Arc<Derivation>>,
    /// Whether it counts; not where none of the indicators applies to it.
    pub counted: Counted,
    /// What it lost or gained on each indicator that applies to it.
    pub points: Vec<PointsRead>,
}

/// What one subject lost or gained on one indicator.
#[derive(Clone, Debug)]
pub struct PointsRead {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The share of it that the subject scored answers for, 1 for the whole.
    pub share: Number,
    /// The points.
    pub value: Arc<Derivation>,
}

impl SourceRead {
    /// What it lost or gained in all, as far as that is known and answered for.
    #[must_use]
    pub fn sum(&self) -> Number {
        let answered = |read: &PointsRead| read.value.found.as_number().map(|points| points.multiply(&read.share));
        self.points.iter().filter_map(answered).fold(Number::zero(), |sum, points| sum.add(&points))
    }
}

impl AnsweredTrace {
    /// The subjects that count, each with the factor by which its points enter the result: 1 in a sum, one in so many
    /// in a mean; of the highest the whole, shared by those that are equal.
    #[must_use]
    pub fn weighted(&self) -> Vec<(&SourceRead, Number)> {
        let counted: Vec<&SourceRead> = self.sources.iter().filter(|source| source.counted == Counted::Yes).collect();
        let highest = counted.iter().map(|source| source.sum()).max();
        let entering: Vec<&SourceRead> = match self.function {
            Function::Highest => counted.into_iter().filter(|source| Some(source.sum()) == highest).collect(),
            Function::Sum
            | Function::Average
            | Function::Lowest
            | Function::Latest
            | Function::LongestRun
            | Function::Number
            | Function::Median => counted,
        };
        let factor = match self.function {
            Function::Sum => Number::one(),
            Function::Highest
            | Function::Average
            | Function::Lowest
            | Function::Latest
            | Function::LongestRun
            | Function::Number
            | Function::Median => {
                i64::try_from(entering.len()).ok().and_then(|count| Number::one().divide(&Number::from(count))).unwrap_or_else(Number::zero)
            }
        };
        entering.into_iter().map(|source| (source, factor.clone())).collect()
    }

    /// The result, when everything it reads is given; over nobody it is 0.
    #[must_use]
    pub fn result(&self) -> Number {
        self.weighted().iter().fold(Number::zero(), |sum, (source, factor)| sum.add(&source.sum().multiply(factor)))
    }
}
