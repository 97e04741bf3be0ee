//! Codes of types and units.

use super::codes;

codes! {}
