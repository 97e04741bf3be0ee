//! Codes of names.

use super::codes;

codes! {}
