//! Yardstick: a small language for yearly performance rules, and the engine that checks, scores and
//! explains them. The modules stand in reading order; each imports only what stands above it.

pub mod text;
pub mod threads;
pub mod value;

pub mod diagnostics;
pub mod types;

pub mod syntax;

pub mod format;
pub mod model;

pub mod check;
pub mod data;

pub mod eval;

pub mod diff;

pub mod render;

pub mod cli;
