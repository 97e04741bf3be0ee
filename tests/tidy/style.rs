//! House style that no lint knows.

use super::repository::{File, code_lines, files, names, report, rust};

/// Lines a file may have; longer ones want to be two.
const LONGEST: usize = 600;

/// All Rust of the repository.
fn all_rust() -> Vec<File> {
    ["build.rs", "src", "tests", "benches", "xtask"]
        .into_iter()
        .flat_map(|folder| match folder.strip_suffix(".rs") {
            Some(_) => vec![File { path: folder.to_owned(), text: super::repository::read(folder) }],
            None => rust(folder),
        })
        .collect()
}

#[test]
fn every_file_says_what_it_is() {
    let silent = all_rust().into_iter().filter(|file| !file.text.starts_with("//! "));
    report(&silent.map(|file| format!("{}: begin with a `//!` line that says what the file is", file.path)).collect::<Vec<_>>());
}

#[test]
fn no_file_is_too_long() {
    let long = all_rust().into_iter().map(|file| (file.text.lines().count(), file.path)).filter(|(lines, _)| *lines > LONGEST);
    report(&long.map(|(lines, path)| format!("{path}: {lines} lines, more than {LONGEST}")).collect::<Vec<_>>());
}

#[test]
fn modules_are_named_for_what_they_hold() {
    let vague = ["utils", "util", "helpers", "helper", "common", "misc"];
    let named = all_rust().into_iter().filter(|file| {
        let name = file.path.strip_suffix(".rs").unwrap_or(&file.path).trim_end_matches("/mod");
        vague.contains(&name.rsplit('/').next().unwrap_or(name))
    });
    report(&named.map(|file| format!("{}: name the module for what it holds", file.path)).collect::<Vec<_>>());
}

#[test]
fn numbers_are_exact() {
    let mut faults = Vec::new();
    for file in rust("src") {
        for (number, line) in code_lines(&file.text) {
            if names(line).any(|(_, word)| matches!(word, "f32" | "f64")) {
                faults.push(format!("{}:{number}: binary fractions have no place here; use `value::Number`", file.path));
            }
        }
    }
    report(&faults);
}

/// The glossary has another word for each of these, and only for what it stands for here.
const RETIRED: [(&str, &str); 7] = [
    ("终点", "末项"),
    ("计分明细", "承担台账"),
    ("提出者", "提出单位"),
    ("评定者", "评定人"),
    ("分值区间", "评分幅度"),
    ("签署", "签批"),
    ("考核规则的表头", "考核规则的抬头"),
];

#[test]
fn the_words_of_the_glossary_are_kept() {
    let mut faults = Vec::new();
    let pages = files("src/diagnostics/pages/zh").into_iter().chain(files("docs"));
    for file in rust("src").into_iter().chain(pages) {
        for (number, line) in (1..).zip(file.text.lines()) {
            for (word, meant) in RETIRED.iter().filter(|(word, _)| line.contains(word)) {
                faults.push(format!("{}:{number}: `{word}` is `{meant}` in the glossary", file.path));
            }
        }
    }
    report(&faults);
}

/// The second of each pair of texts, as in `words!("…", "…")`, with the line it begins on.
fn chinese(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for call in ["words!(", "Words::new("] {
        for (start, _) in code.match_indices(call) {
            let after = &code[start + call.len()..];
            let Some(pair) = literal(after).and_then(|(_, rest)| literal(rest.trim_start().strip_prefix(',')?)) else { continue };
            found.push((code[..start].lines().count(), pair.0));
        }
    }
    found
}

/// The text that a piece of code begins with, and what follows.
fn literal(code: &str) -> Option<(String, &str)> {
    let inner = code.trim_start().strip_prefix('"')?;
    let mut escaped = false;
    let end = inner.find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    })?;
    Some((inner[..end].to_owned(), &inner[end + 1..]))
}

/// A text without what is quoted in it and what is put into it: rules stand as they are written.
fn own_words(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = text.chars().filter(|letter| {
        let inside = depth > 0;
        match letter {
            '“' | '{' => depth += 1,
            '”' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        !inside && depth == 0
    });
    kept.collect()
}

#[test]
fn chinese_has_signs_of_its_own() {
    let han = |letter: char| ('\u{3400}'..='\u{9fff}').contains(&letter);
    let mut faults = Vec::new();
    // What `diff` says of a rule is laid out as the rule itself, which has narrow signs in either language.
    for file in rust("src").into_iter().filter(|file| !file.path.starts_with("src/diff/outline/")) {
        for (line, text) in chinese(&file.text) {
            let own: Vec<char> = own_words(&text).chars().collect();
            let narrow = own.iter().any(|letter| ",;:?!".contains(*letter));
            let bracket = own.windows(2).any(|pair| pair.iter().any(|letter| han(*letter)) && pair.iter().any(|one| "()".contains(*one)));
            if narrow || bracket {
                faults.push(format!("{}:{line}: write ，；：？（） in “{text}”", file.path));
            }
        }
    }
    report(&faults);
}

#[test]
fn nothing_is_left_for_later() {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
    let mut faults = Vec::new();
    for file in all_rust() {
        for (index, line) in file.text.lines().enumerate() {
            if names(line).any(|(_, word)| words.contains(&word)) || line.contains(concat!("#[ig", "nore")) {
                faults.push(format!("{}:{}: do it now or leave it out", file.path, index + 1));
            }
        }
    }
    report(&faults);
}

#[test]
fn nothing_points_at_one_machine() {
    let folders = ["work", "tmp", "root", "home"].map(|name| format!("/{name}/"));
    let hosts = [concat!("index.crates", ".io"), concat!("static.crates", ".io"), concat!("crates.io", "-index")];
    let mut faults = Vec::new();
    for file in files("") {
        if file.path == "Cargo.lock" {
            continue;
        }
        for (index, line) in file.text.lines().enumerate() {
            let place = format!("{}:{}", file.path, index + 1);
            if let Some(folder) = folders.iter().find(|folder| absolute(line, folder)) {
                faults.push(format!("{place}: `{folder}` is a path of one machine"));
            }
            if let Some(host) = hosts.iter().find(|host| line.contains(**host)) {
                faults.push(format!("{place}: `{host}` is a package registry's host"));
            }
        }
    }
    report(&faults);
}

/// Whether `folder` stands in the line at the start of a path: `the/work/` is not one.
fn absolute(line: &str, folder: &str) -> bool {
    line.match_indices(folder)
        .any(|(start, _)| !line[..start].chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || "._-/)".contains(letter)))
}
