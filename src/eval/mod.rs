//! The reference interpreter: slow, obvious, traced. It is the definition of what a rulebook means.
//!
//! [`score()`] follows the order of evaluation line by line. What was submitted is read into states
//! (`read`), the methods of each indicator are tried in their order (`chain`, with `quantify`,
//! `bands`, `steps`, `state`, `survey`), changes, vetoes and limits follow (`changes`), parts are added up from
//! the leaves (`parts`), and the total gets its limits and its grade (`total`, `grade`, `consequence`); where
//! something is outstanding or at fault, `range` says where the total can still lie. Every step leaves
//! a trace from which [`re_add()`] adds the score up again. [`run_examples`] scores the examples in the
//! rules and says which clauses none of them has met.
//!
//! It knows nothing of files, of how findings look, or of clocks.

mod report;
mod trace;

mod across_trace;
mod answered_trace;
mod card_trace;
mod change_trace;
mod contest_trace;
mod entry_trace;
mod ruling_trace;
mod step_trace;
mod survey_trace;

mod score;

mod days;
mod read;

mod card;
mod found;

mod expression;

mod across;
mod aggregate;
mod answered;
mod bands;
mod contest;
mod group_figures;
mod walk;

mod chain;
mod compete;
mod month_trace;
mod months;

mod changes;
mod portions;
mod quantify;
mod quota;
mod rulings;
mod sources;
mod state;
mod steps;
mod survey;
mod unassigned;

mod certain;
mod lasting;
mod parts;
mod vetoes;

mod ahead;
mod consequence;
mod grade;
mod outlook;
mod possible;
mod range;
mod total;
mod warnings;

mod ledger;
mod re_add;

mod coverage;
mod examples;

mod example_messages;
mod messages;
mod words;

pub use across_trace::*;
pub use answered_trace::*;
pub use card_trace::*;
pub use change_trace::*;
pub use contest_trace::*;
pub use coverage::{Coverage, Covered};
pub use entry_trace::*;
pub use examples::{ExampleResult, ExampleRun, run_examples};
pub use ledger::{Instead, LedgerEntry, LedgerSource, PointsSource, ledger};
pub use month_trace::{MonthState, MonthUse};
pub use re_add::{re_add, re_add_part, re_add_total};
pub use report::*;
pub use ruling_trace::RulingTrace;
pub use score::score;
pub use step_trace::*;
pub use survey_trace::*;
pub use trace::*;
pub use warnings::{Owed, Warned, Warnings, warn};
pub use words::{
    approval_words, approver_title, asked_words, effect_words, group_title, indicator_title, input_title, method_words, question_words,
    reason_words, register_title, ruling_words, show_number, show_value,
};
