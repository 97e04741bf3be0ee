//! What scoring hands on: scores, states and the reasons behind them.
//!
//! Plain data. How a score came about stands in its trace ([`super::trace`]); [`super::re_add()`]
//! computes every score again from the trace alone. Numbers are exact; printing them is for others.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::card_trace::{GradeRowTrace, PartTrace, TotalTrace};
use super::contest_trace::{Overfull, Placing};
use super::trace::{Clause, Derivation, IndicatorTrace};
use crate::diagnostics::catalogue::AnswerFault;
use crate::model::{
    Approval, ConsequenceId, GradeId, IndicatorId, InputId, MethodKind, Origin, PartId, Policy, Question, RegisterId, RoleId, ScorecardId,
};
use crate::text::{Span, Words};
use crate::types::{LevelId, Type};
use crate::value::{Day, Number, Value};

/// The scores of everything submitted.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// One for each subject, in the order of the submission.
    pub subjects: Vec<SubjectScore>,
    /// How many there are of which state.
    pub counts: Counts,
    /// The rows, methods and clauses that decided something for somebody.
    pub met: BTreeSet<Clause>,
    /// The day of scoring, where one before the closing day was named: then points may be still open
    /// that the closing day decides.
    pub as_of: Option<Day>,
    /// How much of what was submitted lies after the day of scoring.
    pub not_seen: NotSeen,
    /// Registers that may still receive entries, up to the closing day, which take points away: what they will take is
    /// in no range.
    pub unforeseen: BTreeSet<RegisterId>,
    /// Quotas that more are inside of than they have room for, because the last of them share a place.
    pub overfull: Vec<Overfull>,
    /// What became of each ruling, in the order of [`crate::model::Submission::rulings`].
    pub rulings: Vec<RulingStatus>,
    /// What is wrong with answers that are no data: of those it was told when they were read.
    pub answer_faults: BTreeSet<AnswerFault>,
}

/// How much of what was submitted lies after the day of scoring, and so is not seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotSeen {
    /// Entries of registers.
    pub entries: usize,
    /// Answers that name a later day.
    pub answers: usize,
    /// Values of months that are due later.
    pub months: usize,
    /// Indicators of extensions that were accepted later.
    pub indicators: usize,
}

/// What became of a ruling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulingStatus {
    /// It is in force and decides something.
    Applied,
    /// It is in force and changes nothing, for this reason.
    WithoutEffect(Words),
    /// It is about something that does not judge the subject, which was reported.
    Refused(Words),
    /// It was made after the day of scoring, so it is not in force yet.
    NotSeen,
}

/// How many subjects came to which state: all that were read are in one of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub read: usize,
    /// With a final result.
    pub scored: usize,
    /// With something pending.
    pub provisional: usize,
    /// With something invalid.
    pub refused: usize,
    /// Of kinds that have no scorecard.
    pub not_judged: usize,
}

/// The state of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SubjectState {
    /// Everything is decided.
    Scored,
    /// Something is pending: the numbers are those so far.
    Provisional,
    /// Something is invalid: there is no total.
    Refused,
    /// Nothing is asked of it: its kind has no scorecard.
    NotJudged,
}

/// The score of a subject.
#[derive(Clone, Debug)]
pub struct SubjectScore {
    /// Its place in [`crate::model::Submission::subjects`].
    pub subject: usize,
    /// Its kind.
    pub level: LevelId,
    /// The scorecard that fits it; none when none or several do, or its kind has none.
    pub scorecard: Option<ScorecardId>,
    /// Its state.
    pub state: SubjectState,
    /// The total, rounded as the rules say; the total so far when provisional; none when refused
    /// or when nothing on the scorecard is applicable.
    pub total: Option<Number>,
    /// Where the total can still lie when refused or provisional; none when that cannot be said.
    pub range: Option<Range>,
    /// Points of the total that are still open because something is pending.
    pub open: Number,
    /// Its grade; none when no grade is declared for it.
    pub grade: Option<GradeScore>,
    /// What it came to in the rank of its kind; none where it is not ranked.
    pub place: Option<Arc<Placing>>,
    /// What follows from its results and what does not, in the order of the rules; of a refused
    /// subject nothing.
    pub consequences: Vec<ConsequenceScore>,
    /// The parts of its scorecard, in the order of the tree, the root first.
    pub parts: Vec<PartScore>,
    /// The indicators on its scorecard, in the order of the tree.
    pub indicators: Vec<IndicatorScore>,
    /// How the total came about; none without a scorecard.
    pub derivation: Option<TotalTrace>,
    /// Why it is refused, provisional, or without a total.
    pub reasons: Vec<Reason>,
}

/// Both ends are possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub low: Number,
    /// The most.
    pub high: Number,
}

