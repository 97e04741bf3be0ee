//! Codes of what a rule means.

use super::codes;

codes! {}
