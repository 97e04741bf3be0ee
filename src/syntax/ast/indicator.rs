//! Indicators, and what happens after the chain of methods.

use super::{Body, ChainLink, Expr, Input, Let, Name, NumberLiteral, Path, Text, Whom};
use crate::text::Spanned;

/// `indicator on_time "…" in key.service for bureau led by … follows pattern(…) { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Its name.
    pub name: Name,
    /// What people see.
    pub title: Option<Text>,
    /// The part it counts in.
    pub part: Path,
    /// Whom it judges.
    pub whom: Whom,
    /// `led by …` in its head.
    pub led_by: Vec<Party>,
    /// `follows pattern(…)`
    pub follows: Option<(Name, Vec<Expr>)>,
    /// Its clauses; none when the pattern says it all.
    pub body: Option<Body<IndicatorClause>>,
}

/// A clause of an indicator or pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum IndicatorClause {
    /// `points 10`, `points 30, bonus at most 6`
    Points {
        /// Full points.
        full: Expr,
        /// What may be earned beyond.
        bonus: Option<Expr>,
    },
    /// `points from -3 to 2`, in an adjustment part
    PointsFrom(Expr, Expr),
    /// `led by tax_service`
    LedBy(Vec<Party>),
    /// `supported by collection, office`
    SupportedBy(Vec<Party>),
    /// `collected by system "Monthly filing extract"`
    CollectedBy(Spanned<Collection>, Option<Text>),
    /// `basis "…"`
    Basis(Text),
    /// `formerly on_time_rate`
    Formerly(Name),
    /// `input …`
    Input(Input),
    /// `let …`
    Let(Let),
    /// A method, or what stands after `else`.
    Chain(ChainLink),
    /// `add …`, `deduct …`
    Change(Change),
    /// `deduct at most 5 in all { … }`
    Joint(Joint),
    /// `at most 6 when …`
    Ceiling(Expr, Expr),
    /// `veto when … => 0`
    Veto(Expr, Expr),
    /// `warn serious "Behind plan" when …`
    Warn {
        /// How grave it is, where that is said.
        gravity: Option<Gravity>,
        /// What it says.
        title: Text,
        /// When.
        condition: Expr,
    },
}

/// How grave a warning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gravity {
    /// `serious`
    Serious,
    /// `moderate`
    Moderate,
    /// `minor`
    Minor,
}

/// Somebody who leads or supports: `tax_service`, `tax_service 60%`.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Who.
    pub name: Name,
    /// The share of losses and gains it answers for.
    pub share: Option<Spanned<NumberLiteral>>,
}

/// Where the numbers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Collection {
    /// `collected by system`
    System,
    /// `collected by inspection`
    Inspection,
    /// `collected by assessment`
    Assessment,
}

/// Whether points come or go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// `add`
    Add,
    /// `deduct`
    Deduct,
}

/// `deduct 0.5 for each complaint in supervision where upheld, once per matter, at most 4`
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Add or deduct.
    pub direction: Spanned<Direction>,
    /// So much, each time.
    pub amount: Expr,
    /// How often.
    pub times: Times,
    /// `once per matter`: of one matter the entry worth most.
    pub once_per: Option<Name>,
    /// `at most 4`
    pub at_most: Option<Expr>,
    /// `at most 1 for each bureau`: the cap, and the kind of subject it holds for.
    pub each_source: Option<(Expr, Name)>,
}

/// How often a change happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Times {
    /// Always once.
    Once,
    /// `when …`
    When(Expr),
    /// `for each complaint in supervision as responsible where upheld`
    ForEach {
        /// A value of the one field that has it.
        what: Name,
        /// `entry` was written: all entries.
        every_entry: bool,
        /// The register.
        register: Name,
        /// `as responsible`: entries that name this person in that field.
        as_field: Option<Name>,
        /// `where …`
        condition: Option<Expr>,
    },
    /// `for every full 1 of overdue_days`
    ForEvery(ForEvery),
}

/// `for every full 3% above target`
#[derive(Clone, Debug, PartialEq)]
pub struct ForEvery {
    /// The step.
    pub step: Expr,
    /// What a started step counts.
    pub partial: Spanned<Partial>,
    /// `of overdue_days`: what is measured; in a table it is the table's own value.
    pub of: Option<Expr>,
    /// `above 98%` or `below 97%`: from where.
    pub beyond: Option<(Spanned<Side>, Expr)>,
}

/// What a started step counts; the author has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Partial {
    /// `full`: nothing.
    Full,
    /// `or part`: as a whole one.
    OrPart,
    /// `in proportion`: its share.
    InProportion,
    /// Not said, which is an error of `check`.
    Unsaid,
}

/// A side of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// `above`
    Above,
    /// `below`
    Below,
}

/// `deduct at most 5 in all { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// Add or deduct.
    pub direction: Spanned<Direction>,
    /// The cap over all clauses inside.
    pub at_most: Expr,
    /// The clauses, of the same direction.
    pub body: Body<Change>,
}
