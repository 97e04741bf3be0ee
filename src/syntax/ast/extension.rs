//! Extensions: the head of a proposal, and the clause by which the office accepts one.

use super::{Body, DayLiteral, Name, NumberLiteral, Text};
use crate::text::Spanned;

/// `extension "Title" of "Rulebook" by tax_service { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Extension {
    /// Its title.
    pub title: Text,
    /// The title of the rulebook it is for.
    pub of: Text,
    /// The member that proposes it.
    pub by: Name,
    /// Year, day, reason.
    pub body: Body<ExtensionClause>,
}

/// A line at the head of an extension.
#[derive(Clone, Debug, PartialEq)]
pub enum ExtensionClause {
    /// `year 2025`
    Year(Spanned<NumberLiteral>),
    /// `proposed 2025-02-10`
    Proposed(Spanned<DayLiteral>),
    /// `reason "…"`
    Reason(Text),
}

/// `accept "tax_service" digest "sha256:…" on 2025-02-20 by performance_office`
#[derive(Clone, Debug, PartialEq)]
pub struct Accept {
    /// The name of its file under `extensions/`, without the ending.
    pub name: Text,
    /// The digest of the file that was accepted.
    pub digest: Option<Text>,
    /// The day of the decision.
    pub on: Spanned<DayLiteral>,
    /// The role that decided.
    pub by: Name,
}
