//! `docs/decisions` is complete: numbered without gaps, each page in the index by its own title.

use super::repository::{files, read, report};

#[test]
fn the_index_lists_every_decision() {
    let index = read("docs/decisions/README.md");
    let pages: Vec<_> = files("docs/decisions").into_iter().filter(|file| !file.path.ends_with("README.md")).collect();
    let mut faults = Vec::new();
    for (number, page) in (1..).zip(&pages) {
        let name = page.path.rsplit('/').next().unwrap_or(&page.path);
        if !name.starts_with(&format!("{number:04}-")) {
            faults.push(format!("{}: expected number {number:04}", page.path));
        }
        let Some(title) = page.text.lines().next().and_then(|line| line.strip_prefix(&format!("# {number:04} "))) else {
            faults.push(format!("{}: begin with `# {number:04} Title`", page.path));
            continue;
        };
        if !index.contains(&format!("- [{number:04} {title}]({name})")) {
            faults.push(format!("docs/decisions/README.md: add `- [{number:04} {title}]({name})`"));
        }
        for heading in ["## Question", "## Decision", "## Rivals", "## What follows"] {
            if !page.text.lines().any(|line| line == heading) {
                faults.push(format!("{}: the heading `{heading}` is missing", page.path));
            }
        }
    }
    report(&faults);
}
