//! How every number came about: enough to say it in plain words and to add it up again.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::across_trace::AcrossRead;
use super::answered_trace::AnsweredTrace;
use super::change_trace::{ChangeGroupTrace, ChangeTrace};
use super::contest_trace::{CompeteTrace, PlacedTrace, Placing};
use super::entry_trace::EntryUse;
use super::month_trace::MonthUse;
use super::report::Found;
use super::ruling_trace::RulingTrace;
use super::step_trace::StepTrace;
use super::survey_trace::SurveyTrace;
use crate::model::{
    Arithmetic, Comparison, ContestResult, Function, IndicatorId, IndicatorResult, InputId, LetId, MethodKind, Origin, PartId, Question,
    RegisterId, ScaleId, StepMode, TableId,
};
use crate::text::Span;
use crate::types::Type;
use crate::value::{Number, Rounding};

/// A row, method or clause of the rules, for coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clause {
    /// Where it is written.
    pub span: Span,
    /// What it is.
    pub kind: ClauseKind,
}

/// The kinds of clauses that an example can meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClauseKind {
    /// A method of a chain.
    Method,
    /// The end of a chain.
    End,
    /// A row of a table, `when` rows included.
    Row,
    /// A gain or loss around a target.
    Gain,
    /// A step that earned points.
    Step,
    /// A described state.
    State,
    /// A level of a survey.
    Level,
    /// The points of a place among competitors.
    Place,
    /// Extremes left out in a survey.
    Drop,
    /// An addition or deduction.
    Change,
    /// A ceiling with a condition.
    Ceiling,
    /// A veto.
    Veto,
    /// A row of a grade.
    Grade,
    /// A consequence.
    Consequence,
    /// A limit of the total.
    TotalLimit,
}

/// A number before and after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Before.
    pub before: Number,
    /// After.
    pub after: Number,
}

impl Moved {
    /// What the step took away; negative when it gave.
    #[must_use]
    pub fn swallowed(&self) -> Number {
        self.before.subtract(&self.after)
    }
}

/// A number held between two limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The lower limit, if there is one.
    pub low: Option<Number>,
    /// The upper limit, if there is one.
    pub high: Option<Number>,
    /// Before and after.
    pub moved: Moved,
    /// Where the limit was written.
    pub span: Span,
}

/// A number rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundedTrace {
    /// How.
    pub rounding: Rounding,
    /// Before and after.
    pub moved: Moved,
}

/// An expression evaluated: the value of every piece.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// Where the expression was written.
    pub span: Span,
    /// The type of its value, for showing it.
    pub ty: Type,
    /// What was done.
    pub operation: Operation,
    /// What came out.
    pub found: Found,
    /// What it read itself (its children have their own).
    pub reads: Vec<Read>,
    /// The pieces that were evaluated, in their order; a branch not taken is not there. For a
    /// function over a register, for each counted entry its value.
    pub children: Vec<Arc<Derivation>>,
}

impl Derivation {
    /// Looks at this and at what it was made of, in the order in which it was read; `look` says whether to go on below.
    /// What a named expression came to is shared by all who read it, and is looked at once.
    pub fn look_through<'d>(&'d self, look: &mut impl FnMut(&'d Self) -> bool) {
        fn one<'d>(derivation: &'d Derivation, seen: &mut BTreeSet<*const Derivation>, look: &mut impl FnMut(&'d Derivation) -> bool) {
            if seen.insert(std::ptr::from_ref(derivation)) && look(derivation) {
                derivation.children.iter().for_each(|child| one(child, seen, look));
            }
        }
        one(self, &mut BTreeSet::new(), look);
    }

    /// Whether something holds of this or of anything it was made of.
    pub fn has(&self, holds: impl Fn(&Self) -> bool) -> bool {
        let mut found = false;
        self.look_through(&mut |derivation| {
            found = found || holds(derivation);
            !found
        });
        found
    }
}

