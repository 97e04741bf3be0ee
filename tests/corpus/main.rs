//! The corpus: everything that can be said in the language, as fixtures, and what is said about it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "tests")]
//! Fixtures and snapshots: what can be said in the language, and what is said about it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod data;
mod check;
mod render;
#[path = "../support/mod.rs"]
mod support;
mod format;
mod render;
#[path = "../support/mod.rs"]
mod support;
