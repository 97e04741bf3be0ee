//! The corpus: everything that can be said in the language, as fixtures, and what is said about it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod check;
mod data;
mod diff;
mod extensions;
mod format;
mod help;
mod re_added;
mod render;
mod rules;
mod score;
mod syntax;
mod tables;