/// What an expression does.
#[derive(Clone, Debug)]
pub enum Operation {
    /// A constant.
    Constant,
    /// Something submitted: see [`Derivation::reads`].
    Read,
    /// A named expression: its child.
    Let(LetId),
    /// What the innermost table measures.
    MeasuredValue,
    /// The day of scoring.
    ScoringDay,
    /// A result of another indicator.
    Indicator(IndicatorId, IndicatorResult),
    /// The score of a part.
    Part(PartId),
    /// The subject's total.
    Total,
    /// Whether any veto holds.
    Vetoed,
    /// How many vetoes hold.
    Vetoes,
    /// The subject's grade.
    Grade,
    /// One of the four operations on two children; one child where that decided alone.
    Arithmetic(Arithmetic),
    /// The other sign.
    Negate,
    /// No for yes.
    Not,
    /// `and`
    Both,
    /// `or`
    Either,
    /// A comparison.
    Compare(Comparison),
    /// `is missing`
    IsMissing,
    /// `is given`
    IsGiven,
    /// A question about a place; none where there is no place.
    Placed(Option<Box<PlacedTrace>>),
    /// The condition, then the branch taken.
    If,
    /// The first, then the second where the first is missing.
    Default,
    /// Rounded.
    Rounded(Rounding),
    /// Calendar days between two days.
    DaysFrom,
    /// Full calendar months between two days.
    MonthsFrom,
    /// The distance between two numbers.
    Difference,
    /// A cell of a table.
    Lookup(TableId),
    /// A function over several values.
    Aggregate {
        /// Which.
        function: Function,
        /// Missing values were left out.
        available: bool,
        /// The entries it ran over, where it ran over a register.
        entries: Vec<EntryUse>,
        /// The months it ran over, where it ran over months.
        months: Vec<MonthUse>,
    },
    /// The points that a scale gives.
    Banded(Box<TableTrace>),
    /// What the subject itself came to in a contest.
    Contest {
        /// What is read of it.
        result: ContestResult,
        /// The contest; none where it takes no part in one.
        placing: Option<Arc<Placing>>,
    },
    /// What other subjects came to.
    Across {
        /// The function over members; none for a result of one subject above.
        function: Option<Function>,
        /// Missing values were left out.
        available: bool,
        /// The subjects that were looked at, in the order of the submission.
        reads: Vec<AcrossRead>,
    },
    /// What others lost or gained, as far as the subject scored answers for it.
    Answered(AnsweredTrace),
}

/// Something submitted that was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// What was asked.
    pub asked: Asked,
    /// What was found.
    pub found: Found,
    /// The cell; none when there is none.
    pub origin: Option<Origin>,
    /// Whether it was left empty and `empty means` answered.
    pub by_default: bool,
}

/// What was asked of the submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Asked {
    /// A question to the subject.
    Question(Question),
    /// An attribute of its parent.
    ParentAttribute(InputId),
    /// Its sequence.
    Sequence,
    /// The sequence of its parent.
    ParentSequence,
    /// The n-th field of an entry.
    Field {
        /// The register.
        register: RegisterId,
        /// The place of the entry in the register as submitted.
        entry: usize,
        /// The field.
        field: usize,
    },
}

/// A table applied to a value.
#[derive(Clone, Debug)]
pub struct TableTrace {
    /// The conditions of the `when` rows that were tried, in their order.
    pub whens: Vec<Arc<Derivation>>,
    /// What was measured; none when a `when` row decided.
    pub value: Option<Arc<Derivation>>,
    /// The row met.
    pub row: Option<RowTrace>,
    /// Held between 0 and full points, where the table is.
    pub held: Option<Held>,
    /// The scale, where it is one.
    pub scale: Option<ScaleId>,
    /// Whether it was written as `from A to B`.
    pub short: bool,
    /// The whole clause.
    pub span: Span,
}

/// A row that was met.
#[derive(Clone, Debug)]
pub struct RowTrace {
    /// The row.
    pub span: Span,
    /// What kind of row.
    pub kind: RowKind,
    /// What it gives.
    pub result: RowResult,
}

/// The kinds of rows.
#[derive(Clone, Debug)]
pub enum RowKind {
    /// A `when` row: its condition is the last of the table's.
    When,
    /// A band and the ends it turned out to have.
    Band {
        /// The band as written.
        span: Span,
        /// Its lower end and whether that belongs to it.
        low: Option<(Arc<Derivation>, bool)>,
        /// Its upper end and whether that belongs to it.
        high: Option<(Arc<Derivation>, bool)>,
    },
    /// `otherwise`
    Otherwise,
    /// The end of a chain.
    End,
}

/// What a row gives.
#[derive(Clone, Debug)]
pub enum RowResult {
    /// Points.
    Points(Arc<Derivation>),
    /// A straight line, and where on it the value lies.
    Line {
        /// The points at the left end.
        first: Arc<Derivation>,
        /// The points at the right end.
        second: Arc<Derivation>,
        /// The left end.
        left: Number,
        /// The right end.
        right: Number,
        /// The value.
        value: Number,
        /// The points there; none when the ends are one and their points differ.
        points: Option<Number>,
    },
    /// Not applicable.
    NotApplicable,
    /// The submission is at fault.
    Invalid,
}

