//! Laws: what holds for all inputs, tried with many.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod syntax;

#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "each suite uses its part of the support")]
mod support;
