//! From text to tree. Parsing never fails: what cannot be read is reported and left out.

pub mod ast;
