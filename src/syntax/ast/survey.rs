//! Surveys: ratings by several groups.

use super::{Body, DayLiteral, Expr, Name, NumberLiteral, StateChoice, Text};
use crate::text::Spanned;

/// `survey quality by leaders 40%, peers 60% { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// The choice whose values are the levels.
    pub levels: Spanned<StateChoice>,
    /// The groups that rate.
    pub groups: Vec<SurveyGroup>,
    /// `, at most 80%`
    pub ceiling: Option<Expr>,
    /// What the levels are worth, and how ratings are counted.
    pub body: Body<SurveyClause>,
}

/// `leaders "Leaders of the bureau" 40%`
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyGroup {
    /// Its name.
    pub name: Name,
    /// What people see.
    pub title: Option<Text>,
    /// Its share of the result, a percent.
    pub weight: Spanned<NumberLiteral>,
}

/// A line of a survey.
#[derive(Clone, Debug, PartialEq)]
pub enum SurveyClause {
    /// `excellent "Always there" => 100%`
    Level {
        /// The level.
        name: Name,
        /// Its description.
        title: Option<Text>,
        /// What it is worth.
        points: Expr,
    },
    /// `drop the highest 1 and the lowest 1 with 10 raters or more among peers`
    Drop {
        /// So many of the highest.
        highest: Option<Spanned<NumberLiteral>>,
        /// So many of the lowest.
        lowest: Option<Spanned<NumberLiteral>>,
        /// From so many raters on; always, if not said.
        from: Option<Spanned<NumberLiteral>>,
        /// In these groups; in all that have no clause of their own, if none is named.
        groups: Vec<Name>,
    },
    /// `at least 5 raters among peers`
    AtLeast {
        /// So many.
        raters: Spanned<NumberLiteral>,
        /// In these groups; in all that have no clause of their own, if none is named.
        groups: Vec<Name>,
    },
    /// `due 30 November`: as of a day before, no ballot counts.
    Due(Spanned<DayLiteral>),
    /// `empty group => redistribute`
    EmptyGroup(Spanned<EmptyGroup>),
}

/// What becomes of the weight of a group that nobody, or too few, rated in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyGroup {
    /// The other groups share it in proportion to their own.
    Redistribute,
    /// The survey cannot be applied: the chain goes on.
    CannotBeApplied,
}