impl Range {
    /// From the least of both to the most of both.
    #[must_use]
    pub(super) fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// A single number.
    pub(super) fn single(number: &Number) -> Self {
        Self { low: number.clone(), high: number.clone() }
    }
}

/// The grade of a subject and why.
#[derive(Clone, Debug)]
pub struct GradeScore {
    /// The declaration.
    pub scheme: GradeId,
    /// The grade, a place in [`crate::model::Grade::names`]; none when it cannot be given (yet).
    pub grade: Option<usize>,
    /// The grade before `at most … when` lowered it.
    pub before_ceilings: Option<usize>,
    /// The rows that were looked at, in their order.
    pub rows: Vec<GradeRowTrace>,
    /// Why there is no grade.
    pub reasons: Vec<Reason>,
    /// Whether it cannot be told which declaration grades the subject; then this is the first that may.
    pub is_unclear: bool,
}

/// A consequence and whether it follows.
#[derive(Clone, Debug)]
pub struct ConsequenceScore {
    /// The declaration.
    pub of: ConsequenceId,
    /// The place of the row in it.
    pub row: usize,
    /// Its condition; none where it cannot be said whether the declaration is for the subject.
    pub condition: Option<Arc<Derivation>>,
    /// Whether it follows; none when that cannot be said (yet).
    pub follows: Option<bool>,
    /// Why it cannot be said.
    pub reasons: Vec<Reason>,
}

impl GradeScore {
    /// Whether the grade hangs on something that is still outstanding, such as places that can move.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.grade.is_none() && (self.is_unclear || self.rows.last().is_some_and(|row| row.holds.is_none()))
    }
}

/// The state of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartState {
    /// Everything below is decided.
    Scored,
    /// Nothing below is applicable, or too little.
    NotApplicable,
    /// Something below is pending: the score is that so far.
    SoFar,
    /// Something below is invalid.
    Invalid,
}

/// The score of a part.
#[derive(Clone, Debug)]
pub struct PartScore {
    /// The part.
    pub part: PartId,
    /// Its state.
    pub state: PartState,
    /// E: what the applicable children earned, without bonus, in the measure of `of`.
    pub earned: Option<Number>,
    /// A: the full points (or weights) of the applicable children.
    pub of: Option<Number>,
    /// E ÷ A; none in bonus and adjustment parts.
    pub share: Option<Number>,
    /// Full points of the part; the cap of a bonus part, the upper end of an adjustment part.
    pub full: Number,
    /// Its final score, out of `full`.
    pub score: Option<Number>,
    /// Its share of its parent as the rules give it; none for the root, bonus and adjustment parts.
    pub weight: Option<Number>,
    /// Its share of its parent after others beside it turned out not applicable; none when it is
    /// not applicable itself.
    pub weight_after: Option<Number>,
    /// Bonus points of its children, in its final score.
    pub bonus: Number,
    /// What is still open below it, in its own points.
    pub open: Number,
    /// Where its score can lie; a single number when scored; none when that cannot be said or it
    /// is not applicable.
    pub range: Option<Range>,
    /// Children that are not applicable, and what the part did about them.
    pub policies: Vec<PolicyApplied>,
    /// `at least N …` that was not reached: how many were needed, how many there are.
    pub at_least_missed: Option<(usize, usize)>,
    /// Step by step.
    pub trace: PartTrace,
    /// Why it is not applicable, so far, or invalid.
    pub reasons: Vec<Reason>,
}

/// A child that is not applicable, and what its part did about it.
#[derive(Clone, Debug)]
pub struct PolicyApplied {
    /// The child.
    pub child: crate::model::Child,
    /// What was done.
    pub policy: Policy,
    /// What it was counted with: nothing when redistributed.
    pub points: Option<Number>,
}

/// The state of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IndicatorState {
    /// There is a score.
    Scored,
    /// It does not count for this subject.
    NotApplicable,
    /// The subject is exempt from it.
    Waived,
    /// A judgement is outstanding.
    Pending,
    /// The submission is at fault.
    Invalid,
}

/// The score of an indicator for one subject.
#[derive(Clone, Debug)]
pub struct IndicatorScore {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The part of the subject's scorecard it counts in.
    pub part: PartId,
    /// Its state.
    pub state: IndicatorState,
    /// The method used; none when none could be applied and the end of the chain decided.
    pub method: Option<MethodKind>,
    /// The methods before it and why each could not be applied.
    pub passed_over: Vec<PassedOver>,
    /// What the method gave, after the method's own ceiling.
    pub earned: Option<Number>,
    /// The final score; while it is pending only because of what may still be added (months to come, entries
    /// that may be the subject's), what it comes to without that.
    pub score: Option<Number>,
    /// While it is pending, what the steps that are done have won already, or what it wins or loses whatever becomes of it.
    pub so_far: Option<Number>,
    /// Full points.
    pub points: Number,
    /// Points minus `score`, not below 0.
    pub lost: Option<Number>,
    /// Where the score can lie: a single number when scored; none when not applicable.
    pub range: Option<Range>,
    /// Why it is not applicable, waived, pending or invalid.
    pub reasons: Vec<Reason>,
    /// The ruling that decided it, by its place in [`crate::model::Submission::rulings`].
    pub ruling: Option<usize>,
    /// What it came to before an award replaced that.
    pub computed: Option<Computed>,
    /// Step by step.
    pub trace: IndicatorTrace,
}

