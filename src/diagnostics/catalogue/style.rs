//! Codes of style.

use super::codes;

codes! {
    UNFORMATTABLE_FILE = 901, "unformattable-file", Error, "The file cannot be formatted", "文件无法排版";
    UNFORMATTED_FILE = 902, "unformatted-file", Warning, "The file is not in the canonical layout", "文件未按统一格式排版";
}
