//! What we tell people about their rules and data: plain data, in both languages.
//!
//! A [`Diagnostic`] is made by one function per code, in the `messages` module of the pass that
//! finds the fault; the [`catalogue`] has one row per code. How a diagnostic looks is known to
//! `render` alone.

pub mod catalogue;
mod diagnostic;
pub mod pages;

pub use catalogue::{Code, Row, Severity, Status};
pub use diagnostic::{Applicability, Diagnostic, Diagnostics, Edit, Fix, Label};
