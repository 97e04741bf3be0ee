//! Fixtures and snapshots: what can be said in the language, and what is said about it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod check;
mod render;
#[path = "../support/mod.rs"]
mod support;
mod tables;
