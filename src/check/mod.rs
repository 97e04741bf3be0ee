//! Checking: from trees to a checked program, and what is proved about it before any data exists.

pub mod proofs;
