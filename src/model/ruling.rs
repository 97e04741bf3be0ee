//! Rulings: exemptions and awards that the office has approved, and those that had to be refused.

use std::collections::BTreeSet;

use super::{IndicatorId, MemberId, Origin, Question, RegisterId, RoleId, Submission};
use crate::text::Words;
use crate::value::{Day, Number};

/// Whether a ruling takes something out of the evaluation or decides its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RulingKind {
    /// What would be judged is not, or not so: it is applied before the methods.
    Exemption,
    /// What was judged is decided otherwise: it is applied after the score was computed.
    Award,
}

impl RulingKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Exemption, Self::Award];

    /// The names of the table in which rulings of the kind are delivered, in English and in Chinese.
    #[must_use]
    pub const fn tables(self) -> [&'static str; 2] {
        match self {
            Self::Exemption => ["exemptions", "豁免"],
            Self::Award => ["awards", "核定"],
        }
    }
}

/// A ruling that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Which kind.
    pub kind: RulingKind,
    /// The place of its subject in [`super::Submission::subjects`].
    pub subject: usize,
    /// What it names.
    pub about: RulingAbout,
    /// The indicators it holds for, if they judge the subject; all of them, if none is named.
    pub indicators: BTreeSet<IndicatorId>,
    /// What it says.
    pub effect: Effect,
    /// Who approved it, when and why; none in an example.
    pub approval: Option<Approval>,
    /// It is about what is not in force yet on the day of scoring.
    pub ahead: bool,
    /// Its row.
    pub origin: Origin,
}

/// What a ruling names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RulingAbout {
    /// Nothing: every indicator that reads the entry struck.
    Everything,
    /// A part, by its path: all indicators below it.
    Part(String),
    /// An indicator.
    Indicator(IndicatorId),
    /// One question of an indicator.
    Question(IndicatorId, Question),
}

/// What a ruling says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The indicator does not count for the subject.
    NotApplicable,
    /// It counts with full points.
    FullPoints,
    /// It counts with so many points.
    Points(Number),
    /// What was due earlier is due on that day.
    Due(Day),
    /// An entry of a register does not count, by its place there.
    EntryStruck(RegisterId, usize),
}

/// Who approved a ruling, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Who.
    pub by: Approver,
    /// When.
    pub on: Day,
    /// Why.
    pub reason: String,
}

/// Who approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approver {
    /// A role.
    Role(RoleId),
    /// A member.
    Member(MemberId),
}

/// A ruling that is not in force because something about it is wrong, which was reported. What it may
/// have been about is not final until it is put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRuling {
    /// Which kind.
    pub kind: RulingKind,
    /// Whom it is about, where that is known.
    pub subject: Option<usize>,
    /// What it is about; any indicator of the subject, if none is known.
    pub indicators: BTreeSet<IndicatorId>,
    /// What it would have done.
    pub intended: Intended,
    /// What is wrong with it.
    pub why: Words,
    /// Its row.
    pub origin: Origin,
}

/// What a refused ruling would have done, as far as it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intended {
    /// Anything that a ruling of its kind can do.
    Unknown,
    /// Decide what an indicator comes to.
    Decide,
    /// Put a day off.
    PutOff,
    /// Strike an entry of this register; of any, if that is not known.
    Strike(Option<RegisterId>),
}

impl From<&Effect> for Intended {
    fn from(effect: &Effect) -> Self {
        match effect {
            Effect::NotApplicable | Effect::FullPoints | Effect::Points(_) => Self::Decide,
            Effect::Due(_) => Self::PutOff,
            Effect::EntryStruck(register, _) => Self::Strike(Some(*register)),
        }
    }
}

impl Ruling {
    /// Whether it decides what an indicator comes to.
    #[must_use]
    pub fn decides(&self) -> bool {
        match self.effect {
            Effect::NotApplicable | Effect::FullPoints | Effect::Points(_) => true,
            Effect::Due(_) | Effect::EntryStruck(..) => false,
        }
    }

    /// Whether it holds for an indicator.
    #[must_use]
    pub fn holds_for(&self, indicator: IndicatorId) -> bool {
        self.indicators.is_empty() || self.indicators.contains(&indicator)
    }
}

impl Submission {
    /// Whether a ruling had been made by the day of scoring, where one is named, and had something to be about; a ruling of
    /// an example always has.
    #[must_use]
    pub fn sees(&self, ruling: &Ruling) -> bool {
        let made = match (self.as_of, &ruling.approval) {
            (Some(day), Some(approval)) => approval.on <= day,
            (Some(_), None) | (None, _) => true,
        };
        made && !ruling.ahead
    }

    /// The day by which a subject owes an answer that is due on `own` as the rules have it, and the place of
    /// the ruling that put it off, if one did. Months keep their days.
    #[must_use]
    pub fn due(&self, subject: usize, indicator: IndicatorId, question: Question, own: Day) -> (Day, Option<usize>) {
        let mut latest = (own, None);
        if let Question::Month(..) = question {
            return latest;
        }
        let rulings = self.rulings.iter().enumerate();
        for (place, ruling) in rulings.filter(|(_, ruling)| ruling.subject == subject && self.sees(ruling)) {
            let Effect::Due(day) = ruling.effect else { continue };
            let about = match ruling.about {
                RulingAbout::Question(_, only) => only == question,
                RulingAbout::Everything | RulingAbout::Part(_) | RulingAbout::Indicator(_) => ruling.holds_for(indicator),
            };
            if about && day > latest.0 {
                latest = (day, Some(place));
            }
        }
        latest
    }
}
