//! Source texts and places in them: files, spans, lines, the two languages of the words we print.
//!
//! Knows nothing of the language's grammar or meaning. Everything above points into sources with
//! [`Span`]s; line and column numbers exist only where something is shown ([`SourceFile::position`]).

mod comment;
mod digest;
mod hidden;
mod source;
mod span;
mod suggest;
mod width;
mod words;

pub(crate) use comment::{Part, parts};
pub use digest::Digest;
pub use hidden::{Hidden, draws_nothing, hidden, normal_form};
pub use source::{Position, SourceFile, SourceId, SourceMap};
pub use span::{Span, Spanned};
pub use suggest::{Spelling, did_you_mean, distance, likeness};
pub use width::half_width;
pub use words::{Language, Words, counted};
