//! What is proved about rules before any data exists.
mod intervals;
mod linear;
