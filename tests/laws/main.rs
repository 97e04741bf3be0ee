//! The laws: what holds for all rules and data, tried on many made by chance.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/fixtures.rs"]
mod fixtures;
#[path = "../support/layout.rs"]
mod layout;
#[path = "../support/shipped.rs"]
mod shipped;

mod as_of;
mod chains;
mod comparisons;
mod diff;
mod extensions;
mod format;
mod impact;
mod liability;
mod monotone;
mod peers;
mod quotas;
mod restructured;
mod rulings;
mod score;
mod silence;
mod survey;
mod syntax;
