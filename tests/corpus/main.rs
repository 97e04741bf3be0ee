//! The corpus: everything that can be said in the language, as fixtures, and what is said about it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "tests")]

mod format;
mod render;
mod syntax;

#[path = "../support/mod.rs"]
mod support;

mod check;
mod data;
mod format;
mod render;
mod rules;
#[path = "../support/mod.rs"]
mod support;

mod check;
mod data;
mod render;
mod score;
mod score_pages;
mod score;
mod score_pages;
mod syntax;
