//! Gathers the pages of `yardstick explain` into the binary, so that adding a page is adding a file.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut code = list("PAGES", "All pages: code and text.", &root, "src/diagnostics/pages")?;
    code.push_str(&list("CHINESE", "What pages say in Chinese: code and text without programs.", &root, "src/diagnostics/pages/zh")?);
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("pages.rs"), code)
}

/// A constant that holds the pages of a folder by their codes.
fn list(constant: &str, about: &str, root: &str, folder: &str) -> io::Result<String> {
    println!("cargo::rerun-if-changed={folder}");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            names.push(path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    names.sort();
    let mut code = format!("/// {about}\npub const {constant}: &[(&str, &str)] = &[\n");
    for name in &names {
        writeln!(code, "    ({name:?}, include_str!({:?})),", format!("{root}/{folder}/{name}.md")).map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    Ok(code)
}
