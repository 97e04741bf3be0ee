//! From text to tree. Parsing never fails: what cannot be read is reported and left out.
//!
//! `grammar/yardstick.pest` holds the one grammar. `outline` cuts a file into statements and
//! bodies, [`parse()`] reads each statement by the rule of its context, `build` makes the tree. What
//! is said about a statement that cannot be read is found in `faults`, in the words of
//! `expectations` and `messages`. The spellings of keywords are known to the grammar alone;
//! [`keywords`] reads them from there.

pub mod ast;
mod bands;
mod bands_on_paper;
mod build;
mod comments;
mod comparisons;
mod expectations;
mod faults;
mod grammar;
pub mod keywords;
mod letters;
mod limited;
mod limits;
mod messages;
mod names;
mod node;
mod numerals;
mod on_paper;
mod outline;
mod parse;
mod places;
mod reader;
mod rereading;
mod synonyms;
mod vocabulary;

pub use bands::{band_in_words, compares_behind, open_end_of_unit, rest_of_band};
pub use bands_on_paper::band_of_nothing;
pub use comments::{Comment, Comments};
pub use comparisons::band_in_one_word;
pub use faults::day_in_slashes;
pub use grammar::Rule;
pub use limits::parser_calls;
pub use numerals::{number_in_words, ordinal};
pub use on_paper::{Asks, Known, OnPaper, condition_in_other_words, condition_on_paper};
pub use parse::{Parse, parse, parse_all};
pub use reader::{Broken, Context, Declares};
pub use rereading::reads_with;
