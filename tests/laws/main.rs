//! Laws that hold for every program, tried on all files of the repository and on variations of them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod format;
mod syntax;

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "the laws need a part of it")]
mod support;