/// What an indicator came to before an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// Its state.
    pub state: IndicatorState,
    /// Its score, that so far when pending.
    pub score: Option<Number>,
    /// Why it was pending or invalid.
    pub reasons: Vec<Reason>,
}

/// A method that could not be applied.
#[derive(Clone, Debug)]
pub struct PassedOver {
    /// Its place in the chain.
    pub link: usize,
    /// Which it is.
    pub method: MethodKind,
    /// Why.
    pub because: Because,
    /// What was missing.
    pub reasons: Vec<Reason>,
    /// The method's clause.
    pub span: Span,
}

/// Why a method could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Because {
    /// A value it needs is missing.
    Missing,
    /// None of the steps was answered.
    EveryAnswerEmpty,
    /// No evidence was sent.
    NoEvidence,
    /// Fewer compete than there must be.
    TooFewCompetitors,
    /// The best value is not above 0, so nothing can be in proportion to it.
    NothingToMeasureBy,
    /// Too few rated: in all groups of a survey, or in one whose weight nobody may take over.
    TooFewRaters,
}

/// A value, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// There.
    Given(Value),
    /// Missing, and what is missing.
    Missing(Vec<Reason>),
    /// Pending, and what is outstanding.
    Pending(Vec<Reason>),
    /// Invalid, and what is at fault.
    Invalid(Vec<Reason>),
}

/// Why something is missing, pending, invalid or not applicable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What happened.
    pub kind: ReasonKind,
    /// The cell or row in the submission, where there is one.
    pub origin: Option<Origin>,
    /// The clause of the rules, where one has to do with it.
    pub span: Option<Span>,
}

impl ReasonKind {
    /// What happened, whoever it happened to.
    #[must_use]
    pub fn itself(&self) -> &Self {
        if let Self::OfSubject(_, kind) = self { kind.itself() } else { self }
    }
}

impl IndicatorScore {
    /// The final score; none while it is pending.
    #[must_use]
    pub fn final_score(&self) -> Option<&Number> {
        self.score.as_ref().filter(|_| self.state != IndicatorState::Pending)
    }

    /// What is lost for good; none while it is pending.
    #[must_use]
    pub fn final_loss(&self) -> Option<&Number> {
        self.lost.as_ref().filter(|_| self.state != IndicatorState::Pending)
    }

    /// What it came to up to now, while it is pending and that can be told.
    #[must_use]
    pub fn up_to_now(&self) -> Option<&Number> {
        self.score.as_ref().or(self.so_far.as_ref()).filter(|_| self.state == IndicatorState::Pending)
    }
}

