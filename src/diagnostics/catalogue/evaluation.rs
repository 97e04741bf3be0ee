//! Codes of evaluation and examples.

use super::codes;

codes! {}
