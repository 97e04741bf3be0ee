//! Laws that hold for all rules and submissions, tried on random ones.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod score;
