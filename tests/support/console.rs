//! Runs the `console` blocks of a Markdown file in a folder of their own, and compares what they print.
//!
//! A line that begins with `$ ` is a command; what follows, up to the next one, is what it prints on
//! standard output and standard error together; where its output goes through a pipe, what it says on
//! standard error comes first, for nothing tells which of the two would be sooner. A line `…` stands for any lines. After a command
//! that does not end with status 0 stands `[status 1]`. `cargo run --release --` runs the program
//! under test. All blocks of a file are one session, in a folder that holds a copy of `rules/`,
//! as `city` one of the book and the proposals under `tests/fixtures/extensions`, and as `books` those under
//! `tests/fixtures/account`.
//!
//! With `YARDSTICK_BLESS=1` the outputs are written into the file, to be read before they are committed.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::fixtures;

/// A command of a session and what it should print.
struct Step {
    command: String,
    expected: Vec<String>,
}

/// Runs the sessions of several files, on as many threads as the machine offers; each has a folder of its own.
pub fn check_all(paths: &[PathBuf], program: &str) -> Vec<Result<usize, String>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((path, check(path, program)));
        }
        done
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let others: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        others.into_iter().flat_map(|other| other.join().expect("a session that runs to its end")).collect()
    });
    done.sort_by_key(|(path, _)| *path);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Runs the session of `path` and says where it differs from what is written.
fn check(path: &Path, program: &str) -> Result<usize, String> {
    let text = fixtures::read(path);
    let folder = Folder::new(path);
    let (mut written, mut report, mut commands) = (String::new(), String::new(), 0);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        written.push_str(line);
        written.push('\n');
        if line.trim_end() != "```console" {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != "```").collect();
        for step in steps(&block) {
            commands += 1;
            let found = run(&step.command, program, &folder.0);
            written.push_str(&format!("$ {}\n", step.command));
            if meets(&step.expected, &found) {
                step.expected.iter().for_each(|line| written.push_str(&format!("{line}\n")));
            } else {
                report.push_str(&format!(
                    "$ {}\n--- written\n{}\n--- printed\n{}\n",
                    step.command,
                    step.expected.join("\n"),
                    found.join("\n")
                ));
                found.iter().for_each(|line| written.push_str(&format!("{line}\n")));
            }
        }
        written.push_str("```\n");
    }
    if report.is_empty() {
        return Ok(commands);
    }
    if std::env::var_os("YARDSTICK_BLESS").is_some() {
        fs::write(path, written).expect("a writable file");
        return Ok(commands);
    }
    Err(format!("{}:\n{report}", fixtures::name(path)))
}

fn steps(block: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in block {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step { command: command.to_owned(), expected: Vec::new() }),
            (None, Some(step)) => step.expected.push((*line).to_owned()),
            (None, None) => panic!("a console block begins with a command, not with {line:?}"),
        }
    }
    steps
}

fn run(command: &str, program: &str, folder: &Path) -> Vec<String> {
    let command = command.replace("cargo run --release --", "yardstick");
    let folders = [Path::new(program).parent().expect("the program lies in a folder").to_owned()];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path))).expect("plain folders");
    let output = Command::new("sh")
        .arg("-c")
        .arg(if command.contains(" | ") { command } else { format!("( {command} ) 2>&1") })
        .current_dir(folder)
        .env("PATH", path)
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .output()
        .expect("a shell");
    let printed = [output.stderr, output.stdout];
    let mut lines: Vec<String> = printed
        .iter()
        .flat_map(|bytes| String::from_utf8_lossy(bytes).lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>())
        .collect();
    if !output.status.success() {
        lines.push(format!("[status {}]", output.status.code().unwrap_or(-1)));
    }
    lines
}

/// Whether the lines are those expected, `…` standing for any.
fn meets(expected: &[String], found: &[String]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((first, rest)) if first == "…" => (0..=found.len()).any(|skipped| meets(rest, found.get(skipped..).unwrap_or_default())),
        Some((first, rest)) => found.split_first().is_some_and(|(line, others)| line == first && meets(rest, others)),
    }
}

/// A folder of its own for a session, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(of: &Path) -> Self {
        let name = fixtures::name(of).replace(['/', '.'], "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        copy(&fixtures::root().join("rules"), &folder.join("rules"));
        copy(&fixtures::root().join("tests/fixtures/extensions"), &folder.join("city"));
        copy(&fixtures::root().join("tests/fixtures/account"), &folder.join("books"));
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in the build folder does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a writable folder");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let entry = entry.expect("a readable folder").path();
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("a readable file");
        }
    }
}
