//! What the proofs say: one function for each code.

pub mod chains;
pub mod conditions;
pub mod grades;
pub mod tables;
pub mod unused;
pub mod weights;

use crate::diagnostics::{Diagnostic, Fix, catalogue};
use crate::text::{Span, Words};
use crate::words;

/// How to mend a value that can be missing.
pub struct Cure {
    /// In words.
    pub help: Words,
    /// As an edit, where there is one.
    pub fix: Option<Fix>,
    /// Where the input was declared.
    pub declared: Option<Span>,
}

/// Something that could be neither shown nor excluded.
pub fn undecided(span: Span, what: &Words) -> Diagnostic {
    Diagnostic::new(catalogue::UNDECIDED, span, words!("could not decide {e}", "无法判定{z}", e = what.english, z = what.chinese))
        .note(words!(
            "what is computed here goes beyond sums and quotients of inputs, so that no proof was found either way",
            "此处的计算超出了数据项的和与商，两方面都未能证明"
        ))
        .help(words!("bound the inputs, or write the examples that settle it", "给数据项写明取值范围，或以示例验证"))
}
