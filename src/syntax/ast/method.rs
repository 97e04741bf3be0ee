//! The methods of a chain.

use super::{Body, ChoiceValues, DayLiteral, Direction, Expr, ForEvery, Name, Survey, Text};
use crate::text::Spanned;

/// One link of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainLink {
    /// `else` stands before it.
    pub after_else: bool,
    /// The method or end.
    pub method: Method,
}

/// A method, or the end of a chain.
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    /// `quantify …`
    Quantify(Quantify),
    /// `steps …`
    Steps(Steps),
    /// `state …`
    State(State),
    /// `survey …`
    Survey(Survey),
    /// `start at …`
    Start(Start),
    /// `compete on …`
    Compete(super::Compete),
    /// `else 0`, `else not applicable`, `else invalid`
    End(RowResult),
}

/// `quantify rate { … }` and its short forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantify {
    /// What is measured, or an expression that is points.
    pub value: Expr,
    /// A short form.
    pub short: Option<ShortForm>,
    /// `held`: clamped between 0 and full points.
    pub held: bool,
    /// `, at most 80%`: the most this method can give.
    pub ceiling: Option<Expr>,
    /// Its rows.
    pub body: Option<Body<QuantifyRow>>,
}

/// The short forms of `quantify`.
#[derive(Clone, Debug, PartialEq)]
pub enum ShortForm {
    /// `from 90% to 98%`
    Line(Expr, Expr),
    /// `in proportion to target`
    Proportion {
        /// The target.
        target: Expr,
        /// `, lower is better`
        lower_is_better: bool,
    },
}

/// A row of `quantify` or of a scale.
#[derive(Clone, Debug, PartialEq)]
pub enum QuantifyRow {
    /// `when expected is 0 => not applicable`
    When(Expr, Spanned<RowResult>),
    /// `60% to below 90% => 0 to 6`
    Band(Spanned<Band>, Spanned<RowResult>),
    /// `otherwise => 9`
    Otherwise(Spanned<RowResult>),
    /// `start at 8`
    StartAt(Start),
    /// `add 0.3 for every full 1 pp above 98%, at most 2`
    Gain {
        /// Add or deduct.
        direction: Spanned<Direction>,
        /// So much for each step.
        amount: Expr,
        /// The steps.
        every: ForEvery,
        /// `at most 2`
        at_most: Option<Expr>,
    },
}

/// The values a row holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Band {
    /// `below a`
    Below(Expr),
    /// `above a`
    Above(Expr),
    /// `a and above`
    AndAbove(Expr),
    /// `a and below`
    AndBelow(Expr),
    /// `a to b`, `above a to below b` and so on
    Between {
        /// The lower end.
        low: Expr,
        /// `above a`: the end is left out.
        low_out: bool,
        /// The upper end.
        high: Expr,
        /// `below b`: the end is left out.
        high_out: bool,
    },
    /// A value of its own.
    Single(Expr),
}

/// What stands right of `=>`.
#[derive(Clone, Debug, PartialEq)]
pub enum RowResult {
    /// Points, a share of the full points, or an expression that is either.
    Value(Expr),
    /// `p to q`: a straight line between the ends of the band.
    Line(Expr, Expr),
    /// `between 6 and 8`: the judge's room, in a state.
    Between(Expr, Expr),
    /// `not applicable`
    NotApplicable,
    /// `invalid`
    Invalid,
}

/// `start at full points`, `start at 8`
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// The points, `full points` being [`super::ExprKind::FullPoints`].
    pub points: Expr,
}

/// `steps`, `steps in order`, `steps reached`
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// How steps count.
    pub mode: StepMode,
    /// `, at most 80%`
    pub ceiling: Option<Expr>,
    /// The steps.
    pub body: Body<Step>,
}

/// How steps count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepMode {
    /// Each for itself, added up.
    AddUp,
    /// `in order`: only when all before are done.
    InOrder,
    /// `reached`: the furthest completed step alone.
    Reached,
}

/// `visited "Late filers visited" due 30 September => 2, less 0.1 for each day late`
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its name.
    pub name: Name,
    /// What people see.
    pub title: Option<Text>,
    /// Its day.
    pub due: Option<Spanned<DayLiteral>>,
    /// Its points.
    pub points: Expr,
    /// What it earns when late; nothing, if nothing is said.
    pub late: Option<Spanned<Late>>,
}

/// What a late step earns.
#[derive(Clone, Debug, PartialEq)]
pub enum Late {
    /// `less 0.1 for each day late`
    LessEach {
        /// So much less, in points or as a percent of the step's points.
        amount: Expr,
        /// Per day, week or month.
        period: Period,
        /// What a started period counts; a day is always whole.
        partial: Spanned<super::Partial>,
    },
    /// `late => 1`
    Points(Expr),
}

/// A stretch of lateness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// `day`
    Day,
    /// `week`
    Week,
    /// `month`
    Month,
}

/// `state quality judged by office, for itself by personnel { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The choice whose values are the states.
    pub states: Spanned<StateChoice>,
    /// Who judges.
    pub judge: Option<Name>,
    /// Who judges where the judge is the judged.
    pub self_judge: Option<Name>,
    /// `, at most 80%`
    pub ceiling: Option<Expr>,
    /// The states described.
    pub body: Body<StateRow>,
}

/// The states a `state` distinguishes.
#[derive(Clone, Debug, PartialEq)]
pub enum StateChoice {
    /// A declared choice.
    Named(Name),
    /// `(met | partly | unmet)`
    Inline(ChoiceValues),
}

/// `good "Nine in ten late filers reached" => 5`
#[derive(Clone, Debug, PartialEq)]
pub struct StateRow {
    /// The state.
    pub name: Name,
    /// Its description.
    pub title: Option<Text>,
    /// Its points, or the judge's room.
    pub result: Spanned<RowResult>,
}
