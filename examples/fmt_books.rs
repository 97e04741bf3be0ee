//! Temporary.
#![allow(clippy::print_stdout, missing_docs)]
use yardstick::format::{self, Style};
use yardstick::render;
use yardstick::syntax;
use yardstick::text::*;
fn main() {
    let mut args = std::env::args().skip(1).peekable();
    let language = if args.peek().map(String::as_str) == Some("zh") {
        args.next();
        Some(Language::Chinese)
    } else {
        None
    };
    for path in args {
        let mut map = SourceMap::default();
        let text = std::fs::read_to_string(&path).unwrap();
        let id = map.add(path.clone(), text);
        let parse = syntax::parse(map.file(id));
        match format::format(&parse, map.file(id), Style { language }) {
            Ok(text) => std::fs::write(&path, text).unwrap(),
            Err(d) => println!("{path}\n{}", render::short(&[d], &map, None)),
        }
    }
}
