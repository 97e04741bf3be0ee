//! `cargo xtask new-diagnostic BAND slug`: the first drafts of a row, a page and a fixture.

use std::fmt::Write as _;
use std::fs;

use crate::repository::root;

/// The bands with their files in the catalogue, their first and last numbers and their fixtures.
const BANDS: [(&str, u16, u16, &str); 8] = [
    ("files", 1, 99, "files"),
    ("syntax", 101, 199, "syntax"),
    ("names", 201, 299, "names"),
    ("types", 301, 399, "types"),
    ("meaning", 401, 499, "meaning"),
    ("evaluation", 501, 599, "evaluation"),
    ("data", 601, 699, "data"),
    ("style", 901, 999, "style"),
];

/// What to begin.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where it belongs: files, syntax, names, types, meaning, evaluation, data or style.
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
    let names: Vec<&str> = BANDS.iter().map(|(name, ..)| *name).collect();
    let Some((_, first, last, topic)) = BANDS.iter().find(|(name, ..)| name == band) else {
        return Err(format!("there is no band {band}; there are {}", names.join(", ")));
    };

    let catalogue = format!("src/diagnostics/catalogue/{band}.rs");
    let rows = read(&catalogue)?;
    if rows.contains(&format!("\"{slug}\"")) {
        return Err(format!("{catalogue} has {slug} already"));
    }
    let number = next_number(&rows, *first);
    if number > *last {
        return Err(format!("the band {band} is full"));
    }
    let code = format!("Y{number:04}");
    let constant = slug.replace('-', "_").to_uppercase();
    let severity = if *warning { "Warning" } else { "Error" };
    let row = format!("    {constant} = {number}, \"{slug}\", {severity}, \"One line in English\", \"一行中文\";\n");
    let rows = match rows.rsplit_once('}') {
        Some((before, after)) if before.trim_end().ends_with('{') => format!("{}\n{row}}}{after}", before.trim_end()),
        Some((before, after)) => format!("{before}{row}}}{after}"),
        None => return Err(format!("{catalogue} has no `codes! {{ … }}`")),
    };
    write(&catalogue, &rows)?;

    let page = format!("src/diagnostics/pages/{code}.md");
    write(&page, &page_draft(&code, slug))?;
    let chinese = format!("src/diagnostics/pages/zh/{code}.md");
    write(
        &chinese,
        "## 含义\n\n一两句话说明错在哪里。\n\n## 怎样改正\n\n一句话说明怎样写。\n\n## 为什么这样规定\n\n不这样规定，谁的得分会出什么问题。\n",
    )?;
    println!("{code} {slug}. Written:\n  {catalogue}: fill in the two lines\n  {page} and {chinese}: fill in");
    if band == "data" {
        println!("To write: a folder under tests/fixtures/data/tax_bureau that holds the faulty file and `expected`.");
    } else {
        let fixture = format!("tests/fixtures/check/{topic}/bad/{}.yard", slug.replace('-', "_"));
        write(&fixture, &format!("{BOOK}#@ 1-8 {code} words of the message\n"))?;
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

/// One more than the highest number in use.
fn next_number(rows: &str, first: u16) -> u16 {
    let used = rows.lines().filter_map(|line| line.trim().split_once(" = ")?.1.split(',').next()?.parse::<u16>().ok());
    used.max().map_or(first, |highest| highest + 1)
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))
}

/// Writes a file and the folders it needs.
fn write(path: &str, text: &str) -> Result<(), String> {
    let whole = root().join(path);
    let folder = whole.parent().ok_or_else(|| format!("{path} lies nowhere"))?;
    fs::create_dir_all(folder).and_then(|()| fs::write(&whole, text)).map_err(|error| format!("{path}: {error}"))
}
