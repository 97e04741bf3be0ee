//! The rule books the project ships, as its tests read them.

use std::path::PathBuf;

use super::fixtures::files;

/// The rule files of a book that stand without its extensions: neither proposals nor their acceptances.
pub fn own_rules(folder: &str) -> Vec<PathBuf> {
    let mut found = files(folder, "yard");
    found.retain(|path| !path.components().any(|part| part.as_os_str() == "extensions") && !path.ends_with("acceptances.yard"));
    found
}
