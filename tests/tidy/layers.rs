//! The table of layers in ARCHITECTURE.md is kept: who imports whom, and which crate lives where.

use std::collections::{BTreeMap, BTreeSet};

use super::repository::{code_lines, names, read, report, rust};

/// Macros at the root of the crate, with the module they belong to.
const MACROS: [(&str, &str); 2] = [("words", "text"), ("id", "types")];

/// A row of the table.
struct Layer {
    number: u32,
    module: String,
    imports: BTreeSet<String>,
    crates: BTreeSet<String>,
}

#[test]
fn the_crate_root_declares_the_layers_from_below() {
    let table = table();
    let root = read("src/lib.rs");
    let declared: Vec<&str> = root.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut faults = Vec::new();
    let mut reached = 0;
    for module in &declared {
        match table.iter().find(|layer| layer.module == *module) {
            None => faults.push(format!("ARCHITECTURE.md: the layer table has no row for `{module}`")),
            Some(layer) if layer.number < reached => {
                faults.push(format!("src/lib.rs: `{module}` is of a lower layer than what stands above it"))
            }
            Some(layer) => reached = layer.number,
        }
    }
    for layer in table.iter().filter(|layer| !declared.contains(&layer.module.as_str())) {
        faults.push(format!("ARCHITECTURE.md: src/lib.rs declares no module `{}`", layer.module));
    }
    report(&faults);
}

#[test]
fn imports_go_down_only() {
    let table = table();
    let mut faults = Vec::new();
    for layer in &table {
        for import in &layer.imports {
            if !table.iter().any(|lower| lower.module == *import && lower.number < layer.number) {
                faults.push(format!("ARCHITECTURE.md: `{}` may import `{import}`, which is not of a lower layer", layer.module));
            }
        }
    }
    report(&faults);
}

#[test]
fn modules_import_what_the_table_allows() {
    let layers: BTreeMap<String, Layer> = table().into_iter().map(|layer| (layer.module.clone(), layer)).collect();
    let mut faults = Vec::new();
    for file in rust("src") {
        let module = module_of(&file.path);
        let Some(layer) = layers.get(&module) else { continue };
        for (number, line) in code_lines(&file.text) {
            let place = format!("{}:{number}", file.path);
            if line.contains("use crate::{") {
                faults.push(format!("{place}: write one `use crate::<module>::…` for each module"));
            }
            for name in after_crate(line) {
                let target = MACROS.iter().find(|(word, _)| *word == name).map_or(name, |(_, owner)| owner);
                if !layers.contains_key(target) {
                    faults.push(format!("{place}: `crate::{name}` is not a module; import it from where it lives"));
                } else if target != module && !layer.imports.contains(target) {
                    faults.push(format!("{place}: `{module}` may not import `{target}` (layer table in ARCHITECTURE.md)"));
                }
            }
        }
    }
    report(&faults);
}

#[test]
fn third_party_crates_stay_at_home() {
    let table = table();
    let mut faults = Vec::new();
    for dependency in dependencies() {
        let homes: Vec<&Layer> = table.iter().filter(|layer| layer.crates.contains(&dependency)).collect();
        if homes.is_empty() {
            faults.push(format!("ARCHITECTURE.md: the crate `{dependency}` has no home in the layer table"));
            continue;
        }
        let name = dependency.replace('-', "_");
        let mut used = BTreeSet::new();
        for file in rust("src") {
            let module = module_of(&file.path);
            for (number, line) in code_lines(&file.text) {
                if !mentions_crate(line, &name) {
                    continue;
                }
                if homes.iter().any(|layer| layer.module == module) {
                    used.insert(module.clone());
                } else {
                    faults.push(format!("{}:{number}: the crate `{dependency}` does not live in `{module}`", file.path));
                }
            }
        }
        for layer in homes.iter().filter(|layer| !used.contains(&layer.module)) {
            faults.push(format!("ARCHITECTURE.md: `{}` is named as a home of `{dependency}` but does not use it", layer.module));
        }
    }
    report(&faults);
}

/// The rows of the table in ARCHITECTURE.md: number, module, task, imports, crates.
fn table() -> Vec<Layer> {
    let text = read("ARCHITECTURE.md");
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
        let [number, module, _, imports, crates] = cells.as_slice() else { return None };
        let number = number.parse().ok()?;
        Some(Layer { number, module: quoted(module).pop_first()?, imports: quoted(imports), crates: quoted(crates) })
    });
    rows.collect()
}

/// The words in backticks.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn dependencies() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1).take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| Some(line.split_once([' ', '='])?.0.to_owned())).collect()
}

/// `src/data/cell.rs` and `src/data.rs` belong to `data`.
fn module_of(path: &str) -> String {
    let rest = path.strip_prefix("src/").unwrap_or(path);
    // The first lines of the program belong to its face.
    let name = rest.split(['/', '.']).next().unwrap_or(rest);
    if name == "main" { "cli".to_owned() } else { name.to_owned() }
}

/// The names that follow `crate::` in a line.
fn after_crate(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").filter_map(|(start, word)| {
        let before = line[..start].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            return None;
        }
        let rest = &line[start + word.len()..];
        names(rest).next().filter(|(offset, _)| *offset == 0).map(|(_, name)| name)
    })
}

/// Whether a line speaks of the crate itself: `csv::…` or `use csv;`, not `self::csv::…`.
fn mentions_crate(line: &str, name: &str) -> bool {
    names(line).any(|(start, word)| {
        let before = line[..start].trim_end();
        let after = &line[start + word.len()..];
        let path = after.starts_with("::") && !before.ends_with("::") && !before.ends_with('"');
        let import = before.ends_with("use") && (after.starts_with(';') || after.starts_with(" as "));
        word == name && (path || import)
    })
}
