//! Codes of submitted data.

use super::codes;

codes! {}
