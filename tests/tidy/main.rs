//! What holds of the repository as a whole: layers, codes, snapshots, house style. Each failure
//! names the file and says what to do about it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod codes;
mod decisions;
mod layers;
mod pages;
mod repository;
mod snapshots;
mod style;
