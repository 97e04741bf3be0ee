//! `cargo xtask new-diagnostic BAND slug`: the first drafts of a row, a page and a fixture.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use crate::repository::root;

/// What the hundreds of the numbers are about, and so where their fixtures lie.
const HUNDREDS: [(u16, &str); 9] = [
    (0, "files"),
    (1, "syntax"),
    (2, "names"),
    (3, "types"),
    (4, "meaning"),
    (5, "evaluation"),
    (6, "data"),
    (8, "extensions"),
    (9, "style"),
];

/// The bands: the files of the catalogue, each with its text.
fn bands() -> Result<BTreeMap<String, String>, String> {
    let folder = root().join("src/diagnostics/catalogue");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut bands = BTreeMap::new();
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()).filter(|name| *name != "mod") else { continue };
        bands.insert(name.to_owned(), fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    Ok(bands)
}

/// What to begin.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where it belongs: a file of the catalogue, such as syntax, meaning, proofs, data or extensions.
    band: String,
    /// Its name: says the bad thing and reads well after "allow", such as `mixed-units`.
    slug: String,
    /// The finding does not stop scoring.
    #[arg(long)]
    warning: bool,
}

/// Writes the drafts and says what remains to be done.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let Arguments { band, slug, warning } = arguments;
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if slug.is_empty() || !slug.chars().all(plain) {
        return Err(format!("a name is written like-this, not {slug}"));
    }
    let bands = bands()?;
    let Some(rows) = bands.get(band) else {
        return Err(format!("there is no band {band}; there are {}", bands.keys().cloned().collect::<Vec<_>>().join(", ")));
    };
    let catalogue = format!("src/diagnostics/catalogue/{band}.rs");
    if let Some((taken, _)) = bands.iter().find(|(_, rows)| rows.contains(&format!("\"{slug}\""))) {
        return Err(format!("src/diagnostics/catalogue/{taken}.rs has {slug} already"));
    }
    let used: BTreeSet<u16> = bands.values().flat_map(|rows| numbers(rows)).collect();
    let Some(number) = next_number(rows, &used) else { return Err(format!("the hundred of the band {band} is full")) };
    let topic = HUNDREDS.iter().find(|(hundred, _)| *hundred == number / 100).map_or("meaning", |(_, topic)| topic);
    let code = format!("Y{number:04}");
    let constant = slug.replace('-', "_").to_uppercase();
    let severity = if *warning { "Warning" } else { "Error" };
    let row = format!("    {constant} = {number}, \"{slug}\", {severity}, \"One line in English\", \"一行中文\";\n");
    let rows = match rows.rsplit_once('}') {
        Some((before, after)) if before.trim_end().ends_with('{') => format!("{}\n{row}}}{after}", before.trim_end()),
        Some((before, after)) => format!("{before}{row}}}{after}"),
        None => return Err(format!("{catalogue} has no `codes! {{ … }}`")),
    };
    write(&catalogue, &rows, false)?;

    let page = format!("src/diagnostics/pages/{code}.md");
    write(&page, &page_draft(&code, slug), true)?;
    let chinese = format!("src/diagnostics/pages/zh/{code}.md");
    write(
        &chinese,
        "## 含义\n\n一两句话说明错在哪里。\n\n## 怎样改正\n\n一句话说明怎样写。\n\n## 为什么这样规定\n\n不这样规定，谁的得分会出什么问题。\n",
        true,
    )?;
    println!("{code} {slug}. Written:\n  {catalogue}: fill in the two lines\n  {page} and {chinese}: fill in");
    if topic == "data" {
        println!("To write: a folder under tests/fixtures/data/tax_bureau that holds the faulty file and `expected`.");
    } else {
        let fixture = format!("tests/fixtures/check/{topic}/bad/{}.yard", slug.replace('-', "_"));
        write(&fixture, &format!("{BOOK}#@ 1-8 {code} words of the message\n"), true)?;
        println!("  {fixture}: show the mistake as an author makes it");
    }
    println!("To write: its function in the `messages` of the pass that finds it, and the call.");
    println!("`cargo test --test tidy` names whatever is missing.");
    Ok(())
}

/// A rulebook with nothing wrong, to put the mistake in.
const BOOK: &str = r#"rulebook "Rules of a small office" {
  year   2025
  closes 2026-01-20
  scores rounded half up to 2 decimals
  totals rounded half up to 2 decimals
}

subject office "Office"

scorecard office out of 100 {
  work "Work" 100%
}

indicator reports "Reports on time" in work for office {
  points 100
  input late "Reports late" : count
  quantify late {
    0           => 100
    1 and above => 50
  }
  else 0
}
"#;

fn page_draft(code: &str, slug: &str) -> String {
    let mut page = format!("# {code}: {slug}\n");
    let program = |info: &str| format!("```yardstick{info}\n{BOOK}```\n");
    for (heading, body) in [
        ("What it means", "What is wrong, in two or three plain sentences.\n".to_owned()),
        ("A program that shows it", program(&format!(" fails={code}"))),
        ("How to put it right", program("")),
        ("Why we ask", "What would go wrong with somebody's score.\n".to_owned()),
    ] {
        let _ = write!(page, "\n## {heading}\n\n{body}");
    }
    page
}

/// The numbers of the rows of a band.
fn numbers(rows: &str) -> Vec<u16> {
    rows.lines().filter_map(|line| line.trim().split_once(" = ")?.1.split(',').next()?.parse::<u16>().ok()).collect()
}

/// The first free number behind those of the band, else any free one of its hundred; none where that is full.
fn next_number(rows: &str, used: &BTreeSet<u16>) -> Option<u16> {
    let highest = numbers(rows).into_iter().max().unwrap_or(0);
    let hundred = highest - highest % 100;
    (highest + 1..hundred + 100).chain(hundred + 1..highest).find(|number| !used.contains(number))
}

/// Writes a file and the folders it needs; a `new` one never over another.
fn write(path: &str, text: &str, new: bool) -> Result<(), String> {
    let whole = root().join(path);
    if new && whole.exists() {
        return Err(format!("{path} is there already"));
    }
    let folder = whole.parent().ok_or_else(|| format!("{path} lies nowhere"))?;
    fs::create_dir_all(folder).and_then(|()| fs::write(&whole, text)).map_err(|error| format!("{path}: {error}"))
}
