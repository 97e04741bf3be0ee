//! Codes of files and use.

use super::codes;

codes! {}
