//! The laws: what holds for all rules and data, tried on many made by chance.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod format;
//! Laws that hold for all rules and submissions, tried on random ones.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod score;
#[path = "../support/mod.rs"]
mod support;

mod format;
mod syntax;
