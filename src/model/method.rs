//! The chain of methods.

use super::{Better, Compete, Expr, MethodKind, RoleId, ScaleId, Survey};
use crate::text::Span;
use crate::types::ChoiceId;
use crate::value::{Day, Number};

/// The methods of an indicator, in their order, and the end.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The methods.
    pub links: Vec<Link>,
    /// What happens when none can be applied; none when the last always can.
    pub end: Option<End>,
}

impl Chain {
    /// Its survey, of which there is one at most.
    #[must_use]
    pub fn survey(&self) -> Option<&Survey> {
        self.links.iter().find_map(|link| match &link.method {
            Method::Survey(survey) => Some(survey),
            Method::Quantify(_) | Method::Steps(_) | Method::State(_) | Method::Start(_) | Method::Compete(_) => None,
        })
    }
}

/// A method of the chain.
#[derive(Clone, Debug)]
pub struct Link {
    /// The method.
    pub method: Method,
    /// The most it can give, in points: a ceiling, not a factor.
    pub ceiling: Option<Ceiling>,
    /// The whole clause.
    pub span: Span,
}

/// A limit in points and where it was written.
#[derive(Clone, Debug)]
pub struct Ceiling {
    /// Points.
    pub points: Number,
    /// Where.
    pub span: Span,
}

/// The end of a chain.
#[derive(Clone, Debug)]
pub struct End {
    /// What it gives.
    pub outcome: RowOutcome,
    /// The clause.
    pub span: Span,
}

/// A way to judge.
#[derive(Clone, Debug)]
pub enum Method {
    /// By numbers.
    Quantify(Quantify),
    /// By procedural steps.
    Steps(Steps),
    /// By described states.
    State(State),
    /// From a number of points, always there.
    Start(Expr),
    /// Among peers.
    Compete(Compete),
    /// By ballots of several groups.
    Survey(Survey),
}

impl Method {
    /// Which way of judging it is.
    #[must_use]
    pub fn kind(&self) -> MethodKind {
        match self {
            Self::Quantify(_) => MethodKind::Quantify,
            Self::Steps(_) => MethodKind::Steps,
            Self::State(_) => MethodKind::State,
            Self::Start(_) => MethodKind::Start,
            Self::Compete(_) => MethodKind::Compete,
            Self::Survey(_) => MethodKind::Survey,
        }
    }
}

impl Method {
    /// Every expression in it. What decides a contest is read of each competitor, and stands there.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expr> {
        match self {
            Self::Quantify(Quantify::Table(table)) => table.expressions(),
            Self::Quantify(Quantify::Points { whens, value, .. }) => whens.iter().flat_map(WhenRow::expressions).chain([value]).collect(),
            Self::Quantify(Quantify::Target { whens, value, start, gains, .. }) => {
                let gains = gains.iter().flat_map(|gain| [&gain.amount].into_iter().chain(gain.every.expressions()).chain(&gain.at_most));
                whens.iter().flat_map(WhenRow::expressions).chain([value, start]).chain(gains).collect()
            }
            Self::Start(points) => vec![points],
            Self::Steps(_) | Self::State(_) | Self::Survey(_) | Self::Compete(_) => Vec::new(),
        }
    }
}

/// The forms of `quantify` after desugaring. Every result is in points.
#[derive(Clone, Debug)]
pub enum Quantify {
    /// A table over one value; `from A to B` is one too.
    Table(Banded),
    /// An expression that is points; `in proportion to` is one too.
    Points {
        /// `when` rows, first that holds.
        whens: Vec<WhenRow>,
        /// The points.
        value: Expr,
        /// Clamped between the least the indicator gives and full points.
        held: bool,
        /// The short form it comes from, where it comes from one; then `value` is clamped at 0.
        short: bool,
    },
    /// A start with gains and losses around a target.
    Target {
        /// `when` rows, first that holds.
        whens: Vec<WhenRow>,
        /// What is measured.
        value: Expr,
        /// The points it starts with.
        start: Expr,
        /// Gains and losses; in their expressions [`super::ExprKind::MeasuredValue`] is `value`.
        gains: Vec<Gain>,
        /// Clamped between the least the indicator gives and full points.
        held: bool,
    },
}

/// A table of bands over one value.
#[derive(Clone, Debug)]
pub struct Banded {
    /// What is measured.
    pub value: Expr,
    /// `when` rows, first that holds; tried before the bands.
    pub whens: Vec<WhenRow>,
    /// The bands; exactly one must hold the value.
    pub rows: Vec<BandRow>,
    /// For values in no band.
    pub otherwise: Option<Otherwise>,
    /// Clamped between the least the indicator gives and full points.
    pub held: bool,
    /// The scale it comes from, where it comes from one.
    pub scale: Option<ScaleId>,
    /// The short form it comes from, where it comes from one: `from A to B`.
    pub short: bool,
    /// The whole clause, or the use of the scale.
    pub span: Span,
}

impl Banded {
    /// Every expression in it.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expr> {
        let whens = self.whens.iter().flat_map(WhenRow::expressions);
        let rows = self.rows.iter().flat_map(|row| row.low.iter().chain(&row.high).map(|edge| &edge.value).chain(row.outcome.points()));
        let rest = self.otherwise.iter().flat_map(|row| row.outcome.points());
        [&self.value].into_iter().chain(whens).chain(rows).chain(rest).collect()
    }
}

