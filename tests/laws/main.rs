//! Laws that hold for every program, tried on all files of the repository and on variations of them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod format;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "the laws need a part of it")]
//! Laws: what holds for all inputs, tried with many.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod syntax;

#[path = "../support/mod.rs"]
mod support;
