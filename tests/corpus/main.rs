//! Fixtures and snapshots: what can be said in the language, and what is said about it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod check;
mod data;
mod render;
mod score;
mod score_pages;
