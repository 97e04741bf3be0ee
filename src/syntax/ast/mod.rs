//! The tree of what an author wrote: one tree for both surfaces, spans left out of equality.
//!
//! It keeps what was written (brackets, spellings of numbers, order of clauses) and nothing of how
//! (keywords, layout, comments). Broken statements are not in it: [`super::Parse::broken`] lists
//! them. Names are not resolved here; that is `check`.

mod contest;
mod declaration;
mod example;
mod expression;
mod extension;
mod indicator;
mod method;
mod names;
mod survey;

pub use contest::*;
pub use declaration::*;
pub use example::*;
pub use expression::*;
pub use extension::*;
pub use indicator::*;
pub use method::*;
pub use names::*;
pub use survey::*;

use crate::text::{Span, Spanned};
use crate::value::RoundingMode;

/// A name as written, normalised to NFC.
pub type Name = Spanned<String>;

/// A quoted text, without its quotation marks.
pub type Text = Spanned<String>;

/// Names joined by points: `key.service`, `on_time_filing.score`.
#[derive(Clone, Debug)]
pub struct Path {
    /// The names, at least one.
    pub names: Vec<Name>,
    /// From the first to the last.
    pub span: Span,
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

/// The statements between two braces.
#[derive(Clone, Debug)]
pub struct Body<T> {
    /// The opening brace.
    pub open: Span,
    /// What stands between, each with its whole extent (its own body included).
    pub statements: Vec<Spanned<T>>,
    /// The closing brace; empty where it is missing.
    pub close: Span,
}

impl<T: PartialEq> PartialEq for Body<T> {
    fn eq(&self, other: &Self) -> bool {
        self.statements == other.statements
    }
}

/// One file.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its items in order.
    pub items: Vec<Spanned<Item>>,
}

/// What may stand at the outermost level of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `rulebook "…" { … }`
    Rulebook(Rulebook),
    /// `unit yuan "元"`
    Unit(Unit),
    /// `choice quality { … }`
    Choice(Choice),
    /// `subject bureau "…" { … }`
    Subject(Subject),
    /// `role office "…" held by …`
    Role(Role),
    /// `register supervision "…" of bureau { … }`
    Register(Register),
    /// `table coefficient per sequence { … }`
    Table(Table),
    /// `scale attainment(floor, target) { … }`
    Scale(Scale),
    /// `pattern share_done(floor, target) { … }`
    Pattern(Pattern),
    /// `scorecard bureau out of 100 { … }`
    Scorecard(Scorecard),
    /// `indicator on_time "…" in key for bureau { … }`
    Indicator(Box<Indicator>),
    /// `grade bureau { … }`
    Grade(Grade),
    /// `rank bureau on total { … }`
    Rank(Rank),
    /// `consequence bureau { … }`
    Consequence(Consequence),
    /// `example "…" of on_time { … }`
    Example(Example),
    /// `examples "…" of on_time { … }` with a table of cases
    Examples(Examples),
    /// `extension "…" of "…" by tax_service { … }`, at the head of a file under `extensions/`
    Extension(Extension),
    /// `accept "tax_service" digest "…" on 2025-02-20 by performance_office`
    Accept(Accept),
}

/// The grid a number is rounded to.
#[derive(Clone, Debug, PartialEq)]
pub enum Grid {
    /// `to 2 decimals`
    Decimals(NumberLiteral),
    /// `to 1%`: whole percents; the literal is the step.
    Percent(NumberLiteral),
}

/// `half up to 2 decimals`
#[derive(Clone, Debug, PartialEq)]
pub struct RoundingTo {
    /// The mode named.
    pub mode: Spanned<RoundingMode>,
    /// The grid.
    pub grid: Spanned<Grid>,
}

/// `let rate = on_time ÷ expected`
#[derive(Clone, Debug, PartialEq)]
pub struct Let {
    /// The name given.
    pub name: Name,
    /// Its value.
    pub value: Expr,
}

/// Whom a scorecard, an indicator or a grade is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Whom {
    /// The kind of subject.
    pub level: Name,
    /// Named members; empty for all.
    pub members: Vec<Name>,
    /// `where …`
    pub condition: Option<Expr>,
}
