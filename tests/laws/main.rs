//! The laws: what holds for all rules and data, tried on many made by chance.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod format;
mod syntax;

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "the laws need a part of it")]
#[allow(dead_code, reason = "each suite uses its part of the support")]
mod support;

mod format;
//! Laws that hold for all rules and submissions, tried on random ones.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod score;
#[path = "../support/mod.rs"]
mod support;

mod format;
mod syntax;