/// The kinds of reasons. [`super::reason_words`] says each in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReasonKind {
    /// Missing: a question was not answered.
    Unanswered(Question),
    /// Pending: a question that is due on a later day and not answered yet.
    NotDue {
        /// The question.
        question: Question,
        /// Its day.
        due: Day,
        /// The day it has by the rules, where a ruling put it off.
        put_off_from: Option<Day>,
    },
    /// Pending: the ballots of the survey count from a later day.
    BallotsNotDue(Day),
    /// Missing or pending: what was done on a day after the day of scoring is not seen.
    NotSeen(Question, Day),
    /// Missing: an attribute of the parent is not known.
    ParentUnanswered(InputId),
    /// Missing: there is no parent.
    NoParent,
    /// Missing: nobody of that kind is above the subject.
    NobodyAbove(LevelId),
    /// Missing: of the members below nobody is left to count.
    NobodyBelow(LevelId),
    /// Why something is missing, pending or invalid that is read of another subject, of this name.
    OfSubject(String, Box<ReasonKind>),
    /// Missing: it takes no part in the contest whose result is read.
    NotCompeting,
    /// Missing: a value of a competitor is missing, and nothing says what that does to the places.
    CompetitorMissing,
    /// Missing: fewer compete than there must be.
    TooFewCompetitors {
        /// So many have a value.
        there: usize,
        /// So many there must be.
        needed: usize,
    },
    /// Missing: the best value of a contest is not above 0.
    BestNotAboveZero,
    /// Pending: values of others in the contest are pending or invalid, so every place can move.
    PlacesOpen,
    /// Missing: no grade is declared for the subject.
    NoGrade,
    /// Missing: the subject or its parent has no sequence.
    NoSequence,
    /// Missing: the n-th field of an entry was left empty.
    EmptyField(RegisterId, usize),
    /// Missing: an average (or highest, lowest, median) over nothing.
    NothingLeft,
    /// Missing: what is read of an indicator that is not applicable.
    IndicatorNotApplicable(IndicatorId),
    /// Missing: what is read of an indicator that the subject is exempt from.
    IndicatorWaived(IndicatorId),
    /// Waived: by whom, when and why.
    Waived(Option<Approval>),
    /// Pending: a ruling that may be about it is refused, for this reason.
    RulingRefused(Words),
    /// Missing: what is read of an indicator that does not judge this subject.
    IndicatorNotOnCard(IndicatorId),
    /// Missing: in a group of the indicator's survey fewer rated than it needs.
    TooFewRaters {
        /// The indicator.
        indicator: IndicatorId,
        /// The place of the group in its survey.
        group: usize,
        /// How many rated.
        raters: Number,
        /// How many are needed.
        needed: Number,
    },
    /// Missing: no method of the indicator was used, so it has no method.
    NoMethodUsed(IndicatorId),
    /// Missing: the score of a part that is not applicable.
    PartNotApplicable(PartId),
    /// Missing: the part belongs to another scorecard.
    PartNotOnCard(PartId),
    /// Missing: nothing on the scorecard is applicable, so there is no total.
    NoTotal,
    /// Pending: evidence is there, or none is needed, and the role has not judged yet.
    AwaitsJudgement(IndicatorId, Option<RoleId>),
    /// Pending: the state is judged, and the points inside its range are outstanding.
    AwaitsPoints(IndicatorId, Option<RoleId>),
    /// Pending: ballots of a group were handed out and are not back yet.
    BallotsOut(IndicatorId, usize),
    /// Pending: a row of ballots does not say whom or what it is about, and may be about this.
    UnclearBallots,
    /// Pending: a row of the months of a kind of subject does not say whom it is about, and may be the subject's.
    UnclearMonth(LevelId),
    /// Pending: an entry of the register names nobody who is in the data, and may be the subject's.
    Unassigned(RegisterId),
    /// Pending: the register may still receive entries before the closing day.
    EntriesToCome(RegisterId),
    /// Pending or invalid: because an indicator it reads is.
    Indicator(IndicatorId),
    /// Pending or invalid: because a part it reads is.
    Part(PartId),
    /// Pending or invalid: because the total is.
    Total,
    /// Invalid: an answer that cannot be read or is outside its type or bounds.
    BadAnswer(Question, Words),
    /// Invalid: a field of an entry that cannot be read or is outside its type or bounds.
    BadField(RegisterId, usize, Words),
    /// Invalid: a register was not delivered.
    NotDelivered(RegisterId),
    /// Invalid: the ballots of the surveys were not delivered.
    BallotsNotDelivered,
    /// Invalid: a row of ballots that is at fault, or ballots that do not add up.
    BadBallot(IndicatorId, Words),
    /// Invalid: a row or the end of a chain says that the submission is at fault.
    DeclaredInvalid,
    /// Invalid: a division by zero.
    DivisionByZero,
    /// Invalid: no row of a table holds the value.
    NoRow(Type, Value),
    /// Invalid: two rows of a table hold the value.
    TwoRows(Type, Value),
    /// Invalid: a value is missing where no other method follows and no guard says what that means:
    /// after the chain, in a factor of a part, in a limit of the total, in a row of a grade.
    MissingDecides,
    /// Invalid: a day beyond the calendar.
    BeyondCalendar,
    /// Invalid: a number of more digits than anybody could work with.
    TooLong,
    /// Invalid: it reads its own result.
    Circle,
    /// Invalid: a value does not fit the place it is used in. A checked program has none.
    WrongType,
    /// Invalid: whom the rule is for depends on something missing.
    WhomUnknown,
    /// Not applicable: a row or the end of a chain says so.
    DeclaredNotApplicable,
    /// Not applicable: nothing below is applicable.
    NothingApplicable,
    /// Not applicable: what is applicable below has no points that anything could be a share of, only a bonus.
    BonusesAlone,
    /// Not applicable: fewer children are applicable than `at least` asks for.
    TooFew,
    /// Refused: the row of the subject is at fault.
    BadRow(Words),
    /// Refused: no scorecard fits.
    NoScorecard,
    /// Refused: several scorecards fit.
    SeveralScorecards,
    /// No grade: several grade declarations fit.
    SeveralGrades,
    /// Invalid: several ranks fit the subject.
    SeveralRanks,
    /// No grade: none of the rows holds.
    NoGradeRow,
}
