//! What the proofs say: one function for each code.

pub mod chains;
pub mod conditions;
pub mod consequences;
pub mod contests;
pub mod grades;
pub mod tables;
pub mod unused;
pub mod weights;

use crate::diagnostics::{Diagnostic, Fix, catalogue};
use crate::text::{Span, Words};
use crate::words;

/// What asks for a value that can be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// A condition behind the chain, of a grade or a scorecard.
    Condition,
    /// Points or a quantity there.
    Amount,
    /// `start at`, which needs nothing.
    Start,
    /// Whom a declaration is for.
    Whom,
}

/// How to mend a value that can be missing.
pub struct Cure {
    /// In words.
    pub help: Words,
    /// As an edit, where there is one.
    pub fix: Option<Fix>,
    /// Where the input was declared.
    pub declared: Option<Span>,
    /// Where it is said for whom it is there, where that is not everybody.
    pub judged: Option<Span>,
    /// The row of a scale that says `not applicable`, where that is what is missing.
    pub row: Option<Span>,
}

/// Why something could not be decided.
#[derive(Clone, Copy)]
pub enum Why {
    /// It is no question of sums and quotients.
    BeyondSums,
    /// The conditions on the way can come out in more ways than are gone through.
    TooManyWays,
    /// It hangs on who the subjects are.
    KnownFromData,
}

/// Something that could be neither shown nor excluded.
/// `why` says why, and what to do about it.
pub fn undecided(span: Span, what: &Words, why: Why) -> Diagnostic {
    let (note, help) = match why {
        Why::BeyondSums => (
            words!(
                "what is computed here goes beyond sums and quotients of inputs, so that no proof was found either way",
                "此处的计算超出了数据项的和与商，两方面都未能证明"
            ),
            words!("bound the inputs, or write the examples that settle it", "给数据项写明取值范围，或以示例验证"),
        ),
        Why::TooManyWays => (
            words!(
                "the conditions here can come out in more ways than are gone through, so that no proof was found either way",
                "此处各条件的组合过多，无法逐一核对，两方面都未能证明"
            ),
            words!("ask for it right where it counts, or write the examples that settle it", "在用到它的地方直接写明条件，或以示例验证"),
        ),
        Why::KnownFromData => (
            words!("who meets the condition is known from the data alone", "谁符合条件，只有数据才能说明"),
            words!("name who judges then: `for itself by …`", "写明此时由谁评定：“本身由 … 评定”"),
        ),
    };
    Diagnostic::new(catalogue::UNDECIDED, span, words!("could not decide {e}", "无法判定{z}", e = what.english, z = what.chinese))
        .note(note)
        .help(help)
}
