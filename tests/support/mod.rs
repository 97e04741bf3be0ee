//! What the suites share: finding fixtures, and comparing findings with the carets written in them.

pub mod carets;
pub mod fixtures;
pub mod layout;
pub mod shipped;
