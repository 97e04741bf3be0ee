//! The trace of a survey: for each group its ballots, what was left out, its mean and its share.

use crate::model::{EmptyGroup, Origin, Statement};
use crate::text::Span;
use crate::value::Number;

/// Ballots counted.
#[derive(Clone, Debug)]
pub struct SurveyTrace {
    /// The groups, in their order.
    pub groups: Vec<GroupTrace>,
    /// What becomes of the weight of a group that does not count.
    pub empty_group: EmptyGroup,
}

/// One group.
#[derive(Clone, Debug)]
pub struct GroupTrace {
    /// Its place among the groups of the survey.
    pub group: usize,
    /// Its ballots by level, in the order of the choice; levels without a ballot are not there.
    pub tallies: Vec<Tally>,
    /// How many ballots there are.
    pub ballots: Number,
    /// How many it needs.
    pub at_least: Number,
    /// The clause by which extremes were left out, where it applied.
    pub dropped: Option<Span>,
    /// The mean of what is left, in points; none when the group does not count.
    pub mean: Option<Number>,
    /// Its weight as the rules give it, a part of 1.
    pub weight: Number,
    /// Its weight among the groups that count; none when it does not.
    pub weight_after: Option<Number>,
    /// Mean × weight; none when the group does not count, or the survey cannot be applied.
    pub contribution: Option<Number>,
    /// What was stated about its ballots.
    pub stated: Option<Statement>,
}

/// Ballots of one level.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The value of the choice.
    pub level: usize,
    /// What it is worth, in points.
    pub points: Number,
    /// How many ballots.
    pub count: Number,
    /// How many of them were left out.
    pub dropped: Number,
    /// The rows they stand in.
    pub origins: Vec<Origin>,
}