/// How an indicator's score came about. The steps follow one another; each says the number before
/// and after it.
#[derive(Clone, Debug, Default)]
pub struct IndicatorTrace {
    /// The method that decided, or the end of the chain.
    pub method: Option<MethodTrace>,
    /// The method's own ceiling, where it has one: what came out of the method and what stayed.
    pub ceiling: Option<Held>,
    /// The ceilings with a condition.
    pub ceilings: Vec<CeilingTrace>,
    /// Additions and deductions.
    pub changes: Vec<ChangeGroupTrace>,
    /// All additions and deductions together.
    pub changed: Option<Moved>,
    /// The vetoes.
    pub vetoes: Vec<VetoTrace>,
    /// The lowest veto that holds, where one does.
    pub vetoed: Option<Moved>,
    /// A veto decided although what it replaces is still open: nothing that is to come can undo it.
    pub by_veto_alone: bool,
    /// Held between the least and the most the indicator can give.
    pub held: Option<Held>,
    /// Rounded, where scores are.
    pub rounded: Option<RoundedTrace>,
    /// The ruling that decided in the end.
    pub ruling: Option<RulingTrace>,
}

/// A method applied.
#[derive(Clone, Debug)]
pub struct MethodTrace {
    /// Which; none for the end of the chain.
    pub kind: Option<MethodKind>,
    /// Its clause.
    pub span: Span,
    /// What happened in it.
    pub body: MethodBody,
    /// What it gave, before its ceiling; none unless it gave points.
    pub points: Option<Number>,
}

/// What happened in a method.
#[derive(Clone, Debug)]
pub enum MethodBody {
    /// A table.
    Table(TableTrace),
    /// An expression that is points.
    Points {
        /// The conditions of the `when` rows that were tried.
        whens: Vec<Arc<Derivation>>,
        /// The `when` row met, where one was.
        row: Option<RowTrace>,
        /// The points, where no row was met.
        value: Option<Arc<Derivation>>,
        /// Held between 0 and full points, where it is.
        held: Option<Held>,
    },
    /// Gains and losses around a target.
    Target {
        /// The conditions of the `when` rows that were tried.
        whens: Vec<Arc<Derivation>>,
        /// The `when` row met, where one was.
        row: Option<RowTrace>,
        /// What was measured, where no row was met.
        value: Option<Arc<Derivation>>,
        /// The points it starts with.
        start: Option<Arc<Derivation>>,
        /// The gains and losses.
        gains: Vec<ChangeTrace>,
        /// Held between 0 and full points, where it is.
        held: Option<Held>,
    },
    /// Procedural steps.
    Steps {
        /// How they count.
        mode: StepMode,
        /// The steps in their order.
        steps: Vec<StepTrace>,
    },
    /// A described state.
    State(StateTrace),
    /// Ballots of several groups.
    Survey(SurveyTrace),
    /// From a number of points.
    Start(Arc<Derivation>),
    /// Among peers.
    Compete(CompeteTrace),
    /// The end of the chain.
    End(RowTrace),
}

/// A state judged.
#[derive(Clone, Debug)]
pub struct StateTrace {
    /// The evidence, where it was asked for.
    pub evidence: Option<Read>,
    /// The state judged.
    pub state: Read,
    /// The place of the row met among the rows.
    pub row: Option<usize>,
    /// The row met.
    pub span: Option<Span>,
    /// The range the judge had, and what the judge gave.
    pub range: Option<(Number, Number, Read)>,
}

/// A ceiling with a condition.
#[derive(Clone, Debug)]
pub struct CeilingTrace {
    /// The condition.
    pub condition: Arc<Derivation>,
    /// The ceiling, where the condition holds.
    pub points: Option<Arc<Derivation>>,
    /// What it did, where it holds and there were points to lower.
    pub moved: Option<Moved>,
    /// The clause.
    pub span: Span,
}

/// A veto.
#[derive(Clone, Debug)]
pub struct VetoTrace {
    /// The condition.
    pub condition: Arc<Derivation>,
    /// Whether it holds; none when that cannot be said.
    pub holds: Option<bool>,
    /// The points, where it holds.
    pub points: Option<Arc<Derivation>>,
    /// The clause.
    pub span: Span,
}
