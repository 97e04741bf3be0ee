//! Codes of syntax.

use super::codes;

codes! {}