/// A row with a condition of its own.
#[derive(Clone, Debug)]
pub struct WhenRow {
    /// The condition.
    pub condition: Expr,
    /// What it gives.
    pub outcome: RowOutcome,
    /// The row.
    pub span: Span,
}

impl WhenRow {
    /// Its condition and its points.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr> {
        [&self.condition].into_iter().chain(self.outcome.points())
    }
}

/// A row over a band of values.
#[derive(Clone, Debug)]
pub struct BandRow {
    /// Its lower end; none when it goes down without end.
    pub low: Option<Edge>,
    /// Its upper end; none when it goes up without end. A row for a single value has both the same.
    pub high: Option<Edge>,
    /// What it gives.
    pub outcome: RowOutcome,
    /// The band as written.
    pub band: Span,
    /// The row.
    pub span: Span,
}

/// An end of a band.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Where it lies; of the type of the measured value.
    pub value: Expr,
    /// Whether it belongs to the band.
    pub inclusive: bool,
}

/// The row for the rest.
#[derive(Clone, Debug)]
pub struct Otherwise {
    /// What it gives.
    pub outcome: RowOutcome,
    /// The row.
    pub span: Span,
}

/// What a row gives.
#[derive(Clone, Debug)]
pub enum RowOutcome {
    /// Points.
    Points(Expr),
    /// A straight line through (left end, first) and (right end, second).
    Line(Expr, Expr),
    /// The indicator is not applicable.
    NotApplicable,
    /// The submission is at fault.
    Invalid,
}

impl RowOutcome {
    /// The points it can give.
    pub fn points(&self) -> impl Iterator<Item = &Expr> {
        let points: [Option<&Expr>; 2] = match self {
            Self::Points(points) => [Some(points), None],
            Self::Line(first, second) => [Some(first), Some(second)],
            Self::NotApplicable | Self::Invalid => [None, None],
        };
        points.into_iter().flatten()
    }
}

/// So many points for every step away from a reference.
#[derive(Clone, Debug)]
pub struct Gain {
    /// Add or deduct.
    pub direction: Direction,
    /// Points for each step.
    pub amount: Expr,
    /// The steps.
    pub every: ForEvery,
    /// The most it comes to.
    pub at_most: Option<Expr>,
    /// The clause.
    pub span: Span,
}

/// Whether points come or go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// They come.
    Add,
    /// They go.
    Deduct,
}

/// The steps of `for every`.
#[derive(Clone, Debug)]
pub struct ForEvery {
    /// The step; a percent of the reference is multiplied out already.
    pub step: Expr,
    /// What a started step counts.
    pub partial: Partial,
    /// What is measured.
    pub of: Expr,
    /// From where it is measured, and whether above or below; from 0 upwards if nothing is said.
    pub beyond: Option<(Better, Expr)>,
}

impl ForEvery {
    /// Every expression in it.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr> {
        [&self.step, &self.of].into_iter().chain(self.beyond.iter().map(|(_, reference)| reference))
    }
}

/// What a started step counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Partial {
    /// Nothing.
    Full,
    /// As a whole one.
    OrPart,
    /// Its share.
    InProportion,
}

/// Procedural steps.
#[derive(Clone, Debug)]
pub struct Steps {
    /// How they count.
    pub mode: StepMode,
    /// The steps, in their order.
    pub steps: Vec<Step>,
}

/// How steps count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepMode {
    /// Added up.
    AddUp,
    /// Added up, each only when all before it are done.
    InOrder,
    /// The furthest completed step alone; done late, it never counts for less than a step before it.
    Reached,
}

/// A step; its answer is a date when it has a day, else a flag.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name: column `indicator.step`.
    pub name: String,
    /// What people see.
    pub title: Option<String>,
    /// Its day, itself in time.
    pub due: Option<Day>,
    /// Its points.
    pub points: Number,
    /// What it earns when late; nothing, if nothing is said.
    pub late: Option<Late>,
    /// The row.
    pub span: Span,
}

/// What a late step earns; never below 0.
#[derive(Clone, Debug)]
pub enum Late {
    /// So many points less for each period.
    LessEach {
        /// Points.
        amount: Number,
        /// The period.
        period: Period,
        /// What a started period counts.
        partial: Partial,
    },
    /// So many points.
    Points(Number),
}

/// A stretch of lateness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month from the due day.
    Month,
}

/// Described states, judged by somebody.
#[derive(Clone, Debug)]
pub struct State {
    /// The choice whose values are the states.
    pub choice: ChoiceId,
    /// Who judges.
    pub judge: Option<RoleId>,
    /// Who judges where the judge would be the judged.
    pub self_judge: Option<RoleId>,
    /// Whether the unit sends evidence; not where the state is collected by inspection or assessment.
    pub needs_evidence: bool,
    /// The states, in the order of the choice.
    pub rows: Vec<StateRow>,
}

/// A described state.
#[derive(Clone, Debug)]
pub struct StateRow {
    /// The value of the choice.
    pub value: usize,
    /// Its description.
    pub title: Option<String>,
    /// What it gives.
    pub points: StatePoints,
    /// The row.
    pub span: Span,
}

/// What a state gives.
#[derive(Clone, Debug)]
pub enum StatePoints {
    /// So many points.
    Fixed(Number),
    /// What the judge says between the two, both in.
    Between(Number, Number),
}
