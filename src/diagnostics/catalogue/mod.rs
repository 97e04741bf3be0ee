//! One row per code. Bands: `Y00xx` files and use (which has none yet), `01` syntax, `02` names, `03` types and units,
//! `04` what a rule means (from `0450` what is proved of it), `05` evaluation and examples, `06` data,
//! `07` comparison of years, `08` extensions, `09` style. A number is never used again; retired codes keep their page.

mod ballots;
mod bounds;
mod data;
mod evaluation;
mod extensions;
mod meaning;
mod months;
mod names;
mod proofs;
mod rulings;
mod style;
mod syntax;
mod types;

use std::fmt;

pub use ballots::*;
pub use bounds::*;
pub use data::*;
pub use evaluation::*;
pub use extensions::*;
pub use meaning::*;
pub use months::*;
pub use names::*;
pub use proofs::*;
pub use rulings::*;
pub use style::*;
pub use syntax::*;
pub use types::*;

/// A code, such as `Y0301`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub(super) u16);

/// What scoring itself can find in what is given. Everything else is found while rules or files are read, and
/// never comes of an example, which has no files; that every register is delivered goes without saying there.
pub const OF_SCORING: [Code; 12] = [
    RULE_WITHOUT_RESULT,
    MISSING_VALUE_DECIDES,
    DECLARED_INVALID,
    INPUT_OUT_OF_BOUNDS,
    ENTRY_OUT_OF_BOUNDS,
    ANSWER_TO_OTHER_INDICATOR,
    JUDGED_WITHOUT_EVIDENCE,
    FITS_NO_SCORECARD,
    FITS_TWICE,
    RULING_OFF_CARD,
    RULING_WITHOUT_OBJECT,
    AFTER_SCORING_DAY,
];

/// What is wrong with an answer though it is well formed. In data it is told of the cell when they are read; an example
/// has no cells, so scoring comes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerFault {
    /// A count is negative or has a fraction.
    NoCount,
    /// Points for a state that leaves the judge no range, or for none.
    PointsNotAsked,
    /// Points outside the range of the state judged.
    PointsOutOfRange,
}

impl AnswerFault {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NoCount, Self::PointsNotAsked, Self::PointsOutOfRange];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::NoCount => COUNT_NOT_WHOLE,
            Self::PointsNotAsked => POINTS_NOT_ASKED,
            Self::PointsOutOfRange => POINTS_OUT_OF_RANGE,
        }
    }
}

/// All that an example can come to and expect by its code.
pub fn of_examples() -> impl Iterator<Item = Code> {
    OF_SCORING.into_iter().chain(AnswerFault::ALL.map(AnswerFault::code))
}

/// What is said of a table or column that is asked for and is not there. Of what only a proposal asks for, that is no
/// fault of the data.
pub const OF_ABSENCE: [Code; 4] = [MISSING_DATA_FILE, DATA_MISSING_COLUMN, MISSING_MONTHS, REGISTER_NOT_DELIVERED];

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// What it is about is not scored while it stands: of a fault in the rules everything, of one in the data the
    /// subject it concerns.
    Error,
    /// Worth a look; scoring goes on.
    Warning,
}

/// Whether a code is still in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In use.
    Active,
    /// No longer reported.
    Retired,
}

/// What the catalogue says of a code.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The code.
    pub code: Code,
    /// Its name: says the bad thing and reads well after "allow".
    pub slug: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// One line, in English.
    pub english: &'static str,
    /// The same in Chinese.
    pub chinese: &'static str,
    /// The version that brought it.
    pub since: &'static str,
    /// Whether it is in use.
    pub status: Status,
}

impl Code {
    /// All rows, by number.
    #[allow(unused_qualifications, reason = "each band has `ROWS` of its own")]
    pub fn rows() -> impl Iterator<Item = &'static Row> {
        [
            syntax::ROWS,
            names::ROWS,
            types::ROWS,
            meaning::ROWS,
            proofs::ROWS,
            evaluation::ROWS,
            data::ROWS,
            bounds::ROWS,
            rulings::ROWS,
            months::ROWS,
            ballots::ROWS,
            extensions::ROWS,
            style::ROWS,
        ]
        .into_iter()
        .flatten()
    }

    /// Its row.
    ///
    /// # Panics
    /// Never: codes are made with their rows by one macro.
    #[must_use]
    pub fn row(self) -> &'static Row {
        Self::rows().find(|row| row.code == self).expect("INVARIANT: every code is declared with its row")
    }

    /// The code written as `Y0301` or with its slug.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        Self::rows().find(|row| row.slug == text || row.code.to_string().eq_ignore_ascii_case(text)).map(|row| row.code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Y{:04}", self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Declares codes with their rows: `NAME = number, "slug", Severity, "English", "Chinese";`, with `, since "0.2.0"` at
/// its end what a later version than the first has brought.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $slug:literal, $severity:ident, $english:literal, $chinese:literal $(, since $since:literal)?;)*) => {
        $(
            $(#[$doc])*
            #[doc = $english]
            pub const $name: $crate::diagnostics::Code = $crate::diagnostics::Code($number);
        )*
        pub(super) const ROWS: &[$crate::diagnostics::Row] = &[$(
            $crate::diagnostics::Row {
                code: $name,
                slug: $slug,
                severity: $crate::diagnostics::Severity::$severity,
                english: $english,
                chinese: $chinese,
                since: $crate::diagnostics::catalogue::since!($($since)?),
                status: $crate::diagnostics::Status::Active,
            },
        )*];
    };
}
use codes;

/// The version that brought a code: the first, where its row names none.
macro_rules! since {
    () => {
        "0.1.0"
    };
    ($version:literal) => {
        $version
    };
}
use since;
