//! Temporary.
#![allow(clippy::print_stdout, missing_docs)]
use yardstick::render;
use yardstick::syntax;
use yardstick::text::*;
fn main() {
    let mut map = SourceMap::default();
    let mut all = Vec::new();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let id = map.add(path, text);
        let parse = syntax::parse(map.file(id));
        all.extend(parse.diagnostics.into_sorted());
    }
    println!("{}", render::short(&all, &map, None));
}
