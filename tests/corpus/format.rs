//! The canonical layout: messy files and what becomes of them.

use std::path::Path;

use yardstick::diagnostics::Diagnostic;
use yardstick::format::{self, Style};
use yardstick::syntax;
use yardstick::text::{Language, SourceMap};

use crate::support::fixtures;

/// The text in canonical layout, in the language asked for or in its own.
fn formatted(name: &str, text: &str, language: Option<Language>) -> Result<String, Box<Diagnostic>> {
    let mut sources = SourceMap::default();
    let id = sources.add(name, text);
    let file = sources.file(id);
    format::format(&syntax::parse(file), file, Style { language }).map_err(Box::new)
}

fn snapshot(path: &Path, what: &str, text: &str) {
    let folder = path.parent().unwrap();
    let name = format!("{}.{what}", path.file_stem().unwrap().to_string_lossy());
    insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn messy_files_come_out_in_one_layout() {
    for path in fixtures::files("tests/fixtures/format", "yard") {
        let name = fixtures::name(&path);
        let text = formatted(&name, &fixtures::read(&path), None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        snapshot(&path, "formatted", &text);
    }
}
